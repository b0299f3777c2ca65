"""Wholes that nobody gives, and that tie what is given of others: a region between its towns and its country."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.engine import unclaimed, unclaimed_rows
from checker.engine.check import check
from checker.engine.findings import Finding, Result
from checker.reports.derivation import derivation_steps
from checker.reports.sentences import Sentences
from tests.engine.stories import Story, counted, texts

PLACES = """
country: {kind: place}
region: {kind: place, part_of: country}
town: {kind: place, part_of: region}
port: {kind: place, part_of: region}
"""
TOLL = """
toll: {kind: event, parts: {by sex: complete, by age: complete}}
women: {part_of: {toll: by sex}}
men: {part_of: {toll: by sex}}
children: {part_of: {toll: by age}}
adults: {part_of: {toll: by age}}
"""


def errors(result: Result) -> list[Finding]:
    """The contradictions, without those that follow from others."""
    return [finding for finding in result.findings if finding.severity == "error" and not finding.is_echo]


def values(result: Result) -> list[tuple[str, ...]]:
    return [tuple(sorted(each)) for finding in errors(result) for each in texts(finding)]


def figure(who: str, value: object, more: str = "") -> str:
    return f"subject: {who}, property: killed, value: {value}{more}"


@pytest.mark.parametrize("engine", ["sqlite", "duckdb"])
def test_a_town_has_no_more_than_its_country(tmp_path: Path, engine: str) -> None:
    """31 dead in the town and 24 in the country: the region between them was counted by nobody."""
    story = Story(tmp_path, PLACES)
    story.article("Gazette", figure("town", 31))
    story.article("Herald", figure("country", 24))
    result = story.check(engine)
    assert values(result) == [("24", "31")]
    (told,) = Sentences(result).parts(errors(result)[0])
    assert told == "People killed – town: 31 alone is more than the whole, 24 (31: Gazette; 24: Herald)"
    assert list(result.not_compared) == []


def test_towns_add_up_to_no_more_than_the_country(tmp_path: Path) -> None:
    """14 and 12 are more than 24; of 20 in the country the region itself may have 20."""
    story = Story(tmp_path, PLACES)
    story.article("Gazette", figure("town", 14), figure("port", 12))
    story.article("Herald", figure("country", 24))
    assert values(story.check()) == [("12", "14", "24")]
    agreeing = Story(tmp_path / "agreeing", PLACES)
    agreeing.article("Gazette", figure("town", 14), figure("port", 10))
    agreeing.article("Herald", figure("country", 24))
    result = agreeing.check()
    assert counted(result) == []
    assert list(result.not_compared) == []


def test_what_the_country_has_may_be_elsewhere_in_it(tmp_path: Path) -> None:
    """Too little is no contradiction where parts may be missing; it is where each level is complete."""
    story = Story(tmp_path, PLACES)
    story.article("Gazette", figure("town", 14), figure("port", 10))
    story.article("Herald", figure("country", 40))
    assert counted(story.check()) == []
    places = PLACES.replace("part_of: country", "part_of: country, parts: complete")
    complete = Story(
        tmp_path / "complete", places.replace("country: {kind: place", "country: {kind: place, parts: complete")
    )
    complete.article("Gazette", figure("town", 14), figure("port", 10))
    complete.article("Herald", figure("country", 40))
    assert values(complete.check()) == [("10", "14", "40")]


@pytest.mark.parametrize("engine", ["sqlite", "duckdb"])
def test_two_complete_breakdowns_of_a_whole_that_nobody_gives(tmp_path: Path, engine: str) -> None:
    """10 women and 20 men are 30, 15 children and 25 adults are 40."""
    story = Story(tmp_path, TOLL)
    story.article("Gazette", figure("women", 10), figure("men", 20))
    assert counted(story.check(engine)) == []
    story.article("Herald", figure("children", 15), figure("adults", 25))
    result = story.check(engine)
    assert values(result) == [("10", "15", "20", "25")]
    assert [figure.subject for figure in errors(result)[0].through] == ["flood/toll"]
    told = Sentences(result).above_table(errors(result)[0])
    assert told == "These 4 figures cannot all be true; between them is people killed – toll, which nobody gives"


def test_a_breakdown_that_is_not_complete_may_be_too_much_but_not_too_little(tmp_path: Path) -> None:
    """By age not all are known: 15 children alone are fewer than the 30 by sex, 35 are more."""
    toll = TOLL.replace("by age: complete", "").replace("complete, }", "complete}")
    story = Story(tmp_path, toll)
    story.article("Gazette", figure("women", 10), figure("men", 20))
    story.article("Herald", figure("children", 15))
    assert counted(story.check()) == []
    more = Story(tmp_path / "more", toll)
    more.article("Gazette", figure("women", 10), figure("men", 20))
    more.article("Tribune", figure("children", 35))
    assert values(more.check()) == [("10", "20", "35")]


def test_women_of_a_town_and_all_of_the_country(tmp_path: Path) -> None:
    """31 women in the town: nobody says how many people there, or how many women in the country."""
    story = Story(tmp_path, PLACES.replace("part_of: region", "part_of: country"))
    story.article("Gazette", figure("town", 31, ", scope: women"))
    story.article("Herald", figure("country", 24))
    result = story.check()
    assert values(result) == [("24", "31")]


def test_a_region_that_is_given_is_not_made_up(tmp_path: Path) -> None:
    """Where its figure is known, that is what the others are held against."""
    story = Story(tmp_path, PLACES)
    story.article("Gazette", figure("town", 20), figure("region", 22), figure("country", 24))
    result = story.check()
    assert counted(result) == []
    assert result.quantities.unclaimed == {}  # type: ignore[attr-defined]


def test_what_joins_takes_nothing_away(tmp_path: Path) -> None:
    """The region's own figure of that day, or of another one, leaves the contradiction and its id."""
    story = Story(tmp_path, PLACES)
    story.article("Gazette", figure("town", 31))
    story.article("Herald", figure("country", 24))
    (before,) = errors(story.check())
    story.article("Courier", figure("region", "20 to 40"), published="2031-05-09")
    assert before.id in {finding.id for finding in story.check().findings}
    story.article("Tribune", figure("region", "20 to 40"))
    assert before.id in {finding.id for finding in story.check().findings}


