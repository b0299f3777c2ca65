"""`checker lsp`."""

from __future__ import annotations

import gc
import os
import signal
import sys
from typing import BinaryIO, cast

import click

from checker.commands import session
from checker.files.extras import how_to_install


@click.command()
def lsp() -> int:
    """The language server: problems, disagreements and help while typing, in any editor that speaks LSP.

    It talks over standard input and output; editors start it by themselves (see docs/editors.md). It is an
    extra: docs/install.md.
    """
    try:
        import pygls  # noqa: F401  # whether the extra is there
    except ImportError:
        message = f"the language server is an extra that is not installed: {how_to_install('lsp')}"
        raise click.ClickException(message) from None
    from checker.editor.features import make_server
    from checker.editor.frames import Frames

    gc.enable()  # the console script turns it off, but this process stays
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # an editor may hang up
    # what else is printed goes where the editor keeps its log
    with os.fdopen(os.dup(sys.stdin.fileno()), "rb") as asked, os.fdopen(os.dup(sys.stdout.fileno()), "wb") as told:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        make_server().start_io(cast(BinaryIO, Frames(asked)), told)
    return session.CLEAN
