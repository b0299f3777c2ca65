"""The report as one page: opens offline, may be mailed, printed and archived.

Nothing from a claim can run in it: Jinja2 escapes every value, links are http(s) only, and a Content-Security-Policy
with the hashes of the page's own style and script refuses whatever else would load or run.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from checker import __version__
from checker.baseline.review import Review
from checker.engine.findings import PERHAPS
from checker.files.budgets import YAML_BYTES
from checker.files.regular import read_regular
from checker.problems import Problem
from checker.reports import Style
from checker.reports.agreement import voice_views
from checker.reports.article_view import article_views, timeline
from checker.reports.changes import RISE, change_lines, coverage_lines, not_compared_lines
from checker.reports.derivation import rule_page, url_of
from checker.reports.directions import Directions
from checker.reports.figure_view import slug
from checker.reports.gate import remarks, stale_text
from checker.reports.head import counts, reservations, span, title
from checker.reports.view import LARGE, View
from checker.values.display import visible

LONGEST_LINE = 400
MOST_LISTED = 500
"""Figures that were not compared for one reason: the page lists no more."""
MOST_CONTENTS, MOST_PROBLEMS = 12, 5
"""Disputes that the first screen names, and problems in the files; more of these are folded."""
_FOLDER = Path(__file__).parent / "page"
SHAPES = (
    "M5 0A5 5 0 1 1-5 0A5 5 0 1 1 5 0Z",
    "M-4.5-4.5H4.5V4.5H-4.5Z",
    "M0-6.5 6.5 0 0 6.5-6.5 0Z",
    "M-5.5 4.5H5.5L0-6Z",
    "M-5.5-4.5H5.5L0 6Z",
    "M-2-6H2V-2H6V2H2V6H-2V2H-6V-2H-2Z",
    "M0-6.5 2-2H6.5L3 1.5 4.5 6.5 0 3.5-4.5 6.5-3 1.5-6.5-2H-2Z",
    "M-6 0-3-5.5H3L6 0 3 5.5H-3Z",
)
"""The mark of each voice of a chart: paths around the origin. Those in grey are small dots."""


def render(review: Review, style: Style) -> str:
    """The whole page, with the articles' texts where the style asks for them."""
    return page(review, with_texts=style.with_texts)


def page(review: Review, *, state: str = "", with_texts: bool = False, desk: Sequence[tuple[str, str]] = ()) -> str:
    """The page. With the `state` of the files a desk shows it: it asks whether that is still theirs. `desk` are the
    desk's own pages, which stand above: address ("" for this one) and name."""
    css = (_FOLDER / "style.css").read_text(encoding="utf-8")
    scripts = ("script.js", "take_away.js", *(("live.js",) if state else ()))
    script = "".join((_FOLDER / name).read_text(encoding="utf-8") for name in scripts)
    template = _environment(review).get_template("page.html.jinja")
    view = View(review, with_texts=with_texts)
    made = {**_verdict(review, view), **_findings(review, view), **_lists(review, view)}
    text = template.render(
        csp=policy(css, script, live=bool(state)),
        state=state,
        desk=desk,
        style=css,
        script=script,
        version=__version__,
        nav=_nav(made),
        **made,
    )
    return f"{text}\n"


def _environment(review: Review) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        finalize=_short,
    )
    environment.globals["shapes"] = SHAPES
    environment.globals["is_large"] = len(review.result.statements) > LARGE
    environment.filters["slug"] = slug
    environment.filters["bdi"] = isolated
    directions = Directions.of(review.corpus)
    environment.filters["marked"] = directions.marked
    environment.filters["sentence"] = partial(_sentence, directions)
    environment.filters["quoted"] = partial(_quoted, directions)
    environment.filters["advice"] = partial(_advice, directions)
    environment.filters["number"] = _numbers(review).__getitem__
    return environment


