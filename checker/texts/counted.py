"""Whether things or people are counted: a bare number is a count only where its sentence says so.

A number may be a name, a code, a score, or have a unit that is not known here. So it is a count where what is counted
follows it ("40 armed men"), where a verb of people does ("12 had died"), where one goes before it ("employs 40", "a
crowd of 40"), or where a tally is what has changed ("the toll rose to 40").
"""

from __future__ import annotations

import re

from checker.texts.contests import is_of_a_contest
from checker.texts.context_words import CHANGE_VERB, FUNCTION_WORDS, MORE, PLURAL
from checker.texts.spots import Spot

MOST_WORDS = 5
"""How far after a number the word for what is counted is looked for: 40 heavily armed young men."""
_WORD = re.compile(r"(?: (?:[\"“‘'])?|-)(?P<word>(?:[A-Za-z][\w'’.-]*|\d{1,4}-[a-z]+(?:-[a-z]+)?))")
_UNITS = re.compile(
    r"(?:second|minute|hour|day|night|season|quarter|weekend|week|month|year|decade|metre|meter|mile|kilometre"
    r"|kilometer"
    r"|tonne|ton"
    r"|litre"
    r"|gallon"
    r"|barrel|hectare|acre|degree|dollar|euro|pound|rupee|peso|shilling|franc|cent|point|knot|foot|inch|yard|watt|kilo"
    r"|gram|ounce|bushel)e?s|[a-z]+(?:lit(?:re|er)|met(?:re|er)|gram(?:me)?|tonne|watt|hertz|joule|byte|hour|acre)s?",
)
"""A number with such a word further on has a unit: 243 Earth days."""
_STOP = re.compile(FUNCTION_WORDS, re.IGNORECASE)
_ALSO_PLURAL = re.compile(
    r"(?:[a-z]+ese|accused|displaced|elderly|sick|unemployed|poor|alumni|taliban|species|spacecraft|geese|mice|oxen"
    r"|larvae"
    r"|[a-z]{3,}ae|fungi|cacti|stadia|criteria|dice|lice|passers-by|runners-up|lookers-on|hangers-on"
    r"|[a-z]+s-(?:in-law|at-arms|in-chief|general)|offspring|deer"
    r"|rohingya|yazidi|tutsi|hutu|maori|inuit|sami|roma|hausa|fulani|tuareg|maasai|masai|hmong|druze|bedouin|hazara"
    r"|uighur|uyghur|salmon|headquarters|folk|chinese|swiss|japanese|bus|millions|others|co-accused|[a-z-]+men"
    r"|[a-z-]+women|[a-z]+folk|[a-z-]*children)"
    r"|Somalis|Iraqis|Pakistanis|Israelis|Saudis|Yemenis|Bangladeshis|Emiratis|Kuwaitis|Qataris|Omanis|Nepalis|Azeris"
    r"|Yazidis|Houthis|Kashmiris|kiwis|skis|rabbis|jacuzzis"
    r"|matatus|gnus|emus|menus|gurus|haikus|(?:over|under)-\w+s|[A-Z][A-Z0-9.-]*[A-Z0-9]s|[A-Z]\w*-\d+s",
)
"""More words of things that are counted: MPs, F-16s."""
_NEVER = re.compile(r"(?:on|of|in|at|over|by)\b")
_PEOPLE_AFTER = re.compile(
    r",? (?:also |still |others? |more |later |then |now |since |in all )?"
    r"(?:were|are|had|have|was|may|might|could|would|will|can|did|died|drowned|survived|fled|crossed|killed|hurt"
    r"|flee|drown|held|rescued|injured|wounded|missing|dead|feared|unaccounted|lives?|lived|work(?:s|ed)?(?=[.,;]"
    r"|$| (?:there|in|at|on|for)\b)|remain(?:s|ed)?|finished"
    r"|fell|opposed|agreed"
    r"|refused"
    r"|die|abstained|voted|backed|supported|accused|arrested|charged|infected|escaped|enrolled|registered|signed"
    r"|came|left"
    r"|abstaining|voting|dissenting|opposing|waiting|watching|serving|training|living|working|standing|fleeing"
    r"|attended|took part|showed up|turned up|joined|returned|arrived|recovered|tested|against|in favour|for(?=[,.;]"
    r"|$| and\b)|aboard"
    r"|on board|cast|worldwide|nationwide|abroad|in all|in total|others|apiece|altogether|strong|all told)\b"
    r"|-(?:strong|member|person|people|seat|bed|nation|country|man|woman|team|vehicle|truck|vessel|ship|judge|page"
    r"|storey|room|car|storeys)\b"
    r"| of (?:the|them|these|those|its|his|her|their|our|whom|which|about|some|around|nearly|more|\d[\d,.]*|"
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty)\b"
    r"| of (?:the )?(?-i:[A-Z])[\w’'-]+(?: (?-i:[A-Z])[\w’'-]+)*?(?:['’]s?)"
    r" (?:[\w-]+ ){0,3}(?:[a-z]{3,}(?<![su])s|people)\b"
    r"| out of (?:the |its |their |his |her )?\d| who\b| head of "
)
_MORE_AFTER = re.compile(
    r" (?:more|fewer)(?: than\b|[,.:;]|$| (?:by|on|in|over|at|within|before|after|since|to|this|next|last"
    r"|due|expected|on the way|to (?:come|follow))\b)"
)
_LEFT_VERBS = (
    r"kill(?:s|ed|ing)?|affect(?:s|ed|ing)|injur(?:es|ed|ing)|wound(?:s|ed|ing)?|hurt|hurting|arrest(?:s|ed|ing)"
    r"|displac(?:ed|ing)"
    r"|employs?|employed|employing|seats|seating|holds?|holding|(?:has|have|had) held|carries|carry|carried"
    r"|carrying|freed|freeing|rescued"
    r"|rescuing|houses|housing|hospitali[sz]ed|detained|detaining|evacuated|infected|infecting|stranded|trapped"
    r"|recruited|hired|sacked|fired|executed|deported|deporting|leaving|built for|designed for|room for|meant for"
    r"|licensed to carry|nominated for|included|includes|including|damaged|destroyed|at least|losing"
    r"|had|has|have|admit|admits|shed|shelter(?:s|ed|ing)?|feeds?|feeding|serves?|serving|hosting|accommodates?"
    r"|accommodating|fits?|houses|claimed|abducted"
    r"|numbers?|numbered|numbering|kidnapped|shot down|spoke of|it is|now say|says?|not|but|short of the"
    r"|saved|picked up|brought ashore|plucked|t(?:ook|aken|akes) in|afford to lose|there (?:are|were) perhaps"
    r"|(?:population|deaths|dead|missing|injured|wounded|cases|votes|attendance|arrests|staff|members):"
    r"|drew|attract(?:s|ed)"
    r"|(?:watched|seen|attended|signed|visited|used|backed|joined) by"
    r"|there (?:are|were|have been|had been)(?: now| already)?"
)
_IS_LEFT = re.compile(
    rf"\b(?:{_LEFT_VERBS})(?: (?:about|some|another|a total of|nearly|more than|only|just))? $", re.IGNORECASE
)
_GROUP_OF = re.compile(
    r"\b(?:crowds?|famil(?:y|ies)|groups?|teams?|delegations?|convoys?|fleets?|towns?|cit(?:y|ies)|villages?|staff"
    r"|crew|forces?|populations?|audiences?|total|gangs?|sample|class|cabinet|unit|squad|garrison"
    r"|record|contingent|party|island|country|nation|state|province|toll|tally|majority"
    r"|(?:trial|study|survey|poll|cohort|queue|waiting list|choir|orchestra|jury|panel|flock|herd|pack)(?= of)"
    r"|in front of|home to|of whom|of which|(?:all|the other|the remaining)(?= $))"
    r"(?: of)?(?: (?:about|some|around|nearly|almost|over|up to|at least|more than|just|a record))? $",
    re.IGNORECASE,
)
_EXPECTED_OF = re.compile(
    r"\b(?:economists|analysts|forecasters|markets|traders|investors|unions)\b[^.;]* an? (?:[a-z]+ )?(?:cut|rise"
    r"|fall|increase|drop"
    r"|gain|reduction|hike) of(?: (?:about|around|some|nearly|almost|over|up to|at least|more than|just))? $",
    re.IGNORECASE,
)
"""Economists had expected a cut of 200: of what is not said."""
_LIMIT_OF = re.compile(
    r"\b(?:capacity|average|maximum|minimum)(?: of)?(?: (?:about|some|around|nearly|almost|over|up to|at least"
    r"|more than|just|a record))? $",
    re.IGNORECASE,
)
"""Of what is measured as well: below the minimum of 400."""
_TALLIES = re.compile(
    r"\b(?:toll|tally|number|total|figure|count|estimate|quota|crowd|membership|attendance|workforce|headcount|payroll"
    r"|staff|army|force|(?:net )?migration|population|circulation|majority|herd|flock|colony|intake|enrolment|fleet"
    r"|backlog|waiting list|caseload|queue|squad|congregation|electorate"
    r"|cast"
    r"|[a-z]{2,}(?<![sui])s)\b",
    re.IGNORECASE,
)
"""What goes up and down and is counted: the toll, deaths, arrivals; not prices, shares and temperatures."""
_NOT_COUNTED = re.compile(
    r"\b(?:shares?|stocks?|yields?|prices?|rates?|temperatures?|odds|ratings?|points?|futures|bonds?|loss(?:es)?"
    r"|profits?"
    r"|earnings|revenues?|takings|costs?|wages?|rents?|fares?|winds?|rains?|gusts?|waters?|levels?|reserves|gains|index"
    r"|rupee|peso|rand|naira|yen|yuan|won|lira|real|dollar|euro|pound|shilling|franc|currency|crude|oil|gold|copper"
    r"|wheat"
    r"|maize|gas|bitcoin|average|rainfall|humidity|pressure|speeds?|score|rank(?:ing)?|ratio|coefficient|spread"
    r"|premium|bids?"
    r"|series|minutes|hours|days|weeks|months|years)\b",
    re.IGNORECASE,
)
"""What goes up and down and has a unit of its own."""
_FLEET_OF = re.compile(
    r"\b(?:fleet|army|force|team|herd|network|chain|stable|staff|pool|arsenal"
    r"|stock) of (?:[a-z-]+ ){0,3}[a-z]{3,}(?<!s)s "
)
"""It doubled its fleet of water bombers to 44."""
_NUMBER_OF = re.compile(r"\bnumber of (?:people|patients|men|women|children|[a-z]+ers|[a-z]+ees) ", re.IGNORECASE)
"""The number of people who waited more than 18 weeks rose to 3.1 million."""
_END_OF_CHANGE = re.compile(
    r"\b(?:to|from|by|at|is|was|of|than|reach(?:ed)?|hit|totalled|top(?:ped)?|pass(?:ed)?|exceed(?:ed)?"
    r"|surpass(?:ed)?|with|as"
    r"|against)(?: (?:the|about"
    r"|around|nearly|almost|just|over|some|only"
    r"|a record"
    r"|more than|at least|another|a further))? $",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"\b(?:reach(?:ed)?|hit|totalled|top(?:ped)?|pass(?:ed)?|exceed(?:ed)?|surpass(?:ed)?|running at|averag(?:e|ed|es"
    r"|ing))(?: [a-z]+){0,2} $"
)
_BROUGHT = re.compile(
    r"\b(?:brings?|bringing|brought|takes?|taking|took)(?: [\w'’-]+){0,3} (?:toll|tally|number|total|count|figure"
    r"|workforce|membership|haul|fleet)\b[^.;]{0,60} to $",
    re.IGNORECASE,
)
"""It takes the number of arrivals since 1 January to 7,310."""
_STANDS = re.compile(
    r"\b(?:toll|tally|number|total|strength|waiting list|queue|backlog|caseload|(?<!to )count|figure|quota"
    r"|estimate|migration|population|membership|attendance|workforce"
    r"|circulation)\b[^.;\d]{0,70} (?:is|was|stands at|stood at|at|to|of|as) $"
    r"|\b(?:dead|injured|wounded|missing|displaced|homeless) (?:at|as) $",
    re.IGNORECASE,
)
_OF_TWO = re.compile(r"\bvotes (?:to|against) $|\bvotes for and $|\bone for every $", re.IGNORECASE)
_OR_SO = re.compile(r"^(?:\+|-plus|[- ]odd|(?: or| and)(?: so| more| fewer| less| thereabouts))?")
_RUNS = re.compile(r"\b(?:by|of|for|made|scored|needs?|needed|another|added|hit|was|were) $")
_IN_CONTRAST = re.compile(r",? (?:not|but)(?: just| only)? $")
"""Ten years, not five."""
_WITH_UNITS = ("duration", "money", "percentage", "number")
_SHARED = re.compile(
    r"(?:,|,? (?:and|or|to|but)) (?:(?:about|around|over|some|nearly|north of|another|then|up|more than|[a-z]+ing) )*"
    r"(?:\d[\d,.]*|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty)\b)"
)
"""Another number, whose noun may be that of both: 300 or 400 people."""


