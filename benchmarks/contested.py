"""Contested figures: how much longer a check takes where values disagree than where the same files agree.

Each case is written twice, once with values that disagree and once with values that agree, and checked turn by turn;
the figures are processor time. `many` is 50,000 claims about 42,000 figures, of which 1,151 are contested by up to 40
voices, against loading the same files; `report` is the text report of these against their check, and how long it is.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from common import CHECKER, PYTHON, ROOT, compare, run, verdict

FIRST = date(2031, 1, 1)
LOAD = "import sys, checker; checker.load([sys.argv[1]])"
Claim = tuple[str, str, int]
"""Subject, property and value."""


def restart(agrees: bool) -> dict[str, list[tuple[str, list[Claim]]]]:
    """One source's count over 1,000 days that begins again and rises for 1,000 more."""
    values = range(1000, 3000) if agrees else [*range(1000, 2000), *range(1, 1001)]
    return {_day(n): [("Courier", [("flood", "killed", value)])] for n, value in enumerate(values)}


def two_voices(agrees: bool) -> dict[str, list[tuple[str, list[Claim]]]]:
    """Two voices over 1,000 days, of which one is always 5 above."""
    more = 0 if agrees else 5
    return {
        _day(n): [
            ("Ministry", [("flood", "killed", 100 + 10 * n)]),
            ("Agency", [("flood", "killed", 100 + 10 * n + more)]),
        ]
        for n in range(1000)
    }


def one_figure(agrees: bool) -> dict[str, list[tuple[str, list[Claim]]]]:
    """2,000 voices with a value each for one figure of one day."""
    return {_day(0): [(f"Paper {n}", [("flood", "displaced", 500 if agrees else 500 + n)]) for n in range(2000)]}


def many(agrees: bool) -> dict[str, list[tuple[str, list[Claim]]]]:
    """50,000 claims about 42,000 figures; 1,151 of them have up to 40 voices that differ."""
    choice = random.Random(5)
    papers: dict[str, list[Claim]] = {}
    for figure in range(42_000):
        voices = choice.randint(2, 12) if figure < 1_110 else 40 if figure < 1_151 else 1
        for voice in range(voices):
            value = 100 + figure % 50 + (0 if agrees else 7 * voice)
            paper = f"Paper {(figure // 40 * 40 + voice) % 1250}"
            papers.setdefault(paper, []).append((f"place-{figure}", "displaced", value))
    return {_day(0): sorted(papers.items())}


def _day(number: int) -> str:
    return (FIRST + timedelta(number)).isoformat()


def write(folder: Path, days: dict[str, list[tuple[str, list[Claim]]]]) -> int:
    """Write a project; returns how many claims it has."""
    shutil.copytree(ROOT / "rules", folder / "rules")
    story = folder / "claims" / "flood"
    story.mkdir(parents=True)
    subjects = {subject for papers in days.values() for _, claims in papers for subject, _, _ in claims}
    entities = "".join(f"{subject}: {{kind: place}}\n" for subject in sorted(subjects))
    (story / "entities.yaml").write_text(entities, encoding="utf-8")
    number = 0
    for day, papers in days.items():
        for paper, claims in papers:
            lines = [f"source: {{publisher: {paper}, published: {day}}}", "claims:"]
            for at, (subject, name, value) in enumerate(claims):
                lines.append(f"  - {{id: c{at}, subject: {subject}, property: {name}, value: {value}}}")
            (story / f"a{number:05}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
            number += 1
    return sum(len(claims) for papers in days.values() for _, claims in papers)


CASES: dict[str, tuple[Callable[[bool], dict[str, list[tuple[str, list[Claim]]]]], float]] = {
    "restart": (restart, 1.5),
    "two-voices": (two_voices, 1.5),
    "one-figure": (one_figure, 1.5),
    "many": (many, 2.0),
    "report": (many, 2.0),
}
MOST_LINES = 300


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--case", choices=CASES, action="append")
    options = parser.parse_args()
    return max(measured(name, options.runs) for name in options.case or CASES)


def measured(name: str, runs: int) -> int:
    """Measure one case; 1 where it is slower than wanted."""
    make, wanted = CASES[name]
    with tempfile.TemporaryDirectory(prefix="contested-") as scratch:
        folders = {agrees: Path(scratch) / str(agrees) for agrees in (False, True)}
        claims = max(write(folder, make(agrees)) for agrees, folder in folders.items())

        def check(agrees: bool) -> float:
            return run([*CHECKER, "check", "--no-cache", str(folders[agrees])], (0, 1)).cpu

        def load() -> float:
            return run([PYTHON, "-c", LOAD, str(folders[False])]).cpu

        lines = 0

        def report() -> float:
            nonlocal lines
            made = run([*CHECKER, "report", "--no-cache", str(folders[False])])
            lines = made.output.count("\n")
            return made.cpu

        if name == "report":
            found = compare(report, lambda: check(False), runs)
        else:
            found = compare(lambda: check(False), load if name == "many" else lambda: check(True), runs)
    print(f"{name}: {claims:,} claims; {found}{f'; {lines} lines' if lines else ''}")
    print(verdict(name, found.ratio, wanted))
    return int(found.ratio > wanted or lines > MOST_LINES)


if __name__ == "__main__":
    raise SystemExit(main())
