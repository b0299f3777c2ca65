"""Edits of an article's file: its claims, its head, and the figures of its text that are no claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.edits.change import Change, FileChange, Made, content_of
from checker.exchange.edit import edited
from checker.files.nodes import Document
from checker.files.yaml_reader import parse_document
from checker.problems import Problem, did_you_mean, quoted

Claim = Mapping[str, Any]
"""A claim as its file says it: texts by key; some keys have a list of texts, or a mapping."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFile:
    """A claims file as it is: its name below the project's folder, its text, and what that says."""

    name: str
    text: str
    document: Document

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
    value = document.value
    is_article = isinstance(value, dict) and isinstance(value.get("source"), dict) and "claims" in value
    claims = (value["claims"] or []) if is_article else None
    if not isinstance(claims, list) or not all(isinstance(c, dict) and isinstance(c.get("id"), str) for c in claims):
        return None, (Problem(name, 1, 1, "is no claims file; mend it first"),)
    return ArticleFile(name=name, text=text, document=document), ()


def add_claim(file: ArticleFile, claim: Claim, *, after: str | None = None, article_text: str = "") -> Made:
    """Add a claim: after the one of that id ("": before all), else where its quote stands in the article's text."""
    if file.claim(claim["id"]) is not None:
        return None, (_problem(file, f"{quoted(claim['id'])} is the id of another claim here"),)
    claims = file.claims
    at = len(claims) if after is None else [c["id"] for c in claims].index(after) + 1 if after else 0
    return _changed(file, f"add {claim['id']}", claims=[*claims[:at], dict(claim), *claims[at:]])


def change_claim(file: ArticleFile, id_: str, keys: Mapping[str, Any]) -> Made:
    """Give keys of a claim other values; None takes a key out."""
    old = file.claim(id_)
    if old is None:
        return None, (_unknown(file, id_),)
    new = {key: value for key, value in {**old, **keys}.items() if value is not None}
    return _changed(file, f"change {id_}", claims=[new if claim["id"] == id_ else claim for claim in file.claims])


def remove_claim(file: ArticleFile, id_: str) -> Made:
    """Take a claim out."""
    if file.claim(id_) is None:
        return None, (_unknown(file, id_),)
    return _changed(file, f"remove {id_}", claims=[claim for claim in file.claims if claim["id"] != id_])


def change_head(file: ArticleFile, keys: Mapping[str, Any]) -> Made:
    """Give keys of the head (publisher, published, title, author, via, url) other values; None takes a key out."""
    new = {key: value for key, value in {**file.source, **keys}.items() if value is not None}
    return _changed(file, f"change {', '.join(keys)}", source=new)


def mark_no_claim(file: ArticleFile, words: str) -> Made:
    """Say that a figure of the text is none to code: `words` hold it, as they stand in the text (8 at most)."""
    old = file.source.get("no_claim", [])
    listed = [old] if isinstance(old, str) else list(old)
    return _changed(file, f"no claim: {words}", source={**file.source, "no_claim": [*listed, words]})


def unmark_no_claim(file: ArticleFile, words: str) -> Made:
    """Take back that a figure is none to code."""
    old = file.source.get("no_claim", [])
    left = [each for each in ([old] if isinstance(old, str) else old) if each != words]
    source = {key: value for key, value in file.source.items() if key != "no_claim"}
    return _changed(file, f"to code after all: {words}", source=source | ({"no_claim": left} if left else {}))


def _changed(
    file: ArticleFile, title: str, *, claims: Sequence[Claim] | None = None, source: Mapping[str, Any] | None = None
) -> Made:
    document = file.document
    document = Document(document.file, {**document.value, "claims": file.claims}, document.marks)
    wanted = {"source": dict(source or file.source), "claims": list(file.claims if claims is None else claims)}
    made = edited(file.text, document, wanted)
    return Change(title=title, files=(FileChange(name=file.name, before=file.text, after=made.text),)), ()


def _problem(file: ArticleFile, message: str) -> Problem:
    return Problem(file.name, 1, 1, message)


def _unknown(file: ArticleFile, id_: str) -> Problem:
    hint = did_you_mean(id_, [claim["id"] for claim in file.claims])
    return _problem(file, f"no claim has the id {quoted(id_)}{hint}")
