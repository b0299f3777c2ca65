"""What the files say: pydantic models of text, before any of it is resolved.

Every scalar is text here; `resolve` gives it meaning. The docstrings and field descriptions are what the
guides and the schemas show.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict

PROPERTY_TYPES = ("count", "number", "money", "duration", "percentage", "date", "category", "text")
STATUSES = ("actual", "planned", "pledged", "authorised", "requested", "needed", "estimated", "feared")
OVER_TIME = ("constant", "varies", "stands", "accumulates", "flows")
SEVERITIES = ("error", "warning", "note")

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

Status = Literal["actual", "planned", "pledged", "authorised", "requested", "needed", "estimated", "feared"]
OverTime = Literal["constant", "varies", "stands", "accumulates", "flows"]
Severity = Literal["error", "warning", "note"]
PropertyType = Literal["count", "number", "money", "duration", "percentage", "date", "category", "text"]


def _to_bool(value: object) -> object:
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def _to_tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _to_revised(value: object) -> object:
    return {"from": value} if isinstance(value, str) else value


Text = Annotated[str, Field(min_length=1)]
Flag = Annotated[bool, Strict(), BeforeValidator(_to_bool)]
OneOrMore = Annotated[tuple[Text, ...], BeforeValidator(_to_tuple)]


def _reads(what: str) -> Any:
    """What a text is read as: the schemas narrow it where they can, to the names of a project for one."""
    return Field(json_schema_extra={"reads": what})


Id = Annotated[Text, _reads("id")]
EntityName = Annotated[Text, _reads("entity")]
PartOf = Annotated[Text, _reads("sibling")]  # of the same file, which may be newer than the schema
Voice = Annotated[Text, _reads("voice")]
PropertyName = Annotated[Text, _reads("property")]
Day = Annotated[Text, _reads("day")]
Moment = Annotated[Text, _reads("moment")]
Period = Annotated[Text, _reads("period")]
Share = Annotated[Text, _reads("share")]


class Model(BaseModel):
    """A mapping of a file: no other keys than these."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class Source(Model):
    """One article."""

    publisher: Voice = Field(description="Who published it.", examples=["The Example Courier"])
    title: Text | None = Field(default=None, description="Its headline.", examples=["Second team reaches the flood"])
    author: Text | None = Field(
        default=None, description="Who wrote it, as the article says.", examples=["our reporter"]
    )
    published: Day = Field(
        description="The day of publication; a span of days where it is not known.",
        examples=["2031-05-04", "2031-05", "2031-05-01/2031-05-07"],
    )
    url: Annotated[Text, _reads("url")] | None = Field(
        default=None, description="Where it can be read.", examples=["https://example.org/second-team"]
    )
    via: Voice | None = Field(
        default=None,
        description="The agency whose story this is, if it is one. Two papers that print one agency are one voice.",
        examples=["Example Wire"],
    )
    text: Text | None = Field(
        default=None,
        description="A file with the article's text, in which each quote is looked up.",
        examples=["courier.txt"],
    )
    text_sha256: Annotated[Text, _reads("sha256")] | None = Field(
        default=None,
        description="The SHA-256 of the text that was coded: by it the text is found elsewhere, and a change seen.",
        examples=["0123456789abcdef" * 4],
    )
    no_claim: OneOrMore = Field(
        default=(),
        description="Words of the text that hold a figure which is none to code; `checker coverage` leaves it out.",
        examples=[["on page 14", "the two nations"]],
    )


_OF_AN_ID = "A short name of your own, unique in this file: letters, digits, -, _ and . are allowed."


_VALUE = "The figure, date or category with the hedge that the article gives it."
_VALUES: list[Any] = ["400", "about 200", "at least 5,000", "200 to 300", "$300m", "12 months", "37.5%", "unknown"]


