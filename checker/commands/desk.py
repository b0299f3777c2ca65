"""`checker desk` and `checker serve`: articles are coded, or the report is read, in a browser on this machine."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from checker.commands import session
from checker.files.extras import how_to_install
from checker.values.display import safe


def run(paths: Sequence[Path], port: int, *, is_opened: bool, is_reading: bool) -> int:
    """Serve until Ctrl-C; returns the exit status. Raises click.ClickException where there is nothing to serve."""
    from checker.files.project import find, project_around, root_of

    places = list(paths) or [project_around()]
    if any(root_of(path) is None for path in places):
        problems = find([path for path in places if root_of(path) is None]).problems
        raise click.ClickException("\n".join(f"{safe(problem.file)}: {safe(problem.message)}" for problem in problems))
    roots = {root for path in places if (root := root_of(path)) is not None}
    if len(roots) > 1:
        raise click.ClickException("these are several projects; give one")
    try:
        import python_multipart  # noqa: F401  # whether the extra is there
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError:
        raise click.ClickException(f"the desk is an extra that is not installed: {how_to_install('desk')}") from None
    from checker.desk import serving

    (root,) = roots
    chosen = find(places).chosen
    if not is_reading:
        session.finish_interrupted(root)

    def told(address: str) -> None:
        click.echo(f"{address} (Ctrl-C ends it)")
        sys.stdout.flush()
        if is_opened:
            click.launch(address)

    try:
        serving.run(root, port, is_reading=is_reading, told=told, chosen=chosen)
    except serving.NoPortError as error:
        raise click.ClickException(str(error)) from None
    except KeyboardInterrupt:
        click.echo("")
    return session.CLEAN
