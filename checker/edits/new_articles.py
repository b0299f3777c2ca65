"""A new article: its text, its head and the claims file that `checker new` would write, as one change."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

import click
from msgspec import Struct
from msgspec.structs import replace

from checker.coding.agencies import via_of
from checker.coding.draft import default_name
from checker.coding.start import Given, Made, article_from, is_name_of_file, text_and_details
from checker.edits.articles import article_of, change_head
from checker.edits.change import Change, FileChange, content_of
from checker.edits.change import Made as MadeChange
from checker.files.together import Content
from checker.problems import Problem

TEXTS = "texts"
"""The folder of a project in which the texts of articles are kept."""
SUFFIXES = (".txt", ".md", ".html", ".htm", ".xhtml", ".pdf", ".docx")


class Head(Struct, frozen=True, kw_only=True):
    """What an article's text says of itself, for a person to mend; "" where it does not say."""

    name: str
    publisher: str
    title: str
    author: str
    published: str
    url: str
    via: str
    text: str


class NewArticle(Struct, frozen=True, kw_only=True):
    """What a person gives: a text or a file's bytes, and what they say of it; "" where the file is to say it.

    `file_name` is the name that the file had; pasted text has "". `name` is that of the claims file. `keeps_text`: the
    text is written into the project, below texts/, else only its hash is kept.
    """

    data: bytes
    file_name: str = ""
    story: str = ""
    name: str = ""
    publisher: str = ""
    published: str = ""
    title: str = ""
    author: str = ""
    via: str = ""
    keeps_text: bool = True


def proposed_head(data: bytes, file_name: str = "") -> tuple[Head | None, tuple[Problem, ...]]:
    """The head that a text proposes, with its plain text; or why there is none."""
    try:
        text, details = text_and_details(_named(file_name), data, Given())
    except click.ClickException as error:
        return None, (_problem(file_name, error),)
    return Head(
        name=default_name(details.title, Path(file_name) if file_name else None),
        publisher=details.publisher,
        title=details.title,
        author=details.author,
        published=details.published,
        url=details.url,
        via=via_of(text),
        text=text,
    ), ()


def new_article(root: Path, wanted: NewArticle) -> MadeChange:
    """The text's file, the claims file with its suggestions, and the entities that these need.

    The claims file is byte for byte what `checker new` writes for that text; but for a title, an author and an agency
    that a person gave.
    """
    given = Given(story=wanted.story, name=wanted.name, publisher=wanted.publisher, published=wanted.published)
    try:
        made, text_file = _made(root, wanted, given)
        texts, expected = made.files()
    except click.ClickException as error:
        return None, (_problem(wanted.file_name, error),)
    name = _name_in(root, made.path)
    if content_of(root, name) is not None:
        return None, (Problem(name, 1, 1, "is there already; give it another name"),)
    head = {key: value for key in ("title", "author", "via") if (value := getattr(wanted, key))}
    texts[made.path], problems = _with_head(name, texts[made.path], head)
    if problems:
        return None, problems
    files = [
        FileChange(name=_name_in(root, path), before=expected.get(path), after=text) for path, text in texts.items()
    ]
    if text_file:
        files.append(FileChange(name=text_file, before=None, after=_content(wanted.data)))
    return Change(title=f"new article {name}", files=tuple(sorted(files, key=lambda file: file.name))), ()


def _made(root: Path, wanted: NewArticle, given: Given) -> tuple[Made, str]:
    """The draft, and the name that the text's file gets; "" where it is not kept. Raises click.ClickException."""
    file = _named(wanted.file_name)
    told: list[str] = []
    if not wanted.keeps_text:
        outside = Path(os.path.abspath(os.sep)) / (Path(wanted.file_name).name or file.name)
        return article_from(outside, wanted.data, root, given, say=told.append), ""
    _, details = text_and_details(file, wanted.data, given)
    title = wanted.title or details.title
    name = given.name.removesuffix(".yaml") or default_name(title, Path(wanted.file_name) if wanted.file_name else None)
    if not is_name_of_file(name):
        raise click.ClickException(f"{name!r} cannot be a file's name here; use letters, digits, -, _ and .")
    text_file = _free(root, name, file.suffix)
    return article_from(root / text_file, wanted.data, root, replace(given, name=name), say=told.append), text_file


def _problem(file_name: str, error: click.ClickException) -> Problem:
    """What is in the way, of the file as the person knows it."""
    return Problem(file_name or "text", 1, 1, error.message.removeprefix(f"{_named(file_name)}: "))


def _named(file_name: str) -> Path:
    """A name for a text, of which the ending alone counts: what was pasted is text, unless it begins as a page."""
    suffix = Path(file_name).suffix.lower()
    return Path(f"text{suffix if suffix in SUFFIXES else '.txt'}")


def _free(root: Path, name: str, suffix: str) -> str:
    """The name of a file for a text that is not there yet."""
    for number in count(1):
        found = f"{TEXTS}/{name}{suffix}" if number == 1 else f"{TEXTS}/{name}-{number}{suffix}"
        if not os.path.lexists(root / found):
            return found
    raise AssertionError


def _with_head(name: str, text: str, head: dict[str, str]) -> tuple[str, tuple[Problem, ...]]:
    file, problems = article_of(name, text)
    if file is None or not head:
        return text, problems
    change, problems = change_head(file, head)
    after = change.files[0].after if change is not None else text
    return (after if isinstance(after, str) else text), problems


def _content(data: bytes) -> Content:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data


def _name_in(root: Path, path: Path) -> str:
    return Path(os.path.relpath(path, root)).as_posix()
