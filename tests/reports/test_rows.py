"""What was wrong with reports of real stories: a test for each row of the trials that is of the report."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import force_setattr

from checker.baseline.review import Review, Status
from checker.corpus.corpus import Acceptance
from checker.engine.findings import KINDS, Dispute, Explanation, NotCompared
from checker.reports import FORMATS, Style, render
from checker.reports.agreement import Agreement
from checker.reports.kinds import TOLD
from checker.reports.order import in_order
from checker.values.value import Scale
from tests.reports import norwold
from tests.reports.building import Builder

IDS = ("zz-who", "zz-what", "zz-prop", "zz-part", "zz-ago")
MACHINE = {"subject", "property", "key", "speaker", "claims", "id", "changed_entities", "value", "values"}
"""Keys of JSON that hold ids, since one may have to type them."""


def with_ids() -> Review:
    """Everything has a name or a title, and an id that is none."""
    b = Builder()
    b.entity("zz-what", "the flood")
    b.entity("zz-part", "the valley", part_of="zz-what")
    b.entity("zz-who", "Norwold Council")
    b.entity("zz-ago", "Anna Ago")
    b.property("zz-prop", "people counted", mode="accumulates")
    b.property("zz-holder", "holder of the office", Scale("category"))
    for number in (1, 2, 3):
        b.source(f"p{number}", f"Paper {number}", f"05-0{number + 3}")
    b.claim("p1#a", "zz-what zz-prop", "288", "05-04", by="zz-who")
    b.claim("p2#b", "zz-what zz-prop", "275", "05-05", by="zz-who", quote="the toll is 275")
    b.claim("p3#c", "zz-part zz-prop", "300", "05-05", by="zz-ago")
    b.claim("p3#d", "zz-what zz-holder", "zz-ago", "05-05")
    b.claim("p2#e", "zz-what zz-holder", "zz-who", "05-05")
    b.claim("p1#f", "zz-part zz-prop", "12", "05-03", scope="women")
    falls = b.finding("count-falls", b.part(b.combination("before=p1#a after=p2#b"), key=["norwold/zz-who"]))
    sum_ = b.finding("rule", b.part(b.combination("part=p3#c whole=p2#b", 25), message="300 is more than 275"),
                     rule="part-exceeds-whole")  # fmt: skip
    together = b.finding("jointly", b.part(b.combination("a=p1#a b=p2#b c=p3#c", "")), rule="claims-cannot-all-be-true")
    holder = b.finding("voices-differ", b.part(b.combination("one=p3#d other=p2#e", None)))
    camps = (b.camp("p3#d"), b.camp("p2#e"))
    return b.review(
        disputes=[Dispute(findings=(falls, sum_, together)), Dispute(findings=(holder,), camps=camps)],
        not_compared=[NotCompared(reason="different scope", subject="zz-part, zz-prop", claims=("norwold/p1#f",))],
    )


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("style", [Style(), Style(brief=True), Style(full=True)])
def test_no_id_in_any_kind_of_finding(format_: str, style: Style) -> None:
    """R1, over all kinds of finding, changes and explanations; an address and a key of JSON are not for reading."""
    review = norwold.review("zz-")
    assert {finding.kind for finding in review.findings} == set(KINDS) == set(TOLD)
    text = readable(render(review, format_, style), format_)
    assert sorted(set(re.findall(r".{0,30}zz-.{0,20}", text))) == []


def readable(text: str, format_: str) -> str:
    """What a person reads of a report: not the keys of JSON and the tags of a page."""
    if format_ == "json":
        return "\n".join(without_machine_keys(json.loads(text)))
    if format_ == "html":
        return html.unescape(re.sub(r"<[^>]*>", " ", re.sub(r"<(style|script)>.*?</\1>", "", text, flags=re.DOTALL)))
    return text


def without_machine_keys(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    for key, value in data.items() if isinstance(data, dict) else ():
        if key not in MACHINE:
            yield from without_machine_keys(value)
    for value in data if isinstance(data, list) else ():
        yield from without_machine_keys(value)


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("style", [Style(), Style(brief=True), Style(full=True)])
def test_no_id_where_a_name_exists(format_: str, style: Style) -> None:
    """R1, in every format there is; an address within the page and a key of JSON are not for reading."""
    text = readable(render(with_ids(), format_, style), format_)
    assert [id_ for id_ in (*IDS, "zz-") if id_ in text] == []
    for name in ("Norwold Council", "Anna Ago", "eople counted", "the valley"):
        assert name in text or (format_ == "text" and not style.full)


def test_speaker_first_then_who_relays() -> None:
    """R3."""
    text = render(norwold.review(), "text", Style())
    assert "Norwold Council (in the Tribune)" in " ".join(text.split())
    assert ", by " not in text


def test_no_algebra_but_in_explain() -> None:
    """R4."""
    for format_ in sorted(FORMATS.keys() - {"sarif", "html"}):  # these have a page for each rule
        text = render(norwold.review(), format_, Style(full=True))
        assert "<= 1.01" not in text and "sum(" not in text.replace("sum()", "")


def two_papers(differ: int) -> Review:
    """Papers A and B give three figures, and differ on some of them."""
    b = Builder()
    b.property("counted", "people counted")
    b.source("a", "Paper A", "05-04")
    b.source("b", "Paper B", "05-04")
    parts = []
    for number in range(3):
        b.entity(f"e{number}", f"place {number}")
        b.claim(f"a#{number}", f"e{number} counted", "40", "05-04")
        b.claim(f"b#{number}", f"e{number} counted", "50" if number < differ else "40", "05-04")
    for number in range(differ):
        parts.append(b.part(b.combination(f"higher=b#{number} lower=a#{number}")))
    disputes = [Dispute(findings=(b.finding("voices-differ", part),)) for part in parts]
    return b.review(disputes=disputes)


@pytest.mark.parametrize("differ", [0, 1, 3])
def test_agreement_is_counted_over_all_that_two_give(differ: int) -> None:
    """R9: 0 of 3, 1 of 3; not "none of its figures are given by others" and "1 of 1"."""
    review = two_papers(differ)
    agreement = Agreement(review)
    assert (agreement.differing("Paper A", "Paper B"), agreement.both("Paper A", "Paper B")) == (differ, 3)
    page = render(review, "html")
    assert page.count(f"{differ} of 3</span>") == 2


def slips() -> Review:
    """A figure that is off by a thousand between two voices; one of six voices that are off by a little."""
    b = Builder()
    b.entity("flood", "the flood")
    b.property("a", "first thing")
    b.property("b", "second thing")
    for number in range(6):
        b.source(f"p{number}", f"Paper {number}", "05-04")
        b.claim(f"p{number}#b", "flood b", str(100 + number), "05-04")
    b.claim("p0#a", "flood a", "5", "05-04")
    b.claim("p1#a", "flood a", "5,000", "05-04")
    pairs = [(one, other) for one in range(6) for other in range(one)]
    little = b.finding("voices-differ", *(b.part(b.combination(f"higher=p{x}#b lower=p{y}#b")) for x, y in pairs))
    slip = b.finding("voices-differ", b.part(b.combination("higher=p1#a lower=p0#a")))
    return b.review(disputes=[Dispute(findings=(little,)), Dispute(findings=(slip,))])


def test_disputes_are_told_by_how_far_off_they_are() -> None:
    """R16."""
    assert [told.counted[0].figures[0][1].property for told in in_order(slips())] == ["a", "b"]


def test_what_is_new_leads_and_what_is_accepted_is_folded() -> None:
    """R13."""
    review = slips()
    far = in_order(review)[0].counted[0]
    entry = Acceptance(id=far.id, rule=far.rule, reason="asked, both stand by it")
    accepted = Status(state="known", fails=False, is_accepted=True, acceptance=entry)
    review = Review(result=review.result, statuses={far.id: accepted})
    told = in_order(review)
    assert [each.is_accepted for each in told] == [False, True]
    text = render(review, "text")
    assert "FIRST THING" not in text and "1 finding is accepted: --show-accepted" in text
    assert "2. FIRST THING – THE FLOOD - accepted" in render(review, "text", Style(show_accepted=True))
    page = render(review, "html")
    assert page.index('id="dispute-1"') < page.index('<details class="folded">') < page.index('id="dispute-2"')


def test_what_is_not_compared_has_days_and_names() -> None:
    """R17."""
    text = render(norwold.review(), "text", Style(full=True))
    lines = " ".join(text.split())
    assert "NOT COMPARED different scope * People killed: 238 (3 May, Norwold Council)" in lines
    assert "rest on one voice" in lines and "The mayor alone: People killed, feared" in lines


def test_a_story_of_ten_articles_takes_two_screens() -> None:
    lines = render(norwold.review(), "text").split("\n")
    assert len(lines) <= 120
    assert max(map(len, lines)) <= 80


# --- large corpora --------------------------------------------------------------------------------


def contested(figures: int, voices: int, findings: int) -> Review:
    """Many figures; of some of them all voices say something else."""
    b = Builder()
    b.property("counted", "people counted")
    for voice in range(voices):
        b.source(f"p{voice}", f"Paper {voice}", "05-04")
    made = []
    for number in range(figures):
        b.entity(f"e{number}", f"place {number}")
        for voice in range(voices):
            value = 100 + voice if number < findings else 100
            b.claim(f"p{voice}#{number}", f"e{number} counted", str(value), "05-04")
    for number in range(findings):
        pairs = [(x, y) for x in range(voices) for y in range(x)]
        parts = (b.part(b.combination(f"higher=p{x}#{number} lower=p{y}#{number}")) for x, y in pairs)
        made.append(Dispute(findings=(b.finding("voices-differ", *parts),)))
    return b.review(disputes=made)


def test_a_large_report_has_a_cap_totals_and_says_how_to_see_more() -> None:
    """R18: at most 300 lines, totals by what the figures are of and by pair of voices."""
    review = contested(60, 5, 60)
    text = render(review, "text")
    lines = text.split("\n")
    assert len(lines) <= 301
    assert "60 disagreements about 60 figures" in text
    assert re.search(r"Paper \d and Paper \d +60 disagreements", text)
    assert re.search(r"\d+ more disputes: checker report --full", text)
    assert len(render(review, "text", Style(full=True)).split("\n")) > 300


class Counting(dict[str, Any]):
    """Counts how often an entity is looked up."""

    looked_up = 0

    def __getitem__(self, key: str) -> Any:
        self.looked_up += 1
        return super().__getitem__(key)


def repeats(articles: int) -> Review:
    """Many articles that repeat one figure, against one that differs."""
    b = Builder()
    b.entity("flood", "the flood")
    b.entity("council", "Norwold Council")
    b.property("killed", "people killed")
    for number in range(articles):
        b.source(f"p{number}", f"Paper {number}", "05-04")
        b.claim(f"p{number}#a", "flood killed", "40", "05-04", by="council" if number % 2 else "")
    b.source("other", "The Other", "05-04")
    b.claim("other#a", "flood killed", "41", "05-04")
    pairs = [b.part(b.combination(f"higher=other#a lower=p{n}#a")) for n in range(0, articles, 2)]
    return b.review(disputes=[Dispute(findings=(b.finding("voices-differ", *pairs),))])


@pytest.mark.parametrize("format_", FORMATS)
def test_rendering_is_linear(format_: str) -> None:
    """S6, counted in look-ups and letters, not in seconds: twice the articles take at most about twice as much."""
    sizes, lookups = [], []
    for articles in (100, 200):
        review = repeats(articles)
        entities = Counting(review.corpus.entities)
        force_setattr(review.corpus, "entities", entities)
        sizes.append(len(render(review, format_)))
        lookups.append(entities.looked_up)
    assert lookups[1] <= 2.3 * lookups[0] + 50
    assert sizes[1] <= 2.3 * sizes[0]


def test_of_many_claims_a_log_lists_the_first() -> None:
    """Thirty papers with one figure against one with another: CI's log lists a dozen claims; `explain` all of them."""
    few, many = (render(repeats(articles), "text", Style(brief=True)).splitlines() for articles in (12, 30))
    assert sum(line.startswith("    claims/") for line in few) == 7
    assert not any("more claims" in line for line in few)
    assert sum(line.startswith("    claims/") for line in many) == 12
    (rest,) = (line for line in many if "more claims" in line)
    assert rest.strip().startswith("and 4 more claims: `checker explain ")