class _Said(Model):
    """What a claim in an article and one in a rule's example have in common."""

    id: Id | None = Field(default=None, description=_OF_AN_ID, examples=["second-team"])
    subject: EntityName = Field(
        description="Who or what the figure is about: an entity of entities.yaml, or one of its aliases.",
        examples=["second-team", "the mission"],
    )
    property: PropertyName = Field(
        description="What is claimed of the subject: one of rules/properties.yaml.", examples=["size", "killed"]
    )
    also: Text | None = Field(
        default=None,
        description="The same amount in another currency, where the article gives both.",
        examples=["$78bn"],
    )
    status: Status = Field(
        default="actual",
        description="Whether it has come about, or is planned, pledged, authorised, requested, needed, estimated or "
        "feared. They are never mixed up with each other. Left out: actual.",
    )
    as_of: Moment | None = Field(
        default=None,
        description="The moment that the figure is of: a day, a minute, or a span within which it lies. Left out: the "
        "day of publication.",
        examples=["2031-05-03", "2031-05-03T09:00", "2031-04-28/2031-05-03", "../2031-05-03", "before the deal"],
    )
    period: Period | None = Field(
        default=None,
        description="The days that the figure is for as a whole, as in 20 since Monday; in place of as_of.",
        examples=["2031-06", "2031-05-03/2031-05-09", "2031-05-05/"],
    )
    scope: Text | None = Field(
        default=None,
        description="What the figure is limited to. Figures of different scopes are not compared.",
        examples=["in the capital"],
    )
    counted_from: Day | None = Field(
        default=None, description="The day on which a count that accumulates was begun again.", examples=["2031-05-01"]
    )
    said_by: Voice | None = Field(
        default=None,
        description="Who says so: an entity, or words such as those of the article. Left out: the article itself.",
        examples=["a senior official"],
    )
    via: Voice | None = Field(
        default=None, description="The agency, where only this claim is theirs.", examples=["Example Wire"]
    )
    implied: Text | None = Field(
        default=None,
        description="How the article implies a figure that it does not state.",
        examples=["600 more bring it to 1,000"],
    )
    important: Flag = Field(default=False, description="Wants a second, independent origin.")


class Revised(Model):
    """What a voice takes back."""

    from_: Text = Field(alias="from", description="The figure that it gave before.", examples=["288", "about 1,400"])
    figure: OneOrMore = Field(
        default=(),
        description="Where that was the figure of a part or of the whole: its subject, and its property if that is "
        "another one.",
        examples=[["capital", "killed"]],
    )
    why: Text | None = Field(
        default=None, description="Its reason, as the article gives it.", examples=["counted twice"]
    )


class Compared(Model):
    """A comparison with another figure: twice as many, 12 % more than in 2022, most of them."""

    times: Text | None = Field(
        default=None, description="How many times the other figure.", examples=["2", "nearly 3", "half"]
    )
    percent: Text | None = Field(
        default=None,
        description="By how many per cent it is above the other, or below with a sign.",
        examples=["12", "up 12 %", "-43%"],
    )
    more: Text | None = Field(
        default=None, description="How many more, or which share more.", examples=["10", "a third"]
    )
    fewer: Text | None = Field(
        default=None, description="How many fewer, or which share fewer.", examples=["10", "a third"]
    )
    share_of: Text | None = Field(
        default=None,
        description="Which share it is of the other figure.",
        examples=["most", "half", "35 out of 47", "nearly all"],
    )
    to: OneOrMore = Field(
        default=(),
        description="What it is compared with: another claim (<source>/<claim>, or the id of one in this article), or "
        "a subject, with its property and status where these are other ones. Left out: the same figure, at another "
        "time; of a share: without the scope.",
        examples=[["flood", "displaced"], "courier/first-team"],
    )
    at: Text | None = Field(
        default=None,
        description="When the other figure was so: before, or days. Left out: at the same moment.",
        examples=["before", "2030", "2031-05-03"],
    )


class Claim(_Said):
    """A source says that a quantity has a value, with the words that say so."""

    id: Id = Field(description=_OF_AN_ID, examples=["second-team"])
    value: Text | tuple[Text, ...] | None = Field(default=None, description=_VALUE, examples=_VALUES)
    including: dict[Text, Text] = Field(
        default={},
        description="Figures that the article gives as part of this one, each under the scope that it is limited to.",
        examples=[{"grievously": "56"}],
    )
    compared: Compared | None = Field(
        default=None,
        description="In place of a value: how the figure compares with another one.",
        examples=[{"times": "nearly 2", "to": "police/killed"}, {"percent": "12", "at": "before"}],
    )
    quote: Annotated[Text, _reads("quote")] | None = Field(
        default=None,
        description="At most 8 words of the article, to find the place again.",
        examples=["some 200 more arrived"],
    )
    relays: OneOrMore = Field(
        default=(),
        description="A chain of voices, in place of said_by: who says so, whom they cite, and so on. Its last one is "
        "the voice.",
        examples=[["the relief agency", "the district"]],
    )
    supersedes: OneOrMore = Field(
        default=(),
        description="The claim, or the claims, that this one corrects, which are then out of play: <source>/<claim>, "
        "or the id of one in this article.",
        examples=["courier/second-team"],
    )
    revises: Annotated[Revised, BeforeValidator(_to_revised)] | None = Field(
        default=None,
        description="The figure that the voice gave before and takes back with this one, in every article.",
        examples=["288", {"from": "288", "why": "counted twice"}],
    )
    disowned_by: Voice | None = Field(
        default=None,
        description="The voice that says that it never gave this figure.",
        examples=["the health ministry"],
    )
    retracted: Annotated[Text, _reads("retraction")] | None = Field(
        default=None,
        description="<date>, <why>: the paper took it back. The claim stays in the file and out of the sums.",
        examples=["2031-05-06, the paper corrected it"],
    )
    note: Text | None = Field(
        default=None, description="Anything for your colleagues.", examples=["the desk is asking"]
    )


