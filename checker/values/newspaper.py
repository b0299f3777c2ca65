"""How to write a figure that stands in an article as values do not have it: "60ish" as about 60, "5pc" as 5%.

These are proposals only: what is proposed is read first, and is said only where it is a value of the property.
A proposal never changes the figure. A new form is a line of one of the tables, and a test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.values import composed
from checker.values.kinds import Scale
from checker.values.lexicon import FRACTIONS, MAGNITUDES, NUMBER_WORDS
from checker.values.units import is_unit

_NUMBER = r"[$€£¥₩]?\d[\d,.]*"
_AROUND = r"anything|anywhere|somewhere|ranging|range of|a range of"
_SAID = "reportedly|allegedly|officially|apparently|so far|currently|altogether|in all|(?:a )?total of"
_FIGURES = "|".join((*NUMBER_WORDS, *MAGNITUDES, *FRACTIONS))
_NO_FIGURE = rf"(?!.*\b(?:{_FIGURES}|an?|per|each|every|or|and|to|least|most|more|less|fewer|than|over|about)\b)\D+"
_SIZES = {"10": "tens", "100": "hundreds", "1000": "thousands", "1,000": "thousands"}

_FORMS: tuple[tuple[str, str], ...] = (
    (r"""['"“”‘’]+(.+?)['"“”‘’]+""", r"\1"),
    (r"(.*?\d)\s*(?:[*†‡]+|\[sic\]|\(sic\))", r"\1"),
    (rf"(?:{_AROUND}) (?:(?:from|between) )?(.+?) (?:to|and|up to) (.+)", r"\1 to \2"),
    (r"(?:from|between) (.+?) (?:up )?to (.+)", r"\1 to \2"),
    (rf"({_NUMBER})-?ish\b(.*)", r"about \1\2"),
    (r"c\.?\s?(\d.*)", r"about \1"),
    (rf"(?:{_SAID}):? (.*\d.*)", r"\1"),
    (
        r"(?:est\.?|appx\.?|approx\.?|in the order of|of the order of|somewhere in the region of|give or take) (.+)",
        r"about \1",
    ),
    (r"(.*\d.*?),? give or take(?: a few)?", r"about \1"),
    (r"(.*\d.*?) \((?:un)?(?:confirmed|verified)\)|(.*\d.*?) \((?:provisional|so far)\)", r"\1\2"),
    (r"(?:close on|nigh on|nigh unto|getting on for|approaching|touching) (.+)", r"nearly \1"),
    (r"a good (\d.*)", r"at least \1"),
    (r"(?:a full|fully|a whole|a grand total of) (\d.*)", r"\1"),
    (r"(?:min\.?|minimum|minimum of) (\d.*)", r"at least \1"),
    (r"(?:max\.?|maximum|maximum of) (\d.*)", r"at most \1"),
    (r"(?:up to )?(?:anything up to|as many as) (.+)", r"up to \1"),
    (r"an? (\d[\d,]*)-(?:strong|member|person|man|seat|bed|room) [a-z -]+", r"\1"),
    (r"none at all|not a soul", "none"),
    (r"half[ -]dozen(.*)", r"half a dozen\1"),
    (r"(.+?) and half", r"\1 and a half"),
    (r"(.*\d.*?),? \(?(?:approx\.?|approximately|roughly|or thereabouts|give or take)\)?", r"about \1"),
    (r"(.*\d.*?),? and (?:counting|rising)", r"at least \1"),
    (r"(?:every(?: single)?|each) one of (?:the )?(.*\d.*)", r"all \1"),
    (r"(.+?) of (?:them|whom|these|those)", r"\1"),
    (r"not (?:a single|one)(?: .+)?|no-one|not any|nothing", "none"),
    (r"nil|nothing|free|none|zero|free of charge", "$0"),
    (r"(.*\d) ?(?:mio|mill|mln\.|mm|juta|millones|millionen|milhões|milioni)\b\.?(.*)", r"\1 million\2"),
    (r"(.*\d) ?(?:mrd|mia|md|milliard|miliar|miliardi|bilhões)s?\b\.?(.*)", r"\1 billion\2"),
    (r"(.*\d) ?(?:milliarden|milliards d['’]|milliards?|milliarden) ?(.*)", r"\1 billion \2"),
    (r"(.*\d) ?(?:tsd|ribu|mila|mille)\b\.?(.*)", r"\1 thousand\2"),
    (r"(.*\d) ?crs?\b\.?(.*)", r"\1 crore\2"),
    (r"(.*\d) ?lacs?\b\.?(.*)", r"\1 lakh\2"),
    (r"Tk\.?\s*(.+)", r"BDT \1"),
    (r"RMB\s*(.+)", r"CNY \1"),
    (r"GH[¢₵]\s*(.+)", r"GHS \1"),
    (r"(.+?) quid", r"\1 pounds"),
    (r"(.+?) (?:p\.a\.|pa|per annum)", r"\1 a year"),
    (r"(?:an? |the )?(?:absolute|overwhelming|vast|comfortable|big) majority", "a majority"),
    (r"(?:the )?(?:bulk|lion['’]?s share|greater part|larger part)(.*)", r"most\1"),
    (r"(\d+)-in-(\d+)(.*)", r"\1 in \2\3"),
    (r"(.+?) times out of (.+)", r"\1 out of \2"),
    (r"fifty[- ]fifty", "50%"),
    (r"every (third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?: [a-z]+)?", r"a \1"),
    (r"(.+?) (?:klicks?|clicks?)", r"\1 km"),
    (r"(?:category|cat\.?|level|M|Mw) ?(\d[\d.]*)", r"\1"),
    (r"(.+?)[ -]long", r"\1"),
    (r"(.*?)(?:\.-|,-|\.–|,–)(.*)", r"\1\2"),
    (r"(?:Can\$|\$(?=.*Canadian))\s*(.+?)(?: Canadian)?", r"CAD \1"),
    (r"(?:Aus?\$|\$(?=.*Australian))\s*(.+?)(?: Australian)?", r"AUD \1"),
    (r"\$\s*(.+?) US|US \$\s*(.+)", r"USD \1\2"),
    (r"Rp\.?\s*(.+)", r"IDR \1"),
    (r"(.+?) sterling", r"\1"),
    (r"(.+?) bucks", r"\1 dollars"),
    (r"(.*?) ?grand\b(.*)", r"\1 thousand\2"),
    (r"(.*\d) ?(?:pc|p\.c\.|per ?cents?|prozent)", r"\1%"),
    (r"(?:a )?(.*\d.*?)[ -](?:away|long|wide|deep|high|tall|off|apart|thick)", r"\1"),
    (r"within (.+)", r"up to \1"),
    (r"for (.+)", r"\1"),
    (r"(.*\d) ?h", r"\1 hours"),
    (r"(?:a )?magnitude(?: of)? (.+)|(?:a )?(.+?)[ -]magnitude", r"\1\2"),
    (r"every (?:second|other)(?: .+)?", "one in two"),
    (r"(majority|minority)", r"a \1"),
    (r"a (?:small|tiny|large) minority", "a minority"),
    (r"an? (?:slim|large|narrow|clear|small|overwhelming) majority", "a majority"),
    (r"(?:unanimous|unanimously|everybody)", "100%"),
    (r"(?:in )?(?:the )?single[- ]digits?", "1% to 9%"),
    (r"(?:in )?(?:the )?double[- ]digits?", "10% to 99%"),
    (r"(\D{0,4}\d+)[ -]1/2\b(.*)", r"\1.5\2"),
    (r"(\D{0,4})½(.*)", r"\g<1>0.5\2"),
    (r"½", "0.5"),
    (r"¼", "0.25"),
    (r"¾", "0.75"),
    (r"(?:in|into|in to) the ((?:tens of |hundreds of )?(?:dozens|hundreds|thousands|millions))", r"\1"),
    (r"((?:dozens|hundreds|thousands|millions)) (?:upon|and) \1", r"\1"),
    (r"an? (?:lone|single|solitary) .+", "one"),
    (r"three[- ]quarters of (.+)", r"three quarters of \1"),
    (r"(.+?) dollars?(?: and|,)? (\d\d) cents", r"$\1.\2"),
    (r"(.+?) euros?(?: and|,)? (\d\d)(?: cents)?", r"€\1.\2"),
    (r"(.+?) pounds?(?: and|,)? (\d\d)(?: pence|p)?", r"£\1.\2"),
    (r"(.*\d.*?) \((?:includ|among|of wh|of them|some of)[^()]*\)", r"\1"),
    (r"(.*\d.*?[a-z]) \(\d[\d,.]* ?°?[a-z]+\)", r"\1"),
    (r"(.+?),? (?:including|among them|of whom|of them) .*", r"\1"),
    (rf"(.*\d.*?)[,;] {_NO_FIGURE}", r"\1"),
    (rf"(.*?\d.*?) (?:in|for|towards?|from|by|on|as|since|after) {_NO_FIGURE}", r"\1"),
)
"""Forms as patterns of the whole text, and what to write for them."""
_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), write) for pattern, write in _FORMS)

