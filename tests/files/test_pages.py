"""Web pages: their text without what stands around it, what they say of themselves by order of trust, their own day."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.files import page_library
from checker.files.budgets import PAGE_CHARACTERS
from checker.files.extract import CannotRead, Details, plain_text
from checker.files.page_days import days_in, moment

PROSE = "".join(
    f"<p>On day {n} the harbour took in {n * 7} boats, said the harbour master of the town.</p>" for n in range(9)
)
HEAD = '<meta charset="utf-8"><title>Boats come in</title>'


@pytest.fixture(params=["trafilatura", "alone"], autouse=True)
def _reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the extra `html`, and without it."""
    if request.param == "alone":
        monkeypatch.setattr(page_library, "_trafilatura", lambda: None)
    else:
        pytest.importorskip("trafilatura")
        pytest.importorskip("lxml_html_clean")


def read(body: str, head: str = HEAD) -> tuple[str, Details]:
    return plain_text(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), ".html")


# --- text --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        f'<form action="/page.aspx"><div><input type=hidden value=x>{PROSE}</div></form>',  # ASP.NET
        f'<form><form><div class="widget comments"><article>{PROSE}</article></div></form></form>',
        f'<div class="sidebar-layout has-sidebar"><div class="ad-free newsletter">{PROSE}</div></div>',
        f'<main><aside>of a sale</aside><div itemprop="articleBody">{PROSE}</div></main>',
        f"<table><tr><td>{PROSE}</td></tr></table>",
        f"<DIV>{PROSE.upper()}</DIV>".replace("ON DAY", "On day"),
        f"{PROSE}</p></div></body></html><p>",
    ],
)
def test_the_text_is_there_whatever_is_around_it(body: str) -> None:
    text, _ = read(body)
    assert text.count("On day") == 9 and text.casefold().count("63 boats") + text.casefold().count("56 boats") >= 1


AROUND = [
    "<nav><a href=/>Home</a> 99 more stories</nav>",
    '<div class="ad-slot">Only $19.99 for 3 months</div>',
    '<div id="related-stories"><a href=/a>12 dead in storm</a> <a href=/b>45 hurt</a></div>',
    '<section class="comments"><p>77 people liked this, and 78 did not at all</p></section>',
    '<div class="newsletter-box">Join 4,000 readers</div>',
    "<aside>In 2018 there were 30 boats</aside>",
    '<ul class="x"><li><a href=/1>17 ways to sail a boat</a></li><li><a href=/2>18 more ways to sail</a></li></ul>',
    '<form action="/search"><label>Search 55 articles</label></form>',
    '<div style="display: none">66 secrets</div>',
    "<p>12 comments</p>",
    "<p>Advertisement</p>",
    '<div class="cookie-consent">We use 88 cookies</div>',
    "<footer>© 2031 The Courier, 44 Harbour Road</footer>",
]


@pytest.mark.parametrize("around", AROUND)
def test_what_is_around_the_text_is_not_read(around: str) -> None:
    plain, _ = read(f"<div><h1>Boats come in</h1>{PROSE}{around}</div>")
    without, _ = read(f"<div><h1>Boats come in</h1>{PROSE}</div>")
    assert plain.replace("\n", "") == without.replace("\n", "")


def test_a_page_that_a_script_fills_in() -> None:
    linked = (
        '{"@type": "NewsArticle", "headline": "Boats", "articleBody": "<p>12 boats came.</p><p>They &amp; 3 more.</p>"}'
    )
    text, _ = read("<div id=app></div>", f'<script type="application/ld+json">{linked}</script>')
    assert text == "12 boats came.\nThey & 3 more."


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("windows-1252", '<meta charset="windows-1252">'),
        ("windows-1252", '<meta charset="iso-8859-1">'),  # as browsers read it
        (
            "windows-1252",
            "<script>" + " " * 5000 + '</script><meta http-equiv="Content-Type" content="a; charset=latin1">',
        ),
        ("koi8-r", '<meta charset="koi8-r">'),
    ],
)
def test_encodings_of_pages(encoding: str, head: str) -> None:
    word = "судно" if encoding == "koi8-r" else "“Zürich”"
    page = f"<html><head>{head}</head><body><p>{word} 12</p></body></html>"
    assert plain_text(page.encode(encoding), ".html")[0] == f"{word} 12"


