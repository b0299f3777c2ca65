"""From what another tool's file says to the files of the project: what would be written, what is in the way of it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from checker.corpus.assemble import assemble
from checker.corpus.loader import load, load_only_rules
from checker.exchange.drafts import Article, Draft, Found, Given, Key, Suggestion, file_of
from checker.exchange.edit import Edited, edited
from checker.exchange.layout import HEAD, article_text, suggestion_lines
from checker.exchange.sheet import STRIDE, letter
from checker.files.budgets import YAML_BYTES, megabytes
from checker.files.nodes import Document, spot_of
from checker.files.parallel_reader import Read
from checker.files.project import Project, find
from checker.files.regular import read_regular
from checker.files.together import write_together
from checker.files.yaml_reader import parse_document, read_document
from checker.files.yaml_writer import scalar
from checker.problems import Problem
from checker.values.display import counted
from checker.values.value import fold

MOST_FILES = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A file as it is (None: not there yet) and as it is to be; what that comes to, and which comments it loses."""

    path: Path
    before: str | None
    after: str
    summary: str
    removed: tuple[str, ...] = ()
    lost: tuple[tuple[int, str], ...] = ()


def articles_of(project: Project) -> tuple[dict[Key, Article], list[Problem]]:
    """What the chosen articles' files say; those that cannot be read as such are left out, with their problems."""
    found: dict[Key, Article] = {}
    problems: list[Problem] = []
    for story, file in project.chosen_articles:
        document, wrong = read_document(file, project.shown(file))
        problems += wrong
        value = document.value if document is not None else None
        if isinstance(value, dict) and isinstance(value.get("source"), dict):
            claims = value.get("claims") or []  # of a draft all claims are comments
            if isinstance(claims, list) and all(isinstance(claim, dict) for claim in claims):
                found[story, file.stem] = {**value, "claims": claims}
    return found, problems


def prepare(root: Path, given: Given, found: Found, *, removes: bool = False) -> tuple[list[Change], list[Problem]]:
    """The changes that an import makes, and all problems. With problems there is nothing to write.

    With `removes` claims that are not in the file to import are taken out of those that are there.
    """
    problems = list(found.problems)
    told = {draft.key: len(draft.article["claims"]) for draft in found.drafts}
    found.drafts = [_completed(draft, given.articles.get(draft.key), removes=removes) for draft in found.drafts]
    for draft in found.drafts:
        if more := len(draft.article["claims"]) - told[draft.key]:
            stay = "1 claim that is not in it stays" if more == 1 else f"{more:,} claims that are not in it stay"
            found.notices.append(f"{'/'.join(draft.key)}: {stay}; --remove takes out what has no row")
    if len(found.drafts) > MOST_FILES:
        problems.append(Problem(given.shown, 1, 1, f"more than {MOST_FILES:,} articles; import a part of them"))
    if problems:
        return [], sorted(set(problems))
    problems = [*_lacking(root, found), *_same_file(found), *_meaning(root, found)]
    changes: list[Change] = []
    for draft in found.drafts if not problems else ():
        change, wrong = _change_of(root, given, draft)
        problems += wrong
        if change is not None and change.after != change.before:
            changes.append(change)
    if not problems:
        for story, entities in sorted(found.entities.items()):
            change, wrong = _cast(root, story, entities)
            problems += wrong
            changes += [change] if change is not None else []
        problems += _trial(root, changes) if not problems and not found.sheets else []
    return ([], sorted(set(problems))) if problems else (sorted(changes, key=lambda change: change.path), [])


def write(root: Path, changes: Iterable[Change]) -> None:
    """Write all of it or nothing. Raises OSError."""
    listed = [*changes]
    write_together(
        root,
        {change.path: change.after for change in listed},
        expected={change.path: change.before for change in listed},
    )


def _completed(draft: Draft, old: Article | None, *, removes: bool) -> Draft:
    """A draft of an article that is there, with what it does not speak of: keys without column, claims without row."""
    if old is None or draft.adds or draft.columns is None:
        return draft
    columns = draft.columns
    source = {key: value for key, value in old["source"].items() if f"source.{key}" not in columns}
    if not draft.article["source"]:
        source = dict(old["source"])
    known = {claim.get("id"): claim for claim in old["claims"]}
    claims = [
        claim | {key: value for key, value in known.get(claim.get("id"), {}).items() if key not in columns}
        for claim in draft.article["claims"]
    ]
    if not removes:
        given = {claim.get("id") for claim in claims}
        claims += [claim for claim in old["claims"] if claim.get("id") not in given]
    return replace(draft, article={"source": source | draft.article["source"], "claims": claims})


def _text_of(path: Path) -> str | None:
    return read_regular(path, YAML_BYTES).decode("utf-8") if os.path.lexists(path) else None


