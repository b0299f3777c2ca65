"""How well figures and dates in texts are read: precision and recall by kind, on sentences whose figures are marked.

Precision is of the values that are suggested, recall of the values that are marked and not optional.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from tabulate import tabulate

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.texts.mention_corpus import PARTS, Outcome, outcomes, sentences

DATES, FIGURES = "dates", "figures"
WANTED = {FIGURES: (0.99, 0.95), DATES: (0.98, 0.95)}
"""The least precision and recall."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=PARTS, default="measure")
    parser.add_argument("--errors", action="store_true", help="list what is wrong, missed or left open")
    parser.add_argument("--section", help="only this section of the corpus")
    options = parser.parse_args()
    every = [s for s in sentences(options.part) if options.section in (None, s.section)]
    found = [outcome for sentence in every for outcome in outcomes(sentence)]
    if options.errors:
        for outcome in found:
            if _is_of_note(outcome):
                print(_told(outcome))
    by_kind: defaultdict[str, list[Outcome]] = defaultdict(list)
    for outcome in found:
        by_kind[outcome.kind].append(outcome)
        by_kind[DATES if outcome.kind == "date" else FIGURES].append(outcome)
    headers = ("kind", "marked", "suggested", "right", "wrong", "left open", "missed", "precision", "recall")
    print(tabulate([_row(kind, by_kind[kind]) for kind in sorted(by_kind)], headers, floatfmt=".1f"))
    is_fine = True
    for kind, (precision, recall) in WANTED.items():
        got = _shares(by_kind[kind])
        fine = got[0] >= precision and got[1] >= recall
        is_fine &= fine
        print(
            f"{kind} of {len(every)} sentences: precision {got[0]:.1%}, wanted at least {precision:.0%}; "
            f"recall {got[1]:.1%}, wanted at least {recall:.0%}: {'ok' if fine else 'TOO LOW'}"
        )
    return int(not is_fine)


def _is_of_note(outcome: Outcome) -> bool:
    is_open = outcome.state in ("unread", "missed") and not outcome.is_optional
    return is_open or outcome.state == "wrong" or not outcome.role_is_right


def _told(outcome: Outcome) -> str:
    state = outcome.state if outcome.state != "right" else "other role"
    return (
        f"{state:<10} line {outcome.sentence.line} [{outcome.sentence.section}] {outcome.sentence.text}\n"
        f"           wanted {outcome.kind} {outcome.expected or 'nothing'}; got {outcome.got or 'nothing'}"
    )


def _states(found: Iterable[Outcome]) -> Counter[str]:
    return Counter(outcome.state for outcome in found)


def _shares(found: list[Outcome]) -> tuple[float, float]:
    """Precision of what is suggested, and recall of what must be read."""
    states = _states(found)
    suggested = states["right"] + states["wrong"]
    must = [outcome for outcome in found if outcome.expected and not outcome.is_optional]
    return states["right"] / max(1, suggested), _states(must)["right"] / max(1, len(must))


def _row(kind: str, found: list[Outcome]) -> tuple[object, ...]:
    states = _states(found)
    marked = sum(1 for outcome in found if outcome.expected)
    precision, recall = _shares(found)
    suggested = states["right"] + states["wrong"]
    return (
        kind, marked, suggested, states["right"], states["wrong"], states["unread"], states["missed"],
        100 * precision, 100 * recall,
    )  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main())
