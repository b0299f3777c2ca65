"""Every figure and date in a text, in order, with its place and how it is read.

A wrong value that looks right is worse than none: a figure whose words can be taken in two ways is a mention without
a value, and says why; a date that two readers take for two days has both. What looks like a figure but is none to code
(an ordinal, an age, a time, a phone number, the number of a resolution) is a mention too, so that it is told apart.
"""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec.structs import replace

from checker.texts.anchored_dates import counted_from_another
from checker.texts.calendar_days import written, year_span
from checker.texts.changes import with_roles
from checker.texts.composing import NOT_ENGLISH, compose
from checker.texts.compound_dates import is_of_two
from checker.texts.date_readers import Reader
from checker.texts.date_words import WEEKDAY
from checker.texts.dates_near_now import next_weekday, read_weekday
from checker.texts.figures import classify
from checker.texts.languages import is_continental
from checker.texts.mention import FIGURES, KINDS, Mention
from checker.texts.numerals import Numeral, numerals
from checker.texts.page import Page
from checker.texts.phrases import phrase_patterns
from checker.texts.ranges import is_range
from checker.texts.relative_dates import date_patterns, dates_in_digits, dates_to_come, read_date_to_come, read_match
from checker.texts.sentences import no_prose, sentence_at, sentences, unwrapped
from checker.texts.shared_units import (
    NOT_NAMED,
    is_before_its_unit,
    is_in_its_currency,
    is_paid_to_others,
    lacks_the_unit_before,
    was_as_many,
    was_in_its_unit,
    with_later_unit,
)
from checker.texts.spots import NEAR, Figure, Spot, with_sign
from checker.texts.tenses import NEAR as NEAR_A_DATE
from checker.texts.tenses import Tense, tense
from checker.texts.triggers import DIGIT, NUMBER, UNIT, kinds_of_words
from checker.texts.value_texts import best_text, read
from checker.texts.value_texts import value_of as _value_of
from checker.values.dates import Window
from checker.values.value import Hedges, Value

__all__ = [
    "FIGURES",
    "KINDS",
    "NOT_ENGLISH",
    "Mention",
    "find_mentions",
    "is_own_day",
    "sentence_at",
    "sentences",
    "unwrapped",
    "value_of",
]

_HOUR = r"(?:\d{1,2}(?:[.:]\d\d)? ?(?:am|pm|a\.m\.|p\.m\.)|\d{1,2}:\d\d|noon|midday|midnight|dawn|dusk)"
_PAIR = re.compile(rf",? (?:and|or|to|until|till|through) (?:{_HOUR} on )?| ?[-–] ?|, ")
_IS_ONE_DATE = re.compile(r" | of | of the | in ")
_OF_A_RANK = re.compile(
    r"\b(?:first|second|third|fourth|fifth|last|only|single|most|least|worst|best|[a-z]+est)\b(?: [\w'’-]+){0,10} $"
)
"""Their first meeting in six years; the first royal wedding in the country in nine years."""
_IN_A_DAY = re.compile(r"in an? day", re.IGNORECASE)
"""As much as 40 mm may fall in a day: how long."""
_USUALLY = re.compile(r"\b(?:normal(?:ly)?|usual(?:ly)?|typical(?:ly)?|on average|generally|often)\b[^.;:,]{0,40}$")
"""Twice what the district would normally see in a month."""
_ON_CONDITION = re.compile(r"\b(?:if|unless|whenever|once|should (?:an?|the|no|any))\b", re.IGNORECASE)
"""If nobody wins, another must be held within 37 days: of what is not known yet."""
_IS_TO_BE = re.compile(
    r"\b(?:will|['’]ll|would|shall|should|must|may|might|can|could|to|due|plan(?:s|ned)?|promis(?:es|ed)"
    r"|expect(?:s|ed)?|vow(?:s|ed)"
    r"|needs?|has|have|is|are|demand(?:s|ed)|want(?:s|ed)|until|within)\b",
    re.IGNORECASE,
)
"""Teachers leave within a year: how long."""
_EACH_YEAR = re.compile(
    r",? (?:as (?:ever|always|usual)|(?:each|every) (?:year|spring|summer|autumn|winter|season)|annually"
    r"|most years)\b"
)
"""On the last Saturday in August, as ever."""
_IS_A_NORM = re.compile(
    r"(?:%|\b(?:per ?cent|most|all|every|each|any|in ten|quarters|thirds)\b)"
    r"[^.;:]{0,60}?\b(?:be|is|are)\b[^.;:]{0,30}$",
    re.IGNORECASE,
)
"""That 92% of patients will be seen within 18 weeks."""
PART_OF_A_DATE = "it is a part of a date that is not read here"
_A_WEEKDAY = re.compile(WEEKDAY)
LONGEST_GAP = 12
"""Code points between the two ends of a range."""


