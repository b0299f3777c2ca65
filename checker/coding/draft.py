"""A claims file to complete: the source's details, and every figure of the text as a commented suggestion.

Nothing in it counts until a person has taken the comment marks off and looked at it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from checker.coding.corrections import Beside, beside
from checker.coding.proposals import ProposedEntity, propose, story_event
from checker.coding.suggestions import Choice, Drafted, Suggestion, suggestions
from checker.corpus.corpus import Corpus
from checker.files.extract import Details
from checker.files.yaml_writer import scalar
from checker.texts.changes import Change, changes_of
from checker.texts.languages import ENGLISH
from checker.texts.mentions import FIGURES, Mention, is_own_day
from checker.values.dates import Window, read_window
from checker.values.display import visible
from checker.values.value import Hedges

PROPERTY = "WHICH-PROPERTY"
"""What stands where nothing could be suggested; no property has such a name."""


INTRODUCTION = (
    "  # Suggestions, in the order of the text. None counts until you take off its `# ` and complete it;",
    "  # delete the rest. Where two or three are named, the first is only the likeliest.",
)
DATES_NOT_READ = '  # Dates such as "Monday" could not be resolved: name the day with --published to have them read.'
NOT_ENGLISH = "  # The text does not look like English: only amounts of money and percentages are suggested."
"""What stands above the suggestions of a draft."""


class Draft(Struct, frozen=True):
    """The text of a claims file, how many suggestions it holds, and the entities that they need and the story lacks."""

    text: str
    suggestions: int
    entities: tuple[ProposedEntity, ...] = ()


class _Writer(Struct):
    """What is gathered while a draft is written."""

    article: Drafted
    event: ProposedEntity
    changes: dict[int, Change]
    beside: Beside
    taken: Counter[str] = field(default_factory=Counter)
    proposed: dict[str, ProposedEntity] = field(default_factory=dict)


def draft(text: str, details: Details, text_keys: dict[str, str], corpus: Corpus, story: str) -> Draft:
    """The claims file for a text. `text_keys` are the keys that say which text it is."""
    published, _ = read_window(details.published) if details.published else (None, None)
    article = Drafted.of(text, published, corpus, story)
    changes = changes_of(article.mentions)
    said_beside = beside(article.mentions, changes, article.text, article.spans)
    writer = _Writer(article, story_event(story, details.title, article.knowledge), changes, said_beside)
    readable, unread = _to_code(article.mentions, published, corpus.hedges)
    lines = _source(details, article.via, text_keys)
    lines += _introduction(published, article)
    unread = sorted([*unread, *(_noted(m, writer) for m in readable if m.start in writer.beside.used)], key=_place)
    readable = [mention for mention in readable if mention.start not in writer.beside.used]
    made = _without_days_of_figures(list(suggestions(article, readable)))
    for suggestion in made:
        lines += _commented(suggestion, writer)
    lines += _unread(unread, article)
    lines += _no_figures([mention for mention in article.mentions if mention.kind not in (*FIGURES, "vague")])
    return Draft("\n".join(lines) + "\n", len(made), tuple(writer.proposed.values()))


def _place(mention: Mention) -> int:
    return mention.start


def _noted(mention: Mention, writer: _Writer) -> Mention:
    """A figure that is no claim, with the reason."""
    return replace(mention, why=writer.beside.used[mention.start])


def _without_days_of_figures(made: list[Suggestion]) -> list[Suggestion]:
    """The suggestions without those of dates that say of which day a figure is: nothing happened then."""
    days = {suggestion.day_at for suggestion in made}
    return [suggestion for suggestion in made if suggestion.mention.start not in days]


def _to_code(
    mentions: Iterable[Mention], published: Window | None, hedges: Hedges
) -> tuple[list[Mention], list[Mention]]:
    """What is to be coded: what can be given as a claim's value, and what cannot."""
    readable: list[Mention] = []
    unread: list[Mention] = []
    for mention in mentions:
        if _is_to_code(mention, published):
            (readable if is_readable(mention, hedges) else unread).append(mention)
    return readable, unread


def _is_to_code(mention: Mention, published: Window | None) -> bool:
    return (mention.kind in FIGURES and not is_own_day(mention, published)) or mention.kind == "vague"


def is_readable(mention: Mention, hedges: Hedges) -> bool:
    """Whether a mention can be given as a claim's value; `several` only where the project's hedges say what it is."""
    if mention.kind == "vague":
        return mention.phrase.casefold() in hedges.lookup or bool(vague_value(mention))
    return mention.is_read


def vague_value(mention: Mention) -> str:
    """How a claim gives a number that its source does not state."""
    return (
        "unknown" if re.match(r"an? (?:undisclosed|unknown|unspecified) number", mention.phrase, re.IGNORECASE) else ""
    )


def _source(details: Details, via: str, text_keys: dict[str, str]) -> list[str]:
    lines = ["source:"]
    for key, value, missing in (
        ("publisher", details.publisher, "who published it"),
        ("title", details.title, ""),
        ("author", details.author, ""),
        ("published", details.published, "the day, such as 2031-05-06"),
        ("url", details.url, ""),
        ("via", via if via != details.publisher else "", ""),
    ):
        if value:
            lines.append(f"  {key}: {_scalar(value)}")
        elif missing:
            lines.append(f"  {key}:  # {missing}")
    return lines + [f"  {key}: {_scalar(value)}" for key, value in text_keys.items()]


