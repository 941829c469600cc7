"""One contested night on the screen, whole: what each side, the mediators and the UN say of it, and who has it."""

from __future__ import annotations

import pytest
from tests.support.seat import Seat, seat

from karabakh_tui.export.cited import accounts_of, numbered_cites, party_name, source_of
from karabakh_tui.model.records import Event
from karabakh_tui.model.store import FactStore

INCIDENT = "events/alkhanli-incident-2017"
RELATED = ("un-briefing-july-2017", "minsk-co-chairs-statement-2017-07-05", "minsk-co-chairs-statement-2017-07-06")
"""What the UN and the mediators said of it."""
SIZES = ((80, 24), (120, 40), (200, 50))


def opened(here: Seat, ref: str) -> tuple[FactStore, Event]:
    """Open an event."""
    store = here.main.store
    assert store is not None
    event = store.find(ref)
    assert isinstance(event, Event)
    here.main.show_record(event)
    return store, event


async def read_through(here: Seat) -> str:
    """Page through the record from its top to its end; return what was seen, frames and white space folded."""
    detail, seen = here.main.detail, list[str]()
    await here.press("home")
    while True:
        first, left = detail.region.y + 1, detail.region.x + 1
        lines = here.screen().split("\n")[first : first + detail.scrollable_content_region.height]
        seen += [line[left:] for line in lines[len(seen) - round(detail.scroll_offset.y) :]]
        if detail.scroll_offset.y >= detail.max_scroll_y:
            return " ".join(" ".join(seen).translate(str.maketrans("│┌┐└┘─▆▄▁▂▃▅▇", " " * 13)).split())
        await here.press("pagedown")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_both_sides_accounts_and_the_co_chairs_words_are_on_the_page_each_with_its_sources(
    size: tuple[int, int],
) -> None:
    async with seat(size=size) as here:
        store, event = opened(here, INCIDENT)
        await here.settle()
        await here.press("v" if not here.main.stacked else "f12")  # one under the other, words stand in one piece
        page = await read_through(here)
        cites = numbered_cites(store, event)
        accounts = accounts_of(store, event)
        assert {"azerbaijan", "nagorno-karabakh-republic", "minsk-group-co-chairs"} <= {each.by for each in accounts}
        for account in accounts:
            marks = " ".join(f"[{cites.index(cite) + 1}]" for cite in account.cites)
            assert f"{party_name(store, account.by)} says" in page
            assert f"{account.says} {marks} stance {account.stance} said" in page
        for number, cite in enumerate(cites, 1):
            assert f"[{number}] {source_of(store, cite).publisher}, {source_of(store, cite).title}" in page


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_uns_words_and_the_co_chairs_are_on_the_page_too_and_whole_one_link_away(
    size: tuple[int, int],
) -> None:
    async with seat(size=size) as here:
        store, _ = opened(here, INCIDENT)
        await here.settle()
        page = await read_through(here)
        quotes = [each for each in store.quotes if each.event in RELATED]
        assert {each.speaker for each in quotes} >= {"stephane-dujarric", "minsk-group-co-chairs"}
        for quote in quotes:
            assert " ".join(quote.text.split()[:12]) in page
            assert quote.ref in here.main.detail._targets
        for quote in quotes:
            here.main.show_record(quote)
            await here.settle()
            words = await read_through(here)
            assert f"“{quote.text}”" in words
            assert source_of(store, quote.cites[0]).title in words
