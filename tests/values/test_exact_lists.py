"""The words of figures one by one, and how moments lie to each other: exact tables."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product

import pytest

from checker.values import lexicon
from checker.values.categories import MOST_STATES, all_implied, excluding_pairs, is_impossible, states_of
from checker.values.comparing import applied
from checker.values.composed import MULTIPLES, proposals
from checker.values.dates import WINDOW_ALWAYS, Window, is_like_a_date
from checker.values.digits import digits_of
from checker.values.display import are, counted, safe, visible
from checker.values.formatting import show_value
from checker.values.kinds import Choices, Interval, Scale, Value
from checker.values.moments import ALWAYS, Moment, day_moment, minute_moment, span_moment
from checker.values.rate_words import multiplied, per_factor
from checker.values.rates import Rate, Rates, crossed
from checker.values.units import is_other_system

# --- words


def test_numbers_of_one_word() -> None:
    words = (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty"
    ).split()
    assert [lexicon.NUMBER_WORDS[word] for word in words] == list(range(21))
    tens = "ten twenty thirty forty fifty sixty seventy eighty ninety".split()
    assert [lexicon.NUMBER_WORDS[word] for word in tens] == list(range(10, 100, 10))
    assert len(lexicon.NUMBER_WORDS) == 28


@pytest.mark.parametrize(
    ("size", "names"),
    [
        (12, "dozen dozens"),
        (100, "hundred hundreds"),
        (1_000, "thousand thousands k"),
        (100_000, "lakh lakhs"),
        (1_000_000, "million millions m mn mln"),
        (10_000_000, "crore crores"),
        (1_000_000_000, "billion billions b bn bln"),
        (1_000_000_000_000, "trillion trillions tn trn"),
    ],
)
def test_magnitudes(size: int, names: str) -> None:
    assert sorted(name for name, of in lexicon.MAGNITUDES.items() if of == size) == sorted(names.split())


def test_fractions_and_months() -> None:
    names = "half third quarter fourth fifth sixth seventh eighth ninth tenth".split()
    assert [1 / lexicon.FRACTIONS[name] for name in names] == [2, 3, 4, 4, 5, 6, 7, 8, 9, 10]
    assert all(lexicon.FRACTIONS[f"{name}s"] == lexicon.FRACTIONS[name] for name in names[1:])
    assert [lexicon.month_number(name) for name in ("January", "feb", "Sept", "september", "DEC")] == [1, 2, 9, 9, 12]
    assert lexicon.month_number("Smarch") == 0


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("thousand k", 3),
        ("lakh", 5),
        ("million mn m", 6),
        ("crore", 7),
        ("billion bn b", 9),
        ("trillion tn", 12),
    ],
)
def test_sizes_of_digits(words: str, digits: int) -> None:
    for word in words.split():
        assert digits_of([f"5 {word}"], whole=False).step == 10**digits
        assert digits_of([f"5.5 {word}"], whole=False).step == 10 ** (digits - 1)


@pytest.mark.parametrize(
    ("scale", "text", "written"),
    [
        ("count", "a pair", "2"),
        ("count", "the duo", "2"),
        ("count", "both", "2"),
        ("count", "a trio", "3"),
        ("count", "all three", "3"),
        ("count", "all four", "4"),
        ("count", "a quartet", "4"),
        ("count", "a quintet", "5"),
        ("count", "a sextet", "6"),
        ("number", "1 ft 11 in", "23 inches"),
        ("number", "1 m 99 cm", "199 cm"),
        ("number", "1 st 13 lb", "27 pounds"),
        ("number", "1 lb 15 oz", "31 ounces"),
        ("duration", "1 year 11 months", "23 months"),
        ("duration", "1 week 6 days", "13 days"),
        ("duration", "1 day 23 hours", "47 hours"),
        ("duration", "1 hour 59 minutes", "119 minutes"),
        ("duration", "1 minute 59 seconds", "119 seconds"),
        ("number", "1 ft 12 in", None),
        ("number", "1 m 100 cm", None),
        ("number", "1 st 14 lb", None),
        ("number", "1 lb 16 oz", None),
        ("duration", "1 year 12 months", None),
        ("duration", "1 week 7 days", None),
        ("duration", "1 day 24 hours", None),
        ("duration", "1 hour 60 minutes", None),
        ("duration", "1 minute 60 seconds", None),
        ("count", "1 year 11 months", None),
    ],
)
def test_groups_and_two_units(scale: str, text: str, written: str | None) -> None:
    assert next(proposals(text, Scale(scale)), (None,)) == (written,)


def test_multiples() -> None:
    assert MULTIPLES == {"score": 20, "gross": 144}


@pytest.mark.parametrize(
    ("unit", "target", "is_other"),
    [("mile", "km", True), ("m", "km", False), ("km", "m", False), ("km", "km", False), ("°F", "°C", True),
     ("kelvin", "°C", True), ("week", "day", False), ("kg", "km", False), ("widget", "km", False),
     ("foot", "inch", False), ("mile", "yard", False), ("pound", "ounce", False)],
)  # fmt: skip
def test_units_of_two_systems(unit: str, target: str, is_other: bool) -> None:
    assert is_other_system(unit, target) is is_other


# --- moments


def _moments() -> dict[str, Moment]:
    return {
        "day 3": day_moment(3),
        "day 4": day_moment(4),
        "3 to 5": span_moment(Window(3, 5)),
        "all of 3 to 5": span_moment(Window(3, 5), name="throughout 3 5", throughout=True),
        "all of 5 to 6": span_moment(Window(5, 6), name="throughout 5 6", throughout=True),
        "noon of 4": minute_moment(4, 720),
        "from noon of 4": Moment(earliest=4 * 1440 + 720, latest=6 * 1440, by_minute=True),
        "until noon of 4": Moment(earliest=1440, latest=4 * 1440 + 720, by_minute=True),
        "before the quake": Moment(earliest=1440, latest=4 * 1440 + 719, by_minute=True, before="quake"),
        "after the quake": Moment(earliest=4 * 1440, latest=9 * 1440, by_minute=True, after="quake"),
    }


RELATIONS = """
    day 3 & day 3: same meet within not-after 0
    day 3 & day 4: not-after before 1
    day 4 & day 3: 1
    day 3 & 3 to 5: meet within not-after before 2
    3 to 5 & day 3: meet 2
    day 4 & 3 to 5: meet within 1
    3 to 5 & day 4: meet 1
    3 to 5 & 3 to 5: meet within 2
    3 to 5 & all of 3 to 5: same meet within not-after 0
    all of 3 to 5 & 3 to 5: same meet within not-after 0
    day 3 & all of 3 to 5: same meet within not-after 0
    all of 3 to 5 & day 3: same meet not-after 0
    day 4 & all of 5 to 6: not-after before 1
    all of 5 to 6 & day 4: 1
    all of 3 to 5 & all of 5 to 6: same meet not-after 0
    3 to 5 & all of 5 to 6: meet not-after before 2
    all of 5 to 6 & 3 to 5: meet 2
    day 4 & noon of 4: meet 0
    noon of 4 & day 4: meet within 0
    noon of 4 & day 3: 1
    day 3 & noon of 4: not-after before 1
    noon of 4 & all of 3 to 5: same meet within not-after 0
    before the quake & after the quake: not-after before 8
    after the quake & before the quake: 8
    before the quake & noon of 4: not-after before 3
    noon of 4 & after the quake: meet within 5
    before the quake & day 4: meet 3
    noon of 4 & from noon of 4: meet within not-after before 2
    noon of 4 & until noon of 4: meet within 3
    from noon of 4 & noon of 4: meet 2
    until noon of 4 & noon of 4: meet not-after before 3
    until noon of 4 & from noon of 4: meet not-after before 5
