"""Names in a text, and who of them can speak: people, bodies, places; and those who are named by what they are.

A list of titles, of words that end the names of bodies, and of words for who speaks is enough for what is wanted: that
nobody is forgotten, and that nothing which cannot speak is taken for a speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from checker.texts.date_words import MONTHS, WEEKDAYS

PERSON, BODY, PLACE, UNCERTAIN = "person", "organisation", "place", ""

_TITLES = (
    "President|Vice President|Vice-President|Prime Minister|Deputy Prime Minister|Minister|Ministers|Chief"
    " Minister|Premier|Chancellor|King|Queen|Prince|Princess|Pope|Bishop|Archbishop"
    "|Sheikh|Imam|Governor|Mayor|Senator|Sen\\.|Congressman|Congresswoman|Representative|Rep\\.|MP|MEP|Judge"
    "|Justice|Chief Justice|General|Gen\\.|Colonel|Col\\."
    "|Major|Captain|Capt\\.|Lieutenant|Lt\\.|Sergeant|Sgt\\.|Admiral|Commander|Inspector|Superintendent"
    "|Commissioner|Chief|Director|Secretary|Secretary-General"
    "|Cabinet Secretary|Ambassador|Professor|Prof\\.|Doctor|Dr\\.?|Mr\\.?|Mrs\\.?|Ms\\.?|Miss|Sir|Dame|Lord"
    "|Lady|Baroness|Spokesman|Spokeswoman|Spokesperson|Chairman|Chairwoman|Chair|Chairperson"
    "|Deputy|Attorney General|Speaker|Father|Sister|Rev\\.|Reverend"
)
_BODY_ENDS = (
    "Ministry|Police|Commission|Council|Agency|Court|Party|Bank|University|Army|Navy|Forces|Force|Office"
    "|Department|Service|Services|Board|Committee|Union|Group"
    "|Company|Corp|Corporation|Inc|Ltd|Foundation|Watch|International|Network|Association|Federation"
    "|Authority|Institute|Society|Congress|Parliament|Senate|Assembly|House"
    "|Government|Administration|Organisation|Organization|Fund|Programme|Program|Hospital|Airlines|Railways"
    "|Railway|Motors|Media|News|Times|Post|Herald|Guard|Cross"
    "|Crescent|Unit|Mission|League|Alliance|Movement|Front|Coalition|Nations|Bureau|Centre|Center|Club"
    "|Tribunal|Command|Corps|Brigade|Embassy|Trust|Holdings|Airways|Energy"
)
_BODY_STARTS = (
    "Ministry|Department|University|Bank|Council|Commission|House|Office|Institute|Bureau|Court|Church"
    "|Embassy|Government|Federation|Republic|Kingdom"
)
NOT_NAMES = frozenset(
    {name.capitalize() for name in (*MONTHS, *WEEKDAYS)}
    | set(
        "The A An In On At By For From With As But And Or If It Its He She They We I You This That These Those"
        " There Here After Before During Since When While Where"
        " What Who Why How Of To Into Over Under About Between Some All Most Many Several Few One Two Three Four"
        " Five Six Seven Eight Nine Ten No Not More Less Other"
        " Another Both Each Every Any His Her Their Our My Your However Meanwhile Later Earlier Now Then Today"
        " Yesterday Tomorrow Also Only Even Still Just Yet So"
        " According Despite Although Though Because Until Once Such Like Unlike Because Photo Read Related Source"
        " Nobody None Nothing Anybody Somebody Someone Anyone Everyone Everybody"
        " Inputs Numerous Nations Unfortunately Exploiting Citing Chasing Set Needing".split()
    )
)
_WORD = (
    r"(?:[A-Z][a-zà-ÿ'’]+(?:-[A-Z][a-zà-ÿ'’]+)*|[A-Z]\.(?: ?[A-Z]\.)*|[A-Z]{2,6}|Mc[A-Z][a-z]+"
    r"|[A-Z][a-z]+[A-Z][a-z]+|[A-Z][à-ÿ][a-zà-ÿ]+)"
)
_LINK = (
    r"(?: (?:of|for|and|the|de|al|bin|van|von|der|du|da|dos|di|of the|for the) (?=[A-Z])| |-(?:au|en|de|le|la"
    r"|sur)-|-)"
)
NAME = re.compile(rf"(?<![\w.@#])(?:{_WORD})(?:{_LINK}(?:{_WORD}))*(?![\w])")
_TITLED = re.compile(
    rf"(?:(?:[A-Z][\w.'’]+ ){{0,3}}(?:{_TITLES})(?: of (?:the )?[A-Z]\w+| for [A-Z]\w+)?) (?P<name>[A-Z].*)"
)

SPEAKER_HEADS = (
    "officials?|spokesmen|spokesman|spokeswoman|spokespersons?|spokespeople|minister|ministers|ministry"
    "|police|government|army|military|navy|governor|mayor|doctors?"
    "|witness|witnesses|eyewitness|eyewitnesses|sources?|president|officers?|chief|commander|agency|court"
    "|commission|report|reports|statement|authorities|authority|residents?|hospital|union|company"
    "|analysts?|lawyers?|aide|aides|activists?|survivors?|relatives|parents|medics?|diplomats?|rebels"
    "|militants?|prosecutors?|coroner|judge|board|committee|department"
    "|economists?|scientists?|researchers?|experts?|farmers?|villagers?|neighbours?|neighbors?|pilots?"
    "|general|colonel|secretary|director|manager|opposition|party"
    "|campaigners?|charity|group|organisation|organization|watchdog|observers?|investigators?|rescuers?"
    "|firefighters?|teachers?|students?|nurses?|workers?"
    "|editor|reporter|journalists?|broadcaster|paper|newspaper|office|embassy|bank|administration|council"
    "|parliament|leader|leaders|deputy|lawmakers?|parliamentarians|senator|king"
    "|prime minister|regulator|operator|firm|airline|mission|team|service|monitors?|network|survey|study|poll"
    "|document|documents|figures|data|records"
)
SPEECH = (
    "said|says|saying|told|tells|announced|announces|stated|states|confirmed|confirms|added|adds|claimed"
    "|claims|reported|reports|warned|warns|estimated|estimates|insisted|insists"
    "|explained|explains|revealed|reveals|noted|notes|declared|declares|put the (?:toll|number|figure|count"
    "|cost)|alleged|alleges|acknowledged|acknowledges|predicted|predicts|wrote|tweeted|posted|argued"
    "|suggested|disclosed|quoted"
    "|emphasized|emphasised|stressed|expressed|vowed|promised|pledged|praised|urged|asserted"
)
_DETERMINER = (
    r"(?:an?|the|one|another|two|three|several|some|its|their|his|her|local|state|senior|top|other|many"
    r"|both)"
)
ROLE = re.compile(
    rf"(?<!\w)(?:(?P<det>{_DETERMINER}) )?(?:(?!(?:and|but|or|that|who|which|as|when|while|after|before|to|in"
    rf"|on|at|by|from|with|for|of|said|told|is|was|were)\b)[\w'’.-]+ ){{0,4}}(?:{SPEAKER_HEADS})\b",
    re.IGNORECASE,
)
"""Somebody who is named by what they are: a senior police official, the health ministry."""
CANNOT_SPEAK = frozenset(
    "event crash accident flood fire quake earthquake storm batch contingent fund agreement deal paper law"
    " resolution treaty place city town village region river"
    " road bridge building vehicle ship plane aircraft product object disease virus date day number election"
    " vote vessel boat ferry train fleet works plant factory mine dam stock vaccine campaign search operation strike"
    " talks war protest outbreak epidemic sinking landslide explosion drought famine".split()
)
"""Kinds of entities that are never a speaker."""


class Name(Struct, frozen=True):
    """A name in a text, and the title before it. `kind` is person, organisation, place, or "" if that is not clear."""

    text: str
    start: int
    end: int
    kind: str
    title: str = ""


def names_in(text: str, first: int = 0, last: int | None = None) -> Iterator[Name]:
    """The names in a part of a text, in order."""
    for match in NAME.finditer(text, first, len(text) if last is None else last):
        words = match[0]
        while (head := re.match(r"(?:[A-Z][a-z'’]*|of the|for the|of|for|and|the)(?= |$)", words)) and (
            head[0] in NOT_NAMES or head[0].islower()
        ):
            words = words[len(head[0]) + 1 :]
        start = match.end() - len(words)
        words = words.removesuffix("'s").removesuffix("’s")
        if words and (len(words) > 1 or words.isalpha()):
            yield _named(words, start, text)


def _named(words: str, start: int, text: str) -> Name:
    titled = _TITLED.fullmatch(words)
    if titled and not re.search(rf"\b(?:{_BODY_ENDS})$", words):
        name, before = titled["name"], words[: titled.start("name") - 1]
        kept = re.split(r" (?:of|and|for) ", name)[0]
        return Name(kept, start + titled.start("name"), start + titled.start("name") + len(kept), PERSON, before)
    return Name(
        words,
        start,
        start + len(words),
        _kind(words, text[max(0, start - 20) : start], text[start + len(words) : start + len(words) + 24]),
    )


def _kind(words: str, before: str, after: str) -> str:
    last, first = words.split(" ")[-1], words.split(" ")[0]
    if re.fullmatch(rf"(?:{_BODY_ENDS})", last) or (re.fullmatch(rf"(?:{_BODY_STARTS})", first) and " " in words):
        return BODY
    if re.fullmatch(r"[A-Z]{2,6}", words):
        return BODY
    if re.match(r", (?:\d{1,3}|an? |the |who )", after) and len(words.split()) in (2, 3):
        return PERSON
    if re.fullmatch(r"(?:[A-Z]\. ?)+[A-Z][a-z]+|(?:[A-Z]\. ?){2,}", words):
        return PERSON
    if re.search(r"\b(?:in|at|near|to|from|across|outside|of) (?:the )?$", before):
        return PLACE
    if re.match(rf" (?:{SPEECH})\b", after):
        return PERSON if len(words.split()) in (2, 3) else UNCERTAIN
    return UNCERTAIN
