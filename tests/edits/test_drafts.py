"""Claims coded from the draft of `checker new`: what a person does who takes off the comment marks."""

from __future__ import annotations

from pathlib import Path

from checker.coding.draft import draft
from checker.corpus.loader import load
from checker.edits.articles import ArticleFile, add_claim, article_of, mark_no_claim, remove_claim
from checker.edits.change import Made
from checker.edits.claim_places import place_in_order, suggested_in
from checker.files.extract import Details

TEXT = """\
Second team reaches the flood

About 400 people were hurt, the mayor said. At least 12 houses fell on page 14.
Some 300 more are expected on Friday.
"""
DETAILS = Details(publisher="Courier", title="Second team reaches the flood", published="2031-05-04")


def drafted(tmp_path: Path) -> ArticleFile:
    (tmp_path / "claims" / "flood").mkdir(parents=True)
    (tmp_path / "claims" / "flood" / "entities.yaml").write_text("flood: {kind: event}\n")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "properties.yaml").write_text("hurt: {type: count, unit: person}\n")
    file, problems = article_of("a.yaml", draft(TEXT, DETAILS, {}, load([tmp_path]), "flood").text)
    assert file is not None, problems
    return file


def after(made: Made) -> ArticleFile:
    change, problems = made
    assert change is not None, problems
    text = change.files[0].after
    assert isinstance(text, str)
    file, problems = article_of("a.yaml", text)
    assert file is not None, problems
    return file


HURT = {
    "id": "hurt",
    "subject": "flood",
    "property": "hurt",
    "value": "about 400",
    "quote": "About 400 people were hurt",
}
FELL = {"id": "fell", "subject": "flood", "property": "hurt", "value": "12", "quote": "At least 12 houses fell"}


def spot_of(file: ArticleFile, words: str) -> tuple[int, int]:
    lines = file.text.split("\n")
    return next(each.spot for each in suggested_in(lines) if words in lines[each.first])


def test_a_claim_takes_the_place_of_its_suggestion(tmp_path: Path) -> None:
    file = drafted(tmp_path)
    before = file.text.split("\n")
    suggestion = next(each for each in suggested_in(before) if "400" in before[each.first])
    coded = after(add_claim(file, HURT, spot=spot_of(file, "400"), article_text=TEXT))
    lines = ["  - id: hurt", "    subject: flood", "    property: hurt", "    value: about 400"]
    lines.append("    quote: About 400 people were hurt")
    assert coded.text.split("\n") == [*before[: suggestion.first], *lines, *before[suggestion.last :]]


def test_suggestions_keep_their_order_around_claims(tmp_path: Path) -> None:
    """The second is coded first; then the first, which goes above it, and the claims are in the text's order."""
    file = drafted(tmp_path)
    file = after(add_claim(file, FELL, spot=spot_of(file, "12"), article_text=TEXT))
    file = after(add_claim(file, HURT, spot=spot_of(file, "400"), article_text=TEXT))
    assert [claim["id"] for claim in file.claims] == ["hurt", "fell"]
    assert "300" in file.text
    assert file.text.index("id: fell") < file.text.index('"Some 300"')


def test_a_claim_without_suggestion_goes_between_them(tmp_path: Path) -> None:
    file = drafted(tmp_path)
    stance = {
        "id": "mayor",
        "subject": "flood",
        "property": "hurt",
        "value": "1",
        "quote": "people were hurt, the mayor said",
    }
    file = after(add_claim(file, stance, spot=(3, 20), article_text=TEXT))
    assert file.text.index('"About 400') < file.text.index("id: mayor") < file.text.index('"At least 12')


def test_the_last_suggestion_takes_the_introduction_with_it(tmp_path: Path) -> None:
    file = drafted(tmp_path)
    while suggested := suggested_in(file.text.split("\n")):
        file = after(mark_no_claim(file, f"words {suggested[0].spot}", spot=suggested[0].spot))
    assert "Suggestions, in the order" not in file.text
    assert file.text.rstrip().endswith("claims:") or "Seen" in file.text


def test_the_only_claim_taken_out_leaves_a_list_without_any(tmp_path: Path) -> None:
    file = drafted(tmp_path)
    coded = after(add_claim(file, HURT, spot=(9, 9)))
    without = after(remove_claim(coded, "hurt"))
    assert without.claims == []
    assert "claims: []" in without.text


def test_the_place_of_a_claim_is_that_of_its_quote() -> None:
    claims = [HURT, FELL]
    assert place_in_order(claims, {"quote": "Second team"}, TEXT) == 0
    assert place_in_order(claims, {"quote": "the mayor said"}, TEXT) == 1
    assert place_in_order(claims, {"quote": "Some 300 more"}, TEXT) == 2
    assert place_in_order(claims, {"quote": "not in there"}, TEXT) == 2
    assert place_in_order([], {"quote": "Some 300 more"}, TEXT) == 0
    # one that stands on the wrong side does not draw others after it
    assert place_in_order([FELL, HURT, FELL], {"quote": "Second team"}, TEXT) == 0
