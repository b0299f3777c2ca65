"""Which tests reach which function: a mutant is tried with those first, the quick ones before the slow ones.

The order changes nothing in what is noticed, since a mutant that they do not notice is tried with all others too; it
makes what is noticed be noticed sooner.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

Reach = dict[str, dict[str, float]]
"""For each function ("checker/engine/judge.py:Judge.rows") the tests that reach it, by their names, with seconds."""


class Recorder:
    """A plugin of pytest that writes down which functions of a package each test reaches, and how long it takes."""

    def __init__(self, tree: Path, group: str, into: Path) -> None:
        import coverage

        self.tree, self.into = tree, into
        self.coverage = coverage.Coverage(data_file=None, source=[str(tree / "checker" / group)], config_file=False)
        self.seconds: dict[str, float] = {}
        self.coverage.start()

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, None]:
        self.coverage.switch_context(item.nodeid)
        yield
        self.coverage.switch_context("")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0) + report.duration

    def pytest_sessionfinish(self) -> None:
        self.coverage.stop()
        self.into.write_text(json.dumps(self._reach()), "utf-8")

    def _reach(self) -> Reach:
        data = self.coverage.get_data()
        reach: Reach = {}
        for file in data.measured_files():
            path = Path(file)
            tests = data.contexts_by_lineno(file)
            for name, lines in bodies(path.read_text("utf-8")):
                reached = {test for line in lines for test in tests.get(line, ()) if test in self.seconds}
                if reached:
                    of = f"{path.relative_to(self.tree).as_posix()}:{name}"
                    reach.setdefault(of, {}).update({test: self.seconds[test] for test in sorted(reached)})
        return reach


class Ordered:
    """A plugin of pytest that runs the tests which reach a function before all others."""

    def __init__(self, first: dict[str, float]) -> None:
        self.first = first

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items.sort(key=lambda item: self.first.get(item.nodeid, float("inf")))


def bodies(source: str) -> Iterator[tuple[str, range]]:
    """The functions of a module, named as a mutant names them, and the lines of their bodies."""

    def walk(node: ast.AST, name: str) -> Iterator[tuple[str, range]]:
        for child in ast.iter_child_nodes(node):
            inner = name
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                inner = f"{name}.{child.name}".lstrip(".")
                if not isinstance(child, ast.ClassDef):
                    yield inner, range(child.body[0].lineno, (child.end_lineno or child.lineno) + 1)
            yield from walk(child, inner)

    return walk(ast.parse(source), "")
