"""Widgets that nothing is laid out by: what they hold fits whatever size they get."""

from __future__ import annotations

from textual.geometry import Size
from textual.widget import Widget


class Fitted(Widget):
    """Textual lays the screen out a second time after each layout that gives a widget another size; not for these."""

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Take in a size; tell whether it is another one."""
        return super()._size_updated(size, virtual_size, container_size, layout=False)
