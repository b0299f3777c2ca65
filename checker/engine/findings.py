"""What a check gives: figures, statements, findings, disputes and their explanations, changes, and what is left out."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from msgspec import Struct

from checker.corpus.corpus import BY, Claim, Comparison, Corpus, unit_of_figure
from checker.corpus.identity import identity
from checker.files.models import BUILT_IN_RULES
from checker.values.dates import Window
from checker.values.moments import Moment
from checker.values.value import Choices

SEVERITY_ORDER = {"error": 0, "warning": 1, "note": 2}

DIFFER, ITSELF, FALLS = "voices-differ", "voice-against-itself", "count-falls"
ROW, TOGETHER, PERHAPS = "rule", "jointly", "perhaps"
TAKEN_BACK, NOT_GIVEN, GOES_BACK = "outdated", "disowned", "goes-back"
KINDS = (DIFFER, ITSELF, FALLS, ROW, TOGETHER, PERHAPS, TAKEN_BACK, NOT_GIVEN, GOES_BACK)
"""What a finding is about: the kinds of findings. Reports have a sentence for each (`TOLD`)."""


class Figure(Struct, frozen=True, kw_only=True):
    """What claims are about, whatever the moment. One that is `compared` is how it compares with another figure."""

    id: int
    subject: str
    property: str
    status: str
    scope: str
    unit: str
    type: str
    mode: str
    period: Window | None = None
    counted_from: Window | None = None
    compared: Comparison | None = None
    is_signed: bool = False
    order: tuple[str, ...] = ()

    @builtins.property  # a field has the name `property`
    def name(self) -> tuple[str, str, str, str, str]:
        """What an id is made of: story/entity, property, status, scope, unit."""
        return self.subject, self.property, self.status, self.scope, unit_of_figure(self.unit, self.compared)

    @builtins.property
    def floor(self) -> Fraction | None:
        """The least value it can have at all: a count is not negative."""
        return None if self.is_signed or self.type in ("date", BY) else Fraction(0)

    @builtins.property
    def is_whole(self) -> bool:
        return self.type in ("count", "date")


class Position(Struct, frozen=True, kw_only=True):
    """One value held about one quantity, with every claim that holds it, of whatever voice."""

    quantity: int
    lower: Fraction | None
    upper: Fraction | None
    choices: Choices | None
    text: str
    claims: tuple[Claim, ...]

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(claim.key for claim in self.claims)

    @property
    def voices(self) -> frozenset[str]:
        return frozenset(claim.origin for claim in self.claims)


class Quantity(Struct, frozen=True, kw_only=True):
    """A figure as of one moment (or for its period), with all the values held about it."""

    id: int
    figure: Figure
    moment: Moment
    positions: tuple[Position, ...]


class Statement(Struct, frozen=True, kw_only=True):
    """One voice's value for a figure as of one moment, with all the claims (papers) that relay it."""

    figure: Figure
    quantity: int
    moment: Moment
    voice: str
    position: Position
    claims: tuple[Claim, ...]

    @property
    def lower(self) -> Fraction | None:
        return self.position.lower

    @property
    def upper(self) -> Fraction | None:
        return self.position.upper

    @property
    def choices(self) -> Choices | None:
        return self.position.choices

    @property
    def text(self) -> str:
        """The value as it was written, by the first of its claims."""
        return self.claims[0].value.text

    @property
    def order(self) -> tuple[int, int, str, str]:
        """By time, then voice, then claim."""
        return self.moment.latest, self.moment.earliest, self.voice, self.claims[0].key


class Combination(Struct, frozen=True, kw_only=True, dict=True):
    """Statements that cannot hold together, one for each name of the relation, in its order; a summed name repeats.

    Voices that differ: ("higher", "lower"), for categories ("one", "other"). A fall: ("before", "after").
    `gap` is by how much the relation is missed, None where that has no measure.
    """

    terms: tuple[tuple[str, Statement], ...]
    gap: Fraction | None = None

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        return tuple(statement for _, statement in self.terms)

    @property
    def voice(self) -> str:
        """Whose statements all of them are; "" where they are of several voices."""
        first = self.terms[0][1].voice
        return first if all(statement.voice == first for _, statement in self.terms) else ""


