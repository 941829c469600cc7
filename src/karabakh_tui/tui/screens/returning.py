"""The way back on the main screen: every place that the reader leaves for another is remembered as it was."""

from __future__ import annotations

from collections.abc import Sequence

from karabakh_tui.storage.read import Loaded
from karabakh_tui.tui.commands import Command
from karabakh_tui.tui.panes.lists import LISTS, ROOM

from .history import History, ListPlace, Snapshot
from .keeping import Keeping


class Returning(Keeping):
    """Goes back and forward, with query, cursors and scroll as they were."""

    def __init__(self, loaded: Loaded | None, commands: Sequence[Command]) -> None:
        super().__init__(loaded, commands)
        self._history = History()

    def leave_place(self) -> None:
        """Remember the present place, to come back to."""
        here = self.snapshot()
        if here is not None:
            self._history.leave(here)

    def leave_page(self, table: str) -> None:
        """Remember a page on the way to a list whose cursor stands on another record: that one is shown next."""
        listed = self.list_of(table).record
        if self.record is not None and (listed is None or listed.ref != self.record.ref):
            self.leave_place()

    def action_back(self) -> None:
        """Go to the place before this one."""
        here = self.snapshot()
        if here is not None:
            self._restore(self._history.back(here))

    def action_forward(self) -> None:
        """Go forward again."""
        here = self.snapshot()
        if here is not None:
            self._restore(self._history.forward(here))

    def ways_that_end(self) -> set[str]:
        """Return the commands for which there is nowhere to go."""
        ways = {"back": self._history.can_go_back, "forward": self._history.can_go_forward}
        return {name for name, goes_on in ways.items() if not goes_on}

    def snapshot(self) -> Snapshot | None:
        """Return the screen as it is; None where there is no store on it."""
        if self.result is None:
            return None
        shown = {table: self.list_of(table) for table, _, _ in LISTS}
        lists = {
            table: ListPlace(listed.cursor, round(listed.scroll_offset.y), listed.follows)
            for table, listed in shown.items()
        }
        return Snapshot(
            query=self.search_bar.value,
            result=self.result,
            hits=self.hits,
            table=self.table,
            reading=self.reading,
            lists=lists,
            record=self.record.ref if self.record else None,
            link=self.detail.link_cursor,
            scroll=round(self.detail.scroll_offset.y),
            cite=self.detail.cite,
        )

    def _restore(self, place: Snapshot | None) -> None:
        if place is None or self.store is None:
            self.notify("There is nowhere to go in that direction.", markup=False)
            return
        with self.app.batch_update():
            self.search_bar.set_value(place.query)
            self.show_result(place.hits or place.result)
            if place.hits is not None:
                self.lift()
            self.table = place.table
            if place.table in ROOM:
                self.room = place.table
            for table, where in place.lists.items():
                self.list_of(table).restore(where.cursor, where.scroll, follows=where.follows)
            self.reading = place.reading
            self.record = self.store.find(place.record) if place.record else None
            if place.hits is None:
                self.show_status()  # anew: why this record was found, and not the first of the list
            self.detail.restore(place.link, place.scroll, place.cite)
            self.set_focus(self.detail if place.reading else self.list_of(place.table))
