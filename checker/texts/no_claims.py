"""Numbers that look like figures of a known kind and are none to code: how often, up to which month, which event.

Each is a mention that says why it is not read. What a wrong reading costs is more than what a missing one does.
"""

from __future__ import annotations

import re

from checker.texts import context_words as words
from checker.texts.date_words import MONTH, WEEKDAY
from checker.texts.spots import Figure, Spot

_EVERY = re.compile(r"\b(?:every|each|per|once in|once every|twice every)(?: other)? $", re.IGNORECASE)
_ENDS = re.compile(r"[.,;:)]|$| or | and ")
_PERIOD_AFTER = re.compile(
    rf"[ -](?:month|week|year|day|hour|quarter)s? (?:to|ended|ending|through|up to|until)(?: (?:on|early|late"
    rf"|the end of|end))? ?(?:{MONTH}|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}|{WEEKDAY}|\d{{4}})",
    re.IGNORECASE,
)
_BOND_AFTER = re.compile(
    r"[ -]year (?:[A-Z]\w+ |government |benchmark |US |U\.S\. )?(?:yields?|bonds?|notes?|gilts?|bunds?|treasur(?:y"
    r"|ies)|paper|papers|debt"
    r"|mortgages?|fixed|bills?|swaps?|rates?|Treasur(?:y|ies))\b"
)
_UNKNOWN_UNITS = re.compile(
    r"[ -]?(?:p\b(?!\.m)|light[ -]years?|parsecs?|parts per (?:million|billion)|ppm\b|ppb\b"
    r"|(?:milli|micro|nano|pico)seconds?\b|micro\w+(?:met(?:re|er)s?|grams?)|microns?\b"
    r"|nano-?met(?:re|er)s?|nm\b|kilo(?:bytes?|bits?)|(?:mega|giga|tera|peta)(?:bytes?|bits?|pixels?|hertz|tonnes?"
    r"|joules?)"
    r"|[KMGTP]B\b|[MG]bps\b|dpi\b|fps\b|rpm\b|watts?\b|W\b|volts?\b|kV\b|amps?\b|ohms?\b|hertz\b|[kMG]Hz\b"
    r"|decibels?\b|dB\b"
    r"|calories\b|kcal\b|kilojoules?\b|joules?\b|horse ?power\b|bhp\b|hp\b|cc\b|carat\b|karats?\b|proof\b|lux\b"
    r"|newtons?\b"
    r"|milli?sieverts?\b|becquerels?\b|micrograms?\b|milligrams? per \w+|mg/\w+"
    r"|bitcoins?\b|BTC\b|ether\b|ETH\b|tokens? per\b|TEUs?\b|dwt\b|gigatons?\b|megatons?\b|kilotons?\b|fathoms?\b"
    r"|furlongs?\b"
    r"|troy ounces?\b|dioptres?\b|amperes?\b|teraflops?\b"
    r"|marks out of\b|stars?\b(?= (?:out|from|for|review))|-star\b|-carat\b|-inch\b|-gauge\b|-calibre\b|-caliber\b"
    r"|-point\b"
    r"|notch(?:es)?\b|rungs?\b|-volt\b|-watt\b|-litre\b|-liter\b|-megapixel\b|-pounders?\b|-pound\b|-tonner\b"
    r"|-footer\b|-over\b|-wicket\b"
    r"|-ball\b"
    r"|-under\b|-a-side\b|-way\b|-speed\b|-lap\b|-hole\b|-run\b|-set\b)"
)
_RACES = re.compile(r"50|60|100|110|200|400|800|1,?500|3,?000|5,?000|10,?000")
_RACE_IN_SHORT = re.compile(rf"(?:{_RACES.pattern})m")
_RACE_ENDS = re.compile(
    r"[.;]|$| (?:by|in \d|finals?|titles?|records?|races?|heats?|hurdles|freestyle|butterfly|backstroke|breaststroke"
    r"|relay|gold|silver|bronze|champions?|world|medley|sprint|steeplechase)\b"
)
"""She won the 100m by 0.02 seconds."""
_RACE_BEFORE = re.compile(r"(?:\b(?:the|men|women|boys|girls)(?:['’]s?)?|['’]s|\d ?x) $", re.IGNORECASE)
_RACE_AFTER = re.compile(
    r"(?: |-)?(?:m|met(?:re|er)s?)\b(?! (?:of|from|deep|below|above|between|to|away|long|high|wide|north|south|east"
    r"|west))"
)
_LENGTHS = r"(?:mm|cm|m|km|(?:centi|kilo)?met(?:re|er)s?|inch(?:es)?|f(?:oo|ee)t|ft|yards?|miles?|pixels?)"
_BY_SIZE_AFTER = re.compile(
    rf" ?{_LENGTHS} (?:by|x|×) \d[\d.,]* ?-?{_LENGTHS}\b| ?(?:by|x|×) ?\d[\d.,]*[ -]?{_LENGTHS}\b"
)
_BY_SIZE_BEFORE = re.compile(rf"\d ?{_LENGTHS}? ?(?:by|x|×) ?$")
_LENGTH_AFTER = re.compile(rf"[ -]?{_LENGTHS}\b")
_WICKETS = "(?:no wicket|none|nought|one|two|three|four|five|six|seven|eight|nine|\\d)"
_INNINGS_AFTER = re.compile(
    rf" for {_WICKETS}\b(?![,.]?\d)(?=.{{0,40}}\b(?:tea|lunch|stumps|close|innings|overs|declared|dec|reply|off \d))"
    rf"|(?: not out| declared| all out)\b",
    re.DOTALL,
)
_TOTAL_BEFORE = re.compile(r"\b(?:reached|were|was|are|at|on|made|scored|posted|totalled|closed) (?:on |at )?$")
_BOWLED = re.compile(r" for (?P<runs>\d{1,3})(?:[.;,](?!\d)|$| (?:in|from|off|as|and|to)\b)")
"""Figures of five for 61."""
MOST_WICKETS = 10
_TO_A_TOTAL = re.compile(
    r"\b(?:took|taking|take|guided|guiding|steered|lifted|helped|carried|brought|propelled) [^.;,]{1,40} to $"
)
"""He took India to 312 for six."""
_WICKETS_AFTER = re.compile(rf" for {_WICKETS}(?:,|\.| in reply| declared| at | off | from | and | when |$)")
_INNINGS_BEFORE = re.compile(r"\b(?:were|reached|on|made|to|at) \d{1,3} for $")
_PAR_BEFORE = re.compile(
    r"\b(?:under|over)[ -]par $|\b(?:level|even)[ -]par $|\bround of $|\b(?:carded|shot|fired|signed for) (?:an? )?$"
)
_QUOTE_BEFORE = re.compile(
    r"\b(?:quot(?:e|ing)|(?:reference|incident|crime|case|serial|licence|registration|account|ticket|postcode|zip"
    r"|extension|pin|code|badge|plate|docket|gene|bank details)"
    r"(?: (?:reference|number|no\.?|code))?) $",
    re.IGNORECASE,
)
_PLACES_BEFORE = re.compile(
    r"\b(?:junctions?|exits?|runways?|platforms?|gates?|pages?|verses?|chapters?|lanes?|rooms?|floors?|bays?|berths?"
    r"|lines?"
    r"|columns?|plots?|pitch|courts?|holes?|seats?|sections?|articles?|clauses?|paragraphs?|questions?"
    r"|stages?|steps?|levels?|weeks?|days?|lots?|channels?|miles?|terminals?|wards?|grades?|years?|blocks?|units?) "
    r"\d{1,4}[A-Za-z]?(?:(?:, \d{1,4})*(?:,? and|,? or| to|,| &)) $",
    re.IGNORECASE,
)