class Article(Model):
    """A file of claims: one article, coded by hand."""

    source: Source = Field(description="The article: who published it, and when.")
    claims: tuple[Claim, ...] = Field(description="One entry for each thing that the article says.")


class NewCount(Model):
    """A count that is begun anew."""

    property: PropertyName = Field(description="What is counted.", examples=["killed"])
    on: Day = Field(description="The first day of the new count.", examples=["2031-06-01"])
    by: OneOrMore = Field(
        default=(), description="Who counts anew. Left out: everybody.", examples=[["the health ministry"]]
    )


class Entity(Model):
    """Who or what claims speak of."""

    kind: Text | None = Field(
        default=None, description="What it is, in a word of your own.", examples=["team", "country"]
    )
    name: Text | None = Field(default=None, description="Its name in full.", examples=["the first team"])
    aliases: tuple[Text, ...] = Field(
        default=(), description="Other names, which claims may use instead of the id.", examples=[["the mission", "RM"]]
    )
    part_of: PartOf | dict[PartOf, Text] | None = Field(
        default=None,
        description="The whole that it is a part of: another entity. Where a whole is divided in several ways, also "
        "the name of the breakdown: {toll: by sex}.",
        examples=["rescue-mission", {"toll": "by sex"}],
    )
    parts: Literal["complete"] | dict[Text, Literal["complete"]] | None = Field(
        default=None,
        description="complete: all parts of it are listed here, so they must add up to it exactly. Of one breakdown: "
        "{by sex: complete}.",
    )
    from_: Day | None = Field(
        default=None, alias="from", description="Since when it is a part of the whole.", examples=["2031-04-28"]
    )
    to: Day | None = Field(default=None, description="Until when it is a part of the whole.", examples=["2031-06-30"])
    on: Moment | None = Field(
        default=None,
        description="Of an event: its day or minute, so that a claim can be as_of before or after it.",
        examples=["2031-05-08", "2031-05-08T14:00"],
    )
    restarts: tuple[NewCount, ...] = Field(
        default=(),
        description="Counts of it that were begun anew, so that they may be lower than before.",
        examples=[[{"property": "killed", "on": "2031-06-01"}]],
    )


class Property(Model):
    """What can be claimed."""

    type: PropertyType = Field(
        description="What its values are: count (whole, from 0), number, money, duration, percentage, date, category, "
        "or text (recorded, never compared)."
    )
    title: Text | None = Field(default=None, description="Its name in messages.", examples=["people aboard"])
    unit: Text | None = Field(
        default=None,
        description="What is counted; the currency of money; the whole that a percentage is a share of.",
        examples=["person", "USD", "month"],
    )
    per: Text | None = Field(
        default=None,
        description="For what each value is one: a rate, such as so much a year.",
        examples=["year", "day"],
    )
    signed: Flag | None = Field(
        default=None, description="true: its values may be negative, such as growth or a loss. Left out: only numbers."
    )
    rounding: Literal["as written"] | None = Field(
        default=None,
        description="as written: the digits of a figure are all that is known, so that $78bn and $77.8bn agree.",
    )
    at_most: Text | None = Field(
        default=None, description="What no value can be above.", examples=["100%", "120 years"]
    )
    values: tuple[Text, ...] = Field(
        default=(), description="The categories. Left out: any.", examples=[["pledged", "refused", "reluctant"]]
    )
    implies: dict[Text, OneOrMore] = Field(
        default={},
        description="Which of the categories implies which: who refuses is reluctant, so the two do not disagree.",
        examples=[{"refused": "reluctant"}],
    )
    excludes: dict[Text, OneOrMore] | None = Field(
        default=None,
        description="Which of the categories cannot be true at once. Left out: each excludes each other one that it "
        "does not imply.",
        examples=[{"pledged": ["refused", "reluctant"]}],
    )
    order: tuple[Text, ...] = Field(
        default=(),
        description="Categories that come one after the other. What is later called by an earlier one went back, which "
        "is a tension.",
        examples=[["proposed", "passed", "signed"]],
    )
    over_time: OverTime | dict[Status, OverTime] | None = Field(
        default=None,
        description="How the actual figure behaves: constant (one value for good), varies (as of its day), stands "
        "(until a newer claim), accumulates (varies, and may never fall), flows (as of its day, or for "
        "periods, which add up); or one for each status. constant is so for every status.",
        examples=["constant", {"actual": "varies", "planned": "stands"}],
    )
    window: Text | None = Field(
        default=None,
        description="For how many days after its day an actual figure that varies may still be compared.",
        examples=["3 days"],
    )
    adds_to: Annotated[Text, _reads("sibling-property")] | None = Field(
        default=None, description="A part's figures add up to this property of its whole.", examples=["strength"]
    )
    scope_of: dict[Text, Text] = Field(
        default={},
        description="Scopes that divide the figure without a scope, and the breakdown that each belongs to: those of "
        "one add up to no more than the whole.",
        examples=[{"women": "by sex", "men": "by sex"}],
    )
    other_counts: OneOrMore = Field(
        default=(),
        description="Scopes that are counts of their own. Every other scope is a part of the figure without it.",
        examples=[["in hospital"]],
    )
    after: Annotated[Text, _reads("sibling-property")] | None = Field(
        default=None, description="Of a date: the event that comes before it.", examples=["departed"]
    )
    important: Flag = Field(default=False, description="Its claims want two independent origins.")
    words: OneOrMore = Field(
        default=(),
        description="Words by which texts speak of it: `checker new` suggests it where one stands near a figure.",
        examples=[["died", "dead", "bodies"]],
    )


