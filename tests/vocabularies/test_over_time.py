"""How the shipped properties behave over time, each with a small story: a birthday, a plan that changes, a debt."""

from __future__ import annotations

from pathlib import Path

import pytest

import checker
from checker.commands.scaffold import start_corpus
from checker.corpus.corpus import Property
from checker.corpus.vocabulary import resolve_properties
from checker.files import models
from checker.files.validation import validate_map
from checker.files.yaml_reader import parse_document
from checker.reports.sentences import Sentences
from checker.vocabularies import reading

PERSON = "feld: {kind: person, name: Marius Feld}\nfurrer: {kind: person, name: the prosecutor}\n"


def found(root: Path, name: str, entities: str, *claims: str) -> list[tuple[str, str, str]]:
    """What is found in a project of a vocabulary; a claim is written as "publisher day: the inside of a claim"."""
    start_corpus(root, [name])
    story = root / "claims" / "trial"
    story.mkdir()
    (story / "entities.yaml").write_text(entities, "utf-8")
    for number, text in enumerate(claims):
        head, _, claim = text.partition(": ")
        publisher, _, day = head.partition(" ")
        source = f"source: {{publisher: {publisher}, published: {day}}}"
        (story / f"a{number}.yaml").write_text(f"{source}\nclaims: [{{id: c, {claim}}}]\n", "utf-8")
    corpus = checker.load([root])
    assert corpus.problems == ()
    result = checker.check(corpus)
    sentences = Sentences(result)
    return [
        (each.severity, each.rule, sentences.finding(each).partition(" (")[0])
        for each in result.findings
        if each.severity != "note"
    ]


ASKS = "is there more than a year between them?"
AGE = "subject: feld, property: age, value"


@pytest.mark.parametrize(
    ("claims", "told"),
    [
        ((f"Landbote 2023-05-12: {AGE}: 53", f"Landbote 2024-01-17: {AGE}: 54"), []),
        (
            (f"Landbote 2024-01-17: {AGE}: 54", f"Alpa 2024-03-27: {AGE}: 56"),
            [
                (
                    "warning",
                    "age-jumps",
                    "Age – Marius Feld: 54 before, and then 56: is there more than a year between them?",
                )
            ],
        ),
        (
            (f"Landbote 2024-01-17: {AGE}: 53", f"Alpa 2024-01-18: {AGE}: 35"),
            [("error", "age-falls", "Age – Marius Feld: 53 before, and then 35")],
        ),
        (
            (f"Landbote 2024-01-17: {AGE}: 53", f"Alpa 2024-01-17: {AGE}: 54"),
            [("error", "sources-disagree", "Age – Marius Feld: Alpa has 54 years")],
        ),
    ],
)
@pytest.mark.parametrize("name", ["casualties", "disaster"])
def test_an_age(tmp_path: Path, name: str, claims: tuple[str, ...], told: list[tuple[str, str, str]]) -> None:
    """53 in May and 54 in January is a birthday; 54 and 56 within ten weeks is none."""
    assert found(tmp_path, name, PERSON, *claims) == told


TERM = "subject: feld, property: term"
ANNOUNCED = f"Landbote 2024-01-17: {TERM}, status: requested, value: nine years, said_by: furrer"
ASKED = f"Alpa 2024-03-27: {TERM}, status: requested, value: eight years, said_by: furrer"
GIVEN = f"Post 2024-04-13: {TERM}, value: six years"
LESS = f"Post 2024-04-13: {TERM}, compared: {{fewer: YEARS, to: [feld, term, requested]}}"


def test_a_sentence_that_is_announced_asked_for_and_given(tmp_path: Path) -> None:
    """What will be asked for in January need not be what is asked for in March; the sentence is six years for good."""
    claims = (ANNOUNCED, ASKED, GIVEN, LESS.replace("YEARS", "two years"))
    assert found(tmp_path / "right", "casualties", PERSON, *claims) == []
    claims = (ANNOUNCED, ASKED, GIVEN, LESS.replace("YEARS", "three years"))
    wrong = ("error", "difference-misses", "Term – Marius Feld: six years is not three years fewer than eight years")
    assert found(tmp_path / "wrong", "casualties", PERSON, *claims) == [wrong]
    again = "Herald 2024-05-02: subject: feld, property: term, value: seven years"
    (differ,) = found(tmp_path / "again", "casualties", PERSON, GIVEN, again)
    assert differ[:2] == ("error", "sources-disagree")


def test_only_what_has_happened_is_one_for_good() -> None:
    """A plan, a request or an estimate may be another one tomorrow, whatever it is of; what was decided stays."""
    table = {name: prop.over_time for name, prop in _resolved().items() if prop.scale.type != "date"}
    assert table["votes_for"]["actual"] == table["term"]["actual"] == "constant"
    assert {
        mode for modes in table.values() for status, mode in modes.items() if status not in ("actual", "authorised")
    } <= {
        "stands",
        "varies",
    }


def _resolved() -> dict[str, Property]:
    text = (Path(reading.__file__).parent / "properties.yaml").read_text("utf-8")
    document, _ = parse_document(text, "properties.yaml")
    assert document is not None
    return resolve_properties(validate_map(models.Property, document)[0], document)[0]


DEBT = "subject: feld, property: debt, value"


@pytest.mark.parametrize(("day", "is_found"), [("11", True), ("13", True), ("15", False)])
def test_a_debt_is_hardly_another_one_the_day_after(tmp_path: Path, day: str, is_found: bool) -> None:
    """2.3 billion on Thursday, 3.2 billion on Friday: one of them is wrong. After a week it may have grown."""
    claims = (f"Post 2023-05-11: {DEBT}: 2.3 billion euros", f"Landbote 2023-05-{day}: {DEBT}: 3.2 billion euros")
    assert bool(found(tmp_path, "money", PERSON, *claims)) == is_found
    again = (f"Post 2023-05-11: {DEBT}: 2.3 billion euros", f"Landbote 2023-05-{day}: {DEBT}: 2.34 billion euros")
    assert found(tmp_path / "again", "money", PERSON, *again) == []
