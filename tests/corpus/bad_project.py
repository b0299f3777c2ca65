"""A small project without a mistake, and what its tests do to it."""

from __future__ import annotations

from pathlib import Path

import checker
from checker.cli import main
from checker.commands.scaffold import standard_rules
from checker.corpus.corpus import Corpus
from checker.problems import Problem

ENTITIES = "claims/story/entities.yaml"
GAZETTE = "claims/story/gazette.yaml"
HERALD = "claims/story/herald.yaml"
TEXT = "claims/story/gazette.txt"
PROPERTIES = "rules/properties.yaml"
HEDGES = "rules/hedges.yaml"
RULE = "rules/own-rule.yaml"
PLAIN_WIDTHS = "  plain:\n    about: 5%"

FILES = {
    ENTITIES: """\
mission: {kind: mission, aliases: [the mission], parts: complete}
first-team: {kind: team, part_of: mission, from: 2031-04-28}
second-team: {kind: team, part_of: mission, from: 2031-05-03}
bystander: {}
""",
    GAZETTE: """\
source:
  publisher: The Example Gazette
  title: Second team reaches the flood
  published: 2031-05-04
  url: https://example.org/second-team
  text: gazette.txt
claims:
  - id: second-team
    subject: second-team
    property: size
    value: 200
    quote: some 200 more arrived
  - id: first-team
    subject: first-team
    property: size
    value: 400
    as_of: 2031-05-03
""",
    TEXT: "Late on Sunday “some 200  more\narrived” at the flood.\n",
    HERALD: """\
source:
  publisher: The Example Herald
  published: 2031-05-04
claims:
  - id: total
    subject: the mission
    property: strength
    value: 396
""",
    RULE: """\
id: own-rule
title: A team is larger than its mission
severity: warning
let:
  part: {property: size}
  whole: {property: strength}
where:
  - part.subject.part_of == whole.subject
require: part <= whole
message: "{part} is more than {whole}"
why: A part cannot be larger than its whole.
examples:
  - expect: disagreement
    entities: {mission: {}, team: {part_of: mission}}
    claims:
      - {subject: team, property: size, value: 400}
      - {subject: mission, property: strength, value: 396}
  - expect: agreement
    entities: {mission: {}, team: {part_of: mission}}
    claims:
      - {subject: team, property: size, value: 300}
      - {subject: mission, property: strength, value: 396}
""",
}
STANDARD = {f"rules/{rule.name}": rule.read_text(encoding="utf-8") for rule in standard_rules().glob("*.yaml")}

PARTS_MAKE_600 = "400 and 200 make 600, not 396"
OWN_FINDING = "400 is more than 396"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def change(name: str, old: str, new: str) -> tuple[int, int]:
    """Change one place of one file. A mark ▸ in the new text is taken out; its line and column are returned."""
    text = Path(name).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    changed = text.replace(old, new)
    before = changed.partition("▸")[0].split("\n")
    write(Path(name), changed.replace("▸", ""))
    return len(before), len(before[-1]) + 1


def load(*paths: str) -> Corpus:
    return checker.load(list(paths) or ["."])


def problems(*paths: str) -> list[Problem]:
    return list(load(*paths).problems)


def messages(corpus: Corpus) -> set[str]:
    return {finding.message for finding in checker.check(corpus).findings}


def expect(name: str, line: int, column: int, *words: str, paths: tuple[str, ...] = ()) -> None:
    """The project has exactly one problem, at this place, whose message holds all of the words."""
    found = problems(*paths)
    assert [(p.file, p.line, p.column) for p in found] == [(name, line, column)], "\n".join(map(str, found))
    for word in words:
        assert word in found[0].message


def expect_among(name: str, line: int, column: int, *words: str, paths: tuple[str, ...] = ()) -> None:
    """One of the problems is at this place, and its message holds all of the words."""
    found = problems(*paths)
    fitting = [p for p in found if (p.file, p.line, p.column) == (name, line, column)]
    assert any(all(word in p.message for word in words) for p in fitting), "\n".join(map(str, found))


def run(*arguments: str) -> int:
    """The exit status of a command."""
    return main(list(arguments))
