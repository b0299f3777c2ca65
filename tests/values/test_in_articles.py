"""Values where they stand: keys of a property, second amounts, signs by publisher, rates.yaml."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

import checker
from checker.corpus.corpus import Corpus
from checker.values.value import Value

PROPERTIES = """
budget: {type: money, unit: KES}
aid:    {type: money}
profit: {type: money, unit: USD, signed: true, per: year, rounding: as written}
growth: {type: percentage, signed: true}
debt:   {type: percentage, unit: GDP, at_most: 300%}
turnout: {type: percentage, at_most: 100%}
killed: {type: count, unit: person}
began:  {type: date}
stance: {type: category}
"""


def load(
    folder: Path,
    claims: str,
    *,
    properties: str = PROPERTIES,
    rates: str = "",
    publisher: str = "Courier",
    hedges: str = "",
) -> Corpus:
    """A story of one article, published on 4 May 2031."""
    story = folder / "claims" / "flood"
    story.mkdir(parents=True)
    (folder / "rules").mkdir()
    (folder / "rules" / "properties.yaml").write_text(properties, "utf-8")
    if rates:
        (folder / "rules" / "rates.yaml").write_text(rates, "utf-8")
    if hedges:
        (folder / "rules" / "hedges.yaml").write_text(hedges, "utf-8")
    (story / "entities.yaml").write_text("flood: {kind: event}\n", "utf-8")
    text = f"source: {{publisher: {publisher}, published: 2031-05-04}}\nclaims:\n" + "".join(
        f"  - {{id: c{number}, subject: flood, {line}}}\n" for number, line in enumerate(claims.strip().splitlines())
    )
    (story / "courier.yaml").write_text(text, "utf-8")
    return checker.load([folder])


def values(corpus: Corpus) -> list[Value]:
    assert [str(problem) for problem in corpus.problems] == []
    return [claim.value for claim in corpus.claims if not claim.derived_from]


def problems(corpus: Corpus) -> list[str]:
    return [f"{Path(problem.file).name}:{problem.line}: {problem.message}" for problem in corpus.problems]


def test_keys_of_a_property_reach_its_values(tmp_path: Path) -> None:
    corpus = load(
        tmp_path,
        """
property: profit, value: a loss of $5m
property: growth, value: down 43 %
property: debt, value: 70 % of GDP
property: turnout, value: 35 out of 47
property: killed, value: 12, status: feared
property: killed, value: up to 500, status: estimated
""",
    )
    profit, growth, debt, turnout, feared, estimated = values(corpus)
    assert (profit.interval.best, profit.unit) == (-5000000, "USD/year")
    assert profit.rounded is not None
    assert profit.rounded.lower == -5500000
    assert growth.interval.best == -43
    assert debt.share is not None
    assert debt.share.of == "GDP"
    assert turnout.share is not None
    assert (turnout.share.part, turnout.share.whole) == (35, 47)
    assert (feared.interval.best, estimated.interval.upper) == (12, 500)
    assert [claim.status for claim in corpus.claims][-2:] == ["feared", "estimated"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "property: killed, value: -5",
            "a count cannot be negative: '-5'; a property whose values can has `signed: true`",
        ),
        ("property: turnout, value: 101%", "its `at_most` is 100"),
        ("property: debt, value: 70% of exports", "this property one of GDP"),
        ("property: turnout, value: 47 out of 35", "the part is more than the whole"),
    ],
)
def test_a_value_that_cannot_be_is_a_problem_at_its_place(tmp_path: Path, line: str, message: str) -> None:
    (said,) = problems(load(tmp_path, line))
    assert said.startswith("courier.yaml:3: ")
    assert message in said


@pytest.mark.parametrize(
    ("entry", "line", "message"),
    [
        ("stance: {type: category, signed: true}", 1, "only a figure has `signed`; this property is a category"),
        ("began: {type: date, per: year}", 1, "only a figure has `per`; this property is a date"),
        ("words: {type: text, rounding: as written}", 1, "only a figure has `rounding`; this property is a text"),
        ("began: {type: date, at_most: 5}", 1, "a date has no highest value"),
        ("term: {type: duration, per: year}", 1, "a duration is for no time of its own; make it a number"),
        ("turnout: {type: percentage, at_most: lots}", 1, "'lots' is not understood"),
        ("turnout: {type: percentage, at_most: at least 5%}", 1, "'at least 5%': expected one figure"),
        ("debt: {type: percentage, unit: '%'}", 1, "'%': a percentage needs no unit; name here what it is a share of"),
        ("debt: {type: percentage, rounding: up}", 1, "'up' is not one of as written"),
    ],
)
def test_a_key_that_a_property_cannot_have(tmp_path: Path, entry: str, line: int, message: str) -> None:
    said = problems(load(tmp_path, "", properties=entry))
    assert any(one.startswith(f"properties.yaml:{line}: ") and message in one for one in said), said


# --- two currencies ----------------------------------------------------------------------------


def test_an_amount_in_two_currencies(tmp_path: Path) -> None:
    """By a key of its own, or as the article writes it."""
    corpus = load(
        tmp_path,
        """
