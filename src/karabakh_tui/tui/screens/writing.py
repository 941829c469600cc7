"""Writing on the main screen: edit, add, withdraw, delete, and what a form was open for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import work
from textual.worker import Worker

from karabakh_tui.errors import KarabakhError
from karabakh_tui.model.records import TABLES, Record

from .saving import Job, Saving

if TYPE_CHECKING:
    from karabakh_tui.storage.edit import Edit
    from karabakh_tui.tui.forms.drafts import Draft

ONE_OF = {
    "sources": "a source",
    "parties": "a party",
    "places": "a place",
    "events": "an event",
    "quotes": "a quote",
    "searches": "a saved search",
}
"""The words for one record of a table."""

NAMED = 6
"""Records that are named at most, of those that refer to one."""

LARGE = 4_000_000
"""Bytes of a file from which on a write takes so long that one is told of it."""


class Writing(Saving):
    """Opens forms, and asks before it takes something away."""

    # Edit and add

    def action_edit(self) -> None:
        """Edit the record that is shown."""
        record = self.record
        if record is None:
            self.notify("There is no record here to edit; a adds one.", markup=False)
        elif self.may_write(self.action_edit):
            self._read_for_form(record.table, record.id)

    def action_add(self) -> None:
        """Ask for a table, and add a record to it."""
        if self.loaded is None or not self.may_write(self.action_add):
            return
        from .chooser import Choice

        first = (self.table, *(table for table in reversed(TABLES) if table != self.table))
        rows = [Choice(table, ONE_OF[table]) for table in first]
        self.choose("Add", rows, self._add_to)

    def _add_to(self, table: str | None) -> None:
        if table is not None:
            self._read_for_form(table, "")

    def open_draft(self, draft: Draft) -> None:
        """Open a form with what was written."""
        if self.may_write(lambda: self.open_draft(draft)):
            self._read_for_form(draft.table, draft.id, draft)

    @work(thread=True, exclusive=True, group="form")
    def _read_for_form(self, table: str, record_id: str, draft: Draft | None = None) -> None:
        """Read what the file has of a record now, in a thread, and open a form on it."""
        from karabakh_tui.storage.cannot_edit import CannotEdit
        from karabakh_tui.storage.commit import exact_text, read_exact
        from karabakh_tui.storage.edit import fields_of

        assert self.loaded is not None
        path = self.loaded.path
        try:
            base = read_exact(path)
            text = exact_text(path, base)
            if len(base) > LARGE:
                self.app.call_from_thread(self._tell, "Finding the record in the file …")
            fields: dict[str, Any] = {}
            if record_id:
                try:
                    fields = fields_of(text, table, record_id)
                except CannotEdit as error:
                    called = self._now_called(table, record_id)
                    if draft is None or called == record_id:
                        raise CannotEdit(error.message, error.line, str(path)) from None
                    record_id, fields = called, fields_of(text, table, called) if called else {}
        except KarabakhError as error:
            self.app.call_from_thread(self._warn, str(error))
            return
        self.known_bytes = base
        alone = self.take_lock()
        open_form = partial(self._open_form, base, table, record_id, fields)
        begun = self.begun(table, record_id, alone) if draft is None else []
        if begun:
            self.app.call_from_thread(self._ask_which, begun, open_form)
        else:
            self.app.call_from_thread(open_form, self._claimed(draft))

    def _now_called(self, table: str, record_id: str) -> str:
        """Return the id that a record got meanwhile; "" where it was deleted: it can be added anew."""
        assert self.loaded is not None
        record = self.loaded.store.get(table, record_id)
        return "" if record is None else record.id

    def _claimed(self, draft: Draft | None) -> Draft | None:
        """Take over a draft; where another instance did so meanwhile, what is written here is a draft of its own."""
        if draft is None or self.journal.claim(draft.name):
            return draft
        from karabakh_tui.tui.forms.drafts import new_mark

        self.app.call_from_thread(self._warn, f"{draft.about}: another instance has it in a form too, or has saved it")
        return replace(draft, mark=new_mark())

    def _ask_which(self, begun: list[Draft], open_form: Callable[[Draft | None], None]) -> None:
        """Ask whether to go on with what was written earlier. It stays, unless it is discarded."""
        from .key_menu import Item, KeyMenu

        last = begun[-1]

        def chosen(item: str | None) -> None:
            if item == "on":
                self.open_draft(last)
            elif item == "all":
                self.action_unsaved()
            elif item is not None:
                if item == "discard":
                    self.forget(last.name)
                open_form(None)

        items = [Item("o", "go on with it", "on"), Item("n", "begin anew; it stays kept", "anew")]
        items += [Item("d", "discard it, and begin anew", "discard")]
        items += [Item("u", f"see all {len(begun)} that are not saved", "all")] if len(begun) > 1 else []
        self.app.push_screen(KeyMenu("Something written earlier is not saved yet", items, last.about), chosen)

    def _open_form(self, base: bytes, table: str, record_id: str, before: dict[str, Any], draft: Draft | None) -> None:
        """Open a form on what the file has of a record, or on what was written of it earlier."""
        from karabakh_tui.tui.forms.checking import record_subject
        from karabakh_tui.tui.forms.drafts import Draft, new_mark

        from .form import Asked, Form

        if self.store is None or self.app.screen is not self:
            return
        values, mark = before, draft.mark if draft is not None else new_mark()
        if draft is not None:
            values, both = draft.upon(before)
            if both:
                self._warn(f"Changed in the file meanwhile, and not what you see here: {', '.join(both)}")
        kept = draft.name if draft is not None else Draft(table, record_id, before, {}, mark).name

        def changed(new: dict[str, Any]) -> None:
            self.keep_draft(Draft(table, record_id, before, new, mark))

        def done(new: dict[str, Any] | None) -> None:
            if new is None:
                self.forget(kept)
                return
            written = Draft(table, record_id, before, new, mark)
            self.being_saved(written)
            self._save_form(base, written, kept)

        what = f"Edit {table}/{record_id}" if record_id else f"Add {ONE_OF[table]}"
        asked = Asked(what, record_subject(table, record_id), values, before)
        self.app.push_screen(Form(asked, self.store, self.index, changed), done)

    @work(thread=True, group="write")
    def _save_form(self, base: bytes, draft: Draft, kept: str) -> None:
        """Make the text that a form asks for, in a thread, and save it; `kept` is what it was called in the journal."""
        from karabakh_tui.storage.commit import changed_record, exact_text
        from karabakh_tui.storage.exact import same

        assert self.loaded is not None
        if kept != draft.name:
            self.call_otherwise(kept, draft)
        if same(dict(draft.old), dict(draft.new)):
            self.forget_draft(draft.name)
            return
        path, ref = self.loaded.path, f"{draft.table}/{draft.new.get('id')}"
        title = f"the change of {draft.table}/{draft.id}" if draft.id else f"the new {ref}"
        job = Job(title, base, "", ref, draft)
        if len(base) > LARGE:
            self.app.call_from_thread(self._tell, "Saving …")
        try:
            text, lost = changed_record(exact_text(path, base), draft.table, draft.id, draft.new, str(path))
        except KarabakhError as error:
            self._failed(job, str(error))
            return
        self.app.call_from_thread(self.confirm_lost, Job(title, base, text, ref, draft), lost)

    # Quitting

    def action_quit(self) -> None:
        """Quit, once what was confirmed is saved."""
        if self._being_written():
            self._quit_when_saved()
        else:
            self.quit_or_ask()

    def _being_written(self) -> list[Worker[object]]:
        return [each for each in self.workers if each.group == "write" and not each.is_finished]

    @work(exclusive=True, group="quit")
    async def _quit_when_saved(self) -> None:
        while running := self._being_written():
            await self.workers.wait_for_complete(running)
        if self.app.screen is self:  # else something could not be saved, and is asked about
            self.quit_or_ask()

    # Withdraw and delete

    def action_delete(self) -> None:
        """Ask whether the record that is shown is to be withdrawn or deleted, and name what refers to it."""
        record = self.record
        if record is None or self.store is None:
            self.notify("There is no record here to delete.", markup=False)
            return
        if not self.may_write(self.action_delete):
            return
        from .key_menu import Item, KeyMenu

        withdraw = [Item("w", "withdraw it: it stays in the file, struck out, with the reason", "withdraw")]
        items = [*(withdraw if record.withdrawn is None else []), Item("x", "delete it", "delete")]

        def chosen(item: str | None) -> None:
            if item == "withdraw":
                self._ask_why(record)
            elif item == "delete":
                self._delete(record)

        self.app.push_screen(KeyMenu(f"Take back {record.ref}", items, self._referring(record)), chosen)

    def _referring(self, record: Record) -> str:
        """Return what refers to a record, in words."""
        assert self.store is not None
        links = {link.record.ref: link.record for link in self.store.backlinks(record)}
        found = [each for ref, each in links.items() if ref != record.ref]
        if not found:
            return f"{_short(record.label)}\n\nNothing refers to it."
        names = "\n".join(f"· {each.ref}: {_short(each.label)}" for each in found[:NAMED])
        more = f"\n… and {len(found) - NAMED} more" if len(found) > NAMED else ""
        number = f"{len(found)} record{'s' * (len(found) != 1)}"
        return f"{_short(record.label)}\n\n{number} would refer to nothing if it were deleted:\n{names}{more}"

    def _ask_why(self, record: Record) -> None:
        from .chooser import Choice

        def rows(text: str) -> list[Choice]:
            reason = text.strip()
            return [Choice(reason, f"Withdraw: {reason}") if reason else Choice(None, "Type why it is withdrawn")]

        def chosen(reason: str | None) -> None:
            if reason is not None:
                self._withdraw(record, reason)

        self.choose(f"Withdraw {record.ref}", rows, chosen)

    def _withdraw(self, record: Record, reason: str) -> None:
        from karabakh_tui.storage.edit import Replace, diff, fields_of

        def edit(text: str) -> Edit:
            old = fields_of(text, record.table, record.id)
            new = {**old, "withdrawn": date.today().isoformat(), "withdrawn_why": reason}
            return Replace(record.table, record.id, diff(old, new))

        self._edit(f"the withdrawal of {record.ref}", edit, record.ref)

    def _delete(self, record: Record) -> None:
        from karabakh_tui.storage.edit import Delete

        self._edit(f"the deletion of {record.ref}", lambda text: Delete(record.table, record.id))

    @work(thread=True, group="write")
    def _edit(self, title: str, edit: Callable[[str], Edit], to: str | None = None) -> None:
        """Make an edit of the file as it is now, in a thread, and save it."""
        from karabakh_tui.storage.commit import exact_text, read_exact
        from karabakh_tui.storage.edit import apply

        assert self.loaded is not None
        path = self.loaded.path
        try:
            base = read_exact(path)
            text = exact_text(path, base)
            edited = apply(text, edit(text), str(path))
        except KarabakhError as error:
            self.app.call_from_thread(self._warn, str(error))
            return
        self.known_bytes = base
        self.app.call_from_thread(self.confirm_lost, Job(title, base, edited.text, to), edited.lost)


def _short(text: str) -> str:
    return text if len(text) <= 70 else f"{text[:69]}…"
