"""What the message of a rule says with the figures of a combination. All other sentences are made by reports."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from checker.corpus.corpus import Claim, Corpus
from checker.corpus.relation import Path, Piece, Relation
from checker.engine.bounds import side_bounds
from checker.engine.findings import Combination, Figure, Position, Statement
from checker.engine.grounded import Row
from checker.values.dates import Window, show_window
from checker.values.digits import of_a_product, show_worked_out, written_digits
from checker.values.formatting import listed, show_range

Terms = Sequence[tuple[str, Statement]]
_MUCH_PLAINER = 2
"""By how many words."""


def _few(words: list[str], most: int = 8) -> list[str]:
    return words if len(words) <= most else [*words[: most - 1], f"{len(words) - most + 1} more"]


def show_value(value: Position | Statement, unit: str) -> str:
    """A value as it was written, days spelled out."""
    if unit == "date" and value.lower is not None and value.upper is not None:
        return show_window(Window(int(value.lower), int(value.upper)))
    if unit == "date":
        return show_range(value.lower, value.upper, unit)
    return told_by(value.claims).value.text


def told_by(claims: Sequence[Claim]) -> Claim:
    """Of claims that say the same, the one whose words are told: the first, unless another is much plainer.

    "173" says more than the "seven fewer than the 180" that comes to it.
    """
    plainest = min(claims, key=lambda claim: len(claim.value.text.split()))
    lengths = [len(claim.value.text.split()) for claim in (claims[0], plainest)]
    return plainest if lengths[0] - lengths[1] >= _MUCH_PLAINER else claims[0]


def figure_name(of: Figure | Claim, corpus: Corpus) -> str:
    """What a figure is, or a claim is about: "strength, planned – first team", the status where it is not `actual`."""
    scope = f" ({of.scope})" if of.scope else ""
    status = "" if of.status == "actual" else f", {of.status}"
    return f"{corpus.properties[of.property].title}{scope}{status} – {corpus.entities[of.subject].name}"


def row_message(row: Row, relation: Relation, combination: Combination, corpus: Corpus) -> str:
    """The message of a rule, with its real figures; where a whole has only one part, the message for that."""
    is_of_one = sum(1 for name, _ in row.terms if name == relation.summed) == 1
    has_all = row.complete or relation.operator == "<="  # then it does not matter whether there are more parts
    message = relation.message
    if is_of_one and has_all and relation.message_one not in ((), message):
        message = relation.message_one
    elif is_of_one and (alone := _alone(relation, combination)):
        return alone
    summed = relation.summed
    shown = _Shown(combination.terms, summed, relation.factors, corpus, relation.optional)
    return "".join(_piece(piece, shown) for piece in message)


def _alone(relation: Relation, combination: Combination) -> str:
    """What to say of a sum of one known part that is above its whole, in place of "15 make 15, not 13"; else ""."""
    summed = ((relation.summed, Fraction(1)),)
    repeats = any(piece.linear is not None and piece.linear.terms == summed for piece in relation.message)
    part = [s for name, s in combination.terms if name == relation.summed]
    others = [s for name, s in combination.terms if name != relation.summed]
    if not repeats or relation.left.terms != summed or len(part) != 1 or len(others) != 1:
        return ""
    low, high = part[0].lower, others[0].upper
    if low is None or high is None or low <= high:
        return ""
    values = [
        f"{show_value(each, each.figure.unit)}{f' {each.figure.status}' if each.figure.status != 'actual' else ''}"
        for each in (part[0], others[0])
    ]
    return f"{values[0]} alone is more than {values[1]}"


class _Shown(Struct, frozen=True):
    """What a message speaks of."""

    terms: Terms
    summed: str
    factors: frozenset[str]
    corpus: Corpus
    optional: tuple[str, ...]


def _piece(piece: Piece, of: _Shown) -> str:
    terms = of.terms
    if piece.path is not None:
        shown = [_path(piece.path, statement, of.corpus) for name, statement in terms if name == piece.path.name]
        if not shown and piece.path.name in of.optional:
            return "no figure"
        each = not piece.path.attributes and piece.path.name == of.summed  # equal parts are told one by one
        return listed(_few(shown if each else list(dict.fromkeys(shown))))
    if piece.origins:
        return str(len({statement.voice for name, statement in terms if name == piece.origins}))
    if piece.linear is not None:
        names = [name for name, _ in terms]
        low, high = side_bounds(piece.linear, names, [(s.lower, s.upper) for _, s in terms])
        carrying = frozenset(piece.linear.names) - (of.factors if len(piece.linear.names) > 1 else frozenset())
        factors = [statement for name, statement in terms if name in piece.linear.multiplied]
        return _worked_out(low, high, [statement for name, statement in terms if name in carrying], factors)
    return piece.text


def _worked_out(
    low: Fraction | None, high: Fraction | None, of: Sequence[Statement], factors: Sequence[Statement]
) -> str:
    """A sum in the style of the figures that it is made of, rounded outwards to their digits; a product to three."""
    unit = of[0].figure.unit if of else ""
    if unit == "date":
        return show_range(low, high, unit)
    digits = written_digits([statement.text for statement in of], unit)
    if factors:
        style = written_digits([statement.text for statement in (*of, *factors)], unit).style
        digits = of_a_product(low, high, replace(digits, style=style))
    return show_worked_out(low, high, unit, digits)


def _path(path: Path, statement: Statement, corpus: Corpus) -> str:
    figure = statement.figure
    if not path.attributes:
        return show_value(statement, figure.unit)
    first, rest = path.attributes[0], path.attributes[1:]
    if first == "compared":
        word = statement.claims[0].compared.word if statement.claims[0].compared else ""
        return f" {word}" if word else ""
    if first == "subject":
        return _of_entity(figure, rest, corpus)
    if first == "property":
        return _of_property(figure, rest, corpus)
    if first in ("voice", "said_by"):
        entity = corpus.entities.get(statement.voice)
        return entity.name if entity else statement.claims[0].speaker or statement.voice
    if first == "as_of":
        return show_window(statement.moment.days)
    if first == "source":
        return listed(sorted({corpus.sources[claim.source].publisher for claim in statement.claims}))
    return {"status": figure.status, "scope": figure.scope}.get(first, show_value(statement, figure.unit))


def _of_entity(figure: Figure, attributes: Sequence[str], corpus: Corpus) -> str:
    entity = corpus.entities[figure.subject]
    for attribute in attributes:
        if attribute == "part_of":
            if entity.part_of not in corpus.entities:
                return "unknown"
            entity = corpus.entities[entity.part_of]
        elif attribute == "kind":
            return entity.kind
        else:
            return show_window(entity.since if attribute == "from" else entity.until)
    return entity.name


def _of_property(figure: Figure, attributes: Sequence[str], corpus: Corpus) -> str:
    prop = corpus.properties[figure.property]
    for attribute in attributes:
        prop = corpus.properties[prop.adds_to if attribute == "adds_to" else prop.after]
    return prop.title
