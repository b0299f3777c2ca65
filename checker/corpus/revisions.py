"""Revisions: a voice takes back a figure that it gave, once and for every article.

`revises` on a claim takes a figure of the claim's voice back as of the claim's moment. What the voice said before is
withdrawn: its claims of that value, and those that cannot hold with the new one. So are claims of that value in papers
that name no speaker, if a speaker revised it; another named voice is untouched. A paper that prints the old value as of
a later moment is outdated if it came out after the first article that has the new one; before that nobody needs to
have known. All of it stays in the corpus, out of play.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from checker.corpus.articles import Articles, Correction, Revising
from checker.corpus.comparison import are_same, contains, is_above, is_value, meet
from checker.corpus.corpus import Claim, Entity, Property, Revision
from checker.corpus.restarts import Figure, figure_of
from checker.problems import Problem
from checker.values.dates import Window, show_window
from checker.values.formatting import listed
from checker.values.moments import Moment, day_moment, span_moment


class _Telling(Struct, frozen=True):
    """A claim that revises, with what it takes back."""

    claim: Claim
    figure: Figure
    moment: Moment
    published: Window
    said: Revising
    correction: Correction

    @property
    def order(self) -> tuple[int, int, str]:
        return self.moment.latest, self.moment.earliest, self.claim.key

    @property
    def is_of_own_figure(self) -> bool:
        return self.figure == figure_of(self.claim)


class _Event(Struct):
    """One revision, whoever tells it, and what it takes out of play."""

    tellings: list[_Telling]
    withdrawn: list[str] = field(default_factory=list)
    outdated: list[str] = field(default_factory=list)

    @property
    def first(self) -> _Telling:
        return self.tellings[0]

    @property
    def told(self) -> frozenset[str]:
        return frozenset(telling.claim.key for telling in self.tellings)

    @property
    def known(self) -> int:
        """The last day on which the first article that tells it may have come out."""
        return min(telling.published.last for telling in self.tellings)

    @property
    def day(self) -> str:
        """When it was: on the day of the new figure, or by that of the article, if that is later."""
        if self.known > self.first.claim.as_of.last:
            return f"by {show_window(Window(self.known, self.known))}"
        return f"on {show_window(self.first.claim.as_of)}"


def take_back(whole: Articles, properties: Mapping[str, Property], entities: Mapping[str, Entity]) -> None:
    """Take out of play what was taken back. `whole` is changed: its claims, problems, hints and revisions."""
    _Revisions(whole, properties, entities).run()


class _Revisions:
    """All revisions of a corpus."""

    def __init__(self, whole: Articles, properties: Mapping[str, Property], entities: Mapping[str, Entity]) -> None:
        self.whole, self.properties, self.entities = whole, properties, entities
        self.by_key = {claim.key: position for position, claim in enumerate(whole.claims)}
        self.by_figure: dict[Figure, list[str]] = defaultdict(list)

    def run(self) -> None:
        revising = [correction for correction in self.whole.corrections if correction.revises is not None]
        if not revising:
            return
        for claim in self.whole.claims:
            if claim.value.stated:
                self.by_figure[figure_of(claim)].append(claim.key)
        chains: dict[tuple[str, Figure], list[_Telling]] = defaultdict(list)
        for correction in revising:
            if correction.revises is not None and (telling := self._telling(correction, correction.revises)):
                chains[telling.claim.origin, telling.figure].append(telling)
        found: list[Revision] = []
        for (voice, figure), tellings in sorted(chains.items(), key=lambda chain: chain[0]):
            found += self._revise(voice, figure, sorted(tellings, key=lambda telling: telling.order))
        self.whole.revisions = tuple(found)

    def _claim(self, key: str) -> Claim | None:
        position = self.by_key.get(key)
        return None if position is None else self.whole.claims[position]

    def _of(self, figure: Figure) -> Iterable[Claim]:
        return (self.whole.claims[self.by_key[key]] for key in self.by_figure.get(figure, ()))

    def _take_out(self, claim: Claim, why: str) -> None:
        self.whole.claims[self.by_key[claim.key]] = replace(claim, out=why)

    def _name(self, claim: Claim) -> str:
        """The voice of a claim, for people."""
        if claim.origin in self.entities:
            return self.entities[claim.origin].name
        return claim.speaker or claim.via or self.whole.sources[claim.source].publisher

    def _moment(self, claim: Claim) -> Moment:
        """When a claim was made, so far as that orders it: figures for a period are by the day of their article."""
        if claim.period is None:
            return claim.moment
        published = self.whole.sources[claim.source].published
        return day_moment(published.first) if published.first == published.last else span_moment(published)

    # --- what is written, and whether it can be -------------------------------------------------

    def _telling(self, correction: Correction, said: Revising) -> _Telling | None:
        """What a claim takes back; None, with a problem, where it cannot."""
        claim = self._claim(correction.key)
        if claim is None or claim.out:
            return None
        unit = said.old.unit or claim.value.unit
        figure = (said.subject, said.property, claim.status, claim.scope, unit)
        published = self.whole.sources[claim.source].published
        telling = _Telling(claim, figure, self._moment(claim), published, said, correction)
        mistake = self._wrong_figure(telling) or self._wrong_value(telling)
        if mistake:
            self.whole.problems.append(correction.problem(said.path, mistake))
            return None
        return telling

    def _wrong_figure(self, telling: _Telling) -> str:
        """A voice takes back its own figure, or that of a part or a whole of it."""
        claim, said = telling.claim, telling.said
        if said.subject == claim.subject:
            if said.property == claim.property:
                return ""
        elif self._belong_together(claim.subject, claim.property, said.subject, said.property):
            return ""
        about = f"{said.subject.rpartition('/')[2]}, {said.property}"
        own = f"{claim.subject.rpartition('/')[2]}, {claim.property}"
        return (
            f"a claim about {own} cannot revise {about}: only its own figure, or that of a part or of the whole of it"
        )

    def _belong_together(self, one: str, prop: str, other: str, other_prop: str) -> bool:
        """Whether two figures are those of a part and of its whole."""
        if one in self._wholes(other):
            one, prop, other, other_prop = other, other_prop, one, prop
        adds_to = self.properties[prop].adds_to
        return other in self._wholes(one) and other_prop in (prop, adds_to)

    def _wholes(self, subject: str) -> set[str]:
        found: set[str] = set()
        at = self.entities[subject].part_of if subject in self.entities else ""
        while at and at not in found:
            found.add(at)
            at = self.entities[at].part_of if at in self.entities else ""
        return found

    def _wrong_value(self, telling: _Telling) -> str:
        """A voice takes back what it said before; what it never said may stand in an article that nobody coded."""
        claim, old = telling.claim, telling.said.old
        if telling.is_of_own_figure and are_same(claim.value, old):
            return f"{old.text!r} is what this claim says; `revises` is what its voice said before"
        given = [each for each in self._of(telling.figure) if each.origin == claim.origin and each.key != claim.key]
        given = [each for each in given if is_value(each.value, old) or meet(each.value, old)]
        published = self.whole.sources[claim.source].published
        times = [(each, self._moment(each)) for each in given]
        later = [each for each, at in times if telling.moment.is_before(at) and not telling.moment.may_meet(at)]
        known_then = [each for each in later if self.whole.sources[each.source].published.first <= published.last]
        if known_then and len(later) == len(given):
            other = min(known_then, key=lambda each: (each.moment.latest, each.key))
            whose = f"{self._name(claim)} has {other.value.text} as of {show_window(other.as_of)}"
            return f"{whose}, which is after this claim, {show_window(claim.as_of)}; look at their `as_of`"
        return ""

    # --- revisions of one voice's figure ---------------------------------------------------------

    def _revise(self, voice: str, figure: Figure, tellings: list[_Telling]) -> Iterable[Revision]:
        events = _events(self._without_circles(tellings))
        concerned = [claim for claim in self._of(figure) if claim.origin == voice or not claim.speaker]
        for claim in concerned:
            if not claim.out:
                self._judge(claim, events, voice)
        for event in events:
            yield self._revision(event, voice, figure)
            if not self._was_given(event, concerned):
                self.whole.hints.append(self._never_given(event.first, concerned, voice))

    def _without_circles(self, tellings: list[_Telling]) -> list[_Telling]:
        """All but those that go back and forth on one moment: which is the last is not known."""
        kept = []
        for telling in tellings:
            same = [each for each in tellings if each.moment.is_of_one_moment_with(telling.moment)]
            if telling.is_of_own_figure and _goes_in_a_circle(telling, same):
                message = "these claims revise each other in a circle; write the time of day in `as_of`"
                self.whole.problems.append(telling.correction.problem(telling.said.path, message))
            else:
                kept.append(telling)
        return kept

    def _judge(self, claim: Claim, events: list[_Event], voice: str) -> None:
        """Take a claim out of play if it is outdated, or withdrawn."""
        moment, is_own = self._moment(claim), claim.origin == voice
        event = _outdated_by(claim, moment, events, is_own=is_own)
        if event is not None and not self._knows_better(claim, moment, event):
            if self.whole.sources[claim.source].published.first > event.known:
                event.outdated.append(claim.key)
                self._take_out(claim, f"outdated: {self._name(event.first.claim)} took it back {event.day}")
            else:
                self._withdraw(claim, event)
            return
        for event in events:
            if claim.key not in event.told and self._withdraws(event, claim, moment, is_own=is_own):
                self._withdraw(claim, event)
                return

    def _withdraw(self, claim: Claim, event: _Event) -> None:
        event.withdrawn.append(claim.key)
        self._take_out(claim, self._why_withdrawn(event))

    def _knows_better(self, claim: Claim, moment: Moment, event: _Event) -> bool:
        """Whether an article has the new figure as of an earlier moment: it knows of it, and the count went on."""
        new = event.first.claim.value
        same = [each for each in self._of(event.first.figure) if each.source == claim.source and each.key != claim.key]
        earlier = [each for each in same if self._moment(each).is_before(moment)]
        return any(meet(each.value, new) and not meet(each.value, event.first.said.old) for each in earlier)

    def _withdraws(self, event: _Event, claim: Claim, moment: Moment, *, is_own: bool) -> bool:
        """Whether a claim is not later than a revision, and does not hold any more."""
        told = event.first
        if not moment.is_not_after(told.moment):
            return False
        if _takes_back(told, claim, is_own=is_own):
            return True
        is_earlier = not moment.is_of_one_moment_with(told.moment)
        return is_own and is_earlier and told.is_of_own_figure and self._cannot_hold(claim, moment, told)

    def _cannot_hold(self, claim: Claim, moment: Moment, told: _Telling) -> bool:
        """Whether an earlier claim and the new figure cannot both be true."""
        new = told.claim
        if (claim.period, claim.counted_from) != (new.period, new.counted_from) or meet(claim.value, new.value):
            return False
        prop = self.properties[claim.property]
        mode = prop.over_time[claim.status]
        if mode == "accumulates" and claim.period is None:
            return is_above(claim.value, new.value)
        if mode == "varies":
            return moment.distance_in_days(told.moment) <= prop.window
        return mode == "constant" or claim.period is not None

    def _why_withdrawn(self, event: _Event) -> str:
        told = event.first
        reason = f" ({told.said.why})" if told.said.why else ""
        new = told.claim.value.text
        if not told.is_of_own_figure:
            new = f"{new} for {told.claim.subject.rpartition('/')[2]}"
        return f"withdrawn by {self._name(told.claim)} {event.day}{reason}, which made it {new}"

    def _revision(self, event: _Event, voice: str, figure: Figure) -> Revision:
        told = event.first
        return Revision(
            voice=voice,
            told=tuple(telling.claim.key for telling in event.tellings),
            figure=figure,
            old=told.said.old.text,
            new=told.claim.value.text,
            moment=told.moment,
            known=event.known,
            why=next((telling.said.why for telling in event.tellings if telling.said.why), ""),
            withdrawn=tuple(sorted(event.withdrawn)),
            outdated=tuple(sorted(event.outdated)),
        )

    def _was_given(self, event: _Event, concerned: list[Claim]) -> bool:
        """Whether some claim has the old value, so that it was given by the voice."""
        old, moment = event.first.said.old, event.first.moment
        earlier = (claim for claim in concerned if not moment.is_before(self._moment(claim)))
        return any(is_value(claim.value, old) or meet(claim.value, old) for claim in earlier)

    def _never_given(self, told: _Telling, concerned: list[Claim], voice: str) -> Problem:
        own = [claim for claim in concerned if claim.origin == voice and claim.key != told.claim.key]
        gave = [
            f"{claim.value.text} ({show_window(claim.as_of)})" for claim in sorted(own, key=lambda c: c.moment.latest)
        ]
        name = self._name(told.claim)
        other = f", which has {listed(gave[-3:])}" if gave else ""
        message = f"no coded claim has {told.said.old.text!r} of {name}{other}; if there is one to code, code it"
        return told.correction.problem(told.said.path, message)


# --- events ---------------------------------------------------------------------------


def _events(tellings: list[_Telling]) -> list[_Event]:
    """Revisions in the order of time. What several papers tell is one, unless the voice went back in between."""
    events: list[_Event] = []
    for telling in tellings:
        event = _same_event(events, telling)
        if event is None:
            events.append(_Event([telling]))
        else:
            event.tellings.append(telling)
    return events


def _same_event(events: list[_Event], telling: _Telling) -> _Event | None:
    for event in reversed(events):
        first = event.first
        if are_same(first.said.old, telling.said.old) and are_same(first.claim.value, telling.claim.value):
            return event
        if meet(first.claim.value, telling.said.old):
            return None  # the voice went back to it
    return None


def _outdated_by(claim: Claim, moment: Moment, events: list[_Event], *, is_own: bool) -> _Event | None:
    """The revision before a claim by which it is outdated; none if the voice went back to that figure."""
    for event in reversed(events):
        told = event.first
        may_be_current = claim.key in event.told or not moment.is_before(told.moment)
        holds = told.is_of_own_figure and meet(claim.value, told.claim.value)
        if may_be_current and holds and not is_value(claim.value, told.said.old):
            return None
        if told.moment.is_before(moment) and _takes_back(told, claim, is_own=is_own):
            return event
    return None


def _takes_back(told: _Telling, claim: Claim, *, is_own: bool) -> bool:
    """Whether a claim has the old value: its voice's own, or one that a paper prints and names no speaker for."""
    if claim.period != told.claim.period:
        return False
    old, is_new_figure_too = told.said.old, told.is_of_own_figure and meet(claim.value, told.claim.value)
    if is_own:
        return is_value(claim.value, old) or (meet(claim.value, old) and not is_new_figure_too)
    is_named = bool(told.claim.speaker)  # what a paper counts itself is not what the others print
    return is_named and contains(claim.value, old) and (is_value(claim.value, old) or not is_new_figure_too)


def _goes_in_a_circle(telling: _Telling, same: list[_Telling]) -> bool:
    """Whether revisions of one moment lead from the new figure back to the old one."""
    waiting, seen = [telling.claim.value], []
    while waiting:
        value = waiting.pop()
        if are_same(value, telling.said.old):
            return True
        for other in same:
            if are_same(other.said.old, value) and other not in seen:
                seen.append(other)
                waiting.append(other.claim.value)
    return False
