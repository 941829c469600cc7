"""Random edits of stores in any spelling: the new text says what was meant, and nothing else has changed."""

from __future__ import annotations

import tomllib
from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.storage.spelled import ROWS, Row, Spelled, stores

from karabakh_tui.storage.cannot_edit import CannotEdit
from karabakh_tui.storage.edit import Add, Delete, Edit, Edited, Rename, Replace, apply, diff
from karabakh_tui.storage.fragment import comments

REASONS = ("its comments would be lost", "dotted keys")
"""Why an edit of such a store may be refused."""

MANY = settings(deadline=None, max_examples=100, derandomize=True)


def parsed(text: str) -> dict[str, list[Row]]:
    return {name: rows for name, rows in tomllib.loads(text.removeprefix("\ufeff")).items() if name != "store"}


def exactly(value: Any) -> Any:
    """Return a value so that equal ones are of the same types, NaN too, whatever the order of keys."""
    if isinstance(value, dict):
        return sorted((name, exactly(each)) for name, each in value.items())
    if isinstance(value, list):
        return [exactly(each) for each in value]
    return (type(value).__name__, repr(value))


@st.composite
def mutated(draw: st.DrawFn, row: Row, table: str) -> Row:
    """Draw a record that differs in some fields from another."""
    other: Row = {"id": row["id"], **draw(ROWS[table])}
    names = sorted({*row, *other} - {"id"})
    chosen = draw(st.sets(st.sampled_from(names), min_size=1, max_size=3))
    new = {name: value for name, value in row.items() if name not in chosen}
    return {**new, **{name: other[name] for name in sorted(chosen) if name in other}}


@st.composite
def edits(draw: st.DrawFn) -> tuple[Spelled, Edit, dict[str, list[Row]]]:
    """Draw a store, an edit, and what the store says after it."""
    store = draw(stores())
    table = draw(st.sampled_from(sorted(store.rows)))
    rows = store.rows[table]
    place = draw(st.integers(0, len(rows) - 1))
    row = rows[place]
    way = draw(st.integers(0, 4))
    if way == 0:
        new = {"id": "new", **draw(ROWS[table])}
        return store, Add(table, new), {**store.rows, table: [*rows, new]}
    if way == 1:
        left = rows[:place] + rows[place + 1 :]
        rest = {name: each for name, each in store.rows.items() if name != table}
        return store, Delete(table, row["id"]), {**rest, **({table: left} if left else {})}
    new = draw(mutated(row, table))
    return (
        store,
        Replace(table, row["id"], diff(row, new)),
        {**store.rows, table: [*rows[:place], new, *rows[place + 1 :]]},
    )


def applied(store: Spelled, edit: Edit) -> Edited | CannotEdit:
    try:
        return apply(store.text, edit)
    except CannotEdit as error:
        return error


@MANY
@given(edits())
def test_an_edit_does_what_was_meant_and_no_more_or_is_refused_for_comments(
    case: tuple[Spelled, Edit, Any],
) -> None:
    store, edit, expected = case
    assert exactly(parsed(store.text)) == exactly(store.rows)
    edited = applied(store, edit)
    if isinstance(edited, CannotEdit):
        assert isinstance(edit, Replace), edited.message
        assert any(reason in edited.message for reason in REASONS), edited.message
        return
    assert exactly(parsed(edited.text)) == exactly(expected)
    assert Counter(comments(store.text)) - Counter(comments(edited.text)) == Counter(edited.lost)
    assert edited.text.startswith("\ufeff") == store.text.startswith("\ufeff")
    assert edited.text.endswith("\n") == store.text.endswith("\n") or isinstance(edit, Delete)
    assert edited.text.count("\r\n") == (edited.text.count("\n") if "\r" in store.text else 0)
    assert_the_rest_stands(store, edit, edited)


def assert_the_rest_stands(store: Spelled, edit: Edit, edited: Edited) -> None:
    """Assert that only what is told has changed, and for a change of fields only in the record."""
    old_at = new_at = 0
    for stretch in edited.touched:
        assert store.text[old_at : stretch.old_start] == edited.text[new_at : stretch.new_start]
        old_at, new_at = stretch.old_end, stretch.new_end
    assert store.text[old_at:] == edited.text[new_at:]
    if isinstance(edit, Replace):
        own = [row["id"] for row in store.rows[edit.table]].index(edit.id)
        begin, end = extent(store, edit.table, own)
        assert all(begin <= stretch.old_start and stretch.old_end <= end for stretch in edited.touched)


def extent(store: Spelled, table: str, number: int) -> tuple[int, int]:
    """Return where a record begins, and where the next one does, by the ids that only records' own lines have."""
    ids = sorted((row["id"] for rows in store.rows.values() for row in rows), key=lambda each: int(each[1:]))
    record_id = store.rows[table][number]["id"]
    begins = [start for start, _ in record_lines(store.text)]
    place = ids.index(record_id)
    return begins[place], begins[place + 1] if place + 1 < len(begins) else len(store.text)


def record_lines(text: str) -> list[tuple[int, str]]:
    """Return the headers of a text's records, found by parsing ever longer beginnings of it."""
    found: list[tuple[int, str]] = []
    at = 0
    for line in text.splitlines(keepends=True):
        name = line.replace(" ", "").replace("\t", "").removeprefix("\ufeff").split("]]")[0]
        if name in ("[[events", "[[sources"):
            try:
                tomllib.loads(text[:at].removeprefix("\ufeff"))
            except tomllib.TOMLDecodeError:
                pass  # the line stands in a text or a list
            else:
                found.append((at, name))
        at += len(line)
    return found


@MANY
@given(stores(), st.data())
def test_a_record_that_comes_and_goes_leaves_no_trace(store: Spelled, data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(sorted({*store.rows, "quotes"})))
    new = {"id": "new", **data.draw(ROWS[table if table in ROWS else "sources"])}
    added = apply(store.text, Add(table, new)).text
    assert apply(added, Delete(table, "new")).text == store.text


@MANY
@given(stores())
def test_a_rename_and_its_reverse_change_former_ids_alone(store: Spelled) -> None:
    table = min(store.rows)
    record_id = store.rows[table][0]["id"]
    there = apply(store.text, Rename(table, record_id, "quite-new")).text
    back = parsed(apply(there, Rename(table, "quite-new", record_id)).text)
    assert back[table][0].pop("former_ids") == ["quite-new"]
    assert exactly(back) == exactly(store.rows)
