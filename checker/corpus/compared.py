"""Claims that compare a figure with another one: "nearly double the 19 of the police", "12 % more than in 2030".

What is compared with another claim has a value of its own, since that claim's value is known. What is compared with a
figure is a ratio or a difference, which the engine relates to both figures.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from checker.corpus.articles import Articles, Comparing
from checker.corpus.corpus import BEFORE, BY, RATIO, SHARE, THEN, THEN_ALL, Comparison, Property
from checker.corpus.supersession import ClaimNames, claim_key, no_such_claim
from checker.files import models
from checker.files.nodes import Document
from checker.problems import did_you_mean
from checker.values.comparing import READERS, Factor, applied
from checker.values.dates import Window, read_window
from checker.values.kinds import A_VALUE, NUMERIC_TYPES, Hedges, Scale, Value

Where = tuple[str | int, ...]
Figure = tuple[str, str, str]
"""A subject, a property and a status."""


class ClaimInArticle(Struct, frozen=True, kw_only=True):
    """A claim as it is read: its place and property, the entity of its subject, its period, and its article's claims.

    `entity` gives the key of an entity by its name (None if there is none); `problem` takes what is wrong.
    """

    key: str
    at: Where
    document: Document
    said: models.Claim
    prop: Property
    scale: Scale
    subject: str
    scope: str
    period: Window | None
    ids: Collection[str]
    properties: Mapping[str, Property]
    hedges: Hedges
    entity: Callable[[str], str | None]
    problem: Callable[[Where, str], None]


class Compared(Struct, frozen=True, kw_only=True):
    """What a comparison comes to: a value, and what it is compared with: a figure, or a claim that is still to find."""

    value: Value
    figure: Comparison | None = None
    claim: Comparing | None = None


def read_compared(claim: ClaimInArticle, said: models.Compared) -> Compared | None:
    """A claim's comparison; None where it cannot be read, which is a problem then."""
    path: Where = (*claim.at, "compared")
    factor = _factor(claim, said, path)
    if factor is None:
        return None
    target = said.to[0] if len(said.to) == 1 else ""
    if target and ("/" in target or target in claim.ids):
        return _with_claim(claim, said, path, factor, target)
    figure = _figure(claim, said, path)
    when = _when(claim, said, path)
    if figure is None or when is None:
        return None
    subject, name, status = figure
    scope = "" if said.share_of is not None else claim.scope
    at, days = when
    is_across = _are_across(claim.prop, claim.properties[name])
    kind = (SHARE if is_across else RATIO) if factor.is_ratio else BY
    found = Comparison(
        kind=kind,
        subject=subject,
        property=name,
        status=status,
        scope=scope,
        at=at,
        first=days.first,
        last=days.last,
        word=factor.word,
    )
    own = (claim.subject, claim.said.property, claim.said.status, claim.scope)
    if not at and (subject, name, status, scope) == own:
        claim.problem(path, "compares the figure with itself; say with which one (`to`), or as of when (`at`)")
        return None
    return Compared(value=factor.value, figure=found)


def _factor(claim: ClaimInArticle, said: models.Compared, path: Where) -> Factor | None:
    """How many times the other figure, or by how much it differs."""
    if claim.said.value is not None or claim.said.also is not None:
        wrong = "value" if claim.said.value is not None else "also"
        claim.problem(path, f"a claim has a value, or compares two figures: leave out `{wrong}`, or make two claims")
        return None
    keys = [key for key in READERS if getattr(said, key) is not None]
    if len(keys) != 1:
        claim.problem(path, f"expected one of {', '.join(READERS)}; found {' and '.join(keys) or 'none'}")
        return None
    if claim.prop.scale.type not in NUMERIC_TYPES:
        kind = A_VALUE.get(claim.prop.scale.type, "a text")
        claim.problem(path, f"only figures are compared, and {claim.said.property!r} is {kind}")
        return None
    read, mistake = READERS[keys[0]](getattr(said, keys[0]), claim.scale, claim.hedges)
    if read is None:
        claim.problem((*path, keys[0]), mistake or "")
    return read