_SOFTENED = re.compile(
    r"(?:\b(?:above|below|under|exceeds|between|about|around|some|nearly|almost|over|more than|fewer than|less than"
    r"|at least|(?<!gone )(?<!goes )(?<!went )(?<!going )(?<!risen )(?<!go )(?<!rise )(?<!climb )(?<!swell )up to"
    r"|roughly|just|only|barely|scarcely|hardly|well over|just over|just under|no fewer than|as many as|an estimated"
    r"|approximately) )+$",
    re.IGNORECASE,
)
"""Hedges, which say nothing of what is counted."""
_NUMBER = r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty(?:-[a-z]+)?)"
_OF_SO_MANY = re.compile(rf"(?:^|\W)(?:one|{_NUMBER}) of (?:the|its|their|his|her|our) $", re.IGNORECASE)
_IN_A_PLACE = re.compile(r" (?:in|at|near|from) (?:the )?[A-Z]")
"""1,270 workers in Ohio and 400 in Indiana."""
_LISTED_BY_PLACE = re.compile(
    rf"\b(?:[a-z]{{3,}}s|people|children)(?: [a-z]+)?: (?:{_NUMBER} (?:in|at|near|from) [^,;:]{{2,30}}(?:,|, and"
    rf"| and) )*$"
    rf"|\b{_NUMBER} (?:[a-z-]+ )?(?:[a-z]{{3,}}s|people|dead|children)(?: [a-z]+)? (?:in|at|near"
    rf"|from) [A-Z][^,;:.]{{1,30}},"
    rf" (?:{_NUMBER} (?:in|at|near|from) [A-Z][^,;:.]{{1,30}}, )*$"
)
"""The fire destroyed 74 homes in Pinhal, 38 in Quintas; houses: 74 in Pinhal, 38 in Quintas."""
_OF_SOMETHING = re.compile(r" of (?!(?:the|them|its|their|his|her|a|an|which|those|these|whom)\b)[a-z]+\b")
"""Nine counts of fraud and two of perjury."""
_FOR_OTHERS = re.compile(r" for (?:the |other |its )?(?!(?:days|weeks|months|years|hours|minutes)\b)[a-z]+s\b")
"""Ten seats are set aside for Serbs and ten for other minorities."""
_ANOTHER_BEFORE = re.compile(
    r"(?:,|;|\band|\bbut|\bor|\bwhile|\banother)(?: (?:about|some|at least|nearly|over|more than))* $"
)
_UNDERWENT = re.compile(r" [a-z]{2,}ed\b(?= (?:due|by|in|at|on|after|when|because|for|from)\b|[.,;]|$)")
"""37 trains were cancelled and 14 diverted due to fog."""
_PLACED = re.compile(
    r"[.,;]|$| (?:on|in|at|near|since|by|due|expected|next|this|last|over|within|later|before|after|from|under) "
)
"""What follows another 41: where or when."""
_VERB_OF_MANY = re.compile(
    r" (?:arrive|come|go|join|leave|follow|wait|await|need|sleep|stay|live|die|work|travel|visit|attend|apply|enter"
    r"|were|are|had|have|got|took|came|went)\b"
)
_ENDS = re.compile(r"[.,;:)]|$| (?:was|were|are|is|have|had|has|will|died|survived|did)\b")


