"""Stories beside those that a rule of this program was made for: another property, another hedge, another order."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.engine.findings import FALLS, PERHAPS, ROW
from tests.engine.stories import Story, brief, counted, texts

EXAMPLES = "\n".join(f"  - {{expect: {word}, claims: []}}" for word in ("disagreement", "agreement", "rounding"))


def rule(name: str, let: str, where: str, require: str, more: str = "severity: error") -> dict[str, str]:
    """A rule file whose examples are empty."""
    text = f"id: {name}\ntitle: t\nlet: {let}\nwhere: {where}\nrequire: {require}\nmessage: m {{a}}\nwhy: It is so.\n"
    return {name: f"{text}{more}\nexamples:\n{EXAMPLES}\n"}


OTHER = "other: {type: number, over_time: constant, title: other}"
CLOSE = "{a: {property: number}, b: {property: other}}"


@pytest.mark.parametrize(("tolerance", "second"), [("10%", 95), ("5", 96)])
def test_what_holds_only_by_a_tolerance_names_it(tmp_path: Path, tolerance: str, second: int) -> None:
    """M25: 100 is not 95, which is within the tolerance of 10%: a note, whatever the rule's severity."""
    more = f"severity: error\ntolerance: {tolerance}"
    rules = rule("close", CLOSE, "[a.subject == b.subject]", "a == b", more)
    story = Story(tmp_path, vocabulary=OTHER, rules=rules)
    story.article("P", "property: number, value: 100")
    story.article("Q", f"property: other, value: {second}")
    (finding,) = story.check().findings
    assert (finding.severity, finding.rule) == ("note", "close")
    assert finding.parts[0].message == f"m 100, which is within the tolerance of {tolerance}"


def test_an_event_orders_what_would_settle_it(tmp_path: Path) -> None:
    """N7: 219 before the quake and 109 after it, on one day: one of them would have to be as the other allows."""
    story = Story(tmp_path, "flood: {}\nquake: {on: 2031-05-08, aliases: [the quake]}")
    story.article("P", "property: killed, value: 219, as_of: before the quake", published="2031-05-08")
    story.article("Q", "property: killed, value: 109, as_of: after the quake", published="2031-05-08")
    result = story.check()
    assert [each[:2] for each in counted(result)] == [("voices-differ", "error")]
    (dispute,) = result.disputes
    assert [[(v.lower, v.upper) for v in way.values] for way in dispute.front] == [[(0, 109)], [(219, None)]]


NAMES = ("cost", "funding", "kept")
TIED = "{a: {property: cost}, b: {property: funding}, c: {property: kept}}"


@pytest.mark.parametrize(
    ("count", "limit"),
    [pytest.param(30, "look broken", marks=pytest.mark.slow), (180, "5,832,000 combinations")],
)
def test_names_that_nothing_ties(tmp_path: Path, count: int, limit: str) -> None:
    """S9: three names of a rule are tied by their status alone, so each figure meets every other: bounded, and said."""
    where = "[a.status == b.status, b.status == c.status]"
    rules = rule("tied", TIED, where, "a + b <= c")
    entities = "\n".join(f"e{number}: {{}}" for number in range(count))
    story = Story(tmp_path, entities, "kept: {type: money, over_time: varies, title: kept}", rules)
    for number in range(count):
        story.article("P", *(f"subject: e{number}, property: {name}, value: $5" for name in NAMES))
    (said,) = story.check().not_checked
    assert said.startswith("tied: ") and limit in said


def test_figures_that_vary_are_of_one_moment_in_a_row(tmp_path: Path) -> None:
    """M17: `a.as_of < b.as_of` can never hold of two levels; the rule says so at its place, and what to write."""
    let = "{a: {property: displaced, status: actual}, b: {property: missing, status: actual}}"
    story = Story(tmp_path, rules=rule("later", let, "[a.subject == b.subject, a.as_of < b.as_of]", "a >= b"))
    story.article("P", "property: displaced, value: 100", published="2031-05-01")
    (problem,) = story.load().problems
    assert (problem.line, problem.file.endswith("later.yaml")) == (4, True)
    assert "'a.as_of < b.as_of' can never hold" in problem.message
    assert "write `at: before(b)`" in problem.message


