"""`checker diff`: what two commits or folders differ in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.commands import session
from checker.files.roots import ACCEPTED, project_around, root_of

if TYPE_CHECKING:
    from checker.baseline.review import Review

HERE = "the files here"


@click.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="[B]", required=False)
@click.option(
    "--format",
    "format_",
    type=click.Choice(("text", "markdown", "json")),
    default="text",
    help="The format. Text if left out.",
)
@click.option("--full", is_flag=True, help="Leave nothing out.")
@click.option(
    "--project",
    type=click.Path(path_type=Path),
    help="The project whose commits are meant; the one that the current folder is in, if left out.",
)
@session.TODAY
def diff(before: str, after: str | None, format_: str, full: bool, project: Path | None, today: int) -> int:
    """What is new since A: what differs between two commits or folders, in the sentences of the report.

    A and B are each a folder that holds claims/, or a commit of the project: main, a tag, HEAD~2, @{yesterday}.
    Without B it is the project's files as they are now. Each side is checked by its own rules.

    Exit status: 0 when both could be compared, 2 when files of either are wrong.
    """
    from checker.commands.output import Target, deliver, for_terminal
    from checker.reports import Style
    from checker.reports.difference import difference
    from checker.reports.difference_formats import render

    root = root_of(project or project_around()) or Path()
    with ExitStack() as stack:
        sides = []
        for wanted in (before, after):
            name, folder = stack.enter_context(_folder_of(wanted, root))
            sides.append((name, _review(name, folder, today)))
        told = difference(sides[0][1], sides[1][1], (sides[0][0], sides[1][0]))
    deliver([render(told, format_, for_terminal(Style(full=full)))], [Target(format_)])
    return session.NOT_CHECKED if any(review.corpus.problems for _, review in sides) else session.CLEAN


def _review(name: str, folder: Path, today: int) -> Review:
    """One of the states, checked by its own rules."""
    from checker.reports.selection import focused

    with session.working(f"Checking {name}", (folder,)):
        return focused(session.review(session.load((folder,)), today))


@contextmanager
def _folder_of(wanted: str | None, root: Path) -> Iterator[tuple[str, Path]]:
    """What to call a state, and the folder that its files are in: those of a commit for as long as they are needed."""
    if wanted is None:
        yield HERE, root
    elif root_of(Path(wanted)) is not None:
        yield wanted, Path(wanted)
    else:
        with tempfile.TemporaryDirectory(prefix="checker-diff-") as scratch:
            yield _extracted(wanted, root, Path(scratch)), Path(scratch)


def _extracted(reference: str, root: Path, into: Path) -> str:
    """Write the files of a commit below a folder; returns what to call it. Raises click.ClickException."""
    from checker.files import git
    from checker.files.git_tree import Tree

    try:
        repository = git.repository_of(root)
        commit = git.commit_of(repository, reference)
        (into / "claims").mkdir()
        tree = Tree(repository, commit)
        for part in ("claims", "rules", "texts", ACCEPTED):
            tree.extract(part, into)
        return f"{reference} ({git.day_of(repository, commit)})"
    except git.GitError as error:
        raise click.ClickException(
            f"{reference!r} is neither a folder with claims/ in it nor a commit: {error}"
        ) from None
