"""Findings by figure and voice: their number is that of things to ring up about, and none vanishes when claims join."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.engine.findings import DIFFER, FALLS, ITSELF, ROW
from tests.engine.stories import Story, brief, counted, texts

VOCABULARY = """\
identified: {type: count, unit: person, over_time: accumulates, title: people identified}
unidentified: {type: count, unit: person, over_time: varies, title: people not identified}
"""
RULES = {
    "identified-and-not": """\
    id: identified-and-not
    title: The identified and the others are not all
    let: {known: {property: identified}, unknown: {property: unidentified}, dead: {property: killed}}
    where: [known.subject == dead.subject, unknown.subject == dead.subject]
    require: known + unknown == dead
    message: "{known} identified and {unknown} not make {known + unknown}, not {dead}"
    why: All who died are identified or not.
    examples:
      - expect: disagreement
        entities: {flood: {}}
        claims:
          - {subject: flood, property: identified, value: 100}
          - {subject: flood, property: unidentified, value: 101}
          - {subject: flood, property: killed, value: 288}
      - expect: agreement
        entities: {flood: {}}
        claims:
          - {subject: flood, property: identified, value: 100}
          - {subject: flood, property: unidentified, value: 101}
          - {subject: flood, property: killed, value: 201}
    """,
    "same-figure": """\
    id: same-figure
    title: The same figure of two papers
    severity: warning
    let: {one: {property: killed}, other: {property: injured}}
    where: [one.subject == other.subject]
    require: one != other
    message: "{one} is {other}"
    why: It is often a slip.
    examples:
      - expect: disagreement
        entities: {flood: {}}
        claims:
          - {subject: flood, property: killed, value: 100}
          - {subject: flood, property: injured, value: 100}
      - expect: agreement
        entities: {flood: {}}
        claims:
          - {subject: flood, property: killed, value: 100}
          - {subject: flood, property: injured, value: 101}
    """,
}


@pytest.fixture
def crash(tmp_path: Path) -> Story:
    return Story(tmp_path, "flood: {}\nstate: {}", vocabulary=VOCABULARY, rules=RULES)


def _toll(crash: Story, day: str, killed: int, known: int, unknown: int) -> None:
    claims = (("killed", killed), ("identified", known), ("unidentified", unknown))
    crash.article("P", *(f"property: {name}, value: {v}, said_by: state" for name, v in claims), published=day)


def test_a_finding_stays_when_more_claims_join(crash: Story) -> None:
    """M9: the state came down from 288 to 278. That it had 275 in between takes nothing away."""
    crash.article("P", "property: killed, value: 288, said_by: state", published="2031-06-03")
    _toll(crash, "2031-06-05", 278, 177, 101)
    before = crash.check()
    assert counted(before) == [("count-falls", "error", "flood killed")]
    _toll(crash, "2031-06-04", 275, 88, 187)
    after = crash.check()
    assert {finding.id for finding in before.findings} <= {finding.id for finding in after.findings}
    assert counted(after) == counted(before)


def test_what_follows_from_a_fall_is_an_echo(crash: Story) -> None:
    """88 and 187 make the 275 that the state came down to: they do not make 288, which follows."""
    crash.article("P", "property: killed, value: 288, said_by: state", published="2031-06-03")
    _toll(crash, "2031-06-04", 275, 88, 187)
    result = crash.check()
    (fall,) = result.counted
    (echo,) = (finding for finding in result.findings if finding.is_echo)
    assert (fall.kind, echo.rule, echo.echo_of) == (FALLS, "identified-and-not", (fall.id,))


def test_another_voice_that_follows_a_fall_is_an_echo(tmp_path: Path) -> None:
    """The state came down to 275; that the fire service had 288 the day before follows from it."""
    story = Story(tmp_path, "flood: {}\nstate: {}\nfire: {}")
    story.article("P", "property: killed, value: 288, said_by: state", published="2031-06-03")
    story.article("P", "property: killed, value: 288, said_by: fire", published="2031-06-03")
    story.article("P", "property: killed, value: 275, said_by: state", published="2031-06-04")
    result = story.check()
    assert counted(result) == [("count-falls", "error", "flood killed")]
    (echo,) = (finding for finding in result.findings if finding.is_echo)
    assert (echo.kind, echo.parts[0].key) == (DIFFER, ("flood/fire", "flood/state"))


def test_voices_that_differ_on_one_day_are_no_echo(tmp_path: Path) -> None:
    story = Story(tmp_path, "flood: {}\nstate: {}\nfire: {}")
    story.article("P", "property: killed, value: 288, said_by: state", published="2031-06-03")
    story.article("P", "property: killed, value: 275, said_by: state", published="2031-06-04")
    story.article("P", "property: killed, value: 280, said_by: fire", published="2031-06-04")
    assert [kind for kind, _, _ in counted(story.check())] == [FALLS, DIFFER]


def test_a_return_to_the_old_figure_is_in_the_course(tmp_path: Path) -> None:
    """M11: a return to the old figure is in the course."""
    story = Story(tmp_path, "flood: {}\nstate: {}")
    story.days("P", 288, 275, 288, more=", said_by: state")
    result = story.check()
    (finding,) = result.findings
    assert texts(finding) == [("288", "275")]
    assert [s.text for s in result.statements[finding.figures[0][1].id]] == ["288", "275", "288"]


def test_one_figure_of_two_papers_that_is_unequal_stays_when_a_third_disputes_it(crash: Story) -> None:
    """A tension of `!=` is between two statements: a third one does not make it vanish."""
    crash.article("P", "property: killed, value: 205")
    crash.article("Q", "property: injured, value: 205")
    (tension,) = crash.check().counted
    crash.article("R", "property: killed, value: 300")
    kinds = {finding.id for finding in crash.check().counted}
    assert tension.id in kinds
    assert len(kinds) == 2


def test_equal_is_not_less_and_is_off_by_nothing(tmp_path: Path) -> None:
    """M24: lengths that must be less: equal ones are wrong, by nothing that could be measured."""
    vocabulary = (
        "near: {type: number, unit: km, over_time: constant}\nfar: {type: number, unit: km, over_time: constant}"
    )
    rule = """\
    id: near-is-not-less
    title: The near end is not nearer
    let: {near: {property: near}, far: {property: far}}
    where: [near.subject == far.subject]
    require: near < far
    message: "{near} is not less than {far}"
    why: It is nearer.
    examples:
      - expect: disagreement
        entities: {road: {}}
        claims: [{subject: road, property: near, value: 6 km}, {subject: road, property: far, value: 5 km}]
      - expect: agreement
        entities: {road: {}}
        claims: [{subject: road, property: near, value: 4 km}, {subject: road, property: far, value: 5 km}]
    """
    story = Story(tmp_path, vocabulary=vocabulary, rules={"near-is-not-less": rule})
    story.article("P", "property: near, value: 5 km", "property: far, value: 5 km")
    (finding,) = story.check().findings
    assert (finding.severity, finding.gap) == ("error", None)


def test_sums_take_each_figure_of_a_part_in_turn(tmp_path: Path) -> None:
    """N17: one part is told by two voices, of whom one is dated by a span: the sum is still wrong."""
    story = Story(tmp_path, "flood: {parts: complete}\n" + "".join(f"{n}: {{part_of: flood}}\n" for n in "abc"))
    parts = (f"subject: {n}, property: displaced, value: {v}" for n, v in zip("abc", (10, 20, 30), strict=True))
    story.article("P", *parts, "property: displaced, value: 50")
    before = story.check()
    assert counted(before) == [("rule", "error", "parts-do-not-add-up")]
    story.article("Q", "subject: b, property: displaced, value: 21, as_of: 2031-05-02/2031-05-04")
    assert set(counted(before)) <= set(counted(story.check()))


def test_a_part_alone_and_the_sum_of_it_are_one_thing(tmp_path: Path) -> None:
    """N3: a part alone and the sum of it are one thing."""
    story = Story(tmp_path, "mission: {parts: complete}\na: {part_of: mission}\nb: {part_of: mission}")
    story.article("P", "subject: a, property: size, value: 400", "subject: mission, property: strength, value: 300")
    result = story.check()
    assert counted(result) == [("rule", "error", "part-exceeds-whole")]
    (echo,) = (finding for finding in result.findings if finding.is_echo)
    assert echo.echo_of == (result.counted[0].id,)


def test_a_sum_of_two_never_hides_a_part_nor_the_reverse(tmp_path: Path) -> None:
    """400 in a part, and 400 and 200 together, against 396: two things to ring up about."""
    story = Story(tmp_path, "mission: {}\na: {part_of: mission}\nb: {part_of: mission}")
    story.article("P", "subject: a, property: size, value: 400", "subject: b, property: size, value: 200")
    story.article("Q", "subject: mission, property: strength, value: 396")
    assert [what for _, _, what in counted(story.check())] == ["part-exceeds-whole", "parts-do-not-add-up"]


def test_the_same_wrong_sum_of_three_days_is_one_finding(crash: Story) -> None:
    """N2: the same wrong sum of three days is one finding."""
    for number, (name, value) in enumerate((("identified", 72), ("unidentified", 90), ("killed", 167))):
        crash.article("P", f"property: {name}, value: {value}", published=f"2031-05-0{number + 1}")
    assert len(crash.check().counted) <= 1


def test_a_note_a_tension_and_an_error_are_three_findings(tmp_path: Path) -> None:
    """The weaker one stays when the stronger comes."""
    story = Story(tmp_path, "mission: {parts: complete}\na: {part_of: mission}\nb: {part_of: mission}")
    story.article("P", "subject: a, property: size, value: 398", "subject: b, property: size, value: 200")
    story.article("Q", "subject: mission, property: strength, value: 600")
    (note,) = story.check().findings
    assert (note.severity, note.by_rounding) == ("note", True)
    story.article("R", "subject: mission, property: strength, value: 700")
    ids = {finding.id for finding in story.check().findings}
    assert note.id in ids
    assert len(ids) == 3  # and the two papers differ


def test_a_voice_that_two_papers_quote_differently(tmp_path: Path) -> None:
    story = Story(tmp_path, "flood: {}\nstate: {}")
    for publisher, value in (("P", 288), ("Q", 275)):
        story.article(publisher, f"property: killed, value: {value}, said_by: state")
    (finding,) = story.check().findings
    assert (finding.kind, finding.parts[0].key) == (ITSELF, ("flood/state",))


def test_ids_are_of_figures_and_not_of_claims(tmp_path: Path) -> None:
    one, other = Story(tmp_path / "one"), Story(tmp_path / "other")
    one.days("P", 12)
    one.days("Q", 30)
    other.days("Gazette", 17)
    other.days("Herald", "about 90")
    other.days("Courier", 44)
    assert [f.id for f in one.check().findings] == [f.id for f in other.check().findings]


def test_every_pair_that_certainly_conflicts_is_told(tmp_path: Path) -> None:
    """N15: 5,200 in the town by 3 May is more than 3,958 in all on 6 May, whatever else is said."""
    story = Story(tmp_path, "flood: {}\ntown: {part_of: flood}")
    story.article("P", 'subject: town, property: killed, value: "5,200"', published="2031-05-03")
    story.article("Q", 'property: killed, value: "3,958"', published="2031-05-06")
    before = {finding.id for finding in story.check().findings}
    assert len(before) == 2
    story.article("R", 'property: killed, value: "6,000"', published="2031-05-03")
    result = story.check()
    assert before <= {finding.id for finding in result.findings}
    assert [brief(finding)[0] for finding in result.counted] == [DIFFER]
    assert all(finding.kind == ROW for finding in result.findings if finding.is_echo)


def test_equal_values_of_three_days_are_nothing_to_list(tmp_path: Path) -> None:
    """N11: 40 on three days, and a plan that was replaced; only what nobody else speaks of is listed."""
    story = Story(tmp_path)
    for day in (3, 4, 5):
        plan = f"property: funding, status: planned, value: ${day}0m"
        story.article(f"P{day}", "property: displaced, value: 40", plan, published=f"2031-05-0{day}")
    story.article("Q", "property: missing, value: 3")
    (entry,) = story.check().not_compared
    assert (entry.reason, entry.claims) == ("the only claim about its figure", ("flood/q-4#c0",))


def test_a_voice_that_knows_and_does_not_know(tmp_path: Path) -> None:
    """N4: the ministry says that it is undetermined in one paper, $500m in another: who said it?"""
    story = Story(tmp_path, "flood: {}\nministry: {}")
    story.article("P", "property: cost, value: unknown, said_by: ministry")
    story.article("Q", "property: cost, value: $500m, said_by: ministry")
    (finding,) = story.check().findings
    assert brief(finding) == (ITSELF, "warning", "flood cost")


def test_another_voice_that_knows(tmp_path: Path) -> None:
    story = Story(tmp_path, "flood: {}\nministry: {}")
    story.article("P", "property: cost, value: unknown, said_by: ministry")
    story.article("Q", "property: cost, value: $500m")
    assert story.check().findings == ()


@pytest.mark.parametrize(
    ("first", "second", "is_noted"),
    [("up to 500", 500, True), ("at least 500", 500, True), ("up to 500", 400, False), ("400 to 500", 500, False)],
)
def test_a_paper_that_drops_a_bound_is_a_note(tmp_path: Path, first: str, second: int, is_noted: bool) -> None:
    """N5: a paper that drops a bound is a note."""
    story = Story(tmp_path, "flood: {}\nministry: {}")
    story.article("P", f"property: killed, value: {first}, said_by: ministry")
    story.article("Q", f"property: killed, value: {second}, said_by: ministry")
    assert [brief(finding)[:2] for finding in story.check().findings] == [(ITSELF, "note")] * is_noted


def test_a_paper_that_has_the_figure_and_its_bound_drops_none(tmp_path: Path) -> None:
    """P says both 5 and up to 5 of the ministry; Q's up to 5 is what P has, too."""
    story = Story(tmp_path, "flood: {}\nministry: {}")
    story.article("P", *(f"property: killed, value: {value}, said_by: ministry" for value in (5, "up to 5")))
    story.article("Q", "property: killed, value: up to 5, said_by: ministry")
    assert story.check().findings == ()
    story.article("R", "property: killed, value: 5, said_by: ministry")
    assert [brief(finding)[:2] for finding in story.check().findings] == [(ITSELF, "note")]


