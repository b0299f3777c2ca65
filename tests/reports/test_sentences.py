"""Every kind of finding in a sentence, as people read it: the golden files are to be read."""

from __future__ import annotations

from fractions import Fraction

import pytest
from msgspec.structs import replace

from checker.corpus.corpus import BY
from checker.engine.findings import Part
from checker.reports.figures import Figures, with_unit
from checker.reports.names import Mentions, Names, in_papers
from checker.reports.sentences import Sentences
from checker.values.digits import Digits, digits_of
from checker.values.units import plural
from checker.values.value import Scale
from tests.reports import golden, norwold
from tests.reports.building import Builder


@pytest.mark.parametrize("name", golden.TEXTS)
def test_every_kind_of_finding_reads_as_before(name: str) -> None:
    assert golden.TEXTS[name]() == (golden.FOLDER / name).read_text(encoding="utf-8")


# --- two voices on many days, and a voice on many ---------------------------------------------------


def two_bodies(days: int, *, apart: list[int]) -> tuple[Builder, Part]:
    """The Ministry and the Agency, each with a count a day; `apart` is how much higher the Agency is, in turn."""
    b = Builder()
    b.entity("quake", "the quake")
    b.entity("ministry", "the Ministry")
    b.entity("agency", "the Agency")
    b.property("killed", "people killed")
    combinations = []
    for number in range(1, days + 1):
        b.source(f"p{number}", "The Herald", f"05-{number:02}")
        b.claim(f"p{number}#m", "quake killed", str(100 + number), f"05-{number:02}", by="ministry")
        gap = apart[number % len(apart)]
        b.claim(f"p{number}#a", "quake killed", str(100 + number + gap), f"05-{number:02}", by="agency")
    for number in range(1, days + 1):
        if apart[number % len(apart)]:
            combinations.append(b.combination(f"higher=p{number}#a lower=p{number}#m"))
    gaps = sorted(c.gap or Fraction(0) for c in combinations)
    part = b.part(*combinations, shared=days, differing=len(combinations), middle_gap=gaps[len(gaps) // 2])
    return b, part


@pytest.mark.parametrize(
    ("days", "apart", "sentence"),
    [
        (
            10,
            [5],
            "The Agency is above the Ministry on 10 of 10 shared days, by 5 each time, never the other way: "
            "do they count differently?",
        ),
        (9, [5, 0, 8], "The Agency is above the Ministry on 6 of 9 shared days, by 8 in the middle, "
         "never the other way"),
        (2, [5], "The Agency (in the Herald) has 106 (1 May), the Ministry (in the Herald) 101, 5 apart; likewise "
         "107 and 102 (2 May)"),
    ],
)  # fmt: skip
def test_two_voices_on_many_days_are_one_sentence(days: int, apart: list[int], sentence: str) -> None:
    b, part = two_bodies(days, apart=apart)
    finding = b.finding("voices-differ", part)
    sentences = Sentences(b.review().result)
    assert sentences.part(finding, part, names_figure=False) == sentence
    assert sentences.part(finding, part).startswith("People killed – the quake: the Agency ")


def test_a_count_that_falls_many_times_is_one_sentence() -> None:
    b = Builder()
    b.entity("quake", "the quake")
    b.property("killed", "people killed", mode="accumulates")
    for number, value in enumerate([10, 9, 20, 12, 30, 1], 1):
        b.source(f"p{number}", "The Herald", f"05-{number:02}")
        b.claim(f"p{number}#d", "quake killed", str(value), f"05-{number:02}")
    steps = [b.combination(f"before=p{n}#d after=p{n + 1}#d") for n in (1, 3, 5)]
    part = b.part(*steps, key=["The Herald"])
    finding = b.finding("count-falls", part, rule="count-falls")
    told = Sentences(b.review().result).part(finding, part, names_figure=False)
    assert told == "The Herald came down 3 times, most from 30 (5 May) to 1 (6 May): was it revised, or started again?"


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (2, "The Ministry has two values for 4 May: 101 in paper 1 and 102 in paper 2"),
        (3, "The Ministry has 3 values for 4 May, from 101 to 103"),
    ],
)
def test_a_voice_that_papers_quote_differently(count: int, sentence: str) -> None:
    b = Builder()
    b.entity("quake", "the quake")
    b.entity("ministry", "the Ministry")
    b.property("killed", "people killed")
    for number in range(1, count + 1):
        b.source(f"p{number}", f"paper {number}", "05-04")
        b.claim(f"p{number}#d", "quake killed", str(100 + number), "05-04", by="ministry")
    part = b.part(*(b.combination(f"higher=p{n}#d lower=p1#d") for n in range(2, count + 1)), key=["norwold/ministry"])
    finding = b.finding("voice-against-itself", part)
    assert Sentences(b.review().result).part(finding, part, names_figure=False) == sentence


