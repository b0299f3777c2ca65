"""Each figure has its own voices: nobody is told to have given what another one gave."""

from __future__ import annotations

import re
from pathlib import Path

from checker.reports import Style, render
from checker.reports.view import View
from tests.reports.corpora import acceptances, article, check, entities, review_of, write

FULL = Style(full=True, width=400)


def story(root: Path, cast: dict[str, dict[str, object]], **papers: list[dict[str, object]]) -> str:
    """The full report of a story: each paper's claims, all of 11 May 2029 unless they say otherwise."""
    files = {"claims/s/entities.yaml": entities(cast)}
    for name, claims in papers.items():
        numbered = [{"id": f"c{number}", **claim} for number, claim in enumerate(claims)]
        files[f"claims/s/{name}.yaml"] = article(numbered, publisher=name.capitalize(), published="2029-05-11")
    return render(review_of(write(root, files)), "text", FULL)


def strength(value: str, **more: object) -> dict[str, object]:
    return {"subject": "team", "property": "strength", "value": value, **more}


def killed(value: str, **more: object) -> dict[str, object]:
    return {"subject": "fire", "property": "killed", "value": value, **more}


def test_each_value_that_is_wrong_has_its_own_voices(tmp_path: Path) -> None:
    """The Star's 98 and the Echo's 105 are wrong: not both papers about both."""
    text = story(
        tmp_path,
        {"fire": {}},
        star=[killed("98", as_of="2029-05-06"), killed("104", as_of="2029-05-09")],
        post=[killed("90", as_of="2029-05-06"), killed("104", as_of="2029-05-09")],
        echo=[killed("105", as_of="2029-05-08")],
    )
    line = next(line for line in text.splitlines() if "Star is wrong about 98" in line)
    assert "Star is wrong about 98 (6 May), which would have to be 90; and Echo about 105 (8 May)" in line
    assert "Echo and Star" not in text


def test_values_of_which_at_most_one_is_right_have_their_voices(tmp_path: Path) -> None:
    """The organisers' "up to 40,000" goes with each of the three: the others are what tells these apart."""
    text = story(
        tmp_path,
        {"team": {}, "police": {"name": "the police"}, "hosts": {"name": "the organisers"}},
        echo=[strength("8,000", said_by="police"), strength("up to 40,000", said_by="hosts")],
        post=[strength("18,000", said_by="police"), strength("40,000", said_by="hosts")],
    )
    assert "- 8,000 (11 May): the police; up to 40,000 (11 May): the organisers\n" in text
    rows = text[text.index("RING UP") : text.index("1. STRENGTH")]
    assert [row.split("  ")[0] for row in rows.splitlines() if row.startswith(("1.", "or"))] == ["1.", "or", "or"]
    assert rows.count("8,000") == 2  # 8,000 and 18,000
    assert rows.count("40,000") == 1


def test_a_value_that_is_said_of_two_days_is_one(tmp_path: Path) -> None:
    """What is said again is no range from 21 to 21, and what it would have to be is not lost."""
    days = [{"as_of": "2029-05-09"}, {"as_of": "2029-05-10"}]
    text = story(
        tmp_path,
        {"team": {}, "front": {"name": "the front"}, "ministry": {"name": "the ministry"}},
        herald=[
            claim
            for day in days
            for claim in (strength("21", said_by="front", **day), strength("18", said_by="ministry", **day))
        ],
        tribune=[
            strength("33", as_of="2029-05-05", said_by="the forum"),
            strength("32", as_of="2029-05-05", said_by="an official"),
            strength("31", as_of="2029-05-05"),
        ],
    )
    assert "21 (9 and 10 May), which would have to be 18" in text
    assert "21 to 21" not in text


def test_a_sum_names_the_voices_of_the_figures_that_it_adds(tmp_path: Path) -> None:
    """Of three papers that give the part the Star's 17 is more than the whole: the others' 16 is not told of."""
    cast: dict[str, dict[str, object]] = {"team": {}, "crew": {"part_of": "team"}}
    crew = {"subject": "crew", "as_of": "2029-05-11"}
    text = story(
        tmp_path,
        cast,
        star=[strength("17", **crew)],
        post=[strength("16", **crew)],
        echo=[strength("16", **crew)],
        herald=[strength("13")],
    )
    line = next(line for line in text.splitlines() if "17 is more than the whole" in line or "17 alone" in line)
    assert "(13: Herald; 17: Star)" in line or "(17: Star; 13: Herald)" in line