def test_the_narrower_of_two_values_in_one_article_stands_for_both(tmp_path: Path) -> None:
    """N18: nearly 4,000, and 3,958: one figure, from which the next day's 3,970 is no fall."""
    story = Story(tmp_path, "flood: {}\nun: {}")
    values = ("nearly 4,000", "3,958")
    story.article("P", *(f'property: killed, value: "{value}", said_by: un' for value in values))
    story.article("P", 'property: killed, value: "3,970", said_by: un', published="2031-05-05")
    result = story.check()
    assert result.findings == ()
    assert [len(s.claims) for statements in result.statements.values() for s in statements] == [2, 1]


@pytest.mark.parametrize(
    ("first", "second", "is_told"),
    [("thousands", "12,000", True), ("more than 2,300", "11,300", True), ("thousands", "5,000", False)],
)
def test_a_value_far_above_what_words_suggest_is_a_tension(
    tmp_path: Path, first: str, second: str, is_told: bool
) -> None:
    """N13: a value far above what words suggest is a tension."""
    story = Story(tmp_path)
    story.article("P", f'property: displaced, value: "{first}"')
    story.article("Q", f'property: displaced, value: "{second}"')
    assert [(f.rule, f.severity) for f in story.check().findings] == [("above-a-soft-top", "warning")] * is_told


