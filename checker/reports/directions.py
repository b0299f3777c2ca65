"""Names that are written from right to left, within our own sentences, which run from left to right.

Without a mark a number beside such a name is taken for a part of it, and stands on its other side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from checker.corpus.corpus import Corpus
from checker.patterns import lazy_pattern

if TYPE_CHECKING:
    from markupsafe import Markup

MARK = "\u200e"
"""The left-to-right mark: it has no width, and ends what runs the other way."""
_LETTER = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_RUN = f"{_LETTER}+(?:[ '’-]{_LETTER}+)*"
_RIGHT_TO_LEFT = lazy_pattern(_LETTER)
_TYPED = lazy_pattern(r"(`[^`]*`|\S*[/\\]\S*)")
"""What somebody may paste: a command, or the path of a file. Nothing is put into it."""


class Directions:
    """Sets names apart in texts: those of a corpus as a whole, "الساحل 24" too; of other words each run of letters."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        own = {name for name in names if not name.isascii() and _RIGHT_TO_LEFT.search(name)}
        longest_first = sorted(own, key=lambda name: (-len(name), name))
        self._names = lazy_pattern("|".join([*(f"{re.escape(name)}(?!\\w)" for name in longest_first), _RUN]))

    @classmethod
    def of(cls, corpus: Corpus) -> Directions:
        """Those of the names of a corpus: of entities, papers, agencies, and speakers."""
        names = {name for entity in corpus.entities.values() for name in (entity.name, *entity.aliases)}
        names |= {name for source in corpus.sources.values() for name in (source.publisher, source.via)}
        names |= {claim.speaker for claim in corpus.claims} | {claim.via for claim in corpus.claims}
        return cls(names)

    def html(self, text: str) -> Markup:
        """The text, escaped, each name in an element of its own direction."""
        from markupsafe import Markup, escape  # what a page needs, and no text

        if text.isascii():
            return escape(text)
        made, end = Markup(""), 0
        for found in self._names.finditer(text):
            made += escape(text[end : found.start()]) + Markup("<bdi>{}</bdi>").format(found[0])
            end = found.end()
        return made + escape(text[end:])

    def marked(self, text: str) -> str:
        """The text with a mark on both sides of each name, for where there are no elements: a terminal, a tooltip.

        Commands and paths stay as they are.
        """
        if text.isascii() or not _RIGHT_TO_LEFT.search(text):
            return text
        pieces = _TYPED.split(text)
        return "".join(
            piece if at % 2 else self._names.sub(f"{MARK}\\g<0>{MARK}", piece) for at, piece in enumerate(pieces)
        )
