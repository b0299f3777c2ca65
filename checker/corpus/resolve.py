"""Names to entities, words to intervals, dates to days, speakers to origins; every mistake with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from checker.corpus.claim_values import ValueReader, wrong_day
from checker.corpus.corpus import Claim, Entity, Property, SignOf, Source
from checker.files import models
from checker.files.article_texts import CHANGED, NOT_AT_HAND, UNREADABLE, Text, for_quotes, look_up
from checker.files.yaml_reader import Document
from checker.problems import Problem, did_you_mean
from checker.values.dates import WINDOW_ALWAYS, Window, read_window, show_window
from checker.values.urls import EXPECTED, is_address
from checker.values.value import Hedges, Value, fold

MAX_QUOTE_WORDS = 8
_ID = re.compile(r"[\w.-]+")
_ALWAYS_THERE = Window(WINDOW_ALWAYS.first, WINDOW_ALWAYS.first)
_NEVER_LEAVES = Window(WINDOW_ALWAYS.last, WINDOW_ALWAYS.last)


@dataclass(slots=True)
class Cast:
    """The entities of a story: by key, and by every name that they go by (folded).

    `missing` names the file where there is none. With `is_partial` the file could not be read in full, so that a name
    may be unknown for that; `broken` are the keys of entities that could not be read. Both have their problem.
    """

    entities: dict[str, Entity] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    missing: str = ""
    is_partial: bool = False
    broken: frozenset[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)
    _found: dict[str, str | None] = field(default_factory=dict)

    def find(self, name: str) -> str | None:
        """The entity that goes by a name. All names must be known by now."""
        if name not in self._found:
            self._found[name] = self.names.get(fold(name))
        return self._found[name]


def resolve_cast(
    said: dict[str, models.Entity],
    document: Document | None,
    shared: Cast,
    story: str = "",
    broken: Iterable[str] = (),
) -> Cast:
    """The cast of a story on top of the shared one. `broken` are the names of entries that could not be read."""
    cast = Cast(names=dict(shared.names), is_partial=shared.is_partial)
    if document is None:
        return cast
    cast.broken = shared.broken | {f"{story}/{id_}" if story else id_ for id_ in broken}
    cast.names.update({fold(id_): f"{story}/{id_}" if story else id_ for id_ in broken})
    for id_, entry in said.items():
        key = f"{story}/{id_}" if story else id_
        if not _ID.fullmatch(id_):
            cast.problems.append(document.problem((id_,), _bad_id(id_), of_key=True))
        names: dict[str, tuple[tuple[str | int, ...], bool]] = {fold(id_): ((id_,), True)}
        for index, alias in enumerate(entry.aliases):
            names.setdefault(fold(alias), ((id_, "aliases", index), False))
        if entry.name:
            names.setdefault(fold(entry.name), ((id_, "name"), False))
        for name, (path, of_key) in names.items():
            taken = cast.names.setdefault(name, key)
            if taken != key:
                other = "claims/entities.yaml" if taken in shared.entities else taken.rpartition("/")[2]
                message = f"{name!r} already names an entity ({other})"
                cast.problems.append(document.problem(path, message, of_key=of_key))
    for id_, entry in sorted(said.items()):
        key = f"{story}/{id_}" if story else id_
        since = _day(entry.from_, _ALWAYS_THERE, cast, document, (id_, "from"))
        until = _day(entry.to, _NEVER_LEAVES, cast, document, (id_, "to"))
        if since.first > until.last:
            cast.problems.append(document.problem((id_, "to"), f"{id_!r} ends before it begins"))
        part_of = ""
        if entry.part_of:
            found = cast.find(entry.part_of)
            if found is None and not cast.is_partial:
                hint = did_you_mean(fold(entry.part_of), cast.names)
                cast.problems.append(document.problem((id_, "part_of"), f"unknown entity {entry.part_of!r}{hint}"))
            part_of = found or ""
        cast.entities[key] = Entity(
            key=key,
            id=id_,
            name=entry.name or id_,
            kind=entry.kind or "",
            part_of=part_of,
            parts_complete=entry.parts == "complete",
            since=since,
            until=until,
            aliases=entry.aliases,
        )
    cast.problems += _circles(cast, document)
    return cast


def _day(text: str | None, default: Window, cast: Cast, document: Document, path: tuple[str | int, ...]) -> Window:
    if text is None:
        return default
    window, mistake = read_window(text)
    if window is None:
        cast.problems.append(document.problem(path, mistake or ""))
        return default
    return window


def _circles(cast: Cast, document: Document) -> Iterable[Problem]:
    for key, entity in cast.entities.items():
        seen, at = {key}, entity.part_of
        while at in cast.entities and at not in seen:
            seen.add(at)
            at = cast.entities[at].part_of
        if at == key:
            yield document.problem((entity.id, "part_of"), f"{entity.id!r} is a part of itself")


def _bad_id(id_: str) -> str:
    return f"{id_!r} cannot be an id; use letters, digits, -, _ and ."


# --- articles ----------------------------------------------------------------------------------


@dataclass(slots=True)
class Articles:
    """What has been read of articles; in the order in which they were read.

    `superseded` are claims that take others out of play: key, index, document, and the other as it is written.
    """

    sources: dict[str, Source] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    texts: dict[str, Text] = field(default_factory=dict)
    superseded: list[tuple[str, int, Document, str]] = field(default_factory=list)


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
        texts: tuple[Path, ...] = (),
        signs: tuple[SignOf, ...] = (),
    ) -> None:
        self.casts, self.properties, self.broken = casts, properties, broken
        self.texts, self.reader = texts, ValueReader(hedges, signs)

    def read(
        self, story: str, name: str, document: Document, article: models.Article, *, is_whole: bool = True
    ) -> Articles:
        """What one article says. Of one that is not whole only the problems are kept."""
        resolved = Articles()
        _ArticleReader(self, story, name, document, article, resolved).read()
        return resolved if is_whole else Articles(problems=resolved.problems)


def joined(articles: Iterable[Articles]) -> Articles:
    """All articles as one, once what each supersedes is known. Those given stay as they are."""
    whole = Articles()
    for each in articles:
        whole.sources.update(each.sources)
        whole.claims += each.claims
        whole.problems += each.problems
        whole.texts.update(each.texts)
        whole.superseded += each.superseded
    _take_out_superseded(whole, sorted(whole.superseded, key=lambda entry: entry[:2]))
    return whole


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
        self.properties, self.broken, self.reader = given.properties, given.broken, given.reader
        self.text_folders, self.resolved = given.texts, resolved
        self.key = f"{story}/{name}"

    def _problem(self, path: tuple[str | int, ...], message: str) -> None:
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
        self.origin = self._voice(said.via or said.publisher)
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
            path: tuple[str | int, ...] = ("source", "no_claim", number)
            if len(phrase.split()) > MAX_QUOTE_WORDS:
                self._problem(path, f"{len(phrase.split())} words; at most {MAX_QUOTE_WORDS} are allowed")
        seen: dict[str, int] = {}
        for index, claim in enumerate(self.article.claims):
            if claim.id:  # a claim that could not be read has its problem already
                self._claim(index, claim, seen, text)

    def _text(self, said: models.Source) -> str | None:
        """The article's text, to look quotes up in; None where it is not at hand."""
        sha256 = said.text_sha256 or ""
        if not said.text and not sha256:
            return None
        if sha256 and not re.fullmatch("[0-9a-fA-F]{64}", sha256):
            self._problem(("source", "text_sha256"), f"{sha256!r} is no SHA-256: expected 64 hexadecimal digits")
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

    def _voice(self, name: str) -> str:
        """An entity's key where the name is one's, else the folded name."""
        return self.cast.find(name) or fold(name)

    def _claim(self, index: int, said: models.Claim, seen: dict[str, int], text: str | None) -> None:
        at = ("claims", index)
        line, column = self.document.place(at)
        if not _ID.fullmatch(said.id):
            self._problem((*at, "id"), _bad_id(said.id))
        is_repeated = said.id in seen
        if is_repeated:
            self._problem((*at, "id"), f"the id {said.id!r} stands here twice, first in line {seen[said.id]}")
        seen.setdefault(said.id, line)
        subject = self._subject((*at, "subject"), said.subject)
        prop = self.properties.get(said.property)
        value = self._value(at, said, prop)
        as_of = self._window((*at, "as_of"), said.as_of) if said.as_of else self.published if self.is_dated else None
        if as_of and said.status == "actual" and as_of.first > self.published.last:
            message = f"{said.as_of} is after the publication on {show_window(self.published)}"
            self._problem((*at, "as_of"), f"{message}; what is still to come is planned, not actual")
        counted_from = self._window((*at, "counted_from"), said.counted_from)
        if counted_from and prop and prop.over_time[said.status] != "accumulates":
            self._problem((*at, "counted_from"), f"{said.property!r} does not accumulate, so nothing is counted")
        self._check_quote((*at, "quote"), said.quote, text)
        out = self._retraction((*at, "retracted"), said.retracted)
        if said.supersedes:
            self.resolved.superseded.append((f"{self.key}#{said.id}", index, self.document, said.supersedes))
        if is_repeated or subject is None or value is None or as_of is None or (said.counted_from and not counted_from):
            return  # set aside until it can be read: it has its problem
        speaker = self.cast.find(said.said_by) if said.said_by else None
        self.resolved.claims.append(
            Claim(
                key=f"{self.key}#{said.id}",
                id=said.id,
                story=self.story,
                source=self.key,
                subject=subject,
                property=said.property,
                status=said.status,
                scope=fold(said.scope) if said.scope else "",
                as_of=as_of,
                value=value,
                speaker=said.said_by or "",
                via=said.via or self.article.source.via or "",
                origin=speaker or (self._voice(said.via) if said.via else self.origin),
                quote=said.quote or "",
                implied=said.implied or "",
                important=said.important,
                counted_from=counted_from,
                out=out,
                file=self.document.file,
                line=line,
                column=column,
            )
        )

    def _subject(self, path: tuple[str | int, ...], name: str) -> str | None:
        """The entity's key; None if there is none, or none that could be read."""
        found = self.cast.find(name)
        if found is None and not self.cast.is_partial:
            hint = did_you_mean(fold(name), self.cast.names)
            where = f"; there is no {self.cast.missing}" if self.cast.missing else "; entities.yaml lists them"
            self._problem(path, f"unknown entity {name!r}{hint or where}")
        return None if found in self.cast.broken else found

    def _value(self, at: tuple[str | int, ...], said: models.Claim, prop: Property | None) -> Value | None:
        if prop is None:
            if self.broken is None or said.property in self.broken:
                return None
            hint = did_you_mean(said.property, self.properties)
            self._problem(
                (*at, "property"), f"unknown property {said.property!r}{hint or '; properties.yaml lists them'}"
            )
            return None
        named = self._named(said.value, prop)  # a name may be another entity's in another story
        scale = self.reader.scale_in(prop.scale, self.article.source.publisher, self.story)
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

    def _named(self, raw: str | tuple[str, ...], prop: Property) -> str | tuple[str, ...]:
        """In an open category a value may be an entity: its aliases are one value."""
        if prop.scale.type != "category" or prop.scale.values:
            return raw
        texts = (raw,) if isinstance(raw, str) else raw
        found = ((text, self.cast.find(text)) for text in texts)
        return tuple(text if key is None else key.rpartition("/")[2] for text, key in found)

    def _window(self, path: tuple[str | int, ...], text: str | None) -> Window | None:
        if text is None:
            return None
        window, mistake = read_window(text)
        if window is None:
            self._problem(path, mistake or "")
        return window

    def _check_quote(self, path: tuple[str | int, ...], quote: str | None, text: str | None) -> None:
        if quote is None:
            return
        words = len(quote.split())
        if words > MAX_QUOTE_WORDS:
            self._problem(path, f"the quote has {words} words; at most {MAX_QUOTE_WORDS} are allowed")
        if text is not None and for_quotes(quote) not in text:
            self._problem(path, f"the quote {quote!r} is not in {self.article.source.text or 'the text'}")

    def _retraction(self, path: tuple[str | int, ...], text: str | None) -> str:
        if text is None:
            return ""
        when, _, why = text.partition(",")
        window, _ = read_window(when)
        if window is None or not why.strip():
            self._problem(
                path, f"{text!r}: expected a date and the reason, such as `2031-05-06, the paper corrected it`"
            )
        return f"retracted {text}"