property: budget, value: 10tn shillings, also: $78bn
property: budget, value: KES 10tn ($78bn)
property: budget, value: KES 10tn, also: about $78bn
""",
    )
    for value in values(corpus):
        assert (value.interval.best, value.unit) == (10**13, "KES")
        assert value.also is not None
        assert (value.also.interval.best, value.also.unit) == (78 * 10**9, "USD")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("property: budget, value: KES 10tn, also: 10tn KES", "'10tn KES' is in KES as the value is"),
        ("property: budget, value: KES 10tn, also: lots", "'lots' is not understood"),
        ("property: budget, value: KES 10tn, also: 5", "expected an amount with its currency"),
        ("property: budget, value: KES 10tn, also: unknown", "is so in every currency; leave `also` out"),
        ("property: budget, value: unknown, also: $5", "is so in every currency; leave `also` out"),
        ("property: killed, value: 5, also: $5", "only an amount of money has another currency"),
    ],
)
def test_a_second_amount_that_is_none(tmp_path: Path, line: str, message: str) -> None:
    (said,) = problems(load(tmp_path, line))
    assert message in said


SIGNS = """
signs:
  - {sign: $, currency: AUD, publisher: ABC News}
  - {sign: $, currency: CAD, story: flood}
  - {sign: shillings, currency: UGX, story: flood}
  - {sign: £, currency: EGP, story: fire}
"""


def test_a_sign_is_of_the_currency_of_its_publisher_or_story(tmp_path: Path) -> None:
    lines = "\n".join(f"property: aid, value: {text}" for text in ("$5", "5 shillings", "£5", "US$5", "5 dollars"))
    units = [value.unit for value in values(load(tmp_path / "a", lines, rates=SIGNS, publisher="abc  news"))]
    assert units == ["AUD", "UGX", "GBP", "USD", "AUD"]
    units = [value.unit for value in values(load(tmp_path / "b", lines, rates=SIGNS))]
    assert units == ["CAD", "UGX", "GBP", "USD", "CAD"]


RATES = """
rates:
  - {pair: USD/KES, period: 2031-05, low: 128.5, high: 131, source: the central bank}
