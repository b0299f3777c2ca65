"""Small, exact stories of what is seldom met: words of rules, limits, and what goes wrong while a check runs."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from msgspec.structs import replace

from checker.corpus.relation import Linear, Tolerance
from checker.engine import disputes, pairs, periods
from checker.engine.constraints import constraints_of
from checker.engine.examples import _strings
from checker.engine.findings import DIFFER, ROW
from checker.engine.grounding import Grounder
from checker.engine.periods import _choices
from checker.engine.products import Held
from checker.engine.query import Query, matching_series
from checker.engine.sql import open_engine
from checker.engine.suspects import disagreeing, falling
from checker.engine.tables import load_tables
from checker.files.models import PERIODS
from tests.engine.stories import Story, texts
from tests.engine.tangled import World, day, relation

ENTITIES = """\
flood: {kind: event}
north: {kind: team, part_of: flood}
south: {kind: group, part_of: flood}
ministry: {}
"""
RULE = """\
id: two
title: two
let: {{one: {{property: killed}}, other: {{property: injured}}}}
where: [{where}]
require: one <= other
message: "{{one}} and {{other}}"
why: It is so.
examples:
  - {{expect: disagreement, claims: []}}
  - {{expect: agreement, claims: []}}
"""
SAME = "one.subject == other.subject"


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path, ENTITIES)


def _of(story: Story, rule: str = "two") -> list[tuple[str, ...]]:
    return sorted(each for finding in story.check().findings if finding.rule == rule for each in texts(finding))


# --- the words of rules


@pytest.mark.parametrize(
    ("where", "values"),
    [
        ("one.subject.kind == 'team'", [("9", "5")]),
        ("one.subject.kind != 'team'", [("8", "4")]),
        ("one.subject.kind == 'nobody'", []),
        ("one.status == 'actual'", [("8", "4"), ("9", "5")]),
        ("one.status == 'planned'", []),
        ("one.said_by == 'ministry'", [("8", "4")]),
        ("one.said_by != 'ministry'", [("9", "5")]),
        ("one.lower >= 9", [("9", "5")]),
        ("one.lower > 8", [("9", "5")]),
        ("one.upper < 9", [("8", "4")]),
    ],
)
def test_what_a_rule_asks_of_a_figure(story: Story, where: str, values: list[tuple[str, str]]) -> None:
    (story.folder / "rules" / "two.yaml").write_text(RULE.format(where=f'{SAME}, "{where}"'))
    story.article("P", "subject: north, property: killed, value: 9", "subject: north, property: injured, value: 5")
    story.article(
        "Q",
        "subject: south, property: killed, value: 8, said_by: ministry",
        "subject: south, property: injured, value: 4",
    )
    assert _of(story) == values


@pytest.mark.parametrize(
    ("where", "days"),
    [
        ("one.as_of == other.as_of", [4]),
        ("one.as_of <= other.as_of", [4, 5]),
        ("one.as_of < other.as_of", [5]),
        ("other.as_of >= one.as_of", [4, 5]),
        ("other.as_of > one.as_of", [5]),
        ("other.as_of < one.as_of", []),
    ],
)
def test_what_a_rule_asks_of_two_days(tmp_path: Path, where: str, days: list[int]) -> None:
    """9 by the 4th, and 5 by that day or the day after, which is too little on either."""
    found = []
    for number in (4, 5):
        story = Story(tmp_path / str(number), rules={"two": RULE.format(where=f'{SAME}, "{where}"')})
        story.article("P", "property: killed, value: 9, as_of: 2031-05-04", published="2031-05-09")
        story.article("P", f"property: injured, value: 5, as_of: 2031-05-0{number}", published="2031-05-09")
        found += [number] if _of(story) else []
    assert found == days


SUM = """\
id: parts
title: parts
let: {part: {property: displaced}, whole: {property: killed}}
where: ["part.subject.kind == 'team'", part.subject.part_of == whole.subject, "whole.subject.kind == 'event'"]
require: sum(part) == whole
message: "{part} make {sum(part)}, not {whole}"
why: It is so.
examples:
  - {expect: disagreement, claims: []}
  - {expect: agreement, claims: []}
  - {expect: rounding, claims: []}
