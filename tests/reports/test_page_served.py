"""The page that is served, and the commands that write it."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
import pytest
from playwright.sync_api import Page, Route, expect

import checker
from checker.baseline.status import judged
from checker.cli import main
from checker.reports.html import page
from tests.desk.serving import Running, running
from tests.reports.browsing import (
    ROOT,
    Made,
    Visit,
    review_at,
)
from tests.reports.page_corpus import RULES, TODAY, article, claim, write

# a browser that was killed is waited for without end, and no signal gets through
pytestmark = pytest.mark.timeout(120, method="thread")

# --- checker serve -----------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A small project in which two papers disagree."""
    shutil.copytree(RULES, tmp_path / "rules")
    write(tmp_path, "claims/flood/entities.yaml", {"flood": {}})
    tell(tmp_path, "gazette", "41")
    tell(tmp_path, "herald", "97")
    return tmp_path


def tell(root: Path, name: str, value: str, **more: str) -> None:
    source = {"publisher": name.title(), "published": "2031-05-04"}
    article(root, f"flood/{name}", source, claim("flood", "killed", value, **more))


@pytest.fixture
def served(desk: Path) -> Iterator[Running]:
    """The desk in its reading mode, as `checker serve` starts it."""
    with running(desk, is_reading=True) as started:
        yield started


def home(server: Running) -> str:
    return server.door.opened


def within_5_seconds(tab: Page, text: str) -> None:
    tab.locator("body", has_text=text).wait_for(timeout=5_000)


def test_serve(served: Running, desk: Path, visit: Visit) -> None:
    """The page follows the files: a new figure, a mistake with its line, and the figures again once it is mended."""
    tab = visit(home(served))
    within_5_seconds(tab, "Herald has 97 (4 May), Gazette 41")
    tell(desk, "herald", "98")
    within_5_seconds(tab, "Herald has 98 (4 May), Gazette 41")
    file = desk / "claims/flood/herald.yaml"
    good = file.read_text("utf-8")
    write(desk, "claims/flood/herald.yaml", good.replace("property: killed", "property: kiled"))
    within_5_seconds(tab, "unknown property 'kiled'; did you mean 'killed'?")
    assert not tab.get_by_text("has 98").first.is_visible()
    line, caret = str(tab.locator(".problems pre").text_content()).split("\n")[:2]
    assert line.strip() == "property: kiled"
    assert line[caret.index("^") :] == "kiled"
    write(desk, "claims/flood/herald.yaml", good.replace("98", "99"))
    within_5_seconds(tab, "Herald has 99 (4 May), Gazette 41")
    assert tab.locator(".incomplete").count() == 0
    tell(desk, "ledger", "12")  # a new file
    within_5_seconds(tab, "3 articles")
    (desk / "claims/flood/ledger.yaml").unlink()
    within_5_seconds(tab, "2 articles")


def test_serve_what_was_saved_while_the_page_was_on_its_way(served: Running, desk: Path, visit: Visit) -> None:
    tab = visit(home(served))

    def late(route: Route) -> None:
        answer = route.fetch()
        tell(desk, "herald", "98")
        route.fulfill(response=answer)

    tab.route(served.home, late, times=1)
    tab.goto(served.home)
    within_5_seconds(tab, "Herald has 98 (4 May), Gazette 41")


def test_serve_a_text_that_quotes_are_looked_up_in(served: Running, desk: Path, visit: Visit) -> None:
    """An article's text is one of the files that the report rests on."""
    write(desk, "claims/flood/gazette.txt", "Forty-one people have died.")
    source = {"publisher": "Gazette", "published": "2031-05-04", "text": "gazette.txt"}
    article(desk, "flood/gazette", source, claim("flood", "killed", "41", quote="forty-two people"))
    tab = visit(home(served))
    within_5_seconds(tab, "the quote 'forty-two people' is not in gazette.txt")
    write(desk, "claims/flood/gazette.txt", "Forty-two people have died.")
    expect(tab.locator(".incomplete")).to_have_count(0, timeout=5_000)


def test_serve_keeps_what_the_reader_does(served: Running, desk: Path, visit: Visit) -> None:
    """After a reload the filter shows what it says."""
    tell(desk, "courier", "55")
    tab = visit(home(served))
    tab.locator("#filter-subject").select_option(label="flood")
    tell(desk, "courier", "56")
    within_5_seconds(tab, "56")
    tab.wait_for_load_state()
    tab.wait_for_function(
        """() => (document.getElementById('filter-subject').value !== '') ===
            ([...document.querySelectorAll('.item')].some(node => node.hidden || node.closest('.empty')))"""
    )


def test_serve_policy(served: Running, visit: Visit) -> None:
    """The live page may ask its own server, and nobody else."""
    tab = visit(home(served), refusals=True)
    tab.wait_for_timeout(200)
    assert tab.evaluate("fetch('https://example.org/').then(() => 1, () => 0)") == 0
    assert tab.evaluate("fetch('/state').then(answer => answer.status)") == 200


