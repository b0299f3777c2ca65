"""The vocabularies of this package, read from their files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from checker.files import models
from checker.files.validation import validate, validate_map
from checker.files.yaml_reader import parse_document, read_document
from checker.vocabularies.models import Every, Vocabulary

M = TypeVar("M", bound=BaseModel)
_HERE = Path(__file__).parent
_LINE = re.compile(r"(?P<name>\w+):\s+(?P<entry>\{.*\})")
_NARROWEST, _WIDEST = 10, 14
"""So wide is the column of names; longer ones stand out."""

NO_RULES = {"properties", "hedges", "rates"}
"""Files in a folder of rules that are none."""

HEADER = """\
# The vocabulary: what can be claimed. A claim's `property` is one of these names.
#
# type        count, number, money, duration, percentage, date, category, or text (recorded, never compared)
# over_time   how the actual figure behaves: constant (one true value for good), varies (as of its day),
#             stands (until a newer one), accumulates (varies, and may never fall). Plans, needs, pledges,
#             requests and authorisations stand, unless the property says otherwise, or is constant.
# adds_to     the property of the whole that this one of a part adds up to
# after       the event that must come before this one
# words       by which texts speak of it, for the suggestions of `checker new`
"""


def standard_rules() -> Path:
    """The folder of the standard rules: in an installed package its own, in a checkout the one at the top."""
    packaged = _HERE.parent / "standard_rules"
    return packaged if packaged.is_dir() else _HERE.parent.parent / "rules"


@cache
def vocabulary(name: str) -> Vocabulary:
    """A vocabulary by its name, one of NAMES."""
    return _read(Vocabulary, f"{name}.yaml")


@cache
def _every() -> Every:
    return _read(Every, "every.yaml")


@cache
def catalogue() -> dict[str, str]:
    """The entry of every property as it is written, by name."""
    lines = (_HERE / "properties.yaml").read_text("utf-8").splitlines()
    found = (_LINE.fullmatch(line) for line in lines)
    return {match["name"]: match["entry"] for match in found if match}


def properties_of(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The properties of vocabularies in their groups, each once; those of any story last."""
    groups: dict[str, list[str]] = {}
    seen: set[str] = set()
    sources = [*(vocabulary(name).properties for name in names), _every().properties]
    for source in sources:
        for group, members in source.items():
            added = [member for member in members if member not in seen]
            seen.update(added)
            groups.setdefault(group, []).extend(added)
    return {group: tuple(members) for group, members in groups.items() if members}


def properties_text(groups: Mapping[str, Sequence[str]]) -> str:
    """Properties as lines of a file, below the name of their group."""
    blocks = []
    for group, members in groups.items():
        width = max(_NARROWEST, *(len(name) + 1 for name in members if len(name) < _WIDEST))
        lines = [f"{f'{name}:':<{width}} {catalogue()[name]}" for name in members]
        blocks.append("\n".join([f"# {group}", *lines]))
    return "\n\n".join(blocks) + "\n"


def rules_of(names: Iterable[str]) -> tuple[str, ...]:
    """The ids of the rules of vocabularies, each once, in the order of the alphabet.

    Beside their own these are the standard rules, but for those that name properties which they have not.
    """
    chosen = tuple(names)
    members = {member for group in properties_of(chosen).values() for member in group}
    standard = {path.stem for path in standard_rules().glob("*.yaml")} - NO_RULES
    general = {rule for rule in standard if _named(_rule(rule_file(rule))) <= members}
    return tuple(sorted({*general, *(rule for name in chosen for rule in vocabulary(name).rules)}))


def rule_text(rule: str, members: Iterable[str]) -> str:
    """A rule as it stands in a project with these properties: what else its examples use is written into it."""
    path = rule_file(rule)
    text, said = path.read_text("utf-8"), _rule(path)
    used = {claim.property for example in said.examples for claim in example.claims}
    lacking = _with_those_it_names(used - {*members, *said.properties}) - {*said.properties}
    if not lacking:
        return text
    lines = "".join(f"  {name}: {catalogue()[name]}\n" for name in sorted(lacking))
    before = "\nproperties:\n" if said.properties else "\nexamples:\n"
    return text.replace(before, f"\nproperties:\n{lines}{'' if said.properties else before.lstrip()}", 1)


def _with_those_it_names(names: set[str]) -> set[str]:
    """Properties with those that they add up to, or come after."""
    found: set[str] = set()
    open_ = [name for name in names if name in catalogue()]
    while open_:
        name = open_.pop()
        found.add(name)
        entry = property_of(name)
        open_ += [other for other in (entry.adds_to, entry.after) if other and other not in found]
    return found


def _named(said: models.Rule) -> set[str]:
    """The properties that a rule names."""
    return {name for selector in said.let.values() for name in selector.property}


@cache
def property_of(name: str) -> models.Property:
    """A property of the catalogue."""
    document, _ = parse_document(f"{name}: {catalogue()[name]}", name)
    assert document is not None
    return validate_map(models.Property, document)[0][name]


@cache
def _rule(path: Path) -> models.Rule:
    document, problems = read_document(path, path.as_posix())
    assert document is not None and not problems, problems
    said, problems = validate(models.Rule, document)
    assert said is not None, problems
    return said


def rule_file(rule: str) -> Path:
    """Where a rule of a vocabulary stands: among the standard rules, or beside the vocabularies."""
    own = _HERE / "rules" / f"{rule}.yaml"
    return own if own.exists() else standard_rules() / f"{rule}.yaml"


def example_files(name: str) -> tuple[Path, ...]:
    """The entities and the article with which a vocabulary is shown."""
    return tuple(sorted((_HERE / "example" / name).glob("*.yaml")))


def _read(model: type[M], file: str) -> M:
    path = _HERE / file
    document, problems = read_document(path, path.as_posix())
    assert document is not None and not problems, problems
    return model.model_validate(document.value)
