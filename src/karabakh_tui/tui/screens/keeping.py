"""Places in one's reading, on the main screen: stars, marks, the reading history, and where one was last."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.reactive import var

from karabakh_tui.model.records import Record
from karabakh_tui.model.store import FactStore
from karabakh_tui.show import show
from karabakh_tui.state.directory import kept_directory
from karabakh_tui.state.place import KeptPlace, Place
from karabakh_tui.storage.read import Loaded
from karabakh_tui.tui.commands import Command
from karabakh_tui.tui.panes.lists import LISTS, ROOM
from karabakh_tui.tui.panes.record_list import RecordList

from .balancing import Balancing

if TYPE_CHECKING:
    from karabakh_tui.state.kept import Kept
    from karabakh_tui.state.reading import Marks, Stars


class Keeping(Balancing):
    """Keeps what the reader stars, marks and opens, and where they are; brings them back to it.

    What changes is seen at once, and written in a thread, in the order in which it was done.
    """

    returns = True
    """Begin where the reader was last."""

    _place: KeptPlace | None = None
    _kept_of: str | None = None
    """The id of the store whose stars and marks these are."""
    _stars: Stars | None = None
    """None until they are read, once there is something on the screen."""
    _marks: Marks | None = None

    if TYPE_CHECKING:  # the main screen has them
        table: var[str]
        room: var[str]
        reading: var[bool]

    def __init__(self, loaded: Loaded | None, commands: Sequence[Command]) -> None:
        super().__init__(loaded, commands)
        self._changes: deque[Callable[[], object]] = deque()
        self._one_at_a_time = threading.Lock()

    def take_store(self, loaded: Loaded) -> None:
        """Begin with another store, or with another state of one: the first time, where the reader was last."""
        super().take_store(loaded)
        store_id, before = loaded.store.header.id, self._kept_of
        if store_id != before:
            self._kept_of, self._stars, self._marks = store_id, None, None
            self._place = KeptPlace(kept_directory(store_id))
            if before is None:
                self._begin(self._place, loaded.store)
            else:
                self._read_stars()
        self._show_stars()

    def _begin(self, kept: KeptPlace, store: FactStore) -> None:
        """Return to where the reader was last, unless they do not want to, or did something already."""
        if self.returns and not self.search_bar.value and not self.search_bar.has_focus_within:
            self._return_to(kept.read(), store)
        for problem in kept.problems:
            self.notify(show(problem), markup=False, severity="warning")

    # Writing, in a thread

    def _change(self, change: Callable[[Kept], object]) -> None:
        if self.kept is not None:
            self._changes.append(partial(change, self.kept))
            self._write()

    @work(thread=True, group="keep")
    def _write(self) -> None:
        self._write_changes()
        self.app.call_from_thread(self._tell_problems)

    def _write_changes(self) -> None:
        with self._one_at_a_time:
            while self._changes:
                self._changes.popleft()()

    # Stars

    def build_index(self, store: FactStore) -> None:  # type: ignore[override]
        """Read the stars, and make a store searchable, in threads."""
        self._read_stars()
        super().build_index(store)

    @work(thread=True, group="keep")
    def _read_stars(self) -> None:
        store_id, kept = self._kept_of, self.kept
        if kept is not None and self._stars is None:
            self.app.call_from_thread(self._take_stars, store_id, kept.stars())

    def _take_stars(self, store_id: str | None, stars: Stars) -> None:
        """Show the stars that were read, unless the reader has set one meanwhile."""
        from karabakh_tui.search.language import STARRED

        self._tell_problems()
        if store_id == self._kept_of and self._stars is None:
            self._stars = stars
            self._show_stars()
            if self.index is not None and STARRED in self.search_bar.value.casefold():
                self.ask_now(self.search_bar.value)

    def _show_stars(self) -> None:
        """Tell all that show records which of those that are there have a star, whatever their ids were then."""
        if self.store is not None:
            found = map(self.store.find, self._stars or ())
            self.starred = frozenset(record.ref for record in found if record is not None)

    def action_star(self) -> None:
        """Give the record that is shown a star, or take it away."""
        from karabakh_tui.state.reading import with_star, without_stars

        record = self.record
        if record is None or self.kept is None:
            return
        stars = self.kept.stars() if self._stars is None else self._stars
        if self._stars is None:
            self._stars = stars
            self._show_stars()
        if record.ref in self.starred:
            every = (record.ref, *(f"{record.table}/{former}" for former in record.former_ids))
            self._stars = without_stars(stars, every)
            self._change(lambda kept: kept.unstar(every))
        else:
            ref = record.ref
            self._stars = with_star(stars, ref)
            self._change(lambda kept: kept.star(ref))
        self._show_stars()

    # Marks

    def _known_marks(self) -> Marks:
        if self._marks is None:
            self._marks = self.kept.marks() if self.kept is not None else {}
            self._tell_problems()
        return self._marks

    def action_mark(self) -> None:
        """Ask for the letter of a mark for the record that is shown."""
        if self.record is None or self.store is None:
            return
        from .letter_menu import LetterMenu
        from .reading_rows import mark_items

        items = mark_items(self.store, self._known_marks())
        words = "Press a letter or a digit."
        self.app.push_screen(LetterMenu("Mark this record", items, words), partial(self._mark, self.record.ref))

    def _mark(self, ref: str, letter: str | None) -> None:
        if letter is not None:
            self._marks = {**self._known_marks(), letter: ref}
            self._change(lambda kept: kept.mark(letter, ref))
            self.notify(f"Marked with {letter}.", markup=False)

    def action_go_to_mark(self) -> None:
        """Ask for the letter of a mark, and open its record."""
        if self.store is None:
            return
        from .letter_menu import LetterMenu
        from .reading_rows import mark_items

        items = mark_items(self.store, self._known_marks())
        if items:
            self.app.push_screen(LetterMenu("Go to a mark", items), self._go_to_mark)
        else:
            self.notify("There is no mark yet.", markup=False)

    def _go_to_mark(self, letter: str | None) -> None:
        if letter is None or self.store is None:
            return
        ref = self._known_marks().get(letter)
        record = self.store.find(ref) if ref is not None else None
        if record is not None:
            self.show_record(record)
        elif ref is not None:
            self.notify(show(f"The record that was marked with {letter} is not there: {ref}"), markup=False)
        else:
            self.notify(f"There is no mark {letter}.", markup=False)

    # The reading history

    def note_opened(self, record: Record) -> None:
        """Remember that a record was opened, and when."""
        ref, now = record.ref, datetime.now().astimezone()
        self._change(lambda kept: kept.note_opened(ref, now))

    @work(thread=True, exclusive=True, group="opened")
    def action_reading_history(self) -> None:
        """List the records that were opened, the latest first; Enter opens one again."""
        from .reading_rows import opened_rows

        if self.kept is None or self.store is None:
            return
        self._write_changes()
        rows = opened_rows(self.store, self.kept.reading())
        self.app.call_from_thread(self._tell_problems)
        if rows:
            self.app.call_from_thread(self.choose, "What you opened, the latest first", rows, self._do)
        else:
            self.app.call_from_thread(self.notify, "Nothing was opened yet.", markup=False)

    # The place where one was

    def keep_place(self) -> tuple[str, ...]:
        """Write where the reader is, and whatever is not written yet; return what could not be done, in sentences."""
        if self._place is None or self.result is None:
            return ()
        shown = self.hits or self.result
        listed = self.list_of(self.table)
        cursor = listed.record
        block, share = self.detail.place
        place = Place(
            query=shown.query.text if self.index is not None else self.search_bar.value,
            table=self.table,
            cursor=cursor.ref if cursor is not None else "",
            record=self.record.ref if self.record is not None else "",
            reading=self.reading,
            scroll=round(listed.scroll_offset.y),
            block=block,
            share=share,
        )
        self._write_changes()
        told = len(self._place.problems)
        self._place.write(place)
        return self._place.problems[told:]

    def _return_to(self, place: Place, store: FactStore) -> None:
        """Show a place: its records at once, and what its query finds when the store can be searched."""
        with self.app.batch_update():
            if place.query:
                self.search_bar.set_value(place.query)
                self.ask(place.query)
            if place.table in (table for table, _, _ in LISTS):
                self.table = place.table
                self.room = place.table if place.table in ROOM else self.room
            listed = self.list_of(self.table)
            cursor, record = store.find(place.cursor), store.find(place.record)
            if cursor is not None and cursor.table == self.table:
                listed.go_to(cursor)
                if not place.query:
                    listed.scroll_once_sized(place.scroll)
            if place.reading and record is not None:
                # In all but narrow terminals this changes nothing that one sees: no styling need be waited for.
                self.set_class(True, "-reading", update=self.has_class("-narrow"))
                self.reading = True
            self.record = record if self.reading else listed.record
            if self.record is not None and self.record.ref == place.record:
                self.detail.stand_at(place.block, place.share)
            self.set_focus(self.detail if self.reading else listed)

    # What the main screen knows

    def list_of(self, table: str) -> RecordList:
        """Return the list of a table."""
        raise NotImplementedError
