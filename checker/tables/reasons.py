"""Why a row of a table is no claim that can be compared."""

from __future__ import annotations

from checker.files.models import STATUSES

(
    GOOD,
    NO_SOURCE,
    NO_SUBJECT,
    NO_PROPERTY,
    NO_DAY,
    BAD_DAY,
    BAD_STATUS,
    BAD_PERIOD,
    NO_VALUE,
    BAD_VALUE,
    TOO_LONG,
    REVERSED,
    NOT_READ,
    NO_ROW,
    BAD_COUNT,
    BELOW_ZERO,
) = range(16)

REASONS = {
    NO_SOURCE: "no source",
    NO_SUBJECT: "no subject",
    NO_PROPERTY: "no property",
    NO_DAY: "no day",
    BAD_DAY: "not a day",
    BAD_STATUS: f"not a status ({', '.join(STATUSES)})",
    BAD_PERIOD: "not a period, such as 2031-05 or 2031-05-01/2031-05-07",
    NO_VALUE: "no figure",
    BAD_VALUE: "not a figure: expected digits, such as 1200 or 0.5, without separators between thousands",
    TOO_LONG: "more digits than can be compared (15, and 9 after the point)",
    REVERSED: "the lower bound is above the upper one",
    NOT_READ: "of a property that tables.yaml does not read",
    NO_ROW: "not a row of the table",
    BAD_COUNT: "not a count: expected a whole number from 0, such as 1200 (1.200 may be a thousand more)",
    BELOW_ZERO: "below zero: expected 0 or more, as its property is not `signed: true`",
}
UNWANTED = (NOT_READ, NO_VALUE)
"""What is left out on purpose, or was never filled in: told, and no mistake."""
