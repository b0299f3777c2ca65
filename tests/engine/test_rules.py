"""Small stories, and what the checker must say of each: the rule language, time, and who speaks."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

import checker
from checker.cli import main
from checker.engine.findings import ROW, Finding, Result

VOCABULARY = """\
size: {type: count, unit: person, over_time: constant, adds_to: strength}
strength: {type: count, unit: person, over_time: varies, adds_to: strength}
patrol: {type: count, unit: person, over_time: varies, window: 3 days}
killed: {type: count, unit: person, over_time: accumulates, adds_to: killed}
injured: {type: count, unit: person, over_time: accumulates, adds_to: injured}
funding: {type: money, over_time: varies, adds_to: funding}
length: {type: number, unit: km, over_time: constant}
term: {type: duration, unit: month, over_time: constant}
departed: {type: date}
arrived: {type: date, after: departed}
stance: {type: category, values: [pledged, refused, reluctant], over_time: varies}
colour: {type: category, over_time: constant}
commander: {type: category, over_time: varies}
remark: {type: text}
"""

CAST = """\
mission: {kind: mission, aliases: [the mission]}
team-a: {kind: team, part_of: mission}
team-b: {kind: team, part_of: mission}
team-c: {kind: team, part_of: mission}
flood: {}
"""
COMPLETE_CAST = CAST.replace("mission]}", "mission], parts: complete}")


class Story:
    """A project in a folder, written line by line; `tell` checks it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("rules/properties.yaml", VOCABULARY)
        self.cast(CAST)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def cast(self, text: str, story: str = "story") -> None:
        self.write(f"claims/{story}/entities.yaml", text)

    def article(self, publisher: str, published: str, *claims: str, via: str = "", story: str = "story") -> None:
        """An article. A claim is "team-a size 400", or "team-a size 400 | as_of: 2031-05-03, said_by: a general"."""
        lines = ["source:", f"  publisher: {publisher}", f"  published: {published}"]
        lines += [f"  via: {via}"] if via else []
        lines += ["claims:"]
        for number, claim in enumerate(claims, 1):
            head, _, more = claim.partition(" | ")
            subject, name, value = head.split(" ", 2)
            rest = f", {more}" if more else ""
            lines.append(f"  - {{id: c{number}, subject: {subject}, property: {name}, value: {value}{rest}}}")
        name = publisher.casefold().replace(" ", "-")
        taken = len(list((self.folder / "claims" / story).glob(f"{name}*.yaml")))
        self.write(f"claims/{story}/{name}{taken or ''}.yaml", "\n".join(lines) + "\n")

    def rule(
        self,
        id_: str,
        require: str,
        *,
        let: str,
        where: tuple[str, ...] = (),
        severity: str = "error",
        message: str = "broken",
        more: str = "",
    ) -> None:
        """A rule whose examples are empty stories: this file is the proof of what it does."""
        conditions = "".join(f"  - {condition}\n" for condition in where)
        examples = "".join(f"  - {{expect: {e}, claims: []}}\n" for e in ("disagreement", "agreement", "rounding"))
        self.write(
            f"rules/{id_}.yaml",
            f"id: {id_}\ntitle: {id_}\nseverity: {severity}\nlet: {let}\n"
            + (f"where:\n{conditions}" if conditions else "")
            + f'require: "{require}"\nmessage: "{message}"\n{more}why: It is so.\nexamples:\n{examples}',
        )

    def tell(self) -> Told:
        corpus = checker.load([self.folder])
        assert corpus.problems == ()
        return Told(checker.check(corpus))


class Told:
    """A result, by what a test asks of it."""

    def __init__(self, report: Result) -> None:
        self.report = report

    def of(self, rule: str) -> list[Finding]:
        return [finding for finding in self.report.findings if finding.rule == rule]

    def messages(self, rule: str) -> list[str]:
        return [text for finding in self.of(rule) for text in _texts(finding)]

    @property
    def rules(self) -> set[str]:
        return {finding.rule for finding in self.report.findings}

    def not_compared(self, reason: str) -> list[tuple[str, ...]]:
        """Claims that were not compared for a reason."""
        return [entry.claims for entry in self.report.not_compared if entry.reason.startswith(reason)]


def _texts(finding: Finding) -> list[str]:
    """The message of each part of a rule's finding; of voices their values, the higher first."""
    if finding.kind == ROW:
        return [part.message for part in finding.parts]
    return [" against ".join(s.text for s in each.statements) for each in finding.combinations]


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path)


PARTS = "{part: {property: size}, whole: {property: strength}}"
PART_OF = ("part.subject.part_of == whole.subject",)
DISAGREE = "sources-disagree"
JOINT = "claims-cannot-all-be-true"


def sum_rule(story: Story, require: str = "sum(part) == whole", more: str = "", message: str = "") -> None:
    words = message or "{part} make {sum(part)}, not {whole}"
    story.rule("parts", require, let=PARTS, where=PART_OF, message=words, more=more)


# --- the rule language -------------------------------------------------------------------------

