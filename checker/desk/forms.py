"""The form of a claim: what is likeliest is filled in, what else it may be is one key away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from checker.coding.forms import Form as Proposal
from checker.coding.proposals import story_event
from checker.coding.ranking import names_of
from checker.coding.suggestions import Choice
from checker.corpus.corpus import Claim, Corpus, Property
from checker.corpus.resolve import MAX_QUOTE_WORDS
from checker.desk.article import WORDS, ArticleDesk
from checker.desk.comparing import FIGURE, Comparison, Target, comparison_of, sides_of, suggested, targets
from checker.desk.form_parts import Field, Form, Option, Same
from checker.desk.sent_form import FURTHER, KEYS, as_text
from checker.desk.words import kind_for, mention_of, new_name_of, new_names, reading_of
from checker.files.models import STATUSES
from checker.texts.mentions import Mention, sentence_at
from checker.texts.names import names_in
from checker.values.dates import read_window, show_window
from checker.values.display import visible

MOST_CHIPS = 4
MOST_SUBJECTS, MOST_KINDS = 6, 7
"""Subjects, and properties of one type and categories, among which one chooses with a click."""
AS_ARTICLE, TODAY = "the article itself", "the day of publication"


def form_of_mention(article: ArticleDesk, mention: Mention, spot: str, why: str = "") -> Form:
    """The form for a figure that is not coded yet, or for words that a person has selected."""
    made = article.suggestion(mention)
    made = replace(made, subjects=_with_likely(made.subjects, article, mention))
    comparison = suggested(article, mention)
    if comparison.is_open:
        form = _form_that_compares(article, mention, made, comparison)
    elif mention.kind == WORDS:
        form = replace(_form_of_words(article, mention, made), comparison=comparison)
    else:
        form = replace(_form(article, mention, _values_of(made), made), comparison=comparison)
    return replace(form, spot=spot, why=visible(why), others=_claims_of(article, mention))


def _form_that_compares(article: ArticleDesk, mention: Mention, made: Proposal, comparison: Comparison) -> Form:
    """The form for words that compare two figures: it is about that before them, and compares it with that behind."""
    one, other = sides_of(article, mention)
    property_ = one.property if one else ""
    values = {
        "subject": one.subject.rpartition("/")[2] if one else _first(made.subjects),
        "property": property_,
        "value": "",
        "status": one.status if one else "actual",
        "said_by": one.speaker if one else "",
        "quote": " ".join(mention.phrase.split()[:MAX_QUOTE_WORDS]),
        "id": "",
    }
    form = _form(article, replace(mention, kind="count"), values, made)
    to = other.id if other is not None and other.property == property_ else ""
    found = tuple(targets(article, values["subject"], property_))
    return replace(form, kind=WORDS, comparison=replace(comparison, to=to), targets=found)


def form_of_selection(article: ArticleDesk, start: int, end: int) -> Form:
    """The form for what a person has selected: these words are its quote, as far as a quote goes."""
    mention = mention_of(article, start, end)
    form = form_of_mention(article, mention, "")
    quote = " ".join(article.text[start:end].split()[:MAX_QUOTE_WORDS])
    further = tuple(replace(each, value=quote) if each.key == "quote" else each for each in form.further)
    return replace(form, further=further)


def _values_of(made: Proposal) -> dict[str, str]:
    """What is filled in for a figure."""
    return {
        "subject": _first(made.subjects),
        "property": _first(made.properties),
        "value": _first(made.values),
        "status": _first(made.statuses) or "actual",
        "as_of": made.as_of,
        "said_by": _first(made.speakers),
        "via": made.via,
        "quote": made.quote,
        "period": made.period,
        "id": made.id,
    }


def _form_of_words(article: ArticleDesk, mention: Mention, made: Proposal) -> Form:
    """The form for selected words: the paper itself says mostly who holds an office, and that it is so."""
    read = reading_of(article, mention)
    known = dict.fromkeys([*read.subjects, *(choice.value for choice in made.subjects)])
    made = replace(made, subjects=tuple(Choice(id_, 0.0) for id_ in known))
    new = new_name_of(article, mention)
    values = {
        "subject": "" if new else _first(made.subjects),
        "property": read.property or _first(made.properties),
        "value": read.value,
        "status": "actual",
        "said_by": read.said_by,
        "quote": " ".join(mention.phrase.split()[:MAX_QUOTE_WORDS]),
        "period": made.period,
        "id": "",
    }
    form = _form(article, mention, values, made)
    return replace(form, new_name=new, new_kind=kind_for(article, new, values["property"]) if new else "")


def form_of_own(article: ArticleDesk) -> Form:
    """An empty form, for what no figure of the text says."""
    mention = Mention(WORDS, 0, 0, "")
    values = {"status": "actual", "id": "", "quote": ""}
    return _form(article, mention, {key: values.get(key, "") for key in (*KEYS, *FURTHER)}, None)


def form_of_claim(article: ArticleDesk, claim: Claim, said: Mapping[str, Any], was: str, spot: str) -> Form:
    """The form for a claim that is there, with what its file says."""
    values = {key: as_text(said.get(key, "")) for key in (*KEYS, *FURTHER)}
    values["status"] = values["status"] or "actual"
    entity = article.view.corpus.entities.get(claim.subject)
    values["subject"] = entity.id if entity else values["subject"]
    mention = _mention_of_claim(article, claim)
    form = _form(article, mention, values, article.suggestion(mention) if article.text else None)
    phrase = mention.phrase or values["value"]
    known = comparison_of(article, said)
    comparison = known if known.is_open else replace(suggested(article, mention), is_open=False)
    with_what = _with_target(known.to, targets(article, values["subject"], values["property"], claim.id))
    return replace(form, claim=claim.id, was=was, spot=spot, phrase=visible(" ".join(phrase.split())),
                   comparison=comparison, targets=with_what)  # fmt: skip


def _mention_of_claim(article: ArticleDesk, claim: Claim) -> Mention:
    """The figure that codes a claim, else the words of its quote; nothing at the start where neither is in the text."""
    for mark in article.marks:
        if claim.id in mark.claims:
            return mark.mention
    places = article.searchable.find(claim.quote) if claim.quote and article.text else []
    start, end = next(iter(places), (0, 0))
    return Mention(WORDS, start, end, article.text[start:end])


def _with_target(named: str, known: Sequence[Target]) -> tuple[Target, ...]:
    """The claims to compare with, and the one that the file names where it is none of them."""
    if named in ("", FIGURE) or named in {target.value for target in known}:
        return tuple(known)
    return (Target(value=named, label=visible(named), subject="", property=""), *known)


def _with_likely(choices: tuple[Choice, ...], article: ArticleDesk, mention: Mention) -> tuple[Choice, ...]:
    """The subjects, and where they are few whom the figure before was about, and what the story is about."""
    known = article.drafted.knowledge
    event = story_event(article.story, article.source.title, known)
    before = article.subjects_before(mention)
    first, last = sentence_at(article.drafted.spans, mention.start) if article.text else (0, 0)
    beside = names_of(article.text[max(first, mention.start - NEAR) : min(last, mention.end + NEAR)], known)
    more = [id_ for id_ in (*before[:1], *beside, event.id, *before) if id_ in known.entities]
    named = [choice.value for choice in choices]
    return (*choices, *(Choice(id_, 0.0) for id_ in dict.fromkeys(more) if id_ not in named))


def _form(article: ArticleDesk, mention: Mention, values: Mapping[str, str], made: Proposal | None) -> Form:
    corpus = article.view.corpus
    names = _entity_names(article, corpus)

    def named(choices: Iterable[Choice]) -> list[Option]:
        return [Option(value=choice.value, label=names(choice.value)) for choice in choices]

    titles = [Option(value=name, label=_title(name, corpus)) for name in _properties(mention, made, corpus)]
    readings = [Option(value=v, label=v) for v in _values(mention, made)]
    readings += value_options(article, values["property"], values["subject"], mention.start, mention.end)
    chosen = _options(values["property"], titles, lambda v: _title(v, corpus), MOST_KINDS)
    fields = (
        Field(key="subject", label="About", letter="s", typed="entities", value=values["subject"],
              options=_options(values["subject"], named(made.subjects if made else ()), names, MOST_SUBJECTS)),
        Field(key="property", label="What", letter="p", typed="properties", value=values["property"], options=chosen),
        Field(key="value", label="Value", letter="v", value=values["value"],
              options=_options(values["value"], readings, str, MOST_KINDS)),
        Field(key="status", label="Status", letter="t", value=values["status"],
              options=_statuses(values["status"], made)),
        _when(article, mention, values, made),
        _who(values, made, names),
    )  # fmt: skip
    further = [Field(key="period", label="For a period", value=values.get("period", ""), help="2031-06, 2031-05-05/")]
    further += [
        Field(key=key, label=LABELS[key], value=values.get(key, ""), help=HELP.get(key, "")) for key in FURTHER_SHOWN
    ]
    return Form(
        spot="",
        start=mention.start,
        end=mention.end,
        phrase=visible(" ".join(mention.phrase.split())),
        kind=mention.kind,
        names=tuple(visible(name) for name in new_names(article, mention)),
        fields=fields,
        further=(
            *further,
            Field(key="quote", label="Quote", value=values["quote"]),
            Field(key="id", label="Id", value=values["id"]),
        ),
    )


LABELS = {
    "scope": "Limited to",
    "via": "Agency",
    "revises": "Takes back",
    "also": "In another currency",
    "counted_from": "Count started again on",
    "implied": "Implied by",
    "supersedes": "Corrects the claim",
    "disowned_by": "Disowned by",
    "retracted": "Retracted",
    "note": "Note",
}
HELP = {
    "scope": "in the capital",
    "revises": "288",
    "also": "$78bn",
    "counted_from": "2031-05-01",
    "supersedes": "courier/second-team",
    "retracted": "2031-05-06, the paper corrected it",
    "note": "for your colleagues",
}
FURTHER_SHOWN = (
    "scope",
    "via",
    "revises",
    "also",
    "counted_from",
    "implied",
    "supersedes",
    "disowned_by",
    "retracted",
    "note",
)


def _values(mention: Mention, made: Proposal | None) -> list[str]:
    found = [_plain_case(choice.value, mention) for choice in made.values] if made else []
    return list(dict.fromkeys([*found, *(_plain_case(reading, mention) for reading in mention.readings)]))


def _properties(mention: Mention, made: Proposal | None, corpus: Corpus) -> list[str]:
    """The properties of a mention's type: the likeliest first, then those that are claimed most."""
    likely = [choice.value for choice in made.properties] if made else []
    used = Counter(claim.property for claim in corpus.claims)
    kinds = ("category", "text") if mention.kind == WORDS else ("count" if mention.kind == "vague" else mention.kind,)
    rest = [name for name, prop in corpus.properties.items() if prop.scale.type in kinds]
    return list(dict.fromkeys([*likely, *sorted(rest, key=lambda name: -used[name])]))


