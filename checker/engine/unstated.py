"""A voice that says in one paper that a figure is not known, and in another of the same moment what it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checker.corpus.corpus import Claim, Corpus
from checker.engine.changes import claims_as_statement
from checker.engine.findings import ITSELF, Combination, Figure, Finding, Part, Statement
from checker.files.models import SOURCES_DISAGREE

ADVICE = "Who gave the figure? If it was another voice, write `said_by:`"


def unstated(
    corpus: Corpus, figures: Mapping[int, Figure], statements: Mapping[int, Sequence[Statement]]
) -> Iterator[Finding]:
    """A tension for each figure that a voice both states and says is not known."""
    unknown = [claim for claim in corpus.claims if not claim.value.stated and not claim.out]
    if not unknown:
        return
    wanted = {_about(claim) for claim in unknown}
    stated: dict[tuple[str, ...], list[Statement]] = {}
    for number, figure in figures.items():
        key: tuple[str, ...] = (figure.subject, figure.property, figure.status, figure.scope)
        if key in wanted:
            stated.setdefault(key, []).extend(statements[number])
    for about in sorted(wanted & stated.keys()):
        own = [claim for claim in unknown if _about(claim) == about]
        parts = [part for claim in own if (part := _part(claim, stated[about], corpus)) is not None]
        if parts:
            figure = parts[0].combinations[0].statements[-1].figure
            yield Finding(
                kind=ITSELF,
                rule=SOURCES_DISAGREE,
                severity="warning",
                figures=(("", figure),),
                parts=tuple(sorted(parts, key=lambda part: part.key)),
                advice=ADVICE,
            )


def _about(claim: Claim) -> tuple[str, ...]:
    return claim.subject, claim.property, claim.status, claim.scope


def _part(claim: Claim, statements: Sequence[Statement], corpus: Corpus) -> Part | None:
    unknown = claims_as_statement([claim], corpus)
    found = [
        Combination(terms=(("unknown", unknown), ("stated", statement)))
        for statement in statements
        if statement.voice == claim.origin and statement.moment.is_of_one_moment_with(claim.moment)
    ]
    return Part(key=(claim.origin, claim.key), combinations=tuple(found)) if found else None
