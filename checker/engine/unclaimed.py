"""Figures of which nothing need be claimed to tie others: that of a region, between its towns and its country.

A town cannot have more dead than the country, whether or not anybody counts those of the region between them; two
complete ways to divide a toll come to the same, whether or not anybody gives the toll; and a town in which 20 died this
week has a toll of at least 20. Rules relate a part with its whole only. So what is not claimed is an unknown of the
solver: a figure without statements. What cannot be true for any value of it is a conflict of what is claimed. What is
claimed of it changes nothing in that: so it is looked at in the same way, and no conflict goes when a claim comes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from checker.corpus.corpus import Claim, Corpus, Entity, wholes_of
from checker.engine.families import parts_by_whole
from checker.engine.least import Said, can_hold
from checker.engine.propagation import plain
from checker.engine.quantities import Figures
from checker.engine.series import NO_DAYS, bounds_of, moment_of, series_of
from checker.engine.sets import Sets
from checker.values.dates import WINDOW_ALWAYS, Window
from checker.values.kinds import Interval
from checker.values.moments import day_moment
from checker.values.value import NUMERIC_TYPES

MOST_UNCLAIMED = 20_000
"""So many are looked at, each of one moment."""

_FAR_OFF = Fraction(10**15)  # a double tells its neighbours apart

_Group = tuple[str, str, Window]
"""Status, unit and start of counting: the same of a part and its whole."""

_Node = tuple[str, str, str]
"""Subject, property and scope."""


class Unclaimed(Struct):
    """Figures that nobody gives, as claims of nobody, in a fixed order; `was_cut` where there are too many.

    `periods` are figures for a period, claimed or not, of which the totals before and after it count, too; `agreeing`
    the series of which it was seen at once that they and what they are parts of can be true together.
    """

    claims: list[Claim] = field(default_factory=list)
    periods: list[Claim] = field(default_factory=list)
    agreeing: set[int] = field(default_factory=set)
    was_cut: bool = False


def unclaimed_in(corpus: Corpus, figures: Figures) -> Unclaimed:
    """The figures that tie what is claimed of others, as of each moment at which they do."""
    found = Unclaimed()
    cast = _cast_of(corpus)
    groups: dict[_Group, dict[Window, dict[_Node, int]]] = {}
    for number in figures:
        claim = corpus.claims[figures.members[number][0]]
        is_number = claim.compared is None and corpus.properties[claim.property].scale.type in NUMERIC_TYPES
        if is_number and cast.tops[claim.subject] is not None:
            subject, name, status, scope, unit, begun, period, _ = series_of(claim)
            frames = groups.setdefault((status, unit, begun), {})
            frames.setdefault(period, {})[subject, name, scope] = number
    for (status, _, begun), frames in sorted(groups.items()):
        lattice = _Lattice(corpus, cast, figures, status, frames, is_anew=begun != NO_DAYS)
        found.agreeing |= lattice.agreeing
        for claim in lattice.claims():
            if len(found.claims) == MOST_UNCLAIMED:
                found.was_cut = True
                return found
            found.claims.append(claim)
        found.periods += lattice.periods
    return found


class _Cast(Struct, frozen=True):
    """Entities by what they are parts of: `parts` by whole, `tops` what each is a part of in the end.

    That is None where it is a circle, a problem of the files. `leaving` are tops of what a part may leave.
    """

    parts: Mapping[str, Sequence[Entity]]
    tops: Mapping[str, str | None]
    leaving: frozenset[str | None]


def _cast_of(corpus: Corpus) -> _Cast:
    tops: dict[str, str | None] = {}
    for key in corpus.entities:
        chain = [key, *wholes_of(key, corpus.entities)]
        tops[key] = None if chain[-1] in chain[:-1] else chain[-1]
    entities = corpus.entities.values()
    leaving = frozenset(tops[e.key] for e in entities if e.part_of and e.until.first < WINDOW_ALWAYS.last)
    return _Cast(parts_by_whole(corpus), tops, leaving)


class _Lattice:
    """The figures of one group, claimed or not, each below those that it is a part of.

    `frames` are the series that are claimed, by their period and figure. `spans` are for a figure of which there are
    totals the periods that say more of these. `periods` are those of which the totals were among the unclaimed.
    """

    def __init__(
        self,
        corpus: Corpus,
        cast: _Cast,
        figures: Figures,
        status: str,
        frames: Mapping[Window, Mapping[_Node, int]],
        *,
        is_anew: bool,
    ) -> None:
        self.corpus, self.cast, self.figures = corpus, cast, figures
        self.status, self.frames, self.is_anew = status, frames, is_anew
        self.claimed = frozenset[_Node]().union(*frames.values())
        self.spans: dict[_Node, dict[Window, Claim]] = {}
        self.periods: list[Claim] = []
        self._known_above: dict[_Node, set[_Node]] = {}
        self.settled: set[_Node] = set()
        self.agreeing: set[int] = set()
        for family in self._families():
            if len(family) == 1:  # most figures are no part of anything
                self.settled.update(family)
            elif self._can_hold(family):
                self.settled.update(family)
                self.agreeing.update(self._that_agree(family))

    def claims(self) -> Iterator[Claim]:
        """Claims of nobody, of each figure for each moment at which it ties others."""
        for period in sorted(self.frames.keys() - {NO_DAYS}):
            yield from self._of_period(period)
        yield from self._of_totals()

    # --- how figures hang together

    def _wholes(self, node: _Node) -> Iterator[tuple[_Node, str]]:
        """What a figure is a part of, and in which breakdown."""
        subject, name, scope = node
        entity, prop = self.corpus.entities[subject], self.corpus.properties[name]
        if entity.part_of in self.corpus.entities and prop.adds_to in self.corpus.properties:
            yield (entity.part_of, prop.adds_to, scope), entity.breakdown
        if scope and scope not in prop.other_counts:
            yield (subject, name, ""), f"({dict(prop.scope_of).get(scope, scope)})"

    def _above(self, node: _Node) -> set[_Node]:
        if node not in self._known_above:
            above = _beyond(node, lambda each: (whole for whole, _ in self._wholes(each)))
            self._known_above[node] = above
        return self._known_above[node]

    def _parts_of(self, nodes: Iterable[_Node]) -> dict[_Node, dict[_Node, str]]:
        """The parts of whatever holds some figures, however far up; each with its breakdown."""
        parts: dict[_Node, dict[_Node, str]] = {}
        todo = sorted(nodes)
        seen = set(todo)
        while todo:
            part = todo.pop()
            for whole, breakdown in self._wholes(part):
                parts.setdefault(whole, {})[part] = breakdown
                if whole not in seen:
                    seen.add(whole)
                    todo.append(whole)
        return parts

    def _mode(self, node: _Node) -> str:
        return self.corpus.properties[node[1]].over_time[self.status]

    def _is_complete(self, node: _Node, breakdowns: Collection[str]) -> bool:
        entity = self.corpus.entities[node[0]]
        return entity.parts_complete or any(each in entity.complete_breakdowns for each in breakdowns)

    # --- whether there is anything to ask

    def _families(self) -> Iterable[list[_Node]]:
        """The figures that hang together."""
        parts = self._parts_of(self.claimed)
        sets: Sets[_Node] = Sets()
        for whole, own in parts.items():
            sets.join([whole, *own])
        families: dict[_Node, list[_Node]] = {}
        for node in sorted({*parts, *self.claimed}):
            families.setdefault(sets.root(node), []).append(node)
        return families.values()

    def _can_hold(self, family: Sequence[_Node]) -> bool:
        """Whether all that is claimed of some figures surely can be true: as of moments, or for periods one by one."""
        periods = [period for period in sorted(self.frames) if not self.frames[period].keys().isdisjoint(family)]
        are_apart = all(one.last < other.first for one, other in pairwise(periods))
        if (len(periods) > 1 and (NO_DAYS in periods or not are_apart)) or len({self._mode(n) for n in family}) > 1:
            return False
        parts = self._parts_of(family)
        ordered = sorted(family, key=lambda node: (len(self._above(node)), node), reverse=True)
        return all(self._can_hold_for(period, ordered, parts) for period in periods)

    def _can_hold_for(
        self, period: Window, ordered: Sequence[_Node], parts: Mapping[_Node, Mapping[_Node, str]]
    ) -> bool:
        number = {node: place for place, node in enumerate(ordered)}
        figures: dict[int, Said] = {}
        for node, place in number.items():
            said = self._said(node, period)
            if said is None:
                return False
            for part, way in parts.get(node, {}).items():
                said.parts.setdefault(way, []).append(number[part])
            said.complete = {way for way in said.parts if self._may_have_all(node, way, parts.get(node, {}))}
            figures[place] = said
        return can_hold(figures)

    def _may_have_all(self, node: _Node, breakdown: str, parts: Iterable[_Node]) -> bool:
        """Whether these may ever be all parts of a whole: not if one without a figure is a part all that time."""
        if not self._is_complete(node, [breakdown]):
            return False
        subjects = {subject for subject, _, _ in parts}
        members = [each for each in self.cast.parts.get(node[0], ()) if each.breakdown == breakdown]
        told = [each for each in members if each.key in subjects]
        return bool(told) and not any(
            all(each.since.last <= other.since.first and other.until.last <= each.until.first for other in told)
            for each in members
            if each.key not in subjects
        )

    def _that_agree(self, family: Iterable[_Node]) -> Iterator[int]:
        """The series of a family that are held against others, whatever their moments."""
        for period, claimed in self.frames.items():
            for part in sorted(claimed.keys() & set(family)):
                is_held = period != NO_DAYS or self._mode(part) in ("constant", "accumulates")
                for whole in self._above(part) & claimed.keys() if is_held else ():
                    yield from (claimed[part], claimed[whole])

    def _said(self, node: _Node, period: Window) -> Said | None:
        """What is claimed of a figure; None where more than its numbers counts, such as a window."""
        prop = self.corpus.properties[node[1]]
        mode = self._mode(node) if period == NO_DAYS else "constant"
        if prop.scale.is_signed or mode not in ("constant", "varies", "stands", "accumulates"):
            return None
        said = Said(is_count=mode == "accumulates")
        claimed = self.frames[period]
        for claim in self._claims_of(claimed[node]) if node in claimed else ():
            moment = moment_of(claim, self.corpus)
            if mode == "varies" and (prop.window or not moment.name.startswith("day ")):
                return None
            low, high = bounds_of(claim)
            since, until = moment.earliest, moment.latest if said.is_count else moment.earliest
            if mode == "stands":  # as if all of it stood at once
                since = until = 0
            said.lows += [] if low is None else [(since, plain(low))]
            said.highs += [] if high is None else [(until, plain(high))]
        return said

    # --- figures for a period

    def _of_period(self, period: Window) -> Iterator[Claim]:
        claimed = self.frames[period]
        parts = self._parts_of(claimed)
        for node in sorted({*claimed, *parts} - self.settled):
            above, ways = self._above(node), set(parts.get(node, {}).values())
            template = self._first(
                claimed[node] if node in claimed else claimed[min(self._below(node, parts, claimed))]
            )
            grows = self._grows(node, period)
            is_divided = len(ways) > 1 and self._is_complete(node, ways)
            is_between = bool(ways) and not above.isdisjoint(claimed)
            is_told_otherwise = node not in claimed and grows and bool({node, *above} & self.claimed)
            is_asked, of_nobody = is_divided or is_between or is_told_otherwise, _of_nobody(template, node, 0)
            if is_asked:
                yield of_nobody
            if grows and (is_asked or node in claimed):
                self.spans.setdefault(node, {})[period] = template if node in claimed else of_nobody

    def _grows(self, node: _Node, period: Window) -> bool:
        """Whether it is a period with an end, of a count that only grows: then there is a total before and after."""
        prop = self.corpus.properties[node[1]]
        is_count = self._mode(node) == "accumulates" and not prop.scale.is_signed
        is_closed = not self.is_anew and period.last < WINDOW_ALWAYS.last
        return is_count and is_closed and not self._may_shrink(node)

    def _may_shrink(self, node: _Node) -> bool:
        """Whether a part of it, or of what it is a part of, may leave, and take its figures along."""
        return self.cast.tops[node[0]] in self.cast.leaving

    def _below(self, node: _Node, parts: Mapping[_Node, Iterable[_Node]], among: Container[_Node]) -> list[_Node]:
        return [each for each in _beyond(node, lambda each: parts.get(each, ())) if each in among]

    # --- figures as of a moment

    def _of_totals(self) -> Iterator[Claim]:
        claimed = self.frames.get(NO_DAYS, {})
        known = {*claimed, *self.spans}
        parts = self._parts_of(known)
        for node in sorted({*parts, *self.spans} - self.settled):
            mode = self._mode(node)
            if mode == "accumulates" and self._may_shrink(node):
                continue
            above = self._above(node) & known
            is_bound = self._is_bound_by_parts(node, set(parts.get(node, {}).values()))
            if not above and not is_bound and not (node in self.spans and node in parts):
                continue
            below = self._below(node, parts, known) if is_bound or mode == "stands" else []
            self.periods += self.spans.get(node, {}).values()
            beside = sorted({*above, *below})
            templates = [claim for other in beside if other in claimed for claim in self._claims_of(claimed[other])]
            templates += [
                total
                for other in (node, *beside)
                for claim in self.spans.get(other, {}).values()
                for total in totals_around(claim)
            ]
            yield from self._of_moments(node, mode, templates)

    def _is_bound_by_parts(self, node: _Node, breakdowns: Collection[str]) -> bool:
        """Whether it is at most what its parts are, and something says how much it is: its periods, or other parts."""
        return len(breakdowns) > (0 if node in self.spans else 1) and self._is_complete(node, breakdowns)

    def _of_moments(self, node: _Node, mode: str, templates: Iterable[Claim]) -> Iterator[Claim]:
        """A claim of nobody for each moment of which something is claimed beside it."""
        first: dict[object, Claim] = {}
        for claim in sorted(templates, key=lambda claim: (claim.moment.earliest, claim.moment.latest, claim.key)):
            first.setdefault("" if mode == "constant" else self._moment(claim), claim)
        for place, template in enumerate(first.values()):
            yield _of_nobody(template, node, place)

    def _claims_of(self, series: int) -> Iterator[Claim]:
        return (self.corpus.claims[number] for number in self.figures.members[series])

    def _first(self, series: int) -> Claim:
        return next(self._claims_of(series))

    def _moment(self, claim: Claim) -> object:
        """What is the same of two claims that are of one moment."""
        moment = moment_of(claim, self.corpus)
        return moment.name or moment


def _beyond(node: _Node, following: Callable[[_Node], Iterable[_Node]]) -> set[_Node]:
    """The figures beyond one, however far."""
    seen = {node}
    todo = [node]
    while todo:
        for other in following(todo.pop()):
            if other not in seen:
                seen.add(other)
                todo.append(other)
    return seen - {node}


def totals_around(claim: Claim) -> tuple[Claim, Claim]:
    """As if a figure for a period were its total before the period, and after it."""
    assert claim.period is not None
    days = claim.period.first - 1, claim.period.last
    before, after = (replace(claim, period=None, as_of=Window(day, day), moment=day_moment(day)) for day in days)
    return before, after


def _of_nobody(template: Claim, node: _Node, place: int) -> Claim:
    """Anything may be true of it. `place` tells moments apart: in tables each bounds its figure closer than others."""
    subject, name, scope = node
    open_ = Interval(lower=place - _FAR_OFF, upper=_FAR_OFF + place)
    value = replace(template.value, text="", interval=open_, soft_upper=None, rounded=None, share=None, also=None)
    claim = replace(template, value=value, origin="", important=False, derived_from="")
    return replace(claim, subject=subject, property=name, scope=scope)
