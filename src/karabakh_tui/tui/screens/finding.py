"""Finding on the main screen: from what is typed to the result that all lists show."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import on, work
from textual.content import Content
from textual.getters import query_one
from textual.reactive import var
from textual.worker import get_current_worker

from karabakh_tui.model.records import Record
from karabakh_tui.model.store import FactStore
from karabakh_tui.search.query import Query, QueryError, parse_query
from karabakh_tui.search.result import GUESS, Result, everything
from karabakh_tui.show import show
from karabakh_tui.storage.read import Loaded
from karabakh_tui.tui.commands import Command
from karabakh_tui.tui.text.hits import FindHits
from karabakh_tui.tui.text.runs import MUTED, STRONG, Run, content
from karabakh_tui.tui.widgets.completions import Completion
from karabakh_tui.tui.widgets.line import Line
from karabakh_tui.tui.widgets.search_bar import SearchBar

from .problems import Doubting

if TYPE_CHECKING:
    from karabakh_tui.search.index import Index


REASON_WIDTH = 40
REASON_MINIMUM = 10
"""Cells for why a record was found, beside what was found; left out where there are fewer."""

AT_ONCE = 2_000
"""Records that are searched before anything else is done: that takes a millisecond or so."""
SHORT = 60
"""Letters of a query for which that holds: of many words, each may have to be looked for in other spellings."""

Offer = tuple[Sequence[Completion], tuple[int, int]]
"""What the part of a query between two places could become."""

STATUS_EDGES = 5
"""Cells between the reason and the rest, and around both."""


class Finding(Doubting):
    """Owns the store, its index, and the result; whoever shows them watches `result`."""

    store: var[FactStore | None] = var(None)
    record: var[Record | None] = var(None)
    """The record that is shown."""
    result: var[Result | None] = var(None)
    hits: var[Result | None] = var(None)
    """What the search found, while it is lifted and all records are shown."""
    find_hits: var[FindHits | None] = var(None)
    """Finds the words of the search in a text."""
    starred: var[frozenset[str]] = var(frozenset())
    """The addresses (`table/id`) of starred records."""

    search_bar = query_one(SearchBar)
    problem_line = query_one("#query-problem", Line)

    def __init__(self, loaded: Loaded | None, commands: Sequence[Command]) -> None:
        super().__init__(commands)
        self.loaded = loaded
        self.index: Index | None = None
        self._last_asked: Query | None = None
        """The query that was asked last, of those that can be understood."""
        self._problem: QueryError | None = None
        """What is wrong with what was typed since."""

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
        if not worker.is_cancelled:
            self.app.call_from_thread(self._indexed, index)
        index.prepare()
        store.prepare()
        gc.freeze()  # all that stays: to go through it again and again would hold up the keys

    def _indexed(self, index: Index) -> None:
        self.index = index
        self.refill_box()
        text = self.search_bar.value
        if text and (self.search_bar.has_focus_within or not self.ask_now(text)):
            self.ask(text)  # what is half written is understood as far as it goes
        self.doubt()

    @on(SearchBar.Asked)
    def _asked(self, event: SearchBar.Asked) -> None:
        if not event.final:
            self.ask(event.text)
        elif not self.take_chosen() and self.ask_now(event.text):
            self.to_results()

    def take_chosen(self) -> bool:
        """Write a completion that the reader moved to into the bar; tell whether there was one."""
        raise NotImplementedError

    def ask(self, text: str) -> None:
        """Find what a query finds, of much in a thread, or say that the index is not ready."""
        if self.store is None:
            return
        if self.index is None:
            self.show_status(Content("indexing …") if text else None)
            return
        query = parse_query(text, self.search_bar.cursor_position)
        unfinished = query.problem is not None and query.problem.unfinished
        self.show_problem(None if unfinished else query.problem)
        if query.problem is None or (unfinished and not query.problem.half_value):  # else the last good results stay
            self.index.interrupt()
            self._last_asked = query
            soon = len(self.store) <= AT_ONCE and len(text) <= SHORT
            search = self._search_at_once if soon else self._search
            search(self.index, query, self.search_bar.cursor_position)

    def ask_now(self, text: str) -> bool:
        """Find what a query finds, before the next key is looked at; tell whether the query can be understood."""
        query = parse_query(text)
        self.show_problem(query.problem)
        if query.problem is not None:
            return False
        if self.index is None:
            self.ask(text)
            return True
        self.index.interrupt()
        self._last_asked = query
        self._search_at_once(self.index, query)
        return True

    def _search_at_once(self, index: Index, query: Query, cursor: int | None = None) -> None:
        """Find what a query finds, and what to offer with it where the cursor stands in it.

        For a short query on a small store, a thread would take longer to begin than that.
        """
        result = index.search(query, self.starred)
        if result is not None:
            self._found(result, None if cursor is None else self.offer_with(index, result, cursor))

    @work(thread=True, exclusive=True, group="search")
    def _search(self, index: Index, query: Query, cursor: int) -> None:
        """Find what a query finds, and what to offer with it: both are painted at once."""
        worker = get_current_worker()
        result = index.search(query, self.starred)
        if result is None or worker.is_cancelled:
            return
        offer = self.offer_with(index, result, cursor)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._found, result, offer)

    def _found(self, result: Result, offer: Offer | None = None) -> None:
        """Show a result and what is offered with it, unless the reader has asked for something else since.

        Where what was typed since cannot be understood, this is the last that could be, and stays.
        """
        problem, text = self._problem, result.query.text
        if result.query is not self._last_asked or result.store is not self.store:
            return
        if text == self.search_bar.value or problem is not None:
            with self.app.batch_update():
                self.show_result(result)
                if problem is not None:
                    self.show_problem(problem)
                elif offer is not None and self.search_bar.has_focus_within:
                    self.offer(*offer)

    def offer_with(self, index: Index, result: Result, cursor: int) -> Offer:
        """Return what to offer where a result is shown and the cursor stands there in the bar."""
        raise NotImplementedError

    def offer(self, items: Sequence[Completion], part: tuple[int, int]) -> None:
        """Offer what a part of the query could become."""
        raise NotImplementedError

    def show_problem(self, problem: QueryError | None) -> None:
        """Say under the search bar what is wrong with the query, and where; nothing where nothing is."""
        self._problem = problem
        self.problem_line.display = problem is not None
        if problem is not None:
            self._show_what_stays()
            carets = "^" * max(problem.end - problem.position, 1)
            before = " " * cell_len(show(problem.text[: problem.position]))
            self.problem_line.left = content(Run(f"  {before}{carets} ", STRONG), Run(str(problem)))

    def _show_what_stays(self) -> None:
        """Say to which query the results belong that are still shown."""
        if self.result is not None:
            asked = Run("all records" if self.result.is_all else self.result.query.text, MUTED)
            self.show_status(content(Run("still: ", STRONG), asked).truncate(self.size.width // 2, ellipsis=True))

    def show_result(self, result: Result) -> None:
        """Hand a result to all that show it."""
        with self.app.batch_update():
            self.hits = None
            self.find_hits = None if self.index is None or result.is_all else self.index.highlights(result.asked)
            self.result = result
            self.show_problem(None)

    def show_status(self, words: Content | None = None) -> None:
        """Say how much was found, and why the record that is shown was; or other words."""
        if words is None and self.result is not None and not self.result.is_all:
            why = self._reason(self.result)
            guess = Run("a guess · " if self.result.guessed and GUESS not in why else "", STRONG)
            words = content(guess, Run(f"{self.result.total:,} of {everything(self.result.store).total:,}"))
            room = min(self.size.width // 2 - words.cell_length - STATUS_EDGES, REASON_WIDTH)
            reason = content(Run(why, MUTED))
            if reason and room >= REASON_MINIMUM:
                words = Content.assemble(reason.truncate(room, ellipsis=True), " · ", words)
        self.search_bar.status = words or Content("")

    def show_reason(self) -> None:
        """Say why the record that is shown was found; while a result is handed out, that comes last."""
        if self.hits is None and self.search_bar.status and not self.app._batch_count:
            self.show_status()

    def _reason(self, result: Result) -> str:
        if self.index is None or self.record is None:
            return ""
        return ", ".join(str(reason) for reason in self.index.why(result.asked, self.record))

    def lift(self) -> None:
        """Show all records, with the hits of the search marked among them."""
        if self.result is None or self.result.is_all or self.hits is not None:
            return
        with self.app.batch_update():
            self.hits = self.result
            self.result = everything(self.result.store)
            self.show_status(Content("hits are marked • · Enter filters again"))

    def filter_again(self) -> bool:
        """Show only the hits again; tell whether the search was lifted."""
        if self.hits is None:
            return False
        self.show_result(self.hits)
        return True

    def to_results(self) -> None:
        """Leave the search bar for what was found."""
        raise NotImplementedError
