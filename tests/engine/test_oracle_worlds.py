"""The engine beside the oracle, on many small worlds: what it finds is so, and what is so it finds.

`python -m tests.engine.test_oracle_worlds 0 2500` compares them on the worlds of so many seeds.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import combinations, product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from checker.corpus.corpus import Claim, Corpus
from checker.engine.check import check
from checker.engine.findings import (
    DIFFER,
    FALLS,
    ITSELF,
    PERHAPS,
    ROW,
    TOGETHER,
    Combination,
    Dispute,
    Finding,
    Result,
    Statement,
)
from checker.files.models import SOURCES_DISAGREE
from tests.engine.oracle import (
    CERTAIN,
    NONE,
    POSSIBLE,
    WRITTEN,
    Oracle,
    TooMany,
    figure_of,
    is_fine,
    mode_of,
    pair_state,
)
from tests.engine.worlds import Home, World, a_world

PAIRS = (DIFFER, ITSELF, FALLS)
SUM, PART = "parts-do-not-add-up", "part-exceeds-whole"


def claims_of(statement: Statement) -> list[Claim]:
    """The claims of a statement that have its value: others agree with it and say less."""
    interval = (statement.lower, statement.upper)
    kept = [c for c in statement.claims if (c.value.interval.lower, c.value.interval.upper) == interval]
    return [claim for claim in kept if claim.moment == statement.moment] or kept


def state_of(corpus: Corpus, combination: Combination) -> set[str]:
    one, other = combination.statements
    return {pair_state(corpus, c, d) for c in claims_of(one) for d in claims_of(other)}


def keys(combination: Combination) -> list[list[str]]:
    return [[claim.key for claim in s.claims] for s in combination.statements]


# --- what is found is so -------------------------------------------------------------------------


def false_findings(oracle: Oracle, result: Result) -> Iterator[str]:
    """What the engine says and the oracle does not."""
    for finding in result.findings:
        if finding.kind == ITSELF and finding.severity == "note":
            continue  # a bound that one paper leaves out: another test
        for combination in finding.combinations:
            wanted = wanted_state(finding)
            if finding.rule == SOURCES_DISAGREE or finding.kind in PAIRS:
                if (states := state_of(oracle.corpus, combination)) != {wanted}:
                    yield f"{finding.kind} {finding.severity} {keys(combination)}: {states}"
            elif finding.severity == "error" and finding.kind in (ROW, TOGETHER):
                claims = [claims_of(s)[0] for s in combination.statements]
                if not oracle.cannot_be(claims):
                    yield f"{finding.rule}: {keys(combination)} can all be true"


def wanted_state(finding: Finding) -> str:
    if finding.kind == PERHAPS:
        return POSSIBLE
    return CERTAIN if finding.severity == "error" else WRITTEN


# --- what is so is found -------------------------------------------------------------------------


def missing_pairs(oracle: Oracle, result: Result) -> Iterator[str]:
    """Pairs of which the oracle says that they conflict, and no finding does."""
    listed = list(_listed(result))
    falls = {finding.figures[0][1].name for finding in result.findings if finding.kind == FALLS}
    sure = {(name, voices) for severity, _, name, voices, _ in listed if severity != "note"}
    for one, other, state in oracle.pairs():
        if state == NONE:
            continue
        about = (figure_of(one)[:5], frozenset((one.origin, other.origin)))
        severity, kinds = {
            CERTAIN: ("error", PAIRS),
            WRITTEN: ("warning", PAIRS),
            POSSIBLE: ("note", (PERHAPS,)),
        }[state]
        found = [ks for s, k, name, voices, ks in listed if s == severity and k in kinds and (name, voices) == about]
        may_follow = figure_of(one)[:5] in falls  # a pair that a fall explains is folded
        if not found and not (state == POSSIBLE and about in sure) and not may_follow:
            yield f"{state}: {one.key} and {other.key}"


def _listed(result: Result) -> Iterator[tuple[str, str, tuple[str, ...], frozenset[str], list[list[str]]]]:
    for finding in result.findings:
        if finding.rule in (SOURCES_DISAGREE, "count-falls"):
            for combination in finding.combinations:
                one, other = combination.statements
                yield (
                    finding.severity,
                    finding.kind,
                    one.figure.name,
                    frozenset((one.voice, other.voice)),
                    keys(combination),
                )


def missing_sums(oracle: Oracle, result: Result) -> Iterator[str]:
    """Sums of which the oracle says that they break, and no finding of that whole (and part) does."""
    sums = {f.figures[0][1].name for f in result.findings if f.rule == SUM and f.severity == "error"}
    parts = {
        frozenset(figure.name for _, figure in f.figures)
        for f in result.findings
        if f.rule == PART and f.severity == "error"
    }
    told = [set(f.claim_keys) for f in result.findings if f.severity == "error"]
    for whole, some in oracle.broken_sums():
        if not oracle.is_exact() and _stands(oracle, whole):
            continue  # what stands throughout a span, or may be replaced within it, is only perhaps in a sum
        if not oracle.is_exact() and oracle.has_members_in_time():
            continue  # for each choice of the moments another row breaks
        if (
            oracle.has_leavers()
            or is_fine((whole, *some))
            or any(keys <= {whole.key, *(part.key for part in some)} for keys in told)
        ):
            continue  # a time of day beside a day is never sure in a sum; some are found as joint conflicts
        shown = f"{whole.key} and {[part.key for part in some]}"
        if figure_of(whole)[:5] not in sums:
            yield f"sum: {shown}"
        both = frozenset((figure_of(whole)[:5], figure_of(some[0])[:5]))
        if len(some) == 1 and both not in parts and oracle.part_exceeds(whole, some[0]):
            yield f"part: {shown}"


def missing_at_all(oracle: Oracle, result: Result) -> Iterator[str]:
    """Whether claims that cannot all be true have no finding; days are exact.

    A total that nobody gives is no unknown where a part may leave it: it might fall then.
    """
    if oracle.is_nested() and oracle.has_leavers():
        return
    if oracle.is_exact() and oracle.cannot_be(oracle.claims) != any(f.severity == "error" for f in result.findings):
        yield f"all claims: cannot be {oracle.cannot_be(oracle.claims)}"


# --- explanations --------------------------------------------------------------------------------


def wrong_explanations(oracle: Oracle, result: Result) -> Iterator[str]:
    for dispute in result.disputes:
        yield from wrong_camps(oracle, dispute)
    if oracle.has_members_in_time():
        return  # the engine has no unknown for a figure at a moment at which nobody gives it
    if not oracle.is_exact() and any(_stands(oracle, c) or c.period or c.moment.by_minute for c in oracle.claims):
        return  # of each choice of moments another claim may be the one that is broken: no row says so for sure
    for dispute in result.disputes:
        for way in dispute.front:
            if not way.breaks and way.is_proven:
                gone = {claim.key for value in way.values for claim in value.position.claims}
                all_claims = oracle.without_wider(dispute_claims(oracle, result, dispute))
                left = [claim for claim in all_claims if claim.key not in gone]
                if oracle.cannot_be(left):
                    yield f"without {sorted(gone)} the rest cannot be"
    yield from wrong_front(oracle, result)


def _stands(oracle: Oracle, claim: Claim) -> bool:
    return mode_of(oracle.corpus, claim) == "stands"


def dispute_claims(oracle: Oracle, result: Result, dispute: Dispute) -> list[Claim]:
    """All claims but those of other disputes."""
    others = {c.key for each in result.disputes if each is not dispute for c in each.claims}
    return [claim for claim in oracle.claims if claim.key not in others]


def wrong_front(oracle: Oracle, result: Result) -> Iterator[str]:
    """The front of a single dispute of days that are known, where nothing falls or stands."""
    disputes = [d for d in result.disputes if d.front or d.camps]
    if len(disputes) != 1 or not oracle.is_exact() or len(oracle.claims) > 7:
        return
    (dispute,) = disputes
    if not dispute.front or any(way.breaks for way in dispute.front) or dispute.note:
        return
    if any(mode_of(oracle.corpus, claim) == "stands" for claim in oracle.claims):
        return
    shown = {len(way.voices): way.cost for way in dispute.front}
    if shown != (wanted := oracle.smallest_repairs(oracle.without_wider(oracle.claims))):
        yield f"front {shown}, not {wanted}"


def wrong_camps(oracle: Oracle, dispute: Dispute) -> Iterator[str]:
    for camp in dispute.camps:
        claims = [claim for s in camp.statements for claim in claims_of(s)]
        if any(pair_state(oracle.corpus, c, d) == CERTAIN for c, d in combinations(claims, 2)):
            yield f"a camp that conflicts: {[claim.key for claim in claims]}"


CHECKS: tuple[Callable[[Oracle, Result], Iterator[str]], ...] = (
    false_findings,
    missing_pairs,
    missing_sums,
    missing_at_all,
    wrong_explanations,
)


def differences(home: Home, world: World) -> list[str]:
    corpus = home.load(world)
    result = check(corpus)
    oracle = Oracle(corpus)
    found = []
    for compare in CHECKS:
        try:
            found += [f"{compare.__name__}: {text}" for text in compare(oracle, result)]
        except TooMany:
            continue
    return found


@pytest.mark.parametrize("is_exact", [False, True])
@pytest.mark.parametrize(("is_nested", "count"), [(False, 75), (True, 40)])
def test_the_engine_says_what_the_oracle_says(tmp_path: Path, is_exact: bool, is_nested: bool, count: int) -> None:
    home = Home(tmp_path / "home")
    for seed in range(count):
        world = a_world(seed, is_exact=is_exact, is_nested=is_nested)
        assert differences(home, world) == [], f"seed {seed}\n{world}"


def differences_of(seed: int) -> list[str]:
    """What differs in the worlds of a seed, of days that are exact and of any."""
    found = []
    with TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        for is_exact, is_nested in product((False, True), repeat=2):
            name = f"{seed}{' exact' if is_exact else ''}{' nested' if is_nested else ''}"
            world = a_world(seed, is_exact=is_exact, is_nested=is_nested)
            found += [f"{name}: {text}" for text in differences(home, world)]
    return found


def main(first: int, last: int) -> None:
    """Compare the engine and the oracle on the worlds of some seeds, in two processes."""
    with ProcessPoolExecutor(2) as pool:
        seeds = range(first, last)
        for seed, found in zip(seeds, pool.map(differences_of, seeds, chunksize=10), strict=True):
            for text in found:
                print(text, flush=True)
            if (seed + 1) % 100 == 0:
                print(f"up to {seed} compared", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
