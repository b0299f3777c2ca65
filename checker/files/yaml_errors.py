"""What to do about a file that is no YAML: where the mistake is that the parser stumbled over, in plain words."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Any

import yaml
from msgspec import Struct

from checker.files.nodes import Spot
from checker.files.yaml_stop import ITEM, Answer, Stop, colon_of, column_of, spot_in
from checker.patterns import lazy_pattern

_NUMBER = lazy_pattern(r"\\U(?!000|0010).{0,4}|%YAML")
_SIGNS = "-*>|&!%@`?:,]}"
_DASHES = "*•‣◦·–—−"  # what word processors make of a "-"
_ODD_INDENT = lazy_pattern("^ *[\t\u00a0\u2000-\u200b\u202f\u3000]")
_GLUED_DASH = lazy_pattern(r" *-[^\W\d][\w-]*:(?: |$)")
_GLUED_COLON = lazy_pattern(r"[^\W\d][\w-]* ?(：|:(?=[^ /]))")
_AT_BEGINNING = lazy_pattern("alphabetic|comment|chomping|indentation ind|tag|URI|'[!> ]'|whitespace")
_AT_SIGN = lazy_pattern("start any token|entries|mapping keys|mapping values|node content")
_CONFLICT = lazy_pattern("<{7} |={7}$|>{7} ")
_ONE_COLUMN = "keys that belong together, such as those of one claim, begin in one column"
_HOLDS_COLON = "text that holds ': ' must be put in quotes"
_NO_COLON = "no ': ' follows the key here"


def explain(text: str, error: Exception, parser: Any) -> tuple[Spot, str]:
    """Where the mistake is that the parser stumbled over, and what to do; else what the parser says."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return _without_mark(text, error)
    place = _spot_of_mark(error.problem_mark or error.context_mark) or (1, 1)
    began = _spot_of_mark(error.context_mark) or place
    what = (error.problem or "syntax error").replace("\t", "tab")
    stop = Stop([line.rstrip("\r") for line in text.split("\n")], place, began, what, parser)
    return next((found for look in _MISTAKES if (found := look(stop))), (place, what))


def _without_mark(text: str, error: Exception) -> tuple[Spot, str]:
    """Of a mistake whose place the parser does not tell; what is no mistake of the text is raised."""
    number = _NUMBER.search(text)  # the pure parser itself does not look at the size of a number
    if number is not None:
        return spot_in(text, number[0]), "the number here is too large"
    if not isinstance(error, yaml.YAMLError):
        raise error
    return (1, 1), str(error).partition("\n")[0]


def _spot_of_mark(mark: Any) -> Spot | None:
    return (mark.line + 1, mark.column + 1) if mark else None


def _such_as(text: str) -> str:
    """How a text looks in quotes, where that is short enough to show."""
    if not text or len(text) > 60:
        return ""
    if "'" in text and '"' not in text and "\\" not in text:
        return f', such as "{text}"'
    return ", such as '" + text.replace("'", "''") + "'"


def _merge_conflict(stop: Stop) -> Answer:
    """The first line of those that git leaves where two branches changed the same. Of = alone it may be text."""
    marked = [number for number, line in enumerate(stop.lines, 1) if _CONFLICT.match(line)]
    if all(stop.line(number).startswith("=") for number in marked):
        return None
    advice = "keep what holds, and take out the lines that begin with <<<<<<<, ======= and >>>>>>>"
    return (marked[0], 1), f"a merge conflict is left here; {advice}"


def _odd_space(stop: Stop) -> Answer:
    for number in (stop.place[0], stop.place[0] - 1):
        if odd := _ODD_INDENT.match(stop.line(number)):
            return (number, odd.end()), "indent with spaces, not with tabs or other blanks"
    return (stop.place, "a tab; use spaces here") if stop.sign(stop.place) == "\t" else None


