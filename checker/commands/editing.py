"""Commands that edit many files as one: `checker rename entity`, `checker merge entities`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.commands import session

if TYPE_CHECKING:
    from checker.edits.change import Change, Made

_STORY = click.option("--story", help="The story's folder in claims/; needed where there are several.")
_PROJECT = click.option(
    "--project",
    type=click.Path(path_type=Path),
    help="The project; the one that the current folder is in, if left out.",
)
_DRY_RUN = click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")


@click.group()
def rename() -> None:
    """Give an entity another id or name, wherever it is named."""


@rename.command("entity")
@click.argument("old")
@click.argument("new", required=False)
@click.option("--name", help="Its name in full, in place of the one it has.")
@_STORY
@_PROJECT
@_DRY_RUN
def rename_entity(
    old: str, new: str | None, name: str | None, story: str | None, project: Path | None, dry_run: bool
) -> int:
    """Give an entity another id, or with --name another name: all that names it follows, as one change.

    OLD is its id or one of its names, NEW its new id. The claims, the other entities and accepted.yaml follow, so that
    what was accepted is accepted still.
    """
    from checker.edits.entities import rename_entity as renamed

    if new is None and name is None:
        raise click.UsageError("give the new id, or --name")
    root, in_story = _place(project, story)
    return _applied(root, renamed(root, in_story, old, id_=new, name=name), dry_run=dry_run)


@click.group()
def merge() -> None:
    """Merge two entities into one."""


@merge.command("entities")
@click.argument("gone")
@click.argument("kept")
@_STORY
@_PROJECT
@_DRY_RUN
def merge_entities(gone: str, kept: str, story: str | None, project: Path | None, dry_run: bool) -> int:
    """Make two entities one: what was said of GONE is said of KEPT, which takes its names as aliases.

    What KEPT does not say of itself it takes over. The claims, the other entities and accepted.yaml follow.
    """
    from checker.edits.entities import merge_entities as merged

    root, in_story = _place(project, story)
    return _applied(root, merged(root, in_story, gone, kept), dry_run=dry_run)


def _place(project: Path | None, story: str | None) -> tuple[Path, str]:
    """The project, and the story whose names are meant. Raises click.ClickException where that is not clear."""
    from checker.edits.project_files import ProjectFiles
    from checker.files.project import find
    from checker.files.roots import project_around, root_of

    place = project or project_around()
    root = root_of(place)
    if root is None:
        raise click.ClickException(str(find([place]).problems[0]))
    session.refuse_in_ci()
    session.finish_interrupted(root)
    stories = ProjectFiles.of(root).stories
    if story is not None or len(stories) == 1:
        return root, story if story is not None else stories[0]
    raise click.ClickException(f"which story? Give --story: {', '.join(stories) or 'there is none yet'}")


def _applied(root: Path, made: Made, *, dry_run: bool) -> int:
    """Write a change, or show it; say what is in the way of it."""
    from checker.edits.change import apply, diff_of
    from checker.values.display import safe

    change, problems = made
    if change is None:
        return _refused([str(problem) for problem in problems])
    if dry_run:
        for line in diff_of(change):
            click.echo(safe(line))
        return session.CLEAN
    outcome = apply(root, change)
    if not outcome.is_written:
        changed = [f"{conflict.name} was changed meanwhile" for conflict in outcome.conflicts]
        return _refused([*changed, *(str(problem) for problem in outcome.problems)])
    _say_what_changed(change)
    return session.CLEAN


def _say_what_changed(change: Change) -> None:
    from checker.values.display import counted, safe

    files = [file for file in change.files if file.before != file.after]
    click.echo(safe(f"{change.title}: {counted(len(files), 'file')} changed"))
    for comment in change.lost:
        click.echo(safe(f"gone with it: {comment}"))


def _refused(lines: list[str]) -> int:
    from checker.values.display import safe

    for line in lines:
        click.echo(safe(line), err=True)
    click.echo("checker: nothing was written", err=True)
    return session.NOT_CHECKED
