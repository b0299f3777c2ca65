"""Amounts with a unit: money, percentages, durations, lengths and weights, how many times, bare decimals."""

from __future__ import annotations

import re
from fractions import Fraction

from checker.texts import context_words as words
from checker.texts.counted import counted_thing
from checker.texts.money import NAMES_THAT_ARE_WORDS, Currency, name_after
from checker.texts.spots import LARGE, Figure, Spot

MOST_PERCENT = 100
_MANY_DAYS = 10_000
"""The 1.1 million working days that are lost to strikes are no stretch of time."""
ALL_DAY = 24
"""Hours."""
MOST_POINTS_OF_A_SHARE = 40
"""More points are hardly those of a percentage."""


_VERSION_BEFORE = re.compile(r"(?<=\W)(?:[a-z]+[A-Z]\w*|[A-Z]\w*) $|\b(?:version|release|build|firmware) $")
"""IOS 17.2, Python 3.11."""
_IS_A_NUMBER = re.compile(
    r"\b(?:is|was|are|were|be|been|to|from|by|of|a|an|measur(?:es|ed|ing)|reached|hit|averag(?:es|ed|ing)|scored"
    r"|earned|than"
    r"|stood at|stands at|put at)(?: (?:about|around|nearly|almost|just|some|over|only|a record))? $",
    re.IGNORECASE,
)
"""What goes before a number that has no unit: the index was 98.7."""
_IS_A_LEVEL = re.compile(r"^(?!.*\bfrom\b).*\d ?(?:%|per ?cent),? to $", re.DOTALL)
"""It lost 0.8 percent to 19.24."""
_HAPPENED = re.compile(
    r"\b(?!(?:increased|multiplied|raised|valued|priced|oversubscribed|expanded|need|feed|weed|exceed|speed)\b)[a-z]+ed"
    r"(?: (?:him|her|it|them|out|up|off|down|in|away|at least|more than|nearly|about|some|almost|over))* $"
    r"|\b(?:broken|shot|hit|struck|beaten|won|lost|met|stolen|flown|fallen|bitten|caught|held|spoken|sent)"
    r"(?: (?:him|her|it|them|at least|more than|nearly|about|some|almost|over))* $"
    r"|\b(?:visited|toured|met|missed|crossed|postponed|delayed|changed|won|lost|played|hosted|warned|urged|broken|left"
    r"|struck|hit|broke|broken|beat|beaten|bit|bitten|stole|shot|(?!(?:increased|multiplied|raised|valued|priced"
    r"|oversubscribed|expanded|exceed|earned|received|reported"
    r"|offered|produced|needed|wanted|used)\b)[a-z]{2,}ed|shut|used)"
    r"(?: (?:the|his|her|its|their|this|that|an?))?(?: (?!up\b|by\b)[\w'’-]+){1,2} $"
)
"""Stabbed four times; visited Kyiv three times."""
_TIMES_SINCE = re.compile(
    r" (?:since|so far|already|(?:this|last) (?:year|month|week|season|winter|summer|spring|autumn|term)"
    r"|before (?:being|he|she|they)"
    r"|(?:in|over|during|within) (?:the (?:past|last|space)|as many|(?:two|three|four|five|six|ten|\d+) (?:years?"
    r"|months?|weeks?|days?)))\b"
)
"""It has gone bust three times since 2020."""
_MULTIPLIED = re.compile(
    r"\b(?:increas\w+|ris\w+|rose|gr[eo]w\w*|multipl\w+|rais\w+|valu\w+|pric\w+|expand\w+|jump\w+|climb\w+|higher"
    r"|larger"
    r"|worth|rates?|costs?|up|by|is|are|as much|surg\w+|soar\w+|produc\w+|earn\w+|need\w*|sold) (?:about |almost "
    r"|nearly |some |to )*$"
)
_TIMES_OVER = re.compile(
    r"(?:[.,;]|$| (?:so far|already|at|during|under|by|after|against|from|to|in|since"
    r"|for|before|between|last|this|on|during|over|with|while|until|and)\b)"
)


