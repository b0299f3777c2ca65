"""How suspect a row looks, as SQL: the bounds of a row in doubles, computed by its SELECT in passing.

Rounding may make a row that holds look suspect, never the reverse; `judge` decides in exact arithmetic.
"""

from __future__ import annotations

from msgspec import Struct

from checker.corpus.relation import Relation

HOLDS, SUSPECT = 0, 1
"""How a row looks: it holds whichever of its figures' values are taken; it may fail for some."""


def look_of(relation: Relation, aliases: dict[str, str], summed: str = "", way: int = 0) -> str:
    """SQL for a row's look: whether it may fail with some value for each figure.

    The tolerance is left out: rows that hold only by it are wanted too. For a sum the aliases are prefixes of columns
    (`q_whole_lower_max`), and the summed name's are `p_lower_max` and `p_upper_min`. `way` leaves out the other way.
    """
    names = (*aliases, *([summed] if summed else []))
    coefficients = {name: float(relation.left.of(name) - relation.right.of(name)) for name in names}
    constant = float(relation.left.constant - relation.right.constant)
    used = {name: c for name, c in coefficients.items() if c}
    products = _products(relation)
    if products and (summed or relation.operator == "!=" or _are_entangled(products, used)):
        return str(SUSPECT)  # a figure that stands twice has no bounds term by term
    if relation.operator == "!=":
        return f"CASE WHEN {_may_be_equal(used, constant, aliases)} THEN {SUSPECT} ELSE {HOLDS} END"
    columns = {name: f"{alias}{'_' if summed else '.'}" for name, alias in aliases.items()}
    columns[summed] = "p_"
    checks = []
    if relation.operator in ("<=", "<", "==") and way >= 0:
        checks.append(_Direction(used, constant, columns, products))
    if relation.operator in (">=", ">", "==") and way <= 0:
        turned = {pair: -c for pair, c in products.items()}
        checks.append(_Direction({n: -c for n, c in used.items()}, -constant, columns, turned))
    strict = relation.operator in ("<", ">")
    fails = " OR ".join(check.may_fail(strict) for check in checks)
    return f"CASE WHEN {fails} THEN {SUSPECT} ELSE {HOLDS} END"


class _Direction(Struct, frozen=True):
    """`sum of c * x + constant <= 0`, split into a positive side and a negative side."""

    coefficients: dict[str, float]
    constant: float
    aliases: dict[str, str]
    products: dict[tuple[str, str], float]

    def may_fail(self, strict: bool) -> str:
        """Whether the least value of the positive side is above the greatest one of the other."""
        plus = [repr(self.constant)] if self.constant > 0 else []
        minus = [repr(-self.constant)] if self.constant < 0 else []
        for name, c in self.coefficients.items():
            bound = f"{self.aliases[name]}{'lower_max' if c > 0 else 'upper_min'}"
            (plus if c > 0 else minus).append(bound if abs(c) == 1 else f"{abs(c)!r} * {bound}")
        for pair, c in self.products.items():
            one, other = (f"{self.aliases[name]}{'lower_max' if c > 0 else 'upper_min'}" for name in pair)
            # nothing times what has no bound is nothing; to a double it is no number
            bound = f"CASE WHEN {one} = 0 OR {other} = 0 THEN 0.0 ELSE {one} * {other} END"
            (plus if c > 0 else minus).append(f"{abs(c)!r} * ({bound})")
        exceeds = _exceeds(" + ".join(plus) or "0.0", " + ".join(minus) or "0.0", strict)
        multiplied = sorted({name for pair in self.products for name in pair})
        negative = " OR ".join(f"{self.aliases[name]}lower < 0" for name in multiplied)
        return f"({negative} OR {exceeds})" if negative else exceeds


def _products(relation: Relation) -> dict[tuple[str, str], float]:
    """The coefficient of each product, all on one side."""
    found: dict[tuple[str, str], float] = {}
    for side, sign in ((relation.left, 1), (relation.right, -1)):
        for one, other, c in side.products:
            found[one, other] = found.get((one, other), 0.0) + sign * float(c)
    return {pair: c for pair, c in found.items() if c}


def _are_entangled(products: dict[tuple[str, str], float], used: dict[str, float]) -> bool:
    """Whether one name stands in several products, or in one and by itself."""
    names = [*used, *(name for pair in products for name in pair)]
    return len(set(names)) < len(names)


def _exceeds(plus: str, minus: str, strict: bool) -> str:
    # 1e-12 of slack covers the rounding of doubles; equal doubles of 15 digits are equal figures
    close = f"{plus} > ({minus}) - 1e-12 * abs({minus})"
    return f"({close} OR {plus} = {minus})" if strict else f"({close} AND {plus} <> {minus})"


def _may_be_equal(coefficients: dict[str, float], constant: float, aliases: dict[str, str]) -> str:
    """Whether the sides can be equal: the least of their difference is at most 0, and the most at least 0."""
    low, high = [repr(constant)], [repr(constant)]
    for name, c in coefficients.items():
        first, last = ("lower", "upper") if c > 0 else ("upper", "lower")
        low.append(f"{c!r} * {aliases[name]}.{first}")
        high.append(f"{c!r} * {aliases[name]}.{last}")
    scale = " + ".join(["1.0", *(f"abs({aliases[name]}.lower)" for name in coefficients)])
    return f"({' + '.join(low)} <= 1e-12 * ({scale}) AND {' + '.join(high)} >= -1e-12 * ({scale}))"
