"""From plain YAML to the models: pydantic's errors as problems with a place."""

from __future__ import annotations

from typing import Any, TypeVar

from msgspec import Struct, field
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
    errors = sorted(error.errors(include_url=False), key=lambda item: item["type"] == "missing")
    # pydantic adds the names of union members
    places = [document.existing((*path, *item["loc"])) for item in errors]
    told = _Told(kind, document, places)
    found: dict[tuple[int, int, str], Problem] = {}
    for item, where in zip(errors, places, strict=True):
        problem = told.problem_of(item, where)
        if problem is not None:
            found.setdefault((problem.line, problem.column, problem.message), problem)
    return list(found.values())


class _Told(Struct):
    """What is told of a model already: pydantic tells some mistakes twice, once as another."""

    kind: type[BaseModel]
    document: Document
    places: list[Path]
    seen: set[Path] = field(default_factory=set)
    meant: set[Path] = field(default_factory=set)
    """Keys that were misspelt: they are not missing as well."""
    cut_off: set[Path] = field(default_factory=set)
    """Where a comma cut a text off; the next comma of the same text is not told."""

    def problem_of(self, item: Any, where: Path) -> Problem | None:
        if item["type"] == "missing":
            is_meant = item["loc"] in self.meant
            return None if is_meant else self.document.problem(where, f"missing key {item['loc'][-1]!r}")
        if item["type"] == "extra_forbidden":
            return self._unknown_key(item["loc"], where)
        if where in self.seen or _is_told_within(item, where, self.places):
            return None  # the other members of a union say it again
        self.seen.add(where)
        return self.document.problem(where, _message(item))

    def _unknown_key(self, loc: tuple[int | str, ...], where: Path) -> Problem | None:
        key = str(loc[-1])
        known = _known_keys(self.kind, loc[:-1])
        self.meant.update((*loc[:-1], name) for name in nearest(key, known))
        hint = did_you_mean(key, known) or f"; expected {', '.join(known)}"
        if _is_cut_off(self.document, where):
            if loc[:-1] in self.cut_off:
                return None
            self.cut_off.add(loc[:-1])
            hint = "; within { } a value with a comma must be put in quotes"
        return self.document.problem(where, f"unknown key {key!r}{hint}", of_key=True)


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
    return _message_of_place(item["loc"], item["input"]) or _message_of_kind(item)


def _message_of_place(place: tuple[str | int, ...], given: Any) -> str:
    if place == ("claims",) and given in ("", None):
        return "holds no claim yet: each begins with `- id:`"
    if place[-2:] == ("compared", "to") and given and not isinstance(given, str):
        return "expected a claim, such as courier/killed, or a subject with its property and status: [flood, killed]"
    return ""


def _message_of_kind(item: Any) -> str:
    kind, given = item["type"], item["input"]
    if kind == "literal_error":
        return _not_one_of(item["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", "), given)
    if kind == "string_too_short" or given == "":
        return "expected a value"
    if kind.startswith("bool"):
        return f"{given!r}: expected true or false"
    if kind == "string_type":
        return "expected text" + (" (one value, not a list)" if isinstance(given, list) else "")
    return _EXPECTED.get(kind) or str(item["msg"])


_EXPECTED = {
    "tuple_type": "expected a list, such as [one, two]",
    "list_type": "expected a list, such as [one, two]",
    "model_type": "expected keys and values",
    "dict_type": "expected keys and values",
}


def _not_one_of(allowed: list[str], given: Any) -> str:
    text = given if isinstance(given, str) else "this"
    return f"{text!r} is not one of {', '.join(allowed)}{did_you_mean(str(given), allowed)}"
