"""Mutants of a module: each is its source with one small mistake put in.

The operators are the usual ones (compare cosmic-ray's and mutmut's): comparisons, arithmetic, `and` and `or`, `not`,
numbers, true and false, conditions, what is returned, a statement left out, and the comparisons in SQL. Texts,
annotations, docstrings, decorators and asserts stay: a mistake in them is a matter of types, or of wording; and so does
`strict` of a zip, which is the assert that its lists are as long as each other. `return False` becomes `return True`,
and not None, which is no truth either.
"""

from __future__ import annotations

import ast
import copy
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.BitXor: ast.BitOr,
}
IN_SQL = (("<=", "<"), (">=", ">"), ("<", "<="), (">", ">="), ("<>", "="), ("=", "<>"), ("AND", "OR"), ("OR", "AND"))
_SQL = re.compile(r"\b(?:SELECT|WHERE|JOIN|HAVING)\b")
_SQL_TOKEN = re.compile(r"(?<= )(?:<=|>=|<>|<|>|=|AND|OR)(?= |\n)")

Change = tuple[str, Callable[[], ast.AST]]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One mistake: where it is, what it is, and the module's source with it."""

    file: str
    line: int
    function: str
    text: str
    change: str
    source: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What names a mutant while lines above it come and go: the function, the text of its line, the change."""
        return f"{self.file}:{self.function}", self.text, self.change

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: in {self.function}: {self.change}\n    {self.text}"


@dataclass(frozen=True, slots=True)
class Site:
    """A node that can be changed: its number in the order of `ast.walk`, its function, and one way to change it.

    `place` tells two equal changes of one line apart.
    """

    number: int
    line: int
    function: str
    change: str
    place: str = ""


def sites(tree: ast.Module) -> list[Site]:
    """All single changes of a module, in a fixed order."""
    functions = _functions(tree)
    left_out = _left_out(tree)
    numbers = {id(node): number for number, node in enumerate(ast.walk(tree))}
    in_sql = _texts_of_sql(tree)
    found = [
        Site(numbers[id(node)], getattr(node, "lineno", 0), functions[id(node)], change)
        for node in ast.walk(tree)
        if id(node) not in left_out
        for change, _ in _changes(node, id(node) in in_sql)
    ]
    return list(_told_apart(found))


def _told_apart(found: list[Site]) -> Iterator[Site]:
    all_of_it = Counter((site.line, site.change) for site in found)
    so_far: Counter[tuple[int, str]] = Counter()
    for site in found:
        of = site.line, site.change
        so_far[of] += 1
        yield replace(site, place=f" (place {so_far[of]} of the line)" if all_of_it[of] > 1 else "")


def mutant(file: str, source: str, site: Site) -> Mutant:
    """The mutant of a site of `sites(ast.parse(source))`. Raises LookupError for a site of another source."""
    tree = ast.parse(source)
    in_sql = _texts_of_sql(tree)
    node = next(node for number, node in enumerate(ast.walk(tree)) if number == site.number)
    changed = dict(_changes(node, id(node) in in_sql))[site.change]()
    whole = ast.fix_missing_locations(_Replace(node, changed).visit(tree))
    text = source.splitlines()[site.line - 1].strip()
    return Mutant(file, site.line, site.function, text, site.change + site.place, ast.unparse(whole) + "\n")


def read(path: Path) -> tuple[str, list[Site]]:
    """A module's source, and its sites."""
    source = path.read_text("utf-8")
    return source, sites(ast.parse(source))


