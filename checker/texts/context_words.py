"""What the words beside a number tell of it: units, things that are counted, numbers that are names, ages, changes."""

from __future__ import annotations

import re

from checker.texts.date_words import TIME_UNIT
from checker.values.hedges import HEDGES_AFTER, HEDGES_BEFORE
from checker.values.lexicon import UNITS

# --- words of things that are counted ----------------------------------------------------------

_IRREGULAR = (
    "people|men|women|children|cattle|sheep|staff|police|troops|dead|fish|feet|teeth|personnel|crew|livestock"
    "|wounded|injured"
    "|missing|homeless|votes|seats|cases|bodies|civilians|infantry|aircraft|youths|clergy|media|bacteria|data"
)
_NO_PLURALS = (
    "was|is|has|does|says|shows|goes|stands|remains|stays|as|its|his|this|us|yes|thus|plus|minus|across"
    "|unless|less|news|loss|boss|class"
    "|process|success|business|congress|access|crisis|status|campus|always|perhaps|versus|rises|falls|comes"
    "|begins|ends|takes|makes|gets"
    "|opens|lies|sits|runs|leads|leaves|needs|wants|holds|tells|means|towards|afterwards|besides|whereas"
    "|series|gas|canvas|atlas|christmas|lens|corps|else|mars|texas|paris|pass|cross"
)
PLURAL = re.compile(rf"(?!(?:{_NO_PLURALS})\b)(?:{_IRREGULAR}|taxis|[a-z][a-z'’-]*(?<![sui])s)\b(?!['’])")
"""A word that is likely a plural."""
FUNCTION_WORDS = (
    "is|was|are|were|be|been|has|had|have|to|by|and|or|at|on|in|for|from|after|before|since|until|but|as|with"
    "|that|than|who|which|when|it|he|she|they|we|there|this|these|those"
    "|while|of|the|a|an|went|came|said|told|fell|rose|left|began|took|won|lost|met|died|made|gave|got|became"
    "|indicates|signals|shows|suggests|means|not|more|less|most|each|per|a|will|would|may|can|could|should|did|does"
    "|if|so|then|into|over|under|up"
    "|down"
)
NOUN_AHEAD = re.compile(
    rf"(?: (?:more|other|new|further|additional)(?! than))?[ -](?!(?:{FUNCTION_WORDS})\b)[a-z][a-z'’-]+", re.IGNORECASE
)
"""Something that is counted follows."""
PLURAL_AHEAD = re.compile(
    rf" (?:(?:more|other|new|further|additional|young|armed|foreign|male|female|local) )?{PLURAL.pattern}"
)
ONE_OF_PEOPLE = re.compile(
    r" (?:more )?(?:(?:[A-Z][a-z]+(?:an|ese|ish|i|ch|ian)(?: |-born ))?[a-z]+ |[A-Z][a-z]+(?:an|ese|ish|i|ch) )?"
    r"(?:general|colonel|captain|minister|mayor|judge|senator|deputy|official|lawyer"
    r"|priest|baby|girl|nun|monk|tourist|migrant|refugee"
    r"|patient|inmate|detainee|rebel|gunman|bystander|person|man|woman|child|boy|girl|soldier|officer"
    r"|policeman|civilian|student|worker|pilot|passenger|driver|protester"
    r"|doctor|nurse|journalist|fighter|militant|guard|firefighter|teacher|prisoner|hostage|villager|farmer"
    r"|suspect|miner|climber|hiker|skier|swimmer|diver|cyclist|motorist|motorcyclist|pedestrian|pensioner"
    r"|lorry driver|shopper|resident"
    r"|candidate|councillor|player|referee|fan|guest|demonstrator|attacker|robber|burglar|peacekeeper|aid worker|sailor"
    r"|fisherman|survivor|body|case|death|casualty|vote)\b"
    r"(?=(?:,? (?:was|were|is|has|had|died|dead|killed|hurt|injured|wounded|missing|survived|drowned|remains"
    r"|remained|and|from|in|on|fell)\b|[,.;]|$))"
)
MEMBERS = re.compile(r"-(?:members?|person|people|strong|seat|nation|country|man|woman|team|bed|vehicle)\b")

