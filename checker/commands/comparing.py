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
    from checker.reports import Style

HERE = "the files here"


def diff(before: str, after: str | None, project: Path | None, today: int, format_: str, style: Style) -> int:
    """Show what two states differ in; returns the exit status: 0, or 2 where files of either are wrong."""
    from checker.commands.output import Target, deliver
    from checker.reports.difference import difference
    from checker.reports.difference_formats import render

    root = root_of(project or project_around()) or Path()
    with ExitStack() as stack:
        sides = []
        for wanted in (before, after):
            name, folder = stack.enter_context(_folder_of(wanted, root))
            sides.append((name, _review(name, folder, today)))
        told = difference(sides[0][1], sides[1][1], (sides[0][0], sides[1][0]))
    deliver([render(told, format_, style)], [Target(format_)])
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
