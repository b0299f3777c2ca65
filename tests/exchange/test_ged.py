"""Events of the UCDP GED."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange.helpers import files, run, says

GED = (
    "id,conflict_name,side_a,side_b,source_article,source_office,source_date,source_headline,source_original,"
    "where_coordinates,country,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low\n"
    '101,Orlava: Government,Government of Orlava,River Front,"""Example Wire"",""2031-05-04"",""ORLAVA: Clash,'
    ' 12 dead""",,,,police,Orla bridge,Orlava,2031-05-03 00:00:00.000,2031-05-03 00:00:00.000,3,7,2,0,12,15,9\n'
    "102,Orlava: Government,Government of Orlava,River Front,x,Courier;Herald,2031-05-05;2031-05-06,One;Two,,"
    "Harbour town,Orlava,2031-05-04,2031-05-05,0,0,0,5,5,5,5\n"
)


def test_events_become_claims(desk: Path) -> None:
    (desk / "ged.csv").write_text(GED)
    assert run("import", "ged", "ged.csv", "--into", "claims/orlava") == 0
    story = desk / "claims" / "orlava"
    wire = says(story / "example-wire-2031-05-04-orlava-clash-12-dead.yaml")
    assert wire["source"] == {"publisher": "Example Wire", "title": "ORLAVA: Clash, 12 dead", "published": "2031-05-04"}
    assert [(claim["id"], claim["value"], claim.get("scope")) for claim in wire["claims"]] == [
        ("event-101-killed", "12 (9 to 15)", None),
        ("event-101-deaths-a", "3", "Government of Orlava"),
        ("event-101-deaths-b", "7", "River Front"),
        ("event-101-deaths-civilians", "2", "civilians"),
        ("event-101-happened", "2031-05-03", None),
    ]
    assert {claim["said_by"] for claim in wire["claims"]} == {"police"}
    own = says(story / "ucdp-ged.yaml")  # it rests on two articles: the figure is neither's
    assert own["source"]["publisher"] == "Uppsala Conflict Data Program"
    assert own["claims"][-1]["value"] == "2031-05-04/2031-05-05"
    assert says(story / "entities.yaml")["event-101"]["part_of"] == "conflict-orlava-government"
    assert run("check", "claims/orlava") == 0
    assert run("import", "ged", "ged.csv", "--into", "claims/orlava") == 0  # it is there already


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("12,15,9\n", "12,15,nine\n", "ged.csv:2:20: T2: low: 'nine': expected a whole number from 0"),
        (
            "3,7,2,0,12,15,9",
            "2,3,1012,0,12,15,9",
            "ged.csv:2:18: R2: best: 12 is not the sum of deaths_a, deaths_b, deaths_civilians, deaths_unknown: "
            "2 + 3 + 1,012 + 0 = 1,017",
        ),
        ("12,15,9\n", "12,11,9\n", "ged.csv:2:18: R2: best: 12 lies outside of its own range, 9 to 11"),
        ("2031-05-04,2031-05-05,", "2031-05-06,2031-05-05,", "ged.csv:3:13: M3: date_end: the event ends before"),
        ("\n102,", "\n101,", "ged.csv:3:1: A3: id: '101' is here twice, first in row 2"),
        (",best,", ",bst,", "there is no column 'best'; is it 'bst'?"),
        (",best,", ",low,", "the column 'low' is here twice"),
    ],
)
def test_an_event_that_does_not_fit(
    desk: Path, old: str, new: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert old in GED
    (desk / "ged.csv").write_text(GED.replace(old, new, 1))
    before = files(desk)
    assert run("import", "ged", "ged.csv") == 2
    assert message in capsys.readouterr().err
    assert files(desk) == before


def test_the_vocabulary_lacks_what_events_need(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    properties = desk / "rules" / "properties.yaml"
    properties.write_text(properties.read_text("utf-8").replace("\nkilled:", "\nslain:").replace("adds_to: killed", ""))
    (desk / "ged.csv").write_text(GED)
    assert run("import", "ged", "ged.csv") == 2
    assert "the import needs the property 'killed'; add: killed: {type: count" in capsys.readouterr().err


def test_bad_events_are_left_out_on_request(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "ged.csv").write_text(GED.replace("3,7,2,0,12,15,9", "2,3,1012,0,12,15,9"))
    assert run("import", "ged", "ged.csv", "--into", "claims/orlava", "--skip-bad") == 0
    assert "1 mistake above: what has one is left out" in capsys.readouterr().err
    assert [path.name for path in sorted((desk / "claims/orlava").iterdir())] == ["entities.yaml", "ucdp-ged.yaml"]
    assert "event-101" not in says(desk / "claims/orlava/entities.yaml")
