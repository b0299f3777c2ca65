"""Figures that are ascribed to a voice which says that it never gave them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from checker.corpus.articles import Articles, Correction
from checker.corpus.comparison import is_value
from checker.corpus.corpus import Claim, Disowned, Entity
from checker.corpus.restarts import figure_of
from checker.problems import Problem


def disown(whole: Articles, entities: Mapping[str, Entity]) -> None:
    """Take out of play what a voice disowns, and the claims that say so. `whole` is changed."""
    position = {claim.key: number for number, claim in enumerate(whole.claims)}
    found = []
    for correction in whole.corrections:
        number = position.get(correction.key)
        if correction.disowned_by is None or number is None or whole.claims[number].out:
            continue
        voice, name = correction.disowned_by
        told = whole.claims[number]
        ascribed = [claim for claim in whole.claims if _is_ascribed(claim, told, voice)]
        why = f"disowned by {entities[voice].name if voice in entities else name}"
        for claim in (*ascribed, told):
            if not claim.out:
                whole.claims[position[claim.key]] = replace(claim, out=why)
        if not ascribed:
            whole.hints.append(_hint(correction, told, name))
        found.append(Disowned(voice=voice, told=told.key, claims=tuple(sorted(claim.key for claim in ascribed))))
    whole.disowned = tuple(found)


def _is_ascribed(claim: Claim, told: Claim, voice: str) -> bool:
    """Whether a claim has just that figure of the voice, by itself or at the end of a chain."""
    if figure_of(claim) != figure_of(told) or claim.period != told.period:
        return False
    return voice in (claim.origin, *claim.relays) and is_value(claim.value, told.value)


def _hint(correction: Correction, told: Claim, name: str) -> Problem:
    message = f"no coded claim ascribes {told.value.text!r} to {name}; if there is one to code, code it"
    return correction.problem(("disowned_by",), message)
