"""What a date means: its first and last day, how exactly it is known, how sure it is; and the order of dates."""

from __future__ import annotations

import math
import random

import pytest

from karabakh_tui.model.calendar import civil_from_day
from karabakh_tui.model.dates import Precision, UncertainDate, parse_date, year_of

Row = tuple[str, str, str, Precision, str]

LEVEL_0: list[Row] = [
    ("1994-05-12", "1994-05-12", "1994-05-12", Precision.DAY, ""),
    ("1994-05", "1994-05-01", "1994-05-31", Precision.MONTH, ""),
    ("1994", "1994-01-01", "1994-12-31", Precision.YEAR, ""),
    ("0000", "0000-01-01", "0000-12-31", Precision.YEAR, ""),
    ("-0043", "-0043-01-01", "-0043-12-31", Precision.YEAR, ""),
    ("1996-02-29", "1996-02-29", "1996-02-29", Precision.DAY, ""),
    ("1994-05-12T00:01:00", "1994-05-12", "1994-05-12", Precision.TIME, ""),
    ("1994-05-12T00:01:00Z", "1994-05-12", "1994-05-12", Precision.TIME, ""),
    ("1994-05-12T20:30:00-04", "1994-05-12", "1994-05-12", Precision.TIME, ""),
    ("1994-05-12T20:30:00+04:30", "1994-05-12", "1994-05-12", Precision.TIME, ""),
    ("1994-05-12T24:00:00", "1994-05-12", "1994-05-12", Precision.TIME, ""),
    ("-0043-03-15T12:00:00", "-0043-03-15", "-0043-03-15", Precision.TIME, ""),
    ("1988/1994", "1988-01-01", "1994-12-31", Precision.YEAR, ""),
    ("1988-02/1994-05", "1988-02-01", "1994-05-31", Precision.MONTH, ""),
    ("1988-02-20/1994-05-12", "1988-02-20", "1994-05-12", Precision.DAY, ""),
    ("1993-03-27/1993-04-05", "1993-03-27", "1993-04-05", Precision.DAY, ""),
    ("1994-05-09/1994-05-12", "1994-05-09", "1994-05-12", Precision.DAY, ""),
    ("1994-02-16/1994-02", "1994-02-16", "1994-02-28", Precision.MONTH, ""),
    ("1994/1994-05", "1994-01-01", "1994-05-31", Precision.YEAR, ""),
    ("1994-05/1994", "1994-05-01", "1994-12-31", Precision.YEAR, ""),
]  # fmt: skip

LEVEL_1: list[Row] = [
    ("Y170000002", "170000002-01-01", "170000002-12-31", Precision.YEAR, ""),
    ("Y-170000002", "-170000002-01-01", "-170000002-12-31", Precision.YEAR, ""),
    ("1992-21", "1992-03-01", "1992-05-31", Precision.SEASON, ""),
    ("1992-22", "1992-06-01", "1992-08-31", Precision.SEASON, ""),
    ("1992-23", "1992-09-01", "1992-11-30", Precision.SEASON, ""),
    ("1992-24", "1992-12-01", "1993-02-28", Precision.SEASON, ""),
    ("1990?", "1990-01-01", "1990-12-31", Precision.YEAR, "?"),
    ("1991~", "1991-01-01", "1991-12-31", Precision.YEAR, "~"),
    ("1991%", "1991-01-01", "1991-12-31", Precision.YEAR, "~?"),
    ("1991-08~", "1991-08-01", "1991-08-31", Precision.MONTH, "~"),
    ("1992-02-26?", "1992-02-26", "1992-02-26", Precision.DAY, "?"),
    ("1992-02-26%", "1992-02-26", "1992-02-26", Precision.DAY, "~?"),
    ("199X", "1990-01-01", "1999-12-31", Precision.DECADE, ""),
    ("19XX", "1900-01-01", "1999-12-31", Precision.CENTURY, ""),
    ("1994-XX", "1994-01-01", "1994-12-31", Precision.YEAR, ""),
    ("1994-05-XX", "1994-05-01", "1994-05-31", Precision.MONTH, ""),
    ("1994-XX-XX", "1994-01-01", "1994-12-31", Precision.YEAR, ""),
    ("1996-02-XX", "1996-02-01", "1996-02-29", Precision.MONTH, ""),
    ("199X~", "1990-01-01", "1999-12-31", Precision.DECADE, "~"),
    ("-19XX", "-1999-01-01", "-1900-12-31", Precision.CENTURY, ""),
    ("1994/..", "1994-01-01", "..", Precision.YEAR, ""),
    ("1994-05-12/..", "1994-05-12", "..", Precision.DAY, ""),
    ("../1994", "..", "1994-12-31", Precision.YEAR, ""),
    ("../1994-05", "..", "1994-05-31", Precision.MONTH, ""),
    ("1994/", "1994-01-01", "..", Precision.YEAR, ""),
    ("1994-05-12/", "1994-05-12", "..", Precision.DAY, ""),
    ("/1994", "..", "1994-12-31", Precision.YEAR, ""),
    ("1988~/1994", "1988-01-01", "1994-12-31", Precision.YEAR, "~"),
    ("1988-02-20/1994-05-12~", "1988-02-20", "1994-05-12", Precision.DAY, "~"),
    ("1988?/1994%", "1988-01-01", "1994-12-31", Precision.YEAR, "~?"),
    ("1992-21/1993-23", "1992-03-01", "1993-11-30", Precision.SEASON, ""),
    ("-0043/-0042", "-0043-01-01", "-0042-12-31", Precision.YEAR, ""),
    ("-0001/0001", "-0001-01-01", "0001-12-31", Precision.YEAR, ""),
]  # fmt: skip

