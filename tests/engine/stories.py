"""Small stories for tests: a project written to a folder, and what a check of it finds."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from pathlib import Path

import checker
from checker.commands.scaffold import standard_rules
from checker.corpus.corpus import Corpus
from checker.engine.check import check
from checker.engine.findings import Finding, Result


@dataclass
class Story:
    """A story in a folder of its own. `entities` is YAML; `vocabulary` is added to the standard properties."""

    folder: Path
    entities: str = "flood: {kind: event}"
    vocabulary: str = ""
    rules: dict[str, str] | None = None

    def __post_init__(self) -> None:
        self.articles = 0
        (self.folder / "claims" / "flood").mkdir(parents=True)
        (self.folder / "rules").mkdir()
        for rule in sorted(standard_rules().glob("*.yaml")):
            text = rule.read_text("utf-8")
            if rule.name == "properties.yaml":
                names = {line.split(":")[0] for line in self.vocabulary.splitlines() if line}
                kept = [line for line in text.splitlines() if line.split(":")[0] not in names]
                text = "\n".join([*kept, self.vocabulary]) + "\n"
            (self.folder / "rules" / rule.name).write_text(text, "utf-8")
        for name, rule_text in (self.rules or {}).items():
            (self.folder / "rules" / f"{name}.yaml").write_text(textwrap.dedent(rule_text), "utf-8")
        (self.folder / "claims" / "flood" / "entities.yaml").write_text(textwrap.dedent(self.entities) + "\n", "utf-8")

    def article(self, publisher: str, *claims: str, published: str = "2031-05-04", more: str = "") -> str:
        """Write an article of claims, each the inside of a flow mapping, its subject `flood` if left out."""
        self.articles += 1
        name = f"{publisher.lower().replace(' ', '-')}-{self.articles}"
        lines = [f"source: {{publisher: {publisher}, published: {published}{more}}}", "claims:"]
        for number, claim in enumerate(claims):
            subject = "" if "subject:" in claim else "subject: flood, "
            id_ = "" if claim.startswith("id:") else f"id: c{number}, "
            lines.append(f"  - {{{id_}{subject}{claim}}}")
        (self.folder / "claims" / "flood" / f"{name}.yaml").write_text("\n".join(lines) + "\n", "utf-8")
        return name

    def days(self, publisher: str, *values: object, property: str = "killed", since: int = 1, more: str = "") -> None:
        """An article a day from a day of May 2031 on, with one value each."""
        for number, value in enumerate(values):
            day = f"2031-05-{since + number:02}"
            self.article(publisher, f"property: {property}, value: {value}{more}", published=day)

    def load(self) -> Corpus:
        return checker.load([self.folder])

    def check(self, engine: str = "") -> Result:
        """What is found; the files must have no problems."""
        corpus = self.load()
        assert not corpus.problems, [str(problem) for problem in corpus.problems]
        return check(corpus, engine=engine)


def brief(finding: Finding) -> tuple[str, str, str]:
    """Kind, severity and the figure or rule of a finding."""
    about = finding.figures[0][1]
    what = f"{about.subject.rpartition('/')[2]} {about.property}" if finding.kind != "rule" else finding.rule
    return finding.kind, finding.severity, what


def texts(finding: Finding) -> list[tuple[str, ...]]:
    """The values of each combination of a finding, in the order of its parts."""
    return [tuple(s.text for s in each.statements) for part in finding.parts for each in part.combinations]


def counted(result: Result) -> list[tuple[str, str, str]]:
    """The findings that count (no echoes, nothing that is only possible, no notes)."""
    return sorted(brief(finding) for finding in result.counted if finding.severity != "note")
