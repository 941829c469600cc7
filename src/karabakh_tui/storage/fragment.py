"""A text as the parts it is written in, each with its exact place: what an edit may touch, and what not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .sections import STRING_OR_COMMENT, Entry, Path, after, entries, inline_fields, items, numbered

_REST = re.compile(r"[ \t]*(?:#[^\r\n]*)?")
_LINE = re.compile(r"[^\r\n]*")
_BLANKS_BEFORE = re.compile(r"(?:\r?\n[ \t]*)*\r?\n\Z")
_BLANKS_AFTER = re.compile(r"(?:[ \t]*\r?\n)*")
_COMMENT_ABOVE = re.compile(r"(?:^[ \t]*#[^\r\n]*\r?\n)+\Z", re.MULTILINE)
_COMMENT_BELOW = re.compile(r"(?>(?:\r?\n[ \t]*#[^\r\n]*)+)(?=\r?\n[ \t]*(?:\r?\n|\Z)|\Z)")


class Field(NamedTuple):
    """A key with its value."""

    path: tuple[str, ...]
    """The parts of the key; more than one where it is dotted."""
    start: int
    value: int
    end: int
    """Where the value ends."""


class Part(NamedTuple):
    """A header and the fields below it, or the fields before the first header."""

    path: Path
    """From the top of the file, with places in lists: `("events", 3, "accounts", 0)`."""
    place: int
    """Its place among the parts of the text."""
    start: int
    """Where the header's line begins."""
    header_end: int
    """Where the header's line ends, with its comment."""
    fields: list[Field]
    end: int
    """Where the last line ends that is the part's own, with its comment and without its line break."""


def comments(text: str) -> Iterator[str]:
    """Yield the comments of a text; of a fragment, if it begins and ends between strings."""
    for found in STRING_OR_COMMENT.finditer(text):
        if text[found.start()] == "#":
            yield found[0].rstrip("\r")


def field_of(text: str, entry: Entry) -> Field:
    """Return the field that an entry begins."""
    end = after(text, entry.value)
    while end > entry.value and text[end - 1] in " \t\r":
        end -= 1
    return Field(entry.path, entry.start, entry.value, end)


def fields_in(text: str, table: int) -> list[Field]:
    """Return the fields of the inline table that begins at an offset."""
    return [field_of(text, entry) for entry in inline_fields(text, table)]


def items_in(text: str, array: int) -> list[tuple[int, int]]:
    """Return where each item of the array begins and ends that begins at an offset."""
    return [field_of(text, Entry((), at, at, False, False))[2:] for at in items(text, array)]


def parts_of(text: str) -> list[Part]:
    """Return all parts of a text, in its order."""
    found = [Part((), 0, 0, 0, [], 0)]
    counts: dict[tuple[str | int, ...], int] = {}
    for entry in entries(text):
        if entry.header:
            start, end = line_start(text, entry.start), _line_end(text, entry.start)
            found.append(Part(numbered(entry, counts), len(found), start, end, [], end))
        else:
            field = field_of(text, entry)
            part = found[-1]
            part.fields.append(field)
            found[-1] = part._replace(end=rest_of_line(text, field.end))
    return found


def line_start(text: str, at: int) -> int:
    """Return where the line begins that an offset is in."""
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    found = _LINE.match(text, at)
    return found.end() if found else at


def rest_of_line(text: str, at: int) -> int:
    """Return where the line ends, with its comment, in which a value ends."""
    found = _REST.match(text, at)
    return found.end() if found else at


def line_break(text: str) -> str:
    """Return the line break that most lines of a text have."""
    return "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"


def cut_of_field(text: str, field: Field) -> tuple[int, int]:
    """Return the lines of a field, from the line break before them to their end."""
    start = line_start(text, field.start) - 1
    return start - text.endswith("\r", 0, start), rest_of_line(text, field.end)


def cut_of_parts(text: str, parts: list[Part], first: Part, last: Part) -> tuple[int, int]:
    """Return the text of parts that follow one another, with the comment directly above and the blank lines before.

    A comment that begins the file is the file's own and stays.
    """
    floor = parts[first.place - 1].end
    start = first.start
    above = _COMMENT_ABOVE.search(text, floor, start)
    if above is not None and above.start() > 0:
        start = above.start()
    blanks = _BLANKS_BEFORE.search(text, floor, start)
    if blanks is not None:
        return blanks.start(), last.end
    after_it = _BLANKS_AFTER.match(text, last.end)
    return start, after_it.end() if after_it and start == 0 else last.end


def end_below(text: str, end: int) -> int:
    """Return where a part ends with a comment directly below it that belongs to nothing else."""
    found = _COMMENT_BELOW.match(text, end)
    return found.end() if found else end
