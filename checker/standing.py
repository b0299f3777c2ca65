"""Which findings are new and which were known: by the claims they are about and what those say.

Never by message, line or path: a conflict spans files, and to edit one claim can bring about a conflict whose other
end is a line that nobody touched. A finding that was known has the same identity (rule and claims) and the same
content (the values compared). With the identity alone it has *changed*. With the content alone it may have *moved*:
one claim, or one article, or one story, has another name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from checker.corpus import Acceptance, Claim
from checker.findings import Finding, Report, Standing, identity

NEW, CHANGED, EXPIRED = "new", "changed", "expired"
KNOWN, MOVED, BY_RULE = "known", "moved", "by-rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A finding that was there before."""

    id: str
    rule: str
    content: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What the claims of an earlier commit give: with today's rules, and, where those differ, with its own.

    `renamed` tells the sources that have another name now; `cast_changed` the stories whose entities have changed.
    """

    commit: str
    report: Report
    own_rules: frozenset[str] | None = None
    renamed: dict[str, str]
    cast_changed: frozenset[str]


def content_of(finding: Finding, report: Report) -> str:
    """What the claims of a finding say, as a short hash: the same however it is worded and wherever it stands."""
    said = set()
    for name, positions in finding.terms:
        for position in positions:
            is_constant = report.quantities[position.quantity].mode == "constant"
            choices = position.choices
            for claim in position.claims:
                day = "" if is_constant else f"{claim.as_of.first}/{claim.as_of.last}"
                names = "" if choices is None else f"{choices.negated} {' '.join(sorted(choices.names))}"
                bounds = f"{position.lower}..{position.upper}"
                said.add((name, claim.key, bounds, names, claim.value.unit, day))
    text = "\n".join("|".join((name, *rest)) for name, _, *rest in sorted(said, key=lambda row: (row[0], *row[2:])))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def known_from(accepted: Iterable[Acceptance]) -> dict[str, Known]:
    return {a.id: Known(id=a.id, rule=a.rule, content=a.content, claims=a.claims) for a in accepted}


def known_in(report: Report, renamed: dict[str, str]) -> dict[str, Known]:
    """The findings of an earlier report, by the names that their sources have now."""
    found = {}
    for finding in report.findings:
        keys = tuple(sorted(_now(key, renamed) for key in finding.claim_keys))
        known = Known(
            id=identity(finding.rule, keys), rule=finding.rule, content=content_of(finding, report), claims=keys
        )
        found[known.id] = known
    return found


def _now(key: str, renamed: dict[str, str]) -> str:
    source, _, claim = key.partition("#")
    return f"{renamed.get(source, source)}#{claim}"


def match(findings: Iterable[Known], known: dict[str, Known]) -> dict[str, tuple[str, Known]]:
    """For each finding that was known in some way, its state (known, changed or moved) and what it was."""
    states: dict[str, tuple[str, Known]] = {}
    rest: list[Known] = []
    present = set()
    for finding in findings:
        present.add(finding.id)
        before = known.get(finding.id)
        if before is None:
            rest.append(finding)
        else:
            states[finding.id] = (KNOWN if before.content == finding.content else CHANGED, before)
    gone: dict[tuple[str, str], list[Known]] = {}
    for before in known.values():
        if before.id not in present:
            gone.setdefault((before.rule, before.content), []).append(before)
    pairs = [
        (finding, before)
        for finding in rest
        for before in gone.get((finding.rule, finding.content), [])
        if _is_renamed(before.claims, finding.claims)
    ]
    for finding, before in pairs:
        if sum(1 for one, other in pairs if one is finding or other is before) == 1:  # unique on both sides
            states[finding.id] = (MOVED, before)
    return states


def _is_renamed(before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """Whether these are the same claims, but for one new name of a claim, of an article or of a story."""
    gone, come = sorted(set(before) - set(after)), sorted(set(after) - set(before))
    if len(before) != len(after) or not gone:
        return False
    if len(gone) == 1:
        return True
    for mark in ("#", "/"):
        old, new = ([key.partition(mark) for key in keys] for keys in (gone, come))
        same_rest = [part[2] for part in old] == [part[2] for part in new]
        if same_rest and len({part[0] for part in old}) == len({part[0] for part in new}) == 1:
            return True
    return False


def with_standings(report: Report, today: int, earlier: Earlier | None = None) -> Report:
    """The report with how each finding stands on a day (`date.toordinal`), and what is accepted without need."""
    comparison = _Comparison(report, today, earlier)
    standings = {finding.id: comparison.standing(finding) for finding in report.findings}
    needed = {standing.acceptance.id for standing in standings.values() if standing.acceptance is not None}
    stale = tuple(acceptance for acceptance in report.corpus.accepted if acceptance.id not in needed)
    return replace(report, standings=standings, stale=stale, base=earlier.commit if earlier else "")


class _Comparison:
    """A report against what is accepted and, where one is given, against an earlier commit."""

    def __init__(self, report: Report, today: int, earlier: Earlier | None) -> None:
        self.today, self.earlier = today, earlier
        self.contents = {finding.id: content_of(finding, report) for finding in report.findings}
        findings = [
            Known(id=f.id, rule=f.rule, content=self.contents[f.id], claims=f.claim_keys) for f in report.findings
        ]
        self.accepted = {acceptance.id: acceptance for acceptance in report.corpus.accepted}
        self.by_acceptance = match(findings, known_from(report.corpus.accepted))
        self.by_base: dict[str, tuple[str, Known]] = {}
        self.old: dict[str, Claim] = {}
        if earlier is not None:
            self.by_base = match(findings, known_in(earlier.report, earlier.renamed))
            self.old = {_now(claim.key, earlier.renamed): claim for claim in earlier.report.corpus.claims}

    def standing(self, finding: Finding) -> Standing:
        state, acceptance = NEW, None
        if finding.id in self.by_acceptance:
            state, known = self.by_acceptance[finding.id]
            acceptance = self.accepted[known.id]
            if state != CHANGED and acceptance.until is not None and self.today > acceptance.until.last:
                state = EXPIRED
        fresh = self._fresh(finding)
        if self.earlier is not None and state in (NEW, CHANGED):
            state = self._against(self.earlier, finding, fresh, state)
        return Standing(state=state, content=self.contents[finding.id], acceptance=acceptance, fresh=fresh)

    def _against(self, earlier: Earlier, finding: Finding, fresh: frozenset[str], state: str) -> str:
        """The state of a finding that is not accepted, compared with the earlier commit."""
        if finding.id not in self.by_base:
            # which joint conflicts are told depends on the others: one among old claims was there, if untold
            return KNOWN if finding.joint and not fresh and finding.story not in earlier.cast_changed else state
        base_state, known = self.by_base[finding.id]
        if base_state != CHANGED and earlier.own_rules is not None and known.id not in earlier.own_rules:
            return BY_RULE
        return base_state

    def _fresh(self, finding: Finding) -> frozenset[str]:
        """The claims of a finding that the earlier commit did not have, or had otherwise."""
        if self.earlier is None:
            return frozenset()
        return frozenset(claim.key for claim in finding.claims if _said(self.old.get(claim.key)) != _said(claim))


def _said(claim: Claim | None) -> tuple[object, ...]:
    return () if claim is None else (claim.value.interval, claim.value.choices, claim.as_of, claim.status, claim.scope)