def test_a_part_by_one_day_is_more_than_the_whole_later(tmp_path: Path) -> None:
    """M1 with other hedges: at least 45 hurt in the wing by 1 May, up to 40 in all on 3 May."""
    story = Story(tmp_path, "flood: {}\nwing: {part_of: flood}")
    story.article(
        "P", "subject: wing, property: injured, value: at least 45, as_of: 2031-05-01", published="2031-05-02"
    )
    story.article("Q", "property: injured, value: up to 40", published="2031-05-03")
    assert counted(story.check()) == [(ROW, "error", "part-exceeds-whole")]


@pytest.mark.parametrize("second", ["2031-05-16", "after 2031-05-10", "2031-05-10/2031-05-20"])
def test_a_level_of_a_month_may_be_of_another_day(tmp_path: Path, second: str) -> None:
    """M2 with what varies, and across part and whole: nothing of it is certain."""
    story = Story(tmp_path, "flood: {}\nwing: {part_of: flood}")
    story.article("P", "property: displaced, value: 900, as_of: 2031-05", published="2031-06-20")
    story.article("Q", f"property: displaced, value: 500, as_of: {second}", published="2031-06-20")
    story.article("R", f"subject: wing, property: displaced, value: 1000, as_of: {second}", published="2031-06-20")
    found = {(f.kind, f.severity) for f in story.check().findings if f.rule == "sources-disagree"}
    assert found == {(PERHAPS, "note")}


def test_a_count_that_is_begun_anew_twice(tmp_path: Path) -> None:
    """M4, M6: one ministry in several papers, three counts one after the other; two breaks explain all of it."""
    story = Story(tmp_path, "flood: {}\nministry: {}")
    for paper, (since, first) in zip("PQR", ((1, 100), (9, 1), (17, 50)), strict=True):
        story.days(paper, *range(first, first + 6), property="injured", since=since, more=", said_by: ministry")
    result = story.check()
    assert counted(result) == [(FALLS, "error", "flood injured")]
    assert [(len(way.breaks), len(way.values)) for way in result.disputes[0].front[:1]] == [(1, 0)]


def test_two_bodies_that_count_differently_but_once(tmp_path: Path) -> None:
    """M5: of twelve days one is missing, and one goes the other way: one finding, a part for each direction."""
    story = Story(tmp_path, "flood: {}\nministry: {}\nagency: {}")
    for number in range(12):
        day, level = f"2031-05-{number + 1:02}", 100 + 7 * number
        story.article("P", f"property: displaced, value: {level}, said_by: ministry", published=day)
        if number != 4:
            other = level + 4 if number == 7 else level - 3
            story.article("Q", f"property: displaced, value: {other}, said_by: agency", published=day)
    (finding,) = story.check().findings
    assert brief(finding) == ("voices-differ", "error", "flood displaced")
    assert sorted(len(part.combinations) for part in finding.parts) == [1, 10]


def test_every_figure_of_a_whole_stays_when_a_higher_one_joins(tmp_path: Path) -> None:
    """N15: 52 in the town by 3 May, 39 in all on the 6th; a 60 that joins adds a dispute and hides none."""
    story = Story(tmp_path, "flood: {}\ntown: {part_of: flood}")
    story.article("P", "subject: town, property: killed, value: 52", published="2031-05-03")
    story.article("Q", "property: killed, value: 39", published="2031-05-06")
    before = {finding.id for finding in story.check().findings}
    story.article("R", "property: killed, value: 60", published="2031-05-03")
    after = story.check()
    assert before < {finding.id for finding in after.findings}
    assert [texts(f) for f in after.findings if f.kind == "voices-differ"] == [[("60", "39")]]


UNDATED = "2031-05-02/2031-05-05"


