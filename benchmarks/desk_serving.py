"""`checker desk` at work on a project, for the time of a measurement."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from common import CHECKER, ROOT, environment


@dataclass(frozen=True)
class Served:
    """A desk at work: the address that lets a browser in, and its process."""

    address: str
    process: int

    def seconds(self) -> float:
        """The processor time that it has taken so far."""
        fields = Path(f"/proc/{self.process}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(root: Path) -> Iterator[Served]:
    """Start the desk of a project."""
    command = [*CHECKER, "desk", str(root), "--port", "0", "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT) as process:
        assert process.stdout is not None
        try:
            yield Served(process.stdout.readline().split(" ")[0], process.pid)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(20)
