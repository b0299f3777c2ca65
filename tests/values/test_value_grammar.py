"""A few thousand texts from the grammar of values, the same ones each time; a fuzzer tries more."""

from __future__ import annotations

from random import Random

import pytest

from checker.corpus.vocabulary import PLAIN_HEDGES
from checker.values.kinds import Scale
from checker.values.value import read_value
from tests.values.value_grammar import SCALES, check, texts

CASES = 3000


@pytest.mark.slow
def test_every_text_gives_a_value_or_a_problem() -> None:
    _check(CASES, seed=1)


def test_some_texts_give_a_value_or_a_problem() -> None:
    _check(CASES // 10, seed=2)


def _check(cases: int, seed: int) -> None:
    random = Random(seed)
    for _ in range(cases):
        check(texts(random))


def test_the_grammar_gives_values_and_problems_of_every_type() -> None:
    """A grammar of nothing but nonsense would prove nothing."""
    random = Random(1)
    examples = [texts(random) for _ in range(CASES // 3)]
    for scale in SCALES:
        read = [read_value(text, scale, PLAIN_HEDGES)[0] is not None for text in examples]
        assert any(read), scale
        assert scale.type == "text" or not all(read), scale


@pytest.mark.parametrize("text", ["400 (1 to )", "400 ( to )", "1( to )", "about 5 ( – )", "400 ( )", "400 (to 5)"])
@pytest.mark.parametrize("kind", ["count", "number", "percentage"])
def test_a_range_without_an_end_is_refused(text: str, kind: str) -> None:
    value, mistake = read_value(text, Scale(kind), PLAIN_HEDGES)
    assert value is None
    assert mistake
    assert "missing" in mistake or "not understood" in mistake
