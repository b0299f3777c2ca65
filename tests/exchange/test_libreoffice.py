"""A real spreadsheet program opens what is exported, with US and with German settings, saves it, and it comes back."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.exchange.helpers import files, module_of, run

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(
    SOFFICE is None, reason="LibreOffice is not installed (Debian's package libreoffice-calc)"
)

LANGUAGES = {"en-US": 1033, "de-DE": 1031}
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{language}</value>
</prop></item></oor:items>
"""
ARTICLE = """\
source:
  publisher: "=The Courier"   # as it is printed
  title: 'Flood: "30 homes", 3/4 of them dry'
  published: 2031-05-04
  url: https://courier.example/a?b=1&c=2
  no_claim: [a b, "12:30"]
claims:
  # counted at the harbour
  - id: first
    subject: first-team
    property: size
    value: {thousand}
    as_of: 2031-05-03
    quote: "{quote}"
    important: true
  - id: hedged
    subject: second-team
    property: size
    value: about 200
    scope: "0400"
    note: |
      two lines,
      and two  blanks
  - {id: 1e3, subject: mission, property: remark, value: ["- one", "=1+1"], note: "'tis"}
  - id: share
    subject: mission
    property: remark
    value: 37.5%
    note: {note}
"""
CELLS = {"thousand": "1,000", "quote": "12.5", "note": "a word"}


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def profile(language: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A person's settings, in which the program has a language."""
    folder = tmp_path_factory.mktemp(f"office-{language}")
    (folder / "user").mkdir()
    (folder / "user" / "registrymodifications.xcu").write_text(SETTINGS.format(language=language))
    return folder


def saved(path: Path, ending: str, profile: Path, language: str) -> Path:
    """A file as the program saves it in a format."""
    assert SOFFICE is not None
    code = LANGUAGES[language]
    separator = 44 if language == "en-US" else 59
    out = path.parent / "saved"
    command = [SOFFICE, "--headless", f"-env:UserInstallation=file://{profile}"]
    if path.suffix == ".csv":
        command.append(f"--infilter=CSV:44,34,76,1,,{code},false,true")
    options = f"csv:Text - txt - csv (StarCalc):{separator},34,76,1,,{code},false,true" if ending == "csv" else ending
    done = subprocess.run(
        [*command, "--convert-to", options, "--outdir", str(out), str(path)],
        capture_output=True,
        text=True,
        timeout=120,
    )
    result = out / f"{path.stem}.{ending}"
    assert result.is_file(), done.stdout + done.stderr
    return result


def code_article(desk: Path, **cells: str) -> dict[str, bytes]:
    text = ARTICLE
    for key, value in {**CELLS, **cells}.items():
        text = text.replace(f"{{{key}}}", value)
    (desk / "claims" / "flood" / "courier.yaml").write_text(text)
    assert run("check") in (0, 1)
    return files(desk / "claims")


@pytest.mark.parametrize(("exported", "ending"), [("xlsx", "xlsx"), ("xlsx", "ods"), ("ods", "ods"), ("ods", "xlsx")])
def test_a_workbook_that_is_saved_comes_back_byte_for_byte(
    desk: Path, profile: Path, language: str, exported: str, ending: str
) -> None:
    module_of(exported)
    before = code_article(desk, note="12345678901234567890")
    assert run("export", exported, "--output", f"out.{exported}") == 0
    result = saved(desk / f"out.{exported}", ending, profile, language)
    assert run("import", ending, str(result), "--update", "--remove") == 0
    assert files(desk / "claims") == before


@pytest.mark.parametrize("ending", ["csv", "xlsx", "ods"])
def test_a_csv_that_is_saved_comes_back_or_is_asked_about(
    desk: Path, profile: Path, language: str, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With US settings 1,000 is a thousand; with German ones it is one, and nothing is written."""
    module_of(ending)
    before = code_article(desk)
    assert run("export", "csv", "--output", "out.csv") == 0
    result = saved(desk / "out.csv", ending, profile, language)
    capsys.readouterr()
    status = run("import", ending, str(result), "--update", "--remove")
    said = "".join(capsys.readouterr())
    assert files(desk / "claims") == before
    if language == "en-US":
        assert status == 0, said
    else:
        assert status == 2
        assert "value is '1,000' in claims/flood/courier.yaml and '1' here: only the signs in the number differ" in said
        assert run("import", ending, str(result), "--update", "--take-numbers") == 0
        assert b"value: 1\n" in files(desk / "claims")["flood/courier.yaml"]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "ods"])
def test_a_csv_without_such_figures_comes_back_byte_for_byte(
    desk: Path, profile: Path, language: str, ending: str
) -> None:
    module_of(ending)
    before = code_article(desk, thousand="1000", quote="a word")
    assert run("export", "csv", "--output", "out.csv") == 0
    result = saved(desk / "out.csv", ending, profile, language)
    assert run("import", ending, str(result), "--update", "--remove") == 0
    assert files(desk / "claims") == before


KEPT = {
    "percent": "12,5 %",
    "time": "5:30",
    "truth": "WAHR",
    "pair": "10-12",
    "telephone": "+41 22 555",
    "zeros": "007",
}


def code_texts(desk: Path, texts: dict[str, str]) -> dict[str, bytes]:
    """An article whose claims say what a spreadsheet likes to take for something else."""
    lines = ["source: {publisher: The Courier, published: 2031-05-04, url: https://courier.example/a}", "claims:"]
    lines += [
        f'  - {{id: {id_}, subject: mission, property: remark, value: "a word", note: "{text}"}}'
        for id_, text in texts.items()
    ]
    (desk / "claims" / "flood" / "courier.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    assert run("check") in (0, 1)
    return files(desk / "claims")


def test_what_a_csv_makes_of_days_times_and_brackets_is_kept_or_asked_about(
    desk: Path, profile: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = code_texts(desk, KEPT)
    assert run("export", "csv", "--output", "out.csv") == 0
    assert run("import", "csv", str(saved(desk / "out.csv", "csv", profile, language)), "--update", "--remove") == 0
    assert files(desk / "claims") == before
    before = code_texts(desk, {"day": "May 5", "brackets": "(200)"})
    assert run("export", "csv", "--output", "out.csv", "--force") == 0
    capsys.readouterr()
    assert run("import", "csv", str(saved(desk / "out.csv", "csv", profile, language)), "--update", "--remove") == 2
    said = "".join(capsys.readouterr())
    assert ("note is 'May 5'" in said) == (language == "en-US")
    assert "note is '(200)'" in said
    assert files(desk / "claims") == before


def test_a_workbook_of_texts_is_saved_in_the_other_format(desk: Path, profile: Path, language: str) -> None:
    """Also a tab, which the program leaves out of a cell, and signs beyond the first plane."""
    module_of("ods")
    texts = {"day": "May 5", "brackets": "(200)", "tab": "two\\twords", "sign": "\U0001f642 e\u0301"}
    before = code_texts(desk, KEPT | texts)
    assert run("export", "ods", "--output", "out.ods") == 0
    assert run("import", "xlsx", str(saved(desk / "out.ods", "xlsx", profile, language)), "--update", "--remove") == 0
    assert files(desk / "claims") == before


def test_a_flat_file_is_refused_with_what_to_do(
    desk: Path, profile: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    module_of("ods")
    code_texts(desk, KEPT)
    assert run("export", "ods", "--output", "out.ods") == 0
    result = saved(desk / "out.ods", "fods", profile, language)
    capsys.readouterr()
    assert run("import", "ods", str(result), "--update") == 2
    assert "a flat OpenDocument file, such as .fods: save it as ODS" in "".join(capsys.readouterr())
