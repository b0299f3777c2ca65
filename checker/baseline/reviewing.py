"""From files to a review: the one way in which the commands, the server, pytest and the editor go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from checker.baseline.own_coding import with_own_coding
from checker.baseline.review import Review
from checker.baseline.status import judged, mildest
from checker.corpus.corpus import Corpus
from checker.corpus.loader import load
from checker.engine.check import check
from checker.engine.findings import Result


def review(paths: Sequence[str | Path], today: int, base: str | None = None, *, rules_fail: bool = False) -> Review:
    """What is found in the project at some paths, and how it stands on a day (`date.toordinal`).

    `base` is a reference of git: what failed at the commit where the work set out from it is known, and with
    `rules_fail` what only changed rules bring is not. Raises GitError where there is no such commit.
    """
    return review_of(load(paths), today, base, rules_fail=rules_fail)


def review_of(corpus: Corpus, today: int, base: str | None = None, *, rules_fail: bool = False) -> Review:
    """The same for a corpus that is loaded already."""
    result = with_own_coding(check(corpus))
    return judged(result, today) if base is None else compared_with(result, today, base, rules_fail=rules_fail)


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
