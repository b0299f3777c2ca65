"""Where the parts of YAML text begin and end, sign by sign, so that one of them can be replaced and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml
from msgspec import Struct, field

from checker.files.budgets import YAML_DEPTH

_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
BLOCK, FLOW = "block", "flow"
MARK = "\ufeff"


class Span(Struct, kw_only=True):
    """A part of a text, from `start` to before `end` (code points).

    `style` is BLOCK or FLOW for what holds others, else the sign that a scalar begins with: " or ', | or >, "" for a
    plain one. `keys` are where the keys of a mapping stand; `parts` are its values by key, or the items of a list.
    """

    start: int
    end: int
    style: str
    keys: dict[str, Span] = field(default_factory=dict)
    parts: dict[str | int, Span] = field(default_factory=dict)
    is_list: bool = False

    @property
    def is_flow(self) -> bool:
        return self.style == FLOW

    def at(self, *path: str | int) -> Span:
        """A part of a part. Raises KeyError where there is none."""
        span = self
        for step in path:
            span = span.parts[step]
        return span


def spans_of(text: str) -> Span | None:
    """The spans of a text that the strict reader reads; None where it holds nothing. Raises yaml.YAMLError.

    A mark that some editors put at the start of a text is no part of any.
    """
    if text.startswith(MARK):
        root = spans_of(text.removeprefix(MARK))
        return _shifted(root, len(MARK)) if root is not None else None
    root = None
    stack: list[tuple[Span, list[str | None]]] = []
    events: Iterable[Any] = yaml.parse(text, _PARSER)
    for event in events:
        if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            _close(stack.pop()[0], event)
        elif isinstance(event, yaml.NodeEvent):
            made = _begun(text, event)
            root = root or made
            if stack:
                _attach(text, *stack[-1], made, event)
            if made.style in (BLOCK, FLOW):
                stack.append((made, [None]))
            if len(stack) > YAML_DEPTH:
                return None
    return root


def _shifted(root: Span, by: int) -> Span:
    """The spans with all of their places moved."""
    waiting = [root]
    while waiting:
        span = waiting.pop()
        span.start, span.end = span.start + by, span.end + by
        waiting += [*span.keys.values(), *span.parts.values()]
    return root


def _begun(text: str, event: Any) -> Span:
    start, end = event.start_mark.index, event.end_mark.index
    if not isinstance(event, yaml.CollectionStartEvent):
        return _scalar(text, event)
    is_list = isinstance(event, yaml.SequenceStartEvent)
    return Span(start=start, end=end, style=FLOW if event.flow_style else BLOCK, is_list=is_list)


def _scalar(text: str, event: Any) -> Span:
    start, end = event.start_mark.index, event.end_mark.index
    style = getattr(event, "style", None) or ""
    if style in ("", "|", ">"):  # the parser puts the end behind the spaces and empty lines that follow
        end = start + len(text[start:end].rstrip(" \t\r\n"))
    return Span(start=start, end=end, style=style)


def _attach(text: str, parent: Span, waiting: list[str | None], made: Span, event: Any) -> None:
    if parent.is_list:
        parent.parts[len(parent.parts)] = made
    elif waiting[0] is None:
        waiting[0] = event.value if isinstance(event, yaml.ScalarEvent) else text[made.start : made.end]
        parent.keys.setdefault(str(waiting[0]), made)
    else:
        parent.parts.setdefault(waiting[0], made)
        waiting[0] = None


def _close(made: Span, event: Any) -> None:
    if made.is_flow:
        made.end = event.end_mark.index
    else:  # the parser puts the end where something else begins
        inner = [*made.keys.values(), *made.parts.values()]
        made.end = max((part.end for part in inner), default=made.start)
