"""The corpus of sentences whose figures and dates are marked: read, and compared with what is found in them.

corpus/README.md tells what the marks mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from checker.texts.mentions import FIGURES, Mention, find_mentions
from checker.values.dates import Window, read_window
from checker.values.units import convert
from checker.values.value import Hedges, Interval, Scale, read_value

FOLDER = Path(__file__).parent / "corpus"
PARTS = ("develop", "measure")
HALF_A_MONTH = 16
"""The slack of "a month ago", at least."""
HEDGES = Hedges(
    words=tuple(
        {
            "dozens": "24 to 99",
            "scores": "40 to 199",
            "hundreds": "200 to 999",
            "thousands": "2,000 to 9,999",
            "tens of thousands": "20,000 to 99,999",
            "hundreds of thousands": "200,000 to 999,999",
            "millions": "2,000,000 to 9,999,999",
        }.items()
    )
)
_MARK = re.compile(r"\{(?P<phrase>[^{}|]+)\|(?P<kind>[a-z]+)\|(?P<value>[^{}|]*)(?:\|(?P<role>[a-z]+))?\}")
_UNITS = {"C": "degree", "degrees Celsius": "degree", "km/h": "km/h", "mph": "mph", "degrees": "degree"}
_NUMBER_WITH_UNIT = re.compile(
    r"(?P<number>.*?\d(?:[\d,.]*\d)?(?: (?:million|billion|thousand))?|[a-z -]+?)[ -]?(?P<unit>[^\d]*)"
)


_AS_MANY = re.compile("as (?:many|much|high|few|little|low) as ")
"""As much as 30 % is up to 30 %, with 30 % as what its voice puts it at."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a sentence says in one place. Without a value (`?`) it may be found, but not be read."""

    kind: str
    start: int
    end: int
    value: str
    role: str

    @property
    def is_optional(self) -> bool:
        """Whether it may be left unread."""
        return "?" in self.value


@dataclass(frozen=True, slots=True)
class Sentence:
    section: str
    line: int
    text: str
    published: Window
    marks: tuple[Mark, ...]


def sentences(part: str) -> Iterator[Sentence]:
    """The sentences of a part of the corpus, in order."""
    published, section = Window(0, 0), ""
    for number, line in enumerate((FOLDER / f"{part}.txt").read_text("utf-8").splitlines(), 1):
        if line.startswith("@ "):
            window, _ = read_window(line[2:])
            assert window is not None, line
            published = window
        elif line.startswith("## "):
            section = line[3:]
        elif line and not line.startswith("#"):
            yield _sentence(section, number, line, published)


def _sentence(section: str, number: int, line: str, published: Window) -> Sentence:
    text, marks, at = "", [], 0
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        start = len(text)
        text += match["phrase"]
        marks.append(Mark(match["kind"], start, len(text), match["value"].strip(), match["role"] or ""))
        at = match.end()
    text += line[at:]
    assert "{" not in text, f"line {number}"
    return Sentence(section, number, text, published, tuple(marks))


# --- whether what was found is right -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outcome:
    """One mark or one suggestion, and what became of it.

    `state` is right, wrong (a value that the text does not give), unread (found and left open), or missed.
    """

    sentence: Sentence
    kind: str
    state: str
    expected: str
    got: str
    is_optional: bool = False
    role_is_right: bool = True


def outcomes(sentence: Sentence) -> list[Outcome]:
    """What was found in a sentence beside what is marked in it."""
    mentions = [m for m in find_mentions(sentence.text, sentence.published, HEDGES) if m.kind in FIGURES]
    taken: set[int] = set()
    result = []
    for mark in sentence.marks:
        near = [m for m in mentions if m.start < mark.end and mark.start < m.end]
        taken |= {m.start for m in near}
        result.append(_outcome(sentence, mark, near))
    for mention in mentions:
        if mention.start not in taken and (mention.value or readings_of(mention)):
            result.append(Outcome(sentence, mention.kind, "wrong", "", shown(mention)))
    return result


def _outcome(sentence: Sentence, mark: Mark, near: list[Mention]) -> Outcome:
    read = [m for m in near if m.value or readings_of(m)]
    got = ", ".join(shown(m) for m in near)
    if not read:
        return Outcome(sentence, mark.kind, "unread" if near else "missed", mark.value, got, mark.is_optional)
    today = sentence.published.first
    right = [m for m in read if is_right(mark, m, today)]
    if not right and all(_is_among(mark, m, today) for m in read):  # both are told, and a person chooses
        return Outcome(sentence, mark.kind, "unread", mark.value, got, mark.is_optional)
    state = "right" if len(right) == len(read) else "wrong"
    role_is_right = not mark.role or right != read or getattr(right[0], "role", "") == mark.role
    return Outcome(sentence, mark.kind, state, mark.value, got, mark.is_optional, role_is_right)


def readings_of(mention: Mention) -> tuple[str, ...]:
    return tuple(getattr(mention, "readings", ()))


def shown(mention: Mention) -> str:
    role = f" [{mention.role}]" if getattr(mention, "role", "") else ""
    return f"{mention.kind}:{mention.phrase!r}={' or '.join(readings_of(mention)) or mention.value}{role}"


