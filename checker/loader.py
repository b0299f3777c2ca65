"""Folders to a corpus. Every mistake in every file is found in one run; the good claims are kept."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from checker import model
from checker.corpus import Corpus, Property, Rule
from checker.memory import no_garbage_collection
from checker.problems import Problem
from checker.relation import parse_rule
from checker.resolve import Cast, resolve_articles, resolve_cast
from checker.validate import validate, validate_map
from checker.values import Hedges
from checker.vocabulary import PLAIN_HEDGES, resolve_hedges, resolve_properties
from checker.yaml_source import Document, read_document

ENTITIES = "entities.yaml"
PROPERTIES = "properties.yaml"
HEDGES = "hedges.yaml"


@dataclass(slots=True)
class _Project:
    """The files to read, and what is wrong with the folders."""

    root: Path
    stories: dict[str, list[Path]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def shown(self, path: Path) -> str:
        """A file's name in messages: below the working folder relative to it, else absolute."""
        full = os.path.abspath(path)
        relative = os.path.relpath(full)
        return Path(full if relative.startswith("..") else relative).as_posix()


def load(paths: Sequence[str | Path] = (".",)) -> Corpus:
    """Load a project (a folder that holds claims/ and rules/), or some of its stories or articles.

    Never raises for what is in the files: look at `corpus.problems`, each with file, line and column.
    """
    with no_garbage_collection():
        return _load([Path(path) for path in paths])


def _load(paths: list[Path]) -> Corpus:
    project = _find(paths)
    problems = project.problems
    properties, hedges, rules = load_rules(project.root / "rules", project.shown, problems)
    shared = _read_cast(project.root / "claims" / ENTITIES, project, Cast())
    casts = {
        story: _read_cast(project.root / "claims" / story / ENTITIES, project, shared, story)
        for story in project.stories
    }
    articles: list[tuple[str, str, Document, model.Article]] = []
    partial: list[tuple[str, str, Document, model.Article]] = []
    for story, files in sorted(project.stories.items()):
        for file in files:
            document, wrong = read_document(file, project.shown(file))
            problems += wrong
            if document is not None:
                article, is_whole, wrong = _article(document)
                problems += wrong
                if article is not None:
                    (articles if is_whole else partial).append((story, file.stem, document, article))
    resolved = resolve_articles(articles, casts, properties, hedges)
    problems += resolved.problems + resolve_articles(partial, casts, properties, hedges).problems
    entities = dict(shared.entities)
    for cast in casts.values():
        entities.update(cast.entities)
    return Corpus(
        sources=dict(sorted(resolved.sources.items())),
        claims=tuple(sorted(resolved.claims, key=lambda claim: claim.key)),
        entities=dict(sorted(entities.items())),
        properties=properties,
        rules=tuple(rules),
        hedges=hedges,
        problems=tuple(sorted(set(problems))),
    )


# --- folders -----------------------------------------------------------------------------------


def _find(paths: list[Path]) -> _Project:
    roots: dict[Path, None] = {}
    chosen: list[tuple[Path, Path]] = []
    problems: list[Problem] = []
    for path in paths:
        root = _root_of(path)
        if root is None:
            what = "no claims/ folder here; `checker init` starts one" if path.is_dir() else "no such file or folder"
            problems.append(Problem(path.as_posix(), 1, 1, what))
            continue
        roots[root] = None
        chosen.append((root, path))
    project = _Project(root=min(roots, default=Path()), problems=problems)
    if len(roots) > 1:
        problems.append(Problem(max(roots).as_posix(), 1, 1, "is another project; check one project at a time"))
    files: set[tuple[str, Path]] = set()
    for root, path in chosen:
        if root == project.root:
            files.update(_articles_below(path, root / "claims", project))
    for story, file in sorted(files):
        project.stories.setdefault(story, []).append(file)
    if chosen and not files and not problems:
        problems.append(
            Problem(project.shown(project.root / "claims"), 1, 1, "no articles: expected claims/<story>/<source>.yaml")
        )
    return project