@pytest.mark.parametrize(("of_country", "is_wrong"), [("2031-05-02", False), ("2031-05-06", True)])
def test_a_count_grows_on_its_way(tmp_path: Path, of_country: str, is_wrong: bool) -> None:
    """24 in the country may be before 31 in the town, not after."""
    story = Story(tmp_path, PLACES)
    story.article("Gazette", figure("town", 31))
    story.article("Herald", figure("country", 24), published=of_country)
    assert bool(errors(story.check())) is is_wrong


def test_a_figure_that_varies_ties_those_of_its_day(tmp_path: Path) -> None:
    """The town has 31 on the day on which the country has 24; of other days nothing follows."""
    words = "staff: {type: count, unit: person, adds_to: staff, over_time: varies}"
    for day, is_wrong in (("2031-05-04", True), ("2031-05-05", False)):
        story = Story(tmp_path / day, PLACES, words)
        story.article("Gazette", "subject: town, property: staff, value: 31")
        story.article("Courier", "subject: region, property: staff, value: 20", published="2031-05-08")
        story.article("Herald", "subject: country, property: staff, value: 24", published=day)
        result = story.check()
        assert bool(errors(result)) is is_wrong


def test_plans_stand_until_the_next(tmp_path: Path) -> None:
    """The town is to get 31 while 24 are planned for the country; once 40 are, that is fine."""
    planned = ", status: planned"
    story = Story(tmp_path, PLACES)
    story.article("Gazette", f"subject: country, property: strength, value: 24{planned}", published="2031-05-01")
    story.article("Gazette", f"subject: country, property: strength, value: 40{planned}", published="2031-05-03")
    story.article("Herald", f"subject: town, property: strength, value: 31{planned}")
    assert errors(story.check()) == []
    early = Story(tmp_path / "early", PLACES)
    early.article("Herald", f"subject: town, property: strength, value: 31{planned}", published="2031-05-02")
    early.article("Gazette", f"subject: country, property: strength, value: 24{planned}", published="2031-05-03")
    assert values(early.check()) == [("24", "31")]


def test_plans_of_parts_change_while_their_sum_does(tmp_path: Path) -> None:
    """10 and 14, later 20 and 2, of a region that is complete: its plan is another one then, which is no conflict."""
    planned = ", status: planned"
    complete = PLACES.replace("part_of: country", "part_of: country, parts: complete")
    story = Story(tmp_path, complete)
    story.article("Gazette", f"subject: country, property: strength, value: 24{planned}", published="2031-05-01")
    for day, town, port in ((2, 10, 14), (4, 20, 2)):
        both = [f"subject: {w}, property: strength, value: {n}{planned}" for w, n in (("town", town), ("port", port))]
        story.article("Herald", *both, published=f"2031-05-{day:02}")
    assert errors(story.check()) == []


def test_a_part_that_joined_later(tmp_path: Path) -> None:
    """The region joined the country on 6 May: what its town had before is not in the country's figure of 5 May."""
    for joined, is_wrong in (("2031-05-06", False), ("2031-05-01", True)):
        story = Story(tmp_path / joined, PLACES.replace("part_of: country", f"part_of: country, from: {joined}"))
        story.article("Gazette", figure("town", 31))
        story.article("Herald", figure("country", 24), published="2031-05-05")
        assert bool(errors(story.check())) is is_wrong


