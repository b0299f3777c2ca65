"""The statements of a finding as text that stays: side, figure, voice, moment, hash of the value.

Never messages, lines or paths. docs/known-findings.md is the table of decisions that rests on them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from checker.corpus.corpus import StatementKey
from checker.engine.findings import DIFFER, FALLS, Combination, Figure, Finding, Statement
from checker.values.dates import iso_window
from checker.values.moments import ALWAYS, DAY, Moment

Key = StatementKey
"""A statement in a finding: side, figure, voice, moment, hash of the value; the last two not where any will do."""

Keyed = tuple[Key, Statement]

ANY = "*"
OVER = "over "
"""Where a key stands for a voice on the higher side, over another one, whatever it says and when."""

SEPARATOR = " | "
_DIGITS = 8


def keys_of(finding: Finding, *, with_pairs: bool = False) -> list[Key]:
    """The statements of a finding, in a fixed order; `with_pairs`: and which voice is over which one."""
    found: set[Key] = set()
    for combination in finding.combinations:
        found.update(key for key, _ in keyed(finding, combination))
        if with_pairs:
            found.update(pair_of(finding, combination))
    return sorted(found)


def keyed(finding: Finding, combination: Combination) -> list[Keyed]:
    """The statements of a combination with their keys.

    Of a conflict across days it is the lower statement that counts, and whose the higher figure is: that may be of any
    day before.
    """
    found = [(_key(side, statement), statement) for side, statement in combination.terms]
    if _is_across_days(finding, combination):
        found[0] = _any_of(finding, combination), combination.terms[0][1]
    return found


def pair_of(finding: Finding, combination: Combination) -> Iterator[Key]:
    """Which voice is over which one, where two differ."""
    if finding.kind == DIFFER:
        yield _any_of(finding, combination)


def _any_of(finding: Finding, combination: Combination) -> Key:
    (side, statement), (_, other) = combination.terms
    over = f"{OVER}{other.voice.replace(SEPARATOR, ' / ')}" if finding.kind == DIFFER else ANY
    return side, about(statement.figure), statement.voice, over, ANY


def _is_across_days(finding: Finding, combination: Combination) -> bool:
    if finding.kind not in (DIFFER, FALLS):
        return False
    one, other = combination.statements
    return one.figure.mode == "accumulates" and not one.moment.is_of_one_moment_with(other.moment)


def _key(side: str, statement: Statement) -> Key:
    return side, about(statement.figure), statement.voice, moment_text(statement), _hash(statement)


def about(figure: Figure) -> str:
    """ "flood killed", "relief strength planned", "flood killed (civilians)": the entity's name stands first."""
    status = "" if figure.status == "actual" else f" {figure.status}"
    scope = f" ({figure.scope.replace(SEPARATOR, ' / ')})" if figure.scope else ""
    return f"{figure.subject.rpartition('/')[2]} {figure.property}{status}{scope}"


def name_in(key: Key) -> str:
    """The name of the entity that a statement is about."""
    return key[1].partition(" ")[0]


def with_name(key: Key, name: str) -> Key:
    """The same statement about another entity."""
    side, what, voice, moment, value = key
    return side, f"{name} {what.partition(' ')[2]}", voice, moment, value


def moment_text(statement: Statement) -> str:
    """The moment of a statement, as text that stays: a day, a minute, a span, a period, or "always"."""
    figure = statement.figure
    since = f" since {iso_window(figure.counted_from)}" if figure.counted_from else ""
    if figure.period is not None:
        return f"in {iso_window(figure.period)}{since}"
    return f"{_moment_text(statement)}{since}"


def _moment_text(statement: Statement) -> str:
    moment = statement.moment
    if moment == ALWAYS:
        return "always"
    if moment.before or moment.after:  # an event, by its name without the story's
        return _about_events(moment)
    throughout = " throughout" if moment.throughout and moment.earliest < moment.latest else ""
    if moment.written:
        return f"{moment.written}{throughout}"
    minutes = "-".join(dict.fromkeys(_time(each) for each in (moment.earliest, moment.latest)))
    times = f"T{minutes}" if moment.by_minute else ""
    return f"{iso_window(moment.days)}{times}{throughout}"


def _about_events(moment: Moment) -> str:
    sides = (("before", moment.before), ("after", moment.after))
    return " ".join(f"{word} {event.rpartition('/')[2]}" for word, event in sides if event)


def _time(minute: int) -> str:
    return f"{minute % DAY // 60:02}:{minute % 60:02}"


def _hash(statement: Statement) -> str:
    choices = statement.choices
    names = "" if choices is None else f"{choices.negated} {' '.join(sorted(choices.names))}"
    is_stated = "" if statement.claims[0].value.stated else "|unknown"
    return short_hash(f"{statement.lower}..{statement.upper}|{names}|{statement.figure.unit}{is_stated}")


def short_hash(text: str) -> str:
    """Eight hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def names_in(keys: Iterable[Key]) -> set[str]:
    """The names of the entities that statements are about."""
    return {name_in(key) for key in keys}
