"""What readers do with evidence: to the exact words, to the source, to its archived copy, and into what they write."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from threading import Event

import pytest
from tests.support.seat import Seat, seat
from textual import events

from karabakh_tui.export.cited import numbered_cites, source_of
from karabakh_tui.export.export import export, formats_for
from karabakh_tui.model.records import Cite, Quote, Record, Source
from karabakh_tui.model.store import FactStore
from karabakh_tui.tui import browser, clipboard
from karabakh_tui.tui.screens.key_menu import KeyMenu
from karabakh_tui.tui.screens.sourcing import Sourcing, next_cite
from karabakh_tui.tui.surroundings import Surroundings

GOOD = Path(__file__).parents[1] / "data" / "good.toml"
TABLES = ("events", "parties", "quotes", "places", "sources")


async def press(here: Seat, key: str) -> None:
    """Press a key; what it does is done afterwards."""
    await here.app.on_event(events.Key(key, key if len(key) == 1 else None))


def record(here: Seat) -> Record:
    assert here.main.record is not None
    return here.main.record


def store(here: Seat) -> FactStore:
    assert here.main.store is not None
    return here.main.store


def in_sight(here: Seat) -> str:
    """Return what one sees of the record, its white space folded."""
    page, top = here.main.detail._page, round(here.main.detail.scroll_offset.y)
    last = min(top + here.main.detail.size.height, page.height)
    return folded(" ".join(page.line(number).content.plain for number in range(top, last)))


def folded(text: str) -> str:
    return " ".join(text.split())


async def rows(here: Seat) -> AsyncIterator[Record]:
    """Go through the rows of all lists, each as a reader finds it: the cursor on it, the focus on its list."""
    for table in TABLES:
        here.main.action_pane(table)
        await here.settle()
        for _ in range(len(store(here).records(table))):
            assert here.main.focused is here.list_of(table)
            yield record(here)
            await press(here, "j")


# From any row: the keys that it takes


async def test_from_any_row_one_key_shows_the_words_one_opens_the_source_one_its_copy_and_two_copy_a_citation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    did: list[str] = []
    monkeypatch.setattr(Sourcing, "_browse", lambda self, what, address: did.append(address))
    monkeypatch.setattr(Sourcing, "_copy_text", lambda self, what, text: did.append(text))
    shown = opened = copied = 0
    async with seat(size=(80, 24)) as here:
        async for each in rows(here):
            cites = numbered_cites(store(here), each)
            sources = [source_of(store(here), cite) for cite in cites]
            assert any(form.name == "chicago" for form in formats_for(store(here), each)) is bool(cites)
            did.clear()
            first = next((source for source in sources if (source.url or "").startswith("http")), None)
            archived = next((source for source in sources if source.archive_url or source.url), None)
            if first is not None and archived is not None:
                await press(here, "o")
                await press(here, "O")
                assert did.pop(0) == first.url
                address = did.pop(0)
                assert address == archived.archive_url or address.startswith("https://web.archive.org/web/")
                opened += 1
            if cites:
                await press(here, "y")
                await press(here, "y")
                assert did.pop(0) == export(store(here), each, "chicago")
                copied += 1
            assert did == []
            if cites and not isinstance(each, Source):
                await press(here, "s")
                sees_the_words(here, each, cites)
                shown += 1
    assert shown > 600
    assert opened > 1000
    assert copied > 1000


def sees_the_words(here: Seat, each: Record, cites: tuple[Cite, ...]) -> None:
    """Assert that a cite with exact words, else the first one, is in focus and in sight, and so are its words."""
    place = next_cite(cites, None)
    assert here.main.detail.cite == place
    sight = in_sight(here)
    assert f"▸[{place + 1}] " in sight
    assert folded(source_of(store(here), cites[place]).title)[:30] in sight
    words = cites[place].words or (each.text if isinstance(each, Quote) else "")
    assert folded(words)[:60] in sight


# The way through the cites


async def test_the_first_cite_shown_is_one_with_words_and_all_others_follow() -> None:
    async with seat(GOOD) as here:
        for each in rows_of(here):
            cites = numbered_cites(store(here), each)
            if len(cites) > 1:
                here.main.show_record(each)
                await here.settle()
                seen = []
                for _ in cites:
                    await here.press("s")
                    seen.append(here.main.detail.cite)
                assert sorted(place for place in seen if place is not None) == list(range(len(cites)))
                await here.press("s")
                assert here.main.detail.cite == seen[0]
                assert seen[0] == next((at for at, cite in enumerate(cites) if cite.words), 0)


def copies(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what will have been copied."""
    copied: list[str] = []

    def copy(text: str, option: str, around: Surroundings, send: Callable[[str], None]) -> str:
        copied.append(text)
        return "copied by hand"

    monkeypatch.setattr(clipboard, "copy", copy)
    return copied


