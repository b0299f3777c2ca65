"""What to do about a file that is no YAML: where the mistake is that the parser stumbled over, in plain words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any

import yaml

from checker.files.nodes import Spot

_NUMBER = re.compile(r"\\U(?!000|0010).{0,4}|%YAML")
_SIGNS = "-*>|&!%@`?:,]}"
_DASHES = "*•‣◦·–—−"  # what word processors make of a "-"
_ODD_INDENT = re.compile("^ *[\t\u00a0\u2000-\u200b\u202f\u3000]")
_LEAD = re.compile("^ *(?:-(?: +|$))*")
_ITEM = re.compile("^ *-(?: |$)")
_COLON = re.compile(r":(?=[ \t]|$)")
_GLUED_DASH = re.compile(r" *-[^\W\d][\w-]*:(?: |$)")
_GLUED_COLON = re.compile(r"[^\W\d][\w-]* ?(：|:(?=[^ /]))")
_AT_BEGINNING = re.compile("alphabetic|comment|chomping|indentation ind|tag|URI|'[!> ]'|whitespace")
_AT_SIGN = re.compile("start any token|entries|mapping keys|mapping values|node content")
_CONFLICT = re.compile("<{7} |={7}$|>{7} ")
_ONE_COLUMN = "keys that belong together, such as those of one claim, begin in one column"
_HOLDS_COLON = "text that holds ': ' must be put in quotes"
_NO_COLON = "no ': ' follows the key here"

Answer = tuple[Spot, str] | None  # where a mistake is, and what to do


def spot_in(text: str, needle: str) -> Spot:
    before = text.replace("\r\n", "\n").partition(needle)[0]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def spot_of_event(event: Any) -> Spot:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1


@dataclass(frozen=True)
class _Stop:
    """Where the parser gave up, where the thing begins that it was reading, and what it says."""

    lines: list[str]
    place: Spot
    began: Spot
    what: str
    parser: Any

    @cached_property
    def before(self) -> tuple[list[Spot], tuple[Spot, Spot] | None]:
        """The brackets that are open; the beginning and end of the quoted text or brackets that stand just before."""
        opened: list[Spot] = []
        last = None
        # of what stands behind the place nothing is read: it could keep the parser from telling what it has
        parser = self.parser("\n".join([*self.lines[: self.place[0] - 1], self.head(self.place)]))
        try:
            while (token := parser.get_token()) and spot_of_event(token) < self.place:
                kind, last = type(token), None
                end = token.end_mark.line + 1, token.end_mark.column + 1
                if kind is yaml.FlowSequenceStartToken or kind is yaml.FlowMappingStartToken:
                    opened.append(spot_of_event(token))
                elif opened and (kind is yaml.FlowSequenceEndToken or kind is yaml.FlowMappingEndToken):
                    last = opened.pop(), end
                elif kind is yaml.ScalarToken and token.style in ("'", '"'):
                    last = spot_of_event(token), end
        except (yaml.YAMLError, ValueError, OverflowError):
            pass
        return opened, last

    def line(self, number: int) -> str:
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else ""

    def head(self, place: Spot) -> str:
        return self.line(place[0])[: place[1] - 1]

    def rest(self, place: Spot) -> str:
        """The line from a place to its comment; within brackets, to the end of the value."""
        rest = self.line(place[0])[place[1] - 1 :].partition(" #")[0]
        return (re.split(r"[,\]}]", rest, maxsplit=1)[0] if self.before[0] else rest).strip()

    def sign(self, place: Spot) -> str:
        return self.line(place[0])[place[1] - 1 : place[1]]

    def above(self, number: int) -> int:
        """The nearest line above that has more than a comment; 0 where there is none."""
        number -= 1
        while number > 0 and self.line(number).lstrip(" ")[:1] in ("", "#"):
            number -= 1
        return number


def explain(text: str, error: Exception, parser: Any) -> tuple[Spot, str]:
    """Where the mistake is that the parser stumbled over, and what to do; else what the parser says."""
    if not isinstance(error, yaml.MarkedYAMLError):
        number = _NUMBER.search(text)  # the pure parser itself does not look at the size of a number
        if number is None and not isinstance(error, yaml.YAMLError):
            raise error
        what = "the number here is too large" if number else str(error).partition("\n")[0]
        return spot_in(text, number[0]) if number else (1, 1), what
    mark = error.problem_mark or error.context_mark
    place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    began = (error.context_mark.line + 1, error.context_mark.column + 1) if error.context_mark else place
    what = (error.problem or "syntax error").replace("\t", "tab")
    stop = _Stop([line.rstrip("\r") for line in text.split("\n")], place, began, what, parser)
    return next((found for look in _MISTAKES if (found := look(stop))), (place, what))


def _such_as(text: str) -> str:
    """How a text looks in quotes, where that is short enough to show."""
    if not text or len(text) > 60:
        return ""
    if "'" in text and '"' not in text and "\\" not in text:
        return f', such as "{text}"'
    return ", such as '" + text.replace("'", "''") + "'"


def _column(line: str) -> int:
    """The column in which a line's text begins, behind its dashes."""
    return len(line) - len(_LEAD.sub("", line)) + 1


