"""What can have happened in a dispute, in sentences: who is wrong about what, or of which values one is right."""

from __future__ import annotations

from collections.abc import Sequence

from checker.engine.findings import Break, Camp, Explanation, GivenUp
from checker.engine.messages import told_by
from checker.reports.advice import MOST_CALLED, given_together, in_time, rarest_first, would_be
from checker.reports.figures import ANY
from checker.reports.kinds import FEW
from checker.reports.names import Mentions
from checker.reports.order import Told
from checker.reports.sentences import Sentences
from checker.values.display import counted
from checker.values.formatting import listed

MOST_CAMPS = 6
"""Values of which at most one is right."""
MORE, MORE_VALUES = "there are more such explanations", "or another of their values"
MOST_VALUES = 6
NOT_PROVEN = " (this may not explain everything: some of what is left is of uncertain days)"


def explanation_lines(told: Told, sentences: Sentences, mentions: Mentions) -> tuple[str, list[str]]:
    """What can have happened: a heading, and each possibility. No more than one possibility is one sentence."""
    dispute = told.dispute
    if dispute.front:
        texts = [explanation_text(explanation, sentences, mentions) for explanation in dispute.front]
        possible = [f"{text}, in {texts.count(text)} ways" if texts.count(text) > 1 else text for text in texts]
        possible = list(dict.fromkeys(possible))
        if dispute.more:
            possible.append(MORE)
        return ("Either:" if len(possible) > 1 else "It would be settled if"), possible
    if dispute.camps:
        camps = [camp_text(camp, dispute.camps, sentences, mentions) for camp in dispute.camps[:MOST_CAMPS]]
        if dispute.more or len(dispute.camps) > MOST_CAMPS:
            camps.append(MORE_VALUES)
        return "At most one is right:", camps
    return "", []


def not_explained(told: Told) -> str:
    """Why a dispute, or a part of it, has no explanation."""
    is_in_part = told.dispute.front or told.dispute.camps
    return f"{'Not all is explained' if is_in_part else 'Not explained'}: {told.dispute.note}"


def explanation_text(explanation: Explanation, sentences: Sentences, mentions: Mentions) -> str:
    """ "The council's count was revised or started again on 5 May, and one voice (the mayor) is wrong about 300"."""
    parts = [_break_text(each, sentences, mentions) for each in explanation.breaks[:FEW]]
    if len(explanation.breaks) > FEW:
        parts = [f"counts were revised or started again {len(explanation.breaks)} times"]
    if explanation.values:
        parts.append(_wrong(in_time(explanation.values), sentences, mentions))
    return ", and ".join(parts) + ("" if explanation.is_proven else NOT_PROVEN)


def _wrong(values: Sequence[GivenUp], sentences: Sentences, mentions: Mentions) -> str:
    """Who is wrong about which values: each value with the voices that give it, and with no others."""
    by_voices: dict[tuple[str, ...], list[GivenUp]] = {}
    for value in values:
        by_voices.setdefault(value.voices, []).append(value)
    if len(by_voices) > MOST_CALLED:
        voices = {voice for held in by_voices for voice in held}
        return f"{counted(len(voices), 'voice')} are wrong, about {counted(len(values), 'figure')} in all"
    told: list[str] = []
    for voices_of, held in by_voices.items():
        named = [mentions.voice(voice) for voice in voices_of]
        who = listed(named) if len(named) <= MOST_CALLED else counted(len(named), "voice")
        verb = "" if told else " are wrong" if sentences.names.are_many(voices_of) else " is wrong"
        told.append(f"{who}{verb} about {_what(held, sentences, ', and ' if len(by_voices) > 1 else '; and ')}")
    return "; and ".join(told)


def _break_text(each: Break, sentences: Sentences, mentions: Mentions) -> str:
    when = sentences.names.when(each.after)
    on = f" on {when}" if when else ""
    return f"the count of {mentions.voice(each.voice)} was revised or started again{on}"


def _what(values: Sequence[GivenUp], sentences: Sentences, between: str) -> str:
    """The values with what each would have to be; of many all values alone, and of very many one."""
    corrected: dict[tuple[str, str], list[GivenUp]] = {}
    for value in values:
        text = sentences.claim_value(told_by(value.position.claims))
        corrected.setdefault((text, would_be(value, sentences)), []).append(value)
    if len(corrected) <= FEW:
        return between.join(_corrected(held, sentences) for held in corrected.values())
    few = given_together(values, sentences)
    if len(values) <= MOST_VALUES and len({value.quantity.figure.id for value in values}) == 1:
        return f"{counted(len(values), 'figure')}: {listed(few)}"
    if len(values) > MOST_VALUES:
        return f"{counted(len(values), 'figure')}, such as {_corrected(values[:1], sentences)}"
    return counted(len(values), "figure")


def _corrected(values: Sequence[GivenUp], sentences: Sentences) -> str:
    """ "288 (4 and 5 May), which would have to be 275"; of what nothing else says the figure alone."""
    told, instead = given_together(values, sentences)[0], would_be(values[0], sentences)
    return told if instead == ANY else f"{told}, which would have to be {instead}"


def camp_text(camp: Camp, camps: Sequence[Camp], sentences: Sentences, mentions: Mentions) -> str:
    """ "288 (4 May): 4 voices"; of several values, those that fewest other camps hold come first."""
    by_value: dict[str, dict[str, str]] = {}
    for statement in rarest_first(camp, camps):
        held = by_value.setdefault(sentences.figures.dated(statement), {})
        held[statement.voice] = sentences.names.citing(statement.claims)
    told: list[str] = []
    for value, voices_of in list(by_value.items())[: FEW + 1]:
        is_one = len(voices_of) == 1
        voices = [f"{mentions.voice(voice)}{voices_of[voice] if is_one else ''}" for voice in sorted(voices_of)]
        told.append(f"{value}: {listed(voices) if len(voices) <= FEW + 1 else counted(len(voices), 'voice')}")
    if len(by_value) > len(told):
        told.append(f"and {counted(len(by_value) - len(told), 'more value')}")
    return "; ".join(told)
