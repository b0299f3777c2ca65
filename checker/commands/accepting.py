"""What `checker accept` and `checker prune` write to accepted.yaml, and what they say of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from msgspec import Struct
from msgspec.structs import replace

from checker.baseline.accepted_file import Wish, acceptance_of, change, with_entries, without_entries
from checker.baseline.among import among
from checker.baseline.migration import OldEntry, migrated, old_entries
from checker.baseline.review import MOVED, Review
from checker.commands import session
from checker.corpus.corpus import Acceptance, Corpus
from checker.engine.findings import DIFFER, Finding
from checker.files.roots import ACCEPTED, project_around, root_of
from checker.reports.gate import acceptance_text
from checker.reports.sentences import Sentences
from checker.values.display import counted, safe


class Chosen(Struct, frozen=True):
    """Which findings are accepted: those named, all that are new and of these severities, or those that have moved."""

    ids: Sequence[str]
    is_all: bool
    moved: bool
    severities: tuple[str, ...]


def accept(project: Path | None, today: int, chosen: Chosen, wish: Wish) -> int:
    """Write an entry for each finding that is chosen."""
    review = _reviewed(project, today, "accepted")
    failing = [f for f in review.findings if f.severity in chosen.severities and review.status(f).fails]
    findings = _chosen(chosen, review, failing)
    entries = _entries(findings, review, today, wish)
    path, outdated = review.corpus.root / ACCEPTED, _outdated(findings, review)
    _write(path, entries, outdated)
    for finding, entry in zip(findings, entries, strict=True):
        _say(path, entry, review.status(finding).acceptance)
        _say_whom_it_lets_differ(finding, entry)
    if chosen.is_all:
        _say_how_tables_are_accepted(review.corpus.root)
        _say_what_is_left(entries, [f for f in failing if f not in findings and not f.is_echo])
    elif not entries:
        click.echo("nothing has moved")
    return session.CLEAN


def _write(path: Path, entries: Sequence[Acceptance], outdated: Sequence[str]) -> None:
    """Put entries in; a file that would hold nothing is not made."""
    if entries or outdated:
        change(path, lambda text: with_entries(text, entries, outdated))


def _entries(findings: Sequence[Finding], review: Review, today: int, wish: Wish) -> list[Acceptance]:
    """An entry for each finding. Raises click.UsageError where the wish fits none of them."""
    sentences = Sentences(review.result)
    entries = []
    for finding in findings:
        entry, mistake = acceptance_of(finding, review, today, wish, sentences.finding(finding))
        if entry is None:
            raise click.UsageError(safe(mistake))
        message = sentences.finding(among(finding, entry.voices)) if entry.voices else entry.message
        entries.append(replace(entry, message=message))
    return entries


def _outdated(findings: Sequence[Finding], review: Review) -> list[str]:
    """The ids under which the findings were accepted before, as far as no finding has them now."""
    there = {finding.id for finding in review.findings}
    earlier = [entry.id for f in findings if (entry := review.status(f).acceptance) is not None]
    return [id_ for id_ in earlier if id_ not in there]


def _chosen(chosen: Chosen, review: Review, failing: list[Finding]) -> list[Finding]:
    if chosen.moved:
        return [f for f in review.findings if review.status(f).state == MOVED]
    if not chosen.is_all:
        return session.all_named(chosen.ids, review)
    return _not_yet_accepted([f for f in failing if review.status(f).acceptance is None])


def _not_yet_accepted(failing: Sequence[Finding]) -> list[Finding]:
    """What is accepted with all others. An echo goes with what it echoes; one whose roots were accepted before, and
    that has grown, is accepted by itself."""
    roots = [f for f in failing if not f.is_echo]
    accepted = {f.id for f in roots}
    return [*roots, *(f for f in failing if f.is_echo and not accepted.intersection(f.echo_of))]


def _say(path: Path, entry: Acceptance, before: Acceptance | None) -> None:
    click.echo(safe(f"{path.as_posix()}: accepted {entry.id}: {entry.message}"))
    if before is not None and acceptance_text(before) != acceptance_text(entry):
        click.echo(safe(f"    it was: {acceptance_text(before)}"))


def _say_whom_it_lets_differ(finding: Finding, entry: Acceptance) -> None:
    """Of several pairs of voices that may differ however often from now on: how many, and how to accept one alone."""
    if entry.is_open and not entry.voices and finding.kind == DIFFER and len(finding.parts) > 1:
        pairs = f"{counted(len(finding.parts), 'pair')} of voices"
        click.echo(f"    {pairs} may differ from now on; --voices 'one, other' accepts what two say alone")


def _say_what_is_left(entries: Sequence[Acceptance], left: Sequence[Finding]) -> None:
    ids = " ".join(finding.id for finding in left)
    rest = f"; {len(left)} more rest on an earlier reason, accept each by its id: {ids}" if left else ""
    click.echo(f"{counted(len(entries), 'finding')} accepted{rest}")


def _say_how_tables_are_accepted(root: Path) -> None:
    """Findings of tables have another file; nobody is to think that all of them are accepted."""
    from checker.commands.tables import KNOWN
    from checker.files.roots import TABLES

    if (root / TABLES).exists():
        how = f"`checker check --output {KNOWN}` writes what is known, docs/tables.md"
        click.echo(f"findings of the tables are not accepted here: {how}", err=True)


def prune(project: Path | None, today: int) -> int:
    """Take out the entries that no finding needs."""
    review = _reviewed(project, today, "pruned")
    if review.not_checked:
        raise click.ClickException(f"nothing was pruned: not all could be checked: {safe(review.not_checked[0])}")
    path = review.corpus.root / ACCEPTED
    if review.stale:
        change(path, lambda text: without_entries(text, [entry.id for entry in review.stale]))
    for entry in review.stale:
        click.echo(safe(f"{path.as_posix()}: took out {entry.id} {entry.message}".rstrip()))
        click.echo(safe(f"    it was: {acceptance_text(entry)}"))
    if not review.stale:
        click.echo("all that is accepted is still found")
    return session.CLEAN


def migrate(project: Path | None, today: int) -> int:
    """Write the entries of the first edition as they are written now; what is new beside them is listed."""
    corpus = _load_to_change(project)
    path = corpus.root / ACCEPTED
    entries = _old(path)
    if any(not problem.file.endswith(ACCEPTED) for problem in corpus.problems):
        session.report_problems(corpus)
        raise click.ClickException("nothing was carried over: correct these files first")
    if not entries:
        click.echo("there is nothing of the first edition")
        return session.CLEAN
    review = session.review(corpus, today)
    sentences = Sentences(review.result)
    messages = {finding.id: sentences.finding(finding) for finding in review.findings}
    found = migrated(review.result, entries, messages)
    change(path, lambda text: with_entries(text, found.made, [entry.id for entry in entries]))
    for entry in found.made:
        _say(path, entry, None)
    for old in found.gone:
        click.echo(safe(f"{path.as_posix()}: {old.id} is found no longer, or has changed: {old.reason}"))
    _say_what_is_new(_reviewed(project, today, "more"), messages)
    return session.CLEAN


def _say_what_is_new(review: Review, messages: Mapping[str, str]) -> None:
    """What fails after all is carried over, since a claim joined it or has changed."""
    for finding in review.of_severity("error"):
        if review.status(finding).fails:
            click.echo(safe(f"still {review.status(finding).state}: {finding.id}: {messages[finding.id]}"))


def _old(path: Path) -> list[OldEntry]:
    """The entries of the first edition in a file."""
    from checker.files.models import Acceptance as Written
    from checker.files.validation import validate_map
    from checker.files.yaml_reader import read_document
    from checker.values.dates import read_window

    if not path.exists():
        return []
    document, _ = read_document(path, path.name)
    if document is None:
        return []
    said, _ = validate_map(Written, document)
    return old_entries(
        (id_, e.rule, e.claims, e.content, e.reason, read_window(e.until)[0] if e.until else None, e.by or "")
        for id_, e in said.items()
        if e.content and not e.statements
    )


def _reviewed(project: Path | None, today: int, done: str) -> Review:
    corpus = _load_to_change(project)
    if corpus.problems:
        session.report_problems(corpus)
        raise click.ClickException(f"nothing was {done}: correct these files first")
    return session.review(corpus, today)


def _load_to_change(project: Path | None) -> Corpus:
    """The corpus of a project that is about to be written to."""
    session.finish_interrupted(root_of(project or project_around()) or Path())
    return session.load((project,) if project else ())
