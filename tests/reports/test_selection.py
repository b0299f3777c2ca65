"""Paths choose what is reported, not what is compared; and every command finds the project around the current folder.

The story: the Courier counts 40 boats, the Tribune 44, the Gazette 45. The Post and the Radio quarrel about the
harbour, which the Tribune does not mention. In another story, the Wire speaks of a fire, and of nobody's figures.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import checker
from checker import cli
from checker.baseline.review import Review
from checker.baseline.status import judged
from checker.commands.scaffold import standard_rules
from checker.reports import FORMATS
from checker.reports.selection import focused

ROOT = Path(__file__).parents[2]
CAST = "harbour: {parts: complete}\nboats: {part_of: harbour}\ncranes: {part_of: harbour}\nvalley: {}\nmill: {}\n"
ARTICLE = "source: {{publisher: {name}, published: 2031-05-06}}\nclaims:\n{claims}"
CLAIM = "  - {{id: {0}, subject: {1}, property: {2}, value: {3}}}\n"
SAID = {
    "flood/courier": [("boats", "boats", "size", "40"), ("hurt", "valley", "injured", "at least 70")],
    "flood/gazette": [("boats", "boats", "size", "45")],
    "flood/post": [("dead", "mill", "killed", "none")],
    "flood/radio": [("dead", "mill", "killed", "seven"), ("gone", "valley", "missing", "3")],
    "flood/tribune": [("boats", "boats", "size", "44")],
    "fire/wire": [("men", "brigade", "size", "12")],
}
BOATS = "Size – boats: Gazette has 45, Tribune 44, Courier 40"
MILL = "People killed – mill: Radio has seven (6 May), Post none, 7 apart"


class Told(NamedTuple):
    """What a command did."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Told]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> Told:
        capsys.readouterr()
        status = cli.main(list(arguments))
        return Told(status, *capsys.readouterr())

    return run


def write(root: Path, key: str, claims: Sequence[tuple[str, ...]]) -> None:
    text = ARTICLE.format(name=key.partition("/")[2].title(), claims="".join(CLAIM.format(*claim) for claim in claims))
    (root / "claims" / f"{key}.yaml").write_text(text)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "desk"
    for folder in ("claims/flood", "claims/fire", "rules"):
        (root / folder).mkdir(parents=True)
    for name in ("properties", "hedges", "parts-do-not-add-up", "part-exceeds-whole"):
        shutil.copy(standard_rules() / f"{name}.yaml", root / "rules")
    (root / "claims/flood/entities.yaml").write_text(CAST)
    (root / "claims/fire/entities.yaml").write_text("brigade: {}\n")
    for key, claims in SAID.items():
        write(root, key, claims)
    monkeypatch.chdir(root)
    return root


# --- what is shown of an article ---------------------------------------------------------------


def test_an_article_is_compared_with_all_of_its_project(desk: Path, run: Run) -> None:
    told = run("check", "claims/flood/tribune.yaml")
    assert told.status == 1
    *lines, last, failed, _ = told.out.splitlines()
    assert lines[0].startswith("claims/flood/courier.yaml:3: error sources-disagree ")
    assert lines[0].endswith("Size – boats: Gazette has 45, Tribune 44, Courier 40")
    assert len(lines) == 4
    assert failed == "Failed: 1 new."
    assert last == "1 article, 1 claim (compared with 5 articles more), 1 disagreement, 0 tensions, 0 notes"


def test_what_others_quarrel_about_is_not_its_business(desk: Path, run: Run) -> None:
    told = run("check", "claims/fire/wire.yaml", "--fail-on", "note")
    assert told.status == 0
    counts = "1 article, 1 claim (compared with 5 articles more), 0 disagreements, 0 tensions, 0 notes"
    assert told.out == f"{counts}\nPassed.\n"


@pytest.mark.parametrize("command", ["check", "report"])
@pytest.mark.parametrize("format_", FORMATS)
def test_in_every_format(desk: Path, run: Run, command: str, format_: str) -> None:
    told = run(command, "--format", format_, "claims/flood/tribune.yaml")
    ids = {f["message"]: f["id"] for f in run("check", "--format", "json").data["findings"]}
    is_told_by_id = (command, format_) != ("report", "text")
    boats, mill = (ids[BOATS], ids[MILL]) if is_told_by_id else ("BOATS", "MILL")
    assert boats in told.out
    assert mill not in told.out
    assert "mill" not in told.out.replace("million", "").replace("millisecond", "")
    assert mill in run(command, "--format", format_).out


