"""What touches some articles: all of a project is compared, and of the report is kept what concerns those chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from checker.baseline.review import Review
from checker.corpus.corpus import Corpus
from checker.engine.findings import Change, Result


def focused(review: Review) -> Review:
    """The part of a review that touches what is chosen of its corpus; all of it where that is everything.

    These are the findings with a claim of those articles, the disputes that hold such a finding (whole), and likewise
    the rest. Problems and what could not be checked stay: what they hide may concern the chosen articles. Of the
    claims of others those stay that are about the same figures or in the same findings.
    """
    corpus = review.corpus
    if corpus.chosen is None:
        return review
    result = _touching(review.result)
    named = set(_named_in(result))
    topics = {(c.subject, c.property) for c in corpus.claims if c.key in named or corpus.is_chosen(c.source)}
    claims = tuple(claim for claim in corpus.claims if (claim.subject, claim.property) in topics)
    sources = {claim.source for claim in claims}
    kept = replace(
        result,
        corpus=replace(
            corpus,
            claims=claims,
            sources={key: s for key, s in corpus.sources.items() if corpus.is_chosen(key) or key in sources},
        ),
        quantities={
            id_: quantity
            for id_, quantity in result.quantities.items()
            if (quantity.figure.subject, quantity.figure.property) in topics
        },
        statements={
            id_: statements
            for id_, statements in result.statements.items()
            if (statements[0].figure.subject, statements[0].figure.property) in topics
        },
    )
    return replace(
        review,
        result=kept,
        silenced=tuple(finding for finding in review.silenced if _touches(finding.claim_keys, corpus)),
        stale=(),  # whether an entry is needed is seen in all of a project
        others=sum(1 for key in corpus.sources if not corpus.is_chosen(key)),
    )


def _touches(keys: Iterable[str], corpus: Corpus) -> bool:
    return any(corpus.is_chosen(key.partition("#")[0]) for key in keys)


def _touching(result: Result) -> Result:
    """The result with what has a claim of the chosen articles."""
    corpus = result.corpus
    return replace(
        result,
        findings=tuple(finding for finding in result.findings if _touches(finding.claim_keys, corpus)),
        disputes=tuple(
            dispute
            for dispute in result.disputes
            if any(_touches(finding.claim_keys, corpus) for finding in dispute.findings)
        ),
        changes=tuple(change for change in result.changes if _touches(_claims_of(change), corpus)),
        not_compared=tuple(entry for entry in result.not_compared if _touches(entry.claims, corpus)),
    )


def _claims_of(change: Change) -> Iterator[str]:
    return (claim.key for step in change.steps for statement in step for claim in statement.claims)


def _named_in(result: Result) -> Iterator[str]:
    """The claims that a result names."""
    for finding in result.findings:
        yield from finding.claim_keys
    for dispute in result.disputes:
        yield from (claim.key for finding in dispute.findings for claim in finding.claims)
        for explanation in dispute.front:
            yield from (key for value in explanation.values for key in value.position.key)
    for change in result.changes:
        yield from _claims_of(change)
    for entry in result.not_compared:
        yield from entry.claims


def chosen_part(corpus: Corpus) -> Corpus:
    """The corpus with the chosen articles alone, to list what they say."""
    return replace(
        corpus,
        sources={key: source for key, source in corpus.sources.items() if corpus.is_chosen(key)},
        claims=tuple(claim for claim in corpus.claims if corpus.is_chosen(claim.source)),
    )
