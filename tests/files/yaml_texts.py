"""What the tests of YAML share."""

from __future__ import annotations

from pathlib import Path

import yaml

from checker.files.nodes import Document
from checker.files.yaml_reader import parse_document, read_document

LOADERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if hasattr(yaml, "CSafeLoader") else [])]
CLAIM = "claims:\n  - id: a\n"


def parse(text: str) -> Document:
    """The document of a text that has no problems."""
    document, problems = parse_document(text, "story.yaml")
    assert problems == []
    assert document is not None
    return document


def problems_of(text: str) -> list[tuple[int, int, str]]:
    """Line, column and message of each problem; the file is always named."""
    _, problems = parse_document(text, "story.yaml")
    assert all(problem.file == "story.yaml" for problem in problems)
    return [(problem.line, problem.column, problem.message) for problem in problems]


def only_problem(text: str) -> tuple[int, int, str]:
    found = problems_of(text)
    assert len(found) == 1, found
    return found[0]


def problem_in_bytes(data: bytes, folder: Path) -> tuple[int, int, str]:
    """The only problem of a file with these bytes, which then gives no document."""
    file = folder / "story.yaml"
    file.write_bytes(data)
    document, problems = read_document(file, "story.yaml")
    assert document is None
    assert len(problems) == 1
    return problems[0].line, problems[0].column, problems[0].message
