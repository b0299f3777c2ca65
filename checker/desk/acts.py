"""What a person does in an article: claims are saved, taken out, undone; figures are said to be none to code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from checker.coding.forms import free_id
from checker.coding.proposals import entity_id
from checker.desk.article import ArticleDesk
from checker.desk.coding_view import form_html, parts_of, result_html, state_of
from checker.desk.none_to_code import also_in, words_of_one
from checker.desk.relations import article_address
from checker.desk.rendering import render
from checker.desk.sent_form import claim_of_form
from checker.desk.site import Site, key_of, sent_of, site_of
from checker.edits.articles import (
    ArticleFile,
    add_claim,
    change_claim,
    change_head,
    mark_no_claim,
    open_article,
    remove_claim,
    unmark_no_claim,
)
from checker.edits.change import Change, Made, Outcome, joined
from checker.edits.entities import add_entity
from checker.problems import Problem
from checker.values.display import counted, visible

UNREADABLE, CONFLICT = 422, 409


def save(request: Request) -> Response:
    """Add a claim, or change one; answers with what it agrees and disagrees with, and the form of the next figure."""

    def act(site: Site, sent: dict[str, str], opened: ArticleDesk, file: ArticleFile) -> Response:
        id_ = sent.get("claim", "")
        old = file.claim(id_) if id_ else None
        keys = claim_of_form(sent, old)
        if id_ and sent.get("was") != state_of(old) and not sent.get("mine"):
            return _changed_meanwhile(old, keys)
        if not id_:
            keys = _with_id(keys, file)
        new, keys = _with_new_entity(site, opened, sent, keys)
        made = change_claim(file, id_, keys) if old is not None else _added(file, keys, opened, _spot(opened, sent))
        made = _both(new, made)
        refused = apply_made(site, made, anyway=bool(sent.get("anyway")))
        return refused or _saved(site, opened, str(keys.get("id") or id_), lost_with(made))

    return _in_article(request, act)


def _with_id(keys: dict[str, Any], file: ArticleFile) -> dict[str, Any]:
    """The keys of a new claim: without an id it is named after its quote."""
    if keys.get("id"):
        return keys
    return {**keys, "id": free_id(str(keys.get("quote") or ""), "claim", {str(claim["id"]) for claim in file.claims})}


def _with_new_entity(
    site: Site, opened: ArticleDesk, sent: dict[str, str], keys: dict[str, Any]
) -> tuple[Made | None, dict[str, Any]]:
    """The entity that a claim is to be about, where it is made with it."""
    name = " ".join(sent.get("new_name", "").split())
    if not name:
        return None, keys
    id_ = entity_id(name)
    said = {"kind": sent.get("new_kind", "").strip(), "name": name if name != id_ else ""}
    said["part_of"] = sent.get("new_part_of", "").strip()
    return add_entity(site.workspace.root, opened.story, id_, said), {**keys, "subject": id_}


def _both(one: Made | None, other: Made) -> Made:
    """Two changes as one; what is in the way of either is in the way of both."""
    if one is None:
        return other
    if one[0] is None or other[0] is None:
        return None, (*one[1], *other[1])
    return joined(other[0].title, (one[0], other[0])), ()


def _spot(opened: ArticleDesk, sent: Mapping[str, str]) -> tuple[int, int] | None:
    """Line and column of the figure that a form is of; None where it is of none."""
    mark = opened.mark(sent.get("spot", ""))
    return (mark.line, mark.column) if mark else None


def _added(file: ArticleFile, keys: dict[str, Any], opened: ArticleDesk, spot: tuple[int, int] | None) -> Made:
    lacking = [
        label for key, label in REQUIRED.items() if not (keys.get(key) or (key == "value" and keys.get("compared")))
    ]
    if lacking:
        return None, (Problem(file.name, 1, 1, f"still to say: {', '.join(lacking)}"),)
    return add_claim(
        file, {key: text for key, text in keys.items() if text is not None}, article_text=opened.text, spot=spot
    )


REQUIRED = {
    "subject": "whom or what it is about",
    "property": "what is said of it",
    "value": "the value",
    "id": "an id",
}


def _saved(site: Site, before: ArticleDesk, id_: str, lost: str) -> Response:
    """What the claim agrees and disagrees with; the page asks for the text and the next figure after that."""
    opened = site.article(site.latest(), before.key)
    claim = opened.claim(id_)
    told = result_html(site, opened, claim, is_saved=True) if claim else ""
    return JSONResponse({"saved": id_, "result": told, "lost": lost, "version": opened.view.version})


def following(request: Request) -> Response:
    """The text and the claims as they are now, and the form of the next figure that waits."""
    site = site_of(request)
    with site.workspace.lock:
        opened = site.article(site.latest(), key_of(request))
        return JSONResponse(parts_of(site, opened) | next_of(site, opened, request.query_params))


def next_of(site: Site, opened: ArticleDesk, sent: Mapping[str, str]) -> dict[str, Any]:
    """The form of the next figure that waits, or of the same one where it is split."""
    spot = sent.get("spot", "")
    if sent.get("stay") and opened.mark(spot) is not None:
        return {"next": spot, "form": form_html(site, opened, spot, "", is_new=True)}
    start = sent.get("start", "")
    mark = opened.next_waiting(int(start) if start.isascii() and start.isdigit() else -1)
    key = f"m{mark.mention.start}" if mark else ""
    return {"next": key, "form": form_html(site, opened, key, "") if key else ""}


def _changed_meanwhile(old: Any, keys: dict[str, Any]) -> Response:
    """Both versions of a claim that somebody else has changed, or taken out, since its form was opened."""
    mine = {key: value for key, value in keys.items() if value is not None}
    found = render("versions", theirs=_lines_of(old), mine=_lines_of(mine), is_claim=True)
    return JSONResponse({"conflict": found}, CONFLICT)


def _lines_of(said: Any) -> list[str]:
    from checker.exchange.layout import claim_lines

    return [visible(line) for line in claim_lines(said)] if said else []


def no_claim(request: Request) -> Response:
    """A figure is none to code: words that hold it, and no other, say so in the article's head."""

    def act(site: Site, sent: dict[str, str], opened: ArticleDesk, file: ArticleFile) -> Response:
        mark, words = opened.mark(sent.get("spot", "")), _words(sent)
        words = words_of_one(opened, mark, words) if mark is not None else words
        others = also_in(opened, mark, words) if mark is not None else ()
        refused = apply_made(site, mark_no_claim(file, words, spot=_spot(opened, sent)))
        held = ", ".join(visible(other.mention.phrase) for other in others or ())
        return refused or _followed(site, opened, sent, f"no claim with it: {held}" if held else "")

    return _in_article(request, act)


