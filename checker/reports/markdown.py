"""Markdown for a comment on a pull request, or the page of a CI step."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checker.engine.findings import NEW, Finding, Report
from checker.engine.messages import said, who
from checker.reports import Style, shown
from checker.reports.gate import STATES, TO_LIGHT, age, claims_in_order, history, remarks, stale_text, tally, verdict
from checker.values.display import counted, visible
from checker.values.formatting import show_gap

MOST = 200
ROOM = 60_000
"""Findings that are shown, and bytes: a comment on GitHub has 65,536 at most."""
JOINER = "&#8203;"  # has no width, and is no letter of a name
_MENTION = re.compile(r"[@#!~$%&](?=\w)")
_COMMAND = re.compile(r"&#96;(checker [\w .\"-]+)&#96;")
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&$@:]|(?<=www)\.")
_NAMES = {"error": "Contradiction", "warning": "Tension", "note": "Note"}


def render(report: Report, style: Style) -> str:
    """New findings open; what comes to light, and what was known, folded away; problems, and counts."""
    return "\n".join(_lines(report, style)) + "\n"


def failure(message: str) -> str:
    """That nothing could be checked, and why."""
    return f"### Sources: nothing was checked\n\n{escape(message)}\n"


def _lines(report: Report, style: Style) -> Iterable[str]:
    findings = shown(report, style)
    failing = [finding for finding in findings if report.standing(finding).fails]
    rest = [finding for finding in findings if not report.standing(finding).fails]
    folded = (
        *((what, [f for f in rest if report.standing(f).state == state]) for state, what in TO_LIGHT.items()),
        ("known before", [f for f in rest if report.standing(f).state not in TO_LIGHT]),
    )
    yield f"### Sources: {_headline(failing, report)}"
    told = list(_some(failing, report, style, ROOM * 3 // 4))
    room = ROOM - _size(told)
    yield from told
    entries = [
        f"{_code(f'{style.path(p.file)}:{p.line}:{p.column}')} {escape(p.message)}" for p in report.corpus.problems
    ]
    entries += [f"Not checked: {escape(text)}" for text in report.not_checked]
    stale = (stale_text(entry) for entry in report.stale)
    entries += [escape(text) for text in (*report.limits, *stale, *remarks(report))]
    if entries:
        kept = _within([[f"- {entry}"] for entry in entries], room // 3)
        yield from ("", "**Not all is in order**", "", *(line for lines in kept for line in lines))
        if len(kept) < len(entries):
            yield f"- and {len(entries) - len(kept)} more"
    room = room * 2 // 3
    for what, each in folded:
        if each:
            inner = list(_some(each, report, style, room))
            room -= _size(inner)
            yield from ("", f"<details><summary>{counted(len(each), 'finding')} {what}</summary>", *inner)
            yield from ("", "</details>")
    yield from ("", escape(tally(report)))
    for line in verdict(report, style):
        yield from ("", _with_commands(line))


def _some(findings: list[Finding], report: Report, style: Style, room: int) -> Iterable[str]:
    """As many of the findings as there is room for, and how many more there are."""
    kept = _within([list(_finding(finding, report, style)) for finding in findings[:MOST]], room)
    yield from (line for lines in kept for line in lines)
    if len(kept) < len(findings):
        yield from ("", f"{len(findings) - len(kept)} more are not shown here.")


def _within(blocks: list[list[str]], room: int) -> list[list[str]]:
    """The blocks that have room together, in their order; one that is too long is passed over."""
    kept = []
    for lines in blocks:
        size = _size(lines)
        if size <= room:
            room -= size
            kept.append(lines)
    return kept


def _size(lines: list[str]) -> int:
    return sum(len(line.encode("utf-8", "surrogatepass")) + 1 for line in lines)


def _headline(failing: list[Finding], report: Report) -> str:
    if not report.is_complete:
        return f"not all could be checked, {counted(len(report.corpus.problems), 'problem')} in the files"
    states = [report.standing(finding).state for finding in failing]
    new = [finding for finding, state in zip(failing, states, strict=True) if state == "new"]
    parts = [
        counted(number, f"new {_NAMES[severity].lower()}")
        for severity in _NAMES
        if (number := sum(1 for finding in new if finding.severity == severity))
    ]
    parts += [f"{states.count(state)} {what}" for state, what in STATES.items() if state != "new" and state in states]
    return ", ".join(parts) or "no new contradiction"


def _finding(finding: Finding, report: Report, style: Style) -> Iterable[str]:
    standing = report.standing(finding)
    gap = f", off by {show_gap(finding.gap, finding.unit)}" if finding.gap and finding.unit != "origin" else ""
    is_said = standing.state == NEW or standing.comes_to_light  # the latter by the heading that it is under
    state = "" if is_said else f" ({STATES.get(standing.state, standing.state)})"
    yield from ("", f"**{_NAMES[finding.severity]}{state}: {escape(finding.message)}**{escape(gap)}")
    yield from ("", f"Rule {_code(finding.rule)}, finding {_code(finding.id)}", "")
    for line in history(finding, report):
        yield from (escape(f"{line[0].upper()}{line[1:]}"), "")
    claims = claims_in_order(finding, report)
    ages = [age(claim, finding, report) for claim in claims]
    head = ["claim", "who", "words", "place", *([""] if any(ages) else [])]
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join(['---'] * len(head))} |"
    for claim, told in zip(claims, ages, strict=True):
        cells = [
            escape(said(claim, report.corpus)),
            escape(who(claim, report.corpus)),
            escape(claim.quote),
            _code(f"{style.path(claim.file)}:{claim.line}"),
        ]
        cells += [f"**{told}**" if told in ("new", "changed") else escape(told)] if any(ages) else []
        yield f"| {' | '.join(cells)} |"


def escape(text: str) -> str:
    """Text that stays text: no markup, no HTML, no link; and no mention, which are looked for in what is rendered."""
    marked = _MENTION.sub("\\g<0>\0", visible(text))
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", marked).replace("\0", JOINER)


def _with_commands(text: str) -> str:
    """Our own words; commands in backticks are shown as code."""
    return _COMMAND.sub(r"<code>\1</code>", escape(text))


def _code(text: str) -> str:
    """Text as code; within a table's cell a | would end it, a backtick the code."""
    return f"<code>{escape(text)}</code>"
