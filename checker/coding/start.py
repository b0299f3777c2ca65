"""`checker new`: where an article's claims file goes, and what its text says of itself."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import click
from msgspec import Struct
from msgspec.structs import replace

from checker.coding.agencies import credited_in, via_of
from checker.coding.details import details_of_text
from checker.coding.draft import default_name, draft
from checker.coding.proposals import ProposedEntity, entities_text
from checker.corpus.assemble import read_cast
from checker.corpus.corpus import Corpus
from checker.corpus.entities import Cast
from checker.corpus.loader import load
from checker.files.article_texts import hash_of
from checker.files.budgets import TEXT_BYTES, YAML_BYTES, megabytes
from checker.files.extract import CannotRead, Details, plain_text
from checker.files.names import is_unsafe
from checker.files.project import ENTITIES, TEXTS_VARIABLE, Project, find
from checker.files.regular import read_regular
from checker.files.together import write_together
from checker.files.yaml_reader import parse_document
from checker.problems import did_you_mean
from checker.schemas import SCHEMAS, modeline
from checker.schemas.schema_files import schema_files
from checker.values.dates import read_window
from checker.values.display import safe
from checker.values.value import fold

LARGEST = 1_000_000
"""Code points of a text: more is no article, and its draft is not for a person."""


Say = Callable[[str], None]


def _on_standard_error(line: str) -> None:
    click.echo(safe(line), err=True)


class Given(Struct, frozen=True):
    """What a person said of the article; "" where nothing."""

    story: str = ""
    name: str = ""
    publisher: str = ""
    published: str = ""


class Made(Struct, frozen=True):
    """A claims file that is not written yet, and how many suggestions it holds.

    `note` is what a person should know of its text; `uses_schemas` tells that it names one, which its story may lack.
    `entities` are those that the suggestions need and the story lacks: they are written into `entities_file` at once.
    """

    path: Path
    text: str
    suggestions: int
    note: str
    uses_schemas: bool
    entities: tuple[ProposedEntity, ...] = ()

    @property
    def entities_file(self) -> Path:
        return self.path.parent / ENTITIES

    def files(self) -> tuple[dict[Path, str], dict[Path, str | None]]:
        """All that is to be written, and what those files must hold before. Raises click.ClickException."""
        root = self.path.parents[2]
        texts, expected = {self.path: self.text}, {self.path: None, **self._cast_before()}
        if self.entities:
            texts[self.entities_file] = self._entities_text(expected[self.entities_file])
        folder = self.path.parent / SCHEMAS
        if self.uses_schemas and not folder.is_dir():
            schemas, _ = schema_files(Project(root=root, unsaved=texts))
            texts |= {path: text for path, text in schemas.items() if path.parent == folder}
        return texts, expected

    def write(self) -> None:
        """Raises click.ClickException where the file is there already, also since a moment ago."""
        taken = click.ClickException(f"{self.path.as_posix()} is there already; give another --name")
        if os.path.lexists(self.path):
            raise taken
        texts, expected = self.files()
        try:
            write_together(self.path.parents[2], texts, expected=expected)
        except FileExistsError:
            raise taken from None

    def _cast_before(self) -> dict[Path, str | None]:
        """The story's entities as they are, if some are added: whoever adds others meanwhile must not lose them."""
        file = self.entities_file
        if not self.entities:
            return {}
        try:
            return {file: read_regular(file, YAML_BYTES).decode("utf-8") if os.path.lexists(file) else None}
        except (OSError, UnicodeDecodeError) as error:
            raise click.ClickException(f"{file.as_posix()} cannot be read: {error}") from None

    def _entities_text(self, before: str | None) -> str:
        """The file with the proposed entities, unless the one that is there is not one to which lines can be added."""
        file = self.entities_file
        existing = before if before is not None else modeline("entities") if self.uses_schemas else ""
        text = entities_text(existing, self.entities, self.path.stem)
        document, problems = parse_document(text, file.as_posix())
        if document is None or problems:
            raise click.ClickException(
                f"{file.as_posix()}: nothing can be added at its end; write it one entity a line"
            )
        return text


def start_article(file: Path, data: bytes | None, project: Path, given: Given) -> Made:
    """The claims file for the text in a file, or in `data`. Raises click.ClickException."""
    try:
        content = _content(file) if data is None else data
    except (CannotRead, OSError) as error:
        raise click.ClickException(f"{file}: {getattr(error, 'strerror', None) or error}") from None
    return article_from(file, content, project, given, is_kept=data is None)


def text_and_details(file: Path, data: bytes, given: Given) -> tuple[str, Details]:
    """The text in a file's bytes, and what it and the person say of the article. Raises click.ClickException."""
    text, details = _text_of(file, data)
    return text, _completed(details, text, given, frozenset())


def _text_of(file: Path, data: bytes) -> tuple[str, Details]:
    """The text in a file's bytes, and what the file says of the article. Raises click.ClickException."""
    try:
        text, details = plain_text(data, file.suffix)
    except CannotRead as error:
        raise click.ClickException(f"{file}: {error}") from None
    if not text.strip():
        raise click.ClickException(f"{file}: holds no text")
    if len(text) > LARGEST:
        raise click.ClickException(f"{file}: {len(text):,} characters of text; an article has at most {LARGEST:,}")
    return text, details


