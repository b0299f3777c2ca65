"""`checker export` and `checker import`."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.commands import session
from checker.exchange import EXPORTS, IMPORTS

if TYPE_CHECKING:
    from checker.exchange.bring import Change
    from checker.exchange.drafts import Article, Key
    from checker.problems import Problem

    _Choice = click.Choice[str]
else:
    _Choice = click.Choice  # of no type before click 8.2

BINARY = ("xlsx",)


class _Format(_Choice):
    """A format that can be read or written; of one that can only be the other, that is said."""

    def __init__(self, able: Iterable[str], others: Iterable[str], only: str) -> None:
        super().__init__(tuple(able))
        self.others, self.only = frozenset(others), only

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value in self.others and value not in self.choices:
            self.fail(f"{value} is for {self.only} only", param, ctx)
        return super().convert(value, param, ctx)


@click.command("export")
@click.argument("format_", metavar="FORMAT", type=_Format(EXPORTS, IMPORTS, "import"))
@session.PATHS
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
@click.option("--claim", "claims", multiple=True, metavar="KEY", help="Only this claim, such as flood/courier#total.")
@click.option("--force", is_flag=True, help="Replace the file, if it is there.")
def export(format_: str, paths: tuple[Path, ...], output: Path | None, claims: tuple[str, ...], force: bool) -> int:
    """Write the claims in the format of another tool.

    FORMAT is csv or xlsx (a spreadsheet, which `checker import` reads again without loss), claimreview (schema.org
    JSON-LD: each claim with the articles that it appears in) or annotations (W3C Web Annotations: each quote).

    Exit status: 0 when it was written, 2 when files are wrong (nothing is written then).
    """
    if output is None and format_ in BINARY:
        raise click.UsageError(f"{format_} cannot go to the terminal: give --output")
    if output is not None and output.exists() and not force:
        raise click.UsageError(f"--output {output}: is there already; --force replaces it")
    if output is not None and not output.parent.is_dir():
        raise click.UsageError(f"--output {output}: there is no folder {output.parent}")
    corpus = session.load(paths)
    if corpus.problems:
        session.report_problems(corpus)
        raise click.ClickException("nothing was exported: mend these files first")
    from checker.exchange.bring import articles_of
    from checker.exchange.drafts import Outgoing
    from checker.files.atomic import write_whole
    from checker.files.project import find
    from checker.problems import did_you_mean
    from checker.reports.selection import chosen_part

    part = chosen_part(corpus)
    known = {claim.key for claim in part.claims}
    for key in claims:
        if key not in known:
            raise click.UsageError(f"--claim {key!r}: no such claim{did_you_mean(key, known)}")
    articles, _ = articles_of(find(paths))
    written = import_module(EXPORTS[format_]).write(
        Outgoing(corpus=part, articles=_only(articles, claims), only=frozenset(claims))
    )
    _tell(written.notices)
    if written.data is None:
        return _refuse(written.problems, "nothing was exported")
    if output is None:
        click.echo(written.data, nl=False)
    else:
        write_whole(output, written.data)
        click.echo(f"wrote {output.as_posix()}", err=True)
    return session.CLEAN


@click.command("import")
@click.argument("format_", metavar="FORMAT", type=_Format(IMPORTS, EXPORTS, "export"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--into", type=click.Path(path_type=Path), help="A project, or a story of one, such as claims/flood.")
@click.option("--dry-run", is_flag=True, help="Show what would be written, as a diff, and write nothing.")
@click.option(
    "--update", is_flag=True, help="Change files that are there. What does not change in them stays as it is."
)
@click.option("--remove", is_flag=True, help="With --update: take out claims and comments that FILE does not have.")
@click.option("--encoding", help="Of FILE, where it is not UTF-8, such as windows-1252.")
def import_(
    format_: str, file: Path, into: Path | None, dry_run: bool, update: bool, remove: bool, encoding: str | None
) -> int:
    """Make claims files from a file of another tool.

    FORMAT is csv or xlsx (a spreadsheet as `checker export` writes it), claimreview (schema.org JSON-LD, or a page that
    holds it), annotations (W3C Web Annotations, Hypothes.is) or ged (events of the UCDP GED). What those say becomes
    claims; from claimreview and annotations come suggestions, which a person completes.

    A file that is there is changed only with --update, and loses nothing without --remove.

    Exit status: 0 when it was written, 2 when FILE has a mistake, each with its row (nothing is written then).
    """
    if remove and not update:
        raise click.UsageError("--remove goes with --update")
    _check_encoding(encoding)
    from checker.exchange.bring import articles_of, prepare, write
    from checker.exchange.decode import read_bytes
    from checker.exchange.drafts import Given
    from checker.files.project import find, project_around

    root, story = _target(into or project_around(), is_written=not dry_run)
    module = import_module(IMPORTS[format_])
    data, problems = read_bytes(file, module.MAX_BYTES)
    if problems:
        return _refuse(problems, "nothing was imported")
    if not story and format_ not in ("csv", "xlsx"):
        story = _only_story(root, into or root)
    articles, _ = articles_of(find([root]))
    given = Given(data=data, shown=file.as_posix(), encoding=encoding, story=story, articles=articles)
    found = module.read(given)
    changes, problems = prepare(root, given, found, removes=remove)
    if problems:
        return _refuse(problems, "nothing was imported")
    _tell(found.notices)
    refused = _refused(changes, update=update, remove=remove)
    if dry_run:
        _show(changes)
    elif not refused:
        write(root, changes)
    for change in changes:
        word = "would write" if dry_run or refused else "wrote"
        _say(f"{word} {change.path.as_posix()} ({change.summary})")
    if refused:
        raise click.ClickException(f"{refused}; nothing was written")
    if not changes:
        click.echo("nothing to write: all of it is there already")
    return session.CLEAN


def _only(articles: dict[Key, Article], claims: tuple[str, ...]) -> dict[Key, Article]:
    """The articles, with some of their claims where those are named."""
    if not claims:
        return articles
    found: dict[Key, Article] = {}
    for (story, name), article in articles.items():
        kept = [claim for claim in article["claims"] if f"{story}/{name}#{claim['id']}" in claims]
        if kept:
            found[story, name] = {**article, "claims": kept}
    return found


def _check_encoding(encoding: str | None) -> None:
    try:
        if encoding is not None and not codecs.lookup(encoding)._is_text_encoding:
            raise LookupError
    except (LookupError, ValueError):
        raise click.UsageError(
            f"--encoding {encoding!r}: no such encoding; try utf-8, utf-16 or windows-1252"
        ) from None


def _target(into: Path, *, is_written: bool) -> tuple[Path, str]:
    """The project, ready to be written to, and the story if `into` names one: it need not be there yet."""
    root, story = _project_and_story(into)
    if is_written:
        session.finish_interrupted(root)
    return root, story


def _project_and_story(into: Path) -> tuple[Path, str]:
    from checker.files.project import root_of

    full = Path(os.path.abspath(into))
    if full.parent.name == "claims" and full.parent.is_dir():
        from checker.exchange.sheet import bad_name

        if wrong := bad_name(full.name):
            raise click.UsageError(f"--into {into}: {full.name!r} {wrong}")
        return Path(os.path.relpath(full.parent.parent)), full.name
    root = root_of(into)
    if root is None:
        raise click.UsageError(f"--into {into}: no claims/ folder there; `checker init` starts one")
    return root, ""


def _only_story(root: Path, into: Path) -> str:
    stories = sorted(entry.name for entry in (root / "claims").iterdir() if entry.is_dir() and entry.name[0] != ".")
    if len(stories) != 1:
        there = f", such as {(root / 'claims' / stories[0]).as_posix()}" if stories else ": --into claims/<story>"
        raise click.UsageError(f"--into {into}: name the story{there}")
    return stories[0]


def _refused(changes: list[Change], *, update: bool, remove: bool) -> str:
    """Why the changes may not be made; "" if they may."""
    there = [change for change in changes if change.before is not None]
    if there and not update:
        return f"{there[0].path.as_posix()} is there already: --update changes it"
    lost = [change for change in there if change.removed or change.lost]
    if not lost or remove:
        return ""
    for change in lost:
        if change.removed:
            _say(f"{change.path.as_posix()}: would lose the claims {', '.join(change.removed)}", err=True)
        for line, text in change.lost:
            _say(f"{change.path.as_posix()}:{line}:1: would lose the comment {text}", err=True)
    return "that takes away what is there: --remove allows it"


def _show(changes: list[Change]) -> None:
    import difflib

    for change in changes:
        name = change.path.as_posix()
        before = [] if change.before is None else change.before.splitlines()
        old = "/dev/null" if change.before is None else name
        for line in difflib.unified_diff(before, change.after.splitlines(), old, name, lineterm=""):
            _say(line)


def _refuse(problems: list[Problem] | tuple[Problem, ...], what: str) -> int:
    for problem in problems:
        _say(str(problem), err=True)
    click.echo(f"checker: {what}", err=True)
    return session.NOT_CHECKED


def _tell(notices: list[str] | tuple[str, ...]) -> None:
    for notice in notices:
        _say(notice, err=True)


def _say(text: str, *, err: bool = False) -> None:
    from checker.values.display import safe

    click.echo(safe(text), err=err)
