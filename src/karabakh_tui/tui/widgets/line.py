"""One line of text with something at its right end; and a bar that shows how far a long job is."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from .fitted import Fitted

LEFT_MINIMUM = 12
"""Cells of the left part that must be left beside the right one."""


class Line(Fitted):
    """A line with a left and a right part; the left one is cut with a mark where there is no room."""

    DEFAULT_CSS = """
    Line { height: 1; }
    """
    ALLOW_SELECT = False

    left: reactive[Content] = reactive(Content(""))
    right: reactive[Content] = reactive(Content(""))
    shorter: reactive[Content] = reactive(Content(""))
    """The right part where there is no room for the whole of it."""

    def render(self) -> Content:
        """Return the line at the present width."""
        width = self.size.width
        right = self.right if self.right.cell_length <= width - LEFT_MINIMUM or not self.left else self.shorter
        left = self.left.truncate(max(width - right.cell_length - 1, 0), ellipsis=True)
        gap = width - left.cell_length - right.cell_length
        return Content.assemble(left, " " * max(gap, 0), right)


class ProgressLine(Widget):
    """What a long job is doing and how far it is, in words and as a bar."""

    DEFAULT_CSS = """
    ProgressLine { height: 1; display: none; }
    ProgressLine.-running { display: block; }
    """
    ALLOW_SELECT = False

    share: reactive[float] = reactive(0.0)
    """The part that is done, from 0 to 1."""
    job: reactive[Content] = reactive(Content(""))

    def start(self, job: Content) -> None:
        """Show the bar for a job."""
        self.job = job
        self.share = 0.0
        self.add_class("-running")

    def stop(self) -> None:
        """Hide the bar."""
        self.remove_class("-running")

    def render(self) -> Content:
        """Return the bar at the present width."""
        words = Content.assemble(self.job, f" {self.share:.0%} ")
        room = self.size.width - words.cell_length
        done = round(max(room, 0) * min(max(self.share, 0.0), 1.0))
        return Content.assemble(words, "━" * done, ("╌" * max(room - done, 0), "dim")).truncate(self.size.width)
