"""How many small mistakes in the core its own quick tests notice: `make mutants`, `N=500`, `GROUP=engine`, `SEED=7`.

A random sample of mutants (see mutation.py). Each is tried in a copy of the tree with the tests of its package that
are not marked slow and run the changed line, until the first that fails (see mutant_tests.py); what no test notices is
listed. A mutant that changes nothing that anybody can see is named in equivalent_mutants.yaml, with the reason, and
not counted. What a run printed can be given back: with --only its survivors alone are tried again; with --go-on and the
same seed what it has tried is counted, and the rest is tried, so that a run can be stopped and nothing of it is lost.
--reach keeps in a folder which tests run which line: to find that out takes a run of all of them.

By their documentation none of mutmut, cosmic-ray and mutatest takes a random sample with a seed and forks as well.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import random
import re
import resource
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import yaml
from mutant_tests import BROKEN, NOT_THERE, Reach, Recorder, Trials, is_in_function
from mutation import Mutant, mutant, read

ROOT = Path(__file__).parent.parent
EQUIVALENT = Path(__file__).parent / "equivalent_mutants.yaml"
GROUPS = ("values", "corpus", "engine", "baseline")
CORE = ("values", "engine", "baseline")
NOT_COPIED = (".git", ".venv", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis", "dist")
MEMORY = 8 << 30  # bytes of address space; DuckDB reserves a lot
FEWEST_SECONDS = 20
PRELOADED = """
    pytest hypothesis pydantic yaml numpy duckdb sqlite3 highspy edtf click jinja2 tabulate
    lsprotocol.types pygls pytest_asyncio pytest_timeout pytest_lsp pytest_cov xdist
