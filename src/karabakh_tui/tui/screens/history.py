"""Where the reader has been: snapshots of the main screen, with back and forward as in a browser."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from karabakh_tui.search.result import Result


class ListPlace(NamedTuple):
    """Where a list stands: its cursor's row and the first visible row."""

    cursor: int | None
    scroll: int
    follows: bool
    """The cursor is in sight."""


class Snapshot(NamedTuple):
    """Everything needed to show the main screen as it was."""

    query: str
    result: Result
    hits: Result | None
    """What a lifted search had found."""
    table: str
    """The list that was active."""
    reading: bool
    """The record had the focus, not the list."""
    lists: Mapping[str, ListPlace]
    record: str | None
    """The record shown, as `table/id`."""
    link: int | None
    scroll: int
    cite: int | None = None
    """The position of the cite in focus."""


class History:
    """Two stacks of snapshots."""

    def __init__(self) -> None:
        self._past: list[Snapshot] = []
        self._future: list[Snapshot] = []

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place before this one."""
        return bool(self._past)

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place that a step back left."""
        return bool(self._future)

    def leave(self, here: Snapshot) -> None:
        """Remember a place that the reader leaves for a new one; what lay ahead is forgotten."""
        self._past.append(here)
        self._future.clear()

    def back(self, here: Snapshot) -> Snapshot | None:
        """Return the place before this one, or None at the beginning."""
        return self._step(self._past, self._future, here)

    def forward(self, here: Snapshot) -> Snapshot | None:
        """Return the place that a step back left, or None at the end."""
        return self._step(self._future, self._past, here)

    def exchange(self, change: Callable[[Result], Result]) -> None:
        """Put another result in the place of each that is remembered."""
        for places in (self._past, self._future):
            places[:] = [
                each._replace(result=change(each.result), hits=change(each.hits) if each.hits else None)
                for each in places
            ]

    @staticmethod
    def _step(source: list[Snapshot], target: list[Snapshot], here: Snapshot) -> Snapshot | None:
        if not source:
            return None
        target.append(here)
        return source.pop()