# --- hedges ------------------------------------------------------------------------------------

_HEDGES = "|".join(part for part in HEDGES_BEFORE.split("|") if part not in ("from", "<", ">", "~", "c\\.", "ca\\."))
HEDGE = re.compile(
    rf"(?<![\w$€£])(?P<hedge>{_HEDGES}|north of|south of|(?:no )?longer than|anywhere(?= from| between)"
    rf"|[~≈<>≥≤])\s*(?:an? )?$",
    re.IGNORECASE,
)
UNREAD_SIZE = re.compile(r" ?(?:mil|bil|tril|mille|bin|mld)\b| [mbkMBK]\b", re.IGNORECASE)
"""What may be a magnitude, of several."""
RATE = re.compile(r" per \w", re.IGNORECASE)
RATE_BEFORE = re.compile(
    r"\bper $|\b(?:one|two|three|four|five|\d) in(?: every)? $|\bfactor of $|\bof every $", re.IGNORECASE
)
BRINGS_IT = re.compile(
    r"\b(?:brings?|bringing|brought|takes?|taking|took|raise[sd]?|raising|boost(?:s|ed)?)\b", re.IGNORECASE
)
"""What goes before up to without a hedge: it brings the total up to 1,000."""
CREPT_UP = re.compile(
    r"\b(?:crept|creeping|creeps|tick(?:s|ed|ing)|inch(?:es|ed|ing)|edg(?:es|ed|ing)|went|going|goes|gone|climb(?:s|ed)"
    r"|shot|mov(?:es|ed)|jump(?:s|ed)|rose|risen|rises|nudged|pushed|picked|(?<!can )(?<!may )(?<!could )(?<!might )"
    r"(?:go|creep|tick|inch|edge|move|moving|shoot|shooting|pick|pull|push|nudge|catch|speed)) up to $",
    re.IGNORECASE,
)
"""Where up to is no hedge: it ticked up to 5.1%; but it could go up to 5,000."""
RISE_UP = re.compile(
    r"(?<!can )(?<!may )(?<!could )(?<!might )\b(?:climb|climbing|jump|jumping|rise|rising) (?:up to )?$", re.IGNORECASE
)
"""The same of an amount; of a percentage it may be by how much: prices may rise up to 5%."""
AS_HEDGE = {
    "longer than": "more than",
    "no longer than": "up to",
    "north of": "more than",
    "south of": "fewer than",
    "anywhere": "",
}
MORE = re.compile(r"(?<!\w)(?:(?:an )?additional|another|a further|further|extra)\s$", re.IGNORECASE)
AFTER = re.compile(
    rf"(?: ?(?P<plus>\+)|-(?P<plus2>plus)\b|(?P<odd>[- ]odd)\b| (?P<after>{HEDGES_AFTER})\b)", re.IGNORECASE
)
_COMPARATIVES = (
    "thinner|thicker|longer|shorter|taller|heavier|lighter|faster|slower|quicker|deeper|shallower|wider|narrower|higher|lower"
    "|bigger|larger|smaller|older|younger|stronger|weaker|cheaper|dearer|warmer|colder|cooler|hotter|later|earlier|sooner"
    "|closer|nearer|further|farther|better|worse|brighter|louder|richer|poorer|steeper"
)
UNREAD_BEFORE = re.compile(
    r"(?<!just )\bshy of $|\b(?:best|better|greater) part of $|±\s?$|\+/-\s?$"
    r"|\b(?:as (?:high|low|large|small|long|short|far(?: away| apart| afield)?|tall|deep|heavy|light|fast|slow|late"
    r"|early|old|young|big|strong|wide|thin|near|close|recently|often|cold|warm|hot) as(?: an?)?|number in the) $"
    r"|(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbe )(?<!\bbeen )(?<!\bnow )(?<!\bstill )\bshort"
    r" of (?:an? |(?<!fell short of )(?<!fall short of )(?<!falls short of )(?<!fallen short of )the )?$"
    r"|\b(?:getting on for|pushing|nudging|approaching|nearing|verging on|bordering on) (?:an? |the )?$"
    r"|(?<!\bfor )(?<!\blasted )(?<!\blast )(?<!\blasts )(?<!\bwaited )(?<!\bwait )(?<!\bwaiting )(?<!\btook )"
    r"(?<!\btakes )(?<!\btake )(?<!\bheld )(?<!\bno )(?<!\bis )(?<!\bwas )(?<!\bwere )(?<!\bare )\blonger"
    r" than (?:an? |about |around |some )?$"
    rf"|\b(?!longer)(?:{_COMPARATIVES}) than (?:an? |about |around |some )?$",
    re.IGNORECASE,
)
UNREAD_AFTER = re.compile(r"\s?(?:±|\+/-)")

