"""Pieces of text with a style and, maybe, a link: the one way in which store text becomes `Content`.

Every string passes `show()` here, so that nothing in a store can act on the terminal or be read as markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from karabakh_tui.model.records import Event, Record
from karabakh_tui.show import show
from karabakh_tui.tui.widgets.document import Block

MUTED = "$muted"
HEADING = "bold $heading"
LINK = "underline $link"
STRONG = "bold"
STRUCK = "strike"

STATUS_SIGNS = {"established": "●", "reported": "○", "claimed": "◔", "disputed": "◐"}

STAR_SIGN = "★"

STATUS_WIDTH = 2 + max(map(len, STATUS_SIGNS))


class Run(NamedTuple):
    """Some text in one style; `target` makes it a link to a record (`table/id`)."""

    text: str
    style: str = ""
    target: str | None = None
    lines: bool = False
    """Keep line breaks as line breaks."""


def content(*runs: Run) -> Content:
    """Return the runs as one piece of `Content`."""
    return Content.assemble(*((show(run.text, lines=run.lines), run.style) for run in runs if run.text))


def block(*runs: Run, indent: int = 0, hanging: int = 0, anchor: str | None = None) -> Block:
    """Return the runs as a paragraph of a page, with the places of its links."""
    links: list[tuple[int, int, str]] = []
    parts: list[tuple[str, str]] = []
    at = 0
    for run in runs:
        text = show(run.text, lines=run.lines)
        if not text:
            continue
        if run.target is not None:
            links.append((at, at + len(text), run.target))
        parts.append((text, run.style))
        at += len(text)
    return Block(Content.assemble(*parts), links=tuple(links), indent=indent, hanging=hanging, anchor=anchor)


def joined(groups: Iterable[Iterable[Run]], separator: str = " · ") -> list[Run]:
    """Return groups of runs with a separator between each two."""
    runs: list[Run] = []
    for group in groups:
        if runs:
            runs.append(Run(separator, MUTED))
        runs.extend(group)
    return runs


def spread(left: Content, right: Content, width: int) -> Content:
    """Return one line of `width` cells: `left`, cut with a mark where it must be, and `right` at the end."""
    room = width - right.cell_length
    if right.cell_length and room < 12:
        right, room = Content(""), width
    elif right.cell_length:
        room -= 1
    left = left.truncate(max(room, 0), ellipsis=True)
    gap = width - left.cell_length - right.cell_length
    return Content.assemble(left, " " * max(gap, 0), right)


def column(text: str, width: int) -> str:
    """Return the text padded to a width in cells."""
    return text + " " * max(width - cell_len(text), 0)


def status_run(event: Event, word: bool = True) -> Run:
    """Return an event's status: its sign, and the word where there is room for it, never on another line."""
    sign = STATUS_SIGNS[event.status]
    return Run(f"{sign}\u00a0{event.status}" if word else sign)


def status_column(event: Event, word: bool) -> Run:
    """Return an event's status for the end of a row: the signs of all rows stand under one another."""
    run = status_run(event, word)
    return run._replace(text=column(run.text, STATUS_WIDTH)) if word else run


def label_style(record: Record, style: str = "") -> str:
    """Return the style of a record's name in a list: struck out where it was withdrawn."""
    return f"{style} {STRUCK}".strip() if record.withdrawn is not None else style
