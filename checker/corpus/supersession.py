"""A claim that supersedes others takes them out of play."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from checker.corpus.articles import Articles, Correction
from checker.corpus.corpus import Claim
from checker.problems import did_you_mean, nearest


def claim_key(written: str, source: str) -> str:
    """The key of a claim as an article names it: its id, <source>/<claim> or <story>/<source>/<claim>; "" if none."""
    parts = written.replace("#", "/").split("/")
    story = source.partition("/")[0]
    return {
        1: f"{source}#{parts[-1]}",
        2: f"{story}/{parts[0]}#{parts[-1]}",
        3: f"{parts[0]}/{parts[1] if len(parts) > 2 else ''}#{parts[-1]}",
    }.get(len(parts), "")


def take_out_superseded(whole: Articles) -> None:
    """Mark what is superseded as out of play; what is wrong with a name is a problem of the claim that writes it."""
    by_key = {claim.key: position for position, claim in enumerate(whole.claims)}
    newer: dict[str, set[str]] = {}
    for correction in whole.corrections:
        for number, target in enumerate(correction.supersedes):
            mistake = _supersede(whole.claims, by_key, newer, correction, target)
            if mistake:
                path = ("supersedes", number) if len(correction.supersedes) > 1 else ("supersedes",)
                whole.problems.append(correction.problem(path, mistake))


def _supersede(
    claims: list[Claim], by_key: dict[str, int], newer: dict[str, set[str]], correction: Correction, target: str
) -> str:
    """Take one claim out of play; returns what is wrong, "" if nothing is."""
    key = correction.key
    full = claim_key(target, key.partition("#")[0])
    if full == key:
        return "a claim cannot supersede itself"
    if full not in by_key:
        return no_such_claim(target, key, by_key)
    if key not in by_key:
        return ""  # it has a problem of its own
    old = claims[by_key[full]]
    if _topic(claims[by_key[key]]) != _topic(old):
        about = f"{old.subject.rpartition('/')[2]}, {old.property}"
        only = "a claim can supersede only one about its own subject and property"
        return f"{target!r} is about {about}; {only}; a voice takes back a figure of a part or a whole with `revises`"
    if _leads_to(newer, full, key):
        return "these claims supersede each other in a circle"
    newer.setdefault(key, set()).add(full)
    if not old.out:
        claims[by_key[full]] = replace(old, out=f"superseded by {key.partition('/')[2].replace('#', '/')}")
    return ""


def _topic(claim: Claim) -> tuple[str, str]:
    return claim.subject, claim.property


def no_such_claim(target: str, key: str, known: Iterable[str]) -> str:
    """What is wrong with the name of a claim, with a near one as it is written in files."""
    source, story = key.partition("#")[0], key.partition("/")[0]
    written = {
        other.removeprefix(f"{source}#") if other.startswith(f"{source}#") else other.removeprefix(f"{story}/")
        for other in known
    }
    names, own = {name.replace("#", "/") for name in written}, key.partition("#")[2]
    # not without itself from the start: of the same names as before it is known already which are alike
    near = did_you_mean(target, names - {own} if nearest(target, names) == [own] else names)
    return f"no claim {target!r}; expected <source>/<claim>, or a claim's id in this article{near}"


def _leads_to(newer: dict[str, set[str]], start: str, end: str) -> bool:
    """Whether what a claim supersedes, and what that supersedes, ends at another one."""
    waiting, seen = [start], {start}
    while waiting:
        at = waiting.pop()
        if at == end:
            return True
        waiting += (key for key in newer.get(at, ()) if key not in seen)
        seen |= newer.get(at, set())
    return False
