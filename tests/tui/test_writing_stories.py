"""What who keeps a record does in the app: from key press to what the file holds then."""

from __future__ import annotations

import difflib
import shutil
from pathlib import Path

import pytest
from tests.support.form_filling import enter, form, go_to, row, show, write
from tests.support.seat import Seat, seat

from karabakh_tui.model.records import Event
from karabakh_tui.paths import shipped_store
from karabakh_tui.tui.screens.form import Form

GOOD = Path(__file__).parent.parent / "data" / "good.toml"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.toml"
    shutil.copyfile(GOOD, path)
    return path


def changed(path: Path, before: bytes) -> tuple[list[str], list[str]]:
    """Return the lines that went from a file, and those that came."""
    old, new = before.decode("utf-8").splitlines(), path.read_text(encoding="utf-8").splitlines()
    lines = list(difflib.ndiff(old, new))
    return [line[2:] for line in lines if line[:2] == "- "], [line[2:] for line in lines if line[:2] == "+ "]


async def add_event(here: Seat) -> None:
    """Add an event with a cite, by the keys alone."""
    await here.press("a", "enter")
    await write(here, "date", "1904-03~")
    assert "about March 1904" in here.screen()
    await write(here, "title", "The Bridge's second opening")
    await write(here, "kind", "repa")
    await here.press("tab")
    await write(here, "status", "reported")
    await go_to(here, "cites")
    await here.press("a")
    await write(here, "source", "history of the")
    await here.press("enter")
    await write(here, "at", "p. 12")
    await here.press("ctrl+s")
    await write(here, "parties", "east c")
    await here.press("enter")


async def test_an_event_with_a_cite_is_added_and_nothing_else_changes(store: Path) -> None:
    before = store.read_bytes()
    async with seat(store) as here:
        await add_event(here)
        assert "the-bridges-second-opening-1904" in here.screen()
        await here.press("ctrl+s")
        went, came = changed(store, before)
        assert went == []
        text = "\n".join(came)
        for line in ('id = "the-bridges-second-opening-1904"', 'date = "1904-03~"', 'kind = "repair"', 'at = "p. 12"'):
            assert line in text
        assert 'source = "history"' in text
        assert here.main.record is not None
        assert here.main.record.ref == "events/the-bridges-second-opening-1904"
        assert "Saved: the new events/the-bridges-second-opening-1904." in here.screen()


async def test_one_field_is_mended_and_every_other_byte_stays(store: Path) -> None:
    store.write_bytes(
        store.read_bytes().replace(b'title = "The bridge is shut"', b'title = "The bridge is shut" # sic')
    )
    before = store.read_bytes()
    async with seat(store) as here:
        await show(here, "sources/gazette-1901")
        await here.press("e")
        await write(here, "title", " again")
        await here.press("ctrl+s")
        assert store.read_bytes() == before.replace(b'is shut" # sic', b'is shut again" # sic')
        assert here.main.record is not None
        assert here.main.record.label == "The bridge is shut again"


async def test_undo_and_redo_go_across_saves_and_say_what_they_did(store: Path) -> None:
    before = store.read_bytes()
    async with seat(store) as here:
        await show(here, "sources/gazette-1901")
        for letter in "xy":
            await here.press("e")
            await write(here, "title", letter)
            await here.press("ctrl+s")
        after = store.read_bytes()
        assert b'"The bridge is shutxy"' in after
        await here.press("u")
        assert "Undone: the change of sources/gazette-1901." in here.screen()
        assert b'"The bridge is shutx"' in store.read_bytes()
        await here.press("u")
        assert store.read_bytes() == before
        await here.press("u")
        assert "nothing to undo" in here.screen()
        await here.press("U", "U")
        assert store.read_bytes() == after
        assert here.main.record is not None
        assert here.main.record.label == "The bridge is shutxy"


async def test_a_record_is_withdrawn_with_a_reason_after_naming_what_refers_to_it(store: Path) -> None:
    async with seat(store) as here:
        await show(here, "sources/gazette-1901")
        await here.press("D")
        assert "sources/history: A history of the bridge" in here.screen()
        await here.press("enter")
        await enter(here, "misread")
        await here.press("enter")
        record = here.main.record
        assert record is not None
        assert record.withdrawn is not None
        assert record.withdrawn_why == "misread"
        await here.press("u")
        assert here.main.record is not None
        assert here.main.record.withdrawn is None


async def test_a_record_that_is_deleted_is_gone_and_comes_back(store: Path) -> None:
    before = store.read_bytes()
    async with seat(store) as here:
        await here.press("5")
        await show(here, "sources/history")
        await here.press("D", "x")
        if "Comments would be lost" in here.screen():
            await here.press("s")
        assert b'id = "history"' not in store.read_bytes()
        assert here.main.store is not None
        assert here.main.store.find("sources/history") is None
        await here.press("u")
        assert store.read_bytes() == before


