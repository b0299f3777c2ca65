"""Make something anew whenever a file of a project changes: for `checker report --watch` and `checker serve`."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from checker.files.project import Project, find

PAUSE = 0.5
"""Seconds between two looks at the files."""


def state_of(paths: Sequence[Path], texts: Iterable[str] = ()) -> str:
    """Changes whenever a file of the project does, or one of these texts."""
    project = find(paths)
    told = [str(problem) for problem in project.problems]
    for file in [*_files(project), *map(Path, texts)]:
        try:
            status = file.stat()
        except OSError:
            continue
        told.append(f"{file} {status.st_size} {status.st_mtime_ns}")
    return f"{hash(tuple(told)):x}"


def _files(project: Project) -> list[Path]:
    """What a report rests on: articles, rules, vocabulary, entities, and what is accepted."""
    files = [file for _, file in project.articles] + project.rules
    files += [project.properties, project.hedges, project.rates, project.accepted, project.cast()]
    return [*files, *(project.cast(story) for story in project.stories)]


def watch(make: Callable[[], Iterable[str]], paths: Sequence[Path], pause: Callable[[], None] | None = None) -> None:
    """Make it now, and again after each change, until the user presses Ctrl-C.

    `make` returns the names of files beside those of the project that it rests on. `pause` waits between two looks.
    """
    wait = pause or (lambda: time.sleep(PAUSE))
    try:
        while True:
            before = state_of(paths)
            texts = tuple(make())
            # a change while it was made is seen as well
            seen = state_of(paths, texts) if state_of(paths) == before else before
            while state_of(paths, texts) == seen:
                wait()
    except KeyboardInterrupt:
        return