def money(spot: Spot, _: str) -> Figure | None:
    if spot.currency is not None:
        after = name_after(spot.right)
        same = after is not None and bool(set(after.codes) & set(spot.currency.codes))
        why = "" if spot.number is not None else spot.high.doubt or "its amount is not one figure"
        why = "the size of the amount is not clear" if words.UNREAD_SIZE.match(spot.right) else why
        if spot.high.letter == "k" and spot.number is not None and spot.number < LARGE:
            why = "its amount is not clear"
        tail = after.length if same and after else 0
        return Figure(kind="money", codes=spot.currency.codes, tail=tail, why=why)
    if cents := re.match(r"[ -](?:cents?|pence|paise)\b", spot.right):
        return Figure(kind="money", tail=cents.end(), why="of which currency is not said")
    after = name_after(spot.right)
    if after is None or _is_no_money(spot, after):
        return None
    if _SAYING.match(spot.right, after.length):
        return Figure(kind="reference", tail=after.length)
    if re.match(r" pounds? of ", spot.right):
        return Figure(kind="number", unit="pounds", tail=7, why="pounds may be money or a weight")
    if _may_be_worn(spot, after):
        return Figure(kind="money", tail=after.length, why="crowns may be money, or what kings wear")
    why = "" if after.codes else "the country whose currency this is is not known here"
    return Figure(
        kind="money",
        codes=after.codes,
        tail=after.length,
        why=why or ("" if spot.number is not None else "its amount is not one figure"),
    )


_SAYING = re.compile(r" (?:question|smile|baby|idea|view|body)\b")
"""The million-dollar question."""


def _is_no_money(spot: Spot, after: Currency) -> bool:
    """`won` is a verb, and a sign or a name may begin the next amount."""
    name = spot.right[: after.length].strip().casefold()
    if name in ("crown", "crowns") and _is_worn(spot, after):
        return True
    if name == "won":
        return spot.number is None or spot.number < LARGE
    if _MARKED.match(spot.right):
        return True
    is_word = name in NAMES_THAT_ARE_WORDS
    return (is_word and (spot.number is None or spot.number < LARGE)) or (
        after.length == 1 and spot.right[1:2].isdigit()
    )


_MARKED = re.compile(r" marks? (?:the|an?|its|their|his|her|this|that|\d[\d,]*|[a-z]+ years)\b")
"""The crowd of 20,000 marks the day."""
MOST_CROWNS = 12
"""More are hardly those of kings."""
_WORN_BEFORE = re.compile(
    r"\b(?:steal|stole|stolen|stealing|take|took|taken|taking|wears?|wore|worn|wearing|snatch(?:ed|ing)?|recover(?:ed"
    r"|ing)?"
    r"|display(?:s|ed|ing)?|exhibit(?:s|ed|ing)?|jewels?|jewellery|tiaras?|sceptres?|swords?|thieves|burglars"
    r"|robbers|made off|museums?)\b",
    re.IGNORECASE,
)
_WORN_AFTER = re.compile(
    r"[^.;]{0,40}\b(?:museum|cathedral|treasury|palace|vault|display|exhibition|worn|stolen|jewels?|tiaras?|sceptres?"
    r"|kings?|queens?)\b"
)


def _is_worn(spot: Spot, after: Currency) -> bool:
    """Two crowns stolen from a museum are no money."""
    if spot.number is None or spot.number > MOST_CROWNS:
        return False
    return bool(_WORN_BEFORE.search(spot.left) and _WORN_AFTER.match(spot.right, after.length))


def _may_be_worn(spot: Spot, after: Currency) -> bool:
    """Crowns of no country, few enough to be told in words."""
    name = spot.right[: after.length].strip().casefold()
    return name in ("crown", "crowns") and not spot.low.is_in_digits


def percentage(spot: Spot, _: str) -> Figure | None:
    match = words.PERCENT.match(spot.right)
    if match is None:
        return None
    why = "" if spot.number is not None else spot.high.doubt or "not one figure"
    return Figure(kind="percentage", tail=match.end(), why=why)


def duration(spot: Spot, last: str) -> Figure | None:
    match = words.TIME.match(spot.right)
    if match is None:
        return None
    if _is_an_age(spot.left, last):
        return Figure(kind="age", tail=match.end())
    unit = match["unit"].casefold()
    rest = spot.right[match.end() :]
    why = ""
    if unit.startswith(("day", "hour", "minute", "night", "shift")) and (spot.number or 0) >= _MANY_DAYS:
        why = "of many together, or how long"
    elif words.RELATIVE_AFTER.match(rest) and "-" not in match[0] and not _lasted(spot.left, rest):
        why = "counted from something else"
    elif spot.number is None:
        why = "not one figure"
    elif words.PART_OF_A_SPAN_BEFORE.search(spot.left) and _is_part_of_a_span(spot, rest):
        why = "a part of a span of time"
    elif _is_one_of_two(spot, rest, last):
        why = "in two units"
    elif re.match(r" a (?:day|week)\b", rest) and (spot.number == ALL_DAY or not unit.startswith(("hour", "minute"))):
        why = "a rate"  # open 24 hours a day, seven days a week; but hours a day are how long
    half = re.match(r" and a half\b", rest)
    return Figure(kind="duration", tail=match.end() + (half.end() if half else 0), unit=unit, why=why)


