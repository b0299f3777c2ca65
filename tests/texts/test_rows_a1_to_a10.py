"""Rows A1 to A10 of what was read wrong once, each with inputs of its kind that are not those of the row."""

from __future__ import annotations

import pytest

from tests.texts.test_trials import SATURDAY, found, read

RS = ("INR", "PKR", "LKR", "NPR", "MUR", "SCR")


def either(*, amount: str, codes: tuple[str, ...] = RS) -> str:
    return "money " + " or ".join(f"{code} {amount}" for code in codes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A total of 1400 people were hurt.", ["count a total of 1400"]),
        ("In all 1987 tents were sent.", ["count 1987"]),
        ("The 2008 attacks killed 166 people.", ["count 166"]),  # 2008 may be either
        ("The law of 1974 allows it.", ["date 1974"]),
        ("The 1889 canvas was sold.", []),
    ],
)
def test_a1_four_digits_are_a_year_or_a_count(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Deaths rose from 45 to 57.", ["count 45", "count 57"]),
        ("Arrests climbed by 12 to 57, up from 45.", ["count 12", "count 57", "count 45"]),
        ("The levy goes from £4.9m to £5.8m.", ["money £4.9m", "money £5.8m"]),
        ("Their number was revised to 275 from 288.", ["count 275", "count 288"]),
        ("He had notice from 12 MPs and from seven states.", ["count 12", "count seven"]),
        ("The peso lost 0.8 percent to 19.24 per dollar.", ["percentage 0.8 percent"]),
    ],
)
def test_a2_a_change_is_two_figures(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The index fell -1.77% as growth was -2%.", ["percentage -1.77%", "percentage -2%"]),
        ("Margins of −3.5% were seen.", ["percentage -3.5%"]),
        ("It fell to minus 70C.", ["number -70 C"]),
        ("It fell to -12.", []),
    ],
)
def test_a3_signs_are_kept(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It costs €45,7 million.", ["money EUR 45.7m"]),
        ("The shop sold 1.500 of them.", []),
        ("A fee of 1'500 francs is due.", [either(amount="1,500", codes=("CHF", "XOF", "XAF"))]),
        ("The book sold 2.500.000 copies.", ["count 2,500,000"]),
    ],
)
def test_a4_marks_of_other_countries(text: str, expected: list[str]) -> None:
    got = read(text)
    assert [one.split(" or ")[0] for one in got] == [one.split(" or ")[0] for one in expected]


def test_a4_what_is_not_english_is_said_to_be_so() -> None:
    mentions = found("Um recorde de 37 milhões de pessoas votou no domingo, segundo o governo.")
    assert [(m.value, m.why) for m in mentions] == [("", "the text is not in English")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He told AFP 12 people had died.", ["count 12"]),
        ("Doctors told MSF 11 patients had cholera.", ["count 11"]),
        ("Residents told ANSA 40 homes were gone.", ["count 40"]),
        ("The FTSE 100 closed.", []),
        ("The Cessna 208 survived.", []),
        ("They lost Leopard 2 tanks.", []),
    ],
)
def test_a5_names_are_no_money_and_numbers_are_no_names(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A quarter of a million people came.", ["count a quarter of a million"]),
        ("About one-third of it and two-thirds of that.", ["percentage about one-third", "percentage two-thirds"]),
        ("Some 300-odd and north of 500 people.", ["count some 300", "count north of 500"]),
        ("The sample was 300 ± 20.", []),
        ("It shut half a century ago.", []),
        ("The lake has shrunk by a third.", ["percentage a third"]),
        ("One in seven of the works is hers.", ["percentage one in seven"]),
    ],
)
def test_a6_fractions_and_rough_figures(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The mayor, 54, spoke.",
        "Case number 64 rests on Sections 153 and 154.",
        "It underscores the need; the accounts of 2024/25 are late.",
        "The M25 was shut between junctions 10 and 11.",
        "Anyone should ring 101 and quote 4471.",
        "The update, iOS 17.2, is out.",
        "India were 214 for four at tea.",
        "She won the 100 metres.",
        "The strain XBB.1.5 spread.",
        "A 500-pound bomb fell.",
        "The chip draws 700 watts.",
        "The law, 12 of 2019, bars it.",
        "They are under 18.",
        "The deal is worth seven figures.",
        "The museum, at 14 rue des Rosiers, is shut.",
        "Bins are emptied every three weeks.",
    ],
)
def test_a7_ages_references_scores_and_unknown_units_are_no_counts(text: str) -> None:
    assert read(text) == []


def test_a7_units_are_read() -> None:
    assert read("The wall is 2m high.") == ["number 2 metres"]
    assert read("620 staff, of whom 210 left.") == ["count 620", "count 210"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It ends next March.", ["date 2025-03"]),
        ("It was signed on 3/4/2024.", ["date 2024-04-03 or 2024-03-04"]),
        ("He starts Monday week.", ["date 2024-05-27"]),
        ("It is due by the end of the year.", ["date 2024-05-15/2024-12-31"]),
        ("The game kicks off on Saturday.", ["date 2024-05-18"]),
        ("She had been due to speak on Monday.", ["date 2024-05-13 or 2024-05-20"]),
        ("On Friday nights it is full.", []),
        ("Every Monday they march.", []),
        ("The January 6 riot shook it.", []),
        ("It grew in the first nine months of 2023.", ["date 2023-01/2023-09"]),
        ("Oil for June delivery fell.", []),
        ("Two rounds, on April 12 and 26, were held.", ["count two"]),
        ("The storm will hit the coast early on Friday.", ["date 2024-05-17"]),
    ],
)
def test_a8_the_right_day_both_readings_or_none(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_a8_the_day_of_publication_itself() -> None:
    assert read("On Saturday afternoon it fell.", SATURDAY) == ["date 2024-05-11"]
    assert read("He will speak later on Saturday.", SATURDAY) == ["date 2024-05-11"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rs 10 lakhs was paid.", [either(amount="1m")]),
        ("Rs 15.6 crores was paid.", [either(amount="156m")]),
        ("Sh400billion is owed.", [either(amount="400bn", codes=("KES", "TZS", "UGX", "SOS"))]),
        ("Kshs 5 million and R20 million.", ["money Kshs 5 million", "money ZAR 20m"]),
        ("The wage is R31.20 an hour.", ["money ZAR 31.2"]),
        ("Each got 2,000 bolivianos.", ["money BOB 2,000"]),
        ("It costs 5,900 South Sudanese pounds.", ["money SSP 5,900"]),
    ],
)
def test_a9_currencies_of_many_countries(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There were no abstentions.", ["count 0"]),
        ("Zero cases were seen.", ["count zero"]),
        ("Net zero is far off.", []),
        ("There were no deaths on Sunday.", ["count 0", "date 2024-05-12"]),
    ],
)
def test_a10_none_is_a_figure(text: str, expected: list[str]) -> None:
    assert read(text) == expected
