"""Whether statements are of those whom a rule speaks of: `.voice`, `.said_by`, and sources that are not the same."""

from __future__ import annotations

from collections.abc import Sequence

from checker.corpus.corpus import Corpus
from checker.corpus.relation import Condition, Path, Relation
from checker.engine.findings import Statement
from checker.values.value import fold

Terms = Sequence[tuple[str, Statement]]


def are_of_whom(terms: Terms, relation: Relation, corpus: Corpus) -> bool:
    """Whether a combination is one that the conditions of its rule allow; of a sum all parts must be."""
    return all(_holds(condition, terms, corpus) for condition in relation.of_statements)


def _holds(condition: Condition, terms: Terms, corpus: Corpus) -> bool:
    left = [statement for name, statement in terms if name == condition.left.name]
    if isinstance(condition.right, Path):
        other = condition.right
        right = [statement for name, statement in terms if name == other.name]
        return all(_compared(condition, one, two, other) for one in left for two in right)
    wanted = fold(str(condition.right))
    return all((wanted in _names(one, condition.left, corpus)) == (condition.operator == "==") for one in left)


def _compared(condition: Condition, one: Statement, two: Statement, other: Path) -> bool:
    if condition.left.kind == "source":  # told by one paper alone, it is the same source
        return len({claim.source for claim in (*one.claims, *two.claims)}) > 1
    voices = _voice(one, condition.left), _voice(two, other)
    return (voices[0] == voices[1] and voices[0] != "") == (condition.operator == "==")


def _voice(statement: Statement, path: Path) -> str:
    """The voice of a statement; of `.said_by` only where a speaker is named."""
    if path.attributes == ("said_by",) and not any(claim.speaker for claim in statement.claims):
        return ""
    return statement.voice


def _names(statement: Statement, path: Path, corpus: Corpus) -> set[str]:
    """What a voice may be called: its id and its names, or the words of an article for it."""
    voice = _voice(statement, path)
    if not voice:
        return set()
    entity = corpus.entities.get(voice)
    words = {fold(claim.speaker) for claim in statement.claims if claim.speaker}
    return words | ({voice} if entity is None else {fold(name) for name in (entity.id, entity.name, *entity.aliases)})