def _root_of(path: Path) -> Path | None:
    if not path.exists():
        return None
    if (path / "claims").is_dir():
        return path
    for folder in (path, *Path(os.path.abspath(path)).parents):
        if folder.name == "claims" and folder.is_dir():
            return Path(os.path.relpath(folder.parent))
    return None


def _articles_below(path: Path, claims: Path, project: _Project) -> Iterable[tuple[str, Path]]:
    full, top = Path(os.path.abspath(path)), Path(os.path.abspath(claims))
    if full == top or full == top.parent:
        folders = [entry for entry in sorted(claims.iterdir()) if entry.is_dir() and not entry.name.startswith(".")]
        _report_stray(claims, project, "articles belong in a folder for their story: claims/<story>/", {ENTITIES})
    elif full.is_dir():
        folders = [claims / full.relative_to(top).parts[0]]
    else:
        if full.name != ENTITIES and full.parent.parent == top:
            yield full.parent.name, claims / full.parent.name / full.name
        return
    for folder in folders:
        for file in sorted(folder.iterdir()):
            if file.suffix == ".yaml" and file.name != ENTITIES and not file.name.startswith("."):
                if any("\ud800" <= char <= "\udfff" for char in file.name):
                    message = "the file's name is no text in UTF-8; rename it"
                    project.problems.append(Problem(project.shown(file), 1, 1, message))
                    continue
                yield folder.name, file
            elif file.is_dir():
                _report_stray(
                    file, project, "articles are not looked for this deep: expected claims/<story>/<source>.yaml", set()
                )
            elif file.suffix.lower() in (".yml", ".yaml") and file.name != ENTITIES:
                project.problems.append(Problem(project.shown(file), 1, 1, "files end in .yaml here; rename it"))


def _report_stray(folder: Path, project: _Project, message: str, allowed: set[str]) -> None:
    for file in sorted(folder.rglob("*") if not allowed else folder.iterdir()):
        if file.suffix in (".yaml", ".yml") and file.name not in allowed:
            project.problems.append(Problem(project.shown(file), 1, 1, message))


# --- files -------------------------------------------------------------------------------------


def load_rules(
    folder: Path, shown: Callable[[Path], str], problems: list[Problem]
) -> tuple[dict[str, Property], Hedges, list[Rule]]:
    """The vocabulary, the hedge profile and the rules of one folder; adds what is wrong to `problems`."""
    properties: dict[str, Property] = {}
    hedges = PLAIN_HEDGES
    if not os.path.lexists(folder / PROPERTIES):
        problems.append(Problem(shown(folder / PROPERTIES), 1, 1, "is missing: it says what can be claimed"))
    else:
        document, wrong = read_document(folder / PROPERTIES, shown(folder / PROPERTIES))
        problems += wrong
        if document is not None:
            said, wrong = validate_map(model.Property, document)
            problems += wrong
            properties, wrong = resolve_properties(said, document)
            problems += wrong
    if os.path.lexists(folder / HEDGES):
        document, wrong = read_document(folder / HEDGES, shown(folder / HEDGES))
        problems += wrong
        if document is not None:
            hedge_file, wrong = validate(model.HedgeFile, document)
            problems += wrong
            if hedge_file is not None:
                hedges, wrong = resolve_hedges(hedge_file, document)
                problems += wrong
    rules: list[Rule] = []
    types = {name: prop.scale.type for name, prop in properties.items()}
    if folder.is_dir():
        problems += _stray_rules(folder, shown)
    for file in sorted(folder.glob("*.yaml")) if folder.is_dir() else ():
        if file.name not in (PROPERTIES, HEDGES) and not file.name.startswith("."):
            rule, wrong = _read_rule(file, shown(file), types)
            problems += wrong
            if rule is not None:
                rules.append(rule)
    return properties, hedges, rules


