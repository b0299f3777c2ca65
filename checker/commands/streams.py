"""Standard output, kept for what a command has to say: what a library prints goes to standard error."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

_LAST_STREAM = 2


def keep_standard_output() -> None:
    """From now on only what is written to `sys.stdout` reaches standard output.

    Libraries written in C write to file descriptor 1, which leads to standard error from here on. For the rest of the
    process. A stream that is closed becomes one that leads nowhere.
    """
    _open_what_is_closed()
    if not isinstance(sys.stdout, io.TextIOWrapper):
        return
    try:
        number, errors = sys.stdout.fileno(), sys.stderr.fileno()
        sys.stdout.flush()
        own = os.dup(number)
        os.dup2(errors, number)
    except OSError:
        return
    buffering = 1 if sys.stdout.line_buffering else -1
    sys.stdout = open(  # noqa: SIM115  # open as long as the process
        own, "w", buffering, encoding=sys.stdout.encoding, errors=sys.stdout.errors, closefd=False
    )


def _open_what_is_closed() -> None:
    """Else the next file that is opened would have the number of the closed stream, and what is printed go there."""
    while (nowhere := os.open(os.devnull, os.O_RDWR)) <= _LAST_STREAM:
        pass
    os.close(nowhere)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  # for good


@contextlib.contextmanager
def libraries_to_standard_error() -> Iterator[None]:
    """While something is worked out, what Python code prints is not the answer. Also a decorator."""
    with contextlib.redirect_stdout(sys.stderr):
        yield


def terminal_columns() -> int:
    """The width of the terminal that standard output is, or as COLUMNS says; 0 where there is none."""
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and int(given):
        return int(given)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError, AttributeError):  # no terminal, or no stream with a number
        return 0
