"""`checker vocabulary`: which vocabularies there are, and one of them into a project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.commands import session
from checker.values.display import counted, safe
from checker.vocabularies.names import VOCABULARIES

if TYPE_CHECKING:
    from checker.files.project import Project
    from checker.vocabularies.adding import Addition

PROJECT = click.option(
    "--project",
    type=click.Path(path_type=Path, file_okay=False),
    help="The project; the one that the current folder is in, if left out.",
)


@click.group()
def vocabulary() -> None:
    """Properties and rules ready to use, for the stories that desks code most.

    docs/vocabularies.md lists what is in each.
    """


@vocabulary.command("list")
@PROJECT
def list_(project: Path | None) -> int:
    """Which vocabularies there are, and which of them the project has."""
    from checker.vocabularies.adding import is_here
    from checker.vocabularies.reading import properties_of, rules_of
    from checker.vocabularies.reading import vocabulary as named

    place = _project(project, must_be=project is not None)
    for name in VOCABULARIES:
        members = sum(map(len, properties_of((name,)).values()))
        here = ", here" if place is not None and is_here(name, place) else ""
        size = f"{members} properties, {counted(len(rules_of((name,))), 'rule')}{here}"
        click.echo(f"{name:<12} {named(name).title}: {size}")
    return session.CLEAN


@vocabulary.command()
@click.argument("name", type=click.Choice(VOCABULARIES), metavar="NAME")
@PROJECT
@click.option("--keep", is_flag=True, help="Keep the project's own properties where they are otherwise.")
def add(name: str, project: Path | None, keep: bool) -> int:
    """Add a vocabulary: its properties below those of rules/properties.yaml, its rules beside the others.

    NAME is one that `checker vocabulary list` shows. What the project has stays as it is, with its comments. A
    vocabulary that is here already, or a property that is here otherwise, is refused.
    """
    from checker.schemas import SCHEMAS, modeline
    from checker.vocabularies.adding import addition

    place = _project(project, must_be=True)
    assert place is not None
    session.finish_interrupted(place.root)
    has_schemas = (place.rule_folder / SCHEMAS).is_dir()
    added = addition(name, place, keeps=keep, head=modeline("rule") if has_schemas else "")
    for problem in sorted(added.problems):
        click.echo(safe(str(problem)), err=True)
    if added.problems:
        return session.NOT_CHECKED
    _write(added, place, with_schemas=has_schemas)
    click.echo(f"added {len(added.properties)} properties and {counted(len(added.rules), 'rule')}")
    if added.kept:
        from checker.values.formatting import listed  # 10 ms that other commands do without

        click.echo(f"kept yours: {listed(list(added.kept))}")
    click.echo("\nNow run `checker test`: it runs the examples of the rules.")
    return session.CLEAN


def _project(given: Path | None, *, must_be: bool) -> Project | None:
    """The project that is meant. Raises ClickException where there is none and must be one."""
    from checker.files.project import Project
    from checker.files.roots import project_around, root_of

    place = given or project_around()
    root = root_of(place)
    if root is not None:
        return Project(root=root)
    if must_be:
        raise click.ClickException(f"{place.as_posix()}: no claims/ folder here; `checker init` starts one")
    return None


def _write(added: Addition, place: Project, *, with_schemas: bool) -> None:
    """Write the files, and the schemas that rest on them where the project has some: all or none."""
    from checker.files.project import Project
    from checker.files.together import write_together
    from checker.schemas.schema_files import schema_files

    texts = dict(added.texts)
    if with_schemas:
        schemas, _ = schema_files(Project(root=place.root, unsaved=texts))
        texts |= {path: text for path, text in schemas.items() if path.parent == place.rule_folder / ".schemas"}
        texts |= {path: text for path, text in schemas.items() if path.exists()}
    write_together(place.root, texts, expected=added.expected)
    for path in added.texts:
        click.echo(safe(f"wrote {path.as_posix()}"))
