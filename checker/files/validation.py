"""From plain YAML to the models: pydantic's errors as problems with a place."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from checker.files.nodes import Document, Path
from checker.problems import Problem, did_you_mean, nearest

M = TypeVar("M", bound=BaseModel)


def validate(kind: type[M], document: Document, path: Path = ()) -> tuple[M | None, list[Problem]]:
    """The node at `path` as a model; returns (model or None, problems)."""
    value = node_at(document, path)
    if not isinstance(value, dict):
        expected = ", ".join(_keys_of(kind, required=True))
        message = f"expected keys: {expected}" if expected else "expected keys and values, or {} for none"
        return None, [document.problem(path, message)]
    try:
        return kind.model_validate(value), []
    except ValidationError as error:
        return None, _problems(error, kind, document, path)


def validate_map(kind: type[M], document: Document, path: Path = ()) -> tuple[dict[str, M], list[Problem]]:
    """A mapping of name to model; the good entries and the problems of the others.

    The names that have only problems are those of the document that are not found.
    """
    value = node_at(document, path)
    if not isinstance(value, dict):
        return {}, [document.problem(path, "expected a name and its keys on each line, such as `size: {type: count}`")]
    found: dict[str, M] = {}
    problems: list[Problem] = []
    for name in value:
        entry, wrong = validate(kind, document, (*path, name))
        problems += wrong
        if entry is not None:
            found[name] = entry
    return found, problems


def node_at(document: Document, path: Path) -> Any:
    """The plain data at a path. Raises KeyError or IndexError where there is none."""
    value: Any = document.value
    for part in path:
        value = value[part]
    return value


def _keys_of(kind: type[BaseModel], *, required: bool = False) -> list[str]:
    fields = kind.model_fields.items()
    return [field.alias or name for name, field in fields if field.is_required() or not required]


def _problems(error: ValidationError, kind: type[BaseModel], document: Document, path: Path) -> list[Problem]:
    found: dict[tuple[int, int, str], Problem] = {}
    seen: set[Path] = set()
    meant: set[Path] = set()  # a misspelt key is not missing as well
    cut_off: set[Path] = set()
    errors = error.errors(include_url=False)
    deep = [document.existing((*path, *item["loc"])) for item in errors]
    for item in sorted(errors, key=lambda item: item["type"] == "missing"):
        where = document.existing((*path, *item["loc"]))  # pydantic adds the names of union members
        kind_of_error = item["type"]
        if kind_of_error == "missing":
            if item["loc"] in meant:
                continue
            problem = document.problem(where, f"missing key {item['loc'][-1]!r}")
        elif kind_of_error == "extra_forbidden":
            key = str(item["loc"][-1])
            known = _known_keys(kind, item["loc"][:-1])
            meant.update((*item["loc"][:-1], name) for name in nearest(key, known))
            hint = did_you_mean(key, known) or f"; expected {', '.join(known)}"
            if _is_cut_off(document, where):
                if item["loc"][:-1] in cut_off:
                    continue  # the next comma of the same text
                cut_off.add(item["loc"][:-1])
                hint = "; within { } a value with a comma must be put in quotes"
            problem = document.problem(where, f"unknown key {key!r}{hint}", of_key=True)
        elif where in seen or _is_told_within(item, where, deep):
            continue  # the other members of a union say it again
        else:
            seen.add(where)
            problem = document.problem(where, _message(item))
        found.setdefault((problem.line, problem.column, problem.message), problem)
    return list(found.values())


def _is_cut_off(document: Document, path: Path) -> bool:
    """Whether a key is the end of a text that a comma within { } cuts off: nothing follows it, not even a colon."""
    key = str(path[-1])
    try:
        is_empty = node_at(document, path) == ""
    except (KeyError, IndexError, TypeError):
        return False
    before, after = document.place(path, of_key=True), document.place(path)
    ends_at_once = (after.line, after.column) == (before.line, before.column + len(key))
    return is_empty and (ends_at_once or key.isdecimal() or " " in key)


def _is_told_within(item: Any, where: Path, others: list[Path]) -> bool:
    """Whether a text was expected in place of a mapping in which something else is wrong."""
    if item["type"] not in ("literal_error", "string_type") or not isinstance(item["input"], dict):
        return False
    return any(len(other) > len(where) and other[: len(where)] == where for other in others)


def _known_keys(kind: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """The keys allowed at a place within a model."""
    model: Any = kind
    for part in loc:
        if isinstance(model, type) and issubclass(model, BaseModel) and part in model.model_fields:
            model = _model_within(model.model_fields[str(part)].annotation)
    return _keys_of(model) if isinstance(model, type) and issubclass(model, BaseModel) else []


def _model_within(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        within = _model_within(argument)
        if within is not None:
            return within
    return None


def _message(item: Any) -> str:
    kind, given = item["type"], item["input"]
    if kind == "literal_error":
        allowed = item["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        text = given if isinstance(given, str) else "this"
        return f"{text!r} is not one of {', '.join(allowed)}{did_you_mean(str(given), allowed)}"
    if item["loc"] == ("claims",) and given in ("", None):
        return "holds no claim yet: each begins with `- id:`"
    if kind == "string_too_short" or given == "":
        return "expected a value"
    if kind.startswith("bool"):
        return f"{given!r}: expected true or false"
    if kind == "string_type":
        return "expected text" + (" (one value, not a list)" if isinstance(given, list) else "")
    if kind in ("tuple_type", "list_type"):
        return "expected a list, such as [one, two]"
    return "expected keys and values" if kind in ("model_type", "dict_type") else str(item["msg"])
