"""Stacked columns as a plot. Loads the plotting library: import it when a plot is to be shown, not before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message
from textual_plotext import PlotextPlot

THINNEST = 1e-6
"""The width of a bar that is one cell wide."""
FRAME = 2
"""Cells that the frame takes."""
TICKS = 5
"""Numbers beside the plot, at most."""


@dataclass(frozen=True)
class Stack:
    """What a plot shows: for each part a sign, and how high it is in each column."""

    signs: tuple[str, ...] = ()
    heights: tuple[tuple[int, ...], ...] = ()
    ticks: tuple[tuple[int, str], ...] = ()
    """Words under columns."""

    @property
    def tops(self) -> list[list[int]]:
        """For each part where it ends in each column, the parts before it counted in."""
        tops: list[list[int]] = []
        for part in self.heights:
            tops.append([top + height for top, height in zip(tops[-1], part, strict=True)] if tops else list(part))
        return tops

    @property
    def most(self) -> int:
        """The height of the highest column."""
        return max(self.tops[-1], default=0) if self.heights else 0


class StackPlot(PlotextPlot):
    """Columns of parts, one on the other; each part is drawn with its own sign, so that no colour is needed."""

    ALLOW_SELECT = False

    class Resized(Message):
        """There is room for more columns, or for fewer."""

    def on_resize(self) -> None:
        """Ask for columns that fit."""
        self.post_message(self.Resized())

    @staticmethod
    def edges(room: int, columns: int) -> list[int]:
        """Return the cell that each column begins at, and the one after the last: together they take all the room."""
        return [column * room // columns for column in range(columns + 1)]

    def room(self, most: int) -> int:
        """Return the cells that there are for columns of which the highest is so high."""
        return self.size.width - len(str(most)) - FRAME

    def show(self, stack: Stack, colours: Sequence[tuple[int, int, int] | None]) -> None:
        """Show columns, as wide as they can all be; None is the terminal's own colour."""
        plot = self.plt
        plot.clear_figure()
        self.theme = "clear"
        columns = len(stack.heights[0]) if stack.heights else 0
        if columns and stack.most:
            edges = self.edges(max(self.room(stack.most), columns), columns)
            gap = 1 if edges[-1] // columns > 2 else 0
            for sign, colour, part, tops in reversed(
                list(zip(stack.signs, colours, stack.heights, stack.tops, strict=True))
            ):
                bars = [
                    (cell, tops[column])
                    for column in range(columns)
                    for cell in range(edges[column], edges[column + 1] - gap)
                    if part[column]
                ]
                if bars:
                    places, heights = zip(*bars, strict=True)
                    plot.bar(list(places), list(heights), marker=sign, color=colour, width=THINNEST, reset_ticks=False)
            plot.xlim(0, self.room(stack.most) - 1)
            plot.ylim(0, stack.most)
            step = max(round(stack.most / TICKS), 1)
            numbers = range(0, stack.most + 1, step)
            plot.yticks([*map(float, numbers)], [str(each).rjust(len(str(stack.most))) for each in numbers])
            plot.xticks([edges[column] for column, _ in stack.ticks], [word for _, word in stack.ticks])
        self.refresh()
