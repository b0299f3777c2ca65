"""An article resolved: names to entities, words to intervals, dates to moments, speakers to voices."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from checker.corpus.articles import Articles, Correction, Revising
from checker.corpus.claim_times import Known, TimeReader, When, Where
from checker.corpus.claim_values import ValueReader, included, wrong_day, wrong_retraction
from checker.corpus.compared import ClaimInArticle, Compared, read_compared
from checker.corpus.corpus import Claim, Property, SignOf, Source
from checker.corpus.entities import ID, Cast, bad_id
from checker.files import models
from checker.files.article_texts import CHANGED, NOT_AT_HAND, UNREADABLE, for_quotes, look_up
from checker.files.nodes import Document, child_of, spot_of
from checker.problems import Place, did_you_mean
from checker.values.dates import WINDOW_ALWAYS, Window, read_window
from checker.values.urls import EXPECTED, is_address
from checker.values.value import Hedges, Scale, Value, fold

MAX_QUOTE_WORDS = 8


class _Voice(Struct, frozen=True):
    """Who says so: as written (if anybody is named), the key, and the voices through which it came."""

    speaker: str
    key: str
    relays: tuple[str, ...] = ()


class Resolver:
    """Resolves articles, given one by one in any order.

    `broken` are properties that have a problem of their own; None if any may, since the vocabulary could not be read.
    """

    def __init__(
        self,
        casts: dict[str, Cast],
        properties: dict[str, Property],
        hedges: Hedges,
        broken: frozenset[str] | None = frozenset(),
        texts: tuple[Path, ...] | None = (),
        signs: tuple[SignOf, ...] = (),
    ) -> None:
        self.casts, self.properties, self.broken = casts, properties, broken
        self.texts = texts
        self.reader = ValueReader(hedges, signs)
        self.whens: Known = {}

    def read(
        self, story: str, name: str, document: Document, article: models.Article, *, is_whole: bool = True
    ) -> Articles:
        """What one article says. Of one that is not whole the problems are kept, and the names of its claims."""
        resolved = Articles()
        _ArticleReader(self, story, name, document, article, resolved).read()
        if is_whole:
            return resolved
        without = {claim.key for claim in resolved.claims}
        return Articles(problems=resolved.problems, set_aside=resolved.set_aside | without)


class _ArticleReader:
    """Reads one article into `resolved`."""

    def __init__(
        self,
        given: Resolver,
        story: str,
        name: str,
        document: Document,
        article: models.Article,
        resolved: Articles,
    ) -> None:
        self.story, self.document, self.article, self.cast = story, document, article, given.casts[story]
        self.properties, self.broken = given.properties, given.broken
        self.reader, self.whens, self.text_folders, self.resolved = given.reader, given.whens, given.texts, resolved
        self.key = f"{story}/{name}"

    def _problem(self, path: Where, message: str) -> None:
        self.resolved.problems.append(self.document.problem(path, message))

    def read(self) -> None:
        said = self.article.source
        published, mistake = read_window(said.published)
        if published is None:
            self._problem(("source", "published"), mistake or "")
            published = WINDOW_ALWAYS
        if said.url and not is_address(said.url):
            self._problem(("source", "url"), f"{said.url!r}: {EXPECTED}")
        text = self._text(said)
        self.published, self.is_dated = published, mistake is None
        self.own_voice = _Voice("", self.cast.voice(said.via or said.publisher))
        self.times = TimeReader(
            self.key, published, self.whens, is_dated=self.is_dated, event=self.cast.event, problem=self._problem
        )
        self.resolved.sources[self.key] = Source(
            key=self.key,
            story=self.story,
            publisher=said.publisher,
            title=said.title or "",
            author=said.author or "",
            published=published,
            url=said.url or "",
            via=said.via or "",
            file=self.document.file,
            no_claim=said.no_claim,
        )
        for number, phrase in enumerate(said.no_claim):
            path: Where = ("source", "no_claim", number)
            if len(phrase.split()) > MAX_QUOTE_WORDS:
                self._problem(path, f"{len(phrase.split())} words; at most {MAX_QUOTE_WORDS} are allowed")
        seen: dict[str, int] = {}
        claims_at = child_of(self.document.marks, "claims")
        for index, claim in enumerate(self.article.claims):
            if claim.id:
                place = Place(self.document.file, *spot_of(child_of(claims_at, index)))
                self._claim(index, claim, place, seen, text)
            else:  # a claim that could not be read has its problem already
                self._set_aside(self.document.value["claims"][index])

    def _text(self, said: models.Source) -> str | None:
        """The article's text, to look quotes up in; None where it is not at hand."""
        sha256 = said.text_sha256 or ""
        if not said.text and not sha256:
            return None
        if sha256 and not re.fullmatch("[0-9a-fA-F]{64}", sha256):
            self._problem(("source", "text_sha256"), f"{sha256!r} is not a SHA-256: expected 64 hexadecimal digits")
            return None
        if self.text_folders is None:
            return None
        found = look_up(Path(self.document.file), said.text or "", sha256, self.text_folders)
        self.resolved.texts[self.key] = found
        if found.state == UNREADABLE or (found.state == NOT_AT_HAND and not sha256):
            self._problem(
                ("source", "text" if said.text else "text_sha256"), f"{said.text!r} cannot be read: {found.why}"
            )
        elif found.state == CHANGED:
            message = (
                "the text has changed since it was coded; `checker coverage` shows which claims rested on what changed"
            )
            self._problem(("source", "text_sha256"), message)
        return for_quotes(found.content) if found.path and found.content else None

    def _claim(self, index: int, said: models.Claim, place: Place, seen: dict[str, int], text: str | None) -> None:
        """One claim. One that cannot be read is set aside: it has its problem."""
        at: Where = ("claims", index)
        is_new = self._id(at, said.id, seen, place.line)
        subject = self._subject((*at, "subject"), said.subject)
        prop = self.properties.get(said.property)
        when = self.times.when(at, said)
        compared = self._compared(at, said, prop, subject, when) if said.compared else None
        value = (compared.value if compared else None) if said.compared else self._value(at, said, prop)
        counted_from = self.times.counted_from(at, said, prop)
        if said.quote:
            self._check_quote((*at, "quote"), said.quote, text)
        if mistake := wrong_retraction(said.retracted):
            self._problem((*at, "retracted"), mistake)
        voice = self._voice(at, said) if said.said_by or said.relays or said.via else self.own_voice
        if said.supersedes or said.revises or said.disowned_by:
            self._correction(at, said, prop, subject)
        is_counted = counted_from is not None or said.counted_from is None
        if not is_new or subject is None or value is None or when is None or not is_counted:
            self.resolved.set_aside.add(f"{self.key}#{said.id}")
            return
        claim = self._as_claim(said, subject, value, when, voice, counted_from, place, compared)
        self.resolved.claims.append(claim)
        if said.including and prop is not None:
            parts, wrong = included(self.reader, claim, said, self._scale(prop), prop)
            self.resolved.claims += parts
            self.resolved.problems += [self.document.problem((*at, "including", *path), why) for path, why in wrong]
        if compared and compared.claim:
            self.resolved.comparing.append(compared.claim)

    def _set_aside(self, written: object) -> None:
        if isinstance(written, dict) and isinstance(written.get("id"), str):
            self.resolved.set_aside.add(f"{self.key}#{written['id']}")

    def _as_claim(
        self,
        said: models.Claim,
        subject: str,
        value: Value,
        when: When,
        voice: _Voice,
        counted_from: Window | None,
        place: Place,
        compared: Compared | None,
    ) -> Claim:
        figure = compared.figure if compared else None
        if figure is not None:
            figure = replace(figure, scope=self._scope(figure.scope, figure.property, figure.status, voice))
        return Claim(
            key=f"{self.key}#{said.id}",
            id=said.id,
            story=self.story,
            source=self.key,
            subject=subject,
            property=said.property,
            status=said.status,
            scope=self._scope(fold(said.scope) if said.scope else "", said.property, said.status, voice),
            as_of=when.days,
            moment=when.moment,
            value=value,
            speaker=voice.speaker,
            via=said.via or self.article.source.via or "",
            origin=voice.key,
            quote=said.quote or "",
            implied=said.implied or "",
            important=said.important,
            counted_from=counted_from,
            out=f"retracted {said.retracted}" if said.retracted else "",
            file=place.file,
            line=place.line,
            column=place.column,
            period=when.period,
            relays=voice.relays,
            compared=figure,
        )

    def _scope(self, written: str, prop: str, status: str, voice: _Voice) -> str:
        """The scope of a figure: what is written, and whose figure it is where each voice has one of its own."""
        entry = self.properties.get(prop)
        if entry is None or status not in entry.by_voice:
            return written
        whose = (self.cast.find(voice.speaker) or fold(voice.speaker)) if voice.speaker else voice.key
        name = fold(self.cast.known[whose].name) if whose in self.cast.known else whose
        return f"{written}, {name}" if written else name

    def _id(self, at: Where, id_: str, seen: dict[str, int], line: int) -> bool:
        """Whether an id is the only one of its kind so far."""
        if not ID.fullmatch(id_):
            self._problem((*at, "id"), bad_id(id_))
        if id_ in seen:
            self._problem((*at, "id"), f"the id {id_!r} is here twice, first in line {seen[id_]}")
            return False
        seen[id_] = line
        return True

    def _voice(self, at: Where, said: models.Claim) -> _Voice:
        """Whose claim it is: the last of a chain, a named speaker, the agency, or the article's own voice."""
        if said.relays:
            if said.said_by:
                self._problem((*at, "said_by"), "the voice is the last one of `relays`; leave `said_by` out")
            chain = tuple(self.cast.voice(name) for name in said.relays)
            if len(set(chain)) < len(chain):
                message = "a voice is here twice; expected who says so, whom they cite, and so on"
                self._problem((*at, "relays"), message)
            return _Voice(said.relays[-1], chain[-1], chain)
        speaker = self.cast.find(said.said_by) if said.said_by else None
        key = speaker or (self.cast.voice(said.via) if said.via else self.own_voice.key)
        return _Voice(said.said_by or "", key)

    def _correction(self, at: Where, said: models.Claim, prop: Property | None, subject: str | None) -> None:
        """What a claim says of others, for when all of them are known."""
        self.resolved.corrections.append(
            Correction(
                key=f"{self.key}#{said.id}",
                index=int(at[1]),
                document=self.document,
                supersedes=said.supersedes,
                revises=self._revises(at, said.revises, said.property, subject) if said.revises and prop else None,
                disowned_by=(self.cast.voice(said.disowned_by), said.disowned_by) if said.disowned_by else None,
            )
        )

    def _revises(self, at: Where, said: models.Revised, prop: str, subject: str | None) -> Revising | None:
        path = (*at, "revises")
        if said.figure:
            subject, prop = self._figure((*path, "figure"), said.figure, prop)
        if subject is None or prop not in self.properties:
            return None
        old, mistake = self.reader.read(said.from_, self._scale(self.properties[prop]))
        if old is None or not old.stated:
            self._problem((*path, "from"), mistake or f"{said.from_!r}: expected the figure that is taken back")
            return None
        return Revising(old=old, subject=subject, property=prop, why=said.why or "", path=("revises",))

    def _figure(self, path: Where, written: tuple[str, ...], prop: str) -> tuple[str | None, str]:
        """The subject and the property of the figure of a part or a whole: `capital, killed`, or the subject alone."""
        names = [name.strip() for name in written[0].rsplit(",", 1)] if len(written) == 1 else list(written)
        if len(names) > 2:
            self._problem(path, "expected a subject and a property, such as [capital, killed]")
            return None, prop
        other = names[1] if len(names) > 1 else prop
        if other not in self.properties and self.broken is not None and other not in self.broken:
            self._problem(path, f"unknown property {other!r}{did_you_mean(other, self.properties)}")
        return self._subject(path, names[0]), other

    def _subject(self, path: Where, name: str) -> str | None:
        """The key of the entity, or of what it became; None if there is none, or none that could be read."""
        found = self.cast.find(name)
        if found is None and not self.cast.is_partial:
            hint = did_you_mean(fold(name), self.cast.names)
            where = f"; there is no {self.cast.missing}" if self.cast.missing else "; entities.yaml lists them"
            self._problem(path, f"unknown entity {name!r}{hint or where}")
        return None if found is None or found in self.cast.broken else self.cast.subject(found)

    def _compared(
        self, at: Where, said: models.Claim, prop: Property | None, subject: str | None, when: When | None
    ) -> Compared | None:
        """How a claim compares its figure with another one; None where that has a problem."""
        if prop is None or subject is None or when is None or said.compared is None:
            return None
        claim = ClaimInArticle(
            key=f"{self.key}#{said.id}",
            at=at,
            document=self.document,
            said=said,
            prop=prop,
            scale=self._scale(prop),
            subject=subject,
            scope=fold(said.scope) if said.scope else "",
            period=when.period,
            ids={each.id for each in self.article.claims if each.id and self._is_claim(each, said)},
            properties=self.properties,
            hedges=self.reader.hedges,
            entity=lambda name: self._subject((*at, "compared", "to"), name),
            problem=self._problem,
        )
        return read_compared(claim, said.compared)

    def _is_claim(self, named: models.Claim, said: models.Claim) -> bool:
        """Whether the id of a claim stands for it in `to`; that of another scope may be an entity's name as well."""
        return named.scope == said.scope or self.cast.find(named.id) is None

    def _value(self, at: Where, said: models.Claim, prop: Property | None) -> Value | None:
        if said.value is None:
            if said.compared is None:
                self._problem(at, "missing key 'value'")
            return None
        if prop is None:
            if self.broken is None or said.property in self.broken:
                return None
            hint = did_you_mean(said.property, self.properties)
            self._problem(
                (*at, "property"), f"unknown property {said.property!r}{hint or '; properties.yaml lists them'}"
            )
            return None
        is_open = prop.scale.type == "category" and not prop.scale.values
        named = self._named(said.value) if is_open else said.value  # a name may be another entity's in another story
        scale = self._scale(prop)
        value, mistake = self.reader.read(named, scale)
        if value is not None and self.is_dated:
            mistake = wrong_day(value, said.status, self.published)
        if mistake:
            self._problem((*at, "value"), mistake)
        if value is None or said.also is None:
            return value
        both, mistake = self.reader.with_also(value, said.also, scale)
        if mistake:
            self._problem((*at, "also"), mistake)
        return both or value

    def _scale(self, prop: Property) -> Scale:
        """How values of a property are read in this article."""
        return self.reader.scale_in(prop.scale, self.article.source.publisher, self.story)

    def _named(self, raw: str | tuple[str, ...]) -> str | tuple[str, ...]:
        """In an open category a value may be an entity: its aliases are one value."""
        texts = (raw,) if isinstance(raw, str) else raw
        found = ((text, self.cast.find(text)) for text in texts)
        return tuple(text if key is None else key.rpartition("/")[2] for text, key in found)

    def _check_quote(self, path: Where, quote: str, text: str | None) -> None:
        words = len(quote.split())
        if words > MAX_QUOTE_WORDS:
            self._problem(path, f"the quote has {words} words; at most {MAX_QUOTE_WORDS} are allowed")
        if text is not None and for_quotes(quote) not in text:
            self._problem(path, f"the quote {quote!r} is not in {self.article.source.text or 'the text'}")
