"""Texts that were read wrong once. Each stands for a kind; more of each kind are in corpus/."""

from __future__ import annotations

import pytest

from checker.texts.mentions import FIGURES, Mention, find_mentions
from checker.values.dates import Window, read_window
from tests.texts.mention_corpus import HEDGES

PUBLISHED, _ = read_window("2024-05-15")  # a Wednesday
SATURDAY, _ = read_window("2024-05-11")


def found(text: str, published: Window | None = PUBLISHED) -> list[Mention]:
    return [mention for mention in find_mentions(text, published, HEDGES) if mention.kind in FIGURES]


def read(text: str, published: Window | None = PUBLISHED) -> list[str]:
    """What is suggested: kind and value, or the readings; only what was read."""
    return [f"{m.kind} {m.value or ' or '.join(m.readings)}" for m in found(text, published) if m.is_read]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A total of 1400 people were hurt.", ["count a total of 1400"]),  # A1: no year
        ("Deaths rose from 45 to 57.", ["count 45", "count 57"]),  # A2: no range
        ("It is expected to rise from £4.9m to £5.8m.", ["money £4.9m", "money £5.8m"]),
        ("It was revised to 275 from 288.", ["count 275", "count 288"]),  # from is no hedge
        ("He had notice from 12 MPs and from seven states.", ["count 12", "count seven"]),
        ("The index fell -1.77% as growth was -2%.", ["percentage -1.77%", "percentage -2%"]),  # A3
        ("It costs €45,7 million.", ["money EUR 45.7m"]),  # A4
        ("He told AFP 12 people had died.", ["count 12"]),  # A5
        ("A quarter of a million people came.", ["count a quarter of a million"]),  # A6
        ("About one-third of it and two-thirds of that.", ["percentage about one-third", "percentage two-thirds"]),
        ("Some 300-odd and north of 500 people.", ["count some 300", "count north of 500"]),
        ("It was 300 ± 20.", []),
        ("It shut half a century ago.", []),
        ("The wall is 2m high.", ["number 2 metres"]),  # A7
        ("620 staff, of whom 210 left.", ["count 620", "count 210"]),
        ("The mayor, 54, spoke.", []),
        ("Case number 64 rests on Sections 153 and 154.", []),
        ("It underscores the need; the accounts of 2024/25 are late.", []),
        ("It ends next March.", ["date 2025-03"]),  # A8
        ("It was signed on 3/4/2024.", ["date 2024-04-03 or 2024-03-04"]),
        ("It was signed on 5/6/24.", ["date 2024-06-05 or 2024-05-06"]),
        ("He starts Monday week.", ["date 2024-05-27"]),
        ("It is due by the end of the year.", ["date 2024-05-15/2024-12-31"]),
        ("Rs 10 lakhs was paid.", ["money INR 1m or PKR 1m or LKR 1m or NPR 1m or MUR 1m or SCR 1m"]),  # A9
        ("Kshs 5 million and R20 million.", ["money Kshs 5 million", "money ZAR 20m"]),
        ("Sh400billion is owed.", ["money KES 400bn or TZS 400bn or UGX 400bn or SOS 400bn"]),
        ("There were no abstentions, and nil returns.", ["count 0", "count nil"]),  # A10
        ("Zero cases were seen.", ["count zero"]),
    ],
)
def test_rows(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Saturday afternoon it fell.", ["date 2024-05-11"]),
        ("He will speak later on Saturday.", ["date 2024-05-11"]),
    ],
)
def test_the_day_of_publication_itself(text: str, expected: list[str]) -> None:
    assert read(text, SATURDAY) == expected


def test_a_text_that_is_not_english() -> None:
    """Its counts are seen, not read, and it is said why; amounts of money and percentages are read its own way."""
    mentions = found("Um recorde de 37 milhões de pessoas votou no domingo, e 45,7 milhões de reais foram gastos.")
    assert [(m.value, m.why) for m in mentions] == [("", "the text is not in English"), ("BRL 45.7m", "")]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Deaths rose from 45 to 57.", {"45": "from", "57": "to"}),
        ("The toll rose by 12 to 57.", {"12": "by", "57": "to"}),
        ("The toll is 57, up from 40.", {"57": "to", "40": "from"}),
        ("The toll is 57. He came from 40 miles off.", {"57": "", "40 miles": ""}),
    ],
)
def test_changes(text: str, roles: dict[str, str]) -> None:
    assert {mention.phrase: mention.role for mention in found(text)} == roles


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The shop sold 1.500 of them.", "may be thousands, or a decimal"),
        ("In 2011 prisoners were freed.", "a year, or a count"),
        ("Its own 5m pipe burst.", "m may be a unit"),
        ("He was freed two years later.", "which days it means is not said"),
        ("It pays 2,000 Orlavan shillings.", "the country whose currency this is is not known here"),
        ("He is in for 3 years and 6 weeks.", "in two units"),
        ("It rose by 40 per 100,000.", "a rate, or the size is not clear"),
    ],
)
def test_what_is_not_read_says_why(text: str, why: str) -> None:
    mentions = found(text)
    assert not any(mention.is_read for mention in mentions)
    assert why in [mention.why for mention in mentions]


def test_every_value_can_be_read_again() -> None:
    """What a suggestion gives is a value of a claim, or says that it is none."""
    from checker.texts.value_texts import read as read_text
    from tests.texts.mention_corpus import PARTS, sentences

    for part in PARTS:
        for sentence in sentences(part):
            for mention in found(sentence.text, sentence.published):
                for text in mention.readings or ((mention.value,) if mention.value else ()):
                    assert read_text(mention.kind, text, HEDGES) is not None, (sentence.text, text)
