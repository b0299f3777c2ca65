"""What each way to write a figure comes to, in all that a value has: exact tables, to be read line by line.

Each line has the text, the bounds with the best value in brackets, the size of the last digit (`by`), and in their
turn: what the digits leave open (`good to`), the top that the words suggest (`top`), the figures of a share, an amount
in another currency. A line with `!` is refused, with what is said (or its beginning, where it ends with …).
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from msgspec.structs import replace

from checker.corpus.vocabulary import PLAIN_HEDGES
from checker.values.kinds import Value
from checker.values.value import Scale, read_value
from tests.values.exact import bounds, is_as

_COUNT = Scale("count", "person", is_rounded=True)
_MONEY = Scale("money", "USD", is_rounded=True)
_PERCENT = Scale("percentage", is_rounded=True)
SCALES = {
    "people": _COUNT,
    "votes per day": Scale("count", "vote", per="day", is_rounded=True),
    "number": Scale("number", is_rounded=True),
    "km": Scale("number", "km", is_rounded=True, signed=False),
    "°C": Scale("number", "°C", is_rounded=True),
    "sqkm": Scale("number", "km2", is_rounded=True),
    "kg": Scale("number", "kg", is_rounded=True),
    "km/h": Scale("number", "km/h", is_rounded=True),
    "USD": _MONEY,
    "money": Scale("money", is_rounded=True),
    "AUD": Scale("money", "AUD", is_rounded=True),
    "signed USD": replace(_MONEY, signed=True),
    "months": Scale("duration", "month", is_rounded=True),
    "days": Scale("duration", "day", is_rounded=True),
    "duration": Scale("duration", is_rounded=True),
    "percent": _PERCENT,
    "at most 100 percent": replace(_PERCENT, at_most=Fraction(100)),
    "signed percent": replace(_PERCENT, signed=True),
    "USD per year": replace(_MONEY, per="year"),
}


def told(value: Value, unit: str) -> str:
    """A value in all its parts."""
    parts = [f"{bounds(value.interval)} by {value.granularity}"]
    if value.unit != unit:
        parts.append(value.unit)
    if value.rounded is not None and value.rounded != value.interval:
        parts.append(f"good to {bounds(value.rounded)}")
    if value.soft_upper is not None:
        parts.append(f"top {value.soft_upper}")
    if value.share is not None:
        figures = "" if value.share.part is None else f" {value.share.part}/{value.share.whole}"
        parts.append(f"share{figures} of {value.share.of}".strip())
    if value.also is not None:
        parts.append(f"also {told(value.also, unit)}")
    return "; ".join(parts)


def comes_to(text: str, name: str) -> str:
    value, mistake = read_value(text, SCALES[name], PLAIN_HEDGES, is_advised=False)
    if value is None:
        return f"! {mistake}"
    assert value.text == text
    return told(value, UNITS[name])


UNITS = {
    "people": "person",
    "votes per day": "vote/day",
    "number": "",
    "money": "",
    "AUD": "AUD",
    "signed USD": "USD",
    "months": "month",
    "days": "day",
    "duration": "day",
    "USD per year": "USD/year",
    **dict.fromkeys(("percent", "at most 100 percent", "signed percent"), "%"),
    **{name: name for name in ("km", "°C", "kg", "km/h", "USD")},
    "sqkm": "km2",
}

TABLES = {
    "people": """
        400 = 400..400 (400) by 1; good to 400..400
        5,000 = 5000..5000 (5000) by 1; good to 5000..5000
        1,234 people = 1234..1234 (1234) by 1; good to 1234..1234
        12 persons = 12..12 (12) by 1; good to 12..12
        a person = 1..1 (1) by 1; good to 1..1
        six people = 6..6 (6) by 1; good to 6..6
        a dozen = 12..12 (12) by 12; good to 6..18
        two dozen people = 24..24 (24) by 12; good to 18..30
        half a dozen = 6..6 (6) by 6; good to 3..9
        a hundred = 100..100 (100) by 100; good to 50..150
        two hundred and six = 206..206 (206) by 1; good to 206..206
        fifteen hundred = 1500..1500 (1500) by 100; good to 1450..1550
        twenty-one thousand = 21000..21000 (21000) by 1000; good to 20500..21500
        one million two hundred thousand = 1200000..1200000 (1200000) by 100000; good to 1150000..1250000
        3 lakh = 300000..300000 (300000) by 100000; good to 250000..350000
        2 crore people = 20000000..20000000 (20000000) by 10000000; good to 15000000..25000000
        5 hundred thousand = 500000..500000 (500000) by 100000; good to 450000..550000
        1.5 million = 1500000..1500000 (1500000) by 100000; good to 1450000..1550000
        2m = 2000000..2000000 (2000000) by 1000000; good to 1500000..2500000
        3k people = 3000..3000 (3000) by 1000; good to 2500..3500
        2.5 thousand = 2500..2500 (2500) by 100; good to 2450..2550
        a quarter of a million = 250000..250000 (250000) by 100000; good to 200000..300000
        half a million = 500000..500000 (500000) by 500000; good to 250000..750000
        one and a half million = 1500000..1500000 (1500000) by 500000; good to 1250000..1750000
        a million and a half = 1500000..1500000 (1500000) by 500000; good to 1250000..1750000
        3 and a half million = 3500000..3500000 (3500000) by 500000; good to 3250000..3750000
        half a dozen people = 6..6 (6) by 6; good to 3..9
        a quarter of a thousand = 250..250 (250) by 100; good to 200..300
        a third of a hundred = ! 'a third of a hundred' is not understood; expected a whole number such as 400, at …
        none = 0..0 (0) by 0
        no one = 0..0 (0) by 0
        no people = 0..0 (0) by 0
        zero = 0..0 (0) by 0
        nobody = 0..0 (0) by 0
        nil = 0..0 (0) by 0
        at least 5,000 = 5000.. by 1
        5,000 or more = 5000.. by 1
        400+ = 400.. by 1
        400+ people = 400.. by 1
        5+ million = 5000000.. by 1000000; good to 4950000..
        2+ thousand = 2000.. by 1000; good to 1980..
        more than 5 = 6.. by 1; top 10
        more than 5 people = 6.. by 1; top 10
        over 1,200 = 1201.. by 1; top 2400
        up to 500 = 0..500 by 1
        at most 500 = 0..500 by 1
        fewer than 5 = 0..4 by 1
        fewer than 1 = 0..0 by 1
        less than 1,000 = 0..999 by 1
        as many as 61 = 0..61 (61) by 1
        as high as 61 = 0..61 (61) by 1
        as low as 12 = 12.. (12) by 1
        about 200 = 190..210 (200) by 1
        about 205 = 194..216 (205) by 1
        around 3 = 2..4 (3) by 1
        nearly 400 = 380..400 (400) by 1
        nearly 7 = 6..7 (7) by 1
        almost 4,000 = 3800..4000 (4000) by 1
        just over 400 = 400..420 (400) by 1
        just over 7 = 7..8 (7) by 1
        exactly 400 = 400..400 (400) by 1
        a total of 400 = 400..400 (400) by 1; good to 400..400
        only 3 = 3..3 (3) by 1; good to 3..3
        400 or so = 380..420 (400) by 1
        400 people or more = 400.. by 1
        500 or fewer = 0..500 by 1
        200 people at most = 0..200 by 1
        at least about 500 = 475.. by 1
        at most about 500 = 0..525 by 1
        more than about 500 = 476.. by 1; top 1000
        fewer than about 500 = 0..524 by 1
        as high as about 61 = 0..65 (61) by 1
        at least 2 million = 2000000.. by 1000000; good to 1980000..
        about 2 million = 1900000..2100000 (2000000) by 1000000; good to 1500000..2500000 (2000000)
        more than a million = 1000001.. by 1000000; good to 990001..; top 2000000
        200 to 300 = 200..300 by 1
        between 200 and 300 = 200..300 by 1
        from 200 to 300 = 200..300 by 1
        200-300 = 200..300 by 1
        200 – 300 people = 200..300 by 1
        2 to 3 million = 2000000..3000000 by 1000000; good to 1500000..3500000
        900 thousand to 2 million = 900000..2000000 by 1000000; good to 899500..2500000
        2 thousand to 3 million = 2000..3000000 by 1000000; good to 1500..3500000
        about 200 to 300 = 190..315 by 1
        5 to 10 thousand = 5000..10000 by 1000; good to 4500..10500
        1.5 to 2.5 million = 1500000..2500000 by 100000; good to 1450000..2550000
        20 to 30 thousand people = 20000..30000 by 1000; good to 19500..30500
        400 (350 to 450) = 350..450 (400) by 1; good to 350..450
        about 400 (350 to 450) = 350..450 (400) by 1; good to 350..450
        400 (at least 350) = 350.. (400) by 1; good to 350..
        400 (up to 450) = 0..450 (400) by 1; good to 0..450
        400 ± 50 = 350..450 (400) by 1
        400 plus or minus 500 = 0..900 (400) by 1
        400 +/- 10 = 390..410 (400) by 1
        60-odd = 60..69 by 10
        60-odd people = 60..69 by 10
        400-odd = 400..499 by 100
        61-odd = ! '61-odd' is not understood; write the range that is meant, such as 60 to 69
        a hundred odd = 100..199 by 100
        20-odd thousand = 20000..29999 by 10000
        hundreds = 200.. by 1; top 999
        hundreds of people = 200.. by 1; top 999
        dozens = 24.. by 1; top 99
        several = 3.. by 1; top 19
        a few people = 2.. by 1; top 9
        thousands of people = 2000.. by 1; top 9999
        tens of thousands = 20000.. by 1; top 99999
        millions = 2000000.. by 1; top 9999999
        more than hundreds = 201.. by 1; top 999
        about dozens = 22.. by 1; top 104
        17 of 39 = 17..17 (17) by 1; good to 17..17; share 17/39 of
        35 out of 47 people = 35..35 (35) by 1; good to 35..35; share 35/47 of people
        all 12 = 12..12 (12) by 1; good to 12..12; share 12/12 of
        none of the 12 = 0..0 (0) by 1; good to 0..0; share 0/12 of
        all of the 1,200 people = 1200..1200 (1200) by 1; good to 1200..1200; share 1200/1200 of people
        12 of the 40 people = 12..12 (12) by 1; good to 12..12; share 12/40 of people
    """,
    "votes per day": """
        300 = 300..300 (300) by 1; good to 599/2..601/2
        300 per day = 300..300 (300) by 1; good to 599/2..601/2
        300 a day = 300..300 (300) by 1; good to 599/2..601/2
        2,100 a week = 300..300 (300) by 1/7; good to 4199/14..4201/14
        100 an hour = 2400..2400 (2400) by 24; good to 2388..2412
        at least 300 a day = 300.. by 1; good to 599/2..
        hundreds a day = 200.. by 1; good to 399/2..; top 999
        300 to 400 a day = 300..400 by 1; good to 599/2..801/2
        an average of 300 a day = 300..300 (300) by 1; good to 599/2..601/2
        300 a day on average = 300..300 (300) by 1; good to 599/2..601/2
        2.5 per day = 5/2..5/2 (5/2) by 1/10; good to 49/20..51/20
        more than 300 a week = 300/7.. by 1/7; good to 599/14..; top 600/7
        about 7 a week = 19/20..21/20 (1) by 1/7; good to 13/14..15/14 (1)
        daily 5 = ! 'daily 5' is not understood; expected a whole number such as 400, at least 5,000, about 200 or …
        5 daily = 5..5 (5) by 1; good to 9/2..11/2
        700 weekly = 100..100 (100) by 1/7; good to 1399/14..1401/14
        none = 0..0 (0) by 0
        14 a fortnight = 1..1 (1) by 1/14; good to 27/28..29/28
        300 a month = 300/31..75/7 by 1/28; good to 599/62..601/56
    """,
    "number": """
        37.5 = 75/2..75/2 (75/2) by 1/10; good to 749/20..751/20
        37 = 37..37 (37) by 1; good to 73/2..75/2
        0.25 = 1/4..1/4 (1/4) by 1/100; good to 49/200..51/200
        -3 = -3..-3 (-3) by 1; good to -7/2..-5/2
        minus 5 = -5..-5 (-5) by 1; good to -11/2..-9/2
        −2.50 = -5/2..-5/2 (-5/2) by 1/100; good to -501/200..-499/200
        1,000.5 = 2001/2..2001/2 (2001/2) by 1/10; good to 20009/20..20011/20
        1.000 = ! '1.000' can be read in two ways: write 1,000 (or 1 if that is meant)
        3 and a half = ! '3 and a half' is not understood; expected a number such as 37.5, at least 10 or 2 to 3
        half = ! 'half' is not understood; expected a number such as 37.5, at least 10 or 2 to 3; it is a share: …
        a half = ! 'a half' is not understood; expected a number such as 37.5, at least 10 or 2 to 3; it is a …
        one = 1..1 (1) by 1; good to 1/2..3/2
        about 2.5 = 19/8..21/8 (5/2) by 1/10
        more than 2 = 2.. by 1; good to 99/50..; top 4
        fewer than 2 = ..2 by 1; good to ..101/50
        at least -3 = -3.. by 1; good to -303/100..
        at most -3 = ..-3 by 1; good to ..-297/100
        about -20 = -21..-19 (-20) by 1
        nearly -20 = -21..-20 (-20) by 1; good to -21..-39/2 (-20)
        just over -20 = -20..-19 (-20) by 1; good to -41/2..-19 (-20)
        as high as 5.5 = ..11/2 (11/2) by 1/10; good to ..111/20 (11/2)
        2 to 3 = 2..3 by 1; good to 3/2..7/2
        -3 to -1 = -3..-1 by 1; good to -7/2..-1/2
        -3 to 2 = -3..2 by 1; good to -7/2..5/2
        2.5 ± 0.5 = 2..3 (5/2) by 1/10
        1 ± 2 = -1..3 (1) by 1
        3 (2 to 4) = 2..4 (3) by 1; good to 3/2..9/2
        2 million = 2000000..2000000 (2000000) by 1000000; good to 1500000..2500000
        1.5bn = 1500000000..1500000000 (1500000000) by 100000000; good to 1450000000..1550000000
        60-odd = 60..70 by 10
        61-odd = 61..62 by 1
        61.5-odd = ! '61.5-odd' is not understood; write the range that is meant, such as 60 to 69
        0-odd = ! '0-odd' is not understood; write the range that is meant, such as 60 to 69
        100-odd = 100..200 by 100
        ½ = ! '½' is not understood; expected a number such as 37.5, at least 10 or 2 to 3
        1½ = 3/2..3/2 (3/2) by 1/10; good to 29/20..31/20
        2¼ = 9/4..9/4 (9/4) by 1/100; good to 449/200..451/200
        up to 3 = ..3 by 1; good to ..303/100
        12.30 = 123/10..123/10 (123/10) by 1/100; good to 2459/200..2461/200
    """,
    "km": """
        5 km = 5..5 (5) by 1; good to 9/2..11/2
        5 = 5..5 (5) by 1; good to 9/2..11/2
        5000 m = 5..5 (5) by 1/1000; good to 9999/2000..10001/2000
        5 miles = 113157/15625..138303/15625 (25146/3125) by 25146/15625; good to 113157/15625..138303/15625
        3.5 miles = 867537/156250..892683/156250 (88011/15625) by 12573/78125; good to 867537/156250..892683/156250
        half a mile = 12573/31250..37719/31250 (12573/15625) by 12573/15625; good to 12573/31250..37719/31250
        a mile and a half = 12573/6250..88011/31250 (37719/15625) by 12573/15625; good to 12573/6250..88011/31250
        10 nautical miles = 8797/500..9723/500 (463/25) by 463/250; good to 8797/500..9723/500
        200 feet = 152019/2500000..152781/2500000 (381/6250) by 381/1250000; good to 152019/2500000..152781/2500000
        6 ft = 4191/2500000..4953/2500000 (1143/625000) by 381/1250000; good to 4191/2500000..4953/2500000
        5 to 6 miles = 113157/15625..163449/15625 by 25146/15625
        5 miles (8 km) = ! '5 miles' lies outside of its own range (8 km); write the magnitude on both sides, or …
        about 5 miles = 2149983/312500..2904363/312500 (25146/3125) by 25146/15625
        at least 5 miles = 113157/15625.. by 25146/15625
        more than 5 miles = 113157/15625.. by 25146/15625; top 50292/3125
        fewer than 5 miles = 0..138303/15625 by 25146/15625
        2.0 km = 2..2 (2) by 1/10; good to 39/20..41/20
        1 mile = 12573/15625..37719/15625 (25146/15625) by 25146/15625; good to 12573/15625..37719/15625
        a kilometre = 1..1 (1) by 1; good to 1/2..3/2
        3 kilometres = 3..3 (3) by 1; good to 5/2..7/2
        3,000 m = 3..3 (3) by 1/1000; good to 5999/2000..6001/2000
        -5 km = ! a number cannot be negative: '-5 km'; a property whose values can has `signed: true`
        5 ± 1 km = 4..6 (5) by 1
        5 km ± 500 m = 9/2..11/2 (5) by 1
        exactly 5 miles = 113157/15625..138303/15625 (25146/3125) by 25146/15625
    """,
    "°C": """
        20 = 20..20 (20) by 1; good to 39/2..41/2
        20 °C = 20..20 (20) by 1; good to 39/2..41/2
        68 °F = 355/18..365/18 (20) by 5/9; good to 355/18..365/18
        -5 = -5..-5 (-5) by 1; good to -11/2..-9/2
        -40 °F = -725/18..-715/18 (-40) by 5/9; good to -725/18..-715/18
        about 70 °F = 475/24..539/24 (190/9) by 5/9
        70 to 80 °F = 125/6..485/18 by 5/9
        300 kelvin = 527/20..547/20 (537/20) by 1; good to 527/20..547/20
    """,
    "sqkm": """
        5 hectares = 1/20..1/20 (1/20) by 1/100; good to 9/200..11/200
        2.5 million m2 = 5/2..5/2 (5/2) by 1/10; good to 49/20..51/20
    """,
    "kg": """
        5 tonnes = 5000..5000 (5000) by 1000; good to 4500..5500
        500 g = 1/2..1/2 (1/2) by 1/1000; good to 999/2000..1001/2000
    """,
    "km/h": """
        10 m/s = 171/5..189/5 (36) by 18/5; good to 171/5..189/5
        60 mph = 1496187/15625..1521333/15625 (301752/3125) by 25146/15625; good to 1496187/15625..1521333/15625
        20 knots = 18057/500..18983/500 (926/25) by 463/250; good to 18057/500..18983/500
        100 kph = 100..100 (100) by 1; good to 199/2..201/2
    """,
    "USD": """
        $300 = 300..300 (300) by 1; good to 599/2..601/2
        $300m = 300000000..300000000 (300000000) by 1000000; good to 299500000..300500000
        USD 5 = 5..5 (5) by 1; good to 9/2..11/2
        5 dollars = 5..5 (5) by 1; good to 9/2..11/2
        5 US dollars = 5..5 (5) by 1; good to 9/2..11/2
        $1.5bn = 1500000000..1500000000 (1500000000) by 100000000; good to 1450000000..1550000000
        $2.25 billion = 2250000000..2250000000 (2250000000) by 10000000; good to 2245000000..2255000000
        50 cents = 1/2..1/2 (1/2) by 1/100; good to 99/200..101/200
        ¢50 = ! '¢50' is not understood; expected an amount with its currency such as $300m or about EUR 5 million
        5 us cents = 1/20..1/20 (1/20) by 1/100; good to 9/200..11/200
        about $5m = 4750000..5250000 (5000000) by 1000000; good to 4500000..5500000 (5000000)
        at least $5m = 5000000.. by 1000000; good to 4950000..
        $2m to $3m = 2000000..3000000 by 1000000; good to 1500000..3500000
        $2 to $3 million = 2000000..3000000 by 1000000; good to 1500000..3500000
        2 to 3 million dollars = 2000000..3000000 by 1000000; good to 1500000..3500000
        $300m ($280m to $310m) = 280000000..310000000 (300000000) by 1000000; good to 279500000..310500000
        nothing = ! 'nothing' is not understood; expected an amount with its currency such as $300m or about EUR 5 …
        zero = 0..0 (0) by 0
        none = 0..0 (0) by 0
        $5,000.50 = 10001/2..10001/2 (10001/2) by 1/100; good to 1000099/200..1000101/200
        -$5 = ! an amount of money cannot be negative: '-$5'; a property whose values can has `signed: true`
        US$ 5 = 5..5 (5) by 1; good to 9/2..11/2
        $5-million = 5000000..5000000 (5000000) by 1000000; good to 4500000..5500000
        a million dollars = 1000000..1000000 (1000000) by 1000000; good to 500000..1500000
        half a million dollars = 500000..500000 (500000) by 500000; good to 250000..750000
        300 = 300..300 (300) by 1; good to 599/2..601/2
        CAD 5 = 5..5 (5) by 1; CAD; good to 9/2..11/2
        €5m = 5000000..5000000 (5000000) by 1000000; EUR; good to 4500000..5500000
        KES 300m = 300000000..300000000 (300000000) by 1000000; KES; good to 299500000..300500000
        more than $5m = 5000000.. by 1000000; good to 4950000..; top 10000000
        less than $5m = 0..5000000 by 1000000; good to 0..5050000
        up to $5m = 0..5000000 by 1000000; good to 0..5050000
        nearly $5m = 4750000..5000000 (5000000) by 1000000; good to 4500000..5500000 (5000000)
        10 million USD = 10000000..10000000 (10000000) by 1000000; good to 9500000..10500000
        1 tn USD = 1000000000000..1000000000000 (1000000000000) by 1000000000000; good to 500000000000..1500000000000
        $400 (350 to 450) = 350..450 (400) by 1; good to 699/2..901/2
        $5 ± 1 = 4..6 (5) by 1
        5 Euros = 5..5 (5) by 1; EUR; good to 9/2..11/2
        a dollar = 1..1 (1) by 1; good to 1/2..3/2
        half a dollar = 1/2..1/2 (1/2) by 1/2; good to 1/4..3/4
        a euro and a half = 3/2..3/2 (3/2) by 1/2; EUR; good to 5/4..7/4
        a pound = 1..1 (1) by 1; GBP; good to 1/2..3/2
        a cent = 1/100..1/100 (1/100) by 1/100; good to 1/200..3/200
        two dollars = 2..2 (2) by 1; good to 3/2..5/2
    """,
    "money": """
        $300 = 300..300 (300) by 1; USD; good to 599/2..601/2
        €5m = 5000000..5000000 (5000000) by 1000000; EUR; good to 4500000..5500000
        £3bn = 3000000000..3000000000 (3000000000) by 1000000000; GBP; good to 2500000000..3500000000
        10 yen = 10..10 (10) by 1; JPY; good to 19/2..21/2
        5 rupees = ! '5 rupees': 'rupees' may be INR or PKR; write the code, such as INR 5
        Rs 5 = ! 'Rs 5': 'Rs' may be INR or PKR; write the code, such as INR 5
        300 = ! '300': expected an amount with its currency such as $300m or EUR 5 million
        zero = ! 'zero': expected an amount with its currency, such as $0
        20p = 1/5..1/5 (1/5) by 1/100; GBP; good to 39/200..41/200
        5 pence = 1/20..1/20 (1/20) by 1/100; GBP; good to 9/200..11/200
        50 cents = ! '50 cents': 'cents' may be of several currencies; write USD 0.5 or EUR 0.5
        30 kopecks = 3/10..3/10 (3/10) by 1/100; RUB; good to 59/200..61/200
        ₹2 crore = 20000000..20000000 (20000000) by 10000000; INR; good to 15000000..25000000
        A$ 5 = 5..5 (5) by 1; AUD; good to 9/2..11/2
        5 swiss francs = 5..5 (5) by 1; CHF; good to 9/2..11/2
        ALL 300 = 300..300 (300) by 1; ALL; good to 599/2..601/2
        all 300 = ! 'all 300' is not understood; expected an amount with its currency such as $300m or about EUR 5 …
        NOK 5 = 5..5 (5) by 1; NOK; good to 9/2..11/2
        5 kroner = ! '5 kroner': 'kroner' may be NOK or DKK; write the code, such as NOK 5
        3 million dollars = 3000000..3000000 (3000000) by 1000000; USD; good to 2500000..3500000
        half a billion euros = 500000000..500000000 (500000000) by 500000000; EUR; good to 250000000..750000000
    """,
    "AUD": """
        50 cents = 1/2..1/2 (1/2) by 1/100; good to 99/200..101/200
        $5 = ! '$5': '$' may be AUD or USD; write the code, such as AUD 5
        AUD 5 = 5..5 (5) by 1; good to 9/2..11/2
        A$5m = 5000000..5000000 (5000000) by 1000000; good to 4500000..5500000
        5 australian dollars = 5..5 (5) by 1; good to 9/2..11/2
        5 dollars = ! '5 dollars': 'dollars' may be AUD or USD; write the code, such as AUD 5
    """,
    "signed USD": """
        a loss of $5m = -5000000..-5000000 (-5000000) by 1000000; good to -5500000..-4500000
        down $5m = -5000000..-5000000 (-5000000) by 1000000; good to -5500000..-4500000
        a profit of $3m = 3000000..3000000 (3000000) by 1000000; good to 2500000..3500000
        up $5m = 5000000..5000000 (5000000) by 1000000; good to 4500000..5500000
        -$5m = -5000000..-5000000 (-5000000) by 1000000; good to -5500000..-4500000
        $-5m = -5000000..-5000000 (-5000000) by 1000000; good to -5500000..-4500000
        minus $5 = -5..-5 (-5) by 1; good to -11/2..-9/2
        unchanged = 0..0 (0) by 0
        down about $5m = -5250000..-4750000 (-5000000) by 1000000; good to -5500000..-4500000 (-5000000)
        down at least $5m = ..-5000000 by 1000000; good to ..-4950000
        a loss of $5m to $6m = -6000000..-5000000 by 1000000; good to -6500000..-4500000
        fell by $3m = -3000000..-3000000 (-3000000) by 1000000; good to -3500000..-2500000
        no change = 0..0 (0) by 0
        flat = 0..0 (0) by 0
        a gain of up to $3m = 0..3000000 by 1000000; good to 0..3030000
    """,
    "months": """
        12 months = 12..12 (12) by 1; good to 23/2..25/2
        a year = 12..12 (12) by 12; good to 6..18
        2 years = 24..24 (24) by 12; good to 18..30
        a year and a half = 18..18 (18) by 6; good to 15..21
        half a year = 6..6 (6) by 6; good to 3..9
        18 months = 18..18 (18) by 1; good to 35/2..37/2
        1.5 years = 18..18 (18) by 6/5; good to 87/5..93/5
        6 to 12 months = 6..12 by 1; good to 11/2..25/2
        3 weeks = 21/31..3/4 by 1/4; good to 35/62..7/8
        30 days = 30/31..15/14 by 1/28; good to 59/62..61/56
        400 days = 406/31..53/4 by 1/28; good to 811/62..743/56
        about a year = 57/5..63/5 (12) by 12; good to 6..18 (12)
        at least 2 years = 24.. by 12; good to 594/25..
        a month = 1..1 (1) by 1; good to 1/2..3/2
        two decades = 240..240 (240) by 120; good to 180..300
        90 days = 90/31..45/14 by 1/28; good to 179/62..181/56
        one and a half years = 18..18 (18) by 6; good to 15..21
        up to 6 weeks = 0..3/2 by 1/4; good to 0..303/200
        a fortnight = 14/31..1/2 by 1/2; good to 7/31..3/4
        12-month = 12..12 (12) by 1; good to 23/2..25/2
        1 to 2 years = 12..24 by 12; good to 6..30
        a century = 1200..1200 (1200) by 1200; good to 600..1800
        2,000 hours = 250/93..125/42 by 1/672; good to 43/16..4001/1344
    """,
    "days": """
        3 days = 3..3 (3) by 1; good to 5/2..7/2
        a week = 7..7 (7) by 7; good to 7/2..21/2
        2 months = 56..62 by 31; good to 42..155/2
        1 year = 365..366 by 366; good to 168..552
        36 hours = 3/2..3/2 (3/2) by 1/24; good to 71/48..73/48
        half a day = 1/2..1/2 (1/2) by 1/2; good to 1/4..3/4
        14 months = 421..428 by 31; good to 407..887/2
        10 to 12 weeks = 70..84 by 7; good to 133/2..175/2
        about a month = 133/5..651/20 by 31; good to 14..93/2
        5 = ! '5': expected a duration with its unit such as 12 months
        48 hours = 2..2 (2) by 1/24; good to 95/48..97/48
        0.5 days = 1/2..1/2 (1/2) by 1/10; good to 9/20..11/20
    """,
    "duration": """
        3 days = 3..3 (3) by 1; good to 5/2..7/2
        2 weeks = 14..14 (14) by 7; good to 21/2..35/2
        a month = 28..31 by 31; good to 14..93/2
        36 hours = 3/2..3/2 (3/2) by 1/24; good to 71/48..73/48
        1.5 days = 3/2..3/2 (3/2) by 1/10; good to 29/20..31/20
    """,
    "percent": """
        37.5% = 75/2..75/2 (75/2) by 1/10; good to 749/20..751/20
        37.5 = 75/2..75/2 (75/2) by 1/10; good to 749/20..751/20
        40 per cent = 40..40 (40) by 1; good to 79/2..81/2
        12 percent = 12..12 (12) by 1; good to 23/2..25/2
        about 60% = 57..63 (60) by 1
        at least 10% = 10.. by 1; good to 99/10..
        10% to 20% = 10..20 by 1; good to 19/2..41/2
        10 to 20 % = 10..20 by 1; good to 19/2..41/2
        half = 95/2..105/2 (50) by 1; share of
        a third = 95/3..35 (100/3) by 1; share of
        two thirds = 190/3..70 (200/3) by 1; share of
        a quarter = 95/4..105/4 (25) by 1; share of
        three quarters = 285/4..315/4 (75) by 1; share of
        a tenth = 19/2..21/2 (10) by 1; share of
        half of the voters = 95/2..105/2 (50) by 1; share of the voters
        a third of the voters = 95/3..35 (100/3) by 1; share of the voters
        one in five = 19..21 (20) by 1; share of
        1 in 3 = 95/3..35 (100/3) by 1; share of
        one in seven = 95/7..15 (100/7) by 1; share of
        2 in every 7 = 190/7..30 (200/7) by 1; share of
        3 in 1,000 = 57/200..63/200 (3/10) by 1/10; share of
        35 out of 47 = 3500/47..3500/47 (3500/47) by 0; good to 3500/47..3500/47; share 35/47 of
        17 of 39 senators = 1700/39..1700/39 (1700/39) by 0; good to 1700/39..1700/39; share 17/39 of senators
        most = 50..100 by 1
        most of the voters = 50..100 by 1; share of the voters
        a majority = 50..100 by 1
        a minority = 0..50 by 1
        nearly all = 95..100 by 1
        almost all of them = 95..100 by 1
        all = 100..100 (100) by 1
        none = 0..0 (0) by 1
        everyone = 100..100 (100) by 1
        all 12 = 100..100 (100) by 0; good to 100..100; share 12/12 of
        none of the 12 = 0..0 (0) by 0; good to 0..0; share 0/12 of
        70% of the voters = 70..70 (70) by 1; good to 139/2..141/2; share of the voters
        more than half = 50.. by 1; good to 99/2..; top 100; share of
        about a third = 627/20..357/10 (100/3) by 1; share of
        nearly half = 95/2..50 (50) by 1; good to 95/2..101/2 (50); share of
        at least two thirds = 66.. by 1; share of
        up to a quarter = 0..25 by 1; good to 0..101/4; share of
        1 out of every 4 = 25..25 (25) by 1; good to 49/2..51/2; share of
        6 out of 7 = 600/7..600/7 (600/7) by 0; good to 600/7..600/7; share 6/7 of
        less than a third = 0..34 by 1; share of
        between a third and a half = 33..50 by 1; good to 197/6..101/2
        37.5% (35% to 40%) = 35..40 (75/2) by 1; good to 69/2..81/2
        40 % plus or minus 3 = 37..43 (40) by 1
        120% = 120..120 (120) by 1; good to 239/2..241/2
        -5% = ! a percentage cannot be negative: '-5%'; a property whose values can has `signed: true`
        0.5% = 1/2..1/2 (1/2) by 1/10; good to 9/20..11/20
        one out of 400 = 1/4..1/4 (1/4) by 0; good to 1/4..1/4; share 1/400 of
        half a percent = 1/2..1/2 (1/2) by 1/2; good to 1/4..3/4
        33.3% = 333/10..333/10 (333/10) by 1/10; good to 133/4..667/20
        2 sevenths = ! '2 sevenths': expected a percentage such as 37.5%
        three fifths of the voters = 57..63 (60) by 1; share of the voters
        five eighths = 475/8..525/8 (125/2) by 1; share of
        at least five eighths = 125/2.. by 1; good to 62..; share of
        more than 1 in 8 = 25/2.. by 1; good to 99/8..; top 25; share of
        at least 3 in 8 = 75/2.. by 1; good to 297/8..; share of
        up to 5 in 16 = 0..125/4 by 1; good to 0..505/16; share of
        at least 1 in 7 = 14.. by 1; good to 693/50..; share of
    """,
    "at most 100 percent": """
        120% = ! '120%' is more than a value of this property can be; its `at_most` is 100
        more than 60% = 60.. by 1; good to 119/2..; top 100
        90% = 90..90 (90) by 1; good to 179/2..181/2
        at least 70% = 70.. by 1; good to 139/2..
    """,
    "signed percent": """
        -5% = -5..-5 (-5) by 1; good to -11/2..-9/2
        down 43 % = -43..-43 (-43) by 1; good to -87/2..-85/2
        up 12% = 12..12 (12) by 1; good to 23/2..25/2
        fell by 3.5% = -7/2..-7/2 (-7/2) by 1/10; good to -71/20..-69/20
        rose 2 to 3% = 2..3 by 1; good to 3/2..7/2
        unchanged = 0..0 (0) by 0
        plus 3% = 3..3 (3) by 1; good to 5/2..7/2
        down more than 5% = ..-5 by 1; good to ..-99/20
        up to 5% = ..5 by 1; good to ..101/20
    """,
    "USD per year": """
        $5m a year = 5000000..5000000 (5000000) by 1000000; good to 4500000..5500000
        $5m = 5000000..5000000 (5000000) by 1000000; good to 4500000..5500000
        $400,000 a month = 4800000..4800000 (4800000) by 12; good to 4799994..4800006
        $100 a day = 36500..36600 by 366; good to 72635/2..36783
        $5m annually = 5000000..5000000 (5000000) by 1000000; good to 4500000..5500000
        $1m per quarter = 4000000..4000000 (4000000) by 4000000; good to 2000000..6000000
        at least $400 a month = 4800.. by 12; good to 4794..
        $5 to $6 a month = 60..72 by 12; good to 54..78
        $10m a decade = 1000000..1000000 (1000000) by 100000; good to 950000..1050000
        $5m per annum = 5000000..5000000 (5000000) by 1000000; good to 4500000..5500000
        more than $3 a week = 1095/7.. by 366/7; good to 21681/140..; top 2196/7
        an average of $5m a year = 5000000..5000000 (5000000) by 1000000; good to 4500000..5500000
    """,
}
ROWS = [
    (name, *map(str.strip, line.rpartition(" = ")[::2]))
    for name, table in TABLES.items()
    for line in table.strip().splitlines()
]


@pytest.mark.parametrize(("name", "text", "wanted"), ROWS)
def test_what_a_text_comes_to(name: str, text: str, wanted: str) -> None:
    found = comes_to(text, name)
    assert is_as(found, wanted), found
