"""The report for a terminal: readable at 80 columns, no meaning in colour."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from checker.corpus.corpus import Claim
from checker.engine.findings import Dispute, Finding, Position, Report
from checker.engine.messages import figure_name, show_position
from checker.engine.uncompared import ALONE
from checker.reports import Style, shown
from checker.reports.advice import advice, topic
from checker.reports.gate import (
    acceptance_text,
    by_severity,
    extent,
    finding_lines,
    remarks,
    stale_text,
    tally,
    verdict,
)
from checker.values.dates import show_window
from checker.values.display import are, counted, safe
from checker.values.formatting import show_gap

_LEAST_WIDTH = 60


def render(report: Report, style: Style) -> str:
    """The report as lines no wider than the style says (at least 60). Brief: findings only, each with its places."""
    writer = _Writer(report, style)
    lines = writer.brief() if style.brief else writer.full()
    return "\n".join(line.rstrip() for line in lines) + "\n"


class _Writer:
    def __init__(self, report: Report, style: Style) -> None:
        self.report, self.corpus, self.style = report, report.corpus, style
        self.width = max(style.width, _LEAST_WIDTH)

    # --- the whole report

    def full(self) -> Iterable[str]:
        yield from self._summary()
        for number, dispute in enumerate(self.report.disputes, 1):
            yield from self._dispute(number, dispute)
        yield from self._findings("TENSIONS", "both sides may be true; tell your readers of both", "warning")
        yield from self._findings("NOTES", "", "note")
        yield from self._not_compared()
        yield from self._accepted()
        yield from self._list("NOT CHECKED", (*self.report.not_checked, *self.report.limits))
        yield from self._coverage()
        yield from self._problems()

    def _summary(self) -> Iterable[str]:
        report, corpus = self.report, self.corpus
        stories = ", ".join(safe(story) for story in report.stories[:5]) or "no stories"
        more = f" and {len(report.stories) - 5} more" if len(report.stories) > 5 else ""
        yield from self._wrap(f"Consistency report: {stories}{more}")
        disputes = counted(len(report.disputes), "dispute")
        yield from self._wrap(", ".join((*extent(report), disputes, *by_severity(report))) + ".")
        if not report.is_complete:
            yield from self._wrap(
                f"INCOMPLETE: {counted(len(corpus.problems), 'problem')} in the files, listed at the end."
            )
        accepted = sum(1 for finding in report.findings if report.standing(finding).is_accepted)
        if accepted:
            yield from self._wrap(f"{accepted} of these findings {are(accepted)} accepted.")
        explained = [dispute for dispute in report.disputes if dispute.explanations]
        best = min(explained, key=self._is_accepted, default=None)
        if best is None:
            if not report.claims:
                yield from self._wrap("Nothing was checked.")
            elif not report.of_severity("error"):
                yield from self._wrap("No contradictions were found.")
            return
        errors = {finding.id for finding in report.of_severity("error")}
        settled, total = len(errors & {finding.id for finding in best.findings}), len(errors)
        yield ""
        yield from self._advice(best)
        if total > 1 and len(report.disputes) > 1:
            yield from self._wrap(f"That would settle {settled} of the {total} contradictions.")

    def _is_accepted(self, dispute: Dispute) -> bool:
        return all(self.report.standing(finding).is_accepted for finding in dispute.findings)

    def _dispute(self, number: int, dispute: Dispute) -> Iterable[str]:
        yield ""
        title = f"DISPUTE {number}   {safe(topic(dispute, self.corpus))}"
        count = counted(len(dispute.findings), "contradiction")
        yield f"{title}{count.rjust(max(self.width - len(title), len(count) + 2))}"
        yield ""
        yield from self._claims_table(dispute.positions)
        yield ""
        yield from self._findings_table(dispute.findings)
        yield ""
        for finding in dispute.findings:
            if finding.steps:  # a conflict that no single row shows needs its derivation beside it
                yield f"  Why {finding.id}:"
                for number_, step in enumerate(finding.steps, 1):
                    yield from self._wrap(safe(f"{number_}. {step}"), "    ", hanging="   ")
                yield ""
        if dispute.explanations:
            yield from self._advice(dispute, "  ")
        if dispute.note:
            yield from self._wrap(f"Not explained: {dispute.note}.", "  ")

    def _claims_table(self, positions: Sequence[Position], indent: str = "  ") -> Iterable[str]:
        """What is claimed, by whom and in which words: one row a position."""
        quantities = self.report.quantities
        ordered = sorted(
            positions,
            key=lambda p: (figure_name(quantities[p.quantity], self.corpus), quantities[p.quantity].as_of, p.key),
        )
        rows = []
        shown = ""
        for position in ordered:
            quantity = quantities[position.quantity]
            name = safe(figure_name(quantity, self.corpus))
            bullet = "- " if len(position.claims) > 1 else ""
            who = "\n".join(f"{bullet}{self._who(claim)}" for claim in position.claims)
            when = "" if quantity.mode == "constant" else show_window(quantity.as_of)
            rows.append((name if name != shown else "", safe(show_position(position, quantity.unit)), who, when))
            shown = name
        yield from self._table(rows, indent, flexible=2, most=(26, 14, 0, 14))

    def _who(self, claim: Claim) -> str:
        parts = [self.corpus.sources[claim.source].publisher]
        if claim.speaker:
            parts.append(f", by {claim.speaker}")
        elif claim.via:
            parts.append(f", from {claim.via}")
        if claim.implied:
            parts.append(f" (implied: {claim.implied})")
        if claim.quote:
            parts.append(f': "{claim.quote}"')
        return safe("".join(parts))

    def _findings_table(self, findings: Sequence[Finding], indent: str = "  ") -> Iterable[str]:
        rows = [
            (
                safe(f.message),
                safe(f.rule),
                f"off by {show_gap(f.gap, f.unit)}" if f.gap and f.unit != "origin" else "",
                f"{f.id}\n{self._state(f)}".strip(),
            )
            for f in findings
        ]
        yield from self._table(rows, indent, flexible=0, most=(0, 27 if self.width >= 80 else 15, 16, 10), hyphens=1)

    def _table(
        self, rows: Sequence[Sequence[str]], indent: str, *, flexible: int, most: Sequence[int], hyphens: int = -1
    ) -> Iterable[str]:
        """Columns side by side; the flexible one takes what the others leave, and all of them wrap.

        Words of the column `hyphens` may be broken at theirs.
        """
        if not rows:
            return
        from tabulate import tabulate  # 30 ms that the gate's brief output does without

        widths = [
            min(limit, max((len(line) for row in rows for line in row[column].split("\n")), default=0)) if limit else 0
            for column, limit in enumerate(most)
        ]
        widths[flexible] = max(self.width - len(indent) - sum(widths) - 2 * (len(widths) - 1), 16)
        wrapped = [
            [
                "\n".join(_wrapped(cell, width, hyphens=column == hyphens) for cell in text.split("\n"))
                for column, (text, width) in enumerate(zip(row, widths, strict=True))
            ]
            for row in rows
        ]
        table = tabulate(wrapped, tablefmt="plain", disable_numparse=True)
        yield from (indent + line for line in table.split("\n"))

    # --- the rest

    def _findings(self, heading: str, what: str, severity: str) -> Iterable[str]:
        findings = self.report.of_severity(severity)
        if not findings:
            return
        yield ""
        yield from self._wrap(f"{heading}   {what}" if what else heading)
        for finding in findings:
            yield ""
            yield from self._findings_table([finding])
            yield from self._claims_table(finding.positions, indent="    ")

    def _not_compared(self) -> Iterable[str]:
        if not self.report.not_compared:
            return
        yield ""
        yield "NOT COMPARED"
        reasons: dict[str, list[str]] = {}
        for entry in self.report.not_compared:
            reasons.setdefault(entry.reason, []).append(entry.subject)
        alone = reasons.pop(ALONE, [])
        for reason, subjects in reasons.items():
            yield ""
            yield from self._wrap(f"{safe(reason)}:", "  ")
            for subject in subjects:
                yield from self._wrap(safe(subject), "    ", hanging="  ")
        if alone:
            yield ""
            yield from self._wrap(f"{ALONE} ({len(alone)}):", "  ")
            yield from self._wrap(safe("; ".join(alone)), "    ")

    def _state(self, finding: Finding) -> str:
        """What else to say of a finding: it is accepted, or was and is no more."""
        standing = self.report.standing(finding)
        return "accepted" if standing.is_accepted else standing.state if standing.acceptance else ""

    def _accepted(self) -> Iterable[str]:
        """What is accepted and why, if asked for; and always what no longer holds."""
        entries = [(f, self.report.standing(f)) for f in self.report.findings]
        accepted = [(f, standing.acceptance) for f, standing in entries if standing.acceptance is not None]
        if (not self.style.show_accepted or not accepted) and not self.report.stale:
            return
        yield ""
        yield "ACCEPTED"
        for finding, acceptance in accepted if self.style.show_accepted else ():
            text = f"{finding.id} {finding.message}: {acceptance_text(acceptance)}"
            state = self._state(finding)
            yield from self._wrap(safe(text if state == "accepted" else f"{state}: {text}"), "  ", hanging="  ")
        for acceptance in self.report.stale:
            yield from self._wrap(safe(stale_text(acceptance)), "  ", hanging="  ")

    def _coverage(self) -> Iterable[str]:
        quantities: dict[tuple[str, ...], set[str]] = {}
        for claim in self.corpus.claims:
            if not claim.out and claim.value.stated:
                quantities.setdefault(_about(claim), set()).add(claim.origin)
        chosen = {_about(claim) for claim in self.report.claims}
        quantities = {about: origins for about, origins in quantities.items() if about in chosen}
        if not quantities:
            return
        single = sum(1 for origins in quantities.values() if len(origins) == 1)
        yield ""
        yield "COVERAGE"
        rest = "rests" if single == 1 else "rest"
        yield from self._wrap(f"{single} of {counted(len(quantities), 'figure')} {rest} on a single origin.", "  ")

    def _list(self, heading: str, entries: Sequence[str]) -> Iterable[str]:
        if entries:
            yield ""
            yield heading
            for entry in entries:
                yield from self._wrap(safe(entry), "  ", hanging="  ")

    def _problems(self) -> Iterable[str]:
        yield from self._list("PROBLEMS", [str(problem) for problem in self.corpus.problems])

    # --- the gate's output: one line a finding, places for editors and logs

    def brief(self) -> Iterable[str]:
        for problem in self.corpus.problems:
            yield safe(str(problem))
        for finding in shown(self.report, self.style):
            yield from finding_lines(finding, self.report)
        for acceptance in self.report.stale:
            yield safe(f"{acceptance.file}:{acceptance.line}: {stale_text(acceptance)}")
        for entry in (*self.report.not_checked, *self.report.limits):
            yield f"not checked: {safe(entry)}"
        yield from map(safe, remarks(self.report))
        yield tally(self.report)
        yield from verdict(self.report, self.style)

    def _advice(self, dispute: Dispute, indent: str = "") -> Iterable[str]:
        for line in advice(dispute, self.report):
            yield from self._wrap(safe(line), indent, hanging="  " if line.startswith("- ") else "")

    def _wrap(self, text: str, indent: str = "", hanging: str = "") -> Iterable[str]:
        yield from textwrap.wrap(
            text, self.width, initial_indent=indent, subsequent_indent=indent + hanging, break_on_hyphens=False
        )


def _wrapped(text: str, width: int, *, hyphens: bool = False) -> str:
    return "\n".join(textwrap.wrap(text, max(width, 1), break_on_hyphens=hyphens))


def _about(claim: Claim) -> tuple[str, ...]:
    return claim.subject, claim.property, claim.status
