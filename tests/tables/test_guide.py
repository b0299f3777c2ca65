"""docs/tables.md is true: its CSV, its commands, and what they say."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.tables.conftest import Desk

PAGE = (Path(__file__).parents[2] / "docs" / "tables.md").read_text("utf-8")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def test_from_a_csv_to_a_gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    desk = Desk(tmp_path)
    (table,), (mapping, entry), (checked,) = _blocks("csv"), _blocks("yaml"), _blocks("text")
    init, check, gate, *reports = [line for block in _blocks("console") for line in block.splitlines()]
    desk.write("counts.csv", table)

    def run(line: str) -> tuple[int, str]:
        ran = desk.run(*shlex.split(line.removeprefix("$ checker ")))
        return ran.status, ran.text

    assert run(init)[0] == 0
    made = (tmp_path / "tables.yaml").read_text()
    assert made == mapping
    properties = tmp_path / "rules" / "properties.yaml"
    proposed = re.sub(r"^deaths: .*\n", entry, properties.read_text(), flags=re.MULTILINE)
    assert proposed != properties.read_text()
    properties.write_text(proposed)
    status, text = run(check)
    assert (status, text.partition("wrote")[0]) == (2, checked)
    assert run(gate)[0] == 0
    desk.write("counts.csv", table + "Tracker,land/north,deaths,2,2031-05-04\n")
    assert run(gate)[0] == 1
    for line in reports:
        assert run(line)[0] == 0
    assert (tmp_path / "tables.html").exists()
