"""Figures that nobody gives, though they tie others: those of a region, between its towns and its country.

A town cannot have more dead than the country, whether or not anybody counts those of the region between them; and two
complete ways to divide a toll come to the same, whether or not anybody gives the toll. Rules relate a part with its
whole only. So where the whole is not claimed the solver is given it as an unknown: a figure without statements, with
the rows that speak of it. What cannot be true for any value of it is a joint conflict of the figures that are claimed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from msgspec import Struct, field
from msgspec.structs import replace

from checker.corpus.corpus import Claim, Corpus
from checker.corpus.relation import Relation
from checker.engine.findings import Figure, Quantity
from checker.engine.grounded import Grounded, Row
from checker.engine.quantities import Figures, figure_of
from checker.engine.query import names_of_parts
from checker.engine.series import NO_DAYS, moment_of, series_of
from checker.engine.sums import ties_scopes
from checker.values.dates import Window
from checker.values.kinds import Interval

MOST_UNCLAIMED = 20_000
"""So many are looked at, each of one moment."""

_Frame = tuple[str, str, Window, Window]
"""Status, unit, start of counting and period: the same of a part and its whole."""

_Node = tuple[str, str, str]
"""Subject, property and scope."""

_NUMBERS = ("count", "number", "money")


class Unclaimed(Struct):
    """Figures that nobody gives, as claims of nobody, in a fixed order; `was_cut` where there are too many."""

    claims: list[Claim] = field(default_factory=list)
    was_cut: bool = False


def unclaimed_in(corpus: Corpus, figures: Figures) -> Unclaimed:
    """The figures of wholes that nobody gives as of some moment, and that tie what is claimed of others then."""
    found = Unclaimed()
    if not _may_have_any(corpus):
        return found
    of_frames: dict[_Frame, dict[_Node, list[int]]] = {}
    for number in figures:
        claim = corpus.claims[figures.members[number][0]]
        if claim.compared is None and corpus.properties[claim.property].scale.type in _NUMBERS:
            subject, name, status, scope, unit, begun, period, _ = series_of(claim)
            nodes = of_frames.setdefault((status, unit, begun, period), {})
            nodes.setdefault((subject, name, scope), []).append(number)
    for frame, nodes in sorted(of_frames.items()):
        for claim in _Lattice(corpus, figures, frame, nodes).claims():
            if len(found.claims) == MOST_UNCLAIMED:
                found.was_cut = True
                return found
            found.claims.append(claim)
    return found


def _may_have_any(corpus: Corpus) -> bool:
    """Whether there is a part of a part, a part of which scopes may be told, or a whole that is divided completely."""
    entities = corpus.entities
    wholes = {entity.part_of for entity in entities.values() if entity.part_of}
    is_deep = any(entities[whole].part_of for whole in wholes if whole in entities)
    has_scopes = bool(wholes) and any(claim.scope for claim in corpus.claims)
    is_divided = any(
        entities[whole].complete_breakdowns or entities[whole].parts_complete for whole in wholes if whole in entities
    )
    return is_deep or has_scopes or is_divided


class _Lattice:
    """The figures of one frame, claimed or not, each below those that it is a part of."""

    def __init__(self, corpus: Corpus, figures: Figures, frame: _Frame, claimed: Mapping[_Node, Sequence[int]]) -> None:
        self.corpus, self.figures, self.frame, self.claimed = corpus, figures, frame, claimed
        self.parts: dict[_Node, dict[_Node, str]] = {}
        todo = sorted(claimed)
        seen = set(todo)
        while todo:
            part = todo.pop()
            for whole, breakdown in self._wholes(part):
                self.parts.setdefault(whole, {})[part] = breakdown
                if whole not in seen:
                    seen.add(whole)
                    todo.append(whole)

    def _wholes(self, node: _Node) -> Iterator[tuple[_Node, str]]:
        """What a figure is a part of, and in which breakdown."""
        subject, name, scope = node
        entity, prop = self.corpus.entities[subject], self.corpus.properties[name]
        if entity.part_of in self.corpus.entities and prop.adds_to in self.corpus.properties:
            yield (entity.part_of, prop.adds_to, scope), entity.breakdown
        if scope and scope not in prop.other_counts:
            yield (subject, name, ""), f"({dict(prop.scope_of).get(scope, scope)})"

    def claims(self) -> Iterator[Claim]:
        for node in sorted(self.parts):
            mode = self._mode(node)
            if node in self.claimed and mode in ("constant", "stands"):
                continue
            above, below = self._beyond(node, self._wholes_of), self._beyond(node, self._parts_of)
            is_divided = self._is_divided_completely(node)
            if not above and not is_divided:
                continue
            beside = [*above, *(below if is_divided or mode == "stands" else ())]
            yield from self._of_moments(node, mode, beside)

    def _wholes_of(self, node: _Node) -> Iterable[_Node]:
        return (whole for whole, _ in self._wholes(node))

    def _parts_of(self, node: _Node) -> Iterable[_Node]:
        return self.parts.get(node, ())

    def _beyond(self, node: _Node, following: Callable[[_Node], Iterable[_Node]]) -> list[_Node]:
        """What is claimed beyond a figure, one way, however far."""
        seen: set[_Node] = {node}
        todo = [node]
        while todo:
            for other in following(todo.pop()):
                if other not in seen:
                    seen.add(other)
                    todo.append(other)
        return sorted((seen - {node}) & self.claimed.keys())

    def _is_divided_completely(self, node: _Node) -> bool:
        """Whether it is divided in several ways, one of them completely: then each tells of the others."""
        entity = self.corpus.entities[node[0]]
        ways = set(self.parts[node].values())
        has_all = entity.parts_complete or any(way in entity.complete_breakdowns for way in ways)
        return len(ways) > 1 and has_all

    def _mode(self, node: _Node) -> str:
        status, _, _, period = self.frame
        return "constant" if period != NO_DAYS else self.corpus.properties[node[1]].over_time[status]

    def _of_moments(self, node: _Node, mode: str, beside: Iterable[_Node]) -> Iterator[Claim]:
        """A claim of nobody for each moment of which something is claimed beside it, and nothing of itself."""
        members = self.figures.members
        given = {self._moment(c) for number in self.claimed.get(node, ()) for c in self._claims_of(members[number])}
        templates: dict[object, Claim] = {}
        for other in beside:
            for number in self.claimed[other]:
                for claim in self._claims_of(members[number]):
                    templates.setdefault(self._moment(claim) if mode != "constant" else "", claim)
        order = sorted(
            templates.items(), key=lambda item: (item[1].moment.earliest, item[1].moment.latest, item[1].key)
        )
        for place, (moment, template) in enumerate(order):
            if moment not in given:
                yield self._of_nobody(template, node, place if mode == "stands" else 0)

    def _claims_of(self, numbers: Iterable[int]) -> Iterator[Claim]:
        return (self.corpus.claims[number] for number in numbers)

    def _moment(self, claim: Claim) -> object:
        """What is the same of two claims that are of one moment."""
        moment = moment_of(claim, self.corpus)
        return moment.name or moment

    def _of_nobody(self, template: Claim, node: _Node, place: int) -> Claim:
        """Anything may be true of it. `place` tells apart what stands one after the other: it need not be the same."""
        subject, name, scope = node
        value = replace(
            template.value,
            text="",
            interval=Interval(lower=Fraction(-place)),
            soft_upper=None,
            rounded=None,
            share=None,
            also=None,
        )
        return replace(
            template,
            subject=subject,
            property=name,
            scope=scope,
            value=value,
            origin="",
            important=False,
            derived_from="",
        )


def _by_time(item: tuple[object, Claim]) -> tuple[int, int, str]:
    _, claim = item
    return claim.moment.earliest, claim.moment.latest, claim.key


class WithUnclaimed(Struct):
    """The claims that hang together with unclaimed ones, and how quantities of both are numbered in all."""

    corpus: Corpus
    numbers: list[int]


def beside_unclaimed(corpus: Corpus, unclaimed: Sequence[Claim]) -> WithUnclaimed:
    """A corpus of the unclaimed figures, and of all claims about what is above and below them.

    `numbers` gives for the place of each of its claims that in the whole corpus; unclaimed ones come after all of it.
    """
    tops = {_top(claim.subject, corpus) for claim in unclaimed}
    numbers = [n for n, claim in enumerate(corpus.claims) if _top(claim.subject, corpus) in tops]
    claims = [corpus.claims[number] for number in numbers]
    numbers += range(len(corpus.claims), len(corpus.claims) + len(unclaimed))
    return WithUnclaimed(replace(corpus, claims=(*claims, *unclaimed)), numbers)


def _top(subject: str, corpus: Corpus) -> str:
    seen = set[str]()
    while (whole := corpus.entities[subject].part_of) in corpus.entities and subject not in seen:
        seen.add(subject)
        subject = whole
    return subject


def is_of_parts(relation: Relation) -> bool:
    """Whether a rule ties parts to their whole."""
    return bool(names_of_parts(relation)) or ties_scopes(relation)


def rows_of_unclaimed(grounded: Grounded, numbers: Sequence[int], count: int) -> list[Row]:
    """The rows that speak of an unclaimed figure, which are no use but to the solver. `count` are the claims in all."""
    rows = grounded.rows if grounded.links is None else grounded.links
    numbered = (replace(row, terms=tuple((name, numbers[q]) for name, q in row.terms)) for row in rows if row.sure)
    return [row for row in numbered if any(quantity >= count for _, quantity in row.terms)]


def quantities_of(unclaimed: Sequence[Claim], corpus: Corpus, figures: Figures) -> list[Quantity]:
    """The unclaimed figures as quantities, of which nothing is held; numbered after all claims."""
    known = {series_of(corpus.claims[figures.members[number][0]]): number for number in figures} if unclaimed else {}
    found = []
    for place, claim in enumerate(unclaimed):
        number = known.setdefault(series_of(claim), len(known))
        figure: Figure = figure_of(claim, corpus, number)
        moment = moment_of(claim, corpus)
        found.append(Quantity(id=len(corpus.claims) + place, figure=figure, moment=moment, positions=()))
    return found
