"""TOML text to plain tables: large files in pieces, so that others may run between them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from typing import Any

from karabakh_tui.errors import StoreError
from karabakh_tui.model.records import TABLES

PIECE = 500_000
"""Characters of a piece, about: the parser lets nobody else run while it reads one (25 ms)."""

WHOLE = 1_000_000
"""Characters up to which a file is read at once."""

HEADER = re.compile(r"^\[\[(" + "|".join(TABLES) + r")\]\][ \t]*(?:#.*)?$", re.MULTILINE)
"""A record's header as people write it; a line in a string can look like one."""

Progress = Callable[[int, int], None]
"""Told the characters done and the characters in all."""

Tables = dict[str, Any]


class InseparableError(Exception):
    """A large text whose pieces are not what the whole is: the whole must be parsed."""


def whole(text: str, name: str) -> Tables:
    """Return the text's tables as plain data.

    Raises:
        StoreError: if the text is not TOML, with line and column.
    """
    if "\r" in text:  # the parser takes `\r\n` for a line break, and here those are `\n` already
        from .not_toml import stray_return

        raise StoreError(stray_return(text, name))
    import tomli  # not where another process has parsed the text

    try:
        return tomli.loads(text)
    except (ValueError, RecursionError) as error:
        from .not_toml import not_toml  # loaded where it has to be told

        raise StoreError(not_toml(error, text, name)) from None


def in_pieces(text: str, progress: Progress | None = None) -> Iterator[Tables]:
    """Yield the tables of a large text's pieces; together they are what a parse of the whole gives.

    The pieces begin at records' headers; each table of records goes on in later pieces, every other is in one.

    Raises:
        InseparableError: if a piece cannot stand alone, or does more than add records to tables.
    """
    import tomli

    cuts = _cuts(text)
    if len(cuts) == 1 or "\r" in text:
        raise InseparableError
    seen: set[str] = set()
    for number, (start, end) in enumerate(cuts):
        try:
            piece = tomli.loads(text[start:end])
        except (ValueError, RecursionError):
            raise InseparableError from None  # the cut fell into a value, or the text is wrong: the whole will tell
        if not _only_adds_records(piece, seen, first=number == 0):
            raise InseparableError
        seen.update(piece)
        yield piece
        if progress is not None:
            progress(end, len(text))
        time.sleep(0)  # let the screen run


def _cuts(text: str) -> list[tuple[int, int]]:
    """Return what stands before the first record, then pieces of about `PIECE` characters that begin at a header."""
    cuts = [0]
    for match in HEADER.finditer(text):
        if len(cuts) == 1 or match.start() - cuts[-1] >= PIECE:
            cuts.append(match.start())
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def _only_adds_records(piece: Tables, seen: set[str], *, first: bool) -> bool:
    """Tell whether the piece can follow those before; in the first, a table may be closed (`events = [...]`)."""
    for name, value in piece.items():
        records = name in TABLES and isinstance(value, list)
        if (name in TABLES and not records) or (records and first) or (name in seen and not records):
            return False
    return True


def newer_syntax(text: str, name: str) -> StoreError | None:
    """Return what in a readable text is newer than TOML 1.0, as the standard library's parser tells it."""
    from tomllib import loads

    from .not_toml import not_toml

    try:
        loads(text)
    except (ValueError, RecursionError) as error:
        return StoreError(not_toml(error, text, name).replace("not TOML:", "newer than TOML 1.0:", 1))
    return None
