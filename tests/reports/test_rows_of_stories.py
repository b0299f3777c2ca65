"""The rows of the trials once more, on stories in files and through the whole program: `test_rN_...` is of row RN.

What is compared are the text, Markdown, GitHub's log, the page, SARIF, JUnit and what the editor shows.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

import checker
from checker.baseline.review import Review
from checker.baseline.status import judged
from checker.corpus.corpus import Acceptance
from checker.editor.diagnostics import Coordinates, Diagnoser
from checker.editor.places import Units
from checker.editor.project import LiveProject
from checker.reports import FORMATS, Style, render
from checker.reports.agreement import Agreement
from checker.reports.article_view import article_views
from checker.reports.directions import MARK
from checker.reports.figure_view import slug
from checker.reports.layout import text_width
from checker.reports.order import in_order
from checker.reports.sentences import Sentences
from tests.reports.delta import FILES, delta
from tests.reports.readers import read_message

ROOT = Path(__file__).parents[2]
EXAMPLES = ("landslide", "flood", "budget")
STORIES = ("delta", *EXAMPLES)
TODAY = date(2034, 1, 1).toordinal()
ENGLISH_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"


@dataclass(frozen=True)
class Story:
    """A story's folder and its review."""

    root: Path
    review: Review

    def text(self, *, full: bool = False) -> str:
        """The text report in one line."""
        return " ".join(render(self.review, "text", Style(full=full)).split())

    def page(self) -> str:
        """The words of the page."""
        return words(render(self.review, "html", Style()))

    def editor(self) -> list[str]:
        """The messages that an editor shows."""
        snapshot = LiveProject(self.root).update({}, rescan=True)
        review = judged(snapshot.checked.result, TODAY)
        shown = Diagnoser(Coordinates(lambda path: path.as_uri(), Units("utf-32"))).diagnostics(snapshot, review)
        return [each.message for held in shown.values() for each in held]


def words(page: str) -> str:
    plain = re.sub(r"<[^>]*>", " ", re.sub(r"<(style|script)>.*?</\1>", "", page, flags=re.DOTALL))
    return " ".join(html.unescape(plain).split())


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Story]:
    roots = {"delta": delta(tmp_path_factory.mktemp("delta")), **{name: ROOT / "examples" / name for name in EXAMPLES}}
    return {name: Story(root, judged(checker.check(checker.load([root])), TODAY)) for name, root in roots.items()}


def ids_in(story: Story) -> set[str]:
    """Ids of entities and properties that are no words of any name or title."""
    corpus = story.review.corpus
    names = " ".join([*(e.name for e in corpus.entities.values()), *(p.title for p in corpus.properties.values())])
    used = {claim.subject for claim in corpus.claims} | {claim.origin for claim in corpus.claims}
    ids = {corpus.entities[key].id for key in used if key in corpus.entities}
    return {each for each in ids | {claim.property for claim in corpus.claims} if "-" in each and each not in names}


@pytest.mark.parametrize("name", STORIES)
def test_r1_no_id_is_read_anywhere(stories: dict[str, Story], name: str) -> None:
    story = stories[name]
    ids = ids_in(story)
    assert ids
    sarif = json.loads(render(story.review, "sarif"))["runs"][0]["results"]
    messages = [read_message(result["message"]["text"]).text for result in sarif]
    every = {
        **{f: render(story.review, f, Style(full=True)) for f in ("text", "markdown", "github", "junit", "gitlab")},
        "html": story.page(),
        "sarif": "\n".join(messages),
    }
    for format_, text in every.items():
        text = re.sub(r"claims/\S+|finding \S+|\[\w{10}\]|norwold|tavora|lindmark", "", text)
        rules = {rule.id for rule in story.review.corpus.rules}
        assert {i for i in ids - rules if re.search(rf"(?<![\w/-]){re.escape(i)}(?![\w-])", text)} == set(), format_