def is_of_a_unit(right: str) -> bool:
    """Whether a word for a unit follows a number, such as one that is not known here: 4 million kilobytes."""
    following = _WORD.match(right)
    return following is not None and _UNITS.fullmatch(following["word"].casefold()) is not None


_OF_OR_FOR = re.compile(r" (?:of (?:them|which|those|these)|for(?! and\b))\b")
_OF_THINGS = re.compile(
    r",? (?:also |still |more |then |now |since |in all )?(?:was|were|are|is|have|had|has|may|might|could|would|will"
    r"|can|did|came|left)\b"
    r"(?! (?:been )?(?:killed|hurt|injured|wounded|arrested|detained|rescued|shot|jailed|sacked|married|infected|born"
    r"|dead|missing"
    r"|displaced|evacuated|hospitali[sz]ed|trapped|treated))"
)
"""It has asked for 3.5 million dollars; 2.1 million have been received."""
_FOR_THE_OTHER = re.compile(r" for the (?:other|second|first|third|latter|former|old|new)\b")
"""15 years for one and ten for the other."""


def is_counted(spot: Spot, last: str) -> bool:
    """Whether a number counts something. `last` is the kind of the number before it in the sentence."""
    if spot.sign and not counted_thing(spot.right):
        return bool(re.search(r"\b(?:migration|balance|change|growth) (?:is|was|of) $", spot.left))
    right = _OR_SO.sub("", spot.right, count=1)
    if counted_thing(right):
        return True
    if spot.high.is_range_word or (re.match(r" (?:more )?runs\b", right) and _RUNS.search(spot.left)):
        return True
    if _PEOPLE_AFTER.match(right):
        is_of_a_unit = (
            last in _WITH_UNITS
            and not _DONE_IN_TIME.search(spot.left)
            and not (_DONE_TO_THEM.search(spot.left) and right.startswith(" of them"))
            and (_OF_OR_FOR.match(spot.right) or _OF_THINGS.match(spot.right))
        )
        return not (is_of_a_unit or _FOR_THE_OTHER.match(right))
    if _is_one_of_a_list(spot, last):
        return True
    if MORE.search(spot.left) and last == "count" and (_PLACED.match(spot.right) or _VERB_OF_MANY.match(spot.right)):
        return True
    if _MORE_AFTER.match(spot.right):
        return last not in _WITH_UNITS
    left = _SOFTENED.sub("", spot.left)
    if _is_short_of_a_goal(spot, last):
        return True
    if is_of_a_contest(spot, left) or (last == "count" and _OF_SO_MANY.search(left) and _ENDS.match(spot.right)):
        return True
    is_in_contrast = last in _WITH_UNITS and _IN_CONTRAST.search(left)
    return not is_in_contrast and _is_said_before(left, last)


