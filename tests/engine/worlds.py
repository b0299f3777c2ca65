"""Small random projects for the oracle and the properties: every way in which a figure can stand in time.

A world is what some papers claim of one or a few figures. It is written to a folder and loaded as any project is, so
that what is tried is what users write. All of it comes from a seed.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from checker.commands.scaffold import standard_rules
from checker.corpus.assemble import Vocabulary, assemble, read_vocabulary
from checker.corpus.corpus import Corpus
from checker.engine.check import check
from checker.engine.findings import Result
from checker.files.parallel_reader import Reader
from checker.files.project import find

Keys = tuple[tuple[str, str], ...]
T = TypeVar("T")

VOCABULARY = """\
killed:   {type: count, unit: person, over_time: accumulates, adds_to: killed, title: killed}
strength: {type: count, unit: person, over_time: varies, adds_to: strength, title: strength}
nearby:   {type: count, unit: person, over_time: varies, window: 1 days, adds_to: nearby, title: nearby}
size:     {type: count, unit: person, over_time: constant, adds_to: strength, title: size}
camps:    {type: count, unit: camp, over_time: stands, adds_to: camps, title: camps}
moved:    {type: count, unit: person, over_time: flows, signed: true, title: moved in}
"""
PROPERTIES = ("killed", "strength", "nearby", "size", "camps", "moved")
RULES = ("part-exceeds-whole", "parts-do-not-add-up")
PUBLISHERS = ("P", "Q", "R")
PEOPLE = ("ann", "ben", "cid")
MODES = {
    "killed": "accumulates",
    "strength": "varies",
    "nearby": "varies",
    "size": "constant",
    "camps": "stands",
    "moved": "flows",
}


class Line(Struct, frozen=True, kw_only=True):
    """One claim: the number of the article it stands in, an id, and its other keys."""

    article: int
    id: str
    keys: Keys

    def __getitem__(self, key: str) -> str:
        return dict(self.keys).get(key, "")

    def changed(self, **keys: str) -> Line:
        return replace(self, keys=tuple((dict(self.keys) | keys).items()))

    @property
    def is_exempt(self) -> bool:
        """Whether it changes what other claims say, so that without it others may be found."""
        return any(self[key] for key in ("revises", "counted_from"))


class World(Struct, frozen=True, kw_only=True):
    """Entities, articles (publisher, published) and claims."""

    entities: Keys
    articles: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]

    def without(self, line: Line) -> World:
        return replace(self, lines=tuple(each for each in self.lines if each is not line))

    def with_line(self, line: Line, article: tuple[str, str] | None = None) -> World:
        """With one claim more, in an article of its own if one is given."""
        if article is not None:
            line = replace(line, article=len(self.articles))
        return replace(self, articles=(*self.articles, *([article] if article else [])), lines=(*self.lines, line))

    def key(self, line: Line) -> str:
        return f"flood/a{line.article}#{line.id}"

    def files(self, order: random.Random | None = None) -> Iterator[tuple[str, str]]:
        """Names and texts of its files; with an `order` all that has none is shuffled."""
        yield "entities", "".join(f"{name}: {{{keys}}}\n" for name, keys in _mixed(self.entities, order))
        for number, (publisher, published) in _mixed(tuple(enumerate(self.articles)), order):
            lines = [line for line in self.lines if line.article == number]
            claims = [f"  - {_flow((('id', line.id), *line.keys), order)}" for line in _mixed(lines, order)]
            head = f"source: {{publisher: {publisher}, published: {published}}}"
            yield f"a{number}", "\n".join([head, "claims:" if claims else "claims: []", *claims]) + "\n"

    def __str__(self) -> str:
        return "\n".join(f"# {name}\n{text}" for name, text in self.files())


def _mixed(items: Sequence[T], order: random.Random | None) -> Sequence[T]:
    return order.sample(items, len(items)) if order else items


def _flow(keys: Keys, order: random.Random | None) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in _mixed(keys, order)) + "}"


@cache
def rule_texts() -> tuple[tuple[str, str], ...]:
    """The shipped sum rules without their examples, and without tolerance: values are small and whole here."""
    texts = {name: (standard_rules() / f"{name}.yaml").read_text("utf-8") for name in (*RULES, "hedges")}
    for name in RULES:
        texts[name] = re.sub(r"^tolerance: .*\n", "", texts[name], flags=re.MULTILINE)
        texts[name] = re.sub(r"^  - expect: rounding\n(?:    .*\n)*", "", texts[name], flags=re.MULTILINE)
    return (("properties", VOCABULARY), *sorted(texts.items()))


class Home:
    """A folder in which one world after the other is written and loaded."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._vocabulary: Vocabulary | None = None
        self._world: World | None = None
        self._result: Result | None = None
        (folder / "rules").mkdir(parents=True)
        for name, text in rule_texts():
            (folder / "rules" / f"{name}.yaml").write_text(text, "utf-8")

    def load(self, world: World, order: random.Random | None = None) -> Corpus:
        """The corpus of a world. It must have no problems."""
        story = self.folder / "claims" / "flood"
        shutil.rmtree(story, ignore_errors=True)
        story.mkdir(parents=True)
        files = list(world.files(order))
        for name, text in files:
            (story / f"{name}.yaml").write_text(text, "utf-8")
        project = find([self.folder])
        self._vocabulary = self._vocabulary or read_vocabulary(project)
        read = Reader([(file, project.shown(file)) for _, file in project.articles]).read()
        corpus = assemble(project, read, self._vocabulary)
        assert not corpus.problems, (str(world), [str(problem) for problem in corpus.problems])
        return corpus

    def checked(self, world: World) -> Result:
        """The result of a world, remembered until another world is asked about."""
        if world is not self._world or self._result is None:
            self._world, self._result = world, check(self.load(world))
        return self._result


