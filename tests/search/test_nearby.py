from __future__ import annotations

import pytest
from tests.model.small import event, quote, store
from tests.search.finder import index_of, refs, shipped

from karabakh_tui.model.dates import parse_date
from karabakh_tui.model.periods import Unit, number_of, written
from karabakh_tui.model.records import Event, Quote
from karabakh_tui.search.nearby import MOST_YEARS, days_around, month_of, months_query, other_years


@pytest.mark.parametrize(
    ("date", "days", "expected"),
    [
        ("1994-05-12", 0, "1994-05-12"),
        ("1994-05-12", 7, "1994-05-05..1994-05-19"),
        ("1988/1994", 1, "1987-12-31..1995-01-01"),
        ("1988/..", 7, None),
        ("../1994", 7, None),
    ],
)
def test_days_around_a_date(date: str, days: int, expected: str | None) -> None:
    found = days_around(parse_date(date), days)
    assert (None if found is None else written(found)) == expected


@pytest.mark.parametrize(
    ("date", "month"),
    [
        ("1994-05-12", "1994-05"),
        ("1994-05", "1994-05"),
        ("1994-05~", "1994-05"),
        ("1992-05/1993-11", "1992-05"),
        ("1992-05-08/..", "1992-05"),
        ("[1994-05-01,1994-05-03]", "1994-05"),
        ("1994", None),
        ("1988/1994", None),
        ("../1994-05", None),
        ("[1994-05,1994-06]", None),
        ("[1994-05-01..]", None),
    ],
)
def test_the_month_of_a_date_is_that_in_which_it_begins(date: str, month: str | None) -> None:
    expected = None if month is None else number_of(parse_date(month).earliest, Unit.MONTH)
    assert month_of(parse_date(date)) == expected


def test_the_same_month_of_other_years_finds_what_certainly_lies_there() -> None:
    index = index_of(
        event("here", "1994-05-12"),
        event("before", "1992-05"),
        quote("later", "2000-05-31"),
        event("june", "1992-06-01"),
        event("vague", "1993"),
        event("doubtful", "1995-05?"),
        event("gone", "1996-05-01", withdrawn="2020"),
    )
    month = month_of(parse_date("1994-05-12"))
    assert month is not None
    query = months_query(other_years(index.store, month))
    assert query == "date:=[1992-05,2000-05]"
    assert refs(index, query) == {"events/before", "quotes/later"}


def test_a_single_other_year_is_asked_for_plainly() -> None:
    small = store(event("here", "1994-05-12"), event("before", "1992-05-01"))
    month = month_of(parse_date("1994-05-12"))
    assert month is not None
    assert months_query(other_years(small, month)) == "date:=1992-05"


def test_only_the_nearest_years_are_named_where_there_are_many() -> None:
    small = store(*(event(f"e{year}", f"{year}-05-01") for year in range(1800, 2000)))
    found = other_years(small, number_of(parse_date("1900-05").earliest, Unit.MONTH))
    assert len(found) == MOST_YEARS
    assert min(found) == number_of(parse_date("1855-05").earliest, Unit.MONTH)
    assert len(months_query(found)) < 1000


def test_every_month_of_the_shipped_record_gives_a_query_that_finds_only_that_month() -> None:
    index = shipped()
    months = {month_of(each.date) for each in index.store.events}
    for month in sorted(each % 12 + 2020 * 12 for each in months if each is not None):
        found = other_years(index.store, month)
        for ref in refs(index, months_query(found)) if found else ():
            record = index.store.find(ref)
            assert isinstance(record, (Event, Quote))
            assert number_of(record.date.earliest, Unit.MONTH) % 12 == month % 12
