"""The sentences whose figures and dates are marked, and how many of them are read right."""

from __future__ import annotations

from collections import Counter

import pytest

from checker.texts.languages import ENGLISH, language_of
from checker.texts.mentions import FIGURES
from tests.texts.mention_corpus import PARTS, outcomes, sentences

LEAST_SENTENCES, LEAST_TO_MEASURE_ON = 600, 130


def test_the_corpus_is_long_enough_and_no_sentence_stands_twice() -> None:
    every = [sentence for part in PARTS for sentence in sentences(part)]
    assert len(every) >= LEAST_SENTENCES
    to_measure_on = len(list(sentences("measure")))
    assert to_measure_on == 0 or to_measure_on >= LEAST_TO_MEASURE_ON  # none between two parts
    develop, measure = ({sentence.text for sentence in sentences(part)} for part in PARTS)
    assert not develop & measure
    marked = Counter(mark.kind for sentence in every for mark in sentence.marks)
    assert all(marked[kind] >= 40 for kind in FIGURES), marked


def test_marks_are_where_they_say_they_are() -> None:
    for part in PARTS:
        for sentence in sentences(part):
            assert sentence.published.first > 700_000
            for mark in sentence.marks:
                assert mark.kind in FIGURES, (sentence.line, mark)
                assert mark.role in ("", "from", "by", "to")
                assert mark.start < mark.end <= len(sentence.text)


@pytest.mark.parametrize(
    ("part", "is_date", "precision", "recall"),
    [  # what is wanted, and what was reached: benchmarks/README.md
        ("develop", False, 1.0, 0.98),
        ("develop", True, 1.0, 0.98),
        ("measure", False, 0.99, 0.95),
        ("measure", True, 0.98, 0.95),
    ],
)
def test_what_is_suggested_is_right(part: str, is_date: bool, precision: float, recall: float) -> None:
    found = [o for s in sentences(part) for o in outcomes(s) if (o.kind == "date") == is_date]
    states = Counter(outcome.state for outcome in found)
    must = Counter(outcome.state for outcome in found if outcome.expected and not outcome.is_optional)
    assert states["right"] >= precision * (states["right"] + states["wrong"])
    assert must["right"] >= recall * must.total()


def test_the_parts_of_a_change() -> None:
    """Which figure was, which is, and by how much; in the part whose marks may be corrected."""
    told = [o for s in sentences("develop") for o in outcomes(s) if o.state == "right"]
    wrong = [o for o in told if not o.role_is_right]
    assert len(wrong) <= 0.02 * sum(1 for s in sentences("develop") for mark in s.marks if mark.role)


def test_languages() -> None:
    """What is not English is known, and what is English is hardly ever taken for another language."""
    every = [sentence for part in PARTS for sentence in sentences(part)]
    foreign = [s for s in every if s.section == "other languages"]
    assert len(foreign) >= 40
    assert [s.text for s in foreign if language_of(s.text) == ENGLISH] == []
    mistaken = [s.text for s in every if s.section != "other languages" and language_of(s.text) != ENGLISH]
    assert len(mistaken) <= 0.002 * len(every), mistaken
    assert language_of("") == language_of("400") == ENGLISH
    assert language_of("当局は三十人が死亡したと発表した") == "other"
