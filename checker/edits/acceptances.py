"""What is accepted, under the names of now: an entity has another id, and no reason is lost for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from msgspec import Struct, field
from msgspec.structs import replace

from checker.baseline.accepted_file import with_entries_of_now
from checker.baseline.keys import OVER, Key, keyed
from checker.baseline.review import Review
from checker.baseline.reviewing import review_of
from checker.corpus.calls import SEPARATOR
from checker.corpus.corpus import Acceptance
from checker.corpus.identity import identity
from checker.edits.judging import loaded
from checker.edits.project_files import ProjectFiles
from checker.engine.findings import Finding, Statement
from checker.files.project import RING_UP
from checker.files.roots import ACCEPTED
from checker.files.yaml_edit import Splice, key_renamed, root_of_text, spliced
from checker.reports.sentences import Sentences
from checker.values.dates import Window

NO_DAY = 1
"""A day on which nothing that is accepted has expired."""


def with_names_of_now(files: ProjectFiles, names: Mapping[str, str]) -> None:
    """Put accepted.yaml as it is to be once entities have other keys. `names` are their keys before and now."""
    _calls_of_now(files, names)
    if files.text(ACCEPTED) is None:
        return
    before = review_of(loaded(files.root, {}), NO_DAY)
    if not before.corpus.accepted:
        return
    after = review_of(loaded(files.root, files.after), NO_DAY)
    renaming = _Renaming(names, before, after)
    entries = {entry.id: renaming.entry(entry) for entry in before.corpus.accepted}
    changed = _together({old: new for old, new in entries.items() if new is not None}, before.corpus.accepted)
    text = files.text(ACCEPTED) or ""
    if changed:
        files.put(ACCEPTED, with_entries_of_now(text, changed))


def _calls_of_now(files: ProjectFiles, names: Mapping[str, str]) -> None:
    """Put ring-up.yaml as it is to be: its keys name stories, entities and voices."""
    document = files.document(RING_UP)
    text = files.text(RING_UP)
    if document is None or text is None or not isinstance(document.value, dict):
        return
    spans = root_of_text(text)
    splices: list[Splice] = []
    taken = set(document.value)
    for key in document.value:
        new = _call_of_now(key, names)
        if new != key and new not in taken:
            taken.add(new)
            splices += key_renamed(spans, key, new)
    files.put(RING_UP, spliced(text, splices))


def _call_of_now(key: str, names: Mapping[str, str]) -> str:
    parts = key.split(SEPARATOR, 2)
    for old, new in names.items() if len(parts) == 3 else ():
        story, figure, voice = parts
        home, _, id_ = old.rpartition("/")
        if home not in ("", story):
            continue
        subject, _, rest = figure.partition(" ")
        now = new.rpartition("/")[2]
        parts = [story, f"{now} {rest}" if subject == id_ else figure, now if voice == id_ else voice]
    return SEPARATOR.join(parts)


def _together(changed: Mapping[str, Acceptance], accepted: Iterable[Acceptance]) -> dict[str, Acceptance]:
    """Entries that are of one finding now as one: what is known in any of them is known, and all reasons are kept."""
    of_id: dict[str, list[Acceptance]] = {}
    for entry in accepted:
        now = changed.get(entry.id, entry)
        of_id.setdefault(now.id, []).append(now)
    return {old: _one(of_id[new.id]) for old, new in changed.items()}


def _one(entries: Sequence[Acceptance]) -> Acceptance:
    first = entries[0]
    if len(entries) == 1:
        return first
    statements = frozenset(chain.from_iterable(entry.statements for entry in entries))
    echoes = frozenset(chain.from_iterable(entry.echoes for entry in entries))
    return replace(
        first,
        reason=" ".join(dict.fromkeys(entry.reason for entry in entries)),
        statements=tuple(sorted(statements)),
        echoes=tuple(sorted(echoes - statements)),
        is_open=any(entry.is_open for entry in entries),
        lets_others_join=any(entry.lets_others_join for entry in entries),
        voices=_voices(entries),
        until=_first_end(entries),
        by=", ".join(dict.fromkeys(entry.by for entry in entries if entry.by)),
    )


def _voices(entries: Sequence[Acceptance]) -> tuple[str, ...]:
    """The voices of all entries; none where one is of all."""
    if not all(entry.voices for entry in entries):
        return ()
    return tuple(sorted(set(chain.from_iterable(entry.voices for entry in entries))))


def _first_end(entries: Sequence[Acceptance]) -> Window | None:
    """The end that comes first, where each entry has one."""
    days = [entry.until for entry in entries if entry.until is not None]
    return min(days, key=lambda window: window.last) if len(days) == len(entries) else None


class _Renaming(Struct):
    """Two reviews of one project, the second with other keys of entities."""

    names: Mapping[str, str]
    before: Review
    after: Review
    claims_before: dict[Key, frozenset[str]] = field(default_factory=dict)
    subjects: dict[Key, frozenset[str]] = field(default_factory=dict)
    keys_after: dict[str, set[Key]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for key, statement in _keyed(self.before.findings):
            claims = frozenset(claim.key for claim in statement.claims)
            self.claims_before[key] = self.claims_before.get(key, frozenset()) | claims
            self.subjects[key] = self.subjects.get(key, frozenset()) | {statement.figure.subject}
        for key, statement in _keyed(self.after.findings):
            for claim in statement.claims:
                self.keys_after.setdefault(claim.key, set()).add(key)

    def entry(self, entry: Acceptance) -> Acceptance | None:
        """An entry as it is to be; None where it stays as it is."""
        finding = self._finding_of(entry)
        statements, echoes = self._keys(entry.statements), self._keys(entry.echoes)
        id_ = self._id(finding) if finding is not None and finding.id == entry.id else entry.id
        if (id_, statements, echoes) == (entry.id, entry.statements, entry.echoes):
            return None
        found = {each.id: each for each in self.after.findings}
        message = Sentences(self.after.result).finding(found[id_]) if id_ in found else entry.message
        voices = tuple(sorted({key[2] for key in statements})) if entry.voices else ()
        return replace(entry, id=id_, statements=statements, echoes=echoes, voices=voices, message=message)

    def _finding_of(self, entry: Acceptance) -> Finding | None:
        for finding in self.before.findings:
            acceptance = self.before.status(finding).acceptance
            if finding.id == entry.id or (acceptance is not None and acceptance.id == entry.id):
                return finding
        return None

    def _id(self, finding: Finding) -> str:
        figures = []
        for name, figure in finding.figures:
            subject, *rest = figure.name
            figures.append((name, self.names.get(subject, subject), *rest))
        return identity(finding.kind, finding.severity, finding.rule, sorted(figures), finding.source)

    def _keys(self, keys: Iterable[Key]) -> tuple[Key, ...]:
        """Statements as they are now: those with the same claims, else those with the names of now."""
        found: set[Key] = set()
        for key in keys:
            renamed = self._renamed(key)
            claims = self.claims_before.get(key, frozenset())
            same = {
                other
                for claim in claims
                for other in self.keys_after.get(claim, ())
                if (other[0], other[1]) == (renamed[0], renamed[1])
            }
            found |= same or {renamed}
        return tuple(sorted(found))

    def _renamed(self, key: Key) -> Key:
        """A statement with the names of now in its text."""
        side, what, voice, moment, value = key
        for old, new in self.names.items():
            id_ = old.rpartition("/")[2]
            if what.partition(" ")[0] == id_ and self._is_of(key, old):
                what = f"{new.rpartition('/')[2]} {what.partition(' ')[2]}"
            voice = new if voice == old else voice
            if moment == f"{OVER}{old}":
                moment = f"{OVER}{new}"
        return side, what, voice, moment, value

    def _is_of(self, key: Key, entity: str) -> bool:
        """Whether a statement is about an entity, and not about one of that name in another story."""
        subjects = self.subjects.get(key)
        if subjects is not None:
            return entity in subjects
        id_ = entity.rpartition("/")[2]
        return [each.id for each in self.before.corpus.entities.values()].count(id_) == 1


def _keyed(findings: Iterable[Finding]) -> Iterator[tuple[Key, Statement]]:
    for finding in findings:
        for combination in finding.combinations:
            yield from keyed(finding, combination)