SIX_AND_FIVE: list[tuple[str, str | None]] = [
    # what is required of a = 6 and b = 5, and by how much it fails
    ("a + b <= 10", "1"),
    ("a + b <= 11", None),
    ("a + b < 11", "1"),
    ("a + b < 12", None),
    ("a + b > 11", "1"),
    ("a + b >= 11", None),
    ("10 >= a + b", "1"),
    ("2 * a - b == 7", None),
    ("2 * a - b == 8", "1"),
    ("2 * a - b == 4", "3"),
    ("a - b >= 2", "1"),
    ("-a <= -7", "1"),
    ("+a == 6", None),
    ("a / 2 == 3", None),
    ("a / 4 >= 2", "1/2"),
    ("(a + b) * 2 <= 20", "2"),
    ("2 * (a - (b - 1)) == 4", None),
    ("a + b + 0.5 <= 11", "1/2"),
    ("0.1 * a + 0.2 * b == 1.6", None),
    ("a * 0.1 == 0.6", None),
    ("a <= b", "1"),
    ("a <= b + 1", None),
    # a name on both sides is one quantity, not two
    ("a + b <= b + 5", "1"),
    ("2 * a <= a + b", "1"),
    ("a + b == b + 6", None),
    ("3 * a == 2 * b + 8", None),
    ("a - b == b - a", "2"),
]


def test_linear_expressions(story: Story) -> None:
    """A mission of 6 has a team of 5."""
    story.article("Gazette", "2031-05-04", "mission strength 6", "team-a size 5")
    let = "{a: {property: strength}, b: {property: size}}"
    for number, (require, _) in enumerate(SIX_AND_FIVE):
        where = ("b.subject.part_of == a.subject",)
        story.rule(f"rule-{number}", require, let=let, where=where, severity="warning")
    told = story.tell()
    found = {finding.rule: finding.gap for finding in told.report.findings}
    expected = {f"rule-{n}": Fraction(gap) for n, (_, gap) in enumerate(SIX_AND_FIVE) if gap is not None}
    assert found == expected


def test_bounds_leave_room_in_a_linear_expression(story: Story) -> None:
    """At least 6 less at most 5 is at least 1; it may be 2, and cannot be 0."""
    story.article("Gazette", "2031-05-04", "mission strength at least 6", "team-a size up to 5")
    let, where = "{a: {property: strength}, b: {property: size}}", ("b.subject.part_of == a.subject",)
    story.rule("may-be", "a - b == 2", let=let, where=where, severity="warning")
    story.rule("cannot-be", "a - b <= 0", let=let, where=where, severity="warning")
    told = story.tell()
    assert told.rules == {"cannot-be"}
    assert told.of("cannot-be")[0].gap == 1


def test_decimals_are_exact_in_a_sum(story: Story) -> None:
    """0.1 + 0.2 is 0.3, and 0.30000000000001 is more."""
    story.cast(COMPLETE_CAST + "fund: {parts: complete}\none: {part_of: fund}\ntwo: {part_of: fund}\n")
    story.rule(
        "funds",
        "sum(part) == whole",
        let="{part: {property: funding}, whole: {property: funding}}",
        where=PART_OF,
        severity="warning",
    )
    story.article("Gazette", "2031-05-04", "one funding $0.1", "two funding $0.2", "fund funding $0.3")
    assert story.tell().rules == set()
    story.article("Gazette", "2031-05-05", "one funding $0.1", "two funding $0.2", "fund funding $0.30000000000001")
    assert [finding.gap for finding in story.tell().of("funds")] == [Fraction(1, 10**14)]


def test_a_share_of_the_right_side_is_tolerated(story: Story) -> None:
    """Of 600, 1% is 6: parts that make 594 hold by rounding, those that make 593 do not."""
    story.cast(COMPLETE_CAST)
    sum_rule(story, more="tolerance: 1%\n")
    story.article("Gazette", "2031-05-04", "team-a size 394", "team-b size 100", "team-c size 100")
    story.article("Gazette", "2031-05-04", "mission strength 600")
    story.article("Gazette", "2031-06-04", "mission strength 594")
    told = story.tell()
    (note,) = told.of("parts")
    assert (note.severity, note.kind, note.by_rounding, note.gap) == ("note", "rule", True, 6)
    assert told.report.disputes == ()
    story.article("Herald", "2031-07-04", "mission strength 601")
    assert [(f.severity, f.gap) for f in story.tell().of("parts")] == [("error", 7), ("note", 6)]


def test_days_are_tolerated(story: Story) -> None:
    let = "{a: {property: departed}, b: {property: arrived}}"
    story.rule("slow", "b <= a + 3", let=let, where=("a.subject == b.subject",), more="tolerance: 2 days\n")
    for team, arrived in (("team-a", "2031-05-04"), ("team-b", "2031-05-06"), ("team-c", "2031-05-07")):
        story.article("Gazette", "2031-05-09", f"{team} departed 2031-05-01", f"{team} arrived {arrived}")
    found = [(f.claims[0].subject, f.severity, f.gap) for f in story.tell().of("slow")]
    assert found == [("story/team-c", "error", 3), ("story/team-b", "note", 2)]


