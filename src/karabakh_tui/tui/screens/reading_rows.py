"""The rows of the boxes that lead back to what was read: marks, and the reading history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from karabakh_tui.model.store import FactStore
from karabakh_tui.state.reading import Opened

from .chooser import Choice
from .key_menu import Item


def mark_items(store: FactStore, marks: Mapping[str, str]) -> list[Item]:
    """Return the marks of records that are there, by letter."""
    found = [(letter, store.find(ref)) for letter, ref in sorted(marks.items())]
    return [Item(letter, record.label, letter) for letter, record in found if record is not None]


def opened_rows(store: FactStore, reading: Sequence[Opened]) -> list[Choice]:
    """Return the records that were opened and are there, the latest first, each with when that was."""
    found = [(store.find(opened.record), opened) for opened in reversed(reading)]
    return [
        Choice(record.ref, record.label, local_time(opened.when), also=record.ref)
        for record, opened in found
        if record is not None
    ]


def local_time(when: str) -> str:
    """Return a time as a clock here shows it; as it is written where it is none."""
    try:
        return f"{datetime.fromisoformat(when).astimezone():%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError):
        return when
