"""Small, exact stories of how rows are judged, of what is told of them, and of what is taken back."""

from __future__ import annotations

import sqlite3
from fractions import Fraction
from pathlib import Path

import pytest
from msgspec.structs import replace

from checker.engine import rows
from checker.engine.changes import REVISION
from checker.engine.examples import Outcome, _together, run_examples
from checker.engine.families import families_of, family_of_claims, is_tied_by_subjects
from checker.engine.findings import GOES_BACK, NOT_GIVEN, TAKEN_BACK
from checker.engine.propagation import Propagation, Undecided
from checker.engine.query import possibly
from checker.engine.sets import Sets
from checker.problems import Problem
from tests.engine.stories import Story, texts

TWO = """\
id: {id}
title: {id}
let: {{one: {{property: {one}}}, other: {{property: {other}}}}}
where: [one.subject == other.subject]
require: "{require}"
message: "{message}"
why: It is so.
examples:
  - {{expect: disagreement, claims: []}}
  - {{expect: agreement, claims: []}}
"""


def _rule(require: str, one: str = "killed", other: str = "injured", message: str = "{one} and {other}") -> str:
    return TWO.format(id="two", one=one, other=other, require=require, message=message)


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path)


def _of(story: Story, rule: str = "two") -> list[tuple[str, ...]]:
    return [each for finding in story.check().findings if finding.rule == rule for each in texts(finding)]


# --- one row


@pytest.mark.parametrize(
    ("require", "one", "other", "worst"),
    [
        ("one <= other", (50, 60, "up to 90"), (40, 30, "at least 45"), ("60", "30")),
        ("one >= other", (50, 60, "at least 10"), (70, 80, "up to 90"), ("50", "80")),
    ],
)
def test_of_very_many_combinations_the_worst_is_told(
    story: Story,
    monkeypatch: pytest.MonkeyPatch,
    require: str,
    one: tuple[object, ...],
    other: tuple[object, ...],
    worst: tuple[str, str],
) -> None:
    (story.folder / "rules" / "two.yaml").write_text(_rule(require))
    for number, (killed, injured) in enumerate(zip(one, other, strict=True)):
        story.article(f"Paper {number}", f"property: killed, value: {killed}", f"property: injured, value: {injured}")
    assert len(_of(story)) > 1
    monkeypatch.setattr(rows, "MOST_COMBINATIONS", 8)
    assert _of(story) == [worst]
    monkeypatch.setattr(rows, "MOST_COMBINATIONS", 9)
    assert len(_of(story)) > 1


# --- what a rule's message says


def test_a_message_names_the_whole_and_the_days_of_a_part(tmp_path: Path) -> None:
    message = (
        "{one.subject.part_of.kind}: {one.subject} of {one.subject.part_of} from {one.subject.from} "
        "to {one.subject.to}; {one.property.adds_to}; {one.scope}"
    )
    story = Story(
        tmp_path,
        "flood: {kind: event}\na: {name: Team A, part_of: flood, from: 2031-05-01, to: 2031-05-20}",
        rules={"two": _rule("one <= other", message=message)},
    )
    story.article("P", "subject: a, property: killed, value: 9", "subject: a, property: injured, value: 5")
    (finding,) = [each for each in story.check().findings if each.rule == "two"]
    assert finding.message == "event: Team A of flood from 1 May 2031 to 20 May 2031; people killed; "


def test_a_message_names_what_nobody_knows(tmp_path: Path) -> None:
    message = "{one.subject.part_of}: {one.subject.part_of.part_of}"
    story = Story(tmp_path, "flood: {}\na: {part_of: flood}", rules={"two": _rule("one <= other", message=message)})
    story.article("P", "subject: a, property: killed, value: 9", "subject: a, property: injured, value: 5")
    (finding,) = [each for each in story.check().findings if each.rule == "two"]
    assert finding.message == "flood: unknown"


