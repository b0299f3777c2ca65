"""A browser that sits at the desk: nothing of it may write an error, open a dialog of the browser or ask elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.desk.serving import TOKEN, Running

Sit = Callable[..., Page]
EXPECTED = ("422 (Unprocessable", "409 (Conflict)", "403 (Forbidden)", "413 (Request")
"""What the browser itself writes of an answer that the desk means."""


def sitting(browser: Browser) -> Iterator[Sit]:
    """Opens a page of a desk, let in by its token; windows of one desk share their cookie."""
    contexts: dict[str, BrowserContext] = {}
    wrong: list[str] = []

    def sit(
        desk: Running,
        path: str = "",
        *,
        width: int = 1400,
        height: int = 900,
        scheme: Any = "light",
        is_refused: bool = False,
    ) -> Page:
        context = contexts.get(desk.home)
        if context is None:
            context = contexts[desk.home] = browser.new_context()
            context.set_default_timeout(10_000)
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        if not is_refused:  # of a script that the policy refuses the browser writes an error
            page.on("console", lambda said: _note(said.type, said.text, wrong))
        page.on("request", lambda asked: wrong.append(asked.url) if not asked.url.startswith(desk.home) else None)
        page.goto(f"{desk.home}{path}{'&' if '?' in path else '?'}token={TOKEN}")
        return page

    yield sit
    for context in contexts.values():
        context.close()
    assert wrong == [], wrong


def _note(kind: str, text: str, wrong: list[str]) -> None:
    if kind in ("error", "warning") and not any(each in text for each in EXPECTED):
        wrong.append(text)
