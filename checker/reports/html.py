"""The report as one page: opens offline, may be mailed, printed and archived.

Nothing from a claim can run in it: Jinja2 escapes every value, links are http(s) only, and a Content-Security-Policy
with the hashes of the page's own style and script refuses whatever else would load or run.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from checker import __version__
from checker.engine.findings import Report
from checker.files.budgets import YAML_BYTES
from checker.files.models import STATUSES
from checker.files.regular import read_regular
from checker.problems import Problem
from checker.reports import Style
from checker.reports.derivation import rule_page, url_of
from checker.reports.gate import stale_text, tally
from checker.reports.view import View, slug
from checker.values.display import visible

LONGEST_LINE = 400
_FOLDER = Path(__file__).parent / "page"
SHAPES = {
    "planned": "M0-6 6 0 0 6-6 0Z",
    "pledged": "M-5-5H5V5H-5Z",
    "authorised": "M0-6 6-1 4 6H-4L-6-1Z",
    "requested": "M-6-5H6L0 6Z",
    "needed": "M-6 5H6L0-6Z",
}
"""The mark of each status but `actual`, which is a dot: paths around the origin."""

_LETTERS = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_RIGHT_TO_LEFT = re.compile(f"({_LETTERS}+(?:[ '’-]{_LETTERS}+)*)")
"""Names in Arabic, Hebrew and other writing from right to left."""


def render(report: Report, style: Style) -> str:
    """The whole page, whatever the style."""
    del style
    return page(report)


def page(report: Report, *, state: str = "") -> str:
    """The page. With the `state` of the files, `checker serve` shows it: it asks whether that is still theirs."""
    view = View(report)
    css = (_FOLDER / "style.css").read_text(encoding="utf-8")
    script = (_FOLDER / "script.js").read_text(encoding="utf-8")
    if state:
        script += (_FOLDER / "live.js").read_text(encoding="utf-8")
    environment = Environment(
        loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters["slug"] = slug
    environment.filters["bdi"] = _isolated
    environment.filters["sentence"] = _sentence
    numbers = {key: str(number) for number, key in enumerate(report.corpus.sources)}
    environment.filters["number"] = numbers.__getitem__
    template = environment.get_template("page.html.jinja", globals={"shapes": SHAPES, "lines": _lines})
    groups = list(view.groups())
    warnings = [view.found(finding) for finding in report.of_severity("warning")]
    notes = [view.found(finding) for finding in report.of_severity("note")]
    plots, voices = list(view.plots()), list(view.voices())
    address, advice = view.first_to_check()
    every = [*(found for group in groups for found in group.found), *warnings, *notes]
    return template.render(
        csp=policy(css, script, live=bool(state)),
        state=state,
        style=css,
        script=script,
        version=__version__,
        title=visible(", ".join(report.stories[:5])) or "no stories",
        tally=visible(f"{tally(report)}."),
        claims=len(report.claims),
        problems=[(visible(str(problem)), _excerpt(problem)) for problem in report.corpus.problems],
        first_address=address,
        first_advice=advice,
        parts=[
            ("disputes", "Disputes", len(groups)),
            ("tensions", "Tensions", len(warnings)),
            ("notes", "Notes", len(notes)),
            ("figures", "Figures", len(plots)),
            ("sources", "Sources", len(voices)),
            ("timeline", "Timeline", 0),
            ("not-compared", "Not compared", len(report.not_compared)),
            ("accepted", "Accepted", 0),
            ("rules", "Rules", 0),
        ],
        groups=groups,
        others=[
            ("tensions", "Tensions", "Both sides may be true; tell your readers of both.", warnings),
            ("notes", "Notes", "Agreement by a rule's rounding, and hints.", notes),
        ],
        plots=plots,
        statuses=[status for status in STATUSES if any(status in plot.statuses for plot in plots)],
        subjects=sorted({plot.subject for plot in plots}),
        voices=voices,
        matrices=list(view.matrices()),
        timeline=list(view.timeline()),
        reasons=view.reasons(),
        not_checked=[visible(entry) for entry in (*report.not_checked, *report.limits)],
        accepted=[found for found in every if found.accepted],
        stale=[visible(stale_text(acceptance)) for acceptance in report.stale],
        rules=[
            ([visible(line) for line in lines], url_of(id_, report.corpus))
            for id_ in report.rule_ids
            if (lines := rule_page(id_, report.corpus))
        ],
    )


def _excerpt(problem: Problem) -> str:
    """The line of a problem with a mark below the column, where the file can be read."""
    try:
        lines = read_regular(problem.file, YAML_BYTES).decode("utf-8", "replace").split("\n", problem.line)
    except (OSError, ValueError):
        return ""
    line = lines[problem.line - 1].rstrip() if len(lines) >= problem.line else ""
    if not line or len(line) > LONGEST_LINE:
        return ""
    return f"{visible(line)}\n{' ' * (problem.column - 1)}^"


def policy(css: str, script: str, *, live: bool = False) -> str:
    """Nothing but the page's own style and script; for `checker serve` also requests to itself."""
    connect = "; connect-src 'self'" if live else ""
    return (
        f"default-src 'none'; style-src {_hash(css)}; script-src {_hash(script)}{connect}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _isolated(text: str) -> Markup:
    """Another's text, in its own direction, which must not change that of what stands beside it."""
    return escape(text) if text.isascii() else Markup("<bdi>{}</bdi>").format(text)


def _sentence(text: str) -> Markup:
    """Our own sentence, from left to right: names in it that run the other way do not turn it."""
    if text.isascii():
        return escape(text)
    parts = _RIGHT_TO_LEFT.split(text)
    return Markup("").join(Markup("<bdi>{}</bdi>").format(part) if i % 2 else part for i, part in enumerate(parts))


def _lines(lines: tuple[str, ...]) -> Markup:
    """Sentences as paragraphs, those that begin with "- " as a list."""
    parts: list[str] = []
    for line in lines:
        if line.startswith("- "):
            item = f"<li>{_sentence(line[2:])}</li>"
            if parts and parts[-1].endswith("</ul>"):
                parts[-1] = parts[-1].removesuffix("</ul>") + item + "</ul>"
            else:
                parts.append(f"<ul>{item}</ul>")
        else:
            parts.append(f"<p>{_sentence(line)}</p>")
    return Markup("".join(parts))  # noqa: S704  # every line is escaped above
