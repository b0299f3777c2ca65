"""What a claim's value means in its article: signs of currencies by publisher, second amounts, days that cannot be."""

from __future__ import annotations

from msgspec.structs import replace

from checker.corpus.corpus import Claim, Property, SignOf
from checker.files import models
from checker.patterns import lazy_pattern
from checker.values.dates import Window, read_window, show_window
from checker.values.kinds import A_VALUE, Hedges, Scale, Value
from checker.values.value import fold, read_value

Read = tuple[Value | None, str | None]
"""A value, or what is wrong."""
_NO_ID = lazy_pattern(r"[^\w-]+")
_A_YEAR_AHEAD, _CENTURIES_AHEAD = 366, 200 * 365


class ValueReader:
    """Reads values, each text once."""

    def __init__(self, hedges: Hedges, signs: tuple[SignOf, ...] = ()) -> None:
        self.hedges, self.signs = hedges, signs
        self._values: dict[int, tuple[Scale, dict[str | tuple[str, ...], Read]]] = {}
        self._scales: dict[tuple[Scale, str, str], Scale] = {}

    def scale_in(self, scale: Scale, publisher: str, story: str) -> Scale:
        """A property's scale in an article: what the signs of currencies stand for there, its publisher's first."""
        if scale.type != "money" or not self.signs:
            return scale
        at = scale, publisher, story
        if at not in self._scales:
            name = fold(publisher)
            fitting = [s for s in self.signs if s.publisher in ("", name) and s.story in ("", story)]
            fitting.sort(key=lambda s: (not s.publisher, not s.story))
            self._scales[at] = replace(scale, signs=tuple((s.sign, s.currency) for s in fitting))
        return self._scales[at]

    def read(self, text: str | tuple[str, ...], scale: Scale) -> Read:
        """A value, or what is wrong."""
        # found by which scale it is: to ask whether two are the same takes longer than all else here
        _, known = self._values.setdefault(id(scale), (scale, {}))
        found = known.get(text)
        if found is None:
            found = known[text] = read_value(text, scale, self.hedges)
        return found

    def with_also(self, value: Value, text: str, scale: Scale) -> Read:
        """A value with the same amount in another currency, or what is wrong with that."""
        if scale.type != "money":
            return None, "only an amount of money has another currency; write one claim for each figure"
        other, mistake = read_value(text, replace(scale, unit=""), self.hedges)
        if other is None:
            return None, mistake
        if not (value.stated and other.stated):
            return None, "an amount that is not stated is so in every currency; leave `also` out"
        if other.unit == value.unit:
            return None, f"{text!r} is in {other.unit} as the value is; name here the amount in another currency"
        return replace(value, text=f"{value.text} ({other.text})", also=other), None


def wrong_day(value: Value, status: str, published: Window) -> str | None:
    """What is wrong with a date long after the publication: it has not happened, or is of another calendar."""
    first = value.interval.lower if value.unit == "date" else None
    if first is None:
        return None
    ahead = first - published.last
    message = f"{value.text} is long after the publication on {show_window(published)}"
    if ahead > _CENTURIES_AHEAD:
        return f"{message}; is it a date of another calendar? 2567 of the Buddhist era is 2024"
    if ahead > _A_YEAR_AHEAD and status == "actual":
        return f"{message}; what is still to come is planned, not actual"
    return None


def wrong_retraction(text: str | None) -> str:
    """What is wrong with a retraction: it has a date and the reason; "" if nothing is, or there is none."""
    when, _, why = (text or "").partition(",")
    if text is None or (read_window(when)[0] is not None and why.strip()):
        return ""
    return f"{text!r}: expected a date and the reason, such as `2031-05-06, the paper corrected it`"


def included(
    reader: ValueReader, claim: Claim, said: models.Claim, scale: Scale, prop: Property
) -> tuple[list[Claim], list[tuple[tuple[str, ...], str]]]:
    """The figures that a claim gives as parts of its own, as claims of their scopes; and what is wrong, by path."""
    found: list[Claim] = []
    mistakes: list[tuple[tuple[str, ...], str]] = []
    if scale.type not in ("count", "money", "number"):
        return [], [((), f"only what adds up has parts; {prop.name!r} is {A_VALUE.get(scale.type, 'a text')}")]
    for scope, text in said.including.items():
        value, mistake = reader.read(text, scale)
        if value is None or mistake:
            mistakes.append(((scope,), mistake or ""))
        elif said.scope:
            mistakes.append(((), "a part of a figure with a scope is a claim of its own"))
        elif fold(scope) in prop.other_counts:
            mistakes.append(((scope,), f"{scope!r} is another count (`other_counts` of {prop.name!r}), and no part"))
        elif mistake := _above(value, claim.value):
            mistakes.append(((scope,), mistake))
        else:
            id_ = f"{claim.id}.{_NO_ID.sub('-', fold(scope))}"
            whole = replace(claim, key=f"{claim.source}#{id_}", id=id_, is_quoted=False)
            limit = f"{fold(scope)}, {claim.scope}" if claim.scope else fold(scope)  # whose figure the whole is
            found.append(replace(whole, scope=limit, value=value, compared=None, important=False, implied=""))
    return found, mistakes


def _above(part: Value, whole: Value) -> str:
    """What is wrong with a part that is more than its whole, in one sentence of an article."""
    lower, upper = part.interval.lower, whole.interval.upper
    if lower is None or upper is None or lower <= upper or not whole.stated:
        return ""
    return f"{part.text} cannot be part of {whole.text}; if the article says so, make two claims"
