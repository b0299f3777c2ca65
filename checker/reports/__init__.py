"""One renderer a file, Review -> text; one table of them."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import PurePath
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from checker.baseline.review import Review


class Format(NamedTuple):
    """A format: the module `checker.reports.NAME` renders it. A file's ending may stand for it.

    `tells_failure` where the module also has `failure`, for what a server shows of a run in which nothing was checked.
    """

    name: str
    ending: str
    title: str
    tells_failure: bool = False


FORMATS = {
    row.name: row
    for row in (
        Format("text", ".txt", "a report to read"),
        Format("json", ".json", "all of it as data, see docs/json.md"),
        Format("sarif", ".sarif", "code scanning"),
        Format("junit", ".xml", "tests of CI servers"),
        Format("github", "", "annotations of GitHub Actions", tells_failure=True),
        Format("gitlab", ".json", "GitLab Code Quality"),
        Format("markdown", ".md", "a comment on a pull request", tells_failure=True),
        Format("csv", ".csv", "a spreadsheet"),
        Format("html", ".html", "one page"),
    )
}
"""A new format is a module and a row here."""

ENDINGS = {
    ending: tuple(row.name for row in FORMATS.values() if row.ending == ending)
    for ending in dict.fromkeys(row.ending for row in FORMATS.values() if row.ending)
}
"""Which formats a file's ending may stand for; the first where none is named."""

HEADINGS = (
    "RING UP FIRST",
    "BY KIND OF FIGURE",
    "BY WHO DISAGREES",
    "TENSIONS",
    "WHAT CHANGED",
    "NOTES",
    "NOT CERTAIN",
    "NOT COMPARED",
    "NOT CHECKED",
    "HINTS",
    "COVERAGE",
    "ACCEPTED",
    "PROBLEMS",
    "INCOMPLETE",
    *(f"{digit}" for digit in range(10)),
)
"""Lines that begin so are headings (a dispute's begins with its number); the command makes them bold on a terminal."""


class Style(NamedTuple):
    """How to show a report. `width` is for text; `brief` leaves out what a CI log does not need.

    `full` leaves nothing out of the text, `with_texts` shows the words around quotes on the page. `only_new` leaves out
    findings that were known before claims or rules changed, `show_accepted` lists those that are accepted. `failing`
    are the severities for which the gate fails; `stale_fails` says that it does for what is accepted without need.
    `folder` is the working folder, `root` that of the git repository around it, or empty. `docs` is the address of the
    docs of this copy of the checker, or empty; `documented` are the rules that its rules.md has. `is_all` is false
    where tables beside the articles could not be checked in full; `beside` is what fails in them, in words.
    """

    width: int = 80
    brief: bool = False
    full: bool = False
    with_texts: bool = False
    only_new: bool = False
    show_accepted: bool = False
    failing: tuple[str, ...] = ("error",)
    stale_fails: bool = False
    folder: str = ""
    root: str = ""
    docs: str = ""
    documented: tuple[str, ...] = ()
    is_all: bool = True
    beside: str = ""

    def path(self, file: str) -> str:
        """A file's name for a server, which looks for it below the root; outside of a repository as it is."""
        if not self.root:
            return file
        full = PurePath(os.path.normpath(PurePath(self.folder, file)))
        return full.relative_to(self.root).as_posix() if full.is_relative_to(self.root) else file


def render(review: Review, format_: str, style: Style | None = None) -> str:
    """A review in one of FORMATS."""
    text: str = _module(format_).render(review, style or Style())
    return text


def failure(message: str, format_: str) -> str:
    """In a format that tells failure, that nothing could be checked and why."""
    text: str = _module(format_).failure(message)
    return text


def _module(format_: str) -> ModuleType:
    return import_module(f"checker.reports.{FORMATS[format_].name}")
