"""After an edit only what it can have touched is checked again: with the same result as a check of all."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.baseline.status import judged
from checker.corpus.corpus import Corpus
from checker.corpus.loader import load
from checker.editor.incremental import check_again
from checker.editor.project import LiveProject
from checker.engine.check import check
from checker.engine.findings import Finding
from checker.reports.sentences import Sentences

ROOT = Path(__file__).parents[2]
TODAY = 741_500
SHARED = """
alliance: {kind: force}
governor: {kind: person, aliases: [the governor]}
"""
CAST = """
mission: {kind: force, parts: complete}
first:   {kind: team, part_of: mission, from: 2031-05-01}
second:  {kind: team, part_of: mission, from: 2031-05-02}
ours:    {kind: team, part_of: alliance, from: 2031-05-01}
town:    {kind: place, aliases: [the town]}
"""
SUBJECTS = ("mission", "first", "second", "ours", "town", "the town", "alliance", "governor")
FIGURES = (
    ("size", ("200", "400", "about 210", "at least 300", "hundreds")),
    ("strength", ("396", "600", "600", "up to 500", "seven hundred")),
    ("killed", ("10", "12", "9", "none")),
    ("arrived", ("2031-05-03", "2031-05-04", "2031-05")),
    ("departed", ("2031-05-03", "2031-05-05")),
    ("stance", ("pledged", "refused", "[pledged, reluctant]")),
    ("holder", ("the governor", "governor", "another")),
)
STATUSES = ("actual", "actual", "actual", "planned", "needed", "pledged")


def _claim(chance: random.Random, number: int) -> str:
    name, values = chance.choice(FIGURES)
    lines = [
        f"  - id: c{number}",
        f"    subject: {chance.choice(SUBJECTS)}",
        f"    property: {name}",
        f"    value: {chance.choice(values)}",
        f"    as_of: 2031-05-0{chance.randrange(3, 5)}",
        f"    status: {'actual' if name in ('arrived', 'departed') else chance.choice(STATUSES)}",
    ]
    if chance.random() < 0.1:
        lines.append(f"    supersedes: article-{chance.randrange(4)}/c0")
    return "\n".join(lines) + "\n"


def _article(chance: random.Random) -> str:
    claims = "".join(_claim(chance, number) for number in range(chance.randrange(4, 12)))
    publisher = chance.choice(("The Harbour Post", "The Valley Mail", "The Orlava Herald"))
    return f"source: {{publisher: {publisher}, published: 2031-05-0{chance.randrange(5, 9)}}}\nclaims:\n{claims}"


def _project(folder: Path, chance: random.Random) -> None:
    shutil.copytree(ROOT / "rules", folder / "rules")
    (folder / "claims").mkdir()
    (folder / "claims" / "entities.yaml").write_text(SHARED)
    for story in ("flood", "fire", "storm"):
        (folder / "claims" / story).mkdir()
        (folder / "claims" / story / "entities.yaml").write_text(CAST)
        for number in range(4):
            (folder / "claims" / story / f"article-{number}.yaml").write_text(_article(chance))


def _edit(folder: Path, chance: random.Random) -> None:
    """Something that a person does: mostly to an article, at times to the cast, the vocabulary or the files."""
    story = folder / "claims" / chance.choice(("flood", "fire", "storm"))
    article = story / f"article-{chance.randrange(4)}.yaml"
    kind = chance.randrange(12)
    if kind == 0:
        article.unlink(missing_ok=True)
    elif kind == 1:
        cast = CAST.replace("part_of: mission, from: 2031-05-02", chance.choice(("part_of: alliance", "kind: team")))
        (story / "entities.yaml").write_text(chance.choice((CAST, cast.replace("kind: team, kind", "kind"))))
    elif kind == 2 and article.exists():
        article.write_text("# one more line\n" + article.read_text())
    elif kind == 3:
        rules = folder / "rules" / "properties.yaml"
        rules.write_text(rules.read_text() + f"\nproperty_{chance.random()}: {{type: count}}\n")
    elif kind == 4 and article.exists():
        article.write_text(article.read_text().replace("publisher: The", "publisher: A"))
    else:
        article.write_text(_article(chance))


def _described(finding: Finding, sentences: Sentences) -> tuple[object, ...]:
    """All of a finding but the numbers that figures and quantities have in one run."""
    parts = [(part.key, part.claims, sentences.part(finding, part)) for part in finding.parts]
    return finding.id, finding.kind, finding.rule, finding.severity, finding.echo_of, parts


@pytest.mark.timeout(120)
@pytest.mark.parametrize("seed", range(4))
def test_the_result_is_that_of_a_whole_check(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    _project(tmp_path, chance)
    live = LiveProject(tmp_path)
    found = 0
    for _ in range(15):
        snapshot = live.update({}, rescan=True)
        corpus = load([tmp_path])
        assert snapshot.corpus == corpus
        whole, part = judged(check(corpus), TODAY), snapshot.checked.review(TODAY)
        described, wanted = (
            [_described(finding, Sentences(review.result)) for finding in review.findings] for review in (part, whole)
        )
        assert described == wanted
        disputes, all_disputes = (
            [[finding.id for finding in dispute.findings] for dispute in review.disputes] for review in (part, whole)
        )
        assert disputes == all_disputes
        assert {id_: status.state for id_, status in part.statuses.items()} == {
            id_: status.state for id_, status in whole.statuses.items()
        }
        found += len(part.findings)
        _edit(tmp_path, chance)
    assert found > 50  # the story holds enough to be wrong about


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many claims each check was given."""
    sizes: list[int] = []

    def counting(corpus: Corpus) -> object:
        sizes.append(len(corpus.claims))
        return check(corpus)

    monkeypatch.setattr("checker.editor.incremental.check", counting)
    return sizes


