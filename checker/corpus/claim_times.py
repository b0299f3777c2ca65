"""When a claim's figure holds: as of a moment or for a period, and from when on it is counted."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from checker.corpus.corpus import Property
from checker.files import models
from checker.values.dates import Window, read_window
from checker.values.moments import Moment
from checker.values.times import moment_of_article, moment_of_period, read_moment, read_period

Where = tuple[str | int, ...]
"""The path of something in a document."""


class When(Struct, frozen=True):
    """When a claim's figure holds."""

    days: Window
    moment: Moment
    period: Window | None = None


Known = dict[tuple[str | None, Window, bool], When]
"""What has been read, by what is written, the days of the article, and whether it is of what is actual."""


class TimeReader:
    """Reads when the claims of one article hold. `known` is shared by articles, `problem` takes a place and a message.

    `published` are the days of an article that `is_dated`.
    """

    def __init__(
        self,
        article: str,
        published: Window,
        known: Known,
        *,
        is_dated: bool,
        event: Callable[[str], tuple[str, Moment] | str],
        problem: Callable[[Where, str], None],
    ) -> None:
        self.article, self.published, self.is_dated = article, published, is_dated
        self.known, self.event, self.problem = known, event, problem
        self.own_moment = moment_of_article(published, article)

    def when(self, at: Where, said: models.Claim) -> When | None:
        """The moment or the period of a claim; None if it cannot be read, or its article has no date."""
        if said.as_of is None and said.period is None:
            return When(self.published, self.own_moment) if self.is_dated else None
        is_actual = said.status == "actual"
        key = (said.as_of, self.published, is_actual)
        if said.period is None and (known := self.known.get(key)) is not None:
            return known
        if said.period is not None:
            if said.as_of is not None:
                self.problem((*at, "as_of"), "a figure for a period has no as_of; leave one of the two out")
            return self._period((*at, "period"), said.period, is_actual)
        moment, days, mistakes = read_moment(
            said.as_of, published=self.published, article=self.article, is_actual=is_actual, event=self.event
        )
        for mistake in mistakes:
            self.problem((*at, "as_of"), mistake)
        if moment is None:
            return None
        when = When(days, moment)
        if not (moment.before or moment.after):  # an event is one of its story
            self.known[key] = when
        return when

    def _period(self, path: Where, text: str, is_actual: bool) -> When | None:
        period, mistakes = read_period(text, published=self.published, is_actual=is_actual)
        for mistake in mistakes:
            self.problem(path, mistake)
        return When(period, moment_of_period(period), period) if period is not None else None

    def counted_from(self, at: Where, said: models.Claim, prop: Property | None) -> Window | None:
        """From when on a claim counts; None if that cannot be read, or it does not say."""
        if said.counted_from is None:
            return None
        path = (*at, "counted_from")
        window, mistake = read_window(said.counted_from)
        if window is None:
            self.problem(path, mistake or "")
            return None
        if prop and prop.over_time[said.status] != "accumulates":
            self.problem(path, f"{said.property!r} does not accumulate, so nothing is counted")
        if said.period is not None:
            self.problem(path, "a period says from when on; leave `counted_from` out")
        return window
