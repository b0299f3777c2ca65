"""A new article in the desk is what `checker new` makes of it, byte for byte."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from checker import cli
from checker.coding.marks import marks_of
from checker.corpus.loader import load
from checker.edits.change import apply, reversed_change
from checker.edits.new_articles import NewArticle, new_article, proposed_head
from checker.files.docx import DOCUMENT

TEXT = """\
Second team reaches the flood

By Jane Roe
May 4, 2031

About 400 people were hurt, the mayor said. The camp will cost $3 million. Example Wire
"""
PAGE = """<html><head><title>Team reaches flood</title><meta property="og:site_name" content="Courier">
<meta property="article:published_time" content="2031-05-04T10:00:00Z"></head>
<body><article><h1>Team reaches flood</h1><p>About 400 people were hurt, the mayor said.</p></article></body></html>"""
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(text: str) -> bytes:
    out = io.BytesIO()
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.splitlines())
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(DOCUMENT, f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    return out.getvalue()


@pytest.fixture(params=[False, True], ids=["without schemas", "with schemas"])
def root(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "claims" / "flood").mkdir(parents=True)
    (tmp_path / "claims" / "flood" / "entities.yaml").write_text("mayor: {kind: person, name: the mayor}\n")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "properties.yaml").write_text("hurt: {type: count, unit: person}\n")
    monkeypatch.chdir(tmp_path)
    if request.param:
        assert cli.main(["schema"]) == 0
    return tmp_path


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("data", "file_name"),
    [(TEXT.encode(), ""), (TEXT.encode(), "a.txt"), (PAGE.encode(), "page.HTML"), (word(TEXT), "story.docx")],
    ids=["pasted", "text", "page", "word"],
)
def test_it_is_what_checker_new_makes(root: Path, data: bytes, file_name: str) -> None:
    before = files(root)
    change, problems = new_article(root, NewArticle(data=data, file_name=file_name, publisher="Courier"))
    assert change is not None, problems
    outcome = apply(root, change, anyway=True)
    assert outcome.is_written
    made = files(root)
    text_file = next(name for name in made if name.startswith("texts/"))
    assert made[text_file] == data
    assert apply(root, reversed_change(change)).is_written
    assert files(root) == before
    (root / text_file).parent.mkdir(exist_ok=True)
    (root / text_file).write_bytes(data)
    assert cli.main(["new", text_file, "--publisher", "Courier"]) == 0
    assert files(root) == made


def test_the_head_is_proposed() -> None:
    head, problems = proposed_head(TEXT.encode())
    assert head is not None, problems
    assert (head.title, head.author, head.published) == ("Second team reaches the flood", "Jane Roe", "2031-05-04")
    assert head.name == "second-team-reaches-the-flood"
    head, _ = proposed_head(PAGE.encode(), "x.html")
    assert head is not None
    assert (head.publisher, head.published, head.title) == ("Courier", "2031-05-04", "Team reaches flood")


def test_what_a_person_says_goes_before(root: Path) -> None:
    wanted = NewArticle(
        data=TEXT.encode(), name="mine", publisher="Post", published="2031-05-05", title="T: x", author="A", via="Wire"
    )
    change, problems = new_article(root, wanted)
    assert change is not None, problems
    assert apply(root, change, anyway=True).is_written
    corpus = load([root])
    text = (root / "claims/flood/mine.yaml").read_text()
    assert (
        'publisher: Post\n  title: "T: x"\n  author: A\n  published: 2031-05-05\n  via: Wire\n  text: ../../texts/mine'
        in text
    )
    again, problems = new_article(root, wanted)
    assert again is None
    assert problems[0].message == "is there already; give it another name"
    assert [problem.message for problem in corpus.problems] == ["holds no claim yet: each begins with `- id:`"]


def test_a_text_that_is_not_kept(root: Path) -> None:
    change, problems = new_article(root, NewArticle(data=TEXT.encode(), publisher="Post", keeps_text=False))
    assert change is not None, problems
    assert not any(file.name.startswith("texts/") for file in change.files)
    claims = next(file.after for file in change.files if file.name.endswith("flood.yaml"))
    assert isinstance(claims, str)
    assert "text_sha256: " in claims
    assert "  text: " not in claims


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (NewArticle(data=b" \n"), "holds no text"),
        (NewArticle(data=b"a\x00b\xff"), ""),
        (NewArticle(data=b"x", name="../x"), "'../x' cannot be a file's name here; use letters, digits, -, _ and ."),
        (NewArticle(data=b"x", name="con"), "'con' cannot be a file's name here; use letters, digits, -, _ and ."),
        (NewArticle(data=b"x", story="../.."), "'../..' cannot be a story's folder; use letters, digits, -, _ and ."),
        (NewArticle(data=b"x", published="soon"), "--published:"),
        (NewArticle(data=b"no zip", file_name="a.docx"), "not a Word file that can be read"),
        (NewArticle(data=b"%PDF-no", file_name="a.pdf"), ""),
    ],
)
def test_what_is_no_article(root: Path, wanted: NewArticle, message: str) -> None:
    before = files(root)
    change, problems = new_article(root, wanted)
    assert change is None
    assert message in problems[0].message
    assert files(root) == before


def test_marks_of_a_new_article(root: Path) -> None:
    change, _ = new_article(root, NewArticle(data=TEXT.encode(), name="a", publisher="Post"))
    assert change is not None
    assert apply(root, change, anyway=True).is_written
    corpus = load([root])
    marks = marks_of(corpus.texts["flood/a"].content, "flood/a", corpus)
    assert [(mark.mention.phrase, mark.state) for mark in marks] == [
        ("Second", "no claim"),
        ("About 400", "to code"),
        ("$3 million", "to code"),
    ]
