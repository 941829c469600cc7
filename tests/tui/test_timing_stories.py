"""What readers do with time: the strip of how much happened when, the span of the search, and ways to a date."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.support.seat import Seat, seat

from karabakh_tui.model.dates import parse_date
from karabakh_tui.model.periods import Period
from karabakh_tui.model.records import Event
from karabakh_tui.tui.panes.detail import Detail
from karabakh_tui.tui.text.runs import STATUS_SIGNS
from karabakh_tui.tui.widgets.density_strip import Bars


def bars(here: Seat) -> Bars:
    return here.main.strip.bars


def line(here: Seat, number: int = 2) -> str:
    """Return a line of the strip."""
    return here.screen().split("\n")[number]


def event(here: Seat) -> Event:
    record = here.main.record
    assert isinstance(record, Event)
    return record


def period(first: str, last: str | None = None) -> Period:
    return Period(parse_date(first).earliest, parse_date(last or first).latest)


async def ask(here: Seat, query: str) -> None:
    """Ask a query, as if it were chosen from those that were saved."""
    here.main.set_query(query)
    await here.settle()


async def write(here: Seat, text: str) -> None:
    """Type a text into a box at once."""
    await here.pilot.press(*text)
    await here.settle()


async def at_an_event(here: Seat) -> None:
    """Put the cursor on an event of 4 July 2017, with all records listed."""
    await ask(here, "alkhanli")
    await here.press("n")
    assert event(here).date.text == "2017-07-04"


async def test_the_strip_shows_the_whole_record_and_what_was_found() -> None:
    async with seat() as here:
        assert line(here).startswith(" 1905 ")
        assert " 2026" in line(here)
        assert bars(here).part == bars(here).whole
        assert max(bars(here).whole) > 10
        await ask(here, "lachin")
        assert sum(bars(here).part) < sum(bars(here).whole)
        assert all(part <= whole for part, whole in zip(bars(here).part, bars(here).whole, strict=True))
        assert "a quarter or more disputed" in line(here)
        assert "1960" in line(here, 3)


async def test_the_strip_has_the_lines_that_there_are_for_it() -> None:
    async with seat(size=(59, 24)) as here:
        assert here.main.strip.size.height == 0
        for size, lines in (
            ((120, 40), 2),
            ((80, 24), 2),
            ((60, 20), 1),
            ((60, 19), 0),
            ((80, 23), 1),
        ):
            await here.pilot.resize_terminal(*size)
            await here.settle()
            assert here.main.strip.size.height == lines
            assert line(here).startswith(" 1905 ") is (lines > 0)
            assert here.list_of("events").size.height > 0


async def test_plus_narrows_to_the_decade_year_month_and_day_of_the_record_and_minus_goes_back() -> None:
    async with seat() as here:
        await at_an_event(here)
        await here.press("0", "escape")
        texts = []
        for _ in range(4):
            await here.press("plus")
            texts.append(here.main.search_bar.value)
        assert texts == ["date:2010..2019", "date:2017", "date:2017-07", "date:2017-07-04"]
        assert here.main.result is not None
        assert here.main.result.count("events") > 0
        assert bars(here).marked is not None
        await here.press("plus")
        assert here.main.search_bar.value == "date:2017-07-04"
        assert "no shorter span" in here.screen()
        for text in ("date:2017-07", "date:2017", "date:2010..2019", ""):
            await here.press("minus")
            assert here.main.search_bar.value == text
        assert bars(here).marked is None


async def test_braces_move_by_the_width_of_the_span_and_keep_the_other_words() -> None:
    async with seat() as here:
        await ask(here, "shusha  date:1992..1994")
        await here.press("right_curly_bracket")
        assert here.main.search_bar.value == "shusha  date:1995..1997"
        await here.press("left_curly_bracket", "left_curly_bracket")
        assert here.main.search_bar.value == "shusha  date:1989..1991"
        await here.press("0")
        assert here.main.search_bar.value == "shusha "
        assert here.main.result is not None
        assert not here.main.result.is_all


async def test_braces_begin_beside_the_year_of_the_record_and_end_with_the_store() -> None:
    async with seat() as here:
        await here.press("right_curly_bracket")
        assert here.main.search_bar.value == "date:1906"
        await here.press("left_curly_bracket", "left_curly_bracket")
        assert here.main.search_bar.value == "date:1905"
        assert "Nothing in this store is earlier" in here.screen()


async def test_several_steps_through_time_are_one_step_back() -> None:
    async with seat() as here:
        await ask(here, "shusha")
        await here.press("plus", "plus", "right_curly_bracket", "right_curly_bracket")
        assert here.main.search_bar.value != "shusha"
        await here.press("left_square_bracket")
        assert here.main.search_bar.value == "shusha"
        assert bars(here).marked is None


async def test_a_span_of_a_lifted_search_is_changed_all_the_same() -> None:
    async with seat() as here:
        await ask(here, "shusha date:1992")
        await here.press("n", "right_curly_bracket")
        assert here.main.search_bar.value == "shusha date:1993"
        assert here.main.hits is None


async def test_a_query_that_cannot_be_understood_is_not_rewritten() -> None:
    async with seat() as here:
        await here.press("slash")
        await write(here, "pary:x")
        await here.press("escape", "right_curly_bracket")
        assert here.main.search_bar.value == "pary:x"
        assert 'did you mean "party:"' in line(here)


async def test_a_click_and_a_drag_on_the_strip_choose_a_span() -> None:
    async with seat() as here:
        strip = here.main.strip
        start = len(" 1905 ")
        await here.pilot.click(strip, offset=(start + 43, 0))
        await here.settle()
        assert here.main.search_bar.value == "date:1991..1992"
        await here.press("0")
        await here.pilot.mouse_down(strip, offset=(start + 45, 0))
        await here.pilot.hover(strip, offset=(start + 43, 0))
        assert line(here, 3)[start + 43 : start + 46] == "└─┘"
        await here.pilot.mouse_up(strip, offset=(start + 43, 0))
        await here.settle()
        assert here.main.search_bar.value == "date:1991..1996"
        assert here.main.focused is here.list_of("events")
        before = here.main.search_bar.value
        await here.pilot.click(strip, offset=(2, 0))
        await here.settle()
        assert here.main.search_bar.value == before


async def test_a_narrow_span_is_shown_with_what_is_around_it() -> None:
    async with seat() as here:
        await ask(here, "date:1992-05-08")
        assert line(here).startswith(" ‹ Apr 1992 ")
        assert " Jun 1992 ›" in line(here)
        assert "▴" in line(here, 3)
        assert "May" in line(here, 3)
        assert here.main.shown == period("1992-04", "1992-06")


async def test_t_goes_to_the_first_event_from_a_date_on_and_filters_nothing() -> None:
    async with seat() as here:
        await here.press("t")
        await write(here, "2020-09-27")
        assert "27 September 2020" in here.screen()
        await here.press("enter")
        assert event(here).date.earliest >= parse_date("2020-09-27").earliest
        assert here.main.result is not None
        assert here.main.result.is_all
        assert here.main.search_bar.value == ""
        assert here.main.focused is here.list_of("events")
        events = here.main.result.store.ordered("events")
        before = events[here.main.result.store.positions("events")[event(here).id] - 1]
        assert isinstance(before, Event)
        assert before.date.earliest < parse_date("2020-09-27").earliest
        await here.press("left_square_bracket")
        assert event(here).date.text == "1905/1907"


async def test_t_says_what_is_wrong_with_a_date() -> None:
    async with seat() as here:
        await here.press("t")
        assert "1994-05-12" in here.screen()
        await write(here, "1994-5")
        assert "use 1994-05" in here.screen()
        await here.press("enter")
        assert here.app.screen is not here.main
        await here.press(*["backspace"] * 6)
        await write(here, "2999")
        assert "No event listed is on or after 2999" in here.screen()
        await here.press("escape")
        assert here.app.screen is here.main


async def test_what_else_happened_within_some_days() -> None:
    async with seat() as here:
        await at_an_event(here)
        await here.press("w")
        assert "Within 7 days" in here.screen()
        await write(here, "2")
        await here.press("enter")
        assert here.main.search_bar.value == "date:2017-07-02..2017-07-06"
        assert here.main.result is not None
        assert here.main.result.count("events") > 1
        await here.press("left_square_bracket")
        assert event(here).date.text == "2017-07-04"


async def test_this_month_of_other_years() -> None:
    async with seat() as here:
        await at_an_event(here)
        await here.press("W")
        query = here.main.search_bar.value
        assert query.startswith("date:=[")
        assert "2017-07" not in query
        result = here.main.result
        assert result is not None
        assert 0 < result.count("events") < 100
        for position in result.matched["events"]:
            found = result.store.ordered("events")[position]
            assert isinstance(found, Event)
            assert found.date.text[4:7] == "-07"


async def test_jumps_from_a_record_without_a_date_say_so() -> None:
    async with seat() as here:
        await here.press("2")
        assert not isinstance(here.main.record, Event)
        for key in ("w", "W"):
            await here.press(key)
            assert here.main.search_bar.value == ""
        assert "has no date" in here.screen()


async def test_an_uncertain_date_is_drawn_against_the_days_that_are_shown_and_an_exact_one_is_not() -> None:
    async with seat() as here:
        assert event(here).date.text == "1905/1907"
        assert any("1905 " in each and "█▒···" in each for each in here.screen().split("\n"))
        await ask(here, "date:=1988-05")
        assert event(here).date.text == "1988-05"
        assert any("1986 " in each and "·▒·" in each for each in here.screen().split("\n"))
        await here.press("enter")
        assert isinstance(here.main.focused, Detail)
        await ask(here, "alkhanli")
        assert event(here).date.text == "2017-07-04"
        assert "····" not in here.screen()


async def test_a_store_without_a_date_takes_every_key(tmp_path: Path) -> None:
    path = tmp_path / "undated.toml"
    path.write_text(
        '[store]\nid = "a"\ntitle = "T"\nformat = 1\n[[places]]\nid = "b"\nname = "B"\nkind = "village"\n',
        encoding="utf-8",
    )
    async with seat(path) as here:
        for key in ("left_curly_bracket", "right_curly_bracket", "plus", "minus"):
            await here.press(key)
        assert "Nothing in this store has a date" in here.screen()
        for key in ("0", "t", "w", "W"):
            await here.press(key, "escape")
        assert here.main.search_bar.value == ""
        assert here.app.is_running


async def test_the_chart_shows_what_was_found_by_status_kind_and_party() -> None:
    async with seat(size=(100, 30)) as here:
        await ask(here, "shusha")
        await here.press("c")
        screen = here.screen()
        assert "Facts per 2 years, by status" in screen
        assert "shusha" in screen
        assert "● established" in screen
        assert "◐ disputed" in screen
        await here.press("k")
        assert "by kind" in here.screen()
        assert not any(sign in here.screen() for sign in STATUS_SIGNS.values())
        await here.press("p")
        assert "by party, a fact once for each of its parties" in here.screen()
        assert "□ Azerbaijan" in here.screen() or "■ Azerbaijan" in here.screen()
        await here.pilot.resize_terminal(70, 24)
        await here.settle()
        assert "Facts per" in here.screen()
        await here.pilot.click(offset=(here.screen().split("\n")[-1].index("by status"), 23))
        await here.settle()
        assert "by status" in here.screen().split("\n")[0]
        await here.press("escape")
        assert here.app.screen is here.main


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30)])
async def test_no_two_parties_have_the_same_label_in_the_chart(size: tuple[int, int]) -> None:
    async with seat(size=size, fresh=True) as here:
        await here.press("c", "p")
        legend = here.screen().split("\n")[-2]
        labels = [part[1:].strip() for part in re.split(r"\s{2,}", legend.strip())]
        assert len(labels) > 4
        assert len({label.rstrip("…") for label in labels}) == len(labels), legend
        assert len(legend) <= size[0]
