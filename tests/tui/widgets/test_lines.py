"""Lists, pages and scrollbars are painted as Textual would paint them, frames and all."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from rich.style import Style
from tests.support.seat import Seat, seat
from textual._styles_cache import StylesCache
from textual.geometry import Region
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.widget import Widget

from karabakh_tui.tui.widgets.lines import Lines
from karabakh_tui.tui.widgets.scroll_thumb import ScrollThumb


def cells(strips: Sequence[Strip]) -> list[list[tuple[str, Style | None]]]:
    """Return each letter of each line with its style."""
    return [[(letter, style) for text, style, _ in strip for letter in text] for strip in strips]


def whole(widget: Widget) -> Region:
    """Return all of a widget."""
    return Region(0, 0, *widget.outer_size)


def compare(here: Seat) -> int:
    """Compare every list and page with what Textual makes of it; return how many there were."""
    seen = [each for each in here.main.query(Lines) if each.region]
    for each in seen:
        drawn = each.render_lines(whole(each))
        assert cells(drawn) == cells(StylesCache().render_widget(each, whole(each)))
        assert [strip.cell_length for strip in drawn] == [each.outer_size.width] * each.outer_size.height
        bar = each.vertical_scrollbar
        assert isinstance(bar, ScrollThumb)
        if bar.region:
            bar._styles_cache.clear()
            assert cells(bar.render_lines(whole(bar))) == cells(ScrollBar.render_lines(bar, whole(bar)))
    return len(seen)


@pytest.mark.parametrize("theme", ["karabakh-dark", "karabakh-light", "ansi-dark"])
@pytest.mark.parametrize("size", [(60, 20), (120, 40), (200, 50)])
async def test_lists_pages_and_scrollbars_are_painted_as_textual_would(theme: str, size: tuple[int, int]) -> None:
    async with seat(size=size, theme=theme) as here:
        assert compare(here)
        await here.search("lachin")
        await here.press("j", "j")
        assert compare(here)
        await here.press("enter", "j", "j", "pagedown")
        assert compare(here)


async def test_without_colours_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with seat() as here:
        await here.search("lachin")
        assert compare(here) > 3


async def test_another_theme_or_size_leaves_nothing_of_the_one_before() -> None:
    async with seat() as here:
        before = cells(here.list_of("events").render_lines(whole(here.list_of("events"))))
        here.app.theme = "karabakh-light"
        await here.settle()
        assert compare(here)
        assert cells(here.list_of("events").render_lines(whole(here.list_of("events")))) != before
        await here.pilot.resize_terminal(100, 30)
        await here.settle()
        assert compare(here)
        here.app.theme = "karabakh-dark"
        await here.pilot.resize_terminal(120, 40)
        await here.settle()
        assert cells(here.list_of("events").render_lines(whole(here.list_of("events")))) == before


async def test_a_part_of_a_list_is_that_part_of_its_lines() -> None:
    async with seat() as here:
        events = here.list_of("events")
        lines = cells(events.render_lines(whole(events)))
        part = cells(events.render_lines(Region(3, 2, 20, 5)))
        assert part == [line[3:23] for line in lines[2:7]]
