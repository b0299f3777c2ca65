"""What is known, with the names of now: small stories of voices and entities that are called otherwise."""

from __future__ import annotations

from checker.baseline.keys import Key
from checker.baseline.matching import Known
from checker.baseline.renames import Names

DAY = "2031-05-04"


def key(voice: str, value: str, *, about: str = "flood killed", moment: str = DAY, side: str = "higher") -> Key:
    return side, about, voice, moment, value


def known(*statements: Key, echoes: tuple[Key, ...] = ()) -> Known:
    return Known(id="k", rule="sources-disagree", statements=frozenset(statements), echoes=frozenset(echoes))


def names(*keys: str, voices: tuple[str, ...] = ()) -> Names:
    """Of a project with these entities, all of one story or shared, and these voices."""
    return Names(
        ids=frozenset(each.rpartition("/")[2] for each in keys),
        keys=frozenset(keys),
        stories=("river",),
        rules=frozenset({"sources-disagree"}),
        voices=frozenset(voices),
    )


def test_two_speakers_with_other_names_are_told_apart_by_what_they_say() -> None:
    before = known(key("river/mayor", "aaaaaaaa"), key("river/governor", "bbbbbbbb", side="lower"))
    now = [key("river/head", "aaaaaaaa"), key("river/chief", "bbbbbbbb", side="lower")]
    made = names("river/flood", "river/head", "river/chief").brought_up(before, now)
    assert made.statements == frozenset(now)


def test_two_speakers_who_say_the_same_are_not_told_apart() -> None:
    before = known(key("river/mayor", "aaaaaaaa"), key("river/governor", "aaaaaaaa"))
    now = [key("river/head", "aaaaaaaa"), key("river/chief", "aaaaaaaa")]
    assert names("river/flood", "river/head", "river/chief").brought_up(before, now) == before


def test_a_speaker_who_says_only_some_of_it_gives_way_to_one_who_says_nothing_else() -> None:
    """The chief says what the mayor said and more, the head what the mayor said: the mayor is the head."""
    before = known(key("river/mayor", "aaaaaaaa"), key("river/mayor", "bbbbbbbb", moment="2031-05-05"))
    now = [key("river/head", "aaaaaaaa"), key("river/chief", "bbbbbbbb", moment="2031-05-05")]
    now.append(key("river/chief", "cccccccc", moment="2031-05-06"))
    made = names("river/flood", "river/head", "river/chief").brought_up(before, now)
    assert {each[2] for each in made.statements} == {"river/head"}


def test_a_speaker_whose_story_has_another_name() -> None:
    """By the end of the name, whatever is said."""
    before = known(key("flood/mayor", "aaaaaaaa"))
    made = names("river/flood", "river/mayor").brought_up(before, [key("river/mayor", "bbbbbbbb")])
    assert made.statements == {key("river/mayor", "aaaaaaaa")}


def test_a_speaker_who_is_there_still_keeps_the_name() -> None:
    before = known(key("river/mayor", "aaaaaaaa"))
    now = [key("river/head", "aaaaaaaa")]
    assert names("river/flood", "river/mayor", "river/head").brought_up(before, now) == before


def test_a_speaker_whom_stories_share() -> None:
    """The name without a story is gone from all claims; a paper that claims anything keeps its own."""
    before = known(key("ministry", "aaaaaaaa"))
    now = [key("department", "aaaaaaaa")]
    made = names("river/flood", "department", voices=("department",)).brought_up(before, now)
    assert made.statements == {key("department", "aaaaaaaa")}
    still = names("river/flood", "department", voices=("department", "ministry"))
    assert still.brought_up(before, now) == before


def test_a_new_paper_is_no_speaker_with_another_name() -> None:
    """The Courier is gone and the Herald has come: papers are no entities, and nothing says that they are one."""
    before = known(key("courier", "aaaaaaaa"))
    now = [key("herald", "aaaaaaaa")]
    assert names("river/flood", voices=("herald",)).brought_up(before, now) == before


def test_an_entity_with_another_name() -> None:
    """In the statements and in what follows from them; the name of the other one stays."""
    boats, trucks = key("courier", "aaaaaaaa", about="boats size"), key("courier", "bbbbbbbb", about="trucks size")
    before = known(boats, echoes=(trucks,))
    now = [key("courier", "aaaaaaaa", about="ferries size")]
    made = names("river/ferries", "river/trucks").brought_up(before, now)
    assert made.statements == set(now)
    assert made.echoes == {trucks}


def test_two_entities_with_other_names() -> None:
    before = known(key("courier", "aaaaaaaa", about="boats size"), key("courier", "bbbbbbbb", about="trucks size"))
    now = [key("courier", "aaaaaaaa", about="ferries size"), key("courier", "bbbbbbbb", about="lorries size")]
    made = names("river/ferries", "river/lorries").brought_up(before, now)
    assert made.statements == frozenset(now)


def test_a_voice_over_another_one() -> None:
    """`accept --open`: both names in the pair are those of now."""
    before = known(key("river/mayor", "*", moment="over river/governor"), key("river/governor", "aaaaaaaa"))
    now = [key("river/head", "*", moment="over river/governor"), key("river/governor", "aaaaaaaa")]
    made = names("river/flood", "river/head", "river/governor").brought_up(before, now)
    assert made.statements == frozenset(now)
    now = [key("river/mayor", "*", moment="over river/chief"), key("river/chief", "aaaaaaaa")]
    made = names("river/flood", "river/mayor", "river/chief").brought_up(before, now)
    assert made.statements == frozenset(now)
