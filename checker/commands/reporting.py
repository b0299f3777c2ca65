"""`checker report`, `checker check` and `checker explain`: what a project shows, and whether it passes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from checker.commands import session
from checker.commands import tables as table_commands
from checker.commands.output import Target, deliver_failure, for_terminal, targets
from checker.reports import Style
from checker.values.display import counted, safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from checker.baseline.review import Review
    from checker.corpus.corpus import Corpus
    from checker.engine.examples import Outcome
    from checker.problems import Problem

SEVERITIES = ("error", "warning", "note")
NO_RULES = frozenset({"properties.yaml", "hedges.yaml", "rates.yaml"})
"""What else is in rules/."""
MOST_PROBLEMS = 20
"""Problems that are listed on the terminal where the report is a page."""


class Shown(NamedTuple):
    """What is asked of a report, whatever it is for: of which files, in which formats, to where."""

    paths: tuple[Path, ...]
    formats: tuple[str, ...]
    outputs: tuple[Path, ...]
    no_cache: bool
    today: int
    tables: table_commands.TableOptions


def severities_from(least: str) -> tuple[str, ...]:
    """The severities that are at least as grave as one."""
    return SEVERITIES[: SEVERITIES.index(least) + 1]


def report(shown: Shown, style: Style, html: Path | None, *, is_opened: bool, by: tuple[str, ...] = ()) -> int:
    """Show the whole report, also as a page; returns the exit status. `by` is what of tables is counted."""
    return _reported(shown, style, html, is_opened=is_opened, texts=[], by=by)


def watch(shown: Shown, style: Style, html: Path | None, *, is_opened: bool, by: tuple[str, ...] = ()) -> int:
    """Show the report, and again whenever a file of the project changes, until Ctrl-C; returns the exit status."""
    import gc

    from checker.commands.output import is_colourful
    from checker.commands.watching import watch as watch_files

    held = click.get_current_context().obj
    kept_before = len(held)
    is_first = True

    def make() -> list[str]:
        nonlocal is_first
        if html is None and is_colourful(sys.stdout):
            click.clear()
        texts: list[str] = []
        try:
            again = shown._replace(no_cache=True)
            _reported(again, style, html, is_opened=is_opened and is_first, texts=texts, by=by)
        except (click.ClickException, OSError) as error:  # a file that is just being written, or moved
            message = error.message if isinstance(error, click.ClickException) else str(error)
            click.echo(f"checker: {message}", err=True)
        click.echo("Waiting for a file to change (Ctrl-C ends it)", err=True)
        sys.stdout.flush()
        is_first = False
        del held[kept_before:]  # what a single run keeps until its end
        gc.collect()
        return texts

    watch_files(make, shown.paths)
    click.echo("", err=True)
    return session.CLEAN


def _reported(
    shown: Shown, style: Style, html: Path | None, *, is_opened: bool, texts: list[str], by: tuple[str, ...]
) -> int:
    """Show the report once; `texts` takes the names of the articles' texts that it rests on."""
    has_tables = table_commands.has_tables(shown.paths)
    if by and not has_tables:
        raise click.UsageError("--by is for tables, and there is no tables.yaml here")
    if not has_tables:
        return _report_articles(shown, style, html, is_opened=is_opened, texts=texts)
    html = _page_to_open() if is_opened and html is None else html
    return _report_with_tables(shown, style, html, is_opened=is_opened, texts=texts, by=by)


def _report_with_tables(
    shown: Shown, style: Style, html: Path | None, *, is_opened: bool, texts: list[str], by: tuple[str, ...]
) -> int:
    """The report on the articles, where there are any, and behind it that on the tables, with a page of its own."""
    outputs, own = table_commands.split_outputs(shown.outputs, shown.formats)
    corpus = session.load(shown.paths)
    with table_commands.checked(corpus, shown.tables) as outcome:
        status, page = session.CLEAN, html
        if (corpus.sources or corpus.problems) and not by:
            page = html and html.with_name(f"{html.stem}-tables{html.suffix}")
            others = shown._replace(outputs=outputs, no_cache=True)
            beside = table_commands.with_rows_beside(corpus, outcome)
            status = _report_articles(others, style, html, is_opened=is_opened, texts=texts, corpus=beside)
        as_shown = (
            table_commands.counted_as(shown.formats, outputs, style.failing)
            if by
            else _tables_shown(shown, outputs, style, corpus)
        )
        status = max(status, table_commands.report(outcome, own, as_shown, by=by, html=page, full=style.full))
        if is_opened and page is not None and status == session.CLEAN:
            click.launch(str(page))
        return status


