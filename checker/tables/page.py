"""What tables hold as one page: opens offline, and nothing from a table can run in it."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from checker import __version__
from checker.tables.listing import Listed, widest
from checker.tables.outcome import Outcome
from checker.tables.summaries import months, pairs, summary
from checker.tables.text import tally
from checker.values.display import visible

FEW, SHADES = 10, 9
"""Findings that are listed of each rule; steps of colour in a heat map."""

_FOLDER = Path(__file__).parent


def page(outcome: Outcome) -> str:
    """The page of a check that could be made."""
    css = (_FOLDER / "page.css").read_text(encoding="utf-8")
    environment = Environment(
        loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters["visible"] = visible
    style = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    text = environment.get_template("page.html.jinja").render(
        csp=f"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'",
        css=css,
        version=__version__,
        loaded=outcome.loaded,
        tally=tally(outcome),
        totals=outcome.totals,
        told=outcome.told,
        heat=_heat(outcome),
        bars=_bars(outcome),
        summaries=[summary(outcome, by) for by in ("rule", "source", "month")],
        worst=_worst(outcome),
        findings=list(widest(outcome, FEW)),
    )
    return f"{text}\n"


def _heat(outcome: Outcome) -> list[tuple[str, list[str], list[tuple[str, list[tuple[int, int] | None]]]]]:
    """For each property a square of sources: on how many days two of them differ, and how dark that is."""
    found = pairs(outcome)
    squares = []
    for name in sorted({row[2] for row in found}):
        days = {(one, other): number for one, other, prop, number, _ in found if prop == name}
        words = sorted({word for pair in days for word in pair})
        most = max(days.values())
        rows = []
        for one in words:
            cells: list[tuple[int, int] | None] = []
            for other in words:
                number = days.get((min(one, other), max(one, other)), 0)
                cells.append(None if one == other else (number, number * SHADES // most))
            rows.append((one, cells))
        squares.append((outcome.spec.properties[name].property.title, words, rows))
    return squares


def _bars(outcome: Outcome) -> list[tuple[str, list[tuple[str, int, int, int]]]]:
    """For each rule its months as bars: the month, the days, where the bar begins and how high it is."""
    found = months(outcome)
    charts = []
    for rule in sorted({rule for _, rule, _ in found}):
        own = [(month, days) for month, each, days in found if each == rule]
        most = max(days for _, days in own)
        charts.append(
            (rule, [(month, days, n * 24, max(days * 100 // most, 1)) for n, (month, days) in enumerate(own)])
        )
    return charts


def _worst(outcome: Outcome) -> list[tuple[tuple[str, ...], list[Listed]]]:
    """The entities with the most days, each with the findings that have the widest gaps."""
    rows = summary(outcome, "entity", FEW).shown
    worst = []
    for row in rows:
        where = f"f.subject = {outcome.store.text(row[0])}"
        worst.append((row, list(widest(outcome, 3, where=where))))
    return worst
