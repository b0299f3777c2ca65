"""The language server: its parts by themselves, then the whole, asked by a real client."""

from __future__ import annotations

import asyncio
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="the language server is an extra")
pytest_lsp = pytest.importorskip("pytest_lsp", reason="drives the language server")


from lsprotocol import types as lsp  # noqa: E402
from pygls import uris  # noqa: E402

from checker.corpus.loader import load  # noqa: E402
from checker.editor.actions import acceptance, corrected, meant  # noqa: E402
from checker.editor.completion import offers  # noqa: E402
from checker.editor.diagnostics import in_no_project  # noqa: E402
from checker.editor.fields import kind_of  # noqa: E402
from checker.editor.hover import hover  # noqa: E402
from checker.editor.navigation import definition, home, references, symbol_at  # noqa: E402
from checker.editor.places import Span, Units, siblings, span_at, spot_at, typed_at  # noqa: E402
from checker.editor.project import LiveProject, Snapshot, lines_in, project_root  # noqa: E402
from checker.files.yaml_reader import parse_document  # noqa: E402
from checker.files.yaml_writer import scalar  # noqa: E402

pytestmark = pytest.mark.timeout(60)
ROOT = Path(__file__).parents[2]
TODAY = 741_500

CAST = """\
rescue-mission: {kind: mission, aliases: [the mission], parts: complete}
first-team: {kind: team, part_of: rescue-mission, from: 2031-04-28}
ministry: {kind: ministry, aliases: [the health ministry]}
"""
COURIER = """\
source: {publisher: The Harbour Courier, published: 2031-05-04}
claims:
  - id: dead
    subject: first-team
    property: killed
    value: 3
    said_by: the health ministry
  - id: plan
    subject: the mission
    property: strength
    value: about 1,900
    status: planned
    as_of: 2031-05
"""
HERALD = """\
source:
  publisher: The Orlava Herald
  published: 2031-05-04
claims:
  - {id: dead, subject: first-team, property: killed, value: 7}
  - {id: dead-at-first, subject: first-team, property: killed, value: 2, as_of: 2031-05-03}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two papers that disagree about a flood; the folder's name has a space and letters beyond ASCII."""
    root = tmp_path / "the désk 🌊"
    shutil.copytree(ROOT / "rules", root / "rules")
    story = root / "claims" / "flood"
    story.mkdir(parents=True)
    (story / "entities.yaml").write_text(CAST, encoding="utf-8")
    (story / "courier.yaml").write_text(COURIER, encoding="utf-8")
    (story / "herald.yaml").write_text(HERALD, encoding="utf-8")
    return root


def _snapshot(root: Path, **unsaved: str) -> Snapshot:
    texts = {root / "claims" / "flood" / f"{name}.yaml": text for name, text in unsaved.items()}
    return LiveProject(root).update(texts, look=True)


def _cut(text: str) -> tuple[list[str], int, int]:
    """A text with a | where the cursor is."""
    before = text.partition("|")[0]
    return lines_in(text.replace("|", "", 1)), before.count("\n"), len(before) - before.rfind("\n") - 1


# --- what stands where -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "path", "is_value", "typed"),
    [
        ("|", (), False, ""),
        ("source:\n  pub|", ("source",), False, "pub"),
        ("source:\n  publisher: The H|", ("source", "publisher"), True, "The H"),
        ("claims:\n  - |", ("claims", "-"), False, ""),
        ("claims:\n  - id: a\n    sub|", ("claims", "-"), False, "sub"),
        ("claims:\n- id: a\n  subject: fi|", ("claims", "-", "subject"), True, "fi"),
        ("claims:\n  - id: a\n    value: 1\n\n    # why\n    status: pl|", ("claims", "-", "status"), True, "pl"),
        ("claims:\n  - id: [\n  - id: b\n    property: |", ("claims", "-", "property"), True, ""),
        ("claims:\n  - {id: a, subject: fi|", ("claims", "-", "subject"), True, "fi"),
        ("first-team: {kind: team, pa|", ("first-team",), False, "pa"),
        ("first-team: {kind: team, part_of: res|", ("first-team", "part_of"), True, "res"),
        ("m: {aliases: [one, tw|", ("m", "aliases", "-"), True, "tw"),
        ("let:\n  part: {property: [size, |], status: actual}", ("let", "part", "property", "-"), True, ""),
        ('"a: b": {kind: x, name: "y, z: |', ("a: b", "name"), True, '"y, z: '),
        ("x:\n  claims:\n    - fl|", ("x", "claims", "-"), False, "fl"),
    ],
)
def test_what_is_being_typed(text: str, path: tuple[str, ...], is_value: bool, typed: str) -> None:
    found = typed_at(*_cut(text))
    assert found is not None
    assert (found.path, found.is_value, found.text) == (path, is_value, typed)


