"""A file of claims: one article, coded by hand."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from checker.files.models.base import (
    Day,
    EntityName,
    Flag,
    Id,
    Model,
    Moment,
    OneOrMore,
    Period,
    PropertyName,
    Status,
    Text,
    Voice,
    reads,
)

OF_AN_ID = "A short name of your own, unique in this file: letters, digits, -, _ and . are allowed."
VALUE = "The figure, date or category with the hedge that the article gives it."
VALUES: list[Any] = ["400", "about 200", "at least 5,000", "200 to 300", "$300m", "12 months", "37.5%", "unknown"]


def _to_revised(value: object) -> object:
    return {"from": value} if isinstance(value, str) else value


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
    url: Annotated[Text, reads("url")] | None = Field(
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
    text_sha256: Annotated[Text, reads("sha256")] | None = Field(
        default=None,
        description="The SHA-256 of the text that was coded: by it the text is found elsewhere, and a change seen.",
        examples=["0123456789abcdef" * 4],
    )
    no_claim: OneOrMore = Field(
        default=(),
        description="Words of the text that hold a figure which needs no claim; `checker coverage` leaves it out.",
        examples=[["on page 14", "the two nations"]],
    )


class Subject(Model):
    """What a claim is about, in an article or in a rule's example."""

    id: Id | None = Field(default=None, description=OF_AN_ID, examples=["second-team"])
    subject: EntityName = Field(
        description="Who or what the figure is about: an entity of entities.yaml, or one of its aliases.",
        examples=["second-team", "the mission"],
    )
    property: PropertyName = Field(
        description="What is claimed of the subject: one of rules/properties.yaml.", examples=["size", "killed"]
    )
    status: Status = Field(
        default="actual",
        description="Whether it has happened, or is planned, pledged, authorised, requested, needed, estimated or "
        "feared. They are never mixed up with each other. Left out: actual.",
    )


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


class Values(Model):
    """What a claim in an article says of its subject."""

    value: Text | tuple[Text, ...] | None = Field(default=None, description=VALUE, examples=VALUES)
    including: dict[Text, Text] = Field(
        default_factory=dict,
        description="Figures that the article gives as part of this one, each under the scope that it is limited to.",
        examples=[{"grievously": "56"}],
    )
    compared: Compared | None = Field(
        default=None,
        description="In place of a value: how the figure compares with another one.",
        examples=[{"times": "nearly 2", "to": "police/killed"}, {"percent": "12", "at": "before"}],
    )


class Details(Model):
    """What narrows a claim down: in which currency, when, of whom, on whose word."""

    also: Text | None = Field(
        default=None,
        description="The same amount in another currency, where the article gives both.",
        examples=["$78bn"],
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
        default=None,
        description="The day on which a count that accumulates was started again.",
        examples=["2031-05-01"],
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
    important: Flag = Field(default=False, description="true: it needs a second, independent origin.")


class Claim(Details, Values, Subject):
    """A source says that a quantity has a value, with the words that say so.

    The order of its keys is the one in which the program writes them: those of the last base come first.
    """

    id: Id = Field(description=OF_AN_ID, examples=["second-team"])
    relays: OneOrMore = Field(
        default=(),
        description="A chain of voices, in place of said_by: who says so, whom they cite, and so on. Its last one is "
        "the voice.",
        examples=[["the relief agency", "the district"]],
    )
    quote: Annotated[Text, reads("quote")] | None = Field(
        default=None,
        description="At most 8 words of the article, to find the place again.",
        examples=["some 200 more arrived"],
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
    retracted: Annotated[Text, reads("retraction")] | None = Field(
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
