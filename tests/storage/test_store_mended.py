"""The smallest part that is wrong is left out, and a record that cannot do without it is none."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from karabakh_tui.model.records import Event, Figure, Part, Party
from karabakh_tui.storage.validate import field_name, in_file, mended

CITE = {"source": "gazette"}
EVENT: dict[str, Any] = {
    "id": "x", "date": "1901", "title": "X", "kind": "clash", "status": "reported", "cites": [CITE],
}  # fmt: skip


class Counted(Part):
    """Something that needs a figure."""

    figure: Figure


def test_a_part_that_is_wrong_only_for_what_was_left_out_of_it_is_told_once_and_is_fatal_where_it_is_needed() -> None:
    found = mended(Counted, {"figure": {"of": "carts", "value": "two"}})
    assert found.record is None
    assert [(slip.code, slip.path, slip.fatal) for slip in found.slips] == [("E105", ("figure", "value"), True)]


def test_what_was_read_is_not_changed() -> None:
    data = {**EVENT, "cites": [{"at": 1}, CITE], "tags": [1, "a"]}
    before = deepcopy(data)
    assert mended(Event, data).record is not None
    assert data == before


def test_a_record_without_a_slip_is_the_record() -> None:
    record, slips, rest = mended(Event, EVENT)
    assert record == Event.model_validate(EVENT)
    assert (slips, rest) == ([], EVENT)


def test_the_place_in_the_file_counts_what_was_left_out() -> None:
    rest = mended(Event, {**EVENT, "tags": [1, "a", 2, "b"]}).rest
    assert [in_file(rest, ("tags", number)) for number in range(2)] == [("tags", 1), ("tags", 3)]
    assert in_file(rest, ("cites", 0, "source")) == ("cites", 0, "source")
    assert in_file(None, ("tags", 1)) == ("tags", 1)


@pytest.mark.parametrize(
    ("aliases", "left"),
    [
        (["a", 1, "b"], ["a", "b"]),
        ([1], []),
        ([1, 2], []),
        ([{"name": "a", "since": "spring"}], ["a"]),
        ([{"name": "a", "used_by": ["X", "y"]}], ["a"]),
        ([{"nmae": "a"}, "b"], ["b"]),
        ("a", []),
        ({"name": "a"}, []),
    ],
)
def test_of_a_list_the_bad_items_go_and_the_good_ones_stay(aliases: object, left: list[str]) -> None:
    record, slips, _ = mended(Party, {"id": "x", "name": "X", "kind": "state", "aliases": aliases})
    assert isinstance(record, Party)
    assert [alias.name for alias in record.aliases] == left
    assert slips


def test_thousands_of_bad_items_are_told_one_by_one() -> None:
    record, slips, _ = mended(Event, {**EVENT, "tags": [*range(2000), "a"]})
    assert isinstance(record, Event)
    assert record.tags == ("a",)
    assert len(slips) == 2000


def test_a_path_is_written_as_people_write_it() -> None:
    assert field_name(("accounts", 1, "figures", 0, "of")) == "accounts[1].figures[0].of"
    assert field_name(()) == ""
    assert len(field_name(("x" * 500, "y"))) < 70
