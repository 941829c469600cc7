from __future__ import annotations

import pytest
from tests.model.small import event, party, quote, store
from tests.search.finder import search, shipped

from karabakh_tui.model.dates import parse_date
from karabakh_tui.model.periods import Period
from karabakh_tui.model.records import Event, Quote
from karabakh_tui.search.breakdown import MOST_PARTS, OTHERS, QUOTES, WAYS, breakdown
from karabakh_tui.search.density import Density
from karabakh_tui.search.query import parse_query
from karabakh_tui.search.result import everything

SMALL = store(
    party("a", name="Aland"),
    event("one", "1990", status="disputed", kind="clash", parties=("a", "b")),
    event("two", "1990-05", status="established", kind="ceasefire", parties=("a",)),
    event("three", "1990/1992", status="established", kind="clash"),
    event("gone", "1990", status="claimed", kind="clash", withdrawn="2020"),
    quote("words", "1991", speaker="a"),
)


def year(text: str) -> Period:
    return Period(parse_date(text).earliest, parse_date(text).latest)


def parts(way: str) -> dict[str, tuple[int, int]]:
    """Return for each part of the small store how many facts could lie in 1990 and in 1991."""
    found = breakdown(Density(SMALL), everything(SMALL, parse_query("")), way)
    return {part.name: (part.dates.count(year("1990")), part.dates.count(year("1991"))) for part in found}


def test_statuses_come_in_their_own_order_and_quotes_are_a_part_of_their_own() -> None:
    assert list(parts("status").items()) == [("established", (2, 1)), ("disputed", (1, 0)), (QUOTES, (0, 1))]


def test_kinds_come_the_commonest_first() -> None:
    assert list(parts("kind").items()) == [("clash", (2, 1)), ("ceasefire", (1, 0)), (QUOTES, (0, 1))]


def test_a_fact_counts_for_each_of_its_parties_and_an_unknown_one_is_named_by_its_id() -> None:
    assert list(parts("party").items()) == [("Aland", (2, 1)), ("b", (1, 0))]


@pytest.mark.parametrize("way", sorted(WAYS))
@pytest.mark.parametrize("query", ["", "lachin"])
def test_parts_hold_every_fact_of_the_result_and_no_more_than_can_be_told_apart(way: str, query: str) -> None:
    index = shipped()
    result = search(index, query) if query else everything(index.store, parse_query(""))
    found = breakdown(Density(index.store), result, way)
    assert 1 < len(found) <= MOST_PARTS
    total = result.count("events") + result.count("quotes")
    if way == "party":
        assert all(len(part.dates) <= total for part in found)
    else:
        assert sum(len(part.dates) for part in found) == total
    named = [part for part in found if part.name != OTHERS]
    if way != "status":
        assert [len(part.dates) for part in named] == sorted((len(part.dates) for part in named), reverse=True)


def test_a_part_counts_what_looking_at_each_record_counts() -> None:
    index = shipped()
    result = everything(index.store, parse_query(""))
    found = {part.name: part for part in breakdown(Density(index.store), result, "party")}
    facts = [
        record
        for record in (*index.store.events, *index.store.quotes)
        if isinstance(record, (Event, Quote)) and record.withdrawn is None
    ]
    armenia = [
        record
        for record in facts
        if (isinstance(record, Event) and "armenia" in record.parties)
        or (isinstance(record, Quote) and record.speaker == "armenia")
    ]
    assert len(found["Armenia"].dates) == len(armenia)
