"""`checker desk` at work on a project, for the time of a measurement."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from common import CHECKER, ROOT, environment


@contextmanager
def serving(root: Path) -> Iterator[str]:
    """Start the desk of a project; gives the address that lets a browser in."""
    command = [*CHECKER, "desk", str(root), "--port", "0", "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().split(" ")[0]
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(20)
