"""Random worlds of shares, products and comparisons: the engine finds what trying all combinations finds.

Every claim is of a certain day, so that three claims are related if and only if they are of one day: an oracle of a few
lines, which shares nothing with the engine but the reading of values.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, product
from pathlib import Path

import pytest

from checker.corpus.corpus import Claim, Corpus
from checker.engine.check import check
from checker.engine.findings import DIFFER, ITSELF, GivenUp, Result
from tests.engine.oracle import Oracle
from tests.engine.test_properties import Property, in_any_order, on_both_engines, without_one_claim
from tests.engine.worlds import Home, Line, World

WORDS = """
men:    {type: count, unit: person, over_time: varies}
people: {type: count, unit: person, over_time: varies}
share:  {type: percentage, over_time: varies}
"""
RULE = """\
id: share-misses
title: A share is missed
let: {part: {property: men}, share: {property: share}, whole: {property: people}}
where: [part.subject == whole.subject, share.subject == whole.subject]
require: part == share * whole
message: "{part} are not {share} of {whole}"
why: It is so.
examples:
  - {expect: disagreement, claims: []}
  - {expect: agreement, claims: []}
"""
COUNTS = ("10", "20", "25", "40", "at least 20", "up to 12", "8 to 11", "about 20", "0")
SHARES = ("50%", "25%", "1 out of 4", "at least 40%", "up to 30%", "20% to 40%", "0%")
COMPARED = (
    *("{times: 2, to: town}", "{times: half, to: town}", "{times: at least 2, to: town}", "{share_of: most, to: town}"),
    *("{more: 10, to: town}", "{fewer: 5, to: town}", "{fewer: at least 5, to: town}", "{percent: -50, to: town}"),
)
SEEDS = range(150)
Ends = tuple[Fraction | None, Fraction | None]


class FigureHome(Home):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        properties = folder / "rules" / "properties.yaml"
        properties.write_text(properties.read_text("utf-8") + WORDS, "utf-8")
        (folder / "rules" / "share-misses.yaml").write_text(RULE, "utf-8")


def a_figure_world(seed: int) -> World:
    """Up to twelve claims of two days about two subjects, by four papers."""
    dice = random.Random(seed)
    articles = tuple((f"P{number}", "2031-05-05") for number in range(4))
    lines = []
    for number in range(dice.randint(6, 12)):
        kind = dice.choice(("men", "people", "people", "share", "compared"))
        keys = {"subject": dice.choice(("flood", "flood", "town")), "property": kind}
        if kind == "compared":
            keys = {"subject": "flood", "property": "people", "compared": dice.choice(COMPARED)}
        else:
            keys["value"] = dice.choice(SHARES if kind == "share" else COUNTS)
        keys["as_of"] = f"2031-05-0{dice.randint(3, 4)}"
        lines.append(Line(article=dice.randrange(4), id=f"c{number}", keys=tuple(keys.items())))
    return World(entities=(("flood", ""), ("town", "")), articles=articles, lines=tuple(lines))


def _times(one: Ends, other: Ends) -> Ends:
    """The product of two ranges that are not negative."""
    low = None if one[0] is None or other[0] is None else one[0] * other[0]
    high = None if one[1] is None or other[1] is None else one[1] * other[1]
    return low, Fraction(0) if Fraction(0) in (one[1], other[1]) else high


def _plus(one: Ends, other: Ends) -> Ends:
    low, high = ((None if a is None or b is None else a + b) for a, b in zip(one, other, strict=True))
    return low, high


def _meet(one: Ends, other: Ends) -> bool:
    apart = [
        low is not None and high is not None and low > high for low, high in ((one[0], other[1]), (other[0], one[1]))
    ]
    return not any(apart)


def _ends(claim: Claim) -> Ends:
    return claim.value.interval.lower, claim.value.interval.upper


def expected(corpus: Corpus) -> set[frozenset[str]]:
    """The keys of any three claims of one day that cannot all be true."""
    return {frozenset(claim.key for claim in three) for three in _broken(corpus.claims)}


def _broken(claims: tuple[Claim, ...]) -> Iterator[tuple[Claim, Claim, Claim]]:
    plain = [claim for claim in claims if claim.compared is None]
    for part, share, whole in product(plain, repeat=3):
        if (part.property, share.property, whole.property) != ("men", "share", "people"):
            continue
        if len({(claim.subject, claim.as_of) for claim in (part, share, whole)}) > 1:
            continue
        low, high = _times(_ends(share), _ends(whole))
        of_whole = (None if low is None else low / 100, None if high is None else high / 100)
        if not _meet(_ends(part), of_whole):
            yield part, share, whole
    people = [claim for claim in plain if claim.property == "people"]
    for how in claims:
        if how.compared is None:
            continue
        for one, other in product(people, repeat=2):
            is_of_it = one.subject == how.subject and other.subject == how.compared.subject
            if not is_of_it or not one.as_of == other.as_of == how.as_of:
                continue
            join = _times if how.compared.kind == "ratio" else _plus
            if not _meet(_ends(one), join(_ends(how), _ends(other))):
                yield one, how, other


def found(result: Result) -> set[frozenset[str]]:
    rules = ("share-misses", "comparison-misses", "difference-misses")
    return {
        frozenset(claim.key for claim in claims)
        for finding in result.findings
        if finding.rule in rules
        for combination in finding.combinations
        for claims in product(*(statement.claims for statement in combination.statements))
    }


def test_the_engine_finds_what_all_combinations_show(tmp_path: Path) -> None:
    home = FigureHome(tmp_path / "home")
    broken = 0
    for seed in SEEDS:
        world = a_figure_world(seed)
        corpus = home.load(world)
        wanted, result = expected(corpus), check(corpus)
        told = found(result)
        assert told <= wanted, f"seed {seed}: found {told - wanted}\n{world}"
        missing = {three for three in wanted - told if not _follows(three, result)}
        assert not missing, f"seed {seed}: not found {missing}\n{world}"
        broken += len(wanted)
    assert broken > 100


# --- explanations --------------------------------------------------------------------------------


def cannot_be(claims: Sequence[Claim]) -> bool:
    """Whether claims cannot all be true: two of one figure, or the three of a product or comparison, of one day."""
    figures: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        figures.setdefault((*claim.figure_name, claim.as_of), []).append(claim)
    pairs = (pair for same in figures.values() for pair in combinations(same, 2))
    if any(not _meet(_ends(one), _ends(other)) for one, other in pairs):
        return True
    return next(_broken(tuple(claims)), None) is not None


def wrong_explanations(result: Result) -> Iterator[str]:
    """Ways out that leave what cannot be, or of which a part would do."""
    of_dispute = {id(d): {claim.key for claim in d.claims} for d in result.disputes}
    for dispute in result.disputes:
        others = {key for each, keys in of_dispute.items() if each != id(dispute) for key in keys}
        claims = Oracle(result.corpus).without_wider([c for c in result.corpus.claims if c.key not in others])
        for way in dispute.front:
            groups = [{claim.key for claim in value.position.claims} for value in way.values]
            if cannot_be([c for c in claims if not any(c.key in group for group in groups)]):
                yield f"without {groups} the rest cannot be"
            yield from (f"{value.position.text}: {mistake}" for value in way.values if (mistake := _range(value)))


def _range(value: GivenUp) -> str:
    """What is wrong with what a value would have to be, by itself."""
    low, high = value.lower, value.upper
    if low is not None and high is not None and low > high:
        return f"{low} to {high} is no range"
    own = (value.position.lower or Fraction(0), value.position.upper)
    return "it may be what it is" if (low, high) == own and own[1] is not None else ""


@pytest.mark.slow
@pytest.mark.parametrize("first", [0, 250])
def test_what_explains_leaves_what_can_be(tmp_path: Path, first: int) -> None:
    """The worlds of 500 seeds: without the values of a way out, no three of the others conflict, and no two."""
    home = FigureHome(tmp_path / "home")
    ways = 0
    for seed in range(first, first + 250):
        result = check(home.load(a_figure_world(seed)))
        assert list(wrong_explanations(result)) == [], f"seed {seed}\n{a_figure_world(seed)}"
        ways += sum(len(dispute.front) for dispute in result.disputes)
    assert ways > 100


def _follows(three: frozenset[str], result: Result) -> bool:
    """Whether one of the claims conflicts with another claim of its figure: then the row may follow from that alone."""
    pairs = (finding for finding in result.findings if finding.kind in (DIFFER, ITSELF))
    return any(three & set(finding.claim_keys) for finding in pairs)


@pytest.mark.parametrize("holds", [without_one_claim, in_any_order, on_both_engines], ids=lambda each: each.__name__)
def test_the_properties_hold_of_them(tmp_path: Path, holds: Property) -> None:
    home = FigureHome(tmp_path / "home")
    for seed in range(12):
        world = a_figure_world(seed)
        assert list(holds(home, world)) == [], f"seed {seed}\n{world}"
