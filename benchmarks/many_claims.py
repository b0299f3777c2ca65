"""Ten times as many claims: in ten times as many stories, and in as many stories, against a project of 16,000 in 40.

Processor time (user and system) of a cold `checker check`: each of the large projects between two turns of the small
one. `--only more` or `--only same` measures one of them.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
from pathlib import Path

from common import CHECKER, Run, run, verdict
from many_files import write_corpus

STORIES = 40
TIMES = 10
SIDES = {
    "more": ("in ten times as many stories", TIMES * STORIES, 11.0),
    "same": ("in as many stories", STORIES, 12.0),
}
"""The large projects: what is said of each, how many stories it has, and how many times the small one it may take."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2_000, help="of the smallest project: 8 claims each")
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--only", choices=SIDES)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="stories-"))
    try:
        small = _project(folder / "small", options.articles, STORIES)
        turn = _turn(small, "small")
        is_slow = False
        for side in [options.only] if options.only else SIDES:
            name, stories, wanted = SIDES[side]
            large = _project(folder / side, TIMES * options.articles, stories)
            ratios = []
            for _ in range(options.runs):
                before, ours = turn, _turn(large, name)
                turn = _turn(small, "small")
                ratios.append(2 * ours.cpu / (before.cpu + turn.cpu))
            ratio = statistics.median(ratios)
            print(verdict(name, ratio, wanted), flush=True)
            is_slow |= ratio > wanted
            shutil.rmtree(large)
        return int(is_slow)
    finally:
        shutil.rmtree(folder)


def _project(folder: Path, articles: int, stories: int) -> Path:
    folder.mkdir()
    claims, size = write_corpus(folder, articles, stories)
    print(f"{claims:,} claims in {stories} stories, {size / 1e6:.1f} MB", flush=True)
    return folder


def _turn(folder: Path, name: str) -> Run:
    made = run([*CHECKER, "check", "--no-cache", str(folder)], (0, 1))
    load = os.getloadavg()[0]
    print(
        f"  {name}: {made.cpu:.1f} s ({made.wall:.0f} s wall at a load of {load:.0f}), {made.peak:.0f} MB", flush=True
    )
    return made


if __name__ == "__main__":
    raise SystemExit(main())
