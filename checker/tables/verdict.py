"""Whether tables pass: what fails of what was found, against what an earlier run knew, and which rows were unread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from checker.tables.gate import Growth, growth, unread_rows
from checker.tables.listing import Listed, widest
from checker.tables.outcome import Outcome
from checker.tables.output import beside
from checker.tables.text import FEW, finding_lines
from checker.values.display import counted, safe


def _as_it_is(file: str) -> str:
    return file


class Verdict(Struct, frozen=True, kw_only=True):
    """What of the findings fails: those of the severities `failing`, or of these what grew since `base` ("": none).

    `unread` is the number of rows that cannot be read, without those that the base knows; `by_rule` how many findings
    of each rule fail. With `only_new` what the base knows is not listed. `place` gives the name of a table's file as
    servers want it; `note` is to be said beside.
    """

    failing: tuple[str, ...]
    base: str = ""
    grown: Growth | None = None
    unread: int = 0
    by_rule: Counter[str] = Counter()
    only_new: bool = False
    note: str = ""
    place: Callable[[str], str] = _as_it_is
    is_checked: bool = True

    def fails(self, found: Listed) -> bool:
        if found.severity not in self.failing:
            return False
        return self.grown is None or found.id in self.grown.new or found.id in self.grown.wider

    def is_listed(self, found: Listed) -> bool:
        return not self.only_new or self.grown is None or found.severity not in self.failing or self.fails(found)

    @property
    def why(self) -> str:
        """What fails, in words; "" for nothing."""
        parts = [counted(sum(self.by_rule.values()), "finding")] if sum(self.by_rule.values()) else []
        for rule, then, now in self.grown.more if self.grown is not None else ():
            parts.append(f"{now:,} days of {safe(rule)} ({then:,} before)")
        return f"{', '.join(parts)} of the tables" if parts else ""

    @property
    def what_is_unread(self) -> str:
        """Which rows could not be read, in words; "" for none."""
        known = f" that the rows left out beside {self.base} do not have" if self.base else ""
        return f"{counted(self.unread, 'row')} of the tables cannot be read{known}" if self.unread else ""


def judged(outcome: Outcome, failing: tuple[str, ...], base: Path | None = None) -> Verdict:
    """Whether tables that were checked pass. Raises ValueError where the base is no file of findings."""
    if not outcome.is_checked:
        return Verdict(failing=failing, is_checked=False)
    if base is None:
        by_rule = Counter({t.rule: t.findings for t in outcome.totals if t.severity in failing and t.findings})
        return Verdict(failing=failing, unread=unread_rows(outcome), by_rule=by_rule)
    grown = growth(outcome, base, failing)
    left_out = Path(beside(base.as_posix(), "left-out"))
    return Verdict(
        failing=failing,
        base=base.as_posix(),
        grown=grown,
        unread=unread_rows(outcome, left_out),
        by_rule=grown.by_rule,
    )


def verdict_lines(outcome: Outcome, verdict: Verdict) -> Iterator[str]:
    """What grew since the base, and that not all could be read."""
    grown = verdict.grown
    if grown is not None:
        yield from _grown_lines(outcome, grown, verdict.base)
    if verdict.note:
        yield verdict.note
    if verdict.unread:
        yield f"Not all could be checked: {verdict.what_is_unread}."


def _grown_lines(outcome: Outcome, grown: Growth, base: str) -> Iterator[str]:
    if not grown.fails:
        yield f"Nothing grew since {base}; {counted(grown.gone, 'finding')} gone."
        return
    for ids, what in ((grown.new, "New since"), (grown.wider, "Wider than in")):
        if ids:
            yield f"{what} {base}: {counted(len(ids), 'finding')}"
            yield from _listed(outcome, ids)
    for rule, then, now in grown.more:
        yield f"More of {safe(rule)}: {now:,} days of figures, {then:,} before"


def _listed(outcome: Outcome, ids: Sequence[str]) -> Iterator[str]:
    chosen = ", ".join(outcome.store.text(id_) for id_ in ids[:FEW])
    for finding in widest(outcome, FEW, where=f"n.id IN ({chosen})"):
        yield from finding_lines(finding)
