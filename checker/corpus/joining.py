"""All articles as one: what each says of claims in others is known once they are together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checker.corpus.articles import Articles
from checker.corpus.compared import compare_with_claims
from checker.corpus.corpus import Entity, Property
from checker.corpus.entities import Cast
from checker.corpus.supersession import take_out_superseded


def joined(articles: Iterable[Articles], properties: Mapping[str, Property], casts: Iterable[Cast]) -> Articles:
    """All articles as one, once what each takes out of play is known. Those given stay as they are."""
    whole = Articles()
    for each in articles:
        whole.sources.update(each.sources)
        whole.claims += each.claims
        whole.problems += each.problems
        whole.texts.update(each.texts)
        whole.corrections += each.corrections
        whole.hints += each.hints
        whole.set_aside |= each.set_aside
        whole.comparing += each.comparing
    if whole.comparing:
        compare_with_claims(whole, properties)
    whole.corrections.sort(key=lambda correction: (correction.key, correction.index))
    casts = list(casts)
    entities: dict[str, Entity] = {}
    for cast in casts:
        entities.update(cast.entities)
    if whole.corrections:
        from checker.corpus.disowned import disown  # few projects take anything back

        take_out_superseded(whole)
        disown(whole, entities)
    new_counts = [count for cast in casts for count in cast.new_counts]
    if new_counts or any(claim.counted_from for claim in whole.claims):
        from checker.corpus.restarts import count_anew

        count_anew(whole, properties, new_counts)
    if whole.corrections:
        from checker.corpus.revisions import take_back

        take_back(whole, properties, entities)
    return whole
