"""From a confirmed form to the file: edit, save, merge, and undo."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from textual import work

from karabakh_tui.errors import KarabakhError
from karabakh_tui.storage.read import Loaded

from .copying import Copying, Where, free_copy, is_gone, is_read_only, write_new

if TYPE_CHECKING:
    from karabakh_tui.storage.commit import Committed
    from karabakh_tui.storage.merge import Choice, Conflict
    from karabakh_tui.storage.undo import Undo
    from karabakh_tui.tui.forms.drafts import Draft

    from .key_menu import Item

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


class Saving(Copying):
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

        no = "do not save; what was written is kept as a draft" if job.draft is not None else "leave the file as it is"
        items = [Item("s", "save", "save"), Item("n", no, "no")]
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
            self._done(job, done)

    def _done(self, job: Job, done: Committed) -> None:
        """Remember what was written, and tell it. In a thread."""
        self.known_bytes = done.after.encode("utf-8")
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
        unkept = self.keep_failed(job.draft, why) if job.draft is not None else ""
        self.app.call_from_thread(self._tell_failed, job, why, unkept)

    def _tell_failed(self, job: Job, why: str, unkept: str) -> None:
        """Say why something was not saved, and offer every way out that there is."""
        from .key_menu import KeyMenu

        def chosen(item: str | None) -> None:
            if item == "again" and job.draft is not None:
                self.open_draft(job.draft)
            elif item == "save":
                self.commit(job)
            elif item == "anew":
                self.write_anew(job)
            elif item == "elsewhere":
                self._ask_elsewhere(job, why, unkept)

        words = f"{why}\n\nIt could not be written down for later either: {unkept}" if unkept else why
        self.app.clear_notifications()  # they would cover the ways out
        self.app.push_screen(KeyMenu("Not saved", self._ways_out(job, unkept), words), chosen)

    def _ways_out(self, job: Job, unkept: str) -> list[Item]:
        from .key_menu import Item

        assert self.loaded is not None
        items = [Item("r", "open the form again", "again")] if job.draft is not None else []
        if job.text and is_gone(self.loaded.path):
            items.append(Item("n", "write the file anew: as it was read, with this", "anew"))
        elif job.text:
            items.append(Item("s", "save again", "save"))
        what = "save it elsewhere, in a file of its own" if job.text else "write this record into a file of its own"
        items.append(Item("e", what, "elsewhere"))
        later = "later: it is kept until the program ends" if unkept else "later: it is kept, and offered again"
        return [*items, Item("l", later if job.draft is not None else "leave it", "later")]

    def offer_anew(self) -> None:
        """Offer to write a file that is gone, as it was read last."""
        from .key_menu import Item, KeyMenu

        assert self.loaded is not None
        data = self.as_read()
        job = Job("what was read last", data, data.decode("utf-8"))

        def chosen(item: str | None) -> None:
            if item == "anew":
                self.write_anew(job)
            elif item == "elsewhere":
                self._ask_elsewhere(job)

        items = [Item("n", "write it anew, as it was read last", "anew")]
        items += [Item("e", "save it elsewhere", "elsewhere"), Item("l", "leave it", "later")]
        self.app.clear_notifications()  # they would cover the ways out
        self.app.push_screen(KeyMenu("The file is gone", items, f"{self.loaded.path}: there is no such file"), chosen)

    @work(thread=True, group="write")
    def write_anew(self, job: Job) -> None:
        """Write a file that is gone, in a thread; one that is there again is put together with what was written."""
        from karabakh_tui.storage.commit import commit_anew
        from karabakh_tui.storage.save import ChangedOnDiskError

        assert self.loaded is not None
        with _one_write:
            try:
                self.take_lock()
                done = commit_anew(self.loaded.path, job.base, job.text)
            except ChangedOnDiskError:
                self._commit(job)
            except KarabakhError as error:
                self._failed(job, str(error))
            else:
                self._done(job, done)

    def _ask_elsewhere(self, job: Job, why: str = "", unkept: str = "") -> None:
        assert self.loaded is not None

        def chosen(path: Path | None, is_new: bool) -> None:
            if path is not None:
                self._save_elsewhere(job, path)
            elif why:
                self._tell_failed(job, why, unkept)

        words = "Type in which file it is to be; none is written over:"
        usual = free_copy(self.loaded.store.header.id)
        self.ask_where(Where("Save elsewhere", words, usual, "Save it in", may_open=False), chosen)

    @work(thread=True, group="write")
    def _save_elsewhere(self, job: Job, path: Path) -> None:
        """Write the whole text into another file and open it; where there is none, what was written of the record."""
        try:
            write_new(path, (job.text or _alone(job.draft)).encode("utf-8"))
            if not job.text:
                self.app.call_from_thread(self._tell, f"Written into {path}; it is kept here as a draft too.")
                return
            if job.draft is not None:
                self.forget_draft(job.draft.name)
            self.open_instead(path, lambda: None)
        except KarabakhError as error:
            self._failed(job, str(error))

    @work(thread=True, group="write")
    def _leave_unsaved(self, job: Job, why: str) -> None:
        words = "Not saved."
        if job.draft is not None:
            unkept = self.keep_failed(job.draft, why)
            kept = "until the program ends, and no longer" if unkept else "as a draft"
            words = f"Not saved; what was written is kept {kept}."
        self.app.call_from_thread(self._tell, words)

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

    # What may not be written

    def may_write(self, then: Callable[[], None]) -> bool:
        """Tell whether the file can be written; else offer what there is instead, and do then what was wanted."""
        if self.loaded is None:
            return False
        if is_gone(self.loaded.path):
            self.offer_anew()
            return False
        if is_read_only(self.loaded.path):
            self.offer_copy(self.loaded, then)
            return False
        return True

    def action_editor(self) -> None:
        """Open the reader's own editor at the record's line; then read the file anew."""
        if self.may_write(self.action_editor):
            super().action_editor()

    def action_reload(self) -> None:
        """Read the file anew, whether it changed or not; offer to write one that is gone."""
        if self.loaded is not None and is_gone(self.loaded.path):
            self.offer_anew()
        else:
            super().action_reload()

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
        self._undo, self.known_bytes = then, done.after.encode("utf-8")
        write = writes[-1]
        words = f"{'Undone' if way == 'undo' else 'Done again'}: {write.title}."
        self.app.call_from_thread(self.tell_saved, words, done)
        self.app.call_from_thread(self.reload, False, write.record(way))


def _alone(draft: Draft | None) -> str:
    """Return the text of a record by itself."""
    import tomli_w

    return "" if draft is None else tomli_w.dumps({draft.table: [dict(draft.new)]})