def no_claim(spot: Spot, _: str) -> Figure | None:
    """A number that has the look of a figure, and why it is not read as one; None for any other."""
    return (
        _named(spot)
        or _entitled(spot)
        or _how_near(spot)
        or _parts(spot)
        or _how_often(spot)
        or _period(spot)
        or _sport(spot)
        or _code(spot)
        or _unknown_unit(spot)
    )


_INDEX_BEFORE = re.compile(
    r"\b(?:FTSE|S&P|CAC|DAX|MDAX|Nikkei|(?:Euro )?(?:Stoxx|STOXX)|Russell|ASX|IBEX|Ibex|Nasdaq|NASDAQ|Fortune"
    r"|Forbes(?: Global)?"
    r"|Global|CSI|Nifty|TSX|Kospi|KOSPI|MIB|BEL|AEX|OMX|SMI|PSI|Dow|Topix|Hang Seng|Inc\.?|Rich List) $"
)
_SIZES_OF_INDICES = re.compile(r"20|25|30|35|40|50|60|100|200|225|250|300|350|400|500|600|1,?000|2,?000|3,?000|5,?000")
"""The FTSE 100, the Fortune 500."""
_GROUP_OF_BEFORE = re.compile(
    r"\b(?:Group|Gang|Committee|Club|Band|Council|Big|Famous|Indian|Magnificent|Chicago) (?:of )?$"
)
_LAST_BEFORE = re.compile(
    r"\b(?:to|into|in|reach(?:es|ed|ing)?|mak(?:e|es|ing)|made|from|at|through|draw for|draw of|of|complete(?:s|d)?"
    r"|ties? (?:for|of)) (?:the|its|their|his|her)"
    r" (?:last|final) $"
)
_STAGES = ("4", "8", "16", "32", "64", "128", "four", "eight", "sixteen")
_OF_A_CUP = re.compile(
    r"[.,;:]|$| (?:of (?:the|this|a|an) (?:(?:[\w'’-]+ ){0,4}[A-Z]\w*|(?:[\w'’-]+ ){0,2}(?:cup|tournament"
    r"|championships?|competition|draw|event|contest|world|trophy))|in|at|on|for|with|after|by|and|when|as|where|will|is|was|were|are"
    r"|against)\b"
)
"""Through to the last four of the Australian Open."""
_BIG_BEFORE = re.compile(r"\b[Tt]he (?:so-called )?[Bb]ig $")
"""The big four."""
_OF_IT = re.compile(r" (?!(?:day|week|month|year|hour|minute)s?\b)[a-z]+ of\b")
"""Within 40 votes of winning."""
_OF_A_GOAL = re.compile(r" of (?:[a-z]+ing|victory|glory|the (?:record|title|finish|target|goal))\b")
"""Within 20 metres of winning."""
_IN_A_SENTENCE = re.compile(r"[a-z,] [“‘\"']?$")
_A_NAME = re.compile(r" [A-Z][a-z]")
"""Her last collection, Seven Rivers."""
_AIRLINER = re.compile(r"7[0-8]7|A?3[0-8]0")
_OF_AN_AIRLINER = re.compile(r"(?: (?:Max|MAX|Dreamliner|jet|plane|airliner|aircraft|freighter)s?\b|-\d)")
_SEQUELS = ("2", "3", "4", "5", "6", "7", "8", "9")
_TITLE_BEFORE = re.compile(r"(?:^|[\n“\"‘] ?)(?:[A-Z][\w’'-]+ ){1,4}$")
_DOES = re.compile(r" (?:[a-z]{2,}ed|held|took|made|was|is|has|had|will|led|came|beat|won|stays|returns)\b")
"""Barbie 2 held on to the top spot."""
_ZERO_AFTER = re.compile(
    r"[- ](?:days?|hours?)(?:[- ](?:contracts?|flaws?|exploits?|vulnerabilit|attacks?|bugs?|work|jobs?))?\b"
)


