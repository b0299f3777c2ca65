"""Files to a corpus. Every mistake in every file is found in one run; the good claims are kept."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from checker.corpus.corpus import Acceptance, Corpus, Entity, Property, Rule, SignOf
from checker.corpus.identity import identity
from checker.corpus.resolve import Articles, Cast, Resolver, joined, resolve_cast
from checker.corpus.rule_language import parse_rule
from checker.corpus.vocabulary import PLAIN_HEDGES, resolve_hedges, resolve_properties, resolve_rates
from checker.files import models, rate_file
from checker.files.parallel_reader import Read
from checker.files.project import Project
from checker.files.validate import validate, validate_map
from checker.files.yaml_reader import EMPTY, Document, parse_document, read_document
from checker.problems import Problem
from checker.values.dates import read_window
from checker.values.rates import Rates
from checker.values.urls import EXPECTED, is_address
from checker.values.value import Hedges


class Vocabulary(NamedTuple):
    """What can be claimed and what is checked. `broken` are properties that have a problem (None: all may)."""

    properties: dict[str, Property]
    broken: frozenset[str] | None
    hedges: Hedges
    rules: tuple[Rule, ...]
    rates: Rates = Rates()
    signs: tuple[SignOf, ...] = ()


def assemble(project: Project, read: Iterable[tuple[int, Read]]) -> Corpus:
    """The corpus of a project. `read` are its articles' documents with their places in `project.articles`."""
    vocabulary = read_vocabulary(project)
    shared = read_cast(project, Cast())
    casts = {story: read_cast(project, shared, story) for story in project.stories}
    resolver = resolver_of(vocabulary, casts, project)
    articles = []
    for number, (document, wrong) in read:
        project.problems += wrong
        if document is not None:
            story, file = project.articles[number]
            articles.append(read_article(resolver, story, file.stem, document))
    return put_together(project, vocabulary, [shared, *casts.values()], articles, read_accepted(project))


def resolver_of(vocabulary: Vocabulary, casts: dict[str, Cast], project: Project) -> Resolver:
    """What reads the articles of a project."""
    return Resolver(casts, vocabulary.properties, vocabulary.hedges, vocabulary.broken, project.texts, vocabulary.signs)


def put_together(
    project: Project,
    vocabulary: Vocabulary,
    casts: Iterable[Cast],
    articles: Iterable[Articles],
    accepted: Iterable[Acceptance],
) -> Corpus:
    """The corpus of what has been read, in any order; its problems are those of the project and of the articles."""
    resolved = joined(articles)
    entities: dict[str, Entity] = {}
    for cast in casts:
        entities.update(cast.entities)
    return Corpus(
        sources=dict(sorted(resolved.sources.items())),
        claims=tuple(sorted(resolved.claims, key=lambda claim: claim.key)),
        entities=dict(sorted(entities.items())),
        properties=vocabulary.properties,
        rules=vocabulary.rules,
        hedges=vocabulary.hedges,
        rates=vocabulary.rates,
        accepted=tuple(accepted),
        texts=dict(sorted(resolved.texts.items())),
        problems=tuple(sorted({*project.problems, *resolved.problems})),
        root=project.root,
        chosen=project.chosen,
    )


def assemble_rules(project: Project) -> Corpus:
    """The vocabulary and the rules of a project, without its claims."""
    vocabulary = read_vocabulary(project)
    return Corpus(
        sources={},
        claims=(),
        entities={},
        properties=vocabulary.properties,
        rules=vocabulary.rules,
        hedges=vocabulary.hedges,
        rates=vocabulary.rates,
        problems=tuple(sorted(set(project.problems))),
    )


def read_vocabulary(project: Project) -> Vocabulary:
    """The properties, the hedge profile in use and the rules."""
    properties: dict[str, Property] = {}
    broken: frozenset[str] | None = None
    hedges = PLAIN_HEDGES
    if not project.properties.parent.is_dir() and project.problems:
        pass  # it has been said
    elif not project.has(project.properties):
        project.problem(project.properties, "is missing: it says what can be claimed")
    elif (document := _read(project.properties, project)) is not None:
        said, wrong = validate_map(models.Property, document)
        project.problems += wrong
        properties, wrong = resolve_properties(said, document)
        project.problems += wrong
        broken = frozenset(document.value) - properties.keys() if isinstance(document.value, dict) else None
    rates, signs = _read_rates(project)
    if project.has(project.hedges) and (document := _read(project.hedges, project)) is not None:
        hedge_file, wrong = validate(models.HedgeFile, document)
        project.problems += wrong
        if hedge_file is not None:
            hedges, wrong = resolve_hedges(hedge_file, document)
            project.problems += wrong
    types = {name: prop.scale.type for name, prop in properties.items()}
    rules = (_read_rule(file, project, types, broken) for file in project.rules)
    known = tuple(rule for rule in rules if rule is not None)
    return Vocabulary(properties, broken, hedges, known, rates, signs)


def _read_rates(project: Project) -> tuple[Rates, tuple[SignOf, ...]]:
    if not project.has(project.rates) or (document := _read(project.rates, project)) is None:
        return Rates(), ()
    said, wrong = validate(rate_file.RateFile, document)
    project.problems += wrong
    if said is None:
        return Rates(), ()
    rates, signs, wrong = resolve_rates(said, document)
    project.problems += wrong
    return rates, signs


def _read(file: Path, project: Project) -> Document | None:
    document, wrong = read_file(project, file)
    project.problems += wrong
    return document


def read_file(project: Project, file: Path) -> Read:
    """A file of a project: as it is in an editor, else as it is on disk."""
    text, shown = project.unsaved.get(file), project.shown(file)
    return read_document(file, shown) if text is None else parse_document(text.removeprefix("\ufeff"), shown)


