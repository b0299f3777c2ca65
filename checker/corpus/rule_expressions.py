"""Expressions of the rule language: paths such as part.subject, and sums such as 2 * sum(part) + share * total.

The text is parsed by the standard library's `ast` and walked against a whitelist; nothing is evaluated. Whatever is
wrong with it is raised as a Mistake, which `rule_language` catches.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Sequence
from fractions import Fraction

from checker.corpus.relation import Linear, Path
from checker.patterns import lazy_pattern
from checker.problems import did_you_mean

MAX_TEXT = 500
"""Characters of an expression."""
MAX_FACTOR = 10**12
OPERATORS = {ast.Eq: "==", ast.NotEq: "!=", ast.LtE: "<=", ast.Lt: "<", ast.GtE: ">=", ast.Gt: ">"}

# what may follow a name in `where`: attribute -> (kind of thing it gives, attributes that may follow)
_ATTRIBUTES: dict[str, dict[str, str]] = {
    "quantity": {
        "subject": "entity",
        "property": "property",
        "status": "status",
        "as_of": "days",
        "source": "source",
        "voice": "voice",
        "said_by": "voice",
        "scope": "scope",
        "lower": "number",
        "upper": "number",
    },
    "entity": {"part_of": "entity", "kind": "kind", "from": "days", "to": "days"},
    "property": {"adds_to": "property", "after": "property"},
    "scope": {"part_of": "scope"},
}
_MISWRITTEN = (("=<", "<="), ("=>", ">="), ("≤", "<="), ("≥", ">="), ("≠", "!="))
_SINGLE_EQUALS = lazy_pattern(r"(?<![=<>!])=(?!=)")

Terms = dict[tuple[str, ...], Fraction]
"""The coefficient of each name, and of each product of two names in the order of the alphabet."""


class Mistake(ValueError):
    """What is wrong with a rule's text, and the key of the rule in which it stands."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


