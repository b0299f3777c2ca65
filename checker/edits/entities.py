"""Edits of who and what claims speak of: added, renamed, merged, moved in the tree of parts; all claims follow."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from checker.corpus.entities import ID, Cast, bad_id
from checker.edits.acceptances import with_names_of_now
from checker.edits.change import Change, Made
from checker.edits.project_files import SHARED, ProjectFiles, cast_name
from checker.edits.references import Reference, in_article, in_entities
from checker.exchange.edit import lost_comments
from checker.exchange.entities import HEAD
from checker.files.yaml_edit import (
    entry_added,
    entry_removed,
    key_renamed,
    keys_set,
    root_of_text,
    spliced,
    texts_replaced,
)
from checker.files.yaml_writer import flow
from checker.problems import Problem, did_you_mean
from checker.values.value import fold

ENTITY_ORDER = ("kind", "name", "aliases", "part_of", "parts", "from", "to", "on", "became", "restarts")
TAKEN_OVER = ("kind", "name", "part_of", "parts", "from", "to", "on", "became", "restarts")
"""What the entity that stays takes from the one that is merged into it, where it has none."""
ONE_ONLY = ("part_of", "parts", "from", "to", "on", "became")
"""What an entity has one of: two that differ in it become one only once a person has said which holds."""
OF_ENTITY = ("part_of", "became")
"""Those of them that name an entity."""


def add_entity(root: Path, story: str, id_: str, keys: Mapping[str, Any]) -> Made:
    """A new entity of a story ("": of all), with its kind, name, aliases, part_of and what else entities.yaml knows."""
    work = _Work.of(root, story)
    if not ID.fullmatch(id_):
        return None, (Problem(cast_name(story), 1, 1, bad_id(id_)),)
    work.reaches(story)
    entity = {key: keys[key] for key in sorted(keys, key=_rank) if keys[key]}
    text = work.files.text(cast_name(story)) or HEAD
    known = work.said(story)
    if id_ in known:
        return None, (Problem(cast_name(story), 1, 1, f"{id_!r} names an entity already"),)
    after = spliced(text, entry_added(text, id_, entity))
    return work.finished(f"add entity {id_}", {story: (after, {**known, id_: _plain(entity)})})


def _rank(key: str) -> tuple[int, str]:
    return (ENTITY_ORDER.index(key) if key in ENTITY_ORDER else len(ENTITY_ORDER), key)


def set_entity(root: Path, story: str, entity: str, keys: Mapping[str, Any]) -> Made:
    """Keys of an entity: kind, part_of, parts, from, to, on; None takes one out. Its names have edits of their own."""
    work = _Work.of(root, story)
    place, problem = work.find(story, entity)
    if place is None:
        return None, (problem,)
    return work.finished(f"change {', '.join(keys)} of {place.id}", work.with_keys(place, keys))


def add_alias(root: Path, story: str, entity: str, alias: str) -> Made:
    """Another name for an entity."""
    work = _Work.of(root, story)
    place, problem = work.find(story, entity)
    if place is None:
        return None, (problem,)
    aliases = [*work.said(place.story)[place.id].get("aliases", []), alias]
    return work.finished(f"{place.id} is also {alias}", work.with_keys(place, {"aliases": aliases}))


def move_entity(root: Path, story: str, entity: str, part_of: str | None) -> Made:
    """An entity as a part of another whole; None: of none, so that it has no days in it either."""
    if part_of is not None:
        work = _Work.of(root, story)
        place, _ = work.find(story, entity)
        said = work.said(place.story)[place.id].get("part_of") if place is not None else None
        whole = said if said and work.casts[story].find(_whole(said)) == work.casts[story].find(part_of) else part_of
        return set_entity(root, story, entity, {"part_of": whole})
    return set_entity(root, story, entity, {"part_of": None, "from": None, "to": None})


def rename_entity(root: Path, story: str, entity: str, *, id_: str | None = None, name: str | None = None) -> Made:
    """An entity under another id, or with another name, or both. Whatever named it so names it so again.

    The claims of its story follow (of every story, if they share it), and the other entities, accepted.yaml and
    ring-up.yaml: what was accepted is accepted still.
    """
    work = _Work.of(root, story)
    place, problem = work.find(story, entity)
    if place is None:
        return None, (problem,)
    new, said = id_ or place.id, work.said(place.story)
    if mistake := _bad_new_id(place.id, new, said):
        return None, (Problem(cast_name(place.story), 1, 1, mistake),)
    edits = work.with_keys(place, {"name": name}) if name else {place.story: (work.text(place.story), said)}
    text, known = edits[place.story]
    if new != place.id:
        text = spliced(text, key_renamed(root_of_text(text), place.id, new))
        known = {new if key == place.id else key: value for key, value in known.items()}
    named = f"{place.id} is {new} now" if new != place.id else f"{place.id} is called {name} now"
    names = _names_changed(said[place.id].get("name", ""), name)
    follows = _Follows(place.key, _key(place.story, new), new, names)
    return work.finished(named, {place.story: (text, known)}, follows)


def _names_changed(old: str, new: str | None) -> dict[str, str]:
    """The name that comes for an old one (folded), where there was one."""
    return {fold(old): new} if new and old else {}


def _bad_new_id(old: str, new: str, said: Container[str]) -> str:
    """What is wrong with a new id; "" if nothing is."""
    if not ID.fullmatch(new):
        return bad_id(new)
    return f"{new!r} names an entity already; merge the two" if new != old and new in said else ""


def merge_entities(root: Path, story: str, gone: str, kept: str) -> Made:
    """Two entities as one: what was said of `gone` is said of `kept`, which takes its names as aliases."""
    work = _Work.of(root, story)
    place, problem = work.find(story, gone)
    other, wrong = work.find(story, kept)
    if place is None or other is None:
        return None, tuple(each for each, found in ((problem, place), (wrong, other)) if found is None)
    if place.key == other.key:
        return None, (Problem(cast_name(story), 1, 1, f"{gone!r} and {kept!r} are one entity already"),)
    old, new = work.said(place.story)[place.id], work.said(other.story)[other.id]
    if differing := tuple(_differing(place, other, work, work.casts[story])):
        return None, differing
    texts = {s: (work.text(s), work.said(s)) for s in {place.story, other.story}}
    text, known = texts[place.story]
    text = spliced(text, entry_removed(text, root_of_text(text), place.id))
    texts[place.story] = text, {id_: value for id_, value in known.items() if id_ != place.id}
    body, known = texts[other.story]
    wanted = _plain(_merged(old, new, work.casts[story], other.key))
    body = keys_set(body, (other.id,), new, wanted, ENTITY_ORDER)
    texts[other.story] = body, {**known, other.id: wanted}
    follows = _Follows(place.key, other.key, other.id, {})
    return work.finished(f"{place.id} is {other.id}{_of_kind(old, new)}", texts, follows)


def _of_kind(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """That the kind of the entity that is merged into another gives way to that one's."""
    kinds = [said["kind"] for said in (old, new) if "kind" in said]
    return f", of the kind {kinds[1]} (not {kinds[0]})" if len(set(kinds)) > 1 else ""