def value_options(article: ArticleDesk, property_: str, subject: str, start: int, end: int) -> list[Option]:
    """The categories that a property has, or that were claimed of it, and the names among the words at hand."""
    corpus = article.view.corpus
    prop = corpus.properties.get(property_)
    if prop is None or prop.scale.type not in ("category", "text"):
        return []
    known = list(prop.scale.values)
    if not known:
        claimed = _claimed_of(article, property_, subject) if prop.scale.type == "category" else []
        words, people = article.text[start:end], _names_beside(article, start, end)
        known = [*(name for name in people if name in words), *claimed, *people, " ".join(words.split())]
    return [Option(value=value, label=visible(value)) for value in dict.fromkeys(known) if value][:MOST_KINDS]


def _claimed_of(article: ArticleDesk, property_: str, subject: str) -> list[str]:
    """What the story's claims say of a property, those about the same subject first."""
    claims = [c for c in article.view.corpus.claims if c.property == property_ and c.story == article.story]
    claims.sort(key=lambda claim: claim.subject.rpartition("/")[2] != subject)
    return [claim.value.text for claim in claims]


def _names_beside(article: ArticleDesk, start: int, end: int) -> list[str]:
    """The names in the sentence of some words, not too far from them."""
    first, last = sentence_at(article.drafted.spans, start) if end else (0, 0)
    return [name.text for name in names_in(article.text, max(first, start - NEAR), min(last, end + NEAR))]


