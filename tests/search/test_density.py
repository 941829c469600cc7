"""How many facts a period has, against looking at each of them, and against the query that a period stands for."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.model.small import event, place, quote, store
from tests.search.finder import search, shipped
from tests.search.test_dated import MARGIN, dates

from karabakh_tui.model.axis import axis
from karabakh_tui.model.dates import parse_date
from karabakh_tui.model.margin import widened
from karabakh_tui.model.periods import Period, written
from karabakh_tui.model.records import ApproximateMargin, Event, Quote, Record
from karabakh_tui.search.density import Density, extent
from karabakh_tui.search.index import Index
from karabakh_tui.search.query import parse_query
from karabakh_tui.search.result import everything

STATUSES = ("established", "reported", "disputed")


def could_lie_in(record: Record, period: Period) -> bool:
    """Tell whether a fact could have happened on a day of a period, day by day."""
    assert isinstance(record, (Event, Quote))
    bounds = widened(record.date, ApproximateMargin(**MARGIN)) or (record.date.earliest, record.date.latest)
    return any(bounds[0] <= day <= bounds[1] for day in range(int(period.first), int(period.last) + 1))


@st.composite
def records(draw: st.DrawFn) -> list[Record]:
    found: list[Record] = []
    for number, date in enumerate(draw(st.lists(dates(), max_size=8))):
        withdrawn = {"withdrawn": "2020"} if draw(st.integers(0, 5)) == 0 else {}
        if draw(st.booleans()):
            found.append(event(f"e{number}", date, status=draw(st.sampled_from(STATUSES)), **withdrawn))
        else:
            found.append(quote(f"q{number}", date, **withdrawn))
    return found


@settings(deadline=None, max_examples=100)
@given(records(), st.sampled_from(["", "kind:clash", "someone", "-someone"]), st.integers(1, 40))
def test_counts_are_those_of_looking_at_each_record(facts: list[Record], asked: str, columns: int) -> None:
    small = store(*facts, approximate_margin=MARGIN)
    result = search(Index.build(small), asked) if asked else everything(small, parse_query(""))
    counts = Density(small).of(result)
    matched = [
        record
        for table in ("events", "quotes")
        for record in (small.ordered(table)[position] for position in result.matched[table])
        if record.withdrawn is None
    ]
    disputed = [record for record in matched if isinstance(record, Event) and record.status == "disputed"]
    assert len(counts.facts) == len(matched)
    years = axis(Period(parse_date("1990").earliest, parse_date("1995").latest), columns)
    for column in range(len(years)):
        period = years.period(column, column)
        assert counts.facts.count(period) == sum(could_lie_in(record, period) for record in matched)
        assert counts.disputed.count(period) == sum(could_lie_in(record, period) for record in disputed)


@pytest.mark.parametrize("columns", [7, 40, 130])
def test_a_number_is_that_of_the_query_for_its_period(columns: int) -> None:
    index = shipped()
    whole = extent(index.store)
    assert whole is not None
    years = axis(whole, columns)
    density = Density(index.store)
    for column in range(len(years)):
        period = years.period(column, column)
        result = search(index, f"date:{written(period)}")
        assert density.whole.facts.count(period) == result.count("events") + result.count("quotes")
        assert density.of(result).facts.count(period) == density.whole.facts.count(period)


def test_the_extent_leaves_open_ends_out() -> None:
    assert extent(store(place("bridge"))) is None
    assert extent(store(event("a", "../1994"))) == Period(*[parse_date("1994").latest] * 2)
    found = extent(store(event("a", "1988/.."), event("b", "1990-05-12"), quote("c", "../1980")))
    assert found is not None
    assert not math.isinf(found.first)
    assert not math.isinf(found.last)
    assert found.first <= parse_date("1988").earliest
    assert found.last >= parse_date("1990-05-12").latest


def test_an_open_date_counts_in_all_periods_that_it_could_reach() -> None:
    small = store(event("a", "1988/.."), event("b", "1990"))
    counts = Density(small).whole.facts
    year = [Period(parse_date(text).earliest, parse_date(text).latest) for text in ("1987", "1988", "1990", "2050")]
    assert [counts.count(period) for period in year] == [0, 1, 2, 1]
