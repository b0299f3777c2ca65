"""The tests that try mutants: each is put into a process that has collected the tests already.

Two runs of pytest for a package. The first writes down which test runs which line. The second collects the tests, and
forks for each mutant: there the function has its changed code, and the tests that run the changed line are run, the
quick ones first, until one fails. No other test can notice it, unless it rests on what an earlier test left behind, or
starts the program; so a mutant that no test runs survives at once. A mutant outside of functions is there when its
module is imported: it takes a run of its own, with the files of tests that run anything of that module.
"""

from __future__ import annotations

import ast
import gc
import json
import math
import os
import resource
import sys
import time
import traceback
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest
from mutation import Mutant

NOTICED, NOT_THERE, BROKEN = 1, 71, 70
FEWEST_SECONDS = 10  # that any test may compute


@dataclass(frozen=True, slots=True)
class Reach:
    """Which tests run which line of which file, and the seconds that each test computes."""

    lines: dict[str, dict[int, list[str]]]
    seconds: dict[str, float]

    def of(self, made: Mutant, source: str) -> list[str]:
        """The tests that run a mutant's statement, the quickest first."""
        tests = self.lines.get(made.file, {})
        found = {test for line in statement_at(source, made.line) for test in tests.get(line, ())}
        return sorted(found, key=lambda test: (self.seconds[test], test))

    def files_of(self, module: str) -> list[str]:
        """The files of tests that run anything of a module."""
        return sorted({test.partition("::")[0] for tests in self.lines.get(module, {}).values() for test in tests})

    @classmethod
    def read(cls, path: Path) -> Reach:
        said = json.loads(path.read_text("utf-8"))
        lines = {file: {int(line): tests for line, tests in of.items()} for file, of in said["lines"].items()}
        return cls(lines, said["seconds"])


class Recorder:
    """A plugin of pytest that writes down which lines of a package each test runs, and how long it takes."""

    def __init__(self, tree: Path, group: str, into: Path) -> None:
        import coverage

        self.tree, self.into = tree, into
        self.coverage = coverage.Coverage(data_file=None, source=[str(tree / "checker" / group)], config_file=False)
        self.seconds: dict[str, float] = {}
        self.coverage.start()

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, None]:
        self.coverage.switch_context(item.nodeid)
        began = time.process_time()
        yield
        self.seconds[item.nodeid] = time.process_time() - began
        self.coverage.switch_context("")

    def pytest_sessionfinish(self) -> None:
        self.coverage.stop()
        data, lines = self.coverage.get_data(), {}
        for file in sorted(data.measured_files()):
            by_line = data.contexts_by_lineno(file).items()
            name = Path(file).relative_to(self.tree).as_posix()
            lines[name] = {line: sorted(self.seconds.keys() & set(tests)) for line, tests in by_line}
        self.into.write_text(json.dumps({"lines": lines, "seconds": self.seconds}), "utf-8")


class Trials:
    """A plugin of pytest that runs no tests itself, but those of each mutant in a child of its own."""

    def __init__(self, tree: Path, mutants: Sequence[Mutant], reach: Reach, told: TellStatus) -> None:
        self.tree, self.mutants, self.reach, self.told = tree, mutants, reach, told

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        for made in self.mutants:
            path = self.tree / made.file
            right = path.read_bytes()
            tests = [items[name] for name in self.reach.of(made, right.decode("utf-8")) if name in items]
            path.write_text(made.source, "utf-8")  # for tests that start the program
            try:
                child = os.fork()
                if child == 0:
                    self._try(made, path, tests, session)
                self.told(made, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
            finally:
                path.write_bytes(right)
        return True

    def _try(self, made: Mutant, path: Path, tests: Sequence[pytest.Item], session: pytest.Session) -> None:
        status = BROKEN
        try:
            status = NOT_THERE
            if put_in(made, path):
                status = NOTICED if tests and self._fails(tests, session) else 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)

    def _fails(self, tests: Sequence[pytest.Item], session: pytest.Session) -> bool:
        """Run tests until one fails; one that computes much longer than without the mutant ends the process."""
        for test, following in zip(tests, [*tests[1:], None], strict=True):
            most = time.process_time() + FEWEST_SECONDS + 4 * self.reach.seconds[test.nodeid]
            resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(most), resource.RLIM_INFINITY))
            test.config.hook.pytest_runtest_protocol(item=test, nextitem=following)
            if session.testsfailed:
                return True
        return False


TellStatus = Callable[[Mutant, int], None]


def is_in_function(made: Mutant, source: str) -> bool:
    """Whether a mutant changes what a function does when it is called, and not its defaults or its module."""
    return any(name == made.function and made.line in lines for name, lines in bodies(source))


def put_in(made: Mutant, path: Path) -> bool:
    """Give the functions that are there the changed code. Returns whether there are any."""
    outermost = made.function
    codes = {code.co_qualname: code for code in _codes(compile(made.source, str(path), "exec"))}
    while outermost and outermost not in codes:  # a function in a function: what holds it is made anew
        outermost = outermost.rpartition(".")[0]
    is_there = False
    for each in gc.get_objects():
        code = each.__code__ if isinstance(each, FunctionType) else None
        if code is not None and (code.co_filename, code.co_qualname) == (str(path), outermost):
            each.__code__ = codes[outermost]
            is_there = True
    return is_there


def _codes(code: CodeType) -> Iterator[CodeType]:
    """The code of the functions and methods of a module, without those that stand in another function."""
    for each in code.co_consts:
        if isinstance(each, CodeType) and "<" not in each.co_qualname:
            yield each
            yield from _codes(each)


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


def statement_at(source: str, line: int) -> range:
    """The lines of the innermost statement in which a line stands; of one that holds others those of its head."""
    found = range(line, line + 1)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno):
            inner = getattr(node, "body", None)
            end = inner[0].lineno if isinstance(inner, list) and inner else (node.end_lineno or node.lineno) + 1
            if node.lineno <= line < max(end, node.lineno + 1):
                found = range(node.lineno, max(end, node.lineno + 1))
    return found
