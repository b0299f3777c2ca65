"""Names in texts, and who of them is in no claim."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.corpus.loader import load
from checker.texts.names import BODY, PERSON, PLACE, names_in
from checker.texts.unclaimed import unclaimed_names

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Ana Reed spoke.", [("Ana Reed", PERSON, "President")]),
        ("Orlava's Health Minister Ben Holt resigned.", [("Ben Holt", PERSON, "Orlava's Health Minister")]),
        ("It was told by K. A. Menon there.", [("K. A. Menon", PERSON, "")]),
        ("The Kestrian Red Cross sent tents.", [("Kestrian Red Cross", BODY, "")]),
        ("He works for the Ministry of Health now.", [("Ministry of Health", BODY, "")]),
        ("They live in Port-au-Prince now.", [("Port-au-Prince", PLACE, "")]),
        ("The General Service Unit came.", [("General Service Unit", BODY, "")]),
        ("The WHO warned them.", [("WHO", BODY, "")]),
        ("However, on Monday the rain fell in May.", []),
    ],
)
def test_names(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = list(names_in(text))
    assert [(name.text, name.kind, name.title) for name in found] == expected
    assert all(text[name.start : name.end] == name.text for name in found)


def test_who_acts_and_is_in_no_claim(tmp_path: Path) -> None:
    """An office-holder and a body that were forgotten; a place, and who is claimed already, are not listed."""
    story = tmp_path / "claims" / "flood"
    story.mkdir(parents=True)
    (tmp_path / "rules").mkdir()
    for name in ("properties.yaml", "hedges.yaml"):
        (tmp_path / "rules" / name).write_text((ROOT / "rules" / name).read_text("utf-8"), "utf-8")
    (story / "entities.yaml").write_text(
        "flood: {kind: event}\nana-reed: {kind: person, name: Ana Reed}\nmayor: {kind: office}\n", "utf-8"
    )
    (story / "herald.yaml").write_text(
        "source: {publisher: Herald, published: 2031-05-04}\nclaims:\n"
        "  - {id: a, subject: flood, property: killed, value: 12, said_by: Ben Holt, quote: 12 died}\n"
        "  - {id: b, subject: mayor, property: holder, value: Ana Reed, quote: Mayor Ana Reed}\n",
        "utf-8",
    )
    corpus = load([tmp_path])
    assert corpus.problems == ()
    text = (
        "In Orlava 12 died, Ben Holt said. Mayor Ana Reed wept. Governor Lu Tan, who came late, promised aid.\n"
        "The Kestrian Red Cross sent tents. Reed said no more. The town of Velm is dry."
    )
    assert [name.text for name in unclaimed_names(text, corpus.claims, corpus)] == ["Lu Tan", "Kestrian Red Cross"]
