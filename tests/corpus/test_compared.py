"""Comparisons as they are written: what is wrong with each is said at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

import checker
from tests.corpus.stories import at, claims, story

PROPERTIES = """\
killed: {type: count, unit: person, over_time: accumulates}
homes: {type: count, unit: house}
cost: {type: money, over_time: varies}
share: {type: percentage, over_time: varies}
stance: {type: category, values: [for, against]}
"""


@pytest.mark.parametrize(
    ("claim", "place", "message"),
    [
        (
            "compared: {times: 2, to: herald/nobody}",
            "herald/nobody",
            "no claim 'herald/nobody'; expected <source>/<claim>",
        ),
        ("compared: {times: 2, to: gazette/c0}", "gazette/c0", "a claim cannot be compared with itself"),
        ("compared: {times: 2, to: herald/c1}", "herald/c1", "'cost' is an amount of money, and 'killed' a count"),
        ("compared: {times: 2, to: herald/c2}", "herald/c2", "'herald/c2' states no figure"),
        ("compared: {times: 2, to: herald/c3}", "herald/c3", "'herald/c3' compares figures itself"),
        ("compared: {times: 2, to: herald/c0, at: before}", "before", "a claim has its own moment; leave `at` out"),
        ("compared: {times: 2}", "{times: 2}", "compares the figure with itself; say with which one (`to`)"),
        ("compared: {times: 2, to: flood}", "{times: 2", "compares the figure with itself"),
        ("compared: {times: 2, to: hrabour}", "hrabour", "unknown entity 'hrabour'; did you mean 'harbour'?"),
        ("compared: {times: 2, to: [harbour, kiled]}", "[harbour", "unknown property 'kiled'; did you mean 'killed'?"),
        ("compared: {times: 2, to: [harbour, cost]}", "[harbour", "'cost' is an amount of money, and 'killed' a count"),
        ("compared: {times: 2, to: [harbour, homes]}", "[harbour", "person: they cannot be compared, but for a share"),
        ("compared: {times: 2, to: [harbour, killed, plannd]}", "[harbour", "unknown status 'plannd'"),
        ("compared: {times: 2, to: harbour, at: soon}", "soon", "'soon' is not a date"),
        ("compared: {times: many, to: harbour}", "many", "'many' is not understood"),
        ("compared: {times: unknown, to: harbour}", "unknown", "expected how many times, such as 2, nearly 3 or half"),
        ("compared: {percent: -120, to: harbour}", "-120", "nothing can fall by more than 100 %"),
        ("compared: {share_of: 120 %, to: harbour}", "120 %", "a share of a figure is 100 % at most"),
        ("compared: {share_of: 47 out of 35, to: harbour}", "47 out of 35", "the part is more than the whole"),
        ("compared: {times: 2, more: 3, to: harbour}", "{times", "found times and more"),
        ("compared: {to: harbour}", "{to", "expected one of times, percent, more, fewer, share_of; found none"),
        ("value: 3, compared: {times: 2, to: harbour}", "{times", "leave out `value`, or make two claims"),
        ("property: stance, compared: {times: 2, to: harbour}", "{times", "only figures are compared"),
        ("property: share, compared: {more: 3%, to: harbour}", "3%", "write '3 points', or `percent:` for a share"),
        ("note: no value", "{id: c0", "missing key 'value'"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, claim: str, place: str, message: str) -> None:
    others = "value: 12\n property: cost, value: $5\n value: unknown\n compared: {times: 2, to: harbour}"
    corpus = story(
        tmp_path, {"gazette": f"2031-05-04\n{claim}", "herald": f"2031-05-04\n{others}"}, properties=PROPERTIES
    )
    (problem,) = corpus.problems
    assert message in problem.message
    assert at(problem).startswith(place)


def test_what_a_figure_is_compared_with_is_no_mapping(tmp_path: Path) -> None:
    corpus = story(tmp_path, {"gazette": "2031-05-04\ncompared: {times: 2, to: {subject: harbour}}"})
    assert any(p.message.startswith("expected a claim, such as courier/killed, or a subject") for p in corpus.problems)


def test_a_circle_of_comparisons(tmp_path: Path) -> None:
    """Each of two claims is twice the other: one problem, and neither is a claim."""
    one, other = (f"2031-05-04\ncompared: {{times: 2, to: {name}/c0}}" for name in ("herald", "gazette"))
    corpus = story(tmp_path, {"gazette": one, "herald": other})
    assert [problem.message for problem in corpus.problems] == ["these claims are compared with each other in a circle"]
    assert corpus.claims == ()


def test_a_chain_of_comparisons(tmp_path: Path) -> None:
    """Twice as many as the twice as many of the Herald: four times what the Tribune has."""
    articles = {
        "courier": "2031-05-04\ncompared: {times: 2, to: herald/c0}",
        "herald": "2031-05-04\ncompared: {more: 10, to: tribune/c0}",
        "tribune": "2031-05-04\nvalue: 100",
    }
    corpus = story(tmp_path, articles)
    assert corpus.problems == ()
    value = claims(corpus)["courier/0"].value
    assert (value.text, value.interval.lower, value.interval.upper) == ("2 times the 10 more than the 100", 209, 231)


def test_an_id_that_is_the_name_of_an_entity_too(tmp_path: Path) -> None:
    """A lead on election night is over the count of that night, not over the recount that a claim `harbour` gives."""
    lines = [
        "2031-05-04",
        "subject: harbour, value: 40",
        "scope: at night, compared: {more: 3, to: harbour}",
        "compared: {more: 3, to: harbour}",
    ]
    text = "\n".join(lines)
    corpus = story(tmp_path, {"gazette": text}, properties=PROPERTIES)
    written = tmp_path / "claims" / "flood" / "gazette.yaml"
    written.write_text(written.read_text().replace("id: c0", "id: harbour"))
    corpus = checker.load([tmp_path])
    assert not corpus.problems
    found = {claim.id: claim for claim in corpus.claims}
    assert found["c1"].compared is not None
    assert (found["c1"].compared.subject, found["c1"].compared.scope) == ("flood/harbour", "at night")
    assert found["c2"].compared is None and found["c2"].value.interval.lower == 43


@pytest.mark.parametrize("points", ["two points", "2 percentage points", "2pp", "2 %-points"])
def test_points_of_a_percentage(tmp_path: Path, points: str) -> None:
    before = "property: share, value: 31%"
    more = f"subject: harbour, property: share, compared: {{more: {points}, to: [flood, share]}}"
    corpus = story(tmp_path, {"gazette": f"2031-05-04\n{before}\n{more}"}, properties=PROPERTIES)
    assert not corpus.problems
    assert claims(corpus)["gazette/1"].value.interval.lower == 2
