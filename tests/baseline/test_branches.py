"""A branch's random edits against an independent definition of what it brings, in both ways of knowing.

What a branch brings is defined by itself here: a conflict is a set of (side, voice, figure, moment, value) of one
combination. A finding may pass only if each of its combinations could be formed of what the base says; it must pass if
each of them was one of the base's findings.
"""

from __future__ import annotations

import builtins
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace

from checker.baseline.commit import was_there
from checker.baseline.matching import known_in
from checker.baseline.review import Review
from checker.baseline.status import Earlier, judged
from checker.corpus.corpus import Acceptance, Claim
from checker.engine.check import check
from checker.engine.findings import PERHAPS, Finding, Result, Statement
from tests.baseline.desks import CORE_RULES, Desk, new_desk

ENTITIES = "relief: {kind: mission, parts: complete}\nboats: {part_of: relief}\ntrucks: {part_of: relief}\nhq: {}\n"
PAPERS = ("Courier", "Herald", "Post")
DAYS = ("2031-05-02", "2031-05-03", "2031-05-04")
TODAY = 741_600


class Said(Struct, frozen=True):
    """A claim of an article of its own."""

    paper: str
    day: str
    subject: str
    property: str
    value: str
    said_by: str = ""

    @builtins.property  # a field has the name `property`
    def text(self) -> str:
        speaker = f", said_by: {self.said_by}" if self.said_by else ""
        return f"subject: {self.subject}, property: {self.property}, value: {self.value}{speaker}"


def a_claim(chance: random.Random) -> Said:
    subject = chance.choice(("relief", "boats", "trucks"))
    value = str(chance.choice((10, 20, 30, 40)))
    value = chance.choice((value, value, value, f"about {value}", f"at least {value}", f"up to {value}"))
    about = chance.choice(("killed", "displaced", "killed"))
    return Said(chance.choice(PAPERS), chance.choice(DAYS), subject, about, value, chance.choice(("", "", "hq")))


def edited(claims: dict[str, Said], chance: random.Random) -> dict[str, Said]:
    """The same project after one to three edits."""
    after = dict(claims)
    for number in range(chance.randint(1, 3)):
        way = chance.choice(("add", "add", "repeat", "value", "day", "paper", "delete"))
        name = chance.choice(sorted(after)) if after else ""
        if way == "add" or not name:
            after[f"new-{number}"] = a_claim(chance)
        elif way == "repeat":
            after[f"again-{number}"] = after[name]
        elif way == "value":
            after[name] = replace(after[name], value=str(chance.choice((10, 20, 30, 40))))
        elif way == "day":
            after[name] = replace(after[name], day=chance.choice(DAYS))
        elif way == "paper":
            after[name] = replace(after[name], paper=chance.choice(PAPERS))
        else:
            del after[name]
    return after


def written(desk: Desk, claims: dict[str, Said]) -> Result:
    for path in (desk.root / "claims/flood").glob("*.yaml"):
        if path.stem != "entities":
            path.unlink()
    for name, said in claims.items():
        desk.paper(said.paper, said.text, published=said.day, name=name)
    return check(desk.corpus())


# --- the definition ----------------------------------------------------------------------------


def words(statement: Statement) -> tuple[str, ...]:
    """What a statement says, by its words alone."""
    claim = statement.claims[0]
    value = f"{claim.value.interval.lower}..{claim.value.interval.upper}"
    return statement.voice, claim.subject, claim.property, str(claim.as_of), value


def conflicts(findings: Iterator[Finding]) -> set[frozenset[tuple[str, ...]]]:
    return {frozenset(words(s) for s in each.statements) for finding in findings for each in finding.combinations}


def said_in(claims: tuple[Claim, ...]) -> set[tuple[str, ...]]:
    return {
        (c.origin, c.subject, c.property, str(c.as_of), f"{c.value.interval.lower}..{c.value.interval.upper}")
        for c in claims
    }


def brings(finding: Finding, base: Result) -> tuple[bool, bool]:
    """Whether a finding surely brings something, and whether it surely does not."""
    before = said_in(base.corpus.claims)
    there = conflicts(f for f in base.findings if f.id == finding.id)
    own = conflicts(iter([finding]))
    is_told = {(f.id, statement.voice) for f in base.findings for statement in f.statements}
    # somebody says something who was not in that finding: surely new
    surely = any((finding.id, s.voice) not in is_told for s in finding.statements) and any(
        words(s) not in before for s in finding.statements
    )
    return surely, own <= there


def accepted(result: Result) -> tuple[Acceptance, ...]:
    """As `accept --all` writes it."""
    return tuple(
        Acceptance(
            id=known.id,
            rule=known.rule,
            reason="r",
            statements=tuple(sorted(known.statements)),
            echoes=tuple(sorted(known.echoes)),
        )
        for known in known_in(result.findings)
        if not next(f for f in result.findings if f.id == known.id).is_echo
    )


def with_base(now: Result, base: Result) -> Review:
    earlier = Earlier(commit="0" * 40, result=base, own=base, renamed={}, was_there=was_there)
    return judged(now, TODAY, earlier)


def wrong(now: Result, base: Result) -> list[str]:
    """All that is wrong with how the findings of a branch stand."""
    entries = accepted(base)  # not of echoes: what follows from others is known with these alone
    stored = {entry.id for entry in entries}
    found = []
    plain = judged(replace(now, corpus=replace(now.corpus, accepted=entries)), TODAY)
    based = with_base(now, base)
    for finding in now.findings:
        if finding.kind == PERHAPS:
            continue
        surely, surely_not = brings(finding, base)
        for way, review in (("accepted", plain), ("base", based)):
            status = review.status(finding)
            if surely and not status.fails:
                found.append(f"{way}: wrong pass: {finding.id} {finding.rule} {status.state}")
            if surely_not and status.fails and (way == "base" or finding.id in stored):
                found.append(f"{way}: wrong failure: {finding.id} {finding.rule} {status.state}")
    return found


@pytest.mark.parametrize("seed", range(25))
def test_no_wrong_pass_and_no_wrong_failure(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    desk = new_desk(tmp_path / "desk", ENTITIES, CORE_RULES)
    claims = {f"old-{number}": a_claim(chance) for number in range(chance.randint(3, 8))}
    base = written(desk, claims)
    after = edited(claims, chance)
    now = written(desk, after)
    assert wrong(now, base) == []
    # nothing changes: everything passes
    assert not any(with_base(base, base).status(finding).fails for finding in base.findings)
    # and what is accepted on the branch passes on main after the merge, with a base and without
    merged = replace(now, corpus=replace(now.corpus, accepted=accepted(now)))
    assert not any(judged(merged, TODAY).status(f).fails for f in now.findings)
    assert not any(with_base(merged, merged).status(f).fails for f in now.findings)
