"""A table for people: columns as wide as what is in them, the widest cut to what the terminal has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from karabakh_tui.show import show

from .console import DIM, Console
from .width import cells, cut, padded

GAP = "  "


class Column(NamedTuple):
    """A column: its name and the style of its cells."""

    name: str
    style: str = ""
    flexible: bool = False
    """Cut where the terminal is too narrow for all columns."""
    numeric: bool = False
    """Written to the right end."""


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], console: Console) -> str:
    """Return rows under a header, each cell made harmless."""
    shown = [[show(cell) for cell in row] for row in rows]
    header = [column.name for column in columns]
    widths = _widths(columns, [header, *shown], console.width)
    lines = [_line(columns, header, widths, console, style=DIM)]
    lines += [_line(columns, row, widths, console) for row in shown]
    return "".join(f"{line}\n" for line in lines)


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], most: int) -> list[int]:
    """Return the width of each column; the flexible ones give up what is too much."""
    widths = [max(cells(row[at]) for row in rows) for at in range(len(columns))]
    too_much = sum(widths) + len(GAP) * (len(columns) - 1) - most
    for at, column in enumerate(columns):
        if column.flexible and too_much > 0:
            given = min(too_much, max(widths[at] - LEAST, 0))
            widths[at] -= given
            too_much -= given
    return widths


LEAST = 24
"""Columns that a flexible column keeps, even if the line then is longer than the terminal."""


def _line(columns: Sequence[Column], row: Iterable[str], widths: list[int], console: Console, style: str = "") -> str:
    parts = []
    for column, cell, width in zip(columns, row, widths, strict=True):
        text = cut(cell, width)
        blanks = padded("", width - cells(text))
        written = console.styled(text, style or column.style)
        parts.append(blanks + written if column.numeric else written + blanks)
    return GAP.join(parts).rstrip()