def _tables_shown(shown: Shown, outputs: tuple[Path, ...], style: Style, corpus: Corpus) -> table_commands.TablesShown:
    is_alone = not (corpus.sources or corpus.problems)
    return table_commands.shown_as(shown.formats, outputs, style.failing, is_alone=is_alone)


def _page_to_open() -> Path:
    import tempfile  # 5 ms that others do without

    return Path(tempfile.mkdtemp(prefix="checker-")) / "report.html"


def _report_articles(
    shown: Shown,
    style: Style,
    html: Path | None,
    *,
    is_opened: bool,
    texts: list[str],
    corpus: Corpus | None = None,
) -> int:
    html = _page_to_open() if is_opened and html is None else html
    wanted = _targets_of_report(shown, html)

    def answer() -> tuple[Review, int]:
        loaded = corpus or session.load(shown.paths, to_review=True)
        from checker.reports.selection import focused  # which imports what the load imports while it waits

        texts.extend(loaded.text_files)
        found = focused(session.review(loaded, shown.today))
        return found, session.NOT_CHECKED if loaded.problems else session.CLEAN

    options = None if shown.no_cache else ("report",)
    status = session.answered(shown.paths, wanted, style, shown.today, options, answer)
    if html is not None:
        if status == session.NOT_CHECKED and not (shown.formats or shown.outputs):
            found = corpus or session.load(shown.paths)
            session.list_problems(found.problems, MOST_PROBLEMS)  # nothing else tells of them on the terminal
        click.echo(f"wrote {html.as_posix()}", err=True)
        if is_opened:
            click.launch(str(html))
    return status


def _targets_of_report(shown: Shown, html: Path | None) -> list[Target]:
    """Where the report goes: a page alone leaves nothing for the terminal."""
    if html is None:
        return targets(shown.formats, shown.outputs)
    others = targets(shown.formats, shown.outputs) if shown.formats or shown.outputs else []
    return [*others, *targets(("html",), (html,))]


def check(shown: Shown, style: Style, base: str | None, *, fail_on_rules: bool) -> int:
    """Show what is found, for CI; returns the exit status. `style.failing` are the severities that fail.

    `base` is a reference of git, or for the tables a file of earlier findings. With a reference, what is known of the
    tables is the findings.parquet beside tables.yaml.
    """
    if not table_commands.has_tables(shown.paths):
        return _check_articles(shown, style, base, fail_on_rules=fail_on_rules)
    outputs, own = table_commands.split_outputs(shown.outputs, shown.formats)
    corpus = session.load(shown.paths)
    try:
        bases = table_commands.bases(corpus.root, base)
    except click.ClickException as error:
        deliver_failure(error.message, targets(shown.formats, outputs))
        raise
    has_articles = bool(corpus.sources or corpus.problems)
    as_shown = _tables_shown(shown, outputs, style, corpus)
    with table_commands.checked(corpus, shown.tables) as outcome:
        verdict = table_commands.judged(outcome, style, bases)
        status = session.CLEAN
        if has_articles:
            status = _check_articles(
                shown._replace(outputs=outputs, no_cache=True),
                table_commands.style_beside(style, verdict),
                bases.reference,
                fail_on_rules=fail_on_rules,
                corpus=table_commands.with_rows_beside(corpus, outcome),
                add=table_commands.together(outcome, verdict),
            )
        return max(status, table_commands.check(outcome, own, verdict, as_shown._replace(is_shown=has_articles)))


def _check_articles(
    shown: Shown,
    style: Style,
    base: str | None,
    *,
    fail_on_rules: bool,
    corpus: Corpus | None = None,
    add: Callable[[str, str], str] | None = None,
) -> int:
    wanted = targets(shown.formats, shown.outputs)
    style = style._replace(stale_fails=session.in_ci())

    def answer() -> tuple[Review, int]:
        loaded = corpus or session.load(shown.paths, to_review=True)
        from checker.reports.selection import focused  # which imports what the load imports while it waits

        found = focused(session.review(loaded, shown.today, base, rules_fail=fail_on_rules))
        return found, _status_of_check(loaded, found, style.failing)

    # what an earlier commit holds is asked of git each time
    options = None if shown.no_cache or base is not None else ("check", session.in_ci())
    return session.answered(shown.paths, wanted, style, shown.today, options, answer, add)


