"""The shipped record: each edit of it can be taken back to the byte."""

from __future__ import annotations

import random
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from karabakh_tui.model.records import TABLES
from karabakh_tui.storage import layout
from karabakh_tui.storage.edit import ABSENT, Add, Change, Delete, Edit, Replace, apply

FACTS = Path(__file__).parent.parent.parent / "facts.toml"


@cache
def facts() -> tuple[str, dict[str, list[dict[str, Any]]]]:
    text = FACTS.read_bytes().decode("utf-8")
    return text, {table: tomllib.loads(text).get(table, []) for table in TABLES}


def reverse(edit: Replace) -> Replace:
    return Replace(edit.table, edit.id, tuple(Change(field, new, old) for field, old, new in edit.changes))


def altered(value: Any, chance: random.Random) -> Any:
    """Return a value of the same kind that differs a little, in one place."""
    if isinstance(value, str):
        return value + chance.choice((" x", " “” \"'", "\\", "Շ"))
    if isinstance(value, list):
        place = chance.randrange(len(value))
        way = 2 if "says" in value[0] else chance.randrange(3)  # an account that went comes back in our layout
        if way == 0 and len(value) > 1:
            return value[:place] + value[place + 1 :]
        if way == 1:
            return [*value[:place], altered(value[place], chance), *value[place:]]
        return [*value[:place], altered(value[place], chance), *value[place + 1 :]]
    if isinstance(value, dict):
        name = chance.choice(list(value))
        return {**value, name: altered(value[name], chance)}
    return value + 1


@pytest.mark.parametrize("table", ["sources", "parties", "places", "events", "quotes"])
def test_one_field_of_every_record_changes_and_changes_back(table: str) -> None:
    text, tables = facts()
    chance = random.Random(table)
    edits = []
    for row in tables[table]:
        field = chance.choice([name for name in row if name != "id"])
        edits.append(Replace(table, row["id"], (Change(field, row[field], altered(row[field], chance)),)))
    edited = apply(text, edits)
    assert len(edited.touched) >= len(edits) > 10
    assert edited.text != text
    assert apply(edited.text, [reverse(edit) for edit in edits]).text == text


@pytest.mark.parametrize("table", ["sources", "parties", "places", "events", "quotes"])
def test_a_field_that_goes_comes_back_to_its_place(table: str) -> None:
    text, tables = facts()
    chance = random.Random(table)
    edits = []
    for row in tables[table]:
        field = chance.choice([name for name in row if name not in ("id", "accounts")])
        edits.append(Replace(table, row["id"], (Change(field, row[field], ABSENT),)))
    gone = apply(text, edits)
    assert gone.lost == ()
    assert apply(gone.text, [reverse(edit) for edit in edits]).text == text


def test_a_record_that_comes_and_goes_leaves_no_trace() -> None:
    text, tables = facts()
    new: list[Edit] = [
        Add(table, {**rows[len(rows) // 2], "id": "quite-new"}) for table, rows in tables.items() if rows
    ]
    added = apply(text, new).text
    assert added != text
    assert apply(added, [Delete(edit.table, "quite-new") for edit in new]).text == text


def test_new_records_are_laid_out_as_those_of_the_shipped_record() -> None:
    text, tables = facts()
    total = alike = 0
    for table, rows in tables.items():
        for row in rows:
            total += 1
            alike += f"\n{layout.record(table, row, chr(10))}\n" in text
    assert alike / total > 0.95


def test_one_record_of_many_changes_alone() -> None:
    text, tables = facts()
    chance = random.Random(1)
    for row in chance.sample(tables["events"], 3):
        edited = apply(text, Replace("events", row["id"], (Change("title", row["title"], "T"),)))
        [touched] = edited.touched
        assert text[touched.old_start : touched.old_end] == layout.scalar(row["title"])
        assert edited.text[touched.new_start : touched.new_end] == '"T"'
