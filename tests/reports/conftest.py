"""The reviews that the tests of formats render: each made once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

import checker
from checker.baseline.review import Review
from checker.baseline.status import Earlier, judged
from checker.corpus.corpus import Corpus
from checker.engine.findings import Finding
from tests.reports.corpora import (
    BEFORE,
    CAST,
    FILE_NAMES,
    FLOOD,
    LONG,
    OPEN,
    PAPERS,
    PAYLOADS,
    TODAY,
    acceptances,
    accepted_in_flood,
    article,
    check,
    entities,
    hostile_files,
    on_road,
    review_of,
    road,
    rule,
    write,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.reports.browsing import Made, Tab, Visit


@pytest.fixture(scope="session")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Earlier:
    """An earlier commit, which did not show all that was there."""
    result = check(write(tmp_path_factory.mktemp("before"), BEFORE))
    result = replace(result, findings=tuple(f for f in result.findings if f != on_road("masked", result)))
    own = replace(result, findings=tuple(f for f in result.findings if f != on_road("rule-change", result)))

    def was_there(_: Corpus, finding: Finding, __: frozenset[str]) -> bool:
        return any(claim.id == "masked-road" for claim in finding.claims)

    return Earlier(commit="0123456789abcdef", result=result, own=own, renamed={}, was_there=was_there)


@pytest.fixture(scope="session")
def flood(tmp_path_factory: pytest.TempPathFactory) -> Review:
    """All kinds of findings, accepted ones among them, and problems in files."""
    root = write(tmp_path_factory.mktemp("flood"), FLOOD)
    (root / "accepted.yaml").write_text(accepted_in_flood(check(root)))
    return review_of(root)


@pytest.fixture(scope="session")
def based(flood: Review, earlier: Earlier) -> Review:
    """The same, compared with an earlier commit."""
    return replace(judged(flood.result, TODAY, earlier), since={"flood/courier#new-road": "1a2b3c4 (2029-05-04)"})


@pytest.fixture(scope="session")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Review:
    files = {"claims/flood/entities.yaml": entities(CAST), "claims/flood/courier.yaml": article(OPEN)}
    return review_of(write(tmp_path_factory.mktemp("clean"), files))


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Review:
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
    result = check(root)
    reason: dict[str, object] = {"reason": "both papers saw the road on other days"}
    entries = [(finding, reason) for finding in result.findings[::2]]
    (root / "accepted.yaml").write_text(acceptances(entries))
    return review_of(root)


@pytest.fixture(scope="session", params=["flood", "based", "clean", "many", "hostile", "odd_names"])
def each(request: pytest.FixtureRequest) -> Review:
    """Every one of the corpora, for what holds always."""
    review: Review = request.getfixturevalue(request.param)
    return review


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Review:
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
        "id": "0123456789",
        "statements": ["higher | gone condition | courier | 2029-05-04 | 01234567"],
        "reason": "::error::x",
        "message": "##[error]x :",
    }
    entries.append((before.findings[0], gone))
    (root / "accepted.yaml").write_text(acceptances(entries), encoding="utf-8")
    return review_of(root)


@pytest.fixture(scope="session")
def odd_names(tmp_path_factory: pytest.TempPathFactory) -> Review:
    """Odd names of files, stories, entities and claims, some of them no text at all; problems that quote such."""
    pairs: dict[str, dict[str, object]] = {f"thing-{number // 2}": {} for number in range(len(FILE_NAMES))}
    files = {"claims/files/entities.yaml": entities(pairs)}
    for number, name in enumerate(FILE_NAMES):
        claim: dict[str, object] = {"id": "x", "subject": "thing", "property": "condition", "value": "open"}
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
        return judged(checker.check(checker.load([root.name])), TODAY)


# --- the page, in a browser: nothing of it is imported before a test asks for it -----------------------------


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    from tests.reports.browsing import made_in

    return made_in(tmp_path_factory)


@pytest.fixture(scope="module")
def tabs(browser: Browser) -> dict[bool, Tab]:
    from tests.reports.browsing import two_tabs

    return two_tabs(browser)


@pytest.fixture
def visit(tabs: dict[bool, Tab], made: Made) -> Iterator[Visit]:
    from tests.reports.browsing import visits

    yield from visits(tabs, made)
