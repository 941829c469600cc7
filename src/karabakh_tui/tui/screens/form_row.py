"""One field of a form on the screen: its name, what it takes, and below it what is wrong or meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from karabakh_tui.storage.edit import ABSENT
from karabakh_tui.tui.forms.completing import NOTHING, Offers
from karabakh_tui.tui.forms.fields import FormField, Kind
from karabakh_tui.tui.forms.values import BOXES, has_hidden, to_text, typed_value
from karabakh_tui.tui.text.runs import MUTED, STRONG, Run, content
from karabakh_tui.tui.widgets.completions import Completion, CompletionList
from karabakh_tui.tui.widgets.line import Line
from karabakh_tui.tui.widgets.note import Note
from karabakh_tui.tui.widgets.part_list import PartList
from karabakh_tui.tui.widgets.search_bar import QueryInput
from karabakh_tui.tui.widgets.text_box import TextBox

HINTS = {
    Kind.DATE: "1994-05-12, 1994-05, 1994~, 1988/1994, 2020-09-27/.. …",
    Kind.REFERENCE: "type a name; Enter takes it",
    Kind.REFERENCES: "type names, with commas between; Enter takes one",
    Kind.CHOICE: "Enter takes one",
    Kind.WORDS: "one a line",
    Kind.FLAG: "true or false",
    Kind.TABLE: 'as in the file: name = "value", one a line',
    Kind.PARTS: "Enter opens · a adds · D removes",
}
"""What each kind takes: said at the foot of the form."""

SHORT_HINTS = {Kind.DATE: "1994-05, 1994~, 1988/1994 …", Kind.REFERENCE: "a name", Kind.REFERENCES: "names"}
"""What an empty line says it takes."""

HIDDEN = "It holds characters that cannot be seen; they go if it is edited."

Summary = Callable[[Any], str]


class FieldInput(QueryInput):
    """A line of a form. Up and down go through completions while there are any, else through the form."""

    BINDINGS = [
        Binding("up", "vertical(-1)", "up", show=False),
        Binding("down", "vertical(1)", "down", show=False),
        Binding("enter", "take", "take", show=False),
        Binding("tab", "take_begun", "take", show=False),
    ]

    completing = False
    """Whether something was begun that can be completed: Tab takes it then."""

    @dataclass
    class Vertical(Message):
        """Up or down was pressed."""

        by: int

    @dataclass
    class Taken(Message):
        """Enter was pressed."""

    def action_vertical(self, by: int) -> None:
        """Tell of up or down."""
        self.post_message(self.Vertical(by))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Tab to the form while there is nothing to take."""
        return self.completing if action == "take_begun" else True

    def action_take(self) -> None:
        """Tell of Enter."""
        self.post_message(self.Taken())

    def action_take_begun(self) -> None:
        """Tell of Tab, where it takes what was begun."""
        self.post_message(self.Taken())