@pytest.mark.parametrize("name", STORIES)
def test_r1_one_sentence_in_every_format_and_in_the_editor(stories: dict[str, Story], name: str) -> None:
    """The same words of each part, whoever shows them."""
    story = stories[name]
    sentences = Sentences(story.review.result)
    sarif = json.loads(render(story.review, "sarif"))["runs"][0]["results"]
    messages = {
        result["partialFingerprints"]["sourceConsistency/v2"]: read_message(result["message"]["text"]).text
        for result in sarif
    }
    github, markdown = render(story.review, "github"), html.unescape(render(story.review, "markdown"))
    markdown = re.sub(f"[\u200b*{MARK}]", "", markdown)
    editor = "\n".join(story.editor())
    for finding in story.review.findings:
        if finding.severity != "error" or story.review.status(finding).is_accepted:
            continue
        said = sentences.part(finding, finding.parts[0])
        assert said in github.replace("%25", "%").replace(": :", "::")
        assert said in markdown
        assert said in editor
        assert said in messages[finding.id]


@pytest.mark.parametrize("name", STORIES)
def test_r2_no_sentence_lists_many_figures(stories: dict[str, Story], name: str) -> None:
    """Advice is a table; a joint conflict too."""
    text = render(stories[name].review, "text")
    assert "RING UP FIRST" in text
    assert "If they were" not in text
    for line in re.findall(r"wrong about ([^\n]*(?:\n {5}[^\n]*)*)", text):
        assert len(re.findall(rf"\(\d+ (?:{ENGLISH_MONTHS})", line)) <= 6
    if name == "budget":
        table = r"These 5 figures cannot all be true:\n +Members absent – the vote on the budget +9 +The Speaker"
        assert re.search(table, text)


@pytest.mark.parametrize("name", STORIES)
def test_r3_the_speaker_stands_first(stories: dict[str, Story], name: str) -> None:
    for format_ in FORMATS:
        text = render(stories[name].review, format_)
        assert ", by " not in text.replace(", by about", "").replace(", by sex", "") or format_ in ("html", "sarif")
    if name == "delta":
        assert "Chama cha Msalaba Mwekundu wa Delta (in Gazeti la Mto)" in stories[name].text()


@pytest.mark.parametrize("name", STORIES)
def test_r4_no_algebra_and_figures_as_they_were_written(stories: dict[str, Story], name: str) -> None:
    text = stories[name].text(full=True)
    assert "<=" not in text
    assert not re.search(r"\d\.\d{4}", text)
    assert not re.search(r"(?:EUR|USD|KES) \d[\d,]{6}", text)
    if name == "budget":
        assert "€12.4bn less €10.1bn is €2.2bn to €2.4bn, not a deficit of €1.9bn" in text
        assert "70 % of €78bn is €53.8bn to €55.4bn, not a debt of €61bn" in text


def test_r5_scopes_and_periods_are_figures_of_their_own(stories: dict[str, Story]) -> None:
    """Women among the dead, and who died in two days, stand in no row of the whole."""
    text = stories["delta"].text()
    whole = text.partition("People who died: ")[2].partition("People who died, for 5 to 6 May:")[0]
    assert "120" not in whole
    assert "35" not in whole
    period = text.partition("People who died, for 5 to 6 May: ")[2].partition(" * ")[0]
    assert "The delta council 20" in period
    assert "taken back" not in period  # 310 was of the whole
    assert "310 (4 May, taken back) -> 331 (7 May)" in whole
    assert "People who died (women)" in stories["delta"].text(full=True)


@pytest.mark.parametrize("name", STORIES)
def test_r6_what_would_agree_stands_on_its_day(stories: dict[str, Story], name: str) -> None:
    """Each band of a chart has its letter and a line of the legend, and no band crosses the chart."""
    page = render(stories[name].review, "html")
    for figure in re.findall(r'<figure class="course">.*?</figure>', page, re.DOTALL):
        letters = re.findall(r'class="letter"[^>]*>(\w)<', figure)
        widths = re.findall(r'<rect class="band" x="[^"]*" y="[^"]*" width="([^"]*)"', figure)
        assert set(widths) <= {"18"}
        assert len(set(letters)) == len(letters) == len(widths)
        legend = re.findall(r"</svg> (\w): [^<]*, if .* is wrong", figure)
        assert sorted(legend) == sorted(letters)