def some_claim(request: Request) -> Response:
    """A figure is one to code after all."""

    def act(site: Site, sent: dict[str, str], opened: ArticleDesk, file: ArticleFile) -> Response:
        return apply_made(site, unmark_no_claim(file, _words(sent))) or _followed(site, opened, sent)

    return _in_article(request, act)


def _words(sent: Mapping[str, str]) -> str:
    return " ".join(sent.get("words", "").split())


def _followed(site: Site, before: ArticleDesk, sent: Mapping[str, str], told: str = "") -> Response:
    """The text and the claims as they are after a change, and the form of the next figure."""
    again = site.article(site.latest(), before.key)
    return JSONResponse(parts_of(site, again) | next_of(site, again, sent) | {"lost": told})


def remove(request: Request) -> Response:
    """Take a claim out; undo brings it back."""

    def act(site: Site, sent: dict[str, str], opened: ArticleDesk, file: ArticleFile) -> Response:
        old = file.claim(sent.get("claim", ""))
        if sent.get("was") != state_of(old):
            return _changed_meanwhile(old, {})
        made = remove_claim(file, sent.get("claim", ""))
        refused = apply_made(site, made)
        if refused is not None:
            return refused
        again = site.article(site.latest(), opened.key)
        form = form_html(site, again, sent.get("spot", ""), "")
        return JSONResponse(parts_of(site, again) | {"form": form, "lost": lost_with(made)})

    return _in_article(request, act)


