"""What all pages of the desk share: the project, the articles that were opened last, and the frame of a page."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any
from urllib.parse import quote

from msgspec.structs import replace
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from checker import __version__
from checker.baseline.reviewing import review_of
from checker.desk.article import ArticleDesk, Progress
from checker.desk.rendering import render
from checker.desk.workspace import View, Workspace
from checker.files.project import NO_ARTICLES
from checker.problems import Problem
from checker.reports.html import page as report_page
from checker.reports.selection import focused
from checker.values.display import visible

MOST_OPEN = 24
"""Articles of which the marks are kept."""

STORIES = (("/stories", "Stories"),)
OTHER_PAGES = (("/calls", "To ring up"), ("/words", "Vocabulary"), ("/new", "New article"))
"""What else the bar leads to at a desk that writes."""


class Site:
    """The desk's project. `is_reading`: nothing is written. `chosen` is what of it the report is of; None: all."""

    def __init__(self, workspace: Workspace, *, is_reading: bool, chosen: frozenset[str] | None = None) -> None:
        self.workspace, self.is_reading, self.chosen = workspace, is_reading, chosen
        self._opened: OrderedDict[str, ArticleDesk] = OrderedDict()
        self._progress: dict[str, tuple[object, Progress]] = {}
        self._report: tuple[int, str] | None = None

    def view(self) -> View:
        return self.workspace.view()

    def latest(self) -> View:
        """The project as it was when its files were last looked at."""
        return self.workspace.latest()

    def article(self, view: View, key: str) -> ArticleDesk:
        """An article with its marks. Raises HTTPException where there is none of that key."""
        if key not in view.corpus.sources:
            raise HTTPException(404)
        with self.workspace.lock:
            opened = self._opened.get(key)
            if opened is None or opened.view is not view:
                opened = self._opened[key] = ArticleDesk(view, key, opened)
            self._opened.move_to_end(key)
            while len(self._opened) > MOST_OPEN:
                self._opened.popitem(last=False)
            return opened

    def progress(self, view: View, key: str) -> Progress:
        """How far an article is coded; made anew only where its files, or what they mean, are other than before."""
        state = (view.snapshot.vocabulary, *self.workspace.states_of(view, key))
        with self.workspace.lock:
            kept = self._progress.get(key)
            if kept is None or kept[0] != state:
                opened = self._opened.get(key)
                fitting = opened if opened is not None and opened.view is view else ArticleDesk(view, key, opened)
                kept = self._progress[key] = state, fitting.progress
            return kept[1]

    def report(self, view: View) -> str:
        """The report's page; made anew where a file has changed."""
        with self.workspace.lock:
            if self._report is None or self._report[0] != view.version:
                review = review_of(replace(view.corpus, chosen=self.chosen), view.review_day)
                html = report_page(focused(review), state=str(view.version), desk=self._pages())
                self._report = view.version, html
            return self._report[1]

    def _pages(self) -> list[tuple[str, str]]:
        """The pages that stand in the bar above the report, as they do above the desk's own."""
        if self.is_reading:
            return [("", "Report"), *STORIES]
        return [*STORIES, ("", "Report"), *OTHER_PAGES]

    def page(self, name: str, view: View, status: int = 200, **values: Any) -> HTMLResponse:
        """A whole page."""
        return HTMLResponse(render(name, here=name, **self.frame(view), **values), status)

    def frame(self, view: View) -> dict[str, Any]:
        """What the frame around each page shows."""
        return {
            "version": view.version,
            "release": __version__,
            "project": visible(self.workspace.root.name),
            "is_reading": self.is_reading,
            "stories": [visible(story) for story in self.stories(view)],
            "story_address": story_address,
            "problems": [visible(str(problem)) for problem in view.corpus.problems if not _is_beginning(problem)],
            "undo": visible(self.workspace.can_undo),
            "redo": visible(self.workspace.can_redo),
        }

    def stories(self, view: View) -> tuple[str, ...]:
        """The stories of the project, those without an article too."""
        return tuple(sorted({*view.corpus.stories, *self.workspace.story_folders()}))

    def known_story(self, view: View, story: str) -> str:
        """A story that is there. Raises HTTPException."""
        if story not in self.stories(view):
            raise HTTPException(404)
        return story


def _is_beginning(problem: Problem) -> bool:
    """Whether it is no more than that no article is there yet: the page itself says how to begin."""
    return problem.message.startswith(NO_ARTICLES)


def site_of(request: Request) -> Site:
    """The site that a request is for."""
    found: Site = request.app.state.site
    return found


def sent_of(request: Request) -> dict[str, str]:
    """The fields that were sent with a form, with plain ends of lines."""
    found: dict[str, str] = request.state.sent
    return {key: value.replace("\r\n", "\n") for key, value in found.items()}


def key_of(request: Request) -> str:
    """The article (story/name) that an address names."""
    return f"{request.path_params['story']}/{request.path_params['name']}"


def story_address(story: str) -> str:
    """Where a story is shown."""
    return f"/stories/{quote(story, safe='', errors='replace')}"
