"""Tensions of our own coding: claims whose value is not what their own quote gives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker.corpus.corpus import Claim, Corpus
from checker.engine.changes import claims_as_statement
from checker.engine.check import finding_order
from checker.engine.findings import ROW, Combination, Finding, Part, Result
from checker.files.models import NOT_IN_QUOTE

if TYPE_CHECKING:
    from checker.texts.quoted_values import QuoteMismatch

ADVICE = "Look at the article again: correct the value, or the quote"


def with_own_coding(result: Result) -> Result:
    """The result with a tension for each figure for which a claim gives another value than its quote."""
    own = quote_findings(result.corpus)
    return replace(result, findings=tuple(sorted((*result.findings, *own), key=finding_order))) if own else result


def quote_findings(corpus: Corpus, claims: Iterable[Claim] | None = None) -> list[Finding]:
    """One finding a figure, with a part for each of its claims."""
    quoting = [claim for claim in (corpus.claims if claims is None else claims) if claim.quote]
    if not quoting:
        return []
    from checker.texts.quoted_values import values_outside_quotes  # to read text takes many patterns

    by_figure: dict[tuple[str, ...], list[QuoteMismatch]] = {}
    for mismatch in values_outside_quotes(corpus, quoting):
        claim = mismatch.claim
        key = claim.figure_name
        by_figure.setdefault(key, []).append(mismatch)
    return [_finding(mismatches, corpus) for _, mismatches in sorted(by_figure.items())]


def _finding(mismatches: list[QuoteMismatch], corpus: Corpus) -> Finding:
    parts = tuple(
        Part(
            key=(mismatch.claim.key,),
            combinations=(Combination(terms=(("value", claims_as_statement([mismatch.claim], corpus)),)),),
            message=mismatch.message,
        )
        for mismatch in mismatches
    )
    figure = parts[0].statements[0].figure
    return Finding(kind=ROW, rule=NOT_IN_QUOTE, severity="warning", figures=(("", figure),), parts=parts, advice=ADVICE)
