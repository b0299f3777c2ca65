"""Each key of a claim, a source, an entity and a property has its place in the editor: what it holds or names."""

from __future__ import annotations

import re

import pytest
from pydantic import BaseModel

pytest.importorskip("pygls", reason="the language server is an extra")

from checker.editor.fields import CLAIM, ENTITY, NAME, NAMES, PROPERTY, described
from checker.files import models

MODELS = (models.Claim, models.Source, models.Entity, models.Property, models.Revised, models.Compared)
NAMING = {"entity", "sibling", "voice", "property", "sibling-property"}
"""What a model may say that a key is read as, where the key names something."""
NAMING_AMONG_OTHER_TEXT = {
    *((models.Claim, key) for key in ("id", "relays", "value", "supersedes")),
    (models.Revised, "figure"),
    (models.Compared, "to"),
}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_key_is_described_and_names_what_its_model_says(model: type[BaseModel]) -> None:
    """A key that is read as the name of an entity, a property or a voice is one in the editor as well."""
    keys = {field.alias or name for name, field in model.model_fields.items()}
    shapes = model.model_json_schema()["properties"]
    naming = {key for key in keys if NAMING.intersection(re.findall(r"'reads': '([\w-]+)'", str(shapes[key])))}
    others = {key for of, key in NAMING_AMONG_OTHER_TEXT if of is model}
    assert naming | others == {key for of, key in NAMES if of is model}
    assert all(described((model, key)) for key in keys)


def test_what_the_keys_of_a_claim_name() -> None:
    assert {key: kind for (model, key), kind in NAMES.items() if model is models.Claim} == {
        "id": CLAIM,
        "subject": ENTITY,
        "property": PROPERTY,
        "said_by": NAME,
        "via": NAME,
        "relays": NAME,
        "disowned_by": NAME,
        "value": NAME,
        "supersedes": CLAIM,
    }
