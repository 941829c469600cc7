"""What lists and pages have in common: lines that are drawn when one sees them, any number of them."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.style import Style

from .line_cache import LineCache
from .look import Look
from .scroll_thumb import ScrollThumb


class Lines(ScrollView):
    """Lines to scroll over, without a new layout of the screen whenever their number changes.

    Of what styles can ask for, opacity, tints, hatching and outlines are not drawn.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Lines {
        overflow-x: hidden; scrollbar-size-vertical: 1;
        scrollbar-background: $background; scrollbar-background-hover: $surface; scrollbar-background-active: $surface;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._styles_cache = LineCache(self)
        self._looks: dict[Style, Look] = {}
        self._ground: tuple[object, ...] = ()
        """The theme and the filters that the looks are for."""

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scrollbar."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = ScrollThumb(name="vertical")
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)
        return self._vertical_scrollbar

    def set_line_count(self, count: int) -> None:
        """Scroll over so many lines."""
        self.set_reactive(Lines.virtual_size, Size(1, count))  # as a reactive, it asks for a layout
        self._refresh_scrollbars()
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.window_virtual_size = count
            if self.size:  # hidden, it keeps the size that it will have again
                self.vertical_scrollbar.window_size = self.scrollable_content_region.height
        self.scroll_y = self.validate_scroll_y(self.scroll_y)

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Take in a size; tell whether it is another one.

        Textual takes lines that are more than fit for a change of size, and paints the scrollbar after every layout.
        """
        if size == self._size and size - self.styles.gutter.totals == self._container_size:
            return False
        return super()._size_updated(size, virtual_size, container_size, layout)

    # Drawing

    def segments(self, y: int, width: int) -> list[Segment]:
        """Return what fills a line of a width, counted from the first one seen."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Return one line as it is to be painted."""
        return Strip(self.segments(y, self.scrollable_content_region.width))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a part of the widget."""
        ground = (self.app.theme, *self.get_line_filters())
        if self._ground != ground:
            self._ground = ground
            self._looks.clear()
        return super().render_lines(crop)

    def look(self, base: Style) -> Look:
        """Return how text looks on a base here."""
        if base not in self._looks:
            self._looks[base] = Look(base, self.app.stylesheet.parse_style, self.get_line_filters())
        return self._looks[base]