""".split()
NO_TESTS = 5
ALL_SECONDS = resource.RLIM_INFINITY  # that a run of many tests may compute
_TRIED = re.compile(
    r"^(?:survives|killed \((?P<status>-?\d+)\))  (?P<file>[^:]+):\d+: in (?P<function>[^:]+): (?P<change>.*)\n"
    r"    (?P<text>.*)$",
    re.MULTILINE,
)


def equivalent() -> dict[tuple[str, str, str], str]:
    """The mutants that are argued to be no mistakes, by `Mutant.key`, and why."""
    entries = yaml.safe_load(EQUIVALENT.read_text("utf-8")) or []
    return {(entry["at"], entry["line"], entry["change"]): entry["because"] for entry in entries}


def sample(groups: tuple[str, ...], number: int, seed: int) -> list[Mutant]:
    """Mutants of these packages, each as likely as any other; without the equivalent ones."""
    modules = [path for group in groups for path in sorted((ROOT / "checker" / group).rglob("*.py"))]
    sources = {path: read(path) for path in modules}
    every = [(path, site) for path in modules for site in sources[path][1]]
    random.Random(seed).shuffle(every)
    passed_over, chosen = equivalent(), list[Mutant]()
    for path, site in every:
        if len(chosen) == number:
            break
        made = mutant(path.relative_to(ROOT).as_posix(), sources[path][0], site)
        if made.key not in passed_over:
            chosen.append(made)
    return chosen


def results_in(output: str) -> dict[tuple[str, str, str], int]:
    """The mutants that the output of a run lists, by `Mutant.key`, and how its tests ended: 0 if none failed."""
    return {
        (f"{each['file']}:{each['function']}", each["text"], each["change"]): int(each["status"] or 0)
        for each in _TRIED.finditer(output)
    }


def survivors_of(output: str, groups: tuple[str, ...]) -> list[Mutant]:
    """The mutants that the output of a run lists as survivors, as far as they are still there and of these packages."""
    wanted = {key for key, status in results_in(output).items() if status == 0}
    passed_over, chosen = equivalent(), list[Mutant]()
    for file in sorted({at.partition(":")[0] for at, _, _ in wanted}):
        if Path(file).parts[1] not in groups or not (ROOT / file).exists():
            continue
        source, sites = read(ROOT / file)
        functions = {at.partition(":")[2] for at, _, _ in wanted if at.startswith(f"{file}:")}
        every = (mutant(file, source, site) for site in sites if site.function in functions)
        chosen += [made for made in every if made.key in wanted and made.key not in passed_over]
    return chosen


def group_of(made: Mutant) -> str:
    return Path(made.file).parts[1]


def run_tests(tree: Path, group: str, seconds: int, plugin: object | None = None, files: Sequence[str] = ()) -> int:
    """In a forked child: run the quick tests of a package, or of some files, in a copy of the tree. Returns pytest's
    exit status."""
    os.chdir(tree)
    sys.path.insert(0, str(tree))
    os.environ["PYTHONPATH"] = str(tree)
    os.environ["HYPOTHESIS_PROFILE"] = "mutants"  # of tests/conftest.py
    os.environ.pop("CI", None)
    if not isinstance(plugin, Recorder):
        sys.dont_write_bytecode = True
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with (tree / "mutant.log").open("w") as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    import pytest

    scratch = tree.parent / f"{tree.name}-tests"
    options = ["-x", "-m", "not slow", "--tb=line", "-p", "no:cacheprovider", "-p", "no:xdist", f"--basetemp={scratch}"]
    preloaded = "-Wignore::pytest.PytestAssertRewriteWarning"  # plugins: they were imported before pytest was started
    return int(pytest.main([*options, preloaded, *(files or [f"tests/{group}"])], plugins=[plugin] if plugin else []))


@contextlib.contextmanager
def written(made: Mutant, tree: Path) -> Iterator[None]:
    """The mutant in a copy of the tree, without the compiled module that belongs to the right one."""
    path = tree / made.file
    right = path.read_bytes()
    for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
        compiled.unlink()
    path.write_text(made.source, "utf-8")
    try:
        yield
    finally:
        path.write_bytes(right)


def copy_of_tree(to: Path) -> Path:
    shutil.copytree(ROOT, to, ignore=shutil.ignore_patterns(*NOT_COPIED), symlinks=True)
    return to


def forked(run: Callable[[], int]) -> int:
    """Start tests in a child. Returns its process id."""
    child = os.fork()
    if child == 0:
        status = BROKEN
        try:
            status = run()
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
    return child


@dataclass(frozen=True, slots=True)
class Tests:
    """The quick tests of a package: how long a mutant may compute, in seconds, and which tests run what."""

    limit: int
    reach: Reach


@dataclass(slots=True)
class Worker:
    """A copy of the tree, and the mutant that is tried in it."""

    tree: Path
    process: int = 0
    made: Mutant | None = None
    files: contextlib.ExitStack | None = None

    def start(self, made: Mutant, tests: Tests) -> None:
        self.made, self.files = made, contextlib.ExitStack()
        self.files.enter_context(written(made, self.tree))
        files = tests.reach.files_of(made.file)
        self.process = forked(lambda: run_tests(self.tree, group_of(made), tests.limit, files=files))

    def end(self) -> Mutant:
        assert self.made is not None and self.files is not None
        self.files.close()
        self.process = 0
        return self.made


def unchanged(tree: Path, group: str, kept: Path | None) -> Tests:
    """Run the tests without a mutant. The limit is of time spent computing, so a loaded machine changes nothing.

    What a run before has found out is taken from `kept`, where that is given.
    """
    recorded = (kept or tree) / f"reach-{group}.json"
    if not recorded.exists():
        recorded.parent.mkdir(parents=True, exist_ok=True)
        child = forked(lambda: run_tests(tree, group, ALL_SECONDS, Recorder(tree, group, recorded)))
        _, status, _ = os.wait4(child, 0)
        if os.waitstatus_to_exitcode(status) == NO_TESTS:
            sys.exit(f"tests/{group} holds no quick tests")
        if os.waitstatus_to_exitcode(status) != 0:
            sys.exit(f"the tests of {group} fail without any mutant:\n{(tree / 'mutant.log').read_text('utf-8')}")
    reach = Reach.read(recorded)
    return Tests(FEWEST_SECONDS + round(2 * sum(reach.seconds.values())), reach)


def tried_inside(
    mutants: Sequence[Mutant], group: str, trees: Sequence[Path], tests: Tests
) -> Iterator[tuple[Mutant, int]]:
    """Try mutants in processes that have collected the tests, one for each tree."""
    reading, writing = os.pipe()

    def tell(made: Mutant, status: int) -> None:
        os.write(writing, f"{mutants.index(made)} {status}\n".encode())

    def trials(number: int) -> int:
        os.close(reading)
        share = mutants[number :: len(trees)]
        return run_tests(trees[number], group, ALL_SECONDS, Trials(trees[number], share, tests.reach, tell))

    children = [forked(partial(trials, number)) for number in range(len(trees))]
    os.close(writing)
    with os.fdopen(reading) as lines:
        for line in lines:
            index, status = line.split()
            yield mutants[int(index)], int(status)
    for child in children:
        os.waitpid(child, 0)


def tried(mutants: list[Mutant], workers: list[Worker], tests: dict[str, Tests]) -> Iterator[tuple[Mutant, int]]:
    """Try all mutants, as many at once as there are workers. Yields each with the exit status of its tests."""
    left, busy = list(reversed(mutants)), dict[int, Worker]()
    idle = list(workers)
    while left or busy:
        while left and idle:
            worker, made = idle.pop(), left.pop()
            worker.start(made, tests[group_of(made)])
            busy[worker.process] = worker
        process, status = os.wait()
        worker = busy.pop(process)
        idle.append(worker)
        yield worker.end(), os.waitstatus_to_exitcode(status)


def preload() -> None:
    for name in PRELOADED:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


def report(results: list[tuple[Mutant, int]], groups: tuple[str, ...]) -> None:
    for group in groups:
        of_it = [status for made, status in results if group_of(made) == group]
        if of_it:
            killed = sum(status != 0 for status in of_it)
            print(f"{group}: {killed} of {len(of_it)} mutants killed ({killed / len(of_it):.0%})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--number", type=int, default=150, help="how many mutants (150)")
    parser.add_argument("--group", choices=GROUPS, help=f"of one package; without it of {', '.join(CORE)}")
    parser.add_argument("--seed", type=int, help="which mutants; without it others each time")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1), help="how many at once (2)")
    parser.add_argument("--fail-under", type=float, default=0, help="the share, in percent, that must be killed")
    parser.add_argument("--only", type=Path, help="what an earlier run printed: try its survivors alone")
    parser.add_argument("--go-on", type=Path, help="what a run of this SEED printed until it was stopped: try the rest")
    parser.add_argument("--reach", type=Path, help="a folder to keep in, or to take from, which tests run what")
    given = parser.parse_args()
    seed = random.SystemRandom().randrange(10**6) if given.seed is None else given.seed
    groups = (given.group,) if given.group else GROUPS if given.only else CORE
    mutants = survivors_of(given.only.read_text("utf-8"), groups) if given.only else sample(groups, given.number, seed)
    which = f"survivors of {given.only}" if given.only else f"SEED={seed}"
    print(f"{len(mutants)} mutants of {', '.join(groups)}; {which}", flush=True)
    preload()
    began = time.monotonic()
    known = results_in(given.go_on.read_text("utf-8")) if given.go_on else {}
    results = [(made, known[made.key]) for made in mutants if made.key in known]
    with tempfile.TemporaryDirectory(prefix="mutants-") as scratch:
        results += try_all([made for made in mutants if made.key not in known], Path(scratch), given.jobs, given.reach)
    print()
    report(results, groups)
    killed = sum(status != 0 for _, status in results)
    print(f"{killed} of {len(results)} in {(time.monotonic() - began) / 60:.1f} minutes; {which}")
    sys.exit(killed < len(results) * given.fail_under / 100)


def try_all(mutants: list[Mutant], scratch: Path, jobs: int, kept: Path | None) -> list[tuple[Mutant, int]]:
    """Try mutants in copies of the tree. Each survivor is printed as soon as it is known to be one."""
    first = copy_of_tree(scratch / "tree0")
    trees = [first, *(shutil.copytree(first, scratch / f"tree{at}") for at in range(1, jobs))]
    results: list[tuple[Mutant, int]] = []
    for group in sorted({group_of(made) for made in mutants}):
        own = [made for made in mutants if group_of(made) == group]
        tests = unchanged(first, group, kept.absolute() if kept else None)
        print(f"the quick tests of {group} pass; a mutant may compute for {tests.limit} s", flush=True)
        inside = [made for made in own if is_in_function(made, (ROOT / made.file).read_text("utf-8"))]
        others = [made for made in own if made not in inside]
        for made, status in tried_inside(inside, group, trees, tests):
            if status == NOT_THERE:
                others.append(made)
            else:
                results.append((made, told(made, status)))
        done = {made for made, _ in results}
        others += [made for made in inside if made not in done and made not in others]
        for made, status in tried(others, [Worker(tree) for tree in trees], {group: tests}):
            results.append((made, told(made, status)))
    return results


def told(made: Mutant, status: int) -> int:
    """Print a mutant that survives at once, and of each other one how its tests ended. Returns the status."""
    print(f"survives  {made}" if status == 0 else f"killed ({status})  {made}", flush=True)
    return status


if __name__ == "__main__":
    main()
