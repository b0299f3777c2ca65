"""How often `checker new` suggests what a person coded.

Each article with a text at hand is drafted from what the other articles of its story say, and the first choice is
compared with its claims.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

from tabulate import tabulate

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from checker.coding.suggestions import Drafted, Suggestion, suggestions
from checker.corpus.corpus import Claim, Corpus
from checker.corpus.loader import load
from checker.texts.mentions import FIGURES
from checker.values.value import fold

ROOT = Path(__file__).resolve().parents[1]
WANTED = {"property": 0.85, "subject": 0.80, "speaker": 0.70, "status": 0.95}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--project", type=Path, default=ROOT)
    parser.add_argument("--texts", type=Path, default=ROOT.parent / "shared" / "articles")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    corpus = load([options.project], texts=[options.texts])
    right, within, number = Counter[str](), Counter[str](), 0
    for source in sorted(corpus.texts):
        for claim, suggestion in pairs(corpus, source):
            number += 1
            compared = compare(claim, suggestion, corpus)
            right.update(what for what, (is_first, _) in compared.items() if is_first)
            within.update(what for what, (_, is_among) in compared.items() if is_among)
            wrong = [what for what, (is_first, _) in compared.items() if not is_first]
            if options.errors and wrong:
                print(f"{claim.key} {suggestion.mention.phrase!r} {', '.join(wrong)}: {told(claim, suggestion)}")
    rows = [
        (
            what,
            right[what],
            number,
            100 * right[what] / max(1, number),
            100 * within[what] / max(1, number),
            100 * wanted,
        )
        for what, wanted in WANTED.items()
    ]
    print(tabulate(rows, ("what", "right first", "of", "%", "among the choices, %", "wanted, %"), floatfmt=".0f"))
    is_fine = all(right[what] >= wanted * number for what, wanted in WANTED.items())
    print(f"drafts of {len(corpus.texts)} articles: {'ok' if is_fine else 'TOO LOW'}")
    return int(not is_fine)


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


def compare(claim: Claim, suggestion: Suggestion, corpus: Corpus) -> dict[str, tuple[bool, bool]]:
    """Whether the first choice is what was claimed, and whether any is."""
    subject = claim.subject.rpartition("/")[2]
    speakers = [_name(choice.value, corpus, claim.story) for choice in suggestion.speakers] or [""]
    statuses = [choice.value for choice in suggestion.statuses] or ["actual"]
    return {
        "property": _among(claim.property, [choice.value for choice in suggestion.properties]),
        "subject": _among(subject, [choice.value for choice in suggestion.subjects]),
        "speaker": _among(_name(claim.speaker, corpus, claim.story), speakers),
        "status": _among(claim.status, statuses),
    }


def _among(wanted: str, choices: list[str]) -> tuple[bool, bool]:
    return choices[:1] == [wanted], wanted in choices


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
