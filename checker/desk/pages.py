"""The pages that one begins with: stories, articles with their state, and the report."""

from __future__ import annotations

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from checker.desk.article import Progress
from checker.desk.relations import article_address
from checker.desk.site import Site, site_of, story_address
from checker.desk.workspace import View
from checker.reports.order import is_counted
from checker.values.dates import show_window
from checker.values.display import visible

FEW_ARTICLES = 60
"""Articles of a project that its first page lists one by one."""


class ArticleRow(Struct, frozen=True, kw_only=True):
    """An article in a list: its state, and where it is."""

    key: str
    address: str
    publisher: str
    title: str
    published: str
    progress: Progress
    claims: int
    disagreements: int
    is_new: bool


class StoryRow(Struct, frozen=True, kw_only=True):
    """A story in a list. `articles` are given where they are few."""

    name: str
    address: str
    number: int
    claims: int
    disagreements: int
    new: int
    articles: tuple[ArticleRow, ...]


def first(request: Request) -> Response:
    """What is opened first: all stories; in the reading mode the report."""
    return report(request) if site_of(request).is_reading else home(request)


def home(request: Request) -> Response:
    """All stories, with their articles where they are few."""
    site = site_of(request)
    view = site.view()
    few = len(view.corpus.sources) <= FEW_ARTICLES
    rows = [_story_row(site, view, story, with_articles=few) for story in site.stories(view)]
    return site.page("home", view, rows=rows, few=few)


def story(request: Request) -> Response:
    """The articles of a story."""
    site = site_of(request)
    view = site.view()
    name = site.known_story(view, request.path_params["story"])
    return site.page("story", view, row=_story_row(site, view, name, with_articles=True))


def _story_row(site: Site, view: View, story: str, *, with_articles: bool) -> StoryRow:
    sources = {key: source for key, source in view.corpus.sources.items() if source.story == story}
    keys = sorted(sources, key=lambda key: (sources[key].published.first, sources[key].publisher, key))
    disagreements = _disagreements(view)
    of_story = {id_ for key in keys for id_ in disagreements.get(key, ())}
    new = {key for key in keys if _is_new(view, key)}
    return StoryRow(
        name=story,
        address=story_address(story),
        number=len(keys),
        claims=sum(len(view.claims_in(key)) for key in keys),
        disagreements=len(of_story),
        new=len(new),
        articles=tuple(_row(site, view, key, disagreements, key in new) for key in keys) if with_articles else (),
    )


def _row(site: Site, view: View, key: str, disagreements: dict[str, set[str]], is_new: bool) -> ArticleRow:
    source = view.corpus.sources[key]
    return ArticleRow(
        key=key,
        address=article_address(key),
        publisher=visible(source.publisher),
        title=visible(source.title or key.partition("/")[2]),
        published=show_window(source.published),
        progress=site.progress(view, key),
        claims=len(view.claims_in(key)),
        disagreements=len(disagreements.get(key, ())),
        is_new=is_new,
    )


def _disagreements(view: View) -> dict[str, set[str]]:
    """The contradictions that are not accepted, by the articles whose claims they are about."""
    found: dict[str, set[str]] = {}
    for finding in view.review.findings:
        is_open = finding.severity == "error" and is_counted(finding) and not view.review.status(finding).is_accepted
        for claim in finding.claims if is_open else ():
            found.setdefault(claim.source, set()).add(finding.id)
    return found


def _is_new(view: View, key: str) -> bool:
    """Whether an article was published yesterday or today: its own day counts, not when its file was written."""
    published = view.corpus.sources[key].published
    return published.first <= view.review_day and published.last >= view.review_day - 1


def missing(request: Request) -> Response:
    """The page of an address at which there is nothing, as after an undo that took an article back."""
    site = site_of(request)
    return site.page("missing", site.view(), 404)


# --- the report


def report(request: Request) -> Response:
    """The report as the page that `checker report --html` writes, made anew when a file changes."""
    site = site_of(request)
    view = site.view()
    # the page itself refuses all but its own style and script, by their hashes
    return HTMLResponse(site.report(view), headers={"Content-Security-Policy": "frame-ancestors 'none'"})


def state(request: Request) -> Response:
    """A number that changes whenever a file does."""
    return PlainTextResponse(str(site_of(request).view().version))
