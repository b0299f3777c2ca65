"""The rule language: the text of a rule's `where`, `require` and `message` as data.

The text is parsed by the standard library's `ast` and walked against a whitelist; nothing is evaluated. What
comes out is linear: a coefficient for each name on each side of one comparison.
"""

from __future__ import annotations

import ast
import keyword
import re
import string
from dataclasses import dataclass, replace
from fractions import Fraction

from checker.corpus.rule_moments import moment_mistakes, read_at
from checker.files import models
from checker.problems import did_you_mean
from checker.values.value import NUMERIC_TYPES, TYPES, Hedges, Scale, read_value

_NAME = re.compile("[a-z][a-z0-9_]*")
MAX_TEXT = 500
MAX_FACTOR = 10**12

OPERATORS = {ast.Eq: "==", ast.NotEq: "!=", ast.LtE: "<=", ast.Lt: "<", ast.GtE: ">=", ast.Gt: ">"}
MEASURED_TYPES = (*NUMERIC_TYPES, "date")

# what may follow a name in `where`: attribute -> (kind of thing it gives, attributes that may follow)
_ATTRIBUTES: dict[str, dict[str, str]] = {
    "quantity": {
        "subject": "entity",
        "property": "property",
        "status": "status",
        "as_of": "days",
        "source": "source",
        "scope": "scope",
        "lower": "number",
        "upper": "number",
    },
    "entity": {"part_of": "entity", "kind": "kind", "from": "days", "to": "days"},
    "property": {"adds_to": "property", "after": "property"},
}
_ORDERED = ("days", "number", "property")


class Mistake(ValueError):
    """What is wrong with a rule's text. Raised and caught within this module only."""


@dataclass(frozen=True, slots=True)
class Path:
    """`part.subject.part_of`: the name, the attributes, and the kind of thing they lead to."""

    name: str
    attributes: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Condition:
    """One line of `where`. The right side is a path, a text or a number."""

    left: Path
    operator: str
    right: Path | str | Fraction
    text: str


@dataclass(frozen=True, slots=True)
class Linear:
    """A sum of names times coefficients, and a constant."""

    terms: tuple[tuple[str, Fraction], ...] = ()
    constant: Fraction = Fraction(0)

    def of(self, name: str) -> Fraction:
        return next((coefficient for term, coefficient in self.terms if term == name), Fraction(0))


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far a row may be off and still hold: a share of the right side, or an amount."""

    share: Fraction = Fraction(0)
    amount: Fraction = Fraction(0)

    @property
    def is_none(self) -> bool:
        return not self.share and not self.amount


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a message: plain text, a path, or an expression to be worked out."""

    text: str = ""
    path: Path | None = None
    linear: Linear | None = None
    origins: str = ""


@dataclass(frozen=True, slots=True)
class Select:
    """Which quantities a name stands for; empty is any.

    `at` is the moment at which it is taken: "start", "end" or "before", and the other name; None is that of the row.
    """

    properties: frozenset[str]
    statuses: frozenset[str]
    kinds: frozenset[str]
    important: bool | None
    at: tuple[str, str] | None = None
    over_period: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """A rule's meaning. `summed` is the name under sum(), `counts_origins` the one under origins().

    `message_one` is the message where the sum has a single part.
    """

    let: tuple[tuple[str, Select], ...]
    where: tuple[Condition, ...]
    left: Linear
    operator: str
    right: Linear
    tolerance: Tolerance
    message: tuple[Piece, ...]
    message_one: tuple[Piece, ...] = ()
    summed: str = ""
    counts_origins: str = ""
    same_source: frozenset[str] = frozenset()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.let)


Mistakes = list[tuple[tuple[str | int, ...], str]]


