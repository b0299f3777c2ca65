"""What `checker check` and `checker report` do where a project has a tables.yaml."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from checker.commands import session
from checker.commands.output import Target, deliver, is_colourful, targets
from checker.commands.streams import libraries_to_standard_error

if TYPE_CHECKING:
    from checker.corpus.corpus import Corpus
    from checker.reports import Style
    from checker.tables.outcome import Outcome
    from checker.tables.stores import Store
    from checker.tables.verdict import Verdict

FILES = (".parquet", ".csv")
TABLE_ENGINES = ("duckdb", "spark")


class TableOptions(NamedTuple):
    """How tables are read: with how much memory and how many threads, by which engine."""

    memory: str = ""
    threads: int = 0
    engine: str = "duckdb"
    master: str = ""


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a command that reads tables; they come as `tables`."""

    def with_options(*, memory: str, threads: int, engine: str, master: str, **others: object) -> object:
        made = TableOptions(memory=memory, threads=threads, engine=engine, master=master)
        return command(tables=made, **others)

    with_options.__name__, with_options.__doc__ = command.__name__, command.__doc__
    with_options.__click_params__ = getattr(command, "__click_params__", [])  # type: ignore[attr-defined]
    for option in (
        click.option(
            "--master", default="local[*]", metavar="URL", help="The address of Spark's master, such as local[2]."
        ),
        click.option(
            "--engine",
            type=click.Choice(TABLE_ENGINES),
            default="duckdb",
            help="With tables: the engine that reads and compares them.",
        ),
        click.option(
            "--threads",
            type=click.IntRange(0),
            default=0,
            help="With tables: how many threads. One for each core if left out.",
        ),
        click.option(
            "--memory",
            default="",
            metavar="AMOUNT",
            help="With tables: the memory to use, such as 2GB; what does not fit goes to disk.",
        ),
    ):
        option(with_options)
    return with_options


class TablesShown(NamedTuple):
    """Where what is found in tables goes: to targets, or as text; all text to standard error where `has_data`, so where
    standard output is a document for a program, or is left empty because a file was asked for. Nowhere where
    `is_shown`, as the documents of the articles hold it.
    """

    targets: tuple[Target, ...] = ()
    failing: tuple[str, ...] = ()
    has_data: bool = False
    is_shown: bool = False


COUNTED_AS = ("text", "json")
"""How what is counted of tables can be shown."""


def counted_as(formats: tuple[str, ...], outputs: tuple[Path, ...], failing: tuple[str, ...]) -> TablesShown:
    """How counts are shown: as text, or as JSON. Raises click.UsageError for another format."""
    wanted = tuple(targets(formats, outputs))
    _refuse_formats(wanted, COUNTED_AS, "what is counted is not shown as {}: expected {}, or a page by --html")
    has_data = not any(target.format == "text" and target.file is None for target in wanted)
    return TablesShown(targets=wanted, failing=failing, has_data=has_data)


def _refuse_formats(wanted: Iterable[Target], known: Iterable[str], message: str) -> None:
    for target in wanted:
        if target.format not in known:
            raise click.UsageError(message.format(target.format, ", ".join(known)))


def shown_as(
    formats: tuple[str, ...], outputs: tuple[Path, ...], failing: tuple[str, ...], *, is_alone: bool
) -> TablesShown:
    """How tables are shown. Raises click.UsageError for a format that they do not have."""
    from checker.tables.formats import FORMATS

    if not (formats or outputs):
        return TablesShown(failing=failing)
    wanted = tuple(targets(formats, outputs))
    has_data = not any(target.format == "text" and target.file is None for target in wanted)
    if not is_alone:
        return TablesShown(failing=failing, has_data=has_data)
    _refuse_formats(wanted, FORMATS, "tables are not shown as {}: expected {}, or a page by --html")
    return TablesShown(targets=wanted, failing=failing, has_data=has_data)


class Bases(NamedTuple):
    """What a check is held against: a commit for the articles, a file of earlier findings for the tables; a note."""

    reference: str | None = None
    earlier: Path | None = None
    note: str = ""


def bases(root: Path, base: str | None) -> Bases:
    """What `--base` names: with a commit, what is known of tables is the findings.parquet beside tables.yaml.

    Raises click.ClickException where it is neither a file of findings nor a commit.
    """
    from checker.files.git import GitError, commit_of, repository_of

    if base is None or base.endswith(FILES):
        return Bases(earlier=Path(base) if base else None)
    try:
        commit_of(repository_of(root), base)
    except GitError as error:
        raise click.ClickException(f"--base: {error}") from None
    known = root / KNOWN
    if known.exists():
        return Bases(base, known)
    why = f"there is no {KNOWN} beside tables.yaml, so what {base} has in its tables counts too"
    return Bases(base, None, f"Note: {why}; `checker check --output {KNOWN}` writes what is known.")


