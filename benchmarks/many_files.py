"""A cold check of 2,000 articles with 16,000 claims, against merely loading the same files with CSafeLoader."""

from __future__ import annotations

import argparse
import random
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from common import CHECKER, PYTHON, ROOT, compare, run, verdict

WANTED = 1.5
STORIES = 40
CLAIMS_PER_ARTICLE = 8
DISAGREE_EVERY = 100
LOAD = """
import pathlib, sys, yaml
for file in sorted(pathlib.Path(sys.argv[1]).rglob("*.yaml")):
    yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
"""
FIRST_DAY = date(2031, 5, 1)
PUBLISHERS = ["Courier", "Gazette", "Herald", "Tribune", "Observer", "Chronicle", "Post", "Mail", "Standard", "Times"]
SPEAKERS = ["a senior official", "the health ministry", "the governor's office", "a spokesman", "aid workers"]
PLACES = ["harbour", "valley", "old town", "north bank", "market", "hill farms", "ferry port", "mill quarter"]


@dataclass(frozen=True, slots=True)
class Figure:
    """What two articles claim, and the words of the second where they disagree."""

    subject: str
    property: str
    value: str
    other: str
    quote: str
    status: str = "actual"
    as_of: str = ""

    def differing(self) -> Figure:
        """The figure of an article that disagrees, in its own words: a quote without its value would be a slip."""
        quote = self.quote.replace(_digits(self.value), _digits(self.other)) if _digits(self.value) else self.quote
        return replace(self, value=self.other, quote=quote)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--profile", action="store_true", help="show where the time goes instead")
    parser.add_argument("--keep", type=Path, help="write the files here and leave them")
    options = parser.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp(prefix="many-files-"))
    try:
        claims, size = write_corpus(folder, options.articles)
        print(f"{options.articles:,} articles, {claims:,} claims, {size / 1e6:.1f} MB")
        check = [*CHECKER, "check", "--no-cache", str(folder)]
        if options.profile:
            profile = [PYTHON, "-m", "cProfile", "-s", "tottime", "-m", "checker", "check", str(folder)]
            lines = run([*profile, "--output", str(folder / "report.txt")], (0, 1)).output.splitlines()
            print("\n".join(lines[:32]))
            return 0
        print(run(check, (0, 1)).output.splitlines()[-1])
        load = [PYTHON, "-c", LOAD, str(folder / "claims")]
        found = compare(lambda: run(check, (0, 1)).wall, lambda: run(load).wall, options.runs)
        print(f"checker check against CSafeLoader: {found}")
        print(verdict("many files", found.ratio, WANTED))
        return int(found.ratio > WANTED)
    finally:
        if not options.keep:
            shutil.rmtree(folder)