def test_nothing_is_typed_in_a_comment() -> None:
    assert typed_at(*_cut("claims: # the first |")) is None
    assert typed_at(*_cut("# |")) is None


@pytest.mark.parametrize(
    ("line", "column", "token"),
    [
        ("    value: about 1,900   # a hedge", 11, "about 1,900"),
        ("  - {id: a, value: [pledged, reluctant], as_of: 2031}", 19, "[pledged, reluctant]"),
        ("  - {id: a, value: 1,900, as_of: 2031}", 19, "1"),
        ("x: 'it: # one'  # two", 3, "'it: # one'"),
        ("x: 'never closed", 3, "'never closed"),
        ("subject: first-team", 0, "subject"),
        ("a: b#c", 3, "b#c"),
        ("", 0, ""),
    ],
)
def test_how_far_a_token_goes(line: str, column: int, token: str) -> None:
    span = span_at([line], 0, column)
    assert line[span.start : span.end] == token


@pytest.mark.parametrize("is_parsed", [True, False])
def test_the_spot_below_the_cursor(is_parsed: bool) -> None:
    lines, line, column = _cut("claims:\n  - id: dead\n    subject: first-|team # them\n    value: 7")
    document = parse_document("\n".join(lines), "")[0] if is_parsed else None
    spot = spot_at(document, lines, line, column)
    assert spot is not None
    assert (spot.path, spot.is_key, spot.text) == (("claims", "-", "subject"), False, "first-team")
    assert spot.span == Span(2, 13, 23)
    key = spot_at(document, lines, line, 6)
    assert key is None or (key.is_key and key.path == ("claims", "-", "subject"))


def test_the_keys_beside() -> None:
    lines = lines_in("claims:\n  - id: a\n    value: 1\n  - id: b # second\n\n    value: 'two'\n    property: x\n")
    assert siblings(lines, 5) == {"id": "b", "value": "two", "property": "x"}
    assert siblings(lines, 1) == {"id": "a", "value": "1"}
    assert siblings(lines, 99) == {}


@pytest.mark.parametrize(("encoding", "units"), [("utf-8", 8), ("utf-16", 4), ("utf-32", 3)])
def test_columns_in_the_editors_units(encoding: str, units: int) -> None:
    text = "é🌊ß and more"
    assert Units(encoding).of(text[:3]) == units
    assert Units(encoding).column(text, units) == 3
    assert Units(encoding).column(text, 999) == len(text)


def test_which_file_is_which(project: Path) -> None:
    names = {
        "claims/flood/courier.yaml": "article",
        "claims/flood/entities.yaml": "cast",
        "claims/entities.yaml": "cast",
        "rules/properties.yaml": "properties",
        "rules/hedges.yaml": "hedges",
        "rules/a-rule.yaml": "rule",
        "accepted.yaml": "accepted",
        "claims/stray.yaml": "",
        "notes.yaml": "",
    }
    assert {name: kind_of(project / name, project) for name in names} == names
    for name in names:
        assert project_root(project / name) == (None if name == "notes.yaml" else project)
    assert kind_of(project.parent / "else.yaml", project) == ""
    assert project_root(project.parent / "else.yaml") is None