def test_an_amount_is_tolerated(story: Story) -> None:
    story.rule("larger", "part <= whole", let=PARTS, where=PART_OF, more="tolerance: 5\n")
    story.article("Gazette", "2031-05-04", "team-a size 105", "team-b size 106")
    story.article("Herald", "2031-05-04", "mission strength 100")
    found = [(f.claims[0].subject, f.severity, f.gap) for f in story.tell().of("larger")]
    assert found == [("story/team-b", "error", 6), ("story/team-a", "note", 5)]


def test_not_equal_notes_a_figure_given_twice(story: Story) -> None:
    let, where = "{a: {property: killed}, b: {property: injured}}", ("a.subject == b.subject",)
    story.rule("slip", "a != b", let=let, where=where, severity="note", message="{a} killed, {b} injured")
    story.article("Gazette", "2031-05-04", "flood killed 45", "flood injured 45")
    story.article("Gazette", "2031-05-05", "flood killed 46", "flood injured at least 46")
    told = story.tell()
    assert told.messages("slip") == ["45 killed, 45 injured"]
    assert told.of("slip")[0].gap is None


def test_only_one_source_itself_can_slip(story: Story) -> None:
    """45 dead in the Gazette and 45 injured in the Herald is nobody's slip of the pen."""
    let = "{a: {property: killed}, b: {property: injured}}"
    where = ("a.subject == b.subject", "a.source == b.source")
    story.rule("slip", "a != b", let=let, where=where, severity="note", message="{a} in {a.source}")
    story.article("Gazette", "2031-05-04", "flood killed 45", "flood injured 60")
    story.article("Herald", "2031-05-04", "flood killed 50", "flood injured 45")
    assert story.tell().rules == {DISAGREE}
    story.article("Tribune", "2031-05-04", "flood killed 45", "flood injured 45")
    told = story.tell()
    assert told.messages("slip") == ["45 in Tribune"]
    assert told.of("slip")[0].claim_keys == ("story/tribune#c1", "story/tribune#c2")


def test_a_sum_with_one_part_has_its_own_message(story: Story) -> None:
    story.cast("mission: {parts: complete}\nteam-a: {part_of: mission}\n")
    sum_rule(story, more='message_one: "{part} is all there is, not {whole}"\n')
    story.article("Gazette", "2031-05-04", "team-a size 400", "mission strength 396")
    assert story.tell().messages("parts") == ["400 is all there is, not 396"]


def test_a_message_names_what_it_speaks_of(story: Story) -> None:
    words = "{part.subject} ({part.subject.kind}) of {whole.subject}: {part} {part.property}, {whole} by {whole.as_of}"
    story.rule("larger", "part <= whole", let=PARTS, where=PART_OF, message=words + ", {whole - part} left")
    story.article("Gazette", "2031-05-04", "team-a size at least 400", "mission strength 396")
    assert story.tell().messages("larger") == [
        "team-a (team) of mission: at least 400 size, 396 by 4 May 2031, up to -4 left"
    ]


def test_a_rule_may_select_by_type_status_kind_and_importance(story: Story) -> None:
    for name, selector in (
        ("by-type", "{type: duration}"),
        ("by-status", "{status: [planned, pledged]}"),
        ("by-kind", "{kind: team}"),
        ("important", "{important: true}"),
        ("not-important", "{important: false, property: strength}"),
    ):
        story.rule(name, "x <= 0", let=f"{{x: {selector}}}", severity="warning", message="{x.subject} {x}")
    story.article(
        "Gazette",
        "2031-05-04",
        "mission strength 1",
        "mission strength 2 | status: planned",
        "team-a strength 3",
        "flood killed 4 | important: true",
        "mission term 5 months",
    )
    told = story.tell()
    assert {name: sorted(told.messages(name)) for name in sorted(told.rules)} == {
        "by-kind": ["team-a 3"],
        "by-status": ["mission 2"],
        "by-type": ["mission 5 months"],
        "important": ["flood 4"],
        "not-important": ["mission 1", "mission 2", "team-a 3"],
    }


# --- sums --------------------------------------------------------------------------------------


def test_an_incomplete_sum_binds_from_below_only(story: Story) -> None:
    """Two teams make 600. A mission of 900 may hold a third one; one of 500 cannot hold these two."""
    sum_rule(story)
    story.article("Gazette", "2031-05-04", "team-a size 400", "team-b size 200", "mission strength 900")
    assert story.tell().rules == set()
    story.article("Gazette", "2031-05-05", "mission strength 500")
    assert story.tell().messages("parts") == ["400 and 200 make 600, not 500"]


def test_a_complete_sum_binds_both_ways(story: Story) -> None:
    story.cast(COMPLETE_CAST)
    sum_rule(story)
    story.article("Gazette", "2031-05-04", "team-a size 400", "team-b size 200", "team-c size 1")
    story.article("Gazette", "2031-05-04", "mission strength 900")
    assert [(f.message, f.gap) for f in story.tell().of("parts")] == [("400, 200 and 1 make 601, not 900", 299)]


def test_a_whole_that_lists_its_parts_waits_for_all_of_them(story: Story) -> None:
    """Nobody says how large the third team is: an unknown part is not zero."""
    story.cast(COMPLETE_CAST)
    sum_rule(story)
    story.article("Gazette", "2031-05-04", "team-a size 400", "team-b size 200", "mission strength 900")
    assert story.tell().rules == set()
    story.article("Herald", "2031-05-04", "team-c size unknown")
    assert story.tell().rules == set()


