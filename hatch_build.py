"""The metadata that depend on where this repository can be read: the page on an index, and its addresses.

The address is set in one place, `[tool.hatch.metadata.hooks.custom]` of pyproject.toml. Links and pictures in README.md
are relative, so that they lead somewhere in a checkout; an index needs them to be absolute. Without an address the page
stays as it is.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_LINK = re.compile(r"(!?)\[([^\]]*)\]\((?![a-z]+:|#)([^)\s]+)\)")


def with_addresses(page: str, address: str) -> str:
    """A page in the root of the repository, with its relative links and pictures as absolute ones."""

    def absolute(found: re.Match[str]) -> str:
        picture, text, target = found.groups()
        return f"{picture}[{text}]({address}/{'raw' if picture else 'blob'}/HEAD/{target})"

    return _LINK.sub(absolute, page) if address else page


def addresses(address: str) -> dict[str, str]:
    """The addresses that an index shows beside the page; none where the repository has none."""
    pages = {"Documentation": "docs/README.md", "Changelog": "CHANGELOG.md"}
    return (
        {"Source": address, **{name: f"{address}/blob/HEAD/{page}" for name, page in pages.items()}} if address else {}
    )


class MetadataHook(MetadataHookInterface):
    """Called by hatchling when it builds a wheel or an sdist."""

    def update(self, metadata: dict[str, Any]) -> None:
        address = str(self.config.get("address", "")).rstrip("/")
        page = (Path(self.root) / "README.md").read_text("utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": with_addresses(page, address)}
        if address:
            metadata["urls"] = addresses(address)