@pytest.mark.parametrize(
    ("said_by", "told"),
    [("", "p"), (", said_by: ministry", "Ministry of Health"), (", said_by: a witness", "a witness")],
)
def test_a_message_names_whose_figure_it_is(tmp_path: Path, said_by: str, told: str) -> None:
    rules = {"two": _rule("one <= other", message="{one.said_by} {one.voice}: {one.source}")}
    story = Story(tmp_path, "flood: {}\nministry: {name: Ministry of Health}", rules=rules)
    story.article("P", f"property: killed, value: 9{said_by}", "property: injured, value: 5")
    (finding,) = [each for each in story.check().findings if each.rule == "two"]
    assert finding.message == f"{told} {told}: P"


# --- examples of rules


AGREEING = """\
  - expect: agreement
    entities: {flood: {}}
    claims: [{subject: flood, property: killed, value: 5}, {subject: flood, property: injured, value: 5}]
"""
EXAMPLE = """\
  - expect: disagreement
    entities: {flood: {}}
    claims: [{subject: flood, property: killed, value: 9}, {subject: flood, property: injured, value: 5}]
"""


def _ran(folder: Path, *examples: str) -> tuple[list[Outcome], list[Problem]]:
    rule = _rule("one <= other").partition("examples:")[0] + "examples:\n" + "".join(examples)
    corpus = Story(folder, rules={"two": rule}).load()
    assert [problem.message.partition(":")[0] for problem in corpus.problems] == ["no articles"]
    return run_examples(replace(corpus, rules=tuple(each for each in corpus.rules if each.id == "two")))


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ("", ""),
        ("off_by: 4", ""),
        ("off_by: 5", "expected to be off by 5, found 4"),
        ("off_by: some", "off_by: 'some' is not a number"),
        ("off_by: 1/0", "off_by: '1/0' is not a number"),
        ("message: 9 and 5", ""),
        ("message: 5 and 9", "expected the message '5 and 9', found '9 and 5'"),
    ],
)
def test_what_is_wrong_with_an_example(tmp_path: Path, more: str, wrong: str) -> None:
    outcomes, problems = _ran(tmp_path, AGREEING, EXAMPLE, f"    {more}\n" if more else "")
    assert [outcome.wrong for outcome in outcomes] == ["", wrong]
    assert [problem.message for problem in problems] == ([f"this example fails: {wrong}"] if wrong else [])


@pytest.mark.parametrize(
    ("expected", "example", "wrong"),
    [
        (
            "disagreement",
            EXAMPLE.replace("value: 9", "value: 5"),
            "agreement (does anything in it match `let` and `where`?)",
        ),
        ("rounding", EXAMPLE, "disagreement: 9 and 5"),
        ("agreement", EXAMPLE, "disagreement: 9 and 5"),
    ],
)
def test_what_an_example_came_to_is_told(tmp_path: Path, expected: str, example: str, wrong: str) -> None:
    said = example.replace("expect: disagreement", f"expect: {expected}")
    outcomes, _ = _ran(tmp_path, AGREEING, EXAMPLE, said)
    assert [outcome.wrong for outcome in outcomes] == ["", "", f"expected {expected}, found {wrong}"]


def test_a_known_gap_is_one_as_long_as_its_example_fails(tmp_path: Path) -> None:
    failing = EXAMPLE.replace("expect: disagreement", "expect: agreement") + "    gap: true\n"
    outcomes, problems = _ran(tmp_path, AGREEING, EXAMPLE, failing, EXAMPLE + "    gap: true\n")
    closed = "this known gap is closed: take `gap: true` out"
    assert [outcome.wrong for outcome in outcomes] == ["", "", "", closed]
    assert [problem.message for problem in problems] == [f"this example fails: {closed}"]


def test_examples_are_run_together_as_long_as_their_names_mean_the_same(tmp_path: Path) -> None:
    """The second rule's name goes with the first rule's; the third has another meaning for it."""
    rules = {name: _rule("one <= other").replace("two", name) for name in ("first", "second", "third")}
    corpus = Story(tmp_path, rules=rules).load()
    killed = corpus.properties["killed"]
    own = {
        "first": {"a": killed, "b": killed},
        "second": {"extra": killed},
        "third": {"extra": replace(killed, title="others killed")},
    }
    chosen = tuple(replace(rule, properties=own[rule.id]) for rule in corpus.rules if rule.id in own)
    groups = _together(replace(corpus, rules=chosen))
    assert [[rule.id for rule in group] for group, _ in groups] == [["first", "second"], ["third"]]
    assert [of.properties["extra"].title for _, of in groups] == [killed.title, "others killed"]


