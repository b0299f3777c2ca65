"""What a voice said of a figure after it came down: whether it has the old figure again."""

from __future__ import annotations

from collections.abc import Iterable

from checker.corpus.corpus import Claim
from checker.engine.findings import Statement


class LaterClaims:
    """The claims that stand for themselves, by their subjects."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._of: dict[str, list[Claim]] = {}
        for claim in claims:
            if not claim.out and claim.compared is None:
                self._of.setdefault(claim.subject, []).append(claim)

    def back_at(self, before: Statement, after: Statement) -> Claim | None:
        """The first claim of a voice after it came down that is at least as high as before."""
        name, period = before.figure.name, before.figure.period
        own = [
            claim
            for claim in self._of.get(before.figure.subject, ())
            if (claim.subject, claim.property, claim.status, claim.scope, claim.value.unit) == name
            and (claim.period, claim.origin) == (period, before.voice)
        ]
        for claim in sorted(own, key=lambda each: (each.moment.latest, each.key)):
            low = claim.value.interval.lower
            if after.moment.is_before(claim.moment) and low is not None and low >= (before.lower or 0):
                return claim
        return None
