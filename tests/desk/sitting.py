"""A browser that sits at the desk: nothing of it may write an error, open a dialog of the browser or ask elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from tests.desk.serving import TOKEN, Running

expect.set_options(timeout=15_000)  # the machine may have other work
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
        page.on("dialog", lambda dialog: _dismiss(dialog, wrong))
        if not is_refused:  # of a script that the policy refuses the browser writes an error
            page.on("console", lambda said: _note(said.type, said.text, wrong))
        page.on("request", lambda asked: _check(asked.url, desk.home, wrong))
        page.goto(f"{desk.home}{path}{'&' if '?' in path else '?'}token={TOKEN}")
        return page

    yield sit
    for context in contexts.values():
        context.close()
    assert wrong == [], wrong


def _note(kind: str, text: str, wrong: list[str]) -> None:
    if kind in ("error", "warning") and not any(each in text for each in EXPECTED):
        wrong.append(text)


def _dismiss(dialog: Dialog, wrong: list[str]) -> None:
    wrong.append(f"dialog: {dialog.message}")
    dialog.dismiss()


def _check(address: str, home: str, wrong: list[str]) -> None:
    if not address.startswith(home):
        wrong.append(address)