def told(here: Seat) -> list[str]:
    """Return what the notifications say."""
    return [note.message for note in here.app._notifications]


async def at_the_incident(here: Seat) -> None:
    """Go to the row of the event with accounts of four parties."""
    here.main.set_query("id:alkhanli-incident-2017")
    await here.settle()


def rows_of(here: Seat) -> list[Record]:
    return [each for table in TABLES[:-1] for each in store(here).records(table)]


async def test_the_source_of_the_cite_in_focus_is_opened_by_enter_too_and_back_comes_back_to_it() -> None:
    async with seat() as here:
        await at_the_incident(here)
        await here.press("enter", "s", "s", "s")
        event, at, scroll = record(here), here.main.detail.cite, here.main.detail.scroll_offset.y
        await here.press("enter")
        assert record(here).ref == f"sources/{numbered_cites(store(here), event)[2].source}"
        await here.press("left_square_bracket")
        assert (record(here), here.main.detail.cite, here.main.detail.scroll_offset.y) == (event, at, scroll)
        assert "▸[3] " in here.screen()


async def test_another_record_has_no_cite_in_focus() -> None:
    async with seat() as here:
        await here.press("s")
        assert here.main.detail.cite == 0
        assert here.main.focused is here.list_of("events")
        await here.press("j")
        assert here.main.detail.cite is None
        assert "▸" not in here.screen()


async def test_in_a_narrow_terminal_the_record_comes_up_with_its_cite() -> None:
    async with seat(size=(60, 20)) as here:
        await at_the_incident(here)
        listed = here.screen()
        await here.press("s")
        assert "▸[1] " in here.screen()
        await here.press("left_square_bracket")
        assert here.screen() == listed


async def test_a_source_has_no_cites_to_go_through() -> None:
    async with seat() as here:
        await here.press("5", "s")
        assert isinstance(record(here), Source)
        assert told(here) == ["This is a source itself."]
        assert here.main.detail.cite is None


async def test_what_rests_on_nothing_says_so(tmp_path: Path) -> None:
    (tmp_path / "bare.toml").write_text(
        '[store]\nid = "b"\ntitle = "B"\nformat = 1\n[[parties]]\nid = "x"\nname = "X"\nkind = "state"\n', "utf-8"
    )
    async with seat(tmp_path / "bare.toml") as here:
        for key in ("s", "o", "O"):
            await here.press("2", key)
            assert told(here)[-1] == "This record cites no source."


# Opening


async def test_the_address_is_shown_where_no_browser_opens_and_can_be_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    copied = copies(monkeypatch)
    monkeypatch.setattr(browser, "opener", lambda address, around: None)
    async with seat(size=(80, 24)) as here:
        await at_the_incident(here)
        await here.press("o")
        assert isinstance(here.app.screen, KeyMenu)
        source = source_of(store(here), numbered_cites(store(here), record(here))[0])
        assert source.url is not None
        shown = "".join(line.split("│")[1].strip() for line in here.screen().split("\n") if "│" in line)
        assert source.url in shown
        await here.press("y")
        assert copied == [source.url]
        assert told(here) == ["Address: copied by hand."]


