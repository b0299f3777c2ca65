"""How often `checker new` suggests what a person coded.

Each article with a text at hand is drafted from what the other articles of its story say, and the first choice is
compared with its claims: of the five articles of this repository, of examples/, and of benchmarks/stories/, three
made-up stories that were coded before their drafts were looked at. What is wanted is judged on the first two together,
and on the stories.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace
from tabulate import tabulate

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from checker.coding.suggestions import Drafted, Suggestion, suggestions
from checker.corpus.corpus import Claim, Corpus
from checker.corpus.loader import load
from checker.texts.mentions import FIGURES
from checker.values.value import fold

ROOT = Path(__file__).resolve().parents[1]
LANDSLIDE, STORIES = ROOT / "examples" / "landslide", ROOT / "benchmarks" / "stories"
PROJECTS = {
    "five": (ROOT, ROOT.parent / "shared" / "articles"),
    "examples": (LANDSLIDE, LANDSLIDE / "texts"),
    "stories": (STORIES, STORIES / "texts"),
}
"""Name: the project, and the folder of its texts."""
TOGETHER = "five and examples"
WANTED = {"property": 0.85, "subject": 0.80, "speaker": 0.70, "status": 0.95}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """How often the first choice is right, and how often any is, of a number of claims of some articles."""

    articles: int
    claims: int
    right: Counter[str]
    within: Counter[str]

    def __add__(self, other: Measured) -> Measured:
        return Measured(
            articles=self.articles + other.articles,
            claims=self.claims + other.claims,
            right=self.right + other.right,
            within=self.within + other.within,
        )

    @property
    def is_fine(self) -> bool:
        return all(self.right[what] >= wanted * self.claims for what, wanted in WANTED.items())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=PROJECTS, help="only this")
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    options = parser.parse_args()
    names = [options.part] if options.part else list(PROJECTS)
    measured = {name: measure(*PROJECTS[name], shows_errors=options.errors) for name in names}
    if not options.part:
        measured[TOGETHER] = measured["five"] + measured["examples"]
    for name, found in measured.items():
        rows = [(what, *_row(what, found), 100 * wanted) for what, wanted in WANTED.items()]
        print(tabulate(rows, ("what", "right first", "of", "%", "among the choices, %", "wanted, %"), floatfmt=".0f"))
        print(f"{name}: drafts of {found.articles} articles: {'ok' if found.is_fine else 'TOO LOW'}\n")
    judged = [found for name, found in measured.items() if options.part or name in (TOGETHER, "stories")]
    return int(not all(found.is_fine for found in judged))


def _row(what: str, measured: Measured) -> tuple[int, int, float, float]:
    right, within, number = measured.right[what], measured.within[what], measured.claims
    return right, number, 100 * right / max(1, number), 100 * within / max(1, number)


def measure(project: Path, texts: Path, *, shows_errors: bool = False) -> Measured:
    """Draft each article of a project as if it were not coded yet, and compare."""
    corpus = load([project], texts=[texts])
    right, within, number = Counter[str](), Counter[str](), 0
    for source in sorted(corpus.texts):
        found = pairs(corpus, source)
        of_one = Counter(suggestion.mention.start for _, suggestion in found)
        for claim, suggestion in found:
            number += 1
            compared = compare(claim, suggestion, corpus, of_one[suggestion.mention.start])
            right.update(what for what, (is_first, _) in compared.items() if is_first)
            within.update(what for what, (_, is_among) in compared.items() if is_among)
            wrong = [what for what, (is_first, _) in compared.items() if not is_first]
            if shows_errors and wrong:
                print(f"{claim.key} {suggestion.mention.phrase!r} {', '.join(wrong)}: {told(claim, suggestion)}")
    return Measured(articles=len(corpus.texts), claims=number, right=right, within=within)


def pairs(corpus: Corpus, source: str) -> list[tuple[Claim, Suggestion]]:
    """The claims of an article that give a figure or a date of its text, each with what is suggested for that."""
    rest = replace(corpus, claims=tuple(claim for claim in corpus.claims if claim.source != source))
    article = Drafted.of(
        corpus.texts[source].content, corpus.sources[source].published, rest, corpus.sources[source].story
    )
    made = {
        s.mention.start: s for s in suggestions(article, [m for m in article.mentions if m.kind in (*FIGURES, "vague")])
    }
    result = []
    for claim in corpus.claims:
        kind = corpus.properties[claim.property].scale.type
        if claim.source != source or claim.implied or kind not in FIGURES:
            continue
        spots = article.searchable.find(claim.quote)
        near = [
            m
            for m in article.mentions
            for a, b in spots
            if m.start < b and a < m.end and m.kind in (kind, "vague" if kind == "count" else kind)
        ]
        if near:
            result.append((claim, made[near[0].start]))
    return result


def compare(claim: Claim, suggestion: Suggestion, corpus: Corpus, of_one: int) -> dict[str, tuple[bool, bool]]:
    """Whether the first choice is what was claimed, and whether any is. Of several claims that one figure gives, such
    as when something began and when it ended, each has to be among as many first choices."""
    subject = claim.subject.rpartition("/")[2]
    speakers = [_name(choice.value, corpus, claim.story) for choice in suggestion.speakers] or [""]
    statuses = [choice.value for choice in suggestion.statuses] or ["actual"]
    return {
        "property": _among(claim.property, [choice.value for choice in suggestion.properties], of_one),
        "subject": _among(subject, [choice.value for choice in suggestion.subjects], of_one),
        "speaker": _among(_name(claim.speaker, corpus, claim.story), speakers, 1),
        "status": _among(claim.status, statuses, of_one),
    }


def _among(wanted: str, choices: list[str], of_one: int) -> tuple[bool, bool]:
    return wanted in choices[:of_one], wanted in choices


def _name(speaker: str, corpus: Corpus, story: str) -> str:
    entity = corpus.entities.get(speaker) or corpus.entities.get(f"{story}/{speaker}")
    return fold(entity.name if entity else speaker).removeprefix("the ")


def told(claim: Claim, suggestion: Suggestion) -> str:
    def choices(found: tuple[object, ...]) -> str:
        return ", ".join(str(getattr(choice, "value", choice)) for choice in found) or "-"

    return (
        f"{claim.property} / {choices(suggestion.properties)}; {claim.subject.rpartition('/')[2]} /"
        f" {choices(suggestion.subjects)}; "
        f"{claim.status} / {choices(suggestion.statuses)}; {claim.speaker or '-'} / {choices(suggestion.speakers)}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
