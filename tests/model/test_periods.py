from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.model.calendar import day_from_civil
from karabakh_tui.model.dates import parse_date
from karabakh_tui.model.periods import (
    Period,
    Unit,
    around,
    first_day,
    narrowed,
    number_of,
    part_of,
    stepped,
    unit_of,
    widened,
    written,
)

OPEN = math.inf


def period(first: str, last: str | None = None) -> Period:
    """Return the days from the first of one date to the last of another."""
    return Period(parse_date(first).earliest, parse_date(last or first).latest)


def days(first: int = -400_000, last: int = 1_000_000) -> st.SearchStrategy[int]:
    return st.integers(first, last)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Return a period of whole units, or of any days."""
    unit, first, more = draw(st.sampled_from(list(Unit))), draw(days()), draw(st.integers(0, 5))
    number = number_of(first, unit)
    return Period(first_day(number, unit), first_day(number + more + 1, unit) - 1)


@pytest.mark.parametrize(
    ("given_period", "unit", "text"),
    [
        (period("1990", "1999"), Unit.DECADE, "1990..1999"),
        (period("1992"), Unit.YEAR, "1992"),
        (period("1992", "1994"), Unit.YEAR, "1992..1994"),
        (period("1992-05"), Unit.MONTH, "1992-05"),
        (period("1992-11", "1993-02"), Unit.MONTH, "1992-11..1993-02"),
        (period("1992-02-29"), Unit.DAY, "1992-02-29"),
        (period("1992-01-01", "1992-12-30"), Unit.DAY, "1992-01-01..1992-12-30"),
        (Period(day_from_civil(1994, 1, 1), OPEN), Unit.YEAR, "1994.."),
        (Period(-OPEN, day_from_civil(1994, 5, 31)), Unit.MONTH, "..1994-05"),
        (period("0000"), Unit.YEAR, "0000"),
        (period("-0044-03-15"), Unit.DAY, "-0044-03-15"),
        (period("Y12345"), Unit.YEAR, "Y12345"),
    ],
)
def test_a_period_is_written_as_short_as_it_can_be(given_period: Period, unit: Unit, text: str) -> None:
    if given_period.is_open:
        assert written(given_period) == text
    else:
        assert unit_of(given_period) is unit
        assert written(given_period) == text


@settings(deadline=None)
@given(periods())
def test_what_is_written_is_read_as_the_same_days(given_period: Period) -> None:
    first, _, last = written(given_period).partition("..")
    assert period(first, last or first) == given_period


@settings(deadline=None)
@given(days(), st.sampled_from(list(Unit)))
def test_a_unit_holds_its_day_and_the_next_one_follows(day: int, unit: Unit) -> None:
    here = around(day, unit)
    assert here.first <= day <= here.last
    assert around(here.last + 1, unit).first == here.last + 1
    assert number_of(here.last + 1, unit) == number_of(day, unit) + 1


def test_widening_goes_from_day_to_month_year_and_decade() -> None:
    texts = []
    here: Period | None = period("1992-05-08")
    while here is not None:
        texts.append(written(here))
        here = widened(here)
    assert texts == ["1992-05-08", "1992-05", "1992", "1990..1999"]


def test_narrowing_goes_from_decade_to_year_month_and_day_of_the_anchor() -> None:
    anchor = day_from_civil(1992, 5, 8)
    texts = []
    here: Period | None = period("1980", "1999")
    while here is not None:
        texts.append(written(here))
        here = narrowed(here, anchor)
    assert texts == ["1980..1999", "1990..1999", "1992", "1992-05", "1992-05-08"]


def test_of_several_years_narrowing_takes_one() -> None:
    assert narrowed(period("1992", "1994"), day_from_civil(1993, 7, 1)) == period("1993")


def test_the_first_narrowing_leaves_something_out() -> None:
    assert part_of(period("1985", "2026"), day_from_civil(1992, 5, 8)) == period("1990", "1999")
    assert part_of(period("1985", "2026"), day_from_civil(1987, 5, 8)) == period("1985", "1989")
    assert part_of(period("1991", "1994"), day_from_civil(1992, 5, 8)) == period("1992")
    assert part_of(period("1992-05-08"), day_from_civil(1992, 5, 8)) is None


@pytest.mark.parametrize(
    ("here", "step", "there"),
    [
        (period("1992"), 1, period("1993")),
        (period("1992", "1994"), -1, period("1989", "1991")),
        (period("1990", "1999"), 1, period("2000", "2009")),
        (period("1992-02"), 1, period("1992-03")),
        (period("1992-11", "1993-01"), 1, period("1993-02", "1993-04")),
        (period("1992-02-28"), 1, period("1992-02-29")),
        (period("1992-05-08", "1992-05-14"), -1, period("1992-05-01", "1992-05-07")),
        (Period(727_929, OPEN), -1, Period(-OPEN, 727_928)),
        (Period(727_929, OPEN), 1, None),
        (Period(-OPEN, 727_928), 1, Period(727_929, OPEN)),
        (Period(-OPEN, 727_928), -1, None),
    ],
)
def test_a_step_moves_a_period_by_its_width(here: Period, step: int, there: Period | None) -> None:
    assert stepped(here, step) == there


@settings(deadline=None)
@given(periods(), st.sampled_from([-1, 1]))
def test_a_step_and_a_step_back_lead_home(here: Period, step: int) -> None:
    there = stepped(here, step)
    assert there is not None
    assert not there.overlaps(here)
    assert (there.last + 1 == here.first) if step < 0 else (here.last + 1 == there.first)
    if unit_of(there) is unit_of(here):
        assert stepped(there, -step) == here


@settings(deadline=None)
@given(periods(), st.data())
def test_narrowing_stays_inside_and_widening_around(here: Period, data: st.DataObject) -> None:
    anchor = data.draw(st.integers(int(here.first), int(here.last)))
    part = narrowed(here, anchor)
    if part is None:
        assert here.first == here.last
    else:
        assert here.covers(part)
        assert part != here
        assert part.first <= anchor <= part.last
    wider = widened(here)
    if wider is None:
        assert unit_of(here) is Unit.DECADE
    else:
        assert wider.covers(here)
        assert wider != here