"""


def _relation(one: Moment, other: Moment) -> str:
    words = [
        word
        for word, holds in (
            ("same", one.is_of_one_moment_with(other)),
            ("meet", one.may_meet(other)),
            ("within", one.within(other)),
            ("not-after", one.is_not_after(other)),
            ("before", one.is_before(other)),
        )
        if holds
    ]
    return " ".join([*words, str(one.distance_in_days(other))])


@pytest.mark.parametrize("row", RELATIONS.strip().splitlines())
def test_how_two_moments_lie_to_each_other(row: str) -> None:
    names, _, wanted = row.strip().partition(": ")
    one, _, other = names.partition(" & ")
    assert _relation(_moments()[one], _moments()[other]) == wanted


def test_what_holds_of_any_two_moments() -> None:
    moments = _moments()
    for one, other in product(moments.values(), repeat=2):
        assert one.is_of_one_moment_with(other) is other.is_of_one_moment_with(one)
        assert one.may_meet(other) is other.may_meet(one)
        assert one.distance_in_days(other) == other.distance_in_days(one)
        assert not (one.is_before(other) and other.is_before(one))
    span = moments["3 to 5"]
    assert (span.days, span.first_day, span.last_day) == (Window(3, 5), 3, 5)
    assert (span.earliest, span.latest) == (3 * 1440, 6 * 1440 - 1)
    assert ALWAYS.days == WINDOW_ALWAYS
    assert ALWAYS.throughout


def test_windows_overlap_where_they_share_a_day() -> None:
    assert Window(1, 3).overlaps(Window(3, 5))
    assert Window(3, 5).overlaps(Window(1, 3))
    assert not Window(1, 2).overlaps(Window(3, 5))
    assert not Window(3, 5).overlaps(Window(1, 2))


@pytest.mark.parametrize("text", ["4 May 2031", "2031-05-04", "May 2031", "3/5/2031", "2031-05"])
def test_what_looks_like_a_date(text: str) -> None:
    assert is_like_a_date(text)


@pytest.mark.parametrize("text", ["400", "2031", "May", "5 km", "", "3/5"])
def test_what_is_no_date(text: str) -> None:
    assert not is_like_a_date(text)


# --- rates


def _rate(base: str, quote: str, days: tuple[int, int], low: int, high: int) -> Rate:
    return Rate(base=base, quote=quote, period=Window(*days), low=Fraction(low), high=Fraction(high), source="the bank")


def test_an_amount_is_converted_at_the_rates_of_its_days() -> None:
    first = date(2031, 5, 1).toordinal()
    rates = Rates(
        (_rate("USD", "KES", (first, first + 9), 100, 110), _rate("USD", "KES", (first + 10, first + 19), 120, 130))
    )
    ten = Interval(Fraction(10), Fraction(10))

    def bounds(of: Interval, unit: str, target: str, days: tuple[int, int]) -> tuple[object, object] | str:
        found, mistake = rates.convert(of, unit, target, Window(*days))
        return (found.lower, found.upper) if found is not None else mistake or ""

    assert bounds(ten, "USD", "KES", (first, first)) == (1000, 1100)
    assert bounds(ten, "USD", "KES", (first + 9, first + 10)) == (1000, 1300)
    assert bounds(ten, "USD", "KES", (first + 10, first + 19)) == (1200, 1300)
    assert bounds(ten, "USD", "USD", (1, 1)) == (10, 10)
    assert bounds(Interval(Fraction(-10), Fraction(-5)), "USD", "KES", (first, first)) == (-1100, -500)
    assert bounds(Interval(Fraction(110), Fraction(200)), "KES", "USD", (first, first)) == (1, 2)
    assert bounds(Interval(None, Fraction(10)), "USD", "KES", (first, first)) == (None, 1100)
    spans = "1 to 10 May 2031 and 11 to 20 May 2031"
    said = f"rates.yaml has USD/KES for {spans}, and not for all of"
    assert bounds(ten, "USD", "KES", (first + 19, first + 20)) == f"{said} 20 to 21 May 2031"
    assert bounds(ten, "USD", "KES", (first - 1, first)) == f"{said} 30 Apr to 1 May 2031"
    assert bounds(ten, "USD", "GBP", (first, first)) == "rates.yaml has no rate for USD/GBP"
    gap = Rates((rates.rates[0], _rate("USD", "KES", (first + 11, first + 19), 120, 130)))
    assert gap.convert(ten, "USD", "KES", Window(first + 9, first + 11))[0] is None


def test_bounds_of_a_rate() -> None:
    assert crossed(Fraction(1), Fraction(1)) is None
    assert crossed(Fraction(1), Fraction(2)) is None
    assert crossed(Fraction(0), Fraction(2)) == "a rate is above 0"
    assert (crossed(Fraction(3), Fraction(2)) or "").startswith("the low bound is above the high one")


def test_a_factor_with_bounds() -> None:
    def times(low: int | None, high: int | None, best: int | None = None) -> tuple[object, ...]:
        ends = [None if end is None else Fraction(end) for end in (low, high, best)]
        found = multiplied(Interval(*ends), (Fraction(2), Fraction(3)))
        return found.lower, found.upper, found.best

    assert times(5, 7) == (10, 21, None)
    assert times(-5, -1) == (-15, -2, None)
    assert times(None, None) == (None, None, None)
    assert times(5, 5, 5) == (10, 15, None)
    assert multiplied(Interval(Fraction(5), Fraction(5), Fraction(5)), (Fraction(2), Fraction(2))).best == 10


@pytest.mark.parametrize(
    ("per", "own", "factor"),
    [
        ("year", "year", (1, 1)),
        ("Year", "year", (1, 1)),
        ("annum", "year", (1, 1)),
        ("month", "year", (12, 12)),
        ("quarter", "month", ("1/3", "1/3")),
        ("quarter", "year", (4, 4)),
        ("fortnight", "day", ("1/14", "1/14")),
        ("decade", "year", ("1/10", "1/10")),
        ("day", "year", (365, 366)),
    ],
)
def test_how_often_a_rate_is_in_another(per: str, own: str, factor: tuple[str | int, str | int]) -> None:
    assert per_factor(per, Scale("count", per=own), "5") == (Fraction(factor[0]), Fraction(factor[1]))


# --- categories


def test_what_categories_imply_by_others() -> None:
    implied = all_implied({"a": ["b"], "b": ["c"], "d": ["d", "a"]})
    assert implied == {"a": {"b", "c"}, "b": {"c"}, "d": {"a", "b", "c", "d"}}
    assert all_implied({"a": ["b"], "b": ["a"]}) == {"a": {"a", "b"}, "b": {"a", "b"}}


def test_states_that_categories_leave_open() -> None:
    values = ("a", "b", "c")
    assert states_of(values, {"a": ["b"]}, None) == (("a", {"a", "b"}), ("b", {"b"}), ("c", {"c"}))
    apart = states_of(values, {"a": ["b"]}, {"c": ["b"]})
    assert apart == (("a", {"a", "b"}), ("b", {"b"}), ("c", {"c"}))
    assert [name for name, _ in states_of(values, {}, {"a": ["b"]})] == ["a", "b", "c", "a and c", "b and c"]
    assert len(states_of(tuple("abcdefgh"), {}, {})) == MOST_STATES + 1
    assert is_impossible("abc", excluding_pairs({"c": ["a"]}))
    assert not is_impossible("ab", excluding_pairs({"c": ["a"]}))


def _choices(text: str) -> Choices:
    return Choices(frozenset(text.removeprefix("!").split()), text.startswith("!"))


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        ("red", "red", "red", "red"),
        ("red", "blue", "", "red blue"),
        ("red", "!red", "", "!"),
        ("!red", "red", "", "!"),
        ("red blue", "!red", "blue", "!"),
        ("!red", "red blue", "blue", "!"),
        ("!red", "!blue", "!red blue", "!"),
        ("!red blue", "!red", "!red blue", "!red"),
        ("!red", "blue", "blue", "!red"),
        ("blue", "!red", "blue", "!red"),
    ],
)
def test_what_two_choices_allow(one: str, other: str, both: str, either: str) -> None:
    assert _choices(one).meet(_choices(other)) == _choices(both)
    assert _choices(one).join(_choices(other)) == _choices(either)
    assert _choices(one).meet(_choices(other)).is_empty == (both == "")


def test_choices_are_told_as_they_were_said() -> None:
    assert Choices(frozenset({"b", "a"})).shown == ("a", "b")
    assert Choices(frozenset({"b", "a"}), said=("c",)).shown == ("c",)


# --- texts


def test_numbers_of_things() -> None:
    assert [counted(number, "claim") for number in (0, 1, 1200)] == ["0 claims", "1 claim", "1,200 claims"]
    assert [are(number) for number in (0, 1, 2)] == ["are", "is", "are"]


def test_texts_of_files_are_harmless() -> None:
    assert safe("a::b ##[c] ::: d") == "a: :b ## [c] : : : d"
    assert safe("a\u202eb\n") == "a\\u202eb\\u000a"
    assert visible("a::b") == "a::b"
    assert visible("\x1b[1m") == "\\u001b[1m"


# --- comparisons applied, and long numbers


def test_a_comparison_with_a_known_figure() -> None:
    def of(low: int | None, high: int | None) -> Value:
        return Value("", Interval(*(None if end is None else Fraction(end, 2) for end in (low, high))))

    def ends(found: Interval) -> tuple[object, ...]:
        return found.lower, found.upper, found.best

    assert ends(applied(of(3, 4), of(10, 20), is_ratio=True, is_whole=False)) == (Fraction(15, 2), 20, None)
    assert ends(applied(of(3, 4), of(10, 21), is_ratio=True, is_whole=True)) == (7, 21, None)
    assert ends(applied(of(3, 4), of(10, 21), is_ratio=False, is_whole=False)) == (
        Fraction(13, 2),
        Fraction(25, 2),
        None,
    )
    assert ends(applied(of(3, 4), of(10, 21), is_ratio=False, is_whole=True)) == (6, 13, None)
    assert ends(applied(of(4, 4), of(10, 10), is_ratio=False, is_whole=True)) == (7, 7, 7)
    for is_ratio in (True, False):
        assert ends(applied(of(None, None), of(10, 10), is_ratio=is_ratio, is_whole=True)) == (None, None, None)
        assert ends(applied(of(10, 10), of(None, None), is_ratio=is_ratio, is_whole=True)) == (None, None, None)
        assert ends(applied(of(4, None), of(10, 10), is_ratio=is_ratio, is_whole=True))[1] is None
        assert ends(applied(of(None, 4), of(10, 10), is_ratio=is_ratio, is_whole=True))[0] is None


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        ("95/3", "35", "31.6% to 35%"),
        ("1/3", "2/3", "0.33% to 0.67%"),
        ("0.0012", "0.00125", "0.0012% to 0.0013%"),
        ("0.1234", "0.12345", "0.1234% to 0.13%"),
        ("1.234", "1.2345", "1.234% to 1.3%"),
        ("1.2345", "2", "1.2% to 2%"),
        ("3500/47", "3500/47", "about 74.5%"),
        ("0.123456", "0.123456", "0.123456%"),
        ("0.1234567", "0.1234567", "about 0.12%"),
        ("-95/3", "-95/3", "about -31.7%"),
    ],
)
def test_long_numbers_are_rounded_outwards(low: str, high: str, shown: str) -> None:
    assert show_value(Value("", Interval(Fraction(low), Fraction(high)), unit="%")) == shown
