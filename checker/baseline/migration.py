"""accepted.yaml of the first edition, carried over: its entries name claims, with a hash of what each says.

An entry is carried to the findings of its rule in which its claims stand, as far as the claims say what they said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from checker.baseline.keys import Key, keyed, keys_of, short_hash
from checker.baseline.matching import echoes_of
from checker.corpus.corpus import Acceptance, Claim, Corpus
from checker.engine.findings import PERHAPS, Finding, Result
from checker.files.models import COUNT_FALLS, JOINT, SOURCES_DISAGREE
from checker.values.dates import Window

T = TypeVar("T")
_VALUE_DIGITS = 8


class OldEntry(Struct, frozen=True, kw_only=True):
    """An entry of the first edition: its id there, the rule, and for each claim's key the hash of what it said."""

    id: str
    rule: str
    hashes: dict[str, str]
    reason: str
    until: Window | None = None
    by: str = ""


class Migrated(Struct, frozen=True, kw_only=True):
    """The entries as they are written now, and those of which nothing is left."""

    made: tuple[Acceptance, ...]
    gone: tuple[OldEntry, ...]


def migrated(result: Result, entries: Sequence[OldEntry], messages: Mapping[str, str]) -> Migrated:
    """The entries carried over. `messages` are by the findings' ids."""
    claims = {claim.key: claim for claim in result.corpus.claims}
    unchanged = {entry.id: _unchanged(entry, claims, result.corpus) for entry in entries}
    made: dict[str, Acceptance] = {}
    used: set[str] = set()
    echoes = echoes_of(result.findings)
    for finding in sorted(result.findings, key=lambda finding: finding.is_echo):
        own = _own(finding, entries, unchanged)
        statements = _statements(finding, _union(unchanged[entry.id] for entry in own))
        if not statements:
            continue
        used.update(entry.id for entry in own)
        if finding.is_echo and made.keys() >= set(finding.echo_of):
            continue  # it goes with what it echoes
        follow = _union(map(frozenset, map(keys_of, echoes.get(finding.id, ()))))
        message = messages.get(finding.id, finding.message)
        made[finding.id] = _entry(finding, own, statements, follow.difference(statements), message)
    gone = filter(lambda entry: entry.id not in used, entries)
    return Migrated(made=tuple(made[id_] for id_ in sorted(made)), gone=tuple(gone))


def _own(finding: Finding, entries: Iterable[OldEntry], unchanged: Mapping[str, frozenset[str]]) -> list[OldEntry]:
    """The entries that a finding is carried over from."""
    return [entry for entry in entries if _is_of(entry, finding, unchanged[entry.id])]


def _union(sets: Iterable[frozenset[T]]) -> frozenset[T]:
    return frozenset[T]().union(*sets)


def _statements(finding: Finding, known: frozenset[str]) -> list[Key]:
    """The statements of a finding that rest on claims which were accepted."""
    return sorted(
        {
            key
            for combination in finding.combinations
            for key, statement in keyed(finding, combination)
            if not known.isdisjoint(claim.key for claim in statement.claims)
        }
    )


def _entry(
    finding: Finding, own: Sequence[OldEntry], statements: Iterable[Key], follow: Iterable[Key], message: str
) -> Acceptance:
    return Acceptance(
        id=finding.id,
        rule=finding.rule,
        reason=" ".join(dict.fromkeys(_as_sentence(entry.reason) for entry in own)),
        statements=tuple(statements),
        echoes=tuple(sorted(follow)),
        until=min((entry.until for entry in own if entry.until is not None), default=None),
        by=", ".join(dict.fromkeys(entry.by for entry in own if entry.by)),
        message=message,
    )


def _as_sentence(reason: str) -> str:
    return reason if reason.endswith((".", "!", "?")) else f"{reason}."


def _is_of(entry: OldEntry, finding: Finding, unchanged: frozenset[str]) -> bool:
    """Whether a finding is what was accepted: of the same rule, with at least two of the claims, or with all."""
    if finding.kind == PERHAPS:
        return False
    same = entry.rule == finding.rule or {entry.rule, finding.rule} <= {SOURCES_DISAGREE, COUNT_FALLS}
    if not same and entry.rule != JOINT:
        return False
    shared = unchanged.intersection(finding.claim_keys)
    return len(shared) >= min(2, len(entry.hashes)) and bool(shared)


def _unchanged(entry: OldEntry, claims: dict[str, Claim], corpus: Corpus) -> frozenset[str]:
    """The claims that say what they said when they were accepted."""
    there = {key: hash_ for key, hash_ in entry.hashes.items() if key in claims}
    return frozenset(key for key, hash_ in there.items() if _hash(claims[key], corpus) == hash_[:_VALUE_DIGITS])


def _hash(claim: Claim, corpus: Corpus) -> str:
    """The hash of a claim's value in the first edition."""
    mode = corpus.properties[claim.property].over_time[claim.status]
    choices, interval = claim.value.choices, claim.value.interval
    names = "" if choices is None else f"{choices.negated} {' '.join(sorted(choices.names))}"
    low, high = (None, None) if choices is not None else (interval.lower, interval.upper)
    day = "" if mode == "constant" else f"{claim.as_of.first}/{claim.as_of.last}"
    row = (claim.property, claim.status, claim.scope, f"{low}..{high}", names, claim.value.unit, day)
    return short_hash("|".join(row))


def old_entries(entries: Iterable[tuple[str, str, Sequence[str], str, str, Window | None, str]]) -> list[OldEntry]:
    """Entries from what their file says: id, rule, claims, content, reason, until, by."""
    found = []
    for id_, rule, claims, content, reason, until, by in entries:
        hashes = dict(zip(sorted(claims), content.split(), strict=False))
        found.append(OldEntry(id=id_, rule=rule, hashes=hashes, reason=reason, until=until, by=by))
    return found
