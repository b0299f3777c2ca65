"""What a dispute is about, and which figure to re-check first: in plain sentences."""

from __future__ import annotations

from checker.corpus.corpus import Corpus
from checker.engine.findings import Dispute, Explanation, Figure, Report
from checker.engine.messages import figure_name, show_position, who
from checker.values.display import counted
from checker.values.formatting import listed, show_range

MOST_LESS_LIKELY = 3


def topic(dispute: Dispute, corpus: Corpus) -> str:
    """The subjects of a dispute that are not parts of others in it."""
    subjects = {claim.subject for claim in dispute.claims}
    tops = sorted(subject for subject in subjects if not _ancestors(subject, corpus) & subjects)
    return listed([corpus.entities[subject].id for subject in tops])


def _ancestors(subject: str, corpus: Corpus) -> set[str]:
    found: set[str] = set()
    at = corpus.entities[subject].part_of
    while at in corpus.entities and at not in found:
        found.add(at)
        at = corpus.entities[at].part_of
    return found


def advice(dispute: Dispute, report: Report) -> list[str]:
    """Which figures to re-check, best first, and what the others imply for them. Lines of a list begin with "- "."""
    best = dispute.explanations[0]
    equal = [other for other in dispute.explanations if len(other.origins) == len(best.origins)]
    others = len(dispute.claims) - len({claim.key for f in best.figures for claim in f.position.claims})
    if len(equal) == 1:
        lines = [
            f"Re-check first: {figures_text(best, report)}.",
            f"{_if_it_were(best, report)}, the other {counted(others, 'claim')} would agree.",
        ]
    else:
        lines = ["Re-check any one of these; each would settle it:"]
        lines += [f"- {figures_text(each, report)}: {_implied(each, report)}" for each in equal]
    rest = [other for other in dispute.explanations if other not in equal]
    for explanation in rest[:MOST_LESS_LIKELY]:
        lines.append(f"Less likely: {figures_text(explanation, report)}: {_implied(explanation, report)}.")
    if dispute.more_explanations or len(rest) > MOST_LESS_LIKELY:
        lines.append("There are more such explanations; --format json lists them.")
    return lines


def figures_text(explanation: Explanation, report: Report) -> str:
    """ "first-team, size = 400 (Gazette and Courier)"."""
    return listed([_figure(figure, report) for figure in explanation.figures])


def _figure(figure: Figure, report: Report) -> str:
    quantity = report.quantities[figure.position.quantity]
    voices = listed(sorted({who(claim, report.corpus) for claim in figure.position.claims}))
    value = show_position(figure.position, quantity.unit)
    return f"{figure_name(quantity, report.corpus)} = {value} ({voices})"


def _if_it_were(explanation: Explanation, report: Report) -> str:
    ranges = [figure_range(figure, report) for figure in explanation.figures]
    return f"If {'they' if len(ranges) > 1 else 'it'} were {listed(ranges)}"


def _implied(explanation: Explanation, report: Report) -> str:
    return "the others imply " + listed([figure_range(figure, report) for figure in explanation.figures])


def figure_range(figure: Figure, report: Report) -> str:
    """What the other claims leave to a figure: "196 to 200"."""
    if figure.choices is not None:
        names = listed([_as_written(name, figure, report) for name in sorted(figure.choices.names)], "or")
        return f"not {names}" if figure.choices.negated else names
    quantity = report.quantities[figure.position.quantity]
    return show_range(figure.lower, figure.upper, quantity.unit)


def _as_written(name: str, figure: Figure, report: Report) -> str:
    """A category as a claim about the figure writes it: names are compared without case."""
    quantity = report.quantities[figure.position.quantity]
    texts = (text.strip() for position in quantity.positions for text in position.text.split(","))
    return next((text for text in texts if text.casefold() == name), name)
