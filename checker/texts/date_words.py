"""The words of which dates are made: months, weekdays, numbers, units of time; and what tells past from future."""

from __future__ import annotations

import re
from enum import StrEnum

from checker.texts.past_events import begins_a_clause, has_happened
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
_FUTURE = (
    r"will|['’]ll|would|shall|plan(?:s|ned)? (?:to|for)|planning to|expect(?:s|ed)?|due|set (?:to|for)|scheduled"
    r"|upcoming|going to|soon|intends?"
    r"|(?:forecast|predicted|tipped|poised|slated|bound|eager|keen) to|promis(?:es|ed)|to be|should|(?:is|are) to"
    r"|needs? (?:[\w,]+ ){1,3}to|takes? place|(?:goes|go) (?:up|down)|(?:rises|increases|falls|drops|climbs"
    r"|halves|doubles) (?:by|to"
    r"|from)|next (?:[\w'’-]+ ){1,3}(?:is|are)\b|(?:is|are) (?:also |very |most )?(?:likely|possible"
    r"|forecast|predicted)|to (?:meet|leave"
    r"|open|begin|start|hold|vote"
    r"|take)|unless"
    r"|hints? at|hinted at|plans? (?:an?|another|more|further) |when (?:he|she|it|they) (?:is|are)\b"
    r"|(?:is|are) (?:sending|leaving|arriving|holding|meeting|opening|coming|returning|back|playing|voting|facing"
    r"|going|hosting|calling|travelling|flying|being (?:held|opened|launched))"
    r"|(?:(?-i:may)|might|must|can|could)(?! (?:not )?have\b| well have\b| not\b)|(?:hopes?|wants?|aims?|threatens?"
    r"|(?:un)?likely|certain|about|preparing|hoping|aiming|threatening) to"
)
_SCHEDULED = (
    r"(?<!\bthe )(?<!\ba )(?<!\ban )(?<!\bof )(?<!\bhis )(?<!\bher )(?<!\bits )(?<!\btheir )(?<!\bto )"
    r"(?:(?:meets?|opens?|reopens?|starts?|begins?|resumes?|returns?|votes?|plays?|closes?|leaves?|arrives?"
    r"|enters?|turns|expires?|ends?|continues?|concludes?|convenes?|visits?|travels?|launches|premieres?|appears?"
    r"|runs?(?! (?:\w+ )?from\b)|lasts|flies"
    r"|gathers?|sits?|stays?|remains?|becomes?|departs?|falls? due|kick off|lapses?|elects?|celebrates?|addresses"
    r"|comes?|runs? out|takes? (?:effect|place)|go(?:es)? to the polls|go(?:es)? on(?: \w+)?|kicks? off"
    r"|gets? under way|takes? (?:it|them|this) up|hosts?)(?: \w+){0,2}(?: on| in| at| until| till| from| to"
    r"| before)?(?: the)?"
    r"|(?:meets|opens|starts|begins|resumes|votes|plays|hosts|faces|open|enters?|visits|travels|convenes|continues"
    r"|concludes)(?: \w+){3,5} on) ?$"
)
_POSTPONED = (
    r"(?:put off|put back|postponed|delayed|adjourned|deferred|extended|pushed back|remanded|suspended|moved"
    r"|rescheduled)(?: \w+){0,6} (?:until|till|to|for) ?$"
)
_CALLED_FOR = (
    r"(?:called|announced|arranged|convened|fixed|slated|billed|booked|summoned|posted|listed|tabled|expected|needed"
    r"|forecast|invited"
    r"|pencilled in|planned|ready)(?: \w+){0,2} for ?(?:the )?$"
)
_IS_ON = r"(?<!who )(?<!which )(?:is|are|falls)(?: held)?(?: on| in)? ?$"
_PAST = (
    r"having (?:[a-z]+ed|forecast)\b(?! to\b)|having(?! (?:to|an?|the|his|her|its|their)\b)"
    r"|(?!(?:need|feed|speed|breed|exceed|proceed|succeed|indeed|hundred|red|bed|seed)\b)[a-z]+ed|was|were|had"
    r"|did(?! not\b)|said"
    r"|told|left|went|came|fell|rose|began|held|met|took|got|made|gave|won|lost"
    r"|broke|struck|cost(?! of\b)"
    r"|hit|shot|sank|ran|spoke|fled|found|saw|became|brought|sent|hurt|rain(?:ed)|quit|kept|led|drew|blew|burnt|hurt"
    r"|seen|taken|given|stolen|born|thrown|fallen|sworn|beaten|begun|frozen|hidden|shown|flown|driven|written|spoken"
    r"|cut|put|burst|spread|split|beat|swept|wrote|chose|drove|flew|fought|paid|rode|threw|swam|stole|sold|built"
    r"|bought|caught|heard|felt"
    r"|overtook|slid|slipped|sank|shut|slept|stood|sat|lay(?! off)|grew|shrank"
    r"|bade|rang|drank|swore|woke|hid|shook|forgot|understood|withdrew|undertook|arose|bent|bled|bound|bred|clung"
    r"|crept|dug"
    r"|flung|forbade|forgave|hung|knelt|knew|lent|lit|meant|sang|shone|sprang|strove|stuck|stung|swung|taught"
    r"|thought|tore"
    r"|wept|wove|spent|sought|fed|froze|gave|dealt|drew|drove|fell|laid|left|read|rose|seized|swore|wound"
)
_WAS_TO_BE = re.compile(
    r"\bwould have (?:been|[a-z]+ed|won|gone|come|taken|begun)\b(?: \w+){0,4} ?$|\b(?:originally|initially"
    r"|previously|first) (?:due|set|scheduled|planned|billed|slated|fixed)\b(?: \w+){0,3} ?$"
    r"|\b(?:was|were|had been)(?: originally| initially| previously)?"
    r" (?:due|set|scheduled|to|expected|supposed|slated|planned|meant|billed)\b(?: (?!and\b|but\b)[\w'’-]+){0,5} ?$",
    re.IGNORECASE,
)
"""It was due to open on Monday: which Monday is not said."""
_BEGINS = re.compile(
    r"\b(?:declared|ordered|imposed|introduced|issued|called(?! off| up| out| in)|calling|calls|demand(?:s|ed|ing)?"
    r"|announced|urged"
    r"|pressed)(?: \w+){0,2} (?:for )?(?:an? "
    r"|the )?(?:[\w'’-]+ ){1,5}"
    r"(?:on|in|from|for) ?$|\b(?:walkout|strike|boycott|ban|curfew|holiday|break|leave|alert|warning|truce|tour"
    r"|(?<!will )(?<!to )run)s? from ?$|\b[Tt]ickets for (?:[\w'’-]+ ){1,6}(?:on|in) ?$"
)
"""What is called from a day on."""
_NEXT_VERB = re.compile(
    rf"\b(?:(?P<future>{_FUTURE})"
    rf"|(?<!\bbe )(?<!\bis )(?<!\bare )(?<!\bwill )(?<!\bwould )(?<!\bmay )(?<!\bcould )(?<!\bto )(?<!\bcan )"
    rf"(?P<past>{_PAST}))\b",
    re.IGNORECASE,
)
_HAS_A_DAY = re.compile(
    rf"\b(?:agreed|decided|pledged|vowed|resolved|voted|promised) (?:(?:on|last) (?:{WEEKDAY})|yesterday) to [a-z]+"
    rf"(?: (?!(?:{_PAST})\b)(?:\d[\d,.]*\d|[\w'’%$£€-]+))* (?:on|in|from) ?$"
    r"|\b(?:has|have|is|are)\b(?: (?!had\b|was\b|were\b)[\w'’-]+){1,6} (?:strike|walkout|stoppage|boycott|curfew)s?"
    r" (?:starting|beginning)(?: on| in| from)? ?$|\b(?:plays?|faces?|meets?) the winners?(?: \w+){1,6} (?:on|in) ?$",
    re.IGNORECASE,
)
"""They agreed on Sunday to meet in July; they have called a strike starting on Monday: that day is to come."""
IS_A_HOLIDAY = re.compile(
    r" is (?:an?|the) (?:rest day|public holiday|bank holiday|national holiday|holiday|day off|deadline|last day)\b"
)
"""What is said of a day to come: Monday is a rest day."""
_SCHEDULED_BEFORE = re.compile(rf"\b(?:{_SCHEDULED}|{_POSTPONED}|{_CALLED_FOR}|{_IS_ON})", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;:.](?!\d)|\b(?:and|but|who|which|that|while|after|before|when|as)\b", re.IGNORECASE)
_FRONTED = re.compile(
    r"^\W*(?:(?:on|by|in|from|until|starting|later|earlier|but|and|late|early|at dawn|at (?:midnight|noon)|overnight"
    r"|the (?:early hours|small hours|night|evening|morning|afternoon) of|around|shortly before midnight)\W*)*$",
    re.IGNORECASE,
)
_INTENDED = re.compile(
    r"\b(?:agreed|threatened|vowed|pledged|decided|planned|hoped|wanted|intended|offered|invited|aimed|meant|promised"
    r"|voted|volunteered|elected|opted|resolved)(?: \w+){0,2} to (?!the\b|a\b|an\b|his\b|her\b|its\b|their\b)[a-z]+"
    r"(?: [\w'’$£€-]+)*,? (?:on|in|from|until|by|before|at|this|next|early|late)? ?$"
    r"|(?<!having )(?<!is )(?<!are )(?<!been )\bpromised(?! to\b)(?: [\w'’$£€-]+){1,6} (?:on|in) ?$",
    re.IGNORECASE,
)
"""They agreed to meet on Monday: it may be the meeting that is then, or that they agreed."""
_WAS_CHANGED = re.compile(
    r",? (?:was|were|has been|have been|had been) (?:then |later |now )?(?:put off|postponed|delayed|cancelled|canceled"
    r"|called off|moved|scrapped|dropped|rescheduled|deferred|abandoned|shelved|brought forward)\b"
)
"""The vote set for Tuesday was put off."""
_HOUR_BEFORE = re.compile(
    r"(\b(?:until|till|for|from|at|by|before) )(?:about |around )?"
    r"(?:\d{1,2}(?:[.:]\d\d)? ?(?:am|pm|a\.m\.|p\.m\.)|\d{1,2}:\d\d|noon|midday|midnight) on $"
)
"""Its owner has until 6pm on 22 February."""
_SHUT_UNTIL = re.compile(
    r"\b(?:cancelled|canceled|closed|shut|grounded|banned|barred|halted|blocked|detained|sealed off)(?: [\w'’-]+){0,6}"
    r" (?:until|till) ?$",
    re.IGNORECASE,
)
"""Ferries were cancelled until Saturday."""
_STILL_UNTIL = re.compile(
    r"\b(?:has|have|is|are|remains?|stays?|does|do|gave|given|gives|giving)\b(?:(?! (?:was|were|had"
    r"|[a-z]+ed that)\b)[^.;,:])*\b(?:until|till)"
    r"(?: at least)? ?$"
)
"""Smog has closed schools until Monday."""
_UNTIL = re.compile(r"\b(?:until|till|from|by) ?$", re.IGNORECASE)
"""They agreed to hold it until March: March is to come."""
_ANOTHER_DAY = re.compile(rf"^,? (?:and|or|to|until) {WEEKDAY}")
"""On Monday and Tuesday it killed nine."""
_FOLLOWS_IT = re.compile(
    r"\b(?:after|following|since|in the wake of|days? after) ?$"
    r"|\b(?:results?|winners?|losers?|outcome|aftermath|victims?|survivors?|death toll|toll|details|footage|verdict"
    r"|fallout|damage) (?:of|from|in) $",
    re.IGNORECASE,
)
"""The results of Sunday's election will be announced."""
_PROMISED = re.compile(r"promised|planned (?:to|for)|expected|intended", re.IGNORECASE)
"""In April he promised to resign."""
_AHEAD_OF = re.compile(
    r"\b(?:ahead of|before|until|till|by|for|prior to|run-up to|from|leading up to|between|till|despite|if|unless|than)"
    r" (?:the )?$",
    re.IGNORECASE,
)
"""Ahead of Sunday's vote thousands rallied: the verb does not tell of the vote."""
_IS_A_NOUN = re.compile(
    r"\b(?:(?!(?<=in )(?:19|20)\d\d )(?!(?<=since )(?:19|20)\d\d )\d(?:[\d,.]*\d)?|two|three|four|five|six"
    r"|seven|eight|nine|ten"
    r"|more|fewer|enough|all|many|most|some|no"
    r"|no-confidence"
    r"|extra|first|second|third|last|whose|[a-z]+ed|[a-z]+['’]s) $"
)
"""What makes a noun of votes, starts or returns: it failed by two votes on Friday."""
NEAR = 160
"""Code points before a date in which its verb is looked for."""
NEAR_AFTER = 80
"""The same after it."""


