"""Fairness one can check: every number is what its query finds, and no party is treated otherwise than another."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.model.small import event, party, quote, source, store
from tests.search.finder import index_of, search, shipped
from tests.search.test_meaning import stores

from karabakh_tui.model.records import TABLES, Record
from karabakh_tui.model.store import FactStore
from karabakh_tui.search.balance import TITLES, Number, balance, title
from karabakh_tui.search.index import Index

SIDES = ({"id": "east", "name": "The east bank"}, {"id": "west", "name": "The west bank"})
COUNTING = ("accounts", "accounts_by_side", "quotes", "quotes_by_side", "sources", "sources_by_side")
"""The groups whose numbers are numbers of records."""


def by_name(store_: FactStore, group: str) -> dict[str, float]:
    return {each.name: each.value for each in balance(store_) if each.group == group}


def assert_queries_find_the_numbers(index: Index) -> None:
    for number in balance(index.store):
        assert search(index, number.query).total == number.records, number
        if number.group in COUNTING or number.name in ("events", "one-sided"):
            assert number.value == number.records, number


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(stores())
def test_a_query_finds_exactly_its_number(records: FactStore) -> None:
    sided = store(*(record for table in TABLES for record in records.records(table)), sides=SIDES)
    assert_queries_find_the_numbers(Index.build(sided))


def test_the_queries_of_the_shipped_record_find_their_numbers() -> None:
    assert_queries_find_the_numbers(shipped())
    groups = {number.group.partition(".")[0] for number in balance(shipped().store)}
    assert groups == set(TITLES)
    assert title("opposed.armenian.azerbaijani") == TITLES["opposed"]


def bank(name: str, **fields: Any) -> Record:
    return party(name, side=name, **fields)


def account(by: str, words: int, of: str = "paper") -> dict[str, Any]:
    return {"by": by, "says": " ".join(["word"] * words), "cites": [{"source": of}]}


def opposed(first: str, second: str, lengths: tuple[tuple[int, int], ...], *others: Record) -> FactStore:
    """Return a store in which two parties have accounts of such lengths of the same events."""
    events = [
        event(f"e{number}", accounts=[account(by, words) for by, words in zip((first, second), pair, strict=True)])
        for number, pair in enumerate(lengths)
    ]
    return store(source(), bank("east"), bank("west"), *events, *others, sides=SIDES)


def test_the_lengths_of_opposed_accounts_are_compared_where_both_sides_speak() -> None:
    alone = event("alone", accounts=[account("east", 100)])
    numbers = by_name(opposed("east", "west", ((10, 5), (4, 8), (9, 3)), alone), "opposed.east.west")
    assert numbers == {"events": 3, "east": 23, "west": 16, "ratio": 1.44, "median": 2.0}


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 40), st.integers(1, 40)), min_size=1, max_size=5))
def test_exchanging_the_sides_turns_the_ratios_round_and_changes_nothing_else(pairs: list[tuple[int, int]]) -> None:
    lengths = tuple(pairs)
    one = by_name(opposed("east", "west", lengths), "opposed.east.west")
    other = by_name(opposed("west", "east", lengths), "opposed.east.west")
    assert (one["events"], one["east"], one["west"]) == (other["events"], other["west"], other["east"])
    assert one["ratio"] == pytest.approx(1 / other["ratio"], abs=0.01 * max(1, one["ratio"], one["ratio"] ** 2))
    assert one["median"] == pytest.approx(1 / other["median"], abs=0.01 * max(1, one["median"], one["median"] ** 2))


def test_parties_and_sides_stand_in_the_order_of_their_names_and_what_has_no_side_last() -> None:
    parties = [party("z", name="Alfa", side="west"), party("m", name="beta"), party("a", name="Gamma", side="east")]
    quotes = [quote(f"q{number}", speaker=each.id) for number, each in enumerate(reversed(parties))]
    records = store(source(), *parties, *quotes, sides=reversed(SIDES))
    assert list(by_name(records, "quotes")) == ["z", "m", "a"]
    assert list(by_name(records, "quotes_by_side")) == ["east", "west", "none"]


def test_a_side_that_says_nothing_is_told_with_nothing() -> None:
    records = store(source(), bank("east"), bank("west"), quote("q", speaker="east"), sides=SIDES)
    assert by_name(records, "quotes_by_side") == {"east": 1, "west": 0}
    assert by_name(records, "accounts_by_side") == {"east": 0, "west": 0}


def test_what_speaks_for_no_party_is_counted_too() -> None:
    records = store(source("a", standpoint="east"), source("b"), source("c"), bank("east"), sides=SIDES)
    assert by_name(records, "sources") == {"east": 1, "none": 2}
    assert by_name(store(source("b")), "sources") == {"none": 1}


def test_events_on_one_sides_sources_only_are_told_by_side_and_as_a_share() -> None:
    events = [
        event(f"e{number}", cites=[{"source": each} for each in cites])
        for number, cites in enumerate((["a"], ["a", "b"], ["b"], ["c"]))
    ]
    sources = [source("a", standpoint="east"), source("b", standpoint="west"), source("c")]
    records = store(*sources, bank("east"), bank("west"), *events, sides=SIDES)
    assert by_name(records, "one_sided") == {"events": 4, "one-sided": 2, "east": 1, "west": 1, "share": 50.0}


def test_a_figures_source_of_the_other_side_leaves_an_event_on_its_side() -> None:
    figure = {"of": "killed", "value": 1.0, "cites": [{"source": "b"}]}
    records = [
        source("a", standpoint="east"), source("b", standpoint="west"), bank("east"), bank("west"),
        event("e", cites=[{"source": "a"}], figures=[figure]),
    ]  # fmt: skip
    index = index_of(*records, sides=SIDES)
    assert by_name(index.store, "one_sided")["west"] == 0
    assert_queries_find_the_numbers(index)


def test_a_party_whose_id_is_anothers_name_is_counted_alone() -> None:
    parties = [party("icrc", name="Red Cross"), party("other", name="icrc")]
    index = index_of(source(), *parties, quote("q", speaker="icrc"), quote("r", speaker="other"))
    assert by_name(index.store, "quotes") == {"other": 1, "icrc": 1}
    assert_queries_find_the_numbers(index)


def test_former_ids_count_for_the_party_and_missing_ones_for_none() -> None:
    records = [source(), party("new", former_ids=["old"]), quote("q", speaker="old"), quote("r", speaker="gone")]
    index = index_of(*records)
    assert by_name(index.store, "quotes") == {"new": 1}
    assert_queries_find_the_numbers(index)


DATES = st.sampled_from(["1992-01", "1992-03-31", "1992-12~", "1993", "1991-11-30/1992-02", "1993-05/..", "1994-02?"])


@settings(deadline=None, max_examples=60)
@given(st.lists(DATES, min_size=1, max_size=4), st.lists(DATES, max_size=2))
def test_the_months_without_a_fact_are_those_that_no_search_for_a_month_finds(
    dates: list[str], withdrawn: list[str]
) -> None:
    events = [event(f"e{number}", date) for number, date in enumerate(dates)]
    gone = [event(f"w{number}", date, withdrawn="2020") for number, date in enumerate(withdrawn)]
    index = index_of(source(), *events, *gone, approximate_margin={"month": "P2M"})
    numbers = {each.name: each for each in balance(index.store) if each.group == "months"}
    every = [f"{year}-{month:02d}" for year in range(1991, 1995) for month in range(1, 13)]
    filled = [month for month in every if search(index, f"date:{month}").total]
    between = every[every.index(filled[0]) : every.index(filled[-1]) + 1]
    empty = [month for month in between if month not in filled]
    if not any(".." in date or "~" in date for date in [*dates, *withdrawn]):  # else the ends are as they are written
        assert numbers["all"].value == len(between)
    assert ("empty" in numbers) == bool(empty)
    gaps: list[Number] = [each for name, each in numbers.items() if name not in ("all", "empty")]
    assert sum(gap.value for gap in gaps) == len(empty)
    assert {month for gap in gaps for month in ends(gap)} <= set(empty)
    assert_queries_find_the_numbers(index)


def ends(gap: Number) -> set[str]:
    return set(gap.name.split(".."))


def test_months_are_told_in_words_before_our_era_too() -> None:
    index = index_of(source(), event("a", "-0044-03-15"), event("b", "-0044-06"))
    [gap] = [each for each in balance(index.store) if each.name == "-0044-04..-0044-05"]
    assert (gap.label, gap.value) == ("April -44 – May -44", 2)
    assert_queries_find_the_numbers(index)


def test_a_store_without_dates_has_no_months_and_an_empty_one_no_share() -> None:
    assert by_name(store(), "months") == {}
    assert by_name(store(), "one_sided") == {"events": 0, "one-sided": 0}
    far = index_of(source(), event("a", "Y-170000"), event("b", "1994"))
    assert_queries_find_the_numbers(far)
