"""Edits of records as pure functions of the file's text: the record changes, every other byte stays.

Each edit is planned as splices at exact places and proved before its text is returned (see `verify`); one that
cannot be proved is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any, NamedTuple

from karabakh_tui.model.records import ID_PATTERN, TABLES

from .cannot_edit import CannotEdit, line_at
from .exact import same
from .fragment import Part
from .layout import UnwritableError
from .rename import renamed, with_new_id
from .sections import Path
from .splice import Document, Splice
from .verify import Touched, parsed, verify

BOM = "\ufeff"


class Absent(Enum):
    """The value of a field that a record does not have."""

    ABSENT = "absent"


ABSENT = Absent.ABSENT


class Change(NamedTuple):
    """A field's value, before and after; `ABSENT` where there is none."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Replace:
    """Change fields of a record."""

    table: str
    id: str
    changes: tuple[Change, ...]
    number: int | None = None
    """The record's place among those of its table in the file, from 0; needed where two have the id."""


@dataclass(frozen=True)
class Add:
    """Add a record, below the last of its table."""

    table: str
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class Delete:
    """Take a record out, with the comment directly above it."""

    table: str
    id: str
    number: int | None = None
    """The record's place among those of its table in the file, from 0; needed where two have the id."""


@dataclass(frozen=True)
class Rename:
    """Give a record a new id: the old one goes to its former ids, and all references follow."""

    table: str
    id: str
    new_id: str


Edit = Replace | Add | Delete | Rename


class Edited(NamedTuple):
    """A text after an edit."""

    text: str
    touched: tuple[Touched, ...]
    """The stretches that changed, as offsets in the old and the new text; all else is identical."""
    lost: tuple[str, ...]
    """The comments that went with what the edit took out."""


