"""The day of a figure in its draft: a date in its clause is its `as_of` or `period`, and no claim of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from checker.coding.draft import draft
from checker.corpus.loader import load
from checker.files.extract import Details

PROPERTIES = """\
killed: {type: count, unit: person, over_time: accumulates, title: people killed, words: [died, dead, toll]}
cases: {type: count, unit: person, over_time: accumulates, title: cases, words: [infected]}
missing: {type: count, unit: person, over_time: varies, title: people missing}
laid_off: {type: count, unit: person, over_time: accumulates, title: people laid off, words: [lay off]}
happened: {type: date, title: happened, words: [took place]}
"""


def drafted(text: str, folder: Path) -> list[dict[str, object]]:
    """The claims of a draft as if a person took off all comment marks. 20 March 2031 is a Thursday."""
    (folder / "claims" / "fever").mkdir(parents=True)
    (folder / "rules").mkdir()
    (folder / "rules" / "properties.yaml").write_text(PROPERTIES, "utf-8")
    (folder / "claims" / "fever" / "entities.yaml").write_text("fever: {kind: event, name: the fever}\n", "utf-8")
    corpus = load([folder])
    assert {problem.message.partition(":")[0] for problem in corpus.problems} == {"no articles"}
    made = draft(text, Details(published="2031-03-20"), {}, corpus, "fever")
    lines = [line.replace("  # ", "  ", 1) for line in made.text.partition("the likeliest.")[2].splitlines()]
    claims = yaml.safe_load("\n".join(["claims:", *(line for line in lines if not line.startswith("  Seen"))]))
    assert made.suggestions == len(claims["claims"])
    return list(claims["claims"])


def days(text: str, folder: Path) -> list[tuple[str, str]]:
    """Each figure or date of a draft with the day that it has."""
    return [
        (str(claim["value"]), str(claim.get("as_of", "")) + str(claim.get("period", "")))
        for claim in drafted(text, folder)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministry had counted 1,240 cases by Sunday evening.", [("1,240", "2031-03-16")]),
        ("By Monday the death toll had risen to 36.", [("36", "2031-03-17")]),
        ("As of 18 March, 12 people were missing.", [("12", "2031-03-18")]),
        ("On Tuesday 45 people were missing.", [("45", "2031-03-18")]),
        ("There were 340 cases in the week to 13 March.", [("340", "2031-03-07/2031-03-13")]),
        (
            "Cases have halved, from 340 in the week to 12 March to 170 in the week to 19 March.",
            [("340", "2031-03-06/2031-03-12"), ("170", "2031-03-13/2031-03-19")],
        ),
        ("In the week to 13 March 340 people were infected.", [("340", "2031-03-07/2031-03-13")]),
    ],
)
def test_a_date_in_the_clause_of_a_figure_is_its_day(
    text: str, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    assert days(text, tmp_path) == expected


@pytest.mark.parametrize(
    "text",
    [
        "On Tuesday 45 people were killed.",  # the day on which it happened
        "The firm will lay off 1,200 people by September.",
        "The talks took place on Monday, and 45 people died.",
    ],
)
def test_the_day_of_a_deed_stays_a_claim_of_its_own(text: str, tmp_path: Path) -> None:
    assert len(days(text, tmp_path)) == 2
    assert all(day == "" for _, day in days(text, tmp_path / "again"))
