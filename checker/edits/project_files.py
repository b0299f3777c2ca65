"""All files of a project as texts, with what names mean in each story: what an edit of many files starts from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct, field

from checker.corpus.assemble import read_cast, read_vocabulary
from checker.corpus.corpus import Property
from checker.corpus.entities import Cast
from checker.edits.change import Change, FileChange, content_of
from checker.edits.judging import project_with, with_files
from checker.files.nodes import Document
from checker.files.project import ENTITIES, Project
from checker.files.together import Content
from checker.files.yaml_reader import parse_document
from checker.problems import Problem

SHARED = ""
"""The story of the entities that all stories share."""


class ProjectFiles(Struct):
    """The files of a project by name, as they are, or as an edit leaves them; each is read when it is asked for.

    `articles` are names of files by story, also of stories that have none yet.
    """

    root: Path
    articles: dict[str, list[str]]
    _project: Project
    _texts: dict[str, str | None] = field(default_factory=dict)
    _changed: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Path) -> ProjectFiles:
        """The files at a folder."""
        project = project_with(root, {})
        articles: dict[str, list[str]] = {story: [] for story in _folders(project.root)}
        for story, file in project.articles:
            articles.setdefault(story, []).append(file.relative_to(project.root).as_posix())
        return cls(project.root, dict(sorted(articles.items())), project)

    @property
    def stories(self) -> list[str]:
        return [*self.articles]

    def text(self, name: str) -> str | None:
        """What a file holds, with what was put into it since; None if nothing, or no text. Raises OSError."""
        if name in self._changed:
            return self._changed[name]
        if name not in self._texts:
            content = content_of(self.root, name)
            self._texts[name] = content if isinstance(content, str) else None
        return self._texts[name]

    def put(self, name: str, text: str) -> None:
        """Have a file hold another text."""
        self.text(name)  # as it was
        self._changed[name] = text

    def document(self, name: str) -> Document | None:
        """A file as it was read strictly; None where it is not there, or cannot be read so."""
        text = self.text(name)
        document, problems = (None, []) if text is None else parse_document(text.removeprefix("\ufeff"), name)
        return None if problems else document

    @property
    def after(self) -> Mapping[str, Content | None]:
        """What was put in."""
        return {name: text for name, text in self._changed.items() if text != self._texts.get(name)}

    def change(self, title: str) -> Change:
        """All that was put in as a change."""
        files = [
            FileChange(name=name, before=self._texts.get(name), after=text) for name, text in sorted(self.after.items())
        ]
        return Change(title=title, files=tuple(files))

    def casts(self, stories: Iterable[str]) -> tuple[dict[str, Cast], tuple[Problem, ...]]:
        """What names mean in some stories, and in all of them (SHARED); what is wrong with the files that say so."""
        project = with_files(self._project, self.after)
        project.problems.clear()
        shared = read_cast(project, Cast())
        casts = {SHARED: shared} | {story: read_cast(project, shared, story) for story in stories if story}
        return casts, tuple(dict.fromkeys(project.problems))

    def properties(self) -> dict[str, Property]:
        """What can be claimed."""
        return read_vocabulary(with_files(self._project, self.after)).properties


def _folders(root: Path) -> list[str]:
    claims = root / "claims"
    found = (entry for entry in claims.iterdir()) if claims.is_dir() else ()
    return [entry.name for entry in found if entry.is_dir() and not entry.name.startswith(".")]


def cast_name(story: str) -> str:
    """The name of a story's file of entities; of the shared one for ""."""
    return f"claims/{story}/{ENTITIES}" if story else f"claims/{ENTITIES}"
