"""Markdown for a comment on a pull request, or the page of a CI step."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checker.baseline.review import NEW, Review
from checker.engine.findings import Finding
from checker.reports import Style
from checker.reports.directions import Directions
from checker.reports.gate import (
    LABELS,
    MOST_PARTS,
    STATES,
    TO_LIGHT,
    age,
    claims_in_order,
    history,
    parts_to_tell,
    remarks,
    stale_text,
    tally,
    verdict,
)
from checker.reports.order import comes_to_light, listed_findings
from checker.reports.sentences import Sentences
from checker.values.display import counted, visible

MOST = 200
ROOM = 60_000
"""Findings that are shown, and bytes: a comment on GitHub has 65,536 at most."""
MOST_CLAIMS = 50
"""Claims of a finding that are shown, new ones first; so one of a thousand voices has room too."""
JOINER = "&#8203;"  # has no width, and is no letter of a name
_MENTION = re.compile(r"[@#!~$%&](?=\w)")
_COMMAND = re.compile(r"&#96;(checker [\w .\"-]+)&#96;")
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&$@:]|(?<=www)\.")


def render(review: Review, style: Style) -> str:
    """New findings open; what comes to light, and what was known, folded away; problems, and counts."""
    return "\n".join(_Comment(review, style).lines()) + "\n"


def failure(message: str) -> str:
    """That nothing could be checked, and why."""
    return f"### Sources: nothing was checked\n\n{escape(message)}\n"


class _Comment:
    def __init__(self, review: Review, style: Style) -> None:
        self.review, self.style = review, style
        self.sentences = Sentences(review.result)
        self.marked = Directions.of(review.corpus).marked

    def lines(self) -> Iterable[str]:
        review = self.review
        findings = listed_findings(review, only_new=self.style.only_new, with_accepted=self.style.show_accepted)
        failing = [finding for finding in findings if review.status(finding).fails]
        rest = [finding for finding in findings if not review.status(finding).fails]
        yield f"### Sources: {_headline(failing, review, self.style)}"
        told = list(self._some(failing, ROOM * 3 // 4))
        room = ROOM - _size(told)
        yield from told
        yield from self._not_in_order(room // 3)
        yield from self._folded(rest, room * 2 // 3)
        yield from ("", escape(tally(review)))
        for line in verdict(review, self.style):
            yield from ("", _with_commands(line))

    def _not_in_order(self, room: int) -> Iterable[str]:
        """Problems, what was not checked, and what else should be looked at."""
        review = self.review
        entries = [
            f"{_code(f'{self.style.path(p.file)}:{p.line}:{p.column}')} {escape(p.message)}"
            for p in review.corpus.problems
        ]
        entries += [f"Not checked: {escape(text)}" for text in review.not_checked]
        stale = (stale_text(entry) for entry in review.stale)
        entries += [escape(text) for text in (*review.limits, *stale, *remarks(review, self.sentences))]
        if entries:
            kept = _within([[f"- {entry}"] for entry in entries], room)
            yield from ("", "**Not all is in order**", "", *(line for lines in kept for line in lines))
            if len(kept) < len(entries):
                yield f"- and {len(entries) - len(kept)} more"

    def _folded(self, findings: list[Finding], room: int) -> Iterable[str]:
        """What does not fail the gate, by why it does not."""
        states = {finding.id: self.review.status(finding).state for finding in findings}
        groups = [(what, [f for f in findings if states[f.id] == state]) for state, what in TO_LIGHT.items()]
        groups.append(("known before", [f for f in findings if states[f.id] not in TO_LIGHT]))
        for what, each in groups:
            if each:
                inner = list(self._some(each, room))
                room -= _size(inner)
                yield from ("", f"<details><summary>{counted(len(each), 'finding')} {what}</summary>", *inner)
                yield from ("", "</details>")

    def _some(self, findings: list[Finding], room: int) -> Iterable[str]:
        """As many of the findings as there is room for, and how many more there are."""
        kept = _within([list(self._finding(finding)) for finding in findings[:MOST]], room)
        yield from (line for lines in kept for line in lines)
        if len(kept) < len(findings):
            yield from ("", f"{len(findings) - len(kept)} more are not shown here.")

    def _finding(self, finding: Finding) -> Iterable[str]:
        review, status = self.review, self.review.status(finding)
        is_said = status.state == NEW or comes_to_light(status)  # the latter by the heading that it is under
        state = "" if is_said else f" ({STATES.get(status.state, status.state)})"
        first, *parts = (self.sentences.part(finding, part) for part in parts_to_tell(finding, review))
        follows = ", follows from another" if finding.is_echo else ""
        yield from ("", f"**{LABELS[finding.severity].capitalize()}{follows}{state}: {self._told(first)}**")
        if parts:
            yield from ("", *(f"- {self._told(part)}" for part in parts[: MOST_PARTS - 1]))
            if len(parts) >= MOST_PARTS:
                yield f"- {_and_more(len(parts) + 1 - MOST_PARTS, finding)}"
        yield from ("", f"Rule {_code(finding.rule)}, finding {_code(finding.id)}", "")
        for line in history(finding, review, self.sentences):
            yield from (_with_commands(f"{line[0].upper()}{line[1:]}"), "")
        yield from self._claims(finding)

    def _told(self, text: str) -> str:
        """Our own words, in which names that run from right to left stay apart from what stands beside them."""
        return self.marked(escape(text))

    def _claims(self, finding: Finding) -> Iterable[str]:
        """A table: who says what, in whose words, where."""
        every = claims_in_order(finding, self.review)
        claims = every[:MOST_CLAIMS]
        ages = [age(claim, finding, self.review) for claim in claims]
        head = ["who", "claim", "words", "place", *([""] if any(ages) else [])]
        yield f"| {' | '.join(head)} |"
        yield f"| {' | '.join(['---'] * len(head))} |"
        for claim, told in zip(claims, ages, strict=True):
            cells = [
                self._told(self.sentences.who(claim)),
                self._told(self.sentences.said(claim)),
                escape(claim.quote),
                _code(f"{self.style.path(claim.file)}:{claim.line}"),
            ]
            cells += [f"**{told}**" if told == "new" else escape(told)] if any(ages) else []
            yield f"| {' | '.join(cells)} |"
        if len(every) > len(claims):
            yield from ("", _and_more(len(every) - len(claims), finding))


def _and_more(number: int, finding: Finding) -> str:
    return f"and {number:,} more: {_code(f'checker explain {finding.id}')}"


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


def _headline(failing: list[Finding], review: Review, style: Style) -> str:
    if not review.is_complete:
        return f"not all could be checked, {counted(len(review.corpus.problems), 'problem')} in the files"
    states = [review.status(finding).state for finding in failing]
    new = [finding for finding, state in zip(failing, states, strict=True) if state == NEW]
    parts = [
        counted(number, f"new {label}")
        for severity, label in LABELS.items()
        if (number := sum(1 for finding in new if finding.severity == severity))
    ]
    parts += [f"{states.count(state)} {what}" for state, what in STATES.items() if state != NEW and state in states]
    parts += [style.beside] if style.beside else []
    return ", ".join(parts) or ("no new disagreement" if style.is_all else "not all could be checked")


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
