"""`at:` and `over:` in a rule: rules can relate the figures of two moments."""

from __future__ import annotations

import pytest

from checker.corpus.relation import Relation
from checker.corpus.rule_language import parse_rule
from checker.files import models

TYPES = {"killed": "count", "level": "number"}
YESTERDAY = {
    "more": {"property": "killed", "over": "period"},
    "start": {"property": "killed", "at": "start(more)"},
    "end": {"property": "killed", "at": " end( more ) "},
}


def _parsed(
    let: dict[str, dict[str, str]], require: str
) -> tuple[Relation | None, list[tuple[tuple[str | int, ...], str]]]:
    first, *others = let
    rule = models.Rule(
        id="rule",
        title="A rise that is no rise",
        let=let,  # type: ignore[arg-type]
        where=tuple(f"{other}.subject == {first}.subject" for other in others),
        require=require,
        message="it does not add up",
        why="A total rises by what is new.",
    )
    return parse_rule(rule, TYPES)


def test_yesterdays_total_and_what_is_new_make_todays() -> None:
    """M17: yesterdays total and what is new make todays."""
    relation, mistakes = _parsed(YESTERDAY, "start + more == end")
    assert relation is not None and not mistakes
    selects = dict(relation.let)
    assert selects["start"].at == ("start", "more") and selects["end"].at == ("end", "more")
    assert selects["more"].over_period and selects["more"].at is None
    assert not selects["start"].over_period


def test_a_level_just_before_another_one() -> None:
    let = {"now": {"property": "level"}, "last": {"property": "level", "at": "before(now)"}}
    relation, mistakes = _parsed(let, "last <= now")
    assert relation is not None and not mistakes
    assert dict(relation.let)["last"].at == ("before", "now")


@pytest.mark.parametrize(
    ("let", "name", "expected"),
    [
        (
            {"a": {"property": "level", "at": "before(bb)"}, "b": {}},
            "a",
            "unknown name 'bb'; did you mean 'b'?; let has",
        ),
        (
            {"start": {"property": "killed", "at": "start(mroe)"}, "more": {"property": "killed", "over": "period"}},
            "start",
            "unknown name 'mroe'; did you mean 'more'?; let has start, more",
        ),
        (
            {"start": {"property": "killed", "at": "start(more)"}, "more": {"property": "killed"}},
            "start",
            "'more' has no period; write `over: period` for it, or 'start' `at: before(more)`",
        ),
        (
            {"end": {"property": "killed", "at": "end(more)"}, "more": {"property": "killed"}},
            "end",
            "'more' has no period",
        ),
        ({"a": {"property": "level", "at": "befor(b)"}, "b": {"property": "level"}}, "a", "did you mean 'before'?"),
        ({"a": {"property": "level", "at": "yesterday"}, "b": {"property": "level"}}, "a", "expected start(x), end(x)"),
        ({"a": {"property": "level", "at": "before(a)"}, "b": {"property": "level"}}, "a", "leads back to 'a'"),
        (
            {"a": {"property": "level", "at": "before(b)"}, "b": {"property": "level", "at": "before(a)"}},
            "a",
            "leads back to 'a'",
        ),
        (
            {
                "a": {"property": "killed", "over": "period", "at": "start(b)"},
                "b": {"property": "killed", "over": "period"},
            },
            "a",
            "'a' is for a period, which is at no moment; leave `at` out",
        ),
    ],
)
def test_a_moment_that_cannot_be(let: dict[str, dict[str, str]], name: str, expected: str) -> None:
    relation, mistakes = _parsed(let, f"{' + '.join(let)} >= 0")
    assert relation is None
    assert mistakes[0][0] == ("let", name, "at")
    assert expected in mistakes[0][1]
