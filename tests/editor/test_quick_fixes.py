"""Quick fixes: the word that was meant, and an acceptance that waits for its reason."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the language server is an extra")

from checker.corpus.loader import load
from checker.editor.actions import acceptance, corrected, meant
from checker.editor.places import Span, span_at
from checker.editor.project import LiveProject
from tests.editor.stories import TODAY


@pytest.mark.parametrize(
    ("message", "written", "fix"),
    [
        ("unknown property 'kiled'; did you mean 'killed'?", "kiled", ("kiled", "killed")),
        ("unknown key 'subjct'; did you mean 'subject'?", "subjct", ("subjct", "subject")),
        ("unknown name 'prt'; did you mean 'part'?; let has part", "sum(prt) == whole", ("prt", "part")),
        ("unknown property 'kiled'; did you mean 'killed'?", "something else", None),
        ("unknown property 'kiled'; properties.yaml lists them", "kiled", None),
        ("unknown name 'a'; did you mean 'b'?", "a + a", None),
    ],
)
def test_the_word_that_was_meant(message: str, written: str, fix: tuple[str, str] | None) -> None:
    assert meant(message, written) == fix


def test_a_corrected_value_is_quoted_where_it_must_be() -> None:
    message = "unknown entity 'the misson'; did you mean \"team 1, the mission\"?"
    line = "  - {subject: the misson, value: 1}"
    assert corrected(message, line, span_at([line], 0, 14)) == (Span(0, 14, 24), '"team 1, the mission"')


def test_an_acceptance_waits_for_its_reason(project: Path) -> None:
    live = LiveProject(project)
    snapshot = live.update({}, rescan=True)
    review = snapshot.checked.review(TODAY)
    finding = next(finding for finding in review.findings if finding.rule == "sources-disagree")
    edit = acceptance(snapshot, review, finding.id, TODAY)
    assert edit is not None
    assert (edit.is_new, edit.first, edit.last) == (True, 0, 0)
    file = project / "accepted.yaml"
    file.write_text(edit.text)
    assert edit.text.split("\n")[edit.cursor[0]][: edit.cursor[1]] == '  reason: "'
    waiting = load([project])
    assert not waiting.accepted  # nothing is accepted without a reason
    assert [(problem.line, problem.message) for problem in waiting.problems] == [
        (edit.cursor[0] + 1, "expected a value")
    ]
    file.write_text(edit.text.replace('reason: ""', 'reason: "The desk is asking."'))
    snapshot = live.update({}, rescan=True)
    review = snapshot.checked.review(TODAY)
    assert review.status(finding).is_accepted
    assert acceptance(snapshot, review, finding.id, TODAY) is None
    assert acceptance(snapshot, review, "no such", TODAY) is None


def test_a_second_acceptance_leaves_the_first_alone(project: Path) -> None:
    (project / "claims" / "flood" / "post.yaml").write_text(
        "source: {publisher: Post, published: 2031-05-04}\nclaims:\n"
        "  - {id: plan, subject: rescue-mission, property: strength, value: 900, status: planned, as_of: 2031-05}\n"
    )
    live = LiveProject(project)
    file = project / "accepted.yaml"
    text = ""
    for _ in range(2):
        snapshot = live.update({file: text} if text else {}, rescan=True)
        review = snapshot.checked.review(TODAY)
        finding = next(finding for finding in review.findings if not review.status(finding).is_accepted)
        edit = acceptance(snapshot, review, finding.id, TODAY)
        assert edit is not None
        lines = text.split("\n")
        assert all(line in edit.text or line in lines for line in text.split("\n"))
        text = "\n".join(lines[: edit.first]) + ("\n" if edit.first else "") + edit.text + "\n".join(lines[edit.last :])
        text = text.replace('reason: ""', 'reason: "seen"')
    assert len(live.update({file: text}, rescan=True).corpus.accepted) == 2
