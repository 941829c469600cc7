from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.model.axis import Axis, Step, axis, end_labels, window, year_text
from karabakh_tui.model.calendar import civil_from_day
from karabakh_tui.model.dates import parse_date
from karabakh_tui.model.periods import Period, Unit, written


def period(first: str, last: str | None = None) -> Period:
    return Period(parse_date(first).earliest, parse_date(last or first).latest)


@pytest.mark.parametrize(
    ("first", "last", "most", "step", "columns"),
    [
        ("1905", "2026", 200, Step(Unit.YEAR, 1), 122),
        ("1905", "2026", 104, Step(Unit.YEAR, 2), 61),
        ("1905", "2026", 44, Step(Unit.YEAR, 3), 41),
        ("1905", "2026", 10, Step(Unit.YEAR, 20), 7),
        ("1988", "2025", 160, Step(Unit.MONTH, 3), 152),
        ("1990", "1994", 60, Step(Unit.MONTH, 1), 60),
        ("1992-04", "1992-06", 104, Step(Unit.DAY, 1), 91),
        ("1992-04", "1992-06", 68, Step(Unit.DAY, 2), 45),
        ("-3000", "2026", 60, Step(Unit.YEAR, 100), 51),
        ("1994-05-12", "1994-05-12", 80, Step(Unit.DAY, 1), 1),
    ],
)
def test_columns_are_as_fine_as_there_is_room_for(first: str, last: str, most: int, step: Step, columns: int) -> None:
    found = axis(period(first, last), most)
    assert found.step == step
    assert len(found) == columns


@settings(deadline=None, max_examples=200)
@given(st.integers(-2_000_000, 2_000_000), st.integers(0, 800_000), st.integers(2, 250))
def test_an_axis_covers_its_days_without_a_gap_and_fits(first: int, more: int, most: int) -> None:
    found = axis(Period(first, first + more), most)
    assert 1 <= len(found) <= most
    assert list(found.starts) == sorted(set(found.starts))
    assert found.starts[0] <= first
    assert found.starts[-2] <= first + more < found.starts[-1]
    for column in (0, len(found) // 2, len(found) - 1):
        here = found.period(column, column)
        assert found.columns(here) == (column, column)
        assert written(here)


def test_years_far_away_take_no_time() -> None:
    found = axis(Period(parse_date("Y-170000000").earliest, parse_date("2026").latest), 60)
    assert len(found) <= 60


def test_a_period_touches_columns_or_lies_outside() -> None:
    years = axis(period("1988", "1997"), 10)
    assert years.columns(period("1990-05")) == (2, 2)
    assert years.columns(period("1990", "1992")) == (2, 4)
    assert years.columns(period("1980", "1988")) == (0, 0)
    assert years.columns(Period(parse_date("1996").earliest, float("inf"))) == (8, 9)
    assert years.columns(period("1980")) is None
    assert years.columns(period("1998")) is None


def labels(found: Axis, cells: int) -> list[tuple[int, str]]:
    return found.labels(cells)


def test_round_years_are_labelled_first_and_stand_where_they_begin() -> None:
    years = axis(period("1905", "2026"), 122)
    found = labels(years, 1)
    assert found[:2] == [(5, "1910"), (15, "1920")]
    for column, text in found:
        assert civil_from_day(years.starts[column])[0] == int(text)
    assert labels(axis(period("1905", "2026"), 30), 1)[0] == (9, "1950")


def test_months_are_labelled_where_there_is_room() -> None:
    assert (1, "Feb") not in labels(axis(period("1990", "1994"), 60), 1)
    assert (30, "May") in labels(axis(period("1992-04", "1992-06"), 104), 1)


def test_a_small_span_is_shown_with_what_is_around_it() -> None:
    whole = period("1905", "2026")
    assert window(None, whole) == whole
    assert window(period("1992-05-08"), whole) == period("1992-04", "1992-06")
    assert window(period("1992-05"), whole) == period("1990", "1994")
    assert window(period("1992"), whole) == period("1970", "2019")
    assert window(period("1920", "1999"), whole) == whole
    assert window(period("1880"), whole) == whole
    assert window(Period(parse_date("1992").earliest, float("inf")), whole) == whole


def test_a_window_ends_where_the_whole_ends() -> None:
    assert window(period("2025-12"), period("1905", "2026")) == period("2023", "2026")
    assert window(period("1992"), period("1988", "2000")) == period("1988", "2000")


@settings(deadline=None)
@given(st.integers(600_000, 760_000), st.integers(0, 9_000), st.integers(0, 120_000))
def test_a_window_shows_the_span_and_nothing_beyond_the_whole(first: int, days: int, more: int) -> None:
    whole = Period(650_000, 650_000 + more)
    span = Period(first, first + days)
    found = window(span, whole)
    assert whole.covers(found)
    if span.overlaps(whole):
        assert found.covers(span.within(whole))


def test_the_ends_say_years_and_months_where_it_is_short() -> None:
    assert end_labels(period("1905", "2026")) == ("1905", "2026")
    assert end_labels(period("1992-04", "1992-06")) == ("Apr 1992", "Jun 1992")
    assert end_labels(period("-0499", "0010")) == ("500 BCE", "10")
    assert year_text(0) == "1 BCE"