@pytest.mark.parametrize(
    ("claims", "found"),
    [
        (("property: killed, value: 20", "subject: a, property: killed, value: 22"), "part-exceeds-whole"),
        (
            (
                "property: killed, value: 39",
                "subject: a, property: killed, value: 22",
                "subject: b, property: killed, value: 19",
            ),
            "parts-do-not-add-up",
        ),
    ],
)
def test_an_undated_article_has_its_totals_and_parts_of_one_day(
    tmp_path: Path, claims: tuple[str, ...], found: str
) -> None:
    """A count that accumulates, of whatever day the article is: its own total and parts are of that day."""
    story = Story(tmp_path, "flood: {}\na: {part_of: flood}\nb: {part_of: flood}")
    story.article("P", *claims, published=UNDATED)
    story.article("Q", "subject: b, property: killed, value: at least 5, as_of: 2031-05-01", published="2031-05-01")
    assert (ROW, "error", found) in counted(story.check())


def test_a_total_and_parts_of_two_undated_articles_are_possible_only(tmp_path: Path) -> None:
    """22 in a part and 20 in all, of two articles of one span: whichever came first is not known. It is listed."""
    story = Story(tmp_path, "flood: {}\na: {part_of: flood}")
    story.article("P", "property: killed, value: 20", published=UNDATED)
    story.article("Q", "subject: a, property: killed, value: 22", published=UNDATED)
    result = story.check()
    assert counted(result) == []
    assert {(f.kind, f.rule) for f in result.findings} == {(PERHAPS, "part-exceeds-whole")}


def test_a_total_that_fell_is_too_low_for_a_period_as_well(tmp_path: Path) -> None:
    """70, then 68: that 46 and the 24 of the week make 70 follows from the fall, and is no second thing to ask."""
    story = Story(tmp_path, "flood: {}\nministry: {}\nleague: {}")
    story.article("P", "property: killed, value: 46, said_by: league", published="2031-06-03")
    week = "property: killed, value: 24, period: 2031-06-05/2031-06-11, said_by: ministry"
    story.article("Q", "property: killed, value: 70, said_by: ministry", week, published="2031-06-11")
    story.article("R", "property: killed, value: 68, said_by: ministry", published="2031-06-13")
    result = story.check()
    assert counted(result) == [(FALLS, "error", "flood killed")]
    assert [f.rule for f in result.findings if f.is_echo] == ["period-misses-totals"]


@pytest.mark.parametrize(("days", "is_told"), [(1, False), (2, True)])
def test_what_one_voice_says_against_itself_is_no_echo_of_how_it_counts(
    tmp_path: Path, days: int, is_told: bool
) -> None:
    """The union is above the police each day; that the police have more in one city than in all is another thing."""
    story = Story(tmp_path, "march: {}\nardal: {part_of: march}\nunion: {}\npolice: {}", VARIES)
    for day in range(1, days + 1):
        own = f"subject: march, property: marchers, value: {30 + day}, said_by: police"
        other = f"subject: march, property: marchers, value: {90 + day}, said_by: union"
        story.article("P", own, other, published=f"2031-05-0{day}")
    city = "subject: ardal, property: marchers, value: 40, said_by: police"
    story.article("Q", city, published="2031-05-01")
    assert (("rule", "error", "part-exceeds-whole") in counted(story.check())) == is_told


VARIES = "marchers: {type: count, unit: person, over_time: varies, adds_to: marchers, title: marchers}"


def test_a_day_beside_an_event_of_that_day_makes_no_certain_sum(tmp_path: Path) -> None:
    """15 in the only part on 4 May, 18 in all before the deal of that day: the 15 may be of the morning."""
    story = Story(tmp_path, "flood: {parts: complete}\na: {part_of: flood}\ndeal: {on: 2031-05-04}")
    story.article("P", "subject: a, property: killed, value: 15, as_of: 2031-05-04", published="2031-05-05")
    story.article("Q", "property: killed, value: 18, as_of: before deal", published="2031-05-05")
    assert counted(story.check()) == []
