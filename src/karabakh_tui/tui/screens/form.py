"""A form for a record, or for a part of one, checked as one types."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from karabakh_tui.model.records import Record
from karabakh_tui.model.store import FactStore
from karabakh_tui.search.index import Index
from karabakh_tui.search.new_ids import made_id
from karabakh_tui.storage.edit import ABSENT, diff
from karabakh_tui.tui.forms.checking import Subject, meaning, problems_in, summary
from karabakh_tui.tui.forms.completing import NOTHING, offers
from karabakh_tui.tui.forms.fields import FormField, form_fields, record_fields
from karabakh_tui.tui.text.runs import MUTED, STRONG, Run, content
from karabakh_tui.tui.widgets.line import Line
from karabakh_tui.tui.widgets.part_list import PartList

from .form_row import HINTS, FormRow

MISSING = "this field is required"

Values = dict[str, Any]


class Asked(NamedTuple):
    """What a form is opened on."""

    title: str
    subject: Subject
    values: Mapping[str, Any]
    """As the file has them, or as a draft has them."""
    before: Mapping[str, Any]
    """As the file has them: what differs from that is a change."""


class Form(ModalScreen[Values | None]):
    """Returns the fields as the file is to have them; None where nothing is to be written."""

    BINDINGS = [
        Binding("ctrl+s", "confirm", "save", show=False, priority=True),
        Binding("escape", "leave", "leave", show=False),
    ]
    AUTO_FOCUS = "FieldInput, TextBox, PartList"
    DEFAULT_CSS = """
    Form { align: center middle; background: $background 60%; }
    #form { width: 100%; max-width: 110; height: 100%; border: round $accent; background: $surface; padding: 0 1; }
    #form VerticalScroll { height: 1fr; }
    #form #form-state { color: $warning; }
    """

    def __init__(
        self,
        asked: Asked,
        store: FactStore,
        index: Index | None,
        on_change: Callable[[Values], None],
    ) -> None:
        super().__init__()
        self._asked = asked
        self._store = store
        self._index = index
        self._on_change = on_change
        self.rows = [
            FormRow(field, asked.values.get(field.name, ABSENT), partial(self._summary, field))
            for field in self._fields()
        ]
        self._strict = False
        """Whether a missing field is told of that nobody has come to yet: once one tried to save."""
        self._known = problems_in(asked.subject, asked.before, store) if asked.before else {}
        """What was wrong in the file before: it need not be mended for the rest to be saved."""

    @property
    def is_record(self) -> bool:
        """Whether the form is for a whole record."""
        return issubclass(self._asked.subject.model, Record)

    def _fields(self) -> Sequence[FormField]:
        subject = self._asked.subject
        if self.is_record:
            return record_fields(subject.table, self._store.header)
        return form_fields(subject.model, subject.rules)

    def compose(self) -> ComposeResult:
        """Yield a box with a row for each field."""
        with Vertical(id="form") as box:
            box.border_title = content(Run(self._asked.title))
            what = "saves" if self.is_record else "takes it"
            box.border_subtitle = content(Run(f"Ctrl+S {what} · Tab next · Esc leaves"))
            with VerticalScroll(can_focus=False):
                yield from self.rows
            yield Line(id="form-state")

    def _summary(self, field: FormField, value: Any) -> str:
        assert field.part is not None
        return summary(field.part, field.rules, value, self._store)

    def on_mount(self) -> None:
        """Say what is wrong and what is meant."""
        self._check()

    # Values

    def values(self) -> Values:
        """Return the fields as they are now, in the order of the file, new ones last."""
        found = dict(self._asked.values)
        for row in self.rows:
            if row.value is ABSENT:
                found.pop(row.field.name, None)
            else:
                found[row.field.name] = row.value
        return found

    def _complete(self) -> Values:
        """Return the fields with an id, which is made of what the record is called where nobody wrote one."""
        values = self.values()
        if self.is_record and "id" not in values:
            table = self._asked.subject.table
            made = made_id(table, values, lambda name: self._store.get(table, name) is not None)
            values = {"id": made, **values} if made else values
        return values

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from what the file has."""
        return bool(diff(self._asked.before, self.values()))

    @on(FormRow.Changed)
    def _changed(self, event: FormRow.Changed) -> None:
        event.stop()
        self._check()
        self._on_change(self.values())

    def _problems(self, values: Values) -> dict[str, str]:
        return problems_in(self._asked.subject, values, self._store)

    def _check(self) -> None:
        """Say below each field what is wrong with it, or what it means."""
        values = self._complete()
        problems = self._problems(values)
        for row in self.rows:
            name = row.field.name
            problem = problems.get(name, "")
            if problem == MISSING and not (self._strict or row.touched):
                problem = ""
            told = meaning(row.field, row.value, self._store)
            if name == "id" and row.value is ABSENT and values.get("id"):
                told = f"{values['id']} (made of what it is called)"
            row.show_note(problem, told)
        self._tell(sum(self._known.get(name) != problem for name, problem in problems.items()) if self._strict else 0)

    def on_descendant_focus(self) -> None:
        """Say what the field that has the focus takes."""
        row = next((row for row in self.rows if row.has_focus_within), None)
        hint = HINTS.get(row.field.kind, "") if row is not None else ""
        self.query_one("#form-state", Line).right = content(Run(hint, MUTED))
        for other in self.rows:
            if other is not row and other.is_completing:
                other.offer(NOTHING)

    def _tell(self, count: int) -> None:
        words = f"Not saved yet: {count} field{'s' * (count != 1)} to mend." if count else ""
        state = self.query_one("#form-state", Line)
        state.left = content(Run(words, STRONG))
        if words:
            state.right = content()

    # Moving, completing

    @on(FormRow.Left)
    def _left(self, event: FormRow.Left) -> None:
        event.stop()
        if event.by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    @on(FormRow.Asked)
    def _asked_offers(self, event: FormRow.Asked) -> None:
        event.stop()
        event.row.offer(offers(event.row.field, event.text, event.cursor, self._store, self._index))

    # Parts

    @on(PartList.Added)
    def _add_part(self, event: PartList.Added) -> None:
        event.stop()
        self._open_part(self._row_of(event.part_list), None)

    @on(PartList.Selected)
    def _edit_part(self, event: PartList.Selected) -> None:
        event.stop()
        self._open_part(self._row_of(event.row_list), event.index)

    @on(PartList.Removed)
    def _remove_part(self, event: PartList.Removed) -> None:
        event.stop()
        row = self._row_of(event.part_list)
        parts = row.parts
        del parts[event.index]
        row.set_parts(parts, max(event.index - 1, 0))

    def _row_of(self, widget: Any) -> FormRow:
        return next(row for row in self.rows if row in widget.ancestors)

    def _open_part(self, row: FormRow, number: int | None) -> None:
        """Open a form for a part; for a new one where there is no number."""
        field, subject = row.field, self._asked.subject
        assert field.part is not None
        at = len(row.parts) if number is None else number
        written = row.parts[at] if number is not None else {}
        values = written if isinstance(written, dict) else {"name": written}  # an alias may be its name alone

        def put(new: Values) -> list[Any]:
            short = not isinstance(written, dict) and set(new) == {"name"}
            return [*row.parts[:at], new["name"] if short else new, *row.parts[at + 1 :]]

        def changed(new: Values) -> None:
            self._on_change({**self.values(), field.name: put(new)})

        def done(new: Values | None) -> None:
            if new is None:
                self._on_change(self.values())
            else:
                row.set_parts(put(new), at)

        name = field.name.replace("_", " ")
        title = f"{self._asked.title} › {name} {at + 1}"
        asked = Asked(title, Subject(field.part, field.rules, subject.table), values, values)
        self.app.push_screen(Form(asked, self._store, self._index, changed), done)

    # Ending

    def action_confirm(self) -> None:
        """Return what was written, unless something is wrong with it."""
        if not self.is_current:
            return
        values = self._complete()
        problems = self._problems(values)
        wrong = {name for name, problem in problems.items() if self._known.get(name) != problem}
        if not wrong:
            self.dismiss(values)
            return
        self._strict = True
        self._check()
        first = next((row for row in self.rows if row.field.name in wrong), None)
        if first is not None:
            self.set_focus(first.editor)
        elif problem := problems.get(""):
            self.query_one("#form-state", Line).left = content(Run(problem, STRONG))

    def action_leave(self) -> None:
        """Take completions away; else leave, and ask where something was written."""
        if not self.is_current:
            return
        completing = next((row for row in self.rows if row.is_completing), None)
        if completing is not None:
            completing.offer(NOTHING)
        elif self.is_changed:
            self._ask_to_leave()
        else:
            self.dismiss(None)

    def _ask_to_leave(self) -> None:
        from .key_menu import Item, KeyMenu

        what = "save it" if self.is_record else "take it"
        items = [Item("s", what, "save"), Item("d", "discard what was written", "discard"), Item("e", "go on", "on")]

        def chosen(item: str | None) -> None:
            if item == "save":
                self.action_confirm()
            elif item == "discard":
                self.dismiss(None)

        self.app.push_screen(KeyMenu("Leave the form?", items), chosen)
