"""Quick fixes: the word that was meant, and an entry in accepted.yaml that waits for its reason."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from checker.baseline.accepted_file import Wish, acceptance_of, with_entries
from checker.baseline.review import Review
from checker.editor.places import Span
from checker.editor.project import Snapshot, lines_in
from checker.files.yaml_writer import scalar
from checker.reports.sentences import Sentences

_QUOTED = r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\""""
_MEANT = re.compile(rf"; did you mean ({_QUOTED})\?")


class Edit(Struct, frozen=True):
    """Lines `first` to before `last` of a file become `text`; of a file that is not there yet it is all."""

    file: Path
    first: int
    last: int
    text: str
    is_new: bool
    cursor: tuple[int, int]


def meant(message: str, written: str) -> tuple[str, str] | None:
    """The word that a problem suggests, and what it is to replace in the text at its place."""
    found = _MEANT.search(message)
    if found is None:
        return None
    right = str(ast.literal_eval(found[1]))
    for match in reversed(list(re.finditer(_QUOTED, message[: found.start()]))):
        wrong = str(ast.literal_eval(match[0]))
        places = re.findall(rf"(?<![\w-]){re.escape(wrong)}(?![\w-])", written)
        if wrong and len(places) == 1:
            return wrong, right
    return None


def corrected(message: str, text: str, span: Span) -> tuple[Span, str] | None:
    """What to put where, for a problem at a span of a line; None if its message suggests nothing."""
    written = text[span.start : span.end]
    found = meant(message, written)
    if found is None:
        return None
    wrong, right = found
    at = span.start + written.index(wrong)
    is_whole = written.strip("'\"") == wrong
    if is_whole:
        return span, scalar(right, in_brackets=any(sign in text[: span.start] for sign in "[{"))
    return Span(span.line, at, at + len(wrong)), right


def acceptance(snapshot: Snapshot, review: Review, finding_id: str, today: int) -> Edit | None:
    """An entry that accepts a finding once a person has put a reason into it: until then it is a problem.

    None where the finding is accepted, is not there any more, or cannot be accepted. `today` is an ordinal.
    """
    finding = next((finding for finding in review.findings if finding.id == finding_id), None)
    if finding is None or review.status(finding).is_accepted:
        return None
    sentence = Sentences(review.result).finding(finding)
    entry, _ = acceptance_of(finding, review, today, Wish(reason="to be written"), sentence)
    if entry is None:
        return None
    file = snapshot.files.accepted
    is_new = not snapshot.files.has(file)
    before = "" if is_new else "\n".join(snapshot.lines(file))
    known = review.status(finding).acceptance
    after = with_entries(before, [replace(entry, reason="")], [known.id] if known else ())
    return _difference(file, before, after, entry.id, is_new=is_new)


def _difference(file: Path, before: str, after: str, entry: str, *, is_new: bool) -> Edit:
    """The lines that differ, with the cursor in the reason of an entry."""
    old, new = lines_in(before), lines_in(after)
    shorter = min(len(old), len(new))
    first = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    same = next((at for at in range(shorter - first) if old[-1 - at] != new[-1 - at]), shorter - first)
    text = "\n".join(new[first : len(new) - same]) + ("\n" if same else "")
    return Edit(file, first, len(old) - same, text, is_new, _place_of_reason(new, entry))


def _place_of_reason(lines: list[str], entry: str) -> tuple[int, int]:
    """Line and column behind the quote that begins the reason of an entry."""
    head = next(number for number in range(len(lines)) if lines[number].startswith(f"{entry}:"))
    row = next(number for number in range(head, len(lines)) if lines[number].startswith("  reason:"))
    return row, lines[row].index('"') + 1
