"""A new article: a text is pasted or dropped, what it says of itself is proposed, and its claims file is started."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from checker.coding.proposals import entity_id
from checker.coding.start import is_name_of_file
from checker.desk.acts import UNREADABLE, apply_made, mistakes_of
from checker.desk.relations import article_address
from checker.desk.rendering import render
from checker.desk.site import Site, sent_of, site_of
from checker.edits.new_articles import NewArticle, new_article, proposed_head
from checker.values.display import visible

MISSING = "there is no text yet: paste it, or drop a file"


def page(request: Request) -> Response:
    """The page on which an article is started."""
    site = site_of(request)
    view = site.view()
    return site.page("new", view, story=request.query_params.get("story", ""))


def head(request: Request) -> Response:
    """What a text says of itself: who published it, when, its title and its author."""
    given = _given(request)
    if given is None:
        return _mistake(MISSING)
    found, problems = proposed_head(*given)
    if found is None:
        return mistakes_of(problems)
    keys = ("publisher", "published", "title", "author", "via", "name")
    shown = {key: visible(getattr(found, key)) for key in keys}
    return JSONResponse({**shown, "words": len(found.text.split())})


def make(request: Request) -> Response:
    """Start the claims file, and keep the text beside it; answers with where it is coded."""
    site, sent = site_of(request), sent_of(request)
    given = _given(request)
    if given is None:
        return _mistake(MISSING)
    story = _folder_of(sent.get("new_story", "").strip()) or sent.get("story", "")
    lacking = [label for key, label in REQUIRED.items() if not sent.get(key, "").strip()]
    if lacking:
        return _mistake(f"still to say: {', '.join(lacking)}")
    wanted = NewArticle(
        data=given[0],
        file_name=given[1],
        story=story,
        name=sent.get("name", "").strip(),
        publisher=" ".join(sent["publisher"].split()),
        published=sent["published"].strip(),
        title=" ".join(sent.get("title", "").split()),
        author=" ".join(sent.get("author", "").split()),
        via=" ".join(sent.get("via", "").split()),
    )
    return _made(site, wanted)


def _folder_of(story: str) -> str:
    """The folder of a new story: as it was typed, where that can be one; "Harbour fire" becomes harbour-fire."""
    return story if is_name_of_file(story) else entity_id(story) or story


REQUIRED = {"publisher": "who published it", "published": "the day it was published, such as 2031-05-06"}


def _made(site: Site, wanted: NewArticle) -> Response:
    with site.workspace.lock:
        before = set(site.view().corpus.sources)
        made = new_article(site.workspace.root, wanted)
        if made[0] is None and wanted.file_name and not wanted.name:  # two of one title: then by its own name
            again = new_article(site.workspace.root, replace(wanted, name=entity_id(Path(wanted.file_name).stem)))
            made = again if again[0] is not None else made
        refused = apply_made(site, made)
        if refused is not None:
            return refused
        view = site.view()
        new = sorted(set(view.corpus.sources) - before)
        if not new:
            return _mistake("the article was written, and cannot be read; see the problems of the project")
        return JSONResponse({"go": article_address(new[0]), "version": view.version})


def _given(request: Request) -> tuple[bytes, str] | None:
    """The text that was sent, with its file's name, which is "" where it was pasted."""
    files: list[tuple[str, bytes]] = request.state.files
    for name, data in files:
        if data:
            return data, Path(name.replace("\\", "/")).name
    text = sent_of(request).get("text", "")
    return (text.encode("utf-8", "replace"), "") if text.strip() else None


def _mistake(text: str) -> Response:
    return JSONResponse({"mistakes": render("mistakes", mistakes=[visible(text)])}, UNREADABLE)