def test_digits_as_written_leave_room(tmp_path: Path) -> None:
    """$78bn and $77.8bn agree as far as their digits go, where the property says that these count."""
    line = "budget: {type: money, over_time: varies, rounding: as written, title: budget}"
    for name, vocabulary, number in (("one", line, 0), ("two", line.replace("rounding: as written, ", ""), 1)):
        story = Story(tmp_path / name, vocabulary=vocabulary)
        story.article("P", "property: budget, value: $78bn")
        story.article("Q", "property: budget, value: $77.8bn")
        assert len(story.check().findings) == number


@pytest.mark.parametrize(
    ("first", "second", "is_told"),
    [
        ("$2.3bn", "$2.4bn", True),  # nothing is rounded to both
        ("$2.3bn", "$2.35bn", False),
        ("$2.4bn", "$2.35bn", False),
        ("$2.4bn", "$2.34bn", True),
        ("-$2.3bn", "-$2.4bn", True),
        ("$0.1bn", "-$0.1bn", True),
        ("$78bn", "$77.5bn", False),
        ("$78bn", "at least $79bn", True),
    ],
)
def test_digits_of_one_length_that_differ(tmp_path: Path, first: str, second: str, is_told: bool) -> None:
    story = Story(tmp_path, vocabulary="balance: {type: money, signed: true, over_time: varies, rounding: as written}")
    story.article("P", f"property: balance, value: {first}")
    story.article("Q", f"property: balance, value: {second}")
    assert len(story.check().findings) == is_told


