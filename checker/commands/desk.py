"""`checker desk` and `checker serve`: articles are coded, or the report is read, in a browser on this machine."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from checker.commands import session
from checker.files.extras import how_to_install
from checker.values.display import safe

_PORT = click.option("--port", type=click.IntRange(0, 65535), default=8321, help="The port; 0 takes a free one.")


@click.command()
@click.argument("project", type=click.Path(path_type=Path), required=False)
@_PORT
@click.option(
    "--open/--no-open", "is_opened", default=True, help="Whether to open it in a browser, which is done if left out."
)
def desk(project: Path | None, port: int, is_opened: bool) -> int:
    """Code articles in a browser on this machine, and see at once whom they contradict. Ctrl-C ends it.

    What the desk writes are the claims files, as by hand. Only who opens the address that is shown gets in. It is an
    extra: docs/install.md.
    """
    return _run([project] if project else [], port, is_opened=is_opened, is_reading=False)


@click.command()
@session.PATHS
@_PORT
@click.option("--open", "is_opened", is_flag=True, help="Open the page in a browser.")
def serve(paths: tuple[Path, ...], port: int, is_opened: bool) -> int:
    """The desk for reading: the report, updated when a file is saved, and the articles. Ctrl-C ends it.

    Only who opens the address that is shown gets in. It is an extra: docs/install.md.
    """
    return _run(paths, port, is_opened=is_opened, is_reading=True)


def _run(paths: Sequence[Path], port: int, *, is_opened: bool, is_reading: bool) -> int:
    """Serve until Ctrl-C; returns the exit status. Raises click.ClickException where there is nothing to serve."""
    from checker.files.project import find
    from checker.files.roots import project_around

    places = list(paths) or [project_around()]
    root = _only_root(places)
    _refuse_without_extra()
    from checker.desk import serving

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


def _only_root(places: Sequence[Path]) -> Path:
    """The one project of all places. Raises click.ClickException where there is none, or several."""
    from checker.files.project import find
    from checker.files.roots import root_of

    roots = {path: root_of(path) for path in places}
    if outside := [path for path in places if roots[path] is None]:
        problems = find(outside).problems
        raise click.ClickException("\n".join(f"{safe(problem.file)}: {safe(problem.message)}" for problem in problems))
    root, *others = {root for root in roots.values() if root is not None}
    if others:
        raise click.ClickException("these are several projects; give one")
    return root


def _refuse_without_extra() -> None:
    """Raises click.ClickException where what the desk needs is not installed."""
    try:
        import python_multipart  # noqa: F401
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError:
        raise click.ClickException(f"the desk is an extra that is not installed: {how_to_install('desk')}") from None
