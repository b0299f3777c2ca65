"""What the form of a claim consists of: its fields, each with its answers."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from checker.desk.comparing import Comparison, Target


class Option(Struct, frozen=True, kw_only=True):
    """One answer: its value in the file, and how it is shown."""

    value: str
    label: str


class Field(Struct, frozen=True, kw_only=True):
    """A key of the claim. `letter` takes the next of its options; `typed` is the list that completes what is typed."""

    key: str
    label: str
    value: str
    letter: str = ""
    options: tuple[Option, ...] = ()
    typed: str = ""
    help: str = ""


class Same(Struct, frozen=True, kw_only=True):
    """A claim of the article whose figure this one may be: what it says of it, and how that is shown."""

    label: str
    fields: Mapping[str, str]
    labels: Mapping[str, str]


class Form(Struct, frozen=True, kw_only=True):
    """All that the form shows. `spot` is the mark that it is of, `claim` the id of a claim that is there already.

    `was` is what that claim said when the form was opened; `others` are claims whose figure it may be. `names` are
    those nearby that no entity has; with `new_name` it is about a new one of that name.
    """

    spot: str
    start: int
    end: int
    phrase: str
    kind: str
    fields: tuple[Field, ...]
    further: tuple[Field, ...]
    claim: str = ""
    was: str = ""
    why: str = ""
    others: tuple[Same, ...] = ()
    comparison: Comparison = field(default_factory=Comparison)
    targets: tuple[Target, ...] = ()
    names: tuple[str, ...] = ()
    new_name: str = ""
    new_kind: str = ""

    def value(self, key: str) -> str:
        return next((field.value for field in (*self.fields, *self.further) if field.key == key), "")