class Tense(StrEnum):
    """Whether a date is one that has been, one to come, or either for all that its sentence says."""

    PAST = "past"
    TO_COME = "to come"
    UNCLEAR = "unclear"
    NOT_SAID = "not said"  # a date without a sentence


_CAPTION = re.compile(
    r"^\W*(?:(?:FILE )?(?:PHOTO|Photo|PICTURE|Picture|IMAGE|Image|CAPTION|Caption|PICTURED|Pictured)\b"
    r"|(?:An? |Two |Three )?(?:[a-z]+ )?(?:[Mm]an|[Ww]oman|[Bb]oy|[Gg]irl|[Cc]hild|[Pp]eople|[Rr]esidents?|[Ww]orkers?"
    r"|[Pp]rotesters?|[Ss]upporters?|[Ss]oldiers?|[Ff]irefighters?|[Vv]illagers?|[Mm]ourners?|[Ff]ans?|[Vv]oters?"
    r"|[Ff]armers?|[Mm]igrants?|[Rr]escuers?|[Pp]olice|[Oo]fficers?|[Pp]edestrians?|[Vv]isitors?|[Cc]hildren|[Ww]omen"
    r"|[Mm]en) (?:carry|wave|stand|walk|look|sit|hold|hug|ride|clear|inspect|light|wade|pass|pray|queue|watch|embrace"
    r"|celebrate|comfort|push|pull|shelter|search|rest|react|cheer|gather|shout|chant|clean|lay|kneel)(?:s|es)?\b)"
    r"(?!.*\b(?:will|to be|due|before)\b)"
)
"""A woman carries her dog through floodwater on Monday: what a picture shows."""