def _merged(old: Mapping[str, Any], new: Mapping[str, Any], cast: Cast, key: str) -> dict[str, Any]:
    """What is said of an entity with what was said of the one that is merged into it."""
    kept = [name for name in TAKEN_OVER if name in old and not _is_of(old, name, cast, key)]
    merged = {**{name: old[name] for name in kept}, **new}
    if "restarts" in old and "restarts" in new:
        merged["restarts"] = [*new["restarts"], *(each for each in old["restarts"] if each not in new["restarts"])]
    aliases = _aliases_of_both(old, new)
    return merged | ({"aliases": aliases} if aliases else {})


def _is_of(said: Mapping[str, Any], name: str, cast: Cast, key: str) -> bool:
    """Whether a key of an entity names another one, of which it cannot be a part once the two are one."""
    return name in OF_ENTITY and cast.find(_whole(said[name])) == key


def _differing(gone: _Place, kept: _Place, work: _Work, cast: Cast) -> Iterator[Problem]:
    """Where two entities differ in what one can have only once: neither gives way without a word."""
    old, new = work.said(gone.story)[gone.id], work.said(kept.story)[kept.id]
    document = work.files.document(cast_name(kept.story))
    assert document is not None, "an entity of no file"
    if gone.story == SHARED != kept.story:
        message = f"{gone.id!r} is of all stories, and {kept.id!r} of this one: merge the other way round"
        yield Problem(cast_name(SHARED), 1, 1, message)
    for key in ONE_ONLY:
        if key not in old or key not in new or _meant(key, old[key], cast) == _meant(key, new[key], cast):
            continue
        if key in OF_ENTITY and cast.find(_whole(old[key])) in (gone.key, kept.key):
            continue  # what the two were to each other
        then, now = (flow(_plain(said[key])) for said in (old, new))
        message = f"{key} of {gone.id!r} is {then}, and of {kept.id!r} {now}; make it the same in both, then merge them"
        yield document.problem((kept.id, key), message)


def _meant(key: str, said: Any, cast: Cast) -> Any:
    """What a key says, with the entity that it names in place of its name."""
    if key not in OF_ENTITY:
        return _plain(said)
    return cast.find(_whole(said)) or _whole(said), *(said.values() if isinstance(said, Mapping) else ())


def _whole(said: str | Mapping[str, Any]) -> str:
    """The whole that `part_of` names: `chamber`, or {chamber: by party}."""
    return said if isinstance(said, str) else next(iter(said), "")


