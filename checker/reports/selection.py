"""What touches some articles: all of a project is compared, and of the report is kept what concerns those chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from checker.corpus.corpus import Corpus
from checker.engine.findings import Report


def focused(report: Report) -> Report:
    """The part of a report that touches what is chosen of its corpus; all of it where that is everything.

    That are the findings with a claim of those articles, the disputes that hold such a finding (whole), and likewise
    the rest. Problems and what could not be checked stay: what they hide may concern the chosen articles. Of the
    claims of others those stay that are about the same figures or in the same findings.
    """
    corpus = report.corpus
    if corpus.chosen is None:
        return report

    def touches(keys: Iterable[str]) -> bool:
        return any(corpus.is_chosen(key.partition("#")[0]) for key in keys)

    kept = replace(
        report,
        findings=tuple(finding for finding in report.findings if touches(finding.claim_keys)),
        disputes=tuple(each for each in report.disputes if any(touches(f.claim_keys) for f in each.findings)),
        silenced=tuple(finding for finding in report.silenced if touches(finding.claim_keys)),
        not_compared=tuple(entry for entry in report.not_compared if touches(entry.claims)),
        stale=tuple(entry for entry in report.stale if touches(entry.claims)),
    )
    named = set(_named_in(kept))
    topics = {(c.subject, c.property) for c in corpus.claims if c.key in named or corpus.is_chosen(c.source)}
    claims = tuple(claim for claim in corpus.claims if (claim.subject, claim.property) in topics)
    telling = {claim.source for claim in claims}
    return replace(
        kept,
        corpus=replace(
            corpus,
            claims=claims,
            sources={key: s for key, s in corpus.sources.items() if corpus.is_chosen(key) or key in telling},
        ),
        quantities={id_: q for id_, q in report.quantities.items() if (q.subject, q.property) in topics},
        others=sum(1 for key in corpus.sources if not corpus.is_chosen(key)),
    )


def _named_in(report: Report) -> Iterator[str]:
    """The claims that a report names."""
    for finding in report.findings:
        yield from finding.claim_keys
    for dispute in report.disputes:
        yield from (claim.key for claim in dispute.claims)
        for explanation in dispute.explanations:
            yield from (key for figure in explanation.figures for key in figure.position.key)
    for entry in report.not_compared:
        yield from entry.claims


def chosen_part(corpus: Corpus) -> Corpus:
    """The corpus with the chosen articles alone, to list what they say."""
    return replace(
        corpus,
        sources={key: source for key, source in corpus.sources.items() if corpus.is_chosen(key)},
        claims=tuple(claim for claim in corpus.claims if corpus.is_chosen(claim.source)),
    )
