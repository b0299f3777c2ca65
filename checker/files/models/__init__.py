"""What the files say: pydantic models of text, before any of it is resolved.

Every scalar is text here; `resolve` gives it meaning. The docstrings and field descriptions are what the
guides and the schemas show.

Annotations are evaluated where they stand: as texts pydantic would compile each, which takes 2 ms at each start.
"""

from checker.files.models.acceptance import Acceptance
from checker.files.models.article import Article, Claim, Compared, Revised, Source
from checker.files.models.base import (
    OVER_TIME,
    PROPERTY_TYPES,
    STATUSES,
    Day,
    Model,
    OneOrMore,
    PropertyName,
    Share,
    Text,
    Voice,
)
from checker.files.models.rule import (
    BUILT_IN_RULES,
    COUNT_FALLS,
    DIFFERENCE,
    DISOWNED,
    JOINT,
    NOT_IN_QUOTE,
    OUTDATED,
    PERIODS,
    SOFT_TOP,
    SOURCES_DISAGREE,
    STATE_GOES_BACK,
    TIMES,
    Example,
    ExampleClaim,
    Rule,
    Selector,
)
from checker.files.models.vocabulary import Entity, HedgeFile, NewCount, Profile, Property

__all__ = [
    "BUILT_IN_RULES",
    "COUNT_FALLS",
    "DIFFERENCE",
    "DISOWNED",
    "JOINT",
    "NOT_IN_QUOTE",
    "OUTDATED",
    "OVER_TIME",
    "PERIODS",
    "PROPERTY_TYPES",
    "SOFT_TOP",
    "SOURCES_DISAGREE",
    "STATE_GOES_BACK",
    "STATUSES",
    "TIMES",
    "Acceptance",
    "Article",
    "Claim",
    "Compared",
    "Day",
    "Entity",
    "Example",
    "ExampleClaim",
    "HedgeFile",
    "Model",
    "NewCount",
    "OneOrMore",
    "Profile",
    "Property",
    "PropertyName",
    "Revised",
    "Rule",
    "Selector",
    "Share",
    "Source",
    "Text",
    "Voice",
]
