"""Plain tables to records, taken in piece by piece; what is wrong is noted, to be located when all is read."""

from __future__ import annotations

from typing import Any, NamedTuple

from pydantic import ValidationError

from karabakh_tui.model.records import RECORD_TYPES, TABLES, Record

from .validate import Slip, mended


class Slips(NamedTuple):
    """What is wrong in one record of the file."""

    table: str
    number: int
    """Its place among those of its table in the file, from 0."""
    record_id: object
    """As the file has it: of any type, or missing."""
    slips: list[Slip]
    set_aside: bool


class Second(NamedTuple):
    """A record whose id is taken."""

    table: str
    number: int
    record_id: str
    first: int
    """The place of the record that has the id."""


class Rows:
    """The records of all tables, and everything else that the file holds."""

    def __init__(self) -> None:
        self.records: dict[str, list[Record]] = {table: [] for table in TABLES}
        self.numbers: dict[str, dict[str, int]] = {table: {} for table in TABLES}
        """For each record its place among those of its table in the file, from 0, by id."""
        self.counts: dict[str, int] = dict.fromkeys(TABLES, 0)
        """How many records the file has, with those set aside."""
        self.slips: list[Slips] = []
        self.seconds: list[Second] = []
        self.rests: dict[tuple[str, str], dict[str, Any]] = {}
        """What the file holds of each record that was mended, with gaps in lists."""
        self.other: dict[str, Any] = {}
        """Everything that is not a list of records, by name."""

    def take(self, tables: dict[str, Any]) -> None:
        """Take in the tables of a piece."""
        for name, value in tables.items():
            if name in RECORD_TYPES and isinstance(value, list):
                self._take_records(name, value)
            else:
                self.other[name] = value

    def _take_records(self, table: str, rows: list[Any]) -> None:
        validate = RECORD_TYPES[table].__pydantic_validator__.validate_python
        records, numbers = self.records[table], self.numbers[table]
        for number, data in enumerate(rows, self.counts[table]):
            try:
                record = validate(data)
            except ValidationError:
                record = self._mended(table, number, data)
                if record is None:
                    continue
            if record.id in numbers:
                self.seconds.append(Second(table, number, record.id, numbers[record.id]))
                continue
            numbers[record.id] = number
            records.append(record)
        self.counts[table] += len(rows)

    def _mended(self, table: str, number: int, data: object) -> Record | None:
        """Return a record without its slips; None where nothing usable is left."""
        if not isinstance(data, dict):
            slip = Slip("E105", (), f"a record is a table with a header, [[{table}]]", True)
            self.slips.append(Slips(table, number, None, [slip], True))
            return None
        record, slips, rest = mended(RECORD_TYPES[table], data)
        self.slips.append(Slips(table, number, data.get("id"), slips, record is None))
        if not isinstance(record, Record):
            return None
        if record.id not in self.numbers[table]:
            self.rests[table, record.id] = rest
        return record
