"""What stands where in a text that is TOML: headers, keys and values, told from strings and comments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

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


_PART = r"""(?:[A-Za-z0-9_-]+|"(?>(?:[^"\\\n]|\\.)*)"|'[^'\n]*+')"""
_KEY = re.compile(rf"{_PART}(?>(?:[ \t]*\.[ \t]*{_PART})*)")
_BLANK = re.compile(r"(?>(?:[ \t\r\n]++|#[^\n]*+)*)")
_STRING = re.compile(
    r'"""(?>(?:[^"\\]++|\\.|"{1,2}(?!"))*)"{3,5}'
    r"|'''(?>(?:[^']++|'{1,2}(?!'))*)'{3,5}"
    r'|"(?>(?:[^"\\\n]++|\\.)*)"'
    r"|'[^'\n]*+'",
    re.DOTALL,
)
STRING_OR_COMMENT = re.compile(rf"{_STRING.pattern}|#[^\n]*+|[\"']", re.DOTALL)
"""Strings and comments, and the quote of a string that never ends."""
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
            at = max(after(text, value), at + 1)
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
    import tomli

    parts: list[str] = []
    table: object = tomli.loads(f"{key} = 0")
    while isinstance(table, dict):
        part, table = next(iter(table.items()))
        parts.append(part)
    return tuple(parts)


def after(text: str, value: int) -> int:
    """Return where the value ends that begins at an offset."""
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


def long_strings(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each string in three quotes begins and ends."""
    if '"""' in text or "'''" in text:
        for found in STRING_OR_COMMENT.finditer(text):
            if text.startswith(('"""', "'''"), found.start()):
                yield found.span()


def open_value(text: str) -> int | None:
    """Return where the string, list or table begins that never ends, in a text that is TOML but for that."""
    for found in STRING_OR_COMMENT.finditer(text):
        begin, end = found.span()
        quote = text[begin]
        if quote != "#" and (end - begin == 1 or (end - begin == 2 and text.startswith(quote, end))):
            return begin
    value = len(text)
    for entry in entries(text):
        value = entry.value
    return value if text[value : value + 1] in ("[", "{") else None


def items(text: str, array: int) -> Iterator[int]:
    """Yield where each item of the array begins that begins at an offset."""
    at = _blank(text, array + 1)
    while at < len(text) and text[at] != "]":
        yield at
        at = _blank(text, max(after(text, at), at + 1))
        if text[at : at + 1] == ",":
            at = _blank(text, at + 1)


def inline_fields(text: str, table: int) -> Iterator[Entry]:
    """Yield the keys of the inline table that begins at an offset."""
    at = _blank(text, table + 1)
    while (key := _KEY.match(text, at)) is not None:
        value = _value(text, key.end())
        yield Entry(_parts(key[0]), at, value, False, False)
        at = _blank(text, max(after(text, value), at + 1))
        if text[at : at + 1] != ",":
            return
        at = _blank(text, at + 1)


def part(text: str, start: int) -> tuple[list[Entry], int]:
    """Return the headers and keys of what begins at an offset, and where it ends.

    A header's part ends at the next header that is not of a part of it, a key's after its value.
    """
    found: list[Entry] = []
    for entry in entries(text, start):
        if not entry.header and not found:
            return [entry], after(text, entry.value)
        if found and entry.header:
            path = found[0].path
            if len(entry.path) <= len(path) or entry.path[: len(path)] != path:
                return found, entry.start
        found.append(entry)
    return found, len(text)


def find(text: str, scope: Iterable[Entry], path: Path) -> Found | None:
    """Return where something stands, by its path from the top of the file, or the nearest thing that would hold it.

    Only what is in the scope is known: with one record's entries, that record is number 0 of its table.
    """
    here: tuple[str | int, ...] = ()
    counts: dict[tuple[str | int, ...], int] = {}
    nearest, best = None, (0, True)
    for entry in scope:
        here = numbered(entry, counts) if entry.header else here
        full = here if entry.header else (*here, *entry.path)
        shared = _shared(full, path)
        if shared == len(full) and not entry.header:
            return _in_value(text, Found(entry.start, entry.value), path[shared:])
        if (shared, shared == len(full)) > best:
            nearest, best = Found(entry.start, entry.start), (shared, shared == len(full))
    return nearest


def numbered(header: Entry, counts: dict[tuple[str | int, ...], int]) -> tuple[str | int, ...]:
    """Return a header's path with its place in each list of tables; `counts` holds the last place in each."""
    here: tuple[str | int, ...] = ()
    for depth, part in enumerate(header.path, 1):
        here = (*here, part)
        if header.many and depth == len(header.path):
            counts[here] = counts.get(here, -1) + 1
        if here in counts:
            here = (*here, counts[here])
    return here


def _shared(one: Path, other: Path) -> int:
    """Return how many steps two paths begin with alike."""
    alike = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        alike += 1
    return alike


def _in_value(text: str, here: Found, path: Path) -> Found:
    opening = text[here.value : here.value + 1]
    if path and isinstance(path[0], int) and opening == "[":
        for number, item in enumerate(items(text, here.value)):
            if number == path[0]:
                return _in_value(text, Found(item, item), path[1:])
    elif path and opening == "{":
        return _in_inline(text, here, path)
    return here


def _in_inline(text: str, here: Found, path: Path) -> Found:
    for entry in inline_fields(text, here.value):
        shared = _shared(entry.path, path)
        if shared == len(entry.path):
            return _in_value(text, Found(entry.start, entry.value), path[shared:])
        if shared == len(path):
            return Found(entry.start, entry.value)
    return here
