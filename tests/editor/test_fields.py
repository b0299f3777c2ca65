"""Each key of a claim, a source, an entity and a property has its place in the editor: what it holds or names."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

pytest.importorskip("pygls", reason="the language server is an extra")

from checker.editor.fields import CLAIM, ENTITY, NAME, NAMES, PROPERTY, described
from checker.files import models

NAMES_NOTHING: dict[type[BaseModel], str] = {
    models.Claim: "also status as_of period scope counted_from implied important including quote retracted note",
    models.Source: "title author published url text text_sha256 no_claim",
    models.Entity: "kind name aliases parts from to on restarts",
    models.Property: "type title unit per signed rounding at_most values implies excludes order over_time"
    " window scope_of other_counts important words",
    models.Revised: "from why",
    models.Compared: "times percent more fewer share_of at",
}
"""The keys whose texts name no entity, property or claim; `revises` and `compared` have keys of their own."""
MAPPINGS = {(models.Claim, "revises"), (models.Claim, "compared")}


@pytest.mark.parametrize("model", NAMES_NOTHING, ids=lambda model: model.__name__)
def test_a_key_is_described_and_names_something_or_nothing(model: type[BaseModel]) -> None:
    """A new key fails here until it says what it holds and stands in one of both lists."""
    keys = {field.alias or name for name, field in model.model_fields.items()}
    named = {key for key in keys if (model, key) in NAMES or (model, key) in MAPPINGS}
    assert named | set(NAMES_NOTHING[model].split()) == keys
    assert not named & set(NAMES_NOTHING[model].split())
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
