"""Small projects for the tests: a story of a few articles, with its own vocabulary, read as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import checker
from checker.corpus.corpus import Claim, Corpus
from checker.problems import Problem
from checker.values.dates import iso_window
from checker.values.moments import DAY, Moment

ENTITIES = """\
flood: {kind: event}
harbour: {kind: place, part_of: flood}
state: {kind: authority, name: the state, aliases: [the State Agency]}
rail: {kind: authority, name: the railway}
deal: {kind: event, on: 2031-05-08}
"""
PROPERTIES = """\
killed: {type: count, unit: person, over_time: accumulates, adds_to: killed}
injured: {type: count, unit: person, over_time: accumulates}
size: {type: count, unit: person, over_time: {actual: constant, planned: stands}}
cost: {type: money, over_time: varies, window: 3 days}
stance: {type: category, over_time: varies, values: [for, against]}
"""
TOPIC = {"subject": "flood", "property": "killed"}


def story(
    folder: Path, articles: Mapping[str, str], *, entities: str = ENTITIES, properties: str = PROPERTIES
) -> Corpus:
    """A project in a folder, loaded. An article is its day, and on each further line a claim without its braces."""
    files = {"rules/properties.yaml": properties, "claims/flood/entities.yaml": entities}
    for name, text in articles.items():
        published, *claims = text.strip().splitlines()
        lines = [f"source: {{publisher: {name.title()}, published: {published}}}", "claims:"]
        for number, claim in enumerate(claims):
            topic = "".join(f"{key}: {value}, " for key, value in TOPIC.items() if f"{key}: " not in claim)
            lines.append(f"  - {{id: c{number}, {topic}{claim.strip()}}}")
        files[f"claims/flood/{name}.yaml"] = "\n".join(lines) + "\n"
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return checker.load([folder])


def at(problem: Problem) -> str:
    """The rest of the line at which a problem or a hint stands."""
    return Path(problem.file).read_text("utf-8").splitlines()[problem.line - 1][problem.column - 1 :]


def claims(corpus: Corpus) -> dict[str, Claim]:
    """The claims by article and number, such as "gazette/0"."""
    return {claim.key.partition("/")[2].replace("#c", "/"): claim for claim in corpus.claims}


def shown(moment: Moment) -> str:
    """Earliest and latest, in days where both are whole ones, with the name where it is not that of a day."""
    if moment.earliest % DAY == 0 and moment.latest % DAY == DAY - 1:
        return iso_window(moment.days)
    return f"{_minute(moment.earliest)}/{_minute(moment.latest)}"


def _minute(minute: int) -> str:
    day, at = divmod(minute, DAY)
    if not 1 <= day <= date.max.toordinal():
        return ".."
    return f"{date.fromordinal(day)}T{at // 60:02}:{at % 60:02}"
