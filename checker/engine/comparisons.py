"""The rules that the engine has for comparisons: a figure, how it compares, and the other figure.

They are grounded and judged as rules of files are. When the other figure is taken (at the same moment, just before, as
of a day, for a period) makes a row another one to find, and the same one to judge.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from msgspec.structs import replace

from checker.corpus.corpus import BEFORE, BY, COMPARED_AT, RATIO, SHARE, THEN, THEN_ALL, Corpus
from checker.corpus.relation import MEASURED_TYPES, Condition, Linear, Path, Piece, Relation, Select, Tolerance
from checker.engine.series import comparing
from checker.files.models import DIFFERENCE, TIMES

FIGURE, HOW, OTHER = "figure", "compared", "other"
_ONE = Fraction(1)
_KINDS = {TIMES: (RATIO, SHARE), DIFFERENCE: (BY,)}


def comparison_rules(corpus: Corpus) -> dict[str, list[Relation]]:
    """The built-in rules that a corpus has comparisons for: each as the relations whose rows are its own."""
    wanted: dict[str, set[str]] = {}
    for claim in corpus.claims:
        if claim.compared is not None and not claim.out:
            wanted.setdefault(claim.compared.kind, set()).add(claim.compared.at)
    measured = frozenset(name for name, prop in corpus.properties.items() if prop.scale.type in MEASURED_TYPES)
    return {
        rule: [_relation(kind, at, measured) for kind in kinds for at in sorted(wanted.get(kind, ()))]
        for rule, kinds in _KINDS.items()
        if not wanted.keys().isdisjoint(kinds)
    }


def _relation(kind: str, at: str, measured: frozenset[str]) -> Relation:
    when: Mapping[str, tuple[str, str]] = {BEFORE: ("before", HOW), THEN: ("at", HOW), THEN_ALL: ("period", HOW)}
    any_figure = Select(measured, frozenset(), frozenset(), None)
    right = Linear(terms=((HOW, _ONE), (OTHER, _ONE))) if kind == BY else Linear(products=((HOW, OTHER, _ONE),))
    # the other figure of a share across units gives the product no unit: 60 % of the beds are so many patients
    factors = {RATIO: frozenset({HOW}), SHARE: frozenset({HOW, OTHER})}
    return Relation(
        let=(
            (FIGURE, any_figure),
            (HOW, replace(any_figure, properties=frozenset({comparing(kind)}))),
            (OTHER, replace(any_figure, at=when.get(at))),
        ),
        where=(*_conditions(), _taken(at)),
        left=Linear(terms=((FIGURE, _ONE),)),
        operator="==",
        right=right,
        tolerance=Tolerance(),
        message=_message(kind),
        factors=factors.get(kind, frozenset()),
    )


def _message(kind: str) -> tuple[Piece, ...]:
    figure, how, other = (Path(name, (), "quantity") for name in (FIGURE, HOW, OTHER))
    word = Path(HOW, ("compared", "word"), "word")
    return (
        Piece(path=figure),
        Piece(text=" is not "),
        Piece(path=how),
        Piece(path=word),
        Piece(text=" "),
        Piece(path=other),
        *((Piece(text=" "), Piece(path=Path(OTHER, ("property",), "property"))) if kind == SHARE else ()),
    )


def _conditions() -> list[Condition]:
    """What ties the figure and the other one to the claim that compares them."""
    return [
        _same(FIGURE, ("subject",), HOW, ("subject",), "entity"),
        _same(FIGURE, ("property",), HOW, ("compared", "own", "property"), "property"),
        _same(FIGURE, ("status",), HOW, ("status",), "status"),
        _same(OTHER, ("subject",), HOW, ("compared", "subject"), "entity"),
        _same(OTHER, ("property",), HOW, ("compared", "property"), "property"),
        _same(OTHER, ("status",), HOW, ("compared", "status"), "status"),
        _same(OTHER, ("scope",), HOW, ("compared", "scope"), "scope"),
    ]


def _taken(at: str) -> Condition:
    """That a claim takes the other figure so, and no other way: each way has a relation of its own."""
    return Condition(Path(HOW, ("compared", "at"), "number"), "==", Fraction(COMPARED_AT.index(at)), "")


def _same(one: str, of_one: tuple[str, ...], other: str, of_other: tuple[str, ...], kind: str) -> Condition:
    return Condition(Path(one, of_one, kind), "==", Path(other, of_other, kind), "")
