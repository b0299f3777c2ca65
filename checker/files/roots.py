"""Which folder is a project: the one around the working folder, or around a path."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from checker.problems import did_you_mean

ACCEPTED = "accepted.yaml"
TABLES = "tables.yaml"
MOST_NEAR = 3


def project_around(folder: Path = Path()) -> Path:
    """The project that a folder is in, as git looks for a repository; the folder itself where there is none."""
    full = Path(os.path.abspath(folder))
    for each in (full, *full.parents):
        # false where one may not look, as in others' folders above
        if os.path.isdir(each / "claims") or os.path.isfile(each / TABLES):  # noqa: PTH112, PTH113
            return as_seen(each)
    return folder


def root_of(path: Path) -> Path | None:
    """The folder that holds the claims/ or rules/ that a path is, is in, or has; or the accepted.yaml that it is."""
    if not path.exists():
        return None
    if _has_claims(path) or (path / TABLES).is_file():
        return path
    if path.name == TABLES or (path.name == ACCEPTED and _has_claims(path.parent)):
        return path.parent
    full = Path(os.path.abspath(path))
    within = next((folder for folder in (full, *full.parents) if _is_of_project(folder)), None)
    return as_seen(within.parent) if within is not None else None


def have_tables(paths: Iterable[Path]) -> bool:
    """Whether any of the projects that paths are in, or the one around the working folder, has a tables.yaml."""
    roots = [root for path in [*paths] or [project_around()] if (root := root_of(path))]
    return any(os.path.lexists(root / TABLES) for root in roots)


def _is_of_project(folder: Path) -> bool:
    """Whether a folder is the claims/ or rules/ of a project."""
    if not folder.is_dir():
        return False
    return folder.name == "claims" or (folder.name == "rules" and _has_claims(folder.parent))


def _has_claims(folder: Path) -> bool:
    return (folder / "claims").is_dir()


def no_project(path: Path) -> str:
    """What is wrong with a path that no project is found at."""
    if path.is_dir():
        near = sorted(folder.parent.as_posix() for folder in _claims_below(path))
        if near:
            more = f" and {len(near) - MOST_NEAR} more" if len(near) > MOST_NEAR else ""
            return f"no claims/ folder here, but in {', '.join(near[:MOST_NEAR])}{more}: check one of them"
        return "no claims/ folder here; `checker init` starts one"
    if path.exists():
        return "is not an article, a rule or the accepted.yaml of a project (a folder that holds claims/)"
    story = project_around() / "claims" / path
    if story.exists():
        return f"no such file or folder; did you mean {story.as_posix()!r}?"
    siblings = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
    return f"no such file or folder{did_you_mean(path.name, siblings)}"


def _claims_below(folder: Path) -> list[Path]:
    """Folders of claims one level down."""
    try:
        return [each for each in folder.glob("[!.]*/claims") if each.is_dir()]
    except OSError:
        return []


def as_seen(path: Path) -> Path:
    """A path as seen from the working folder; as it is where none leads there, as between Windows drives."""
    try:
        return Path(os.path.relpath(path))
    except ValueError:
        return path
