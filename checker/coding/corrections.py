"""What an article says beside a figure: what it was before, by how much it has changed, and what it is not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from checker.files.yaml_writer import flow
from checker.texts.changes import Change
from checker.texts.mentions import Mention, sentence_at

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
"""Code points between a figure and one beside it; and before a change, in which its direction is looked for."""


class Beside(Struct, frozen=True):
    """Rows of a claim that come from figures beside its own, by where that begins, and the figures that are used up."""

    rows: Mapping[int, str]
    used: Mapping[int, str]
    """Where figures begin that are no claims, and why."""


def beside(
    mentions: Sequence[Mention], changes: Mapping[int, Change], text: str, spans: list[tuple[int, int]]
) -> Beside:
    """What figures say of others: "28, not 31" takes 31 back; "risen by 320 to 1,640" is 1,640, which is 320 more.

    `mentions` are in the order of the text, and `spans` are its sentences.
    """
    rows: dict[int, str] = {}
    used: dict[int, str] = {}
    for at, mention in enumerate(mentions):
        if mention.role == "by" and mention.is_read and mention.kind not in ("date", "percentage"):
            used[mention.start] = "by how much a figure changed, which is no value"
        near = _near(mentions, at)
        if mention.role == "to" and (row := _compared(mention, near, changes, text, spans)):
            rows[mention.start] = row
        if (before := _instead_of(mention, near, text)) is None:
            continue
        used[mention.start] = f"it is said that it is not so many, but {before.phrase}"
        if _CORRECTS.search(text, *sentence_at(spans, mention.start)):
            rows[before.start] = f"revises: {mention.value}"
    return Beside(rows, used)


def _near(mentions: Sequence[Mention], at: int) -> list[Mention]:
    """The mentions that begin near one."""
    first = last = at
    while first and mentions[at].start - mentions[first - 1].start < AROUND:
        first -= 1
    while last + 1 < len(mentions) and mentions[last + 1].start - mentions[at].start < AROUND:
        last += 1
    return [*mentions[first:at], *mentions[at + 1 : last + 1]]


def _instead_of(mention: Mention, near: Sequence[Mention], text: str) -> Mention | None:
    """The figure that is given instead of one: 28, of "28 people, not 31"."""
    before = next((m for m in reversed(near) if m.kind == mention.kind and m.start < mention.start), None)
    is_denied = before is not None and mention.value and _NOT.fullmatch(text, before.end, mention.start)
    return before if is_denied else None


def _compared(
    mention: Mention, near: Sequence[Mention], changes: Mapping[int, Change], text: str, spans: list[tuple[int, int]]
) -> str:
    """By how much the figure that something came to is more or less than before; "" where that is not said."""
    change = changes.get(mention.start)
    if change is None or change.before:
        return ""
    by = _by(mention, near, change.by)
    if by is None:
        return ""
    start = max(sentence_at(spans, by.start)[0], by.start - AROUND)
    word = "fewer" if _FELL.search(text, start, by.start) else "more"
    return f"compared: {flow({word: by.value, 'at': 'before'})}"


def _by(mention: Mention, near: Sequence[Mention], phrase: str) -> Mention | None:
    """By how much a figure changed, in its own unit; None where that is not read."""
    by = next((m for m in near if m.role == "by" and m.phrase == phrase), None)
    return by if by is not None and by.value and by.kind == mention.kind else None
