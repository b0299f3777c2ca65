"""`checker accept` and `checker prune`: what is known, and may stay."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.commands import session
from checker.commands.reporting import severities_from

if TYPE_CHECKING:
    from checker.corpus.corpus import Acceptance, Corpus
    from checker.engine.findings import Finding, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which findings are to be accepted, and what is written to them: only what was given."""

    findings: tuple[str, ...]
    is_all: bool
    moved: bool
    fail_on: str
    reason: str | None
    until: str | None
    by: str | None


def accept(wanted: Wanted, project: Path | None, today: int) -> int:
    """Write an entry for each finding to accepted.yaml; returns the exit status."""
    session.refuse_in_ci()
    if [bool(wanted.findings), wanted.is_all, wanted.moved].count(True) != 1:
        raise click.UsageError("give the ids of findings, or --all, or --moved")
    corpus = _load_to_change(project)
    found = session.standing(session.check(corpus), today)
    if corpus.problems:
        session.report_problems(corpus)
        raise click.ClickException("nothing was accepted: mend these files first")
    from checker.baseline.accepted_file import change, with_entries

    chosen, left = _chosen(wanted, found)
    entries = _entries(chosen, found, wanted, today)
    replaced = _replaced(chosen, found)
    change(_file(corpus), lambda text: with_entries(text, entries, replaced))
    _show_accepted(chosen, entries, found, _file(corpus))
    if wanted.is_all:
        _show_left(entries, left)
    elif not entries:
        click.echo("nothing has moved")
    return session.CLEAN


def _load_to_change(project: Path | None) -> Corpus:
    from checker.files.project import project_around, root_of

    session.finish_interrupted(root_of(project or project_around()) or Path())
    return session.load((project,) if project else ())


def _file(corpus: Corpus) -> Path:
    from checker.files.project import ACCEPTED

    return corpus.root / ACCEPTED


def _chosen(wanted: Wanted, found: Report) -> tuple[list[Finding], list[Finding]]:
    """The findings to accept; and with --all those that are left since they rest on an earlier reason."""
    if wanted.moved:
        return [finding for finding in found.findings if found.standing(finding).is_moved], []
    if not wanted.is_all:
        return session.all_named(wanted.findings, found), []
    severities = severities_from(wanted.fail_on)
    failing = [f for f in found.findings if f.severity in severities and found.standing(f).fails]
    new = [finding for finding in failing if not found.standing(finding).related]
    return new, [finding for finding in failing if finding not in new]


def _entries(chosen: list[Finding], found: Report, wanted: Wanted, today: int) -> list[Acceptance]:
    from checker.baseline.accepted_file import acceptance_of
    from checker.values.display import safe

    entries = []
    for finding in chosen:
        entry, mistake = acceptance_of(finding, found, today, reason=wanted.reason, until=wanted.until, by=wanted.by)
        if entry is None:
            raise click.UsageError(safe(mistake))
        entries.append(entry)
    return entries


def _show_accepted(chosen: list[Finding], entries: list[Acceptance], found: Report, file: Path) -> None:
    from checker.reports.gate import acceptance_text
    from checker.values.display import safe

    for finding, entry in zip(chosen, entries, strict=True):
        click.echo(safe(f"{file.as_posix()}: accepted {entry.id}: {entry.message}"))
        for before in found.standing(finding).related:
            if acceptance_text(before) != acceptance_text(entry):
                click.echo(safe(f"    it was: {acceptance_text(before)}"))


def _show_left(entries: list[Acceptance], left: list[Finding]) -> None:
    from checker.values.display import counted

    ids = " ".join(finding.id for finding in left)
    rest = f"; {len(left)} more rest on an earlier reason, accept each by its id: {ids}" if left else ""
    click.echo(f"{counted(len(entries), 'finding')} accepted{rest}")


def _replaced(chosen: list[Finding], found: Report) -> list[str]:
    """The entries that those for some findings take the place of."""
    left = {entry.id for f in found.findings if f not in chosen for entry in found.standing(f).related}
    return [entry.id for f in chosen for entry in found.standing(f).related if entry.id not in left]


def prune(project: Path | None, today: int) -> int:
    """Take out of accepted.yaml what is not found any more; returns the exit status."""
    session.refuse_in_ci()
    from checker.values.display import safe

    corpus = _load_to_change(project)
    found = session.standing(session.check(corpus), today)
    if corpus.problems or found.not_checked:
        session.report_problems(corpus)
        why = "mend these files first"
        if found.not_checked:
            why = f"not all could be checked: {safe(found.not_checked[0])}"
        raise click.ClickException(f"nothing was pruned: {why}")
    from checker.baseline.accepted_file import change, without_entries
    from checker.reports.gate import acceptance_text

    file = _file(corpus)
    if found.stale:
        change(file, lambda text: without_entries(text, [entry.id for entry in found.stale]))
    for entry in found.stale:
        click.echo(safe(f"{file.as_posix()}: took out {entry.id} {entry.message}".rstrip()))
        click.echo(safe(f"    it was: {acceptance_text(entry)}"))
    if not found.stale:
        click.echo("all that is accepted is still found")
    return session.CLEAN
