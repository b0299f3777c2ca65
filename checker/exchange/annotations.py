"""W3C Web Annotations, and what Hypothes.is exports: a highlighted quote is a claim to complete; a claim's quote an
annotation.

https://www.w3.org/TR/annotation-model/ (selectors, pages, collections); https://h.readthedocs.io/en/latest/api/
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

from checker.corpus.corpus import Claim, Corpus
from checker.exchange.decode import decoded
from checker.exchange.drafts import Draft, Found, Given, Key, Names, Outgoing, Suggestion, Written
from checker.exchange.json_source import parse_json
from checker.exchange.jsonld import Thing, things
from checker.problems import Problem
from checker.texts.quotes import Searchable
from checker.values.urls import EXPECTED, host, is_address, without_fragment

MAX_BYTES = 4_000_000
MAX_QUOTE_WORDS = 8
AROUND = 32
"""Characters before and after a quote, as Hypothes.is takes them."""
UNDATED = "../.."
LONGEST_REMARK = 400


# --- import ------------------------------------------------------------------------------------


def read(given: Given) -> Found:
    """One article for each annotated address, with each highlighted quote as a suggestion."""
    found = Found()
    text, found.problems = decoded(given.data, given.shown, given.encoding)
    if found.problems:
        return found
    document, found.problems = parse_json(text, given.shown)
    annotations = [thing for thing in things(document) if _is_annotation(thing)] if document is not None else []
    if not annotations and not found.problems:
        found.problems.append(Problem(given.shown, 1, 1, "no annotations in it"))
    articles: dict[Key, tuple[dict[str, str], dict[str, Suggestion]]] = {}
    names = Names(given.articles)
    without = 0
    for annotation in annotations:
        highlights = list(_highlights(annotation, found))
        without += not highlights
        for source, suggestion in highlights:
            key = names.of(given.story, source, f"{source['publisher']} {source.get('title', '')}")
            _, suggestions = articles.setdefault(key, (source, {}))
            suggestions.setdefault(suggestion.mark, suggestion)
    if without and not found.problems:
        found.notices.append(f"{given.shown}: {without} of {len(annotations)} highlight no text (page notes, replies)")
    found.drafts = [
        Draft(
            key=key,
            article={"source": source, "claims": []},
            suggestions=tuple(suggestions.values()),
            remarks={"published": "not given: fill in the day"},
        )
        for key, (source, suggestions) in sorted(articles.items())
    ]
    return found


def _is_annotation(thing: Thing) -> bool:
    return thing.is_a("Annotation") or (thing.get("target") is not None and thing.get("selector") is None)


def _highlights(annotation: Thing, found: Found) -> Iterator[tuple[dict[str, str], Suggestion]]:
    """The quotes that an annotation stands on, each with its source."""
    targets = annotation.each("target")
    if not targets:
        found.problems.append(annotation.problem("missing 'target': what is annotated"))
    for target in targets:
        if isinstance(target.value, str):
            continue  # the whole of a page
        selector = next(_quotes(target), None)
        if selector is None:
            continue
        exact = selector.get("exact")
        if exact is None or not isinstance(exact.value, str) or not exact.value.strip():
            found.problems.append(selector.problem("missing 'exact': the text that is highlighted"))
            continue
        source = _source(annotation, target, found)
        if source is not None:
            yield source, _suggestion(annotation, selector, exact.value)


def _quotes(target: Thing) -> Iterator[Thing]:
    """The text quotes among a target's selectors, and among those that refine them."""
    waiting = target.each("selector")
    while waiting:
        selector = waiting.pop(0)
        if selector.is_a("TextQuoteSelector"):
            yield selector
        waiting += selector.each("refinedBy") if isinstance(selector.value, dict) else []


def _source(annotation: Thing, target: Thing, found: Found) -> dict[str, str] | None:
    """The annotated article: its address, and what is known of it."""
    said = target.get("source")
    url = said.value if said is not None and isinstance(said.value, str) else said.text("id", "@id") if said else ""
    url = without_fragment((url or annotation.text("uri")).strip())
    if not url:
        found.problems.append(target.problem("missing 'source': the address of what is annotated"))
        return None
    document = annotation.get("document")
    title = document.text("title") if document is not None and isinstance(document.value, dict) else ""
    is_page = is_address(url)
    publisher = host(url) if is_page else title or url
    if not publisher:
        found.problems.append(target.problem(f"{url[:60]!r}: {EXPECTED}"))
        return None
    source = {"publisher": publisher, "title": title, "published": UNDATED, "url": url if is_page else ""}
    return {key: value for key, value in source.items() if value}


