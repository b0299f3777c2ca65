"""Figures and dates in a text: told apart, placed and read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checker.texts.calendar_days import written
from checker.texts.mentions import FIGURES, KINDS, find_mentions, sentences, value_of
from checker.texts.relative_dates import resolve
from checker.texts.sentences import LONGEST
from checker.values.dates import Window, show_window
from checker.values.lexicon import UNITS, Unit
from checker.values.value import Hedges

DAY = date(2031, 7, 16)  # a Wednesday
PUBLISHED = Window(DAY.toordinal(), DAY.toordinal())
HEDGES = Hedges()
ARTICLES = Path(__file__).parents[3] / "shared" / "articles"

# what is written, and each mention in it as kind:phrase
PHRASES = """
400 officers left | count:400
at least 5,000 are needed | count:at least 5,000
some 1,900 troops | count:some 1,900
up to 1,000 police | count:up to 1,000
more than 200 people | count:more than 200
nearly 300 homes | count:nearly 300
about a hundred people | count:about a hundred
two hundred and six people | count:two hundred and six
twenty-one people were hurt | count:twenty-one
seven officers were slain | count:seven
a dozen villages | count:a dozen
two dozen villages | count:two dozen
dozens of villages | count:dozens
hundreds of officers | count:hundreds
tens of thousands of people | count:tens of thousands
hundreds of thousands fled | count:hundreds of thousands
200 to 300 people | count:200 to 300
200-300 people | count:200-300
200–300 people | count:200–300
between 200 and 300 people | count:between 200 and 300
from 200 to 300 people | count:from 200 to 300
12 000 people | count:12 000
12,345,678 people | count:12,345,678
1.2 million people | count:1.2 million
1.5m people | count:1.5m
three million people | count:three million
half a million people | count:half a million
200 or so people | count:200 or so
200 or more people | count:200 or more
500+ people | count:500+
an additional 600 officers | count:an additional 600
another 12 people | count:another 12
a further 30 died | count:a further 30
a total of 2,500 soldiers | count:a total of 2,500
fewer than 10 people | count:fewer than 10
as many as 40 people | count:as many as 40
no fewer than 8 people | count:no fewer than 8
only three survived | count:only three
all 1,000 | count:1,000
the two nations | count:two
nobody was hurt | count:nobody
no casualties were reported | count:no casualties
no one was hurt | count:no one
none of them survived | count:none
1 person died | count:1
12 of the 40 hostages | count:12; count:40
five and six people | count:five; count:six
killed 3 and hurt 14 | count:3; count:14
2 lakh people | count:2 lakh
1,23,456 voters | count:1,23,456
5 crore people | count:5 crore
over 1 million | count:over 1 million
an estimated 5,500 | count:an estimated 5,500
exactly 17 boats | count:exactly 17
three or four boats | count:three or four
thousands marched | count:thousands
scores of people | count:scores
$300m in aid | money:$300m
$300 million in aid | money:$300 million
US$1.2bn | money:US$1.2bn
€5 million | money:€5 million
£20,000 | money:£20,000
EUR 5 million | money:EUR 5 million
KES 40bn | money:KES 40bn
KSh 500 | money:KSh 500
300 million dollars | money:300 million dollars
about $2 billion | money:about $2 billion
$2m to $3m | money:$2m to $3m
$2-3 billion | money:$2-3 billion
five million euros | money:five million euros
2,000 Orlavan shillings | money:2,000 Orlavan shillings
Rs 500 | money:Rs 500
millions of dollars | money:millions of dollars
more than £1m | money:more than £1m
₦500,000 | money:₦500,000
100 US dollars | money:100 US dollars
37% of them | percentage:37%
37.5 percent of them | percentage:37.5 percent
10 per cent | percentage:10 per cent
at least 80% | percentage:at least 80%
10-20% of homes | percentage:10-20%
10% to 20% of homes | percentage:10% to 20%
five percent | percentage:five percent
a third of the town | percentage:a third
half of the homes | percentage:half
two-thirds of voters | percentage:two-thirds
one in five homes | percentage:one in five
3 out of 10 homes | percentage:3 out of 10
2 percentage points | percentage:2 percentage points
another 12 months | duration:another 12 months
for three weeks | duration:three weeks
a 12-month term | duration:12-month
for a year | duration:a year
lasted two and a half hours | duration:two and a half hours
half an hour later | duration:half an hour
six to eight weeks | duration:six to eight weeks
at least 2 years in prison | duration:at least 2 years
48 hours | duration:48 hours
three consecutive days | duration:three consecutive days
90 minutes | duration:90 minutes
a two-year mandate | duration:two-year
on June 25 | date:June 25
on 25 June 2024 | date:25 June 2024
on June 24, 2024 | date:June 24, 2024
on the 25th of June | date:the 25th of June
in July 2023 | date:July 2023
early in October 2023 | date:early in October 2023
in late May | date:late May
stated in March that | date:March
since January | date:January
by 2025. | date:2025
in 1804, | date:1804
from 1915-1934 | date:1915-1934
in 2023-24 | date:2023-24
between 1990 and 1995 | date:1990 and 1995
on Monday | date:Monday
last Friday | date:last Friday
Monday night | date:Monday night
last night | date:last night
this morning | date:this morning
yesterday | date:yesterday
later this week | date:later this week
next month | date:next month
the end of the month | date:the end of the month
three days ago | date:three days ago
over the next ten days | date:over the next ten days
in recent months | date:in recent months
2024-07-17 | date:2024-07-17
22/09/2024 | date:22/09/2024
3 to 5 June 2024 | date:3 to 5 June 2024
June 3-5 | date:June 3-5
Jul 17, 2024 | date:Jul 17, 2024
Tuesday, May 6, 2031 | date:Tuesday, May 6, 2031
mid-2025 | date:mid-2025
the first batch | ordinal:first
the second group of 200 | ordinal:second; count:200
the 4th brigade | ordinal:4th
the 21st century | ordinal:21st
his twenty-first day | ordinal:twenty-first
the third largest | ordinal:third
a 34-year-old man | age:34-year-old
aged 12 | age:aged 12
aged between 12 and 15 | age:aged between 12 and 15
she is 71 years old | age:71 years old
Ana Reed, 34, said | age:34
children under age 5 | age:age 5
at 11:32 | time:11:32
at 10:30 a.m. | time:10:30 a.m.
at 5pm | time:5pm
at 18h48 | time:18h48
at 6 o'clock | time:6 o'clock
at 0600 GMT | time:0600 GMT
around noon | time:noon
call +254 20 123 4567 | phone:+254 20 123 4567
call 555-123-4567 | phone:555-123-4567
call (020) 7946 0123 | phone:(020) 7946 0123
Resolution No. 2699 | reference:Resolution No. 2699
Resolution 2699 (2023) | reference:Resolution 2699 (2023)
Article 5 | reference:Article 5
Flight 370 | reference:Flight 370
a Boeing 737 | reference:Boeing 737
COVID-19 | reference:COVID-19
the G20 | reference:G20
an F-16 | reference:F-16
Section 12(b) | reference:Section 12(b)
Route 66 | reference:Route 66
a 3-1 win | reference:3-1
the 9/11 attacks | reference:9/11
5 km away | number:5 km
37.5 degrees | number:37.5 degrees
200 hectares | number:200 hectares
30 tonnes of food | number:30 tonnes
a magnitude-6.1 quake | number:magnitude-6.1
a ratio of 2.5 | number:2.5
several countries | vague:several
numerous officers | vague:Numerous
a few boats | vague:a few
many people | vague:many
an undisclosed number of officers | vague:an undisclosed number
one officer said | vague:one
a handful of boats | vague:a handful
May I say |
they march on |
the second he left | ordinal:second
see https://a.example/2024/06/1234.html |
write to desk99@paper.example |
@user2024 said |
sent 1950 soldiers | count:1950
the 1990s | date:the 1990s
in 1950 soldiers marched | count:1950
"""


@pytest.mark.parametrize("line", PHRASES.strip().splitlines())
def test_told_apart(line: str) -> None:
    said, _, expected = line.partition(" |")
    found = find_mentions(said, PUBLISHED, HEDGES)
    assert "; ".join(f"{mention.kind}:{mention.phrase}" for mention in found).casefold() == expected.strip().casefold()
    for mention in found:
        assert said[mention.start : mention.end] == mention.phrase
        assert mention.kind in KINDS


def test_the_table_is_long_enough() -> None:
    lines = PHRASES.strip().splitlines()
    assert len(lines) == len(set(lines)) >= 150
    assert {kind for line in lines for kind in KINDS if f" {kind}:" in line} == set(KINDS)


@pytest.mark.parametrize(
    ("phrase", "to_come", "expected"),
    [
        ("Monday", False, "14 Jul 2031"),
        ("on Monday", True, "21 Jul 2031"),
        ("Monday night", False, "14 Jul 2031"),
        ("Wednesday", False, "16 Jul 2031"),
        ("next Tuesday", False, "22 Jul 2031"),
        ("last night", False, "15 Jul 2031"),
        ("this morning", False, "16 Jul 2031"),
        ("tomorrow", False, "17 Jul 2031"),
        ("July 1", False, "1 Jul 2031"),
        ("July 1, 2030", False, "1 Jul 2030"),
        ("25th of June", False, "25 Jun 2031"),
        ("March 5", True, "5 Mar 2032"),
        ("July 14", True, "14 Jul 2031"),  # two days ago: no plan for next year
        ("Sept. 3", False, "3 Sep 2031"),  # eleven months ago would be told with its year
        ("December", False, "Dec 2030"),
        ("December", True, "Dec 2031"),
        ("June", False, "Jun 2031"),
        ("early in October 2030", False, "1 to 11 Oct 2030"),
        ("mid-2032", False, "1 May to 31 Aug 2032"),
        ("the end of the month", False, "21 to 31 Jul 2031"),
        ("later this week", False, "17 to 20 Jul 2031"),
        ("earlier this month", False, "1 to 16 Jul 2031"),
        ("last week", False, "7 to 13 Jul 2031"),
        ("next month", False, "Aug 2031"),
        ("last year", False, "2030"),
        ("last weekend", False, "12 to 13 Jul 2031"),
        ("three days ago", False, "13 Jul 2031"),
        ("two weeks ago", False, "29 Jun to 5 Jul 2031"),
        ("over the next ten days", False, "16 to 26 Jul 2031"),
        ("22/09/2030", False, "22 Sep 2030"),
        ("09/22/2030", False, "22 Sep 2030"),
        ("June 28 to July 2", False, "28 Jun to 2 Jul 2031"),
        ("1915-1934", False, "1 Jan 1915 to 31 Dec 1934"),
        ("the 1990s", False, "1 Jan 1990 to 31 Dec 1999"),
        ("February 30", False, None),
        ("in recent months", False, None),
    ],
)
def test_dates_are_resolved_from_the_day_of_publication(phrase: str, to_come: bool, expected: str | None) -> None:
    found = resolve(phrase, PUBLISHED, to_come=to_come)
    assert (None if found is None else show_window(found)) == expected


def test_where_the_day_of_publication_is_not_known_exactly_neither_is_monday() -> None:
    week = Window(PUBLISHED.first, PUBLISHED.first + 7)
    found = resolve("Monday", week)
    assert found is not None
    assert show_window(found) == "14 to 21 Jul 2031"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("On Monday, the minister bade farewell to officers who are expected soon.", "2031-07-14"),
        ("The council will meet on Monday.", "2031-07-21"),
        ("On Monday, a second team is to leave.", "2031-07-21"),
        ("The team left on Monday. More will follow.", "2031-07-14"),
        ("The army is sending 300 soldiers on Friday.", "2031-07-18"),
        ("Parliament is to hold a silence on Thursday.", "2031-07-17"),
    ],
)
def test_a_weekday_is_past_unless_the_words_beside_it_say_otherwise(sentence: str, expected: str) -> None:
    found = [mention for mention in find_mentions(sentence, PUBLISHED, HEDGES) if mention.kind == "date"]
    assert [mention.value for mention in found] == [expected]


def test_how_a_date_is_written() -> None:
    for said, expected in (("in 1804,", "1804"), ("June 2031", "2031-06"), ("June 3-5", "2031-06-03/2031-06-05")):
        found = resolve(said, PUBLISHED)
        assert found is not None
        assert written(found) == expected


def test_values_as_a_claim_gives_them() -> None:
    text = "An additional 600 of 12 000 people, at a cost of about $300m, for 12 months: a third of them at least 80%."
    found = find_mentions(text, PUBLISHED, HEDGES)
    assert [mention.value for mention in found] == [
        "600",
        "12,000",
        "about $300m",
        "12 months",
        "a third",
        "at least 80%",
    ]
    assert [mention.is_more for mention in found] == [True, False, False, False, False, False]
    value = value_of(found[0], HEDGES)
    assert value is not None
    assert value.interval.lower == value.interval.upper == 600


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_texts_know_the_units_of_values(unit: Unit) -> None:
    """A unit is one line of the lexicon, and then texts know it too."""
    word = next((name for name in unit.names if name.isalpha() and len(name) > 4), "")
    said = unit.plural or (f"{word}s" if word else unit.name)
    if len(said) < 3 or unit.dimension in ("percentage points", "temperature"):
        return  # read with care
    (mention, *_) = find_mentions(f"It was put at 5.5 {said} in all.", None, HEDGES)
    assert mention.phrase == f"5.5 {said}"


def test_furniture_of_a_page_is_no_figure() -> None:
    """A counter in the head of a page, and the numbers of a list; but the cells of a table of the dead are figures."""
    assert find_mentions("3\n\n 17 \n1. Title\n2) Other\n", PUBLISHED, HEDGES) == []
    table = "Title\n" * 8 + "Dead\n\n12\n\nHurt\n345\n"
    assert [mention.phrase for mention in find_mentions(table, PUBLISHED, HEDGES)] == ["12", "345"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("a third of them", "a third"),
        ("half of them", "half"),
        ("two-thirds of them", "two-thirds"),
        ("one in five homes", "one in five"),
        ("3 out of 10 homes", "3 out of 10"),
        ("one in three homes", "one in three"),
        ("about a third of them", "about a third"),
        ("more than a third of them", "more than a third"),
    ],
)
def test_fractions_are_shares(said: str, expected: str) -> None:
    assert [mention.value for mention in find_mentions(said, PUBLISHED, HEDGES)] == [expected]


def test_sentences() -> None:
    text = 'He left. "She stayed," he said.\nNew line. e.g. this'
    assert [text[a:b] for a, b in sentences(text)] == ["He left.", '"She stayed," he said.', "New line. e.g. this"]


@pytest.mark.parametrize(
    "unit", ["1,", "one ", "1 ", "hundred and ", "about ", "$", "June ", "a", "(", "1-", "between ", "about 5 people "]
)
def test_a_hostile_text_is_searched_piece_by_piece(unit: str) -> None:
    """No search goes back over all of a text: a sentence without an end is cut, and none of it is lost."""
    text = unit * 8_000
    spans = list(sentences(text))
    assert all(0 <= last - first <= LONGEST for first, last in spans)
    assert sum(last - first for first, last in spans) >= len(text) - len(spans)
    found = find_mentions(text, PUBLISHED, HEDGES)
    assert all(text[mention.start : mention.end] == mention.phrase for mention in found)


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles are not at hand: ../shared/articles")
def test_the_five_articles() -> None:
    found = [
        mention
        for file in sorted(ARTICLES.glob("*.txt"))
        for mention in find_mentions(file.read_text("utf-8"), PUBLISHED, HEDGES)
    ]
    kinds = {kind: sum(mention.kind == kind for mention in found) for kind in KINDS}
    assert sum(kinds[kind] for kind in FIGURES) == 57
    assert kinds["ordinal"] == 8
    assert kinds["time"] == 2
    assert kinds["reference"] == 1
    assert kinds["phone"] == kinds["age"] == 0


@pytest.mark.parametrize("text", ["Nobody was reported dead.", "No one has been found injured."])
def test_nobody_is_none(text: str) -> None:
    assert [(m.kind, m.value) for m in find_mentions(text, None, Hedges())][:1] in (
        [("count", "nobody")],
        [("count", "no one")],
    )


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The guards handed over 17 bodies.", ("17",)),
        ("They are turning over 40 prisoners to the police.", ("40",)),
        ("Rebels took over 20 villages.", ("20", "over 20")),  # may be of either
        ("Over 20 villages were taken.", ("over 20",)),
        ("It has carried over 300 passengers.", ("over 300",)),
    ],
)
def test_over_may_be_a_part_of_the_verb(text: str, values: tuple[str, ...]) -> None:
    (found,) = find_mentions(text, None, Hedges())
    assert tuple(value.casefold() for value in found.readings or (found.value,)) == values
