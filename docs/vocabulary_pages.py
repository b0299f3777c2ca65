"""What is generated from the vocabularies: docs/vocabularies.md, rules/properties.yaml, the rules of the examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from checker.files import models
from checker.files.validation import validate
from checker.files.yaml_reader import read_document
from checker.vocabularies.names import VOCABULARIES
from checker.vocabularies.reading import (
    HEADER,
    NO_RULES,
    properties_of,
    properties_text,
    property_of,
    rule_file,
    rule_text,
    rules_of,
    standard_rules,
    vocabulary,
)

EXAMPLES = {"landslide": ("disaster",), "budget": ("votes", "money")}
"""The invented stories of examples/, and the vocabularies that they are coded with."""


def properties_file(names: tuple[str, ...]) -> str:
    """rules/properties.yaml of vocabularies."""
    return f"{HEADER}\n{properties_text(properties_of(names))}"


def rule_files(folder: Path, names: tuple[str, ...]) -> dict[Path, str]:
    """The rules of vocabularies as they stand in a project's folder."""
    members = [member for group in properties_of(names).values() for member in group]
    texts = {folder / f"{rule}.yaml": rule_text(rule, members) for rule in rules_of(names)}
    hedges = (standard_rules() / "hedges.yaml").read_text("utf-8")
    return {**texts, folder / "hedges.yaml": hedges, folder / "properties.yaml": properties_file(names)}


def page() -> str:
    """docs/vocabularies.md."""
    names = f"{', '.join(VOCABULARIES)}; {VOCABULARIES[0]} if none is"
    text = f"""\
# Vocabularies ready to use

Written by docs/generate.py from `checker/vocabularies/`; every form and every example of a rule is tested.

    checker init my-desk --vocabulary casualties --vocabulary votes
    cd my-desk
    checker vocabulary list
    checker vocabulary add money

`init` starts a project with the vocabularies that are named
({names}).
`vocabulary add` writes the properties of one below those of `rules/properties.yaml`, which stay as they are, and its
rules beside the others. A vocabulary that is here already is refused, and so is one of which the project has a property
otherwise: change that, or keep yours with `--keep`. What is in a property is explained in [claims.md](claims.md), what
a rule says in [rules.md](rules.md).

What *varies* is compared only with figures of the same day: two papers that give it a day apart are not held against
each other, whatever they say. Where a figure hardly changes within some days, say so: `window: 3 days`. Few properties
have one here, since a window that is too long makes contradictions of changes; set your own in `rules/properties.yaml`.
"""
    parts = [text, *(_section(name) for name in VOCABULARIES), _any_story()]
    return "\n".join(parts)


def _section(name: str) -> str:
    said = vocabulary(name)
    lines = [f"## {said.title}: `{name}`", "", " ".join(said.about.split()), "", *_properties(said.properties), ""]
    lines += ["| follows | how |", "| --- | --- |"]
    lines += [f"| {each.name} | {' '.join(each.how.split())} |" for each in said.follows]
    lines += ["", "| broken down | of | how |", "| --- | --- | --- |"]
    lines += [f"| {each.name} | {_code(each.of)} | {each.how} |" for each in said.breakdowns]
    lines += ["", "| the article says | write |", "| --- | --- |"]
    lines += [f"| {form.says} | `{_written(form.write)}` |" for form in said.forms]
    lines += ["", *(_rules(said.rules) if said.rules else ()), ""]
    return "\n".join(lines)


def _any_story() -> str:
    groups = properties_of(())
    standard = sorted({path.stem for path in standard_rules().glob("*.yaml")} - NO_RULES)
    lines = [
        "## Any story",
        "",
        "Every vocabulary has these properties, and the standard rules that name none which it lacks.",
        "",
        *_properties(groups),
        "",
    ]
    return "\n".join([*lines, *_rules(standard), ""])


def _written(claim: Mapping[str, str | dict[str, str]]) -> str:
    told = {key: value if isinstance(value, str) else f"{{{_written(value)}}}" for key, value in claim.items()}
    return ", ".join(f"{key}: {value}" for key, value in told.items())


def _code(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _properties(groups: dict[str, tuple[str, ...]]) -> Iterator[str]:
    yield from ("| property | is | its values | over time |", "| --- | --- | --- | --- |")
    for members in groups.values():
        for name in members:
            entry = property_of(name)
            yield f"| `{name}` | {entry.title or name} | {_values(entry)} | {_over_time(entry)} |"


def _values(entry: models.Property) -> str:
    """What its values are, in words."""
    told = [f"{entry.type}{f' ({entry.unit})' if entry.unit else ''}"]
    told += [f"one of {', '.join(entry.values)}"] if entry.values else []
    told += [f"{name} implies {' and '.join(others)}" for name, others in entry.implies.items()]
    told += [f"in the order {', '.join(entry.order)}"] if entry.order else []
    told += ["may be negative"] if entry.signed else []
    told += [f"at most {entry.at_most}"] if entry.at_most else []
    told += ["as far as its digits go"] if entry.rounding else []
    told += [f"parts add up to `{entry.adds_to}`"] if entry.adds_to else []
    told += [f"after `{entry.after}`"] if entry.after else []
    told += [f"divided {_divided(entry)}"] if entry.scope_of else []
    return "; ".join(told)


def _divided(entry: models.Property) -> str:
    """By which scopes a figure is divided: "by sex (women, men)"."""
    groups: dict[str, list[str]] = {}
    for scope, group in entry.scope_of.items():
        groups.setdefault(group, []).append(scope)
    return ", ".join(f"{group} ({', '.join(scopes)})" for group, scopes in groups.items())


def _over_time(entry: models.Property) -> str:
    modes = entry.over_time
    if entry.window and isinstance(modes, str):
        return f"{modes}; compared for {entry.window}"
    if isinstance(modes, dict):
        return ", ".join(f"{mode} ({status})" for status, mode in modes.items())
    return modes or ("constant" if entry.type == "date" else "varies" if entry.type != "text" else "")


def _rules(ids: tuple[str, ...] | list[str]) -> Iterator[str]:
    yield from ("| rule | severity | what is wrong | must hold |", "| --- | --- | --- | --- |")
    for rule in ids:
        path = rule_file(rule)
        document, _ = read_document(path, path.as_posix())
        assert document is not None
        said, _ = validate(models.Rule, document)
        assert said is not None
        yield f"| `{rule}` | {said.severity} | {said.title} | `{said.require}` |"
