"""The desk at work: a port of this machine, a token, and the address that is opened."""

from __future__ import annotations

import errno
import gc
import logging
import secrets
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import uvicorn

from checker.desk.app import application
from checker.desk.clients import OfClients, ProtocolWithPatience
from checker.desk.guard import HOST, Door

MOST_CLIENTS = 64


class NoPortError(Exception):
    """A port cannot be had; the message says why."""


def bound(port: int) -> socket.socket:
    """A port of the loopback interface; The port; 0 takes a free one. Raises NoPortError."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform != "win32":  # where it would let two programs have one port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        listener.close()
        raise NoPortError(f"port {port} {_why_not(error)}; --port 0 takes a free one") from None
    return listener


def _why_not(error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return "is taken by another program"
    return "may not be used by you" if error.errno == errno.EACCES else f"cannot be used: {error.strerror}"


def new_door(listener: socket.socket, *, is_reading: bool) -> Door:
    """What lets one in at a port: a new token each time."""
    return Door(port=listener.getsockname()[1], token=secrets.token_urlsafe(24), is_reading=is_reading)


_OF_CLIENTS = OfClients()


def make_server(root: Path, door: Door, chosen: frozenset[str] | None = None) -> uvicorn.Server:
    """A server that is not yet running; `serve(sockets=[listener])` runs it."""
    logging.getLogger("uvicorn.error").addFilter(_OF_CLIENTS)
    config = uvicorn.Config(
        application(root, door, chosen),
        http=ProtocolWithPatience,
        log_config=None,  # the terminal is for people
        access_log=False,
        server_header=False,
        date_header=False,
        lifespan="off",
        limit_concurrency=MOST_CLIENTS,
        timeout_graceful_shutdown=2,
    )
    return uvicorn.Server(config)


def run(
    root: Path, port: int, *, is_reading: bool, told: Callable[[str], None], chosen: frozenset[str] | None = None
) -> None:
    """Serve until Ctrl-C; `told` gets the address to open. `chosen` as in `application`. Raises NoPortError."""
    gc.enable()  # the console script turns it off, but this process stays
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # a browser may hang up
    listener = bound(port)
    with listener:
        listener.listen(MOST_CLIENTS)  # so that what is opened now waits until we answer
        door = new_door(listener, is_reading=is_reading)
        told(door.opened)
        make_server(root, door, chosen).run(sockets=[listener])
