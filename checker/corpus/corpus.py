"""What the files mean: names resolved to entities, words to intervals, dates to days.

`model` is what a file says; this is what it comes to. All of it is frozen and sorted, so that the order of
files, claims and keys changes nothing.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from checker.files.article_texts import Text
from checker.problems import Problem
from checker.values.dates import Window
from checker.values.moments import Moment
from checker.values.rates import NO_RATES, Rates
from checker.values.value import Hedges, Scale, Value

if TYPE_CHECKING:
    from checker.corpus.calls import Call
    from checker.corpus.relation import Relation
    from checker.files import models
    from checker.files.nodes import Document


class Source(Struct, frozen=True, kw_only=True):
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


class Entity(Struct, frozen=True, kw_only=True):
    """Who or what claims speak of. `key` is story/id, or the id alone where stories share it.

    `on` is when an event was, where entities.yaml says so. `breakdown` is the way of dividing the whole to which a part
    belongs, if it has a name; `complete_breakdowns` are those of its own parts that are known to be whole. `became` is
    the key of what took over from it, whose figures its own are.
    """

    key: str
    id: str
    name: str
    kind: str
    part_of: str
    parts_complete: bool
    since: Window
    until: Window
    aliases: tuple[str, ...] = ()
    on: Moment | None = None
    breakdown: str = ""
    complete_breakdowns: tuple[str, ...] = ()
    became: str = ""


def wholes_of(key: str, entities: Mapping[str, Entity]) -> Iterator[str]:
    """What an entity is a part of, however far up. A circle, which is a problem, ends where it comes to one again."""
    seen = {key}
    while (whole := entities[key].part_of) in entities:
        yield whole
        if whole in seen:
            return
        seen.add(whole)
        key = whole


class Property(Struct, frozen=True, kw_only=True):
    """What can be claimed, and how it holds over time for each status. `window` is in days.

    `scope_of` are scopes that divide its figures, each with its breakdown; `other_counts` are scopes that are no parts.
    `periods_add_up`: figures for periods do, whatever the mode of the others. `by_voice` are the statuses of which each
    voice has a figure of its own.
    """

    name: str
    title: str
    scale: Scale
    over_time: dict[str, str]
    window: int
    adds_to: str
    after: str
    important: bool
    words: tuple[str, ...] = ()
    scope_of: tuple[tuple[str, str], ...] = ()
    other_counts: frozenset[str] = frozenset()
    periods_add_up: bool = False
    by_voice: frozenset[str] = frozenset()


class SignOf(Struct, frozen=True, kw_only=True):
    """Which currency a sign stands for in the articles of a publisher (folded), of a story, or of one in the other."""

    sign: str
    currency: str
    publisher: str = ""
    story: str = ""


RATIO, BY, SHARE = COMPARISONS = ("ratio", "difference", "share")
"""How a figure is compared with another: it is so many times that, differs from it by so much, or is so large a share
of what is counted in another unit: the patients of the beds."""
BEFORE, THEN, THEN_ALL = "before", "at", "period"
"""When the other figure is taken: just before, as of a moment, for a period; "" is the same moment."""
COMPARED_AT = ("", BEFORE, THEN, THEN_ALL)


class Comparison(Struct, frozen=True, kw_only=True, eq=False):
    """What a claim compares its figure with: a subject, property, status and scope, and when these are taken.

    `first` and `last` are the days of a moment or period. `word` joins it to the other figure in a sentence: than, of.
    """

    kind: str
    subject: str
    property: str
    status: str
    scope: str
    at: str = ""
    first: int = 0
    last: int = 0
    word: str = ""

    def key(self) -> tuple[str, str, str, str, str, str, int, int]:
        """What tells it apart: not the word."""
        return self.kind, self.subject, self.property, self.status, self.scope, self.at, self.first, self.last

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Comparison) and self.key() == other.key()

    def __lt__(self, other: Comparison) -> bool:
        return self.key() < other.key()

    def __hash__(self) -> int:
        return hash(self.key())


def unit_of_figure(unit: str, compared: Comparison | None) -> str:
    """The unit in a figure's name; of a comparison with what it is compared with."""
    if compared is None:
        return unit
    about = (compared.subject, compared.property, compared.status, compared.scope, compared.at)
    days = f" {compared.first}..{compared.last}" if compared.first else ""
    return f"{unit} of {' '.join(filter(None, about))}{days}"


