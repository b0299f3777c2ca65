"""Two things timed in one run, turn by turn: the machine is shared, so only their ratio means much."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
CHECKER = [PYTHON, "-m", "checker"]
"""The checker of this checkout: the working folder of a process comes first on its path."""
_CACHE = Path(tempfile.gettempdir()) / "checker-benchmarks-bytecode"
environment = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    "PYTHONPYCACHEPREFIX": str(_CACHE),  # compiled once, as an installed package is, and not into this checkout
    "NO_COLOR": "1",
}


@dataclass(frozen=True, slots=True)
class Run:
    """One process: how long it took, the processor time it used, its peak memory in MB, what it printed."""

    wall: float
    cpu: float
    peak: float
    output: str
    status: int


@dataclass(frozen=True, slots=True)
class Ratio:
    """`ours` against `base`: medians in seconds, and the median of the ratios of neighbouring runs."""

    ours: float
    base: float
    ratio: float
    lowest: float
    highest: float

    def __str__(self) -> str:
        return (
            f"{_seconds(self.ours)} against {_seconds(self.base)}: "
            f"{self.ratio:.2f} times ({self.lowest:.2f} to {self.highest:.2f})"
        )


def _seconds(value: float) -> str:
    return f"{value * 1000:.0f} ms" if value < 10 else f"{value:.1f} s"


def run(command: Sequence[str], expected: Sequence[int] = (0,), cwd: Path = ROOT) -> Run:
    """Run a process to its end, in the folder of this checkout unless told otherwise."""
    start = time.perf_counter()
    # not communicate(): only wait4 tells the memory of this one child
    process = subprocess.Popen(command, cwd=cwd, env=environment, stdout=subprocess.PIPE)
    assert process.stdout is not None
    output = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    if process.returncode not in expected:
        last = "\n".join(output.splitlines()[-5:])
        raise SystemExit(f"{' '.join(command)}: exit status {process.returncode}\n{last}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output, process.returncode)


def compare(ours: Callable[[], float], base: Callable[[], float], runs: int) -> Ratio:
    """Measure A B A B ..., after one turn of each that does not count."""
    ours(), base()
    pairs = [(ours(), base()) for _ in range(runs)]
    ratios = [a / b for a, b in pairs]
    return Ratio(
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(ratios),
        min(ratios),
        max(ratios),
    )


def verdict(name: str, ratio: float, wanted: float) -> str:
    return f"{name}: {ratio:.2f}, wanted at most {wanted:g}: {'ok' if ratio <= wanted else 'TOO SLOW'}"
