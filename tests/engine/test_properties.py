"""What must hold of every corpus, tried on many small ones and checked by the oracle."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import checker
from checker.corpus.corpus import Claim, Corpus
from checker.engine.findings import Dispute, Explanation, Finding, Report
from checker.engine.sql import ENGINES
from checker.reports import render
from tests.engine.oracle import DISAGREE, Bounds, Inequalities, Oracle, Row, apart, is_feasible, span

JOINT = "claims-cannot-all-be-true"
MOST_WAYS = 12
"""So many explanations of a dispute are told."""

RULES = Path(__file__).parents[2] / "rules"

always = settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.function_scoped_fixture),
)


# --- stories: small corpora, written as files ----------------------------------------------------


@dataclass(frozen=True, slots=True)
class Said:
    """One claim of a story: the source that makes it, and its keys."""

    source: str
    keys: tuple[tuple[str, str], ...]

    def but(self, **changed: str) -> Said:
        return Said(self.source, tuple((dict(self.keys) | changed).items()))

    def __getitem__(self, key: str) -> str:
        return dict(self.keys)[key]


@dataclass(frozen=True, slots=True)
class Outlet:
    """A source of a story: `name` is story/file."""

    name: str
    publisher: str
    published: str = "2031-05-20"
    via: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A corpus before it is written: the cast as (entity, keys), the sources, the claims."""

    cast: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    sources: tuple[Outlet, ...]
    claims: tuple[Said, ...]

    def __repr__(self) -> str:
        return "\n" + "\n".join(f"# {name}\n{text}" for name, text in self.files())

    def files(self, order: random.Random | None = None) -> list[tuple[str, str]]:
        """Names and texts of the files; with an `order` everything that has none is shuffled."""
        cast = "".join(f"{id_}: {_flow(keys, order)}\n" for id_, keys in _mixed(self.cast, order))
        files = [("claims/entities.yaml", cast)]
        for outlet in self.sources:
            keys = [("publisher", outlet.publisher), ("published", outlet.published)]
            keys += [("via", outlet.via)] if outlet.via else []
            said = _mixed([said for said in self.claims if said.source == outlet.name], order)
            claims = "".join(f"  - {_flow(claim.keys, order)}\n" for claim in said)
            halves = [f"source: {_flow(keys, order)}\n", f"claims:\n{claims}" if claims else "claims: []\n"]
            files.append((f"claims/{outlet.name}.yaml", "".join(_mixed(halves, order))))
        return _mixed(files, order)


def _mixed(items: Sequence[Any], order: random.Random | None) -> list[Any]:
    return order.sample(items, len(items)) if order else list(items)


def _flow(pairs: Sequence[tuple[str, str]], order: random.Random | None) -> str:
    return "{" + ", ".join(f"{key}: {json.dumps(value)}" for key, value in _mixed(pairs, order)) + "}"


def written(story: Story, root: Path, *, rules: Path = RULES, order: random.Random | None = None) -> Corpus:
    """The story as files below a folder, loaded. What the folder held before is gone."""
    shutil.rmtree(root, ignore_errors=True)
    files = story.files(order)
    for name, text in files:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    shutil.copytree(rules, root / "rules")
    articles = [root / name for name, _ in files if not name.endswith("entities.yaml")]
    corpus = checker.load(articles if order else [root])
    assert not corpus.problems, corpus.problems
    return corpus


def checked(story: Story, root: Path) -> tuple[Report, Oracle]:
    """The checker's report on a story, and the oracle to compare it with."""
    corpus = written(story, root / "project")
    report = checker.check(corpus)
    assert not report.not_checked, report.not_checked
    return report, Oracle(corpus)


# --- strategies: figures near a truth, as papers put them ----------------------------------------

DAYS = ("2031-05-01", "2031-05-03", "2031-05-06", "2031-05-10")
SPANS = ("2031-05", "2031-05-01/2031-05-05", "2031-05-03/2031-05-06")
OUTLETS = (
    Outlet("flood/gazette", "Gazette"),
    Outlet("flood/herald", "Herald", "2031-05-06"),
    Outlet("flood/courier", "Courier", "2031-05-03", "Example Wire"),
    Outlet("storm/tribune", "Tribune", "2031-05", "Example Wire"),
)
STAYS: tuple[dict[str, str], ...] = (
    *({}, {}, {}),
    {"from": "2031-04-28"},
    {"from": "2031-05-02"},
    {"from": "2031-05-05"},
    {"from": "2031-05"},
    {"from": "2031-04", "to": "2031-05-04"},
)
STEPS = ("announced", "agreed", "departed", "arrived")
ASIDES: dict[str, tuple[dict[str, str], ...]] = {
    "strength": ({"value": "unknown"}, {"retracted": "2031-05-21, the paper corrected it"}),
    "size": ({"value": "unknown"}, {"important": "true"}),
    "killed": ({"scope": "children"}, {"counted_from": "2031-05-02"}, {"said_by": "the mayor"}),
    **dict.fromkeys(STEPS, ({"value": "unknown"},)),
}
"""Keys that set a claim apart from the others."""

