"""A record's table made into another, as the fewest splices of its text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from . import layout
from .cannot_edit import CannotEdit, line_at
from .exact import same, steps
from .fragment import (
    Field,
    Part,
    comments,
    cut_of_field,
    cut_of_parts,
    end_below,
    line_break,
    line_start,
    parts_of,
    rest_of_line,
)
from .rewrite import Rewriter, place_for
from .sections import Path


class Splice(NamedTuple):
    """A stretch of a text and what stands there instead."""

    start: int
    end: int
    text: str


class Document:
    """A text with its parts, and the splices that are gathered for it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.eol = line_break(text)
        self.parts = parts_of(text)
        self.splices: list[Splice] = []
        self.rewriter = Rewriter(text, self.eol)
        self._of_records: dict[Path, list[Part]] = {}
        for part in self.parts:
            self._of_records.setdefault(part.path[:2], []).append(part)

    @property
    def lost(self) -> list[str]:
        """The comments that go with what goes."""
        return self.rewriter.lost

    def parts_of_record(self, table: str, number: int) -> list[Part]:
        """Return the parts that the n-th record of a table is written in; none where it has no header."""
        return self._of_records.get((table, number), [])

    def parts_of_table(self, name: str) -> list[Part]:
        """Return all parts of the tables of a name."""
        return [part for path, parts in self._of_records.items() if path[:1] == (name,) for part in parts]

    def listed(self, table: str) -> Field | None:
        """Return the field that a table's records are written in as one list, `events = [{ ... }]`."""
        return next((field for field in self.parts[0].fields if field.path == (table,)), None)

    def put(self, start: int, end: int, text: str) -> None:
        """Gather a splice."""
        self.splices.append(Splice(start, end, text))

    def cut(self, start: int, end: int) -> None:
        """Gather a cut, and note the comments in it."""
        self.lost.extend(comments(self.text[start:end]))
        self.put(start, end, "")

    def cut_parts(self, parts: list[Part]) -> None:
        """Gather the cuts of parts; those that follow one another go with what stands between them."""
        runs: list[tuple[Part, Part]] = []
        for part in parts:
            if runs and runs[-1][1].place == part.place - 1:
                runs[-1] = (runs[-1][0], part)
            else:
                runs.append((part, part))
        for first, last in runs:
            self.cut(*cut_of_parts(self.text, self.parts, first, last))

    def rewrite(self, field: Field, old: Any, new: Any) -> None:
        """Gather the change of a field's value."""
        written = self.rewriter.value(field.value, field.end, old, new, field.path[-1])
        self.put(field.value, field.end, written)

    def cannot(self, message: str, at: int) -> CannotEdit:
        """Return what to raise where something at an offset cannot be edited with certainty."""
        return CannotEdit(f"{message}; edit it by hand", line_at(self.text, at))

    # Whole records

    def add_record(self, table: str, fields: Mapping[str, Any], behind: list[Part]) -> None:
        """Gather a new record, written below the parts that are given, or at the end of the text."""
        written = layout.record(table, fields, self.eol)
        if behind:
            self.add_below(max(part.end for part in behind), written)
        elif self.text.strip():
            self.add_below(rest_of_line(self.text, len(self.text.rstrip())), written)
        else:
            self.put(len(self.text), len(self.text), f"{written}{self.eol}")

    def add_below(self, end: int, written: str) -> None:
        """Gather text that is set below what ends at an offset, after a blank line."""
        at = end_below(self.text, end)
        self.put(at, at, f"{self.eol * 2}{written}")

    def change_record(self, table: str, number: int, old: dict[str, Any], new: dict[str, Any]) -> None:
        """Gather the change of a record that has a header of its own."""
        parts = self.parts_of_record(table, number)
        TableChange(self, parts, (table, number), layout.RECORD_FIELDS.get(table, ())).make(old, new)