def test_an_example_that_cannot_be_read_is_not_judged(tmp_path: Path) -> None:
    """The others are, whatever is wrong with it."""
    unread = EXAMPLE.replace("value: 9", "value: a lot")
    outcomes, problems = _ran(tmp_path, unread, EXAMPLE, AGREEING)
    assert [outcome.wrong for outcome in outcomes] == ["could not be read", "", ""]
    assert len(problems) == 1


# --- what was taken back, or never given


def test_a_paper_that_prints_what_was_taken_back_is_told(tmp_path: Path) -> None:
    story = Story(tmp_path, "flood: {}\nstate: {}")
    story.article("P", "property: killed, value: 288, said_by: state", published="2031-06-03")
    story.article(
        "Q",
        "property: killed, value: 275, said_by: state, revises: {from: 288, why: counted twice}",
        published="2031-06-04",
    )
    story.article("R", "property: killed, value: 288, said_by: state", published="2031-06-06")
    result = story.check()
    (finding,) = result.findings
    assert (finding.kind, finding.severity, texts(finding)) == (TAKEN_BACK, "warning", [("275", "288")])
    assert [part.key for part in finding.parts] == [("flood/state", "flood/r-3#c0")]
    assert finding.figures[0][1].property == "killed"
    (change,) = result.changes
    assert (change.kind, change.voice, change.why) == (REVISION, "flood/state", "counted twice")
    assert [[statement.text for statement in step] for step in change.steps] == [["288"], ["275"]]


def test_a_revision_whose_old_figure_nobody_coded_is_no_change(tmp_path: Path) -> None:
    story = Story(tmp_path, "flood: {}\nstate: {}\narmy: {}")
    story.article("P", "property: killed, value: 275, said_by: army, revises: 288", published="2031-06-04")
    story.article("P", "property: killed, value: 99, said_by: state", published="2031-06-01")
    story.article("P", "property: killed, value: 80, said_by: state, revises: 99", published="2031-06-02")
    assert [(change.voice, change.steps[0][0].text) for change in story.check().changes] == [("flood/state", "99")]


def test_a_figure_that_its_voice_never_gave_is_told(tmp_path: Path) -> None:
    story = Story(tmp_path, "flood: {}\nstate: {}")
    story.article("P", "property: killed, value: 288, said_by: state", published="2031-06-03")
    story.article("Q", "property: killed, value: 288, disowned_by: state", published="2031-06-04")
    story.article("Q", "property: injured, value: 7, disowned_by: state", published="2031-06-04")
    (finding,) = story.check().findings
    assert (finding.kind, finding.severity, texts(finding)) == (NOT_GIVEN, "warning", [("288", "288")])
    assert [part.key for part in finding.parts] == [("flood/state", "flood/p-1#c0")]


# --- categories that go back


STAGES = "stage: {type: category, over_time: stands, values: [tabled, passed, signed], order: [tabled, passed, signed]}"


@pytest.mark.parametrize("most", [120, 3])
def test_what_goes_back_is_held_against_what_was_farthest_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """Of few statements each is held against all before it; of many against the first that was farthest on."""
    monkeypatch.setattr("checker.engine.reversals.MOST_COMPARED", most)
    story = Story(tmp_path, vocabulary=STAGES)
    for day, (paper, stage) in enumerate((("P", "passed"), ("Q", "signed"), ("R", "signed"), ("S", "tabled")), 1):
        story.article(paper, f"property: stage, value: {stage}", published=f"2031-05-0{day}")
    (finding,) = [each for each in story.check().findings if each.kind == GOES_BACK]
    every = [("signed", "tabled"), ("signed", "tabled"), ("passed", "tabled")]
    assert sorted(texts(finding)) == sorted(every if most == 120 else every[:1])
    voices = {each.statements[0].voice for part in finding.parts for each in part.combinations}
    assert voices == ({"p", "q", "r"} if most == 120 else {"q"})


# --- which claims can stand in a row together


