"""What the checker would say of articles, were they written: nothing is written for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from checker.corpus.assemble import assemble
from checker.corpus.loader import load_only_rules
from checker.exchange.drafts import Draft, Imported, Incoming, Key, file_of
from checker.exchange.tables import STRIDE, letter
from checker.files.nodes import Document, Stored
from checker.files.parallel_reader import Read
from checker.files.project import find
from checker.files.yaml_reader import read_document
from checker.problems import Problem

MOST_ROUNDS = 10


class Judged(Struct, frozen=True, kw_only=True):
    """The drafts that can be written, and the problems of what was left out of them."""

    drafts: list[Draft]
    problems: list[Problem]


def judged(root: Path, imported: Imported, incoming: Incoming, casts: Mapping[Path, str], *, skips: bool) -> Judged:
    """The drafts with the problems of what they mean, each with its place in the other tool's file.

    `casts` are the texts of entities.yaml as they would be. With `skips` claims and articles with a problem are left
    out, or stay as they are where they are there, until there is none.
    """
    drafts = list(imported.drafts)
    problems: list[Problem] = []
    for round_ in range(MOST_ROUNDS):
        wrong = _problems(root, drafts, casts)
        problems += [_moved(problem, imported, incoming.shown) for found in wrong.values() for problem in found]
        if not wrong or not skips:
            break
        is_last = round_ == MOST_ROUNDS - 1
        kept = [
            draft if draft.key not in wrong else _without(draft, wrong[draft.key], incoming, is_last=is_last)
            for draft in drafts
        ]
        drafts = [draft for draft in kept if draft is not None]
    return Judged(drafts=drafts, problems=problems)


def lacking(root: Path, imported: Imported) -> Iterator[Problem]:
    """Properties that the claims need and the vocabulary has not."""
    file = root / "rules" / "properties.yaml"
    properties = load_only_rules(root).properties if imported.needs else {}
    for name, (kind, line) in imported.needs.items():
        known = properties.get(name)
        if known is None:
            yield Problem(file.as_posix(), 1, 1, f"the import needs the property {name!r}; add: {name}: {line}")
        elif known.scale.type != kind:
            message = f"the import needs the property {name!r} to be a {kind}; here it is a {known.scale.type}"
            yield Problem(file.as_posix(), 1, 1, message)


def at_place(draft: Draft, path: tuple[str | int, ...], message: str, imported: Imported, shown: str) -> Problem:
    """A problem of a draft, with its place in the other tool's file."""
    return _moved(Document("", draft.article, draft.places).problem(path, message), imported, shown)


def _moved(problem: Problem, imported: Imported, shown: str) -> Problem:
    """A problem with its sheet, row and cell, where there are sheets."""
    if not imported.sheets:
        return problem._replace(file=shown)
    sheet, row = divmod(problem.line, STRIDE)
    name = imported.sheets[sheet] if sheet < len(imported.sheets) else shown
    return Problem(name, row, problem.column, f"{letter(problem.column)}{row}: {problem.message}")


def _problems(root: Path, drafts: Sequence[Draft], casts: Mapping[Path, str]) -> dict[Key, list[Problem]]:
    """The problems of each draft, with their places in it."""
    by_key = {draft.key: draft for draft in drafts}
    project = find([root])
    project.problems = []
    project.unsaved = dict(casts)
    articles = {(story, file.stem): file for story, file in project.articles}
    articles |= {key: file_of(project.root, key) for key in by_key}
    project.articles = [(story, file) for (story, _), file in sorted(articles.items())]

    def documents() -> Iterator[tuple[int, Read]]:
        for number, (story, file) in enumerate(project.articles):
            draft = by_key.get((story, file.stem))
            if draft is None:
                yield number, read_document(file, project.shown(file))
            else:
                yield number, (Document(project.shown(file), draft.article, draft.places), [])

    corpus = assemble(project, documents())
    keys = {project.shown(file_of(project.root, key)): key for key in by_key}
    wrong: dict[Key, list[Problem]] = {}
    for problem in corpus.problems:
        if problem.file in keys:
            wrong.setdefault(keys[problem.file], []).append(problem)
    return wrong


def _without(draft: Draft, problems: Sequence[Problem], incoming: Incoming, *, is_last: bool) -> Draft | None:
    """A draft without the claims that have a problem; None where it is the article's, or for want of another way.

    A claim that the article's file has already is as it is there.
    """
    document = Document("", draft.article, draft.places)
    of_source = {document.place(("source", key))[-2:] for key in draft.article["source"]} | {document.place(())[-2:]}
    if is_last or any((problem.line, problem.column) in of_source for problem in problems):
        return None
    bad = {problem.line for problem in problems}
    before = {} if draft.adds else _claims_there(draft, incoming)
    claims, places = [], []
    for number, claim in enumerate(draft.article["claims"]):
        at = document.place(("claims", number))[-2:]
        marks = _marks_at(draft.places, number) or at
        if at[0] not in bad:
            claims.append(claim)
            places.append(marks)
        elif claim.get("id") in before:
            claims.append(before[claim.get("id")])
            places.append(document.place(())[-2:])
    is_there = draft.key in incoming.articles
    if claims == draft.article["claims"] or not (claims or is_there):
        return None  # the problem is in none of them, or in all
    return replace(draft, article={**draft.article, "claims": claims}, places=_with_places(draft.places, places))


def _claims_there(draft: Draft, incoming: Incoming) -> dict[str, Any]:
    old = incoming.articles.get(draft.key)
    return {claim.get("id", ""): claim for claim in old["claims"]} if old is not None else {}


def _marks_at(places: Stored, number: int) -> Stored | None:
    """The places of a claim, where those of claims are known."""
    if len(places) == 2:
        return None
    listed = places[2].get("claims", (1, 1))
    return None if len(listed) == 2 else listed[2].get(number)


def _with_places(places: Stored, claims: Sequence[Stored]) -> Stored:
    """An article's places with others for its claims."""
    if len(places) == 2:
        return places
    own, keys, children = places
    listed: Stored = (own, {}, dict(enumerate(claims)))
    return own, keys, {**children, "claims": listed}
