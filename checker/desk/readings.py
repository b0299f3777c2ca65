"""How what is typed is understood: "read as 1,805 to 1,995 people", or what is wrong with it."""

from __future__ import annotations

from checker.corpus.corpus import Corpus, Property
from checker.corpus.relation import MEASURED_TYPES
from checker.values.dates import Window, read_window, show_window
from checker.values.formatting import listed, show_value, shows_unit
from checker.values.value import Value, read_value


def read_as(text: str, property_: str, corpus: Corpus) -> tuple[str, bool]:
    """What a value comes to, and whether something is wrong with it."""
    prop = corpus.properties.get(property_)
    if not text.strip():
        return "", False
    if prop is None:
        return ("choose what is said first" if not property_ else f"no property is called {property_}"), True
    value, mistake = read_value(text, prop.scale, corpus.hedges)
    if value is None:
        return mistake or "", True
    return f"read as {_interval(value, prop)}", False


def _interval(value: Value, prop: Property) -> str:
    if not value.stated:
        return "not stated: it conflicts with nothing"
    if value.choices is not None:
        names = listed(sorted(value.choices.names), "or")
        return f"anything but {names}" if value.choices.negated else names
    if prop.scale.type not in MEASURED_TYPES:
        return "text: recorded, not compared"
    if value.unit == "date" and value.interval.lower is not None and value.interval.upper is not None:
        return show_window(Window(int(value.interval.lower), int(value.interval.upper)))
    shown = show_value(value)
    return shown if shows_unit(value.unit) or not value.unit else f"{shown} ({value.unit})"


def read_day(as_of: str, period: str) -> tuple[str, bool]:
    """What days a figure is of, and whether something is wrong with them."""
    text = period.strip() or as_of.strip()
    if not text or text.split(" ")[0] in ("before", "after"):
        return "", False
    window, mistake = read_window(text)
    if window is None:
        return mistake or "", True
    return show_window(window), False
