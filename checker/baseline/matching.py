"""What was known before, and which of the findings of now it is: by the claims, and by what each of them says.

Never by message, line or path: a conflict spans files, and to edit one claim can bring about a conflict whose other
end is a line that nobody touched. A finding has the same identity while its rule and claims are the same. Beside it
stands for each claim a hash of what it says, so that it can be told which of them has changed, whether claims have
only got other names, or fewer or more of them stand in one conflict.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from checker.corpus.corpus import Acceptance, Claim, Corpus, Entity
from checker.corpus.identity import identity
from checker.engine.findings import CHANGED, KNOWN, MOVED, Finding, Report

_VALUE, _SUBJECT, _VOICE = 8, 4, 4
"""Digits of the hash of a claim: of its value, day and so on; behind them of what it is about; of whose claim it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A finding: its rule, and for each claim a hash of what it says and of who says it.

    `was` is its id in accepted.yaml or in an earlier report, where sources may have other names; `message` is what was
    said of it (a rule that only has another id says the same); `is_sum` where its rule adds up several figures,
    `is_renamed` where entities that it is about have other names now.
    """

    id: str
    rule: str
    says: dict[str, str]
    was: str = ""
    message: str = ""
    is_sum: bool = False
    is_renamed: bool = False

    @property
    def content(self) -> tuple[str, ...]:
        """The hashes in the order of the claims' keys."""
        return tuple(self.says[key] for key in sorted(self.says))

    def differing(self, other: Known) -> frozenset[str]:
        """The claims that say something else than in another finding which they stand in too."""
        shared = self.says.keys() & other.says.keys()
        return frozenset(key for key in shared if _what(self.says[key]) != _what(other.says[key]))


def known_of(finding: Finding, report: Report) -> Known:
    """A finding as it is known by; the same however it is worded and wherever it stands."""
    rows: dict[str, set[str]] = {claim.key: set() for claim in finding.claims}
    for position in finding.positions:
        quantity = report.quantities[position.quantity]
        choices = position.choices
        names = "" if choices is None else f"{choices.negated} {' '.join(sorted(choices.names))}"
        about = (quantity.property, quantity.status, quantity.scope)
        for claim in position.claims:
            day = "" if quantity.mode == "constant" else f"{claim.as_of.first}/{claim.as_of.last}"
            row = (*about, f"{position.lower}..{position.upper}", names, claim.value.unit, day)
            rows[claim.key].add("|".join(row))
    says = {
        claim.key: _hash(sorted(rows[claim.key]), _VALUE)
        + _subject_code(report.corpus.entities[claim.subject])
        + _hash(_who(claim, report), _VOICE)
        for claim in finding.claims
    }
    relation = next((rule.relation for rule in report.corpus.rules if rule.id == finding.rule), None)
    is_sum = relation is not None and bool(relation.summed)
    return Known(id=finding.id, rule=finding.rule, says=says, message=finding.message, is_sum=is_sum)


def _who(claim: Claim, report: Report) -> list[str]:
    return [report.corpus.sources[claim.source].publisher, claim.speaker, claim.via]


def _hash(texts: list[str], digits: int) -> str:
    return hashlib.sha256("\n".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:digits]


def _what(says: str) -> str:
    return says[: _VALUE + _SUBJECT]


def _subject_code(entity: Entity) -> str:
    return _hash([entity.id], _SUBJECT)


def _subject_in(says: str) -> str:
    return says[_VALUE : _VALUE + _SUBJECT]


def with_subjects_renamed(known: Iterable[Known], findings: Iterable[Known], corpus: Corpus) -> list[Known]:
    """What was known, by the names that entities have now.

    An entity has another name if it is gone, and wherever the same claims stood in one finding and do still, they are
    about one other entity, which no other was before.
    """
    known, now_by_id = list(known), {finding.id: finding for finding in findings}
    cast = {_subject_code(entity) for entity in corpus.entities.values()}
    pairs = {
        (_subject_in(said), _subject_in(now_by_id[each.id].says[key]))
        for each in known
        if each.id in now_by_id
        for key, said in each.says.items()
    }
    names = {
        old: new
        for old, new in pairs
        if old not in cast and sum(1 for one, other in pairs if one == old or other == new) == 1
    }
    return [_with_subjects(each, names) for each in known] if names else known


def _with_subjects(known: Known, names: dict[str, str]) -> Known:
    says = {}
    for key, said in known.says.items():
        old = _subject_in(said)
        says[key] = said[:_VALUE] + names.get(old, old) + said[_VALUE + _SUBJECT :]
    return replace(known, says=says, is_renamed=says != known.says)


def known_from(accepted: Iterable[Acceptance]) -> list[Known]:
    """What people have accepted."""
    return [
        Known(
            id=acceptance.id,
            rule=acceptance.rule,
            says=dict(zip(acceptance.claims, acceptance.content, strict=True)),
            was=acceptance.id,
            message=acceptance.message,
        )
        for acceptance in accepted
    ]


def known_in(report: Report, renamed: dict[str, str]) -> list[Known]:
    """The findings of an earlier report, by the names that sources have now."""
    return [_renamed(known_of(finding, report), renamed) for finding in report.findings]


