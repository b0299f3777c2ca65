"""What the checker asks of git: an earlier commit's files, and in which commit a line was written.

Nothing here touches the working tree, the index or the references.
"""

from __future__ import annotations

import os
import posixpath
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from checker.problems import did_you_mean

MOST_LINKS = 5
MOST_RENAMES = "-l2000"
"""Files with other names and other words in one branch; whatever the user's git is set to."""
_LFS = b"version https://git-lfs.github.com/spec/"
_NAMED = ("refs/heads", "refs/remotes", "refs/tags")
_DEEPEN = (
    "run `git fetch --unshallow` (in GitHub Actions: actions/checkout with fetch-depth: 0; in GitLab: GIT_DEPTH: 0)"
)
_OF_THE_HOOK = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE"),
    *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE"),
)


Place = tuple[str, int, int, int]
"""Lines of a file of the project: its name, the first line, the last that it may be, and the column it begins in."""


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


def merge_bases(repository: Repository, reference: str) -> list[str]:
    """The commits at which the work in this checkout set out from a reference. Raises GitError."""
    try:
        commit = _git(repository.top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{reference}^{{commit}}")
    except GitError:
        commit = ""
    if not commit.strip().isalnum():  # "^main" is all but a commit
        raise GitError(_unknown(repository, reference))
    try:
        return _git(repository.top, "merge-base", "--all", "HEAD", commit.strip()).split()
    except GitError:
        if _is_shallow(repository):
            why = f"this clone is shallow, so it cannot be told where the work set out from {reference!r}"
            raise GitError(f"{why}; {_DEEPEN}") from None
        raise GitError(f"HEAD and {reference!r} have no commit in common") from None


def _unknown(repository: Repository, reference: str) -> str:
    """That a reference is no commit here, which one may be meant, and how to get it if not."""
    listed = _git(repository.top, "for-each-ref", "--format=%(refname:lstrip=2)", *_NAMED).split("\n")
    near = did_you_mean(reference, filter(None, listed))
    command = _how_to_fetch(reference)
    if _is_shallow(repository):
        how = f"fetch it: this clone is shallow, so {_DEEPEN}{', then ' if command else ''}{command}"
    else:
        how = f"fetch it first{': ' if command else ''}{command}"
    return f"{reference!r} is no commit here{near}{' If not, ' if near else '; '}{how}"


def _is_shallow(repository: Repository) -> bool:
    return _git(repository.top, "rev-parse", "--is-shallow-repository").strip() == "true"


def _how_to_fetch(reference: str) -> str:
    """The command, where the reference tells of which remote it is."""
    remote, _, branch = reference.partition("/")
    if not branch or not remote.isalnum() or not branch.isascii():
        return ""
    return f"`git fetch {remote} {branch}:refs/remotes/{reference}`"


def extract(repository: Repository, commit: str, folder: str, into: Path) -> None:
    """Write the files below a folder of the project, as they were in a commit, below `into`.

    Links are followed within the repository. Raises GitError for files that it does not hold.
    """
    wanted = list(_files(repository, commit, f"{repository.prefix}{folder}", folder, MOST_LINKS))
    given = b"".join(blob + b"\n" for _, blob in wanted)
    blobs = _git_bytes(repository.top, "cat-file", "--batch", given=given)
    at = 0
    for inner, _ in wanted:
        end = blobs.index(b"\n", at)
        size = int(blobs[at:end].split()[2])
        content = blobs[end + 1 : end + 1 + size]
        if content.startswith(_LFS) and _is_read(inner):
            raise GitError(_elsewhere(inner, commit, "is kept by Git LFS"))
        path = into / inner
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        at = end + 1 + size + 1


def _files(repository: Repository, commit: str, path: str, inner: str, links: int) -> Iterator[tuple[str, bytes]]:
    """The files at or below a path of the repository: (name below `inner`, blob)."""
    for mode, blob, name in _entries(repository, commit, path):
        below = inner + name.removeprefix(path)
        if mode == b"120000":
            target = os.fsdecode(_git_bytes(repository.top, "cat-file", "blob", os.fsdecode(blob)))
            full = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
            if links and not full.startswith(("..", "/")):
                yield from _files(repository, commit, full, below, links - 1)
            elif _is_read(below):
                raise GitError(_elsewhere(below, commit, "is a link that leads out of the repository"))
        elif mode == b"160000" and _is_read(below):
            raise GitError(_elsewhere(below, commit, "is a submodule"))
        elif mode.startswith(b"100"):
            yield below, blob


def _is_read(name: str) -> bool:
    """Whether a file or folder is one that checker reads: YAML, rules, claims, a story; not what lies beside them."""
    parts = name.split("/")
    return name.endswith(".yaml") or len(parts) == 1 or (len(parts) == 2 and parts[0] == "claims")


def _elsewhere(name: str, commit: str, what: str) -> str:
    return f"{name} {what}: what it said in {commit[:7]} is not in the repository, so it cannot be compared with"


def _entries(repository: Repository, commit: str, path: str) -> Iterator[tuple[bytes, bytes, str]]:
    """Files and links at or below a path: (mode, blob, name)."""
    for entry in _git_bytes(repository.top, "ls-tree", "-r", "-z", "--full-tree", commit, "--", path).split(b"\0"):
        about, _, name = entry.partition(b"\t")
        if about:
            mode, _, blob = about.split()
            yield mode, blob, os.fsdecode(name)


def left_out(repository: Repository, folder: str) -> list[str]:
    """Files of the project below a folder that a sparse checkout does not have."""
    listed = _git_bytes(repository.top, "ls-files", "-t", "-z", "--", f"{repository.prefix}{folder}").split(b"\0")
    names = [os.fsdecode(entry[2:]).removeprefix(repository.prefix) for entry in listed if entry.startswith(b"S ")]
    return [name for name in names if not os.path.lexists(repository.top / repository.prefix / name)]


def renamed_since(repository: Repository, commit: str, folder: str) -> dict[str, str]:
    """Files of the project below a folder that have another name in the working tree: old name to new."""
    parts = _git_bytes(
        repository.top,
        *(
            "diff",
            "--no-ext-diff",
            "--no-textconv",
            "--name-status",
            "-z",
            "--find-renames",
            MOST_RENAMES,
            commit,
            "--",
        ),
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


def written_in(repository: Repository, commit: str, places: Iterable[Place]) -> dict[Place, str]:
    """For places in a commit, where their words were written: "1a2b3c4 (2031-05-04)".

    The newest commit of those lines that are no comments. Left out where a shallow clone does not know.
    """
    is_shallow = _is_shallow(repository)
    found = {}
    for place in places:
        file, first, last, column = place
        try:
            told = _git(
                repository.top,
                *(
                    "blame",
                    "--no-textconv",
                    "--line-porcelain",
                    "-w",
                    "-L",
                    f"{first},+{last - first + 1}",
                    commit,
                    "--",
                ),
                f"{repository.prefix}{file}",
            )
        except GitError:
            continue
        newest = max(_lines_of_blame(told, column), default=None)
        if newest is not None and not (is_shallow and newest[2]):
            found[place] = f"{newest[1][:7]} ({_day(newest[0])})"
    return found


def _lines_of_blame(told: str, column: int) -> Iterator[tuple[int, str, bool]]:
    """For each line that says something: when it was written, in which commit, and whether history ends there.

    Up to one that begins further left than what begins in `column` of the first.
    """
    commit, when, is_boundary = "", 0, False
    is_first = True
    for line in told.split("\n"):
        if line.startswith("\t"):
            if line.strip() and not line.strip().startswith("#"):
                if not is_first and len(line) - len(line.lstrip()) < column:  # the tab is blame's
                    return
                yield when, commit, is_boundary
                is_first = False
            commit, is_boundary = "", False
        elif not commit:
            commit = line.split(" ")[0]
        elif line.startswith("author-time "):
            when = int(line.split(" ")[1])
        elif line == "boundary":
            is_boundary = True


def _day(seconds: int) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def _git(folder: Path, *arguments: str) -> str:
    return os.fsdecode(_git_bytes(folder, *arguments))


def _git_bytes(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    # within a hook git sets where its own repository is; here the folder tells
    environment = {name: value for name, value in os.environ.items() if name not in _OF_THE_HOOK}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    settings = (
        *("-c", "core.quotePath=off", "-c", "diff.autoRefreshIndex=false", "-c", "core.fsmonitor=false"),
        "--literal-pathspecs",
    )
    command = ["git", "-C", str(folder), *settings, *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, env=environment, check=False)  # noqa: S603
    except FileNotFoundError:
        raise GitError("git is not installed") from None
    if done.returncode:
        lines = os.fsdecode(done.stderr).strip().splitlines()
        why = (lines[0] if lines else f"git {arguments[0]} failed").removeprefix("fatal: ")
        if "dubious ownership" in why:  # as in a container that has the checkout of another user
            why += "; if you trust it, run `git config --global --add safe.directory` with that folder"
        raise GitError(why)
    return done.stdout
