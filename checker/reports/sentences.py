"""Every sentence that a report says of a finding: all renderers and the editor take them from here.

A sentence begins with a capital letter and has no full stop; it stays as it is in every format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from checker.corpus.corpus import Claim
from checker.engine.findings import (
    DIFFER,
    FALLS,
    ITSELF,
    NOT_GIVEN,
    PERHAPS,
    ROW,
    TAKEN_BACK,
    TOGETHER,
    Combination,
    Figure,
    Finding,
    Part,
    Result,
    Statement,
)
from checker.reports.figures import Digits, Figures, digits_of
from checker.reports.names import Mentions, Names, capital, in_papers, in_sentence
from checker.values.display import are, counted
from checker.values.formatting import listed

LONGEST_QUOTE = 60
FEW = 2
"""More than this of anything is not told one by one in a sentence."""


class Sentences:
    """Makes the sentences of one result.

    `mentions` are the voices that a text has named already; where none are given, each sentence stands alone. With
    `brief` they stand in a report whose head says what it is about.
    """

    def __init__(self, result: Result, *, brief: bool = False) -> None:
        self.result = result
        self.names = Names(result.corpus, brief=brief)
        self.figures = Figures(self.names)
        self._tell: dict[str, Callable[[Finding, Part, Mentions], str]] = {
            DIFFER: self._differ,
            ITSELF: self._itself,
            FALLS: self._falls,
            ROW: self._row,
            TOGETHER: self._together,
            PERHAPS: self._perhaps,
            TAKEN_BACK: self._taken_back,
            NOT_GIVEN: self._not_given,
        }

    # --- findings and their parts

    def finding(self, finding: Finding) -> str:
        """A finding in one sentence that stands alone: its first part, and how many more it has."""
        first, more = self.part(finding, finding.parts[0]), self._and_more(finding)
        return f"{first}{' ' if first.endswith('?') else '; '}{more}" if more else first

    def part(self, finding: Finding, part: Part, mentions: Mentions | None = None, *, names_figure: bool = True) -> str:
        """A part in one sentence. `names_figure` where nothing else says which figure it is of."""
        told = self._tell[finding.kind](finding, part, mentions or Mentions(self.names))
        if names_figure and self._needs_figure(finding, part):
            return f"{self.names.title(finding.figures[0][1])}: {told}"
        return capital(told) if told[:4] == "the " or told[0].isdigit() else told

    def parts(self, finding: Finding) -> tuple[str, ...]:
        """Each part's own sentence."""
        return tuple(self.part(finding, part) for part in finding.parts)

    def _needs_figure(self, finding: Finding, part: Part) -> bool:
        """A row's message speaks of its figures, as does whatever the engine worded."""
        return bool(finding.figures) and not part.message and finding.kind != TOGETHER

    def _and_more(self, finding: Finding) -> str:
        """How many parts a finding has beside the first, and what they are."""
        more = len(finding.parts) - 1
        if not more:
            return ""
        if finding.kind == DIFFER:
            return f"{counted(more, 'more pair')} of voices differ{'s' if more == 1 else ''}"
        if finding.kind == FALLS:
            return f"{counted(more, 'more voice')} came down"
        if finding.kind == ITSELF:
            return f"{counted(more, 'more voice')} {are(more)} given more than one way"
        if finding.kind == ROW:
            days = [day for part in finding.parts[1:] if (day := self._day_of(part))]
            few = list(dict.fromkeys(days))
            if few and len(few) <= FEW and len(days) == more:
                return f"so too for {listed(few)}"
            return f"so too {counted(more, 'more time')}"
        return f"and {more} more"

    def _day_of(self, part: Part) -> str:
        """The last day that a row's part is of."""
        latest = max(part.statements, key=lambda statement: statement.order)
        return self.names.when(latest)

    def quote(self, part: Part) -> str:
        """The words of its latest statement that has some, and whose paper they are in, for behind a sentence."""
        for statement in reversed(part.statements):
            for claim in statement.claims:
                if claim.quote and len(claim.quote) <= LONGEST_QUOTE:
                    return f' ("{claim.quote}", {in_sentence(self.names.paper(claim.source))})'
        return ""

    def rows(self, part: Part, mentions: Mentions | None = None) -> list[tuple[str, str, str]]:
        """What a part rests on, as rows of a table: figure, value and day, who."""
        told = mentions or Mentions(self.names)
        return [(self.names.title(s.figure), self.figures.dated(s), capital(told.relayed(s))) for s in part.statements]

    # --- one voice against another

    def _differ(self, finding: Finding, part: Part, mentions: Mentions) -> str:
        if part.differing > FEW:
            return self._always(part, mentions)
        widest = self._widest(part)
        first = self._pair(finding, widest[0], mentions)
        if len(widest) == 1:
            return first
        if len(widest) > FEW:
            return f"{first}; and so on {counted(len(widest) - 1, 'more day')}"
        high, low = widest[1].statements
        values = [self._worded(high), self._worded(low)]
        if self.names.when(high) != self.names.when(low):
            values[0] = self._with_day(high, values[0])
        return f"{first}; likewise {values[0]} and {self._with_day(low, values[1])}"

    def _pair(self, finding: Finding, combination: Combination, mentions: Mentions) -> str:
        """Two statements side by side; of two days in their order."""
        high, low = combination.statements
        apart = self._apart(combination)
        is_one_moment = self.names.when(high) == self.names.when(low)
        values = [self._worded(statement) for statement in (high, low)]
        if is_one_moment:
            first = f"{mentions.relayed(high)} has {self._with_day(high, values[0])}"
            return f"{first}, {mentions.relayed(low)} {values[1]}{apart}"
        later = ""
        if high.figure.mode == "accumulates" and finding.kind == DIFFER:
            later = "later only "
        first = f"{mentions.relayed(high)} has {self._with_day(high, values[0])}"
        return f"{first}, {mentions.relayed(low)} {later}{self._with_day(low, values[1])}{apart}"

    def _always(self, part: Part, mentions: Mentions) -> str:
        """Two voices that differ on many days: how often, by how much, and whether always in one direction."""
        combination = self._widest(part)[0]
        high, low = combination.statements
        one, other = mentions.voice(high.voice), mentions.voice(low.voice)
        days = f"on {part.differing} of {part.shared} shared days" if part.shared else f"on {part.differing} days"
        if high.choices is not None or high.figure.type == "date":
            example = f"{self._worded(high)} and {self._with_day(low, self._worded(low))}"
            return f"{one} and {other} differ {days}, such as {example}"
        digits = self._digits(part.statements)
        gaps = {each.gap for each in part.combinations}
        gap = self.figures.gap(part.middle_gap, high.figure, digits)
        by = f", by {gap}{' each time' if len(gaps) == 1 else ' in the middle'}" if gap else ""
        way = ", never the other way" if part.one_way else ""
        question = ": do they count differently?" if part.one_way and part.differing == part.shared else ""
        return f"{one} is above {other} {days}{by}{way}{question}"

    def _widest(self, part: Part) -> list[Combination]:
        """One combination for each day of its last statement, the widest first."""
        ordered = sorted(part.combinations, key=lambda c: (-(c.gap or 0), [s.order for s in c.statements]))
        seen: dict[tuple[str, ...], Combination] = {}
        for each in ordered:
            seen.setdefault(tuple(sorted({self.names.when(s) for s in each.statements})), each)
        return list(seen.values())

    # --- a voice against itself

    def _itself(self, finding: Finding, part: Part, mentions: Mentions) -> str:
        del finding
        statements = part.statements
        when = self.names.when(statements[0])
        of_day = f" for {when}" if when and not statements[0].figure.period else f" {when}" if when else ""
        values = list(dict.fromkeys(self._worded(statement) for statement in statements))
        papers = {claim.source for statement in statements for claim in statement.claims}
        voice = statements[0].voice
        if len(values) > FEW:
            low, high = self._extremes(statements)
            return f"{mentions.voice(voice)} is given {len(values)} values{of_day}, from {low} to {high}"
        one, other = (next(s for s in statements if self._worded(s) == value) for value in (values[0], values[-1]))
        if len(papers) == 1:
            paper = self.names.paper(next(iter(papers)))
            is_own = paper.casefold() == self.names.voice(voice).casefold()
            by = "" if is_own else f" from {mentions.voice(voice)}"
            return f"{in_sentence(paper)} has both {self._worded(one)} and {self._worded(other)}{by}{of_day}"
        given = [f"{self._worded(s)} {self._in_all_papers(s.claims)}" for s in (one, other)]
        return f"{mentions.voice(voice)} is given two ways{of_day}: {listed(given)}"

    def _extremes(self, statements: Sequence[Statement]) -> tuple[str, str]:
        low = min(statements, key=lambda s: (s.lower if s.lower is not None else s.upper or 0, s.order))
        high = max(statements, key=lambda s: (s.upper if s.upper is not None else s.lower or 0, s.order))
        return self._worded(low), self._worded(high)

    def _falls(self, finding: Finding, part: Part, mentions: Mentions) -> str:
        del finding
        steps = sorted(part.combinations, key=lambda c: [s.order for s in reversed(c.statements)])
        voice = mentions.voice(steps[0].statements[0].voice)
        question = ": was it revised, or counted anew?"
        if len(steps) > FEW:
            deepest = max(steps, key=lambda c: c.gap or 0)
            before, after = deepest.statements
            most = f"most from {self.figures.dated(before)} to {self.figures.dated(after)}"
            return f"{voice} came down {len(steps)} times, {most}{question}"
        downs = [f"from {self.figures.dated(c.statements[0])} to {self.figures.dated(c.statements[1])}" for c in steps]
        return f"{voice} came down {listed(downs)}{self._back(steps[-1])}{question}"

    def _back(self, step: Combination) -> str:
        """Whether the voice has the old figure again later."""
        before, after = step.statements
        for each in self.result.statements.get(before.figure.id, ()):
            is_later = each.voice == before.voice and after.moment.is_before(each.moment)
            if is_later and each.lower is not None and each.lower >= (before.lower or 0):
                return f", and was back at {self.figures.dated(each)}"
        return ""

    # --- rows, joint conflicts

    def _row(self, finding: Finding, part: Part, mentions: Mentions) -> str:
        if finding.figures and finding.figures[0][1].unit == "origin":
            return part.message
        return f"{part.message or self._values(part)}{self._by_whom(finding, part, mentions)}"

    def _together(self, finding: Finding, part: Part, mentions: Mentions) -> str:
        told = part.message or f"these {len(part.statements)} figures cannot all be true"
        return f"{capital(told)}{self._by_whom(finding, part, mentions)}"

    def _values(self, part: Part) -> str:
        told = [f"{self.names.figure(s.figure)} {self.figures.statement(s)}" for s in part.statements]
        return capital(f"{listed(_few(told))} cannot all be true")

    def _by_whom(self, finding: Finding, part: Part, mentions: Mentions) -> str:
        """Whose the figures of a row are; of many voices how many there are."""
        if finding.source:
            return f" (all in {self.names.paper(finding.source)})"
        by_voice: dict[str, list[Statement]] = {}
        for statement in part.statements:
            by_voice.setdefault(statement.voice, []).append(statement)
        if len(by_voice) == 1:
            (statements,) = by_voice.values()
            papers = self.names.papers(claim for s in statements for claim in s.claims)
            relayed = f", {in_papers(papers)}" if papers else ""
            return f" (all {mentions.voice(statements[0].voice)}{relayed})"
        if len(by_voice) > FEW + 1:
            return f" ({counted(len(by_voice), 'voice')})"
        told = []
        for voice, statements in by_voice.items():
            values = _few(list(dict.fromkeys(self.figures.statement(s) for s in statements)))
            told.append(f"{listed(values)}: {mentions.voice(voice)}")
        return f" ({'; '.join(told)})"

    # --- what is uncertain, taken back, or never given

    def _perhaps(self, finding: Finding, part: Part, mentions: Mentions) -> str:
        if part.message:
            return f"{part.message}{self._by_whom(finding, part, mentions)}: not certain to be of one time"
        statements = part.combinations[0].statements
        if len(statements) != FEW:
            return f"{self._values(part)}: not certain to be of one time"
        one, other = sorted(statements, key=lambda statement: statement.order)
        first = f"{mentions.relayed(one)} has {self.figures.dated(one)}"
        told = f"{first}, {mentions.relayed(other)} {self.figures.dated(other)}"
        if self.names.when(one) == self.names.when(other):
            return f"{told}: were both of one day?"
        return f"{told}: not certain to be of one day"

    def _taken_back(self, finding: Finding, part: Part, mentions: Mentions) -> str:
        del finding
        for revision in self.result.corpus.revisions:
            outdated = [claim for claim in part.claims if claim.key in revision.outdated]
            if outdated:
                day, voice = self.names.moment(revision.moment), mentions.voice(revision.voice)
                why = f" ({revision.why})" if revision.why else ""
                back = f"which {voice} took back on {day} for {revision.new}{why}"
                return f"{self._still(outdated)} {revision.old}, {back}"
        last = part.statements[-1]
        return f"{self._still(last.claims)} {self.figures.dated(last)}, which {mentions.voice(last.voice)} took back"

    def _still(self, claims: Sequence[Claim]) -> str:
        """ "the Tribune still has", "the Tribune and 2 more still have"."""
        verb = "has" if len({self.names.paper(claim.source) for claim in claims}) == 1 else "have"
        return f"{self._in_all_papers(claims).removeprefix('in ')} still {verb}"

    def _not_given(self, finding: Finding, part: Part, mentions: Mentions) -> str:
        del finding
        keys = {claim.key for claim in part.claims}
        for disowned in self.result.corpus.disowned:
            ascribed = [claim for claim in part.claims if claim.key in disowned.claims]
            if keys & {disowned.told, *disowned.claims} and ascribed:
                value = self.figures.value(ascribed[0].value, ascribed[0].property)
                told = f"{mentions.voice(disowned.voice)} says that it never gave the figure {value}"
                return f"{told} that stands {self._in_all_papers(ascribed)}"
        first = part.statements[0]
        return f"{mentions.voice(first.voice)} says that it never gave {self.figures.dated(first)}"

    # --- claims

    def claim(self, claim: Claim) -> str:
        """What a claim says, and who says it: "Norwold Council (in the Herald): 275 (5 May): "some 275 dead"."""
        quote = f': "{claim.quote}"' if claim.quote else ""
        return f"{self.who(claim)}: {self.said(claim)}{quote}"

    def who(self, claim: Claim) -> str:
        """Whose claim it is, and who relays it."""
        papers = self.names.papers((claim,))
        voice = self.names.voice(claim.origin)
        return f"{voice} ({in_papers(papers)})" if papers else voice

    def said(self, claim: Claim) -> str:
        """The figure, value and day of a claim: "people killed – the flood: 275 (5 May)"."""
        when = self.names.claim_when(claim)
        return f"{self.names.figure(claim)}: {self.claim_value(claim)}{f' ({when})' if when else ''}"

    def claim_value(self, claim: Claim) -> str:
        return self.figures.value(claim.value, claim.property)

    # --- helpers

    def _in_all_papers(self, claims: Iterable[Claim]) -> str:
        """The papers of claims, also one that is the voice itself."""
        return in_papers(sorted({self.names.paper(claim.source) for claim in claims}))

    def digits(self, figure: Figure, texts: Iterable[str]) -> Digits:
        """To which digit the values of a figure were written."""
        return digits_of(texts, whole=figure.is_whole)

    def _digits(self, statements: Sequence[Statement]) -> Digits:
        return self.digits(statements[0].figure, (statement.text for statement in statements))

    def _worded(self, statement: Statement) -> str:
        """A value; a category in quotation marks, for it is no part of the sentence."""
        value = self.figures.statement(statement)
        return f'"{value}"' if statement.choices is not None else value

    def _with_day(self, statement: Statement, value: str) -> str:
        when = self.names.when(statement)
        return f"{value} ({when})" if when else value

    def _apart(self, combination: Combination) -> str:
        statements = combination.statements
        gap = self.figures.gap(combination.gap, statements[0].figure, self._digits(statements))
        if not gap:
            return ""
        is_exact = all(s.lower is not None and s.lower == s.upper for s in statements)
        return f", {'' if is_exact else 'at least '}{gap} apart"


def _few(words: list[str], most: int = FEW + 1) -> list[str]:
    return words if len(words) <= most else [*words[: most - 1], f"{len(words) - most + 1} more"]


def sentence(text: str) -> str:
    """Text with a full stop, unless it ends so."""
    return text if text.endswith((".", "!", "?")) else f"{text}."
