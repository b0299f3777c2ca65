"""Whom the desk rings up, kept in ring-up.yaml; findings accepted, and accepted no longer, as changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checker.baseline.accepted_file import Wish
from checker.baseline.reviewing import review
from checker.corpus.loader import load
from checker.editor.project import LiveProject
from checker.edits.accepting import accept, accept_no_longer
from checker.edits.change import Change, Made, apply, reversed_change
from checker.edits.entities import rename_entity
from checker.edits.ring_up import HEAD, call_key, calls_about, remove_call, set_call
from checker.schemas.schema import schema

TODAY = date(2031, 6, 1).toordinal()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    article = (
        "source: {{publisher: {0}, published: 2031-05-04}}\n"
        "claims:\n  - {{id: k, subject: flood, property: killed, value: {1}, said_by: mayor}}\n"
    )
    for name, text in {
        "claims/flood/courier.yaml": article.format("Courier", 3).replace(", said_by: mayor", ""),
        "claims/flood/herald.yaml": article.format("Herald", 5),
        "claims/flood/entities.yaml": "flood: {kind: event}\nmayor: {kind: person}\n",
        "rules/properties.yaml": "killed: {type: count, unit: person}\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def done(root: Path, made: Made) -> Change:
    change, problems = made
    assert change is not None, problems
    outcome = apply(root, change)
    assert outcome.is_written, outcome
    return change


def test_whom_to_ring_up_is_kept(root: Path) -> None:
    (finding,) = review([root], TODAY).findings
    about = calls_about(finding)
    assert about == (("flood", "flood killed", "courier"), ("flood", "flood killed", "mayor"))
    key = call_key(*about[1])
    first = done(root, set_call(root, key, {"finding": finding.id}))
    done(root, set_call(root, call_key("flood", "flood killed", "courier"), {"state": "asked", "by": "Jo: x"}))
    done(root, set_call(root, key, {"state": "corrected", "on": "2031-05-05", "note": 'says "four"'}))
    says = f'state: corrected, on: 2031-05-05, finding: {finding.id}, note: says "four"'
    assert (root / "ring-up.yaml").read_text() == (
        f"{HEAD}"
        'flood | flood killed | courier: {state: asked, by: "Jo: x"}\n'
        f"flood | flood killed | mayor: {{{says}}}\n"
    )
    corpus = load([root])
    assert corpus.problems == ()
    assert [(call.voice, call.state, call.by, call.note) for call in corpus.calls] == [
        ("courier", "asked", "Jo: x", ""),
        ("mayor", "corrected", "", 'says "four"'),
    ]
    assert not apply(root, reversed_change(first)).is_written
    done(root, remove_call(root, key))
    assert [call.voice for call in load([root]).calls] == ["courier"]


def test_the_list_follows_an_entity(root: Path) -> None:
    done(root, set_call(root, "flood | flood killed | mayor", {"state": "asked"}))
    done(root, set_call(root, "other | flood killed | mayor", {"state": "asked"}))
    done(root, rename_entity(root, "flood", "flood", id_="big-flood"))
    done(root, rename_entity(root, "flood", "mayor", id_="the-mayor"))
    assert sorted(call.key for call in load([root]).calls) == [
        "flood | big-flood killed | the-mayor",
        "other | flood killed | mayor",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("flood: {state: asked}\n", "expected story | figure | voice before the colon"),
        (
            "a | b | c: {state: askd}\n",
            "'askd' is not one of to ask, asked, answered, corrected; did you mean 'asked'?",
        ),
        ("a | b | c: {state: asked, on: soon}\n", "'soon'"),
        ("a | b | c: {stat: asked}\n", "unknown key 'stat'; did you mean 'state'?"),
        ("- a\n", "expected a name and its keys on each line"),
    ],
)
def test_what_is_wrong_in_it_is_a_problem(root: Path, text: str, message: str) -> None:
    (root / "ring-up.yaml").write_text(text)
    (problem,) = load([root]).problems
    assert problem.file.endswith("ring-up.yaml")
    assert problem.line == 1
    assert message in problem.message
    assert message in LiveProject(root).update({}, rescan=True).corpus.problems[0].message


def test_an_empty_list_is_none(root: Path) -> None:
    (root / "ring-up.yaml").write_text(HEAD)
    assert load([root]).problems == ()
    done(root, set_call(root, "a | b | c", {}))
    assert (root / "ring-up.yaml").read_text() == f"{HEAD}a | b | c: {{state: to ask}}\n"
    assert schema("ring-up")["additionalProperties"]


def test_what_cannot_be(root: Path) -> None:
    assert "did you mean 'asked'" in set_call(root, "a | b | c", {"state": "askd"})[1][0].message
    assert remove_call(root, "a | b | c")[1][0].message == "there is no entry 'a | b | c'"
    change, _ = set_call(root, "a", {"state": "asked"})
    assert change is not None
    assert "expected story | figure | voice" in apply(root, change).problems[0].message


def test_a_finding_is_accepted_and_accepted_no_longer(root: Path) -> None:
    found = review([root], TODAY)
    (finding,) = found.findings
    assert found.status(finding).fails
    change = done(root, accept(root, found, [finding.id], Wish(reason="both stand by it", by="Jo"), TODAY))
    again = review([root], TODAY)
    assert not again.status(finding).fails
    assert [entry.reason for entry in again.corpus.accepted] == ["both stand by it"]
    done(root, accept_no_longer(root, [finding.id]))
    assert review([root], TODAY).status(finding).fails
    assert accept(root, found, [finding.id], Wish(reason=" "), TODAY)[0] is None
    assert accept(root, found, ["0000000000"], Wish(reason="x"), TODAY)[0] is None
    assert not apply(root, reversed_change(change)).is_written
