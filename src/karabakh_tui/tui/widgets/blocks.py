"""Paragraphs and boxes, and how they are laid out as lines of a width. Lines are made when they are asked for."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, zip_longest
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from .wrapping import Span, wrap

COLUMN_MINIMUM = 24
"""Cells a box needs, its frame included, to stand beside another."""

BORDER_STYLE = "dim"
_LEFT, _RIGHT = "│ ", " │"
_BOX_CELLS = len(_LEFT) + len(_RIGHT)


@dataclass(frozen=True)
class Block:
    """A paragraph, harmless already; line breaks in it are kept."""

    content: Content
    links: tuple[tuple[int, int, str], ...] = ()
    """Start and end of each link in `content.plain`, and its target, in reading order."""
    indent: int = 0
    """Cells before every line."""
    hanging: int = 0
    """Cells more before every line but the first."""
    draw: Callable[[int], Content] | None = None
    """Draws the one line that this is for the width it gets, in place of `content`."""
    anchor: str | None = None
    """A name by which the page can go to this block."""


@dataclass(frozen=True)
class Columns:
    """Boxes of equal width, side by side where there is room for it, else one under the other.

    The first blocks of boxes that stand side by side begin on one line, and so do the second ones, and so on.
    """

    titles: tuple[Content, ...]
    cells: tuple[tuple[Block, ...], ...]
    """What is in each box; as many as there are titles."""
    minimum: int = COLUMN_MINIMUM
    """Cells each box must have to stand beside another."""


class LinkSpan(NamedTuple):
    """The part of a link that is on one line."""

    start: int
    """Offset in the line's plain text."""
    end: int
    number: int
    """The link's number in the document, from 0."""


class Line(NamedTuple):
    """One line of a document."""

    content: Content
    links: tuple[LinkSpan, ...] = ()

    def link_at(self, cell: int) -> int | None:
        """Return the number of the link that covers a cell."""
        for link in self.links:
            begin = cell_len(self.content.plain[: link.start])
            if begin <= cell < begin + cell_len(self.content.plain[link.start : link.end]):
                return link.number
        return None


