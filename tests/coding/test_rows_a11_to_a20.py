"""Rows A11 to A20 of what went wrong once with articles, each used as a person does, with inputs of its kind."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checker import cli
from checker.coding.agencies import via_of
from checker.corpus.loader import load
from checker.files.article_texts import hash_of
from checker.texts.mentions import find_mentions
from checker.texts.quotes import GONE, Searchable, place
from checker.values.dates import read_window
from checker.values.value import Hedges, Scale, read_value

TITLE = "Ferry sinks off Orlava"
MONEY = (
    "The owner owes 2,000 Orlavan shillings to each of the dead. Tens of millions of dollars were lost, and 75 bitcoin"
    " was paid. A levy of 40 cents is due, and the 30 pounds of gold are gone.\n"
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("CHECKER_TEXTS", raising=False)
    assert cli.main(["init", str(tmp_path / "desk")]) == 0
    monkeypatch.chdir(tmp_path / "desk")
    return tmp_path / "desk"


def run(*arguments: str) -> int:
    return cli.main(list(arguments))


def draft(project: Path, capsys: pytest.CaptureFixture[str], text: str, name: str = "a.txt") -> str:
    (project / name).write_text(text, "utf-8")
    capsys.readouterr()
    assert run("new", name, "--story", "ferry", "--publisher", "Herald", "--print") == 0
    return capsys.readouterr().out


def coded(project: Path, text: str, *claims: str) -> None:
    story = project / "claims" / "ferry"
    story.mkdir(exist_ok=True)
    (story / "entities.yaml").write_text("ferry: {kind: event}\n", "utf-8")
    (story / "a.txt").write_text(text, "utf-8")
    lines = "".join(f"  - {{id: c{n}, subject: ferry, {claim}}}\n" for n, claim in enumerate(claims))
    source = "source: {publisher: Herald, published: 2031-05-04, text: a.txt}\nclaims:\n"
    (story / "a.yaml").write_text(source + lines, "utf-8")


def test_a11_speakers_can_speak_and_entities_are_proposed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = draft(
        project,
        capsys,
        f"{TITLE}\n\n4 May 2031\n\nAt least 12 people were killed in the accident, said K. A. Menon.\n"
        "Another 40 people were injured, the health ministry said.\n(Inputs from: IANS)\n",
    )
    assert "said_by: K. A. Menon" in out
    assert "said_by: the health ministry" in out
    assert "  via: IANS\n" in out
    assert "WHICH-ENTITY" not in out and "said_by: accident" not in out
    assert via_of("ORLAVA, May 4 (dpa) - Twelve people died.") == "dpa"


def test_a12_words_of_titles_do_not_compete(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (project / "rules" / "properties.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "discharged: {type: count, unit: person, title: injured who were discharged, words: [sent home]}\n"
            "relief: {type: money, title: compensation for each death, words: [ex gratia]}\n"
        )
    out = draft(project, capsys, f"{TITLE}\n\n4 May 2031\n\nSo 650 people are injured, and 30 people were sent home.\n")
    assert re.findall(r"property: (\S+)", out) == ["injured", "discharged"]


def test_a13_what_cannot_be_read_is_not_coded(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All that it reads is coded, but not the five amounts that it cannot read: so it is not all, and not enough."""
    coded(
        project, f"At least 12 people died.\n{MONEY}", "property: killed, value: at least 12, quote: At least 12 people"
    )
    assert run("coverage", "claims/ferry", "--fail-under", "100") == 1
    out = capsys.readouterr().out
    assert re.search(r"1 of [5-7] figures and dates", out)
    assert "SEEN, NOT READ in ferry/a" in out
    for phrase in ("2,000 Orlavan shillings", "Tens of millions of dollars", "75 bitcoin", "40 cents"):
        assert phrase in out
    capsys.readouterr()
    coded(project, "At least 12 people died.\n", "property: killed, value: at least 12, quote: At least 12 people")
    assert run("coverage", "claims/ferry", "--fail-under", "100") == 0


