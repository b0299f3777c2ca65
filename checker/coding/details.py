"""What the first lines of a plain text say of it: its title, who wrote it, who published it, and when."""

from __future__ import annotations

import re
from dataclasses import replace

from checker.files.extract import Details
from checker.texts.date_words import MONTH
from checker.texts.mentions import find_mentions
from checker.values.dates import read_window
from checker.values.value import Hedges

HEAD = 12
"""Lines at the top of a text in which it may say who wrote it, and when."""
MOST_IN_DATE_LINE = 8
_BY = re.compile(r"By ([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3})")
_DATELINE = re.compile(
    rf"[A-Z][\w .'’-]{{1,40}},(?: [\w .'’-]{{1,40}},)? (?P<day>{MONTH} \d{{1,2}}(?:, \d{{4}})?)"
    r" \((?P<by>[^()]{2,40})\)"
)
"""How an agency's story begins: ORLAVA, Kestria, May 4, 2031 (Example Wire)."""
_SOURCE = re.compile(r"Source: ?(\S.{1,60})", re.IGNORECASE)


def details_of_text(text: str) -> Details:
    """What the first lines of a plain text say of it: its title, "By ...", a line with its date, "Source: ..."."""
    lines = [" ".join(line.split()) for line in text[:20_000].splitlines() if line.strip()][:HEAD]
    found = Details(title=lines[0]) if lines and _is_title(lines[0]) else Details()
    for line in lines:
        found = _with_line(found, line)
    return found


def _is_title(line: str) -> bool:
    return 3 <= len(line.split()) <= 20 and line[-1] not in ".:,;" and not _SOURCE.fullmatch(line)


def _with_line(found: Details, line: str) -> Details:
    """What is known of an article, with what one more line of its head says."""
    if dateline := _DATELINE.match(line):
        day = found.published or _day_in(dateline["day"])
        return replace(found, publisher=found.publisher or dateline["by"], published=day)
    if (by := _BY.fullmatch(line)) and not found.author:
        return replace(found, author=by[1])
    if (source := _SOURCE.fullmatch(line)) and not found.publisher:
        return replace(found, publisher=source[1])
    if not found.published and _is_date_line(line):
        return replace(found, published=_day_in(line))
    return found


def _is_date_line(line: str) -> bool:
    return len(line.split()) <= MOST_IN_DATE_LINE and re.search(r"\d{4}", line) is not None


def _day_in(line: str) -> str:
    """The day that a line names with its year, as 2031-05-06; "" if it names none."""
    anchor, _ = read_window("1800-01-01")
    for mention in find_mentions(line, anchor, Hedges()):
        is_day = mention.kind == "date" and mention.window and mention.window.first == mention.window.last
        if is_day and re.search(r"\d{4}", mention.phrase):
            return mention.value
    return ""
