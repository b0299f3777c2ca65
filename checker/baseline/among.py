"""What is accepted of some voices alone: what these say against each other, whoever else is in the finding."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from checker.baseline.review import Status
from checker.corpus.corpus import Acceptance, Corpus
from checker.engine.findings import Combination, Finding
from checker.values.formatting import listed
from checker.values.value import fold


def named_voices(finding: Finding, names: Sequence[str], corpus: Corpus) -> tuple[tuple[str, ...], str]:
    """The voices of a finding that are meant by their names, ids or other names; and what is wrong with these."""
    known = {voice: _names_of(voice, finding, corpus) for voice in finding.voices}
    found: set[str] = set()
    for name in names:
        meant = [voice for voice, own in known.items() if fold(name) in own]
        if len(meant) != 1:
            there = listed([_short(voice) for voice in finding.voices])
            return (), f"--voices: {name!r} is not one of the voices of {finding.id}, which are {there}"
        found.add(meant[0])
    if not _all_among(finding, found):
        return (), f"--voices: in {finding.id} {listed(list(names))} say nothing against each other"
    return tuple(sorted(found)), ""


def _names_of(voice: str, finding: Finding, corpus: Corpus) -> set[str]:
    words = {claim.speaker for claim in finding.claims if claim.origin == voice and claim.speaker}
    entity = corpus.entities.get(voice)
    if entity is not None:
        words |= {entity.id, entity.name, *entity.aliases}
    return {fold(word) for word in (voice, _short(voice), *words)}


def _short(voice: str) -> str:
    return voice.rpartition("/")[2]


def voices_that_stay(finding: Finding, entry: Acceptance, status: Status) -> tuple[str, ...]:
    """The voices that an entry is of, as they are called now: where they were renamed, those of the parts it knows."""
    if not entry.voices or set(entry.voices) <= set(finding.voices):
        return entry.voices
    known = [part for part, is_known in zip(finding.parts, status.parts, strict=False) if is_known]
    return tuple(sorted({statement.voice for part in known for statement in part.statements}))


def among(finding: Finding, voices: Collection[str]) -> Finding:
    """The finding as these voices alone make it; as it is, where none are named."""
    if not voices:
        return finding
    parts = [replace(part, combinations=own) for part in finding.parts if (own := _of_these(part.combinations, voices))]
    return replace(finding, parts=tuple(parts))


def is_of_others(finding: Finding, voices: Collection[str]) -> bool:
    """Whether some of a finding is of other voices."""
    return bool(voices) and not set(finding.voices) <= set(voices)


def _all_among(finding: Finding, voices: Collection[str]) -> bool:
    """Whether each of these voices is in what they say against each other."""
    return set(among(finding, voices).voices) == set(voices) if voices else False


def _of_these(combinations: Sequence[Combination], voices: Collection[str]) -> tuple[Combination, ...]:
    return tuple(each for each in combinations if all(s.voice in voices for s in each.statements))