def test_other_scopes_units_and_periods_are_not_tied(tmp_path: Path) -> None:
    story = Story(tmp_path, PLACES)
    story.article("Gazette", figure("town", 31, ", period: 2031-04"))
    story.article("Herald", figure("country", 24, ", status: estimated"))
    assert errors(story.check()) == []


def test_too_many_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = Story(tmp_path, PLACES)
    story.article("Gazette", figure("town", 31), figure("port", 3), published="2031-05-01")
    for day in range(1, 9):
        story.article("Herald", figure("country", 30 + day), published=f"2031-05-{day:02}")
    monkeypatch.setattr(unclaimed, "MOST_UNCLAIMED", 3)
    assert story.check().limits == ("more than 3 figures of wholes that nobody gives; the rest was not looked at",)


def test_a_project_without_any_makes_no_more_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole and its parts are all that most stories have: nothing lies between them."""
    story = Story(tmp_path, "flood: {}\ntown: {part_of: flood}\nport: {part_of: flood}")
    story.article("Gazette", figure("town", 31), figure("flood", 40))
    monkeypatch.setattr(unclaimed_rows, "beside_unclaimed", lambda *_: pytest.fail("nothing lies between"))
    assert counted(story.check()) == []


def test_what_the_region_shows_is_told_of_the_region(tmp_path: Path) -> None:
    """31 in the town are too many for the region's 20, and so for the country's 24: that is one thing to ring up."""
    story = Story(tmp_path, PLACES)
    story.article("Gazette", figure("town", 31))
    story.article("Herald", figure("region", 20), figure("country", 24))
    result = story.check()
    assert values(result) == [("20", "31")]
    assert {texts(f)[0] for f in result.findings if f.is_echo and f.rule == "part-exceeds-whole"} == {("31", "24")}


def test_a_week_in_the_town_and_all_of_the_country(tmp_path: Path) -> None:
    """20 died in the town in a week, 15 in the country since the beginning; by the end of that week, no earlier."""
    for day, is_wrong in (("2031-05-09", True), ("2031-05-03", False)):
        story = Story(tmp_path / day, PLACES.replace("part_of: region", "part_of: country"))
        story.article("Gazette", figure("town", 20, ", period: 2031-05-01/2031-05-07"), published="2031-05-09")
        story.article("Herald", figure("country", 15), published=day)
        result = story.check()
        assert values(result) == ([("15", "20")] if is_wrong else [])
        for finding in errors(result):
            (told,) = Sentences(result).parts(finding)
            assert told.endswith("; between them is people killed – town, which nobody gives for that time")


def test_a_day_in_the_town_and_a_week_in_the_country(tmp_path: Path) -> None:
    """What the town lost on one day is part of what the country lost in that week."""
    story = Story(tmp_path, PLACES)
    story.article("Gazette", figure("town", 20, ", period: 2031-05-02"), published="2031-05-09")
    story.article("Herald", figure("country", 15, ", period: 2031-05-01/2031-05-07"), published="2031-05-09")
    assert values(story.check()) == [("15", "20")]


def test_what_the_country_had_before(tmp_path: Path) -> None:
    """5 on the 2nd and 11 on the 8th: six more, though the town alone lost 10 in between."""
    story = Story(tmp_path, PLACES)
    story.article("Herald", figure("country", 5), published="2031-05-02")
    story.article("Herald", figure("country", 11), published="2031-05-08")
    story.article("Gazette", figure("town", 10, ", period: 2031-05-03/2031-05-06"), published="2031-05-09")
    assert values(story.check()) == [("10", "11", "5")]


def test_what_the_town_had_before_the_whole_began_to_grow(tmp_path: Path) -> None:
    """22 by the 8th, of which 21 since the 5th; the town had 5 on the 3rd."""
    story = Story(tmp_path, PLACES)
    story.article(
        "Herald", figure("country", 22), figure("country", 21, ", period: 2031-05-05/"), published="2031-05-08"
    )
    story.article("Gazette", figure("town", 5), published="2031-05-03")
    assert values(story.check()) == [("21", "22", "5")]


def test_what_all_parts_had_and_what_the_whole_lost(tmp_path: Path) -> None:
    """42 in one day of a country of which the region is all, and the region had 30 on that day."""
    story = Story(tmp_path, PLACES.replace("country: {kind: place", "country: {kind: place, parts: complete"))
    story.article("Herald", figure("country", 42, ", period: 2031-05-02"))
    story.article("Gazette", figure("region", 30), published="2031-05-02")
    assert values(story.check()) == [("30", "42")]


def test_days_one_by_one_are_settled_by_themselves(tmp_path: Path) -> None:
    """Ten days of towns and country that agree: there is nothing to ask."""
    story = Story(tmp_path, PLACES)
    for day in range(1, 11):
        when = f", period: 2031-05-{day:02}"
        claims = [figure("town", day, when), figure("port", 2, when), figure("country", day + 2, when)]
        story.article("Gazette", *claims, published="2031-05-20")
    result = story.check()
    assert counted(result) == []
    assert result.quantities.unclaimed == {}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("came", "is_asked"),
    [
        (", from: 2031-05-01", False),  # a part all the time that the town is, and without a plan
        (", from: 2031-05-09", True),  # before that the town is all of the region
    ],
)
def test_what_is_not_known_of_all_parts_is_too_little_for_nothing(tmp_path: Path, came: str, is_asked: bool) -> None:
    """14 are planned for the town, and 40 for its region, which is that and the port."""
    planned = ", status: planned"
    places = PLACES.replace("part_of: country", "part_of: country, parts: complete")
    places = places.replace(
        "town: {kind: place, part_of: region", "town: {kind: place, part_of: region, from: 2031-05-03"
    )
    story = Story(tmp_path, places.replace("port: {kind: place, part_of: region", f"port: {{part_of: region{came}"))
    of_each = {"town": 14, "region": 40, "country": 90}
    story.article("Gazette", *(f"subject: {w}, property: strength, value: {n}{planned}" for w, n in of_each.items()))
    result = story.check()
    assert bool(result.quantities.unclaimed) is is_asked  # type: ignore[attr-defined]


def test_scopes_are_never_all(tmp_path: Path) -> None:
    """3 women of a town of 14: that is no conflict, and there is nothing to ask."""
    story = Story(tmp_path, PLACES.replace("part_of: region", "part_of: region, parts: complete"))
    story.article("Gazette", figure("town", 3, ", scope: women"), figure("town", 14), figure("country", 24))
    result = story.check()
    assert counted(result) == []
    assert result.quantities.unclaimed == {}  # type: ignore[attr-defined]


def test_a_part_that_leaves_takes_its_figures_along(tmp_path: Path) -> None:
    """21 in a region that left on 6 May are no longer in a country that had 40, and now has 19."""
    places = PLACES.replace("country: {kind: place", "country: {kind: place, parts: complete")
    story = Story(tmp_path, places + "west: {part_of: country, to: 2031-05-06}\n")
    story.article(
        "Gazette", figure("west", 21), figure("town", 19, ", period: 2031-05-01/2031-05-08"), published="2031-05-08"
    )
    story.article("Herald", figure("country", 40), published="2031-05-08")
    assert values(story.check()) == []


def test_with_too_much_to_look_at_rows_are_still_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What needs no solver is found, and it is said what was not looked at."""
    story = Story(tmp_path, PLACES)
    story.article("Gazette", figure("town", 14), figure("port", 12))
    story.article("Herald", figure("country", 24))
    monkeypatch.setattr("checker.engine.disputes.COMPONENT_LIMIT", 2)
    result = story.check()
    assert values(result) == [("12", "14", "24")]
    (limit,) = result.limits
    assert limit == (
        "people killed – country; people killed – port; people killed – town: "
        "looked at by rows alone: with the wholes that nobody gives it would take too long"
    )