def test_r7_papers_that_repeat_are_one_row(stories: dict[str, Story], tmp_path: Path) -> None:
    """Thirty papers with the figure of the council: one row, the first few in full, and the rest folded."""
    del stories
    more = {
        f"claims/delta/b{n}.yaml": FILES["claims/delta/a4.yaml"].replace("The River Courier", f"Gazeti {n}")
        for n in range(30)
    }
    root = delta(tmp_path)
    for file, text in more.items():
        (root / file).write_text(text, encoding="utf-8")
    page = render(judged(checker.check(checker.load([root])), TODAY), "html")
    row = next(row for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL) if "<b>290" in row or ">290<" in row)
    assert "<summary>28 more</summary>" in row


def test_r8_the_table_of_voices_has_a_row_a_voice(stories: dict[str, Story]) -> None:
    for name in STORIES:
        review = stories[name].review
        table = re.search(r'<table class="agreement.*?</table>', render(review, "html"), re.DOTALL)
        assert table is not None
        voices = {s.voice for held in review.result.statements.values() for s in held}
        assert table[0].count("<tr id=") == len(voices)
        assert "by rule" not in table[0]


def test_r9_agreement_is_counted_over_all_that_two_give(stories: dict[str, Story]) -> None:
    """The council and the relief union both give four figures, of which they differ on three."""
    agreement = Agreement(stories["delta"].review)
    council, relief = "delta/zz-council", "delta/zz-relief"
    both = agreement.both(council, relief)
    assert both == agreement.both(relief, council) == 3
    assert 1 <= agreement.differing(council, relief) <= both


def test_r10_each_figure_with_days_has_a_course(stories: dict[str, Story]) -> None:
    for name in ("delta", "landslide", "flood"):
        page = render(stories[name].review, "html")
        first = page.partition('<article class="item dispute"')[2].partition("<section aria-labelledby")[0]
        assert '<figure class="course">' in first
        assert "the course by day" in first


def test_r11_axes_have_round_values_and_a_currency(stories: dict[str, Story]) -> None:
    for name in STORIES:
        page = render(stories[name].review, "html")
        for chart in re.findall(r'<svg class="chart".*?</svg></div>', page, re.DOTALL):
            labels = re.findall(r'class="value"[^>]*>([^<]*)<', chart)
            assert labels
            assert all(re.fullmatch(r"(KES |\$|€)?[\d,]+(\.\d+)?(m|bn|tn|%)?", label) for label in labels)
    charts = re.findall(r'<svg class="chart".*?</svg></div>', render(stories["delta"].review, "html"), re.DOTALL)
    assert any("KES " in chart and "bn</text>" in chart for chart in charts)


@pytest.mark.parametrize("name", STORIES)
def test_r12_every_dispute_has_its_command(stories: dict[str, Story], name: str) -> None:
    page = stories[name].page()
    for told in in_order(stories[name].review):
        for finding in told.counted:
            assert f"checker accept {finding.id} --reason" in page


def test_r13_what_is_accepted_does_not_lead(stories: dict[str, Story]) -> None:
    from checker.baseline.review import Status

    review = stories["delta"].review
    first = in_order(review)[0].counted
    statuses = {
        finding.id: Status(
            state="known",
            fails=False,
            is_accepted=True,
            acceptance=Acceptance(id=finding.id, rule=finding.rule, reason="walithibitisha"),
        )
        for finding in first
    }
    known = Review(result=review.result, statuses=statuses)
    assert in_order(known)[0].counted != first
    text = render(known, "text")
    assert "PEOPLE WHO DIED – MAFURIKO" not in text
    assert "walithibitisha" in render(known, "text", Style(show_accepted=True))


@pytest.mark.parametrize("name", STORIES)
def test_r14_every_claim_figure_voice_article_and_finding_has_an_address(stories: dict[str, Story], name: str) -> None:
    page = render(stories[name].review, "html")
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    review = stories[name].review
    for kind, number in (
        ("claim-", len(review.claims)),
        ("figure-", len(review.result.statements)),
        ("source-", len(review.sources)),
        ("finding-", sum(1 for f in review.findings if f.severity == "error")),
    ):
        assert sum(1 for each in ids if each.startswith(kind)) >= number
    assert set(re.findall(r'href="#([^"=]*)"', page)) <= set(ids)


def test_r15_gaps_and_ranges_have_their_unit(stories: dict[str, Story]) -> None:
    delta_ = stories["delta"].text()
    assert "KES 2.5bn apart" in delta_
    assert "3 km apart" in delta_
    assert "percentage points apart" in delta_
    assert "$1.82bn apart" in stories["flood"].text()
    assert "at least €300m apart" in stories["budget"].text()
    assert "IDP" not in delta_


