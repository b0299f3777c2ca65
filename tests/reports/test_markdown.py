"""Markdown, by a reader of its own."""

from __future__ import annotations

import html
import re
from pathlib import Path

from msgspec.structs import replace

from checker.baseline.review import Review
from checker.reports import Style, render
from checker.reports.markdown import MOST_CLAIMS
from tests.reports.corpora import (
    CAST,
    GATE,
    IN_ODD_FOLDER,
    PAYLOADS,
    article,
    entities,
    first_sentence,
    review_of,
    said_of,
    spelled,
    write,
)
from tests.reports.readers import TAGS, reader_sees, tables_of

# --- Markdown ----------------------------------------------------------------------------------


def without_problems(review: Review) -> Review:
    corpus = replace(review.corpus, problems=())
    return replace(review, result=replace(review.result, corpus=corpus))


def test_markdown_tables_are_even(each: Review) -> None:
    for style in (GATE, IN_ODD_FOLDER, Style(brief=True, show_accepted=True)):
        text = render(each, "markdown", style)
        tables = tables_of(text)
        assert len(tables) == text.count("finding <code>")
        for head, dashes, *rows in tables:
            assert set(dashes) == {"---"} and rows
            assert {len(row) for row in (head, dashes, *rows)} in ({4}, {5})


def test_markdown_shows_new_ones_open_and_known_ones_folded(based: Review, clean: Review) -> None:
    text = render(based, "markdown", Style(brief=True, show_accepted=True))
    open_, fold, folded = text.partition("<details>")
    assert fold and text.count("<details>") == text.count("</details>") == 3
    by_rule, masked, known = folded.split("</details>")[:3]
    assert "finding brought to light by changed rules</summary>" in by_rule
    assert "finding there before, behind another finding</summary>" in masked
    assert " known before</summary>" in known
    for finding in based.findings:
        where = open_ if based.status(finding).fails else folded
        assert f"finding <code>{finding.id}</code>" in where
    assert "as the desk found (a colleague), until 31 Dec 2039" in reader_sees(folded)
    for problem in based.corpus.problems:
        assert problem.message in reader_sees(open_)
    table = next(rows for rows in tables_of(open_) if rows[2][3].startswith("<code>claims/flood/herald.yaml&#58;9<"))
    assert table[2][4] == "**new**"
    assert reader_sees(table[3][4]) == "there since 1a2b3c4 (2029-05-04)"
    assert render(clean, "markdown", GATE).startswith("### Sources: no new disagreement\n")
    assert text.endswith("\n\nCould not check all of it.\n")
    text = render(without_problems(based), "markdown", GATE)
    assert ' To let one stay&#58; <code>checker accept ID --reason "..."</code>.' in text
    assert text.endswith(", for the same reason.\n")


def test_markdown_holds_no_markup_from_a_file(each: Review) -> None:
    for style in (GATE, IN_ODD_FOLDER, Style(brief=True, show_accepted=True)):
        text = render(each, "markdown", style)
        assert set(re.findall(r"<[^>]*>?", text)) <= TAGS
        own = re.sub(
            r"\*\*(?=(?:new|changed)\*\*)|^\*\*|\*\*(?=$|, off by )|(?<=new)\*\*|(?<=changed)\*\*",
            "",
            text,
            flags=re.MULTILINE,
        )
        assert not set(own) & set("*`_[]\\@$~")
        assert "https:" not in text
        for line in text.split("\n"):
            assert line.startswith("### ") or "#" not in re.sub(r"&#\d+;", "", line)


def test_markdown_mentions_nobody(each: Review) -> None:
    """GitHub and GitLab look for @name, #1 and addresses in the finished page: an escape is no help by then.

    See github/cmark-gfm#181. `www.` and `a@b.example` become links on the way there.
    """
    for style in (GATE, IN_ODD_FOLDER, Style(brief=True, show_accepted=True)):
        text = re.sub("<code>.*?</code>", "", render(each, "markdown", style))
        seen = html.unescape(text)
        for pattern in (r"@\w", r"(?<!#)#\d", r"(?<!\w)!\d", r"~\d", r"(?<!\w)\$\d"):
            assert not (found := re.search(pattern, seen)), seen[max(found.start() - 40, 0) : found.end() + 20]
        assert not re.findall(r"\bwww\.", text)


def test_markdown_says_all_that_was_written(hostile: Review) -> None:
    text = render(hostile, "markdown", Style(brief=True, show_accepted=True))
    rows = {reader_sees(row[3]): row for table in tables_of(text) for row in table[2:]}
    for number, payload in enumerate(PAYLOADS):
        row = rows.get(f"claims/s{number:02}/a.yaml:3")
        if row is not None:  # all of them are too much for a comment
            assert reader_sees(row[1]) == spelled(said_of(payload))
            assert reader_sees(row[0]) == spelled(payload).strip()
    assert len(rows) > len(PAYLOADS) // 2
    shown = reader_sees(text)
    for finding in hostile.findings:
        assert f"finding <code>{finding.id}</code>" not in text or spelled(first_sentence(finding, hostile)) in shown


def test_markdown_fits_a_comment(many: Review, hostile: Review) -> None:
    """65,536 characters are what a comment on a pull request may have."""
    for review in (many, hostile):
        text = render(review, "markdown", Style(brief=True, show_accepted=True))
        assert len(text) <= 65_536
        assert text.count("<details>") == text.count("</details>")


def test_markdown_shows_a_finding_of_many_voices_in_short(tmp_path: Path) -> None:
    """Told in full it was too long for a comment, and nothing of the only finding was shown."""
    figure = {"id": "size", "subject": "new-road", "property": "size"}
    files = {
        "claims/flood/entities.yaml": entities(CAST),
        "claims/flood/courier.yaml": article([{**figure, "value": "500"}]),
        **{
            f"claims/flood/p{number}.yaml": article([{**figure, "value": "400"}], publisher=f"Paper {number}")
            for number in range(600)
        },
    }
    review = review_of(write(tmp_path, files))
    (finding,) = review.findings
    text = render(review, "markdown", GATE)
    ask = f"checker explain {finding.id}"
    assert f"- and 592 more: <code>{ask}</code>\n" in text
    assert f"\n\nand 551 more: <code>{ask}</code>\n" in text
    ((_, _, *rows),) = tables_of(text)
    assert len(rows) == MOST_CLAIMS
    assert "are not shown here" not in text
