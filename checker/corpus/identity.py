"""The id of a finding, which files name before anything is checked."""

from __future__ import annotations

import hashlib

IDENTITY_VERSION = "1"


def identity(rule: str, claim_keys: tuple[str, ...]) -> str:
    """The id of a finding: of a rule and sorted claim keys."""
    text = "\n".join((IDENTITY_VERSION, rule, *claim_keys))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]
