"""`checker new` on a story that knows nothing yet: new entities, what was seen and not read, hostile texts."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from checker import cli
from checker.coding.draft import draft
from checker.corpus.loader import load
from checker.files.extract import Details

ROOT = Path(__file__).parents[2]
TEXT = """\
Bus crash leaves 16 dead

15 May 2031
(Inputs from: IANS)

Sixteen people were killed when a bus fell into a gorge on Monday, the health ministry said.
The death toll rose from 12 to 16, said K. A. Menon, a doctor.
Horizon Motors will pay Rs 10 lakhs to each family, and 1.500 litres of fuel were lost. The driver, 54, fled.
A court will hear the case on 3/6/2031. "We expect 3 more," a senior police official told AFP.
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "claims").mkdir()
    (tmp_path / "rules").mkdir()
    for name in ("properties.yaml", "hedges.yaml"):
        (tmp_path / "rules" / name).write_text((ROOT / "rules" / name).read_text("utf-8"), "utf-8")
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_story(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its entities are written at once, with a name and a kind, so that a suggestion works once its marks are off."""
    assert cli.main(["new", "a.txt", "--story", "bus-crash", "--name", "herald", "--publisher", "Herald"]) == 0
    assert (
        "added to claims/bus-crash/entities.yaml, to be corrected: bus-crash, horizon-motors" in capsys.readouterr().out
    )
    story = project / "claims" / "bus-crash"
    assert yaml.safe_load((story / "entities.yaml").read_text("utf-8")) == {
        "bus-crash": {"kind": "event", "name": "Bus crash leaves 16 dead"},
        "horizon-motors": {"kind": "organisation", "name": "Horizon Motors"},
    }
    text = (story / "herald.yaml").read_text("utf-8")
    assert "WHICH-ENTITY" not in text
    assert "  via: IANS\n" in text
    lines = text.splitlines()
    first = next(n for n, line in enumerate(lines) if "- id: sixteen-people-were-killed" in line)
    for number in range(first, first + 6):
        lines[number] = lines[number].replace("  # ", "  ", 1)
    (story / "herald.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    corpus = load([project])
    assert corpus.problems == ()
    (claim,) = corpus.claims
    assert (claim.subject, claim.property, claim.value.text) == ("bus-crash/bus-crash", "killed", "sixteen")
    assert claim.speaker == "the health ministry"


def test_what_a_draft_says(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["new", "a.txt", "--story", "bus-crash", "--print"]) == 0
    out = capsys.readouterr().out
    assert not (project / "claims" / "bus-crash").exists()
    for line in (
        '  # # 7:26 "12" (count; a change from 12 to 16)',
        "  #   value: INR 1m  # or PKR 1m, LKR 1m, NPR 1m, MUR 1m, SCR 1m: the currency may be any of these",
        "  #   value: 2031-06-03  # or 2031-03-06: may be of either",
        "  #   said_by: a senior police official\n  #   via: AFP",
        "  #   subject: horizon-motors  # new in entities.yaml",
        "  # Seen, but not read; code by hand what is a claim:\n"
        '  # 8:57 "1.500 litres" (number): may be thousands, or a decimal',
        '"54" (age)',
        "# for entities.yaml: bus-crash: {kind: event, name: Bus crash leaves 16 dead}",
    ):
        assert line in out, line


def test_entities_are_added_to_those_that_are_there(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = project / "claims" / "bus-crash"
    story.mkdir()
    (story / "entities.yaml").write_text("# ours\nhorizon-motors: {kind: company}", "utf-8")
    assert cli.main(["new", "a.txt", "--story", "bus-crash", "--name", "herald"]) == 0
    text = (story / "entities.yaml").read_text("utf-8")
    assert text.startswith("# ours\nhorizon-motors: {kind: company}\n\n# proposed from herald;")
    assert list(yaml.safe_load(text)) == ["horizon-motors", "bus-crash"]
    (story / "entities.yaml").write_text("{horizon-motors: {kind: company}}\n", "utf-8")
    assert cli.main(["new", "a.txt", "--story", "bus-crash", "--name", "gazette"]) == 2
    assert "nothing can be added at its end" in capsys.readouterr().err
    assert not (story / "gazette.yaml").exists()


def test_a_text_that_is_not_english(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "b.txt").write_text("Um recorde de 37 milhões de pessoas votou no domingo, disse a polícia.\n", "utf-8")
    assert cli.main(["new", "b.txt", "--story", "voto", "--published", "2031-05-04", "--print"]) == 0
    out = capsys.readouterr().out
    assert "does not look like English" in out
    assert '"37 milhões" (count): the text is not in English' in out


def test_a_text_that_is_too_long_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "b.txt").write_text("About 5 people came. " * 60_000, "utf-8")
    assert cli.main(["new", "b.txt", "--story", "voto"]) == 2
    assert "1,260,000 characters of text; an article has at most 1,000,000" in capsys.readouterr().err


@pytest.mark.parametrize("unit", ["about 5 people ", "&#", "“said ", "Ana Reed ", "said ", "on 3/4/2031 ", "$"])
def test_a_long_line_takes_no_longer_than_a_long_text(unit: str, project: Path) -> None:
    """Twice as much of it is twice as much work: the sentences that are looked at are of a bounded length."""
    from checker.coding.suggestions import NEAR
    from checker.texts.sentences import LONGEST, sentences

    text = unit * 4_000
    assert all(last - first <= LONGEST for first, last in sentences(text))
    assert NEAR <= LONGEST
    made = draft(text, Details(published="2031-05-04"), {}, load([project]), "s")
    assert made.text.startswith("source:\n")
