"""The parts of the page: what its template is given."""

from __future__ import annotations

from dataclasses import dataclass

from checker.reports.plots import Bar, Mark, Tick


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A claim, as a row. `status` tells the shape of its mark, `standing` what else to say: implied, corrected."""

    key: str
    source: str
    who: str
    day: str
    value: str
    read_as: str
    status: str
    quote: str
    standing: str
    is_out: bool
    url: str
    published: str
    published_day: int
    place: str
    amount: float | None
    age: str = ""
    mark: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """All claims of one subject and property: rows by day, an axis, and what the other claims imply as a band."""

    id: str
    address: str
    name: str
    subject: str
    rows: tuple[Said, ...]
    ticks: tuple[Tick, ...]
    band: Mark | None = None
    band_text: str = ""
    statuses: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    disagrees: bool = False
    values: str = ""
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """Parts against their whole. `gap` is the stretch between what the parts make and what the whole is."""

    parts: tuple[tuple[str, str, Bar], ...]
    whole: tuple[str, str, Bar]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A finding."""

    id: str
    rule: str
    severity: str
    kind: str
    message: str
    gap: str
    state: str
    accepted: str
    claims: tuple[Said, ...]
    steps: tuple[str, ...]
    sum: Sum | None
    sources: tuple[str, ...]
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A dispute."""

    number: int
    topic: str
    sentence: str
    advice: tuple[str, ...]
    note: str
    plots: tuple[Plot, ...]
    found: tuple[Found, ...]
    claims: tuple[Said, ...]
    state: str
    sources: tuple[str, ...]
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A source, what it claims, and how often others with another origin agree with it."""

    key: str
    name: str
    title: str
    url: str
    published: str
    origin: str
    claims: tuple[tuple[str, str, str, str], ...]
    corrections: tuple[str, ...]
    compared: int
    disagreed: int
    contradictions: int
    coverage: Coverage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of an article's text is coded: each figure left out as (line, words), each lost quote as a sentence."""

    figures: int
    coded: int
    left_out: tuple[tuple[int, str], ...]
    lost: tuple[str, ...]
    is_changed: bool


@dataclass(slots=True)
class Pair:
    """Two sources: figures that both give, on how many they disagree, and contradictions by rule with both in them."""

    both: int = 0
    clashes: int = 0
    by_rule: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The pairs of a story's sources; None where nothing compares them."""

    story: str
    names: tuple[tuple[str, str], ...]
    cells: tuple[tuple[Pair | None, ...], ...]
