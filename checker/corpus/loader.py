"""Folders to a corpus: find the files, have them read, put together what they say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.files.parallel_reader import Reader
from checker.files.project import Project, find, find_rules
from checker.memory import no_garbage_collection

if TYPE_CHECKING:
    from checker.corpus.corpus import Corpus


def load(
    paths: Sequence[str | Path] = (),
    *,
    rules: Path | None = None,
    texts: Sequence[Path] | None = None,
    has_texts: bool = True,
    meanwhile: Callable[[int], None] | None = None,
) -> Corpus:
    """Load the project (a folder that holds claims/ and rules/) that the paths belong to; without paths the one around
    the working folder. All of it is loaded: what the paths choose of it is `corpus.chosen` (see `focus`).

    `rules` is a folder of rules to use in place of the project's own; `texts` are folders that hold articles' texts,
    in place of those that CHECKER_TEXTS names. Without `has_texts` no text is looked for, so that none is missing.

    `meanwhile` is done while a second process begins to read, where there is one; it is given the number of articles.
    Commands have something to do meanwhile, and so few articles are read by a second process, too.

    Never raises for what is in the files: look at `corpus.problems`, each with file, line and column.
    """
    with no_garbage_collection():
        project = find([Path(path) for path in paths], rules)
        if texts is not None:
            project.texts = tuple(texts)
        if not has_texts:
            project.texts = None
        reader = _reader_of(project, even_few=meanwhile is not None)
        if meanwhile and reader.is_shared:
            meanwhile(len(project.articles))
        from checker.corpus.assemble import assemble  # pydantic takes a while: the reader has begun

        return assemble(project, reader.read())


def _reader_of(project: Project, *, even_few: bool) -> Reader:
    """What reads the articles, and what they are read with ahead of them."""
    first = [file for file in project.beside_articles if project.has(file) and project.holds(file)]
    shown = project.shown
    articles = [(file, shown(file)) for _, file in project.articles]
    reader = Reader(articles, [(file, shown(file)) for file in first], even_few=even_few)
    project.ahead = reader.ahead
    return reader


def load_only_rules(path: Path) -> Corpus:
    """The vocabulary and the rules of the project at a path, without its claims."""
    from checker.corpus.assemble import assemble_rules

    return assemble_rules(find_rules(path))