LEVEL_2: list[Row] = [
    ("Y17E7", "170000000-01-01", "170000000-12-31", Precision.YEAR, ""),
    ("Y-17E7", "-170000000-01-01", "-170000000-12-31", Precision.YEAR, ""),
    ("1950S2", "1900-01-01", "1999-12-31", Precision.CENTURY, ""),
    ("1953S3", "1950-01-01", "1959-12-31", Precision.DECADE, ""),
    ("1950S4", "1950-01-01", "1950-12-31", Precision.YEAR, ""),
    ("Y171010000S3", "171000000-01-01", "171999999-12-31", Precision.LONGER, ""),
    ("-1859S2", "-1899-01-01", "-1800-12-31", Precision.CENTURY, ""),
    ("1992-25", "1992-03-01", "1992-05-31", Precision.SEASON, ""),
    ("1992-28", "1992-12-01", "1993-02-28", Precision.SEASON, ""),
    ("1992-29", "1992-09-01", "1992-11-30", Precision.SEASON, ""),
    ("1992-30", "1992-12-01", "1993-02-28", Precision.SEASON, ""),
    ("1992-31", "1992-03-01", "1992-05-31", Precision.SEASON, ""),
    ("1992-32", "1992-06-01", "1992-08-31", Precision.SEASON, ""),
    ("1992-33", "1992-01-01", "1992-03-31", Precision.SEASON, ""),
    ("1992-36", "1992-10-01", "1992-12-31", Precision.SEASON, ""),
    ("1992-37", "1992-01-01", "1992-04-30", Precision.SEASON, ""),
    ("1992-39", "1992-09-01", "1992-12-31", Precision.SEASON, ""),
    ("1992-40", "1992-01-01", "1992-06-30", Precision.SEASON, ""),
    ("1992-41", "1992-07-01", "1992-12-31", Precision.SEASON, ""),
    ("[1988..1994]", "1988-01-01", "1994-12-31", Precision.YEAR, ""),
    ("[1988-02..1988-05]", "1988-02-01", "1988-05-31", Precision.MONTH, ""),
    ("[1994-05-09..1994-05-12]", "1994-05-09", "1994-05-12", Precision.DAY, ""),
    ("[1992,1994]", "1992-01-01", "1994-12-31", Precision.YEAR, ""),
    ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31", Precision.YEAR, ""),
    ("[..1994]", "..", "1994-12-31", Precision.YEAR, ""),
    ("[1994-05..]", "1994-05-01", "..", Precision.MONTH, ""),
    ("[1667,1760-12]", "1667-01-01", "1760-12-31", Precision.YEAR, ""),
    ("[1992-02-25,1992-02-26]", "1992-02-25", "1992-02-26", Precision.DAY, ""),
    ("[1992~,1994?]", "1992-01-01", "1994-12-31", Precision.YEAR, "~?"),
    ("{1992,1994}", "1992-01-01", "1994-12-31", Precision.YEAR, ""),
    ("{1988..1994}", "1988-01-01", "1994-12-31", Precision.YEAR, ""),
    ("{..1984}", "..", "1984-12-31", Precision.YEAR, ""),
    ("{1960,1961-12}", "1960-01-01", "1961-12-31", Precision.YEAR, ""),
    ("2004-06~-11", "2004-06-11", "2004-06-11", Precision.DAY, "~"),
    ("2004?-06-11", "2004-06-11", "2004-06-11", Precision.DAY, "?"),
    ("?2004-06-~11", "2004-06-11", "2004-06-11", Precision.DAY, "~?"),
    ("2004-%06-11", "2004-06-11", "2004-06-11", Precision.DAY, "~?"),
    ("156X-12-25", "1560-12-25", "1569-12-25", Precision.DECADE, ""),
    ("15XX-12-25", "1500-12-25", "1599-12-25", Precision.CENTURY, ""),
    ("XXXX-12-XX", "0000-12-01", "9999-12-31", Precision.LONGER, ""),
    ("XXXX", "0000-01-01", "9999-12-31", Precision.LONGER, ""),
    ("XXXX-XX-31", "0000-01-31", "9999-12-31", Precision.LONGER, ""),
    ("1XXX-XX", "1000-01-01", "1999-12-31", Precision.LONGER, ""),
    ("1XXX-12", "1000-12-01", "1999-12-31", Precision.LONGER, ""),
    ("1984-1X", "1984-10-01", "1984-12-31", Precision.YEAR, ""),
    ("1984-X3", "1984-03-01", "1984-03-31", Precision.YEAR, ""),
    ("1994-05-1X", "1994-05-10", "1994-05-19", Precision.MONTH, ""),
    ("1994-02-2X", "1994-02-20", "1994-02-28", Precision.MONTH, ""),
    ("1994-06-3X", "1994-06-30", "1994-06-30", Precision.MONTH, ""),
    ("1560-XX-25", "1560-01-25", "1560-12-25", Precision.YEAR, ""),
    ("199X-02-29", "1992-02-29", "1996-02-29", Precision.DECADE, ""),
    ("199X-21", "1990-03-01", "1999-05-31", Precision.DECADE, ""),
    ("199X-33", "1990-01-01", "1999-03-31", Precision.DECADE, ""),
    ("19X4", "1904-01-01", "1994-12-31", Precision.CENTURY, ""),
    ("-000X", "-0009-01-01", "-0001-12-31", Precision.DECADE, ""),
    ("2004-06-~01/2004-06-~20", "2004-06-01", "2004-06-20", Precision.DAY, "~"),
    ("2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03", Precision.MONTH, ""),
    ("198X/199X", "1980-01-01", "1999-12-31", Precision.DECADE, ""),
]  # fmt: skip


