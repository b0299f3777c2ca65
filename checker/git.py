"""What the checker asks of git: an earlier commit's files, and in which commit a line was written.

Nothing here touches the working tree, the index or the references.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


class GitError(Exception):
    """What git could not do, and what to do about it."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository; `prefix` is the path of the project's folder in it, with a / at its end or empty."""

    top: Path
    prefix: str


def repository_of(folder: Path) -> Repository:
    top = _git(folder, "rev-parse", "--show-toplevel").rstrip("\n")
    return Repository(Path(top), _git(folder, "rev-parse", "--show-prefix").rstrip("\n"))


def merge_base(repository: Repository, reference: str) -> str:
    """The commit at which the work in this checkout set out from a reference. Raises GitError."""
    try:
        commit = _git(repository.top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{reference}^{{commit}}")
    except GitError:
        raise GitError(f"{reference!r} is no commit here; fetch it first{_how_to_fetch(reference)}") from None
    try:
        return _git(repository.top, "merge-base", "HEAD", commit.strip()).strip()
    except GitError:
        if _git(repository.top, "rev-parse", "--is-shallow-repository").strip() == "true":
            raise GitError(
                f"this clone is shallow, so it cannot be told where the work set out from {reference!r}; "
                "run `git fetch --unshallow` (in GitHub Actions: actions/checkout with fetch-depth: 0; "
                "in GitLab: GIT_DEPTH: 0)"
            ) from None
        raise GitError(f"HEAD and {reference!r} have no commit in common") from None


def _how_to_fetch(reference: str) -> str:
    remote, _, branch = reference.partition("/")
    return f": `git fetch {remote} {branch}`" if branch and remote.isalnum() and branch.isascii() else ""


def extract(repository: Repository, commit: str, folder: str, into: Path) -> None:
    """Write the regular files below a folder of the project, as they were in a commit, below `into`."""
    start = f"{repository.prefix}{folder}/"
    listed = _git_bytes(repository.top, "ls-tree", "-r", "-z", "--full-tree", commit, "--", start)
    wanted: list[tuple[str, bytes]] = []
    for entry in listed.split(b"\0"):
        about, _, name = entry.partition(b"\t")
        if about.startswith(b"100"):
            inner = os.fsdecode(name).removeprefix(repository.prefix)
            wanted.append((inner, about.split()[2]))
    blobs = _git_bytes(repository.top, "cat-file", "--batch", given=b"".join(blob + b"\n" for _, blob in wanted))
    at = 0
    for inner, _ in wanted:
        end = blobs.index(b"\n", at)
        size = int(blobs[at:end].split()[2])
        path = into / inner
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(blobs[end + 1 : end + 1 + size])
        at = end + 1 + size + 1


def renamed_since(repository: Repository, commit: str, folder: str) -> dict[str, str]:
    """Files of the project below a folder that have another name in the working tree: old name to new."""
    parts = _git_bytes(
        repository.top,
        *("diff", "--no-ext-diff", "--name-status", "-z", "--find-renames", commit, "--"),
        f"{repository.prefix}{folder}/",
    ).split(b"\0")
    found: dict[str, str] = {}
    at = 0
    while at < len(parts) and parts[at]:
        if parts[at][:1] in b"RC":
            old, new = (os.fsdecode(name).removeprefix(repository.prefix) for name in parts[at + 1 : at + 3])
            if parts[at][:1] == b"R":
                found[old] = new
            at += 3
        else:
            at += 2
    return found


def written_in(repository: Repository, commit: str, places: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """For lines (file of the project, line) of a commit, where each was written: "1a2b3c4 (2031-05-04)"."""
    found = {}
    for file, line in places:
        try:
            told = _git(
                repository.top,
                *("blame", "--porcelain", "-w", "-L", f"{line},{line}", commit, "--", f"{repository.prefix}{file}"),
            )
        except GitError:
            continue
        written = dict(entry.split(" ", 1) for entry in told.splitlines() if " " in entry)
        found[file, line] = f"{told[:7]} ({_day(int(written['author-time']))})"
    return found


def _day(seconds: int) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def _git(folder: Path, *arguments: str) -> str:
    return os.fsdecode(_git_bytes(folder, *arguments))


def _git_bytes(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    command = ["git", "-C", str(folder), "-c", "core.quotePath=off", *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, env=environment, check=False)  # noqa: S603
    except FileNotFoundError:
        raise GitError("git is not installed") from None
    if done.returncode:
        lines = os.fsdecode(done.stderr).strip().splitlines()
        raise GitError((lines[0] if lines else f"git {arguments[0]} failed").removeprefix("fatal: "))
    return done.stdout
