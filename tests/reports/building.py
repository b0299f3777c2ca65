"""Results and reviews made by hand, so that the reports can be tested without the engine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from checker.baseline.review import Review, Status
from checker.corpus.corpus import Claim, Corpus, Entity, Property, Rule, Source
from checker.corpus.loader import load_only_rules
from checker.engine.findings import (
    Camp,
    Change,
    Combination,
    Dispute,
    Explanation,
    Figure,
    Finding,
    GivenUp,
    NotCompared,
    Part,
    Position,
    Quantity,
    Result,
    Statement,
)
from checker.values.dates import WINDOW_ALWAYS, Window
from checker.values.moments import ALWAYS, Moment, day_moment, minute_moment, span_moment
from checker.values.value import Hedges, Scale, read_value


def day(text: str) -> int:
    """A day of 2031 such as "05-04", or of any year."""
    return date.fromisoformat(text if len(text) > 5 else f"2031-{text}").toordinal()


def moment_of(text: str) -> tuple[Window, Moment]:
    """ "05-04", "05-04T09:00", "05-01/05-04"; "" is always."""
    if not text:
        return WINDOW_ALWAYS, ALWAYS
    if "/" in text:
        first, last = (day(side) for side in text.split("/"))
        return Window(first, last), span_moment(Window(first, last), written=text)
    if "T" in text:
        on, at = text.split("T")
        hour, minute = at.split(":")
        return Window(day(on), day(on)), minute_moment(day(on), int(hour) * 60 + int(minute))
    return Window(day(text), day(text)), day_moment(day(text))


@cache
def standard_rules() -> tuple[Rule, ...]:
    """The rules that come with the program."""
    return load_only_rules(Path(__file__).parents[2]).rules


@dataclass
class Builder:
    """Collects a story; `review` makes what a renderer gets."""

    story: str = "norwold"
    entities: dict[str, Entity] = field(default_factory=dict)
    properties: dict[str, Property] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    _figures: dict[tuple[object, ...], Figure] = field(default_factory=dict)
    _made: tuple[int, dict[int, tuple[Statement, ...]]] = field(default_factory=lambda: (-1, {}))
    _moments: dict[tuple[int, str], int] = field(default_factory=dict)

    def entity(
        self, id_: str, name: str, *, kind: str = "thing", aliases: Sequence[str] = (), part_of: str = ""
    ) -> str:
        key = f"{self.story}/{id_}"
        self.entities[key] = Entity(
            key=key,
            id=id_,
            name=name,
            kind=kind,
            part_of=f"{self.story}/{part_of}" if part_of else "",
            parts_complete=False,
            since=WINDOW_ALWAYS,
            until=WINDOW_ALWAYS,
            aliases=tuple(aliases),
        )
        return key

    def property(self, name: str, title: str, scale: Scale | None = None, mode: str = "varies") -> None:
        self.properties[name] = Property(
            name=name,
            title=title,
            scale=scale or Scale("count", "person"),
            over_time={
                status: mode if status == "actual" else "stands"
                for status in (
                    "actual",
                    "planned",
                    "pledged",
                    "authorised",
                    "requested",
                    "needed",
                    "feared",
                    "estimated",
                )
            },
            window=0,
            adds_to="",
            after="",
            important=False,
        )

    def source(
        self, name: str, publisher: str, published: str, *, url: str = "", via: str = "", title: str = ""
    ) -> str:
        key = f"{self.story}/{name}"
        on = Window(day(published), day(published))
        self.sources[key] = Source(
            key=key,
            story=self.story,
            publisher=publisher,
            title=title,
            author="",
            published=on,
            url=url,
            via=via,
            file=f"claims/{self.story}/{name}.yaml",
        )
        return key

    def claim(
        self,
        place: str,
        about: str,
        value: str,
        when: str,
        *,
        by: str = "",
        via: str = "",
        quote: str = "",
        status: str = "actual",
        scope: str = "",
        period: str = "",
        out: str = "",
        implied: str = "",
        counted_from: str = "",
    ) -> Claim:
        """`place` is "source#id", `about` "entity property", `by` the id of an entity that says so."""
        source, _, id_ = place.partition("#")
        subject, name = about.split()
        read, mistake = read_value(value, self.properties[name].scale, Hedges())
        assert read is not None, mistake
        as_of, moment = moment_of(when)
        span = moment_of(period)[0] if period else None
        publisher = self.sources[f"{self.story}/{source}"].publisher
        claim = Claim(
            key=f"{self.story}/{place}",
            id=id_,
            story=self.story,
            source=f"{self.story}/{source}",
            subject=f"{self.story}/{subject}",
            property=name,
            status=status,
            scope=scope,
            as_of=span or as_of,
            moment=moment,
            value=read,
            speaker=by,
            via=via,
            origin=f"{self.story}/{by}" if by else via or publisher,
            quote=quote,
            implied=implied,
            important=False,
            counted_from=Window(day(counted_from), day(counted_from)) if counted_from else None,
            out=out,
            file=f"claims/{self.story}/{source}.yaml",
            line=10 + len(self.claims),
            column=5,
            period=span,
        )
        self.claims[place] = claim
        return claim

    # --- statements

    def figure(self, claim: Claim) -> Figure:
        scale = self.properties[claim.property].scale
        mode = self.properties[claim.property].over_time[claim.status]
        unit = claim.value.unit
        name = (claim.subject, claim.property, claim.status, claim.scope, unit, claim.period, claim.counted_from)
        if name not in self._figures:
            self._figures[name] = Figure(
                id=len(self._figures) + 1,
                subject=claim.subject,
                property=claim.property,
                status=claim.status,
                scope=claim.scope,
                unit=unit,
                type=scale.type,
                mode=mode,
                period=claim.period,
                counted_from=claim.counted_from,
            )
        return self._figures[name]

    def quantity(self, claim: Claim) -> int:
        moment = claim.moment
        name = moment.name or f"{moment.earliest}/{moment.latest}"
        return self._moments.setdefault((self.figure(claim).id, name), len(self._moments) + 1)

    def statements(self) -> dict[int, tuple[Statement, ...]]:
        """By figure, in the order of time; the same objects as long as no claim comes."""
        if self._made[0] != len(self.claims):
            self._made = len(self.claims), self._statements()
        return self._made[1]

    def _statements(self) -> dict[int, tuple[Statement, ...]]:
        groups: dict[tuple[object, ...], list[Claim]] = {}
        positions: dict[tuple[object, ...], list[Claim]] = {}
        for claim in sorted(self.claims.values(), key=lambda c: c.key):
            if claim.out or not claim.value.stated or claim.value.unit == "text":
                continue
            held = (self.quantity(claim), claim.value.interval, claim.value.choices)
            positions.setdefault(held, []).append(claim)
            groups.setdefault((*held, claim.origin), []).append(claim)
        by_figure: dict[int, list[Statement]] = {}
        for (quantity, interval, choices, voice), claims in groups.items():
            assert isinstance(quantity, int)
            position = Position(
                quantity=quantity,
                lower=claims[0].value.interval.lower,
                upper=claims[0].value.interval.upper,
                choices=claims[0].value.choices,
                text=claims[0].value.text,
                claims=tuple(positions[quantity, interval, choices]),
            )
            figure = self.figure(claims[0])
            statement = Statement(
                figure=figure,
                quantity=quantity,
                moment=claims[0].moment,
                voice=str(voice),
                position=position,
                claims=tuple(claims),
            )
            by_figure.setdefault(figure.id, []).append(statement)
        return {id_: tuple(sorted(found, key=lambda s: s.order)) for id_, found in sorted(by_figure.items())}

    def statement(self, place: str) -> Statement:
        """The one that a claim is of."""
        key = f"{self.story}/{place}"
        found = [s for each in self.statements().values() for s in each if any(c.key == key for c in s.claims)]
        return found[0]

    # --- findings

    def combination(self, terms: str, gap: object = "") -> Combination:
        """ "higher=herald#dead lower=gazette#dead"; the gap is that between the bounds where it is not given."""
        held = [(name, self.statement(place)) for name, _, place in (part.partition("=") for part in terms.split())]
        if gap == "" and len(held) == 2:
            low, high = held[1][1].upper, held[0][1].lower
            gap = None if low is None or high is None else max(high - low, Fraction(0))
        return Combination(terms=tuple(held), gap=None if gap in ("", None) else Fraction(str(gap)))

    def finding(
        self,
        kind: str,
        *parts: Part,
        rule: str = "sources-disagree",
        severity: str = "error",
        source: str = "",
        echo_of: Sequence[str] = (),
        advice: str = "",
        steps: Sequence[str] = (),
    ) -> Finding:
        figures = {
            (("" if kind != "rule" else name), s.figure.id): s.figure
            for p in parts
            for c in p.combinations
            for name, s in c.terms
        }
        found = Finding(
            kind=kind,
            rule=rule,
            severity=severity,
            figures=tuple((name, figure) for (name, _), figure in figures.items()),
            parts=parts,
            source=f"{self.story}/{source}" if source else "",
            echo_of=tuple(echo_of),
            advice=advice,
            steps=tuple(steps),
        )
        self.findings.append(found)
        return found

    def part(self, *combinations: Combination, key: Sequence[str] = (), message: str = "", **more: object) -> Part:
        keys = tuple(key) or tuple(dict.fromkeys(s.voice for s in combinations[0].statements))
        return replace(Part(key=keys, combinations=combinations, message=message), **more)

    def given_up(self, place: str, low: object, high: object, settles: int = 1) -> GivenUp:
        statement = self.statement(place)
        quantity = self.quantities()[statement.quantity]
        bounds = [None if bound is None else Fraction(str(bound)) for bound in (low, high)]
        return GivenUp(
            position=statement.position, quantity=quantity, lower=bounds[0], upper=bounds[1], settles=settles
        )

    def camp(self, *places: str) -> Camp:
        held = tuple(self.statement(place) for place in places)
        return Camp(statements=held, lower=held[0].lower, upper=held[0].upper)

    def quantities(self) -> dict[int, Quantity]:
        found: dict[int, Quantity] = {}
        for statements in self.statements().values():
            for s in statements:
                before = found.get(s.quantity)
                held = (*(before.positions if before else ()), s.position)
                unique = {position.key: position for position in held}
                found[s.quantity] = Quantity(
                    id=s.quantity,
                    figure=s.figure,
                    moment=s.moment,
                    positions=tuple(unique[key] for key in sorted(unique)),
                )
        return found

    def review(
        self,
        disputes: Iterable[Dispute] = (),
        changes: Iterable[Change] = (),
        not_compared: Iterable[NotCompared] = (),
        statuses: dict[str, Status] | None = None,
        corpus: dict[str, object] | None = None,
        **more: object,
    ) -> Review:
        made = Corpus(
            sources=dict(sorted(self.sources.items())),
            claims=tuple(sorted(self.claims.values(), key=lambda c: c.key)),
            entities=dict(sorted(self.entities.items())),
            properties=self.properties,
            rules=standard_rules(),
            hedges=Hedges(),
            problems=(),
        )
        result = Result(
            corpus=replace(made, **(corpus or {})),
            findings=tuple(self.findings),
            disputes=tuple(disputes),
            changes=tuple(changes),
            not_compared=tuple(not_compared),
            not_checked=(),
            not_explained=(),
            limits=(),
            quantities=self.quantities(),
            statements=self.statements(),
            compared=frozenset(),
        )
        return replace(Review(result=result, statuses=statuses or {}), **more)


__all__ = ["Builder", "Explanation", "day", "moment_of"]
