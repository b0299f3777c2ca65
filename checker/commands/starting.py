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
    "table",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Propose a tables.yaml for this .csv or .parquet, in place of the example article.",
)
def init(folder: Path, vocabularies: tuple[str, ...], table: Path | None) -> int:
    """Start a project: one commented example article, its entities, a vocabulary and its rules."""
    from checker.commands.scaffold import init as start
    from checker.commands.scaffold import init_tables

    return start(folder, vocabularies) if table is None else init_tables(folder, table)
