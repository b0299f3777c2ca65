"""What is not a numeral with its words: "a third of", "no casualties", "half an hour", 11:32, telephone numbers.

Each has a pattern and how it is read; what is looked for first is taken first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from checker.texts.context_words import CHANGE_WORDS
from checker.texts.date_words import MONTH
from checker.texts.numerals import SMALL_NUMBERS
from checker.texts.phrase_readers import (
    Reading,
    read_and_a_half,
    read_fraction,
    read_fraction_after_another,
    read_fraction_of_a_point,
    read_half,
    read_half_a_unit,
    read_lone,
    read_none,
    read_of_so_many,
    read_one_of_a_unit,
    read_open,
    read_quarter,
    read_twice,
)
from checker.texts.triggers import DIGIT, LENGTH, NEAR, NONE, NUMBER, ORDINAL, PART, SHARE, TWICE, UNIT, VAGUE
from checker.values.lexicon import LARGE_NUMBERS

_LARGE = "|".join(LARGE_NUMBERS)
_SMALL = "|".join(word for word in SMALL_NUMBERS if word not in ("a", "an", "zero", "nil"))
_PART = "third|quarter|half|fifth|tenth"
_FRACTION = (
    rf"(?:(?:a|an|one|two|three|four)[ -](?:{_PART})s?|half|(?:an?|one)[ -](?:sixth|seventh|eighth|ninth)"
    r"|(?:two|three|four|five|six|seven|eight|nine)[ -](?:fifths|sixths|sevenths|eighths|ninths|tenths))"
)
_TIME_UNITS = "seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies)"
_COUNTED = (
    "people|casualties|deaths|injuries|fatalities|survivors|victims|abstentions|arrests|cases|infections"
    "|injured|dead|hostages|losses"
    "|prisoners|complaints|incidents"
)
_LENGTHS = "metre|meter|kilometre|kilometer|mile|tonne|ton|litre|acre|hectare|inch"
_MERIDIEM = r"(?:a\.m\.|p\.m\.|am\b|pm\b)"
_RELATIVE = (
    r"(?! (?:after|later|earlier|before|ago|into|since))"
    r"(?! and (?:a (?:half|quarter)|\d|[a-z-]+ (?:second|minute|hour|day|week|month)s?\b))"
)
_UNIT = (
    r"(?P<unit>second(?!-| (?!(?:before|after|or|and|to|in|on|at|of|later|is|was)\b)[a-z])"
    r"|minute|hour|day|week|fortnight|month|year|decade|century)"
)
_SAYS = (
    "plans|says|has|is|was|lives|wants|thinks|works|needs|owns|feels|goes|does|believes|suffers|misses|leaves|takes"
    "|owes"
    "|gets|earns|eats|drinks|smokes|uses|knows|fears|hopes|expects|still|across|needs|supports|cannot"
    "|dies|survives|fails|lacks|skips|carries|spends|loses|pays|comes|sees|sells|buys|relies|depends|remains"
)
"""One teacher in five plans to leave."""
_DOES = (
    r"[a-z]+s (?:an?|the|his|her|their|its|up|out|off|down|no|nothing|too|less|half|so|back|over (?:more|half"
    r"|most|an?|the|their)|to (?:[a-z]+(?: (?:an?|the|it|them|their|his|her|in|at|on|for|less|more)\b|[.,]|$)))\b"
)
"""One tenant in three hands over half of their pay."""
_SHARE_ENDS = (
    r"(?=[.,;:)—–]|$| (?:-|in|since|over|last|this|next|within|to|from|between|compared|after|during|by|on|and|but"
    r"|while|when|because|as|year|at|for|under|across|against|before|until|again|or|among|if|with|without|so|than"
    r"|there)\b)"
)
"""By a third; but not by a third party."""
_DID = (
    r"(?!(?:increased|multiplied|raised|valued|priced|oversubscribed|expanded|earned|received|offered|produced|needed"
    r"|reported|need|feed|speed|hundred)\b)[a-z]{2,}ed|broken?|shot|hit|won|lost|met|stolen|flown|fallen"
    r"|bitten|caught|held|spoken|sent|sunk|fell|beaten|beat|come|came|gone|went|been|left|found|built|sold|shut|fought"
    r"|(?:hitt|strik|stabb|shoot|winn|los|fail|fall|break|cross|visit|chang|scor|miss)ing|dug|drew|drawn|run|ran"
    r"|rung|rang|told"
    r"|driven|taken|took|seen|saw|begun|burnt|withdrawn|written|rewritten|struck down"
)
_TWICE_ENDS = (
    r"(?=[.,;:)]|$| (?:before|after|since|because|on|at|during|over|when|while|from|under|away|by|last|this|without"
    r"|and|but|already|so far|in (?:under|less|more|just|about|nearly|the|its|his|her|their|recent|as many|two"
    r"|three|four|five|six"
    r"|seven|eight|nine|ten|\d+|[A-Z]))\b)"
    r"(?! (?:on|at|in|during|over) (?:an?|every|each|weekdays|weekends|most)\b)"
)
"""It was broken twice before midnight; but twice a day, and twice as many."""
PHRASES: tuple[tuple[str, str, Callable[[re.Match[str]], Reading], str], ...] = (
    (
        "phone",
        r"(?:\+|00)\d[\d ().-]{6,20}\d|\(?0\d{2,4}\)?[ -]\d{3,4}[ -]?\d{3,4}|\d{3}-\d{3}-\d{4}|555-\d{4}"
        r"|0\d{2,4}(?:[ -]\d{2,4}){2,4}|\(\d{3}\) ?\d{3}[ -]\d{4}",
        read_open,
        DIGIT,
    ),
    (
        "time",
        rf"\d{{1,2}}[:.]\d{{2}} ?(?:{_MERIDIEM}|GMT|UTC|local time|hrs|hours)|\d{{1,2}}[:h]\d{{2}}(?::\d{{2}})?",
        read_open,
        DIGIT,
    ),
    ("time", rf"\d{{1,2}} ?(?:{_MERIDIEM}|o['’]clock)|\d{{4}} ?(?:hrs|GMT|UTC)", read_open, DIGIT),
    ("time", rf"(?:{_SMALL}|\d{{1,2}}) minutes? (?:past|to|before|after) (?:noon|midnight)", read_open, NEAR),
    ("time", r"noon|midnight", read_open, NEAR),
    ("number", rf"half an? (?P<unit>{_LENGTHS})\b(?! an hour)", read_half_a_unit, PART),
    (
        "number",
        rf"(?:nearly|almost|about|around|more than|over|up to|at least|less than|just under|just over)"
        rf" (?P<phrase>an? (?P<unit>{_LENGTHS}|foot))\b(?! (?:and|an|a|per)\b)",
        read_one_of_a_unit,
        LENGTH,
    ),
    (
        "percentage",
        rf"(?P<share>{_FRACTION})(?: of)?(?: an?)? (?:percentage[ -]point\b|point(?= to \d[\d.]*(?:%| per ?cent)))",
        read_fraction_of_a_point,
        PART,
    ),
    (
        "percentage",
        r"(?:by|of|nearly|almost|about|than) (?P<phrase>an? (?:full |whole )?(?P<unit>percentage point))\b(?! and)",
        read_lone,
        LENGTH,
    ),
    (
        "number",
        rf"(?P<phrase>(?:an?|one) (?P<unit>(?:centi|milli)(?:metre|meter)|{_LENGTHS})) (?:more|less|higher|lower|longer"
        r"|shorter|wider|taller|deeper|further|farther|thicker|short of|shy of|beyond|above|below|ahead of|behind)\b",
        read_one_of_a_unit,
        LENGTH,
    ),
    ("duration", rf"half an? (?P<unit>hour|day|year|minute|decade|century|week|month)\b{_RELATIVE}", read_half, UNIT),
    ("duration", r"half an? (?:hour|day|year|minute|decade|century|week|month)\b", read_open, UNIT),
    ("duration", rf"(?P<n>an?|three)[ -]quarters? of an hour\b{_RELATIVE}", read_quarter, UNIT),
    ("duration", rf"(?:{_FRACTION}) of an? (?:{_TIME_UNITS})\b", read_open, UNIT),
    ("time", rf"(?:{_SMALL}) o['’]clock", read_open, NEAR),
    ("duration", rf"an? {_UNIT} and a half\b{_RELATIVE}", read_and_a_half, UNIT),
    (
        "duration",
        rf"(?:for|within|lasts?|lasted|takes?|took|waited|wait|spent|spend|more than|less than|nearly|almost|about"
        rf"|at least|(?:in|just|well|for|takes|took|taking|lasted|little) (?:under|over)|up to|no more than|inside)"
        rf" (?P<phrase>an? {_UNIT})\b{_RELATIVE}",
        read_lone,
        UNIT,
    ),
    (
        "duration",
        rf"for (?P<phrase>(?:another|a further) (?P<unit>hour|day|week|fortnight|month|year|decade"
        rf"|century))\b{_RELATIVE}",
        read_lone,
        UNIT,
    ),
    (
        "duration",
        r"(?:put off|put back|pushed back|set back|held up|postponed?|delay(?:s|ed)?|extend(?:s|ed)?|prolong(?:s|ed)?"
        r"|bring forward|brought forward|shorten(?:s|ed)?|lengthen(?:s|ed)?|advanced|moved back)"
        rf"(?: (?!by )[\w'’-]+){{0,5}} by (?:about |around |nearly |almost |up to |at least |more than )?"
        rf"(?P<phrase>an? {_UNIT})\b(?=[.,;]|$| (?:to|until|till|from|because|after|when|so|in|at|on|and|by)\b)",
        read_lone,
        UNIT,
    ),
    (
        "duration",
        rf"(?:has|have|had|with|only|just|got) (?P<phrase>an? {_UNIT})(?= (?:left|to go|to spare|longer)\b)",
        read_lone,
        UNIT,
    ),
    (
        "duration",
        r"(?:worst|best|first|biggest|largest|lowest|highest|deadliest|heaviest|longest)(?: \w+){0,2} in"
        r" (?P<phrase>an? (?P<unit>decade|century|year|month))\b",
        read_lone,
        UNIT,
    ),
    (
        "duration",
        r"(?<!once )(?<!twice )in (?P<phrase>an? (?P<unit>hour|day|week|month|year|decade|century))"
        r"(?=[.,;]|$| to (?:(?:about|nearly|almost|just over|just under) )?[$€£¥]?\d)",
        read_lone,
        UNIT,
    ),
    (
        "percentage",
        r"(?<!first )(?<!second )(?<!other )(?<!latter )(?<!top )(?<!bottom )"
        rf"(?P<share>{_FRACTION})"
        r"(?=(?<!alf) (?:below|above|lower|higher|less|more|fewer|smaller|bigger|larger|cheaper|dearer)\b"
        r"| as (?:much|many|big|large|high|long|likely|far)\b(?! again)"
        r"| (?:were|are|have|had|said|say|want|wanted|think|live|lived|goes|go|went|comes?|came)\b"
        rf"|(?<!alf) (?:full|empty|complete|finished|built|(?:over|under) budget)\b| of\b(?! (?:an? )?(?:{_LARGE}"
        rf"|hour|century|point"
        rf"|percentage))"
        rf"| to (?:a|an|one|two|three) (?:{_PART})|(?<=half) (?:the|last|that"
        rf"|its|their|all|his|her|our)\b)",
        read_fraction,
        PART,
    ),
    (
        "percentage",
        rf"(?:(?:{CHANGE_WORDS}) by|\b(?:up|down)|[a-z]+ed by(?= (?:two|three|four|half)\b))"
        rf" (?:(?:almost|nearly|about|around|over|more than|less than|roughly|at least) )?"
        rf"(?P<phrase>(?P<share>{_FRACTION}))\b{_SHARE_ENDS}",
        read_fraction,
        PART,
    ),
    (
        "percentage",
        r"(?:cut|cuts|cutting|reduced?|reduces|reducing|lower(?:s|ed)?|increase[sd]?|raise[sd]?|boost(?:s|ed)?"
        r"|slash(?:es|ed)?"
        r"|trim(?:s|med)?|lift(?:s|ed)?|shr[aui]nk)(?: (?!by )[\w'’-]+){1,8} by"
        r" (?:(?:almost|nearly|about|around|over|more than|less than|roughly|at least|up to) )?"
        rf"(?P<phrase>(?P<share>{_FRACTION}))\b{_SHARE_ENDS}",
        read_fraction,
        PART,
    ),
    (
        "percentage",
        r"\b(?:account(?:s|ed|ing)? for|responsible for|(?:make|makes|making|made) up"
        r"|represent(?:s|ed|ing)?|compris(?:es?|ed|ing))"
        r" (?:(?:almost|nearly|about|around|over|more than|less than|roughly|at least|up to) )?"
        rf"(?P<phrase>(?P<share>{_FRACTION}))\b{_SHARE_ENDS}",
        read_fraction,
        PART,
    ),
    (
        "percentage",
        r"(?:and|while|but) (?:the )?[a-z]+(?: [a-z]+)? by (?:(?:almost|nearly|about|around|over|more than"
        r"|less than|roughly"
        rf"|at least) )?(?P<phrase>(?P<share>{_FRACTION}))\b{_SHARE_ENDS}",
        read_fraction_after_another,
        PART,
    ),
    (
        "percentage",
        r"\b(?:takes?|took|buys?|bought|owns?|holds?|held|controls?|suppl(?:y|ies|ied)|provides?|provided|absorbs?"
        r"|absorbed|keeps?|kept|loses?|lost|retains?) (?:(?:almost|nearly|about|around|over|more than|less than"
        r"|roughly|at least) )?"
        rf"(?P<phrase>(?P<share>(?!an? (?!quarter))(?!half){_FRACTION}))\b{_SHARE_ENDS}(?! (?:to|by|in|from|-)\b)",
        read_fraction,
        PART,
    ),
    (
        "percentage",
        rf"(?P<rated>\b(?:rated|scored|scores|rating of|score of|gave it|mark of) (?:it )?(?:just |only )?)?"
        rf"(?P<part>{_SMALL}|\d{{1,3}})"
        rf" (?:in|out of)(?: every)? (?P<whole>{_SMALL}|\d{{1,4}}|a hundred)\b(?! (?:{MONTH}"
        rf"|{_TIME_UNITS}))(?!,?\d)",
        read_of_so_many,
        SHARE,
    ),
    (
        "percentage",
        r"(?P<rated>)(?P<part>one|two|three|four|six|seven|eight|nine) (?!of\b|or\b|and\b)[a-z]+"
        r"(?: (?!(?:died|was|were|is|are|fell|came|has|had|did|took|lost|won|or|and|to|of|not)\b)[a-z]+(?<!ed))? in"
        rf" (?:every )?(?P<whole>{_SMALL}|\d{{1,3}})\b"
        rf"(?! (?:{MONTH}|{_TIME_UNITS}))(?!,?\d)(?! (?!(?:{_SAYS})\b)(?!{_DOES})[a-z]+s\b)",
        read_of_so_many,
        NUMBER,
    ),
    (
        "percentage",
        r"(?:of (?:which|whom|these|those|them),?|\d[\d.,]*[^.;\d]{0,40}, or)"
        r" (?:(?:about|nearly|almost|over|more than|some|just over|just under) )?"
        rf"(?P<phrase>(?P<share>{_FRACTION}))\b(?=[,.;]|$| (?:has|have|had|is|are|was|were|will|came|went|died)\b)",
        read_fraction,
        PART,
    ),
    ("percentage", rf"(?P<rated>)(?P<part>one)-in-(?P<whole>{_SMALL}|\d{{1,3}})\b", read_of_so_many, NUMBER),
    (
        "ordinal",
        r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-)?(?:first|second|third|fourth|fifth|sixth"
        r"|seventh|eighth|ninth|tenth|eleventh|twelfth|[a-z]{3,5}teenth)(?! of (?:the|all|its|their))(?! (?:ago"
        r"|later))",
        read_open,
        ORDINAL,
    ),
    ("count", rf"no (?:{_COUNTED})\b(?! (?:said|can|would|will|should))", read_none, NONE),
    (
        "count",
        r"(?P<phrase>no[ -]one|nobody) (?:was|were|has been|had been|is) (?:(?:reported|found|known to be"
        r"|believed to be|listed as|thought to be|seriously|badly) )?"
        r"(?:hurt|killed|injured|wounded|harmed|dead|arrested|missing|charged)",
        read_none,
        NONE,
    ),
    (
        "count",
        r"none(?= of (?:the|them|its|his|her|their)\b[\w ,'’-]{0,60}\b(?:hurt|killed|injured|wounded|harmed|died|dead"
        r"|arrested|missing|charged|infected|survived|lived|escaped|fled|detained|convicted|freed"
        r"|released|voted|returned|paid)\b)",
        read_none,
        NONE,
    ),
    (
        "count",
        rf"(?:{_DID})(?: (?!(?:who|which|that|as|than|is|are|to|about|almost|nearly|more|usually|often)\b)"
        rf"[\w'’-]+){{0,9}} (?P<phrase>twice){_TWICE_ENDS}",
        read_twice,
        TWICE,
    ),
    (
        "vague",
        r"(?:several|numerous|(?<!as )(?<!how )(?<!so )(?<!too )(?<!that )many|a few|(?<!as )few|a couple|a handful"
        r"|countless|an (?:undisclosed|unknown|unspecified) number|a number)"
        rf"(?: (?:{_LARGE}))?",
        read_open,
        VAGUE,
    ),
)


@cache
def phrase_patterns() -> tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], Reading], str], ...]:
    """The table, compiled; each with the kind of words without which it does not match."""
    return tuple(
        (kind, re.compile(rf"(?<![\w.,])(?:{pattern})(?!\w)", re.IGNORECASE), reader, need)
        for kind, pattern, reader, need in PHRASES
    )
