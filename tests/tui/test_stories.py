"""What readers do, from key press to screen, on the real app with the shipped record."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.seat import Seat, follow_a_link, places, seat

from karabakh_tui.check.checking import check
from karabakh_tui.state.configuration import read_configuration
from karabakh_tui.tui.panes.detail import Detail
from karabakh_tui.tui.panes.record_list import RecordList


async def test_the_record_opens_complete_on_the_timeline() -> None:
    async with seat() as here:
        assert here.main.focused is here.list_of("events")
        assert here.main.loaded is not None
        assert not here.main.loaded.problems
        screen = here.screen()
        assert here.main.store is not None
        assert f"{len(here.main.store.events)} events" in screen
        assert "1 Timeline" in screen
        assert "2 Parties" in screen
        assert "3 Quotes" in screen
        assert here.main.record is not None
        assert here.main.record.label[:20] in screen


async def test_search_open_follow_three_links_go_back_twice() -> None:
    async with seat(size=(100, 30)) as here:
        await here.search("lachin corridor")
        await here.press("j", "j", "j")
        lists, found, record = places(here), here.main.result, here.main.record
        await here.press("enter")
        await here.press("j", "j")
        opened = (here.main.record, here.main.detail.link_cursor, here.main.detail.scroll_offset.y)
        assert opened[0] is record
        await follow_a_link(here)
        first = (here.main.record, here.main.detail.link_cursor, here.main.detail.scroll_offset.y)
        await follow_a_link(here)
        second = here.main.record
        await follow_a_link(here)
        assert here.main.record is not second
        await here.press("left_square_bracket")
        assert here.main.record is second
        await here.press("left_square_bracket")
        assert here.main.record is first[0]
        assert here.main.search_bar.value == "lachin corridor"
        assert here.main.result is found
        assert places(here) == lists
        await here.press("left_square_bracket", "left_square_bracket")
        assert here.main.focused is here.list_of("events")
        assert here.main.record is record
        assert places(here) == lists
        await here.press("right_square_bracket")
        assert here.main.record is record
        assert isinstance(here.main.focused, Detail)


@pytest.mark.parametrize("key", ["tab", "shift+tab", "escape", "2", "click"])
async def test_a_page_reached_by_links_comes_back_after_one_left_it_for_a_list(key: str) -> None:
    async with seat(size=(100, 30)) as here:
        await here.press("enter")
        await follow_a_link(here)
        page = here.main.record
        if key == "click":
            await here.pilot.click(here.list_of("events"), offset=(10, 3))
            await here.settle()
        else:
            await here.press(key)
        assert isinstance(here.main.focused, RecordList)
        assert here.main.record is not page
        await here.press("left_square_bracket")
        assert here.main.record is page
        assert isinstance(here.main.focused, Detail)


async def test_the_bar_says_why_a_record_was_found_that_one_comes_back_to() -> None:
    async with seat(size=(120, 40)) as here:
        await here.search("blockade")
        for _ in range(40):
            await here.press("j")
            reason = here.main.search_bar.status.plain.split(" · ")[0]
            if reason != "title":
                break
        assert reason != "title"
        record = here.main.record
        await here.press("enter")
        await here.press("slash", "ctrl+u")
        await here.type("pogrom")
        await here.press("enter", "left_square_bracket")
        assert here.main.record is record
        assert here.main.search_bar.status.plain.split(" · ")[0] == reason


async def test_leaving_the_page_of_the_list_s_own_record_adds_no_way_back() -> None:
    async with seat(size=(100, 30)) as here:
        record = here.main.record
        await here.press("enter", "escape")
        assert here.main.record is record
        await here.press("left_square_bracket")
        assert here.main.focused is here.list_of("events")
        await here.press("left_square_bracket")
        assert here.main.record is record


@pytest.mark.parametrize("size", [(150, 40), (200, 50)])
async def test_a_list_s_rows_stay_where_they_are_when_columns_become_a_column_and_back(size: tuple[int, int]) -> None:
    async with seat(size=size) as here:
        await here.press("j", "j", "j", "j")
        timeline = here.list_of("events")
        before = (timeline.cursor, round(timeline.scroll_offset.y))
        assert before[0] is not None
        assert before[0] > 4
        for narrower in ((120, 40), (100, 30), (60, 20)):
            await here.pilot.resize_terminal(*narrower)
            await here.settle()
            assert (timeline.cursor, round(timeline.scroll_offset.y)) == before
        await here.pilot.resize_terminal(80, 12)
        await here.settle()
        assert round(timeline.scroll_offset.y) > 0
        await here.pilot.resize_terminal(*size)
        await here.settle()
        assert (timeline.cursor, round(timeline.scroll_offset.y)) == before


async def test_digits_go_to_panes_and_places_share_a_room_with_parties() -> None:
    async with seat() as here:
        for key, table in (
            ("2", "parties"),
            ("3", "quotes"),
            ("4", "places"),
            ("5", "sources"),
            ("1", "events"),
        ):
            await here.press(key)
            assert here.main.focused is here.list_of(table)
            assert here.list_of(table).size.height > 0
        assert [t for t in ("parties", "places", "sources") if here.list_of(t).size.height] == ["sources"]


async def test_tab_goes_round_the_panes() -> None:
    async with seat() as here:
        seen = []
        for _ in range(4):
            await here.press("tab")
            assert here.main.focused is not None
            seen.append(here.main.focused.id)
        assert seen == ["parties", "quotes", "detail", "events"]


async def test_enter_on_a_party_shows_what_it_did_said_and_what_others_said() -> None:
    async with seat(size=(120, 200)) as here:
        await here.search("International Committee of the Red Cross")
        await here.press("2", "enter")
        screen = here.screen()
        assert here.main.record is not None
        assert here.main.record.ref == "parties/icrc"
        for section in ("Took part in", "Said", "Others' accounts", "Other names"):
            assert section in screen


async def test_places_are_reached_through_the_palette() -> None:
    async with seat() as here:
        await here.press("colon")
        await here.type("stepanakert")
        assert "place" in here.screen()
        await here.press("escape")
        await here.press("ctrl+p")
        await here.type("show the places")
        await here.press("enter")
        assert here.main.focused is here.list_of("places")


async def test_a_place_shows_everything_that_points_at_it() -> None:
    async with seat(size=(120, 300)) as here:
        assert here.main.store is not None
        place = here.main.store.find("places/stepanakert")
        assert place is not None
        here.main.show_record(place)
        await here.settle()
        pointing = here.main.store.backlinks(place)
        assert pointing
        screen = here.screen()
        for name in ("What happened here", "Other names", "Ստեփանակերտ"):
            assert name in screen


async def test_help_finds_a_command_and_runs_it() -> None:
    async with seat() as here:
        await here.press("question_mark")
        await here.type("light colours")
        await here.press("enter")
        assert here.app.theme == "karabakh-light"


async def test_fast_keys_in_the_palette_do_no_harm() -> None:
    async with seat() as here:
        await here.pilot.press("colon", "q", "u", "i", "enter", "enter", "escape", "escape")
        await here.settle()
        assert here.app.return_code in (None, 0)


async def test_a_click_opens_a_row_and_a_link() -> None:
    async with seat() as here:
        events = here.list_of("events")
        await here.pilot.click(events, offset=(10, 4))
        await here.settle()
        highlighted = here.main.record
        assert highlighted is here.main.store.ordered("events")[1]  # type: ignore[union-attr]
        await here.pilot.click(events, offset=(10, 4))
        await here.settle()
        assert here.main.record is highlighted
        assert isinstance(here.main.focused, Detail)
        screen = here.screen().split("\n")
        row = next(y for y, line in enumerate(screen) if "Places  Baku" in line)
        await here.pilot.click(offset=(screen[row].index("Baku"), row))
        await here.settle()
        assert here.main.record is not None
        assert here.main.record.ref == "places/baku"


def hinted(here: Seat) -> set[str]:
    """Return what the line of hints offers."""
    return {words for _, words, _ in here.main.key_hints.hints}


async def test_the_line_of_hints_offers_what_can_be_done_now() -> None:
    async with seat(size=(120, 40)) as here:
        assert not {"back", "forward", "accounts"} & hinted(here)
        assert {"open", "evidence", "source", "copy", "quit", "commands"} <= hinted(here)
        await here.press("enter")
        assert "back" in hinted(here)
        assert ("accounts" in hinted(here)) is bool(getattr(here.main.record, "accounts", ()))
        await here.press("left_square_bracket", "right_square_bracket")
        assert "forward" not in hinted(here)
        await here.press("left_square_bracket")
        assert "back" not in hinted(here)
        await here.press("5", "enter")
        assert not {"evidence", "accounts", "forward"} & hinted(here)
        assert "source" in hinted(here)
        await here.press("slash")
        assert "to the results" in hinted(here)
        await here.type("kojaly")
        assert here.main.search_bar.completing
        assert hinted(here) == {"take it", "choose", "search", "close the list"}
        await here.press("escape")
        assert "to the results" in hinted(here)


async def test_the_sign_that_there_are_more_hints_opens_the_help() -> None:
    async with seat(size=(80, 24)) as here:
        last = here.screen().split("\n")[-1]
        assert last.endswith(" …")
        assert "q quit" in last
        await here.pilot.click(offset=(79, 23))
        await here.settle()
        assert "Help" in here.screen()


async def test_enter_on_a_page_without_a_chosen_link_says_how_to_choose_one() -> None:
    async with seat(size=(120, 40)) as here:
        await here.press("enter", "enter")
        assert any("go from link to link" in each.message for each in here.app._notifications)


async def test_a_click_on_a_hint_does_what_it_says() -> None:
    async with seat() as here:
        line = here.screen().split("\n")[-1]
        await here.pilot.click(offset=(line.index("? help") + 2, 39))
        await here.settle()
        assert "─ Help ─" in here.screen()


async def test_a_click_beside_a_box_closes_it() -> None:
    async with seat() as here:
        for key in ("question_mark", "colon"):
            await here.press(key)
            await here.pilot.click(offset=(2, 20))
            await here.settle()
            assert here.app.screen is here.main


SIZES = [(60, 20), (20, 10), (1, 1), (200, 50)]


@pytest.mark.parametrize("keys", [("pagedown",), ("end",), ("j",) * 22])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_resizing_and_back_leaves_a_page_where_it_was(size: tuple[int, int], keys: tuple[str, ...]) -> None:
    async with seat(size=(100, 30)) as here:
        await here.search("lachin corridor")
        await here.press("enter", *keys)
        detail = here.main.detail
        before = here.screen(), detail.link_cursor, round(detail.scroll_offset.y)
        assert before[2] > 0
        for each in (size, (100, 30), size, (90, 25), (100, 30)):
            await here.pilot.resize_terminal(*each)
            await here.settle()
        assert (here.screen(), detail.link_cursor, round(detail.scroll_offset.y)) == before


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (100, 12)])
async def test_resizing_keeps_the_chosen_link_in_sight(size: tuple[int, int]) -> None:
    async with seat(size=(100, 30)) as here:
        await here.search("lachin corridor")
        await here.press("enter", *["j"] * 22)
        detail = here.main.detail
        assert detail.link_cursor is not None
        await here.pilot.resize_terminal(*size)
        await here.settle()
        line = detail._page.link_starts[detail.link_cursor] - round(detail.scroll_offset.y)
        assert 0 <= line < detail.scrollable_content_region.height


async def test_another_page_begins_at_its_top_whatever_size_the_one_before_had() -> None:
    async with seat(size=(100, 30)) as here:
        await here.search("lachin corridor")
        await here.press("enter", "pagedown")
        await here.pilot.resize_terminal(200, 50)
        await here.settle()
        await here.press("escape", "j", "enter")
        await here.pilot.resize_terminal(100, 30)
        await here.settle()
        assert round(here.main.detail.scroll_offset.y) == 0


async def test_rows_that_were_scrolled_to_with_the_wheel_stay_when_the_size_changes() -> None:
    async with seat(size=(60, 20)) as here:
        events = here.list_of("events")
        for _ in range(6):
            events.scroll_relative(y=2, animate=False, immediate=True)
        top = round(events.scroll_offset.y)
        assert top > (events.cursor or 0)
        for size in ((62, 20), (100, 28), (60, 20)):
            await here.pilot.resize_terminal(*size)
            await here.settle()
            assert round(events.scroll_offset.y) == top


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 50)])
async def test_resizing_keeps_the_cursor_and_shows_it(size: tuple[int, int]) -> None:
    async with seat(size=(120, 40)) as here:
        await here.press("j", "j", "j", "ctrl+d", "ctrl+d")
        events = here.list_of("events")
        record, cursor = here.main.record, events.cursor
        await here.pilot.resize_terminal(*size)
        await here.settle()
        assert events.cursor == cursor
        assert here.main.record is record
        assert cursor is not None
        top = round(events.scroll_offset.y)
        assert top <= cursor < top + events.scrollable_content_region.height


async def test_a_narrow_terminal_shows_one_pane_at_a_time() -> None:
    async with seat(size=(60, 20)) as here:
        assert not here.main.detail.display
        await here.press("enter")
        assert here.main.detail.display
        assert here.list_of("events").size.height == 0
        await here.press("escape")
        assert here.main.focused is here.list_of("events")
        assert not here.main.detail.display


async def test_a_store_with_problems_opens_and_lists_them() -> None:
    path = Path(__file__).parent.parent / "data" / "broken.toml"
    async with seat(path) as here:
        assert here.main.loaded is not None
        found = [each.severity for each in check(here.main.loaded)]
        count = found.count("error")
        assert count > len(here.main.loaded.problems) > 0
        assert f"{count} problems in the file" in here.screen()
        assert here.main.counted(here.main.loaded) == (count, found.count("warning"))
        await here.press("colon")
        await here.type("what is wrong")
        await here.press("enter")
        assert "Problems" in here.screen()
        await here.press("enter")
        assert here.app.is_running


async def test_the_configuration_changes_keys_and_dates_and_what_is_wrong_with_it_is_told(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('date_style = "iso"\n[keys]\nsearch = "F2"\nquit = "j"\n', encoding="utf-8")
    async with seat(configuration=read_configuration(path)) as here:
        assert "config.toml:4" in here.screen()
        await here.press("f2")
        assert here.main.search_bar.has_focus_within
        await here.type("alkhanli")
        await here.press("enter", "slash")
        assert here.main.focused is here.list_of("events")
        assert "2017-07-04 ·" in here.screen()
        assert "F2 search" in here.screen()


async def test_a_store_with_nothing_in_it_opens_and_takes_every_key(tmp_path: Path) -> None:
    path = tmp_path / "empty.toml"
    path.write_text('[store]\nid = "a"\ntitle = "Nothing yet"\nformat = 1\n', encoding="utf-8")
    async with seat(path) as here:
        assert "Nothing yet" in here.screen()
        await here.press(
            "1", "2", "3", "4", "5", "enter", "j", "G", "pagedown", "slash", "x", "enter", "n", "f", "escape"
        )
        await here.press("escape", "S", "left_square_bracket", "tab")
        assert here.app.is_running


LOOKED_AT = ("enter", "pagedown", "pagedown", "escape")
"""A page that was opened where it takes the place of the lists, read, and left again."""


@pytest.mark.parametrize(
    "keys",
    [("j", "j", "enter"), ("3", "j", "enter"), ("j", "j", "s", "s"), ("j", "enter", "pagedown", "left_square_bracket")],
)
async def test_a_page_that_comes_after_another_one_was_hidden_is_shown_like_the_first(keys: tuple[str, ...]) -> None:
    screens = []
    for before in ((), LOOKED_AT):
        async with seat(size=(60, 20), fresh=True) as here:
            await here.press(*before, *keys)
            screens.append(here.screen())
    first, after = screens
    assert after == first
    assert len(first.split()) > 40  # there is something on it


def cursor_line(here: Seat) -> int:
    """Return on which line of the active list the cursor stands."""
    listed = here.list_of(here.main.table)
    assert listed.cursor is not None
    return listed.cursor - round(listed.scroll_offset.y)


@pytest.mark.parametrize("keys", [("1", "G"), ("2", "G"), ("3", "G"), ("4", "G"), ("1", "pagedown", "pagedown")])
async def test_the_cursor_stays_in_sight_through_any_sizes_and_the_rows_come_back(keys: tuple[str, ...]) -> None:
    async with seat(size=(80, 24), fresh=True) as here:
        await here.press(*keys)
        listed = here.list_of(here.main.table)
        first = round(listed.scroll_offset.y)
        for size in ((60, 20), (80, 24), (200, 50), (65, 15), (150, 40), (100, 30), (70, 24), (80, 24)):
            await here.pilot.resize_terminal(*size)
            await here.settle()
            assert 0 <= cursor_line(here) < listed.scrollable_content_region.height, size
            assert "▌" in here.screen(), size
        assert round(listed.scroll_offset.y) == first


async def test_a_cursor_left_by_the_wheel_comes_back_by_any_key_also_at_the_ends() -> None:
    async with seat(size=(80, 24), fresh=True) as here:
        listed = here.list_of("events")
        for end, turn, keys in (
            ("G", listed.scroll_up, ("G", "end", "j", "down", "pagedown")),
            ("home", listed.scroll_down, ("k", "up", "pageup", "home")),
        ):
            for key in keys:
                await here.press(end)
                for _ in range(12):
                    turn(animate=False, immediate=True)
                await here.settle()
                assert not 0 <= cursor_line(here) < listed.scrollable_content_region.height
                await here.press(key)
                assert 0 <= cursor_line(here) < listed.scrollable_content_region.height, key


async def test_a_list_that_is_gone_back_to_at_another_size_shows_its_cursor() -> None:
    async with seat(size=(60, 20), fresh=True) as here:
        await here.press("2", "G", "1", "enter")
        await here.pilot.resize_terminal(80, 24)
        await here.settle()
        await here.press("left_square_bracket", "2")
        assert "▌" in here.screen()