def _read_rule(file: Path, project: Project, types: dict[str, str], broken: frozenset[str] | None) -> Rule | None:
    document = _read(file, project)
    if document is None:
        return None
    problems = project.problems
    said, wrong = validate(models.Rule, document)
    problems += wrong
    if said is None:
        return None
    if said.id in (models.SOURCES_DISAGREE, models.COUNT_FALLS, models.JOINT):
        problems.append(document.problem(("id",), f"{said.id!r} is a built-in rule; choose another id"))
    if said.id != file.stem:
        problems.append(document.problem(("id",), f"the id {said.id!r} must be the file's name, {file.stem!r}"))
    if said.url and not is_address(said.url):
        problems.append(document.problem(("url",), f"{said.url!r}: {EXPECTED}"))
    named = {name for selector in said.let.values() for name in selector.property}
    if broken is None or named & broken:
        return None  # set aside with the properties, which have their problem
    relation, mistakes = parse_rule(said, types)
    problems += [document.problem(path, text) for path, text in mistakes]
    expected = {"disagreement", "agreement"} | ({"rounding"} if said.tolerance else set())
    lacking = sorted(expected - {example.expect for example in said.examples if not example.gap})
    if lacking:
        which = " and of ".join(lacking)
        path: tuple[str, ...] = ("examples",) if said.examples else ()
        problems.append(document.problem(path, f"the rule needs an example of {which}, to prove what it does"))
    if relation is None or lacking:
        return None
    return Rule(id=said.id, said=said, relation=relation, document=document)


def read_cast(project: Project, shared: Cast, story: str = "") -> Cast:
    """The entities of a story, or those that the stories share."""
    file = project.cast(story)
    if not project.has(file):
        cast = resolve_cast({}, None, shared, story)
        cast.missing = project.shown(file)
        return cast
    document = _read(file, project)
    if document is None or not isinstance(document.value, dict):
        cast = resolve_cast({}, None, shared, story)
        cast.is_partial = True
        if document is not None:
            project.problems += validate_map(models.Entity, document)[1]
        return cast
    said, wrong = validate_map(models.Entity, document)
    cast = resolve_cast(said, document, shared, story, document.value.keys() - said.keys())
    project.problems += [*wrong, *cast.problems]
    return cast


def read_accepted(project: Project) -> list[Acceptance]:
    """The entries of accepted.yaml that are right."""
    file = project.accepted
    if not project.has(file):
        return []
    document, wrong = read_file(project, file)
    # with its last entry pruned the file holds comments at most
    project.problems += [problem for problem in wrong if problem.message != EMPTY]
    if document is None:
        return []
    entries, wrong = validate_map(models.Acceptance, document)
    project.problems += wrong
    found = []
    for id_, said in entries.items():
        claims = tuple(sorted(said.claims))
        window, mistake = read_window(said.until) if said.until else (None, None)
        if mistake:
            project.problems.append(document.problem((id_, "until"), mistake))
        elif id_ != identity(said.rule, claims):
            message = f"{id_!r} is not the id of this rule and these claims; write entries with `checker accept`"
            project.problems.append(document.problem((id_,), message, of_key=True))
        elif len(said.content.split()) != len(claims):
            message = f"expected as many hashes as claims ({len(claims)}); write entries with `checker accept`"
            project.problems.append(document.problem((id_, "content"), message))
        else:
            found.append(
                Acceptance(
                    id=id_,
                    rule=said.rule,
                    claims=claims,
                    content=tuple(said.content.split()),
                    reason=said.reason,
                    until=window,
                    by=said.by or "",
                    message=said.message or "",
                    file=document.file,
                    line=document.place((id_,), of_key=True)[0],
                )
            )
    return sorted(found, key=lambda acceptance: acceptance.id)


def read_article(resolver: Resolver, story: str, name: str, document: Document) -> Articles:
    """What an article says; nothing but problems where it cannot be read."""
    article, is_whole, problems = _article(document)
    if article is None:
        return Articles(problems=problems)
    read = resolver.read(story, name, document, article, is_whole=is_whole)
    read.problems += problems
    return read


def _known_part(document: Document) -> models.Source | None:
    """The source from the keys that are known: an unknown one has its problem, and hides nothing else."""
    known = {key: value for key, value in document.value["source"].items() if key in models.Source.model_fields}
    try:
        return models.Source.model_validate(known)
    except ValidationError:
        return None


def _article(document: Document) -> tuple[models.Article | None, bool, list[Problem]]:
    """An article, or what could be read of it; whether its source is right; the problems."""
    article, problems = validate(models.Article, document)
    if article is not None or not isinstance(document.value, dict):
        return article, article is not None, problems
    source = document.value.get("source")
    said = document.value.get("claims")
    good = _known_part(document) if isinstance(source, dict) else None
    if good is not None and said == "":  # a draft, all of whose claims are comments: it has its problem
        return models.Article.model_construct(source=good, claims=()), True, problems
    if not isinstance(said, list):
        return None, False, problems
    is_whole = good is not None
    if good is None:  # read on for the mistakes in the claims; the article itself is left out
        good = models.Source(publisher="?", published="../..")
    claims = [validate(models.Claim, document, ("claims", index))[0] for index in range(len(said))]
    # a bad claim keeps its place in the list, so that the places of the others stay right
    placeholder = models.Claim.model_construct(id="", subject="", property="", value="")
    kept = tuple(claim if claim is not None else placeholder for claim in claims)
    article = models.Article.model_construct(source=good, claims=kept)
    return article, is_whole, problems