def test_a_part_that_came_later_is_no_part_yet(story: Story) -> None:
    story.cast("mission: {parts: complete}\nteam-a: {part_of: mission}\nteam-b: {part_of: mission, from: 2031-05-10}\n")
    where = (*PART_OF, "part.subject.from <= whole.as_of")
    story.rule("parts", "sum(part) == whole", let=PARTS, where=where, message="{part} not {whole}")
    story.article("Gazette", "2031-05-09", "team-a size 400", "team-b size 200", "mission strength 400")
    assert story.tell().rules == set()
    story.article("Gazette", "2031-05-10", "mission strength 400")
    assert story.tell().messages("parts") == ["400 and 200 not 400"]


def test_a_hedged_part_leaves_room_in_its_sum(story: Story) -> None:
    story.cast(COMPLETE_CAST)
    sum_rule(story)
    story.article("Gazette", "2031-05-04", "team-a size about 400", "team-b size at least 100", "team-c size none")
    story.article("Gazette", "2031-05-04", "mission strength 600")
    assert story.tell().rules == set()
    story.article("Herald", "2031-05-05", "mission strength 479")
    told = story.tell()
    assert told.messages("parts") == ["about 400, at least 100 and none make at least 480, not 479"]
    assert told.of("parts")[0].gap == 1


def test_two_figures_for_one_part_are_taken_in_turn(story: Story) -> None:
    """The size and the strength of one team both add up to the mission's strength: either is too large for it."""
    let = "{part: {type: count, kind: team}, whole: {property: strength, kind: mission}}"
    story.rule("parts", "sum(part) == whole", let=let, where=PART_OF)
    story.article("Gazette", "2031-05-04", "team-a size 400", "team-a strength 390", "mission strength 100")
    (finding,) = story.tell().of("parts")
    assert {tuple(s.text for s in each.statements) for each in finding.combinations} == {("100", "400"), ("100", "390")}


# --- three ways to judge -----------------------------------------------------------------------


def test_whatever_is_chosen_it_cannot_hold(story: Story) -> None:
    """A team of 400 or 410 is too large for a mission of 300, whoever is right about it: one finding, two ways."""
    story.rule("larger", "part <= whole", let=PARTS, where=PART_OF, message="{part} against {whole}")
    story.article("Gazette", "2031-05-04", "team-a size 400")
    story.article("Herald", "2031-05-04", "team-a size 410")
    story.article("Tribune", "2031-05-04", "mission strength 300")
    told = story.tell()
    (finding,) = told.of("larger")
    assert [[s.text for s in each.statements] for each in finding.combinations] == [["410", "300"], ["400", "300"]]
    assert told.messages(DISAGREE) == ["410 against 400"]


def test_one_position_cannot_hold_whatever_the_others_are(story: Story) -> None:
    """If the Gazette is right about the team, all is well; the Herald's 400 does not fit."""
    story.rule("larger", "part <= whole", let=PARTS, where=PART_OF, message="{part} against {whole}")
    story.article("Gazette", "2031-05-04", "team-a size 200")
    story.article("Herald", "2031-05-04", "team-a size 400")
    story.article("Tribune", "2031-05-04", "mission strength 300")
    told = story.tell()
    assert told.messages("larger") == ["400 against 300"]
    assert told.of("larger")[0].claim_keys == ("story/herald#c1", "story/tribune#c1")


def test_one_source_contradicts_itself(story: Story) -> None:
    """Each figure of the Gazette fits somebody's others, but its own parts do not make its own total."""
    story.cast("mission: {parts: complete}\nteam-a: {part_of: mission}\nteam-b: {part_of: mission}\n")
    sum_rule(story)
    story.article("Gazette", "2031-05-04", "team-a size 100", "team-b size 100", "mission strength 300")
    story.article("Herald", "2031-05-04", "team-a size 200", "team-b size 200", "mission strength 400")
    told = story.tell()
    (finding,) = told.of("parts")
    assert finding.message == "100 and 100 make 200, not 300"  # what one source says itself goes first
    assert {claim.source for s in finding.combinations[0].statements for claim in s.claims} == {"story/gazette"}


def test_sources_that_disagree_do_not_break_every_sum(story: Story) -> None:
    """Nobody agrees on team a, but each total leaves room for each of its figures."""
    sum_rule(story)
    story.article("Gazette", "2031-05-04", "team-a size 400", "team-b size 200", "mission strength 620")
    story.article("Herald", "2031-05-04", "team-a size 410")
    story.article("Tribune", "2031-05-09", "mission strength 610")
    assert story.tell().rules == {DISAGREE}


def test_three_claims_that_only_disagree_together(story: Story) -> None:
    """No figure alone is too large: a is at most b, b at most c; a is 7, c is 6, and nobody knows b."""
    story.cast("a: {}\nb: {part_of: a}\nc: {part_of: b}\n")
    story.rule(
        "chain",
        "above >= below",
        let="{above: {property: size}, below: {property: size}}",
        where=("below.subject.part_of == above.subject",),
    )
    story.article("Gazette", "2031-05-04", "a size 6", "b size 1 to 10", "c size 7")
    told = story.tell()
    (finding,) = told.of(JOINT)
    assert finding.severity == "error"
    assert {claim.id for claim in finding.claims} <= {"c1", "c2", "c3"}
    assert {"c1", "c3"} <= {claim.id for claim in finding.claims}
    assert finding.gap == 1


