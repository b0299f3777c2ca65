"""JSON Schemas (2020-12) of every kind of file, from the models; those of a project list its own names.

Editors read YAML with types (400 is a number, true a boolean), to us every scalar is text; so a schema says what a
text may look like, and of other scalars only where none would do. What a file's loader accepts its schema accepts.
https://json-schema.org/draft/2020-12
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from checker.files import models, rate_file, ring_up_file, table_models
from checker.schemas.readings import ID, Names, Schema, readings, value_of
from checker.values.comparing import READERS
from checker.values.kinds import NUMERIC_TYPES

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(kind: str, names: Names | None = None) -> Schema:
    """The schema of a kind of file: one of KINDS."""
    title, of, is_map = KINDS[kind]
    names = names or Names()
    inner: Schema = TypeAdapter(of).json_schema(schema_generator=_Generator)
    defs = inner.pop("$defs", {})
    whole: Schema = {"$schema": _DIALECT, "title": title}
    if is_map:
        defs[of.__name__] = inner
        # a file of acceptances that are all gone holds comments at most
        whole["type"] = ["object", "null"] if kind in ("accepted", "ring-up") else "object"
        whole["additionalProperties"] = {"$ref": f"#/$defs/{of.__name__}"}
    else:
        whole |= {key: value for key, value in inner.items() if key != "title"}
    if kind == "entities":
        whole["propertyNames"] = {"pattern": ID}
    _narrow(whole if not is_map else defs[of.__name__], defs, kind, names)
    references = _References(readings(names))
    referring = references.within({**whole, "$defs": defs})
    referring["$defs"] = dict(sorted({**referring["$defs"], **references.used}.items()))
    return dict(referring)


def _narrow(top: Schema, defs: dict[str, Schema], kind: str, names: Names) -> None:
    """What the models leave to the loader, and a schema can say."""
    # a rule's examples may have properties of their own, of the same names
    if "Claim" in defs and (values := _values_by_property(names)):
        defs["Claim"]["allOf"] = values
    if "Claim" in defs:
        defs["Claim"]["oneOf"] = [{"required": ["value"]}, {"required": ["compared"]}]
    if "Compared" in defs:
        defs["Compared"]["oneOf"] = [{"required": [key]} for key in READERS]
    if kind == "properties":
        top["allOf"] = [
            _if("type", ["category"], {}, _NO_CATEGORIES),
            _if("type", ["date"], {}, {"after": False}),
        ]
    if kind == "tables":
        top["properties"]["part_of"]["anyOf"][0] = {"const": "path"}  # the only text that stands for a whole
        _name_figures(top["properties"]["properties"], names)
        _name_figures(defs["Table"]["properties"]["values"], names)
    if kind == "rule":
        top["required"] = [*top["required"], "examples"]
        proved = [{"properties": {"examples": _has(outcome)}} for outcome in ("disagreement", "agreement")]
        rounding = {"if": {"required": ["tolerance"]}, "then": {"properties": {"examples": _has("rounding")}}}
        top["allOf"] = [*proved, rounding]


def _name_figures(by_property: Schema, names: Names) -> None:
    """List the properties that a map of tables.yaml may have as its keys; any where they are not known."""
    if names.properties is None:
        return
    entry = by_property["additionalProperties"]
    figures = [name for name, of in names.properties.items() if of is None or of.type in NUMERIC_TYPES]
    by_property["properties"] = {name: dict(entry) for name in sorted(figures)}
    by_property["additionalProperties"] = False


_NO_CATEGORIES: Schema = {
    "values": {"maxItems": 0},
    "implies": {"maxProperties": 0},
    "excludes": {"maxProperties": 0},
    "order": {"maxItems": 0},
}
"""What only categories have."""


def _has(outcome: str) -> Schema:
    """A list of examples, one of which expects an outcome."""
    return {
        "contains": {"properties": {"expect": {"const": outcome}}, "required": ["expect"]},
        "errorMessage": f"the rule needs an example of {outcome}, to prove what it does",
    }


def _values_by_property(names: Names) -> list[Schema]:
    """What a claim's value may be, by its property."""
    alike: dict[str, list[str]] = {}
    conditions = []
    for name, entry in sorted((names.properties or {}).items()):
        if entry is None:
            continue
        if entry.type == "category" and entry.values:
            conditions.append(_if("property", [name], {"value": value_of(entry)}))
        elif entry.type != "text":
            alike.setdefault(_reading_of(entry), []).append(name)
    return [_if("property", of, {"value": {"reads": f"value-{type_}"}}) for type_, of in alike.items()] + conditions