def test_the_report_counts_and_names_the_article_alone(desk: Path, run: Run) -> None:
    told = run("report", "claims/flood/tribune.yaml", "claims/fire").out
    assert told.startswith(
        "fire, flood: 2 articles, 2 claims (compared with 4 articles more), 6 May 2031\n1 disagreement.\n"
    )
    assert "valley" not in told
    full = run("report", "--full", "claims/flood/tribune.yaml", "claims/fire").out
    assert "Size – brigade: 12 (Wire)" in full  # alone, so not compared
    assert "   * 1 of 2 figures rests on one voice\n   * Wire alone: Size – brigade\n" in full


@pytest.fixture
def entangled(desk: Path) -> Path:
    """Courier and Radio have 90 and 80 in the harbour; with the Post's cranes the boats of all three are more."""
    write(desk, "flood/courier", [*SAID["flood/courier"], ("all", "harbour", "strength", "90")])
    write(desk, "flood/radio", [("all", "harbour", "strength", "80")])
    write(desk, "flood/post", [("cranes", "cranes", "size", "60")])
    return desk


def test_a_dispute_is_whole(entangled: Path, run: Run) -> None:
    """That of the Tribune's boats holds the quarrel about the harbour, in which the Tribune has no part: it is told
    with the dispute, and is no finding of the Tribune's."""
    data = run("report", "--format", "json", "claims/flood/tribune.yaml").data
    (dispute,) = data["disputes"]
    assert sorted(dispute["findings"]) == sorted(finding["id"] for finding in data["findings"])
    *own, other = data["findings"]
    assert [("flood/tribune#boats" in finding["claims"]) for finding in (*own, other)] == [True] * len(own) + [False]
    assert other["message"] == "Strength – harbour: Courier has 90 (6 May), Radio 80, 10 apart"
    text = run("report", "--full", "claims/flood/tribune.yaml").out
    assert text.count(other["id"]) == 1
    assert other["id"] not in run("check", "claims/flood/tribune.yaml").out


def test_only_a_finding_of_the_article_itself_fails(entangled: Path, run: Run) -> None:
    """All that the Tribune has part in is accepted; the quarrel about the harbour is new."""
    own = [f for f in run("check", "--format", "json").data["findings"] if "flood/tribune#boats" in f["claims"]]
    assert run("accept", *(finding["id"] for finding in own), "--reason", "asked").status == 0
    assert run("check", "claims/flood/tribune.yaml").status == 0
    assert run("check", "claims/flood/radio.yaml").status == 1


def test_problems_anywhere_count(desk: Path, run: Run) -> None:
    """What the Radio's torn file says may concern the Wire too."""
    (desk / "claims/flood/radio.yaml").write_text("source: [\n")
    for command in ("check", "report"):
        told = run(command, "claims/fire/wire.yaml")
        assert told.status == 2
        assert "claims/flood/radio.yaml:1:9: " in told.out
        assert "INCOMPLETE" in told.out


def test_a_claim_may_supersede_one_of_an_article_that_was_not_chosen(desk: Path, run: Run) -> None:
    path = desk / "claims/flood/tribune.yaml"
    path.write_text(path.read_text().replace("value: 44", "value: 44, supersedes: courier/boats"))
    for command in (("check",), ("export", "csv"), ("coverage",)):
        told = run(*command, "claims/flood/tribune.yaml")
        assert "courier/boats'" not in told.out + told.err
        assert told.status == (command == ("check",))


def references(data: Any) -> set[str]:
    """The claims that a JSON report names."""
    explanations = [each for dispute in data["disputes"] for each in dispute["explanations"]]
    positions = [value for each in explanations for value in each["values"]]
    entries = (*data["findings"], *data["not_compared"], *explanations, *positions)
    return {key for entry in entries for key in entry["claims"]}


@pytest.fixture(scope="module")
def real() -> Review:
    return judged(checker.check(checker.load([ROOT])), 741_000)