# --- time --------------------------------------------------------------------------------------


def disagreements(told: Told) -> list[str]:
    return told.messages(DISAGREE)


def test_a_constant_figure_is_one_for_good(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "team-a size 400")
    story.article("Herald", "2032-09-01", "team-a size 410")
    assert disagreements(story.tell()) == ["410 against 400"]


def test_a_figure_that_varies_is_that_of_its_day(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "mission strength 400")
    story.article("Herald", "2031-05-05", "mission strength 410")
    told = story.tell()
    assert told.rules == set()
    assert told.not_compared("different as-of") == [("story/gazette#c1", "story/herald#c1")]
    story.article("Tribune", "2031-05-05", "mission strength 420")
    assert disagreements(story.tell()) == ["420 against 410"]


def test_the_day_of_publication_is_the_day_of_the_figure_unless_it_says_another(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "mission strength 400")
    story.article("Herald", "2031-05-09", "mission strength 410 | as_of: 2031-05-04")
    assert disagreements(story.tell()) == ["410 against 400"]


def test_as_of_windows_that_overlap_are_compared(story: Story) -> None:
    """Some day of May may be the 4th, which is not certain; the days of June are not."""
    story.article("Gazette", "2031-06-04", "mission strength 400 | as_of: 2031-05")
    story.article("Herald", "2031-05-04", "mission strength 410")
    story.article("Tribune", "2031-06-01", "mission strength 500")
    assert disagreements(story.tell()) == ["410 against 400"]


def test_a_window_widens_the_day(story: Story) -> None:
    """Patrols hold for 3 days: the 4th and the 7th are compared, the 4th and the 8th are not."""
    story.article("Gazette", "2031-05-04", "team-a patrol 40")
    story.article("Herald", "2031-05-07", "team-a patrol 50")
    story.article("Tribune", "2031-05-08", "team-b patrol 40")
    story.article("Courier", "2031-05-04", "team-b patrol 50")
    assert disagreements(story.tell()) == ["50 against 40"]


def test_a_newer_plan_replaces_an_older_one(story: Story) -> None:
    story.article("Gazette", "2031-03-01", "mission strength 1000 | status: planned")
    story.article("Herald", "2031-05-04", "mission strength 1200 | status: planned")
    assert story.tell().rules == set()
    story.article("Tribune", "2031-05-04", "mission strength 1300 | status: planned")
    assert disagreements(story.tell()) == ["1300 against 1200"]


def test_a_plan_stands_until_a_newer_one(story: Story) -> None:
    """The plan of March stands in May, when the need is stated; that of June comes after the need was dropped."""
    let = "{plan: {status: planned}, need: {status: needed}}"
    story.rule("short", "plan >= need", let=let, where=("plan.subject == need.subject",), message="{plan} of {need}")
    story.article("Gazette", "2031-03-01", "mission strength 1000 | status: planned")
    story.article("Herald", "2031-05-04", "mission strength 5000 | status: needed")
    story.article("Herald", "2031-05-20", "mission strength 500 | status: needed")
    story.article("Gazette", "2031-06-01", "mission strength 800 | status: planned")
    assert story.tell().messages("short") == ["1000 of 5000"]


def test_a_plan_that_is_stated_again_is_one_figure(story: Story) -> None:
    """A team of 1,000 planned in March, April and May is not a plan of 3,000."""
    let = "{part: {property: size}, whole: {property: strength}}"
    story.rule("parts", "sum(part) <= whole", let=let, where=PART_OF, message="{part} make {sum(part)}, not {whole}")
    for month in ("03", "04", "05"):
        story.article("Gazette", f"2031-{month}-01", "team-a size 1000 | status: planned")
    story.article("Herald", "2031-05-04", "mission strength 1000 | status: planned")
    assert story.tell().rules == set()
    story.article("Tribune", "2031-05-05", "mission strength 900 | status: planned")
    (finding,) = story.tell().of("parts")
    assert finding.message == "1000 make 1,000, not 900"
    assert len(finding.claims) == 4


def test_a_death_toll_may_not_fall(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "flood killed 45")
    story.article("Herald", "2031-05-06", "flood killed 40")
    (finding,) = story.tell().of(DISAGREE)
    assert (finding.gap, finding.severity) == (5, "error")


@pytest.mark.parametrize(
    ("earlier", "later", "falls"),
    [
        ("45", "45", False),
        ("45", "46", False),
        ("45", "at least 40", False),
        ("at least 45", "50", False),
        ("about 45", "43", False),
        ("at least 45", "44", True),
        ("45", "fewer than 45", True),
        ("dozens", "20", True),
    ],
)
def test_when_a_toll_falls(story: Story, earlier: str, later: str, falls: bool) -> None:
    story.article("Gazette", "2031-05-04", f"flood killed {earlier}")
    story.article("Herald", "2031-05-06", f"flood killed {later}")
    assert story.tell().rules == ({DISAGREE} if falls else set())