def _colon(line: str) -> int:
    """How far into a line the colon stands that ends its key; -1 where it has no key."""
    start = _column(line) - 1
    quote = line[start : start + 1] if line[start : start + 1] in ("'", '"') else ""
    closed = line.find(quote, start + 1) if quote else start
    colon = _COLON.search(line, closed) if closed >= 0 else None
    return colon.start() if colon else -1


def _merge_conflict(stop: _Stop) -> Answer:
    """The first line of those that git leaves where two branches changed the same. Of = alone it may be text."""
    marked = [number for number, line in enumerate(stop.lines, 1) if _CONFLICT.match(line)]
    if all(stop.line(number).startswith("=") for number in marked):
        return None
    advice = "keep what holds, and take out the lines that begin with <<<<<<<, ======= and >>>>>>>"
    return (marked[0], 1), f"a merge conflict is left here; {advice}"


def _odd_space(stop: _Stop) -> Answer:
    for number in (stop.place[0], stop.place[0] - 1):
        if odd := _ODD_INDENT.match(stop.line(number)):
            return (number, odd.end()), "indent with spaces, not with tabs or other blanks"
    return (stop.place, "a tab; use spaces here") if stop.sign(stop.place) == "\t" else None


def _open_quote(stop: _Stop) -> Answer:
    opening, (opened, last) = stop.began, stop.before
    within = stop.lines[last[0][0] : last[1][0]] if last and (last[1][0] == stop.place[0] or last[1] == opening) else []
    if last and stop.sign(last[0]) in ("'", '"') and any(_colon(line) > 0 or _ITEM.match(line) for line in within):
        opening = last[0]
    elif "unexpected" not in stop.what and "could not find" not in stop.what:
        return None
    sign, rest = stop.sign(opening), stop.rest(opening)
    if sign not in ("'", '"') or ("could not find" in stop.what and sign in rest[1:]):
        return None
    escaped = " (after a \\ it is part of the text)" if rest.endswith('\\"') else ""
    advice = f"close it{escaped}, or put the whole text in the other kind of quotes"
    return opening, f"this quotation mark {sign} is never closed; {advice}{_such_as('' if opened else rest)}"


def _escape(stop: _Stop) -> Answer:
    if stop.sign(stop.began) != '"' or not re.search("escape|hexa|hexdec", stop.what):
        return None
    at = max(stop.line(stop.place[0]).rfind("\\", 0, stop.place[1]), 0)
    text = stop.rest(stop.began)
    text = text[1:-1] if text.endswith('"') else ""
    return (stop.place[0], at + 1), f"a \\ in double quotes has a meaning of its own; use single quotes{_such_as(text)}"


def _behind_quotes(stop: _Stop) -> Answer:
    """Text that goes on behind a quotation mark or bracket that closes."""
    (opened, last), line = stop.before, stop.line(stop.place[0])
    if not last or "could not find" in stop.what:
        return None
    (opening, end), behind = last, line[stop.place[1] - 1 :].partition(" #")[0].rstrip()
    sign, rest = stop.sign(opening), stop.rest(opening)
    another = end[0] != stop.place[0] and (_colon(line) >= 0 or _ITEM.match(line))
    if another or not behind or (opened and re.match(r"""["'\[{}\]]|[\w-]+:""", behind)):
        return None
    if behind in (",", ";") or not behind.strip("]}"):
        return stop.place, f"take this {behind[0]} away"
    within = stop.head(end)[-2:-1] == " " or line[end[1] - 1 : end[1]].isalnum()
    if within and opening[0] == end[0] and sign in ("'", '"') and rest.endswith(sign):
        # the marks around it were meant to be YAML's, those within to be text
        return opening, f"text that holds {sign} must be put in the other kind of quotes{_such_as(rest[1:-1])}"
    whole = _such_as(rest) if opening[0] == stop.place[0] else ""
    return opening, f"text that starts with {sign} must be put in quotes as a whole{whole}"


