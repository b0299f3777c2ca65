"""The words of which dates are made: months, weekdays, numbers, units of time."""

from __future__ import annotations

from checker.values import lexicon

MONTHS = tuple(name.casefold() for name in lexicon.MONTHS)
WEEKDAYS = tuple(name.casefold() for name in lexicon.WEEKDAYS)
_SHORT_MONTHS = "|".join((*(name for name in lexicon.SHORT_MONTHS if name != "May"), "Sept"))
MONTH = rf"(?-i:(?:{'|'.join(name.capitalize() for name in MONTHS)})\b|(?:{_SHORT_MONTHS})\b\.?)"
WEEKDAY = rf"(?-i:(?:{'|'.join(name.capitalize() for name in WEEKDAYS)})\b)"
EACH_WEEKDAY = rf"(?-i:(?:{'|'.join(f'{name.capitalize()}s' for name in WEEKDAYS)})\b)"
SHORT_WEEKDAY = rf"(?:{WEEKDAY}|(?-i:(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\b\.?))"
"""Short only before a day of a month: the Sun is a paper."""
_NUMBERS = (*lexicon.ONES, *lexicon.TEENS[:3])
_TENS = {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "a hundred": 100}
COUNT_WORD = rf"(?:\d{{1,3}}|an?(?! hundred)|{'|'.join((*_NUMBERS, *_TENS))})"
TIME_UNIT = "second|minute|hour|day|night|week|fortnight|month|year|decade|century|centurie"
PART_OF_DAY = "morning|afternoon|evening|night"
LATE = (
    r"(?:early|(?<!was )(?<!were )(?<!minutes )(?<!hours )(?<!days )(?<!weeks )(?<!months )(?<!years )late|mid"
    r"|(?:the )?(?:end|beginning|start|middle) of)"
)
"""Early, or late; but not of a train that was late in May."""


def month_number(name: str) -> int:
    """The month of a name, in full or short, from 1; 0 if it is none."""
    return lexicon.month_number(name.rstrip("."))


def weekday_number(word: str) -> int:
    """The weekday of a name, in full or short: 0 is Monday."""
    word = word.casefold().rstrip(".")
    return next(n for n, name in enumerate(WEEKDAYS) if name.startswith(word))


def count_of(word: str) -> int:
    """The number of a count word: "48", "a", "three"."""
    word = word.casefold()
    if word.isdigit():
        return int(word)
    return _TENS.get(word) or (_NUMBERS.index(word) + 1 if word in _NUMBERS else 1)
