"""A claims file to complete: the source's details, and every figure of the text as a commented suggestion.

Nothing in it counts until a person has taken the comment marks off and looked at it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from checker.corpus.corpus import Claim, Corpus, Property
from checker.corpus.resolve import MAX_QUOTE_WORDS
from checker.files.extract import Details
from checker.files.yaml_writer import scalar
from checker.texts.mentions import FIGURES, Mention, find_mentions, is_own_day, sentence_at, sentences, value_of
from checker.texts.quotes import Searchable
from checker.texts.relative_dates import is_to_come
from checker.values.dates import read_window
from checker.values.display import visible
from checker.values.value import Hedges, fold

MOST_CHOICES = 3
ENTITY, PROPERTY = "WHICH-ENTITY", "WHICH-PROPERTY"
"""What stands where nothing could be suggested; no entity or property has such a name."""
_STATUS_WORDS = {
    "needed": r"need|requir",
    "pledged": r"pledg|promis|commit",
    "authorised": r"authori[sz]|approv|mandat",
    "requested": r"request|appeal|ask",
    "planned": r"plan|will|expect|intend|due|to deploy|to send|scheduled|by 20",
}
_MARKS = re.compile('["“”]')
_CLAUSES = re.compile(r"[;,](?!\d)|\b(?:but|while|whereas|although)\b", re.IGNORECASE)
_SAYS = "said|says|announced|stated|confirmed|added|claimed|reported|warned"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A claim that may be coded, most likely subjects and properties first."""

    mention: Mention
    line: int
    column: int
    subjects: tuple[str, ...]
    properties: tuple[str, ...]
    statuses: tuple[str, ...]
    said_by: str
    quote: str


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a story's entities, each with its id, longest first; and what was claimed before.

    `words` are the stems by which texts speak of each property, `generic` those that stand for several, `quoted` the
    stems of each claim's quote, and `used` how often each property was claimed.
    """

    entities: tuple[tuple[str, str], ...]
    properties: dict[str, Property]
    claims: tuple[Claim, ...]
    words: dict[str, set[str]]
    generic: set[str]
    quoted: tuple[set[str], ...]
    used: Counter[str]

    @classmethod
    def of(cls, corpus: Corpus, story: str) -> Names:
        found: dict[str, str] = {}
        for entity in corpus.entities.values():
            if entity.key.startswith(f"{story}/") or "/" not in entity.key:
                for name in (entity.id, entity.id.replace("-", " "), entity.name, *entity.aliases):
                    if name:
                        found.setdefault(fold(name), entity.id)
        ordered = sorted(found.items(), key=lambda entry: (-len(entry[0]), entry))
        claims = tuple(claim for claim in corpus.claims if claim.story == story)
        words = {
            name: _stems(f"{name} {prop.title} {' '.join(prop.words)}") for name, prop in corpus.properties.items()
        }
        common = Counter(stem for stems in words.values() for stem in stems)
        return cls(
            entities=tuple(ordered),
            properties=corpus.properties,
            claims=claims,
            words=words,
            generic={stem for stem, number in common.items() if number > 1},
            quoted=tuple(_stems(claim.quote) for claim in claims),
            used=Counter(claim.property for claim in claims),
        )


@dataclass(frozen=True, slots=True)
class _Text:
    """A text, and where its sentences are."""

    searchable: Searchable
    spans: list[tuple[int, int]]


def draft(text: str, details: Details, text_keys: dict[str, str], corpus: Corpus, story: str) -> str:
    """The claims file for a text, as YAML. `text_keys` are the keys that say which text it is."""
    published, _ = read_window(details.published) if details.published else (None, None)
    mentions = find_mentions(text, published, corpus.hedges)
    names, page = Names.of(corpus, story), _Text(Searchable(text), list(sentences(text)))
    lines = ["source:"]
    for key, value, missing in (
        ("publisher", details.publisher, "who published it"),
        ("title", details.title, ""),
        ("author", details.author, ""),
        ("published", details.published, "the day, such as 2031-05-06"),
        ("url", details.url, ""),
    ):
        if value:
            lines.append(f"  {key}: {_scalar(value)}")
        elif missing:
            lines.append(f"  {key}:  # {missing}")
    lines += [f"  {key}: {_scalar(value)}" for key, value in text_keys.items()]
    lines += [
        "claims:",
        "  # Suggestions, in the order of the text. None counts until you take off its `# ` and complete it;",
        "  # delete what is none. Where two or three are named, the first is only the likeliest.",
    ]
    if published is None:
        lines.append(
            '  # Dates such as "Monday" could not be resolved: name the day with --published to have them read.'
        )
    taken: Counter[str] = Counter()
    for mention in mentions:
        if (mention.kind in FIGURES and not is_own_day(mention, published)) or mention.kind == "vague":
            lines += _commented(_suggestion(mention, page, names, corpus.hedges), taken)
    others = [mention for mention in mentions if mention.kind not in FIGURES and mention.kind != "vague"]
    if others:
        told = ", ".join(dict.fromkeys(f"{_shown(mention.phrase)} ({mention.kind})" for mention in others))
        lines.append("")
        lines.append(f"  # Seen, and taken for no figure: {told}")
    return "\n".join(lines) + "\n"


def _suggestion(mention: Mention, page: _Text, names: Names, hedges: Hedges) -> Suggestion:
    text = page.searchable.text
    line, column = page.searchable.at(mention.start)
    first, last = sentence_at(page.spans, mention.start)
    sentence = text[first:last]
    before = text[slice(*sentence_at(page.spans, first - 1))] if first else ""
    clause = _clause(sentence, mention.start - first)
    is_planned = is_to_come(text[first : mention.start], text[mention.end : last])
    speaker = _speaker(sentence, names)
    alike = _alike(mention, names, hedges)
    beside = " ".join([*text[first : mention.start].split()[-3:], *text[mention.end : last].split()[:5]])
    properties = _properties(mention, sentence, beside, alike, names)
    return Suggestion(
        mention=mention,
        line=line,
        column=column,
        subjects=_subjects(text[first : mention.start], sentence, before, speaker, properties, alike, names),
        properties=properties,
        statuses=_statuses(clause) if mention.kind != "date" else ("planned",) if is_planned else (),
        said_by=speaker,
        quote=_quote(page.searchable, mention, first, last),
    )


def _alike(mention: Mention, names: Names, hedges: Hedges) -> list[Claim]:
    """Claims of the story that give the same figure or date."""
    value = value_of(mention, hedges)
    if value is None or mention.kind == "vague":
        return []
    kinds = {"count": ("count", "number")}.get(mention.kind, (mention.kind,))
    return [
        claim
        for claim in names.claims
        if names.properties[claim.property].scale.type in kinds and claim.value.interval == value.interval
    ]


def _subjects(
    ahead: str,
    sentence: str,
    before: str,
    speaker: str,
    properties: tuple[str, ...],
    alike: list[Claim],
    names: Names,
) -> tuple[str, ...]:
    """Entities named near the mention, those first of which the like was claimed before."""
    scores: Counter[str] = Counter()
    for place, points in ((ahead, 1), (sentence, 3), (before, 1)):
        for id_ in _named(place, names):
            scores[id_] += points
    for id_ in {_id(claim) for claim in names.claims if claim.property in properties[:1]} & scores.keys():
        scores[id_] += 3
    for id_ in {_id(claim) for claim in alike}:
        scores[id_] += 5
    if speaker in scores:
        scores[speaker] -= 10  # who speaks is seldom whom it is about
    return tuple(id_ for id_, _ in sorted(scores.items(), key=lambda entry: (-entry[1], entry[0])))[:MOST_CHOICES]


def _id(claim: Claim) -> str:
    return claim.subject.rpartition("/")[2]


def _named(text: str, names: Names) -> list[str]:
    folded, found = fold(text), []
    for name, id_ in names.entities:
        if name in folded and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded):
            found.append(id_)
            folded = folded.replace(name, " ")  # a part of a longer name is not named
    return list(dict.fromkeys(found))


def _properties(mention: Mention, sentence: str, beside: str, alike: list[Claim], names: Names) -> tuple[str, ...]:
    """Properties of the mention's type, those first whose names or former quotes share words with the sentence."""
    kind = "count" if mention.kind == "vague" else mention.kind
    stems, near = _stems(sentence) - names.generic, _stems(beside) - names.generic
    scores = {
        name: 4 * len(stems & names.words[name]) + 8 * len(near & names.words[name])
        for name, prop in names.properties.items()
        if prop.scale.type == kind
    }
    for claim, quoted in zip(names.claims, names.quoted, strict=True):
        if claim.property in scores:
            scores[claim.property] += len(stems & quoted) + (3 if claim in alike else 0)
    order = list(names.properties)
    ranked = sorted(scores, key=lambda name: (-scores[name], -names.used[name], order.index(name)))
    # where nothing speaks for one of them, none is suggested: the alphabet is no reason
    return tuple(name for name in ranked if scores[name])[:MOST_CHOICES]


