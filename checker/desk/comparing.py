"""How a claim compares with another figure ("nearly double the 19 of the police"): what its form shows, and says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from checker.corpus.corpus import BEFORE, Claim, Corpus
from checker.corpus.supersession import claim_key
from checker.desk.article import WORDS, ArticleDesk
from checker.desk.marked_text import Spot
from checker.texts.mentions import Mention, sentence_at
from checker.values.comparing import READERS, applied
from checker.values.display import visible
from checker.values.formatting import show_value
from checker.values.kinds import NUMERIC_TYPES

BY = {"times": "times", "more": "more than", "fewer": "fewer than", "percent": "% more than", "share_of": "share of"}
"""The keys of a comparison, and how the form has them."""
FIGURE = "figure"
"""What stands in the list of claims for a figure that is named by its subject and property."""
MOST_CLAIMS = 24
NEAR = 300
"""Code points around a figure in which the words of its comparison are looked for."""

_HEDGE = r"(?:(?:nearly|almost|about|around|roughly|some|more than|over|at least|less than|up to) )?"
_PART = r"(?:an? |two |three |four )?(?:third|quarter|half|fifth|tenth)s?"
_NUMBER = r"\d[\d,.]*\d|\d"
_COUNT = f"{_NUMBER}|two|three|four|five|six|seven|eight|nine|ten"
_TIMES = re.compile(
    rf"\b{_HEDGE}(?:double|doubled|twice|triple|tripled|half(?= (?:as|the|of what|what))"
    rf"|(?:{_COUNT})(?: times|-?fold))\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(rf"\b{_HEDGE}(?P<much>{_NUMBER}) ?(?:%|per ?cent)", re.IGNORECASE)
_LESS = re.compile(
    r"\b(?:down|fell|fallen|falls?|drop\w*|declin\w*|decreas\w*|fewer|less|lower|cut|shrank)\b", re.IGNORECASE
)
_MORE = re.compile(rf"\b(?P<much>{_HEDGE}(?:{_PART}|{_COUNT}))(?: \w+)? (?P<word>more|fewer|less)\b", re.IGNORECASE)
_SHARE = re.compile(
    rf"\b(?P<much>most|nearly all|almost all|the (?:vast )?majority|{_HEDGE}{_PART}|(?:{_COUNT}) out of (?:{_COUNT}))"
    r"(?= of (?:them|those|these|the|its|all)\b)|\b(?P<out>(?:\d+) out of (?:\d+))\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\bthan (?:in |for |during )?(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"\bthan (?:before|(?:the )?(?:last|previous|a|one) \w+|(?:a|the) \w+ (?:ago|earlier|before))", re.IGNORECASE
)


class Target(Struct, frozen=True, kw_only=True):
    """A claim with which one may compare: how the file names it, what it says, and whose figure it is."""

    value: str
    label: str
    subject: str
    property: str


class Comparison(Struct, frozen=True, kw_only=True):
    """What the form shows of a comparison. `is_open`: in place of a value; else it waits until it is asked for.

    `to` is a claim as a file names it, FIGURE for the figure that `subject` and `property` name, or "" for the same
    figure at another time.
    """

    is_open: bool = False
    by: str = "times"
    much: str = ""
    to: str = ""
    subject: str = ""
    property: str = ""
    at: str = ""


def comparison_in(said: Mapping[str, Any]) -> Comparison:
    """What a claim's file says."""
    found = said.get("compared")
    if not isinstance(found, Mapping):
        return Comparison()
    by = next((key for key in BY if key in found), "times")
    names = _names_in(found.get("to", ""))
    is_claim = len(names) == 1 and "/" in names[0]
    return Comparison(
        is_open=True,
        by=by,
        much=str(found.get(by, "")),
        to=names[0] if is_claim else FIGURE if names[0] else "",
        subject="" if is_claim else names[0],
        property=", ".join(names[1:]),
        at=str(found.get("at", "")),
    )


def _names_in(to: Any) -> list[str]:
    """A claim; or a subject and what is said of it, as a list or as a text with commas."""
    parts = to.split(",") if isinstance(to, str) else [str(part) for part in to]
    if len(parts) == 1:
        parts = parts[0].split(",")
    return [part.strip() for part in parts]


