"""Cast and vocabulary: who and what claims speak of, as a tree of parts, and the words of properties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from checker.coding.proposals import entity_id
from checker.corpus.corpus import Claim, Entity
from checker.desk.acts import apply_made, lost_with, mistakes_of
from checker.desk.relations import claim_address, sentences_of
from checker.desk.site import Site, sent_of, site_of, story_address
from checker.desk.workspace import View
from checker.edits.change import Made
from checker.edits.entities import add_alias, add_entity, merge_entities, move_entity, rename_entity
from checker.edits.properties import FILE, add_property, add_words
from checker.files.models import OVER_TIME, PROPERTY_TYPES
from checker.problems import Problem
from checker.values.dates import show_window
from checker.values.display import visible

MOST_CLAIMS = 40


class Node(Struct, frozen=True, kw_only=True):
    """An entity in the tree of parts, with its parts."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    part_of: str
    since: str
    is_complete: bool
    is_shared: bool
    claims: tuple[tuple[str, str], ...]
    number: int
    parts: tuple[Node, ...]


def cast(request: Request) -> Response:
    """The entities of a story as a tree of parts, with the claims that speak of each."""
    site = site_of(request)
    view = site.view()
    story = site.known_story(view, request.path_params["story"])
    own = _entities(view, story)
    return site.page(
        "cast",
        view,
        story=story,
        address=story_address(story),
        tree=_tree(view, story, own),
        ids=[(visible(entity.id), visible(entity.name)) for entity in own],
        kinds=sorted({entity.kind for entity in own if entity.kind}),
    )


def _entities(view: View, story: str) -> list[Entity]:
    found = [e for e in view.corpus.entities.values() if e.key.startswith(f"{story}/") or "/" not in e.key]
    return sorted(found, key=lambda entity: (entity.name.casefold(), entity.id))


def _tree(view: View, story: str, entities: list[Entity]) -> tuple[Node, ...]:
    sentences = sentences_of(view, story)
    parts: dict[str, list[Entity]] = {}
    known = {entity.key for entity in entities}
    for entity in entities:
        parts.setdefault(entity.part_of if entity.part_of in known else "", []).append(entity)

    def node(entity: Entity, above: frozenset[str]) -> Node:
        claims = [claim for claim in view.claims_about(entity.key) if claim.story == story]
        inner = [each for each in parts.get(entity.key, ()) if each.key not in above]
        return Node(
            id=entity.id,
            name=visible(entity.name),
            kind=visible(entity.kind),
            aliases=tuple(visible(alias) for alias in entity.aliases),
            part_of=entity.part_of.rpartition("/")[2],
            since=show_window(entity.since) if entity.part_of and entity.since.first > 1 else "",
            is_complete=entity.parts_complete,
            is_shared="/" not in entity.key,
            claims=tuple(_told(claim, sentences.claim(claim)) for claim in claims[:MOST_CLAIMS]),
            number=len(claims),
            parts=tuple(node(each, above | {entity.key}) for each in inner),
        )

    return tuple(node(entity, frozenset()) for entity in parts.get("", ()))


def _told(claim: Claim, text: str) -> tuple[str, str]:
    return visible(text), claim_address(claim)


# --- entities


def new_entity(request: Request) -> Response:
    """Add an entity; answers with its id."""
    site, sent, story = _asked(request)
    name = sent.get("name", "")
    id_ = sent.get("id", "") or entity_id(name)
    keys = {"kind": sent.get("kind", ""), "name": name if name != id_ else "", "part_of": sent.get("part_of", "")}
    return _answer(site, add_entity(site.workspace.root, story, id_, keys), value=id_, label=visible(name or id_))


def change_entity(request: Request) -> Response:
    """Rename an entity, give it another name beside its own, or move it in the tree: what is other than before."""
    site, sent, story = _asked(request)
    root, entity = site.workspace.root, sent.get("entity", "")
    if sent.get("alias"):
        return _answer(site, add_alias(root, story, entity, sent["alias"]), told=f"{entity} is also {sent['alias']}")
    if "part_of" in sent:
        return _answer(site, move_entity(root, story, entity, sent["part_of"] or None), told=f"{entity} was moved")
    id_, name = sent.get("id") or None, sent.get("name") or None
    return _answer(site, rename_entity(root, story, entity, id_=id_, name=name), told="renamed; its claims follow")


def merge(request: Request) -> Response:
    """Make two entities one: the claims of both are of the one that stays."""
    site, sent, story = _asked(request)
    made = merge_entities(site.workspace.root, story, sent.get("entity", ""), sent.get("into", ""))
    return _answer(site, made, told=made[0].title if made[0] is not None else "")


def _asked(request: Request) -> tuple[Site, dict[str, str], str]:
    site = site_of(request)
    story = site.known_story(site.view(), request.path_params["story"])
    return site, {key: " ".join(text.split()) for key, text in sent_of(request).items()}, story


def _answer(site: Site, made: Made, *, told: str = "", **more: str) -> Response:
    with site.workspace.lock:
        refused = apply_made(site, made)
        shown = "; ".join(filter(None, (visible(told), lost_with(made))))
        return refused or JSONResponse({"told": shown, "version": site.latest().version, **more})


# --- vocabulary


def words(request: Request) -> Response:
    """The properties, with the words by which texts speak of them."""
    site = site_of(request)
    view = site.view()
    used = Counter(claim.property for claim in view.corpus.claims)
    rows = [
        {
            "name": prop.name,
            "title": visible(prop.title),
            "type": prop.scale.type,
            "unit": visible(prop.scale.unit),
            "over_time": prop.over_time["actual"],
            "words": ", ".join(visible(word) for word in prop.words),
            "used": used[prop.name],
        }
        for prop in view.corpus.properties.values()
    ]
    return site.page("words", view, rows=rows, types=PROPERTY_TYPES, over_time=OVER_TIME)


def new_property(request: Request) -> Response:
    """Add a property; answers with its name."""
    site = site_of(request)
    sent = {key: " ".join(text.split()) for key, text in sent_of(request).items()}
    title = sent.get("title", "")
    name = sent.get("name", "") or entity_id(title).replace("-", "_")
    if not name:
        return mistakes_of([Problem(FILE, 1, 1, "give the property a title, such as: people rescued")])
    keys: Mapping[str, str] = {key: sent[key] for key in ("type", "title", "unit", "over_time") if sent.get(key)}
    return _answer(site, add_property(site.workspace.root, name, keys), value=name, label=visible(title or name))


def change_words(request: Request) -> Response:
    """Say by which further words texts speak of a property."""
    site, sent = site_of(request), sent_of(request)
    listed = [" ".join(word.split()) for word in sent.get("words", "").split(",")]
    found = [word for word in listed if word]
    return _answer(site, add_words(site.workspace.root, sent.get("property", ""), found), told="the words are kept")
