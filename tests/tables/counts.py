"""Generated counts: sources, places and days with known disagreements, the same on every machine."""

from __future__ import annotations

from collections.abc import Iterator

HEADER = "source,place,what,n,day"


def counts(places: int, days: int, sources: str = "ABC") -> Iterator[str]:
    """Rows of a CSV: counts that rise, of places that are parts of one whole, with some that differ, fall or are wrong.

    Every seventh figure of the last source is higher, every eleventh day of the first one falls, the whole is one more
    than its parts on each fifth day; one row in 97 is dirty, one in 89 stands twice.
    """
    number = 0
    for day in range(1, days + 1):
        date = f"2031-{(day - 1) // 28 + 1:02}-{(day - 1) % 28 + 1:02}"
        for source in sources:
            total = 0
            for place in range(places):
                value = 3 * day + place
                value += 4 if source == sources[-1] and (place + day) % 7 == 0 else 0
                value -= 9 if source == sources[0] and place == 3 and day % 11 == 0 else 0
                total += value
                number += 1
                row = f"{source},us/{place},cases,{value},{date}"
                yield row if number % 97 else f"{source},us/{place},cases,{value} or so,{date}"
                if number % 89 == 0:
                    yield row
            yield f"{source},us,cases,{total + (1 if day % 5 == 0 else 0)},{date}"
            yield f"{source},us,deaths,{total + (2 if day % 9 == 0 else -5)},{date}"
