"""When a figure holds: a moment that is known, or a span of time within which it lies.

Moments are whole minutes, wall clock at the place of the story: `day * 1440 + minute`, where `day` is a proleptic
ordinal (`date.toordinal`). A day alone is known as one moment: two figures of one day are of one moment.
"""

from __future__ import annotations

from msgspec import Struct

from checker.values.dates import WINDOW_ALWAYS, Window

DAY = 1440


class Moment(Struct, frozen=True, kw_only=True):
    """What is known of the moment that a figure is of.

    It lies between `earliest` and `latest`, both included, in minutes. `name` is the same for figures that are of one
    moment: the day, the minute, or the article whose day is not known; it is empty where nothing says so. A figure
    that holds `throughout` is of every moment of its span. `written` is the span as it was written, in a fixed form,
    where somebody wrote one, before it is clipped at a publication; it is empty for days, minutes and the span of a
    publication. `by_minute` where a time of day is known, or matters. `before` and `after` are the key of the event
    that it is before or after: two figures that are on either side of one event have an order, whatever its hour.
    """

    earliest: int
    latest: int
    name: str = ""
    throughout: bool = False
    written: str = ""
    by_minute: bool = False
    before: str = ""
    after: str = ""

    @property
    def first_day(self) -> int:
        return self.earliest // DAY

    @property
    def last_day(self) -> int:
        return self.latest // DAY

    @property
    def days(self) -> Window:
        """The days from the first to the last."""
        return Window(self.first_day, self.last_day)

    def within(self, other: Moment) -> bool:
        """Whether it lies in the span of another one, whatever moment it is."""
        if self.by_minute or other.by_minute:
            return other.earliest <= self.earliest and self.latest <= other.latest
        return other.first_day <= self.first_day and self.last_day <= other.last_day

    def is_of_one_moment_with(self, other: Moment) -> bool:
        """Whether both are surely of one moment, or one holds throughout and meets the other for sure."""
        if self.name and self.name == other.name:
            return True
        if self.throughout and other.throughout:
            return self.may_meet(other)
        return (self.throughout and other.within(self)) or (other.throughout and self.within(other))

    def may_meet(self, other: Moment) -> bool:
        """Whether both can be of one moment."""
        if self._is_parted_from(other) or other._is_parted_from(self):
            return False
        return self.earliest <= other.latest and other.earliest <= self.latest

    def _is_parted_from(self, other: Moment) -> bool:
        """Whether it is before an event, and the other after it."""
        return bool(self.before) and self.before == other.after

    def is_not_after(self, other: Moment) -> bool:
        """Whether some moment of it is surely not after some moment of the other: days as days, minutes as minutes."""
        if self._is_parted_from(other) or self.is_of_one_moment_with(other):
            return True
        mine = self.earliest if self.throughout else self.latest
        theirs = other.latest if other.throughout else other.earliest
        if self.by_minute or other.by_minute:
            return mine <= theirs
        return mine // DAY <= theirs // DAY

    def is_before(self, other: Moment) -> bool:
        """Whether it is surely before the other, and not of one moment with it."""
        return self.is_not_after(other) and not self.is_of_one_moment_with(other)

    def distance_in_days(self, other: Moment) -> int:
        """By how many days the two can be apart at most; one that holds throughout, from its nearest day."""
        if self.throughout and other.throughout:
            return max(other.first_day - self.last_day, self.first_day - other.last_day, 0)
        if self.throughout:
            return max(other.last_day - self.last_day, self.first_day - other.first_day, 0)
        if other.throughout:
            return other.distance_in_days(self)
        return max(other.last_day - self.first_day, self.last_day - other.first_day)


def day_moment(day: int) -> Moment:
    """A day that is known."""
    return Moment(earliest=day * DAY, latest=day * DAY + DAY - 1, name=f"day {day}")


def minute_moment(day: int, minute: int) -> Moment:
    """A minute of a day."""
    at = day * DAY + minute
    return Moment(earliest=at, latest=at, name=f"minute {at}", by_minute=True)


def span_moment(days: Window, *, name: str = "", written: str = "", throughout: bool = False) -> Moment:
    """Some moment of a span of days, or every one."""
    return Moment(
        earliest=days.first * DAY,
        latest=days.last * DAY + DAY - 1,
        name=name,
        written=written,
        throughout=throughout,
    )


ALWAYS = span_moment(WINDOW_ALWAYS, name="always", throughout=True)
"""Of a figure that is one for good."""