def _stray_rules(folder: Path, shown: Callable[[Path], str]) -> Iterable[Problem]:
    for file in sorted(folder.rglob("*.y*ml")):
        if file.suffix == ".yml":
            yield Problem(shown(file), 1, 1, "files end in .yaml here; rename it")
        elif file.suffix == ".yaml" and file.parent != folder:
            yield Problem(shown(file), 1, 1, "rules are not looked for this deep: expected rules/<rule-id>.yaml")


def _read_rule(file: Path, shown: str, types: dict[str, str]) -> tuple[Rule | None, list[Problem]]:
    document, problems = read_document(file, shown)
    if document is None:
        return None, problems
    said, wrong = validate(model.Rule, document)
    problems += wrong
    if said is None:
        return None, problems
    if said.id in (model.SOURCES_DISAGREE, model.COUNT_FALLS, model.JOINT):
        problems.append(document.problem(("id",), f"{said.id!r} is a built-in rule; choose another id"))
    if said.id != file.stem:
        problems.append(document.problem(("id",), f"the id {said.id!r} must be the file's name, {file.stem!r}"))
    relation, mistakes = parse_rule(said, types)
    problems += [document.problem(path, text) for path, text in mistakes]
    expected = {"disagreement", "agreement"} | ({"rounding"} if said.tolerance else set())
    lacking = sorted(expected - {example.expect for example in said.examples if not example.gap})
    if lacking:
        which = " and of ".join(lacking)
        path: tuple[str, ...] = ("examples",) if said.examples else ()
        problems.append(document.problem(path, f"the rule needs an example of {which}, to prove what it does"))
    if relation is None or lacking:
        return None, problems
    return Rule(id=said.id, said=said, relation=relation, document=document), problems


def _read_cast(file: Path, project: _Project, shared: Cast, story: str = "") -> Cast:
    if not os.path.lexists(file):
        return resolve_cast({}, None, shared, story)
    document, wrong = read_document(file, project.shown(file))
    project.problems += wrong
    if document is None:
        return resolve_cast({}, None, shared, story)
    said, wrong = validate_map(model.Entity, document)
    cast = resolve_cast(said, document, shared, story)
    project.problems += [*wrong, *cast.problems]
    return cast


def _known_part(document: Document) -> model.Source | None:
    """The source from the keys that are known: an unknown one has its problem, and hides nothing else."""
    known = {key: value for key, value in document.value["source"].items() if key in model.Source.model_fields}
    try:
        return model.Source.model_validate(known)
    except ValidationError:
        return None


def _article(document: Document) -> tuple[model.Article | None, bool, list[Problem]]:
    """An article, or what could be read of it; whether its source is right; the problems."""
    article, problems = validate(model.Article, document)
    if article is not None or not isinstance(document.value, dict):
        return article, article is not None, problems
    source = document.value.get("source")
    said = document.value.get("claims")
    good = _known_part(document) if isinstance(source, dict) else None
    if not isinstance(said, list):
        return None, False, problems
    is_whole = good is not None
    if good is None:  # read on for the mistakes in the claims; the article itself is left out
        good = model.Source(publisher="?", published="../..")
    claims = [validate(model.Claim, document, ("claims", index))[0] for index in range(len(said))]
    # a bad claim keeps its place in the list, so that the places of the others stay right
    placeholder = model.Claim.model_construct(id="", subject="", property="", value="")
    kept = tuple(claim if claim is not None else placeholder for claim in claims)
    article = model.Article.model_construct(source=good, claims=kept)
    return article, is_whole, problems


def load_only_rules(path: Path) -> Corpus:
    """The vocabulary and the rules of the project at a path, without its claims."""
    project = _Project(root=_root_of(path) or path)
    if not (project.root / "rules").is_dir():
        project.problems.append(Problem(project.shown(path), 1, 1, "no rules/ folder here"))
    properties, hedges, rules = load_rules(project.root / "rules", project.shown, project.problems)
    return Corpus(
        sources={},
        claims=(),
        entities={},
        properties=properties,
        rules=tuple(rules),
        hedges=hedges,
        problems=tuple(sorted(set(project.problems))),
    )
