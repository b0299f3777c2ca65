"""What is said of the word below the cursor, in plain text: nothing in it is markup."""

from __future__ import annotations

from collections.abc import Iterator

from checker.corpus.corpus import Entity, Property
from checker.corpus.relation import MEASURED_TYPES
from checker.editor.fields import CLAIM, ENTITY, NAME, PROPERTY, RULE, described, field_at
from checker.editor.navigation import Role, Symbol, symbol_at
from checker.editor.places import Spot
from checker.editor.project import Snapshot
from checker.files import models
from checker.reports.sentences import Sentences
from checker.values.comparing import READERS
from checker.values.dates import Window, read_window, show_day
from checker.values.display import counted
from checker.values.formatting import listed, show_value, shows_unit
from checker.values.value import Scale, Value, read_value

STATUSES = {
    "actual": "it is or was so, as a fact",
    "planned": "it is intended",
    "pledged": "somebody has promised it",
    "authorised": "somebody has allowed it",
    "requested": "somebody has asked for it",
    "needed": "somebody says that this much is needed",
    "estimated": "somebody estimates it",
    "feared": "somebody fears it",
}
_OVER_TIME = {
    "constant": "one true value for good",
    "varies": "true of its day",
    "stands": "true until a newer one",
    "accumulates": "true of its day, and may never fall",
    "flows": "true of its day, or for its period; periods add up",
}
_DAYS = ("as_of", "published", "from", "to", "counted_from", "until")


def hover(snapshot: Snapshot, role: Role, spot: Spot, beside: dict[str, str]) -> str:
    """What a key or value means; "" if there is nothing to say. `beside` are the keys and values next to it."""
    symbol = symbol_at(snapshot, role, spot)
    return "\n".join([*_of_field(snapshot, role, spot, beside), *(_of_symbol(snapshot, symbol) if symbol else ())])


def _of_field(snapshot: Snapshot, role: Role, spot: Spot, beside: dict[str, str]) -> Iterator[str]:
    field = field_at(role.kind, spot.path)
    if field is None:
        return
    name = field[1]
    if spot.is_key:
        text = described(field)
        yield from [f"{name}: {text}"] if text else ()
    else:
        yield from _of_text(snapshot, name, spot, beside)


def _of_text(snapshot: Snapshot, name: str, spot: Spot, beside: dict[str, str]) -> Iterator[str]:
    prop = snapshot.corpus.properties.get(beside.get("property", ""))
    if name == "value" and prop is not None:
        yield how_read(spot.text, prop, snapshot)
    elif name == "status" and spot.text in STATUSES:
        yield from _of_status(spot.text, prop)
    elif name == "over_time" and spot.text in _OVER_TIME:
        yield f"{spot.text}: {_OVER_TIME[spot.text]}"
    elif name in _DAYS:
        yield _of_days(spot.text)
    elif name in READERS:
        yield _of_comparison(name, spot.text, prop, snapshot)


def _of_status(status: str, prop: Property | None) -> Iterator[str]:
    yield f"{status}: {STATUSES[status]}"
    if prop is not None:
        yield f"{status} {prop.name}: {_OVER_TIME[prop.over_time[status]]}"


def _of_days(text: str) -> str:
    window, mistake = read_window(text)
    return f"{text} is {_days(window)}" if window else mistake or ""


def _of_comparison(name: str, text: str, prop: Property | None, snapshot: Snapshot) -> str:
    """ "nearly 2 is 1.9 to 2 times", or what is wrong with it."""
    scale = prop.scale if prop else Scale("count")
    read, mistake = READERS[name](text, scale, snapshot.corpus.hedges)
    return mistake or "" if read is None else f"{text} is {show_value(read.value)}"


def how_read(text: str, prop: Property, snapshot: Snapshot) -> str:
    """ "about 1,900 is 1,805 to 1,995 (person)", or what is wrong with it."""
    value, mistake = read_value(text, prop.scale, snapshot.corpus.hedges)
    if value is None:
        return mistake or ""
    return f"{text} is {_interval(value, prop)}"


def _interval(value: Value, prop: Property) -> str:
    if not value.stated:
        return "not stated: it conflicts with nothing"
    if value.choices is not None:
        names = listed(list(value.choices.shown), "or")
        return f"anything but {names}" if value.choices.negated else names
    if prop.scale.type not in MEASURED_TYPES:
        return "text: recorded, not compared"
    shown = show_value(value)
    return shown if shows_unit(value.unit) or not value.unit else f"{shown} ({value.unit})"