def _status_of_check(corpus: Corpus, found: Review, severities: tuple[str, ...]) -> int:
    if corpus.problems or found.not_checked:
        return session.NOT_CHECKED
    failing = any(f.severity in severities and found.status(f).fails for f in found.findings)
    return session.DISAGREEMENT if failing or (found.stale and session.in_ci()) else session.CLEAN


def explain(what: str, paths: tuple[Path, ...], today: int, options: table_commands.TableOptions) -> int:
    """Show a rule's page or a finding's derivation; returns the exit status."""
    corpus = session.load(paths)
    from checker.reports.derivation import derivation, rule_page

    status = session.report_problems(corpus)
    lines = rule_page(what, corpus)
    if lines is None and status and not corpus.claims:
        return status
    if lines is None and table_commands.has_tables(paths):
        with table_commands.checked(corpus, options) as outcome:
            lines = table_commands.explain(what, outcome) or None
    if lines is None:
        found = session.review(corpus, today)
        lines = derivation(session.named(what, found, [rule.id for rule in corpus.rules]), found)
    for line in lines:
        click.echo(safe(line))
    return status


def explain_entity(entity: str, paths: tuple[Path, ...], today: int, options: table_commands.TableOptions) -> int:
    """Show all that tables say of an entity, its whole and its parts, as the report of an ordinary corpus."""
    corpus = session.load(paths)
    if not table_commands.has_tables(paths):
        raise click.ClickException("--entity is for tables, and there is no tables.yaml here")
    with table_commands.checked(corpus, options) as outcome:
        if outcome is None or not outcome.is_checked:
            return session.NOT_CHECKED
        from checker.reports import render
        from checker.tables.families import family

        found, note = family(corpus, outcome, entity)
        if found is None:
            raise click.ClickException(table_commands.no_such_entity(entity, outcome))
        style = session.in_repository(for_terminal(Style()))
        click.echo(render(session.review(found, today), "text", style), nl=False)
        if note:
            click.echo(f"Left out: {note}")
    return session.CLEAN


def run_examples(paths: tuple[Path, ...]) -> int:
    """Show which of the rules' own examples are as they say; returns the exit status."""
    corpus = session.load(paths, rules_only=True)
    from checker.engine.examples import run_examples as outcomes_of

    outcomes, failures = outcomes_of(corpus)
    read = {rule.document.file: rule.id for rule in corpus.rules}
    unread = {each.file for each in corpus.problems if Path(each.file).name not in NO_RULES} - read.keys()
    files = _chosen(paths, {*read, *unread})
    left_out = {*read, *unread} - files
    problems = [each for each in sorted({*corpus.problems, *failures}) if each.file not in left_out]
    _show_examples([rule for file, rule in read.items() if file in files], outcomes, sorted(unread & files), problems)
    return session.NOT_CHECKED if problems else session.CLEAN


def _chosen(paths: Sequence[Path], files: set[str]) -> set[str]:
    """The files of rules that are named; all where other paths are."""
    named = {path.resolve() for path in paths}
    return {file for file in files if Path(file).resolve() in named} or files


def _show_examples(
    rules: Sequence[str], outcomes: Sequence[Outcome], unread: Sequence[str], problems: Iterable[Problem]
) -> None:
    """A line for each rule, the problems, and a line of counts; `unread` are the files of rules that did not load."""
    of_these = {rule: [outcome for outcome in outcomes if outcome.rule == rule] for rule in rules}
    for rule, own in of_these.items():
        click.echo(_line_of_examples(rule, own))
    for line in (*(f"FAIL  {Path(file).stem}: could not be read" for file in unread), *map(str, problems)):
        click.echo(safe(line))
    all_of_them = [outcome.wrong for own in of_these.values() for outcome in own]
    failed = len(list(filter(None, all_of_them)))
    not_read = f"; {counted(len(unread), 'rule')} could not be read" if unread else ""
    click.echo(f"{counted(len(rules), 'rule')}, {counted(len(all_of_them), 'example')}, {failed} failed{not_read}")


def _line_of_examples(rule: str, outcomes: Sequence[Outcome]) -> str:
    """How the examples of one rule came out."""
    failed = sum(1 for outcome in outcomes if outcome.wrong)
    gaps = sum(1 for outcome in outcomes if outcome.example.gap and not outcome.wrong)
    known = f", {gaps} known gaps" if gaps else ""
    verdict = "FAIL" if failed else "ok  "
    return f"{verdict}  {safe(rule)}: {len(outcomes) - failed} of {len(outcomes)} examples{known}"
