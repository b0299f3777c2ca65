"""Which findings are new and which were known: by the claims they are about and what those say.

Never by message, line or path: a conflict spans files, and to edit one claim can bring about a conflict whose other
end is a line that nobody touched. A finding that was known has the same identity (rule and claims) and the same
content (the values compared). With the identity alone it has *changed*. With the content alone it may have *moved*:
one claim, or one article, or one story, has another name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
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
    """What the claims of a finding say, as a short hash: the same however it is worded, wherever it stands, and by
    however many it is said."""
    said = set()
    for name, positions in finding.terms:
        for position in positions:
            quantity = report.quantities[position.quantity]
            choices = position.choices
            names = "" if choices is None else f"{choices.negated} {' '.join(sorted(choices.names))}"
            about = (quantity.subject.rpartition("/")[2], quantity.property, quantity.status, quantity.scope)
            for claim in position.claims:
                day = "" if quantity.mode == "constant" else f"{claim.as_of.first}/{claim.as_of.last}"
                said.add((name, *about, f"{position.lower}..{position.upper}", names, claim.value.unit, day))
    text = "\n".join("|".join(row) for row in sorted(said))
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


def match(
    findings: Iterable[Known], known: dict[str, Known], remains: Callable[[str], bool]
) -> dict[str, tuple[str, Known]]:
    """For each finding that was known in some way, its state (known, changed or moved) and what it was.

    `remains` tells of a claim of then whether it is there still: what is there still has not got another name.
    """
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
    same: dict[tuple[str, str], list[Known]] = {}
    for before in known.values():
        same.setdefault((before.rule, before.content), []).append(before)
    pairs: list[tuple[Known, Known]] = []
    for finding in rest:
        for before in same.get((finding.rule, finding.content), ()):
            if set(finding.claims) < set(before.claims):  # fewer say it than did
                states.setdefault(finding.id, (MOVED, before))
            elif before.id not in present and _is_renamed(before.claims, finding.claims, remains):
                pairs.append((finding, before))
    for finding, before in pairs:
        if sum(1 for one, other in pairs if one is finding or other is before) == 1:  # unique on both sides
            states[finding.id] = (MOVED, before)
    return states


def _is_renamed(before: tuple[str, ...], after: tuple[str, ...], remains: Callable[[str], bool]) -> bool:
    """Whether these are the same claims, but for one new name of a claim, of an article or of a story."""
    gone, come = sorted(set(before) - set(after)), sorted(set(after) - set(before))
    if len(before) != len(after) or not gone or any(remains(key) for key in gone):
        return False
    if len(gone) == 1:
        return True
    for mark in ("#", "/"):
        old, new = ([key.partition(mark) for key in keys] for keys in (gone, come))
        same_rest = [part[2] for part in old] == [part[2] for part in new]
        if same_rest and len({part[0] for part in old}) == len({part[0] for part in new}) == 1:
            return True
    return False


def with_standings(
    report: Report,
    today: int,
    earlier: Earlier | None = None,
    *,
    rules_fail: bool = False,
    contents: dict[str, str] | None = None,
) -> Report:
    """The report with how each finding stands on a day (`date.toordinal`), and what is accepted without need.

    What is accepted is stale only where all files could be read and checked. `contents` are the findings' by their
    ids, where they are known (see `content_of`).
    """
    comparison = _Comparison(report, today, earlier, rules_fail, contents)
    standings = {finding.id: comparison.standing(finding) for finding in report.findings}
    needed = {standing.acceptance.id for standing in standings.values() if standing.acceptance is not None}
    is_full = report.is_complete and not report.not_checked
    stale = tuple(entry for entry in report.corpus.accepted if is_full and entry.id not in needed)
    return replace(report, standings=standings, stale=stale, base=earlier.commit if earlier else "")


def mildest(reports: list[Report]) -> Report:
    """One report of several that were compared with one commit each: what was there in any of them is not new."""
    first, *others = reports
    standings = dict(first.standings)
    for other in others:
        for id_, standing in other.standings.items():
            if (standing.fails, len(standing.fresh)) < (standings[id_].fails, len(standings[id_].fresh)):
                standings[id_] = standing
    return replace(first, standings=standings)


class _Comparison:
    """A report against what is accepted and, where one is given, against an earlier commit."""

    def __init__(
        self,
        report: Report,
        today: int,
        earlier: Earlier | None,
        rules_fail: bool,
        contents: dict[str, str] | None,
    ) -> None:
        self.today, self.earlier, self.rules_fail = today, earlier, rules_fail
        self.corpus = report.corpus
        self.keys = {claim.key for claim in report.corpus.claims}
        self.contents = contents or {finding.id: content_of(finding, report) for finding in report.findings}
        findings = [
            Known(id=f.id, rule=f.rule, content=self.contents[f.id], claims=f.claim_keys) for f in report.findings
        ]
        self.accepted = {acceptance.id: acceptance for acceptance in report.corpus.accepted}
        self.by_acceptance = match(findings, known_from(report.corpus.accepted), self._remains)
        self.by_base: dict[str, tuple[str, Known]] = {}
        self.old: dict[str, Claim] = {}
        self.base_claims: list[tuple[str, set[str]]] = []
        if earlier is not None:
            self.by_base = match(findings, known_in(earlier.report, earlier.renamed), self._remains)
            self.base_claims = [(k.rule, set(k.claims)) for k in known_in(earlier.report, earlier.renamed).values()]
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
        return Standing(
            state=state,
            content=self.contents[finding.id],
            acceptance=acceptance,
            fresh=fresh,
            rules_fail=self.rules_fail,
        )

    def _remains(self, key: str) -> bool:
        """Whether a claim is there still, in play or not."""
        return key in self.keys

    def _against(self, earlier: Earlier, finding: Finding, fresh: frozenset[str], state: str) -> str:
        """The state of a finding that is not accepted, compared with the earlier commit."""
        if finding.id not in self.by_base:
            # which joint conflicts are told depends on the others: one among old claims was there, if untold;
            # and what is left of an old conflict was there with the rest
            is_old = not fresh and finding.story not in earlier.cast_changed
            return KNOWN if is_old and (finding.joint or self._is_left_over(finding)) else state
        base_state, known = self.by_base[finding.id]
        if base_state != CHANGED and earlier.own_rules is not None and known.id not in earlier.own_rules:
            return BY_RULE
        return base_state

    def _is_left_over(self, finding: Finding) -> bool:
        """Whether the claims are some of those of one finding in the base, by the same rule."""
        keys = set(finding.claim_keys)
        return any(rule == finding.rule and keys < claims for rule, claims in self.base_claims)

    def _fresh(self, finding: Finding) -> frozenset[str]:
        """The claims of a finding that the earlier commit did not have, or had otherwise."""
        if self.earlier is None:
            return frozenset()
        return frozenset(claim.key for claim in finding.claims if _said(self.old.get(claim.key)) != _said(claim))


def _said(claim: Claim | None) -> tuple[object, ...]:
    if claim is None:
        return ()
    subject, value = claim.subject.rpartition("/")[2], claim.value
    about = (subject, claim.property, claim.status, claim.scope, claim.as_of, claim.counted_from, bool(claim.out))
    return (*about, value.interval, value.choices, value.unit, value.stated)
