"""`date:` and `date:=` against an oracle that looks at every day."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.model.small import event, quote
from tests.search.finder import index_of, refs

from karabakh_tui.model.calendar import civil_from_day
from karabakh_tui.model.dates import DateError, parse_date
from karabakh_tui.model.margin import widened
from karabakh_tui.model.records import ApproximateMargin
from karabakh_tui.search.nodes import Dates, Field
from karabakh_tui.search.query import parse_query, parse_strictly

MARGIN = {"day": "P3D", "month": "P1M", "year": "P1Y"}


@st.composite
def moments(draw: st.DrawFn) -> str:
    """Return a day, a month, a year, a season or unspecified digits of a few years, with a mark at times."""
    year, month, day = draw(st.integers(1990, 1994)), draw(st.integers(1, 12)), draw(st.integers(1, 28))
    season = draw(st.integers(21, 23))
    form = draw(st.sampled_from(["{y}", "{y}-{m:02}", "{y}-{m:02}-{d:02}", "{y}-{s}", "{y}-{m:02}-XX", "{y}-XX"]))
    return form.format(y=year, m=month, d=day, s=season) + draw(st.sampled_from(["", "", "", "~", "?", "%"]))


@st.composite
def dates(draw: st.DrawFn) -> str:
    """Return one of these, or an interval or a set of them."""
    one, other, third = draw(moments()), draw(moments()), draw(moments())
    form = draw(st.sampled_from(["{0}", "{0}", "{0}", "{0}/{1}", "[{0},{1}]", "{{{0},{1},{2}}}", "[{0}..{1}]"]))
    text = form.format(one, other, third)
    try:
        parse_date(text)
    except DateError:
        return one
    return text


@st.composite
def values(draw: st.DrawFn) -> str:
    """Return a value of `date:` without `=`."""
    one, other = draw(dates()), draw(dates())
    form = draw(st.sampled_from(["{0}", "{0}", "{0}..{1}"]))
    text = form.format(one, other)
    return text if parse_query(f"date:{text}").problem is None else one


def days(text: str, *, members: bool) -> set[int]:
    """Return every day that a date stands for, `~` widened; of a set those of its members, or from first to last."""
    date = parse_date(text)
    if members and text[0] in "[{" and ".." not in text:
        return set().union(*(days(part, members=False) for part in text[1:-1].split(",")))
    bounds = widened(date, ApproximateMargin(**MARGIN))
    assert bounds is not None
    return set(range(int(bounds[0]), int(bounds[1]) + 1))


def asked(value: str) -> set[int]:
    """Return every day that a value of `date:` stands for."""
    node = parse_strictly(f"date:{value}").root
    assert isinstance(node, Field)
    meant = node.values[0]
    assert isinstance(meant, Dates)
    if meant.single is not None:
        return days(meant.single.text, members=True)
    assert meant.low is not None
    assert meant.high is not None
    low, high = days(meant.low.text, members=False), days(meant.high.text, members=False)
    return set(range(min(low), max(high) + 1))


@settings(deadline=None, max_examples=250)
@given(st.lists(dates(), min_size=1, max_size=8), values())
def test_a_record_matches_where_its_days_meet_those_asked_for(record_dates: list[str], value: str) -> None:
    records = [event(f"e{number}", date) for number, date in enumerate(record_dates)]
    index = index_of(*records, approximate_margin=MARGIN)
    wanted = asked(value)
    bounds = {record.ref: days(record.date.text, members=False) for record in records}
    could = {ref for ref, own in bounds.items() if own & wanted}
    must = {record.ref for record in records if bounds[record.ref] <= wanted and not record.date.uncertain}
    assert refs(index, f"date:{value}") == could
    assert refs(index, f"date:={value}") == must
    assert must <= could


@settings(deadline=None, max_examples=150)
@given(st.lists(dates(), min_size=1, max_size=8), moments())
def test_comparisons_look_at_the_first_and_the_last_day(record_dates: list[str], date: str) -> None:
    records = [event(f"e{number}", each) for number, each in enumerate(record_dates)]
    index = index_of(*records, approximate_margin=MARGIN)
    wanted = days(date, members=False)
    own = {record.ref: days(record.date.text, members=False) for record in records}
    assert refs(index, f"date:<{date}") == {ref for ref, each in own.items() if min(each) < min(wanted)}
    assert refs(index, f"date:<={date}") == {ref for ref, each in own.items() if min(each) <= max(wanted)}
    assert refs(index, f"date:>{date}") == {ref for ref, each in own.items() if max(each) > max(wanted)}
    assert refs(index, f"date:>={date}") == {ref for ref, each in own.items() if max(each) >= min(wanted)}


ONE_OF_EACH = [
    event("day", "1994-05-12"),
    event("month", "1994-05"),
    event("about", "1994~"),
    event("perhaps", "1994?"),
    event("both", "1994%"),
    event("since", "1994-05-12/.."),
    event("until", "../1994-05-12"),
    event("or", "[1988,1994]"),
    quote("said", "1994-05-13"),
]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("date:1994-05-12", "day month about perhaps both since until or"),
        ("date:=1994-05-12", "day"),
        ("date:=1994-05", "day month said"),
        ("date:=1994", "day month said"),
        ("date:=1993..1995", "day month about said"),
        ("date:1995", "about since both"),
        ("date:1990", "until or"),
        ("date:=[1988,1994]", "day month said"),
        ("date:=1980..2000", "day month about said or"),
        ("date:1995,1990", "about since both until or"),
        ("date:>1994-05-13", "month about perhaps both since or"),
        ("date:1990 date:1994-05-12", "until or"),
    ],
)
def test_what_could_be_and_what_must_be(query: str, found: str) -> None:
    index = index_of(*ONE_OF_EACH, approximate_margin=MARGIN)
    assert {ref.split("/")[1] for ref in refs(index, query)} == set(found.split())


def test_without_a_margin_what_is_approximate_is_never_certain_and_not_widened() -> None:
    index = index_of(*ONE_OF_EACH)
    assert "events/about" not in refs(index, "date:=1900..2100")
    assert "events/about" not in refs(index, "date:1995")
    assert "events/about" in refs(index, "date:1994")


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("1991~", (1990, 1, 1), (1992, 12, 31)),
        ("1991-02~", (1991, 1, 1), (1991, 3, 31)),
        ("1992-02~", (1992, 1, 1), (1992, 3, 31)),
        ("1991-03-31~", (1991, 3, 28), (1991, 4, 3)),
        ("1991-21~", (1991, 2, 1), (1991, 6, 30)),
        ("199X~", (1989, 1, 1), (2000, 12, 31)),
        ("1990~/1994", (1989, 1, 1), (1994, 12, 31)),
        ("1990/1994~", (1990, 1, 1), (1995, 12, 31)),
        ("[1990~,1993]", (1989, 1, 1), (1993, 12, 31)),
        ("1991?", (1991, 1, 1), (1991, 12, 31)),
        ("1991%", (1990, 1, 1), (1992, 12, 31)),
    ],
)
def test_about_is_as_wide_as_the_store_says(date: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    bounds = widened(parse_date(date), ApproximateMargin(**MARGIN))
    assert bounds is not None
    assert (civil_from_day(int(bounds[0])), civil_from_day(int(bounds[1]))) == (first, last)


@pytest.mark.parametrize("duration", [None, "", "1Y", "P", "P1Y2", "PT1H", "P99999999Y"])
def test_a_margin_that_is_none_widens_nothing(duration: str | None) -> None:
    assert widened(parse_date("1991~"), ApproximateMargin(year=duration)) is None


def test_a_margin_may_be_weeks_and_days_of_months() -> None:
    margin = ApproximateMargin(year="P1Y6M2W1D")
    low, high = widened(parse_date("1991~"), margin) or (0, 0)
    assert (civil_from_day(int(low)), civil_from_day(int(high))) == ((1989, 6, 16), (1993, 7, 15))