class Part(Struct, frozen=True, kw_only=True, dict=True):
    """A part of a finding, which is accepted by itself. It has a sentence, a gap and claims of its own.

    `key` is the two voices (the higher first), the voice, the moment of a row (and its period or start of counting
    where there is one), or nothing. Of two voices that differ: on how many moments they can be compared (`shared`), on
    how many they differ, by how much in the middle (`middle_gap`), and whether never the other way (`one_way`).
    """

    key: tuple[str, ...]
    combinations: tuple[Combination, ...]
    message: str = ""
    shared: int = 0
    differing: int = 0
    middle_gap: Fraction | None = None
    one_way: bool = True

    @cached_property
    def gap(self) -> Fraction | None:
        """The widest."""
        gaps = [each.gap for each in self.combinations if each.gap is not None]
        return max(gaps, default=None)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        found = {id(s): s for each in self.combinations for s in each.statements}
        return tuple(sorted(found.values(), key=lambda s: s.order))

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        return _claims_of(self.combinations)


def _claims_of(combinations: tuple[Combination, ...]) -> tuple[Claim, ...]:
    statements = {id(statement): statement for each in combinations for _, statement in each.terms}
    found = {c.key: c for statement in statements.values() for c in statement.claims}
    return tuple(found[key] for key in sorted(found))


class Finding(Struct, frozen=True, kw_only=True, dict=True):
    """What a report lists and CI knows by its id: a contradiction (error), a tension (warning) or a note.

    `figures` are those it is about, by their name in the rule ("" where there is one), without those under a sum.
    `echo_of` are the ids of the findings without which it would not be there; `source` is set where it is of one
    source's own figures. `advice` says what to do where something can be written in the files; `steps` is the
    derivation of a joint conflict; `through` are figures that nobody gives, by which it holds those of others together.
    """

    kind: str
    rule: str
    severity: str
    figures: tuple[tuple[str, Figure], ...]
    parts: tuple[Part, ...]
    source: str = ""
    echo_of: tuple[str, ...] = ()
    by_rounding: bool = False
    advice: str = ""
    steps: tuple[str, ...] = ()
    through: tuple[Figure, ...] = ()

    @cached_property
    def id(self) -> str:
        """Stable while what it is about is the same, whoever joins it, and whatever the values."""
        names = sorted((name, *figure.name) for name, figure in self.figures)
        return identity(self.kind, self.severity, self.rule, names, self.source)

    @property
    def label(self) -> str:
        """What people call it by its severity."""
        return {"error": "contradiction", "warning": "tension"}.get(self.severity, "note")

    @property
    def certainty(self) -> str:
        return PERHAPS if self.kind == PERHAPS else "certain"

    @property
    def is_echo(self) -> bool:
        return bool(self.echo_of)

    @property
    def message(self) -> str:
        """The sentence of its first part; each part has its own."""
        return self.parts[0].message

    @cached_property
    def combinations(self) -> tuple[Combination, ...]:
        return tuple(combination for part in self.parts for combination in part.combinations)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        found = {id(s): s for each in self.combinations for _, s in each.terms}
        return tuple(sorted(found.values(), key=lambda s: s.order))

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        return _claims_of(self.combinations)

    @cached_property
    def claim_keys(self) -> tuple[str, ...]:
        return tuple(claim.key for claim in self.claims)

    @cached_property
    def voices(self) -> tuple[str, ...]:
        return tuple(sorted({statement.voice for statement in self.statements}))

    @cached_property
    def gap(self) -> Fraction | None:
        """The widest of its parts."""
        gaps = [each.gap for each in self.combinations if each.gap is not None]
        return max(gaps, default=None)

    @property
    def unit(self) -> str:
        """That of its gap."""
        return self.figures[0][1].unit

    @property
    def story(self) -> str:
        return self.claims[0].story