def test_a_page_with_a_broken_letter_is_read() -> None:
    page = f"<html><body>{PROSE * 3}".encode() + b"<p>12 boats \xe2 came</p>"
    assert "12 boats \ufffd came" in plain_text(page, ".html")[0]
    with pytest.raises(CannotRead, match="not a text file in UTF-8"):
        plain_text(b"<html><p>Z\xfcrich</p>", ".html")


# --- details -----------------------------------------------------------------------------------


def linked(*articles: str) -> str:
    return "".join(f'<script type="application/ld+json">{text}</script>' for text in articles)


@pytest.mark.parametrize(
    ("body", "head", "published"),
    [
        ("<aside><time datetime=2018-03-12>12 March</time></aside>", "", ""),
        ('<div class="related"><time datetime=2018-03-12></time></div>', "", ""),
        ("<article><time datetime=2031-05-04>4 May</time></article>", "", "2031-05-04"),
        ("<time datetime=2031-05-04></time><time datetime=2030-01-01></time>", "", ""),  # which?
        ("<time itemprop=datePublished datetime=2031-05-04></time><time datetime=2030-01-01></time>", "", "2031-05-04"),
        ("", '<meta name="DC.date.issued" content="2031-05-04">', "2031-05-04"),
        ("", '<meta property="article:modified_time" content="2031-05-04">', ""),
        ("", '<link rel="canonical" href="https://a.example/2031/05/04/boats">', "2031-05-04"),
        ("", '<meta name="date" content="4 May 2031">', "2031-05-04"),
        ("", '<meta name="date" content="4/5/2031">', ""),  # of April, or of May
        ("", '<meta name="date" content="2031-13-44">', ""),
        # an instant in UTC, and where the page tells the day at its place
        ("", '<meta property="article:published_time" content="2031-05-04T22:30:00Z">', "2031-05-04"),
        (
            "<time datetime='2031-05-04T22:30:00Z'>Monday 5 May 2031, 8.30am</time>",
            '<meta property="article:published_time" content="2031-05-04T22:30:00Z">',
            "2031-05-05",
        ),
        (
            "",
            '<meta property="article:published_time" content="2031-05-04T22:30:00Z">'
            '<meta name="parsely-pub-date" content="2031-05-05T08:30:00+10:00">',
            "2031-05-05",
        ),
        (
            "<time datetime='2031-05-04T22:30:00Z'>6 August 2030</time>",  # of another story
            '<meta property="article:published_time" content="2031-05-04T22:30:00Z">',
            "2031-05-04",
        ),
        ("", '<meta property="article:published_time" content="2031-05-04T22:30:00-05:00">', "2031-05-04"),
    ],
)
def test_the_day_of_the_article(body: str, head: str, published: str) -> None:
    assert read(f"{body}{PROSE}", HEAD + head)[1].published == published


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("https://www.facebook.com/ana.reed", ""),
        ("www.herald.example/ana", ""),
        ("@anareed", ""),
        ("By Ana Reed", "Ana Reed"),
        ("admin", ""),
        ("Ana &amp;#8220;Ann&amp;#8221; Reed", "Ana “Ann” Reed"),
    ],
)
def test_an_author_is_a_name(text: str, author: str) -> None:
    assert read(PROSE, f'{HEAD}<meta name="author" content="{text}">')[1].author == author


def test_references_in_a_title_are_read() -> None:
    title = "Boats &amp;#8220;come&amp;#8221; in &amp;amp; out &lt;b&gt;now&lt;/b&gt;"
    assert read(PROSE, f'<meta property="og:title" content="{title}">')[1].title == "Boats “come” in & out now"


OWN = '{"@type": "NewsArticle", "headline": "Boats come in", "datePublished": "2031-05-04", "author": {"name": "Ana"}}'
OTHER = '{"@type": "NewsArticle", "headline": "A storm", "datePublished": "2030-01-01", "author": {"name": "Ben"}}'


@pytest.mark.parametrize(
    "blocks", [(OWN, OTHER), (OTHER, OWN), (f"[{OTHER}, {OWN}]",), (f'{{"@graph": [{OTHER}, {OWN}]}}',)]
)
def test_of_several_articles_the_pages_own_counts(blocks: tuple[str, ...]) -> None:
    _, details = read(PROSE, HEAD + linked(*blocks))
    assert (details.title, details.published, details.author) == ("Boats come in", "2031-05-04", "Ana")


