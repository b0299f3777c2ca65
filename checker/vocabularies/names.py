"""The names of the vocabularies, for the command line, which imports nothing heavy."""

from __future__ import annotations

VOCABULARIES = ("deployment", "casualties", "votes", "money", "disaster")
"""Those that can be chosen. The first is what `checker init` writes where none is."""