class FormRow(Vertical):
    """A field and its value. The value stays what it was, type and all, until its text is another."""

    DEFAULT_CSS = """
    FormRow { height: auto; }
    FormRow > Horizontal { height: auto; }
    FormRow .form-label { width: 16; }
    FormRow .form-note { display: none; margin-left: 16; color: $muted; }
    FormRow .form-note.-problem { color: $error; }
    FormRow .form-note.-shown { display: block; }
    FormRow CompletionList { layer: default; offset: 0 0; margin-left: 16; width: 1fr; max-width: 100%; }
    FormRow TextBox, FormRow PartList { width: 1fr; }
    FormRow FieldInput, FormRow TextBox, FormRow PartList { background: $background; }
    FormRow FieldInput:focus, FormRow TextBox:focus, FormRow PartList:focus { background: $panel; }
    """

    @dataclass
    class Changed(Message):
        """The value is another."""

        row: FormRow

    @dataclass
    class Asked(Message):
        """What could be meant by the text at the cursor is wanted."""

        row: FormRow
        text: str
        cursor: int

    @dataclass
    class Left(Message):
        """The reader goes to the next field, or to the one before."""

        by: int

    def __init__(self, field: FormField, value: Any, summary: Summary) -> None:
        super().__init__()
        self.field = field
        self.value = value
        self.touched = False
        """The value is not the one that the form was opened with, or was another meanwhile."""
        self._first = value
        self._first_text = "" if field.kind is Kind.PARTS else to_text(field, value)
        self._summary = summary
        self._part: tuple[int, int] = (0, 0)
        """The part of the text that a completion is written over."""

    def compose(self) -> ComposeResult:
        """Yield the name, what takes the value, completions, and the note."""
        label = Line(classes="form-label")
        label.left = content(Run(self.field.name.replace("_", " ")), Run(" *" if self.field.required else "", STRONG))
        with Horizontal():
            yield label
            yield self._make_editor()
        if self.field.kind not in BOXES and self.field.kind is not Kind.PARTS:
            yield CompletionList()
        yield Note(classes="form-note")

    def _make_editor(self) -> Widget:
        if self.field.kind is Kind.PARTS:
            return PartList()
        if self.field.kind in BOXES:
            return TextBox(self._first_text, show_line_numbers=False, tab_behavior="focus", highlight_cursor_line=False)
        line = FieldInput(SHORT_HINTS.get(self.field.kind, ""))
        line.value = self._first_text
        line.cursor_position = len(self._first_text)
        return line

    @property
    def editor(self) -> Widget:
        """What takes the value."""
        return self.query_one(Horizontal).children[1]

    def on_mount(self) -> None:
        """Show the parts."""
        if self.field.kind is Kind.PARTS:
            self.show_parts()

    # The value

    @property
    def parts(self) -> list[Any]:
        """The parts of the record that the field holds."""
        return list(self.value) if isinstance(self.value, list) else []

    def show_parts(self, cursor: int = 0) -> None:
        """Show the parts of the record that the field holds."""
        lines = [content(Run(self._summary(each))) for each in self.parts]
        self.query_one(PartList).show_lines(lines, cursor)

    def set_parts(self, parts: Sequence[Any], cursor: int) -> None:
        """Take other parts."""
        self._set(list(parts) if parts else ABSENT)
        self.show_parts(cursor)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._take_text(event.value)
        self.ask()

    @on(TextArea.Changed)
    def _written(self, event: TextArea.Changed) -> None:
        event.stop()
        self._take_text(event.text_area.text)

    def _take_text(self, text: str) -> None:
        self._set(self._first if text == self._first_text else typed_value(self.field, text, self._first))

    def _set(self, value: Any) -> None:
        if value is self.value or (type(value) is type(self.value) and value == self.value):
            return
        self.value = value
        self.touched = True
        self.post_message(self.Changed(self))

    # Completions

    def ask(self) -> None:
        """Ask what could be meant."""
        line = self.editor
        if isinstance(line, FieldInput) and line.has_focus:
            self.post_message(self.Asked(self, line.value, line.cursor_position))

    def on_descendant_focus(self) -> None:
        """Offer what a closed list has."""
        if self.field.kind in (Kind.CHOICE, Kind.FLAG) and self.value is ABSENT:
            self.ask()

    def offer(self, found: Offers) -> None:
        """Show what could be meant; nothing takes the list away."""
        for completions in self.query(CompletionList):
            self._part = (found.start, found.end)
            items = [
                Completion(each.text, content(Run(each.label)), content(Run(each.aside, MUTED))) for each in found.items
            ]
            completions.offer(items)
            line = self.query_one(FieldInput)
            line.completing = bool(items and line.value.strip())

    @property
    def is_completing(self) -> bool:
        """Whether completions are shown."""
        return any(each.shown for each in self.query(CompletionList))

    @on(FieldInput.Vertical)
    def _vertical(self, event: FieldInput.Vertical) -> None:
        event.stop()
        if self.is_completing:
            self.query_one(CompletionList).move(event.by)
        else:
            self.post_message(self.Left(event.by))

    @on(FieldInput.Taken)
    def _taken(self, event: FieldInput.Taken) -> None:
        event.stop()
        if self.is_completing:
            completions = self.query_one(CompletionList)
            self._take(completions.chosen or completions.items[0])
        else:
            self.post_message(self.Left(1))

    @on(CompletionList.Clicked)
    def _clicked(self, event: CompletionList.Clicked) -> None:
        event.stop()
        self._take(event.item)

    def _take(self, item: Completion) -> None:
        line = self.query_one(FieldInput)
        start, end = self._part
        self.offer(NOTHING)
        line.value = line.value[:start] + item.text + line.value[end:]
        line.cursor_position = start + len(item.text)
        line.focus()

    # The note

    def show_note(self, problem: str, meaning: str) -> None:
        """Say below the field what is wrong with it, else what it means."""
        if not problem and not meaning and not self.touched and has_hidden_text(self.field, self._first):
            meaning = HIDDEN
        note = self.query_one(Note)
        note.words = content(Run("✗ " if problem else "= "), Run(problem or meaning))
        note.set_class(bool(problem), "-problem")
        note.set_class(bool(problem or meaning), "-shown")


def has_hidden_text(field: FormField, value: Any) -> bool:
    """Tell whether a field that is edited as text holds what cannot be seen."""
    return field.kind is not Kind.PARTS and has_hidden(field, value)
