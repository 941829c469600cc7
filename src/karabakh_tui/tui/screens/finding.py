"""Finding on the main screen: from what is typed to the result that all lists show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on, work
from textual.content import Content
from textual.getters import query_one
from textual.reactive import var
from textual.worker import get_current_worker

from karabakh_tui.model.store import FactStore
from karabakh_tui.search.query import parse_query
from karabakh_tui.search.result import Result, everything
from karabakh_tui.storage.read import Loaded
from karabakh_tui.tui.commands import Command
from karabakh_tui.tui.widgets.search_bar import SearchBar

from .dialogs import Dialogs

if TYPE_CHECKING:
    from karabakh_tui.search.index import Index


class Finding(Dialogs):
    """Owns the store, its index, and the result; whoever shows them watches `result`."""

    store: var[FactStore | None] = var(None)
    result: var[Result | None] = var(None)

    search_bar = query_one(SearchBar)

    def __init__(self, loaded: Loaded | None, commands: Sequence[Command]) -> None:
        super().__init__(commands)
        self.loaded = loaded
        self.index: Index | None = None

    def take_store(self, loaded: Loaded) -> None:
        """Begin with all records of another store; it can be searched once `build_index` has ended."""
        self.loaded = loaded
        self.store = loaded.store
        self.index = None
        self.show_result(everything(loaded.store))

    @work(thread=True, exclusive=True, group="index")
    def build_index(self, store: FactStore) -> None:
        """Make a store searchable, in a thread."""
        from karabakh_tui.search.index import Index  # not before the first frame: it loads SQLite

        worker = get_current_worker()
        index = Index.build(store, cancelled=lambda: worker.is_cancelled)
        store.prepare()
        if not worker.is_cancelled:
            self.app.call_from_thread(self._indexed, index)

    def _indexed(self, index: Index) -> None:
        self.index = index
        self.add_class("-searchable")
        self.ask(self.search_bar.value)

    @on(SearchBar.Asked)
    def _asked(self, event: SearchBar.Asked) -> None:
        if event.final:
            self.ask_now(event.text)
            self.to_results()
        else:
            self.ask(event.text)

    def ask(self, text: str) -> None:
        """Find what a query finds, in a thread, or say that the index is not ready."""
        if self.store is None:
            return
        if self.index is None:
            self._show_status(Content("indexing …") if text else None)
            return
        self.index.interrupt()
        self._search(self.index, text, self.search_bar.cursor_position)

    def ask_now(self, text: str) -> None:
        """Find what a query finds, before the next key is looked at."""
        if self.index is None:
            self.ask(text)
            return
        self.index.interrupt()
        result = self.index.search(parse_query(text, self.search_bar.cursor_position))
        if result is not None:
            self._found(text, result)

    @work(thread=True, exclusive=True, group="search")
    def _search(self, index: Index, text: str, cursor: int) -> None:
        worker = get_current_worker()
        result = index.search(parse_query(text, cursor))
        if result is not None and not worker.is_cancelled:
            self.app.call_from_thread(self._found, text, result)

    def _found(self, text: str, result: Result) -> None:
        """Show a result, unless the reader has typed on since."""
        if text == self.search_bar.value and result.store is self.store:
            self.show_result(result)

    def show_result(self, result: Result) -> None:
        """Hand a result to all that show it."""
        with self.app.batch_update():
            self.result = result
            self._show_status(None)

    def _show_status(self, words: Content | None) -> None:
        if words is None and self.result is not None and not self.result.is_all:
            words = Content(f"{self.result.total:,} of {len(self.result.store):,}")
        self.search_bar.status = words or Content("")

    def to_results(self) -> None:
        """Leave the search bar for what was found."""
        raise NotImplementedError
