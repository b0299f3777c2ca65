"""A problem says what was meant, where a known name is near: however many there are, in no time to speak of."""

from __future__ import annotations

import difflib
import random
from pathlib import Path

import pytest

import checker
from checker.commands.scaffold import standard_rules
from checker.problems import FEW_NAMES, LONGEST_NAME, MOST_LIKE, did_you_mean, nearest


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many names each suggestion was looked for among."""
    real, numbers = difflib.get_close_matches, []

    def counted(word: str, names: list[str], n: int = 3, cutoff: float = 0.6) -> list[str]:
        numbers.append(len(names))
        return real(word, names, n, cutoff)

    monkeypatch.setattr(difflib, "get_close_matches", counted)
    return numbers


def test_few_names_are_all_compared() -> None:
    assert nearest("sise", ["size", "strength"]) == ["size"]
    assert nearest("str", ["size", "strength"]) == []
    assert nearest("stre", ["size", "strength"]) == ["strength"]
    assert did_you_mean("nothing like it", ["size"]) == ""
    assert did_you_mean("siz", ["size"]) == "; did you mean 'size'?"


def test_of_many_names_few_are_compared(compared: list[int]) -> None:
    """A letter left out, doubled or exchanged among a thousand names: what was meant is found all the same."""
    draw = random.Random(4)
    names = ["".join(draw.choices("abcdefghijklmn-", k=12)) for _ in range(1000)]
    for name in names[:200]:
        at = draw.randrange(len(name) - 1)
        slips = (name[:at] + name[at + 1 :], name[: at + 1] + name[at:], name[:at] + "x" + name[at + 1 :])
        assert [nearest(slip, names) for slip in slips] == [[name]] * 3
    assert max(compared) <= MOST_LIKE


def test_names_that_are_all_alike(compared: list[int]) -> None:
    names = [f"entity-{number:04}" for number in range(1000)]
    assert [nearest(f"entty-{number:04}", names) for number in (17, 199, 200, 999)] == [
        [f"entity-{number:04}"] for number in (17, 199, 200, 999)
    ]
    assert nearest("entity-", [name.upper() for name in names]) == []
    assert max(compared) <= MOST_LIKE


def test_the_order_of_the_names_does_not_matter() -> None:
    names = [f"{first}{second}-team" for first in "abcdefgh" for second in "ijklmnop"]
    assert len(names) > FEW_NAMES
    assert nearest("xx-team", names) == nearest("xx-team", reversed(names))


def test_more_than_one_near_name() -> None:
    names = ["size", "sizes", "side", "strength", "strong"]
    assert nearest("sise", names, 2) == ["size", "side"]
    assert nearest("stro", names, 2) == ["strong"]
    assert nearest("siz", names, 1) == ["size"]
    assert nearest("size", names, 2) == ["size", "sizes"]


def test_the_same_names_are_sorted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the time for many slips grows with the number of names for each of them."""
    names, read = frozenset(f"claim-{number}" for number in range(1000)), list[str]()

    def pairs(word: str) -> set[str]:
        read.append(word)
        return {word[:2], word[2:4]}

    monkeypatch.setattr("checker.problems._pairs", pairs)
    for number in range(500):
        nearest(f"cliam-{number}", names)
    assert len(read) <= 1000 + 500


def test_a_very_long_word_is_near_to_nothing(compared: list[int]) -> None:
    long = "a" * (LONGEST_NAME + 1)
    assert nearest(long, [long[:-1], long]) == []
    assert nearest("aaa", [long]) == []
    assert max(compared, default=0) == 0


def test_a_thousand_misspelt_subjects(tmp_path: Path, compared: list[int]) -> None:
    """That took more than a minute: each was compared with each of a thousand entities."""
    story = tmp_path / "claims" / "flood"
    story.mkdir(parents=True)
    (tmp_path / "rules").mkdir()
    for name in ("properties.yaml", "hedges.yaml"):
        (tmp_path / "rules" / name).write_bytes((standard_rules() / name).read_bytes())
    (story / "entities.yaml").write_text("".join(f"team-number-{n:04}: {{}}\n" for n in range(1000)))
    claims = "".join(f"  - {{id: c{n}, subject: taem-number-{n:04}, property: size, value: 4}}\n" for n in range(1000))
    (story / "courier.yaml").write_text(f"source: {{publisher: C, published: 2031-05-04}}\nclaims:\n{claims}")
    problems = checker.load([tmp_path]).problems
    assert len(problems) == 1000
    assert all("did you mean 'team-number-" in problem.message for problem in problems)
    assert sum(compared) <= 1000 * MOST_LIKE
