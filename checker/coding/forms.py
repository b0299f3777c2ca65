"""What a form for a claim is filled in with: the likeliest of each key, its alternatives, how the value is understood.

`checker new` writes the same as comments; nothing of it counts until a person has confirmed it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from msgspec import Struct
from msgspec.structs import replace

from checker.coding.draft import uncapitalised, vague_value
from checker.coding.knowledge import Knowledge
from checker.coding.proposals import ProposedEntity, propose, story_event
from checker.coding.ranking import names_of
from checker.coding.suggestions import Choice, Drafted, Suggestion, suggest, suggestions
from checker.corpus.claim_values import ValueReader
from checker.corpus.corpus import Corpus, SignOf
from checker.texts.mentions import Mention, sentence_at
from checker.values.formatting import show_value
from checker.values.value import fold

_SINCE = re.compile(r"\bsince (?:the )?$", re.IGNORECASE)
_WORDS_OF_ID = 4
ACTUAL = "actual"


class Form(Struct, frozen=True, kw_only=True):
    """A claim that may be coded, key by key: choices, likeliest first; in an empty list nothing speaks for any.

    `id` is one that no claim of the article has. `entity` is a new one that the claim may need, where no known entity
    fits. `value` is the figure as a claim gives it, and `understood` what it is read as under the likeliest property.
    """

    mention: Mention
    line: int
    column: int
    id: str
    subjects: tuple[Choice, ...]
    entity: ProposedEntity | None
    properties: tuple[Choice, ...]
    statuses: tuple[Choice, ...]
    values: tuple[Choice, ...]
    speakers: tuple[Choice, ...]
    via: str
    as_of: str
    period: str
    quote: str
    understood: str

    def claim(self) -> dict[str, str]:
        """The claim that a person gets who confirms all of it, in the keys of a claims file."""
        keys = {
            "id": self.id,
            "subject": self.subjects[0].value if self.subjects else self._new_subject,
            "property": self.properties[0].value if self.properties else "",
            "status": self.statuses[0].value if self.statuses and self.statuses[0].value != ACTUAL else "",
            "value": self.values[0].value if self.values else "",
            "as_of": self.as_of,
            "period": self.period,
            "said_by": self.speakers[0].value if self.speakers else "",
            "via": self.via,
            "quote": self.quote,
        }
        return {key: value for key, value in keys.items() if value}

    @property
    def _new_subject(self) -> str:
        return self.entity.id if self.entity else ""


def forms(
    article: Drafted, mentions: Collection[Mention], corpus: Corpus, story: str, *, taken: Collection[str] = ()
) -> Iterator[Form]:
    """The forms for mentions of an article in their order: neighbours often have one subject.

    `taken` are the ids of the claims that are there.
    """
    used = set(taken)
    for made in suggestions(article, mentions):
        form = _form(made, article, corpus, story, used)
        used.add(form.id)
        yield form


def form_for(
    mention: Mention, article: Drafted, corpus: Corpus, story: str, *, taken: Collection[str] = (), previous: str = ""
) -> Form:
    """The form for one mention; `previous` is the subject of the claim before it."""
    return _form(suggest(mention, article, previous), article, corpus, story, taken)


def form_for_words(
    start: int, end: int, article: Drafted, corpus: Corpus, story: str, *, taken: Collection[str] = ()
) -> Form:
    """The form for words that a person has selected, where nothing was marked: a stance, or who holds an office."""
    text = article.searchable.text[start:end]
    words = Mention(kind="words", start=start, end=end, phrase=text, value=" ".join(text.split()))
    made = suggest(words, article)
    first, last = sentence_at(article.spans, start)
    named = _nearest_first(article.searchable.text[first:start], article.knowledge)
    named += names_of(article.searchable.text[end:last], article.knowledge)
    known = {choice.value: choice for choice in made.subjects}
    near = [known.pop(id_, Choice(id_, 0.5)) for id_ in dict.fromkeys(named)]  # whoever is named nearest, before all
    return _form(replace(made, subjects=(*near, *known.values())), article, corpus, story, taken)


def _nearest_first(before: str, knowledge: Knowledge) -> list[str]:
    """The entities that are named before a place, the last one first."""
    text = fold(before)
    names = [(text.rfind(name), id_) for name, id_ in knowledge.names]
    last = {id_: max(at for at, other in names if other == id_) for id_ in names_of(before, knowledge)}
    return sorted(last, key=lambda id_: (-last[id_], id_))


def _form(made: Suggestion, article: Drafted, corpus: Corpus, story: str, taken: Collection[str]) -> Form:
    mention = made.mention
    period = _period(made, article)
    given = made.values or (Choice(vague_value(mention) or mention.phrase, 0.5),)
    values = tuple(replace(choice, value=uncapitalised(choice.value, mention)) for choice in given)
    title = article.searchable.text.lstrip().partition("\n")[0][:80]
    entity = None if made.subjects else propose(mention, article, story_event(story, title, article.knowledge))
    subjects = made.subjects
    if entity is not None and entity.id in article.knowledge.entities:
        subjects, entity = (Choice(entity.id, 0.0),), None
    property_ = made.properties[0].value if made.properties else ""
    return Form(
        mention=mention,
        line=made.line,
        column=made.column,
        id=free_id(made.quote, mention.kind, taken),
        subjects=subjects,
        entity=entity,
        properties=made.properties,
        statuses=_with_actual(made.statuses),
        values=values,
        speakers=made.speakers,
        via=made.via,
        as_of="" if period else made.as_of,
        period=period,
        quote=made.quote,
        understood=understood(values[0].value, property_, corpus)[0] if property_ else "",
    )


def _with_actual(statuses: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """The statuses that the words speak for, and `actual`, which needs no words."""
    if not statuses:
        return (Choice(ACTUAL, 1.0),)
    return (*statuses, *([] if ACTUAL in {status.value for status in statuses} else [Choice(ACTUAL, 0.0)]))


def free_id(quote: str, kind: str, taken: Collection[str]) -> str:
    """An id from the first words of a quote, with a number where another claim has it."""
    base = "-".join(re.findall(r"[a-z0-9]+", quote.casefold())[:_WORDS_OF_ID]) or kind
    number = 1
    while (id_ := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return id_


def understood(
    value: str, property_: str, corpus: Corpus, *, publisher: str = "", story: str = "", signs: tuple[SignOf, ...] = ()
) -> tuple[str, str]:
    """What a value is read as under a property, as in "1,805 to 1,995"; and what is wrong with it, or ""."""
    known = corpus.properties.get(property_)
    if known is None:
        return "", f"unknown property {property_!r}"
    reader = ValueReader(corpus.hedges, signs)
    read, mistake = reader.read(value, reader.scale_in(known.scale, publisher, story))
    if read is None:
        return "", mistake or ""
    if not read.stated:
        return "unknown", mistake or ""
    is_text = read.choices is not None or known.scale.type in ("text", "category")
    return (read.text if is_text else show_value(read)), mistake or ""


def _period(made: Suggestion, article: Drafted) -> str:
    """The days that a figure is for, where its sentence says them, or since when: "20 people since Monday"."""
    mention = made.mention
    if made.period:
        return made.period
    if mention.kind in ("date", "words"):
        return ""
    first, last = sentence_at(article.spans, mention.start)
    text = article.searchable.text
    for other in article.near(mention.end, last):
        if other.kind == "date" and other.window is not None and other.value:
            is_since = _SINCE.search(text[max(first, other.start - 12) : other.start])
            return f"{other.value.partition('/')[0]}/" if is_since else ""
    return ""
