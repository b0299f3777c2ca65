"""The vocabularies of this package, read from their files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from checker.files.yaml_reader import read_document
from checker.vocabularies.models import Every, Vocabulary

M = TypeVar("M", bound=BaseModel)
_HERE = Path(__file__).parent
_LINE = re.compile(r"(?P<name>\w+):\s+(?P<entry>\{.*\})")
_NARROWEST, _WIDEST = 10, 14
"""So wide is the column of names; longer ones stand out."""

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
    """The ids of the rules of vocabularies, each once, in the order of the alphabet."""
    return tuple(sorted({*_every().rules, *(rule for name in names for rule in vocabulary(name).rules)}))


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
