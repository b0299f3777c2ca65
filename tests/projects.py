"""Small projects for tests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from checker.scaffold import standard_rules

STANDARD = {f"rules/{rule.name}": rule.read_text("utf-8") for rule in sorted(standard_rules().glob("*.yaml"))}
"""The standard rules and vocabulary, as files of a project."""


def write(path: Path, text: str) -> None:
    """A file with its folders, line ends as they are."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


def write_project(root: Path, files: Mapping[str, str]) -> Path:
    """A project with the standard rules and these files."""
    for name, text in {**STANDARD, **files}.items():
        write(root / name, text)
    return root