def is_right(mark: Mark, mention: Mention, today: int) -> bool:
    found = readings_of(mention) or (mention.value,)
    for wanted in (each.strip() for each in mark.value.replace("?", "").split(";")):
        first, _, rest = wanted.partition(" ")
        kind, wanted = (first, rest) if first in FIGURES else (mark.kind, wanted)  # of another kind
        if kind == mention.kind and _fits(kind, wanted, found, today):
            return True
    return False


def _is_among(mark: Mark, mention: Mention, today: int) -> bool:
    """Whether a mention tells several readings, of which one is that of the mark."""
    readings = readings_of(mention)
    each = (replace(mention, readings=(reading,)) for reading in readings)
    return len(readings) > 1 and any(is_right(mark, one, today) for one in each)


def _fits(kind: str, wanted: str, found: tuple[str, ...], today: int) -> bool:
    if not wanted:
        return False
    if wanted.startswith("open "):
        amount = _interval("money", f"USD {wanted[5:]}")
        codes = {_unit(text) for text in found}
        same = all((read := _interval("money", text)) and amount and read[0] == amount[0] for text in found)
        return same and (len(codes) > 1 or codes == {""})
    if kind == "date":
        return _fits_date(wanted, found, today)
    if " & " in wanted:
        return {_interval(kind, text) for text in wanted.split(" & ")} == {_interval(kind, text) for text in found}
    if len(found) != 1:
        return False
    interval = _interval(kind, found[0])
    if kind == "percentage" and interval is not None and not re.search(r"%|per ?cent|points?", found[0]):
        return _is_within_words(wanted, interval[0])
    if wanted.startswith("in "):
        return interval is not None and _within(interval[0], wanted[3:])
    marked = _interval(kind, wanted)
    if interval is not None and marked is not None and _AS_MANY.match(found[0]):
        bounds = [(each.lower, each.upper, unit) for each, unit in (interval, marked)]
        return bounds[0] == bounds[1]
    return interval is not None and interval == marked


def _is_within_words(wanted: str, words: Interval) -> bool:
    """Whether a share in words, such as a third, is about what is marked: it is as exact as what is about it."""
    marked = _interval("percentage", wanted.removeprefix("in ").replace("..", "% to ").replace(" %", "%"))
    if marked is None or words.lower is None:
        return False
    low, high = (marked[0].lower or Fraction(0)), (marked[0].upper or Fraction(100))
    return low <= (words.upper or Fraction(100)) and words.lower <= high


def _unit(text: str) -> str:
    value, _ = read_value(text, Scale("money"), HEDGES)
    return value.unit if value else ""


def _within(interval: Interval, bounds: str) -> bool:
    low, high = (Fraction(number) for number in bounds.removesuffix(" %").split(".."))
    if interval.lower is None:
        return False
    return low <= interval.lower and (interval.upper or high) <= high


@cache
def _interval(kind: str, text: str) -> tuple[Interval, str] | None:
    """What a value comes to, with its unit; with a sign, which not every property allows."""
    sign = re.match(r"[-+−]", text)
    plain = text[1:] if sign else text
    if kind == "number":
        read = _number(plain)
    else:
        scale = {"count": Scale("count", "person"), "duration": Scale("duration", "day")}.get(kind, Scale(kind))
        value, _ = read_value(plain, scale, HEDGES)
        if value is None and kind == "money":  # without a currency
            value, _ = read_value(f"XAF {plain}", scale, HEDGES)
        read = (value.interval, value.unit) if value else None
    if read is None or sign is None or sign[0] == "+":
        return read
    lower, upper, best = (None if n is None else -n for n in (read[0].lower, read[0].upper, read[0].best))
    return Interval(upper, lower, best), read[1]


def _number(text: str) -> tuple[Interval, str] | None:
    match = _NUMBER_WITH_UNIT.fullmatch(text)
    if match is None:
        return None
    unit = _UNITS.get(match["unit"], match["unit"])
    for base in ("m", "kg", "m2", "litre", "MW", "kWh"):
        if unit and convert(Fraction(1), unit, base):
            value, _ = read_value(text, Scale("number", base), HEDGES)
            return (value.interval, base) if value else None
    value, _ = read_value(match["number"], Scale("number"), HEDGES)
    return (value.interval, unit) if value else None


def _fits_date(wanted: str, found: tuple[str, ...], today: int) -> bool:
    if " or " in wanted:
        return {_window(text) for text in wanted.split(" or ")} == {_window(text) for text in found}
    window = _window(found[0]) if len(found) == 1 else None
    if window is None:
        return False
    if wanted.startswith("in "):
        outer = _window(wanted[3:])
        return outer is not None and outer.first <= window.first and window.last <= outer.last
    if wanted.startswith("~"):
        core = _window(wanted[1:])
        assert core is not None
        back = abs(core.first - today)
        slack = max(4, HALF_A_MONTH if back >= 28 else 0, back * 3 // 10)
        return core.first - slack <= window.first <= core.first and core.last <= window.last <= core.last + slack
    return window == _window(wanted)


def _window(text: str) -> Window | None:
    value, _ = read_value(text, Scale("date"), HEDGES)
    if value is None:
        return None
    interval = value.interval
    return Window(int(interval.lower or -1), int(interval.upper or 10**7))