def _open_quote(stop: Stop) -> Answer:
    opening = _swallowing_quote(stop)
    if opening is None:
        if "unexpected" not in stop.what and "could not find" not in stop.what:
            return None
        opening = stop.began
    sign, rest = stop.sign(opening), stop.rest(opening)
    if sign not in ("'", '"') or ("could not find" in stop.what and sign in rest[1:]):
        return None
    escaped = " (after a \\ it is part of the text)" if rest.endswith('\\"') else ""
    advice = f"close it{escaped}, or put the whole text in the other kind of quotes"
    return opening, f"this quotation mark {sign} is never closed; {advice}{_such_as('' if stop.before[0] else rest)}"


def _swallowing_quote(stop: Stop) -> Spot | None:
    """Where a quoted text begins that ends just before, and that holds whole keys or items: it was to end earlier."""
    last = stop.before[1]
    if last is None or stop.sign(last[0]) not in ("'", '"'):
        return None
    start, end = last
    if end[0] != stop.place[0] and end != stop.began:
        return None
    holds_more = any(colon_of(line) > 0 or ITEM.match(line) for line in stop.lines[start[0] : end[0]])
    return start if holds_more else None


def _escape(stop: Stop) -> Answer:
    if stop.sign(stop.began) != '"' or not re.search("escape|hexa|hexdec", stop.what):
        return None
    at = max(stop.line(stop.place[0]).rfind("\\", 0, stop.place[1]), 0)
    text = stop.rest(stop.began)
    text = text[1:-1] if text.endswith('"') else ""
    return (stop.place[0], at + 1), f"a \\ in double quotes has a meaning of its own; use single quotes{_such_as(text)}"


def _behind_quotes(stop: Stop) -> Answer:
    """Text that goes on behind a quotation mark or bracket that closes."""
    (opened, last), line = stop.before, stop.line(stop.place[0])
    if not last or "could not find" in stop.what:
        return None
    behind = line[stop.place[1] - 1 :].partition(" #")[0].rstrip()
    if not behind or _begins_another(stop, last[1], behind, is_open=bool(opened)):
        return None
    if behind in (",", ";") or not behind.strip("]}"):
        return stop.place, f"take this {behind[0]} away"
    return last[0], _to_quote(stop, *last)


def _begins_another(stop: Stop, end: Spot, behind: str, *, is_open: bool) -> bool:
    """Whether what stands behind something that closed is a key or an item of its own."""
    line = stop.line(stop.place[0])
    if end[0] != stop.place[0] and (colon_of(line) >= 0 or ITEM.match(line)):
        return True
    return is_open and re.match(r"""["'\[{}\]]|[\w-]+:""", behind) is not None


def _to_quote(stop: Stop, opening: Spot, end: Spot) -> str:
    """How a text is to be quoted that goes on behind its first quotation mark or bracket."""
    line, sign, rest = stop.line(stop.place[0]), stop.sign(opening), stop.rest(opening)
    is_within = stop.head(end)[-2:-1] == " " or line[end[1] - 1 : end[1]].isalnum()
    if is_within and opening[0] == end[0] and sign in ("'", '"') and rest.endswith(sign):
        # the marks around it were meant to be YAML's, those within to be text
        return f"text that holds {sign} must be put in the other kind of quotes{_such_as(rest[1:-1])}"
    whole = _such_as(rest) if opening[0] == stop.place[0] else ""
    return f"text that starts with {sign} must be put in quotes as a whole{whole}"


def _bracket(stop: Stop) -> Answer:
    if not stop.before[0]:
        return None
    opening, sign = stop.before[0][-1], stop.sign(stop.place)
    bracket = stop.sign(opening)
    closing = "]" if bracket == "[" else "}"
    if sign in ("]", "}") and sign != closing and "',' or" in stop.what:
        return stop.place, f"the {bracket} in line {opening[0]} is not closed; write {closing} before this"
    text = stop.line(opening[0])[opening[1] - 1 :]
    if not _is_closed("\n".join([text, *stop.lines[opening[0] :]]), bracket, closing):
        advice = f"close it with {closing}, or put text that starts with {bracket} in quotes{_such_as(text.strip())}"
        return opening, f"this {bracket} is never closed; {advice}"
    return _missing_comma(stop, sign) if "',' or" in stop.what else None


