"""The commands. Nothing heavy is imported until a command needs it."""

from __future__ import annotations

import io
import os
import signal
import sys
from pathlib import Path

import click

from checker import __version__
from checker.commands import next_steps, reporting, session
from checker.commands import tables as table_commands
from checker.commands.completing import FindingId
from checker.commands.reporting import SEVERITIES, Shown, severities_from
from checker.commands.sections import Sections
from checker.commands.streams import keep_standard_output
from checker.reports import ENDINGS, FORMATS, Style

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
    help="Write to a file. Of several formats it takes the one that its ending names: "
    f"{', '.join(f'{ending} ({names[0]})' for ending, names in ENDINGS.items())}.",
)
_show_accepted = click.option("--show-accepted", is_flag=True, help="List the accepted findings with their reasons.")


@click.group(cls=Sections, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="checker")
def cli() -> None:
    """Show where the sources of a story disagree, and which figure to re-check first.

    To begin: `checker init my-desk`, then `checker report my-desk`.

    PATHS are a project (a folder that holds claims/ and rules/), or stories or articles within one: they are
    compared with all of their project, and what touches them is shown. Without PATHS it is the project that the
    current folder is in.

    Exit status: 0 nothing new found, 1 disagreements, 2 a file or the command line is wrong, 3 a bug in checker.
    """


@cli.command()
@session.PATHS
@_formats
@_outputs
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Write the report as one page.")
@click.option("--open", "is_opened", is_flag=True, help="Open the page in a browser.")
@click.option("--full", is_flag=True, help="Leave nothing out of the text.")
@click.option(
    "--by",
    type=click.Choice(("rule", "pair", "entity", "source", "month")),
    multiple=True,
    help="With tables: count the disagreements by this.",
)
@click.option("--with-texts", is_flag=True, help="Show on the page the words around quotes, where texts are at hand.")
@_show_accepted
@click.option("--watch", "is_watched", is_flag=True, help="Show it again whenever a file changes, until Ctrl-C.")
@session.NO_CACHE
@session.TODAY
@table_commands.options
def report(
    paths: tuple[Path, ...],
    formats: tuple[str, ...],
    outputs: tuple[Path, ...],
    html: Path | None,
    is_opened: bool,
    full: bool,
    by: tuple[str, ...],
    with_texts: bool,
    show_accepted: bool,
    is_watched: bool,
    no_cache: bool,
    today: int,
    tables: table_commands.TableOptions,
) -> int:
    """The report for an editor: whom to ring up first, what disagrees, what changed, and what was not compared.

    Exit status: 0 when the report could be made, 2 when files are wrong (the report then says that it is incomplete).
    """
    shown = Shown(paths=paths, formats=formats, outputs=outputs, no_cache=no_cache, today=today, tables=tables)
    style = Style(full=full, with_texts=with_texts, show_accepted=show_accepted)
    show = reporting.watch if is_watched else reporting.report
    return show(shown, style, html, is_opened=is_opened, by=by)


@cli.command()
@session.PATHS
@_formats
@_outputs
@click.option("--fail-on", type=click.Choice(SEVERITIES), default="error", help="The least severity that fails.")
@click.option("--base", metavar="REF", help="Fail only for what this branch brings, since it left REF.")
@click.option("--fail-on-rules", is_flag=True, help="With --base: fail also for what changed rules bring to light.")
@click.option("--only-new", is_flag=True, help="Show only findings that are new, or come to light.")
@_show_accepted
@session.NO_CACHE
@session.TODAY
@table_commands.options
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
    tables: table_commands.TableOptions,
) -> int:
    """The gate for CI: one entry for each finding, with the places of its claims.

    Findings in accepted.yaml pass, as long as their claims say the same; so do those that were there before, with
    --base origin/main. Under CI=true an acceptance that is no longer needed fails too.

    Exit status: 0 nothing new found, 1 new disagreements, 2 could not check all of it.
    """
    shown = Shown(paths=paths, formats=formats, outputs=outputs, no_cache=no_cache, today=today, tables=tables)
    style = Style(brief=True, only_new=only_new, show_accepted=show_accepted, failing=severities_from(fail_on))
    return reporting.check(shown, style, base, fail_on_rules=fail_on_rules)


@cli.command()
@click.argument("what", required=False, type=FindingId(or_rule=True))
@session.PATHS
@click.option("--entity", help="In place of WHAT: all that tables say about an entity, its whole and its parts.")
@session.TODAY
@table_commands.options
def explain(
    what: str | None, paths: tuple[Path, ...], entity: str | None, today: int, tables: table_commands.TableOptions
) -> int:
    """A rule (its page) or a finding (its whole derivation).

    WHAT is a rule's id such as parts-do-not-add-up, or a finding's as the reports show it (its first 4 characters
    are enough).
    """
    if entity is not None:
        return reporting.explain_entity(entity, (*([Path(what)] if what else []), *paths), today, tables)
    if what is None:
        raise click.UsageError("give the id of a rule or of a finding, or --entity")
    return reporting.explain(what, paths, today, tables)


@cli.command()
@session.PATHS
def test(paths: tuple[Path, ...]) -> int:
    """Run the rules' own examples: those of a project, or of the files of rules/ that are named.

    Exit status: 0 when all are as they say, 2 when a rule is wrong or cannot be read.
    """
    return reporting.run_examples(paths)


def console() -> None:
    """The console script. Ends the process at once: to free the memory of many claims one by one takes a while."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # to look for some takes 7 ms
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # nothing is multiplied with numpy, whose threads wait for 60 ms
    keep_standard_output()
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `checker report | head` ends as `cat | head` does
    status = main()
    sys.stderr.flush()
    os._exit(status)


def _tell_github(message: str, arguments: list[str]) -> None:
    """A wrong option ends the command before its format is known; annotations are all that many look at."""
    pairs = zip(arguments, [*arguments[1:], ""], strict=True)
    if "--format=github" in arguments or ("--format", "github") in pairs:
        from checker.commands.output import deliver_failure, targets

        deliver_failure(message, targets(("github",), ()))


def _tell_next(text: str) -> None:
    if text:
        click.echo(text, err=True)


def _write_any_letter() -> None:
    """A terminal may lack a letter: it is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def main(arguments: list[str] | None = None) -> int:
    """Run a command; returns its exit status."""
    _write_any_letter()
    made: list[object] = []
    try:
        status = cli.main(arguments, prog_name="checker", standalone_mode=False, obj=made)
        sys.stdout.flush()
        if status == session.NOT_CHECKED:
            _tell_next(next_steps.after_problems(session.problems_of(made)))
        return status or session.CLEAN
    except click.UsageError as error:
        click.echo(f"Error: {error.format_message()}", err=True)
        _tell_next(next_steps.after_usage_error(error))
        _tell_github(error.format_message(), sys.argv[1:] if arguments is None else arguments)
        return session.NOT_CHECKED
    except click.ClickException as error:
        error.show()
        _tell_next(next_steps.after_error(error.message))
        return session.NOT_CHECKED
    except click.Abort:
        return session.NOT_CHECKED
    except OSError as error:
        click.echo(f"checker: {session.in_words(error)}", err=True)
        return session.NOT_CHECKED
    except Exception as error:
        import traceback

        click.echo("".join(traceback.format_exception(error)), err=True)
        click.echo(
            "checker: this is a bug in checker, not in your files. Please report it with the lines above.", err=True
        )
        return session.BUG
