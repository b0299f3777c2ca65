"""Whether four digits are a year: in 2019, but not a total of 1400 people; of the 2008 attacks it is not said."""

from __future__ import annotations

import re

from checker.texts import context_words as words
from checker.texts.counted import counted_thing
from checker.texts.spots import Figure, Spot

_YEAR = re.compile(r"(?:1[0-9]|20)\d{2}")
_CENTURIES = ("1900", "2100")
"""Years that a text is likely to speak of."""
_THE_BEFORE = re.compile(r"\b(?:the|its|their|his|her|that|[\w]+['’]s) $", re.IGNORECASE)
_EVENT_BEFORE = re.compile(r"\b(?:the|a|its|their|his|her|last) $", re.IGNORECASE)
_OF_A_YEAR = re.compile(
    r"\b(?:laws?|acts?|treaty|wars?|code|constitution|charter|revolution|coup|crisis|agreement|accords?|decree"
    r"|convention"
    r"|elections?|summer|winter|spring|autumn|events|attacks|budget|floods?|massacre|uprising|earthquake"
    r"|famine) of $",
    re.IGNORECASE,
)
"""The law of 1974 allows it."""
THE_YEAR_BEFORE = re.compile(r"\bthe year $", re.IGNORECASE)
_CLAUSE_BEFORE = re.compile(r"(?:^|[;:–—]|, (?:and|but|while|as)|\bbut)[ \"'“‘]*$")
_VERB_AFTER = re.compile(
    r" (?:alone |also |itself )?(?:was|saw|will be|brought|marked|had|has been|is|ended|began|proved|promises"
    r"|looks|may|could"
    r"|might|produced|turned out|set|broke)\b"
)
_ADJECTIVE_BEFORE = re.compile(
    r"\ban? (?:very |rather |fairly )?(?:bad|good|strong|weak|poor|record|tough|difficult|dismal|quiet|busy|dry"
    r"|wet|hot|cold"
    r"|turbulent|disastrous|bumper|terrible|great|torrid|successful|miserable|mixed|dreadful|bruising|memorable"
    r"|better|worse"
    r"|solid|sluggish|lean|bleak|wretched|stellar|frantic|hard) $"
)
_COMPARED_BEFORE = re.compile(
    r"(?:%|\bper ?cent|\bup|\bdown|\bhigher|\blower|\bmore|\bfewer|\bless|\bcompared|\bincrease|\bdecrease|\brise"
    r"|\bfall|\bdrop|\bfirst time)\b[^.;,]{0,24}\b(?:on|with|to|than) $"
)
_ENDS = re.compile(r"[.,;:)]|$| (?:and|when|but|because|as|as|while)\b")
_LEVEL_AFTER = re.compile(r" (?:levels?|prices|figures?|results|accounts|earnings|standards?|terms|season|edition)\b")
_EVENT_AFTER = re.compile(r" (?!(?:capacity|strong|odd|plus|per|or|and|to|of|by)\b)[a-z]+\b")
_BEFORE_A_COUNT = ("to", "from", "by", "and", "or", "between", "for", "around")
"""Words that stand before a count as often as before a year."""
_SURE = ("in", "since", "by", "until", "during", "of")
_OF_TIME = ("in", "since", "during", "after", "before", "until", "till", "around", "year", "for")
_AS_EARLY_AS = re.compile(
    r"\bas (?:early|late|recently|far back|long ago) as $|\b(?:throughout|(?:ended|began|started|finished|entered)"
    r"|dat(?:ed|es|ing)(?: from| to| back to)?(?: about| around)?|(?:later|earlier) than|born (?:in )?about|c\."
    r"|(?:in|for) all of|(?:until|till|by|before|since) (?:at least|about|around|the year|well into)) $",
    re.IGNORECASE,
)
_AMONG_YEARS = re.compile(r"\b(?:in|since|of|for)(?: [a-z]+)? (?:(?:19|20)\d\d, )+$")
_LISTED_AFTER = re.compile(r"(?:, (?:and |or )?(?:19|20)\d\d\b|,? (?:and|or) (?:in )?(?:19|20)\d\d\b)")
"""In 2024, 2026 and 2027."""
_PROGRAMME_BEFORE = re.compile(
    r"\b(?:(?:Vision|Agenda|Horizon|Strategy|Expo|Project|Destination|Plan|Euro|Class|class) (?:of )?)$"
)
"""Vision 2040, the class of 2019: a name."""
_EITHER = Figure(kind="count", why="a year, or a count")


