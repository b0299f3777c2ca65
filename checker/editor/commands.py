"""`checker lsp`."""

from __future__ import annotations

import click

from checker import session


@click.command()
def lsp() -> int:
    """The language server: problems, disagreements and help while typing, in any editor that speaks LSP.

    It talks over standard input and output; editors start it by themselves (see docs/editors.md). Needs the extra `lsp`:
    pip install 'source-consistency-checker[lsp]'.
    """
    try:
        import pygls  # noqa: F401  # whether the extra is there
    except ImportError:
        message = "the language server is an extra: pip install 'source-consistency-checker[lsp]'"
        raise click.ClickException(message) from None
    from checker.editor.server import make_server

    make_server().start_io()
    return session.CLEAN