def _options(
    value: str, options: Sequence[Option], label: Callable[[str], str], most: int = MOST_CHIPS
) -> tuple[Option, ...]:
    """The options, the value among them."""
    known = [option.value for option in options[:most]]
    first = [Option(value=value, label=label(value))] if value and value not in known else []
    return tuple([*first, *(option for option in options if not first or option.value != value)][:most])


def _statuses(value: str, made: Proposal | None) -> tuple[Option, ...]:
    likely = [choice.value for choice in made.statuses] if made else []
    order = dict.fromkeys([value, *likely, "actual", *STATUSES])
    return tuple(Option(value=status, label=status) for status in order)


def _when(article: ArticleDesk, mention: Mention, values: Mapping[str, str], made: Proposal | None) -> Field:
    value = values.get("as_of", "")
    days = [value, made.as_of if made else "", "", *_days_beside(article, mention)]
    options = [Option(value=day, label=_day(day) if day else TODAY) for day in dict.fromkeys(days)]
    return Field(key="as_of", label="As of", letter="d", value=value, options=tuple(options[: MOST_CHIPS + 1]),
                 help="2031-05-03, 2031-05, ../2031-05-03")  # fmt: skip


def _days_beside(article: ArticleDesk, mention: Mention) -> list[str]:
    """The days that the text names near a mention, nearest first."""
    near = [
        (abs(mark.mention.start - mention.start), mark.mention.value)
        for mark in article.marks
        if mark.mention.kind == "date" and mark.mention.value and mark.mention.start != mention.start
    ]
    return [value for distance, value in sorted(near) if distance < NEAR][:2] if mention.kind != "date" else []


