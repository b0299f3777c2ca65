"""Where quotes stand in a text, and whether they still stand where they stood.

After the W3C Web Annotation selectors: the exact words, the position (in code points), and the words before and after
them. Of the latter only hashes are kept, so that no more of a text is copied than the quotes.
"""

from __future__ import annotations

import hashlib
import os
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from pathlib import Path

from msgspec import Struct

from checker.files.nodes import EMPTY
from checker.files.quote_form import for_quotes, quote_form
from checker.files.walk import LEADS_OUT, Home
from checker.files.yaml_reader import read_document
from checker.problems import Problem

FILE = "anchors.yaml"
FOUND, TWICE, MOVED, ELSEWHERE, GONE = "found", "found twice", "moved", "elsewhere now", "gone"
_NEIGHBOURS = 3
_ALIKE = 0.6
_ANCHOR = re.compile(r"(\d{1,9}) ([0-9a-f]{8}) ([0-9a-f]{8})")
_HEADER = """\
# Where each quote stood in its article's text when it was coded: its position, and hashes of the three words before it
# and after it. Written by `checker coverage --anchor`; by it a quote that moved is told from one that is gone.
"""


class Anchor(Struct, frozen=True):
    """Where a quote stood: code points from the start of the text, and hashes of its neighbours."""

    start: int
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.start} {self.before} {self.after}"


class Place(Struct, frozen=True):
    """What became of a quote. `start` and `end` are where it stands; `others` are further places with the same words.

    For one that is gone, `near` are the words that stand now where something like it does.
    """

    state: str
    start: int = -1
    end: int = -1
    others: tuple[int, ...] = ()
    near: str = ""


class Searchable:
    """A text to find quotes in, in the form in which they are looked up (see quote_form)."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._form = quote_form(text)
        self._known_words: tuple[list[re.Match[str]], list[str]] | None = None
        self._lines = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]

    def at(self, place: int) -> tuple[int, int]:
        """The line and column of a place, from 1."""
        line = bisect_right(self._lines, place)
        return line, place - self._lines[line - 1] + 1

    def find(self, quote: str) -> list[tuple[int, int]]:
        """Every place of a quote in the text; as whole words, where it occurs so."""
        words = for_quotes(quote)
        if not words:
            return []
        plain = self._form.plain
        whole = rf"(?<!\w){re.escape(words)}(?!\w)" if words[0].isalnum() and words[-1].isalnum() else re.escape(words)
        found = list(re.finditer(whole, plain)) or list(re.finditer(re.escape(words), plain))
        return [self._form.place(match.start(), match.end() - 1) for match in found]

    def is_once(self, quote: str) -> bool:
        """Whether the words stand in one place only, even as a part of other words."""
        words, plain = for_quotes(quote), self._form.plain
        first = plain.find(words)
        return first >= 0 and plain.find(words, first + 1) < 0

    def anchor(self, start: int, end: int) -> Anchor:
        before = for_quotes(self.text[max(0, start - 200) : start]).split()[-_NEIGHBOURS:]
        after = for_quotes(self.text[end : end + 200]).split()[:_NEIGHBOURS]
        return Anchor(start, _hash(before), _hash(after))

    def _words(self) -> tuple[list[re.Match[str]], list[str]]:
        """The words of the text, and each in the form in which it is compared; worked out once."""
        if self._known_words is None:
            words = list(re.finditer(r"\S+", self.text))
            self._known_words = (words, [_bare(for_quotes(word[0])) for word in words])
        return self._known_words

    def near(self, quote: str) -> str:
        """The words most like a quote, if any are alike."""
        wanted = [_bare(word) for word in for_quotes(quote).split()]
        if len(wanted) < _NEIGHBOURS:
            return ""
        words, plain = self._words()
        best, at = 0.0, 0
        matcher = SequenceMatcher(b=wanted, autojunk=False)
        known = set(wanted)
        for start in range(max(1, len(words) - len(wanted) + 1)):
            window = plain[start : start + len(wanted)]
            if len(known.intersection(window)) < _ALIKE * len(wanted):
                continue
            matcher.set_seq1(window)
            if (ratio := matcher.ratio()) > best:
                best, at = ratio, start
        if best < _ALIKE:
            return ""
        return " ".join(self.text[words[at].start() : words[min(at + len(wanted), len(words)) - 1].end()].split())


def place(quote: str, text: Searchable, anchor: Anchor | None) -> Place:
    """What became of a quote that stood at an anchor; without one, where it is."""
    spots = text.find(quote)
    if not spots:
        return Place(GONE, near=text.near(quote))
    if anchor is None:
        state = FOUND if len(spots) == 1 else TWICE
        return Place(state, *spots[0], others=tuple(start for start, _ in spots[1:]))
    anchors = {spot: text.anchor(*spot) for spot in spots}
    same = [spot for spot in spots if anchors[spot].before == anchor.before and anchors[spot].after == anchor.after]
    half = [spot for spot in spots if anchors[spot].before == anchor.before or anchors[spot].after == anchor.after]
    here = [spot for spot in same or half if spot[0] == anchor.start]
    fitting = here or same or half
    if not fitting:
        return Place(ELSEWHERE, *spots[0], others=tuple(start for start, _ in spots[1:]))
    others = tuple(start for start, _ in fitting[1:])
    if others:
        return Place(TWICE, *fitting[0], others=others)
    return Place(FOUND if fitting[0][0] == anchor.start else MOVED, *fitting[0])


def read_anchors(root: Path, shown: str) -> tuple[dict[str, dict[str, Anchor]], list[Problem]]:
    """The anchors of a project by source and claim id."""
    file = root / FILE
    if not os.path.lexists(file):
        return {}, []
    if not Home(root).holds(file):
        return {}, [Problem(shown, 1, 1, LEADS_OUT)]
    document, problems = read_document(file, shown)
    if document is None:
        return {}, [problem for problem in problems if problem.message != EMPTY]
    expected = "expected a position and two hashes; let `checker coverage --anchor` write this file"
    found: dict[str, dict[str, Anchor]] = {}
    for source, entries in document.value.items() if isinstance(document.value, dict) else [("", None)]:
        if not isinstance(entries, dict):
            problems.append(document.problem((source,) if source else (), expected))
            continue
        for id_, said in entries.items():
            match = _ANCHOR.fullmatch(said) if isinstance(said, str) else None
            if match is None:
                problems.append(document.problem((source, id_), expected))
            else:
                found.setdefault(source, {})[id_] = Anchor(int(match[1]), match[2], match[3])
    return found, problems


def anchors_text(anchors: Mapping[str, Mapping[str, Anchor]]) -> str:
    """The file that holds these anchors, sorted."""
    lines = [_HEADER]
    for source, entries in sorted(anchors.items()):
        lines.append(f"{_key(source)}:\n")
        lines += [f"  {_key(id_)}: {anchor}\n" for id_, anchor in sorted(entries.items())]
    return "".join(lines)


def _key(name: str) -> str:
    """A key of the file; in quotes where YAML might take it for something else."""
    return name if re.fullmatch(r"[A-Za-z][\w./-]*", name) and name.casefold() not in _NOT_TEXT else f'"{name}"'


_NOT_TEXT = frozenset("y n yes no on off true false null".split())


def _bare(word: str) -> str:
    return re.sub(r"^\W+|\W+$", "", word) or word


def _hash(words: Iterable[str]) -> str:
    return hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:8]