def test_what_is_joined_is_one_set_by_whatever_item_it_is_found() -> None:
    sets: Sets[str] = Sets()
    sets.join(["a", "b"])
    sets.join(["c", "d"])
    assert (sets.root("b"), sets.root("d"), sets.root("e")) == ("a", "c", "e")
    sets.join(["d", "b", "e"])
    assert {sets.root(item) for item in "abcde"} == {"c"}
    assert sets.root("f") == "f"


def test_a_family_is_what_is_part_of_one_whole_or_compared_with_it(tmp_path: Path) -> None:
    story = Story(tmp_path, "flood: {}\na: {part_of: flood}\nb: {part_of: a}\nfire: {}\nstorm: {}")
    for subject in ("flood", "a", "b", "fire"):
        story.article("P", f"subject: {subject}, property: killed, value: 5")
    corpus = story.load()

    def family(key: str) -> list[str]:
        return sorted({claim.subject for claim in family_of_claims(corpus, frozenset({key})).claims})

    assert family("flood/p-2#c0") == ["flood/a", "flood/b", "flood/flood"]
    assert family("flood/p-4#c0") == ["flood/fire"]
    story.article("P", "subject: storm, property: killed, compared: {times: 2, to: flood}")
    families = families_of(story.load())
    assert families.root("flood/storm") == families.root("flood/b") != families.root("flood/fire")


@pytest.mark.parametrize(
    ("where", "is_tied"),
    [
        ("[one.subject == other.subject]", True),
        ("[one.subject.part_of == other.subject]", True),
        ("[one.source == other.source]", False),
        ("[one.property == other.property]", False),
        ("[one.subject.kind == other.subject.kind]", False),
    ],
)
def test_a_rule_ties_its_names_by_their_subjects_or_otherwise(tmp_path: Path, where: str, is_tied: bool) -> None:
    """Where it ties them otherwise, any claim may stand in a row with any other one."""
    rule = _rule("one <= other").replace("[one.subject == other.subject]", where)
    story = Story(tmp_path, "flood: {}\nfire: {}", rules={"two": rule})
    story.article("P", "property: killed, value: 5")
    story.article("P", "subject: fire, property: killed, value: 5")
    corpus = story.load()
    (relation,) = [each.relation for each in corpus.rules if each.id == "two"]
    assert is_tied_by_subjects(relation) is is_tied
    part = family_of_claims(corpus, frozenset({"flood/p-1#c0"}))
    assert [claim.subject for claim in part.claims] == ["flood/flood", "flood/fire"][: 1 if is_tied else 2]


# --- solutions near to what a solver says


def test_a_solution_is_as_near_as_the_rows_leave_it() -> None:
    """x + y is 10, and x at most 4: what a solver is near to is kept, and what it determines is exact."""
    total = [
        (((0, Fraction(1)), (1, Fraction(1))), Fraction(10)),
        (((0, Fraction(-1)), (1, Fraction(-1))), Fraction(-10)),
    ]
    system = Propagation(total, 2)
    system.near([0, 0], [4, None], [Fraction(3), Fraction(7)])
    system.near([0, 0], [4, None], [Fraction(9), Fraction(1)])
    with pytest.raises(Undecided):
        system.near([0, 0], [4, 5], [Fraction(3), Fraction(7)])


# --- what SQL asks of times


@pytest.mark.parametrize(
    ("operator", "left", "right", "may_be"),
    [
        ("==", (1, 3), (3, 5), True),
        ("==", (1, 2), (3, 5), False),
        ("==", (4, 9), (3, 4), True),
        ("==", (5, 9), (3, 4), False),
        ("<", (3, 9), (1, 3), False),
        ("<", (3, 9), (1, 4), True),
        ("<=", (3, 9), (1, 3), True),
        (">=", (1, 3), (3, 9), True),
        (">", (1, 3), (3, 9), False),
        (">", (1, 4), (3, 9), True),
    ],
)
def test_what_may_be_so_of_two_windows(
    operator: str, left: tuple[int, int], right: tuple[int, int], may_be: bool
) -> None:
    sql = possibly((str(left[0]), str(left[1])), operator, (str(right[0]), str(right[1])))
    assert sqlite3.connect(":memory:").execute(f"SELECT {sql}").fetchone() == (may_be,)