_DONE_TO_THEM = re.compile(
    r"\b(?:kill|wound|injur|rescu|sav|pick|pull|arrest|free|buri|found|find|detain|charg|releas|evacuat|execut|shot"
    r"|identif|captur|hospitali[sz]|seiz|destroy|sank|sunk|sink)(?:s|ed|ied|ing)?(?: up| out| alive)?(?: (?:about"
    r"|only|at least"
    r"|nearly|all))? $"
)
"""A trawler picked up 16 of them."""
_DONE_IN_TIME = re.compile(
    rf"\b{_NUMBER} (?:[a-z-]+ )?(?!(?:second|minute|hour|day|week|month|year)s\b)[a-z]{{3,}}(?<!s)s (?:in"
    rf"|within) (?:the )?"
    rf"(?:[a-z]+ )?{_NUMBER} (?:second|minute|hour|day|week|month|year)s\b[^.;]{{0,30}}, $",
    re.IGNORECASE,
)
"""They scored three tries in 13 minutes after the break, two of them from mauls."""


def _is_one_of_a_list(spot: Spot, last: str) -> bool:
    """1,270 workers in Ohio and 400 in Indiana; nine counts of fraud and two of perjury."""
    if _LISTED_BY_PLACE.search(spot.left) and _IN_A_PLACE.match(spot.right):
        return last in ("count", "")
    if last != "count":
        return False
    beside = (_IN_A_PLACE, _OF_SOMETHING, _FOR_OTHERS)
    if spot.left.endswith(" and ") and any(pattern.match(spot.right) for pattern in beside):
        return True
    return bool(_UNDERWENT.match(spot.right) and _ANOTHER_BEFORE.search(spot.left))


