"""Second opinions on the sentences whose figures and dates are marked: what kept libraries read in them.

For each library: how many marks it reads right, how many wrong, how many not at all, how many figures it sees where
none is marked, and what it reads right and checker does not (`--errors` lists those). A library that is not installed
is left out. A figure is right if its number is one of those of the mark, whatever its hedge; a date if its day is.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import Any

from tabulate import tabulate

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from checker.values.kinds import Scale
from checker.values.value import read_value
from tests.texts.mention_corpus import HEDGES, PARTS, Mark, Sentence, outcomes, sentences

Opinion = tuple[int, int, Fraction | tuple[int, int]]
"""Where something was read, and its number, or its first and last day."""
NUMBERS = ("count", "money", "percentage", "number")


def recognizers_numbers(sentence: Sentence) -> Iterator[Opinion]:
    """Numbers as recognizers-text reads them."""
    for found in import_module("recognizers_number").recognize_number(sentence.text, "en-us"):
        try:
            yield found.start, found.end + 1, Fraction(str(found.resolution["value"]))
        except (ValueError, TypeError, KeyError):
            continue


def quantulum_numbers(sentence: Sentence) -> Iterator[Opinion]:
    """Numbers as quantulum3 reads them."""
    for found in import_module("quantulum3.parser").parse(sentence.text):
        yield *found.span, Fraction(str(round(found.value, 6)))


def text2num_numbers(sentence: Sentence) -> Iterator[Opinion]:
    """Number words as text2num reads them, each run of words that it takes for one number."""
    read = import_module("text_to_num").text2num
    words = [(start, start + len(word), word) for start, word in _words(sentence.text)]
    at = 0
    while at < len(words):
        best = 0
        for end in range(at + 1, min(len(words), at + 8) + 1):
            text = sentence.text[words[at][0] : words[end - 1][1]]
            try:
                read(text, "en")
            except ValueError:
                continue
            best = end
        if best:
            start, end_ = words[at][0], words[best - 1][1]
            yield start, end_, Fraction(read(sentence.text[start:end_], "en"))
        at = max(best, at + 1)


def _words(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for word in text.split(" "):
        kept = word.strip(".,;:!?()\"'")
        if kept:
            yield at + word.index(kept), kept
        at += len(word) + 1


def recognizers_dates(sentence: Sentence) -> Iterator[Opinion]:
    """Days and spans of days as recognizers-text reads them; of two readings none is counted."""
    reference = datetime.combine(date.fromordinal(sentence.published.first), datetime.min.time())
    recognize = import_module("recognizers_date_time").recognize_datetime
    for found in recognize(sentence.text, "en-us", reference=reference):
        values = found.resolution["values"] if found.resolution else []
        windows = {window for value in values if (window := _window(value))}
        if windows:
            yield found.start, found.end + 1, sorted(windows)[0] if len(windows) == 1 else (0, 0)


def _window(value: dict[str, str]) -> tuple[int, int] | None:
    if value.get("type") == "date" and value.get("value", "")[:1].isdigit():
        day = date.fromisoformat(value["value"]).toordinal()
        return day, day
    if value.get("type") == "daterange" and value.get("start") and value.get("end"):
        last = date.fromisoformat(value["end"][:10]) - timedelta(days=1)
        return date.fromisoformat(value["start"][:10]).toordinal(), last.toordinal()
    return None


def dateparser_dates(sentence: Sentence) -> Iterator[Opinion]:
    """Days as dateparser finds them; it gives one day for a month, which counts as wrong."""
    base = datetime.combine(date.fromordinal(sentence.published.first), datetime.min.time())
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
    search = import_module("dateparser.search").search_dates
    at = 0
    for text, found in search(sentence.text, languages=["en"], settings=settings) or []:
        start = sentence.text.find(text, at)
        at = start + len(text)
        yield start, at, (found.toordinal(), found.toordinal())


LIBRARIES: dict[str, tuple[str, tuple[str, ...], Callable[[Sentence], Iterator[Opinion]]]] = {
    "recognizers-text, numbers": ("recognizers_number", NUMBERS, recognizers_numbers),
    "quantulum3": ("quantulum3.parser", NUMBERS, quantulum_numbers),
    "text2num": ("text_to_num", NUMBERS, text2num_numbers),
    "recognizers-text, dates": ("recognizers_date_time", ("date",), recognizers_dates),
    "dateparser": ("dateparser.search", ("date",), dateparser_dates),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=PARTS, default="measure")
    parser.add_argument("--errors", action="store_true", help="list what a library reads right and checker does not")
    options = parser.parse_args()
    every = list(sentences(options.part))
    rows = []
    for name, (module, kinds, read) in LIBRARIES.items():
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                import_module(module)
        except ImportError as error:
            print(f"{name}: not installed ({error})")
            continue
        counts = compare(every, kinds, read, name if options.errors else "")
        rows.append((name, *(counts[state] for state in ("marks", "right", "wrong", "missed", "unmarked", "alone"))))
    print(tabulate(rows, ("library", "marks", "right", "wrong", "missed", "not marked", "right, checker not")))
    return 0


def compare(
    every: list[Sentence], kinds: tuple[str, ...], read: Callable[[Sentence], Iterator[Opinion]], shown: str
) -> Counter[str]:
    """How often a library is right, and where checker is not."""
    counts = Counter[str]()
    for sentence in every:
        try:
            opinions = list(read(sentence))
        except Exception as error:
            counts["broke"] += 1
            print(f"{shown or 'a library'} breaks on line {sentence.line}: {error!r}")
            continue
        marks = [mark for mark in sentence.marks if mark.kind in kinds]
        for mark in marks:
            wanted = _wanted(mark)
            if wanted is None:
                continue
            counts["marks"] += 1
            near = [value for start, end, value in opinions if start < mark.end and mark.start < end]
            state = "missed" if not near else "right" if any(_is_one(value, wanted) for value in near) else "wrong"
            counts[state] += 1
            if state == "right" and not _checker_is_right(sentence, mark):
                counts["alone"] += 1
                if shown:
                    print(f"{shown}: line {sentence.line}: {sentence.text[mark.start : mark.end]!r} in {sentence.text}")
        counts["unmarked"] += sum(
            1 for start, end, _ in opinions if not any(start < m.end and m.start < end for m in sentence.marks)
        )
    return counts


def _wanted(mark: Mark) -> Any:
    """The numbers, or the span of days, of a mark that has one value; None of others."""
    if "?" in mark.value or any(sign in mark.value for sign in (";", " or ", " & ", "in ", "~", "open ")):
        return None
    text = mark.value.lstrip("-+−")
    scale = {"count": Scale("count", "person"), "number": Scale("number")}.get(mark.kind, Scale(mark.kind))
    value, _ = read_value(text, scale, HEDGES)
    if value is None:
        return None
    interval = value.interval
    if mark.kind == "date":
        return int(interval.lower or 0), int(interval.upper or 0)
    return {number for number in (interval.lower, interval.upper, interval.best) if number is not None}


def _is_one(value: Fraction | tuple[int, int], wanted: Any) -> bool:
    if isinstance(value, tuple):
        return bool(value == wanted)
    return abs(value) in wanted or abs(value) * 100 in wanted


def _checker_is_right(sentence: Sentence, mark: Mark) -> bool:
    at = sentence.marks.index(mark)
    return outcomes(sentence)[at].state == "right"


if __name__ == "__main__":
    raise SystemExit(main())
