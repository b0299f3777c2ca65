"""`checker export` and `checker import`."""

from __future__ import annotations

import codecs
import os
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import click

from checker.commands import session
from checker.exchange import FORMATS, Format, listed

if TYPE_CHECKING:
    from checker.exchange.drafts import Article, Key
    from checker.exchange.importing import Change, Plan, Wishes
    from checker.problems import Problem

    _Choice = click.Choice[str]
else:
    _Choice = click.Choice  # of no type before click 8.2

EXPORTED = tuple(each for each in FORMATS if each.is_exported)
IMPORTED = tuple(each for each in FORMATS if each.is_imported)
MOST_SHOWN = 1_000


class FormatName(_Choice):
    """The name of a format. One that is known in the other direction alone is told so."""

    def __init__(self, formats: Sequence[Format]) -> None:
        super().__init__([each.name for each in formats])

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Raises click.BadParameter."""
        for each in FORMATS:
            if each.name == value and each.name not in self.choices:
                self.fail(f"{each.name} is for {each.goes}", param, ctx)
        return super().convert(str(value), param, ctx)


_EXPORT_HELP = f"""Write the claims in the format of another tool.

FORMAT is one of: {listed(EXPORTED)}. What `checker export` writes as a table, `checker import` reads again without
loss.

Exit status: 0 when it was written, 2 when files are wrong (nothing is written then).
"""


@click.command("export", help=_EXPORT_HELP)
@click.argument("format_", metavar="FORMAT", type=FormatName(EXPORTED))
@session.PATHS
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
@click.option("--claim", "claims", multiple=True, metavar="KEY", help="Only this claim, such as flood/courier#total.")
@click.option("--force", is_flag=True, help="Replace the file, if it is there.")
def export(format_: str, paths: tuple[Path, ...], output: Path | None, claims: tuple[str, ...], force: bool) -> int:
    _check_output(format_, output, force)
    corpus = session.load(paths)
    if corpus.problems:
        session.report_problems(corpus)
        raise click.ClickException("nothing was exported: correct these files first")
    from checker.exchange.drafts import Outgoing
    from checker.exchange.importing import articles_of
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
    outgoing = Outgoing(corpus=part, articles=_only(articles, claims), only=frozenset(claims))
    exported = _module(format_).write(outgoing)
    _tell(exported.notices)
    if exported.data is None:
        return _refuse(exported.problems, "nothing was exported")
    if output is None:
        click.echo(exported.data, nl=False)
    else:
        write_whole(output, exported.data)
        click.echo(f"wrote {output.as_posix()}", err=True)
    return session.CLEAN


def _check_output(format_: str, output: Path | None, force: bool) -> None:
    """Raises click.UsageError where an export cannot go."""
    if output is None and _format(format_).is_binary:
        raise click.UsageError(f"{format_} cannot go to the terminal: give --output")
    if output is not None and output.exists() and not force:
        raise click.UsageError(f"--output {output}: is there already; --force replaces it")
    if output is not None and not output.parent.is_dir():
        raise click.UsageError(f"--output {output}: there is no folder {output.parent}")


def _format(name: str) -> Format:
    return next(each for each in FORMATS if each.name == name)


def _module(name: str) -> ModuleType:
    return import_module(_format(name).module)


_IMPORT_HELP = f"""Make claims files from a file of another tool.

FORMAT is one of: {listed(IMPORTED)}. What has figures and days becomes claims; what has texts alone becomes
suggestions, which a person completes.

A file that is there is changed only with --update, and loses nothing without --remove.

