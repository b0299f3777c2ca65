"""What an article says beside a figure: what it was before, by how much it has changed, and what it is not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from checker.texts.changes import Change
from checker.texts.mentions import Mention

_NOT = re.compile(r"[^.;:\d]{0,80}?,? (?:and )?(?:not|instead of|rather than) (?:the )?(?:about |some )?$")
_CORRECTS = re.compile(
    r"\b(?:correct|revis|amend|mistak|error|twice|wrongly|previously|at first|earlier count|put right)", re.IGNORECASE
)
"""Words that say that an own figure is taken back; without them it may be another's that is denied."""
_FELL = re.compile(
    r"\b(?:fall|fell|fallen|drop|declin|decreas|down|lower|shr[aiu]nk|lost|los[es]|cut|sank|slid|slipp|eas|reduc)",
    re.IGNORECASE,
)
AROUND = 160
"""Code points before a change in which its direction is looked for."""


class Beside(Struct, frozen=True):
    """Rows of a claim that come from figures beside its own, by where that begins, and the figures that are used up."""

    rows: Mapping[int, str]
    used: Mapping[int, str]
    """Where figures begin that are no claims, and why."""


def beside(mentions: Sequence[Mention], changes: Mapping[int, Change], text: str) -> Beside:
    """What figures say of others: "28, not 31" takes 31 back; "risen by 320 to 1,640" is 1,640, which is 320 more."""
    rows: dict[int, str] = {}
    used: dict[int, str] = {}
    for at, mention in enumerate(mentions):
        if mention.role == "by" and mention.is_read and mention.kind not in ("date", "percentage"):
            used[mention.start] = "by how much a figure changed, which is no value"
        if mention.role == "to" and (row := _compared(mention, mentions, changes, text)):
            rows[mention.start] = row
        if (before := _instead_of(mention, mentions[:at], text)) is None:
            continue
        used[mention.start] = f"it is said that it is not so many, but {before.phrase}"
        if _CORRECTS.search(_sentence(text, mention.start)):
            rows[before.start] = f"revises: {mention.value}"
    return Beside(rows, used)


def _instead_of(mention: Mention, earlier: Sequence[Mention], text: str) -> Mention | None:
    """The figure that is given instead of one: 28, of "28 people, not 31"."""
    before = next((m for m in reversed(earlier) if m.kind == mention.kind), None)
    is_denied = before is not None and mention.value and _NOT.fullmatch(text, before.end, mention.start)
    return before if is_denied else None


def _compared(mention: Mention, mentions: Sequence[Mention], changes: Mapping[int, Change], text: str) -> str:
    """By how much the figure that something came to is more or less than before; "" where that is not said."""
    change = changes.get(mention.start)
    if change is None or change.before:
        return ""
    by = _by(mention, mentions, change.by)
    if by is None:
        return ""
    start = max(text.rfind(". ", 0, by.start), text.rfind("\n", 0, by.start), by.start - AROUND)
    word = "fewer" if _FELL.search(text[max(0, start) : by.start]) else "more"
    return f"compared: {{{word}: {_quoted(by.value)}, at: before}}"


def _by(mention: Mention, mentions: Sequence[Mention], phrase: str) -> Mention | None:
    """By how much a figure changed, in its own unit; None where that is not read."""
    near = [m for m in mentions if m.role == "by" and m.phrase == phrase and abs(m.start - mention.start) < AROUND]
    return near[0] if near and near[0].value and near[0].kind == mention.kind else None


def _quoted(value: str) -> str:
    return f'"{value}"' if re.search(r"[,:{}\[\]#\"']", value) else value


def _sentence(text: str, at: int) -> str:
    """About the sentence that a place is in."""
    start = max(text.rfind(". ", 0, at), text.rfind("\n", 0, at)) + 1
    stops = [stop for stop in (text.find(". ", at), text.find("\n", at)) if stop >= 0]
    return text[start : min([*stops, at + AROUND])]
