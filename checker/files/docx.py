"""The text of a Word file (.docx): its paragraphs, read from the XML in it, within budgets.

No library is needed for that: what a reader of articles wants is in one part of the file, and the rest of it, which a
stranger may have filled with anything, is not opened.
"""

from __future__ import annotations

import io
import zipfile
from xml.parsers import expat

from msgspec import Struct, field

from checker.files.budgets import DOCX_DEPTH, DOCX_PARTS, DOCX_UNPACKED, TEXT_BYTES, megabytes
from checker.files.extract import CannotRead, Details

DOCUMENT = "word/document.xml"
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
_LEFT_OUT = frozenset({"del", "moveFrom", "Fallback", "instrText", "pict"})
"""What is not there for a reader: what was deleted, a second form of a drawing, the code of a field."""
_TITLES = frozenset({"title", "titel", "titre", "título", "titolo"})
_CHUNK = 1 << 20


def read_docx(data: bytes) -> tuple[str, Details]:
    """The text of a Word file, a paragraph or a row of a table a line, and its marked title. Raises CannotRead."""
    if len(data) > TEXT_BYTES:
        raise CannotRead(f"larger than {megabytes(TEXT_BYTES)}")
    if data[:4] == b"\xd0\xcf\x11\xe0":
        raise CannotRead("an old .doc file, or one with a password: save it as .docx without one")
    reader = _Reader()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _feed(archive, reader)
    except CannotRead:
        raise
    except Exception as error:  # whatever a broken file makes zipfile, zlib or the parser stumble over
        raise CannotRead(f"not a Word file that can be read ({type(error).__name__})") from None
    return "\n".join(reader.lines).strip() + "\n", Details(title=reader.title)


def _feed(archive: zipfile.ZipFile, reader: _Reader) -> None:
    parts = archive.infolist()
    if len(parts) > DOCX_PARTS or len({part.filename for part in parts}) < len(parts):
        raise CannotRead(f"more than {DOCX_PARTS:,} parts, or two of one name")
    part = next((part for part in parts if part.filename == DOCUMENT), None)
    if part is None:
        raise CannotRead("not a Word file: it has no text")
    if part.flag_bits & 1:
        raise CannotRead("it has a password: save it without one")
    left = DOCX_UNPACKED
    with archive.open(part) as source:
        while piece := source.read(_CHUNK):
            left -= len(piece)
            if left < 0:  # the size that the file gives may be a lie
                raise CannotRead(f"its text unpacks to more than {megabytes(DOCX_UNPACKED)}")
            reader.feed(piece)
    reader.feed(b"", is_last=True)


class _Reader(Struct):
    """Gathers paragraphs as lines while the XML is parsed. `skipped` is how deep within what is left out."""

    lines: list[str] = field(default_factory=list)
    title: str = ""
    _line: list[str] = field(default_factory=list)
    _depth: int = 0
    _skipped: int = 0
    _is_text: bool = False
    _is_title: bool = False
    _rows: int = 0  # how many rows of tables it is in
    _parser: expat.XMLParserType = field(default_factory=lambda: expat.ParserCreate(namespace_separator=" "))

    def __post_init__(self) -> None:
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = _refuse_doctype

    def feed(self, piece: bytes, *, is_last: bool = False) -> None:
        self._parser.Parse(piece, is_last)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DOCX_DEPTH:
            raise CannotRead(f"nested more than {DOCX_DEPTH} levels deep")
        space, _, local = name.rpartition(" ")
        if self._skipped or local in _LEFT_OUT:
            self._skipped += 1
        elif f"{space} " in (_WORDS, _STRICT):
            self._start_word(local, attributes)

    def _start_word(self, local: str, attributes: dict[str, str]) -> None:
        """What an element of the words themselves begins."""
        if local == "t":
            self._is_text = True
        elif local in ("tab", "ptab"):
            self._line.append("\t" if self._line else "")
        elif local == "tr":
            self._rows += 1
        elif local in ("br", "cr"):
            self._end_of_line()
        elif local == "noBreakHyphen":
            self._line.append("-")
        elif local == "pStyle":
            style = next((value for key, value in attributes.items() if key.endswith(" val")), "")
            self._is_title = style.casefold() in _TITLES

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._skipped:
            self._skipped -= 1
            return
        local = name.rpartition(" ")[2]
        if local == "t":
            self._is_text = False
        elif local == "p":
            self._end_of_line()
            self._is_title = False
        elif local == "tc":
            self._line.append("\t")
        elif local == "tr":
            self._rows = max(0, self._rows - 1)
            if not self._rows:
                self._row()

    def _text(self, text: str) -> None:
        if self._is_text and not self._skipped:
            self._line.append(text.replace("\0", ""))

    def _end_of_line(self) -> None:
        """A line of its own, but in a table, where a row is one line: what a figure is of stands beside it."""
        if self._rows:
            self._line.append(" ")
        else:
            self._break()

    def _row(self) -> None:
        cells = "".join(self._line).split("\t")
        self._line[:] = ["\t".join(" ".join(cell.split()) for cell in cells).rstrip("\t")]
        self._break()

    def _break(self) -> None:
        line = "".join(self._line).strip()
        self._line.clear()
        if line and self._is_title and not self.title:
            self.title = " ".join(line.split())
        self.lines.append(line)


def _refuse_doctype(*_: object) -> None:
    raise CannotRead("it declares a DOCTYPE, which no Word file does")
