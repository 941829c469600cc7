"""A record as plain data, with the fields it has in the file, under the file's names."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from karabakh_tui.model.dates import UncertainDate
from karabakh_tui.model.records import Part, Record


def file_form(value: object) -> Any:
    """Return a record, or anything in one, as what JSON can hold.

    Dates are EDTF strings, TOML's own dates and times ISO 8601, whole numbers whole; `nan` and `inf` are text, since
    JSON has no such numbers.
    """
    if isinstance(value, Part):
        return {name: file_form(getattr(value, name)) for name in _fields(value) if name in value.model_fields_set}
    if isinstance(value, Mapping):
        return {str(name): file_form(each) for name, each in value.items()}
    if isinstance(value, (tuple, list)):
        return [file_form(each) for each in value]
    return _scalar(value)


def _fields(part: Part) -> list[str]:
    """Return the names of a part's fields: those that every record has come last, but for the id."""
    names = list(type(part).model_fields)
    if isinstance(part, Record):
        names.sort(key=lambda name: name in Record.model_fields and name != "id")
        names.sort(key=lambda name: name != "id")
    return names


def _scalar(value: object) -> Any:
    if isinstance(value, UncertainDate):
        return value.text
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    return value


def _number(value: float) -> int | float | str:
    if not math.isfinite(value):
        return str(value)
    return int(value) if value.is_integer() else value


def flat(data: object, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every value in plain data with its path, as `accounts[0].says`."""
    if isinstance(data, (Mapping, list)) and not data:
        yield path, "{}" if isinstance(data, Mapping) else "[]"
    elif isinstance(data, Mapping):
        for name, value in data.items():
            yield from flat(value, f"{path}.{name}" if path else str(name))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from flat(value, f"{path}[{number}]")
    else:
        yield path, data
