"""What panes ask of the screen."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class RecordHighlighted(Message):
    """The cursor of a list stands on a record (None: the list is empty)."""

    table: str
    ref: str | None


@dataclass
class RecordOpened(Message):
    """The reader wants a record opened."""

    ref: str
