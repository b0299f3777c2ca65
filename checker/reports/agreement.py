"""Who agrees with whom: by voice, over all figures that two voices both give."""

from __future__ import annotations

from collections.abc import Iterable

from checker.baseline.review import Review
from checker.engine.findings import DIFFER, Finding
from checker.reports import parts
from checker.reports.figure_view import slug
from checker.reports.names import capital, in_papers
from checker.reports.order import is_counted
from checker.reports.sentences import Sentences
from checker.values.display import visible

MOST_CLASHES, MOST_AGREEING = 8, 3
"""Other voices that are named beside one: those that it disagrees with, and those that it does not."""
MOST_OF_A_FIGURE = 200
"""Voices of one figure of which each pair is counted; of more only those that differ are."""
Pair = tuple[str, str]


class Agreement:
    """Counts, for each two voices, the figures that both give and those on which they differ."""

    def __init__(self, review: Review) -> None:
        self.figures: dict[str, set[int]] = {}
        self.others: dict[str, set[str]] = {}
        shared: dict[str, set[int]] = {}
        for id_, statements in review.result.statements.items():
            voices = {statement.voice for statement in statements}
            for voice in voices:
                self.figures.setdefault(voice, set()).add(id_)
                if len(voices) > 1:
                    shared.setdefault(voice, set()).add(id_)
                if len(voices) <= MOST_OF_A_FIGURE:
                    self.others.setdefault(voice, set()).update(voices - {voice})
        self.shared = {voice: len(ids) for voice, ids in shared.items()}
        self.clashes: dict[Pair, set[int]] = {}
        self.by_rule: dict[str, int] = {}
        for finding in review.findings:
            self._count(finding)

    def _count(self, finding: Finding) -> None:
        if finding.kind == DIFFER and finding.severity == "error":
            for part in finding.parts:
                one, other = sorted(part.key[:2])
                self.clashes.setdefault((one, other), set()).update(s.figure.id for s in part.statements)
                self.others.setdefault(one, set()).add(other)
                self.others.setdefault(other, set()).add(one)
        elif finding.severity == "error" and is_counted(finding):
            for voice in finding.voices:
                self.by_rule[voice] = self.by_rule.get(voice, 0) + 1

    def both(self, one: str, other: str) -> int:
        """How many figures two voices both give."""
        return len(self.figures.get(one, set()) & self.figures.get(other, set()))

    def differing(self, one: str, other: str) -> int:
        """On how many of these they differ."""
        return len(self.clashes.get((one, other) if one < other else (other, one), ()))

    def figures_in_dispute(self, voice: str) -> int:
        """On how many figures a voice differs from any other one."""
        found: set[int] = set()
        for other in self.others.get(voice, ()):
            found |= self.clashes.get((voice, other) if voice < other else (other, voice), set())
        return len(found)


def voice_views(review: Review, sentences: Sentences) -> Iterable[parts.Voice]:
    """A row for each voice: those that disagree most first."""
    agreement = Agreement(review)
    papers: dict[str, set[str]] = {}
    for statements in review.result.statements.values():
        for statement in statements:
            papers.setdefault(statement.voice, set()).update(sentences.names.papers(statement.claims))
    ranked = sorted(agreement.figures, key=lambda voice: (-agreement.figures_in_dispute(voice), voice))
    for voice in ranked:
        yield _voice(voice, agreement, sorted(papers[voice]), sentences)


def _voice(voice: str, agreement: Agreement, papers: list[str], sentences: Sentences) -> parts.Voice:
    pairs = []
    for other in agreement.others.get(voice, ()):
        differing, both = agreement.differing(voice, other), agreement.both(voice, other)
        pairs.append((-differing, -both, sentences.names.voice(other), other))
    pairs.sort()
    clashes = sum(1 for differing, *_ in pairs if differing)
    shown = [*pairs[:clashes][:MOST_CLASHES], *pairs[clashes:][:MOST_AGREEING]]
    return parts.Voice(
        id=voice,
        name=visible(capital(sentences.names.voice(voice))),
        papers=visible(in_papers(papers, 3)) if papers else "",
        figures=len(agreement.figures[voice]),
        shared=agreement.shared.get(voice, 0),
        differing=agreement.figures_in_dispute(voice),
        by_rule=agreement.by_rule.get(voice, 0),
        pairs=tuple(
            (f"voice-{slug(other)}", visible(name), -differing, -both) for differing, both, name, other in shown
        ),
        more_pairs=len(pairs) - len(shown),
    )