def _renamed(known: Known, renamed: dict[str, str]) -> Known:
    says = {now(key, renamed): said for key, said in known.says.items()}
    return replace(known, id=identity(known.rule, tuple(sorted(says))), says=says, was=known.id)


def now(key: str, renamed: dict[str, str]) -> str:
    """The key that a claim has now, where its source has got another name."""
    source, _, claim = key.partition("#")
    return f"{renamed.get(source, source)}#{claim}"


class Matcher:
    """What was known, to be matched with the findings of a report."""

    def __init__(self, findings: Iterable[Known], known: Iterable[Known], report: Report) -> None:
        self.findings = {finding.id: finding for finding in findings}
        self.known = {each.id: each for each in known}
        self._out = {claim.key for claim in report.corpus.claims if claim.out}
        rules = set(report.rule_ids)
        self._by_claim: dict[tuple[str, str], list[Known]] = {}
        self._by_said: dict[tuple[str, str], list[Known]] = {}
        self._by_content: dict[tuple[str, tuple[str, ...]], list[Known]] = {}
        self._of_no_rule: dict[tuple[str, tuple[str, ...]], list[Known]] = {}
        for each in self.known.values():
            rule = each.rule if each.rule in rules else ""
            if not rule:
                self._of_no_rule.setdefault(_sentence(each), []).append(each)
            for key, said in each.says.items():
                self._by_claim.setdefault((rule, key), []).append(each)
                self._by_said.setdefault((rule, said), []).append(each)
            self._by_content.setdefault((each.rule, _sorted_whats(each)), []).append(each)

    def states(self) -> dict[str, tuple[str, Known]]:
        """For each finding that was known in some way, its state (known, changed or moved) and what it was."""
        found: dict[str, tuple[str, Known]] = {}
        renames: list[tuple[Known, Known]] = []
        for finding in self.findings.values():
            same = self.known.get(finding.id)
            if same is not None:
                found[finding.id] = (_state(finding, same), same)
            elif (whole := self._left_of(finding)) is not None:
                found[finding.id] = (MOVED, whole)
            else:
                alike = self._by_content.get((finding.rule, _sorted_whats(finding)), ())
                renames += [(finding, before) for before in alike if self._is_renamed(before, finding)]
                renames += [(finding, before) for before in self._of_no_rule.get(_sentence(finding), ())]
        ends = Counter(id(end) for pair in renames for end in pair)
        for finding, before in renames:
            if ends[id(finding)] == ends[id(before)] == 1:  # unique on both sides
                found[finding.id] = (MOVED, before)
        return found

    def joined_by(self, finding: Known) -> list[Known]:
        """What was known of which a finding is all, and more: a claim has joined, or two of them are one now."""
        kept = (each for each in self._sharing(finding) if each.says.keys() < finding.says.keys())
        return [each for each in kept if each.id not in self.findings and not each.differing(finding)]

    def near(self, finding: Known) -> list[Known]:
        """What was known by the same rule, or one that is gone, and has a claim of a finding, be it by another name."""
        near = {}
        for rule in (finding.rule, ""):
            for key, said in finding.says.items():
                for each in (*self._by_claim.get((rule, key), ()), *self._by_said.get((rule, said), ())):
                    near[each.id] = each
        return [near[id_] for id_ in sorted(near)]

    def _sharing(self, finding: Known) -> list[Known]:
        found = {each.id: each for key in finding.says for each in self._by_claim.get((finding.rule, key), ())}
        return [found[id_] for id_ in sorted(found)]

    def _left_of(self, finding: Known) -> Known | None:
        """What a finding is left of: fewer claims stand in it than did, and say what they said.

        A sum with fewer figures in it is another sum.
        """
        for whole in self._sharing(finding):
            is_part = finding.says.keys() < whole.says.keys() and not finding.differing(whole)
            is_other = finding.is_sum or whole.id in self.findings
            if is_part and (not is_other or _whats(finding) == _whats(whole)):
                return whole
        return None

    def _is_renamed(self, before: Known, after: Known) -> bool:
        """Whether these are the same claims of the same voices, some of which have other names.

        What its source took back, and says again, is another claim.
        """
        if before.id in self.findings or after.differing(before):
            return False
        gone, come = before.says.keys() - after.says, after.says.keys() - before.says
        return not gone & self._out and sorted(before.says[key] for key in gone) == sorted(
            after.says[key] for key in come
        )


def _state(finding: Known, before: Known) -> str:
    """The state of a finding that was known by its rule and claims; the names of claims may have changed places."""
    if not finding.differing(before):
        return MOVED if before.is_renamed else KNOWN
    return MOVED if sorted(finding.content) == sorted(before.content) else CHANGED


def _whats(known: Known) -> set[str]:
    return {_what(said) for said in known.says.values()}


def _sorted_whats(known: Known) -> tuple[str, ...]:
    return tuple(sorted(map(_what, known.says.values())))


def _sentence(known: Known) -> tuple[str, tuple[str, ...]]:
    """By what a finding is known whose rule has another id: its message, and what its claims say."""
    return known.message, tuple(sorted(known.says.values()))
