"""What is typed is on the disk a moment later, is nobody else's to touch, and where it cannot be kept one is told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.form_filling import form, row, show, write
from tests.support.seat import Seat, seat

from karabakh_tui.state.journal import Journal
from karabakh_tui.state.presence import Presence

GOOD = Path(__file__).parent.parent / "data" / "good.toml"

EARLIER = {"table": "events", "id": "", "old": "", "new": 'title = "An earlier one"'}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.toml"
    shutil.copyfile(GOOD, path)
    return path


@pytest.fixture
def in_the_way(tmp_path: Path) -> Path:
    """A file where what is kept would be: nothing can be written there."""
    path = tmp_path / "surroundings"
    path.write_bytes(b"")
    return path


def drafts(store: Path) -> list[str]:
    return [entry.content["new"] for entry in Journal("aldwater", store).pending()]


async def until(here: Seat, holds: Callable[[], bool]) -> None:
    for _ in range(200):
        if holds():
            return
        await here.pilot.pause(0.02)
    raise AssertionError(here.screen())


async def test_who_never_pauses_loses_no_more_than_a_moment(store: Path) -> None:
    async with seat(store) as here:
        await show(here, "sources/gazette-1901")
        await here.press("e")
        await write(here, "title", "")
        for _ in range(60):
            await here.pilot.press("x")
            await here.pilot.pause(0.02)
            if drafts(store):
                break
        assert "shutx" in drafts(store)[0]


async def test_a_journal_that_cannot_be_written_is_told_once_and_nothing_is_promised(
    store: Path, in_the_way: Path
) -> None:
    async with seat(store) as here:
        await show(here, "sources/gazette-1901")
        await here.press("e")
        for letter in "abc":
            await write(here, "title", letter)
            await here.pilot.pause(0.35)
            await here.settle()
        told = [each.message for each in here.app._notifications if "journal.jsonl: cannot be written" in each.message]
        assert len(told) == 1
        store.with_name("a second name").hardlink_to(store)
        await here.press("ctrl+s")
        screen = " ".join(here.screen().replace("│", " ").split())
        assert "It could not be written down for later either" in screen
        assert "later: it is kept until the program ends" in screen
        assert "offered again" not in screen
        await here.press("l", "q")
        assert "What was written is kept nowhere" in here.screen()
        assert "sources/gazette-1901" in here.screen()
        await here.press("b")
        assert here.app.screen is here.main
        await here.press("q", "o")
        assert "Not saved yet; Enter opens it again" in here.screen()
        await here.press("escape")
        in_the_way.unlink()
        await here.pilot.press("q")
        await here.pilot.pause(0.2)
    assert "shutabc" in drafts(store)[0]
    assert here.app.not_kept == ()


async def test_who_quits_all_the_same_is_told_what_is_lost(store: Path, in_the_way: Path) -> None:
    async with seat(store) as here:
        await here.press("a", "enter")
        await write(here, "title", "Of no record")
        await here.pilot.press("ctrl+q")
        await until(here, lambda: "What was written is kept nowhere" in here.screen())
        assert "a new one in events: Of no record" in here.screen()
        await here.press("b")
        assert row(here, "title").value == "Of no record"
        await here.pilot.press("ctrl+q")
        await until(here, lambda: "What was written is kept nowhere" in here.screen())
        await here.pilot.press("ctrl+q")
        await here.pilot.pause(0.2)
    assert "what was written is lost (a new one in events: Of no record)" in here.app.not_kept[-1]


async def test_quitting_from_a_form_keeps_what_was_typed_and_does_not_ask(store: Path) -> None:
    async with seat(store) as here:
        await show(here, "sources/gazette-1901")
        await here.press("e")
        await write(here, "title", "!")
        await here.pilot.press("ctrl+q")
        await here.pilot.pause(0.2)
    assert "shut!" in drafts(store)[0]


async def test_beginning_anew_keeps_what_was_written_earlier(store: Path) -> None:
    """The save of one new event fails, and another is begun: both are there."""
    async with seat(store) as here:
        other = store.with_name("a second name")
        await here.press("a", "enter")
        for name, text in {"date": "1904", "title": "One", "kind": "repair", "status": "reported"}.items():
            await write(here, name, text)
        await here.press("ctrl+s")
        assert "to mend" in here.screen()
        await here.press("escape", "e")
        other.hardlink_to(store)
        await here.pilot.pause(0.4)
        await here.settle()
        form(here).dismiss(form(here).values() | {"id": "one"})
        await here.settle()
        assert "Not saved" in here.screen()
        await here.press("l", "a", "enter")
        assert "a new one in events: One" in here.screen()
        await here.press("n")
        await write(here, "title", "Two")
        await here.press("escape", "d")
        assert len(drafts(store)) == 1
        assert 'title = "One"' in drafts(store)[0]
        await here.press("a", "enter", "d")
        assert "title" not in form(here).values()
        await here.press("escape")
        assert drafts(store) == []


async def test_what_is_in_another_instance_s_form_is_neither_offered_nor_cleared(store: Path) -> None:
    presence = Presence()
    live = Journal("aldwater", store, presence)
    live.record("events/", EARLIER)
    live.record("sources/gazette-1901+1", {**EARLIER, "table": "sources", "id": "gazette-1901", "mark": "1"})
    async with seat(store) as here:
        await here.pilot.pause(0.7)
        await here.settle()
        assert here.app.screen is here.main
        await here.press("a", "enter")
        assert "title" not in form(here).values()
        await write(here, "title", "Ours")
        await here.press("escape", "d")
        await show(here, "sources/gazette-1901")
        await here.press("e")
        await write(here, "title", "!")
        await here.press("ctrl+s")
        assert b'"The bridge is shut!"' in store.read_bytes()
        assert len(drafts(store)) == 2
    presence.release()
    async with seat(store) as here:
        await until(here, lambda: here.app.screen is not here.main)
        await here.settle()
        assert "a new one in events: An earlier one" in here.screen()


async def test_of_two_that_open_one_draft_each_writes_its_own(store: Path) -> None:
    Journal("aldwater", store).record("events/", EARLIER)
    async with seat(store) as here:
        await until(here, lambda: here.app.screen is not here.main)
        await here.settle()
        presence = Presence()
        assert Journal("aldwater", store, presence).claim("events/")
        await here.press("enter")
        assert any("another instance has it in a form too" in each.message for each in here.app._notifications)
        await write(here, "title", "!")
        await here.pilot.pause(0.4)
        await here.settle()
        assert len(drafts(store)) == 2
        await here.press("escape", "d")
        assert drafts(store) == [EARLIER["new"]]
        presence.release()


async def test_a_draft_of_a_record_that_was_renamed_meanwhile_opens_on_it(store: Path) -> None:
    async with seat(store) as here:
        await show(here, "sources/gazette-1901")
        await here.press("e")
        await write(here, "title", "!")
    store.write_bytes(
        store.read_bytes().replace(b'id = "gazette-1901"', b'id = "gazette"\nformer_ids = ["gazette-1901"]')
    )
    async with seat(store) as here:
        await until(here, lambda: here.app.screen is not here.main)
        await here.settle()
        await here.press("enter")
        assert row(here, "id").value == "gazette"
        assert row(here, "title").value == "The bridge is shut!"
        await here.press("ctrl+s")
        assert b'"The bridge is shut!"' in store.read_bytes()
        assert drafts(store) == []