def _is_closed(text: str, bracket: str, closing: str) -> bool:
    """Whether the bracket with which a text begins is closed in it."""
    brackets = re.findall(rf"[\{bracket}\{closing}]", text)
    return 0 in accumulate(1 if each == bracket else -1 for each in brackets)


def _missing_comma(stop: Stop, sign: str) -> Answer:
    if sign != ":":
        return stop.place, "a comma is missing before this"
    head = stop.head(stop.place).rstrip()
    word = max(head.rfind(" "), head.rfind(",")) + 1
    if head[:word].rstrip().endswith(":"):
        return stop.place, _HOLDS_COLON
    return (stop.place[0], word + 1), f"a comma is missing before this; {_HOLDS_COLON}"


def _first_sign(stop: Stop) -> Answer:
    """Text that starts with a character that means something to YAML."""
    at = _place_of_sign(stop)
    if at is None:
        return None
    sign, head = stop.sign(at), stop.head(at).strip(" ")
    if not sign or sign not in _SIGNS:
        return None
    if not head and (mended := _whole_line(stop, at)):
        return mended
    if stop.before[0] and sign in ",]}" and head[-1:] in ",[{":
        return at, f"something is missing before this {sign}"
    lists = "; a list begins in a line of its own" if sign == "-" else ""
    return at, f"text that starts with {sign} must be put in quotes{_such_as(stop.rest(at))}{lists}"


def _place_of_sign(stop: Stop) -> Spot | None:
    """Where the text begins that the parser took for something else; None where its complaint is of another kind."""
    at = stop.place
    percent = next((number for number in (at[0], stop.above(at[0])) if stop.line(number).startswith("%")), 0)
    if percent and re.search("directive|version|document start|incompatible", stop.what):
        return percent, 1
    if _AT_BEGINNING.search(stop.what):
        return stop.began
    is_value = "values" not in stop.what or stop.head(at).rstrip().endswith(":")
    return at if _AT_SIGN.search(stop.what) and is_value else None


def _whole_line(stop: Stop, at: Spot) -> Answer:
    """A line that only has a space too few, or that is no part of the file."""
    mended = _missing_space(stop, at[0])
    is_fence = stop.rest(at).startswith("```")
    return mended or ((at, "take this line away") if is_fence else None)


def _no_colon(stop: Stop) -> Answer:
    if "could not find expected ':'" not in stop.what:
        return None
    above = stop.line(stop.above(stop.began[0])).partition(" #")[0].rstrip()
    more = f"the lines below {above[-1]}" if above.endswith((" |", " >")) else "text that goes on from above"
    return _missing_space(stop, stop.began[0]) or (stop.began, f"{_NO_COLON}; {more} must be indented deeper")


def _missing_space(stop: Stop, number: int) -> Answer:
    """The dash or colon of one line, where it misses its space or looks like another sign."""
    line = stop.line(number)
    indent = len(line) - len(line.lstrip(" "))
    if _GLUED_DASH.match(line):
        return (number, indent + 1), "put a space after the -"
    if line[indent : indent + 1] in tuple(_DASHES) and line[indent + 1 : indent + 2] == " ":
        return (number, indent + 1), f"an item of a list begins with '- ', not with {line[indent]}"
    glued = _GLUED_COLON.match(line, column_of(line) - 1)
    if glued is None or colon_of(line) >= 0:
        return None
    plain = glued[1] == ":" and not line[glued.end()].isspace()
    message = "put a space after the colon" if plain else "put a plain ':' and a plain space after the key"
    return (number, column_of(line)), message


