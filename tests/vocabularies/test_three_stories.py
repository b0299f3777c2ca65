"""Three invented stories with a vocabulary each, as it is shipped: what a careful reader finds is found, and no more.

The reader's list was written before the articles were coded; each line of it is one finding.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import checker
from checker.commands.scaffold import start_corpus

Article = tuple[str, str, tuple[str, ...]]
"""Publisher, day, and the inside of each claim."""

VOTE_ENTITIES = """\
vote: {kind: vote}
bill: {}
chamber: {kind: chamber}
unity: {part_of: {chamber: by party}}
reform: {part_of: {chamber: by party}}
greens: {part_of: {chamber: by party}}
election: {}
unity-list: {part_of: {election: by party}}
reform-list: {part_of: {election: by party}}
greens-list: {part_of: {election: by party}}
clerk: {name: the clerk}
commission: {name: the electoral commission}
"""
VOTE: tuple[Article, ...] = (
    (
        "Courier",
        "2031-05-12",
        (
            "subject: vote, property: votes_for, value: 212, said_by: clerk",
            "subject: vote, property: votes_against, value: 187, said_by: clerk",
            "subject: vote, property: abstained, value: 14, said_by: clerk",
            "subject: vote, property: present, value: 410, said_by: clerk",
            "subject: bill, property: stage, value: passed",
        ),
    ),
    (
        "Tribune",
        "2031-05-13",
        (
            "subject: vote, property: votes_for, value: 221",
            "subject: vote, property: votes_against, value: 187",
            "subject: vote, property: threshold, value: two hundred and eighty",
        ),
    ),
    (
        "Herald",
        "2031-05-12",
        (
            "subject: vote, property: threshold, value: 267, said_by: clerk",
            "subject: chamber, property: seats, value: 400",
        ),
    ),
    (
        "Star",
        "2031-05-14",
        (
            "subject: bill, property: stage, value: tabled",
            "subject: reform, property: position, value: against",
        ),
    ),
    (
        "Courier",
        "2031-04-30",
        (
            "subject: reform, property: position, value: undecided",
            "subject: unity, property: seats, value: 180",
            "subject: reform, property: seats, value: 150",
            "subject: greens, property: seats, value: 80",
        ),
    ),
    (
        "Herald",
        "2031-03-02",
        (
            "subject: election, property: turnout, value: 58.3%, said_by: commission",
            "subject: election, property: ballots, value: 3.1 million, said_by: commission",
            "subject: election, property: electorate, value: 5.9 million, said_by: commission",
        ),
    ),
    (
        "Star",
        "2031-03-02",
        (
            "subject: unity-list, property: vote_share, value: 44%",
            "subject: reform-list, property: vote_share, value: 38%",
            "subject: greens-list, property: vote_share, value: 21%",
            "subject: election, property: spoilt, value: about 40000",
            "subject: election, property: valid, value: 3.06 million",
        ),
    ),
)

MONEY_ENTITIES = """\
country: {kind: country}
budget: {part_of: country}
tax: {part_of: {budget: by tax}}
customs: {part_of: {budget: by tax}}
schools: {part_of: {budget: by ministry}}
grant: {}
ministry: {name: the finance ministry}
fund: {name: the monetary fund}
"""
MONEY: tuple[Article, ...] = (
    (
        "Ledger",
        "2031-05-12",
        (
            "subject: budget, property: revenue, value: $60bn, status: planned, said_by: ministry",
            "subject: tax, property: revenue, value: $40bn, status: planned, said_by: ministry",
            "subject: customs, property: revenue, value: $25bn, status: planned, said_by: ministry",
            "subject: budget, property: spending, value: $95bn, status: planned, said_by: ministry",
        ),
    ),
    (
        "Beacon",
        "2031-06-20",
        (
            "subject: budget, property: spending, value: $90bn, status: planned, said_by: ministry",
            "subject: budget, property: deficit, value: $25bn, status: planned, said_by: ministry",
        ),
    ),
    (
        "Mirror",
        "2031-06-21",
        (
            "subject: country, property: debt_ratio, value: 58 % of GDP, said_by: ministry",
            "subject: country, property: gdp, value: $200bn, said_by: ministry",
            "subject: country, property: debt, value: $140bn, said_by: fund",
        ),
    ),
    (
        "Ledger",
        "2031-06-21",
        (
            "subject: grant, property: funding, value: $60m, status: pledged, as_of: 2031-03-01",
            "subject: grant, property: funding, value: $70m",
        ),
    ),
    (
        "Star",
        "2031-06-21",
        (
            "subject: country, property: growth, value: 3.1%, period: 2030, said_by: ministry",
            "subject: country, property: growth, value: 2.4%, period: 2030, said_by: fund",
            "subject: country, property: gdp, value: about $201bn",
        ),
    ),
    (
        "Post",
        "2031-06-22",
        (
            "subject: schools, property: spending, value: at least $12bn, status: needed",
            "subject: schools, property: spending, value: $9bn, status: planned",
        ),
    ),
    (
        "Post",
        "2031-01-15",
        (
            "subject: country, property: revenue, value: $13bn, period: 2030-01/2030-03",
            "subject: country, property: revenue, value: $14bn, period: 2030-04/2030-06",
            "subject: country, property: revenue, value: $15bn, period: 2030-07/2030-09",
            "subject: country, property: revenue, value: $16bn, period: 2030-10/2030-12",
        ),
    ),
    ("Mirror", "2031-01-20", ("subject: country, property: revenue, value: $66bn, period: 2030",)),
)

CLASH_ENTITIES = """\
clash: {kind: event}
driver: {}
police: {}
ministry: {name: the ministry}
hospital: {}
coroner: {}
"""
CLASH: tuple[Article, ...] = (
    (
        "Gazette",
        "2031-05-03",
        (
            "subject: clash, property: killed, value: 41, said_by: police",
            "subject: clash, property: killed, value: 25, scope: women, said_by: police",
            "subject: clash, property: killed, value: 20, scope: men, said_by: police",
            "subject: clash, property: missing, value: 30, said_by: police",
        ),
    ),
    (
        "Herald",
        "2031-05-04",
        (
            "subject: clash, property: killed, value: 14, said_by: ministry",
            "subject: clash, property: missing, value: 12, said_by: police",
        ),
    ),
    (
        "Star",
        "2031-05-04",
        (
            "subject: clash, property: killed, value: 44, said_by: police",
            "subject: clash, property: killed, value: 12, period: 2031-05-03/2031-05-04, said_by: police",
        ),
    ),
    (
        "Post",
        "2031-05-04",
        (
            "subject: clash, property: injured, value: 120, said_by: hospital",
            "subject: driver, property: age, value: 34",
        ),
    ),
    (
        "Courier",
        "2031-05-04",
        (
            "subject: clash, property: injured, value: 210, said_by: police",
            "subject: driver, property: age, value: 43",
            "subject: clash, property: killed, value: 60, status: feared",
        ),
    ),
    (
        "Wire",
        "2031-05-04",
        (
            "subject: clash, property: identified, value: 46, said_by: coroner",
            "subject: clash, property: detained, value: seventeen",
        ),
    ),
    ("Mirror", "2031-05-04", ("subject: clash, property: detained, value: 70",)),
)

READER = {
    "votes": {
        ("voices-differ", "sources-disagree", "votes_for"),  # 212 for, or 221
        ("rule", "votes-exceed-present", "present"),  # 212, 187 and 14 of 410 who were there
        ("rule", "turnout-misses-ballots", "ballots"),  # 58.3 % of 5.9 million are not 3.1 million
        ("rule", "vote-shares-exceed-all", "vote_share"),  # 44, 38 and 21 % are 103
        ("voices-differ", "sources-disagree", "threshold"),  # 280 votes were needed, or 267
        ("goes-back", "state-goes-back", "stage"),  # it was passed, and two days later is tabled
        ("rule", "seats-do-not-add-up", "seats"),  # 180, 150 and 80 seats of 400
    },
    "money": {
        ("rule", "planned-parts-exceed-whole", "revenue"),  # 40 and 25 of 60 billion
        ("rule", "gap-misses-deficit", "spending"),  # 90 less 60 is no deficit of 25
        ("rule", "debt-misses-ratio", "debt"),  # 58 % of 200 billion is no debt of 140
        ("rule", "paid-above-pledged", "funding"),  # 70 million were paid, 60 pledged: a tension
        ("voices-differ", "sources-disagree", "growth"),  # 3.1 % or 2.4 %
        ("rule", "plan-below-need", "spending"),  # 12 billion are needed, 9 planned: a tension
        ("rule", "period-misses-totals", "revenue"),  # four quarters make 58 billion, the year 66
    },
    "casualties": {
        ("voices-differ", "sources-disagree", "killed"),  # 44 dead, or 14
        ("voices-differ", "sources-disagree", "injured"),  # 120 hurt, or 210
        ("rule", "identified-exceed-dead", "identified"),  # 46 are identified
        ("rule", "scopes-exceed-whole", "killed"),  # 25 women and 20 men of 41
        ("voices-differ", "sources-disagree", "age"),  # 34 years, or 43
        ("voices-differ", "sources-disagree", "detained"),  # 17 held, or 70
    },
}
STORIES = {
    "votes": (VOTE_ENTITIES, VOTE), "money": (MONEY_ENTITIES, MONEY), "casualties": (CLASH_ENTITIES, CLASH),
}  # fmt: skip


@pytest.mark.parametrize("vocabulary", STORIES)
def test_a_story_with_the_vocabulary_alone(vocabulary: str, tmp_path: Path) -> None:
    entities, articles = STORIES[vocabulary]
    project = tmp_path / "desk"
    start_corpus(project, (vocabulary,))
    story = project / "claims" / "story"
    story.mkdir()
    (story / "entities.yaml").write_text(entities, "utf-8")
    for name, (publisher, day, claims) in zip("abcdefgh", articles, strict=False):
        lines = "".join(f"  - {{id: c{number}, {claim}}}\n" for number, claim in enumerate(claims))
        text = f"source: {{publisher: {publisher}, published: {day}}}\nclaims:\n{lines}"
        (story / f"{name}.yaml").write_text(text, "utf-8")
    corpus = checker.load([project])
    assert [str(problem) for problem in corpus.problems] == []
    found = [
        (finding.kind, finding.rule, finding.figures[0][1].property)
        for finding in checker.check(corpus).counted
        if finding.story == "story"
    ]
    assert sorted(found) == sorted(READER[vocabulary])
