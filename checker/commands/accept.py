"""`checker accept` and `checker prune`: what a person accepts; `accepting` writes it."""

from __future__ import annotations

from pathlib import Path

import click

from checker.commands import session
from checker.commands.completing import FindingId
from checker.commands.reporting import SEVERITIES, severities_from


@click.command()
@click.argument("findings", nargs=-1, metavar="[FINDING]...", type=FindingId())
@click.option("--all", "is_all", is_flag=True, help="All that is new and fails the gate, such as on the first day.")
@click.option("--moved", is_flag=True, help="What was accepted under a name that has since changed.")
@click.option("--migrate", is_flag=True, help="Carry over what was accepted under the first edition.")
@click.option("--fail-on", type=click.Choice(SEVERITIES), default="error", help="The least severity for --all.")
@click.option("--reason", help="Why it may stay. Left out: the reason that it was accepted for before.")
@click.option("--until", metavar="DATE", help="The last day for which that holds, such as 2031-06-30.")
@click.option("--by", help="Who accepts it.")
@click.option("--open", "is_open", is_flag=True, help="These voices may differ in this direction, however often.")
@click.option("--others", is_flag=True, help="Other voices may join.")
@click.option(
    "--voices",
    metavar="NAMES",
    help="Only what these say against each other, such as 'ministry, institute'; other voices stay new.",
)
@click.option(
    "--project",
    type=click.Path(path_type=Path),
    help="The project; the one that the current folder is in, if left out.",
)
@session.TODAY
def accept(
    findings: tuple[str, ...],
    is_all: bool,
    moved: bool,
    migrate: bool,
    fail_on: str,
    reason: str | None,
    until: str | None,
    by: str | None,
    is_open: bool,
    others: bool,
    voices: str | None,
    project: Path | None,
    today: int,
) -> int:
    """Accept findings: an entry for each in accepted.yaml, with the reason.

    FINDING is its id as the reports show it (its first 4 characters are enough). What is accepted are the statements in
    it: it is found again when a value changes, or another voice or moment joins. A finding that is accepted already
    keeps its reason where none is given. --all leaves findings that have an entry as they are: changed ones, joined
    ones, and those whose time is over. Refused under CI=true: a person accepts.
    """
    from checker.commands import accepting

    session.refuse_in_ci()
    if [bool(findings), is_all, moved, migrate].count(True) != 1:
        raise click.UsageError("give the ids of findings, or --all, --moved or --migrate")
    if voices is not None and not findings:
        raise click.UsageError("--voices goes with the id of a finding")
    named = tuple(name.strip() for name in (voices or "").split(",") if name.strip())
    if voices is not None and len(named) < 2:
        raise click.UsageError("--voices: expected two voices or more, with a comma between them")
    if migrate:
        return accepting.migrate(project, today)
    from checker.baseline.accepted_file import Wish

    wish = Wish(reason=reason, until=until, by=by, is_open=is_open, lets_others_join=others, voices=named)
    chosen = accepting.Chosen(findings, is_all=is_all, moved=moved, severities=severities_from(fail_on))
    return accepting.accept(project, today, chosen, wish)


@click.command()
@click.argument("project", type=click.Path(path_type=Path), required=False)
@session.TODAY
def prune(project: Path | None, today: int) -> int:
    """Remove from accepted.yaml what is no longer found.

    Refused under CI=true, and where files have problems: what they hide would look as if it were gone.
    """
    from checker.commands import accepting

    session.refuse_in_ci()
    return accepting.prune(project, today)
