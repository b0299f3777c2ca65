"""When a claim's figure holds: what may be written, what it means, and what is refused with what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.values.dates import Window, read_window
from checker.values.moments import Moment
from checker.values.times import read_moment, read_period, read_time
from tests.corpus.stories import at, claims, shown, story

PUBLISHED = "2031-06-10"


def _days(text: str) -> Window:
    window, mistake = read_window(text)
    assert window is not None, mistake
    return window


def _moment(text: str | None, published: str = PUBLISHED, *, is_actual: bool = True, article: str = "s/a") -> Moment:
    moment, _, mistakes = read_moment(text, published=_days(published), article=article, is_actual=is_actual)
    assert moment is not None and not mistakes, mistakes
    return moment


def _mistake(text: str, published: str = PUBLISHED) -> str:
    moment, _, mistakes = read_moment(text, published=_days(published), article="s/a", is_actual=True)
    assert moment is None and len(mistakes) == 1
    return mistakes[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2031-05-04", "2031-05-04"),
        ("2031-05-04?", "2031-05-04"),
        ("2031-05", "2031-05-01/2031-05-31"),
        ("2031", "2031-01-01/2031-06-10"),
        ("2031-05-01/2031-05-07", "2031-05-01/2031-05-07"),
        ("2031-05/2031-06", "2031-05-01/2031-06-10"),
        ("../2031-05-04", "../2031-05-04"),
        ("/2031-05-04", "../2031-05-04"),
        ("2031-05-04/..", "2031-05-04/2031-06-10"),
        ("[2031-05-04..2031-05-07]", "2031-05-04/2031-05-07"),
        ("[2031-05-04,2031-05-07]", "2031-05-04/2031-05-07"),
        ("[..2031-05-07]", "../2031-05-07"),
        ("[2031-05-04]", "2031-05-04"),
        ("{2031-05-04..2031-05-07}", "2031-05-04/2031-05-07"),
        ("{2031-05-04, 2031-05-05}", "2031-05-04/2031-05-05"),
        ("2031-05-04~", "2031-05-03/2031-05-05"),
        ("2031-05-04%", "2031-05-03/2031-05-05"),
        ("2031-05~", "2031-04-01/2031-06-10"),
        ("2030-06%", "2030-05-01/2030-07-31"),
        ("2029~", "2028-01-01/2030-12-31"),
        ("2030-~06-15", "2030-05-15/2030-07-15"),
        ("2030-06~-15", "2030-05-15/2030-07-15"),
        ("2030~-06-15", "2029-06-15/2031-06-10"),
        ("2030-21", "2030-03-01/2030-05-31"),
        ("2030-22~", "2030-03-01/2030-11-30"),
        ("2030-05~/2030-07", "2030-04-01/2030-07-31"),
        ("before 2031-05-04", "../2031-05-03"),
        ("Before 2031-05", "../2031-04-30"),
        ("after 2031-05-04", "2031-05-05/2031-06-10"),
        ("after 2030", "2031-01-01/2031-06-10"),
        ("2031-05-04T09:00", "2031-05-04T09:00/2031-05-04T09:00"),
        ("2031-05-04T09:00/2031-05-04T12:30", "2031-05-04T09:00/2031-05-04T12:30"),
        ("before 2031-05-04T09:00", "../2031-05-04T08:59"),
        ("after 2031-05-04T23:59", "2031-05-05/2031-06-10"),
        ("{2031-05-04T09:00..2031-05-04T12:30}", "2031-05-04T09:00/2031-05-04T12:30"),
    ],
)
def test_what_is_written_is_a_span_of_time(text: str, expected: str) -> None:
    """Of an actual figure in an article of 10 June 2031; nothing in it is later than that."""
    assert shown(_moment(text)) == expected


def test_an_actual_figure_is_clipped_at_its_publication_and_a_plan_is_not() -> None:
    assert shown(_moment("2031-06")) == "2031-06-01/2031-06-10"
    assert shown(_moment("2031-06", is_actual=False)) == "2031-06-01/2031-06-30"
    assert shown(_moment("2031-06-04/..", is_actual=False)) == "2031-06-04/.."
    assert shown(_moment("2031-06", "2031-06-08/2031-06-12")) == "2031-06-01/2031-06-12"


def test_what_is_known_as_one_moment() -> None:
    """A day, a minute, an article whose day nobody knows; and nothing else."""
    assert _moment("2031-05-04").name == _moment("[2031-05-04]").name == _moment(None, "2031-05-04").name != ""
    assert _moment("2031-05-04T09:00").name != _moment("2031-05-04T09:01").name
    article = _moment(None, "2031-05-01/2031-05-07")
    assert article.name == "article s/a" and shown(article) == "2031-05-01/2031-05-07"
    assert not article.is_of_one_moment_with(_moment(None, "2031-05-01/2031-05-07", article="s/b"))
    for text in ("2031-05", "2031-05-04~", "../2031-05-04", "2031-05-04/..", "before 2031-05-04"):
        assert _moment(text).name == ""
    assert shown(_moment("2031-06", "2031-06-01")) == "2031-06-01"
    assert _moment("2031-06", "2031-06-01").is_of_one_moment_with(_moment("2031-06-01"))


def test_every_day_of_a_set_in_braces() -> None:
    every, some = _moment("{2031-05-04..2031-05-07}"), _moment("[2031-05-04..2031-05-07]")
    assert every.throughout and not some.throughout
    assert every.is_of_one_moment_with(_moment("2031-05-05"))
    assert not some.is_of_one_moment_with(_moment("2031-05-05"))
    assert not every.is_of_one_moment_with(_moment("2031-05-08"))


def test_a_span_is_known_by_what_was_written_before_it_was_clipped() -> None:
    """In June, of the 10th and of the 20th; the days of an article are not written by anybody."""
    june = "2031-06-01/2031-06-30"
    assert _moment("2031-06").written == _moment("2031-06", "2031-06-20").written == _moment(june).written == june
    assert _moment("2031-06-04/..").written == "2031-06-04/.."
    assert _moment("2031-06", "2031-06-01").written == june
    for text, published in (
        ("2031-05-04", PUBLISHED),
        ("2031-05-04T09:00", PUBLISHED),
        (None, "2031-05-01/2031-05-07"),
    ):
        assert _moment(text, published).written == ""


def test_times_of_day_have_an_order() -> None:
    morning, evening, day = _moment("2031-05-04T09:00"), _moment("2031-05-04T21:00"), _moment("2031-05-04")
    assert morning.is_before(evening) and not evening.is_not_after(morning)
    assert day.may_meet(morning) and not day.is_of_one_moment_with(morning)
    assert not day.is_not_after(evening) and not morning.is_not_after(day)
    assert evening.is_before(_moment("2031-05-05"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2031-05-04T09:00Z",
            "names a time zone; write the hour of the clocks at the place of the story: 2031-05-04T09:00",
        ),
        ("2031-05-04T09:00+03:00", "names a time zone; write the hour of the clocks at the place"),
        ("2031-05-04T09:00 EST", "names a time zone"),
        ("2031-05-04T09:00Z/2031-05-04T12:00Z", "'2031-05-04T09:00Z' names a time zone"),
        ("2031-05-04T09:00:30", "is not a time; write 2031-05-04T09:00"),
        ("2031-05-04 9:00", "is not a time; write 2031-05-04T09:00"),
        ("2031-05-04T24:00", "does not exist: a time is from 00:00 to 23:59"),
        ("2031-02-30T09:00", "that month has 28 days"),
        ("before 2031-05-04T09:00Z", "names a time zone"),
        ("2031-05-04T12:00/2031-05-04T09:00", "the first moment is after the last"),
        ("2031-05-07/2031-05-01", "the first day is after the last"),
        ("by 2031-05-04", "write ../2031-05-04"),
        ("since 2031-05-04", "write 2031-05-04/.. for some day since then, or `period: 2031-05-04/`"),
        ("before 4 May 2031", "write 2031-05-04"),
        ("before 2031-05-01/2031-05-07", "expected a day, a month, a year or an event after 'before'"),
        ("before 0001-01-01", "there is no such day"),
        ("{2031-05-01, 2031-05-07}", "leaves out what is in between; write a claim for each"),
        ("[2031-05-07..2031-05-01]", "the first day is after the last"),
        ("[2031-05-01", "expected a set such as [2031-05-04..2031-05-07]"),
        ("[..]", "expected a set"),
        ("[]", "expected a set"),
        ("../..", "is not"),
        ("3/5/2031", "write 2031-05-03 if it is 3 May 2031, 2031-03-05 if it is 5 Mar 2031"),
        ("203X~", "write the span of days that is meant"),
        ("2031-06-11", "2031-06-11 is after the publication on 10 Jun 2031; what is still to come is planned"),
        ("2031-06-11T09:00", "is after the publication"),
        ("after 2031-06-10", "is after the publication"),
    ],
)
def test_what_is_no_moment_says_what_to_write(text: str, expected: str) -> None:
    assert expected in _mistake(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2031-05", "2031-05-01/2031-05-31"),
        ("2031-05-04", "2031-05-04"),
        ("2031-05-01/2031-05-07", "2031-05-01/2031-05-07"),
        ("2031-05-05/", "2031-05-05/2031-06-10"),
        ("2031-05-05/..", "2031-05-05/2031-06-10"),
        ("2030-22", "2030-06-01/2030-08-31"),
    ],
)
def test_a_period(text: str, expected: str) -> None:
    assert read_period(text, published=_days(PUBLISHED), is_actual=True) == (_days(expected), ())


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("2031-05-07/2031-05-01", PUBLISHED, "the period ends before it begins"),
        ("2031-06", PUBLISHED, "ends after the publication; for what has happened so far write 2031-06-01/"),
        ("2031-06-11/", PUBLISHED, "ends after the publication; what is still to come is planned, not actual"),
        ("2031-06-09/", "2031-06-08/2031-06-12", "the article has no day of publication, so write the last day"),
        ("../2031-06-09", PUBLISHED, "has no first day: a total up to a day is `as_of`"),
        ("2031-06-09T09:00/2031-06-09T12:00", PUBLISHED, "a period is of whole days"),
        ("2031-05~", PUBLISHED, "is not a period; expected the days from the first to the last"),
        ("[2031-05-01..2031-05-07]", PUBLISHED, "is not a period"),
        ("since 5 May", PUBLISHED, "is not a date"),
    ],
)
def test_what_is_no_period_says_what_to_write(text: str, published: str, expected: str) -> None:
    window, mistakes = read_period(text, published=_days(published), is_actual=True)
    assert window is None
    assert expected in mistakes[0]


def test_a_period_still_to_come_may_have_no_end() -> None:
    window, mistakes = read_period("2031-07-01/", published=_days(PUBLISHED), is_actual=False)
    assert window is not None and window.first == _days("2031-07-01").first and not mistakes


def test_equal_texts_are_read_once() -> None:
    assert read_time("2031-05-04T09:00")[0] is read_time("2031-05-04T09:00")[0]
    assert _moment("2031-06") is _moment("2031-06")


def test_a_figure_for_a_period_is_of_the_whole_span(tmp_path: Path) -> None:
    """20 since Monday, in two papers: one figure, which is of no day."""
    corpus = story(
        tmp_path,
        {
            "gazette": "2031-05-08\nvalue: 20, period: 2031-05-05/",
            "herald": "2031-05-09\nvalue: 20, period: 2031-05-05/2031-05-08\nvalue: 150",
        },
    )
    assert not corpus.problems
    first, second, total = (claims(corpus)[name] for name in ("gazette/0", "herald/0", "herald/1"))
    assert first.period == second.period == first.as_of == _days("2031-05-05/2031-05-08")
    assert first.moment.is_of_one_moment_with(second.moment)
    assert total.period is None and not total.moment.is_of_one_moment_with(first.moment)


def test_a_period_and_a_moment_exclude_each_other(tmp_path: Path) -> None:
    corpus = story(
        tmp_path,
        {
            "gazette": """2031-05-08
                value: 20, period: 2031-05-05/, as_of: 2031-05-08
                value: 20, period: 2031-05-05/, counted_from: 2031-05-05""",
        },
    )
    assert [(at(problem), problem.message) for problem in corpus.problems] == [
        ("2031-05-08}", "a figure for a period has no as_of; leave one of the two out"),
        ("2031-05-05}", "a period says from when on; leave `counted_from` out"),
    ]


def test_figures_on_either_side_of_an_event_have_an_order(tmp_path: Path) -> None:
    """N7: a paper of 8 May has around 109 before the deal of that day, another has more than 219 after it."""
    corpus = story(
        tmp_path,
        {
            "gazette": "2031-05-08\nvalue: around 109, as_of: before the Deal",
            "herald": "2031-05-08\nvalue: more than 219, as_of: after deal",
            "tribune": "2031-05-09\nvalue: 219, as_of: 2031-05-08",
        },
        entities="flood: {}\ndeal: {on: 2031-05-08, aliases: [the deal]}\n",
    )
    assert not corpus.problems
    before, after, day = (claims(corpus)[name].moment for name in ("gazette/0", "herald/0", "tribune/0"))
    assert shown(before) == "../2031-05-08" and shown(after) == "2031-05-08"
    assert before.is_before(after) and not before.may_meet(after) and not after.is_not_after(before)
    assert before.may_meet(day) and after.may_meet(day)
    assert not day.is_not_after(after) and not before.is_not_after(day)


def test_an_event_whose_hour_is_known(tmp_path: Path) -> None:
    corpus = story(
        tmp_path,
        {"gazette": "2031-05-08\nvalue: 109, as_of: before deal\nvalue: 219, as_of: after deal"},
        entities="flood: {}\ndeal: {on: 2031-05-08T14:00}\n",
    )
    assert [shown(claim.moment) for claim in corpus.claims] == [
        "../2031-05-08T13:59",
        "2031-05-08T14:00/2031-05-08T23:59",
    ]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("before the delta", "unknown date or event 'the delta'"),
        ("after dael", "unknown date or event 'dael'; did you mean 'deal'?"),
        ("before flood", "no day is known of 'flood': write `on:` with its day or minute for it in entities.yaml"),
        ("2031-05-04T09:00Z", "names a time zone"),
    ],
)
def test_an_event_that_is_not_known_has_its_place(tmp_path: Path, as_of: str, expected: str) -> None:
    corpus = story(tmp_path, {"gazette": f"2031-05-08\nvalue: 109, as_of: {as_of}"})
    (problem,) = corpus.problems
    assert expected in problem.message
    assert at(problem).startswith(as_of)


def test_the_day_of_an_event_must_be_one(tmp_path: Path) -> None:
    corpus = story(tmp_path, {"gazette": "2031-05-08\nvalue: 9"}, entities="flood: {on: 2031-05-08T14:00Z}\n")
    assert ["names a time zone" in problem.message for problem in corpus.problems] == [True]


def test_a_count_has_no_window(tmp_path: Path) -> None:
    """100 on 4 May and 150 on 5 May are a rise; a window of a day would make them differ."""
    properties = "killed: {type: count, over_time: accumulates, window: 1 day}\ncost: {type: money, window: 1 day}\n"
    corpus = story(tmp_path, {"gazette": "2031-05-04\nvalue: 100"}, properties=properties)
    (problem,) = corpus.problems
    assert at(problem) == "1 day}"
    assert "leave `window` out" in problem.message and "`period`" in problem.message


def test_constant_is_so_for_every_status(tmp_path: Path) -> None:
    """N1: $2.25bn planned by one paper on 8 May and $2bn by another on 9 May are two answers to one question."""
    properties = "killed: {type: money, over_time: constant}\nsize: {type: count, over_time: accumulates}\n"
    corpus = story(tmp_path, {"gazette": "2031-05-08\nvalue: $2bn, status: planned"}, properties=properties)
    assert not corpus.problems
    assert set(corpus.properties["killed"].over_time.values()) == {"constant"}
    assert corpus.properties["size"].over_time["planned"] == "stands"


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2031-05-07/2031-05-01", "the period ends before it begins"),
        ("2031-05", "ends after the publication; for what has happened so far write 2031-05-01/"),
        ("2031-05-03T09:00/2031-05-04", "a period is of whole days"),
    ],
)
def test_a_period_that_cannot_be_has_its_place_and_sets_its_claim_aside(
    tmp_path: Path, period: str, expected: str
) -> None:
    corpus = story(tmp_path, {"gazette": f"2031-05-08\nvalue: 20, period: {period}\nvalue: 150"})
    (problem,) = corpus.problems
    assert at(problem).startswith(period)
    assert expected in problem.message
    assert [claim.id for claim in corpus.claims] == ["c1"]


def test_what_is_planned_may_be_for_a_period_to_come(tmp_path: Path) -> None:
    corpus = story(tmp_path, {"gazette": "2031-05-08\nvalue: 20, status: planned, period: 2031-07"})
    assert not corpus.problems
    assert corpus.claims[0].period == _days("2031-07")
