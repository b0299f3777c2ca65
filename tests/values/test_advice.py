"""What a refusal proposes to write is read, and is the figure, the day or the category that was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

import pytest

from checker.corpus.vocabulary import PLAIN_HEDGES
from checker.values.kinds import Scale, Value
from checker.values.number_words import number_in_words
from checker.values.value import read_value
from tests.values.reading import STANCES, refusal
from tests.values.test_newspaper import ADVISED
from tests.values.test_refusals import REFUSED

_SIZES = {
    **dict.fromkeys(("hundred", "hundreds"), 100), **dict.fromkeys(("thousand", "k", "grand", "tsd"), 1000),
    **dict.fromkeys(("lakh", "lakhs", "lac", "lacs"), 10**5),
    **dict.fromkeys(("million", "millions", "m", "mio", "mln", "mm", "mn"), 10**6),
    **dict.fromkeys(("crore", "crores", "cr"), 10**7),
    **dict.fromkeys(("billion", "bn", "b", "mrd", "milliarden"), 10**9),
    **dict.fromkeys(("trillion", "tn"), 10**12), "dozen": 12, "score": 20, "gross": 144,
}  # fmt: skip
_NUMBER = re.compile(r"\d[\d.,'’_ ]*\d|\d")

SUMS = {
    "20-something": (20, 29), "half a score": (10,), "three score and ten": (70,), "fourscore": (80,), "the trio": (3,),
    "both": (2,), "a baker's dozen": (13,), "2/3": ("200/3",), "35/47": ("3500/47",), "3:1": (75, 25),
    "60:40": (60, 40), "fifty-fifty": (50,), "9 times out of 10": (90,), "5‰": ("0.5",), "3 per thousand": ("0.3",),
    "half of one percent": ("0.5",), "0.5 of 1%": ("0.5",), "3/4": (3, 4, "0.75"), "2 years and 3 months": (27,),
    "2 years 3 months": (27,), "1 year and 6 months": (18,), "five quarters": (15,), "2 1/2": ("2.5",),
    "two and a half": ("2.5",), "$1 1/2 billion": (15 * 10**8,), "$½bn": (5 * 10**8,), "¾": ("0.75",), "½": ("0.5",),
    "six point one": ("6.1",), "5 pounds 50": ("5.5",), "double-digit": (10, 99), "50 cents": ("0.5",),
    "three-quarters of a million": (750_000,), "one in two": (50,), "$5.4 million": (5_400_000,),
    "1/2": (1, 2, "0.5"), "6ft 2in": (74,), "6'2\"": (74,), "six feet 2 inches": (74,), "1m 80": (180,), "none": (0,),
    "1e3": (1_000,), "1e6": (10**6,), "10^6": (10**6,), "2.5e3": (2_500,), "5 short tons": (10_000,),
    "3 Mt": (3 * 10**6,), "3.5 kt": (3_500,), "2hrs 15mins": (135,), "1h30": (90,),
    "1-in-3": ("100/3",), "11st 4lb": (158,),
    "a half dozen": (6,), "half-dozen": (6,), "half dozen": (6,),
}  # fmt: skip
"""What texts come to whose figure has to be worked out."""

ROWS = [
    *(
        (text, Scale(kind, unit))
        for (kind, unit), rows in REFUSED.items()
        if kind not in ("date", "category")
        for text, _ in rows
    ),
    *((text, scale) for scale, text, _ in ADVISED),
]


def proposed(said: str) -> Iterator[str]:
    """Each text that a refusal says to write."""
    match = re.search(r"\bwrite ((?:[\d$€£]|about|at least|at most|up to|nearly|[A-Z]{3} ).*)$", said)
    for each in re.split(r",? or | \(or |, and ", match[1].split("; ")[0]) if match else ():
        yield each.removesuffix(")").removesuffix(" if that is meant") if "(" not in each else each


def figures_in(text: str) -> set[Fraction]:
    """All that the numbers of a text may be: a mark as one of thousands or as the decimal one, and with a size."""
    found: set[Fraction] = set()
    for match in _NUMBER.finditer(text):
        plain = re.sub(r"[^\d]", "", match[0])
        found |= {Fraction(plain), *(_decimal(match[0], mark) for mark in ".," if mark in match[0])}
    for words in re.findall(r"[a-z]+(?:[- ][a-z]+)*", text.casefold()):
        pieces = re.split(r"[- ]", words)
        spans = (" ".join(pieces[i:j]) for i in range(len(pieces)) for j in range(i + 1, len(pieces) + 1))
        found |= {Fraction(read.number) for span in spans if (read := number_in_words(span)) is not None}
    found |= {Fraction(1)} if re.match(r"an? ", text, re.IGNORECASE) else set()
    sizes = {_SIZES[word] for word in re.findall(r"[a-z]+", text.casefold()) if word in _SIZES}
    return (
        found
        | {number * size for number in found for size in sizes}
        | {number * one * other for number in found for one in sizes for other in sizes}
        | {number / 100 for number in found if re.search("cent|pence|¢", text)}
    )


def _decimal(written: str, mark: str) -> Fraction:
    whole, _, decimals = written.rpartition(mark)
    return Fraction(f"{re.sub(r'[^0-9]', '', whole) or 0}.{re.sub(r'[^0-9]', '', decimals) or 0}")


def bounds(value: Value) -> set[Fraction]:
    """The figures of a value, without what its hedge adds."""
    if value.interval.best is not None:
        return {value.interval.best}
    return {each for each in (value.interval.lower, value.interval.upper) if each}


@pytest.mark.parametrize(("text", "scale"), ROWS)
def test_what_is_proposed_is_the_figure_that_was_written(text: str, scale: Scale) -> None:
    """Its whole value, in the unit of what is proposed: 12 crore is not 12, and 1.5 million not 1.5."""
    said = refusal(text, scale)
    for each in proposed(said):
        own = (
            Scale(scale.type, "", per=scale.per, signed=scale.signed) if scale.type in ("number", "duration") else scale
        )
        value = read_value(each, own, PLAIN_HEDGES)[0] or read_value(each, scale, PLAIN_HEDGES)[0]
        value = value or read_value(f"{each} {scale.unit or 'USD'}", scale, PLAIN_HEDGES)[0]
        assert value is not None, said
        known = {Fraction(n) for n in SUMS.get(text, ())} | figures_in(text)
        if scale.type in ("number", "duration"):  # converted: what is proposed is compared as it is written
            assert figures_in(each) & known or bounds(value) & known, said
            continue
        missing = bounds(value) - known
        hedged = re.match(r"about|nearly|at least|at most|up to", each)
        assert not missing or (hedged and figures_in(each) & known) or each in text, (said, missing)


DAYS = [(text, Scale("date")) for text, _ in REFUSED[("date", "")]] + [
    (text, Scale("date"))
    for text in "5 May 2031|May 5, 2031|5/5/2031|05.05.2031|2031/05/05|2031-5-5|the 5th of May, 2031|5th May 2031"
    "|May 2031|Monday, May 5, 2031|5-7 May 2031|from 5 to 7 May 2031|Q1 2031|first quarter of 2031|H2 2031"
    "|the 1990s|2030/31|Christmas 2031|5 May 2031 at 9am|noon on 5 May 2031|5/6/2031".split("|")
]
SPANS = {
    "Q1 2031": "2031-01/2031-03", "first quarter of 2031": "2031-01/2031-03", "H2 2031": "2031-07/2031-12",
    "the 1990s": "1990/1999", "2030/31": "2030/2031", "Christmas 2031": "2031-12-25", "5/6/2031": "2031-06-05",
}  # fmt: skip


@pytest.mark.parametrize(("text", "scale"), DAYS)
def test_a_day_that_is_proposed_has_the_numbers_that_were_written(text: str, scale: Scale) -> None:
    said = refusal(text, scale)
    if text in SPANS:
        assert f"write {SPANS[text]}" in said
    for each in re.findall(r"write (\d{4}[\d/-]*)(?! or)", said):
        value, mistake = read_value(each, scale, PLAIN_HEDGES)
        assert mistake is None and value is not None, said
        if text not in SPANS and "such as" not in said:
            written = {int(n) for n in re.findall(r"\d+", text)} | _months(text)
            assert {int(n) for n in re.findall(r"\d+", each)} <= written | {2000 + n for n in written}, said


def _months(text: str) -> set[int]:
    names = "jan feb mar apr may jun jul aug sep oct nov dec".split()
    return {number for number, name in enumerate(names, 1) if name in text.casefold()}


@pytest.mark.parametrize("text", ["refusing", "Pledge", "reluctently", "not refusd"])
def test_a_category_that_is_proposed_is_one_of_the_property(text: str) -> None:
    scale = Scale("category", values=STANCES)
    near = re.search(r"did you mean '(.+?)'", refusal(text, scale))
    assert near is not None
    value, _ = read_value(near[1], scale, PLAIN_HEDGES)
    assert value is not None and value.choices is not None
    assert value.choices.names == {near[1]} and near[1][:3] == text.removeprefix("not ").casefold()[:3]
