"""A finding beside what is known of it: which of its statements are new.

An id says what a finding is about; the statements say whose values at which moments are known, and on which side. So an
article that repeats what its voice has said of a moment is nothing new; a new voice, another direction, a further
moment or another value is. docs/known-findings.md has the decisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from checker.baseline.keys import OVER, Key, Keyed, keyed, keys_of, pair_of
from checker.corpus.corpus import Acceptance
from checker.engine.findings import Combination, Finding, Part, Statement


class Known(Struct, frozen=True, kw_only=True, dict=True):
    """A finding that is known: its id and rule, and the statements in it and in what follows from it.

    `is_open`: these voices, in this direction, however often. `lets_others_join`: voices that are not in it may join.
    """

    id: str
    rule: str
    statements: frozenset[Key]
    echoes: frozenset[Key] = frozenset()
    is_open: bool = False
    lets_others_join: bool = False

    def new_in(self, finding: Finding, combination: Combination) -> list[Keyed]:
        """The statements of a combination that are not known, and not of a kind that may come."""
        every = keyed(finding, combination)
        new = [(key, statement) for key, statement in every if key not in self.statements]
        if not new or (self.is_open and self._is_open_for(finding, combination, every)):
            return []
        if self.lets_others_join and self._is_joined(every):
            return [(key, statement) for key, statement in new if not self._may_join(key, statement)]
        return new

    def _is_joined(self, every: Iterable[Keyed]) -> bool:
        """Whether another voice has come to it."""
        return any(statement.voice not in self._voices for _, statement in every)

    def _is_open_for(self, finding: Finding, combination: Combination, every: Sequence[Keyed]) -> bool:
        pairs = list(pair_of(finding, combination))
        if pairs:
            return self.statements.issuperset(pairs)
        return all(key[:3] in self._sides for key, _ in every)

    def _may_join(self, key: Key, statement: Statement) -> bool:
        """Another voice; or one that is in it with that value, on whichever side the other voice leaves to it."""
        if statement.voice not in self._voices:
            return True
        return self._is_said(key)

    def named_in(self, new: Sequence[Keyed]) -> Sequence[Keyed]:
        """Of the new statements of a combination those to name: not what was there on the other side alone."""
        return [(key, statement) for key, statement in new if not self._is_said(key)] or new

    def _is_said(self, key: Key) -> bool:
        """Whether a statement is stored, on whichever side."""
        return key[1:] in self._values or (key[3].startswith(OVER) and key[1:3] in self._voices_about)

    @cached_property
    def _voices(self) -> frozenset[str]:
        return frozenset(key[2] for key in self.statements)

    @cached_property
    def _sides(self) -> frozenset[tuple[str, ...]]:
        return frozenset(key[:3] for key in self.statements)

    @cached_property
    def _values(self) -> frozenset[tuple[str, ...]]:
        return frozenset(key[1:] for key in self.statements)

    @cached_property
    def _voices_about(self) -> frozenset[tuple[str, ...]]:
        return frozenset(key[1:3] for key in self.statements)


class Match(Struct, frozen=True, kw_only=True):
    """A finding beside what is known of it: which parts are, which statements are new, and whether a value changed."""

    parts: tuple[bool, ...]
    new: tuple[Statement, ...]
    is_changed: bool
    is_whole: bool


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


def with_statements(known: Known, others: Iterable[Known]) -> Known:
    """What is known, and the statements of others as well."""
    others = list(others)
    return replace(
        known,
        statements=known.statements.union(*(other.statements for other in others)),
        echoes=known.echoes.union(*(other.echoes for other in others)),
    )


def compare(finding: Finding, known: Known) -> Match:
    """A finding beside what is known of it."""
    parts: list[bool] = []
    new: dict[int, Keyed] = {}
    for part in finding.parts:
        unknown = _new_in_part(finding, part, known)
        parts.append(not unknown)
        new.update(unknown)
    return Match(
        parts=tuple(parts),
        new=tuple(statement for _, statement in sorted(new.values(), key=lambda each: each[1].order)),
        is_changed=_is_changed(finding, [key for key, _ in new.values()], known),
        is_whole=all(parts),
    )


def _new_in_part(finding: Finding, part: Part, known: Known) -> dict[int, Keyed]:
    each = (known.named_in(known.new_in(finding, combination)) for combination in part.combinations)
    return {id(statement): (key, statement) for new in each for key, statement in new}


def _is_changed(finding: Finding, new: Sequence[Key], known: Known) -> bool:
    """Whether a voice has another value where it had one that is gone."""
    gone = {key[1:4] for key in known.statements.difference(keys_of(finding))}
    return any(key[1:4] in gone for key in new)
