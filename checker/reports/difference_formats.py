"""The difference of two states as text for a terminal, as Markdown for a chat, and as data."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from msgspec import to_builtins

from checker.reports import Style
from checker.reports.difference import CHANGED, GONE, NEW, Difference, FindingChange, ValueChange
from checker.reports.gate import LABELS
from checker.reports.layout import item, table, wrap
from checker.reports.markdown import escape
from checker.reports.sentences import sentence
from checker.values.display import counted, safe, visible

T = TypeVar("T")
MOST_FINDINGS, MOST_FIGURES, MOST_VALUES, MOST_ARTICLES = 20, 20, 8, 12
MORE = "checker diff --full"
_HEADINGS = ((NEW, "NEW"), (CHANGED, "CHANGED"), (GONE, "GONE"))


def render(told: Difference, format_: str, style: Style) -> str:
    """A difference in one of FORMATS."""
    return FORMATS[format_](told, style)


# --- in words that the formats share ---------------------------------------------------------------


def headline(told: Difference) -> Iterable[str]:
    """What is compared with what, and how much is in each."""
    before, after = told.before, told.after
    yield f"From {before.name} to {after.name}"
    counts = [
        _number(before.articles, after.articles, "article"),
        _number(before.claims, after.claims, "claim"),
        _number(before.disagreements, after.disagreements, "disagreement"),
        _number(before.tensions, after.tensions, "tension"),
    ]
    yield sentence(", ".join(counts))
    for side in (before, after):
        if side.problems:
            yield f"INCOMPLETE, {side.name}: {counted(side.problems, 'problem')}; what they hide may differ."
    if told.rules_differ:
        yield "The rules differ as well: each side is checked by its own."
    if told.is_empty:
        yield "Nothing that the sources say, and nothing that was found, differs."


def _number(before: int, after: int, what: str) -> str:
    """ "9 articles (2 more)"."""
    if before == after:
        return counted(after, what)
    change = f"{after - before:,} more" if after > before else f"{before - after:,} fewer"
    return f"{counted(after, what)} ({change})"


def _finding(change: FindingChange) -> tuple[str, tuple[tuple[str, str], ...]]:
    """How a finding begins, and its sentences with what stands before each."""
    label = "" if change.severity == "error" else f"{LABELS[change.severity]}: "
    note = f" ({change.note})" if change.note else ""
    if change.state == NEW:
        return f"{label}{change.after[0]}{note}", tuple(("", text) for text in change.after[1:])
    if change.state == GONE:
        return f"{label}{change.before[0]}{note}", tuple(("", text) for text in change.before[1:])
    lines = [*(("was: ", text) for text in change.before), *(("now: ", text) for text in change.after)]
    if len(lines) == 1:
        before, text = lines[0]
        word = {"was: ": "no longer: ", "now: ": ""}[before] if not change.note else ""
        return f"{label}{word}{text}{note}", ()
    return f"{label}{lines[0][0]}{lines[0][1]}{note}", tuple(lines[1:])


def _value(change: ValueChange) -> tuple[str, str, str]:
    """A mark, who says so, and what: "83 (8 May)  in the Herald", "288 -> 275 (4 May)"."""
    mark = "+" if not change.before else "-" if not change.after else "~"
    value = " -> ".join(filter(None, (change.before, change.after)))
    when = f" ({change.when})" if change.when else ""
    papers = f"  {change.papers}" if change.papers else ""
    note = f"  {change.note}" if change.note else ""
    return mark, change.voice, f"{value}{when}{papers}{note}"


# --- text ----------------------------------------------------------------------------------------


def text(told: Difference, style: Style) -> str:
    """At most a screen or two, unless the style is full."""
    return "\n".join(line.rstrip() for line in _Text(told, style).lines()) + "\n"


class _Text:
    def __init__(self, told: Difference, style: Style) -> None:
        self.told, self.style, self.width = told, style, max(style.width, 60)

    def lines(self) -> Iterable[str]:
        for line in headline(self.told):
            yield from wrap(safe(line), self.width)
        for state, heading in _HEADINGS:
            yield from self._findings(heading, self.told.of_state(state))
        yield from self._list("WHAT CHANGED", self.told.changes)
        yield from self._figures()
        yield from self._list("ARTICLES", self.told.articles_new, "+")
        yield from self._list("" if self.told.articles_new else "ARTICLES", self.told.articles_gone, "-")

    def _findings(self, heading: str, changes: Sequence[FindingChange]) -> Iterable[str]:
        if changes:
            yield from ("", f"{heading} ({len(changes)})")
        for change in self._some(changes, MOST_FINDINGS):
            first, more = _finding(change)
            id_ = f" [{change.id}]" if self.style.full else ""
            yield from item(safe(sentence(f"{first}{id_}")), self.width, "*", "   ")
            for before, line in more:
                yield from item(safe(sentence(f"{before}{line}")), self.width, "-", "     ")
        yield from self._more(len(changes), MOST_FINDINGS)

    def _figures(self) -> Iterable[str]:
        figures = self.told.figures
        if figures or self.told.repeats:
            yield from ("", "FIGURES")
        for title, rows in self._some(figures, MOST_FIGURES):
            yield from wrap(safe(title), self.width, "   ")
            cells = [tuple(map(safe, _value(row))) for row in self._some(rows, MOST_VALUES)]
            yield from table(cells, (1, 26, 0), self.width, "     ")
            yield from self._more(len(rows), MOST_VALUES, "     ")
        yield from self._more(len(figures), MOST_FIGURES)
        if self.told.repeats:
            papers = self.told.repeats if self.style.full else self.told.repeats[:MOST_ARTICLES]
            left = len(self.told.repeats) - len(papers)
            more = f" and {left} more" if left else ""
            yield from wrap(safe(f"Said again, as before: in {', '.join(papers)}{more}."), self.width, "   ")

    def _list(self, heading: str, lines: Sequence[str], mark: str = "*") -> Iterable[str]:
        if lines and heading:
            yield from ("", heading)
        for line in self._some(lines, MOST_ARTICLES):
            yield from item(safe(line), self.width, mark, "   ")
        yield from self._more(len(lines), MOST_ARTICLES)

    def _some(self, rows: Sequence[T], most: int) -> Sequence[T]:
        return rows if self.style.full else rows[:most]

    def _more(self, number: int, most: int, indent: str = "   ") -> Iterable[str]:
        if number > most and not self.style.full:
            yield f"{indent}and {number - most} more: {MORE}"


# --- Markdown and data ---------------------------------------------------------------------------


def markdown(told: Difference, style: Style) -> str:
    """The same as a message; nothing of the articles can be markup in it."""
    lines = ["", *(part for line in headline(told) for part in (escape(line), ""))]
    lines[1] = f"### {lines[1]}"
    for state, heading in _HEADINGS:
        changes = told.of_state(state)
        if changes:
            lines += [f"**{heading.capitalize()}**", ""]
        for change in changes if style.full else changes[:MOST_FINDINGS]:
            first, more = _finding(change)
            lines.append(f"- {escape(sentence(first))}")
            lines += [f"  - {before}{escape(sentence(text))}" for before, text in more]
        lines += _rest_of(len(changes), MOST_FINDINGS, style)
    lines += _markdown_list("What changed", told.changes, style)
    figures = [(title, rows) for title, rows in told.figures]
    if figures:
        lines += ["**Figures**", ""]
    for title, rows in figures if style.full else figures[:MOST_FIGURES]:
        lines.append(f"- {escape(title)}")
        lines += [f"  - {_markdown_value(row)}" for row in (rows if style.full else rows[:MOST_VALUES])]
    lines += _rest_of(len(figures), MOST_FIGURES, style)
    lines += _markdown_list("Articles that came", told.articles_new, style)
    lines += _markdown_list("Articles that went", told.articles_gone, style)
    return "\n".join(lines[1:]).rstrip() + "\n"


def _markdown_value(change: ValueChange) -> str:
    mark, voice, value = _value(change)
    word = {"+": "new", "-": "gone", "~": "changed"}[mark]
    return f"{word}: {escape(voice)}: {escape(value)}"


def _markdown_list(heading: str, entries: Sequence[str], style: Style) -> list[str]:
    if not entries:
        return []
    shown = entries if style.full else entries[:MOST_ARTICLES]
    lines = [f"**{heading}**", "", *(f"- {escape(entry)}" for entry in shown)]
    return [*lines, *_rest_of(len(entries), MOST_ARTICLES, style)]


def _rest_of(number: int, most: int, style: Style) -> list[str]:
    if not number:
        return []
    return [f"- and {number - most} more", ""] if number > most and not style.full else [""]


def data(told: Difference, _: Style) -> str:
    """All of it, as JSON; the texts as they are, with what could not be seen made visible."""
    whole = to_builtins(told)
    whole["figures"] = [{"title": title, "values": rows} for title, rows in whole["figures"]]
    return json.dumps(_visible(whole), ensure_ascii=False, indent=2) + "\n"


def _visible(value: object) -> object:
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {key: _visible(each) for key, each in value.items()}
    return [_visible(each) for each in value] if isinstance(value, list | tuple) else value


FORMATS: dict[str, Callable[[Difference, Style], str]] = {"text": text, "markdown": markdown, "json": data}
