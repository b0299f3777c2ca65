"""Claims and their moments as tables: who says what of which figure, when, and within which bounds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checker.corpus.corpus import Claim, Corpus
from checker.engine.codes import coded
from checker.engine.series import at_close, bounds_of, moment_of
from checker.engine.sql import Engine
from checker.values.moments import Moment

INFINITY = float("inf")
_COLUMNS = {
    **dict.fromkeys("id series source origin moment".split(), "INTEGER"),
    **dict.fromkeys(("lower", "upper"), "DOUBLE"),
}

Bounds = tuple[float, float]


def load_claims(corpus: Corpus, taken: Sequence[tuple[int, Claim]], series: Sequence[int], engine: Engine) -> None:
    """Write the claims that are taken, given with their numbers and those of their series."""
    sources = {key: number for number, key in enumerate(corpus.sources)}
    origins = coded(claim.origin for _, claim in taken)
    bounds, moments = _Bounds(claim for _, claim in taken), _Moments()
    rows = []
    for (number, claim), of in zip(taken, series, strict=True):
        lower, upper = ends = bounds.of(claim)
        when = moments.of(moment_of(claim, corpus), ends, is_for_period=claim.period is not None)
        rows.append((number, of, sources[claim.source], origins[claim.origin], when, lower, upper))
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(_COLUMNS)
    engine.load("claim", {name: (_COLUMNS[name], values) for name, values in zip(_COLUMNS, columns, strict=True)})
    moments.load(engine)


class _Bounds:
    """The bounds of claims as doubles, of categories their codes. The same words were read once, into one value."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        choices = sorted({_choices_key(claim) for claim in claims if claim.value.choices is not None})
        self._codes = {key: float(number) for number, key in enumerate(choices)}
        self._known: dict[int, Bounds] = {}

    def of(self, claim: Claim) -> Bounds:
        known = self._known.get(id(claim.value))
        if known is None:
            known = self._known[id(claim.value)] = self._work_out(claim)
        return known

    def _work_out(self, claim: Claim) -> Bounds:
        if claim.value.choices is not None:
            code = self._codes[_choices_key(claim)]
            return code, code
        low, high = bounds_of(claim)
        return (
            -INFINITY if low is None else low.numerator / low.denominator,
            INFINITY if high is None else high.numerator / high.denominator,
        )


def _choices_key(claim: Claim) -> tuple[bool, tuple[str, ...]]:
    choices = claim.value.choices
    assert choices is not None
    return choices.negated, tuple(sorted(choices.names))


class _Moments:
    """Codes of moments; below zero where nothing says that figures are of one moment."""

    def __init__(self) -> None:
        self._codes: dict[object, int] = {}
        self._times: dict[int, tuple[int, int, int]] = {}
        self._known: dict[tuple[int, bool], int] = {}

    def of(self, moment: Moment, ends: Bounds, *, is_for_period: bool) -> int:
        """Of spans without a name those are taken as one moment that agree on the bounds, too."""
        at = id(moment), is_for_period
        known = self._known.get(at)
        if known is not None:
            return known
        lasting = moment.throughout or is_for_period
        extent = 1 if lasting else 2 if moment.by_minute else 0
        key: object = (
            (moment.name, extent) if moment.name else (moment.earliest, moment.latest, extent, lasting or ends)
        )
        code = self._codes.setdefault(key, len(self._codes) if moment.name else -1 - len(self._codes))
        if code not in self._times:
            self._times[code] = *at_close(moment), extent
        if moment.name or lasting:
            self._known[at] = code
        return code

    def load(self, engine: Engine) -> None:
        """Write them: when each is, and how it extends."""
        rows = [(code, *times) for code, times in self._times.items()]
        ids, first, last, extents = list(zip(*rows, strict=True)) if rows else [()] * 4
        times = {"as_of_from": ("BIGINT", first), "as_of_to": ("BIGINT", last)}
        engine.load("moment", {"id": ("INTEGER", ids), **times, "extent": ("INTEGER", extents)})
