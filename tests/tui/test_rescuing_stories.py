"""What cannot be saved where it was to be has a way out: again, anew, or elsewhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.support.form_filling import enter, form, show, write
from tests.support.seat import Seat, seat

from karabakh_tui.paths import data_directory
from karabakh_tui.state.journal import Journal

GOOD = Path(__file__).parent.parent / "data" / "good.toml"
EDITED = (b'"The bridge is shut"', b'"The bridge is shut!"', 1)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.toml"
    shutil.copyfile(GOOD, path)
    return path


async def fill(here: Seat) -> None:
    await show(here, "sources/gazette-1901")
    await here.press("e")
    await write(here, "title", "!")


async def test_a_file_that_was_removed_is_written_anew_with_the_edit_and_that_can_be_undone(store: Path) -> None:
    before = store.read_bytes()
    async with seat(store) as here:
        await fill(here)
        store.unlink()
        await here.press("ctrl+s")
        assert "it is gone" in here.screen()
        await here.press("n")
        assert store.read_bytes() == before.replace(*EDITED)
        assert Journal("aldwater", store).pending() == ()
        await here.press("u")
        assert store.read_bytes() == before


async def test_a_file_that_is_there_again_is_not_written_over(store: Path) -> None:
    before = store.read_bytes()
    theirs = before.replace(b"A history of the bridge", b"A longer history of the bridge")
    async with seat(store) as here:
        await fill(here)
        store.unlink()
        await here.press("ctrl+s")
        store.write_bytes(theirs)
        await here.press("n")
        assert store.read_bytes() == theirs.replace(*EDITED)


async def test_what_cannot_be_saved_is_saved_elsewhere_and_opened_there(store: Path) -> None:
    before = store.read_bytes()
    async with seat(store) as here:
        await fill(here)
        store.with_name("a second name").hardlink_to(store)
        await here.press("ctrl+s", "e")
        await enter(here, str(store))
        assert "There is such a file already, name another" in here.screen()
        await here.press("enter", "escape")
        assert "open the form again" in here.screen()
        await here.press("e")
        await enter(here, "own/saved.toml")
        await here.press("enter")
        copy = data_directory() / "own" / "saved.toml"
        assert copy.read_bytes() == before.replace(*EDITED)
        assert here.main.loaded is not None
        assert here.main.loaded.path == copy
    assert store.read_bytes() == before
    assert Journal("aldwater", store).pending() == ()


async def test_a_save_that_failed_can_be_tried_again(store: Path) -> None:
    before = store.read_bytes()
    async with seat(store) as here:
        await fill(here)
        other = store.with_name("a second name")
        other.hardlink_to(store)
        await here.press("ctrl+s", "s")
        assert "hard links" in here.screen().replace("\n", " ")
        other.unlink()
        await here.press("s")
        assert store.read_bytes() == before.replace(*EDITED)


async def test_what_fits_into_no_text_can_be_written_into_a_file_by_itself(store: Path) -> None:
    async with seat(store) as here:
        await fill(here)
        form(here).dismiss({**form(here).values(), "id": "history"})
        await here.settle()
        assert "history is taken" in here.screen()
        await here.press("e", "enter")
        (copy,) = data_directory().rglob("aldwater.toml")
        text = copy.read_text(encoding="utf-8")
        assert text.startswith("[[sources]]\n")
        assert 'title = "The bridge is shut!"' in text
        assert len(Journal("aldwater", store).pending()) == 1


@pytest.mark.parametrize("key", ["e", "a", "D", "E", "r"])
async def test_a_file_that_is_gone_is_offered_to_be_written_anew(store: Path, key: str) -> None:
    before = store.read_bytes()
    async with seat(store) as here:
        await show(here, "sources/gazette-1901")
        store.unlink()
        await here.press(key)
        assert "The file is gone" in here.screen()
        await here.press("n")
        assert store.read_bytes() == before
        assert here.app.screen is here.main


async def test_a_file_that_is_gone_is_written_anew_with_its_line_ends_and_its_directory(tmp_path: Path) -> None:
    store = tmp_path / "there" / "store.toml"
    store.parent.mkdir()
    before = b"\xef\xbb\xbf" + GOOD.read_bytes().replace(b"\n", b"\r\n")
    store.write_bytes(before)
    async with seat(store) as here:
        await show(here, "sources/gazette-1901")
        await here.press("e", "escape")
        shutil.rmtree(store.parent)
        await here.press("e", "n")
        assert store.read_bytes() == before


async def test_a_deletion_promises_no_draft_where_there_is_none(store: Path) -> None:
    line = b'publisher = "Aldwater Gazette"'
    store.write_bytes(store.read_bytes().replace(line, line + b" # as printed", 1))
    before = store.read_bytes()
    async with seat(store) as here:
        await show(here, "sources/gazette-1901")
        await here.press("D", "x")
        assert "as printed" in here.screen()
        assert "draft" not in here.screen()
        await here.press("n")
        assert store.read_bytes() == before
        assert Journal("aldwater", store).pending() == ()


async def test_a_withdrawal_that_fails_has_ways_out_too(store: Path) -> None:
    async with seat(store) as here:
        await show(here, "sources/gazette-1901")
        await here.press("D", "enter")
        await enter(here, "misread")
        other = store.with_name("a second name")
        other.hardlink_to(store)
        await here.press("enter")
        assert "open the form again" not in here.screen()
        other.unlink()
        await here.press("s")
        assert b'withdrawn_why = "misread"' in store.read_bytes()


async def test_what_refers_to_a_record_is_not_itself_and_what_is_not_named_is_counted(store: Path) -> None:
    others = "".join(
        f"[[sources]]\nid = 's{number}'\ntitle = 'S'\nkind = 'web'\nbased_on = 'gazette-1901'\n\n"
        for number in range(9)
    )
    text = store.read_text(encoding="utf-8").replace(
        'id = "gazette-1901"\n', 'id = "gazette-1901"\nbased_on = "gazette-1901"\n', 1
    )
    store.write_text(f"{text}\n{others}", encoding="utf-8")
    async with seat(store, size=(80, 24)) as here:
        await show(here, "sources/gazette-1901")
        assert here.main.store is not None
        assert here.main.record is not None
        referring = {each.record.ref for each in here.main.store.backlinks(here.main.record)}
        assert "sources/gazette-1901" in referring
        await here.press("D")
        screen = here.screen()
        assert f"{len(referring) - 1} records would refer to nothing" in screen
        assert "· sources/gazette-1901:" not in screen
        assert f"… and {len(referring) - 1 - screen.count('│ · ')} more" in screen
        await here.press("escape")
