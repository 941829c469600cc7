"""Blocks of text laid out into lines: wrapped by cells at blanks, with links that know their cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len
from textual.content import Content

COLUMN_WIDTH = 34
"""Cells that a box needs to stand beside another."""


@dataclass(frozen=True)
class Block:
    """A paragraph. Links are given by their places in the text: start, end, target."""

    content: Content
    links: tuple[tuple[int, int, str], ...] = ()
    indent: int = 0
    """Cells before every line."""
    hanging: int = 0
    """Cells more before every line but the first."""


@dataclass(frozen=True)
class Columns:
    """Boxes of equal width, side by side where there is room for all, else below one another."""

    titles: tuple[Content, ...]
    cells: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True)
class LinkPiece:
    """The part of a link that stands on one line: cells from `start` to before `end`."""

    line: int
    start: int
    end: int


@dataclass
class Link:
    """Where a link leads, and where it stands."""

    target: str
    pieces: list[LinkPiece] = field(default_factory=list)


@dataclass
class Line:
    """A laid-out line: its text, and the links in it as start, end (places in the text) and an identity."""

    content: Content
    links: list[tuple[int, int, object, str]] = field(default_factory=list)


@dataclass
class Flow:
    """A page laid out for one width."""

    lines: list[Content] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    """The first line of each block."""

    def link_at(self, line: int, cell: int) -> int | None:
        """Return the link that covers a cell."""
        for number, link in enumerate(self.links):
            if any(piece.line == line and piece.start <= cell < piece.end for piece in link.pieces):
                return number
        return None


def lay_out(blocks: Sequence[Block | Columns], width: int) -> Flow:
    """Lay blocks out for a width in cells."""
    flow = Flow()
    known: dict[object, Link] = {}
    width = max(width, 1)
    for block in blocks:
        flow.starts.append(len(flow.lines))
        for line in _block_lines(block, width) if isinstance(block, Block) else _column_lines(block, width):
            _add(flow, known, line)
    return flow


def _add(flow: Flow, known: dict[object, Link], line: Line) -> None:
    plain = line.content.plain
    for start, end, identity, target in line.links:
        link = known.get(identity)
        if link is None:
            link = known[identity] = Link(target)
            flow.links.append(link)
        piece = LinkPiece(len(flow.lines), cell_len(plain[:start]), cell_len(plain[:end]))
        link.pieces.append(piece)
    flow.lines.append(line.content)


_WORDS = re.compile(r"[^\S\n]*\S*")


def wrap(text: str, first: int, rest: int) -> list[tuple[int, int]]:
    """Return where each line begins and ends in a text, for a first and all other lines' widths in cells.

    Breaks at blanks, which end no line and begin none but the first; a word wider than a line is broken.
    """
    spans: list[tuple[int, int]] = []
    width = max(first, 1)
    at = 0
    for paragraph in text.split("\n"):
        for start, end in _wrap_paragraph(paragraph, width, max(rest, 1)):
            spans.append((at + start, at + end))
            width = max(rest, 1)
        at += len(paragraph) + 1
    return spans


def _wrap_paragraph(text: str, first: int, rest: int) -> list[tuple[int, int]]:
    if cell_len(text) <= first:
        return [(0, len(text))]
    spans: list[tuple[int, int]] = []
    width, start, end, used = first, 0, 0, 0
    for match in _WORDS.finditer(text):
        if match.end() == match.start():
            break
        size = cell_len(match[0])
        if used + size <= width:
            end, used = match.end(), used + size
            continue
        if end > start:
            spans.append((start, end))
            width = rest
        start = match.end() - len(match[0].lstrip())
        end, used = match.end(), cell_len(text[start : match.end()])
        while used > width:
            cut = start + max(_fitting(text[start:end], width), 1)
            spans.append((start, cut))
            start, width = cut, rest
            used = cell_len(text[start:end])
    if end > start or not spans:
        spans.append((start, end))
    return spans


def _fitting(text: str, width: int) -> int:
    """Return how many characters of a text fit in a width."""
    used = 0
    for number, letter in enumerate(text):
        used += cell_len(letter)
        if used > width:
            return number
    return len(text)


def _block_lines(block: Block, width: int) -> list[Line]:
    indent = min(block.indent, max(width - 8, 0))
    hanging = min(indent + block.hanging, max(width - 8, 0))
    text = block.content.plain
    spans = wrap(text, width - indent, width - hanging)
    lines: list[Line] = []
    for number, (start, end) in enumerate(spans):
        pad = indent if number == 0 else hanging
        piece = block.content if (start, end) == (0, len(text)) else block.content[start:end]
        links: list[tuple[int, int, object, str]] = [
            (max(low, start) - start + pad, min(high, end) - start + pad, (id(block), low), target)
            for low, high, target in block.links
            if low < end and high > start
        ]
        lines.append(Line(Content.assemble(" " * pad, piece) if pad else piece, links))
    return lines


def _column_lines(columns: Columns, width: int) -> list[Line]:
    count = len(columns.cells)
    if count * COLUMN_WIDTH > width:
        boxes = [_box(title, cell, width) for title, cell in zip(columns.titles, columns.cells, strict=True)]
        return [line for box in boxes for line in box]
    each = width // count
    boxes = [_box(title, cell, each) for title, cell in zip(columns.titles, columns.cells, strict=True)]
    height = max(len(box) for box in boxes)
    return _side_by_side([_stretched(box, height, each) for box in boxes])


def _box(title: Content, cell: Sequence[Block], width: int) -> list[Line]:
    """Return blocks in a box of `width` cells with a title in its upper edge."""
    if width < 8:
        return [Line(title), *(line for block in cell for line in _block_lines(block, width))]
    inner = width - 4
    name = title.truncate(inner, ellipsis=True)
    lines = [Line(Content.assemble("┌ ", name.stylize("bold"), " ", "─" * (inner - name.cell_length), "┐"))]
    for block in cell:
        for line in _block_lines(block, inner):
            gap = " " * (inner - line.content.cell_length)
            shifted = [(start + 2, end + 2, identity, target) for start, end, identity, target in line.links]
            lines.append(Line(Content.assemble("│ ", line.content, gap, " │"), shifted))
    lines.append(Line(Content.assemble("└", "─" * (width - 2), "┘")))
    return lines


def _stretched(box: list[Line], height: int, width: int) -> list[Line]:
    """Return a box made as high as its neighbours, so that all have the same form."""
    empty = [Line(Content("│" + " " * (width - 2) + "│")) for _ in range(height - len(box))]
    return [*box[:-1], *empty, box[-1]]


def _side_by_side(boxes: list[list[Line]]) -> list[Line]:
    lines: list[Line] = []
    for row in zip(*boxes, strict=True):
        content, links, shift = Content(""), [], 0
        for line in row:
            links += [(start + shift, end + shift, identity, target) for start, end, identity, target in line.links]
            content = Content.assemble(content, line.content)
            shift += len(line.content.plain)
        lines.append(Line(content, links))
    return lines
