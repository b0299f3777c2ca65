"""Claims added, changed and taken out: nothing of a file is touched but what was asked for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.edits.articles import (
    ArticleFile,
    add_claim,
    article_of,
    change_claim,
    change_head,
    mark_no_claim,
    remove_claim,
    unmark_no_claim,
)
from checker.edits.change import Made
from checker.files.yaml_writer import quoted

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path
    for folder in ("claims", "examples")
    for path in (ROOT / folder).rglob("*.yaml")
    if path.name != "entities.yaml" and "claims" in path.relative_to(ROOT).parts
)


def opened(text: str) -> ArticleFile:
    file, problems = article_of("claims/flood/courier.yaml", text)
    assert file is not None, problems
    return file


def text_of(made: Made) -> str:
    change, problems = made
    assert change is not None, problems
    after = change.files[0].after
    assert isinstance(after, str)
    return after


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_claim_taken_out_and_put_in_again_gives_the_same_file(path: Path) -> None:
    text = original = path.read_bytes().decode()
    file = opened(text)
    ids = [claim["id"] for claim in file.claims]
    in_braces = re.findall(r"- \{id: ([\w.-]+)", text)
    for number, claim in enumerate(file.claims):
        if in_braces == [claim["id"]]:  # without it nothing shows that the file has short claims so
            continue
        text = original
        change, problems = remove_claim(file, claim["id"])
        assert change is not None, problems
        without = text_of((change, ()))
        after = text_of(add_claim(opened(without), claim, after=ids[number - 1] if number else ""))
        at = text.index(f"id: {claim['id']}")
        for comment in change.lost:  # which nobody can put in again
            start = text.rfind(comment, 0, at) if text[:at].rstrip(" -{").endswith(comment) else text.index(comment, at)
            text = f"{text[:start].rstrip(' ')}{text[start + len(comment) :]}"
        assert after == text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_key_changed_and_changed_back_gives_the_same_file(path: Path) -> None:
    text = path.read_bytes().decode()
    file = opened(text)
    for claim in file.claims:
        for key, value in claim.items():
            for other in ("another", 'in "quotes": and, more', "1,000"):
                changed = opened(text_of(change_claim(file, claim["id"], {key: other})))
                assert changed.claim(other if key == "id" else claim["id"]) == {**claim, key: other}
                back = change_claim(changed, other if key == "id" else claim["id"], {key: value})
                assert text_of(back) == text


# --- files as people write them -----------------------------------------------------------------------

WORDS = [
    "275",
    "about 1,000",
    "it's: so",
    "- x",
    "a # b",
    'say "no"',
    "yes",
    "",
    "über ’30’",
    "{x}",
    "[y]",
    "a, b",
    "@me",
]
KEYS = ("subject", "property", "status", "value", "said_by", "quote", "note")


@st.composite
def scalars(draw: st.DrawFn, word: str, *, is_flow: bool) -> str:
    """A text in one of the styles that YAML has for it."""
    plain = opened_value(word, is_flow=is_flow)
    styles = [quoted(word), "'" + word.replace("'", "''") + "'", *([word] if plain else [])]
    return draw(st.sampled_from(styles))


def opened_value(word: str, *, is_flow: bool) -> bool:
    """Whether a text can stand as it is."""
    text = f"source: {{a: {word}}}\nclaims: []\n" if is_flow else f"source:\n  a: {word}\nclaims: []\n"
    file, _ = article_of("x", text)
    return file is not None and file.source == {"a": word} and bool(word)


@st.composite
def claims_in_style(draw: st.DrawFn, number: int, indent: str, pad: str) -> list[str]:
    """The lines of a claim: in braces or one key a line, with comments here and there."""
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=5))
    pairs = [("id", f"c{number}"), *((key, draw(st.sampled_from(WORDS))) for key in keys)]
    if draw(st.booleans()):
        pairs = [*pairs[1:], pairs[0]]
    is_flow = draw(st.booleans())
    words = [f"{key}: {draw(scalars(word, is_flow=is_flow))}" for key, word in pairs]
    above = draw(st.sampled_from([[], [f"{indent}# above {number}"]]))
    if is_flow:
        gap = draw(st.sampled_from([", ", f",\n{indent}{' ' * len(pad)}   "]))
        beside = draw(st.sampled_from(["", "  # beside"]))
        return [*above, *f"{indent}-{pad}{{{gap.join(words)}}}{beside}".split("\n")]
    lines = [f"{indent}{f' {pad}' if row else f'-{pad}'}{word}" for row, word in enumerate(words)]
    return [*above, *(f"{line}{draw(st.sampled_from(['', '  # so', '   # or so']))}" for line in lines)]


@st.composite
def files(draw: st.DrawFn) -> str:
    """A claims file in one of the many ways in which people write one."""
    indent, pad = draw(st.sampled_from(["", "  ", "    "])), draw(st.sampled_from([" ", "   "]))
    gap = draw(st.sampled_from([[], [""]]))
    lines: list[str] = []
    for number in range(draw(st.integers(0, 4))):
        lines += [*(gap if number else []), *draw(claims_in_style(number, indent, pad))]
    head = draw(st.sampled_from(["source: {publisher: A, published: 2031}", "source:\n  publisher: A # who"]))
    claims = ["claims:  # these" if draw(st.booleans()) else "claims:", *lines] if lines else ["claims: []"]
    parts = [head.split("\n"), claims]
    text = "\n".join(line for part in (parts if draw(st.booleans()) else parts[::-1]) for line in part)
    text += draw(st.sampled_from(["\n", "", "\n# the end\n"]))
    return draw(st.sampled_from(["", "\ufeff"])) + (text.replace("\n", "\r\n") if draw(st.booleans()) else text)


NEW: dict[str, Any] = {"id": "new", "subject": "flood", "property": "killed", "value": "about 1,000", "quote": "a: b"}


@settings(max_examples=300, deadline=None)
@given(files(), st.data())
def test_a_claim_put_in_and_taken_out_again_gives_the_same_bytes(text: str, data: st.DataObject) -> None:
    file = opened(text)
    after = data.draw(st.sampled_from(["", *(claim["id"] for claim in file.claims)]))
    added = opened(text_of(add_claim(file, NEW, after=after)))
    assert [claim for claim in added.claims if claim["id"] != "new"] == file.claims
    assert text_of(remove_claim(added, "new")) == text


@settings(max_examples=300, deadline=None)
@given(files(), st.data())
def test_taking_out_a_claim_leaves_all_other_lines(text: str, data: st.DataObject) -> None:
    file = opened(text)
    if not file.claims:
        return
    id_ = data.draw(st.sampled_from([claim["id"] for claim in file.claims]))
    after = text_of(remove_claim(file, id_))
    assert opened(after).claims == [claim for claim in file.claims if claim["id"] != id_]
    rest = iter(text.splitlines())
    for line in after.splitlines():
        assert "claims: []" in line or line in rest


@settings(max_examples=300, deadline=None)
@given(files(), st.sampled_from(KEYS), st.sampled_from(WORDS), st.data())
def test_a_key_set_and_set_back_changes_nothing_else(text: str, key: str, word: str, data: st.DataObject) -> None:
    file = opened(text)
    if not file.claims:
        return
    claim = data.draw(st.sampled_from(file.claims))
    changed = opened(text_of(change_claim(file, claim["id"], {key: word})))
    assert changed.claim(claim["id"]) == {**claim, key: word}
    assert [c for c in changed.claims if c["id"] != claim["id"]] == [c for c in file.claims if c["id"] != claim["id"]]
    assert text.count("#") - sum(v.count("#") for c in file.claims for v in c.values()) == changed.text.count(
        "#"
    ) - sum(v.count("#") for c in changed.claims for v in c.values())
    back = text_of(change_claim(changed, claim["id"], {key: claim.get(key)}))
    assert opened(back).claims == file.claims
    if key not in claim:
        assert back == text


@settings(max_examples=200, deadline=None)
@given(files(), st.sampled_from(["title", "author", "via", "published"]), st.sampled_from(WORDS))
def test_the_head_changes_alone(text: str, key: str, word: str) -> None:
    file = opened(text)
    changed = opened(text_of(change_head(file, {key: word})))
    assert (changed.source, changed.claims) == ({**file.source, key: word}, file.claims)
    if key not in file.source:
        assert text_of(change_head(changed, {key: None})) == text


@settings(max_examples=200, deadline=None)
@given(files(), st.lists(st.sampled_from([w for w in WORDS if w]), min_size=1, max_size=3, unique=True))
def test_figures_that_are_no_claim(text: str, words: list[str]) -> None:
    file = opened(text)
    for word in words:
        file = opened(text_of(mark_no_claim(file, word)))
    assert file.source["no_claim"] == words
    for word in words:
        file = opened(text_of(unmark_no_claim(file, word)))
    assert file.text == text
