"""tables.yaml resolved: which columns of which tables are what, and what is compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path

from msgspec import Struct, field

from checker.corpus.corpus import Corpus, Property, Rule
from checker.files.models import COUNT_FALLS, SOURCES_DISAGREE
from checker.files.nodes import Document
from checker.files.roots import TABLES
from checker.files.table_models import Columns, Fixed, Table, TablesFile, Wholes
from checker.files.validation import validate
from checker.files.yaml_reader import read_document
from checker.problems import Place, Problem, did_you_mean
from checker.tables.addresses import Address, read_address
from checker.values.value import NUMERIC_TYPES

SUMS = "parts-do-not-add-up"
WITHIN, ACROSS = "within_source", "across_sources"
ALLOWED = {SOURCES_DISAGREE: (ACROSS,), COUNT_FALLS: (WITHIN,)}
"""The rules that make sense only one way."""


class Source(Struct, frozen=True, kw_only=True):
    """One table. `columns` and `fixed` are by role; `values` are the columns of properties, where each has its own."""

    address: Address
    columns: Mapping[str, str]
    fixed: Mapping[str, str]
    values: Mapping[str, str]
    dates: str
    place: Place
    columns_place: Place

    @property
    def used(self) -> tuple[str, ...]:
        """The columns that are read, sorted."""
        return tuple(sorted({*self.columns.values(), *self.values.values()}))


class Read(Struct, frozen=True, kw_only=True):
    """A property that is read: what tables call it, and by what share of the larger figure sources may differ."""

    property: Property
    words: tuple[str, ...]
    tolerance: Fraction


class Membership(Struct, frozen=True, kw_only=True):
    """Which whole an entity is a part of: by its path, or as a table says."""

    by_path: bool
    address: Address | None = None
    entity: str = ""
    whole: str = ""
    place: Place


class Spec(Struct, frozen=True, kw_only=True):
    """All that tables.yaml says. `compare` are rules with whether each is checked within one source."""

    file: str
    root: Path
    sources: tuple[Source, ...]
    properties: Mapping[str, Read]
    membership: Membership | None
    is_complete: bool
    compare: Mapping[str, bool]
    rules: Mapping[str, Rule] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    """What subjects are in claims that are coded by hand: the key of each shared entity, by its id, name or alias."""


def read_spec(corpus: Corpus, shown: str) -> tuple[Spec | None, list[Problem]]:
    """What the tables.yaml of a corpus says, or what is wrong with it."""
    document, problems = read_document(corpus.root / TABLES, shown)
    if document is None:
        return None, problems
    said, problems = validate(TablesFile, document)
    if said is None:
        return None, problems
    resolver = _Resolver(said, document, corpus)
    spec = resolver.spec()
    return (spec if not resolver.problems else None), sorted(set(resolver.problems))


class _Resolver:
    def __init__(self, said: TablesFile, document: Document, corpus: Corpus) -> None:
        self.said, self.document, self.corpus = said, document, corpus
        self.problems: list[Problem] = []

    def _wrong(self, path: tuple[str | int, ...], message: str, *, of_key: bool = False) -> None:
        self.problems.append(self.document.problem(path, message, of_key=of_key))

    def spec(self) -> Spec:
        properties = self._properties()
        sources = [self._source(n, table, properties) for n, table in enumerate(self.said.tables)]
        if not sources:
            self._wrong(("tables",), "names no table: each begins with `- read:`")
        membership = self._membership(self.said.part_of) if self.said.part_of else None
        rules = {rule.id: rule for rule in self.corpus.rules}
        return Spec(
            file=self.document.file,
            root=self.corpus.root,
            sources=tuple(source for source in sources if source is not None),
            properties=properties,
            membership=membership,
            is_complete=self.said.parts == "complete",
            compare=self._compare(rules, membership),
            rules=rules,
            names=_names(self.corpus),
        )

    # --- properties

    def _properties(self) -> dict[str, Read]:
        known = self.corpus.properties
        found = {}
        for name in self.said.properties or known:
            entry = self.said.properties.get(name)
            if name not in known:
                hint = did_you_mean(name, known)
                self._wrong(
                    ("properties", name), f"{name!r} is not a property of rules/properties.yaml{hint}", of_key=True
                )
            elif known[name].scale.type in NUMERIC_TYPES:
                words = (name, *(entry.words if entry else ()))
                found[name] = Read(property=known[name], words=words, tolerance=self._tolerance(name))
            elif entry:
                kind = known[name].scale.type
                self._wrong(("properties", name), f"{name!r} is a {kind}; tables hold figures", of_key=True)
        self._report_shared_words(found)
        return found

    def _report_shared_words(self, found: Mapping[str, Read]) -> None:
        owners: dict[str, str] = {}
        for name, read in sorted(found.items()):
            for word in read.words:
                other = owners.setdefault(word, name)
                if other != name:
                    self._wrong(("properties", name), f"{word!r} stands for {other!r} already", of_key=True)

    def _tolerance(self, name: str) -> Fraction:
        entry = self.said.properties.get(name)
        text = entry.tolerance if entry else None
        if text is None:
            return Fraction(0)
        share = read_share(text)
        if share is None:
            self._wrong(("properties", name, "tolerance"), f"{text!r}: expected a share below 100%, such as 5%")
        return share or Fraction(0)

    # --- tables

    def _source(self, number: int, table: Table, properties: Mapping[str, Read]) -> Source | None:
        path = ("tables", number)
        address, mistake = read_address(table.read, self.corpus.root)
        if mistake:
            self._wrong((*path, "read"), mistake)
        columns, fixed = _given(table.columns), _given(table.fixed)
        for role in sorted(columns.keys() & fixed.keys()):
            self._wrong((*path, "fixed", role), f"{role} is a column already", of_key=True)
        for text in _lacking({*columns, *fixed}, has_values=bool(table.values)):
            self._wrong(path, text)
        named = {"fixed": [fixed["property"]] if "property" in fixed else [], "values": list(table.values)}
        for key, names in named.items():
            for name in names:
                if name not in properties:
                    where = (*path, key, name) if key == "values" else (*path, key, "property")
                    hint = did_you_mean(name, properties)
                    self._wrong(where, f"{name!r} is not one of the properties that are read{hint}", of_key=True)
        if address is None:
            return None
        return Source(
            address=address,
            columns=columns,
            fixed=fixed,
            values=table.values,
            dates=table.dates,
            place=self.document.place((*path, "read")),
            columns_place=self.document.place((*path, "columns"), of_key=True),
        )

    # --- parts and rules

    def _membership(self, said: Wholes) -> Membership | None:
        place = self.document.place(("part_of",), of_key=True)
        if said.path:
            return Membership(by_path=True, place=place)
        if not (said.read and said.entity and said.whole):
            self._wrong(("part_of",), "expected `path`, or the keys read, entity and whole")
            return None
        address, mistake = read_address(said.read, self.corpus.root)
        if address is None:
            self._wrong(("part_of", "read"), mistake)
            return None
        return Membership(by_path=False, address=address, entity=said.entity, whole=said.whole, place=place)

    def _compare(self, rules: Mapping[str, Rule], membership: Membership | None) -> dict[str, bool]:
        wanted: dict[str, str] = dict(self.said.compare)
        if not wanted:
            wanted = {SOURCES_DISAGREE: ACROSS, COUNT_FALLS: WITHIN}
            if membership is not None and SUMS in rules:
                wanted[SUMS] = WITHIN
        for rule, how in self.said.compare.items():
            for text in self._wrong_with_rule(rule, how, rules, membership):
                self._wrong(("compare", rule), text, of_key=True)
        return {rule: how == WITHIN for rule, how in wanted.items()}

    def _wrong_with_rule(
        self, rule: str, how: str, rules: Mapping[str, Rule], membership: Membership | None
    ) -> Iterator[str]:
        if rule in ALLOWED:
            if how not in ALLOWED[rule]:
                yield f"{rule} is checked {ALLOWED[rule][0]}"
            return
        if rule not in rules:
            yield f"{rule!r} is not a rule of rules/{did_you_mean(rule, [*rules, *ALLOWED])}"
            return
        relation = rules[rule].relation
        if relation.summed and rule != SUMS:
            yield f"{rule}: of the rules with a sum() only {SUMS} is checked over tables"
        elif relation.summed and membership is None:
            yield f"{rule} rests on which entity is part of which: say so with `part_of`"
        elif relation.counts_origins or relation.same_source or relation.operator == "!=":
            yield f"{rule}: a rule with origins(), source or != is not checked over tables"


def _given(said: Columns | Fixed) -> dict[str, str]:
    return {key: value for key, value in said.model_dump().items() if value is not None}


def _lacking(roles: set[str], *, has_values: bool) -> Iterator[str]:
    """What a table does not say, and must; or says twice."""
    for role in ("source", "subject"):
        if role not in roles:
            yield f"which column is the {role}? name it under `columns`, or what it is under `fixed`"
    bounds = {"lower", "upper"} & roles
    if has_values:
        if {"property", "value", *bounds} & roles:
            yield "with `values` each property has its column: leave property, value, lower and upper out"
    else:
        if "property" not in roles:
            yield "which column is the property? name it under `columns` or `fixed`, or one column each under `values`"
        if ("value" in roles) == bool(bounds):
            yield "which column is the figure? name `value`, or lower and upper, under `columns`"
    if ("as_of" in roles) == ("period" in roles):
        yield "which column is the day? name `as_of` or `period` under `columns`"


def _names(corpus: Corpus) -> dict[str, str]:
    """The keys of the entities that stories share, by their names."""
    found: dict[str, str] = {}
    for key, entity in sorted(corpus.entities.items()):
        if "/" not in key:
            for word in (entity.id, entity.name, *entity.aliases):
                found.setdefault(word, key)
    return found


def read_share(text: str) -> Fraction | None:
    """A share of less than all, such as 5%; None if it is none."""
    number = text.strip()
    if not number.endswith("%"):
        return None
    try:
        share = Fraction(number[:-1].strip()) / 100
    except (ValueError, ZeroDivisionError):
        return None
    return share if 0 <= share < 1 else None
