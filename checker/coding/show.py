"""Coverage for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from tabulate import tabulate

from checker.corpus.corpus import Claim, Corpus
from checker.files.article_texts import CHANGED, NOT_AT_HAND, UNREADABLE
from checker.texts.coverage import Article, Change, Spot
from checker.texts.languages import ENGLISH
from checker.texts.names import Name
from checker.texts.quotes import ELSEWHERE, GONE, TWICE, Place
from checker.values.display import counted, safe

VERSION = 1


def percent(articles: Sequence[Article]) -> float:
    """How much of all texts at hand is coded, 0 to 100; 100 where they hold no figure."""
    spots = sum(len(article.spots) for article in articles)
    return 100 * sum(article.coded for article in articles) / spots if spots else 100.0


def as_text(articles: Sequence[Article], corpus: Corpus, width: int) -> str:
    return "\n".join(_lines(articles, corpus, width)) + "\n"


def _lines(articles: Sequence[Article], corpus: Corpus, width: int) -> Iterator[str]:
    yield _headline(articles)
    if not articles:
        return
    yield ""
    wide = max(20, width - 46)
    rows = [_article_row(article) for article in articles]
    yield tabulate(rows, ("article", "text", "coded", "quotes"), tablefmt="simple", maxcolwidths=[wide, 12, 16, 24])
    for article in articles:
        yield from _details(article, corpus)


def _headline(articles: Sequence[Article]) -> str:
    spots = sum(len(article.spots) for article in articles)
    at_hand = sum(1 for article in articles if _is_at_hand(article))
    coded = sum(article.coded for article in articles)
    if not at_hand:
        return "No article's text is at hand: name it with `text:` in its source, or give --texts FOLDER."
    where = f"{counted(spots, 'figure')} and dates in {counted(at_hand, 'text')}"
    return f"{coded:,} of {where} are coded ({percent(articles):.0f} %)."


def _is_at_hand(article: Article) -> bool:
    return article.text is not None and bool(article.text.content)


def _article_row(article: Article) -> tuple[str, str, str, str]:
    state = article.text.state if article.text else "none named"
    if not _is_at_hand(article):
        return safe(article.source), state, "", ""
    return safe(article.source), state, _coded(article), _quotes(article)


def _coded(article: Article) -> str:
    again = f", {len(article.again)} given again" if article.again else ""
    excused = f", {len(article.no_claim)} no claim" if article.no_claim else ""
    return f"{article.coded} of {len(article.spots)}{again}{excused}"


def _quotes(article: Article) -> str:
    states: dict[str, int] = {}
    for _, place, _ in article.places:
        states[place.state] = states.get(place.state, 0) + 1
    return ", ".join(f"{number} {state}" for state, number in states.items())


def _details(article: Article, corpus: Corpus) -> Iterator[str]:
    yield from _left_out(article)
    if article.text is not None and article.text.state == UNREADABLE:
        yield ""
        yield f"NOT LOOKED THROUGH: the text of {safe(article.source)} is {safe(article.text.why)}"
    if article.text is not None and article.text.state == CHANGED:
        yield ""
        yield f"CHANGED since it was coded: the text of {safe(article.source)}"
        yield from _changes(article)
    if article.again:
        yield ""
        yield f"GIVEN AGAIN in {safe(article.source)}: the same figure or day is coded from another place"
        yield tabulate([_row(spot) for spot in article.again], tablefmt="plain")
    yield from _unclaimed(article)
    yield from _to_look_at(article, corpus)


def _left_out(article: Article) -> Iterator[str]:
    """The figures that no claim codes: those that are read, and those that are only seen."""
    read = [spot for spot in article.uncoded if spot not in article.unread]
    if read:
        yield ""
        yield f"NOT CODED in {safe(article.source)}"
        yield tabulate([_row(spot) for spot in read], tablefmt="plain")
    if article.unread:
        yield ""
        yield f"SEEN, NOT READ in {safe(article.source)}: what these come to is for a person to say"
        rows = [(*_row(spot), safe(spot.mention.why)) for spot in article.unread]
        yield tabulate(rows, tablefmt="plain")
    if article.aside:
        yield ""
        yield f"TAKEN FOR NO FIGURE in {safe(article.source)}: code by hand what a property can hold; they do not count"
        rows = [(*_row(spot), safe(spot.mention.why)) for spot in article.aside]
        yield tabulate(rows, tablefmt="plain")
    if article.language != ENGLISH:
        yield ""
        yield f"NOT IN ENGLISH: the text of {safe(article.source)}; its counts and dates are not read"


def _unclaimed(article: Article) -> Iterator[str]:
    """Who speaks or acts in the text and is in none of its claims."""
    if article.unclaimed:
        yield ""
        yield f"IN NO CLAIM of {safe(article.source)}: who speaks, acts or holds an office in its text"
        rows = [
            (f"{line}:{column}", safe(f"{name.title} {name.text}".strip())) for name, line, column in article.unclaimed
        ]
        yield tabulate(rows, tablefmt="plain")


def _to_look_at(article: Article, corpus: Corpus) -> Iterator[str]:
    """Claims whose value is not in their quote, and quotes that are not where they were."""
    file = safe(corpus.sources[article.source].file)
    if article.doubtful:
        yield ""
        yield f"VALUES that are not in their quotes, in {file}"
        for claim, other in article.doubtful:
            gives = f'"{safe(claim.quote)}" gives {safe(other)}'
            yield f"  {source_line(claim)} {claim.id}: {safe(claim.overall)}, but {gives}"
    looked_at = article.in_state(TWICE, ELSEWHERE, GONE)
    if looked_at:
        yield ""
        yield f"QUOTES to look at in {file}"
        for claim, place, line in looked_at:
            others = f", and {counted(len(place.others), 'time')} more" if place.others else ""
            where = f" (line {line} of the text{others})" if place.state != GONE else ""
            near = f'; it reads now: "{safe(place.near)}"' if place.near else ""
            yield f'  {source_line(claim)} {claim.id}: "{safe(claim.quote)}" is {place.state}{where}{near}'


def _row(spot: Spot) -> tuple[str, str, str, str]:
    value = spot.mention.value or " or ".join(spot.mention.readings) or spot.mention.phrase
    return f"{spot.line}:{spot.column}", spot.mention.kind, safe(value), safe(spot.words)


def _changes(article: Article) -> Iterator[str]:
    if not article.changes:
        yield "  the text that was coded is not at hand, so it is not known what has changed"
    for change in article.changes:
        yield f'  line {change.line}: "{safe(change.before)}" is now "{safe(change.after)}"'
        for claim in change.claims:
            yield f"    {source_line(claim)} {safe(claim.id)} rested on it: {safe(claim.overall)}"


def _place(spot: Spot) -> dict[str, object]:
    return {"line": spot.line, "column": spot.column, "words": spot.words}


def source_line(claim: Claim) -> str:
    """Where a claim stands."""
    return safe(f"{claim.file}:{claim.line}")


def as_json(articles: Sequence[Article], corpus: Corpus) -> str:
    """The same for programs: `version`, `percent`, `articles`. `why` says why a text could not be read."""
    report = {
        "version": VERSION,
        "percent": round(percent(articles), 1),
        "articles": [_article(article, corpus) for article in articles],
    }
    return json.dumps(report, indent=2, ensure_ascii=False) + "\n"


def _article(article: Article, corpus: Corpus) -> dict[str, object]:
    return {
        "source": article.source,
        "file": corpus.sources[article.source].file,
        **_text_of(article),
        "language": article.language,
        "figures": len(article.spots),
        "coded": article.coded,
        "not_coded": [_place(spot) | _mention(spot) for spot in article.uncoded],
        "not_read": [_place(spot) | _mention(spot) | {"why": spot.mention.why} for spot in article.unread],
        "aside": [_place(spot) | _mention(spot) | {"why": spot.mention.why} for spot in article.aside],
        "no_claim": [_place(spot) for spot in article.no_claim],
        "given_again": [_place(spot) for spot in article.again],
        "doubtful": [{"claim": claim.id, "quoted": other} for claim, other in article.doubtful],
        "unclaimed": [_name(*name) for name in article.unclaimed],
        "quotes": [_quote(claim, place, line) for claim, place, line in article.places],
        "changes": [_change(change) for change in article.changes],
    }


def _name(name: Name, line: int, column: int) -> dict[str, object]:
    return {"name": name.text, "title": name.title, "line": line, "column": column}


def _change(change: Change) -> dict[str, object]:
    return {
        "line": change.line,
        "before": change.before,
        "after": change.after,
        "claims": [claim.id for claim in change.claims],
    }


def _text_of(article: Article) -> dict[str, object]:
    """Whether a text is at hand as it was coded, and why it is not."""
    if article.text is None:
        return {"text": NOT_AT_HAND, "why": ""}
    return {"text": article.text.state, "why": article.text.why}


def _mention(spot: Spot) -> dict[str, object]:
    return {"kind": spot.mention.kind, "phrase": spot.mention.phrase, "value": spot.mention.value}


def _quote(claim: Claim, place: Place, line: int) -> dict[str, object]:
    return {
        "claim": claim.id,
        "quote": claim.quote,
        "state": place.state,
        "start": place.start if place.start >= 0 else None,
        "end": place.end if place.start >= 0 else None,
        "line": line or None,
        "others": list(place.others),
        "near": place.near,
    }
