"""A number, what it is taken for, and the hedges around it, put together as a mention with its value."""

from __future__ import annotations

import re
from fractions import Fraction

from msgspec.structs import replace

from checker.texts import context_words as words
from checker.texts.currency_places import narrowed, pounds_of
from checker.texts.mention import Mention
from checker.texts.page import NEAR_A_HEDGE, Page
from checker.texts.ranges import with_size_of
from checker.texts.spots import NEAR, Figure, Spot
from checker.texts.value_texts import amount_text, best_text, read

NOT_ENGLISH = "the text is not in English"
_FOLLOWS = 24
_MORE = re.compile(r"^(?:an? )?(?:additional|another|further|extra)\s+", re.IGNORECASE)
_RANGE_WORD = re.compile(r"\b(?:between|from) $", re.IGNORECASE)
_SPREAD = re.compile(
    r"\b(?:be|been|was|were|is|are) (?:spent|served|taken) $"
    r"|\b(?:paid|payable|spread|phased|repaid|repayable|disbursed|staggered|stretched)(?: out| back| in)?(?: \w+){0,3}"
    r" ?$"
)
"""Paid out over 36 months: in the course of them."""
_ABOUT_IT = re.compile(
    r"\b(?:rows?|disputes?|clash(?:es|ed|ing)?|argu(?:e|es|ed|ing|ments?)|split|f[ea]ll(?:s|en|ing)? out|fights?"
    r"|fighting|fought"
    r"|quarrel(?:s|led)?|feuds?|battles?|talks|concerns?|fears?|anger|angry|outcry|protest(?:s|ed|ing)?|strikes?"
    r"|charged|charges"
    r"|arrest(?:s|ed)?|sue[sd]?|suing|fine[sd]?|prob(?:e|es|ed)|investigat(?:ed|ion)|question(?:ed|s)|convicted"
    r"|jailed|tried|trial"
    r"|control|power|sovereignty|claims?|worr(?:y|ies|ied)|tensions?|critici[sz](?:ed|m)|apologi[sz]e[sd]?|apology"
    r"|resign(?:s|ed)?"
    r"|suspended|sacked|banned|lawsuits?|cases?|deadlock(?:ed)?|standoff|stand-off|controvers(?:y|ial)|scandal"
    r"|vot(?:e|ed)"
    r"|sanctions|dismissed|wanted|under fire|inquest|inquir(?:y|ies)|alarm|complain(?:ed|ts?)|negotiat(?:e|ed|ions)) $",
    re.IGNORECASE,
)
"""The jury fell out over two of them; he was charged over three deaths."""
_TAKES = re.compile(r"\b(?:takes?|took|taken|taking) $")
"""They took over 20 villages: more than 20, or a part of the verb."""
_IN_THE_AIR = re.compile(
    r"\b(?:seen|spotted|sighted|fly|fl(?:ies|ew|own|ying)|hover(?:s|ed|ing)?|circl(?:es?|ed|ing)|hung|hangs?|tower(?:s|ed)?"
    r"|soar(?:s|ed)?|drift(?:s|ed|ing)?|dropped|scattered|spread(?:s|ing)?|rain(?:s|ed)?|explod(?:es?|ed)|patrol(?:s|led)?"
    r"|passed|passes|crossed|crashed|shot down|intercepted|downed|clouds?|smoke|ash|drones?|planes?|jets?|missiles?"
    r"|helicopters?|balloons?|rule[sd]?|watch(?:es|ed)?|presid(?:es|ed)) $"
)
"""Drones were seen over six bases: more than six, or above them."""
_ADDS = re.compile(r"\b(?:add(?:s|ed|ing)?|totted|totting) $")
"""The sums add up to 385 million; it could add up to 40 jobs."""
_LASTS = re.compile(
    r"\b(?:for|after|last(?:s|ed|ing)?|t(?:akes?|aking|ook|aken)|wait(?:s|ed|ing)?|spen(?:ds?|t|ding)|served?|serves"
    r"|serving|in|of"
    r"|than|is|are|was|were|be|been|just|jailed|already|now|by|to|at|requir(?:es|ed)|needs?|needed|and|or|with|has"
    r"|have|had"
    r"|within|every|ran|run|runs|lived|worked|late|early) $",
    re.IGNORECASE,
)
"""What goes before over where it is more than: it lasted over three years."""
_CONTEST = re.compile(
    r"\b(?:race|races|bout|fight|contest|match|tie|event|championship|final|stage|trial)"
    r"(?: (?:is|was|will be|runs|ran|will run))? ?$"
)
"""A race over 78 laps."""
_LIES = re.compile(
    r"\b(?:lay|lies|lying|lain|buried|trapped|submerged|hidden|vanished|disappeared|sank|sunk|drowned|stood"
    r"|stands|found"
    r"|entombed) $|\b(?:hid(?:den)?|hides?|hiding|concealed|concealing|stashed|buried|smuggled)\b(?:[^.;]"
    r"|\.(?=\d)){0,50} $"
)
"""The bench lay under two metres of rubble."""
_OF_THE_NEXT = re.compile(r" (?:than\b|[$€£¥]?\d|(?:an? |one |two |three |half |several )[a-z])")
"""What stands behind a hedge that is of the next figure: and over 4,000 creditors."""
_AT_MOST = re.compile(r"(?:or|and) (?:fewer|less|under|below|younger|shorter|lower)|at most")

