"""Help with asking: earlier queries, saved searches, and completions under the search bar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on, work
from textual.getters import query_one

from karabakh_tui.model.records import Search
from karabakh_tui.search.result import Result
from karabakh_tui.storage.read import Loaded
from karabakh_tui.tui.text.runs import MUTED, Run, content
from karabakh_tui.tui.widgets.completions import Completion, CompletionList
from karabakh_tui.tui.widgets.search_bar import SearchBar

from .finding import Finding, Offer

if TYPE_CHECKING:
    from karabakh_tui.search.complete import Item
    from karabakh_tui.search.index import Index
    from karabakh_tui.search.suggest import Suggestion
    from karabakh_tui.state.kept import Kept


class Asking(Finding):
    """Writes queries into the search bar for the reader, and keeps those that were asked."""

    completions = query_one(CompletionList)

    _kept: Kept | None = None
    _told = 0
    """How many problems of what is kept were told."""
    _part: tuple[int, int] = (0, 0)
    """The part of the query that a completion is written over."""

    def take_store(self, loaded: Loaded) -> None:
        """Begin with another store, and with what the reader keeps of it."""
        self._kept, self._told = None, 0
        super().take_store(loaded)

    @property
    def kept(self) -> Kept | None:
        """What the reader keeps of the store; nothing is read before it is asked for."""
        if self._kept is None and self.loaded is not None:
            from karabakh_tui.state.kept import Kept, kept_directory

            self._kept = Kept(kept_directory(self.loaded.store.header.id))
        return self._kept

    # Completions

    def offer(self, items: Sequence[Completion], part: tuple[int, int]) -> None:
        """Show what a part of the query could become; nothing hides the list."""
        self._part = part
        self.completions.offer(items)
        if self.search_bar.completing != bool(items):
            self.search_bar.completing = bool(items)
            self.show_hints()

    def show_hints(self) -> None:
        """Say what can be done now."""
        raise NotImplementedError

    @on(SearchBar.Asked)
    def _complete_asked(self, event: SearchBar.Asked) -> None:
        if not event.final and self.problem_line.display:  # it says what to do, and needs the room
            self.close_completions()

    def offer_with(self, index: Index, result: Result, cursor: int) -> Offer:
        """Return what the word at the cursor could become, or else better spellings."""
        from karabakh_tui.search.complete import complete  # loads SQLite
        from karabakh_tui.search.suggest import suggestions

        text = result.query.text
        found = complete(index, text, cursor)
        if found.items:
            return [completion(item) for item in found.items], (found.start, found.end)
        return [suggested(each) for each in suggestions(index, result)], (0, len(text))

    @on(SearchBar.CompletionMoved)
    def _completion_moved(self, event: SearchBar.CompletionMoved) -> None:
        self.completions.move(event.by)

    @on(SearchBar.CompletionsClosed)
    def close_completions(self) -> None:
        """Hide the list."""
        self.offer((), (0, 0))

    @on(SearchBar.CompletionTaken)
    def _completion_taken(self) -> None:
        self._take(self.completions.chosen or self.completions.items[0])

    @on(CompletionList.Clicked)
    def _completion_clicked(self, event: CompletionList.Clicked) -> None:
        self._take(event.item)

    def _take(self, item: Completion) -> None:
        start, end = self._part
        self.close_completions()
        self.search_bar.insert(start, end, item.text)

    def take_chosen(self) -> bool:
        """Take the completion that was moved to; tell whether there was one."""
        chosen = self.completions.chosen
        if chosen is not None:
            self._take(chosen)
        return chosen is not None

    # Earlier queries

    @on(SearchBar.Recalled)
    def _recalled(self) -> None:
        """Offer the queries of before, the latest first."""
        queries = [
            query for query in reversed(self.kept.history() if self.kept else ()) if query != self.search_bar.value
        ]
        items = [Completion(query, content(Run(query)), content(Run("asked before", MUTED))) for query in queries]
        self.offer(items, (0, len(self.search_bar.value)))
        self.completions.move(1)

    @work(thread=True, group="keep")
    def remember(self, query: str) -> None:
        """Keep a query that was asked."""
        if self.kept is not None:
            self.kept.remember(query)
            self.app.call_from_thread(self._tell_problems)

    def _tell_problems(self) -> None:
        """Tell what is wrong with the reader's own files, each thing once."""
        problems = self.kept.problems if self.kept is not None else ()
        new = problems[self._told :]
        if new:
            self.notify("\n".join(content(Run(each)).plain for each in new), markup=False, severity="warning")
        self._told = len(problems)

    # Facets

    @work(thread=True, exclusive=True, group="facets")
    def action_facets(self) -> None:
        """Count what the present result is made of, and let the reader narrow it by one value."""
        from karabakh_tui.search.facets import facets  # loads SQLite

        from .searches import facet_rows

        if self.index is None or self.result is None:
            return
        rows = facet_rows(facets(self.index, self.hits or self.result))
        self.app.call_from_thread(self.choose, "Narrow the search", rows, self._facet_chosen)

    def _facet_chosen(self, query: str | None) -> None:
        if query is not None:
            self.set_query(f"{self.search_bar.value.strip()} {query}".strip())

    # Saved searches

    def action_searches(self) -> None:
        """Choose a search of the store or of one's own, save the present one, or remove one."""
        if self.store is None or self.kept is None:
            return
        from .searches import saved_rows

        rows = saved_rows(self.search_bar.value.strip(), self.store.searches, self.kept.searches())
        if not rows:
            self.notify("There is no saved search yet: ask something, then save it here.", markup=False)
            return
        self.choose("Saved searches", rows, self._saved_chosen)

    def _saved_chosen(self, chosen: str | None) -> None:
        from .searches import FROM_STORE, OWN, REMOVE, SAVE

        if chosen is None or self.store is None or self.kept is None:
            return
        if chosen == SAVE:
            self._save(self.search_bar.value.strip())
        elif chosen.startswith(REMOVE):
            self.kept.remove_search(chosen.removeprefix(REMOVE))
        elif chosen.startswith(FROM_STORE):
            record = self.store.get("searches", chosen.removeprefix(FROM_STORE))
            if isinstance(record, Search):
                self.set_query(record.query)
        else:
            own = {each.id: each for each in self.kept.searches()}
            self.set_query(own[chosen.removeprefix(OWN)].query)
        self._tell_problems()

    def _save(self, query: str) -> None:
        assert self.kept is not None
        self.kept.save_search(query, query)
        self.notify(content(Run(f"Saved: {query}")).plain, markup=False)

    def set_query(self, query: str) -> None:
        """Ask another query, and go to what it finds."""
        raise NotImplementedError


def completion(item: Item) -> Completion:
    """Return a row for what the word at the cursor could become."""
    is_value = item.count is not None
    aside = f"{item.count:,}" if is_value else item.means
    return Completion(f"{item.text} " if is_value else item.text, content(Run(item.label)), content(Run(aside, MUTED)))


def suggested(suggestion: Suggestion) -> Completion:
    """Return a row for another query, which says how much it finds, and of a guess that it is one."""
    what = "a guess" if suggestion.is_guess else "alone"
    aside = content(Run(f"{what} · {suggestion.count:,} found", MUTED))
    return Completion(suggestion.query, content(Run(suggestion.label)), aside)
