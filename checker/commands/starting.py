"""`checker init`: the arguments."""

from __future__ import annotations

from pathlib import Path

import click

from checker.vocabularies.names import VOCABULARIES


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option(
    "--vocabulary",
    "vocabularies",
    type=click.Choice(VOCABULARIES),
    multiple=True,
    metavar="NAME",
    help=f"What its stories are about: {', '.join(VOCABULARIES)}; may be given several times. "
    f"{VOCABULARIES[0].capitalize()} if left out.",
)
@click.option(
    "--tables",
    "named",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    multiple=True,
    help="Propose a tables.yaml for this .csv or .parquet, in place of the example article.",
)
def init(folder: Path, vocabularies: tuple[str, ...], named: tuple[Path, ...]) -> int:
    """Start a project: one commented example article, its entities, a vocabulary and its rules."""
    from checker.commands.scaffold import init as start
    from checker.commands.scaffold import init_tables

    if len(named) > 1:
        how = "take one here, and add the others under `tables:` in tables.yaml, each with its `read:` and `columns:`"
        raise click.UsageError(f"--tables is given {len(named)} times, and one table is proposed at a time: {how}")
    return init_tables(folder, named[0]) if named else start(folder, vocabularies)
