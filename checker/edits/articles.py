"""Edits of an article's file: its claims, its head, and the figures of its text that are no claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from checker.edits.change import Change, FileChange, Made, content_of
from checker.edits.claim_places import (
    Layout,
    Spot,
    claim_added,
    claim_removed,
    is_of_draft,
    place_in_order,
    suggestion_removed,
)
from checker.exchange.drafts import ORDER, SOURCE_ORDER
from checker.exchange.edit import comments, lost_comments
from checker.files.nodes import Document
from checker.files.yaml_edit import item_added, keys_set, root_of_text, spliced, value_set
from checker.files.yaml_reader import parse_document
from checker.files.yaml_spans import Span
from checker.problems import Problem, did_you_mean, quoted

Claim = Mapping[str, Any]
"""A claim as its file says it: texts by key; some keys have a list of texts, or a mapping."""


class ArticleFile(Struct, frozen=True, kw_only=True):
    """A claims file as it is: its name below the project's folder, its text, and what that says."""

    name: str
    text: str
    document: Document

    @property
    def body(self) -> str:
        """The text without the mark that some editors put at its start."""
        return self.text.removeprefix("\ufeff")

    @property
    def source(self) -> dict[str, Any]:
        """The keys of its head."""
        found: dict[str, Any] = self.document.value["source"]
        return found

    @property
    def claims(self) -> list[dict[str, Any]]:
        """Its claims, in the order of the file."""
        return list(self.document.value["claims"] or [])

    def claim(self, id_: str) -> dict[str, Any] | None:
        """A claim by its id."""
        return next((claim for claim in self.claims if claim.get("id") == id_), None)


def open_article(root: Path, name: str) -> tuple[ArticleFile | None, tuple[Problem, ...]]:
    """A claims file, to be edited; or what is in the way of that. Raises OSError where it cannot be read."""
    text = content_of(root, name)
    if not isinstance(text, str):
        return None, (Problem(name, 1, 1, "no such file" if text is None else "not a text file in UTF-8"),)
    return article_of(name, text)


def article_of(name: str, text: str) -> tuple[ArticleFile | None, tuple[Problem, ...]]:
    """A claims file of this text."""
    document, problems = parse_document(text.removeprefix("\ufeff"), name)
    if document is None or problems:
        return None, tuple(problems)
    if not _is_article(document.value):
        return None, (Problem(name, 1, 1, "is not a claims file; correct it first"),)
    return ArticleFile(name=name, text=text, document=document), ()


def _is_article(value: object) -> bool:
    """Whether a file has a source and claims, each with its id."""
    if not isinstance(value, dict) or not isinstance(value.get("source"), dict) or "claims" not in value:
        return False
    claims = value["claims"] or []
    return isinstance(claims, list) and all(isinstance(c, dict) and isinstance(c.get("id"), str) for c in claims)


def add_claim(
    file: ArticleFile, claim: Claim, *, after: str | None = None, article_text: str = "", spot: Spot | None = None
) -> Made:
    """Add a claim: after the one of that id ("": before all), else where its quote stands in the article's text.

    `spot` is where its figure stands in the text: the suggestion for it, in a draft, gives way to the claim.
    """
    claims = file.claims
    ids = [each["id"] for each in claims]
    if claim["id"] in ids:
        return None, (_problem(file, f"{quoted(claim['id'])} is the id of another claim here"),)
    if after and after not in ids:
        return None, (_unknown(file, after),)
    behind = ids.index(after) + 1 if after else 0
    at = behind if after is not None else place_in_order(claims, claim, article_text)
    layout, root = _laid_out(file.body)
    after_text = spliced(file.body, claim_added(layout, root, at, claim, spot))
    return _made(file, f"add {claim['id']}", after_text, claims=[*claims[:at], dict(claim), *claims[at:]])


def change_claim(file: ArticleFile, id_: str, keys: Mapping[str, Any]) -> Made:
    """Give keys of a claim other values; None takes a key out."""
    ids = [claim["id"] for claim in file.claims]
    if id_ not in ids:
        return None, (_unknown(file, id_),)
    if keys.get("id", id_) != id_ and keys["id"] in ids:
        return None, (_problem(file, f"{quoted(keys['id'])} is the id of another claim here"),)
    at = ids.index(id_)
    new = _with(file.claims[at], keys)
    after = keys_set(file.body, ("claims", at), file.claims[at], new, ORDER, FLAGS)
    claims = [*file.claims[:at], new, *file.claims[at + 1 :]]
    return _made(file, f"change {id_}: {', '.join(keys)}", after, claims=claims)


