"""Where a mention stands: its sentence and its clause, the sentence before, and what the article is about."""

from __future__ import annotations

import re
from collections import Counter

from msgspec import Struct

from checker.coding.knowledge import WORD, stem
from checker.coding.statuses import CLAUSES


class Place(Struct, frozen=True, kw_only=True):
    """Where a mention stands: its sentence, the place in it, the sentence before, and how often each entity is named.

    `sentence` has spaces in the mention's place, `whole` has its words. `part_end` is where the name of a part ends in
    "the first batch of the 1,000", and -1 where there is none. `previous` is the likeliest subject of the
    figure before it, in its sentence or in an earlier one, and of its kind or of another.
    """

    sentence: str
    whole: str
    at: int
    end: int
    before: str
    named: Counter[str]
    sentences: int
    words: tuple[tuple[int, int, str], ...]
    breaks: tuple[int, ...]
    common: Counter[str]
    part_end: int = -1
    previous: str = ""
    is_same_sentence: bool = True
    is_same_kind: bool = True


_OF_THE = re.compile(r" (?:of|out of) (?:(?:the|its|all|these|those|their) ){1,2}$")


def part_end_of(sentence: str, at: int) -> int:
    """Where the name of a part of the figure at a place ends; -1 if none stands before it."""
    found = _OF_THE.search(sentence, 0, at)
    return found.start() if found else -1


def kind_of(type_: str) -> str:
    """The type of the properties that a mention of a kind can be of: a number that is not stated is a count."""
    return "count" if type_ == "vague" else type_


def words_of(sentence: str) -> tuple[tuple[int, int, str], ...]:
    """The longer words of a sentence: where each begins and ends, and its stem."""
    return tuple((*match.span(), stem(match[0].casefold())) for match in re.finditer(WORD, sentence))


def breaks_of(sentence: str) -> tuple[int, ...]:
    """Where the clauses of a sentence end."""
    return tuple(match.start() for match in CLAUSES.finditer(sentence))
