"""The main screen: search bar, lists and record. It owns the state; panes get it by data binding."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import DescendantFocus, ScreenResume
from textual.getters import query_one
from textual.reactive import var

from karabakh_tui.model.records import Record
from karabakh_tui.search.result import Result
from karabakh_tui.storage.read import Loaded
from karabakh_tui.tui.commands import COMMANDS, Command
from karabakh_tui.tui.messages import RecordHighlighted, RecordOpened
from karabakh_tui.tui.panes.detail import Detail
from karabakh_tui.tui.panes.lists import ROOM, Lists
from karabakh_tui.tui.panes.record_list import RecordList
from karabakh_tui.tui.text.records import counts_of
from karabakh_tui.tui.text.runs import MUTED, STRONG, Run, content
from karabakh_tui.tui.widgets.completions import CompletionList
from karabakh_tui.tui.widgets.key_hints import KeyHints
from karabakh_tui.tui.widgets.line import Line, ProgressLine
from karabakh_tui.tui.widgets.search_bar import SearchBar

from .hints import hints, idle_with
from .history import Snapshot
from .problems import problems_in_words
from .returning import Returning
from .timing import strip_height
from .writing import Writing

AFTER_THE_FRAME = 0.1
"""Seconds after which the first frame is on the screen; reading or indexing before that would hold it up."""


class MainScreen(Writing, Returning):
    """Browse a fact store."""

    AUTO_FOCUS = "#events"
    _was_resumed = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-medium"), (150, "-wide")]

    table: var[str] = var("events")
    """The active list: the one that had the focus last."""
    room: var[str] = var("parties")
    """Which list is in the shared room."""
    reading: var[bool] = var(False, toggle_class="-reading")
    """The record has, or had last, the focus: where there is room for one pane only, it is the one shown."""

    lists = query_one(Lists)
    title_line = query_one("#title", Line)
    progress = query_one(ProgressLine)
    key_hints = query_one(KeyHints)

    def __init__(self, loaded: Loaded | None, commands: Sequence[Command] = COMMANDS) -> None:
        super().__init__(loaded, commands)
        self._before_search: Snapshot | None = None

    def compose(self) -> ComposeResult:
        """Yield the parts of the screen, from top to bottom."""
        yield Line(id="title")
        yield SearchBar('press / and type: words, pre*, "a phrase"; any spelling')
        yield Line(id="query-problem")
        yield CompletionList()
        yield ProgressLine()
        yield self.make_strip()
        with Horizontal(id="body"):
            yield Lists(above=strip_height(self.app.size)).data_bind(
                MainScreen.result, MainScreen.hits, MainScreen.find_hits, MainScreen.table, MainScreen.room,
                MainScreen.starred,
            )  # fmt: skip
            yield Detail().data_bind(MainScreen.shown, MainScreen.stacked, MainScreen.starred)
        yield KeyHints()

    def on_mount(self) -> None:
        """Show the store, where it is there already."""
        self.key_hints.more = "help"
        self.show_hints()
        if self.loaded is not None:
            self.open_store(self.loaded)

    def fit(self, width: int) -> None:
        """Take the form for a width before there is anything to be restyled for it."""
        self.arrange_accounts(width)
        name = next(name for least, name in reversed(self.HORIZONTAL_BREAKPOINTS) if width >= least)
        self.add_class(name, update=False)

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Leave as it is what was styled a moment ago, when the screen was made."""
        event.refresh_styles = event.refresh_styles and self._was_resumed
        self._was_resumed = True

    def _compositor_refresh(self) -> None:
        if not self.app._batch_count:  # what Textual paints in a batch reaches no terminal, and is not painted again
            super()._compositor_refresh()

    def list_of(self, table: str) -> RecordList:
        """Return the list of a table."""
        return self.lists.of(table)

    def open_store(self, loaded: Loaded) -> None:
        """Show a store that was read, and index it once it is on the screen."""
        self.progress.stop()
        self.detail.store = loaded.store
        self.take_store(loaded)
        self._show_title(loaded)
        for job in (self.measure, self.build_index):
            self.call_after_refresh(self.set_timer, AFTER_THE_FRAME, partial(job, loaded.store))

    def _show_title(self, loaded: Loaded) -> None:
        if self.unreadable:
            self.title_line.left = content(Run(self.unreadable_in_words(loaded), STRONG))
            self.title_line.right = self.title_line.shorter = content(Run("shown is what was read before", STRONG))
            return
        store, problems = loaded.store, problems_in_words(*self.counted(loaded))
        warning = Run(problems, STRONG)
        self.title_line.left = content(Run(store.header.title, STRONG))
        self.title_line.right = content(warning, Run(" · " if problems else ""), Run(counts_of(store), MUTED))
        self.title_line.shorter = content(warning)

    def show_progress(self, job: Content, share: float) -> None:
        """Show how far the reading of a large store is."""
        if not self.progress.has_class("-running"):
            self.progress.start(job)
        self.progress.share = share

    # What is shown

    def show_result(self, result: Result) -> None:
        """Hand a result to the lists; then give each the lines it needs, and show the record under the cursor."""
        with self.app.batch_update():
            super().show_result(result)
            self._settle()
            self.show_status()

    def lift(self) -> None:
        """Show all records, with the hits of the search marked among them."""
        with self.app.batch_update():
            super().lift()
            self._settle()

    def _settle(self) -> None:
        self.lists.share()
        self._preview()
        if self.detail.find_hits is not self.find_hits:
            self.watch_record(self.record)

    def _preview(self) -> None:
        if self.reading and not self.search_bar.has_focus_within:
            return
        self.record = self.list_of(self.lists.first_filled()).record

    def watch_record(self, record: Record | None) -> None:
        """Hand the record down."""
        if record is not None or self.is_mounted:  # before that there is no pane to hand it to
            self.detail.show(record, self.find_hits)
            self.show_reason()
            self.show_hints()

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
        self.leave_place()
        self.note_opened(record)
        self.record = record
        self.detail.show(record, self.find_hits)
        self.reading = True
        self.set_focus(self.detail)

    def to_event(self, event: Record) -> None:
        """Put the timeline's cursor on an event."""
        self.action_pane("events")
        self.list_of("events").go_to(event)

    def action_open(self) -> None:
        """Open the record under the cursor, or follow the chosen link."""
        if isinstance(self.focused, RecordList):
            if not self.filter_again():
                self.focused.action_select()
        elif isinstance(self.focused, Detail):
            if self.focused.link_cursor is None:
                self.notify("j and k go from link to link; Enter follows the one that is marked.", markup=False)
            self.focused.action_follow()

    def action_hit(self, step: int) -> None:
        """Go to the next hit, or the one before, with all that lies between in sight."""
        self.lift()
        if self.reading:
            self.action_pane(self.table)
        if self.hits is None:
            self.notify("There is no search whose hits could be stepped through: / begins one.", markup=False)
        elif not self.list_of(self.table).step_to_hit(step):
            self.notify("There is no further hit in this list.", markup=False)

    # Focus

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Remember which list is active, and say what can be done now."""
        if event.widget is not self.focused:
            return  # the focus has gone on meanwhile, as at the start to where the reader was
        if isinstance(event.widget, RecordList):
            if self.reading:  # the mouse went there
                self.leave_page(event.widget.table)
            self.table = event.widget.table
            self.reading = False
            self._preview()
        elif isinstance(event.widget, Detail):
            self.reading = True
        elif event.widget is self.search_bar.input:
            self._before_search = self.snapshot()
        self.show_hints()

    def show_hints(self) -> None:
        """Say what can be done now."""
        idle = idle_with(self.record) | self.ways_that_end()
        self.key_hints.set_hints(hints(self._focus_kind(), self.commands, idle))

    def _focus_kind(self) -> str:
        if self.search_bar.has_focus_within:
            return "completing" if self.search_bar.completing else "search"
        return "detail" if self.reading else "list"

    def to_results(self) -> None:
        """Go to the active list, or to the first one that has something to show."""
        self._settle_search()
        self.action_pane(self.lists.first_filled())

    def action_pane(self, table: str) -> None:
        """Go to a list."""
        if self.focused is self.detail:
            self.leave_page(table)
        if table in ROOM:
            self.room = table
        self.reading = False
        self.set_focus(self.list_of(table))

    def action_next_pane(self, step: int = 1) -> None:
        """Go to the next pane: the lists one sees, then the record."""
        panes = [*self.lists.in_sight(), self.detail]
        here = panes.index(self.focused) if self.focused in panes else -step
        there = panes[(here + step) % len(panes)]
        if isinstance(there, RecordList) and self.focused is self.detail:
            self.leave_page(there.table)
        self.reading = there is self.detail
        self.set_focus(there)

    def action_previous_pane(self) -> None:
        """Go to the pane before."""
        self.action_next_pane(-1)

    def action_search(self) -> None:
        """Go to the search bar; what is typed behind a span that was just written there is another word."""
        if self.search_bar.value and self.search_bar.value == self._stepped_to:
            self.search_bar.set_value(f"{self.search_bar.value} ")
        self.set_focus(self.search_bar.input)

    @on(SearchBar.Left)
    def _left_bar(self, event: SearchBar.Left) -> None:
        if event.to_results:
            self.to_results()
        else:
            self._settle_search()
            self.action_pane(self.table)

    def _settle_search(self) -> None:
        """Make what was shown before another search a place to come back to."""
        before, self._before_search = self._before_search, None
        self.close_completions()
        if before is not None and before.query != self.search_bar.value:
            self._history.leave(before)
            self.remember(self.search_bar.value)

    def set_query(self, query: str) -> None:
        """Ask another query, and go to what it finds."""
        self._before_search = self.snapshot()
        self.search_bar.set_value(query)
        self.ask_now(query)
        self.to_results()

    def action_clear(self) -> None:
        """Leave the record for the list; there, clear the search."""
        if self.reading:
            self.action_pane(self.table)
        elif self.search_bar.value:
            self.leave_place()
            self.search_bar.set_value("")
            self.ask("")

    @on(KeyHints.Chosen)
    async def _hint_chosen(self, event: KeyHints.Chosen) -> None:
        await self.run_action(event.action)
