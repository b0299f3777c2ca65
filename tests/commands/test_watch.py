"""`checker report --watch`, and what a terminal is told of long work. Nothing here waits for a clock."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from checker import cli
from checker.commands import session, watching

COURIER = """\
source: {publisher: Courier, published: 2031-05-04}
claims:
  - {id: teams, subject: team, property: size, value: 3}
"""
HERALD = COURIER.replace("Courier", "Herald").replace("value: 3", "value: 4")
Steps = Iterator[Callable[[], object]]


@pytest.fixture
def project(make_project: Callable[[str, str], Path]) -> Path:
    return make_project("team: {}\n", COURIER)


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """What happens, one after the other, whenever the files were as before; then Ctrl-C."""

    def happen(*todo: Callable[[], object]) -> None:
        left = iter(todo)

        def pause(_: float) -> None:
            act = next(left, None)
            if act is None:
                raise KeyboardInterrupt
            act()

        monkeypatch.setattr("checker.commands.watching.time.sleep", pause)

    return happen


def save(project: Path, name: str, text: str) -> None:
    """Write a file so that it is seen to have changed, however coarse the times of the file system are."""
    file = project / "claims" / "flood" / name
    before = file.stat().st_mtime_ns if file.exists() else 0
    file.write_text(text, encoding="utf-8")
    os.utime(file, ns=(before + 10**9, before + 10**9))


def test_the_report_is_made_again_after_each_change(
    project: Path, steps: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[str] = []

    def look() -> None:
        seen.append(capsys.readouterr().out)

    steps(look, lambda: save(project, "herald.yaml", HERALD), look, look)
    assert cli.main(["report", "--watch"]) == 0
    first, second, nothing = seen
    assert "No disagreement was found." in first
    assert "1 disagreement." in second
    assert nothing == ""


def test_a_file_with_a_mistake_does_not_end_it(
    project: Path, steps: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    steps(
        lambda: save(project, "herald.yaml", "source: [\n"),
        lambda: save(project, "herald.yaml", HERALD),
    )
    assert cli.main(["report", "--watch"]) == 0
    told = capsys.readouterr()
    assert told.out.count("INCOMPLETE") == 1
    assert told.out.count("1 disagreement.") == 1
    assert told.err.count("Waiting for a file to change (Ctrl-C ends it)") == 3


def test_a_project_that_goes_and_comes_back_does_not_end_it(
    project: Path, steps: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    rules, away = project / "rules", project / "away"
    steps(lambda: rules.rename(away), lambda: away.rename(rules))
    assert cli.main(["report", "--watch"]) == 0
    assert capsys.readouterr().out.count("No disagreement was found.") == 2


def test_the_page_is_written_again(project: Path, steps: Callable[..., None]) -> None:
    pages: list[str] = []

    def look() -> None:
        pages.append((project / "out.html").read_text(encoding="utf-8"))

    steps(look, lambda: save(project, "herald.yaml", HERALD), look)
    assert cli.main(["report", "--watch", "--html", "out.html"]) == 0
    assert "No disagreement was found." in pages[0]
    assert "No disagreement was found." not in pages[1]
    assert "1 disagreement" in pages[1]


def test_what_one_run_holds_is_freed_before_the_next(project: Path, steps: Callable[..., None]) -> None:
    held: list[object] = []
    steps(
        lambda: save(project, "herald.yaml", HERALD),
        lambda: save(project, "courier.yaml", COURIER.replace("3}", "4}")),
    )
    cli.cli.main(["report", "--watch"], prog_name="checker", standalone_mode=False, obj=held)
    assert held == []


def test_a_text_of_an_article_is_watched_too(project: Path) -> None:
    text = project / "text.txt"
    text.write_text("three teams", encoding="utf-8")
    before = watching.state_of([Path()], [str(text)])
    assert watching.state_of([Path()], [str(text)]) == before
    os.utime(text, ns=(1, 1))
    assert watching.state_of([Path()], [str(text)]) != before


class Terminal:
    """Standard error as a terminal, and all that is written to it."""

    encoding = "utf-8"

    def __init__(self) -> None:
        self.text = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None:
        """Nothing is held back."""


@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_a_terminal_is_told_how_far_long_work_is(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], term: str
) -> None:
    monkeypatch.setattr(session, "WORTH_SAYING", 1)
    monkeypatch.setenv("TERM", term)
    monkeypatch.delenv("NO_COLOR", raising=False)
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    assert cli.main(["report", "--no-cache"]) == 0
    stages = ["Checking, 1 articles: reading ...", "Checking, 1 articles: comparing 1 claim ...", "writing ..."]
    places = [terminal.text.index(stage) for stage in stages]
    assert places == sorted(places)
    assert terminal.text.endswith("\r\x1b[K" if term == "xterm" else " ...\n")
    assert ("\x1b" in terminal.text) is (term == "xterm")
    assert "reading" not in capsys.readouterr().out


def test_a_file_or_short_work_is_told_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["report", "--no-cache"]) == 0
    assert capsys.readouterr().err == ""


def test_a_page_of_wrong_files_tells_the_terminal_what_is_wrong(
    project: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Twice, so that the second time the answer is a kept one."""
    save(project, "herald.yaml", "source: [\n")
    for _ in range(2):
        assert cli.main(["report", "--html", str(tmp_path / "report.html"), str(project)]) == 2
        told = capsys.readouterr().err
        assert "herald.yaml:1:9: not valid YAML" in told and told.index("not valid YAML") < told.index("wrote ")
