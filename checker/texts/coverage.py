"""How much of each article's text is coded: figures and dates that no claim codes, and what became of the quotes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from checker.corpus.corpus import Claim, Corpus
from checker.corpus.resolve import MAX_QUOTE_WORDS
from checker.files.article_texts import CHANGED, UNREADABLE, Text
from checker.files.budgets import COVERAGE_CHARACTERS, megabytes
from checker.texts.languages import ENGLISH, language_of
from checker.texts.mentions import FIGURES, Mention, find_mentions, is_own_day, sentence_at, sentences
from checker.texts.names import Name
from checker.texts.quoted_values import gives, is_its_own, names, other_figures, takes_back
from checker.texts.quotes import ELSEWHERE, FOUND, GONE, MOVED, Anchor, Place, Searchable, place
from checker.texts.unclaimed import unclaimed_names
from checker.values.value import fold

WHY_ASIDE = {"age": "taken for an age", "reference": "taken for the number of what is named beside it"}
NEAR = 200
"""Code points on either side of a mention in which the words beside it are looked for."""


class Spot(Struct, frozen=True):
    """A mention with where it stands: line and column (from 1), and at most eight words around it."""

    mention: Mention
    line: int
    column: int
    words: str


class Change(Struct, frozen=True):
    """Words of a text that are others now, and the claims that rested on them."""

    line: int
    before: str
    after: str
    claims: tuple[Claim, ...]


class Article(Struct, frozen=True):
    """One article. Without its text at hand only `source`, `text`, `claims` and `doubtful` are set.

    `again` are figures that no claim quotes, but that a claim gives from another place; they count as coded. `no_claim`
    are figures that the source says are none to code; they do not count. `doubtful` are claims whose quote holds
    figures, but not theirs; with those figures. `unread` are figures that were seen, but not read, and that no claim
    quotes; they count as not coded. `aside` was taken for an age or for a number in a name, with
    the reason; it does not count. `unclaimed` are names of who speaks or acts in the text, and in no claim of it.
    """

    source: str
    text: Text | None
    claims: tuple[Claim, ...]
    spots: tuple[Spot, ...] = ()
    uncoded: tuple[Spot, ...] = ()
    again: tuple[Spot, ...] = ()
    no_claim: tuple[Spot, ...] = ()
    doubtful: tuple[tuple[Claim, str], ...] = ()
    places: tuple[tuple[Claim, Place, int], ...] = ()
    changes: tuple[Change, ...] = ()
    unread: tuple[Spot, ...] = ()
    aside: tuple[Spot, ...] = ()
    unclaimed: tuple[tuple[Name, int, int], ...] = ()
    language: str = ENGLISH

    @property
    def coded(self) -> int:
        return len(self.spots) - len(self.uncoded)

    def in_state(self, *states: str) -> list[tuple[Claim, Place, int]]:
        """Claims whose quotes are in one of these states, where they are, and in which line."""
        return [entry for entry in self.places if entry[1].state in states]

    @property
    def is_broken(self) -> bool:
        """Whether a claim rests on words that are not there any more, or the text was not looked through."""
        is_changed = self.text is not None and self.text.state == CHANGED
        is_unread = self.text is not None and self.text.state == UNREADABLE
        return is_changed or is_unread or bool(self.doubtful or self.in_state(GONE, ELSEWHERE))


def coverage(corpus: Corpus, anchors: Mapping[str, Mapping[str, Anchor]] | None = None) -> list[Article]:
    """Every article of a corpus, in the order of their keys."""
    by_source: dict[str, list[Claim]] = {key: [] for key in corpus.sources}
    for claim in corpus.claims:
        by_source[claim.source].append(claim)
    return [
        _article(source, sorted(claims, key=lambda claim: claim.line), corpus, (anchors or {}).get(source, {}))
        for source, claims in sorted(by_source.items())
    ]


def fresh_anchors(articles: Iterable[Article]) -> dict[str, dict[str, Anchor]]:
    """Where the quotes stand now, for those that stand in one place."""
    found: dict[str, dict[str, Anchor]] = {}
    for article in articles:
        if article.text is not None and article.text.content:
            text = Searchable(article.text.content)
            for claim, spot, _ in article.in_state(FOUND, MOVED):
                found.setdefault(article.source, {})[claim.id] = text.anchor(spot.start, spot.end)
    return found


def _article(source: str, claims: list[Claim], corpus: Corpus, anchors: Mapping[str, Anchor]) -> Article:
    text = _within_budget(corpus.texts.get(source))
    doubtful = tuple((claim, other) for claim in claims if (other := other_figures(claim, corpus)))
    if text is None or not text.content:
        return Article(source, text, tuple(claims), doubtful=doubtful)
    searchable = Searchable(text.content)
    places = [(c, place(c.quote, searchable, anchors.get(c.id))) for c in claims if c.quote]
    quoted = [(claim, spot.start, spot.end) for claim, spot in places if spot.state != GONE]
    published = corpus.sources[source].published
    found = find_mentions(text.content, published, corpus.hedges)
    spans = list(sentences(text.content)) if corpus.revisions else []
    mentions = [
        mention
        for mention in found
        if mention.kind in FIGURES
        and (mention.kind != "date" or mention.is_read)
        and not is_own_day(mention, published)
    ]
    excused = [at for phrase in corpus.sources[source].no_claim for at in searchable.find(phrase)]
    every = [_spot(mention, text.content, searchable) for mention in mentions]
    no_claim = tuple(s for s in every if any(a < s.mention.end and s.mention.start < b for a, b in excused))
    spots = tuple(spot for spot in every if spot not in no_claim)
    unquoted = [
        spot
        for spot in spots
        if spot.mention.window != published
        and not any(
            start < spot.mention.end and spot.mention.start < end and may_code(claim, spot.mention, corpus)
            for claim, start, end in quoted
        )
        and not _is_taken_back(spot.mention, quoted, spans, corpus)
    ]
    again = tuple(spot for spot in unquoted if any(gives(claim, spot.mention, corpus) for claim in claims))
    return Article(
        source=source,
        text=text,
        claims=tuple(claims),
        spots=spots,
        uncoded=tuple(spot for spot in unquoted if spot not in again),
        again=again,
        no_claim=no_claim,
        doubtful=doubtful,
        places=tuple((claim, spot, searchable.at(spot.start)[0] if spot.start >= 0 else 0) for claim, spot in places),
        changes=tuple(_changes(text, searchable, claims)),
        unread=tuple(spot for spot in unquoted if not spot.mention.is_read),
        aside=tuple(_spot(m, text.content, searchable) for m in _set_aside(found, quoted, excused, corpus)),
        unclaimed=tuple((name, *searchable.at(name.start)) for name in unclaimed_names(text.content, claims, corpus)),
        language=language_of(text.content),
    )


def _spot(mention: Mention, content: str, searchable: Searchable) -> Spot:
    return Spot(mention, *searchable.at(mention.start), _around(content, mention.start, mention.end))


def _is_taken_back(
    mention: Mention, quoted: list[tuple[Claim, int, int]], spans: list[tuple[int, int]], corpus: Corpus
) -> bool:
    """Whether a claim that is quoted from the sentence of a mention says that this figure is taken back."""
    telling = [(start, claim) for claim, start, _ in quoted if takes_back(claim, mention, corpus)]
    if not telling:
        return False
    first, last = sentence_at(spans, mention.start)
    return any(first <= start < last for start, _ in telling)


def _set_aside(
    found: list[Mention], quoted: list[tuple[Claim, int, int]], excused: list[tuple[int, int]], corpus: Corpus
) -> list[Mention]:
    """What was taken for no figure and could be one: an age, where a property has years, and a number of a name.

    Those are left out that a claim quotes and names.
    """
    has_ages = any(prop.name == "age" for prop in corpus.properties.values())
    aside = []
    for mention in found:
        if not ((mention.kind == "age" and has_ages) or (mention.kind == "reference" and mention.phrase.isdigit())):
            continue
        near = [claim for claim, start, end in quoted if start < mention.end and mention.start < end]
        is_excused = any(start < mention.end and mention.start < end for start, end in excused)
        if not is_excused and not any(names(claim, mention, corpus) for claim in near):
            aside.append(replace(mention, why=WHY_ASIDE[mention.kind]))
    return aside


def _within_budget(text: Text | None) -> Text | None:
    """The text; one that is too large to be looked through as one that cannot be read."""
    if text is None or len(text.content) <= COVERAGE_CHARACTERS:
        return text
    why = f"larger than {megabytes(COVERAGE_CHARACTERS)}, so it was not looked through; give the article's own text"
    return Text(UNREADABLE, text.path, why=why)


def may_code(claim: Claim, mention: Mention, corpus: Corpus) -> bool:
    """Whether a claim that quotes a mention is about it: gives or names its figure, or says that none is stated.

    What a claim in words, such as a stance, quotes beside them is a figure that nobody has coded.
    """
    kind = corpus.properties[claim.property].scale.type
    if not claim.value.stated:
        return True
    if kind not in FIGURES:
        return mention.window is not None or fold(mention.phrase) in fold(claim.value.text)
    # what a date comes to, and a figure that cannot be read, is for the person to say who quoted it
    if mention.window is not None:
        return True
    if not mention.value:
        return is_its_own(claim, mention, corpus)
    return gives(claim, mention, corpus) or names(claim, mention, corpus)


def _around(text: str, start: int, end: int) -> str:
    """A mention with the words beside it in its line, at most eight."""
    words = text[start:end].split()
    before = text[max(text.rfind("\n", 0, start) + 1, start - NEAR) : start].split()
    stop = text.find("\n", end, end + NEAR)
    after = text[end : end + NEAR if stop < 0 else stop].split()
    glued_before = bool(before) and start > 0 and not text[start - 1].isspace()
    glued_after = bool(after) and end < len(text) and not text[end].isspace()
    head = before.pop() if glued_before else ""
    tail = after.pop(0) if glued_after else ""
    room = max(0, MAX_QUOTE_WORDS - len(words))
    left = before[-min(3, room) :] if room else []
    right = after[: room - len(left)]
    return " ".join([*left, head + " ".join(words) + tail, *right])


def _changes(text: Text, now: Searchable, claims: list[Claim]) -> Iterable[Change]:
    """What is written otherwise than in the text that was coded; known where both are at hand."""
    if text.state != CHANGED or not text.former:
        return
    old, new = text.former.split(), text.content.split()
    former = Searchable(" ".join(old))
    starts = [0]
    for word in old:
        starts.append(starts[-1] + len(word) + 1)
    offsets = list(_word_starts(text.content))
    quotes = [(claim, former.find(claim.quote)) for claim in claims if claim.quote]
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        first, last = starts[a], starts[b] - 1 if b > a else starts[a]
        rested = tuple(
            claim for claim, found in quotes if any(s < max(last, first + 1) and first < e for s, e in found)
        )
        line = now.at(offsets[min(c, len(offsets) - 1)])[0] if offsets else 1
        yield Change(line, _shortened(old[a:b]), _shortened(new[c:d]), rested)


def _word_starts(text: str) -> Iterable[int]:
    spaces = [True, *(char.isspace() for char in text)]
    return (at for at, (was, is_) in enumerate(pairwise(spaces)) if was and not is_)


def _shortened(words: list[str]) -> str:
    return " ".join(words if len(words) <= MAX_QUOTE_WORDS else [*words[: MAX_QUOTE_WORDS - 1], "…"])
