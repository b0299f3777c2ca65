"""The derivation of a finding, and the page of a rule, as plain lines."""

from __future__ import annotations

from collections.abc import Iterable

from checker.corpus.corpus import Claim, Corpus, Rule
from checker.corpus.rule_language import Linear, Relation
from checker.engine.findings import Finding, Report
from checker.engine.grounding import BUILT_IN, Row
from checker.engine.judge import side_bounds
from checker.engine.messages import figure_name, origin_name, show_positions
from checker.files.models import COUNT_FALLS, JOINT, SOURCES_DISAGREE
from checker.values.dates import show_window
from checker.values.formatting import listed, show_gap, show_number, show_range, show_value
from checker.values.urls import is_address

BUILT_IN_PAGES = {
    SOURCES_DISAGREE: (
        "Sources disagree about one figure",
        "Claims about one quantity whose as-of windows overlap must have a common value. This follows from the "
        "vocabulary and needs no rule file. A newer plan replaces an older one; an equally old one disagrees with it.",
    ),
    COUNT_FALLS: (
        "An accumulating count falls",
        "A property with `over_time: accumulates` may never fall: the dead of a flood do not become fewer. A count "
        "that was begun again says so with `counted_from`. This needs no rule file.",
    ),
    JOINT: (
        "Claims cannot all be true together",
        "No single rule is broken, but several together leave no values that all of these claims allow. The set is "
        "minimal: leave any one of the claims out, and the rest can be true.",
    ),
}


def rule_page(rule_id: str, corpus: Corpus) -> list[str] | None:
    """What a rule says, why, and its examples; None if there is no such rule."""
    if rule_id in BUILT_IN_PAGES:
        title, why = BUILT_IN_PAGES[rule_id]
        return [rule_id, "", title, "", f"severity: error{'; built in' if rule_id != JOINT else ''}", "", why]
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


def derivation(finding: Finding, report: Report) -> list[str]:
    """Each claim as it was read, then the arithmetic step by step."""
    corpus = report.corpus
    lines = [f"{finding.severity} {finding.rule} [{finding.id}]", "", finding.message, ""]
    lines.append("The claims:")
    for claim in finding.claims:
        lines += _claim_lines(claim, corpus)
    lines += ["", "The steps:"]
    lines += [f"  {number}. {step}" for number, step in enumerate(derivation_steps(finding, report), 1)]
    dispute = next((number for number, d in enumerate(report.disputes, 1) if finding in d.findings), None)
    if dispute is not None:
        lines += ["", f"It belongs to dispute {dispute} of the report."]
    return lines


def derivation_steps(finding: Finding, report: Report) -> list[str]:
    """From the figures to what cannot be, one step a line."""
    return list(finding.steps) or list(_steps(finding, relation_of(finding.rule, report.corpus), report))


def severity_of(rule_id: str, corpus: Corpus) -> str:
    """The severity that a rule states; of the built-in ones, error."""
    return next((rule.said.severity for rule in corpus.rules if rule.id == rule_id), "error")


def url_of(rule_id: str, corpus: Corpus) -> str:
    """The page that says more about a rule; "" if it names none that a browser may follow."""
    url = next((rule.said.url or "" for rule in corpus.rules if rule.id == rule_id), "")
    return url if is_address(url) else ""


def relation_of(rule: str, corpus: Corpus) -> Relation | None:
    if rule in BUILT_IN:
        return BUILT_IN[rule]
    return next((each.relation for each in corpus.rules if each.id == rule), None)


def _claim_lines(claim: Claim, corpus: Corpus) -> Iterable[str]:
    source = corpus.sources[claim.source]
    name = f"{corpus.entities[claim.subject].id}, {claim.property}"
    status = "" if claim.status == "actual" else f" {claim.status}"
    yield f"  {claim.file}:{claim.line}  {name}{status}: {claim.value.text}"
    speaker = f", by {claim.speaker}" if claim.speaker else ""
    yield f"      {source.publisher}{speaker}, as of {show_window(claim.as_of)}"
    if claim.quote:
        yield f'      "{claim.quote}"'
    if claim.implied:
        yield f"      implied: {claim.implied}"
    value = claim.value
    if value.choices is None and not value.interval.is_point:
        yield f"      read as {show_value(value)}"


def _steps(finding: Finding, relation: Relation | None, report: Report) -> Iterable[str]:
    quantities = report.quantities
    terms = [(name, quantities[positions[0].quantity], positions) for name, positions in finding.terms]
    for _, quantity, positions in terms:
        yield f"{figure_name(quantity, report.corpus)} is {show_positions(positions, quantity.unit)}"
    if relation is None or (len(terms) == 1 and not relation.counts_origins):
        yield f"these have no value in common{_off(finding)}"
        return
    if relation.counts_origins:
        origins = sorted({origin_name(o, report.corpus) for p in finding.positions for o in p.origins})
        yield f"it rests on {show_number_of(len(origins), 'origin')}: {listed(origins)}"
        return
    if any(position.choices is not None for position in finding.positions):
        yield "both hold at the same time, and have no value in common"
        return
    row = Row(finding.rule, tuple((name, quantity.id) for name, quantity, _ in terms), finding.moment)
    chosen = tuple(positions for _, _, positions in terms)
    unit = terms[0][1].unit
    for side, linear in (("left", relation.left), ("right", relation.right)):
        low, high = side_bounds(linear, row, chosen)
        yield f"the {side} side, {_formula(linear, relation)}, is {show_range(low, high, unit)}"
    left, right = (_formula(side, relation) for side in (relation.left, relation.right))
    yield f"required: {left} {relation.operator} {right}{_within(relation, unit)}"
    yield f"that {'holds only by the tolerance' if finding.by_rounding else 'cannot be'}{_off(finding)}"


def show_number_of(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _off(finding: Finding) -> str:
    return f": off by {show_gap(finding.gap, finding.unit)}" if finding.gap is not None else ""


def _within(relation: Relation, unit: str) -> str:
    if relation.tolerance.share:
        return f", within {show_number(relation.tolerance.share * 100)}% of the right side"
    if relation.tolerance.amount:
        return f", within {show_gap(relation.tolerance.amount, unit)}"
    return ""


def _formula(linear: Linear, relation: Relation) -> str:
    parts: list[str] = []
    for name, c in linear.terms:
        text = f"sum({name})" if name == relation.summed else name
        text = text if abs(c) == 1 else f"{show_number(abs(c))} * {text}"
        parts.append((" - " if c < 0 else " + ") + text)
    if linear.constant or not parts:
        parts.append((" - " if linear.constant < 0 else " + ") + show_number(abs(linear.constant)))
    joined = "".join(parts)
    return joined.removeprefix(" + ") if joined.startswith(" + ") else "-" + joined.removeprefix(" - ")
