"""The articles' files, read from both ends: by this process, and meanwhile by a second one.

Reading YAML is a good part of a check of many articles, and the second process starts on it while this one still
imports what it needs. Each tells the other how far it is through a few bytes of shared memory; where they meet,
the second hands over what it has read. Whatever it fails to hand over is read again here.
"""

from __future__ import annotations

import gc
import marshal
import mmap
import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from checker.problems import Problem
from checker.yaml_source import Document, read_document

Read = tuple[Document | None, list[Problem]]

WORTH_IT = 200
"""Files from which on a second process pays."""


class Reader:
    """Reads files, given as (path, the name that problems give)."""

    def __init__(self, files: Sequence[tuple[Path, str]]) -> None:
        self.files = files
        self._child = 0
        if len(files) >= WORTH_IT and _may_fork():
            import tempfile

            self._progress = memoryview(mmap.mmap(-1, 16)).cast("q")
            self._progress[0], self._progress[1] = 0, len(files)
            self._handed: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  # lives until `read`
            self._child = os.fork()
            if not self._child:
                _read_backwards(files, self._progress, self._handed)

    def read(self) -> list[Read]:
        """All of the files, in their order."""
        if not self._child:
            return [read_document(*file) for file in self.files]
        front: list[Read] = []
        while len(front) < self._progress[1]:
            self._progress[0] = len(front)
            front.append(read_document(*self.files[len(front)]))
        self._progress[0] = len(self.files)
        _, status = os.waitpid(self._child, 0)
        back = self._taken_over(len(front)) if status == 0 else []
        return front + [read_document(*file) for file in self.files[len(front) : len(self.files) - len(back)]] + back

    def _taken_over(self, start: int) -> list[Read]:
        """What the second process has read: the last files of the list, from `start` on at most."""
        self._handed.seek(0)
        with self._handed as file:
            handed = marshal.loads(file.read())  # noqa: S302  # from our own child
        back: list[Read] = []
        for (_, shown), (value, marks, problems) in zip(reversed(self.files[start:]), handed, strict=False):
            document = None if marks is None else Document(shown, value, marks)
            back.append((document, [Problem(*problem) for problem in problems]))
        return back[::-1]


def _may_fork() -> bool:
    """Whether a second process is there to be had, and safe: a fork copies no threads but their locks."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


def _read_backwards(files: Sequence[tuple[Path, str]], progress: memoryview, handed: IO[bytes]) -> None:
    """The second process: never returns, and prints nothing."""
    status = 1
    try:
        gc.disable()
        read = []
        for number in range(len(files) - 1, -1, -1):
            if number <= progress[0]:
                break
            progress[1] = number
            document, problems = read_document(*files[number])
            value, marks = (None, None) if document is None else (document.value, document.marks)
            rows = [(problem.file, problem.line, problem.column, problem.message) for problem in problems]
            read.append((value, marks, rows))
        handed.write(marshal.dumps(read))
        handed.flush()
        status = 0
    finally:
        os._exit(status)