def _bracket(stop: _Stop) -> Answer:
    if not stop.before[0]:
        return None
    opening, sign = stop.before[0][-1], stop.sign(stop.place)
    bracket = stop.sign(opening)
    closing = "]" if bracket == "[" else "}"
    if sign in ("]", "}") and sign != closing and "',' or" in stop.what:
        return stop.place, f"the {bracket} in line {opening[0]} is not closed; write {closing} before this"
    text = stop.line(opening[0])[opening[1] - 1 :]
    brackets = re.findall(rf"[\{bracket}\{closing}]", "\n".join([text, *stop.lines[opening[0] :]]))
    if 0 not in accumulate(1 if each == bracket else -1 for each in brackets):
        advice = f"close it with {closing}, or put text that starts with {bracket} in quotes{_such_as(text.strip())}"
        return opening, f"this {bracket} is never closed; {advice}"
    if "',' or" not in stop.what:
        return None
    if sign != ":":
        return stop.place, "a comma is missing before this"
    head = stop.head(stop.place).rstrip()
    word = max(head.rfind(" "), head.rfind(",")) + 1
    if head[:word].rstrip().endswith(":"):
        return stop.place, _HOLDS_COLON
    return (stop.place[0], word + 1), f"a comma is missing before this; {_HOLDS_COLON}"


def _first_sign(stop: _Stop) -> Answer:
    """Text that starts with a character that means something to YAML."""
    at = stop.place
    percent = next((number for number in (at[0], stop.above(at[0])) if stop.line(number).startswith("%")), 0)
    if percent and re.search("directive|version|document start|incompatible", stop.what):
        at = percent, 1
    elif _AT_BEGINNING.search(stop.what):
        at = stop.began
    elif not _AT_SIGN.search(stop.what) or ("values" in stop.what and not stop.head(at).rstrip().endswith(":")):
        return None
    sign, head = stop.sign(at), stop.head(at).strip(" ")
    if not sign or sign not in _SIGNS:
        return None
    if not head and (stop.rest(at).startswith("```") or _missing_space(stop, at[0])):
        return _missing_space(stop, at[0]) or (at, "take this line away")
    if stop.before[0] and sign in ",]}" and head[-1:] in ",[{":
        return at, f"something is missing before this {sign}"
    lists = "; a list begins in a line of its own" if sign == "-" else ""
    return at, f"text that starts with {sign} must be put in quotes{_such_as(stop.rest(at))}{lists}"


def _no_colon(stop: _Stop) -> Answer:
    if "could not find expected ':'" not in stop.what:
        return None
    above = stop.line(stop.above(stop.began[0])).partition(" #")[0].rstrip()
    more = f"the lines below {above[-1]}" if above.endswith((" |", " >")) else "text that goes on from above"
    return _missing_space(stop, stop.began[0]) or (stop.began, f"{_NO_COLON}; {more} must be indented deeper")


def _missing_space(stop: _Stop, number: int) -> Answer:
    """The dash or colon of one line, where it misses its space or looks like another sign."""
    line = stop.line(number)
    indent = len(line) - len(line.lstrip(" "))
    if _GLUED_DASH.match(line):
        return (number, indent + 1), "put a space after the -"
    if line[indent : indent + 1] in tuple(_DASHES) and line[indent + 1 : indent + 2] == " ":
        return (number, indent + 1), f"an item of a list begins with '- ', not with {line[indent]}"
    glued = _GLUED_COLON.match(line, _column(line) - 1)
    if glued is None or _colon(line) >= 0:
        return None
    plain = glued[1] == ":" and not line[glued.end()].isspace()
    message = "put a space after the colon" if plain else "put a plain ':' and a plain space after the key"
    return (number, _column(line)), message


