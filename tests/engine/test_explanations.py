"""Explanations: fronts, camps, chains, joint conflicts, and what is said where they take too long."""

from __future__ import annotations

import random

import pytest

import checker.engine.explanations as explanations
import checker.engine.hitting as hitting
from checker.engine import disputes
from checker.engine.budget import StepBudget
from checker.engine.findings import TOGETHER, Dispute, Explanation
from checker.values.value import Choices
from tests.engine.tangled import Bounds, Oracle, World, day, relation, span

VALUES: list[int | Bounds] = [3, 5, 8, 10, 12, 15, 20, (8, None), (None, 12), (9, 11)]
KINDS = ("chain", "spans", "constant", "varies", "sum", "links", "part of a count")


def random_world(rng: random.Random) -> World:
    world, kind = World(), rng.choice(KINDS)
    voices = "ABCDEF"[: rng.randint(1, 6)]
    for _ in range(rng.randint(3, 7)):
        voice, value, first = rng.choice(voices), rng.choice(VALUES), rng.randint(0, 4)
        match kind:
            case "chain":
                world.say(voice, "flood", value, day(first), "accumulates")
            case "spans":
                at = rng.choice([day(first), span(first, first + rng.randint(1, 2))])
                world.say(voice, "flood", value, at, "accumulates")
            case "constant":
                world.say(voice, rng.choice(["a", "b"]), value)
            case "varies":
                world.say(voice, "flood", value, day(first % 3), "varies")
            case "sum":
                world.say(voice, rng.choice(["a", "b", "c"]), value)
            case "links":
                world.say(voice, rng.choice(["a", "b", "c", "d"]), value)
            case _:
                world.say(voice, rng.choice(["a", "b"]), value, day(first % 3), "accumulates")
    add_rules(world, kind, rng)
    return world


def add_rules(world: World, kind: str, rng: random.Random) -> None:
    names = {"sum": "abc", "links": "abcd", "part of a count": "ab"}.get(kind, "")
    is_count = kind == "part of a count"
    for name in names:
        if name not in world.figures:
            world.say("Z", name, (0, None), *((day(0), "accumulates") if is_count else ()))
    if kind == "sum":
        of = relation({"x": 1, "y": 1}, rng.choice(["==", "<=", ">="]), {"z": 1})
        world.rule("sum", of, {"x": "a", "y": "b", "z": "c"})
    elif kind == "links":
        of = relation({"x": 1}, rng.choice(["==", "<="]), {"y": 1})
        world.rule("link", of, *({"x": x, "y": y} for x, y in ("ab", "bc", "cd")))
    elif is_count:
        first, second = ([at for name, at in world.moments if name == wanted] for wanted in "ab")
        matches = [{"p": ("a", x), "w": ("b", y)} for x in first for y in second if x.is_not_after(y)]
        world.rule("part", relation({"p": 1}, "<=", {"w": 1}), *matches, way=1)


Sets = set[tuple[frozenset[int], frozenset[int]]]


def told(dispute: Dispute, oracle: Oracle) -> list[tuple[frozenset[int], frozenset[int]]]:
    number = {id(s.position): n for n, s in enumerate(oracle.values)}
    at = {key: n for n, key in enumerate(oracle.breaks)}
    return [
        (
            frozenset(number[id(value.position)] for value in explanation.values),
            frozenset(at[item.figure.id, item.after.moment] for item in explanation.breaks),
        )
        for explanation in dispute.front
    ]


def is_right(world: World, *, all_ties: bool = True) -> bool:
    """Whether the one dispute of a world has exactly the front; False where there is not one dispute with a front."""
    explained = world.explained()
    assert not explained.not_explained
    if len(explained.disputes) != 1 or not explained.disputes[0].front:
        return False
    dispute, oracle = explained.disputes[0], Oracle(world)
    shown = told(dispute, oracle)
    assert all(oracle.possible(*way) for way in shown)
    everyone = oracle.voices(range(len(oracle.values)))
    for breaking in (False, True):
        wanted = oracle.front(with_breaks=breaking)
        if breaking:
            wanted = [(cost, {s for s in sets if s[1]}) for cost, sets in wanted]
            wanted = [(cost, sets) for cost, sets in wanted if sets]
        mine = [way for way in shown if bool(way[1]) == breaking]
        costs = sorted({len(dropped) + len(broken) for dropped, broken in mine}, reverse=True)
        assert costs == [cost for cost, _ in wanted]
        for cost, sets in wanted:
            of_cost = [way for way in mine if len(way[0]) + len(way[1]) == cost]
            assert len(of_cost) == len(set(of_cost)) and set(of_cost) <= sets
            if all_ties and len(sets) <= 5 and everyone <= explanations.MOST_VOICES:
                assert set(of_cost) == sets
            elif all_ties and everyone <= explanations.MOST_VOICES:
                assert len(of_cost) == 5 and dispute.more
    return True


