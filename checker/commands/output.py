"""Where a report goes: each format to the terminal or to a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.reports import ENDINGS, HEADINGS, Style, failure, render

if TYPE_CHECKING:
    from checker.baseline.review import Review

WIDEST = 110


@dataclass(frozen=True, slots=True)
class Target:
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
    found: list[Target] = []
    files = [output for output in outputs if str(output) not in ("-", "/dev/stdout")]
    for output in files:
        fitting = ENDINGS.get(output.suffix.lower(), ())
        wanted = [name for name in left if name in fitting]
        if len(wanted) == 1:
            name = wanted[0]
        elif len(left) == 1 and len(files) == 1 and (len(outputs) == 1 or not fitting):
            name = left[0]
        elif not wanted and fitting:
            name = fitting[0]
        elif not formats and len(files) == 1 and not output.suffix:
            name = "text"
        else:
            expected = ", ".join(f"{ending} ({' or '.join(names)})" for ending, names in ENDINGS.items())
            raise click.UsageError(f"--output {output}: which format? Endings that say so: {expected}")
        if not output.parent.is_dir():
            raise click.UsageError(f"--output {output}: there is no folder {output.parent}")
        if name in left:
            left.remove(name)
        found.append(Target(name, output))
    if len(left) > 1:
        raise click.UsageError(f"only one format can go to the terminal: give --output for {' or '.join(left)}")
    if left or not found or len(files) < len(outputs):
        found.append(Target(left[0] if left else "text"))
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary and "github" in formats:
        found.append(Target("markdown", Path(summary), append=True))
    return found


def for_terminal(style: Style) -> Style:
    """The style at the terminal's width; where there is no terminal, at that of COLUMNS, or 80."""
    return replace(style, width=terminal_width())


def terminal_width() -> int:
    if sys.stdout.isatty() or "COLUMNS" in os.environ:
        import shutil  # 5 ms, as is `writing` below: a kept answer does without

        return min(shutil.get_terminal_size((80, 24)).columns, WIDEST)
    return Style().width


def rendered(review: Review, wanted: Iterable[Target], style: Style) -> tuple[str, ...]:
    """The report in the format of each target. Only the terminal has its width."""
    in_file = replace(style, width=Style().width)
    return tuple(render(review, target.format, in_file if target.file else style) for target in wanted)


def deliver(texts: Iterable[str], wanted: Iterable[Target]) -> None:
    """Write each text to its target."""
    for text, target in zip(texts, wanted, strict=True):
        if target.file is None:
            click.echo(_emphasised(text) if target.format == "text" else text, nl=False)
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


def _emphasised(text: str) -> str:
    """Headings in bold, on a terminal: for the eye only, nothing depends on it."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return text
    lines = text.split("\n")
    return "\n".join(click.style(line, bold=True) if line.startswith(HEADINGS) else line for line in lines)
