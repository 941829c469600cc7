"""Nothing that was written is lost: others who write, saves that fail, drafts, and what is read-only."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.support.form_filling import enter, form, go_to, row, show, write
from tests.support.seat import seat

from karabakh_tui.paths import data_directory, shipped_store
from karabakh_tui.state.journal import Journal
from karabakh_tui.storage.lock import WriterLock

GOOD = Path(__file__).parent.parent / "data" / "good.toml"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.toml"
    shutil.copyfile(GOOD, path)
    return path


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
        for _ in range(200):  # it is offered first, at a moment that must not fall between two keys
            await here.pilot.pause(0.02)
            if here.app.screen is not here.main:
                break
        await here.settle()
        await here.press("escape", "a", "enter")
        assert "Something written earlier is not saved yet" in here.screen()
        await here.press("o")
        assert row(here, "title").value == "An earlier one"
        await here.press("escape", "d")
        assert Journal("aldwater", store).pending() == ()
        await here.press("a", "enter")
        assert "title" not in form(here).values()


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


@pytest.mark.parametrize(("key", "is_saved"), [("s", True), ("n", False)])
async def test_a_comment_that_would_go_is_asked_about(store: Path, key: str, is_saved: bool) -> None:
    line = b'publisher = "Aldwater Gazette"'
    store.write_bytes(store.read_bytes().replace(line, line + b" # as printed", 1))
    before = store.read_bytes()
    async with seat(store) as here:
        await show(here, "sources/gazette-1901")
        await here.press("e")
        await go_to(here, "publisher")
        await here.pilot.press(*["backspace"] * len("Aldwater Gazette"), "ctrl+s")
        await here.settle()
        assert "as printed" in here.screen()
        assert store.read_bytes() == before
        await here.press(key)
        assert (b"as printed" not in store.read_bytes()) is is_saved
        assert bool(Journal("aldwater", store).pending()) is not is_saved


async def test_a_rename_and_what_another_program_changed_in_the_record_are_both_kept(store: Path) -> None:
    async with seat(store) as here:
        await show(here, "sources/gazette-1901")
        await here.press("e")
        other = store.read_bytes().replace(b'"The bridge is shut"', b'"The bridge is open"', 1)
        store.write_bytes(other)
        await write(here, "id", "-05-13")
        await here.press("ctrl+s")
        assert "changed meanwhile is kept" in here.screen()
        assert here.main.record is not None
        assert (here.main.record.ref, here.main.record.label) == ("sources/gazette-1901-05-13", "The bridge is open")
        assert here.main.loaded is not None
        assert not here.main.loaded.problems


async def test_undoing_a_rename_shows_the_record_under_its_old_id(store: Path) -> None:
    before = store.read_bytes()
    async with seat(store) as here:
        await show(here, "sources/gazette-1901")
        await here.press("e")
        await write(here, "id", "-05-13")
        await here.press("ctrl+s", "u")
        assert store.read_bytes() == before
        assert here.main.record is not None
        assert here.main.record.ref == "sources/gazette-1901"
        await here.press("U")
        assert here.main.record.ref == "sources/gazette-1901-05-13"


async def test_a_write_is_undone_where_a_record_of_the_file_is_scattered(store: Path) -> None:
    event = b"[[events]]\nid = 'x'\ndate = '1900'\ntitle = 'X'\nkind = 'clash'\nstatus = 'reported'\n"
    search = b"cites = [{ source = 'history' }]\n\n[[searches]]\nid = 'y'\ntitle = 'Y'\nquery = 'z'\n"
    text = store.read_bytes() + b"\n" + event + search + b"\n[events.extra]\nn = 1\n"
    store.write_bytes(text)
    async with seat(store) as here:
        await show(here, "sources/gazette-1901")
        await here.press("e")
        await write(here, "title", "!")
        await here.press("ctrl+s")
        assert store.read_bytes() != text
        assert "cannot be undone" not in here.screen()
        await here.press("u")
        assert store.read_bytes() == text