_SHORT_OF = re.compile(
    r" (?:short|shy) of (?:an? |the |its |their |his |her )(?:[a-z-]+ )?(?:target|goal|quota|majority|aim"
    r"|requirement)\b"
)
_COUNTED_BEFORE = re.compile(rf"\b{_NUMBER} [^.;]*$", re.IGNORECASE)


def _is_short_of_a_goal(spot: Spot, last: str) -> bool:
    """It will deliver 400 jets in 2031, 50 short of its target: as many as those that are counted before it."""
    if last not in ("count", "date") or not _SHORT_OF.match(spot.right) or re.search(r"[%$€£¥]", spot.left):
        return False
    return _COUNTED_BEFORE.search(spot.left) is not None


_IT_IS = re.compile(r"\b(?:it is|has|have|had|not|but|says?|now say|at least|holds?|there (?:is|are|was|were)) $")
"""The average wait is 14 weeks; for children it is 22."""
_SHORT_OF_A_SHARE = re.compile(
    r"(?:%|per ?cent\b|\bpoints? (?:more|less|lower|higher|up|down)).* (?:short|shy|ahead|north) of the $", re.DOTALL
)
"""63 per cent passed, but short of the 65 of last year."""


def _is_said_before(left: str, last: str) -> bool:
    """Whether the words before a number say that it counts: it employs 40, a crowd of 40, the toll rose to 40."""
    if _SHORT_OF_A_SHARE.search(left) or (last in _WITH_UNITS and _IT_IS.search(left)):
        return False
    if _EXPECTED_OF.search(left):
        return False
    if _LIMIT_OF.search(left):
        return last not in _WITH_UNITS
    return bool(_IS_LEFT.search(left) or _GROUP_OF.search(left) or _OF_TWO.search(left) or _is_of_a_tally(left, last))


