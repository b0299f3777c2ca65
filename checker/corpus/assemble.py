"""Files to a corpus. Every mistake in every file is found in one run; the good claims are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from pydantic import ValidationError

from checker.corpus.articles import Articles
from checker.corpus.corpus import Acceptance, Corpus, Entity, Property, Rule, SignOf
from checker.corpus.currencies import in_other_currencies
from checker.corpus.desk_files import read_accepted, read_calls
from checker.corpus.entities import Cast, resolve_cast
from checker.corpus.joining import joined
from checker.corpus.resolve import Resolver
from checker.corpus.rule_reach import relation_of, unknown_kinds
from checker.corpus.vocabulary import PLAIN_HEDGES, resolve_hedges, resolve_properties
from checker.files import models
from checker.files.nodes import Document
from checker.files.parallel_reader import Read
from checker.files.project import Project
from checker.files.project_documents import read_file
from checker.files.validation import validate, validate_map
from checker.problems import Problem
from checker.values.rates import NO_RATES, Rates
from checker.values.urls import EXPECTED, is_address
from checker.values.value import Hedges

if TYPE_CHECKING:
    from checker.corpus.calls import Call

BUILT_IN = (models.SOURCES_DISAGREE, models.COUNT_FALLS, models.JOINT)
"""Rules that the engine has of itself."""


class Vocabulary(Struct, frozen=True):
    """What can be claimed and what is checked. `broken` are properties that have a problem (None: all may)."""

    properties: dict[str, Property]
    broken: frozenset[str] | None
    hedges: Hedges
    rules: tuple[Rule, ...]
    rates: Rates = NO_RATES
    signs: tuple[SignOf, ...] = ()


def assemble(project: Project, read: Iterable[tuple[int, Read]], vocabulary: Vocabulary | None = None) -> Corpus:
    """The corpus of a project. `read` are its articles' documents with their places in `project.articles`.

    `vocabulary` is that of the project, where it has been read already.
    """
    vocabulary = vocabulary or read_vocabulary(project)
    shared = read_cast(project, Cast())
    casts = {story: read_cast(project, shared, story) for story in project.stories}
    resolver = resolver_of(vocabulary, casts, project)
    articles = []
    for number, (document, wrong) in read:
        project.problems += wrong
        if document is not None:
            story, file = project.articles[number]
            articles.append(read_article(resolver, story, file.stem, document))
    accepted, calls = read_accepted(project), read_calls(project)
    return put_together(project, vocabulary, [shared, *casts.values()], articles, accepted, calls)


def resolver_of(vocabulary: Vocabulary, casts: dict[str, Cast], project: Project) -> Resolver:
    """What reads the articles of a project."""
    return Resolver(casts, vocabulary.properties, vocabulary.hedges, vocabulary.broken, project.texts, vocabulary.signs)


def put_together(
    project: Project,
    vocabulary: Vocabulary,
    casts: Iterable[Cast],
    articles: Iterable[Articles],
    accepted: Iterable[Acceptance],
    calls: Iterable[Call] = (),
) -> Corpus:
    """The corpus of what has been read, in any order; its problems are those of the project and of the articles."""
    casts = list(casts)
    resolved = joined(articles, vocabulary.properties, casts)
    claims = sorted(resolved.claims, key=lambda claim: claim.key)
    entities: dict[str, Entity] = {}
    for cast in casts:
        entities.update(cast.entities)
    return Corpus(
        sources=dict(sorted(resolved.sources.items())),
        claims=tuple(in_other_currencies(claims, vocabulary.properties, vocabulary.rates)),
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
        revisions=resolved.revisions,
        disowned=resolved.disowned,
        restarts=resolved.restarts,
        hints=tuple(sorted({*resolved.hints, *unknown_kinds(vocabulary.rules, entities.values())})),
        calls=tuple(calls),
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
    """The properties, the hedge profile in use and the rules. Their problems are added to those of the project."""
    properties, broken = _read_properties(project)
    hedges = _read_hedges(project)
    rates, signs = _read_rates(project)
    rules = (_read_rule(file, project, properties, broken) for file in project.rules)
    readable = tuple(rule for rule in rules if rule is not None)
    return Vocabulary(properties, broken, hedges, readable, rates, signs)


def _read_rates(project: Project) -> tuple[Rates, tuple[SignOf, ...]]:
    document = _read(project.rates, project) if project.has(project.rates) else None
    if document is None:
        return NO_RATES, ()
    from checker.corpus.exchange_rates import resolve_rates  # what few projects have
    from checker.files.rate_file import RateFile

    file, wrong = validate(RateFile, document)
    rates, signs, mistakes = (NO_RATES, (), []) if file is None else resolve_rates(file, document)
    project.problems += [*wrong, *mistakes]
    return rates, signs


def _read_properties(project: Project) -> tuple[dict[str, Property], frozenset[str] | None]:
    """The properties, and the names of those that are broken (None: all may be)."""
    if not project.properties.parent.is_dir() and project.problems:
        return {}, None  # the missing folder has its problem
    if not project.has(project.properties):
        project.problem(project.properties, "is missing: it says what can be claimed")
        return {}, None
    document = _read(project.properties, project)
    if document is None:
        return {}, None
    entries, problems = validate_map(models.Property, document)
    project.problems += problems
    properties, problems = resolve_properties(entries, document)
    project.problems += problems
    is_map = isinstance(document.value, dict)
    return properties, frozenset(document.value) - properties.keys() if is_map else None


def _read_hedges(project: Project) -> Hedges:
    document = _read(project.hedges, project) if project.has(project.hedges) else None
    if document is None:
        return PLAIN_HEDGES
    file, problems = validate(models.HedgeFile, document)
    project.problems += problems
    if file is None:
        return PLAIN_HEDGES
    hedges, problems = resolve_hedges(file, document)
    project.problems += problems
    return hedges


def _read(file: Path, project: Project) -> Document | None:
    document, wrong = read_file(project, file)
    project.problems += wrong
    return document


def _read_rule(
    file: Path, project: Project, properties: dict[str, Property], broken: frozenset[str] | None
) -> Rule | None:
    document = _read(file, project)
    if document is None:
        return None
    written, problems = validate(models.Rule, document)
    project.problems += problems
    if written is None:
        return None
    project.problems += _problems_of_head(written, file, document)
    named = {name for selector in written.let.values() for name in selector.property}
    if broken is None or named & broken:
        return None  # set aside with the properties, which have their problem
    own, mistaken = _own_properties(written, document)
    relation, mistakes = relation_of(written, properties, own)
    project.problems += [document.problem(path, text) for path, text in mistakes]
    lacking = [*_missing_examples(written, document), *mistaken]
    project.problems += lacking
    if relation is None or lacking:
        return None
    return Rule(id=written.id, said=written, relation=relation, document=document, properties=own)


def _own_properties(written: models.Rule, document: Document) -> tuple[dict[str, Property], list[Problem]]:
    """The properties of a rule's examples alone."""
    if not written.properties:
        return {}, []
    return resolve_properties(written.properties, document.at("properties"))


