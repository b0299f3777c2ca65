"""`checker init`: an empty corpus with one commented example article, a vocabulary and its rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from checker.commands import session
from checker.commands.output import pasted
from checker.files.together import write_together
from checker.schemas import modeline
from checker.vocabularies.names import VOCABULARIES
from checker.vocabularies.reading import (
    HEADER,
    example_files,
    properties_of,
    properties_text,
    rule_text,
    rules_of,
    standard_rules,
)

__all__ = ["init", "standard_rules", "start_corpus"]


def init(folder: Path, vocabularies: tuple[str, ...] = ()) -> int:
    """Start a corpus and say what to do next; returns the exit status."""
    session.finish_interrupted(folder)
    try:
        files = start_corpus(folder, vocabularies)
    except OSError as error:
        raise click.ClickException(str(error)) from None
    for file in files:
        click.echo(f"wrote {file.as_posix()}")
    where = "" if folder == Path() else f" {pasted(folder)}"
    click.echo(f"\nNow run `checker report{where}`, then code your first article beside the example.")
    return session.CLEAN


def start_corpus(folder: Path, vocabularies: Sequence[str] = ()) -> list[Path]:
    """Write a new corpus below a folder, and the schemas for it: all of it or nothing; returns the files written.

    Raises FileExistsError where claims/ or rules/ is there already, and other kinds of OSError.
    """
    texts = _texts(folder, tuple(dict.fromkeys(vocabularies)) or VOCABULARIES[:1])
    write_together(folder, texts, expected={folder / "claims": None, folder / "rules": None})
    return [*texts]


def _texts(folder: Path, chosen: Sequence[str]) -> dict[Path, str]:
    """What a new corpus holds: the rules of its vocabularies, and an article as an example of the first of them."""
    from checker.files.project import Project
    from checker.schemas.schema_files import schema_files

    story, rules = folder / "claims" / "example-story", folder / "rules"
    texts: dict[Path, str] = {}
    for file in example_files(chosen[0]):
        kind = "entities" if file.stem == "entities" else "article"
        texts[story / file.name] = modeline(kind) + file.read_text(encoding="utf-8")
    texts[rules / "properties.yaml"] = modeline("properties") + HEADER + "\n" + properties_text(properties_of(chosen))
    texts[rules / "hedges.yaml"] = modeline("hedges") + (standard_rules() / "hedges.yaml").read_text(encoding="utf-8")
    members = [member for group in properties_of(chosen).values() for member in group]
    for rule in rules_of(chosen):
        texts[rules / f"{rule}.yaml"] = modeline("rule") + rule_text(rule, members)
    schemas, _ = schema_files(Project(root=folder, unsaved=texts))  # which rest on files that are not there yet
    return texts | schemas