"""


@pytest.mark.parametrize("engine", ["sqlite", "duckdb"])
def test_parts_of_one_kind_are_all_of_that_kind(tmp_path: Path, engine: str) -> None:
    """The group is no team: that nothing is said of it leaves the sum of the teams whole."""
    entities = ENTITIES.replace("{kind: event}", "{kind: event, parts: complete}")
    story = Story(
        tmp_path, entities + "east: {kind: team, part_of: flood}", rules={"parts": SUM.replace("killed", "missing")}
    )
    story.article("P", "property: missing, value: 9", "subject: north, property: displaced, value: 3")
    assert [f for f in story.check(engine).findings if f.rule == "parts"] == []
    story.article("P", "subject: east, property: displaced, value: 4")
    (finding,) = [f for f in story.check(engine).findings if f.rule == "parts"]
    assert finding.message == "3 and 4 make 7, not 9"
    story.article("P", "subject: south, property: displaced, value: 2")
    assert [f.message for f in story.check(engine).findings if f.rule == "parts"] == ["3 and 4 make 7, not 9"]


@pytest.mark.parametrize("engine", ["sqlite", "duckdb"])
def test_parts_of_the_kind_of_the_whole_are_all_of_that_kind(tmp_path: Path, engine: str) -> None:
    """The flood is a team here, and so is the north alone: what it has is all that there is."""
    entities = ENTITIES.replace("flood: {kind: event}", "flood: {kind: team, parts: complete}")
    rule = SUM.replace("killed", "missing").replace(", \"whole.subject.kind == 'event'\"", "")
    rule = rule.replace("\"part.subject.kind == 'team'\"", "part.subject.kind == whole.subject.kind")
    story = Story(tmp_path, entities, rules={"parts": rule})
    story.article("P", "property: missing, value: 9", "subject: north, property: displaced, value: 3")
    assert [f.message for f in story.check(engine).findings if f.rule == "parts"] == ["3 make 3, not 9"]


def test_a_day_that_is_open_is_told_as_such(tmp_path: Path) -> None:
    dates = "departed: {type: date, title: departed}\narrived: {type: date, after: departed, title: arrived}"
    story = Story(tmp_path, vocabulary=dates)
    story.article("P", "property: departed, value: after 2031-05-06", "property: arrived, value: 2031-05-04")
    (finding,) = [each for each in story.check().findings if each.kind == ROW]
    assert finding.message == "arrived on 4 May 2031, before departed on from 7 May 2031"


# --- limits


def test_of_many_periods_one_is_exchanged_after_the_other(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    for paper, values in (("P", (5, 6)), ("Q", (7, 8))):
        for number, value in enumerate(values, 4):
            story.article(paper, f"property: killed, value: {value}, period: 2031-05-0{number}", published="2031-05-09")
    result = story.check()
    statements = [each for own in result.statements.values() for each in own]

    def chosen() -> list[list[str]]:
        return [[statement.text for statement in each] for each in _choices(statements)]

    assert sorted(chosen()) == [["5", "6"], ["5", "8"], ["7", "6"], ["7", "8"]]
    monkeypatch.setattr(periods, "MOST_CHOICES", 4)
    assert len(chosen()) == 4
    monkeypatch.setattr(periods, "MOST_CHOICES", 3)
    assert chosen() == [["5", "6"], ["7", "6"], ["5", "8"]]


@pytest.mark.parametrize("most", [60, 1])
def test_so_often_further_conflicts_of_periods_are_looked_for(
    story: Story, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """12 on the 5th is too much for a total of 9 that day; so is it for the 10 of the day after."""
    monkeypatch.setattr(periods, "MOST_SEARCHES", most)
    story.article("P", "property: killed, value: 12, period: 2031-05-05", published="2031-05-09")
    story.article("Q", "property: killed, value: 9", published="2031-05-05")
    story.article("R", "property: killed, value: 10", published="2031-05-06")
    (finding,) = [each for each in story.check().findings if each.rule == PERIODS]
    assert sorted(sorted(each) for each in texts(finding)) == [["10", "12"], ["12", "9"]]
    assert finding.message == "12 (5 May 2031) is more than 9 (5 May 2031)"


@pytest.mark.parametrize(("most", "found"), [(60, [["11", "9"], ["12", "9"]]), (2, [["11", "9"], ["12", "9"]]), (1, 1)])
def test_what_remains_of_periods_is_looked_for_so_often(
    story: Story, monkeypatch: pytest.MonkeyPatch, most: int, found: list[list[str]] | int
) -> None:
    """Of 12 on the 5th and 11 on the 4th either is too much for a total of 9: at once one of them is met."""
    monkeypatch.setattr(periods, "MOST_SEARCHES", most)
    story.article("P", "property: killed, value: 12, period: 2031-05-05", published="2031-05-09")
    story.article("Q", "property: killed, value: 11, period: 2031-05-04", published="2031-05-09")
    story.article("R", "property: killed, value: 9", published="2031-05-06")
    (finding,) = [each for each in story.check().findings if each.rule == PERIODS]
    told = sorted(sorted(each) for each in texts(finding))
    assert told == found if isinstance(found, list) else len(told) == found


@pytest.mark.parametrize("most", [120, 1])
def test_figures_for_one_period_are_compared_however_many(
    story: Story, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(pairs, "MOST_COMPARED", most)
    story.article("P", "property: killed, value: 12, period: 2031-05-05", published="2031-05-09")
    story.article("Q", "property: killed, value: 9, period: 2031-05-05", published="2031-05-08")
    (finding,) = story.check().findings
    assert (finding.kind, texts(finding)) == (DIFFER, [("12", "9")])


# --- what goes wrong


def test_an_error_names_the_rule_that_was_judged(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.engine.check.RowFindings.add", lambda *_: 1 / 0)
    story.article("P", "subject: north, property: displaced, value: 9", "property: displaced, value: 7")
    with pytest.raises(ZeroDivisionError) as raised:
        story.check()
    assert raised.value.__notes__ == ["while judging the rule part-exceeds-whole"]


# --- what a result has


def test_a_result_has_as_many_of_each_as_it_gives(story: Story) -> None:
    story.article("P", "property: killed, value: 9", "property: injured, value: 7")
    story.article("Q", "property: killed, value: 9", "property: injured, value: 6", published="2031-05-05")
    result = story.check()
    assert (len(result.quantities), len(list(result.quantities))) == (4, 4)
    assert (len(result.statements), len(list(result.statements))) == (2, 2)
    assert result.is_complete is True


def test_findings_are_called_by_their_severity(story: Story) -> None:
    story.article("P", "property: killed, value: 9")
    story.article("Q", "property: killed, value: 7")
    (finding,) = story.check().findings
    labels = {severity: replace(finding, severity=severity).label for severity in ("error", "warning", "note")}
    assert labels == {"error": "contradiction", "warning": "tension", "note": "note"}


def test_figures_that_need_a_closer_look(story: Story) -> None:
    story.article("P", "property: killed, value: 9", "property: injured, value: 9", "property: displaced, value: 3")
    story.article("Q", "property: killed, value: 7", "property: displaced, value: 3")
    story.article("R", "property: injured, value: 8", "property: displaced, value: 2", published="2031-05-06")
    corpus = story.load()
    engine = open_engine("sqlite")
    codes = load_tables(corpus, engine)

    def properties(numbers: list[int]) -> list[str]:
        return [corpus.claims[codes.series[number][0]].property for number in numbers]

    assert properties(disagreeing(engine)) == ["killed"]
    assert properties(falling(engine)) == ["injured", "killed"]
    engine.close()


# --- rows as inequalities


def _constraints(world: World, share: Fraction = Fraction(0)) -> list[tuple[list[tuple[int, Fraction]], Fraction]]:
    world.make()
    row = world.rows[0]
    of = replace(world.relations[row.rule], tolerance=Tolerance(share=share, amount=Fraction(1)))
    found = constraints_of(row, of, Held(quantities=world.quantities, values={}), {})
    return [(list(each.coefficients), each.bound) for each in found]


def _world(*, is_signed: bool, high: int | None) -> World:
    world = World()
    world.say("p", "a", 9)
    world.say("p", "b", (-20, high))
    world.rule("rule", relation({"x": 1}, "<=", {"y": 1}), {"x": "a", "y": "b"})
    world.figures = {name: replace(figure, is_signed=is_signed) for name, figure in world.figures.items()}
    return world


def test_a_share_of_what_may_be_negative_is_an_amount() -> None:
    """A tenth of what lies between -20 and 10 is 2 at most; of what has no end it cannot be told."""
    tenth = Fraction(1, 10)
    assert _constraints(_world(is_signed=False, high=10), tenth) == [([(0, Fraction(1)), (1, -1 - tenth)], 1)]
    assert _constraints(_world(is_signed=True, high=10), tenth) == [([(0, Fraction(1)), (1, Fraction(-1))], 3)]
    assert _constraints(_world(is_signed=True, high=30), tenth) == [([(0, Fraction(1)), (1, Fraction(-1))], 4)]
    assert _constraints(_world(is_signed=True, high=None), tenth) == []
    assert _constraints(_world(is_signed=True, high=None)) == [([(0, Fraction(1)), (1, Fraction(-1))], 1)]


def test_a_product_with_a_figure_that_nobody_states_ties_nothing() -> None:
    world = World()
    world.say("p", "a", 9)
    world.say("p", "b", 5)
    of = relation({"x": 1}, "<=", {"y": 1})
    product = replace(of, right=Linear(products=(("y", "z", Fraction(1)),)))
    world.rule("rule", of, {"x": "a", "y": "b"})
    world.relations["rule"] = product
    assert _constraints(world) == []


# --- which of two ways out is told first


@pytest.mark.parametrize(("most", "first"), [(1, "5"), (0, "10")])
def test_what_some_voice_says_is_told_first_as_far_as_that_is_looked_at(
    monkeypatch: pytest.MonkeyPatch, most: int, first: str
) -> None:
    """a is 10 and at most b, which is 5; somebody has 12 for b the day after, and nobody less than 10 for a."""
    monkeypatch.setattr(disputes, "COMPARED_WITH_VOICES", most)
    world = World()
    world.say("p", "a", 10, day(1), "varies")
    world.say("q", "b", 5, day(1), "varies")
    world.say("r", "b", 12, day(2), "varies")
    world.rule("rule", relation({"x": 1}, "<=", {"y": 1}), {"x": ("a", day(1)), "y": ("b", day(1))})
    assert world.dispute().front[0].values[0].position.text == first


def test_the_texts_of_an_example_are_all_that_stand_in_it() -> None:
    """By them it is known which properties the examples of a rule speak of."""
    assert _strings({"a": ["b", 1, ("c", None)], "d": {"e": "f"}}) == set("abcdef")
    assert _strings(7) == set()


def test_a_message_gives_a_share_its_unit(tmp_path: Path) -> None:
    """Also where it works with the share alone, which gives the product no unit."""
    vocabulary = "share: {type: percentage, over_time: constant, title: share}"
    rule = """\
    id: two
    title: two
    let: {part: {property: injured}, share: {property: share}, whole: {property: killed}}
    where: [part.subject == whole.subject, share.subject == whole.subject]
    require: part == share * whole
    message: "{part} of {share * whole}; {share + share}"
    why: It is so.
    examples:
      - {expect: disagreement, claims: []}
      - {expect: agreement, claims: []}
      - {expect: rounding, claims: []}
    """
    story = Story(tmp_path, vocabulary=vocabulary, rules={"two": rule})
    story.article("P", "property: injured, value: 30", "property: share, value: 10%", "property: killed, value: 200")
    (finding,) = [each for each in story.check().findings if each.rule == "two"]
    assert finding.message == "30 of 20; 20%"


@pytest.mark.parametrize("engine", ["sqlite", "duckdb"])
def test_a_rule_is_held_against_figures_that_have_their_counterpart(story: Story, engine: str) -> None:
    """Of the south nothing but the dead is known: of it there is no row, of whatever moment. What was made for a rule
    is gone when it is done."""
    where = f"{SAME}, one.subject.from <= other.as_of"
    (story.folder / "rules" / "two.yaml").write_text(RULE.format(where=where))
    story.article("P", "subject: north, property: killed, value: 9", "subject: north, property: injured, value: 5")
    story.article("P", "subject: south, property: killed, value: 8")
    corpus = story.load()
    database = open_engine(engine)
    codes = load_tables(corpus, database)
    relations = {rule.id: rule.relation for rule in corpus.rules}
    of_north = database.rows(matching_series(codes, relations["two"], "one"))
    assert [corpus.claims[codes.series[number][0]].subject for (number,) in of_north] == ["flood/north"]
    grounder = Grounder(database, codes)
    for rule, relation_of in relations.items():
        grounder.ground(rule, relation_of, least_look=0, limit=100)
    catalog = "sqlite_master" if engine == "sqlite" else "information_schema.tables"
    column = "name" if engine == "sqlite" else "table_name"
    tables = {name for (name,) in database.rows(f"SELECT {column} FROM {catalog}")}
    database.close()
    assert not [name for name in tables if name.startswith(("parts_", "sums_"))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("one.subject.from <= other.as_of", "other.as_of >= one.subject.from"),
        ("one.subject.to >= other.as_of", "other.as_of <= one.subject.to"),
    ],
)
def test_a_condition_may_be_written_either_way_round(tmp_path: Path, one: str, other: str) -> None:
    """One figure counts as long as its subject is what the rule wants, on whichever side that stands."""
    asked = []
    for number, where in enumerate((one, other, SAME)):
        story = Story(tmp_path / str(number), ENTITIES, rules={"two": RULE.format(where=f"{SAME}, {where}")})
        corpus = story.load()
        database = open_engine("sqlite")
        codes = load_tables(corpus, database)
        (of,) = [rule.relation for rule in corpus.rules if rule.id == "two"]
        asked.append(Query(codes, of, of.names).clipped("one"))
        database.close()
    assert asked[0] == asked[1] != asked[2]
