"""Where a report goes: each format to the terminal or to a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

import click

from checker.commands.streams import terminal_columns
from checker.reports import ENDINGS, HEADINGS, Style, failure, render

if TYPE_CHECKING:
    from checker.baseline.review import Review

WIDEST = 110
_STANDARD_OUTPUT = ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")


class Target(NamedTuple):
    """A format, and the file it goes to: the terminal if None; added to its end if `append`."""

    format: str
    file: Path | None = None
    append: bool = False


def targets(formats: Sequence[str], outputs: Sequence[Path]) -> list[Target]:
    """Which format goes where. A file takes the format that its ending names; with one format, whatever its ending; a
    file without an ending takes text, if nothing is asked for.

    Raises click.UsageError where that is open.
    """
    left = list(dict.fromkeys(formats))
    files = [output for output in outputs if str(output) not in _STANDARD_OUTPUT]
    found = _file_targets(files, left, is_text_meant=not formats, is_only_output=len(outputs) == 1)
    if len(left) > 1:
        raise click.UsageError(f"only one format can go to the terminal: give --output for {' or '.join(left)}")
    if left or not found or len(files) < len(outputs):
        found.append(Target(left[0] if left else "text"))
    return [*found, *_summary(formats)]


def _file_targets(files: Sequence[Path], left: list[str], *, is_text_meant: bool, is_only_output: bool) -> list[Target]:
    """What goes to files. The formats that have a place now are taken out of `left`."""
    found: list[Target] = []
    is_alone = len(files) == 1
    for file in files:
        name = _format_of(file, left, is_alone=is_alone, is_only_output=is_only_output)
        if not name and is_alone and is_text_meant and not file.suffix:
            name = "text"
        _refuse_output(file, name)
        if name in left:
            left.remove(name)
        found.append(Target(name, file))
    return found


def _format_of(output: Path, left: list[str], *, is_alone: bool, is_only_output: bool) -> str:
    """The format of a file, out of those that have no place yet or as its ending says; "" where that is open."""
    fitting = ENDINGS.get(output.suffix.lower(), ())
    wanted = [name for name in left if name in fitting]
    if len(wanted) == 1:
        return wanted[0]
    if len(left) == 1 and is_alone and (is_only_output or not fitting):
        return left[0]
    return fitting[0] if fitting and not wanted else ""


def _refuse_output(output: Path, name: str) -> None:
    """Raises click.UsageError where a file has no format, or no folder to be in."""
    if not name:
        expected = ", ".join(f"{ending} ({' or '.join(names)})" for ending, names in ENDINGS.items())
        raise click.UsageError(f"--output {output}: which format? Endings that say so: {expected}")
    if not output.parent.is_dir():
        raise click.UsageError(f"--output {output}: there is no folder {output.parent}")


def _summary(formats: Sequence[str]) -> list[Target]:
    """The page of a step on GitHub, beside its annotations."""
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    return [Target("markdown", Path(summary), append=True)] if summary and "github" in formats else []


def for_terminal(style: Style) -> Style:
    """The style at the terminal's width; where there is no terminal, at that of COLUMNS, or 80."""
    return style._replace(width=terminal_width())


def terminal_width() -> int:
    return min(terminal_columns() or Style().width, WIDEST)


def pasted(path: Path) -> str:
    """A path as an argument of a command that a person pastes into a shell."""
    import shlex

    name = path.as_posix()
    return shlex.quote(f"./{name}" if name.startswith("-") else name)


def rendered(review: Review, wanted: Iterable[Target], style: Style) -> tuple[str, ...]:
    """The report in the format of each target. Only the terminal has its width."""
    in_file = style._replace(width=Style().width)
    return tuple(render(review, target.format, in_file if target.file else style) for target in wanted)


def deliver(texts: Iterable[str], wanted: Iterable[Target]) -> None:
    """Write each text to its target."""
    for text, target in zip(texts, wanted, strict=True):
        if target.file is None:
            if target.format == "text" and is_colourful(sys.stdout):
                click.echo(_emphasised(text), nl=False, color=True)
            else:
                click.echo(text, nl=False)
        elif target.append or _is_stream(target.file):
            with target.file.open("a", encoding="utf-8", newline="") as file:
                file.write(f"\n\n{text}" if target.append and file.tell() else text)
        else:
            from checker.files.atomic import write_whole

            write_whole(target.file, text)


def deliver_failure(message: str, wanted: Iterable[Target]) -> None:
    """Tell GitHub of an error that is in no file: its annotations and the step's page are all that many look at."""
    told = [target for target in wanted if target.format == "github" or target.append]
    deliver([failure(message, target.format) for target in told], told)


def _is_stream(file: Path) -> bool:
    """A pipe, a device, or what is open already, such as /dev/stderr: none of them can be replaced."""
    return file.exists() and (not file.is_file() or Path("/dev") in file.absolute().parents)


def is_colourful(stream: TextIO) -> bool:
    """Whether a stream takes escape codes: as NO_COLOR or FORCE_COLOR say, else a terminal that is not a dumb one."""
    if os.environ.get("NO_COLOR"):
        return False
    if forced := os.environ.get("FORCE_COLOR"):
        return forced not in ("0", "false")
    return os.environ.get("TERM") != "dumb" and stream.isatty()


def _emphasised(text: str) -> str:
    """Headings in bold: for the eye only, nothing depends on it."""
    lines = text.split("\n")
    return "\n".join(click.style(line, bold=True) if line.startswith(HEADINGS) else line for line in lines)