def parse(text: str, key: str) -> ast.expr:
    """The expression of a text. Raises Mistake, for any text, where it is none."""
    if len(text) > MAX_TEXT:
        raise Mistake(key, f"{text[:20]!r}... is not understood: longer than {MAX_TEXT} characters")
    # `from` is a Python keyword, and the natural word for the first day
    readable = text.replace(".from", ".from_").strip()
    try:
        with warnings.catch_warnings():  # of what Python reads as two tokens: 5day
            warnings.simplefilter("ignore")
            return ast.parse(readable, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise Mistake(key, f"{text!r} is not understood{_operator_hint(text)}") from None


def _operator_hint(text: str) -> str:
    for written, meant in _MISWRITTEN:
        if written in text:
            return f"; write {meant} for {written}"
    return "; write == to compare" if _SINGLE_EQUALS.search(text) else ""


def comparison(text: str, key: str, such_as: str) -> ast.Compare:
    """The expression of a text that must be one comparison. Raises Mistake."""
    node = parse(text, key)
    if not isinstance(node, ast.Compare) or len(node.ops) != 1:
        raise Mistake(key, f"{text!r}: expected one comparison such as {such_as}")
    return node


def known_name(name: str, names: Sequence[str], key: str) -> str:
    """The name, if it is one of `let`. Raises Mistake."""
    if name not in names:
        raise Mistake(key, f"unknown name {name!r}{did_you_mean(name, names)}; let has {', '.join(names)}")
    return name


def path_of(node: ast.expr, names: Sequence[str], key: str) -> Path:
    """A name with its attributes, and the kind of thing they lead to. Raises Mistake."""
    attributes: list[str] = []
    while isinstance(node, ast.Attribute):
        attributes.insert(0, "from" if node.attr == "from_" else node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        raise Mistake(key, "expected a name with attributes such as part.subject")
    kind = "quantity"
    for attribute in attributes:
        kind = _kind_of(attribute, kind, key)
    return Path(known_name(node.id, names, key), tuple(attributes), kind)


def _kind_of(attribute: str, kind: str, key: str) -> str:
    """What an attribute of a kind of thing leads to."""
    allowed = _ATTRIBUTES.get(kind, {})
    if attribute not in allowed:
        hint = did_you_mean(attribute, allowed) or (f"; expected {', '.join(allowed)}" if allowed else "")
        raise Mistake(key, f"a {kind} has no {attribute!r}{hint}")
    return allowed[attribute]


def number_of(node: ast.Constant, key: str) -> Fraction:
    """A number as it is written, so that 0.1 is a tenth. Raises Mistake."""
    if isinstance(node.value, bool) or not isinstance(node.value, int | float):
        raise Mistake(key, f"{node.value!r} is not a number")
    if not -MAX_FACTOR <= node.value <= MAX_FACTOR:
        raise Mistake(key, f"{node.value!r} is not a number between 0 and {MAX_FACTOR:,}")
    return Fraction(str(node.value))


class LinearExpression:
    """Walks expressions of one text: sums of names and of products of two.

    Notes which names stand bare, in sum() and in origins().
    """

    def __init__(self, names: Sequence[str], text: str, key: str) -> None:
        self.names, self.text, self.key = names, text, key
        self.summed = self.counts_origins = ""
        self.bare: set[str] = set()

    def read(self, node: ast.expr) -> Linear:
        """The sum that an expression is. Raises Mistake."""
        try:
            terms, constant = self._walk(node)
        except RecursionError:
            raise self._mistake(f"{self.text!r} is nested too deeply") from None
        least = Fraction(1, MAX_FACTOR)
        if any(c and not least <= abs(c) <= MAX_FACTOR for c in (*terms.values(), constant)):
            raise self._mistake(f"{self.text!r}: a factor is too large or too small")
        return _linear({names: c for names, c in terms.items() if c}, constant)

    def _mistake(self, message: str) -> Mistake:
        return Mistake(self.key, message)

    def _walk(self, node: ast.expr) -> tuple[Terms, Fraction]:
        if isinstance(node, ast.Constant):
            return {}, number_of(node, self.key)
        if isinstance(node, ast.Name):
            self.bare.add(known_name(node.id, self.names, self.key))
            return {(node.id,): Fraction(1)}, Fraction(0)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
            return _scaled(self._walk(node.operand), Fraction(-1 if isinstance(node.op, ast.USub) else 1))
        if isinstance(node, ast.Call):
            return {(self._call(node),): Fraction(1)}, Fraction(0)
        if isinstance(node, ast.BinOp):
            return self._binary(node)
        raise self._mistake(f"{self.text!r}: only +, -, *, /, sum() and origins() are understood here")

    def _binary(self, node: ast.BinOp) -> tuple[Terms, Fraction]:
        left, right = self._walk(node.left), self._walk(node.right)
        if isinstance(node.op, ast.Add):
            return _added(left, right)
        if isinstance(node.op, ast.Sub):
            return _added(left, _scaled(right, Fraction(-1)))
        if isinstance(node.op, ast.Mult):
            return self._product(left, right)
        if isinstance(node.op, ast.Div):
            return self._quotient(left, right)
        raise self._mistake(f"{self.text!r}: only +, -, * and / are understood here")

    def _product(self, left: tuple[Terms, Fraction], right: tuple[Terms, Fraction]) -> tuple[Terms, Fraction]:
        if not (left[0] and right[0]):
            return _scaled(left, right[1]) if left[0] else _scaled(right, left[1])
        found, constant = _added(_scaled((left[0], Fraction(0)), right[1]), _scaled((right[0], Fraction(0)), left[1]))
        for one, c in left[0].items():
            for other, d in right[0].items():
                names = tuple(sorted((*one, *other)))
                self._check_factors(names)
                found[names] = found.get(names, Fraction(0)) + c * d
        return found, constant + left[1] * right[1]

    def _check_factors(self, names: tuple[str, ...]) -> None:
        """A product is of two figures, of which none is a sum or itself."""
        if len(names) > 2:
            raise self._mistake(f"{self.text!r} multiplies {len(names)} figures; a product is of two")
        if names[0] == names[1]:
            raise self._mistake(f"{self.text!r} multiplies {names[0]!r} by itself; a product is of two names")
        if {self.summed, self.counts_origins} & set(names):
            raise self._mistake(f"{self.text!r} multiplies a sum; write the product on the other side")

    def _quotient(self, left: tuple[Terms, Fraction], right: tuple[Terms, Fraction]) -> tuple[Terms, Fraction]:
        if right[0]:
            raise self._mistake(f"{self.text!r} divides by a figure; multiply the other side by it")
        if not right[1]:
            raise self._mistake(f"{self.text!r} divides by zero")
        return _scaled(left, 1 / right[1])

    def _call(self, node: ast.Call) -> str:
        """The name in sum() or origins(), which is noted."""
        function = node.func.id if isinstance(node.func, ast.Name) else ""
        if function not in ("sum", "origins"):
            raise self._mistake(f"{self.text!r}: the only functions are sum() and origins()")
        if len(node.args) != 1 or node.keywords or not isinstance(node.args[0], ast.Name):
            raise self._mistake(f"{function}() takes one name")
        name = known_name(node.args[0].id, self.names, self.key)
        noted = self.summed if function == "sum" else self.counts_origins
        if noted not in ("", name):
            raise self._mistake(f"only one name can stand in {function}()")
        if function == "sum":
            self.summed = name
        else:
            self.counts_origins = name
        return name


def _linear(terms: Terms, constant: Fraction) -> Linear:
    products = tuple((names[0], names[1], c) for names, c in sorted(terms.items()) if len(names) > 1)
    return Linear(tuple((names[0], c) for names, c in terms.items() if len(names) == 1), constant, products)


def _added(left: tuple[Terms, Fraction], right: tuple[Terms, Fraction]) -> tuple[Terms, Fraction]:
    terms = dict(left[0])
    for name, c in right[0].items():
        terms[name] = terms.get(name, Fraction(0)) + c
    return terms, left[1] + right[1]


def _scaled(linear: tuple[Terms, Fraction], by: Fraction) -> tuple[Terms, Fraction]:
    return {name: c * by for name, c in linear[0].items()}, linear[1] * by