class Claim(Struct, frozen=True, kw_only=True):
    """A source says that a figure has a value. `key` is story/source#id; `out` why it is out of play.

    `origin` is its voice. `as_of` are the days that the figure is of, for people; `moment` is what is known of when. A
    claim for a `period` has the period's days as `as_of`. A claim that is `compared` with another figure has as value
    how many times that it is, or by how much it differs. `derived_from` is the claim of which it is the amount in
    another currency. `relays` are the voices through which it came, the last of them its own; `counted_from` is also
    set where its voice began the count anew before. One that `is_quoted` has its value in its quote, or ought to.
    """

    key: str
    id: str
    story: str
    source: str
    subject: str
    property: str
    status: str
    scope: str
    as_of: Window
    moment: Moment
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
    period: Window | None = None
    relays: tuple[str, ...] = ()
    compared: Comparison | None = None
    derived_from: str = ""
    is_quoted: bool = True

    @builtins.property  # a field has the name `property`
    def figure_name(self) -> tuple[str, str, str, str, str]:
        """What its figure's id is made of: story/entity, property, status, scope, unit."""
        unit = unit_of_figure(self.value.unit, self.compared)
        return self.subject, self.property, self.status, self.scope, unit

    @builtins.property  # a field has the name `property`
    def overall(self) -> str:
        """Its value as written, and the status where that is not `actual`."""
        return self.value.text if self.status == "actual" else f"{self.value.text} {self.status}"


class Rule(Struct, frozen=True, kw_only=True):
    """A rule of the corpus: what its file says, and its relation. `properties` are those of its examples alone."""

    id: str
    said: models.Rule
    relation: Relation
    document: Document
    properties: dict[str, Property] = field(default_factory=dict)


class Revision(Struct, frozen=True, kw_only=True):
    """A voice takes a figure back, and says something else.

    `told` are the keys of the claims that say so, the first of them with `text`; `figure` is the subject, property,
    status, scope and unit of what is taken back, `old` its value as it was written. `withdrawn` are the keys of the
    claims that are out of play for it, `outdated` those of papers that came out after the first article that tells it
    (`known`, a day) and print the old value as of a later moment.
    """

    voice: str
    told: tuple[str, ...]
    figure: tuple[str, str, str, str, str]
    old: str
    new: str
    moment: Moment
    known: int
    why: str = ""
    withdrawn: tuple[str, ...] = ()
    outdated: tuple[str, ...] = ()


class Disowned(Struct, frozen=True, kw_only=True):
    """A voice says that it never gave a figure: `told` is the claim that says so, `claims` those that ascribe it."""

    voice: str
    told: str
    claims: tuple[str, ...]


class Restart(Struct, frozen=True, kw_only=True):
    """A voice (every voice, if empty) counts anew from a day: `figure` is subject, property, status, scope and unit."""

    voice: str
    figure: tuple[str, str, str, str, str]
    day: int
    told: tuple[str, ...] = ()


StatementKey = tuple[str, str, str, str, str]
"""Side, figure, voice, moment and a hash of the value; the last two are "*" where they may be any."""


class Acceptance(Struct, frozen=True, kw_only=True):
    """A finding that people have accepted: an entry of accepted.yaml. `until` is the last day it holds.

    `statements` are known, and `echoes` in what follows from it. `is_open`: these voices, on these sides, however
    often; `lets_others_join`: other voices too. `voices` are those of which it was accepted, where not of all.
    """

    id: str
    rule: str
    reason: str
    statements: tuple[StatementKey, ...] = ()
    echoes: tuple[StatementKey, ...] = ()
    is_open: bool = False
    lets_others_join: bool = False
    voices: tuple[str, ...] = ()
    until: Window | None = None
    by: str = ""
    message: str = ""
    file: str = ""
    line: int = 0


class Corpus(Struct, frozen=True, kw_only=True):
    """All that was loaded. With problems it is incomplete, and says so.

    `texts` are the articles' texts by source, for those that name one. `chosen` are the stories and articles of the
    project at `root` that were asked for, None where that is all: a report may be of those alone (see `focus`).
    `hints` have a place as problems do, and are none: what they speak of is meant otherwise, perhaps. `table_sources`
    are no articles: rows of tables that stand beside claims of articles. `calls` are whom the desk rings up: nothing is
    checked by them.
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
    revisions: tuple[Revision, ...] = ()
    disowned: tuple[Disowned, ...] = ()
    restarts: tuple[Restart, ...] = ()
    hints: tuple[Problem, ...] = ()
    table_sources: frozenset[str] = frozenset()
    calls: tuple[Call, ...] = ()

    @property
    def stories(self) -> tuple[str, ...]:
        return tuple(sorted({source.story for source in self.sources.values()}))

    @property
    def written(self) -> tuple[Claim, ...]:
        """The claims that somebody wrote: not what they come to in another currency."""
        return tuple(claim for claim in self.claims if not claim.derived_from)

    def is_chosen(self, source: str) -> bool:
        """Whether an article was asked for, or its story."""
        if source in self.table_sources:
            return False
        return self.chosen is None or source in self.chosen or source.partition("/")[0] in self.chosen

    @property
    def text_files(self) -> tuple[str, ...]:
        """The files in which quotes are looked up, whether they are there or not."""
        return tuple(sorted(str(text.path) for text in self.texts.values() if text.path is not None))
