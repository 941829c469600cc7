"""Text measured in the cells of a terminal, cut and wrapped by them (Unicode Standard Annex 11)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

MARK = "…"
"""Ends a text that was cut."""


def cells(text: str) -> int:
    """Return how many cells a text takes: two for a wide letter, none for a mark that is drawn over another."""
    if text.isascii():
        return len(text)
    return sum(map(_letter_cells, text))


def _letter_cells(letter: str) -> int:
    if letter < "\u0300":
        return 1
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def cut(text: str, width: int) -> str:
    """Return a text in at most so many cells, with a mark at its end where something is missing."""
    if cells(text) <= width:
        return text
    room = width - cells(MARK)
    return text[: _fitting(text, room)].rstrip() + MARK if room >= 0 else ""


def _fitting(text: str, width: int) -> int:
    """Return how many of the first letters fit into so many cells, with the marks that belong to them."""
    taken = 0
    for at, letter in enumerate(text):
        taken += _letter_cells(letter)
        if taken > width:
            return at
    return len(text)


def padded(text: str, width: int) -> str:
    """Return a text with blanks after it, up to so many cells."""
    return text + " " * (width - cells(text))


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> Iterator[str]:
    """Yield the lines of a text that fit into so many cells; `first` and `rest` are put before them.

    Line breaks in the text are kept. A word longer than a line stays whole, so that addresses can be copied.
    """
    lead = first
    for paragraph in text.split("\n"):
        line, empty = lead, True
        for word in paragraph.split(" "):
            if not empty and cells(line) + 1 + cells(word) > width:
                yield line.rstrip()
                line, empty = rest, True
            line += word if empty else f" {word}"
            empty = False
        yield line.rstrip()
        lead = rest
