"""An earlier commit's claims, checked with today's rules; and with its own rules, where they differ."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from checker.baseline.matching import compare, known_in
from checker.baseline.own_coding import with_own_coding
from checker.baseline.review import Review
from checker.baseline.status import Earlier
from checker.corpus.corpus import Claim, Corpus
from checker.corpus.loader import load
from checker.engine.check import check
from checker.engine.families import family_of_claims
from checker.engine.findings import Finding, Result
from checker.files import git
from checker.files.budgets import YAML_BYTES
from checker.files.git_tree import Tree
from checker.files.regular import read_regular
from checker.files.roots import ACCEPTED
from checker.values.value import Choices, Interval

LONGEST_CLAIM = 40
"""Lines that the last claim of a file may have."""


class Base(Struct, frozen=True, kw_only=True):
    """An earlier commit: what was found in it, and how many problems its files had.

    `silenced` are the findings of now that only its own rules show, and that it did not have.
    """

    repository: git.Repository
    earlier: Earlier
    problems: int
    silenced: tuple[Finding, ...] = ()


def check_bases(result: Result, reference: str) -> list[Base]:
    """Check the commits at which this checkout's work set out from a reference: several where both merged each other.

    Raises GitError where there is no such commit, or none that is known here; or where a part of a story is not here.
    """
    corpus = result.corpus
    repository = git.repository_of(corpus.root)
    # of a story that is not there at all, nothing is checked
    for name in (*git.left_out(repository, "claims"), *git.left_out(repository, "rules")):
        if (corpus.root / name).parent.is_dir() and name.endswith(".yaml"):
            raise git.GitError(f"{name} is left out of this sparse checkout, so what contradicts it cannot be seen")
    return [_check_base(result, repository, commit) for commit in git.merge_bases(repository, reference)]


def _check_base(now: Result, repository: git.Repository, commit: str) -> Base:
    rules = now.corpus.root / "rules"
    with tempfile.TemporaryDirectory(prefix="checker-base-") as name:
        folder = Path(name)
        (folder / "claims").mkdir()
        tree = Tree(repository, commit)
        for part in ("claims", "rules", ACCEPTED):
            tree.extract(part, folder)
        renamed = _renamed(now, repository, commit)  # not before: now it is known that there are not too many files
        before = load([folder], rules=rules, has_texts=False)  # what its texts were is not asked
        own = result = with_own_coding(check(before))
        silenced: tuple[Finding, ...] = ()
        if not _same_files(folder / "rules", rules):
            own = with_own_coding(check(load([folder], has_texts=False)))
            silenced = _silenced(now, check(load([now.corpus.root], rules=folder / "rules")), own)
    problems = {p for p in (*before.problems, *own.corpus.problems) if os.path.abspath(p.file).startswith(name)}
    return Base(
        repository=repository,
        earlier=Earlier(commit=commit, result=result, own=own, renamed=renamed, was_there=was_there),
        problems=len(problems) if before.sources else 0,
        silenced=silenced,
    )


def _renamed(now: Result, repository: git.Repository, commit: str) -> dict[str, str]:
    """The articles that have another name since a commit, by their former names."""
    return {
        _source(old): _source(new)
        for old, new in git.renamed_since(repository, commit, "claims").items()
        if not (now.corpus.root / old).exists()  # git looks at what it knows of; another article has taken the name
    }


def _silenced(now: Result, by_own_rules: Result, own: Result) -> tuple[Finding, ...]:
    """The contradictions that the rules of then find among the claims of now, and not then, and no rule of now."""
    known = {known.id: known for known in known_in(own.findings)}
    shown = [set(finding.claim_keys) for finding in now.findings]
    return tuple(
        finding
        for finding in by_own_rules.findings
        if finding.severity == "error"
        and (finding.id not in known or not compare(finding, known[finding.id]).is_whole)
        and not any(keys.issuperset(finding.claim_keys) for keys in shown)
    )


def was_there(before: Corpus, finding: Finding, keys: frozenset[str]) -> bool:
    """Whether a finding was there among its own claims (`keys`) in an earlier corpus, though nothing told it.

    All other claims may say anything; they stay, since what holds when, and of what a sum is formed, depends on them.
    """
    part, claims = family_of_claims(before, keys), []
    for claim in part.claims:
        if claim.key in keys:
            claims.append(claim)
        else:
            any_choice = None if claim.value.choices is None else Choices(frozenset(), negated=True)
            anything = replace(claim.value, interval=Interval(), rounded=None, soft_upper=None, choices=any_choice)
            claims.append(replace(claim, value=anything))
    then = check(replace(part, claims=tuple(claims)))
    return any(compare(finding, known).is_whole for known in known_in(then.findings) if known.id == finding.id)


def since(base: Base, review: Review, findings: Iterable[Finding]) -> dict[str, str]:
    """For the claims of some findings that were there in the base: in which commit each was written."""
    back = {new: old for old, new in base.earlier.renamed.items()}
    old = {claim.key: claim for claim in base.earlier.result.corpus.claims}
    places: dict[str, git.Place] = {}
    ends = _ends(base.earlier.result.corpus)
    for finding in findings:
        for key in finding.claim_keys:
            source, _, id_ = key.partition("#")
            before = old.get(f"{back.get(source, source)}#{id_}")
            if before is not None and key not in review.status(finding).new_claims:
                places[key] = (f"claims/{before.source}.yaml", before.line, ends[before.key], before.column)
    written = git.written_in(base.repository, base.earlier.commit, sorted(set(places.values())))
    return {key: written[place] for key, place in places.items() if place in written}


def _ends(corpus: Corpus) -> dict[str, int]:
    """The last line that may belong to each claim: that before the next one."""
    ends: dict[str, int] = {}
    by_source: dict[str, list[Claim]] = {}
    for claim in corpus.claims:
        by_source.setdefault(claim.source, []).append(claim)
    for claims in by_source.values():
        ordered = sorted(claims, key=lambda claim: claim.line)
        for claim, following in zip(ordered, [*ordered[1:], None], strict=True):
            ends[claim.key] = claim.line + LONGEST_CLAIM if following is None else max(following.line - 1, claim.line)
    return ends


def _source(file: str) -> str:
    return file.removeprefix("claims/").removesuffix(".yaml")


def _same_files(one: Path, other: Path) -> bool:
    def texts(folder: Path) -> dict[str, bytes]:
        names = sorted(path for path in folder.glob("*.yaml") if path.is_file())
        return {path.name: _content(path) for path in names}

    return texts(one) == texts(other)


def _content(file: Path) -> bytes:
    """What a rule file holds; of one that is too large to be read, nothing."""
    try:
        return read_regular(file, YAML_BYTES)
    except OSError:
        return b""
