"""Figures, quantities and findings in words: what messages, reports and explanations say."""

from __future__ import annotations

from collections.abc import Sequence

from checker.corpus.corpus import Claim, Corpus
from checker.corpus.rule_language import Path, Piece, Relation
from checker.engine.findings import Position, Quantity
from checker.engine.grounding import Row
from checker.engine.judge import Chosen, Verdict, side_bounds
from checker.files.models import COUNT_FALLS, SOURCES_DISAGREE
from checker.values.dates import Window, show_window
from checker.values.formatting import listed, show_range


def _few(words: list[str], most: int = 8) -> list[str]:
    return words if len(words) <= most else [*words[: most - 1], f"{len(words) - most + 1} more"]


def show_position(position: Position, unit: str) -> str:
    """A position's value: as written, dates spelled out."""
    if unit == "date" and position.lower is not None and position.upper is not None:
        return show_window(Window(int(position.lower), int(position.upper)))
    if unit == "date":
        return show_range(position.lower, position.upper, unit)
    return position.text


def show_positions(positions: Sequence[Position], unit: str) -> str:
    seen = list(dict.fromkeys(show_position(position, unit) for position in positions))
    return listed(seen, "or")


def figure_name(of: Quantity | Claim, corpus: Corpus) -> str:
    """What a quantity is, or a claim is about: "first-team, size", with the status where it is not `actual`."""
    subject = corpus.entities[of.subject].id
    status = "" if of.status == "actual" else f" {of.status}"
    scope = f" ({of.scope})" if of.scope else ""
    return f"{subject}, {of.property}{status}{scope}"


def who(claim: Claim, corpus: Corpus) -> str:
    """Whose claim it is: "Herald, by the mayor"."""
    publisher = corpus.sources[claim.source].publisher
    return f"{publisher}, by {claim.speaker}" if claim.speaker else publisher


def said(claim: Claim, corpus: Corpus) -> str:
    """What a claim says: "first-team, size = 400 (4 May 2031)"; without the day where it is one figure for good."""
    is_constant = corpus.properties[claim.property].over_time[claim.status] == "constant"
    day = "" if is_constant else f" ({show_window(claim.as_of)})"
    return f"{figure_name(claim, corpus)} = {claim.value.text}{day}"


def who_said(claim: Claim, corpus: Corpus) -> str:
    """ "Herald, by the mayor: first-team, size = 400: "some 400 went first"", with the words where they are given."""
    quote = f': "{claim.quote}"' if claim.quote else ""
    return f"{who(claim, corpus)}: {said(claim, corpus)}{quote}"


def origin_name(origin: str, corpus: Corpus) -> str:
    """A voice: an entity by its id, else the name of a publisher or an agency."""
    return corpus.entities[origin].id if origin in corpus.entities else origin


def dated_name(quantity: Quantity, corpus: Corpus) -> str:
    """A quantity with its day, where there is one."""
    name = figure_name(quantity, corpus)
    return name if quantity.mode == "constant" else f"{name}, {show_window(quantity.as_of)}"


def message_for(row: Row, relation: Relation, verdict: Verdict, quantities: dict[int, Quantity], corpus: Corpus) -> str:
    """The message of a finding, with its real figures."""
    terms = [(name, quantities[quantity]) for name, quantity in row.terms]
    if row.rule == SOURCES_DISAGREE:
        quantity = terms[0][1]
        texts = [show_position(p, quantity.unit) for positions in verdict.chosen for p in positions]
        return f"{figure_name(quantity, corpus)}: {' against '.join(dict.fromkeys(texts))}"
    if row.rule == COUNT_FALLS:
        (_, before), (_, after) = terms
        return fall_message(before, after, verdict.chosen, corpus)
    parts = sum(1 for name, _ in terms if name == relation.summed)
    message = relation.message_one if parts == 1 else relation.message
    return "".join(_piece(piece, row, terms, verdict.chosen, corpus) for piece in message)


def fall_message(before: Quantity, after: Quantity, chosen: Chosen, corpus: Corpus) -> str:
    """ "flood, killed falls from 300 (4 May 2031) to 12 (6 May 2031)"."""
    first, second = (show_positions(positions, before.unit) for positions in chosen)
    days = show_window(before.as_of), show_window(after.as_of)
    return f"{figure_name(before, corpus)} falls from {first} ({days[0]}) to {second} ({days[1]})"


def _piece(piece: Piece, row: Row, terms: list[tuple[str, Quantity]], chosen: Chosen, corpus: Corpus) -> str:
    if piece.path is not None:
        shown = [
            _path(piece.path, quantity, positions, corpus)
            for (name, quantity), positions in zip(terms, chosen, strict=True)
            if name == piece.path.name
        ]
        return listed(_few(shown if not piece.path.attributes else list(dict.fromkeys(shown))))
    if piece.origins:
        held = [positions for (name, _), positions in zip(terms, chosen, strict=True) if name == piece.origins]
        return str(len({origin for positions in held for position in positions for origin in position.origins}))
    if piece.linear is not None:
        low, high = side_bounds(piece.linear, row, chosen)
        units = [quantity.unit for name, quantity in terms if piece.linear.of(name)]
        return show_range(low, high, units[0] if units else "")
    return piece.text


def _path(path: Path, quantity: Quantity, positions: Sequence[Position], corpus: Corpus) -> str:
    if not path.attributes:
        return show_positions(positions, quantity.unit)
    first, rest = path.attributes[0], path.attributes[1:]
    if first == "subject":
        entity = corpus.entities[quantity.subject]
        for attribute in rest:
            if attribute == "part_of":
                if entity.part_of not in corpus.entities:
                    return "unknown"
                entity = corpus.entities[entity.part_of]
            elif attribute == "kind":
                return entity.kind
            else:
                return show_window(entity.since if attribute == "from" else entity.until)
        return entity.name
    if first == "property":
        prop = corpus.properties[quantity.property]
        for attribute in rest:
            prop = corpus.properties[prop.adds_to if attribute == "adds_to" else prop.after]
        return prop.title
    if first == "as_of":
        return show_window(quantity.as_of)
    if first == "source":
        return listed(sorted({corpus.sources[c.source].publisher for p in positions for c in p.claims}))
    return {"status": quantity.status, "scope": quantity.scope}.get(first, show_positions(positions, quantity.unit))
