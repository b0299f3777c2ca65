"""What the gate says of a finding and in the end, in the words that the formats share."""

from __future__ import annotations

from collections.abc import Iterable

from checker.corpus.corpus import Acceptance, Claim
from checker.engine.findings import BY_RULE, CHANGED, EXPIRED, KNOWN, NEW, UNTOLD, Finding, Report, Standing
from checker.engine.messages import who_said
from checker.files.project import ACCEPTED, accepted_has_mistakes
from checker.reports import Style
from checker.values.dates import show_window
from checker.values.display import are, counted, safe
from checker.values.formatting import listed

TO_LIGHT = {BY_RULE: "brought to light by changed rules", UNTOLD: "there before, untold"}
STATES = {NEW: "new", CHANGED: "changed", EXPIRED: "no longer accepted", **TO_LIGHT}
_PASSING = {KNOWN: "known", **TO_LIGHT}
MOST_NAMED = 5
"""Findings that one line names."""
ACCEPT = 'To let one stay: `checker accept ID --reason "..."`.'


def tally(report: Report) -> str:
    """How much was checked and found, in one line; and how much of it was known, where that was asked."""
    standings = [report.standing(finding) for finding in report.findings]
    accepted = sum(1 for standing in standings if standing.is_accepted)
    parts = [*extent(report), *by_severity(report), *([f"{accepted} accepted"] if accepted else ())]
    parts += _by_state((standing for standing in standings if not standing.is_accepted), _PASSING)
    incomplete = "" if report.is_complete else f"; INCOMPLETE: {counted(len(report.corpus.problems), 'problem')}"
    return ", ".join(parts) + incomplete


def _by_state(standings: Iterable[Standing], states: dict[str, str]) -> list[str]:
    """ "2 new", "1 changed"."""
    found = [standing.state for standing in standings]
    return [f"{found.count(state)} {what}" for state, what in states.items() if state in found]


def extent(report: Report) -> tuple[str, str]:
    """What the report is of: "1 article", "2 claims (compared with 8 articles more)"."""
    more = f" (compared with {counted(report.others, 'article')} more)" if report.others else ""
    return counted(len(report.sources), "article"), f"{counted(len(report.claims), 'claim')}{more}"


def by_severity(report: Report) -> Iterable[str]:
    """ "2 contradictions", "1 tension", "0 notes"."""
    for severity, word in (("error", "contradiction"), ("warning", "tension"), ("note", "note")):
        yield counted(len(report.of_severity(severity)), word)


def claims_in_order(finding: Finding, report: Report) -> list[Claim]:
    """The claims of a finding: new ones first, then by their places."""
    fresh = report.standing(finding).fresh
    return sorted(finding.claims, key=lambda claim: (claim.key not in fresh, claim.file, claim.line))


def finding_lines(finding: Finding, report: Report) -> Iterable[str]:
    """A finding at the place of its first claim, and all its claims; safe for a log."""
    standing = report.standing(finding)
    claims = claims_in_order(finding, report)
    state = "" if standing.state == NEW else f"{standing.state} "
    what = f"{state}{finding.severity} {finding.rule} [{finding.id}] {finding.message}"
    yield safe(f"{claims[0].file}:{claims[0].line}: {what}")
    for line in history(finding, report):
        yield safe(f"    {line}")
    for claim in claims:
        told = f"{claim.file}:{claim.line}: {who_said(claim, report.corpus)}"
        yield safe(f"    {with_age(told, claim, finding, report)}")


def with_age(told: str, claim: Claim, finding: Finding, report: Report) -> str:
    """What is told of a claim, behind its age where there is one to tell."""
    return ": ".join(filter(None, (age(claim, finding, report), told)))


def age(claim: Claim, finding: Finding, report: Report) -> str:
    """Whether a claim of a finding is new, or was edited; or when it was written, if that is known."""
    standing = report.standing(finding)
    before = standing.edited.get(claim.key)
    if before is not None:
        return f"edited{_was(before, claim)}"
    if claim.key in standing.fresh:
        return "new"
    if claim.key in standing.changed and standing.state != BY_RULE:  # then it is read otherwise, and says the same
        return "changed"
    return f"there since {since_text(claim, report)}" if report.base and standing.fails else ""


def _was(before: Claim, claim: Claim) -> str:
    if before.out:
        return f", was {before.out}"
    if (subject := _id(before)) != _id(claim):
        return f", was about {subject}"
    if (before.property, before.status) != (claim.property, claim.status):
        return f", was {before.status} {before.property}"
    if before.value.text != claim.value.text:
        return f", was {before.value.text}"
    if before.as_of != claim.as_of:
        return f", was of {show_window(before.as_of)}"
    return ""


def _id(claim: Claim) -> str:
    return claim.subject.rpartition("/")[2]


def since_text(claim: Claim, report: Report) -> str:
    """In which commit a claim that was there before was written, or before which."""
    return report.since.get(claim.key) or f"before {report.base[:7]}"


