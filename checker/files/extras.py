"""Packages that only some need: which there are, whether they are there, and how they come beside the checker."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from typing import NamedTuple

DISTRIBUTION = "source-consistency-checker"


class Extra(NamedTuple):
    """An extra of the package: the modules that it brings, and `about`, what it is for."""

    name: str
    modules: tuple[str, ...]
    about: str

    @property
    def is_there(self) -> bool:
        return all(find_spec(module) is not None for module in self.modules)


EXTRAS = (
    Extra(name="lsp", modules=("pygls",), about="the language server: what is wrong, in an editor, while you type"),
    Extra(
        name="desk",
        modules=("starlette", "uvicorn", "python_multipart"),
        about="the desk and `checker serve`: articles are coded, and the report is read, in a browser",
    ),
    Extra(name="pdf", modules=("pypdf",), about="articles that are PDFs"),
    Extra(name="html", modules=("trafilatura", "htmldate", "lxml_html_clean"), about="saved web pages, read better"),
    Extra(name="spark", modules=("pyspark",), about="tables on Apache Spark, which needs Java 17: `--engine spark`"),
    Extra(name="xlsx", modules=("openpyxl",), about="workbooks of Excel"),
)


def how_to_install(name: str) -> str:
    """The command that puts an extra beside the checker, wherever the checker came from."""
    return f"{_shown(sys.executable)} -m pip install {' '.join(map(_shown, requirements(name)))}"


def requirements(name: str) -> tuple[str, ...]:
    """What an extra needs, as pip takes it; the extra's modules where the checker is not installed as a package."""
    marked = [(text, marker) for text, _, marker in (line.partition(";") for line in all_requirements() or ())]
    own = tuple(text.strip() for text, marker in marked if marker.split() in _markers(name))
    return own or next(extra.modules for extra in EXTRAS if extra.name == name)


def all_requirements() -> list[str] | None:
    """What the package needs, as its metadata has it, extras too; None where it is not installed as a package."""
    from importlib.metadata import PackageNotFoundError, requires  # 20 ms that most commands do without

    try:
        return requires(DISTRIBUTION) or []
    except PackageNotFoundError:
        return None


def installed_version(package: str) -> str:
    """The version of a package; "" where it is not there."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _markers(name: str) -> tuple[list[str], ...]:
    return ["extra", "==", f"'{name}'"], ["extra", "==", f'"{name}"']


def _shown(word: str) -> str:
    """A word of a command line, in quotes where a shell would take it for more."""
    return word if all(char.isalnum() or char in "._/-+" for char in word) else f"'{word}'"
