"""Regular expressions that are compiled when they are first used: most checks meet few ways of writing a figure."""

from __future__ import annotations

import re
from typing import Any, cast


class _LazyPattern:
    def __init__(self, text: str, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, found)  # from now on it is found at once
        return found


def lazy_pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, compiled at its first use. It has no place in functions of `re`, only its own methods.

    What is wrong in the text is told at the first use, too: it belongs in constants, whose tests use them.
    """
    return cast("re.Pattern[str]", _LazyPattern(text, flags))