def _is_an_age(left: str, last: str) -> bool:
    """Children aged 6 months to 5 years; a baby of six months."""
    if last == "age" and re.search(r"\b(?:months|weeks|days|years?) (?:to|and) $", left):
        return True
    return bool(re.search(r"\b(?:aged?|ages) (?:between |from |under |over |of )?$", left) or _BABY_BEFORE.search(left))


_BABY_BEFORE = re.compile(
    r"\b(?:bab(?:y|ies)|infants?|toddlers?|twins|boy|girl|son|daughter|puppy|calf) of (?:just |only )?$"
)


_FOR_SO_LONG = re.compile(
    r"\b(?:leads?|led|trails?|trailed|ahead|won|wins) by(?: (?:about|nearly|more than|just over|just under|only"
    r"|just))* $"
    r"|\b(?!(?:ask|call|apply|appl|look|vot|plan)(?:ed|ied)\b)(?:[a-z]+ed|shut|held|lain|stood|sat|lay|kept|lost|out"
    r"|open"
    r"|down|off) for"
    r"(?: (?:about|around|some|nearly|almost|more than|less than|over|just over|just under|up to|at least|only"
    r"|just|between|from))* $"
)
"""Suspended for 36 hours after the fire: how long, and not how long after it."""


def _lasted(left: str, rest: str) -> bool:
    return _FOR_SO_LONG.search(left) is not None and re.match(r" (?:after|before) ", rest) is not None


def _is_part_of_a_span(spot: Spot, rest: str) -> bool:
    """The last two weeks of the year; the first seven months."""
    return bool(
        words.PART_OF_A_SPAN_AFTER.match(rest) or re.search(r"\bthe (?:first|final|opening|closing) $", spot.left)
    )


def times(spot: Spot, _: str) -> Figure | None:
    match = words.TIMES_AFTER.match(spot.right)
    if match is None:
        return None
    is_times = spot.right.startswith(" times")
    if is_times and _HAPPENED.search(spot.left) and _TIMES_OVER.match(spot.right, match.end()):
        return Figure(kind="count", tail=match.end())
    if is_times and _TIMES_SINCE.match(spot.right, match.end()) and not _MULTIPLIED.search(spot.left):
        return Figure(kind="count", tail=match.end(), confidence=0.8)
    return Figure(kind="number", unit="times", tail=match.end(), why="how many times of something else")


def measure(spot: Spot, _: str) -> Figure | None:
    """2m high, 80 mph, a magnitude-6.1 quake, 5m tonnes."""
    head = words.MAGNITUDE_BEFORE.search(spot.left)
    if head or words.MAGNITUDE_AFTER.match(spot.right):
        return Figure(kind="number", head=len(head[0]) if head else 0)
    if metres := _metres(spot):
        return metres
    match = words.UNIT_AFTER.match(spot.right)
    if match is None or match.lastgroup is None:
        return None
    unit = words.UNIT_NAMES[int(match.lastgroup[1:])]
    if re.search(r"\bper $", spot.left):
        return Figure(kind="reference", tail=match.end())  # what something is counted by: per 10 grams
    if unit in ("C", "F", "feet") and _is_no_measure(spot, match[0], unit):
        return None
    if unit == "degrees" and re.search(r"\b(?:north|south|east|west) of $", spot.left):
        return Figure(kind="reference")
    why = "" if spot.number is not None else spot.high.doubt or "not one figure"
    if unit in ("feet", "inches") and _is_half_of_two(spot, spot.right[match.end() :]):
        why = "in two units"
    return Figure(kind="number", unit=unit, tail=match.end(), why=why)