Cast = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Slot:
    """A quantity that a claim is wanted about: what it truly is, and whether the claim leaves it open."""

    subject: str
    property: str
    as_of: str
    truth: int
    is_open: bool
    status: str = "actual"


@st.composite
def figures(draw: st.DrawFn, slot: Slot) -> str:
    """A figure in words, often a little or far off."""
    if slot.property in STEPS:
        day = slot.truth + draw(st.sampled_from((0, 1, -5, 7)))
        first, last = f"2031-05-{day:02}", f"2031-05-{day + draw(st.integers(0, 6)):02}"
        loose = ("2031-05", f"before {first}", f"by {first}", f"since {first}", f"{first}/{last}")
        return draw(st.sampled_from(loose if slot.is_open else (first, f"{first}/{last}")))
    truth = slot.truth
    off = draw(st.sampled_from((0, truth // 3, -truth // 3, 1, -1, truth // 50, -truth // 50, truth)))
    figure, room = max(truth + off, 1), draw(st.sampled_from((truth // 100, truth // 10, truth // 2)))
    loose = (
        f"at least {figure}",
        f"up to {figure}",
        f"{max(figure - room, 0)} to {figure + room}",
        f"{figure} or more",
    )
    firm = (f"{figure}", f"{figure:,}", f"about {figure}", f"{max(figure - 1, 0)} to {figure}", f"fewer than {figure}")
    return draw(st.sampled_from(loose if slot.is_open else firm))


@st.composite
def stories(draw: st.DrawFn, plots: Sequence[str] = ("any", "nest", "falls", "totals", "journey")) -> Story:
    """A corpus of one of the plots, with a few claims more. Truth holds still; what is said of it does not."""
    cast, slots = draw(PLOTS[draw(st.sampled_from(plots))]())
    days = draw(st.sampled_from((DAYS, DAYS[1:2], DAYS[1:3], SPANS + DAYS[1:3], (*SPANS, ""))))
    for slot in draw(st.lists(st.sampled_from(slots), max_size=4)):
        slots = [*slots, replace(slot, as_of=draw(st.sampled_from(days)), is_open=draw(st.booleans()))]
    if slots[0].property == "strength":
        statuses = draw(
            st.sampled_from(((), (), ("planned",), ("planned", "needed"), ("planned", "planned", "needed")))
        )
        slots += [replace(slots[0], as_of=draw(st.sampled_from(days)), status=status) for status in statuses]
    outlets = OUTLETS[: draw(st.integers(1, len(OUTLETS)))]
    claims = []
    for number, slot in enumerate(slots):
        keys = {"id": f"c{number}", "subject": slot.subject, "property": slot.property, "value": draw(figures(slot))}
        keys |= {"as_of": slot.as_of} if slot.as_of else {}
        keys |= {"status": slot.status} if slot.status != "actual" else {}
        keys |= draw(st.sampled_from((*({},) * 12, *ASIDES[slot.property])))
        outlet = draw(st.sampled_from(outlets))
        if slot.as_of > outlet.published:  # nobody reports a day to come; the first outlet is the last to appear
            outlet = outlets[0]
        claims.append(Said(outlet.name, tuple(keys.items())))
    return Story(tuple((entity, tuple(keys.items())) for entity, keys in cast.items()), outlets, tuple(claims))


def _teams(draw: st.DrawFn, wholes: Sequence[str], most: int) -> Cast:
    cast: Cast = {}
    for number in range(draw(st.integers(1, most))):
        stay = draw(st.sampled_from(STAYS))
        cast[f"team-{number}"] = {"part_of": draw(st.sampled_from(wholes)), **stay}
    return cast


def _completeness(draw: st.DrawFn) -> dict[str, str]:
    return draw(st.sampled_from(({}, {"parts": "complete"})))


def _truth(cast: Cast, entity: str, unit: int) -> int:
    parts = [other for other, keys in cast.items() if keys.get("part_of") == entity]
    return sum(_truth(cast, part, unit) for part in parts) if parts else unit * (1 + ord(entity[-1]) % 3)


@st.composite
def _any_cast(draw: st.DrawFn) -> tuple[Cast, list[Slot]]:
    """One whole or two, side by side or one within the other; something is said of each."""
    wholes = draw(st.sampled_from((["force"], ["force", "fleet"], ["force", "mission"])))
    cast = {whole: _completeness(draw) for whole in wholes}
    if "mission" in cast:
        cast["mission"] = {**cast["mission"], "part_of": "force"}
    cast |= _teams(draw, wholes[::-1], 4)
    unit, topic = draw(st.sampled_from((10, 100, 123_456))), draw(st.sampled_from(("size", "strength", "killed")))
    slots = []
    for entity in cast:
        name = "strength" if topic == "size" and entity in wholes else topic
        slots.append(
            Slot(entity, name, draw(st.sampled_from(DAYS[:2])), _truth(cast, entity, unit), draw(st.booleans()))
        )
    return cast, slots


@st.composite
def _nest(draw: st.DrawFn) -> tuple[Cast, list[Slot]]:
    """A whole within a whole, where the one in the middle is open: only the ends can clash."""
    cast = {"force": _completeness(draw), "mission": {**_completeness(draw), "part_of": "force"}}
    cast |= _teams(draw, ["mission"], 2)
    unit = draw(st.sampled_from((10, 100, 123_456)))
    slots = [Slot("force", "strength", DAYS[2], _truth(cast, "force", unit), False)]
    slots.append(Slot("mission", "strength", DAYS[2], _truth(cast, "mission", unit), True))
    slots += [Slot(team, "size", "", _truth(cast, team, unit), False) for team in cast if "team" in team]
    return cast, slots


@st.composite
def _falls(draw: st.DrawFn) -> tuple[Cast, list[Slot]]:
    """The dead on some days, where those in the middle are open."""
    days = draw(st.sampled_from((DAYS[:3], DAYS, (DAYS[0], SPANS[2], DAYS[3]))))
    truth = draw(st.sampled_from((10, 100, 123_456)))
    return {"flood": {}}, [Slot("flood", "killed", day, truth, day not in (days[0], days[-1])) for day in days]


@st.composite
def _totals(draw: st.DrawFn) -> tuple[Cast, list[Slot]]:
    """A whole on two days, and all of its parts, which do not change and are open."""
    cast = {"force": {"parts": "complete"}, **_teams(draw, ["force"], 2)}
    slots = [Slot("force", "strength", day, _truth(cast, "force", 100), False) for day in DAYS[2:]]
    return cast, [*slots, *(Slot(team, "size", "", _truth(cast, team, 100), True) for team in cast if "team" in team)]


@st.composite
def _journey(draw: st.DrawFn) -> tuple[Cast, list[Slot]]:
    """Days that must follow one another."""
    slots = [Slot("team", step, "", 8 + 3 * number, 0 < number < 3) for number, step in enumerate(STEPS)]
    return {"team": {}}, slots[draw(st.integers(0, 1)) :]


PLOTS = {"any": _any_cast, "nest": _nest, "falls": _falls, "totals": _totals, "journey": _journey}
TANGLED = ("nest", "falls", "totals", "journey")
"""Plots in which no row need be broken for a conflict."""


# --- the order of things -------------------------------------------------------------------------


def _without_lines(text: str) -> Any:
    data = json.loads(text)
    for claim in data["claims"]:
        del claim["line"]
    return json.dumps(data)


@pytest.mark.slow
@always
@given(stories(), st.integers(0, 10**6))
def test_order_of_files_claims_and_keys_changes_nothing(tmp_path: Path, story: Story, seed: int) -> None:
    """Two desks code the same articles, each in its own order: both read the same report, to the byte."""
    one = checker.check(written(story, tmp_path / "project"))
    other = checker.check(written(story, tmp_path / "project", order=random.Random(seed)))
    assert render(one, "text") == render(other, "text")
    assert _without_lines(render(one, "json")) == _without_lines(render(other, "json"))


@pytest.mark.slow
@settings(always, max_examples=20)  # an engine for large corpora takes its time to start
@given(stories())
def test_every_engine_tells_the_same(tmp_path: Path, story: Story) -> None:
    """Where the SQL runs changes no byte of the report."""
    corpus = written(story, tmp_path / "project")
    first, *others = (render(checker.check(corpus, engine=engine), "json") for engine in ENGINES)
    assert others == [first] * len(others)


@pytest.mark.slow
@always
@given(stories(), st.permutations([outlet.name for outlet in OUTLETS]))
def test_names_of_files_and_stories_change_nothing_but_names(tmp_path: Path, story: Story, names: list[str]) -> None:
    """The same articles under other file names: the same rules are broken by the same claims, by as much."""
    new = dict(zip((outlet.name for outlet in OUTLETS), names, strict=True))
    sources = tuple(replace(outlet, name=new[outlet.name]) for outlet in story.sources)
    claims = tuple(replace(said, source=new[said.source]) for said in story.claims)
    one, _ = checked(story, tmp_path)
    other, _ = checked(replace(story, sources=sources, claims=claims), tmp_path)
    assert _rows_broken(one) == _rows_broken(other)
    assert _given_up(one) == _given_up(other)


def _rows_broken(report: Report) -> list[tuple[str, str, Fraction, list[str]]]:
    """The findings, without the names of files and without joint conflicts (which ones are told is a choice)."""
    return sorted(
        (finding.rule, finding.severity, finding.gap or Fraction(0), sorted(claim.id for claim in finding.claims))
        for finding in report.findings
        if finding.rule != JOINT
    )


def _given_up(report: Report) -> int:
    """How many positions must be wrong."""
    return sum(len(dispute.explanations[0].figures) for dispute in report.disputes)


# --- claims that are added, widened, removed, re-worded ------------------------------------------


@pytest.mark.slow
@always
@given(stories(), st.data())
def test_an_equal_claim_adds_no_finding(tmp_path: Path, story: Story, data: st.DataObject) -> None:
    """A fifth paper prints what another one has: who says it is new, what is wrong is not. (Another joint conflict of
    the same dispute may be told, since one voice more changes what is to be re-checked first.)"""
    said = data.draw(st.sampled_from(story.claims))
    outlet = next(outlet for outlet in story.sources if outlet.name == said.source)
    echo = Outlet("zone/zine", "Zine", outlet.published)
    claims = (*story.claims, Said(echo.name, said.but(id="echo").keys))
    before, oracle = checked(story, tmp_path)
    after, _ = checked(replace(story, sources=(*story.sources, echo), claims=claims), tmp_path)
    assert _told(after) == _told(before)
    assert _given_up(after) == _given_up(before)
    for finding in after.of_severity("error"):
        assert not oracle.can_be_true({*finding.claim_keys, f"{said.source}#{said['id']}"} - {"zone/zine#echo"})


def _told(report: Report) -> set[tuple[str, str, Fraction | None]]:
    """What is wrong, but for joint conflicts and single origins."""
    left_out = (JOINT, "single-origin")
    return {(found.rule, found.message, found.gap) for found in report.findings if found.rule not in left_out}


@pytest.mark.slow
@always
@given(stories(), st.data())
def test_a_wider_claim_adds_no_contradiction(tmp_path: Path, story: Story, data: st.DataObject) -> None:
    """A paper takes its 400 back to "200 to 450": nothing can clash that did not clash before."""
    before, oracle = checked(story, tmp_path)
    stated = [claim for claim in before.corpus.claims if claim.value.stated and claim.property not in STEPS]
    if not stated:
        return
    claim = data.draw(st.sampled_from(stated))
    wider = _wider(claim, data.draw(st.integers(1, 500)), data.draw(st.integers(0, 500)))
    claims = tuple(said.but(value=wider) if said["id"] == claim.id else said for said in story.claims)
    after, _ = checked(replace(story, claims=claims), tmp_path)
    if not before.of_severity("error"):
        assert not after.of_severity("error")
    for conflict in _conflicts(after):
        assert not oracle.can_be_true(conflict), conflict


def _wider(claim: Claim, below: int, above: int) -> str:
    low, high = claim.value.interval.lower or 0, claim.value.interval.upper
    least = max(int(low) - below, 0)
    return f"at least {least}" if high is None else f"{least} to {int(high) + above}"


def _conflicts(report: Report) -> Iterable[frozenset[str]]:
    """Claims that a contradiction says cannot all be true: a position of each of its terms."""
    for finding in report.of_severity("error"):
        if finding.rule == DISAGREE and len(finding.terms) == 1:
            choices: Iterable[Sequence[Any]] = [finding.positions]
        else:
            choices = product(*(positions for _, positions in finding.terms))
        for chosen in choices:
            yield frozenset(claim.key for position in chosen for claim in position.claims)


@pytest.fixture(scope="module")
def rules_without_warnings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rules folder without the rules whose breach is a tension."""
    folder = tmp_path_factory.mktemp("fewer") / "rules"
    shutil.copytree(RULES, folder)
    tensions = [file for file in folder.glob("*.yaml") if "\nseverity: warning\n" in file.read_text(encoding="utf-8")]
    for file in tensions:
        file.unlink()
    assert tensions
    return folder


@pytest.mark.slow
@always
@given(stories())
def test_without_the_warning_rules_disputes_are_the_same(
    tmp_path: Path, rules_without_warnings: Path, story: Story
) -> None:
    """A plan below a need explains nothing: both are true."""
    one, _ = checked(story, tmp_path)
    other = checker.check(written(story, tmp_path / "project", rules=rules_without_warnings))
    assert not other.of_severity("warning")
    assert [_shown(dispute) for dispute in one.disputes] == [_shown(dispute) for dispute in other.disputes]


@pytest.mark.slow
@always
@given(stories())
def test_without_plans_and_needs_disputes_of_what_is_there_are_the_same(tmp_path: Path, story: Story) -> None:
    """What was planned or needed is no evidence for or against what is there."""
    there = tuple(said for said in story.claims if "status" not in dict(said.keys))
    one, _ = checked(story, tmp_path)
    other, _ = checked(replace(story, claims=there), tmp_path)
    kept = [dispute for dispute in one.disputes if all(claim.status == "actual" for claim in dispute.claims)]
    assert [_shown(dispute) for dispute in kept] == [_shown(dispute) for dispute in other.disputes]


def _shown(dispute: Dispute) -> tuple[object, ...]:
    findings = [(finding.id, finding.message, finding.gap) for finding in dispute.findings]
    return findings, [_keys_and_ranges(explanation) for explanation in dispute.explanations], dispute.note


def _keys_and_ranges(explanation: Explanation) -> list[tuple[object, ...]]:
    return [(figure.position.key, figure.lower, figure.upper) for figure in explanation.figures]


@pytest.mark.slow
@always
@given(stories())
def test_other_words_change_no_id_and_no_gap(tmp_path: Path, story: Story) -> None:
    """An editor writes 1,200 for 1200 and "no fewer than" for "at least", and adds quotes: a finding keeps its id."""
    reworded = tuple(
        said.but(value=_in_other_words(said["value"]), quote=f"quote {number}", note="as printed")
        for number, said in enumerate(story.claims)
    )
    one, _ = checked(story, tmp_path)
    other, _ = checked(replace(story, claims=reworded), tmp_path)
    assert [(f.id, f.rule, f.gap) for f in one.findings] == [(f.id, f.rule, f.gap) for f in other.findings]
    ranges = [[_keys_and_ranges(way) for way in dispute.explanations] for dispute in one.disputes]
    assert ranges == [[_keys_and_ranges(way) for way in dispute.explanations] for dispute in other.disputes]


def _in_other_words(value: str) -> str:
    if value.isdigit():
        return f"{int(value):,}"
    for old, new in (("at least ", "no fewer than "), ("up to ", "at most "), ("about ", "around ")):
        if value.startswith(old):
            return value.replace(old, new)
    return "between " + value.replace(" to ", " and ") if " to " in value else value


# --- what is found is so, and what is so is found ------------------------------------------------


def _bounds(positions: Sequence[Any]) -> Bounds:
    """From the least to the greatest value that the positions allow."""
    lows, highs = [p.lower for p in positions], [p.upper for p in positions]
    return None if None in lows else min(lows), None if None in highs else max(highs)


def _row_of(finding: Finding, oracle: Oracle) -> Row:
    """The oracle's own row for a finding."""
    numbers = [(name, oracle.of_claim[positions[0].key[0]].number) for name, positions in finding.terms]
    left = {number for name, number in numbers if name in ("part", "before", "first", "plan")}
    right = {number for name, number in numbers if name in ("whole", "after", "then", "need")}
    (row,) = (row for row in oracle.rows if (row.rule, set(row.left), {row.right}) == (finding.rule, left, right))
    return row


@pytest.mark.slow
@always
@given(stories())
def test_a_broken_row_is_broken(tmp_path: Path, story: Story) -> None:
    """400 and 200 make 600: whichever of the positions is taken, the row fails, beyond its tolerance, by the gap."""
    report, oracle = checked(story, tmp_path)
    for finding in report.findings:
        if finding.rule == DISAGREE:
            _check_disagreement(finding, oracle)
        elif finding.rule in {row.rule for row in oracle.rows}:
            row = _row_of(finding, oracle)
            numbers = [oracle.of_claim[positions[0].key[0]].number for _, positions in finding.terms]
            choices = [
                dict(zip(numbers, map(_bounds, ((position,) for position in chosen)), strict=True))
                for chosen in product(*(positions for _, positions in finding.terms))
            ]
            hulls = dict(zip(numbers, (_bounds(positions) for _, positions in finding.terms), strict=True))
            assert finding.gap == row.gap(hulls)
            assert not any(oracle.row_holds(row, bounds, share=Fraction(0)) for bounds in choices)
            within_tolerance = any(oracle.row_holds(row, bounds, share=row.share) for bounds in choices)
            assert within_tolerance == finding.by_rounding


def _check_disagreement(finding: Finding, oracle: Oracle) -> None:
    """Each position misses another one, on the same days; the gap is the widest miss."""
    for position in finding.positions:
        quantity = oracle.of_claim[position.key[0]]
        others = [other for other in finding.positions if apart(_bounds([position]), _bounds([other])) > 0]
        assert others
        assert all(oracle.of_claim[other.key[0]] in oracle.rivals(quantity) for other in others)
    if len(finding.terms) == 1:
        pairs = combinations(finding.positions, 2)
        assert finding.gap == max(apart(_bounds([one]), _bounds([other])) for one, other in pairs)
    else:
        one, other = (positions for _, positions in finding.terms)
        assert finding.gap == apart(_bounds(one), _bounds(other)) > 0


@pytest.mark.slow
@always
@given(stories())
def test_every_broken_row_is_told(tmp_path: Path, story: Story) -> None:
    """A row that fails whatever is chosen is among the findings, under its rule."""
    report, oracle = checked(story, tmp_path)
    told = {
        (finding.rule, frozenset(oracle.of_claim[key].number for key in finding.claim_keys))
        for finding in report.findings
        if not finding.by_rounding
    }
    for row in oracle.rows:
        numbers = (*row.left, row.right)
        hulls = {number: _bounds([c.value.interval for c in oracle.quantities[number].claims]) for number in numbers}
        if row.rule != "count-falls" and not oracle.row_holds(row, hulls, share=row.share):
            assert (row.rule, frozenset(numbers)) in told


@pytest.mark.slow
@always
@given(stories())
def test_a_dispute_is_told_if_and_only_if_something_cannot_be(tmp_path: Path, story: Story) -> None:
    """All claims can be true together, or there is a dispute; never both, never neither."""
    report, oracle = checked(story, tmp_path)
    assert bool(report.disputes) != oracle.can_be_true(oracle.everything)
    told = [finding.id for dispute in report.disputes for finding in dispute.findings]
    assert sorted(told) == sorted(finding.id for finding in report.of_severity("error"))
    assert all(dispute.findings and dispute.explanations for dispute in report.disputes)


@pytest.mark.slow
def test_a_joint_conflict_is_minimal(tmp_path: Path) -> None:
    """Claims that no one row shows to clash cannot all be true; leave any position out, and they can. The gap is
    the least by which the figures must change."""
    met = 0

    @always
    @given(stories(TANGLED))
    def each(story: Story) -> None:
        nonlocal met
        report, oracle = checked(story, tmp_path)
        for finding in report.findings:
            if finding.rule == JOINT:
                met += 1
                assert not oracle.can_be_true(finding.claim_keys)
                for position in finding.positions:
                    assert oracle.can_be_true({*finding.claim_keys} - {*position.key}), position.text
                if len(finding.positions) == 2:  # elimination is slow where more of them may change
                    assert abs((finding.gap or 0) - oracle.least_change(finding.positions)) < Fraction(1, 10**5)

    each()
    assert met >= 10, "the stories hold too few joint conflicts to tell anything"


# --- explanations --------------------------------------------------------------------------------


def _claims_of(explanation: Explanation) -> frozenset[str]:
    return frozenset(key for figure in explanation.figures for key in figure.position.key)


def _without_the_other_disputes(report: Report, oracle: Oracle, dispute: Dispute) -> frozenset[str]:
    """All claims, once each of the other disputes is settled in its first way."""
    others = [_claims_of(other.explanations[0]) for other in report.disputes if other is not dispute]
    return oracle.everything.difference(*others)


@pytest.mark.slow
@always
@given(stories())
def test_an_explanation_settles_its_dispute_and_nothing_smaller_does(tmp_path: Path, story: Story) -> None:
    """Give up the first team's 400 and the rest can be true; exactly the smallest such sets are listed."""
    report, oracle = checked(story, tmp_path)
    for dispute in report.disputes:
        rest = _without_the_other_disputes(report, oracle, dispute)
        size = len(dispute.explanations[0].figures)
        ways = {_claims_of(explanation) for explanation in dispute.explanations}
        assert all(oracle.can_be_true(rest - way) for way in ways)
        for smaller in range(size):
            for given_up in combinations(dispute.positions, smaller):
                assert not oracle.can_be_true(rest.difference(*(position.key for position in given_up)))
        if dispute.more_explanations:
            assert len(ways) >= MOST_WAYS
        else:
            all_ways = (frozenset().union(*(p.key for p in some)) for some in combinations(dispute.positions, size))
            assert ways == {way for way in all_ways if oracle.can_be_true(rest - way)}


@pytest.mark.slow
@always
@given(stories())
def test_the_first_explanations_give_up_as_little_as_can_be(tmp_path: Path, story: Story) -> None:
    """Over all disputes together, no smaller number of positions would leave a story that can be true."""
    report, oracle = checked(story, tmp_path)
    for given_up in combinations(oracle.positions(), max(_given_up(report) - 1, 0)):
        assert not report.disputes or not oracle.can_be_true(oracle.everything.difference(*given_up))


@pytest.mark.slow
def test_the_range_of_an_explanation_is_right(tmp_path: Path) -> None:
    """If it were 196 to 200, the others would agree: with 196 and with 200 they do, with 195 and with 201 not."""
    met = 0

    @always
    @given(stories())
    def each(story: Story) -> None:
        nonlocal met
        report, oracle = checked(story, tmp_path)
        for dispute in report.disputes:
            for explanation in dispute.explanations:
                if len(explanation.figures) == 1:
                    met += 1
                    rest = _without_the_other_disputes(report, oracle, dispute) - _claims_of(explanation)
                    _check_range(explanation, oracle, rest)

    each()
    assert met >= 30, "the stories hold too few single figures to tell anything"


def _check_range(explanation: Explanation, oracle: Oracle, rest: frozenset[str]) -> None:
    (figure,) = explanation.figures
    quantity = oracle.of_claim[figure.position.key[0]]
    exact = oracle.range_of(quantity, rest)
    assert exact is not None
    least = None if exact[0] is None else Fraction(exact[0].__ceil__())
    most = None if exact[1] is None else Fraction(exact[1].__floor__())
    if least is not None and most is not None and least > most:  # no figure fits: the two beside the gap are named
        assert {figure.lower, figure.upper} == {least, most}
        assert not any(oracle.could_be(quantity, value, rest) for value in (least, (least + most) // 2, most))
        return
    assert (figure.lower, figure.upper) == (least, most)
    assert least is None or oracle.could_be(quantity, least, rest)
    assert most is None or oracle.could_be(quantity, most, rest)
    assert least is None or least == 0 or not oracle.could_be(quantity, least - 1, rest)
    assert oracle.could_be(quantity, (least or Fraction(0)) + 10**9, rest) == (most is None)
    assert most is None or not oracle.could_be(quantity, most + 1, rest)


# --- stories written by hand ---------------------------------------------------------------------


def _report_on(tmp_path: Path, entities: str, claims: Sequence[str]) -> tuple[Report, Oracle]:
    """A story of one article. An entity is `id: keys`; a claim `id subject property as_of value`."""
    said = []
    for line in claims:
        id_, subject, name, as_of, value = line.split(maxsplit=4)
        keys = {"id": id_, "subject": subject, "property": name, "value": value, "as_of": as_of}
        said.append(Said("flood/gazette", tuple(keys.items())))
    cast = []
    for line in entities.strip().splitlines():
        id_, _, keys = line.strip().partition(":")
        cast.append((id_, tuple(tuple(key.strip().split(": ")) for key in keys.split(",") if key.strip())))
    return checked(Story(tuple(cast), OUTLETS[:1], tuple(said)), tmp_path)


def _ids(report: Report) -> dict[str, list[list[str]]]:
    """Which claims break which rule."""
    found: dict[str, list[list[str]]] = {}
    for finding in report.findings:
        found.setdefault(finding.rule, []).append([claim.id for claim in finding.claims])
    return {rule: sorted(claims) for rule, claims in found.items()}


def test_only_the_ends_of_a_chain_clash(tmp_path: Path) -> None:
    """A team of 500 is a part of a mission of at least 100, and that of a force of 300: no row is broken, yet it
    cannot be. The mission's figure has no part in it."""
    report, oracle = _report_on(
        tmp_path,
        """
        force:
        mission: part_of: force
        team: part_of: mission
        """,
        [
            "whole force strength 2031-05-03 300",
            "middle mission strength 2031-05-03 at least 100",
            "part team size 2031-05-03 500",
        ],
    )
    assert _ids(report) == {JOINT: [["part", "whole"]]}
    assert report.findings[0].gap == 200
    assert oracle.can_be_true({"flood/gazette#whole", "flood/gazette#middle"})
    assert not oracle.can_be_true({"flood/gazette#whole", "flood/gazette#part"})


def test_a_count_falls_across_days_that_say_little(tmp_path: Path) -> None:
    """100 dead on the 1st, at least 50 on the 3rd and the 6th, 80 on the 10th: two days apart from each other clash,
    although each day agrees with the next."""
    report, oracle = _report_on(
        tmp_path,
        "flood: ",
        [
            "first flood killed 2031-05-01 100",
            "second flood killed 2031-05-03 at least 50",
            "third flood killed 2031-05-06 50 or more",
            "last flood killed 2031-05-10 80",
        ],
    )
    assert _ids(report) == {"count-falls": [["first", "last"]]}
    assert not oracle.can_be_true(oracle.everything)
    (dispute,) = report.disputes
    ranges = {tuple(_claims_of(way)): (way.figures[0].lower, way.figures[0].upper) for way in dispute.explanations}
    assert ranges == {("flood/gazette#first",): (0, 80), ("flood/gazette#last",): (100, None)}


def test_two_totals_of_parts_that_do_not_change(tmp_path: Path) -> None:
    """The teams that make up a force set out with so many and no more: it cannot be 300 on one day and 400 on
    another, though 100 to 200 and 100 to 300 can make either."""
    report, _ = _report_on(
        tmp_path,
        """
        force: parts: complete
        first: part_of: force
        second: part_of: force
        """,
        [
            "early force strength 2031-05-03 300",
            "late force strength 2031-05-10 400",
            "one first size 2031-05-03 100 to 200",
            "other second size 2031-05-03 100 to 300",
        ],
    )
    assert _ids(report) == {JOINT: [["early", "late"]]}


def test_a_figure_for_a_month_ties_no_two_days_of_it(tmp_path: Path) -> None:
    """40 to 60 in May, 40 on the 3rd and 60 on the 10th: on each day, those who speak of it agree."""
    for name in ("strength", "killed"):
        claims = ["may town {} 2031-05 40 to 60", "early town {} 2031-05-03 40", "late town {} 2031-05-10 60"]
        report, oracle = _report_on(tmp_path, "town: ", [claim.format(name) for claim in claims])
        assert oracle.can_be_true(oracle.everything)
        assert not report.findings


def test_a_count_that_falls_past_a_span_of_days(tmp_path: Path) -> None:
    """100 on the 1st and 80 on the 5th is a fall, whatever a figure as of the 3rd to the 6th leaves open."""
    report, _ = _report_on(
        tmp_path,
        "flood: ",
        [
            "first flood killed 2031-05-01 100",
            "span flood killed 2031-05-03/2031-05-06 at least 50",
            "last flood killed 2031-05-05 80",
        ],
    )
    assert _ids(report) == {"count-falls": [["first", "last"]]}


def test_sources_that_cross_over_each_other(tmp_path: Path) -> None:
    """Of all May and of its 3rd, each time one says up to 10 and one 20 to 30: four pairs clash, each by 10."""
    values = ("up to 10", "20 to 30")
    claims = [
        Said(
            outlet.name, (("id", "c"), ("subject", "town"), ("property", "strength"), ("value", value), ("as_of", day))
        )
        for outlet, (day, value) in zip(OUTLETS, product(("2031-05", "2031-05-03"), values), strict=True)
    ]
    report, oracle = checked(Story((("town", ()),), OUTLETS, tuple(claims)), tmp_path)
    assert len(report.findings) == 4
    for finding in report.findings:
        assert not oracle.can_be_true(finding.claim_keys)
        assert finding.gap == 10


def test_a_claim_is_given_up_though_no_other_figure_would_do(tmp_path: Path) -> None:
    """At least 10 in May, 20 on the 3rd, 6 on the 10th: the 6 may be wrong, or it was not at least 10 all of May.
    Then there is no one figure for May at all."""
    report, _ = _report_on(
        tmp_path,
        """
        town:
        street: part_of: town
        """,
        [
            "may town strength 2031-05 at least 10",
            "early town strength 2031-05-03 20",
            "late town strength 2031-05-10 6",
            "part street size 2031-05 5",
        ],
    )
    (dispute,) = report.disputes
    ways = {tuple(_claims_of(way)): way.figures[0] for way in dispute.explanations}
    assert {*ways} == {("flood/gazette#may",), ("flood/gazette#late",)}
    assert {ways["flood/gazette#may",].lower, ways["flood/gazette#may",].upper} == {6, 20}
    assert not dispute.more_explanations


def test_the_first_ways_of_all_disputes_can_be_taken_together(tmp_path: Path) -> None:
    """If the departure is given up, the agreement of the 18th clashes with the arrival of the 12th: what looks like
    two disputes is one, and no way out of it is told that leads into another."""
    report, oracle = _report_on(
        tmp_path,
        "team: ",
        [
            "c0 team agreed 2031-05 by 2031-05-18",
            "c1 team departed 2031-05 by 2031-05-14",
            "c2 team arrived 2031-05 2031-05-12",
            "c3 team arrived 2031-05 2031-05",
            "c5 team arrived 2031-05 2031-05-18",
            "c6 team agreed 2031-05 2031-05-18",
        ],
    )
    for dispute in report.disputes:
        rest = _without_the_other_disputes(report, oracle, dispute)
        assert all(oracle.can_be_true(rest - _claims_of(way)) for way in dispute.explanations)
    assert {"sources-disagree": [["c2", "c5"]], "events-out-of-order": [["c1", "c6"]]}.items() <= _ids(report).items()
    assert len(report.disputes) == 1


def test_a_clash_across_many_levels_is_proved(tmp_path: Path) -> None:
    """Nine levels, each the sum of the next within 1%: the top is 2,000, the bottom 1,000."""
    levels = range(9)
    cast = [f"l{level}: parts: complete" + (f", part_of: l{level - 1}" if level else "") for level in levels]
    middle = [f"c{level} l{level} strength 2031-05-03 at least 1" for level in levels[1:-1]]
    ends = ["top l0 strength 2031-05-03 2,000", "bottom l8 strength 2031-05-03 1,000"]
    report, _ = _report_on(tmp_path, "\n".join(cast), [*middle, *ends])
    assert _ids(report) == {JOINT: [["bottom", "top"]]}
    ranges = {way.figures[0].position.text: way.figures[0] for way in report.disputes[0].explanations}
    assert ranges["2,000"].upper == int(1000 / Fraction(99, 100) ** 8)
    assert ranges["1,000"].lower == -int(-2000 * Fraction(99, 100) ** 8 // 1)


@pytest.mark.parametrize("unit", [1, 10**3, 10**6, 10**9])
def test_a_small_clash_beside_a_large_figure(tmp_path: Path, unit: int) -> None:
    """A state spends $1.6tn; that one of its grants is more than its programme's office got is told all the same."""
    report, _ = _report_on(
        tmp_path,
        """
        state:
        office: part_of: state
        programme: part_of: office
        grant: part_of: programme
        """,
        [
            f"all state funding 2031-05-03 ${1600 * unit}",
            "some office funding 2031-05-03 $900",
            "open programme funding 2031-05-03 at least $1",
            "most grant funding 2031-05-03 $1,000",
        ],
    )
    assert _ids(report) == {JOINT: [["most", "some"]]}


def test_a_part_may_be_more_than_a_whole_that_others_lower(tmp_path: Path) -> None:
    """The north gained 500 people and the south lost 300: that the whole gained 200 contradicts neither."""
    rules = tmp_path / "rules"
    shutil.copytree(RULES, rules)
    with (rules / "properties.yaml").open("a", encoding="utf-8") as file:
        file.write("net_change: {type: number, over_time: constant, adds_to: net_change}\n")
    cast = (("land", (("parts", "complete"),)), ("north", (("part_of", "land"),)), ("south", (("part_of", "land"),)))
    claims = [
        Said("flood/gazette", (("id", subject), ("subject", subject), ("property", "net_change"), ("value", value)))
        for subject, value in (("land", "200"), ("north", "500"), ("south", "-300"))
    ]
    report = checker.check(written(Story(cast, OUTLETS[:1], tuple(claims)), tmp_path / "project", rules=rules))
    assert not report.findings


# --- the oracle itself ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], (None, None)),
        ([((1, 0), 5), ((-1, 0), -2)], (2, 5)),
        ([((1, 1), 10), ((-1, 0), -6), ((0, -1), -3)], (6, 7)),
        ([((1, 1), 10), ((-1, 0), -6), ((0, -1), -5)], None),
        ([((1, -1), 0), ((0, 1), 4), ((-1, 0), 0)], (0, 4)),
        ([((2, 3), 7), ((0, -1), -1), ((-1, 0), 0)], (0, 2)),
        ([((0, 1), 1), ((0, -1), -2)], None),
    ],
)
def test_elimination_finds_the_range_of_an_unknown(
    rows: list[tuple[tuple[int, int], int]], expected: tuple[int | None, int | None] | None
) -> None:
    """`a * x + b * y <= c` for each row: what is left to x."""
    system = Inequalities()
    for weights, bound in rows:
        system.add({number: Fraction(weight) for number, weight in enumerate(weights)}, Fraction(bound))
    assert span(system, 0) == expected
    assert is_feasible(system) == (expected is not None)
