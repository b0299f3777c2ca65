"""Whether a date has been or is to come, by the words of its sentence beside it."""

from __future__ import annotations

import re
from enum import StrEnum

from checker.texts.compared_dates import is_compared
from checker.texts.date_words import MONTH, WEEKDAY
from checker.texts.past_events import begins_a_clause, has_happened, was_done
from checker.texts.planned_events import came_to_nothing, is_a_noun, is_declared, is_planned, was_not_done

_FUTURE = (
    r"will|['’]ll|would|shall|plan(?:s|ned)? (?:to|for)|planning to|expects?|(?<!\bhad )expected|due|set (?:to"
    r"|for)|scheduled"
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
    r"(?:(?:meets?|opens?|reopens?|finishes|heads|starts?|begins?|resumes?|returns?|votes?|plays?|closes?|leaves?"
    r"|arrives?"
    r"|enters?|turns|expires?|ends?|continues?|concludes?|convenes?|visits?|travels?|launches|premieres?|appears?"
    r"|(?<!ha[dsv] )(?<!have )runs?(?! (?:\w+ )?from\b)|lasts|flies"
    r"|gathers?|sits?|stays?|remains?|(?<!ha[dsv] )(?<!have )becomes?|departs?|falls? due|kick off|lapses?"
    r"|elects?|celebrates?|addresses"
    r"|(?<!ha[dsv] )(?<!have )comes?|runs? out"
    r"|go(?:es)? (?:to|before|into|out|under|head to head)(?: (?!the polls)[\w'’-]+){0,3}|takes? (?:effect"
    r"|place)|go(?:es)? (?:to the polls|live|offline|online|ahead|public|dark|free)"
    r"|retires|shuts|stops|ceases|lands|docks|sails?|sets (?:off|out|sail)|joins|marries|weds|st(?:ands?|eps?) down"
    r"|takes? (?:on|over|up|office|charge)|faces|switches|unveils|publishes|decides|chooses|debuts|airs|screens"
    r"|releases"
    r"|hits (?:cinemas|screens|shops)|hears|tees off|bows out|draws? to a close|winds up|changes hands"
    r"|go(?:es)? on(?: \w+)?|kicks? off"
    r"|gets? under way|takes? (?:it|them|this) up|hosts?)(?: \w+){0,2}(?: on| in| at| until| till| from| to"
    r"| before)?(?: the)?"
    r"|(?:meets|opens|starts|begins|resumes|votes|plays|hosts|faces|open|enters?|visits|travels|convenes|continues"
    r"|concludes)(?: \w+){3,5} on) ?$"
)
_POSTPONED = (
    r"(?:put off|put back|postponed|delayed|adjourned|deferred|extended|pushed back|remanded|suspended|moved"
    r"|rescheduled)(?: \w+){0,6} (?:until|till|to|for) ?$"
    r"|(?:extend(?:s|ed|ing)?|prolong(?:s|ed|ing)?|renew(?:s|ed|ing)?|postpon(?:es|ed|ing)|put back|pushed back"
    r"|delay(?:s|ed|ing)|deferred) [^.;:]{0,70}\b(?:to|until|till) ?$"
)
"""Put off to a day; extended by six months, to 31 July."""
_CALLED_FOR = (
    r"(?:called|announced|arranged|convened|fixed|slated|billed|booked|summoned|posted|listed|tabled|expected|needed"
    r"|forecast|invited"
    r"|pencilled in|planned|ready)(?: \w+){0,2} for ?(?:the )?$"
)
_IS_ON = r"(?<!who )(?<!which )(?:is|are|falls)(?: held)?(?: on| in)? ?$"
_PAST = (
    r"set(?= (?:in|on|last|out|off|up|aside|earlier|back)\b)|"
    r"having (?:[a-z]+ed|forecast)\b(?! to\b)|having(?! (?:to|an?|the|his|her|its|their)\b)"
    r"|(?!closed doors\b|(?:need|feed|speed"
    r"|breed|exceed|proceed|succeed|indeed|hundred|red|bed|seed)\b)[a-z]+ed|was|were|had"
    r"|did(?! not\b)|said"
    r"|told|left|went|came|fell|rose|began|held|met|took|got|made|gave|won|lost"
    r"|broke|struck|cost(?! of\b)"
    r"|hit|shot|sank|ran|spoke|fled|found|saw|became|brought|sent|hurt|rained|quit|kept|led|drew|blew|burnt|hurt"
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
    r"\b(?:declared|ordered(?! (?:about |some |another |more than )?(?:\d|two\b|three\b|four\b|five\b|six\b|dozens\b))"
    r"|imposed|introduced|issued|called(?! off| up| out| in)|calling|calls|demand(?:s|ed|ing)?"
    r"|announced|urged|pressed)(?: (?!(?:in|on|at|to|that)\b)\w+){0,2} (?:for )?(?:an? "
    r"|the )?(?:(?!(?:in|on|at|that)\b)[\w'’-]+ ){1,5}"
    r"(?:on|in|from|for) ?$|\b(?:walkout|strike|boycott|ban|curfew|holiday|break|leave|alert|warning|truce|tour"
    r"|(?<!will )(?<!to )run)s? from ?$|\b[Tt]ickets for (?:[\w'’-]+ ){1,6}(?:on|in) ?$"
)
"""What is called from a day on."""
_NEXT_VERB = re.compile(
    rf"\b(?:(?P<future>{_FUTURE})"
    rf"|(?<!\bbe )(?<!\bis )(?<!\bare )(?<!\bwill )(?<!\bwould )(?<!\bmay )(?<!\bcould )(?<!\bto )(?<!\bcan )"
    rf"(?<!\bbe re-)(?<!\bis re-)(?<!\bthan )(?<!\bas )(?P<past>{_PAST}))\b",
    re.IGNORECASE,
)
_REACHED_NEXT = re.compile(
    r"\b(?:(?:sets?|setting) up(?: an?)?(?: [\w'’-]+){0,3}|(?:qualif(?:y|ied|ies|ying)|fit|ready|doubts?"
    r"|doubtful|squad|favourites?|team"
    r"|side|line-up|available|unavailable|ruled out|warm-up|warming up|pole|pole position|grid) (?:for|of)"
    r"|(?:through|advanced?s?|progress(?:ed|es)?) to"
    r"|(?:booked|booking|earn(?:ed|ing)|secur(?:ed|ing)|claim(?:ed|ing)|seal(?:ed|ing)) (?:an?|their|his|her|its)"
    r" (?:place|spot|ticket|berth|slot)s? in)(?: the)? $",
    re.IGNORECASE,
)
"""They won to set up Sunday's final."""
_BEFORE_NEXT = re.compile(r"\b(?:is|are|has|have)\b[^.;:]*\b(?:before|ahead of|in time for) (?:the )?$")
"""It is the last game before Saturday's final."""
_HAS_A_DAY = re.compile(
    rf"\b(?:agreed|decided|pledged|vowed|resolved|voted|promised) (?:(?:on|last) (?:{WEEKDAY})|yesterday) to [a-z]+"
    rf"(?: (?!(?:{_PAST})\b)(?:\d[\d,.]*\d|[\w'’%$£€-]+))* (?:on|in|from) ?$"
    r"|\b(?:has|have|is|are)\b(?: (?!had\b|was\b|were\b)[\w'’-]+){1,6} (?:strike|walkout|stoppage|boycott|curfew)s?"
    r" (?:starting|beginning)(?: on| in| from)? ?$"
    r"|\b(?:wants?|demands?|demanding|needs?|asks? for|seeks?|seeking|hopes? for|requires?) [^.;:]{2,60} (?:by"
    r"|before) $"
    r"|\b(?:plays?|faces?"
    r"|meets?) the winners?(?: \w+){1,6} (?:on|in) ?$",
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
_INTENTION = (
    r"\b(?:(?:agreed|threatened|vowed|pledged|decided|planned|hoped|wanted|intended|offered|invited|aimed|meant"
    r"|promised"
    r"|voted|volunteered|elected|opted|resolved)(?: \w+){0,2}"
    r"|(?:told|ordered|asked|urged|instructed|advised|warned|required)(?: [\w'’-]+){0,5})"
    r" to (?!(?:the|an?|his|her|its|their|[a-z]+ing)\b)[a-z]+"
    r"(?:(?! (?:and|but|who|which|that|after|when|because)\b)(?:[^.;:,]|[.,](?=\d)|, (?=(?:from|step|up|in)\b)))*,?"
)
_INTENDED = re.compile(
    rf"{_INTENTION} (?:on|in|at|this|next|early|late)? ?$"
    r"|(?<!having )(?<!is )(?<!are )(?<!been )\bpromised(?! to\b)(?: [\w'’$£€-]+){1,6} (?:on|in) ?$",
    re.IGNORECASE,
)
"""They agreed to meet on Monday: it may be the meeting that is then, or that they agreed."""
_INTENDED_UNTIL = re.compile(rf"{_INTENTION} (?:from|until|till|by|before) $", re.IGNORECASE)
"""They agreed to hold it until March."""
WAS_CHANGED = re.compile(
    r",? (?:was|were|has been|have been|had been) (?:then |later |now )?(?:put off|postponed|delayed|cancelled"
    r"|canceled"
    r"|called off|moved|scrapped|dropped|rescheduled|deferred|abandoned|shelved|brought forward)\b"
)
"""The vote set for Tuesday was put off."""
_HOUR_BEFORE = re.compile(
    r"(\b(?:until|till|for|from|at|by|before) )(?:about |around )?"
    r"(?:\d{1,2}(?:[.:]\d\d)? ?(?:am|pm|a\.m\.|p\.m\.)|\d{1,2}:\d\d|noon|midday|midnight|dawn|dusk)"
    r"(?: local time| GMT| ET| BST)? (?:on )?$"
)
"""Its owner has until 6pm on 22 February."""
_LIST_BEFORE = re.compile(rf"(?:(?:{MONTH}|{WEEKDAY}|\d{{1,2}} {MONTH}|{MONTH} \d{{1,2}})(?:, ?|,? (?:and|or) ))+$")
"""In January, March and July: each is as the first one."""
_SHUT_UNTIL = re.compile(
    r"\b(?:cancelled|canceled|closed|shut|grounded|banned|barred|halted|blocked|detained"
    r"|sealed off)(?: [\w'’-]+){0,6}"
    r" (?:until|till) ?$",
    re.IGNORECASE,
)
"""Ferries were cancelled until Saturday."""
_OFFERED_UNTIL = re.compile(
    r"\b(?:offer(?:s|ed|ing)?|g[ai]ves?|giving|grant(?:s|ed|ing)?|allow(?:s|ed|ing)?|available|extend(?:s|ed"
    r"|ing)?|valid)\b"
    r"[^.;:]*\b(?:until|till) ?$",
    re.IGNORECASE,
)
"""They offered seats until Friday."""
_FROM_A_DAY = re.compile(
    r"\b(?:(?:passed|approved|adopted|backed|signed|decreed|unveiled|voted (?:for|to)|agreed)\b[^.;:]{0,70}"
    r"|(?:applies|apply|bans|takes effect|take effect|comes into force|come into force)(?: [\w'’-]+){0,4} )from ?$",
    re.IGNORECASE,
)
"""They passed a law that bans it from 1 July."""
_DECIDED_FROM = re.compile(
    r"\b(?:bann(?:ed|ing)|ban(?:s)?|halt(?:s|ed)?|suspend(?:s|ed)?|end(?:s|ed)?|scrap(?:s|ped)?|abolish(?:es|ed)?"
    r"|rais(?:es|ed)"
    r"|cut|cuts|introduc(?:es|ed)|impos(?:es|ed)|order(?:s|ed)|require(?:s|d)|forbid(?:s)?|forbade|outlaw(?:s|ed)?)\b"
    r"[^.;:]{0,70}\bfrom ?$",
    re.IGNORECASE,
)
"""They have banned it from 1 June."""
_PARENTHESIS = re.compile(
    rf",(?: then| also| now| once| only)? (?:(?:{_PAST})\b|who\b|which\b|whose\b|where\b)"
    r"(?:[^,;.:]|[,.](?=\d)){0,90},(?= )|(?: [–—-] [^–—]{0,90} [–—-](?= ))",
    re.IGNORECASE,
)
"""They will get 9%, backdated to January, and more in July."""
_WANTED_DONE = re.compile(
    r"\b(?:(?:to|will|would|must|can|could|should) (?:have|get|see)|would like|wants?|wanted|needs)"
    r"(?: (?!(?:to|that|had|was|were|who|which|when|after|before|and|but|have)\b)[\w'’%$€£.-]+){1,8}? $",
    re.IGNORECASE,
)
"""They want the wage raised in April."""
_STILL_UNTIL = re.compile(
    r"\b(?:has|have|is|are|will|would|must|to be|remains?|stays?|does|do|gave|given|gives"
    r"|giving)\b(?:(?! (?:was|were|had"
    r"|[a-z]+ed that)\b)[^.;,:])*\b(?:until|till)"
    r"(?: at least)? ?$"
)
"""Smog has closed schools until Monday."""
_HEADING = re.compile(
    r"^\W*[A-Z0-9$€£](?:(?!\b(?:is|are|has|have|does|do|says|say|right|way|time|plan|bid|attempt|effort|failure"
    r"|decision"
    r"|refusal|ability|need|chance|pressure|call|order|first|last|only|back|how|where|what|who|which"
    r"|that)\b)[^.,;:])*?"
    r" to (?!(?:the|an?|his|her|its|their|[A-Z]\w+|\d\S*|[a-z]+ing)\b)[a-z]+\b(?: [^.;:]*)? ?$"
)
"""Inflation to fall in March: a heading, without a verb of its own."""
_UNTIL = re.compile(r"\b(?:until|till|from|by) ?$", re.IGNORECASE)
"""They agreed to hold it until March: March is to come."""
_ANOTHER_DAY = re.compile(rf"^,? (?:and|or|to|until) {WEEKDAY}")
"""On Monday and Tuesday it killed nine."""
_FOLLOWS_IT = re.compile(
    r"\b(?:after|following|since|in the wake of|days? after) ?$"
    r"|\bto (?:[$€£]?\d[\d.,]*\S*)(?: [\w-]+){0,2},? from [$€£]?\d(?:[^,;.:]|\.(?=\d)){0,12} in $"
    r"|\b(?:after|following|in the wake of)(?: (?!(?:will|would|is|are|was|were|to|he|she|it"
    r"|they)\b)[\w'’-]+){1,6} (?:in|on) $"
    r"|\b(?:results?|winners?|losers?|outcome|aftermath|victims?|survivors?|death toll|toll|details|footage|verdict"
    r"|fallout|damage) (?:of|from|in) $",
    re.IGNORECASE,
)
"""The results of Sunday's election will be announced."""
_PROMISED = re.compile(r"promised|planned (?:to|for)|expected|intended", re.IGNORECASE)
"""In April he promised to resign."""
_AHEAD_OF = re.compile(
    r"\b(?:ahead of|before|until|till|by|for|prior to|run-up to|from|leading up to|between|till|despite|if"
    r"|unless|than)"
    r" (?:the )?$",
    re.IGNORECASE,
)
"""Ahead of Sunday's vote thousands rallied: the verb does not tell of the vote."""
NEAR = 160
"""Code points before a date in which its verb is looked for."""
NEAR_AFTER = 80
"""The same after it."""


_MAY_BE_EITHER = (_SHUT_UNTIL, _OFFERED_UNTIL, _DECIDED_FROM, _BEGINS, _INTENDED)


class Tense(StrEnum):
    """Whether a date is one that has been, one to come, or either for all that its sentence says."""

    PAST = "past"
    SURELY_PAST = "surely past"
    """Past by the words beside the date, whatever the verb is."""
    TO_COME = "to come"
    UNCLEAR = "unclear"
    NOT_SAID = "not said"  # a date without a sentence


_CAPTION = re.compile(
    r"^\W*(?:(?:FILE )?(?:PHOTO|Photo|PICTURE|Picture|IMAGE|Image|CAPTION|Caption|PICTURED|Pictured)\b"
    r"|(?:An? |Two |Three )?(?:[a-z]+ )?(?:[Mm]an|[Ww]oman|[Bb]oy|[Gg]irl|[Cc]hild|[Pp]eople|[Rr]esidents?"
    r"|[Ww]orkers?"
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
    before = _HOUR_BEFORE.sub(r"\1", before[-NEAR:]).removesuffix("bank holiday ")
    if before.endswith(("and ", "or ", ", ")):
        before = _LIST_BEFORE.sub("", before)
    if is_compared(before, after):
        return Tense.SURELY_PAST
    if is_declared(before, after):
        return Tense.TO_COME
    if has_happened(before, after) or was_not_done(before) or _CAPTION.match(before):
        return Tense.PAST
    before = "" if begins_a_clause(before) else _PARENTHESIS.sub("", before)
    if (certain := _said_beside(before, after)) is not None:
        is_undone = certain is Tense.TO_COME and came_to_nothing(before, after)
        return Tense.UNCLEAR if is_undone or WAS_CHANGED.match(after) else certain
    return _of_its_verbs(before, after)


def _of_its_verbs(before: str, after: str) -> Tense:
    """What the verbs say that stand nearest to a date."""
    verbs = list(_NEXT_VERB.finditer(before))
    is_to_be = bool(verbs) and (
        bool(verbs[-1]["future"]) or _WANTED_DONE.search(before[: verbs[-1].start()]) is not None
    )
    if is_to_be and (
        WAS_CHANGED.match(after)
        or _FOLLOWS_IT.search(before)
        or _was_due(verbs[-1], after)
        or came_to_nothing(before, after)
    ):
        return Tense.UNCLEAR  # the toll may rise after Wednesday's game
    following = _ANOTHER_DAY.sub("", after[:NEAR_AFTER])
    if _FRONTED.match(before):
        following = following.lstrip(", ")
    end = _CLAUSE_END.search(following)
    ahead = _NEXT_VERB.search(following, 0, end.start() if end else len(following))
    if _is_a_purpose(verbs) and not _UNTIL.search(before):
        return Tense.UNCLEAR
    if verbs and (is_to_be or not _FRONTED.match(before)):
        return Tense.TO_COME if is_to_be or (_will_next(ahead) and not was_done(before)) else Tense.PAST
    if ahead is None and not verbs:
        if not after.strip(" \n") and _HEADING.match(before):
            return Tense.TO_COME
        ahead = _verb_of_the_sentence(before, following, end)
    return _of_the_verb_after(before, ahead)


def _of_the_verb_after(before: str, ahead: re.Match[str] | None) -> Tense:
    """What the next verb says of a date that has none before it."""
    if ahead is None and _BEFORE_NEXT.search(before):
        return Tense.TO_COME
    if ahead is None or (ahead["future"] and _FOLLOWS_IT.search(before)):
        return Tense.UNCLEAR  # after Sunday's vote he will go
    is_said_now = ahead.string.endswith((" is ", " are "), 0, ahead.start())  # rain on Friday is expected to help
    is_to_come = ahead["future"] and (is_said_now or not _PROMISED.fullmatch(ahead["future"]))
    return Tense.TO_COME if is_to_come else Tense.PAST


def _will_next(ahead: re.Match[str] | None) -> bool:
    """Whether the next word is will: the match on Saturday will."""
    return ahead is not None and bool(ahead["future"]) and ahead.start() <= 1 and not ahead[0].startswith("to ")


def _was_due(verb: re.Match[str], after: str) -> bool:
    """Whether something that was to be is told of as past: the truce due on Saturday was broken."""
    is_due = verb[0].casefold() in ("due", "scheduled", "set for", "planned for", "expected")
    return is_due and re.match(r" (?:was|were|had|did)\b", after) is not None


def _said_beside(before: str, after: str) -> Tense | None:
    """What the words right beside a date say, whatever the verb of their sentence is; None if they say nothing."""
    if re.search(r"\bsince\s*$", before, re.IGNORECASE):
        return Tense.PAST
    near = before[-NEAR_AFTER:]
    if _HAS_A_DAY.search(before) or is_planned(before, after):
        return Tense.TO_COME
    if _WAS_TO_BE.search(near):
        return Tense.UNCLEAR
    scheduled = _SCHEDULED_BEFORE.search(near)
    if scheduled and (scheduled[0].startswith("go") or not is_a_noun(near[: scheduled.start()], scheduled[0])):
        return Tense.TO_COME
    if _REACHED_NEXT.search(near) or _FROM_A_DAY.search(near) or _INTENDED_UNTIL.search(before):
        return Tense.TO_COME
    if before.rstrip().endswith(("until", "till", "least")) and _STILL_UNTIL.search(before):
        return Tense.TO_COME
    return Tense.UNCLEAR if any(each.search(near) for each in _MAY_BE_EITHER) else None


def _verb_of_the_sentence(before: str, following: str, end: re.Match[str] | None) -> re.Match[str] | None:
    """The verb after the comma of what a sentence begins with: in a statement on Sunday, the army said."""
    if (
        _AHEAD_OF.search(before)
        or end is None
        or end[0] != ","
        or not re.match(r"\W*(?:In|At|By|During|After|Following|Late|Early|On)\b", before)
    ):
        return None
    return _NEXT_VERB.search(following[end.end() : NEAR_AFTER])


def _is_a_purpose(verbs: list[re.Match[str]]) -> bool:
    """Whether the nearest verb is what somebody did something for: he beat him to take the title on Saturday."""
    if len(verbs) < 2 or not (verbs[-1]["future"] or "").startswith("to "):
        return False
    return verbs[-2]["past"] is not None and verbs[-1]["future"] != "to be"
