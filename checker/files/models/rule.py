"""A rule with its examples, and the rules that have no file."""

from typing import Annotated, Literal

from pydantic import Field

from checker.files.models.article import VALUE, VALUES, Details, Subject
from checker.files.models.base import Day, Flag, Id, Model, OneOrMore, Text, reads
from checker.files.models.vocabulary import Entity, Property

# rules that have no file
SOURCES_DISAGREE = "sources-disagree"
COUNT_FALLS = "count-falls"
JOINT = "claims-cannot-all-be-true"  # a conflict that no single row shows
SOFT_TOP = "above-a-soft-top"  # a value is far above what the words of another one suggest
NOT_IN_QUOTE = "value-not-in-quote"  # a claim has another figure than its own quote
PERIODS = "period-misses-totals"  # what came in a period is not what the totals differ by
OUTDATED = "figure-taken-back"  # a paper prints what its voice has taken back
DISOWNED = "figure-disowned"  # a voice says that it never gave what a paper ascribes to it
TIMES = "comparison-misses"  # so many times a figure, or so much more in per cent, is not the other one
DIFFERENCE = "difference-misses"  # so many more or fewer than a figure is not the other one
STATE_GOES_BACK = "state-goes-back"  # a category that comes earlier in its order is given later
_OF_FIGURES = (SOURCES_DISAGREE, COUNT_FALLS, JOINT, SOFT_TOP, PERIODS, TIMES, DIFFERENCE)
BUILT_IN_RULES = (*_OF_FIGURES, NOT_IN_QUOTE, OUTDATED, DISOWNED, STATE_GOES_BACK)

Severity = Literal["error", "warning", "note"]


class Selector(Model):
    """Which quantities a name in a rule's `let` stands for."""

    property: Annotated[OneOrMore, reads("property")] = Field(
        default=(), description="Those of this property, or of these."
    )
    status: Annotated[OneOrMore, reads("status")] = Field(default=(), description="Those of this status, or of these.")
    type: Annotated[OneOrMore, reads("type")] = Field(default=(), description="Those whose property is of this type.")
    kind: OneOrMore = Field(default=(), description="Those whose subject is of this kind.", examples=["team"])
    important: Flag | None = Field(default=None, description="true: only those that need a second origin.")
    over: Literal["period"] | None = Field(
        default=None, description="period: those for a period, as in 20 since Monday. Left out: those as of a moment."
    )
    prefer: Annotated[OneOrMore, reads("status")] = Field(
        default=(),
        description="Statuses in their order, in place of status: of the figures of one part at a moment those of the "
        "first such status count.",
        examples=[["planned", "authorised", "pledged"]],
    )
    optional: Flag = Field(
        default=False, description="true: there may be no such figure; then it counts for nothing at least."
    )
    signed: Flag | None = Field(
        default=None, description="false: only those that cannot be negative; true: only those that can."
    )
    at: Text | None = Field(
        default=None,
        description="The moment at which it is taken, by another name of let: start(x) and end(x) of its period, or "
        "just before(x). Left out: the moment of the row.",
        examples=["start(more)", "end(more)", "before(now)"],
    )


class ExampleClaim(Details, Subject):
    """A claim in a rule's example. `source` names the publisher; the rest is as in an article."""

    source: Text = Field(default="Example", description="The publisher.", examples=["Courier"])
    property: Annotated[Text, reads("sibling-property")] = Field(
        description="One of `properties`, or of rules/properties.yaml.", examples=["size"]
    )
    subject: Text = Field(description="An entity of this example.", examples=["first-team"])
    value: Text | tuple[Text, ...] = Field(description=VALUE, examples=VALUES)


class Example(Model):
    """A small story that a rule must judge as it says."""

    expect: Literal["disagreement", "agreement", "rounding"] = Field(
        description="What the rule must find: disagreement, agreement, or agreement only by its tolerance (rounding)."
    )
    title: Text | None = Field(
        default=None, description="What the example shows.", examples=["a part that is larger than its whole"]
    )
    published: Day = Field(
        default="2031-05-04",
        description="The day on which its articles were published. Left out: 2031-05-04.",
        examples=["2031-05-04"],
    )
    entities: dict[str, Entity] = Field(default={}, description="The entities of the example, as in entities.yaml.")
    claims: tuple[ExampleClaim, ...] = Field(description="What the articles of the example say.")
    message: Text | None = Field(
        default=None, description="The message that the finding must have.", examples=["400 and 200 make 600, not 396"]
    )
    off_by: Text | None = Field(default=None, description="The gap that the finding must have.", examples=["204"])
    gap: Flag = Field(default=False, description="true: a known gap; the rule does not judge this one rightly yet.")


class Rule(Model):
    """A relation that must hold between quantities, with the examples that prove it."""

    id: Id = Field(
        description="Names what is wrong, not the cure; the name of the file.", examples=["part-exceeds-whole"]
    )
    title: Text = Field(
        description="What is wrong where the rule is broken.", examples=["A part is larger than its whole"]
    )
    severity: Severity = Field(
        default="error", description="error: a contradiction; warning: a tension; note. Left out: error."
    )
    let: dict[str, Selector] = Field(
        description="Names, and the quantities that each stands for.", examples=[{"part": {"property": "size"}}]
    )
    where: OneOrMore = Field(
        default=(), description="What joins the names.", examples=[["part.subject.part_of == whole.subject"]]
    )
    require: Text = Field(description="The relation that must hold.", examples=["part <= whole", "sum(part) == whole"])
    tolerance: Text | None = Field(
        default=None,
        description="By how much it may be missed: a share of the right side, days, or an amount. What holds only by "
        "it is a note; a share covers no more than rounding can do.",
        examples=["1%", "2 days"],
    )
    message: Text = Field(
        description="What a finding says; {name} is a figure.",
        examples=["{part} alone is more than the whole, {whole}"],
    )
    message_one: Text | None = Field(
        default=None, description="What it says where a sum has one part only.", examples=["{part} is the only part"]
    )
    why: Text = Field(
        description="Why that is wrong, for a reader.", examples=["A part cannot be larger than its whole."]
    )
    url: Annotated[Text, reads("url")] | None = Field(
        default=None, description="A page that says more about it.", examples=["https://example.org/how-we-count"]
    )
    properties: dict[str, Property] = Field(
        default={},
        description="Properties of its examples alone, as in rules/properties.yaml: so they hold in every project.",
        examples=[{"size": {"type": "count", "adds_to": "strength"}}],
    )
    examples: tuple[Example, ...] = Field(
        default=(), description="Small stories that prove the rule: at least one disagreement and one agreement."
    )
