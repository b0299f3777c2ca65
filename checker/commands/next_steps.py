"""What to do next after a command that could not do its work: each error ends with a command."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from checker.problems import Problem

_STARTS = "`checker init FOLDER` starts a project; `checker report FOLDER` reports on one"
_STEPS: Mapping[str, str] = {
    "no claims/ folder": _STARTS,
    "no such file or folder": _STARTS,
    "no such rule or finding": "`checker check` lists findings with their ids, and `rules/` holds the rules",
    "no such finding": "`checker check` lists findings with their ids",
    "more than one finding begins so": "`checker check` lists findings with their ids",
    "characters of its id": "`checker check` lists findings with their ids",
    "not a git repository": "`git init && git add . && git commit -m start`, or leave out what names a commit",
    "No such file": "give the name of a file that is there; `ls` lists them",
    "CHECKER_DOCS": "`unset CHECKER_DOCS`, or give it an address",
    "extra": "`checker doctor` says which extras are installed",
    "there already": "`checker report` shows what is in the project that is there",
    "refused under CI=true": "run it on your own machine, and commit what it writes",
}
"""Words of a message, and what helps then; the first that is in it counts."""
_MEND = "correct what is listed above, then run it again; `checker doctor` says what else is wrong"


def after_usage_error(error: click.UsageError) -> str:
    """A wrong option or argument: the command's own help."""
    path = error.ctx.command_path if error.ctx is not None else "checker"
    return f"Next: `{path} --help`"


def after_error(message: str) -> str:
    """A command that ended with a message; "" where it says itself what to do."""
    if "`checker" in message or "pip install" in message or "git fetch" in message:
        return ""
    return f"Next: {_step(message) or '`checker doctor` says what is wrong'}"


def after_problems(problems: Iterable[Problem]) -> str:
    """Files with mistakes, which were listed with their places."""
    steps = {_step(problem.message) for problem in problems}
    return f"Next: {steps.pop() or _MEND}" if len(steps) == 1 else f"Next: {_MEND}"


def _step(message: str) -> str:
    if "did you mean" in message:
        return ""
    return next((step for words, step in _STEPS.items() if words in message), "")
