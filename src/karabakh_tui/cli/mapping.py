"""The mapping of an import: which column of a file, or which value always, each field of a record has."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from karabakh_tui.errors import UsageError
from karabakh_tui.model.records import Part

from .fields import FieldError, is_list, is_text, known_field, part_of, unknown_field, value_of
from .rows import cell_of, file_text
from .strict_json import without_nothing

SPLIT = ";"
"""Parts the items of a list, where a mapping does not say otherwise."""

DIRECTIVES = {"Y", "m", "d", "b", "B"}
"""What a date's format may hold: year, month, day, and the month's name in English, short or long."""

CELL_KEYS = ("column", "constant", "split", "date", "values")


@dataclass(frozen=True)
class Cell:
    """Where a field's value comes from."""

    column: str | None = None
    constant: Any = None
    split: str = SPLIT
    """Parts the items of a list; "" parts none."""
    dates: tuple[str, ...] = ()
    """The formats of a date, tried one after the other; without any it is EDTF."""
    values: Mapping[str, str] | None = None
    """What stands in the file for what the record is to have."""


Plan = Mapping[str, Cell | Sequence["Plan"]]
"""For each field its cell; for a field that holds tables, a plan for each of them."""

Told = dict[str, str]
"""For each field of a record that was made, written as in messages, the column it comes from."""


class CellError(ValueError):
    """A cell cannot be what the mapping says; the field is that of the record, written as in messages."""

    def __init__(self, column: str, field: str, message: str) -> None:
        super().__init__(message)
        self.column = column
        self.field = field


def plan_of_header(columns: Sequence[str]) -> Plan:
    """Return the plan of a file whose columns are named as the fields."""
    return {name: Cell(name) for name in columns}


def read_plan(path: Path, model: type[Part]) -> Plan:
    """Return the plan in a mapping file.

    Raises:
        UsageError: if it cannot be read, or is no mapping to such records.
    """
    try:
        data = tomllib.loads(file_text(path))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: the mapping is not TOML: {error}") from None
    if not data:
        raise UsageError(f'{path}: the mapping is empty; it has a line for each field: title = "Column"')
    return _plan(data, model, f"{path}: ")


def columns_of(plan: Plan) -> Iterator[str]:
    """Yield the columns that a plan names."""
    for each in plan.values():
        if isinstance(each, Cell):
            if each.column is not None:
                yield each.column
        else:
            for part in each:
                yield from columns_of(part)


def _plan(data: Mapping[str, Any], model: type[Part], where: str) -> Plan:
    plan: dict[str, Cell | Sequence[Plan]] = {}
    for name, value in data.items():
        if not known_field(model, name):
            raise UsageError(f"{where}{unknown_field(model, name)}")
        part = part_of(model, name)
        if part is not None and isinstance(value, list) and all(isinstance(each, dict) for each in value):
            plan[name] = [_plan(each, part, f"{where}{name}: ") for each in value]
        else:
            plan[name] = _cell(value, f"{where}{name}: ")
    return plan


def _cell(value: Any, where: str) -> Cell:
    if isinstance(value, str):
        return Cell(value)
    if not isinstance(value, dict) or ("column" in value) == ("constant" in value):
        raise UsageError(f'{where}a column\'s name is needed, or {{ column = "..." }}, or {{ constant = ... }}')
    unknown = next((each for each in value if each not in CELL_KEYS), None)
    if unknown is not None:
        raise UsageError(f'{where}there is no "{unknown}"; a column has {", ".join(CELL_KEYS[2:])}')
    if "constant" in value:
        if len(value) > 1:
            raise UsageError(f"{where}a constant stands alone")
        return Cell(constant=value["constant"])
    dates = value.get("date", [])
    dates = tuple(dates) if isinstance(dates, list) else (dates,)
    for each in dates:
        _refuse_format(each, where)
    cell = Cell(value["column"], None, value.get("split", SPLIT), dates, value.get("values"))
    _refuse_types(cell, where)
    return cell


def _refuse_types(cell: Cell, where: str) -> None:
    if not isinstance(cell.column, str) or not isinstance(cell.split, str):
        raise UsageError(f"{where}column and split are text in quotes")
    pairs = {} if cell.values is None else cell.values
    if not isinstance(pairs, Mapping) or not all(isinstance(each, str) for each in pairs.values()):
        raise UsageError(f'{where}values is a table of texts: {{ "in the file" = "in the record" }}')