"""


def test_rates_are_read(tmp_path: Path) -> None:
    corpus = load(tmp_path, "property: aid, value: $5", rates=RATES)
    assert corpus.problems == ()
    (rate,) = corpus.rates.rates
    assert (rate.base, rate.quote, rate.low, rate.high) == ("USD", "KES", Fraction("128.5"), 131)
    assert rate.source == "the central bank"
    (claim,) = corpus.claims
    converted, _ = corpus.rates.convert(claim.value.interval, "USD", "KES", claim.as_of)
    assert converted is not None
    assert (converted.lower, converted.upper) == (Fraction("642.5"), 655)


@pytest.mark.parametrize(
    ("rates", "message"),
    [
        (
            "rates: [{pair: USD/KES, period: 2031, low: 131, high: 128, source: x}]",
            "the low bound is above the high one",
        ),
        ("rates: [{pair: USD/KES, period: 2031, low: 0, high: 128, source: x}]", "a rate is above 0"),
        ("rates: [{pair: USD/KES, period: 2031, low: 1, high: 2}]", "source"),
        ("rates: [{pair: USD/KES, period: 2031, low: 1, high: 2, source: ''}]", "expected a value"),
        ("rates: [{pair: USD, period: 2031, low: 1, high: 2, source: x}]", "expected two codes of currencies"),
        ("rates: [{pair: USD/KES, period: May, low: 1, high: 2, source: x}]", "is not a date"),
        ("rates: [{pair: USD/KES, period: 2031, low: lots, high: 2, source: x}]", "'lots' is not understood"),
        ("rates: [{pair: USD/KES, period: 2031, low: 1, high: 1 to 2, source: x}]", "'1 to 2': expected one number"),
        ("rates: [{pair: USD/KES, low: 1, high: 2, source: x}]", "period"),
        ("signs: [{sign: $, currency: TEU, story: flood}]", "'TEU' is not a currency"),
        ("signs: [{sign: $, currency: EUR, story: flood}]", "'$' does not stand for EUR; expected one of USD, CAD"),
        ("signs: [{sign: €, currency: EUR, story: flood}]", "'€' is not a sign of several currencies"),
        ("signs: [{sign: x, currency: EUR, story: flood}]", "'x' is not a sign of several currencies"),
        ("signs: [{sign: $, currency: AUD}]", "say in whose articles: name a `publisher` or a `story`"),
        ("signs: [{sign: $, currency: AUD, storey: flood}]", "storey"),
    ],
)
def test_a_mistake_in_rates_is_a_problem_at_its_place(tmp_path: Path, rates: str, message: str) -> None:
    said = problems(load(tmp_path, "property: killed, value: 5", rates=rates))
    assert any(one.startswith("rates.yaml:1: ") and message in one for one in said), said


def test_a_letter_is_read_where_it_is_said_what_it_stands_for(tmp_path: Path) -> None:
    (value,) = values(
        load(tmp_path, "property: aid, value: R20 million", rates="signs: [{sign: R, currency: ZAR, story: flood}]")
    )
    assert (value.interval.best, value.unit) == (20000000, "ZAR")


# --- hedges and days ---------------------------------------------------------------------------

PROFILE = """profile: ours
profiles:
  ours: {about: 5%, nearly: 5%, just_over: 5%, more_than: MORE, words: {dozens: 24 to 99}}
"""


@pytest.mark.parametrize(("more", "top"), [("100%", 20), ("50%", 15), ("150%", 25)])
def test_how_far_more_than_reaches_is_said_in_hedges(tmp_path: Path, more: str, top: int) -> None:
    corpus = load(tmp_path, "property: killed, value: more than 10", hedges=PROFILE.replace("MORE", more))
    (value,) = values(corpus)
    assert value.soft_upper == top


def test_more_than_may_be_left_out_of_hedges(tmp_path: Path) -> None:
    corpus = load(tmp_path, "property: killed, value: more than 10", hedges=PROFILE.replace("more_than: MORE, ", ""))
    (value,) = values(corpus)
    assert value.soft_upper == 20


@pytest.mark.parametrize("more", ["lots", "5", "at least 5%"])
def test_how_far_more_than_reaches_is_a_percentage(tmp_path: Path, more: str) -> None:
    corpus = load(tmp_path, "property: killed, value: more than 10", hedges=PROFILE.replace("MORE", more))
    (said,) = problems(corpus)
    assert said == f"hedges.yaml:3: {more!r}: expected a percentage such as 100%"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("property: began, value: 2574-05-03", "is it a date of another calendar?"),
        ("property: began, value: 2574-05-03, status: planned", "is it a date of another calendar?"),
        ("property: began, value: 2033-05-03", "what is still to come is planned, not actual"),
        ("property: began, value: 2033-05-03, status: planned", ""),
        ("property: began, value: 2032-05-03", ""),
        ("property: began, value: by 2033", ""),
        ("property: began, value: 1804", ""),
    ],
)
def test_a_date_long_after_the_publication(tmp_path: Path, line: str, message: str) -> None:
    said = problems(load(tmp_path, line))
    assert [message in one for one in said] == ([True] if message else [])


RULE = """
id: more-than-killed
title: More are killed than are killed
let: {one: {property: killed}, other: {property: killed}}
where: [one.subject == other.subject]
require: one <= other
tolerance: TOLERANCE
message: "{one} is more than {other}"
why: A test.
examples: []
"""


@pytest.mark.parametrize("tolerance", ["1( to )", "about 5 ( – )", "( to )", "-1", "1 km", "100%", ""])
def test_a_tolerance_that_cannot_be_read_is_a_problem_at_its_place(tmp_path: Path, tolerance: str) -> None:
    load(tmp_path, "property: killed, value: 5")
    (tmp_path / "rules" / "more-than-killed.yaml").write_text(RULE.replace("TOLERANCE", f'"{tolerance}"').lstrip())
    said = problems(checker.load([tmp_path]))
    assert any(one.startswith("more-than-killed.yaml:6: ") for one in said), said
