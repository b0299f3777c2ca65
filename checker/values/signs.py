"""Figures with a sign: "minus 5", "down 43 %", "a loss of $5m"; read only where a property's values may be negative."""

from __future__ import annotations

from checker.patterns import lazy_pattern
from checker.problems import quoted
from checker.values.kinds import Mistake, Scale
from checker.values.number_words import ANY_CASE

_FELL = "down|fell|dropped|declined|decreased|shrank|contracted|slipped|slid|sank|plunged|tumbled|lost"
_ROSE = "up|rose|grew|increased|gained|climbed|expanded|jumped|soared|surged"
_SIGN = lazy_pattern(
    r"(?:(?P<minus>minus|negative|–)|(?P<plus>\+|plus|positive)"
    rf"|(?P<down>(?:{_FELL})(?! to\b)(?: by)?|an? (?:loss|fall|drop|decline|decrease|reduction|cut|contraction) of)"
    rf"|(?P<up>(?:{_ROSE})(?! to\b)(?: by)?|(?:an? (?:rise|gain|profit|increase|jump)|growth) of))"
    r"(?:(?<=[a-z])\s+|(?<![a-z])\s*)(?P<rest>\S.*)",
    ANY_CASE,
)


def find_sign(text: str, scale: Scale) -> tuple[bool, str] | None:
    """Whether the words that the text begins with make it negative, and the rest of it; None if they are no sign.

    A Mistake where the property's values have none. Words of a change, such as "down", need a property that says
    `signed: true`: else "up 5" is no figure of it.
    """
    match = _SIGN.fullmatch(text)
    if match is None:
        return None
    is_change = bool(match["down"] or match["up"])
    if not (scale.signed if is_change else scale.is_signed):
        words = text[: match.start("rest")].strip()
        why = f"{quoted(words)} gives it a sign, and values of this property have none"
        if is_change:
            why = f"{quoted(words)} makes it a change, and this property has no changes"
        why = f"{why}; for those make a property with `signed: true`"
        raise Mistake(f"{quoted(text)} is not understood: {why}")
    return bool(match["minus"] or match["down"]), match["rest"]


def cannot_be_negative(text: str, what: str) -> str:
    """That a figure is negative where none may be, and how a property says that it may."""
    return f"{what} cannot be negative: {quoted(text)}; a property whose values can has `signed: true`"
