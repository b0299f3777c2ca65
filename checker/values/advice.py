"""What is said of a figure that is not understood: what is expected, and how to write it where that is clear.

Advice never changes a figure, nor what it is of.
"""

from __future__ import annotations

import re

from checker.patterns import lazy_pattern
from checker.problems import quoted
from checker.values.kinds import SAMPLE_RANGES, SAMPLES, Scale
from checker.values.lexicon import AMBIGUOUS_UNITS, PERCENT
from checker.values.shares import Reader, is_share
from checker.values.units import begins_unit, currencies, is_unit, plural

_FIGURE = r"\d[\d.,'’_ ]*"
_EITHER = r"(?P<a>\S{1,20}) or (?P<b>\S{1,20})(?P<unit> .{1,20})?"
_OTHER_COUNT = lazy_pattern(
    "(?:scores|pairs?|couples?|famil(?:y|ies)|households?|groups?|teams?|crews?|platoons?|battalions?|companies|units?"
    "|generations?|grand|myriads?)$",
    re.IGNORECASE,
)
"""What has several of what is counted in it: its figure is no figure of the property."""
MULTIPLIER = lazy_pattern(
    r"(?:score|gross|mio|mill?|mln|mm|mrds?|mia|md|tsd|ribu|juta|mila|mille|miliar\w*|mill?i[ao]\w*|milh\w*|bilh\w*"
    r"|crs?|lacs?|arabs?|kharabs?|oku|wan|man|myriads?|dozens?|hundreds?|thousands?|lakhs?|crores?|[bt]rillions?)\b",
    re.IGNORECASE,
)
"""What makes more of the figure before it, so that without it the figure is another one."""
_HEDGING = lazy_pattern(
    r"(?:something|approx|approximately|roughly|ish|give|or|maybe|perhaps|possibly)\b", re.IGNORECASE
)
_COMPARED = (
    r"\b(?:doubled?(?![- ]digit)|doubling|tripled?|trebled?|quadrupled?|twice|thrice|[a-z]+-?fold|times(?! out of))\b"
)
_PRODUCT = r"^\d[\d,]* ?[x×*] ?\d[\d,]*|\d[\d,]* each$"
_CHANGE = (
    r"(?:an? )?(\d[\d.]*) ?(?:%|per ?cent)[ -](?:higher|lower|more|less|rise|drop|fall|increase|decrease|decline|cut"
    r"|jump|hike|surge)"
)
_VAGUE = (
    r"\b(?:couple|dozens|few|handful|hundreds|many|mid|millions|billions|countless|numerous|scores|several|tens|thousands|multi)\b"
    r"|\d0s\b|\b(?:figures?|digits?)\b"
)


def not_understood(text: str, scale: Scale, is_amount: Reader) -> str:
    """That a figure is not understood; `is_amount` tells whether a text is an amount of the scale."""
    message = f"{quoted(text)} is not understood"
    if said := _beside_another(text, scale):
        return f"{message}; {said}"
    if re.search(_COMPARED, text, re.IGNORECASE) and scale.type != "date":
        return f"{message}; a figure beside another is a comparison: write `compared` in place of the value"
    if re.search(_VAGUE, text, re.IGNORECASE):
        if scale.type == "count":
            own = "words that stand for a range are listed in rules/hedges.yaml and can be added there"
            return f"{message}; {own}; or write the range that is meant, such as {SAMPLE_RANGES[scale.type]}"
        return f"{message}; write the range that is meant, such as {SAMPLE_RANGES[scale.type]}"
    return f"{message}; expected {SAMPLES[scale.type]}{_hint(text, scale, is_amount)}"


def _beside_another(text: str, scale: Scale) -> str:
    """What to write for a ratio, a margin and a change, which are no figure by themselves."""
    from checker.values.composed import RATIO  # only for what is refused

    if scale.type in ("count", "number", "money") and (ratio := RATIO.fullmatch(text)):
        if ratio["two"] in ("1", "one"):
            return f"a ratio is a comparison: write `compared: {{times: {ratio['one']}}}` in place of the value"
        return "a ratio is a comparison: write `compared` in place of the value, or each figure by itself"
    if margin := re.fullmatch(r"(?:±|\+/-|plus or minus) ?(\d[\d.,]*%?)", text, re.IGNORECASE):
        both = f", or -{margin[1]} to {margin[1]} where its values are `signed: true`"
        return f"that is a margin: write it beside its figure, as in 300 ± {margin[1]}{both}"
    if re.search(_PRODUCT, text, re.IGNORECASE):
        return "write the product of the two, with `implied`, or each figure by itself"
    if scale.type == "percentage" and (change := re.fullmatch(_CHANGE, text, re.IGNORECASE)):
        return f"a change is a comparison: write `compared: {{percent: {change[1]}}}`, with a sign if it is a fall"
    if scale.type == "count" and re.fullmatch(
        r"(?:an? |the )?(?:most|majority|minority|bulk)(?: of .+)?", text, re.IGNORECASE
    ):
        return "it is a share: write `compared: {share_of: ...}`, or code it under a property of type percentage"
    return ""