async def test_the_cite_in_focus_is_what_is_opened_and_the_opener_is_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tool = tmp_path / "reader"
    tool.write_text(f'#!/bin/sh\necho "$1" > "{tmp_path}/taken"\n', encoding="utf-8")
    tool.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(tool))
    async with seat() as here:
        await at_the_incident(here)
        await here.press("s", "s", "o")
        source = source_of(store(here), numbered_cites(store(here), record(here))[1])
        assert (tmp_path / "taken").read_text(encoding="utf-8").strip() == source.url
        assert told(here) == [f"Source: {source.url}"]


# Copying


async def test_the_menu_offers_what_the_record_can_be_had_in_and_esc_leaves_it() -> None:
    async with seat(size=(80, 24)) as here:
        await here.press("y")
        offered = here.screen()
        for form in formats_for(store(here), record(here)):
            assert f" {form.key}  {form.label}" in offered
        before = here.main.record
        await here.press("escape")
        assert here.app.screen is here.main
        assert here.main.record is before


async def test_a_row_of_the_menu_can_be_chosen_by_enter(monkeypatch: pytest.MonkeyPatch) -> None:
    copied = copies(monkeypatch)
    async with seat(size=(80, 24)) as here:
        await here.press("y", "j", "enter")
        assert copied == [export(store(here), record(here), "apa")]
        assert told(here) == ["Citation (APA): copied by hand."]
        await here.press("y", "G", "enter")
        assert copied[1:] == [record(here).ref]


async def test_with_a_cite_in_focus_that_one_is_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    copied = copies(monkeypatch)
    async with seat() as here:
        await at_the_incident(here)
        await here.press("s", "s", "y")
        assert "Copy; citations: source [2] alone" in here.screen()
        await here.press("y")
        assert copied == [export(store(here), record(here), "chicago", 1)]


async def test_no_tool_and_no_browser_holds_up_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    moved_on, in_time = Event(), []

    def slow(*arguments: object) -> str:
        in_time.append(moved_on.wait(10))
        return "done"

    monkeypatch.setattr(clipboard, "copy", slow)
    monkeypatch.setattr(browser, "launched", slow)
    monkeypatch.setattr(browser, "opener", lambda address, around: ("reader", address))
    async with seat() as here:
        for keys in ("yy", "o"):
            before = record(here)
            for key in (*keys, "j"):
                await press(here, key)
            assert record(here) is not before
        moved_on.set()
        await here.settle()
    assert in_time == [True, True]


# Accounts


async def test_accounts_stand_side_by_side_in_wide_terminals_and_v_changes_that_for_the_session() -> None:
    async with seat(size=(120, 60)) as here:
        await at_the_incident(here)
        await here.press("enter")
        abreast = "┐┌"
        assert abreast in here.screen()
        await here.press("v")
        assert abreast not in here.screen()
        await here.pilot.resize_terminal(200, 60)
        await here.settle()
        assert abreast not in here.screen()
        await here.press("v")
        assert abreast in here.screen()


async def test_accounts_are_stacked_below_120_columns_until_the_reader_says_otherwise() -> None:
    async with seat(size=(119, 60)) as here:
        await at_the_incident(here)
        await here.press("enter")
        assert "┐┌" not in here.screen()
        await here.pilot.resize_terminal(120, 60)
        await here.settle()
        assert "┐┌" in here.screen()
        await here.pilot.resize_terminal(119, 60)
        await here.settle()
        assert "┐┌" not in here.screen()
        await here.press("v")
        assert "┐┌" in here.screen()


async def test_v_says_what_it_did_where_that_cannot_be_seen() -> None:
    async with seat(size=(80, 24)) as here:
        await here.press("2", "v")
        assert "no room for two accounts" in told(here)[-1]
        await here.press("v")
        assert "one under the other" in told(here)[-1]
