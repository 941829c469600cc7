"""What is written and not saved yet: kept in the journal while one types, and offered again."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.timer import Timer

from karabakh_tui.show import show
from karabakh_tui.storage.read import Loaded

from .reloading import Reloading

if TYPE_CHECKING:
    from karabakh_tui.state.journal import Journal, Unsaved
    from karabakh_tui.state.presence import Presence
    from karabakh_tui.storage.lock import WriterLock
    from karabakh_tui.tui.commands import Command
    from karabakh_tui.tui.forms.drafts import Draft

PAUSE = 0.3
"""Seconds after a key in which what was typed is written down: no more than that can be lost."""

OFFER_AFTER = 0.5
"""Seconds after a store is shown in which nobody waits for what the journal has."""

OPEN, DISCARD = "open/", "discard/"
"""How the ids of the rows of what is not saved begin."""


class Drafting(Reloading):
    """Keeps drafts, and warns of a second writer."""

    _presence: Presence | None = None
    _lock: WriterLock | None = None
    _drafts_of: Path | None = None
    """The file whose drafts were offered."""
    _lock_told = False
    _problems_told: tuple[str, ...] = ()
    """The problems of the journal that were told."""
    _asks_to_lose = False
    _unkept_told = ""
    """Why something could not be written down, as it was told last."""
    _pause: Timer | None = None
    """Until what is typed is written down."""

    def __init__(self, loaded: Loaded | None, commands: Sequence[Command]) -> None:
        super().__init__(loaded, commands)
        self._journaling, self._typing = threading.Lock(), threading.Lock()
        self._typed: dict[str, Draft] = {}
        """What is typed and not written down yet, by name."""
        self._busy: set[str] = set()
        """The drafts that are being saved: nobody need be asked about them."""
        self._journals: dict[Path, Journal] = {}
        """Of each file that was open: what one could not write down ends with the program."""

    def take_store(self, loaded: Loaded) -> None:
        """Begin with another store; offer what was written into it and not saved."""
        if loaded.path != self._drafts_of:
            if self._typed:
                self._write_down()
            self._drafts_of = loaded.path
            self._problems_told = ()
            if self._lock is not None:
                self._lock.release()
            self._lock, self._lock_told = None, False
            self.set_timer(OFFER_AFTER, self._look_for_drafts)
        super().take_store(loaded)

    @property
    def journal(self) -> Journal:
        """The journal of the store's file."""
        assert self.loaded is not None
        path = self.loaded.path
        if path not in self._journals:
            from karabakh_tui.state.journal import Journal
            from karabakh_tui.state.presence import Presence

            self._presence = self._presence or Presence()
            self._journals[path] = Journal(self.loaded.store.header.id, path, self._presence)
        return self._journals[path]

    def take_lock(self) -> bool:
        """Tell other instances that this one writes; tell whether none of them does. Its warning is told once."""
        if self._lock is None:
            from karabakh_tui.storage.lock import WriterLock

            assert self.loaded is not None
            self._lock = WriterLock(self.loaded.path)
        alone = self._lock.take()
        if self._lock.warning and not self._lock_told:
            self._lock_told = True
            self.app.call_from_thread(self._warn, self._lock.warning)
        return alone

    def _warn(self, sentence: str) -> None:
        self.notify(show(sentence, lines=True), markup=False, severity="warning", timeout=10)

    # Keeping

    def keep_draft(self, draft: Draft) -> None:
        """Write a draft down a moment later, also where nobody pauses."""
        with self._typing:
            self._typed[draft.name] = draft
        if self._pause is None:
            self._pause = self.set_timer(PAUSE, self._keep_now)

    def _keep_now(self) -> None:
        self._pause = None
        self._keep_in_thread()

    @work(thread=True, group="journal")
    def _keep_in_thread(self) -> None:
        self._write_down()
        self._tell_journal()

    def _write_down(self) -> None:
        with self._journaling:
            with self._typing:
                typed, self._typed = self._typed, {}
            for draft in typed.values():
                self.journal.record(draft.name, draft.kept())

    def begun(self, table: str, record_id: str, alone: bool) -> list[Draft]:
        """Return what was written of a record and is not saved, the latest last. Waits for the disk.

        What does not say whose it is may be another's, unless this instance is `alone`.
        """
        found = [draft for entry, draft in self._left_over() if entry.owner or alone]
        return [draft for draft in found if (draft.table, draft.id) == (table, record_id)]

    def _left_over(self) -> list[tuple[Unsaved, Draft]]:
        """Return what is not saved and in nobody's form, the latest last. Waits for the disk."""
        from karabakh_tui.tui.forms.drafts import draft_from

        entries = [entry for entry in self.journal.left_over() if entry.record not in self._busy]
        found = [(entry, draft_from(entry.content)) for entry in entries]
        return [(entry, draft) for entry, draft in found if draft is not None and draft.name == entry.record]

    def being_saved(self, draft: Draft) -> None:
        """Ask nobody about a draft while it is saved."""
        self._busy.add(draft.name)

    def call_otherwise(self, name: str, draft: Draft) -> None:
        """Write a draft down in the place of what was kept under another name. Waits for the disk."""
        with self._journaling:
            self.journal.record(draft.name, draft.kept())
            self.journal.clear(name)

    def keep_failed(self, draft: Draft, why: str) -> str:
        """Write down what could not be saved; return why it is on no disk, "" if it is. Waits for the disk."""
        with self._journaling:
            self._forget_typed(draft.name)
            self.journal.record(draft.name, draft.kept(), why)
        self._tell_journal()
        return self.journal.why_unkept

    def forget_draft(self, name: str) -> None:
        """Take a draft out of the journal: it is saved, or given up. Waits for the disk."""
        with self._journaling:
            self._forget_typed(name)
            self.journal.clear(name)
        self._tell_journal()

    def _forget_typed(self, name: str) -> None:
        self._busy.discard(name)
        with self._typing:
            self._typed.pop(name, None)

    @work(thread=True, group="journal")
    def forget(self, name: str) -> None:
        """Take a draft out of the journal, in a thread."""
        self.forget_draft(name)

    def _tell_journal(self) -> None:
        """Tell what is wrong with the journal: each thing once, and again where it had been well since. In a thread."""
        problems, why = self.journal.problems, self.journal.why_unkept
        told = dict.fromkeys(each for each in problems if each not in self._problems_told)
        if why and why != self._unkept_told:
            told[why] = None
        self._problems_told, self._unkept_told = problems, why
        for sentence in told:
            self.app.call_from_thread(self._warn, sentence)

    def on_unmount(self) -> None:
        """Write down what is typed when the app ends, and let others write."""
        if self._drafts_of is not None and self._typed:
            self._write_down()
        if self._presence is not None:
            self._presence.release()
        if self._lock is not None:
            self._lock.release()

    # What is kept nowhere

    def _kept_nowhere(self, again: bool = False) -> list[str]:
        """Return what ends with the program, in words; `again` tries to write it down before. Waits for the disk."""
        from karabakh_tui.tui.forms.drafts import draft_from

        for journal in self._journals.values() if again else ():
            journal.try_again()
        entries = [entry for journal in self._journals.values() for entry in journal.unkept]
        return [draft.about for entry in entries if (draft := draft_from(entry.content)) is not None]

    @property
    def _why_nowhere(self) -> str:
        return next((why for journal in self._journals.values() if (why := journal.why_unkept)), "")

    def lost_at_the_end(self) -> tuple[str, ...]:
        """Write down what is typed; return what is lost when the program ends, in sentences. Waits for the disk."""
        if self._typed:
            self._write_down()
        lost = ", ".join(self._kept_nowhere(again=True)) if self._why_nowhere else ""
        return (f"what was written is lost ({lost}): {self._why_nowhere}",) if lost else ()

    def quit_or_ask(self) -> None:
        """Quit, after asking where something that was written would be lost; not twice."""
        if (self._typed or self._why_nowhere) and not self._asks_to_lose:
            self._quit_once_kept()
        else:
            self.app.exit()

    @work(thread=True, exclusive=True, group="keep")
    def _quit_once_kept(self) -> None:
        self._write_down()
        lost = self._kept_nowhere(again=True)
        self.app.call_from_thread(partial(self._ask_to_lose, lost) if lost else self.app.exit)

    def _ask_to_lose(self, lost: list[str]) -> None:
        from .key_menu import Item, KeyMenu

        names = "\n".join(f"· {name}" for name in lost)
        words = f"{self._why_nowhere}\n\nThis ends with the program:\n{names}"
        items = [Item("b", "go back", "back"), Item("q", "quit, and lose it", "quit")]
        if self.app.screen is self:  # else its form is open
            items.insert(1, Item("o", "open it again", "open"))
        self._asks_to_lose = True

        def chosen(item: str | None) -> None:
            self._asks_to_lose = False
            if item == "quit":
                self.app.exit()
            elif item == "open":
                self.action_unsaved()

        self.app.push_screen(KeyMenu("What was written is kept nowhere", items, words), chosen)

    # Offering

    @work(thread=True, group="journal")
    def _look_for_drafts(self) -> None:
        """Offer what is not saved, unless another instance has the file open: it offers it."""
        if self._left_over() and self.take_lock():
            self.app.call_from_thread(self._offer_drafts, self._left_over(), by_itself=True)

    def action_unsaved(self) -> None:
        """Offer what is not saved yet."""
        if self.loaded is not None:
            self._list_drafts()

    @work(thread=True, group="journal")
    def _list_drafts(self) -> None:
        self.app.call_from_thread(self._offer_drafts, self._left_over())

    def _offer_drafts(self, found: Sequence[tuple[Unsaved, Draft]], by_itself: bool = False) -> None:
        from .chooser import Choice

        if not found:
            self.notify("Everything that was written is saved.", markup=False)
            return
        if self.app.screen is not self or (by_itself and self.search_bar.has_focus_within):
            names = ", ".join(draft.about for _, draft in found)
            self._warn(f"Not saved yet: {names}; the command “unsaved” opens it again.")
            return  # what is being typed is not for a box that comes up meanwhile
        rows = [Choice(None, "Not saved yet; Enter opens it again")]
        for entry, draft in found:
            why = f": {entry.failed}" if entry.failed else ""
            rows.append(Choice(OPEN + draft.name, f"{draft.about}{why}", entry.since[:16].replace("T", " ")))
        rows.append(Choice(None, "Discard"))
        rows += [Choice(DISCARD + draft.name, f"Discard: {draft.about}") for _, draft in found]
        drafts = {draft.name: draft for _, draft in found}

        def chosen(choice: str | None) -> None:
            if choice is not None and choice.startswith(OPEN):
                self.open_draft(drafts[choice.removeprefix(OPEN)])
            elif choice is not None:
                self.forget(choice.removeprefix(DISCARD))

        self.choose("Not saved", rows, chosen)

    def open_draft(self, draft: Draft) -> None:
        """Open a form with what was written."""
        raise NotImplementedError
