"""Counts of a vote and of a game: by 310 to 250, 134 to win, an unbeaten 103 off 88 balls."""

from __future__ import annotations

import re

from checker.texts.ranges import VOTES_BEFORE
from checker.texts.spots import Spot

_NUMBER = r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty(?:-[a-z]+)?)"
_AGAINST = re.compile(rf" (?:votes? )?to {_NUMBER}\b", re.IGNORECASE)
_FOR_BEFORE = re.compile(rf"\b{_NUMBER} (?:votes )?to $", re.IGNORECASE)
_NEEDED_BEFORE = re.compile(r"\bneed(?:s|ed)? $")
_TO_WIN = re.compile(r" (?:more )?to (?:win|pass|avoid|draw|level|reach|form|govern)\b")
_DECIDED_BEFORE = re.compile(
    r"\b(?:approved|passed|backed|rejected|adopted|ratified|carried|defeated|voted|endorsed)\b [^.;:\d]{1,50} $"
)
"""Deputies approved the deal 412 to 263."""


def is_of_a_contest(spot: Spot, left: str) -> bool:
    """Voted by nine to three, 310 to 250, against it; England need 134 to win."""
    if _NEEDED_BEFORE.search(left) and _TO_WIN.match(spot.right):
        return True
    if (VOTES_BEFORE.search(left) or _DECIDED_BEFORE.search(left)) and _AGAINST.match(spot.right):
        return True
    first = _FOR_BEFORE.search(left)
    if (_SCORED_BEFORE.search(left) and _SCORED_AFTER.match(spot.right)) or _TO_CHASE.search(left):
        return True
    for_it = left[: first.start()] if first else ""
    return bool(first and (VOTES_BEFORE.search(for_it) or _DECIDED_BEFORE.search(for_it)))


_SCORED_BEFORE = re.compile(
    r"\b(?:hit|hits|made|makes|scored|scores|struck|smashed|compiled|added)(?: (?:an?|his|her))?"
    r"(?: (?:unbeaten|superb|brilliant|rapid|quick|patient|brisk|career-best|classy|fine|match-winning))* $"
)
_SCORED_AFTER = re.compile(
    r" (?:off|not out|in \d|in the (?:first|second)|before being|from \d)\b|, including| and shared\b| as [A-Z]"
)
"""He hit an unbeaten 103 off 88 balls."""
_TO_CHASE = re.compile(r"(?:\b[Cc]hasing|\b[Ss]et|\ba (?:target|lead|deficit|stand|partnership) of)(?: a target of)? $")