def remove_claim(file: ArticleFile, id_: str) -> Made:
    """Take a claim out, with the comments that stand right above it and within it."""
    ids = [claim["id"] for claim in file.claims]
    if id_ not in ids:
        return None, (_unknown(file, id_),)
    at = ids.index(id_)
    layout, root = _laid_out(file.body)
    after = spliced(file.body, claim_removed(layout, root, at))
    return _made(file, f"remove {id_}", after, claims=[*file.claims[:at], *file.claims[at + 1 :]])


def change_head(file: ArticleFile, keys: Mapping[str, Any]) -> Made:
    """Give keys of the head (publisher, published, title, author, via, url) other values; None takes a key out."""
    new = _with(file.source, keys)
    after = keys_set(file.body, ("source",), file.source, new, SOURCE_ORDER)
    return _made(file, f"change {', '.join(keys)}", after, source=new)


def mark_no_claim(file: ArticleFile, words: str, *, spot: Spot | None = None) -> Made:
    """Say that a figure of the text is none to code: `words` hold it, as they stand in the text (8 at most).

    `spot` is where the figure stands: the suggestion for it, in a draft, is taken out.
    """
    old = file.source.get("no_claim", [])
    listed = [old] if isinstance(old, str) else list(old)
    if words in listed:
        return None, (_problem(file, f"{quoted(words)} is listed under no_claim already"),)
    root = root_of_text(file.body)
    if isinstance(file.source.get("no_claim"), list):
        splices = item_added(file.body, root.at("source", "no_claim"), words)
    else:
        splices = value_set(file.body, root.at("source"), "no_claim", [*listed, words], SOURCE_ORDER)
    if spot is not None:
        splices += suggestion_removed(_laid_out(file.body)[0], spot)
    source = {**file.source, "no_claim": [*listed, words]}
    return _made(file, f"no claim: {words}", spliced(file.body, splices), source=source)


def unmark_no_claim(file: ArticleFile, words: str) -> Made:
    """Take back that a figure is none to code."""
    old = file.source.get("no_claim", [])
    left = [each for each in ([old] if isinstance(old, str) else old) if each != words]
    new = _with(file.source, {"no_claim": left or None})
    after = keys_set(file.body, ("source",), file.source, new, SOURCE_ORDER)
    return _made(file, f"to code after all: {words}", after, source=new)


def _with(old: Mapping[str, Any], keys: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in {**old, **keys}.items() if value is not None}


FLAGS = frozenset({"important"})


def _laid_out(text: str) -> tuple[Layout, Span]:
    root = root_of_text(text)
    quiet = {number - 1 for number, _ in comments(text)}
    lines = text.split("\n")
    return Layout.of(text, root, {number for number in quiet if lines[number].lstrip()[:1] == "#"}), root


def _made(
    file: ArticleFile,
    title: str,
    after: str,
    *,
    claims: Sequence[Claim] | None = None,
    source: Mapping[str, Any] | None = None,
) -> Made:
    """The change to a text, if that says what it is to say and nothing else."""
    document, problems = parse_document(after, file.name)
    was = file.document.value
    wanted = {
        **was,
        "source": _plain(source if source is not None else was["source"]),
        "claims": _plain(claims if claims is not None else file.claims),
    }
    said = None if document is None else {**document.value, "claims": document.value["claims"] or []}
    if problems or said != wanted:
        why = f" ({problems[0].message})" if problems else ""
        return None, (_problem(file, f"its layout does not allow this change{why}; make it in an editor"),)
    lost = tuple(text for _, text in lost_comments(file.body, after) if not is_of_draft(text))
    bom = file.text[: len(file.text) - len(file.body)]
    return Change(title=title, files=(FileChange(name=file.name, before=file.text, after=bom + after),), lost=lost), ()


def _plain(value: Any) -> Any:
    """Lists and mappings as the reader makes them."""
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value


def _problem(file: ArticleFile, message: str) -> Problem:
    return Problem(file.name, 1, 1, message)


def _unknown(file: ArticleFile, id_: str) -> Problem:
    hint = did_you_mean(id_, [claim["id"] for claim in file.claims])
    return _problem(file, f"no claim has the id {quoted(id_)}{hint}")
