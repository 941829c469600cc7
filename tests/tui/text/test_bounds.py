"""Uncertain dates as bars; `make screens` writes the table anew for review."""

from __future__ import annotations

import math
import os
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.model.date_strategies import common_dates

from karabakh_tui.model.calendar import civil_from_day
from karabakh_tui.model.date_text import display_date
from karabakh_tui.model.dates import UncertainDate, parse_date
from karabakh_tui.model.margin import widened
from karabakh_tui.model.periods import Period
from karabakh_tui.model.records import ApproximateMargin
from karabakh_tui.tui.text.bounds import SIGNS, WIDEST, Firmness, bar, bounds_line, is_exact

GOLDEN = Path(__file__).parent / "dates.txt"
MARGIN = ApproximateMargin(day="P3D", month="P1M", year="P1Y")
SHOWN = Period(parse_date("1980").earliest, parse_date("2029").latest)
CELLS = 50
"""One for each year that is shown."""

TABLE = """
    1994-05-12 1994-05-12T16:30:00Z 1994-05-12? 1994-05-12~ 1994-05-12% 1994-05 1994-05~ 1994-05? 1991 1991~ 1991?
    1991% 1991-?05 1994-21 1993-24 1994-33 1994-40 199X 19XX 1X94 XXXX-05 1994-XX 1994-05-XX 1994-XX-12 1994-05-1X
    1990S3 Y20000 1988/1994 1988-02-20/1994-05-12 1988-02/1994 1988~/1994 1988/1994~ 1988?/1994 1988/1994?
    1988~/1994~ 1994-05/1994-06 1994-05-12/1994-05-13 1988/.. 1988-02-20/.. ../1994 ../1994-05-12 1988/ /1994
    1905/1907 1905/1990 2025/2040 1900/2100 1905 2040 -0044-03-15 [1988,1992] [1988..1994] [1988..1990,1994]
    [..1994] [1994..] {1988,1992} {1988..1994} {1988,1990..1992} 1988~/2020? [1988~,1992]
"""
DATES = tuple(TABLE.split())


def day_text(day: float) -> str:
    if math.isinf(day):
        return ".."
    year, month, of_month = civil_from_day(int(day))
    return f"{'-' * (year < 0)}{abs(year):04d}-{month:02d}-{of_month:02d}"


def golden_row(text: str) -> str:
    """Return a date, its bounds with `~` as wide as it is, its label and its bar."""
    date = parse_date(text)
    bounds = widened(date, MARGIN)
    assert bounds is not None
    first, last = (day_text(day) for day in bounds)
    picture = "an exact day" if is_exact(date) else bar(date, MARGIN, SHOWN, CELLS + 2).rstrip()
    return f"{text:24}{first:>14} – {last:12}{display_date(date):40}{picture}".rstrip()


def test_sixty_dates_are_drawn_as_they_were_reviewed() -> None:
    assert len(DATES) >= 60
    head = f"{'date':24}{'first day':>14} – {'last day':12}{'label':40}"
    head += " 1980      1990      2000      2010      2020  2029"
    table = "\n".join([head, *(golden_row(text) for text in DATES)]) + "\n"
    if os.environ.get("KARABAKH_SCREENS") == "write":
        GOLDEN.write_text(table, encoding="utf-8")
    assert table == GOLDEN.read_text(encoding="utf-8")


def marked(date: UncertainDate, shown: Period, cells: int) -> list[int]:
    picture = bar(date, MARGIN, shown, cells + 2)
    return [cell for cell, sign in enumerate(picture[1:-1]) if sign != SIGNS[Firmness.NONE]]


@settings(deadline=None, max_examples=300)
@given(common_dates(), st.integers(1, 3_000_000), st.integers(0, 400_000), st.integers(10, 80))
def test_a_bar_has_its_width_and_marks_nothing_outside_the_bounds(text: str, first: int, days: int, cells: int) -> None:
    date = parse_date(text)
    shown = Period(first, first + days)
    picture = bar(date, MARGIN, shown, cells + 2)
    assert len(picture) == cells + 2
    low, high = widened(date, MARGIN) or (date.earliest, date.latest)
    assert (picture[0] == "‹") is (low < shown.first)
    assert (picture[-1] == "›") is (high > shown.last)
    found = marked(date, shown, cells)
    if not Period(low, high).overlaps(shown):
        assert not found
        return
    a_cell = (shown.last - shown.first + 1) / cells
    for cell in found:  # to the nearest cell
        assert low <= shown.first + (cell + 1.5) * a_cell + 1
        assert high >= shown.first + (cell - 0.5) * a_cell - 1


@settings(deadline=None, max_examples=200)
@given(
    st.integers(1981, 1999), st.integers(2000, 2020), st.sampled_from(["[{}..{}]", "[{},{}]", "[{}-01-01,{}-01-01]"])
)
def test_one_of_several_dates_has_no_firm_day(first: int, last: int, form: str) -> None:
    assert SIGNS[Firmness.FIRM] not in bar(parse_date(form.format(first, last)), MARGIN, SHOWN, CELLS + 2)


@settings(deadline=None, max_examples=200)
@given(st.integers(1981, 1995), st.integers(2000, 2020), st.sampled_from(["", "~"]))
def test_an_interval_of_years_is_firm_between_its_ends_alone(first: int, last: int, mark: str) -> None:
    picture = bar(parse_date(f"{first}{mark}/{last}{mark}"), MARGIN, SHOWN, CELLS + 2)[1:-1]
    inside = range(first + 1 + len(mark), last - len(mark))
    assert [1980 + cell for cell, sign in enumerate(picture) if sign == SIGNS[Firmness.FIRM]] == list(inside)


def test_without_a_margin_about_is_as_wide_as_it_is_written_but_soft() -> None:
    assert bar(parse_date("1991~"), None, SHOWN, CELLS + 2).strip("· ") == "░"
    assert bar(parse_date("1991~"), MARGIN, SHOWN, CELLS + 2).strip("· ") == "░▒░"


def test_a_line_takes_the_width_it_gets_and_goes_where_there_is_none() -> None:
    date = parse_date("1991")
    for width in range(90):
        line = bounds_line(date, MARGIN, SHOWN, width)
        assert line.cell_length in (0, min(width, WIDEST + 8))
    assert bounds_line(date, MARGIN, SHOWN, 40).plain.startswith("1980 ·")
    assert bounds_line(date, MARGIN, SHOWN, 40).plain.endswith("· 2029")
    assert not bounds_line(date, MARGIN, SHOWN, 12)