def test_the_front_is_the_front() -> None:
    """Against every set of values and breaks of 300 small worlds."""
    right = sum(is_right(random_world(random.Random(f"front {number}"))) for number in range(300))
    assert right > 100


def test_the_program_gives_the_same_front(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small questions are answered by a search; here the binary program answers them, with widened conflicts."""
    monkeypatch.setattr(hitting, "SEARCHED", 0)
    monkeypatch.setattr(explanations, "WIDENED", 0)
    assert sum(is_right(random_world(random.Random(f"program {number}"))) for number in range(60)) > 20


def test_a_chain_gives_the_same_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Long courses are answered by dynamic programming; here small ones are. Of ties it shows two."""
    monkeypatch.setattr(disputes, "LARGE_COUNT", 0)
    right = 0
    for number in range(150):
        rng, world = random.Random(f"chain {number}"), World()
        for _ in range(rng.randint(3, 7)):
            value = rng.choice(VALUES)
            world.say(rng.choice("AB"), "flood", value, day(rng.randint(0, 4)), "accumulates")
        dispute = next(iter(world.explained().disputes), None)
        if dispute is None or not dispute.front:
            continue
        oracle = Oracle(world)
        shown = told(dispute, oracle)
        assert all(oracle.possible(*way) for way in shown)
        costs = {len(dropped) for dropped, broken in shown if not broken}
        assert costs == {cost for cost, _ in oracle.front(with_breaks=False)}
        right += 1
    assert right > 60


def test_the_order_of_claims_does_not_matter() -> None:
    for number in range(40):
        world = random_world(random.Random(f"order {number}"))
        shown = [seen(dispute) for dispute in world.explained().disputes]
        other = World(figures=dict(world.figures), moments=list(world.moments), numbers=dict(world.numbers))
        other.relations, other.rows = world.relations, list(reversed(world.rows))
        other.said = world.said
        assert [seen(dispute) for dispute in other.explained().disputes] == shown


def seen(dispute: Dispute) -> list[tuple[object, ...]]:
    """What a front gives up, and what that would have to be."""
    return [
        (
            explanation.voices,
            tuple((v.position.text, v.lower, v.upper, v.settles) for v in explanation.values),
            tuple((b.before.text, b.after.text, b.settles) for b in explanation.breaks),
        )
        for explanation in dispute.front
    ]


def given_up(explanation: Explanation) -> list[str]:
    return sorted(value.position.text for value in explanation.values)


# --- stories


def test_one_voice_about_three_values_or_four_voices_about_one() -> None:
    """M10: 288 dead, say four; the official says 275: 88 identified, 187 not."""
    world = World()
    for voice in "ABCD":
        world.say(voice, "dead", 288)
    for name, value in (("dead", 275), ("known", 88), ("unknown", 187)):
        world.say("Official", name, value)
    of = relation({"k": 1, "u": 1}, "==", {"d": 1})
    world.rule("sum", of, {"k": "known", "u": "unknown", "d": "dead"})
    front = world.dispute().front
    assert [(e.voices, given_up(e)) for e in front] == [
        (("Official",), ["275", "88"]),
        (("Official",), ["187", "275"]),
        (("A", "B", "C", "D"), ["288"]),
    ]
    assert [(value.position.text, value.lower, value.upper) for value in front[0].values] == [
        ("275", 288, 288),
        ("88", 101, 101),
    ]
    assert [value.settles for value in front[2].values] == [2]


def test_a_count_begun_anew() -> None:
    """1,000 to 1,029 on thirty days, then 1 to 30: one break, or thirty values of the one voice."""
    world = World()
    for number in range(30):
        world.say("A", "flood", 1_000 + number, day(number), "accumulates")
        world.say("A", "flood", 1 + number, day(30 + number), "accumulates")
    first, *others = world.dispute().front
    assert first.voices == () and len(first.breaks) == 1
    assert (first.breaks[0].before.moment, first.breaks[0].after.text) == (day(0), "1")
    assert [(e.voices, len(e.values), len(e.breaks)) for e in others] == [(("A",), 30, 0)] * 2


def test_a_break_is_second_where_as_few_figures_do_without() -> None:
    """10, then 5, then 10: the 5 is a slip as likely as the count was begun anew."""
    world = World()
    for number, value in enumerate((10, 5, 10)):
        world.say("A", "flood", value, day(number), "accumulates")
    assert [(given_up(e), len(e.breaks)) for e in world.dispute().front] == [(["10"], 0), (["5"], 0), ([], 1)]


def test_two_bodies_that_count_differently() -> None:
    """The agency is 5 above the ministry on each of forty days: the one or the other is wrong about all."""
    world = World()
    for number in range(40):
        world.say("Ministry", "flood", 10 * number, day(number), "accumulates")
        world.say("Agency", "flood", 10 * number + 5, day(number), "accumulates")
    assert [(e.voices, e.cost) for e in world.dispute().front] == [(("Agency",), 40), (("Ministry",), 40)]


def test_camps() -> None:
    """Three say 10, one 8 to 11, one 20 or more: no front, but who stands together."""
    world = World()
    values: tuple[tuple[str, int | Bounds], ...] = (
        ("A", 10),
        ("B", 10),
        ("C", 10),
        ("D", (8, 11)),
        ("E", (20, None)),
    )
    for voice, value in values:
        world.say(voice, "hurt", value)
    dispute = world.dispute()
    assert [(c.voices, c.lower, c.upper) for c in dispute.camps] == [
        (("A", "B", "C", "D"), 10, 10),
        (("E",), 20, None),
    ]
    assert not dispute.front and not dispute.more


def test_twenty_five_figures_are_twenty_five_camps() -> None:
    """S3: twenty five figures are twenty five camps."""
    world = World()
    for number in range(25):
        world.say(f"V{number:02}", "hurt", number)
    dispute = world.dispute()
    assert [camp.voices for camp in dispute.camps] == [(f"V{number:02}",) for number in range(5)]
    assert dispute.more and not dispute.note


def test_camps_of_categories() -> None:
    world = World()
    for voice, names in (("A", {"open"}), ("B", {"open", "partly"}), ("C", {"shut"})):
        world.say(voice, "road", Choices(frozenset(names)))
    assert [camp.voices for camp in world.dispute().camps] == [("A", "B"), ("C",)]


def test_three_categories_that_agree_two_by_two() -> None:
    """No pair shows it: a or b, b or c, a or c, and a rule that wants them the same."""
    world = World()
    for name, names in (("x", "ab"), ("y", "bc"), ("z", "ac")):
        world.say(name.upper(), name, Choices(frozenset(names)))
    same = relation({"l": 1}, "==", {"r": 1})
    world.rule("same", same, {"l": "x", "r": "y"}, {"l": "y", "r": "z"}, {"l": "x", "r": "z"})
    (joint,) = world.explained().joint
    assert joint.message == "a/b (x, killed), b/c (y, killed) and a/c (z, killed) cannot all be true"


def test_a_conflict_that_no_row_shows() -> None:
    """a <= b and b <= c hold each, but a is 10 and c is 5, and of b nobody says more than that it is some number."""
    world = World()
    world.say("A", "a", 10)
    world.say("B", "b", (0, None))
    world.say("C", "c", 5)
    world.rule("link", relation({"x": 1}, "<=", {"y": 1}), {"x": "a", "y": "b"}, {"x": "b", "y": "c"})
    explained = world.explained()
    assert [(f.kind, len(f.figures), f.gap) for f in explained.joint] == [(TOGETHER, 2, 5)]
    assert explained.joint[0].message == "10 (a, killed) and 5 (c, killed) cannot all be true"
    assert explained.joint[0].steps == (
        "a, killed is 10",
        "c, killed is 5",
        "link: [a, killed] <= [b, killed]",
        "link: [b, killed] <= [c, killed]",
        "added up, this cannot be: it is off by 5",
    )
    assert [dispute.findings for dispute in explained.disputes] == [explained.joint]
    assert [given_up(e) for e in explained.disputes[0].front] == [["10"], ["5"]]


def test_what_somebody_says_goes_first() -> None:
    """N8: 16 + 16 is not 72. That the price was 56 is said elsewhere, of another day."""
    world = World()
    for name, value in (("discount", 16), ("price", 16), ("bought", 72)):
        world.say("A", name, value, day(1), "varies")
    world.say("R", "price", 56, day(5), "varies")
    of = relation({"p": 1, "d": 1}, "==", {"b": 1})
    at = day(1)
    world.rule("price", of, {"p": ("price", at), "d": ("discount", at), "b": ("bought", at)})
    front = world.dispute().front
    assert [(e.values[0].quantity.figure.subject, e.values[0].lower) for e in front] == [
        ("s/price", 56),
        ("s/discount", 56),
        ("s/bought", 32),
    ]


@pytest.mark.parametrize(("parts", "disputed"), [(11, 9), pytest.param(40, 20, marks=pytest.mark.slow)])
def test_a_whole_of_parts_that_are_disputed(parts: int, disputed: int) -> None:
    """S3: each disputed part is 10 or 11, and no choice gives the total: so it, or a part, goes as well."""
    world = World()
    names = [f"p{number:02}" for number in range(parts)]
    for number, name in enumerate(names):
        world.say("P", name, 10)
        if number < disputed:
            world.say("Q", name, 11)
    world.say("P", "whole", 12 * parts)
    world.make()
    of = relation({f"s{number}": 1 for number in range(parts)}, "==", {"w": 1})
    world.rule("sum", of, {f"s{number}": name for number, name in enumerate(names)} | {"w": "whole"})
    world.make()
    pairs = [f for figure in world.figures.values() for f in world._of_figure(figure)]
    result = disputes.explain(
        pairs, world.rows, world.relations, world.quantities, world.statements, steps=StepBudget()
    )
    assert not result.not_explained
    front = next(dispute.front for dispute in result.disputes)
    assert {(e.voices, e.cost) for e in front} == {(("P",), disputed + 1)}


def test_out_of_steps() -> None:
    """What cannot be explained in the steps that there are is said, and its findings stand."""
    world = World()
    for voice, name, value in (("A", "a", 10), ("B", "a", 12), ("C", "b", 5)):
        world.say(voice, name, value)
    world.rule("link", relation({"x": 1}, "<=", {"y": 1}), {"x": "a", "y": "b"})
    explained = world.explained(StepBudget(left=1))
    assert [dispute.note for dispute in explained.disputes] == ["it would take too long"]
    assert explained.not_explained == ("a, killed; b, killed: not explained: it would take too long",)
    assert sorted(f.kind for f in explained.disputes[0].findings) == ["rule", "voices-differ"]


def test_a_count_begun_anew_beside_a_rule_that_would_take_too_long() -> None:
    """The fall has its explanation even if what a rule says of the same count is left out, which is said."""
    world = World()
    for number in range(30):
        world.say("A", "flood", 1_000 + number, day(number), "accumulates")
        world.say("A", "flood", 1 + number, day(30 + number), "accumulates")
    world.say("B", "part", 2_000)
    world.rule("link", relation({"x": 1}, "<=", {"y": 1}), {"x": "part", "y": ("flood", day(5))})
    explained = world.explained(StepBudget(most=60))
    assert len(explained.not_explained) == 1
    notes = {dispute.note: len(dispute.front[0].breaks) if dispute.front else 0 for dispute in explained.disputes}
    assert notes == {"it would take too long": 0, disputes.ALONE: 1}


def test_findings_of_other_figures_are_other_disputes() -> None:
    world = World()
    for name in ("a", "b"):
        world.say("A", name, 10)
        world.say("B", name, 12)
    assert len(world.explained().disputes) == 2


def test_a_moment_that_is_not_known_ties_nothing() -> None:
    """ "In June" 10, "in June" 20, and a plan of 15 that neither may exceed: only the 20 is too high."""
    june = span(0, 29)
    world = World()
    world.say("A", "use", 10, june, "varies")
    world.say("B", "use", 20, june, "varies")
    world.say("C", "plan", 15)
    world.rule("plan", relation({"u": 1}, "<=", {"p": 1}), {"u": ("use", june), "p": "plan"})
    assert [given_up(e) for e in world.dispute().front] == [["20"], ["15"]]
