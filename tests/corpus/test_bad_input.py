"""Files with mistakes: each one is told with its file, line and column, and hides nothing of the others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.corpus.supersession import ClaimNames, no_such_claim
from checker.engine.examples import run_examples
from tests.corpus.bad_project import (
    ENTITIES,
    FILES,
    GAZETTE,
    HEDGES,
    HERALD,
    OWN_FINDING,
    PARTS_MAKE_600,
    PLAIN_WIDTHS,
    PROPERTIES,
    RULE,
    change,
    expect,
    expect_among,
    load,
    messages,
    problems,
    run,
    write,
)

pytestmark = pytest.mark.usefixtures("project")


def test_the_project_is_good_as_it_is() -> None:
    corpus = load()
    assert corpus.problems == ()
    assert {PARTS_MAKE_600, OWN_FINDING} <= messages(corpus)
    assert run_examples(corpus)[1] == []
    assert run("report") == 0
    assert run("check") == 1
    assert run("test") == 0


# --- one change, one problem -------------------------------------------------------------------

Case = tuple[str, str, str, int, int, str]
"""File, what is replaced, by what; then line, column and words of the only problem.

Where the new text holds a mark ▸, that is the place, and line and column are 0.
"""

UNKNOWN_KEYS: list[Case] = [
    (GAZETTE, "  title:", "  titel:", 3, 3, "unknown key 'titel'; did you mean 'title'?"),
    (GAZETTE, "  url:", "  homepage:", 5, 3, "unknown key 'homepage'; expected publisher, title"),
    (GAZETTE, "claims:", "claim:", 7, 1, "unknown key 'claim'; did you mean 'claims'?"),
    (GAZETTE, "    quote:", "    qoute:", 12, 5, "unknown key 'qoute'; did you mean 'quote'?"),
    (GAZETTE, "    as_of:", "    as-of:", 17, 5, "unknown key 'as-of'; did you mean 'as_of'?"),
    (ENTITIES, "bystander: {}", "bystander: {form: 2031}", 4, 13, "unknown key 'form'; did you mean 'from'?"),
    (ENTITIES, "bystander: {}", "bystander: {from_: 2031}", 4, 13, "unknown key 'from_'; did you mean 'from'?"),
    (PROPERTIES, "title: role}", "▸titel: role}", 0, 0, "unknown key 'titel'; did you mean 'title'?"),
    (HEDGES, "    words: {hundreds: 100}", "    ▸word: {hundreds: 100}", 0, 0, "did you mean 'words'?"),
    (RULE, "severity: warning", "sevrity: warning", 3, 1, "unknown key 'sevrity'; did you mean 'severity'?"),
    (RULE, "{property: size}", "{propery: size}", 5, 10, "unknown key 'propery'; did you mean 'property'?"),
    (RULE, "  - expect: agreement", "  - expect: agreement\n    messge: x", 19, 5, "did you mean 'message'?"),
    (RULE, "value: 300}", "value: 300, ▸statsu: actual}", 0, 0, "unknown key 'statsu'; did you mean 'status'?"),
]

UNKNOWN_NAMES: list[Case] = [
    (GAZETTE, "    property: size\n    value: 200", "    property: siez\n    value: 200", 10, 15, "mean 'size'?"),
    (
        GAZETTE,
        "    property: size\n    value: 200",
        "    property: qqq\n    value: 200",
        10,
        15,
        "properties.yaml lists",
    ),
    (GAZETTE, "subject: second-team", "subject: secnd-team", 9, 14, "unknown entity 'secnd-team'; did you mean 'sec"),
    (GAZETTE, "subject: second-team", "subject: qqq", 9, 14, "unknown entity 'qqq'; entities.yaml lists them"),
    (HERALD, "value: 396", "value: 396\n    status: planed", 9, 13, "did you mean 'planned'?"),
    (HERALD, "value: 396", "value: 396\n    status: rumoured", 9, 13, "is not one of actual, planned, pledged"),
    (ENTITIES, "bystander: {}", "bystander: {part_of: misson}", 4, 22, "unknown entity 'misson'; did you mean 'miss"),
    (ENTITIES, "bystander: {}", "bystander: {parts: all}", 4, 20, "'all' is not one of complete"),
    (PROPERTIES, "{type: percentage,", "{type: ▸percent,", 0, 0, "did you mean 'percentage'?"),
    (PROPERTIES, "{type: text, title: remark}", "{type: text, over_time: ▸allways}", 0, 0, "is not one of constant"),
    (
        PROPERTIES,
        "{type: date, after: began,",
        "{type: date, after: ▸begun,",
        0,
        0,
        "unknown property 'begun'; did you",
    ),
    (HEDGES, "profile: plain\n", "profile: ▸plane\n", 0, 0, "unknown profile 'plane'; did you mean 'plain'?"),
    (HEDGES, "profile: plain\n", "profile: ▸gut-feeling\n", 0, 0, "unknown profile 'gut-feeling'"),
    (RULE, "severity: warning", "severity: warn", 3, 11, "'warn' is not one of error, warning, note; did you mean"),
    (RULE, "{property: size}", "{property: siez}", 5, 20, "unknown property 'siez'; did you mean 'size'?"),
    (
        RULE,
        "{property: size}",
        "{property: size, status: actul}",
        5,
        34,
        "unknown status 'actul'; did you mean 'actual'?",
    ),
    (RULE, "{property: size}", "{type: cont}", 5, 16, "unknown type 'cont'; did you mean 'count'?"),
    (RULE, "  - expect: agreement", "  - expect: agreed", 18, 13, "'agreed' is not one of disagreement, agreement"),
]

VALUES: list[Case] = [
    (GAZETTE, "value: 200", "value: lots", 11, 12, "'lots' is not understood; expected a whole number"),
    (GAZETTE, "value: 200", "value: 1_000", 11, 12, "write 1000"),
    (GAZETTE, "value: 200", "value: 0200", 11, 12, "leading zero"),
    (GAZETTE, "value: 200", "value: 300 to 200", 11, 12, "the low end is above the high end"),
    (GAZETTE, "value: 200", "value: [200, 300]", 11, 12, "one value, not a list"),
    (GAZETTE, "value: 200", "value: {a: 1}", 11, 12, "expected text"),
    (GAZETTE, "value: 200", "value: $200", 11, 12, "'$' is not the unit"),
    (GAZETTE, "    value: 200\n", "    value:\n", 11, 11, "expected a value"),
    (GAZETTE, "    value: 200\n", "", 8, 5, "missing key 'value'"),
    (GAZETTE, "  published: 2031-05-04\n", "", 2, 3, "missing key 'published'"),
    (GAZETTE, "published: 2031-05-04", "published: 2031-02-30", 4, 14, "'2031-02-30' does not exist"),
    (GAZETTE, "published: 2031-05-04", "published: 2031-5-4", 4, 14, "write 2031-05-04"),
    (GAZETTE, "published: 2031-05-04", "published: 2031-05-07/2031-05-01", 4, 14, "the first day is after the last"),
    (GAZETTE, "as_of: 2031-05-03", "as_of: 2031-13-01", 17, 12, "there is no month 13"),
    (GAZETTE, "as_of: 2031-05-03", "as_of: yesterday", 17, 12, "'yesterday' is not a date; expected a date such as"),
    (GAZETTE, "as_of: 2031-05-03", "counted_from: 2031-05-03", 17, 19, "does not accumulate"),
    (GAZETTE, "url: https:", "url: javascript:", 5, 8, "begins with https://"),
    (ENTITIES, "bystander: {}", "bystander: {from: 2031-04-31}", 4, 19, "'2031-04-31' does not exist"),
    (ENTITIES, "bystander: {}", "bystander: {from: 2031-05, to: 2031-04}", 4, 32, "ends before it begins"),
    (PROPERTIES, "{type: text, title: remark}", "{type: money, unit: ▸shells}", 0, 0, "'shells' is not a currency"),
    (PROPERTIES, "{type: text, title: remark}", "{type: text, window: ▸soon}", 0, 0, "expected a duration"),
    (PROPERTIES, "{type: text, title: remark}", "{type: text, values: ▸[a]}", 0, 0, "only a category has values"),
    (HEDGES, "words: {hundreds: 100}", "words: {hundreds: ▸many}", 0, 0, "'many' is not understood"),
    (HEDGES, "  acled:\n    about: 5%", "  acled:\n    about: ▸wide", 0, 0, "expected a percentage below 100"),
]

QUOTES: list[Case] = [
    (GAZETTE, "quote: some 200 more arrived", "quote: some 300 more arrived", 12, 12, "is not in gazette.txt"),
    (GAZETTE, "text: gazette.txt", "text: gazet.txt", 6, 9, "'gazet.txt' cannot be read: No such file"),
    (GAZETTE, "text: gazette.txt", "text: .", 6, 9, "cannot be read"),
    (GAZETTE, "text: gazette.txt", "text: /dev/null", 6, 9, "cannot be read"),  # /dev/zero would never end
    (HERALD, "value: 396", "value: 396\n    quote: a b c d e f g h i", 9, 12, "has 9 words; at most 8"),
]

NAMED_TWICE: list[Case] = [
    (GAZETTE, "id: first-team", "id: second-team", 13, 9, "'second-team' is here twice, first in line 8"),
    (GAZETTE, "id: first-team", "id: first team", 13, 9, "cannot be an id"),
    (GAZETTE, "id: first-team", 'id: "::error::"', 13, 9, "cannot be an id"),
    (ENTITIES, "bystander: {}", "bystander: {aliases: [x, The  Mission]}", 4, 26, "already names an entity (mission)"),
    (ENTITIES, "bystander: {}", "bystander: {name: first-team}", 4, 19, "already names an entity (first-team)"),
    (ENTITIES, "bystander: {}", "a bystander: {}", 4, 1, "cannot be an id"),
    (GAZETTE, "value: 200", "value: 200\n    value: 300", 12, 5, "'value' is here twice, first in line 11"),
]

CORRECTIONS: list[Case] = [
    (GAZETTE, "value: 200", "value: 200\n    supersedes: herald/totl", 12, 17, "no claim 'herald/totl'"),
    (GAZETTE, "value: 200", "value: 200\n    supersedes: a/b/c/d", 12, 17, "expected <source>/<claim>"),
    (GAZETTE, "value: 200", "value: 200\n    supersedes: second-team", 12, 17, "cannot supersede itself"),
    (GAZETTE, "value: 200", "value: 200\n    supersedes: gazette/second-team", 12, 17, "cannot supersede itself"),
    (GAZETTE, "value: 200", "value: 200\n    retracted: 2031-05-06", 12, 16, "expected a date and the reason"),
    (GAZETTE, "value: 200", "value: 200\n    retracted: 2031-05-06,", 12, 16, "expected a date and the reason"),
    (GAZETTE, "value: 200", "value: 200\n    retracted: it was wrong", 12, 16, "expected a date and the reason"),
    (GAZETTE, "value: 200", "value: 200\n    retracted: 2031-02-30, it was wrong", 12, 16, "expected a date"),
    (ENTITIES, "bystander: {}", "bystander: {part_of: bystander}", 4, 22, "'bystander' is a part of itself"),
]

RULES: list[Case] = [
    (RULE, "severity: warning", "severity: warning\nurl: javascript:alert(1)", 4, 6, "begins with https://"),
    (RULE, "severity: warning", "severity: warning\nurl: https://a b", 4, 6, "begins with https://"),
    (RULE, "require: part <= whole", "require: part <=", 9, 10, "'part <=' is not understood"),
    (RULE, "require: part <= whole", "require: part", 9, 10, "expected one comparison"),
    (RULE, "require: part <= whole", "require: part <= wole", 9, 10, "unknown name 'wole'; did you mean 'whole'?"),
    (RULE, "require: part <= whole", "require: part * part <= 3", 9, 10, "multiplies 'part' by itself"),
    (
        RULE,
        "require: part <= whole",
        "require: part / whole <= 3",
        9,
        10,
        "divides by a figure; multiply the other side by it",
    ),
    (RULE, "require: part <= whole", "require: part <= whole ** 2", 9, 10, "only +, -, * and / are understood"),
    (RULE, "require: part <= whole", "require: part <= whole / 0", 9, 10, "divides by zero"),
    (
        RULE,
        "require: part <= whole",
        "require: part <= max(whole)",
        9,
        10,
        "the only functions are sum() and origins()",
    ),
    (RULE, "require: part <= whole", "require: open('x') <= part", 9, 10, "the only functions are sum() and origins()"),
    (RULE, "require: part <= whole", "require: part.__class__ <= whole", 9, 10, "only +, -, *, /"),
    (RULE, "require: part <= whole", "require: part <= whole <= 3", 9, 10, "expected one comparison"),
    (RULE, "require: part <= whole", "require: sum(part, whole) <= 3", 9, 10, "sum() takes one name"),
    (RULE, "require: part <= whole", "require: sum(part) <= part", 9, 10, "both inside and outside of sum()"),
    (RULE, "require: part <= whole", "require: sum(part) <= sum(whole)", 9, 10, "only one name can stand in sum()"),
    (RULE, "require: part <= whole", "require: origins(part) <= whole", 9, 10, "compared with a number"),
    (RULE, "require: part <= whole", "require: 3 <= 4", 9, 10, "names no quantity"),
    (RULE, "require: part <= whole", "require: part <= part", 9, 10, "names no quantity"),
    (RULE, "require: part <= whole", "require: part <= True", 9, 10, "True is not a number"),
    (RULE, "require: part <= whole", "require: part <= whole + 1e999", 9, 10, "not a number"),
    (RULE, "require: part <= whole", f"require: part <= whole + {'9' * 400}", 9, 10, ""),
    (RULE, "require: part <= whole", "require: part <= 1e200 * 1e200 * whole", 9, 10, ""),
    (RULE, "require: part <= whole", f"require: part <= {'(' * 300}whole{')' * 300}", 9, 10, ""),
    (RULE, "require: part <= whole", f"require: part <= {' + '.join(['whole'] * 3000)}", 9, 10, ""),
    (RULE, "part.subject.part_of ==", "part.subject.partof ==", 8, 5, "has no 'partof'; did you mean 'part_of'?"),
    (RULE, "part.subject.part_of ==", "prt.subject.part_of ==", 8, 5, "unknown name 'prt'; did you mean 'part'?"),
    (RULE, "part.subject.part_of ==", "part.subject.part_of <", 8, 5, "entity has no order"),
    (RULE, "part.subject.part_of ==", "part.status ==", 8, 5, "status cannot be compared with entity"),
    (RULE, "where:\n", "where:\n  - part.lower >= 1e999\n", 8, 5, "not a number"),
    (RULE, "where:\n", "where:\n  - part == whole\n", 8, 5, "compare attributes here"),
    (RULE, "where:\n", "where:\n  - part.subject.from == whole.as_of\n", 8, 5, "days are compared with <"),
    (RULE, "where:\n", "where:\n  - part.status == 'actul'\n", 8, 5, "'actul'"),
    (RULE, "where:\n", "where:\n  - part.property == 'siez'\n", 8, 5, "'siez'"),
    (RULE, '"{part} is', '"{prt} is', 10, 10, "unknown name 'prt'; did you mean 'part'?"),
    (RULE, '"{part} is', '"{part is', 10, 10, "{part is"),
    (RULE, '"{part} is', '"{part!r} is', 10, 10, "write a name or an expression in the brackets"),
    (RULE, "why:", 'message_one: "{prt}"\nwhy:', 11, 14, "unknown name 'prt'; did you mean 'part'?"),
    (RULE, "{property: size}", "{property: stance}", 5, 9, "a category cannot be measured"),
    (RULE, "id: own-rule", "id: own-rules", 1, 5, "must be the file's name, 'own-rule'"),
    (RULE, "  - expect: agreement", "  - expect: disagreement", 13, 3, "needs an example of agreement"),
    (RULE, "  - expect: disagreement", "  - expect: agreement", 13, 3, "needs an example of disagreement"),
    (RULE, "  - expect: agreement", "  - expect: agreement\n    gap: true", 13, 3, "needs an example of agreement"),
    (RULE, "why:", "tolerance: 1%\nwhy:", 14, 3, "needs an example of rounding"),
    (
        RULE,
        FILES[RULE][FILES[RULE].index("examples:") :],
        "",
        1,
        1,
        "needs an example of agreement and of disagreement",
    ),
    (RULE, "where:\n  - part.subject.part_of == whole.subject\n", "", 1, 1, "nothing ties 'whole' to 'part'"),
]


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "column", "words"),
    [*UNKNOWN_KEYS, *UNKNOWN_NAMES, *VALUES, *QUOTES, *NAMED_TWICE, *CORRECTIONS, *RULES],
)
def test_one_mistake_is_one_problem(name: str, old: str, new: str, line: int, column: int, words: str) -> None:
    marked = change(name, old, new)
    expect(name, *((line, column) if line else marked), words)


@pytest.mark.parametrize("tolerance", ["wide", "100%", "-1%", "2 months", "2 days", "-5"])
def test_a_tolerance_that_is_none(tolerance: str) -> None:
    change(RULE, "require: part <= whole\n", f"require: part <= whole\ntolerance: {tolerance}\n")
    expect_among(RULE, 10, 12, "expected a share such as 1%, or an amount such as 5")


def test_a_quote_can_be_too_long_and_not_in_the_text() -> None:
    change(GAZETTE, "some 200 more arrived", "one two three four five six seven eight nine")
    assert [(p.line, p.column) for p in problems()] == [(12, 12), (12, 12)]
    expect_among(GAZETTE, 12, 12, "has 9 words; at most 8")
    expect_among(GAZETTE, 12, 12, "is not in gazette.txt")


def test_a_misspelt_key_is_not_missing_as_well() -> None:
    change(HERALD, "    value: 396", "    valu: 396")
    expect(HERALD, 8, 5, "unknown key 'valu'; did you mean 'value'?")


def test_a_claim_whose_day_cannot_be_read_is_set_aside() -> None:
    """It must not be compared as if it spoke of every day."""
    change(HERALD, "    value: 396", "    value: 396\n    as_of: last week")
    corpus = load()
    assert [(p.file, p.line, p.column) for p in corpus.problems] == [(HERALD, 9, 12)]
    assert PARTS_MAKE_600 not in messages(corpus)


def test_a_source_whose_day_cannot_be_read_sets_aside_what_rests_on_it() -> None:
    change(HERALD, "published: 2031-05-04", "published: yesterday")
    corpus = load()
    assert [p.file for p in corpus.problems] == [HERALD]
    assert PARTS_MAKE_600 not in messages(corpus)


def test_an_actual_figure_cannot_be_of_a_day_to_come() -> None:
    change(HERALD, "    value: 396", "    value: 396\n    as_of: 2032-05-05")
    expect(HERALD, 9, 12, "2032-05-05 is after the publication on 4 May 2031")


def test_a_plan_may_be_of_a_day_to_come() -> None:
    change(HERALD, "    value: 396", "    value: 396\n    status: planned\n    as_of: 2032-05-05")
    assert problems() == []


def test_a_broken_entity_is_one_problem_not_one_for_each_claim() -> None:
    change(ENTITIES, "mission:", "mission: {knid: x}\nother:")
    text = Path(ENTITIES).read_text(encoding="utf-8")
    found = problems()
    assert [p.file for p in found] == [ENTITIES], text


def test_broken_entities_are_one_problem_not_one_for_each_claim() -> None:
    write(Path(ENTITIES), "mission: {kind: [mission\n")
    assert [p.file for p in problems()] == [ENTITIES]
    write(Path(ENTITIES), "- mission\n")
    assert [p.file for p in problems()] == [ENTITIES]


def test_missing_entities_are_named() -> None:
    Path(ENTITIES).unlink()
    assert all(f"there is no {ENTITIES}" in p.message for p in problems())
    assert problems()


def test_a_broken_property_is_one_problem_not_one_for_each_claim_and_rule() -> None:
    line, column = change(PROPERTIES, "strength:  {type: count", "strength:  {type: ▸cuont")
    expect(PROPERTIES, line, column, "did you mean 'count'?")


def test_a_hedge_that_cannot_be_read_is_not_exact() -> None:
    """ "about 300" against 290 agrees by the plain profile."""
    change(HEDGES, PLAIN_WIDTHS, PLAIN_WIDTHS.replace("about: 5%", "about: 500%"))
    change(HERALD, "    value: 396", "    value: about 590")
    corpus = load()
    assert [p.file for p in corpus.problems] == [HEDGES]
    assert not [message for message in messages(corpus) if "make 600" in message]


def test_a_hedge_needs_its_percent_sign() -> None:
    line, column = change(HEDGES, PLAIN_WIDTHS, PLAIN_WIDTHS.replace("about: 5%", "about: ▸5"))
    expect(HEDGES, line, column, "expected a percentage below 100 such as 5%")


def test_a_claim_supersedes_only_what_is_about_the_same() -> None:
    change(HERALD, "    value: 396", "    value: 396\n    supersedes: gazette/first-team")
    expect(HERALD, 9, 17, "a claim can supersede only one about its own subject and property")


@pytest.mark.parametrize("mistake", ["value: many", "valeu: 400"])
def test_a_claim_that_supersedes_one_with_a_mistake_has_none(mistake: str) -> None:
    """It is there, and its mistake is told once."""
    change(HERALD, "    value: 396", "    value: 396\n    supersedes: gazette/first-team")
    change(GAZETTE, "value: 400", mistake)
    assert {p.file for p in load().problems} == {GAZETTE}


def test_a_superseded_claim_is_suggested_as_it_is_written() -> None:
    change(HERALD, "    value: 396", "    value: 396\n    supersedes: gazette/frist-team")
    expect(HERALD, 9, 17, "did you mean 'gazette/first-team'?")


def test_an_article_says_that_it_has_no_claims() -> None:
    write(Path(HERALD), "source: {publisher: Herald, published: 2031-05-05}\n")
    expect(HERALD, 1, 1, "missing key 'claims'")
    write(Path(HERALD), "source: {publisher: Herald, published: 2031-05-05}\nclaims: []\n")
    assert problems() == []


def test_dates_that_come_after_each_other_in_a_circle() -> None:
    path = Path("rules/properties.yaml")
    write(path, path.read_text() + "foo: {type: date, after: bar}\nbar: {type: date, after: foo}\n")
    assert {p.message for p in problems()} == {"'foo' comes after itself", "'bar' comes after itself"}


@pytest.mark.parametrize(
    ("written", "hint"),
    [("part = whole", "write == to compare"), ("part =< whole", "write <= for =<"), ("part ≤ whole", "write <= for ≤")],
)
def test_an_operator_as_people_write_it(written: str, hint: str) -> None:
    change(RULE, "require: part <= whole", f'require: "{written}"')
    expect_among(RULE, 9, 10, hint)


def test_a_value_with_a_comma_in_braces() -> None:
    write(
        Path(HERALD),
        "source: {publisher: Herald, published: 2031-05-05}\n"
        "claims:\n  - {id: a, subject: mission, property: strength, value: 1,000}\n",
    )
    expect(HERALD, 3, 60, "within { } a value with a comma must be put in quotes")


def test_an_example_that_matches_nothing_says_so() -> None:
    change(RULE, "  part: {property: size}", "  part: {property: size, kind: shpi}")
    found = run_examples(load())[1]
    assert "does anything in it match `let` and `where`?" in found[0].message


def test_an_entity_with_no_keys_is_told_what_to_write() -> None:
    change(ENTITIES, "bystander: {}", "bystander:")
    expect(ENTITIES, 4, 11, "{}")


def test_a_circle_of_parts() -> None:
    change(ENTITIES, "bystander: {}", "a: {part_of: b}\nb: {part_of: c}\nc: {part_of: a}")
    assert [(p.file, p.line, p.column) for p in problems()] == [(ENTITIES, 4, 14), (ENTITIES, 5, 14), (ENTITIES, 6, 14)]
    assert all("is a part of itself" in p.message for p in problems())


def test_claims_that_supersede_each_other_in_a_circle() -> None:
    """Else both would be out of play, and nothing would be left of the figure."""
    change(GAZETTE, "value: 200", "value: 200\n    supersedes: first-team")
    change(GAZETTE, "value: 400", "value: 400\n    supersedes: second-team")
    assert problems()
    assert {(p.file, p.line, p.column) for p in problems()} <= {(GAZETTE, 12, 17), (GAZETTE, 18, 17)}


def test_a_longer_circle_of_claims_that_supersede_each_other() -> None:
    """In whatever order they are written: one of the three claims says it."""
    claims = ["{id: a, supersedes: b", "{id: b, supersedes: c", "{id: c, supersedes: a"]
    for order in ([0, 1, 2], [2, 0, 1], [1, 0, 2], [0, 2, 1]):
        listed = "".join(f"  - {claims[n]}, subject: mission, property: strength, value: 400}}\n" for n in order)
        write(Path(HERALD), f"source: {{publisher: Herald, published: 2031-05-05}}\nclaims:\n{listed}")
        assert [problem.message for problem in problems()] == ["these claims supersede each other in a circle"]


def test_a_chain_of_claims_that_supersede_each_other_is_no_circle() -> None:
    claims = ["{id: a, supersedes: b", "{id: b, supersedes: [c, d]", "{id: c, supersedes: d", "{id: d"]
    for order in ([0, 1, 2, 3], [3, 2, 1, 0], [1, 0, 3, 2], [2, 0, 1, 3]):
        listed = "".join(f"  - {claims[n]}, subject: mission, property: strength, value: 400}}\n" for n in order)
        write(Path(HERALD), f"source: {{publisher: Herald, published: 2031-05-05}}\nclaims:\n{listed}")
        assert problems() == []
        assert [claim.id for claim in load().claims if claim.source.endswith("/herald") and not claim.out] == ["a"]


def test_the_names_of_claims_are_listed_once_for_an_article() -> None:
    """A thousand claims that supersede unknown ones took a time that grew with the square of their number."""
    read: list[str] = []

    class Keys(list[str]):
        def __iter__(self) -> Iterator[str]:
            read.extend(self[:])
            return super().__iter__()

    names = ClaimNames(Keys(f"flood/post#c{n}" for n in range(100)))
    for number in range(100):
        assert "no claim" in no_such_claim(f"cc{number}", "flood/post#c0", names)
    assert len(read) == 100
    assert "flood/post/c7" in names.written_in("storm/mail")
    assert "post/c7" in names.written_in("flood/mail")


def test_a_claim_that_supersedes_nothing_is_not_told_to_supersede_itself() -> None:
    change(GAZETTE, "value: 200", "value: 200\n    supersedes: earlier-team")
    expect(GAZETTE, 12, 17, "no claim 'earlier-team'")
    assert "second-team" not in problems()[0].message


def test_two_names_of_a_rule_may_not_differ_by_case_alone() -> None:
    """SQL knows no case in names. Either it is refused or it works; it may not crash."""
    write(Path(RULE), FILES[RULE].replace("whole", "Part"))
    corpus = load()
    assert OWN_FINDING in messages(corpus) or {p.file for p in corpus.problems} == {RULE}


@pytest.mark.parametrize("built_in", ["sources-disagree", "count-falls", "claims-cannot-all-be-true"])
def test_a_rule_may_not_take_the_name_of_a_built_in_one(built_in: str) -> None:
    write(Path(f"rules/{built_in}.yaml"), FILES[RULE].replace("own-rule", built_in))
    expect(f"rules/{built_in}.yaml", 1, 5, built_in)


def test_a_number_in_words_that_is_too_large() -> None:
    change(GAZETTE, "value: 200", f"value: {'hundred ' * 200}")
    expect(GAZETTE, 11, 12)
    assert OWN_FINDING in messages(load())


@pytest.mark.parametrize("value", ["after 9999-12-31", "before 0001-01-01", "before ../2031-05-04"])
def test_a_day_beyond_all_days(value: str) -> None:
    one = f"  - {{id: one, subject: mission, property: happened, value: ▸{value}}}\n"
    two = "  - {id: two, subject: mission, property: happened, value: 2031-05-04}\n"
    expect(HERALD, *change(HERALD, "claims:\n", "claims:\n" + one + two))
    assert OWN_FINDING in messages(load())


# --- a rule's examples -------------------------------------------------------------------------


def expect_failing_example(line: int, column: int, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`checker test` fails for one example of the project's own rule; loading found nothing."""
    assert problems() == []
    assert run("test") == 2
    output = capsys.readouterr().out
    assert f"{RULE}:{line}:{column}: " in output
    assert word in output
    assert "FAIL  own-rule: 1 of 2 examples" in output
    assert "ok    part-exceeds-whole" in output


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "word"),
    [
        ("value: 300}", "value: 500}", 18, 5, "expected agreement, found disagreement: 500 is more than 396"),
        ("value: 400}", "value: 300}", 13, 5, "expected disagreement, found agreement"),
        ("disagreement\n", "disagreement\n    message: other words\n", 13, 5, "expected the message 'other words'"),
        ("disagreement\n", "disagreement\n    off_by: 5\n", 13, 5, "expected to be off by 5, found 4"),
        ("disagreement\n", "disagreement\n    off_by: much\n", 13, 5, "'much' is not a number"),
    ],
)
def test_an_example_that_fails(
    old: str, new: str, line: int, column: int, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change(RULE, old, new)
    expect_failing_example(line, column, word, capsys)


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("value: 300}", "value: ▸few}", "'few' is not understood"),
        (
            "{subject: team, property: size, value: 300}",
            "{subject: ▸tem, property: size, value: 300}",
            "'team'?",
        ),
        ("size, value: 300}", "▸siez, value: 300}", "did you mean 'size'?"),
        ("value: 300}", "value: 300, as_of: ▸2031-02-30}", "does not exist"),
    ],
)
def test_an_example_with_a_mistake(old: str, new: str, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    line, column = change(RULE, old, new)
    assert run("test") == 2
    output = capsys.readouterr().out
    assert f"{RULE}:{line}:{column}: " in output
    assert word in output


def test_a_known_gap_that_is_closed(capsys: pytest.CaptureFixture[str]) -> None:
    agreement = FILES[RULE][FILES[RULE].index("  - expect: agreement") :]
    gap = agreement.replace("agreement\n", "agreement\n    gap: true\n")
    write(Path(RULE), FILES[RULE] + gap)
    assert run("test") == 2
    output = capsys.readouterr().out
    assert f"{RULE}:23:5: this example fails: this known gap is closed" in output


@pytest.mark.parametrize(
    ("more", "column", "rest"),
    [
        ("quote: killed 2,300 people", 77, "300 people"),
        ("said_by: Smith, a doctor", 77, "a doctor"),
        ("note: it is 5,000, they say", 75, "000"),
    ],
)
def test_any_text_with_a_comma_in_braces(more: str, column: int, rest: str) -> None:
    """N14: one mistake is one problem, however many commas the text has."""
    write(
        Path(HERALD),
        "source: {publisher: Herald, published: 2031-05-05}\n"
        f"claims:\n  - {{id: a, subject: mission, property: strength, value: 1000, {more}}}\n",
    )
    column = 3 + len(f"- {{id: a, subject: mission, property: strength, value: 1000, {more.partition(',')[0]},")
    column += more.partition(",")[2].startswith(" ")
    expect(HERALD, 3, column, f"unknown key {rest!r}; within {{ }} a value with a comma must be put in quotes")
