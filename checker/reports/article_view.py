"""Articles on the page: what each claims, how much of its text is coded, and the words around its quotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from checker.baseline.review import Review
from checker.corpus.corpus import Claim
from checker.engine.findings import SEVERITY_ORDER
from checker.files.article_texts import CHANGED
from checker.reports import parts
from checker.reports.advice import would_be
from checker.reports.changes import left_out
from checker.reports.figure_view import link, slug
from checker.reports.figures import ANY
from checker.reports.order import finding_rank, in_order, is_counted
from checker.reports.selection import chosen_part
from checker.reports.sentences import Sentences
from checker.texts.quotes import GONE, Searchable
from checker.values.dates import Window, show_window
from checker.values.display import visible

MOST_ARTICLES, MOST_DISAGREEMENTS = 100, 8
AROUND = 160
"""Letters of an article's text before and after a quote."""


def article_views(review: Review, sentences: Sentences) -> Iterable[parts.Article]:
    """An entry for each article, in the order of days; of few articles with the findings that each takes part in."""
    is_short = len(review.corpus.sources) <= MOST_ARTICLES
    by_source: dict[str, list[Claim]] = {}
    for claim in review.corpus.claims:
        by_source.setdefault(claim.source, []).append(claim)
    findings: Counter[str] = Counter()
    takes_part: dict[str, list[tuple[str, str]]] = {}
    for finding in sorted(review.findings, key=lambda f: (SEVERITY_ORDER[f.severity], finding_rank(f, review))):
        if finding.severity == "note" or not is_counted(finding):
            continue
        papers = {claim.source for claim in finding.claims}
        if finding.severity == "error":
            findings.update(papers)
        for paper in papers if is_short else ():
            takes_part.setdefault(paper, []).append((finding.id, visible(sentences.finding(finding))))
    apart = left_out(review)
    in_question = _in_question(review, sentences) if is_short else {}
    coverages = _coverages(review)
    sources = review.corpus.sources.items()
    for key, source in sorted(sources, key=lambda each: (each[1].published.first, each[1].publisher, each[0])):
        yield parts.Article(
            key=key,
            name=visible(source.publisher),
            title=visible(source.title),
            url=link(source),
            published=show_window(source.published),
            via=visible(source.via),
            claims=tuple(
                (
                    f"claim-{slug(claim.key)}",
                    visible(sentences.names.title(claim)),
                    visible(sentences.claim_value(claim)),
                    visible(claim.out)
                    or visible(in_question.get(claim.key, ""))
                    or ("not compared" if claim.key in apart else ""),
                )
                for claim in by_source.get(key, [])
            ),
            findings=findings[key],
            disagreements=tuple(takes_part.get(key, ())[:MOST_DISAGREEMENTS]),
            coverage=coverages.get(key),
        )


def _in_question(review: Review, sentences: Sentences) -> dict[str, str]:
    """What to say of the claims that a disagreement rests on: by its first explanation, what they would have to be."""
    notes: dict[str, str] = {}
    for told in in_order(review):
        if told.is_accepted:
            continue
        notes |= {claim.key: "in a disagreement" for finding in told.counted for claim in finding.claims}
        for value in (value for explanation in told.dispute.front[:1] for value in explanation.values):
            instead = would_be(value, sentences)
            if instead != ANY:
                notes |= {claim.key: f"would have to be {instead}" for claim in value.position.claims}
    return notes


def _coverages(review: Review) -> dict[str, parts.Coverage]:
    """Of those articles whose text is at hand."""
    if not any(text.content for text in review.corpus.texts.values()):
        return {}
    from checker.texts.coverage import coverage

    return {
        article.source: parts.Coverage(
            figures=len(article.spots),
            coded=article.coded,
            left_out=tuple((spot.line, visible(spot.words)) for spot in article.uncoded),
            lost=tuple(visible(f"{claim.id}: “{claim.quote}”") for claim, _, _ in article.in_state(GONE)),
            is_changed=article.text.state == CHANGED,
        )
        for article in coverage(chosen_part(review.corpus))
        if article.text is not None and article.text.content
    }


class Excerpts:
    """The words around quotes, where the articles' texts are at hand and may be shown."""

    def __init__(self, review: Review, *, may_be_shown: bool) -> None:
        self.texts = review.corpus.texts if may_be_shown else {}
        self._searchable: dict[str, Searchable] = {}

    def __call__(self, claim: Claim) -> tuple[str, str, str] | None:
        """What stands before a claim's quote, the quote as it is in the text, and what follows; None if unknown."""
        text = self.texts.get(claim.source)
        if text is None or not text.content or not claim.quote:
            return None
        if claim.source not in self._searchable:
            self._searchable[claim.source] = Searchable(text.content)
        found = self._searchable[claim.source].find(claim.quote)
        if not found:
            return None
        start, end = found[0]
        before, after = text.content[max(start - 4 * AROUND, 0) : start], text.content[end : end + 4 * AROUND]
        return (
            _cut(_PARAGRAPH.split(before)[-1], keeps_end=True),
            _line(text.content[start:end]),
            _cut(_PARAGRAPH.split(after)[0].rstrip(), keeps_end=False),
        )


_PARAGRAPH = re.compile(r"\n\s*\n")


def _cut(text: str, *, keeps_end: bool) -> str:
    """At most so many letters of what stands before a quote (its end), or after it (its beginning)."""
    line = " ".join(f"|{text}|".split())[1:-1]
    if len(line) <= AROUND:
        return visible(line)
    if keeps_end:
        return visible(f"… {line[-AROUND:].partition(' ')[2]}")
    return visible(f"{line[:AROUND].rpartition(' ')[0]} …")


def _line(text: str) -> str:
    return visible(" ".join(text.split()))


def timeline(review: Review, sentences: Sentences) -> Iterable[tuple[str, list[tuple[str, str, str]]]]:
    """The days of events as they are claimed: (day, (what, who, address))."""
    days: dict[tuple[int, int], list[tuple[str, str, str]]] = {}
    for claim in review.corpus.claims:
        interval = claim.value.interval
        if claim.value.unit == "date" and not claim.out and interval.lower is not None and interval.upper is not None:
            entry = (
                visible(sentences.names.title(claim)),
                visible(sentences.who(claim)),
                f"#claim-{slug(claim.key)}",
            )
            days.setdefault((int(interval.lower), int(interval.upper)), []).append(entry)
    for window in sorted(days):
        yield show_window(Window(*window)), sorted(set(days[window]))
