"""`checker init`: an empty corpus with one commented example article, a vocabulary and its rules."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import click

from checker.commands import session
from checker.commands.output import pasted
from checker.files.roots import TABLES
from checker.files.together import write_together
from checker.schemas import SCHEMAS, modeline
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
        raise click.ClickException(session.in_words(error)) from None
    report = _written(folder, files)
    click.echo(f"\nNow run `{report}`, then code your first article beside the example.")
    return session.CLEAN


def _written(folder: Path, files: Iterable[Path]) -> str:
    """Say which files there are now; returns the command that reports on them."""
    for file in files:
        click.echo(f"wrote {file.as_posix()}")
    return "checker report" + ("" if folder == Path() else f" {pasted(folder)}")


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


def init_tables(folder: Path, table: Path) -> int:
    """Propose a tables.yaml for a table, with the rules where there are none; returns the exit status."""
    from checker.tables.proposal import properties_yaml, propose, tables_yaml
    from checker.tables.stores import Unreadable

    session.finish_interrupted(folder)
    properties = folder / "rules" / "properties.yaml"
    has_rules = properties.exists()
    rules = {} if has_rules else _standard_rules(folder / "rules")
    known = _names_of(_text_of(properties) if has_rules else rules[properties])
    try:
        proposal = propose(table, known)
    except Unreadable as error:
        raise click.ClickException(f"{table.as_posix()}: {error}") from None
    texts = {folder / TABLES: modeline("tables") + tables_yaml(proposal, _read_from(folder, table), table)}
    expected: dict[Path, str | None] = {folder / TABLES: None}
    missing = properties_yaml(proposal, known)
    if has_rules and missing:
        click.echo(f"{properties.as_posix()} is there: add to it\n{missing}")
    elif not has_rules:
        texts |= rules
        texts[properties] += f"\n# of {table.name}\n{missing}" if missing else ""
        expected[folder / "rules"] = None
    texts |= _schemas_beside(folder, texts)
    try:
        write_together(folder, texts, expected=expected)
    except OSError as error:
        raise click.ClickException(session.in_words(error)) from None
    click.echo(f"\nLook at tables.yaml, then run `{_written(folder, texts)}`.")
    return session.CLEAN


def _names_of(properties: str) -> frozenset[str]:
    """The names of the properties in the text of a properties.yaml, without a look at what is wrong with it."""
    return frozenset(line.partition(":")[0] for line in properties.splitlines() if line[:1].isalpha())


def _text_of(file: Path) -> str:
    try:
        return file.read_text("utf-8", "replace")
    except OSError as error:
        raise click.ClickException(session.in_words(error)) from None


def _schemas_beside(folder: Path, texts: Mapping[Path, str]) -> dict[Path, str]:
    """The schemas of files that are about to be written, in the folders beside them."""
    from checker.files.project import Project
    from checker.schemas.schema_files import schema_files

    schemas, _ = schema_files(Project(root=folder, unsaved=texts))
    beside = {file.parent / SCHEMAS for file in texts}
    return {path: text for path, text in schemas.items() if path.parent in beside}


def _read_from(folder: Path, table: Path) -> str:
    """How tables.yaml names a table: from its own folder, or by a variable where it lies elsewhere."""
    full, root = Path(os.path.abspath(table)), Path(os.path.abspath(folder))
    return full.relative_to(root).as_posix() if full.is_relative_to(root) else f"$CHECKER_DATA/{table.name}"


def _standard_rules(rules: Path) -> dict[Path, str]:
    texts = {}
    for rule in sorted(standard_rules().glob("*.yaml")):
        kind = {"properties.yaml": "properties", "hedges.yaml": "hedges", "rates.yaml": "rates"}.get(rule.name, "rule")
        texts[rules / rule.name] = modeline(kind) + rule.read_text(encoding="utf-8")
    return texts
