"""Where the marks of a plot stand: within the plot, in their order, under labels that can be read."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import checker
from checker.baseline.review import Review
from checker.reports.plots import GAP, WIDEST_LETTER, Axis, Bar, Tick, day_ticks, round_axis, short, waterfall
from checker.reports.view import View
from tests.reports.page_corpus import RULES, article, claim, write

Bounds = tuple[Fraction | None, Fraction | None]
always = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)
LAST_DAY = date.max.toordinal()
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
SIZES = {"": 1, "m": 10**6, "bn": 10**9, "tn": 10**12}


def amounts(least: int = -(10**15) + 1) -> st.SearchStrategy[Fraction]:
    """What a claim may give: up to 15 digits, some of them decimals; often near each other."""
    wide = st.builds(Fraction, st.integers(least, 10**15 - 1), st.sampled_from([1, 1, 10, 1000, 10**6]))
    return st.one_of(wide, st.integers(max(least, -20), 200).map(Fraction))


days = st.one_of(st.integers(1, LAST_DAY), st.integers(741_000, 741_100)).map(Fraction)


@st.composite
def intervals(draw: st.DrawFn, values: st.SearchStrategy[Fraction]) -> Bounds:
    low, high = sorted((draw(values), draw(values)))
    kind = draw(st.sampled_from(["point", "range", "range", "at least", "up to"]))
    if kind == "point":
        return low, low
    return (None if kind == "up to" else low), (None if kind == "at least" else high)


claims = st.one_of(
    st.tuples(st.lists(intervals(amounts()), min_size=1, max_size=8), st.sampled_from(["person", "USD", "%", "km"])),
    st.tuples(st.lists(intervals(days), min_size=1, max_size=8), st.just("date")),
)


def value_of(label: str) -> Fraction:
    """What a label says."""
    if found := re.fullmatch(r"(-?[\d,]+(?:\.\d+)?)(%|m|bn|tn)?", re.sub(r"USD |\$", "", label)):
        return Fraction(found[1].replace(",", "")) * SIZES.get(found[2] or "", 1)
    day, month, year = label.split()
    return Fraction(date(int(year), MONTHS.index(month) + 1, int(day)).toordinal())


def extent(tick: Tick) -> tuple[float, float]:
    """From where to where a label reaches, in a plot that is as narrow as they come."""
    width = len(tick.label) * WIDEST_LETTER
    left = tick.at - {"start": 0.0, "middle": width / 2, "end": width}[tick.anchor]
    return left, left + width


# --- the axis ----------------------------------------------------------------------------------


@always
@given(claims)
def test_marks_are_within_the_plot_and_in_order(
    given_: tuple[list[Bounds], str],
) -> None:
    bounds, unit = given_
    axis = Axis.over((bound for pair in bounds for bound in pair), unit)
    for low, high in bounds:
        mark = axis.mark(low, high)
        assert 0 <= mark.start <= mark.end <= 100
        assert (mark.open_left, mark.open_right) == (low is None, high is None)
        assert (mark.at is not None) == (low == high)
        assert mark.at is None or mark.at == mark.start == mark.end
        assert mark.width >= 0
        assert not mark.open_left or mark.start == 0
        assert not mark.open_right or mark.end == 100
        # an arrow takes its place
        assert not (mark.open_left or mark.open_right) or mark.width >= 4
    known = sorted({bound for pair in bounds for bound in pair if bound is not None})
    places = [axis.at(value) for value in known]
    assert places == sorted(places)
    assert all(0 < place < 100 for place in places)


@always
@given(claims)
def test_labels_can_be_read(given_: tuple[list[Bounds], str]) -> None:
    """They are within the plot, lie on no other one, and each says just what is at its place."""
    bounds, unit = given_
    axis = Axis.over((bound for pair in bounds for bound in pair), unit)
    ticks = axis.ticks()
    assert ticks
    for tick in ticks:
        left, right = extent(tick)
        assert -0.01 <= left <= right <= 100.01
        assert abs(axis.at(value_of(tick.label)) - tick.at) <= 0.01
        assert tick.label.endswith("%") == (unit == "%")
    for one, other in pairwise(ticks):
        assert one.at < other.at
        assert extent(one)[1] + GAP <= extent(other)[0] + 0.01
    assert len({tick.label for tick in ticks}) == len(ticks)


@pytest.mark.parametrize(
    ("bounds", "unit", "labels"),
    [
        ((196, 400), "person", ["200", "300", "400"]),
        ((0, 1000), "person", ["0", "500", "1,000"]),
        ((Fraction(1, 1000), Fraction(12, 10_000)), "km", ["0.001", "0.0011", "0.0012"]),
        ((2_500_000, 4_000_000), "USD", ["2.5m", "3m", "3.5m", "$4m"]),
        ((10**9, 3 * 10**9), "USD", ["1bn", "2bn", "$3bn"]),
        ((9 * 10**14 - 10**12, 9 * 10**14), "USD", ["899tn", "899.5tn", "$900tn"]),
        ((Fraction(35, 100), Fraction(4, 10)), "%", ["0.36%", "0.38%", "0.4%"]),
        ((-5, 5), "km", ["-5", "0", "5"]),
        ((date(2031, 5, 3).toordinal(), date(2031, 5, 9).toordinal()), "date", ["3 May 2031", "9 May 2031"]),
    ],
)
def test_ticks(bounds: tuple[int | Fraction, ...], unit: str, labels: list[str]) -> None:
    """Round values; of days the first and the last, and one between them where there is room."""
    found = [tick.label for tick in Axis.over(map(Fraction, bounds), unit).ticks()]
    assert found == labels or (unit == "date" and (found[0], found[-1]) == (labels[0], labels[-1]))


@pytest.mark.parametrize("bounds", [(2_500_101, 2_500_104), (899_999_999_999_998, 9 * 10**14), (1234565, 1234575)])
def test_labels_of_large_figures_that_are_near_each_other(bounds: tuple[int, int]) -> None:
    """Not 2.5m three times, and no 1.23457m for 1,234,570."""
    axis = Axis.over(map(Fraction, bounds), "person")
    for tick in axis.ticks():
        assert bounds[0] <= value_of(tick.label) <= bounds[1]
        assert axis.at(value_of(tick.label)) == tick.at


@pytest.mark.parametrize("value", [0, 1, 40, 5000, 9 * 10**14, Fraction(1, 1000)])
def test_one_figure_alone(value: int | Fraction) -> None:
    """It stands in the plot, and there are no fewer than none on its axis."""
    axis = Axis.over([Fraction(value)], "person")
    assert 0 < axis.at(Fraction(value)) < 100
    assert axis.low >= 0
    assert axis.ticks()


def test_nothing_known() -> None:
    axis = Axis.over([None, None], "person")
    mark = axis.mark(None, None)
    assert (mark.start, mark.end, mark.at) == (0, 100, None)
    assert axis.ticks()


def test_best_figure() -> None:
    """400 (350 to 450): a dot within its range."""
    mark = Axis.over(map(Fraction, (350, 450)), "person").mark(Fraction(350), Fraction(450), Fraction(400))
    assert (mark.start, mark.at, mark.end) == (4.0, 50.0, 96.0)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1200, "person", "1,200"),
        (1_200_000, "person", "1.2m"),
        (1_234_567, "person", "1,234,567"),
        (Fraction(1, 2), "%", "0.5%"),
        (3 * 10**12, "USD", "3tn"),
        (0, "person", "0"),
        (date(2031, 6, 24).toordinal(), "date", "24 Jun 2031"),
    ],
)
def test_short(value: int | Fraction, unit: str, text: str) -> None:
    assert short(Fraction(value), unit) == text


@pytest.mark.parametrize(
    ("bounds", "labels"),
    [
        ((61, 62), ["61", "62"]),  # no half people
        ((1_200_000_000_000, 1_200_000_000_000), None),
        ((10, 500), ["0", "200", "400", "600"]),
        ((288, 300), ["285", "290", "295", "300"]),
        ((0, 0), ["0", "1"]),
    ],
)
def test_round_axes(bounds: tuple[int, int], labels: list[str] | None) -> None:
    """From one round value to another: whole where it counts, from none where that is near."""
    axis, steps = round_axis(map(Fraction, bounds), "person", is_whole=True, bottom=Fraction(0))
    assert axis.low <= bounds[0] <= bounds[1] <= axis.high
    assert labels is None or [label for _, label in steps] == labels
    assert all(len(label) <= 8 for _, label in steps)


# --- sums --------------------------------------------------------------------------------------


def widths(bar: Bar) -> tuple[float, float]:
    return bar.certain_width, bar.possible_width


@always
@given(st.lists(intervals(amounts(0)), min_size=1, max_size=12), intervals(amounts(0)))
def test_waterfall(parts: list[Bounds], whole: Bounds) -> None:
    """Each part begins where the certain one before it ends; the last bar is the whole, from none."""
    bars, axis = waterfall(parts, whole, "person")
    assert len(bars) == len(parts) + 1
    for bar in bars:
        assert 0 <= bar.start <= bar.certain <= bar.possible <= 100
        assert min(widths(bar)) >= 0
    for one, other in pairwise(bars[:-1]):
        assert other.start == one.certain
    assert bars[0].start == bars[-1].start == axis.at(Fraction(0))
    total = sum((low or Fraction(0) for low, _ in parts), Fraction(0))
    assert bars[-2].certain == axis.at(total)
    assert (bars[-2].certain < bars[-1].certain) <= (total < (whole[0] or 0))


def test_waterfall_of_three() -> None:
    parts = [(Fraction(400), Fraction(400)), (Fraction(180), Fraction(220)), (Fraction(100), None)]
    bars, axis = waterfall([*parts], (Fraction(396), Fraction(396)), "person")
    assert axis.low == 0
    assert axis.high == 720
    scale = 92 / 720
    places = [(0, 400, 400), (400, 580, 620), (580, 680, 680), (0, 396, 396)]
    for bar, expected in zip(bars, places, strict=True):
        assert (bar.start, bar.certain, bar.possible) == pytest.approx([4 + at * scale for at in expected], abs=0.01)


def test_sums_with_negative_parts(tmp_path: Path) -> None:
    """A number may be below zero: then there are no bars, or they are within the plot."""
    for file in ("parts-do-not-add-up.yaml", "hedges.yaml"):
        write(tmp_path, f"rules/{file}", (RULES / file).read_text("utf-8"))
    write(tmp_path, "rules/properties.yaml", {"level": {"type": "number", "over_time": "constant", "adds_to": "level"}})
    cast = {"all": {"parts": "complete"}, **{name: {"part_of": "all"} for name in ("a", "b", "c")}}
    write(tmp_path, "claims/story/entities.yaml", cast)
    values = {"a": "5", "b": "-10", "c": "8", "all": "7"}
    source = {"publisher": "Gazette", "published": "2031-05-04"}
    article(tmp_path, "story/gazette", source, *(claim(name, "level", value) for name, value in values.items()))
    corpus = checker.load([tmp_path])
    assert corpus.problems == ()
    view = View(Review(result=checker.check(corpus)))
    (found,) = (found for dispute in view.disputes() for found in dispute.found)
    assert "make 3, not 7" in found.sentences[0][0]
    if found.sum is not None:
        for _, _, bar in (*found.sum.parts, found.sum.whole):
            assert 0 <= bar.start <= 100
            assert 0 <= bar.certain <= 100
            assert max(widths(bar)) > 0


# --- days below a chart

FIRST = date(2032, 6, 12)


def days_below(number: int, *, first: date = FIRST) -> tuple[list[Tick], list[Tick]]:
    """The days of a narrow chart and of a wide one that reaches over so many days."""
    axis = Axis(Fraction(first.toordinal()), Fraction(first.toordinal() + number), "date")
    ticks = day_ticks(axis, (240, 430))
    return [tick for tick in ticks if tick.width != "roomy"], [tick for tick in ticks if tick.width != "tight"]


@pytest.mark.parametrize(
    ("days", "narrow", "wide"),
    [
        (1, "12 Jun 2032, 13 Jun", "12 Jun 2032, 13 Jun"),
        (4, "12 Jun 2032, 14 Jun, 16 Jun", "12 Jun 2032, 14 Jun, 16 Jun"),
        (20, "12 Jun 2032, 22 Jun, 2 Jul", "12 Jun 2032, 19 Jun, 26 Jun, 2 Jul"),
        (119, "12 Jun 2032, 1 Sep, 9 Oct", "12 Jun 2032, 1 Aug, 1 Sep, 9 Oct"),
        (250, "12 Jun 2032, 17 Feb 2033", "12 Jun 2032, 1 Sep, 1 Nov, 17 Feb 2033"),
    ],
)
def test_days_are_even_or_firsts_of_months(days: int, narrow: str, wide: str) -> None:
    assert tuple(", ".join(tick.label for tick in ticks) for ticks in days_below(days)) == (narrow, wide)


@always
@given(st.integers(1, 30_000), st.integers(0, 400))
def test_labels_of_days_do_not_meet(number: int, start: int) -> None:
    first = date.fromordinal(FIRST.toordinal() + start)
    for ticks, share in zip(days_below(number, first=first), (1, 240 / 430), strict=True):
        extents = []
        for tick in ticks:
            width = len(tick.label) * WIDEST_LETTER * share
            left = tick.at - {"start": 0.0, "middle": width / 2, "end": width}[tick.anchor]
            extents.append((left, left + width))
        assert all(one[1] + GAP * share <= other[0] + 1e-9 for one, other in pairwise(extents))
        assert extents[0][0] >= 0 and extents[-1][1] <= 100 + 1e-9
        assert len(ticks) >= 2
