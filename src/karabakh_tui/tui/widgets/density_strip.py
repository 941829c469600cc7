"""How much there is in each of many columns: of a whole and of a part of it; clicked or dragged, some are chosen.

A column that is in the part as a whole is solid. Any other is drawn in dots, two of them wide: on the left as high as
the whole, on the right as high as the part, which so stands at the foot of a thin stem. Both can be told without
colours, which say the same again.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from .look import Look

SOLID = " ▁▂▃▄▅▆▇█"
"""A solid column at each height."""
_LEFT_DOTS = (0x00, 0x40, 0x44, 0x46, 0x47)
_RIGHT_DOTS = (0x00, 0x80, 0xA0, 0xB0, 0xB8)
"""Dots of a braille character from the bottom up to each height."""
_BRAILLE = 0x2800

SIGN = "◐"
SPAN_BEGINS, SPAN_GOES_ON, SPAN_ENDS, SPAN_ALONE = "└", "─", "┘", "▴"

PART, REST, MARK, LABEL = "bold $accent", "$secondary", "bold $accent", "$muted"
BEHIND_MARKED = "on $cursor"
"""Under the marked span, where there is no second line to mark it on; without colours it is reversed."""


NOTHING = Content("")


class Bars(NamedTuple):
    """What a strip shows."""

    whole: tuple[int, ...] = ()
    """For each column how much there is."""
    part: tuple[int, ...] = ()
    """And how much of that is in the part."""
    signed: frozenset[int] = frozenset()
    """The columns that carry a sign."""
    cells: int = 1
    """The width of a column."""
    before: Content = NOTHING
    """What stands at the left end."""
    after: Content = NOTHING
    """What stands at the right end."""
    labels: tuple[tuple[int, str], ...] = ()
    """Words to stand under columns, from their first cell on, as far as there is room; the more important first."""
    marked: tuple[int, int] | None = None
    """The first and the last column of the span that is marked."""
    legend: Content = NOTHING
    """What the sign means; shown where there is room."""


def height(count: int, most: int, full: int) -> int:
    """Return how high a count is, of `full` for the most: by the square root, so that few show beside very many."""
    return min(math.ceil(full * math.sqrt(count / most)), full) if count else 0


def column_letter(whole: int, part: int, most: int, *, solid: bool) -> str:
    """Return the letter that draws a column."""
    if solid:
        return SOLID[height(whole, most, len(SOLID) - 1)]
    full = len(_LEFT_DOTS) - 1
    return chr(_BRAILLE + _LEFT_DOTS[height(whole, most, full)] + _RIGHT_DOTS[height(part, most, full)])


class DensityStrip(Widget):
    """The columns on one line, and what they are on a second one, where the strip has that."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    DensityStrip { height: 1; }
    """

    bars: reactive[Bars] = reactive(Bars())
    _dragged: reactive[tuple[int, int] | None] = reactive(None)
    """The columns between which the mouse was pressed and where it is now."""

    @dataclass
    class Chosen(Message):
        """Columns were clicked, or dragged over."""

        first: int
        last: int

    class Resized(Message):
        """There is room for more columns, or for fewer."""

    def on_resize(self) -> None:
        """Ask for columns that fit."""
        self.post_message(self.Resized())

    # Drawing

    @property
    def _start(self) -> int:
        """The first cell of the first column."""
        return self.bars.before.cell_length + 2

    def render_line(self, y: int) -> Strip:
        """Return one line as it is to be painted."""
        content = Content("") if not self.bars.whole else self._columns() if y == 0 else self._axis()
        width = self.size.width
        look = Look(self.visual_style, self.app.stylesheet.parse_style)
        return Strip(look.segments(content.truncate(width), width), width)

    @property
    def _marked(self) -> tuple[int, int] | None:
        if self._dragged is None:
            return self.bars.marked
        return min(self._dragged), max(self._dragged)

    def _columns(self) -> Content:
        bars, alone = self.bars, self.size.height == 1
        below = {} if alone else self._signs_below()
        columns = Content.assemble(*(self._column(at, underlined=at not in below) for at in range(len(bars.whole))))
        marked = self._marked
        if marked is not None and alone:
            coloured = not (self.app.no_color or self.app.native_ansi_color)
            columns = columns.stylize(
                BEHIND_MARKED if coloured else "reverse", marked[0] * bars.cells, (marked[1] + 1) * bars.cells
            )
        return Content.assemble(" ", bars.before, " ", columns, " ", bars.after, *self._legend())

    def _column(self, at: int, *, underlined: bool) -> tuple[str, str]:
        """Return a column and its style: underlined, where it carries a sign and there is no other place for it."""
        bars = self.bars
        whole, part = bars.whole[at], bars.part[at]
        signed = underlined and at in bars.signed
        letter = column_letter(whole, part, max(bars.whole), solid=whole == part and not signed)
        style = PART if part else REST
        return letter * bars.cells, f"{style} underline" if signed else style

    def _legend(self) -> Iterator[Content | str]:
        bars = self.bars
        taken = self._start + len(bars.whole) * bars.cells + 1 + bars.after.cell_length
        room = self.size.width - taken - bars.legend.cell_length
        if self.size.height > 1 and bars.signed and bars.legend and room > 2:
            yield " " * (room - 1)
            yield bars.legend

    def _axis(self) -> Content:
        """Return the second line: the marked span, else labels, else signs."""
        cells = self._labelled()
        for cell in self._signs_below().values():
            cells[cell] = (SIGN, "")
        return Content.assemble(" " * self._start, *cells)

    def _signs_below(self) -> dict[int, int]:
        """Return the columns whose sign has room on the second line, with its cell; others are underlined.

        A sign beside a label would be read as part of it.
        """
        cells = self._labelled()
        signs = {column: column * self.bars.cells for column in self.bars.signed}
        return {
            column: cell
            for column, cell in signs.items()
            if cells[cell][0] == " " and all(style != LABEL for _, style in cells[max(cell - 1, 0) : cell + 2])
        }

    def _labelled(self) -> list[tuple[str, str]]:
        """Return the cells of the second line with the marked span and the labels."""
        bars = self.bars
        cells: list[tuple[str, str]] = [(" ", "")] * (len(bars.whole) * bars.cells)
        if self._marked is not None:
            first, last = self._marked
            for at, letter in enumerate(_bracket((last - first + 1) * bars.cells), first * bars.cells):
                cells[at] = (letter, MARK)
        for column, text in bars.labels:
            start = column * bars.cells
            if start + len(text) <= len(cells) and _is_free(cells, start - 1, start + len(text) + 1):
                cells[start : start + len(text)] = [(letter, LABEL) for letter in text]
        return cells

    # The mouse

    def _column_at(self, offset: Offset) -> int | None:
        column = (offset.x - self._start) // self.bars.cells
        return column if 0 <= column < len(self.bars.whole) else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a choice."""
        column = self._column_at(event.offset)
        if column is not None:
            event.stop()
            self._dragged = column, column
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what would be chosen."""
        if self._dragged is not None:
            column = (event.offset.x - self._start) // self.bars.cells
            self._dragged = self._dragged[0], min(max(column, 0), len(self.bars.whole) - 1)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End a choice, and tell of it."""
        dragged, self._dragged = self._dragged, None
        if dragged is not None:
            event.stop()
            self.release_mouse()
            self.post_message(self.Chosen(min(dragged), max(dragged)))

    def watch_bars(self) -> None:
        """Forget a choice that was begun among other columns."""
        self._dragged = None


def _bracket(cells: int) -> str:
    return SPAN_ALONE if cells == 1 else SPAN_BEGINS + SPAN_GOES_ON * (cells - 2) + SPAN_ENDS


def _is_free(cells: Sequence[tuple[str, str]], start: int, end: int) -> bool:
    return all(letter == " " for letter, _ in cells[max(start, 0) : end])
