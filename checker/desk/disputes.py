"""What is done with a disagreement: it is accepted with a reason, or put on the list of whom to ring up."""

from __future__ import annotations

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from checker.baseline.accepted_file import Wish
from checker.corpus.calls import Call
from checker.desk.acts import UNREADABLE, apply_made
from checker.desk.relations import Words, sentences_of, words_of
from checker.desk.rendering import render
from checker.desk.site import sent_of, site_of
from checker.desk.workspace import View
from checker.edits.accepting import accept as accepted
from checker.edits.ring_up import call_key, calls_about, remove_call, set_call
from checker.engine.findings import Finding
from checker.files.ring_up_file import CALL_STATES
from checker.values.display import counted, visible

GONE = "this disagreement is not found any more"


def accept(request: Request) -> Response:
    """Accept a finding, with the reason why it may stay."""
    site, sent = site_of(request), sent_of(request)
    with site.workspace.lock:
        view = site.latest()
        wish = Wish(reason=" ".join(sent.get("reason", "").split()), until=sent.get("until") or None)
        made = accepted(site.workspace.root, view.review, [sent.get("finding", "")], wish, view.review_day)
        refused = apply_made(site, made)
        return refused or JSONResponse({"told": "Accepted.", "version": site.latest().version})


class CallRow(Struct, frozen=True, kw_only=True):
    """Somebody to ring up about a figure: what came of it, and what the disagreement is now."""

    key: str
    voice: str
    figure: str
    story: str
    state: str
    note: str
    by: str
    told: str
    words: tuple[Words, ...]


def calls(request: Request) -> Response:
    """The list of whom to ring up: who is still to be asked first."""
    site = site_of(request)
    view = site.view()
    rows = [_row(call, view) for call in view.corpus.calls]
    rows.sort(key=lambda row: (CALL_STATES.index(row.state), row.story, row.figure, row.voice))
    return site.page("calls", view, rows=rows, states=CALL_STATES)


def _row(call: Call, view: View) -> CallRow:
    finding = _finding(view, call.finding)
    sentences = sentences_of(view, call.story)
    claims = finding.claims if finding else ()
    return CallRow(
        key=call.key,
        voice=visible(sentences.names.voice(_voice(call, view))),
        figure=visible(call.figure),
        story=visible(call.story),
        state=call.state,
        note=visible(call.note),
        by=visible(call.by),
        told=visible(sentences.finding(finding)) if finding else "",
        words=tuple(words_of([claim for claim in claims if claim.origin == _voice(call, view)], sentences)),
    )


def _voice(call: Call, view: View) -> str:
    key = f"{call.story}/{call.voice}"
    return key if key in view.corpus.entities else call.voice


def _finding(view: View, id_: str) -> Finding | None:
    return next((finding for finding in view.review.findings if id_ and finding.id == id_), None)


def call(request: Request) -> Response:
    """Change what came of a call, or take it off the list."""
    site, sent = site_of(request), sent_of(request)
    root, key = site.workspace.root, sent.get("key", "")
    with site.workspace.lock:
        if sent.get("away"):
            refused = apply_made(site, remove_call(root, key))
        else:
            said = {name: " ".join(sent.get(name, "").split()) or None for name in ("state", "note", "by")}
            refused = apply_made(site, set_call(root, key, said))
        return refused or JSONResponse({"told": "Kept.", "version": site.latest().version})


def ring_up(request: Request) -> Response:
    """Put all voices of a disagreement on the list, as one change."""
    site, sent = site_of(request), sent_of(request)
    with site.workspace.lock:
        view = site.latest()
        finding = _finding(view, sent.get("finding", ""))
        if finding is None:
            return JSONResponse({"mistakes": render("mistakes", mistakes=[GONE])}, UNREADABLE)
        known = {call.key for call in view.corpus.calls}
        keys = [key for about in calls_about(finding) if (key := call_key(*about)) not in known]
        for key in keys:
            refused = apply_made(site, set_call(site.workspace.root, key, {"finding": finding.id}))
            if refused is not None:
                return refused
        site.workspace.as_one(len(keys), f"ring up about {finding.id}")
        told = f"{counted(len(keys), 'voice')} put on the list to ring up" if keys else "They are on the list already"
        return JSONResponse({"told": told, "version": site.latest().version})
