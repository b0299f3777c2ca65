"""The JSON Schemas: they accept what the loader accepts, list a project's names, and work in a real editor's server."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import checker
from checker.cli import main
from checker.commands.scaffold import standard_rules, start_corpus
from checker.engine.examples import run_examples
from checker.files import models
from checker.files.project import Project, find
from checker.schemas.readings import Names
from checker.schemas.schema import KINDS, schema
from checker.schemas.schema_files import schema_files
from checker.values.dates import read_window
from tests.schemas.editor_yaml import VERSIONS, typed
from tests.schemas.language_server import Server, command, session

ROOT = Path(__file__).parents[2]
ENTITIES = """\
mission: {kind: mission, aliases: [the mission, "C++ (team) [x]|y"], parts: complete}
first-team: {kind: team, part_of: mission, from: 2031-04-28, name: Équipe Straße}
2031: {}
"""
ARTICLE = """\
source: {publisher: Courier, published: 2031-05-04, url: https://example.org/x, via: Example Wire}
claims:
  - id: one
    subject: first-team
    property: size
    value: 400
    as_of: 2031-05-03
    status: actual
    quote: 400 arrived
    important: true
  - {id: two, subject: the mission, property: stance, value: pledged, retracted: "2031-05-06, it was wrong"}
"""
MORE_PROPERTIES = "aboard: {type: count, unit: person, over_time: {actual: varies, planned: stands}}\n"
RULE = """\
id: own-rule
title: A team is larger than its mission
severity: warning
let:
  part: {property: [size, aboard], status: actual}
  whole: {property: strength}
where: part.subject.part_of == whole.subject
require: part <= whole
message: "{part} is more than {whole}"
why: A part cannot be larger than its whole.
examples:
  - expect: disagreement
    entities: {mission: {}, team: {part_of: mission}}
    claims:
      - {subject: team, property: size, value: 400}
      - {subject: mission, property: strength, value: 396}
  - expect: agreement
    entities: {mission: {}, team: {part_of: mission}}
    claims:
      - {subject: team, property: size, value: 300}
      - {subject: mission, property: strength, value: 396}
"""
ACCEPTED = """\
0123456789:
  rule: own-rule
  claims: [flood/courier#one]
  content: 0123456789
  reason: The desk is asking
  until: 2031-06-30
"""
WHERE = {
    "article": "claims/flood/courier.yaml",
    "entities": "claims/flood/entities.yaml",
    "properties": "rules/properties.yaml",
    "rule": "rules/own-rule.yaml",
    "hedges": "rules/hedges.yaml",
    "accepted": "accepted.yaml",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    texts = {WHERE["article"]: ARTICLE, WHERE["entities"]: ENTITIES, WHERE["rule"]: RULE}
    for rule in standard_rules().glob("*.yaml"):
        texts[f"rules/{rule.name}"] = rule.read_text("utf-8")
    texts[WHERE["properties"]] += MORE_PROPERTIES
    for name, text in texts.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _schemas(root: Path) -> dict[str, Any]:
    files, _ = schema_files(Project(root=root))
    return {path.relative_to(root).as_posix(): json.loads(text) for path, text in files.items()}


def _mistakes(made: Any, text: str) -> list[str]:
    """What a schema finds in a file, read in either of the ways in which editors read YAML."""
    found = [error for version in VERSIONS for error in Draft202012Validator(made).iter_errors(typed(text, version))]
    return [error.message for error in found]


@pytest.mark.parametrize("kind", KINDS)
def test_each_schema_is_one_by_its_metaschema(kind: str) -> None:
    made = schema(kind)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(made)
    for reference in re.findall(r'"#/\$defs/([^"]+)"', json.dumps(made)):
        assert reference in made["$defs"]


def test_those_of_a_project_too(project: Path) -> None:
    for made in _schemas(project).values():
        Draft202012Validator.check_schema(made)
        for pattern in re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', json.dumps(made)):
            re.compile(json.loads(pattern))


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_described(kind: str) -> None:
    """With an example, but where its values are listed, or described key by key."""
    made = schema(kind)
    for within in (made, *made["$defs"].values()):
        for name, key in within.get("properties", {}).items():
            if name not in models.STATUSES:
                assert key.get("description"), name
                speaks = ("examples", "enum", "const", "items", "additionalProperties", "anyOf")
                assert "$ref" in key or any(word in key for word in speaks), name
                if key.get("$ref", "").removeprefix("#/$defs/") in ("text", "day", "id", "quote", "entity", "url"):
                    assert "examples" in key, name


def test_article_lists_the_names_of_its_story(project: Path) -> None:
    """Those of another story are not among them; those that stories share are."""
    other = project / "claims" / "fire"
    other.mkdir()
    (other / "entities.yaml").write_text("brigade: {kind: team, aliases: [the brigade]}\n")
    (project / "claims" / "entities.yaml").write_text("wire: {kind: agency}\n")
    made = _schemas(project)
    flood = made["claims/flood/.schemas/article.json"]["$defs"]
    listed = dict(zip(*(flood["entity"]["anyOf"][0][key] for key in ("enum", "enumDescriptions")), strict=True))
    assert listed["first-team"] == "Équipe Straße, team, part of mission"
    assert listed["the mission"] == "another name of mission"
    assert "wire" in listed and "brigade" not in listed
    fire = made["claims/fire/.schemas/article.json"]["$defs"]
    assert fire["entity"]["anyOf"][0]["enum"] == ["brigade", "the brigade", "wire"]
    assert flood["property"]["enum"] == fire["property"]["enum"]
    of_properties = dict(zip(*flood["property"].values(), strict=True))
    assert of_properties["killed"] == "people killed: count (person), accumulates"
    assert flood["Claim"]["properties"]["status"]["enum"] == list(models.STATUSES)


ACCEPTED_EDITS: list[tuple[str, str, str]] = [
    ("article", "value: 400", "value: about 400"),
    ("article", "value: 400", "value: [unknown]"),
    ("article", "value: 400", "value: '400'"),
    ("article", "value: 400", "value: 1,000"),
    ("article", "value: 400", "value: seven"),
    ("article", "value: pledged", "value: Not   Pledged"),
    ("article", "value: pledged", "value: [pledged, refused]"),
    ("article", "value: pledged", "value: unknown"),
    ("article", "id: one", "id: 1"),
    ("article", "id: one", "id: null"),
    ("article", "id: one", "id: Übung_1.a-b"),
    ("article", "publisher: Courier", "publisher: true"),
    ("article", "publisher: Courier", "publisher: 24"),
    ("article", "publisher: Courier", "publisher: ~"),
    ("article", "published: 2031-05-04", "published: 2031"),
    ("article", "published: 2031-05-04", "published: 2031-05-04~"),
    ("article", "published: 2031-05-04", "published: 2031-05-04/.."),
    ("article", "published: 2031-05-04", "published: 2031-05-XX"),
    ("article", "subject: first-team", "subject: FIRST-Team"),
    ("article", "subject: first-team", "subject: équipe  STRASSE"),
    ("article", "subject: first-team", "subject: ÉQUIPE straße"),
    ("article", "subject: first-team", "subject: c++ (TEAM) [x]|y"),
    ("article", "subject: first-team", "subject: 2031"),
    ("article", "important: true", "important: 'true'"),
    ("article", "quote: 400 arrived", "quote: 400"),
    ("article", "quote: 400 arrived", "quote: a b c d\n      e f g h"),
    ("article", "quote: 400 arrived", "said_by: off"),
    ("article", "value: 400", "value: 400\n    including: {women: 40}"),
    ("entities", "parts: complete", "parts: {by sex: complete}}\nwoman: {part_of: {mission: by sex}"),
    ("properties", "over_time: {actual: varies, planned: stands}", "scope_of: {women: by sex}, other_counts: [abroad]"),
    ("article", "value: 400", "compared: {times: nearly 2, to: [First-Team, size], at: before}"),
    ("article", "value: 400", "compared: {share_of: 35 out of 47, to: First-Team, at: 2030}"),
    ("entities", "2031: {}", "2032: {part_of: 2033}\n2033: {}"),
    ("entities", "2031: {}", "new: {part_of: First-Team, to: 2031-06}"),
    ("properties", "over_time: {actual: varies, planned: stands}", "over_time: stands, values: []"),
    ("properties", "over_time: {actual: varies, planned: stands}", "window: 3 days, adds_to: new}\nnew: {type: count"),
    (
        "rule",
        "property: [size, aboard], status: actual",
        "property: size, type: [count, number], status: [actual, planned]",
    ),
    ("rule", "value: 300", "value: 300, said_by: 7, as_of: 2031-05"),
    ("hedges", "words: {hundreds: 100}", "words: {hundreds: 100 to 200}"),
]
REJECTED_EDITS: list[tuple[str, str, str, str]] = [
    ("article", "status: actual", "status: neded", "'neded' is not one of"),
    ("article", "subject: first-team", "subject: second-team", "not valid under any"),
    ("article", "property: size", "property: sise", "'sise' is not one of"),
    ("article", "quote: 400 arrived", "quot: 400 arrived", "'quot' was unexpected"),
    ("article", "value: 400", "value: 400.5", "not valid under any"),
    ("article", "value: 400", "value: -5", "not valid under any"),
    ("article", "value: 400", "value: true", "not valid under any"),
    ("article", "value: 400", "compared: {times: 2, more: 3, to: first-team}", "valid under each of"),
    ("article", "value: 400", "compared: {to: first-team}", "not valid under any"),
    ("article", "value: 400", "value: 400\n    including: {women: [40]}", "should not be valid under"),
    ("properties", "over_time: {actual: varies, planned: stands}", "scope_of: [women]", "is not of type 'object'"),
    ("article", "value: 400", "value: 400\n    compared: {times: 2, to: first-team}", "valid under each of"),
    ("article", "    value: 400\n", "", "not valid under any"),
    ("article", "value: 400", "value: {a: b}", "not valid under any"),
    ("article", "value: pledged", "value: plegded", "not valid under any"),
    ("article", "value: pledged", "value: [pledged, plegded]", "not valid under any"),
    ("article", "as_of: 2031-05-03", "as_of: yesterday", "does not match"),
    ("article", "as_of: 2031-05-03", "as_of: 3/5/2031", "does not match"),
    ("article", "as_of: 2031-05-03", "as_of: '2031-5-3'", "does not match"),
    ("article", "as_of: 2031-05-03", "as_of: 12.5", "is not of type"),
    ("article", "as_of: 2031-05-03", "as_of:", "is not of type"),
    ("article", "important: true", "important: 1", "is not of type"),
    ("article", "id: one", "id: one two", "does not match"),
    ("article", "id: one", "id: [one]", "should not be valid under"),
    ("article", "    property: size\n", "", "'property' is a required property"),
    ("article", "publisher: Courier, ", "", "'publisher' is a required property"),
    ("article", "quote: 400 arrived", "quote: a b c d e f g h i", "does not match"),
    ("article", "2031-05-06, it was wrong", "2031-05-06", "does not match"),
    ("article", "https://example.org", "example.org", "does not match"),
    ("entities", "kind: mission", "kinds: mission", "'kinds' was unexpected"),
    ("entities", "parts: complete", "parts: whole", "'whole' is not valid under any"),
    ("entities", "2031: {}", "2031: {aliases: one}", "is not of type 'array'"),
    ("entities", "2031: {}", "two words: {}", "does not match"),
    ("entities", "2031: {}", "other:", "is not of type 'object'"),
    ("properties", "unit: person, over_time: {actual", "unit: person, over_time: {actul", "not valid under any"),
    ("properties", "aboard: {type: count", "aboard: {values: [a], type: count", "expected to be empty"),
    ("properties", "aboard: {type: count", "aboard: {after: began, type: count", "False schema"),
    ("properties", "aboard: {type: count", "aboard: {type: counts", "'counts' is not one of"),
    ("rule", "property: [size, aboard]", "property: [size, abord]", "not valid under any"),
    ("rule", "severity: warning", "severity: fatal", "'fatal' is not one of"),
    ("rule", "expect: agreement", "expect: disagreement", "does not contain items"),
    ("rule", "why: ", "tolerance: 1%\nwhy: ", "does not contain items"),
    ("rule", "why: A part cannot be larger than its whole.\n", "", "'why' is a required property"),
    ("hedges", "  acled:\n    about: 5%", "  acled:\n    about: 5", "is not of type 'string'"),
    ("accepted", "  reason: The desk is asking\n", "", "'reason' is a required property"),
]


def _edited(project: Path, kind: str, old: str, new: str) -> tuple[str, bool, Any]:
    """A file after an edit, whether the loader accepts it, and the schema that it had before."""
    made = _schemas(project)
    path = project / WHERE[kind]
    if kind == "accepted":
        path.write_text(ACCEPTED)
    text = path.read_text("utf-8")
    assert text.count(old) == 1, old
    text = text.replace(old, new)
    path.write_text(text, "utf-8")
    corpus = checker.load([project])
    problems = [*corpus.problems, *run_examples(corpus)[1]]
    name = (path.parent / ".schemas" / f"{kind}.json").relative_to(project).as_posix()
    return text, all(problem.file != WHERE[kind] for problem in problems), made[name]


@pytest.mark.parametrize(("kind", "old", "new"), ACCEPTED_EDITS)
def test_what_the_loader_accepts_the_schema_accepts(project: Path, kind: str, old: str, new: str) -> None:
    text, is_good, made = _edited(project, kind, old, new)
    assert is_good, "the example is wrong"
    assert _mistakes(made, text) == []
    assert _mistakes(schema(kind), text) == []


@pytest.mark.parametrize(("kind", "old", "new", "message"), REJECTED_EDITS)
def test_what_the_schema_rejects_the_loader_rejects(project: Path, kind: str, old: str, new: str, message: str) -> None:
    text, is_good, made = _edited(project, kind, old, new)
    assert any(message in said for said in _mistakes(made, text)), _mistakes(made, text)
    assert not is_good


def _files() -> Iterator[tuple[Path, str]]:
    for path in sorted([*ROOT.glob("claims/*/*.yaml"), *ROOT.glob("rules/*.yaml"), ROOT / "accepted.yaml"]):
        named = {"entities", "properties", "hedges", "accepted"}
        kind = path.stem if path.stem in named else "rule" if path.parent.name == "rules" else "article"
        yield path, kind


@pytest.mark.parametrize(("path", "kind"), [*_files()], ids=lambda value: str(getattr(value, "stem", value)))
def test_our_own_files_fit(path: Path, kind: str) -> None:
    text = path.read_text("utf-8")
    own = (path.parent / ".schemas" / f"{kind}.json").relative_to(ROOT).as_posix()
    assert _mistakes(_schemas(ROOT)[own], text) == []
    assert _mistakes(schema(kind), text) == []


DAYS = st.one_of(
    st.dates().map(str),
    st.from_regex(r"\A[0-9X]{1,4}[-/.][0-9X]{1,2}([-/.][0-9X]{1,4})?[~?%]?\Z"),
    st.text("0123456789X-/.~?%[]{}, ymad", min_size=1, max_size=24),
)


@given(DAYS)
def test_no_date_that_is_read_is_rejected(text: str) -> None:
    pattern = schema("article")["$defs"]["day"]["pattern"]
    window, _ = read_window(text)
    assert window is None or re.search(pattern, text)


SCALARS = st.one_of(
    st.sampled_from("400 -5 4.0 0x1F 1e3 12:30 true no ~ null none 2031-05-04 pledged unknown 5% '' [a] [] {}".split()),
    st.from_regex(r"\A[a-zA-Z0-9][a-zA-Z0-9 .%/-]{0,12}[a-z0-9]\Z"),
)
SLOTS = re.findall(r"(?m)^    (?:\w+): (.*)$", ARTICLE)


@given(st.sampled_from(SLOTS), SCALARS)
def test_any_scalar_in_any_place(tmp_path_factory: pytest.TempPathFactory, old: str, new: str) -> None:
    """Whatever stands where a text of a claim stands: what the schema rejects the loader rejects."""
    text = ARTICLE.replace(f": {old}\n", f": {new}\n", 1)
    try:
        mistakes = _mistakes(_STORY_SCHEMA, text)
    except (yaml.YAMLError, ValueError):
        return
    if mistakes:
        folder = tmp_path_factory.mktemp("any")
        for name, said in ((WHERE["article"], text), (WHERE["entities"], ENTITIES)):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(said, "utf-8")
        assert checker.load([folder], rules=ROOT / "rules").problems, (text, mistakes)


def _story_schema() -> Any:
    properties = {
        name: models.Property.model_validate(entry)
        for name, entry in yaml.load((ROOT / "rules" / "properties.yaml").read_text(), yaml.BaseLoader).items()
    }
    names = ("mission", "the mission", "C++ (team) [x]|y", "first-team", "Équipe Straße", "2031")
    return schema("article", Names(entities=dict.fromkeys(names, ""), properties=properties))


_STORY_SCHEMA = _story_schema()


# --- the command ---------------------------------------------------------------------------------


def test_command_prints_the_schema_of_a_kind(capsys: pytest.CaptureFixture[str]) -> None:
    for kind in KINDS:
        assert main(["schema", kind]) == 0
        assert json.loads(capsys.readouterr().out) == schema(kind)


def test_command_writes_beside_the_files(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--check"]) == 1
    assert "not up to date" in capsys.readouterr().out
    assert main(["schema"]) == 0
    assert "wrote claims/flood/.schemas/article.json\n" in capsys.readouterr().out
    assert main(["schema", "--check"]) == 0
    assert checker.load([project]).problems == ()  # the folders are no stories and hold no rules
    entities = project / WHERE["entities"]
    entities.write_text(ENTITIES + "newcomer: {}\n", "utf-8")
    capsys.readouterr()
    assert main(["schema"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "wrote claims/flood/.schemas/article.json",
        "wrote claims/flood/.schemas/entities.json",
    ]


def test_same_names_in_any_order_give_the_same_bytes(project: Path) -> None:
    before, _ = schema_files(Project(root=project))
    for name in (WHERE["entities"], WHERE["properties"]):
        lines = [line for line in (project / name).read_text("utf-8").splitlines(keepends=True) if line[0] not in "#\n"]
        (project / name).write_text("".join(reversed(lines)), "utf-8")
    assert schema_files(Project(root=project))[0] == before


def test_mistakes_are_told_and_hide_no_names(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An entity with a mistake is still listed; of a file that is no YAML any name may stand."""
    (project / WHERE["entities"]).write_text("mission: {kinds: a}\nteam: {}\n")
    assert main(["schema"]) == 2
    assert "entities.yaml:1:11: unknown key 'kinds'; did you mean 'kind'?" in capsys.readouterr().err
    made = json.loads((project / "claims/flood/.schemas/article.json").read_text("utf-8"))
    assert made["$defs"]["entity"]["anyOf"][0]["enum"] == ["mission", "team"]
    (project / WHERE["entities"]).write_text("mission: {\n")
    assert main(["schema"]) == 2
    made = json.loads((project / "claims/flood/.schemas/article.json").read_text("utf-8"))
    assert "enum" not in json.dumps(made["$defs"]["entity"])
    assert main(["schema", "nowhere"]) == 2
    assert "no such file or folder" in capsys.readouterr().err


def test_a_new_article_names_its_schema(project: Path) -> None:
    """Where there is one; and the folders of schemas are no stories to choose from."""
    (project / "claims" / "entities.yaml").write_text("wire: {}\n")
    (project / "text.txt").write_text("Some 400 people arrived.\n")
    draft = ["new", "text.txt", "--publisher", "Herald", "--published", "2031-05-05", "--name"]
    assert main([*draft, "before"]) == 0
    assert main(["schema"]) == 0
    assert main([*draft, "after"]) == 0
    folder = project / "claims" / "flood"
    line = "# yaml-language-server: $schema=.schemas/article.json\n"
    assert (folder / "after.yaml").read_text("utf-8") == line + (folder / "before.yaml").read_text("utf-8")


def test_what_is_in_the_way_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / ".schemas").write_text("a file, not a folder")
    assert main(["schema"]) == 2
    assert ".schemas/accepted.json: Not a directory" in capsys.readouterr().err


# --- in an editor --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh project in a folder whose name an address cannot hold as it is."""
    folder = tmp_path_factory.mktemp("ein Büro #1")
    start_corpus(folder)
    return folder


@pytest.fixture(scope="module")
def server(desk: Path) -> Iterator[Server]:
    start = command()
    if isinstance(start, str):
        pytest.skip(start)
    with session(start, desk) as server:
        yield server


ARTICLE_OF_DESK = "claims/example-story/second-team.yaml"


def _found(server: Server, path: Path, text: str) -> list[tuple[int, str]]:
    found = server.diagnostics(path, text)
    server.close(path)
    return [(one["range"]["start"]["line"] + 1, one["message"]) for one in found]


def _place(text: str, before: str) -> tuple[int, int]:
    head = text[: text.index(before) + len(before)].split("\n")
    return len(head) - 1, len(head[-1])


@pytest.mark.timeout(60)
def test_editor_finds_nothing_in_a_new_project(server: Server, desk: Path) -> None:
    files = [*find([desk]).articles, *(("", path) for path in (desk / "rules").glob("*.yaml"))]
    for path in [desk / "claims/example-story/entities.yaml", *(path for _, path in files)]:
        assert _found(server, path, path.read_text("utf-8")) == [], path


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("status: needed", "status: neded", 'Valid values: "actual", "planned"'),
        ("subject: second-team", "subject: secnd-team", 'Valid values: "first-team", "rescue-mission"'),
        ("property: size", "property: sise", "Value is not accepted"),
        ("said_by: a senior", "sad_by: a senior", "Property sad_by is not allowed"),
        ("value: about 200", "value: [100, 200]", "expected a count"),
        ("as_of: 2031-05-03", "as_of: 3 May 2031", "expected a moment such as 2031-05-04"),
        ("quote: some 200", "quote: a b c d e f 200", "expected at most 8 words"),
        ("  published: 2031-05-04", "  title: again", "Missing property"),
    ],
)
def test_editor_tells_a_mistake(server: Server, desk: Path, old: str, new: str, message: str) -> None:
    text = (desk / ARTICLE_OF_DESK).read_text("utf-8")
    assert text.count(old) == 1
    changed = text.replace(old, new)
    found = _found(server, desk / ARTICLE_OF_DESK, changed)
    assert any(message in said for _, said in found), found
    if "published" not in old:
        line = changed[: changed.index(new)].count("\n") + 1
        assert {at for at, _ in found} == {line}


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    ("key", "offered"),
    [
        ("subject", {"second-team": "team, part of rescue-mission", "the mission": "another name of rescue-mission"}),
        ("property", {"killed": "people killed: count (person), accumulates"}),
        ("status", dict.fromkeys(models.STATUSES)),
        ("said_by", {"rescue-mission": "mission"}),
        ("value", {"at least 5,000": None, "400": None}),
    ],
)
def test_editor_completes(server: Server, desk: Path, key: str, offered: dict[str, str | None]) -> None:
    text = (desk / ARTICLE_OF_DESK).read_text("utf-8") + f"\n  - id: new\n    {key}: "
    server.diagnostics(desk / ARTICLE_OF_DESK, text)
    items = server.at("completion", desk / ARTICLE_OF_DESK, *_place(text, f"- id: new\n    {key}: "))["items"]
    server.close(desk / ARTICLE_OF_DESK)
    told = {item["label"]: item.get("documentation") for item in items}
    for name, said in offered.items():
        assert name in told
        assert said is None or told[name] == said
    assert not {"true", "null"} & told.keys()


@pytest.mark.timeout(60)
def test_editor_shows_what_a_key_is_for(server: Server, desk: Path) -> None:
    text = (desk / ARTICLE_OF_DESK).read_text("utf-8")
    server.diagnostics(desk / ARTICLE_OF_DESK, text)
    shown = server.at("hover", desk / ARTICLE_OF_DESK, *_place(text, "    as_"))["contents"]["value"]
    assert "The moment that the figure is of: a day, a minute, or a span" in shown
    shown = server.at("hover", desk / ARTICLE_OF_DESK, *_place(text, "    subject: sec"))["contents"]["value"]
    assert "`first-team`: team, part of rescue-mission" in shown
    server.close(desk / ARTICLE_OF_DESK)
