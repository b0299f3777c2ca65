"""Claims whose value is not in their own quote: 21 for 12 is the likeliest slip of all.

What is compared are figures that were read for certain. A quote in which a figure of the property's kind was seen and
not read says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from checker.corpus.corpus import Claim, Corpus
from checker.patterns import lazy_pattern
from checker.texts.mention import FIGURES
from checker.values.lexicon import LARGE_NUMBERS, NUMBER_WORDS
from checker.values.value import Hedges, Interval, Scale, fold, read_value

if TYPE_CHECKING:
    from checker.texts.mention import Mention

A_POINT = Fraction(1, 2)
"""Percentage points by which a share without an end, such as a third, is rounded."""
A_LENGTH = Fraction(1, 30)
"""By what part months of several lengths differ: ten years are 120 months."""
_NUMERIC = tuple(kind for kind in FIGURES if kind != "date")


class QuoteMismatch(Struct, frozen=True, kw_only=True):
    """A claim that gives a figure, and the other figures that its quote gives. It is a tension of our own coding."""

    claim: Claim
    quoted: str

    @property
    def file(self) -> str:
        return self.claim.file

    @property
    def line(self) -> int:
        return self.claim.line

    @property
    def column(self) -> int:
        return self.claim.column

    @property
    def message(self) -> str:
        """What is wrong, in a sentence."""
        return f'the value is {self.claim.value.text}, but its quote, "{self.claim.quote}", gives {self.quoted}'


def values_outside_quotes(corpus: Corpus, claims: Iterable[Claim] | None = None) -> list[QuoteMismatch]:
    """The claims whose quotes give other figures than they do, in the order of their keys; no text is needed.

    A claim that is out of play, that is implied, or that does not state a value is not looked at, nor one whose value
    need not be in its quote: a part in `including`, and what a comparison with another claim comes to. Dates are not
    either: what a date comes to is for the person to say who quoted it.
    """
    found = []
    for claim in corpus.claims if claims is None else claims:
        if quoted := other_figures(claim, corpus):
            found.append(QuoteMismatch(claim=claim, quoted=quoted))
    return sorted(found, key=lambda mismatch: mismatch.claim.key)


def other_figures(claim: Claim, corpus: Corpus) -> str:
    """The figures in a claim's quote, where all are of its kind and none is what it gives; "" if that is not so."""
    scale = corpus.properties[claim.property].scale
    if scale.type not in _NUMERIC or claim.implied or not claim.is_quoted or not claim.value.stated:
        return ""
    if _has_the_same(claim):
        return ""
    if scale.type != "duration" and not _A_FIGURE.search(claim.quote):
        return ""
    from checker.texts.mentions import find_mentions  # to read text takes many patterns

    mentions = [m for m in find_mentions(claim.quote, None, corpus.hedges) if m.kind == scale.type]
    if not mentions or any(not m.is_read or gives(claim, m, corpus) or names(claim, m, corpus) for m in mentions):
        return ""
    return ", ".join(dict.fromkeys(mention.phrase for mention in mentions))


def _has_the_same(claim: Claim) -> bool:
    """Whether a quote has the digits of the value, or its word: nearly all do, so nothing is read for them."""
    text, quote = claim.value.text, claim.quote
    digits = _digits(text)
    if digits:
        return digits <= _digits(quote)
    return f" {text.casefold()} " in f" {quote.casefold()} "


_DIGITS = lazy_pattern(r"\d+(?:[.,]\d+)*")


_A_FIGURE = lazy_pattern(
    r"\d|\b(?:"
    + "|".join((*NUMBER_WORDS, *(f"{word}s?" for word in (*LARGE_NUMBERS, "quarter", "third", "fifth", "tenth"))))
    + r"|tens|scores|half|halves|nil|no|none|nobody)\b",
    re.IGNORECASE,
)
"""Without any of these words a quote has no figure but, perhaps, a length of time ("a decade")."""


@lru_cache(maxsize=1 << 16)
def _digits(text: str) -> frozenset[str]:
    return frozenset(found.replace(",", "") for found in _DIGITS.findall(text))


def names(claim: Claim, mention: Mention, corpus: Corpus) -> bool:
    """Whether a claim names the number of a mention beside its value: the 151 of `150 of 151`, by how much more it is
    than another, what it takes back."""
    if _numbers_of(mention.phrase) & _numbers_named(claim, corpus):
        return True
    # a share in words, such as a third, has no numeral
    words = rf"(?<!\w){re.escape(fold(mention.phrase))}(?!\w)"
    return claim.compared is not None and re.search(words, fold(claim.value.text)) is not None


def takes_back(claim: Claim, mention: Mention, corpus: Corpus) -> bool:
    """Whether a claim says that the figure of a mention is taken back."""
    return bool(_numbers_of(mention.phrase) & _numbers_of(" ; ".join(_taken_back(claim, corpus))))


