"""Corpora for the formats: one of all kinds of findings, and some whose every text and name is hostile."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

import checker
from checker.baseline.keys import keys_of
from checker.baseline.review import Review
from checker.baseline.status import judged
from checker.commands.scaffold import standard_rules
from checker.engine.findings import Finding, Result
from checker.reports import FORMATS, Style
from checker.reports.gate import parts_to_tell
from checker.reports.sentences import Sentences
from checker.values.value import fold

TODAY = 741_000  # 17 Oct 2029
ALL_FORMATS = tuple(FORMATS)
"""Every format that there is: a new one takes part in these tests by its row in the table."""
IN_LINES = tuple(name for name in FORMATS if name != "html")
"""Those that are not a page with a style and a script of its own."""
AS_JSON = tuple(name for name, row in FORMATS.items() if row.ending in (".json", ".sarif"))
GATE = Style(brief=True)
IN_ODD_FOLDER = Style(brief=True, root="/desk", folder="/desk/a \udcff|<b>\n::error::x,[x](1) \u202e##[error]@octocat`")
"""The project lies in a folder of its repository whose name means something to others."""


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


def check(root: Path) -> Result:
    """The result of a project, as if run in its folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        return checker.check(checker.load(["."]))


def review_of(root: Path) -> Review:
    return judged(check(root), TODAY)


def acceptances(entries: Iterable[tuple[Finding, dict[str, object]]]) -> str:
    """accepted.yaml for some findings, with what shall be different in each entry; `id` is the one it stands under."""
    text = ""
    for finding, other in entries:
        keys = [" | ".join(key) for key in keys_of(finding)]
        entry: dict[str, object] = {"rule": finding.rule, "statements": keys, "reason": "as the desk found", **other}
        id_ = entry.pop("id", finding.id)
        text += f"{id_}: {yaml(entry)}\n"
    return text


ROADS = ("accepted", "rule-change", "changed", "expired", "known", "moved", "new", "masked")
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


def state_of(name: str, one: str) -> str:
    """The state of a road: those of one that was moved are words of its own, so that it is known by them."""
    return one if name != "moved" else {"open": "dry", "closed": "flooded"}[one]


OPEN = [road(name, state_of(name, "open")) for name in ROADS]
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
        *(road(name, state_of(name, "closed")) for name in ROADS),
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
        [road(name, "closed") for name in ("known", "rule-change", "masked")], publisher="Herald"
    ),
}


def on_road(name: str, review: Review | Result) -> Finding:
    """The finding about one of the roads."""
    (found,) = (f for f in review.findings if any(claim.id == f"{name}-road" for claim in f.claims))
    return found


def accepted_in_flood(result: Result) -> str:
    """accepted.yaml of the flood: for each of some roads an entry that is not quite as it was, but for one."""
    moved, changed = on_road("moved", result), on_road("changed", result)
    as_moved = [" | ".join(key).replace("moved-road", "old-road") for key in keys_of(moved)]
    as_changed = [" | ".join((*key[:4], "01234567")) for key in keys_of(changed)]
    return acceptances(
        [
            (on_road("accepted", result), {"by": "a colleague", "until": "2039-12-31"}),
            (changed, {"statements": as_changed}),
            (on_road("expired", result), {"until": "2029-06-30"}),
            (moved, {"statements": as_moved, "id": "0123456789"}),
        ]
    )


PAPERS = ("courier", "gazette", "herald", "observer", "tribune")

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


def said_of(payload: str) -> str:
    """What the claim of a hostile article says: its figure, limited to a scope, its value, its day."""
    return f"condition ({fold(payload)}) – the {payload}: {payload[:190]} (4 May)"


def sentence_of(finding: Finding, review: Review) -> str:
    """What every format says of a finding that is told as a whole."""
    return Sentences(review.result).finding(finding)


def first_sentence(finding: Finding, review: Review) -> str:
    """What every format says of the first part of a finding that is not known."""
    return Sentences(review.result).part(finding, parts_to_tell(finding, review)[0])
