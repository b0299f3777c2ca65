"""What goes in and out: articles as plain text under their keys, with their places in another tool's file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from checker.files.models import Claim, Source
from checker.problems import Problem
from checker.values.urls import without_fragment

if TYPE_CHECKING:
    from checker.corpus.corpus import Corpus
    from checker.files.nodes import Spot, Stored

Article = dict[str, Any]
"""What a claims file says: `source`, a mapping of key to text, and `claims`, a list of such mappings (some keys may
have a list of texts, or a mapping)."""

Key = tuple[str, str]
"""An article's story and name."""

ORDER = tuple(Claim.model_fields)
"""The keys of a claim as people write them: first what it is about, last what is for colleagues."""
SOURCE_ORDER = tuple(Source.model_fields)
UNDATED = "../.."
"""A day of publication that is not known."""


class Suggestion(Struct, frozen=True, kw_only=True):
    """A claim that a person is to complete: a comment in the claims file until then.

    `mark` tells it from all others, and is not suggested again where the file has it. `remarks` are lines above it.
    """

    mark: str
    remarks: tuple[str, ...]
    claim: Mapping[str, str]


class Draft(Struct, frozen=True, kw_only=True):
    """An article from another tool. `places` are those in that tool's file; `remarks` stand beside keys of its source.

    With `adds` what a file of that name has already stays, and its source with it; else the draft is all there is, but
    for the keys that are not among its `columns` (None: all are). A key of the source begins with "source." there.
    """

    key: Key
    article: Article
    places: Stored = (1, 1)
    suggestions: tuple[Suggestion, ...] = ()
    remarks: Mapping[str, str] = field(default_factory=dict)
    adds: bool = True
    columns: frozenset[str] | None = None


class Imported(Struct, kw_only=True):
    """What was read from another tool's file.

    With `problems` nothing of it is written. `skipped` are the problems of single items (rows, highlights, reviews),
    which the drafts leave out: they are problems too, unless bad items are to be skipped. `notices` tell what was left
    out on purpose. `entities` are those that the claims need, by story and id; `needs` the properties, each with its
    type and its line for rules/properties.yaml. `sheets` are the names that places count as: see `tables.STRIDE`.
    """

    drafts: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    entities: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()
    needs: Mapping[str, tuple[str, str]] = field(default_factory=dict)


class Incoming(Struct, frozen=True, kw_only=True):
    """A file to import: its bytes, the name that problems give, and the project's articles as they are.

    `story` takes what does not name its own; "" if that is open.
    """

    data: bytes
    shown: str
    encoding: str | None
    story: str
    articles: Mapping[Key, Article]


class Outgoing(Struct, frozen=True, kw_only=True):
    """What to export: the articles' text and what it means. `only` are keys of claims; all of them if empty."""

    corpus: Corpus
    articles: Mapping[Key, Article]
    only: frozenset[str] = frozenset()


class Exported(Struct, frozen=True, kw_only=True):
    """An export, or the problems that keep it from being made. `notices` tell what was left out."""

    data: str | bytes | None
    problems: Sequence[Problem] = ()
    notices: Sequence[str] = ()


def ordered(keys: Iterable[str], order: Sequence[str]) -> list[str]:
    """Keys in the order that people write them in; those it does not know come last, by name."""
    return sorted(keys, key=lambda key: (order.index(key) if key in order else len(order), key))


def slug(text: str, most: int = 60) -> str:
    """Text as a name for a file or an id: "Bürger am Fluß, 3" is "burger-am-fluss-3"."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore").decode().lower()
    cut = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:most].strip("-")
    return cut or "article"


class ArticleNames:
    """Names for articles: that of the same article, where the story has it, else one that is not taken."""

    def __init__(self, articles: Mapping[Key, Article]) -> None:
        self._articles = articles
        self._taken = set(articles)
        self._by_url: dict[tuple[str, str], Key] = {}
        self._by_source: dict[tuple[str, ...], Key] = {}
        self._next: dict[Key, int] = {}
        for key in sorted(articles):
            if url := articles[key]["source"].get("url"):
                self._by_url.setdefault((key[0], without_fragment(url)), key)

    def of(self, story: str, source: Mapping[str, str], wish: str) -> Key:
        """The key of an article: the same for the same url, or for the same publisher, title and day."""
        url = source.get("url")
        if url and (known := self._by_url.get((story, without_fragment(url)))):
            return known
        same = story, *(source.get(part, "") for part in ("publisher", "title", "published", "url"))
        if same in self._by_source:
            return self._by_source[same]
        name = slug(wish)
        for number in count(self._next.get((story, name), 1)):
            key = story, name if number == 1 and name != "entities" else f"{name}-{number}"
            self._next[story, name] = number
            if key not in self._taken or (key in self._articles and _is_same(self._articles[key]["source"], source)):
                break
        self._taken.add(key)
        self._by_source[same] = key
        if url:
            self._by_url[story, without_fragment(url)] = key
        return key


def _is_same(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    if one.get("url") and other.get("url"):
        return False  # it would have been found by its url
    return all(one.get(key) == other.get(key) for key in ("publisher", "title", "published"))


def file_of(root: Path, key: Key) -> Path:
    return root / "claims" / key[0] / f"{key[1]}.yaml"


class SuggestedArticles:
    """Articles that hold nothing but suggestions, put together one by one."""

    def __init__(self, incoming: Incoming) -> None:
        self._story = incoming.story
        self._names = ArticleNames(incoming.articles)
        self._articles: dict[Key, tuple[dict[str, str], Spot, dict[str, Suggestion]]] = {}

    def add(self, source: dict[str, str], suggestion: Suggestion, place: Spot) -> None:
        """A suggestion of an article, which stands at a place of the other tool's file. Each mark counts once."""
        key = self._names.of(self._story, source, f"{source['publisher']} {source.get('title', '')}")
        _, _, suggestions = self._articles.setdefault(key, (source, place, {}))
        suggestions.setdefault(suggestion.mark, suggestion)

    def drafts(self) -> list[Draft]:
        """The articles, by name."""
        return [
            Draft(
                key=key,
                article={"source": source, "claims": []},
                places=place,
                suggestions=tuple(suggestions.values()),
                remarks={"published": "not given: fill in the day"} if source["published"] == UNDATED else {},
            )
            for key, (source, place, suggestions) in sorted(self._articles.items())
        ]
