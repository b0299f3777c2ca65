"""Claims from other tools' files, and for them: one module a format, each with `read`, `write` or both.

A format is a module here and a line in FORMATS: the lists in help and completions, the docs' table and the tests of
hostile text follow from it.
"""

from __future__ import annotations

from typing import Literal, NamedTuple


class Format(NamedTuple):
    """A format of other tools. `about` is what help says of it.

    `goes` is the direction in which it is known. A table has a row for each claim, which names its story. `needs` is
    the extra that it takes.
    """

    name: str
    module: str
    about: str
    goes: Literal["both ways", "import only", "export only"] = "both ways"
    is_table: bool = False
    is_binary: bool = False
    needs: str = ""

    @property
    def is_imported(self) -> bool:
        return self.goes != "export only"

    @property
    def is_exported(self) -> bool:
        return self.goes != "import only"


FORMATS = (
    Format(name="csv", module="checker.exchange.csv", about="a spreadsheet as one table", is_table=True),
    Format(
        name="xlsx",
        module="checker.exchange.xlsx",
        about="a workbook of Excel",
        is_table=True,
        is_binary=True,
        needs="xlsx",
    ),
    Format(
        name="ods",
        module="checker.exchange.ods",
        about="a workbook of LibreOffice",
        is_table=True,
        is_binary=True,
    ),
    Format(
        name="claimreview",
        module="checker.exchange.claimreview",
        about="schema.org JSON-LD, or a page that holds it: claims with the articles that they appear in",
    ),
    Format(
        name="annotations",
        module="checker.exchange.annotations",
        about="W3C Web Annotations, as Hypothes.is exports them: quotes",
    ),
    Format(name="ged", module="checker.exchange.ged", about="events of the UCDP GED", goes="import only"),
)


def listed(formats: tuple[Format, ...]) -> str:
    """Formats and what they are, as help lists them."""
    return "; ".join(f"{each.name} ({each.about})" for each in formats)