def tense(before: str, after: str) -> Tense:
    """Whether a date has been or is to come, by the words of its sentence that stand before it and after it.

    The nearest verb before it decides; where there is none, as with a date that begins its sentence, the next one.
    """
    before = _HOUR_BEFORE.sub(r"\1", before[-NEAR:])
    if has_happened(before, after) or _CAPTION.match(before):
        return Tense.PAST
    if begins_a_clause(before):
        before = ""
    if (certain := _said_by_what_is_before(before)) is not None:
        return Tense.UNCLEAR if _WAS_CHANGED.match(after) else certain
    verbs = list(_NEXT_VERB.finditer(before))
    is_after_it = _FOLLOWS_IT.search(before)
    is_to_be = bool(verbs and verbs[-1]["future"])
    if is_to_be and (_WAS_CHANGED.match(after) or is_after_it):
        return Tense.UNCLEAR  # the toll may rise after Wednesday's game
    following = _ANOTHER_DAY.sub("", after[:NEAR_AFTER])
    if _FRONTED.match(before):
        following = following.lstrip(", ")
    end = _CLAUSE_END.search(following)
    ahead = _NEXT_VERB.search(following, 0, end.start() if end else len(following))
    if _is_a_purpose(verbs) and not _UNTIL.search(before):
        return Tense.UNCLEAR
    if verbs and (is_to_be or not _FRONTED.match(before)):
        return Tense.TO_COME if is_to_be or _will_next(ahead) else Tense.PAST
    if ahead is None and not verbs and not _AHEAD_OF.search(before):
        ahead = _verb_of_the_sentence(before, following, end)
    if ahead is None or (is_after_it and ahead["future"]):
        return Tense.UNCLEAR  # after Sunday's vote he will go
    is_to_come = ahead["future"] and not _PROMISED.fullmatch(ahead["future"])
    return Tense.TO_COME if is_to_come else Tense.PAST


