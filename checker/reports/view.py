"""A review as the page shows it: whom to ring up, disputes with the course of each figure, tensions and notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from msgspec.structs import replace

from checker.baseline.review import Review
from checker.engine.findings import DIFFER, ROW, TOGETHER, Combination, Explanation, Finding, GivenUp, Statement
from checker.reports import parts
from checker.reports.advice import calls, first_word, in_time
from checker.reports.article_view import Excerpts
from checker.reports.courses import given_up_by, key_of
from checker.reports.derivation import derivation_steps, relation_of
from checker.reports.explaining import explanation_lines, not_explained
from checker.reports.figure_view import FigureViews, figure_slug, slug
from checker.reports.gate import acceptance_text
from checker.reports.names import Mentions, capital
from checker.reports.order import Told, finding_rank, in_order, is_counted
from checker.reports.plots import Axis, Bar, waterfall
from checker.reports.sentences import Sentences, widest_first
from checker.values.display import visible

MOST_CALLS = 12
MOST_STEPS = 60
"""Steps of a derivation; a large page has none of them."""
MOST_FIGURES, MOST_DRAWN = 6, 120
"""Figures of a dispute that are shown with their course; and disputes, tensions or notes that show any figures."""
MOST_SENTENCES, MOST_FOLLOWING = 8, 2
"""Parts of a finding that are told one by one; and of one that follows from another."""
MOST_ALTERNATIVES = 4
LARGE = 400
"""Figures from which the page is short of words, so that it stays quick."""
MOST_ROWS = 8
"""Values that stand below a tension or a note."""


class View:
    """Makes the parts of the page from a review."""

    def __init__(self, review: Review, *, with_texts: bool = False) -> None:
        self.review, self.corpus = review, review.corpus
        self.sentences = Sentences(review.result, brief=True)
        self.names = self.sentences.names
        self.told = in_order(review)
        self.figures = FigureViews(review, self.sentences, Excerpts(review, may_be_shown=with_texts))

    # --- what to do first

    def calls(self) -> tuple[list[parts.Call], int]:
        """The table of whom to ring up first, and how many rows more there are."""
        rows = [call for told in self.told if not told.is_accepted for call in calls(told, self.sentences)]
        left = {told.number: told.left for told in self.told}
        shown: list[parts.Call] = []
        for before, call in zip((None, *rows), rows[:MOST_CALLS], strict=False):
            is_next = before is not None and call.number == before.number
            shown.append(
                parts.Call(
                    number=call.number,
                    first=first_word(call, before),
                    figure=visible(call.figure),
                    who=visible(call.who),
                    says=visible(call.says),
                    instead="" if is_next and call.choice == "camp" else visible(call.instead),
                    settles=f"{call.settles} of {left[call.number]}" if call.settles else "",
                    is_again=is_next and shown[-1].figure == visible(call.figure),
                )
            )
        return shown, len(rows) - len(shown)

    # --- findings

    def found(self, finding: Finding, mentions: Mentions | None = None, *, names_figure: bool = True) -> parts.Found:
        """A finding with a sentence for each of its parts."""
        status = self.review.status(finding)
        lines = list(self.sentences.lines(finding, mentions or Mentions(self.names), names_figure=names_figure))
        table = self.sentences.table(finding)
        if table:
            lines[0] = (self.sentences.above_table(finding), "")
        most = 1 if table else MOST_FOLLOWING if finding.is_echo else MOST_SENTENCES
        told = [(visible(text), visible(quote.strip(" ()"))) for text, quote in lines[:most]]
        claims = finding.claims
        steps = derivation_steps(finding, self.sentences)
        is_large = len(self.review.result.statements) > LARGE
        most_steps = 0 if is_large or finding.kind == TOGETHER else MOST_STEPS  # `checker explain` has them
        return parts.Found(
            id=finding.id,
            rule=visible(finding.rule),
            rule_address=slug(finding.rule),
            severity=finding.severity,
            sentences=tuple(told),
            more=len(lines) - len(told),
            state="accepted" if status.is_accepted else status.state,
            accepted=visible(acceptance_text(status.acceptance)) if status.acceptance else "",
            why=visible(status.why),
            advice=visible(capital(finding.advice)),
            steps=tuple(visible(step) for step in steps[:most_steps]),
            more_steps=max(len(steps) - most_steps, 0),
            sum=self._sum(finding),
            table=tuple((visible(a), visible(b), visible(c)) for a, b, c in table),
            voices=finding.voices,
            sources=tuple(sorted({claim.source for claim in claims})),
            subjects=self._subjects({claim.subject for claim in claims}),
        )

    def _subjects(self, keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted({visible(self.names.subject(key)) for key in keys}))

    def others(self, severity: str) -> list[parts.Found]:
        """Tensions or notes, each with the values it rests on."""
        held = [f for f in self.review.findings if f.severity == severity and is_counted(f)]
        ranked = sorted(held, key=lambda f: finding_rank(f, self.review))
        return [self.with_rows(f) if at < MOST_DRAWN else self.found(f) for at, f in enumerate(ranked)]

    def with_rows(self, finding: Finding) -> parts.Found:
        """A finding that stands alone, with its values in whose words."""
        found = self.found(finding)
        groups: dict[tuple[object, ...], list[Statement]] = {}
        for statement in self._told_first(finding):
            value = statement.figure.id, statement.moment, self.sentences.figures.statement(statement)
            groups.setdefault(value, []).append(statement)
        shown = sorted(list(groups.values())[:MOST_ROWS], key=lambda held: held[0].order)
        rows = self.figures.rows(shown, (), None)
        if len({statement.figure.id for statement in finding.statements}) > 1:
            titles = [visible(self.names.title(held[0].figure)) for held in shown]
            rows = (replace(row, of=title) for row, title in zip(rows, titles, strict=True))
        told = ((visible(self.sentences.finding(finding)), ""),)  # the rows have the rest, and the quotes
        return replace(found, rows=tuple(rows), sentences=told, more=0, more_rows=len(groups) - len(shown))

    def _told_first(self, finding: Finding) -> list[Statement]:
        """The statements of a finding, those that its sentences tell of before all others."""
        told: list[Statement] = []
        for part in widest_first(finding):
            first = self.sentences.kinds.widest(part) if finding.kind == DIFFER else part.combinations[0]
            told += first.statements
        return list({id(statement): statement for statement in (*told, *finding.statements)}.values())

    # --- sums

    def _sum(self, finding: Finding) -> parts.Sum | None:
        relation = relation_of(finding.rule, self.corpus)
        if relation is None or not relation.summed or finding.kind != ROW:
            return None
        combination = max(finding.combinations, key=lambda each: each.gap or Fraction(0))
        summed = [s for name, s in combination.terms if name == relation.summed]
        others = [s for name, s in combination.terms if name != relation.summed]
        return self._bars(summed, others[0], combination) if len(others) == 1 and summed else None

    def _bars(self, summed: Sequence[Statement], whole: Statement, combination: Combination) -> parts.Sum | None:
        bounds = [(statement.lower, statement.upper) for statement in (*summed, whole)]
        if any(low is not None and low < 0 for low, _ in bounds):
            return None  # bars that go back and forth show nothing
        bars, axis = waterfall(bounds[:-1], bounds[-1], combination.statements[0].figure.unit)
        rows = [
            (
                visible(self.names.title(statement.figure)),
                visible(f"{self.sentences.figures.dated(statement)}, {self.names.voice(statement.voice)}"),
                bar,
            )
            for statement, bar in zip((*summed, whole), bars, strict=True)
        ]
        together, total = self._together(summed, whole, axis) if len(summed) > 1 else ("", None)
        return parts.Sum(
            parts=tuple(rows[:-1]), whole=rows[-1], ticks=tuple(axis.ticks()), together=together, total=total
        )

    def _together(self, summed: Sequence[Statement], whole: Statement, axis: Axis) -> tuple[str, Bar]:
        """What parts make, in words and as a bar that begins where that of the whole does."""
        lower = sum((statement.lower or Fraction(0) for statement in summed), Fraction(0))
        uppers = [statement.upper for statement in summed]
        upper = None if None in uppers else sum((each for each in uppers if each is not None), Fraction(0))
        digits = self.sentences.digits(whole.figure, [statement.text for statement in summed])
        words = visible(self.sentences.figures.range(whole.figure, lower, upper, digits))
        drawn = [(s.lower or Fraction(0)) if s.upper is None else s.upper for s in summed]
        end = sum(drawn, Fraction(0))
        return words, Bar(axis.at(Fraction(0)), axis.at(lower), axis.at(end))

    # --- disputes

    def disputes(self) -> Iterable[parts.Dispute]:
        for told in self.told:
            yield self.dispute(told)

    def dispute(self, told: Told) -> parts.Dispute:
        """A dispute with its sentences, explanations and figures."""
        mentions = Mentions(self.names)
        names_figure = len(told.figures) > 1
        heading, possible = explanation_lines(told, self.sentences, mentions)
        every = (*told.counted, *told.echoes, *told.uncertain)
        groups = [
            tuple(self.found(finding, mentions, names_figure=names_figure) for finding in each)
            for each in (told.counted, told.echoes, told.uncertain)
        ]
        claims = [claim for finding in every for claim in finding.claims]
        most = MOST_FIGURES if told.number <= MOST_DRAWN else 0
        return parts.Dispute(
            number=told.number,
            title=visible(self.names.heading(told.figures[0])),
            summary=visible(self._summary(told)),
            counted=groups[0],
            echoes=groups[1],
            uncertain=groups[2],
            heading=heading,
            possible=tuple(visible(text) for text in possible),
            note=visible(not_explained(told)) if told.dispute.note else "",
            figures=tuple(self._figures(told, most)),
            more_figures=tuple(
                (figure_slug(figure), visible(self.names.title(figure))) for figure in told.figures[most:]
            ),
            state="accepted" if told.is_accepted else "new",
            voices=tuple(sorted({voice for finding in every for voice in finding.voices})),
            sources=tuple(sorted({claim.source for claim in claims})),
            subjects=self._subjects({claim.subject for claim in claims}),
        )

    def _summary(self, told: Told) -> str:
        """The first sentence of a dispute, as it stands below its title: of the same figure, where one is."""
        titled = told.figures[0].id
        first = min(told.counted, key=lambda finding: not finding.figures or finding.figures[0][1].id != titled)
        names_figure = bool(first.figures) and first.figures[0][1].name != told.figures[0].name
        lines = self.sentences.lines(first, Mentions(self.names), names_figure=names_figure)
        return next((text for text, _ in lines), "")

    def _figures(self, told: Told, most: int) -> Iterable[parts.Figure]:
        every = (*told.counted, *told.echoes)
        involved = {key_of(statement) for finding in every for statement in finding.statements}
        values = _alternatives(told.dispute.front)
        first = given_up_by(told.dispute.front)
        for figure in told.figures[:most]:
            statements = self.review.result.statements.get(figure.id, ())
            if statements:
                yield self.figures.figure(statements, f"dispute-{told.number}", involved, values, first=first)

    # --- all figures

    def all_figures(self) -> list[parts.Figure]:
        """Every figure with all that is said of it; those in dispute first. Of very many only disputes have charts."""
        every = self.review.result.statements.values()
        made = [self.figures.figure(statements, has_chart=len(every) <= LARGE) for statements in every]
        return sorted(made, key=lambda figure: (not figure.disagrees, figure.title, figure.address))


def _alternatives(front: Sequence[Explanation]) -> list[GivenUp]:
    """The values that the best explanations give up, each once."""
    found: dict[tuple[str, ...], GivenUp] = {}
    for explanation in front[:MOST_ALTERNATIVES]:
        for value in in_time(explanation.values):
            found.setdefault(value.position.key, value)
    return list(found.values())