def _introduction(published: Window | None, article: Drafted) -> list[str]:
    lines = ["claims:", *INTRODUCTION]
    if published is None:
        lines.append(DATES_NOT_READ)
    if article.language != ENGLISH:
        lines.append(NOT_ENGLISH)
    return lines


def _commented(made: Suggestion, writer: _Writer) -> list[str]:
    mention = made.mention
    subject = made.subjects or (Choice(_proposed(mention, writer), 0.0),)
    is_new = "  # new in entities.yaml" if not made.subjects and subject[0].value in writer.proposed else ""
    rows = [
        f"# {made.line}:{made.column} {_shown(mention.phrase)} ({_what(mention, writer)})",
        f"- id: {_free_id(made, writer)}",
        f"  subject: {_scalar(subject[0].value)}{_or(made.subjects) or is_new}",
        _property_row(made),
    ]
    if made.statuses:
        rows.append(f"  status: {made.statuses[0].value}{_or((*made.statuses, Choice('actual', 0.0)))}")
    values = made.values or (Choice(vague_value(mention) or mention.phrase, 0.5),)
    rows.append(f"  value: {_scalar(uncapitalised(values[0].value, mention))}{_or(values, mention.why)}")
    rows += _day_rows(made, writer.beside)
    rows += _speaker_rows(made, writer.article.via)
    rows.append(f"  quote: {_scalar(made.quote)}")
    return ["", *(f"  # {row}" for row in rows)]


def _day_rows(made: Suggestion, said_beside: Beside) -> list[str]:
    """The days that a figure is for, or its day: that of its clause, or a year; and what it says of others."""
    others = [f"  {row}" for row in (said_beside.rows.get(made.mention.start),) if row]
    if made.period:
        return [f"  period: {made.period}", *others]
    is_own = made.day_at >= 0 or re.fullmatch(r"\d{4}", made.as_of)
    return [*([f"  as_of: {made.as_of}"] if is_own else []), *others]


def _free_id(made: Suggestion, writer: _Writer) -> str:
    """An id of the quote's words: it stays, and the guesses beside it may be wrong."""
    base = "-".join(re.findall(r"[a-z0-9]+", made.quote.casefold())[:4]) or made.mention.kind
    writer.taken[base] += 1
    return base if writer.taken[base] == 1 else f"{base}-{writer.taken[base]}"


def _property_row(made: Suggestion) -> str:
    if not made.properties:
        what = "; a difference is no value, but `compared: {more: ..., to: ...}`" if made.is_difference else ""
        return f"  property: {_scalar(PROPERTY)}  # name one of rules/properties.yaml{what}"
    return f"  property: {_scalar(made.properties[0].value)}{_or(made.properties)}"


def _speaker_rows(made: Suggestion, via: str) -> list[str]:
    """Who says it, and the agency through which it came, unless that of the whole article is the same."""
    speaker = [f"  said_by: {_scalar(made.speakers[0].value)}"] if made.speakers else []
    return speaker + ([f"  via: {_scalar(made.via)}"] if made.via not in ("", via) else [])


def _proposed(mention: Mention, writer: _Writer) -> str:
    entity = propose(mention, writer.article, writer.event)
    if entity.id not in writer.article.knowledge.entities:
        writer.proposed.setdefault(entity.id, entity)
    return entity.id


def _what(mention: Mention, writer: _Writer) -> str:
    what = mention.kind + (", an increment" if mention.is_more else "")
    change = writer.changes.get(mention.start)
    return f"{what}; {visible(change.told)}" if change else what


def uncapitalised(value: str, mention: Mention) -> str:
    """A value as a claim gives it, where it began a sentence."""
    return value[0].lower() + value[1:] if value[:2].istitle() and mention.kind not in ("date", "money") else value


def _or(choices: tuple[Choice, ...], why: str = "") -> str:
    """The further choices, and why there are some."""
    if len(choices) < 2:
        return ""
    others = ", ".join(visible(choice.value) for choice in choices[1:])
    return f"  # or {others}" + (f": {visible(why)}" if why else "")


def _unread(mentions: list[Mention], article: Drafted) -> list[str]:
    """What looks like a figure to code and was not read, with its place and the reason."""
    if not mentions:
        return []
    lines = ["", "  # Seen, but not read; code by hand what is a claim:"]
    for mention in mentions:
        line, column = article.searchable.at(mention.start)
        why = mention.why or "which number is meant is not said"
        lines.append(f"  # {line}:{column} {_shown(mention.phrase)} ({mention.kind}): {visible(why)}")
    return lines


def _no_figures(mentions: list[Mention]) -> list[str]:
    if not mentions:
        return []
    told = ", ".join(dict.fromkeys(f"{_shown(mention.phrase)} ({mention.kind})" for mention in mentions))
    return ["", f"  # Seen, and taken for no figure: {told}"]


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