def test_what_joined_a_finding_is_named(tmp_path: Path) -> None:
    """The sentence of a finding may tell of other figures than the one that made it new."""
    cast: dict[str, dict[str, object]] = {"team": {}}
    files = {"claims/s/entities.yaml": entities(cast)}
    for name, value in (("star", "17"), ("post", "13")):
        claim: dict[str, object] = {"id": "c", "subject": "team", "property": "strength", "value": value}
        files[f"claims/s/{name}.yaml"] = article([claim], publisher=name.capitalize(), published="2029-05-11")
    root = write(tmp_path, files)
    (known,) = check(root).findings
    (root / "accepted.yaml").write_text(acceptances([(known, {})]))
    echo: dict[str, object] = {"id": "c", "subject": "team", "property": "strength", "value": "14"}
    write(root, {"claims/s/echo.yaml": article([echo], publisher="Echo", published="2029-05-11")})
    text = render(review_of(root), "text", Style(brief=True))
    assert "    what joined: strength – team: 14 (11 May), Echo\n    it was accepted: as the desk found\n" in text


def test_a_plain_figure_is_told_where_a_comparison_comes_to_the_same(tmp_path: Path) -> None:
    """ "Seven fewer than the 180" and 173 are one value of one paper: the sum is of 173."""
    text = story(
        tmp_path,
        {"team": {"parts": "complete"}, "one": {"part_of": "team"}, "two": {"part_of": "team"}},
        herald=[
            {"subject": "two", "property": "strength", "compared": {"fewer": "seven", "to": "c1"}},
            {"subject": "two", "property": "strength", "value": "180", "status": "planned"},
            {"subject": "two", "property": "strength", "value": "173"},
            {"subject": "one", "property": "strength", "value": "198"},
            strength("380"),
        ],
    )
    assert "173 and 198 make 371, not 380" in text or "198 and 173 make 371, not 380" in text
    assert "seven fewer" not in text[: text.index("NOT COMPARED")]


def test_a_subject_goes_without_saying_only_where_the_head_names_it(tmp_path: Path) -> None:
    """All is about one subject; a report that is headed "s" must say whose strength, one of an event need not."""
    for kind, row in (("team", "1.  Strength – Vesmark "), ("event", "1.  Strength ")):
        text = story(
            tmp_path / kind, {"team": {"name": "Vesmark", "kind": kind}}, star=[strength("17")], post=[strength("13")]
        )
        assert f"\n{row} " in text, text
        assert text.startswith("s: " if kind == "team" else "Vesmark: ")


def test_a_sum_of_one_known_part_is_no_sum(tmp_path: Path) -> None:
    """ "15 make 15, not 13" says the same figure twice; what other parts there are is not known."""
    cast: dict[str, dict[str, object]] = {"team": {}, "crew": {"part_of": "team"}}
    crew: dict[str, object] = {"subject": "crew", "property": "size", "value": "15", "status": "feared"}
    text = story(tmp_path, cast, star=[crew], post=[strength("13", status="feared")])
    assert "15 feared alone is more than 13 feared (" in text
    assert "make 15" not in text


def test_what_to_write_is_no_disagreement_of_its_own(tmp_path: Path) -> None:
    """The hint stands behind the sentence that it is for."""
    days = [killed("23", as_of="2029-05-07", said_by="ministry"), killed("21", as_of="2029-05-09", said_by="ministry")]
    text = story(tmp_path, {"fire": {}, "ministry": {}}, star=days)
    (line,) = (line for line in text.splitlines() if "`revises:`" in line)
    assert line.startswith("   * ministry came down from 23 (7 May) to 21 (9 May): was it revised, or started again? [")
    assert "]. If it was taken back, write `revises:`" in line


def test_the_values_of_an_uncertain_sum_are_those_it_tells_of(tmp_path: Path) -> None:
    """Of more values than its table has, the 240 that the sentence adds is shown, and each row says what it is of."""
    cast: dict[str, dict[str, object]] = {
        "team": {"name": "all crews", "parts": "complete"},
        "lusara": {"name": "the Lusara crew", "part_of": "team"},
        "vesmark": {"name": "the Vesmark crew", "part_of": "team"},
    }
    papers: dict[str, list[dict[str, object]]] = {
        f"paper{day}": [
            strength(f"{780 + day}", as_of=f"2029-05-{day:02}"),
            {**strength(f"{620 + day}", as_of=f"2029-05-{day:02}"), "subject": "lusara"},
        ]
        for day in range(2, 8)
    }
    span: dict[str, object] = {
        "id": "c",
        **strength("240", as_of="2029-05-02/2029-05-08", quote="240 at the height"),
        "subject": "vesmark",
    }
    files = {"claims/s/entities.yaml": entities(cast), "claims/s/canal.yaml": article([span], published="2029-05-08")}
    for name, claims in papers.items():
        numbered = [{"id": f"c{number}", **claim} for number, claim in enumerate(claims)]
        files[f"claims/s/{name}.yaml"] = article(numbered, publisher=name.capitalize(), published="2029-05-08")
    review = review_of(write(tmp_path, files))
    view = View(review)
    (finding,) = (f for f in review.findings if len(f.statements) > 8)
    shown = view.with_rows(finding)
    told = re.search(r"(\d+) and (\d+) make", shown.sentences[0][0])
    assert told is not None
    assert {told[1], told[2]} <= {row.value for row in shown.rows}
    assert {row.of for row in shown.rows} == {
        "Strength – all crews",
        "Strength – the Lusara crew",
        "Strength – the Vesmark crew",
    }
    assert shown.more_rows == len(finding.statements) - len(shown.rows) > 0
    assert f"and {shown.more_rows} more values: <code>checker explain {finding.id}</code>" in render(review, "html")