def _reading_of(entry: models.Property) -> str:
    """How the values of a property are read."""
    reading = f"{entry.type}-per" if entry.type == "count" and entry.per else entry.type
    has_sign = entry.signed and entry.type in ("count", "money", "percentage")
    return f"{reading}-signed" if has_sign else reading


def _if(key: str, values: list[str], then: Schema, otherwise: Schema | None = None) -> Schema:
    """Where a key has one of some values, other keys must be so (and else otherwise)."""
    condition: Schema = {"if": {"properties": {key: {"enum": values}}, "required": [key]}}
    if then:
        condition["then"] = {"properties": then}
    return condition if otherwise is None else {**condition, "else": {"properties": otherwise}}


KINDS: dict[str, tuple[str, type[BaseModel], bool]] = {
    "article": ("An article, coded by hand", models.Article, False),
    "entities": ("The cast of a story", models.Entity, True),
    "properties": ("The vocabulary", models.Property, True),
    "hedges": ("How wide the hedges are", models.HedgeFile, False),
    "rates": ("What currencies are worth in each other", rate_file.RateFile, False),
    "rule": ("A rule", models.Rule, False),
    "accepted": ("What people have accepted", models.Acceptance, True),
    "ring-up": ("Whom the desk rings up", ring_up_file.CallEntry, True),
    "tables": ("Tables of claims that are read in place", table_models.TablesFile, False),
}
"""A kind of file: its title, its model, and whether the file maps names to such models."""


class _Generator(GenerateJsonSchema):
    """The models as a file spells them, in the same way with any pydantic. A text is left as {"reads": how}."""

    def str_schema(self, schema: Any) -> Schema:  # noqa: ARG002
        return {"reads": "text"}

    def bool_schema(self, schema: Any) -> Schema:  # noqa: ARG002
        return {"reads": "flag"}

    def literal_schema(self, schema: Any) -> Schema:
        return {"enum": list(schema["expected"])}

    def nullable_schema(self, schema: Any) -> Schema:
        """What is None in a model is left out in a file."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> Schema:
        return self.generate_inner(schema["schema"])

    def function_before_schema(self, schema: Any) -> Schema:
        inner = self.generate_inner(schema["schema"])
        if inner.get("type") == "array":
            return {"anyOf": [inner["items"], inner]}
        return {"anyOf": [{"reads": "text"}, inner]} if "$ref" in inner else inner  # one text stands for its first key

    def dict_schema(self, schema: Any) -> Schema:
        keys, values = self.generate_inner(schema["keys_schema"]), self.generate_inner(schema["values_schema"])
        if "enum" in keys:
            named = dict.fromkeys(keys["enum"], values)
            return {"type": "object", "properties": named, "additionalProperties": False}
        return {"type": "object", "additionalProperties": values}

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False


class _References:
    """Puts a reference in the place of each {"reads": how}, and notes in `used` what is referred to."""

    def __init__(self, readings: Mapping[str, Schema]) -> None:
        self._readings = readings
        self.used: dict[str, Schema] = {}

    def within(self, node: Any, outer: str = "") -> Any:
        """The schema with its references. Of one or more texts (a text or a list of them) each is read as `outer`."""
        if isinstance(node, list):
            return [self.within(entry, outer) for entry in node]
        if not isinstance(node, dict):
            return node
        node = _without_lone_all_of(_with_typed_examples(node))
        how = node.get("reads")
        if not isinstance(how, str):
            return {key: self.within(value, outer) for key, value in node.items()}
        rest = {key: value for key, value in node.items() if key != "reads"}
        if "anyOf" in rest:
            return {**rest, "anyOf": self.within(rest["anyOf"], how)}
        return self._reference(outer or how, rest)

    def _reference(self, how: str, rest: Schema) -> Schema:
        reading = self._readings[how]
        self.used.setdefault(how, {})  # before it refers to itself
        self.used[how] = self.within(reading)
        if "anyOf" in reading or "enum" in reading:  # names of the project: examples beside them would mislead
            rest.pop("examples", None)
        return {"$ref": f"#/$defs/{how}", **rest}


def _with_typed_examples(node: Schema) -> Schema:
    """An editor offers examples as they are: 400, not "400"."""
    examples = node.get("examples")
    if not isinstance(examples, list):
        return node
    return {**node, "examples": [int(example) if str(example).isdecimal() else example for example in examples]}


def _without_lone_all_of(node: Schema) -> Schema:
    """A reference that a pydantic before 2.10 puts into an `allOf` of its own."""
    all_of = node.get("allOf", ())
    if len(all_of) != 1 or all_of[0].keys() != {"$ref"}:
        return node
    return {key: value for key, value in {**all_of[0], **node}.items() if key != "allOf"}
