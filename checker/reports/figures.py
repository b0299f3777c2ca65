"""Values as a report shows them: as they were written, with their unit; ranges rounded outwards to written digits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from fractions import Fraction

from msgspec.structs import replace

from checker.corpus.corpus import BY
from checker.engine.findings import Figure, Statement
from checker.engine.messages import told_by
from checker.patterns import lazy_pattern
from checker.reports.names import Names
from checker.values.comparing import TIMES_UNIT
from checker.values.dates import Window
from checker.values.digits import SIZE, Digits, outwards, plain_number
from checker.values.formatting import listed, per_words, rate_of
from checker.values.rate_words import says_per_what
from checker.values.units import currencies, plural
from checker.values.value import Choices, Value

_ENDS_IN_NUMBER = lazy_pattern(rf"\d(?: ?(?:{SIZE}))?$", re.IGNORECASE)
ANY = "not clear from the rest"
"""What a figure would have to be, where nothing says what."""
_PEOPLE = ("person", "people", "")
_RATIO = lazy_pattern(r"\d.* (?:of|in) .*\d", re.IGNORECASE)  # "35 out of 47"
TINY = Fraction(1, 10**6)
"""A gap below this is one of a bound that is left out, as in "less than": there is nothing to show."""


class Figures:
    """Values in words. Days are those of the names: without the main year. Categories that are entities have names."""

    def __init__(self, names: Names) -> None:
        self.names = names
        entities = names.corpus.entities.values()
        self._entities = {entity.id: entity.name for entity in entities if entity.name != entity.id}

    def value(self, value: Value, name: str) -> str:
        """A property's value as it was written; a date spelled out; with its unit where it is not written."""
        interval = value.interval
        if value.unit == "date" and (interval.lower is not None or interval.upper is not None):
            return self._dates(interval.lower, interval.upper)
        prop = self.names.corpus.properties[name]
        if value.choices is not None and value.stated:
            return self._categories(value.text)
        if prop.scale.type in ("category", "text") or not value.stated:
            return value.text
        return with_unit(value.text, self._unit(name, value.unit), prop.scale.type)

    def _categories(self, text: str) -> str:
        parts = [part.strip() for part in text.split(",")]
        if not any(part in self._entities for part in parts):
            return text
        return ", ".join(self._entities.get(part, part) for part in parts)

    def _unit(self, name: str, unit: str) -> str:
        """The unit to show: none of a count whose title says it, as do "people killed" and "families displaced"."""
        prop = self.names.corpus.properties[name]
        says_it = prop.scale.type == "count" and plural(unit).casefold() in prop.title.casefold()
        return "" if says_it else unit

    def statement(self, statement: Statement) -> str:
        """A statement's value, as the plainest of its claims has it."""
        return self.value(told_by(statement.claims).value, statement.figure.property)

    def dated(self, statement: Statement) -> str:
        """A statement's value and day: "288 (3 May)"."""
        when = self.names.when(statement)
        return f"{self.statement(statement)} ({when})" if when else self.statement(statement)

    def _dates(self, low: Fraction | None, high: Fraction | None) -> str:
        if low is not None and high is not None:
            return self.names.days(Window(int(low), int(high)))
        known = low if low is not None else high
        day = Window(int(known or 1), int(known or 1))
        return f"{'from' if low is not None else 'up to'} {self.names.days(day)}"

    def range(
        self, figure: Figure, low: Fraction | None, high: Fraction | None, digits: Digits, *, bare: bool = False
    ) -> str:
        """A range in words, rounded outwards to the digits: "196 to 200", "at least 5 km", "not clear from the rest".

        `bare` leaves out the unit.
        """
        if figure.type == "date":
            return self._dates(low, high) if low is not None or high is not None else "any day"
        if figure.type == BY and (low is not None or high is not None):
            return self._by(figure, *outwards(low, high, digits), digits)
        if figure.compared and figure.compared.word and (low is not None or high is not None):
            return self._in_percent(figure, low, high, digits)
        bottom = None if low is None or (figure.floor is not None and low <= figure.floor) else low
        at_least, at_most = outwards(bottom, high, digits)

        def shown(number: Fraction) -> str:
            return plain_number(number, digits)

        if at_least is None and at_most is None:
            return ANY
        if at_most is None:
            text = f"at least {shown(at_least or Fraction(0))}"
        elif at_least is None:
            text = shown(at_most) if low == high else f"at most {shown(at_most)}"
        else:
            text = shown(at_least) if at_least == at_most else f"{shown(at_least)} to {shown(at_most)}"
        return text if bare else with_unit(text, self._unit(figure.property, figure.unit), figure.type)

    def _in_percent(self, figure: Figure, low: Fraction | None, high: Fraction | None, digits: Digits) -> str:
        """What so many times another figure is as it is mostly said: "6 to 7% less", "45 to 50%"."""
        assert figure.compared
        base = 1 if figure.compared.word == "than" else 0
        least, most = (None if end is None else (end - base) * 100 for end in (low, high))
        if base:
            return self._by(figure, *outwards(least, most, digits), digits)
        return self.range(replace(figure, unit="%", compared=None), least, most, digits)

    def _by(self, figure: Figure, low: Fraction | None, high: Fraction | None, digits: Digits) -> str:
        """By how much a figure may differ from another: "3 fewer", "2 fewer to 5 more", "at least 8 km more"."""
        scale = TIMES_UNIT if figure.unit == TIMES_UNIT else self.names.corpus.properties[figure.property].scale.type
        fewer = "less" if scale in (TIMES_UNIT, "money", "percentage") else "fewer"

        def shown(number: Fraction) -> str:
            text = plain_number(abs(number), digits)
            if scale == "percentage":
                text = f"{text} percentage point{'' if abs(number) == 1 else 's'}"
            elif scale == TIMES_UNIT:
                text = f"{text}%"
            elif scale != "count":
                text = with_unit(text, figure.unit, scale)
            return f"{text} {fewer if number < 0 else 'more'}"

        if low is None or high is None:
            bound = low if high is None else high
            is_least = (high is None) == ((bound or 0) >= 0)
            return f"{'at least' if is_least else 'at most'} {shown(bound or Fraction(0))}"
        if low == high:
            return shown(low) if low else "as many"
        if (low < 0) == (high < 0):
            ends = sorted((low, high), key=abs)
            return f"{plain_number(abs(ends[0]), digits)} to {shown(ends[1])}"
        return f"{shown(low)} to {shown(high)}"

    def gap(self, gap: Fraction | None, figure: Figure, digits: Digits) -> str:
        """By how much, with its unit: "17", "3 days", "0.4 percentage points"; nothing where there is no measure.

        Nor for so many times, where a difference says little: 3 times and 2 times.
        """
        if gap is None or gap <= TINY or figure.unit == TIMES_UNIT:
            return ""
        step = Fraction(1) if figure.type == "date" else digits.step
        rounded = gap if (gap / step).denominator == 1 else max(round(gap / step), 1) * step
        about = "" if abs(rounded - gap) <= step / 100 else "about "  # an end may be left out: see `bounds_of`
        number = plain_number(rounded, digits)
        if figure.type == "date":
            return f"{about}{number} {'day' if gap == 1 else 'days'}"
        if figure.unit == "%":
            return f"{about}{number} percentage point{'' if rounded == 1 else 's'}"
        if figure.unit == "origin":
            return f"{number} {'voice' if gap == 1 else 'voices'}"
        return f"{about}{with_unit(number, self._unit(figure.property, figure.unit), figure.type)}"


