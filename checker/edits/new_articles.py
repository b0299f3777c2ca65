"""A new article: its text, its head and the claims file that `checker new` would write, as one change."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import click

from checker.coding.start import Given, start_article
from checker.edits.change import Change, FileChange, Made, content_of
from checker.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class NewArticle:
    """What a person gives: a text or a file's bytes, and what they say of it; "" where the file is to say it.

    `file_name` is the name that the file had; pasted text has "". `keeps_text`: the text is written into the project,
    below texts/, else only its hash is kept.
    """

    data: bytes
    file_name: str = ""
    story: str = ""
    name: str = ""
    publisher: str = ""
    published: str = ""
    keeps_text: bool = True


def new_article(root: Path, wanted: NewArticle) -> Made:
    """The text's file, the claims file, and the entities that its suggestions need. First version: see edits-api.md."""
    given = Given(story=wanted.story, name=wanted.name, publisher=wanted.publisher, published=wanted.published)
    suffix = Path(wanted.file_name).suffix or ".txt"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{Path(wanted.file_name).stem or 'text'}{suffix}"
        path.write_bytes(wanted.data)
        try:
            made = start_article(path, None, root, given)
        except click.ClickException as error:
            return None, (Problem(wanted.file_name or "text", 1, 1, error.message),)
    name = made.path.relative_to(root).as_posix()
    if content_of(root, name) is not None:
        return None, (Problem(name, 1, 1, "is there already; give it another name"),)
    return Change(title=f"new article {name}", files=(FileChange(name=name, before=None, after=made.text),)), ()
