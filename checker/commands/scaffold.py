"""`checker init`: an empty corpus with one commented example article and the standard rules."""

from __future__ import annotations

import os
from pathlib import Path

import click

from checker.commands import session
from checker.commands.output import pasted
from checker.files.project import TABLES
from checker.files.together import write_together
from checker.schemas import modeline

_PACKAGE = Path(__file__).parent.parent

ENTITIES = """\
# The cast of this story: who and what its claims speak of. An alias works wherever the id does.
#
#   part_of, from, to   of which whole it is a part, and since when (and until when)
#   parts: complete     all parts of this whole are listed here, so they must add up to it exactly
rescue-mission: {kind: mission, aliases: [the mission], parts: complete}
first-team: {kind: team, part_of: rescue-mission, from: 2031-04-28}
second-team: {kind: team, part_of: rescue-mission, from: 2031-05-03}
"""

ARTICLE = """\
# One article, coded by hand. Only `publisher` and `published` are required of a source.
source:
  publisher: The Example Courier
  title: Second team reaches the flood
  published: 2031-05-04 # or 2031-05, or 2031-05-01/2031-05-07 where the day is not known
  url: https://example.org/second-team
  via: Example Wire # the agency whose story this is, if it is one

# One entry for each thing that the article says. `id`, `subject`, `property` and `value` are required.
claims:
  - id: second-team
    subject: second-team # an entity of entities.yaml, or one of its aliases
    property: size # one of rules/properties.yaml
    value: about 200 # also: 200, at least 5,000, up to 10, 200 to 300, dozens, $300m, 12 months, 37.5%
    as_of: 2031-05-03 # the day the figure is for; the day of publication if left out
    said_by: a senior official # who is quoted; left out where the paper says it itself
    quote: some 200 more arrived # at most 8 words, to find the place again

  - id: total
    subject: the mission
    property: strength
    value: 600
    quote: brings the mission to 600

  - id: total-needed
    subject: the mission
    property: strength
    status: needed # actual if left out; or planned, pledged, authorised, requested
    value: up to 600
    said_by: the governor
    quote: no more than 600 are needed
"""


def standard_rules() -> Path:
    """The folder of the standard rules: in an installed package its own, in a checkout the one at the top."""
    packaged = _PACKAGE / "standard_rules"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "rules"


def init(folder: Path) -> int:
    """Start a corpus and say what to do next; returns the exit status."""
    session.finish_interrupted(folder)
    try:
        files = start_corpus(folder)
    except OSError as error:
        raise click.ClickException(str(error)) from None
    for file in files:
        click.echo(f"wrote {file.as_posix()}")
    where = "" if folder == Path() else f" {pasted(folder)}"
    click.echo(f"\nNow run `checker report{where}`, then code your first article beside the example.")
    return session.CLEAN


def start_corpus(folder: Path) -> list[Path]:
    """Write a new corpus below a folder, and the schemas for it: all of it or nothing; returns the files written.

    Raises FileExistsError where claims/ or rules/ is there already, and other kinds of OSError.
    """
    texts = _texts(folder)
    write_together(folder, texts, expected={folder / "claims": None, folder / "rules": None})
    return [*texts]


def _texts(folder: Path) -> dict[Path, str]:
    """What a new corpus holds."""
    from checker.files.project import Project
    from checker.schemas.schema_files import schema_files

    story, rules = folder / "claims" / "example-story", folder / "rules"
    texts = {
        story / "entities.yaml": modeline("entities") + ENTITIES,
        story / "second-team.yaml": modeline("article") + ARTICLE,
    }
    texts |= _standard_rules(rules)
    schemas, _ = schema_files(Project(root=folder, unsaved=texts))  # which rest on files that are not there yet
    return texts | schemas


def init_tables(folder: Path, table: Path) -> int:
    """Propose a tables.yaml for a table, with the rules where there are none; returns the exit status."""
    from checker.tables.proposal import properties_yaml, propose, tables_yaml
    from checker.tables.stores import Unreadable

    session.finish_interrupted(folder)
    try:
        proposal = propose(table)
    except Unreadable as error:
        raise click.ClickException(f"{table.as_posix()}: {error}") from None
    texts = {folder / TABLES: tables_yaml(proposal, _read_from(folder, table), table)}
    expected: dict[Path, str | None] = {folder / TABLES: None}
    properties = folder / "rules" / "properties.yaml"
    if properties.exists():
        click.echo(f"{properties.as_posix()} is there: add to it what is missing of\n{properties_yaml(proposal)}")
    else:
        texts |= _standard_rules(folder / "rules")
        known = [line.partition(":")[0] for line in texts[properties].splitlines()]
        texts[properties] += f"\n# of {table.name}\n{properties_yaml(proposal, known)}"
        expected[folder / "rules"] = None
    try:
        write_together(folder, texts, expected=expected)
    except OSError as error:
        raise click.ClickException(str(error)) from None
    for file in texts:
        click.echo(f"wrote {file.as_posix()}")
    where = "" if folder == Path() else f" {pasted(folder)}"
    click.echo(f"\nLook at tables.yaml, then run `checker report{where}`.")
    return session.CLEAN


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
