"""Bad input: a tables.yaml with mistakes, tables that cannot be read, and rows that are no claims."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.tables.conftest import MAPPING, Desk

GOOD = "A,x,cases,5,2031-05-01"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("tables: []\n", "tables.yaml:1:9: names no table: each begins with `- read:`"),
        ("tables:\n  - red: counts.csv\n", "tables.yaml:2:5: unknown key 'red'; did you mean 'read'?"),
        (MAPPING.replace("counts.csv", "count.csv"), "'count.csv': there is no such file; did you mean 'counts.csv'?"),
        (MAPPING.replace("counts.csv", "counts.xls"), "'counts.xls': expected a file that ends in .parquet or .csv"),
        (MAPPING.replace("counts.csv", "../counts.csv"), "leads out of the project; name a folder elsewhere as"),
        (MAPPING.replace("counts.csv", "/etc/passwd.csv"), "leads out of the project"),
        (MAPPING.replace("counts.csv", "$HOME/counts.csv"), "is named by a variable such as $CHECKER_DATA"),
        (MAPPING.replace("counts.csv", "$CHECKER_NO/a.csv"), "the environment variable CHECKER_NO is not set"),
        (MAPPING.replace("counts.csv", "'duckdb: counts.csv'"), "expected `duckdb: file#table`"),
        (MAPPING.replace("counts.csv", "'duckdb: no.db#x'"), "'no.db': there is no such file"),
        (MAPPING.replace("counts.csv", "'postgres: host=x#t'"), "expected the name of an environment variable"),
        (MAPPING.replace("counts.csv", "'postgres: $NO_DSN#t'"), "the environment variable NO_DSN is not set"),
        (MAPPING.replace("counts.csv", "s3://bucket/a.parquet"), "is read by Spark alone: `--engine spark`"),
        (MAPPING.replace("value: n", "value: m"), "counts.csv has no column 'm'; it has 'source', 'place'"),
        (MAPPING.replace("value: n", "value: wht"), "counts.csv has no column 'wht'; did you mean 'what'?"),
        (MAPPING.replace("source: source, ", ""), "which column is the source?"),
        (MAPPING.replace("value: n, ", ""), "which column is the figure? name `value`, or lower and upper"),
        (MAPPING.replace("as_of: day", "scope: day"), "which column is the day? name `as_of` or `period`"),
        (MAPPING.replace("property: what, ", ""), "which column is the property?"),
        (MAPPING + "    fixed: {source: A}\n", "source is a column already"),
        (MAPPING + "    values: {cases: n}\n", "with `values` each property has its column"),
        (
            MAPPING + "properties: {case: {}}\n",
            "'case' is not a property of rules/properties.yaml; did you mean 'cases'?",
        ),
        (MAPPING + "properties: {name: {}}\n", "'name' is a text; tables hold figures"),
        (MAPPING + "properties: {cases: {tolerance: 5}}\n", "'5': expected a share below 100%, such as 5%"),
        (MAPPING + "properties: {cases: {words: n}, deaths: {words: n}}\n", "'n' stands for 'cases' already"),
        (MAPPING + "compare: {count-fall: within_source}\n", "'count-fall' is not a rule of rules/; did you mean"),
        (MAPPING + "compare: {count-falls: across_sources}\n", "count-falls is checked within_source"),
        (MAPPING + "compare: {count-falls: sometimes}\n", "'sometimes' is not one of within_source, across_sources"),
        (MAPPING + "part_of: {read: counts.csv}\n", "expected `path`, or the keys read, entity and whole"),
    ],
)
def test_mistakes_in_the_mapping(desk: Desk, text: str, message: str) -> None:
    desk.rows(GOOD)
    desk.write("tables.yaml", text)
    ran = desk.check()
    assert ran.status == 2, ran.text
    assert message in ran.text


def test_all_mistakes_at_once(desk: Desk) -> None:
    desk.write("tables.yaml", MAPPING.replace("value: n, ", "") + "compare: {nothing: within_source}\n")
    lines = desk.check().text.splitlines()
    assert len(lines) == 3
    assert all(line.startswith("tables.yaml:") for line in lines)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty: its first line names the columns"),
        (b"\xff\xfe\x00a,b\n", "is not UTF-8; save it as UTF-8"),
        (b"source,place,what,n,day\n", "has no rows"),
        (b"source,place,what,n,day\nA,x,cases,many,2031-05-01\n", "of 1 rows can be read: not a figure: expected"),
    ],
)
def test_files_that_cannot_be_read(desk: Desk, content: bytes, message: str) -> None:
    (desk.root / "counts.csv").write_bytes(content)
    ran = desk.check()
    assert ran.status == 2
    assert message in ran.text


def test_a_file_that_is_no_parquet(desk: Desk) -> None:
    desk.write("counts.parquet", "not at all")
    desk.write("tables.yaml", MAPPING.replace("counts.csv", "counts.parquet"))
    ran = desk.check()
    assert ran.status == 2
    assert "tables.yaml:2:11: counts.parquet cannot be read: " in ran.text


BAD = {
    "A,x,cases,many,2031-05-01": "not a figure",
    "A,x,cases,nan,2031-05-01": "not a figure",
    'A,x,cases,"1,000",2031-05-01': "not a figure: expected digits, such as 1200",
    "A,x,cases,1 000,2031-05-01": "not a figure: expected digits, such as 1200",
    "A,x,cases,1.200,2031-05-01": "not a count: expected a whole number from 0, such as 1200",
    "A,x,cases,1.000,2031-05-01": "not a count: expected a whole number from 0",
    "A,x,cases,205.5,2031-05-01": "not a count: expected a whole number from 0",
    "A,x,cases,-5,2031-05-01": "not a count: expected a whole number from 0",
    "A,x,cases,1_000,2031-05-01": "not a figure",
    "A,x,cases,,2031-05-01": "no figure",
    "A,x,cases,5,2031-02-30": "not a day",
    "A,x,cases,5,May": "not a day",
    "A,x,cases,5,": "no day",
    ",x,cases,5,2031-05-01": "no source",
    "A, ,cases,5,2031-05-01": "no subject",
    "A,x,,5,2031-05-01": "no property",
    "A,x,tests,5,2031-05-01": "of a property that tables.yaml does not read",
    "A,x,cases,12345678901234567890,2031-05-01": "more digits than can be compared",
    "A,x,beds,0.1234567890123,2031-05-01": "more digits than can be compared",
    "A,x,cases,5": "not a row of the table",
    "A,x,cases,5,2031-05-01,more": "not a row of the table",
    'A,x,ca"ses",5,2031-05-01': "of a property that tables.yaml does not read",
}


@pytest.mark.parametrize("row", BAD)
def test_a_row_that_is_no_claim_is_told_with_its_number(desk: Desk, row: str) -> None:
    desk.rows(GOOD, row, "A,x,cases,6,2031-05-02")
    ran = desk.check("--output", "findings.csv")
    is_unread = BAD[row] not in ("no figure", "of a property that tables.yaml does not read")
    assert ran.status == (2 if is_unread else 0), ran.text
    assert ("Not all could be checked: 1 row of the tables cannot be read." in ran.text) == is_unread
    assert "3 rows, 2 claims" in ran.text
    assert f"1 row left out: {BAD[row]}" in ran.text
    assert "counts.csv row 2" in ran.text
    with duckdb.connect() as connection:
        told = connection.execute("SELECT file, row, why FROM read_csv('left-out.csv')").fetchall()
    assert [(file, number) for file, number, _ in told] == [("counts.csv", 2)]
    assert told[0][2].startswith(BAD[row])


def test_rows_keep_their_numbers_behind_a_bad_one(desk: Desk) -> None:
    desk.rows(GOOD, "A,x", "A,x", "A,x,cases,4,2031-05-02")
    assert "A: 4  (counts.csv row 4)" in desk.check().text


def test_what_a_source_says_twice(desk: Desk) -> None:
    """The same figure twice counts once, in sums too; another one is a disagreement of the source with itself."""
    desk.rows(GOOD, GOOD, "B,x,cases,5,2031-05-01")
    ran = desk.check()
    assert ran.status == 0, ran.text
    assert "2 rows that a source gives more than once, with one figure: counts.csv row 1 ('5')" in ran.text
    desk.rows(GOOD, "A,x,cases,7,2031-05-01", "B,x,cases,6,2031-05-01")
    ran = desk.check()
    assert ran.status == 1
    assert "cases of x: A differs with itself by 2 on 1 May 2031" in ran.text
    assert "cases of x: A and B differ by 1 on 1 May 2031" in ran.text
    assert "2 rows that a source gives more than once, with other figures" in ran.text


def test_below_zero(desk: Desk) -> None:
    """A share of -3 % is a slip, unless its property may be below zero; nothing is compared with it."""
    desk.write("rules/properties.yaml", "share: {type: percentage}\nchange: {type: percentage, signed: true}\n")
    desk.rows(
        *(f"{who},x,{what},{n},2031-05-01" for what in ("share", "change") for who, n in (("A", -3), ("B", "2.125")))
    )
    ran = desk.check()
    assert ran.status == 2
    assert (
        "1 row left out: below zero: expected 0 or more, as its property is not `signed: true`: counts.csv row 1"
        in ran.text
    )
    assert "change of x: A and B differ by" in ran.text


def test_a_whole_count_of_a_program(desk: Desk) -> None:
    """Programs write 1200.0 where a column has gaps."""
    desk.rows("A,x,cases,1200.0,2031-05-01", "B,x,cases,1200,2031-05-01")
    assert desk.check().status == 0


def test_what_only_one_source_says(desk: Desk) -> None:
    rows = ("A,x,cases,5,2031-05-02", "B,x,cases,5,2031-05-02", "A,x,cases,5,2031-05-01", "A,y,cases,5,2031-05-01")
    desk.rows(*rows, "B,x,cases,6,2031-05-04", "A,x,cases,6,2031-05-03", "A,x,cases,6,2031-05-04")
    text = desk.check().text
    assert "1 day of 1 figure of A that no other source has the figure of: counts.csv row 4 ('y')" in text
    assert "1 day of 1 figure of A beyond the days of the other sources: counts.csv row 3 ('x')" in text
    assert "1 day of 1 figure of A that the others skip: counts.csv row 6 ('x')" in text


HOSTILE = 'n"; DROP TABLE claim; --'


def test_names_are_quoted_never_trusted(desk: Desk) -> None:
    """Names of columns, files and words are what they are, whatever they look like to SQL, a log or a terminal."""
    name = "o'clock [1]*.csv".replace("*", "")
    header = f'source,place,what,"{HOSTILE.replace(chr(34), chr(34) * 2)}",day'
    desk.rows("A',x'); --,cases,5,2031-05-01", "::error::\x1b[31m,x'); --,cases,7,2031-05-01", name=name, header=header)
    column = HOSTILE.replace("'", "''")
    desk.write("tables.yaml", MAPPING.replace("value: n", f"value: '{column}'").replace("counts.csv", f'"{name}"'))
    ran = desk.check("--output", "it's.parquet")
    assert ran.status == 1, ran.text
    assert "differ by 2" in ran.text
    assert "\x1b" not in ran.text
    assert "::error" not in ran.text
    assert Path("it's-evidence.parquet").exists()


def test_articles_that_agree_beside_tables_that_cannot_be_read(desk: Desk) -> None:
    """Nobody is told that a check has passed of which a part was not done."""
    desk.rows(GOOD)
    desk.write("claims/flood/entities.yaml", "x: {kind: place}\n")
    article = "source: {publisher: Courier, published: 2031-05-02}\n"
    claim = "claims: [{id: c, subject: x, property: cases, value: 5, quote: five are ill}]\n"
    desk.write("claims/flood/courier.yaml", article + claim)
    assert "Passed." in desk.check().text
    desk.write("tables.yaml", "tables:\n")
    ran = desk.check()
    assert ran.status == 2
    assert "Could not check all of it." in ran.text
    assert "Passed." not in ran.text


def test_a_project_without_tables_is_as_before(desk: Desk) -> None:
    (desk.root / "tables.yaml").unlink()
    ran = desk.check()
    assert ran.status == 2
    assert "Tables" not in ran.text


def test_memory_that_is_no_amount(desk: Desk) -> None:
    desk.rows(GOOD)
    ran = desk.check("--memory", "much")
    assert ran.status == 2
    assert "--memory much: expected an amount such as 2GB" in ran.text
    assert desk.check("--memory", "1GB", "--threads", "1").status == 0


def test_a_column_twice(desk: Desk) -> None:
    """Which of the two is meant nobody can know; one that is not read may be there as often as it likes."""
    desk.rows("A,x,cases,5,6,2031-05-01", header="source,place,what,n,n,day")
    ran = desk.check()
    assert ran.status == 2
    assert "tables.yaml:2:11: counts.csv has more than one column 'n'" in ran.text
    desk.rows("A,x,cases,5,6,7,2031-05-01", header="source,place,what,n,q,q,day")
    assert desk.check().status == 0


def test_what_is_no_file_of_the_project(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("elsewhere") / "counts.csv"
    other.write_text("secret\n")
    place = desk.root / "counts.csv"
    makes: tuple[tuple[Callable[[], None], str], ...] = (
        (lambda: place.symlink_to(other), "is a link out of its folder; name a folder elsewhere as $CHECKER_DATA"),
        (lambda: place.symlink_to("counts.csv"), "is no file that can be read"),
        (place.mkdir, "'counts.csv': is a folder; expected a file"),
    )
    for make, message in makes:
        make()
        ran = desk.check()
        assert ran.status == 2
        assert message in ran.text
        assert "secret" not in ran.text
        place.rmdir() if place.is_dir() and not place.is_symlink() else place.unlink()
    desk.rows(GOOD, name="data.csv")
    place.symlink_to("data.csv")
    assert desk.check().status == 0


@pytest.mark.parametrize(
    ("header", "message"), [("\n", "begins with an empty line"), ("x" * 200_000, "its first line names no columns")]
)
def test_a_first_line_that_names_no_columns(desk: Desk, header: str, message: str) -> None:
    desk.rows(GOOD, header=header)
    ran = desk.check()
    assert ran.status == 2
    assert message in ran.text


@pytest.mark.parametrize("cell", ["1e400", "-1e400", "1e308", "1.7e308", "9" * 400])
def test_a_figure_beyond_all_others_is_not_an_open_bound(desk: Desk, cell: str) -> None:
    desk.rows(f"A,x,cases,{cell},2031-05-01", "B,x,cases,5,2031-05-01")
    ran = desk.check()
    assert ran.status == 2, ran.text
    assert "1 row left out: more digits than can be compared" in ran.text


def _parquet(desk: Desk, rows: str) -> None:
    desk.write("tables.yaml", MAPPING.replace("counts.csv", "counts.parquet"))
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({rows}) TO '{desk.root}/counts.parquet' (FORMAT parquet)")


ROW = "SELECT 'A' AS source, 'x' AS place, 'cases' AS what, 5 AS n, DATE '2031-05-01' AS day"


@pytest.mark.parametrize("day", ["infinity", "0044-01-01 (BC)", "99999-05-01", "0000-01-01"])
def test_a_day_of_no_calendar_year(desk: Desk, day: str) -> None:
    _parquet(desk, f"{ROW} UNION ALL SELECT 'A', 'x', 'cases', 6, '{day}'::DATE")
    ran = desk.check()
    assert ran.status == 2, ran.text
    assert "1 row left out: not a day: counts.parquet row 2" in ran.text


@pytest.mark.parametrize(
    ("column", "shown"),
    [("['x'] AS place", "VARCHAR[]"), ("{'a': 1} AS place", "STRUCT"), ("'x'::BLOB AS place", "BLOB")],
)
def test_a_column_that_is_not_plain(desk: Desk, column: str, shown: str) -> None:
    _parquet(desk, ROW.replace("'x' AS place", column))
    ran = desk.check()
    assert ran.status == 2
    assert f"tables.yaml:2:11: counts.parquet: the column 'place' holds '{shown}" in ran.text


def test_decimals_of_a_file(desk: Desk) -> None:
    """They may have more digits than a double."""
    rows = "SELECT 'A' AS source, 'x' AS place, 'beds' AS what, 5.25::DECIMAL(38, 2) AS n, DATE '2031-05-01' AS day"
    _parquet(desk, f"{rows} UNION ALL SELECT 'B', 'x', 'beds', 12345678901234567890123, DATE '2031-05-01'")
    ran = desk.check()
    assert ran.status == 2, ran.text
    assert "1 row left out: more digits than can be compared" in ran.text
    assert "2 rows, 1 claim" in ran.text


def test_the_day_of_a_moment_is_that_of_utc(desk: Desk) -> None:
    moments = [f"TIMESTAMPTZ '2031-05-01 {hour}:30:00+00'" for hour in ("00", "23")]
    rows = [ROW.replace("DATE '2031-05-01'", moment) for moment in moments]
    _parquet(desk, f"{rows[0]} UNION ALL {rows[1].replace('5 AS n', '7 AS n').replace(chr(39) + 'A', chr(39) + 'B')}")
    assert "A and B differ by 2 on 1 May 2031" in desk.check().text


def test_a_file_that_is_damaged_in_the_middle(desk: Desk) -> None:
    varied = ROW.replace("'x'", "concat('x', i * 7919 % 1000)").replace("5 AS n", "i AS n")
    _parquet(desk, f"{varied} FROM range(100000) r(i)")
    file = desk.root / "counts.parquet"
    whole = file.read_bytes()
    file.write_bytes(whole[:5000] + b"\xff" * 3000 + whole[8000:])
    ran = desk.check()
    assert ran.status == 2
    assert "tables.yaml:2:11: a table cannot be read: " in ran.text
