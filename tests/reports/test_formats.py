"""The eight formats: what each must hold, and that text from a file stays text in every one of them.

One set of findings is rendered in all formats, and each is read by a parser of its own. So is a hostile corpus, whose
every text field holds what means something to a shell, a spreadsheet, a browser or a CI server.
"""

from __future__ import annotations

import csv
import html
import io
import json
import os
import re
import string
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, unquote_to_bytes
from xml.etree import ElementTree as ET

import pytest

import checker
from checker import cli
from checker.baseline.commit import Base
from checker.baseline.matching import known_of
from checker.baseline.status import Earlier, with_standings
from checker.commands.scaffold import standard_rules
from checker.corpus.corpus import Corpus
from checker.corpus.identity import identity
from checker.engine.findings import Finding, Report
from checker.files.git import Repository
from checker.reports import Style, render
from checker.values.value import fold

TODAY = 741_000  # 17 Oct 2029
EIGHT = ("text", "json", "sarif", "junit", "github", "gitlab", "markdown", "csv")
AS_JSON = ("json", "sarif", "gitlab")
GATE = Style(brief=True)
IN_ODD_FOLDER = Style(brief=True, root="/desk", folder="/desk/a \udcff|<b>\n::error::x,[x](1) \u202e##[error]@octocat`")
"""The project lies in a folder of its repository whose name means something to others."""


# --- corpora -----------------------------------------------------------------------------------


def yaml(value: object) -> str:
    """A value as YAML: JSON is a part of it."""
    return json.dumps(value, ensure_ascii=False)


def article(claims: Iterable[dict[str, object]], **source: str) -> str:
    """An article, one claim a line: the first is in line 3."""
    about = {"publisher": "Courier", "published": "2029-05-04", **source}
    return f"source: {yaml(about)}\nclaims:\n" + "".join(f"  - {yaml(claim)}\n" for claim in claims)


def entities(cast: dict[str, dict[str, object]]) -> str:
    return "".join(f"{yaml(name)}: {yaml(about)}\n" for name, about in cast.items())


def rule(id_: str, **keys: object) -> str:
    """A rule for planned and needed numbers of one subject."""
    example = {"subject": "thing", "property": "number"}
    planned, needed = {**example, "status": "planned"}, {**example, "status": "needed"}
    broken = [{**planned, "value": "1"}, {**needed, "value": "2"}]
    kept = [{**planned, "value": "2"}, {**needed, "value": "2"}]
    said = {
        "id": id_,
        "title": "A number is smaller than needed",
        "let": {
            "plan": {"property": "number", "status": "planned"},
            "need": {"property": "number", "status": "needed"},
        },
        "where": ["plan.subject == need.subject"],
        "require": "plan >= need",
        "message": "{plan} planned, {need} needed",
        "why": "What is needed should be planned.",
        "examples": [
            {"expect": "disagreement", "entities": {"thing": {}}, "claims": broken},
            {"expect": "agreement", "entities": {"thing": {}}, "claims": kept},
        ],
        **keys,
    }
    return "".join(f"{key}: {yaml(value)}\n" for key, value in said.items())


