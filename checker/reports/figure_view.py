"""A figure on the page: its course as a chart, its values as rows, each with who says so and in which words."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from msgspec.structs import replace

from checker.baseline.review import Review
from checker.corpus.corpus import Claim, Revision, Source, unit_of_figure
from checker.engine.findings import Figure as Quantum
from checker.engine.findings import GivenUp, Statement
from checker.engine.messages import told_by
from checker.reports import parts
from checker.reports.advice import given, would_be
from checker.reports.chart import LETTERS, Alternative, Told, chart, drawn_bounds, is_course
from checker.reports.chart_labels import CountedAnew
from checker.reports.chart_shapes import Chart
from checker.reports.courses import (
    NONE_FIRST,
    Course,
    courses_of,
    in_one_line,
    key_of,
    name_of,
    outdated_in,
    papers_of,
    withdrawn_in_time,
    withdrawn_of,
)
from checker.reports.figures import ANY
from checker.reports.names import capital
from checker.reports.plots import Axis, Mark
from checker.reports.sentences import Sentences
from checker.values.dates import Window
from checker.values.display import visible
from checker.values.moments import Moment
from checker.values.urls import is_address

MOST_ROWS, MOST_INVOLVED = 12, 24
"""Values of a figure that a dispute shows: of those that are not in the dispute, and of those that are. The figure
itself has them all."""
MOST_SAID = 3
MOST_VALUES = 6
MOST_LINES = 16
COLOURS = 8
"""Voices of a chart that have a colour and a shape of their own; the others are grey."""
Excerpt = Callable[[Claim], tuple[str, str, str] | None]


def slug(text: str) -> str:
    """Text as part of an address within the page; different texts stay different: `flood/courier:killed`."""
    return re.sub(r"[^\w./-]", lambda found: ":" if found[0] == "#" else f"~{ord(found[0]):x}", text)


def figure_slug(of: Quantum) -> str:
    """The address of a figure within the page."""
    name = [of.subject, of.property]
    name += [part for part in (of.status if of.status != "actual" else "", of.scope) if part]
    for span in (of.period, of.counted_from):
        if span is not None:
            name.append(f"{span.first}-{span.last}")
    if of.compared is not None:
        name.append(unit_of_figure(of.unit, of.compared))
    if of.type == "money":
        name.append(of.unit)
    return "~~".join(slug(part) for part in name)


class FigureViews:
    """Makes the figures of a review. `excerpt` gives the words around a claim's quote, where they may be shown."""

    def __init__(self, review: Review, sentences: Sentences, excerpt: Excerpt) -> None:
        self.review, self.corpus, self.sentences = review, review.corpus, sentences
        self.names, self.excerpt = sentences.names, excerpt
        self.out = withdrawn_of(review)
        self.outdated = outdated_in(review)
        self.withdrawn = withdrawn_in_time(review)
        self.revision_in = {key: revision for revision in review.corpus.revisions for key in revision.told}
        self.disagreeing = {
            s.figure.id for f in review.findings if f.severity == "error" for c in f.combinations for s in c.statements
        }

    def figure(
        self,
        statements: Sequence[Statement],
        prefix: str = "figure",
        involved: Collection[str] = (),
        values: Sequence[GivenUp] = (),
        *,
        first: Mapping[str, int] = NONE_FIRST,
        has_chart: bool = True,
    ) -> parts.Figure:
        """A figure, with what is `involved` in a dispute first and what it would have to be by its explanations."""
        figure = statements[0].figure
        alternatives = self._alternatives(figure, values)
        courses = courses_of(statements, involved, self.withdrawn, first)
        positions = _positions(statements)
        wanted = _nearest(positions, involved) if involved else positions
        axis = self._axis(statements, alternatives) if len(positions) > 1 else None
        drawn = None
        if has_chart and is_course(statements):
            drawn = self._chart(figure, courses, alternatives, involved)
        most_lines = MOST_LINES if len(courses) <= MOST_LINES else COLOURS  # a list of those in grey tells little
        claims = [claim for s in statements for claim in s.claims]
        rows = self.rows(wanted, involved, None if drawn else axis, alternatives)
        out = [s for (name, _), held in self.out.items() if name == name_of(figure) for s in held]
        taken_back = self.out_of_play(claim for statement in out for claim in statement.claims)
        return parts.Figure(
            id=f"{prefix}-{figure_slug(figure)}",
            address=figure_slug(figure),
            title=visible(self.names.title(figure)),
            lines=tuple(self._lines(courses[:most_lines], involved)) if drawn else (),
            more_lines=max(len(courses) - most_lines, 0) if drawn else 0,
            rows=tuple(sorted((*rows, *taken_back), key=lambda row: row.order)),
            more_rows=len(positions) - len(wanted),
            ticks=tuple(axis.ticks()) if axis and not drawn else (),
            values=visible(_few(list(dict.fromkeys(self.sentences.figures.statement(s) for s in statements)))),
            disagrees=figure.id in self.disagreeing,
            voices=tuple(sorted({s.voice for s in statements})),
            sources=tuple(sorted({claim.source for claim in claims})),
            subject=visible(self.names.subject(figure.subject)),
            chart=drawn,
        )

    # --- the chart

    def _chart(
        self,
        figure: Quantum,
        courses: Sequence[Course],
        alternatives: Sequence[Alternative],
        involved: Collection[str],
    ) -> Chart:
        series = []
        for number, course in enumerate(courses):
            held = [self._told(statement, involved) for statement in course.statements]
            held += self._taken_back(course, figure)
            series.append((number if number < COLOURS else -1, visible(capital(self.names.voice(course.voice))), held))
        return chart(series, alternatives, self._days(figure))

    def _told(self, statement: Statement, involved: Collection[str]) -> Told:
        voice = capital(self.names.voice(statement.voice))
        label = visible(f"{voice}: {self.sentences.figures.dated(statement)}")
        value = visible(self.sentences.figures.statement(statement))
        revision = next(filter(None, (self.revision_in.get(claim.key) for claim in statement.claims)), None)
        was = visible(revision.old) if revision and revision.figure == statement.figure.name else ""
        if revision and was:
            label = f"{label}, revised from {was}{visible(f' ({revision.why})') if revision.why else ''}"
        return Told(statement=statement, label=label, value=value, is_involved=key_of(statement) in involved)

    def _taken_back(self, course: Course, figure: Quantum) -> list[Told]:
        found = []
        for statement in self.out.get((name_of(figure), course.voice), ()):
            told, claim = self._told(statement, ()), statement.claims[0]
            label = f"{told.label}, {visible(claim.out)}"
            is_outdated = claim.key in self.outdated
            found.append(replace(told, label=label, struck=True, is_outdated=is_outdated))
        return found

    def _days(self, figure: Quantum) -> list[CountedAnew]:
        """Days on which the count was revised, or counted anew."""
        days = [self._revised(revision) for revision in self.corpus.revisions if revision.figure == figure.name]
        for restart in self.corpus.restarts:
            if restart.figure == figure.name:
                by = f" by {self.names.voice(restart.voice)}" if restart.voice else ""
                text = f"{self.names.days(Window(restart.day, restart.day))}: count started again{by}"
                notes = ("count started again", "new count")
                days.append(CountedAnew(day=restart.day, text=visible(text), notes=notes))
        return days

    def _revised(self, revision: Revision) -> CountedAnew:
        """ "6 May: revised by Norwold Council, 288 -> 275 (counted twice)", "revised 288 → 275"."""
        day = revision.moment.last_day
        steps = " -> ".join(filter(None, (revision.old, revision.new)))
        why = f" ({revision.why})" if revision.why else ""
        text = f"{self.names.days(Window(day, day))}: revised by {self.names.voice(revision.voice)}, {steps}{why}"
        short = visible(steps.replace(" -> ", " → "))
        return CountedAnew(day=day, text=visible(text), notes=(f"revised {short}", short, "revised"))

    def _alternatives(self, figure: Quantum, values: Sequence[GivenUp]) -> list[Alternative]:
        mine = [
            value
            for value in values
            if value.quantity.figure.id == figure.id
            and value.choices is None
            and would_be(value, self.sentences) != ANY
        ]
        if len(mine) > len(LETTERS):
            return []  # a chart full of bands shows nothing
        return [
            Alternative(
                moment=self._moment(value),
                lower=value.lower,
                upper=value.upper,
                letter=LETTERS[number],
                text=visible(f"{would_be(value, self.sentences)}, if {given(value, self.sentences)} is wrong"),
            )
            for number, value in enumerate(mine)
        ]

    def _moment(self, value: GivenUp) -> Moment:
        """When a value is said that its text names: of what stands for long, not the middle of that time."""
        told = told_by(value.position.claims)
        for statement in self.review.result.statements.get(value.quantity.figure.id, ()):
            if any(claim.key == told.key for claim in statement.claims):
                return statement.moment
        return value.quantity.moment

    def _lines(self, courses: Sequence[Course], involved: Collection[str]) -> Iterable[parts.Line]:
        for number, course in enumerate(courses):
            yield parts.Line(
                number=number if number < COLOURS else -1,
                voice=visible(capital(self.names.voice(course.voice))),
                address=f"voice-{slug(course.voice)}",
                course=visible(in_one_line(course, self.sentences, involved)),
                papers=visible(papers_of(course, self.sentences)),
            )

    # --- rows

    def _axis(self, statements: Sequence[Statement], alternatives: Sequence[Alternative]) -> Axis | None:
        figure = statements[0].figure
        if figure.type in ("category", "text"):
            return None
        bounds = [bound for statement in statements for bound in drawn_bounds(statement)]
        bounds += [bound for each in alternatives for bound in (each.lower, each.upper)]
        return Axis.over(bounds, figure.unit, is_whole=figure.is_whole)

    def rows(
        self,
        positions: Iterable[Sequence[Statement]],
        involved: Collection[str],
        axis: Axis | None,
        alternatives: Sequence[Alternative] = (),
    ) -> Iterable[parts.Row]:
        """One row for each value of one moment, with all who say so."""
        for held in positions:
            first = held[0]
            value = first.claims[0].value
            claims = [claim for statement in held for claim in statement.claims]
            said = [self.said(claim) for claim in claims]
            is_plain = value.interval.is_point or value.choices is not None
            here = [each for each in alternatives if each.moment == first.moment and axis]
            yield parts.Row(
                day=visible(self.names.when(first)),
                order=first.moment.latest,
                value=visible(self.sentences.figures.statement(first)),
                amount=_amount(first),
                read_as="" if is_plain else visible(self._read_as(first)),
                said=tuple(said[:MOST_SAID]),
                more=tuple(said[MOST_SAID:]),
                voices=len({statement.voice for statement in held}),
                is_involved=any(key_of(statement) in involved for statement in held),
                is_out=False,
                mark=_mark(first, axis),
                band=axis.mark(here[0].lower, here[0].upper) if axis and here else None,
                alternative="; ".join(f"{each.letter}: {each.text}" for each in here),
            )

    def _read_as(self, statement: Statement) -> str:
        digits = self.sentences.digits(statement.figure, [statement.text])
        return self.sentences.figures.range(statement.figure, statement.lower, statement.upper, digits)

    def out_of_play(self, claims: Iterable[Claim]) -> Iterable[parts.Row]:
        """Claims that are not compared, one row each: taken back, or not stated."""
        for claim in claims:
            yield parts.Row(
                day=visible(self.names.claim_when(claim)),
                order=claim.moment.latest,
                value=visible(self.sentences.claim_value(claim)),
                amount=None,
                read_as="",
                said=(self.said(claim),),
                more=(),
                voices=1,
                is_involved=False,
                is_out=bool(claim.out),
            )

    def said(self, claim: Claim, age: str = "") -> parts.Said:
        """A claim as the page shows it."""
        source = self.corpus.sources[claim.source]
        paper = self.names.paper(claim.source)
        is_own = not self.names.papers((claim,))
        cited = self.names.cited((claim,))
        note = f"implied: {claim.implied}" if claim.implied else claim.out
        return parts.Said(
            key=claim.key,
            voice="" if is_own else visible(capital(self.names.voice(claim.origin))),
            paper=visible(paper),
            cited=visible(cited[0]) if cited else "",
            source=claim.source,
            url=link(source),
            quote=visible(claim.quote),
            note=visible(note),
            place=visible(f"claims/{claim.source}.yaml:{claim.line}"),  # wherever the project is on this machine
            age=visible(age),
            context=self.excerpt(claim),
        )


