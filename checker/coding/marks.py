"""The figures of an article's text with their state: coded, to code, no claim, or unsure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from msgspec import Struct

from checker.coding.draft import is_readable
from checker.corpus.corpus import Claim, Corpus
from checker.texts.coverage import may_code
from checker.texts.mentions import FIGURES, Mention, find_mentions, is_own_day
from checker.texts.quoted_values import gives
from checker.texts.quotes import Anchor, Searchable, place
from checker.values.dates import Window

CODED, TO_CODE, NO_CLAIM, UNSURE = "coded", "to code", "no claim", "unsure"
STATES = (CODED, TO_CODE, NO_CLAIM, UNSURE)


class Mark(Struct, frozen=True, kw_only=True):
    """A mention of a text with its state. `line` and `column` are from 1; the span is that of the mention.

    `claims` are the ids of those that code it, by their quotes or, if `is_again`, from another place. `why` says why it
    is unsure, or why it is no claim though nobody has said so.
    """

    mention: Mention
    line: int
    column: int
    state: str
    claims: tuple[str, ...] = ()
    is_again: bool = False
    why: str = ""


def marks_of(
    text: str,
    source: str,
    corpus: Corpus,
    *,
    searchable: Searchable | None = None,
    mentions: Iterable[Mention] | None = None,
) -> tuple[Mark, ...]:
    """The mentions of an article's text, in its order; `source` is story/name.

    Whoever asks again after an edit gives what was found in the same text, with the same day and hedges.
    """
    searchable = searchable or Searchable(text)
    article = corpus.sources[source]
    claims = [claim for claim in corpus.claims if claim.source == source]
    quoted = _quoted(claims, searchable)
    excused = [span for words in article.no_claim for span in searchable.find(words)]
    return tuple(
        _mark(mention, searchable, corpus, claims, quoted, excused, article.published)
        for mention in (find_mentions(text, article.published, corpus.hedges) if mentions is None else mentions)
        if not is_own_day(mention, article.published)
    )


def _quoted(claims: Iterable[Claim], searchable: Searchable) -> list[tuple[Claim, int, int]]:
    """The claims whose quotes stand in a text, each with the first place of it."""
    return [(claim, *span) for claim in claims if claim.quote for span in searchable.find(claim.quote)[:1]]


def _mark(
    mention: Mention,
    searchable: Searchable,
    corpus: Corpus,
    claims: Sequence[Claim],
    quoted: Sequence[tuple[Claim, int, int]],
    excused: Sequence[tuple[int, int]],
    published: Window,
) -> Mark:
    line, column = searchable.at(mention.start)
    mark = partial(Mark, mention=mention, line=line, column=column)
    if here := _coded_here(mention, quoted, corpus):
        return mark(state=CODED, claims=here)
    if any(_overlaps(mention, first, last) for first, last in excused):
        return mark(state=NO_CLAIM)
    if mention.window is not None and mention.window == published:
        return mark(state=NO_CLAIM, why="the day of publication")
    if again := _coded_elsewhere(mention, claims, corpus):
        return mark(state=CODED, claims=again, is_again=True)
    if mention.kind not in (*FIGURES, "vague"):
        return mark(state=NO_CLAIM, why=f"taken for no figure: {mention.kind}")
    if is_readable(mention, corpus.hedges):
        return mark(state=TO_CODE)
    return mark(state=UNSURE, why=mention.why or "which number is meant is not said")


def _overlaps(mention: Mention, first: int, last: int) -> bool:
    return first < mention.end and mention.start < last


def _coded_here(mention: Mention, quoted: Sequence[tuple[Claim, int, int]], corpus: Corpus) -> tuple[str, ...]:
    """The claims that code a mention by their quotes."""
    return tuple(
        claim.id
        for claim, first, last in quoted
        if _overlaps(mention, first, last) and may_code(claim, mention, corpus)
    )


def _coded_elsewhere(mention: Mention, claims: Sequence[Claim], corpus: Corpus) -> tuple[str, ...]:
    """The claims that give the same figure, from whatever place."""
    if mention.kind not in FIGURES:
        return ()
    return tuple(claim.id for claim in claims if gives(claim, mention, corpus))


class Quoted(Struct, frozen=True, kw_only=True):
    """Where a claim's quote stands in a text; `state` is that of the module `quotes` (found, gone, ...)."""

    claim: str
    start: int
    end: int
    state: str


def quotes_of(
    text: str, source: str, corpus: Corpus, anchors: Mapping[str, Anchor] | None = None
) -> tuple[Quoted, ...]:
    """The quotes of an article's claims in its text, in the order of the text; those that are gone come last."""
    searchable = Searchable(text)
    found = [
        (claim.id, place(claim.quote, searchable, (anchors or {}).get(claim.id)))
        for claim in corpus.claims
        if claim.source == source and claim.quote
    ]
    quotes = [Quoted(claim=id_, start=spot.start, end=spot.end, state=spot.state) for id_, spot in found]
    return tuple(sorted(quotes, key=lambda each: (each.start < 0, each.start, each.claim)))


def counts_of(marks: Iterable[Mark]) -> dict[str, int]:
    """How many figures are in which state; those that are no figures, and those taken out, do not count."""
    counted = [mark.state for mark in marks if mark.state != NO_CLAIM]
    return {state: counted.count(state) for state in STATES if state != NO_CLAIM}