def comparison_of(article: ArticleDesk, said: Mapping[str, Any]) -> Comparison:
    """What a claim's file says; the id of a claim of the same article is one as well."""
    found = comparison_in(said)
    if found.to == FIGURE and not found.property and any(claim.id == found.subject for claim in article.claims):
        return replace(found, to=found.subject, subject="")
    return found


def suggested(article: ArticleDesk, mention: Mention) -> Comparison:
    """What the words around a figure say of how it compares; without any, an empty comparison."""
    if not article.text:
        return Comparison()
    spans = article.drafted.spans
    first, last = sentence_at(spans, mention.start) if mention.kind != WORDS else (mention.start, mention.end)
    first, last = max(first, mention.start - NEAR), min(last, mention.end + NEAR)
    text = article.drafted.text[first:last]
    found = sorted(_readings(text), key=lambda each: abs(first + each[0] - mention.start))
    by, much = found[0][1:] if found else ("times", "")
    is_open = mention.kind == WORDS and bool(found)  # who selects "nearly double" means that
    if mention.kind == "percentage" and by in ("more", "fewer"):
        is_open = first + found[0][0] == mention.start  # a third more than in 2029: no share of anything
    return Comparison(is_open=is_open, by=by, much=much, at=_earlier(article.drafted.text[first : last + NEAR]))


def _readings(text: str) -> list[tuple[int, str, str]]:
    """The comparisons in some words: where each begins, its key, and how much."""
    found = [(match.start(), "times", match[0]) for match in _TIMES.finditer(text)]
    for match in _PERCENT.finditer(text):
        sign = "-" if _LESS.search(text) else ""
        found.append((match.start(), "percent", f"{sign}{match['much']}"))
    for match in _MORE.finditer(text):
        found.append((match.start(), "more" if match["word"].casefold() == "more" else "fewer", match["much"]))
    for match in _SHARE.finditer(text):
        found.append((match.start(), "share_of", match["much"] or match["out"]))
    return found


def _earlier(text: str) -> str:
    year = _YEAR.search(text)
    return year["year"] if year else BEFORE if _BEFORE.search(text) else ""


def targets(article: ArticleDesk, subject: str, property_: str, own: str = "") -> list[Target]:
    """The claims with which a claim may compare its figure: of the same figure first, then of its article."""
    corpus = article.view.corpus
    prop = corpus.properties.get(property_)

    def fits(claim: Claim) -> bool:
        scale = corpus.properties[claim.property].scale
        is_like = prop is None or prop.scale.type not in NUMERIC_TYPES or prop.scale.type == scale.type
        is_figure = scale.type in NUMERIC_TYPES and claim.compared is None and claim.value.stated
        is_own = claim.source == article.key and claim.id == own
        return is_figure and is_like and claim.story == article.story and not claim.out and not is_own

    def rank(claim: Claim) -> tuple[bool, bool, bool, int]:
        is_of = claim.subject.rpartition("/")[2] == subject
        return (
            not (is_of and claim.property == property_),
            claim.source != article.key,
            claim.property != property_,
            -claim.moment.latest,
        )

    found = sorted((claim for claim in _of_story(article) if fits(claim)), key=lambda claim: (rank(claim), claim.key))
    return [_target(claim, article, corpus) for claim in found[:MOST_CLAIMS]]


def _of_story(article: ArticleDesk) -> list[Claim]:
    view = article.view
    keys = [key for key, source in view.corpus.sources.items() if source.story == article.story]
    return [claim for key in keys for claim in view.claims_in(key)]


def _target(claim: Claim, article: ArticleDesk, corpus: Corpus) -> Target:
    entity = corpus.entities.get(claim.subject)
    source = corpus.sources[claim.source]
    of = f"{entity.name if entity else claim.subject}, {corpus.properties[claim.property].title}"
    where = "" if claim.source == article.key else f" – {source.publisher}"
    name = claim.source.partition("/")[2]
    return Target(
        value=claim.id if claim.source == article.key else f"{name}/{claim.id}",
        label=visible(f"{claim.value.text}: {of}{where}"),
        subject=claim.subject.rpartition("/")[2],
        property=claim.property,
    )


