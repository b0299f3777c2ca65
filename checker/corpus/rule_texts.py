"""The texts of a rule, each by itself: a line of `where`, `require`, `tolerance` and the messages.

Each function returns what its text means, and raises Mistake for what is wrong with it.
"""

from __future__ import annotations

import ast
import string
from collections.abc import Collection, Sequence
from fractions import Fraction

from msgspec import Struct

from checker.corpus.relation import Condition, Linear, Path, Piece, Tolerance
from checker.corpus.rule_expressions import (
    OPERATORS,
    LinearExpression,
    Mistake,
    comparison,
    number_of,
    parse,
    path_of,
)
from checker.files import models
from checker.problems import did_you_mean
from checker.values.value import Hedges, Scale, read_value

_ORDERED = ("days", "number", "property")
_EQUALITY = ("==", "!=")


# --- where ---------------------------------------------------------------------------------------


def condition_of(text: str, names: Sequence[str], properties: Collection[str]) -> Condition:
    """A line of `where`: a path, compared with a path, a text or a number."""
    such_as = "part.subject.part_of == whole.subject"
    node = comparison(text, "where", such_as)
    operator = OPERATORS.get(type(node.ops[0]))
    if operator is None:
        raise Mistake("where", f"{text!r}: expected one comparison such as {such_as}")
    left = path_of(node.left, names, "where")
    if left.kind == "quantity":
        message = f"{text!r}: compare attributes here, such as {left.name}.subject; values belong in require"
        raise Mistake("where", message)
    right_node = node.comparators[0]
    if isinstance(right_node, ast.Constant):
        right: Path | str | Fraction = _constant(right_node, left, text, properties)
    else:
        right = path_of(right_node, names, "where")
        if right.kind != left.kind:
            raise Mistake("where", f"{text!r}: {left.kind} cannot be compared with {right.kind}")
    _check_operator(operator, left, right, text)
    return Condition(left, operator, right, text)


def _constant(node: ast.Constant, left: Path, text: str, properties: Collection[str]) -> str | Fraction:
    """A text or a number that a path of this kind can be."""
    value = node.value if isinstance(node.value, str) else number_of(node, "where")
    worded = ("kind", "status", "property", "voice")
    fits = left.kind == "number" if isinstance(value, Fraction) else left.kind in worded
    if not fits:
        raise Mistake("where", f"{text!r}: {left.kind} cannot be compared with {node.value!r}")
    words: Collection[str] | None = {"status": models.STATUSES, "property": properties}.get(left.kind)
    if words is not None and value not in words:
        raise Mistake("where", f"{text!r}: unknown {left.kind} {value!r}{did_you_mean(str(value), words)}")
    return value


def _are_moments(operator: str, left: Path, right: Path | str | Fraction) -> bool:
    """Whether two moments of figures are said to be one."""
    sides = [side for side in (left, right) if isinstance(side, Path)]
    return operator == "==" and all(side.attributes == ("as_of",) for side in sides)


def _check_operator(operator: str, left: Path, right: Path | str | Fraction, text: str) -> None:
    if operator not in _EQUALITY and left.kind not in _ORDERED:
        raise Mistake("where", f"{text!r}: {left.kind} has no order; use == or !=")
    if left.kind == "days" and operator in _EQUALITY and not _are_moments(operator, left, right):
        raise Mistake("where", f"{text!r}: days are compared with <, <=, > or >=; == is for two .as_of")
    if left.kind == "source" and not isinstance(right, Path):
        raise Mistake("where", f"{text!r}: a source is compared with that of another name")


# --- require and tolerance -----------------------------------------------------------------------


class Requirement(Struct, frozen=True):
    """`require`: a comparison of two sums, or origins(x) against a number."""

    left: Linear
    operator: str
    right: Linear
    summed: str
    counts_origins: str


def requirement_of(text: str, names: Sequence[str]) -> Requirement:
    """The relation that must hold."""
    key = "require"
    node = comparison(text, key, "sum(part) == whole")
    if type(node.ops[0]) not in OPERATORS:
        raise Mistake(key, f"{text!r}: expected one of {', '.join(OPERATORS.values())}")
    expression = LinearExpression(names, text, key)
    left, right = expression.read(node.left), expression.read(node.comparators[0])
    if not left.names and not right.names:
        raise Mistake(key, f"{text!r} names no quantity")
    if expression.summed in left.multiplied | right.multiplied:
        raise Mistake(key, f"{text!r} multiplies a sum; write the product on the other side")
    if expression.summed in expression.bare:
        raise Mistake(key, f"{expression.summed!r} is both inside and outside of sum()")
    if expression.counts_origins and (expression.bare or expression.summed):
        raise Mistake(key, "origins() is compared with a number, not with quantities")
    return Requirement(left, OPERATORS[type(node.ops[0])], right, expression.summed, expression.counts_origins)


def tolerance_of(text: str | None, are_days: bool) -> Tolerance:
    """How far a row may be off: a share of the right side, days (if the rule relates days), or an amount."""
    if text is None:
        return Tolerance()
    share = _point(text, Scale("percentage")) if "%" in text else None
    if share is not None:
        if 0 <= share < 100:
            return Tolerance(share=share / 100)
    else:
        amount = _point(text, Scale("duration", "day") if are_days else Scale("count"))
        amount = _point(text, Scale("number")) if amount is None else amount
        if amount is not None and amount >= 0:
            return Tolerance(amount=amount)
    such = "days such as 2 days" if are_days else "an amount such as 5"
    raise Mistake("tolerance", f"{text!r}: expected a share such as 1%, or {such}")


def _point(text: str, scale: Scale) -> Fraction | None:
    """The one number that a text is; None where it is a range, or nothing that can be read."""
    value, _ = read_value(text, scale, Hedges())
    return value.interval.best if value is not None and value.interval.is_point else None


# --- messages ------------------------------------------------------------------------------------


def message_of(text: str, names: Sequence[str], key: str = "message") -> tuple[Piece, ...]:
    """A message as its pieces: plain texts, and what stands in brackets."""
    pieces: list[Piece] = []
    try:
        parsed = list(string.Formatter().parse(text))
    except ValueError as error:
        raise Mistake(key, f"{text!r}: {error}") from None
    for plain, field_text, spec, conversion in parsed:
        if plain:
            pieces.append(Piece(text=plain))
        if field_text is None:
            continue
        if spec or conversion or not field_text.strip():
            raise Mistake(key, f"{text!r}: write a name or an expression in the brackets, such as {{sum(part)}}")
        pieces.append(_piece(field_text, names, key))
    return tuple(pieces)


def _piece(text: str, names: Sequence[str], key: str) -> Piece:
    node = parse(text, key)
    if isinstance(node, ast.Attribute | ast.Name):
        return Piece(path=path_of(node, names, key))
    expression = LinearExpression(names, text, key)
    linear = expression.read(node)
    if not expression.counts_origins:
        return Piece(linear=linear)
    if expression.bare or expression.summed:
        raise Mistake(key, f"{text!r}: origins() stands alone")
    return Piece(origins=expression.counts_origins)
