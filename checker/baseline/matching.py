"""What a finding is known by: its id, and the statements in it. Never messages, lines or paths.

docs/known-findings.md is the table of decisions. An id says what a finding is about; the statements say whose values
at which moments are known, and on which side. So an article that repeats what its voice has said already of a moment is
nothing new, and a new voice, another direction, a further moment or another value is.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from checker.corpus.corpus import Acceptance, StatementKey
from checker.engine.findings import DIFFER, FALLS, Combination, Finding, Part, Statement
from checker.values.dates import iso_window
from checker.values.moments import ALWAYS, DAY

Key = StatementKey
"""A statement in a finding: side, figure, voice, moment, hash of the value; the last two "*" where they may be any."""

ANY = "*"
_DIGITS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A finding that is known: its id and rule, and the statements in it and in what follows from it.

    `is_open`: these voices, on these sides, however often. `lets_others_join`: voices that are not in it may join.
    """

    id: str
    rule: str
    statements: frozenset[Key]
    echoes: frozenset[Key] = frozenset()
    is_open: bool = False
    lets_others_join: bool = False

    def holds(self, key: Key) -> bool:
        """Whether a statement is known, or is of a kind that may come."""
        if key in self.statements:
            return True
        if self.is_open and any(key[:3] == known[:3] for known in self.statements):
            return True
        return self.lets_others_join and not any(key[2] == known[2] for known in self.statements)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A finding beside what is known of it: which parts are, which statements are new, and whether a value changed."""

    parts: tuple[bool, ...]
    new: tuple[Statement, ...]
    is_changed: bool

    @property
    def is_whole(self) -> bool:
        return not self.new


def known_from(accepted: Iterable[Acceptance]) -> list[Known]:
    """What people have accepted."""
    return [
        Known(
            id=entry.id,
            rule=entry.rule,
            statements=frozenset(entry.statements),
            echoes=frozenset(entry.echoes),
            is_open=entry.is_open,
            lets_others_join=entry.lets_others_join,
        )
        for entry in accepted
    ]


def known_in(findings: Sequence[Finding]) -> list[Known]:
    """The findings of an earlier result, with what follows from each."""
    echoes = echoes_of(findings)
    return [
        Known(
            id=finding.id,
            rule=finding.rule,
            statements=frozenset(keys_of(finding)),
            echoes=frozenset(key for echo in echoes.get(finding.id, ()) for key in keys_of(echo)),
        )
        for finding in findings
    ]


def echoes_of(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """By the id of a finding, those that are there only because of it (and of others)."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        for root in finding.echo_of:
            found.setdefault(root, []).append(finding)
    return found


def compare(finding: Finding, known: Known) -> Match:
    """A finding beside what is known of it."""
    parts, new = [], {}
    for part in finding.parts:
        unknown = {id(s): s for key, s in keyed(finding, part) if not known.holds(key)}
        parts.append(not unknown)
        new.update(unknown)
    now = set(keys_of(finding))
    gone = {key[:4] for key in known.statements - now}
    is_changed = any(key[:4] in gone for key in now if not known.holds(key))
    return Match(parts=tuple(parts), new=tuple(new.values()), is_changed=is_changed)


def keys_of(finding: Finding) -> list[Key]:
    """The statements of a finding, in a fixed order."""
    return sorted({key for part in finding.parts for key, _ in keyed(finding, part)})


def keyed(finding: Finding, part: Part) -> list[tuple[Key, Statement]]:
    """The statements of a part with their keys."""
    return [each for combination in part.combinations for each in _of_combination(finding, combination)]


def _of_combination(finding: Finding, combination: Combination) -> list[tuple[Key, Statement]]:
    keyed_ = [(_key(side, statement), statement) for side, statement in combination.terms]
    if finding.kind in (DIFFER, FALLS) and _is_across_time(combination):
        # what counts is the lower figure and whose the higher one is: that may be of any moment before
        (side, figure, voice, _, _), statement = keyed_[0]
        keyed_[0] = (side, figure, voice, ANY, ANY), statement
    return keyed_


def _is_across_time(combination: Combination) -> bool:
    one, other = combination.statements
    return not one.moment.is_of_one_moment_with(other.moment) and one.figure.mode == "accumulates"


def _key(side: str, statement: Statement) -> Key:
    figure = statement.figure
    about = f"{figure.subject.rpartition('/')[2]} {figure.property}"
    return side, about, statement.voice, moment_text(statement), _hash(statement)


def moment_text(statement: Statement) -> str:
    """The moment of a statement, as text that stays: a day, a minute, a span, a period, or "always"."""
    figure, moment = statement.figure, statement.moment
    since = f" since {iso_window(figure.counted_from)}" if figure.counted_from else ""
    if figure.period is not None:
        return f"in {iso_window(figure.period)}{since}"
    if moment == ALWAYS:
        return f"always{since}"
    minute = f"T{moment.earliest % DAY // 60:02}:{moment.earliest % 60:02}" if moment.by_minute else ""
    return f"{iso_window(moment.days)}{minute}{since}"


def _hash(statement: Statement) -> str:
    choices = statement.choices
    names = "" if choices is None else f"{choices.negated} {' '.join(sorted(choices.names))}"
    text = f"{statement.lower}..{statement.upper}|{names}|{statement.figure.unit}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def moved(findings: Iterable[Finding], known: Iterable[Known], present: Mapping[str, object]) -> dict[str, Known]:
    """Findings that are known under another id, since an entity or a rule has another name now; by their ids.

    `present` are all ids that are found now. Only where the statements are those of exactly one, on both sides.
    """
    gone: dict[tuple[object, ...], list[Known]] = {}
    for each in known:
        if each.id not in present:
            gone.setdefault(_without_names(each.statements), []).append(each)
    if not gone:
        return {}
    pairs = [
        (finding, before) for finding in findings for before in gone.get(_without_names(set(keys_of(finding))), ())
    ]
    ends = Counter(end for finding, before in pairs for end in (finding.id, f"was {before.id}"))
    return {finding.id: before for finding, before in pairs if ends[finding.id] == ends[f"was {before.id}"] == 1}


def _without_names(keys: Iterable[Key]) -> tuple[object, ...]:
    """Statements without the names of entities."""
    return tuple(
        sorted((side, about.rpartition(" ")[2], voice, moment, value) for side, about, voice, moment, value in keys)
    )
