"""One renderer a file, Report -> text; one table of them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.engine.findings import Finding, Report

FORMATS = {
    "text": "checker.reports.text",
    "json": "checker.reports.json",
    "sarif": "checker.reports.sarif",
    "junit": "checker.reports.junit",
    "github": "checker.reports.github",
    "gitlab": "checker.reports.gitlab",
    "markdown": "checker.reports.markdown",
    "csv": "checker.reports.csv",
    "html": "checker.reports.html",
}
ENDINGS = {
    ".txt": ("text",),
    ".json": ("json", "gitlab"),
    ".sarif": ("sarif",),
    ".xml": ("junit",),
    ".md": ("markdown",),
    ".csv": ("csv",),
    ".html": ("html",),
}
"""Which formats a file's ending may stand for; the first where none is named."""

HEADINGS = (
    "DISPUTE",
    "TENSIONS",
    "NOTES",
    "NOT COMPARED",
    "NOT CHECKED",
    "COVERAGE",
    "ACCEPTED",
    "PROBLEMS",
    "INCOMPLETE",
)
"""Lines that begin so are headings; the command makes them bold on a terminal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How to show a report. `width` is for text; `brief` leaves out what a CI log does not need.

    `only_new` leaves out findings that were known before claims or rules changed, `show_accepted` lists those that are
    accepted. `failing` are the severities for which the gate fails; `stale_fails` tells that it does for what is
    accepted without need. `folder` is the working folder, `root` that of the git repository around it, or empty.
    """

    width: int = 80
    brief: bool = False
    only_new: bool = False
    show_accepted: bool = False
    failing: tuple[str, ...] = ("error",)
    stale_fails: bool = False
    folder: str = ""
    root: str = ""

    def path(self, file: str) -> str:
        """A file's name for a server, which looks for it below the root; outside of a repository as it is."""
        if not self.root:
            return file
        full = PurePath(os.path.normpath(PurePath(self.folder, file)))
        return full.relative_to(self.root).as_posix() if full.is_relative_to(self.root) else file


def render(report: Report, format_: str, style: Style | None = None) -> str:
    """A report in one of FORMATS."""
    text: str = import_module(FORMATS[format_]).render(report, style or Style())
    return text


def failure(message: str, format_: str) -> str:
    """In a format for servers, that nothing could be checked and why."""
    text: str = import_module(FORMATS[format_]).failure(message)
    return text


def shown(report: Report, style: Style) -> list[Finding]:
    """The findings that a list of them holds, in the report's order.

    Those that fail the gate go first, then what comes to light.
    """

    def rank(finding: Finding) -> int:
        standing = report.standing(finding)
        return 0 if standing.fails else 1 if standing.comes_to_light else 3 if standing.is_accepted else 2

    most = 1 if style.only_new else 3 if style.show_accepted else 2
    return sorted((finding for finding in report.findings if rank(finding) <= most), key=lambda f: min(rank(f), 2))
