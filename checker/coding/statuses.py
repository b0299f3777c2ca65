"""Whether a figure is actual, planned, pledged, needed, requested or authorised, by the words of its clause."""

from __future__ import annotations

import re
from itertools import pairwise

from checker.texts.mentions import Mention
from checker.values.dates import Window

_WORDS = {
    "needed": r"need(?:s|ed)?\b|wants? (?:places|room|space|help|beds|tents|more)\b|require[sd]?\b|necessary",
    "pledged": r"pledg|promis|commit(?:s|ted)? to|commitment|agree(?:s|d|ment)\b.{0,40}\bto (?:send|give|provide"
    r"|pay|lend|supply|contribute)|offered",
    "authorised": r"authori[sz]|approv(?:e[sd]?|al)|mandated\b|green.?light|cleared to",
    "requested": r"request|wants? (?:an? )?(?:pay )?(?:rise|raise|increase|cut)|demand(?:s|ed|ing)?\b"
    r"|appeal(?:s|ed)? for|ask(?:s|ed)? for|ask(?:s|ed)? the|seeking",
    "planned": r"plan(?:s|ned)?\b|will\b|would\b|expect|intend|due to|set to|is to\b|are to\b|to deploy|to send"
    r"|scheduled|aims? to|hopes? to|preparing|upcoming|until we get|to be\b|to join|to decide|renewing"
    r"|by 20\d\d",
}
CLAUSES = re.compile(r"[;,](?!\d)|\b(?:but|while|whereas|although|following|after|who|which|where)\b", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:will|should|is to|are to|due|expected|planned|scheduled)\b", re.IGNORECASE)
FEW_WORDS = 3
STATUSES = tuple(_WORDS)


def clause_around(sentence: str, at: int) -> str:
    """The part of a sentence that a place is in; a few words that stand before it (On Monday, ...) belong to it."""
    ends = [0, *(match.end() for match in CLAUSES.finditer(sentence)), len(sentence)]
    if len(ends) > 2 and len(sentence[: ends[1]].split()) <= FEW_WORDS:
        del ends[1]
    return next(sentence[a:b] for a, b in pairwise(ends) if at < b or b == len(sentence))


def statuses(mention: Mention, sentence: str, at: int, published: Window | None) -> tuple[str, ...]:
    """The statuses that a mention may have, likeliest first; none means that it is what is."""
    if mention.kind == "date":
        return ("planned",) if _is_ahead(mention, sentence, at, published) else ()
    clause = clause_around(sentence, at)
    return tuple(status for status, words in _WORDS.items() if re.search(rf"\b(?:{words})", clause, re.IGNORECASE))


def _is_ahead(mention: Mention, sentence: str, at: int, published: Window | None) -> bool:
    """Whether a date lies ahead: behind the day of publication, or on it where the words say so."""
    if mention.window is not None and published is not None:
        if mention.window.last > published.last:
            return True
        if mention.window.last >= published.first and _AHEAD.search(clause_around(sentence, at)):
            return True
    return re.search(r"\b(?:coming|next)\b", mention.phrase, re.IGNORECASE) is not None
