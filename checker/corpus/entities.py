"""The entities of a story: who or what claims speak of, and by which names."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from checker.corpus.corpus import Entity, wholes_of
from checker.files import models
from checker.files.nodes import Document
from checker.patterns import lazy_pattern
from checker.problems import Problem, did_you_mean
from checker.values.dates import WINDOW_ALWAYS, Window, read_window
from checker.values.moments import Moment
from checker.values.times import read_time
from checker.values.value import fold

ID = lazy_pattern(r"[\w.-]+")
_ALWAYS_THERE = Window(WINDOW_ALWAYS.first, WINDOW_ALWAYS.first)
_NEVER_LEAVES = Window(WINDOW_ALWAYS.last, WINDOW_ALWAYS.last)


class NewCount(Struct, frozen=True, kw_only=True):
    """A figure of an entity is counted anew from `since` on: by these voices, or by every one where none is named.

    `path` is its place in `document`.
    """

    entity: str
    property: str
    since: Window
    voices: tuple[str, ...]
    document: Document
    path: tuple[str | int, ...]


class Cast(Struct):
    """The entities of a story: by key, and by every name that they go by (folded).

    `missing` names the file where there is none. With `is_partial` the file could not be read in full, so that a name
    may be unknown for that; `broken` are the keys of entities that could not be read. Both have their problem. `known`
    are those that the stories share, too. `became` are the entities that another one took over from, by key.
    """

    entities: dict[str, Entity] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    missing: str = ""
    is_partial: bool = False
    broken: frozenset[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)
    new_counts: list[NewCount] = field(default_factory=list)
    known: dict[str, Entity] = field(default_factory=dict)
    became: dict[str, str] = field(default_factory=dict)
    _found: dict[str, str | None] = field(default_factory=dict)

    def find(self, name: str) -> str | None:
        """The entity that goes by a name. All names must be known by now."""
        if name not in self._found:
            self._found[name] = self.names.get(fold(name))
        return self._found[name]

    def subject(self, key: str) -> str:
        """Whose figures those of an entity are: its own, or those of what it became."""
        while key in self.became:
            key = self.became[key]
        return key

    def voice(self, name: str) -> str:
        """An entity's key where the name is one's, else the folded name."""
        return self.find(name) or fold(name)

    def event(self, name: str) -> tuple[str, Moment] | str:
        """The key of an event and when it was; or what is wrong with its name."""
        key = self.find(name)
        if key is None:
            return f"unknown date or event {name!r}{did_you_mean(fold(name), self.names)}"
        entity = self.known.get(key)
        if entity is None or entity.on is None:
            id_ = key.rpartition("/")[2]
            return f"no day is known of {id_!r}: write `on:` with its day or minute for it in entities.yaml"
        return key, entity.on


def resolve_cast(
    said: dict[str, models.Entity],
    document: Document | None,
    shared: Cast,
    story: str = "",
    broken: Iterable[str] = (),
) -> Cast:
    """The cast of a story on top of the shared one. `broken` are the names of entries that could not be read."""
    cast = Cast(
        names=dict(shared.names),
        is_partial=shared.is_partial,
        known=dict(shared.entities),
        became=dict(shared.became),
    )
    if document is None:
        return cast
    reader = _CastReader(cast, document, shared, story)
    reader.set_aside(broken)
    for id_, entry in said.items():
        reader.name(id_, entry)
    for id_, entry in sorted(said.items()):
        reader.successor(id_, entry)
    for id_, entry in sorted(said.items()):
        reader.entity(id_, entry)
    cast.problems += _circles(cast, document)
    cast.problems += _unknown_breakdowns(cast, document)
    cast.known.update(cast.entities)
    return cast


class _CastReader(Struct):
    """Reads the entries of one file into `cast`: first all names, then what each entry says."""

    cast: Cast
    document: Document
    shared: Cast
    story: str

    def _key(self, id_: str) -> str:
        return f"{self.story}/{id_}" if self.story else id_

    def _problem(self, path: tuple[str | int, ...], message: str, *, of_key: bool = False) -> None:
        self.cast.problems.append(self.document.problem(path, message, of_key=of_key))

    def set_aside(self, broken: Iterable[str]) -> None:
        keys = {id_: self._key(id_) for id_ in broken}
        self.cast.broken = self.shared.broken | frozenset(keys.values())
        self.cast.names.update({fold(id_): key for id_, key in keys.items()})

    def name(self, id_: str, entry: models.Entity) -> None:
        """Note every name of an entity; none may be another one's."""
        if not ID.fullmatch(id_):
            self._problem((id_,), bad_id(id_), of_key=True)
        names: dict[str, tuple[tuple[str | int, ...], bool]] = {fold(id_): ((id_,), True)}
        for index, alias in enumerate(entry.aliases):
            names.setdefault(fold(alias), ((id_, "aliases", index), False))
        if entry.name:
            names.setdefault(fold(entry.name), ((id_, "name"), False))
        key = self._key(id_)
        for name, (path, of_key) in names.items():
            taken = self.cast.names.setdefault(name, key)
            if taken != key:
                other = "claims/entities.yaml" if taken in self.shared.entities else taken.rpartition("/")[2]
                self._problem(path, f"{name!r} already names an entity ({other})", of_key=of_key)

    def successor(self, id_: str, entry: models.Entity) -> None:
        """Note what an entity became; never where that comes back to itself."""
        if not entry.became:
            return
        key, other = self._key(id_), self._entity((id_, "became"), entry.became)
        if not other:
            return
        if self.cast.subject(other) == key:
            self._problem((id_, "became"), f"{id_!r} became itself")
        else:
            self.cast.became[key] = other

    def entity(self, id_: str, entry: models.Entity) -> None:
        key = self._key(id_)
        since = self._day(entry.from_, _ALWAYS_THERE, (id_, "from"))
        until = self._day(entry.to, _NEVER_LEAVES, (id_, "to"))
        if since.first > until.last:
            self._problem((id_, "to"), f"{id_!r} ends before it begins")
        self.cast.entities[key] = Entity(
            key=key,
            id=id_,
            name=entry.name or id_,
            kind=entry.kind or "",
            part_of=self._whole(id_, entry.part_of),
            parts_complete=entry.parts == "complete",
            breakdown=fold(next(iter(entry.part_of.values()), "")) if isinstance(entry.part_of, dict) else "",
            complete_breakdowns=tuple(sorted(map(fold, entry.parts))) if isinstance(entry.parts, dict) else (),
            since=since,
            until=until,
            aliases=entry.aliases,
            on=self._moment(entry.on, (id_, "on")),
            became=self.cast.subject(key) if key in self.cast.became else "",
        )
        for index, restart in enumerate(entry.restarts):
            self._new_count(key, restart, (id_, "restarts", index))

    def _whole(self, id_: str, said: str | dict[str, str] | None) -> str:
        if not said:
            return ""
        names = list(said) if isinstance(said, dict) else [said]
        if len(names) > 1:
            self._problem((id_, "part_of"), f"a part is of one whole; found {' and '.join(names)}")
        return self.cast.subject(self._entity((id_, "part_of"), names[0]))

    def _entity(self, path: tuple[str | int, ...], name: str) -> str:
        """The key of an entity that an entry names; "" where there is none."""
        found = self.cast.find(name)
        if found is None and not self.cast.is_partial:
            self._problem(path, f"unknown entity {name!r}{did_you_mean(fold(name), self.cast.names)}")
        return found or ""

    def _day(self, text: str | None, default: Window, path: tuple[str | int, ...]) -> Window:
        if text is None:
            return default
        window, mistake = read_window(text)
        if window is None:
            self._problem(path, mistake or "")
            return default
        return window

    def _moment(self, text: str | None, path: tuple[str | int, ...]) -> Moment | None:
        if text is None:
            return None
        moment, mistake = read_time(text)
        if moment is None:
            self._problem(path, mistake or "")
        return moment

    def _new_count(self, key: str, said: models.NewCount, path: tuple[str | int, ...]) -> None:
        since, mistake = read_window(said.on)
        if since is None:
            self._problem((*path, "on"), mistake or "")
            return
        voices = tuple(sorted({self.cast.voice(name) for name in said.by}))
        self.cast.new_counts.append(
            NewCount(
                entity=self.cast.subject(key),
                property=said.property,
                since=since,
                voices=voices,
                document=self.document,
                path=path,
            )
        )


def _circles(cast: Cast, document: Document) -> Iterable[Problem]:
    for key, entity in cast.entities.items():
        if key in wholes_of(key, cast.entities):
            yield document.problem((entity.id, "part_of"), f"{entity.id!r} is a part of itself")


def _unknown_breakdowns(cast: Cast, document: Document) -> Iterable[Problem]:
    """Breakdowns that are said to be complete, and that no part belongs to."""
    of_whole: dict[str, set[str]] = {}
    for part in cast.entities.values():
        if part.breakdown:
            of_whole.setdefault(part.part_of, set()).add(part.breakdown)
    for key, entity in cast.entities.items():
        known = of_whole.get(key, set())
        for name in entity.complete_breakdowns:
            if name not in known:
                hint = did_you_mean(name, known) or "; its parts say which one they belong to"
                yield document.problem((entity.id, "parts"), f"no part is of the breakdown {name!r}{hint}")


def bad_id(id_: str) -> str:
    """What is wrong with an id that is none."""
    return f"{id_!r} cannot be an id; use letters, digits, -, _ and ."
