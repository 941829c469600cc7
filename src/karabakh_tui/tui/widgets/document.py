"""A page of text with links that are reached by key and by mouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive, var

from .blocks import Block, Columns, Layout, targets_of
from .lines import Lines

__all__ = ["Block", "Columns", "Document"]

CHOSEN = "bold reverse"
"""The style of the link that Enter follows."""


class _Stand(NamedTuple):
    """What a reader sees first of a page."""

    block: int
    share: float
    """How much of the block is above."""
    with_link: bool
    """The chosen link is in sight."""


class Document(Lines, can_focus=True):
    """Blocks of text, wrapped to the width. Down and up go to the next link on the page, else scroll."""

    DEFAULT_CSS = """
    Document { overflow-y: scroll; }
    """
    BINDINGS = [
        Binding("up,k", "step(-1)", "up", id="page.up", show=False),
        Binding("down,j", "step(1)", "down", id="page.down", show=False),
        Binding("pageup", "page(-1.0)", "page up", id="page.page-up", show=False),
        Binding("pagedown,space", "page(1.0)", "page down", id="page.page-down", show=False),
        Binding("ctrl+u", "page(-0.5)", "half a page up", id="page.half-up", show=False),
        Binding("ctrl+d", "page(0.5)", "half a page down", id="page.half-down", show=False),
        Binding("home", "go(0)", "top", id="page.top", show=False),
        Binding("end,G", "go(1)", "bottom", id="page.bottom", show=False),
    ]

    link_cursor: reactive[int | None] = reactive(None, repaint=False, init=False)
    """The link that Enter follows, counted from 0."""
    stacked: var[bool] = var(False, init=False)
    """Boxes stand one under the other, even where there is room for them side by side."""

    @dataclass
    class Followed(Message):
        """A link was followed."""

        document: Document
        target: str

        @property
        def control(self) -> Document:
            """The page."""
            return self.document

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._blocks: Sequence[Block | Columns] = ()
        self._targets: list[str] = []
        self._page = Layout((), 0)
        self._first_g: tuple[int | None, int] | None = None
        """Where the page stood when `g` was pressed; a second one there goes to the top."""
        self._wanted: str | None = None
        """The anchor to go to once the page has a size."""
        self._stood = _Stand(0, 0.0, with_link=False)
        self._kept: tuple[int, int | None] | None = None
        """Scroll and link after the last change of size: if they are the same still, the reader did nothing since."""

    # Contents

    def set_blocks(self, blocks: Sequence[Block | Columns]) -> None:
        """Show other blocks, from their top, with no link chosen."""
        self._blocks = blocks
        self._wanted = self._kept = None
        self._targets = [target for block in blocks for target in targets_of(block)]
        self.set_reactive(Document.link_cursor, None)
        self._lay_out()
        self.set_reactive(Document.scroll_y, 0.0)
        self.set_reactive(Document.scroll_target_y, 0.0)
        self.vertical_scrollbar.position = 0
        self.refresh()

    def restore(self, link: int | None, scroll: int) -> None:
        """Put link and scroll back to where they were."""
        self.link_cursor = link if link is not None and link < len(self._targets) else None
        self.scroll_to(y=scroll, animate=False, immediate=True)

    def _lay_out(self) -> None:
        # While the page is hidden it has the width that it will have again; before the first layout there is none.
        width = self.scrollable_content_region.width or self._page.width
        self._page = Layout(self._blocks if width else (), width, stacked=self.stacked)
        self.set_line_count(self._page.height)

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Wrap at once for another width: Textual tells of it by a message, which comes after the first paint."""
        stand = self._stand()
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        if changed:
            if self.scrollable_content_region.width != self._page.width:
                self._lay_out()
            self._keep(stand)
            if self._wanted is not None:
                self.go_to(self._wanted)
        return changed

    def _stand(self) -> _Stand:
        """Return where the reader is: after several sizes, or ways to lay out, in a row, where they were before all."""
        here = round(self.scroll_offset.y), self.link_cursor
        if here != self._kept:
            scroll, link = here
            block = self._page.block_at(scroll)
            follows = link is not None and link < len(self._page.link_starts) and self._is_seen(link)
            self._stood = _Stand(block, self._page.share_of(block, scroll), follows)
        return self._stood

    @property
    def place(self) -> tuple[int, float]:
        """The block that the reader sees first, and how much of it is above: the same at any width."""
        stand = self._stand()
        return stand.block, stand.share

    def stand_at(self, block: int, share: float) -> None:
        """Show a place first; where the page has no size yet, once it has."""
        self._stood = _Stand(max(block, 0), share if 0 <= share < 1 else 0.0, with_link=False)
        if self._page.height:
            self._keep(self._stood)
        else:
            self._kept = round(self.scroll_offset.y), self.link_cursor

    def _keep(self, stand: _Stand) -> None:
        """Put what stood at the top there again, with the chosen link in sight where it was."""
        if stand.block < len(self._page.starts):
            self.scroll_to(y=self._page.line_at(stand.block, stand.share), animate=False, immediate=True)
        link, links = self.link_cursor, self._page.link_starts
        if stand.with_link and link is not None and link < len(links) and not self._is_seen(link):
            above = links[link] < round(self.scroll_offset.y)
            self.scroll_to(y=links[link] - (0 if above else self._page_height() - 1), animate=False, immediate=True)
        self._kept = round(self.scroll_offset.y), link
        self.refresh()

    def watch_stacked(self) -> None:
        """Put boxes one under the other, or side by side."""
        stand = self._stand()
        self._lay_out()
        self._keep(stand)

    def scroll_to_block(self, number: int) -> None:
        """Scroll until a block's first line is the first one seen."""
        if number < len(self._page.starts):
            self.scroll_to(y=self._page.starts[number], animate=False, immediate=True)

    def go_to(self, anchor: str) -> None:
        """Go to the block with an anchor, and choose its first link; where the page has no size yet, once it has."""
        number = next((at for at, block in enumerate(self._blocks) if _anchor(block) == anchor), None)
        if number is None:
            return
        before = sum(1 for block in self._blocks[:number] for _ in targets_of(block))
        self.link_cursor = before if any(targets_of(self._blocks[number])) else None
        self.scroll_to_block(number)
        self._wanted = anchor if not self.size else None

    # Moving

    def _page_height(self) -> int:
        return max(self.outer_size.height - self.styles.gutter.height, 0)

    def action_step(self, direction: int) -> None:
        """Go to the next link where it is on the page, else scroll a line."""
        there = self._next_link(direction)
        if there is not None and self._is_seen(there):
            self.link_cursor = there
            return
        self.scroll_relative(y=direction, animate=False, immediate=True)
        if there is not None and self._is_seen(there):
            self.link_cursor = there

    def _next_link(self, direction: int) -> int | None:
        """Return the next link: from the chosen one where that is on the page, else from the page's edge."""
        links = self._page.link_starts
        here = self.link_cursor
        if here is not None and here < len(links) and self._is_seen(here):
            there = here + direction
            return there if 0 <= there < len(links) else None
        order = range(len(links)) if direction > 0 else range(len(links) - 1, -1, -1)
        top = round(self.scroll_offset.y)
        for number in order:
            line = links[number]
            if (direction > 0 and line >= top) or (direction < 0 and line < top + self._page_height()):
                return number
        return None

    def _is_seen(self, link: int) -> bool:
        return 0 <= self._page.link_starts[link] - round(self.scroll_offset.y) < self._page_height()

    def action_page(self, pages: float) -> None:
        """Scroll by pages of the visible height."""
        self.scroll_relative(y=round(pages * max(self._page_height() - 1, 1)), animate=False, immediate=True)

    def action_go(self, end: int) -> None:
        """Scroll to the top (0) or the bottom (1)."""
        self.scroll_to(y=self.max_scroll_y if end else 0, animate=False, immediate=True)

    def action_follow(self) -> None:
        """Follow the chosen link."""
        if self.link_cursor is not None and self.link_cursor < len(self._targets):
            self.post_message(self.Followed(self, self._targets[self.link_cursor]))

    def on_key(self, event: events.Key) -> None:
        """Take `g g` as the way to the top."""
        place = (self.link_cursor, round(self.scroll_offset.y))
        if event.key == "g":
            event.stop()
            if self._first_g == place:
                self.action_go(0)
            self._first_g = None if self._first_g == place else place
        else:
            self._first_g = None

    def on_click(self, event: events.Click) -> None:
        """Follow a clicked link."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        number = offset.y + round(self.scroll_offset.y)
        link = self._page.line(number).link_at(offset.x) if number < self._page.height else None
        if link is not None:
            event.stop()
            self.link_cursor = link
            self.action_follow()

    def watch_link_cursor(self) -> None:
        """Repaint what the choice of another link changes."""
        self.refresh()

    # Drawing

    def segments(self, y: int, width: int) -> list[Segment]:
        """Return what fills one line."""
        number = y + round(self.scroll_offset.y)
        look = self.look(self.visual_style)
        if width <= 0 or number >= self._page.height:
            return [look.blanks(max(width, 0))]
        line = self._page.line(number)
        content = line.content
        for link in line.links:
            if link.number == self.link_cursor:
                content = content.stylize(CHOSEN, link.start, link.end)
        return look.segments(content, width)


def _anchor(block: Block | Columns) -> str | None:
    return block.anchor if isinstance(block, Block) else None
