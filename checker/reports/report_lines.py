"""The report as lines: the verdict, whom to ring up first, the disputes, and the rest in few words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from checker.baseline.review import Review
from checker.engine.findings import PERHAPS, Figure, Finding
from checker.reports import Style
from checker.reports.advice import Call, calls, first_word, says_more
from checker.reports.changes import change_lines, coverage_lines, not_compared_lines
from checker.reports.courses import Course, courses_of, given_up_by, in_one_line, key_of, papers_of, withdrawn_in_time
from checker.reports.explaining import MORE as MORE_EXPLANATIONS
from checker.reports.explaining import explanation_lines, not_explained
from checker.reports.gate import acceptance_text, stale_text
from checker.reports.head import counts, reservations, span, title
from checker.reports.kinds import FEW, MOST_TOGETHER
from checker.reports.layout import item, table, wrap
from checker.reports.names import Mentions, capital
from checker.reports.order import Told, finding_rank, in_order, is_counted
from checker.reports.sentences import Sentences, sentence
from checker.reports.totals import totals
from checker.values.display import are, counted, safe

_LEAST_WIDTH = 60
MOST_LINES = 300
"""Lines of a report that is not full; then it says how to see more."""
LARGE = 12
"""Disputes from which a report begins with totals."""
MOST_CALLS, MOST_FIGURES, MOST_VOICES = 8, 3, 6
MOST_SENTENCES, MOST_ECHOES, MOST_UNCERTAIN = 5, 2, 1
MOST_LISTED = 8
MORE, MORE_LINES = "checker report --full", 4
"""How to see more, and the lines that it takes to say so."""


def report_lines(review: Review, style: Style) -> Iterable[str]:
    """The lines of a report, no wider than the style says (at least 60)."""
    return _Lines(review, style).lines()


class _Lines:
    def __init__(self, review: Review, style: Style) -> None:
        self.review, self.style = review, style
        self.sentences = Sentences(review.result, brief=True)
        self.names = self.sentences.names
        self.width = max(style.width, _LEAST_WIDTH)
        self.disputes = in_order(review)
        self.withdrawn = withdrawn_in_time(review)
        self.in_table: set[int] = set()
        """Disputes whose explanations the table of whom to ring up first tells in full."""
        self.open = [told for told in self.disputes if style.full or style.show_accepted or not told.is_accepted]

    def lines(self) -> Iterable[str]:
        head = [*self._verdict(), *self._ring_up_first(), *self._totals()]
        rest = [*self._tensions(), *self._changes(), *self._notes(), *self._rest()]
        yield from head
        yield from self._disputes(MOST_LINES - len(head) - len(rest))
        yield from rest

    # --- the verdict, and whom to ring up

    def _verdict(self) -> Iterable[str]:
        yield from self._wrap(f"{title(self.review, self.names)}: {span(self.review)}")
        for line in (counts(self.review), *reservations(self.review)):
            yield from self._wrap(line)

    def _ring_up_first(self) -> Iterable[str]:
        rows = [call for told in self.open if not told.is_accepted for call in calls(told, self.sentences)]
        if not rows:
            return
        yield from ("", "RING UP FIRST")
        shown = rows if self.style.full else rows[:MOST_CALLS]
        left = {told.number: told.left for told in self.open}
        body = [
            self._call(call, before, left[call.number]) for before, call in zip((None, *shown), shown, strict=False)
        ]
        self.in_table = {call.number for call in shown} - {call.number for call in rows[len(shown) :]}
        cells = [("", "figure", "who says", "says", "would have to be", "settles"), *body]
        yield from table(cells, (3, 0, 15, 16, 16, 8), self.width)
        if len(rows) > len(shown):
            yield from self._wrap(f"and {len(rows) - len(shown):,} more, in the disputes below", "  ")

    def _call(self, call: Call, before: Call | None, left: int) -> tuple[str, ...]:
        is_next = before is not None and before.number == call.number
        first = first_word(call, before)
        figure = "" if is_next and before is not None and before.figure == call.figure else call.figure
        settles = f"{call.settles} of {left}" if call.settles else ""
        instead = "" if is_next and call.choice == "camp" else call.instead
        return first, safe(figure), safe(call.who), safe(call.says), safe(instead), settles

    def _totals(self) -> Iterable[str]:
        if len(self.open) <= LARGE:
            return
        for heading, rows in totals(self.open, self.names):
            if rows:
                yield from ("", heading)
                yield from table([tuple(map(safe, row)) for row in rows], (0, 36), self.width, "  ")

    # --- disputes

    def _disputes(self, room: int) -> Iterable[str]:
        for number, told in enumerate(self.open):
            lines = list(self._dispute(told))
            if not self.style.full and number and len(lines) + MORE_LINES > room:
                left = len(self.open) - number
                yield ""
                what = f"{counted(left, 'more dispute')}: {MORE}, or checker report with the folder of a story"
                yield from self._wrap(what)
                return
            room -= len(lines)
            yield from lines

    def _dispute(self, told: Told) -> Iterable[str]:
        figures = told.figures if self.style.full else told.figures[:MOST_FIGURES]
        yield ""
        title = self.names.heading(figures[0])
        more = f" (and {counted(len(told.figures) - 1, 'more figure')})" if len(told.figures) > 1 else ""
        accepted = " - accepted" if told.is_accepted else ""
        yield from self._wrap(safe(f"{told.number}. {title.upper()}{more}{accepted}"), hanging="   ")
        mentions = Mentions(self.names)
        if not self._is_told_by_one_sentence(told):
            yield from self._all_courses(told, figures, mentions)
            yield ""
        yield from self._sentences(told, mentions)
        yield from self._explanation(told, mentions)

    def _is_told_by_one_sentence(self, told: Told) -> bool:
        """Whether there is nothing but two statements, and one sentence that names both."""
        if len(told.figures) > 1 or len(told.dispute.findings) > 1:
            return False
        return len(self.review.result.statements.get(told.figures[0].id, ())) <= FEW

    def _all_courses(self, told: Told, figures: Sequence[Figure], mentions: Mentions) -> Iterator[str]:
        involved = {key_of(statement) for finding in told.counted for statement in finding.statements}
        for figure in figures:
            if len(told.figures) > 1:
                yield from self._wrap(safe(f"{self.names.title(figure)}:"), "   ")
            statements = self.review.result.statements.get(figure.id, ())
            courses = courses_of(statements, involved, self.withdrawn, given_up_by(told.dispute.front))
            yield from self._courses(courses, involved, mentions)
        if len(told.figures) > len(figures):
            yield from self._wrap(f"and {counted(len(told.figures) - len(figures), 'more figure')}", "   ")

    def _courses(self, courses: Sequence[Course], involved: set[str], mentions: Mentions) -> Iterator[str]:
        groups: dict[str, list[Course]] = {}
        for course in courses:
            groups.setdefault(in_one_line(course, self.sentences, involved), []).append(course)
        shown = list(groups.items()) if self.style.full else list(groups.items())[:MOST_VOICES]
        rows = [self._course(line, held, mentions) for line, held in shown]
        yield from table(rows, (26, 0), self.width, "   ")
        if len(groups) > len(shown):
            left = sum(map(len, groups.values())) - sum(len(held) for _, held in shown)
            yield from self._wrap(f"and {counted(left, 'more voice')}", "   ")

    def _course(self, line: str, courses: Sequence[Course], mentions: Mentions) -> tuple[str, str]:
        """Who says so, in one line for all whose course is the same."""
        first = courses[0]
        mentions.voice(first.voice)
        who = capital(self.names.introduced(first.voice))
        if len(courses) == 1:
            papers = papers_of(first, self.sentences)
            return safe(who), safe(f"{line}  {papers}" if papers else line)
        return safe(f"{who} and {len(courses) - 1} more"), safe(line)

    def _sentences(self, told: Told, mentions: Mentions) -> Iterator[str]:
        names_figure = len(told.figures) > 1
        lines = [(f, text) for f in told.counted for text in self._told(f, mentions, names_figure=names_figure)]
        most = len(lines) if self.style.full else MOST_SENTENCES
        for at, (finding, text) in enumerate(lines[:most]):
            is_last = at + 1 == len(lines) or lines[at + 1][0] is not finding
            accepted = " (accepted)" if finding.id in told.accepted and not told.is_accepted else ""
            line = self._ended(f"{text}{self._id(finding)}{accepted}", finding) + (
                self._advice(finding) if is_last else ""
            )
            yield from item(safe(line), self.width, "*", "   ")
            yield from self._figures_of(finding)
        if len(lines) > most:
            yield from item(f"and {len(lines) - most} more", self.width, "*", "   ")
        yield from self._some(told.echoes, "+", "follows: ", MOST_ECHOES, mentions, names_figure=names_figure)
        yield from self._some(told.uncertain, "?", "", MOST_UNCERTAIN, mentions, names_figure=names_figure)

    def _told(self, finding: Finding, mentions: Mentions, *, names_figure: bool) -> Iterable[str]:
        """The sentences of a finding's parts."""
        if self.sentences.table(finding):
            yield self.sentences.above_table(finding)
        else:
            lines = self.sentences.lines(finding, mentions, names_figure=names_figure)
            yield from (f"{text}{quote}" for text, quote in lines)

    def _advice(self, finding: Finding) -> str:
        """What it is advised to write in the files, behind the last sentence of a finding."""
        return f" {sentence(capital(finding.advice))}" if finding.advice and self.style.full else ""

    def _some(
        self, findings: Sequence[Finding], mark: str, before: str, most: int, mentions: Mentions, *, names_figure: bool
    ) -> Iterator[str]:
        shown = findings if self.style.full else findings[:most]
        for finding in shown:
            text = self._first(finding, mentions, names_figure=names_figure)
            yield from item(safe(self._ended(f"{before}{text}{self._id(finding)}", finding)), self.width, mark, "   ")
            yield from self._figures_of(finding)
        if len(findings) > len(shown):
            yield from item(f"and {len(findings) - len(shown)} more such", self.width, mark, "   ")

    def _first(self, finding: Finding, mentions: Mentions, *, names_figure: bool) -> str:
        if self.sentences.table(finding):
            return self.sentences.above_table(finding)
        return self.sentences.part(finding, finding.parts[0], mentions, names_figure=names_figure)

    def _ended(self, text: str, finding: Finding) -> str:
        return f"{text}:" if self.sentences.table(finding) else sentence(text)

    def _figures_of(self, finding: Finding) -> Iterator[str]:
        """The table of a joint conflict: its figures, one a line."""
        rows = self.sentences.table(finding)
        shown = rows if self.style.full else rows[:MOST_TOGETHER]
        yield from table([tuple(map(safe, row)) for row in shown], (0, 20, 24), self.width, "     ")
        if len(rows) > len(shown):
            yield f"     and {len(rows) - len(shown)} more"

    def _id(self, finding: Finding) -> str:
        return f" [{finding.id}]" if self.style.full else ""

    def _explanation(self, told: Told, mentions: Mentions) -> Iterator[str]:
        heading, possible = explanation_lines(told, self.sentences, mentions)
        if told.number in self.in_table and not says_more(told) and not self.style.full:
            possible = []
        if possible:
            yield ""
        if len(possible) == 1:
            yield from self._wrap(safe(sentence(f"{heading} {possible[0]}")), "   ")
        elif possible:
            yield from self._wrap(heading, "   ")
            for number, text in enumerate(possible):
                word = "or " if heading == "Either:" and number and text != MORE_EXPLANATIONS else ""
                yield from item(safe(f"{word}{text}"), self.width, "-", "   ")
        if told.dispute.note:
            yield from self._wrap(safe(f"{not_explained(told)}."), "   ")

    # --- the rest

    def _tensions(self) -> Iterable[str]:
        tensions = [f for f in self.review.findings if f.severity == "warning" and is_counted(f)]
        heading = "TENSIONS  both may be true; tell your readers of both"
        yield from self._list(heading, (self._line(finding) for finding in self._ranked(tensions)), len(tensions))

    def _notes(self) -> Iterable[str]:
        notes = [f for f in self.review.findings if f.severity == "note" and is_counted(f)]
        yield from self._list("NOTES", (self._line(finding) for finding in self._ranked(notes)), len(notes))

    def _ranked(self, findings: list[Finding]) -> list[Finding]:
        return sorted(findings, key=lambda finding: finding_rank(finding, self.review))

    def _line(self, finding: Finding) -> str:
        status = self.review.status(finding)
        known = " (accepted)" if status.is_accepted else ""
        advice = f" {sentence(capital(finding.advice))}" if finding.advice else ""
        return f"{sentence(self.sentences.finding(finding) + self._id(finding) + known)}{advice}"

    def _changes(self) -> Iterable[str]:
        lines = change_lines(self.review.changes, self.sentences)
        yield from self._list("WHAT CHANGED", iter(lines), len(lines))

    def _list(self, heading: str, lines: Iterator[str], number: int) -> Iterable[str]:
        if not number:
            return
        yield from ("", heading)
        most = number if self.style.full else MOST_LISTED
        for line in islice(lines, most):
            yield from item(safe(line), self.width, "*", "   ")
        if number > most:
            yield from item(f"and {number - most} more: {MORE}", self.width, "*", "   ")

    def _rest(self) -> Iterable[str]:
        uncertain = self._uncertain()
        if self.style.full:
            yield from self._list("NOT CERTAIN TO BE OF ONE DAY", map(self._line, uncertain), len(uncertain))
            for heading, lines in not_compared_lines(self.review, self.sentences):
                yield from self._list(f"NOT COMPARED  {safe(heading)}", iter(lines), len(lines))
            lines = coverage_lines(self.review, self.sentences)
            yield from self._list("COVERAGE", iter(lines), len(lines))
        else:
            yield from self._left_out(uncertain)
        yield from self._accepted()
        entries = (*self.review.not_checked, *self.review.limits)
        yield from self._all("NOT CHECKED", entries)
        yield from self._list("HINTS", map(str, self.review.corpus.hints), len(self.review.corpus.hints))
        yield from self._all("PROBLEMS", [str(problem) for problem in self.review.corpus.problems])

    def _uncertain(self) -> list[Finding]:
        """What is only possible, and is not told with a dispute."""
        within = {finding.id for told in self.disputes for finding in told.uncertain}
        return [f for f in self.review.findings if f.kind == PERHAPS and f.id not in within]

    def _left_out(self, uncertain: list[Finding]) -> Iterable[str]:
        parts = [
            f"{what} ({number:,})"
            for what, number in (
                ("NOT COMPARED", len(self.review.not_compared)),
                ("NOT CERTAIN TO BE OF ONE DAY", len(uncertain)),
            )
            if number
        ]
        if self.review.claims:
            yield ""
            yield from self._wrap(f"{', '.join((*parts, 'COVERAGE'))}: {MORE}")

    def _accepted(self) -> Iterable[str]:
        """What is accepted and why: in a line, unless all of it is asked for; and always what no longer holds."""
        entries = [(f, s.acceptance) for f in self.review.findings if (s := self.review.status(f)).is_accepted]
        lines = [stale_text(acceptance) for acceptance in self.review.stale]
        if self.style.show_accepted or self.style.full:
            lines = [
                f"{finding.id} {self.sentences.finding(finding)}: {acceptance_text(acceptance)}"
                for finding, acceptance in entries
                if acceptance is not None
            ] + lines
        elif entries:
            lines.insert(0, f"{counted(len(entries), 'finding')} {are(len(entries))} accepted: --show-accepted")
        yield from self._all("ACCEPTED", lines)

    def _all(self, heading: str, lines: Sequence[str]) -> Iterable[str]:
        if lines:
            yield from ("", heading)
            for line in lines:
                yield from item(safe(line), self.width, "*", "   ")

    def _wrap(self, text: str, indent: str = "", hanging: str = "") -> Iterable[str]:
        yield from wrap(safe(text), self.width, indent, hanging)