def _aliases_of_both(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """The aliases of both, and the name that gives way to the other; each once."""
    aliases = list(new.get("aliases", []))
    names = [old["name"]] if "name" in old and "name" in new else []
    taken = {fold(alias) for alias in aliases} | {fold(new.get("name", ""))}
    for alias in (*names, *old.get("aliases", [])):
        if fold(alias) not in taken:
            taken.add(fold(alias))
            aliases.append(alias)
    return aliases


# --- what they share -------------------------------------------------------------------------------


class _Place(Struct, frozen=True):
    """An entity: its key, and the story whose file lists it under an id."""

    key: str
    story: str
    id: str


class _Follows(Struct, frozen=True):
    """Whatever named the entity `old` is to name `new`: by its id, or by the name that has come for a name (folded)."""

    old: str
    new: str
    id: str
    names: Mapping[str, str]


class _Work(Struct):
    """A project's files, what names mean in them, and what is wrong with them before anything is edited."""

    files: ProjectFiles
    casts: dict[str, Cast]
    problems: tuple[Problem, ...]
    stories: list[str]

    @classmethod
    def of(cls, root: Path, story: str) -> _Work:
        """What an edit of an entity of a story touches: that story, and every one if they may share the entity."""
        files = ProjectFiles.of(root)
        stories = [story] if story in files.articles else []
        casts, problems = files.casts(stories)
        return cls(files, casts, problems, [SHARED, *stories])

    def reaches(self, story: str) -> None:
        """From now on speak of all stories, where an entity is of all."""
        if story == SHARED:
            self.stories = [SHARED, *self.files.stories]
            self.casts, self.problems = self.files.casts(self.stories)

    def text(self, story: str) -> str:
        return self.files.text(cast_name(story)) or ""

    def said(self, story: str) -> dict[str, Any]:
        """The entities of a file as it says them."""
        document = self.files.document(cast_name(story))
        value = document.value if document is not None else None
        return dict(value) if isinstance(value, dict) else {}

    def find(self, story: str, name: str) -> tuple[_Place | None, Problem]:
        """The entity that goes by a name in a story, and the problem for where there is none."""
        if story not in self.casts:
            return None, Problem(f"claims/{story}", 1, 1, f"no such story{did_you_mean(story, self.files.stories)}")
        cast = self.casts[story]
        key = cast.find(name)
        hint = did_you_mean(fold(name), cast.names) or "; entities.yaml lists them"
        unknown = Problem(cast_name(story), 1, 1, f"unknown entity {name!r}{hint}")
        if key is None:
            return None, unknown
        home, _, id_ = key.rpartition("/")
        self.reaches(home)
        return (_Place(key, home, id_) if isinstance(self.said(home).get(id_), dict) else None), unknown

    def with_keys(self, place: _Place, keys: Mapping[str, Any]) -> dict[str, tuple[str, dict[str, Any]]]:
        """The file of an entity with other keys for it: its text and what that is to say."""
        said = self.said(place.story)
        old = said[place.id]
        new = {key: _plain(value) for key, value in {**old, **keys}.items() if value is not None}
        text = keys_set(self.text(place.story), (place.id,), old, new, ENTITY_ORDER)
        return {place.story: (text, {**said, place.id: new})}

    def finished(
        self, title: str, edits: Mapping[str, tuple[str, dict[str, Any]]], follows: _Follows | None = None
    ) -> Made:
        """The change that edits of entities' files make, with all that follows from it; or what is wrong with it."""
        lost: list[str] = []
        for story, (text, wanted) in edits.items():
            lost += [comment for _, comment in lost_comments(self.text(story), text)]
            self.files.put(cast_name(story), text)
            if (self.said(story) if text.strip() else {}) != wanted:
                message = "its layout does not allow this change; make it in an editor"
                return None, (Problem(cast_name(story), 1, 1, message),)
        if follows is not None:
            self._follow(follows, self.files.casts(self.stories)[0])
        if new := self._new_problems():
            return None, new
        if follows is not None and follows.old != follows.new:
            with_names_of_now(self.files, {follows.old: follows.new})
        change = self.files.change(title)
        return Change(title=title, files=change.files, lost=tuple(lost)), ()

    def _new_problems(self) -> tuple[Problem, ...]:
        """What is wrong with the entities now and was not before."""
        known = {(problem.file, problem.message) for problem in self.problems}
        return tuple(each for each in self.files.casts(self.stories)[1] if (each.file, each.message) not in known)

    def _follow(self, follows: _Follows, casts: Mapping[str, Cast]) -> None:
        """Give every name that meant the entity, and does so no longer, the one by which it goes now."""
        properties = self.files.properties()
        for story in self.stories:
            for name in (cast_name(story), *self.files.articles.get(story, ())):
                document = self.files.document(name)
                if document is None:
                    continue
                is_cast = name == cast_name(story)
                wanted: list[tuple[Reference, str]] = []
                for each in in_entities(document) if is_cast else in_article(document, properties):
                    is_meant = self.casts[story].find(each.name) == follows.old
                    if is_meant and casts[story].find(each.name) != follows.new:
                        wanted.append((each, follows.names.get(fold(each.name), follows.id)))
                if wanted:
                    self._replace(name, wanted)

    def _replace(self, name: str, wanted: Sequence[tuple[Reference, str]]) -> None:
        text = self.files.text(name) or ""
        body = text.removeprefix("\ufeff")
        texts = {each.path: each.written(new) for each, new in wanted if not each.is_key}
        keys = {each.path: new for each, new in wanted if each.is_key}
        self.files.put(name, text[: len(text) - len(body)] + texts_replaced(body, texts, keys))


def _key(story: str, id_: str) -> str:
    return f"{story}/{id_}" if story else id_


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value
