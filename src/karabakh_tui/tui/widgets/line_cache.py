"""The lines of a widget as they were painted last, with what styles set around them.

Textual's own allows for all that styles can ask of any widget, and looks for it at every line, which takes more time
than to draw the lines. Here what stands left and right of a line is taken from one line that Textual drew.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Protocol

from rich.segment import Segment
from textual._styles_cache import StylesCache
from textual.geometry import Region, Spacing
from textual.strip import Strip
from textual.widget import Widget


class Drawing(Protocol):
    """A widget that draws its lines itself."""

    def segments(self, y: int, width: int) -> list[Segment]:
        """Return what fills a line of its contents."""


class LineCache(StylesCache):
    """For a widget that draws its lines itself, already through the filters of the app."""

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self._drawing = drawing
        self._lines: dict[int, Strip] = {}
        self._left: list[Segment] = []
        """What stands left of each line."""
        self._right: list[Strip] = []
        """What stands right of each line: the scrollbar's place, and what comes after it."""
        self._cuts: tuple[int, ...] = ()
        """Where those begin, and the end."""
        self._look: object = None
        """What all that was drawn for."""

    def clear(self) -> None:
        """Draw all lines anew when they are asked for."""
        super().clear()
        self._lines.clear()

    def render_widget(self, widget: Widget, crop: Region) -> list[Strip]:
        """Return the lines of a part of the widget."""
        gutter, (width, height) = widget.styles.gutter, widget.outer_size
        contents = range(gutter.top, height - gutter.bottom)
        bar = width - gutter.right - widget.scrollbar_size_vertical
        look = (widget.styles._cache_key, widget.app.theme, width, bar, *widget.get_line_filters())
        if look != self._look and contents:
            self._take(super().render_widget(widget, Region(0, gutter.top, width, 1))[0], gutter, bar)
            self._look = look
        strips = [
            self._line(y, gutter.top, bar - gutter.left)
            if y in contents
            else super(LineCache, self).render_widget(widget, Region(0, y, width, 1))[0]
            for y in crop.line_range
        ]
        self._dirty_lines.difference_update(crop.line_range)
        return strips if crop.column_span == (0, width) else [strip.crop(*crop.column_span) for strip in strips]

    def _take(self, drawn: Strip, gutter: Spacing, bar: int) -> None:
        """Take what stands around all lines from one that Textual drew."""
        self._lines.clear()
        width = drawn.cell_length
        self._cuts = tuple(sorted({bar, width - gutter.right, width}))
        self._left = list(drawn.crop(0, gutter.left))
        self._right = [drawn.crop(start, end) for start, end in pairwise(self._cuts)]

    def _line(self, y: int, top: int, room: int) -> Strip:
        if self.is_dirty(y) or y not in self._lines:
            main = Strip([*self._left, *self._drawing.segments(y - top, room)], self._cuts[0])
            line = self._lines[y] = Strip.join([main, *self._right])
            line._divide_cache[self._cuts] = [main, *self._right]  # Textual will cut it so: there the scrollbar begins
        return self._lines[y]
