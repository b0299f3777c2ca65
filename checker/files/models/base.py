"""The shapes of single values, and what all mappings of a file have in common."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict

PROPERTY_TYPES = ("count", "number", "money", "duration", "percentage", "date", "category", "text")
STATUSES = ("actual", "planned", "pledged", "authorised", "requested", "needed", "estimated", "feared")
OVER_TIME = ("constant", "varies", "stands", "accumulates", "flows")

Status = Literal["actual", "planned", "pledged", "authorised", "requested", "needed", "estimated", "feared"]
OverTime = Literal["constant", "varies", "stands", "accumulates", "flows"]
PropertyType = Literal["count", "number", "money", "duration", "percentage", "date", "category", "text"]


def _to_bool(value: object) -> object:
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def _to_tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Text = Annotated[str, Field(min_length=1)]
Flag = Annotated[bool, Strict(), BeforeValidator(_to_bool)]
OneOrMore = Annotated[tuple[Text, ...], BeforeValidator(_to_tuple)]


def reads(what: str) -> Any:
    """What a text is read as: the schemas narrow it where they can, to the names of a project for one."""
    return Field(json_schema_extra={"reads": what})


Id = Annotated[Text, reads("id")]
EntityName = Annotated[Text, reads("entity")]
PartOf = Annotated[Text, reads("sibling")]  # of the same file, which may be newer than the schema
Voice = Annotated[Text, reads("voice")]
PropertyName = Annotated[Text, reads("property")]
Day = Annotated[Text, reads("day")]
Moment = Annotated[Text, reads("moment")]
Period = Annotated[Text, reads("period")]
Share = Annotated[Text, reads("share")]


class Model(BaseModel):
    """A mapping of a file: no other keys than these."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False, defer_build=True)
