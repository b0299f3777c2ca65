"""Dates of several parts, and days of which the sentence says whether they have been or are to come."""

from __future__ import annotations

from datetime import date

import pytest

from checker.texts.mentions import find_mentions
from checker.values.dates import Window
from checker.values.value import Hedges

DAY = date(2030, 10, 16)  # a Wednesday
PUBLISHED = Window(DAY.toordinal(), DAY.toordinal())

# a sentence, and what its dates are: "or" where two readings stand, "open" where none does
READ = """
The rules take effect on 6 April next year. | 2031-04-06
He was jailed in December last year. | 2029-12
They vote on Thursday next week. | 2030-10-24
Police raided it on Tuesday of last week. | 2030-10-08
In the first week of October 40 people died. | 2030-10-01/2030-10-07
In the last week of September 40 people died. | 2030-09-24/2030-09-30
In the second half of September it rained. | 2030-09-16/2030-09-30
It meets on the first Monday in November. | 2030-11-04
The fair will run from 20 December to 12 January. | 2030-12-20/2031-01-12
It closed between May and August. | 2030-05/2030-08
The road will be closed from November to March. | 2030-11/2031-03
Passengers doubled in July and August. | 2030-07/2030-08
Talks were held on 12, 13 and 14 October. | 2030-10-12/2030-10-14
They struck on 15 September and 3 October. | 2030-09-15; 2030-10-03
It was shut in the week of 7 October. | 2030-10-07/2030-10-13
The week before last it rained. | 2030-09-30/2030-10-06
He left on Christmas Day last year. | 2029-12-25
Output fell in Q3 2029. | 2029-07/2029-09
It was first seen in the early 2000s. | 2000/2003
The audit covers the years 2027 to 2029. | 2027/2029
Sales were up 3% on 2029. | 2029
Most of them were freed the next day. | open
He came on Friday last year. | open; open
Their first meeting in six years will be held in Oslo. | none
More rain is forecast for Friday and Saturday. | 2030-10-18; 2030-10-19
The motion failed by two votes on Friday. | 2030-10-11
In a statement on Sunday, the army said it had left. | 2030-10-13
After Sunday's vote he will go. | 2030-10-13 or 2030-10-20
Ahead of Sunday's vote, thousands rallied. | 2030-10-13 or 2030-10-20
They agreed to strike on Friday. | 2030-10-18
Ministers agreed on Sunday to hold output. | 2030-10-13
Smog has closed schools until Monday. | 2030-10-21
A vote due on Tuesday was put off. | 2030-10-15 or 2030-10-22
Paris had 39.4 degrees on Monday. | 2030-10-14
The envoy, who last met them in February, left. | 2030-02
The bus left at 4 a.m. Tuesday. | 2030-10-15
After Sunday's defeat he will go. | 2030-10-13
Those arrested on Monday will be charged. | 2030-10-14
People who fled in June will go home by March. | 2030-06; 2031-03
The lake rose from Thursday until Sunday. | 2030-10-10/2030-10-13
It is open from Monday to Friday. | open
Thefts fell in the week ending 5 October. | 2030-09-29/2030-10-05
Sales fell in the three months to the end of March. | 2030-01/2030-03
It was moved a week to 19 October. | 2030-10-19
The 2034 Games will be held from 10 to 26 February. | 2034; 2034-02-10/2034-02-26
The figures for February are due on Thursday. | 2030-02; 2030-10-17
It was supposed to report by the end of September. | 2030-09-21/2030-09-30 or 2030-10-16/2031-09-30
The team plays again a week tomorrow. | 2030-10-24
They meet on the following Saturday. | open
"""


@pytest.mark.parametrize("line", READ.strip().splitlines())
def test_what_a_date_is(line: str) -> None:
    sentence, wanted = line.split(" | ")
    found = [m for m in find_mentions(sentence, PUBLISHED, Hedges()) if m.kind == "date"]
    told = "; ".join(m.value or " or ".join(m.readings) or "open" for m in found)
    assert (told or "none") == wanted


FIGURES = """
The council voted by nine to three to approve it. | count nine; count three
The bill seeks to raise it from 1.5 to 2.75 per cent. | percentage 1.5%; percentage 2.75 per cent
It rose to 4.2 billion euros, up from 3.9 billion. | money 4.2 billion euros; money EUR 3.9bn
Two to three million people fled. | count two to three million
He paid €42 million plus up to €8 million. | money €42 million; money up to €8 million
Three classrooms share one tap and two books. | count three; count one; count two
The camp has one latrine for every 140 people. | count one; count 140
Children aged 6 months to 5 years are at risk. | none
The loan is to be paid out over 36 months. | duration 36 months
She faces a two-to-three-week delay. | duration 2 to 3 week
They hold 41.2 million barrels. | number 41.2 million barrels
He threw the javelin 91.30m. | number 91.3 metres
The race over 78 laps was stopped. | count 78
The referendum was lost by 1.2 points. | percentage 1.2%
Pay rose in the first seven months. | none
The Six Nations cup was last won by nine men. | count nine
They spoke for an hour and 20 minutes. | duration 80 minutes
Tax will go up by 10 per cent for a second year. | percentage 10 per cent
The Nikkei closed down 1.1% at 38,870.56. | percentage 1.1%; number 38,870.56
The oldest coin is from about 50 BC. | none
There were 14 cases per 100,000 people. | none
The sea has risen by half a metre. | number 0.5 metres
He was jailed for four years, two months of it suspended. | none
It was broken twice before midnight. | count 2
The ferry sails twice a day. | none
They lay under two metres of rubble. | number 2 metres
The blaze came within two km of the town. | number 2 km
It has pushed the price from $4.80 to $7.15. | money $4.80; money $7.15
Tickets cost from $40 to $95. | money from $40 to $95
Sony sold it for ¥86bn. | money JPY 86bn
It was sold for ¥86bn. | none
The fires merged into one. | none
Two children aged six and nine died. | count two
"""


@pytest.mark.parametrize("line", FIGURES.strip().splitlines())
def test_what_a_figure_is(line: str) -> None:
    sentence, wanted = line.split(" | ")
    found = [m for m in find_mentions(sentence, PUBLISHED, Hedges()) if m.value and m.kind != "date"]
    assert ("; ".join(f"{m.kind} {m.value}" for m in found) or "none") == wanted


def test_a_sentence_reads_the_same_at_the_end_of_a_long_text() -> None:
    """What stands far before a date is not looked at."""
    sentence = "The festival runs from 20 November to 12 January.\n"
    found = [m for m in find_mentions(sentence * 400, PUBLISHED, Hedges()) if m.kind == "date"]
    assert {m.value for m in found} == {"2030-11-20/2031-01-12"}
    assert len(found) == 400