# --- units -------------------------------------------------------------------------------------

PERCENT = re.compile(r" ?%| ?per ?cent\b| pct\b|[ -]percentage points?\b|-percent\b", re.IGNORECASE)
TIME = re.compile(
    rf"[ -](?:(?:full|consecutive|straight|more|further|whole|working)"
    rf" )?(?P<unit>(?:{TIME_UNIT})s?)\b(?P<old>[- ]olds?\b| of age\b)?",
    re.IGNORECASE,
)
RELATIVE_AFTER = re.compile(
    r"['’]?(?: (?:\w+ )?)?(?:after|later|earlier|before|into|prior|hence|ago|on(?=,))\b", re.IGNORECASE
)
_WRITTEN_UNITS = {
    "mm": "mm|millimet(?:re|er)s?",
    "cm": "cm|centimet(?:re|er)s?",
    "square kilometres": "km2|km²|sq\\.? km|square kilomet(?:re|er)s?",
    "square metres": "m2|m²|square met(?:re|er)s?",
    "cubic metres": "m3|m³|cubic met(?:re|er)s?",
    "square miles": "square miles?|sq\\.? miles?",
    "km/h": "km/h|kmh|kph|(?:kilomet(?:re|er)s?|km|kms) (?:per|an) hour",
    "mph": "mph|miles (?:per|an) hour",
    "knots": "knots?",
    "km": "km|kilomet(?:re|er)s?",
    "metres": r"met(?:re|er)s?|m(?= (?:high|tall|wide|deep|long|thick)\b)",
    "miles": "miles?",
    "feet": "feet|foot|ft",
    "inches": "inch(?:es)?",
    "kg": "kg|kgs|kilos?|kilogram(?:me)?s?",
    "grams": "gram(?:me)?s?|g",
    "tonnes": "metric tons?|tonnes?",
    "tons": "tons?",
    "ounces": "ounces?|oz",
    "hectares": "hectares?|ha",
    "acres": "acres?",
    "litres": "lit(?:re|er)s?",
    "gallons": "gallons?",
    "barrels": "barrels?|bbl",
    "MW": "MW|megawatts?",
    "GW": "GW|gigawatts?",
    "kW": "kW|kilowatts?",
    "C": "°? ?C|°C|degrees? Celsius|degrees? C",
    "F": "°? ?F|degrees? Fahrenheit|degrees? F",
    "degrees": "degrees?|°",
    "nautical miles": "nautical miles?",
    "bushels": "bushels?",
    "Richter": "on the Richter scale",
    "carats": "carats",
    "hPa": "hPa|hectopascals?|millibars?|mb",
}
_NO_UNIT_IN_A_TEXT = ("time", "calendar", "percentage points", "angle", "temperature")
"""Dimensions that are read elsewhere, or with care."""
_MONEY_AS_WELL = frozenset({"pound", "pounds"})


def _other_units() -> dict[str, str]:
    """The lexicon's other units, by the name that values have: their signs, and the words that are long enough."""
    known = re.compile("|".join(_WRITTEN_UNITS.values()))
    others = {}
    for unit in UNITS:
        if unit.dimension in _NO_UNIT_IN_A_TEXT:
            continue
        words = {name for name in (unit.name, unit.plural, *unit.names) if name}
        words |= {f"{name}s" for name in words if re.fullmatch(r"[a-z]{4,}(?:[ -]hour)?", name) and not unit.plural}
        fitting = {word for word in words if len(word) > 2 and not known.fullmatch(word)} - _MONEY_AS_WELL
        if fitting:
            others[unit.plural or unit.name] = "|".join(
                re.escape(word) for word in sorted(fitting, key=lambda w: (-len(w), w))
            )
    return others


