"""What voices say of one figure that cannot be true together: pairs of statements, exactly where it is sure.

Two statements conflict if they have no common value and are of one moment (or surely within the property's window), or
if a total that accumulates is higher and surely not later. What is only possible, because a day is not certain, is told
apart.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import combinations

from msgspec import Struct, field

from checker.engine.findings import Figure, Statement
from checker.engine.judge import can_agree, exceeds
from checker.engine.series import bounds_of
from checker.values.moments import DAY

MOST_COMPARED = 120
"""Statements of one figure that are all compared with each other; of more, those that can be of one moment."""

MOST_VOICES = 60
"""Voices that are compared pair by pair; of more, each with the one that is farthest from it."""

MOST_PAIRS = 200_000
"""Pairs of statements of one figure that are looked at."""


class Link(Enum):
    """How two statements without a common value are tied by time."""

    SAME = "of one moment"
    FALL = "the higher is not after the lower"
    WRITTEN = "of one span as written"
    MAYBE = "possibly"


Pair = tuple[Statement, Statement]
"""The higher one first; of categories, in the order of time."""

VoicePair = tuple[str, str]


class Evidence(Struct):
    """Pairs of statements about one figure, by what they are evidence of.

    `steps` are a voice's own falls. `differ`, `written` and `maybe` are by the voices, the higher one first; `itself`
    is by voice, and so is `reworded`: one paper leaves out that the voice gave a bound. `surprising` are values above
    the soft top of others.
    """

    itself: dict[str, list[Pair]] = field(default_factory=dict)
    steps: dict[str, list[Pair]] = field(default_factory=dict)
    differ: dict[VoicePair, list[tuple[Statement, Statement, Link]]] = field(default_factory=dict)
    written: dict[VoicePair, list[Pair]] = field(default_factory=dict)
    maybe: dict[VoicePair, list[Pair]] = field(default_factory=dict)
    reworded: dict[str, list[Pair]] = field(default_factory=dict)
    surprising: dict[VoicePair, list[Pair]] = field(default_factory=dict)
    is_cut: bool = False


def link_of(one: Statement, other: Statement, window: int) -> Link | None:
    """How two statements of one figure conflict; None if they do not. `window` is in days."""
    if one is other or can_agree(one, other):
        return None
    figure = one.figure
    if figure.period is not None or figure.mode == "constant":
        return Link.SAME
    if one.moment.is_of_one_moment_with(other.moment):
        return Link.SAME
    slack = window if figure.mode == "varies" else 0
    if slack and one.moment.distance_in_days(other.moment) <= slack:
        return Link.SAME
    if one.moment.written and one.moment.written == other.moment.written:
        return Link.WRITTEN
    if figure.mode == "accumulates":
        higher, lower = ordered(one, other)
        if higher.moment.is_not_after(lower.moment):
            return Link.FALL
        return Link.MAYBE if one.moment.may_meet(other.moment) else None
    if not slack:
        return Link.MAYBE if one.moment.may_meet(other.moment) else None
    first, last = sorted((one.moment, other.moment), key=lambda moment: moment.earliest)
    return Link.MAYBE if last.earliest <= first.latest + slack * DAY else None


def ordered(one: Statement, other: Statement) -> Pair:
    """The higher one first; of categories the earlier one."""
    if exceeds(one.lower, other.upper):
        return one, other
    if exceeds(other.lower, one.upper):
        return other, one
    return (one, other) if one.order <= other.order else (other, one)


def evidence_of(figure: Figure, statements: Sequence[Statement], window: int) -> Evidence:
    """All that is wrong between the statements of one figure. `window` is that of its property, in days."""
    evidence = Evidence()
    by_voice: dict[str, list[Statement]] = {}
    for statement in statements:
        by_voice.setdefault(statement.voice, []).append(statement)
    counts = figure.mode == "accumulates" and figure.period is None
    if counts:
        for voice, own in by_voice.items():
            if steps := falls_of(own):
                evidence.steps[voice] = steps
        _above_over_time(by_voice, evidence)
    is_soft = any(claim.value.soft_upper is not None for statement in statements for claim in statement.claims)
    for one, other in _candidates(figure, statements, window, evidence):
        if is_soft:
            _add_surprise(evidence, one, other)
        _add(evidence, one, other, window, counts)
    return evidence


def _add(evidence: Evidence, one: Statement, other: Statement, window: int, counts: bool) -> None:
    if one.voice == other.voice and _drops_a_bound(one, other):
        evidence.reworded.setdefault(one.voice, []).append((one, other) if _is_point(other) else (other, one))
    link = link_of(one, other, window)
    lasts = one.moment.throughout or other.moment.throughout
    if link is None or (link is Link.FALL and counts and not (lasts and one.voice != other.voice)):
        return  # falls were looked for over the whole course
    pair = ordered(one, other)
    voices = pair[0].voice, pair[1].voice
    if link is Link.MAYBE:
        evidence.maybe.setdefault(voices, []).append(pair)
    elif link is Link.WRITTEN:
        evidence.written.setdefault(voices, []).append(pair)
    elif voices[0] == voices[1]:
        evidence.itself.setdefault(voices[0], []).append(pair)
    elif not counts or lasts:  # what lasts is bound by nothing but its pairs, so that all of them are kept
        known = evidence.differ.setdefault(voices, [])
        if not any(high is pair[0] and low is pair[1] for high, low, _ in known):
            known.append((*pair, link))


def _add_surprise(evidence: Evidence, one: Statement, other: Statement) -> None:
    for high, low in ((one, other), (other, one)):
        if _surprises(high, low):
            evidence.surprising.setdefault((high.voice, low.voice), []).append((high, low))


def _surprises(high: Statement, low: Statement) -> bool:
    """Whether a value is above the top that another one's words suggest, such as 12,000 above "thousands"."""
    tops = [claim.value.soft_upper for claim in low.claims if claim.value.soft_upper is not None]
    if not tops or high.lower is None or not high.moment.is_of_one_moment_with(low.moment):
        return False
    return high.lower > max(tops) and can_agree(high, low)