def _short(value: object) -> object:
    """What a template writes: 216 for 216.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _numbers(review: Review) -> dict[str, str]:
    """Short names of articles and voices, for the filters."""
    numbers = {key: f"a{number}" for number, key in enumerate(review.corpus.sources)}
    voices = sorted({s.voice for each in review.result.statements.values() for s in each})
    return numbers | {voice: f"v{number}" for number, voice in enumerate(voices)}


def _verdict(review: Review, view: View) -> dict[str, Any]:
    calls, more_calls = view.calls()
    return {
        "title": visible(title(review, view.names)),
        "span": visible(span(review)),
        "counts": visible(counts(review)),
        "reservations": list(reservations(review)),
        "problems": [(visible(str(problem)), _excerpt(problem)) for problem in review.corpus.problems],
        "calls": calls,
        "more_calls": more_calls,
        "most_contents": MOST_CONTENTS,
        "most_problems": MOST_PROBLEMS,
        "most_listed": MOST_LISTED,
    }


def _nav(made: dict[str, Any]) -> list[tuple[str, str, int]]:
    """The parts of the page that there are: address, name, and how many entries."""
    tensions, notes, uncertain = (len(findings) for *_, findings in made["others"])
    uncertain += len(made["in_disputes"])
    left_out = made["reasons"] or made["out_of_play"] or made["coverage"] or made["not_checked"]
    accepted = len(made["accepted"]) or len(made["stale"])
    rows = [
        ("disputes", "Disputes", len(made["disputes"]), True),
        ("tensions", "Tensions", tensions, tensions),
        ("changes", "What changed", made["changed"], made["changes"]),
        ("notes", "Notes", notes, notes),
        ("uncertain", "Not certain", uncertain, True),
        ("figures", "Figures", len(made["figures"]), True),
        ("voices", "Voices", len(made["voices"]), True),
        ("articles", "Articles", len(made["articles"]), True),
        ("not-compared", "Not compared", 0, left_out),
        ("accepted", "Accepted", accepted, accepted),
        ("rules", "Rules", 0, True),
    ]
    return [(address, name, number) for address, name, number, is_there in rows if is_there]


def _findings(review: Review, view: View) -> dict[str, Any]:
    disputes = list(view.disputes())
    tensions, notes = view.others("warning"), view.others("note")
    within = {found.id for dispute in disputes for found in dispute.uncertain}
    uncertain = [view.with_rows(f) for f in review.findings if f.kind == PERHAPS and f.id not in within]
    every = [*(found for dispute in disputes for found in dispute.found), *tensions, *notes, *uncertain]
    return {
        "disputes": [dispute for dispute in disputes if dispute.state == "new"],
        "accepted_disputes": [dispute for dispute in disputes if dispute.state != "new"],
        "others": [
            ("tensions", "Tensions", "Both sides may be true; tell your readers of both.", tensions),
            ("notes", "Notes", "Agreement by a rule's rounding, and hints.", notes),
            ("uncertain", "Not certain", "Disagreements only if both figures are of one time.", uncertain),
        ],
        "in_disputes": [(found.id, found.sentences[0][0]) for dispute in disputes for found in dispute.uncertain],
        "accepted": [found for found in every if found.state == "accepted"],
        "stale": [visible(stale_text(acceptance)) for acceptance in review.stale],
        "remarks": [visible(text) for text in remarks(review, view.sentences)],
    }


def _lists(review: Review, view: View) -> dict[str, Any]:
    figures = view.all_figures()
    sentences = view.sentences
    out = [claim for claim in review.corpus.claims if claim.out or not claim.value.stated]
    compared = {c.key for each in review.result.statements.values() for s in each for c in s.claims}
    out += [c for c in review.corpus.claims if c.key not in compared and not c.out and c.value.stated]
    return {
        "figures": figures,
        "out_of_play": [(visible(view.names.title(claim)), list(view.figures.out_of_play([claim]))) for claim in out],
        "subjects": sorted({figure.subject for figure in figures}),
        "voices": list(voice_views(review, sentences)),
        "articles": list(article_views(review, sentences)),
        "changes": [visible(line) for line in change_lines(review.changes, sentences)],
        "changed": sum(change.kind != RISE for change in review.changes),
        "timeline": list(timeline(review, sentences)),
        "reasons": {
            visible(reason): [visible(line) for line in lines]
            for reason, lines in not_compared_lines(review, sentences)
        },
        "coverage": [visible(line) for line in coverage_lines(review, sentences)],
        "not_checked": [visible(entry) for entry in (*review.not_checked, *review.limits)],
        "rules": _rules(review),
    }


def _rules(review: Review) -> list[tuple[str, list[str], str]]:
    return [
        (slug(id_), [visible(line) for line in lines], url_of(id_, review.corpus))
        for id_ in review.rule_ids
        if (lines := rule_page(id_, review.corpus))
    ]


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
    """Nothing but the page's own style and script; pictures only of its own charts, to take along; for `checker serve`
    also requests to itself."""
    connect = "; connect-src 'self'" if live else ""
    return (
        f"default-src 'none'; style-src {_hash(css)}; script-src {_hash(script)}; img-src blob:{connect}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def isolated(text: str) -> Markup:
    """Another's text, in its own direction, which must not change that of what stands beside it."""
    return escape(text) if text.isascii() else Markup("<bdi>{}</bdi>").format(text)


def _sentence(directions: Directions, text: str) -> Markup:
    """Our own sentence, from left to right: names in it that run the other way do not turn it."""
    return directions.html(text.replace(" -> ", " → "))


def _quoted(directions: Directions, text: str) -> Markup:
    """The words of a claim and their paper, each in its own direction: "some 275 dead", the Herald."""
    words, mark, paper = text.rpartition('", ')
    if text.isascii() or not mark or not words.startswith('"'):
        return _sentence(directions, text)
    return Markup('"<bdi>{}</bdi>", <bdi>{}</bdi>').format(words[1:], paper)


def _advice(directions: Directions, text: str) -> Markup:
    """Our advice: what is to be typed stands between backticks."""
    pieces = text.split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(p) if i % 2 else _sentence(directions, p) for i, p in enumerate(pieces)
    )
