"""Small, exact questions to what is told first, what follows from what, and what explanations leave open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace

from checker.engine import echoes
from checker.engine.between import Between
from checker.engine.disputes import _few, _ordered, connected_findings
from checker.engine.echoes import _larger_alone, _marked, _of_one_figure_each, _to_the_root, _told, _told_first
from checker.engine.findings import DIFFER, ROW, TOGETHER, Combination, Dispute, Explanation, Finding, GivenUp, Part
from checker.engine.grounded import Row
from checker.engine.judge import Verdict
from checker.engine.messages import told_by
from checker.engine.proven import with_proof
from checker.engine.rows import Broken, _telling_first
from tests.engine.tangled import World, relation

NO_CORPUS: Any = None
ROW_OF_TWO = Row("rule", (("x", 0), ("y", 1)), 0)
AT_MOST = relation({"x": 1}, "<=", {"y": 1})


def _broken(*gaps: int, voices: str = "pq", of: Any = AT_MOST, upward: bool = True) -> list[Broken]:
    """What breaks a row, each by a gap: x of the first voice and y of the second."""
    found = []
    for gap in gaps:
        world = World()
        world.say(voices[0], "a", 10 + gap)
        world.say(voices[1], "b", 10)
        world.make()
        terms = (("x", world.statements[0][0]), ("y", world.statements[1][0]))
        combination = Combination(terms=terms, gap=Fraction(gap))
        found.append(Broken(ROW_OF_TWO, of, combination, Verdict(Fraction(gap), upward=upward)))
    return found


def _exchange(echoing: Callable[[Broken], bool]) -> Any:
    """What is an echo of a finding, in place of the question to all statements."""

    def roots_of(broken: Sequence[Broken]) -> set[str] | None:
        return {"root"} if all(map(echoing, broken)) else None

    return SimpleNamespace(roots_of=roots_of)


def _part(broken: Sequence[Broken]) -> Part:
    return Part(key=(), combinations=tuple(each.combination for each in broken), message="as before")


def _finding(*parts: Part, severity: str = "error", rule: str = "rule", **more: Any) -> Finding:
    figures = tuple((name, statement.figure) for name, statement in parts[0].combinations[0].terms)
    return Finding(kind=ROW, rule=rule, severity=severity, figures=figures, parts=parts, **more)


def _gaps(part: Part) -> list[int]:
    return [int(each.gap or 0) for each in part.combinations]


# --- what is told first


def test_a_part_is_told_by_what_stands_and_misses_by_the_least(monkeypatch: pytest.MonkeyPatch) -> None:
    """90 is an echo, a slip that is told elsewhere; 5 stands, and so does 20; also where one voice says all of it."""
    own = _broken(90, 20, 5)
    part = _part(own)
    told = _told_first(part, own, _exchange(lambda each: each is own[0]), NO_CORPUS)
    assert (_gaps(told), told.message) == ([5, 90, 20], "")
    assert _told_first(part, own, _exchange(lambda each: each is own[1]), NO_CORPUS) is part
    assert _gaps(_told_first(part, own, _exchange(lambda _: True), NO_CORPUS)) == [90, 20, 5]
    monkeypatch.setattr(echoes, "MOST_TOLD", 2)
    assert _gaps(_told_first(part, own, _exchange(lambda each: each is own[0]), NO_CORPUS)) == [20, 90, 5]
    of_one = _broken(90, 20, voices="pp")
    part = _part(of_one)
    assert _gaps(_told_first(part, of_one, _exchange(lambda each: each is of_one[0]), NO_CORPUS)) == [20, 90]


def test_of_an_error_that_stands_each_part_is_told_by_what_stands() -> None:
    own = _broken(90, 20)
    finding = _finding(_part(own))
    exchange = _exchange(lambda each: each is own[0])
    assert _gaps(_marked(finding, own, exchange, {}, Between([]), NO_CORPUS).parts[0]) == [20, 90]
    warning = replace(finding, severity="warning")
    assert _marked(warning, own, exchange, {}, Between([]), NO_CORPUS) == warning
    note = replace(finding, severity="note")
    assert _marked(note, own, _exchange(lambda _: True), {}, Between([]), NO_CORPUS) is note


def test_a_finding_is_an_echo_where_all_of_its_parts_are() -> None:
    one, other = _broken(9, 5)
    finding = _finding(_part([one]), _part([other]))
    both = _marked(finding, [one, other], _exchange(lambda _: True), {}, Between([]), NO_CORPUS)
    assert (both.echo_of, len(both.parts)) == (("root",), 2)
    first = _marked(finding, [one, other], _exchange(lambda each: each is one), {}, Between([]), NO_CORPUS)
    assert (first.echo_of, [_gaps(part) for part in first.parts]) == ((), [[5]])
    none = _marked(finding, [one, other], _exchange(lambda _: False), {}, Between([]), NO_CORPUS)
    assert (none.echo_of, len(none.parts)) == ((), 2)
    warning = replace(finding, severity="warning")
    assert _marked(warning, [one, other], _exchange(lambda _: True), {}, Between([]), NO_CORPUS) == warning


def test_what_parts_echo_is_put_together() -> None:
    finding = _finding(_part(_broken(9)), _part(_broken(5)))
    assert _told(finding, [{"b"}, {"a", "b"}]).echo_of == ("a", "b")
    assert [_gaps(part) for part in _told(finding, [{"b"}, None]).parts] == [[5]]
    assert [_gaps(part) for part in _told(finding, [set(), {"b"}]).parts] == [[9]]


def test_an_echo_of_an_echo_is_one_of_its_root() -> None:
    first, second, third = (_finding(_part(_broken(9)), rule=rule) for rule in ("one", "two", "three"))
    second = replace(second, echo_of=(first.id,))
    third = replace(third, echo_of=(second.id, "elsewhere"))
    found = {each.id: each for each in (first, second, third)}
    assert _to_the_root(first, found) is first
    assert _to_the_root(second, found).echo_of == (first.id,)
    assert _to_the_root(third, found).echo_of == tuple(sorted((first.id, "elsewhere")))


# --- the only part of a sum


def test_the_only_part_of_a_sum_that_is_too_large_is_told_by_itself() -> None:
    (alone,) = _broken(9)
    rule = _finding(_part([alone]), rule="part-exceeds-whole")
    summed = replace(AT_MOST, summed="x")
    of_sum = replace(alone, relation=summed)
    known = _of_one_figure_each([(rule, (alone,))])
    sum_of_one = _finding(_part([of_sum]), rule="parts")
    assert _larger_alone(sum_of_one, [of_sum], known) == {rule.id}
    assert _larger_alone(sum_of_one, [alone], known) is None  # it is no sum
    assert _larger_alone(rule, [of_sum], known) is None  # nothing is an echo of itself
    assert _larger_alone(replace(sum_of_one, severity="warning"), [of_sum], known) is None
    too_low = replace(of_sum, verdict=Verdict(Fraction(9), upward=False))
    assert _larger_alone(sum_of_one, [too_low], known) is None
    assert _larger_alone(sum_of_one, [of_sum, too_low], known) is None
    of_two = replace(of_sum, combination=Combination(terms=(*alone.combination.terms, alone.combination.terms[0])))
    assert _larger_alone(sum_of_one, [of_two], known) is None
    assert _of_one_figure_each([(replace(rule, severity="note"), (alone,))]) == {}
    assert _of_one_figure_each([(sum_of_one, (of_sum,))]) == {}


# --- in which order


def test_what_one_source_says_goes_first_and_then_what_is_off_by_the_most() -> None:
    of_one = _broken(1, voices="pp")
    unmeasured = [replace(each, verdict=Verdict(None)) for each in _broken(7)]
    ordered = sorted([*_broken(3, 9), *unmeasured, *of_one], key=_telling_first)
    assert [int(each.combination.gap or 0) for each in ordered] == [1, 9, 3, 7]


def test_findings_of_a_dispute_are_told_in_a_fixed_order() -> None:
    """What counts first: pairs, then rows, then what takes several rows; and then what follows from them."""
    part = _part(_broken(9))
    row, pair, joint = (
        replace(_finding(part), kind=kind, rule=rule) for kind, rule in ((ROW, "b"), (DIFFER, "c"), (TOGETHER, "a"))
    )
    echo = replace(pair, rule="d", echo_of=(row.id,))
    assert _ordered([echo, joint, row, pair]) == (pair, row, joint, echo)


def test_findings_that_share_a_figure_hang_together() -> None:
    world = World()
    for name in "abcd":
        world.say("p", name, 9)
    world.make()
    stated = [own[0] for own in world.statements.values()]

    def of(*numbers: int) -> Finding:
        terms = tuple((f"n{number}", stated[number]) for number in numbers)
        return _finding(Part(key=(), combinations=(Combination(terms=terms),)))

    one, two, three = of(0, 1), of(1, 2), of(3)
    groups = connected_findings([three, two, one])
    assert sorted(map(len, groups)) == [1, 2]
    assert {finding.id for finding in next(group for group in groups if len(group) == 2)} == {one.id, two.id}


@pytest.mark.parametrize(("count", "told"), [(1, "n0"), (3, "n0; n1; n2"), (4, "n0; n1; n2 and 1 more")])
def test_of_many_names_the_first_three_are_told(count: int, told: str) -> None:
    assert _few([f"n{number}" for number in range(count)]) == told


# --- whose words are told


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (["173", "about 173"], "173"),
        (["seven fewer than 180", "173"], "173"),
        (["nearly 173", "173"], "nearly 173"),
        (["some say 173", "173"], "173"),
    ],
)
def test_of_claims_that_say_the_same_the_much_plainer_one_is_told(values: list[str], told: str) -> None:
    claims: Any = [SimpleNamespace(value=SimpleNamespace(text=text)) for text in values]
    assert told_by(claims).value.text == told


# --- what explanations leave open


def test_an_explanation_is_proven_where_it_leaves_nothing_that_may_conflict() -> None:
    world = World()
    for name in "ab":
        for voice, value in (("p", 10), ("q", 5)):
            world.say(voice, name, value)
    world.make()
    (high, low), (other, another) = (sorted(own, key=lambda s: s.voice) for own in world.statements.values())
    dispute = Dispute(
        findings=(_finding(Part(key=(), combinations=(Combination(terms=(("x", high), ("y", low))),))),),
        front=tuple(
            Explanation(
                voices=(s.voice,),
                values=(GivenUp(position=s.position, quantity=world.quantities[0], lower=None, upper=None),),
            )
            for s in (high, low)
        ),
    )

    def proven(*possible: Combination) -> list[bool]:
        return [way.is_proven for way in with_proof([dispute], possible)[0].front]

    assert proven() == [True, True]
    assert proven(Combination(terms=(("x", other), ("y", another)))) == [True, True]  # of another figure
    assert proven(Combination(terms=(("x", high), ("y", another)))) == [True, False]
    assert proven(Combination(terms=(("x", high), ("y", low)))) == [True, True]
    both = (Combination(terms=(("x", high), ("y", another))), Combination(terms=(("x", low), ("y", another))))
    assert proven(*both) == [False, False]
    without = replace(dispute, front=())
    assert with_proof([without], both) == [without]