# --- with a figure -----------------------------------------------------------------------------


def _figure(claim: ClaimInArticle, said: models.Compared, path: Where) -> Figure | None:
    """The figure that is named, or the claim's own; None if there is none such."""
    at: Where = (*path, "to")
    names = [name.strip() for text in said.to for name in (text.split(",") if len(said.to) == 1 else [text])]
    if len(names) > 3:
        claim.problem(at, "expected a subject, its property and its status, such as [flood, killed, planned]")
        return None
    subject = claim.entity(names[0]) if names else claim.subject
    if subject is None:
        return None
    name = names[1] if len(names) > 1 else claim.said.property
    status = names[2] if len(names) > 2 else claim.said.status
    other = claim.properties.get(name)
    if other is None:
        claim.problem(at, f"unknown property {name!r}{did_you_mean(name, claim.properties)}")
        return None
    if status not in models.STATUSES:
        claim.problem(at, f"unknown status {status!r}{did_you_mean(status, models.STATUSES)}")
        return None
    if mistake := _differ(claim.prop, other, is_share=said.share_of is not None):
        claim.problem(at, mistake)
        return None
    return subject, name, status


def _differ(one: Property, other: Property, *, is_share: bool) -> str:
    """What keeps values of two properties from being compared; "" if nothing does.

    A count may be a share of what is counted in another unit: patients are 60 % of the beds.
    """
    if one.scale.type != other.scale.type:
        return f"{other.name!r} is {_a(other)}, and {one.name!r} {_a(one)}: they cannot be compared"
    if not _are_across(one, other) or (is_share and one.scale.type == "count"):
        return ""
    are = f"{other.name!r} counts {other.scale.unit}, and {one.name!r} {one.scale.unit}"
    but = "" if is_share or one.scale.type != "count" else ", but for a share of them (`share_of`)"
    return f"{are}: they cannot be compared{but}"


def _are_across(one: Property, other: Property) -> bool:
    """Whether two properties are given in different units."""
    units = (one.scale.unit, other.scale.unit)
    return units[0] != units[1] and all(units) and one.scale.type != "percentage"


def _a(prop: Property) -> str:
    return A_VALUE.get(prop.scale.type, "a text")


def _when(claim: ClaimInArticle, said: models.Compared, path: Where) -> tuple[str, Window] | None:
    """When the other figure is taken; None where that cannot be read."""
    if said.at is None:
        return "", Window(0, 0)
    if said.at.strip().casefold() == BEFORE:
        if claim.period is None:
            return BEFORE, Window(0, 0)
        return THEN_ALL, _period_before(claim.period)
    days, mistake = read_window(said.at)
    if days is None:
        claim.problem((*path, "at"), f"{mistake}; or `before`")
        return None
    is_one = days.first == days.last and claim.period is None
    return THEN if is_one else THEN_ALL, days


