"""Whether any text or file makes the checker fail: `make fuzz`, `SECONDS=600`, `SEED=7`.

    fuzz.py texts    values, days, rules, tolerances and messages that a grammar grows (fuzz_texts.py)
    fuzz.py files    the project's own YAML files with bytes and structure changed (fuzz_files.py)

An escape is what no input may do: raise an exception (exit status 3), take too long, or take more than a gigabyte.
Each case follows from the seed and its number, so that one that escapes can be tried again: `--seed 7 --case 1234`.
The cases run in a child process; the parent watches over its time and its memory.
"""

from __future__ import annotations

import argparse
import mmap
import os
import random
import resource
import signal
import struct
import sys
import tempfile
import time
import traceback
from pathlib import Path

from fuzz_files import Files
from fuzz_texts import Texts

GIGABYTE = 1 << 30
ADDRESSES = 4 * GIGABYTE  # beyond those of the start: threads and databases reserve what they never use
PATIENCE = 60.0  # seconds of one case: most take milliseconds, but a machine may be busy
Fuzzer = Texts | Files


class Progress:
    """What the child has done, in memory that the parent sees: the number of its case, and its escapes."""

    def __init__(self) -> None:
        self._shared = mmap.mmap(-1, 16)

    @property
    def case(self) -> int:
        return int(struct.unpack_from("q", self._shared, 0)[0])

    @case.setter
    def case(self, number: int) -> None:
        struct.pack_into("q", self._shared, 0, number)

    @property
    def escapes(self) -> int:
        return int(struct.unpack_from("q", self._shared, 8)[0])

    @escapes.setter
    def escapes(self, number: int) -> None:
        struct.pack_into("q", self._shared, 8, number)


class Run:
    """A run of a fuzzer with a seed."""

    def __init__(self, fuzzer: Fuzzer, seed: int) -> None:
        self.fuzzer, self.seed = fuzzer, seed
        self.progress = Progress()
        self._known: set[str] = set()

    def for_seconds(self, seconds: float) -> None:
        """Try cases from number 0 on; after one that has to be stopped, go on with the next."""
        until = time.monotonic() + seconds
        first = 0
        while time.monotonic() < until:
            wrong = self._watched(self._start(first), until)
            if wrong:
                self.progress.escapes += 1
                self._tell(self.progress.case, wrong)
            first = self.progress.case + 1

    def once(self, case: int) -> None:
        """Try one case, in this process."""
        self.fuzzer.prepare()
        print(self.fuzzer.show(self._made(case)), flush=True)
        self._try(case)

    def _made(self, case: int) -> list[str]:
        return self.fuzzer.make(random.Random(f"{self.seed} {case}"))

    def _start(self, first: int) -> int:
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            try:
                self._try_all(first)
            finally:
                os._exit(1)
        return child

    def _try_all(self, case: int) -> None:
        self.fuzzer.prepare()
        limit = _size() + ADDRESSES
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        while True:
            self.progress.case = case
            self._try(case)
            case += 1

    def _try(self, case: int) -> None:
        try:
            self.fuzzer.run(self._made(case))
        except Exception as error:
            self.progress.escapes += 1
            where = "".join(traceback.format_tb(error.__traceback__)[-1:]) + type(error).__name__
            if where not in self._known:  # each kind is shown once
                self._known.add(where)
                self._tell(case, traceback.format_exc())

    def _tell(self, case: int, why: str) -> None:
        given = self.fuzzer.show(self._made(case))
        print(f"\nescape  --seed {self.seed} --case {case}\n{given}\n{why.rstrip()}", flush=True)

    def _watched(self, child: int, until: float) -> str:
        """Wait until the time is over, or a case takes too much. Returns what is wrong with that case."""
        case, since, wrong = -1, time.monotonic(), ""
        while not wrong and (time.monotonic() < until or case == self.progress.case):  # the last case may end
            process, status = os.waitpid(child, os.WNOHANG)
            if process:
                return f"the process ended: {os.waitstatus_to_exitcode(status)}"
            if case != self.progress.case:
                case, since = self.progress.case, time.monotonic()
            elif time.monotonic() > since + PATIENCE:
                wrong = f"takes more than {PATIENCE:.0f} s"
            if _held(child) > GIGABYTE:
                wrong = "takes more than a gigabyte"
            time.sleep(0.05)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return wrong


def _size() -> int:
    """The bytes of addresses of this process."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[0]) * resource.getpagesize() if statm.exists() else GIGABYTE


def _held(process: int) -> int:
    """The bytes of memory that a process holds; 0 where that cannot be read."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * resource.getpagesize()
    except OSError:
        return 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=("texts", "files"))
    parser.add_argument("--seconds", type=float, default=60, help="how long (60)")
    parser.add_argument("--seed", type=int, help="which cases; without it others each time")
    parser.add_argument("--case", type=int, help="only the case of this number")
    given = parser.parse_args()
    seed = random.SystemRandom().randrange(10**6) if given.seed is None else given.seed
    print(f"{given.kind}: SEED={seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="fuzz-") as scratch:
        run = Run(Texts() if given.kind == "texts" else Files(Path(scratch)), seed)
        if given.case is None:
            run.for_seconds(given.seconds)
        else:
            run.once(given.case)
    cases = run.progress.case + 1 if given.case is None else 1
    print(f"{given.kind}: {cases:,} cases, {run.progress.escapes:,} escapes; SEED={seed}")
    sys.exit(run.progress.escapes > 0)


if __name__ == "__main__":
    main()
