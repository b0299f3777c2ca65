"""Who imports whom, and how large a module may be."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "checker"

LAYERS: dict[str, str] = {
    "problems": "",
    "memory": "",
    "patterns": "",
    "values": "problems patterns",
    "files": "problems patterns values",
    "vocabularies": "problems files",
    "corpus": "problems memory patterns values files",
    "texts": "problems patterns values files corpus",
    "engine": "problems memory values files corpus",
    "baseline": "values files corpus texts engine",
    "reports": "problems patterns values files corpus texts engine baseline",
    "schemas": "problems values files",
    "coding": "problems values files corpus texts schemas",
    "exchange": "problems values files corpus texts",
    "edits": "problems values files corpus texts engine baseline reports coding exchange",
    "tables": "problems values files corpus engine reports",
    "editor": "problems memory values files corpus engine baseline reports",
    "desk": "problems values files corpus texts engine baseline reports coding exchange edits editor",
    "commands": "problems values files vocabularies corpus texts engine baseline reports schemas coding exchange edits "
    "tables editor desk",
    "cli": "reports commands",
    "pytest_plugin": "problems values files corpus engine baseline reports commands",
}
"""What each package imports, from above to below: never from one below itself. `checker` hands out load and check."""

LARGEST_MODULE, LARGEST_FUNCTION = 400, 50
LARGER_MODULES: set[str] = set()
LARGER_FUNCTIONS: set[str] = set()
MOST_PATHS = 10
SIMPLE = """
    baseline cli.py coding commands desk editor edits files memory.py patterns.py problems.py pytest_plugin.py
    schemas vocabularies corpus/assemble.py corpus/desk_files.py corpus/loader.py corpus/relation.py
    corpus/rule_expressions.py corpus/rule_language.py corpus/rule_moments.py corpus/rule_texts.py
""".split()
"""What has no function with more than MOST_PATHS ways through it; a package is added when it is so."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def _layer(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def _imported(path: Path) -> set[str]:
    """The packages that a module imports, wherever in it, less its own."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "checker":
            inner = node.module.split(".")[1:]
            found.update(inner[:1] or [alias.name for alias in node.names if alias.name != "__version__"])
        elif isinstance(node, ast.Import):
            found.update(alias.name.split(".")[1] for alias in node.names if alias.name.startswith("checker."))
    return found - {_layer(path)}


def test_nothing_else_stands_outside_a_package() -> None:
    alone = {path.stem for path in PACKAGE.glob("*.py")}
    assert alone == {"__init__", "__main__", "cli", "memory", "patterns", "problems", "pytest_plugin"}


def test_layers() -> None:
    """The table is what is there, no less and no more; and it has no circle."""
    imports: dict[str, set[str]] = {layer: set() for layer in LAYERS}
    for path in MODULES:
        if _layer(path) not in ("__init__", "__main__"):
            imports[_layer(path)] |= _imported(path)
    assert imports == {layer: set(allowed.split()) for layer, allowed in LAYERS.items()}
    order = list(LAYERS)
    for layer, allowed in LAYERS.items():
        assert all(order.index(other) < order.index(layer) for other in allowed.split()), layer


def _long_functions(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if (node.end_lineno or 0) - node.lineno >= LARGEST_FUNCTION:
            yield node.name


def test_sizes() -> None:
    """What is larger than the limits is listed, and nothing is listed that is not."""
    modules, functions = set(), set()
    for path in MODULES:
        name, source = path.relative_to(PACKAGE).as_posix(), path.read_text("utf-8")
        if len(source.splitlines()) > LARGEST_MODULE:
            modules.add(name)
        functions |= {f"{name}:{function}" for function in _long_functions(source)}
    assert modules == LARGER_MODULES
    assert functions == LARGER_FUNCTIONS


def _ways(function: ast.AST) -> int:
    """The cyclomatic complexity, with `and`, `or` and comprehensions, which the linter does not count; inner functions
    and classes are counted by themselves."""
    ways, nodes = 1, list(ast.iter_child_nodes(function))
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        nodes += ast.iter_child_nodes(node)
        if isinstance(node, ast.BoolOp):
            ways += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            ways += 1 + len(node.ifs)
        branches = ast.If | ast.IfExp | ast.For | ast.AsyncFor | ast.While | ast.ExceptHandler | ast.Assert
        ways += isinstance(node, branches | ast.match_case)
    return ways


def test_functions_are_simple() -> None:
    for path in MODULES:
        name = path.relative_to(PACKAGE).as_posix()
        if name not in SIMPLE and name.partition("/")[0] not in SIMPLE:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert _ways(node) <= MOST_PATHS, f"{name}: {node.name}"


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom checker.cli import cli\ntry:\n cli.main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'pydantic', 'pygls', 'lsprotocol', 'yaml', 'duckdb', 'highspy', 'numpy', 'tabulate',\n"
        " 'importlib.metadata', 'checker.values.formatting'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_nothing_names_the_story_in_code_or_rules() -> None:
    """Rules and code are general."""
    for folder in (PACKAGE, ROOT / "rules"):
        for path in (*folder.rglob("*.py"), *folder.rglob("*.yaml")):
            text = path.read_text("utf-8").casefold().replace("kenyan shilling", "")  # a currency like others
            assert not [word for word in ("kenya", "haiti", "ruto") if word in text], path


def test_no_test_reads_a_clock() -> None:
    """What a test says must not depend on how fast the machine is."""
    clocks = {"monotonic", "perf_counter", "perf_counter_ns", "process_time", "time_ns"}
    for path in (ROOT / "tests").rglob("*.py"):
        names = {node.attr for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)}
        assert not names & clocks, path
