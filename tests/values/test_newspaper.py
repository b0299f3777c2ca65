"""Forms that newspapers use: each is read as it is meant, or it is said what to write, which is the same figure."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from checker.values.kinds import Scale
from tests.values.reading import read, refusal
from tests.values.test_refusals import REFUSED

COUNT, MONEY, PERCENT = Scale("count", "person"), Scale("money"), Scale("percentage")
NUMBER, KM, TIME, HEAT = Scale("number"), Scale("number", "km"), Scale("duration", "month"), Scale("number", "°C")
METRE, TONNE = Scale("number", "m"), Scale("number", "tonne")


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


ADVISED_TOO: list[tuple[Scale, str, str]] = [
    (COUNT, "100/150", "100 to 150 or 100 of 150"),
    (COUNT, "a score", "20"),
    (COUNT, "two score", "40"),
    (COUNT, "half a score", "10"),
    (COUNT, "fourscore", "80"),
    (COUNT, "three score and ten", "70"),
    (COUNT, "a gross", "144"),
    (COUNT, "a baker's dozen", "13"),
    (COUNT, "the trio", "3"),
    (COUNT, "both", "2"),
    (COUNT, "twelve (12) persons", "twelve (12)"),
    (COUNT, "2.3 Mio", "2.3 million"),
    (COUNT, "12 Tsd.", "12 thousand"),
    (COUNT, "2.5 lacs", "2.5 lakh"),
    (COUNT, "close on 400", "nearly 400"),
    (COUNT, "nigh on 400", "nearly 400"),
    (COUNT, "a good 200", "at least 200"),
    (COUNT, "fully 200", "200"),
    (COUNT, "reportedly 150", "150"),
    (COUNT, "est. 150", "about 150"),
    (COUNT, "at least 150 (unconfirmed)", "at least 150"),
    (COUNT, "20, give or take a few", "about 20"),
    (COUNT, "of the order of 20", "about 20"),
    (COUNT, "max 12", "at most 12"),
    (COUNT, "minimum 12", "at least 12"),
    (COUNT, "anything between 12 and 20", "12 to 20"),
    (COUNT, "anything up to 12", "up to 12"),
    (COUNT, "a 300-strong force", "300"),
    (COUNT, "none at all", "none"),
    (COUNT, "half dozen", "half a dozen"),
    (MONEY, "€12 Mrd", "€12 billion"),
    (MONEY, "12 Milliarden Euro", "12 billion Euro"),
    (MONEY, "$12MM", "$12 million"),
    (MONEY, "INR 12 cr", "INR 12 crore"),
    (MONEY, "Tk 12 crore", "BDT 12 crore"),
    (MONEY, "RMB 12m", "CNY 12m"),
    (MONEY, "GH¢12m", "GHS 12m"),
    (MONEY, "12m quid", "12m pounds"),
    (MONEY, "$½bn", "$0.5bn"),
    (MONEY, "$1 1/2 billion", "$1.5 billion"),
    (PERCENT, "2/3", "2 of 3"),
    (PERCENT, "35/47", "35 of 47"),
    (PERCENT, "3:1", "3 of 4 or 1 of 4"),
    (PERCENT, "60:40", "60 of 100 or 40 of 100"),
    (PERCENT, "fifty-fifty", "50%"),
    (PERCENT, "every third voter", "a third"),
    (PERCENT, "1-in-3", "1 in 3"),
    (PERCENT, "9 times out of 10", "9 out of 10"),
    (PERCENT, "the overwhelming majority", "a majority"),
    (PERCENT, "the bulk of the voters", "most of the voters"),
    (PERCENT, "5‰", "0.5%"),
    (PERCENT, "3 per thousand", "3 of 1,000"),
    (PERCENT, "half of one percent", "0.5%"),
    (PERCENT, "0.5 of 1%", "0.5%"),
    (NUMBER, "3/4", "3 to 4 or 0.75"),
    (NUMBER, "M7.1", "7.1"),
    (NUMBER, "Category 4", "4"),
    (METRE, "6ft 2in", "74 inches"),
    (METRE, "6'2\"", "74 inches"),
    (METRE, "six feet 2 inches", "74 inches"),
    (METRE, "1m 80", "180 cm"),
    (KM, "a mile and half", "a mile and a half"),
    (KM, "2 klicks", "2 km"),
    (TONNE, "11st 4lb", "158 pounds"),
    (TONNE, "5 short tons", "10,000 pounds"),
    (TONNE, "3 Mt", "3 million tonnes"),
    (TONNE, "3.5 kt", "3.5 thousand tonnes"),
    (KM, "1.5 mi", "1.5 miles"),
    (KM, "5 nm", "5 nautical miles"),
    (COUNT, "1e6", "1,000,000"),
    (COUNT, "10^6", "1,000,000"),
    (NUMBER, "2.5e3", "2,500"),
    (TIME, "2 years and 3 months", "27 months"),
    (TIME, "2hrs 15mins", "135 minutes"),
    (TIME, "1h30", "90 minutes"),
    (TIME, "five quarters", "15 months"),
    (TIME, "ninety (90) days", "90 days"),
    (TIME, "six-month-long", "six-month"),
]

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
    *ADVISED_TOO,
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
        (COUNT, "two scores", "under a property of its own"),
        (COUNT, "3:1", "write `compared: {times: 3}`"),
        (COUNT, "±60", "write it beside its figure, as in 300 ± 60"),
        (COUNT, "2 x 50", "write the product of the two"),
        (COUNT, "most of the villagers", "write `compared: {share_of: ...}`"),
        (PERCENT, "a 45% drop", "write `compared: {percent: 45}`"),
        (PERCENT, "45% higher", "write `compared: {percent: 45}`"),
        (PERCENT, "low single digits", "write the range that is meant"),
        (COUNT, "5 in ten", "it is a share"),
        (COUNT, "minus 5 degrees", "`signed: true`"),
        (MONEY, "a six-figure sum", "write the range that is meant"),
    ],
)
def test_where_no_figure_can_be_proposed_it_says_what_else_to_do(scale: Scale, text: str, says: str) -> None:
    said = refusal(text, scale)
    assert says in said
    assert not re.search(r"write \d", said), said


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
