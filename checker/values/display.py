"""How texts of ours and of files are shown: numbers of things, and what in a text could do harm is spelled out."""

from __future__ import annotations

from checker.patterns import lazy_pattern


def counted(number: int, word: str) -> str:
    """ "1 claim", "1,200 claims"."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def are(number: int) -> str:
    """The verb that goes with a number of things."""
    return "is" if number == 1 else "are"


def safe(text: str) -> str:
    """Text from a file, for a terminal or a log: control and direction marks are spelled out.

    CI servers take `::` at the beginning of a line, indented or not, and `##[` anywhere for commands to them.
    """
    text = _COMMAND.sub(r"\g<0> ", text)
    return visible(text)


def visible(text: str) -> str:
    """Text from a file, for a format that has no commands: control and direction marks are spelled out."""
    if text.isprintable():  # false for controls, line separators, direction marks and lone surrogates
        return text
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)


_COMMAND = lazy_pattern(r":(?=:)|##(?=\[)")