class _Paragraph:
    """A block at a width."""

    def __init__(self, block: Block, width: int, first_link: int) -> None:
        if block.draw is not None:
            block = replace(block, content=block.draw(width))
        self._block = block
        self._first_link = first_link
        self._indent = min(block.indent, width // 2)
        self._hanging = min(block.hanging, max(width // 2 - self._indent, 0))
        room = width - self._indent
        self._spans: list[Span] = wrap(block.content.plain, room - self._hanging, room)

    @property
    def height(self) -> int:
        return len(self._spans)

    def line(self, number: int) -> Line:
        start, end = self._spans[number]
        indent = self._indent + (self._hanging if number else 0)
        shift = indent - start
        links = tuple(
            LinkSpan(max(begin, start) + shift, min(after, end) + shift, self._first_link + index)
            for index, (begin, after, _) in enumerate(self._block.links)
            if max(begin, start) < min(after, end)
        )
        content = self._block.content
        if (start, end) != (0, len(content.plain)):
            content = content[start:end]
        return Line(content.pad_left(indent), links)

    def link_lines(self) -> Iterator[int]:
        """Yield the line on which each link begins."""
        for begin, _, _ in self._block.links:
            yield max(bisect_right(self._spans, begin, key=lambda span: span[0]) - 1, 0)


class _Box:
    """Paragraphs in a frame with a title; the frame is left out where there is no room for it."""

    def __init__(self, title: Content, blocks: Sequence[Block], width: int, first_link: int) -> None:
        self._title = title
        self._width = width
        self._framed = width > _BOX_CELLS
        self._body = _Stack(blocks, width - _BOX_CELLS if self._framed else width, first_link)

    @property
    def height(self) -> int:
        return self._body.height + (2 if self._framed else 1)

    @property
    def heights(self) -> list[int]:
        """The lines of each paragraph."""
        return self._body.heights

    def align(self, heights: Sequence[int]) -> None:
        """Give each paragraph at least the lines that its neighbours need."""
        self._body.align(heights)

    def line(self, number: int, height: int) -> Line:
        """Return a line of the box at a height at which it is drawn: that of its tallest neighbour."""
        if not self._framed:
            return self._bare_line(number)
        if number == 0:
            return Line(self._top())
        if number == height - 1:
            return Line(Content.styled(f"└{'─' * (self._width - 2)}┘", BORDER_STYLE))
        line = self._body.line(number - 1) if number <= self._body.height else Line(Content(""))
        fill = self._width - _BOX_CELLS - line.content.cell_length
        content = Content.assemble((_LEFT, BORDER_STYLE), line.content, " " * max(fill, 0), (_RIGHT, BORDER_STYLE))
        return Line(content, shifted(line.links, len(_LEFT)))

    def _bare_line(self, number: int) -> Line:
        if number == 0:
            return Line(self._title.truncate(self._width, ellipsis=True))
        return self._body.line(number - 1) if number <= self._body.height else Line(Content(""))

    def _top(self) -> Content:
        if not self._title:
            return Content.styled(f"┌{'─' * (self._width - 2)}┐", BORDER_STYLE)
        title = self._title.truncate(max(self._width - _BOX_CELLS, 0), ellipsis=True)
        rule = "─" * (self._width - _BOX_CELLS - title.cell_length)
        return Content.assemble(("┌ ", BORDER_STYLE), title, (f" {rule}┐", BORDER_STYLE))

    def link_lines(self) -> Iterator[int]:
        return (1 + line for line in self._body.link_lines())


def _abreast(boxes: int, most: int) -> int:
    """Return how many boxes stand side by side, so that their rows are as even as they can be: four in two pairs."""
    rows = math.ceil(boxes / max(most, 1))
    return math.ceil(boxes / rows) if rows else 1


class _Boxes:
    """`Columns` at a width: rows of boxes."""

    def __init__(self, columns: Columns, width: int, first_link: int, stacked: bool) -> None:
        abreast = 1 if stacked else _abreast(len(columns.cells), width // max(columns.minimum, 1))
        boxes: list[_Box] = []
        inside = any(title.cell_length > width // abreast - _BOX_CELLS for title in columns.titles)
        for title, blocks in zip(columns.titles, columns.cells, strict=True):
            if inside:  # a title too long for the frame is not cut; then all stand inside, so that all look alike
                title, blocks = Content(""), (Block(title), *blocks)
            boxes.append(_Box(title, blocks, width // abreast, first_link))
            first_link += sum(len(block.links) for block in blocks)
        self._rows = [boxes[at : at + abreast] for at in range(0, len(boxes), abreast)]
        for row in self._rows:
            tallest = [max(heights) for heights in zip_longest(*(box.heights for box in row), fillvalue=0)]
            for box in row:
                box.align(tallest)
        self._heights = [max(box.height for box in row) for row in self._rows]
        self._starts = list(accumulate(self._heights, initial=0))

    @property
    def height(self) -> int:
        return self._starts[-1]

    def line(self, number: int) -> Line:
        row = bisect_right(self._starts, number) - 1
        lines = [box.line(number - self._starts[row], self._heights[row]) for box in self._rows[row]]
        links: list[LinkSpan] = []
        before = 0
        for line in lines:
            links.extend(shifted(line.links, before))
            before += len(line.content.plain)
        return Line(Content.assemble(*(line.content for line in lines)), tuple(links))

    def link_lines(self) -> Iterator[int]:
        for start, row in zip(self._starts, self._rows, strict=False):
            for box in row:
                yield from (start + line for line in box.link_lines())


class _Stack:
    """Paragraphs and boxes one under the other."""

    def __init__(
        self, blocks: Sequence[Block | Columns], width: int, first_link: int = 0, *, stacked: bool = False
    ) -> None:
        self._laid: list[_Paragraph | _Boxes] = []
        for block in blocks:
            if isinstance(block, Block):
                self._laid.append(_Paragraph(block, width, first_link))
            else:
                self._laid.append(_Boxes(block, width, first_link, stacked))
            first_link += sum(1 for _ in targets_of(block))
        self.starts = list(accumulate((laid.height for laid in self._laid), initial=0))

    @property
    def height(self) -> int:
        return self.starts[-1]

    @property
    def heights(self) -> list[int]:
        """The lines of each block."""
        return [laid.height for laid in self._laid]

    def align(self, heights: Sequence[int]) -> None:
        """Give each block so many lines; empty ones follow where it needs fewer."""
        self.starts = list(accumulate(heights[: len(self._laid)], initial=0))

    def block_at(self, number: int) -> int:
        """Return the block that holds a line."""
        return max(min(bisect_right(self.starts, number) - 1, len(self._laid) - 1), 0)

    def line(self, number: int) -> Line:
        block = self.block_at(number)
        within = number - self.starts[block]
        return self._laid[block].line(within) if within < self._laid[block].height else Line(Content(""))

    def link_lines(self) -> Iterator[int]:
        for start, laid in zip(self.starts, self._laid, strict=False):
            yield from (start + line for line in laid.link_lines())


class Layout(_Stack):
    """A document at a width; its boxes side by side where they can, or all `stacked`."""

    def __init__(self, blocks: Sequence[Block | Columns], width: int, *, stacked: bool = False) -> None:
        super().__init__(blocks, width, stacked=stacked)
        self.width = width
        self.link_starts: list[int] = list(self.link_lines())
        """The line on which each link begins."""

    def share_of(self, block: int, line: int) -> float:
        """Return how far into a block a line is, from 0 to 1."""
        height = self.starts[block + 1] - self.starts[block] if block + 1 < len(self.starts) else 0
        return (line - self.starts[block]) / height if height else 0.0

    def line_at(self, block: int, share: float) -> int:
        """Return the line so far into a block."""
        height = self.starts[block + 1] - self.starts[block] if block + 1 < len(self.starts) else 0
        return self.starts[block] + round(share * height)


def targets_of(block: Block | Columns) -> Iterator[str]:
    """Yield the targets of a block's links, in reading order: a box whole before the next."""
    if isinstance(block, Block):
        yield from (target for _, _, target in block.links)
    else:
        for blocks in block.cells:
            for each in blocks:
                yield from targets_of(each)


def shifted(links: Sequence[LinkSpan], by: int) -> tuple[LinkSpan, ...]:
    """Return the links of a line that has `by` characters more before them."""
    return tuple(LinkSpan(link.start + by, link.end + by, link.number) for link in links)
