"""Wholes that nobody gives: how much longer a check takes where parts have parts.

200 towns and their country are counted every day. In one project the towns are parts of 20 regions of which nobody
gives a figure, in the other of the country itself. `agree` is where the towns make the country; `differ` where the
country has half of that on some days. Figures are processor time; both projects must find as many disagreements.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

from common import CHECKER, ROOT, compare, run, verdict

FIRST = date(2031, 1, 1)
CASES = {"agree": 1.2, "differ": 1.5}
"""What is wanted at most of each."""


def write(folder: Path, *, days: int, towns: int, is_nested: bool, agrees: bool) -> int:
    """Write a project; returns how many claims it has."""
    shutil.copytree(ROOT / "rules", folder / "rules")
    story = folder / "claims" / "story"
    story.mkdir(parents=True)
    regions = [f"r{number}" for number in range(20)] if is_nested else []
    cast = ["country: {}", *(f"{region}: {{part_of: country}}" for region in regions)]
    cast += [f"t{n}: {{part_of: {regions[n % 20] if is_nested else 'country'}}}" for n in range(towns)]
    (story / "entities.yaml").write_text("\n".join(cast) + "\n", encoding="utf-8")
    for day in range(days):
        values = [day + town % 10 + 1 for town in range(towns)]
        total = sum(values) if agrees or day % 7 else sum(values) // 2
        lines = [f"source: {{publisher: Paper {day % 5}, published: {FIRST + timedelta(day)}}}", "claims:"]
        for subject, value in [*((f"t{n}", value) for n, value in enumerate(values)), ("country", total)]:
            lines.append(f"- {{id: {subject}, subject: {subject}, property: killed, value: {value}}}")
        (story / f"a{day:03}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return days * (towns + 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--days", type=int, default=60)
    parser.add_argument("--towns", type=int, default=200)
    parser.add_argument("--case", choices=CASES, action="append")
    options = parser.parse_args()
    return max(measured(name, options) for name in options.case or CASES)


def measured(name: str, options: argparse.Namespace) -> int:
    """Measure one case; 1 where it is slower than wanted, or where one project tells other disagreements."""
    with tempfile.TemporaryDirectory(prefix="nested-") as scratch:
        folders = {is_nested: Path(scratch) / str(is_nested) for is_nested in (False, True)}
        for is_nested, folder in folders.items():
            agrees = name == "agree"
            claims = write(folder, days=options.days, towns=options.towns, is_nested=is_nested, agrees=agrees)
        told: dict[bool, set[str]] = {}

        def check(is_nested: bool) -> float:
            command = [*CHECKER, "check", "--no-cache", "--format", "json", str(folders[is_nested])]
            done = run(command, (0, 1))
            told[is_nested] = {finding["id"] for finding in json.loads(done.output)["findings"]}
            return done.cpu

        found = compare(lambda: check(True), lambda: check(False), options.runs)
    print(f"{name}: {claims:,} claims, {len(told[True])} findings; {found}")
    if told[True] != told[False]:
        print(f"WRONG: {len(told[False])} findings where the towns are parts of the country itself")
    print(verdict(name, found.ratio, CASES[name]))
    return int(found.ratio > CASES[name] or told[True] != told[False])


if __name__ == "__main__":
    raise SystemExit(main())
