"""Every sentence that a report says of a finding: all renderers and the editor take them from here.

A sentence begins with a capital letter and has no full stop; it stays as it is in every format.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from checker.corpus.corpus import Claim
from checker.engine.findings import (
    DIFFER,
    FALLS,
    GOES_BACK,
    ITSELF,
    NOT_GIVEN,
    ROW,
    TAKEN_BACK,
    TOGETHER,
    Figure,
    Finding,
    Part,
    Result,
)
from checker.files.models import NOT_IN_QUOTE
from checker.reports.kinds import FEW, Kinds
from checker.reports.names import Mentions, Names, capital, few_names, in_sentence
from checker.values.digits import Digits
from checker.values.display import counted
from checker.values.formatting import listed

LONGEST_QUOTE = 60
MOST_PAIRS = 5
"""Pairs of values of one moment that are told one by one."""


class Sentences:
    """Makes the sentences of one result.

    `mentions` are the voices that a text has named already; where none are given, each sentence stands alone. With
    `brief` they stand in a report whose head says what it is about.
    """

    def __init__(self, result: Result, *, brief: bool = False) -> None:
        self.result = result
        self.names = Names(result.corpus, brief=brief)
        self.kinds = Kinds(result, self.names)
        self.figures = self.kinds.figures

    # --- findings and their parts

    def finding(self, finding: Finding) -> str:
        """A finding in one sentence that stands alone: its widest part, and how many more it has."""
        if finding.kind in (TAKEN_BACK, NOT_GIVEN):  # one sentence for all papers
            return self.part(finding, replace(finding.parts[0], combinations=finding.combinations))
        if together := self.together(finding):
            return together
        first, told = self._groups(finding)[0], Mentions(self.names)
        text = self._group(finding, first, told, names_figure=True)
        more = self._and_more(finding, first)
        return f"{text}{' ' if text.endswith('?') else '; '}{more}" if more else text

    def together(self, finding: Finding) -> str:
        """The sentence that stands for all pairs of a finding, where they are of one moment; "" where none does."""
        if self._is_told_together(finding):
            return self._together(finding, Mentions(self.names), names_figure=True)
        return ""

    def lines(self, finding: Finding, mentions: Mentions, *, names_figure: bool) -> Iterable[tuple[str, str]]:
        """A sentence for each part, the widest first, with the words of a claim behind it (see `quote`), each once.

        Pairs of voices that differ by the same two values are one sentence.
        """
        if self._is_told_together(finding):
            yield self._together(finding, mentions, names_figure=names_figure), self.quote(widest_first(finding)[0])
            return
        quoted: set[str] = set()
        for parts in self._groups(finding):
            text, quote = self._group(finding, parts, mentions, names_figure=names_figure), self.quote(parts[0])
            yield text, "" if quote in quoted or finding.rule == NOT_IN_QUOTE else quote  # its sentence has it
            quoted.add(quote)

    def _groups(self, finding: Finding) -> list[list[Part]]:
        """The parts, the widest first; pairs of voices that differ by the same values once or twice together."""
        groups: dict[object, list[Part]] = {}
        for number, part in enumerate(widest_first(finding)):
            groups.setdefault(self._told_with(finding, part, number), []).append(part)
        return list(groups.values())

    def _told_with(self, finding: Finding, part: Part, number: int) -> object:
        """What the parts of one sentence have in common."""
        is_pair = finding.kind == DIFFER and part.differing <= FEW and len(part.combinations) <= FEW
        return self.kinds.values(self.kinds.widest(part)) if is_pair else number

    def _group(self, finding: Finding, parts: Sequence[Part], mentions: Mentions, *, names_figure: bool) -> str:
        if len(parts) == 1:
            return self.part(finding, parts[0], mentions, names_figure=names_figure)
        held = [self.kinds.widest(part) for part in parts]
        told = self.kinds.many_against_many(finding, held, mentions)
        return f"{self.names.title(finding.figures[0][1])}: {told}" if names_figure else capital(told)

    def _is_told_together(self, finding: Finding) -> bool:
        return self._is_of_one_moment(finding) or self._has_many_values(finding)

    def _is_of_one_moment(self, finding: Finding) -> bool:
        """Whether several voices differ, at one moment, by a few values: they are told together."""
        if finding.kind != DIFFER or len(finding.parts) < FEW:
            return False
        statements = finding.statements
        values = {self.figures.statement(statement) for statement in statements}
        moments = {self.names.when(statement) for statement in statements}
        return len(moments) == 1 and len(values) <= FEW + 1 and len(statements) <= 2 * FEW

    def _has_many_values(self, finding: Finding) -> bool:
        """Whether many values are given of one moment: each pair that differs says little."""
        if finding.kind != DIFFER or len(finding.parts) <= MOST_PAIRS:
            return False
        return len({s.quantity for s in finding.statements}) == 1 and self._has_more_groups(finding, MOST_PAIRS)

    def _has_more_groups(self, finding: Finding, most: int) -> bool:
        """Whether its parts are told in more than so many sentences; of many parts few are looked at."""
        groups: set[object] = set()
        for number, part in enumerate(finding.parts):
            groups.add(self._told_with(finding, part, number))
            if len(groups) > most:
                return True
        return False

    def _together(self, finding: Finding, mentions: Mentions, *, names_figure: bool) -> str:
        if self._is_of_one_moment(finding):
            told = self.kinds.values_of_one_moment(finding.statements, mentions)
        else:
            told = self.kinds.many_values(finding.statements)
        return f"{self.names.title(finding.figures[0][1])}: {told}" if names_figure else capital(told)

    def part(self, finding: Finding, part: Part, mentions: Mentions | None = None, *, names_figure: bool = True) -> str:
        """A part in one sentence. `names_figure` where nothing else says which figure it is of."""
        told = self.kinds.tell(finding, part, mentions or Mentions(self.names))
        about = self._about(finding, part) if names_figure else ""
        if about:
            return f"{about}: {told}"
        return capital(told) if told[:4] == "the " or told[:1].isdigit() else told

    def parts(self, finding: Finding) -> tuple[str, ...]:
        """Each part's own sentence."""
        return tuple(self.part(finding, part) for part in finding.parts)

    def _about(self, finding: Finding, part: Part) -> str:
        """What a sentence is about, where it does not say so itself: a figure, or the subject of a rule's row."""
        if not finding.figures or finding.kind == TOGETHER:
            return ""
        figures = [figure for _, figure in finding.figures]
        if not part.message:
            return self.names.title(figures[0])
        if any(self.names.corpus.entities[s.figure.subject].name in part.message for s in part.statements):
            return ""
        title = self.names.property(figures[0].property)
        if len({figure.property for figure in figures}) == 1 and title.casefold() not in part.message.casefold():
            plain = replace(figures[0], status="actual", period=None, counted_from=None)
            return self.names.title(plain)
        subject = figures[0].subject
        return "" if subject == self.names.main_subject else capital(self.names.subject(subject))

    def _and_more(self, finding: Finding, first: Sequence[Part]) -> str:
        """How many parts a finding has beside the first ones, and what they are."""
        more = len(finding.parts) - len(first)
        if not more:
            return ""
        if finding.kind == DIFFER:
            return f"{counted(more, 'more pair')} of voices differ{'s' if more == 1 else ''}"
        if finding.kind == FALLS:
            return f"{counted(more, 'more voice')} came down"
        if finding.kind == ITSELF:
            return f"{counted(more, 'more voice')} {'has' if more == 1 else 'have'} more than one value"
        if finding.kind == ROW:
            days = [day for part in finding.parts[1:] if (day := self._day_of(part))]
            few = list(dict.fromkeys(days))
            if few and len(few) <= FEW and len(days) == more:
                return f"so too for {listed(few)}"
            return f"so too {counted(more, 'more time')}"
        if finding.kind == GOES_BACK:
            return f"so too {counted(more, 'more time')}"
        return f"and {more} more"

    def _day_of(self, part: Part) -> str:
        """The last day that a row's part is of."""
        latest = max(part.statements, key=lambda statement: statement.order)
        return self.names.when(latest)

    def table(self, finding: Finding) -> list[tuple[str, str, str]]:
        """The figures of a joint conflict of three or more: what, which value, who says so. Of all else nothing."""
        part = finding.parts[0]
        if finding.kind != TOGETHER or len(self.kinds.together(part)) <= FEW:
            return []
        voices: dict[tuple[str, str], dict[str, None]] = {}
        for each in part.statements:
            row = capital(self.names.figure(each.figure)), self.figures.dated(each)
            voices.setdefault(row, {})[self.names.voice(each.voice)] = None
        return [(*row, capital(few_names(list(held)))) for row, held in voices.items()]

    def above_table(self, finding: Finding) -> str:
        """What stands above it."""
        told = self.kinds.together(finding.parts[0])
        return f"These {len(told)} figures cannot all be true{self.names.between(finding.through)}"

    def quote(self, part: Part) -> str:
        """The words of the latest statement that its sentence names, and whose paper they are in, for behind it."""
        is_of_first = part.message or len(part.combinations) == 1
        named = (part.combinations[0] if is_of_first else self.kinds.widest(part)).statements
        for statement in sorted(named, key=lambda each: (each.moment.latest, each.moment.earliest), reverse=True):
            for claim in statement.claims:
                if claim.quote and len(claim.quote) <= LONGEST_QUOTE:
                    return f' ("{claim.quote}", {in_sentence(self.names.paper(claim.source))})'
        return ""

    # --- claims

    def claim(self, claim: Claim) -> str:
        """What a claim says, and who says it: "Norwold Council (in the Herald): 275 (5 May): "some 275 dead"."""
        quote = f': "{claim.quote}"' if claim.quote else ""
        return f"{self.who(claim)}: {self.said(claim)}{quote}"

    def who(self, claim: Claim) -> str:
        """Whose claim it is, and who relays it."""
        voice, by = self.names.voice(claim.origin), self.names.by((claim,))
        return f"{voice} ({by})" if by else voice

    def said(self, claim: Claim) -> str:
        """The figure, value and day of a claim: "people killed – the flood: 275 (5 May)"."""
        when = self.names.claim_when(claim)
        return f"{self.names.figure(claim)}: {self.claim_value(claim)}{f' ({when})' if when else ''}"

    def claim_value(self, claim: Claim) -> str:
        return self.figures.value(claim.value, claim.property)

    def digits(self, figure: Figure, texts: Iterable[str]) -> Digits:
        """To which digit the values of a figure were written."""
        return self.kinds.digits(figure, texts)


def widest_first(finding: Finding) -> list[Part]:
    """The parts of voices that differ, those that are furthest apart first; of all else as they are."""
    if finding.kind != DIFFER:
        return list(finding.parts)
    return sorted(finding.parts, key=lambda part: -(part.gap or 0))


def sentence(text: str) -> str:
    """Text with a full stop, unless it ends so."""
    return text if text.endswith((".", "!", "?")) else f"{text}."