# --- how worlds come about -----------------------------------------------------------------------

LAST = 8
"""Claims are of the first days of May 2031."""


def a_world(seed: int, *, is_exact: bool = False, is_nested: bool = False) -> World:
    """The world of a seed. An exact one has days alone, and no revisions or new counts.

    In a nested one parts have parts, of which some are told for periods.
    """
    return _Maker(random.Random(seed), is_exact).world("nested" if is_nested else "")


class _Maker:
    def __init__(self, dice: random.Random, is_exact: bool) -> None:
        self.dice, self.is_exact = dice, is_exact
        self.articles = tuple((dice.choice(PUBLISHERS), self._published()) for _ in range(dice.randint(2, 4)))

    def _published(self) -> str:
        if not self.is_exact and self.dice.random() < 0.2:
            first = self.dice.randint(1, 6)
            return f"{_day(first)}/{_day(self.dice.randint(first + 1, 8))}"
        return _day(self.dice.randint(2, LAST) if self.dice.random() < 0.6 else LAST)

    def world(self, plot: str = "") -> World:
        plot = plot or self.dice.choice(("one", "one", "sum", "sum", "sum", "nest", "periods"))
        figures, entities = getattr(self, f"_{plot}")()
        entities += [(name, "") for name in PEOPLE] + [("deal", "on: 2031-05-04")]
        count = self.dice.randint(2, 5) if plot == "one" else self.dice.randint(3, 7)
        level = self.dice.choice((10, 20, 40))
        lines = tuple(self._line(number, self.dice.choice(figures), plot, level) for number in range(count))
        return World(entities=tuple(entities), articles=self.articles, lines=lines)

    def _one(self) -> tuple[list[tuple[str, str, str]], list[tuple[str, str]]]:
        name = self.dice.choice(PROPERTIES)
        status = "planned" if name in ("killed", "strength") and self.dice.random() < 0.2 else ""
        return [("flood", name, status)], [("flood", "")]

    def _sum(self) -> tuple[list[tuple[str, str, str]], list[tuple[str, str]]]:
        name = self.dice.choice(("killed", "killed", "strength", "camps"))
        parts = [f"part{number}" for number in range(self.dice.randint(1, 3))]
        of_part = "size" if name == "strength" and self.dice.random() < 0.5 else name
        figures = [("flood", name, ""), *((part, of_part, "") for part in parts)]
        entities = [("flood", self._completeness())] + [(part, self._membership("flood")) for part in parts]
        return figures, entities

    def _nest(self) -> tuple[list[tuple[str, str, str]], list[tuple[str, str]]]:
        name = self.dice.choice(("killed", "strength"))
        tree = [("flood", self._completeness()), ("part0", f"part_of: flood, {self._completeness()}")]
        tree += [("inner0", self._membership("part0")), ("inner1", self._membership("part0"))]
        tree += [("part1", self._membership("flood"))] if self.dice.random() < 0.5 else []
        tree = [(entity, keys.rstrip(", ")) for entity, keys in tree]
        return [(entity, name, "") for entity, _ in tree], tree

    _nested = _nest

    def _periods(self) -> tuple[list[tuple[str, str, str]], list[tuple[str, str]]]:
        return [("flood", self.dice.choice(("killed", "killed", "moved")), "")], [("flood", "")]

    def _completeness(self) -> str:
        return "parts: complete" if self.dice.random() < 0.4 else ""

    def _membership(self, whole: str) -> str:
        chance = self.dice.random()
        if chance < 0.12:
            return f"part_of: {whole}, from: {_day(self.dice.randint(1, 5))}"
        if chance < 0.2 and not self.is_exact:
            return f"part_of: {whole}, from: {_day(1)}/{_day(self.dice.randint(2, 6))}"
        if chance < 0.26:
            return f"part_of: {whole}, to: {_day(self.dice.randint(3, 7))}"
        return f"part_of: {whole}"

    def _line(self, number: int, figure: tuple[str, str, str], plot: str, level: int) -> Line:
        subject, name, status = figure
        article = self.dice.randrange(len(self.articles))
        keys = {"subject": subject, "property": name, "value": self._value(subject, level)}
        if name == "moved" and keys["value"].isdigit() and self.dice.random() < 0.4:
            keys["value"] = f"-{keys['value']}"
        if status:
            keys["status"] = status
        if plot in ("periods", "nested") and self.dice.random() < (0.45 if plot == "periods" else 0.25):
            keys["period"] = self._period(article)
        else:
            keys |= self._time(article, MODES[name] if not status else "stands")
        if self.dice.random() < 0.6:
            keys["said_by"] = self.dice.choice(PEOPLE)
        keys |= self._extras(keys, level)
        return Line(article=article, id=f"c{number}", keys=tuple(keys.items()))

    def _extras(self, keys: dict[str, str], level: int) -> dict[str, str]:
        if self.is_exact or "period" in keys or keys["property"] != "killed" or "status" in keys:
            return {}
        chance = self.dice.random()
        if chance < 0.03:
            return {"counted_from": _day(self.dice.randint(1, 4))}
        if chance < 0.06 and "said_by" in keys and "as_of" not in keys:
            olds = [str(old) for old in (level, level // 2, level + level // 2) if str(old) not in keys["value"]]
            return {"revises": self.dice.choice(olds)}
        return {}

    def _value(self, subject: str, level: int) -> str:
        share = {"flood": 4, "part0": 2, "part1": 2, "part2": 1}.get(subject, 1)
        near = level * share // 4
        chance = self.dice.random()
        value = max(0, near + self.dice.choice((0, 0, 0, 1, 2, -1, -2, near // 2, -near // 2, near)))
        if chance < 0.6:
            return str(value)
        if chance < 0.7:
            return f"at least {value}"
        if chance < 0.8:
            return f"up to {max(value, 1)}"
        if chance < 0.9:
            return f"{value} to {value + self.dice.randint(1, 6)}"
        return f"about {self.dice.choice((20, 40))}"

    def _published_days(self, article: int) -> tuple[int, int]:
        first, _, last = self.articles[article][1].partition("/")
        return int(first[-2:]), int((last or first)[-2:])

    def _period(self, article: int) -> str:
        _, published = self._published_days(article)
        first = self.dice.randint(1, published)
        if self.articles[article][1].count("/") == 0 and self.dice.random() < 0.2:
            return f"{_day(first)}/"
        last = self.dice.randint(first, published)
        return _day(first) if first == last else f"{_day(first)}/{_day(last)}"

    def _time(self, article: int, mode: str) -> dict[str, str]:
        first_published, published = self._published_days(article)
        day = self.dice.randint(1, first_published)
        later = self.dice.randint(day, published)
        chance = self.dice.random()
        if self.is_exact:
            return {} if chance < 0.35 else {"as_of": _day(day)}
        kinds = {
            0.25: "",
            0.55: _day(day),
            0.64: f"{_day(day)}T{self.dice.choice(('00:00', '09:00', '21:00'))}",
            0.72: f"{_day(day)}/{_day(later)}" if later > day else _day(day),
            0.78: f"'[{_day(day)}..{_day(later)}]'" if later > day else _day(day),
            0.83: f"'{{{_day(day)}..{_day(later)}}}'" if later > day else _day(day),
            0.87: f"../{_day(day)}",
            0.90: f"{_day(day)}/..",
            0.93: f"{_day(day)}~",
            0.96: "before deal" if published >= 4 else "",
            0.98: "after deal" if published >= 4 else "",
            1.01: "2031-05",
        }
        written = next(text for bound, text in kinds.items() if chance < bound)
        return {"as_of": written} if written else {}


def _day(day: int) -> str:
    return f"2031-05-{day:02}"
