"""From a confirmed form to the file: edit, save, merge, and undo."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from textual import work

from karabakh_tui.errors import KarabakhError
from karabakh_tui.storage.read import Loaded

from .drafting import Drafting

if TYPE_CHECKING:
    from karabakh_tui.storage.commit import Committed
    from karabakh_tui.storage.merge import Choice, Conflict
    from karabakh_tui.storage.undo import Undo
    from karabakh_tui.tui.forms.drafts import Draft

LONGEST_LIST = 8
"""Comments that are named at most."""

_one_write = threading.Lock()


class Job(NamedTuple):
    """A write that is to be done."""

    title: str
    """What it does, in words: what the reader is told when it is undone."""
    base: bytes
    """What the file held when it was begun."""
    text: str
    """What it is to hold."""
    to: str | None = None
    """The record to show then, as `table/id`."""
    draft: Draft | None = None
    """What was written, to be kept should the save fail."""
    choices: Mapping[str, Choice] = MappingProxyType({})
    """Whose version of a record is to stay."""


class Saving(Drafting):
    """Writes the file, in threads, and says what came of it."""

    _undo: Undo | None = None

    def take_store(self, loaded: Loaded) -> None:
        """Begin with another store: what was written into the one before cannot be undone in this one."""
        if self.loaded is not None and loaded.path != self.loaded.path:
            self._undo = None
        super().take_store(loaded)

    def confirm_lost(self, job: Job, lost: tuple[str, ...]) -> None:
        """Save, after asking where comments of the file would go."""
        if not lost:
            self.commit(job)
            return
        from .key_menu import Item, KeyMenu

        named = "\n".join(lost[:LONGEST_LIST])
        more = f"\n… and {len(lost) - LONGEST_LIST} more" if len(lost) > LONGEST_LIST else ""
        words = f"These comments of the file go with what was taken out:\n\n{named}{more}"

        def chosen(item: str | None) -> None:
            if item == "save":
                self.commit(job)
            else:
                self._leave_unsaved(job, "it was not confirmed that comments go")

        items = [Item("s", "save", "save"), Item("n", "do not save; what was written is kept as a draft", "no")]
        self.app.push_screen(KeyMenu("Comments would be lost", items, words), chosen)

    @work(thread=True, group="write")
    def commit(self, job: Job) -> None:
        """Save, in a thread: one write after the other."""
        with _one_write:
            self._commit(job)

    def _commit(self, job: Job) -> None:
        from karabakh_tui.storage.commit import ConflictError, commit

        assert self.loaded is not None
        try:
            self.take_lock()
            done = commit(self.loaded.path, job.base, job.text, job.choices)
        except ConflictError as error:
            self.app.call_from_thread(self._ask_whose, job, error.conflicts)
        except KarabakhError as error:
            self._failed(job, str(error))
        else:
            self._register(job.title, done)
            if job.draft is not None:
                self.forget_draft(job.draft.name)
            self.app.call_from_thread(self._committed, done, job)

    def _register(self, title: str, done: Committed) -> None:
        """Remember a write, to be undone."""
        from karabakh_tui.storage.undo import Undo

        self._undo = (self._undo or Undo()).wrote(title, done.before, done.after)

    def _committed(self, done: Committed, job: Job) -> None:
        words = f"Saved: {job.title}."
        if done.before == done.after:
            words = "The file is as it was."
        if done.merged and not job.choices:
            words += " What another program changed meanwhile is kept."
        self.tell_saved(words, done)
        self.reload(to=job.to)

    def tell_saved(self, words: str, done: Committed) -> None:
        """Say that the file is saved, and what could not be done; what is on the disk is known."""
        if self._file_watch is not None:
            self._file_watch.know(done.saved.stamp)
        self._tell(words)
        for warning in done.saved.warnings:
            self._warn(warning)

    # What did not work

    def _failed(self, job: Job, why: str) -> None:
        """Keep what could not be saved. In a thread."""
        if job.draft is not None:
            self.keep_failed(job.draft, why)
        self.app.call_from_thread(self._tell_failed, job, why)

    def _tell_failed(self, job: Job, why: str) -> None:
        from .key_menu import Item, KeyMenu

        draft = job.draft
        if draft is None:
            self._warn(why)
            return

        def chosen(item: str | None) -> None:
            if item == "again":
                self.open_draft(draft)

        items = [Item("r", "open the form again", "again"), Item("l", "later: it is kept, and offered again", "later")]
        self.app.push_screen(KeyMenu("Not saved", items, why), chosen)

    @work(thread=True, group="write")
    def _leave_unsaved(self, job: Job, why: str) -> None:
        if job.draft is not None:
            self.keep_failed(job.draft, why)
            self.app.call_from_thread(self._tell, "Not saved; what was written is kept as a draft.")
        else:
            self.app.call_from_thread(self._tell, "Not saved.")

    def _ask_whose(self, job: Job, conflicts: tuple[Conflict, ...]) -> None:
        """Show both versions of the first record that was not chosen yet; save when none is left."""
        from .conflict import ConflictScreen

        conflict = conflicts[0]

        def chosen(whose: Choice | None) -> None:
            if whose is None:
                self._leave_unsaved(job, f"another program has changed {conflict.record} too")
                return
            again = job._replace(choices={**job.choices, conflict.record: whose})
            if conflicts[1:]:
                self._ask_whose(again, conflicts[1:])
            else:
                self.commit(again)

        self.app.push_screen(ConflictScreen(conflict), chosen)

    # Undo

    def action_undo(self) -> None:
        """Undo what was written last."""
        self._step("undo")

    def action_redo(self) -> None:
        """Do again what was undone last."""
        self._step("redo")

    @work(thread=True, group="write")
    def _step(self, way: Literal["undo", "redo"]) -> None:
        with _one_write:
            self._take_step(way)

    def _take_step(self, way: Literal["undo", "redo"]) -> None:
        from karabakh_tui.storage.commit import commit, exact_text, read_exact
        from karabakh_tui.storage.undo import Undo

        if self.loaded is None:
            return
        path, undo = self.loaded.path, self._undo or Undo()
        writes = undo.done if way == "undo" else undo.undone
        take: Callable[[str], tuple[str, Undo]] = undo.undo if way == "undo" else undo.redo
        try:
            base = read_exact(path)
            text, then = take(exact_text(path, base))
            self.take_lock()
            done = commit(path, base, text)
        except KarabakhError as error:
            self.app.call_from_thread(self._warn, str(error))
            return
        self._undo = then
        write = writes[-1]
        words = f"{'Undone' if way == 'undo' else 'Done again'}: {write.title}."
        self.app.call_from_thread(self.tell_saved, words, done)
        self.app.call_from_thread(self.reload, False, write.record(way))
