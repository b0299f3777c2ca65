"""The files of a project as documents."""

from __future__ import annotations

from pathlib import Path

from checker.files.parallel_reader import Read
from checker.files.project import Project
from checker.files.walk import LEADS_OUT
from checker.problems import Problem


def read_file(project: Project, file: Path) -> Read:
    """A file of a project: as it is in an editor, else as a second process has read it, else as it is on disk."""
    text, shown = project.unsaved.get(file), project.shown(file)
    if not project.holds(file):
        return None, [Problem(shown, 1, 1, LEADS_OUT)]
    known: Read | None = project.ahead(file) if project.ahead is not None else None
    if known is not None:
        return known
    from checker.files.yaml_reader import parse_document, read_document  # 30 ms: a second process may parse

    return read_document(file, shown) if text is None else parse_document(text.removeprefix("\ufeff"), shown)
