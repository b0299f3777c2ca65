"""JSON, shape version 2: described in docs/json.md."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from typing import Any

from checker.baseline.review import Review
from checker.corpus.corpus import Acceptance, Claim, Comparison
from checker.engine.findings import Break, Camp, Change, Explanation, Figure, Finding, GivenUp, Part, Statement
from checker.problems import Problem
from checker.reports import Style
from checker.reports.changes import change_text, not_compared_text, reason_text
from checker.reports.gate import new_claims
from checker.reports.order import Told, in_order
from checker.reports.sentences import Sentences
from checker.values.dates import Window, iso_window
from checker.values.kinds import Value

VERSION = 2
_SURROGATE = re.compile("[\ud800-\udfff]")


def render(review: Review, style: Style) -> str:
    """The whole review, whatever the style."""
    del style
    text = _lines(as_data(review))
    # a lone surrogate (a file name that is no text) cannot be written, so it is spelled out; what cannot be seen is
    # escaped; CI servers look for `##[` anywhere
    text = _SURROGATE.sub(lambda found: f"\\\\u{ord(found[0]):04x}", text)
    if not text.isascii():
        text = "".join(char if char.isprintable() or char == "\n" else _escaped(char) for char in text)
    return text.replace("##[", "#\\u0023[")


def _escaped(char: str) -> str:
    return json.dumps(char)[1:-1]


def _lines(data: dict[str, Any]) -> str:
    """One line an entry: quick to write, easy to compare, and a claim can be found with grep."""
    parts = []
    for key, value in data.items():
        if isinstance(value, list) and value:
            inner = ",\n".join(f"    {json.dumps(entry, ensure_ascii=False)}" for entry in value)
            parts.append(f"  {json.dumps(key)}: [\n{inner}\n  ]")
        else:
            parts.append(f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def as_data(review: Review) -> dict[str, Any]:
    """The review as plain data."""
    sentences = Sentences(review.result)
    disputes = in_order(review)
    dispute_of = {finding.id: told.number for told in disputes for finding in told.dispute.findings}
    listed = {finding.id for finding in review.findings}
    # a dispute is whole, also where only some articles were chosen
    rest = {f.id: f for told in disputes for f in told.dispute.findings if f.id not in listed}
    claims = {claim.key: claim for claim in review.corpus.claims}
    return {
        "version": VERSION,
        "complete": review.is_complete,
        "stories": list(review.stories),
        "articles": list(review.sources),
        "others": review.others,
        "claims": [_claim(claim, sentences) for claim in review.corpus.claims],
        "findings": [
            _finding(finding, dispute_of.get(finding.id), review, sentences)
            for finding in (*review.findings, *rest.values())
        ],
        "disputes": [_dispute(told, sentences) for told in disputes],
        "changes": [_change(change, sentences) for change in review.changes],
        "not_compared": [
            {
                "claims": list(entry.claims),
                "reason": reason_text(entry.reason, review.corpus),
                "about": not_compared_text(entry, claims, sentences),
            }
            for entry in review.not_compared
        ],
        "not_checked": list(review.not_checked),
        "not_explained": list(review.not_explained),
        "limits": list(review.limits),
        "silenced": [f"{finding.rule}: {sentences.finding(finding)}" for finding in review.silenced],
        "base": review.base,
        "stale": [_stale(entry) for entry in review.stale],
        "problems": [_place(problem) for problem in review.corpus.problems],
        "hints": [_place(hint) for hint in review.corpus.hints],
    }


def _place(problem: Problem) -> dict[str, Any]:
    return {"file": problem.file, "line": problem.line, "column": problem.column, "message": problem.message}


def _stale(entry: Acceptance) -> dict[str, Any]:
    return {
        "id": entry.id,
        "rule": entry.rule,
        "statements": [list(key) for key in entry.statements],
        "reason": entry.reason,
        "file": entry.file,
        "line": entry.line,
    }


def number(value: Fraction | None) -> int | float | None:
    """A JSON number: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value.denominator == 1 else float(value)