def test_sums_that_are_not_formed_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = Story(tmp_path, PLACES + "west: {part_of: country}\n")
    story.article("Gazette", figure("town", 14), figure("region", 20), figure("west", 5), figure("country", 24))
    monkeypatch.setattr("checker.engine.turns.MOST_TURNS", 1)
    limit = "sums through other wholes: so many figures of parts that not all of them were formed"
    assert limit in story.check().limits


def test_parts_in_a_circle_are_a_problem_and_no_whole(tmp_path: Path) -> None:
    """The mistake is told with its place; the rest is checked all the same."""
    circle = "a: {part_of: b}\nb: {part_of: c}\nc: {part_of: a}\nd: {part_of: a}\n"
    story = Story(tmp_path, PLACES + circle)
    of_circle = [figure("a", 31), figure("b", 5), figure("d", 50, ", scope: women")]
    story.article("Gazette", *of_circle, figure("town", 31), figure("country", 24))
    corpus = story.load()
    assert {problem.message for problem in corpus.problems} == {f"{name!r} is a part of itself" for name in "abc"}
    assert ("31", "24") in [each for finding in check(corpus).findings for each in texts(finding)]


def test_explain_says_how_the_town_is_in_the_country(tmp_path: Path) -> None:
    story = Story(tmp_path, PLACES)
    story.article("Gazette", figure("town", 14), figure("port", 12))
    story.article("Herald", figure("country", 24))
    result = story.check()
    assert derivation_steps(errors(result)[0], Sentences(result))[:6] == [
        "People killed – country: 24 (4 May)",
        "People killed – town: 14 (4 May)",
        "People killed – port: 12 (4 May)",
        "Town is a part of region, and that of country",
        "Port is a part of region, and that of country",
        "the left side, sum(part), is 26",
    ]
