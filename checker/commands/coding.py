"""Commands for coding: `checker new`, `checker coverage`, `checker schema`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.commands import session
from checker.commands.output import pasted
from checker.values.display import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.coding.start import Made
    from checker.corpus.corpus import Corpus
    from checker.problems import Problem
    from checker.texts.coverage import Article
    from checker.texts.quotes import Anchor

TEXTS = click.option(
    "--texts",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    multiple=True,
    help="A folder outside the project that holds articles' texts; CHECKER_TEXTS may name some too.",
)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True, dir_okay=False))
@click.option(
    "--project",
    type=click.Path(path_type=Path, file_okay=False),
    help="The project; the one that the current folder is in, if left out.",
)
@click.option("--story", help="The story's folder in claims/; needed where there are several.")
@click.option("--name", help="The name of the claims file; from the title or the file's name if left out.")
@click.option("--publisher", help="Who published it, where the file does not say.")
@click.option("--published", help="The day it was published, such as 2031-05-06, where the file does not say.")
@click.option("--print", "is_printed", is_flag=True, help="Print the draft instead of writing it.")
def new(
    file: Path,
    project: Path | None,
    story: str | None,
    name: str | None,
    publisher: str | None,
    published: str | None,
    is_printed: bool,
) -> int:
    """Start the claims file of an article: FILE is its text, as text, HTML, PDF or Word; - is standard input.

    Every figure, date and hedge of the text becomes a commented suggestion, in the order of the text. Nothing counts
    as a claim until you uncomment and complete it. A file that is there already is never overwritten.
    """
    from checker.coding.start import Given, start_article
    from checker.files.roots import project_around, root_of

    given = Given(story=story or "", name=name or "", publisher=publisher or "", published=published or "")
    data = _standard_input() if str(file) == "-" else None
    place = project or project_around()
    if not is_printed:
        session.finish_interrupted(root_of(place) or place)
    made = start_article(file, data, place, given)
    if is_printed:
        _print_draft(made)
    else:
        made.write()
        _say_what_was_written(made)
    return session.CLEAN


def _standard_input() -> bytes:
    """The text of an article. Raises click.ClickException where it is too large."""
    from checker.files.budgets import TEXT_BYTES, megabytes

    data = sys.stdin.buffer.read(TEXT_BYTES + 1)
    if len(data) > TEXT_BYTES:
        raise click.ClickException(f"the text is larger than {megabytes(TEXT_BYTES)}")
    return data


def _print_draft(made: Made) -> None:
    click.echo(made.text, nl=False)
    for entity in made.entities:
        click.echo(f"# for {made.entities_file.name}: {entity.as_yaml()}")


def _say_what_was_written(made: Made) -> None:
    from checker.values.display import counted

    click.echo(f"wrote {made.path.as_posix()}: {counted(made.suggestions, 'suggestion')}")
    if made.entities:
        new_ones = ", ".join(entity.id for entity in made.entities)
        click.echo(safe(f"added to {made.entities_file.as_posix()}, to be corrected: {new_ones}"))
    if made.note:
        click.echo(made.note)
    click.echo(f"\nNow take off the `# ` of what you code, and run `checker report {pasted(made.path)}`.")


@click.command()
@session.PATHS
@TEXTS
@click.option(
    "--fail-under", type=click.FloatRange(0, 100), metavar="PERCENT", help="Exit with 1 below this percentage."
)
@click.option("--anchor", is_flag=True, help="Write to anchors.yaml where each quote stands.")
@click.option("--format", "shape", type=click.Choice(("text", "json")), default="text", help="Text if left out.")
def coverage(
    paths: tuple[Path, ...], texts: tuple[Path, ...], fail_under: float | None, anchor: bool, shape: str
) -> int:
    """Which figures and dates in the articles' texts are not coded, and what became of the quotes.

    A quote that moved, one that is gone and one whose words are now elsewhere are told apart. An article that was
    changed after it was coded is shown with the claims that rested on the words that changed.

    Exit status: 0 when all is as it was, 1 when a quote is not where it was, a value is not that of its quote or too
    little is coded, 2 when files are wrong or an article was changed.
    """
    from checker.coding.show import as_json, as_text, percent
    from checker.commands.output import terminal_width
    from checker.corpus.loader import load
    from checker.files.project import text_folders
    from checker.reports.selection import chosen_part
    from checker.texts.coverage import coverage as measure
    from checker.texts.quotes import FILE, read_anchors

    corpus = load(paths, texts=text_folders(texts))
    anchors, problems = read_anchors(corpus.root, (corpus.root / FILE).as_posix())
    articles = measure(chosen_part(corpus), anchors)
    if anchor:
        _write_anchors(corpus, articles, anchors)
    click.echo(as_json(articles, corpus) if shape == "json" else as_text(articles, corpus, terminal_width()), nl=False)
    for problem in problems:
        click.echo(safe(str(problem)), err=True)
    if session.report_problems(corpus) or problems:
        return session.NOT_CHECKED
    broken = any(article.is_broken for article in articles)
    return session.DISAGREEMENT if broken or percent(articles) < (fail_under or 0) else session.CLEAN


def _write_anchors(corpus: Corpus, articles: Sequence[Article], before: dict[str, dict[str, Anchor]]) -> None:
    """Write where the quotes stand now; what was written of articles that are not chosen stays."""
    from checker.files.atomic import write_whole
    from checker.files.walk import Home
    from checker.texts.coverage import fresh_anchors
    from checker.texts.quotes import FILE, anchors_text

    session.refuse_in_ci()
    kept = {source: found for source, found in before.items() if not corpus.is_chosen(source)}
    standing = kept | fresh_anchors(articles)
    if not standing:
        raise click.ClickException("no text is at hand, so there is nothing to anchor: give --texts FOLDER")
    write_whole(corpus.root / FILE, anchors_text(standing), within=Home(corpus.root))


@click.command()
@click.argument("what", required=False)
@click.option("--check", "is_check", is_flag=True, help="Write nothing; exit 1 where a schema file is not up to date.")
def schema(what: str | None, is_check: bool) -> int:
    """Write JSON Schemas, by which an editor completes and checks what you type.

    WHAT is a project, that of the current folder if left out: its schemas list its own properties and entities, and
    are written into folders .schemas beside the files that they are for. Or WHAT is article, entities, properties,
    hedges, rates, rule, accepted, ring-up or tables: the schema of such a file, in any project, is printed.

    A file's first line tells the editor where its schema is: `# yaml-language-server: $schema=.schemas/article.json`.
    """
    from checker.files.project import find
    from checker.files.roots import project_around, root_of
    from checker.schemas.schema import KINDS
    from checker.schemas.schema import schema as made
    from checker.schemas.schema_files import as_text

    if what in KINDS:
        click.echo(as_text(made(what)), nl=False)
        return session.CLEAN
    place = Path(what) if what else project_around()
    root = root_of(place)
    if root is None:
        raise click.ClickException(str(find([place]).problems[0]))
    return _check_schemas(root) if is_check else _write_schemas(root)


def _check_schemas(root: Path) -> int:
    files, problems = _schemas_of(root)
    stale = [path for path, text in files.items() if not _holds(path, text)]
    for path in stale:
        click.echo(safe(f"{path.as_posix()} is not up to date; run `checker schema`"))
    status = _end_of_schema(files, stale, problems)
    return session.DISAGREEMENT if stale and status == session.CLEAN else status


def _write_schemas(root: Path) -> int:
    from checker.files.together import write_together

    session.finish_interrupted(root)
    files, problems = _schemas_of(root)
    stale = [path for path, text in files.items() if not _holds(path, text)]
    if stale:
        write_together(root, {path: files[path] for path in stale})
    for path in stale:
        click.echo(safe(f"wrote {path.as_posix()}"))
    return _end_of_schema(files, stale, problems)


def _schemas_of(root: Path) -> tuple[dict[Path, str], list[Problem]]:
    from checker.files.project import Project
    from checker.schemas.schema_files import schema_files

    return schema_files(Project(root=root))


def _end_of_schema(files: dict[Path, str], stale: list[Path], problems: list[Problem]) -> int:
    if not stale:
        click.echo(f"{len(files)} schema files are up to date")
    for problem in problems:
        click.echo(safe(str(problem)), err=True)
    return session.NOT_CHECKED if problems else session.CLEAN


def _holds(path: Path, text: str) -> bool:
    from checker.files.budgets import TEXT_BYTES
    from checker.files.regular import TooLargeError, read_regular

    try:
        return read_regular(path, TEXT_BYTES) == text.encode("utf-8")
    except (FileNotFoundError, TooLargeError):
        return False
