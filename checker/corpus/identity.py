"""The id of a finding: a hash of what it is about."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

IDENTITY_VERSION = "2"


def identity(kind: str, severity: str, rule: str, figures: Iterable[tuple[str, ...]], source: str = "") -> str:
    """Ten hexadecimal digits, of kind, severity, rule, the figures (name in the rule, story/entity, property, status,
    scope, unit; in a fixed order), and the source where it is of one source's own figures."""
    lines = [IDENTITY_VERSION, kind, severity, rule, *("\t".join(figure) for figure in figures), source]
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()[:10]