# "kilowatt hours" comes before "kilowatts"
_UNITS = _other_units() | _WRITTEN_UNITS
UNIT_AFTER = re.compile(
    r"[ \u00a0-]?(?:" + "|".join(f"(?P<u{n}>{words})" for n, words in enumerate(_UNITS.values())) + r")(?![\w/])"
    r"(?: (?:high|long|wide|deep|tall|thick)\b)?"
)
UNIT_NAMES = tuple(_UNITS)
METRES_AHEAD = re.compile(
    r" (?:high|long|wide|deep|tall|thick|away|above|below|from|apart|down|ahead|off|x|by)\b|[- ](?:high|long"
    r"|wide|deep|tall)\b"
)
MAGNITUDE_BEFORE = re.compile(r"\bmagnitude(?: of)?[- ]$", re.IGNORECASE)
MAGNITUDE_AFTER = re.compile(r"[- ]magnitude\b| on the Richter scale\b", re.IGNORECASE)
TIMES_AFTER = re.compile(r"[ -](?:times|fold|x)\b|x\b", re.IGNORECASE)

SECOND_UNIT = re.compile(
    r"(?:(?: and|,) (?:an?|half an?)|(?: and|,)? (?:\d{1,3}(?:\.\d+)?|(?:one|two|three|four|five|six|seven|eight"
    r"|nine|ten|eleven|twelve"
    r"|[a-z]+teen|[a-z]+ty)(?:-[a-z]+)?)) ?(?:months?|weeks?|days?|hours?|minutes?|mins?|seconds?|inch(?:es)?"
    r"|in)\b(?!['’])"
)
SECOND_UNIT_BEFORE = re.compile(
    r"(?:years?|months?|weeks?|days?|hours?|minutes?|feet|ft|stone|st|lbs?|pounds)(?: and|,)? $"
)

# --- numbers that are names, ages, times -------------------------------------------------------