def iso(day: float) -> str:
    """Return a day number as it is written; `..` for an infinity."""
    if math.isinf(day):
        return ".."
    year, month, of_month = civil_from_day(int(day))
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{of_month:02d}"


@pytest.mark.parametrize(("text", "earliest", "latest", "precision", "marks"), LEVEL_0 + LEVEL_1 + LEVEL_2)
def test_a_date_means_what_the_standard_says(
    text: str, earliest: str, latest: str, precision: Precision, marks: str
) -> None:
    date = parse_date(text)
    assert date.text == text
    assert (iso(date.earliest), iso(date.latest)) == (earliest, latest)
    assert date.precision is precision
    assert (date.approximate, date.uncertain) == ("~" in marks, "?" in marks)


def test_an_open_end_is_infinite_in_its_own_direction() -> None:
    assert parse_date("../1994").earliest == -math.inf
    assert parse_date("1994/..").latest == math.inf


IN_ORDER = [
    "../1994", "../1988", "/1988-01", "Y-17E7", "-0043", "-0043-03-15", "0000", "0001", "19XX-02-29", "1914/1918",
    "1987-12-31", "1988/..", "1988/1994", "1988", "1988-01", "1988-01-01", "1988-01-02", "1988-02", "1988-02-20/..",
    "1988-02-20/1994-05-12", "1988-02-27/1988-02-29", "199X", "1990/1994", "1990", "1990-01-01", "1991-09-02",
    "[1992,1994]", "1992", "1992-21", "1992-03", "1992-23", "1992-24", "1994-05-09/1994-05-12", "1994-05-09", "9999",
    "Y17E7",
]  # fmt: skip


def test_dates_are_ordered_by_earliest_day_then_by_latest_day_descending() -> None:
    shuffled = random.Random(1).sample(IN_ORDER, len(IN_ORDER))
    assert [date.text for date in sorted(map(parse_date, shuffled), key=UncertainDate.sort_key)] == IN_ORDER


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1988", "1988-01"),
        ("1988-01", "1988-01-01"),
        ("1988/1994", "1988"),
        ("1988/..", "1988/1994"),
        ("../1994", "1000"),
        ("../1994", "../1988"),
        ("-0043", "0000"),
        ("0000", "0001"),
        ("199X", "1990"),
        ("1990", "1990-01-01"),
        ("1987-12-31", "1988"),
        ("1992-23", "1992-24"),
        ("9999", "Y17E7"),
        ("Y-17E7", "-9999"),
    ],
)
def test_the_first_of_two_dates(first: str, second: str) -> None:
    assert parse_date(first).sort_key() < parse_date(second).sort_key()


@pytest.mark.parametrize(
    ("one", "other", "overlap", "within"),
    [
        ("1994-05-12", "1994", True, True),
        ("1994", "1994-05-12", True, False),
        ("1994-05", "1994-05-31/1995", True, False),
        ("1994-05", "1994-06-01/1995", False, False),
        ("1988/..", "2020", True, False),
        ("2020", "1988/..", True, True),
        ("../1994", "1988/..", True, False),
        ("[1992,1994]", "1993", True, False),
        ("1990?", "1990", True, True),
    ],
)
def test_overlapping_and_lying_within(one: str, other: str, overlap: bool, within: bool) -> None:
    date, wanted = parse_date(one), parse_date(other)
    assert date.overlaps(wanted) is overlap
    assert wanted.overlaps(date) is overlap
    assert date.within(wanted) is within


def test_dates_are_equal_where_they_are_written_the_same() -> None:
    assert parse_date("1994-05") == parse_date("1994-05")
    assert parse_date("1994-05") != parse_date("1994-05-01/1994-05-31")
    assert len({parse_date("1994"), parse_date("1994"), parse_date("1994~")}) == 2


def test_the_year_of_a_day_number() -> None:
    assert year_of(parse_date("1994-05-12").earliest) == 1994
    assert year_of(parse_date("-0043").latest) == -43
    assert year_of(-math.inf) is None
