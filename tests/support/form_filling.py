"""What who writes in the app does to a form."""

from __future__ import annotations

from tests.support.seat import Seat
from textual.events import Paste

from karabakh_tui.tui.screens.form import Form
from karabakh_tui.tui.screens.form_row import FormRow


async def show(here: Seat, ref: str) -> None:
    """Open a record."""
    assert here.main.store is not None
    record = here.main.store.find(ref)
    assert record is not None
    here.main.show_record(record)
    await here.settle()


def form(here: Seat) -> Form:
    assert isinstance(here.app.screen, Form), here.screen()
    return here.app.screen


def row(here: Seat, name: str) -> FormRow:
    return next(each for each in form(here).rows if each.field.name == name)


async def go_to(here: Seat, name: str) -> None:
    """Put the focus on a field."""
    form(here).set_focus(row(here, name).editor)
    await here.settle()


async def write(here: Seat, name: str, text: str) -> None:
    """Go to a field, and type at its end."""
    await go_to(here, name)
    await here.pilot.press("end")
    await enter(here, text)


async def enter(here: Seat, text: str) -> None:
    """Put a text at the end of what has the focus."""
    here.app.post_message(Paste(text))
    await here.settle()