def _named(spot: Spot) -> Figure | None:
    """The FTSE 100, the Group of 77, the last four of a cup, a zero-hours contract."""
    if spot.currency is not None or spot.is_range:
        return None
    if _INDEX_BEFORE.search(spot.left) and _SIZES_OF_INDICES.fullmatch(spot.low.text):
        return Figure(kind="reference")
    if _GROUP_OF_BEFORE.search(spot.left) and (spot.low.is_in_digits or spot.low.text.istitle()):
        return Figure(kind="reference")
    if spot.low.text in _STAGES and _LAST_BEFORE.search(spot.left) and _OF_A_CUP.match(spot.right):
        return Figure(kind="reference")
    if spot.low.text.casefold() == "zero" and (zero := _ZERO_AFTER.match(spot.right)):
        return Figure(kind="reference", tail=zero.end())
    return None


def _entitled(spot: Spot) -> Figure | None:
    """The big four, 737 Max jets, Barbie 2, Seven Rivers."""
    if spot.currency is not None or spot.is_range:
        return None
    is_airliner = _AIRLINER.fullmatch(spot.low.text) and _OF_AN_AIRLINER.match(spot.right)
    is_sequel = spot.low.text in _SEQUELS and _TITLE_BEFORE.search(spot.left) and _DOES.match(spot.right)
    is_title = spot.low.text.istitle() and _IN_A_SENTENCE.search(spot.left) and _A_NAME.match(spot.right)
    return Figure(kind="reference") if is_airliner or is_sequel or is_title or _BIG_BEFORE.search(spot.left) else None


