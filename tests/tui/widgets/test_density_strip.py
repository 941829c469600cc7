from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import on
from textual.app import App, ComposeResult
from textual.content import Content

from karabakh_tui.tui.theme import ANSI_VARIABLES
from karabakh_tui.tui.widgets.density_strip import Bars, DensityStrip, column_letter, height


def test_the_most_fills_the_line_and_one_is_seen_beside_it() -> None:
    assert height(45, 45, 8) == 8
    assert height(1, 45, 8) == 2
    assert height(1, 10_000, 8) == 1
    assert height(0, 45, 8) == 0
    assert height(0, 0, 8) == 0


@settings(deadline=None)
@given(st.integers(1, 10**6), st.data())
def test_more_is_never_drawn_lower(most: int, data: st.DataObject) -> None:
    one, other = sorted((data.draw(st.integers(0, most)), data.draw(st.integers(0, most))))
    for full in (4, 8):
        assert 0 <= height(one, most, full) <= height(other, most, full) <= full
        assert (height(one, most, full) == 0) is (one == 0)


@pytest.mark.parametrize(
    ("whole", "part", "letter"),
    [(16, 0, "⡇"), (16, 1, "⣇"), (16, 4, "⣧"), (16, 9, "⣷"), (4, 1, "⣄"), (1, 0, "⡀"), (0, 0, "⠀")],
)
def test_a_part_stands_at_the_foot_of_a_stem_as_high_as_the_whole(whole: int, part: int, letter: str) -> None:
    assert column_letter(whole, part, 16, solid=False) == letter


def test_what_is_in_the_part_as_a_whole_is_solid() -> None:
    assert [column_letter(count, count, 64, solid=True) for count in (0, 1, 4, 16, 36, 64)] == list(" ▁▂▄▆█")


BARS = Bars(
    whole=(4, 0, 1, 9, 16, 1, 1, 1, 1, 1, 1, 1),
    part=(4, 0, 0, 9, 1, 1, 1, 1, 1, 1, 1, 1),
    signed=frozenset({3}),
    before=Content("1988"),
    after=Content("1999"),
    labels=((0, "1988"), (2, "1990"), (5, "1993"), (10, "1998")),
    legend=Content("◐ disputed"),
)


class Strips(App[None]):
    """A strip alone."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.lines = lines
        self.chosen: list[tuple[int, int]] = []
        self.resized = 0

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return ANSI_VARIABLES

    def compose(self) -> ComposeResult:
        strip = DensityStrip()
        strip.styles.height = self.lines
        yield strip

    @on(DensityStrip.Chosen)
    def note(self, event: DensityStrip.Chosen) -> None:
        self.chosen.append((event.first, event.last))

    @on(DensityStrip.Resized)
    def note_size(self) -> None:
        self.resized += 1

    @property
    def strip(self) -> DensityStrip:
        return self.query_one(DensityStrip)

    def text(self) -> list[str]:
        return [self.strip.render_line(y).text.rstrip() for y in range(self.lines)]


async def test_two_lines_say_where_the_span_is_label_it_and_sign_what_is_left() -> None:
    app = Strips(2)
    async with app.run_test(size=(60, 5)) as pilot:
        app.strip.bars = BARS
        await pilot.pause()
        first, second = app.text()
        assert first.startswith(" 1988 ▄ ⡀⣶⣇▂▂▂▂▂▂▂ 1999 ")
        assert first.endswith("◐ disputed")
        assert second == "      1988 1993"
        assert [part.text for part in app.strip.render_line(0) if part.style and part.style.underline] == ["⣶"]
        app.strip.bars = BARS._replace(labels=((6, "1994"),))
        assert app.text()[0].startswith(" 1988 ▄ ⡀▆⣇▂▂▂▂▂▂▂ 1999 ")
        assert app.text()[1] == "         ◐  1994"
        app.strip.bars = BARS._replace(signed=frozenset(), marked=(4, 6))
        assert app.text()[0].endswith("1999")
        assert app.text()[1] == "      1988└─┘"[:6] + "    └─┘"
        app.strip.bars = BARS._replace(signed=frozenset(), marked=(4, 4), cells=2)
        assert app.text()[0].startswith(" 1988 ▄▄  ⡀⡀▆▆⣇⣇▂▂")
        assert app.text()[1] == "      1988    └┘          1998"


async def test_one_line_marks_the_span_and_signed_columns_by_style() -> None:
    app = Strips(1)
    async with app.run_test(size=(60, 5)) as pilot:
        app.strip.bars = BARS._replace(marked=(3, 4))
        await pilot.pause()
        assert app.text() == [" 1988 ▄ ⡀⣶⣇▂▂▂▂▂▂▂ 1999"]
        cells = [segment for segment in app.strip.render_line(0) if segment.text == "⣶"]
        assert cells[0].style is not None
        assert cells[0].style.underline


async def test_nothing_is_drawn_before_there_is_anything() -> None:
    app = Strips(2)
    async with app.run_test(size=(60, 5)) as pilot:
        await pilot.pause()
        assert app.text() == ["", ""]
        await pilot.click(DensityStrip, offset=(8, 0))
        assert not app.chosen
        assert app.resized > 0


async def test_a_click_chooses_a_column_and_a_drag_several_in_either_direction() -> None:
    app = Strips(2)
    async with app.run_test(size=(60, 5)) as pilot:
        app.strip.bars = BARS._replace(cells=2)
        await pilot.pause()
        await pilot.click(DensityStrip, offset=(6 + 4, 0))
        await pilot.click(DensityStrip, offset=(6 + 5, 1))
        assert app.chosen == [(2, 2), (2, 2)]
        app.chosen.clear()
        await pilot.mouse_down(DensityStrip, offset=(6 + 9, 0))
        await pilot.hover(DensityStrip, offset=(6 + 2, 1))
        assert app.text()[1][6:16] == "  └──────┘"
        await pilot.mouse_up(DensityStrip, offset=(6 + 2, 0))
        assert app.chosen == [(1, 4)]
        app.chosen.clear()
        await pilot.mouse_down(DensityStrip, offset=(6 + 9, 0))
        await pilot.hover(DensityStrip, offset=(59, 1))
        await pilot.mouse_up(DensityStrip, offset=(59, 0))
        assert app.chosen == [(4, 11)]
        app.chosen.clear()
        for outside in (2, 6 + 24, 40):
            await pilot.click(DensityStrip, offset=(outside, 0))
        assert not app.chosen


async def test_other_columns_end_a_drag() -> None:
    app = Strips(2)
    async with app.run_test(size=(60, 5)) as pilot:
        app.strip.bars = BARS
        await pilot.pause()
        await pilot.mouse_down(DensityStrip, offset=(6, 0))
        app.strip.bars = Bars(whole=(1,), part=(1,))
        await pilot.mouse_up(DensityStrip, offset=(6, 0))
        assert not app.chosen