def link(source: Source) -> str:
    """A source's address, if a browser may follow it."""
    return source.url if is_address(source.url) else ""


def _positions(statements: Sequence[Statement]) -> list[list[Statement]]:
    """Equal values of one moment together, in the order of time."""
    found: dict[tuple[object, ...], list[Statement]] = {}
    for statement in statements:
        interval = statement.claims[0].value.interval
        found.setdefault((statement.quantity, statement.moment, interval, statement.choices), []).append(statement)
    return sorted(found.values(), key=lambda held: held[0].order)


def _nearest(positions: list[list[Statement]], involved: Collection[str]) -> list[list[Statement]]:
    """The values that are involved, and of the others those nearest to them in time, in their order."""
    mine = [any(key_of(statement) in involved for statement in held) for held in positions]
    days = [held[0].moment.latest for held, is_mine in zip(positions, mine, strict=True) if is_mine]
    low, high = min(days, default=0), max(days, default=0)

    def distance(number: int) -> tuple[int, int]:
        latest = positions[number][0].moment.latest
        return max(low - latest, latest - high, 0), number

    others = sorted((n for n, is_mine in enumerate(mine) if not is_mine), key=distance)
    own = [number for number, is_mine in enumerate(mine) if is_mine]
    if len(own) > MOST_INVOLVED:
        own = [*own[: MOST_INVOLVED // 2], *own[-MOST_INVOLVED // 2 :]]
    kept = {*others[:MOST_ROWS], *own}
    return [held for number, held in enumerate(positions) if number in kept]


def _few(words: list[str]) -> str:
    shown = words if len(words) <= MOST_VALUES else [*words[:MOST_VALUES], f"{len(words) - MOST_VALUES} more"]
    return "; ".join(shown)


def _mark(statement: Statement, axis: Axis | None) -> Mark | None:
    if axis is None or statement.choices is not None:
        return None
    low, high = drawn_bounds(statement)
    return axis.mark(low, high, statement.claims[0].value.interval.best)


def _amount(statement: Statement) -> float | None:
    """What a row is sorted by: its best figure, the middle of its range, or its one bound; None if by its text."""
    best = statement.claims[0].value.interval.best
    if statement.choices is not None:
        return None
    if best is not None:
        return float(best)
    known = [bound for bound in drawn_bounds(statement) if bound is not None]
    return float(sum(known) / len(known)) if known else None
