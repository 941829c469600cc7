"""What the main screen opens over itself: help, palette, problems, and what the store is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.screen import Screen

from karabakh_tui.model.records import Record
from karabakh_tui.model.store import FactStore
from karabakh_tui.storage.read import Loaded
from karabakh_tui.tui.commands import Command, bindings
from karabakh_tui.tui.text.page import Page
from karabakh_tui.tui.text.runs import Run

from .chooser import Choice, Chooser, filtered
from .palette import chosen_command, help_rows, palette
from .reader import Reader

if TYPE_CHECKING:
    from karabakh_tui.search.index import Index


class Dialogs(Screen[None]):
    """The actions that ask the reader something, or tell something about the store, over the main screen."""

    loaded: Loaded | None
    index: Index | None

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self.commands = commands
        for binding in bindings(commands):
            # Textual has no public way to bind keys that are known only at run time, but for a whole app.
            self._bindings.key_to_bindings[binding.key] = [binding]

    def show_record(self, record: Record) -> None:
        """Open a record."""
        raise NotImplementedError

    def action_help(self) -> None:
        """Show all keys; choosing a row does what it says."""
        self.app.push_screen(Chooser("Help", help_rows(self.commands)), self._do)

    def action_palette(self) -> None:
        """Find a command or a record by name."""
        self.app.push_screen(Chooser("Commands and records", palette(self.commands, self.index)), self._do)

    async def _do(self, chosen: str | None) -> None:
        """Do the command that was chosen, or open the record."""
        asked = chosen_command(self.commands, chosen)
        if asked is not None:
            await self.run_action(asked.action)
        elif chosen is not None and self.loaded is not None:
            record = self.loaded.store.find(chosen)
            if record is not None:
                self.show_record(record)

    def action_problems(self) -> None:
        """List what is wrong in the store's file; Enter goes to the record, or shows its text."""
        if self.loaded is None:
            return
        if not self.loaded.problems:
            self.notify("There is no problem in this store.", markup=False)
            return
        loaded = self.loaded
        rows = [Choice(f"{number}", str(problem)) for number, problem in enumerate(loaded.problems)]

        def show(chosen: str | None) -> None:
            if chosen is not None:
                self._show_problem(loaded, int(chosen))

        self.app.push_screen(Chooser("Problems", lambda text: filtered(rows, text)), show)

    def _show_problem(self, loaded: Loaded, number: int) -> None:
        """Open the record that has a problem; where it was set aside, its text."""
        problem = loaded.problems[number]
        aside = next((each for each in loaded.set_aside if each.problem == problem), None)
        record = loaded.store.find(problem.record) if aside is None else None
        if record is not None:
            self.show_record(record)
            return
        page = Page(loaded.store)
        page.text(str(problem), "bold")
        if aside is not None:
            page.gap()
            page.line(Run("Set aside; its text in the file:"))
            page.text(aside.text)
        self.app.push_screen(Reader("Problem", page.blocks))

    def action_about(self) -> None:
        """Show what this store is."""
        if self.loaded is not None:
            self.app.push_screen(Reader("About this store", about(self.loaded.store, self.loaded.path).blocks))

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


def about(store: FactStore, path: Path) -> Page:
    """Return the page that says what a store is, and what it holds."""
    header = store.header
    page = Page(store)
    page.line(Run(header.title, "bold"))
    if header.description:
        page.gap()
        page.text(header.description)
    page.gap()
    page.optional("Edition", header.edition)
    page.date("Updated", header.updated)
    page.optional("Language", header.language)
    page.optional("Maintainers", ", ".join(header.maintainers))
    page.optional("Terms", header.license)
    page.optional("Sides", " · ".join(side.name for side in header.sides))
    if header.approximate_margin is not None:
        margins = header.approximate_margin.model_dump(exclude_none=True)
        page.optional("Width of “about”", ", ".join(f"{name} {width}" for name, width in margins.items()))
    page.optional("File", str(path))
    page.gap()
    for table, word in COUNTED:
        page.field(word, Run(f"{len(store.records(table)):,}"))
    return page


COUNTED = (
    ("events", "Events"),
    ("parties", "Parties"),
    ("quotes", "Quotes"),
    ("places", "Places"),
    ("sources", "Sources"),
)