def _hint(text: str, scale: Scale, is_amount: Reader) -> str:
    if scale.type != "percentage" and is_share(text, is_amount):
        return "; it is a share: code it under a property of type percentage"
    if scale.type == "duration" and re.search(r"\d.*[a-z].*\d+ ?[a-z]", text[:100], re.IGNORECASE):
        return "; it is to be in one unit"
    if hint := _rewritten(text):
        is_part = scale.is_whole and "." in hint and not re.search(r"[a-z]", text, re.IGNORECASE)
        return "; a count is whole: a figure with decimals is of a property of type number" if is_part else hint
    if scale.type != "percentage" and re.search(rf"\d ?(?:{'|'.join(PERCENT[1:])}|pc)$", text, re.IGNORECASE):
        return "; a share is of a property of type percentage"
    either = re.fullmatch(_EITHER, text)
    if either and is_amount(either["b"] + (either["unit"] or ""), scale):
        return f"; for one or the other write {either['a']} to {either['b']}{either['unit'] or ''}"
    return ""


def _rewritten(text: str) -> str:
    """How to write a figure that is written as in another language: "1 000", "1.234,56", "1'000"."""
    match = re.search(_FIGURE, text)
    figure = match[0].strip(" .,'’_") if match else ""
    if not 2 < len(figure) < 30:
        return ""
    if re.fullmatch(r"\d+(?:_\d+)+", figure):
        return f"; write {figure.replace('_', '')}"
    if re.fullmatch(r"\d+,\d{1,2}", figure):
        return f"; for a decimal write {figure.replace(',', '.')}"
    whole, _, decimals = figure.partition(",") if re.search(r"[. '’].*,\d+$", figure) else (figure, "", "")
    pointed = re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+", whole) and (decimals or whole.count(".") > 1)
    spaced = re.fullmatch(r"[1-9]\d{0,2}(?:([ '’])\d{3})(?:\1\d{3})*", whole)
    indian = re.fullmatch(r"[1-9]\d?(?:,\d{2})+,\d{3}", figure)
    if pointed or spaced or indian:
        digits = int(re.sub(r"\D", "", whole))
        return f"; for one number write {digits:,}" + (f".{decimals}" if decimals else "")
    return ""


def two_readings(text: str, figure: str, scale: Scale) -> str:
    """That "1.000" is one thousand in much of Europe, and one elsewhere."""
    whole, _, decimals = figure.partition(".")
    short = decimals.rstrip("0")
    other = f"{whole}.{decimals}0" if len(short) == 3 else f"{whole}.{short}".rstrip(".")
    if short and scale.type == "count":
        hint = f"for thousands write {whole},{decimals}"
        return f"{quoted(text)} is not a whole number, and this property is a count; {hint}"
    return f"{quoted(text)} can be read in two ways: write {whole},{decimals} (or {other} if that is meant)"


def not_the_unit(text: str, unit: str, scale: Scale) -> str:
    """That a count is of something else, with the figure alone and with the property's unit where that is clear."""
    message = f"{quoted(text)}: {quoted(unit)} is not the unit of this property ({scale.unit or 'none'})"
    figure = text.removesuffix(unit).rstrip(" -")
    if MULTIPLIER.match(unit):
        return message
    is_plain = re.match(r"[^\W\d_]{3}", unit) and begins_unit(unit) and unit not in figure and figure != text
    is_other = is_unit(unit) or is_unit(scale.unit) or currencies(unit) or unit.casefold() in PERCENT
    if unit.casefold() in PERCENT:
        return f"{message}; a share is of a property of type percentage"
    if _OTHER_COUNT.match(unit):
        return f"{message}; that counts something else, so code it under a property of its own"
    if not is_plain or is_other or _HEDGING.match(unit):
        return message
    alone = figure.removesuffix(" of")  # "dozens of"
    if not scale.unit:
        return f"{message}; write {alone}"
    ours = scale.unit if figure in ("1", "one") else plural(scale.unit)
    return f"{message}; write {alone}, or {figure} {ours}"


def several_currencies(text: str, unit: str, codes: tuple[str, ...], scale: Scale) -> str:
    """That a sign or a name may be of several currencies; with the code, that of the property if it is among them."""
    likely = dict.fromkeys((*((scale.unit,) if scale.unit in codes else ()), *codes))
    two = list(likely)[:2]
    figure = " ".join(text.replace(unit, " ").split()).lstrip(".")
    return f"{quoted(text)}: {unit!r} may be {' or '.join(two)}; write the code, such as {two[0]} {figure.strip()}"


def not_a_percentage(text: str, unit: str) -> str:
    """That a percentage has another unit; a difference of percentages is no share."""
    if said := _beside_another(text, Scale("percentage")):
        return f"{quoted(text)} is not understood; {said}"
    message = f"{quoted(text)}: expected a percentage such as 37.5%"
    if is_unit(unit, "percentage points"):
        return f"{message}; percentage points are of a property of type number with the unit percentage point"
    return message


def cannot_convert(text: str, unit: str, target: str, scale: Scale) -> str:
    """That a measure has a unit of another kind than the property's, or one that we do not know."""
    message = f"{quoted(text)}: {quoted(unit)} cannot be converted to {target or 'a number without a unit'}"
    if unit.casefold() in AMBIGUOUS_UNITS and is_unit(target, "mass"):
        return f"{message}, as there are several; write tonnes for metric tons"
    if scale.type == "duration":
        return f"{message}; write minutes or months in full" if unit.casefold() == "m" else message
    if is_unit(unit) and is_unit(target):
        return f"{message}: they measure different things; such a figure is of another property"
    ours = f"the figure in {plural(target)}" if target else "the figure alone"
    return f"{message}; write {ours} if the article gives it, else make a property with the unit {unit!r}"