_HEADS = (
    "Nos?|Number|Numbers|Resolution|Resolutions|Articles?|Sections?|Chapters?|Order|Act|Bill|Flight|Route"
    "|Highway|Rooms?|Case|Pages?|Phase"
    "|Type|Model|Boeing|Airbus|Division|Unit|Level|Line|Gate|Channel|Area|Group|Title|Rules?|Regulation"
    "|Directive|Law|Decree|Bus|Platform"
    "|Ward|Form|Radio|Annex|Annexe|Schedule|Year|Grade|Judgement|Judgment|Paragraph|Clause|Part|Stage|Tier"
    "|Class|Zone|Sector|District"
    "|Block|Block|Exit|Pier|Terminal|Episode|Season|Max|Mark|Apollo|Windows|Figure|Table|Appendix|Item|Lot"
    "|Agenda|Goal|Protocol|Amendment"
    "|Camp|Box|Day|Week|Month|Round|Squad|Squadron|Sections|Interstate|Autobahn|Runway|Tower|Building"
    "|Apartment|Studio|Formula|Psalm|Category|Cat|Band|Bay|Kilomet(?:re|er)|Mile|Junction|Lane|Row|Seat|Pool|Hall|Dock"
    "|Photo|Picture|Image|Slide|Gallery|Share|Size|Hymn|Proposition|Prop|Verse|Version|Core|Ryzen|Comments"
    "|Berth|Trench|Pit|Shaft|Heat|Match|Leg|Lap|Hole|Table|Key Stage|Strain|Booth|Checkpoint|Pump|Turbine|Reactor"
)
_LOWER_HEADS = (
    "numbers?|numbered|nos?\\.|page|pages|room|cell|chapter|chapters|section|sections|article|articles|clause"
    "|paragraph|platform|gate|channel"
    "|size|hymn|psalm|proposition|ranked|seeded|bus|tram|train|squad|squadron|battalion|brigade|regiment|junction"
    "|box|day|week|month|year|round|lap|lot"
    "|class|seat|row|aisle|carriage|coach|cabin|berth"
    "|verse|version|episode|apartment|flat|terminal|lane|category|ward|courtroom|resolution|rule|grade|phase|stage"
)
REFERENCE_BEFORE = re.compile(
    rf"(?<!\w)(?P<head>(?-i:{_HEADS})\.?(?: (?:No\.?|Number|Max))?) ?#?$|(?<!\w)(?:type|section|article"
    rf"|clause|chapter|hepatitis|(?:gale|storm|hurricane)[ -]force|(?-i:ICE|TGV|ICN|IC|EC|HMS|USS)) $|#$|№ ?$"
    r"|(?<!\w)(?<!to )(?<!will )(?<!could )(?<!may )(?<!would )(?<!might )(?<!and )top $",
    re.IGNORECASE,
)
LOWER_REFERENCE_BEFORE = re.compile(
    r"(?<!\bthis )(?<!\blast )(?<!\bnext )(?<!\beach )(?<!\bevery )(?<!\bpast )(?<!\bsame )(?<!\bper )(?<!\ba )"
    rf"(?<!\w)(?:{_LOWER_HEADS})(?: no\.?| number)? ?#?$",
    re.IGNORECASE,
)
"""Year 3; but this year 1,940 have come."""
LISTED_AFTER = re.compile(r"(?:,|,? and|,? or| to|,? &| ?[-–]) ?$")
NAME_BEFORE = re.compile(r"(?<!\w)(?P<word>[A-Z][\w&'’.-]*) $")
PLACE_OR_TIME_BEFORE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|[Aa]cross|[Aa]round|[Oo]utside|[Tt]hroughout|on|to|of|says?|said|tells?"
    r"|told|after|since|by|until"
    r"|before|with|and"
    r"|for|against|between|gave|gives|give|given|sends?|sent|pays?|paid|offer(?:s|ed)?|cost|costs|owes?|lends?"
    r"|lent|fined?|sells?|sold|promised?|hands?|handed"
    r"|delivers?|delivered)"
    r" (?:the |its |his |her |their )?(?:[A-Z][\w&'’.-]* ){1,4}$"
)
"""In Zamfara 32 villagers died; the blast cost Acme 12 trucks."""
GLUED_BEFORE = re.compile(r"(?<![A-Za-z])[A-Za-z]{1,20}[-/–]?$")
STREET_AFTER = re.compile(
    r"[A-Z]? (?:[A-Z][\w'’]+ ){1,3}(?:Road|Street|Avenue|Lane|Drive|Square|Place|Way|Boulevard|Terrace|Rd|St|Ave)\b"
    r"|,? (?:rue|avenue|via|calle|rua|boulevard|piazza|plaza|ulica|jalan) "
)
BROADCAST_AFTER = re.compile(r" ?(?:FM|AM|MHz|kHz|GHz|GB|MB|Hz)\b")
SCORE_AFTER = re.compile(r"[-–/:](?P<second>\d{1,3})(?P<rest>.{0,40})", re.DOTALL)
SCORE_BEFORE = re.compile(r"(?<!\d)\d{1,4}[-–/:]$")
INNINGS_AFTER = re.compile(
    r" for (?P<wickets>\d{1,2})\b(?![,.]?\d)"
    r"(?=.{0,30}\b(?:tea|lunch|stumps|wickets?|innings|overs|(?:\d(?:st|nd|rd|th)|[a-z]+th) over|declared|close)\b)",
    re.DOTALL,
)
"""212 for 6 at tea."""
AIRLINER = re.compile(r"7\d7|A3[0-9]0")
CARRIER_AFTER = re.compile(r" (?:flight|service|train|bus|ferry|from [A-Z])\b")
WORTH_BEFORE = re.compile(
    r"\b(?:worth|costs?|costing|priced at|paid|pays|earns?|earned|owes?)"
    r"(?: (?:about|some|around|nearly|over|up to|more than|at least))? $",
    re.IGNORECASE,
)
TEMPERATURE_BEFORE = re.compile(
    r"\btemperatures?(?: (?:of|was|were|is|reached|hit|at|fell|rose|dropped|to|above|below))+ $"
)
PART_OF_A_SPAN_BEFORE = re.compile(r"\b(?:first|last|final|opening|closing) $", re.IGNORECASE)
PART_OF_A_SPAN_AFTER = re.compile(r" of (?:the|this|that|last|next|his|her|its|their|\d{4})\b")
TERM_BEFORE = re.compile(r"\b(?:sentenced to|jailed for|prosecutors? (?:had )?(?:asked for|sought)) $", re.IGNORECASE)
"""A number of years that is not said to be one."""
IN_TURN_BEFORE = re.compile(r"\d[^.;]{1,60}, (?:and )?the (?:[A-Z][\w’'-]+ ){1,3}$")
"""One body had counted 31, the Relief League 35."""
FAR_YEAR = re.compile(r"2[12]\d\d")
POINTS_AFTER = re.compile(r"[ -](?P<basis>basis )?points?\b", re.IGNORECASE)
POINTS_OF_A_SHARE = re.compile(r"%|per ?cent\b|\bmargin of error\b|\byields?\b|\binterest rates?\b", re.IGNORECASE)
POINTS_OF_A_VOTE = re.compile(
    r"\b(?:polls?|surveys?|referendum|turnout|approval|opinion polls?|in the polls|support for|(?:her|his|their"
    r"|its) (?:poll )?lead"
    r"|swing|ballot|electorate|by-election)\b",
    re.IGNORECASE,
)
POINTS_OR = re.compile(r"[ -]points?,? or ", re.IGNORECASE)
CALL_BEFORE = re.compile(r"\b(?:call|calls|called|dial|phone|ring|text|hotline|helpline)(?: on)? $", re.IGNORECASE)
O_CLOCK_AFTER = re.compile(r" o['’]clock")
O_CLOCK_BEFORE = re.compile(r"\b(?:half|quarter|minutes) (?:past|to) $", re.IGNORECASE)
AGE_BEFORE = re.compile(
    r"\b(?:aged?|ages)(?: of)?(?: between| from)? $|\bboth $|\bwho(?:['’]s| is| was) $|\b(?:he|she)(?:['’]s|"
    r" is| was) (?:only |just )?$"
    r"|(?:\b(?:was|is|were)|,) (?:then|now|still) (?:aged )?$|\bturn(?:s|ed|ing)? $|\b(?:died|retired|married"
    r"|widowed) at $|\(aged $",
    re.IGNORECASE,
)
AGE_LIMIT_BEFORE = re.compile(
    r"\b(?:children|people|those|anyone|everyone|everybody|nobody|no[ -]one|someone|somebody|adults|men|women|boys"
    r"|girls|pupils|kids|infants|babies|citizens"
    r"|residents|drivers|players|patients|voters|workers|pensioners|[A-Z][a-z]+(?:ans|ians|ons|ese"
    r"|ish))(?: who are)?(?: aged?)? (?:under|over|above|below)(?: the age of)? $"
    r"|\baged (?:under|over|above|below) $|\b(?:is|are|was|were|be) (?:under|over|still under) $"
    r"|\b(?:boy|girl|child|baby|toddler|man|woman|son|daughter|teenager|youth|grandmother|grandfather) of $",
    re.IGNORECASE,
)
"""Children under 12 travel free."""
AGE_IN_LEFT = re.compile(r"\bage\b(?!\w)", re.IGNORECASE)
AGE_LEFT = re.compile(r"[A-Za-z.'’]{2,}, $")
AGE_RIGHT = re.compile(r",|\.(?:\s|$)| and \d{1,3},|\)?$")
TENS_OF_LIFE = re.compile(r"\b(?:his|her|their)(?: (?:early|mid|late)[ -])? ?$", re.IGNORECASE)
STANDS_AT = re.compile(
    r"\b(?:stands?|stood|stay(?:s|ed)?|peak(?:s|ed)?|dead|injured|wounded|missing|displaced|homeless|is|was|put|puts"
    r"|estimated"
    r"|remains?|remained"
    r"|set|capped|steady|number|toll|figure|count"
    r"|total|crowd|running|population|membership|intake"
    r"|turnout|estimate|tally) at $|\bvotes against $",
    re.IGNORECASE,
)
PREPOSITION = re.compile(r"\b(?:at|on|in|under|over|above|below|near|via|against|until|till|around) $", re.IGNORECASE)

