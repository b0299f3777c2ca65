"""The derivation of a finding, and the page of a rule, as plain lines."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from checker.baseline.review import Review
from checker.corpus.corpus import Claim, Corpus, Rule, wholes_of
from checker.corpus.relation import Linear, Relation
from checker.engine.bounds import side_bounds
from checker.engine.comparisons import comparison_rules
from checker.engine.findings import DIFFER, FALLS, GOES_BACK, ITSELF, PERHAPS, ROW, Combination, Finding
from checker.files.models import (
    COUNT_FALLS,
    DIFFERENCE,
    DISOWNED,
    JOINT,
    NOT_IN_QUOTE,
    OUTDATED,
    PERIODS,
    SOFT_TOP,
    SOURCES_DISAGREE,
    STATE_GOES_BACK,
    TIMES,
)
from checker.reports.figures import TINY
from checker.reports.names import capital
from checker.reports.order import ranked
from checker.reports.sentences import Sentences
from checker.values.display import counted
from checker.values.formatting import listed, show_gap, show_number, show_range, show_value
from checker.values.urls import is_address

BUILT_IN_PAGES = {
    SOURCES_DISAGREE: (
        "Sources disagree about one figure",
        "Two voices that speak of one figure as of one moment must have a common value, and so must one voice and "
        "itself; a count that accumulates must not be lower later. This follows from the vocabulary and needs no rule "
        "file. A newer plan replaces an older one; an equally old one disagrees with it.",
    ),
    COUNT_FALLS: (
        "An accumulating count falls",
        "A property with `over_time: accumulates` may never fall: the dead of a flood do not become fewer. A voice "
        "that takes a figure back says so with `revises`, one that starts its count again with `counted_from`. This "
        "needs no rule file.",
    ),
    JOINT: (
        "Claims cannot all be true together",
        "No single rule is broken, but several together leave no values that all of these claims allow. The set is "
        "minimal: leave any one of the claims out, and the rest can be true.",
    ),
    OUTDATED: (
        "A paper prints a figure that was taken back",
        "A voice revised its figure (`revises`), and a paper gives the old one as of a later moment. Tell your readers "
        "of the new one.",
    ),
    DISOWNED: (
        "A voice never gave a figure",
        "A voice says that it never gave what a paper ascribes to it (`disowned_by`). Ask the paper where it is from.",
    ),
    PERIODS: (
        "A figure for a period does not fit the totals",
        "For a count that accumulates, a figure for a period is the total at its end less the total at its start, and "
        "totals never fall. So periods and totals must go together. Periods of what flows must add up too, such as two "
        "weeks and the fortnight that they make. This needs no rule file.",
    ),
    TIMES: (
        "A figure is not the multiple of another one that a source gives",
        "A source compares two figures (`compared`), and there are no values of the two that its comparison allows: "
        "one of the three is wrong. A percentage is as exact as its digits. This needs no rule file.",
    ),
    DIFFERENCE: (
        "Two figures do not differ by as much as a source says",
        "A source says by how many two figures differ (`compared`), and they do not: one of the three is wrong. This "
        "needs no rule file.",
    ),
    SOFT_TOP: (
        "A value is far above what another one's words suggest",
        '"Thousands" may be 12,000, and "more than 2,300" may be 11,300; both can be true, and readers should be told '
        "of both. How far such words reach is set in rules/hedges.yaml.",
    ),
    STATE_GOES_BACK: (
        "A later article puts it at an earlier stage",
        "One article calls a bill signed, and a later one calls it proposed. Both may be true, and readers should be "
        "told of both. Which category comes first is set in the vocabulary (`order`).",
    ),
    NOT_IN_QUOTE: (
        "A claim has another figure than its own quote",
        "The words quoted for a claim give a figure, and it is not the claim's: 21 for 12 is the likeliest slip of our "
        "own. Look at the article again.",
    ),
}
TENSIONS = (OUTDATED, DISOWNED, NOT_IN_QUOTE, SOFT_TOP, STATE_GOES_BACK)


def rule_page(rule_id: str, corpus: Corpus) -> list[str] | None:
    """What a rule says, why, and its examples; None if there is no such rule."""
    if rule_id in BUILT_IN_PAGES:
        title, why = BUILT_IN_PAGES[rule_id]
        built_in = "; built in" if rule_id != JOINT else ""
        return [rule_id, "", title, "", f"severity: {severity_of(rule_id, corpus)}{built_in}", "", why]
    rule = next((rule for rule in corpus.rules if rule.id == rule_id), None)
    return None if rule is None else list(_page(rule))


def _page(rule: Rule) -> Iterable[str]:
    said = rule.said
    yield from (said.id, "", said.title, "", f"severity: {said.severity}", "")
    for name, selector in said.let.items():
        parts = [
            f"{key} {listed(values, 'or')}"
            for key, values in (
                ("property", selector.property),
                ("type", selector.type),
                ("status", selector.status),
                ("kind", selector.kind),
            )
            if values
        ]
        parts += ["marked important"] if selector.important else []
        yield f"let      {name}: {', '.join(parts) or 'any figure'}"
    for text in said.where:
        yield f"where    {text}"
    tolerance = f"   (tolerance {said.tolerance})" if said.tolerance else ""
    yield f"require  {said.require}{tolerance}"
    yield from ("", " ".join(said.why.split()), *([f"More: {said.url}"] if said.url else []), "")
    for example in said.examples:
        gap = " (a known gap: not so yet)" if example.gap else ""
        yield f"{example.expect}{': ' + example.title if example.title else ''}{gap}"
        for claim in example.claims:
            value = claim.value if isinstance(claim.value, str) else listed(claim.value, "or")
            status = "" if claim.status == "actual" else f" {claim.status}"
            day = f", as of {claim.as_of}" if claim.as_of else ""
            yield f"    {claim.subject}, {claim.property}{status}: {value}{day}"
        if example.message:
            yield f"    -> {example.message}"


def derivation(finding: Finding, review: Review) -> list[str]:
    """Each claim as it was read, then the arithmetic step by step."""
    sentences = Sentences(review.result)
    lines = [f"{finding.severity} {finding.rule} [{finding.id}]", ""]
    lines += [*sentences.parts(finding), "", "The claims:"]
    for claim in finding.claims:
        lines += _claim_lines(claim, sentences)
    lines += ["", "The steps:"]
    lines += [f"  {number}. {step}" for number, step in enumerate(derivation_steps(finding, sentences), 1)]
    if finding.echo_of:
        whose = "that disagreement" if len(finding.echo_of) == 1 else "those disagreements"
        lines += ["", f"It follows from {listed(finding.echo_of)}: it uses a figure of {whose}, and may go with it."]
    number = next((at for at, dispute in enumerate(ranked(review), 1) if finding in dispute.findings), None)
    if number is not None:
        lines += ["", f"It belongs to dispute {number} of the report."]
    if finding.advice:
        lines += ["", f"What to do: {finding.advice}."]
    return lines


def derivation_steps(finding: Finding, sentences: Sentences) -> list[str]:
    """From the figures to what cannot be, one step a line: those of each part's widest combination."""
    if finding.steps:
        return list(finding.steps)
    relation = relation_of(finding.rule, sentences.result.corpus)
    steps: list[str] = []
    for part in finding.parts:
        widest = max(part.combinations, key=lambda combination: combination.gap or Fraction(0))
        steps += _steps(finding, widest, relation, sentences)
    return steps


