"""What who keeps a record does in the app: from key press to what the file holds then."""

from __future__ import annotations

import difflib
import shutil
from pathlib import Path

import pytest
from tests.support.seat import Seat, seat
from textual.events import Paste

from karabakh_tui.model.records import Event
from karabakh_tui.paths import data_directory, shipped_store
from karabakh_tui.state.journal import Journal
from karabakh_tui.storage.lock import WriterLock
from karabakh_tui.tui.screens.form import Form
from karabakh_tui.tui.screens.form_row import FormRow

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


async def test_what_another_program_wrote_elsewhere_is_kept(store: Path) -> None:
    async with seat(store) as here:
        await show(here, "sources/gazette-1901")
        await here.press("e")
        other = store.read_bytes().replace(b"A history of the bridge", b"A longer history of the bridge")
        store.write_bytes(other)
        await write(here, "title", "!")
        await here.press("ctrl+s")
        assert store.read_bytes() == other.replace(b"The bridge is shut", b"The bridge is shut!", 1)
        assert "changed meanwhile is kept" in here.screen()


@pytest.mark.parametrize(("key", "title"), [("o", "The bridge is shut!"), ("t", "The bridge is open")])
async def test_where_both_changed_a_record_the_reader_chooses(store: Path, key: str, title: str) -> None:
    async with seat(store) as here:
        await show(here, "sources/gazette-1901")
        await here.press("e")
        store.write_bytes(store.read_bytes().replace(b"The bridge is shut", b"The bridge is open", 1))
        await write(here, "title", "!")
        await here.press("ctrl+s")
        assert "The bridge is shut!" in here.screen()
        assert "The bridge is open" in here.screen()
        await here.press(key)
        source = here.main.store.get("sources", "gazette-1901")  # type: ignore[union-attr]
        assert source is not None
        assert source.label == title
        assert f'title = "{title}"' in store.read_text(encoding="utf-8")


async def test_who_does_not_choose_keeps_what_was_written_as_a_draft(store: Path) -> None:
    async with seat(store) as here:
        await show(here, "sources/gazette-1901")
        await here.press("e")
        theirs = store.read_bytes().replace(b"The bridge is shut", b"The bridge is open", 1)
        store.write_bytes(theirs)
        await write(here, "title", "!")
        await here.press("ctrl+s", "escape")
        assert store.read_bytes() == theirs
        (kept,) = Journal("aldwater", store).pending()
        assert "another program has changed" in kept.failed


async def test_a_draft_survives_the_end_of_the_app_and_is_offered_again(store: Path) -> None:
    async with seat(store) as here:
        await show(here, "sources/gazette-1901")
        await here.press("e")
        await write(here, "title", " by night")
    assert b"by night" not in store.read_bytes()
    async with seat(store) as here:
        for _ in range(100):
            await here.pilot.pause(0.02)
            if here.app.screen is not here.main:
                break
        await here.settle()
        assert "sources/gazette-1901" in here.screen()
        await here.press("enter")
        assert row(here, "title").value == "The bridge is shut by night"
        await here.press("ctrl+s")
        assert b'"The bridge is shut by night"' in store.read_bytes()
        assert Journal("aldwater", store).pending() == ()


async def test_a_draft_is_written_down_while_one_types(store: Path) -> None:
    async with seat(store) as here:
        await show(here, "sources/gazette-1901")
        await here.press("e")
        await write(here, "title", " by night")
        for _ in range(100):
            await here.pilot.pause(0.02)
            if Journal("aldwater", store).pending():
                break
        (kept,) = Journal("aldwater", store).pending()
        assert "by night" in kept.content["new"]
        await here.press("escape", "d")
        assert Journal("aldwater", store).pending() == ()


async def test_a_save_that_fails_keeps_what_was_written_and_says_why(store: Path) -> None:
    async with seat(store) as here:
        await show(here, "sources/gazette-1901")
        await here.press("e")
        await write(here, "title", "!")
        other = store.with_name("a second name")
        other.hardlink_to(store)
        await here.press("ctrl+s")
        assert "Not saved" in here.screen()
        assert "hard links" in here.screen().replace("\n", " ")
        (kept,) = Journal("aldwater", store).pending()
        assert "hard links" in kept.failed
        other.unlink()
        await here.press("r")
        await here.press("ctrl+s")
        assert b'"The bridge is shut!"' in store.read_bytes()
        assert Journal("aldwater", store).pending() == ()


@pytest.mark.parametrize("key", ["e", "a", "D", "E"])
async def test_what_is_read_only_offers_a_copy_of_ones_own(
    store: Path, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.chmod(0o444)
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    before = store.read_bytes()
    async with seat(store) as here:
        await show(here, "sources/gazette-1901")
        await here.press(key)
        assert "A copy of your own" in here.screen()
        copy = data_directory() / "own" / "mine.toml"
        await enter(here, "own/mine.toml")
        await here.press("enter")
        assert copy.read_bytes() == before
        assert here.main.loaded is not None
        assert here.main.loaded.path == copy
        assert store.read_bytes() == before
        if key == "e":
            await write(here, "title", "!")
            await here.press("ctrl+s")
            assert b'"The bridge is shut!"' in copy.read_bytes()
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


async def test_quitting_at_once_waits_for_what_was_confirmed(store: Path) -> None:
    async with seat(store) as here:
        await show(here, "sources/gazette-1901")
        await here.press("e")
        await write(here, "title", "!")
        await here.pilot.press("ctrl+s", "q")
        await here.settle()
        assert b'"The bridge is shut!"' in store.read_bytes()
    assert Journal("aldwater", store).pending() == ()


async def test_what_was_written_earlier_of_a_record_is_not_written_over(store: Path) -> None:
    Journal("aldwater", store).record(
        "events/", {"table": "events", "id": "", "old": "", "new": 'title = "An earlier one"'}
    )
    async with seat(store) as here:
        await here.press("escape", "a", "enter")
        if "Not saved" in here.screen():  # it was offered meanwhile
            await here.press("escape", "a", "enter")
        assert "Something written earlier is not saved yet" in here.screen()
        await here.press("o")
        assert row(here, "title").value == "An earlier one"
        await here.press("escape", "d")
        assert Journal("aldwater", store).pending() == ()
        await here.press("a", "enter")
        assert "title" not in form(here).values()


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


async def test_the_record_that_comes_with_the_program_is_copied_where_ones_own_files_are() -> None:
    before = shipped_store().read_bytes()
    async with seat() as here:
        record = here.main.record
        assert record is not None
        await here.press("e", "enter")
        assert here.main.store is not None
        copy = data_directory() / f"{here.main.store.header.id}.toml"
        assert copy.read_bytes() == before
        assert form(here).values()["id"] == record.id
    assert shipped_store().read_bytes() == before


async def test_a_second_writer_is_warned_of_once_and_drafts_may_be_the_others_own(store: Path) -> None:
    Journal("aldwater", store).record("events/", {"table": "events", "id": "", "old": "", "new": 'title = "x"'})
    with WriterLock(store):
        async with seat(store) as here:
            await here.pilot.pause(0.7)
            await here.settle()
            assert here.app.screen is here.main
            await show(here, "sources/gazette-1901")
            await here.press("e", "escape", "e", "escape")
            warnings = [each for each in here.app._notifications if "open in process" in each.message]
            assert len(warnings) == 1
