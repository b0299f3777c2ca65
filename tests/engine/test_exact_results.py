"""Small, exact questions to what a check does around its steps: what it gives on, and in which order."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from checker.engine import check as checking
from checker.engine import pairs
from checker.engine.answers import Explained
from checker.engine.check import _is_possible, _links, check, dispute_order, finding_order, row_order
from checker.engine.findings import (
    DIFFER,
    FALLS,
    ITSELF,
    PERHAPS,
    ROW,
    Combination,
    Dispute,
    Finding,
    Part,
    Statement,
)
from checker.engine.grounded import Grounded, Row
from checker.engine.rows import RowFindings
from checker.engine.sql import open_engine
from checker.engine.voices import _apart_by, _has_no_common_value, _without_common_value
from checker.files.models import COUNT_FALLS, SOURCES_DISAGREE
from checker.values.dates import Window, iso_window
from checker.values.value import Choices
from tests.engine.stories import Story, texts
from tests.engine.tangled import World


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path)


DIFFERING = (("P", "9"), ("Q", "7"))


def _two_papers(story: Story) -> None:
    for paper, value in DIFFERING:
        story.article(paper, f"property: killed, value: {value}")


# --- what is given on


def test_what_was_not_explained_and_not_checked_is_told(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        checking, "explain", lambda *_, **__: Explained(disputes=(), not_explained=("b",), not_checked=("d", "c"))
    )
    _two_papers(story)
    result = story.check()
    assert (result.not_explained, result.not_checked) == (("b",), ("c", "d"))


def test_that_not_all_pairs_were_looked_at_is_told(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    _two_papers(story)
    assert story.check().limits == ()
    monkeypatch.setattr(pairs, "MOST_PAIRS", 0)
    (limit,) = story.check().limits
    assert limit == "people killed – flood: so many voices or days that not every pair of statements was looked at"


@pytest.mark.parametrize("fails", [False, True])
def test_the_database_is_closed(story: Story, monkeypatch: pytest.MonkeyPatch, fails: bool) -> None:
    opened: list[Any] = []

    def open_it(engine: str) -> Any:
        opened.append(open_engine(engine))
        return opened[-1]

    monkeypatch.setattr(checking, "open_engine", open_it)
    if fails:
        monkeypatch.setattr(checking, "explain", lambda *_, **__: 1 / 0)
    _two_papers(story)
    corpus = story.load()
    if fails:
        with pytest.raises(ZeroDivisionError):
            check(corpus)
    else:
        check(corpus)
    (database,) = opened
    with pytest.raises(Exception, match=r"(?i)closed"):
        database.rows("SELECT 1")


def test_of_a_small_corpus_the_small_database_is_asked(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def open_it(engine: str) -> Any:
        asked.append(engine)
        return open_engine(engine)

    monkeypatch.setattr(checking, "open_engine", open_it)
    _two_papers(story)
    corpus = story.load()
    for small in (2, 1):
        monkeypatch.setattr(checking, "SMALL", small)
        check(corpus)
    check(corpus, engine="sqlite")
    assert asked == ["sqlite", "duckdb", "sqlite"]


def test_what_agrees_is_nothing_to_list(story: Story) -> None:
    story.article("P", "property: killed, value: 9", "property: injured, value: 3")
    story.article("Q", "property: killed, value: 9")
    result = story.check()
    assert result.findings == ()
    assert [each.claims for each in result.not_compared] == [("flood/p-1#c1",)]
    assert result.compared == {"flood/p-1#c0", "flood/q-2#c0"}


def test_what_stands_in_a_row_with_another_one_is_compared(tmp_path: Path) -> None:
    story = Story(tmp_path, "flood: {}\nnorth: {part_of: flood}\nfire: {}")
    story.article("P", "subject: north, property: killed, value: 5", "property: killed, value: 9")
    story.article("Q", "subject: fire, property: killed, value: 5")
    assert [each.claims for each in story.check().not_compared] == [("flood/q-2#c0",)]


def test_categories_that_only_disagree_together() -> None:
    """Each two have a colour in common, and all of them none; a fourth one is not needed for that."""
    world = World()
    for voice, names in (("p", "ab"), ("q", "bc"), ("r", "ac"), ("s", "abc")):
        world.say(voice, "a", Choices(frozenset(names)))
    world.make()
    by_voice = {statement.voice: statement for statement in world.statements[0]}
    group = [by_voice[voice] for voice in "spqr"]
    assert [statement.voice for statement in _without_common_value(group)] == ["p", "q", "r"]
    assert _without_common_value(group[:3]) == []
    assert not _has_no_common_value([])
    figure = replace(world.statements[0][0].figure, period=None, counted_from=Window(740_000, 740_000))
    assert _apart_by(figure) == (f"counted from {iso_window(Window(740_000, 740_000))}",)
    both = replace(figure, period=Window(740_001, 740_002))
    assert _apart_by(both) == (f"period {iso_window(Window(740_001, 740_002))}", *_apart_by(figure))


# --- orders


def _statement(story: str = "s", claims: int = 1) -> Statement:
    world = World()
    for number in range(claims):
        world.say("p" if number else "a", "a", 9)
    world.make()
    statement = world.statements[0][0]
    return replace(statement, claims=tuple(replace(claim, story=story) for claim in statement.claims))


def _finding(
    severity: str = "error", rule: str = "r", gap: int | None = 1, story: str = "s", kind: str = ROW, **more: Any
) -> Finding:
    statement = _statement(story)
    made = Combination(terms=(("x", statement),), gap=None if gap is None else Fraction(gap))
    part = Part(key=(), combinations=(made,))
    return Finding(kind=kind, rule=rule, severity=severity, figures=(("", statement.figure),), parts=(part,), **more)


def test_findings_are_told_by_severity_story_rule_and_gap() -> None:
    ordered = [
        _finding(story="a", rule="z"),
        _finding(rule="a", gap=9),
        _finding(rule="a", gap=2),
        _finding(rule="a", gap=None),
        _finding(rule="b", gap=99),
        _finding("warning", story="a"),
        _finding("note", story="a"),
    ]
    shuffled = ordered[::-1]
    assert sorted(shuffled, key=finding_order) == ordered


def test_disputes_are_told_by_what_counts_in_them() -> None:
    one, two, echo = _finding(), _finding(rule="q"), _finding(rule="p", echo_of=("x",))
    most, single, with_echo = Dispute(findings=(one, two)), Dispute(findings=(one,)), Dispute(findings=(two, echo))
    assert sorted([single, most], key=dispute_order) == [most, single]
    assert dispute_order(with_echo)[:2] == dispute_order(single)[:2] == (-1, -1)
    assert dispute_order(most)[:2] == (-2, -1)


def test_rows_are_judged_in_a_fixed_order() -> None:
    row = Row("rule", (("x", 1),), 5)
    ordered = [
        replace(row, moment=4),
        replace(row, way=-1),
        row,
        replace(row, source="p"),
        replace(row, terms=(("x", 2),)),
    ]
    shuffled = ordered[::-1]
    assert sorted(shuffled, key=row_order) == ordered


def test_the_rows_for_the_solver() -> None:
    row, link = Row("rule", (("x", 1),), 5), Row("rule", (("x", 2),), 5)
    assert _links(Grounded([row])) == [row]
    assert _links(Grounded([row], links=[link])) == [link]
    assert _links(Grounded([row], links=[])) == []


@pytest.mark.parametrize(
    ("kind", "rule", "severity", "is_possible"),
    [
        (PERHAPS, "r", "note", True),
        (DIFFER, SOURCES_DISAGREE, "warning", True),
        (ITSELF, SOURCES_DISAGREE, "warning", True),
        (DIFFER, SOURCES_DISAGREE, "error", False),
        (FALLS, COUNT_FALLS, "warning", False),
        (ROW, SOURCES_DISAGREE, "warning", False),
    ],
)
def test_what_may_be_so_for_some_moments(kind: str, rule: str, severity: str, is_possible: bool) -> None:
    assert _is_possible(_finding(severity, rule, kind=kind)) is is_possible


# --- what is only possible


HOURS = "strength: {type: count, unit: person, over_time: varies, adds_to: strength, title: strength}"


@pytest.mark.parametrize(("days", "kinds"), [(1, [PERHAPS]), (2, [ROW])])
def test_what_is_only_possible_is_told_where_nothing_is_sure(tmp_path: Path, days: int, kinds: list[str]) -> None:
    """60 in the north on the 3rd or the 4th, and 50 in all on the 4th; and on the next day both for sure."""
    story = Story(tmp_path, "flood: {}\nnorth: {part_of: flood}", vocabulary=HOURS)
    story.article("P", 'subject: north, property: strength, value: 60, as_of: "2031-05-03/2031-05-04"')
    story.article("Q", "property: strength, value: 50, as_of: 2031-05-04")
    if days == 2:
        story.article("P", "subject: north, property: strength, value: 60", published="2031-05-05")
        story.article("Q", "property: strength, value: 50", published="2031-05-05")
    found = [finding for finding in story.check().findings if finding.rule == "part-exceeds-whole"]
    assert [finding.kind for finding in found] == kinds
    assert [texts(finding) for finding in found] == [[("60", "50")]]


def test_above_what_words_suggest_it_is_a_tension(tmp_path: Path) -> None:
    story = Story(tmp_path, "flood: {}\nnorth: {part_of: flood}")
    story.article("P", "subject: north, property: killed, value: 40000", "property: killed, value: thousands")
    (finding,) = [finding for finding in story.check().findings if finding.rule == "part-exceeds-whole"]
    assert (finding.kind, finding.severity) == (ROW, "warning")


# --- an old plan


def test_a_plan_that_was_replaced_is_held_against_nothing_that_is_so_for_good() -> None:
    """That is asked of tensions; a plan beside plans, or one that was said again, is looked at."""
    world = World()
    world.say("p", "a", 10, mode="stands")
    world.say("q", "b", 5)
    world.make()
    plan, fixed = world.statements[0][0], world.statements[1][0]
    found = RowFindings.__new__(RowFindings)
    replaced: list[Statement] = []
    object.__setattr__(found, "_is_replaced", lambda each: any(each is other for other in replaced))
    assert not found._is_of_an_old_plan([plan, fixed])
    replaced.append(plan)
    assert found._is_of_an_old_plan([plan, fixed])
    assert not found._is_of_an_old_plan([plan])
    varying = replace(fixed, figure=replace(fixed.figure, mode="varies"))
    assert not found._is_of_an_old_plan([plan, varying])


# --- how many voices


@pytest.mark.parametrize(
    ("require", "papers", "fails"),
    [
        ("origins(one) >= 2", 1, True),
        ("origins(one) >= 2", 2, False),
        ("origins(one) - 1 >= 1", 1, True),
        ("origins(one) - 1 >= 1", 2, False),
        ("origins(one) + 1 >= 3", 1, True),
        ("origins(one) + 1 >= 3", 2, False),
        ("origins(one) <= 1", 1, False),
        ("origins(one) <= 1", 2, True),
        ("origins(one) == 2", 1, True),
    ],
)
def test_on_how_many_voices_a_figure_rests(tmp_path: Path, require: str, papers: int, fails: bool) -> None:
    rule = f"""\
    id: voices
    title: voices
    let: {{one: {{property: killed}}}}
    require: "{require}"
    message: "{{one}} by {{origins(one)}}"
    why: It is so.
    examples:
      - {{expect: disagreement, claims: []}}
      - {{expect: agreement, claims: []}}
    """
    story = Story(tmp_path, rules={"voices": rule})
    for number in range(papers):
        story.article(f"Paper {number}", "property: killed, value: 9")
    found = [finding.message for finding in story.check().findings if finding.rule == "voices"]
    assert found == ([f"9 by {papers}"] if fails else [])