def _is_one_of_two(spot: Spot, rest: str, last: str) -> bool:
    """Six years and three months; an hour and 12 minutes."""
    if _LONGER.match(rest):
        return False
    second, first = words.SECOND_UNIT.match(rest), words.SECOND_UNIT_BEFORE.search(spot.left)
    is_longer = second is not None and _LONGER.match(rest, second.end())
    return bool((second and not is_longer) or (last == "duration" and first) or _AN_HOUR_BEFORE.search(spot.left))


_LONGER = re.compile(r" (?:longer|shorter|more|less|fewer|slower|faster|quicker)\b")
"""It takes 43 days, two days longer than in April."""
_AN_HOUR_BEFORE = re.compile(r"\ban? (?:hour|day|week|month|year|minute),? and $", re.IGNORECASE)


def _is_half_of_two(spot: Spot, rest: str) -> bool:
    """Six feet two inches."""
    return bool(words.SECOND_UNIT.match(rest) or words.SECOND_UNIT_BEFORE.search(spot.left))


_MEASURED = re.compile(
    r"\b(?:jumped|leapt|leaped|cleared|threw|thrown|hurled|vaulted|swam|javelin|discus|hammer|shot put|long jump"
    r"|high jump"
    r"|triple jump|pole vault|throw|jump|leap|vault|heights?|depths?|lengths?|widths?|altitude|distance|waves)"
    r"(?: the [a-z]+)?(?: a| of| to| out| with| as high as| up to| about| some| nearly| just over)* $"
)
"""He threw the javelin 91.30m."""
_LEVEL_OF_WATER = re.compile(
    r"\b(?:lakes?|rivers?|waters?|sea|tides?|levels?|floods?|snow)\b[^.;,]{0,30}"
    r" (?:rose|risen|rises?|rising|fell|fallen|falls?|dropped|reached|stood)(?: by| to| at)?(?: about| some| nearly"
    r"| almost| around| more than)? $"
)


def _metres(spot: Spot) -> Figure | None:
    """2m high: metres, not millions."""
    ahead = words.METRES_AHEAD.match(spot.right)
    is_measured = ahead is not None or bool(_MEASURED.search(spot.left) or _LEVEL_OF_WATER.search(spot.left))
    if spot.high.letter != "m" or spot.high.mantissa is None or spot.sign or not is_measured:
        return None
    is_part = ahead is not None and ahead[0].strip(" -") in ("high", "long", "wide", "deep", "tall", "thick")
    scale = spot.high.mantissa / (spot.high.number or 1)
    return Figure(kind="number", unit="metres", scale=scale, tail=ahead.end() if ahead is not None and is_part else 0)


def _is_no_measure(spot: Spot, text: str, unit: str) -> bool:
    is_letter = text.strip() in ("C", "F") and not spot.low.is_in_digits
    return is_letter or (unit == "feet" and text.strip() == "foot" and spot.number == 1)


_PLAN_BEFORE = re.compile(r"\b(?:plan|agenda|proposal|manifesto|programme|charter) (?:has|with|of|had|contains) $")
"""The plan has 20 points."""


def points(spot: Spot, _: str) -> Figure | None:
    """Points of an index or a table; a basis point is a hundredth of a percentage point."""
    match = words.POINTS_AFTER.match(spot.right)
    if match is None:
        if _AFTER_POINTS.search(spot.left) and not words.NOUN_AHEAD.match(spot.right):
            return Figure(kind="number", confidence=0.8)
        is_temperature = words.TEMPERATURE_BEFORE.search(spot.left) and not words.NOUN_AHEAD.match(spot.right)
        return Figure(kind="number", confidence=0.8) if is_temperature and spot.number is not None else None
    why = "" if spot.number is not None else spot.high.doubt or "not one figure"
    if match["basis"]:
        return Figure(kind="percentage", scale=Fraction(1, 100), tail=match.end(), why=why)
    if _PLAN_BEFORE.search(spot.left):
        return Figure(kind="count")
    is_share = spot.number is not None and spot.number <= MOST_POINTS_OF_A_SHARE
    beside = spot.left + spot.right
    if is_share and words.POINTS_OF_A_VOTE.search(beside) and not re.search(r"\b[Ii]ndex\b", beside):
        return Figure(kind="percentage", tail=match.end(), why=why)
    if is_share and words.POINTS_OF_A_SHARE.search(spot.left + spot.right) and not words.POINTS_OR.match(spot.right):
        return Figure(kind="percentage", tail=match.end(), why=why)  # 83.1%, 1.4 points better
    if _AHEAD.match(spot.right, match.end()) and not _OF_A_GAME.search(beside):
        if is_share and _OF_POLITICS.search(beside):
            return Figure(kind="percentage", tail=match.end(), why=why)
        return Figure(kind="number", tail=match.end(), why="points of a vote or of a game")
    has_parts = spot.number is not None and spot.number.denominator != 1
    is_of_an_index = has_parts or _INDEX.search(spot.left + spot.right) or _MOVED_BY.search(spot.left)
    return Figure(kind="number" if is_of_an_index else "count", why=why)


