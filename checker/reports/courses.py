"""The course of a figure: what each voice says of it over time, in one line."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from checker.engine.findings import Statement
from checker.reports.names import in_papers
from checker.reports.sentences import Sentences

MOST_STEPS = 6
MOST_PAPERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A voice's statements about one figure in the order of time."""

    voice: str
    statements: tuple[Statement, ...]

    def is_of(self, involved: Collection[str]) -> bool:
        """Whether a statement of it is among those (see `key_of`)."""
        return any(key_of(statement) in involved for statement in self.statements)


def key_of(statement: Statement) -> str:
    """What tells a statement from all others: the key of its first claim."""
    return statement.claims[0].key


def courses_of(statements: Iterable[Statement], involved: Collection[str]) -> list[Course]:
    """The courses of one figure: those with a statement that is involved first, then by their first day."""
    by_voice: dict[str, list[Statement]] = {}
    for statement in statements:
        by_voice.setdefault(statement.voice, []).append(statement)
    courses = [
        Course(voice=voice, statements=tuple(sorted(found, key=lambda s: s.order))) for voice, found in by_voice.items()
    ]
    return sorted(courses, key=lambda course: (not course.is_of(involved), course.statements[0].order, course.voice))


def in_one_line(course: Course, sentences: Sentences, involved: Collection[str], most: int = MOST_STEPS) -> str:
    """ "238 (3 May) -> 288 (4 May) -> 275 (5 May)": equal values once, values of one day joined by "/"."""
    steps = _steps(course, sentences)
    if len(steps) > most:
        steps = _some(steps, involved, most)
    return " -> ".join(text for _, text in steps)


def papers_of(course: Course, sentences: Sentences) -> str:
    """Who relays a course: "in the Courier and the Herald"; nothing where the voice speaks for itself."""
    papers = sentences.names.papers(claim for statement in course.statements for claim in statement.claims)
    return in_papers(papers, MOST_PAPERS) if papers else ""


Step = tuple[list[Statement], str]


def _steps(course: Course, sentences: Sentences) -> list[Step]:
    """The values of each day as one step, and days with the same values as one."""
    days: dict[str, tuple[dict[str, None], list[Statement]]] = {}
    for statement in course.statements:
        values, held = days.setdefault(sentences.names.when(statement), ({}, []))
        values[sentences.figures.statement(statement)] = None
        held.append(statement)
    steps: list[tuple[str, str, str, list[Statement]]] = []
    for when, (values, held) in days.items():
        text = " / ".join(values)
        if steps and steps[-1][0] == text:
            before = steps.pop()
            steps.append((text, before[1], when, [*before[3], *held]))
        else:
            steps.append((text, when, when, held))
    return [(held, _dated(text, first, last)) for text, first, last, held in steps]


def _dated(text: str, first: str, last: str) -> str:
    when = first if first == last else f"{first} to {last}"
    return f"{text} ({when})" if when else text


def _some(steps: list[Step], involved: Collection[str], most: int) -> list[Step]:
    """The first, the last and what is involved; what is left out is counted."""
    numbers = range(len(steps))
    wanted = {0, len(steps) - 1}
    for number in numbers:
        if len(wanted) < most - 1 and any(key_of(statement) in involved for statement in steps[number][0]):
            wanted.add(number)
    kept: list[Step] = []
    left_out = 0
    for number in numbers:
        if number in wanted:
            if left_out:
                kept.append(([], f"... {left_out} more ..."))
            kept.append(steps[number])
            left_out = 0
        else:
            left_out += 1
    return kept
