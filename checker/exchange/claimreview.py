"""ClaimReview, the schema.org JSON-LD of fact-checks: a review's appearances as sources; claims as reviews to be rated.

https://schema.org/ClaimReview; https://developers.google.com/search/docs/appearance/structured-data/factcheck
"""

from __future__ import annotations

import json
from typing import Any

from checker.corpus.corpus import Claim, Corpus, Source
from checker.exchange.decode import decoded
from checker.exchange.drafts import UNDATED, Exported, Imported, Incoming, Outgoing, SuggestedArticles, Suggestion
from checker.exchange.json_source import parse_page
from checker.exchange.jsonld import Thing, things
from checker.problems import Problem
from checker.values.dates import Window, iso_window, read_window
from checker.values.urls import EXPECTED, host, is_address, without_fragment

MAX_BYTES = 4_000_000
MAX_QUOTE_WORDS = 8


# --- import ------------------------------------------------------------------------------------


def read(incoming: Incoming) -> Imported:
    """One article for each appearance of a reviewed claim, with the claim as a suggestion."""
    imported = Imported()
    text, imported.problems = decoded(incoming.data, incoming.shown, incoming.encoding)
    if imported.problems:
        return imported
    documents, problems = parse_page(text, incoming.shown)
    reviews = [thing for document in documents for thing in things(document) if thing.is_a("ClaimReview")]
    # a page's other blocks may be broken
    (imported.skipped if reviews else imported.problems).extend(problems)
    if not reviews and not problems:
        imported.problems.append(Problem(incoming.shown, 1, 1, "no ClaimReview in it"))
    drafts = SuggestedArticles(incoming)
    for review in reviews:
        wrong: list[Problem] = []
        appearances = _appearances(review, wrong)
        imported.skipped += wrong
        for source, suggestion in appearances if not wrong else ():
            drafts.add(source, suggestion, review.place)
    imported.drafts = drafts.drafts()
    return imported


def _appearances(review: Thing, wrong: list[Problem]) -> list[tuple[dict[str, str], Suggestion]]:
    """The sources of one review's claim, each with what to code in it; what is wrong with it goes to `wrong`."""
    claimed = review.text("claimReviewed")
    items = review.each("itemReviewed")
    if not claimed:
        claimed = next((item.text("name", "text", "description") for item in items), "")
    if not claimed:
        wrong.append(review.problem("missing 'claimReviewed': what was claimed"))
        return []
    sources: list[tuple[Thing, dict[str, str]]] = []
    speaker = ""
    for item in items:
        speaker = speaker or item.text("author", "creator")
        sources += _works(item, wrong)
        if not item.is_a("Claim") and item.text("url") and not sources:  # older reviews give the article itself
            sources += _sourced([item], wrong)
        if not sources and speaker:
            sources.append((item, {"publisher": speaker, "published": _day(item, "datePublished", wrong) or UNDATED}))
    if not sources:
        wrong.append(review.problem("no appearance, firstAppearance or author of the claim: nothing to import"))
    return [
        (source, _suggestion(review, work, claimed, speaker if speaker != source["publisher"] else ""))
        for work, source in sources
    ]


def _works(item: Thing, wrong: list[Problem]) -> list[tuple[Thing, dict[str, str]]]:
    """The works that a claim appears in, each source once."""
    by_source: dict[tuple[tuple[str, str], ...], tuple[Thing, dict[str, str]]] = {}
    for work, source in _sourced([*item.each("firstAppearance"), *item.each("appearance")], wrong):
        by_source.setdefault(tuple(source.items()), (work, source))
    return list(by_source.values())


def _sourced(works: list[Thing], wrong: list[Problem]) -> list[tuple[Thing, dict[str, str]]]:
    """Works with their sources, as far as they have one."""
    found = [(work, _source(work, wrong)) for work in works]
    return [(work, source) for work, source in found if source is not None]


def _suggestion(review: Thing, work: Thing, claimed: str, said_by: str) -> Suggestion:
    verdict = next((r.text("alternateName", "ratingValue") for r in review.each("reviewRating")), "")
    reviewer, url = review.text("author", "publisher"), review.text("url")
    mark = f"claim reviewed: {claimed}"[:100].rstrip()
    by = ", ".join(part for part in (reviewer, f"verdict: {verdict}" if verdict else "", url) if part)
    remarks = [mark if mark.endswith(claimed) else f"{mark} ...", *([f"by {by}"] if by else [])]
    # what was claimed is in the reviewer's words; a quote is in the article's
    words = work.text("text")
    quote = words if len(words.split()) <= MAX_QUOTE_WORDS else ""
    said = {"said_by": said_by} if said_by else {}
    return Suggestion(mark=remarks[0], remarks=tuple(remarks), claim={**said, "quote": quote})