_POUNDS = re.compile(r"[ -]pounds?")


def compose(page: Page, spot: Spot, figure: Figure, first: int) -> Mention:
    """The mention of a figure, with its hedges. `first` is where its sentence begins."""
    sign = spot.currency.length if spot.currency and figure.kind == "money" else 0
    start = spot.low.start - len(spot.sign) - sign - figure.head
    return _Composer(page, spot, figure, first, start, spot.high.end + figure.tail).mention()


class _Composer:
    """A figure whose start and end move as its hedges are found."""

    def __init__(self, page: Page, spot: Spot, figure: Figure, first: int, start: int, end: int) -> None:
        self.page, self.spot, self.figure, self.first = page, spot, figure, first
        self.start, self.end = start, end
        self.is_more = False

    def mention(self) -> Mention:
        """The mention, with a value where all of it is clear."""
        page, figure = self.page, self.figure
        why = self._why_no_hedge()
        hedge = "" if why else self._hedge_after(self._hedge_before())
        phrase = page.text[self.start : self.end]
        made = Mention(figure.kind, self.start, self.end, phrase, is_more=self.is_more, confidence=figure.confidence)
        why = why or figure.why
        if not why and not page.is_english and figure.kind not in ("money", "percentage"):
            why = NOT_ENGLISH
        return replace(made, why=why) if why else self._with_value(made, hedge)

    def _with_value(self, made: Mention, hedge: str) -> Mention:
        figure, phrase, codes = self.figure, made.phrase, self.figure.codes
        if figure.kind == "money" and len(codes) > 1:
            codes = narrowed(codes, self.spot.left + self.spot.right, self.page.text)
            phrase = phrase if codes == figure.codes else ""  # with the code of the one that is meant
        elif codes == ("GBP",) and _POUNDS.fullmatch(self.page.text, self.spot.high.end, self.end):
            codes = pounds_of(self.spot.left + self.spot.right, self.page.text)
            phrase = phrase if codes == figure.codes else ""
        if figure.kind == "money" and len(codes) != 1:
            found = tuple(filter(None, (self._value(hedge, code, phrase) for code in codes)))
            return replace(made, readings=found, why="the currency may be any of these" if found else "no currency")
        unit = codes[0] if codes else figure.unit
        if either := self._two_hedges(hedge):
            both = tuple(self._value(one, unit, "") for one in either)
            return replace(made, readings=both if all(both) else (), why=f"{hedge!r} can be meant in two ways")
        value = self._value(hedge, unit, phrase)
        return replace(made, value=value, why="" if value else "it cannot be given as a value")

    def _before(self, length: int) -> str:
        return self.page.text[max(self.first, self.start - length) : self.start]

    def _two_hedges(self, hedge: str) -> tuple[str, str] | None:
        """The two hedges that one may be: over (more than, or in the course of; took over), brings it up to."""
        is_stretch = self.figure.kind == "duration" or self.figure.unit in ("km", "miles", "metres")
        before = self._before(NEAR)
        if hedge == "over" and self.figure.kind == "count" and (_TAKES.search(before) or _IN_THE_AIR.search(before)):
            return "", "over"
        if is_stretch and hedge == "over":
            return None if _LASTS.search(before) else ("", "more than")
        brings = words.BRINGS_IT.search(before)
        is_brought = brings is not None and before[brings.end() :] != " "  # but repairs take up to eight weeks
        is_either = hedge == "up to" and (is_brought or words.RISE_UP.search(before) or _ADDS.search(before))
        return ("", "up to") if is_either else None

    def _is_in_the_course(self, start: int) -> bool:
        """Whether over is no hedge: it fell 12% over three years, but it lasted over three years."""
        before = self._before(NEAR)[: start - self.start]
        return _SPREAD.search(before) is not None or (before != "" and not _LASTS.search(before))

    def _has_crept_up(self) -> bool:
        """Whether up to says where it has come: it ticked up to 5.1%, it will rise up to 18,500 shillings."""
        before = self._before(NEAR)
        is_amount = self.figure.kind != "percentage"
        return bool(words.CREPT_UP.search(before) or (is_amount and words.RISE_UP.search(before)))

    def _why_no_hedge(self) -> str:
        after = self.page.text[self.end : self.end + _FOLLOWS]
        is_open = words.UNREAD_BEFORE.search(self._before(NEAR_A_HEDGE)) or words.UNREAD_AFTER.match(after)
        return "it is not said how much more or less" if is_open else ""

    def _hedge_before(self) -> str:
        """The hedge before it, as a value has it; moves the start."""
        hedge = ""
        for _ in range(3):
            if more := words.MORE.search(self._before(20)):
                self.is_more, self.start = True, self.start - len(more[0])
                continue
            found, start = self.page.hedge_before(self.first, self.start)
            if start == self.start or (found and hedge):
                break
            if found == "up to" and self._has_crept_up():
                break
            if found == "under" and _LIES.search(self._before(NEAR)[: start - self.start]):
                break
            if found == "over" and _ABOUT_IT.search(self._before(NEAR)[: start - self.start]):
                break
            if found == "over" and _CONTEST.search(self._before(NEAR)[: start - self.start]):
                break
            if found == "over" and self.figure.kind == "duration" and self._is_in_the_course(start):
                break
            hedge, self.start = found, start
        if self.spot.is_range and (range_word := _RANGE_WORD.search(self._before(8))):
            self.start -= len(range_word[0])
        return hedge

    def _hedge_after(self, hedge: str) -> str:
        """The hedge with what stands after the figure; moves the end."""
        following = self.page.text[self.end : self.end + _FOLLOWS]
        self.is_more = self.is_more or bool(re.match(r" more\b(?! than)", following))
        found = words.AFTER.match(following)
        if found is None:
            return hedge
        if re.match(r" to\b", following[found.end() :]):  # 3 km wide and up to 600 metres deep
            return hedge
        if found[0].lstrip(", ").startswith("and ") and _OF_THE_NEXT.match(following, found.end()):
            return hedge  # 3.2bn and more than 4,000 creditors
        self.end += found.end()
        after = (found["after"] or "").casefold()
        if after == "plus" and (self.figure.kind != "count" or re.match(r" plus (?:\d|\w+ to )", following)):
            self.end -= found.end()
            return hedge  # €42m plus up to €8m
        if found["odd"] or after in ("or so", "or thereabouts"):
            return hedge or "about"
        return hedge or ("up to" if _AT_MOST.match(after) else "at least")

    def _value(self, hedge: str, unit: str, phrase: str) -> str:
        """The text of the value; "" where it cannot be given."""
        spot, figure, hedges = self.spot, self.figure, self.page.hedges
        if spot.high.is_range_word:
            word = spot.high.text.casefold()
            return word if figure.kind == "count" and read("count", word, hedges) else ""
        low, high = with_size_of(spot.low, spot.high), spot.high.number
        if low is None or high is None:
            return ""
        half = Fraction(1, 2) if figure.kind == "duration" and phrase.endswith(" and a half") else Fraction(0)
        low, high = ((end + half) * figure.scale + figure.plus for end in (low, high))
        has_size = spot.high.mantissa is not None and spot.high.mantissa != spot.high.number
        plain = f"{hedge} {amount_text(figure.kind, low, high, unit, has_size=has_size)}".strip()
        own = _MORE.sub("", phrase.replace("a further", "further")).lstrip("-−+")
        own = re.sub(r"^minus ", "", own, flags=re.IGNORECASE)
        if figure.kind == "percentage" and not figure.tail and "%" not in own and "cent" not in own:
            own = ""  # whose per cent stands elsewhere
        value = best_text(figure.kind, own, plain, hedges)
        return f"-{value}" if value and spot.sign.strip().casefold() in ("-", "−", "minus") else value
