"""The plot has the heights that it is given, cell by cell."""

from __future__ import annotations

import math
import os
import random
import subprocess
import sys
from itertools import pairwise

import pytest
from textual.app import App, ComposeResult

from karabakh_tui.tui.widgets.plot import Stack, StackPlot


class Plots(App[None]):
    """A plot alone."""

    def compose(self) -> ComposeResult:
        yield StackPlot()

    @property
    def plot(self) -> StackPlot:
        return self.query_one(StackPlot)

    def text(self) -> list[str]:
        return [strip.text.rstrip() for strip in self.screen._compositor.render_strips()]


def made_up(columns: int, seed: int) -> Stack:
    chance = random.Random(seed)
    heights = [tuple(chance.choice((0, 0, 1, 3, 9)) for _ in range(columns)) for _ in range(4)]
    return Stack(signs=("●", "○", "◔", "◐"), heights=tuple(heights), ticks=((1, "1990"), (columns - 2, "2020")))


def picture(stack: Stack, column: int, lines: int) -> str:
    """Return a column from its foot up: the sign of the part that is there on each line."""
    found = ""
    for sign, part, tops in zip(stack.signs, stack.heights, stack.tops, strict=True):
        if part[column]:
            found = found.ljust(math.floor(tops[column] / stack.most * (lines - 1) + 0.5) + 1, sign)
    return found


@pytest.mark.parametrize(("columns", "widths"), [(57, {1}), (38, {1, 2}), (28, {2, 3}), (12, {4, 5})])
async def test_every_column_is_as_high_as_its_parts_and_drawn_with_their_signs(columns: int, widths: set[int]) -> None:
    app = Plots()
    async with app.run_test(size=(61, 30)) as pilot:
        stack = made_up(columns, seed=columns)
        app.plot.show(stack, [None] * 4)
        await pilot.pause()
        rows = app.text()
        left = len(str(stack.most)) + 1
        canvas = [row.ljust(61)[left:] for row in rows[1:-2]][::-1]
        assert len(canvas) == 27
        edges = app.plot.edges(app.plot.room(stack.most), columns)
        assert (edges[0], edges[-1]) == (0, app.plot.room(stack.most))
        assert {after - before for before, after in pairwise(edges)} <= widths
        for column, (start, end) in enumerate(pairwise(edges)):
            drawn = "".join(row[start] for row in canvas).rstrip()
            assert drawn == picture(stack, column, len(canvas))
            for row in canvas:
                here = row[start:end]
                assert here == (here[0] * (len(here) - 1) + " " if min(widths) > 2 else here[0] * len(here))
        assert "1990" in rows[-1]
        assert "2020" in rows[-1]


async def test_nothing_to_show_is_an_empty_frame() -> None:
    app = Plots()
    async with app.run_test(size=(40, 10)) as pilot:
        for stack in (Stack(), Stack(signs=("●",), heights=((0, 0, 0),))):
            app.plot.show(stack, [None])
            await pilot.pause()
            assert "●" not in "".join(app.text())


def test_the_plotting_library_is_not_loaded_with_the_app() -> None:
    code = "import sys, karabakh_tui.tui.app; print([m for m in sys.modules if 'plotext' in m])"
    environment = {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == "[]"