def test_more_parts_are_counted() -> None:
    b, part = two_bodies(3, apart=[5])
    sentences = Sentences(b.review().result)
    several = b.finding("voices-differ", part, part, part)
    assert sentences.finding(several).endswith("count differently? 2 more pairs of voices differ")
    assert sentences.finding(b.finding("voices-differ", part, part)).endswith("? 1 more pair of voices differs")


# --- names ------------------------------------------------------------------------------------------


def test_names_stand_for_ids_and_long_ones_are_shortened() -> None:
    names = Names(norwold.review().corpus)
    key = "norwold/commission"
    mentions = Mentions(names)
    assert [mentions.voice(key), mentions.voice(key)] == ["Independent Commission on Flood Deaths", "ICFD"]
    assert names.introduced(key) == "Independent Commission on Flood Deaths (ICFD)"
    assert mentions.voice("The Gazette") == "the Gazette"
    assert names.introduced("norwold/council") == "Norwold Council"


def test_subjects_of_one_name_are_told_apart() -> None:
    b = Builder()
    b.entity("flood", "the flood")
    b.property("killed", "people killed")
    b.source("p", "The Herald", "05-04")
    b.claim("p#a", "flood killed", "1", "05-04")
    b.story = "other"
    b.entity("flood", "the flood")
    b.source("p", "The Herald", "05-04")
    b.claim("p#b", "flood killed", "2", "05-04")
    names = Names(b.review().corpus)
    assert names.subject("norwold/flood") == "the flood (norwold)"
    assert names.subject("other/flood") == "the flood (other)"


@pytest.mark.parametrize(
    ("papers", "text"),
    [
        (["The Herald"], "in the Herald"),
        (["Star", "The Herald"], "in Star and the Herald"),
        (["A", "B", "C"], "in A and 2 more"),
    ],
)
def test_papers(papers: list[str], text: str) -> None:
    assert in_papers(papers) == text


@pytest.mark.parametrize(
    ("when", "text"),
    [
        ("05-04", "4 May"),
        ("05-04T09:05", "4 May, 09:05"),
        ("05-01/05-04", "1 to 4 May"),
        ("2030-12-30", "30 Dec 2030"),
        ("05-01/05-31", "May"),
        ("", ""),
    ],
)
def test_days_as_a_person_says_them(when: str, text: str) -> None:
    b = Builder()
    b.entity("flood", "the flood")
    b.property("killed", "people killed")
    for number in range(9):
        b.source(f"p{number}", "The Herald", "06-04")
        b.claim(f"p{number}#a", "flood killed", "1", "05-04")
    b.source("p", "The Herald", "06-04")
    b.claim("p#a", "flood killed", "2", when)
    review = b.review()
    assert Names(review.corpus).when(b.statement("p#a")) == text


@pytest.mark.parametrize(("period", "text"), [("05-01/05-07", "for 1 to 7 May"), ("05-01/05-31", "for May")])
def test_a_figure_for_a_period(period: str, text: str) -> None:
    b = Builder()
    b.entity("flood", "the flood")
    b.property("killed", "people killed")
    b.source("p", "The Herald", "06-04")
    b.claim("p#a", "flood killed", "2", "05-04", period=period)
    names = Names(b.review().corpus)
    assert names.when(b.statement("p#a")) == text
    assert names.title(b.statement("p#a").figure) == f"People killed – the flood, {text}"