@pytest.mark.parametrize("format_", FORMATS)
def test_a_report_that_chooses_all_is_the_whole_report(run: Run, monkeypatch: pytest.MonkeyPatch, format_: str) -> None:
    """Of the five real articles, be they named one by one, or by their story."""
    monkeypatch.chdir(ROOT)
    articles = [path.as_posix() for path in sorted(Path("claims/kenya-haiti").glob("[!e]*.yaml"))]
    whole = run("report", "--format", format_)
    assert run("report", "--format", format_, *articles) == whole
    assert run("report", "--format", format_, "claims/kenya-haiti") == whole


def test_of_each_real_article_just_what_it_has_part_in(real: Review, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for key in real.corpus.sources:
        data = run("report", "--format", "json", f"claims/{key}.yaml").data
        own = [f.id for f in real.findings if any(claim.source == key for claim in f.claims)]
        assert [f["id"] for f in data["findings"][: len(own)]] == own
        assert data["articles"] == [key]
        assert data["others"] == len(real.corpus.sources) - 1
        assert references(data) <= {claim["key"] for claim in data["claims"]}
        assert {d for f in data["findings"] if (d := f["dispute"])} <= {d["id"] for d in data["disputes"]}
        entries = [entry.claims for entry in real.not_compared if any(c.startswith(f"{key}#") for c in entry.claims)]
        assert [tuple(entry["claims"]) for entry in data["not_compared"]] == entries
    assert focused(real) is real


def test_the_order_of_the_paths_changes_nothing(desk: Path, run: Run) -> None:
    paths = [f"claims/{key}.yaml" for key in SAID if key != "flood/radio"]
    first = run("report", *paths)
    random.Random(1).shuffle(paths)
    assert run("report", *paths, paths[0]) == first


# --- what a path stands for --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["."], SAID),
        (["claims"], SAID),
        (["claims/entities.yaml"], SAID),
        (["rules"], SAID),
        (["rules/part-exceeds-whole.yaml"], SAID),
        (["rules/hedges.yaml", "claims/fire/wire.yaml"], SAID),
        (["claims/fire"], ["fire/wire"]),
        (["claims/fire/entities.yaml"], ["fire/wire"]),
        (["claims/flood/entities.yaml"], [key for key in SAID if key != "fire/wire"]),
        (["claims/flood/post.yaml", "claims/fire"], ["flood/post", "fire/wire"]),
        (["claims/flood/../fire/wire.yaml"], ["fire/wire"]),
    ],
)
def test_what_a_path_stands_for(desk: Path, run: Run, paths: list[str], expected: list[str]) -> None:
    (desk / "claims/entities.yaml").write_text("river: {}\n")
    data = run("report", "--format", "json", *paths).data
    assert data["articles"] == sorted(expected)
    assert data["others"] == len(SAID) - len(expected)


@pytest.mark.parametrize("path", ["claims/flood/notes.txt", "claims/flood/deep/wire.txt", "claims/storm"])
def test_a_path_that_stands_for_no_article_is_told(desk: Path, run: Run, path: str) -> None:
    """Not passed over in silence, also beside one that is right: else a slip would look like agreement."""
    (desk / "claims/storm").mkdir()
    (desk / "claims/flood/deep").mkdir()
    for name in ("notes.txt", "deep/wire.txt"):
        (desk / "claims/flood" / name).write_text("a note")
    for more in ((), ("claims/fire",)):
        told = run("check", path, *more)
        assert told.status == 2
        assert f"{path}:1:1: no articles: expected claims/<story>/<source>.yaml" in told.out


def test_a_file_with_the_wrong_ending_is_told_once(desk: Path, run: Run) -> None:
    (desk / "claims/fire/wire.yaml").rename(desk / "claims/fire/wire.yml")
    told = run("check", "claims/fire/wire.yml")
    assert told.status == 2
    assert told.out.splitlines() == [
        "claims/fire/wire.yml:1:1: files end in .yaml here; rename it",
        "0 articles, 0 claims (compared with 5 articles more), 0 disagreements, 0 tensions, 0 notes; "
        "INCOMPLETE: 1 problem",
        "Could not check all of it.",
    ]


# --- the rest of the commands ------------------------------------------------------------------


