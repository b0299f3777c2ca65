"""A finding accepted with a reason, or accepted no longer, as a change that can be undone."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from pathlib import Path

from checker.baseline.accepted_file import Wish, acceptance_of, with_entries, without_entries
from checker.baseline.review import Review
from checker.edits.change import Change, FileChange, Made, content_of
from checker.engine.findings import Finding
from checker.files.nodes import EMPTY
from checker.files.roots import ACCEPTED
from checker.files.yaml_reader import parse_document
from checker.problems import Problem
from checker.reports.sentences import Sentences


def accept(root: Path, review: Review, ids: Sequence[str], wish: Wish, today: int) -> Made:
    """An entry of accepted.yaml for each finding, as `checker accept` writes it. `wish` has the reason."""
    text, problems = _text(root)
    if problems:
        return None, problems
    found = {finding.id: finding for finding in review.findings}
    if unknown := [id_ for id_ in ids if id_ not in found]:
        return None, (Problem(ACCEPTED, 1, 1, f"no finding has the id {unknown[0]!r} now"),)
    findings = [found[id_] for id_ in ids]
    sentences = Sentences(review.result)
    entries = []
    for finding in findings:
        entry, mistake = acceptance_of(finding, review, today, wish, sentences.finding(finding))
        if entry is None:
            return None, (Problem(ACCEPTED, 1, 1, mistake),)
        entries.append(entry)
    after = with_entries(text or "", entries, _outdated(findings, review, found))
    return _made(f"accept {', '.join(ids)}", text, after)


def _outdated(findings: Iterable[Finding], review: Review, found: Container[str]) -> list[str]:
    """The ids under which findings are accepted already, as far as no finding has them now."""
    known = (review.status(finding).acceptance for finding in findings)
    return [entry.id for entry in known if entry is not None and entry.id not in found]


def accept_no_longer(root: Path, ids: Sequence[str]) -> Made:
    """Entries of accepted.yaml taken out, so that their findings are new again."""
    text, problems = _text(root)
    if problems:
        return None, problems
    return _made(f"accept no longer {', '.join(ids)}", text, without_entries(text or "", ids))


def _text(root: Path) -> tuple[str | None, tuple[Problem, ...]]:
    text = content_of(root, ACCEPTED)
    if isinstance(text, bytes):
        return None, (Problem(ACCEPTED, 1, 1, "not a text file in UTF-8"),)
    problems = parse_document((text or "").removeprefix("\ufeff"), ACCEPTED)[1]
    return text, tuple(problem for problem in problems if problem.message != EMPTY)


def _made(title: str, before: str | None, after: str) -> Made:
    return Change(title=title, files=(FileChange(name=ACCEPTED, before=before, after=after),)), ()
