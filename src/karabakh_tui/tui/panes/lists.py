"""The lists of the main screen and the room they share."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.reactive import var
from textual.widget import Widget

from karabakh_tui.search.result import Result
from karabakh_tui.tui.text.hits import FindHits
from karabakh_tui.tui.widgets.fitted import Fitted
from karabakh_tui.tui.widgets.sharing import shares

from .record_list import RecordList

LISTS = (
    ("events", 1, "Timeline"),
    ("parties", 2, "Parties"),
    ("places", 4, "Places"),
    ("sources", 5, "Sources"),
    ("quotes", 3, "Quotes"),
)
ROOM = ("parties", "places", "sources")
"""The lists that share one room; the others stand beside it."""
AROUND = 3
"""Lines of the screen that are no list, but for what stands above them all: title, search bar, keys."""


LATER = 0.1
"""Seconds until the first frame is there."""


class Others(Fitted, Vertical):
    """The lists below or beside the first one."""


class Lists(Container):
    """One list a table, one below the other; in wide terminals in two columns, in narrow ones the active list alone."""

    result: var[Result | None] = var(None)
    hits: var[Result | None] = var(None)
    find_hits: var[FindHits | None] = var(None)
    starred: var[frozenset[str]] = var(frozenset())
    table: var[str] = var("events")
    """The active list."""
    room: var[str] = var("parties")
    """Which list is in the shared room."""

    def __init__(self, above: int = 0) -> None:
        super().__init__(id="lists")
        self._around = AROUND + above

    def compose(self) -> ComposeResult:
        """Yield the lists."""
        yield self._list("events")
        with Others(id="others"):
            for table, _, _ in LISTS[1:]:
                yield self._list(table)

    def _list(self, table: str) -> RecordList:
        number, title = next((number, title) for name, number, title in LISTS if name == table)
        beside = [each for each in LISTS if each[0] in ROOM and each[0] != table] if table in ROOM else []
        made = RecordList(table, number, title, beside).data_bind(
            Lists.find_hits, Lists.starred, Lists.result, Lists.hits
        )
        # Set before it is there, so that nothing has to be styled twice for it.
        made.set_class(table == self.table, "-active", update=False)
        return made.set_class(table in ROOM and table != self.room, "-elsewhere", update=False)

    def on_mount(self) -> None:
        """Arrange the lists."""
        self.watch_room(self.room)
        self.watch_table(self.table)
        self.set_timer(LATER, self._catch_up)

    def _catch_up(self) -> None:
        """Lay out what was left for later: the lists that nobody saw at first."""
        for table, _, _ in LISTS:
            self.of(table).catch_up()

    def of(self, table: str) -> RecordList:
        """Return the list of a table."""
        return self.query_one(f"#{table}", RecordList)

    def in_sight(self) -> list[RecordList]:
        """Return the lists that have room, in the order in which they stand."""
        return [self.of(table) for table in ("events", self.room, "quotes")]

    def first_filled(self) -> str:
        """Return the active list, or the first one that has something to show."""
        tables = [self.table, *(table for table, _, _ in LISTS if table != self.table)]
        return next((table for table in tables if self.of(table).record is not None), self.table)

    def watch_table(self, table: str) -> None:
        """Give the active list the room it needs."""
        self.set_class(table != "events", "-beside")
        for name, _, _ in LISTS if self.children else ():
            self.of(name).set_class(name == table, "-active")
        self.share()

    def watch_room(self, room: str) -> None:
        """Put one list into the shared room."""
        for table in ROOM if self.children else ():
            self.of(table).set_class(table != room, "-elsewhere")
        if self.children:
            self.of(room).catch_up()
        self.share()

    def on_resize(self) -> None:
        """Share the column anew, once it has its size."""
        self.call_after_refresh(self.share)

    def share(self) -> None:
        """Give each list in a column the lines it needs."""
        if not self.children:
            return
        events, room, quotes = self.in_sight()
        others = self.query_one("#others")
        alone, wide = self.screen.has_class("-narrow"), self.screen.has_class("-wide")
        stacked = [] if alone else [room, quotes] if wide else [events, room, quotes]
        active = self.of(self.table)
        needs = [len(each.rows) + 1 for each in stacked]
        total = self.size.height or self.app.size.height - self._around  # before the first layout there is no size
        heights = shares(total, needs, stacked.index(active) if active in stacked else 0)
        wanted: dict[Widget, int | None] = dict.fromkeys((events, room, quotes, others))
        wanted.update(zip(stacked, heights, strict=True))
        if not alone:
            wanted[others] = sum(heights) if wide else sum(heights[1:])
        for each, height in wanted.items():
            lines = each.styles.height
            if (int(lines.value) if lines is not None and lines.is_cells else None) != height:
                each.styles.height = height  # only a change costs a new layout
