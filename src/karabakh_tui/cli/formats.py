"""The forms of data: JSON with exact values, CSV and tab-separated lines that are harmless wherever they are read."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from karabakh_tui.model.dates import DateError, parse_date
from karabakh_tui.model.store import FactStore
from karabakh_tui.show import show

SCHEMA_VERSION = 1
"""Of the JSON: it goes up when a key changes its meaning or goes away, not when one is added."""

FORMULA_STARTS = "=+-@\t\r\n＝＋－＠"
"""What a cell begins with that a spreadsheet would run as a formula."""

Cell = str | int | bool | None


def envelope(store: FactStore) -> dict[str, Any]:
    """Return what every JSON object begins with."""
    return {"schema_version": SCHEMA_VERSION, "store": {"id": store.header.id, "edition": store.header.edition}}


def json_text(value: Mapping[str, Any], *, line: bool = False) -> str:
    """Return a value as one JSON object: on one line, or easy to read."""
    import json  # not before it is asked for: every form is quicker without the others

    encoding = str(getattr(sys.stdout, "encoding", None) or "utf-8")
    ascii_only = not encoding.lower().startswith("utf")
    return f"{_escaped(json.dumps(value, ensure_ascii=ascii_only, indent=None if line else 2))}\n"


def _escaped(text: str) -> str:
    """Return JSON with everything escaped that could act on a terminal or hide in it; the values stay what they are."""
    if show(text, lines=True) == text:
        return text
    text = "".join(letter if _is_harmless(letter) else _escape(letter) for letter in text)
    if show(text, lines=True) == text:
        return text
    return "".join(_escape(letter) if unicodedata.category(letter)[0] == "M" else letter for letter in text)


def _is_harmless(letter: str) -> bool:
    return letter == "\n" or show(letter) == letter


def _escape(letter: str) -> str:
    """Return a letter as JSON's escape: two of them beyond the first 65,536 letters."""
    code = ord(letter)
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, raw: bool) -> str:
    """Return rows as CSV (RFC 4180, lines ended as on Unix), with formulas disarmed unless they are wanted raw."""
    import csv
    import io

    result = io.StringIO()
    writer = csv.writer(result, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([_csv_cell(cell, raw=raw) for cell in row])
    return result.getvalue()


def _csv_cell(cell: Cell, *, raw: bool) -> str:
    text = plain_cell(cell)
    written = cell if isinstance(cell, str) else text
    if raw or not written.startswith(tuple(FORMULA_STARTS)) or _is_date(written):
        return text
    return f"'{text}"


def _is_date(text: str) -> bool:
    """Tell whether a text is a date: a year before our era begins with a minus sign."""
    try:
        parse_date(text)
    except DateError:
        return False
    return True


def plain_cell(cell: Cell) -> str:
    """Return a value as text: nothing where there is none."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return show(str(cell))


def plain_line(cells: Iterable[Cell]) -> str:
    """Return values as one line, parted by tabs; no value holds a tab or a line break of its own."""
    return "\t".join(map(plain_cell, cells)) + "\n"
