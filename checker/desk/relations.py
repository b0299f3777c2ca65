"""What a claim agrees and disagrees with: the sentences of the report, each with the other papers' own words."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from checker.corpus.comparison import meet
from checker.corpus.corpus import Claim
from checker.desk.workspace import View
from checker.engine.findings import PERHAPS, Finding
from checker.reports.gate import acceptance_text
from checker.reports.order import finding_rank
from checker.reports.sentences import Sentences, sentence
from checker.values.display import visible

MOST = 12
"""Findings, and claims beside one, that are told one by one."""
MOST_WORDS = 4
"""Claims of a finding whose own words are shown."""
_TONES = {"error": "bad", "warning": "warn", "note": "note"}


class Words(Struct, frozen=True, kw_only=True):
    """Another claim in its paper's words; `address` leads to them in its text."""

    who: str
    said: str
    quote: str
    address: str


class Disagreement(Struct, frozen=True, kw_only=True):
    """A finding that a claim is in. `tone` is bad, warn or note; `accepted` is why it may stay."""

    id: str
    label: str
    tone: str
    sentence: str
    words: tuple[Words, ...]
    accepted: str = ""
    follows: int = 0
    is_possible: bool = False


class Relations(Struct, frozen=True, kw_only=True):
    """All that stands beside one claim: what it is in, whom it agrees with, and what is of another time."""

    disagreements: tuple[Disagreement, ...] = ()
    agreeing: tuple[Words, ...] = ()
    apart: tuple[Words, ...] = ()
    more: int = 0

    @property
    def is_alone(self) -> bool:
        return not (self.disagreements or self.agreeing or self.apart)


def sentences_of(view: View, story: str) -> Sentences:
    """The sentences of one story: the names of others are not gathered, of which there may be many."""
    corpus = view.corpus
    if len(corpus.stories) > 1:
        claims = tuple(claim for claim in corpus.claims if claim.story == story)
        corpus = replace(corpus, claims=claims)
    return Sentences(replace(view.review.result, corpus=corpus))


def relations_of(claim: Claim, view: View, sentences: Sentences) -> Relations:
    """What a claim agrees and disagrees with."""
    ranked = _findings_of(claim, view)
    ids = {finding.id for finding in ranked}
    roots = [finding for finding in ranked if not ids.intersection(finding.echo_of)]
    agreeing, apart = _beside(claim, view, ranked)
    told = (_disagreement(finding, claim, ranked, view, sentences) for finding in roots[:MOST])
    return Relations(
        disagreements=tuple(told),
        agreeing=tuple(words_of(agreeing[:MOST], sentences)),
        apart=tuple(words_of(apart[:MOST], sentences)),
        more=max(0, len(roots) - MOST),
    )


def _findings_of(claim: Claim, view: View) -> list[Finding]:
    """The findings that a claim is in, the gravest first."""
    findings = [finding for finding in view.review.findings if claim.key in finding.claim_keys]
    return sorted(findings, key=lambda finding: (finding.kind == PERHAPS, finding_rank(finding, view.review)))


def _beside(claim: Claim, view: View, findings: Iterable[Finding]) -> tuple[list[Claim], list[Claim]]:
    """The claims about the same that are in none of its findings: those that agree, and those of another time."""
    against = set(chain.from_iterable(finding.claim_keys for finding in findings)) - {claim.key}
    agreeing, apart = list[Claim](), list[Claim]()
    for other in _of_its_figure(claim, view):
        if other.key not in against:
            (agreeing if meet(claim.value, other.value) else apart).append(other)
    return agreeing, apart


def _disagreement(
    finding: Finding, claim: Claim, ranked: list[Finding], view: View, sentences: Sentences
) -> Disagreement:
    status = view.review.status(finding)
    others = [other for other in finding.claims if other.key != claim.key]
    others.sort(key=lambda other: (other.subject != claim.subject or other.property != claim.property, other.key))
    return Disagreement(
        id=finding.id,
        label="possibly" if finding.kind == PERHAPS else finding.label,
        tone="note" if finding.kind == PERHAPS else _TONES[finding.severity],
        sentence=visible(sentence(sentences.finding(finding))),
        words=tuple(words_of(others[:MOST_WORDS], sentences)),
        accepted=visible(acceptance_text(status.acceptance)) if status.is_accepted and status.acceptance else "",
        follows=sum(finding.id in other.echo_of for other in ranked),
        is_possible=finding.kind == PERHAPS,
    )


def _of_its_figure(claim: Claim, view: View) -> Iterable[Claim]:
    """The claims that are about the same, and in play."""
    figure = _figure(claim)
    if claim.out or not claim.value.stated:
        return ()
    others = (other for other in view.claims_about(claim.subject) if other.key != claim.key)
    return [other for other in others if _figure(other) == figure and not other.out and other.value.stated]


def _figure(claim: Claim) -> tuple[object, ...]:
    return claim.subject, claim.property, claim.status, claim.scope, claim.value.unit, claim.period


def words_of(claims: Iterable[Claim], sentences: Sentences) -> Iterable[Words]:
    """Claims in their papers' words."""
    for claim in claims:
        when = sentences.names.claim_when(claim)
        yield Words(
            who=visible(sentences.who(claim)),
            said=visible(sentences.claim_value(claim) + (f" ({when})" if when else "")),
            quote=visible(claim.quote),
            address=claim_address(claim),
        )


def claim_address(claim: Claim) -> str:
    """Where a claim is shown, in its article's text."""
    return f"{article_address(claim.source)}?claim={quote(claim.id, safe='', errors='replace')}"


def article_address(source: str) -> str:
    """Where an article (story/name) is shown."""
    story, _, name = source.partition("/")
    return f"/articles/{quote(story, safe='', errors='replace')}/{quote(name, safe='', errors='replace')}"