def test_a_forecast_that_was_revised_says_what_to_write(tmp_path: Path) -> None:
    """Of 2031 a firm expected 3.3bn in March and expects 2.9bn in May; one paper with both has a slip of its own."""
    for number, papers in enumerate(("PQ", "PP")):
        entities, vocabulary = (
            "flood: {kind: event}\nfirm: {kind: company}",
            "revenue: {type: money, over_time: stands}",
        )
        story = Story(tmp_path / papers, entities=entities, vocabulary=vocabulary)
        about = "property: revenue, status: planned, period: 2031, said_by: firm"
        if number:
            story.article("P", f"{about}, value: $3.3bn", f"{about}, value: $2.9bn")
        else:
            story.article("P", f"{about}, value: $3.3bn", published="2031-03-04")
            story.article("Q", f"{about}, value: $2.9bn", published="2031-05-07")
        (finding,) = story.check().findings
        assert finding.advice.startswith("If the voice gave one up") is (number == 0)


PLAN = """
    id: plan-and-outcome
    title: A plan and what came of it
    severity: warning
    let:
      plan: {property: aid, status: planned}
      outcome: {property: aid, status: actual}
    where:
      - plan.subject == outcome.subject
    require: plan == outcome
    message: "{plan} was planned, and it is {outcome}"
    why: A plan that came to something else is worth a question.
    examples:
      - expect: disagreement
        title: It came to nothing
        claims:
          - {subject: a, property: aid, status: planned, value: 2bn}
          - {subject: a, property: aid, value: none}
        message: "USD 2bn was planned, and it is none"
        off_by: 2000000000
      - expect: agreement
        title: It came as planned
        claims:
          - {subject: a, property: aid, status: planned, value: 2bn}
          - {subject: a, property: aid, value: 2bn}
"""