def _refuse_format(form: Any, where: str) -> None:
    """Refuse a date's format that would make more or less of a date than it says."""
    found = re.findall(r"%(.?)", form.replace("%%", "")) if isinstance(form, str) else []
    months = sum(each in "mbB" for each in found)
    fits = "Y" in found and DIRECTIVES.issuperset(found) and months <= 1 and ("d" not in found or months)
    if not fits or len(set(found)) < len(found):
        raise UsageError(f"{where}a date's format is made of %Y, %m (or %b, %B) and %d, such as %d.%m.%Y")


def made(plan: Plan, model: type[Part], cells: Mapping[str, Any]) -> tuple[dict[str, Any], Told, list[CellError]]:
    """Return the record that a row makes, which column each of its fields comes from, and what is wrong in cells."""
    maker = _Maker(cells)
    return maker.record(plan, model, ""), maker.told, maker.wrong


class _Maker:
    def __init__(self, cells: Mapping[str, Any]) -> None:
        self.cells = cells
        self.told: Told = {}
        self.wrong: list[CellError] = []

    def record(self, plan: Plan, model: type[Part], path: str) -> dict[str, Any]:
        record: dict[str, Any] = {}
        for name, each in plan.items():
            part = part_of(model, name)
            if isinstance(each, Cell):
                if each.column is not None:
                    self.told[f"{path}{name}"] = each.column
                try:
                    value = self._value(each, model, name)
                except FieldError as error:
                    self.wrong.append(CellError(each.column or "", f"{path}{name}", str(error)))
                    continue
            else:
                value = self._parts(each, part or model, f"{path}{name}")
            if value is not None:
                record[name] = value
        return record

    def _parts(self, plans: Sequence[Plan], model: type[Part], path: str) -> list[Any] | None:
        """Return the tables that plans make, without those for whose own fields the row has nothing."""
        found: list[Any] = []
        for plan in plans:
            part = self.record(plan, model, f"{path}[{len(found)}].")
            if any(self._filled(each) for each in plan.values()) or _stands(model, part):
                found.append(part)
        return found or None

    def _filled(self, cell: Cell | Sequence[Plan]) -> bool:
        return isinstance(cell, Cell) and cell.column is not None and self._cell(cell.column) not in (None, "", [])

    def _cell(self, column: str) -> Any:
        return cell_of(self.cells, column)

    def _value(self, cell: Cell, model: type[Part], name: str) -> Any:
        """Return a field's value; None where the row has none."""
        if cell.column is None:
            return cell.constant
        raw = self._cell(cell.column)
        if isinstance(raw, int) and not isinstance(raw, bool) and is_text(model, name):
            raw = str(raw)
        if isinstance(raw, str):
            return self._of_text(cell, model, name, raw.replace("\r\n", "\n").strip())
        if isinstance(raw, list) and all(isinstance(each, str) for each in raw):
            return [_read(cell, model, name, each.strip()) for each in raw if each.strip()] or None
        return without_nothing(raw)

    def _of_text(self, cell: Cell, model: type[Part], name: str, words: str) -> Any:
        if not is_list(model, name):
            return _read(cell, model, name, words) if words else None
        items = words.split(cell.split) if cell.split else [words]
        return [_read(cell, model, name, each.strip()) for each in items if each.strip()] or None


def _stands(model: type[Part], part: Mapping[str, Any]) -> bool:
    """Tell whether a table is whole without anything from a row, as a cite is with a constant source."""
    try:
        model.model_validate(part)
    except ValidationError:
        return False
    return True


def _read(cell: Cell, model: type[Part], name: str, words: str) -> Any:
    if cell.values is not None:
        if words not in cell.values:
            raise FieldError(f'the mapping has no value for "{words[:60]}"')
        words = cell.values[words]
    if cell.dates:
        words = _edtf(words, cell.dates)
    return value_of(model, name, words)


def _edtf(words: str, forms: Sequence[str]) -> str:
    """Return a date, no more exact than its format, in EDTF."""
    for form in forms:
        try:
            day = datetime.strptime(words, form)
        except ValueError:
            continue
        precise = "d" in re.findall("%(.)", form), any(each in form for each in ("%m", "%b", "%B"))
        return day.date().isoformat()[: 10 if precise[0] else 7 if precise[1] else 4]
    raise FieldError(f'the date "{words[:60]}" is not written {" or ".join(forms)}')
