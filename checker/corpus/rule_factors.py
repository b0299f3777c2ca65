"""Products in a rule: which of their names give them a unit, and that a percentage is so many hundredths in one."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from checker.corpus.relation import Linear, Piece, Relation

_RANKS = ("percentage", "number", "duration", "count", "money")
"""The types that can be multiplied; a product has the unit of the later one."""

Mistakes = list[tuple[tuple[str | int, ...], str]]


def with_factors(relation: Relation, types: Mapping[str, str], mistakes: Mistakes) -> Relation:
    """A relation whose products are known by their units: share * total is so many of the total, not of percent."""
    if not relation.has_products:
        return relation
    ranks: dict[str, int] = {}
    for name in sorted(relation.left.multiplied | relation.right.multiplied):
        ranks[name] = _rank(name, relation, types, mistakes)
    percentages = frozenset(name for name, rank in ranks.items() if rank == 0)
    left, right = (_hundredths(side, percentages) for side in (relation.left, relation.right))
    factors = {_factor(one, other, ranks) for side in (left, right) for one, other, _ in side.products}
    for side in (left, right):
        for one, other, _ in side.products:
            if ranks[one] == ranks[other] == _RANKS.index("money"):
                mistakes.append((("require",), f"{one!r} and {other!r} are both amounts of money: they make none"))
    return replace(
        relation,
        left=left,
        right=right,
        factors=frozenset(factors),
        message=_pieces(relation.message, percentages),
        message_one=_pieces(relation.message_one, percentages),
    )


def _pieces(pieces: tuple[Piece, ...], percentages: frozenset[str]) -> tuple[Piece, ...]:
    """The products that a message works out, as those of `require`."""
    return tuple(
        replace(piece, linear=_hundredths(piece.linear, percentages)) if piece.linear is not None else piece
        for piece in pieces
    )


def _rank(name: str, relation: Relation, types: Mapping[str, str], mistakes: Mistakes) -> int:
    found = {types[prop] for prop in dict(relation.let)[name].properties if prop in types}
    known = sorted(_RANKS.index(type_) for type_ in found if type_ in _RANKS)
    if len(found) > 1:
        mistakes.append((("let", name), f"{name!r} is multiplied: name properties of one type, not {_named(found)}"))
    elif found and not known:
        mistakes.append((("let", name), f"a {min(found)} cannot be multiplied: {name!r}"))
    return known[0] if known else 0


def _named(types: set[str]) -> str:
    return " and ".join(sorted(types))


def _factor(one: str, other: str, ranks: Mapping[str, int]) -> str:
    """The name of a product that gives it no unit."""
    return one if ranks[one] <= ranks[other] else other


def _hundredths(side: Linear, percentages: frozenset[str]) -> Linear:
    """35 % of 200 is 70: a percentage counts in hundredths where it is multiplied."""
    products = tuple((one, other, c / 100 if {one, other} & percentages else c) for one, other, c in side.products)
    return replace(side, products=products)
