"""The main screen: search bar, lists and record. It owns the state; panes get it by data binding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.events import DescendantFocus
from textual.getters import query_one
from textual.reactive import var
from textual.worker import get_current_worker

from karabakh_tui.model.records import Record
from karabakh_tui.model.store import FactStore
from karabakh_tui.search.query import parse_query
from karabakh_tui.search.result import Result, everything
from karabakh_tui.storage.read import Loaded
from karabakh_tui.tui.commands import bindings
from karabakh_tui.tui.messages import RecordHighlighted, RecordOpened
from karabakh_tui.tui.panes.detail import Detail
from karabakh_tui.tui.panes.record_list import RecordList
from karabakh_tui.tui.text.runs import MUTED, STRONG, Run, content
from karabakh_tui.tui.widgets.key_hints import KeyHints
from karabakh_tui.tui.widgets.line import Line, ProgressLine
from karabakh_tui.tui.widgets.search_bar import SearchBar

from .dialogs import Dialogs
from .hints import hints
from .history import History, ListPlace, Snapshot

if TYPE_CHECKING:
    from karabakh_tui.search.index import Index

LISTS = (
    ("events", 1, "Timeline"),
    ("parties", 2, "Parties"),
    ("places", 4, "Places"),
    ("sources", 5, "Sources"),
    ("quotes", 3, "Quotes"),
)
ROOM = ("parties", "places", "sources")
"""The lists that share one room; the others stand beside it."""


class MainScreen(Dialogs):
    """Browse a fact store."""

    BINDINGS = list(bindings())
    AUTO_FOCUS = "#events"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-medium"), (150, "-wide")]

    store: var[FactStore | None] = var(None)
    result: var[Result | None] = var(None)
    record: var[Record | None] = var(None)
    table: var[str] = var("events")
    """The active list: the one that had the focus last."""
    room: var[str] = var("parties")
    """Which list is in the shared room."""
    reading: var[bool] = var(False, toggle_class="-reading")
    """The record has, or had last, the focus: where there is room for one pane only, it is the one shown."""

    search_bar = query_one(SearchBar)
    detail = query_one(Detail)
    title_line = query_one("#title", Line)
    progress = query_one(ProgressLine)
    key_hints = query_one(KeyHints)

    def __init__(self, loaded: Loaded | None) -> None:
        super().__init__()
        self.loaded = loaded
        self.index: Index | None = None
        self._history = History()
        self._settled_query = ""

    def compose(self) -> ComposeResult:
        """Yield the parts of the screen, from top to bottom."""
        yield Line(id="title")
        yield SearchBar('press / and type: words, pre*, "a phrase"; any spelling')
        yield ProgressLine()
        with Horizontal(id="body"):
            with Container(id="lists"):
                yield self._list("events")
                with Vertical(id="others"):
                    for table, _, _ in LISTS[1:]:
                        yield self._list(table)
            yield Detail()
        yield KeyHints()

    def _list(self, table: str) -> RecordList:
        number, title = next((number, title) for name, number, title in LISTS if name == table)
        return RecordList(table, number, title).data_bind(MainScreen.result)

    def on_mount(self) -> None:
        """Show the store, where it is there already."""
        self.watch_room(self.room)
        self.watch_table(self.table)
        if self.loaded is not None:
            self.open_store(self.loaded)

    def list_of(self, table: str) -> RecordList:
        """Return the list of a table."""
        return self.query_one(f"#{table}", RecordList)

    # The store and its index

    def open_store(self, loaded: Loaded) -> None:
        """Show a store that was read, and index it once it is on the screen."""
        self.loaded = loaded
        self.progress.stop()
        self.store = loaded.store
        self.detail.store = loaded.store
        self.index = None
        self._show_result(everything(loaded.store))
        self._show_title(loaded)
        self.call_after_refresh(self._build_index, loaded.store)

    def _show_title(self, loaded: Loaded) -> None:
        store, problems = loaded.store, len(loaded.problems)
        self.title_line.left = content(Run(store.header.title, STRONG))
        counts = f"{len(store.events):,} events · {len(store.parties):,} parties · {len(store.quotes):,} quotes"
        warning = [Run(f"{problems:,} problem{'s' * (problems != 1)} in the file · ", "bold")] if problems else []
        self.title_line.right = content(*warning, Run(counts, MUTED))

    @work(thread=True, exclusive=True, group="index")
    def _build_index(self, store: FactStore) -> None:
        from karabakh_tui.search.index import Index  # not before the first frame: it loads SQLite

        worker = get_current_worker()
        index = Index.build(store, cancelled=lambda: worker.is_cancelled)
        store.prepare()
        if not worker.is_cancelled:
            self.app.call_from_thread(self._indexed, index)

    def _indexed(self, index: Index) -> None:
        self.index = index
        self.add_class("-searchable")
        self._ask(self.search_bar.value)

    def show_progress(self, job: Content, share: float) -> None:
        """Show how far the reading of a large store is."""
        if not self.progress.has_class("-running"):
            self.progress.start(job)
        self.progress.share = share

    # Searching

    @on(SearchBar.Asked)
    def _asked(self, event: SearchBar.Asked) -> None:
        self._ask(event.text)
        if event.final:
            self._settle_query()
            self._focus_list()

    def _settle_query(self) -> None:
        """Make the query that was settled before this one a place to come back to."""
        if self._settled_query != self.search_bar.value:
            self._settled_query = self.search_bar.value

    def _ask(self, text: str) -> None:
        """Find what a query finds, or say that the index is not ready."""
        if self.store is None:
            return
        if self.index is None:
            self._show_status(Content("indexing …") if text else None)
            return
        self.index.interrupt()
        self._search(self.index, text, self.search_bar.cursor_position)

    @work(thread=True, exclusive=True, group="search")
    def _search(self, index: Index, text: str, cursor: int) -> None:
        worker = get_current_worker()
        result = index.search(parse_query(text, cursor))
        if result is not None and not worker.is_cancelled:
            self.app.call_from_thread(self._found, text, result)

    def _found(self, text: str, result: Result) -> None:
        """Show a result, unless the reader has typed on since."""
        if text == self.search_bar.value and result.store is self.store:
            self._show_result(result)

    def _show_result(self, result: Result) -> None:
        with self.app.batch_update():
            self.result = result
            self._show_status(None)
            self._preview()

    def _show_status(self, words: Content | None) -> None:
        if words is None and self.result is not None:
            result = self.result
            everything_there = len(result.store)
            words = Content("") if result.is_all else Content(f"{result.total:,} of {everything_there:,}")
        self.search_bar.status = words or Content("")

    def _preview(self) -> None:
        """Show the record under the cursor of the active list, or of the first list that has one."""
        if self.reading and not self.search_bar.has_focus_within:
            return
        tables = [self.table, *(table for table, _, _ in LISTS if table != self.table)]
        records = (self.list_of(table).record for table in tables)
        self.record = next((record for record in records if record is not None), None)

    def watch_record(self, record: Record | None) -> None:
        """Hand the record down."""
        if record is not None or self.is_mounted:  # before that there is no pane to hand it to
            self.detail.record = record

    # Moving

    @on(RecordHighlighted)
    def _highlighted(self, event: RecordHighlighted) -> None:
        if event.table == self.table and not self.reading:
            self._preview()

    @on(RecordOpened)
    def _opened(self, event: RecordOpened) -> None:
        record = self.store.find(event.ref) if self.store is not None else None
        if record is None:
            self.notify(content(Run(f"There is no record {event.ref} in this store.")).plain, markup=False)
            return
        self.show_record(record)

    def show_record(self, record: Record) -> None:
        """Open a record: go to it, and remember the way back."""
        here = self._snapshot()
        if here is not None:
            self._history.leave(here)
        self.record = record
        self.detail.record = record
        self.reading = True
        self.set_focus(self.detail)

    def _snapshot(self) -> Snapshot | None:
        if self.result is None:
            return None
        lists = {
            table: ListPlace(self.list_of(table).cursor, round(self.list_of(table).scroll_offset.y))
            for table, _, _ in LISTS
        }
        return Snapshot(
            query=self.search_bar.value,
            result=self.result,
            table=self.table,
            reading=self.reading,
            lists=lists,
            record=self.record.ref if self.record else None,
            link=self.detail.link_cursor,
            scroll=round(self.detail.scroll_offset.y),
        )

    def _restore(self, place: Snapshot | None) -> None:
        if place is None or self.store is None:
            self.notify("There is nowhere to go in that direction.", markup=False)
            return
        with self.app.batch_update():
            self.search_bar.set_value(place.query)
            self.result = place.result
            self._show_status(None)
            self.table = place.table
            if place.table in ROOM:
                self.room = place.table
            for table, where in place.lists.items():
                self.list_of(table).restore(where.cursor, where.scroll)
            self.reading = place.reading
            self.record = self.store.find(place.record) if place.record else None
            self.detail.restore(place.link, place.scroll)
            self.set_focus(self.detail if place.reading else self.list_of(place.table))

    def action_back(self) -> None:
        """Go to the place before this one."""
        here = self._snapshot()
        if here is not None:
            self._restore(self._history.back(here))

    def action_forward(self) -> None:
        """Go forward again."""
        here = self._snapshot()
        if here is not None:
            self._restore(self._history.forward(here))

    # Focus

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Remember which list is active, and say what can be done now."""
        if isinstance(event.widget, RecordList):
            self.table = event.widget.table
            self.reading = False
            self._preview()
        elif isinstance(event.widget, Detail):
            self.reading = True
        self.key_hints.set_hints(hints(self._focus_kind()))

    def _focus_kind(self) -> str:
        if self.search_bar.has_focus_within:
            return "search"
        return "detail" if self.reading else "list"

    def watch_table(self, table: str) -> None:
        """Give the active list the room it needs."""
        self.set_class(table != "events", "-beside")
        for name, _, _ in LISTS:
            self.list_of(name).set_class(name == table, "-active")

    def watch_room(self, room: str) -> None:
        """Put one list into the shared room."""
        for table in ROOM:
            self.list_of(table).set_class(table != room, "-elsewhere")

    def _focus_list(self) -> None:
        """Go to the active list, or to the first one that has something to show."""
        tables = [self.table, *(table for table, _, _ in LISTS if table != self.table)]
        self.action_pane(next((t for t in tables if self.list_of(t).record is not None), self.table))

    def action_pane(self, table: str) -> None:
        """Go to a list."""
        if table in ROOM:
            self.room = table
        self.reading = False
        self.set_focus(self.list_of(table))

    def action_next_pane(self, step: int = 1) -> None:
        """Go to the next pane: the lists one sees, then the record."""
        panes = [self.list_of(table) for table in ("events", self.room, "quotes")] + [self.detail]
        here = panes.index(self.focused) if self.focused in panes else -step
        there = panes[(here + step) % len(panes)]
        self.reading = there is self.detail
        self.set_focus(there)

    def action_previous_pane(self) -> None:
        """Go to the pane before."""
        self.action_next_pane(-1)

    def action_search(self) -> None:
        """Go to the search bar."""
        self.set_focus(self.search_bar.input)

    @on(SearchBar.Left)
    def _left_bar(self, event: SearchBar.Left) -> None:
        if event.to_results:
            self._focus_list()
        else:
            self.action_pane(self.table)

    def action_clear(self) -> None:
        """Leave the record for the list; there, clear the search."""
        if self.reading:
            self.action_pane(self.table)
        elif self.search_bar.value:
            here = self._snapshot()
            if here is not None:
                self._history.leave(here)
            self.search_bar.set_value("")
            self._ask("")

    @on(KeyHints.Chosen)
    async def _hint_chosen(self, event: KeyHints.Chosen) -> None:
        await self.run_action(event.action)
