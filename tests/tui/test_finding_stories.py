"""What readers do to find something: the search bar, its help, and what comes back."""

from __future__ import annotations

import pytest
from tests.support.seat import places, seat

from karabakh_tui.search.query import parse_query
from karabakh_tui.tui.panes.detail import Detail
from karabakh_tui.tui.screens import finding


@pytest.fixture(params=[finding.AT_ONCE, 0], ids=["at once", "in a thread"], autouse=True)
def _searched(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Search as small stores are searched, and as large ones are."""
    monkeypatch.setattr(finding, "AT_ONCE", request.param)


async def test_all_panes_filter_as_one_types_and_count() -> None:
    async with seat() as here:
        whole = {t: len(here.list_of(t).rows) for t in ("events", "parties", "quotes")}
        await here.press("slash")
        await here.type("khojaly")
        assert here.main.result is not None
        assert 0 < here.main.result.count("events") < whole["events"]
        assert f"{here.main.result.count('events')}/{len(here.main.result.store.events)}" in here.screen()
        assert f"{here.main.result.total:,} of" in here.screen()


async def test_escape_leaves_the_bar_then_clears_and_never_quits() -> None:
    async with seat() as here:
        await here.press("slash")
        await here.type("shusha")
        await here.press("escape")
        assert here.main.search_bar.value == "shusha"
        assert here.main.focused is not None
        assert here.main.focused.id == "events"
        await here.press("escape")
        assert here.main.search_bar.value == ""
        assert here.main.result is not None
        assert here.main.result.is_all
        for _ in range(5):
            await here.press("escape")
        assert here.app.is_running


async def test_what_escape_cleared_comes_back() -> None:
    async with seat() as here:
        await here.search("shusha")
        await here.press("j", "escape")
        assert here.main.search_bar.value == ""
        await here.press("left_square_bracket")
        assert here.main.search_bar.value == "shusha"


async def test_the_search_before_the_last_one_comes_back() -> None:
    async with seat() as here:
        await here.search("shusha")
        await here.press("j", "j")
        record, lists = here.main.record, places(here)
        await here.press("slash", *["backspace"] * 6)
        await here.type("khojaly")
        await here.press("enter")
        assert here.main.record is not record
        await here.press("left_square_bracket")
        assert here.main.search_bar.value == "shusha"
        assert here.main.record is record
        assert places(here) == lists
        await here.press("right_square_bracket")
        assert here.main.search_bar.value == "khojaly"


async def test_a_search_without_a_hit_says_so_everywhere() -> None:
    async with seat() as here:
        await here.search("zzzzqqqq")
        assert "0/" in here.screen()
        assert "0 of" in here.screen()


async def test_n_lifts_the_search_and_enter_filters_again() -> None:
    async with seat() as here:
        await here.search("shusha")
        found, first = here.main.result, here.main.record
        assert found is not None
        await here.press("n")
        assert here.main.result is not None
        assert here.main.result.is_all
        second = here.main.record
        assert second is found.store.ordered("events")[found.matched["events"][1]]
        assert "•" in here.screen()
        await here.press("n", "N", "N")
        assert here.main.record is first
        await here.press("n", "enter")
        assert here.main.result is found
        assert here.main.record is second
        await here.press("enter")
        assert isinstance(here.main.focused, Detail)


async def test_earlier_searches_come_back_with_up() -> None:
    async with seat() as here:
        await here.search("shusha")
        await here.press("slash", *["backspace"] * 6)
        await here.type("khojaly")
        await here.press("enter", "slash", "up", "enter", "enter")
        assert here.main.search_bar.value == "shusha"
        assert here.main.focused is here.list_of("events")


async def test_a_search_is_saved_chosen_and_removed() -> None:
    async with seat() as here:
        await here.search("khojaly")
        await here.press("S", "enter")
        await here.press("escape", "S", "enter")
        assert here.main.search_bar.value == "khojaly"
        assert here.main.kept is not None
        assert [each.query for each in here.main.kept.searches()] == ["khojaly"]
        await here.press("S")
        await here.type("remove")
        await here.press("enter")
        assert not here.main.kept.searches()


async def test_a_query_that_cannot_be_understood_keeps_the_results_and_says_where() -> None:
    async with seat() as here:
        await here.press("slash")
        await here.type("shusha pary")
        found = here.main.result
        await here.type(":x")
        assert here.main.result is found
        await here.press("enter")
        line = here.screen().split("\n")[2]
        assert line.index("^") == 2 + len("shusha ")
        assert 'did you mean "party:"' in line
        assert here.main.search_bar.has_focus_within
        await here.press(*["backspace"] * 7)
        assert "^" not in here.screen().split("\n")[2]


async def test_the_results_stay_while_a_date_is_half_written() -> None:
    async with seat() as here:
        await here.press("slash")
        await here.type("khojaly date:1992")
        found = here.main.result
        assert found is not None
        for letter in "-0":
            await here.type(letter)
            assert here.main.result is found
            assert "^" not in here.screen().split("\n")[2]
        await here.type("2")
        assert here.main.result is not found


async def test_words_typed_after_a_span_are_words_of_their_own() -> None:
    async with seat() as here:
        await here.press("right_curly_bracket", "slash")
        span = here.main.search_bar.value
        assert span.startswith("date:")
        await here.type("the")
        assert here.main.search_bar.value == f"{span.strip()} the"
        assert here.main.result is not None
        assert not here.main.result.is_all


async def test_a_facet_writes_its_query_text_and_narrows() -> None:
    async with seat() as here:
        await here.search("shusha")
        await here.press("f")
        await here.type("status disputed")
        await here.press("enter")
        assert here.main.search_bar.value == "shusha status:disputed"
        assert here.main.focused is here.list_of("events")
        await here.press("left_square_bracket")
        assert here.main.search_bar.value == "shusha"


async def test_tab_takes_a_completion_and_enter_asks_what_was_typed() -> None:
    async with seat() as here:
        await here.press("slash")
        await here.type("party:icr")
        assert "International Committee of the Red Cross" in here.screen().split("\n")[2]
        await here.press("tab")
        assert here.main.search_bar.value == "party:icrc "
        assert here.main.search_bar.has_focus_within
        await here.press("enter")
        assert here.main.focused is here.list_of("events")
        await here.press("slash", *["backspace"] * 5)
        await here.type("az")
        await here.press("down", "down", "enter")
        assert here.main.search_bar.value == "party:united-nations "
        await here.press("escape")
        assert here.main.focused is here.list_of("events")


async def test_what_was_found_for_a_beginning_comes_too_late_after_enter() -> None:
    async with seat() as here:
        typed = "party:russia"
        assert here.main.index is not None
        beginning = here.main.index.search(parse_query(typed, len(typed)))
        whole = here.main.index.search(parse_query(typed))
        assert beginning is not None
        assert whole is not None
        assert beginning.total > whole.total
        await here.press("slash")
        await here.type(typed)
        await here.press("enter")
        here.main._found(beginning)
        await here.settle()
        assert here.main.result is not None
        assert here.main.result.total == whole.total


async def test_a_guessed_spelling_says_so_and_one_key_takes_it() -> None:
    async with seat() as here:
        await here.press("slash")
        await here.type("shushha")
        assert "(guess) · 38 of" in here.screen().split("\n")[1]
        assert "a guess · 38 found" in here.screen()
        await here.press("tab")
        assert here.main.search_bar.value == "Shusha"
        await here.press("enter")
        assert "a guess" not in here.screen()


async def test_a_query_longer_than_the_bar_is_marked_where_it_goes_on() -> None:
    async with seat(size=(60, 20)) as here:
        bar = here.main.search_bar.input
        await here.press("slash")
        await here.type("is:disputed place:shusha date:1988..1994 kind:displacement and more")
        line = here.screen().split("\n")[1]
        assert line.startswith("/ …")
        assert "more" in line
        await here.press("home")
        line = here.screen().split("\n")[1]
        assert line.startswith("/ is:disputed")
        assert line[2 : 2 + bar.size.width].endswith("…")
        await here.press("ctrl+u", "ctrl+k")
        await here.type("short")
        assert "…" not in here.screen().split("\n")[1][: 2 + bar.size.width]


async def test_a_guess_is_called_so_once() -> None:
    async with seat() as here:
        await here.press("slash")
        await here.type("kojaly")
        status = here.main.search_bar.status.plain
        assert status.count("guess") == 1, status


async def test_the_shared_rooms_title_says_what_its_other_lists_found() -> None:
    async with seat(size=(80, 24)) as here:
        assert "2 Parties 160 · 4 Places" in here.screen()
        await here.search("regnum")
        result = here.main.result
        assert result is not None
        assert result.count("parties") == result.count("places") == 0
        await here.press("2")
        assert f"2 Parties 0/160 · 5 Sources {result.count('sources')}" in here.screen()


async def test_a_palette_that_is_open_before_the_store_is_indexed_finds_records_then() -> None:
    async with seat() as here:
        index, here.main.index = here.main.index, None
        await here.press("colon")
        await here.type("shusha")
        assert "indexing" in here.screen()
        assert index is not None
        here.main._indexed(index)
        await here.settle()
        assert "indexing" not in here.screen()
        assert "place" in here.screen()
        await here.press(*["backspace"] * 6)
        await here.type("armenia")
        assert "Records: the likeliest 100 of " in here.screen()


async def test_a_box_that_is_only_being_opened_when_the_store_is_indexed_is_no_hindrance() -> None:
    async with seat() as here:
        index = here.main.index
        assert index is not None
        here.main.action_palette()
        here.main._indexed(index)  # before the box has been composed
        await here.settle()
        await here.type("shusha")
        assert "place" in here.screen()