def test_r16_far_off_comes_first(stories: dict[str, Story]) -> None:
    first = in_order(stories["landslide"].review)[0].counted[0]
    assert {s.text for s in first.statements} == {"52", "520"}


@pytest.mark.parametrize("name", STORIES)
def test_r17_what_was_not_compared_has_days_and_voices(stories: dict[str, Story], name: str) -> None:
    review = stories[name].review
    text = render(review, "text", Style(full=True, width=400))
    part = text.partition("NOT COMPARED")[2].partition("COVERAGE")[0]
    assert bool(part.strip()) is (name != "budget")  # of that story all is compared
    values = re.findall(r"(?<=[:/] )[^/:\n]*\d[^/\n]*", part)
    is_of_claims = [value for value in values if not re.search(r"\d more$|took it back", value)]
    assert [value for value in is_of_claims if "(" not in value] == []
    assert "rest on one voice" in text or "rests on one voice" in text


def test_r18_a_story_of_many_disputes_is_capped(tmp_path: Path) -> None:
    """Twenty villages of which four papers each tell something else."""
    root = delta(tmp_path)
    villages = "".join(f"zz-kijiji-{n}: {{kind: place, name: Kijiji {n}}}\n" for n in range(80))
    (root / "claims/delta/entities.yaml").write_text(FILES["claims/delta/entities.yaml"] + villages, encoding="utf-8")
    for paper in range(4):
        claims = "".join(
            f"  - {{id: v{n}, subject: zz-kijiji-{n}, property: zz-beds, value: {100 + n + 7 * paper}}}\n"
            for n in range(80)
        )
        head = f"source: {{publisher: Gazeti {paper}, published: 2031-05-09}}\nclaims:\n"
        (root / f"claims/delta/v{paper}.yaml").write_text(head + claims, encoding="utf-8")
    review = judged(checker.check(checker.load([root])), TODAY)
    text = render(review, "text")
    assert len(text.split("\n")) <= 301
    assert "more disputes: checker report --full" in text
    assert re.search(r"Gazeti \d and Gazeti \d +80 disagreements", text)


@pytest.mark.parametrize("name", STORIES)
def test_r19_the_text_has_no_escape_codes(stories: dict[str, Story], name: str) -> None:
    """Colour is for terminals that know it: `render` makes none, and no line is wider than a terminal."""
    text = render(stories[name].review, "text")
    assert "\x1b" not in text
    assert max(map(text_width, text.split("\n"))) <= 80


def test_r20_the_page_is_the_same_twice(stories: dict[str, Story]) -> None:
    """Same input, same bytes, in whatever order files are read: so that a cache may keep it."""
    for name in STORIES:
        review = stories[name].review
        again = judged(checker.check(checker.load([stories[name].root])), TODAY)
        assert render(review, "html") == render(again, "html")


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_page_says_what_the_text_says_in_its_order(stories: dict[str, Story], name: str) -> None:
    """Each sentence and possibility of the text from the first dispute on; but joint conflicts are tables there."""

    def plain(text: str) -> str:
        return " ".join(re.sub(r"[\"“”()*]", "", text.replace("→", "->")).split())

    text = render(stories[name].review, "text", Style(width=10**6))
    lines = re.findall(r"^   [*+?-] (?:or |follows: )?(.+?)[.:]?$", text, re.MULTILINE)
    page, at = plain(stories[name].page()), 0
    told = [plain(line) for line in lines if "cannot all be true" not in line]
    assert len(told) > 5
    for line in told:
        found = page.find(line, at)
        assert found >= 0, line
        at = found


def test_no_claim_in_dispute_is_called_not_compared(stories: dict[str, Story]) -> None:
    """Also where a figure of another status stands apart from it: only what is compared with none is marked."""
    review = stories["flood"].review
    articles = article_views(review, Sentences(review.result))
    marked = {address for article in articles for address, *_, note in article.claims if note == "not compared"}
    in_dispute = {f"claim-{slug(claim.key)}" for finding in review.findings for claim in finding.claims}
    apart = {f"claim-{slug(key)}" for entry in review.not_compared for key in entry.claims}
    assert marked and apart & in_dispute
    assert not marked & in_dispute