def severity_of(rule_id: str, corpus: Corpus) -> str:
    """The severity that a rule states; of the built-in ones, error or warning."""
    default = "warning" if rule_id in TENSIONS else "error"
    return next((rule.said.severity for rule in corpus.rules if rule.id == rule_id), default)


def url_of(rule_id: str, corpus: Corpus) -> str:
    """The page that says more about a rule; "" if it names none that a browser may follow."""
    url = next((rule.said.url or "" for rule in corpus.rules if rule.id == rule_id), "")
    return url if is_address(url) else ""


def relation_of(rule: str, corpus: Corpus) -> Relation | None:
    """The relation of a rule of the corpus, or of comparisons; None for what else is built in."""
    if rule in (TIMES, DIFFERENCE):
        return next(iter(comparison_rules(corpus).get(rule, ())), None)
    return next((each.relation for each in corpus.rules if each.id == rule), None)


def _claim_lines(claim: Claim, sentences: Sentences) -> Iterable[str]:
    yield f"  {claim.file}:{claim.line}  {sentences.said(claim)}"
    yield f"      {sentences.who(claim)}"
    if claim.quote:
        yield f'      "{claim.quote}"'
    if claim.implied:
        yield f"      implied: {claim.implied}"
    value = claim.value
    if value.choices is None and not value.interval.is_point:
        yield f"      read as {show_value(value)}"