def parse_rule(said: models.Rule, types: dict[str, str]) -> tuple[Relation | None, Mistakes]:
    """A rule as a relation; `types` gives each property's type. Returns (relation or None, mistakes by path)."""
    mistakes: Mistakes = []
    let: list[tuple[str, Select]] = []
    for name, selector in said.let.items():
        if not _NAME.fullmatch(name) or name in ("sum", "origins") or keyword.iskeyword(name):
            mistakes.append((("let", name), f"{name!r} cannot be a name; use lower-case letters, digits and _"))
            continue
        let.append((name, _select(name, selector, types, mistakes)))
    mistakes += moment_mistakes(said.let)
    known = [name for name, _ in let]
    where: list[Condition] = []
    for index, text in enumerate(said.where):
        try:
            where.append(_condition(text, known, types))
        except Mistake as mistake:
            mistakes.append((("where", index), str(mistake)))
    try:
        require = _require(said.require, known)
        tolerance = _tolerance(said.tolerance, _are_days(said, types))
        message = _message(said.message, known)
        message_one = _message(said.message_one, known, "message_one") if said.message_one else message
    except Mistake as mistake:
        key = getattr(mistake, "key", "require")
        mistakes.append(((key,), str(mistake)))
        return None, mistakes
    if require.operator == "!=" and said.severity == "error":
        mistakes.append((("require",), "!= is for notes and warnings: two figures may be equal by chance"))
    let = _measured(let, require, types, mistakes)
    relation = _relation(let, where, require, tolerance, (message, message_one))
    if not relation.left.terms and not relation.right.terms:
        mistakes.append((("require",), f"{said.require!r} names no quantity: both sides are the same"))
    if not mistakes:
        mistakes += _unconnected(relation)
    return (None if mistakes else relation), mistakes


def _relation(
    let: list[tuple[str, Select]],
    where: list[Condition],
    require: _Require,
    tolerance: Tolerance,
    messages: tuple[tuple[Piece, ...], tuple[Piece, ...]],
) -> Relation:
    left, right = require.left, require.right
    both = {name for name, _ in left.terms} & {name for name, _ in right.terms}
    if both:  # a name on both sides would be bounded twice: bring it to the left
        moved = tuple((name, c - right.of(name)) for name, c in left.terms)
        left = Linear(tuple(term for term in moved if term[1]), left.constant)
        right = Linear(tuple(term for term in right.terms if term[0] not in both), right.constant)
    same = {
        path.name
        for condition in where
        if condition.left.kind == "source" and isinstance(condition.right, Path)
        for path in (condition.left, condition.right)
    }
    return Relation(
        let=tuple(let),
        where=tuple(where),
        left=left,
        operator=require.operator,
        right=right,
        tolerance=tolerance,
        message=messages[0],
        message_one=messages[1],
        summed=require.summed,
        counts_origins=require.counts_origins,
        same_source=frozenset(same),
    )


def _measured(
    let: list[tuple[str, Select]], require: _Require, types: dict[str, str], mistakes: Mistakes
) -> list[tuple[str, Select]]:
    """The names of `require` narrowed to what can be measured; a name that is then empty is a mistake."""
    related = set() if require.counts_origins else {name for name, _ in (*require.left.terms, *require.right.terms)}
    narrowed: list[tuple[str, Select]] = []
    for name, select in let:
        if name in related:
            kept = frozenset(p for p in select.properties if types[p] in MEASURED_TYPES)
            if select.properties and not kept:
                kind = types[min(select.properties)]
                mistakes.append((("let", name), f"a {kind} cannot be measured in require: {name!r}"))
            select = replace(select, properties=kept)
        narrowed.append((name, select))
    return narrowed


def _select(name: str, selector: models.Selector, types: dict[str, str], mistakes: Mistakes) -> Select:
    for key, given, known in (
        ("property", selector.property, types),
        ("status", selector.status, models.STATUSES),
        ("type", selector.type, TYPES),
    ):
        for word in given:
            if word not in known:
                mistakes.append((("let", name, key), f"unknown {key} {word!r}{did_you_mean(word, known)}"))
    wanted = selector.type or TYPES
    properties = {
        prop for prop, kind in types.items() if kind in wanted and (not selector.property or prop in selector.property)
    }
    return Select(
        frozenset(properties),
        frozenset(selector.status),
        frozenset(selector.kind),
        selector.important,
        read_at(selector),
        selector.over is not None,
    )


