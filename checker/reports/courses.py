"""The course of a figure: what each voice says of it over time, in one line, with what it took back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from checker.baseline.review import Review
from checker.engine.changes import claims_as_statement
from checker.engine.findings import Explanation, Figure, Statement
from checker.reports.names import in_papers
from checker.reports.sentences import Sentences
from checker.values.dates import Window

MOST_STEPS = 6
MOST_PAPERS = 4
MANY = 6
"""Voices from which the order of the days no longer decides which of them are shown first."""
NONE_FIRST: Mapping[str, int] = MappingProxyType({})


class Course(Struct, frozen=True, kw_only=True):
    """A voice's statements about one figure in the order of time; `withdrawn` are those that it took back."""

    voice: str
    statements: tuple[Statement, ...]
    withdrawn: tuple[Statement, ...] = ()

    def is_of(self, involved: Collection[str]) -> bool:
        """Whether a statement of it is among those (see `key_of`)."""
        return any(key_of(statement) in involved for statement in self.statements)


def key_of(statement: Statement) -> str:
    """What tells a statement from all others: the key of its first claim."""
    return statement.claims[0].key


Name = tuple[tuple[str, ...], Window | None]
"""The name of a figure and its period, if it is for one."""

Withdrawn = Mapping[tuple[Name, str], Sequence[Statement]]
"""What was taken back: by the name of the figure, and the voice."""


def name_of(figure: Figure) -> Name:
    """What a figure has in common with one whose count was begun at another time."""
    return figure.name, figure.period


def given_up_by(front: Sequence[Explanation]) -> Counter[str]:
    """How many values of each voice a dispute's explanations give up: of many voices these are shown first."""
    return Counter(voice for explanation in front for value in explanation.values for voice in value.voices)


def courses_of(
    statements: Iterable[Statement],
    involved: Collection[str],
    withdrawn: Withdrawn,
    first: Mapping[str, int] = NONE_FIRST,
) -> list[Course]:
    """The courses of one figure: those with a statement that is involved first, then by their first day.

    Of more than MANY those come first of which most is given up (see `given_up_by`).
    """
    by_voice: dict[str, list[Statement]] = {}
    for statement in statements:
        by_voice.setdefault(statement.voice, []).append(statement)
    courses = [
        Course(
            voice=voice,
            statements=tuple(sorted(found, key=lambda s: s.order)),
            withdrawn=tuple(withdrawn.get((name_of(found[0].figure), voice), ())),
        )
        for voice, found in by_voice.items()
    ]
    weights = first if len(courses) > MANY else NONE_FIRST
    return sorted(
        courses,
        key=lambda course: (
            not course.is_of(involved),
            -weights.get(course.voice, 0),
            course.statements[0].order,
            course.voice,
        ),
    )


def withdrawn_of(review: Review) -> dict[tuple[Name, str], list[Statement]]:
    """The claims that were taken back, as statements of their figures, in the order of time."""
    figures = {name_of(s[0].figure): s[0].figure for s in review.result.statements.values()}
    found: dict[tuple[Name, str], list[Statement]] = {}
    for claim in review.corpus.claims:
        name = ((claim.subject, claim.property, claim.status, claim.scope, claim.value.unit), claim.period)
        if claim.out and name in figures and claim.value.stated:
            statement = replace(claims_as_statement([claim], review.corpus), figure=figures[name])
            found.setdefault((name, claim.origin), []).append(statement)
    return {key: sorted(statements, key=lambda s: s.order) for key, statements in found.items()}


def withdrawn_in_time(review: Review) -> Withdrawn:
    """That, without what papers printed after it was taken back: the steps of a course."""
    outdated = outdated_in(review)
    return {
        key: [statement for statement in statements if statement.claims[0].key not in outdated]
        for key, statements in withdrawn_of(review).items()
    }


def outdated_in(review: Review) -> frozenset[str]:
    """The keys of claims of papers that print a value after it was taken back: no steps of a course."""
    return frozenset(key for revision in review.corpus.revisions for key in revision.outdated)


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
    """The values of each day as one step, and days with the same values as one; apart, what was taken back."""
    told = [*((s, False) for s in course.statements), *((s, True) for s in course.withdrawn)]
    days: dict[tuple[str, bool], tuple[dict[str, None], list[Statement]]] = {}
    for statement, is_out in sorted(told, key=lambda each: each[0].order):
        values, held = days.setdefault((sentences.names.when(statement), is_out), ({}, []))
        values[sentences.figures.statement(statement)] = None
        held.append(statement)
    steps: list[tuple[str, bool, list[Statement]]] = []
    for (_, is_out), (values, held) in days.items():
        text = " / ".join(values)
        if steps and steps[-1][:2] == (text, is_out):
            steps[-1][2].extend(held)
        else:
            steps.append((text, is_out, held))
    return [(held, _dated(text, held, sentences, is_out=is_out)) for text, is_out, held in steps]


def _dated(text: str, held: Sequence[Statement], sentences: Sentences, *, is_out: bool) -> str:
    what = ", ".join(filter(None, (_when(held[0], held[-1], sentences), "taken back" if is_out else "")))
    return f"{text} ({what})" if what else text


def _when(first: Statement, last: Statement, sentences: Sentences) -> str:
    """ "3 May", "3 to 5 May"."""
    one, other = sentences.names.when(first), sentences.names.when(last)
    if one == other:
        return one
    if first.figure.period is not None or first.moment.by_minute or last.moment.by_minute:
        return f"{one} to {other}"
    return sentences.names.days(Window(first.moment.days.first, max(first.moment.days.last, last.moment.days.last)))


def _some(steps: list[Step], involved: Collection[str], most: int) -> list[Step]:
    """The first, the last and what is involved; what is left out is counted."""
    numbers = range(len(steps))
    wanted = {0, len(steps) - 1}
    for number in numbers:
        held = steps[number][0]
        if len(wanted) < most - 1 and any(key_of(s) in involved or s.claims[0].out for s in held):
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
