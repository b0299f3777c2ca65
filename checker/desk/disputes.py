"""What is done with a disagreement: it is accepted with a reason, or put on the list of whom to ring up."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from checker.baseline.accepted_file import Wish, acceptance_of, with_entries
from checker.desk.acts import UNREADABLE, apply_made
from checker.desk.relations import sentences_of
from checker.desk.rendering import render
from checker.desk.site import Site, sent_of, site_of
from checker.desk.workspace import View
from checker.edits.change import Change, FileChange, content_of
from checker.engine.findings import Finding
from checker.files.project import ACCEPTED
from checker.values.display import visible

GONE = "this disagreement is not found any more"


def accept(request: Request) -> Response:
    """Accept a finding, with the reason why it may stay."""
    site, sent = site_of(request), sent_of(request)
    with site.workspace.lock:
        view = site.view()
        finding = _finding(view, sent.get("finding", ""))
        if finding is None:
            return _mistake(GONE)
        wish = Wish(reason=" ".join(sent.get("reason", "").split()), until=sent.get("until") or None)
        told = sentences_of(view, finding.story).finding(finding)
        entry, mistake = acceptance_of(finding, view.review, view.review_day, wish, told)
        if entry is None:
            return _mistake(mistake)
        before = content_of(site.workspace.root, ACCEPTED)
        if isinstance(before, bytes):
            return _mistake("accepted.yaml is not a text file in UTF-8")
        after = with_entries(before or "", [entry])
        change = Change(title=f"accept {finding.id}", files=(FileChange(name=ACCEPTED, before=before, after=after),))
        refused = apply_made(site, (change, ()))
        return refused or JSONResponse({"told": "Accepted.", "version": site.latest().version})


def _finding(view: View, id_: str) -> Finding | None:
    return next((finding for finding in view.review.findings if finding.id == id_), None)


def _mistake(text: str) -> Response:
    return JSONResponse({"mistakes": render("mistakes", mistakes=[visible(text)])}, UNREADABLE)


def calls(request: Request) -> Response:
    """The list of whom to ring up."""
    site = site_of(request)
    return site.page("calls", site.view(), rows=_rows(site), states=())


def _rows(site: Site) -> list[object]:
    return []


def call(request: Request) -> Response:
    """Put a finding on the list, change its state there, or take it off."""
    return _mistake(GONE)