def year(spot: Spot, last: str) -> Figure | None:
    """A year as a date, an open count where it may be either, or None where it is no year."""
    is_bare = not (spot.is_range or spot.currency is not None or spot.sign)
    if not is_bare or not _YEAR.fullmatch(spot.low.text):
        return None
    if named := _by_words_before(spot):
        return named
    if words.AMOUNT_OF.search(spot.left) or re.match(r" (?:of(?! [a-z]+ing\b)|out of) ", spot.right):
        return None
    found = words.YEAR_BEFORE.search(spot.left)
    word = found["word"].casefold() if found else ""
    if _is_of_our_time(spot) and _LEVEL_AFTER.match(spot.right) and not words.AMOUNT_OF.search(spot.left):
        return Figure(kind="date", confidence=0.85)
    if words.PLURAL_AHEAD.match(spot.right):
        return _EITHER if _may_be_a_year(spot, word) else None
    if word:
        is_change = word in _BEFORE_A_COUNT and last == "count" and _follows_a_change(spot, word)
        return _EITHER if is_change else Figure(kind="date", confidence=0.95 if word in _SURE else 0.9)
    if words.EVENT_AHEAD.match(spot.right) and _EVENT_BEFORE.search(spot.left):
        return Figure(kind="date", confidence=0.9)
    if _is_of_our_time(spot) and (_is_compared(spot) or _names_an_event(spot) or _is_subject(spot)):
        return Figure(kind="date", confidence=0.85)
    return None if words.HEDGE.search(spot.left) else _EITHER


def _is_of_our_time(spot: Spot) -> bool:
    return _CENTURIES[0] <= spot.low.text < _CENTURIES[1]


def _by_words_before(spot: Spot) -> Figure | None:
    """What the words before it say, whatever follows: No. 2699 (2023), Vision 2040, as early as 2024, law of 1974."""
    if words.NUMBERED_BEFORE.search(spot.left) or (spot.left.endswith("(") and spot.right.startswith(")")):
        return Figure(kind="date")
    if _PROGRAMME_BEFORE.search(spot.left):
        return Figure(kind="reference")
    if _is_of_our_time(spot) and _AMONG_YEARS.search(spot.left) and _LISTED_AFTER.match(spot.right):
        return Figure(kind="date", confidence=0.9)
    if _AS_EARLY_AS.search(spot.left) and not words.PLURAL_AHEAD.match(spot.right):
        return Figure(kind="date", confidence=0.9)
    is_total = words.AMOUNT_OF.search(spot.left) or re.match(r" (?:of|out of) ", spot.right)
    return Figure(kind="date", confidence=0.9) if _OF_A_YEAR.search(spot.left) and not is_total else None


def _follows_a_change(spot: Spot, word: str) -> bool:
    """Rose by 2019; but jobs will go by 2033."""
    verbs = list(words.CHANGE_VERB.finditer(spot.left[-40:]))
    is_right_before = (
        bool(verbs)
        and spot.left[-40:][verbs[-1].end() :].strip() == "by"
        and verbs[-1][0].casefold() not in ("go", "goes", "going", "gone", "went")
    )
    return is_right_before if word == "by" and _is_of_our_time(spot) else bool(verbs)


def _is_compared(spot: Spot) -> bool:
    """Up 3% on 2029; fewer than 2029."""
    return bool(_COMPARED_BEFORE.search(spot.left) and _ENDS.match(spot.right))


def _is_subject(spot: Spot) -> bool:
    """The year 2040; 2029 was the hottest; a bad 2033."""
    begins = _CLAUSE_BEFORE.search(spot.left) and _VERB_AFTER.match(spot.right)
    is_told_of = _ADJECTIVE_BEFORE.search(spot.left) and _ENDS.match(spot.right)
    return bool(begins or is_told_of or THE_YEAR_BEFORE.search(spot.left))


def _names_an_event(spot: Spot) -> bool:
    """The 2026 stampede case; not the 2000 capacity stadium."""
    is_event = _THE_BEFORE.search(spot.left) and _EVENT_AFTER.match(spot.right)
    return bool(is_event) and not counted_thing(spot.right)


def _may_be_a_year(spot: Spot, word: str) -> bool:
    """Whether a number before a plural may be a year: the 2008 attacks, in 2016 floods, the law of 1974 allows."""
    return word in _OF_TIME or (_is_of_our_time(spot) and bool(word or _THE_BEFORE.search(spot.left)))
