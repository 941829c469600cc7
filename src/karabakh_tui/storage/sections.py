"""What stands where in a text that is TOML: headers, keys and values, told from strings and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import tomli

Path = Sequence[str | int]
"""Names of fields, and positions in lists counted from 0."""


class Entry(NamedTuple):
    """A header, or a key with its value."""

    path: tuple[str, ...]
    """The parts of the dotted key."""
    start: int
    value: int
    """Where the value begins; for a header, where the header begins."""
    header: bool
    many: bool
    """A header in double brackets."""


class Found(NamedTuple):
    """Where a field stands: its key (or its item in a list), and its value."""

    start: int
    value: int


_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')"""
_KEY = re.compile(rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*+")
_BLANK = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_STRING = re.compile(
    r'"""(?:[^"\\]++|\\.|"{1,2}(?!"))*+"{3,5}'
    r"|'''(?:[^']++|'{1,2}(?!'))*+'{3,5}"
    r'|"(?:[^"\\\n]++|\\.)*+"'
    r"|'[^'\n]*+'",
    re.DOTALL,
)
_SCALAR = re.compile(r"[^\n,#\]}]*+")
_INSIDE = re.compile(r"""["'#\[\]{}]""")


def entries(text: str, start: int = 0, end: int | None = None) -> Iterator[Entry]:
    """Yield the headers and keys of a text, in its order; `start` is between statements."""
    end = len(text) if end is None else end
    at = _blank(text, start)
    while at < end:
        brackets = 2 if text.startswith("[[", at) else 1 if text[at] == "[" else 0
        key = _KEY.match(text, _spaces(text, at + brackets))
        if key is None:
            at = _next_line(text, at)
        elif brackets:
            yield Entry(_parts(key[0]), at, at, True, brackets == 2)
            at = _next_line(text, key.end())
        else:
            value = _value(text, key.end())
            yield Entry(_parts(key[0]), at, value, False, False)
            at = max(_after(text, value), at + 1)
        at = _blank(text, at)


def _blank(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _spaces(text: str, at: int) -> int:
    while text[at : at + 1] in (" ", "\t"):
        at += 1
    return at


def _next_line(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def _value(text: str, at: int) -> int:
    """Return where the value begins that follows a key."""
    at = _spaces(text, at)
    return _spaces(text, at + 1) if text[at : at + 1] == "=" else at


def _parts(key: str) -> tuple[str, ...]:
    """Return the parts of a dotted key, without quotes."""
    if '"' not in key and "'" not in key:
        return tuple(part.strip(" \t") for part in key.split("."))
    parts: list[str] = []
    table: object = tomli.loads(f"{key} = 0")
    while isinstance(table, dict):
        part, table = next(iter(table.items()))
        parts.append(part)
    return tuple(parts)


def _after(text: str, value: int) -> int:
    """Return where a value ends."""
    string = _STRING.match(text, value)
    if string is not None:
        return string.end()
    if text[value : value + 1] not in ("[", "{"):
        scalar = _SCALAR.match(text, value)
        return scalar.end() if scalar else value
    depth, at = 0, value
    while (inside := _INSIDE.search(text, at)) is not None:
        at = inside.end()
        if inside[0] in "[{":
            depth += 1
        elif inside[0] in "]}":
            depth -= 1
            if depth == 0:
                return at
        elif inside[0] == "#":
            at = _next_line(text, at)
        else:
            string = _STRING.match(text, inside.start())
            at = string.end() if string else at
    return len(text)


def items(text: str, array: int) -> Iterator[int]:
    """Yield where each item of the array begins that begins at an offset."""
    at = _blank(text, array + 1)
    while at < len(text) and text[at] != "]":
        yield at
        at = _blank(text, max(_after(text, at), at + 1))
        if text[at : at + 1] == ",":
            at = _blank(text, at + 1)


def _inline(text: str, table: int) -> Iterator[Entry]:
    """Yield the keys of the inline table that begins at an offset."""
    at = _blank(text, table + 1)
    while (key := _KEY.match(text, at)) is not None:
        value = _value(text, key.end())
        yield Entry(_parts(key[0]), at, value, False, False)
        at = _blank(text, max(_after(text, value), at + 1))
        if text[at : at + 1] != ",":
            return
        at = _blank(text, at + 1)


def end_of(text: str, start: int) -> int:
    """Return where what begins at an offset ends.

    A header: at the next header that is not of a part of it. An inline table: after it. A key: after its value.
    """
    if text[start] == "{":
        return _after(text, start)
    if text[start] != "[":
        return _after(text, next(entries(text, start)).value)
    path: tuple[str, ...] | None = None
    for entry in entries(text, start):
        if entry.header:
            if path is None:
                path = entry.path
            elif len(entry.path) <= len(path) or entry.path[: len(path)] != path:
                return entry.start
    return len(text)


def find(text: str, start: int, end: int, path: Path) -> Found:
    """Return where a field stands of the record at a header or brace, or the nearest part of the record to it."""
    if text[start : start + 1] == "{":
        return _in_value(text, Found(start, start), path)
    return _in_table(text, list(entries(text, start, end)), path)


def _in_table(text: str, scope: Sequence[Entry], path: Path) -> Found:
    """Find a field below the header that is the scope's first entry."""
    head = scope[0]
    if not path:
        return Found(head.start, head.start)
    for entry in scope[1:]:
        if entry.header:
            break
        found = in_entry(text, entry, path)
        if found is not None:
            return found
    return _in_part(text, scope, path)


def _in_part(text: str, scope: Sequence[Entry], path: Path) -> Found:
    """Find a field below the sub-headers of a scope."""
    head = scope[0]
    own = (*head.path, path[0])
    starts = [number for number, entry in enumerate(scope) if number and entry.header and entry.path == own]
    nth = path[1] if len(path) > 1 and isinstance(path[1], int) else None
    if (nth or 0) >= len(starts):
        below = (entry for entry in scope[1:] if entry.header and entry.path[: len(own)] == own)
        first = next(below, head)
        return Found(first.start, first.start)
    begin = starts[nth or 0]
    finish = next((number for number in starts if number > begin), len(scope))
    return _in_table(text, scope[begin:finish], path[1:] if nth is None else path[2:])


def in_entry(text: str, entry: Entry, path: Path) -> Found | None:
    """Return where a field stands if it is this key's, or part of its value."""
    shared = min(len(entry.path), len(path))
    if tuple(path[:shared]) != entry.path[:shared]:
        return None
    return _in_value(text, Found(entry.start, entry.value), path[len(entry.path) :])


def _in_value(text: str, here: Found, path: Path) -> Found:
    opening = text[here.value : here.value + 1]
    if path and isinstance(path[0], int) and opening == "[":
        for number, item in enumerate(items(text, here.value)):
            if number == path[0]:
                return _in_value(text, Found(item, item), path[1:])
    elif path and opening == "{":
        for entry in _inline(text, here.value):
            found = in_entry(text, entry, path)
            if found is not None:
                return found
    return here
