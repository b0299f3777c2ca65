"""How the texts of files are read, as JSON Schemas: an id, a day, an entity of the project, a value of a property.

A text that is not plainly wrong must pass, since a schema cannot know all that the loader does; and where an editor
may take a text for a number, true, false or null, those must pass too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from checker.files import models
from checker.values.kinds import A_VALUE
from checker.values.lexicon import UNKNOWN

Schema = dict[str, Any]

# no punctuation but -, _ and . and the + of a key that an editor takes for a number
ID = r"^[^\s!-*,/:-@\[-^`{-~]+$"
# no words, no 4/5/2031, no 2031-5-4
_DAY = r"^(?![0-9]{1,2}[/.-][0-9])(?!.*-[0-9](?![0-9Xx]))[^A-WYZa-wyz]+$"
_MOMENT = rf"^[Bb][Ee][Ff][Oo][Rr][Ee]\s|^[Aa][Ff][Tt][Ee][Rr]\s|{_DAY[:-1].replace('A-WYZ', 'A-SU-WYZ')}$"
_PERIOD = r"^\s*[0-9][0-9-]*\s*(/[\s0-9.-]*)?$"
_OF_8_WORDS = r"^[ \t\n]*([^ \t\n]+[ \t\n]+){0,7}[^ \t\n]*$"

# no list of types: null and true would be offered at every text
_TEXT: Schema = {"not": {"type": ["array", "object"]}, "minLength": 1}
_LOOKS_TYPED = re.compile(r"[-+.\d]|(?:true|false|yes|no|on|off|y|n|null|~)$", re.IGNORECASE)
_TYPED: Schema = {"type": ["number", "boolean", "null"]}


class Names(Struct, frozen=True, kw_only=True):
    """The names that a schema lists; None where they are not known, so that any may stand.

    `entities` says of each name, aliases too, whom it stands for; `properties` are those of the vocabulary, None for
    one that has a mistake.
    """

    entities: Mapping[str, str] | None = None
    properties: Mapping[str, models.Property | None] | None = None


def readings(names: Names) -> dict[str, Schema]:
    """A schema for each way in which `model` says that a text is read."""
    entities = names.entities
    properties = None if names.properties is None else {name: _described(of) for name, of in names.properties.items()}
    return {
        "text": _TEXT,
        "flag": {"type": ["boolean", "string"], "pattern": "^(true|false)$"},
        "id": {**_TEXT, "pattern": ID, "patternErrorMessage": "expected letters, digits, -, _ and ."},
        "day": _pattern(_DAY, "a date such as 2031-05-04, 2031-05 or 2031-05-01/2031-05-07", "string", "integer"),
        "moment": _pattern(
            _MOMENT, "a moment such as 2031-05-04, 2031-05-04T09:00 or ../2031-05-04", "string", "integer"
        ),
        "period": _pattern(_PERIOD, "days such as 2031-06, 2031-05-01/2031-05-07 or 2031-05-05/", "string", "integer"),
        "url": _pattern(r"^https?://\S+$", "an address that begins with https://"),
        "sha256": {**_TEXT, "pattern": "^[0-9a-fA-F]{64}$", "patternErrorMessage": "expected 64 hexadecimal digits"},
        "quote": {**_TEXT, "pattern": _OF_8_WORDS, "patternErrorMessage": "expected at most 8 words"},
        "retraction": _pattern(
            r",[\s\S]*[^ \t\n]", "a date and the reason, such as 2031-05-06, the paper corrected it"
        ),
        "share": _pattern("%", "a percentage below 100 such as 5%"),
        "widening": _pattern("%", "a percentage such as 100%"),
        "status": {"enum": [*models.STATUSES]},
        "type": {"enum": [*models.PROPERTY_TYPES]},
        "entity": _TEXT if entities is None else _one_of(entities, _spelt(entities)),
        "sibling": _suggested(entities),
        "voice": _suggested(entities),
        "property": _TEXT if properties is None else _one_of(properties),
        "sibling-property": _suggested(properties),
        "value-count": _value("count", "integer", minimum=0),
        "value-number": _value("number", "number"),
        "value-money": _value("money", "number", minimum=0),
        "value-percentage": _value("percentage", "number", minimum=0),
        "value-duration": _value("duration", "integer", minimum=0, maximum=0),  # any other has a unit
        "value-date": _value("date", "integer"),
        # how many of something each day may be half of one; what has a sign may be below 0
        "value-count-per": _value("count", "number", minimum=0),
        "value-count-per-signed": _value("count", "number"),
        "value-count-signed": _value("count", "integer"),
        "value-money-signed": _value("money", "number"),
        "value-percentage-signed": _value("percentage", "number"),
        "value-category": {"minItems": 1},
    }


def value_of(category: models.Property) -> Schema:
    """One of the categories, all but one, several, or that it is not stated."""
    every = _spelt([*category.values, *UNKNOWN], before=r"(?:[Nn][Oo][Tt]\s+)?")
    one = _one_of(dict.fromkeys(category.values, ""), every)
    return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}


def _described(entry: models.Property | None) -> str:
    """A property in a few words, for whoever chooses among them."""
    if entry is None:
        return ""
    unit = f" ({entry.unit})" if entry.unit else ""
    over = f", {entry.over_time}" if isinstance(entry.over_time, str) else ""
    title = f"{entry.title}: " if entry.title else ""
    return f"{title}{entry.type}{unit}{over}"


def _pattern(pattern: str, expected: str, *types: str) -> Schema:
    return {
        "type": [*types] or "string",
        "pattern": pattern,
        "patternErrorMessage": f"expected {expected}",
    }


def _value(of: str, type_: str, **bounds: int) -> Schema:
    """A value that an editor takes for text or this type; or a list of one, such as [unknown]."""
    one: Schema = {"type": ["string", type_], "minLength": 1, "errorMessage": f"expected {A_VALUE[of]}", **bounds}
    return {"anyOf": [one, {"type": "array", "minItems": 1, "maxItems": 1}]}


def _one_of(names: Mapping[str, str], spelt: str = "") -> Schema:
    """One of these names, or of those that a pattern fits."""
    options = [_enumeration(names)]
    if any(_LOOKS_TYPED.match(name) for name in names):
        options.append(_TYPED)
    if spelt:
        options.append({"type": "string", "pattern": spelt})
    return options[0] if len(options) == 1 else {"anyOf": options}


def _suggested(names: Mapping[str, str] | None) -> Schema:
    """Any text; these names are offered."""
    return {"anyOf": [_enumeration(names), _TEXT]} if names else _TEXT


def _enumeration(names: Mapping[str, str]) -> Schema:
    ordered = sorted(names)
    descriptions = [names[name] for name in ordered]
    return {"enum": ordered, "enumDescriptions": descriptions} if any(descriptions) else {"enum": ordered}


def _spelt(names: Iterable[str], before: str = "") -> str:
    """A pattern for names in any case, with any spaces between the words: patterns have no flags here."""
    ways = {r"\s+".join("".join(map(_in_any_case, word)) for word in name.split()) for name in names}
    return rf"^\s*{before}(?:{'|'.join(sorted(ways))})\s*$" if ways else ""


def _in_any_case(letter: str) -> str:
    ways = sorted({letter, letter.lower(), letter.upper(), letter.casefold()})
    if len(ways) == 1:  # - is no sign outside of brackets
        return re.sub(r"[\\^$.|?*+()\[\]{}/]", r"\\\g<0>", letter)
    return f"[{''.join(ways)}]" if all(len(way) == 1 for way in ways) else f"(?:{'|'.join(ways)})"
