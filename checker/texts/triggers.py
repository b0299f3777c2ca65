"""Which kinds of words a sentence has, so that only what can stand in it is looked for: most sentences hold no date."""

from __future__ import annotations

import re

from checker.texts.date_words import MONTHS, WEEKDAYS
from checker.texts.numerals import RANGE_WORDS, SMALL_NUMBERS
from checker.values.lexicon import LARGE_NUMBERS

(
    DIGIT, FOUR_DIGITS, NUMBER, MONTH, WEEKDAY, UNIT, NEAR, SEASON, SHARE, ORDINAL, NONE, VAGUE, FESTIVAL, LENGTH,
    TWICE, PART,
) = (
    "digit", "four digits", "number", "month", "weekday", "unit", "near", "season", "share", "ordinal", "none", "vague",
    "festival", "length", "twice", "part",
)  # fmt: skip
_UNITS = "second minute hour day night week weekend fortnight month year decade century"
_PARTS = {
    form for part in "half third quarter fifth sixth seventh eighth ninth tenth".split() for form in (part, f"{part}s")
}
_OF_KIND = {
    NUMBER: {
        *SMALL_NUMBERS,
        *LARGE_NUMBERS,
        *(f"{word}s" for word in LARGE_NUMBERS),
        *re.findall("[a-z]+", RANGE_WORDS),
        "half",
    }
    - {"a", "an", "of"},
    MONTH: {*MONTHS, *(name[:3] for name in MONTHS), "sept"},
    WEEKDAY: {*WEEKDAYS, *(f"{name}s" for name in WEEKDAYS)},
    UNIT: {form for unit in _UNITS.split() for form in (unit, f"{unit}s")} | {"centuries", "same"},
    NEAR: set("yesterday today tonight tomorrow night morning afternoon evening noon midnight clock".split()),
    SEASON: set("spring summer autumn winter".split()),
    PART: _PARTS,
    SHARE: _PARTS | {"in", "out"},
    LENGTH: set(
        "metre meter centimetre centimeter millimetre millimeter percentage kilometre kilometer mile tonne ton litre"
        " acre hectare inch foot".split()
    ),
    ORDINAL: set(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth"
        " seventeenth eighteenth nineteenth".split()
    ),
    FESTIVAL: set("christmas boxing eve valentine halloween may".split()) | {"year"},
    NONE: {"no", "nobody", "none"},
    TWICE: {"twice"},
    VAGUE: set("several numerous many few couple handful countless number".split()),
}
_KINDS: dict[str, tuple[str, ...]] = {}
for _kind, _words in _OF_KIND.items():
    for _word in _words:
        _KINDS[_word] = (*_KINDS.get(_word, ()), _kind)
_FOUR_DIGITS = re.compile(r"\d{4}")
"""Those of a year."""
_TOKEN = re.compile(r"[a-z]+|\d")


def kinds_of_words(sentence: str) -> set[str]:
    """The kinds of words that a sentence has."""
    found: set[str] = set()
    for token in set(_TOKEN.findall(sentence.lower())):
        if token.isdigit():
            found.add(DIGIT)
        elif token in _KINDS:
            found.update(_KINDS[token])
    if DIGIT in found and _FOUR_DIGITS.search(sentence):
        found.add(FOUR_DIGITS)
    return found