def test_of_several_articles_the_address_tells_which() -> None:
    blocks = [
        '{"@type": "Article", "headline": "One", "url": "https://a.example/1", "datePublished": "2031-05-01"}',
        '{"@type": "Article", "headline": "Two", "mainEntityOfPage": {"@id": "https://a.example/2"}, '
        '"datePublished": "2031-05-02"}',
    ]
    head = '<link rel="canonical" href="https://a.example/2">' + linked(*blocks)
    assert read(PROSE, head)[1].published == "2031-05-02"


def test_where_it_is_open_which_article_is_the_pages_nothing_is_said() -> None:
    _, details = read(PROSE, HEAD.replace("Boats come in", "Home") + linked(OWN, OTHER))
    assert details.published == "" and details.author == ""


@pytest.mark.parametrize("type_", ["LiveBlogPosting", "ReportageNewsArticle", "BlogPosting", '"], "x": ["'])
def test_kinds_of_articles(type_: str) -> None:
    block = f'{{"@type": ["Thing", "{type_}"], "headline": "Boats come in", "datePublished": "2031-05-04"}}'
    assert read(PROSE, HEAD + linked(block))[1].published == ("2031-05-04" if type_.isalpha() else "")


def test_a_publisher_that_is_named_elsewhere_in_the_page() -> None:
    block = (
        '{"@graph": [{"@type": "Organization", "@id": "#org", "name": "The Courier"}, {"@type": "NewsArticle", '
        '"headline": "Boats come in", "publisher": {"@id": "#org"}}]}'
    )
    assert read(PROSE, HEAD + linked(block))[1].publisher == "The Courier"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            '<title>Boats come in | The Courier</title><meta property="og:site_name" content="The Courier">',
            "Boats come in",
        ),
        ('<meta property="og:title" content="herald.example"><title>Boats come in</title>', "Boats come in"),
        ("<title>Boats come in - Harbour - The Courier</title>", "Boats come in"),
    ],
)
def test_a_title_is_the_headline(head: str, title: str) -> None:
    assert read(f"<h1>Menu</h1><h1>Boats come in</h1>{PROSE}", head)[1].title == title


# --- what is made to harm ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"<html>" + b"&#" * 200_000,
        b"<html>" + b"<!--" * 200_000,
        b"<html>" + b"<div>" * 100_000 + b"a",
        b"<html>" + b"<p><b><i>" * 60_000,
        b"<html>" + b"<a href='" * 100_000,
        b"<html><script type='application/ld+json'>" + b"[" * 300_000,
        b"<html><script type='application/ld+json'>" + b'{"a":' * 100_000,
        b"<html><meta charset=undefined>a",
        b"<html><meta charset=base64>a",
        b"<html><meta charset=idna>\xff",
        b"<html><meta charset='" + b"x" * 1000,
        b"<html>" + b"</div>" * 200_000 + b"a",
        b"<html>" + b"<table><tr><td>" * 50_000,
    ],
    ids=range(13),
)
@pytest.mark.timeout(60)
def test_a_hostile_page_is_read_or_refused(data: bytes) -> None:
    try:
        text, _ = plain_text(data, ".html")
    except CannotRead:
        return
    assert len(text) <= len(data)


def test_sizes_are_bounded() -> None:
    with pytest.raises(CannotRead, match="a web page larger than 4 MB"):
        plain_text(b"<html>" + b"a" * PAGE_CHARACTERS, ".html")
    with pytest.raises(CannotRead, match="larger than 20 MB"):
        plain_text(b"a" * 20_000_001, ".txt")


def test_days_and_moments() -> None:
    assert {day.isoformat() for day in days_in("Published 4th May, 2031")} == {"2031-05-04"}
    assert {day.isoformat() for day in days_in("04.05.2031")} == {"2031-05-04", "2031-04-05"}
    assert days_in("in May 2031, 45 of 2031") == set()
    assert moment("2031-05-04T25:00Z") is not None  # the day is right
    assert moment("no day") is None


def test_the_repository_needs_no_network() -> None:
    """Reading a page fetches nothing: no module of it opens a connection."""
    import checker.files

    for path in Path(checker.files.__file__).parent.glob("page*.py"):
        assert "urlopen" not in path.read_text("utf-8") and "fetch_url" not in path.read_text("utf-8")