def test_a_toll_of_one_day_that_differs_is_a_disagreement(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "flood killed 45")
    story.article("Herald", "2031-05-04", "flood killed 40")
    assert story.tell().rules == {DISAGREE}


def test_a_count_that_was_begun_again_may_be_lower(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "flood killed 45 | counted_from: 2031-05-01")
    story.article("Herald", "2031-06-06", "flood killed 3 | counted_from: 2031-06-01")
    assert story.tell().rules == set()
    story.article("Tribune", "2031-06-07", "flood killed 2 | counted_from: 2031-06-01")
    assert story.tell().messages(DISAGREE) == ["3 against 2"]


def test_a_fall_is_seen_across_reports_that_hide_it(story: Story) -> None:
    """45 on the 4th and 40 on the 8th; the "some dozens" of the 6th lies between and hides nothing."""
    story.article("Gazette", "2031-05-04", "flood killed 45")
    story.article("Herald", "2031-05-06", "flood killed dozens")
    story.article("Tribune", "2031-05-08", "flood killed 40")
    told = story.tell()
    assert told.rules == {DISAGREE}
    assert {"story/gazette#c1", "story/tribune#c1"} <= set(told.report.findings[0].claim_keys)


# --- what is not compared, and why -------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "aspect"),
    [
        ("mission strength 400", "mission strength 1000 | status: planned", "status"),
        ("mission strength 400", "mission strength 300 | scope: the capital", "scope"),
        ("mission strength 400 | scope: the north", "mission strength 300 | scope: the south", "scope"),
        ("mission funding $400", "mission funding €300", "currency"),
    ],
)
def test_different_things_are_not_compared_and_are_listed(story: Story, one: str, other: str, aspect: str) -> None:
    story.article("Gazette", "2031-05-04", one)
    story.article("Herald", "2031-05-04", other)
    told = story.tell()
    assert told.rules == set()
    assert told.not_compared(f"different {aspect}") == [("story/gazette#c1", "story/herald#c1")]


def test_one_scope_in_other_letters_is_one_scope(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "mission strength 400 | scope: The Capital")
    story.article("Herald", "2031-05-04", "mission strength 300 | scope: the  capital")
    assert disagreements(story.tell()) == ["400 against 300"]


def test_units_of_one_dimension_are_compared(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "mission term 1 year", "flood length 5 km")
    story.article("Herald", "2031-05-04", "mission term 12 months", "flood length 5000 m")
    assert story.tell().rules == set()
    story.article("Tribune", "2031-05-04", "mission term 2 years", "flood length 5 miles")
    assert len(story.tell().of(DISAGREE)) == 2


def test_scopes_and_currencies_keep_sums_apart(story: Story) -> None:
    story.cast(COMPLETE_CAST)
    story.rule("larger", "part <= whole", let="{part: {type: money}, whole: {type: money}}", where=PART_OF)
    story.article("Gazette", "2031-05-04", "team-a funding $500", "mission funding €400", "team-b funding $300")
    story.article("Gazette", "2031-05-04", "mission funding $200 | scope: food")
    assert story.tell().rules == set()
    story.article("Gazette", "2031-05-04", "mission funding $400")
    assert len(story.tell().of("larger")) == 1


def test_unknown_conflicts_with_nothing(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "team-a size unknown", "mission stance undisclosed")
    story.article("Herald", "2031-05-04", "team-a size 400", "mission stance pledged")
    told = story.tell()
    assert told.rules == set()
    assert told.not_compared("the source does not state the figure") == [("story/gazette#c2",), ("story/gazette#c1",)]


def test_text_is_recorded_not_compared(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "flood remark it rained")
    story.article("Herald", "2031-05-04", "flood remark it did not rain")
    told = story.tell()
    assert told.rules == set()
    assert told.not_compared("text is recorded, not compared") == [("story/gazette#c1",), ("story/herald#c1",)]


def test_the_only_claim_about_a_figure_is_listed(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "flood length 5 km")
    assert story.tell().not_compared("the only claim about its figure") == [("story/gazette#c1",)]


def test_a_retracted_claim_is_out_of_play_and_listed(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "team-a size 500 | retracted: '2031-05-06, it counted the drivers'")
    story.article("Herald", "2031-05-04", "team-a size 400")
    told = story.tell()
    assert told.rules == set()
    assert told.not_compared("retracted 2031-05-06, it counted the drivers") == [("story/gazette#c1",)]


@pytest.mark.parametrize("name", ["c1", "gazette/c1", "story/gazette/c1", "gazette#c1"])
def test_a_superseded_claim_is_out_of_play_and_listed(story: Story, name: str) -> None:
    story.article("Gazette", "2031-05-04", "team-a size 500", f"team-a size 400 | supersedes: '{name}'")
    story.article("Herald", "2031-05-04", "team-a size 400")
    told = story.tell()
    assert told.rules == set()
    assert told.not_compared("superseded by gazette/c2") == [("story/gazette#c1",)]


