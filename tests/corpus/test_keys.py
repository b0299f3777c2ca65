"""A key of a file that nothing reads does nothing, and nobody is told: so each key must be read."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from pydantic import BaseModel

from checker.files import models

PACKAGE = Path(__file__).parents[2] / "checker"
READERS = ("corpus", "engine", "baseline", "reports/derivation.py", "values/comparing.py")
"""What gives keys their meaning; `derivation` is `checker explain`, `comparing` has a reader for each key."""

NOT_READ = {
    "Claim.note": "for whoever opens the file",
    "Acceptance.claims": "of the first edition, for `checker accept --migrate`",
}
MODELS = [
    model
    for model in vars(models).values()
    if isinstance(model, type) and issubclass(model, BaseModel) and not model.__name__.startswith("_")
]


def _read() -> set[str]:
    """The attributes that these modules take of anything, and the names that they give to getattr."""
    names: set[str] = set()
    for reader in READERS:
        path = PACKAGE / reader
        for module in path.rglob("*.py") if path.is_dir() else [path]:
            for node in ast.walk(ast.parse(module.read_text("utf-8"))):
                if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                    names.add(node.attr)
                elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
                    names.add(node.value)
    return names


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_key_is_read(model: type[BaseModel]) -> None:
    read = _read()
    unread = {f"{model.__name__}.{name}" for name in model.model_fields if name not in read}
    assert unread - NOT_READ.keys() == set()


def test_what_is_not_read_is_there() -> None:
    keys = {f"{model.__name__}.{name}" for model in MODELS for name in model.model_fields}
    assert NOT_READ.keys() <= keys