def is_its_own(claim: Claim, mention: Mention, corpus: Corpus) -> bool:
    """Whether a number that was seen and not read may be that of a claim that quotes it.

    It is not where the number of the claim stands elsewhere in the quote: in "74 in Pinhal, 38" only one is 74.
    """
    own, named = _numbers_of(mention.phrase), _numbers_named(claim, corpus)
    return not own or bool(own & named) or not named & _numbers_of(claim.quote)


def _numbers_of(text: str) -> frozenset[str]:
    """The numbers in a text; of one that can be read in two ways its digits."""
    from checker.texts.numerals import numerals  # to read text takes many patterns

    found = set()
    for numeral in numerals(text):
        as_written = re.sub(r"\D", "", numeral.text) or numeral.text.casefold()
        found.add(as_written if numeral.number is None else str(numeral.number))
    return frozenset(found)


def _numbers_named(claim: Claim, corpus: Corpus) -> frozenset[str]:
    return _numbers_of(" ; ".join((claim.value.text, *_taken_back(claim, corpus))))


def _taken_back(claim: Claim, corpus: Corpus) -> list[str]:
    """The former figures that a claim takes back, as they are written."""
    return [revision.old for revision in corpus.revisions if claim.key in revision.told]


def gives(claim: Claim, mention: Mention, corpus: Corpus) -> bool:
    """Whether a claim gives the figure or date of a mention, wherever its quote is from."""
    if mention.kind == "date":
        return any(_gives_date(claim, mention, text, corpus) for text in (mention.readings or (mention.value,)))
    return gives_value(claim, mention, corpus.properties[claim.property].scale, corpus.hedges)


def gives_value(claim: Claim, mention: Mention, scale: Scale, hedges: Hedges) -> bool:
    """Whether a claim's value is the figure, or the date, of a mention. `scale` is that of the claim's property."""
    if scale.type in ("text", "category") or (scale.type == "date") != (mention.kind == "date"):
        return False
    for text in mention.readings or (mention.value,):
        value, _ = read_value(text.lstrip("-−+"), scale, hedges, is_advised=False)
        if (
            value is not None
            and value.unit == claim.value.unit
            and _alike(claim.value.interval, value.interval, scale.type)
        ):
            return True
    return False


def _gives_date(claim: Claim, mention: Mention, text: str, corpus: Corpus) -> bool:
    days = {claim.as_of, claim.counted_from}
    if mention.window is not None and mention.window in days:
        return True
    if claim.value.unit != "date":
        return False
    value, _ = read_value(text, corpus.properties[claim.property].scale, corpus.hedges, is_advised=False)
    return value is not None and _alike(value.interval, claim.value.interval, "date")


def _alike(ours: Interval, theirs: Interval, kind: str) -> bool:
    """Whether two intervals are of one figure: they share a bound, or, of durations, they meet; signs do not count."""
    if kind == "duration":
        return _is_one_length(ours, theirs)
    if kind == "percentage" and theirs.best is not None and 100 % theirs.best.denominator and ours.best is not None:
        return abs(ours.best - theirs.best) <= A_POINT  # a third, coded as 33%
    if kind == "date":
        return (ours.lower, ours.upper) == (theirs.lower, theirs.upper)
    own = {abs(bound) for bound in (ours.lower, ours.upper, ours.best) if bound}
    other = {abs(bound) for bound in (theirs.lower, theirs.upper, theirs.best) if bound}
    return bool(own & other) or theirs == ours


def _is_one_length(ours: Interval, theirs: Interval) -> bool:
    """Whether two lengths of time may be one: they meet; a limit meets only what is as long as it, or another limit.

    Up to 10 years is not 22 days, which is less as well.
    """
    limits = [limit for limit in (_limit(ours), _limit(theirs)) if limit is not None]
    if not limits:
        return _meet(ours, theirs)
    others = [span for span in (ours, theirs) if _limit(span) is None]
    if not others:
        return len(limits) == 2 and abs(limits[0] - limits[1]) <= A_LENGTH * max(map(abs, limits))
    low, high = others[0].lower, others[0].upper
    return low is not None and high is not None and low * (1 - A_LENGTH) <= limits[0] <= high * (1 + A_LENGTH)


def _limit(span: Interval) -> Fraction | None:
    """The one end of what is at least, or at most, so long; None where it has two."""
    if span.lower is None:
        return span.upper
    if span.upper is None:
        return span.lower
    return span.upper if span.lower == 0 and span.upper > 0 else None


def _meet(ours: Interval, theirs: Interval) -> bool:
    is_above = ours.lower is not None and theirs.upper is not None and ours.lower > theirs.upper
    is_below = ours.upper is not None and theirs.lower is not None and ours.upper < theirs.lower
    return not is_above and not is_below
