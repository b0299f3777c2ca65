"""Random categories and random stories about them, held against what a truth table says."""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path

import pytest
from msgspec.structs import replace

from checker.corpus.corpus import Claim, Corpus
from checker.engine.check import check
from checker.engine.findings import DIFFER, GOES_BACK, ITSELF, TOGETHER
from checker.values.categories import all_implied, excluding_pairs, states_of
from tests.engine.stories import Story

VALUES = ("a", "b", "c", "d")
SEEDS = range(60)


def _related(rng: random.Random) -> tuple[dict[str, list[str]], dict[str, list[str]] | None]:
    """What implies what, without a circle; and what excludes what, if that is said."""
    implies = {one: [other] for one, other in combinations(VALUES, 2) if rng.random() < 0.2}
    if rng.random() < 0.5:
        return implies, None
    implied = all_implied(implies)
    pairs = [pair for pair in combinations(VALUES, 2) if rng.random() < 0.4]
    together = [{name, *others} for name, others in implied.items()]
    apart = [pair for pair in pairs if not any(set(pair) <= state for state in together)]
    excludes: dict[str, list[str]] = {}
    for one, other in apart:
        excludes.setdefault(one, []).append(other)
    return implies, excludes


@pytest.mark.parametrize("seed", SEEDS)
def test_the_states_are_those_of_a_truth_table(seed: int) -> None:
    """All sets of categories but none, closed under what is implied, without two that exclude each other."""
    implies, excludes = _related(random.Random(seed))
    found = {state for _, state in states_of(VALUES, implies, excludes)}
    implied = all_implied(implies)
    closed = {
        frozenset(chosen)
        for size in range(1, len(VALUES) + 1)
        for chosen in combinations(VALUES, size)
        if all(implied.get(value, frozenset()) <= set(chosen) for value in chosen)
    }
    if excludes is None:  # each excludes what it does not imply, so that one of a state implies the rest of it
        wanted = {state for state in closed if any(state == {v} | implied.get(v, frozenset()) for v in state)}
    else:
        apart = excluding_pairs(excludes)
        wanted = {state for state in closed if not any(frozenset(pair) in apart for pair in combinations(state, 2))}
    assert found == wanted
    names = [name for name, _ in states_of(VALUES, implies, excludes)]
    assert len(names) == len(set(names))


def _flow(mapping: dict[str, list[str]]) -> str:
    return "{" + ", ".join(f"{key}: [{', '.join(values)}]" for key, values in mapping.items()) + "}"


def _a_story(folder: Path, rng: random.Random) -> tuple[Corpus, list[str]]:
    implies, excludes = _related(rng)
    order = rng.sample(VALUES, rng.choice([2, 3, 4]))
    limits = "" if excludes is None else f"excludes: {_flow(excludes)}, "
    story = Story(
        folder,
        vocabulary=f"state: {{type: category, values: [{', '.join(VALUES)}], implies: {_flow(implies)}, {limits}"
        f"order: [{', '.join(order)}], over_time: {rng.choice(['varies', 'stands'])}}}",
    )
    for number in range(rng.randint(2, 6)):
        value = rng.choice([rng.choice(VALUES), f"[{', '.join(rng.sample(VALUES, 2))}]"])
        day = rng.choice(["2031-05-01", "2031-05-02", "2031-05-03", "2031-05-01/2031-05-02"])
        name = rng.choice("PQR")
        story.article(f"{name}{name}", f"id: c{number}, property: state, value: {value}", published=day)
    return story.load(), order


def _said(claim: Claim) -> tuple[str, ...]:
    return tuple(part.strip() for part in claim.value.text.split(","))


def _no_common_state(one: Claim, other: Claim) -> bool:
    assert one.value.choices is not None
    assert other.value.choices is not None
    return one.value.choices.meet(other.value.choices).is_empty


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_found_is_what_the_claims_say(seed: int, tmp_path: Path) -> None:
    """Contradictions are of one moment, and going back is of surely later ones; nothing else is found."""
    corpus, order = _a_story(tmp_path, random.Random(seed))
    assert corpus.problems == ()
    contradicting, back = set(), set()
    for one, other in combinations(corpus.claims, 2):
        if not _no_common_state(one, other):
            continue
        if one.moment.is_of_one_moment_with(other.moment):
            contradicting.add(frozenset((one.key, other.key)))
        for before, after in ((one, other), (other, one)):
            ranks = [order.index(_said(c)[0]) for c in (before, after) if len(_said(c)) == 1 and _said(c)[0] in order]
            if len(ranks) == 2 and ranks[0] > ranks[1] and before.moment.is_before(after.moment):
                back.add(frozenset((before.key, after.key)))
    for engine in ("sqlite", "duckdb") if seed < 10 else ("sqlite",):
        result = check(corpus, engine=engine)
        pairs: dict[str, set[frozenset[str]]] = {"error": set(), "warning": set()}
        for finding in result.findings:
            if finding.kind in (DIFFER, ITSELF, GOES_BACK) and finding.rule != "above-a-soft-top":
                for each in finding.combinations:
                    first, second = each.statements
                    told = {frozenset((a.key, b.key)) for a in first.claims for b in second.claims}
                    pairs[finding.severity] |= told
        assert contradicting <= pairs["error"]
        assert back <= pairs["warning"]
        kinds = {(finding.kind, finding.severity) for finding in result.counted if finding.severity != "note"}
        assert kinds <= {(DIFFER, "error"), (ITSELF, "error"), (TOGETHER, "error"), (GOES_BACK, "warning")} | {
            (DIFFER, "warning"),  # spans that are equal as written
            (ITSELF, "warning"),
        }
        assert bool(back) == any(finding.kind == GOES_BACK for finding in result.findings)


@pytest.mark.parametrize("seed", SEEDS[:30])
def test_no_claim_takes_a_finding_away(seed: int, tmp_path: Path) -> None:
    corpus, _ = _a_story(tmp_path, random.Random(seed))
    whole = {finding.id for finding in check(corpus).findings if finding.severity != "note"}
    for number in range(len(corpus.claims)):
        rest = replace(corpus, claims=(*corpus.claims[:number], *corpus.claims[number + 1 :]))
        assert {finding.id for finding in check(rest).findings if finding.severity != "note"} <= whole
