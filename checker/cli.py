"""The commands. Nothing heavy is imported until a command needs it."""

from __future__ import annotations

import contextlib
import gc
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from checker import __version__

if TYPE_CHECKING:
    from checker.corpus import Corpus
    from checker.findings import Report

T = TypeVar("T")
CLEAN, DISAGREEMENT, NOT_CHECKED, BUG = 0, 1, 2, 3
_WIDEST = 110
LEAST_OF_ID = 4
_FORMATS = ("text", "json")
_FAIL_ON = ("error", "warning", "note")

_paths = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
_format = click.option("--format", "format_", type=click.Choice(_FORMATS), default="text", help="How to show it.")
_output = click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="checker")
def cli() -> None:
    """Show where the sources of a story disagree, and which figure to re-check first.

    PATHS are a project (a folder that holds claims/ and rules/), or stories or articles within one; the project
    in the current folder if none is given.

    Exit status: 0 nothing found, 1 disagreements, 2 a file or the command line is wrong, 3 a bug in checker.
    """


@cli.command()
@_paths
@_format
@_output
def report(paths: tuple[Path, ...], format_: str, output: Path | None) -> int:
    """The consistency report: disputes, what to re-check first, and what was not compared.

    Exit status: 0 when the report could be made, 2 when files are wrong (the report then says that it is incomplete).
    """
    corpus = _load(paths)
    _show(_check(corpus), format_, output)
    return NOT_CHECKED if corpus.problems else CLEAN


@cli.command()
@_paths
@_format
@_output
@click.option("--fail-on", type=click.Choice(_FAIL_ON), default="error", help="The least severity that fails.")
def check(paths: tuple[Path, ...], format_: str, output: Path | None, fail_on: str) -> int:
    """The gate for CI: one entry for each finding, with the places of its claims.

    Exit status: 0 nothing found, 1 disagreements, 2 could not check all of it.
    """
    corpus = _load(paths)
    found = _check(corpus)
    _show(found, format_, output, brief=True)
    if corpus.problems or found.not_checked:
        return NOT_CHECKED
    severities = _FAIL_ON[: _FAIL_ON.index(fail_on) + 1]
    return DISAGREEMENT if any(finding.severity in severities for finding in found.findings) else CLEAN


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
    from checker.problems import did_you_mean
    from checker.reports import safe

    lines = rule_page(what, corpus)
    if lines is None:
        found = _check(corpus)
        matching = [finding for finding in found.findings if finding.id.startswith(what)]
        if len(matching) != 1 or len(what) < LEAST_OF_ID:
            names = [rule.id for rule in corpus.rules] + [finding.id for finding in found.findings]
            why = f"no such rule or finding{did_you_mean(what, names)}"
            if matching:
                few = len(what) < LEAST_OF_ID
                why = f"give at least {LEAST_OF_ID} characters" if few else "more than one finding begins so"
            raise click.ClickException(f"{what!r}: {why}")
        lines = derivation(matching[0], found)
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


# --- loading, showing, exit status -------------------------------------------------------------


def _load(paths: tuple[Path, ...], *, rules_only: bool = False) -> Corpus:
    from checker.loader import load, load_only_rules

    return _kept(load_only_rules(paths[0]) if rules_only else load(paths or (Path(),)))


def _check(corpus: Corpus) -> Report:
    from checker.pipeline import check as run

    return _kept(run(corpus))


def _kept(made: T) -> T:
    """Something large, which is not freed before the process ends."""
    click.get_current_context().obj.append(made)
    return made


def _show(found: Report, format_: str, output: Path | None, *, brief: bool = False) -> None:
    from checker.reports import render

    if output is not None and str(output) != "-":
        _write(output, render(found, format_, brief=brief))
        return
    on_terminal = sys.stdout.isatty()
    is_set = on_terminal or "COLUMNS" in os.environ
    width = min(shutil.get_terminal_size((80, 24)).columns, _WIDEST) if is_set else 80
    text = render(found, format_, width=width, brief=brief)
    if on_terminal and format_ == "text" and not os.environ.get("NO_COLOR"):
        text = _emphasised(text)
    click.echo(text, nl=False)


def _emphasised(text: str) -> str:
    """Headings in bold: for the eye only, nothing depends on it."""
    from checker.reports.text import HEADINGS

    lines = text.split("\n")
    return "\n".join(click.style(line, bold=True) if line.startswith(HEADINGS) else line for line in lines)


def _write(path: Path, text: str) -> None:
    """Whole or not at all: a reader never sees half a file."""
    if not path.parent.is_dir():
        raise click.ClickException(f"{path}: there is no folder {path.parent}")
    if not path.name:
        raise click.ClickException("--output: expected a file's name")
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        os.chmod(temporary, mode)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _report_problems(corpus: Corpus) -> int:
    from checker.reports import safe

    for problem in corpus.problems:
        click.echo(safe(str(problem)), err=True)
    return NOT_CHECKED if corpus.problems else CLEAN


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