@pytest.mark.parametrize("actual", ["varies", "constant"])
def test_an_outcome_is_held_against_the_plan_that_was_last_in_force(tmp_path: Path, actual: str) -> None:
    """N6: 2.25 billion planned on 8 May, 2 billion on 9 May, and nothing came: one tension, against the 2 billion."""
    vocabulary = f"aid: {{type: money, unit: USD, over_time: {{actual: {actual}, planned: stands}}, title: aid}}"
    story = Story(tmp_path, vocabulary=vocabulary, rules={"plan-and-outcome": PLAN})
    story.article("P", "property: aid, status: planned, value: 2.25bn", published="2031-05-08")
    story.article("Q", "property: aid, status: planned, value: 2bn", published="2031-05-09")
    story.article("R", "property: aid, value: none", published="2031-05-12")
    (finding,) = story.check().counted
    assert texts(finding) == [("2bn", "none")]


IDENTIFIED = "identified: {type: count, unit: person, over_time: accumulates, title: identified}"


@pytest.mark.parametrize(
    ("vocabulary", "first", "second", "is_noted"),
    [
        (IDENTIFIED, "", "", True),
        (IDENTIFIED, "identified and handed over", "identified and handed over", False),
        (IDENTIFIED, "205 bodies were identified", "were identified and handed over", False),
        (IDENTIFIED, "205 died", "205 were identified", True),
        (IDENTIFIED.replace("}", ", adds_to: killed}"), "", "", False),
    ],
)
def test_one_figure_under_two_properties(
    tmp_path: Path, vocabulary: str, first: str, second: str, is_noted: bool
) -> None:
    """M26: both 205 in one article: a slip, unless one quote says both or the one is a part of the other."""
    story = Story(tmp_path, vocabulary=vocabulary)
    quotes = [f", quote: '{quote}'" if quote else "" for quote in (first, second)]
    story.article("P", f"property: killed, value: 205{quotes[0]}", f"property: identified, value: 205{quotes[1]}")
    found = [finding.rule for finding in story.check().findings if finding.rule != "value-not-in-quote"]
    assert found == ["figure-under-two-properties"] * is_noted