def test_a_gap_of_nothing_is_not_told() -> None:
    """M24: "less than" leaves out its bound; there is nothing to be off by."""
    b = Builder()
    b.entity("flood", "the flood")
    b.property("height", "height of the water", Scale("number", "km"))
    b.source("p", "The Herald", "05-04")
    b.source("q", "The Star", "05-04")
    b.claim("p#a", "flood height", "5 km", "05-04")
    b.claim("q#a", "flood height", "less than 5 km", "05-04")
    part = b.part(b.combination("higher=p#a lower=q#a", Fraction(1, 10**12)))
    review = b.review(disputes=[Dispute(findings=(b.finding("voices-differ", part),))])
    assert "apart" not in render(review, "text")


# --- many of a kind ------------------------------------------------------------------------------


def test_many_explanations_of_many_figures_stay_short() -> None:
    """R2: a row for each voice in the table, equal sentences once, and no chart full of bands."""
    b = Builder()
    b.entity("flood", "the flood")
    b.entity("league", "the league")
    b.property("killed", "people killed", mode="accumulates")
    values = []
    combinations = []
    for number in range(1, 16):
        day = f"05-{number:02}"
        b.source(f"p{number}", "Paper", day)
        b.claim(f"p{number}#own", "flood killed", str(100 + number), day)
        b.claim(f"p{number}#league", "flood killed", str(200 + number), day, by="league")
        combinations.append(b.combination(f"higher=p{number}#league lower=p{number}#own", 100))
        values.append(b.given_up(f"p{number}#league", 100, 110))
    finding = b.finding("voices-differ", b.part(*combinations, shared=15, differing=15, middle_gap=Fraction(100)))
    same = Explanation(voices=values[0].voices, values=tuple(values))
    review = b.review(disputes=[Dispute(findings=(finding,), front=(same, same, same))])
    text = " ".join(render(review, "text", Style()).split())
    assert "15 values, 201" in text and "see the dispute" not in text  # each would have to be the same
    assert (
        text.count("the league is wrong about 15 figures, such as 201 (1 May), which would have to be 100 to 110") == 1
    )
    page = render(review, "html", Style())
    assert page.count('class="band"') == 0 and "15 values, 201 (1 May) to 215 (15 May)" in page