def test_a_count_falls_behind_a_vague_figure(story: Story) -> None:
    """300, then "at least 5", then 12: no neighbours disagree, and still the count fell."""
    story.article("Gazette", "2031-05-04", "flood killed 300")
    story.article("Herald", "2031-05-05", "flood killed at least 5")
    story.article("Tribune", "2031-05-06", "flood killed 12")
    story.article("Courier", "2031-05-07", "flood killed 13")
    told = story.tell()
    assert sorted(told.messages(DISAGREE)) == ["300 against 12", "300 against 13"]  # so 300 is the one to ring about
    assert told.rules == {DISAGREE}


def test_a_count_may_rise_behind_a_vague_figure(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "flood killed 10")
    story.article("Herald", "2031-05-05", "flood killed at most 20")
    story.article("Tribune", "2031-05-06", "flood killed 12")
    assert story.tell().rules == set()


def test_no_claim_is_dropped_unsaid(story: Story) -> None:
    """Every claim is compared, or listed with the reason."""
    story.article(
        "Gazette",
        "2031-05-04",
        "team-a size 500",
        "team-b size unknown",
        "flood remark wet",
        "mission strength 5 | status: planned",
        "mission strength 6 | scope: north",
        "mission funding €5",
        "team-c size 5 | retracted: '2031-05-05, wrong'",
        "flood killed 5 | counted_from: 2031-05-01",
    )
    story.article(
        "Herald", "2031-05-06", "team-a size 500", "mission strength 7", "mission funding $5", "flood killed 6"
    )
    report = story.tell().report
    listed = {key for entry in report.not_compared for key in entry.claims}
    assert {claim.key for claim in report.corpus.claims} == listed | report.compared


# --- who speaks --------------------------------------------------------------------------------


def voices(story: Story) -> list[tuple[str, Fraction | None]]:
    """Figures that rest on fewer than two voices, and by how many they miss."""
    story.rule(
        "single",
        "origins(figure) >= 2",
        let="{figure: {property: killed}}",
        severity="note",
        message="{figure.subject}",
    )
    return [(finding.message, finding.gap) for finding in story.tell().of("single")]


def test_two_papers_are_two_voices(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "flood killed 45")
    assert voices(story) == [("flood", 1)]
    story.article("Herald", "2031-05-04", "flood killed 45")
    assert voices(story) == []


def test_two_papers_that_print_one_wire_story_are_one_voice(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "flood killed 45", via="Example Wire")
    story.article("Herald", "2031-05-04", "flood killed 45", via="example  wire")
    assert voices(story) == [("flood", 1)]


def test_a_single_claim_may_come_from_a_wire(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "flood killed 45 | via: Example Wire", "mission strength 5")
    story.article("Example Wire", "2031-05-04", "flood killed 45")
    assert voices(story) == [("flood", 1)]


def test_a_speaker_who_is_known_is_one_voice_in_every_paper(story: Story) -> None:
    story.cast(CAST + "minister: {aliases: [the minister, Ana Example]}\n")
    story.article("Gazette", "2031-05-04", "flood killed 45 | said_by: the minister")
    story.article("Herald", "2031-05-04", "flood killed 45 | said_by: Ana Example", via="Example Wire")
    assert voices(story) == [("flood", 1)]


def test_an_unnamed_official_is_no_voice_of_its_own(story: Story) -> None:
    """Two officials whom one paper does not name are that paper's word."""
    story.article(
        "Gazette", "2031-05-04", "flood killed 45 | said_by: an official", "flood killed 45 | said_by: another official"
    )
    assert voices(story) == [("flood", 1)]


def test_two_speakers_of_one_paper_can_disagree(story: Story) -> None:
    story.article(
        "Gazette",
        "2031-05-04",
        "team-a departed 2031-05-02 | said_by: an official",
        "team-a departed 2031-05-01 | said_by: another official",
    )
    (finding,) = story.tell().of(DISAGREE)
    assert (finding.gap, finding.unit) == (1, "date")


def test_the_explanation_that_gives_up_fewest_voices_comes_first(story: Story) -> None:
    """Three papers print the wire's 400; two papers of their own say 500: the wire is one voice, they are two."""
    for paper in ("Gazette", "Herald", "Tribune"):
        story.article(paper, "2031-05-04", "team-a size 400", via="Example Wire")
    for paper in ("Courier", "Post"):
        story.article(paper, "2031-05-04", "team-a size 500")
    (dispute,) = story.tell().report.disputes
    assert [camp.voices for camp in dispute.camps] == [("courier", "post"), ("example wire",)]  # most voices first


# --- stories -----------------------------------------------------------------------------------


def test_what_stories_share_is_compared_across_them(story: Story) -> None:
    story.write("claims/entities.yaml", "force: {aliases: [the force]}\n")
    story.cast("mission: {}\n", story="spring")
    story.cast("mission: {}\n", story="autumn")
    story.article("Gazette", "2031-05-04", "force size 400", "mission size 100", story="spring")
    story.article("Herald", "2031-09-04", "force size 500", "mission size 200", story="autumn")
    told = story.tell()
    assert disagreements(told) == ["500 against 400"]
    assert told.of(DISAGREE)[0].claim_keys == ("autumn/herald#c1", "spring/gazette#c1")


