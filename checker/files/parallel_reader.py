"""The articles' files, read from both ends: by this process, and meanwhile by a second one.

Reading YAML is a good part of a check of many articles, and the second process starts on it while this one still
imports what it needs and works on what has been read. Each tells the other how far it is through a few bytes of
shared memory. Whatever the second fails to hand over is read again here.
"""

from __future__ import annotations

import gc
import marshal
import mmap
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from checker.files.nodes import Document
from checker.files.yaml_reader import read_document
from checker.problems import Problem

Read = tuple[Document | None, list[Problem]]

WORTH_IT = 200
"""Files from which on a second process pays."""
BATCH = 32
"""Files that are handed over at once."""

FRONT, BACK, HANDED = 0, 1, 2
"""What is told: how far the first and the second process are, and how many bytes have been handed over."""


class Reader:
    """Reads files, given as (path, the name that problems give)."""

    def __init__(self, files: Sequence[tuple[Path, str]]) -> None:
        self.files = files
        self._child = 0
        if len(files) >= WORTH_IT and _may_fork():
            import tempfile

            self._progress = memoryview(mmap.mmap(-1, 24)).cast("q")
            self._progress[FRONT], self._progress[BACK], self._progress[HANDED] = 0, len(files), 0
            self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  # lives until `read`
            self._child = os.fork()
            if not self._child:
                _read_backwards(files, self._progress, self._file)

    def read(self) -> Iterator[tuple[int, Read]]:
        """All of the files with their numbers, each as soon as it is there: in an order that may differ."""
        front, back = 0, len(self.files)
        if self._child:
            with self._file:
                taken = 0
                while front < self._progress[BACK]:
                    self._progress[FRONT] = front
                    if self._progress[HANDED] > taken:
                        batch, taken = self._taken_over(taken)
                        yield from zip(range(back - 1, -1, -1), batch, strict=False)
                        back -= len(batch)
                    else:
                        yield front, read_document(*self.files[front])
                        front += 1
                self._progress[FRONT] = len(self.files)
                os.waitpid(self._child, 0)
                while self._progress[HANDED] > taken:
                    batch, taken = self._taken_over(taken)
                    yield from zip(range(back - 1, front - 1, -1), batch, strict=False)
                    back -= len(batch)
        for number in range(front, back):
            yield number, read_document(*self.files[number])

    def _taken_over(self, start: int) -> tuple[list[Read], int]:
        """A batch that the second process has read, from the last file on; and where the next one begins."""
        size = int.from_bytes(os.pread(self._file.fileno(), 8, start), "little")
        handed = marshal.loads(os.pread(self._file.fileno(), size, start + 8))  # noqa: S302  # from our own child
        batch: list[Read] = []
        for shown, value, marks, problems in handed:
            document = None if marks is None else Document(shown, value, marks)
            batch.append((document, [Problem(*problem) for problem in problems]))
        return batch, start + 8 + size


def _may_fork() -> bool:
    """Whether a second process is there to be had, and safe: a fork copies no threads but their locks."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


def _read_backwards(files: Sequence[tuple[Path, str]], progress: memoryview, handed: IO[bytes]) -> None:
    """The second process: never returns, and prints nothing."""
    try:
        gc.disable()
        batch = []
        for number in range(len(files) - 1, -1, -1):
            if number <= progress[FRONT]:
                break
            progress[BACK] = number
            document, problems = read_document(*files[number])
            value, marks = (None, None) if document is None else (document.value, document.marks)
            rows = [(problem.file, problem.line, problem.column, problem.message) for problem in problems]
            batch.append((files[number][1], value, marks, rows))
            if len(batch) == BATCH:
                _hand_over(batch, progress, handed)
                batch = []
        _hand_over(batch, progress, handed)
    finally:
        os._exit(0)


def _hand_over(batch: list[Any], progress: memoryview, handed: IO[bytes]) -> None:
    data = marshal.dumps(batch)
    handed.write(len(data).to_bytes(8, "little") + data)
    handed.flush()
    progress[HANDED] += 8 + len(data)  # only now may it be read
