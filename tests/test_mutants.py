"""The mutants of `make mutants`: which mistakes there are, and that those which are passed over still exist."""

from __future__ import annotations

import ast
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
import yaml

ROOT = Path(__file__).parent.parent

SOURCE = '''\
from __future__ import annotations

Number = int | str


@dataclass(frozen=True)
class Range:
    low: int | None = None

    def holds(self, number: int) -> bool:
        """Whether 1 < 2."""
        assert number > 0
        pairs = zip(self.high, self.lows, strict=True)
        if self.low is not None and not number < self.low:
            self.count += 1
        if self.low == 3:
            return False
        return f"SELECT 1 WHERE a <= {number} AND b"
'''


@pytest.fixture
def mutation(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("mutation", ROOT / "benchmarks" / "mutation.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "mutation", module)
    spec.loader.exec_module(module)
    return module


def test_the_mistakes(mutation: ModuleType) -> None:
    """Of the code, and of the SQL in it; not of types, decorators, docstrings, asserts and `strict`."""
    made = [mutation.mutant("range.py", SOURCE, site) for site in mutation.sites(ast.parse(SOURCE))]
    assert sorted((each.line, each.change) for each in made) == [
        (14, "< becomes <="),
        (14, "< becomes >="),
        (14, "and becomes or"),
        (14, "is not becomes is"),
        (14, "not is left out"),
        (15, "+= becomes -="),
        (15, "1 becomes 2"),
        (15, "is left out"),
        (16, "3 becomes 4"),
        (16, "== becomes !="),
        (17, "False becomes True"),
        (18, "<= becomes < (number 1 of the SQL)"),
        (18, "AND becomes OR (number 1 of the SQL)"),
        (18, "returns None"),
    ]
    assert {each.function for each in made} == {"Range.holds"}


def test_a_mutant_differs_in_one_place(mutation: ModuleType) -> None:
    right = ast.unparse(ast.parse(SOURCE)).splitlines()
    for site in mutation.sites(ast.parse(SOURCE)):
        wrong = mutation.mutant("range.py", SOURCE, site).source.splitlines()
        assert len([pair for pair in zip(right, wrong, strict=True) if pair[0] != pair[1]]) == 1, site


def test_what_is_passed_over_is_there(mutation: ModuleType) -> None:
    """Each mutant that is argued to be no mistake exists, and has its reason."""
    entries = yaml.safe_load((ROOT / "benchmarks" / "equivalent_mutants.yaml").read_text("utf-8"))
    for entry in entries:
        assert entry.keys() == {"at", "line", "change", "because"}
        file = entry["at"].partition(":")[0]
        source, sites = mutation.read(ROOT / file)
        keys = {mutation.mutant(file, source, site).key for site in sites if entry["change"].startswith(site.change)}
        assert (entry["at"], entry["line"], entry["change"]) in keys, entry


def test_what_a_run_printed_can_be_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its survivors alone, or all that it has tried: the lines name the mutants."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    mutants = importlib.import_module("mutants")
    output = (
        "2 mutants of values; SEED=1\n"
        "survives  checker/values/x.py:3: in f: < becomes <= (number 1)\n    if a < b: return c\n"
        "killed (-24)  checker/values/y.py:9: in C.g: returns None\n    return a\n"
    )
    assert mutants.results_in(output) == {
        ("checker/values/x.py:f", "if a < b: return c", "< becomes <= (number 1)"): 0,
        ("checker/values/y.py:C.g", "return a", "returns None"): -24,
    }
