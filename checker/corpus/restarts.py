"""A count that is begun anew: from then on a voice's figures are of the new count, in whatever article they stand.

A claim with `counted_from` says so for its voice, `restarts` of an entity for every voice or for those that it names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from checker.corpus.articles import Articles
from checker.corpus.corpus import Claim, Property, Restart
from checker.corpus.entities import NewCount
from checker.patterns import lazy_pattern
from checker.problems import Problem, did_you_mean
from checker.values.dates import WINDOW_ALWAYS, Window, iso_window, show_window
from checker.values.moments import Moment, span_moment

Figure = tuple[str, str, str, str, str]
_SINCE = lazy_pattern(r"\bsince\b", re.IGNORECASE)


def figure_of(claim: Claim) -> Figure:
    """Subject, property, status, scope and unit."""
    return claim.figure_name


class _Start(Struct, frozen=True):
    """A new count of a voice. `moment` is that of the claim which says so; None where entities.yaml does."""

    since: Window
    moment: Moment | None
    key: str = ""

    def holds_for(self, claim: Claim) -> bool | None:
        """Whether a claim is of the new count; None where that is not certain."""
        moment = span_moment(claim.period) if claim.period is not None else claim.moment
        if moment.last_day < self.since.first:
            return False
        if self.moment is not None and moment.is_before(self.moment):
            return False
        is_after = self.moment is None or self.moment.is_not_after(moment)
        return True if is_after and moment.first_day >= self.since.first else None


def count_anew(whole: Articles, properties: Mapping[str, Property], new_counts: Iterable[NewCount]) -> None:
    """Set `counted_from` of the claims that are of a new count, and say what begins when."""
    stated = list(_stated(whole, properties, new_counts))
    counted: dict[Figure, list[int]] = defaultdict(list)
    for position, claim in enumerate(whole.claims):
        if not claim.out and properties[claim.property].over_time[claim.status] == "accumulates":
            counted[figure_of(claim)].append(position)
    restarts: list[Restart] = []
    for figure, positions in sorted(counted.items()):
        claims = [whole.claims[position] for position in positions]
        general = [count for count in stated if (count.entity, count.property) == figure[:2]]
        starts = _starts(claims, general)
        whole.hints += _hints(claims, general)
        restarts += _restarts(figure, starts, general)
        for position in positions:
            claim = whole.claims[position]
            if claim.counted_from is None and (since := _since(claim, starts[claim.origin])) is not None:
                whole.claims[position] = replace(claim, counted_from=since)
    whole.restarts = tuple(restarts)


def _stated(whole: Articles, properties: Mapping[str, Property], new_counts: Iterable[NewCount]) -> Iterable[NewCount]:
    """The new counts of entities.yaml that can be; what is wrong with the others is a problem."""
    for count in new_counts:
        prop, path = properties.get(count.property), (*count.path, "property")
        if prop is None:
            hint = did_you_mean(count.property, properties) or "; properties.yaml lists them"
            whole.problems.append(count.document.problem(path, f"unknown property {count.property!r}{hint}"))
        elif "accumulates" not in prop.over_time.values():
            message = f"{count.property!r} does not accumulate, so nothing is counted"
            whole.problems.append(count.document.problem(path, message))
        else:
            yield count


def _starts(claims: list[Claim], general: list[NewCount]) -> dict[str, list[_Start]]:
    """The new counts of each voice, the latest first."""
    starts: dict[str, list[_Start]] = {claim.origin: [] for claim in claims}
    for claim in claims:
        if claim.counted_from is not None:
            starts[claim.origin].append(_Start(claim.counted_from, claim.moment, claim.key))
    for count in general:
        for voice in count.voices or starts:
            if voice in starts:
                starts[voice].append(_Start(count.since, None))
    for own in starts.values():
        own.sort(key=lambda start: (start.since, start.key), reverse=True)
    return starts


def _since(claim: Claim, starts: list[_Start]) -> Window | None:
    """From when a claim is counted; a span before a new count where it is not certain of which count it is."""
    unsure: Window | None = None
    for start in starts:
        holds = start.holds_for(claim)
        if holds and unsure is None:
            return start.since
        if holds:
            return Window(start.since.first, unsure.last) if unsure else start.since
        if holds is None:
            unsure = unsure or start.since
    return Window(WINDOW_ALWAYS.first, unsure.last) if unsure else None


def _restarts(figure: Figure, starts: dict[str, list[_Start]], general: list[NewCount]) -> Iterable[Restart]:
    told: dict[tuple[int, str], list[str]] = defaultdict(list)
    for count in general:
        for voice in count.voices or ("",):
            told[count.since.first, voice] = []
    for voice, own in starts.items():
        for start in own:
            if start.key:
                told[start.since.first, voice].append(start.key)
    for (day, voice), keys in sorted(told.items()):
        yield Restart(voice=voice, figure=figure, day=day, told=tuple(sorted(keys)))


def _hints(claims: list[Claim], general: list[NewCount]) -> Iterable[Problem]:
    """Of figures that say `counted_from` and are rather what came about since a day."""
    days = {count.since for count in general}
    for claim in claims:
        since = claim.counted_from
        if since is None or since in days:
            continue
        period = f"`period: {iso_window(Window(since.first, since.first))}/`"
        use = f"if it is a part of the whole count write {period} in place of counted_from"
        if later := _total_goes_on(claim, claims):
            total = f"{later.value.text} ({show_window(later.as_of)})"
            yield Problem(claim.file, claim.line, claim.column, f"the count goes on, with {total}; {use}")
        elif _SINCE.search(f"{claim.quote} {claim.implied}"):
            yield Problem(claim.file, claim.line, claim.column, f"{claim.value.text!r} since then: {use}")


def _total_goes_on(claim: Claim, claims: list[Claim]) -> Claim | None:
    """A later total of the same voice that is not below one from before."""
    own = [other for other in claims if other.origin == claim.origin and other.counted_from is None]
    own = [other for other in own if other.period is None and other.value.interval.lower is not None]
    before = [other for other in own if other.moment.is_before(claim.moment)]
    floor = max((other.value.interval.lower or 0 for other in before), default=None)
    if floor is None or (claim.value.interval.upper or 0) >= floor:
        return None
    later = (other for other in own if claim.moment.is_not_after(other.moment))
    going_on = [other for other in later if (other.value.interval.lower or 0) >= floor]
    return min(going_on, key=lambda other: (other.moment.latest, other.key), default=None)
