"""Forms that newspapers use: each is read as it is meant, or it is said what to write, which is the same figure."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from checker.corpus.vocabulary import PLAIN_HEDGES
from checker.values.kinds import Scale
from checker.values.value import read_value
from tests.values.reading import read, refusal
from tests.values.test_refusals import REFUSED

COUNT, MONEY, PERCENT = Scale("count", "person"), Scale("money"), Scale("percentage")
NUMBER, KM, TIME, HEAT = Scale("number"), Scale("number", "km"), Scale("duration", "month"), Scale("number", "°C")


@pytest.mark.parametrize(
    ("text", "scale", "low", "high"),
    [
        ("60-odd", COUNT, 60, 69),
        ("sixty-odd people", COUNT, 60, 69),
        ("400-odd", COUNT, 400, 499),
        ("a thousand-odd", COUNT, 1000, 1999),
        ("$20-odd million", MONEY, 20_000_000, 30_000_000),
        ("20-odd years", TIME, 240, 360),
        ("three-quarters of a million", COUNT, 750_000, 750_000),
        ("5m won", MONEY, 5_000_000, 5_000_000),
        ("50p", MONEY, "0.5", "0.5"),
        ("75 pence", MONEY, "0.75", "0.75"),
        ("50 US cents", MONEY, "0.5", "0.5"),
        ("50 cents", Scale("money", "EUR"), "0.5", "0.5"),
        ("50c", Scale("money", "USD"), "0.5", "0.5"),
        ("minus five", NUMBER, -5, -5),
        ("minus 5 degrees Celsius", HEAT, -5, -5),
        ("$5bn-a-year", Scale("money", per="year"), 5 * 10**9, 5 * 10**9),
    ],
)
def test_a_form_that_is_read(text: str, scale: Scale, low: int | str, high: int | str) -> None:
    interval = read(text, scale).interval
    assert (interval.lower, interval.upper) == (Fraction(low), Fraction(high))


ADVISED: list[tuple[Scale, str, str]] = [
    (COUNT, "20-something", "20 to 29"),
    (COUNT, "half-dozen", "half a dozen"),
    (COUNT, "two-hundred", "two hundred"),
    (COUNT, "nearly two-dozen", "nearly two dozen"),
    (COUNT, "between 100 to 150", "100 to 150"),
    (COUNT, "anywhere from 100 to 150", "100 to 150"),
    (COUNT, "somewhere between 100 and 150", "100 to 150"),
    (COUNT, "60 (including 5 children)", "60"),
    (COUNT, "60, including 5 children", "60"),
    (COUNT, "60 and counting", "at least 60"),
    (COUNT, "60ish", "about 60"),
    (COUNT, "60-ish", "about 60"),
    (COUNT, "c60", "about 60"),
    (COUNT, "100 approx", "about 100"),
    (COUNT, "100 (approx.)", "about 100"),
    (COUNT, "about 100, officials said", "about 100"),
    (COUNT, "every one of the 47", "all 47"),
    (COUNT, "47 of them", "47"),
    (COUNT, "1,000s", "thousands"),
    (COUNT, "100s of people", "hundreds of people"),
    (COUNT, "10s of thousands", "tens of thousands"),
    (COUNT, "into the thousands", "thousands"),
    (COUNT, "no-one", "none"),
    (COUNT, "60*", "60"),
    (COUNT, "60 [sic]", "60"),
    (COUNT, '"60"', "60"),
    (MONEY, "5 million euros, or $5.4 million", "5 million euros ($5.4 million)"),
    (MONEY, "€5m, about $5.4m", "€5m (about $5.4m)"),
    (MONEY, "50 cents", "USD 0.5 or EUR 0.5"),
    (MONEY, "5 bucks", "5 dollars"),
    (MONEY, "5,- euros", "5 euros"),
    (MONEY, "5 mio euros", "5 million euros"),
    (MONEY, "$5 Canadian", "CAD 5"),
    (MONEY, "Rp5 trillion", "IDR 5 trillion"),
    (MONEY, "£5 million sterling", "£5 million"),
    (MONEY, "$5 million in aid", "$5 million"),
    (MONEY, "£10 grand", "£10 thousand"),
    (MONEY, "5 pounds 50", "£5.50"),
    (NUMBER, "two and a half", "2.5"),
    (NUMBER, "2 1/2", "2.5"),
    (NUMBER, "¾", "0.75"),
    (NUMBER, "Magnitude 6.1", "6.1"),
    (NUMBER, "six point one", "6.1"),
    (HEAT, "minus 5 degrees", "-5 °C or -5 °F"),
    (HEAT, "-5C", "-5 °C"),
    (HEAT, "5 degrees below zero", "-5 °C"),
    (KM, "5 km away", "5 km"),
    (KM, "a 5km-long", "5km"),
    (KM, "within 5 km", "up to 5 km"),
    (TIME, "three-and-a-half years", "three and a half years"),
    (TIME, "24h", "24 hours"),
    (PERCENT, "5pc", "5%"),
    (PERCENT, "double-digit", "10% to 99%"),
    (PERCENT, "every second voter", "one in two"),
]


@pytest.mark.parametrize(("scale", "text", "advice"), ADVISED)
def test_a_form_that_is_refused_with_what_to_write(scale: Scale, text: str, advice: str) -> None:
    assert refusal(text, scale).endswith(f"write {advice}")
    for each in advice.split(" or "):
        read(each, scale)


@pytest.mark.parametrize(
    ("scale", "text", "says"),
    [
        (COUNT, "a handful", "write the range that is meant"),
        (COUNT, "mid-30s", "write the range that is meant"),
        (COUNT, "twice as many", "write `compared`"),
        (COUNT, "60 per cent", "property of type percentage"),
        (COUNT, "6 families", "under a property of its own"),
        (COUNT, "two score", "under a property of its own"),
        (COUNT, "5 in ten", "it is a share"),
        (COUNT, "minus 5 degrees", "`signed: true`"),
        (MONEY, "a six-figure sum", "write the range that is meant"),
    ],
)
def test_where_no_figure_can_be_proposed_it_says_what_else_to_do(scale: Scale, text: str, says: str) -> None:
    said = refusal(text, scale)
    assert says in said
    assert not re.search(r"write \d", said)


EVERY = [(text, Scale(kind, unit)) for (kind, unit), rows in REFUSED.items() if kind not in ("date", "category")
         for text, _ in rows] + [(text, scale) for scale, text, _ in ADVISED]  # fmt: skip
_SAYS_WHAT_TO_WRITE = (
    "write|such as|expected|code it|`signed: true`|`compared`|property of|listed in|cannot be combined"
    "|bound of a bound|begins with its lower figure|the unit of this property|is not a whole number"
)
_NO_SUCH_FIGURE = "missing|fewer than none|digits|not one figure|two units|two currencies|no unit|cannot be converted"
_ADVICE = r"\bwrite (.+)$"


@pytest.mark.parametrize(("text", "scale"), EVERY)
def test_every_refusal_says_what_to_write(text: str, scale: Scale) -> None:
    said = refusal(text, scale)
    assert re.search(_SAYS_WHAT_TO_WRITE, said) or re.search(_NO_SUCH_FIGURE, said), said


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text).strip("0")


@pytest.mark.parametrize(("text", "scale"), EVERY)
def test_what_a_refusal_says_to_write_is_read_and_has_the_same_figure(text: str, scale: Scale) -> None:
    said = refusal(text, scale)
    advice = re.search(_ADVICE, said)
    for each in re.split(r",? or | \(or |, and ", advice[1].split("; ")[0]) if advice else ():
        plain = each.removesuffix(" if that is meant)").removesuffix(" if that is meant")
        if not re.match(r"[\d$€£]", plain):
            continue
        whole = plain if read_value(plain, scale, PLAIN_HEDGES)[0] else f"{plain} {scale.unit or 'USD'}"
        value, _ = read_value(whole, scale, PLAIN_HEDGES)
        is_in_words = not re.search(r"\d", text)
        assert value is not None, said
        assert is_in_words or _digits(plain)[:1] == _digits(text)[:1], said