def style_beside(style: Style, verdict: Verdict | None) -> Style:
    """The style of a report on articles that says what fails in the tables beside them."""
    if verdict is None:
        return style._replace(is_all=False)
    return style._replace(is_all=verdict.is_checked and not verdict.unread, beside=verdict.why)


def judged(outcome: Outcome | None, style: Style, held: Bases) -> Verdict | None:
    """Whether tables pass, with the places that servers want. Raises click.ClickException where the base is none."""
    from msgspec.structs import replace

    from checker.tables.verdict import judged as verdict_of

    if outcome is None:
        return None
    try:
        verdict = verdict_of(outcome, style.failing, held.earlier)
    except ValueError as error:
        raise click.ClickException(f"--base: {error}") from None
    root, named = outcome.spec.root, session.in_repository(style)

    def place(file: str) -> str:
        at = root / file
        return named.path(at.as_posix()) if at.exists() else file

    return replace(verdict, place=place, only_new=style.only_new, note=held.note)


def together(outcome: Outcome | None, verdict: Verdict | None) -> Callable[[str, str], str]:
    """What puts the tables into a document of the articles, by its format."""

    def add(format_: str, articles: str) -> str:
        from checker.tables.formats import FORMATS, render
        from checker.tables.together import joined

        if outcome is None or verdict is None or format_ not in FORMATS:
            return articles
        return joined(format_, articles, render(outcome, format_, verdict))

    return add


KNOWN = "findings.parquet"
"""The findings of tables that are known, where a project keeps them."""


def has_tables(paths: tuple[Path, ...]) -> bool:
    """Whether the whole of a project is asked for, and it has tables."""
    from checker.files.project import find
    from checker.files.roots import have_tables

    project = find(paths) if have_tables(paths) else None  # mostly there is no need to look for articles
    return project is not None and project.chosen is None and project.has(project.tables)


def split_outputs(outputs: tuple[Path, ...], formats: tuple[str, ...]) -> tuple[tuple[Path, ...], list[Path]]:
    """The files of reports, and those of the tables' findings: .parquet, and .csv where no format `csv` is wanted."""
    from checker.tables.output import refuse

    own = [path for path in outputs if path.suffix == ".parquet" or (path.suffix == ".csv" and "csv" not in formats)]
    for path in own:
        if why := refuse(path):
            raise click.UsageError(f"--output {path}: {why}")
    return tuple(path for path in outputs if path not in own), own


@contextlib.contextmanager
def checked(corpus: Corpus, wanted: TableOptions) -> Iterator[Outcome | None]:
    """The tables of a project, checked; None where tables.yaml is wrong, which has been said."""
    from checker.files.roots import TABLES
    from checker.tables.mapping import read_spec
    from checker.tables.outcome import check_tables
    from checker.tables.stores import first_line
    from checker.values.display import safe

    shown = (corpus.root / TABLES).as_posix()
    spec, problems = read_spec(corpus, shown)
    if spec is None:
        for problem in problems:
            click.echo(safe(str(problem)), err=True)
        yield None
        return
    store = open_store(wanted)
    try:
        with _progress() as step, libraries_to_standard_error():
            outcome = check_tables(spec, store, step)
        yield outcome
    except store.out_of_memory as error:
        amount = wanted.memory or "80 % of the machine's"
        raise click.ClickException(f"--memory: {amount} is too little for these tables: {first_line(error)}") from None
    finally:
        store.engine.close()


def open_store(wanted: TableOptions) -> Store:
    """The engine of tables, by its name. Raises click.ClickException where it cannot be had."""
    try:
        if wanted.engine == "spark":
            from checker.tables.spark_store import open_store as open_spark

            return open_spark(wanted.master)
        from checker.tables.duckdb_store import open_store as open_duckdb

        return open_duckdb(wanted.memory, wanted.threads)
    except ValueError as error:
        raise click.ClickException(str(error)) from None


