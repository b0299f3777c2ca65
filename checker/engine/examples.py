"""A rule's examples, run: each is a small story that the rule must judge as it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from checker.corpus.articles import Articles
from checker.corpus.corpus import Corpus, Entity, Property, Rule
from checker.corpus.entities import Cast, resolve_cast
from checker.corpus.joining import joined
from checker.corpus.resolve import Resolver
from checker.corpus.rule_language import parse_rule
from checker.corpus.rule_reach import relation_of
from checker.engine.check import check
from checker.engine.findings import PERHAPS, Finding
from checker.files import models
from checker.files.nodes import Document, Marks, Stored, spot_of
from checker.problems import Problem
from checker.values.formatting import show_number


class Outcome(Struct, frozen=True):
    """What an example came to; `wrong` is empty where it is as expected."""

    rule: str
    number: int
    example: models.Example
    wrong: str


def run_examples(corpus: Corpus, *, engine: str = "") -> tuple[list[Outcome], list[Problem]]:
    """Run the examples of all of a corpus's rules; an example that fails is a problem with its place."""
    outcomes: list[Outcome] = []
    problems: list[Problem] = []
    for rules, own in _together(corpus):
        of_these, wrong = _run_together(rules, own, engine)
        outcomes += of_these
        problems += wrong
    order = {rule.id: number for number, rule in enumerate(corpus.rules)}
    return sorted(outcomes, key=lambda each: (order[each.rule], each.number)), sorted(set(problems))


def _together(corpus: Corpus) -> list[tuple[list[Rule], Corpus]]:
    """The rules in groups whose examples are checked at once, each with the corpus in which they are read.

    In a group no name of the examples stands for two properties, so that nothing of the others matters to an example:
    it is a story of its own.
    """
    groups: list[tuple[dict[str, Property], list[Rule]]] = []
    for rule in sorted(corpus.rules, key=lambda rule: (-len(rule.properties), rule.id)):
        meant = {**corpus.properties, **rule.properties}
        own = {name: meant[name] for name in _strings(rule.said.model_dump(include={"examples"})) if name in meant}
        own |= rule.properties
        for known, rules in groups:
            if _fit(own, meant, known, corpus):
                known |= own
                rules.append(rule)
                break
        else:
            groups.append((own, [rule]))
    return [(rules, _with_properties(known, corpus)) for known, rules in groups]


def _fit(own: dict[str, Property], meant: dict[str, Property], known: dict[str, Property], corpus: Corpus) -> bool:
    """Whether a rule's examples mean the same beside those of others; of other names a rule has the types alone."""
    others = {**corpus.properties, **known}
    if any(known[name] != prop for name, prop in own.items() if name in known):
        return False
    return all(meant[name].scale.type == others[name].scale.type for name in meant.keys() & others.keys())


def _strings(value: object) -> set[str]:
    """All texts in a model's data."""
    if isinstance(value, dict):
        return _strings([*value.keys(), *value.values()])
    if isinstance(value, (list, tuple)):
        return {text for inner in value for text in _strings(inner)}
    return {value} if isinstance(value, str) else set()


def _with_properties(own: dict[str, Property], corpus: Corpus) -> Corpus:
    """The corpus in which some rules' examples are read; its rules speak of their own properties too."""
    properties = dict(sorted({**corpus.properties, **own}.items()))
    types = {name: prop.scale.type for name, prop in properties.items()}
    parsed = [(each, parse_rule(each.said, types)[0]) for each in corpus.rules]
    rules = tuple(replace(each, relation=relation) for each, relation in parsed if relation is not None)
    return replace(corpus, properties=properties, rules=rules)