class GivenUp(Struct, frozen=True, kw_only=True):
    """A value that is given up, and the range that all else leaves; `settles` so many findings, echoes left out."""

    position: Position
    quantity: Quantity
    lower: Fraction | None
    upper: Fraction | None
    choices: Choices | None = None
    settles: int = 0

    @property
    def voices(self) -> tuple[str, ...]:
        return tuple(sorted(self.position.voices))


class Break(Struct, frozen=True, kw_only=True):
    """A day on which a voice itself came down: its count was revised, or begun anew."""

    figure: Figure
    voice: str
    before: Statement
    after: Statement
    settles: int = 0


class Explanation(Struct, frozen=True, kw_only=True):
    """A smallest set of values and breaks that resolves a dispute; not proven where the rest may still conflict."""

    voices: tuple[str, ...]
    values: tuple[GivenUp, ...]
    breaks: tuple[Break, ...] = ()
    is_proven: bool = True

    @property
    def cost(self) -> int:
        return len(self.values) + len(self.breaks)


class Camp(Struct, frozen=True, kw_only=True):
    """Statements of one figure that can hold together; of several camps at most one is right."""

    statements: tuple[Statement, ...]
    lower: Fraction | None
    upper: Fraction | None

    @property
    def voices(self) -> tuple[str, ...]:
        return tuple(sorted({statement.voice for statement in self.statements}))


class Dispute(Struct, frozen=True, kw_only=True):
    """Findings that hang together, their echoes and what is uncertain about the same figures.

    `front` are the explanations in the order of how many voices are wrong, ties beside each other; `camps` stand
    instead of it where one figure has nothing but pairs that differ. `note` says what was not done.
    """

    findings: tuple[Finding, ...]
    front: tuple[Explanation, ...] = ()
    camps: tuple[Camp, ...] = ()
    more: bool = False
    note: str = ""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures that its findings speak of, in the order of their ids."""
        found = {s.figure.id: s.figure for finding in self.findings for s in finding.statements}
        return tuple(found[number] for number in sorted(found))

    @property
    def claims(self) -> tuple[Claim, ...]:
        found = {claim.key: claim for finding in self.findings for claim in finding.claims}
        return tuple(found[key] for key in sorted(found))


class Change(Struct, frozen=True, kw_only=True):
    """What became otherwise, and is no disagreement: a state, a plan, a figure that a voice revised, or a rise.

    `kind` is "state" (a category), "plan" (what stands), "revision", "restart" or "rise". `steps` are the statements in
    the order of time, those that agree in one step. `voice` is set where it is one voice's own course.
    """

    kind: str
    figure: Figure
    steps: tuple[tuple[Statement, ...], ...]
    voice: str = ""
    why: str = ""


class NotCompared(Struct, frozen=True, kw_only=True, order=True):
    """Claims that were not compared, and why."""

    reason: str
    subject: str
    claims: tuple[str, ...]


class Result(Struct, frozen=True, kw_only=True):
    """All that a check found, in a fixed order; complete when made.

    `findings` hold echoes and what is uncertain too. `not_checked` is where findings may be missing, `not_explained`
    where they are there and their explanation is not, `limits` what was looked at only where it looked broken.
    `quantities` are all that is claimed, by their ids, `statements` by figure. `compared` are the keys of claims that
    stand beside another one.
    """

    corpus: Corpus
    findings: tuple[Finding, ...]
    disputes: tuple[Dispute, ...]
    changes: tuple[Change, ...]
    not_compared: Sequence[NotCompared]
    not_checked: tuple[str, ...]
    not_explained: tuple[str, ...]
    limits: tuple[str, ...]
    quantities: Mapping[int, Quantity]
    statements: Mapping[int, tuple[Statement, ...]]
    compared: frozenset[str]

    @property
    def counted(self) -> tuple[Finding, ...]:
        """The findings that count: no echo and nothing that is only possible."""
        return tuple(f for f in self.findings if not f.is_echo and f.kind != PERHAPS)

    @property
    def rule_ids(self) -> tuple[str, ...]:
        """All rules that ran, fired or not."""
        return tuple(sorted({*BUILT_IN_RULES, *(rule.id for rule in self.corpus.rules)}))

    @property
    def is_complete(self) -> bool:
        return not self.corpus.problems
