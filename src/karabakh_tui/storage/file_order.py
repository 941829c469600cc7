"""The order in which a store's file has the records of a table."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from karabakh_tui.model.dates import DateError, parse_date

DATED = ("events", "quotes")
PARTIES = ("state", "de-facto-state", "armed-force", "organisation", "office", "group", "person")
"""The kinds of parties: those that act first, people last. Unknown ones follow."""

Key = tuple[float, float, str]


def file_order(table: str, rows: list[Any]) -> list[int]:
    """Return the places of a table's records in their order.

    Dated records stand by their dates, parties by their kinds, and all others, and those alike, by their ids; what has
    no date that can be read stands last.
    """
    return sorted(range(len(rows)), key=lambda number: (_key(table, rows[number]), number))


def _key(table: str, row: Any) -> Key:
    if not isinstance(row, dict):
        return math.inf, 0, ""
    record_id = row["id"] if isinstance(row.get("id"), str) else "\uffff"
    if table in DATED:
        return (*_date_key(row.get("date")), record_id)
    if table == "parties":
        return (PARTIES.index(row["kind"]) if row.get("kind") in PARTIES else math.inf), 0, record_id
    return 0, 0, record_id


def _date_key(value: Any) -> tuple[float, float]:
    written = value.isoformat() if isinstance(value, date) else value
    try:
        return parse_date(written).sort_key() if isinstance(written, str) else (math.inf, math.inf)
    except DateError:
        return math.inf, math.inf