def _two_stories(folder: Path, more: str = "") -> Callable[[str], None]:
    """A flood and a fire with two articles each; what is returned writes the value of one claim about the flood."""
    shutil.copytree(ROOT / "rules", folder / "rules")
    for story in ("flood", "fire"):
        (folder / "claims" / story).mkdir(parents=True)
        (folder / "claims" / story / "entities.yaml").write_text("town: {}\nvillage: {}\n")
        for name in ("post", "mail"):
            (folder / "claims" / story / f"{name}.yaml").write_text(
                f"source: {{publisher: {name}, published: 2031-05-04}}\nclaims:\n"
                "  - {id: dead, subject: town, property: killed, value: 10}\n"
                "  - {id: hurt, subject: village, property: injured, value: 30}\n" + more
            )

    def write(value: str) -> None:
        file = folder / "claims" / "flood" / "post.yaml"
        file.write_text(file.read_text().replace("value: 10", f"value: {value}"))

    return write


def test_only_what_shares_a_whole_is_checked_again(tmp_path: Path, checks: list[int]) -> None:
    write = _two_stories(tmp_path)
    live = LiveProject(tmp_path)
    live.update({}, rescan=True)
    write("12")
    snapshot = live.update({}, rescan=True)
    (finding,) = snapshot.checked.findings
    assert finding.claim_keys == ("flood/mail#dead", "flood/post#dead")
    assert checks == [8, 2]  # all, then what is said of that town


def test_an_edit_of_a_note_checks_nothing(tmp_path: Path, checks: list[int]) -> None:
    _two_stories(tmp_path)
    live = LiveProject(tmp_path)
    live.update({}, rescan=True)
    file = tmp_path / "claims" / "flood" / "post.yaml"
    live.update({file: file.read_text() + "# seen by the desk\n"}, rescan=False)
    assert checks == [8]


def test_a_rule_that_ties_by_property_alone_has_all_checked(tmp_path: Path, checks: list[int]) -> None:
    write = _two_stories(tmp_path)
    (tmp_path / "rules" / "same-toll.yaml").write_text(
        "id: same-toll\ntitle: Two tolls differ\nseverity: note\n"
        "let:\n  one: {property: killed}\n  other: {property: killed}\n"
        "where: one.property == other.property\nrequire: one <= other\n"
        'message: "{one} and {other}"\nwhy: A test of what crosses stories.\nexamples:\n'
        "  - expect: disagreement\n    entities: {a: {}, b: {}}\n    claims:\n"
        "      - {subject: a, property: killed, value: 3}\n      - {subject: b, property: killed, value: 2}\n"
        "  - expect: agreement\n    entities: {a: {}, b: {}}\n    claims:\n"
        "      - {subject: a, property: killed, value: 2}\n      - {subject: b, property: killed, value: 2}\n"
    )
    live = LiveProject(tmp_path)
    before = live.update({}, rescan=True)
    write("12")
    after = live.update({}, rescan=True)
    assert checks == [8, 8]
    crossing = [finding for finding in after.checked.findings if len({claim.story for claim in finding.claims}) == 2]
    assert crossing
    assert not before.checked.findings


def test_entities_that_become_parts_of_one_whole(tmp_path: Path) -> None:
    """The part that is new in the whole was checked before, alone; so was the whole."""
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    story = tmp_path / "claims" / "flood"
    story.mkdir(parents=True)
    cast = "mission: {}\nteam: {from: 2031-05-01}\n"
    (story / "entities.yaml").write_text(cast)
    (story / "post.yaml").write_text(
        "source: {publisher: Post, published: 2031-05-04}\nclaims:\n"
        "  - {id: team, subject: team, property: size, value: 400}\n"
        "  - {id: whole, subject: mission, property: strength, value: 396}\n"
    )
    live = LiveProject(tmp_path)
    assert not live.update({}, rescan=True).checked.findings
    joined = cast.replace("{from", "{part_of: mission, from")
    findings = live.update({story / "entities.yaml": joined}, rescan=False).checked.findings
    assert {finding.rule for finding in findings} == {"part-exceeds-whole", "parts-do-not-add-up"}
    assert not live.update({story / "entities.yaml": cast}, rescan=False).checked.findings


def test_without_anything_before_all_is_checked(tmp_path: Path, checks: list[int]) -> None:
    _two_stories(tmp_path)
    checked = check_again(None, load([tmp_path]))
    assert checks == [8]
    assert check_again(checked, checked.corpus).findings == checked.findings
    assert checks == [8]


def test_one_name_in_two_stories_is_two_people(tmp_path: Path) -> None:
    """A category's value may be an entity's alias, and what it means differs between stories."""
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    for story, who in (("fire", "ann"), ("flood", "ben")):
        folder = tmp_path / "claims" / story
        folder.mkdir(parents=True)
        (folder / "entities.yaml").write_text(f"office: {{}}\n{who}: {{aliases: [the chief]}}\n")
        for name, value in (("post", "the chief"), ("mail", who)):
            (folder / f"{name}.yaml").write_text(
                f"source: {{publisher: {name}, published: 2031-05-04}}\nclaims:\n"
                f"  - {{id: chief, subject: office, property: holder, value: {value}}}\n"
            )
    assert not check(load([tmp_path])).findings