def _change_of(root: Path, given: Given, draft: Draft) -> tuple[Change | None, list[Problem]]:
    """What becomes of one article's file."""
    path = file_of(root, draft.key)
    places = Document("", draft.article, draft.places or (1, 1))
    if not os.path.lexists(path):
        text = article_text(draft.article, draft.suggestions, draft.remarks)
        wrong = _unlike(text, draft.article)
        if wrong:
            return None, [Problem(given.shown, *spot_of(places.marks), f"{'/'.join(draft.key)}: {wrong}")]
        return Change(path=path, before=None, after=text, summary=_counts(draft)), []
    document, problems = read_document(path, path.as_posix())
    if document is None or problems or draft.key not in given.articles:
        return None, problems or [Problem(path.as_posix(), 1, 1, "is no claims file; mend it first")]
    document = replace(document, value=given.articles[draft.key])
    if len({claim.get("id") for claim in document.value["claims"]}) < len(document.value["claims"]):
        return None, [Problem(path.as_posix(), 1, 1, "claims without an id of their own; mend it first")]
    before = _text_of(path) or ""
    wanted = _added(document.value, draft.article) if draft.adds else draft.article
    done = edited(before, document, wanted)
    new = _not_there(draft.suggestions, document.value, before)
    after = _with_suggestions(done.text, new)
    if wrong := _unlike(after, None):
        return None, [Problem(given.shown, *spot_of(places.marks), f"{'/'.join(draft.key)}: {wrong}")]
    summary = _told(done, source=wanted["source"] != document.value["source"], suggestions=len(new))
    return Change(path=path, before=before, after=after, summary=summary, removed=done.removed, lost=done.lost), []


def _unlike(text: str, article: Article | None) -> str:
    """What is wrong with a text that was made: it must say, to the strict reader, what it was made from."""
    if len(text.encode("utf-8", "replace")) > YAML_BYTES:
        return f"its file would be larger than {megabytes(YAML_BYTES)}"
    document, problems = parse_document(text, "")
    if problems or document is None or (article is not None and document.value != article):
        return f"cannot be written as YAML{f' ({problems[0].message})' if problems else ''}"
    return ""


def _added(old: Article, new: Article) -> Article:
    """The article as it is, with the claims that it has not; those that it has say what is new."""
    claims = {claim["id"]: claim for claim in [*old["claims"], *new["claims"]]}
    return {"source": old["source"], "claims": list(claims.values())}


def _not_there(suggestions: Iterable[Suggestion], article: Article, text: str) -> list[Suggestion]:
    """Those that were not suggested before, and are not coded by now."""
    quotes = {fold(str(claim.get("quote", ""))) for claim in article["claims"]} - {""}
    lines = {line.lstrip("# ").rstrip() for line in text.splitlines()}
    return [s for s in suggestions if s.mark not in lines and fold(s.claim.get("quote", "")) not in quotes]


def _with_suggestions(text: str, suggestions: list[Suggestion]) -> str:
    if not suggestions:
        return text
    end_of_line = "\r\n" if "\r\n" in text else "\n"
    lines = suggestion_lines(suggestions, head=HEAD not in text)
    whole = text if text.endswith("\n") else f"{text}{end_of_line}"
    longer = f"{whole}{end_of_line.join(lines)}{end_of_line}"
    document, problems = parse_document(longer.removeprefix("\ufeff"), "")
    says = parse_document(text.removeprefix("\ufeff"), "")[0]
    assert document is not None and not problems and says is not None and document.value == says.value
    return longer


def _counts(draft: Draft) -> str:
    parts = [counted(len(draft.article["claims"]), "claim")]
    if draft.suggestions:
        parts.append(counted(len(draft.suggestions), "suggestion"))
    return f"new, {' and '.join(parts)}"


def _told(done: Edited, *, source: bool, suggestions: int) -> str:
    parts = ["source changed"] if source else []
    for ids, what in ((done.changed, "changed"), (done.added, "added"), (done.removed, "removed")):
        parts += [f"{what} {', '.join(ids[:10])}{f' and {len(ids) - 10} more' if len(ids) > 10 else ''}"] if ids else []
    parts += [f"{counted(suggestions, 'suggestion')} added"] if suggestions else []
    return "; ".join(parts)


def _same_file(found: Found) -> Iterator[Problem]:
    """Two articles whose names differ only by case are one file on some systems."""
    seen: dict[Key, Key] = {}
    for draft in found.drafts:
        other = seen.setdefault((draft.key[0].casefold(), draft.key[1].casefold()), draft.key)
        if other != draft.key:
            message = f"{'/'.join(draft.key)} and {'/'.join(other)} differ only by capital letters"
            yield _moved(Document("", {}, draft.places or (1, 1)).problem((), message), found)


# --- what it means -----------------------------------------------------------------------------


