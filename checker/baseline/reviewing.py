"""From files to a review: the one way in which the commands, the server, pytest and the editor go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from checker.baseline.own_coding import with_own_coding
from checker.baseline.review import Review
from checker.baseline.status import judged, mildest
from checker.corpus.corpus import Claim, Corpus
from checker.corpus.loader import load
from checker.engine.check import check
from checker.engine.findings import Change, Finding, Result


def review(paths: Sequence[str | Path], today: int, base: str | None = None, *, rules_fail: bool = False) -> Review:
    """What is found in the project at some paths, and how it stands on a day (`date.toordinal`).

    `base` is a reference of git: what failed at the commit where the work set out from it is known, and with
    `rules_fail` what only changed rules bring is not. Raises GitError where there is no such commit.
    """
    return review_of(load(paths), today, base, rules_fail=rules_fail)


def review_of(corpus: Corpus, today: int, base: str | None = None, *, rules_fail: bool = False) -> Review:
    """The same for a corpus that is loaded already."""
    result = of_articles(with_own_coding(check(corpus)))
    return judged(result, today) if base is None else compared_with(result, today, base, rules_fail=rules_fail)


def of_articles(result: Result) -> Result:
    """The result without what only rows of tables disagree about: that is told by the check of the tables."""
    tables = result.corpus.table_sources
    if not tables:
        return result

    def is_kept(claims: Iterable[Claim]) -> bool:
        return any(claim.source not in tables for claim in claims)

    def kept_of(findings: Iterable[Finding]) -> tuple[Finding, ...]:
        return tuple(finding for finding in findings if is_kept(finding.claims))

    def is_compared(keys: Iterable[str]) -> bool:
        sources = [key.partition("#")[0] for key in keys]
        return not sources or any(source not in tables for source in sources)

    disputes = (replace(each, findings=kept_of(each.findings)) for each in result.disputes)
    return replace(
        result,
        findings=kept_of(result.findings),
        disputes=tuple(each for each in disputes if each.findings),
        changes=tuple(change for change in result.changes if is_kept(_claims_of(change))),
        not_compared=tuple(each for each in result.not_compared if is_compared(each.claims)),
    )


def _claims_of(change: Change) -> Iterator[Claim]:
    for step in change.steps:
        for statement in step:
            yield from statement.claims


def compared_with(result: Result, today: int, base: str, *, rules_fail: bool = False) -> Review:
    """A result with what is new since the commits at which this checkout's work set out from a reference."""
    from checker.baseline.commit import check_bases, since  # git is asked only here

    bases = check_bases(result, base)
    reviews = [judged(result, today, each.earlier, rules_fail=rules_fail) for each in bases]
    mild = mildest(reviews)
    failing = [finding for finding in mild.findings if mild.status(finding).fails]
    written: dict[str, str] = {}
    for each, compared in zip(bases, reviews, strict=True):
        written |= since(each, compared, failing)
    silenced = {finding.id: finding for each in bases for finding in each.silenced}
    return replace(
        mild,
        since=written,
        silenced=tuple(silenced[id_] for id_ in sorted(silenced)),
        base_problems=sum(each.problems for each in bases),
    )
