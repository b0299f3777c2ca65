"""What a number in a text is: decided by the words beside it, each question in its turn.

A number that two answers fit, or none, is an open figure: it says why, and has no value.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from checker.texts import context_words as words
from checker.texts.ages import age, may_be_an_age, years_old
from checker.texts.amounts_in_text import decimal, measure, money, percentage
from checker.texts.counted import counted_thing, is_counted, is_of_a_unit
from checker.texts.durations import duration, times
from checker.texts.elided import elided_count, elided_share
from checker.texts.names import NOT_NAMES
from checker.texts.no_claims import no_claim
from checker.texts.one_thing import is_one_thing
from checker.texts.points import points
from checker.texts.spots import Figure, Spot
from checker.texts.years import THE_YEAR_BEFORE, year

NOTHING_COUNTED = "nothing that is counted is named"
MOST_IN_A_RATE = 10
"""One in 40, three in 1,000."""
_NAMED_BEFORE = re.compile(r"\b(?:the|of|in|a) $", re.IGNORECASE)
_GROUP_BEFORE = re.compile(r"\b(?:Big|Group of|Gang of|Famous|Final|Magnificent|Birmingham|Guildford) $")
_NAME_OF_A_TIME = re.compile(r"[ -](?:Day|Year|Hour|Minute|Week)s?['’]? (?:War|Offensive|Rule|Plan|Campaign)\b")
_PER_SO_MANY = re.compile(r" (?:[a-z-]+ ){1,3}per (?:\d|thousand|million|head|capita|person)")
"""14 cases per 100,000 people."""
_AFTER_A_RATE = re.compile(
    r" per (?:\d[\d,]*|thousand|million|head|capita|person|day|week|month|hour)(?: [a-z-]+){0,3},? (?:up |down )?"
    r"(?:from|to|against|compared (?:with|to))(?: (?:about|around|some|nearly|almost|just|over|only))? $"
)
"""It fell to 22 per 1,000 births from 31."""
_ERA_AFTER = re.compile(r" ?(?:BCE?|CE|AD|B\.C\.|A\.D\.)(?![\w-])")
"""The oldest coin is from 50 BC."""
MOST_OF_A_CODE = 3
"""Letters of an airline or a line of trains."""


def classify(spot: Spot, last: str) -> Figure:
    """What a number is: the first question that has an answer decides. `last` is the kind of the number before it."""
    for question in _QUESTIONS:
        if (figure := question(spot, last)) is not None:
            return figure
    return _count(spot, last)


Question = Callable[[Spot, str], Figure | None]


# --- numbers that are names --------------------------------------------------------------------


def _part_of_a_name(spot: Spot, _: str) -> Figure | None:
    """F-16, 4G, 12(b), 221 Baker Street, 98.4 FM."""
    if spot.currency is None and (glued := words.GLUED_BEFORE.search(spot.left)):
        if words.MAGNITUDE_BEFORE.search(spot.left):
            return None
        return Figure(kind="reference", head=len(glued[0]), tail=1 if re.match(r"[A-Z]\b", spot.right) else 0)
    if (
        re.search(r"(?:^|[\s(]|[A-Z])[.]$", spot.left)
        or re.match(r"[.,:]\d", spot.right)
        or re.match(r"x\d", spot.right)
    ):
        return Figure(kind="reference")
    if words.AIRLINER.fullmatch(spot.low.text) and re.search(r"(?:^|\s)\d[\d,]* $", spot.left):
        return Figure(kind="reference")  # 400 737 MAX jets
    if words.AIRLINER.fullmatch(spot.low.text) and re.search(r"\b(?:the|an?|two|its) $", spot.left, re.IGNORECASE):
        return None if words.PLURAL_AHEAD.match(spot.right) else Figure(kind="reference")
    if words.STREET_AFTER.match(spot.right) or words.BROADCAST_AFTER.match(spot.right):
        return Figure(kind="reference")
    if _is_in_a_name(spot):
        return Figure(kind="reference")
    if era := _ERA_AFTER.match(spot.right):
        return Figure(kind="reference", tail=era.end())
    if ordinal := re.match(r"(?:st|nd|rd|th)\b", spot.right):
        return Figure(kind="ordinal", tail=ordinal.end())
    return None


def _is_in_a_name(spot: Spot) -> bool:
    """The Six Nations, the Group of Seven, the Six-Day War."""
    if _NAME_OF_A_TIME.match(spot.right):
        return True
    is_named = _NAMED_BEFORE.search(spot.left) and re.match(r" [A-Z][a-z]", spot.right)
    if re.match(r"an? [A-Z]", spot.low.text) and re.match(r" [A-Z]", spot.right):
        return True  # House of a Hundred Doors
    return bool(spot.low.text[:1].isupper() and (is_named or _GROUP_BEFORE.search(spot.left)))


def _reference(spot: Spot, last: str) -> Figure | None:
    """Resolution 2699 (2023), Sections 153 and 154, page 14, the top 10."""
    bracket = re.match(r"(?: ?\(\w+\)){0,3}", spot.right)
    tail = bracket.end() if bracket else 0
    if head := words.REFERENCE_BEFORE.search(spot.left):
        return Figure(kind="reference", head=len(head[0]), tail=tail)
    is_plural = words.PLURAL_AHEAD.match(spot.right)
    if THE_YEAR_BEFORE.search(spot.left) or _HOW_MANY_BEFORE.search(spot.left):
        return None
    if not is_plural and (head := words.LOWER_REFERENCE_BEFORE.search(spot.left)):
        return Figure(kind="reference", head=len(head[0]), tail=tail)
    if re.match(r" of (?:1[89]|20)\d\d\b", spot.right) and spot.low.is_in_digits and spot.currency is None:
        return Figure(kind="reference")  # the law, 12 of 2019
    if last == "reference" and re.search(r"\d of $", spot.left):
        return Figure(kind="reference", tail=tail)
    if words.NUMBERED_BEFORE.search(spot.left):
        return None  # No. 2699, 2023
    if (
        last == "reference"
        and not is_plural
        and words.LISTED_AFTER.search(spot.left)
        and re.search(r"\d\W+(?:\w+ )?$", spot.left)
    ):
        return Figure(kind="reference", tail=tail)
    return None


_HOW_MANY_BEFORE = re.compile(
    r"\b(?!(?:rooms|houses|flats|pages|seats|tickets|balls|doors|lots|cells|pieces|prints|copies|bins|is|was)\b)"
    r"(?:[A-Za-z]{3,}s|[A-Za-z]+s (?:in|of|at|for) (?:the |its )?[\w'’-]+|crowd|population|toll|dead|force|army"
    r"|audience|staff)"
    r" (?:now |once |already )?numbered $",
    re.IGNORECASE,
)
"""Burglaries numbered 1,118."""


def _telephone(spot: Spot, last: str) -> Figure | None:
    """Call 0800 1111; quote 4471."""
    if words.CALL_BEFORE.search(spot.left) or (last == "phone" and re.search(r"\d(?:,| or) $", spot.left)):
        return Figure(kind="phone")
    return None


def _score(spot: Spot, _: str) -> Figure | None:
    """3-1, 54-46, 24/7, 3/4; two numbers with a dash before something that is counted are a range."""
    if spot.is_range:
        return None
    if after := words.SCORE_AFTER.match(spot.right):
        return Figure(kind="reference", tail=after.end("second"))
    if words.SCORE_BEFORE.search(spot.left):
        return Figure(kind="reference")
    if spot.low.is_in_digits and re.match(r" all out\b", spot.right):
        return Figure(kind="reference")
    if spot.currency is None and (innings := words.INNINGS_AFTER.match(spot.right)):
        return Figure(kind="reference", tail=innings.end("wickets"))
    return None


_PEOPLE_DID = re.compile(r" (?:died|were|are|have|had|people|of (?:the|its|their|his|her|\d))\b")


_IN_A_PLACE = re.compile(r"\b(?:in|at|near|around|across) (?:[A-ZÀ-Þ][\w'’-]+ ){1,3}$", re.IGNORECASE)


def _name(spot: Spot, _: str) -> Figure | None:
    """A capitalised word right before it, and nothing that is counted after it: Apollo 13."""
    match = words.NAME_BEFORE.search(spot.left)
    if match is None or not spot.low.is_in_digits or spot.currency is not None:
        return None
    word, is_first = match["word"], match.start() == 0
    if word in NOT_NAMES and (is_first or _PEOPLE_DID.match(spot.right)):
        return None  # So 650 are hurt; on Friday 17 died
    is_placed = _IN_A_PLACE.search(spot.left, 0, match.end()) or words.PLACE_OR_TIME_BEFORE.search(spot.left)
    if match.start() and is_placed and _OF_THE.match(spot.right):
        return None  # in Dorn 520 of the 850 are home
    if re.search(r"\b(?:told|tells|telling) (?:the )?\S+ $", spot.left):
        return None
    if words.HEDGE.search(spot.left) or words.MORE.search(spot.left) or words.IN_TURN_BEFORE.search(spot.left):
        return None
    if word.isupper() and 1 < len(word) <= MOST_OF_A_CODE and words.CARRIER_AFTER.match(spot.right):
        return Figure(kind="reference")
    if counted_thing(spot.right) and not is_first and not words.PLACE_OR_TIME_BEFORE.search(spot.left):
        return Figure(kind="count", why="the name before it may go with it")
    if counted_thing(spot.right) or (is_first and words.NOUN_AHEAD.match(spot.right)):
        return None
    if is_first and (word.isalpha() and len(word) < 8 and not word.isupper()) and words.CHANGE_VERB.search(spot.left):
        return None
    return Figure(kind="reference")


# --- counts ------------------------------------------------------------------------------------


_ONE_HURT = re.compile(
    r" (?:dead|killed|wounded|injured|hurt|missing|kidnapped|arrested)(?=[.,;]|$| and | in | by | after )"
)
"""It reported one dead and five wounded."""


def _single(spot: Spot, _: str) -> Figure | None:
    """`one` is a pronoun as often as a figure."""
    if spot.low.text.casefold() != "one" or spot.is_range:
        return None
    before_it = re.search(
        r"\b(?:this|that|which|no|every|any|each|last|first|only the|the|last|another|or|in|not|as"
        r"|said|says|wrote|asked|told|added|shouted|recalled|complained|joked|according to) $",
        spot.left,
        re.IGNORECASE,
    )
    if _SO_MANY_AFTER.match(spot.right):
        return Figure(kind="vague")  # one pupil in ten skips lunch
    if (words.ONE_OF_PEOPLE.match(spot.right) or _ONE_HURT.match(spot.right)) and not before_it:
        return Figure(kind="count", confidence=0.85)
    if not before_it and is_one_thing(spot):
        return Figure(kind="count", confidence=0.8)
    if re.match(r" (?:of them|was|were|is|has|had)\b", spot.right) and re.search(
        r"\b(?:and|killed|including) $", spot.left
    ):
        return Figure(kind="vague")
    return Figure(kind="vague")


def _zero(spot: Spot, _: str) -> Figure | None:
    """Zero cases; but not net zero, or ground zero."""
    if spot.low.text.casefold() not in ("zero", "nil"):
        return None
    if (
        spot.right[:1] == " "
        and words.NOUN_AHEAD.match(spot.right)
        and not re.match(r" (?:tolerance|emissions?|hours?|carbon|gravity|waste|sum|point|gain)\b", spot.right)
        and not re.search(r"(?:net|ground|near|to|-) ?$", spot.left, re.IGNORECASE)
    ):
        return Figure(kind="count", confidence=0.9)
    return Figure(kind="vague")


def _scores(spot: Spot, _: str) -> Figure | None:
    """Scores of people; but not the scores of a game."""
    if spot.low.text.casefold() != "scores":
        return None
    is_alone = not re.search(r"[a-z] $", spot.left)
    is_counted = re.search(r"\b(?:killed|injured|arrested|of|and|wounded|hurt|with) $", spot.left)
    if re.match(r" of (?!(?:the|his|her|its|their|this)\b)[a-z]+", spot.right) and (is_alone or is_counted):
        return Figure(kind="count")
    return Figure(kind="vague", why="scored")


def _count(spot: Spot, last: str) -> Figure:
    """What is left is a count, where it is said what is counted."""
    if why := _why_no_number(spot) or _why_no_count(spot):
        return Figure(kind="count", why=why)
    is_bare = not words.NOUN_AHEAD.match(spot.right)
    is_placed = words.PREPOSITION.search(spot.left) and not words.STANDS_AT.search(spot.left)
    if is_bare and spot.low.is_in_digits and is_placed and not words.HEDGE.search(spot.left):
        is_placed_count = words.MEMBERS.match(spot.right) or re.match(
            r" of (?:the|its|their|his|her|our|\d)", spot.right
        )
        if not is_placed_count:
            return Figure(kind="count", why=NOTHING_COUNTED)
    if may_be_an_age(spot, is_bare=is_bare):
        return Figure(kind="count", why="an age or a count")
    if not is_counted(spot, last):
        return Figure(kind="count", why=NOTHING_COUNTED)
    return Figure(kind="count", confidence=0.8 if is_bare else 1.0)


_ONE_OF_SO_MANY = re.compile(
    r"(?:^|[,;:(“\"] ?|\b(?:and|but|that|while|as|where|killing|kills|killed|leaving|for|of|to|from|by|with|in) )"
    r"(?:(?:more|fewer|less) than |about |almost |nearly |only |just |at least |some |around |roughly |over |barely "
    r"|every |perhaps |maybe |well over |as many as |up to )*one (?:[a-z-]+ ){1,2}in (?:every )?$",
    re.IGNORECASE,
)
_SO_MANY_AFTER = re.compile(
    r" (?:[a-z-]+ ){1,2}in (?:every )?(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|\d+)\b"
    r"(?! (?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?)\b)"
)
"""One patient in six dies."""
_MAY_BE_MONEY = re.compile(r"\b(?:tk|rs|ksh|kshs|sh|rp|gh|usd|eur|gbp|inr|ngn|kes|zar)\.? $")
"""Signs of currencies that are not written as signs."""


def _why_no_number(spot: Spot) -> str:
    """Why it is not clear which number it is; "" if it is."""
    if spot.low.is_in_digits and _MAY_BE_MONEY.search(spot.left):
        return "it may be an amount of money"
    if words.FAR_YEAR.fullmatch(spot.low.text) and words.YEAR_BEFORE.search(spot.left) and not spot.is_range:
        return "a year, or a count"
    if spot.number is None and not spot.high.is_range_word:
        return spot.high.doubt or "not one number"
    if _PER_SO_MANY.match(spot.right) or _AFTER_A_RATE.search(spot.left):
        return "a rate, or the size is not clear"
    if _ONE_OF_SO_MANY.search(spot.left) and not spot.low.is_in_digits:
        return "a rate, or the size is not clear"  # one pupil in ten skips lunch
    if words.UNREAD_SIZE.match(spot.right) or words.RATE.match(spot.right) or words.RATE_BEFORE.search(spot.left):
        return "a rate, or the size is not clear"
    if spot.number is not None and spot.number <= MOST_IN_A_RATE and re.match(r" in (?:every )?\d", spot.right):
        return "a rate, or the size is not clear"
    if (
        spot.high.letter
        and not words.PLURAL_AHEAD.match(spot.right)
        and not _IS_OF_MILLIONS.search(spot.left)
        and (not spot.right.startswith(" fewer "))
    ):
        return f"{spot.high.letter} may be a unit"
    return ""


_IS_OF_MILLIONS = re.compile(
    r"\b(?:(?:ticket|car|phone|home|house|book|record|album|vehicle) sales|visitors|visits|passengers|arrivals"
    r"|tourists|customers|subscribers|users|members|membership|viewers"
    r"|listeners"
    r"|followers|readers|tickets|copies|downloads|homes|houses|jobs|workers|employees|patients|pupils|students"
    r"|voters|votes"
    r"|migrants|refugees|births|deaths|applications|applicants|population|waiting lists?|vehicles|phones|cars"
    r"|viewing figures"
    r"|audience|circulation|users|shipments|sales of (?:[a-z]+ )*[a-z]+s)\b[^.;$€£¥]{0,70}"
    r" (?:to|from|of|at|was|were|by|numbered|reached|totalled|hit|topped|exceeded)(?: (?:about|around|nearly"
    r"|almost|some|just"
    r"|over|more than|a record))* $",
    re.IGNORECASE,
)
"""Visitors fell by 14% to 4.9m."""
_AGO = re.compile(
    r" (?!an? |from |than |to |against |and |in )(?:[a-z]+ )?[a-z]+ (?:ago|earlier(?! (?:this|that|in|on)\b)"
    r"|later(?! (?:this|that|in"
    r"|on)\b)|hence)\b"
)
"""Two summers ago."""
_SERVED = re.compile(
    r"\b(?:served|serves|serving|spent|spending|done|completed|worked)(?: (?:about|only|just|almost))? $"
)
_OF_SO_LONG = re.compile(
    r" of (?:the|his|her|their|its|an?) (?:(?:past|last|first|previous) )?(?:\d+|[a-z]+)[ -](?:years?|months?"
    r"|weeks?|days?|hours?)\b"
)
"""He has served 11 of the 15 years."""
_OF_THE = re.compile(r" of (?:the|its|their|his|her|\d)")
"""Worth 52 of the 200 seats."""


def _why_no_count(spot: Spot) -> str:
    """Why it is not clear that things are counted; "" if they may be."""
    is_in_a_word = re.match(r"-[a-z]", spot.right) and not words.AFTER.match(spot.right)
    if re.match(r"[A-Za-z]", spot.right) or (is_in_a_word and words.MEMBERS.match(spot.right) is None):
        return "part of a word"
    if _AGO.match(spot.right):
        return "counted from something else"
    if (_SERVED.search(spot.left) or spot.left.endswith("all but ")) and _OF_SO_LONG.match(spot.right):
        return "a part of how long"
    if is_of_a_unit(spot.right):
        return "its unit is not one that is read here"
    if words.NOUN_AHEAD.match(spot.right):
        return ""
    if spot.sign.casefold().startswith("minus") or words.TERM_BEFORE.search(spot.left):
        return "its unit is not named"
    is_worth = words.WORTH_BEFORE.search(spot.left) and not _OF_THE.match(spot.right)
    return "of which currency is not said" if is_worth else ""


_QUESTIONS: tuple[Question, ...] = (
    _part_of_a_name,
    _score,
    years_old,
    no_claim,
    money,
    percentage,
    _reference,
    _telephone,
    duration,
    times,
    measure,
    points,
    age,
    year,
    elided_share,
    elided_count,
    _single,
    _zero,
    _scores,
    decimal,
    _name,
)