def _stems(text: str) -> set[str]:
    """The longer words of a text without their endings."""
    words = re.findall(r"[^\W\d_]{4,}", text.casefold())
    return {re.sub("(?:ing|ed|es|e|s)$", "", word) for word in words}


def _clause(sentence: str, at: int) -> str:
    """The part of a sentence that a place is in."""
    ends = [0, *(match.end() for match in _CLAUSES.finditer(sentence)), len(sentence)]
    return next(sentence[a:b] for a, b in pairwise(ends) if at < b or b == len(sentence))


def _statuses(sentence: str) -> tuple[str, ...]:
    return tuple(
        status for status, words in _STATUS_WORDS.items() if re.search(rf"\b(?:{words})", sentence, re.IGNORECASE)
    )


def _speaker(sentence: str, names: Names) -> str:
    """Who is quoted, if an entity's name stands right beside a word for speaking. A wrong voice is worse than none."""
    folded = fold(sentence)
    for name, id_ in names.entities:
        if name in folded:
            before = rf"(?<!\w){re.escape(name)}(?:,| \w+){{0,2}} (?:{_SAYS}|told|estimates)\b"
            after = rf"\b(?:{_SAYS}|according to) (?:the )?{re.escape(name)}(?!\w)"
            if re.search(f"{before}|{after}", folded):
                return id_
    return ""