def choices_text(choices: Choices, written: Iterable[str]) -> str:
    """Categories as the claims write them (names are compared without case): "pledged or refused", "not refused"."""
    texts = {part.strip().casefold(): part.strip() for text in written for part in text.split(",")}
    names = listed([texts.get(name, name) for name in sorted(choices.names)], "or")
    return f"not {names}" if choices.negated else names


def with_unit(text: str, unit: str, type_: str) -> str:
    """A written value with its unit, where the text does not say it."""
    of, per = rate_of(unit)
    if per:
        shown = with_unit(text, of, type_)
        return shown if says_per_what(text) else f"{shown} {per_words(per)}"
    if type_ == "money" and unit != TIMES_UNIT and unit:
        return text if _names_money(text) else _before_number(text, unit)
    if unit in _PEOPLE or unit == "date" or not _ENDS_IN_NUMBER.search(text):
        return text
    if unit == "%":
        return text if _RATIO.search(text) else f"{text}%"
    return f"{text} {unit if text == '1' else plural(unit)}"


def _names_money(text: str) -> bool:
    """Whether a text has a currency's word or sign: "5m shillings" needs no "KES" before it."""
    return any(_is_currency(word) for word in re.findall(r"[^\W\d_]+|\S", text))


def _is_currency(word: str) -> bool:
    return unicodedata.category(word[0]) == "Sc" or bool(currencies(word))


def _before_number(text: str, unit: str) -> str:
    match = re.search(r"\d", text)
    return f"{text[: match.start()]}{unit} {text[match.start() :]}" if match else f"{unit} {text}"