class Selector(Model):
    """Which quantities a name in a rule's `let` stands for."""

    property: Annotated[OneOrMore, _reads("property")] = Field(
        default=(), description="Those of this property, or of these."
    )
    status: Annotated[OneOrMore, _reads("status")] = Field(default=(), description="Those of this status, or of these.")
    type: Annotated[OneOrMore, _reads("type")] = Field(default=(), description="Those whose property is of this type.")
    kind: OneOrMore = Field(default=(), description="Those whose subject is of this kind.", examples=["team"])
    important: Flag | None = Field(default=None, description="true: only those that want a second origin.")
    over: Literal["period"] | None = Field(
        default=None, description="period: those for a period, as in 20 since Monday. Left out: those as of a moment."
    )
    prefer: Annotated[OneOrMore, _reads("status")] = Field(
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


class ExampleClaim(_Said):
    """A claim in a rule's example. `source` names the publisher; the rest is as in an article."""

    source: Text = Field(default="Example", description="The publisher.", examples=["Courier"])
    property: Annotated[Text, _reads("sibling-property")] = Field(
        description="One of `properties`, or of rules/properties.yaml.", examples=["size"]
    )
    subject: Text = Field(description="An entity of this example.", examples=["first-team"])
    value: Text | tuple[Text, ...] = Field(description=_VALUE, examples=_VALUES)


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
    entities: dict[str, Entity] = Field(default={}, description="The cast of the example, as in entities.yaml.")
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
        "it is a note.",
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
    url: Annotated[Text, _reads("url")] | None = Field(
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


class Acceptance(Model):
    """An entry of accepted.yaml, under the id of a finding. `checker accept` writes it."""

    rule: Text = Field(description="The rule that the claims break.", examples=["parts-do-not-add-up"])
    statements: OneOrMore = Field(
        default=(),
        description="What is known of it: side | figure | voice | moment | hash of the value. Another makes it new.",
        examples=[["higher | flood killed | courier | 2031-05-04 | 8ad618f7"]],
    )
    echoes: OneOrMore = Field(default=(), description="The same of what follows from it.")
    open: Flag = Field(
        default=False, description="true: these voices may differ in this direction, however often (`accept --open`)."
    )
    others: Flag = Field(default=False, description="true: other voices may join (`accept --others`).")
    claims: OneOrMore = Field(
        default=(), description="Of the first edition: `checker accept --migrate` carries it over."
    )
    content: Text | None = Field(
        default=None,
        description="Of the first edition: `checker accept --migrate` carries it over.",
        examples=["8ad618f72f1c04d1 0b5c77d1e09a04d1"],
    )
    message: Text | None = Field(
        default=None, description="What the finding said when it was accepted.", examples=["400 is more than 396"]
    )
    reason: Text = Field(description="Why it may stay.", examples=["The desk is asking"])
    until: Day | None = Field(default=None, description="The last day for which that holds.", examples=["2031-06-30"])
    by: Text | None = Field(default=None, description="Who accepted it.", examples=["the news desk"])


class Profile(Model):
    """How wide the hedges are, after one coding protocol."""

    about: Share = Field(description="How far about, some and around reach to either side.", examples=["5%"])
    nearly: Share = Field(description="How far nearly and almost reach below.", examples=["5%"])
    just_over: Share = Field(description="How far just over reaches above.", examples=["5%"])
    more_than: Annotated[Text, _reads("widening")] | None = Field(
        default=None,
        description="How far above its figure more than reaches before it surprises. Left out: 100%, twice the figure.",
        examples=["100%"],
    )
    words: dict[str, Text] = Field(
        default={}, description="The range that a word stands for.", examples=[{"dozens": "24 to 99"}]
    )


class HedgeFile(Model):
    """rules/hedges.yaml: the profiles, and which one is used."""

    profile: Text = Field(description="The profile in use: a name under profiles.", examples=["plain"])
    profiles: dict[str, Profile] = Field(description="Profiles by name.")
