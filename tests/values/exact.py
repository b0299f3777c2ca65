"""What comparisons come to, what is said of refused texts, and how results are shown: for exact tables."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from checker.corpus.vocabulary import PLAIN_HEDGES
from checker.problems import quoted
from checker.values.comparing import READERS as COMPARING
from checker.values.digits import Digits, digits_of, of_a_product, show_worked_out, written_digits
from checker.values.formatting import show_gap, show_range, show_value
from checker.values.kinds import SAMPLES, Interval, Scale
from checker.values.newspaper import proposals
from checker.values.units import convert, count_words, currencies, plural
from checker.values.value import read_value

SCALES = {
    "people": Scale("count", "person"),
    "count": Scale("count"),
    "number": Scale("number"),
    "km": Scale("number", "km", signed=False),
    "°C": Scale("number", "°C"),
    "kg": Scale("number", "kg", signed=False),
    "USD": Scale("money", "USD"),
    "money": Scale("money"),
    "months": Scale("duration", "month"),
    "percent": Scale("percentage"),
    "voters": Scale("percentage", "voters"),
}


def rows_of(tables: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """The lines of tables, each with the name of its table, what is read, and what is wanted of it behind "=>"."""
    lines = [
        (name, *line.partition(" =>")[::2]) for name, table in tables.items() for line in table.strip().splitlines()
    ]
    return [(name, text.strip(), wanted.strip()) for name, text, wanted in lines]


def is_as(found: str, wanted: str) -> bool:
    """Whether a text is what is wanted; of that which ends with "…" it is the beginning."""
    return found.startswith(wanted[:-2]) if wanted.endswith(" …") else found == wanted


def _end(bound: Fraction | None) -> str:
    return "" if bound is None else str(bound)


def bounds(of: Interval) -> str:
    """An interval as tables have it: "190..210 (200)"."""
    best = "" if of.best is None else f" ({of.best})"
    return f"{_end(of.lower)}..{_end(of.upper)}{best}"


def compared(name: str, text: str) -> str:
    """`times people nearly 2`: the key of a comparison, the scale, and the text."""
    key, _, scale = name.partition(" ")
    factor, mistake = COMPARING[key](text, SCALES[scale], PLAIN_HEDGES)
    if factor is None:
        return f"! {mistake}"
    words = f"{factor.value.text} {factor.word}".strip()
    share = "" if factor.value.share is None else f"; share {factor.value.share.part}/{factor.value.share.whole}"
    return f"{bounds(factor.value.interval)} {'times' if factor.is_ratio else 'more'}; {words}{share}"


def said(name: str, text: str) -> str:
    """What is said of a text, with what to write."""
    value, mistake = read_value(text, SCALES[name.partition(" ")[2]], PLAIN_HEDGES)
    return _refused(text, mistake or "") if value is None else show_value(value)


def _refused(text: str, mistake: str) -> str:
    """What is said, with _ for the text and .. for what is expected of its type."""
    for sample in SAMPLES.values():
        mistake = mistake.replace(f"expected {sample}", "expected ..")
    return f"! {mistake.replace(quoted(text), '_')}"


def proposed(name: str, text: str) -> str:
    """The first proposal for a text."""
    return " or ".join(next(proposals(text, SCALES[name.partition(" ")[2]]), ()))


def worked_out(name: str, text: str) -> str:
    """`written as | low | high`: how what is worked out of figures is shown."""
    written, low, high = (part.strip() for part in text.split("|"))
    unit = name.partition(" ")[2]
    texts = written.split(" & ")
    bottom, top = (Fraction(end) if end else None for end in (low, high))
    digits = written_digits(texts, unit)
    return f"{show_worked_out(bottom, top, unit, digits)}; product {of_a_product(bottom, top, digits).step}"


def digits(name: str, text: str) -> str:
    """The digits of figures."""
    found: Digits = digits_of(text.split(" & "), whole=name.endswith("whole"))
    return f"{found.step} {found.style or 'plain'} {found.sign}".strip()


def shown(name: str, text: str) -> str:
    """A range, and the gap of its width, in words."""
    low, _, high = text.partition("..")
    bottom, top = (Fraction(end) if end else None for end in (low, high))
    unit = name.partition(" ")[2]
    gap = None if bottom is None or top is None else top - bottom
    return f"{show_range(bottom, top, unit)}; {show_gap(gap, unit)}"


def converted(name: str, text: str) -> str:
    """`5 | mile`: a number of a unit in another one."""
    number, unit = (part.strip() for part in text.split("|"))
    found = convert(Fraction(number), unit, name.partition(" ")[2])
    return "none" if found is None else f"{found[0]} to {found[1]}"


def words(name: str, text: str) -> str:
    """A unit: its plural, the words for a count of it, and the currencies that it may be."""
    del name
    return f"{plural(text)}; {' '.join(sorted(count_words(text)))}; {' '.join(currencies(text))}"


READERS = {
    **dict.fromkeys(("times", "percent", "more", "fewer", "share_of"), compared),
    "say": said,
    "propose": proposed,
    "show": worked_out,
    "digits": digits,
    "range": shown,
    "in": converted,
    "unit": words,
}