HEAD_KEYS = ("publisher", "title", "author", "published", "url", "via")


def head(request: Request) -> Response:
    """Change what an article says of itself."""

    def act(site: Site, sent: dict[str, str], opened: ArticleDesk, file: ArticleFile) -> Response:
        keys = {key: " ".join(sent[key].split()) or None for key in HEAD_KEYS if key in sent}
        changed = {key: text for key, text in keys.items() if (file.source.get(key) or None) != text}
        refused = apply_made(site, change_head(file, changed)) if changed else None
        return refused or JSONResponse({"go": article_address(opened.key)})

    return _in_article(request, act)


def undo(request: Request) -> Response:
    """Take the last change back."""
    return _turn(request, site_of(request).workspace.undo)


def redo(request: Request) -> Response:
    """Do again what was taken back."""
    return _turn(request, site_of(request).workspace.redo)


def _turn(request: Request, turn: Callable[[], tuple[Change | None, Outcome | None]]) -> Response:
    site = site_of(request)
    try:
        change, outcome = turn()
    except OSError as error:
        return _not_written(error)
    if change is None or outcome is None:
        return JSONResponse({"mistakes": render("mistakes", mistakes=["there is nothing to take back"])}, UNREADABLE)
    refused = refusal_of(outcome)
    return refused or JSONResponse({"done": visible(change.title), "version": site.view().version})


# --- what all of them share


def _in_article(
    request: Request, act: Callable[[Site, dict[str, str], ArticleDesk, ArticleFile], Response]
) -> Response:
    """Do what a person asked for, in an article as it is now, while nobody else writes."""
    site, sent = site_of(request), sent_of(request)
    with site.workspace.lock:
        opened = site.article(site.latest(), key_of(request))
        file = _file_of(site, opened)
        return file if isinstance(file, Response) else act(site, sent, opened, file)


def _file_of(site: Site, opened: ArticleDesk) -> ArticleFile | Response:
    """An article's file, to be edited; or the answer that says what is in the way."""
    name = opened.file.relative_to(site.workspace.root).as_posix()
    file, problems = open_article(site.workspace.root, name)
    return file if file is not None else mistakes_of(problems)


def apply_made(site: Site, made: Made, *, anyway: bool = False) -> Response | None:
    """Write a change; the answer that says why not, or None where it is written."""
    change, problems = made
    if change is None:
        return mistakes_of(problems)
    try:
        outcome = site.workspace.apply(change, anyway=anyway)
    except OSError as error:
        return _not_written(error)
    return refusal_of(outcome)


def _not_written(error: OSError) -> Response:
    """What a disk that is full, or a folder that may not be written to, comes to in words."""
    return mistakes_of([Problem("", 1, 1, f"nothing was written: {error.strerror or error}")])


def lost_with(made: Made) -> str:
    """What of the files' comments a change takes away, in words; "" for nothing."""
    lost = made[0].lost if made[0] is not None else ()
    shown = ", ".join(visible(comment.strip("# ")) for comment in lost)
    return f"gone with it: {counted(len(lost), 'comment')}, {shown}" if lost else ""


def refusal_of(outcome: Outcome) -> Response | None:
    """The answer to a change that was not written; None where it was."""
    if outcome.is_written:
        return None
    if not outcome.conflicts:
        return mistakes_of(outcome.problems, may_be_forced=True)
    versions = [
        render(
            "versions",
            file=visible(each.name),
            theirs=_content_lines(each.found),
            mine=_content_lines(each.wanted),
            is_claim=False,
        )
        for each in outcome.conflicts
    ]
    return JSONResponse({"conflict": "".join(versions)}, CONFLICT)


def _content_lines(content: str | bytes | None) -> list[str]:
    if isinstance(content, bytes):
        return ["(a file that is not text)"]
    return [visible(line) for line in (content or "").splitlines()]


def mistakes_of(problems: Iterable[Problem], *, may_be_forced: bool = False) -> Response:
    """The answer that says what is wrong."""
    told = [visible(problem.message) for problem in problems]
    return JSONResponse({"mistakes": render("mistakes", mistakes=told), "forcible": may_be_forced}, UNREADABLE)