def test_the_answer_that_is_kept_rests_on_all_files(
    desk: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The Wire is asked about twice, and between that another article speaks of its brigade."""
    monkeypatch.setenv("CHECKER_CACHE_DIR", str(tmp_path / "cache"))
    assert run("check", "claims/fire/wire.yaml").status == 0
    assert run("check", "claims/flood/tribune.yaml").status == 1
    assert run("check", "claims/fire/wire.yaml").status == 0
    write(desk, "fire/echo", [("men", "brigade", "size", "13")])
    assert run("check", "claims/fire/wire.yaml").status == 1


def test_explain_knows_every_finding(desk: Path, run: Run) -> None:
    (id_,) = [f["id"] for f in run("check", "--format", "json").data["findings"] if f["message"] == MILL]
    assert run("explain", id_, "claims/fire/wire.yaml").status == 0


def test_coverage_and_export_list_the_chosen_articles(desk: Path, run: Run) -> None:
    out = run("export", "csv", "claims/flood/post.yaml", "claims/fire").out
    assert [key for key in SAID if key in out] == ["flood/post", "fire/wire"]
    assert "no such claim" in run("export", "csv", "claims/fire", "--claim", "flood/post#dead").err
    listed = run("coverage", "--format", "json", "claims/fire").data["articles"]
    assert [article["source"] for article in listed] == ["fire/wire"]


def test_to_anchor_one_article_leaves_those_of_the_others(desk: Path, run: Run) -> None:
    for key in ("flood/post", "flood/radio"):
        path = desk / "claims" / f"{key}.yaml"
        path.with_suffix(".txt").write_text("In the mill seven died, or none died.\n")
        text = path.read_text().replace("2031-05-06}", f"2031-05-06, text: {path.stem}.txt}}", 1)
        path.write_text(text.replace("killed, ", "killed, quote: In the mill, ", 1))
    assert run("coverage", "--anchor").status != 2
    before = (desk / "anchors.yaml").read_text()
    assert "flood/post" in before and "flood/radio" in before
    run("coverage", "--anchor", "claims/flood/post.yaml")
    assert (desk / "anchors.yaml").read_text() == before


def test_the_page_that_is_served_shows_the_chosen_articles(desk: Path) -> None:
    pytest.importorskip("starlette")
    from checker.desk.site import Site
    from checker.desk.workspace import Workspace
    from checker.files.project import find

    site = Site(Workspace(desk), is_reading=True, chosen=find([Path("claims/flood/tribune.yaml")]).chosen)
    before = site.report(site.view())
    assert "Gazette has 45, Tribune 44, Courier 40" in before
    assert "Radio has seven" not in before
    write(desk, "flood/radio", [("boats", "boats", "size", "46")])
    assert "4 voices give 4 values, from 40 to 46" in site.report(site.view())


def test_pytest_tells_of_an_article_what_the_others_contradict(desk: Path) -> None:
    command = [sys.executable, "-m", "pytest", "-p", "no:pytest-lsp", "--checker=claims/flood/tribune.yaml"]
    done = subprocess.run(command, cwd=desk, capture_output=True, text=True)
    assert "Size – boats: Gazette has 45, Tribune 44, Courier 40" in done.stdout
    assert "1 failed, 3 passed" in done.stdout


# --- from any folder of the project ------------------------------------------------------------


FOLDERS = ["claims", "claims/flood", "claims/fire", "rules", "texts/2031"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_without_paths_it_is_the_project_around(
    desk: Path, run: Run, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    (desk / "texts/2031").mkdir(parents=True)
    at_the_top = run("check", "--format", "json").data
    monkeypatch.chdir(folder)
    told = run("check", "--format", "json")
    assert told.status == 1
    assert [f["id"] for f in told.data["findings"]] == [f["id"] for f in at_the_top["findings"]]
    assert told.data["articles"] == at_the_top["articles"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_command_finds_it(desk: Path, run: Run, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    (desk / "texts/2031").mkdir(parents=True)
    (id_,) = [f["id"] for f in run("check", "--format", "json").data["findings"] if f["message"] == MILL]
    run("export", "csv", "--output", "all.csv")
    (desk / "flood.txt").write_text("The Echo\n\nIn the harbour 400 boats were counted.\n")
    monkeypatch.chdir(folder)
    for command in (
        ("report",),
        ("explain", id_),
        ("test",),
        ("accept", id_, "--reason", "asked"),
        ("coverage",),
        ("export", "csv"),
        ("schema",),
        ("schema", "--check"),
        ("import", "csv", str(desk / "all.csv"), "--update"),
        ("new", str(desk / "flood.txt"), "--story", "fire", "--publisher", "Echo", "--published", "2031-05-07"),
    ):
        told = run(*command)
        assert told.status == 0, (command, told.err)
    assert (desk / "accepted.yaml").is_file()
    assert (desk / "claims/fire/flood.yaml").is_file()
    assert (desk / ".schemas").is_dir()
    (desk / "claims/fire/flood.yaml").unlink()  # a draft without claims is a problem
    write(desk, "flood/post", [("dead", "mill", "killed", "seven")])
    assert f"took out {id_}" in run("prune").out


@pytest.mark.parametrize(
    ("folder", "expected"),
    [("claims/fire", ["fire/wire"]), ("claims", SAID), ("rules", SAID), (".", SAID)],
)
def test_a_dot_is_the_folder_itself(
    desk: Path, run: Run, monkeypatch: pytest.MonkeyPatch, folder: str, expected: list[str]
) -> None:
    monkeypatch.chdir(folder)
    assert run("report", "--format", "json", ".").data["articles"] == sorted(expected)


def test_files_are_named_as_seen_from_the_folder(desk: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those below it in short, as an editor or a log can follow them; others in full."""
    monkeypatch.chdir("claims/flood")
    (desk / "claims/fire/wire.yaml").write_text("source: [\n")
    lines = run("check", "tribune.yaml").out.splitlines()
    assert lines[0].startswith(f"{(desk / 'claims/fire/wire.yaml').as_posix()}:1:9: ")
    assert lines[1].startswith("courier.yaml:3: error sources-disagree ")


def test_the_nearest_project_counts(desk: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = desk / "archive" / "2030"
    inner.mkdir(parents=True)
    shutil.copytree(desk / "rules", inner / "rules")
    shutil.copytree(desk / "claims/fire", inner / "claims/fire")
    monkeypatch.chdir(inner / "rules")
    assert run("report", "--format", "json").data["articles"] == ["fire/wire"]
    monkeypatch.chdir(desk / "archive")
    assert run("report", "--format", "json").data["articles"] == sorted(SAID)


@pytest.mark.parametrize("command", ["check", "report", "explain 345b", "prune", "coverage", "accept 345b --reason x"])
def test_where_there_is_no_project_that_is_what_is_told(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path.anchor)
    told = run(*command.split())
    assert told.status == 2
    assert ".:1:1: no claims/ folder here" in told.out + told.err
    assert "no such" not in told.err


def test_a_folder_of_projects_names_them(desk: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository of a newsroom: each desk has its project, and somebody stands above them, or names the folder."""
    for name in ("sport", "culture", "news", "world", ".cache"):
        shutil.copytree(desk, tmp_path / "all" / name, symlinks=True)
    monkeypatch.chdir(tmp_path)
    told = run("check", "all")
    assert told.status == 2
    near = "all/culture, all/news, all/sport and 1 more: check one of them"
    assert told.out.startswith(f"all:1:1: no claims/ folder here, but in {near}\n")


def test_what_is_accepted_stands_for_the_project(desk: Path, run: Run) -> None:
    """A hook that gives the names of changed files gives that of accepted.yaml too. Any other file is of no project."""
    whole = run("check").out
    (desk / "accepted.yaml").write_text("{}\n")
    assert run("check", "accepted.yaml").out == whole
    (desk / "README.md").write_text("The desk.\n")
    told = run("check", "README.md")
    assert told.status == 2
    assert told.out.startswith("README.md:1:1: is not an article, a rule or the accepted.yaml of a project")
    assert "did you mean" not in told.out


def test_explain_tells_first_what_is_wrong_with_the_files(desk: Path, run: Run) -> None:
    """The finding may be hidden by that."""
    (id_,) = [f["id"] for f in run("check", "--format", "json").data["findings"] if f["message"] == MILL]
    (desk / "claims/flood/post.yaml").write_text("source: [\n")
    told = run("explain", id_)
    assert told.status == 2
    assert told.err.index("claims/flood/post.yaml:1:9: ") < told.err.index("no such rule or finding")
    built_in = run("explain", "sources-disagree")
    assert "Sources disagree about one figure" in built_in.out
