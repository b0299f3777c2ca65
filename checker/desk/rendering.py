"""The desk's pages from their templates: every text is escaped, and what would turn a line around is spelled out."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from checker.reports.html import isolated
from checker.values.display import counted, visible

_FOLDER = Path(__file__).parent
STATIC = {
    "style.css": "text/css",
    "icon.svg": "image/svg+xml",
    "desk.js": "text/javascript",
    "coding.js": "text/javascript",
    "combo.js": "text/javascript",
    "asking.js": "text/javascript",
    "text.js": "text/javascript",
    "starting.js": "text/javascript",
}
"""The files that pages load, and what they are. Nothing else of the folder is handed out."""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = visible
    environment.filters["bdi"] = isolated
    environment.globals["counted"] = counted
    return environment


def render(name: str, **values: Any) -> str:
    """A page, or a part of one."""
    return _environment().get_template(f"{name}.html.jinja").render(**values)


def static(name: str) -> tuple[bytes, str] | None:
    """A file that pages load, with its media type; None where there is none of that name."""
    if name not in STATIC:
        return None
    return (_FOLDER / "static" / name).read_bytes(), STATIC[name]