def _period_before(period: Window) -> Window:
    """The period just before one: the year before a year, the month before a month, else as many days."""
    first, last = date.fromordinal(max(period.first, 1)), date.fromordinal(min(period.last, date.max.toordinal()))
    day_before = first - timedelta(days=1) if first > date.min else first
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        back = first.year * 12 + first.month - 1 - months
        if back >= 12:
            return Window(date(back // 12, back % 12 + 1, 1).toordinal(), day_before.toordinal())
    return Window(period.first - (period.last - period.first + 1), period.first - 1)


# --- with a claim ------------------------------------------------------------------------------


def _with_claim(
    claim: ClaimInArticle, said: models.Compared, path: Where, factor: Factor, target: str
) -> Compared | None:
    if said.at is not None:
        claim.problem((*path, "at"), "a claim has its own moment; leave `at` out")
        return None
    comparing = Comparing(
        key=claim.key,
        index=int(claim.at[-1]),
        document=claim.document,
        target=target,
        kind=RATIO if factor.is_ratio else BY,
        factor=factor.value,
        word=factor.word,
        is_whole=claim.scale.is_whole,
        is_share=said.share_of is not None,
    )
    return Compared(value=factor.value, claim=comparing)


def compare_with_claims(whole: Articles, properties: Mapping[str, Property]) -> None:
    """Give claims that are compared with others their values; what is wrong with a name is a problem."""
    of_claim = {comparing.key: comparing for comparing in whole.comparing}
    place = {claim.key: number for number, claim in enumerate(whole.claims)}
    known = _Known(whole, place, ClaimNames(place), properties, set(of_claim))
    failed: set[str] = set()
    for key in sorted(of_claim):
        for each in _in_order(key, of_claim, known.waiting):
            known.waiting.discard(each)
            if each not in place:
                continue  # it has a problem of its own
            rests_on_one = _target(of_claim[each]) in failed
            if rests_on_one or not _give_value(of_claim[each], known):
                failed.add(each)
    if failed:
        whole.claims = [claim for claim in whole.claims if claim.key not in failed]


class _Known(Struct, frozen=True):
    """What claims are compared in: where each stands, how each is written, and which still wait for their values."""

    whole: Articles
    place: Mapping[str, int]
    names: ClaimNames
    properties: Mapping[str, Property]
    waiting: set[str]


def _in_order(key: str, of_claim: Mapping[str, Comparing], waiting: Collection[str]) -> list[str]:
    """A claim with those that it is compared with, the last of them first; of a circle each once."""
    chain: dict[str, None] = {}
    at = key
    while at in waiting and at not in chain:
        chain[at] = None
        at = _target(of_claim[at])
    return [*reversed(chain)]


def _give_value(comparing: Comparing, known: _Known) -> bool:
    """Put a claim's value in its place; False where it has none, with a problem unless the other has one already."""
    whole, place = known.whole, known.place
    if _target(comparing) in whole.set_aside:
        whole.set_aside.add(comparing.key)
        return False
    mistake = _mistake(comparing, known)
    if mistake:
        whole.problems.append(comparing.problem(mistake))
        return False
    claim = whole.claims[place[comparing.key]]
    other = whole.claims[place[_target(comparing)]]
    interval = applied(comparing.factor, other.value, is_ratio=comparing.kind == RATIO, is_whole=comparing.is_whole)
    named = f"the {other.value.text}" if other.value.text[:1].isdigit() else other.value.text
    own, of = known.properties[claim.property], known.properties[other.property]
    is_across = _are_across(own, of)  # then what is counted is written out: 60 % of the 800 beds
    joined = " ".join(filter(None, (comparing.factor.text, comparing.word, named, of.title if is_across else "")))
    value = Value(joined, interval, unit=own.scale.unit if is_across else other.value.unit)
    whole.claims[place[comparing.key]] = replace(claim, value=value, is_quoted=False)
    return True


def _target(comparing: Comparing) -> str:
    return claim_key(comparing.target, comparing.key.partition("#")[0])


def _mistake(comparing: Comparing, known: _Known) -> str:
    """What keeps a claim from being compared with the one that it names; "" if nothing does."""
    target = _target(comparing)
    if target == comparing.key:
        return "a claim cannot be compared with itself"
    if target in known.waiting:
        return "these claims are compared with each other in a circle"
    if target not in known.place:
        return no_such_claim(comparing.target, comparing.key, known.names)
    claims = known.whole.claims
    claim, other = claims[known.place[comparing.key]], claims[known.place[target]]
    one, two = known.properties[claim.property], known.properties[other.property]
    if mistake := _differ(one, two, is_share=comparing.is_share):
        return mistake
    if other.compared is not None:
        return f"{comparing.target!r} compares figures itself; name a claim that gives one"
    return "" if other.value.stated else f"{comparing.target!r} states no figure"
