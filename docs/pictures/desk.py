"""Make the picture of the desk in README.md and docs/desk.md: `python docs/pictures/desk.py` (or `make docs`).

`--check` makes nothing and exits 1 where the picture is stale: where the desk's templates, its style, the example or
this script are other than those that it was made from. desk.json holds the hashes.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
EXAMPLE = ROOT / "examples" / "landslide"
DESK = ROOT / "checker" / "desk"
RECORD, PICTURE = HERE / "desk.json", HERE / "desk.png"
ARTICLE = "articles/tavora/herald-9-march"
TO_CODE = "killed-mill-quarter"
"""A claim that is not coded yet in the picture."""


def source() -> str:
    """The hash of what the picture is made from."""
    files = [*DESK.glob("templates/*"), *DESK.glob("static/*"), *EXAMPLE.rglob("*.yaml"), Path(__file__)]
    return _hash(b"\n".join(file.read_bytes() for file in sorted(files)))


def is_stale() -> bool:
    known = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    return not PICTURE.exists() or known != {"made_from": source(), "is": _hash(PICTURE.read_bytes())}


@contextmanager
def serving(root: Path) -> Iterator[str]:
    """The desk of a project; gives the address that lets a browser in."""
    from checker.desk import serving as desk

    with desk.bound(0) as listener:
        listener.listen(16)
        door = desk.new_door(listener, is_reading=False)
        server = desk.make_server(root, door)
        thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])))
        thread.start()
        try:
            yield door.opened
        finally:
            server.should_exit = True
            thread.join(20)


def make() -> None:
    """Code a claim of the example, and take a picture of what the desk shows then. Needs playwright and Chromium."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder) / "landslide"
        shutil.copytree(EXAMPLE, root)
        file = root / f"claims/{ARTICLE.partition('/')[2]}.yaml"
        blocks = file.read_text(encoding="utf-8").split("\n\n")
        file.write_text("\n\n".join(block for block in blocks if TO_CODE not in block), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = browser.new_page(device_scale_factor=1.5, color_scheme="light")
        tab.set_viewport_size({"width": 1180, "height": 900})
        with serving(root) as address:
            before, _, token = address.partition("?")
            tab.goto(f"{before}{ARTICLE}?claim=killed-civil-protection&{token}")
            tab.locator("main:not([aria-busy])").wait_for()
            tab.mouse.move(5, 700)
            tab.screenshot(path=PICTURE)
        browser.close()
    record = {"made_from": source(), "is": _hash(PICTURE.read_bytes())}
    RECORD.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    print("wrote docs/pictures/desk.png")


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def main() -> int:
    if "--check" in sys.argv:
        if is_stale():
            print("stale: docs/pictures/desk.png; run `make docs`")
        return int(is_stale())
    if is_stale():
        make()
    return 0


if __name__ == "__main__":
    sys.exit(main())
