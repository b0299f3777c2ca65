"""What the gate says of a finding and in the end, in the words that the formats share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from checker.baseline.review import (
    CHANGED,
    EXPIRED,
    JOINED,
    KNOWN,
    MASKED,
    MOVED,
    NEW,
    RULE_CHANGE,
    Review,
    Status,
)
from checker.corpus.corpus import Acceptance, Claim
from checker.engine.changes import PLAN
from checker.engine.findings import PERHAPS, Change, Finding, Part, Statement
from checker.files.project import accepted_has_mistakes
from checker.files.roots import ACCEPTED
from checker.reports import Style
from checker.reports.names import in_sentence
from checker.reports.order import comes_to_light, is_counted
from checker.reports.sentences import Sentences
from checker.values.dates import show_window
from checker.values.display import are, counted, safe
from checker.values.formatting import listed

TO_LIGHT = {
    RULE_CHANGE: "brought to light by changed rules",
    MASKED: "there before, behind another finding",
}
STATES = {NEW: "new", CHANGED: "changed", JOINED: "joined", EXPIRED: "no longer accepted", **TO_LIGHT}
_PASSING = {KNOWN: "known", **TO_LIGHT}
MOST_HINTS = 20
MOST_NAMED = 5
"""Findings that one line names."""
LABELS = {"error": "disagreement", "warning": "tension", "note": "note"}
"""What people call a finding by its severity."""
ACCEPT = 'To let one stay: `checker accept ID --reason "..."`.'


# --- how much ------------------------------------------------------------------------------------


def tally(review: Review) -> str:
    """How much was checked and found, in one line; and how much of it was known, where that was asked."""
    statuses = [review.status(finding) for finding in review.findings if finding.kind != PERHAPS]
    accepted = sum(1 for status in statuses if status.is_accepted)
    parts = [*extent(review), *by_severity(review), *([f"{accepted} accepted"] if accepted else ())]
    parts += _by_state((status for status in statuses if not status.is_accepted), _PASSING)
    newer = sum(1 for change in review.changes if change.kind == PLAN and _is_by_another(change))
    parts += [f"{counted(newer, 'newer figure')} of another voice"] if newer else []
    incomplete = "" if review.is_complete else f"; INCOMPLETE: {counted(len(review.corpus.problems), 'problem')}"
    return ", ".join(parts) + incomplete


def _is_by_another(change: Change) -> bool:
    """Whether a figure that stood gave way to one of a voice that had not given it: a change, or a slip of either."""
    voices = [{statement.voice for statement in step} for step in change.steps]
    return any(before.isdisjoint(after) for before, after in pairwise(voices))


def extent(review: Review) -> tuple[str, str]:
    """What the report is of: "1 article", "2 claims (compared with 8 articles more)"."""
    more = f" (compared with {counted(review.others, 'article')} more)" if review.others else ""
    return counted(len(review.sources), "article"), f"{counted(len(review.written), 'claim')}{more}"


def by_severity(review: Review) -> list[str]:
    """ "2 disagreements (3 more follow from these)", "1 tension", "0 notes"; what is only possible is not counted."""
    totals = Counter(finding.severity for finding in review.findings if is_counted(finding))
    parts = [counted(totals[severity], word) for severity, word in LABELS.items()]
    echoes = sum(1 for finding in review.findings if finding.is_echo and finding.kind != PERHAPS)
    if echoes:
        follows = "follows" if echoes == 1 else "follow"
        parts[0] += f" ({echoes} more {follows} from {'it' if totals['error'] == 1 else 'these'})"
    return parts


def _by_state(statuses: Iterable[Status], states: dict[str, str]) -> list[str]:
    """ "2 new", "1 changed"."""
    found = Counter(status.state for status in statuses)
    return [f"{found[state]} {what}" for state, what in states.items() if found[state]]


# --- one finding ---------------------------------------------------------------------------------


MOST_PARTS = 8
"""Parts of one finding that a line for a log tells one by one."""
MOST_CLAIMS = 12
"""Claims of one finding that a log lists one by one."""


def parts_to_tell(finding: Finding, review: Review) -> list[Part]:
    """The parts that are not known; all of them where none is new, or where nothing says which."""
    known = review.status(finding).parts
    if len(known) != len(finding.parts):
        return list(finding.parts)
    return [part for part, is_known in zip(finding.parts, known, strict=True) if not is_known] or list(finding.parts)


def sentences_to_tell(finding: Finding, review: Review, sentences: Sentences) -> Iterable[str]:
    """Those parts in a sentence each, or all in one where they are pairs of one moment; of many the first."""
    parts = parts_to_tell(finding, review)
    if len(parts) == len(finding.parts) and (together := sentences.together(finding)):
        yield together
        return
    first, *more = (sentences.part(finding, part) for part in parts[:MOST_PARTS])
    yield from (first, *(f"and {each}" for each in more))
    if len(parts) > MOST_PARTS:
        yield f"and {len(parts) - MOST_PARTS:,} more: `checker explain {finding.id}`"


def new_claims(finding: Finding, review: Review) -> frozenset[str]:
    """The claims of a finding that are new: against the base, or, without one, those of its new statements."""
    status = review.status(finding)
    if review.base:
        return status.new_claims
    return frozenset(claim.key for statement in status.new_statements for claim in statement.claims)


def claims_in_order(finding: Finding, review: Review) -> list[Claim]:
    """The claims of a finding: new ones first, then by their places."""
    new = new_claims(finding, review)
    return sorted(finding.claims, key=lambda claim: (claim.key not in new, claim.file, claim.line))


def finding_lines(finding: Finding, review: Review, sentences: Sentences) -> Iterable[str]:
    """A finding at the place of its first claim, its further parts, and the first of its claims; safe for a log."""
    status = review.status(finding)
    claims = claims_in_order(finding, review)
    state = "" if status.state == NEW else f"{status.state} "
    first, *others = sentences_to_tell(finding, review, sentences)
    what = f"{state}{finding.severity} {finding.rule} [{finding.id}] {first}"
    yield safe(f"{claims[0].file}:{claims[0].line}: {what}")
    yield from (safe(f"    {other}") for other in others)
    for line in history(finding, review, sentences):
        yield safe(f"    {line}")
    shown = claims if len(claims) <= MOST_CLAIMS + 1 else claims[:MOST_CLAIMS]
    for claim in shown:
        line = f"{claim.file}:{claim.line}: {sentences.claim(claim)}"
        yield safe(f"    {with_age(line, claim, finding, review)}")
    if len(shown) < len(claims):
        yield f"    and {len(claims) - len(shown):,} more claims: `checker explain {finding.id}`"


def with_age(text: str, claim: Claim, finding: Finding, review: Review) -> str:
    """What is told of a claim, behind its age where there is one to tell."""
    return ": ".join(filter(None, (age(claim, finding, review), text)))


def age(claim: Claim, finding: Finding, review: Review) -> str:
    """Whether a claim of a finding is new, or was edited; or when it was written, if that is known."""
    status = review.status(finding)
    before = status.edited_claims.get(claim.key)
    if before is not None:
        return f"edited{_was(before, claim)}"
    if claim.key in new_claims(finding, review):
        return "new"
    return f"there since {since_text(claim, review)}" if review.base and status.fails else ""


def _was(before: Claim, claim: Claim) -> str:
    """What an edited claim said: the first thing that is otherwise."""
    if before.out:
        return f", was {before.out}"
    if before.subject.rpartition("/")[2] != claim.subject.rpartition("/")[2]:
        return f", was about {before.subject.rpartition('/')[2]}"
    if (before.property, before.status) != (claim.property, claim.status):
        return f", was {before.status} {before.property}"
    if before.value.text != claim.value.text:
        return f", was {before.value.text}"
    if before.as_of != claim.as_of:
        return f", was of {show_window(before.as_of)}"
    return ""


def since_text(claim: Claim, review: Review) -> str:
    """In which commit a claim that was there before was written, or before which."""
    return review.since.get(claim.key) or f"before {review.base[:7]}"


def history(finding: Finding, review: Review, sentences: Sentences) -> Iterable[str]:
    """What joined a finding, for what it was accepted, and why it stands as it does."""
    status = review.status(finding)
    if status.state == JOINED and status.new_statements:
        yield f"what joined: {_statements_text(status.new_statements, sentences)}"
    if status.acceptance is not None:
        yield f"{'accepted' if status.is_accepted else 'it was accepted'}: {acceptance_text(status.acceptance)}"
        if status.state == CHANGED and status.acceptance.message:
            yield f"it was: {status.acceptance.message}"
    if status.why:
        yield status.why
    if review.base:
        yield from _against_base(status, review.base[:7])
    if finding.advice:
        yield finding.advice


def _statements_text(statements: Sequence[Statement], sentences: Sentences) -> str:
    """ "people killed – the flood: 275 (5 May), Norwold Council; ..."; of many the first and how many more."""
    told: list[str] = []
    for statement in statements[:MOST_NAMED]:
        who = in_sentence(sentences.names.voice(statement.voice))
        told.append(f"{sentences.names.figure(statement.figure)}: {sentences.figures.dated(statement)}, {who}")
    more = len(statements) - MOST_NAMED
    return "; ".join(told) + (f"; and {more} more" if more > 0 else "")


def _against_base(status: Status, base: str) -> Iterable[str]:
    """What a finding was in an earlier commit, where that is not plain; of old claims its status says why."""
    if status.state in TO_LIGHT:
        return
    if status.no_longer is not None:
        yield f"in {base} it was accepted, and here it is not: {acceptance_text(status.no_longer)}"
    elif status.fails and status.state != EXPIRED and not status.new_claims:
        entities = f": {listed(status.entities[:MOST_NAMED])}" if status.entities else ""
        yield f"no claim of it is new: what has changed is a voice, another claim, or entities.yaml{entities}"


# --- the end -------------------------------------------------------------------------------------


def verdict(review: Review, style: Style) -> Iterable[str]:
    """Whether the gate fails, for what, and what to do next."""
    gated = [review.status(f) for f in review.findings if f.severity in style.failing and f.kind != PERHAPS]
    failing = [status for status in gated if status.fails]
    parts = _by_state(failing, STATES)
    if review.stale and style.stale_fails:
        parts.append(f"{len(review.stale)} stale in accepted.yaml")
    parts += [style.beside] if style.beside else []
    passing = _by_state((status for status in gated if not status.is_accepted and not status.fails), _PASSING)
    if review.corpus.problems or review.not_checked or not style.is_all:
        yield "Could not check all of it."
    elif parts:
        yield f"Failed: {', '.join(parts)}."
        yield from _what_next(failing)
        if review.stale and style.stale_fails:
            yield "`checker prune` takes out what is stale."
    elif passing:
        yield f"Passed. A check without --base fails for {', '.join(passing)}."
        if any(map(comes_to_light, gated)):
            yield ACCEPT
    else:
        yield "Passed."


def _what_next(failing: list[Status]) -> Iterable[str]:
    if failing:
        yield f"Why: `checker explain ID`. {ACCEPT}"
    if any(status.state == JOINED for status in failing):
        yield "Where one joins what is accepted, `checker accept ID` keeps that reason."
    if any(status.state == EXPIRED for status in failing):
        yield "`checker accept ID --until DATE` puts off what is no longer accepted, for the same reason."


def remarks(review: Review, sentences: Sentences) -> Iterable[str]:
    """What passes, and should be looked at: what is accepted under other names, and what only former rules show."""
    moved = [finding.id for finding in review.findings if review.status(finding).state == MOVED]
    if moved:
        more = f" and {len(moved) - MOST_NAMED} more" if len(moved) > MOST_NAMED else ""
        what = f"{counted(len(moved), 'finding')} ({', '.join(moved[:MOST_NAMED])}{more}) {are(len(moved))} accepted"
        yield f"{what} under other names: `checker accept --moved` writes that down"
    if accepted_has_mistakes(review.corpus.problems):
        yield f"{ACCEPTED} has a mistake: what it accepts may be shown as new"
    for finding in review.silenced:
        what = f"{finding.rule}: {sentences.finding(finding)}"
        yield f"by the rules of {review.base[:7]}, but not by those of now, this would be new: {what}"
    yield from _not_explained(review, sentences)
    hints = [str(hint) for hint in review.corpus.hints]
    yield from (f"hint: {hint}" for hint in hints[:MOST_HINTS])
    if len(hints) > MOST_HINTS:
        yield f"and {len(hints) - MOST_HINTS} more hints"


def _not_explained(review: Review, sentences: Sentences) -> Iterable[str]:
    """For each reason, the figures in disputes that have no explanation, or none of all."""
    figures: dict[str, dict[str, None]] = {}
    for dispute in review.disputes if review.not_explained else ():
        if dispute.note:
            what = "not explained in full" if dispute.front or dispute.camps else "not explained"
            named = (sentences.names.title(s.figure) for f in dispute.findings for s in f.statements)
            figures.setdefault(f"{what}: {dispute.note}", {}).update(dict.fromkeys(named))
    for reason, titles in figures.items():
        shown = list(titles)[:MOST_NAMED]
        more = f" and {len(titles) - len(shown)} more" if len(titles) > len(shown) else ""
        yield f"{'; '.join(shown)}{more}: {reason}"


def acceptance_text(acceptance: Acceptance) -> str:
    """Why a finding is accepted, by whom and until when."""
    until = f", until {show_window(acceptance.until)}" if acceptance.until else ""
    by = f" ({acceptance.by})" if acceptance.by else ""
    return f"{acceptance.reason}{by}{until}"


def stale_text(acceptance: Acceptance) -> str:
    """That an entry is not needed, and what takes it out."""
    message = f" {acceptance.message}:" if acceptance.message else ""
    why = f"is accepted ({acceptance_text(acceptance)}), but no longer found"
    return f"stale: {acceptance.id}{message} {why}; `checker prune` removes it"