_TWO_CURRENCIES = re.compile(
    r"(?P<a>[^()]*?[^(),\s])(?:,? (?:or|equivalent to|equal to|which is|that is|i\.e\.) |, )"
    r"(?P<b>(?:about |around |roughly |some )?[^(),]*\d[^()]*)",
    re.IGNORECASE,
)
_PLURAL_DIGITS = re.compile(r"(?:in the )?(10|100|1,?000)s(?P<of>(?: of .+)?)", re.IGNORECASE)
_POINT = re.compile(rf"({'|'.join(NUMBER_WORDS)}) point ({'|'.join(NUMBER_WORDS)})(.*)", re.IGNORECASE)
_AND_A_HALF = re.compile(rf"({'|'.join(NUMBER_WORDS)}|\d+) and a half", re.IGNORECASE)
_SOMETHING = re.compile(r"(?P<ten>[1-9]0)[ -]?(?:something|somethings)(?P<unit>(?: .+)?)", re.IGNORECASE)
_DEGREES = re.compile(r"(?P<sign>(?:minus |-|–|−)?)(?P<figure>.*?\w) ?degrees?(?P<zero> below zero)?", re.IGNORECASE)
_LETTER = re.compile(r"(.*\d)\s?(?:degrees |°)?([CF])", re.IGNORECASE)


