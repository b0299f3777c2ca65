"""A voice takes a figure back: what is out of play for it, in which articles, and what is refused."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from checker.corpus import assemble
from checker.corpus.articles import Articles
from checker.corpus.corpus import Corpus
from checker.corpus.joining import joined
from tests.corpus.stories import at, claims, story

STATE, RAIL = "said_by: state", "said_by: rail"
FIRST = f"2031-06-03\nvalue: 288, {STATE}"
REVISED = f"2031-06-04\nvalue: 275, revises: 288, {STATE}"


def _out(corpus: Corpus) -> dict[str, str]:
    """Why each claim is out of play, in its first word; "" where it is not."""
    assert not corpus.problems, corpus.problems
    return {name: claim.out.partition(" ")[0].rstrip(":") for name, claim in claims(corpus).items()}


def _messages(corpus: Corpus) -> list[tuple[str, str]]:
    return [(at(problem), problem.message) for problem in corpus.problems]


def test_a_fall_that_nobody_calls_a_revision_stays(tmp_path: Path) -> None:
    corpus = story(tmp_path, {"gazette": FIRST, "herald": f"2031-06-04\nvalue: 275, {STATE}"})
    assert _out(corpus) == {"gazette/0": "", "herald/0": ""}
    assert corpus.revisions == ()


def test_what_a_voice_takes_back_is_withdrawn(tmp_path: Path) -> None:
    corpus = story(tmp_path, {"gazette": FIRST, "herald": REVISED})
    assert claims(corpus)["gazette/0"].out == "withdrawn by the state on 4 Jun 2031, which made it 275"
    assert claims(corpus)["herald/0"].out == ""
    (revision,) = corpus.revisions
    assert (revision.voice, revision.old, revision.new) == ("flood/state", "288", "275")
    assert revision.told == ("flood/herald#c0",)
    assert revision.withdrawn == ("flood/gazette#c0",)
    assert revision.outdated == ()
    assert revision.figure == ("flood/flood", "killed", "actual", "", "person")
    assert revision.moment == claims(corpus)["herald/0"].moment


def test_the_reason_is_kept(tmp_path: Path) -> None:
    herald = f"2031-06-04\nvalue: 275, revises: {{from: 288, why: counted twice}}, {STATE}"
    corpus = story(tmp_path, {"gazette": FIRST, "herald": herald})
    assert claims(corpus)["gazette/0"].out.startswith("withdrawn by the state on 4 Jun 2031 (counted twice), which")
    assert corpus.revisions[0].why == "counted twice"


def test_papers_that_name_no_speaker_printed_the_old_figure(tmp_path: Path) -> None:
    """They go with it if they contain it. "At least 200" and "about 290" hold as well afterwards; 290 is their own."""
    corpus = story(
        tmp_path,
        {
            "gazette": "2031-06-03\nvalue: 288",
            "courier": "2031-06-03\nvalue: about 300",
            "chronicle": "2031-06-03\nvalue: about 290",
            "tribune": "2031-06-03\nvalue: at least 200",
            "mail": "2031-06-03\nvalue: 290",
            "herald": REVISED,
        },
    )
    assert _out(corpus) == {
        "chronicle/0": "",
        "courier/0": "withdrawn",
        "gazette/0": "withdrawn",
        "herald/0": "",
        "mail/0": "",
        "tribune/0": "",
    }


def test_another_named_voice_is_untouched(tmp_path: Path) -> None:
    corpus = story(
        tmp_path,
        {"gazette": f"2031-06-03\nvalue: 288, {RAIL}", "herald": REVISED, "mail": f"2031-06-09\nvalue: 288, {RAIL}"},
    )
    assert _out(corpus) == {"gazette/0": "", "herald/0": "", "mail/0": ""}


def test_a_paper_that_revises_its_own_count_speaks_for_no_other_one(tmp_path: Path) -> None:
    corpus = story(
        tmp_path,
        {
            "gazette": "2031-06-03\nvalue: 288\nvalue: 275, as_of: 2031-06-03, revises: 288",
            "herald": "2031-06-03\nvalue: 288",
        },
    )
    assert _out(corpus) == {"gazette/0": "withdrawn", "gazette/1": "", "herald/0": ""}


def test_a_paper_that_prints_the_old_figure_later_is_outdated(tmp_path: Path) -> None:
    corpus = story(
        tmp_path,
        {"gazette": FIRST, "herald": REVISED, "mail": "2031-06-05\nvalue: 288", "post": "2031-06-06\nvalue: 288"},
    )
    assert _out(corpus) == {"gazette/0": "withdrawn", "herald/0": "", "mail/0": "outdated", "post/0": "outdated"}
    assert claims(corpus)["mail/0"].out == "outdated: the state took it back on 4 Jun 2031"
    (revision,) = corpus.revisions
    assert revision.outdated == ("flood/mail#c0", "flood/post#c0")


def test_an_old_revision_still_makes_a_paper_outdated(tmp_path: Path) -> None:
    """288, then 275, then 270; on the 8th a paper prints the 288."""
    corpus = story(
        tmp_path,
        {
            "gazette": FIRST,
            "herald": REVISED,
            "mail": f"2031-06-06\nvalue: 270, revises: 275, {STATE}",
            "post": "2031-06-08\nvalue: 288",
        },
    )
    assert _out(corpus) == {"gazette/0": "withdrawn", "herald/0": "withdrawn", "mail/0": "", "post/0": "outdated"}
    assert [revision.outdated for revision in corpus.revisions] == [("flood/post#c0",), ()]


def test_a_later_article_may_tell_of_the_past(tmp_path: Path) -> None:
    corpus = story(tmp_path, {"herald": REVISED, "mail": f"2031-06-07\nvalue: 288, as_of: 2031-06-03, {STATE}"})
    assert _out(corpus) == {"herald/0": "", "mail/0": "withdrawn"}


def test_a_voice_goes_back_to_its_old_figure(tmp_path: Path) -> None:
    """288, 275, 278, and 288 again: whoever prints the 288 of the last day is up to date."""
    corpus = story(
        tmp_path,
        {
            "gazette": FIRST,
            "herald": REVISED,
            "mail": f"2031-06-05\nvalue: 278, {STATE}",
            "post": f"2031-06-06\nvalue: 288, revises: 278, {STATE}",
            "times": "2031-06-06\nvalue: 288",
            "voice": "2031-06-09\nvalue: 288",
        },
    )
    assert _out(corpus) == {
        "gazette/0": "withdrawn",
        "herald/0": "",
        "mail/0": "withdrawn",
        "post/0": "",
        "times/0": "",
        "voice/0": "",
    }
    assert [(revision.old, revision.new) for revision in corpus.revisions] == [("288", "275"), ("278", "288")]


def test_a_count_that_goes_on_to_the_old_figure_is_not_outdated(tmp_path: Path) -> None:
    """7, which were 6, and one more on the next day: the paper that says both knows of the revision."""
    corpus = story(
        tmp_path,
        {
            "gazette": f"2031-08-07\nvalue: 7, {STATE}",
            "herald": f"2031-08-08\nvalue: 6, revises: 7, {STATE}",
            "mail": "2031-08-09\nvalue: 6, as_of: 2031-08-08\nvalue: 7",
            "post": "2031-08-09\nvalue: 7",
        },
    )
    assert not corpus.problems
    assert _out(corpus) == {"gazette/0": "withdrawn", "herald/0": "", "mail/0": "", "mail/1": "", "post/0": "outdated"}


def test_a_return_that_nobody_calls_one_is_outdated(tmp_path: Path) -> None:
    corpus = story(tmp_path, {"gazette": FIRST, "herald": REVISED, "mail": f"2031-06-06\nvalue: 288, {STATE}"})
    assert _out(corpus)["mail/0"] == "outdated"


def test_what_cannot_hold_with_the_new_figure_is_withdrawn_with_it(tmp_path: Path) -> None:
    """280 dead on 2 June were never said to be wrong, but 275 on 4 June says so. 250 can be."""
    corpus = story(
        tmp_path,
        {
            "gazette": f"2031-06-01\nvalue: 250, {STATE}",
            "courier": f"2031-06-02\nvalue: 280, {STATE}",
            "herald": REVISED,
        },
    )
    assert _out(corpus) == {"courier/0": "withdrawn", "gazette/0": "", "herald/0": ""}


def test_what_two_papers_tell_is_one_revision(tmp_path: Path) -> None:
    corpus = story(
        tmp_path,
        {
            "gazette": FIRST,
            "herald": REVISED,
            "mail": REVISED,
            "post": f"2031-06-05\nvalue: 275, revises: {{from: 288, why: counted twice}}, {STATE}",
        },
    )
    assert _out(corpus) == {"gazette/0": "withdrawn", "herald/0": "", "mail/0": "", "post/0": ""}
    (revision,) = corpus.revisions
    assert revision.told == ("flood/herald#c0", "flood/mail#c0", "flood/post#c0")
    assert revision.why == "counted twice"


def test_two_papers_that_differ_on_the_new_figure_both_stay(tmp_path: Path) -> None:
    corpus = story(
        tmp_path, {"gazette": FIRST, "herald": REVISED, "mail": f"2031-06-04\nvalue: 257, revises: 288, {STATE}"}
    )
    assert _out(corpus) == {"gazette/0": "withdrawn", "herald/0": "", "mail/0": ""}


def test_old_and_new_in_one_article(tmp_path: Path) -> None:
    corpus = story(
        tmp_path,
        {
            "herald": f"{REVISED}\nvalue: 288, as_of: 2031-06-03, {STATE}\nvalue: 288, as_of: ../2031-06-03, {STATE}",
        },
    )
    assert _out(corpus) == {"herald/0": "", "herald/1": "withdrawn", "herald/2": "withdrawn"}


def test_on_the_same_day_only_the_old_figure_is_withdrawn(tmp_path: Path) -> None:
    corpus = story(
        tmp_path,
        {"gazette": f"2031-06-04\nvalue: 288, {STATE}\nvalue: 290, {STATE}\nvalue: 275, revises: 288, {STATE}"},
    )
    assert _out(corpus) == {"gazette/0": "withdrawn", "gazette/1": "", "gazette/2": ""}


def test_a_span_that_reaches_beyond_the_revision_is_left(tmp_path: Path) -> None:
    """288 in June may be of the day before the revision, or of the day after: neither is sure."""
    corpus = story(tmp_path, {"gazette": FIRST, "herald": REVISED, "mail": "2031-06-20\nvalue: 288, as_of: 2031-06"})
    assert _out(corpus)["mail/0"] == ""


def test_a_retracted_revision_takes_nothing_back(tmp_path: Path) -> None:
    herald = f'{REVISED}, retracted: "2031-06-05, the paper corrected it"'
    corpus = story(tmp_path, {"gazette": FIRST, "herald": herald})
    assert _out(corpus) == {"gazette/0": "", "herald/0": "retracted"}
    assert corpus.revisions == ()


def test_one_answer_for_good_is_revised(tmp_path: Path) -> None:
    """A team of 400 that turns out to be 396 takes the 410 with it; a cost that varies may be other on other days."""
    corpus = story(
        tmp_path,
        {
            "gazette": f"2031-06-01\nproperty: size, value: 410, {STATE}\nproperty: cost, value: $9m, {STATE}",
            "courier": f"2031-06-07\nproperty: cost, value: $7m, {STATE}",
            "herald": f"2031-06-09\nproperty: size, value: 396, revises: 400, {STATE}\n"
            f"property: cost, value: $5m, revises: $8m, {STATE}",
            "mail": "2031-06-12\nproperty: size, value: 400",
        },
    )
    assert _out(corpus) == {
        "courier/0": "withdrawn",
        "gazette/0": "withdrawn",
        "gazette/1": "",
        "herald/0": "",
        "herald/1": "",
        "mail/0": "outdated",
    }


def test_a_figure_of_a_part_is_taken_back_for_one_of_the_whole(tmp_path: Path) -> None:
    """N12: a body takes back 11,300 in the harbour, which was the figure for all of the flood: 3,958."""
    corpus = story(
        tmp_path,
        {
            "gazette": f"2031-06-03\nsubject: harbour, value: 11300, {STATE}",
            "herald": f'2031-06-04\nvalue: 3958, revises: {{figure: "harbour, killed", from: "11,300"}}, {STATE}',
            "mail": f"2031-06-05\nsubject: harbour, value: 11300\nsubject: harbour, value: 3000, {STATE}",
            "post": f"2031-06-05\nvalue: 3958, revises: {{figure: [harbour], from: 11300}}, {STATE}",
        },
    )
    assert _out(corpus) == {
        "gazette/0": "withdrawn",
        "herald/0": "",
        "mail/0": "outdated",
        "mail/1": "",
        "post/0": "",
    }
    (revision,) = corpus.revisions
    assert revision.figure == ("flood/harbour", "killed", "actual", "", "person")
    assert claims(corpus)["gazette/0"].out == "withdrawn by the state on 4 Jun 2031, which made it 3958 for flood"


def test_a_figure_for_a_period_is_revised_as_such(tmp_path: Path) -> None:
    corpus = story(
        tmp_path,
        {
            "gazette": f"2031-07-01\nvalue: 20, period: 2031-06, {STATE}\nvalue: 20, as_of: 2031-06-30, {STATE}",
            "herald": f"2031-07-05\nvalue: 15, period: 2031-06, revises: 20, {STATE}",
            "mail": "2031-07-09\nvalue: 20, period: 2031-06",
        },
    )
    assert _out(corpus) == {"gazette/0": "withdrawn", "gazette/1": "", "herald/0": "", "mail/0": "outdated"}


def test_times_of_day_order_a_revision(tmp_path: Path) -> None:
    corpus = story(
        tmp_path,
        {
            "gazette": f"2031-06-04\nvalue: 288, as_of: 2031-06-04T09:00, {STATE}\n"
            f"value: 275, as_of: 2031-06-04T12:00, revises: 288, {STATE}\n"
            f"value: 288, as_of: 2031-06-04T18:00, revises: 275, {STATE}",
        },
    )
    assert _out(corpus) == {"gazette/0": "withdrawn", "gazette/1": "withdrawn", "gazette/2": ""}


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("revises", "where", "expected"),
    [
        ("{figure: [flood, injured], from: 288}", "figure", "a claim about flood, killed cannot revise flood, injured"),
        ("{figure: [state], from: 288}", "figure", "only its own figure, or that of a part or of the whole of it"),
        ("{figure: [harbor], from: 288}", "harbor", "unknown entity 'harbor'; did you mean 'harbour'?"),
        ("{figure: [harbour, kiled], from: 288}", "kiled", "unknown property 'kiled'; did you mean 'killed'?"),
        ("{figure: [a, b, c], from: 288}", "", "expected a subject and a property, such as [capital, killed]"),
        ("lots", "lots", "'lots'"),
        ("unknown", "unknown", "expected the figure that is taken back"),
        ("275", "275", "'275' is what this claim says; `revises` is what its voice said before"),
        ("{why: a slip}", "", "missing key 'from'"),
        ("{fro: 288}", "", "unknown key 'fro'; did you mean 'from'?"),
        ("[288, 300]", "", "expected keys and values"),
    ],
)
def test_what_cannot_be_revised(tmp_path: Path, revises: str, where: str, expected: str) -> None:
    corpus = story(tmp_path, {"herald": f"2031-06-04\nvalue: 275, {STATE}, revises: {revises}"})
    texts = [problem.message for problem in corpus.problems]
    assert any(expected in text or expected.replace("only", "it can revise") in text for text in texts), texts
    assert all("revises" in problem_line(problem.file, problem.line) for problem in corpus.problems)


def problem_line(file: str, line: int) -> str:
    return Path(file).read_text("utf-8").splitlines()[line - 1]


def test_a_revision_of_what_was_said_later(tmp_path: Path) -> None:
    """The herald, printed on the 8th, has the state revise on the 3rd what it said on the 5th."""
    corpus = story(
        tmp_path,
        {
            "gazette": f"2031-06-05\nvalue: 288, {STATE}",
            "herald": f"2031-06-08\nvalue: 275, revises: 288, as_of: 2031-06-03, {STATE}",
        },
    )
    ((where, message),) = _messages(corpus)
    assert where.startswith("288, as_of")
    assert message == "the state has 288 as of 5 Jun 2031, which is after this claim, 3 Jun 2031; look at their `as_of`"


@pytest.mark.parametrize(
    ("first", "is_refused"),
    [("2031-06-03/2031-06-05", False), ("'{2031-06-03..2031-06-05}'", False), ("2031-06-04/2031-06-05", True)],
)
def test_a_revision_of_what_may_have_been_said_earlier(tmp_path: Path, first: str, is_refused: bool) -> None:
    """What the state had between the 3rd and the 5th may have been revised on the 3rd."""
    corpus = story(
        tmp_path,
        {
            "gazette": f"2031-06-05\nvalue: 288, as_of: {first}, {STATE}",
            "herald": f"2031-06-08\nvalue: 275, revises: 288, as_of: 2031-06-03, {STATE}",
        },
    )
    assert bool(_messages(corpus)) == is_refused


def test_revisions_in_a_circle(tmp_path: Path) -> None:
    corpus = story(
        tmp_path,
        {
            "gazette": f"2031-06-04\nvalue: 275, revises: 288, {STATE}",
            "herald": f"2031-06-04\nvalue: 280, revises: 275, {STATE}\nvalue: 288, revises: 280, {STATE}",
        },
    )
    messages = _messages(corpus)
    assert [where.partition(",")[0] for where, _ in messages] == ["288", "275", "280"]
    assert {message for _, message in messages} == {
        "these claims revise each other in a circle; write the time of day in `as_of`"
    }


def test_a_figure_that_the_voice_never_gave_is_a_hint(tmp_path: Path) -> None:
    """The first figure may stand in an article that nobody coded."""
    corpus = story(tmp_path, {"gazette": f"2031-06-01\nvalue: 250, {STATE}", "herald": REVISED})
    assert corpus.problems == ()
    (hint,) = corpus.hints
    assert at(hint).startswith("288, said_by")
    assert hint.message.startswith("no coded claim has '288' of the state, which has 250 (1 Jun 2031)")
    assert corpus.revisions[0].withdrawn == ()


def test_an_outdated_paper_alone_does_not_show_that_it_was_given(tmp_path: Path) -> None:
    corpus = story(tmp_path, {"herald": REVISED, "mail": f"2031-06-06\nvalue: 288, {STATE}"})
    assert _out(corpus) == {"herald/0": "", "mail/0": "outdated"}
    assert len(corpus.hints) == 1


# --- superseded and disowned ----------------------------------------------------------------------


def test_a_claim_supersedes_several(tmp_path: Path) -> None:
    """M8: a claim supersedes several."""
    corpus = story(
        tmp_path,
        {
            "gazette": "2031-06-03\nvalue: 45",
            "mail": "2031-06-03\nvalue: 44",
            "herald": "2031-06-04\nvalue: 25, supersedes: [gazette/c0, flood/mail/c0]",
        },
    )
    assert _out(corpus) == {"gazette/0": "superseded", "herald/0": "", "mail/0": "superseded"}


def test_one_wrong_name_of_several_has_its_place(tmp_path: Path) -> None:
    corpus = story(
        tmp_path,
        {
            "gazette": "2031-06-03\nvalue: 45\nproperty: injured, value: 9",
            "herald": "2031-06-04\nvalue: 25, supersedes: [gazette/c0, gazette/c7, gazette/c1]",
        },
    )
    (unknown, other) = _messages(corpus)
    assert unknown[0].startswith("gazette/c7") and "no claim 'gazette/c7'" in unknown[1]
    assert other[0].startswith("gazette/c1") and "'gazette/c1' is about flood, injured" in other[1]
    assert claims(corpus)["gazette/0"].out == "superseded by herald/c0"


def test_a_circle_of_several(tmp_path: Path) -> None:
    corpus = story(
        tmp_path,
        {
            "gazette": "2031-06-03\nvalue: 45, supersedes: [herald/c0]\nvalue: 46",
            "herald": "2031-06-04\nvalue: 25, supersedes: [gazette/c1, gazette/c0]",
        },
    )
    ((where, message),) = _messages(corpus)
    assert where.startswith("gazette/c0") and message == "these claims supersede each other in a circle"


def test_a_voice_disowns_a_figure(tmp_path: Path) -> None:
    """N16: two papers ascribe 11,300 to the state, one by way of an agency; the state says that it never gave it."""
    corpus = story(
        tmp_path,
        {
            "gazette": f"2031-06-03\nvalue: 11300, {STATE}",
            "mail": f"2031-06-05\nvalue: about 11300, relays: [rail, state]\nvalue: 9000, {STATE}",
            "post": f"2031-06-05\nvalue: 11300, {RAIL}",
            "herald": "2031-06-04\nvalue: 11300, disowned_by: the State Agency",
        },
    )
    assert _out(corpus) == {
        "gazette/0": "disowned",
        "herald/0": "disowned",
        "mail/0": "disowned",
        "mail/1": "",
        "post/0": "",
    }
    (disowned,) = corpus.disowned
    assert (disowned.voice, disowned.told) == ("flood/state", "flood/herald#c0")
    assert disowned.claims == ("flood/gazette#c0", "flood/mail#c0")
    assert claims(corpus)["gazette/0"].out == "disowned by the state"


def test_the_claim_that_ascribes_a_figure_may_say_that_it_is_disowned(tmp_path: Path) -> None:
    corpus = story(tmp_path, {"gazette": f"2031-06-03\nvalue: 11300, {STATE}, disowned_by: state"})
    assert corpus.disowned[0].claims == ("flood/gazette#c0",) and not corpus.hints


def test_a_figure_that_nobody_ascribes_to_who_disowns_it_is_a_hint(tmp_path: Path) -> None:
    corpus = story(tmp_path, {"gazette": "2031-06-03\nvalue: 11300, disowned_by: state"})
    (hint,) = corpus.hints
    assert at(hint) == "state}" and hint.message.startswith("no coded claim ascribes '11300' to state")


def test_a_chain_of_voices(tmp_path: Path) -> None:
    """A paper cites the agency, which cites the railway, which cites the state."""
    corpus = story(tmp_path, {"gazette": "2031-06-03\nvalue: 9, relays: [Example Wire, the railway, the State Agency]"})
    claim = claims(corpus)["gazette/0"]
    assert claim.origin == "flood/state" and claim.speaker == "the State Agency"
    assert claim.relays == ("example wire", "flood/rail", "flood/state")


def test_a_chain_that_cannot_be(tmp_path: Path) -> None:
    corpus = story(
        tmp_path,
        {"gazette": f"2031-06-03\nvalue: 9, relays: [rail, state], {STATE}\nvalue: 9, relays: [state, rail, state]"},
    )
    assert [(where.partition("}")[0], message.partition(";")[0]) for where, message in _messages(corpus)] == [
        ("state", "the voice is the last one of `relays`"),
        ("[state, rail, state]", "a voice is here twice"),
    ]


def test_the_order_of_articles_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A revision, a return, a paper that is outdated, a restart, and a circle: read in several orders."""
    articles = {
        "gazette": FIRST,
        "herald": REVISED,
        "mail": "2031-06-05\nvalue: 288\nproperty: injured, value: 9, revises: 8, " + STATE,
        "post": f"2031-06-06\nvalue: 288, revises: 275, {STATE}\nproperty: injured, value: 8, revises: 9, {RAIL}",
        "times": f"2031-06-09\nvalue: 12, counted_from: 2031-06-08, {STATE}\nvalue: 13, as_of: 2031-06-09, {STATE}",
        "voice": f"2031-06-05\nproperty: injured, value: 8, revises: 9, {STATE}",
    }
    first = story(tmp_path, articles)
    assert first.problems and first.revisions and first.restarts
    for seed in range(6):

        def shuffled(*given: Any, seed: int = seed) -> Articles:
            read = list(given[0])
            random.Random(seed).shuffle(read)
            return joined(read, *given[1:])

        monkeypatch.setattr(assemble, "joined", shuffled)
        again = story(tmp_path, articles)
        assert again.claims == first.claims
        assert again.revisions == first.revisions and again.restarts == first.restarts
        assert again.problems == first.problems and again.hints == first.hints


