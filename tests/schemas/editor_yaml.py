"""YAML as editors read it: scalars have types, by the core schema of YAML 1.2 or by YAML 1.1."""

from __future__ import annotations

import math
import re
from typing import Any

import yaml


class _Core(yaml.SafeLoader):
    """https://yaml.org/spec/1.2.2/#103-core-schema"""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012


for _tag, _pattern, _first in (
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$", list("-+0123456789")),
    (
        "float",
        r"^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$",
        list("-+.0123456789"),
    ),
):
    _Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)

VERSIONS: dict[str, Any] = {"1.2": _Core, "1.1": yaml.SafeLoader}


def typed(text: str, version: str) -> Any:
    """What an editor's schema is held against. Raises yaml.YAMLError."""
    return _typed(yaml.compose(text, VERSIONS[version]))


def _typed(node: Any) -> Any:
    if node is None:
        return None
    if isinstance(node, yaml.MappingNode):
        return {key.value: _typed(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_typed(entry) for entry in node.value]
    kind, text = node.tag.rpartition(":")[2], node.value
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() in ("true", "yes", "on")
    if kind == "int":
        return _whole(text)
    if kind == "float":
        return _real(text)
    return text  # a timestamp, too: in JSON it is text


def _whole(text: str) -> int:
    plain = text.replace("_", "")
    if ":" in plain:
        total = 0
        for part in plain.lstrip("+-").split(":"):
            total = total * 60 + int(part)
        return -total if plain.startswith("-") else total
    sign, digits = (-1, plain[1:]) if plain.startswith("-") else (1, plain.lstrip("+"))
    if digits[:2].lower() in ("0x", "0b", "0o"):
        return sign * int(digits, 0)
    return sign * int(digits)


def _real(text: str) -> float:
    plain = text.replace("_", "").lower().replace(".inf", "inf").replace(".nan", "nan")
    if ":" in plain:
        return 0.5
    value = float(plain)
    return value if math.isfinite(value) else 0.5  # JSON has no such number
