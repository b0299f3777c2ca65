"""What a mention may be coded as: subject, property, status, speaker, day and quote, each with alternatives.

`checker new`, the editor and a desk ask here; nothing of it counts until a person has looked at it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from checker.coding.agencies import credited_in, via_of, without_dateline
from checker.coding.contradictions import is_difference
from checker.coding.figure_days import day_of_figure
from checker.coding.knowledge import Knowledge, stems
from checker.coding.owners import entity_of, owner_beside
from checker.coding.place import Place, breaks_of, kind_of, part_end_of, words_of
from checker.coding.quoting import quote_of
from checker.coding.ranking import Ranked, rank
from checker.coding.speakers import Attribution, attributions
from checker.coding.statuses import statuses
from checker.coding.subject_fit import names_of
from checker.corpus.corpus import Corpus
from checker.texts.languages import language_of
from checker.texts.mentions import Mention, find_mentions, sentence_at, sentences, unwrapped
from checker.texts.quotes import Searchable
from checker.values.dates import Window
from checker.values.value import Hedges

MOST_CHOICES = 3
_LOSS = re.compile(
    r"\b(?:loss|losses)\b(?:(?!\b(?:profits?|surplus|gains?|cost|costs)\b)[^.;,\d]){0,50}$", re.IGNORECASE
)
NEAR = 400
"""Code points on either side of a mention that are looked at, of its sentence."""


class Choice(Struct, frozen=True):
    """One possible answer, and how surely it is right: from 0 to 1."""

    value: str
    confidence: float


class Suggestion(Struct, frozen=True, kw_only=True):
    """A claim that may be coded. Each list is of choices, likeliest first; in an empty one nothing speaks for any.

    `values` are the readings of the figure; `as_of` is the day of which it is, where the sentence names one, and
    `period` the days that it is for. Where the clause gives that day to the figure, `day_at` is where the date begins:
    it is no claim of its own. A figure that `is_difference` says by how much one is more than another.
    """

    mention: Mention
    line: int
    column: int
    subjects: tuple[Choice, ...]
    properties: tuple[Choice, ...]
    statuses: tuple[Choice, ...]
    speakers: tuple[Choice, ...]
    values: tuple[Choice, ...]
    via: str
    as_of: str
    quote: str
    is_difference: bool = False
    period: str = ""
    day_at: int = -1


class Drafted(Struct, frozen=True):
    """An article that is being coded: its text, its mentions, who speaks, and what is known of its story.

    `text` is that of `searchable` without its dateline, and without breaks of lines in the midst of sentences: places
    are the same in both.
    """

    searchable: Searchable
    text: str
    published: Window | None
    spans: list[tuple[int, int]]
    mentions: list[Mention]
    attributions: list[Attribution]
    named: Counter[str]
    common: Counter[str]
    knowledge: Knowledge
    hedges: Hedges
    via: str
    language: str

    @classmethod
    def of(cls, text: str, published: Window | None, corpus: Corpus, story: str) -> Drafted:
        """An article's text, read with what a corpus knows of the story."""
        knowledge = Knowledge.of(corpus, story)
        lines, written = text, unwrapped(text)
        text = without_dateline(written)
        spans = list(sentences(text))
        named = Counter(id_ for first, last in spans for id_ in names_of(text[first:last], knowledge))
        return cls(
            searchable=Searchable(lines),
            text=text,
            published=published,
            spans=spans,
            mentions=find_mentions(written, published, corpus.hedges),
            attributions=attributions(text, spans, knowledge),
            named=named,
            common=Counter(word for first, last in spans for word in stems(text[first:last])),
            knowledge=knowledge,
            hedges=corpus.hedges,
            via=via_of(lines, credited_in(corpus)),
            language=language_of(text),
        )

    def near(self, first: int, last: int) -> list[Mention]:
        """The mentions that begin in a part of the text."""
        low = bisect_left(self.mentions, first, key=lambda mention: mention.start)
        high = bisect_left(self.mentions, last, key=lambda mention: mention.start)
        return self.mentions[low:high]


def _number(spans: list[tuple[int, int]], start: int) -> int:
    """The number of the sentence that begins at a place."""
    return bisect_left(spans, start, key=lambda span: span[0])


def suggestions(article: Drafted, mentions: Iterable[Mention]) -> Iterator[Suggestion]:
    """What mentions of an article may be coded as, in their order: neighbours often have one subject."""
    before: Suggestion | None = None
    sentence = (-1, -1)
    for mention in mentions:
        here = sentence_at(article.spans, mention.start)
        before = suggest(
            mention,
            article,
            before.subjects[0].value if before and before.subjects else "",
            is_same_sentence=here == sentence,
            is_same_kind=before is not None and kind_of(before.mention.kind) == kind_of(mention.kind),
        )
        sentence = here
        yield before


