"""What is known under other names: a story, an entity or a rule is called otherwise now, and the old name is gone.

A name is taken for another one only where the statements with the one are those with the other, on both sides alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from checker.baseline.keys import OVER, Key, keys_of, name_in, names_in, with_name
from checker.baseline.matching import Known, compare
from checker.corpus.corpus import Corpus
from checker.corpus.identity import identity
from checker.engine.findings import Finding, Result


class Names(Struct, frozen=True, kw_only=True):
    """What entities, stories and rules are called now. `keys` of entities are story/id, or id where stories share it.

    `voices` are those that claim anything now.
    """

    ids: frozenset[str]
    keys: frozenset[str]
    stories: tuple[str, ...]
    rules: frozenset[str]
    voices: frozenset[str] = frozenset()

    def brought_up(self, known: Known, keys: Iterable[Key]) -> Known:
        """What is known, with the names of now where a finding with these statements shows which they are."""
        now = set(keys)
        return self._with_entities(self._with_voices(known, now), now)

    def _with_voices(self, known: Known, now: set[Key]) -> Known:
        stored = known.statements | known.echoes
        voices = {key[2] for key in stored}
        gone = {voice for voice in voices if _has_story(voice)} - self.keys
        new = ({key[2] for key in now} & self.keys) - voices
        names = _same_ends(gone, new)
        new.difference_update(names.values())
        names |= _pairs_of(gone.difference(names), new, _said_by, stored, now)
        # one that stories share has no story in its key, and so looks like a publisher: it must be gone altogether,
        # and such an entity must have come
        shared = {voice for voice in voices if not _has_story(voice)} - self.keys - self.voices
        shared_new = {voice for voice in new if not _has_story(voice)}
        names |= _pairs_of(shared, shared_new, _said_by, stored, now)
        return _renamed(known, lambda key: _with_voice(key, names)) if names else known

    def _with_entities(self, known: Known, now: set[Key]) -> Known:
        stored = known.statements | known.echoes
        gone = names_in(stored) - self.ids
        new = names_in(now) - names_in(stored)
        names = _pairs_of(gone, new, _said_of, stored, now)
        return _renamed(known, lambda key: with_name(key, names.get(name_in(key), name_in(key)))) if names else known

    def is_there_still(self, known: Known, finding: Finding) -> bool:
        """Whether what a known finding was about is there under its old name, so that another finding is not it."""
        if known.rule not in self.rules:
            return False
        named = (_old_figures(known, finding, story) for story in self.stories)
        return any(
            _id_of(known, finding, figures) == known.id and all(figure[1] in self.keys for figure in figures)
            for figures in named
        )


_Figures = list[tuple[str, ...]]


def _old_figures(known: Known, finding: Finding, story: str) -> _Figures:
    """The figures of a finding as they were named in a story: with the name that is known, where there is just one."""
    old = names_in(known.statements)
    figures: _Figures = []
    for name, figure in finding.figures:
        subject, *rest = figure.name
        now = subject.rpartition("/")[2]
        before = now if now in old or len(old) != 1 else next(iter(old))
        figures.append((name, f"{story}/{before}" if story else before, *rest))
    return sorted(figures)


def _id_of(known: Known, finding: Finding, figures: _Figures) -> str:
    return identity(finding.kind, finding.severity, known.rule, figures, finding.source)


def names_of(corpus: Corpus, result: Result | None = None) -> Names:
    """The names of a corpus; with a result those of built-in rules too."""
    rules = result.rule_ids if result is not None else tuple(rule.id for rule in corpus.rules)
    return Names(
        ids=frozenset(entity.id for entity in corpus.entities.values()),
        keys=frozenset(corpus.entities),
        stories=tuple(sorted({key.rpartition("/")[0] for key in corpus.entities})),
        rules=frozenset(rules),
        voices=frozenset(claim.origin for claim in corpus.claims),
    )


def moved(
    findings: Iterable[Finding], known: Sequence[Known], present: Iterable[str], names: Names
) -> dict[str, Known]:
    """What is known of findings under another id, with the names of now; by the ids of the findings.

    `present` are all ids that are found now. Only where the statements are those of exactly one, on both sides.
    """
    gone = _by_pattern(known, set(present))
    pairs = [pair for finding in findings for pair in _pairs(finding, gone, names)] if gone else []
    # where the id shows that it was of the same story, that is the one
    sure = _unique([pair for pair in pairs if pair.is_of_its_story])
    taken = {known.id for known in sure.values()}
    return sure | _unique([pair for pair in pairs if pair.finding.id not in sure and pair.known.id not in taken])


def _by_pattern(known: Iterable[Known], present: Collection[str]) -> dict[_Pattern, list[Known]]:
    """What is known and no longer there, by each of its statements without the names in it."""
    found: dict[_Pattern, list[Known]] = {}
    for each in known:
        if each.id in present:
            continue
        for pattern in {_anonymous(key) for key in each.statements}:
            found.setdefault(pattern, []).append(each)
    return found


def _like(finding: Finding, known: Mapping[_Pattern, Sequence[Known]]) -> Iterable[Known]:
    """What shares a statement with a finding, but for the names."""
    found: dict[str, Known] = {}
    for pattern in {_anonymous(key) for key in keys_of(finding)}:
        found.update((each.id, each) for each in known.get(pattern, ()))
    return found.values()


class _Pair(Struct, frozen=True):
    """A finding, what may be known of it, and whether the id shows that this was in the same story."""

    finding: Finding
    known: Known
    is_of_its_story: bool


def _pairs(finding: Finding, gone: Mapping[_Pattern, Sequence[Known]], names: Names) -> Iterator[_Pair]:
    for before in _like(finding, gone):
        now = _as(finding, before, names)
        if now is not None:
            yield _Pair(finding, now, _is_of_its_story(finding, before))


def _unique(pairs: Sequence[_Pair]) -> dict[str, Known]:
    """The pairs of which both sides are in no other one."""
    ends = Counter(end for pair in pairs for end in (pair.finding.id, f"was {pair.known.id}"))
    alone = (pair for pair in pairs if ends[pair.finding.id] == ends[f"was {pair.known.id}"] == 1)
    return {pair.finding.id: pair.known for pair in alone}


def _is_of_its_story(finding: Finding, known: Known) -> bool:
    story = finding.figures[0][1].subject.rpartition("/")[0]
    return _id_of(known, finding, _old_figures(known, finding, story)) == known.id


def _as(finding: Finding, known: Known, names: Names) -> Known | None:
    """What is known, as that of a finding; None where it is not the same."""
    if known.rule != finding.rule and known.rule in names.rules:
        return None
    now = names.brought_up(known, keys_of(finding))
    if not compare(finding, now).is_whole or names.is_there_still(known, finding):
        return None
    return now


_Pattern = tuple[str, ...]
"""A statement without the names in it, or without one of them."""


def _has_story(voice: str) -> bool:
    return "/" in voice


def _said_by(voice: str, keys: Iterable[Key]) -> set[_Pattern]:
    return {_anonymous(key) for key in keys if key[2] == voice}


def _said_of(name: str, keys: Iterable[Key]) -> set[_Pattern]:
    return {with_name(key, "") for key in keys if name_in(key) == name}


def _anonymous(key: Key) -> _Pattern:
    """A statement without the names in it."""
    side, what, _, moment, value = key
    return side, what.partition(" ")[2], OVER if moment.startswith(OVER) else moment, value


def _same_ends(gone: set[str], new: set[str]) -> dict[str, str]:
    """The voices whose story alone is another one."""
    ends = {voice.rpartition("/")[2]: voice for voice in sorted(new)}
    pairs = {old: ends[end] for old in sorted(gone) if (end := old.rpartition("/")[2]) in ends}
    return {old: name for old, name in pairs.items() if [*pairs.values()].count(name) == 1}


def _pairs_of(
    gone: set[str],
    new: set[str],
    patterns: Callable[[str, Iterable[Key]], set[_Pattern]],
    stored: Iterable[Key],
    now: Iterable[Key],
) -> dict[str, str]:
    """Names that are gone with those that have come for them: what is said with both is the same, of no other two."""
    if not gone or not new:
        return {}
    before, after = list(stored), list(now)
    of_new = {name: patterns(name, after) for name in sorted(new)}
    pairs = [(old, name) for old in sorted(gone) for name in _alike(patterns(old, before), of_new)]
    ends = Counter(end for old, name in pairs for end in (f"was {old}", name))
    return {old: name for old, name in pairs if ends[f"was {old}"] == ends[name] == 1}


def _alike(own: set[_Pattern], others: Mapping[str, set[_Pattern]]) -> list[str]:
    """The names with which the same is said: nothing else where there are such, else at least some of it."""
    alike = [name for name, other in others.items() if own & other]
    return [name for name in alike if others[name] <= own] or alike


def _with_voice(key: Key, names: Mapping[str, str]) -> Key:
    side, what, voice, moment, value = key
    if moment.startswith(OVER):
        other = moment.removeprefix(OVER)
        moment = f"{OVER}{names.get(other, other)}"
    return side, what, names.get(voice, voice), moment, value


def _renamed(known: Known, rename: Callable[[Key], Key]) -> Known:
    return replace(
        known,
        statements=frozenset(rename(key) for key in known.statements),
        echoes=frozenset(rename(key) for key in known.echoes),
    )
