"""Who may ask the desk, and what its pages may do: asked before anything else is looked at.

It answers this machine alone. Another page that has its own name lead here sends another Host; one that posts here
sends another Origin; one that embeds us has no cookie, since ours is never sent along from elsewhere. The token stands
in the address that the terminal shows; a cookie takes its place at once, so that it stays in no history.
"""

from __future__ import annotations

import hmac
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, quote, urlencode

from msgspec import Struct
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from checker.files.budgets import TEXT_BYTES

HOST = "127.0.0.1"
TOKEN = "token"  # noqa: S105  # the name of a parameter
MOST_BYTES = 2 * TEXT_BYTES
"""Of what is sent to the desk at once: a file with its form."""
SAFE = ("GET", "HEAD")
TOO_MUCH = "That is more than the desk takes at once.\n"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Door(Struct, frozen=True, kw_only=True):
    """What lets one in: the port that the desk listens at, and the token. `is_reading`: nothing is written."""

    port: int
    token: str
    is_reading: bool = False

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}/"

    @property
    def opened(self) -> str:
        """The address to open: with the token."""
        return f"{self.address}?{urlencode({TOKEN: self.token})}"

    @property
    def cookie(self) -> str:
        """The cookie's name: browsers send those of one port to all ports of a machine."""
        return f"checker-desk-{self.port}"


class TooMuchError(Exception):
    """More was sent than the desk takes."""


class Guard:
    """Lets through what may be answered, and sets the headers of every answer."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app, self.door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        answer = _Answer(send)
        headers = Headers(scope=scope)
        if why := self._refusal(scope, headers):
            await answer.plain(403, why)
        elif self._is_token(self._given(scope)):
            await answer.let_in(scope, self.door)
        elif not self._is_token(self._cookie(headers)):
            await answer.plain(403, "Open the address that the terminal shows: it lets this browser in.\n")
        elif self.door.is_reading and scope["method"] not in SAFE:
            await answer.plain(403, "This desk is for reading: start `checker desk` to code.\n")
        elif int(headers.get("content-length") or 0) > MOST_BYTES:
            await answer.plain(413, TOO_MUCH)
        else:
            await self.app(scope, _counted(receive), answer.send)

    def _refusal(self, scope: Scope, headers: Headers) -> str:
        """Why a request is not for us; "" where it is."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._is_own(hosts[0]):
            return "only for this machine\n"
        if (scope.get("client") or (HOST,))[0] != HOST:
            return "only for this machine\n"
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdecimal():
            return "the length of what is sent is not a number\n"
        if scope["method"] in SAFE:
            return ""
        origin = headers.get("origin", "")
        if origin.casefold() != f"http://{hosts[0]}".casefold():
            return "only from the desk's own pages\n"
        return ""

    def _is_own(self, host: str) -> bool:
        name, _, port = host.casefold().partition(":")
        return name in (HOST, "localhost") and (port or "80") == str(self.door.port)  # browsers leave out port 80

    def _given(self, scope: Scope) -> str:
        """The token in an address that is opened."""
        if scope["method"] not in SAFE:
            return ""
        query = parse_qsl(scope["query_string"].decode("latin-1"))
        return next((value for name, value in query if name == TOKEN), "")

    def _cookie(self, headers: Headers) -> str:
        try:
            morsel = SimpleCookie(headers.get("cookie", "")).get(self.door.cookie)
        except CookieError:
            return ""
        return morsel.value if morsel else ""

    def _is_token(self, text: str) -> bool:
        return bool(text) and hmac.compare_digest(text.encode("utf-8", "replace"), self.door.token.encode())


def _counted(receive: Receive) -> Receive:
    """What is sent to us, as long as it is not too much. Raises TooMuchError."""
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > MOST_BYTES:
            raise TooMuchError
        return message

    return counted


class _Answer:
    """One answer, with the headers that all have."""

    def __init__(self, send: Send) -> None:
        self._send = send

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name for name, _ in message["headers"]}
            wanted = {**HEADERS, "Content-Security-Policy": POLICY}
            more = [(name.lower().encode(), value.encode()) for name, value in wanted.items()]
            message = {**message, "headers": [*message["headers"], *(pair for pair in more if pair[0] not in own)]}
        await self._send(message)

    async def plain(self, status: int, text: str, *more: tuple[bytes, bytes]) -> None:
        """A few words of ours; nothing of the project."""
        body = text.encode()
        headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode()), *more]
        await self.send({"type": "http.response.start", "status": status, "headers": headers})
        await self.send({"type": "http.response.body", "body": body})

    async def let_in(self, scope: Scope, door: Door) -> None:
        """Set the cookie, and lead to the same place without the token."""
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        rest = urlencode([(name, value) for name, value in query if name != TOKEN])
        path = "/" + quote(scope["path"].lstrip("/\\"))  # never the name of another machine
        cookie = f"{door.cookie}={door.token}; HttpOnly; SameSite=Strict; Path=/"
        where = (b"location", f"{path}?{rest}".rstrip("?").encode())
        await self.plain(303, "", where, (b"set-cookie", cookie.encode()))
