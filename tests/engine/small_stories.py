"""Projects that are written line by line, and what a test asks of their result."""

from __future__ import annotations

from pathlib import Path

import checker
from checker.engine.findings import ROW, Finding, Result
from checker.problems import Problem

VOCABULARY = """\
size: {type: count, unit: person, over_time: constant, adds_to: strength}
strength: {type: count, unit: person, over_time: varies, adds_to: strength}
patrol: {type: count, unit: person, over_time: varies, window: 3 days}
killed: {type: count, unit: person, over_time: accumulates, adds_to: killed}
injured: {type: count, unit: person, over_time: accumulates, adds_to: injured}
funding: {type: money, over_time: varies, adds_to: funding}
length: {type: number, unit: km, over_time: constant}
term: {type: duration, unit: month, over_time: constant}
departed: {type: date}
arrived: {type: date, after: departed}
stance: {type: category, values: [pledged, refused, reluctant], over_time: varies}
colour: {type: category, over_time: constant}
commander: {type: category, over_time: varies}
remark: {type: text}
"""

CAST = """\
mission: {kind: mission, aliases: [the mission]}
team-a: {kind: team, part_of: mission}
team-b: {kind: team, part_of: mission}
team-c: {kind: team, part_of: mission}
flood: {}
"""
COMPLETE_CAST = CAST.replace("mission]}", "mission], parts: complete}")


class Story:
    """A project in a folder, written line by line; `tell` checks it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("rules/properties.yaml", VOCABULARY)
        self.cast(CAST)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def cast(self, text: str, story: str = "story") -> None:
        self.write(f"claims/{story}/entities.yaml", text)

    def article(self, publisher: str, published: str, *claims: str, via: str = "", story: str = "story") -> None:
        """An article. A claim is "team-a size 400", or "team-a size 400 | as_of: 2031-05-03, said_by: a general"."""
        lines = ["source:", f"  publisher: {publisher}", f"  published: {published}"]
        lines += [f"  via: {via}"] if via else []
        lines += ["claims:"]
        for number, claim in enumerate(claims, 1):
            head, _, more = claim.partition(" | ")
            subject, name, value = head.split(" ", 2)
            rest = f", {more}" if more else ""
            lines.append(f"  - {{id: c{number}, subject: {subject}, property: {name}, value: {value}{rest}}}")
        name = publisher.casefold().replace(" ", "-")
        taken = len(list((self.folder / "claims" / story).glob(f"{name}*.yaml")))
        self.write(f"claims/{story}/{name}{taken or ''}.yaml", "\n".join(lines) + "\n")

    def rule(
        self,
        id_: str,
        require: str,
        *,
        let: str,
        where: tuple[str, ...] = (),
        severity: str = "error",
        message: str = "broken",
        more: str = "",
    ) -> None:
        """A rule whose examples are empty stories: this file is the proof of what it does."""
        conditions = "".join(f"  - {condition}\n" for condition in where)
        examples = "".join(f"  - {{expect: {e}, claims: []}}\n" for e in ("disagreement", "agreement", "rounding"))
        self.write(
            f"rules/{id_}.yaml",
            f"id: {id_}\ntitle: {id_}\nseverity: {severity}\nlet: {let}\n"
            + (f"where:\n{conditions}" if conditions else "")
            + f'require: "{require}"\nmessage: "{message}"\n{more}why: It is so.\nexamples:\n{examples}',
        )

    def problems(self) -> tuple[Problem, ...]:
        """The problems of its files, but for that it has no articles."""
        found = checker.load([self.folder]).problems
        return tuple(problem for problem in found if not problem.message.startswith("no articles"))

    def tell(self) -> Told:
        corpus = checker.load([self.folder])
        assert corpus.problems == ()
        return Told(checker.check(corpus))


class Told:
    """A result, by what a test asks of it."""

    def __init__(self, report: Result) -> None:
        self.report = report

    def of(self, rule: str) -> list[Finding]:
        return [finding for finding in self.report.findings if finding.rule == rule]

    def messages(self, rule: str) -> list[str]:
        return [text for finding in self.of(rule) for text in _texts(finding)]

    @property
    def rules(self) -> set[str]:
        return {finding.rule for finding in self.report.findings}

    def not_compared(self, reason: str) -> list[tuple[str, ...]]:
        """Claims that were not compared for a reason."""
        return [entry.claims for entry in self.report.not_compared if entry.reason.startswith(reason)]


def _texts(finding: Finding) -> list[str]:
    """The message of each part of a rule's finding; of voices their values, the higher first."""
    if finding.kind == ROW:
        return [part.message for part in finding.parts]
    return [" against ".join(s.text for s in each.statements) for each in finding.combinations]


PARTS = "{part: {property: size}, whole: {property: strength}}"
PART_OF = ("part.subject.part_of == whole.subject",)
DISAGREE = "sources-disagree"
JOINT = "claims-cannot-all-be-true"


def sum_rule(story: Story, require: str = "sum(part) == whole", more: str = "", message: str = "") -> None:
    words = message or "{part} make {sum(part)}, not {whole}"
    story.rule("parts", require, let=PARTS, where=PART_OF, message=words, more=more)


def disagreements(told: Told) -> list[str]:
    return told.messages(DISAGREE)