def test_a_figure_that_stands_is_drawn_where_it_is_said(tmp_path: Path) -> None:
    """A plan of 2 and of 24 May is one value: its rows are of these days, and what it would have to be of the last."""
    plan = {"subject": "team", "property": "strength", "status": "planned"}
    files = {"claims/s/entities.yaml": entities({"team": {}, "crew": {"part_of": "team"}})}
    for name, day in (("star", "02"), ("post", "24")):
        claims: list[dict[str, object]] = [{"id": "c", **plan, "value": "100"}]
        if name == "post":
            claims.append({"id": "d", **plan, "subject": "crew", "value": "120"})
        files[f"claims/s/{name}.yaml"] = article(claims, publisher="Star", published=f"2029-05-{day}")
    view = View(review_of(write(tmp_path, files)))
    (figure,) = (each for dispute in view.disputes() for each in dispute.figures if each.title.endswith("team"))
    assert [(row.day, row.value) for row in figure.rows] == [("2 May", "100"), ("24 May", "100")]
    assert figure.chart is not None
    ((band,), (series,)) = figure.chart.bands, figure.chart.series
    assert band.text == "at least 120, if 100 (24 May) is wrong"
    assert band.x == series.marks[-1].x > 90


def test_what_disagrees_is_told_of_the_figure_of_its_heading(tmp_path: Path) -> None:
    """The first sentence of a dispute is of the figure that it is called after."""
    cast: dict[str, dict[str, object]] = {"team": {"parts": "complete"}, "one": {"part_of": "team"}}
    one = [{"subject": "one", "property": "strength", "value": value} for value in ("15", "16", "17")]
    files = {"claims/s/entities.yaml": entities(cast)}
    for name, claim, whole in zip(("star", "post", "echo"), one, ("300", "300", "290"), strict=True):
        claims: list[dict[str, object]] = [{"id": "c", **claim}, {"id": "w", **strength(whole)}]
        files[f"claims/s/{name}.yaml"] = article(claims, publisher=name.capitalize(), published="2029-05-11")
    view = View(review_of(write(tmp_path, files)))
    for dispute in view.disputes():
        assert dispute.title.endswith("one") == ("16" in dispute.summary), (dispute.title, dispute.summary)


def test_papers_that_print_one_speaker_differently_are_named(tmp_path: Path) -> None:
    """Two papers print one agency's report: the copy that differs is what to look at, so both are named."""
    text = story(
        tmp_path,
        {"team": {}, "mayor": {"name": "Pavel Orsic"}},
        herald=[strength("400,000", said_by="mayor")],
        tribune=[strength("40,000", said_by="mayor")],
    )
    rows = text[text.index("RING UP") : text.index("1. STRENGTH")]
    assert (rows.count("Pavel Orsic, as"), rows.count("Herald has it"), rows.count("Tribune has it")) == (2, 1, 1)


def test_what_changed_names_the_papers_of_one_voice(tmp_path: Path) -> None:
    """The plan of one voice is another one a day later, in another paper: perhaps that paper has it wrong."""
    claims = [{"subject": "team", "property": "strength", "status": "planned", "said_by": "mayor", "id": "c"}]
    files = {"claims/s/entities.yaml": entities({"team": {}, "mayor": {"name": "Pavel Orsic"}})}
    for day, (paper, value) in enumerate((("Herald", "400"), ("Tribune", "40")), 1):
        own: list[dict[str, object]] = [{**claim, "value": value} for claim in claims]
        files[f"claims/s/{paper.lower()}.yaml"] = article(own, publisher=paper, published=f"2029-05-{day:02}")
    text = render(review_of(write(tmp_path, files)), "text", FULL)
    assert "400 (1 May, Pavel Orsic, as Herald has it) -> 40 (2 May, Pavel Orsic, as Tribune has it)" in text


def test_a_speaker_who_is_no_entity_is_named_where_one_rings_up(tmp_path: Path) -> None:
    """Who said it stands behind the paper, in the advice and in what is not compared."""
    text = story(
        tmp_path,
        {"team": {}},
        post=[strength("1,200", said_by="Petra Lauber"), killed("5", subject="team", said_by="Tomas Reyl")],
        bote=[strength("1,500", said_by="the union")],
    )
    assert "- 1,200 (11 May): Post, citing Petra Lauber" in text
    assert "- 1,500 (11 May): Bote, citing the union" in text
    rows = text[text.index("RING UP") : text.index("1. STRENGTH")]
    assert rows.count(", citing") == 2
    assert "5 (11 May, Post, citing Tomas Reyl)" in text