ROWS = {
    "R1": "test_no_id_in_any_kind_of_finding",
    "R2": "test_many_explanations_of_many_figures_stay_short",
    "R3": "test_speaker_first_then_who_relays",
    "R4": "test_no_algebra_but_in_explain",
    "R5": "test_scopes_are_apart",
    "R6": "test_alternatives_stand_on_their_days",
    "R7": "test_equal_values_are_one_row_with_a_count",
    "R8": "test_agreement_is_counted_over_all_that_two_give",
    "R9": "test_agreement_is_counted_over_all_that_two_give",
    "R10": "test_what_a_chart_tells",
    "R11": "test_round_axes",
    "R12": "test_print",
    "R13": "test_what_is_new_leads_and_what_is_accepted_is_folded",
    "R14": "test_filters_are_in_the_address",
    "R15": "test_gaps_have_their_unit",
    "R16": "test_disputes_are_told_by_how_far_off_they_are",
    "R17": "test_what_is_not_compared_has_days_and_names",
    "R18": "test_a_large_report_has_a_cap_totals_and_says_how_to_see_more",
    "R19": "test_escape_codes_are_for_terminals_that_know_them",
    "R20": "test_an_edited_template_is_asked_anew",
}
"""The rows of the trials that are of the report, each with a test of it."""


def test_each_row_has_a_test() -> None:
    names = {
        name
        for file in Path(__file__).parent.parent.rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", file.read_text("utf-8"), re.MULTILINE)
    }
    assert {row: name for row, name in ROWS.items() if name not in names} == {}
    assert list(ROWS) == [f"R{number}" for number in range(1, 21)]
