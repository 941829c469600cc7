"""Every reference of a record is found, with the field it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

import pytest
from pydantic import BaseModel
from tests.model.small import event, party, place, quote, search, source

from karabakh_tui.model.records import RECORD_TYPES, TABLES, Part, Record, Slug
from karabakh_tui.model.references import REFERRING, Reference, references, targets
from karabakh_tui.paths import shipped_store
from karabakh_tui.storage.read import read_store

LEADS_TO = {
    "source": "sources", "based_on": "sources",
    "standpoint": "parties", "used_by": "parties", "by": "parties", "parties": "parties", "speaker": "parties",
    "on_behalf_of": "parties",
    "places": "places",
    "related": "events", "event": "events",
}  # fmt: skip
"""Fields that hold ids of records, and the table they are in."""

OWN_TABLE = {"part_of", "replaced_by"}
POINTS = {*LEADS_TO, *OWN_TABLE}
NO_REFERENCE = {"id", "former_ids", "side", "event_kinds", "place_kinds"}


def parts() -> Iterator[type[Part]]:
    waiting: list[type[Part]] = [Part]
    while waiting:
        here = waiting.pop()
        yield here
        waiting.extend(here.__subclasses__())


def holds_ids(annotation: Any) -> bool:
    mark = Slug.__metadata__[0]  # type: ignore[attr-defined]
    return any(
        each is mark or holds_ids(each) for each in (*get_args(annotation), *getattr(annotation, "__args__", ()))
    )


def test_every_field_that_holds_ids_is_known_as_a_reference_or_as_none() -> None:
    found = {
        name
        for part in parts()
        for name, annotation in get_type_hints(part, include_extras=True).items()
        if holds_ids(annotation)
    }
    assert found == POINTS | NO_REFERENCE


def by_hand(record: Record, value: object, path: str = "", name: str = "") -> Iterator[Reference]:
    """Yield what a record's fields point at, by the fields' names alone."""
    if isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from by_hand(record, getattr(value, field), f"{path}.{field}" if path else field, field)
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from by_hand(record, each, f"{path}[{number}]", name)
    elif isinstance(value, str) and name in POINTS:
        yield Reference(path, LEADS_TO.get(name, record.table), value)


CITE = {"source": "s1"}
FULL: dict[str, Record] = {
    "sources": source("all", standpoint="p1", based_on="s1", replaced_by="s2"),
    "parties": party(
        "all",
        part_of=["p1", "p2"],
        cites=[CITE],
        aliases=["One", {"name": "Two", "used_by": ["p3", "p4"]}],
        replaced_by="p5",
    ),
    "places": place(
        "all", part_of="l1", cites=[CITE, CITE], aliases=[{"name": "Two", "used_by": "p1"}], replaced_by="l2"
    ),
    "events": event(
        "all",
        parties=["p1", "p2"],
        places=["l1"],
        figures=[{"of": "killed", "value": 1, "cites": [CITE]}],
        cites=[CITE],
        accounts=[
            {"by": "p1", "says": "Yes.", "cites": [CITE]},
            {"by": "p2", "says": "No.", "cites": [CITE], "figures": [{"of": "killed", "low": 1, "cites": [CITE]}]},
        ],
        related=["e1", "e2"],
        part_of="e3",
        replaced_by="e4",
    ),
    "quotes": quote("all", speaker="p1", on_behalf_of="p2", event="e1", places=["l1", "l2"], replaced_by="q1"),
    "searches": search("all", replaced_by="x1"),
}


@pytest.mark.parametrize("table", TABLES)
def test_all_references_of_a_record_that_has_every_kind_of_them(table: str) -> None:
    record = FULL[table]
    expected = list(by_hand(record, record))
    assert sorted(references(record)) == sorted(expected)
    assert {each.field.split("[")[0] for each in expected} >= {*RECORD_TYPES[table].model_fields} & POINTS


def test_a_reference_says_which_item_of_which_list_it_is() -> None:
    found = {reference.field: (reference.table, reference.id) for reference in references(FULL["events"])}
    assert found["accounts[1].by"] == ("parties", "p2")
    assert found["accounts[1].figures[0].cites[0].source"] == ("sources", "s1")
    assert found["related[1]"] == ("events", "e2")


def test_references_of_the_shipped_record_are_all_found() -> None:
    facts = read_store(shipped_store()).store
    for table in TABLES:
        for record in facts.records(table):
            found = references(record)
            assert sorted(found) == sorted(by_hand(record, record)), record.ref
            for into in TABLES:
                assert references(record, (into,)) == [each for each in found if each.table == into]
                assert targets([record])[into] == {each.id for each in found if each.table == into}


def test_a_table_is_pointed_into_from_just_the_tables_that_are_known_for_it() -> None:
    found = {(reference.table, table) for table in TABLES for reference in references(FULL[table])}
    assert found == {(target, table) for target, tables in REFERRING.items() for table in tables}
