"""Marking in a row or a page what the search found there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from textual.content import Content, Span

from karabakh_tui.tui.widgets.document import Block, Columns

HIT = "bold underline $hit"

FindHits = Callable[[str], Iterable[tuple[int, int]]]
"""Returns where in a text as it is shown the hits begin and end."""


def with_hits(content: Content, find: FindHits) -> Content:
    """Return the content with its hits marked."""
    return content.add_spans([Span(start, end, HIT) for start, end in find(content.plain)])


def page_with_hits(blocks: Sequence[Block | Columns], find: FindHits) -> list[Block | Columns]:
    """Return the blocks of a page with their hits marked."""
    return [_marked(block, find) for block in blocks]


def _marked(block: Block | Columns, find: FindHits) -> Block | Columns:
    if isinstance(block, Block):
        return replace(block, content=with_hits(block.content, find))
    cells = tuple(tuple(replace(each, content=with_hits(each.content, find)) for each in cell) for cell in block.cells)
    return replace(block, cells=cells)
