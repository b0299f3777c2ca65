"""A check again after an edit: only of what the edit can have touched, with the same result as a check of all.

Every rule ties its names by their subjects, or by what these are parts of. So claims whose subjects no `part_of` joins
stand in no row together, and what was found among them holds as long as none of them changes. Where a rule ties its
names otherwise (by property or source alone), all is checked again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from checker.baseline.own_coding import with_own_coding
from checker.baseline.review import Review
from checker.baseline.status import judged
from checker.corpus.corpus import Claim, Corpus
from checker.engine.check import check, dispute_order, finding_order
from checker.engine.families import families_of, is_tied_by_subjects
from checker.engine.findings import Dispute, Finding, Result


class Checked(Struct, frozen=True, kw_only=True):
    """What was found in a corpus."""

    corpus: Corpus
    findings: tuple[Finding, ...]
    disputes: tuple[Dispute, ...]
    not_checked: tuple[str, ...]

    @property
    def result(self) -> Result:
        """What a report needs of it: without changes and what was not compared, which an editor does not show."""
        return Result(
            corpus=self.corpus,
            findings=self.findings,
            disputes=self.disputes,
            changes=(),
            not_compared=(),
            not_checked=self.not_checked,
            not_explained=(),
            limits=(),
            quantities={},
            statements={},
            compared=frozenset(),
        )

    def review(self, today: int) -> Review:
        """How each finding stands on a day (`date.toordinal`)."""
        return judged(self.result, today)


def check_again(before: Checked | None, corpus: Corpus) -> Checked:
    """What is found in a corpus, given what was found in it before an edit."""
    if before is None or not _can_be_split(before.corpus, corpus):
        return _checked(corpus, corpus)
    touched = _touched(before.corpus, corpus)
    if not touched:
        return replace(before, corpus=corpus)
    part = replace(
        corpus,
        claims=tuple(claim for claim in corpus.claims if claim.subject in touched),
        revisions=tuple(r for r in corpus.revisions if r.figure[0] in touched),
        disowned=tuple(d for d in corpus.disowned if _subject_of(d.told, corpus) in touched),
    )
    return _joined(before, _checked(part, corpus), touched)


def _joined(before: Checked, new: Checked, touched: set[str]) -> Checked:
    """What was found of subjects that no edit touched, with what is found now of the others."""
    findings = [finding for finding in before.findings if _subject(finding) not in touched]
    disputes = [dispute for dispute in before.disputes if _subject(dispute.findings[0]) not in touched]
    return Checked(
        corpus=new.corpus,
        findings=tuple(sorted([*findings, *new.findings], key=finding_order)),
        disputes=tuple(sorted([*disputes, *new.disputes], key=dispute_order)),
        not_checked=tuple(sorted({*before.not_checked, *new.not_checked})),
    )


def _subject(finding: Finding) -> str:
    return finding.figures[0][1].subject


def _subject_of(key: str, corpus: Corpus) -> str:
    return next((claim.subject for claim in corpus.claims if claim.key == key), "")


def _checked(part: Corpus, corpus: Corpus) -> Checked:
    result = with_own_coding(check(part))
    return Checked(corpus=corpus, findings=result.findings, disputes=result.disputes, not_checked=result.not_checked)


def _can_be_split(before: Corpus, after: Corpus) -> bool:
    """Whether the same is looked for as before, and by rules that each stay within the parts of one whole."""
    same = before.properties == after.properties and before.rules == after.rules and before.hedges == after.hedges
    return same and all(is_tied_by_subjects(rule.relation) for rule in after.rules)


def _touched(before: Corpus, after: Corpus) -> set[str]:
    """The subjects that an edit can have touched: of claims that differ, and of all that is part of one whole."""
    sources = _differing_keys(before.sources, after.sources)
    subjects = {claim.subject for claim in _differing(before.claims, after.claims, sources)}
    subjects |= _differing_keys(before.entities, after.entities)
    families = families_of(before, after)
    roots = {families.root(subject) for subject in subjects}
    known = {claim.subject for corpus in (before, after) for claim in corpus.claims}
    return {subject for subject in known if families.root(subject) in roots}


def _differing_keys(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    """The keys of what is gone, new, or other than before."""
    keys = before.keys() | after.keys()
    return {key for key in keys if before.get(key) is not after.get(key) and before.get(key) != after.get(key)}


def _differing(before: Iterable[Claim], after: Iterable[Claim], sources: set[str]) -> Iterable[Claim]:
    """The claims that are gone, new or other than before, if only by their line; and those of some sources."""
    old = {claim.key: claim for claim in before}
    for claim in after:
        other = old.pop(claim.key, None)
        if (other is claim or other == claim) and claim.source not in sources:
            continue
        yield claim
        if other is not None and other.subject != claim.subject:
            yield other
    yield from old.values()