def suggest(
    mention: Mention,
    article: Drafted,
    previous: str = "",
    *,
    is_same_sentence: bool = True,
    is_same_kind: bool = True,
) -> Suggestion:
    """What a mention of an article may be coded as. `previous` is the likeliest subject of the figure before it."""
    text, spans = article.text, article.spans
    first, last = sentence_at(spans, mention.start)
    number = _number(spans, first)
    first, last = max(first, mention.start - NEAR), min(last, mention.end + NEAR)
    place = replace(
        _place(mention, article, number, first, last),
        previous=previous,
        is_same_sentence=is_same_sentence,
        is_same_kind=is_same_kind,
    )
    attribution = article.attributions[number]
    start = spans[number][0]
    speaker = attribution.speaker_at(text[start : spans[number][1]], mention.start - start)
    voices = (voice.speaker for voice in attribution.voices)
    speakers = (attribution.speaker, *voices, *names_of(attribution.via, article.knowledge))
    ranked = rank(mention, place, speakers, article.knowledge, article.hedges)
    line, column = article.searchable.at(mention.start)
    beside = article.near(first, last)
    varies = _varies(ranked, article.knowledge)
    day = day_of_figure(mention, beside, text, first, article.published, varies=varies)
    return Suggestion(
        mention=mention,
        line=line,
        column=column,
        subjects=_subjects(mention, ranked, article),
        properties=_choices(ranked.properties),
        statuses=_even(statuses(mention, place.sentence, place.at, article.published)),
        speakers=(Choice(speaker, 0.7),) if speaker else (),
        values=_even(_values(mention, place, ranked, article.knowledge), mention.confidence),
        via=attribution.via,
        as_of="" if day.period else day.as_of or _as_of(mention, article, first, last),
        quote=quote_of(article.searchable, mention, first, last, beside),
        is_difference=is_difference(place, kind_of(mention.kind)),
        period=day.period,
        day_at=day.at,
    )


def _subjects(mention: Mention, ranked: Ranked, article: Drafted) -> tuple[Choice, ...]:
    """The likeliest subjects; of who is named right beside a figure it is, also where that has no entity yet."""
    choices = _choices(ranked.subjects)
    owner = owner_beside(mention, article.text, article.spans)
    if owner is None:
        return choices
    known = entity_of(owner.text, article.knowledge)
    if not known:
        return ()
    return (Choice(known, 0.7), *(choice for choice in choices if choice.value != known))[:MOST_CHOICES]


def _varies(ranked: Ranked, knowledge: Knowledge) -> bool:
    """Whether a figure is of its moment, as how many are missing: it is not what has added up."""
    return bool(ranked.properties) and knowledge.properties[ranked.properties[0][0]].over_time.get("actual") == "varies"


def _values(mention: Mention, place: Place, ranked: Ranked, knowledge: Knowledge) -> tuple[str, ...]:
    """The readings of a figure; of a property that may be negative, a loss as one."""
    values = mention.readings or ((mention.value,) if mention.value else ())
    is_signed = bool(ranked.properties) and knowledge.properties[ranked.properties[0][0]].scale.is_signed
    if mention.kind == "money" and is_signed and _LOSS.search(place.sentence, 0, place.at):
        return tuple(f"a loss of {value}" for value in values)
    return values


def _place(mention: Mention, article: Drafted, number: int, first: int, last: int) -> Place:
    """Where a mention stands: in the sentence of a number, of which a part is looked at."""
    text = article.text
    sentence = text[first : mention.start] + " " * len(mention.phrase) + text[mention.end : last]
    return Place(
        sentence=sentence,
        whole=text[first:last],
        words=words_of(sentence),
        breaks=breaks_of(sentence),
        at=mention.start - first,
        end=mention.end - first,
        before=text[slice(*article.spans[number - 1])][-NEAR:] if number else "",
        named=article.named,
        sentences=len(article.spans),
        common=article.common,
        part_end=part_end_of(sentence, mention.start - first),
    )


def _choices(ranked: tuple[tuple[str, float], ...]) -> tuple[Choice, ...]:
    """The best few; how surely, by how far each is behind the best."""
    best = ranked[:MOST_CHOICES]
    weights = [2.0 ** (score - best[0][1]) for _, score in best]
    return tuple(
        Choice(value, round(weight / sum(weights), 2)) for (value, _), weight in zip(best, weights, strict=True)
    )


def _even(values: tuple[str, ...], confidence: float = 1.0) -> tuple[Choice, ...]:
    return tuple(Choice(value, round(confidence / len(values), 2)) for value in values)


def _is_compared_with(date: Mention, figure: Mention, sentence: str, first: int) -> bool:
    """Whether a figure is compared with what was at a date: the worst since 2017, up from 30 in 2017."""
    if date.start > figure.start:
        return _COMPARED.search(sentence, figure.end - first, date.start - first) is not None
    before, between = sentence[: date.start - first], sentence[date.end - first : figure.start - first]
    return bool(_SINCE.search(before)) and not _OF_THAT_TIME.fullmatch(between)


_COMPARED = re.compile(r"\b(?:from|than|since|against|compared|versus|as in)\b")
_SINCE = re.compile(r"\b(?:since|than in|from)(?: the)? $")
_OF_THAT_TIME = re.compile(r"(?:, when |['’]s )[^,;.:]{0,60}")
"""The worst since 2017, when 9,500 hectares burned; last year's fire destroyed 45."""


def _as_of(mention: Mention, article: Drafted, first: int, last: int) -> str:
    """The day that a figure is of, where its sentence names one, before the day of publication."""
    published = article.published
    if mention.kind == "date" or published is None:
        return ""
    dates = {m: m.window for m in article.near(first, last) if m.kind == "date" and m.window is not None}
    past = [m for m, window in dates.items() if window.last < published.first]
    if len(dates) == len(past) == 1:
        return "" if _is_compared_with(past[0], mention, article.text[first:last], first) else past[0].value
    return _as_of_the_date_before(mention, past, article.text)


def _as_of_the_date_before(mention: Mention, past: list[Mention], text: str) -> str:
    """The date before a figure, of several, if the figure is told of that time."""
    before = [m for m in past if m.end <= mention.start]
    return before[-1].value if before and _OF_THAT_TIME.fullmatch(text[before[-1].end : mention.start]) else ""
