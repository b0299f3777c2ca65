"""What is proposed for refused texts, and how results are shown and converted: exact tables, to be read line by line.

A line with `!` is refused, with what is said (or its beginning, where it ends with …).
"""

from __future__ import annotations

import pytest

from tests.values.exact import READERS, is_as, rows_of

TABLES = {
    "propose people": """
    two score => 40
    a score => 20
    half a score => 10
    three score and ten => 70
    a gross => 144
    a pair => 2
    the duo => 2
    both of them => 2
    a trio => 3
    all three => 3
    all four => 4
    a quartet => 4
    a quintet => 5
    a sextet => 6
    a baker's dozen => 13
    2e3 => 2,000
    1.5e+3 => 1,500
    10^3 => 1,000
    10**4 => 10,000
    10 ^ 12 => 1,000,000,000,000
    3/4 => 3 to 4 or 3 of 4
    60-something => 60 to 69
    70 something people => 70 to 79 people
    the 100s =>
    in the 10s => tens
    1000s of people => thousands of people
    one point five million => 1.5 million
    3 and a half => 3.5
    three and a half => 3.5
    fifteen (15) people => fifteen (15)
""",
    "propose km": """
    6ft 2in => 74 inches
    6 feet 11 => 83 inches
    6 foot 12 in =>
    5 m 30 => 530 cm
    2 m 99 cm => 299 cm
    3 mi => 3 miles
    4 nm => 4 nautical miles
    5 km (3 miles) => 5 km
    20 degrees =>
    -5C =>
""",
    "propose kg": """
    11 st 4 => 158 pounds
    11 stone 14 lb =>
    2 lb 3 oz => 35 ounces
    5 short tons => 10,000 pounds
    a short ton => 2,000 pounds
    2 kt => 2 thousand tonnes
    3 Mt => 3 million tonnes
""",
    "propose months": """
    2 years 3 months => 27 months
    2 yrs 11 =>
    1 week 2 days => 9 days
    1 week and 6 days => 13 days
    3 days 4 hours => 76 hours
    2 hours 30 => 150 minutes
    2h 59m => 179 minutes
    5 min 30 s => 330 seconds
    three quarters => 9 months
    a quarter => 3 months
    two weeks and three days => 17 days
""",
    "propose percent": """
    3:1 => 3 of 4 or 1 of 4
    3 to 1 => 3 of 4 or 1 of 4
    3/4 => 3 of 4
    5 per thousand => 5 of 1,000
    5 per million => 5 of 1,000,000
    5 per 10,000 => 5 of 10,000
    5‰ => 0.5%
    2.5 ‰ => 0.25%
    0.5 of 1% => 0.5%
    half of one per cent => 0.5%
    a quarter of 1% => 0.25%
    a tenth of a per cent => 0.1%
    one-fifth of 1 percent => 0.2%
    1-in-5 => 1 in 5
""",
    "propose number": """
    1/2 => 1 to 2 or 0.5
    3/4 => 3 to 4 or 0.75
    1/3 => 1 to 3
    5/4 => 5 to 4
    1/0 => 1 to 0
    0/5 => 0 to 5
    3/4 pounds => 3 to 4 pounds or 0.75 pounds
    2/5 => 2 to 5 or 0.4
""",
    "propose °C": """
    -5C => -5 °C
    20 degrees => 20 °C or 20 °F
    5 degrees below zero => -5 °C
    minus 5 degrees => -5 °C or -5 °F
    68 F => 68 °F
    20°C => 20 °C
    -5 degrees => -5 °C or -5 °F
""",
    "show person": """
    288 & 31 | 257 | 257 => 257; product 1
    10 & 20 | 30.5 | 31.5 => 30 to 32; product 1
    1,000 & 25 | 1234 | 5678 => 1,234 to 5,678; product 10
    3 million & 5 | 2000000 | 3500000 => 2 million to 3.5 million; product 10000
    3 million & 2 million | 2500000 | 2500000 => 2.5 million; product 1000000
    2m & 3m | 1250000 | 1250000 => 1.25m; product 1000000
    15 crore & 3 lakh | 150000000 | 150000000 => 15 crore; product 100000
    5 | 1 | 1 => 1; product 1
    5 |  | 7 => up to 7; product 1
    5 | 7 |  => at least 7; product 1
    5 |  |  => anything; product 1
    5 thousand | 1234 | 9999 => 1,000 to 10,000; product 1000
    1.5bn | 1234567890 | 1234567890 => 1.235bn; product 100000000
    100 | 1/3 | 1/3 => 0.33; product 1
    100 | 1 | 1000 => 1 to 1,000; product 10
    2 | -5 | -3 => -5 to -3; product 1
""",
    "show USD": """
    $5m & $3m | 2000000 | 2500000 => $2m to $3m; product 1000000
    €2.25bn & €1bn | 2200000000 | 2400000000 => €2.2bn to €2.4bn; product 10000000
    $5 & €3 | 8 | 8 => USD 8; product 1
    300 | 1 | 1000 => USD 1 to USD 1,000; product 10
    £3 million | 3000000 | 5000000 => £3 million to £5 million; product 1000000
    US$5m | 1000000 | 1000000 => US$1m; product 1000000
    $1.5 tn | 1500000000000 | 2500000000000 => $1.5tn to $2.5tn; product 100000000000
    5 trillion | 3000000000000 | 4000000000000 => USD 3 trillion to USD 4 trillion; product 1000000000000
    5 billion | 3000000000 | 4000000000 => USD 3 billion to USD 4 billion; product 1000000000
    ₹5 crore | 30000000 | 40000000 => ₹3 crore to ₹4 crore; product 10000000
    ₹5 lakh | 300000 | 400000 => ₹3 lakh to ₹4 lakh; product 100000
""",
    "show km": """
    5 km & 3.5 | 8 | 9 => 8 to 9 km; product 1/10
    5 | 1 | 1 => 1 km; product 1
    5 | 2 | 2 => 2 km; product 1
    5 | 1/3 | 2/3 => 0.3 to 0.7 km; product 1
    2.25 | 1/1000 | 1/1000 => 0.001 km; product 1/100
    5 | 10.004 | 10.004 => 10 km; product 1
    5 | 10.04 | 10.04 => 10.04 km; product 1
    5 |  | 3 => up to 3 km; product 1
    5.5 | 3 |  => at least 3 km; product 1/10
""",
    "show %": """
    37.5% & 40 | 12.34 | 12.36 => 12.34% to 12.36%; product 1/10
    40 | 1/3 | 1/3 => 0.33%; product 1
    40 | 1 | 2 => 1% to 2%; product 1
    40 | 1 |  => at least 1%; product 1
""",
    "show USD/year": """
    $5m | 1000000 | 2000000 => $1m to $2m a year; product 1000000
    $5 | 5 | 5 => $5 a year; product 1
    $5 | 5 |  => at least $5 a year; product 1
""",
    "digits plain": """
    288 => 1 plain
    2.25bn & 300m => 1000000 short
    1.5 & 2.25 => 1/100 plain
    3 thousand => 1000 plain
    3k => 1000 plain
    2 lakh => 100000 indian
    2 crore => 10000000 indian
    5 million => 1000000 long
    5 mn => 1000000 short
    5m => 1000000 short
    5 billion => 1000000000 long
    5bn => 1000000000 short
    5b => 1000000000 short
    5 trillion => 1000000000000 long
    5tn => 1000000000000 short
    €3 & €5 => 1 plain €
    €3 & $5 => 1 plain
    US$5 => 1 plain US$
    CAD 5 => 1 plain
    text => 1 plain
    5 million & 3m => 1000000 long
    5 lakh & 3 million => 100000 indian
    0.001 => 1/1000 plain
    1,000 => 1 plain
""",
    "digits whole": """
    1.5 => 1 plain
    2.5 thousand => 100 plain
    0.25 => 1 plain
    3 => 1 plain
""",
    "range person": """
    196..200 => 196 to 200; 4
    200..200 => 200; 0
    5000.. => at least 5,000;
    ..1000 => up to 1,000;
    .. => anything;
    1..1 => 1; 0
    1/3..2/3 => about 0.333333 to about 0.666667; about 0.333333
    -5..5 => -5 to 5; 10
    1234567..1234568 => 1,234,567 to 1,234,568; 1
""",
    "range km": """
    5..10 => 5 to 10 km; 5 km
    1..1 => 1 km; 0 km
    5.. => at least 5 km;
    ..1 => up to 1 km;
    1/2..3/4 => 0.5 to 0.75 km; 0.25 km
    1/7..1/7 => about 0.142857 km; 0 km
""",
    "range %": """
    5..10 => 5% to 10%; 5 percentage points
    37.5..37.91 => 37.5% to 37.91%; 0.41 percentage points
    ..5 => up to 5%;
    5..5 => 5%; 0 percentage points
""",
    "range USD": """
    5..10 => USD 5 to USD 10; USD 5
    1000000.. => at least USD 1,000,000;
    300..300 => USD 300; USD 0
""",
    "range USD/year": """
    5..10 => USD 5 to USD 10 a year; USD 5 a year
    5.. => at least USD 5 a year;
    ..5 => up to USD 5 a year;
    7..7 => USD 7 a year; USD 0 a year
""",
    "range USD/person": """
    5..10 => USD 5 to USD 10 per person; USD 5 per person
    5..5 => USD 5 per person; USD 0 per person
""",
    "range km/h": """
    5..10 => 5 to 10 km/h; 5 km/h
    5..5 => 5 km/h; 0 km/h
""",
    "range date": """
    741566..741569 => 4 May 2031 to 7 May 2031; 3 days
    741566.. => from 4 May 2031;
    ..741566 => up to 4 May 2031;
    741566..741566 => 4 May 2031; 0 days
""",
    "range month": """
    1..1 => 1 month; 0 months
    6..12 => 6 to 12 months; 6 months
    1..2 => 1 to 2 months; 1 month
""",
    "range city": """
    1..1 => 1 city; 0 cities
    2..3 => 2 to 3 cities; 1 city
""",
    "in km": """
    5 | mile => 25146/3125 to 25146/3125
    5 | kg => none
    5000 | m => 5 to 5
    5 | km => 5 to 5
    1 | inch => 127/5000000 to 127/5000000
    5 | leagues => none
""",
    "in month": """
    30 | day => 30/31 to 15/14
    365 | day => 365/31 to 12
    366 | day => 12 to 337/28
    730 | day => 736/31 to 24
    31 | day => 1 to 31/28
    28 | day => 28/31 to 1
    2 | week => 14/31 to 1/2
    1 | year => 12 to 12
    400 | day => 406/31 to 53/4
    1 | decade => 120 to 120
    59 | day => 59/31 to 59/28
    1000 | day => 1012/31 to 471/14
    12 | hour => 1/62 to 1/56
""",
    "in day": """
    1 | month => 28 to 31
    2 | month => 56 to 62
    12 | month => 365 to 366
    14 | month => 421 to 428
    1 | year => 365 to 366
    1 | century => 36500 to 36600
    36 | hour => 3/2 to 3/2
    25 | month => 758 to 763
""",
    "in hour": """
    1 | month => 672 to 744
    90 | minute => 3/2 to 3/2
    1 | day => 24 to 24
""",
    "in °C": """
    68 | °F => 20 to 20
    0 | kelvin => -5463/20 to -5463/20
    -40 | °F => -40 to -40
""",
    "in °F": """
    20 | °C => 68 to 68
    -40 | °C => -40 to -40
""",
    "in widgets": """
    5 | widget => 5 to 5
    5 | gadgets => none
    5 | Widgets. => 5 to 5
""",
    "unit": """
    person => people; people person persons;
    people => people; people peoples person persons;
    city => cities; cities city citys;
    day => days; day days;
    box => boxes; box boxes boxs;
    church => churches; church churches churchs;
    km => km; km kms;
    IDP => IDP; idp idps;
    bus => bus; bu bus buss;
    child => children; child children childs;
    men => men; man men mens;
    woman => women; woman womans women;
    key => keys; key keys;
    it => it; it its;
    widgets => widgets; widget widgets widgetss;
    mile => miles; mile miles;
    foot => feet; feet foot foots;
    dollar => dollars; dollar dollars; USD CAD AUD NZD HKD SGD TWD JMD LRD NAD TTD BBD BSD BZD GYD
    $ => $; $ $s; USD CAD AUD NZD HKD SGD TWD JMD LRD NAD TTD BBD BSD BZD GYD
    € => €; € €s; EUR
    Rs => Rs; r rs rss; INR PKR LKR NPR MUR SCR
    usd => usds; usd usds; USD
    all => alls; all alls;
    ALL => ALL; all alls; ALL
    US $ => US $; us $ us $s; USD
    kr => kr; kr krs; NOK DKK SEK ISK
    francs => francs; franc francs francss; CHF XOF XAF CDF RWF BIF DJF GNF KMF XPF
    knot => knots; knot knots;
    Brush => Brush; brush brushes brushs;
    ox => ox; ox oxs;
""",
}


@pytest.mark.parametrize(("name", "text", "wanted"), rows_of(TABLES))
def test_what_a_text_comes_to(name: str, text: str, wanted: str) -> None:
    found = READERS[name.partition(" ")[0]](name, text).strip()
    assert is_as(found, wanted), found