def write(root: Path, files: dict[str, str]) -> Path:
    """A project with the standard rules and these files."""
    texts = {f"rules/{path.name}": path.read_text(encoding="utf-8") for path in standard_rules().glob("*.yaml")}
    for name, text in {**texts, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return root


def check(root: Path) -> Report:
    """The report of a project, as if run in its folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        return checker.check(checker.load(["."]))


def acceptances(entries: Iterable[tuple[Finding, dict[str, object]]], report: Report) -> str:
    """accepted.yaml for some findings, with what shall be different in each entry."""
    text = ""
    for finding, other in entries:
        entry: dict[str, object] = {
            "rule": finding.rule,
            "claims": finding.claim_keys,
            "content": " ".join(known_of(finding, report).content),
            "reason": "as the desk found",
            **other,
        }
        claims = entry["claims"]
        assert isinstance(claims, tuple | list)
        text += f"{identity(finding.rule, tuple(sorted(claims)))}: {yaml(entry)}\n"
    return text


ROADS = ("accepted", "by-rule", "changed", "expired", "known", "moved", "new", "untold")
CAST: dict[str, dict[str, object]] = {
    "mission": {"parts": "complete"},
    "first-team": {"part_of": "mission"},
    "second-team": {"part_of": "mission", "from": "2029-05-03"},
    "force": {},
    "company": {"part_of": "force"},
    "squad": {"part_of": "company"},
    "flood": {},
    **{f"{name}-road": {} for name in ROADS},
}


def road(name: str, value: str) -> dict[str, object]:
    return {"id": f"{name}-road", "subject": f"{name}-road", "property": "condition", "value": value}


OPEN = [road(name, "open") for name in ROADS]
COURIER = article(
    [
        *OPEN,
        {"id": "first", "subject": "first-team", "property": "size", "value": 400, "quote": "400 set out"},
        {"id": "second", "subject": "second-team", "property": "size", "value": 200},
        {"id": "plan", "subject": "mission", "property": "strength", "status": "planned", "value": 700},
        {"id": "dead", "subject": "flood", "property": "killed", "value": 12, "important": True},
        {"id": "force", "subject": "force", "property": "strength", "value": 300},
        {"id": "company", "subject": "company", "property": "strength", "value": "at least 100"},
        {"id": "squad", "subject": "squad", "property": "size", "value": 500},
    ]
)
HERALD = article(
    [
        *(road(name, "closed") for name in ROADS),
        {"id": "total", "subject": "mission", "property": "strength", "value": 396, "said_by": "the mayor"},
        {"id": "need", "subject": "mission", "property": "strength", "status": "needed", "value": 900},
        {"id": "slip", "subject": "mission", "property": "strenght", "value": 1},
    ],
    publisher="Herald",
)
FLOOD = {
    "claims/flood/entities.yaml": entities(CAST),
    "claims/flood/courier.yaml": COURIER,
    "claims/flood/herald.yaml": HERALD,
    "claims/flood/broken.yaml": "source: [\n",
}
BEFORE = {
    "claims/flood/entities.yaml": entities(CAST),
    "claims/flood/courier.yaml": COURIER,
    "claims/flood/herald.yaml": article(
        [road(name, "closed") for name in ("known", "by-rule", "untold")], publisher="Herald"
    ),
}


def on_road(name: str, report: Report) -> Finding:
    """The finding about one of the roads."""
    (found,) = (f for f in report.findings if any(claim.id == f"{name}-road" for claim in f.claims))
    return found


def accepted_in_flood(report: Report) -> str:
    moved = [key.replace("courier#moved-road", "courier#gone") for key in on_road("moved", report).claim_keys]
    return acceptances(
        [
            (on_road("accepted", report), {"by": "a colleague", "until": "2039-12-31"}),
            (on_road("changed", report), {"content": "0123456789abcdef " * 2}),
            (on_road("expired", report), {"until": "2029-06-30"}),
            (on_road("moved", report), {"claims": moved}),
        ],
        report,
    )


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Earlier:
    report = check(write(tmp_path_factory.mktemp("before"), BEFORE))
    report = replace(report, findings=tuple(f for f in report.findings if f != on_road("untold", report)))
    own = replace(report, findings=tuple(f for f in report.findings if f != on_road("by-rule", report)))

    def was_there(_: Corpus, __: frozenset[str], finding: Finding) -> bool:
        return any(claim.id == "untold-road" for claim in finding.claims)

    return Earlier(commit="0123456789abcdef", report=report, own=own, renamed={}, was_there=was_there)


@pytest.fixture(scope="module")
def flood(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """All kinds of findings, accepted ones among them, and problems in files."""
    root = write(tmp_path_factory.mktemp("flood"), FLOOD)
    (root / "accepted.yaml").write_text(accepted_in_flood(check(root)))
    return with_standings(check(root), TODAY)


@pytest.fixture(scope="module")
def based(flood: Report, earlier: Earlier) -> Report:
    """The same, compared with an earlier commit."""
    told = with_standings(flood, TODAY, earlier)
    return replace(told, since={"flood/courier#new-road": "1a2b3c4 (2029-05-04)"})


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Report:
    files = {"claims/flood/entities.yaml": entities(CAST), "claims/flood/courier.yaml": article(OPEN)}
    return with_standings(check(write(tmp_path_factory.mktemp("clean"), files)), TODAY)


PAPERS = ("courier", "gazette", "herald", "observer", "tribune")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """120 findings, half of them accepted, with texts as long as desks write them."""
    names = [f"road-{number:03}-of-the-province" for number in range(120)]
    about = {"said_by": "a spokeswoman for the ministry of works", "quote": "the road was passable only by day"}
    files = {
        "claims/roads/entities.yaml": entities({name: {} for name in names}),
        **{
            f"claims/roads/{publisher}-of-the-fourth-of-may.yaml": article(
                [{**road("x", value), "id": name, "subject": name, **about} for name in names],
                publisher=f"The Provincial {publisher.capitalize()}",
            )
            for publisher, value in (
                *((paper, "open") for paper in PAPERS[:3]),
                *((paper, "closed") for paper in PAPERS[3:]),
            )
        },
    }
    root = write(tmp_path_factory.mktemp("many"), files)
    report = check(root)
    entries = [(finding, {"reason": "both papers saw the road on other days"}) for finding in report.findings[::2]]
    (root / "accepted.yaml").write_text(acceptances(entries, report))
    return with_standings(check(root), TODAY)


@pytest.fixture(scope="module", params=["flood", "based", "clean", "many", "hostile", "odd_names"])
def each(request: pytest.FixtureRequest) -> Report:
    """Every one of the corpora, for what holds always."""
    report: Report = request.getfixturevalue(request.param)
    return report


def test_the_findings_are_of_all_kinds(flood: Report, based: Report) -> None:
    assert {finding.severity for finding in flood.findings} == {"error", "warning", "note"}
    assert {"parts-do-not-add-up", "plan-below-need", "single-origin", "claims-cannot-all-be-true"} <= {
        finding.rule for finding in flood.findings
    }
    assert {problem.file for problem in flood.corpus.problems} == {
        "claims/flood/broken.yaml",
        "claims/flood/herald.yaml",
    }
    states = dict.fromkeys(ROADS, "new") | {"accepted": "known", "changed": "changed", "expired": "expired"}
    states["moved"] = "moved"
    assert {name: flood.standing(on_road(name, flood)).state for name in ROADS} == states
    states |= {"known": "known", "by-rule": "by-rule", "untold": "untold"}
    assert {name: based.standing(on_road(name, based)).state for name in ROADS} == states


# --- hostile text ------------------------------------------------------------------------------

LONG = "a long text " * 833 + "end."
PAYLOADS = (
    "::error::x",
    "  ::warning file=a,line=1::x",
    "a::error::x",
    "##[error]boom",
    "###[group]::[x]",
    "]]>",
    "<script>alert(1)</script>",
    "<!-- x --> </code></td></details>",
    "&lt;b&gt; &amp; &#64;",
    "|a|b| \\|",
    "`tick` ``two`` ```three```",
    "\u202egnol\u202c \u2066x\u2069 \u200f",
    "%0A::error::y%0D%25",
    "=cmd|'/C calc'!A1",
    "@SUM(1)",
    "+1+1",
    "-1+1",
    " =1+1",
    "[x](javascript:alert(1))",
    "[x](1) [y](2)",
    "![x](https://evil.example/x.png)",
    "https://evil.example www.evil.example",
    "@octocat #1 org/repo#2 a@b.example !3 ~4 $5$",
    "${{ secrets.X }} {0} {{1}}",
    "two\nlines\n::error::z\n# heading",
    "tab\there",
    "quotes \" and ' and ,;",
    "back\\slash \\[x\\](1) \\n",
    "a :",
    ": a :",
    "#",
    "nbsp\u00a0zero\u200bwidth\u00adsoft",
    "e\u0301 \U0001f600 漢字",
    "$(id) `id` %s %n",
    LONG,
)


def spelled(text: str) -> str:
    r"""How a text looks where it must be visible: what does not print is spelled \uXXXX."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)


def squeezed(text: str) -> str:
    """Without spaces: text that is wrapped, and in which commands are pulled apart."""
    return re.sub(r"\s+", "", text)


HOSTILE_CLAIM = ("said_by", "quote", "implied", "note", "via", "scope")


def hostile_files() -> dict[str, str]:
    """A story for each payload: a contradiction about a category that is the payload, and a text that is."""
    files = {}
    for number, payload in enumerate(PAYLOADS):
        story = f"claims/s{number:02}"
        value = payload[:190]
        quote = payload if len(payload.split()) <= 8 else payload[:25]
        claim = {"id": "cat", "subject": "thing", "property": "condition", "value": [value]}
        texts = dict.fromkeys(HOSTILE_CLAIM, payload) | {"quote": quote}
        files[f"{story}/entities.yaml"] = entities({"thing": {"name": f"the {payload}", "kind": payload}})
        files[f"{story}/a.yaml"] = article(
            [{**claim, **texts}, {**claim, **texts, "id": "text", "property": "remark", "value": value}],
            **dict.fromkeys(("publisher", "title", "author", "via"), payload),
        )
        files[f"{story}/b.yaml"] = article([{**claim, "value": "other", "scope": payload}], publisher=payload)
    return files


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Payloads in all texts of articles, in accepted.yaml, and in the rules' ids, titles and messages."""
    root = write(tmp_path_factory.mktemp("hostile"), hostile_files())
    for number, payload in enumerate(PAYLOADS):
        id_ = f"{payload[:60].replace('/', '∕')} rule {number:02}"
        shown = payload.replace("{", "").replace("}", "")
        text = rule(id_, title=payload, message=f"{shown} {{plan}}, not {{need}}", why=payload)
        (root / "rules" / f"{id_}.yaml").write_text(text, encoding="utf-8", newline="")
    plans = article(
        [
            {"id": status, "subject": "thing", "property": "number", "status": status, "value": value}
            for status, value in (("planned", 1), ("needed", 2))
        ]
    )
    (root / "claims/s00/plans.yaml").write_text(plans)
    before = check(root)
    entries: list[tuple[Finding, dict[str, object]]] = []
    for number, payload in enumerate(PAYLOADS[1::2]):
        (finding,) = (f for f in before.findings if f.story == f"s{2 * number + 1:02}")
        entries.append((finding, {"reason": payload, "by": payload, "message": payload}))
    gone: dict[str, object] = {
        "claims": ["s00/a#gone"],
        "content": "0123456789abcdef",
        "reason": "::error::x",
        "message": "##[error]x :",
    }
    entries.append((before.findings[0], gone))
    (root / "accepted.yaml").write_text(acceptances(entries, before), encoding="utf-8")
    return with_standings(check(root), TODAY)


FILE_NAMES = (
    "with space",
    "non-ascii-ünï-漢字",
    "new\nline",
    "\n::error::x",
    "::error::x",
    "##[error]x",
    "=cmd",
    "@SUM(1)",
    "<b>bold<b>",
    "[x](javascript:alert(1))",
    "%0A::error::x",
    "\x1b[31mred",
    "\x9b31mred",
    "\u202egnol",
    "line\u2028separator",
    "a|b",
    "`tick`",
    "C:colon,comma",
    "what?#fragment",
    "back\\slash",
    "quotes'\"",
    "${{ secrets.X }}",
    "]]>",
    "a :",
    "-dash",
    "~tilde+plus&amp;=",
)


@pytest.fixture(scope="module")
def odd_names(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Odd names of files, stories, entities and claims, some of them no text at all; problems that quote such."""
    pairs = {f"thing-{number // 2}": {} for number in range(len(FILE_NAMES))}
    files = {"claims/files/entities.yaml": entities(pairs)}
    for number, name in enumerate(FILE_NAMES):
        claim = {"id": "x", "subject": "thing", "property": "condition", "value": "open"}
        in_pair = {"subject": f"thing-{number // 2}", "value": f"value {number}"}
        files[f"claims/files/{name}.yaml"] = article([{**claim, **in_pair}])
        files[f"claims/{name}/entities.yaml"] = entities({"thing": {}})
        files[f"claims/{name}/a.yaml"] = article([claim])
        files[f"claims/{name}/b.yaml"] = article([{**claim, "value": "other"}])
        files[f"claims/{name}/stray.yml"] = ""
    unknown = [{**claim, "id": f"x{number}", "subject": payload} for number, payload in enumerate(PAYLOADS)]
    files["claims/files/wrong.yaml"] = article(unknown)
    files["claims/ids/entities.yaml"] = entities({payload: {} for payload in PAYLOADS if payload is not LONG})
    for name, value in (("a", "open"), ("b", "closed")):
        told = [
            {**claim, "id": payload, "subject": payload, "value": value} for payload in PAYLOADS if payload is not LONG
        ]
        files[f"claims/ids/{name}.yaml"] = article(told)
    root = write(tmp_path_factory.mktemp("odd") / "a \udcff folder\n::error::", files)
    (root / "claims/files/\udcfe.yaml").write_text(files["claims/files/with space.yaml"])
    (root / "rules/\udcfe.yaml").write_text("id: x\n")
    story = root / "claims/\udcfd"
    story.mkdir()
    for name in ("entities", "a", "b"):
        (story / f"{name}.yaml").write_text(files[f"claims/with space/{name}.yaml"])
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root.parent)
        return with_standings(checker.check(checker.load([root.name])), TODAY)


def test_the_hostile_findings_are_there(hostile: Report, odd_names: Report) -> None:
    assert not hostile.corpus.problems
    assert {f.story for f in hostile.findings} == {f"s{number:02}" for number in range(len(PAYLOADS))}
    assert sum(" rule " in f.rule for f in hostile.findings) == len(PAYLOADS)
    assert {hostile.standing(f).state for f in hostile.findings} == {"new", "known"}
    assert len(hostile.stale) == 1
    assert len({f.story for f in odd_names.findings}) == len(FILE_NAMES) + 3
    assert len([f for f in odd_names.findings if f.story == "ids"]) == len(PAYLOADS) - 1
    assert len(odd_names.corpus.problems) > len(FILE_NAMES)


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_a_category_is_what_was_written(hostile: Report, number: int) -> None:
    values = {claim.key: claim.value.text for claim in hostile.corpus.claims}
    assert values[f"s{number:02}/a#cat"] == PAYLOADS[number][:190]
    assert values[f"s{number:02}/a#text"] == PAYLOADS[number][:190]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ('"\\e[31m"', "001B"),
        ('"\\0"', "0000"),
        ('"\\x7f"', "007F"),
        ('"\\x9b31m"', "009B"),
        ('"\\r"', "000D"),
        ('"\\L"', "2028"),
        ('"\\u2029"', "2029"),
        ('"\\ud800"', "D800"),
        ('"\\uffff"', "FFFF"),
        ("\x1b[31m", "001B"),
        ("\x00", "0000"),
        ("\x9b31m", "009B"),
        ("\u2028", "2028"),
        ("\ufffe", "FFFE"),
    ],
)
def test_control_characters_are_refused(tmp_path: Path, written: str, name: str) -> None:
    good = FLOOD["claims/flood/herald.yaml"].replace("strenght", "strength")
    root = write(tmp_path, {**FLOOD, "claims/flood/herald.yaml": good, "claims/flood/broken.yaml": COURIER})
    (root / "claims/flood/broken.yaml").write_text(f"source:\n  publisher: {written}\n", encoding="utf-8")
    report = check(root)
    problems = [problem for problem in report.corpus.problems if "missing key" not in problem.message]
    assert [(problem.file, problem.line) for problem in problems] == [("claims/flood/broken.yaml", 2)]
    # a lone surrogate in an escape is refused by the parser itself
    assert f"U+{name}" in problems[0].message or name == "D800"
    assert on_road("new", report)
    for format_ in EIGHT:
        text = render(report, format_, GATE)
        assert not set("\x00\x1b\x7f\x9b\u2028\ufffe") & set(text)


# --- every format ------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", EIGHT)
def test_can_be_written_and_ends_with_one_newline(each: Report, format_: str) -> None:
    text = render(each, format_, GATE)
    text.encode("utf-8")
    assert text.endswith("\n") and not text.endswith("\n\n")


@pytest.mark.parametrize("format_", EIGHT)
def test_all_of_it_is_to_be_seen(each: Report, format_: str) -> None:
    """No control, no direction mark, no line but our own, nothing without width; JSON escapes them by its own rules."""
    for style in (GATE, Style(), Style(show_accepted=True), IN_ODD_FOLDER):
        text = render(each, format_, style)
        kinds = {char: unicodedata.category(char) for char in set(text)}
        odd = {char for char, kind in kinds.items() if kind in ("Cc", "Cf", "Cs", "Zl", "Zp")}
        odd -= set("\r\n" if format_ == "csv" else "\n")
        assert not odd, ascii(odd)


@pytest.mark.parametrize("format_", ["text", "github", "json", "markdown"])
def test_no_line_is_a_command(each: Report, format_: str) -> None:
    """CI servers look for `::` where a line begins, and for `##[` anywhere."""
    allowed = ("::error ", "::warning ", "::notice ") if format_ == "github" else ("\0",)
    widths = (60, 61, 62, 63, 70, 80, 97, 110) if format_ == "text" else (80,)
    styles = [Style(width=width, show_accepted=True) for width in widths]
    for style in (GATE, IN_ODD_FOLDER, Style(brief=True, show_accepted=True), *styles):
        for line in render(each, format_, style).splitlines():
            assert not line.strip().startswith("::") or line.startswith(allowed), line
            assert "##[" not in line or format_ == "github", line


@pytest.mark.parametrize("format_", EIGHT)
def test_deterministic(flood: Report, format_: str, tmp_path: Path) -> None:
    root = write(tmp_path, dict(reversed(FLOOD.items())))
    (root / "accepted.yaml").write_text(accepted_in_flood(check(root)))
    again = with_standings(check(root), TODAY)
    assert render(again, format_, Style()) == render(flood, format_, Style())


@pytest.mark.parametrize("format_", ["text", "sarif", "gitlab", "markdown", "csv"])
def test_only_new_leaves_out_what_was_known(based: Report, format_: str) -> None:
    shown = render(based, format_, Style(brief=True, only_new=True))
    for finding in based.findings:
        # the others may be numbered, but nothing names them
        standing = based.standing(finding)
        is_named = standing.is_moved and format_ in ("text", "markdown", "sarif")  # in the remark on what is moved
        assert (finding.id in shown) == (standing.fails or standing.comes_to_light or is_named)


@pytest.mark.parametrize("format_", ["text", "gitlab", "markdown", "csv"])
def test_accepted_findings_are_listed_on_request(flood: Report, format_: str) -> None:
    accepted = on_road("accepted", flood)
    assert accepted.id not in render(flood, format_, GATE)
    assert accepted.id in render(flood, format_, Style(brief=True, show_accepted=True))


def strings(data: object) -> Iterator[str]:
    """All texts within parsed JSON, keys too."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from strings(key)
            yield from strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from strings(value)


@pytest.mark.parametrize("format_", AS_JSON)
def test_json_is_text_for_strict_readers(each: Report, format_: str) -> None:
    """A lone surrogate, even escaped, is no text: many readers refuse the whole file. No key stands twice."""

    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        assert len({key for key, _ in pairs}) == len(pairs)
        return dict(pairs)

    def no_constant(name: str) -> object:
        raise AssertionError(name)

    for style in (Style(), IN_ODD_FOLDER):
        data = json.loads(render(each, format_, style), object_pairs_hook=unique, parse_constant=no_constant)
        for text in strings(data):
            text.encode("utf-8")


# --- text --------------------------------------------------------------------------------------


def said_of(payload: str) -> str:
    """What the claim of a hostile article says: its figure, limited to a scope, its value, its day."""
    return f"thing, condition ({fold(payload)}) = {payload[:190]} (4 May 2029)"


def test_text_says_all_that_was_written(hostile: Report) -> None:
    full = squeezed(render(hostile, "text", Style(width=10**6, show_accepted=True)))
    brief = squeezed(render(hostile, "text", Style(brief=True, show_accepted=True)))
    for number, payload in enumerate(PAYLOADS):
        told = squeezed(spelled(payload))
        what = squeezed(spelled(said_of(payload)))
        assert f"claims/s{number:02}/a.yaml:3:{told},by{told}:{what}" in brief
        assert f"{told},by{told}(implied:{told})" in full
        assert number % 2 == 0 or f"{told}({told})" in full  # why it is accepted, and by whom


def test_text_gives_places(flood: Report) -> None:
    lines = render(flood, "text", GATE).split("\n")
    assert lines[0].startswith("claims/flood/broken.yaml:1:9: not valid YAML")
    finding = on_road("new", flood)
    assert (
        f"claims/flood/courier.yaml:9: error sources-disagree [{finding.id}] new-road, condition: closed against open"
    ) in lines or (
        f"claims/flood/courier.yaml:9: error sources-disagree [{finding.id}] new-road, condition: open against closed"
    ) in lines
    assert "    claims/flood/courier.yaml:9: Courier: new-road, condition = open (4 May 2029)" in lines
    assert "    claims/flood/herald.yaml:9: Herald: new-road, condition = closed (4 May 2029)" in lines
    assert "INCOMPLETE: 2 problems" in lines[-3]


@pytest.mark.parametrize("width", [60, 72, 80, 110])
def test_text_keeps_to_its_width(flood: Report, width: int) -> None:
    for line in render(flood, "text", Style(width=width, show_accepted=True)).split("\n"):
        assert len(line) <= width, line


def test_text_makes_no_command_of_a_name_and_its_own_colon(tmp_path: Path) -> None:
    """A name that ends in a colon, and one of ours behind it, where a line is broken."""
    claim = {"id": "x", "subject": "thing", "property": "condition", "quote": ":error: was said"}
    files = {"claims/s/entities.yaml": entities({"thing": {}})}
    for length in range(1, 40):
        value = {"value": "open" if length % 2 else "closed"}
        files[f"claims/s/{length:02}.yaml"] = article([{**claim, **value}], publisher=f"{'x' * length} :")
    report = with_standings(check(write(tmp_path, files)), TODAY)
    for width in (60, 80):
        for line in render(report, "text", Style(width=width)).split("\n"):
            assert not line.strip().startswith("::"), line


# --- JSON --------------------------------------------------------------------------------------


def as_json(report: Report) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(render(report, "json", Style()))
    return data


def test_json_has_the_shape_that_the_docs_give(based: Report) -> None:
    stale = replace(based, stale=based.corpus.accepted[:1])
    data = as_json(stale)
    documented = Path(__file__).parents[2].joinpath("docs", "json.md").read_text("utf-8")
    shapes = [
        data,
        *(shape for key in ("claims", "findings", "disputes", "not_compared", "problems") for shape in data[key]),
    ]
    shapes += [*data["stale"], *(finding["accepted"] for finding in data["findings"] if finding["accepted"])]
    shapes += [explanation for dispute in data["disputes"] for explanation in dispute["explanations"]]
    shapes += [position for shape in shapes if "positions" in shape for position in shape["positions"]]
    undocumented = {key for shape in shapes for key in shape if f"`{key}`" not in documented}
    assert not undocumented
    table = re.findall(r"^\| `(\w+)` \|", documented, re.MULTILINE)
    assert set(table) <= data.keys()


def test_json_names_what_there_is(based: Report) -> None:
    data = as_json(based)
    claims = {claim["key"] for claim in data["claims"]}
    findings = {finding["id"]: finding for finding in data["findings"]}
    disputes = {dispute["id"] for dispute in data["disputes"]}
    assert len(claims) == len(data["claims"]) and len(findings) == len(data["findings"])
    assert data["complete"] is False and len(data["problems"]) == 2
    assert data["stories"] == ["flood"]
    for finding in findings.values():
        assert set(finding["claims"]) <= claims and set(finding["new_claims"]) <= set(finding["claims"])
        assert (finding["dispute"] in disputes) == (finding["severity"] == "error")
    for dispute in data["disputes"]:
        assert all(findings[id_]["dispute"] == dispute["id"] for id_ in dispute["findings"])
        assert all(set(explanation["claims"]) <= claims for explanation in dispute["explanations"])
    entry = findings[on_road("accepted", based).id]["accepted"]
    assert entry["reason"] == "as the desk found"
    assert (entry["by"], entry["until"]) == ("a colleague", "2039-12-31")
    new = findings[on_road("new", based).id]
    assert (new["state"], new["new_claims"], new["accepted"]) == ("new", ["flood/herald#new-road"], None)


def test_json_gives_back_what_was_written(hostile: Report) -> None:
    data = as_json(hostile)
    claims = {claim["key"]: claim for claim in data["claims"]}
    for number, payload in enumerate(PAYLOADS):
        claim = claims[f"s{number:02}/a#cat"]
        assert claim["value"] == claims[f"s{number:02}/a#text"]["value"] == payload[:190]
        for key in ("speaker", "implied", "via"):
            assert claim[key] == payload
        assert claim["quote"] in payload and claim["quote"]
        assert claim["origin"] == " ".join(payload.casefold().split())


def test_json_paths_are_those_of_the_files(odd_names: Report) -> None:
    files = {claim["file"] for claim in as_json(odd_names)["claims"]}
    for name in FILE_NAMES:
        assert any(file.endswith((f"/{name}/a.yaml", f"/{spelled(name)}/a.yaml")) for file in files), name


# --- SARIF -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Message:
    """A SARIF message as a viewer reads it: its text, and its links with their words."""

    text: str
    links: tuple[tuple[str, str], ...]


_LINK = re.compile(r"(?<!\\)((?:\\\\)*)\[((?:[^\\\[\]]|\\.)*)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)")


def read_message(text: str) -> Message:
    r"""By the rules of SARIF 3.11.6: [words](target), where a \ stands before a \, [ or ] that is text."""
    links = tuple((unescaped(found[2]), found[3]) for found in _LINK.finditer(text))
    return Message(unescaped(_LINK.sub(r"\1\2", text)), links)


def unescaped(text: str) -> str:
    return re.sub(r"\\([\\\[\]])", r"\1", text)


def run_of(report: Report, style: Style = GATE) -> dict[str, Any]:
    data = json.loads(render(report, "sarif", style))
    assert data["version"] == "2.1.0"
    assert data["$schema"].endswith("sarif-2.1.0.json")
    (run,) = data["runs"]
    assert isinstance(run, dict)
    return run


def results_of(report: Report, style: Style = GATE) -> dict[str, dict[str, Any]]:
    """The results by their fingerprint, which is the finding's id."""
    results = run_of(report, style)["results"]
    found = {result["partialFingerprints"]["sourceConsistency/v1"]: result for result in results}
    assert len(found) == len(results), "fingerprints are not unique"
    return found


def place_of(location: dict[str, Any]) -> tuple[str, int, int]:
    physical = location["physicalLocation"]
    region = physical["region"]
    return physical["artifactLocation"]["uri"], region["startLine"], region["startColumn"]


def test_sarif_lists_every_rule_that_ran(each: Report) -> None:
    run = run_of(each)
    driver = run["tool"]["driver"]
    assert driver["name"] == "checker" and driver["semanticVersion"] == checker.__version__
    assert [rule["id"] for rule in driver["rules"]] == list(each.rule_ids)
    severity = {rule.id: rule.said.severity for rule in each.corpus.rules}
    for entry in driver["rules"]:
        assert entry["defaultConfiguration"]["level"] == severity.get(entry["id"], "error")
        for key in ("shortDescription", "fullDescription", "help"):
            assert entry[key]["text"].strip()
        assert entry["fullDescription"]["text"].endswith((".", "!", "?"))
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_holds_every_finding(each: Report) -> None:
    results = results_of(each)
    assert results.keys() == {finding.id for finding in each.findings}
    for finding in each.findings:
        result = results[finding.id]
        assert result["ruleId"] == finding.rule
        is_note = each.standing(finding).state in ("by-rule", "untold")  # the gate lets it pass
        assert result["level"] == ("note" if is_note else finding.severity)
        assert read_message(result["message"]["text"]).text.startswith(spelled(finding.message))


def test_sarif_places_are_relative_and_encoded(each: Report) -> None:
    files = {os.fsencode(claim.file): claim.file for claim in each.corpus.claims}
    run = run_of(each)
    assert run["columnKind"] == "unicodeCodePoints"
    bases = run["originalUriBaseIds"]
    by_id = {finding.id: finding for finding in each.findings}
    for id_, result in results_of(each).items():
        places = []
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            where = location["physicalLocation"]["artifactLocation"]
            assert where["uriBaseId"] in bases
            uri, line, column = place_of(location)
            assert re.fullmatch(r"(?:[A-Za-z0-9._~!$&'()*+,;=@/-]|%[0-9A-F]{2})+", uri), uri
            assert not uri.startswith("/") and ".." not in uri.split("/")
            places.append((files[unquote_to_bytes(uri)], line, column))
        claims = by_id[id_].claims
        assert sorted(places) == sorted((claim.file, claim.line, claim.column) for claim in claims)


def test_sarif_first_place_is_the_new_claim(based: Report) -> None:
    results = results_of(based)
    new = results[on_road("new", based).id]
    assert [place_of(location) for location in new["locations"]] == [("claims/flood/herald.yaml", 9, 5)]
    assert [place_of(location) for location in new["relatedLocations"]] == [("claims/flood/courier.yaml", 9, 5)]
    for finding in based.findings:
        fresh = based.standing(finding).fresh
        files = {(claim.file, claim.line) for claim in finding.claims if claim.key in fresh or not fresh}
        assert place_of(results[finding.id]["locations"][0])[:2] in files


def test_sarif_links_lead_to_the_other_claims(each: Report) -> None:
    for result in results_of(each).values():
        related = result.get("relatedLocations", [])
        assert related or "relatedLocations" not in result
        message = read_message(result["message"]["text"])
        ids = [location["id"] for location in related]
        assert len(set(ids)) == len(ids)
        assert [target for _, target in message.links] == [str(id_) for id_ in ids]
        for (words, _), location in zip(message.links, related, strict=True):
            assert words == read_message(location["message"]["text"]).text


def test_sarif_has_no_links_but_those(each: Report) -> None:
    """Every message may hold links: those of places and problems must not, whatever a claim says."""
    run = run_of(each)
    for result in run["results"]:
        for location in result.get("relatedLocations", ()):
            assert not read_message(location["message"]["text"]).links, location
    for notification in run["invocations"][0]["toolConfigurationNotifications"]:
        assert not read_message(notification["message"]["text"]).links, notification


def test_sarif_suppresses_what_is_accepted(flood: Report, based: Report) -> None:
    for report in (flood, based):
        results = results_of(report)
        for finding in report.findings:
            standing = report.standing(finding)
            given = results[finding.id].get("suppressions")
            if standing.is_accepted:
                expected = {"kind": "external", "status": "accepted", "justification": "as the desk found"}
                assert given == [expected]
            else:
                assert given is None
        left = results_of(report, Style(brief=True, only_new=True))
        states = {f.id: report.standing(f) for f in report.findings}
        assert left.keys() == {id_ for id_, standing in states.items() if standing.fails or standing.comes_to_light}
        assert not any("suppressions" in result for result in left.values())


def test_sarif_baseline_states(based: Report) -> None:
    results = results_of(based)
    states = {name: results[on_road(name, based).id]["baselineState"] for name in ROADS}
    assert states["known"] == states["accepted"] == states["moved"] == "unchanged"
    assert states["new"] == "new"
    assert states["changed"] == "updated"


def test_sarif_says_when_not_all_was_checked(flood: Report, clean: Report) -> None:
    (invocation,) = run_of(flood)["invocations"]
    assert invocation["executionSuccessful"] is False
    told = [each for each in invocation["toolConfigurationNotifications"] if each["level"] == "error"]
    problems = [(problem.file, problem.line, problem.column) for problem in flood.corpus.problems]
    assert [place_of(notification["locations"][0]) for notification in told] == problems
    (invocation,) = run_of(clean)["invocations"]
    assert invocation["executionSuccessful"] is True
    assert run_of(clean)["results"] == []


def test_sarif_says_all_that_was_written(hostile: Report) -> None:
    run = run_of(hostile)
    rules = {entry["id"]: entry for entry in run["tool"]["driver"]["rules"]}
    results = results_of(hostile)
    for number, payload in enumerate(PAYLOADS):
        (finding,) = (f for f in hostile.findings if f.story == f"s{number:02}" and f.rule == "sources-disagree")
        result = results[finding.id]
        said = spelled(f"{payload}, by {payload}: {said_of(payload)}")
        assert said in read_message(result["message"]["text"]).text
        if number % 2:
            assert result["suppressions"][0]["justification"] == spelled(payload)
        (entry,) = (entry for id_, entry in rules.items() if id_.endswith(f" rule {number:02}"))
        assert payload is LONG or entry["shortDescription"]["text"] == spelled(payload)


def test_sarif_markdown_of_a_rule_is_no_markup(hostile: Report) -> None:
    """The page of a rule in code scanning: a bold title, then the rule as it is, fenced."""
    for entry in run_of(hostile)["tool"]["driver"]["rules"]:
        title, fenced, rest = entry["help"]["markdown"].partition("\n\n```text\n")
        assert fenced and title.startswith("**") and title.endswith("**")
        assert not set(title[2:-2]) & set("<>[]`*_@|\n"), title
        assert rest.endswith("\n```") and "```" not in rest[:-4]


def test_a_rule_may_name_a_page_that_says_more(tmp_path: Path) -> None:
    """The desk's own page on how it counts: a link where rules are shown. One that would run as a program is none."""
    path = 'https://example.org/how-we-count?a=<b>&c=\u00fc"#x'
    files = {"rules/own.yaml": rule("own", url=path), "rules/odd.yaml": rule("odd", url="javascript:alert(1)")}
    files |= {"claims/flood/a.yaml": article([])}
    report = check(write(tmp_path / "project", files))
    entries = {entry["id"]: entry for entry in run_of(report)["tool"]["driver"]["rules"]}
    pages = {id_: entry["helpUri"] for id_, entry in entries.items() if "helpUri" in entry}
    assert pages == {"own": "https://example.org/how-we-count?a=%3Cb%3E&c=%C3%BC%22#x"}
    assert f"More: {path}" in entries["own"]["help"]["text"]
    html = render(report, "html", Style())
    assert '<a href="https://example.org/how-we-count?a=&lt;b&gt;&amp;c=\u00fc&#34;#x" rel="noreferrer">' in html
    assert 'href="javascript' not in html


# --- JUnit -------------------------------------------------------------------------------------


def suite_of(report: Report, style: Style = GATE) -> ET.Element:
    root = ET.fromstring(render(report, "junit", style))
    assert root.tag == "testsuites"
    (suite,) = root
    assert suite.tag == "testsuite"
    return suite


def cases(suite: ET.Element, id_: str) -> ET.Element:
    (case,) = (case for case in suite.iter("testcase") if f"[{id_}]" in case.attrib["name"])
    return case


def test_junit_counts_are_right(each: Report) -> None:
    for style in (GATE, Style(brief=True, failing=("error", "warning", "note")), Style(only_new=True)):
        suite = suite_of(each, style)
        assert all(child.tag == "testcase" for child in suite)
        counted = {"tests": len(suite)}
        for key, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            counted[key] = len(suite.findall(f"testcase/{tag}"))
        assert {key: int(suite.attrib[key]) for key in counted} == counted
        assert len(suite.findall("testcase/error")) >= len(each.corpus.problems)
        names = [(case.attrib["classname"], case.attrib["name"]) for case in suite]
        assert len(set(names)) == len(names)


def test_junit_tells_how_each_finding_stands(based: Report) -> None:
    for failing in (("error",), ("error", "warning"), ("error", "warning", "note")):
        suite = suite_of(based, Style(brief=True, failing=failing))
        for finding in based.findings:
            standing = based.standing(finding)
            case = cases(suite, finding.id)
            assert case.attrib["classname"] == "flood"
            tags = [child.tag for child in case]
            if not standing.fails:
                assert tags == ["skipped"]
            elif finding.severity in failing:
                assert tags == ["failure"]
                assert case[0].attrib["message"] == finding.message
                assert "claims/flood/courier.yaml:" in (case[0].text or "")
            else:
                assert tags == ["system-out"]
    skipped = cases(suite, on_road("accepted", based).id)[0]
    assert "as the desk found" in skipped.attrib["message"]


def test_junit_has_a_case_for_each_rule_and_an_error_for_each_problem(flood: Report, clean: Report) -> None:
    suite = suite_of(clean)
    assert [case.attrib["name"] for case in suite] == list(clean.rule_ids)
    assert all(len(case) == 0 for case in suite)
    told = [error.attrib["message"] for error in suite_of(flood).iter("error")]
    assert told == [problem.message for problem in flood.corpus.problems]


def test_junit_says_all_that_was_written(hostile: Report) -> None:
    suite = suite_of(hostile)
    for finding in hostile.findings:
        case = cases(suite, finding.id)
        assert case.attrib["name"] == spelled(f"{finding.rule} [{finding.id}]")
        (outcome,) = case
        assert spelled(finding.message) in outcome.get("message", spelled(finding.message))
        standing = hostile.standing(finding)
        if standing.acceptance:
            assert outcome.tag == "skipped"
            assert spelled(standing.acceptance.reason) in outcome.attrib["message"]
        else:
            assert squeezed(spelled(finding.message)) in squeezed(outcome.text or "")


# --- GitHub ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Command:
    """A workflow command as the runner reads it."""

    name: str
    properties: dict[str, str]
    data: str


def read_command(line: str) -> Command:
    """By the rules of actions/runner, ActionCommand.TryParseV2."""
    head, mark, data = line[2:].partition("::")
    assert line.startswith("::") and mark
    name, _, rest = head.partition(" ")
    properties = {}
    for pair in rest.split(","):
        key, equals, value = pair.partition("=")
        assert equals and key not in properties
        properties[key.strip()] = decoded(value, {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"})
    return Command(name, properties, decoded(data, {"%0D": "\r", "%0A": "\n", "%25": "%"}))


def decoded(text: str, escapes: dict[str, str]) -> str:
    for escape, char in escapes.items():
        text = text.replace(escape, char)
    return text


def commands_of(report: Report, style: Style = GATE) -> list[Command]:
    return [read_command(line) for line in render(report, "github", style).split("\n") if line.startswith("::")]


def test_github_has_a_command_for_each_problem_and_new_finding(each: Report) -> None:
    commands = commands_of(each)
    new = {finding.id: finding for finding in each.findings if each.standing(finding).fails}
    by_rule = {finding.id for finding in each.findings if each.standing(finding).comes_to_light}
    told = [command for command in commands if "[" in command.properties["title"]]
    by_id = {re.findall(r"\[(\w+)\]$", command.properties["title"])[0]: command for command in told}
    known = {finding.id for finding in each.findings} - new.keys() - by_rule
    assert by_id.keys() >= new.keys() | by_rule and not by_id.keys() & known
    for id_, finding in new.items():
        command = by_id[id_]
        assert command.name == {"error": "error", "warning": "warning", "note": "notice"}[finding.severity]
        state = {"changed": "changed: ", "expired": "no longer accepted: "}.get(each.standing(finding).state, "")
        assert command.properties["title"] == spelled(f"{state}{finding.rule} [{id_}]")
        places = {(spelled(claim.file), str(claim.line), str(claim.column)) for claim in finding.claims}
        assert tuple(command.properties[key] for key in ("file", "line", "col")) in places
        assert command.data.replace("\n", "\\u000a").startswith(spelled(finding.message))
    problems = [(c.properties["file"], c.data) for c in commands if c.properties["title"] == "problem in a file"]
    assert problems == [(spelled(problem.file), spelled(problem.message)) for problem in each.corpus.problems]


def test_github_says_who_says_what(hostile: Report) -> None:
    told = {command.properties["title"]: command.data.replace("\n", "\\u000a") for command in commands_of(hostile)}
    for finding in hostile.findings:
        if hostile.standing(finding).fails:
            data = told[spelled(f"{finding.rule} [{finding.id}]")]
            for claim in finding.claims:
                publisher = hostile.corpus.sources[claim.source].publisher
                speaker = f", by {claim.speaker}" if claim.speaker else ""
                assert spelled(f"{publisher}{speaker}: thing, {claim.property}") in data
                assert spelled(f" = {claim.value.text}") in data
                assert f"({claim.file}:{claim.line})" in data


def test_github_points_at_the_new_claim(based: Report) -> None:
    (command,) = (c for c in commands_of(based) if on_road("new", based).id in c.properties["title"])
    assert command.properties["file"] == "claims/flood/herald.yaml"
    assert command.properties["line"] == "9"
    assert command.data.split("\n")[1:] == [
        "new: Herald: new-road, condition = closed (4 May 2029) (claims/flood/herald.yaml:9)",
        "there since 1a2b3c4 (2029-05-04): Courier: new-road, condition = open (4 May 2029)"
        " (claims/flood/courier.yaml:9)",
    ]


def test_github_tells_last_what_changed_rules_bring_to_light(based: Report) -> None:
    """The pull request passes, and the full check on main will fail: a notice says so, even with --only-new."""
    by_rule, untold = on_road("by-rule", based), on_road("untold", based)
    title = f"brought to light by changed rules: sources-disagree [{by_rule.id}]"
    titles = [title, f"there before, untold: sources-disagree [{untold.id}]"]
    for style in (GATE, Style(brief=True, only_new=True)):
        *others, one, two = commands_of(based, style)
        assert [(each.name, each.properties["title"]) for each in (one, two)] == [("notice", each) for each in titles]
        assert one.data.startswith(by_rule.message)
        assert by_rule.id not in "".join(command.properties["title"] for command in others)
    failing = {id_: replace(standing, rules_fail=True) for id_, standing in based.standings.items()}
    (told,) = (c for c in commands_of(replace(based, standings=failing)) if by_rule.id in c.properties["title"])
    assert (told.name, told.properties["title"]) == ("error", title)


def test_github_tells_for_what_a_finding_was_accepted(flood: Report) -> None:
    """What came back says why, and what people had looked at when they accepted it."""
    changed, expired = on_road("changed", flood), on_road("expired", flood)
    standing = flood.standing(changed)
    assert standing.acceptance is not None
    other = replace(standing, acceptance=replace(standing.acceptance, message="open against under water"))
    report = replace(flood, standings={**flood.standings, changed.id: other})
    told = {command.properties["title"]: command.data.split("\n") for command in commands_of(report)}
    lines = told[f"changed: sources-disagree [{changed.id}]"]
    assert lines[:3] == [
        changed.message,
        "accepted until it changed: as the desk found",
        "it was: open against under water",
    ]
    lines = told[f"no longer accepted: sources-disagree [{expired.id}]"]
    assert lines[:2] == [expired.message, "accepted: as the desk found, until 30 Jun 2029"]


@pytest.mark.parametrize(
    ("file", "path"),
    [
        ("claims/a.yaml", "news/claims/a.yaml"),
        ("/desk/rules/b.yaml", "rules/b.yaml"),
        (".", "news"),
        ("../nowhere", "nowhere"),
        ("../../other/a.yaml", "../../other/a.yaml"),
        ("/desk-2/a.yaml", "/desk-2/a.yaml"),
        ("a\\b.yaml", "news/a\\b.yaml"),
        ("\udcff.yaml", "news/\udcff.yaml"),
    ],
)
def test_a_path_for_servers_is_below_the_root_where_that_can_be(file: str, path: str) -> None:
    assert Style(root="/desk", folder="/desk/news").path(file) == path
    assert Style(folder="/desk/news").path(file) == Style().path(file) == file


def test_github_escapes() -> None:
    line = "::error file=a%3Ab%2Cc%25d,line=1,col=2,title=x%3A%3Ay::100%25 of it%0Asecond line"
    command = read_command(line)
    assert command.properties == {"file": "a:b,c%d", "line": "1", "col": "2", "title": "x::y"}
    assert command.data == "100% of it\nsecond line"


def test_github_says_when_there_are_more_than_it_shows(many: Report, flood: Report, clean: Report) -> None:
    lines = render(many, "github", GATE).split("\n")
    assert sum(line.startswith("::error ") for line in lines) == 60
    (told,) = (line for line in lines if "of which GitHub shows 10" in line)
    assert told.startswith("60 errors") and not told.startswith("::")
    assert "errors, of which GitHub shows" in render(flood, "github", GATE)
    assert "GitHub shows" not in render(clean, "github", GATE)
    assert render(clean, "github", GATE).count("\n") == 2


# --- GitLab ------------------------------------------------------------------------------------


def test_gitlab_takes_what_comes_to_light_for_information(based: Report) -> None:
    """Its widget shows what is major in red; these pass."""
    severities = {entry["fingerprint"]: entry["severity"] for entry in json.loads(render(based, "gitlab", GATE))}
    for name, severity in (("by-rule", "info"), ("untold", "info"), ("known", "major"), ("new", "major")):
        assert severities[on_road(name, based).id] == severity


def test_gitlab_entries_have_what_they_must(each: Report) -> None:
    for style in (GATE, Style(only_new=True), Style(show_accepted=True), IN_ODD_FOLDER):
        entries = json.loads(render(each, "gitlab", style))
        assert isinstance(entries, list)
        prints = [entry["fingerprint"] for entry in entries]
        assert len(set(prints)) == len(prints)
        for entry in entries:
            assert entry.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
            assert entry["description"].strip() and entry["check_name"].strip()
            assert re.fullmatch("[0-9a-f]{10,64}", entry["fingerprint"])
            assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
            assert not entry["location"]["path"].startswith(("/", "./", "../"))
            assert entry["location"].keys() == {"path", "lines"}
            assert entry["location"]["lines"]["begin"] >= 1


def test_gitlab_tells_of_every_problem_and_finding(based: Report) -> None:
    entries = {entry["fingerprint"]: entry for entry in json.loads(render(based, "gitlab", Style()))}
    listed = {f.id for f in based.findings if not based.standing(f).is_accepted}
    assert listed < entries.keys() and len(entries) == len(listed) + len(based.corpus.problems) + len(based.stale)
    assert [entry["severity"] for entry in entries.values()].count("blocker") == 2
    new = entries[on_road("new", based).id]
    assert new["location"] == {"path": "claims/flood/herald.yaml", "lines": {"begin": 9}}
    assert new["description"].endswith("(with claims/flood/courier.yaml:9)")


def test_gitlab_says_all_that_was_written(hostile: Report) -> None:
    entries = {entry["fingerprint"]: entry for entry in json.loads(render(hostile, "gitlab", GATE))}
    for finding in hostile.findings:
        if hostile.standing(finding).fails:
            entry = entries[finding.id]
            assert entry["description"].startswith(spelled(finding.message))
            assert entry["check_name"] in (finding.rule, spelled(finding.rule))


# --- Markdown ----------------------------------------------------------------------------------

_TAGS = {"<code>", "</code>", "<details>", "</details>", "<summary>", "</summary>"}


def reader_sees(cell: str) -> str:
    """The text of a piece of Markdown that holds none but our own tags; without marks of no width."""
    for tag in _TAGS:
        cell = cell.replace(tag, "")
    return html.unescape(cell).replace("\u200b", "").strip()


def tables_of(text: str) -> list[list[list[str]]]:
    """All tables, as rows of cells; the second row is the one of dashes."""
    tables: list[list[list[str]]] = []
    inside = False
    for line in text.split("\n"):
        if line.startswith("|"):
            assert line.endswith("|")
            cells = [cell.strip() for cell in line[1:-1].split("|")]
            if not inside:
                tables.append([])
            tables[-1].append(cells)
        inside = line.startswith("|")
    return tables


def test_markdown_tables_are_even(each: Report) -> None:
    for style in (GATE, IN_ODD_FOLDER, Style(brief=True, show_accepted=True)):
        text = render(each, "markdown", style)
        tables = tables_of(text)
        assert len(tables) == text.count("finding <code>")
        for head, dashes, *rows in tables:
            assert set(dashes) == {"---"} and rows
            assert {len(row) for row in (head, dashes, *rows)} in ({4}, {5})


def test_markdown_shows_new_ones_open_and_known_ones_folded(based: Report, clean: Report) -> None:
    text = render(based, "markdown", Style(brief=True, show_accepted=True))
    open_, fold, folded = text.partition("<details>")
    assert fold and text.count("<details>") == text.count("</details>") == 3
    by_rule, untold, known = folded.split("</details>")[:3]
    assert "finding brought to light by changed rules</summary>" in by_rule
    assert "finding there before, untold</summary>" in untold
    assert " known before</summary>" in known
    for finding in based.findings:
        where = open_ if based.standing(finding).fails else folded
        assert f"finding <code>{finding.id}</code>" in where
    assert "as the desk found (a colleague), until 31 Dec 2039" in reader_sees(folded)
    for problem in based.corpus.problems:
        assert problem.message in reader_sees(open_)
    table = next(rows for rows in tables_of(open_) if rows[2][3].startswith("<code>claims/flood/herald.yaml&#58;9<"))
    assert table[2][4] == "**new**"
    assert reader_sees(table[3][4]) == "there since 1a2b3c4 (2029-05-04)"
    assert render(clean, "markdown", GATE).startswith("### Sources: no new contradiction\n")
    assert text.endswith("\n\nCould not check all of it.\n")
    text = render(replace(based, corpus=replace(based.corpus, problems=())), "markdown", GATE)
    assert ' To let one stay&#58; <code>checker accept ID --reason "..."</code>.' in text
    assert text.endswith(", for the same reason.\n")


def test_markdown_holds_no_markup_from_a_file(each: Report) -> None:
    for style in (GATE, IN_ODD_FOLDER, Style(brief=True, show_accepted=True)):
        text = render(each, "markdown", style)
        assert set(re.findall(r"<[^>]*>?", text)) <= _TAGS
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


def test_markdown_mentions_nobody(each: Report) -> None:
    """GitHub and GitLab look for @name, #1 and addresses in the finished page: an escape is no help by then.

    See github/cmark-gfm#181. `www.` and `a@b.example` become links on the way there.
    """
    for style in (GATE, IN_ODD_FOLDER, Style(brief=True, show_accepted=True)):
        text = re.sub("<code>.*?</code>", "", render(each, "markdown", style))
        seen = html.unescape(text)
        for pattern in (r"@\w", r"(?<!#)#\d", r"(?<!\w)!\d", r"~\d", r"(?<!\w)\$\d"):
            assert not (found := re.search(pattern, seen)), seen[max(found.start() - 40, 0) : found.end() + 20]
        assert not re.findall(r"\bwww\.", text)


def test_markdown_says_all_that_was_written(hostile: Report) -> None:
    text = render(hostile, "markdown", Style(brief=True, show_accepted=True))
    rows = {reader_sees(row[3]): row for table in tables_of(text) for row in table[2:]}
    for number, payload in enumerate(PAYLOADS):
        if payload is not LONG:  # that one may be too much for a comment
            row = rows[f"claims/s{number:02}/a.yaml:3"]
            assert reader_sees(row[0]) == spelled(said_of(payload))
            assert reader_sees(row[1]) == f"{spelled(payload)}, by {spelled(payload)}".strip()
    shown = reader_sees(text)
    for finding in hostile.findings:
        assert f"finding <code>{finding.id}</code>" not in text or spelled(finding.message) in shown


def test_markdown_fits_a_comment(many: Report, hostile: Report) -> None:
    """65,536 characters are what a comment on a pull request may have."""
    for report in (many, hostile):
        text = render(report, "markdown", Style(brief=True, show_accepted=True))
        assert len(text) <= 65_536
        assert text.count("<details>") == text.count("</details>")


# --- CSV ---------------------------------------------------------------------------------------


def rows_of(report: Report, style: Style = GATE) -> list[dict[str, str]]:
    text = render(report, "csv", style)
    head, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert {len(row) for row in (head, *rows)} == {len(head)}
    assert text.count("\r\n") == len(rows) + 1 == text.count("\n") == text.count("\r")
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_csv_has_a_row_for_each_finding_and_claim(based: Report, clean: Report) -> None:
    rows = rows_of(based, Style(show_accepted=True))
    expected = {(finding.id, key) for finding in based.findings for key in finding.claim_keys}
    assert {(row["finding"], row["claim"]) for row in rows} == expected and len(rows) == len(expected)
    by_claim = {row["claim"]: row for row in rows}
    total = by_claim["flood/herald#total"]
    assert (total["publisher"], total["speaker"], total["value"]) == ("Herald", "the mayor", "396")
    assert (total["file"], total["line"], total["as_of"]) == ("claims/flood/herald.yaml", "11", "2029-05-04")
    accepted = by_claim["flood/courier#accepted-road"]
    assert (accepted["state"], accepted["accepted_because"]) == ("known", "as the desk found")
    assert rows_of(clean) == []


def test_csv_says_all_that_was_written(hostile: Report) -> None:
    rows = {row["claim"]: row for row in rows_of(hostile, Style(show_accepted=True))}
    for number, payload in enumerate(PAYLOADS):
        row = rows[f"s{number:02}/a#cat"]
        for key in ("publisher", "speaker"):
            assert row[key].removeprefix("'") == spelled(payload)
        assert row["value"].removeprefix("'") == spelled(payload[:190])
        assert number % 2 == 0 or row["accepted_because"].removeprefix("'") == spelled(payload)


def test_csv_has_no_formula(each: Report) -> None:
    """Some spreadsheets leave out spaces at the beginning of a cell."""
    for row in rows_of(each, Style(show_accepted=True)):
        for key, cell in row.items():
            assert not cell.strip().startswith(("=", "+", "-", "@")), f"{key}: {cell!r}"
            assert not set(cell) & set("\t\r\n")


# --- where it goes: --format and --output --------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = write(tmp_path / "project", {**FLOOD, "claims/flood/broken.yaml": COURIER.replace("open", "closed")})
    (root / "claims/flood/herald.yaml").write_text(HERALD.replace("strenght", "strength"))
    (root / "claims/flood/broken.yaml").rename(root / "claims/flood/gazette.yaml")
    monkeypatch.chdir(root)
    return root


def run(*arguments: str) -> int:
    command, *rest = arguments
    return cli.main([command, "--today", "2029-10-17", *rest])


def alone(format_: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What a format is by itself."""
    assert run("check", "--format", format_) == 1
    return capsys.readouterr().out


ENDING = {"text": "txt", "junit": "xml", "gitlab": "json", "markdown": "md"}


def test_all_formats_in_one_run(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expected = {format_: alone(format_, capsys) for format_ in EIGHT}
    in_files = [format_ for format_ in EIGHT if format_ not in ("github", "json")]
    arguments = ["--format", "github"]
    for format_ in in_files:
        arguments += ["--format", format_, "--output", f"report.{ENDING.get(format_, format_)}"]
    assert run("check", *arguments) == 1
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == (expected["github"], "")
    for format_ in in_files:
        written = (project / f"report.{ENDING.get(format_, format_)}").read_bytes().decode()
        assert written == expected[format_], format_


@pytest.mark.parametrize(
    ("arguments", "files", "terminal"),
    [
        ("--output a.sarif", {"a.sarif": "sarif"}, None),
        ("--output A.SARIF --output b.XML", {"A.SARIF": "sarif", "b.XML": "junit"}, None),
        ("--output a.json", {"a.json": "json"}, None),
        ("--format gitlab --output a.json", {"a.json": "gitlab"}, None),
        ("--format json --output a.json --output b.json", {"a.json": "json", "b.json": "json"}, None),
        ("--format json --output report.txt", {"report.txt": "json"}, None),
        ("--format csv --output report", {"report": "csv"}, None),
        ("--format text --output report.pdf", {"report.pdf": "text"}, None),
        ("--output report", {"report": "text"}, None),
        ("--format text --format sarif --output a.sarif", {"a.sarif": "sarif"}, "text"),
        ("--format sarif --format text --output a.sarif", {"a.sarif": "sarif"}, "text"),
        ("--format json --format json", {}, "json"),
        ("--format junit", {}, "junit"),
        ("", {}, "text"),
        ("--output -", {}, "text"),
        ("--format markdown --output -", {}, "markdown"),
        ("--format csv --format sarif --output a.sarif --output -", {"a.sarif": "sarif"}, "csv"),
        ("--output a.sarif --output -", {"a.sarif": "sarif"}, "text"),
        ("--output - --output a.sarif", {"a.sarif": "sarif"}, "text"),
    ],
)
def test_what_goes_where(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: str, files: dict[str, str], terminal: str | None
) -> None:
    before = {path.name for path in project.iterdir()}
    assert run("check", *arguments.split()) == 1
    shown = capsys.readouterr()
    assert shown.err == ""
    assert {path.name for path in project.iterdir()} - before == files.keys()
    texts = {name: (project / name).read_bytes().decode() for name in files}
    for name, format_ in files.items():
        assert texts[name] == alone(format_, capsys), name
    assert shown.out == (alone(terminal, capsys) if terminal else "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("--format json --format sarif", "only one format can go to the terminal"),
        ("--format json --format gitlab --output a.json", "which format?"),
        ("--output report.pdf", "which format? Endings that say so: .txt (text), .json (json or gitlab), "),
        ("--output report.pdf --output -", "which format?"),
        ("--output report.pdf --output a.json", "which format?"),
        ("--output report --output a.json", "which format?"),
        ("--format json --format sarif --output report", "which format?"),
        ("--output nowhere/a.json", "there is no folder nowhere"),
        ("--output a.sarif --output nowhere/a.json", "there is no folder nowhere"),
        ("--output claims", "is a directory"),
        ("--output claims/flood/courier.yaml/a.json", "there is no folder"),
        ("--format pdf", "'pdf' is not one of"),
        ("--output", "requires an argument"),
    ],
)
def test_what_cannot_be_told_is_a_wrong_command_line(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: str, message: str
) -> None:
    before = sorted(path.name for path in project.iterdir())
    assert run("check", *arguments.split()) == 2
    shown = capsys.readouterr()
    assert message in shown.err
    assert "Traceback" not in shown.err
    assert shown.out == ""
    assert sorted(path.name for path in project.iterdir()) == before


def test_permissions_and_links_are_kept(project: Path) -> None:
    (project / "a.json").write_text("old")
    (project / "a.json").chmod(0o600)
    (project / "kept").mkdir()
    (project / "kept/b.sarif").write_text("old")
    (project / "kept/b.sarif").chmod(0o664)
    (project / "b.sarif").symlink_to("kept/b.sarif")
    mask = os.umask(0o027)
    try:
        assert run("check", "--output", "a.json", "--output", "b.sarif", "--output", "c.xml") == 1
    finally:
        os.umask(mask)
    assert json.loads((project / "a.json").read_text())["version"] == 1
    assert (project / "a.json").stat().st_mode & 0o777 == 0o600
    assert (project / "b.sarif").is_symlink()
    assert json.loads((project / "kept/b.sarif").read_text())["version"] == "2.1.0"
    assert (project / "kept/b.sarif").stat().st_mode & 0o777 == 0o664
    assert (project / "c.xml").stat().st_mode & 0o777 == 0o640
    assert not list(project.rglob(".*"))


def test_a_device_is_written_to(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--output", os.devnull, "--format", "sarif") == 1
    assert not Path(os.devnull).is_file()
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_a_full_disk_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--output", "/dev/full", "--format", "sarif") == 2
    shown = capsys.readouterr()
    assert "No space left" in shown.err
    assert "Traceback" not in shown.err


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="no such device here")
def test_dev_stdout_is_the_terminal(project: Path) -> None:
    command = [sys.executable, "-m", "checker", "check", "--format", "csv", "--output", "/dev/stdout"]
    piped = subprocess.run(command, capture_output=True, check=False)
    assert piped.returncode == 1 and piped.stderr == b""
    assert piped.stdout.startswith(b"finding,state,")
    log = project.parent / "log.txt"
    for name, stream in (("stdout", "1"), ("stderr", "2"), ("fd/1", "1")):
        log.write_bytes(b"before\n")
        shell = f"{' '.join(command[:-1])} /dev/{name} {stream}>>{log}; echo after >>{log}"
        subprocess.run(shell, shell=True, check=False)
        text = log.read_bytes()
        assert text.startswith(b"before\nfinding,state,"), f"/dev/{name}: what the log held is gone"
        assert text.endswith(b"after\n")
    assert [path.name for path in project.parent.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("format_", [format_ for format_ in EIGHT if format_ not in ("sarif", "gitlab")])
def test_a_terminal_that_lacks_letters(project: Path, monkeypatch: pytest.MonkeyPatch, format_: str) -> None:
    """Windows gives a pipe or a file its old code page: Ž and ≥ are no bug in checker."""
    herald = project / "claims/flood/herald.yaml"
    herald.write_text(herald.read_text().replace('"Herald"', '"Žurnál ≥"'), encoding="utf-8")
    out = io.TextIOWrapper(io.BytesIO(), encoding="cp1252", newline="")
    err = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    status = run("check", "--format", format_)
    out.flush()
    err.flush()
    assert status == 1, err.buffer.getvalue()[-200:]
    assert out.buffer.getvalue()


# --- the page of a step in GitHub Actions ---------------------------------------------------------


@pytest.fixture
def summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    return path


def test_the_summary_is_added_to(project: Path, summary: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = alone("markdown", capsys)
    summary.write_text("<details>\nfrom before\n</details>")
    assert run("check", "--format", "github") == 1
    text = summary.read_text()
    assert text.startswith("<details>\nfrom before\n</details>\n")
    assert text.endswith(page)
    assert "</details>\n\n### Sources" in text, "a heading needs a line of its own, and HTML ends at an empty one"
    assert run("check", "--format", "github", "--format", "sarif", "--output", "a.sarif") == 1
    assert summary.read_text().count("### Sources") == 2


def test_the_summary_is_for_github_alone(project: Path, summary: Path) -> None:
    for format_ in EIGHT:
        if format_ != "github":
            assert run("check", "--format", format_) == 1
    assert not summary.exists()
    assert run("check", "--format", "github") == 1
    assert summary.read_text().startswith("### Sources: ")


@pytest.mark.parametrize("base", ["nowhere", "x\n::notice::y %0A |<b>|"])
def test_an_error_that_is_in_no_file_is_told_to_github(
    project: Path, summary: Path, capsys: pytest.CaptureFixture[str], base: str
) -> None:
    """The base is unknown, so nothing is checked: that is an annotation and a line on the step's page, too."""
    subprocess.run(["git", "init", "--quiet"], check=True)
    assert run("check", "--base", base, "--format", "text") == 2
    plain = capsys.readouterr()
    assert plain.out == "" and plain.err.startswith("Error: --base: ")
    assert not summary.exists()
    assert run("check", "--base", base, "--format", "github", "--format", "sarif", "--output", "a.sarif") == 2
    told = capsys.readouterr()
    assert told.err == plain.err
    (line,) = told.out.splitlines()
    command = read_command(line)
    assert (command.name, command.properties) == ("error", {"title": "nothing was checked"})
    assert plain.err == f"Error: {command.data}\n"
    heading, empty, why, end = summary.read_text().split("\n")
    assert (heading, empty, end) == ("### Sources: nothing was checked", "", "")
    assert reader_sees(why) == command.data and "<" not in why
    assert not (project / "a.sarif").exists()


# --- what else fails the gate is told too --------------------------------------------------------


@pytest.mark.parametrize("format_", ["text", "github", "junit", "markdown", "json", "gitlab"])
def test_an_acceptance_without_need_is_told_where_it_fails(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], format_: str
) -> None:
    """Exit status 1 and an output in which nothing is wrong would be a riddle."""
    (project / "claims/flood/courier.yaml").write_text(article(OPEN[:1]))
    for name in ("herald", "gazette"):
        (project / f"claims/flood/{name}.yaml").unlink()
    keys = ["flood/courier#gone", "flood/herald#gone"]
    entry = {"rule": "sources-disagree", "claims": keys, "content": "0123456789abcdef " * 2, "reason": "long ago"}
    id_ = identity("sources-disagree", tuple(keys))
    (project / "accepted.yaml").write_text(f"{id_}: {yaml(entry)}\n")
    monkeypatch.setenv("CI", "true")
    assert run("check", "--format", format_) == 1
    assert id_ in capsys.readouterr().out


@pytest.mark.parametrize("format_", ["text", "github", "junit", "markdown"])
def test_what_was_not_checked_is_told(clean: Report, format_: str) -> None:
    """The gate is 2 for it."""
    report = replace(clean, not_checked=("parts-do-not-add-up: more than 5 rows look broken; the rest is left out",))
    text = render(report, format_, GATE)
    assert "the rest is left out" in html.unescape(text)


@pytest.mark.parametrize("format_", ["text", "github", "junit", "markdown"])
def test_what_changed_rules_bring_to_light_is_told_where_it_fails(
    tmp_path: Path,
    earlier: Earlier,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    format_: str,
) -> None:
    """With --fail-on-rules the gate fails for it, so its entry is a failure as any other."""
    root = write(tmp_path, BEFORE)
    monkeypatch.chdir(root)
    base = Base(repository=Repository(root, ""), earlier=earlier, problems=0)
    monkeypatch.setattr("checker.baseline.commit.check_bases", lambda *_: [base])
    monkeypatch.setattr("checker.baseline.commit.since", lambda *_: {})
    id_ = on_road("by-rule", earlier.report).id
    assert run("check", "--base", "main", "--format", format_) == 0
    capsys.readouterr()
    assert run("check", "--base", "main", "--fail-on-rules", "--format", format_) == 1
    out = capsys.readouterr().out
    assert id_ in out
    if format_ == "github":
        assert any(line.startswith("::error ") and id_ in line for line in out.split("\n"))
    elif format_ == "junit":
        assert ET.fromstring(out)[0].attrib["failures"] == "1"
    elif format_ == "markdown":
        assert id_ in out.partition("<details>")[0]


def test_helpers_read_as_they_should() -> None:
    """The parsers of this file, so that nothing passes for want of reading."""
    assert read_message("a [b](1) c").links == (("b", "1"),)
    assert read_message(r"a \[b\](1)") == Message("a [b](1)", ())
    assert read_message(r"x \\[b \[c\]](2)") == Message(r"x \b [c]", (("b [c]", "2"),))
    assert read_message("[x](javascript:alert(1))").links == (("x", "javascript:alert(1)"),)
    assert spelled("a\u202eb\n") == "a\\u202eb\\u000a"
    assert len(LONG) == 10_000
    assert unquote("a%20b") == "a b" and set(string.printable) >= set("abc")


@pytest.mark.parametrize("name", FILE_NAMES)
def test_what_is_accepted_can_be_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """Whatever the files are called: an entry that cannot be read would hide all others. A refusal will do."""
    id_ = disagreement(write_two(tmp_path, monkeypatch, name, "closed"), capsys)
    status = run("accept", id_, "--reason", "=1+1 | \u00e9")
    assert run("check") == (0 if status == 0 else 1), capsys.readouterr()


def test_what_accept_says_is_no_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    id_ = disagreement(write_two(tmp_path, monkeypatch, "a", "two\n::error::x \u202e"), capsys)
    assert run("accept", id_, "--reason", "as told") == 0
    told = capsys.readouterr().out
    assert not [line for line in told.split("\n") if line.strip().startswith("::")]
    assert "\u202e" not in told


def write_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> Path:
    """A project of two articles that disagree, in the working folder."""
    claim = {"id": "x", "subject": "thing", "property": "condition"}
    files = {
        "claims/s/entities.yaml": entities({"thing": {}}),
        f"claims/s/{name}.yaml": article([{**claim, "value": [value]}]),
        "claims/s/b.yaml": article([{**claim, "value": "open"}]),
    }
    monkeypatch.chdir(write(tmp_path, files))
    return tmp_path


def disagreement(project: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert run("check", "--format", "json", str(project)) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert isinstance(finding["id"], str)
    return finding["id"]
