"""What must hold of every corpus: nothing is lost when claims join, and order, echoes and engines change nothing.

`python -m tests.engine.test_properties 0 2000` tries it on the worlds of so many seeds.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from msgspec.structs import replace

from checker.baseline.status import judged
from checker.corpus.corpus import Corpus
from checker.engine.check import check
from checker.engine.findings import ITSELF, TOGETHER, Result
from checker.reports import render
from checker.values.value import Interval
from tests.engine.worlds import Home, Line, World, a_world

Property = Callable[[Home, World], Iterator[str]]


def is_exempt(result: Result) -> bool:
    """A limit was said to have bitten."""
    return bool(result.limits or result.not_checked)


def serious(result: Result) -> set[str]:
    """The ids of contradictions and tensions, echoes too."""
    return {finding.id for finding in result.findings if finding.severity != "note"}


def without_one_claim(home: Home, world: World) -> Iterator[str]:
    """What is found without a claim is found with it, under the same id."""
    whole = home.checked(world)
    if is_exempt(whole):
        return
    for line in world.lines:
        if line.is_exempt or _stands(line):
            continue
        rest = check(home.load(world.without(line)))
        for finding in rest.findings:
            if finding.severity != "note" and finding.id not in serious(whole) and not is_exempt(rest):
                yield f"with {world.key(line)} is lost: {finding.kind} {finding.rule} {finding.message}"


def _stands(line: Line) -> bool:
    """A newer value of what stands ends the older one."""
    return line["property"] == "camps" or bool(line["status"])


def in_any_order(home: Home, world: World) -> Iterator[str]:
    """The order of files, claims and keys changes nothing."""
    before = render(judged(home.checked(world), 0), "json")
    after = render(judged(check(home.load(world, random.Random(1))), 0), "json")
    if _without_places(before) != _without_places(after):
        yield "another order gives another report"


def _without_places(text: str) -> list[str]:
    return [line for line in text.splitlines() if '"line"' not in line and '"column"' not in line]


def said_again(home: Home, world: World) -> Iterator[str]:
    """A voice that says the same in one more paper adds no finding and changes no id."""
    before = home.checked(world)
    for line in world.lines:
        if line.is_exempt or not line["said_by"]:
            continue
        article = ("S", world.articles[line.article][1])
        if "/" in article[1] and not line["as_of"]:
            continue  # it is of another unknown day
        after = check(home.load(world.with_line(replace(line, id="again"), article)))
        if _told_of_others(before) != _told_of_others(after):
            more = [f.message for f in after.findings if f.id not in _told_of_others(before)]
            less = [f.message for f in before.findings if f.id not in _told_of_others(after)]
            yield f"{world.key(line)} again: more {more}, less {less}"


def _told_of_others(result: Result) -> set[str]:
    """What is found, but for the note on a paper that has the limit alone where another has the figure."""
    return {f.id for f in result.findings if f.kind != ITSELF or f.severity != "note"}


def widened(home: Home, world: World) -> Iterator[str]:
    """A claim that says less adds no certain finding between others."""
    before = home.checked(world)
    corpus = before.corpus
    for number, claim in enumerate(corpus.claims):
        wide = replace(claim, value=replace(claim.value, interval=_wider(claim.value.interval)))
        others = (*corpus.claims[:number], *corpus.claims[number + 1 :])
        after = check(replace(corpus, claims=tuple(sorted((*others, wide), key=lambda c: c.key))))
        for finding in after.findings:
            is_new = finding.severity != "note" and finding.id not in serious(before)
            if is_new and claim.key not in finding.claim_keys and finding.kind != TOGETHER:
                yield f"{claim.key} widened: {finding.kind} {finding.rule} {finding.message}"


def _wider(interval: Interval) -> Interval:
    low, high = interval.lower, interval.upper
    return Interval(None if low is None else min(low, max(low - 5, type(low)(0))), None if high is None else high + 5)


def on_both_engines(home: Home, world: World) -> Iterator[str]:
    """The databases give the same result."""
    corpus: Corpus = home.load(world)
    texts = [render(judged(check(corpus, engine=engine), 0), "json") for engine in ("sqlite", "duckdb")]
    if texts[0] != texts[1]:
        yield "the databases differ"


PROPERTIES: tuple[Property, ...] = (without_one_claim, in_any_order, said_again, widened)


@pytest.mark.slow
@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda each: each.__name__)
@pytest.mark.parametrize(("is_nested", "last"), [(False, 200), (True, 140)])
def test_it_holds_of_random_worlds(tmp_path: Path, holds: Property, is_nested: bool, last: int) -> None:
    home = Home(tmp_path / "home")
    for seed in range(100, last):
        world = a_world(seed, is_nested=is_nested)
        assert list(holds(home, world)) == [], f"seed {seed}\n{world}"


def test_the_databases_give_the_same(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    for seed in range(5):
        assert list(on_both_engines(home, a_world(seed))) == [], f"seed {seed}"


def violations(seed: int) -> list[str]:
    """What does not hold of the worlds of a seed."""
    found = []
    with TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        for is_nested in (False, True):
            world = a_world(seed, is_nested=is_nested)
            name = f"{seed}{' nested' if is_nested else ''}"
            found += [f"{name}: {holds.__name__}: {text}" for holds in PROPERTIES for text in holds(home, world)]
    return found


def main(first: int, last: int) -> None:
    """Try every property on the worlds of some seeds, in two processes."""
    with ProcessPoolExecutor(2) as pool:
        for seed, found in zip(range(first, last), pool.map(violations, range(first, last), chunksize=10), strict=True):
            for text in found:
                print(text, flush=True)
            if (seed + 1) % 100 == 0:
                print(f"up to {seed} tried", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
