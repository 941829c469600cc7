"""What holds for every date: no text breaks the parser, and no words say more than the date does."""

from __future__ import annotations

import math
import re
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.model.date_strategies import all_dates, near_dates

from karabakh_tui.model.date_text import MONTHS, SHORT_WIDTH, display_date, short_date
from karabakh_tui.model.dates import DateError, Moment, Precision, Set, Span, UncertainDate, parse_date

common = settings(deadline=None, max_examples=200, derandomize=True)


def read_or_refused(text: str) -> UncertainDate | DateError:
    """Return the date, or why it is none; anything else that is raised is a fault."""
    try:
        return parse_date(text)
    except DateError as refused:
        return refused


def read(text: str) -> UncertainDate:
    """Return the date, or leave the example out."""
    date = read_or_refused(text)
    assume(isinstance(date, UncertainDate))
    assert isinstance(date, UncertainDate)
    return date


dates = all_dates().map(read)


@settings(deadline=None, max_examples=600, derandomize=True)
@given(st.one_of(st.text(max_size=60), near_dates()))
def test_any_text_is_a_date_or_refused_with_a_place_in_it(text: str) -> None:
    found = read_or_refused(text)
    if isinstance(found, UncertainDate):
        assert found.text == text
    else:
        assert found.message
        assert 0 <= found.position <= len(text)


@common
@given(all_dates(), st.integers(0, 40), st.text(alphabet="0123456789X-/.,[]{}?~%YEST: ", max_size=2))
def test_a_date_with_a_slip_in_it_is_a_date_or_refused(text: str, place: int, slip: str) -> None:
    changed = text[:place] + slip + text[place + 1 :]
    found = read_or_refused(changed)
    if isinstance(found, UncertainDate):
        assert found.earliest <= found.latest
    else:
        assert 0 <= found.position <= len(changed)


@common
@given(dates)
def test_a_date_begins_before_it_ends(date: UncertainDate) -> None:
    assert date.earliest <= date.latest
    assert date.within(date)
    assert date.overlaps(date)


@common
@given(dates, dates, dates)
def test_lying_within_is_transitive_and_implies_overlapping(
    one: UncertainDate, other: UncertainDate, third: UncertainDate
) -> None:
    assert one.overlaps(other) is other.overlaps(one)
    if one.within(other):
        assert one.overlaps(other)
        if other.within(third):
            assert one.within(third)


@common
@given(dates, dates)
def test_what_lies_within_another_date_is_not_read_before_it(one: UncertainDate, other: UncertainDate) -> None:
    if one.within(other) and one.sort_key() != other.sort_key():
        assert other.sort_key() < one.sort_key()


@common
@given(st.lists(dates, max_size=8))
def test_the_order_is_total_and_has_an_exact_reverse(found: list[UncertainDate]) -> None:
    keys = [(*date.sort_key(), date.text) for date in found]
    assert all(not math.isnan(number) for key in keys for number in key[:2])
    upward = sorted(set(keys))
    assert all(first < second for first, second in pairwise(upward))
    assert sorted(set(keys), reverse=True) == upward[::-1]


def moments(form: Moment | Span | Set) -> list[Moment]:
    if isinstance(form, Moment):
        return [form]
    if isinstance(form, Span):
        return [each for each in (form.start, form.end) if each is not None]
    return [moment for member in form.members for moment in moments(member)]


DAY_IN_WORDS = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)})|\bday\b")
MONTH_IN_WORDS = re.compile("|".join((*MONTHS, "spring", "summer", "autumn", "winter", "quarter", "third", "half")))
WRITTEN_DAY = re.compile(r"[0-9X]{4}[?~%]?-[?~%]?[0-9X]{2}[?~%]?-[?~%]?[0-9X]{2}")
WRITTEN_MONTH = re.compile(r"[0-9X]{4}[?~%]?-[?~%]?(?!XX)[0-9X]{2}")


@common
@given(dates)
def test_words_never_say_a_day_or_a_month_that_is_not_written(date: UncertainDate) -> None:
    words = display_date(date)
    if not WRITTEN_DAY.search(date.text):
        assert not DAY_IN_WORDS.search(words)
    if not WRITTEN_MONTH.search(date.text):
        assert not MONTH_IN_WORDS.search(words)


@common
@given(dates)
def test_words_say_how_sure_a_date_is(date: UncertainDate) -> None:
    words = display_date(date)
    assert "None" not in words
    assert words == words.strip()
    assert ("about" in words or "approximate" in words) is (
        date.approximate or any(each.significant for each in moments(date.form))
    )
    assert ("uncertain" in words) is date.uncertain


@common
@given(dates)
def test_a_row_keeps_its_width_and_every_mark(date: UncertainDate) -> None:
    short = short_date(date)
    assert len(short) <= SHORT_WIDTH
    form = date.form
    if isinstance(form, Moment):
        assert ("~" in short) is (form.approximate or form.significant)
        assert ("?" in short) is form.uncertain
    elif isinstance(form, Span):
        assert "–" in short
    else:
        assert short.endswith("&" if form.all_of else "?")


@common
@given(dates)
def test_a_row_says_no_more_than_the_date(date: UncertainDate) -> None:
    first = moments(date.form)[0]
    if first.precision > Precision.DAY:
        assert not re.search(r"\d\d-\d\d", short_date(date))
    if first.month is None:
        assert not re.search(r"(?<![\d–])(?<!–~)\d\d(?!\d)|Q|/", short_date(date))
