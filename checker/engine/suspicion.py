"""How suspect a row looks, as SQL: the bounds of a row in doubles, computed by its SELECT in passing.

Rounding may make a row that holds look suspect, never the reverse; `judge` decides in exact arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass

from checker.corpus.rule_language import Relation

HOLDS, BY_SOURCE, SUSPECT = 0, 1, 2
"""How a row looks: it holds; it may fail only for one source's own figures; it may fail."""

BOUNDS = ("lower", "lower_max", "upper", "upper_min")


def look_of(relation: Relation, aliases: dict[str, str], summed: str = "", separator: str = ".") -> str:
    """SQL for a row's look. Rounding in doubles may make a row that holds look suspect, never the reverse.

    The tolerance is left out: rows that hold only by it are wanted too. For a sum the aliases are prefixes of
    columns (`q_whole_lower`), and the summed name's are `p_lower` and `spread_lower`.
    """
    coefficients = {
        name: float(relation.left.of(name) - relation.right.of(name))
        for name in (*aliases, *([summed] if summed else []))
    }
    constant = float(relation.left.constant - relation.right.constant)
    used = {name: c for name, c in coefficients.items() if c}
    if relation.operator == "!=":
        return _look_equal(used, constant, aliases)
    checks = []
    columns = {name: f"{alias}{'_' if summed else separator}" for name, alias in aliases.items()}
    if relation.operator in ("<=", "<", "=="):
        checks.append(_Direction(used, constant, columns, summed))
    if relation.operator in (">=", ">", "=="):
        checks.append(_Direction({n: -c for n, c in used.items()}, -constant, columns, summed))
    strict = relation.operator in ("<", ">")
    suspect = " OR ".join(check.one_position(strict) for check in checks)
    by_source = " OR ".join(check.all_tight(strict) for check in checks)
    return f"CASE WHEN {suspect} THEN {SUSPECT} WHEN {by_source} THEN {BY_SOURCE} ELSE {HOLDS} END"


@dataclass(frozen=True, slots=True)
class _Direction:
    """`sum of c * x + constant <= 0`, split into a positive side and a negative side."""

    coefficients: dict[str, float]
    constant: float
    aliases: dict[str, str]
    summed: str

    def _bound(self, name: str, *, tight: bool) -> str:
        column = (
            ("lower_max" if tight else "lower") if self.coefficients[name] > 0 else ("upper_min" if tight else "upper")
        )
        if name == self.summed:
            return f"p_{column}"
        return f"{self.aliases[name]}{column}"

    def _sides(self, tight: set[str]) -> tuple[str, str]:
        plus = [repr(self.constant)] if self.constant > 0 else []
        minus = [repr(-self.constant)] if self.constant < 0 else []
        for name, c in self.coefficients.items():
            bound = self._bound(name, tight=name in tight)
            (plus if c > 0 else minus).append(bound if abs(c) == 1 else f"{abs(c)!r} * {bound}")
        return " + ".join(plus) or "0.0", " + ".join(minus) or "0.0"

    def one_position(self, strict: bool) -> str:
        """Whether it fails with at most one quantity at its tightest position, the others at their hulls."""
        tests = []
        for name in self.coefficients:
            if name != self.summed:
                tests.append(_exceeds(*self._sides({name}), strict))
                continue
            plus, minus = self._sides(set())
            factor = repr(abs(self.coefficients[name]))
            if self.coefficients[name] > 0:
                tests.append(_exceeds(f"{plus} + {factor} * spread_lower", minus, strict))
                tests.append("isnan(spread_lower) OR isinf(spread_lower)")
            else:
                tests.append(_exceeds(plus, f"({minus} - {factor} * spread_upper)", strict))
                tests.append("isnan(spread_upper) OR isinf(spread_upper)")
        return "(" + " OR ".join(tests) + ")"

    def all_tight(self, strict: bool) -> str:
        return _exceeds(*self._sides(set(self.coefficients)), strict)


def _exceeds(plus: str, minus: str, strict: bool) -> str:
    # 1e-12 of slack covers the rounding of doubles; equal doubles of 15 digits are equal figures
    close = f"{plus} > ({minus}) - 1e-12 * abs({minus})"
    return f"({close} OR {plus} = {minus})" if strict else f"({close} AND {plus} <> {minus})"


def _look_equal(coefficients: dict[str, float], constant: float, aliases: dict[str, str]) -> str:
    points = " AND ".join(f"{aliases[name]}.lower = {aliases[name]}.upper" for name in coefficients)
    total = " + ".join([repr(constant), *(f"{c!r} * {aliases[name]}.lower" for name, c in coefficients.items())])
    scale = " + ".join(["1.0", *(f"abs({aliases[name]}.lower)" for name in coefficients)])
    return f"CASE WHEN {points} AND abs({total}) <= 1e-12 * ({scale}) THEN {SUSPECT} ELSE {HOLDS} END"
