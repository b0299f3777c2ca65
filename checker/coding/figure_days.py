"""The day or the days that a figure is of, where its clause says so: by Sunday evening, in the week to 13 March."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from checker.coding.statuses import CLAUSES
from checker.texts.mentions import Mention
from checker.values.dates import Window

_BY = re.compile(
    r"\b(?:by|as of|as at|as on|up to|at the end of|by the end of)(?: the)?"
    r"(?: (?:late|early|noon|midday|midnight|noon on|midday on|midnight on))? $",
    re.IGNORECASE,
)
"""By Sunday 520 cases had been counted: the figure is of that day, and nothing happened then."""
_DURING = re.compile(r"\b(?:in|during|over|for|within)(?: the)? $", re.IGNORECASE)
_STRETCH = re.compile(
    r"(?:the )?(?:[\w-]+ ){0,2}(?:days?|weeks?|weekend|fortnight|months?|quarters?|years?)"
    r" (?:to|ending|ended|up to|until|through|that ended|from)\b",
    re.IGNORECASE,
)
"""The week to 13 March, the three months ending in May."""
_NEW = re.compile(r" (?:[\w-]+ ){0,1}?(?:new|fresh|further|additional)\b", re.IGNORECASE)
"""340 new cases were reported in March: those of the month."""
_ON = re.compile(r"(?:^|[,;] |\band )(?:on|at|in)(?: the)? $", re.IGNORECASE)
_WAS_SO = re.compile(r"\b(?:were|was|had|stood|remained)\b")
"""On Thursday 114 beds were empty."""
_NOW = frozenset(("today", "tonight", "this morning", "this afternoon", "this evening"))
_NUMBERS = ("count", "money", "percentage", "number", "duration")
FARTHEST = 140
"""Code points between a figure and its day."""


class FigureDay(Struct, frozen=True):
    """The day (`as_of`) or the days (`period`) of a figure, as a claim gives them, and where that date begins."""

    as_of: str = ""
    period: str = ""
    at: int = -1


def day_of_figure(
    figure: Mention, mentions: Iterable[Mention], text: str, first: int, published: Window | None, *, varies: bool
) -> FigureDay:
    """The day that the clause of a figure gives to it. `mentions` are those of its sentence, which begins at `first`.

    `varies` tells that the figure is of something that is so at a moment, such as how many are missing: then "on
    Thursday" is its day, too. Of what adds up that is the day on which it happened.
    """
    if figure.kind not in _NUMBERS or published is None:
        return FigureDay()
    every = list(mentions)
    for date in [m for m in every if m.kind == "date" and m.window is not None and m.value]:
        found = _day_of(figure, date, text, first, published, varies=varies)
        if found.at >= 0 and _is_beside(figure, date, every, text, first):
            return found
    return FigureDay()


def _day_of(figure: Mention, date: Mention, text: str, first: int, published: Window, *, varies: bool) -> FigureDay:
    """What a date would be to a figure beside it: its days, its day, or nothing."""
    before = text[first : date.start]
    if _is_stretch(figure, date, before, text):
        return FigureDay(period=date.value, at=date.start)
    if date.window is None or date.window.last > published.last:
        return FigureDay()
    is_day = _BY.search(before) is not None or (varies and _is_moment(figure, date, before, text))
    return FigureDay(as_of=date.value, at=date.start) if is_day else FigureDay()


def _is_stretch(figure: Mention, date: Mention, before: str, text: str) -> bool:
    """Whether a date is the time in which what a figure counts has happened."""
    if _DURING.search(before) is None or date.window is None or date.window.first == date.window.last:
        return False
    return bool(_STRETCH.match(date.phrase) or _NEW.match(text, figure.end))


def _is_moment(figure: Mention, date: Mention, before: str, text: str) -> bool:
    """Whether a date that begins a clause is that of a state: on Thursday 114 beds were empty."""
    if date.phrase.casefold() in _NOW:
        return True
    is_day = date.window is not None and date.window.first == date.window.last
    if not is_day or date.start > figure.start or _ON.search(before) is None:
        return False
    stop = text.find(".", figure.end, figure.end + FARTHEST)
    return bool(_WAS_SO.search(text, date.end, stop if stop >= 0 else figure.end + FARTHEST))


def _is_beside(figure: Mention, date: Mention, mentions: list[Mention], text: str, first: int) -> bool:
    """Whether a date belongs to a figure: no other date, and no end of a clause, stands between them.

    A date is of what stands before it, unless it begins its clause or no figure does: by Friday 36 had died.
    """
    low, high = (figure.end, date.start) if figure.start < date.start else (date.end, figure.start)
    between = text[low:high]
    if high - low > FARTHEST or ";" in between or _among(mentions, low, high, ("date",)):
        return False
    if figure.start < date.start:
        return CLAUSES.search(between) is None or _is_last_before(figure, date, mentions, between)
    clause = first + max((match.end() for match in CLAUSES.finditer(text[first : date.start])), default=0)
    is_first = not _among(mentions, clause, date.start, _NUMBERS)
    return is_first and CLAUSES.search(between.lstrip(",")) is None


def _among(mentions: list[Mention], low: int, high: int, kinds: tuple[str, ...]) -> bool:
    """Whether a mention of one of these kinds begins in a part of the text."""
    return any(m.kind in kinds and low <= m.start < high for m in mentions)


def _is_last_before(figure: Mention, date: Mention, mentions: list[Mention], between: str) -> bool:
    """Whether what is put in between is about the figure: 28 people, most of them children, had died by Sunday."""
    is_last = not _among(mentions, figure.end, date.start, _NUMBERS)
    return is_last and between.count(",") == 2 and not re.search(r"\b(?:but|while|whereas|although)\b", between)
