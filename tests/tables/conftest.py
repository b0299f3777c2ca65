"""Small projects with tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from checker.cli import cli
from checker.commands.session import BUG

PROPERTIES = """\
cases:  {type: count, unit: person, over_time: accumulates, adds_to: cases, title: cases}
deaths: {type: count, unit: person, over_time: accumulates, adds_to: deaths, title: deaths}
beds:   {type: number, over_time: varies, title: beds}
name:   {type: text}
"""
SUM_RULE = """\
id: parts-do-not-add-up
title: The parts do not add up to the whole
let: {part: {property: [cases, deaths]}, whole: {property: [cases, deaths]}}
where: [part.subject.part_of == whole.subject, part.property.adds_to == whole.property]
require: sum(part) == whole
TOLERANCE
message: "{part} make {sum(part)}, not {whole}"
why: A whole is the sum of its parts.
examples:
  - expect: disagreement
    entities: {us: {parts: complete}, a: {part_of: us}}
    claims:
      - {subject: a, property: cases, value: 400}
      - {subject: us, property: cases, value: 300}
  - expect: agreement
    entities: {us: {parts: complete}, a: {part_of: us}}
    claims:
      - {subject: a, property: cases, value: 400}
      - {subject: us, property: cases, value: 400}
"""
DEATHS_RULE = """\
id: more-deaths-than-cases
title: More deaths than cases
let: {dead: {property: deaths}, ill: {property: cases}}
where: [dead.subject == ill.subject]
require: dead <= ill
message: "{dead} dead of {ill}"
why: Each death is a case.
examples:
  - expect: disagreement
    claims:
      - {subject: a, property: deaths, value: 4}
      - {subject: a, property: cases, value: 3}
    entities: {a: {}}
  - expect: agreement
    claims:
      - {subject: a, property: deaths, value: 4}
      - {subject: a, property: cases, value: 4}
    entities: {a: {}}
"""
MAPPING = """\
tables:
  - read: counts.csv
    columns: {source: source, subject: place, property: what, value: n, as_of: day}
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """A command: its status, and what it said on both streams; `shown` is what it said on standard output alone."""

    status: int
    text: str
    shown: str = ""


@dataclass(slots=True)
class Desk:
    """A project with tables in the working folder."""

    root: Path

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def rows(self, *rows: str, name: str = "counts.csv", header: str = "source,place,what,n,day") -> None:
        self.write(name, "\n".join((header, *rows)) + "\n")

    def run(self, *arguments: str) -> Ran:
        from checker.cli import main

        # before click 8.2 the streams are one unless asked for apart
        apart: dict[str, Any] = {"mix_stderr": False} if "mix_stderr" in signature(CliRunner).parameters else {}
        done = CliRunner(**apart).invoke(cli, arguments, obj=[], standalone_mode=False)
        text = f"{done.stdout}{done.stderr}" if apart else done.output
        if done.exception is not None:
            import click

            assert isinstance(done.exception, click.ClickException), done.exception
            return Ran(2, f"{text}{done.exception.format_message()}")
        assert main is not None
        status = done.return_value or 0
        assert status != BUG
        return Ran(status, text, done.stdout)

    def check(self, *arguments: str) -> Ran:
        return self.run("check", *arguments)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A project of the standard sort, whose tables.yaml reads counts.csv."""
    made = Desk(tmp_path)
    made.write("rules/properties.yaml", PROPERTIES)
    made.write("tables.yaml", MAPPING)
    monkeypatch.chdir(tmp_path)
    return made


@pytest.fixture
def with_rules(desk: Desk) -> Callable[[str], None]:
    """Add the rules of sums and of deaths; the argument is a line for the tolerance of sums."""

    def add(tolerance: str = "") -> None:
        rounding = """\
  - expect: rounding
    entities: {us: {parts: complete}, a: {part_of: us}}
    claims:
      - {subject: a, property: cases, value: 401}
      - {subject: us, property: cases, value: 400}
"""
        rule = SUM_RULE.replace("TOLERANCE\n", f"tolerance: {tolerance}\n" if tolerance else "")
        desk.write("rules/parts-do-not-add-up.yaml", rule + (rounding if tolerance else ""))
        desk.write("rules/more-deaths-than-cases.yaml", DEATHS_RULE)

    return add