# --- figures -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "unit", "type_", "shown"),
    [
        ("288", "person", "count", "288"),
        ("12", "month", "duration", "12 months"),
        ("1", "month", "duration", "1 month"),
        ("about 5", "km", "number", "about 5 km"),
        ("5 km", "km", "number", "5 km"),
        ("5 million", "tonne", "number", "5 million tonnes"),
        ("60", "%", "percentage", "60%"),
        ("60%", "%", "percentage", "60%"),
        ("2.25bn", "NOK", "money", "NOK 2.25bn"),
        ("about 2.25bn", "NOK", "money", "about NOK 2.25bn"),
        ("$78bn", "USD", "money", "$78bn"),
        ("KES 5m", "KES", "money", "KES 5m"),
        ("5m shillings", "KES", "money", "5m shillings"),
        ("700", "TEU", "number", "700 TEU"),
        ("700", "IDP", "count", "700 IDP"),
        ("35 out of 47", "%", "percentage", "35 out of 47"),
        ("5m", "USD/year", "money", "USD 5m a year"),
        ("$5m a year", "USD/year", "money", "$5m a year"),
        ("$400 a month", "USD/year", "money", "$400 a month"),
        ("$5m annually", "USD/year", "money", "$5m annually"),
        ("an average of 300 a day", "person/day", "count", "an average of 300 a day"),
        ("3 per household", "person/household", "count", "3 per household"),
        ("300", "person/day", "count", "300 a day"),
        ("80", "km/h", "number", "80 km/h"),
    ],
)
def test_a_value_has_its_unit(text: str, unit: str, type_: str, shown: str) -> None:
    """Money by its type, never by three capital letters."""
    assert with_unit(text, unit, type_) == shown


@pytest.mark.parametrize(
    ("unit", "several"),
    [("family", "families"), ("day", "days"), ("square mile", "square miles"), ("foot", "feet"), ("km", "km"),
     ("TEU", "TEU"), ("aircraft", "aircraft")],
)  # fmt: skip
def test_plurals(unit: str, several: str) -> None:
    assert plural(unit) == several


@pytest.mark.parametrize(
    ("texts", "whole", "digits"),
    [
        (["288", "5,000"], True, Digits(Fraction(1))),
        (["2.25bn", "430bn"], False, Digits(Fraction(10**7), "short")),
        (["12.5", "13"], False, Digits(Fraction(1, 10))),
        (["3 million"], True, Digits(Fraction(10**6), "long")),
        (["1.5"], True, Digits(Fraction(1))),
        (["a few"], True, Digits(Fraction(1))),
    ],
)
def test_digits_that_were_written(texts: list[str], whole: bool, digits: Digits) -> None:
    assert digits_of(texts, whole=whole) == digits


def figures_of(scale: Scale) -> tuple[Figures, Builder]:
    b = Builder()
    b.entity("flood", "the flood")
    b.property("x", "something", scale)
    b.source("p", "The Herald", "05-04")
    b.claim("p#a", "flood x", "1 day" if scale.type == "duration" else "1", "05-04")
    return Figures(Names(b.review().corpus)), b


@pytest.mark.parametrize(
    ("scale", "written", "low", "high", "text"),
    [
        (Scale("money", "KES"), ["KES 430bn"], "427898989898.989929", None, "at least KES 427bn"),
        (Scale("money", "KES"), ["KES 430bn"], "427898989898.989929", "431000000001", "KES 427bn to 432bn"),
        (Scale("count", "person"), ["400"], "196", "200", "196 to 200"),
        (Scale("count", "person"), ["400"], "0", "275", "at most 275"),
        (Scale("count", "person"), ["400"], "0", "0", "0"),
        (Scale("count", "person"), ["400"], None, None, "not clear from the rest"),
        (Scale("number", "km"), ["8"], "7.2", "7.9", "7 to 8 km"),
        (Scale("number", "km"), ["8.0"], "7.21", "7.29", "7.2 to 7.3 km"),
        (Scale("percentage", "%"), ["60%"], "33.3", "33.3", "33.3%"),
    ],
)
def test_ranges_are_rounded_outwards(scale: Scale, written: list[str], low: str, high: str, text: str) -> None:
    figures, b = figures_of(scale)
    figure = b.statement("p#a").figure
    bounds = [None if bound is None else Fraction(bound) for bound in (low, high)]
    digits = digits_of(written, whole=figure.is_whole)
    assert figures.range(figure, bounds[0], bounds[1], digits) == text