@pytest.mark.slow
def test_a_sum_of_three_hundred_parts_that_nobody_disputes(tmp_path: Path) -> None:
    """S9: the total is wrong: one finding, and nothing is given up for its size."""
    parts = [f"q{number}" for number in range(300)]
    story = Story(tmp_path, "flood: {parts: complete}\n" + "".join(f"{part}: {{part_of: flood}}\n" for part in parts))
    story.article("P", *[f"subject: {part}, property: displaced, value: 1" for part in parts])
    story.article("Q", "property: displaced, value: 100")
    result = story.check()
    assert [finding.rule for finding in result.counted] == ["parts-do-not-add-up"]
    assert result.not_explained == result.not_checked == ()


def test_a_long_chain_of_parts(tmp_path: Path) -> None:
    """S9: a part of a part, and so on: a level in the middle that is higher than the one above it."""
    entities = "p0: {}\n" + "".join(f"p{number}: {{part_of: p{number - 1}}}\n" for number in range(1, 600))
    story = Story(tmp_path, entities)
    values = [1_000 - number + (2 if number == 300 else 0) for number in range(600)]
    claims = [f"subject: p{number}, property: displaced, value: {value}" for number, value in enumerate(values)]
    story.article("P", *claims)
    errors = [finding for finding in story.check().counted if finding.severity == "error"]
    assert [(finding.rule, texts(finding)) for finding in errors] == [("part-exceeds-whole", [("702", "701")])]


def test_a_property_that_may_be_below_zero_is_so_for_the_solver_too(tmp_path: Path) -> None:
    """10 came and 15 went: -5 in all. Another paper disputes the 10, so that the solver is asked."""
    rule = """
        id: balance
        title: Who came and who went make the change
        severity: error
        let:
          came: {property: came}
          change: {property: moved}
          after: {property: after}
        where:
          - came.subject == change.subject
          - after.subject == change.subject
        require: came + change == after
        message: "{came} and {change} are not {after}"
        why: A balance.
        properties:
          came: {type: count, unit: person, title: came}
          moved: {type: count, unit: person, signed: true, title: moved}
          after: {type: count, unit: person, signed: true, title: after}
        examples:
          - expect: disagreement
            title: Too many
            claims:
              - {subject: a, property: came, value: 10}
              - {subject: a, property: moved, value: -15}
              - {subject: a, property: after, value: -4}
            message: "10 and -15 are not -4"
            off_by: 1
          - expect: agreement
            title: Right
            claims:
              - {subject: a, property: came, value: 10}
              - {subject: a, property: moved, value: -15}
              - {subject: a, property: after, value: -5}
    """
    vocabulary = "".join(f"{name}: {{type: count, unit: person, title: {name}}}\n" for name in ("came",))
    vocabulary += "".join(
        f"{name}: {{type: count, unit: person, signed: true, title: {name}}}\n" for name in ("moved", "after")
    )
    story = Story(tmp_path, vocabulary=vocabulary, rules={"balance": rule})
    story.article("P", "property: came, value: 10", "property: moved, value: -15", "property: after, value: -5")
    story.article("Q", "property: came, value: 12")
    result = story.check()
    assert counted(result) == [("voices-differ", "error", "flood came")]
    assert not any(finding.kind == "jointly" for finding in result.findings)
    (dispute,) = result.disputes
    assert [[value.position.text for value in way.values] for way in dispute.front] == [["12"]]
