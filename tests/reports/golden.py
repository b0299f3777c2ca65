"""The reports on the invented story that tests compare with: `python -m tests.reports.golden` rewrites them.

Look at the difference before it is committed: it is what a reader will see.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from checker.reports import Style, render
from checker.reports.sentences import Sentences
from tests.reports import norwold

FOLDER = Path(__file__).parent / "golden"


def _sentences() -> str:
    review = norwold.review()
    sentences = Sentences(review.result)
    return "".join(f"{sentences.finding(finding)}\n" for finding in review.findings)


TEXTS: dict[str, Callable[[], str]] = {
    "sentences.txt": _sentences,
    "report.txt": lambda: render(norwold.review(), "text", Style()),
    "full.txt": lambda: render(norwold.review(), "text", Style(full=True)),
}
"""What each file holds: a sentence a finding, with names and titles, who relays whom, days, units; the text reports."""


def main() -> None:
    for name, text in TEXTS.items():
        (FOLDER / name).write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
