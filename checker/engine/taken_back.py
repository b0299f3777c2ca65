"""Findings about what was taken back, or never given: papers that print it all the same."""

from __future__ import annotations

from collections.abc import Iterator

from checker.corpus.corpus import Corpus
from checker.engine.changes import claims_as_statement
from checker.engine.findings import NOT_GIVEN, TAKEN_BACK, Combination, Finding, Part, Statement
from checker.files.models import DISOWNED, OUTDATED


def taken_back(corpus: Corpus) -> Iterator[Finding]:
    """A tension for each figure that papers print as of a later moment than that at which its voice took it back, and
    one for each that a voice says it never gave."""
    claims = {claim.key: claim for claim in corpus.claims}
    for revision in corpus.revisions:
        if revision.outdated:
            told = claims_as_statement([claims[key] for key in revision.told], corpus)
            parts = (
                _part((revision.voice, key), told, claims_as_statement([claims[key]], corpus))
                for key in revision.outdated
            )
            yield _finding(TAKEN_BACK, OUTDATED, tuple(parts))
    for disowned in corpus.disowned:
        told = claims_as_statement([claims[disowned.told]], corpus)
        parts = (
            _part((disowned.voice, key), told, claims_as_statement([claims[key]], corpus)) for key in disowned.claims
        )
        if made := tuple(parts):
            yield _finding(NOT_GIVEN, DISOWNED, made)


def _part(key: tuple[str, ...], told: Statement, relayed: Statement) -> Part:
    return Part(key=key, combinations=(Combination(terms=(("taken back", told), ("relayed", relayed))),))


def _finding(kind: str, rule: str, parts: tuple[Part, ...]) -> Finding:
    figure = parts[0].combinations[0].statements[-1].figure
    return Finding(kind=kind, rule=rule, severity="warning", figures=(("", figure),), parts=parts)
