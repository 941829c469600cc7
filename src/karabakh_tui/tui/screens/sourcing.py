"""Evidence on the main screen: going through the cites, opening sources, copying, and the accounts side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from textual import work
from textual.getters import query_one
from textual.reactive import var

from karabakh_tui.model.records import Cite, Event, Record, Source
from karabakh_tui.model.store import FactStore
from karabakh_tui.show import show
from karabakh_tui.tui.panes.detail import Detail
from karabakh_tui.tui.widgets.blocks import COLUMN_MINIMUM

from .timing import Timing

ABREAST_FROM = 120
"""Columns of the terminal from which on accounts stand side by side, unless the reader chose otherwise."""


class Sourcing(Timing):
    """Leads from the record that is shown to where it can be read, and to where it can be pasted."""

    stacked: var[bool] = var(True)
    """Accounts stand one under the other."""

    detail = query_one(Detail)

    _chose_how = False
    """The reader chose how accounts stand; it stays so until the end."""

    # Accounts

    def arrange_accounts(self, width: int) -> None:
        """Let accounts stand as they do in a terminal of a width, before there are any."""
        self.set_reactive(Sourcing.stacked, width < ABREAST_FROM)

    def on_resize(self) -> None:
        """Let accounts stand as there is room for them."""
        if not self._chose_how:
            self.stacked = self.size.width < ABREAST_FROM

    def action_accounts(self) -> None:
        """Put accounts side by side, or one under the other."""
        self._chose_how = True
        self.stacked = not self.stacked
        if not self.stacked and self.detail.scrollable_content_region.width < 2 * COLUMN_MINIMUM:
            self.notify("There is no room for two accounts side by side; a wider terminal has it.", markup=False)
        elif not isinstance(self.record, Event) or len(self.record.accounts) < 2:
            how = "one under the other" if self.stacked else "side by side"
            self.notify(f"Accounts now stand {how}, where an event has several.", markup=False)

    # Cites

    def _cites(self) -> Sequence[Cite]:
        """Return the cites of the record that is shown; say so where there are none."""
        if self.record is None or self.store is None:
            return ()
        from karabakh_tui.export.cited import numbered_cites

        cites = numbered_cites(self.store, self.record)
        if not cites:
            self.notify("This record cites no source.", markup=False)
        return cites

    def action_next_cite(self) -> None:
        """Go to the next cite of the record that is shown."""
        cites = self._cites()
        if not cites or self.record is None:
            return
        if isinstance(self.record, Source):
            self.notify("This is a source itself.", markup=False)
            return
        place = next_cite(cites, self.detail.cite)
        if not self.detail.display:
            self.show_record(self.record)
        self.detail.show_cite(place)

    # Opening

    def action_open_source(self) -> None:
        """Open the source of the cite in focus, else of the first one that is on the web."""
        from karabakh_tui.export.address import address_of

        self._open("Source", address_of)

    def action_open_archived(self) -> None:
        """Open the archived copy of that source."""
        from karabakh_tui.export.capture import archived_address_of

        self._open("Archived copy", archived_address_of)

    def _open(self, what: str, address_of: Callable[[FactStore, Sequence[Cite]], str]) -> None:
        from karabakh_tui.export.errors import ExportError

        cites, place = self._cites(), self.detail.cite
        if not cites or self.store is None:
            return
        try:
            address = address_of(self.store, cites if place is None else (cites[place],))
        except ExportError:
            self.notify("There is no address on the web to open.", markup=False)
        else:
            self._browse(what, address)

    @work(thread=True, group="browse")
    def _browse(self, what: str, address: str) -> None:
        """Open an address in a browser, in a thread; show it where that cannot be done."""
        from karabakh_tui.tui.browser import launched, opener
        from karabakh_tui.tui.surroundings import present

        command = opener(address, present())
        if command is None:
            problem: str | None = "No browser can be opened from here."
        else:
            self.app.call_from_thread(self._tell, f"{what}: {address}")
            problem = launched(command)
        if problem is not None:
            self.app.call_from_thread(self._show_address, what, address, problem)

    def _show_address(self, what: str, address: str, problem: str) -> None:
        from .key_menu import Item, KeyMenu

        def chosen(item: str | None) -> None:
            if item is not None:
                self._copy_text("Address", address)

        words = f"{problem} The address:\n\n{address}"
        self.app.push_screen(KeyMenu(what, [Item("y", "copy the address", "copy")], words), chosen)

    def _tell(self, sentence: str) -> None:
        self.notify(show(sentence), markup=False)

    # Copying

    def action_copy(self) -> None:
        """Ask in which form to copy the record that is shown, or the cite in focus."""
        if self.record is None or self.store is None:
            return
        from karabakh_tui.export.export import formats_for

        from .key_menu import Item, KeyMenu

        record, cite = self.record, self.detail.cite
        items = [Item(each.key, each.label, each.name) for each in formats_for(self.store, record, cite)]
        title = "Copy" if cite is None else f"Copy; citations: source [{cite + 1}] alone"
        self.app.push_screen(KeyMenu(title, items), partial(self._copy_as, record, cite))

    def _copy_as(self, record: Record, cite: int | None, name: str | None) -> None:
        if name is None or self.store is None:
            return
        from karabakh_tui.export.export import export
        from karabakh_tui.export.menu import FORMATS

        label = FORMATS[name].label
        self._copy_text(label[:1].upper() + label[1:], export(self.store, record, name, cite))

    @work(thread=True, group="copy")
    def _copy_text(self, what: str, text: str) -> None:
        """Copy a text, in a thread, and say which way it went."""
        from karabakh_tui.tui.clipboard import copy

        def send(sequence: str) -> None:
            self.app.call_from_thread(self._write_to_terminal, sequence)

        from karabakh_tui.tui.surroundings import clipboard_option, present

        went = copy(text, clipboard_option(), present(), send)
        self.app.call_from_thread(self._tell, f"{what}: {went}.")

    def _write_to_terminal(self, sequence: str) -> None:
        driver = self.app._driver  # Textual's own name; it has no public one
        if driver is not None:
            driver.write(sequence)


def next_cite(cites: Sequence[Cite], here: int | None) -> int:
    """Return the position of the cite after one; at the beginning that of the first one with exact words."""
    if here is not None:
        return (here + 1) % len(cites)
    return next((place for place, cite in enumerate(cites) if cite.words), 0)
