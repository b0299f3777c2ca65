"""`checker new`: where an article's claims file goes, and what its text says of itself."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path

import click

from checker.coding.draft import default_name, draft
from checker.corpus.assemble import read_cast
from checker.corpus.corpus import Corpus
from checker.corpus.entities import Cast
from checker.corpus.loader import load
from checker.files.article_texts import hash_of
from checker.files.budgets import TEXT_BYTES, megabytes
from checker.files.extract import CannotRead, Details, plain_text
from checker.files.names import is_unsafe
from checker.files.project import ENTITIES, TEXTS_VARIABLE, Project, find
from checker.files.together import write_together
from checker.problems import did_you_mean
from checker.schemas import SCHEMAS, modeline
from checker.schemas.schema_files import schema_files
from checker.texts.mentions import find_mentions
from checker.texts.relative_dates import MONTH
from checker.values.dates import read_window
from checker.values.display import safe
from checker.values.value import Hedges

HEAD = 12
"""Lines at the top of a text in which it may say who wrote it, and when."""
_BY = re.compile(r"By ([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3})")
_DATELINE = re.compile(
    rf"[A-Z][\w .'’-]{{1,40}},(?: [\w .'’-]{{1,40}},)? (?P<day>{MONTH} \d{{1,2}}(?:, \d{{4}})?)"
    r" \((?P<by>[^()]{2,40})\)"
)
"""How an agency's story begins: ORLAVA, Kestria, May 4, 2031 (Example Wire)."""
_SOURCE = re.compile(r"Source: ?(\S.{1,60})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person said of the article; "" where nothing."""

    story: str = ""
    name: str = ""
    publisher: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A claims file that is not written yet, and how many suggestions it holds.

    `note` is what a person should know of its text; `uses_schemas` tells that it names one, which its story may lack.
    """

    path: Path
    text: str
    suggestions: int
    note: str
    uses_schemas: bool

    def write(self) -> None:
        """Raises click.ClickException where the file is there already, also since a moment ago."""
        root = self.path.parents[2]
        texts = {self.path: self.text}
        folder = self.path.parent / SCHEMAS
        if self.uses_schemas and not folder.is_dir():
            schemas, _ = schema_files(Project(root=root, unsaved=texts))
            texts |= {path: text for path, text in schemas.items() if path.parent == folder}
        try:
            write_together(root, texts, expected={self.path: None})
        except FileExistsError:
            raise click.ClickException(f"{self.path.as_posix()} is there already; give another --name") from None


def start_article(file: Path, data: bytes | None, project: Path, choice: Choice) -> Made:
    """The claims file for the text in a file, or in `data`. Raises click.ClickException."""
    path = file if data is None else None
    try:
        data = _content(file) if data is None else data
        text, details = plain_text(data, file.suffix)
    except (CannotRead, OSError) as error:
        raise click.ClickException(f"{file}: {getattr(error, 'strerror', None) or error}") from None
    if not text.strip():
        raise click.ClickException(f"{file}: holds no text")
    story = _story(project, choice.story)
    corpus = _with_cast(load([project]), project, story)
    details = _completed(details, text, choice)
    name = choice.name.removesuffix(".yaml") or default_name(details.title, path)
    if not re.fullmatch(r"[\w-][\w.-]*", name) or name == "entities" or is_unsafe(name):
        raise click.ClickException(f"{name!r} cannot be a file's name here; use letters, digits, -, _ and .")
    claims_file = corpus.root / "claims" / story / f"{name}.yaml"
    made = draft(text, details, _text_keys(path, data, claims_file, corpus.root), corpus, story)
    uses_schemas = any((folder / SCHEMAS).is_dir() for folder in (corpus.root, claims_file.parent))
    if uses_schemas:
        made = modeline("article") + made
    return Made(claims_file, made, made.count("\n  # - id: "), _note(path, corpus.root), uses_schemas)


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


def _with_cast(corpus: Corpus, project: Path, story: str) -> Corpus:
    """The corpus with the entities of a story that may have no article yet."""
    if story in corpus.stories:
        return corpus
    found = find([project])
    shared = read_cast(found, Cast())
    casts = (shared, read_cast(found, shared, story))
    for problem in sorted(set(found.problems) - set(corpus.problems)):
        if problem.file.endswith(ENTITIES):
            click.echo(safe(str(problem)), err=True)
    return replace(corpus, entities=corpus.entities | {key: e for cast in casts for key, e in cast.entities.items()})


def _story(project: Path, wanted: str) -> str:
    """The story's folder. Raises click.ClickException where that is not clear."""
    found = find([project])
    if not (found.root / "claims").is_dir():
        raise click.ClickException(f"{project}: no claims/ folder here; `checker init` starts one")
    folders = (entry for entry in (found.root / "claims").iterdir() if entry.is_dir())
    known = sorted(folder.name for folder in folders if not folder.name.startswith("."))
    if wanted:
        if not re.fullmatch(r"[\w-][\w.-]*", wanted) or is_unsafe(wanted):
            raise click.ClickException(f"{wanted!r} cannot be a story's folder; use letters, digits, -, _ and .")
        if wanted not in known:
            hint = did_you_mean(wanted, known)
            click.echo(f"{wanted!r} is a new story{hint}", err=True)
        return wanted
    if len(known) == 1:
        return known[0]
    raise click.ClickException(f"which story? Give --story: {', '.join(known) or 'there is none yet'}")


def _completed(details: Details, text: str, choice: Choice) -> Details:
    """What the person said goes before what the file says, and that before what its first lines look like."""
    if choice.published:
        window, mistake = read_window(choice.published)
        if window is None:
            raise click.ClickException(f"--published: {mistake}")
    guessed = details_of_text(text)
    return replace(
        details,
        publisher=choice.publisher or details.publisher or guessed.publisher,
        title=details.title or guessed.title,
        author=details.author or guessed.author,
        published=choice.published or details.published or guessed.published,
    )


def details_of_text(text: str) -> Details:
    """What the first lines of a plain text say of it: its title, "By ...", a line with its date, "Source: ..."."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()][:HEAD]
    found = Details()
    if lines and 3 <= len(lines[0].split()) <= 20 and lines[0][-1] not in ".:,;" and not _SOURCE.fullmatch(lines[0]):
        found = replace(found, title=lines[0])
    for line in lines:
        if dateline := _DATELINE.match(line):
            day = found.published or _day_in(dateline["day"])
            found = replace(found, publisher=found.publisher or dateline["by"], published=day)
        elif (by := _BY.fullmatch(line)) and not found.author:
            found = replace(found, author=by[1])
        elif (source := _SOURCE.fullmatch(line)) and not found.publisher:
            found = replace(found, publisher=source[1])
        elif len(line.split()) <= MOST_IN_DATE_LINE and not found.published and re.search(r"\d{4}", line):
            found = replace(found, published=_day_in(line))
    return found


MOST_IN_DATE_LINE = 8


def _day_in(line: str) -> str:
    """The day that a line names with its year, as 2031-05-06; "" if it names none."""
    anchor, _ = read_window("1800-01-01")
    for mention in find_mentions(line, anchor, Hedges()):
        is_day = mention.kind == "date" and mention.window and mention.window.first == mention.window.last
        if is_day and re.search(r"\d{4}", mention.phrase):
            return mention.value
    return ""


def _text_keys(path: Path | None, data: bytes, claims_file: Path, root: Path) -> dict[str, str]:
    """The keys that name the text: its file where that is part of the project, and its hash."""
    if path is None:
        return {}
    inner = Path(os.path.relpath(path, claims_file.parent)).as_posix() if _is_inside(path, root) else ""
    named = {"text": inner} if inner else {}
    return named | {"text_sha256": hash_of(data)}
