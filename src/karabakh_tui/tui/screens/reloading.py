"""The store's file, read anew on the main screen: when it changes on the disk, when asked, and after an editor."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual import work
from textual.reactive import var
from textual.worker import get_current_worker

from karabakh_tui.errors import KarabakhError
from karabakh_tui.model.records import Record
from karabakh_tui.model.store import FactStore
from karabakh_tui.search.query import parse_query
from karabakh_tui.search.result import Result, everything
from karabakh_tui.show import show
from karabakh_tui.storage.problems import Problems
from karabakh_tui.storage.read import Loaded, read_store
from karabakh_tui.storage.watch import Watch
from karabakh_tui.tui.panes.lists import LISTS
from karabakh_tui.tui.panes.record_list import RecordList
from karabakh_tui.tui.panes.record_rows import RecordRows

from .history import History
from .sourcing import Sourcing

if TYPE_CHECKING:
    from karabakh_tui.search.index import Index

LOOK_EVERY = 0.75
"""Seconds between two looks at the file: what changed is read, searchable and shown a second later at most."""


class _Stand(NamedTuple):
    """Where a list stands, by its record: rows may be others in a store that was read anew."""

    record: Record | None
    row: int | None
    scroll: int
    follows: bool
    """The cursor is in sight."""


def _question_of(store: FactStore, empty: FactStore, result: Result) -> Result:
    """Return what stands for a result that is remembered: its query alone, which is asked anew when it is shown again.

    Every version of the store would else stay in memory.
    """
    return everything(store) if result.is_all else Result(empty, result.query, {})


class Reloading(Sourcing):
    """Shows what the file holds now, with query, cursors and scroll as they were."""

    _file_watch: Watch | None = None
    _looks = False

    if TYPE_CHECKING:  # the main screen has them
        table: var[str]
        reading: var[bool]
        _history: History

    def take_store(self, loaded: Loaded) -> None:
        """Begin with another store, and watch its file."""
        self.unreadable = ""
        if self.loaded is None or self._file_watch is None or loaded.path != self.loaded.path:
            self._file_watch = Watch(loaded.path)
        if not self._looks:
            self._looks = True
            self.set_interval(LOOK_EVERY, self.look)
        super().take_store(loaded)

    def look(self) -> None:
        """Read the file anew if it changed."""
        if self._file_watch is not None and self._file_watch.changed():
            self.reload()

    def action_reload(self) -> None:
        """Read the file anew, whether it changed or not."""
        if self.loaded is not None:
            self.reload(tell=True)

    @work(thread=True, exclusive=True, group="read")
    def reload(self, tell: bool = False, to: str | None = None) -> None:
        """Read the file anew in a thread, make it searchable, and show it; then open the record `to`, if any.

        One that cannot be read leaves on the screen what was read before.
        """
        from karabakh_tui.search.index import Index  # loads SQLite

        assert self.loaded is not None
        worker = get_current_worker()
        try:
            loaded = read_store(self.loaded.path, problems=Problems())
        except KarabakhError as error:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._tell_unreadable, str(error), tell)
            return
        index = Index.build(loaded.store, cancelled=lambda: worker.is_cancelled)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show_anew, loaded, index, tell, to)
            index.prepare()
            loaded.store.prepare()

    def _tell_unreadable(self, sentence: str, tell: bool) -> None:
        if tell or sentence != self.unreadable:
            words = f"{sentence}\nWhat was read before stays on the screen."
            self.notify(show(words, lines=True), title="The file changed", markup=False, severity="error", timeout=15)
        self.unreadable = sentence
        if self.loaded is not None:
            self._show_title(self.loaded)

    def _show_anew(self, loaded: Loaded, index: Index, tell: bool, to: str | None) -> None:
        """Show a store that was read anew, where the reader is."""
        if self.loaded is None or loaded.path != self.loaded.path:
            return  # the reader has gone on to another store meanwhile
        if tell or self.unreadable:
            self.notify("The file was read anew.", markup=False)
        if to is not None:
            self._saved = (*self._saved, to)
        with self.app.batch_update():
            self._exchange(loaded, index)
        record = loaded.store.find(to) if to is not None else None
        if record is not None:
            self._go_to(record)
        if self.density is None:
            self.measure(loaded.store)

    def _exchange(self, loaded: Loaded, index: Index) -> None:
        """Put one store in the place of another, and everything on the screen back to where it was."""
        before, lifted, record, read_before = self.hits or self.result, self.hits is not None, self.record, self.loaded
        stands = {table: self._stand(self.list_of(table)) for table, _, _ in LISTS}
        page = (self.detail.link_cursor, round(self.detail.scroll_offset.y), self.detail.cite)
        query, cursor = self.search_bar.value, self.search_bar.cursor_position
        self.detail.store = loaded.store
        self.take_store(loaded)
        self.index = index
        self._show_title(loaded)
        if before is not None and not before.is_all:
            self.show_result(before)
            if lifted:
                self.lift()
        self.search_bar.set_value(query)
        self.search_bar.input.cursor_position = cursor
        empty = FactStore(loaded.store.header, {})
        self._history.exchange(partial(_question_of, loaded.store, empty))
        self._stand_again(stands)
        again = loaded.store.get(record.table, record.id) if record is not None else None
        if again is not None:
            self.set_reactive(Reloading.record, again)  # it may equal the one before, and yet be referred to by others
            self.watch_record(again)
            self.detail.restore(*page)
        elif self.reading:
            self.to_results()
        self.doubt(read_before)

    def _stand(self, record_list: RecordList) -> _Stand:
        scroll = round(record_list.scroll_offset.y)
        return _Stand(record_list.record, record_list.cursor, scroll, record_list.follows)

    def _stand_again(self, stands: Mapping[str, _Stand]) -> None:
        """Put each list's cursor on its record again, on the same line of the screen."""
        for table, stand in stands.items():
            record_list = self.list_of(table)
            row = stand.row
            if stand.record is not None and isinstance(record_list.rows, RecordRows):
                found = record_list.rows.row_of(stand.record)
                row = stand.row if found is None else found
            moved = 0 if row is None or stand.row is None else row - stand.row
            record_list.restore(row, max(stand.scroll + moved, 0), follows=stand.follows)

    def show_result(self, result: Result) -> None:
        """Hand a result to all that show it; one of a store that was read before is found anew in this one."""
        if self.store is not None and result.store is not self.store:
            result = self._found_anew(result)
        super().show_result(result)

    def _found_anew(self, result: Result) -> Result:
        assert self.store is not None
        found = None
        if self.index is not None and not result.is_all:
            found = self.index.search(parse_query(result.query.text), self.starred)
        return found if found is not None else everything(self.store)

    def _go_to(self, record: Record) -> None:
        """Show a record: with the active list's cursor on it where it is listed there, else by itself."""
        if self.record is not None and self.record.ref == record.ref:
            return
        if record.table == self.table and not self.reading:
            self.list_of(record.table).go_to(record)
            if self.record is not None and self.record.ref == record.ref:
                return
        self.show_record(record)

    # In an editor

    def action_editor(self) -> None:
        """Open the reader's own editor at the record's line; then read the file anew."""
        if self.loaded is not None:
            self.edit_at(self.loaded.span(self.record).line if self.record is not None else 1)

    def edit_at(self, line: int) -> None:
        """Open the reader's own editor at a line; then read the file anew."""
        import os

        from karabakh_tui.tui.editor import editor_command

        if self.loaded is None:
            return
        command = editor_command(os.environ, self.loaded.path, line)
        if command is None:
            words = "There is no editor to open: set VISUAL or EDITOR, for example `export EDITOR=nano`."
            self.notify(words, markup=False, severity="warning")
        else:
            self._run_editor(command)

    def _run_editor(self, command: list[str]) -> None:
        import subprocess

        from textual.app import SuspendNotSupported

        problem = ""
        try:
            with self.app.suspend():
                try:  # within: an error that left the suspension would leave the terminal without the app
                    code = subprocess.run(command, check=False).returncode
                    problem = f"{command[0]} ended with {code}." if code else ""
                except OSError as error:
                    problem = f"{command[0]} cannot be opened: {error.strerror or error}."
        except SuspendNotSupported:
            problem = "An editor cannot be opened from here."
        if problem:
            self.notify(show(problem), markup=False, severity="warning")
        self.action_redraw()
        self.look()

    # What the main screen knows

    def watch_record(self, record: Record | None) -> None:
        """Hand the record down."""
        raise NotImplementedError

    def list_of(self, table: str) -> RecordList:
        """Return the list of a table."""
        raise NotImplementedError