class TableChange:
    """The change of one table that has a header: a record, an account, a free table."""

    def __init__(self, document: Document, parts: list[Part], path: Path, names: tuple[str, ...]) -> None:
        self.document = document
        self.path = tuple(path)
        self.names = names
        depth = len(self.path)
        self.parts = [part for part in parts if tuple(part.path[:depth]) == self.path]
        self.main = next((part for part in self.parts if len(part.path) == depth), None)
        self.kept: list[Field] = list(self.main.fields) if self.main else []

    def make(self, old: dict[str, Any], new: dict[str, Any]) -> None:
        """Gather the splices that make a table of another."""
        changed = [name for name in old if name in new and not same(old[name], new[name])]
        gone = [name for name in old if name not in new]
        come = [name for name in layout.ordered(new, self.names) if name not in old]
        for name in gone:
            self._remove(name)
        rewritten = [name for name in changed if not self._below(name)]
        for name in rewritten:
            self._change_fields(self._fields(name), 1, old[name], new[name])
        recast = [name for name in changed if self._below(name) and not self._goes_on_below(name, new[name])]
        for name in recast:
            self._remove(name)
        with_headers = [name for name in come if self._has_headers(name, new[name])]
        for name in [*recast, *come]:
            if name not in with_headers:
                self._add_field(name, new[name])
        for name in changed:
            if self._below(name) and name not in recast:
                self._change_below(name, old[name], new[name])
        for name in with_headers:
            self._add_sections((*self.path, name), self.parts[-1], new[name])

    def _fields(self, name: str) -> list[Field]:
        return [field for field in self.main.fields if field.path[0] == name] if self.main else []

    def _below(self, name: str) -> list[Part]:
        """Return the parts that hold a field as tables with headers."""
        depth = len(self.path)
        return [part for part in self.parts if len(part.path) > depth and part.path[depth] == name]

    def _goes_on_below(self, name: str, new: Any) -> bool:
        """Tell whether what is written with headers can be so still."""
        if self._fields(name):
            raise self.document.cannot(f"{name} is written in several ways", self._below(name)[0].start)
        step = len(self.path) + 1
        many = any(len(part.path) > step and isinstance(part.path[step], int) for part in self._below(name))
        return layout.is_list_of_tables(new) if many else isinstance(new, dict)

    def _has_headers(self, name: str, new: Any) -> bool:
        return len(self.path) == 2 and name in layout.OWN_HEADERS and layout.is_list_of_tables(new)

    def _remove(self, name: str) -> None:
        for field in self._fields(name):
            self.document.cut(*cut_of_field(self.document.text, field))
            self.kept.remove(field)
        self.document.cut_parts(self._below(name))

    def _add_field(self, name: str, new: Any) -> None:
        if self.main is None:
            raise self.document.cannot(f"{'.'.join(map(str, self.path))} has no header of its own", self.parts[0].start)
        written = layout.field(name, new, self.document.eol)
        place = place_for([field.path[0] for field in self.kept], name, self.names)
        if place:
            self._put_below(self.kept[place - 1], written)
        else:
            self.document.put(self.main.header_end, self.main.header_end, f"{self.document.eol}{written}")

    def _change_fields(self, fields: list[Field], depth: int, old: Any, new: Any) -> None:
        """Gather the change of a value that is written on one line, or on several with dotted keys."""
        if len(fields) == 1 and len(fields[0].path) == depth:
            self.document.rewrite(fields[0], old, new)
            return
        if not isinstance(new, dict) or not new:
            raise self.document.cannot(f"{fields[0].path[depth - 1]} is written with dotted keys", fields[0].start)
        for name in old:
            inner = [field for field in fields if field.path[depth] == name]
            if name not in new:
                for field in inner:
                    self.document.cut(*cut_of_field(self.document.text, field))
            elif not same(old[name], new[name]):
                self._change_fields(inner, depth + 1, old[name], new[name])
        dotted = ".".join(layout.key(each) for each in fields[-1].path[:depth])
        for name in new:
            if name not in old:
                self._put_below(fields[-1], f"{dotted}.{layout.field(name, new[name], self.document.eol)}")

    def _put_below(self, before: Field, written: str) -> None:
        """Gather a field that is written on the line below another, indented as that one is."""
        text = self.document.text
        at, indent = cut_of_field(text, before)[1], text[line_start(text, before.start) : before.start]
        self.document.put(at, at, f"{self.document.eol}{indent}{written}")

    # Tables in the table

    def _change_below(self, name: str, old: Any, new: Any) -> None:
        names = layout.PART_FIELDS.get(name, ())
        path = (*self.path, name)
        if isinstance(new, dict):
            TableChange(self.document, self.parts, path, names).make(old, new)
            return
        behind: Part | None = None
        for i, j in steps(old, new):
            if i is None:
                self._add_section(path, behind or self.main, new[j or 0])
                continue
            item = TableChange(self.document, self.parts, (*path, i), names)
            if j is None:
                self.document.cut_parts(item.parts)
            else:
                item.make(old[i], new[j])
                behind = item.parts[-1]

    def _add_sections(self, path: Path, behind: Part, new: list[dict[str, Any]]) -> None:
        for each in new:
            self._add_section(path, behind, each)

    def _add_section(self, path: Path, behind: Part | None, new: dict[str, Any]) -> None:
        if behind is None:
            raise self.document.cannot(f"{'.'.join(map(str, path))} has no header above it", self.parts[0].start)
        header = ".".join(layout.key(each) for each in path if isinstance(each, str))
        fields = layout.ordered(new, layout.PART_FIELDS.get(str(path[-1]), ()))
        self.document.add_below(behind.end, layout.section(f"[[{header}]]", fields, self.document.eol))
