"""Files read by two processes: each once, as one process reads them, whatever becomes of the second."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from checker.files.yaml_reader import read_document

NUMBER = 260
SCRIPT = """
import json, os, signal, sys, time
from pathlib import Path
import checker.files.parallel_reader as reading
trouble = sys.argv[2]
files = [(file, file.name) for file in sorted(Path(sys.argv[1]).iterdir())]
if trouble.startswith("stops"):
    after, read = int(trouble.split()[1]), reading.read_document
    def stopping(*file):
        if os.getpid() != parent and stopping.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        stopping.left -= 1
        return read(*file)
    stopping.left = after
    reading.read_document = stopping
parent = os.getpid()
reader = reading.Reader(files)
second = reader._child
if trouble == "starts late":
    time.sleep(0.3)
found = []
for number, (document, problems) in reader.read():
    found.append([number, None if document is None else document.value, [str(problem) for problem in problems]])
    if trouble == "is slow":
        time.sleep(0.001)
print(json.dumps([bool(second), found]))
"""


@pytest.mark.parametrize("trouble", ["none", "is slow", "starts late", "stops 0", "stops 40", "stops 100"])
@pytest.mark.skipif(sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="one process reads here")
def test_two_read_as_one(tmp_path: Path, trouble: str) -> None:
    for number in range(NUMBER):
        text = "a: [1, 2\n" if number % 50 == 7 else f"a: {number}\nb: [x, {{c: é{number}}}]\n"
        (tmp_path / f"{number:03}.yaml").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path), trouble], capture_output=True, text=True, check=True, timeout=60
    )
    has_second, found = json.loads(done.stdout)
    assert has_second
    assert [number for number, _, _ in sorted(found)] == list(range(NUMBER))
    for number, value, problems in found:
        document, wrong = read_document(tmp_path / f"{number:03}.yaml", f"{number:03}.yaml")
        assert value == (None if document is None else document.value)
        assert problems == [str(problem) for problem in wrong]
    assert sum(bool(problems) for _, _, problems in found) == 6