def diff(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return the fewest changes of fields that make a record of another, types and all."""
    names = [*old, *(name for name in new if name not in old)]
    pairs = ((name, old.get(name, ABSENT), new.get(name, ABSENT)) for name in names)
    return tuple(Change(*each) for each in pairs if not same(each[1], each[2]))


def fields_of(text: str, table: str, record_id: str, number: int | None = None) -> dict[str, Any]:
    """Return a record's fields as the text has them: what a form is filled with, and the old side of a `diff`.

    Raises:
        CannotEdit: if the text is not TOML, or it has no such record, or several.
    """
    plan = _Plan(text.removeprefix(BOM))
    return dict(plan.rows(table)[plan.number(table, record_id, number)])


def apply(text: str, edits: Edit | Sequence[Edit], name: str = "") -> Edited:
    """Return a store's text after an edit, or after several of different records.

    The text is the whole of the file, decoded as UTF-8 and nothing else: with its byte order mark and line ends.
    The name is the file's, for messages.

    Raises:
        CannotEdit: if it is not certain that the edit, and nothing else, would be done; it names the line.
    """
    edits = [edits] if isinstance(edits, (Replace, Add, Delete, Rename)) else edits
    try:
        return _applied(text, edits)
    except UnwritableError as error:
        raise CannotEdit(f"TOML has no form for a value: {error}", name=name) from None
    except CannotEdit as error:
        raise CannotEdit(error.message, error.line, name) from None


def _applied(text: str, edits: Iterable[Edit]) -> Edited:
    mark = BOM if text.startswith(BOM) else ""
    body = text.removeprefix(BOM)
    plan = _Plan(body)
    for edit in edits:
        plan.take(edit)
    splices = plan.splices()
    new, touched = _spliced(text, [Splice(at + len(mark), end + len(mark), put) for at, end, put in splices])
    lost = tuple(plan.document.lost)
    try:
        verify(text, new, touched, plan.expected(), lost)
    except CannotEdit as error:
        at = touched[0].old_start if touched else 0
        raise CannotEdit(error.message, error.line or line_at(text, at)) from None
    return Edited(new, touched, lost)


def _spliced(text: str, splices: Sequence[Splice]) -> tuple[str, tuple[Touched, ...]]:
    """Return a text with its splices done, and the stretches that they make up."""
    pieces: list[str] = []
    touched: list[Touched] = []
    at = length = 0
    for start, end, put in sorted(splices, key=lambda splice: splice[:2]):
        if start < at:
            raise CannotEdit("two changes meet in one place; make them one after the other", line_at(text, start))
        pieces += [text[at:start], put]
        length += start - at
        touched.append(Touched(start, end, length, length + len(put)))
        length += len(put)
        at = end
    return "".join([*pieces, text[at:]]), tuple(touched)


def _names(row: Any) -> set[str]:
    """Return the ids that a record has or had."""
    if not isinstance(row, dict):
        return set()
    former = row.get("former_ids")
    names = [row.get("id"), *(former if isinstance(former, list) else ())]
    return {name for name in names if isinstance(name, str)}


class _Plan:
    """Edits of one text: the tables as they were, the records as they are to be, and the splices in between."""

    def __init__(self, body: str) -> None:
        self.data = parsed(body)
        self._body = body
        self.changed: dict[tuple[str, int], dict[str, Any] | None] = {}
        """Records by table and place, as they are to be; None for one that goes."""
        self.added: dict[str, list[dict[str, Any]]] = {}
        self._named: dict[str, dict[str, list[int]]] = {}
        """Places in each table, those added counted on, by the ids that their records have or had."""

    @cached_property
    def document(self) -> Document:
        """The text with its parts: not for who only wants to know what a record holds, since it takes long."""
        return Document(self._body)

    def take(self, edit: Edit) -> None:
        """Plan an edit.

        Raises:
            CannotEdit: if it does not fit the store.
        """
        if edit.table not in TABLES:
            raise CannotEdit(f"there is no table {edit.table}")
        if isinstance(edit, Add):
            self._free(edit.table, edit.fields.get("id"))
            self._add(edit.table, dict(edit.fields))
        elif isinstance(edit, Rename):
            self._rename(edit)
        elif isinstance(edit, Delete):
            self._set(edit.table, self.number(edit.table, edit.id, edit.number), None)
        else:
            self._replace(edit)

    def _add(self, table: str, row: dict[str, Any]) -> None:
        named, added = self._places(table), self.added.setdefault(table, [])
        for name in _names(row):
            named.setdefault(name, []).append(len(self.rows(table)) + len(added))
        added.append(row)

    def _replace(self, edit: Replace) -> None:
        number = self.number(edit.table, edit.id, edit.number)
        row = self.rows(edit.table)[number]
        new = dict(row)
        for field, old, value in edit.changes:
            if not same(row.get(field, ABSENT), old):
                raise self._cannot(f"{field} is no longer what it was", edit.table, number)
            if value is ABSENT:
                new.pop(field, None)
            else:
                new[field] = value
        if new.get("id") != row.get("id"):
            self._free(edit.table, new.get("id"))
        self._set(edit.table, number, new)

    def _rename(self, edit: Rename) -> None:
        if not re.match(ID_PATTERN, edit.new_id):
            raise CannotEdit(f'"{edit.new_id}" is not an id: ids are made of a-z, 0-9 and hyphens')
        self._free(edit.table, edit.new_id, own=edit.id)
        target = self.number(edit.table, edit.id, None)
        for table in TABLES:
            for number, row in enumerate(self.rows(table)):
                is_it = (table, number) == (edit.table, target)
                new = renamed(table, row, edit.table, edit.id, edit.new_id) if isinstance(row, dict) else row
                if is_it:
                    new = with_new_id(new, edit.new_id)
                if new is not row:
                    self._set(table, number, new)

    def _set(self, table: str, number: int, new: dict[str, Any] | None) -> None:
        if (table, number) in self.changed:
            raise self._cannot("two edits change one record; make them one after the other", table, number)
        self.changed[table, number] = new

    # Looking things up

    def rows(self, table: str) -> list[Any]:
        """Return the records of a table as they were."""
        rows = self.data.get(table, [])
        if not isinstance(rows, list):
            raise CannotEdit(f"{table} is not a list of records; mend it by hand", self._line(table, None))
        return rows

    def number(self, table: str, record_id: str, number: int | None) -> int:
        """Return the place of the one record of a table that has an id."""
        rows = self.rows(table)
        places = [place for place in self._places(table).get(record_id, ()) if place < len(rows)]
        found = [place for place in places if rows[place].get("id") == record_id]
        if number is not None:
            if number not in found:
                raise CannotEdit(f"{table}/{record_id} is no longer where it was; load the file again")
            return number
        if not found:
            raise CannotEdit(f"there is no {table}/{record_id} in the file; load it again")
        if len(found) > 1:
            raise self._cannot(f"{len(found)} records have the id {table}/{record_id}", table, found[1])
        return found[0]

    def _places(self, table: str) -> dict[str, list[int]]:
        """Return where in a table the records are that have, or had, each id."""
        if table not in self._named:
            named = self._named[table] = {}
            for number, row in enumerate(self.rows(table)):
                for name in _names(row):
                    named.setdefault(name, []).append(number)
        return self._named[table]

    def _free(self, table: str, record_id: object, own: object = ABSENT) -> None:
        """Refuse an id that a record of the table has, or had."""
        rows, added = self.rows(table), self.added.get(table, [])
        for number in self._places(table).get(record_id, ()) if isinstance(record_id, str) else ():
            row = rows[number] if number < len(rows) else added[number - len(rows)]
            if row.get("id") == record_id:
                raise self._cannot(f"the id {table}/{record_id} is taken", table, number)
            if row.get("id") != own:
                raise self._cannot(f"{table}/{record_id} is a former id of {row.get('id')}", table, number)

    def _cannot(self, message: str, table: str, number: int) -> CannotEdit:
        return CannotEdit(message, self._line(table, number))

    def _line(self, table: str, number: int | None) -> int | None:
        field = self.document.listed(table)
        parts = self.document.parts_of_table(table) if number is None else self._parts(table, number)
        at = parts[0].start if parts else field.start if field else None
        return None if at is None else line_at(self.document.text, at)

    def _parts(self, table: str, number: int) -> list[Part]:
        return self.document.parts_of_record(table, number)

    # What comes out

    def expected(self) -> dict[str, Any]:
        """Return the tables as they are to be."""
        result = dict(self.data)
        for table in {table for table, _ in self.changed} | set(self.added):
            rows = self._new_rows(table)
            if rows or self.document.listed(table):
                result[table] = rows
            else:
                result.pop(table, None)
        return result

    def _new_rows(self, table: str) -> list[Any]:
        rows = [self.changed.get((table, number), row) for number, row in enumerate(self.rows(table))]
        return [row for row in rows if row is not None] + self.added.get(table, [])

    def splices(self) -> list[Splice]:
        """Return the splices that make the text what it is to be.

        Raises:
            CannotEdit: if a record is not written so that they are certain.
        """
        document = self.document
        for table in {table: None for table, _ in self.changed} | dict.fromkeys(self.added):
            listed = document.listed(table)
            if listed is not None:
                document.rewrite(listed, self.rows(table), self._new_rows(table))
        for (table, number), new in self.changed.items():
            if document.listed(table) is None:
                self._plan_record(table, number, new)
        for table, rows in self.added.items():
            behind = self._behind(table)
            for row in rows if document.listed(table) is None else ():
                document.add_record(table, row, behind)
        return document.splices

    def _plan_record(self, table: str, number: int, new: dict[str, Any] | None) -> None:
        parts = self._parts(table, number)
        if not parts or len(parts[0].path) != 2:
            raise self._cannot(f"{table}: this record has no plain header; edit it by hand", table, number)
        if new is None:
            self.document.cut_parts(parts)
        else:
            self.document.change_record(table, number, self.rows(table)[number], new)

    def _behind(self, table: str) -> list[Part]:
        """Return the parts below which a new record of a table is written."""
        order: Path = ("store", *TABLES[: TABLES.index(table)], table)
        found = [self.document.parts_of_table(str(name)) for name in order]
        return next((parts for parts in reversed(found) if parts), [])