async def test_another_id_is_a_new_name_that_references_follow(store: Path) -> None:
    async with seat(store) as here:
        await show(here, "sources/gazette-1901")
        await here.press("e")
        await write(here, "id", "-05-13")
        await here.press("ctrl+s")
        assert here.main.record is not None
        assert here.main.record.ref == "sources/gazette-1901-05-13"
        assert here.main.record.former_ids == ("gazette-1901",)
        text = store.read_text(encoding="utf-8")
        assert 'based_on = "gazette-1901-05-13"' in text
        assert here.main.loaded is not None
        assert not here.main.loaded.problems


async def test_what_is_wrong_is_said_beside_the_field_and_is_not_saved(store: Path) -> None:
    before = store.read_bytes()
    async with seat(store) as here:
        await show(here, "sources/gazette-1901")
        await here.press("e")
        await write(here, "published", "/1900")
        assert "✗ the interval ends before it begins" in here.screen()
        await here.press("ctrl+s")
        assert "1 field to mend" in here.screen()
        assert form(here).focused is row(here, "published").editor
        assert store.read_bytes() == before


async def test_leaving_a_changed_form_asks_and_an_unchanged_one_does_not(store: Path) -> None:
    before = store.read_bytes()
    async with seat(store) as here:
        await show(here, "sources/gazette-1901")
        await here.press("e", "escape")
        assert here.app.screen is here.main
        await here.press("e")
        await write(here, "title", "!")
        await here.press("escape")
        assert "Leave the form?" in here.screen()
        await here.press("e")
        assert row(here, "title").value == "The bridge is shut!"
        await here.press("escape", "d")
        assert here.app.screen is here.main
        assert store.read_bytes() == before


async def test_an_account_with_a_figure_is_added_in_forms_over_forms(store: Path) -> None:
    async with seat(store) as here:
        await show(here, "events/quarrel")
        await here.press("e")
        await go_to(here, "accounts")
        await here.press("a")
        await write(here, "by", "east-council")
        await write(here, "says", "It was ours.")
        await go_to(here, "figures")
        await here.press("a")
        await write(here, "of", "carts")
        await write(here, "value", "12")
        await here.press("ctrl+s")
        await go_to(here, "cites")
        await here.press("a")
        await write(here, "source", "council-minutes")
        await here.press("ctrl+s", "ctrl+s", "ctrl+s")
        assert here.main.store is not None
        event = here.main.store.find("events/quarrel")
        assert isinstance(event, Event)
        (account,) = event.accounts
        assert (account.by, account.says, account.figures[0].value) == ("east-council", "It was ours.", 12)
        assert here.main.loaded is not None
        assert not here.main.loaded.problems


async def test_a_part_is_taken_out_and_the_form_says_what_must_be_there(store: Path) -> None:
    before = store.read_bytes()
    async with seat(store) as here:
        await show(here, "events/quarrel")
        await here.press("e")
        await go_to(here, "cites")
        await here.press("D")
        assert "at least one is needed" in here.screen() or "this field is required" in here.screen()
        await here.press("ctrl+s")
        assert store.read_bytes() == before
        assert isinstance(here.app.screen, Form)


async def test_nothing_of_a_hostile_store_acts_in_a_form(tmp_path: Path) -> None:
    path = tmp_path / "hostile.toml"
    text = GOOD.read_text(encoding="utf-8").replace('title = "The quarrel', 'title = "\\u001b[2J\\u202e[red]quarrel')
    path.write_text(text.replace('at = "ch. 1"', 'at = "\\u001b]0;x\\u0007"'), encoding="utf-8")
    before = path.read_bytes()
    async with seat(path) as here:
        await show(here, "events/quarrel")
        await here.press("e")
        screen = here.screen()
        assert "[2J [red]quarrel" in screen
        assert "cannot be seen" in screen
        assert not [letter for letter in screen if letter != "\n" and not letter.isprintable()]
        await write(here, "status", "x")
        await here.press("backspace", "ctrl+s")
        assert path.read_bytes() == before


async def test_a_click_takes_a_completion_and_leaving_the_field_takes_them_away(store: Path) -> None:
    async with seat(store) as here:
        await here.press("a", "enter")
        await write(here, "parties", "bank")
        lines = here.screen().split("\n")
        at = next(number for number, line in enumerate(lines) if "West Bank Mill" in line)
        await here.pilot.click(offset=(lines[at].index("West"), at))
        await here.settle()
        assert row(here, "parties").value == ["west-mill"]
        assert form(here).focused is row(here, "parties").editor
        await write(here, "places", "bri")
        assert row(here, "places").is_completing
        await go_to(here, "tags")
        assert not row(here, "places").is_completing


async def test_a_long_text_is_wrapped_in_a_new_form_as_after_a_change_of_size(tmp_path: Path) -> None:
    store = tmp_path / "store.toml"
    shutil.copyfile(shipped_store(), store)
    async with seat(store, size=(80, 24)) as here:
        await here.press("e")
        before = here.screen()
        assert "During the Russian revolution" in before
        for size in ((81, 24), (80, 24)):
            await here.pilot.resize_terminal(*size)
            await here.settle()
        assert here.screen() == before