def _problems_of_head(written: models.Rule, file: Path, document: Document) -> Iterator[Problem]:
    """What is wrong with a rule's id and address."""
    if written.id in BUILT_IN:
        yield document.problem(("id",), f"{written.id!r} is a built-in rule; choose another id")
    if written.id != file.stem:
        yield document.problem(("id",), f"the id {written.id!r} must be the file's name, {file.stem!r}")
    if written.url and not is_address(written.url):
        yield document.problem(("url",), f"{written.url!r}: {EXPECTED}")


def _missing_examples(written: models.Rule, document: Document) -> list[Problem]:
    """A problem, if the rule does not prove both that it finds a disagreement and that it leaves agreement alone."""
    wanted = {"disagreement", "agreement"} | ({"rounding"} if written.tolerance else set())
    lacking = wanted - {example.expect for example in written.examples if not example.gap}
    if not lacking:
        return []
    path: tuple[str, ...] = ("examples",) if written.examples else ()
    message = f"the rule needs an example of {' and of '.join(sorted(lacking))}, to prove what it does"
    return [document.problem(path, message)]


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
    source = _known_part(document) if isinstance(document.value.get("source"), dict) else None
    claims = document.value.get("claims")
    if source is not None and claims == "":  # a draft, all of whose claims are comments: it has its problem
        return models.Article.model_construct(source=source, claims=()), True, problems
    if not isinstance(claims, list):
        return None, False, problems
    # without a source, read on for the mistakes in the claims; the article itself is left out
    known = source or models.Source(publisher="?", published="../..")
    readable = _readable_claims(document, len(claims))
    return models.Article.model_construct(source=known, claims=readable), source is not None, problems


def _readable_claims(document: Document, number: int) -> tuple[models.Claim, ...]:
    """The claims; an empty one stands for each that cannot be read, so that the places of the others stay right."""
    placeholder = models.Claim.model_construct(id="", subject="", property="", value="")
    claims = (validate(models.Claim, document, ("claims", index))[0] for index in range(number))
    return tuple(placeholder if claim is None else claim for claim in claims)