def _meaning(root: Path, found: Found) -> list[Problem]:
    """What the checker would say of the articles, were they written; with the places of the other tool's file."""
    drafts = {draft.key: draft for draft in found.drafts if draft.places is not None}
    if not drafts:
        return []
    project = find([root])
    project.problems = []
    articles = {(story, file.stem): file for story, file in project.articles}
    articles |= {key: file_of(root, key) for key in drafts}
    project.articles = [(story, file) for (story, _), file in sorted(articles.items())]
    shown = {project.shown(file_of(root, key)) for key in drafts}

    def documents() -> Iterator[tuple[int, Read]]:
        for number, (story, file) in enumerate(project.articles):
            draft = drafts.get((story, file.stem))
            if draft is None:
                yield number, read_document(file, project.shown(file))
            else:
                assert draft.places is not None
                yield number, (Document(project.shown(file), draft.article, draft.places), [])

    corpus = assemble(project, documents())
    return [_moved(problem, found) for problem in corpus.problems if problem.file in shown]


def _moved(problem: Problem, found: Found) -> Problem:
    sheet, row = divmod(problem.line, STRIDE)
    name = found.sheets[sheet] if sheet < len(found.sheets) else problem.file
    where = f"{letter(problem.column)}{row}"
    return Problem(name, row, problem.column, f"{where}: {problem.message}")


def _lacking(root: Path, found: Found) -> Iterator[Problem]:
    """Properties that the claims need and the vocabulary has not."""
    file = root / "rules" / "properties.yaml"
    properties = load_only_rules(root).properties if found.needs else {}
    for name, (kind, line) in found.needs.items():
        known = properties.get(name)
        if known is None:
            yield Problem(file.as_posix(), 1, 1, f"the import needs the property {name!r}; add: {name}: {line}")
        elif known.scale.type != kind:
            message = f"the import needs the property {name!r} to be a {kind}; here it is a {known.scale.type}"
            yield Problem(file.as_posix(), 1, 1, message)


def _trial(root: Path, changes: list[Change]) -> list[Problem]:
    """What the checker says of the new files, in a folder of their own with the casts as they will be."""
    with tempfile.TemporaryDirectory(prefix="checker-import-") as name:
        claims = Path(name) / "claims"
        claims.mkdir()
        casts = [Path("entities.yaml"), *sorted({Path(c.path.parent.name) / "entities.yaml" for c in changes})]
        files = {cast: text for cast in casts if (text := _text_of(root / "claims" / cast)) is not None}
        new = [change for change in changes if change.before is None or change.path.name == "entities.yaml"]
        files |= {Path(change.path.parent.name) / change.path.name: change.after for change in new}
        for file, text in files.items():
            (claims / file).parent.mkdir(exist_ok=True)
            (claims / file).write_bytes(text.encode("utf-8"))
        if not any(change.before is None and change.path.name != "entities.yaml" for change in changes):
            return []
        problems = load([name], rules=root / "rules").problems
        shown = {os.path.abspath(claims / file): (root / "claims" / file).as_posix() for file in files}
        return [replace(p, file=shown[full]) for p in problems if (full := os.path.abspath(p.file)) in shown]


# --- entities ----------------------------------------------------------------------------------


def _cast(root: Path, story: str, entities: Mapping[str, Mapping[str, str]]) -> tuple[Change | None, list[Problem]]:
    """The story's entities.yaml with those that it has not, at its end."""
    path = root / "claims" / story / "entities.yaml"
    before = _text_of(path)
    head = "# Who and what the claims of this story speak of.\n"
    known: Mapping[str, object] = {}
    if before is not None:
        document, problems = read_document(path, path.as_posix())
        if problems or document is None or not isinstance(document.value, dict):
            return None, problems or [Problem(path.as_posix(), 1, 1, "expected entities; mend it first")]
        known = document.value
    new = {id_: entity for id_, entity in sorted(entities.items()) if id_ not in known}
    if not new:
        return None, []
    lines = []
    for id_, entity in new.items():
        keys = ", ".join(f"{key}: {_in_braces(value)}" for key, value in entity.items())
        lines.append(f"{scalar(id_)}: {{{keys}}}\n")
    old = head if before is None else before if before.endswith("\n") else f"{before}\n"
    after = "".join([old, *lines])
    document, problems = parse_document(after.removeprefix("\ufeff"), path.as_posix())
    if problems or document is None or document.value != {**known, **new}:
        message = f"cannot take {counted(len(new), 'entity').replace('entitys', 'entities')} at its end; add them first"
        return None, [Problem(path.as_posix(), 1, 1, message)]
    summary = f"{'new, ' if before is None else ''}{len(new):,} {'entity' if len(new) == 1 else 'entities'}"
    return Change(path=path, before=before, after=after, summary=summary if before is None else f"added {summary}"), []


def _in_braces(text: str) -> str:
    """A scalar within { }."""
    written = scalar(text, in_brackets=True)
    document, problems = parse_document(f"a: {{b: {written}}}\n", "")
    if problems or document is None or document.value != {"a": {"b": text}}:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
    return written


def is_given_up(change: Change) -> bool:
    """Whether a change takes something away that a person wrote."""
    return bool(change.removed or change.lost)
