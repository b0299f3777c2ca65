"""What claims may speak of: entities, properties and hedges."""

from typing import Annotated, Literal

from pydantic import Field

from checker.files.models.base import (
    Day,
    Flag,
    Model,
    Moment,
    OneOrMore,
    OverTime,
    PartOf,
    PropertyName,
    PropertyType,
    Share,
    Status,
    Text,
    reads,
)


class NewCount(Model):
    """A count that is begun anew."""

    property: PropertyName = Field(description="What is counted.", examples=["killed"])
    on: Day = Field(description="The first day of the new count.", examples=["2031-06-01"])
    by: OneOrMore = Field(
        default=(), description="Who starts the count again. Left out: everybody.", examples=[["the health ministry"]]
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
        description="complete: all parts of it are listed here, so they must add up to it. Of one breakdown: "
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
    became: PartOf | None = Field(
        default=None,
        description="What took over from it, such as the bank into which a failed one was turned: another entity. "
        "The figures of both are one course, told under that one's name.",
        examples=["bridge-bank"],
    )
    restarts: tuple[NewCount, ...] = Field(
        default=(),
        description="Counts of it that were started again, so that they may be lower than before.",
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
    periods: Literal["add up"] | None = Field(
        default=None,
        description="add up: its figures for periods do, such as the revenue of four quarters to that of the year, "
        "however it behaves over time. What accumulates or flows does so anyway.",
    )
    window: Text | None = Field(
        default=None,
        description="For how many days after its day an actual figure that varies may still be compared.",
        examples=["3 days"],
    )
    adds_to: Annotated[Text, reads("sibling-property")] | None = Field(
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
    by_voice: tuple[Status, ...] = Field(
        default=(),
        description="Statuses of which each voice has a figure of its own: two polls are two figures, and do not "
        "disagree; what two papers say of one poll is compared.",
        examples=[["estimated"]],
    )
    after: Annotated[Text, reads("sibling-property")] | None = Field(
        default=None, description="Of a date: the event that comes before it.", examples=["departed"]
    )
    important: Flag = Field(default=False, description="true: its claims need two independent origins.")
    words: OneOrMore = Field(
        default=(),
        description="Words by which texts speak of it: `checker new` suggests it where one stands near a figure.",
        examples=[["died", "dead", "bodies"]],
    )


class Profile(Model):
    """How wide the hedges are, after one coding protocol."""

    about: Share = Field(description="How far about, some and around reach to either side.", examples=["5%"])
    nearly: Share = Field(description="How far nearly and almost reach below.", examples=["5%"])
    just_over: Share = Field(description="How far just over reaches above.", examples=["5%"])
    more_than: Annotated[Text, reads("widening")] | None = Field(
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