def _unconnected(relation: Relation) -> Mistakes:
    """Names that nothing in `where` ties to the others would be matched with everything."""
    names = list(relation.names)
    groups = {name: {name} for name in names}
    for condition in relation.where:
        if isinstance(condition.right, Path) and condition.operator == "==":
            merged = groups[condition.left.name] | groups[condition.right.name]
            for name in merged:
                groups[name] = merged
    first = groups[names[0]] if names else set()
    loose = [name for name in names if name not in first]
    return [(("where",), f"nothing ties {name!r} to {names[0]!r}: compare them with == in where") for name in loose]


# --- parsing -----------------------------------------------------------------------------------


def _parse(text: str, key: str) -> ast.expr:
    # `from` is a Python keyword, and the natural word for the first day
    if len(text) > MAX_TEXT:
        raise _mistake(key, f"{text[:20]!r}... is not understood: longer than {MAX_TEXT} characters")
    try:
        return ast.parse(text.replace(".from", ".from_").strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise _mistake(key, f"{text!r} is not understood{_operator_hint(text)}") from None


def _operator_hint(text: str) -> str:
    for written, meant in (("=<", "<="), ("=>", ">="), ("≤", "<="), ("≥", ">="), ("≠", "!=")):
        if written in text:
            return f"; write {meant} for {written}"
    return "; write == to compare" if re.search(r"(?<![=<>!])=(?!=)", text) else ""


def _mistake(key: str, text: str) -> Mistake:
    mistake = Mistake(text)
    mistake.key = key  # type: ignore[attr-defined]
    return mistake


def _known_name(name: str, known: list[str], key: str) -> str:
    if name not in known:
        raise _mistake(key, f"unknown name {name!r}{did_you_mean(name, known)}; let has {', '.join(known)}")
    return name


def _path(node: ast.expr, known: list[str], key: str) -> Path:
    attributes: list[str] = []
    while isinstance(node, ast.Attribute):
        attributes.append(node.attr.removesuffix("_") if node.attr == "from_" else node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        raise _mistake(key, "expected a name with attributes such as part.subject")
    kind = "quantity"
    for attribute in reversed(attributes):
        allowed = _ATTRIBUTES.get(kind, {})
        if attribute not in allowed:
            hint = did_you_mean(attribute, allowed) or (f"; expected {', '.join(allowed)}" if allowed else "")
            raise _mistake(key, f"a {kind} has no {attribute!r}{hint}")
        kind = allowed[attribute]
    return Path(_known_name(node.id, known, key), tuple(reversed(attributes)), kind)


def _condition(text: str, known: list[str], types: dict[str, str]) -> Condition:
    node = _parse(text, "where")
    if not isinstance(node, ast.Compare) or len(node.ops) != 1 or type(node.ops[0]) not in OPERATORS:
        raise _mistake("where", f"{text!r}: expected one comparison such as part.subject.part_of == whole.subject")
    operator = OPERATORS[type(node.ops[0])]
    left = _path(node.left, known, "where")
    if left.kind == "quantity":
        raise _mistake(
            "where", f"{text!r}: compare attributes here, such as {left.name}.subject; values belong in require"
        )
    right_node = node.comparators[0]
    right: Path | str | Fraction
    if isinstance(right_node, ast.Constant):
        right = right_node.value if isinstance(right_node.value, str) else _number(right_node, "where")
        fits = left.kind == "number" if isinstance(right, Fraction) else left.kind in ("kind", "status", "property")
        if not fits:
            raise _mistake("where", f"{text!r}: {left.kind} cannot be compared with {right_node.value!r}")
        words = {"status": models.STATUSES, "property": types}.get(left.kind)
        if words is not None and right not in words:
            raise _mistake("where", f"{text!r}: unknown {left.kind} {right!r}{did_you_mean(str(right), words)}")
    else:
        right = _path(right_node, known, "where")
        if right.kind != left.kind:
            raise _mistake("where", f"{text!r}: {left.kind} cannot be compared with {right.kind}")
    if operator not in ("==", "!=") and left.kind not in _ORDERED:
        raise _mistake("where", f"{text!r}: {left.kind} has no order; use == or !=")
    if operator in ("==", "!=") and left.kind == "days":
        raise _mistake("where", f"{text!r}: days are compared with <, <=, > or >=")
    if left.kind == "source" and (operator != "==" or not isinstance(right, Path)):
        raise _mistake("where", f"{text!r}: sources are compared with == only")
    return Condition(left, operator, right, text)


def _number(node: ast.Constant, key: str) -> Fraction:
    if isinstance(node.value, bool) or not isinstance(node.value, int | float):
        raise _mistake(key, f"{node.value!r} is not a number")
    if not -MAX_FACTOR <= node.value <= MAX_FACTOR:
        raise _mistake(key, f"{node.value!r} is not a number between 0 and {MAX_FACTOR:,}")
    return Fraction(str(node.value))


@dataclass(frozen=True, slots=True)
class _Require:
    """`require`: a comparison of two linear expressions, or origins(x) against a number."""

    left: Linear
    operator: str
    right: Linear
    summed: str
    counts_origins: str


def _require(text: str, known: list[str]) -> _Require:
    key = "require"
    node = _parse(text, key)
    if not isinstance(node, ast.Compare) or len(node.ops) != 1:
        raise _mistake(key, f"{text!r}: expected one comparison such as sum(part) == whole")
    if type(node.ops[0]) not in OPERATORS:
        raise _mistake(key, f"{text!r}: expected one of {', '.join(OPERATORS.values())}")
    walker = _Expression(known, text, key)
    left, right = walker.linear(node.left), walker.linear(node.comparators[0])
    if not left.terms and not right.terms:
        raise _mistake(key, f"{text!r} names no quantity")
    if walker.summed in walker.bare:
        raise _mistake(key, f"{walker.summed!r} stands both inside and outside of sum()")
    if walker.counts_origins and (walker.bare or walker.summed):
        raise _mistake(key, "origins() is compared with a number, not with quantities")
    return _Require(left, OPERATORS[type(node.ops[0])], right, walker.summed, walker.counts_origins)


class _Expression:
    """Walks a linear expression; notes which names stand bare, in sum() and in origins()."""

    def __init__(self, known: list[str], text: str, key: str) -> None:
        self.known, self.text, self.key = known, text, key
        self.summed = self.counts_origins = ""
        self.bare: set[str] = set()

    def linear(self, node: ast.expr) -> Linear:
        try:
            terms, constant = self._walk(node)
        except RecursionError:
            raise _mistake(self.key, f"{self.text!r} is nested too deeply") from None
        least = Fraction(1, MAX_FACTOR)
        if any(c and not least <= abs(c) <= MAX_FACTOR for c in (*terms.values(), constant)):
            raise _mistake(self.key, f"{self.text!r}: a factor is too large or too small")
        return Linear(tuple((name, c) for name, c in terms.items() if c), constant)

    def _walk(self, node: ast.expr) -> tuple[dict[str, Fraction], Fraction]:
        if isinstance(node, ast.Constant):
            return {}, _number(node, self.key)
        if isinstance(node, ast.Name):
            self.bare.add(_known_name(node.id, self.known, self.key))
            return {node.id: Fraction(1)}, Fraction(0)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
            return _scaled(self._walk(node.operand), Fraction(-1 if isinstance(node.op, ast.USub) else 1))
        if isinstance(node, ast.Call):
            return {self._call(node): Fraction(1)}, Fraction(0)
        if isinstance(node, ast.BinOp):
            return self._binary(node)
        raise _mistake(self.key, f"{self.text!r}: only +, -, *, /, sum() and origins() are understood here")

    def _binary(self, node: ast.BinOp) -> tuple[dict[str, Fraction], Fraction]:
        left, right = self._walk(node.left), self._walk(node.right)
        if isinstance(node.op, ast.Add | ast.Sub):
            right = _scaled(right, Fraction(1 if isinstance(node.op, ast.Add) else -1))
            terms = dict(left[0])
            for name, c in right[0].items():
                terms[name] = terms.get(name, Fraction(0)) + c
            return terms, left[1] + right[1]
        if isinstance(node.op, ast.Mult):
            if left[0] and right[0]:
                raise _mistake(self.key, f"{self.text!r} is not linear: it multiplies two quantities")
            return _scaled(left, right[1]) if left[0] else _scaled(right, left[1])
        if isinstance(node.op, ast.Div):
            if right[0]:
                raise _mistake(self.key, f"{self.text!r} is not linear: it divides by a quantity")
            if not right[1]:
                raise _mistake(self.key, f"{self.text!r} divides by zero")
            return _scaled(left, 1 / right[1])
        raise _mistake(self.key, f"{self.text!r}: only +, -, * and / are understood here")

    def _call(self, node: ast.Call) -> str:
        function = node.func.id if isinstance(node.func, ast.Name) else ""
        if function not in ("sum", "origins"):
            raise _mistake(self.key, f"{self.text!r}: the only functions are sum() and origins()")
        if len(node.args) != 1 or node.keywords or not isinstance(node.args[0], ast.Name):
            raise _mistake(self.key, f"{function}() takes one name")
        name = _known_name(node.args[0].id, self.known, self.key)
        taken = self.summed if function == "sum" else self.counts_origins
        if taken not in ("", name):
            raise _mistake(self.key, f"only one name can stand in {function}()")
        if function == "sum":
            self.summed = name
        else:
            self.counts_origins = name
        return name


def _scaled(linear: tuple[dict[str, Fraction], Fraction], by: Fraction) -> tuple[dict[str, Fraction], Fraction]:
    return {name: c * by for name, c in linear[0].items()}, linear[1] * by


def _are_days(said: models.Rule, types: dict[str, str]) -> bool:
    """Whether a rule relates days: dates, or durations in days."""
    named = {name for selector in said.let.values() for name in selector.property}
    wanted = {kind for selector in said.let.values() for kind in selector.type}
    return bool(({types.get(name) for name in named} | wanted) & {"date", "duration"})


def _tolerance(text: str | None, are_days: bool) -> Tolerance:
    if text is None:
        return Tolerance()
    amount = Scale("duration", "day") if are_days else Scale("count")
    for scale in (Scale("percentage"), amount, Scale("number")):
        if scale.type == "percentage" and "%" not in text:
            continue
        value, _ = read_value(text, scale, Hedges())
        if value is not None and value.interval.is_point and value.interval.best is not None:
            best = value.interval.best
            if best < 0 or (scale.type == "percentage" and best >= 100):
                break
            return Tolerance(share=best / 100) if scale.type == "percentage" else Tolerance(amount=best)
    such = "days such as 2 days" if are_days else "an amount such as 5"
    raise _mistake("tolerance", f"{text!r}: expected a share such as 1%, or {such}")


def _message(text: str, known: list[str], key: str = "message") -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    try:
        parsed = list(string.Formatter().parse(text))
    except ValueError as error:
        raise _mistake(key, f"{text!r}: {error}") from None
    for plain, field_text, spec, conversion in parsed:
        if plain:
            pieces.append(Piece(text=plain))
        if field_text is None:
            continue
        if spec or conversion or not field_text.strip():
            raise _mistake(key, f"{text!r}: write a name or an expression in the brackets, such as {{sum(part)}}")
        pieces.append(_piece(field_text, known, key))
    return tuple(pieces)


def _piece(text: str, known: list[str], key: str) -> Piece:
    node = _parse(text, key)
    if isinstance(node, ast.Attribute | ast.Name):
        return Piece(path=_path(node, known, key))
    walker = _Expression(known, text, key)
    linear = walker.linear(node)
    if walker.counts_origins and (walker.bare or walker.summed):
        raise _mistake(key, f"{text!r}: origins() stands alone")
    return Piece(origins=walker.counts_origins) if walker.counts_origins else Piece(linear=linear)
