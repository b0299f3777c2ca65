"""The words by which an article says that one figure of its text is none to code: they hold no other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.coding.marks import NO_CLAIM, Mark
from checker.corpus.resolve import MAX_QUOTE_WORDS
from checker.desk.article import ArticleDesk

_EDGE = " \t,;:.!?\"'“”‘’()"


def words_of_one(article: ArticleDesk, mark: Mark, wanted: str) -> str:
    """The words that a person has for a figure where they hold it alone, else those nearest to it that do.

    Where none do, as in a table of the same figures, they are what was wanted.
    """
    candidates = (wanted, *_around(article.text, mark))
    return next((words for words in candidates if also_in(article, mark, words) == ()), wanted)


def also_in(article: ArticleDesk, mark: Mark, words: str) -> tuple[Mark, ...] | None:
    """The other figures that words hold, wherever they stand in the text; None where they do not hold this one."""
    spans = article.searchable.find(words)
    held = [each for each in article.marks if any(_holds(span, each) for span in spans)]
    if mark not in held:
        return None
    return tuple(each for each in held if each != mark and each.state != NO_CLAIM)


def _holds(span: tuple[int, int], mark: Mark) -> bool:
    return span[0] < mark.mention.end and mark.mention.start < span[1]


def _around(text: str, mark: Mark) -> Iterator[str]:
    """Words of a figure's line that hold it: three or two before more, and those behind it before those ahead."""
    start, end = mark.mention.start, mark.mention.end
    line_end = text.find("\n", end)
    words = re.compile(r"\S+").finditer(text, text.rfind("\n", 0, start) + 1, line_end if line_end >= 0 else len(text))
    spans = [match.span() for match in words]
    inside = [number for number, (first, last) in enumerate(spans) if first < end and start < last]
    for size in (3, 2, *range(4, MAX_QUOTE_WORDS + 1), 1):
        for low in range(inside[0], inside[-1] - size, -1):
            if low >= 0 and low + size <= len(spans):
                yield " ".join(text[spans[low][0] : spans[low + size - 1][1]].strip(_EDGE).split())
