"""Texts for the fuzzers: values, dates, rules, tolerances and messages as people write them, and as they do not.

A text is grown from a grammar, and then often damaged: a sign is taken out, doubled, moved, or put in.
"""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent.parent))

if TYPE_CHECKING:
    from checker.corpus.corpus import Corpus
    from checker.values.value import Scale

GRAMMAR: dict[str, str] = {
    # a figure, as it may stand in a claim
    "value": """
        {figure}|{figure}|{hedge} {figure}|{hedge} {value}|{figure} to {figure}|{figure}-{figure}|
        {figure} – {figure}|between {figure} and {figure}|from {figure} to {figure}|{figure} ({value})|
        {figure} ({figure} to {figure})|{figure} ({figure} to )|{figure} ( to )|{figure}( – {figure})|
        {figure} or more|{figure} or {figure}|{figure} out of {figure}|{words}|not {words}|{date}|{word}|{share}|
        unknown|none|?|{value} {value}|{value}, {value}|({value})|{figure} {after}|
    """,
    "figure": """
        {number}|{number}|{number} {unit}|{money}|{number}%|{number} {size}|{number}{size} {unit}|{words}|
        {words} {unit}|{number} and a half {unit}|-{number}|+{number}|~{number}|{number}+|{number}/{number}|
        {number} ± {number}
    """,
    "number": """
        {digit}|{digit}{digit}|{digit}{digit}{digit}|{digit},{digit}{digit}{digit}|{digit}.{digit}|
        {digit}.{digit}{digit}{digit}|{digit} {digit}{digit}{digit}|{digit}'{digit}{digit}{digit}|1,00,000|0|00|0.0|
        1e9|1e999|.5|5.|٣٤|½|1½|٪|{digit}_{digit}|99999999999999999999|0.00000000000000000001|1,000.000,5|inf|nan|
        0x10|²
    """,
    "digit": "0|1|2|3|4|5|6|7|8|9",
    "size": "k|m|bn|tn|thousand|million|billion|trillion|crore|crores|lakh|hundred|dozen|million million",
    "words": """
        {ten}|{ten}-{one}|{one} hundred|{one} hundred and {ten}-{one}|{one} thousand {one}|{one} {size}|
        half a {size}|a dozen|two dozen|a {size} and a half|dozens|hundreds|tens of thousands|a few|several|scores|
        millions|zero|nil|a|a third|two-thirds|a quarter of a million|one in five|half
    """,
    "one": "one|two|three|four|five|six|seven|eight|nine|eleven|nineteen|and",
    "ten": "ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred",
    "unit": """
        people|persons|person|km|miles|m|kg|tonnes|hours|days|months|years|week|weeks|a year|a day|km/h|mph|%|
        percent|per cent|percentage points|USD|EUR|KES|kgs|feet|acres|litres|°C|times|{word}
    """,
    "money": """
        ${number}|${number} {size}|${number}{size}|€{number}|£{number}m|USD {number}|{number} USD|US${number}|
        KSh{number}|Sh{number} {size}|R{number}|{number} dollars|{number} {size} shillings|¥{number}|
        ${number} ({money})|-${number}|$-{number}
    """,
    "share": "{number} %|{number} of {number}|{number} in {number}|{number}:{number}|{number} percent of {word}",
    "hedge": """
        about|some|around|nearly|almost|at least|at most|more than|over|under|fewer than|less than|up to|as high as|
        just over|just under|no more than|not|no|only|approximately|~|>|<|>=|<=|≥|≤|an estimated|upwards of|
        north of
    """,
    "after": "or so|or more|or fewer|or less|at least|at most|plus|each|in all|and counting|on average|or",
    "word": "pledged|refused|crash|the mission|team-a|élan|naïve|x|and|to|or|of|not|None|true|null|日本|{word} {word}",
    # days
    "date": """
        {day}|{day}|{day}/{day}|{day}/..|../{day}|[{day}..{day}]|{{{day}..{day}}}|[{day},{day}]|before {day}|
        after {day}|{day}~|{day}?|{day}%|~{day}|{year}-{month}|{year}|{year}-XX|{year}-{month}-XX|{year}-2{digit}|
        {year}-3{digit}|{year}/{year}|Y{number}|{day}T{hour}|{day}T{hour}Z|{day}T{hour}+02:00|
        {number} {name} {year}|{name} {number}, {year}|{number}/{number}/{year}|{name}|{name} {year}|
        {number} {name}|early {name}|late {year}|{date}/{date}|today|yesterday|../..|/|..|[..{day}]|
        {year}-W{number}
    """,
    "day": """
        {year}-{month}-{digit}{digit}|{year}-{month}-0{digit}|{year}-{digit}-{digit}|{year}-02-29|{year}-{month}-31
    """,
    "year": "2031|2024|1|0000|9999|10000|-0001|203X|20XX|31|2O31",
    "month": "01|02|05|06|07|09|10|11|12|13|00|XX|5",
    "hour": "09:00|24:00|23:59|9:00|09|09:00:00|25:61",
    "name": "January|Feb|mar|April|May|June|Jul|August|Sept|October|Nov|Dec|Monday|Frimaire",
    # rules
    "require": """
        {sum} {compare} {sum}|{sum} {compare} {sum}|origins({let}) {compare} {number}|{sum}|
        {sum} {compare} {sum} {compare} {sum}|{let}
    """,
    "sum": """
        {term}|{term}|{term} + {term}|{term} - {sum}|{factor} * {term}|{term} / {factor}|-{term}|({sum})|
        {sum} * {sum}|{term} ** {factor}|{term} if {let} else {let}|{sum} / 0|{term} // {factor}|[{term}]|
        {term}, {term}
    """,
    "term": """
        {let}|{let}|sum({let})|sum({let})|origins({let})|max({let})|sum({sum})|sum()|sum(*{let})|{path}|{factor}|
        abs
    """,
    "factor": "1|2|0.5|1.01|0|-1|1e12|1e13|1e-13|1e400|10**10|True|None|'a'|0x1f|1j|1_0|b'1'|...",
    "let": "a|b|part|whole|c|sum|x1",
    "compare": "==|<=|>=|<|>|!=|=|=<|is|in|not in|≤",
    "where": """
        {path} == {path}|{path} == {path}|{path} {compare} {path}|{path} {compare} {constant}|
        {constant} {compare} {path}|{path}|{path} == {path} == {path}|{path} and {path}|not {path} == {path}|
        {let}.subject == {let}.subject
    """,
    "path": """
        {let}.subject|{let}.subject.part_of|{let}.property|{let}.property.adds_to|{let}.as_of|{let}.subject.from|
        {let}.subject.to|{let}.source|{let}.scope|{let}.status|{let}.lower|{let}.upper|{let}.subject.kind|
        {let}.property.after|{let}|{let}.nothing|{let}.subject.part_of.part_of.part_of|{let}.from_|{let}[0]|
        {let}.subject()|{let}.__class__|sum({let}).subject
    """,
    "constant": "'actual'|'planned'|\"team\"|5|-5|0.5|True|None|'size'|1e400|''|b'x'",
    "tolerance": """
        {number}%|{number}|{number} days|1 day|{figure}|{value}|{date}|1( to )|-1%|100%|99.9 %|about 1%|0|%|nan %
    """,
    "message": """
        {plain}|{field} is not {field}|{field} and {field} make {field}|{plain} {field}|{field}{field}|{{{plain}}}|
        {field!}|{{|}}|{{{{{let}}}}}|{{{let}:>10}}|{{{let}!r}}|{{}}|{{ }}|{{0}}|{{{let}[0]}}
    """,
    "field": """
        {{{let}}}|{{sum({let})}}|{{{sum}}}|{{{path}}}|{{origins({let})}}|{{{let}.source}}|{{{let}.as_of}}|{{'x'}}
    """,
    "field!": "{{{let}}|{let}}}|{{{let}",
    "plain": "broken|more than all|<b>|%s|{{|\\n|\x1b[31m|é|'|\"",
}  # fmt: skip
"""Symbols, and what each may become, parted by |. A symbol is written {so}; {{ and }} are braces."""