def _run_together(rules: Sequence[Rule], corpus: Corpus, engine: str) -> tuple[list[Outcome], list[Problem]]:
    """Run the examples of rules whose names stand for the same properties."""
    stories: dict[str, tuple[Rule, int, models.Example]] = {}
    unread: set[str] = set()
    resolved = Articles()
    entities: dict[str, Entity] = {}
    for rule in rules:
        for number, example in enumerate(rule.said.examples):
            story = f"{rule.id}.{number}"
            stories[story] = (rule, number, example)
            cast, articles = _resolve(story, example, rule.document.at("examples", number), corpus)
            entities.update(cast.entities)
            resolved.sources.update(articles.sources)
            resolved.claims += articles.claims
            wrong_here = [*cast.problems, *articles.problems]
            resolved.problems += wrong_here
            if wrong_here:
                unread.add(story)
    examples = Corpus(
        sources=dict(sorted(resolved.sources.items())),
        claims=tuple(sorted(resolved.claims, key=lambda claim: claim.key)),
        entities=dict(sorted(entities.items())),
        properties=corpus.properties,
        rules=corpus.rules,
        hedges=corpus.hedges,
        problems=(),
    )
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in check(examples, engine=engine).findings:
        found.setdefault((finding.story, finding.rule), []).append(finding)
    outcomes = []
    problems = list(resolved.problems)
    for story, (rule, number, example) in stories.items():
        if story in unread:  # it has its problem
            outcomes.append(Outcome(rule.id, number, example, "could not be read"))
            continue
        wrong = _wrong(example, found.get((story, rule.id), []), _why_never(rule, corpus.properties))
        if example.gap:
            wrong = "" if wrong else "this known gap is closed: take `gap: true` out"
        outcomes.append(Outcome(rule.id, number, example, wrong))
        if wrong:
            problems.append(rule.document.problem(("examples", number), f"this example fails: {wrong}"))
    return outcomes, problems


def _resolve(story: str, example: models.Example, document: Document, corpus: Corpus) -> tuple[Cast, Articles]:
    has_cast = "entities" in document.value
    cast = resolve_cast(example.entities, document.at("entities") if has_cast else None, Cast(), story)
    resolver = Resolver({story: cast}, corpus.properties, corpus.hedges)
    read = (resolver.read(story, name, places, article) for name, places, article in _articles(example, document))
    return cast, joined(read, corpus.properties, [cast])


def _articles(example: models.Example, document: Document) -> Iterable[tuple[str, Document, models.Article]]:
    """One article for each publisher in the example; each claim keeps its place in the rule's file."""
    by_publisher: dict[str, list[int]] = {}
    for index, claim in enumerate(example.claims):
        by_publisher.setdefault(claim.source, []).append(index)
    places = document.at("claims")
    for publisher, indices in sorted(by_publisher.items()):
        top = spot_of(places.marks)
        own: dict[str | int, Stored] = {n: places.at(i).marks for n, i in enumerate(indices)}
        marks: Marks = (top, {}, {"claims": (top, {}, own)})
        claims = tuple(_claim(example.claims[index], index) for index in indices)
        source = models.Source(publisher=publisher, published=example.published)
        article = models.Article(source=source, claims=claims)
        yield publisher.replace("/", "-"), Document(document.file, None, marks), article


def _claim(said: models.ExampleClaim, index: int) -> models.Claim:
    fields = said.model_dump(exclude={"source", "id"})
    return models.Claim(id=said.id or f"claim-{index + 1}", **fields)


def _why_never(rule: Rule, properties: Mapping[str, Property]) -> str:
    """Why the rule can never match its examples; "" where it can."""
    return next((message for _, message in relation_of(rule.said, properties, {})[1]), "")


def _wrong(example: models.Example, findings: list[Finding], why_never: str) -> str:
    """What is not as the example expects; "" where it is. `why_never`: why the rule can never match it."""
    findings = [finding for finding in findings if finding.kind != PERHAPS]
    broken = [finding for finding in findings if not finding.by_rounding]
    outcome = "disagreement" if broken else "rounding" if findings else "agreement"
    if outcome != example.expect:
        why = why_never or "does anything in it match `let` and `where`?"
        nothing = f" ({why})" if outcome == "agreement" else ""
        said = f": {findings[0].message}" if findings else nothing
        return f"expected {example.expect}, found {outcome}{said}"
    messages = [part.message for finding in findings for part in finding.parts]
    if example.message is not None and example.message not in messages:
        return f"expected the message {example.message!r}, found {' and '.join(repr(m) for m in messages)}"
    gaps = [part.gap for finding in findings for part in finding.parts if part.gap is not None]
    if example.off_by is not None:
        wanted = _number(example.off_by)
        if wanted is None:
            return f"off_by: {example.off_by!r} is not a number"
        if wanted not in gaps:
            return f"expected to be off by {example.off_by}, found {', '.join(map(show_number, gaps)) or 'no gap'}"
    return ""


def _number(text: str) -> Fraction | None:
    try:
        return Fraction(text.replace(",", ""))
    except (ValueError, ZeroDivisionError):
        return None
