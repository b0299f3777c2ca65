"""A claim that supersedes others takes them out of play."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field
from msgspec.structs import replace

from checker.corpus.articles import Articles, Correction
from checker.corpus.corpus import Claim
from checker.problems import nearest, suggested


def claim_key(written: str, source: str) -> str:
    """The key of a claim as an article names it: its id, <source>/<claim> or <story>/<source>/<claim>; "" if none."""
    parts = written.replace("#", "/").split("/")
    story = source.partition("/")[0]
    return {
        1: f"{source}#{parts[-1]}",
        2: f"{story}/{parts[0]}#{parts[-1]}",
        3: f"{parts[0]}/{parts[1] if len(parts) > 2 else ''}#{parts[-1]}",
    }.get(len(parts), "")


class ClaimNames:
    """The claims that there are, as an article writes them: each article's list is made once, and only if asked for."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = keys
        self._of_source: dict[str, frozenset[str]] = {}

    def written_in(self, source: str) -> frozenset[str]:
        """Of its own claims their ids, of others of its story <source>/<claim>, else <story>/<source>/<claim>."""
        if source not in self._of_source:
            own, story = f"{source}#", f"{source.partition('/')[0]}/"
            self._of_source[source] = frozenset(
                key.removeprefix(own if key.startswith(own) else story).replace("#", "/") for key in self._keys
            )
        return self._of_source[source]


class _Superseding(Struct, frozen=True):
    """Claims, where each stands among them, and which of them supersede which, so far.

    `set_aside` are the keys of those that have a problem.
    """

    claims: list[Claim]
    by_key: dict[str, int]
    names: ClaimNames
    set_aside: frozenset[str]
    newer: dict[str, set[str]] = field(default_factory=dict)
    superseded: set[str] = field(default_factory=set)

    def add(self, key: str, old: str) -> None:
        self.newer.setdefault(key, set()).add(old)
        self.superseded.add(old)

    def closes_a_circle(self, key: str, old: str) -> bool:
        """Whether what a claim supersedes, and what that supersedes, ends at itself."""
        if key not in self.superseded:  # so a long chain that is written in order is not walked from each of its claims
            return False
        waiting, seen = [old], {old}
        while waiting:
            at = waiting.pop()
            if at == key:
                return True
            waiting += (each for each in self.newer.get(at, ()) if each not in seen)
            seen |= self.newer.get(at, set())
        return False


def take_out_superseded(whole: Articles) -> None:
    """Mark what is superseded as out of play; what is wrong with a name is a problem of the claim that writes it."""
    by_key = {claim.key: position for position, claim in enumerate(whole.claims)}
    so_far = _Superseding(whole.claims, by_key, ClaimNames(by_key), frozenset(whole.set_aside))
    for correction in whole.corrections:
        for number, target in enumerate(correction.supersedes):
            mistake = _supersede(so_far, correction, target)
            if mistake:
                path = ("supersedes", number) if len(correction.supersedes) > 1 else ("supersedes",)
                whole.problems.append(correction.problem(path, mistake))


def _supersede(so_far: _Superseding, correction: Correction, target: str) -> str:
    """Take one claim out of play; returns what is wrong, "" if nothing is."""
    claims, by_key = so_far.claims, so_far.by_key
    key = correction.key
    full = claim_key(target, key.partition("#")[0])
    if full == key:
        return "a claim cannot supersede itself"
    if full not in by_key:
        return "" if full in so_far.set_aside else no_such_claim(target, key, so_far.names)
    if key not in by_key:
        return ""  # as what is set aside it has a problem of its own
    old = claims[by_key[full]]
    if _topic(claims[by_key[key]]) != _topic(old):
        about = f"{old.subject.rpartition('/')[2]}, {old.property}"
        only = "a claim can supersede only one about its own subject and property"
        return f"{target!r} is about {about}; {only}; a voice takes back a figure of a part or a whole with `revises`"
    if so_far.closes_a_circle(key, full):
        return "these claims supersede each other in a circle"
    so_far.add(key, full)
    if not old.out:
        claims[by_key[full]] = replace(old, out=f"superseded by {key.partition('/')[2].replace('#', '/')}")
    return ""


def _topic(claim: Claim) -> tuple[str, str]:
    return claim.subject, claim.property


def no_such_claim(target: str, key: str, names: ClaimNames) -> str:
    """What is wrong with the name of a claim, with a near one as it is written in files; never that claim itself."""
    source, _, own = key.partition("#")
    near = [name for name in nearest(target, names.written_in(source), 2) if name != own]
    return f"no claim {target!r}; expected <source>/<claim>, or a claim's id in this article{suggested(near)}"