_PIECE = re.compile(r"\{\{|\}\}|\{([a-z]+!?)\}")
_OPTIONS = {
    symbol: [option.strip() for option in text.replace("\n", "").split("|")] for symbol, text in GRAMMAR.items()
}
DEEPEST = 8
LONGEST = 400
SIGNS = " \t\n\r,.;:-–—+~?%()[]{}<>=!'\"/\\|&*#@0123456789XTZ½²٣é\u0301\u200b\u200e\ufeff\u2028\x00\x85\ud7ff\U0001f600"


def grown(rng: random.Random, symbol: str, depth: int = 0) -> str:
    """A text of a symbol of the grammar."""
    options = _OPTIONS[symbol]
    if depth >= DEEPEST:  # the first options are the plain ones
        options = options[:1] if symbol != "value" else ["400"]
    option = rng.choice(options)

    def piece(match: re.Match[str]) -> str:
        if match[1] is None:
            return match[0][0]
        return grown(rng, match[1], depth + 1)

    return _PIECE.sub(piece, option)[:LONGEST]


def damaged(rng: random.Random, text: str) -> str:
    """A text with a few signs taken out, doubled, moved or put in."""
    signs = list(text)
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(signs) + 1)
        step = rng.randrange(5)
        if step == 0:
            signs.insert(at, rng.choice(SIGNS))
        elif step == 1:
            del signs[at : at + rng.randint(1, 3)]
        elif step == 2:
            signs[at:at] = signs[at : at + rng.randint(1, 8)]
        elif step == 3:
            signs[at:at] = rng.choice(("", " ", "-", "to ")) + grown(rng, rng.choice(tuple(_OPTIONS)))
        else:
            other = rng.randrange(len(signs) + 1)
            signs[at:at], signs[other:other] = signs[other : other + 2], signs[at : at + 2]
    return "".join(signs)[:LONGEST]


