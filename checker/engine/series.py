"""What a claim is about, whatever its moment: the key of its series; and how its value and moment are compared."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from checker.corpus.corpus import Claim, Comparison, Corpus, Property
from checker.values.dates import Window
from checker.values.moments import ALWAYS, DAY, Moment

NO_DAYS = Window(0, 0)
SeriesKey = tuple[str, str, str, str, str, Window, Window, tuple[Comparison, ...]]


def series_of(claim: Claim) -> SeriesKey:
    """What a claim is about, but for the moment: subject, property, status, scope, unit, start of counting, period,
    and what it is compared with."""
    start, period = claim.counted_from or NO_DAYS, claim.period or NO_DAYS
    unit, compared = claim.value.unit, (claim.compared,) if claim.compared else ()
    return claim.subject, claim.property, claim.status, claim.scope, unit, start, period, compared


def comparing(kind: str) -> str:
    """What stands for the property of figures that compare two others: no name of a property has a space."""
    return f"{kind} of figures"


def mode_of(claim: Claim, properties: Mapping[str, Property]) -> str:
    """How a claim's figure holds over time; how it compares with another is of its moment alone, or for good.

    It is for good where both figures are: "two years less than was asked" is of what is asked by then.
    """
    mode = properties[claim.property].over_time[claim.status]
    if claim.compared is None:
        return mode
    other = properties[claim.compared.property].over_time[claim.compared.status]
    return "constant" if mode == other == "constant" else "varies"


def moment_of(claim: Claim, corpus: Corpus) -> Moment:
    """The moment that a claim is of, as its property holds over time."""
    if claim.period is None and mode_of(claim, corpus.properties) == "constant":
        return ALWAYS
    return claim.moment


def bounds_of(claim: Claim) -> tuple[Fraction | None, Fraction | None]:
    """The bounds by which a claim is compared: what the digits that were written leave open, where they count.

    A half is rounded away from zero, so the end that is farther from it is left out: 2.3 and 2.4 have no common value.
    """
    written, rounded = claim.value.interval, claim.value.rounded
    if rounded is None:
        return written.lower, written.upper
    lower, upper = rounded.lower, rounded.upper
    edge = min(Fraction(1), claim.value.granularity / 1000)
    if upper is not None and upper > 0 and (written.upper is None or upper > written.upper):
        upper -= edge
    if lower is not None and lower < 0 and (written.lower is None or lower < written.lower):
        lower += edge
    return lower, upper


def at_close(moment: Moment) -> tuple[int, int]:
    """The first and the last time of a moment in SQL: a minute as it is, a day as its last minute."""
    if moment.by_minute:
        return moment.earliest, moment.latest
    return moment.first_day * DAY + DAY - 1, moment.last_day * DAY + DAY - 1


def comparable(claim: Claim, corpus: Corpus) -> bool:
    """Whether a claim takes part: in play, stated, and not mere text."""
    return not claim.out and claim.value.stated and corpus.properties[claim.property].scale.type != "text"
