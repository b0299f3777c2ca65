"""What is no finding, in sentences: what changed, what was not compared, and what rests on one voice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checker.baseline.review import Review
from checker.corpus.corpus import Claim, Corpus
from checker.engine.findings import Change, NotCompared, Statement
from checker.engine.uncompared import AS_OF, ASPECTS
from checker.reports.names import capital, in_papers
from checker.reports.sentences import Sentences
from checker.values.display import counted

MOST_VALUES = 5
_WHAT_TO_WRITE = {f"different {AS_OF}": " (what varies slowly can have a `window`)"}
"""What may be written, where figures were not compared for a reason that the vocabulary gives."""
_WHAT = {"restart": "count started again", "revision": "revised"}
RISE = "rise"
_APART = frozenset(f"different {aspect}" for aspect in ASPECTS)
"""Reasons by which a figure is apart from another one; its own values may well have been compared."""


def change_lines(changes: Sequence[Change], sentences: Sentences) -> list[str]:
    """Each change in a line; counts that only rose are one line together."""
    lines = [change_text(change, sentences) for change in changes if change.kind != RISE]
    rises = [change for change in changes if change.kind == RISE]
    if len(rises) == 1:
        lines.append(change_text(rises[0], sentences))
    elif rises:
        lines.append(f"{counted(len(rises), 'count')} rose and never fell")
    return lines


def change_text(change: Change, sentences: Sentences) -> str:
    """ "The ministry: rescuers, planned – the flood: 1,000 (3 May) -> 2,500 (6 May)"."""
    steps = change.steps
    if len(steps) > MOST_VALUES:
        shown = [*(_step(step, change, sentences) for step in steps[:2]), f"... {len(steps) - 4} more ..."]
        shown += [_step(step, change, sentences) for step in steps[-2:]]
    else:
        shown = [_step(step, change, sentences) for step in steps]
    title = sentences.names.title(change.figure)
    if change.voice:
        title = f"{capital(sentences.names.voice(change.voice))}, {sentences.names.figure(change.figure)}"
    what = f" ({', '.join(filter(None, (_WHAT.get(change.kind, ''), change.why)))})"
    return f"{title}: {' -> '.join(shown)}{'' if what == ' ()' else what}"


def _step(statements: Sequence[Statement], change: Change, sentences: Sentences) -> str:
    first = statements[0]
    if change.voice:
        return sentences.figures.dated(first)
    voices = list(dict.fromkeys(sentences.names.voice(statement.voice) for statement in statements))
    who = in_papers(voices).removeprefix("in ")
    when = sentences.names.when(first)
    return f"{sentences.figures.statement(first)} ({', '.join(filter(None, (when, who)))})"


def not_compared_lines(review: Review, sentences: Sentences) -> Iterable[tuple[str, list[str]]]:
    """By reason: what was not compared, in lines with the values, their days and whose they are."""
    claims = {claim.key: claim for claim in review.corpus.claims}
    reasons: dict[str, list[str]] = {}
    for entry in review.not_compared:
        reason = reason_text(entry.reason, review.corpus) + _WHAT_TO_WRITE.get(entry.reason, "")
        reasons.setdefault(reason, []).append(not_compared_text(entry, claims, sentences))
    yield from reasons.items()


def left_out(review: Review) -> set[str]:
    """The claims that were compared with none, by their keys: not those that are only apart from another figure."""
    together = {
        claim.key
        for statements in review.result.statements.values()
        if len(statements) > 1
        for statement in statements
        for claim in statement.claims
    }
    found = {claim.key for finding in review.findings for claim in finding.claims}
    left: set[str] = set()
    for entry in review.not_compared:
        is_apart = entry.reason in _APART
        left.update(key for key in entry.claims if not (is_apart and key in together) and key not in found)
    return left


def reason_text(reason: str, corpus: Corpus) -> str:
    """Why claims were not compared; a rule by its title."""
    rule_id, colon, rest = reason.partition(": ")
    title = next((rule.said.title for rule in corpus.rules if colon and rule.id == rule_id), "")
    return f"{title}: {rest}" if title else reason


def not_compared_text(entry: NotCompared, claims: dict[str, Claim], sentences: Sentences) -> str:
    """ "People killed – the flood: 288 (3 May, the fire service) / at least 261 (4 May, the Courier)"."""
    held = [claims[key] for key in entry.claims if key in claims]
    if not held:
        return entry.subject
    titles = list(dict.fromkeys(sentences.names.title(claim) for claim in held))
    most = max(MOST_VALUES // len(titles), 1)
    by_title: dict[str, dict[str, None]] = {}
    for claim in sorted(held, key=lambda c: (c.moment.latest, c.key)):
        when, voice = sentences.names.claim_when(claim), sentences.names.voice(claim.origin)
        value = f"{sentences.claim_value(claim)} ({', '.join(filter(None, (when, voice)))})"
        by_title.setdefault(sentences.names.title(claim), {})[value] = None
    texts = []
    for title, values in list(by_title.items())[:MOST_VALUES]:
        shown = [*values] if len(values) <= most else [*[*values][:most], f"{len(values) - most} more"]
        texts.append(f"{title}: {' / '.join(shown)}")
    if len(by_title) > MOST_VALUES:
        texts.append(f"{len(by_title) - MOST_VALUES} more figures")
    return "; ".join(texts)


def coverage_lines(review: Review, sentences: Sentences) -> list[str]:
    """How many figures rest on one voice, and which."""
    chosen = {claim.key for claim in review.claims}
    voices: dict[str, set[str]] = {}
    for statements in review.result.statements.values():
        if any(claim.key in chosen for statement in statements for claim in statement.claims):
            title = sentences.names.title(statements[0].figure)
            voices.setdefault(title, set()).update(statement.voice for statement in statements)
    alone = {title: next(iter(held)) for title, held in voices.items() if len(held) == 1}
    if not voices:
        return []
    rest = "rests" if len(alone) == 1 else "rest"
    lines = [f"{len(alone)} of {counted(len(voices), 'figure')} {rest} on one voice"]
    by_voice: dict[str, list[str]] = {}
    for title, voice in sorted(alone.items()):
        by_voice.setdefault(voice, []).append(title)
    lines += [
        f"{capital(sentences.names.voice(voice))} alone: {'; '.join(titles)}" for voice, titles in by_voice.items()
    ]
    return lines
