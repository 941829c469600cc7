"""What lists and pages have in common: lines that are drawn when one sees them, any number of them."""

from __future__ import annotations

from textual.geometry import Size
from textual.scroll_view import ScrollView


class Lines(ScrollView):
    """Lines to scroll over, without a new layout of the screen whenever their number changes."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Lines {
        overflow-x: hidden; scrollbar-size-vertical: 1;
        scrollbar-background: $background; scrollbar-background-hover: $surface; scrollbar-background-active: $surface;
    }
    """

    def set_line_count(self, count: int) -> None:
        """Scroll over so many lines."""
        self.set_reactive(Lines.virtual_size, Size(1, count))  # as a reactive, it asks for a layout
        self._refresh_scrollbars()
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.window_virtual_size = count
            self.vertical_scrollbar.window_size = self.scrollable_content_region.height
        self.scroll_y = self.validate_scroll_y(self.scroll_y)

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Take in a size; tell whether it is another one.

        Textual takes lines that are more than fit for a change of size, and paints the scrollbar after every layout.
        """
        if size == self._size and size - self.styles.gutter.totals == self._container_size:
            return False
        return super()._size_updated(size, virtual_size, container_size, layout)