def _how_near(spot: Spot) -> Figure | None:
    """Within 40 votes of it."""
    is_near = spot.currency is None and not spot.is_range and spot.left.endswith((" within ", "Within "))
    if is_near and (unit := words.UNIT_AFTER.match(spot.right)) and not _OF_A_GOAL.match(spot.right, unit.end()):
        return None  # within two kilometres of the suburb: how far
    return Figure(kind="count", why="how near") if is_near and _OF_IT.match(spot.right) else None


_PARTS_AFTER = re.compile(r"[ -](?:(?:ten|hundred|thousand|million)ths?|eighths?|sixteenths?) of (?:an?|the) ")


def _parts(spot: Spot) -> Figure | None:
    """Two hundredths of a second."""
    parts = _PARTS_AFTER.match(spot.right) if spot.currency is None else None
    return Figure(kind="number", tail=parts.end() - 1, why="a part of a unit") if parts else None


_IN_WORDS = re.compile(r"[ -](?:figures?|digits?)\b")


def _how_often(spot: Spot) -> Figure | None:
    """Every four hours; every two."""
    if spot.currency is not None or not _EVERY.search(spot.left):
        return None
    time = words.TIME.match(spot.right)
    if time is not None:
        return Figure(kind="duration", tail=time.end(), why="how often, not how long")
    return (
        Figure(kind="count", why="how often")
        if _ENDS.match(spot.right) and not spot.left.endswith("for every ")
        else None
    )


def _period(spot: Spot) -> Figure | None:
    """The three months to 30 June; the 10-year bond."""
    is_by = spot.left.endswith(" by ")  # put back by three months to 30 September
    if not is_by and spot.currency is None and (period := _PERIOD_AFTER.match(spot.right)):
        time = words.TIME.match(spot.right)
        return Figure(kind="duration", tail=time.end() if time else period.end(), why="a period that ends on a day")
    if _BOND_AFTER.match(spot.right):
        return Figure(kind="duration", tail=len("-year"), why="the name of a bond")
    return None


def _sport(spot: Spot) -> Figure | None:
    """The 100 metres; 214 for four at tea; 88 not out; a five-under-par 67; 73 by 92 centimetres."""
    if spot.currency is not None:
        return None
    if _RACE_IN_SHORT.fullmatch(spot.low.text) and _RACE_BEFORE.search(spot.left) and _RACE_ENDS.match(spot.right):
        return Figure(kind="reference")
    if _RACES.fullmatch(spot.low.text) and _RACE_BEFORE.search(spot.left) and (race := _RACE_AFTER.match(spot.right)):
        return Figure(kind="reference", tail=race.end())
    is_total = spot.low.is_in_digits and (_TOTAL_BEFORE.search(spot.left) or _TO_A_TOTAL.search(spot.left))
    if innings := _INNINGS_AFTER.match(spot.right) or (_WICKETS_AFTER.match(spot.right) if is_total else None):
        return Figure(kind="reference", tail=innings.end())
    if spot.number is not None and spot.number <= MOST_WICKETS and (bowled := _BOWLED.match(spot.right)):
        return Figure(kind="reference", tail=bowled.end("runs"))
    if _INNINGS_BEFORE.search(spot.left) or (_PAR_BEFORE.search(spot.left) and _ENDS.match(spot.right)):
        return Figure(kind="reference")
    if _BY_SIZE_AFTER.match(spot.right) or (_BY_SIZE_BEFORE.search(spot.left) and _LENGTH_AFTER.match(spot.right)):
        return Figure(kind="number", why="one side of a size")
    return None


def _code(spot: Spot) -> Figure | None:
    """Quote 4471; between junctions 10 and 11."""
    if spot.currency is not None or not spot.low.is_in_digits:
        return None
    is_code = _QUOTE_BEFORE.search(spot.left) and not words.PLURAL_AHEAD.match(spot.right)
    if is_code or _PLACES_BEFORE.search(spot.left):
        return Figure(kind="reference")
    return None


def _unknown_unit(spot: Spot) -> Figure | None:
    """700 watts, 41 light-years, a 500-pound bomb, seven figures."""
    if spot.currency is None and (of_a_number := _IN_WORDS.match(spot.right)):
        return Figure(kind="reference", tail=of_a_number.end())
    found = _UNKNOWN_UNITS.match(spot.right) if spot.currency is None else None
    return Figure(kind="number", tail=found.end(), why="its unit is not one that is read here") if found else None