def _source(work: Thing, wrong: list[Problem]) -> dict[str, str] | None:
    """An article from a CreativeWork, or from its address alone."""
    if isinstance(work.value, str):
        work_url, source = work.value.strip(), {}
    else:
        work_url = work.text("url", "@id", "mainEntityOfPage")
        author = work.text("author", "creator")
        source = {"publisher": work.text("publisher", "sourceOrganization", "isPartOf") or author}
        source["title"] = work.text("headline", "name")
        source["author"] = author if author != source["publisher"] else ""
        source["published"] = _day(work, "datePublished", wrong)
    url = without_fragment(work_url)
    if work_url and not is_address(url):
        wrong.append(work.problem(f"{work_url[:60]!r}: {EXPECTED}"))
        return None
    source["url"] = url
    source["publisher"] = source.get("publisher") or host(url)
    source["published"] = source.get("published") or UNDATED
    if not source["publisher"]:
        wrong.append(work.problem("an appearance without url, publisher or author: nothing to import"))
        return None
    return {key: value for key, value in source.items() if value}


def _day(work: Thing, key: str, wrong: list[Problem]) -> str:
    """A day as our files give it: that of an ISO 8601 time, in its own zone."""
    text = work.text(key)
    if not text:
        return ""
    day = text.partition("T")[0].strip()
    if read_window(day)[0] is None:
        wrong.append(work.problem(f"{key}: {read_window(day)[1]}", key))
        return ""
    return day


# --- export ------------------------------------------------------------------------------------


def write(outgoing: Outgoing) -> Exported:
    """A ClaimReview for each position: one value held about one quantity, with every article that holds it.

    Without a rating: the verdict is for people to give, and the page that gives it has the address.
    """
    corpus = outgoing.corpus
    graph = []
    for claims in positions(corpus):
        if not outgoing.only or any(claim.key in outgoing.only for claim in claims):
            graph.append(_review(claims, corpus))
    notices = [] if graph else ["no claims, so nothing in the export"]
    data = {"@context": "https://schema.org", "@graph": graph}
    return Exported(data=json.dumps(data, ensure_ascii=False, indent=2) + "\n", notices=notices)


def positions(corpus: Corpus) -> list[list[Claim]]:
    """The claims in play by what they say, each list from the earliest article on."""
    found: dict[tuple[Any, ...], list[Claim]] = {}
    for claim in corpus.claims:
        if claim.out or not claim.value.stated:
            continue
        over_time = corpus.properties[claim.property].over_time[claim.status]
        as_of = None if over_time == "constant" else claim.as_of
        value = claim.value
        is_text = corpus.properties[claim.property].scale.type == "text"
        says = value.text if is_text else (value.interval, value.unit, value.choices)
        topic = (claim.subject, claim.property, claim.status, claim.scope, as_of, claim.counted_from, says)
        found.setdefault(topic, []).append(claim)
    lists = [sorted(claims, key=lambda claim: (*_dated(claim, corpus), claim.key)) for claims in found.values()]
    return sorted(lists, key=lambda claims: claims[0].key)


def _dated(claim: Claim, corpus: Corpus) -> tuple[int, int]:
    published = corpus.sources[claim.source].published
    return published.last, published.first


def _review(claims: list[Claim], corpus: Corpus) -> dict[str, Any]:
    first = claims[0]
    entity, prop = corpus.entities[first.subject], corpus.properties[first.property]
    about = ", ".join(part for part in (entity.name, prop.title or prop.name, first.scope) if part)
    says = f"{about}: {first.overall}"
    by_source: dict[str, Claim] = {}
    for claim in claims:
        by_source.setdefault(claim.source, claim)
    works = [_work(claim, corpus.sources[key]) for key, claim in by_source.items()]
    author = _speaker(first, corpus) or _publisher(corpus.sources[first.source])
    item = {"@type": "Claim", "name": says, "author": author, "firstAppearance": works[0], "appearance": works}
    quote = next((claim.quote for claim in claims if claim.quote), "")
    identifiers = [claim.key for claim in claims]
    return {
        "@type": "ClaimReview",
        "claimReviewed": quote or says,
        "itemReviewed": {**item, **_when("datePublished", corpus.sources[first.source].published)},
        "identifier": identifiers,
    }


def _speaker(claim: Claim, corpus: Corpus) -> dict[str, str]:
    """Who said it, where the article does not say it itself."""
    name = claim.speaker or corpus.sources[claim.source].author
    entity = corpus.entities.get(claim.origin) if claim.speaker else None
    kind = "Person" if entity is None or entity.kind == "person" else "Organization"
    return {"@type": kind, "name": name} if name else {}


def _work(claim: Claim, source: Source) -> dict[str, Any]:
    work: dict[str, Any] = {"@type": "NewsArticle", "publisher": _publisher(source)}
    work |= {"headline": source.title} if source.title else {}
    work |= {"author": {"@type": "Person", "name": source.author}} if source.author else {}
    work |= {"url": source.url} if source.url else {}
    work |= {"text": claim.quote} if claim.quote else {}
    return {**work, **_when("datePublished", source.published)}


def _publisher(source: Source) -> dict[str, str]:
    return {"@type": "Organization", "name": source.publisher}


def _when(key: str, window: Window) -> dict[str, str]:
    """A day as schema.org has it; a span of days goes where an interval may stand."""
    text = iso_window(window)
    if text == UNDATED:
        return {}
    return {key: text} if "/" not in text else {"temporalCoverage": text}
