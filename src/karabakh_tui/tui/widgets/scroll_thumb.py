"""A scrollbar that is drawn from strips made before: Textual's takes as long to draw as a list beside it."""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.color import TRANSPARENT
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip

from .fitted import Fitted


class ScrollThumb(Fitted, ScrollBar):
    """Textual's scrollbar, one cell wide."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a part of the scrollbar."""
        bar = self.render()
        assert isinstance(bar, ScrollBarRender)
        style = Style.parse(bar.style) if isinstance(bar.style, str) else bar.style
        colours = style.bgcolor or Color.default(), style.color or Color.default()
        base = self.visual_style.rich_style
        strips = _strips(base, self.outer_size.height, bar.virtual_size, bar.window_size, bar.position, *colours)
        for each in self.get_line_filters():
            strips = tuple(strip.apply_filter(each, TRANSPARENT) for strip in strips)
        return list(strips[crop.y : crop.bottom])


@lru_cache(maxsize=64)
def _strips(
    base: Style, height: int, lines: int, seen: int, first: float, back: Color, thumb: Color
) -> tuple[Strip, ...]:
    """Return a bar of a height, from top to bottom, for so many lines of which so many are seen from a first one on."""
    drawn = ScrollBarRender.render_bar(height, lines, seen, first, back_color=back, bar_color=thumb)
    return tuple(Strip([segment], 1) for segment in Segment.apply_style(drawn.segments, base))
