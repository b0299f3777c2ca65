"""Ten times as many claims: in ten times as many stories, and in as many stories, against a project of 16,000 in 40.

Processor time (user and system) of a cold `checker check`, turn by turn.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from common import CHECKER, compare, run, verdict
from many_files import write_corpus

WANTED = {"in ten times as many stories": 11.0, "in as many stories": 12.0}
STORIES = 40
TIMES = 10


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2_000, help="of the smallest project: 8 claims each")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="stories-"))
    try:
        small = _project(folder / "small", options.articles, STORIES)
        more = TIMES * options.articles
        stories = {"in ten times as many stories": TIMES * STORIES, "in as many stories": STORIES}
        is_slow = False
        for number, (name, count) in enumerate(stories.items()):
            large = _project(folder / f"large-{number}", more, count)
            found = compare(lambda at=large: _cpu(at), lambda: _cpu(small), options.runs)  # type: ignore[misc]
            print(f"{name}: {found}")
            print(verdict(name, found.ratio, WANTED[name]))
            is_slow |= found.ratio > WANTED[name]
        return int(is_slow)
    finally:
        shutil.rmtree(folder)


def _project(folder: Path, articles: int, stories: int) -> Path:
    folder.mkdir()
    claims, size = write_corpus(folder, articles, stories)
    print(f"{claims:,} claims in {stories} stories, {size / 1e6:.1f} MB")
    return folder


def _cpu(folder: Path) -> float:
    return run([*CHECKER, "check", "--no-cache", str(folder)], (0, 1)).cpu


if __name__ == "__main__":
    raise SystemExit(main())
