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
from checker.exchange.drafts import UNDATED, Exported, Imported, Incoming, Outgoing, SuggestedArticles, Suggestion
from checker.exchange.json_source import parse_json
from checker.exchange.jsonld import Thing, things
from checker.problems import Problem
from checker.texts.quotes import Searchable
from checker.values.urls import EXPECTED, host, is_address, without_fragment

MAX_BYTES = 4_000_000
MAX_QUOTE_WORDS = 8
AROUND = 32
"""Characters before and after a quote, as Hypothes.is takes them."""
LONGEST_REMARK = 400


# --- import ------------------------------------------------------------------------------------


def read(incoming: Incoming) -> Imported:
    """One article for each annotated address, with each highlighted quote as a suggestion."""
    imported = Imported()
    text, imported.problems = decoded(incoming.data, incoming.shown, incoming.encoding)
    if imported.problems:
        return imported
    document, imported.problems = parse_json(text, incoming.shown)
    annotations = [thing for thing in things(document) if _is_annotation(thing)] if document is not None else []
    if not annotations and not imported.problems:
        imported.problems.append(Problem(incoming.shown, 1, 1, "no annotations in it"))
    drafts = SuggestedArticles(incoming)
    without = 0
    for annotation in annotations:
        highlights: list[tuple[dict[str, str], Suggestion]] = []
        wrong: list[Problem] = []
        for target in _targets(annotation, wrong):
            highlights += _highlights(annotation, target, wrong)
        without += not highlights and not wrong
        imported.skipped += wrong
        for source, suggestion in highlights:
            drafts.add(source, suggestion, annotation.place)
    if without and not imported.problems:
        message = f"{incoming.shown}: {without} of {len(annotations)} highlight no text (page notes, replies)"
        imported.notices.append(message)
    imported.drafts = drafts.drafts()
    return imported


def _is_annotation(thing: Thing) -> bool:
    return thing.is_a("Annotation") or (thing.get("target") is not None and thing.get("selector") is None)


def _targets(annotation: Thing, wrong: list[Problem]) -> list[Thing]:
    """What an annotation stands on, but for the whole of a page."""
    targets = annotation.each("target")
    if not targets:
        wrong.append(annotation.problem("missing 'target': what is annotated"))
    return [target for target in targets if not isinstance(target.value, str)]


def _highlights(annotation: Thing, target: Thing, wrong: list[Problem]) -> Iterator[tuple[dict[str, str], Suggestion]]:
    """The quote that a target stands on, with its source; what is wrong with it goes to `wrong`."""
    selector = next(_quotes(target), None)
    if selector is None:
        return
    exact = selector.get("exact")
    if exact is None or not isinstance(exact.value, str) or not exact.value.strip():
        wrong.append(selector.problem("missing 'exact': the text that is highlighted"))
        return
    source, mistake = _source(annotation, target)
    if mistake:
        wrong.append(target.problem(mistake))
    else:
        yield source, _suggestion(annotation, selector, exact.value)


def _quotes(target: Thing) -> Iterator[Thing]:
    """The text quotes among a target's selectors, and among those that refine them."""
    waiting = target.each("selector")
    while waiting:
        selector = waiting.pop(0)
        if selector.is_a("TextQuoteSelector"):
            yield selector
        waiting += selector.each("refinedBy") if isinstance(selector.value, dict) else []


def _source(annotation: Thing, target: Thing) -> tuple[dict[str, str], str]:
    """The annotated article, its address and what is known of it; and what is wrong with that."""
    given = target.get("source")
    url = (
        given.value if given is not None and isinstance(given.value, str) else given.text("id", "@id") if given else ""
    )
    url = without_fragment((url or annotation.text("uri")).strip())
    if not url:
        return {}, "missing 'source': the address of what is annotated"
    document = annotation.get("document")
    title = document.text("title") if document is not None and isinstance(document.value, dict) else ""
    is_page = is_address(url)
    publisher = host(url) if is_page else title or url
    if not publisher:
        return {}, f"{url[:60]!r}: {EXPECTED}"
    source = {"publisher": publisher, "title": title, "published": UNDATED, "url": url if is_page else ""}
    return {key: value for key, value in source.items() if value}, ""


def _suggestion(annotation: Thing, selector: Thing, exact: str) -> Suggestion:
    quote = " ".join(exact.split())
    before, after = selector.text("prefix"), selector.text("suffix")
    id_ = annotation.text("id", "@id") or str(uuid.uuid5(uuid.NAMESPACE_URL, f"{before}|{quote}|{after}"))
    mark = f"annotation {' '.join(id_.split())[:100]}"
    around = f"{before} [{quote}] {after}".strip()
    remarks = [mark, _cut(around)]
    if (body := _comment_of(annotation)) and body != quote:
        remarks.append(f"note: {_cut(body)}")
    if tags := [str(tag.value) for tag in annotation.each("tags")]:
        remarks.append(f"tags: {_cut(', '.join(tags))}")
    is_short = len(quote.split()) <= MAX_QUOTE_WORDS
    if not is_short:
        remarks.append(f"the quote: at most {MAX_QUOTE_WORDS} words of it")
    return Suggestion(mark=mark, remarks=tuple(remarks), claim={"quote": quote if is_short else ""})


def _comment_of(annotation: Thing) -> str:
    """What the annotator wrote."""
    texts = [annotation.text("text", "bodyValue")]
    texts += [
        body.value if isinstance(body.value, str) else body.text("value", "chars") for body in annotation.each("body")
    ]
    return " ".join(" ".join(text.split()) for text in texts if text)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_REMARK else f"{text[: LONGEST_REMARK - 4]} ..."


# --- export ------------------------------------------------------------------------------------


def write(outgoing: Outgoing) -> Exported:
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
    return Exported(data=json.dumps(page, ensure_ascii=False, indent=2) + "\n", notices=notices)


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