@pytest.mark.parametrize(
    ("scale", "gap", "text"),
    [
        (Scale("count", "person"), "17", "17"),
        (Scale("number", "minute"), "10", "10 minutes"),
        (Scale("duration", "day"), "1", "1 day"),
        (Scale("percentage", "%"), "0.41", "about 1 percentage point"),
        (Scale("number", "km"), "0.000000001", ""),
        (Scale("money", "KES"), "5", "KES 5"),
    ],
)
def test_gaps_have_their_unit(scale: Scale, gap: str, text: str) -> None:
    figures, b = figures_of(scale)
    assert figures.gap(Fraction(gap), b.statement("p#a").figure, Digits()) == text


@pytest.mark.parametrize(
    ("scale", "low", "high", "text"),
    [
        (Scale("count", "aircraft"), 8, 8, "8 more"),
        (Scale("count", "person"), -3, -3, "3 fewer"),
        (Scale("count", "person"), -5, -3, "3 to 5 fewer"),
        (Scale("count", "person"), -3, 2, "3 fewer to 2 more"),
        (Scale("count", "person"), None, -3, "at least 3 fewer"),
        (Scale("count", "person"), -3, None, "at most 3 fewer"),
        (Scale("count", "person"), 3, None, "at least 3 more"),
        (Scale("count", "person"), None, 3, "at most 3 more"),
        (Scale("count", "person"), 0, 0, "as many"),
        (Scale("number", "km"), 8, 9, "8 to 9 km more"),
        (Scale("money", "EUR"), -5, -5, "EUR 5 less"),
        (Scale("percentage", "%"), -2, -1, "1 to 2 percentage points less"),
        (Scale("number", "km"), None, None, "not clear from the rest"),
    ],
)
def test_a_difference_is_so_many_more_or_fewer(scale: Scale, low: int | None, high: int | None, text: str) -> None:
    """ "2 fewer" would have to be "3 fewer": not -3, and not 3."""
    figures, b = figures_of(scale)
    figure = replace(b.statement("p#a").figure, type=BY)
    bounds = [None if bound is None else Fraction(bound) for bound in (low, high)]
    assert figures.range(figure, bounds[0], bounds[1], Digits()) == text


@pytest.mark.parametrize(
    ("name", "verb"),
    [
        ("the police", "have"),
        ("Norwold Police", "have"),
        ("the organisers", "have"),
        ("organisers", "have"),
        ("the ministers of the interior", "have"),
        ("Norway and Sweden", "have"),
        ("the local people", "have"),
        ("the ministry of communications", "has"),
        ("the United Nations", "has"),
        ("the United States", "has"),
        ("the Red Cross", "has"),
        ("the US", "has"),
        ("Reuters", "has"),
        ("The Times", "has"),
        ("The Islanders", "has"),  # a paper of this story
        ("Tessmer Group", "has"),
    ],
)
def test_a_name_of_many_has_the_verb_of_many(name: str, verb: str) -> None:
    b = Builder()
    b.entity("x", name)
    b.entity("flood", "the flood")
    b.property("killed", "people killed")
    b.source("p", "The Islanders", "05-04")
    b.claim("p#a", "flood killed", "1", "05-04", by="x")
    names = Names(b.review().corpus)
    assert names.has("norwold/x") == verb
    assert names.has("norwold/x", "norwold/flood") == "have"


def test_one_number_that_was_worked_out_is_no_range() -> None:
    """67.89999 is 67.9, not "67.899 to 67.9"."""
    figures, b = figures_of(Scale("percentage", "%"))
    bound = Fraction("67.89999050467645")
    assert figures.range(b.statement("p#a").figure, bound, bound, digits_of(["69.7%"], whole=False)) == "67.9%"
