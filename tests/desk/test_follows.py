"""What the desk shows after many edits, of its own and of others, is what a check of all files says."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from checker.baseline.review import Review
from checker.baseline.reviewing import review_of
from checker.corpus.loader import load
from checker.desk.article import ArticleDesk
from checker.desk.workspace import Workspace
from checker.edits.articles import add_claim, change_claim, open_article, remove_claim
from checker.edits.change import Made
from checker.edits.entities import add_entity, merge_entities, rename_entity
from checker.reports.sentences import Sentences, sentence
from tests.desk.serving import flood

SUBJECTS = ("flood", "mission", "first-team", "second-team")
FIGURES = (("killed", ("37", "41", "about 40", "none")), ("size", ("200", "396", "400", "at least 300")))


def _made(root: Path, chance: random.Random, number: int) -> Made:
    """An edit that a person makes at the desk."""
    file, _ = open_article(root, f"claims/flood/{chance.choice(('gazette', 'herald'))}.yaml")
    assert file is not None
    ids = [claim["id"] for claim in file.claims]
    name, values = chance.choice(FIGURES)
    kind = chance.randrange(8)
    if kind == 0 and ids:
        return remove_claim(file, chance.choice(ids))
    if kind == 1 and ids:
        return change_claim(file, chance.choice(ids), {"value": chance.choice(values)})
    if kind == 2:
        return add_entity(root, "flood", f"team-{number}", {"kind": "team", "part_of": "mission"})
    if kind == 3:
        return rename_entity(root, "flood", chance.choice(SUBJECTS[2:]), name=f"team of day {number}")
    if kind == 4 and number > 20:
        return merge_entities(root, "flood", f"team-{chance.randrange(number)}", "second-team")
    claim = {"id": f"c{number}", "subject": chance.choice(SUBJECTS), "property": name, "value": chance.choice(values)}
    return add_claim(file, claim | {"quote": chance.choice(("41 people", "Some 400 rescuers", "200 more arrived"))})


def _by_others(root: Path, chance: random.Random) -> None:
    file = root / "claims/flood/gazette.yaml"
    text = file.read_text("utf-8")
    file.write_text(
        f"# line {chance.random()}\n{text}".replace("value: 37", f"value: {chance.randrange(30, 45)}"), "utf-8"
    )


@pytest.mark.timeout(120)
@pytest.mark.parametrize("seed", range(3))
def test_after_random_edits(tmp_path: Path, seed: int) -> None:
    root, chance = flood(tmp_path / "project"), random.Random(seed)
    workspace = Workspace(root)
    workspace.view()
    written = findings = 0
    before: dict[str, ArticleDesk] = {}
    for number in range(40):
        change, _ = _made(root, chance, number)
        if change is not None:
            written += workspace.apply(change).is_written
        if chance.random() < 0.2:
            workspace.undo()
        if chance.random() < 0.1:
            _by_others(root, chance)
        view = workspace.view()
        corpus = load([root])
        whole = review_of(corpus, view.review_day)
        assert [claim.key for claim in view.corpus.claims] == [claim.key for claim in corpus.claims]
        assert _told(view.review) == _told(whole)
        findings += len(whole.findings)
        for key in corpus.sources:
            kept, anew = ArticleDesk(view, key, before.get(key)), ArticleDesk(view, key)
            assert kept.marks == anew.marks
            assert kept.spots == anew.spots
            assert kept.progress == anew.progress
            before[key] = kept
    assert written > 15
    assert findings > 30


def _told(review: Review) -> list[tuple[str, str, str]]:
    sentences = Sentences(review.result)
    return [(f.id, f.severity, sentence(sentences.finding(f))) for f in review.findings]