# --- years -------------------------------------------------------------------------------------

YEAR_BEFORE = re.compile(
    r"(?<!\w)(?P<word>in|since|until|till|by|during|from|after|before|around|between|year|years|circa|and|to"
    r"|of|for|early|late|mid|or)[ -]$",
    re.IGNORECASE,
)
NUMBERED_BEFORE = re.compile(r"No\. ?\d{1,5}, $")
AMOUNT_OF = re.compile(
    r"(?:\btotal|group|crowd|fleet|force|team|number|batch|army|population|capacity|maximum|minimum|average"
    r"|figure|toll|estimate|list"
    r"|quota|staff|crew|convoy|garrison|contingent|consisting|all|\d[\d,]*) of $",
    re.IGNORECASE,
)
EVENT_AHEAD = re.compile(
    r" (?:(?:[a-z-]+|[A-Z]\w+) )?(?:election|elections|vote|war|crisis|law|census|season|poll|budget|deal|coup"
    r"|earthquake|quake|flood|revolution|constitution"
    r"|Games|Olympics|Cup|referendum|protests|uprising|invasion|pandemic|recession|treaty|accord|agreement"
    r"|report|edition|floods|tsunami)\b"
)

# --- changes -----------------------------------------------------------------------------------

CHANGE_WORDS = (
    r"rose|rise|rises|risen|rising|fell|fall|falls|fallen|falling|grew|grow|grows|grown|growing"
    r"|increase[sd]?|easing|increasing|decrease[sd]?"
    r"|drop(?:s|ped)?|jump(?:s|ed)?|climb(?:s|ed)?|slip(?:s|ped)?|slid|slide[sd]?|dip(?:s|ped)?|surge[sd]?"
    r"|soar(?:s|ed)?|plunge[sd]?|shrank|shrink"
    r"|shrunk|cut|cuts|raise[sd]?|lift(?:s|ed)?|lower(?:s|ed)?|revise[sd]?|correct(?:s|ed)?"
    r"|went|go|goes|going|gone|raising|cutting|lowering|lifting|moving|reducing|expanding"
    r"|(?<!turned )(?<!set )(?<!blew )(?<!built )(?<!shot )(?<!made )(?<!taken )(?<!broke )(?:up|down)"
    r"|double[sd]?|tripled?|halved?"
    r"|ease[sd]?|reduce[sd]?|expand(?:s|ed)?|extend(?:s|ed)?|swell(?:s|ed)?|doubled|trebled|brought|bring"
    r"|brings|bringing|taking|pushing|widen(?:s|ed)?|narrow(?:s|ed)?"
    r"|lost|gain(?:s|ed)?|sank|sink|sunk(?= to)|(?:length|short|deep)en(?:s|ed|ing)?"
    r"|decline[sd]?|edged|ticked|inched|changed|moved|slow(?:s|ed)?|sheds?|closed"
    r"|quickened|lowered|swelled|swollen|topped up|quadruple[sd]?|quintupled|treble[sd]?|triples|halve[sd]?"
    r"|accelerate[sd]?|cool(?:s|ed)?(?= to\b| from\b| by\b)"
    r"|improve[sd]?|worsen(?:s|ed)?|recover(?:s|ed)?|rebound(?:s|ed)?|tumble[sd]?|leap(?:s|t|ed)?|balloon(?:s|ed)?"
    r"|dwindle[sd]?|contract(?:s|ed)|weaken(?:s|ed)?|strengthen(?:s|ed)?|firmed|plummet(?:s|ed)?|slump(?:s|ed)?"
    r"|skyrocketed|spiked"
    r"|hike[sd]?|slash(?:es|ed)?|trim(?:s|med)?|pared|upped|adjusted|updated|downgraded|upgraded"
)
CHANGE_VERB = re.compile(rf"\b(?:{CHANGE_WORDS})\b", re.IGNORECASE)