def _suggestion(annotation: Thing, selector: Thing, exact: str) -> Suggestion:
    quote = " ".join(exact.split())
    before, after = selector.text("prefix"), selector.text("suffix")
    id_ = annotation.text("id", "@id") or str(uuid.uuid5(uuid.NAMESPACE_URL, f"{before}|{quote}|{after}"))
    mark = f"annotation {' '.join(id_.split())[:100]}"
    around = f"{before} [{quote}] {after}".strip()
    remarks = [mark, _cut(around)]
    if (body := _said(annotation)) and body != quote:
        remarks.append(f"note: {_cut(body)}")
    if tags := [str(tag.value) for tag in annotation.each("tags")]:
        remarks.append(f"tags: {_cut(', '.join(tags))}")
    is_short = len(quote.split()) <= MAX_QUOTE_WORDS
    if not is_short:
        remarks.append(f"the quote: at most {MAX_QUOTE_WORDS} words of it")
    return Suggestion(mark=mark, remarks=tuple(remarks), claim={"quote": quote if is_short else ""})


def _said(annotation: Thing) -> str:
    """What the annotator wrote."""
    texts = [annotation.text("text", "bodyValue")]
    texts += [
        body.value if isinstance(body.value, str) else body.text("value", "chars") for body in annotation.each("body")
    ]
    return " ".join(" ".join(text.split()) for text in texts if text)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_REMARK else f"{text[: LONGEST_REMARK - 4]} ..."


# --- export ------------------------------------------------------------------------------------


def write(outgoing: Outgoing) -> Written:
    """An AnnotationPage with each claim's quote. An article without `url` cannot be annotated: it is told of."""
    corpus = outgoing.corpus
    items = []
    left: dict[str, int] = {}
    texts: dict[str, Searchable | None] = {}
    for claim in corpus.claims:
        if not claim.quote or claim.out or (outgoing.only and claim.key not in outgoing.only):
            continue
        source = corpus.sources[claim.source]
        if source.url:
            if claim.source not in texts:
                text = corpus.texts.get(claim.source)
                texts[claim.source] = Searchable(text.content) if text is not None and text.content else None
            items.append(_annotation(claim, corpus, texts[claim.source]))
        else:
            left[source.file] = left.get(source.file, 0) + 1
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": _urn("\n".join(item["id"] for item in items)),
        "type": "AnnotationPage",
        "items": items,
    }
    notices = [f"{file}: has no url; its {number} quotes are left out" for file, number in sorted(left.items())]
    return Written(data=json.dumps(page, ensure_ascii=False, indent=2) + "\n", notices=notices)


def _annotation(claim: Claim, corpus: Corpus, text: Searchable | None) -> dict[str, Any]:
    source = corpus.sources[claim.source]
    says = f"{corpus.entities[claim.subject].name}, {claim.property}: {claim.overall}"
    said = f"{says} (said by {claim.speaker})" if claim.speaker else says
    return {
        "id": _urn(claim.key),
        "type": "Annotation",
        "motivation": "describing",
        "body": {"type": "TextualBody", "value": said, "format": "text/plain"},
        "target": {"source": source.url, "selector": _selector(claim, text)},
    }


def _urn(key: str) -> str:
    """An id that is the same each time, without a server that gives it."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"source-consistency-checker:{key}").urn


def _selector(claim: Claim, text: Searchable | None) -> dict[str, str]:
    """The quote's words; and what is around them, where the text is at hand and has them just once.

    No position: it would be that in our text, which is not that in the page.
    """
    selector = {"type": "TextQuoteSelector", "exact": claim.quote}
    places = text.find(claim.quote) if text is not None else []
    if text is None or len(places) != 1:
        return selector
    start, end = places[0]
    found = {"exact": text.text[start:end], "prefix": text.text[max(0, start - AROUND) : start]}
    found["suffix"] = text.text[end : end + AROUND]
    return {**selector, **{key: value for key, value in found.items() if value}}
