"""Where a report goes: each format to the terminal or to a file."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.reports import ENDINGS, FORMATS, Style, render
from checker.writing import write_whole

if TYPE_CHECKING:
    from checker.findings import Report

WIDEST = 110
Target = tuple[str, Path | None]
"""A format, and the file it goes to; None is the terminal."""


def targets(formats: Sequence[str], outputs: Sequence[Path]) -> list[Target]:
    """Which format goes where. A file takes the format that its ending names; with one format, whatever its ending.

    Raises click.UsageError where that is open.
    """
    open_formats = list(dict.fromkeys(formats))
    found: list[Target] = []
    for output in outputs:
        if str(output) == "-":
            continue
        fitting = ENDINGS.get(output.suffix.lower(), ())
        wanted = [name for name in open_formats if name in fitting]
        if len(wanted) == 1:
            name = wanted[0]
        elif len(open_formats) == 1 and len(outputs) == 1:
            name = open_formats[0]
        elif not wanted and fitting:
            name = fitting[0]
        else:
            expected = ", ".join(f"{ending} ({' or '.join(names)})" for ending, names in ENDINGS.items())
            raise click.UsageError(f"--output {output}: which format? Endings that say so: {expected}")
        if name in open_formats:
            open_formats.remove(name)
        found.append((name, output))
    if len(open_formats) > 1:
        raise click.UsageError(f"only one format can go to the terminal: give --output for {' or '.join(open_formats)}")
    if open_formats or not found:
        found.append((open_formats[0] if open_formats else "text", None))
    return found


def show(report: Report, wanted: Sequence[Target], style: Style) -> None:
    """Render a report and write each format to its place."""
    for format_, output in wanted:
        if output is None:
            click.echo(_for_terminal(report, format_, style), nl=False)
        elif not output.parent.is_dir():
            raise click.ClickException(f"{output}: there is no folder {output.parent}")
        elif output.exists() and not output.is_file():  # a pipe or a device cannot be replaced
            with output.open("w", encoding="utf-8") as file:
                file.write(render(report, format_, style))
        else:
            write_whole(output, render(report, format_, style))


def _for_terminal(report: Report, format_: str, style: Style) -> str:
    on_terminal = sys.stdout.isatty()
    if on_terminal or "COLUMNS" in os.environ:
        style = replace(style, width=min(shutil.get_terminal_size((80, 24)).columns, WIDEST))
    text = render(report, format_, style)
    if not on_terminal or format_ != "text" or os.environ.get("NO_COLOR"):
        return text
    from checker.reports.text import HEADINGS

    # in bold: for the eye only, nothing depends on it
    lines = text.split("\n")
    return "\n".join(click.style(line, bold=True) if line.startswith(HEADINGS) else line for line in lines)


def append_summary(report: Report, style: Style) -> None:
    """Add the report to the page of a GitHub Actions step, where there is one."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(render(report, "markdown", style))


__all__ = ["FORMATS", "Target", "append_summary", "show", "targets"]
