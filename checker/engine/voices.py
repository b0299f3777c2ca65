"""Findings about one figure: voices that differ, a voice against itself, a count that falls, and what is uncertain.

A finding is of a figure, so that its number is that of things to ring up about, and its id stays when more claims join.
Each pair of voices, each voice, is a part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce

from msgspec import Struct

from checker.engine.findings import (
    DIFFER,
    FALLS,
    GOES_BACK,
    ITSELF,
    PERHAPS,
    TOGETHER,
    Combination,
    Figure,
    Finding,
    Part,
    Statement,
)
from checker.engine.judge import apart
from checker.engine.pairs import Evidence, Link, Pair, VoicePair, evidence_of, moments_of
from checker.engine.reversals import reversals
from checker.files.models import COUNT_FALLS, JOINT, SOFT_TOP, SOURCES_DISAGREE, STATE_GOES_BACK
from checker.values.dates import iso_window
from checker.values.value import Choices

WRITE_PERIOD = (
    "Both are of one span: if they are for the whole of it, write `period:` instead of `as_of:`, and they contradict"
)
SAY_REVISED = "If the voice gave one up for the other, write `revises:` where the later one is"
SAY_REVISES = "If it was taken back, write `revises:`; if the count was started again, write `counted_from:`"

Course = tuple[Figure, tuple[Statement, ...]]
"""A figure and what is stated of it."""


class AboutFigures(Struct, frozen=True, kw_only=True):
    """The findings about figures of one name. `is_cut`: not all pairs were looked at.

    `masked` is what is only possible between voices that surely differ: it is no finding of its own.
    """

    findings: Sequence[Finding]
    masked: Sequence[Combination] = ()
    is_cut: bool = False


def findings_about(courses: Sequence[Course], window: int) -> AboutFigures:
    """What is wrong with figures of one name by themselves.

    The figures differ in their period or start of counting only; `window` is that of their property, in days.
    """
    parts: dict[tuple[str, str, str], list[Part]] = {}
    echoes: list[Part] = []
    masked: list[Combination] = []
    was_cut = False
    for figure, statements in courses:
        evidence = evidence_of(figure, statements, window)
        was_cut = was_cut or evidence.is_cut
        masked += _masked(evidence)
        by_voice: dict[str, list[Statement]] = {}
        for statement in statements:
            by_voice.setdefault(statement.voice, []).append(statement)
        for key, part in _parts(figure, evidence, by_voice, echoes):
            parts.setdefault(key, []).append(part)
        for part in _together(figure, statements):
            parts.setdefault((TOGETHER, JOINT, "error"), []).append(part)
    figure = courses[0][0]
    found = [
        Finding(
            kind=kind,
            rule=rule,
            severity=severity,
            figures=(("", figure),),
            parts=tuple(sorted(members, key=lambda part: part.key)),
            advice=_advice(kind, rule, severity, figure, members),
        )
        for (kind, rule, severity), members in sorted(parts.items())
    ]
    if echoes:
        found = _with_echoes(found, figure, echoes)
    return AboutFigures(findings=found, masked=masked, is_cut=was_cut)


def _masked(evidence: Evidence) -> Iterator[Combination]:
    for voices, pairs in evidence.maybe.items():
        if voices in evidence.differ:
            yield from (_combination(("higher", "lower"), pair) for pair in pairs)


def _advice(kind: str, rule: str, severity: str, figure: Figure, parts: Iterable[Part]) -> str:
    if kind == ITSELF and severity == "error":
        may_be_revised = figure.status != "actual" and any(map(_is_of_several_papers, parts))
        return SAY_REVISED if may_be_revised else ""
    if severity == "warning":
        return WRITE_PERIOD if rule == SOURCES_DISAGREE else ""
    return SAY_REVISES if kind == FALLS and severity == "error" else ""


def _is_of_several_papers(part: Part) -> bool:
    """Whether no paper has all of the values: a forecast, say, may have been revised from one to the other."""
    papers = [{claim.source for claim in statement.claims} for statement in part.statements]
    return bool(papers) and not set.intersection(*papers)


def _together(figure: Figure, statements: Sequence[Statement]) -> Iterator[Part]:
    """Categories of one moment of which each two have a common value, and all of them none."""
    groups: dict[str, list[Statement]] = {}
    for statement in statements if figure.type == "category" else ():
        if statement.moment.name:
            groups.setdefault(statement.moment.name, []).append(statement)
    for name, group in sorted(groups.items()):
        needed = _without_common_value(group)
        if len(needed) > 2:
            combination = Combination(terms=tuple(("claim", statement) for statement in needed))
            yield Part(key=(name, *_apart_by(figure)), combinations=(combination,))


def _without_common_value(group: Sequence[Statement]) -> list[Statement]:
    """A smallest set of these that has no common value; empty if all have one."""
    needed = list(group)
    if not _has_no_common_value(needed):
        return []
    for statement in group:
        rest = [other for other in needed if other is not statement]
        if _has_no_common_value(rest):
            needed = rest
    return needed


def _has_no_common_value(group: Sequence[Statement]) -> bool:
    choices = [statement.choices for statement in group if statement.choices is not None]
    return bool(choices) and reduce(Choices.meet, choices).is_empty


def _with_echoes(found: list[Finding], figure: Figure, echoes: list[Part]) -> list[Finding]:
    """Pairs of voices that differ only since one came down: echoes of the fall, unless others differ as well."""
    if any(finding.kind == DIFFER and finding.severity == "error" for finding in found):
        return found
    falls = tuple(finding.id for finding in found if finding.kind == FALLS)
    echo = Finding(
        kind=DIFFER,
        rule=SOURCES_DISAGREE,
        severity="error",
        figures=(("", figure),),
        parts=tuple(sorted(echoes, key=lambda part: part.key)),
        echo_of=falls,
    )
    return [*found, echo]


def _parts(
    figure: Figure, evidence: Evidence, by_voice: Mapping[str, Sequence[Statement]], echoes: list[Part]
) -> Iterator[tuple[tuple[str, str, str], Part]]:
    suffix = _apart_by(figure)
    moments = {voice: moments_of(own) for voice, own in by_voice.items()}
    for voice, pairs in evidence.itself.items():
        yield (ITSELF, SOURCES_DISAGREE, "error"), _part((voice, *suffix), pairs)
    for voice, pairs in evidence.steps.items():
        yield (FALLS, COUNT_FALLS, "error"), _part((voice, *suffix), pairs, names=("before", "after"))
    for voices, linked in evidence.differ.items():
        part = _differing(voices, suffix, linked, moments, evidence)
        if evidence.steps and all(_follows(one, other, link, evidence.steps) for one, other, link in linked):
            echoes.append(part)
        else:
            yield (DIFFER, SOURCES_DISAGREE, "error"), part
    yield from _tensions(figure, evidence, by_voice)
    for voice, pairs in evidence.reworded.items():
        yield (ITSELF, SOURCES_DISAGREE, "note"), _part((voice, *suffix), pairs, names=("bound", "figure"))
    for voices, pairs in evidence.maybe.items():
        if voices not in evidence.differ:
            yield (PERHAPS, SOURCES_DISAGREE, "note"), _part((*voices, *suffix), pairs)


def _tensions(
    figure: Figure, evidence: Evidence, by_voice: Mapping[str, Sequence[Statement]]
) -> Iterator[tuple[tuple[str, str, str], Part]]:
    """Spans that are equal as written, values above the top of others, and categories that go back."""
    suffix = _apart_by(figure)
    back = reversals(figure, [statement for own in by_voice.values() for statement in own])
    for rule, found in ((SOURCES_DISAGREE, evidence.written), (SOFT_TOP, evidence.surprising)):
        for voices, pairs in found.items():
            kind = ITSELF if voices[0] == voices[1] else DIFFER
            yield (kind, rule, "warning"), _part((*dict.fromkeys(voices), *suffix), pairs)
    for voices, pairs in back.items():
        part = _part((*dict.fromkeys(voices), *suffix), pairs, names=("before", "after"))
        yield (GOES_BACK, STATE_GOES_BACK, "warning"), part


def _apart_by(figure: Figure) -> tuple[str, ...]:
    """What tells figures of one name apart, where it is not the only one that there can be."""
    period = (f"period {iso_window(figure.period)}",) if figure.period else ()
    start = (f"counted from {iso_window(figure.counted_from)}",) if figure.counted_from else ()
    return period + start


def _part(key: tuple[str, ...], pairs: Iterable[Pair], names: tuple[str, str] = ("higher", "lower")) -> Part:
    combinations = [_combination(names, pair) for pair in pairs]
    if len(combinations) > 1:
        combinations.sort(key=_in_time)
    return Part(key=key, combinations=tuple(combinations))


def _combination(names: tuple[str, str], pair: Pair) -> Combination:
    gap = apart(*pair)
    if gap is None and names[0] == "higher":
        names = ("one", "other")
    return Combination(terms=((names[0], pair[0]), (names[1], pair[1])), gap=gap)


def _in_time(combination: Combination) -> tuple[object, ...]:
    return tuple(statement.order for statement in reversed(combination.statements))


def _differing(
    voices: VoicePair,
    suffix: tuple[str, ...],
    linked: list[tuple[Statement, Statement, Link]],
    moments: Mapping[str, frozenset[str]],
    evidence: Evidence,
) -> Part:
    """Two voices, the higher first: on how many moments they differ, and by how much in the middle."""
    combinations = [_combination(("higher", "lower"), (one, other)) for one, other, _ in linked]
    same = [each for each, (_, _, link) in zip(combinations, linked, strict=True) if link is Link.SAME]
    middle_gap = same[0].gap if same else None
    if len(combinations) > 1:  # most pairs of voices differ once
        from statistics import median

        gaps = [each.gap for each in same if each.gap is not None]
        middle_gap = Fraction(median(gaps)) if gaps else None
        combinations.sort(key=_in_time)
    return Part(
        key=(*voices, *suffix),
        combinations=tuple(combinations),
        shared=len(moments[voices[0]] & moments[voices[1]]),
        differing=len({each.terms[1][1].moment for each in same}),
        middle_gap=middle_gap,
        one_way=(voices[1], voices[0]) not in evidence.differ,
    )


def _follows(higher: Statement, lower: Statement, link: Link, steps: Mapping[str, Sequence[Pair]]) -> bool:
    """Whether a high figure before and a low one after differ since one of the two voices came down in between."""
    if link is not Link.FALL:
        return False
    for voice in {higher.voice, lower.voice}:
        for _, low in steps.get(voice, ()):
            if higher.moment.is_not_after(low.moment) and low.moment.is_not_after(lower.moment):
                return True
    return False
