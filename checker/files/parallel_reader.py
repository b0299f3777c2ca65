"""A project's files, read by a second process while this one imports what it needs and works on what has been read.

Reading YAML is a good part of a check. The second process begins with the files that articles are read with; then both
read the articles, from both ends, if they are many. Each tells the other how far it is through a few bytes of shared
memory. Whatever the second fails to hand over is read again here.
"""

from __future__ import annotations

import contextlib
import gc
import marshal
import mmap
import os
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from checker.files.nodes import Document
from checker.problems import Problem

Read = tuple[Document | None, list[Problem]]
File = tuple[Path, str]
"""A file, and the name that problems give."""

MANY = 200
"""Articles from which on a second process pays in any case, and two read faster than one."""
BATCH = 32
"""Files that are handed over at once."""
_PAUSE = 0.0003
"""Seconds between two looks at how far the second process is."""

FRONT, BACK, HANDED = 0, 1, 2
"""What is told: how far the first and the second process are, and how many bytes have been handed over."""


class Reader:
    """Reads `files`, the articles, and `first` those that are needed before them. `is_shared`: by two processes.

    Of few articles it is only with `even_few`: what else a process does that is not ours is not known, so that it is
    not copied for a few milliseconds.
    """

    def __init__(self, files: Sequence[File], first: Sequence[File] = (), *, even_few: bool = False) -> None:
        self.files, self.first = files, first
        self._child = self._taken = self._front = 0
        self._back = len(files)
        self._ahead: dict[Path, Read] | None = None
        if (len(files) >= MANY or (even_few and _parser_is_wanted(files))) and _may_fork():
            with contextlib.suppress(OSError):  # no more processes, or no place for a file: then one reads
                self._start_another()
        self.is_shared = bool(self._child)

    def _start_another(self) -> None:
        self._progress = memoryview(mmap.mmap(-1, 24)).cast("q")
        self._progress[FRONT], self._progress[BACK], self._progress[HANDED] = 0, len(self.files), 0
        self._file = _place_for(len(self.files))
        try:
            self._child = os.fork()
        except OSError:
            self._file.close()
            raise
        if not self._child:
            _read_for_another(self.first, self.files, self._progress, self._file)

    def ahead(self, path: Path) -> Read | None:
        """One of the first files, once it has been read; None where the second process does not read it."""
        return self._take_over_first().get(path)

    def _take_over_first(self) -> dict[Path, Read]:
        """The first files, which lie before the articles: taken over once."""
        if self._ahead is None:
            while self._child and not self._progress[HANDED]:
                self._wait(os.WNOHANG)
                time.sleep(_PAUSE)
            is_there = self.first and self.is_shared and self._progress[HANDED]
            read = zip(self.first, self._take_over(), strict=True) if is_there else ()
            self._ahead = {file: each for (file, _), each in read}
        return self._ahead

    def read(self) -> Iterator[tuple[int, Read]]:
        """All of the articles with their numbers, each as soon as it is there: in an order that may differ."""
        if self.is_shared:
            self._take_over_first()
            if len(self.files) < MANY:
                self._wait_until_it_ends()  # it is nearly done, and this process would have to import a parser
            yield from self._from_both_ends()
            self._progress[FRONT] = len(self.files)
            self._wait_until_it_ends()
            while self._progress[HANDED] > self._taken:
                yield from self._next_batch()
            self._file.close()
        for number in range(self._front, self._back):
            yield number, _read(self.files[number])

    def _from_both_ends(self) -> Iterator[tuple[int, Read]]:
        while self._front < self._progress[BACK]:
            self._progress[FRONT] = self._front
            if self._progress[HANDED] > self._taken:
                yield from self._next_batch()
            else:
                yield self._front, _read(self.files[self._front])
                self._front += 1

    def _next_batch(self) -> Iterator[tuple[int, Read]]:
        """The articles that come next from the end, less one that has been read here at the same time."""
        numbers, batch = range(self._back - 1, self._front - 1, -1), self._take_over()
        self._back -= len(batch)
        yield from zip(numbers, batch, strict=False)

    def _take_over(self) -> list[Read]:
        """The next batch that the second process has read."""
        size = int.from_bytes(os.pread(self._file.fileno(), 8, self._taken), "little")
        handed = marshal.loads(os.pread(self._file.fileno(), size, self._taken + 8))  # noqa: S302  # our own child's
        self._taken += 8 + size
        batch: list[Read] = []
        for shown, value, marks, problems in handed:
            document = None if marks is None else Document(shown, value, marks)
            batch.append((document, [Problem(*problem) for problem in problems]))
        return batch

    def _wait_until_it_ends(self) -> None:
        while self._child:
            self._wait(0)

    def _wait(self, options: int) -> None:
        """Note whether it has ended: also where whoever started us has children that end leave nothing behind."""
        try:
            has_ended = os.waitpid(self._child, options)[0] != 0
        except ChildProcessError:
            has_ended = True
        if has_ended:
            self._child = 0


def _read(file: File) -> Read:
    from checker.files.yaml_reader import read_document  # 30 ms, for the one of two processes that parses

    return read_document(*file)


def _parser_is_wanted(files: Sequence[File]) -> bool:
    """Whether a parser must still be imported: to do that and to read takes another process as long as all else."""
    return bool(files) and "yaml" not in sys.modules


def _may_fork() -> bool:
    """Whether a second process is there to be had, and safe: a fork copies no threads but their locks."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


def _place_for(files: int) -> IO[bytes]:
    """Where so many files are handed over, until `read` is done: few in memory, since `tempfile` takes 4 ms to import.

    OSError where there is no place.
    """
    if files < MANY and hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("checker"), "w+b")
    import tempfile

    return tempfile.TemporaryFile()


def _read_for_another(first: Sequence[File], files: Sequence[File], progress: memoryview, handed: IO[bytes]) -> None:
    """The second process: never returns, and prints nothing."""
    try:
        gc.disable()
        if first:
            _hand_over([_as_data(file) for file in first], progress, handed)
        batch = []
        for number in range(len(files) - 1, -1, -1):
            if number <= progress[FRONT] and len(files) >= MANY:
                break
            progress[BACK] = number
            batch.append(_as_data(files[number]))
            if len(batch) == BATCH:
                _hand_over(batch, progress, handed)
                batch = []
        _hand_over(batch, progress, handed)
    finally:
        os._exit(0)


def _as_data(file: File) -> Any:
    """What a file holds, as what can be handed over."""
    document, problems = _read(file)
    value, marks = (None, None) if document is None else (document.value, document.marks)
    return file[1], value, marks, [(each.file, each.line, each.column, each.message) for each in problems]


def _hand_over(batch: list[Any], progress: memoryview, handed: IO[bytes]) -> None:
    data = marshal.dumps(batch)
    handed.write(len(data).to_bytes(8, "little") + data)
    handed.flush()
    progress[HANDED] += 8 + len(data)  # only now may it be read