def _wrong_line(stop: Stop) -> Answer:
    """A line that begins in the wrong column, or whose text holds ': '."""
    (number, column), line, head = stop.place, stop.line(stop.place[0]), stop.head(stop.place)
    if "mapping values" in stop.what:
        start = column_of(line)
        if (colon := colon_of(head)) >= 0:
            return stop.place, f"{_HOLDS_COLON}{_such_as(stop.rest((number, colon + 2)))}"
        if " " in head[start - 1 :].strip():
            return stop.place, _HOLDS_COLON
        column = len(line) - len(line.lstrip(" ")) + 1
    elif head.strip(" -") or not line or not re.search("block end|expected key|'-'|document start|node", stop.what):
        return None
    found = _missing_space(stop, number) or _missing_space(stop, stop.above(number))
    return found or _wrong_column(stop, (number, column))


class _Around(Struct, frozen=True):
    """The lines around one that stands wrong: the next above, its nearest above that is a key or an item, and the
    nearest above that is an item; 0 where there is none."""

    above: int
    owner: int
    item: int


def _around(stop: Stop, number: int) -> _Around:
    above = owner = item = stop.above(number)
    while owner and colon_of(stop.line(owner)) < 0 and not ITEM.match(stop.line(owner)):
        owner = stop.above(owner)
    while item and not ITEM.match(stop.line(item)):
        item = stop.above(item)
    return _Around(above, owner, item)


def _wrong_column(stop: Stop, at: Spot) -> Answer:
    line, around = stop.line(at[0]), _around(stop, at[0])
    if line[at[1] - 1 :].startswith(":"):
        return at, "a key is missing before this ':'"
    if around.above and colon_of(stop.line(around.owner)) < 0 and "mapping values" in stop.what:
        return (around.above, column_of(stop.line(around.above))), _NO_COLON
    found = _beside_its_owner(stop, at, around) or _wrong_item(stop, at, around)
    if found:
        return found
    columns = _columns_above(stop, at[0])
    those = f"; the keys there begin in column {' or '.join(map(str, columns))}" if columns else ""
    return at, f"this line fits no line above it{those}"


def _beside_its_owner(stop: Stop, at: Spot, around: _Around) -> Answer:
    """A line further left or right than the key or item that it seems to belong to."""
    owner = around.owner
    column, dash = column_of(stop.line(owner)), _dash(stop, around)
    sibling = stop.line(stop.above(owner))
    is_left = colon_of(sibling) >= 0 and column_of(sibling) == at[1] > column
    if owner and (is_left or (ITEM.match(stop.line(at[0])) and dash == at[1] == column)):
        return (owner, column), f"this line begins further left than the lines around it; {_ONE_COLUMN}"
    if owner and at[1] > column:
        than = "the one before it" if owner == at[0] - 1 else f"line {owner}"
        return at, f"this line is indented deeper than {than}; {_ONE_COLUMN}"
    return None


def _wrong_item(stop: Stop, at: Spot, around: _Around) -> Answer:
    """An item of a list in another column than the others, or without its list or its dash."""
    line, dash = stop.line(at[0]), _dash(stop, around)
    if ITEM.match(line) and not around.item:
        return at, "no list begins above this '-'; the key of the list, such as 'claims:', is missing"
    if ITEM.match(line) and dash != at[1]:
        return at, f"the '-' of all items of a list stand in one column; the one above is in column {dash}"
    if line.lstrip(" ").startswith("id:") and dash == at[1]:
        return at, "if a new claim begins here, put '- ' before it"
    return None


def _dash(stop: Stop, around: _Around) -> int:
    """The column of the dash of the nearest item above; 0 where there is none."""
    return stop.line(around.item).find("-") + 1


def _columns_above(stop: Stop, number: int) -> list[int]:
    """The columns in which the keys above begin, from the innermost outwards."""
    columns: list[int] = []
    while number := stop.above(number):
        column = column_of(stop.line(number))
        if colon_of(stop.line(number)) >= 0 and (not columns or column < columns[-1]):
            columns.append(column)
    return columns


_MISTAKES = (
    *(_merge_conflict, _odd_space, _open_quote, _escape, _behind_quotes),
    *(_bracket, _first_sign, _no_colon, _wrong_line),
)
