"""Problems and findings as an editor shows them: each claim of a finding, with the other claims as related places."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from lsprotocol import types as lsp
from msgspec import Struct

from checker.baseline.review import CHANGED, EXPIRED, JOINED, Review
from checker.corpus.corpus import Claim
from checker.editor.places import Span, Units, span_at, span_of
from checker.editor.project import Snapshot, absolute
from checker.engine.findings import PERHAPS, Finding
from checker.reports.derivation import url_of
from checker.reports.sentences import Sentences
from checker.values.display import safe

SOURCE = "checker"
SEVERITIES = {
    "error": lsp.DiagnosticSeverity.Error,
    "warning": lsp.DiagnosticSeverity.Warning,
    "note": lsp.DiagnosticSeverity.Information,
}
_SINCE = {
    CHANGED: "; accepted before a value in it changed",
    JOINED: "; accepted before more joined it",
    EXPIRED: "; accepted until a day that is past",
}
NO_PROJECT = "this file is in no project: expected claims/<story>/<source>.yaml; `checker init` starts a project"


class Coordinates(Struct, frozen=True):
    """How the editor names places: its addresses of files, and its columns."""

    uri: Callable[[Path], str]
    units: Units

    def range(self, span: Span, lines: list[str]) -> lsp.Range:
        text = lines[span.line] if span.line < len(lines) else ""
        return lsp.Range(
            lsp.Position(span.line, self.units.of(text[: span.start])),
            lsp.Position(span.line, self.units.of(text[: span.end])),
        )

    def place(self, lines: list[str], position: lsp.Position) -> tuple[int, int]:
        """Line and column in code points."""
        text = lines[position.line] if position.line < len(lines) else ""
        return position.line, self.units.column(text, position.character)


Diagnostics = dict[Path, list[lsp.Diagnostic]]
"""What there is to show, by file."""


class Diagnoser:
    """Makes what there is to show of each file. What is the same as the last time is not made again."""

    def __init__(self, coordinates: Coordinates) -> None:
        self.coordinates = coordinates
        self._made: dict[str, tuple[tuple[object, ...], list[tuple[Path, lsp.Diagnostic]]]] = {}

    def diagnostics(self, snapshot: Snapshot, review: Review) -> Diagnostics:
        """The files that have something to show, and what, in order of place."""
        by_file: Diagnostics = {}
        of_findings = self._findings(snapshot, review)
        for file, diagnostic in (*self._problems(snapshot), *self._stale(snapshot, review), *of_findings):
            by_file.setdefault(file, []).append(diagnostic)
        return {file: sorted(by_file[file], key=_order) for file in sorted(by_file)}

    def _findings(self, snapshot: Snapshot, review: Review) -> Iterator[tuple[Path, lsp.Diagnostic]]:
        """Each finding at each of its claims, as it was made before if all that it rests on is the same."""
        places, before = Places(snapshot, self.coordinates), self._made
        self._made = {}
        sentences = Sentences(snapshot.checked.result)
        for finding in review.findings:
            state = _state(finding, review, snapshot)
            made = before.get(finding.id)
            if made is None or made[0] != state:
                claims = [(absolute(claim.file), claim) for claim in finding.claims]
                made = state, [(file, _of_finding(finding, claim, review, places, sentences)) for file, claim in claims]
            self._made[finding.id] = made
            yield from made[1]

    def _problems(self, snapshot: Snapshot) -> Iterator[tuple[Path, lsp.Diagnostic]]:
        """Mistakes in the files, and hints: places that may be meant otherwise."""
        told = [(problem, lsp.DiagnosticSeverity.Error) for problem in snapshot.corpus.problems]
        told += [(hint, lsp.DiagnosticSeverity.Information) for hint in snapshot.corpus.hints]
        for problem, severity in told:
            file = absolute(problem.file)
            lines = [] if file.is_dir() else snapshot.lines(file)
            span = span_at(lines, problem.line - 1, problem.column - 1)
            yield file, _plain(self.coordinates.range(span, lines), safe(problem.message), severity)

    def _stale(self, snapshot: Snapshot, review: Review) -> Iterator[tuple[Path, lsp.Diagnostic]]:
        for entry in review.stale:
            file = absolute(entry.file)
            lines = snapshot.lines(file)
            place = self.coordinates.range(span_at(lines, entry.line - 1, 0), lines)
            message = "no finding needs this any more; `checker prune` takes it out"
            yield file, _plain(place, message, lsp.DiagnosticSeverity.Information)


def _plain(place: lsp.Range, message: str, severity: lsp.DiagnosticSeverity) -> lsp.Diagnostic:
    return lsp.Diagnostic(range=place, message=message, severity=severity, source=SOURCE)


def _state(finding: Finding, review: Review, snapshot: Snapshot) -> tuple[object, ...]:
    """What its diagnostics rest on, the text of its files included: columns may differ where no claim does."""
    files = sorted({claim.file for claim in finding.claims})
    return finding, review.status(finding), [snapshot.lines(absolute(file)) for file in files]


def in_no_project(text: str) -> list[lsp.Diagnostic]:
    """What to say of a file outside any project: something, if it holds claims."""
    heads = {line.partition(":")[0].rstrip() for line in text.splitlines() if ":" in line and line[:1].strip()}
    if not {"source", "claims"} <= heads:
        return []
    start = lsp.Position(0, 0)
    return [_plain(lsp.Range(start, start), NO_PROJECT, lsp.DiagnosticSeverity.Information)]


class Places:
    """Where claims are."""

    def __init__(self, snapshot: Snapshot, coordinates: Coordinates) -> None:
        self.snapshot, self.coordinates = snapshot, coordinates
        self._known: dict[str, lsp.Location] = {}

    def of(self, claim: Claim) -> lsp.Location:
        """A claim's value."""
        if claim.key not in self._known:
            file = absolute(claim.file)
            place = self.coordinates.range(self._span(claim, file), self.snapshot.lines(file))
            self._known[claim.key] = lsp.Location(self.coordinates.uri(file), place)
        return self._known[claim.key]

    def _span(self, claim: Claim, file: Path) -> Span:
        lines = self.snapshot.lines(file)
        document = self.snapshot.articles.get(file)
        entries = document.value["claims"] if document is not None else []
        for index, entry in enumerate(entries):
            if document is not None and isinstance(entry, dict) and entry.get("id") == claim.id:
                return span_of(document, ("claims", index, "value"), lines)
        return span_at(lines, claim.line - 1, claim.column - 1)


