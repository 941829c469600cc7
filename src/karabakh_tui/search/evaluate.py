"""From a tree to the rows that match it: words by the full-text index, fields by the records' own tables."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import replace

from .fields import Fields
from .names import NAMED_TABLES
from .nodes import And, Field, Node, Not, Or, Term, Value
from .readings import Readings
from .resolve import NAMING_FIELDS
from .rows import RowNumbers
from .texts import Written, written

TEXT_FIELDS = {"title": "{name title}", "text": "{quote body}", "id": "{id}"}
"""Fields that look for words in some columns of the index."""
_NAMES = "{name alias}"


class Evaluator:
    """Finds the rows of queries in one index. Where SQLite is interrupted, it raises `sqlite3.OperationalError`."""

    def __init__(self, connection: sqlite3.Connection, rows: RowNumbers, readings: Readings, fields: Fields) -> None:
        self._connection = connection
        self._rows = rows
        self._readings = readings
        self._fields = fields

    def rows(self, root: Node, starred: Collection[str]) -> list[int]:
        """Return the rows that match, sorted."""
        return sorted(self._found(root, starred))

    def found(self, node: Node) -> Collection[int]:
        """Return the rows that match a node, without any stars."""
        return self._found(node, ())

    # Full text

    def _expression(self, node: Node) -> str | None:
        """Return a node in FTS5's syntax, where the index alone can answer it."""
        if not isinstance(node, Field) or node.name not in TEXT_FIELDS:
            return None
        terms = [value for value in node.values if isinstance(value, Term)]
        if any(term.exact or "/" in term.written for term in terms):
            return None
        parts = [self._value_expression(node.name, term) for term in terms]
        return f"{TEXT_FIELDS[node.name]} : ({' OR '.join(parts)})"

    def _value_expression(self, name: str, term: Term) -> str:
        if name != "id":
            return self._readings.of(term).expression
        return f'"{" ".join(term.tokens)}"{" *" if term.prefix else ""}'

    def _with_word(self, term: Term) -> Collection[int]:
        """Return the rows whose own text has a word, and those that refer to a party or place that is called so."""
        found = self._matching(self._readings.of(term).expression)
        referring = self.referring(term) if found else ()
        return referring.union(found) if referring else found

    def referring(self, term: Term) -> set[int]:
        """Return the events and quotes that refer to a party or place that is called as a word is read."""
        return self._fields.referring(self._called(self._readings.of(term).expression))

    def _called(self, expression: str) -> list[int]:
        """Return the parties and places among whose names an expression is."""
        first, after = self._rows.starts[NAMED_TABLES[0]], self._rows.rows(NAMED_TABLES[-1]).stop
        found = self._connection.execute(
            "SELECT rowid FROM records WHERE records MATCH ? AND rowid >= ? AND rowid < ?",
            (f"{_NAMES} : {expression}", first, after),
        )
        return [row for (row,) in found.fetchall()]

    def _matching(self, expression: str) -> list[int]:
        found = self._connection.execute(
            "SELECT rowid FROM records WHERE records MATCH ? ORDER BY rowid", (expression,)
        )
        return [row for (row,) in found.fetchall()]

    # Trees

    def _sure(self, node: Node) -> Node:
        """Return a node without guesses: what is not wanted must be what was typed, or nobody sees what is gone."""
        match node:
            case Term():
                return replace(node, exact=True) if self._readings.of(node).guessed else node
            case Field():
                return replace(node, values=tuple(self._sure_value(node.name, value) for value in node.values))
            case Not():
                return replace(node, child=self._sure(node.child))
            case _:
                return replace(node, children=tuple(self._sure(child) for child in node.children))

    def _sure_value(self, name: str, value: Value) -> Value:
        if not isinstance(value, Term):
            return value
        if name in NAMING_FIELDS:
            guessed = self._fields.resolver.resolve(NAMING_FIELDS[name], value).guessed
        else:
            guessed = self._readings.of(value).guessed if name in TEXT_FIELDS else ()
        return replace(value, exact=True) if guessed else value

    def _found(self, node: Node, starred: Collection[str]) -> Collection[int]:
        expression = self._expression(node)
        if expression is not None:
            return set(self._matching(expression))
        match node:
            case Term():
                return self._exactly("", node) if node.exact else self._with_word(node)
            case Field():
                return self._field(node, starred)
            case Not():
                return set(range(self._rows.end)).difference(self._found(self._sure(node.child), starred))
            case Or():
                return set[int]().union(*(self._found(child, starred) for child in node.children))
            case And():
                return self._all_of(node, starred)

    def _all_of(self, node: And, starred: Collection[str]) -> Collection[int]:
        """Take what is negated from what all others leave; the index is asked once for all fields of text."""
        positive = [(child, self._expression(child)) for child in node.children if not isinstance(child, Not)]
        texts = [expression for _, expression in positive if expression is not None]
        found: list[Collection[int]] = [set(self._matching(" AND ".join(texts)))] if texts else []
        found.extend(self._found(child, starred) for child, expression in positive if expression is None)
        if not found:
            found.append(range(self._rows.end))
        found.sort(key=len)
        left = set(found[0]).intersection(*found[1:])
        for child in node.children:
            if isinstance(child, Not) and left:
                left.difference_update(self._found(self._sure(child.child), starred))
        return left

    def _field(self, field: Field, starred: Collection[str]) -> Collection[int]:
        if field.name in TEXT_FIELDS:
            return set[int]().union(*(self._in_columns(field.name, value) for value in field.values))  # type: ignore[arg-type]
        if field.name != "is":
            return self._fields.rows(field)
        stars = [value for value in field.values if isinstance(value, Term) and value.written == "starred"]
        others = tuple(value for value in field.values if value not in stars)
        found = self._fields.rows(Field(field.name, others, field.start, field.end))
        return found | self._starred(starred) if stars else found

    def _starred(self, starred: Iterable[str]) -> set[int]:
        parted = (ref.partition("/") for ref in starred)
        return {row for table, _, record_id in parted for row in self._rows_of(table, record_id)}

    def _rows_of(self, table: str, record_id: str) -> list[int]:
        return self._rows.of(table, [record_id]) if table in self._rows.starts else []

    def _in_columns(self, name: str, term: Term) -> Collection[int]:
        """Return the rows that have a word, exactly or by its address, in the columns of a field."""
        if name == "id" and (term.exact or "/" in term.written):
            return self._with_id(term.written)
        if term.exact:
            return self._exactly(TEXT_FIELDS[name], term)
        return self._matching(f"{TEXT_FIELDS[name]} : ({self._value_expression(name, term)})")

    def _with_id(self, address: str) -> list[int]:
        table, slash, record_id = address.partition("/")
        if slash:
            return self._rows_of(table, record_id)
        return [row for table in self._rows.starts for row in self._rows_of(table, address)]

    def _exactly(self, columns: str, term: Term) -> set[int]:
        """Return the rows in whose own text, in some columns or anywhere, a word stands as written, as a whole word."""
        among = f"{columns} : " if columns else ""
        candidates = self._matching(f'{among}("{" ".join(term.tokens)}")')
        pattern = re.compile(rf"(?<!\w){re.escape(term.written)}(?!\w)")
        names = columns.strip("{}").split() or Written._fields
        return {row for row in candidates if self._stands_in(row, names, pattern)}

    def _stands_in(self, row: int, columns: Iterable[str], pattern: re.Pattern[str]) -> bool:
        text = written(self._rows.record(row))
        return any(pattern.search(part) for column in columns for part in getattr(text, column))
