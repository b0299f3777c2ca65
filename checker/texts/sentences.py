"""Where the sentences of a text begin and end, and what of a text is no prose."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

LONGEST = 2_000
"""Code points of a sentence: one without an end is cut, so that a long line takes no longer than a long text."""
HEAD = 8
"""Lines with something in them that are an article's head."""
_ABBREVIATIONS = (
    "Ksh Kshs Sh Shs No Mr Dr St Rs Ms Mrs Nov Dec Oct Jan Feb Mar Apr Jun Jul Aug Sep Sept Gen Col Lt Sgt Gov Sen Rep"
    " Prof Maj Capt Adm Brig Rev Hon Tue Tues Wed Thu Thur Thurs Fri"
)
_ABBREVIATED = "".join(rf"(?<!\b{word}\.)" for word in (*_ABBREVIATIONS.split(), "[A-Z]"))
_TIME_OF_A_DAY = (
    r"(?!(?<=[ap]\.m\.)\s+(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov"
    r"|Dec|GMT|UTC|[CEMP][SD]T))"
)
"""At 4 a.m. Tuesday."""
_END = re.compile(rf"{_TIME_OF_A_DAY}(?:(?<=[.!?]){_ABBREVIATED}|(?<=[.!?]['\"”’)]))\s+(?=[\"“‘'(]?[A-Z0-9$€£₹])|\n+")
_LISTED = re.compile(r"^[^\S\n]*\d{1,2}[.)](?=\s)", re.MULTILINE)
"""The number of a list's entry."""
_COUNTER = re.compile(r"^[^\S\n]*\d+[^\S\n]*$", re.MULTILINE)
"""A line that is but a number: in the head of an article a counter of its page, further down a cell of a table."""
_BYLINE = re.compile(
    r"^[^\S\n]*By(?: [A-Z][\w.'’-]+){2,4}(?:(?:,| and)(?: [A-Z][\w.'’-]+){2,4})*"
    r"(?:,? (?:in|for) [\w .'’-]{2,30})?[^\S\n]*$",
    re.MULTILINE,
)
"""By Jan Oster: no month."""
NARROWEST, WIDEST = 50, 100
"""Code points of the longest line of a text whose lines are broken to fit a width."""
FEWEST_SPACES = 3
"""In a line of prose; an address of the web has none."""
_ADDRESS = re.compile(r"https?://|www\.|\w@\w|\.(?:com|org|net|gov|int)\b|[@#]\w")


def unwrapped(text: str) -> str:
    """The text with a space for each line break that only keeps its lines short, so that places stay as they are.

    Such a break stands where the next word did not fit: text of mails and wires has them in the midst of sentences.
    """
    lines = text.split("\n")
    width = max(len(line.rstrip()) for line in lines)
    if not NARROWEST <= width <= WIDEST:
        return text
    ends = (" " if _is_broken(line.rstrip(), following, width) else "\n" for line, following in pairwise(lines))
    return "".join(part for line, end in zip(lines, [*ends, ""], strict=True) for part in (line, end))


def _is_broken(line: str, following: str, width: int) -> bool:
    """Whether a line of prose ends where the next word did not fit."""
    word = following.split(maxsplit=1)[0] if following.strip() else ""
    is_full = bool(word) and len(line) + 1 + len(word) > width
    return is_full and line.count(" ") >= FEWEST_SPACES and not _LISTED.match(following)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence or line begins and ends."""
    start = 0
    for match in _END.finditer(text):
        yield from _pieces(text, start, match.start())
        start = match.end()
    yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = start + LONGEST if cut < 0 else cut
        yield start, cut
        start = cut
    yield start, end


def sentence_at(spans: list[tuple[int, int]], place: int) -> tuple[int, int]:
    """The sentence that a place is in, of all in their order."""
    return spans[max(0, bisect_right(spans, place, key=lambda span: span[0]) - 1)]


def no_prose(text: str) -> Iterator[tuple[int, int]]:
    """The numbers of lists, the names of writers, the counters in the head of a page, addresses of the web."""
    for pattern in (_LISTED, _BYLINE):
        yield from (match.span() for match in pattern.finditer(text))
    head = [match.end() for match, _ in zip(re.finditer(r"[^\n]*\S[^\n]*", text), range(HEAD), strict=False)]
    for match in _COUNTER.finditer(text, 0, head[-1] if head else 0):
        yield match.span()
    last = 0
    for match in _ADDRESS.finditer(text):
        if match.start() >= last:
            start, last = _word_around(text, match.start(), match.end())
            yield start, last


def _word_around(text: str, start: int, end: int) -> tuple[int, int]:
    """What stands between two spaces, so far as 200 code points reach."""
    first = max(0, start - 200)
    before = re.search(r"\S*$", text[first:start])
    after = re.match(r"\S{0,400}", text[end : end + 400])
    assert before is not None
    assert after is not None
    return first + before.start(), end + after.end()
