"""Where a text breaks into lines of a width in terminal cells; offsets are kept, so links survive the wrapping."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, split_graphemes

Span = tuple[int, int]
"""Where a line begins and ends in the text, as offsets; the space at a break belongs to no line."""

_WORD = re.compile("[^ ]+")


def wrap(text: str, width: int, first_width: int | None = None) -> list[Span]:
    """Return the lines of a text, broken between words and at line breaks; a word wider than a line is folded.

    Only U+0020 is a place to break. A letter stays with its combining marks. A line is wider than `width` only
    where a single letter is. `first_width` is the width of the first line, where it differs.
    """
    width = max(width, 1)
    lines: list[Span] = []
    start = 0
    while True:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        room = width if lines or first_width is None else max(first_width, 1)
        if end - start <= 2 * room and cell_len(text[start:end]) <= room:
            lines.append((start, end))
        else:
            lines.extend(_wrap_paragraph(text, start, end, room, width))
        if end == len(text):
            return lines
        start = end + 1


def _wrap_paragraph(text: str, start: int, end: int, room: int, width: int) -> Iterator[Span]:
    """Yield the lines of `text[start:end]`, which has no line break; the first has `room` cells, the others `width`."""
    line_start = line_end = start
    used = 0
    for match in _WORD.finditer(text, start, end):
        size = cell_len(match[0])
        gap = match.start() - line_end
        if used + gap + size <= room:
            line_end = match.end()
            used += gap + size
            continue
        if line_end > line_start:
            yield line_start, line_end
            room = width
        line_start, line_end, used = match.start(), match.end(), size
        if size > room:
            *full, (line_start, line_end, used) = _fold(text, match.start(), match.end(), room, width)
            for folded_start, folded_end, _ in full:
                yield folded_start, folded_end
            room = width if full else room
    yield line_start, line_end


def _fold(text: str, start: int, end: int, room: int, width: int) -> Iterator[tuple[int, int, int]]:
    """Yield the pieces of a word that is wider than a line, each with its cells."""
    piece_start = start
    used = 0
    for letter_start, _, size in split_graphemes(text[start:end])[0]:
        if used and used + size > room:
            yield piece_start, start + letter_start, used
            piece_start, used, room = start + letter_start, 0, width
        used += size
    yield piece_start, end, used
