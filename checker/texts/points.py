"""Points: of an index, of a table, of a vote or of a rate."""

from __future__ import annotations

import re
from fractions import Fraction

from checker.texts import context_words as words
from checker.texts.spots import Figure, Spot

OF_WHAT = "points of a vote, a rate or a game"
MOST_POINTS_OF_A_SHARE = 40
"""More points are hardly those of a percentage."""
_PLAN_BEFORE = re.compile(r"\b(?:plan|agenda|proposal|manifesto|programme|charter) (?:has|with|of|had|contains) $")
"""The plan has 20 points."""


def points(spot: Spot, _: str) -> Figure | None:
    """Points of an index or a table; a basis point is a hundredth of a percentage point."""
    match = words.POINTS_AFTER.match(spot.right)
    if match is None:
        return _level(spot)
    why = "" if spot.number is not None else spot.high.doubt or "not one figure"
    if spot.low.text == "one" and re.search(r"\b[Aa]t $", spot.left):
        return Figure(kind="vague")  # at one point it touched $95.72
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
        return Figure(kind="number", tail=match.end(), why=OF_WHAT)
    has_parts = spot.number is not None and spot.number.denominator != 1
    is_of_an_index = has_parts or _INDEX.search(beside) or _MOVED_BY.search(spot.left)
    is_open = is_share and is_of_an_index and not _INDEX.search(beside) and not spot.low.text.count(".")
    return Figure(kind="number" if is_of_an_index else "count", why=why or (OF_WHAT if is_open else ""))


def _level(spot: Spot) -> Figure | None:
    """A bare number that is said to be where an index or a temperature stands."""
    if words.NOUN_AHEAD.match(spot.right) or spot.number is None:
        return None
    is_index = _INDEX_AT.search(spot.left) and spot.number > _LEAST_OF_AN_INDEX
    if is_index or _AFTER_POINTS.search(spot.left) or words.TEMPERATURE_BEFORE.search(spot.left):
        return Figure(kind="number", confidence=0.8)
    return None


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
_LEAST_OF_AN_INDEX = 100
_INDEX_AT = re.compile(
    r"\b(?:Nikkei|FTSE(?: 100| 250)?|Dow(?: Jones)?|Nasdaq|DAX|CAC(?: 40)?|S&P(?: 500)?|Hang Seng|Sensex|Nifty"
    r"|Bovespa|Kospi|Ibex"
    r"|Topix|Stoxx|[Ii]ndex)\b[^.;$€£¥]{0,50}\d(?:\.\d+)?(?:%| per ?cent)(?: (?:higher|lower|up|down))?,? (?:to|at) $"
)
"""The Nikkei index slid 1.6% to 61,204."""
_INDEX = re.compile(
    r"\b(?:[Ii]ndex|[Ii]ndices|indexes|FTSE|Dow|Nasdaq|Nikkei|DAX|CAC|S&P|Hang Seng|Sensex|Nifty|Bovespa|Stoxx"
    r"|[Ss]hares|[Ss]tocks|bourse|exchange|futures|[Mm]arkets?|[Bb]enchmark|pollution|confidence|sentiment|PMI)\b"
)
_MOVED_BY = re.compile(
    r"\b(?:rose|fell|jumped|slid|slipped|climbed|eased|up|down)(?: by)?"
    r"(?: (?:just|only|about|another|a further|a record|more than|nearly))* $"
)
"""It rose 32 points; points that are won in a game are counted."""