def sides_of(article: ArticleDesk, mention: Mention) -> tuple[Claim | None, Claim | None]:
    """The figures beside words that compare: whose they are, and with which one, in "240, nearly double the 125"."""
    beside = _figures_of_sentence(article, sentence_at(article.drafted.spans, mention.start))
    before = [claim for spot, claim in beside if spot.end <= mention.start]
    after = [claim for spot, claim in beside if spot.start >= mention.end]
    return before[-1] if before else None, after[0] if after else None


def _figures_of_sentence(article: ArticleDesk, sentence: tuple[int, int]) -> list[tuple[Spot, Claim]]:
    """The places of a sentence that claims of figures code, in order, each with its first such claim."""
    first, last = sentence
    properties = article.view.corpus.properties
    figures = {c.id: c for c in article.claims if properties[c.property].scale.type in NUMERIC_TYPES and not c.compared}
    of_spots = [(spot, [figures[id_] for id_ in spot.claims if id_ in figures]) for spot in article.spots]
    return [(spot, claims[0]) for spot, claims in of_spots if claims and first <= spot.start < last]


# --- what a form says


def compared_of_form(sent: Mapping[str, str], before: Mapping[str, Any] | None) -> dict[str, Any]:
    """The key `compared` of a claim, and no value beside it; nothing where the form does not show a comparison.

    Where the form says what the file says, that stays as it was written.
    """
    old = (before or {}).get("compared")
    if sent.get("compared") != "yes":
        return {} if old is None else {"compared": None}
    by = sent.get("compared_by", "")
    made: dict[str, Any] = {by: _plain(sent, "compared_much")} if by in BY else {}
    if to := _to(sent):
        made["to"] = to
    if (at := _plain(sent, "compared_at")) and not _names_claim(sent):
        made["at"] = at
    same = isinstance(old, Mapping) and comparison_in({"compared": made}) == comparison_in({"compared": old})
    return {"compared": old if same else made, "value": None}


def _plain(sent: Mapping[str, str], key: str) -> str:
    return " ".join(sent.get(key, "").split())


def _names_claim(sent: Mapping[str, str]) -> bool:
    return _plain(sent, "compared_to") not in ("", FIGURE)


def _to(sent: Mapping[str, str]) -> str | list[str]:
    """What it is compared with: a claim; or a subject, with its property where that is another one."""
    if _names_claim(sent):
        return _plain(sent, "compared_to")
    if _plain(sent, "compared_to") != FIGURE:
        return ""
    subject = _plain(sent, "compared_subject") or sent.get("subject", "")
    others = [name.strip() for name in sent.get("compared_property", "").split(",") if name.strip()]
    return [subject, *others] if others else subject


def understood_comparison(article: ArticleDesk, sent: Mapping[str, str]) -> tuple[str, str]:
    """What a form's comparison comes to, such as "36 to 38"; and what is wrong with it, or ""."""
    by, much = sent.get("compared_by", ""), _plain(sent, "compared_much")
    prop = article.view.corpus.properties.get(sent.get("property", ""))
    if by not in READERS or not much or prop is None:
        return "", ""
    if prop.scale.type not in NUMERIC_TYPES:
        return "", f"only figures are compared; “{prop.title}” is none"
    factor, mistake = READERS[by](much, prop.scale, article.view.corpus.hedges)
    if factor is None:
        return "", mistake or ""
    other = _claim_named(article, sent)
    if other is None:
        return f"{factor.value.text} {factor.word} the other figure".replace("  ", " "), ""
    interval = applied(factor.value, other.value, is_ratio=factor.is_ratio, is_whole=prop.scale.is_whole)
    return show_value(replace(other.value, interval=interval, rounded=None, soft_upper=None)), ""


def _claim_named(article: ArticleDesk, sent: Mapping[str, str]) -> Claim | None:
    if not _names_claim(sent):
        return None
    key = claim_key(_plain(sent, "compared_to"), article.key)
    return next((claim for claim in _of_story(article) if claim.key == key), None)