def _wrong_line(stop: _Stop) -> Answer:
    """A line that begins in the wrong column, or whose text holds ': '."""
    (number, column), line, head = stop.place, stop.line(stop.place[0]), stop.head(stop.place)
    if "mapping values" in stop.what:
        start = _column(line)
        if (colon := _colon(head)) >= 0:
            return stop.place, f"{_HOLDS_COLON}{_such_as(stop.rest((number, colon + 2)))}"
        if " " in head[start - 1 :].strip():
            return stop.place, _HOLDS_COLON
        column = len(line) - len(line.lstrip(" ")) + 1
    elif head.strip(" -") or not line or not re.search("block end|expected key|'-'|document start|node", stop.what):
        return None
    found = _missing_space(stop, number) or _missing_space(stop, stop.above(number))
    return found or _wrong_column(stop, (number, column))


@dataclass(frozen=True, slots=True)
class _Around:
    """The lines around one that stands wrong: the next above, its nearest above that is a key or an item, and the
    nearest above that is an item; 0 where there is none."""

    above: int
    owner: int
    item: int


def _around(stop: _Stop, number: int) -> _Around:
    above = owner = item = stop.above(number)
    while owner and _colon(stop.line(owner)) < 0 and not _ITEM.match(stop.line(owner)):
        owner = stop.above(owner)
    while item and not _ITEM.match(stop.line(item)):
        item = stop.above(item)
    return _Around(above, owner, item)


def _wrong_column(stop: _Stop, at: Spot) -> Answer:
    line, around = stop.line(at[0]), _around(stop, at[0])
    if line[at[1] - 1 :].startswith(":"):
        return at, "a key is missing before this ':'"
    if around.above and _colon(stop.line(around.owner)) < 0 and "mapping values" in stop.what:
        return (around.above, _column(stop.line(around.above))), _NO_COLON
    found = _beside_its_owner(stop, at, around) or _wrong_item(stop, at, around)
    if found:
        return found
    columns = _columns_above(stop, at[0])
    those = f"; the keys there begin in column {' or '.join(map(str, columns))}" if columns else ""
    return at, f"this line fits no line above it{those}"


def _beside_its_owner(stop: _Stop, at: Spot, around: _Around) -> Answer:
    """A line further left or right than the key or item that it seems to belong to."""
    owner = around.owner
    column, dash = _column(stop.line(owner)), _dash(stop, around)
    sibling = stop.line(stop.above(owner))
    is_left = _colon(sibling) >= 0 and _column(sibling) == at[1] > column
    if owner and (is_left or (_ITEM.match(stop.line(at[0])) and dash == at[1] == column)):
        return (owner, column), f"this line begins further left than the lines around it; {_ONE_COLUMN}"
    if owner and at[1] > column:
        than = "the one before it" if owner == at[0] - 1 else f"line {owner}"
        return at, f"this line is indented deeper than {than}; {_ONE_COLUMN}"
    return None


def _wrong_item(stop: _Stop, at: Spot, around: _Around) -> Answer:
    """An item of a list in another column than the others, or without its list or its dash."""
    line, dash = stop.line(at[0]), _dash(stop, around)
    if _ITEM.match(line) and not around.item:
        return at, "no list begins above this '-'; the key of the list, such as 'claims:', is missing"
    if _ITEM.match(line) and dash != at[1]:
        return at, f"the '-' of all items of a list stand in one column; the one above is in column {dash}"
    if line.lstrip(" ").startswith("id:") and dash == at[1]:
        return at, "if a new claim begins here, put '- ' before it"
    return None


def _dash(stop: _Stop, around: _Around) -> int:
    """The column of the dash of the nearest item above; 0 where there is none."""
    return stop.line(around.item).find("-") + 1


def _columns_above(stop: _Stop, number: int) -> list[int]:
    """The columns in which the keys above begin, from the innermost outwards."""
    columns: list[int] = []
    while number := stop.above(number):
        column = _column(stop.line(number))
        if _colon(stop.line(number)) >= 0 and (not columns or column < columns[-1]):
            columns.append(column)
    return columns


_MISTAKES = (
    *(_merge_conflict, _odd_space, _open_quote, _escape, _behind_quotes),
    *(_bracket, _first_sign, _no_colon, _wrong_line),
)