def _will_next(ahead: re.Match[str] | None) -> bool:
    """Whether the next word is will: the match on Saturday will."""
    return ahead is not None and bool(ahead["future"]) and ahead.start() <= 1 and not ahead[0].startswith("to ")


def _said_by_what_is_before(before: str) -> Tense | None:
    """What the words right before a date say, whatever the verb of their sentence is; None if they say nothing."""
    if re.search(r"\bsince\s*$", before, re.IGNORECASE):
        return Tense.PAST
    near = before[-NEAR_AFTER:]
    if _HAS_A_DAY.search(before):
        return Tense.TO_COME
    if _WAS_TO_BE.search(near):
        return Tense.UNCLEAR
    scheduled = _SCHEDULED_BEFORE.search(near)
    if scheduled and not _IS_A_NOUN.search(near[: scheduled.start()]):
        return Tense.TO_COME
    if before.rstrip().endswith(("until", "till", "least")) and _STILL_UNTIL.search(before):
        return Tense.TO_COME
    if _SHUT_UNTIL.search(near):
        return Tense.UNCLEAR
    return Tense.UNCLEAR if _BEGINS.search(near) or _INTENDED.search(near) else None


def _verb_of_the_sentence(before: str, following: str, end: re.Match[str] | None) -> re.Match[str] | None:
    """The verb after the comma of what a sentence begins with: in a statement on Sunday, the army said."""
    if end is None or end[0] != "," or not re.match(r"\W*(?:In|At|By|During|After|Following|Late|Early|On)\b", before):
        return None
    return _NEXT_VERB.search(following[end.end() : NEAR_AFTER])


def _is_a_purpose(verbs: list[re.Match[str]]) -> bool:
    """Whether the nearest verb is what somebody did something for: he beat him to take the title on Saturday."""
    if len(verbs) < 2 or not (verbs[-1]["future"] or "").startswith("to "):
        return False
    return verbs[-2]["past"] is not None and verbs[-1]["future"] != "to be"


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