class _Replace(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else self.generic_visit(node)


def _functions(tree: ast.Module) -> dict[int, str]:
    """For each node the function that it stands in, with its class."""
    names: dict[int, str] = {}

    def walk(node: ast.AST, name: str) -> None:
        names[id(node)] = name or "the module"
        for child in ast.iter_child_nodes(node):
            is_scope = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            walk(child, f"{name}.{child.name}".lstrip(".") if is_scope else name)  # type: ignore[attr-defined]

    walk(tree, "")
    return names


def _left_out(tree: ast.Module) -> set[int]:
    """Nodes below annotations, decorators, asserts, `strict`, imports for types, keywords of classes, named types."""
    tops: list[ast.AST | None] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            tops += node.decorator_list
        if isinstance(node, ast.ClassDef):
            tops += node.keywords
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            tops.append(node.returns)
        if isinstance(node, ast.arg | ast.AnnAssign):
            tops.append(node.annotation)
        if isinstance(node, ast.keyword) and node.arg == "strict":
            tops.append(node)
        if isinstance(node, ast.Assert) or (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
            tops.append(node)
    tops += [node for node in tree.body if isinstance(node, ast.Assign) and _is_of_types(node.value)]
    return {id(node) for top in tops if top is not None for node in ast.walk(top)}


def _is_of_types(node: ast.expr) -> bool:
    """Whether a name of a module stands for a type: `int | str`, `dict[str, int] | None`."""
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr)


def _texts_of_sql(tree: ast.Module) -> set[int]:
    """Texts with SQL in them, and the pieces of such texts that have places to fill."""
    found: set[int] = set()
    for node in ast.walk(tree):
        pieces = node.values if isinstance(node, ast.JoinedStr) else [node]
        texts = [each for each in pieces if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        if any(_SQL.search(str(each.value)) for each in texts):
            found |= {id(each) for each in texts}
    return found


def _changes(node: ast.AST, is_sql: bool) -> Iterator[Change]:
    if isinstance(node, ast.Constant) and is_sql:
        yield from _of_sql(node)
    elif isinstance(node, ast.Constant):
        yield from _of_constant(node)
    elif isinstance(node, ast.expr):
        yield from _of_expression(node)
    elif isinstance(node, ast.stmt):
        yield from _of_statement(node)


def _of_sql(node: ast.Constant) -> Iterator[Change]:
    text = str(node.value)
    for number, match in enumerate(_SQL_TOKEN.finditer(text)):
        new = dict(IN_SQL)[match[0]]
        mutated = text[: match.start()] + new + text[match.end() :]
        yield f"{match[0]} becomes {new} (number {number + 1} of the SQL)", _replaced(node, value=mutated)


def _of_constant(node: ast.Constant) -> Iterator[Change]:
    if isinstance(node.value, bool):
        yield f"{node.value} becomes {not node.value}", _replaced(node, value=not node.value)
    elif isinstance(node.value, int):
        yield f"{node.value} becomes {node.value + 1}", _replaced(node, value=node.value + 1)


def _of_expression(node: ast.expr) -> Iterator[Change]:
    if isinstance(node, ast.Compare):
        for at, operator in enumerate(node.ops):
            for other in COMPARISONS[type(operator)]:
                ops = [*node.ops[:at], other(), *node.ops[at + 1 :]]
                which = f" (number {at + 1})" if len(node.ops) > 1 else ""
                yield f"{_sign(operator)} becomes {_sign(other())}{which}", _replaced(node, ops=ops)
    elif isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        new = ARITHMETIC[type(node.op)]()
        yield f"{_operator(node.op)} becomes {_operator(new)}", _replaced(node, op=new)
    elif isinstance(node, ast.BoolOp):
        is_and = isinstance(node.op, ast.And)
        yield "and becomes or" if is_and else "or becomes and", _replaced(node, op=ast.Or() if is_and else ast.And())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield "not is left out" if isinstance(node.op, ast.Not) else "- is left out", lambda: node.operand
    elif isinstance(node, ast.IfExp):
        yield from _of_condition(node)


def _of_statement(node: ast.stmt) -> Iterator[Change]:
    if isinstance(node, ast.If | ast.While):
        yield from _of_condition(node)
    elif isinstance(node, ast.Return) and node.value is not None and ast.unparse(node.value) not in ("None", "False"):
        yield "returns None", _replaced(node, value=ast.Constant(None))
    elif isinstance(node, ast.AugAssign) and type(node.op) in ARITHMETIC:
        new = ARITHMETIC[type(node.op)]()
        yield f"{_operator(node.op)}= becomes {_operator(new)}=", _replaced(node, op=new)
        yield "is left out", ast.Pass
    elif isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant | ast.Yield | ast.YieldFrom):
        yield "is left out", ast.Pass
    elif isinstance(node, ast.Assign) and not all(isinstance(target, ast.Name) for target in node.targets):
        if not any(isinstance(target, ast.Tuple) for target in node.targets):
            yield "is left out", ast.Pass
    elif isinstance(node, ast.Continue):
        yield "continue becomes break", ast.Break
    elif isinstance(node, ast.Break):
        yield "break becomes continue", ast.Continue


def _of_condition(node: ast.If | ast.While | ast.IfExp) -> Iterator[Change]:
    if not isinstance(node.test, ast.Compare | ast.BoolOp | ast.UnaryOp):  # those have changes of their own
        yield "the condition is negated", _replaced(node, test=ast.UnaryOp(ast.Not(), node.test))


def _replaced(node: ast.AST, **fields: object) -> Callable[[], ast.AST]:
    """A copy of a node with other fields, made when it is wanted."""

    def make() -> ast.AST:
        new = copy.copy(node)
        for name, value in fields.items():
            setattr(new, name, value)
        return new

    return make


def _sign(operator: ast.cmpop) -> str:
    return ast.unparse(ast.Compare(ast.Name("a"), [operator], [ast.Name("b")]))[2:-2]


def _operator(operator: ast.operator) -> str:
    return ast.unparse(ast.BinOp(ast.Name("a"), operator, ast.Name("b")))[2:-2]