@contextlib.contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Say on a terminal what is being done."""
    shows = sys.stderr.isatty() and is_colourful(sys.stderr)

    def step(text: str) -> None:
        if shows:
            click.echo(f"\r\x1b[K{text} ...", err=True, nl=False, color=True)

    try:
        yield step
    finally:
        if shows:
            click.echo("\r\x1b[K", err=True, nl=False, color=True)


def with_rows_beside(corpus: Corpus, outcome: Outcome | None) -> Corpus:
    """The corpus of the articles with the rows of tables that their claims can conflict with."""
    from checker.tables.families import with_rows_beside as joined

    if outcome is None or not outcome.is_checked:
        return corpus
    found, note = joined(corpus, outcome)
    if note:
        click.echo(f"checker: beside the claims of the articles there are {note}", err=True)
    return session.kept(found)


def no_such_entity(entity: str, outcome: Outcome) -> str:
    """What to say of an entity that no row speaks of."""
    from checker.problems import did_you_mean

    known = [word for (word,) in outcome.store.engine.rows("SELECT DISTINCT subject FROM figure")]
    return f"no row speaks of {entity!r}{did_you_mean(entity, known)}"


def check(outcome: Outcome | None, outputs: list[Path], verdict: Verdict | None, shown: TablesShown) -> int:
    """Show what is found in tables; returns the exit status."""
    if outcome is None or verdict is None:
        return session.NOT_CHECKED
    if shown.is_shown:
        _write(outcome, outputs)
    else:
        _show(outcome, outputs, shown, verdict=verdict)
    if not outcome.is_checked or verdict.unread:
        return session.NOT_CHECKED
    return session.DISAGREEMENT if verdict.why else session.CLEAN


def report(
    outcome: Outcome | None,
    outputs: list[Path],
    shown: TablesShown,
    *,
    by: tuple[str, ...],
    html: Path | None,
    full: bool,
) -> int:
    """Show what the tables of a project hold, counted by something, or as a page; returns the exit status."""
    if outcome is None:
        return session.NOT_CHECKED
    if by:
        _show_counts(outcome, shown, by, full=full)
        _write(outcome, outputs)
    else:
        _show(outcome, outputs, shown, most=10**9 if full else 10)
    if not outcome.is_checked:
        return session.NOT_CHECKED
    if html is not None:
        from checker.files.atomic import write_whole
        from checker.tables.page import page

        write_whole(html, page(outcome))
        click.echo(f"wrote {html.as_posix()}", err=True)
    return session.CLEAN


def _show_counts(outcome: Outcome, shown: TablesShown, by: tuple[str, ...], *, full: bool) -> None:
    from checker.tables.formats import counts_json
    from checker.tables.text import lines, summary_lines

    def text() -> str:
        found = summary_lines(outcome, by, full=full) if outcome.is_checked else lines(outcome)
        return "".join(f"{line}\n" for line in found)

    texts = [counts_json(outcome, by) if target.format == "json" else text() for target in shown.targets]
    deliver(texts, shown.targets)


def _show(
    outcome: Outcome, outputs: list[Path], shown: TablesShown, most: int | None = None, verdict: Verdict | None = None
) -> None:
    from checker.tables.output import beside
    from checker.tables.text import FEW, lines

    if shown.targets:
        from checker.tables.formats import render
        from checker.tables.verdict import judged as verdict_of

        known = verdict or verdict_of(outcome, shown.failing)
        deliver([render(outcome, target.format, known) for target in shown.targets], shown.targets)
        if shown.has_data:  # beside a document for a program people read on standard error how it came out
            _say_verdict(outcome, verdict, shown)
        _write(outcome, outputs)
        return
    where = outputs[0].as_posix() if outputs else ""
    left_out = where and beside(where, "left-out")
    for line in lines(outcome, most=FEW if most is None else most, written=where, left_out=left_out):
        click.echo(line, err=shown.has_data)
    _say_verdict(outcome, verdict, shown)
    _write(outcome, outputs)


def _say_verdict(outcome: Outcome, verdict: Verdict | None, shown: TablesShown) -> None:
    from checker.tables.verdict import verdict_lines

    for line in verdict_lines(outcome, verdict) if verdict is not None and outcome.is_checked else ():
        click.echo(line, err=shown.has_data)


def _write(outcome: Outcome, outputs: list[Path]) -> None:
    """Write the findings of a check that could be made."""
    from checker.tables.output import write_findings

    for file in outputs if outcome.is_checked else ():
        for name in write_findings(outcome, str(file)):
            click.echo(f"wrote {name}", err=True)


def explain(what: str, outcome: Outcome | None) -> list[str]:
    """All that a finding of tables rests on, by the first characters of its id; nothing where there is none."""
    from checker.tables.listing import every_claim, widest
    from checker.tables.text import finding_lines
    from checker.values.display import safe

    if outcome is None or not outcome.is_checked or not what.isalnum():
        return []
    lines: list[str] = []
    for found in widest(outcome, 2, where=f"n.id LIKE {outcome.store.text(f'{what.lower()}%')}"):
        lines += [*finding_lines(found), "  Each of its days, with the rows that show it:"]
        lines += [f"    {safe(line)}" for line in every_claim(outcome, found.id)]
    return lines