def _drops_a_bound(one: Statement, other: Statement) -> bool:
    """Whether of a voice and moment one paper has "up to 500", another one 500."""
    if not one.moment.is_of_one_moment_with(other.moment):
        return False
    exact, bound = (one, other) if _is_point(one) else (other, one)
    if not _is_point(exact) or _is_point(bound) or exact.lower is None:
        return False
    if exact.lower not in (bound.lower, bound.upper) or (bound.upper is not None and bound.lower):
        return False
    # the same paper may have both: its figure stands for its bound as well
    with_bound = {claim.source for claim in bound.claims}
    with_bound |= {claim.source for claim in exact.claims if bounds_of(claim) == (bound.lower, bound.upper)}
    return not {claim.source for claim in exact.claims} <= with_bound


def _is_point(statement: Statement) -> bool:
    return statement.lower is not None and statement.lower == statement.upper


def falls_of(own: Iterable[Statement]) -> list[Pair]:
    """A voice's steps down: from the highest so far, which begins again after each step."""
    steps: list[Pair] = []
    tops: list[Statement] = []
    for statement in own:
        # the highest that is surely before; of one moment a voice may have two
        top = next((top for top in reversed(tops) if top.moment.is_before(statement.moment)), None)
        if top is not None and _falls(top, statement):
            steps.append((top, statement))
            tops = [statement]
        elif not tops or _lower(statement) > _lower(tops[-1]):
            tops.append(statement)
    return steps


def _falls(before: Statement, after: Statement) -> bool:
    return exceeds(before.lower, after.upper) and before.moment.is_before(after.moment)


def _lower(statement: Statement) -> float:
    return float("-inf") if statement.lower is None else statement.lower  # type: ignore[return-value]


# --- totals that accumulate: for each statement the highest one of another voice that is not later ---------------


def _above_over_time(by_voice: dict[str, list[Statement]], evidence: Evidence) -> None:
    voices = sorted(by_voice)
    stairs = {voice: _Stair(by_voice[voice]) for voice in voices}
    if len(voices) > MOST_VOICES:
        evidence.is_cut = True
        everyone = _Stair([statement for voice in voices for statement in by_voice[voice]])
        for voice in voices:
            for lower in by_voice[voice]:
                _above(evidence, everyone, lower)
        return
    for high in voices:
        for low in voices:
            if high != low:
                for lower in by_voice[low]:
                    _above(evidence, stairs[high], lower)


def _above(evidence: Evidence, stair: _Stair, lower: Statement) -> None:
    found = stair.highest_not_after(lower)
    if found is None or not _exceeds(found, lower):
        return
    is_same = found.moment.is_of_one_moment_with(lower.moment)
    pairs = [(found, lower, Link.SAME if is_same else Link.FALL)]
    same = stair.highest_of_moment(lower)
    if not is_same and same is not None and same.voice == found.voice and _exceeds(same, lower):
        pairs.append((same, lower, Link.SAME))  # whatever its voice had before
    evidence.differ.setdefault((found.voice, lower.voice), []).extend(pairs)


def _exceeds(higher: Statement, lower: Statement) -> bool:
    return higher.voice != lower.voice and exceeds(higher.lower, lower.upper)


