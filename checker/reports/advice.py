"""What would settle a dispute: whom to ring up about which figure, and what it would have to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from checker.corpus.corpus import Claim
from checker.engine.findings import Camp, Dispute, Explanation, Finding, GivenUp, Quantity, Statement
from checker.engine.messages import told_by
from checker.reports.figures import choices_text
from checker.reports.kinds import FEW
from checker.reports.names import capital, days_listed
from checker.reports.order import Told
from checker.reports.sentences import Sentences
from checker.values.formatting import listed

MOST_CALLED = 4
"""Values of which at most one is right, in the table."""
MOST_OF_ONE = 6
"""Rows of one dispute in the table of whom to ring up first; of more there is one row for each voice."""


class Call(Struct, frozen=True, kw_only=True):
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
    rows = [call for camp in dispute.camps[:MOST_CALLED] for call in _camp_calls(told, camp, sentences)]
    if rows and (dispute.more or len(dispute.camps) > MOST_CALLED):
        rows.append(replace(rows[-1], who="Others", says="other values", is_further=False))
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
        told = given_together(ordered, sentences)
        instead = list(dict.fromkeys(would_be(value, sentences) for value in ordered))
        rows.append(
            Call(
                number=number,
                figure=sentences.names.title(held[0].quantity.figure),
                who=who_gives(held[0], sentences),
                says=listed(told) if len(told) <= FEW else f"{len(told)} values, {told[0]} to {told[-1]}",
                instead=listed(instead) if len(instead) <= FEW else "see the dispute",
                settles=0,
            )
        )
    return _in_one(rows[:MOST_OF_ONE])


def _camp_calls(told: Told, camp: Camp, sentences: Sentences) -> list[Call]:
    """The values that fewest other camps hold tell it from those: a row for all that the same voices give."""
    numbers = _numbers_of_camps(told.dispute.camps)
    ordered = rarest_first(camp, told.dispute.camps)
    fewest = numbers[_key(ordered[0])]
    voices: dict[str, dict[str, None]] = {}
    held: dict[str, Statement] = {}
    for statement in ordered:
        if numbers[_key(statement)] == fewest:
            value = sentences.figures.dated(statement)
            voices.setdefault(value, {})[statement.voice] = None
            held.setdefault(value, statement)
    groups: dict[tuple[str, ...], list[Statement]] = {}
    for value, voices_of in voices.items():
        groups.setdefault(tuple(sorted(voices_of)), []).append(held[value])
    others = [s for each in told.dispute.camps if each is not camp for s in each.statements if s not in camp.statements]
    return _in_one(
        Call(
            number=told.number,
            figure=sentences.names.title(statements[0].figure),
            who=_voices(voices_of, sentences) + _as_papers_have_it(statements, voices_of, others, sentences),
            says=_values(statements, sentences),
            instead="at most one is right",
            settles=0,
            choice="camp",
        )
        for voices_of, statements in list(groups.items())[:FEW]
    )


def rarest_first(camp: Camp, camps: Sequence[Camp]) -> list[Statement]:
    """The statements of a camp, those that fewest other camps hold first: they tell it from the others."""
    numbers = _numbers_of_camps(camps)
    return sorted(camp.statements, key=lambda statement: numbers[_key(statement)])


def _numbers_of_camps(camps: Sequence[Camp]) -> Counter[tuple[str, ...]]:
    return Counter(_key(statement) for camp in camps for statement in camp.statements)


def _key(statement: Statement) -> tuple[str, ...]:
    return (statement.voice, *statement.position.key)


def who_gives(value: GivenUp, sentences: Sentences) -> str:
    """The voices of a value, of many how many; and in which papers, where one voice has another value elsewhere."""
    others = [p.claims for p in value.quantity.positions if p is not value.position]
    papers = _papers_apart(value.position.claims, chain.from_iterable(others), value.voices, sentences)
    return f"{_voices(value.voices, sentences)}{papers}"


def _as_papers_have_it(
    statements: Sequence[Statement], voices: Sequence[str], others: Sequence[Statement], sentences: Sentences
) -> str:
    held = [claim for statement in statements for claim in statement.claims]
    return _papers_apart(held, (claim for other in others for claim in other.claims), voices, sentences)


def _papers_apart(claims: Iterable[Claim], others: Iterable[Claim], voices: Sequence[str], sentences: Sentences) -> str:
    """ ", as Herald has it": the papers of a voice's value, where this voice has other ones in other papers.

    Before it stands whom the voice cites.
    """
    if len(voices) != 1:
        return ""
    own, elsewhere = ([c for c in some if c.origin == voices[0]] for some in (claims, others))
    return f"{sentences.names.citing(own)}{sentences.names.as_they_have_it(own, elsewhere)}"


def _voices(voices: Sequence[str], sentences: Sentences) -> str:
    names = [sentences.names.voice(voice) for voice in voices]
    if len(names) > FEW:
        return f"{capital(names[0])} and {len(names) - 1} more"
    return capital(listed(names))


def given(value: GivenUp, sentences: Sentences) -> str:
    """A value that is given up, with its day: "288 (4 May)"."""
    claim = told_by(value.position.claims)
    when = sentences.names.claim_when(claim)
    return f"{sentences.claim_value(claim)}{f' ({when})' if when else ''}"


def given_together(values: Sequence[GivenUp], sentences: Sentences) -> list[str]:
    """Values that are given up, with their days: what is given as of several days is one, "288 (4 and 5 May)"."""
    days: dict[str, dict[str, None]] = {}
    for value in values:
        claim = told_by(value.position.claims)
        days.setdefault(sentences.claim_value(claim), {})[sentences.names.claim_when(claim)] = None
    told: list[str] = []
    for text, whens in days.items():
        known = [when for when in whens if when]
        if len(known) > MOST_CALLED:
            told.append(f"{text} ({known[0]} and {len(known) - 1} more days)")
        else:
            told.append(f"{text} ({days_listed(known)})" if known else text)
    return told


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