def written(rng: random.Random, symbol: str) -> str:
    """A text of a symbol, as the grammar has it or damaged; now and then far too long."""
    text = grown(rng, symbol)
    chance = rng.random()
    if chance < 0.02:
        return (text + rng.choice((" ", "", ", ", "("))) * rng.randint(10, 300)
    return damaged(rng, text) if chance < 0.5 else text


TYPES = {"size": "count", "cost": "money", "length": "number", "share": "percentage", "term": "duration", "day": "date"}
KINDS = ("value", "value", "value", "date", "rule")


class Texts:
    """Tries texts where they are read: as values of every type, as days, as rules."""

    corpus: Corpus

    def prepare(self) -> None:
        """Import what reads the texts, and load a corpus for rules to be run on."""
        import checker

        self.corpus = checker.load([Path(__file__).parent.parent])

    def make(self, rng: random.Random) -> list[str]:
        """What is to be read: its kind, and its texts."""
        kind = rng.choice(KINDS)
        if kind != "rule":
            return [kind, written(rng, kind)]
        where = [written(rng, "where") or "a.subject" for _ in range(rng.randint(0, 3))]
        tolerance = written(rng, "tolerance") if rng.random() < 0.5 else ""
        return [kind, written(rng, "require") or "a", tolerance, written(rng, "message") or "broken", *where]

    def show(self, case: list[str]) -> str:
        return "\n".join(map(repr, case))

    def run(self, case: list[str]) -> None:
        """Read the texts of a case. Raises what must not be raised, and AssertionError for an answer that is wrong."""
        kind, text, *more = case
        if kind == "value":
            self._value(text)
        elif kind == "date":
            _date(text)
        else:
            self._rule(text, *more)

    def _value(self, text: str) -> None:
        from checker.values.formatting import show_range
        from checker.values.value import read_value

        for scale in _scales():
            value, mistake = read_value(text, scale, self.corpus.hedges)
            assert (value is None) == bool(mistake), (scale, value, mistake)
            if value is not None:
                low, high = value.interval.lower, value.interval.upper
                assert low is None or high is None or low <= high, (scale, value)
                show_range(low, high, value.unit)

    def _rule(self, require: str, tolerance: str, message: str, *where: str) -> None:
        from msgspec.structs import replace

        import checker
        from checker.corpus.corpus import Rule
        from checker.corpus.rule_language import parse_rule
        from checker.files import models
        from checker.files.yaml_reader import parse_document

        let = {name: models.Selector() for name in ("a", "b", "part", "whole", "c")}
        named = [name for name in let if re.search(rf"\b{name}\b", f"{require} {message} {' '.join(where)}")]
        said = models.Rule(
            id="fuzzed", title="x", severity="warning", let={name: let[name] for name in named} or let, where=where,
            require=require, tolerance=tolerance or None, message=message, why="x",
        )  # fmt: skip
        types = {name: prop.scale.type for name, prop in self.corpus.properties.items()}
        relation, mistakes = parse_rule(said, types)
        assert (relation is None) == bool(mistakes), mistakes
        if relation is not None:
            document = parse_document("id: fuzzed", "fuzzed.yaml")[0]
            assert document is not None
            rule = Rule(id="fuzzed", said=said, relation=relation, document=document)
            checker.check(replace(self.corpus, rules=(rule,)), row_limit=50)


def _scales() -> list[Scale]:
    from checker.values.value import Scale

    return [
        Scale("count", "person"), Scale("count"), Scale("number", "km"), Scale("number"), Scale("money", "USD"),
        Scale("money"), Scale("percentage"), Scale("duration", "month"), Scale("duration"), Scale("date"),
        Scale("category", "", ("pledged", "refused")), Scale("text"),
    ]  # fmt: skip


def _date(text: str) -> None:
    from checker.values.dates import iso_window, read_window, show_window

    window, mistake = read_window(text)
    assert (window is None) == bool(mistake), (window, mistake)
    if window is not None:
        assert window.first <= window.last, window
        show_window(window)
        again, _ = read_window(iso_window(window))
        assert again == window, (window, iso_window(window), again)