def proposals(text: str, scale: Scale) -> Iterator[tuple[str, ...]]:
    """What may be written for a text, the likeliest first; several where only the article says which is meant."""
    if scale.type == "money" and (two := _TWO_CURRENCIES.fullmatch(text)):
        yield (f"{two['a']} ({two['b'].strip()})",)
    yield from composed.proposals(text, scale)
    if scale.type == "number" and is_unit(scale.unit, "temperature"):
        yield from _temperatures(text)
    if many := _PLURAL_DIGITS.fullmatch(text):
        yield (_SIZES[many[1]] + many["of"],)
    if tens := _SOMETHING.fullmatch(text):
        yield (f"{tens['ten']} to {int(tens['ten']) + 9}{tens['unit']}",)
    if point := _POINT.fullmatch(text):
        whole, decimals = NUMBER_WORDS[point[1].casefold()], NUMBER_WORDS[point[2].casefold()]
        yield (f"{whole}.{decimals}{point[3]}",)
    if half := _AND_A_HALF.fullmatch(text):
        yield (f"{NUMBER_WORDS.get(half[1].casefold(), half[1])}.5",)
    for pattern, write in _PATTERNS:
        match = pattern.fullmatch(text)
        if match is not None:
            yield (match.expand(write).strip(),)
    if re.search(r"[a-z]-[a-z]", text, re.IGNORECASE):
        yield (re.sub(r"(?<=[a-z])-(?=[a-z])", " ", text, flags=re.IGNORECASE),)
        yield (re.sub(r"^half-", "half a ", text, flags=re.IGNORECASE),)


def _temperatures(text: str) -> Iterator[tuple[str, ...]]:
    """ "-5C", "5 degrees below zero": of which scale it is only the article says, where it has no letter."""
    if letter := _LETTER.fullmatch(text):
        yield (f"{letter[1].strip()} °{letter[2].upper()}",)
    if degrees := _DEGREES.fullmatch(text):
        figure = f"{'-' if degrees['sign'] or degrees['zero'] else ''}{degrees['figure']}"
        if degrees["zero"]:
            yield (f"{figure} °C",)
        else:
            yield (f"{figure} °C", f"{figure} °F")
