"""`checker new` and `checker coverage`: from a text to a draft, and what of a text is coded."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from checker import cli
from checker.corpus.loader import load
from checker.files.article_texts import hash_of
from checker.files.extract import CannotRead, plain_text
from checker.texts.coverage import coverage
from checker.texts.mentions import FIGURES, find_mentions
from checker.texts.quotes import ELSEWHERE, FOUND, GONE, MOVED, TWICE, Anchor, Searchable, place

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT.parent / "shared" / "articles"
TEXT = """\
Second team reaches the valley

4 May 2031
By Ana Reed

A second team of 200 people reached the valley on Saturday. It joins the 400 who came last week.
"About 30 homes are gone," a senior official said. At least 12 people are missing.
"""
ENTITIES = """\
rescue-mission: {kind: mission, aliases: [the mission]}
second-team: {kind: team, part_of: rescue-mission}
valley: {}
"""
CLAIMS = """\
source:
  publisher: Herald
  published: 2031-05-04
  text: herald.txt
claims:
  - id: team
    subject: second-team
    property: size
    value: 200
    quote: A second team of 200 people
  - id: missing
    subject: valley
    property: missing
    value: at least 12
    quote: At least 12 people are missing
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one story, and one article that is coded."""
    monkeypatch.delenv("CHECKER_TEXTS", raising=False)
    monkeypatch.delenv("CI", raising=False)
    story = tmp_path / "desk" / "claims" / "flood"
    story.mkdir(parents=True)
    (tmp_path / "desk" / "rules").mkdir()
    for name in ("properties.yaml", "hedges.yaml"):
        (tmp_path / "desk" / "rules" / name).write_text((ROOT / "rules" / name).read_text("utf-8"), "utf-8")
    (story / "entities.yaml").write_text(ENTITIES, "utf-8")
    (story / "herald.yaml").write_text(CLAIMS, "utf-8")
    (story / "herald.txt").write_text(TEXT, "utf-8")
    monkeypatch.chdir(tmp_path / "desk")
    return tmp_path / "desk"


def run(*arguments: str) -> int:
    return cli.main(list(arguments))


# --- checker new -------------------------------------------------------------------------------


def new(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert run("new", *arguments, "--print") == 0
    return capsys.readouterr().out


def suggested(draft: str) -> list[dict[str, str]]:
    """The suggestions, as if a person had taken off their marks."""
    bare = re.sub(r"(?m)^  # (?=- id|  \w+:)", "  ", draft)
    told = yaml.load(bare, yaml.BaseLoader)  # all scalars as text
    found: list[dict[str, str]] = told["claims"]
    return found


def test_a_draft_names_every_figure_in_order(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = new(capsys, "claims/flood/herald.txt")
    told = yaml.load(draft, yaml.BaseLoader)
    assert told["source"] == {
        "publisher": "",
        "title": "Second team reaches the valley",
        "author": "Ana Reed",
        "published": "2031-05-04",
        "text": "herald.txt",
        "text_sha256": hash_of(TEXT.encode()),
    }
    assert told["claims"] == ""
    claims = suggested(draft)
    assert [claim["value"] for claim in claims] == [
        "200", "2031-05-03", "400", "2031-04-21/2031-04-27", "about 30", "at least 12",
    ]  # fmt: skip
    first, last = claims[0], claims[-1]
    assert (first["subject"], first["property"]) == ("second-team", "size")
    assert (last["subject"], last["property"]) == ("valley", "missing")
    assert all(len(claim["quote"].split()) <= 8 for claim in claims)
    assert '# 6:18 "200" (count)' in draft
    assert 'taken for no figure: "second" (ordinal)' in draft.casefold()


def test_nothing_counts_until_a_person_completes_it(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk.parent / "other.txt").write_text(TEXT, "utf-8")
    assert run("new", str(desk.parent / "other.txt"), "--name", "gazette", "--publisher", "Gazette") == 0
    path = desk / "claims" / "flood" / "gazette.yaml"
    before = len(load([desk]).claims)
    assert run("check") == 2
    assert "holds no claim yet" in capsys.readouterr().out
    draft = path.read_text("utf-8")
    completed = re.sub(
        r"(?m)^  # (- id: 200-people-reached-the\n)((?:  #   .*\n)+)",
        lambda m: "  " + m[1] + m[2].replace("  #   ", "    "),
        draft,
    )
    path.write_text(completed, "utf-8")
    corpus = load([desk])
    assert corpus.problems == ()
    assert len(corpus.claims) == before + 1


def test_a_file_is_never_overwritten(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("new", "claims/flood/herald.txt", "--name", "herald") == 2
    assert "herald.yaml is there already" in capsys.readouterr().err
    assert (desk / "claims" / "flood" / "herald.yaml").read_text("utf-8") == CLAIMS


def test_the_story_must_be_clear(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "claims" / "fire").mkdir()
    assert run("new", "claims/flood/herald.txt") == 2
    assert "Give --story: fire, flood" in capsys.readouterr().err
    assert run("new", "claims/flood/herald.txt", "--story", "flod", "--print") == 0
    assert "did you mean 'flood'" in capsys.readouterr().err
    assert run("new", "claims/flood/herald.txt", "--story", "../out") == 2
    assert run("new", "claims/flood/herald.txt", "--story", "fire", "--name", "../out") == 2
    assert run("new", "nowhere.txt") == 2
    assert run("new", "claims/flood/herald.txt", "--story", "fire", "--published", "Monday") == 2
    assert "--published" in capsys.readouterr().err


def test_without_a_day_of_publication_a_weekday_stays_open(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "a.txt").write_text("The team came on Monday.\n", "utf-8")
    draft = new(capsys, "a.txt")
    assert "could not be resolved" in draft
    assert '# 1:18 "Monday" (date): the day of publication is not known' in draft
    assert suggested(new(capsys, "a.txt", "--published", "2031-05-07"))[0]["value"] == "2031-05-05"


PAGE = """<!DOCTYPE html><html><head><title>Flood &amp; after | Herald</title>
<meta property="og:site_name" content="The Herald"><link rel="canonical" href="https://herald.example/flood">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Flood and after",
"datePublished": "2031-05-04T10:00:00Z", "author": [{"name": "Ana Reed"}]}</script>
<style>p { color: #123456 }</style></head>
<body><nav>99 more stories</nav><p>The flood took <b>30</b> homes.</p><p>It began on&nbsp;Friday.</p>
<script>var x = 12345;</script></body></html>"""


def test_a_web_page_says_who_wrote_it(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "page.html").write_text(PAGE, "utf-8")
    draft = new(capsys, "page.html")
    source = yaml.load(draft, yaml.BaseLoader)["source"]
    assert source["publisher"] == "The Herald"
    assert source["title"] == "Flood and after"
    assert source["author"] == "Ana Reed"
    assert source["published"] == "2031-05-04"
    assert source["url"] == "https://herald.example/flood"
    assert [claim["value"] for claim in suggested(draft)] == ["30", "2031-05-02"]
    assert plain_text(PAGE.encode(), ".html")[0] == "The flood took 30 homes.\nIt began on Friday."


def _pdf(words: str) -> bytes:
    """A PDF of one page, by hand."""
    stream = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    start = len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        start,
    )


def test_a_pdf(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pypdf", reason="pypdf is not installed: pip install pypdf")
    (desk / "a.pdf").write_bytes(_pdf("The flood took 30 homes."))
    assert [claim["value"] for claim in suggested(new(capsys, "a.pdf"))] == ["30"]
    for broken in (b"%PDF-1.4\nno", _pdf("x")[:200], _pdf("")):
        with pytest.raises(CannotRead):
            plain_text(broken, ".pdf")


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"a\0b", b"   \n"])
def test_what_is_no_text_is_refused(desk: Path, data: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "a.txt").write_bytes(data)
    assert run("new", "a.txt") == 2
    assert "text" in capsys.readouterr().err


HOSTILE = (
    "- id: x\n'\"#: {[ 12 people\u2028 \x07 ::error:: 30 homes & 40 more: # no\x85 $5m <script> on Monday \u202e99\n"
)


def test_a_hostile_text_stays_text(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "a.txt").write_text(HOSTILE, "utf-8")
    draft = new(capsys, "a.txt", "--publisher", "a: [b", "--published", "2031-05-04")
    assert yaml.load(draft, yaml.BaseLoader)["source"]["publisher"] == "a: [b"
    assert [claim["value"] for claim in suggested(draft)] == ["12", "30", "40", "$5m", "2031-05-05"]
    assert "\u202e" not in draft
    assert "\x07" not in draft


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles are not at hand: ../shared/articles")
def test_precision_and_recall_on_the_five_articles() -> None:
    """Nearly each figure that is suggested is coded, and each coded figure or date that stands in the text is found."""
    corpus = load([ROOT], texts=[ARTICLES])
    assert corpus.problems == ()
    articles = coverage(corpus)
    assert [article.text.state for article in articles if article.text] == ["as coded"] * 5
    assert sum(len(article.spots) for article in articles) == 51
    assert [spot.words for article in articles for spot in article.uncoded] == []
    assert [spot.words for article in articles for spot in article.no_claim] == ["origin between the two nations."]
    missed = []
    for article in articles:
        assert article.text is not None
        text = Searchable(article.text.content)
        mentions = find_mentions(article.text.content, corpus.sources[article.source].published, corpus.hedges)
        for claim in article.claims:
            scale = corpus.properties[claim.property].scale
            spots = text.find(claim.quote)
            figure_said = re.search(r"\d|\b(?:two|three|six|seven|hundreds|none|year)\b", claim.quote)
            if scale.type in FIGURES and figure_said and not claim.implied:
                near = [m for m in mentions for start, end in spots if m.start < end and start < m.end]
                if not near:
                    missed.append((claim.key, claim.quote))
    assert missed == []


# --- checker coverage --------------------------------------------------------------------------


def test_coverage_lists_what_no_claim_codes(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("coverage") == 0
    out = capsys.readouterr().out
    assert "2 of 6 figures and dates in 1 text are coded (33 %)" in out
    assert re.search(r"6:\d+ +date +2031-05-03 +the valley on Saturday\. It joins the 400\n", out)
    assert re.search(r"6:\d+ +count +400 +It joins the 400 who came last week\.\n", out)
    assert run("coverage", "--fail-under", "33") == 0
    assert run("coverage", "--fail-under", "50") == 1


def test_a_figure_is_coded_wherever_its_quote_is_from(desk: Path) -> None:
    """A figure that is given twice need be coded once; and a day on which a claim's figure stood is coded by it."""
    path = desk / "claims" / "flood" / "herald.yaml"
    path.write_text(
        CLAIMS + "  - {id: total, subject: the mission, property: strength, value: 400, as_of: 2031-05-03}\n", "utf-8"
    )
    (article,) = coverage(load([desk]))
    assert [spot.mention.phrase for spot in article.uncoded] == ["last week", "About 30"]


def test_a_figure_that_is_given_again_is_told_apart(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Perhaps the same figure, perhaps another thing of the same size: a person looks."""
    text = TEXT + "In the next valley, too, 200 people were brought to safety.\n"
    (desk / "claims" / "flood" / "herald.txt").write_text(text, "utf-8")
    assert run("coverage") == 0
    out = capsys.readouterr().out
    assert "3 of 7, 1 given" in out
    assert re.search(r"GIVEN AGAIN in flood/herald.*\n8:\d+ +count +200 ", out)


def test_a_figure_that_is_no_claim_is_left_out(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = desk / "claims" / "flood" / "herald.yaml"
    said = CLAIMS.replace(
        "  text: herald.txt\n", "  text: herald.txt\n  no_claim: [About 30 homes, who came last week]\n"
    )
    path.write_text(said, "utf-8")
    assert run("coverage") == 0
    out = capsys.readouterr().out
    assert "2 of 4 figures and dates" in out
    assert "2 of 4, 2 no" in out
    assert "About 30" not in out
    path.write_text(said.replace("About 30 homes", "one two three four five six seven eight nine"), "utf-8")
    (problem,) = load([desk]).problems
    assert (problem.line, problem.message) == (5, "9 words; at most 8 are allowed")


def test_a_value_that_is_not_in_its_quote(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The likeliest slip of all: 21 for 12."""
    path = desk / "claims" / "flood" / "herald.yaml"
    path.write_text(CLAIMS.replace("value: at least 12", "value: at least 21"), "utf-8")
    assert run("check") == 0
    assert run("coverage") == 1
    out = capsys.readouterr().out
    assert 'missing: at least 21, but "At least 12 people are missing" gives At least 12' in out
    assert re.search(r"7:\d+ +count +at least 12 ", out.casefold())


def test_a_neighbour_s_quote_does_not_code_a_figure(desk: Path) -> None:
    path = desk / "claims" / "flood" / "herald.yaml"
    path.write_text(CLAIMS.replace("quote: At least 12 people", "quote: official said. At least 12 people"), "utf-8")
    path.write_text(path.read_text("utf-8").replace("people are missing", "people are"), "utf-8")
    text = TEXT.replace("At least 12", "5 homes stand. At least 12")
    (desk / "claims" / "flood" / "herald.txt").write_text(text, "utf-8")
    said = path.read_text("utf-8").replace("official said. At", "5 homes stand. At")
    path.write_text(said, "utf-8")
    (article,) = coverage(load([desk]))
    assert "5" in [spot.mention.phrase for spot in article.uncoded]


def test_a_draft_is_an_article_of_which_nothing_is_coded(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("new", "claims/flood/herald.txt", "--name", "draft", "--publisher", "Gazette") == 0
    assert run("coverage") == 2
    assert re.search(r"flood/draft +as coded +0 of 6", capsys.readouterr().out)


def test_coverage_as_json(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("coverage", "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["version"] == 1
    assert told["percent"] == 33.3
    (article,) = told["articles"]
    assert (article["figures"], article["coded"], article["text"]) == (6, 2, "as coded")
    first = article["quotes"][0]
    assert TEXT[first["start"] : first["end"]] == first["quote"] == "A second team of 200 people"


def test_texts_may_live_elsewhere(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A text that may not be copied is found by its hash, whatever its name; without it nothing is wrong."""
    story, outside = desk / "claims" / "flood", desk.parent / "outside"
    outside.mkdir()
    (story / "herald.txt").rename(outside / "anything.txt")
    path = story / "herald.yaml"
    path.write_text(CLAIMS.replace("text: herald.txt", f"text_sha256: {hash_of(TEXT.encode())}"), "utf-8")
    assert run("coverage") == 0
    assert "No article's text is at hand" in capsys.readouterr().out
    assert run("check") == 0
    assert run("coverage", "--texts", str(outside)) == 0
    assert "2 of 6 figures" in capsys.readouterr().out
    path.write_text(path.read_text("utf-8").replace("12 people are missing", "13 people are missing"), "utf-8")
    assert run("check") == 0
    monkeypatch.setenv("CHECKER_TEXTS", str(outside))
    assert run("check") == 2
    assert "is not in the text" in capsys.readouterr().out


def test_a_kept_answer_is_not_given_once_a_text_has_come(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = desk.parent / "outside"
    outside.mkdir()
    monkeypatch.setenv("CHECKER_TEXTS", str(outside))
    (desk / "claims" / "flood" / "herald.txt").unlink()
    path = desk / "claims" / "flood" / "herald.yaml"
    said = CLAIMS.replace("text: herald.txt", f"text_sha256: {hash_of(TEXT.encode())}").replace(
        "12 people", "14 people"
    )
    path.write_text(said, "utf-8")
    assert run("check") == 0
    assert run("check") == 0
    (outside / "a.txt").write_text(TEXT, "utf-8")
    assert run("check") == 2
    assert "is not in the text" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("text: nowhere.txt", "'nowhere.txt' cannot be read: No such file"),
        ("text_sha256: abc", "'abc' is not a SHA-256: expected 64 hexadecimal digits"),
        ("text: .", "cannot be read: Is a directory"),
    ],
)
def test_a_text_that_cannot_be_read_is_a_problem(desk: Path, said: str, message: str) -> None:
    (desk / "claims" / "flood" / "herald.yaml").write_text(CLAIMS.replace("text: herald.txt", said), "utf-8")
    (problem,) = load([desk]).problems
    assert message in problem.message
    assert problem.line == 4


# --- quotes that move --------------------------------------------------------------------------


def test_an_article_that_was_changed_shows_what_rested_on_it(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A stealth correction: 12 missing became 15. The old text is kept in an archive."""
    archive = desk.parent / "archive"
    archive.mkdir()
    (archive / "old.txt").write_text(TEXT, "utf-8")
    path = desk / "claims" / "flood" / "herald.yaml"
    said = CLAIMS.replace("text: herald.txt", f"text: herald.txt\n  text_sha256: {hash_of(TEXT.encode())}")
    path.write_text(said, "utf-8")
    assert run("check") == 0
    (desk / "claims" / "flood" / "herald.txt").write_text(TEXT.replace("At least 12", "At least 15"), "utf-8")
    assert run("check") == 2
    assert "herald.yaml:5:16: the text has changed since it was coded" in capsys.readouterr().out
    assert run("coverage", "--texts", str(archive)) == 2
    out = capsys.readouterr().out
    assert "CHANGED since it was coded: the text of flood/herald" in out
    assert 'line 7: "12" is now "15"' in out
    assert "missing rested on it: at least 12" in out
    assert "team rested on it" not in out
    assert 'is gone; it reads now: "At least 15 people are missing."' in out
    assert run("coverage") == 2
    assert "not known what has changed" in capsys.readouterr().out


def anchored(desk: Path, text: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Anchor the quotes, change the text, and look again."""
    assert run("coverage", "--anchor") == 0
    (desk / "claims" / "flood" / "herald.txt").write_text(text, "utf-8")
    capsys.readouterr()
    return run("coverage"), capsys.readouterr().out


def test_a_quote_that_moved_is_told_from_one_that_is_gone(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out = anchored(desk, "An update.\n\n" + TEXT, capsys)
    assert status == 0
    assert "2 moved" in out
    assert "QUOTES to look at" not in out


def test_words_that_stand_elsewhere_now_are_not_accepted_in_silence(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = TEXT.replace("At least 12 people are missing.", "All are well.").replace(
        "Second team reaches", "Rumour: at least 12 people are missing, and more. Team reaches"
    )
    status, out = anchored(desk, text, capsys)
    assert "elsewhere now" in out
    assert status == 1


def test_anchors_are_written_once_and_the_same(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("coverage", "--anchor") == 0
    first = (desk / "anchors.yaml").read_bytes()
    assert run("coverage", "--anchor") == 0
    assert (desk / "anchors.yaml").read_bytes() == first
    assert re.search(r"(?m)^flood/herald:\n  missing: \d+ [0-9a-f]{8} [0-9a-f]{8}\n  team: ", first.decode())
    (desk / "anchors.yaml").write_text("flood/herald: {team: here}\n", "utf-8")
    assert run("coverage") == 2
    assert "anchors.yaml:1:22: expected a position and two hashes" in capsys.readouterr().err


def test_without_a_text_nothing_is_anchored(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "claims" / "flood" / "herald.yaml").write_text(CLAIMS.replace("  text: herald.txt\n", ""), "utf-8")
    assert run("coverage", "--anchor") == 2
    assert not (desk / "anchors.yaml").exists()


def test_a_new_story_gets_its_schemas_where_the_project_has_some(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("schema") == 0
    (desk.parent / "a.txt").write_text("In the valley 30 people are missing.\n", "utf-8")
    assert run("new", str(desk.parent / "a.txt"), "--story", "quake", "--name", "a") == 0
    assert "lies outside the project: name its folder with --texts" in capsys.readouterr().out
    story = desk / "claims" / "quake"
    assert (story / "a.yaml").read_text("utf-8").startswith("# yaml-language-server: $schema=.schemas/article.json\n")
    assert (story / ".schemas" / "article.json").is_file()
    assert run("schema", "--check") == 0


def test_anchors_are_refused_in_ci(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    assert run("coverage", "--anchor") == 2
    assert not (desk / "anchors.yaml").exists()


def test_places() -> None:
    text = Searchable("He said “40 men” left.\n  She said: 400   men came; 40 men left.")
    assert [text.text[a:b] for a, b in text.find('said "40 men"')] == ["said “40 men”"]
    assert [text.text[a:b] for a, b in text.find("40 MEN")] == ["40 men", "40 men"]
    assert [text.text[a:b] for a, b in text.find("400 men came")] == ["400   men came"]
    assert place("40 men", text, None).state == TWICE
    assert place("400 men", text, None).state == FOUND
    assert place("50 men", text, None).state == GONE
    second = text.find("40 men")[1]
    anchor = text.anchor(*second)
    assert place("40 men", text, anchor).state == FOUND
    assert place("40 men", Searchable("So. " + text.text), anchor).state == MOVED
    assert place("40 men", Searchable("Only these 40 men stay."), anchor).state == ELSEWHERE
    assert place("40 men", text, Anchor(second[0], "00000000", "00000000")).state == ELSEWHERE


@pytest.mark.parametrize("quote", ["ß und İstanbul", "مئة رجل", "👍🏽 40 men", "STRASSE"])
def test_places_in_other_scripts(quote: str) -> None:
    said = "Sie sagte: ß und İstanbul; مئة رجل 👍🏽 40 men. Straße"
    (found,) = Searchable(said).find(quote)
    assert said[found[0] : found[1]].casefold() == quote.casefold()