_AHEAD = re.compile(r" (?:ahead|behind|in front|clear|adrift|apart)\b")
_OF_A_GAME = re.compile(
    r"\b(?:games?|match(?:es)?|league|table|top|bottom|leaders|title|season|champions?|championship|relegation|play"
    r"|safety|rounds?|races?|standings|rankings?|division|derby|play-offs?|United|City|Rovers|Athletic|Real"
    r"|FC|Grand Prix|seed|set|coach|manager|striker|midfielder|goals?|wins?|won|beat|tour"
    r"|second-placed|third-placed|nearest|rivals?(?= (?:with|after|and)))\b"
)
_OF_POLITICS = re.compile(
    r"\b(?:[Ss]ide|[Pp]resident|[Pp]resident's|candidates?|[Pp]arty|parties|[Cc]amps?|coalition|government|opposition"
    r"|[Cc]ampaign|Labour|Conservatives?|Tories|Democrats?|Republicans?|Greens|[Mm]ayor|[Ss]enator|[Gg]overnor"
    r"|nationalists"
    r"|socialists|liberals|incumbent|chancellor|[Pp]rime minister|Yes|No|Leave|Remain|vote|votes|voters|election)\b"
)
"""Nine points behind at Christmas."""


_AFTER_POINTS = re.compile(r"\d points,?(?: or [\d.]+ ?(?:%|per ?cent),?)? (?:at|to) $")
"""It was up 32 points at 10,412."""
_INDEX = re.compile(
    r"\b(?:[Ii]ndex|[Ii]ndices|indexes|FTSE|Dow|Nasdaq|Nikkei|DAX|CAC|S&P|Hang Seng|Sensex|Nifty|Bovespa|Stoxx"
    r"|[Ss]hares|[Ss]tocks|bourse|exchange|futures|[Mm]arkets?|[Bb]enchmark|pollution|confidence|sentiment|PMI)\b"
)
_MOVED_BY = re.compile(
    r"\b(?:rose|fell|jumped|slid|slipped|climbed|eased|up|down)(?: by)?"
    r"(?: (?:just|only|about|another|a further|a record|more than|nearly))* $"
)
"""It rose 32 points; points that are won in a game are counted."""


_TO_THE_DOLLAR = re.compile(r" (?:to|against) (?:the|a) (?:US |U\.S\. )?(?:dollar|euro|pound|greenback|yen)\b| to the")
"""The rand was 0.6% weaker at 19.84 to the dollar."""


def decimal(spot: Spot, last: str) -> Figure | None:
    """A bare decimal: the rate was 1.7; after a percentage one is another: up to 5.1 per cent from 4.9."""
    number = spot.number
    if number is None or number.denominator == 1 or not spot.low.is_in_digits or spot.high.mantissa != number:
        return None
    if _VERSION_BEFORE.search(spot.left):
        return Figure(kind="reference")
    if re.match(r" of an? ", spot.right):
        return Figure(kind="number", why="a part of a unit")
    if last == "percentage" and _TO_THE_DOLLAR.match(spot.right):
        return Figure(kind="number", why="no unit is named")
    if words.RATE.match(spot.right) or (last == "percentage" and _IS_A_LEVEL.search(spot.left)):
        return Figure(kind="number", why="no unit is named")
    if last == "percentage" and number > MOST_PERCENT:
        return Figure(kind="number", why="no unit is named")  # the index closed 1.1% lower at 38,870.56
    if last == "percentage" and not words.NOUN_AHEAD.match(spot.right):
        return Figure(kind="percentage", confidence=0.8)
    if words.PREPOSITION.search(spot.left) or not (_IS_A_NUMBER.search(spot.left) or counted_thing(spot.right)):
        return Figure(kind="number", why="no unit is named")
    return Figure(kind="number", confidence=0.8)