def _quote(searchable: Searchable, mention: Mention, first: int, last: int) -> str:
    """At most eight words around a mention, in its sentence; enough of them to be found once."""
    text = searchable.text
    inner = [match.end() for match in _MARKS.finditer(text, first, mention.start)]
    outer = _MARKS.search(text, mention.end, last)
    first, last = (inner or [first])[-1], outer.start() if outer else last
    words = [match.span() for match in re.finditer(r"\S+", text[first:last])]
    spans = [(first + a, first + b) for a, b in words]
    inside = [n for n, (a, b) in enumerate(spans) if a < mention.end and mention.start < b]
    if not inside or len(inside) > MAX_QUOTE_WORDS:
        return " ".join(mention.phrase.split()[:MAX_QUOTE_WORDS])
    low, high = inside[0], inside[-1]
    high = min(len(spans) - 1, max(high, low + 3))
    low = max(0, min(low, high - 3))
    while True:
        quote = text[spans[low][0] : spans[high][1]].strip(" \t,;:.!?\"'“”‘’()")
        if high - low + 1 >= MAX_QUOTE_WORDS or (low == 0 and high == len(spans) - 1) or searchable.is_once(quote):
            return " ".join(quote.split())
        if low > 0:
            low -= 1
        else:
            high += 1


def _commented(said: Suggestion, taken: Counter[str]) -> list[str]:
    mention = said.mention
    what = mention.kind + (", an increment" if mention.is_more else "")
    subject, prop = (said.subjects or (ENTITY,))[0], (said.properties or (PROPERTY,))[0]
    # of the quote's words: an id stays, and the guesses beside it may be wrong
    base = "-".join(re.findall(r"[a-z0-9]+", said.quote.casefold())[:4]) or mention.kind
    taken[base] += 1
    id_ = base if taken[base] == 1 else f"{base}-{taken[base]}"
    value = mention.value or mention.phrase
    value = value[0].lower() + value[1:] if value[:2].istitle() and mention.kind != "date" else value
    rows = [
        f"# {said.line}:{said.column} {_shown(mention.phrase)} ({what})",
        f"- id: {id_}",
        f"  subject: {_scalar(subject)}{_or(said.subjects, 'entities.yaml')}",
        f"  property: {_scalar(prop)}{_or(said.properties, 'rules/properties.yaml')}",
    ]
    if said.statuses:
        rows.append(f"  status: {said.statuses[0]}{_or((*said.statuses, 'actual'))}")
    open_value = "" if mention.value else "  # as a value: see the guide"
    rows.append(f"  value: {_scalar(value)}{open_value}")
    if said.said_by:
        rows.append(f"  said_by: {_scalar(said.said_by)}")
    rows.append(f"  quote: {_scalar(said.quote)}")
    return ["", *(f"  # {row}" for row in rows)]


def _or(choices: tuple[str, ...], file: str = "") -> str:
    """The further choices; where there is none at all, the file that holds them."""
    if not choices:
        return f"  # name one of {file}"
    return f"  # or {', '.join(choices[1:])}" if len(choices) > 1 else ""


def _shown(text: str) -> str:
    return '"' + visible(" ".join(text.split())) + '"'


def _scalar(text: str) -> str:
    """Text as a YAML scalar, its spaces made one each."""
    return scalar(" ".join(text.split()))


def default_name(title: str, path: Path | None) -> str:
    """The name of the claims file for an article, from its title or its text's file."""
    said = title or (path.stem if path else "")
    words = re.findall(r"[a-z0-9]+", said.casefold())
    return "-".join(words[:6]) or "article"
