"""What became otherwise over time, and is no disagreement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise, starmap

from checker.corpus.comparison import meet
from checker.corpus.corpus import Claim, Corpus
from checker.engine.findings import Change, Figure, Position, Statement
from checker.engine.judge import can_agree
from checker.engine.quantities import figure_of
from checker.engine.reversals import reversals

STATE, PLAN, REVISION, RESTART, RISE = "state", "plan", "revision", "restart", "rise"


def changes_of(
    corpus: Corpus,
    figures: Mapping[int, Figure],
    statements: Mapping[int, Sequence[Statement]],
    changed: Iterable[int],
    rose: Iterable[int],
) -> tuple[Change, ...]:
    """States and plans that changed, figures that voices revised or began anew, and counts that rose.

    `changed` and `rose` are the figures to look at.
    """
    found: list[Change] = []
    for number in changed:
        found += (c for c in _replaced(figures[number], statements[number]) if not _is_of_other_rates(c, corpus))
    for number in rose:
        found += _rises(figures[number], statements[number], corpus)
    found += _revisions(corpus)
    order = (STATE, PLAN, REVISION, RESTART, RISE)
    return tuple(sorted(found, key=lambda c: (order.index(c.kind), c.figure.name, c.voice, c.steps[0][0].order)))


def _replaced(figure: Figure, statements: Sequence[Statement]) -> Iterator[Change]:
    """A state or a plan, of any voice, that surely differs from an earlier one. What goes back is told as a tension."""
    back = {id(after) for pairs in reversals(figure, statements).values() for _, after in pairs}
    steps = _steps([statement for statement in statements if id(statement) not in back])
    if len(steps) > 1:
        yield Change(kind=STATE if figure.type == "category" else PLAN, figure=figure, steps=steps)


def _is_of_other_rates(change: Change, corpus: Corpus) -> bool:
    """Whether only a second currency differs: one amount that two papers convert at two rates is no other plan."""
    wanted = {claim.derived_from for step in change.steps for statement in step for claim in statement.claims}
    if "" in wanted:
        return False
    first = [claim.value for claim in corpus.claims if claim.key in wanted]
    return len({value.unit for value in first}) == 1 and all(starmap(meet, combinations(first, 2)))


def _rises(figure: Figure, statements: Sequence[Statement], corpus: Corpus) -> Iterator[Change]:
    by_voice: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.voice in corpus.entities:
            by_voice.setdefault(statement.voice, []).append(statement)
    for voice, own in sorted(by_voice.items()):
        steps = _steps(own)
        if len(steps) > 1 and all(_is_above(after, before) for before, after in pairwise(steps)):
            yield Change(kind=RISE, figure=figure, steps=steps, voice=voice)


def _steps(statements: Sequence[Statement]) -> tuple[tuple[Statement, ...], ...]:
    """Statements by time; those that agree with all of a step belong to it. Only what is surely later is a new one."""
    steps: list[list[Statement]] = []
    for statement in statements:
        if steps and all(can_agree(statement, other) for other in steps[-1]):
            steps[-1].append(statement)
        elif not steps or all(other.moment.is_before(statement.moment) for other in steps[-1]):
            steps.append([statement])
    return tuple(tuple(step) for step in steps)


def _is_above(after: Sequence[Statement], before: Sequence[Statement]) -> bool:
    lows = [s.lower for s in after if s.lower is not None]
    highs = [s.upper for s in before if s.upper is not None]
    return bool(lows and highs) and max(lows) > min(highs)


def _revisions(corpus: Corpus) -> Iterator[Change]:
    claims = {claim.key: claim for claim in corpus.claims}
    for revision in corpus.revisions:
        told = [claims[key] for key in revision.told if key in claims]
        withdrawn = [claims[key] for key in revision.withdrawn if key in claims]
        if not told or not withdrawn:
            continue
        old, new = claims_as_statement(withdrawn, corpus), claims_as_statement(told, corpus)
        yield Change(kind=REVISION, figure=new.figure, steps=((old,), (new,)), voice=revision.voice, why=revision.why)


def claims_as_statement(claims: Sequence[Claim], corpus: Corpus) -> Statement:
    """Claims that are out of play, or state no figure, as a statement of the first one's voice; of no quantity (-1)."""
    first = claims[0]
    position = Position(
        quantity=-1,
        lower=first.value.interval.lower,
        upper=first.value.interval.upper,
        choices=first.value.choices,
        text=first.value.text,
        claims=tuple(claims),
    )
    return Statement(
        figure=figure_of(first, corpus, -1),
        quantity=-1,
        moment=first.moment,
        voice=first.origin,
        position=position,
        claims=tuple(claims),
    )
