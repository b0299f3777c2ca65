"""What tables.yaml says: which tables are read in place, and what their columns hold."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from checker.files.models import Model, OneOrMore, PropertyName, Share, Text

Comparison = Literal["within_source", "across_sources"]
DateOrder = Literal["year-month-day", "month/day/year", "day/month/year", "day.month.year"]


def _to_whole(value: object) -> object:
    return {"path": True} if value == "path" else value


class Columns(Model):
    """Which column of a table holds what, by the columns' names."""

    source: Text | None = Field(default=None, description="Who says so.", examples=["source"])
    subject: Text | None = Field(default=None, description="Who or what the figure is about.", examples=["county"])
    property: Text | None = Field(default=None, description="What is claimed of it.", examples=["measure"])
    value: Text | None = Field(default=None, description="The figure.", examples=["count"])
    lower: Text | None = Field(
        default=None, description="The least that it can be, in place of value.", examples=["at_least"]
    )
    upper: Text | None = Field(
        default=None, description="The most that it can be, in place of value.", examples=["at_most"]
    )
    as_of: Text | None = Field(default=None, description="The day that the figure is of.", examples=["date"])
    period: Text | None = Field(
        default=None, description="The days that it is for as a whole, in place of as_of.", examples=["week"]
    )
    scope: Text | None = Field(default=None, description="What the figure is limited to.", examples=["age"])
    status: Text | None = Field(
        default=None, description="Whether it is actual, planned and so on.", examples=["status"]
    )
    unit: Text | None = Field(
        default=None, description="The unit, where it is not that of the property.", examples=["unit"]
    )
    speaker: Text | None = Field(
        default=None,
        description="Whose figure it is, where that is not the source: two sources are one voice then.",
        examples=["authority"],
    )


class Fixed(Model):
    """What no column says, because it is the same in every row."""

    source: Text | None = Field(default=None, description="Who says so.", examples=["The Tracker"])
    subject: Text | None = Field(default=None, description="Who or what the figures are about.", examples=["us/53"])
    property: PropertyName | None = Field(default=None, description="What is claimed.", examples=["killed"])
    scope: Text | None = Field(default=None, description="What the figures are limited to.", examples=["adults"])
    status: Text | None = Field(
        default=None, description="Whether they are actual, planned and so on.", examples=["actual"]
    )
    unit: Text | None = Field(default=None, description="Their unit.", examples=["person"])
    speaker: Text | None = Field(default=None, description="Whose figures they are.", examples=["Ministry"])


class Table(Model):
    """A table that is read where it lies."""

    read: Text = Field(
        description="Where it lies, from the folder of tables.yaml: .parquet or .csv, where * may stand for any part "
        "of a name; `duckdb: file#table`; `postgres: $VARIABLE#table`.",
        examples=["data/counts.csv", "data/*.parquet", "duckdb: counts.duckdb#claims", "postgres: $TRACKER#claims"],
    )
    columns: Columns = Field(default=Columns(), description="Which column holds what.")
    fixed: Fixed = Field(default=Fixed(), description="What is the same in every row.")
    values: dict[PropertyName, Text] = Field(
        default={},
        description="Where each property has a column of its own: its column.",
        examples=[{"killed": "deaths"}],
    )
    dates: DateOrder = Field(default="year-month-day", description="How days are written in texts.")


class Wholes(Model):
    """A table that says which entity is a part of which."""

    path: bool = Field(default=False, description="true: the subject us/53 is a part of us.")
    read: Text | None = Field(default=None, description="Where the table lies.", examples=["places.csv"])
    entity: Text | None = Field(default=None, description="The column of the part.", examples=["county"])
    whole: Text | None = Field(default=None, description="The column of its whole.", examples=["state"])


class TableProperty(Model):
    """A property of rules/properties.yaml as tables have it."""

    words: OneOrMore = Field(default=(), description="What tables call it, beside its own name.", examples=[["deaths"]])
    tolerance: Share | None = Field(
        default=None,
        description="By what share of the larger figure sources may differ and still agree. Left out: by nothing.",
        examples=["5%"],
    )


class TablesFile(Model):
    """tables.yaml: tables of claims that are read in place."""

    tables: tuple[Table, ...] = Field(description="The tables.")
    properties: dict[PropertyName, TableProperty] = Field(
        default={},
        description="Which properties are read. Left out: all of rules/properties.yaml.",
        examples=[{"killed": {"words": ["deaths"], "tolerance": "5%"}}],
    )
    part_of: Annotated[Wholes, BeforeValidator(_to_whole)] | None = Field(
        default=None,
        description="Which whole a subject is a part of: `path` (us/53 is a part of us), or a table that says so.",
        examples=["path", {"read": "places.csv", "entity": "county", "whole": "state"}],
    )
    parts: Literal["complete"] | None = Field(
        default=None,
        description="complete: the parts that a source lists on a day are all there are, so they must add up exactly.",
    )
    compare: dict[Text, Comparison] = Field(
        default={},
        description="Which rules are checked, each within a source or across the sources. Left out: sources-disagree "
        "across_sources, count-falls within_source and, with part_of, parts-do-not-add-up within_source.",
        examples=[{"sources-disagree": "across_sources", "count-falls": "within_source"}],
    )
