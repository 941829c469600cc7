"""One record under two ids: a rename is a change of one record, wherever it is put together with another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from karabakh_tui.model.records import TABLES

from .cannot_edit import CannotEdit
from .edit import ABSENT, Change, Replace, diff
from .edit import apply as edit
from .exact import same
from .rename import renamed
from .units import Key, Unit


class NewId(NamedTuple):
    """A record's id that became another."""

    table: str
    old: str
    new: str


def former_ids(row: Any) -> tuple[str, ...]:
    """Return the ids that a record says it had."""
    found = row.get("former_ids", ()) if isinstance(row, dict) else ()
    return tuple(each for each in found if isinstance(each, str)) if isinstance(found, list) else ()


def renames(gone: Iterable[Key], new: Iterable[Unit]) -> dict[Key, Unit]:
    """Return which of the records that came are those that went, by what they say of their former ids."""
    left, found = {key for key in gone if key.id is not None and not key.occurrence}, dict[Key, Unit]()
    for unit in new if left else ():
        if unit.key.id is None or unit.key.occurrence:
            continue
        for former in reversed(former_ids(unit.data)):
            key = Key(unit.key.table, former)
            if key in left:
                left.discard(key)
                found[key] = unit
                break
    return found


def onto(before: Unit, after: Unit, theirs: Unit) -> str | None:
    """Return their text of a record with the fields that we changed; None where it cannot be both."""
    changes = []
    for field, old, new in diff(before.data, after.data):
        now = theirs.data.get(field, ABSENT)
        if same(now, new):
            continue
        if not same(now, old):
            return None
        changes.append(Change(field, now, new))
    return _edited(theirs, changes)


def is_follow_up(before: Unit, after: Unit, new_id: NewId) -> bool:
    """Tell whether a record changed in nothing but how it refers to the one that has a new id."""
    return same(_referring(before, new_id), after.data)


def following(theirs: Unit, new_id: NewId) -> str | None:
    """Return their text of a record with references to the new id; None where that is not certain."""
    return _edited(theirs, diff(theirs.data, _referring(theirs, new_id)))


def _referring(unit: Unit, new_id: NewId) -> Any:
    row, table = unit.data, unit.key.table
    return renamed(table, row, *new_id) if table in TABLES and isinstance(row, dict) else row


def also_known_as(unit: Unit, record_id: str) -> str | None:
    """Return a record's text with one more former id; None where that is not certain."""
    row: Mapping[str, Any] = unit.data
    if record_id in (row.get("id"), *former_ids(row)):
        return unit.body
    return _edited(unit, diff(row, {**row, "former_ids": [*former_ids(row), record_id]}))


def _edited(unit: Unit, changes: Sequence[Change]) -> str | None:
    """Return a record's text with other fields; None where it cannot be written, or a comment would go."""
    text = unit.body
    for is_id in (False, True):  # an id is free only once it is no former id any more
        part = tuple(change for change in changes if (change.field == "id") is is_id)
        try:
            done = edit(text, Replace(unit.key.table, str(unit.key.id), part))
        except CannotEdit:
            return None
        if done.lost:
            return None
        text = done.text
    return text.rstrip(" \t\r\n")
