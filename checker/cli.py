"""The commands. Nothing heavy is imported until a command needs it."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from checker import __version__
from checker.output import Target, deliver, for_terminal, rendered, targets
from checker.reports import FORMATS, Style, counted

if TYPE_CHECKING:
    from checker.corpus import Corpus
    from checker.findings import Finding, Report

T = TypeVar("T")
CLEAN, DISAGREEMENT, NOT_CHECKED, BUG = 0, 1, 2, 3
LEAST_OF_ID = 4
WORTH_SAYING = 300
"""Articles from which a terminal is told that they are being checked."""
_FAIL_ON = ("error", "warning", "note")

_paths = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
_formats = click.option(
    "--format",
    "formats",
    type=click.Choice(tuple(FORMATS)),
    multiple=True,
    metavar="FORMAT",
    help=f"One of {', '.join(FORMATS)}; may be given several times. Text if left out.",
)
_outputs = click.option(
    "--output",
    "outputs",
    type=click.Path(path_type=Path, dir_okay=False),
    multiple=True,
    help="Write to a file. Of several formats it takes the one that its ending names: .txt, .json, .sarif, .xml "
    "(junit), .md, .csv.",
)
_show_accepted = click.option("--show-accepted", is_flag=True, help="List the accepted findings with their reasons.")
_no_cache = click.option(
    "--no-cache", is_flag=True, help="Check again, even if nothing has changed since the last time."
)
_today = click.option("--today", callback=lambda _, __, text: _day(text), hidden=True)  # for tests, and for the past


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="checker")
def cli() -> None:
    """Show where the sources of a story disagree, and which figure to re-check first.

    PATHS are a project (a folder that holds claims/ and rules/), or stories or articles within one; the project
    in the current folder if none is given.

    Exit status: 0 nothing new found, 1 disagreements, 2 a file or the command line is wrong, 3 a bug in checker.
    """


@cli.command()
@_paths
@_formats
@_outputs
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Write the report as one page.")
@click.option("--open", "is_opened", is_flag=True, help="Open the page in a browser.")
@_show_accepted
@_no_cache
@_today
def report(
    paths: tuple[Path, ...],
    formats: tuple[str, ...],
    outputs: tuple[Path, ...],
    html: Path | None,
    is_opened: bool,
    show_accepted: bool,
    no_cache: bool,
    today: int,
) -> int:
    """The consistency report: disputes, what to re-check first, and what was not compared.

    Exit status: 0 when the report could be made, 2 when files are wrong (the report then says that it is incomplete).
    """
    if is_opened and html is None:
        import tempfile

        html = Path(tempfile.mkdtemp(prefix="checker-")) / "report.html"
    if html is None:
        wanted = targets(formats, outputs)
    else:
        wanted = targets(formats, outputs) if formats or outputs else []
        wanted += targets(("html",), (html,))

    def answer() -> tuple[Report, int]:
        corpus = _load(paths)
        return _standing(_check(corpus), today), NOT_CHECKED if corpus.problems else CLEAN

    options = None if no_cache else ("report",)
    status = _answered(paths, wanted, Style(show_accepted=show_accepted), today, options, answer)
    if html is not None:
        click.echo(f"wrote {html.as_posix()}", err=True)
    if is_opened and html is not None:
        click.launch(str(html))
    return status


@cli.command()
@_paths
@click.option("--port", type=click.IntRange(0, 65535), default=8321, help="0 takes a free one.")
@click.option("--open", "is_opened", is_flag=True, help="Open the page in a browser.")
def serve(paths: tuple[Path, ...], port: int, is_opened: bool) -> int:
    """The report as a page on this machine alone, made anew when a file is saved. Ctrl-C ends it."""
    from checker.serve import HOST, make_server

    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # a browser may hang up
    with make_server(paths or (Path(),), port) as server:
        address = f"http://{HOST}:{server.server_address[1]}/"
        click.echo(f"{address} (Ctrl-C ends it)")
        sys.stdout.flush()
        if is_opened:
            click.launch(address)
        try:
            server.serve_forever(poll_interval=0.2)
        except KeyboardInterrupt:
            click.echo("")
    return CLEAN


@cli.command()
@_paths
@_formats
@_outputs
@click.option("--fail-on", type=click.Choice(_FAIL_ON), default="error", help="The least severity that fails.")
@click.option("--base", metavar="REF", help="Fail only for what this branch's claims bring, since it left REF.")
@click.option("--fail-on-rules", is_flag=True, help="With --base: fail also for what changed rules bring to light.")
@click.option("--only-new", is_flag=True, help="Show new findings only.")
@_show_accepted
@_no_cache
@_today
def check(
    paths: tuple[Path, ...],
    formats: tuple[str, ...],
    outputs: tuple[Path, ...],
    fail_on: str,
    base: str | None,
    fail_on_rules: bool,
    only_new: bool,
    show_accepted: bool,
    no_cache: bool,
    today: int,
) -> int:
    """The gate for CI: one entry for each finding, with the places of its claims.

    Findings in accepted.yaml pass, as long as their claims say the same; so do those that were there before, with
    --base origin/main. Under CI=true an acceptance that is no longer needed fails too.

    Exit status: 0 nothing new found, 1 new disagreements, 2 could not check all of it.
    """
    wanted = targets(formats, outputs)
    severities = _FAIL_ON[: _FAIL_ON.index(fail_on) + 1]
    style = Style(brief=True, only_new=only_new, show_accepted=show_accepted, failing=severities, stale_fails=_in_ci())

    def answer() -> tuple[Report, int]:
        corpus = _load(paths)
        found = _standing(_check(corpus), today, base, rules_fail=fail_on_rules)
        if corpus.problems or found.not_checked:
            return found, NOT_CHECKED
        failing = any(f.severity in severities and found.standing(f).fails for f in found.findings)
        return found, DISAGREEMENT if failing or (found.stale and _in_ci()) else CLEAN

    # what an earlier commit holds is asked of git each time
    options = None if no_cache or base else ("check", _in_ci())
    return _answered(paths, wanted, style, today, options, answer)


@cli.command()
@click.argument("what")
@_paths
def explain(what: str, paths: tuple[Path, ...]) -> int:
    """A rule (its page) or a finding (its whole derivation).

    WHAT is a rule's id such as parts-do-not-add-up, or a finding's as the reports show it (its first 4 characters
    are enough).
    """
    corpus = _load(paths)
    from checker.derive import derivation, rule_page
    from checker.reports import safe

    lines = rule_page(what, corpus)
    if lines is None:
        found = _check(corpus)
        lines = derivation(_named(what, found, [rule.id for rule in corpus.rules]), found)
    for line in lines:
        click.echo(safe(line))
    return _report_problems(corpus)


@cli.command()
@_paths
def test(paths: tuple[Path, ...]) -> int:
    """Run the rules' own examples.

    Exit status: 0 when all are as they say, 2 when a rule is wrong.
    """
    corpus = _load(paths or (Path(),), rules_only=True)
    from checker.reports import safe
    from checker.selftest import run_examples

    outcomes, problems = run_examples(corpus)
    for rule in corpus.rules:
        own = [outcome for outcome in outcomes if outcome.rule == rule.id]
        failed = sum(1 for outcome in own if outcome.wrong)
        gaps = sum(1 for outcome in own if outcome.example.gap and not outcome.wrong)
        known = f", {gaps} known gaps" if gaps else ""
        click.echo(
            f"{'FAIL' if failed else 'ok  '}  {safe(rule.id)}: {len(own) - failed} of {len(own)} examples{known}"
        )
    failed = sum(1 for outcome in outcomes if outcome.wrong)
    click.echo(f"{len(corpus.rules)} rules, {len(outcomes)} examples, {failed} failed")
    for problem in sorted({*corpus.problems, *problems}):
        click.echo(safe(str(problem)))
    return NOT_CHECKED if corpus.problems or problems else CLEAN


@cli.command()
@click.argument("finding")
@click.argument("project", type=click.Path(path_type=Path), default=".")
@click.option("--reason", help="Why it may stay. Required, but for a finding that only has another name now.")
@click.option("--until", metavar="DATE", help="The last day for which that holds, such as 2031-06-30.")
@click.option("--by", help="Who accepts it.")
@_today
def accept(finding: str, project: Path, reason: str | None, until: str | None, by: str | None, today: int) -> int:
    """Accept a finding: an entry in accepted.yaml, with the reason.

    FINDING is its id as the reports show it (its first 4 characters are enough). It is found again when a claim of it
    changes. A finding that is accepted already gets the new reason. Refused under CI=true: a person accepts.
    """
    _refuse_in_ci()
    corpus = _load((project,))
    found = _standing(_check(corpus), today)
    if corpus.problems:
        _report_problems(corpus)
        raise click.ClickException("nothing was accepted: mend these files first")
    from checker.accepted import acceptance_of, change, with_entry
    from checker.folders import ACCEPTED
    from checker.reports import safe

    chosen = _named(finding, found)
    entry, mistake = acceptance_of(chosen, found, today, reason=reason, until=until, by=by)
    if entry is None:
        raise click.UsageError(mistake)
    before = found.standing(chosen).acceptance
    path = corpus.root / ACCEPTED
    change(path, lambda text: with_entry(text, entry, before.id if before else ""))
    click.echo(safe(f"{path.as_posix()}: accepted {entry.id}: {chosen.message}"))
    return CLEAN


@cli.command()
@click.argument("project", type=click.Path(path_type=Path), default=".")
@_today
def prune(project: Path, today: int) -> int:
    """Take out of accepted.yaml what no longer holds: findings that are not found any more.

    Refused under CI=true, and where files have problems: what they hide would look as if it were gone.
    """
    _refuse_in_ci()
    corpus = _load((project,))
    found = _standing(_check(corpus), today)
    if corpus.problems or found.not_checked or not corpus.is_whole:
        _report_problems(corpus)
        why = "mend these files first" if corpus.problems else "give the whole project, not a part of it"
        if found.not_checked:
            why = f"not all could be checked: {found.not_checked[0]}"
        raise click.ClickException(f"nothing was pruned: {why}")
    from checker.accepted import change, without_entries
    from checker.folders import ACCEPTED
    from checker.reports import safe

    path = corpus.root / ACCEPTED
    if found.stale:
        change(path, lambda text: without_entries(text, [entry.id for entry in found.stale]))
    for entry in found.stale:
        click.echo(safe(f"{path.as_posix()}: took out {entry.id} {entry.message}".rstrip()))
    if not found.stale:
        click.echo("all that is accepted is still found")
    return CLEAN


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
def init(folder: Path) -> int:
    """Start a corpus: one commented example article, its entities and the standard rules."""
    from checker.scaffold import start_corpus

    try:
        files = start_corpus(folder)
    except OSError as error:
        raise click.ClickException(str(error)) from None
    for file in files:
        click.echo(f"wrote {file.as_posix()}")
    where = "" if folder == Path() else f" {folder.as_posix()}"
    click.echo(f"\nNow run `checker report{where}`, then code your first article beside the example.")
    return CLEAN


# --- what the commands share -------------------------------------------------------------------


def _answered(
    paths: tuple[Path, ...],
    wanted: list[Target],
    style: Style,
    today: int,
    options: tuple[object, ...] | None,
    answer: Callable[[], tuple[Report, int]],
) -> int:
    """Show what a command has to say and return its status: from the cache, if `options` and files are as before."""
    from checker.cache import Answer, hash_of, question, recall, remember
    from checker.folders import find

    style = for_terminal(style)
    asked = None
    if options is not None:
        told = (*options, paths, style, [(target.format, target.file is None) for target in wanted])
        asked = question(find(paths or (Path(),)), told, today)
        known = recall(asked) if asked else None
        if known is not None:
            deliver(known.shown, wanted)
            return known.status
    with _progress(paths):
        found, status = answer()
    texts = rendered(found, wanted, style)
    deliver(texts, wanted)
    # not where a file was changed meanwhile: the answer may be that of either state
    if asked is not None and asked == question(find(paths or (Path(),)), told, today):
        remember(asked, Answer(status=status, shown=texts, texts={name: hash_of(name) for name in found.corpus.texts}))
    return status


@contextlib.contextmanager
def _progress(paths: tuple[Path, ...]) -> Iterator[None]:
    """Tell on a terminal that work is under way, where it takes more than a moment."""
    from checker.folders import find

    number = len(find(paths or (Path(),)).articles) if sys.stderr.isatty() else 0
    if number >= WORTH_SAYING:
        click.echo(f"Checking {number:,} articles ...", err=True, nl=False)
    try:
        yield
    finally:
        if number >= WORTH_SAYING:
            click.echo("\r\x1b[K", err=True, nl=False)


def _load(paths: tuple[Path, ...], *, rules_only: bool = False) -> Corpus:
    from checker.loader import load, load_only_rules

    return _kept(load_only_rules(paths[0]) if rules_only else load(paths or (Path(),)))


def _check(corpus: Corpus) -> Report:
    from checker.pipeline import check as run

    return _kept(run(corpus))


def _standing(report: Report, today: int, reference: str | None = None, *, rules_fail: bool = False) -> Report:
    """The report with what is new in it, compared with accepted.yaml and with an earlier commit."""
    from checker.standing import mildest, with_standings

    if reference is None:
        return _kept(with_standings(report, today))
    from dataclasses import replace

    from checker.base import check_bases, since
    from checker.git import GitError

    try:
        bases = check_bases(report.corpus, reference)
    except GitError as error:
        raise click.ClickException(f"--base: {error}") from None
    if any(base.problems for base in bases):
        number = counted(sum(base.problems for base in bases), "problem")
        click.echo(f"checker: the base has {number} in its files; what they hid may look new", err=True)
    told = mildest([with_standings(report, today, base.earlier, rules_fail=rules_fail) for base in bases])
    failing = [finding for finding in told.findings if told.standing(finding).fails]
    written: dict[str, str] = {}
    for base in bases:
        written |= since(base, told, failing)
    return _kept(replace(told, since=written))


def _kept(made: T) -> T:
    """Something large, which is not freed before the process ends."""
    click.get_current_context().obj.append(made)
    return made


def _named(what: str, report: Report, others: list[str] | None = None) -> Finding:
    """The finding whose id begins so."""
    from checker.problems import did_you_mean

    matching = [finding for finding in report.findings if finding.id.startswith(what)]
    if len(matching) == 1 and len(what) >= LEAST_OF_ID:
        return matching[0]
    kinds = "rule or finding" if others else "finding"
    why = f"no such {kinds}{did_you_mean(what, [*(others or []), *(finding.id for finding in report.findings)])}"
    if matching:
        few = len(what) < LEAST_OF_ID
        why = f"give at least {LEAST_OF_ID} characters" if few else "more than one finding begins so"
    raise click.ClickException(f"{what!r}: {why}")


def _report_problems(corpus: Corpus) -> int:
    from checker.reports import safe

    for problem in corpus.problems:
        click.echo(safe(str(problem)), err=True)
    return NOT_CHECKED if corpus.problems else CLEAN


def _in_ci() -> bool:
    return os.environ.get("CI", "").lower() in ("true", "1", "yes")


def _refuse_in_ci() -> None:
    if _in_ci():
        raise click.ClickException("refused under CI=true: what is accepted is for people to decide, and to commit")


def _day(text: str | None) -> int:
    """The day that counts as today."""
    if text is None:
        return date.today().toordinal()  # noqa: DTZ011  # the desk's own day, as in its files
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        raise click.BadParameter(f"{text!r} is not a day such as 2031-06-30") from None


def console() -> None:
    """The console script. Ends the process at once: to free the memory of many claims one by one takes a while."""
    gc.disable()  # for the same reason: it would walk all claims again and again
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `checker report | head` ends as `cat | head` does
    status = main()
    sys.stderr.flush()
    os._exit(status)


def main(arguments: list[str] | None = None) -> int:
    """Run a command; returns its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal may lack a letter
    try:
        status = cli.main(arguments, prog_name="checker", standalone_mode=False, obj=[])
        sys.stdout.flush()
        return status or CLEAN
    except click.ClickException as error:
        error.show()
        return NOT_CHECKED
    except click.Abort:
        return NOT_CHECKED
    except OSError as error:
        click.echo(f"checker: {error}", err=True)
        return NOT_CHECKED
    except Exception as error:
        import traceback

        click.echo("".join(traceback.format_exception(error)), err=True)
        click.echo(
            "checker: this is a bug in checker, not in your files. Please report it with the lines above.", err=True
        )
        return BUG
