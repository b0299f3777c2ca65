"""A text that is too large to be an article is named, and not looked through for a minute."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.cli import main
from checker.texts import coverage

SOURCE = """source: {publisher: Gazette, published: 2031-05-04, text: a.txt}
claims: [{id: toll, subject: flood, property: killed, value: 40, quote: "40 people"}]
"""


@pytest.mark.parametrize(("budget", "status"), [(10, 1), (1000, 0)])
def test_a_larger_text_is_named_with_the_budget(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], budget: int, status: int
) -> None:
    monkeypatch.setattr(coverage, "COVERAGE_CHARACTERS", budget)
    story = tmp_path / "claims" / "flood"
    story.mkdir(parents=True)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "properties.yaml").write_text("killed: {type: count, unit: person}\n", "utf-8")
    (story / "entities.yaml").write_text("flood: {kind: disaster}\n", "utf-8")
    (story / "a.txt").write_text("The flood killed 40 people.\n", "utf-8")
    (story / "a.yaml").write_text(SOURCE, "utf-8")
    done = main(["coverage", str(tmp_path)])
    output = capsys.readouterr().out
    assert done == status, output
    main(["coverage", str(tmp_path), "--format", "json"])
    (article,) = json.loads(capsys.readouterr().out)["articles"]
    assert (article["text"], bool(article["why"])) == (("unreadable", True) if status else ("as coded", False))
    assert ("NOT LOOKED THROUGH: the text of flood/a is larger than 0 MB" in output) == (status == 1)
