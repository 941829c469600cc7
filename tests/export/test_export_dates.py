"""Dates in bibliographies: never more exact than they are, and every doubt told."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings
from tests.model.date_strategies import all_dates

from karabakh_tui.export.dates import (
    apa_date,
    apa_year,
    biblatex_date,
    bibtex_year_and_month,
    chicago_date,
    csl_date,
    ris_date,
    ris_year,
)
from karabakh_tui.model.date_text import display_date
from karabakh_tui.model.dates import DateError, UncertainDate, parse_date

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

WORDS = [
    ("1994-05-12", "May 12, 1994", "1994, May 12", "1994"),
    ("1994-05", "May 1994", "1994, May", "1994"),
    ("1994", "1994", "1994", "1994"),
    ("1994-05-12T10:00:00Z", "May 12, 1994", "1994, May 12", "1994"),
    ("0044", "44 CE", "44 CE", "44 CE"),
    ("-0044", "45 BCE", "45 BCE", "45 BCE"),
    ("1991~", "[ca. 1991]", "ca. 1991", "ca. 1991"),
    ("2012-07?", "[July 2012?]", "2012, July?", "2012?"),
    ("2012-06-04%", "[ca. June 4, 2012?]", "ca. 2012, June 4?", "ca. 2012?"),
    ("199X", "1990s", "1990s", "1990s"),
    ("1994-05-XX", "some day in May 1994", "some day in May 1994", "some day in May 1994"),
    ("2001-21", "spring 2001", "spring 2001", "spring 2001"),
    ("1905/1907", "1905–1907", "1905–1907", "1905–1907"),
    ("2001-04-02/2001-04-08", "April 2–8, 2001", "2001, April 2–8", "2001"),
    ("2020-09-27/2020-11-10", "September 27–November 10, 2020", "2020, September 27–November 10", "2020"),
    ("1997-09/1997-12", "September–December 1997", "1997, September–December", "1997"),
    ("1997-09/1997-09", "September 1997", "1997, September", "1997"),
    ("1947-12-23/1953", "December 23, 1947–1953", "1947, December 23–1953", "1947–1953"),
    (
        "1991-09-02/1992-01-06",
        "September 2, 1991–January 6, 1992",
        "1991, September 2–1992, January 6",
        "1991–1992",
    ),
    ("1992-05-18~/1992-05-22", *["about 18 May 1992 – 22 May 1992"] * 3),
    ("1994/..", "since 1994", "since 1994", "since 1994"),
    ("[1994-05-12,1994-05-14]", "12 or 14 May 1994", "12 or 14 May 1994", "12 or 14 May 1994"),
]

DATA: list[tuple[str, dict[str, Any], str, tuple[str, str], str, str]] = [
    ("1994-05-12", {"date-parts": [[1994, 5, 12]]}, "1994-05-12", ("1994", "may"), "1994/05/12/", "1994"),
    ("1994-05", {"date-parts": [[1994, 5]]}, "1994-05", ("1994", "may"), "1994/05//", "1994"),
    ("1994", {"date-parts": [[1994]]}, "1994", ("1994", ""), "1994///", "1994"),
    ("-0044", {"literal": "45 BCE"}, "", ("45 BCE", ""), "///45 BCE", ""),
    ("1991~", {"date-parts": [[1991]], "circa": True}, "1991~", ("[ca. 1991]", ""), "1991///about 1991", ""),
    (
        "2012-07?",
        {"date-parts": [[2012, 7]], "circa": True},
        "2012-07?",
        ("[July 2012?]", ""),
        "2012/07//July 2012 (uncertain)",
        "",
    ),
    ("199X", {"literal": "1990s"}, "", ("1990s", ""), "///1990s", ""),
    ("2001-21", {"date-parts": [[2001]], "season": 1}, "2001-21", ("spring 2001", ""), "2001///spring 2001", "2001"),
    ("1905/1907", {"date-parts": [[1905], [1907]]}, "1905/1907", ("1905–1907", ""), "///1905 – 1907", ""),
    (
        "2001-04-02/2001-04-08",
        {"date-parts": [[2001, 4, 2], [2001, 4, 8]]},
        "2001-04-02/2001-04-08",
        ("April 2–8, 2001", ""),
        "2001/04//2 – 8 April 2001",
        "2001",
    ),
    ("1994/..", {"literal": "since 1994"}, "1994/..", ("since 1994", ""), "///since 1994", ""),
    ("1994/", {"literal": "1994 – unknown"}, "1994/", ("1994 – unknown", ""), "///1994 – unknown", ""),
    ("{1988,1990}", {"literal": "1988 and 1990"}, "", ("1988 and 1990", ""), "///1988 and 1990", ""),
]


@pytest.mark.parametrize(("text", "chicago", "apa", "year"), WORDS)
def test_a_date_reads_as_its_style_has_it(text: str, chicago: str, apa: str, year: str) -> None:
    date = parse_date(text)
    assert (chicago_date(date), apa_date(date), apa_year(date)) == (chicago, apa, year)


def test_no_date_is_told_as_none() -> None:
    assert (chicago_date(None), apa_date(None), apa_year(None)) == ("n.d.", "n.d.", "n.d.")


@pytest.mark.parametrize(("text", "csl", "biblatex", "bibtex", "ris", "year"), DATA)
def test_a_date_is_data_as_its_format_has_it(
    text: str, csl: dict[str, Any], biblatex: str, bibtex: tuple[str, str], ris: str, year: str
) -> None:
    date = parse_date(text)
    assert (csl_date(date), biblatex_date(date), bibtex_year_and_month(date)) == (csl, biblatex, bibtex)
    assert (ris_date(date), ris_year(date)) == (ris, year)


def parsed(text: str) -> UncertainDate:
    try:
        return parse_date(text)
    except DateError:
        assume(False)
        raise


def span(first: list[int], last: list[int]) -> tuple[float, float]:
    """Return the first and last day of what begins and ends with these parts."""
    first_date, last_date = (
        parse_date("-".join([f"{parts[0]:04d}", *(f"{each:02d}" for each in parts[1:])])) for parts in (first, last)
    )
    return first_date.earliest, last_date.latest


def assert_no_more_exact(date: UncertainDate, first: list[int], last: list[int]) -> None:
    earliest, latest = span(first, last)
    assert earliest <= date.earliest
    assert date.latest <= latest


@settings(deadline=None, max_examples=200)
@given(all_dates())
def test_no_date_of_csl_is_more_exact_than_it_is(text: str) -> None:
    date = parsed(text)
    found = csl_date(date)
    if "date-parts" not in found:
        assert found == {"literal": display_date(date)}
        return
    assert found.get("circa", False) == (date.approximate or date.uncertain)
    if "season" not in found:  # winter ends in the next year
        assert_no_more_exact(date, found["date-parts"][0], found["date-parts"][-1])


@settings(deadline=None, max_examples=200)
@given(all_dates())
def test_a_date_of_biblatex_has_the_same_days_and_doubts(text: str) -> None:
    date = parsed(text)
    found = biblatex_date(date)
    if found:
        read = parse_date(found)
        assert (read.earliest, read.latest) == (date.earliest, date.latest)
        assert (read.approximate, read.uncertain) == (date.approximate, date.uncertain)


@settings(deadline=None, max_examples=200)
@given(all_dates())
def test_no_date_of_bibtex_is_more_exact_than_it_is(text: str) -> None:
    date = parsed(text)
    year, month = bibtex_year_and_month(date)
    if year.isdigit():
        assert not date.approximate
        assert not date.uncertain
        parts = [int(year), MONTHS.index(month) + 1] if month else [int(year)]
        assert_no_more_exact(date, parts, parts)
    else:
        assert (year, month) == (chicago_date(date), "")


@settings(deadline=None, max_examples=200)
@given(all_dates())
def test_no_date_of_ris_is_more_exact_than_it_is(text: str) -> None:
    date = parsed(text)
    year, month, day, words = ris_date(date).split("/", 3)
    parts = [int(each) for each in (year, month, day) if each]
    if parts:
        assert_no_more_exact(date, parts, parts)
    if date.approximate or date.uncertain or not parts:
        assert words == display_date(date)
    assert ris_year(date) == ("" if date.approximate or date.uncertain else year)


@settings(deadline=None, max_examples=200)
@given(all_dates())
def test_every_doubt_is_told_in_words(text: str) -> None:
    date = parsed(text)
    for words in (chicago_date(date), apa_date(date), apa_year(date)):
        if date.approximate:
            assert "ca. " in words or "about" in words or "approximate" in words
        if date.uncertain:
            assert "?" in words or "uncertain" in words
