"""What the checker asks of git: an earlier commit's files, and in which commit a line was written.

Nothing here touches the working tree, the index or the references.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from checker.problems import did_you_mean

MOST_RENAMES = "-l2000"
"""Files with other names and other words in one branch; whatever the user's git is set to."""
_NAMED = ("refs/heads", "refs/remotes", "refs/tags")
_DEEPEN = (
    "run `git fetch --unshallow` (in GitHub Actions: actions/checkout with fetch-depth: 0; in GitLab: GIT_DEPTH: 0)"
)
_HOW_TO_REACH = (
    *("GIT_CONFIG", "GIT_SSH", "GIT_SSL", "GIT_HTTP", "GIT_PROXY", "GIT_ASKPASS", "GIT_TERMINAL", "GIT_EXEC_PATH"),
    *("GIT_CEILING", "GIT_DISCOVERY", "GIT_ALLOW", "GIT_NO_LAZY", "GIT_TEST"),
)
"""How the variables begin that say which settings hold, where git may look, and how it fetches."""

_NO_SETTINGS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_COUNT": "0"}
_OF_SETTINGS = re.compile(rb"config|unknown date format|parse '[\w.]+'")
"""What git says where a setting of the user's makes it fail: then it is asked again without them."""

Place = tuple[str, int, int, int]
"""Lines of a file of the project: its name, the first line, the last that it may be, and the column it begins in."""


class GitError(Exception):
    """What git could not do, and what to do about it."""


class TooLongError(GitError):
    """What git prints is larger than its budget."""


class Repository(Struct, frozen=True):
    """A git repository; `prefix` is the path of the project's folder in it, with a / at its end or empty."""

    top: Path
    prefix: str


def version_of_git() -> str:
    """ "git version 2.39.5". Raises GitError."""
    return _git(Path(), "version").strip()


def repository_of(folder: Path) -> Repository:
    top = _git(folder, "rev-parse", "--show-toplevel").rstrip("\n")
    return Repository(Path(top), _git(folder, "rev-parse", "--show-prefix").rstrip("\n"))


def commit_of(repository: Repository, reference: str) -> str:
    """The commit that a reference names: a branch, a tag, a hash, `HEAD~2`, `@{yesterday}`. Raises GitError."""
    try:
        commit = _git(repository.top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{reference}^{{commit}}")
    except GitError:
        commit = ""
    if not commit.strip().isalnum():  # "^main" is all but a commit
        raise GitError(_unknown(repository, reference))
    return commit.strip()


def day_of(repository: Repository, commit: str) -> str:
    """The day on which a commit was made, such as 2031-05-04."""
    return _git(repository.top, "show", "--no-patch", "--format=%cs", commit).strip()


def merge_bases(repository: Repository, reference: str) -> list[str]:
    """The commits at which the work in this checkout set out from a reference. Raises GitError."""
    commit = commit_of(repository, reference)
    try:
        return _git(repository.top, "merge-base", "--all", "HEAD", commit).split()
    except GitError:
        if _is_shallow(repository):
            why = f"this clone is shallow, so the commit at which this branch left {reference!r} is not known"
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


def left_out(repository: Repository, folder: str) -> list[str]:
    """Files of the project below a folder that a sparse checkout does not have."""
    listed = git_bytes(repository.top, "ls-files", "-t", "-z", "--", f"{repository.prefix}{folder}").split(b"\0")
    names = [os.fsdecode(entry[2:]).removeprefix(repository.prefix) for entry in listed if entry.startswith(b"S ")]
    return [name for name in names if not os.path.lexists(repository.top / repository.prefix / name)]


def renamed_since(repository: Repository, commit: str, folder: str) -> dict[str, str]:
    """Files of the project below a folder that have another name in the working tree: old name to new."""
    # not `git diff`: a setting of the user's that git does not know, or a file that is missing, makes it fail
    parts = git_bytes(
        repository.top,
        *("diff-index", "--no-ext-diff", "--no-textconv", "--name-status", "-z", "--find-renames"),
        *(MOST_RENAMES, commit, "--", f"{repository.prefix}{folder}/"),
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
                *("blame", "--no-textconv", "--no-ignore-revs-file", "--line-porcelain", "-w"),
                *("-L", f"{first},+{last - first + 1}"),
                *(commit, "--", f"{repository.prefix}{file}"),
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
    return os.fsdecode(git_bytes(folder, *arguments))


def git_bytes(folder: Path, *arguments: str, given: bytes = b"", most: int | None = None) -> bytes:
    """What git prints when it is run in a folder, with `given` on its standard input. Raises GitError.

    Where git prints more than `most` bytes, it is stopped, and TooLongError raised.
    """
    done = _run(folder, arguments, given, _environment(), most)
    if done.returncode and _OF_SETTINGS.search(done.stderr):
        without = _run(folder, arguments, given, _environment() | _NO_SETTINGS, most)
        done = done if without.returncode else without
    if done.returncode:
        lines = os.fsdecode(done.stderr).strip().splitlines()
        why = (lines[0] if lines else f"git {arguments[0]} failed").removeprefix("fatal: ")
        if "dubious ownership" in why:  # as in a container that has the checkout of another user
            why += "; if you trust it, run `git config --global --add safe.directory` with that folder"
        raise GitError(why)
    return done.stdout


def _run(
    folder: Path, arguments: Sequence[str], given: bytes, environment: dict[str, str], most: int | None
) -> subprocess.CompletedProcess[bytes]:
    settings = ("-c", "core.quotePath=off", "-c", "core.fsmonitor=false", "--literal-pathspecs")
    command = ["git", "-C", str(folder), *settings, *arguments]
    try:
        if most is not None:
            return _run_within(command, environment, most)
        return subprocess.run(command, input=given, capture_output=True, env=environment, check=False)  # noqa: S603
    except FileNotFoundError:
        raise GitError("git is not installed") from None


def _run_within(command: list[str], environment: dict[str, str], most: int) -> subprocess.CompletedProcess[bytes]:
    """Run a command that is stopped once it has printed more than `most` bytes: it may go on for ever."""
    with tempfile.TemporaryFile() as errors:
        with subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, env=environment
        ) as process:
            assert process.stdout is not None
            printed = process.stdout.read(most + 1)
            if len(printed) > most:
                process.kill()
                raise TooLongError("git prints too much")
        errors.seek(0)
        return subprocess.CompletedProcess(command, process.returncode, printed, errors.read())


def _environment() -> dict[str, str]:
    """Without git's own variables: a hook has where its repository is, users how paths are to be read."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith(_HOW_TO_REACH)
    }
    return kept | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
