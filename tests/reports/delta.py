"""An invented story in files, with names in Arabic, Hindi and Swahili: the flood of a delta, told by seven articles.

It has more than three voices, scopes, periods, shares, comparisons, plans, revisions and amounts of money.
"""

from __future__ import annotations

from pathlib import Path

from checker.commands.scaffold import standard_rules
from tests.reports.corpora import write

ENTITIES = """
zz-flood: {kind: event, name: Mafuriko ya Delta, parts: complete}
zz-north: {kind: place, name: الضفة الشمالية, part_of: zz-flood}
zz-south: {kind: place, name: दक्षिणी तट, part_of: zz-flood}
zz-health: {kind: body, name: وزارة الصحة}
zz-relief: {kind: body, name: राहत संघ}
zz-cross: {kind: body, name: Chama cha Msalaba Mwekundu wa Delta, aliases: [Msalaba Mwekundu]}
zz-council: {kind: body, name: the delta council}
zz-act: {kind: law, name: sheria ya fidia}
"""
PROPERTIES = """
zz-dead: {type: count, unit: person, over_time: accumulates, adds_to: zz-dead, title: people who died,
  scope_of: {women: by sex, men: by sex}}
zz-beds: {type: count, unit: bed, over_time: stands, title: beds in tents}
zz-loss: {type: money, unit: KES, over_time: varies, adds_to: zz-loss, title: losses}
zz-part: {type: percentage, over_time: varies, rounding: as written, title: share of the harvest lost}
zz-away: {type: number, unit: km, over_time: constant, title: length of the breach}
zz-stage: {type: category, values: [drafted, passed], order: [drafted, passed], over_time: varies,
  title: stage of the law}
"""


def _article(publisher: str, day: int, *claims: str) -> str:
    head = f"source: {{publisher: '{publisher}', published: 2031-05-{day:02}, title: Habari}}\nclaims:\n"
    return head + "".join(f"  - {{{claim}}}\n" for claim in claims)


FILES = {
    "claims/delta/entities.yaml": ENTITIES,
    "claims/delta/a1.yaml": _article(
        "صحيفة النهر",
        4,
        "id: k, subject: zz-flood, property: zz-dead, value: 288, said_by: zz-health, quote: 'بلغ العدد 288'",
        "id: w, subject: zz-flood, property: zz-dead, scope: women, value: 120, said_by: zz-health",
        "id: n, subject: zz-north, property: zz-dead, value: 150, said_by: zz-health",
        "id: beds, subject: zz-flood, property: zz-beds, status: planned, value: 300, said_by: zz-council",
        "id: loss, subject: zz-flood, property: zz-loss, value: KES 10bn, said_by: zz-council",
        "id: km, subject: zz-flood, property: zz-away, value: 12 km",
        "id: law, subject: zz-act, property: zz-stage, value: passed",
    ),
    "claims/delta/a2.yaml": _article(
        "नदी समाचार",
        4,
        "id: k, subject: zz-flood, property: zz-dead, value: 310, said_by: zz-relief, quote: '310 लोग मरे'",
        "id: loss, subject: zz-flood, property: zz-loss, value: KES 12.5bn, said_by: zz-relief",
        "id: part, subject: zz-flood, property: zz-part, value: 40 %, said_by: zz-relief",
        "id: km, subject: zz-flood, property: zz-away, value: 15 km",
    ),
    "claims/delta/a3.yaml": _article(
        "Gazeti la Mto",
        5,
        "id: k, subject: zz-flood, property: zz-dead, value: 275, said_by: zz-health, quote: idadi ni 275",
        "id: c, subject: zz-flood, property: zz-dead, value: at least 320, said_by: zz-cross, quote: angalau 320",
        "id: part, subject: zz-flood, property: zz-part, value: 55 %, as_of: 2031-05-04, said_by: zz-cross",
        "id: x, subject: zz-north, property: zz-dead, compared: {times: twice, to: zz-south}, said_by: zz-cross",
    ),
    "claims/delta/a4.yaml": _article(
        "The River Courier",
        6,
        "id: s, subject: zz-south, property: zz-dead, value: 170, said_by: zz-council, quote: 170 kusini",
        "id: n, subject: zz-north, property: zz-dead, value: 160, said_by: zz-council",
        "id: k, subject: zz-flood, property: zz-dead, value: 290, said_by: zz-council",
        "id: beds, subject: zz-flood, property: zz-beds, status: needed, value: at least 800, said_by: zz-cross",
        "id: law, subject: zz-act, property: zz-stage, value: drafted",
        "id: p, subject: zz-flood, property: zz-dead, value: 20, period: 2031-05-05/2031-05-06, said_by: zz-council",
    ),
    "claims/delta/a5.yaml": _article(
        "Gazeti la Mto",
        7,
        "id: k, subject: zz-flood, property: zz-dead, value: 331, said_by: zz-relief, revises: 310",
        "id: p, subject: zz-flood, property: zz-dead, value: 35, period: 2031-05-05/2031-05-06, said_by: zz-relief",
        "id: loss, subject: zz-north, property: zz-loss, value: KES 9bn, said_by: zz-council",
    ),
    "claims/delta/a6.yaml": _article(
        "The River Courier",
        8,
        "id: k, subject: zz-flood, property: zz-dead, value: 310, as_of: 2031-05-08, said_by: zz-relief",
        "id: s, subject: zz-south, property: zz-loss, value: KES 4.5bn, said_by: zz-council",
        "id: t, subject: zz-flood, property: zz-loss, value: KES 10bn, said_by: zz-council",
    ),
}


def delta(root: Path) -> Path:
    """The story with the standard rules, in a folder."""
    standard = (standard_rules() / "properties.yaml").read_text(encoding="utf-8")
    return write(root, {**FILES, "rules/properties.yaml": f"{standard}\n{PROPERTIES}"})