def find_mentions(text: str, published: Window | None, hedges: Hedges) -> list[Mention]:
    """All figures and dates of a text, in order. Dates are resolved from the day of publication, where it is known."""
    lines, text = text, unwrapped(text)
    finder = _Finder(Page(text, published, hedges))
    for start, end in no_prose(lines):
        finder.page.cover(start, end)
    for first, last in sentences(text):
        finder.search(first, last)
    return with_roles(text, sorted(finder.found, key=lambda mention: mention.start))


class _Finder:
    """One search of one text, sentence by sentence."""

    def __init__(self, page: Page) -> None:
        self.page, self.text = page, page.text
        self.found: list[Mention] = []
        self.windows: dict[int, tuple[Window, ...]] = {}
        """The readings of the dates that have several, by where they begin."""

    def search(self, first: int, last: int) -> None:
        """All mentions of one sentence: dates first, then what is no numeral with its words, then numerals."""
        kinds, begin = kinds_of_words(self.text[first:last]), len(self.found)
        if not kinds:
            return
        self._dates(first, last, kinds)
        if self.page.is_english:
            self._phrases(first, last, kinds)
        if DIGIT in kinds or NUMBER in kinds:
            self._figures(first, last)
        if UNIT in kinds:
            self._count_from_another(begin)

    def _count_from_another(self, begin: int) -> None:
        """Give the second date of a sentence its days where it is counted from the first one: two years later."""
        dates = sorted((m.start, at) for at, m in enumerate(self.found[begin:], begin) if m.kind == "date")
        if len(dates) > 1:
            anchor, place = self.found[dates[0][1]], dates[1][1]
            self.found[place] = counted_from_another(self.text, anchor, self.found[place]) or self.found[place]

    def _add(self, mention: Mention) -> None:
        self.page.cover(mention.start, mention.end)
        self.found.append(mention)

    def _span(self, found: re.Match[str]) -> tuple[int, int]:
        """What of a match is the mention, where it is not all of it."""
        return found.span("phrase") if "phrase" in found.re.groupindex else found.span()

    # --- dates ---------------------------------------------------------------------------------

    def _dates(self, first: int, last: int, kinds: set[str]) -> None:
        published, begin = self.page.published, len(self.found)
        # in another language only what is written in digits
        rules = date_patterns() if self.page.is_english else dates_in_digits()
        for pattern, reader, need in rules:
            for found in pattern.finditer(self.text, first, last) if need in kinds else ():
                start, end = self._span(found)
                if self.page.is_free(start, end) and not is_of_two(found, reader):
                    self._add(self._date(start, end, self._windows(found, reader, start, end, first, last)))
        self._open_what_is_one_date(begin)
        for found in dates_to_come(self.text, first, last) if self.page.is_english and UNIT in kinds else ():
            start, end = found.span()
            if self.page.is_free(start, end) and self._is_from_now(found, first, last):
                self._add(self._date(start, end, read_date_to_come(found, published) if published else ()))

    def _is_from_now(self, found: re.Match[str], first: int, last: int) -> bool:
        """Whether "in two weeks" is counted from the day of publication, and not how long, nor from what may happen."""
        start, end = found.span()
        if (
            _IN_A_DAY.fullmatch(found[0])
            or _USUALLY.search(self.text[max(first, start - NEAR) : start])
            or _OF_A_RANK.search(self.text[max(first, start - NEAR) : start])
        ):
            return False
        if found[0].casefold().startswith("within") and (
            not _IS_TO_BE.search(self.text, first, start)
            or _ON_CONDITION.search(self.text, first, start)
            or _IS_A_NORM.search(self.text, first, start)
        ):
            return False
        return self._tense(start, end, first, last) == Tense.TO_COME

    def _open_what_is_one_date(self, begin: int) -> None:
        """Two dates of which the one tells more of the other are not read: nobody knows a rule for both together."""
        dates = sorted(range(begin, len(self.found)), key=lambda at: self.found[at].start)
        for at, following in pairwise(dates):
            one, other = self.found[at], self.found[following]
            if _IS_ONE_DATE.fullmatch(self.text[one.end : other.start]) and one.is_read and other.is_read:
                for place in (at, following):
                    self.found[place] = replace(
                        self.found[place], value="", window=None, readings=(), why=PART_OF_A_DATE
                    )

    def _windows(
        self, found: re.Match[str], reader: Reader, start: int, end: int, first: int, last: int
    ) -> tuple[Window, ...]:
        """What a date may be; a weekday that is named together with one before it is that after it."""
        published = self.page.published
        if published is None or _EACH_YEAR.match(self.text, end):
            return ()
        before = self.found[-1] if self.found else None
        if reader is read_weekday and not found["which"] and before and first <= before.start < before.end < start:
            named = self.windows.get(before.start, ())
            is_pair = _PAIR.fullmatch(self.text[before.end : start]) and _A_WEEKDAY.search(before.phrase)
            if is_pair and named:
                return next_weekday(found, named)
        windows = read_match(found, reader, published, self._tense(start, end, first, last))
        if len(windows) > 1 and self.text[max(first, start - 6) : start].endswith("since "):
            return tuple(window for window in windows if window.first <= published.last)
        return windows

    def _tense(self, start: int, end: int, first: int, last: int) -> Tense:
        before = self.text[max(first, start - NEAR_A_DATE) : start]
        return tense(before, self.text[end : min(last, end + NEAR_A_DATE)])

    def _date(self, start: int, end: int, windows: tuple[Window, ...]) -> Mention:
        phrase = self.text[start:end]
        self.windows[start] = windows
        if len(windows) == 1:
            return Mention("date", start, end, phrase, written(windows[0]), windows[0])
        why = "may be of either" if windows else "which days it means is not said"
        if self.page.published is None:
            why = "the day of publication is not known"
        return Mention("date", start, end, phrase, readings=tuple(written(window) for window in windows), why=why)

    # --- phrases -------------------------------------------------------------------------------

    def _phrases(self, first: int, last: int, kinds: set[str]) -> None:
        for kind, pattern, reader, need in phrase_patterns():
            for found in pattern.finditer(self.text, first, last) if need in kinds else ():
                start, end = self._span(found)
                plain, why = reader(found)
                if why == "-" or not self.page.is_free(start, end):
                    continue
                hedge, start = self.page.hedge_before(first, start) if plain else ("", start)
                if hedge:  # of a third only one end: more than 33.3%
                    plain = f"{hedge} {plain.partition(' to ')[0]}"
                phrase = self.text[start:end]
                value = self._phrase_value(kind, phrase, plain) if plain else ""
                self._add(Mention(kind, start, end, phrase, value, why=why))

    def _phrase_value(self, kind: str, phrase: str, plain: str) -> str:
        """The phrase as it stands, where values are read in it ("a third"), else a plain form."""
        words = " ".join(phrase.split())
        if kind == "percentage" and not words.endswith("point") and read(kind, words, self.page.hedges):
            return words[0].lower() + words[1:]
        return best_text(kind, phrase, plain, self.page.hedges)

    # --- figures -------------------------------------------------------------------------------

    def _figures(self, first: int, last: int) -> None:
        points_are_thousands = is_continental(self.page.language)
        found = numerals(self.text, first, last, points_are_thousands=points_are_thousands)
        numbers = [numeral for numeral in found if self.page.is_free(numeral.start, numeral.end)]
        before: tuple[Spot, Figure] | None = None
        at = 0
        while at < len(numbers):
            low = numbers[at]
            at += 1
            if not self.page.is_free(low.start, low.end):  # a part of the one before it
                continue
            spot = self._spot(low, low, first, last)
            following = numbers[at] if at < len(numbers) else None
            if following is not None and self._is_range(low, following, spot.left, last):
                spot = self._spot(low, following, first, last)
                at += 1
            spot, figure = self._classified(spot, following, before, first, last)
            before = spot, figure
            self._add(self._mention(spot, figure, first))

    def _classified(
        self, spot: Spot, following: Numeral | None, before: tuple[Spot, Figure] | None, first: int, last: int
    ) -> tuple[Spot, Figure]:
        """What a number is; one without a unit may share that of the number beside it."""
        figure = classify(spot, before[1].kind if before else "")
        if figure.kind != "count" and not (figure.kind == "number" and not figure.unit and not figure.tail):
            return spot, figure
        gap = self.text[spot.high.end : following.start] if following else ""
        if following is not None and is_before_its_unit(spot, following, gap):
            later = self._spot(following, following, first, last)
            return with_later_unit(spot, figure, later, classify(later, "count"))
        between = self.text[before[0].high.end : spot.low.start] if before else ""
        if before and (
            is_in_its_currency(spot, figure, *before, between)
            or was_in_its_unit(spot, figure, *before, between)
            or was_as_many(spot, figure, *before, between)
        ):
            return spot, replace(before[1], head=0, tail=0)
        if before and (
            lacks_the_unit_before(spot, figure, *before, between) or is_paid_to_others(spot, figure, *before, between)
        ):
            figure = replace(figure, why=NOT_NAMED)
        return spot, figure

    def _spot(self, low: Numeral, high: Numeral, first: int, last: int) -> Spot:
        left = self.text[max(first, low.start - NEAR) : low.start]
        return with_sign(Spot(low=low, high=high, left=left, right=self.text[high.end : min(last, high.end + NEAR)]))

    def _is_range(self, low: Numeral, high: Numeral, left: str, last: int) -> bool:
        gap = self.text[low.end : high.start]
        if len(gap) > LONGEST_GAP or not self.page.is_free(low.end, high.start):
            return False
        return is_range(low, high, gap, left, self.text[high.end : min(last, high.end + NEAR)])

    def _mention(self, spot: Spot, figure: Figure, first: int) -> Mention:
        if figure.kind in FIGURES and figure.kind != "date":
            return compose(self.page, spot, figure, first)
        start, end = spot.low.start - len(spot.sign) - figure.head, spot.high.end + figure.tail
        phrase = self.text[start:end]
        if figure.kind != "date":
            return Mention(figure.kind, start, end, phrase, why=figure.why)
        window = year_span(int(spot.low.text))
        return Mention("date", start, end, phrase, written(window), window, confidence=figure.confidence)


def is_own_day(mention: Mention, published: Window | None) -> bool:
    """Whether a date is the article's day of publication, written out as in its head."""
    return mention.window is not None and mention.window == published and bool(re.search(r"\d{4}", mention.phrase))


def value_of(mention: Mention, hedges: Hedges) -> Value | None:
    """What a mention says, to compare it with a claim's value; None where it cannot be read."""
    return _value_of(mention.kind, mention.value, hedges) if mention.value else None