Exit status: 0 when it was written, 2 when FILE has a mistake, each with its row (nothing is written then, or with
--skip-bad all but that).
"""


@click.command("import", help=_IMPORT_HELP)
@click.argument("format_", metavar="FORMAT", type=FormatName(IMPORTED))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--into", type=click.Path(path_type=Path), help="A project, or a story of one, such as claims/flood.")
@click.option("--dry-run", is_flag=True, help="Show what would be written, as a diff, and write nothing.")
@click.option(
    "--update", is_flag=True, help="Change files that are there. What does not change in them stays as it is."
)
@click.option("--remove", is_flag=True, help="With --update: take out claims and comments that FILE does not have.")
@click.option("--skip-bad", is_flag=True, help="Leave out what has a mistake, list it, and take the rest.")
@click.option("--add-entities", is_flag=True, help="Add subjects that entities.yaml does not list to it.")
@click.option(
    "--take-numbers",
    is_flag=True,
    help="With --update: take figures that differ by their separators alone, as 1,000 and 1.",
)
@click.option("--encoding", help="Of FILE, where it is not UTF-8, such as windows-1252.")
def import_(
    format_: str,
    file: Path,
    into: Path | None,
    dry_run: bool,
    update: bool,
    encoding: str | None,
    **allowed: bool,
) -> int:
    _check_allowed(update=update, **allowed)
    _check_encoding(encoding)
    from checker.exchange.decode import read_bytes
    from checker.exchange.drafts import Incoming
    from checker.exchange.importing import Wishes, articles_of, prepare
    from checker.files.project import find
    from checker.files.roots import project_around

    root, story = _target(into or project_around())
    if not dry_run:
        session.finish_interrupted(root)
    module = _module(format_)
    data, problems = read_bytes(file, module.MAX_BYTES)
    if problems:
        return _refuse(problems, "nothing was imported")
    if not story and not _format(format_).is_table:
        story = _only_story(root, into or root)
    articles, _ = articles_of(find([root]))
    incoming = Incoming(data=data, shown=file.as_posix(), encoding=encoding, story=story, articles=articles)
    wishes = Wishes(
        removes=allowed["remove"],
        skips=allowed["skip_bad"],
        takes_numbers=allowed["take_numbers"],
        adds_entities=allowed["add_entities"],
    )
    plan = prepare(root, incoming, module.read(incoming), wishes)
    if plan.problems:
        _propose(plan)
        return _refuse(plan.problems, "nothing was imported")
    _tell(plan.notices)
    _list_skipped(plan)
    return _carry_out(plan, root, wishes, dry_run=dry_run, update=update)


def _check_allowed(*, update: bool, remove: bool, skip_bad: bool, **_: bool) -> None:
    """Raises click.UsageError where options do not go together."""
    if remove and not update:
        raise click.UsageError("--remove goes with --update")
    if remove and skip_bad:
        raise click.UsageError("--remove does not go with --skip-bad: what is left out is not gone")


def _carry_out(plan: Plan, root: Path, wishes: Wishes, *, dry_run: bool, update: bool) -> int:
    """Write what is planned, if it may be, and tell what was or would be written. Raises click.ClickException."""
    from checker.exchange.importing import write

    if plan.skipped and not plan.has_good:
        raise click.ClickException("nothing was imported: all of it has mistakes")
    refused = _refused(plan.changes, wishes, update=update)
    if dry_run:
        _show(plan.changes)
    elif not refused:
        write(root, plan.changes)
    for change in plan.changes:
        word = "would write" if dry_run or refused else "wrote"
        _say(f"{word} {change.path.as_posix()} ({change.summary})")
    if refused:
        raise click.ClickException(f"{refused}; nothing was written")
    if not plan.changes:
        _say_that_nothing_changes(plan)
    return session.CLEAN


def _say_that_nothing_changes(plan: Plan) -> None:
    what = "all that is good in it" if plan.skipped else "all of it"
    click.echo(f"nothing to write: {what} is there already")


def _propose(plan: Plan) -> None:
    """Tell of the entities that would have to be there."""
    from checker.exchange.entities import lines_of
    from checker.values.display import counted

    for story, proposal in sorted(plan.proposed.items()):
        _say(f"claims/{story}/entities.yaml does not list these; --add-entities adds them:", err=True)
        for id_, line in lines_of(proposal.entities).items():
            _say(f"  {line}  # {counted(proposal.times[id_], 'claim')}", err=True)


def _list_skipped(plan: Plan) -> None:
    """Tell what was left out."""
    if plan.skipped:
        _tell([str(problem) for problem in plan.skipped])
        items = "1 mistake" if len(plan.skipped) == 1 else f"{len(plan.skipped):,} mistakes"
        _say(f"{items} above: what has one is left out", err=True)
        _propose(plan)


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


def _target(into: Path) -> tuple[Path, str]:
    """The project, and the story if `into` names one: it need not be there yet."""
    from checker.files.roots import root_of

    full = Path(os.path.abspath(into))
    if full.parent.name == "claims" and full.parent.is_dir():
        from checker.exchange.tables import bad_name

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


def _refused(changes: list[Change], wishes: Wishes, *, update: bool) -> str:
    """Why the changes may not be made; "" if they may."""
    there = [change for change in changes if change.before is not None]
    if not update and (closed := _closed(there, wishes)):
        return f"{closed[0].path.as_posix()} is there already: --update changes it"
    lost = [] if wishes.removes else [change for change in there if change.removed or change.lost]
    if not lost:
        return ""
    _say_what_would_be_lost(lost)
    return "that takes away what is there: --remove allows it"


def _closed(there: list[Change], wishes: Wishes) -> list[Change]:
    """The changes of files that are there, and that only --update may change."""
    return [change for change in there if not (wishes.adds_entities and change.path.name == "entities.yaml")]


def _say_what_would_be_lost(changes: Sequence[Change]) -> None:
    for change in changes:
        if change.removed:
            _say(f"{change.path.as_posix()}: would lose the claims {', '.join(change.removed)}", err=True)
        for line, text in change.lost:
            _say(f"{change.path.as_posix()}:{line}:1: would lose the comment {text}", err=True)


def _show(changes: list[Change]) -> None:
    import difflib

    for change in changes:
        name = change.path.as_posix()
        before = [] if change.before is None else change.before.splitlines()
        old = "/dev/null" if change.before is None else name
        for line in difflib.unified_diff(before, change.after.splitlines(), old, name, lineterm=""):
            _say(line)


def _refuse(problems: Sequence[Problem], what: str) -> int:
    session.list_problems(problems, MOST_SHOWN)
    click.echo(f"checker: {what}", err=True)
    return session.NOT_CHECKED


def _tell(notices: Sequence[str]) -> None:
    for notice in notices:
        _say(notice, err=True)


def _say(text: str, *, err: bool = False) -> None:
    from checker.values.display import safe

    click.echo(safe(text), err=err)
