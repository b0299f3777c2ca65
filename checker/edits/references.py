"""Where the files of a project name an entity: each place with the text that stands there.

What a name means is for the cast of its story to say; here it is only told where one may stand.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from typing import Any

from msgspec import Struct

from checker.corpus.corpus import Property
from checker.files.nodes import Document

_BESIDE_EVENT = re.compile(r"(?:before|after)\s+(\S.*)", re.IGNORECASE)

Path = tuple[str | int, ...]


class Reference(Struct, frozen=True):
    """A name that a file gives: the path to its text, and the text around the name there.

    With `is_key` the name is the last key of the path itself, as in `part_of: {chamber: by party}`.
    """

    path: Path
    name: str
    before: str = ""
    after: str = ""
    is_key: bool = False

    def written(self, name: str) -> str:
        """The text at its place with another name."""
        return f"{self.before}{name}{self.after}"


def in_article(document: Document, properties: Mapping[str, Property]) -> Iterator[Reference]:
    """The names in an article's file: of subjects, voices, events, and of the values of open categories."""
    value = document.value
    if not isinstance(value, dict):
        return
    source, claims = value.get("source"), value.get("claims")
    yield from _texts(source, ("source",), "publisher", "via")
    listed = claims if isinstance(claims, list) else []
    ids = {claim["id"] for claim in listed if isinstance(claim, dict) and isinstance(claim.get("id"), str)}
    for index, claim in enumerate(listed):
        if isinstance(claim, dict):
            yield from _in_claim(claim, ("claims", index), properties)
            compared = claim.get("compared")
            if isinstance(compared, dict) and not _is_claim(compared.get("to"), ids):
                yield from _in_figure(compared.get("to"), ("claims", index, "compared", "to"))


def _is_claim(said: Any, ids: Container[str]) -> bool:
    """Whether what a figure is compared with is a claim: one of this article, or <source>/<claim>."""
    text = said[0] if isinstance(said, list) and len(said) == 1 else said
    return isinstance(text, str) and ("/" in text or text in ids)


def _in_claim(claim: Mapping[str, Any], at: Path, properties: Mapping[str, Property]) -> Iterator[Reference]:
    yield from _texts(claim, at, "subject", "said_by", "via", "relays", "disowned_by")
    moment = claim.get("as_of")
    found = _BESIDE_EVENT.fullmatch(moment) if isinstance(moment, str) else None
    if found is not None:
        yield Reference((*at, "as_of"), found[1], before=found[0][: found.start(1)])
    revised = claim.get("revises")
    if isinstance(revised, dict) and "figure" in revised:
        yield from _in_figure(revised["figure"], (*at, "revises", "figure"))
    prop = properties.get(claim.get("property", ""))
    if prop is not None and prop.scale.type == "category" and not prop.scale.values:
        yield from _texts(claim, at, "value")


def _in_figure(figure: Any, path: Path) -> Iterator[Reference]:
    """The subject of `capital, killed`, [capital, killed, planned] or `capital`."""
    if isinstance(figure, str):
        name, comma, rest = figure.partition(",")
        yield Reference(path, name.strip(), after=f"{comma}{rest}") if comma else Reference(path, figure)
    elif isinstance(figure, list) and len(figure) == 1:
        yield from (Reference((*path, 0), each.name, after=each.after) for each in _in_figure(figure[0], path))
    elif isinstance(figure, list) and figure and isinstance(figure[0], str):
        yield Reference((*path, 0), figure[0])


def in_entities(document: Document) -> Iterator[Reference]:
    """The names in a file of entities: of wholes, and of who counts anew."""
    value = document.value
    for id_, entity in value.items() if isinstance(value, dict) else ():
        if not isinstance(entity, dict):
            continue
        yield from _texts(entity, (id_,), "part_of", "became")
        whole = entity.get("part_of")
        for name in whole if isinstance(whole, dict) else ():
            yield Reference((id_, "part_of", name), name, is_key=True)
        restarts = entity.get("restarts")
        for index, restart in enumerate(restarts if isinstance(restarts, list) else ()):
            yield from _texts(restart, (id_, "restarts", index), "by")


def _texts(mapping: Any, at: Path, *keys: str) -> Iterator[Reference]:
    """The texts under some keys: one, or a list of them."""
    for key in keys if isinstance(mapping, dict) else ():
        value = mapping.get(key)
        if isinstance(value, str):
            yield Reference((*at, key), value)
        elif isinstance(value, list):
            yield from (Reference((*at, key, n), each) for n, each in enumerate(value) if isinstance(each, str))
