"""The desk as a web application: which address is answered by what."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from checker.desk import acts, casts, coding_view, disputes, pages, starting
from checker.desk.guard import TOO_MUCH, Door, Guard, TooMuchError
from checker.desk.rendering import static
from checker.desk.site import Site
from checker.desk.workspace import Workspace
from checker.files.budgets import TEXT_BYTES

Handler = Callable[[Request], Response]
MOST_FILES, MOST_FIELDS = 500, 100

READ: dict[str, Handler] = {
    "/": pages.first,
    "/stories": pages.home,
    "/report": pages.report,
    "/state": pages.state,
    "/stories/{story}": pages.story,
    "/stories/{story}/cast": casts.cast,
    "/stories/{story}/names": coding_view.names,
    "/articles/{story}/{name}": coding_view.article,
    "/articles/{story}/{name}/form": coding_view.form,
    "/articles/{story}/{name}/reading": coding_view.reading,
    "/articles/{story}/{name}/kind": coding_view.kind,
    "/articles/{story}/{name}/earlier": coding_view.earlier,
    "/articles/{story}/{name}/following": acts.following,
    "/articles/{story}/{name}/parts": coding_view.parts,
    "/words": casts.words,
    "/calls": disputes.calls,
    "/new": starting.page,
    "/static/{file}": lambda request: _static(request),
}
WRITE: dict[str, Handler] = {
    "/articles/{story}/{name}/save": acts.save,
    "/articles/{story}/{name}/none": acts.no_claim,
    "/articles/{story}/{name}/some": acts.some_claim,
    "/articles/{story}/{name}/remove": acts.remove,
    "/articles/{story}/{name}/head": acts.head,
    "/stories/{story}/entity": casts.new_entity,
    "/stories/{story}/change": casts.change_entity,
    "/stories/{story}/merge": casts.merge,
    "/property": casts.new_property,
    "/property/words": casts.change_words,
    "/accept": disputes.accept,
    "/calls": disputes.call,
    "/calls/new": disputes.ring_up,
    "/undo": acts.undo,
    "/redo": acts.redo,
    "/new": starting.make,
    "/new/head": starting.head,
}


def application(root: Path, door: Door, chosen: frozenset[str] | None = None) -> ASGIApp:
    """The desk of a project, behind its door. `chosen` is what of it the report is of; None: all."""
    routes = [Route(path, handler, methods=["GET"]) for path, handler in READ.items()]
    if not door.is_reading:
        routes += [Route(path, _posted(handler), methods=["POST"]) for path, handler in WRITE.items()]
    handlers = {TooMuchError: _too_much, HTTPException: _no_page}
    app = Starlette(routes=routes, exception_handlers=handlers)
    app.state.site = Site(Workspace(root), is_reading=door.is_reading, chosen=chosen)
    return Guard(app, door)


def _static(request: Request) -> Response:
    found = static(request.path_params["file"])
    if found is None:
        raise HTTPException(404)
    return Response(found[0], media_type=found[1])


def _posted(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """A handler of what was sent with a form: that is read first, then the handler runs beside other requests."""

    async def answer(request: Request) -> Response:
        async with request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=TEXT_BYTES) as form:
            request.state.sent = {key: value for key, value in form.multi_items() if isinstance(value, str)}
            uploads = [value for _, value in form.multi_items() if not isinstance(value, str)]
            request.state.files = [(upload.filename or "", await upload.read()) for upload in uploads]
        return await run_in_threadpool(handler, request)

    return answer


async def _too_much(_request: Request, _error: Exception) -> Response:
    return PlainTextResponse(TOO_MUCH, 413)


async def _no_page(request: Request, error: Exception) -> Response:
    """What is not there: for who opens an address a page of the desk, with the way on and Redo."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == 404 and "text/html" in request.headers.get("accept", ""):
        return await run_in_threadpool(pages.missing, request)
    return PlainTextResponse("there is no such page; the desk begins at /\n", status)
