"""Files read by two processes: each once, as one process reads them, whatever becomes of the second."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from checker.files.parallel_reader import MANY, Reader
from checker.files.yaml_reader import read_document

NUMBER = 260
SCRIPT = """
import json, os, signal, sys, time
from pathlib import Path
import checker.files.parallel_reader as reading
trouble = sys.argv[2]
files = [(file, file.name) for file in sorted(Path(sys.argv[1]).glob("*.yaml"))]
first = [(file, file.name) for file in sorted(Path(sys.argv[1]).glob("first/*.yaml"))]
if trouble.startswith("stops"):
    after, read = int(trouble.split()[1]), reading._read
    def stopping(file):
        if os.getpid() != parent and stopping.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        stopping.left -= 1
        return read(file)
    stopping.left = after
    reading._read = stopping
if trouble == "leaves no children":
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
if trouble == "has no files in memory" and hasattr(os, "memfd_create"):
    del os.memfd_create
parent = os.getpid()
reader = reading.Reader(files, first, even_few=True)
if trouble == "starts late":
    time.sleep(0.3)
ahead = []
for file, _ in () if trouble == "asks for none" else first:
    known = reader.ahead(file)
    ahead.append(None if known is None or known[0] is None else known[0].value)
found = []
for number, (document, problems) in reader.read():
    found.append([number, None if document is None else document.value, [str(problem) for problem in problems]])
    if trouble == "is slow":
        time.sleep(0.001)
print(json.dumps([reader.is_shared, "yaml" in sys.modules, ahead, found]))
"""


TWO_READ = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="one process reads here"
)


def _read_by_two(folder: Path, number: int, trouble: str) -> tuple[bool, list[object]]:
    """Whether this process needed a parser, and what was handed over of the first files; the articles are compared."""
    (folder / "first").mkdir()
    for name in ("one", "two"):
        (folder / "first" / f"{name}.yaml").write_text(f"a: {name}\n", encoding="utf-8")
    for at in range(number):
        text = "a: [1, 2\n" if at % 50 == 7 else f"a: {at}\nb: [x, {{c: é{at}}}]\n"
        (folder / f"{at:03}.yaml").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder), trouble], capture_output=True, text=True, check=True, timeout=60
    )
    is_shared, has_parser, ahead, found = json.loads(done.stdout)
    assert is_shared
    assert [at for at, _, _ in sorted(found)] == list(range(number))
    for at, value, problems in found:
        document, wrong = read_document(folder / f"{at:03}.yaml", f"{at:03}.yaml")
        assert value == (None if document is None else document.value)
        assert problems == [str(problem) for problem in wrong]
    assert sum(bool(problems) for _, _, problems in found) == len(range(7, number, 50))
    return has_parser, ahead


@pytest.mark.parametrize(
    "trouble",
    ["none", "is slow", "starts late", "asks for none", "leaves no children", "stops 0", "stops 1", "stops 40"],
)
@TWO_READ
def test_two_read_as_one(tmp_path: Path, trouble: str) -> None:
    _, ahead = _read_by_two(tmp_path, NUMBER, trouble)
    # what comes first is handed over as a whole, or not at all
    assert ahead == {"asks for none": [], "stops 0": [None, None], "stops 1": [None, None]}.get(
        trouble, [{"a": "one"}, {"a": "two"}]
    )


@pytest.mark.parametrize(
    "trouble", ["none", "starts late", "asks for none", "leaves no children", "has no files in memory"]
)
@TWO_READ
def test_of_few_articles_the_second_process_parses_all(tmp_path: Path, trouble: str) -> None:
    has_parser, ahead = _read_by_two(tmp_path, 10, trouble)
    assert not has_parser
    assert ahead == ([] if trouble == "asks for none" else [{"a": "one"}, {"a": "two"}])


@pytest.mark.parametrize("trouble", ["stops 0", "stops 1", "stops 3", "stops 11"])
@TWO_READ
def test_what_is_not_handed_over_is_read_here(tmp_path: Path, trouble: str) -> None:
    has_parser, ahead = _read_by_two(tmp_path, 10, trouble)
    assert has_parser
    assert ahead == [None, None] if trouble in ("stops 0", "stops 1") else [{"a": "one"}, {"a": "two"}]


def test_without_articles_or_where_a_parser_is_there_one_process_reads(tmp_path: Path) -> None:
    for number in (0, 3):
        files = [(tmp_path / f"{at}.yaml", f"{at}.yaml") for at in range(number)]
        for file, _ in files:
            file.write_text("a: b\n", encoding="utf-8")
        reader = Reader(files, files[:1], even_few=True)
        assert not reader.is_shared
        assert reader.ahead(tmp_path / "0.yaml") is None
        assert [at for at, _ in reader.read()] == list(range(number))


@pytest.mark.parametrize("number", [3, MANY])
@pytest.mark.parametrize("lacking", ["os.fork", "a place"])
@TWO_READ
def test_where_no_second_process_can_be_had_one_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lacking: str, number: int
) -> None:
    """In a container that allows no more processes, or has no place for temporary files."""
    if lacking == "a place":
        lacking = "tempfile.TemporaryFile" if number == MANY else "os.memfd_create"
    monkeypatch.delitem(sys.modules, "yaml", raising=False)

    def refuse(*_: object) -> int:
        raise OSError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(lacking, refuse)
    files = [(tmp_path / f"{at}.yaml", f"{at}.yaml") for at in range(number)]
    for file, name in files:
        file.write_text(f"a: {name}\n", encoding="utf-8")
    reader = Reader(files, files[:1], even_few=True)
    assert not reader.is_shared
    assert reader.ahead(files[0][0]) is None
    assert [document.value for _, (document, _) in reader.read() if document] == [{"a": name} for _, name in files]


IN_ANOTHERS_PROCESS = """
import os, sys
os.fork = None
import checker
assert len(checker.load([sys.argv[1]]).claims) > 0
"""


def test_a_program_that_loads_a_few_articles_is_not_copied() -> None:
    project = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", IN_ANOTHERS_PROCESS, str(project)], check=True, timeout=60)
