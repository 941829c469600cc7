"""Day numbers are those of `datetime.date`, and go on before and after it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.model.calendar import civil_from_day, day_from_civil, days_in_month, is_leap

FAR = 10**18
CYCLE = 146_097
"""Days of the 400 years after which the Gregorian calendar repeats."""


@settings(deadline=None, max_examples=300, derandomize=True)
@given(st.dates())
def test_day_numbers_are_those_of_the_standard_library(day: date) -> None:
    assert day_from_civil(day.year, day.month, day.day) == day.toordinal()
    assert civil_from_day(day.toordinal()) == (day.year, day.month, day.day)


@settings(deadline=None, max_examples=300, derandomize=True)
@given(st.integers(-FAR, FAR))
def test_every_day_number_goes_to_a_date_and_back(number: int) -> None:
    year, month, day = civil_from_day(number)
    assert 1 <= month <= 12
    assert 1 <= day <= days_in_month(year, month)
    assert day_from_civil(year, month, day) == number


@settings(deadline=None, max_examples=300, derandomize=True)
@given(st.integers(-FAR, FAR), st.integers(1, 12))
def test_months_of_far_years_follow_one_another_without_a_gap(year: int, month: int) -> None:
    last = day_from_civil(year, month, days_in_month(year, month))
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    assert day_from_civil(*following, 1) == last + 1


@settings(deadline=None, max_examples=100, derandomize=True)
@given(st.integers(-FAR, FAR))
def test_the_calendar_repeats_after_400_years(year: int) -> None:
    assert is_leap(year) is is_leap(year + 400)
    assert day_from_civil(year + 400, 1, 1) - day_from_civil(year, 1, 1) == CYCLE


def test_every_day_of_a_cycle_is_right() -> None:
    day = date(1600, 1, 1)
    number = day.toordinal()
    for offset in range(CYCLE):
        expected = day + timedelta(offset)
        assert civil_from_day(number + offset) == (expected.year, expected.month, expected.day)


@pytest.mark.parametrize(
    ("civil", "number"),
    [
        ((1, 1, 1), 1),
        ((0, 12, 31), 0),
        ((0, 2, 29), -306),
        ((0, 1, 1), -365),
        ((-1, 12, 31), -366),
        ((-400, 1, 1), -365 - CYCLE),
    ],
)
def test_days_before_our_era_count_backwards(civil: tuple[int, int, int], number: int) -> None:
    assert day_from_civil(*civil) == number
    assert civil_from_day(number) == civil


@pytest.mark.parametrize(
    ("year", "leap"), [(1600, True), (1900, False), (1996, True), (1994, False), (0, True), (-1, False), (-4, True)]
)
def test_leap_years(year: int, leap: bool) -> None:
    assert is_leap(year) is leap
    assert days_in_month(year, 2) == (29 if leap else 28)
