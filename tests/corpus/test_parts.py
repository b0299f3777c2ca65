"""Breakdowns, scopes and figures in place: what is wrong with them is said at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.stories import at, story

TOLL = "toll: {}\nforce: {}\n"
KILLED = "killed: {type: count, unit: person, over_time: accumulates, other_counts: [in hospital]"
WORDS = f"{KILLED}}}\nsize: {{type: count}}\nbegan: {{type: date}}\n"


@pytest.mark.parametrize(
    ("entity", "place", "message"),
    [
        ("women: {part_of: {toll: by sex, force: by sex}}", "{toll", "a part is of one whole; found toll and force"),
        ("women: {part_of: {toll: [by sex, by age]}}", "[by sex", "expected text (one value, not a list)"),
        ("women: {part_of: {tol: by sex}}", "{tol", "unknown entity 'tol'; did you mean 'toll'?"),
        ("women: {part_of: {women: by sex}}", "{women", "'women' is a part of itself"),
        (
            "women: {part_of: {toll: by sex}}\nall: {parts: {by sex: complete}}",
            "{by sex",
            "no part is of the breakdown 'by sex'",
        ),
        ("women: {part_of: {toll: by sex}}\nall: {parts: {by sex: whole}}", "whole", "'whole' is not one of complete"),
    ],
)
def test_breakdowns(tmp_path: Path, entity: str, place: str, message: str) -> None:
    corpus = story(tmp_path, {"gazette": "2031-05-04\nsubject: toll, value: 3"}, entities=f"{TOLL}{entity}\n")
    (problem,) = corpus.problems
    assert message in problem.message
    assert at(problem).startswith(place)


@pytest.mark.parametrize(
    ("words", "place", "message"),
    [
        (
            f"{KILLED}, scope_of: {{In Hospital: by place}}}}",
            "by place",
            "is a part here, and another count in `other_counts`",
        ),
        (
            f"{KILLED}, scope_of: {{women: by sex, Women: by age}}}}",
            "by age",
            "is here twice; a part is in one breakdown",
        ),
        (f"{KILLED}, scope_of: {{women: [by sex, by age]}}}}", "[by sex", "expected text (one value, not a list)"),
        (f"{KILLED}}}\nday: {{type: date, scope_of: {{a: b}}}}", "{a: b}", "only what adds up has scopes as parts"),
        (f"{KILLED}}}\nday: {{type: date, other_counts: [a]}}", "[a]", "only what adds up has scopes as parts"),
    ],
)
def test_scopes(tmp_path: Path, words: str, place: str, message: str) -> None:
    corpus = story(tmp_path, {"gazette": "2031-05-04\nvalue: 3"}, properties=f"{words}\n")
    (problem,) = corpus.problems
    assert message in problem.message
    assert at(problem).startswith(place)


@pytest.mark.parametrize(
    ("claim", "place", "message"),
    [
        ("value: 747, including: {grievously: lots}", "lots", "'lots' is not understood"),
        ("value: 747, including: {grievously: 800}", "800", "800 cannot be part of 747; if the article says so"),
        ("value: 747, including: {in hospital: 56}", "56", "'in hospital' is another count"),
        ("value: 747, scope: men, including: {grievously: 56}", "{grievously", "is a claim of its own"),
        ("property: began, value: 2031-05-01, including: {a: 2031-05-01}", "{a", "only what adds up has parts"),
    ],
)
def test_figures_in_place(tmp_path: Path, claim: str, place: str, message: str) -> None:
    corpus = story(tmp_path, {"gazette": f"2031-05-04\n{claim}"}, properties=WORDS)
    (problem,) = corpus.problems
    assert message in problem.message
    assert at(problem).startswith(place)