def article_from(
    file: Path, data: bytes, project: Path, given: Given, *, is_kept: bool = True, say: Say = _on_standard_error
) -> Made:
    """The claims file for a text that a file holds, or is to hold; unless it `is_kept`, no file does.

    What a person should know goes to `say`. Raises click.ClickException.
    """
    path = file if is_kept else None
    text, details = _text_of(file, data)
    story = _story(project, given.story, say)
    corpus = _with_cast(load([project]), project, story, say)
    details = _completed(details, text, given, credited_in(corpus))
    name = given.name.removesuffix(".yaml") or default_name(details.title, path)
    if not is_name_of_file(name) or name == "entities":
        raise click.ClickException(f"{name!r} cannot be a file's name here; use letters, digits, -, _ and .")
    claims_file = corpus.root / "claims" / story / f"{name}.yaml"
    made = draft(text, details, _text_keys(path, data, claims_file, corpus.root), corpus, story)
    uses_schemas = any((folder / SCHEMAS).is_dir() for folder in (corpus.root, claims_file.parent))
    head = modeline("article") if uses_schemas else ""
    note = _note(path, corpus.root)
    return Made(claims_file, head + made.text, made.suggestions, note, uses_schemas, made.entities)


def is_name_of_file(name: str) -> bool:
    """Whether a file or a story's folder can have that name on every system."""
    return bool(re.fullmatch(r"[\w-][\w.-]*", name)) and not is_unsafe(name)


def _content(file: Path) -> bytes:
    """What a file holds that a person has named: it may be a pipe. Raises OSError and CannotRead."""
    with file.open("rb") as opened:
        data = opened.read(TEXT_BYTES + 1)
    if len(data) > TEXT_BYTES:
        raise CannotRead(f"larger than {megabytes(TEXT_BYTES)}")
    return data


def _note(path: Path | None, root: Path) -> str:
    if path is None:
        return "Its text is not kept, so no quote can be looked up in it."
    if _is_inside(path, root):
        return ""
    return (
        f"Its text lies outside the project: name its folder with --texts or {TEXTS_VARIABLE} to have quotes looked up."
    )


def _is_inside(path: Path, root: Path) -> bool:
    return Path(os.path.abspath(root)) in Path(os.path.abspath(path)).parents


def _with_cast(corpus: Corpus, project: Path, story: str, say: Say) -> Corpus:
    """The corpus with the entities of a story that may have no article yet."""
    if story in corpus.stories:
        return corpus
    found = find([project])
    shared = read_cast(found, Cast())
    casts = (shared, read_cast(found, shared, story))
    for problem in sorted(set(found.problems) - set(corpus.problems)):
        if problem.file.endswith(ENTITIES):
            say(str(problem))
    return replace(corpus, entities=corpus.entities | {key: e for cast in casts for key, e in cast.entities.items()})


def _story(project: Path, wanted: str, say: Say) -> str:
    """The story's folder. Raises click.ClickException where that is not clear."""
    claims = find([project]).root / "claims"
    if not claims.is_dir():
        raise click.ClickException(f"{project}: no claims/ folder here; `checker init` starts one")
    known = sorted(entry.name for entry in claims.iterdir() if entry.is_dir() and not entry.name.startswith("."))
    if wanted:
        _check_story(wanted, known, say)
        return wanted
    if len(known) == 1:
        return known[0]
    raise click.ClickException(f"which story? Give --story: {', '.join(known) or 'there is none yet'}")


def _check_story(wanted: str, known: list[str], say: Say) -> None:
    """Say whether a story is new. Raises click.ClickException where no folder can have the name."""
    if not is_name_of_file(wanted):
        raise click.ClickException(f"{wanted!r} cannot be a story's folder; use letters, digits, -, _ and .")
    if wanted not in known:
        say(f"{wanted!r} is a new story{did_you_mean(wanted, known)}")


def _completed(details: Details, text: str, given: Given, publishers: frozenset[str]) -> Details:
    """What the person said goes before what the file says, and that before what its first lines look like."""
    if given.published:
        window, mistake = read_window(given.published)
        if window is None:
            raise click.ClickException(f"--published: {mistake}")
    via = fold(via_of(text, publishers))
    guessed = details_of_text(text, publishers | ({via} if via else set()))
    return replace(
        details,
        publisher=given.publisher or details.publisher or guessed.publisher,
        title=details.title or guessed.title,
        author=details.author or guessed.author,
        published=given.published or details.published or guessed.published,
    )


def _text_keys(path: Path | None, data: bytes, claims_file: Path, root: Path) -> dict[str, str]:
    """The keys that name the text: its file where that is part of the project, and its hash."""
    if path is None:
        return {}
    inner = Path(os.path.relpath(path, claims_file.parent)).as_posix() if _is_inside(path, root) else ""
    named = {"text": inner} if inner else {}
    return named | {"text_sha256": hash_of(data)}
