"""What readers do to come back to a place: stars, marks, the reading history, and the start where they were."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.stores import SMALL
from tests.support.seat import Seat, seat

from karabakh_tui.paths import data_directory, shipped_store
from karabakh_tui.state.kept import Kept
from karabakh_tui.state.place import KeptPlace, Place
from karabakh_tui.tui.screens.letter_menu import LetterMenu


@pytest.fixture
def bridges(tmp_path: Path) -> Path:
    path = tmp_path / "bridges.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def directory() -> Path:
    return data_directory() / "bridges"


def kept() -> Kept:
    return Kept(directory())


def shown(here: Seat) -> str | None:
    return here.main.record.ref if here.main.record is not None else None


def focused(here: Seat) -> object:
    return here.main.focused


def starred(here: Seat) -> list[str]:
    return [line for line in here.screen().split("\n") if "★" in line]


def told(here: Seat) -> str:
    return "\n".join(notification.message for notification in here.app._notifications)


async def press(here: Seat, *keys: str) -> None:
    """Press keys without waiting between them: each reaches what the one before it led to."""
    await here.pilot.press(*keys)
    await here.settle()


async def search(here: Seat, text: str) -> None:
    here.main.set_query(text)
    await here.settle()


# Stars


async def test_a_star_is_seen_in_list_and_page_and_found_also_at_the_next_start(bridges: Path) -> None:
    async with seat(bridges) as here:
        await search(here, "carts")
        assert shown(here) == "events/bridge-shut"
        assert starred(here) == []
        await press(here, "asterisk")
        assert kept().stars() == ("events/bridge-shut",)
        assert sum(line.count("★") for line in starred(here)) == 2
        await press(here, "escape")
        await search(here, "is:starred")
        assert here.main.result is not None
        assert here.main.result.total == 1
    async with seat(bridges) as here:
        await search(here, "is:starred")
        assert shown(here) == "events/bridge-shut"
        await press(here, "asterisk")
        assert starred(here) == []
        assert kept().stars() == ()


async def test_a_star_taken_by_mistake_is_given_back_where_one_is(bridges: Path) -> None:
    kept().star("events/bridge-shut")
    async with seat(bridges) as here:
        await search(here, "is:starred")
        await press(here, "asterisk", "asterisk")
        assert shown(here) == "events/bridge-shut"
        assert kept().stars() == ("events/bridge-shut",)


async def test_stars_are_given_and_taken_in_the_order_in_which_the_keys_were_pressed(bridges: Path) -> None:
    async with seat(bridges) as here:
        await press(here, *["asterisk"] * 7, "j", "asterisk", "k", "asterisk")
        assert kept().stars() == tuple(here.main.starred)
        assert len(here.main.starred) == 1


async def test_a_star_stays_with_a_record_that_has_another_id_by_now(bridges: Path) -> None:
    kept().star("parties/ferry-guild")
    async with seat(bridges) as here:
        assert here.main.starred == {"parties/ferrymen"}
        await search(here, "is:starred")
        await press(here, "asterisk")
        assert kept().stars() == ()


async def test_a_star_whose_record_is_gone_is_kept_and_not_shown(bridges: Path) -> None:
    kept().star("events/gone")
    async with seat(bridges) as here:
        assert here.main.starred == frozenset()
        await press(here, "asterisk")
        await search(here, "is:starred")
        assert here.main.result is not None
        assert here.main.result.total == 1
    assert kept().stars()[0] == "events/gone"


async def test_a_hit_among_all_records_has_both_signs(bridges: Path) -> None:
    async with seat(bridges) as here:
        await search(here, "carts")
        await press(here, "asterisk", "n")
        assert any("•★" in line for line in here.screen().split("\n"))


# Marks


@pytest.mark.parametrize("letter", ["j", "7", "ə"])
async def test_a_mark_leads_back_and_the_way_there_is_remembered(bridges: Path, letter: str) -> None:
    async with seat(bridges) as here:
        await search(here, "carts")
        await press(here, "m", letter)
        assert dict(kept().marks()) == {letter: "events/bridge-shut"}
        await press(here, "escape", "2")
        before = shown(here)
        assert before != "events/bridge-shut"
        await press(here, "apostrophe", letter)
        assert shown(here) == "events/bridge-shut"
        assert focused(here) is here.main.detail
        await press(here, "left_square_bracket")
        assert shown(here) == before


async def test_marks_are_listed_with_their_letters_and_enter_chooses_one(bridges: Path) -> None:
    kept().mark("b", "parties/ferry-guild")
    kept().mark("c", "events/gone")
    async with seat(bridges) as here:
        await press(here, "apostrophe")
        assert isinstance(here.app.screen, LetterMenu)
        assert "b  Guild of Ferrymen" in here.screen()
        assert "gone" not in here.screen()
        await press(here, "enter")
        assert shown(here) == "parties/ferrymen"
        await press(here, "apostrophe", "c")
        assert "events/gone" in told(here)
        await press(here, "apostrophe", "z")
        assert "There is no mark z." in told(here)
        await press(here, "apostrophe", "escape")
        assert shown(here) == "parties/ferrymen"


async def test_without_a_mark_it_says_so(bridges: Path) -> None:
    async with seat(bridges) as here:
        await press(here, "apostrophe")
        assert "There is no mark yet." in told(here)


# The reading history


async def test_what_was_opened_is_listed_the_latest_first_and_opens_again(bridges: Path) -> None:
    async with seat(bridges) as here:
        await press(here, "H")
        assert "Nothing was opened yet." in told(here)
        await press(here, "enter", "escape", "2", "enter")
        assert [opened.record for opened in kept().reading()] == ["events/bridge-built", shown(here)]
    async with seat(bridges) as here:
        await press(here, "H")
        lines = [line for line in here.screen().split("\n") if " 20" in line]
        assert ["The bridge is built" in line for line in lines] == [False, True]
        await press(here, *"built", "enter")
        assert shown(here) == "events/bridge-built"


# Where one was


@pytest.mark.parametrize("key", ["1", "5"])
async def test_a_start_returns_to_query_list_and_cursor(bridges: Path, key: str) -> None:
    async with seat(bridges) as here:
        await search(here, "bridge")
        await press(here, key, "j")
        there, table = shown(here), here.main.table
        await press(here, "q")
    async with seat(bridges) as here:
        assert here.main.search_bar.value == "bridge"
        assert here.main.result is not None
        assert not here.main.result.is_all
        assert focused(here) is here.list_of(table)
        assert shown(here) == here.list_of(table).record.ref == there  # type: ignore[union-attr]


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
async def test_a_start_returns_to_the_record_that_was_read(bridges: Path, size: tuple[int, int]) -> None:
    async with seat(bridges, size=size) as here:
        await press(here, "5", "j", "enter")
        there = shown(here)
        assert there is not None
        assert there.startswith("sources/")
        await press(here, "ctrl+q")
    async with seat(bridges, size=size) as here:
        assert focused(here) is here.main.detail
        assert here.main.detail.display
        assert shown(here) == there
        await press(here, "escape")
        assert focused(here) is here.list_of("sources")
        assert shown(here) == there


async def test_a_start_returns_to_the_rows_that_were_seen(tmp_path: Path) -> None:
    store = tmp_path / "record.toml"
    store.write_bytes(shipped_store().read_bytes())
    async with seat(store, size=(100, 30)) as here:
        await press(here, *["pagedown"] * 4, *["k"] * 5)
        before = here.list_of("events").cursor, round(here.list_of("events").scroll_offset.y)
        assert before[1] > 20
        await press(here, "q")
    async with seat(store, size=(100, 30)) as here:
        assert (here.list_of("events").cursor, round(here.list_of("events").scroll_offset.y)) == before


@pytest.mark.parametrize("size", [(65, 15), (80, 24), (150, 40)])
@pytest.mark.parametrize("keys", [("j", "enter", "pagedown"), ("j", "enter", "G"), ("j", "enter", "ctrl+d")])
async def test_a_start_returns_to_what_was_seen_of_the_page(
    keys: tuple[str, ...], size: tuple[int, int], tmp_path: Path
) -> None:
    store = tmp_path / "record.toml"
    store.write_bytes(shipped_store().read_bytes())
    async with seat(store, size=size) as here:
        await search(here, "khojaly")
        await here.press(*keys)  # each settled: a page that is only just opened cannot be scrolled
        before = here.screen()
        assert here.main.detail.scroll_offset.y > 0
        await press(here, "q")
    async with seat(store, size=size) as here:
        after = here.screen()
    hints = -1  # one cannot go back to what was before the start
    assert after.split("\n")[:hints] == before.split("\n")[:hints]


async def test_a_place_on_a_page_that_is_shorter_now_is_no_hindrance(bridges: Path) -> None:
    place = Place(
        "", "events", "events/bridge-built", "events/bridge-built", reading=True, block=-5, share=float("nan")
    )
    for each in (place, place._replace(block=99, share=0.5), place._replace(block=2, share=7.0)):
        KeptPlace(directory()).write(each)
        async with seat(bridges, size=(80, 24)) as here:
            assert shown(here) == "events/bridge-built"
            assert "bridge" in here.screen()


async def test_a_search_for_stars_is_returned_to(bridges: Path) -> None:
    async with seat(bridges) as here:
        await press(here, "asterisk")
        await search(here, "is:starred")
        await press(here, "q")
    async with seat(bridges) as here:
        assert here.main.result is not None
        assert here.main.result.total == 1
        assert len(starred(here)) > 0


async def test_a_fresh_start_begins_at_the_beginning_and_is_returned_to_itself(bridges: Path) -> None:
    async with seat(bridges) as here:
        await search(here, "carts")
        await press(here, "q")
    async with seat(bridges, fresh=True) as here:
        assert here.main.search_bar.value == ""
        assert shown(here) == "events/bridge-built"
        await press(here, "q")
    assert KeptPlace(directory()).read() == Place("", "events", "events/bridge-built", "events/bridge-built")


async def test_a_half_written_query_is_returned_to_with_what_it_shows(bridges: Path) -> None:
    KeptPlace(directory()).write(Place("carts is:", "events"))
    async with seat(bridges) as here:
        assert here.main.search_bar.value == "carts is:"
        assert here.main.result is not None
        assert 0 < here.main.result.total < len(here.main.result.store)


async def test_a_place_that_is_gone_is_no_hindrance(bridges: Path) -> None:
    KeptPlace(directory()).write(Place("carts", "nowhere", "events/gone", "quotes/gone", reading=True))
    async with seat(bridges) as here:
        assert shown(here) == "events/bridge-shut"


async def test_a_place_is_each_stores_own(bridges: Path, tmp_path: Path) -> None:
    async with seat(bridges) as here:
        await search(here, "carts")
        await press(here, "q")
    other = tmp_path / "other.toml"
    other.write_text(SMALL.replace('id = "bridges"', 'id = "other"'), encoding="utf-8")
    async with seat(other) as here:
        assert here.main.search_bar.value == ""


# Damaged files


async def test_damaged_files_are_set_aside_and_told_and_what_can_be_read_is_used(bridges: Path) -> None:
    directory().mkdir(parents=True)
    (directory() / "stars.jsonl").write_bytes(b'{"record": "events/bridge-shut"}\n\xff\n')
    (directory() / "marks.jsonl").write_bytes(b"marks?")
    (directory() / "reading.jsonl").write_bytes(b"[]")
    (directory() / "place.toml").write_bytes(b"query = \x1b")
    async with seat(bridges) as here:
        assert here.main.starred == {"events/bridge-shut"}
        assert here.main.search_bar.value == ""
        await press(here, "apostrophe", "H")
        for name in ("stars.jsonl", "marks.jsonl", "reading.jsonl", "place.toml"):
            assert len(list(directory().glob(f"{name}.damaged-*"))) == 1
            assert f"{name}: " in told(here)
        assert "\x1b" not in told(here)


async def test_what_cannot_be_kept_is_told_once_the_app_has_ended(bridges: Path) -> None:
    directory().parent.mkdir(parents=True)
    directory().write_text("a file where a directory should be", encoding="utf-8")
    async with seat(bridges) as here:
        await press(here, "asterisk")
        assert len(here.main.starred) == 1
        assert "stars.jsonl: cannot be written" in told(here)
        await press(here, "q")
    [sentence] = here.app.not_kept
    assert "place.toml: cannot be written" in sentence


# Balance


async def test_a_number_of_the_balance_asks_what_it_was_counted_from(bridges: Path) -> None:
    async with seat(bridges) as here:
        await press(here, "colon")
        await press(here, *"balance", "enter")
        assert "Events with an account, by party" in here.screen()
        await press(here, *"guild", "enter")
        assert here.main.search_bar.value == "account:=ferrymen"
        assert shown(here) == "events/bridge-shut"