def _steps(
    finding: Finding, combination: Combination, relation: Relation | None, sentences: Sentences
) -> Iterable[str]:
    for statement in combination.statements:
        yield f"{sentences.names.title(statement.figure)}: {sentences.figures.dated(statement)}"
    if finding.rule == NOT_IN_QUOTE:
        quotes = [claim.quote for statement in combination.statements for claim in statement.claims]
        yield f'its quote gives another value: "{quotes[0]}"'
    elif relation is not None and relation.counts_origins:
        voices = sorted({sentences.names.voice(statement.voice) for statement in combination.statements})
        yield f"it rests on {counted(len(voices), 'voice')}: {listed(voices)}"
    elif relation is None or finding.kind not in (ROW, PERHAPS):
        yield _built_in_step(finding, combination)
    elif any(statement.choices is not None for statement in combination.statements):
        yield "both hold at the same time, and have no value in common"
    else:
        yield from _parts_of_parts(combination, sentences)
        yield from _algebra(finding, combination, relation)


def _parts_of_parts(combination: Combination, sentences: Sentences) -> Iterable[str]:
    """By which other entities a subject is a part of another one: "Odar is a part of North, and that of Sarvia"."""
    subjects = dict.fromkeys(statement.figure.subject for statement in combination.statements)
    entities = sentences.names.corpus.entities
    for subject in subjects:
        path: list[str] = []
        for whole in wholes_of(subject, entities):
            path.append(whole)
            if whole in subjects:
                break
        if len(path) > 1 and path[-1] in subjects:
            told = capital(sentences.names.subject(subject))
            yield f"{told} is a part of {', and that of '.join(map(sentences.names.subject, path))}"


def _built_in_step(finding: Finding, combination: Combination) -> str:
    if finding.kind == FALLS:
        return f"the count may never fall{_off(combination)}"
    if finding.kind == GOES_BACK:
        return "the later one comes before the other in the order of its property, and they exclude each other"
    if finding.kind == PERHAPS:
        return "if both are of one time, they have no value in common"
    if finding.kind == ITSELF and finding.severity == "note":
        return "both may be right: one is a limit, and the other the figure at it"
    what = "the higher is not of a later time" if _is_count(combination) and finding.kind == DIFFER else "one time"
    return f"these have no value in common ({what}){_off(combination)}"


def _is_count(combination: Combination) -> bool:
    return combination.statements[0].figure.mode == "accumulates"


def _algebra(finding: Finding, combination: Combination, relation: Relation) -> Iterable[str]:
    unit = finding.unit
    for side, linear in (("left", relation.left), ("right", relation.right)):
        names = [name for name, _ in combination.terms]
        low, high = side_bounds(linear, names, [(s.lower, s.upper) for s in combination.statements])
        yield f"the {side} side, {_formula(linear, relation)}, is {show_range(low, high, unit)}"
    left, right = (_formula(side, relation) for side in (relation.left, relation.right))
    yield f"required: {left} {relation.operator} {right}{_within(relation, unit)}"
    yield f"that {'holds only by the tolerance' if finding.by_rounding else 'cannot be'}{_off(combination, unit)}"


def _off(combination: Combination, unit: str = "") -> str:
    gap = combination.gap
    return f": off by {show_gap(gap, unit or combination.statements[0].figure.unit)}" if gap and gap > TINY else ""


def _within(relation: Relation, unit: str) -> str:
    if relation.tolerance.share:
        return f", within {show_number(relation.tolerance.share * 100)}% of the right side"
    if relation.tolerance.amount:
        return f", within {show_gap(relation.tolerance.amount, unit)}"
    return ""


def _formula(linear: Linear, relation: Relation) -> str:
    parts: list[str] = []
    terms = [(f"sum({name})" if name == relation.summed else name, c) for name, c in linear.terms]
    terms += [(f"{one} * {other}", c) for one, other, c in linear.products]
    for text, c in terms:
        text = text if abs(c) == 1 else f"{show_number(abs(c))} * {text}"
        parts.append((" - " if c < 0 else " + ") + text)
    if linear.constant or not parts:
        parts.append((" - " if linear.constant < 0 else " + ") + show_number(abs(linear.constant)))
    joined = "".join(parts)
    return joined.removeprefix(" + ") if joined.startswith(" + ") else "-" + joined.removeprefix(" - ")