def _of_finding(finding: Finding, claim: Claim, review: Review, places: Places, sentences: Sentences) -> lsp.Diagnostic:
    """A finding at one of its claims: the sentence of the part in which the claim stands."""
    status = review.status(finding)
    part = next(part for part in finding.parts if claim in part.claims)
    message = sentences.part(finding, part)
    severity = SEVERITIES[finding.severity]
    if status.is_accepted and status.acceptance is not None:
        message += f"; accepted: {status.acceptance.reason}"
        severity = lsp.DiagnosticSeverity.Hint
    if finding.kind == PERHAPS or finding.is_echo:
        severity = lsp.DiagnosticSeverity.Hint
    message += _SINCE.get(status.state, "")
    url = url_of(finding.rule, review.corpus)
    return lsp.Diagnostic(
        range=places.of(claim).range,
        message=safe(message),
        severity=severity,
        code=finding.rule,
        code_description=lsp.CodeDescription(url) if url else None,
        source=SOURCE,
        related_information=[
            lsp.DiagnosticRelatedInformation(places.of(other), safe(sentences.claim(other)))
            for other in finding.claims
            if other.key != claim.key
        ],
        data={"finding": finding.id},
    )


def _order(diagnostic: lsp.Diagnostic) -> tuple[object, ...]:
    start = diagnostic.range.start
    return start.line, start.character, diagnostic.severity, str(diagnostic.code or ""), diagnostic.message