_MODEL = re.compile(r"^ (?:Boeing |Airbus )?(?:7\d7|A3[0-9]0)(?:-\d+)?(?:ER|neo)?(?: (?:MAX|Max|NG))?(?= [A-Za-z])")
_MADE = re.compile(
    r"^(?: (?:[A-Z][\w-]+ ){1,2}[A-Z]{0,2}\d{1,3}[A-Za-z]{0,2}|(?: [A-Z][\w-]+)? [A-Z]{1,3}-?\d{1,3})(?= [a-z])"
)
"""41,500 Ioniq 5 cars."""
_MODELS = re.compile(r"^ (?:Boeing |Airbus )?(?:7\d7|A3[0-9]0)(?:-\d+)?s\b")
"""400 737 MAX jets."""


_OF_A_YEAR = re.compile(r"^ (?:Year|Grade|Class|Form|Category|Type|Level|Tier|Covid|COVID)[ -]\d{1,2}(?= [a-z])")
"""620,000 Year 6 pupils."""
_POINTS_IN_A_GAME = re.compile(
    r" (?:match|set|break|championship|penalty|talking|bullet|[a-z]+ing|access|border|entry|exit|water|aid|distribution"
    r"|data"
    r"|vantage|focal|pressure|entrance|control|sale|sales|contact|hot|ranking|bonus|world|frequent) points\b"
)


def counted_thing(right: str) -> bool:
    """Whether a word for things or people follows a number, with at most some words that describe them."""
    if _MODELS.match(right) or _POINTS_IN_A_GAME.match(right):
        return True
    right, at = _MADE.sub("", _MODEL.sub("", _OF_A_YEAR.sub("", right, count=1), count=1), count=1), 0
    if shared := _SHARED.match(right):
        return counted_thing(right[shared.end() :])
    for _ in range(MOST_WORDS):
        found = _WORD.match(right, at)
        if found is None:
            return False
        word = found["word"].rstrip(".'’")
        if _ALSO_PLURAL.fullmatch(word) or _ALSO_PLURAL.fullmatch(word.casefold()):
            return True
        is_more = word in ("more", "most", "less") and not right.startswith(" than", found.end())
        if _UNITS.fullmatch(word):
            return False
        if _STOP.fullmatch(word) and not is_more:
            return False
        if PLURAL.fullmatch(word.casefold()):
            return True
        at = found.end()
        if right[at : at + 1] == "," and word.endswith(("ed", "y", "ng")):
            at += 1
    return False


def _is_of_a_tally(left: str, last: str) -> bool:
    """Whether a number is what a tally was, is, or has changed by."""
    if _STANDS.search(left) or _BROUGHT.search(left):
        return True
    if not _END_OF_CHANGE.search(left):
        return False
    if CHANGE_VERB.search(left) is None and not _REACHED.search(left):
        return bool(re.search(r"\b(?:compared (?:with|to)|compares with|against) $", left)) and last in ("count", "")
    if _NOT_COUNTED.search(_FLEET_OF.sub(" ", left)) and not _NUMBER_OF.search(left):
        return False
    return bool(_TALLIES.search(left)) and last in ("count", "", "date", "percentage", "duration")