NEAR = 400
"""Code points between a figure and a day that it may be of."""


def _day(text: str) -> str:
    window, _ = read_window(text)
    return show_window(window) if window else text


def _who(values: Mapping[str, str], made: Proposal | None, names: Callable[[str], str]) -> Field:
    value = values.get("said_by", "")
    speakers = [choice.value for choice in made.speakers] if made else []
    options = [
        Option(value=who, label=names(who) if who else AS_ARTICLE) for who in dict.fromkeys([value, *speakers, ""])
    ]
    return Field(key="said_by", label="Said by", letter="w", typed="entities", value=value, options=tuple(options))


def _claims_of(article: ArticleDesk, mention: Mention) -> tuple[Same, ...]:
    """The claims of the article whose figure a mention may be: of its type, the nearest before it first."""
    corpus = article.view.corpus
    names = _entity_names(article, corpus)
    places = {id_: mark.mention.start for mark in article.marks for id_ in mark.claims}

    def distance(claim: Claim) -> tuple[bool, int]:
        apart = mention.start - places.get(claim.id, -1)
        return apart < 0, abs(apart)

    same = [claim for claim in article.claims if _is_like(corpus.properties[claim.property], mention)]
    found = []
    for claim in sorted(same, key=distance)[:MOST_CHIPS]:
        subject = claim.subject.rpartition("/")[2]
        fields = {"subject": subject, "property": claim.property, "status": claim.status, "scope": claim.scope}
        fields |= {"said_by": claim.speaker, "via": claim.via if claim.speaker else ""}
        labels = {
            "subject": names(subject),
            "property": _title(claim.property, corpus),
            "said_by": names(claim.speaker),
        }
        found.append(Same(label=visible(f"{claim.value.text} – {names(subject)}"), fields=fields, labels=labels))
    return tuple(found)


def _is_like(prop: Property, mention: Mention) -> bool:
    return prop.scale.type == ("count" if mention.kind == "vague" else mention.kind)


def _entity_names(article: ArticleDesk, corpus: Corpus) -> Callable[[str], str]:
    def name(id_: str) -> str:
        entity = corpus.entities.get(f"{article.story}/{id_}") or corpus.entities.get(id_)
        return visible(entity.name) if entity else visible(id_)

    return name


def _title(name: str, corpus: Corpus) -> str:
    prop = corpus.properties.get(name)
    return visible(prop.title) if prop else visible(name)


def _first(choices: Sequence[Choice]) -> str:
    return choices[0].value if choices else ""


def _plain_case(value: str, mention: Mention) -> str:
    """A figure from the beginning of a sentence without its capital letter."""
    starts = value[:2].istitle() and mention.kind not in ("date", "money", WORDS)
    return value[0].lower() + value[1:] if starts else value
