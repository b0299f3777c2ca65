"""A count that is begun anew belongs to the figure of a voice, not to one claim."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.corpus.corpus import Corpus
from checker.values.dates import iso_window
from tests.corpus.stories import ENTITIES, at, claims, story

STATE, RAIL = "said_by: state", "said_by: rail"


def _counted(corpus: Corpus) -> dict[str, str]:
    """From when each claim is counted; "" where from the beginning."""
    assert not corpus.problems, corpus.problems
    named = claims(corpus).items()
    return {name: iso_window(claim.counted_from) if claim.counted_from else "" for name, claim in named}


def test_a_new_count_holds_for_all_later_claims_of_its_voice(tmp_path: Path) -> None:
    """313 on 2 July; 283 on 3 July, when the state began anew; then 284, in an article that does not say so again."""
    corpus = story(
        tmp_path,
        {
            "courier": f"2031-07-02\nvalue: 313, {STATE}",
            "gazette": f"2031-07-03\nvalue: 283, counted_from: 2031-07-03, {STATE}",
            "herald": f"2031-07-04\nvalue: 284, {STATE}\nvalue: 320, {RAIL}\nvalue: 314, as_of: 2031-07-02, {STATE}",
            "mail": f"2031-07-03\nvalue: 283, {STATE}\nproperty: injured, value: 9, {STATE}",
        },
    )
    assert _counted(corpus) == {
        "courier/0": "",
        "gazette/0": "2031-07-03",
        "herald/0": "2031-07-03",
        "herald/1": "",
        "herald/2": "",
        "mail/0": "2031-07-03",
        "mail/1": "",
    }
    (restart,) = corpus.restarts
    assert (restart.voice, restart.figure[:2], restart.told) == (
        "flood/state",
        ("flood/flood", "killed"),
        ("flood/gazette#c0",),
    )
    assert restart.day == claims(corpus)["gazette/0"].moment.first_day


def test_a_new_count_does_not_reach_back_before_it_was_told(tmp_path: Path) -> None:
    """12 since the start of June, as of the 4th: the 41 of 2 June are of the old count."""
    corpus = story(
        tmp_path,
        {
            "courier": f"2031-06-02\nvalue: 41, {STATE}",
            "gazette": f"2031-06-04\nvalue: 12, counted_from: 2031-06-01, {STATE}",
            "herald": f"2031-06-05\nvalue: 14, {STATE}",
        },
    )
    assert _counted(corpus) == {"courier/0": "", "gazette/0": "2031-06-01", "herald/0": "2031-06-01"}


def test_a_claim_that_may_be_of_either_count_is_of_neither(tmp_path: Path) -> None:
    corpus = story(
        tmp_path,
        {
            "gazette": f"2031-07-03\nvalue: 283, counted_from: 2031-07-03, {STATE}",
            "herald": f"2031-07-20\nvalue: 290, as_of: 2031-07, {STATE}\n"
            f"value: 12, period: 2031-07-02/2031-07-05, {STATE}",
        },
    )
    assert _counted(corpus) == {"gazette/0": "2031-07-03", "herald/0": "../2031-07-03", "herald/1": "../2031-07-03"}


def test_two_new_counts_in_a_row(tmp_path: Path) -> None:
    corpus = story(
        tmp_path,
        {
            "gazette": f"2031-07-03\nvalue: 283, counted_from: 2031-07-03, {STATE}",
            "herald": f"2031-07-05\nvalue: 290, {STATE}\nvalue: 290, as_of: 2031-07-05/2031-07-09, {STATE}",
            "mail": f"2031-07-09\nvalue: 3, counted_from: 2031-07-09, {STATE}",
            "post": f"2031-07-11\nvalue: 5, {STATE}",
        },
    )
    assert _counted(corpus) == {
        "gazette/0": "2031-07-03",
        "herald/0": "2031-07-03",
        "herald/1": "2031-07-03",
        "mail/0": "2031-07-09",
        "post/0": "2031-07-09",
    }
    assert len(corpus.restarts) == 2


@pytest.mark.parametrize(
    ("by", "rail"), [("", "2031-07-03"), (", by: state", ""), (", by: [the railway, state]", "2031-07-03")]
)
def test_entities_say_who_counts_anew(tmp_path: Path, by: str, rail: str) -> None:
    entities = ENTITIES.replace(
        "flood: {kind: event}", f"flood: {{restarts: [{{property: killed, on: 2031-07-03{by}}}]}}"
    )
    corpus = story(
        tmp_path,
        {
            "gazette": f"2031-07-02\nvalue: 313, {STATE}\nvalue: 311, {RAIL}",
            "herald": f"2031-07-03\nvalue: 283, {STATE}\nvalue: 281, {RAIL}\nproperty: injured, value: 9, {STATE}",
        },
        entities=entities,
    )
    assert _counted(corpus) == {
        "gazette/0": "",
        "gazette/1": "",
        "herald/0": "2031-07-03",
        "herald/1": rail,
        "herald/2": "",
    }
    assert all(restart.told == () for restart in corpus.restarts)
    assert [restart.voice for restart in corpus.restarts] == {
        "": [""],
        ", by: state": ["flood/state"],
        ", by: [the railway, state]": ["flood/rail", "flood/state"],
    }[by]


@pytest.mark.parametrize(
    ("restart", "where", "expected"),
    [
        ("{property: kiled, on: 2031-07-03}", "kiled", "unknown property 'kiled'; did you mean 'killed'?"),
        ("{property: cost, on: 2031-07-03}", "cost", "'cost' does not accumulate, so nothing is counted"),
        ("{property: killed, on: 3 July 2031}", "3 July", "write 2031-07-03"),
        ("{property: killed}", "{property", "missing key 'on'"),
    ],
)
def test_a_new_count_that_cannot_be(tmp_path: Path, restart: str, where: str, expected: str) -> None:
    corpus = story(tmp_path, {"gazette": "2031-07-02\nvalue: 3"}, entities=f"flood: {{restarts: [{restart}]}}\n")
    problem = next(problem for problem in corpus.problems if "entities" in problem.file)
    assert expected in problem.message
    assert at(problem).startswith(where)


def test_twenty_since_a_day_beside_totals_that_go_on_is_a_period(tmp_path: Path) -> None:
    """100 on 4 May, 20 since 5 May, 150 on 6 May: the total was not begun anew."""
    corpus = story(
        tmp_path,
        {
            "courier": f"2031-05-04\nvalue: 100, {STATE}",
            "gazette": f"2031-05-05\nvalue: 20, counted_from: 2031-05-05, {STATE}",
            "herald": f"2031-05-06\nvalue: 150, {STATE}",
        },
    )
    assert not corpus.problems
    (hint,) = corpus.hints
    assert hint.file.endswith("gazette.yaml") and hint.line == 3
    assert hint.message == (
        "the count goes on, with 150 (6 May 2031); if it is a part of the whole count write `period: 2031-05-05/` in "
        "place of counted_from"
    )


def test_the_word_since_is_a_hint(tmp_path: Path) -> None:
    corpus = story(
        tmp_path, {"gazette": f"2031-05-05\nvalue: 20, counted_from: 2031-05-05, quote: 20 since Monday, {STATE}"}
    )
    assert ["`period: 2031-05-05/`" in hint.message for hint in corpus.hints] == [True]


def test_a_true_restart_is_no_hint(tmp_path: Path) -> None:
    articles = {
        "courier": f"2031-07-02\nvalue: 313, {STATE}",
        "gazette": f"2031-07-03\nvalue: 283, counted_from: 2031-07-03, {STATE}",
        "herald": f"2031-07-04\nvalue: 284, {STATE}",
    }
    assert story(tmp_path, articles).hints == ()
