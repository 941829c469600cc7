"""The loaded whole: look-up, reading order, what points at what, and sides."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.model.date_strategies import all_dates
from tests.model.small import event, ids, party, place, quote, search, source, store

from karabakh_tui.model.dates import DateError, parse_date
from karabakh_tui.model.records import STANDARD_KINDS, TABLES, Event, Quote
from karabakh_tui.model.references import references
from karabakh_tui.model.store import Backlink, FactStore
from karabakh_tui.paths import shipped_store
from karabakh_tui.storage.read import read_store


@lru_cache(maxsize=1)
def shipped() -> FactStore:
    return read_store(shipped_store()).store


def test_records_are_kept_in_the_order_of_the_file() -> None:
    facts = store(source("b"), source("a"), party("d"), party("c"))
    assert ids(facts.records("sources")) == ["b", "a"]
    assert facts.records("sources") == facts.sources
    assert facts.records("events") == ()
    assert len(facts) == 4


def test_every_table_has_a_name_of_its_own() -> None:
    facts = store(source("s"), party("p"), place("l"), event("e"), quote("q"), search("x"))
    named = (facts.sources, facts.parties, facts.places, facts.events, facts.quotes, facts.searches)
    assert [records[0].table for records in named] == list(TABLES)
    assert tuple(facts.records(table) for table in TABLES) == named


def test_a_record_is_found_by_its_id_and_by_its_address() -> None:
    facts = store(source("lachin"), place("lachin"))
    assert facts.get("places", "lachin") is facts.places[0]
    assert facts.find("places/lachin") is facts.places[0]
    assert facts.find("sources/lachin") is facts.sources[0]


@pytest.mark.parametrize("ref", ["places/nowhere", "nothing/lachin", "lachin", "", "/", "places/", "places/lachin/x"])
def test_what_is_no_address_of_a_record_finds_none(ref: str) -> None:
    assert store(place("lachin")).find(ref) is None


def test_a_former_id_goes_on_resolving_in_its_table_only() -> None:
    facts = store(place("lachin", former_ids=["lacin", "berdzor"]), party("shusha"))
    assert facts.get("places", "berdzor") is facts.places[0]
    assert facts.find("places/lacin") is facts.places[0]
    assert facts.get("parties", "lacin") is None


def test_an_id_goes_before_a_former_id() -> None:
    facts = store(place("new", former_ids=["old"]), place("old"))
    assert facts.get("places", "old") is facts.places[1]


# Order


def test_dated_tables_are_read_by_earliest_day_then_latest_day_descending_then_id() -> None:
    facts = store(
        event("j", "1988-01"), event("b", "1988"), event("a", "1988"), event("i", "1988/1994"), event("z", "../1994"),
        event("c", "1988-01-01"), event("y", "1988/.."), event("bce", "-0043"), event("d", "1988-01-02"),
    )  # fmt: skip
    assert ids(facts.ordered("events")) == ["z", "bce", "y", "i", "a", "b", "j", "c", "d"]


def test_other_tables_are_read_by_kind_then_name_then_id() -> None:
    facts = store(
        party("b", kind="person", name="Ada"),
        party("a", kind="person", name="ada"),
        party("c", kind="person", name="Zoe"),
        party("d", kind="state", name="Zz"),
        party("e", kind="office", name="Aa"),
    )
    assert ids(facts.ordered("parties")) == ["d", "e", "a", "b", "c"]


def test_kinds_of_the_store_stand_after_the_standard_ones_and_unknown_ones_last_and_together() -> None:
    facts = store(
        place("1", kind="odd", name="A"),
        place("2", kind="area", name="Z"),
        place("3", kind="queer", name="B"),
        place("4", kind="odd", name="C"),
        place("5", kind="mine", name="Y"),
        place("6", kind="town", name="X"),
        place_kinds=["mine"],
    )
    assert ids(facts.ordered("places")) == ["6", "2", "5", "1", "4", "3"]


@pytest.mark.parametrize("table", ["sources", "parties", "places"])
def test_each_kind_of_the_shipped_record_stands_together(table: str) -> None:
    kinds = [record.kind for record in shipped().ordered(table)]  # type: ignore[attr-defined]
    starts = [kind for number, kind in enumerate(kinds) if number == 0 or kinds[number - 1] != kind]
    assert starts == [kind for kind in STANDARD_KINDS[table] if kind in starts]


def test_searches_are_read_by_title() -> None:
    assert ids(store(search("a", title="Z"), search("b", title="a")).ordered("searches")) == ["b", "a"]


@pytest.mark.parametrize("table", TABLES)
def test_the_order_loses_nothing_and_positions_are_its_inverse(table: str) -> None:
    facts = shipped()
    ordered = facts.ordered(table)
    assert sorted(ids(ordered)) == sorted(ids(facts.records(table)))
    assert [facts.positions(table)[record.id] for record in ordered] == list(range(len(ordered)))


def assert_strictly_ordered(facts: FactStore, table: str) -> None:
    """Assert a total order: it is its own exact reverse backwards, since no two records are alike in it."""
    keys = [
        (*record.date.sort_key(), record.id) for record in facts.ordered(table) if isinstance(record, (Event, Quote))
    ]
    assert len(keys) == len(facts.records(table))
    assert all(first < second for first, second in pairwise(keys))


@pytest.mark.parametrize("table", ["events", "quotes"])
def test_the_order_of_dated_records_is_strict(table: str) -> None:
    assert_strictly_ordered(shipped(), table)


def is_date(text: str) -> bool:
    try:
        parse_date(text)
    except DateError:
        return False
    return True


@settings(deadline=None, max_examples=100, derandomize=True)
@given(st.lists(all_dates().filter(is_date), max_size=8))
def test_the_order_of_any_dates_is_strict(dates: list[str]) -> None:
    assert_strictly_ordered(store(*(event(f"e{number}", date) for number, date in enumerate(dates))), "events")


# Withdrawn


def test_withdrawn_records_are_known_by_their_place_in_the_order() -> None:
    facts = store(
        event("a", "1994", withdrawn="2024-01-01"), event("b", "1988"), event("c", "1991", withdrawn="2024"), party("d")
    )
    assert facts.withdrawn("events") == {1, 2}
    assert facts.withdrawn("parties") == frozenset()
    assert len(facts.ordered("events")) - len(facts.withdrawn("events")) == 1


# What points at what


@lru_cache(maxsize=1)
def turned_round() -> dict[str, Counter[tuple[str, str]]]:
    """Return all references of the shipped record by what they point at."""
    found: dict[str, Counter[tuple[str, str]]] = {}
    for table in TABLES:
        for record in shipped().records(table):
            for reference in references(record):
                target = shipped().get(reference.table, reference.id)
                assert target is not None
                found.setdefault(target.ref, Counter())[record.ref, reference.field] += 1
    return found


def test_backlinks_are_all_references_turned_round() -> None:
    expected = turned_round()
    assert sum(counter.total() for counter in expected.values()) > 3000
    for table in TABLES:
        for record in shipped().records(table):
            links = Counter((link.record.ref, link.field) for link in shipped().backlinks(record))
            assert links == expected.get(record.ref, Counter()), record.ref


def test_backlinks_stand_in_the_order_of_tables_and_of_the_file() -> None:
    facts = store(
        source("paper"), place("bridge"), event("b", places=["bridge"]), event("a", places=["bridge", "bridge"]),
        quote("q", places=["bridge"]), place("ramp", part_of="bridge"),
    )  # fmt: skip
    assert facts.backlinks(facts.places[0]) == (
        Backlink(facts.places[1], "part_of"),
        Backlink(facts.events[0], "places[0]"),
        Backlink(facts.events[1], "places[0]"),
        Backlink(facts.events[1], "places[1]"),
        Backlink(facts.quotes[0], "places[0]"),
    )


def test_backlinks_follow_former_ids_and_leave_out_what_leads_nowhere() -> None:
    facts = store(place("bridge", former_ids=["old-bridge"]), event("e", places=["old-bridge", "nowhere"]))
    assert facts.backlinks(facts.places[0]) == (Backlink(facts.events[0], "places[0]"),)
    assert facts.backlinks(facts.events[0]) == ()


def test_preparing_a_store_changes_nothing_that_is_seen() -> None:
    facts = store(place("bridge"), event("e", places=["bridge"]))
    facts.prepare()
    assert ids(facts.ordered("events")) == ["e"]
    assert len(facts.backlinks(facts.places[0])) == 1


def test_the_first_page_waits_for_nothing_that_was_prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = store(place("bridge"), event("e", places=["bridge"]), event("f", part_of="e"))
    facts.prepare_first_page()
    for name in ("_order_key", "_links_into"):
        monkeypatch.delattr(FactStore, name)
    assert [facts.living(table) for table in ("places", "events", "quotes")] == [1, 2, 0]
    assert [link.record.id for link in facts.backlinks(facts.ordered("events")[0])] == ["f"]


# Sides


def test_a_party_has_its_own_side_before_that_of_what_it_is_part_of() -> None:
    facts = store(party("east", side="e"), party("army", part_of=["east"]), party("rebels", side="r", part_of=["army"]))
    assert [facts.side_of(each) for each in facts.parties] == ["e", "e", "r"]


def test_the_nearest_side_counts_and_of_equally_near_ones_the_first() -> None:
    facts = store(
        party("far", side="far"), party("near", side="near"), party("other", side="other"),
        party("between", part_of=["far"]), party("one", part_of=["between", "near", "other"]),
    )  # fmt: skip
    assert facts.side_of(facts.parties[4]) == "near"


def test_a_party_without_a_side_has_none() -> None:
    facts = store(party("icrc"), party("delegation", part_of=["icrc", "nowhere"]))
    assert facts.side_of(facts.parties[1]) is None


def test_circles_of_parts_end() -> None:
    facts = store(
        party("itself", part_of=["itself"]),
        party("a", part_of=["b"]),
        party("b", part_of=["c"]),
        party("c", part_of=["a", "d"]),
        party("d", side="e"),
    )
    assert [facts.side_of(each) for each in facts.parties] == [None, "e", "e", "e", "e"]


def test_a_circle_by_former_ids_ends() -> None:
    facts = store(
        party("a", part_of=["old-b"], former_ids=["old-a"]), party("b", part_of=["old-a"], former_ids=["old-b"])
    )
    assert facts.side_of(facts.parties[0]) is None


def test_many_ways_to_the_same_party_are_gone_once() -> None:
    rungs = [
        party(f"{side}{level}", part_of=[f"a{level + 1}", f"b{level + 1}"])
        for level in range(60)
        for side in ("a", "b")
    ]
    assert store(*rungs).side_of(rungs[0]) is None