def test_a14_a_page_inside_one_form(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    prose = "".join(
        f"<p>On that day {40 + n} people were hurt in the old harbour, the police said.</p>" for n in range(9)
    )
    page = f'<html><body><form action="/p.aspx"><input type=hidden value=x><h1>{TITLE}</h1>{prose}</form></body></html>'
    out = draft(project, capsys, page, "a.html")
    assert out.count("property: injured") == 9


def test_a15_what_stands_around_an_article_is_not_its_own(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    prose = "".join(
        f"<p>On that day {40 + n} people were hurt in the old harbour, the police said.</p>" for n in range(9)
    )
    page = (
        "<html><body><aside><time datetime=2018-03-12>of old</time></aside>"
        f"<h1>{TITLE}</h1>{prose}<p>12 comments</p><div class='ad-slot'>Only $19.99 for 3 months</div></body></html>"
    )
    out = draft(project, capsys, page, "a.html")
    assert "2018" not in out and "19.99" not in out
    assert out.count("  # - id: ") == 9


def test_a16_the_local_day_and_a_clean_title(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    prose = "".join(
        f"<p>On that day {40 + n} people were hurt in the old harbour, the police said.</p>" for n in range(9)
    )
    page = (
        '<html><head><script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": '
        '"Ferry &amp;#8220;sinks&amp;#8221; off Orlava", "datePublished": "2031-05-04T23:30:00Z", '
        '"dateModified": "2031-05-05T07:30:00+08:00", "author": {"name": "https://herald.example/ana"}}</script></head>'
        f"<body><h1>Ferry</h1>{prose}</body></html>"
    )
    out = draft(project, capsys, page, "a.html")
    assert "“sinks”" in out and "&amp;" not in out
    assert "author: https" not in out


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("forty\u00adtwo wo\u00admen", "fortytwo women"),
        ("cafe\u0301 owners", "caf\u00e9 owners"),
        ("twelve\u200b men\u2060 came", "twelve men came"),
        ("12\u201314 men \u2026 came", "12-14 men ... came"),
        ("\u201c12 men\u201d came", '"12 men" came'),
        ("12\u00a0000\u202fmen came", "12 000 men came"),
    ],
)
def test_a17_signs_that_make_no_difference_to_a_quote(text: str, quote: str) -> None:
    assert place(quote, Searchable(f"So {text} back.\n"), None).state != GONE


def test_a18_line_ends_do_not_count(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "At least 12 people died.\nIt rained.\n"
    assert len({hash_of(text.encode()), hash_of(text.replace("\n", "\r\n").encode())}) == 1
    coded(project, text, "property: killed, value: at least 12, quote: At least 12 people")
    path = project / "claims" / "ferry" / "a.yaml"
    with_hash = path.read_text("utf-8").replace("a.txt}", f"a.txt, text_sha256: {hash_of(text.encode())}}}")
    path.write_text(with_hash, "utf-8")
    (project / "claims" / "ferry" / "a.txt").write_bytes(text.replace("\n", "\r\n").encode())
    assert run("coverage", "claims/ferry") == 0
    assert "as coded" in capsys.readouterr().out


@pytest.mark.parametrize("value", ["777", "at least 21", "1,200"])
def test_a19_a_value_that_is_not_in_its_quote(project: Path, capsys: pytest.CaptureFixture[str], value: str) -> None:
    coded(project, "At least 12 people died.\n", f"property: killed, value: '{value}', quote: At least 12 people")
    assert run("check", "claims/ferry", "--fail-on", "warning") == 1
    assert "quote" in capsys.readouterr().out
    coded(project, "At least 12 people died.\n", "property: killed, value: at least 12, quote: At least 12 people")
    assert run("check", "claims/ferry", "--fail-on", "warning") == 0


def test_a20_a_draft_writes_what_is_valid_or_says_what_to_write(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each value of a draft is a claim's value as it stands; what cannot be one is listed with its reason."""
    out = draft(
        project, capsys, f"{TITLE}\n\n4 May 2031\n\n{MONEY}The fare is 2,000 shillings, or Sh400billion in all.\n"
    )
    values = re.findall(r"# {3}value: (.+?)(?:  #.*)?$", out, re.MULTILINE)
    assert "KES 2,000" in values and "KES 400bn" in values
    for value in values:
        assert (
            any(read_value(value, Scale(kind), Hedges())[0] for kind in ("money", "number", "date")) or value.isdigit()
        )
    seen = out.partition("Seen, but not read")[2]
    assert '"2,000 Orlavan shillings" (money): the country whose currency this is is not known here' in seen
    assert "as a value: see the guide" not in out


def test_a20_every_open_figure_says_why() -> None:
    published, _ = read_window("2031-05-04")
    for mention in find_mentions(MONEY, published, Hedges()):
        assert mention.is_read or mention.why, mention


def test_the_project_of_these_rows_is_sound(project: Path) -> None:
    coded(project, "At least 12 people died.\n", "property: killed, value: at least 12, quote: At least 12 people")
    assert load([project]).problems == ()