def _bound(value: Fraction | None, unit: str) -> int | float | str | None:
    """A bound; a day as an ISO date."""
    if value is not None and unit == "date":
        return iso_window(Window(int(value), int(value)))
    return number(value)


def _claim(claim: Claim, sentences: Sentences) -> dict[str, Any]:
    corpus, value = sentences.result.corpus, claim.value
    data: dict[str, Any] = {
        "key": claim.key,
        "story": claim.story,
        "source": claim.source.partition("/")[2],
        "id": claim.id,
        "subject": corpus.entities[claim.subject].id,
        "property": claim.property,
        "status": claim.status,
        "scope": claim.scope,
        "value": value.text,
        "lower": _bound(value.interval.lower, value.unit),
        "upper": _bound(value.interval.upper, value.unit),
        "unit": value.unit,
        "as_of": iso_window(claim.as_of),
        "period": iso_window(claim.period) if claim.period else None,
        "counted_from": iso_window(claim.counted_from) if claim.counted_from else None,
        **_beyond_bounds(value),
        "compared": _compared(claim.compared, sentences),
        "figure": sentences.names.title(claim),
        "voice": sentences.names.voice(claim.origin),
        "speaker": claim.speaker,
        "via": claim.via,
        "quote": claim.quote,
        "implied": claim.implied,
        "out_of_play": claim.out,
        "file": claim.file,
        "line": claim.line,
        "column": claim.column,
    }
    if value.choices is not None:
        data["values"] = {"names": sorted(value.choices.names), "negated": value.choices.negated}
    return data


def _beyond_bounds(value: Value) -> dict[str, Any]:
    """What a value says beside its bounds: the top that its words suggest, a share's figures, another currency."""
    share, also = value.share, value.also
    return {
        "soft_upper": _bound(value.soft_upper, value.unit),
        "share": {"part": number(share.part), "whole": number(share.whole), "of": share.of} if share else None,
        "also": {
            "value": also.text,
            "lower": _bound(also.interval.lower, also.unit),
            "upper": _bound(also.interval.upper, also.unit),
            "unit": also.unit,
        }
        if also
        else None,
    }


def _compared(compared: Comparison | None, sentences: Sentences) -> dict[str, Any] | None:
    """What a claim compares its figure with."""
    if compared is None:
        return None
    return {
        "kind": compared.kind,
        "subject": sentences.result.corpus.entities[compared.subject].id,
        "property": compared.property,
        "status": compared.status,
        "scope": compared.scope,
        "at": compared.at,
        "days": iso_window(Window(compared.first, compared.last)) if compared.first else None,
    }


def _finding(finding: Finding, dispute: int | None, review: Review, sentences: Sentences) -> dict[str, Any]:
    status = review.status(finding)
    known = status.parts if len(status.parts) == len(finding.parts) else (None,) * len(finding.parts)
    return {
        "id": finding.id,
        "kind": finding.kind,
        "rule": finding.rule,
        "severity": finding.severity,
        "certainty": finding.certainty,
        "message": sentences.finding(finding),
        "gap": number(finding.gap),
        "unit": _unit_of_gap(finding.unit),
        "figures": [{"name": name, **_figure(figure, sentences)} for name, figure in finding.figures],
        "voices": [sentences.names.voice(voice) for voice in finding.voices],
        "source": finding.source.partition("/")[2],
        "parts": [
            _part(finding, part, is_known, sentences) for part, is_known in zip(finding.parts, known, strict=True)
        ],
        "claims": list(finding.claim_keys),
        "echo_of": list(finding.echo_of),
        "dispute": dispute,
        "advice": finding.advice,
        "state": status.state,
        "fails": status.fails,
        "why": status.why,
        "new_claims": sorted(new_claims(finding, review)),
        "edited_claims": sorted(status.edited_claims),
        "accepted": _acceptance(status.acceptance),
        "accepted_in_base": _acceptance(status.no_longer),
        "changed_entities": list(status.entities),
    }


