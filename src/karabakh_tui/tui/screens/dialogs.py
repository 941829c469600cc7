"""What the main screen opens over itself: help, palette, and what the store is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.screen import Screen

from karabakh_tui.model.records import Record
from karabakh_tui.storage.read import Loaded
from karabakh_tui.tui.commands import Command, bindings
from karabakh_tui.tui.text.page import Page

if TYPE_CHECKING:
    from karabakh_tui.search.index import Index

    from .chooser import Choice, Chooser
    from .reader import Further


class Dialogs(Screen[None]):
    """The actions that ask the reader something, or tell something about the store, over the main screen."""

    loaded: Loaded | None
    index: Index | None
    _box: Chooser | None = None
    """The box of rows that was opened last."""

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self.commands = commands
        for binding in bindings(commands):
            # Textual has no public way to bind keys that are known only at run time, but for a whole app.
            self._bindings.key_to_bindings[binding.key] = [binding]

    def show_record(self, record: Record) -> None:
        """Open a record."""
        raise NotImplementedError

    # Boxes are loaded when one opens: the first frame need not wait for them.

    def choose(
        self,
        title: str,
        rows: Sequence[Choice] | Callable[[str], Sequence[Choice]],
        then: Callable[[str | None], None] | Callable[[str | None], Awaitable[None]],
    ) -> None:
        """Open a box of rows, or of what finds rows for a text; `then` is told the row that was chosen, or None."""
        from .chooser import Chooser, filtered

        self._box = Chooser(title, rows if callable(rows) else partial(filtered, rows))
        self.app.push_screen(self._box, then)

    def refill_box(self) -> None:
        """Find the rows of an open box anew: what finds them has changed."""
        if self._box is not None and self._box.is_current:
            self._box.refill()

    def read(self, title: str, page: Page, further: Further | None = None) -> None:
        """Open a box with a page to read."""
        from .reader import Reader

        self.app.push_screen(Reader(title, page.blocks, further))

    def action_help(self) -> None:
        """Show all keys; choosing a row does what it says."""
        from .palette import help_rows

        self.choose("Help", help_rows(self.commands), self._do)

    def action_palette(self) -> None:
        """Find a command or a record by name."""
        from .palette import palette

        self.choose("Commands and records", palette(self.commands, lambda: self.index), self._do)

    async def _do(self, chosen: str | None) -> None:
        """Do the command that was chosen, or open the record."""
        from .palette import chosen_command

        asked = chosen_command(self.commands, chosen)
        if asked is not None:
            await self.run_action(asked.action)
        elif chosen is not None and self.loaded is not None:
            record = self.loaded.store.find(chosen)
            if record is not None:
                self.show_record(record)

    def action_about(self) -> None:
        """Show what this store is."""
        if self.loaded is not None:
            from karabakh_tui.tui.text.about import about

            self.read("About this store", about(self.loaded.store, self.loaded.path))

    def action_theme(self, name: str) -> None:
        """Change the colours."""
        self.app.theme = name

    def action_redraw(self) -> None:
        """Paint the whole screen anew, whatever another program wrote over it."""
        driver = self.app._driver  # Textual's own name; it has no public one
        if driver is not None:
            driver.write("\x1b[2J")
        self.refresh(layout=True)

    def action_quit(self) -> None:
        """Quit."""
        self.app.exit()
