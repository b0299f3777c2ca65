"""The schema of articles takes the figures that a property's keys allow, and the one of rates.yaml is a schema."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from checker.files.models import Property
from checker.schemas.readings import Names
from checker.schemas.schema import schema

PROPERTIES: dict[str, dict[str, Any]] = {
    "killed": {"type": "count", "unit": "person"},
    "corrected": {"type": "count", "unit": "person", "signed": True},
    "arriving": {"type": "count", "unit": "person", "per": "day"},
    "balance": {"type": "count", "unit": "person", "per": "day", "signed": True},
    "cost": {"type": "money"},
    "profit": {"type": "money", "signed": True},
    "share": {"type": "percentage"},
    "growth": {"type": "percentage", "signed": True},
    "number": {"type": "number", "signed": True},
}


def _accepts(property_: str, value: object) -> bool:
    names = Names(properties={name: Property.model_validate(entry) for name, entry in PROPERTIES.items()})
    claim = {"id": "c", "subject": "flood", "property": property_, "value": value}
    article = {"source": {"publisher": "Courier", "published": "2031-05-04"}, "claims": [claim]}
    return Draft202012Validator(schema("article", names)).is_valid(article)


@pytest.mark.parametrize(
    ("property_", "value", "fits"),
    [
        ("killed", 5, True),
        ("killed", -5, False),
        ("killed", 2.5, False),
        ("killed", "35 out of 47", True),
        ("corrected", -5, True),
        ("corrected", 2.5, False),
        ("arriving", 2.5, True),
        ("arriving", -2.5, False),
        ("balance", -2.5, True),
        ("cost", -5, False),
        ("profit", -5, True),
        ("share", -5, False),
        ("growth", -5, True),
        ("number", -5, True),
    ],
)
def test_an_editor_takes_what_the_loader_takes(property_: str, value: object, fits: bool) -> None:
    assert _accepts(property_, value) == fits


@pytest.mark.parametrize(
    ("file", "fits"),
    [
        ({"rates": [{"pair": "USD/KES", "period": "2031-05", "low": "1", "high": "2", "source": "x"}]}, True),
        ({"rates": [{"pair": "USD/KES", "period": "2031-05", "low": "1", "high": "2"}]}, False),
        ({"signs": [{"sign": "$", "currency": "AUD", "publisher": "Courier"}]}, True),
        ({"signs": [{"sign": "$", "currency": "AUD", "paper": "Courier"}]}, False),
        ({}, True),
    ],
)
def test_rates(file: dict[str, Any], fits: bool) -> None:
    assert Draft202012Validator(schema("rates")).is_valid(file) == fits