def history(finding: Finding, report: Report) -> Iterable[str]:
    """For what a finding was accepted, what the base's rules made of it, and what brings it if no claim is new."""
    standing = report.standing(finding)
    base, acceptance = standing.base[:7], standing.acceptance
    if acceptance is not None:
        yield f"{'accepted until it changed' if standing.changed else 'accepted'}: {acceptance_text(acceptance)}"
        is_read_otherwise = standing.state == BY_RULE and acceptance.message == finding.message
        if standing.changed and acceptance.message and not is_read_otherwise:
            yield f"it was: {acceptance.message}"
    for entry in standing.joins if standing.fails else ():
        yield f"joins {entry.id}, accepted: {acceptance_text(entry)}"
    for entry in standing.near if standing.state != KNOWN else ():
        said = f" ({entry.message})" if entry.message else ""
        yield f"has a claim of {entry.id}, which was accepted and is found no longer{said}: {acceptance_text(entry)}"
    if standing.state == BY_RULE:
        yield f"by the rules of {base} {_then(finding, standing.then)}"
    elif standing.state == UNTOLD:
        yield f"its claims conflicted in {base} too, where another finding stood for it"
    elif standing.dropped is not None:
        yield f"in {base} it was accepted, and here it is not: {acceptance_text(standing.dropped)}"
    elif base and standing.state in (NEW, CHANGED) and not standing.fresh:
        cast = f": {listed(standing.cast[:MOST_NAMED])}" if standing.cast else ""
        yield f"no claim of it is new: what has changed is a voice, another claim, or the cast in entities.yaml{cast}"


def _then(finding: Finding, then: Finding | None) -> str:
    if then is None:
        return "it was not found"
    if then.severity != finding.severity:
        return f"it was a {then.kind}"
    return "its claims were compared otherwise" if then.message == finding.message else f"it was: {then.message}"


def verdict(report: Report, style: Style) -> Iterable[str]:
    """Whether the gate fails, for what, and what to do next."""
    standings = [report.standing(f) for f in report.findings if f.severity in style.failing]
    failing = [standing for standing in standings if standing.fails]
    parts = _by_state(failing, STATES)
    if report.stale:
        parts += [f"{len(report.stale)} stale in accepted.yaml"] if style.stale_fails else []
    passing = _by_state((standing for standing in standings if not standing.is_accepted), _PASSING)
    if report.corpus.problems or report.not_checked:
        yield "Could not check all of it."
    elif parts:
        yield f"Failed: {', '.join(parts)}."
        yield from _what_next(failing)
        if report.stale and style.stale_fails:
            yield "`checker prune` takes out what is stale."
    elif passing:
        yield f"Passed. A check without --base fails for {', '.join(passing)}."
        if any(standing.comes_to_light for standing in standings):
            yield ACCEPT
    else:
        yield "Passed."


def _what_next(failing: list[Standing]) -> Iterable[str]:
    if failing:
        yield f"Why: `checker explain ID`. {ACCEPT}"
    if any(len({entry.reason for entry in standing.joins}) == 1 for standing in failing):
        yield "Where one joins what is accepted, `checker accept ID` keeps that reason."
    if any(standing.state == EXPIRED for standing in failing):
        yield "`checker accept ID --until DATE` puts off what is no longer accepted, for the same reason."


def remarks(report: Report) -> Iterable[str]:
    """What passes, and should be looked at: what is accepted under other names, and what only former rules show."""
    moved = [finding.id for finding in report.findings if report.standing(finding).is_moved]
    if moved:
        more = f" and {len(moved) - MOST_NAMED} more" if len(moved) > MOST_NAMED else ""
        what = f"{counted(len(moved), 'finding')} ({', '.join(moved[:MOST_NAMED])}{more}) {are(len(moved))} accepted"
        yield f"{what} under other names, or with claims that are gone: `checker accept --moved` writes that down"
    if accepted_has_mistakes(report.corpus.problems):
        yield f"{ACCEPTED} has a mistake: what it accepts may be shown as new"
    for finding in report.silenced:
        what = f"{finding.rule}: {finding.message}"
        yield f"by the rules of {report.base[:7]}, but not by those of now, this would be new: {what}"


def acceptance_text(acceptance: Acceptance) -> str:
    """Why a finding is accepted, by whom and until when."""
    until = f", until {show_window(acceptance.until)}" if acceptance.until else ""
    by = f" ({acceptance.by})" if acceptance.by else ""
    return f"{acceptance.reason}{by}{until}"


def stale_text(acceptance: Acceptance) -> str:
    """That an entry is not needed, and what takes it out."""
    said = f" {acceptance.message}:" if acceptance.message else ""
    why = f"is accepted ({acceptance_text(acceptance)}), but no longer found"
    return f"stale: {acceptance.id}{said} {why}; `checker prune` removes it"