def test_serve_outlives_a_broken_project(served: Running, desk: Path, visit: Visit) -> None:
    """The vocabulary is saved half-written, then the claims are away for a moment (a checkout): it comes back."""
    tab = visit(home(served))
    within_5_seconds(tab, "Herald has 97 (4 May), Gazette 41")
    good = (desk / "rules/properties.yaml").read_text("utf-8")
    write(desk, "rules/properties.yaml", "killed: {type: count")
    within_5_seconds(tab, "not valid YAML")
    write(desk, "rules/properties.yaml", good)
    within_5_seconds(tab, "Herald has 97 (4 May), Gazette 41")
    (desk / "claims").rename(desk / "away")
    within_5_seconds(tab, "no claims/ folder here")
    (desk / "away").rename(desk / "claims")
    within_5_seconds(tab, "Herald has 97 (4 May), Gazette 41")


# --- the command -------------------------------------------------------------------------------


@pytest.fixture
def launched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was to be opened in a browser."""
    calls: list[str] = []

    def launch(url: str) -> int:
        calls.append(url)
        return 0

    monkeypatch.setattr(click, "launch", launch)
    return calls


def test_html_and_open(desk: Path, launched: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    file = desk / "out" / "report.html"
    file.parent.mkdir()
    assert main(["report", str(desk), "--html", str(file), "--open"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == f"wrote {file.as_posix()}\n"
    assert launched == [str(file)]
    assert "Herald has 97 (4 May), Gazette 41" in file.read_text("utf-8")
    assert main(["report", str(desk), "--html", str(file)]) == 0
    assert launched == [str(file)]


def test_open_alone(desk: Path, launched: list[str]) -> None:
    """Without a name the page goes to a folder of its own."""
    assert main(["report", str(desk), "--open"]) == 0
    (name,) = launched
    assert "Herald has 97 (4 May), Gazette 41" in Path(name).read_text("utf-8")
    assert Path(name).parent.stat().st_mode & 0o077 == 0
    shutil.rmtree(Path(name).parent)


@pytest.mark.parametrize("times", [1, 2])
def test_html_with_other_formats(desk: Path, times: int, capsys: pytest.CaptureFixture[str]) -> None:
    """The page comes on top; a second time it comes from the cache, the same."""
    for _ in range(times):
        for name in ("a.html", "b.json"):
            (desk / name).unlink(missing_ok=True)
        formats = ["--format", "text", "--format", "json"]
        options = ["--html", str(desk / "a.html"), *formats, "--output", str(desk / "b.json")]
        assert main(["report", str(desk), *options]) == 0
        assert "Herald has 97 (4 May), Gazette 41" in capsys.readouterr().out
        assert (desk / "b.json").read_text("utf-8").startswith("{")
        assert "<!DOCTYPE html>" in (desk / "a.html").read_text("utf-8")[:20]
    assert main(["report", str(desk), "--format", "html"]) == 0
    assert capsys.readouterr().out == (desk / "a.html").read_text("utf-8")


def test_html_of_a_broken_project(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tell(desk, "herald", "some number")
    assert main(["report", str(desk), "--html", str(desk / "a.html")]) == 2
    assert "INCOMPLETE" in (desk / "a.html").read_text("utf-8")
    assert main(["report", str(desk), "--html", str(desk / "none" / "a.html")]) == 2
    assert "no folder" in capsys.readouterr().err


def test_a_pipe_in_place_of_an_article(desk: Path) -> None:
    """A problem's line is looked up in files only: a pipe would be waited for without end."""
    os.mkfifo(desk / "claims/flood/pipe.yaml")
    code = f"import checker.cli, sys; sys.exit(checker.cli.main(['report', {str(desk)!r}, '--format', 'html']))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=20, cwd=ROOT)
    assert done.returncode == 2
    assert "Not a regular file" in done.stdout


def test_the_same_bytes(desk: Path, made: Made, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever the order of the files on disk and in the command, and in another process."""
    copy = tmp_path_factory.mktemp("copy")
    for path in sorted((desk / "claims/flood").iterdir(), reverse=True):
        write(copy, f"claims/flood/{path.name}", path.read_text("utf-8"))
    shutil.copytree(RULES, copy / "rules")
    texts = {page(review_at(root)).replace(str(root), "") for root in (desk, copy)}
    articles = [str(path) for path in sorted((desk / "claims/flood").glob("[gh]*.yaml"))]
    texts |= {
        page(judged(checker.check(checker.load(p)), date.fromisoformat(TODAY).toordinal())).replace(str(desk), "")
        for p in (articles, articles[::-1])
    }
    assert len(texts) == 1
    root = made.files["orlava"].parent / "orlava"
    code = (
        "import sys; from datetime import date; import checker; from checker.reports.html import page;"
        "from checker.baseline.status import judged;"
        "sys.stdout.buffer.write(page(judged(checker.check(checker.load([sys.argv[1]])),"
        "date.fromisoformat(sys.argv[2]).toordinal())).encode())"
    )
    environment = os.environ | {"PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(root), TODAY], capture_output=True, check=True, env=environment, cwd=ROOT
    )
    assert hashlib.sha256(done.stdout).digest() == hashlib.sha256(made.files["orlava"].read_bytes()).digest()
