"""One article that is being coded: its text with marks, its claims, and what each mark may be coded as."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from checker.coding.forms import Form, form_for, form_for_words
from checker.coding.knowledge import Knowledge
from checker.coding.marks import Mark, marks_of
from checker.coding.suggestions import Drafted
from checker.corpus.corpus import Claim, Source
from checker.desk.marked_text import Line, Spot, kind_of, lines_of, spots_of
from checker.desk.workspace import View
from checker.editor.project import absolute
from checker.engine.findings import PERHAPS
from checker.texts.mentions import Mention, find_mentions
from checker.texts.quotes import Searchable

CODED_KINDS = ("coded", "conflict", "none")
WAITING = ("open", "unsure")
WORDS = "words"
"""The kind of what a person has selected, where it is no figure."""


class Progress(Struct, frozen=True, kw_only=True):
    """Of the figures of a text: how many are done with, of how many. `is_known` where there is a text."""

    done: int = 0
    seen: int = 0
    is_known: bool = True

    @property
    def percent(self) -> int:
        return 100 if not self.seen else int(100 * self.done / self.seen)


class ArticleDesk:
    """An article in one view of the project. What is costly is made once, when it is asked for."""

    def __init__(self, view: View, key: str, before: ArticleDesk | None = None) -> None:
        self.view, self.key = view, key
        self.source: Source = view.corpus.sources[key]
        self.claims: tuple[Claim, ...] = view.claims_in(key)
        found = view.corpus.texts.get(key)
        self.text = found.content if found is not None and found.content else ""
        self._kept = _kept_of(before) if before is not None and _reads_alike(before, self) else {}

    @property
    def story(self) -> str:
        return self.source.story

    @property
    def file(self) -> Path:
        return absolute(self.source.file)

    @cached_property
    def searchable(self) -> Searchable:
        found: Searchable = self._kept.get("searchable") or Searchable(self.text)
        return found

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        corpus = self.view.corpus
        return marks_of(self.text, self.key, corpus, searchable=self.searchable, mentions=self.mentions)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The figures and dates of the text."""
        kept: tuple[Mention, ...] | None = self._kept.get("mentions")
        return tuple(find_mentions(self.text, self.source.published, self.view.corpus.hedges)) if kept is None else kept

    @cached_property
    def conflicts(self) -> frozenset[str]:
        """The ids of its claims that a contradiction is about, unless that is accepted."""
        own = {claim.key: claim.id for claim in self.claims}
        return frozenset(
            own[key]
            for finding in self.view.review.findings
            if finding.severity == "error"
            and finding.kind != PERHAPS
            and not self.view.review.status(finding).is_accepted
            for key in finding.claim_keys
            if key in own
        )

    @cached_property
    def spots(self) -> list[Spot]:
        return spots_of(self.marks, self.claims, self.searchable, self.conflicts)

    @property
    def lines(self) -> list[Line]:
        return lines_of(self.text, self.spots)

    @property
    def progress(self) -> Progress:
        kinds = [kind for mark in self.marks if (kind := kind_of(mark)) != "aside"]
        done = sum(kind in CODED_KINDS for kind in kinds)
        return Progress(done=done, seen=len(kinds), is_known=bool(self.text))

    # --- where one is, and where one goes next

    def spot(self, key: str) -> Spot | None:
        """A mark by its key."""
        return next((spot for spot in self.spots if spot.key == key and spot.is_first), None)

    def mark(self, key: str) -> Mark | None:
        """The figure or date that a key names."""
        return next((mark for mark in self.marks if f"m{mark.mention.start}" == key), None)

    def next_waiting(self, after: int) -> Mark | None:
        """The next figure to code behind a place; from the top, where none is left below."""
        waiting = [mark for mark in self.marks if kind_of(mark) in WAITING]
        behind = [mark for mark in waiting if mark.mention.start > after]
        return next(iter(behind or waiting), None)

    def claim(self, id_: str) -> Claim | None:
        return next((claim for claim in self.claims if claim.id == id_), None)

    # --- what a mark may be coded as

    @cached_property
    def drafted(self) -> Drafted:
        """The text read with what the project knows now."""
        corpus, kept = self.view.corpus, self._kept.get("drafted")
        if kept is not None:
            again: Drafted = replace(kept, knowledge=Knowledge.of(corpus, self.story))
            return again
        return Drafted.of(self.text, self.source.published, corpus, self.story)

    def suggestion(self, mention: Mention) -> Form:
        """What a mention may be coded as; its neighbour speaks for its subject."""
        taken = [claim.id for claim in self.claims]
        if mention.kind == WORDS:
            return form_for_words(mention.start, mention.end, self.drafted, self.view.corpus, self.story, taken=taken)
        previous = next(iter(self.subjects_before(mention)), "")
        return form_for(mention, self.drafted, self.view.corpus, self.story, taken=taken, previous=previous)

    def subjects_before(self, mention: Mention) -> list[str]:
        """The ids of whom the figures before a mention are about: each once, the last one first."""
        claims = {claim.id: claim for claim in self.claims}
        coded = [claims[mark.claims[0]] for mark in self._coded_before(mention) if mark.claims[0] in claims]
        return list(dict.fromkeys(claim.subject.rpartition("/")[2] for claim in reversed(coded)))

    def _coded_before(self, mention: Mention) -> list[Mark]:
        return [mark for mark in self.marks if mark.mention.start < mention.start and mark.claims]


def _reads_alike(before: ArticleDesk, now: ArticleDesk) -> bool:
    """Whether the text says the same in both, read as of the same day with the same hedges."""
    is_same = before.text == now.text and before.source.published == now.source.published
    return is_same and before.view.corpus.hedges == now.view.corpus.hedges


def _kept_of(before: ArticleDesk) -> dict[str, Any]:
    """What was read of the text: not the article as it was then, with all that the project held."""
    return {name: value for name, value in {**before._kept, **vars(before)}.items() if name in OF_TEXT}


OF_TEXT = ("searchable", "mentions", "drafted")


def progress_of(articles: Iterable[ArticleDesk]) -> Progress:
    """The progress of several articles."""
    each = [article.progress for article in articles]
    known = [progress for progress in each if progress.is_known]
    return Progress(
        done=sum(progress.done for progress in known),
        seen=sum(progress.seen for progress in known),
        is_known=bool(known),
    )
