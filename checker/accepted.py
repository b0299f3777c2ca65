"""accepted.yaml: what people have accepted, one block an entry, sorted by id; edited as text, so that comments stay.

Adding only adds, pruning only removes: two branches that accept different findings merge without a conflict.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from checker.corpus import Acceptance
from checker.dates import iso_window, read_window
from checker.findings import Finding, Report
from checker.writing import locked, write_whole
from checker.yaml_source import parse_document

HEAD = """\
# Findings that are known and accepted: `checker accept` adds an entry, `checker prune` removes what no longer holds.
# A finding comes back when a claim of it changes, or after the day in `until`.

"""
_PLAIN = re.compile(r"[A-Za-z][\w./#-]*")


def change(path: Path, edit: Callable[[str], str]) -> None:
    """Edit the file as it is on disk: one writer at a time, whole or not at all. Raises OSError."""
    with locked(path.parent):
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        after = edit(before)
        if after != before:
            write_whole(path, after)


def with_entry(text: str, acceptance: Acceptance, replaces: str = "") -> str:
    """The file's text with an entry, in its place by id; in place of another one where `replaces` names it."""
    lines = without_entries(text or HEAD, {acceptance.id, replaces}).splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    starts = _starts(lines)
    at = next((start for id_, start in starts if id_ > acceptance.id), len(lines))
    return "".join([*lines[:at], _block(acceptance), *lines[at:]])


def without_entries(text: str, ids: Iterable[str]) -> str:
    """The file's text without some entries and the comments right above them."""
    unwanted = set(ids)
    lines = text.splitlines(keepends=True)
    starts = _starts(lines)
    end = len(lines)
    for id_, start in reversed(starts):
        if id_ in unwanted:
            del lines[start:end]
        end = start
    return "".join(lines)


def _starts(lines: list[str]) -> list[tuple[str, int]]:
    """The entries with the index of their first line, which is that of the comments right above them."""
    document, _ = parse_document("".join(lines), "")
    if document is None or len(document.marks) == 2:
        return []
    starts = []
    for id_, (line, _) in document.marks[1].items():
        start = line - 1
        while start and lines[start - 1].startswith("#"):
            start -= 1
        starts.append((id_, start))
    return starts


def _block(acceptance: Acceptance) -> str:
    lines = [f"{acceptance.id}:", f"  rule: {_scalar(acceptance.rule)}", "  claims:"]
    lines += [f"    - {_scalar(key)}" for key in acceptance.claims]
    lines += [f"  content: {json.dumps(acceptance.content)}"]  # in quotes: 12345e6789 is no number
    lines += [f"  message: {_scalar(acceptance.message)}"] if acceptance.message else []
    lines += [f"  reason: {_scalar(acceptance.reason)}"]
    lines += [f"  until: {iso_window(acceptance.until)}"] if acceptance.until else []
    lines += [f"  by: {_scalar(acceptance.by)}"] if acceptance.by else []
    return "\n".join(lines) + "\n"


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=not text.isprintable())


def acceptance_of(
    finding: Finding, report: Report, today: int, *, reason: str | None, until: str | None, by: str | None
) -> tuple[Acceptance | None, str]:
    """The entry that accepts a finding; (None, what is wrong) where the options do not do.

    Where the finding is accepted under another name, or was before a change, what is not given stays as it was.
    """
    standing = report.standing(finding)
    before = standing.acceptance
    if reason is None and before is not None and standing.state == "moved":
        reason = before.reason
    if reason is None or not reason.strip():
        return None, "--reason is required: why may this stay as it is?"
    for option, text in (("--reason", reason), ("--by", by or "")):
        if not text.isprintable():
            return None, f"{option}: expected text of one line, without control characters"
    window = None
    if until is not None:
        window, mistake = read_window(until)
        if window is None:
            return None, f"--until: {mistake}"
        if window.last < today:
            return None, f"--until: {until} is past"
    return Acceptance(
        id=finding.id,
        rule=finding.rule,
        claims=finding.claim_keys,
        content=standing.content,
        reason=reason,
        until=window,
        by=by or "",
        message=finding.message,
    ), ""
