"""Every figure and date in a text, in order, with its place and how it is read.

A wrong value that looks right is worse than none: a figure whose words can be taken in two ways is a mention without
a value, and says why; a date that two readers take for two days has both. What looks like a figure but is none to code
(an ordinal, an age, a time, a phone number, the number of a resolution) is a mention too, so that it is told apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from checker.texts import context_words as words
from checker.texts.date_words import NEAR as NEAR_A_DATE
from checker.texts.date_words import is_to_come
from checker.texts.figures import NEAR, Figure, Spot, classify, currency_before, with_sign
from checker.texts.languages import ENGLISH, is_continental, language_of
from checker.texts.numerals import Numeral, numerals
from checker.texts.phrases import phrase_patterns
from checker.texts.relative_dates import date_patterns, dates_to_come, read_in_units, read_match, written
from checker.texts.sentences import no_prose, sentence_at, sentences
from checker.texts.triggers import DIGIT, NUMBER, UNIT, kinds_of_words
from checker.texts.value_texts import amount_text, best_text, read
from checker.texts.value_texts import value_of as _value_of
from checker.values.dates import Window
from checker.values.value import Hedges, Value

__all__ = ["FIGURES", "KINDS", "Mention", "find_mentions", "is_own_day", "sentence_at", "sentences", "value_of"]

FIGURES = ("count", "money", "percentage", "duration", "number", "date")
"""The kinds that an article's claims should code."""
KINDS = (*FIGURES, "vague", "ordinal", "age", "time", "phone", "reference")
"""All kinds. A `vague` word (several, many) is a figure only to a desk whose hedges say so."""
NOT_ENGLISH = "the text is not in English"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text. `start` and `end` are in code points; `value` is how a claim would give it, "" if open.

    Where two readings stand, `readings` are all of them, as values, and `value` is "". `why` says why it is open.
    `confidence`, from 0 to 1, is how surely it is what it is taken for. `role` is its part in a change: "from" what it
    was, "by" how much it changed, "to" what it is now.
    """

    kind: str
    start: int
    end: int
    phrase: str
    value: str = ""
    window: Window | None = None
    is_more: bool = False  # an increment: "an additional 600"
    readings: tuple[str, ...] = ()
    why: str = ""
    confidence: float = 1.0
    role: str = ""

    @property
    def is_read(self) -> bool:
        """Whether it has a value, or readings among which a person chooses."""
        return bool(self.value or self.readings)


def find_mentions(text: str, published: Window | None, hedges: Hedges) -> list[Mention]:
    """All figures and dates of a text, in order. Dates are resolved from the day of publication, where it is known."""
    from checker.texts.changes import with_roles

    finder = _Finder(text, published, hedges)
    for start, end in no_prose(text):
        finder.cover(start, end)
    for first, last in sentences(text):
        finder.search(first, last)
    return with_roles(text, sorted(finder.found, key=lambda mention: mention.start))


class _Finder:
    """One search of one text."""

    def __init__(self, text: str, published: Window | None, hedges: Hedges) -> None:
        self.text, self.published, self.hedges = text, published, hedges
        self.language = language_of(text)
        self.found: list[Mention] = []
        self._taken = bytearray(len(text))

    def cover(self, start: int, end: int) -> None:
        """Nothing more is looked for there."""
        self._taken[start:end] = b"\1" * (end - start)

    def is_free(self, start: int, end: int) -> bool:
        return not any(self._taken[start:end])

    def search(self, first: int, last: int) -> None:
        """All mentions of one sentence."""
        kinds = kinds_of_words(self.text[first:last])
        if not kinds:
            return
        self._dates(first, last, kinds)
        if self.language == ENGLISH:
            self._phrases(first, last, kinds)
        if DIGIT in kinds or NUMBER in kinds:
            self._figures(first, last)

    def _add(self, mention: Mention) -> None:
        self.cover(mention.start, mention.end)
        self.found.append(mention)

    # --- dates ---------------------------------------------------------------------------------

    def _dates(self, first: int, last: int, kinds: set[str]) -> None:
        rules = date_patterns() if self.language == ENGLISH else date_patterns()[:1]
        for pattern, reader, need in rules:
            for found in pattern.finditer(self.text, first, last) if need in kinds else ():
                start, end = found.span("phrase") if "phrase" in pattern.groupindex else found.span()
                if self.is_free(start, end):
                    to_come = self._is_to_come(start, end, first, last)
                    windows = read_match(found, reader, self.published, to_come=to_come) if self.published else ()
                    self._add(self._date(start, end, windows))
        if self.language == ENGLISH and UNIT in kinds:
            for found in dates_to_come(self.text, first, last):
                start, end = found.span()
                if self.is_free(start, end) and self._is_to_come(start, end, first, last):
                    self._add(self._date(start, end, read_in_units(found, self.published) if self.published else ()))

    def _is_to_come(self, start: int, end: int, first: int, last: int) -> bool:
        before = self.text[max(first, start - NEAR_A_DATE) : start]
        return is_to_come(before, self.text[end : min(last, end + NEAR_A_DATE)])

    def _date(self, start: int, end: int, windows: tuple[Window, ...]) -> Mention:
        phrase = self.text[start:end]
        if len(windows) == 1:
            return Mention("date", start, end, phrase, written(windows[0]), windows[0])
        why = (
            "may be of either"
            if windows
            else "which days it means is not said"
            if self.published
            else "the day of publication is not known"
        )
        return Mention("date", start, end, phrase, readings=tuple(written(window) for window in windows), why=why)

    # --- phrases -------------------------------------------------------------------------------

    def _phrases(self, first: int, last: int, kinds: set[str]) -> None:
        for kind, pattern, reader, need in phrase_patterns():
            for found in pattern.finditer(self.text, first, last) if need in kinds else ():
                start, end = found.span("phrase") if "phrase" in pattern.groupindex else found.span()
                plain, why = reader(found)
                if why == "-" or not self.is_free(start, end):
                    continue
                hedge, start = self._hedge_before(first, start) if plain else ("", start)
                if hedge:  # of a third only one end: more than 33.3%
                    plain = f"{hedge} {plain.partition(' to ')[0]}"
                phrase = self.text[start:end]
                value = best_text(kind, phrase, plain, self.hedges) if plain else ""
                self._add(Mention(kind, start, end, phrase, value, why=why))

    def _hedge_before(self, first: int, start: int) -> tuple[str, int]:
        """The words of a hedge that ends before a place, as a value has them, and where they begin."""
        left = self.text[max(first, start - 40) : start]
        found = words.HEDGE.search(left)
        if found is None or not self.is_free(start - len(found[0]), start):
            return "", start
        hedge = " ".join(found["hedge"].casefold().split())
        return words.AS_HEDGE.get(hedge, hedge), start - len(left) + found.start()

    # --- figures -------------------------------------------------------------------------------

    def _figures(self, first: int, last: int) -> None:
        numbers = [
            n
            for n in numerals(self.text, first, last, points_are_thousands=is_continental(self.language))
            if self.is_free(n.start, n.end)
        ]
        kind, at = "", 0
        while at < len(numbers):
            if not self.is_free(numbers[at].start, numbers[at].end):  # a part of the one before it
                at += 1
                continue
            spot = self._spot(numbers[at], numbers[at], first, last)
            if at + 1 < len(numbers) and self._is_range(numbers[at], numbers[at + 1], spot, last):
                spot = self._spot(numbers[at], numbers[at + 1], first, last)
                at += 1
            figure = classify(spot, kind)
            kind = figure.kind
            self._add_figure(spot, figure, first)
            at += 1

    def _spot(self, low: Numeral, high: Numeral, first: int, last: int) -> Spot:
        left, right = (
            self.text[max(first, low.start - NEAR) : low.start],
            self.text[high.end : min(last, high.end + NEAR)],
        )
        return with_sign(Spot(low=low, high=high, left=left, right=right))

    def _is_range(self, low: Numeral, high: Numeral, spot: Spot, last: int) -> bool:
        gap = self.text[low.end : high.start]
        if len(gap) > 12 or not self.is_free(low.end, high.start):
            return False
        return is_range(low, high, gap, spot.left, self.text[high.end : min(last, high.end + NEAR)])

    def _add_figure(self, spot: Spot, figure: Figure, first: int) -> None:
        start = (
            spot.low.start
            - len(spot.sign)
            - (spot.currency.length if spot.currency and figure.kind == "money" else 0)
            - figure.head
        )
        end = spot.high.end + figure.tail
        if figure.kind not in FIGURES:
            self._add(Mention(figure.kind, start, end, self.text[start:end], why=figure.why))
            return
        if figure.kind == "date":
            year = int(spot.low.text)
            window = Window(*_year(year))
            self._add(
                Mention("date", start, end, self.text[start:end], str(year), window, confidence=figure.confidence)
            )
            return
        self._add(_Composed(self, spot, figure, first, start, end).mention())


def _year(year: int) -> tuple[int, int]:
    from datetime import date

    return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()


_RANGE_GAP = re.compile(
    r"(?: ?%| ?per ?cent)?(?P<join> ?[-–—] ?| to | and | or )(?P<sign>[A-Z]{0,2}[£$€¥₦₹]|[A-Z][A-Za-z]{0,3}\.? ?)?"
)


def is_range(low: Numeral, high: Numeral, gap: str, left: str, right: str) -> bool:
    """Whether two numbers, with what stands between them, are the ends of one figure: 200 to 300, between $2bn and $3bn."""
    found = _RANGE_GAP.fullmatch(gap)
    if found is None or low.number is None or high.number is None:
        return False
    join = found["join"].strip()
    if (found["sign"] or "").strip() and currency_before(gap, high) is None:
        return False
    first = _with_size_of(low, high)
    if first is None or first >= high.number or _are_years(low, high, right):
        return False
    if join == "and":
        return bool(re.search(r"\bbetween $", left, re.IGNORECASE))
    if join == "or":
        return high.number <= 4 * first and high.number < 1000
    if join == "to":
        if "%" in gap and "%" in right[:2]:
            return not re.search(r"\bfrom $", left) or not words.CHANGE_VERB.search(left[-50:])
        return not (
            words.CHANGE_VERB.search(left[-50:])
            and re.search(r"(?:\bfrom|\bby|ed|rose|fell|grew|up|down)(?: \w+)? ?$", left)
        )
    is_glued = " " not in found["join"]
    return not is_glued or bool(_RANGE_AHEAD.match(right)) or first >= 200


def _are_years(low: Numeral, high: Numeral, right: str) -> bool:
    year = r"(?:1[0-9]|20)\d\d"
    both = re.fullmatch(year, low.text) and re.fullmatch(year, high.text)
    return bool(both) and not words.PLURAL_AHEAD.match(right)


_RANGE_AHEAD = re.compile(
    rf" ?%| per ?cent|[ -](?:percentage|minutes?|hours?|days?|weeks?|months?|years?)\b|{words.PLURAL_AHEAD.pattern}"
    rf"|{words.UNIT_AFTER.pattern}| (?:million|billion|dollars|euros|degrees)\b"
)


def _with_size_of(low: Numeral, high: Numeral) -> Fraction | None:
    """The low end, with the magnitude of the high end where it has none: 2-3 billion."""
    if low.number is None or high.number is None:
        return None
    if high.mantissa and high.mantissa != high.number and low.mantissa == low.number and low.number < high.mantissa:
        return low.number * high.number / high.mantissa
    return low.number


class _Composed:
    """A figure with its hedge and its unit, as a mention."""

    def __init__(self, finder: _Finder, spot: Spot, figure: Figure, first: int, start: int, end: int) -> None:
        self.finder, self.spot, self.figure, self.first = finder, spot, figure, first
        self.start, self.end = start, end
        self.is_more = False

    def mention(self) -> Mention:
        """The mention, with a value where all of it is clear."""
        text, figure = self.finder.text, self.figure
        hedge, why = self._hedge()
        phrase = text[self.start : self.end]
        made = Mention(figure.kind, self.start, self.end, phrase, is_more=self.is_more, confidence=figure.confidence)
        why = why or figure.why or self._foreign()
        if why:
            return replace(made, why=why)
        if figure.kind == "money" and len(figure.codes) != 1:
            found = tuple(filter(None, (self._value(hedge, code, phrase) for code in figure.codes)))
            return (
                replace(made, readings=found, why="the currency may be any of these")
                if found
                else replace(made, why="no currency")
            )
        if either := self._two_hedges(hedge):
            both = tuple(self._value(h, figure.codes[0] if figure.codes else self._unit(), "") for h in either)
            return replace(made, readings=both if all(both) else (), why=f"{hedge!r} can be meant in two ways")
        value = self._value(hedge, figure.codes[0] if figure.codes else self._unit(), phrase)
        return replace(made, value=value, why="" if value else "it cannot be given as a value")

    def _two_hedges(self, hedge: str) -> tuple[str, str] | None:
        """The two hedges that one may be: over (more than, or in the course of), brings it up to."""
        if self.figure.kind == "duration" and hedge == "over":
            return "", "more than"
        left = self.finder.text[max(self.first, self.start - NEAR) : self.start]
        return ("", "up to") if hedge == "up to" and words.BRINGS_IT.search(left) else None

    def _unit(self) -> str:
        return self.figure.unit

    def _foreign(self) -> str:
        finder, figure = self.finder, self.figure
        if finder.language == ENGLISH or figure.kind in ("money", "percentage"):
            return ""
        return NOT_ENGLISH

    def _hedge(self) -> tuple[str, str]:
        """The hedge before it and after it, as a value has it; moves the start and the end. And why it cannot be read."""
        finder, text = self.finder, self.finder.text
        left = text[max(self.first, self.start - 40) : self.start]
        if words.UNREAD_BEFORE.search(left) or words.UNREAD_AFTER.match(text[self.end : self.end + 8]):
            return "", "it is not said how much more or less"
        hedge = ""
        for _ in range(3):
            if more := words.MORE.search(text[max(self.first, self.start - 20) : self.start]):
                self.is_more, self.start = True, self.start - len(more[0])
                continue
            found, start = finder._hedge_before(self.first, self.start)
            if start == self.start or (found and hedge):
                break
            hedge, self.start = found, start
        range_word = re.search(
            r"\b(?:between|from) $", text[max(self.first, self.start - 8) : self.start], re.IGNORECASE
        )
        if self.spot.is_range and range_word:
            self.start -= len(range_word[0])
        return self._hedge_after(hedge), ""

    def _hedge_after(self, hedge: str) -> str:
        text = self.finder.text
        if more := re.match(r" more\b(?! than)", text[self.end : self.end + 12]):
            self.is_more = self.is_more or not re.match(r" or\b", text[self.end : self.end + 4]) and bool(more)
        found = words.AFTER.match(text[self.end : self.end + 24])
        if found is None:
            return hedge
        if found["odd"]:
            self.end += found.end()
            return hedge or "about"
        if found["plus"] or found["plus2"]:
            self.end += found.end()
            return hedge or "at least"
        self.end += found.end()
        after = found["after"].casefold()
        is_about = after in ("or so", "or thereabouts")
        is_most = bool(re.match(r"(?:or|and) (?:fewer|less|under|below|younger|shorter|lower)|at most", after))
        return hedge or ("about" if is_about else "up to" if is_most else "at least")

    def _value(self, hedge: str, unit: str, phrase: str) -> str:
        spot, figure = self.spot, self.figure
        if spot.high.is_range_word:
            return (
                spot.high.text.casefold()
                if figure.kind == "count" and read("count", spot.high.text, self.finder.hedges)
                else ""
            )
        low, high = _with_size_of(spot.low, spot.high), spot.high.number
        if low is None or high is None:
            return ""
        if figure.kind == "duration" and re.search(r" and a half$", phrase):
            low, high = low + Fraction(1, 2), high + Fraction(1, 2)
        low, high = low * figure.scale, high * figure.scale
        plain = f"{hedge} {amount_text(figure.kind, low, high, unit)}".strip()
        words_of_it = re.sub(
            r"^(?:an? )?(?:additional|another|further|extra)\s+",
            "",
            phrase.replace("a further", "further"),
            flags=re.IGNORECASE,
        )
        value = best_text(figure.kind, words_of_it.lstrip("-−+"), plain, self.finder.hedges)
        return f"-{value}" if value and spot.sign in ("-", "−") else value


def is_own_day(mention: Mention, published: Window | None) -> bool:
    """Whether a date is the article's day of publication, written out as in its head."""
    return mention.window is not None and mention.window == published and bool(re.search(r"\d{4}", mention.phrase))


def value_of(mention: Mention, hedges: Hedges) -> Value | None:
    """What a mention says, to compare it with a claim's value; None where it cannot be read."""
    return _value_of(mention.kind, mention.value, hedges) if mention.value else None


Finder = Callable[[str], Iterator[Mention]]
