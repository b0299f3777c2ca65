"""`at:` in a rule's `let`: at which moment a name is taken, by the period or the moment of another name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.files import models
from checker.patterns import lazy_pattern
from checker.problems import did_you_mean

AT = ("start", "end", "before")
_AT = lazy_pattern(r"(?P<function>\w+)\s*\(\s*(?P<name>\w+)\s*\)")
_EXPECTED = "expected start(x), end(x) or before(x), where x is a name of let"


def read_at(selector: models.Selector) -> tuple[str, str] | None:
    """The function and the name of `at:`; None where there is none, or it cannot be read."""
    match = _AT.fullmatch(selector.at.strip()) if selector.at else None
    return (match["function"], match["name"]) if match and match["function"] in AT else None


def moment_mistakes(let: Mapping[str, models.Selector]) -> Iterator[tuple[tuple[str, ...], str]]:
    """What is wrong with the `at:` of a rule's names: path and message."""
    for name, selector in let.items():
        if selector.at is not None:
            mistake = _mistake(name, selector, let)
            if mistake:
                yield ("let", name, "at"), mistake


def _mistake(name: str, selector: models.Selector, let: Mapping[str, models.Selector]) -> str:
    read = read_at(selector)
    if read is None:
        word = (selector.at or "").partition("(")[0].strip()
        return f"{selector.at!r}: {_EXPECTED}{did_you_mean(word, AT) if word not in AT else ''}"
    function, other = read
    if other not in let:
        return f"unknown name {other!r}{did_you_mean(other, let)}; let has {', '.join(let)}"
    if selector.over is not None:
        return f"{name!r} is for a period, which is at no moment; leave `at` out"
    if function != "before" and let[other].over is None:
        return f"{other!r} has no period; write `over: period` for it, or {name!r} `at: before({other})`"
    if _leads_back(name, let):
        return f"{selector.at!r} leads back to {name!r}; the moment of one of them must be known without the other"
    return ""


def _leads_back(name: str, let: Mapping[str, models.Selector]) -> bool:
    """Whether the moment of a name depends on itself."""
    seen: set[str] = set()
    at = name
    while at in let and (read := read_at(let[at])) is not None:
        at = read[1]
        if at == name:
            return True
        if at in seen:
            return False
        seen.add(at)
    return False
