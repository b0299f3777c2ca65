"""The guide to coding is true: each example is loaded and checked, and finds what the guide says of it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

import checker
from checker.engine.findings import PERHAPS, Finding, Result
from checker.files.project import Project
from checker.reports.sentences import Sentences
from checker.schemas.schema_files import schema_files

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "coding.md").read_text("utf-8")
SHARED = "flood: {kind: event}"  # where an example has no entities of its own
WORDS = {"error": "contradiction", "warning": "tension", "note": "note"}
PIECES = re.compile(
    r"^## ([^\n]+)|^```yaml\n(.*?)^```|^(?:Without `([^`]+)`[^\n]*:\n)?```text\n(.*?)^```", re.MULTILINE | re.DOTALL
)


def _examples() -> list[tuple[str, str, str]]:
    """Each example with the heading that it stands under: its files, and what they find."""
    found, heading, files = [], "", ""
    for title, written, without, told in PIECES.findall(GUIDE):
        heading, files = title or heading, written or files
        if without:
            assert without in files, without
            found.append((f"{heading}, without {without}", re.sub(f",? *{re.escape(without)}", "", files), told))
        elif told:
            found.append((heading, files, told))
    return found


def _report(folder: Path, files: str) -> Result:
    """Check the files of an example: each begins with a comment that is its name. Its properties are added to ours."""
    story, rules = folder / "claims" / "flood", ROOT / "rules"
    story.mkdir(parents=True)
    assert f"`{SHARED}`" in GUIDE
    (story / "entities.yaml").write_text(SHARED, "utf-8")
    parts = re.split(r"(?m)^# ((?:rules/)?[\w-]+\.yaml)\n", files)[1:]
    for name, text in zip(parts[::2], parts[1::2], strict=True):
        if not name.startswith("rules/"):
            (story / name).write_text(text, "utf-8")
            continue
        if rules != folder / "rules":
            rules = shutil.copytree(rules, folder / "rules")
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(text)
    return checker.check(checker.load([folder], rules=rules))


def _told(result: Result) -> str:
    sentences = Sentences(result)
    lines = [f"{_label(found)}: {sentences.finding(found)}  ({found.rule})" for found in result.findings]
    return "\n".join(sorted(lines) or ["nothing is found"]) + "\n"


def _label(finding: Finding) -> str:
    if finding.is_echo:
        return "follows"
    return "not certain" if finding.kind == PERHAPS else WORDS[finding.severity]


@pytest.mark.parametrize(("heading", "files", "told"), _examples())
def test_example(tmp_path: Path, heading: str, files: str, told: str) -> None:
    result = _report(tmp_path, files)
    assert [str(problem) for problem in result.corpus.problems] == []
    assert _told(result) == told


def test_every_case_has_its_example() -> None:
    """Each yaml block is followed by what it finds."""
    cases = re.findall(r"(?m)^## (\d+\. .+)", GUIDE)
    plain = [heading for heading, _, _ in _examples() if ", without " not in heading]
    assert plain == cases
    assert len(plain) == GUIDE.count("```yaml\n")
    assert len(_examples()) == GUIDE.count("```text\n")


def test_the_settings_for_vs_code_name_files_that_checker_schema_writes(tmp_path: Path) -> None:
    """The folder that the guide speaks of is that of the flood."""
    story = tmp_path / "claims" / "flood"
    story.mkdir(parents=True)
    (story / "entities.yaml").write_text("flood: {}\n")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "properties.yaml").write_text("killed: {type: count}\n")
    written, _ = schema_files(Project(root=tmp_path))
    (settings,) = re.findall(r"```json\n(.*?)```", GUIDE, re.DOTALL)
    for path in json.loads(settings)["yaml.schemas"]:
        assert tmp_path / path in written
