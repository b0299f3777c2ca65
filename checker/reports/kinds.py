"""What is said of each kind of finding: one method a kind. `Sentences` says the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

from checker.corpus.corpus import Claim
from checker.engine.findings import (
    DIFFER,
    FALLS,
    GOES_BACK,
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
from checker.reports.figures import Figures
from checker.reports.later_claims import LaterClaims
from checker.reports.names import Mentions, Names, capital, few_names, in_papers, in_sentence
from checker.values.dates import Window
from checker.values.digits import Digits, digits_of
from checker.values.display import counted
from checker.values.formatting import listed

MOST_TOGETHER = 6
"""Values of a joint conflict that one sentence names."""
FEW = 2
"""More than this of anything is not told one by one in a sentence."""


class Kinds:
    """Tells parts of findings by their kind."""

    def __init__(self, result: Result, names: Names) -> None:
        self.result, self.names, self.figures = result, names, Figures(names)

    def tell(self, finding: Finding, part: Part, mentions: Mentions) -> str:
        """A part in words, without what it is about."""
        return TOLD[finding.kind](self, finding, part, mentions)

    def values_of_one_moment(self, statements: Sequence[Statement], mentions: Mentions) -> str:
        """Several voices that differ at one moment: "Gazette has 45 (6 May), Tribune 44, Courier 40"."""
        by_value: dict[str, list[Statement]] = {}
        for statement in sorted(statements, key=lambda s: (-(s.lower or s.upper or 0), s.order)):
            by_value.setdefault(self._worded(statement), []).append(statement)
        told: list[str] = []
        for value, held in by_value.items():
            who = mentions.relayed(held[0]) if len(held) == 1 else listed([mentions.voice(s.voice) for s in held])
            verb = "" if told else f"{self.names.has(*{s.voice for s in held})} "
            told.append(f"{who} {verb}{value if told else self._with_day(held[0], value)}")
        return ", ".join(told)

    def many_values(self, statements: Sequence[Statement]) -> str:
        """Many voices of which none agree with all others, at one moment: how many, and how far apart."""
        values = {self._worded(statement) for statement in statements}
        voices = {statement.voice for statement in statements}
        when = self.names.when(statements[0])
        told = f"{counted(len(voices), 'voice')} give {len(values)} values{f' for {when}' if when else ''}"
        if statements[0].choices is not None:
            return told
        low, high = self._extremes(statements)
        return f"{told}, from {low} to {high}"

    # --- one voice against another

    def widest(self, part: Part) -> Combination:
        """The combination of a part that is furthest apart."""
        return self._widest(part)[0]

    def values(self, combination: Combination) -> tuple[str, str]:
        """The two values and days of voices that differ, as they are told; of categories in a fixed order."""
        high, low = combination.statements
        one, other = self.figures.dated(high), self.figures.dated(low)
        return (other, one) if high.choices is not None and other < one else (one, other)

    def many_against_many(self, finding: Finding, held: Sequence[Combination], mentions: Mentions) -> str:
        """Several pairs of voices that differ by the same two values: "5 voices have 130 (4 May), the Star 95"."""
        sides = [each.statements for each in held]
        if sides[0][0].choices is not None:  # these have no higher and lower
            first = self.figures.dated(sides[0][0])
            sides = [pair if self.figures.dated(pair[0]) == first else pair[::-1] for pair in sides]
        highs, lows = ({pair[side].voice: pair[side] for pair in sides} for side in (0, 1))
        high, low = held[0].statements
        is_one_moment = self.names.when(high) == self.names.when(low)
        is_later = high.figure.mode == "accumulates" and finding.kind == DIFFER and not is_one_moment
        values = self._with_day(high, self._worded(high)), self._worded(low)
        last = values[1] if is_one_moment else self._with_day(low, values[1])
        verb = self.names.has(*highs)
        one, other = (self._all_of(list(side.values()), mentions) for side in (highs, lows))
        return f"{one} {verb} {values[0]}, {other} {'later only ' if is_later else ''}{last}{self._apart(held[0])}"

    def _all_of(self, statements: Sequence[Statement], mentions: Mentions) -> str:
        if len(statements) == 1:
            return mentions.relayed(statements[0])
        if len(statements) <= FEW:
            return listed([mentions.voice(statement.voice) for statement in statements])
        return counted(len(statements), "voice")

    def _differ(self, finding: Finding, part: Part, mentions: Mentions) -> str:
        if part.differing > FEW:
            return self._always(part, mentions)
        widest = self._widest(part)
        first = self.many_against_many(finding, widest[:1], mentions)
        if len(widest) == 1:
            return first
        if len(widest) > FEW:
            return f"{first}; likewise on {counted(len(widest) - 1, 'more day')}"
        high, low = widest[1].statements
        values = [self._worded(high), self._worded(low)]
        if self.names.when(high) != self.names.when(low):
            values[0] = self._with_day(high, values[0])
        return f"{first}; likewise {values[0]} and {self._with_day(low, values[1])}"

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
        verb = "are" if self.names.are_many([high.voice]) else "is"
        return f"{one} {verb} above {other} {days}{by}{way}{question}"

    def _widest(self, part: Part) -> list[Combination]:
        """One combination for each day of its last statement, the widest first."""
        ordered = sorted(part.combinations, key=lambda c: (-(c.gap or 0), [s.order for s in c.statements]))
        seen: dict[tuple[str, ...], Combination] = {}
        for each in ordered:
            seen.setdefault(tuple(sorted({self.names.when(s) for s in each.statements})), each)
        return list(seen.values())

    # --- a voice against itself

    def _itself(self, finding: Finding, part: Part, mentions: Mentions) -> str:
        statements = part.statements
        when = self.names.when(statements[0])
        of_day = f" for {when}" if when and not statements[0].figure.period else f" {when}" if when else ""
        values = list(dict.fromkeys(self._worded(statement) for statement in statements))
        papers = {claim.source for statement in statements for claim in statement.claims}
        voice = statements[0].voice
        if len(values) > FEW:
            low, high = self._extremes(statements)
            return f"{mentions.voice(voice)} {self.names.has(voice)} {len(values)} values{of_day}, from {low} to {high}"
        one, other = (next(s for s in statements if self._worded(s) == value) for value in (values[0], values[-1]))
        if len(papers) == 1:
            paper = self.names.paper(next(iter(papers)))
            is_own = paper.casefold() == self.names.voice(voice).casefold()
            source = "" if is_own else f" from {mentions.voice(voice)}"
            cited = [self.names.cited(statement.claims) for statement in (one, other)]
            told = [self._worded(statement) for statement in (one, other)]
            if cited[0] != cited[1]:
                told = [f"{text}{self._citing(who)}" for text, who in zip(told, cited, strict=True)]
            return f"{in_sentence(paper)} has both {listed(told)}{source}{of_day}"
        given = [f"{self._worded(s)} {self._in_all_papers(s.claims)}" for s in (one, other)]
        if finding.severity == "note":
            return f"of what {mentions.voice(voice)} gave{of_day}, one article leaves out the limit: {listed(given)}"
        both = f"{listed(given)}{self.names.one_agency(statements)}"
        return f"{mentions.voice(voice)} {self.names.has(voice)} two values{of_day}: {both}"

    def _citing(self, speakers: Sequence[str]) -> str:
        return f" (citing {few_names(speakers)})" if speakers else ""

    def _extremes(self, statements: Sequence[Statement]) -> tuple[str, str]:
        low = min(statements, key=lambda s: (s.lower if s.lower is not None else s.upper or 0, s.order))
        high = max(statements, key=lambda s: (s.upper if s.upper is not None else s.lower or 0, s.order))
        return self._worded(low), self._worded(high)

    def _falls(self, finding: Finding, part: Part, mentions: Mentions) -> str:
        del finding
        steps = sorted(part.combinations, key=lambda c: [s.order for s in reversed(c.statements)])
        voice = mentions.voice(steps[0].statements[0].voice)
        question = ": was it revised, or started again?"
        if len(steps) > FEW:
            deepest = max(steps, key=lambda c: c.gap or 0)
            before, after = deepest.statements
            most = f"most from {self.figures.dated(before)} to {self.figures.dated(after)}"
            return f"{voice} came down {len(steps)} times, {most}{question}"
        downs = [f"from {self.figures.dated(c.statements[0])} to {self.figures.dated(c.statements[1])}" for c in steps]
        return f"{voice} came down {listed(downs)}{self._back(steps[-1])}{question}"

    @cached_property
    def _later(self) -> LaterClaims:
        return LaterClaims(self.result.corpus.claims)

    def _back(self, step: Combination) -> str:
        """Whether the voice has the old figure again later."""
        claim = self._later.back_at(*step.statements)
        if claim is None:
            return ""
        value, when = self.figures.value(claim.value, claim.property), self.names.claim_when(claim)
        dated = f"{value} ({when})" if when else value
        return f", and was back {'to' if dated.startswith('at ') else 'at'} {dated}"

    def _goes_back(self, finding: Finding, part: Part, mentions: Mentions) -> str:
        """ "Gazette has "signed" (3 May), Herald "proposed" (6 May), which comes before it"."""
        del finding
        before, after = part.combinations[0].statements
        told = [self._with_day(each, self._worded(each)) for each in (before, after)]
        who = [mentions.relayed(before), "then" if before.voice == after.voice else mentions.relayed(after)]
        more = counted(len(part.combinations) - 1, "more time") if len(part.combinations) > 1 else ""
        who[0] = f"{who[0]} {self.names.has(before.voice)}"
        return f"{who[0]} {told[0]}, {who[1]} {told[1]}, which comes before it{f'; so too {more}' if more else ''}"

    # --- rows, joint conflicts

    def _row(self, finding: Finding, part: Part, mentions: Mentions) -> str:
        if finding.figures and finding.figures[0][1].unit == "origin":
            return part.message
        return f"{self.names.without_year(part.message) or self._values(part)}{self._by_whom(finding, part, mentions)}"

    def _together(self, finding: Finding, part: Part, mentions: Mentions) -> str:
        """A conflict that no row shows: all its values with what they are of; of very many how many there are."""
        told = self.together(part)
        head = f"these {len(told)} figures cannot {'both' if len(told) == FEW else 'all'} be true"
        whose = self._by_whom(finding, part, mentions)
        between = self.names.between(finding.through)
        if len(told) > MOST_TOGETHER:
            return f"{capital(head)}{whose}{between}"
        return f"{capital(head)}{whose}: {'; '.join(f'{figure}, {value}' for figure, value in told)}{between}"

    def together(self, part: Part) -> list[tuple[str, str]]:
        """The values of a joint conflict with what they are of, each once: "people killed", "31 (4 May)"."""
        told = [(self.names.figure(s.figure), self.figures.dated(s)) for s in part.statements]
        return list(dict.fromkeys(told))

    def _values(self, part: Part) -> str:
        told = [f"{self.names.figure(s.figure)} {self.figures.statement(s)}" for s in part.statements]
        return capital(f"{listed(_few(told))} cannot all be true")

    def _by_whom(self, finding: Finding, part: Part, mentions: Mentions) -> str:
        """Whose the figures of a row are, that its sentence tells of; of many voices how many there are."""
        if finding.source:
            return f" (all in {self.names.paper(finding.source)})"
        terms = self._told_of(finding, part)
        voices = {statement.voice for _, statement in terms}
        if len(voices) == 1:
            papers = self.names.papers(claim for _, s in terms for claim in s.claims)
            relayed = f", {in_papers(papers)}" if papers else ""
            every = "all " if len(part.statements) > 1 else ""
            return f" ({every}{mentions.voice(next(iter(voices)))}{relayed})"
        by_value: dict[tuple[str, str], dict[str, None]] = {}
        for name, statement in terms:
            by_value.setdefault((name, self.figures.statement(statement)), {})[statement.voice] = None
        if len(by_value) > FEW + 1:
            names = [mentions.voice(voice) for voice in sorted(voices)]
            return f" ({listed(names) if len(names) <= FEW else counted(len(names), 'voice')})"
        values: dict[tuple[str, ...], list[str]] = {}  # those that the same voices give, together
        for (_, value), speakers in by_value.items():
            values.setdefault(tuple(speakers), []).append(value)
        told: list[str] = []
        for held_by, held in values.items():
            who = [mentions.voice(voice) for voice in held_by]
            told.append(f"{listed(held)}: {listed(who) if len(who) <= FEW else counted(len(who), 'voice')}")
        return f" ({'; '.join(told)})"

    def _told_of(self, finding: Finding, part: Part) -> list[tuple[str, Statement]]:
        """What a sentence tells of, in the order of the rule's names: of a row the figures of its first combination.

        Others say the same figures; who says others is in another combination, of which the sentence does not tell.
        Where one voice says all of them, only who says all of them too.
        """
        terms = list(dict.fromkeys((name, id(s)) for each in part.combinations for name, s in each.terms))
        statements = {id(s): s for s in part.statements}
        held = [(name, statements[key]) for name, key in terms]
        if finding.kind == TOGETHER:
            return held
        told = self._told_in(part.combinations[0])
        alone = {each.voice for each in part.combinations if each.voice and self._told_in(each) == told}
        if part.combinations[0].voice:
            held = [(name, s) for name, s in held if s.voice in alone]
        return [(name, s) for name, s in held if (name, s.figure.id, self.figures.statement(s)) in told]

    def _told_in(self, combination: Combination) -> set[tuple[str, int, str]]:
        return {(name, s.figure.id, self.figures.statement(s)) for name, s in combination.terms}

    # --- what is uncertain, taken back, or never given

    def _perhaps(self, finding: Finding, part: Part, mentions: Mentions) -> str:
        if part.message:
            text = self.names.without_year(part.message)
            return f"{text}{self._by_whom(finding, part, mentions)}: not certain to be of one time"
        statements = part.combinations[0].statements
        if len(statements) != FEW:
            return f"{self._values(part)}: not certain to be of one time"
        one, other = sorted(statements, key=lambda statement: statement.order)
        first = f"{mentions.relayed(one)} {self.names.has(one.voice)} {self.figures.dated(one)}"
        told = f"{first}, {mentions.relayed(other)} {self.figures.dated(other)}"
        if self.names.when(one) == self.names.when(other):
            return f"{told}: were both of one day?"
        return f"{told}: not certain to be of one day"

    def _taken_back(self, finding: Finding, part: Part, mentions: Mentions) -> str:
        del finding
        for revision in self.result.corpus.revisions:
            outdated = [claim for claim in part.claims if claim.key in revision.outdated]
            if outdated:
                voice, day = mentions.voice(revision.voice), f"on {self.names.moment(revision.moment)}"
                if revision.known > revision.moment.last_day:  # the figure is of an earlier day than its article
                    day = f"by {self.names.days(Window(revision.known, revision.known))}"
                why = f" ({revision.why})" if revision.why else ""
                back = f"which {voice} took back {day} for {revision.new}{why}"
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
                told = f"{self._says(disowned.voice, mentions)} never gave the figure {value}"
                return f"{told} that stands {self._in_all_papers(ascribed)}"
        first = part.statements[0]
        return f"{self._says(first.voice, mentions)} never gave {self.figures.dated(first)}"

    def _says(self, voice: str, mentions: Mentions) -> str:
        return f"{mentions.voice(voice)} {'say that they' if self.names.are_many([voice]) else 'says that it'}"

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
        digits = self._digits(statements)
        gap = self.figures.gap(combination.gap, statements[0].figure, digits)
        if not gap:
            return ""
        is_exact = all(s.lower is not None and s.lower == s.upper for s in statements)
        is_exact |= combination.gap is not None and combination.gap < digits.step  # two figures that differ in the last
        return f", {'' if is_exact else 'at least '}{gap} apart"


TOLD: Mapping[str, Callable[[Kinds, Finding, Part, Mentions], str]] = MappingProxyType(
    {
        DIFFER: Kinds._differ,
        ITSELF: Kinds._itself,
        FALLS: Kinds._falls,
        GOES_BACK: Kinds._goes_back,
        ROW: Kinds._row,
        TOGETHER: Kinds._together,
        PERHAPS: Kinds._perhaps,
        TAKEN_BACK: Kinds._taken_back,
        NOT_GIVEN: Kinds._not_given,
    }
)
"""The sentence of each kind of finding (KINDS)."""


def _few(words: list[str], most: int = FEW + 1) -> list[str]:
    return words if len(words) <= most else [*words[: most - 1], f"{len(words) - most + 1} more"]