def test_a_part_in_one_story_of_a_whole_that_all_share(story: Story) -> None:
    story.write("claims/entities.yaml", "force: {}\n")
    story.cast("north: {part_of: force}\n", story="spring")
    story.cast("south: {part_of: force}\n", story="autumn")
    sum_rule(story, "sum(part) <= whole")
    story.article("Gazette", "2031-05-04", "north size 400", story="spring")
    story.article("Herald", "2031-09-04", "south size 300", "force strength 600", story="autumn")
    assert [(f.message, f.gap) for f in story.tell().of("parts")] == [("300 and 400 make 700, not 600", 100)]


# --- categories --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [
        ("mission stance pledged", "mission stance Pledged", False),
        ("mission stance pledged", "mission stance refused", True),
        ("mission stance pledged", "mission stance not pledged", True),
        ("mission stance not pledged", "mission stance not refused", False),  # it may be reluctant
        ("mission stance '[pledged, reluctant]'", "mission stance reluctant", False),
        ("mission stance [pledged, reluctant]", "mission stance [reluctant, refused]", False),
        ("mission stance [pledged, reluctant]", "mission stance refused", True),
        ("mission stance pledged", "mission stance unknown", False),
        ("flood colour brown", "flood colour grey", True),
        ("flood colour brown", "flood colour not brown", True),
        ("flood colour grey", "flood colour not brown", False),
        ("flood colour not grey", "flood colour not brown", False),
    ],
)
def test_categories(story: Story, one: str, other: str, disagree: bool) -> None:
    story.article("Gazette", "2031-05-04", one.replace("'", ""))
    story.article("Herald", "2031-05-04", other)
    assert story.tell().rules == ({DISAGREE} if disagree else set())


def test_categories_vary_with_their_day(story: Story) -> None:
    story.article("Gazette", "2031-05-04", "mission stance pledged", "flood colour brown")
    story.article("Herald", "2031-05-05", "mission stance refused", "flood colour grey")
    assert disagreements(story.tell()) == ["brown against grey"]


def test_one_person_by_two_names_is_one_category(story: Story) -> None:
    story.cast(CAST + "ana-example: {name: Ana Example, aliases: [General Example]}\n")
    story.article("Gazette", "2031-05-04", "mission commander Ana Example")
    story.article("Herald", "2031-05-04", "mission commander General Example")
    assert story.tell().rules == set()
    story.article("Tribune", "2031-05-04", "mission commander Ben Other")
    assert len(story.tell().of(DISAGREE)) == 1


def test_three_sets_of_categories_that_only_disagree_together(story: Story) -> None:
    """Pledged or refused, refused or reluctant, pledged or reluctant: any two have a common value, all three none."""
    sets = ("[pledged, refused]", "[refused, reluctant]", "[pledged, reluctant]")
    papers = ("Gazette", "Herald", "Tribune")
    for paper, choices in zip(papers[:2], sets[:2], strict=True):
        story.article(paper, "2031-05-04", f"mission stance {choices}")
    assert story.tell().rules == set()
    story.article(papers[2], "2031-05-04", f"mission stance {sets[2]}")
    (finding,) = story.tell().report.findings
    assert finding.severity == "error"
    assert {claim.source for claim in finding.claims} == {"story/gazette", "story/herald", "story/tribune"}


# --- implied claims ----------------------------------------------------------------------------


def test_an_implied_claim_counts_and_says_so(story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    """ "600 more bring it to 1,000" implies that 400 are there now."""
    story.article("Gazette", "2031-05-04", "mission strength 400 | implied: 600 more make 1000")
    story.article("Herald", "2031-05-04", "mission strength 396")
    told = story.tell()
    assert disagreements(told) == ["400 against 396"]
    assert told.of(DISAGREE)[0].gap == 4
    main(["explain", told.of(DISAGREE)[0].id, str(story.folder)])
    assert "implied: 600 more make 1000" in " ".join(capsys.readouterr().out.split())


# --- the number of origins in a message --------------------------------------------------------


def test_a_message_may_not_show_a_figure_as_the_number_of_its_origins(story: Story) -> None:
    """`{origins(x)}` is the number of voices, or is refused; it is never the figure itself."""
    let = "{x: {property: killed}}"
    story.rule("single", "origins(x) >= 2", let=let, severity="note", message="{origins(x)} of 2")
    story.article("Gazette", "2031-05-04", "flood killed 45")
    corpus = checker.load([story.folder])
    if not corpus.problems:
        assert [finding.message for finding in checker.check(corpus).findings] == ["1 of 2"]


# --- nothing depends on the order --------------------------------------------------------------


def test_the_order_of_claims_changes_no_finding(story: Story) -> None:
    sum_rule(story)
    story.article(
        "Gazette",
        "2031-05-04",
        "team-a size 400 | as_of: 2031-05-01",
        "team-b size 200 | as_of: 2031-05-02",
        "mission strength 396",
        "mission strength 400 | said_by: an official",
    )
    before = story.tell().report.findings
    assert [finding.rule for finding in before] == ["parts", DISAGREE]
    file = story.folder / "claims/story/gazette.yaml"
    head, *claims = file.read_text(encoding="utf-8").split("  - ")
    file.write_text("  - ".join([head, *reversed(claims)]), encoding="utf-8")
    after = story.tell().report.findings
    assert [(f.id, f.message, f.claim_keys) for f in after] == [(f.id, f.message, f.claim_keys) for f in before]