def test_a_project_on_another_drive(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows no relative path leads from one drive to another."""

    def no_way(*_: object) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr("os.path.relpath", no_way)
    assert project_root(project / ARTICLE) == project
    assert load([project / "claims" / "flood"]).sources


# --- completion, hover, navigation -------------------------------------------------------------


def _offered(root: Path, name: str, text: str) -> dict[str, str]:
    lines, line, column = _cut(text)
    snapshot = _snapshot(root)
    kind, story, source = home(snapshot, root / name)
    typed = typed_at(lines, line, column)
    assert typed is not None
    return {offer.label: offer.detail for offer in offers(snapshot, kind, story, source, typed, lines)}


ARTICLE = "claims/flood/courier.yaml"
CLAIM = "claims:\n  - id: a\n    property: killed\n    "


@pytest.mark.parametrize(
    ("name", "text", "among", "not_among"),
    [
        (ARTICLE, "|", ["source", "claims"], ["id"]),
        (ARTICLE, "source:\n  |", ["publisher", "published", "via"], ["value"]),
        (ARTICLE, f"{CLAIM}|", ["subject", "value", "supersedes"], ["id", "property"]),
        (ARTICLE, f"{CLAIM}subject: |", ["first-team", "the mission", "rescue-mission"], ["killed"]),
        (ARTICLE, f"{CLAIM}subject: 'broken\n    status: |", ["actual", "needed"], ["killed"]),
        (ARTICLE, f"{CLAIM}property: |", ["killed", "strength", "stance"], ["first-team"]),
        (ARTICLE, f"{CLAIM}value: |", ["about", "at least", "hundreds", "none"], ["pledged"]),
        (ARTICLE, f"{CLAIM}value: 400|", ["about 400", "at least 400"], ["none", "hundreds"]),
        (ARTICLE, f"{CLAIM}said_by: |", ["the health ministry", "ministry"], ["killed"]),
        (ARTICLE, f"{CLAIM}supersedes: |", ["herald/dead", "dead"], ["plan"]),
        (ARTICLE, f"{CLAIM}as_of: |", ["2031-05-04"], []),
        (ARTICLE, f"{CLAIM}important: |", ["true", "false"], []),
        (ARTICLE, "claims:\n  - {property: stance, value: |", ["pledged"], ["about", "source"]),
        (ARTICLE, "claims:\n  - {property: stance, |, id: a}", ["subject", "value"], ["property", "id"]),
        (ARTICLE, "claims:\n  - property: stance\n    value: |", ["pledged", "not refused"], ["about"]),
        (ARTICLE, "claims:\n  - property: stance\n    value: [pledged, |", ["refused"], ["about"]),
        ("claims/flood/entities.yaml", "new: {part_of: |", ["rescue-mission"], ["killed"]),
        ("claims/flood/entities.yaml", "new: {|", ["kind", "part_of", "parts", "from"], ["subject"]),
        ("claims/flood/entities.yaml", "new: {parts: |", ["complete"], []),
        ("rules/properties.yaml", "new: {type: |", ["count", "money"], ["actual"]),
        ("rules/properties.yaml", "new: {over_time: {|", ["planned", "actual"], []),
        ("rules/properties.yaml", "new: {over_time: {planned: |", ["constant", "accumulates"], []),
        ("rules/properties.yaml", "new: {adds_to: |", ["strength"], []),
        ("rules/new.yaml", "severity: |", ["error", "note"], []),
        ("rules/new.yaml", "let:\n  part: {property: |", ["size"], []),
        ("rules/new.yaml", "let:\n  part: {status: |", ["planned"], []),
        ("accepted.yaml", "abc:\n  rule: |", ["part-exceeds-whole"], []),
        ("accepted.yaml", "abc:\n  claims:\n    - |", ["flood/herald#dead"], []),
    ],
)
def test_completion(project: Path, name: str, text: str, among: list[str], not_among: list[str]) -> None:
    offered = _offered(project, name, text)
    assert set(among) <= offered.keys()
    assert not set(not_among) & offered.keys()


def test_completion_says_how_a_hedge_is_read(project: Path) -> None:
    assert _offered(project, ARTICLE, f"{CLAIM}value: 400|")["about 400"] == "about 400 is 380 to 420 (person)"


def test_what_is_offered_is_written_so_that_it_is_read_back() -> None:
    for text in ("the mission", "it's: here", "a # b", "- x", "*star", "true: x", "[list", "one, two"):
        for in_brackets in (False, True):
            written = scalar(text, in_brackets=in_brackets)
            document, problems = parse_document(f"k: [{written}]" if in_brackets else f"k: {written}", "")
            assert not problems
            assert document is not None
            assert document.value == {"k": [text] if in_brackets else text}


def _hovered(root: Path, name: str, text: str) -> str:
    lines, line, column = _cut(text)
    snapshot = _snapshot(root)
    kind, story, source = home(snapshot, root / name)
    spot = spot_at(parse_document("\n".join(lines), "")[0], lines, line, column)
    return hover(snapshot, kind, story, source, spot, siblings(lines, line)) if spot else ""


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (ARTICLE, COURIER.replace("about 1", "ab|out 1"), "about 1,900 is 1,805 to 1,995 (person)"),
        (ARTICLE, COURIER.replace("planned", "pl|anned"), "planned strength: true until a newer one"),
        (ARTICLE, COURIER.replace("as_of: 2031", "as_of: |2031"), "2031-05 is 1 May 2031 to 31 May 2031"),
        (ARTICLE, COURIER.replace("ed: 2031-05-04", "ed: 2031-05-0|4"), "2031-05-04 is 4 May 2031"),
        (ARTICLE, COURIER.replace("the mission", "the| mission"), "rescue-mission: mission\nalso: the mission"),
        (ARTICLE, COURIER.replace("first-team", "first|-team"), "part of rescue-mission\n3 claims"),
        (ARTICLE, COURIER.replace("killed", "kill|ed"), "killed: count, person, people killed"),
        (ARTICLE, COURIER.replace("id: dead", "id: de|ad"), "sources-disagree: first-team, killed: 3 against 7"),
        (ARTICLE, COURIER.replace("value: 3", "value: 3 or s|o many"), "is not the unit"),
        ("claims/flood/herald.yaml", HERALD.replace("value: 7", "value: |7"), "7 is 7 (person)"),
        ("accepted.yaml", "abc: {rule: part-|exceeds-whole}", "A part is larger than its whole (error)"),
        ("accepted.yaml", "abc: {rule: count-f|alls}", "a figure that only accumulates falls"),
        ("rules/properties.yaml", "killed: {over_time: accum|ulates}", "may never fall"),
    ],
)
def test_hover(project: Path, name: str, text: str, said: str) -> None:
    assert said in _hovered(project, name, text)


def test_no_hover_where_nothing_is_known(project: Path) -> None:
    assert _hovered(project, ARTICLE, COURIER.replace("first-team", "nob|ody", 1)) == ""
    assert _hovered(project, "notes.yaml", "a: |b") == ""


@pytest.mark.parametrize(
    ("name", "text", "target", "others"),
    [
        (ARTICLE, COURIER.replace("first-team", "fi|rst-team"), ("entities.yaml", 1), 4),
        (ARTICLE, COURIER.replace("the mission", "the miss|ion"), ("entities.yaml", 0), 3),
        (ARTICLE, COURIER.replace("the health", "the| health"), ("entities.yaml", 2), 2),
        (ARTICLE, COURIER.replace("id: dead", "id: d|ead"), ("courier.yaml", 2), 1),
        (ARTICLE, COURIER + "    supersedes: herald/de|ad\n", ("herald.yaml", 4), 1),
        ("claims/flood/entities.yaml", CAST.replace("first-team", "|first-team"), ("entities.yaml", 1), 4),
        ("accepted.yaml", "a: {rule: part-exceeds-wh|ole}", ("part-exceeds-whole.yaml", 0), 1),
        ("accepted.yaml", "a: {claims: [flood/herald#de|ad]}", ("herald.yaml", 4), 1),
    ],
)
def test_definition_and_references(project: Path, name: str, text: str, target: tuple[str, int], others: int) -> None:
    lines, line, column = _cut(text)
    snapshot = _snapshot(project)
    spot = spot_at(parse_document("\n".join(lines), "")[0], lines, line, column)
    assert spot is not None
    symbol = symbol_at(snapshot, *home(snapshot, project / name), spot)
    assert symbol is not None
    assert [(found.file.name, found.span.line) for found in definition(snapshot, symbol)] == [target]
    found = list(references(snapshot, symbol))
    assert len(found) == others
    assert sum(mention.is_definition for mention in found) == 1


def test_a_property_is_defined_in_the_vocabulary(project: Path) -> None:
    snapshot = _snapshot(project)
    assert [found.file.name for found in definition(snapshot, ("property", "killed"))] == ["properties.yaml"]
    assert {found.file.name for found in references(snapshot, ("property", "killed"))} >= {
        "courier.yaml",
        "herald.yaml",
        "properties.yaml",
    }
    assert not list(definition(snapshot, ("rule", "sources-disagree")))  # it has no file


# --- quick fixes -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "written", "fix"),
    [
        ("unknown property 'kiled'; did you mean 'killed'?", "kiled", ("kiled", "killed")),
        ("unknown key 'subjct'; did you mean 'subject'?", "subjct", ("subjct", "subject")),
        ("unknown name 'prt'; did you mean 'part'?; let has part", "sum(prt) == whole", ("prt", "part")),
        ("unknown property 'kiled'; did you mean 'killed'?", "something else", None),
        ("unknown property 'kiled'; properties.yaml lists them", "kiled", None),
        ("unknown name 'a'; did you mean 'b'?", "a + a", None),
    ],
)
def test_the_word_that_was_meant(message: str, written: str, fix: tuple[str, str] | None) -> None:
    assert meant(message, written) == fix


def test_a_corrected_value_is_quoted_where_it_must_be() -> None:
    message = "unknown entity 'the misson'; did you mean \"team 1, the mission\"?"
    line = "  - {subject: the misson, value: 1}"
    assert corrected(message, line, span_at([line], 0, 14)) == (Span(0, 14, 24), '"team 1, the mission"')


def test_an_acceptance_waits_for_its_reason(project: Path) -> None:
    live = LiveProject(project)
    snapshot = live.update({}, look=True)
    report = snapshot.checked.report(TODAY)
    finding = next(finding for finding in report.findings if finding.rule == "sources-disagree")
    edit = acceptance(snapshot, report, finding.id, TODAY)
    assert edit is not None
    assert (edit.is_new, edit.first, edit.last) == (True, 0, 0)
    file = project / "accepted.yaml"
    file.write_text(edit.text)
    assert edit.text.split("\n")[edit.cursor[0]][: edit.cursor[1]] == '  reason: "'
    waiting = load([project])
    assert not waiting.accepted  # nothing is accepted without a reason
    assert [(problem.line, problem.message) for problem in waiting.problems] == [
        (edit.cursor[0] + 1, "expected a value")
    ]
    file.write_text(edit.text.replace('reason: ""', 'reason: "The desk is asking."'))
    snapshot = live.update({}, look=True)
    report = snapshot.checked.report(TODAY)
    assert report.standing(finding).is_accepted
    assert acceptance(snapshot, report, finding.id, TODAY) is None
    assert acceptance(snapshot, report, "no such", TODAY) is None


def test_a_second_acceptance_leaves_the_first_alone(project: Path) -> None:
    (project / "claims" / "flood" / "post.yaml").write_text(
        "source: {publisher: Post, published: 2031-05-04}\nclaims:\n"
        "  - {id: plan, subject: rescue-mission, property: strength, value: 900, status: planned, as_of: 2031-05}\n"
    )
    live = LiveProject(project)
    file = project / "accepted.yaml"
    text = ""
    for _ in range(2):
        snapshot = live.update({file: text} if text else {}, look=True)
        report = snapshot.checked.report(TODAY)
        finding = next(finding for finding in report.findings if not report.standing(finding).is_accepted)
        edit = acceptance(snapshot, report, finding.id, TODAY)
        assert edit is not None
        lines = text.split("\n")
        assert all(line in edit.text or line in lines for line in text.split("\n"))
        text = "\n".join(lines[: edit.first]) + ("\n" if edit.first else "") + edit.text + "\n".join(lines[edit.last :])
        text = text.replace('reason: ""', 'reason: "seen"')
    assert len(live.update({file: text}, look=True).corpus.accepted) == 2


# --- files that change -------------------------------------------------------------------------


def test_a_half_typed_file_keeps_what_it_said(project: Path) -> None:
    live = LiveProject(project)
    before = live.update({}, look=True)
    file = project / ARTICLE
    broken = live.update({file: COURIER + "  - {id: new, subject: [\n"}, look=False)
    assert broken.checked.findings == before.checked.findings
    assert [problem.file.rpartition("/")[2] for problem in broken.corpus.problems] == ["courier.yaml"]
    assert not live.update({file: COURIER}, look=False).corpus.problems


def test_a_broken_file_on_disk_says_nothing(project: Path) -> None:
    """Nobody is typing: what it said before is no news of what it says."""
    live = LiveProject(project)
    live.update({}, look=True)
    (project / ARTICLE).write_text("claims: [")
    assert not [f for f in live.update({}, look=True).checked.findings if "3" in f.message]


def test_a_file_that_was_never_saved_counts(project: Path) -> None:
    new = project / "claims" / "flood" / "new.yaml"
    text = COURIER.replace("value: 3", "value: 5")
    snapshot = LiveProject(project).update({new: text, project / "claims" / "stray.yaml": text}, look=True)
    assert "flood/new" in snapshot.corpus.sources
    assert snapshot.corpus.sources.keys() == {"flood/new", "flood/courier", "flood/herald"}
    assert any("5" in finding.message for finding in snapshot.checked.findings)


def test_a_text_beside_the_claims_changes(project: Path) -> None:
    text = project / "claims" / "flood" / "courier.txt"
    text.write_text("Three died, and seven were hurt.")
    file = project / ARTICLE
    file.write_text(COURIER.replace("{publisher", "{text: courier.txt, publisher") + "    quote: seven were hurt\n")
    live = LiveProject(project)
    assert not live.update({}, look=True).corpus.problems
    text.write_text("Three died, and eight were hurt.")
    assert len(live.update({}, look=True).corpus.problems) == 1


def test_only_claims_in_no_project_are_told_of() -> None:
    assert "in no project" in in_no_project(COURIER)[0].message
    assert in_no_project("name: build\non: push\n") == []


# --- a real client -----------------------------------------------------------------------------

DIAGNOSTICS = lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS
Client = pytest_lsp.LanguageClient


def _client() -> Client:
    client = pytest_lsp.make_test_lsp_client()
    converter = client.protocol._converter

    def action(given: dict[str, Any], _: object) -> lsp.Command | lsp.CodeAction:
        # lsprotocol 2025.0 takes an action that has a command for a command
        kind = lsp.Command if isinstance(given.get("command"), str) else lsp.CodeAction
        return converter.structure(given, kind)

    converter.register_structure_hook(lsp.Command | lsp.CodeAction, action)

    @client.feature(lsp.CLIENT_REGISTER_CAPABILITY)
    def register(_: lsp.RegistrationParams) -> None:
        pass

    return client


SERVER = pytest_lsp.ClientServerConfig(server_command=[sys.executable, "-m", "checker", "lsp"], client_factory=_client)


@pytest_lsp.fixture(config=SERVER)
async def client(lsp_client: Client):  # a server for each test: what one leaves behind must not help the next
    yield
    await lsp_client.shutdown_session()


async def _begin(client: Client, *folders: Path, editor: str = "visual_studio_code") -> lsp.InitializeResult:
    return await client.initialize_session(
        lsp.InitializeParams(
            capabilities=pytest_lsp.client_capabilities(editor),
            workspace_folders=[lsp.WorkspaceFolder(_uri(folder), folder.name) for folder in folders],
        )
    )


def _uri(file: Path) -> str:
    return uris.from_fs_path(str(file)) or ""


def _open(client: Client, file: Path, text: str | None = None, uri: str = "") -> None:
    said = file.read_text(encoding="utf-8") if text is None else text
    client.text_document_did_open(
        lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri or _uri(file), "yaml", 1, said))
    )


def _type(client: Client, file: Path, text: str, version: int = 2) -> None:
    client.text_document_did_change(
        lsp.DidChangeTextDocumentParams(
            lsp.VersionedTextDocumentIdentifier(uri=_uri(file), version=version),
            [lsp.TextDocumentContentChangeWholeDocument(text)],
        )
    )


def _changed(client: Client, file: Path, kind: lsp.FileChangeType) -> None:
    client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams([lsp.FileEvent(_uri(file), kind)]))


def _messages(client: Client, file: Path) -> list[str]:
    return [shown.message for shown in client.diagnostics.get(_uri(file), ())]


async def _until(client: Client, file: Path, *parts: str, exactly: int | None = None) -> list[lsp.Diagnostic]:
    """Wait for what is shown of a file: messages that hold these parts; `exactly` so many."""

    def is_there() -> bool:
        said = _messages(client, file)
        known = _uri(file) in client.diagnostics
        return known and all(any(part in each for each in said) for part in parts) and exactly in (None, len(said))

    try:
        while not is_there():
            await asyncio.wait_for(client.wait_for_notification(DIAGNOSTICS), 20)
    except TimeoutError:
        raise AssertionError(f"expected {parts}, {exactly}; shown: {_messages(client, file)}") from None
    return list(client.diagnostics[_uri(file)])


@pytest.mark.asyncio
@pytest.mark.parametrize("editor", ["visual_studio_code", "neovim"])
async def test_disagreements_show_while_typing(client: Client, project: Path, editor: str) -> None:
    await _begin(client, project, editor=editor)
    courier, herald = (project / "claims" / "flood" / f"{name}.yaml" for name in ("courier", "herald"))
    _open(client, courier)
    (shown,) = [d for d in await _until(client, courier, "3 against 7") if d.code == "sources-disagree"]
    assert (shown.source, shown.severity) == ("checker", lsp.DiagnosticSeverity.Error)
    assert shown.message == "first-team, killed: 3 against 7 (off by 4)"
    assert shown.range == lsp.Range(lsp.Position(5, 11), lsp.Position(5, 12))
    (other,) = shown.related_information or ()
    assert other.location.uri == _uri(herald)
    assert other.message == "The Orlava Herald: first-team, killed = 7 (4 May 2031)"
    assert _messages(client, herald)  # the other end, in a file that is not open
    _type(client, courier, COURIER.replace("value: 3", "value: 7"))
    await _until(client, courier, exactly=0)
    await _until(client, herald, exactly=0)
    assert courier.read_text() == COURIER  # nothing was saved
    _type(client, courier, COURIER.replace("killed", "kiled"), 3)
    (problem,) = await _until(client, courier, "did you mean 'killed'")
    assert (problem.range.start, problem.range.end) == (lsp.Position(4, 14), lsp.Position(4, 19))
    _type(client, courier, COURIER, 4)
    await _until(client, courier, "3 against 7", exactly=1)
    _type(client, courier, COURIER + "  - {id: [\n", 5)
    await _until(client, courier, "not valid YAML", "3 against 7")


@pytest.mark.asyncio
@pytest.mark.parametrize("editor", ["visual_studio_code", "neovim"])
async def test_columns_with_emoji(client: Client, project: Path, editor: str) -> None:
    """UTF-16 unless the editor takes UTF-8: a wave is two units of the one and four of the other."""
    result = await _begin(client, project, editor=editor)
    units = {"visual_studio_code": "utf-16", "neovim": "utf-8"}[editor]
    assert result.capabilities.position_encoding == units
    file = project / "claims" / "flood" / "new.yaml"
    line = "  - {id: new, quote: тринадцать 🌊, value: 9, subject: first-team, property: killed}"
    _open(client, file, f"source: {{publisher: Пост, published: 2031-05-04}}\nclaims:\n{line}\n")

    def column(text: str) -> int:
        before = line.partition(text)[0]
        return len(before.encode()) if units == "utf-8" else len(before.encode("utf-16-le")) // 2

    shown = (await _until(client, file, "against 9"))[0]
    assert (shown.range.start, shown.range.end) == (
        lsp.Position(2, column("9, ")),
        lsp.Position(2, column(", subject")),
    )
    at = column("team, property")
    found = await client.text_document_definition_async(
        lsp.DefinitionParams(lsp.TextDocumentIdentifier(_uri(file)), lsp.Position(2, at))
    )
    assert [(place.uri, place.range.start.line) for place in found or ()] == [
        (_uri(file.with_name("entities.yaml")), 1)
    ]


@pytest.mark.asyncio
async def test_what_the_editor_asks(client: Client, project: Path) -> None:
    await _begin(client, project)
    courier = project / ARTICLE
    _open(client, courier)
    here = lsp.TextDocumentIdentifier(_uri(courier))
    hovered = await client.text_document_hover_async(lsp.HoverParams(here, lsp.Position(10, 14)))
    assert hovered is not None
    assert isinstance(hovered.contents, lsp.MarkupContent)
    assert hovered.contents == lsp.MarkupContent(lsp.MarkupKind.PlainText, "about 1,900 is 1,805 to 1,995 (person)")
    places = await client.text_document_references_async(
        lsp.ReferenceParams(lsp.ReferenceContext(include_declaration=False), here, lsp.Position(3, 15))
    )
    assert len(places or ()) == 3
    _type(client, courier, COURIER + "  - id: new\n    subject: the m\n    value: [\n")
    offered = await client.text_document_completion_async(lsp.CompletionParams(here, lsp.Position(14, 18)))
    assert isinstance(offered, list)
    mission = next(item for item in offered if item.label == "the mission")
    assert mission.text_edit == lsp.TextEdit(lsp.Range(lsp.Position(14, 13), lsp.Position(14, 18)), "the mission")


async def _actions(client: Client, file: Path, line: int) -> list[lsp.CodeAction]:
    place = lsp.Range(lsp.Position(line, 0), lsp.Position(line, 20))
    found = await client.text_document_code_action_async(
        lsp.CodeActionParams(lsp.TextDocumentIdentifier(_uri(file)), place, lsp.CodeActionContext([]))
    )
    return [action for action in found or () if isinstance(action, lsp.CodeAction)]


@pytest.mark.asyncio
async def test_quick_fixes(client: Client, project: Path) -> None:
    await _begin(client, project)
    courier = project / ARTICLE
    _open(client, courier, COURIER.replace("first-team", "first-taem"))
    await _until(client, courier, "did you mean")
    (fix,) = await _actions(client, courier, 3)
    assert fix.edit is not None
    (change,) = (fix.edit.changes or {})[_uri(courier)]
    assert (change.range.start, change.new_text) == (lsp.Position(3, 13), "first-team")
    _type(client, courier, COURIER)
    await _until(client, courier, "3 against 7", exactly=1)
    (accept,) = await _actions(client, courier, 5)
    assert accept.edit is not None
    created, edit = accept.edit.document_changes or ()
    assert isinstance(created, lsp.CreateFile)
    assert isinstance(edit, lsp.TextDocumentEdit)
    text = edit.edits[0].new_text
    assert accept.command is not None
    client.workspace_execute_command(lsp.ExecuteCommandParams(accept.command.command, accept.command.arguments))
    accepted = project / "accepted.yaml"
    _open(client, accepted, text)
    await _until(client, accepted, "expected a value")
    await _until(client, courier, "3 against 7 (off by 4)")
    assert (await _actions(client, courier, 5)) == []  # first what is wrong is to be mended
    _type(client, accepted, text.replace('reason: ""', 'reason: "The desk is asking."'))
    await _until(client, accepted, exactly=0)
    (shown,) = await _until(client, courier, "accepted: The desk is asking.")
    assert shown.severity == lsp.DiagnosticSeverity.Hint
    assert [document.uri for document in client.shown_documents] == [_uri(accepted)]
    _type(client, courier, COURIER.replace("value: 3", "value: 7"), 3)
    await _until(client, accepted, "checker prune")


@pytest.mark.asyncio
async def test_files_change_outside_the_editor(client: Client, project: Path) -> None:
    await _begin(client, project)
    story = project / "claims" / "flood"
    courier, herald, post = (story / f"{name}.yaml" for name in ("courier", "herald", "post"))
    await _until(client, courier, "3 against 7")
    post.write_text(HERALD.replace("value: 7", "value: 9").replace("Orlava Herald", "Valley Post"))
    _changed(client, post, lsp.FileChangeType.Created)
    await _until(client, courier, "9")
    herald.rename(story / "tribune.yaml")
    _changed(client, herald, lsp.FileChangeType.Deleted)
    await _until(client, story / "tribune.yaml", "against")
    await _until(client, herald, exactly=0)
    (story / "tribune.yaml").unlink()
    post.unlink()
    _changed(client, story, lsp.FileChangeType.Deleted)
    await _until(client, courier, exactly=0)
    shutil.rmtree(project / "claims")
    (project / "claims").mkdir()
    _changed(client, project / "claims", lsp.FileChangeType.Changed)
    await _until(client, project / "claims", "no articles")
    (project / "claims").rmdir()
    _changed(client, project / "claims", lsp.FileChangeType.Deleted)
    await _until(client, project / "claims", exactly=0)


@pytest.mark.asyncio
async def test_several_projects_and_none(client: Client, project: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(project, other)
    await _begin(client, tmp_path)  # a folder that is itself no project
    stray = tmp_path / "stray.yaml"
    _open(client, stray, COURIER)
    await _until(client, stray, "in no project")
    _open(client, tmp_path / "build.yaml", "on: push\n")
    await _until(client, tmp_path / "build.yaml", exactly=0)
    client.text_document_did_open(
        lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem("untitled:Untitled-1", "yaml", 1, COURIER))
    )
    _open(client, project / ARTICLE)
    _open(client, other / ARTICLE, COURIER.replace("value: 3", "value: 7"))
    await _until(client, project / ARTICLE, "3 against 7")
    await _until(client, other / ARTICLE, exactly=0)
    place = lsp.Position(3, 15)
    assert (
        await client.text_document_hover_async(lsp.HoverParams(lsp.TextDocumentIdentifier(_uri(stray)), place)) is None
    )
    client.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(_uri(stray))))
    await _until(client, stray, exactly=0)
    client.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(_uri(other / ARTICLE))))
    await _until(client, other / ARTICLE, "3 against 7")  # as it is on disk


@pytest.mark.asyncio
async def test_the_editors_own_addresses_are_kept(client: Client, project: Path) -> None:
    """An editor may escape more or less than others do; what is shown must go to the address that it knows."""
    await _begin(client, project)
    file = project / ARTICLE
    odd = _uri(file).replace("/claims/", "/%63laims/")
    _open(client, file, uri=odd)
    while not client.diagnostics.get(odd):
        await asyncio.wait_for(client.wait_for_notification(DIAGNOSTICS), 20)
    assert "3 against 7" in client.diagnostics[odd][0].message


@pytest.mark.asyncio
async def test_broken_files_of_every_kind_leave_the_server_alive(client: Client, project: Path) -> None:
    await _begin(client, project)
    courier = project / ARTICLE
    _open(client, courier)
    await _until(client, courier, "3 against 7")
    story = courier.parent
    files = [
        courier,
        story / "entities.yaml",
        project / "rules" / "properties.yaml",
        project / "rules" / "hedges.yaml",
        project / "rules" / "part-exceeds-whole.yaml",
        project / "accepted.yaml",
    ]
    bad = [
        "",
        "[",
        "- 1\n",
        "a: {",
        "claims: {}\n",
        "x: &a [*a]\n",
        "\x00",
        "source:\n  - \n",
        "\u2028x: [1\n",
        "é: 🌊 |\n",
    ]
    for file in files:
        _open(client, file, bad[0])
        for number, text in enumerate(bad):
            _type(client, file, text, number + 2)
            for line, column in ((0, 0), (0, 3), (7, 9)):
                place = lsp.Position(line, column)
                here = lsp.TextDocumentIdentifier(_uri(file))
                await client.text_document_completion_async(lsp.CompletionParams(here, place))
                await client.text_document_hover_async(lsp.HoverParams(here, place))
                await client.text_document_definition_async(lsp.DefinitionParams(here, place))
            await _actions(client, file, 0)
        await _until(client, file)
        client.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(_uri(file))))
    await _until(client, courier, "3 against 7", exactly=1)
    assert not [message for message in client.log_messages if "bug" in message.message]
