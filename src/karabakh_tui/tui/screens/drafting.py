"""What is written and not saved yet: kept in the journal while one types, and offered again."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.timer import Timer

from karabakh_tui.show import show
from karabakh_tui.storage.read import Loaded

from .reloading import Reloading

if TYPE_CHECKING:
    from karabakh_tui.state.journal import Entries, Journal
    from karabakh_tui.storage.lock import WriterLock
    from karabakh_tui.tui.forms.drafts import Draft

PAUSE = 0.3
"""Seconds without a key after which a draft is written down."""

OFFER_AFTER = 0.5
"""Seconds after a store is shown in which nobody waits for what the journal has."""

OPEN, DISCARD = "open/", "discard/"
"""How the ids of the rows of what is not saved begin."""


class Drafting(Reloading):
    """Keeps drafts, and warns of a second writer."""

    _journal: Journal | None = None
    _lock: WriterLock | None = None
    _drafts_of: Path | None = None
    """The file whose drafts were offered."""
    _draft: Draft | None = None
    """What is typed and not written down yet."""
    _lock_told = False
    _journal_told = 0
    """How many problems of the journal were told."""
    _pause: Timer | None = None
    """Until a draft is written down."""

    def take_store(self, loaded: Loaded) -> None:
        """Begin with another store; offer what was written into it and not saved."""
        if loaded.path != self._drafts_of:
            self._drafts_of = loaded.path
            self._journal, self._journaling = None, threading.Lock()
            if self._lock is not None:
                self._lock.release()
            self._lock, self._lock_told = None, False
            self.set_timer(OFFER_AFTER, self._look_for_drafts)
        super().take_store(loaded)

    @property
    def journal(self) -> Journal:
        """The journal of the store's file."""
        if self._journal is None:
            from karabakh_tui.state.journal import Journal

            assert self.loaded is not None
            self._journal = Journal(self.loaded.store.header.id, self.loaded.path)
        return self._journal

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
        """Write a draft down once nothing was typed for a moment."""
        self._draft = draft
        if self._pause is None:
            self._pause = self.set_timer(PAUSE, self._keep_now)
        else:
            self._pause.reset()

    def _keep_now(self) -> None:
        self._pause = None
        self._keep_in_thread()

    @work(thread=True, group="journal")
    def _keep_in_thread(self) -> None:
        self._write_down()

    def _write_down(self) -> None:
        with self._journaling:
            draft, self._draft = self._draft, None
            if draft is not None:
                self.journal.record(draft.name, draft.kept())

    def begun(self, name: str) -> Draft | None:
        """Return what was written of a record and is not saved. Waits for the disk."""
        from karabakh_tui.tui.forms.drafts import draft_from

        found = [entry for entry in self.journal.pending() if entry.record == name]
        return draft_from(found[-1].content) if found else None

    def keep_failed(self, draft: Draft, why: str) -> None:
        """Write down what could not be saved. Waits for the disk."""
        with self._journaling:
            self._draft = None
            self.journal.record(draft.name, draft.kept(), why)

    def forget_draft(self, name: str) -> None:
        """Take a draft out of the journal: it is saved, or given up. Waits for the disk."""
        with self._journaling:
            self._draft = None
            self.journal.clear(name)
        problems, self._journal_told = self.journal.problems[self._journal_told :], len(self.journal.problems)
        for problem in problems:
            self.app.call_from_thread(self._warn, problem)

    @work(thread=True, group="journal")
    def forget(self, name: str) -> None:
        """Take a draft out of the journal, in a thread."""
        self.forget_draft(name)

    def on_unmount(self) -> None:
        """Write down what is typed when the app ends, and let others write."""
        if self._drafts_of is not None:
            self._write_down()
        if self._lock is not None:
            self._lock.release()

    # Offering

    @work(thread=True, group="journal")
    def _look_for_drafts(self) -> None:
        """Offer what is not saved, unless another instance has the file open: it may be its open form."""
        found = self.journal.pending()
        if found and self.take_lock():
            self.app.call_from_thread(self._offer_drafts, found, by_itself=True)

    def action_unsaved(self) -> None:
        """Offer what is not saved yet."""
        if self.loaded is not None:
            self._list_drafts()

    @work(thread=True, group="journal")
    def _list_drafts(self) -> None:
        self.app.call_from_thread(self._offer_drafts, self.journal.pending())

    def _offer_drafts(self, found: Entries, by_itself: bool = False) -> None:
        from karabakh_tui.tui.forms.drafts import draft_from

        from .chooser import Choice

        drafts = {entry.record: draft for entry in found if (draft := draft_from(entry.content)) is not None}
        if not drafts:
            self.notify("Everything that was written is saved.", markup=False)
            return
        if self.app.screen is not self or (by_itself and self.search_bar.has_focus_within):
            self._warn(f"Not saved yet: {', '.join(drafts)}; the command “unsaved” opens it again.")
            return  # what is being typed is not for a box that comes up meanwhile
        rows = [Choice(None, "Not saved yet; Enter opens it again")]
        for entry in found:
            if entry.record in drafts:
                name = f"a new one in {drafts[entry.record].table}" if entry.record.endswith("/") else entry.record
                why = f": {entry.failed}" if entry.failed else ""
                rows.append(Choice(OPEN + entry.record, f"{name}{why}", entry.since[:16].replace("T", " ")))
        rows.append(Choice(None, "Discard"))
        rows += [Choice(DISCARD + name, f"Discard: {name}") for name in drafts]

        def chosen(choice: str | None) -> None:
            if choice is not None and choice.startswith(OPEN):
                self.open_draft(drafts[choice.removeprefix(OPEN)])
            elif choice is not None:
                self.forget(choice.removeprefix(DISCARD))

        self.choose("Not saved", rows, chosen)

    def open_draft(self, draft: Draft) -> None:
        """Open a form with what was written."""
        raise NotImplementedError