def write_corpus(folder: Path, articles: int, stories: int = STORIES) -> tuple[int, int]:
    """A project of so many articles in so many stories: always the same files. Returns (claims, bytes of YAML)."""
    shutil.copytree(ROOT / "rules", folder / "rules", dirs_exist_ok=True)
    chance = random.Random(1)
    stories = min(stories, articles)
    total = size = 0
    for number in range(stories):
        story = folder / "claims" / f"story-{number:02}"
        story.mkdir(parents=True, exist_ok=True)
        own = len(range(number, articles, stories))
        (story / "entities.yaml").write_text(_entities(), encoding="utf-8")
        wanted = own * CLAIMS_PER_ARTICLE
        figures = list(_figures(chance, wanted // 2))
        last = max(FIRST_DAY, *(date.fromisoformat(figure.as_of) for figure in figures if figure.as_of))
        since = max(FIRST_DAY + timedelta(days=60), last)  # no article is older than what it reports
        chance.shuffle(figures)
        told = figures + [
            figure.differing() if at % DISAGREE_EVERY == 0 else figure for at, figure in enumerate(figures)
        ]
        for article in range(own):
            mine = told[article * CLAIMS_PER_ARTICLE : (article + 1) * CLAIMS_PER_ARTICLE]
            text = _article(chance, number, article, since + timedelta(days=article), mine)
            (story / f"article-{article:03}.yaml").write_text(text, encoding="utf-8")
            total += len(mine)
            size += len(text.encode())
    return total, size


def _digits(text: str) -> str:
    """The figure or day in a value, without what stands around and between: of "about 45", 45."""
    return re.sub(r"[^\d-]", "", text)


def _entities() -> str:
    lines = []
    for number in range(4):
        lines.append(f"mission-{number}: {{kind: mission, aliases: [the rescue mission {number}], parts: complete}}")
        for team in range(3):
            since = FIRST_DAY + timedelta(days=team)
            lines.append(f"team-{number}-{team}: {{kind: team, part_of: mission-{number}, from: {since}}}")
    lines.append("region: {kind: place, name: the flooded region}")
    lines += [f"place-{at}: {{kind: place, name: {place}, part_of: region}}" for at, place in enumerate(PLACES)]
    lines += [f"fund-{at}: {{kind: fund, name: relief fund {at}}}" for at in range(20)]
    lines += [f"person-{at}: {{kind: person, name: Minister {at}}}" for at in range(10)]
    lines += [f"event-{at}: {{kind: event, name: meeting {at}}}" for at in range(10)]
    return "\n".join(lines) + "\n"


def _figures(chance: random.Random, wanted: int) -> Iterator[Figure]:
    """So many figures of one story: teams and missions, the toll by place and day, money, dates, stances."""
    yield from islice(_endless(chance), wanted)


def _endless(chance: random.Random) -> Iterator[Figure]:
    sizes = [[chance.randrange(50, 400) for _ in range(3)] for _ in range(4)]
    for number, teams in enumerate(sizes):
        for team, people in enumerate(teams):
            quote = f"some {people} rescuers of the team set out"
            yield Figure(f"team-{number}-{team}", "size", f"{people}", f"{people + 30}", quote)
        for at in range(4):
            strength, day = sum(teams[: at + 1]), f"{FIRST_DAY + timedelta(days=at)}"
            quote = f"brought the mission to {strength} people"
            yield Figure(f"mission-{number}", "strength", f"{strength:,}", f"{strength + 90}", quote, as_of=day)
    for at in range(10):
        day = f"{FIRST_DAY + timedelta(days=at)}"
        yield Figure(f"event-{at}", "happened", day, "2031-07-01", f"they met at last on {day}")
        yield Figure(f"person-{at}", "stance", "pledged", "refused", "said that help would come", as_of=day)
    for at in range(20):
        amount = chance.randrange(5, 900)
        quote, day = f"has received {amount} million dollars so far", f"{FIRST_DAY + timedelta(days=at)}"
        yield Figure(f"fund-{at}", "funding", f"${amount}m", f"${amount + 200}m", quote, as_of=day)
        quote = f"at least {amount + 100} million dollars were promised"
        value = f"at least ${amount + 100} million"
        yield Figure(f"fund-{at}", "funding", value, f"${amount + 50} million", quote, "pledged", day)
    toll = [0] * len(PLACES)
    for at in range(10_000):
        day = f"{FIRST_DAY + timedelta(days=at)}"
        for place in range(len(PLACES)):
            toll[place] += chance.randrange(9)
            dead, hurt = toll[place] + 10, 3 * toll[place] + 20
            yield Figure(
                f"place-{place}", "killed", f"{dead}", f"{dead + 50}", f"raised the toll to {dead} on Sunday", as_of=day
            )
            quote = f"about {hurt} people were treated for injuries"
            yield Figure(f"place-{place}", "injured", f"about {hurt}", f"{2 * hurt}", quote, as_of=day)


def _article(chance: random.Random, story: int, number: int, published: date, claims: list[Figure]) -> str:
    publisher = PUBLISHERS[number % len(PUBLISHERS)]
    lines = [
        "source:",
        f"  publisher: The {publisher} of the Lower River",
        f"  title: Rescuers reach the flooded towns as the water rises again, day {number}",
        f"  author: Correspondent {chance.randrange(40)}",
        f"  published: {published}",
        f"  url: https://example.org/{publisher.lower()}/2031/05/rescuers-reach-the-flooded-towns-{story}-{number}",
        *(["  via: Example Wire"] if number % 5 == 0 else []),
        "claims:",
    ]
    for at, figure in enumerate(claims):
        lines += [
            f"  - id: {figure.subject}-{figure.property}-{at}",
            f"    subject: {figure.subject}",
            f"    property: {figure.property}",
            *([f"    status: {figure.status}"] if figure.status != "actual" else []),
            f"    value: {figure.value}",
            f"    as_of: {figure.as_of or FIRST_DAY}",
            f"    said_by: {chance.choice(SPEAKERS)}",
            f"    quote: {figure.quote}",
            f"    note: in the {chance.choice(['second', 'third', 'last'])} paragraph, repeated below the picture",
        ]
        if at % 4 == 0:
            lines.append("    # the article gives no day of its own; taken from the sentence before")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
