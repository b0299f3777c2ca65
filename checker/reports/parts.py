"""The parts of the page: what its template is given."""

from __future__ import annotations

from msgspec import Struct

from checker.reports.chart_shapes import Chart
from checker.reports.plots import Bar, Mark, Tick


class Said(Struct, frozen=True, kw_only=True):
    """A claim: who says it, in which paper and words. `context` are the words around its quote: before, it, after."""

    key: str
    voice: str
    paper: str
    cited: str
    source: str
    url: str
    quote: str
    note: str
    place: str
    age: str = ""
    context: tuple[str, str, str] | None = None


class Row(Struct, frozen=True, kw_only=True):
    """One value of a figure as of one moment, with all who say so; of many the first few, and the rest.

    `order` sorts by day, `amount` by value. `alternative` is what it would have to be in an explanation. `of` is the
    title of its figure, where the rows are of several.
    """

    day: str
    order: int
    value: str
    amount: float | None
    read_as: str
    said: tuple[Said, ...]
    more: tuple[Said, ...]
    voices: int
    is_involved: bool
    is_out: bool
    mark: Mark | None = None
    band: Mark | None = None
    alternative: str = ""
    of: str = ""


class Line(Struct, frozen=True, kw_only=True):
    """A voice's course in words: the legend of a chart. `number` is its colour and shape, -1 grey."""

    number: int
    voice: str
    address: str
    course: str
    papers: str


class Figure(Struct, frozen=True, kw_only=True):
    """All that is said of a figure: its chart with a legend where it has a course, and its values as rows."""

    id: str
    address: str
    title: str
    lines: tuple[Line, ...]
    more_lines: int
    rows: tuple[Row, ...]
    more_rows: int
    ticks: tuple[Tick, ...]
    values: str
    disagrees: bool
    voices: tuple[str, ...]
    sources: tuple[str, ...]
    subject: str
    chart: Chart | None = None


class Sum(Struct, frozen=True, kw_only=True):
    """Parts against their whole, each with its bar. Of several, `together` is what they make, and `total` its bar."""

    parts: tuple[tuple[str, str, Bar], ...]
    whole: tuple[str, str, Bar]
    ticks: tuple[Tick, ...]
    together: str = ""
    total: Bar | None = None


class Found(Struct, frozen=True, kw_only=True):
    """A finding: a sentence for each of its parts, with the words of its latest claim.

    `table` are the figures of a joint conflict: what, which value, who says so. `rows` are its values, without those
    that are `more_rows`.
    """

    id: str
    rule: str
    rule_address: str
    severity: str
    sentences: tuple[tuple[str, str], ...]
    more: int
    state: str
    accepted: str
    why: str
    advice: str
    steps: tuple[str, ...]
    more_steps: int
    sum: Sum | None
    table: tuple[tuple[str, str, str], ...]
    voices: tuple[str, ...]
    sources: tuple[str, ...]
    subjects: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    more_rows: int = 0


class Call(Struct, frozen=True, kw_only=True):
    """A row of the table of whom to ring up first. `is_again` if its figure is that of the row above."""

    number: int
    first: str
    figure: str
    who: str
    says: str
    instead: str
    settles: str
    is_again: bool = False


class Dispute(Struct, frozen=True, kw_only=True):
    """A dispute: what disagrees, what follows from that, what is not certain, and what can have happened.

    `summary` tells the first of it in a sentence that stands below the title.
    """

    number: int
    title: str
    summary: str
    counted: tuple[Found, ...]
    echoes: tuple[Found, ...]
    uncertain: tuple[Found, ...]
    heading: str
    possible: tuple[str, ...]
    note: str
    figures: tuple[Figure, ...]
    more_figures: tuple[tuple[str, str], ...]
    state: str
    voices: tuple[str, ...]
    sources: tuple[str, ...]
    subjects: tuple[str, ...]

    @property
    def found(self) -> tuple[Found, ...]:
        return (*self.counted, *self.echoes, *self.uncertain)


class Voice(Struct, frozen=True, kw_only=True):
    """A voice: how many figures it gives, on how many of those that others give too it disagrees, and with whom.

    `pairs` are other voices, each with on how many of how many figures; those it disagrees with first.
    """

    id: str
    name: str
    papers: str
    figures: int
    shared: int
    differing: int
    by_rule: int
    pairs: tuple[tuple[str, str, int, int], ...]
    more_pairs: int


class Coverage(Struct, frozen=True, kw_only=True):
    """How much of an article's text is coded: each figure left out as (line, words), each lost quote as a sentence."""

    figures: int
    coded: int
    left_out: tuple[tuple[int, str], ...]
    lost: tuple[str, ...]
    is_changed: bool


class Article(Struct, frozen=True, kw_only=True):
    """An article with its claims: (address, figure, value, what else to say).

    `disagreements` are findings that it takes part in: id and sentence.
    """

    key: str
    name: str
    title: str
    url: str
    published: str
    via: str
    claims: tuple[tuple[str, str, str, str], ...]
    findings: int
    disagreements: tuple[tuple[str, str], ...]
    coverage: Coverage | None
