"""`checker doctor`: what the checker runs on, what it finds, and what is wrong, with what to do about it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from checker import __version__
from checker.commands import session
from checker.files.extras import DISTRIBUTION, EXTRAS, all_requirements, how_to_install, installed_version
from checker.values.display import are, counted, visible

Line = tuple[str, str]
"""What is said, and what is wrong with it; "" where nothing is."""
_OFF = "! "


@click.command()
@click.argument("project", type=click.Path(path_type=Path), required=False)
def doctor(project: Path | None) -> int:
    """What the checker runs on and finds: versions, extras, git, the project and its texts; and what is wrong.

    Lines that begin with an exclamation mark say what is wrong and what to do. Exit status: 0 when nothing is, else 1.
    """
    off = 0
    for title, lines in (
        ("THE CHECKER", _checker()),
        ("PACKAGES", _packages()),
        ("EXTRAS", _extras()),
        ("GIT", _git(project or Path())),
        ("THE PROJECT", _project(project)),
    ):
        click.echo(title)
        for said, wrong in lines:
            click.echo(f"  {visible(said)}")
            off += bool(wrong)
            if wrong:
                click.echo(f"  {_OFF}{visible(wrong)}")
    click.echo(f"\n{counted(off, 'thing')} {are(off)} wrong." if off else "\nNothing is wrong.")
    return session.DISAGREEMENT if off else session.CLEAN


def _checker() -> Iterator[Line]:
    import platform

    yield f"checker {__version__}, in {Path(__file__).parent.parent}", ""
    yield f"Python {platform.python_version()} on {platform.system()}, {sys.executable}", ""


def _packages() -> Iterator[Line]:
    """Those that a plain install brings, by the names in the package's own metadata."""
    needed = all_requirements()
    if needed is None:
        yield "", f"{DISTRIBUTION} is not installed as a package here; run `pip install .` in its folder"
        return
    for line in sorted(needed, key=str.casefold):
        if "extra" in line:
            continue
        name = line.split(";")[0].split(">")[0].strip()
        found = installed_version(name)
        yield f"{name} {found or '-'}", "" if found else f"missing: {sys.executable} -m pip install '{line}'"


def _extras() -> Iterator[Line]:
    for extra in EXTRAS:
        state = "installed" if extra.is_there else f"not installed; if you want it: {how_to_install(extra.name)}"
        yield f"{extra.name} ({extra.about}): {state}", ""


def _git(folder: Path) -> Iterator[Line]:
    import shutil

    from checker.files.git import GitError, repository_of, version_of_git

    if shutil.which("git") is None:
        yield "", "git is not installed: `checker check --base` needs it"
        return
    yield version_of_git(), ""
    try:
        yield f"repository: {repository_of(folder).top}", ""
    except GitError:
        yield "no repository here: `checker check --base` has nothing to compare with", ""


def _project(given: Path | None) -> Iterator[Line]:
    from checker.corpus.loader import load
    from checker.files.roots import project_around, root_of

    root = root_of(given or project_around())
    if root is None:
        yield "", f"no project at {given or Path()}: `checker init FOLDER` starts one"
        return
    corpus = load([root])
    yield f"{root.resolve()}", ""
    yield (
        f"stories: {', '.join(corpus.stories) or 'none'}; {counted(len(corpus.sources), 'article')}, "
        f"{counted(len(corpus.written), 'claim')}, {counted(len(corpus.rules), 'rule')}, "
        f"{len(corpus.accepted)} accepted",
        f"{counted(len(corpus.problems), 'problem')} in its files; `checker check` lists them"
        if corpus.problems
        else "",
    )
    yield _texts([text.state for text in corpus.texts.values()])
    yield f"kept answers: {_kept() or 'none: there is no folder for them'}", ""


def _texts(states: list[str]) -> Line:
    from checker.files.article_texts import CHANGED, UNREADABLE

    said = ", ".join(f"{number} {state}" for state, number in sorted(Counter(states).items()))
    off = sum(state in (CHANGED, UNREADABLE) for state in states)
    return (
        f"texts: {said or 'no article names one'}",
        f"{counted(off, 'text')} changed since it was coded, or cannot be read; `checker coverage` says which"
        if off
        else "",
    )


def _kept() -> str:
    from checker.commands.cache import folder

    found = folder()
    return "" if found is None else str(found)