class _Stair:
    """Statements of a total by time, with the highest so far."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._by_name: dict[str, Statement] = {}
        self._minutes = any(_is_ordered_within_a_day(statement) for statement in statements)
        self._ordered = sorted(
            (s for s in statements if s.lower is not None), key=lambda s: (_reached(s), _lower(s), s.order)
        )
        self._times = [_reached(statement) for statement in self._ordered]
        self._highest: list[Statement] = []
        for statement in self._ordered:
            top = self._highest[-1] if self._highest else None
            # of equally high ones the latest, which is nearest to what it is compared with
            self._highest.append(statement if top is None or _lower(statement) >= _lower(top) else top)
            if statement.moment.name:
                self._by_name[statement.moment.name] = max(
                    self._by_name.get(statement.moment.name, statement), statement, key=_lower
                )

    def highest_not_after(self, other: Statement) -> Statement | None:
        """The highest statement that is surely not after another one; one of its own moment goes before equals."""
        if self._minutes or _is_ordered_within_a_day(other):
            certain = [s for s in self._ordered if s.moment.is_not_after(other.moment)]
            return max(certain, key=lambda s: (_lower(s), s.moment.is_of_one_moment_with(other.moment)), default=None)
        last = other.moment.last_day if other.moment.throughout else other.moment.first_day
        place = bisect_right(self._times, last)
        found = self._highest[place - 1] if place else None
        same = self.highest_of_moment(other)
        return max((s for s in (found, same) if s is not None), key=lambda s: (_lower(s), s is same), default=None)

    def highest_of_moment(self, other: Statement) -> Statement | None:
        """The highest statement of the same moment."""
        return self._by_name.get(other.moment.name) if other.moment.name else None


def _is_ordered_within_a_day(statement: Statement) -> bool:
    moment = statement.moment
    return moment.by_minute or bool(moment.before or moment.after)


def _reached(statement: Statement) -> int:
    """The day by which it surely holds."""
    return statement.moment.first_day if statement.moment.throughout else statement.moment.last_day


# --- which statements are compared ---------------------------------------------------------------------------------


def _candidates(
    figure: Figure, statements: Sequence[Statement], window: int, evidence: Evidence
) -> Iterator[tuple[Statement, Statement]]:
    """Pairs that may conflict other than by a fall: all of a few statements; of many, those near in time."""
    for looked_at, pair in enumerate(_near_pairs(figure, statements, window, evidence)):
        if looked_at == MOST_PAIRS:
            evidence.is_cut = True
            return
        yield pair


def _near_pairs(
    figure: Figure, statements: Sequence[Statement], window: int, evidence: Evidence
) -> Iterator[tuple[Statement, Statement]]:
    if len(statements) <= MOST_COMPARED:
        yield from combinations(statements, 2)
        return
    groups: dict[str, list[Statement]] = {}
    loose: list[Statement] = []
    for statement in statements:
        if figure.period is not None:
            groups.setdefault("period", []).append(statement)
        elif statement.moment.name:
            groups.setdefault(statement.moment.name, []).append(statement)
        else:
            loose.append(statement)
    for group in groups.values():
        yield from _within(group, evidence)
    named = [statement for group in groups.values() for statement in group]
    yield from combinations(loose, 2)
    yield from ((one, other) for one in loose for other in named)
    if window and figure.mode == "varies":
        yield from _within_days(named, window)


def _within(group: list[Statement], evidence: Evidence) -> Iterator[tuple[Statement, Statement]]:
    """Pairs of one moment; of very many statements, each with the highest and the lowest."""
    if len(group) <= MOST_COMPARED:
        yield from combinations(group, 2)
        return
    evidence.is_cut = True
    highest = max(group, key=_lower)
    lowest = min(group, key=lambda s: float("inf") if s.upper is None else s.upper)
    for statement in group:
        for extreme in (highest, lowest):
            if statement is not extreme:
                yield statement, extreme


def _within_days(statements: list[Statement], window: int) -> Iterator[tuple[Statement, Statement]]:
    ordered_by_day = sorted(statements, key=lambda s: (s.moment.first_day, s.order))
    for index, one in enumerate(ordered_by_day):
        for other in ordered_by_day[index + 1 :]:
            if other.moment.first_day > one.moment.last_day + window:
                break
            if other.moment.name != one.moment.name:
                yield one, other


def moments_of(statements: Iterable[Statement]) -> frozenset[str]:
    """The moments, of those that are known, of which somebody speaks."""
    return frozenset(statement.moment.name for statement in statements if statement.moment.name)