def test_a_paper_that_came_out_before_the_correction_is_not_outdated(tmp_path: Path) -> None:
    """On the 9th a paper tells of the state's 275 as of the 4th: one of the 5th with 288 could not know, one of the
    10th could."""
    told = f"2031-06-09\nvalue: 275, as_of: 2031-06-04, revises: 288, {STATE}"
    stale = f"value: 288, {STATE}"
    papers = {"gazette": FIRST, "herald": told, "post": f"2031-06-05\n{stale}", "star": f"2031-06-10\n{stale}"}
    corpus = story(tmp_path, papers)
    assert _out(corpus) == {"gazette/0": "withdrawn", "herald/0": "", "post/0": "withdrawn", "star/0": "outdated"}
    assert claims(corpus)["post/0"].out == "withdrawn by the state by 9 Jun 2031, which made it 275"
    assert claims(corpus)["star/0"].out == "outdated: the state took it back by 9 Jun 2031"
    (revision,) = corpus.revisions
    assert revision.outdated == ("flood/star#c0",)


def test_of_several_papers_that_tell_a_correction_the_first_counts(tmp_path: Path) -> None:
    """The correction is known from the first of them on, and a paper of that same day may have come out before."""
    late = f"2031-06-09\nvalue: 275, as_of: 2031-06-04, revises: 288, {STATE}"
    stale = f"value: 288, {STATE}"
    papers = {"gazette": FIRST, "herald": late, "post": f"2031-06-06\n{stale}", "star": f"2031-06-07\n{stale}"}
    papers["courier"] = f"2031-06-06\nvalue: 275, as_of: 2031-06-04, revises: 288, {STATE}"
    corpus = story(tmp_path, papers)
    assert _out(corpus)["post/0"] == "withdrawn"
    assert _out(corpus)["star/0"] == "outdated"