def claim_key(written: str, source: str) -> str:
    """The key of a claim as an article names it: its id, <source>/<claim> or <story>/<source>/<claim>; "" if none."""
    parts = written.replace("#", "/").split("/")
    story = source.partition("/")[0]
    return {
        1: f"{source}#{parts[-1]}",
        2: f"{story}/{parts[0]}#{parts[-1]}",
        3: f"{parts[0]}/{parts[1] if len(parts) > 2 else ''}#{parts[-1]}",
    }.get(len(parts), "")


def _take_out_superseded(resolved: Articles, superseded: list[tuple[str, int, Document, str]]) -> None:
    by_key = {claim.key: position for position, claim in enumerate(resolved.claims)}
    newer: dict[str, str] = {}
    for key, index, document, target in superseded:
        full = claim_key(target, key.partition("#")[0])
        path = ("claims", index, "supersedes")
        if full == key:
            resolved.problems.append(document.problem(path, "a claim cannot supersede itself"))
        elif full not in by_key:
            resolved.problems.append(document.problem(path, _no_such_claim(target, key, by_key)))
        elif key in by_key and _topic(resolved.claims[by_key[key]]) != _topic(resolved.claims[by_key[full]]):
            old = resolved.claims[by_key[full]]
            about = f"{old.subject.rpartition('/')[2]}, {old.property}"
            message = f"{target!r} is about {about}; a claim can supersede only one about its own subject and property"
            resolved.problems.append(document.problem(path, message))
        elif key in by_key:
            newer[key] = full
            if _ends(newer, key) == key:
                resolved.problems.append(document.problem(path, "these claims supersede each other in a circle"))
                continue
            position = by_key[full]
            old = resolved.claims[position]
            if not old.out:
                resolved.claims[position] = replace(old, out=f"superseded by {key.partition('/')[2].replace('#', '/')}")


def _topic(claim: Claim) -> tuple[str, str]:
    return claim.subject, claim.property


def _no_such_claim(target: str, key: str, known: Iterable[str]) -> str:
    """What is wrong with the name of a superseded claim, with a near one as it is written in files."""
    source, story = key.partition("#")[0], key.partition("/")[0]
    written = {
        other.removeprefix(f"{source}#") if other.startswith(f"{source}#") else other.removeprefix(f"{story}/")
        for other in known
        if other != key
    }
    near = did_you_mean(target, {name.replace("#", "/") for name in written})
    return f"no claim {target!r}; expected <source>/<claim>, or a claim's id in this article{near}"


def _ends(newer: dict[str, str], key: str) -> str:
    """Where the chain of superseded claims from a key ends: at the key itself if it is a circle."""
    at = newer[key]
    while at in newer and at != key:
        at = newer[at]
    return at