def _unit_of_gap(unit: str) -> str:
    return "day" if unit == "date" else unit


def _figure(figure: Figure, sentences: Sentences) -> dict[str, Any]:
    return {
        "title": sentences.names.title(figure),
        "subject": sentences.result.corpus.entities[figure.subject].id,
        "property": figure.property,
        "status": figure.status,
        "scope": figure.scope,
        "unit": figure.unit,
        "period": iso_window(figure.period) if figure.period else None,
        "counted_from": iso_window(figure.counted_from) if figure.counted_from else None,
    }


def _part(finding: Finding, part: Part, is_known: bool | None, sentences: Sentences) -> dict[str, Any]:
    return {
        "message": sentences.part(finding, part),
        "about": [sentences.names.voice(key) for key in part.key],
        "gap": number(part.gap),
        "claims": [claim.key for claim in part.claims],
        "moments_shared": part.shared,
        "moments_differing": part.differing,
        "middle_gap": number(part.middle_gap),
        "one_way": part.one_way,
        "known": is_known,
    }


def _acceptance(acceptance: Acceptance | None) -> dict[str, Any] | None:
    if acceptance is None:
        return None
    return {
        "id": acceptance.id,
        "reason": acceptance.reason,
        "until": iso_window(acceptance.until) if acceptance.until else None,
        "by": acceptance.by,
    }


def _dispute(told: Told, sentences: Sentences) -> dict[str, Any]:
    dispute = told.dispute
    return {
        "id": told.number,
        "title": sentences.names.title(told.figures[0]),
        "findings": [finding.id for finding in dispute.findings],
        "explanations": [_explanation(explanation, sentences) for explanation in dispute.front],
        "camps": [_camp(camp, sentences) for camp in dispute.camps],
        "more_explanations": dispute.more,
        "note": dispute.note,
    }


def _explanation(explanation: Explanation, sentences: Sentences) -> dict[str, Any]:
    return {
        "voices": [sentences.names.voice(voice) for voice in explanation.voices],
        "values": [_given_up(value, sentences) for value in explanation.values],
        "breaks": [_break(each, sentences) for each in explanation.breaks],
        "claims": sorted(key for value in explanation.values for key in value.position.key),
        "proven": explanation.is_proven,
    }


def _given_up(value: GivenUp, sentences: Sentences) -> dict[str, Any]:
    unit = value.quantity.figure.unit
    data: dict[str, Any] = {
        "figure": sentences.names.title(value.quantity.figure),
        "value": value.position.text,
        "voices": [sentences.names.voice(voice) for voice in value.voices],
        "claims": list(value.position.key),
        "implied_lower": _bound(value.lower, unit),
        "implied_upper": _bound(value.upper, unit),
        "settles": value.settles,
    }
    if value.choices is not None:
        data["implied_values"] = {"names": sorted(value.choices.names), "negated": value.choices.negated}
    return data


def _break(each: Break, sentences: Sentences) -> dict[str, Any]:
    return {
        "figure": sentences.names.title(each.figure),
        "voice": sentences.names.voice(each.voice),
        "before": _statement(each.before, sentences),
        "after": _statement(each.after, sentences),
        "settles": each.settles,
    }


def _camp(camp: Camp, sentences: Sentences) -> dict[str, Any]:
    return {
        "voices": [sentences.names.voice(voice) for voice in camp.voices],
        "statements": [_statement(statement, sentences) for statement in camp.statements],
    }


def _statement(statement: Statement, sentences: Sentences) -> dict[str, Any]:
    return {
        "value": statement.text,
        "as_of": iso_window(statement.moment.days),
        "voice": sentences.names.voice(statement.voice),
        "claims": [claim.key for claim in statement.claims],
    }


def _change(change: Change, sentences: Sentences) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "message": change_text(change, sentences),
        "figure": _figure(change.figure, sentences),
        "voice": sentences.names.voice(change.voice) if change.voice else "",
        "why": change.why,
        "steps": [[_statement(statement, sentences) for statement in step] for step in change.steps],
    }
