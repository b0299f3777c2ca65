"""What clients of the desk may do to it that no page of it does: hang up, write slowly, write what is not HTTP."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 10.0
"""Seconds after which a connection is looked at; one that has asked for nothing by the next time is closed."""
_OF_CLIENTS = frozenset({"Invalid HTTP request received.", "Exceeded concurrency limit."})


class ProtocolWithPatience(H11Protocol):
    """HTTP as uvicorn speaks it; but a client that begins a request and never ends it does not keep its place.

    uvicorn ends only what is idle between two requests, so some sixty such clients would lock out everybody else.
    """

    _look_again: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client is there."""
        super().connection_made(transport)
        self._look_later(None)

    def connection_lost(self, exc: Exception | None) -> None:
        """It is gone."""
        if self._look_again is not None:
            self._look_again.cancel()
        super().connection_lost(exc)

    def _look_later(self, last: Any) -> None:
        self._look_again = self.loop.call_later(PATIENCE, self._look, last)

    def _look(self, last: Any) -> None:
        """Close what has not begun a request since the `last` one, and has no answer under way."""
        is_waiting = self.cycle is None or self.cycle.response_complete
        if is_waiting and self.cycle is last:
            self.transport.close()
        else:
            self._look_later(self.cycle)


class OfClients(logging.Filter):
    """Keeps from the terminal what a client did against the protocol: it had its answer, or has hung up."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a record is for people."""
        error = record.exc_info[0] if record.exc_info else None
        is_of_protocol = error is not None and error.__module__.startswith("h11")  # by which uvicorn reads requests
        return not is_of_protocol and record.getMessage() not in _OF_CLIENTS
