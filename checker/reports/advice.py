"""What would settle a dispute: whom to ring up about which figure, and what it would have to be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from checker.engine.findings import Break, Camp, Dispute, Explanation, Finding, GivenUp, Quantity, Statement
from checker.reports.figures import ANY, choices_text
from checker.reports.kinds import FEW
from checker.reports.names import Mentions, capital
from checker.reports.order import Told
from checker.reports.sentences import Sentences
from checker.values.display import counted
from checker.values.formatting import listed

MOST_CALLED, MOST_CAMPS = 4, 6
"""Values of which at most one is right: in the table of whom to ring up first, and in a dispute."""
MORE, MORE_VALUES = "there are more such explanations", "or another of their values"
MOST_VALUES = 6
NOT_PROVEN = " (this may not explain everything: some of what is left is of uncertain days)"
MOST_OF_ONE = 6
"""Rows of one dispute in the table of whom to ring up first; of more there is one row for each voice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A row of the table of whom to ring up first.

    `choice` tells the rows of one dispute of which one is enough ("either", "or"), or of which at most one is right.
    `settles` is of how many of all disagreements it takes care; 0 where that is not known. `is_further` if it belongs
    to what the row above says: both have to be asked about.
    """

    number: int
    figure: str
    who: str
    says: str
    instead: str
    settles: int
    choice: str = ""
    is_further: bool = False


def first_word(call: Call, before: Call | None) -> str:
    """What a row of the table begins with: "1." the first of a dispute, "and" or "or" those after it."""
    if before is None or before.number != call.number:
        return f"{call.number}."
    return "and" if call.is_further else "or"


def calls(told: Told, sentences: Sentences) -> list[Call]:
    """Whom to ring up about a dispute: its first explanation, and those that are as good; else its camps."""
    dispute = told.dispute
    if dispute.front:
        equal = [_without_what_is_told_elsewhere(each, dispute) for each in _equal(told)]
        first = equal[0]
        rows: list[Call] = []
        for number, explanation in enumerate(equal):
            choice = "" if len(equal) == 1 else "or" if number else "either"
            rows += _in_one(_calls(told.number, explanation, choice, sentences))
        return rows if len(rows) <= MOST_OF_ONE else _by_voice(told.number, first, sentences)
    rows = [_camp_call(told, camp, sentences) for camp in dispute.camps[:MOST_CALLED]]
    if rows and (dispute.more or len(dispute.camps) > MOST_CALLED):
        rows.append(replace(rows[-1], who="Others", says="other values"))
    return rows


def _without_what_is_told_elsewhere(explanation: Explanation, dispute: Dispute) -> Explanation:
    """An explanation without values of which all follows from another dispute, such as of a second currency."""
    ids = {finding.id for finding in dispute.findings}
    elsewhere = [f for f in dispute.findings if f.is_echo and ids.isdisjoint(f.echo_of)]
    if not elsewhere:
        return explanation
    own = [finding for finding in dispute.findings if all(finding is not each for each in elsewhere)]
    echoed, stands = _positions(elsewhere), _positions(own)
    values = tuple(v for v in explanation.values if id(v.position) in stands or id(v.position) not in echoed)
    return replace(explanation, values=values) if values or explanation.breaks else explanation


def _positions(findings: Sequence[Finding]) -> set[int]:
    return {id(statement.position) for finding in findings for statement in finding.statements}


def says_more(told: Told) -> bool:
    """Whether there is more to say of explanations than stands in the table of whom to ring up first."""
    dispute = told.dispute
    if not dispute.front:
        return dispute.more or len(dispute.camps) > MOST_CALLED
    equal = _equal(told)
    if not all(explanation.is_proven for explanation in equal):
        return True
    is_shortened = sum(len(each.values) + len(each.breaks) for each in equal) > MOST_OF_ONE
    return dispute.more or is_shortened or len(equal) < len(dispute.front)


def _equal(told: Told) -> list[Explanation]:
    """The first explanation, and those that are as good."""
    front = told.dispute.front
    return [each for each in front if (len(each.voices), each.cost) == (len(front[0].voices), front[0].cost)]


def _in_one(rows: Iterable[Call]) -> list[Call]:
    """The rows of one explanation, which belong together."""
    return [replace(row, is_further=at > 0) for at, row in enumerate(rows)]


def _calls(number: int, explanation: Explanation, choice: str, sentences: Sentences) -> Iterable[Call]:
    for each in explanation.breaks:
        yield Call(
            number=number,
            figure=sentences.names.title(each.figure),
            who=capital(sentences.names.voice(each.voice)),
            says=f"{sentences.figures.dated(each.after)} after {sentences.figures.dated(each.before)}",
            instead="revised, or started again?",
            settles=each.settles,
            choice=choice,
        )
    for value in in_time(explanation.values):
        yield Call(
            number=number,
            figure=sentences.names.title(value.quantity.figure),
            who=who_gives(value, sentences),
            says=given(value, sentences),
            instead=would_be(value, sentences),
            settles=value.settles,
            choice=choice,
        )


def in_time(values: Iterable[GivenUp]) -> list[GivenUp]:
    """The values that an explanation gives up, those of a figure together and in the order of time."""
    order: dict[int, int] = {}
    held = list(values)
    for value in held:
        order.setdefault(value.quantity.figure.id, len(order))
    return sorted(held, key=lambda v: (order[v.quantity.figure.id], v.quantity.moment.latest))


def _by_voice(number: int, explanation: Explanation, sentences: Sentences) -> list[Call]:
    """An explanation of many figures: a row for each figure and whom to ask about how many of its values."""
    values: dict[tuple[int, tuple[str, ...]], list[GivenUp]] = {}
    for value in explanation.values:
        values.setdefault((value.quantity.figure.id, value.voices), []).append(value)
    rows = []
    for held in sorted(values.values(), key=lambda held: -len(held)):
        ordered = sorted(held, key=lambda value: value.quantity.moment.latest)
        first, last = given(ordered[0], sentences), given(ordered[-1], sentences)
        rows.append(
            Call(
                number=number,
                figure=sentences.names.title(held[0].quantity.figure),
                who=who_gives(held[0], sentences),
                says=first if len(held) == 1 else f"{len(held)} values, {first} to {last}",
                instead=would_be(held[0], sentences) if len(held) == 1 else "see the dispute",
                settles=0,
            )
        )
    return _in_one(rows[:MOST_OF_ONE])


def _camp_call(told: Told, camp: Camp, sentences: Sentences) -> Call:
    first = camp.statements[0]
    return Call(
        number=told.number,
        figure=sentences.names.title(first.figure),
        who=_voices(camp.voices, sentences),
        says=_values(camp.statements, sentences),
        instead="at most one is right",
        settles=0,
        choice="camp",
    )


def who_gives(value: GivenUp, sentences: Sentences) -> str:
    """The voices of a value, of many how many."""
    return _voices(value.voices, sentences)


def _voices(voices: Sequence[str], sentences: Sentences) -> str:
    names = [sentences.names.voice(voice) for voice in voices]
    if len(names) > FEW:
        return f"{capital(names[0])} and {len(names) - 1} more"
    return capital(listed(names))


def given(value: GivenUp, sentences: Sentences) -> str:
    """A value that is given up, with its day: "288 (4 May)"."""
    claim = value.position.claims[0]
    when = sentences.names.claim_when(claim)
    return f"{sentences.claim_value(claim)}{f' ({when})' if when else ''}"


def would_be(value: GivenUp, sentences: Sentences) -> str:
    """What all else leaves to a value: "196 to 200"."""
    figure = value.quantity.figure
    if value.choices is not None:
        return choices_text(value.choices, _written(value.quantity))
    digits = sentences.digits(figure, _written(value.quantity))
    return sentences.figures.range(figure, value.lower, value.upper, digits)


def _written(quantity: Quantity) -> list[str]:
    return [claim.value.text for position in quantity.positions for claim in position.claims]


def _values(statements: Sequence[Statement], sentences: Sentences) -> str:
    shown = list(dict.fromkeys(sentences.figures.dated(statement) for statement in statements))
    return listed(shown) if len(shown) <= FEW else f"{shown[0]} and {len(shown) - 1} more"


# --- in sentences --------------------------------------------------------------------------------


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
        camps = [camp_text(camp, sentences, mentions) for camp in dispute.camps[:MOST_CAMPS]]
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
        voices = [mentions.voice(voice) for voice in explanation.voices]
        who = listed(voices) if len(voices) <= MOST_CALLED else counted(len(voices), "voice")
        verb = "is" if len(voices) == 1 else "are"
        parts.append(f"{who} {verb} wrong about {_what(in_time(explanation.values), sentences)}")
    return ", and ".join(parts) + ("" if explanation.is_proven else NOT_PROVEN)


def _break_text(each: Break, sentences: Sentences, mentions: Mentions) -> str:
    when = sentences.names.when(each.after)
    on = f" on {when}" if when else ""
    return f"the count of {mentions.voice(each.voice)} was revised or started again{on}"


def _what(values: Sequence[GivenUp], sentences: Sentences) -> str:
    if len(values) > FEW:
        few = list(dict.fromkeys(given(value, sentences) for value in values))
        is_plain = len(few) == len(values) <= MOST_VALUES and len({value.quantity.figure.id for value in values}) == 1
        if is_plain:
            return f"{counted(len(values), 'figure')}: {listed(few)}"
        if len(values) > MOST_VALUES:
            first = values[0]
            return f"{counted(len(values), 'figure')}, such as {_corrected(first, sentences)}"
        return counted(len(values), "figure")
    return "; and ".join(_corrected(value, sentences) for value in values)


def _corrected(value: GivenUp, sentences: Sentences) -> str:
    """ "288 (4 May), which would have to be 275"; of what nothing else says the figure alone."""
    instead = would_be(value, sentences)
    return given(value, sentences) if instead == ANY else f"{given(value, sentences)}, which would have to be {instead}"


def camp_text(camp: Camp, sentences: Sentences, mentions: Mentions) -> str:
    """ "288 (4 May): 4 voices"."""
    voices = [mentions.voice(voice) for voice in camp.voices]
    who = listed(voices) if len(voices) <= FEW + 1 else counted(len(voices), "voice")
    return f"{_values(camp.statements, sentences)}: {who}"