def _days(window: Window) -> str:
    first, last = show_day(window.first), show_day(window.last)
    return first if first == last else f"{first} to {last}"


def _of_symbol(snapshot: Snapshot, symbol: Symbol) -> Iterator[str]:
    kind, key = symbol
    if kind in (ENTITY, NAME):
        yield from _of_entity(snapshot, key)
    elif kind == PROPERTY:
        yield from _of_property(snapshot, key)
    elif kind == RULE:
        yield from _of_rule(snapshot, key)
    elif kind == CLAIM:
        yield from _of_claim(snapshot, key)


def _of_entity(snapshot: Snapshot, key: str) -> Iterator[str]:
    corpus = snapshot.corpus
    entity = corpus.entities.get(key)
    if entity is None:
        return
    yield f"{entity.id}: {entity.kind or 'an entity'}" + (f", {entity.name}" if entity.name != entity.id else "")
    if aliases := _aliases(snapshot, entity):
        yield f"also: {', '.join(aliases)}"
    if entity.part_of in corpus.entities:
        yield f"part of {corpus.entities[entity.part_of].id}"
    if parts := _parts(snapshot, key):
        yield f"{'all its parts' if entity.parts_complete else 'parts'}: {', '.join(parts)}"
    yield counted(sum(claim.subject == key for claim in corpus.claims), "claim")


def _parts(snapshot: Snapshot, key: str) -> list[str]:
    return sorted(entity.id for entity in snapshot.corpus.entities.values() if entity.part_of == key)


def _aliases(snapshot: Snapshot, entity: Entity) -> list[str]:
    """The names of an entity beside its id and its name in full."""
    story = entity.key.partition("/")[0] if "/" in entity.key else ""
    names = (snapshot.casts.get(story) or snapshot.casts[""]).names
    own = {entity.id.casefold(), entity.name.casefold()}
    return sorted(name for name, key in names.items() if key == entity.key and name not in own)


def _of_property(snapshot: Snapshot, name: str) -> Iterator[str]:
    prop = snapshot.corpus.properties.get(name)
    if prop is None:
        return
    unit = f", {prop.scale.unit}" if prop.scale.unit else ""
    yield f"{name}: {prop.scale.type}{unit}" + (f", {prop.title}" if prop.title != name else "")
    if prop.scale.values:
        yield f"one of {', '.join(prop.scale.values)}"
        yield from _of_categories(prop.scale)
    yield f"actual figures: {_OVER_TIME[prop.over_time['actual']]}"
    if prop.adds_to:
        yield f"of parts it adds up to {prop.adds_to} of the whole"
    if prop.after:
        yield f"comes after {prop.after}"


def _of_categories(scale: Scale) -> Iterator[str]:
    """How categories have to do with each other."""
    for name, state in scale.states:
        if name in state and len(state) > 1:
            yield f"{name} implies {listed(sorted(state - {name}))}"
    if scale.order:
        yield f"in the order {', '.join(scale.order)}"


def _of_rule(snapshot: Snapshot, id_: str) -> Iterator[str]:
    built_in = {
        models.SOURCES_DISAGREE: "claims about one figure have no common value",
        models.COUNT_FALLS: "a figure that only accumulates falls",
        models.TIMES: "a figure is not the multiple of another one that a source gives",
        models.DIFFERENCE: "two figures do not differ by as much as a source says",
        models.JOINT: "claims of which no rule alone shows it cannot all be true",
    }
    if id_ in built_in:
        yield f"{id_}: {built_in[id_]}"
    for rule in snapshot.corpus.rules:
        if rule.id == id_:
            yield f"{rule.said.title} ({rule.said.severity})"
            yield f"require: {rule.said.require}"
            yield rule.said.why.strip()


def _of_claim(snapshot: Snapshot, key: str) -> Iterator[str]:
    sentences = Sentences(snapshot.checked.result)
    for claim in snapshot.corpus.claims:
        if claim.key == key:
            yield sentences.claim(claim) + (f"; {claim.out}" if claim.out else "")
    for finding in snapshot.checked.findings:
        if key in finding.claim_keys:
            yield f"{finding.rule}: {sentences.finding(finding)}"
