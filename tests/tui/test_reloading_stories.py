"""The file that changes while one reads: what is shown then, and where the reader stands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.support.seat import Seat, places, seat

GOOD = Path(__file__).parent.parent / "data" / "good.toml"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.toml"
    shutil.copyfile(GOOD, path)
    return path


async def look(here: Seat) -> None:
    """Let a second go by."""
    here.main.look()
    await here.settle()


def exchange(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


async def test_a_change_on_the_disk_is_shown_with_query_cursor_and_scroll_as_they_were(store: Path) -> None:
    async with seat(store) as here:
        await here.search("bridge")
        await here.press("j")
        record, stands, query = here.main.record, places(here), here.main.search_bar.value
        assert record is not None
        exchange(store, "How the bridge at Aldwater was shut", "How the bridge was shut")
        exchange(store, 'title = "The bridge is shut"', 'title = "The bridge is closed"')
        await look(here)
        assert here.main.record is not record
        assert here.main.record is not None
        assert here.main.record.ref == record.ref
        assert places(here) == stands
        assert here.main.search_bar.value == query
        source = here.main.store.get("sources", "gazette-1901")  # type: ignore[union-attr]
        assert source is not None
        assert source.label == "The bridge is closed"
        assert here.main.result is not None
        assert here.main.result.store is here.main.store


async def test_the_file_is_looked_at_by_itself(store: Path) -> None:
    async with seat(store) as here:
        before = here.main.store
        exchange(store, 'title = "The bridge is shut"', 'title = "The bridge is closed"')
        for _ in range(200):
            await here.pilot.pause(0.05)
            if here.main.store is not before:
                break
        assert here.main.store is not before


async def test_a_record_added_above_moves_the_cursor_with_its_record(store: Path) -> None:
    async with seat(store) as here:
        await here.press("5", "j")
        record = here.main.record
        assert record is not None
        text = '\n[[sources]]\nid = "older"\ntitle = "A new one"\nkind = "news"\n'
        exchange(store, "# ---------- sources ----------\n", "# ---------- sources ----------\n" + text)
        await look(here)
        now = here.list_of("sources").record
        assert now is not None
        assert now.ref == record.ref
        assert here.main.record is now


async def test_the_record_one_reads_stays_open_and_going_back_finds_the_new_store(store: Path) -> None:
    async with seat(store) as here:
        await here.search("bridge")
        await here.press("enter")
        record = here.main.record
        assert record is not None
        exchange(store, 'title = "The bridge is shut"', 'title = "The bridge is closed"')
        await look(here)
        assert here.main.reading
        assert here.main.record is not None
        assert here.main.record.ref == record.ref
        await here.press("left_square_bracket")
        assert here.main.result is not None
        assert here.main.result.store is here.main.store
        assert here.main.record is here.main.store.find(here.main.record.ref)


async def test_what_cannot_be_read_leaves_the_last_good_one_and_is_told_once(store: Path) -> None:
    async with seat(store) as here:
        before = here.main.store
        good = store.read_text(encoding="utf-8")
        store.write_text(good + "\n[[events]\n", encoding="utf-8")
        await look(here)
        assert here.main.store is before
        assert "What was read before stays" in here.screen()
        store.write_text(good + "\n[[events]\n\n", encoding="utf-8")
        await look(here)
        assert sum("stays on the screen" in each.message for each in here.app._notifications) == 1
        store.write_text(good + "\n", encoding="utf-8")
        await look(here)
        assert here.main.store is not before
        assert "The file was read anew" in here.screen()


async def test_r_reads_the_file_anew(store: Path) -> None:
    async with seat(store) as here:
        before = here.main.store
        await here.press("r")
        assert here.main.store is not before
        assert "The file was read anew" in here.screen()


async def test_an_editor_that_nobody_named_is_asked_for(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    async with seat(store) as here:
        await here.press("E")
        assert "set VISUAL or EDITOR" in here.screen()


async def test_what_one_goes_back_to_does_not_keep_the_store_that_was_read_before(store: Path) -> None:
    async with seat(store) as here:
        await here.search("bridge")
        await here.press("enter")
        before = here.main.store
        exchange(store, 'title = "The bridge is shut"', 'title = "The bridge is closed"')
        await look(here)
        places_before = [*here.main._history._past, *here.main._history._future]
        assert len(places_before) == 2
        assert all(each.result.store is not before for each in places_before)
        await here.press("left_square_bracket")
        assert here.main.result is not None
        assert here.main.result.store is here.main.store
        assert here.main.result.query.text == "bridge"
        assert 0 < here.main.result.total < len(here.main.result.store)
