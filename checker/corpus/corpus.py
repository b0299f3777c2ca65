"""What the files mean: names resolved to entities, words to intervals, dates to days.

`model` is what a file says; this is what it comes to. All of it is frozen and sorted, so that the order of
files, claims and keys changes nothing.
"""

from __future__ import annotations

import builtins
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from checker.files.article_texts import Text
from checker.problems import Problem
from checker.values.dates import Window
from checker.values.rates import NO_RATES, Rates
from checker.values.value import Hedges, Scale, Value

if TYPE_CHECKING:
    from checker.corpus.rule_language import Relation
    from checker.files import models
    from checker.files.yaml_reader import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One article. `key` is story/name, the name that of its file."""

    key: str
    story: str
    publisher: str
    title: str
    author: str
    published: Window
    url: str
    via: str
    file: str
    no_claim: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Who or what claims speak of. `key` is story/id, or the id alone where stories share it."""

    key: str
    id: str
    name: str
    kind: str
    part_of: str
    parts_complete: bool
    since: Window
    until: Window
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """What can be claimed, and how it holds over time for each status. `window` is in days."""

    name: str
    title: str
    scale: Scale
    over_time: dict[str, str]
    window: int
    adds_to: str
    after: str
    important: bool
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOf:
    """Which currency a sign stands for in the articles of a publisher (folded), of a story, or of one in the other."""

    sign: str
    currency: str
    publisher: str = ""
    story: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A source says that a quantity has a value. `key` is story/source#id; `out` why it is out of play."""

    key: str
    id: str
    story: str
    source: str
    subject: str
    property: str
    status: str
    scope: str
    as_of: Window
    value: Value
    speaker: str
    via: str
    origin: str
    quote: str
    implied: str
    important: bool
    counted_from: Window | None
    out: str
    file: str
    line: int
    column: int

    @builtins.property  # a field has the name `property`
    def overall(self) -> str:
        """Its value as written, and the status where that is not `actual`."""
        return self.value.text if self.status == "actual" else f"{self.value.text} {self.status}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of the corpus: what its file says, and its relation."""

    id: str
    said: models.Rule
    relation: Relation
    document: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """A finding that people have accepted: an entry of accepted.yaml. `until` is the last day it holds."""

    id: str
    rule: str
    claims: tuple[str, ...]
    content: tuple[str, ...]
    reason: str
    until: Window | None = None
    by: str = ""
    message: str = ""
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """All that was loaded. With problems it is incomplete, and says so.

    `texts` are the articles' texts by source, for those that name one. `chosen` are the stories and articles of the
    project at `root` that were asked for, None where that is all: a report may be of those alone (see `focus`).
    """

    sources: dict[str, Source]
    claims: tuple[Claim, ...]
    entities: dict[str, Entity]
    properties: dict[str, Property]
    rules: tuple[Rule, ...]
    hedges: Hedges
    problems: tuple[Problem, ...]
    rates: Rates = NO_RATES
    accepted: tuple[Acceptance, ...] = ()
    texts: dict[str, Text] = field(default_factory=dict)
    root: Path = Path()
    chosen: frozenset[str] | None = None

    @property
    def stories(self) -> tuple[str, ...]:
        return tuple(sorted({source.story for source in self.sources.values()}))

    def is_chosen(self, source: str) -> bool:
        """Whether an article was asked for, or its story."""
        return self.chosen is None or source in self.chosen or source.partition("/")[0] in self.chosen

    @property
    def text_files(self) -> tuple[str, ...]:
        """The files in which quotes are looked up, whether they are there or not."""
        return tuple(sorted(str(text.path) for text in self.texts.values() if text.path is not None))
