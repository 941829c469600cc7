"""TOML text to plain tables: large files in pieces, so that others may run between them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

import tomli

from karabakh_tui.errors import StoreError
from karabakh_tui.model.records import TABLES

PIECE = 500_000
"""Characters of a piece, about: the parser lets nobody else run while it reads one (25 ms)."""

WHOLE = 1_000_000
"""Characters up to which a file is read at once."""

_HEADER = re.compile(r"^\[\[(" + "|".join(TABLES) + r")\]\][ \t]*(?:#.*)?$", re.MULTILINE)
_ARRAY = re.compile(r"^[ \t]*[\"']?(" + "|".join(TABLES) + r")[\"']?[ \t]*=", re.MULTILINE)
_POSITION = re.compile(r"^(.*?) \(at (?:line (\d+), column (\d+)|end of document)\)$", re.DOTALL)

Progress = Callable[[int, int], None]
"""Told the characters done and the characters in all."""


def parse(text: str, name: str, progress: Progress | None = None) -> dict[str, Any]:
    """Return the text's tables as plain data, exactly as one parse of the whole would.

    Raises:
        StoreError: if the text is not TOML, with line and column.
    """
    if len(text) > WHOLE:
        data = _in_pieces(text, progress)
        if data is not None:
            return data
    return _whole(text, name)


def _whole(text: str, name: str) -> dict[str, Any]:
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise StoreError(_not_toml(str(error), text, name)) from None
    except RecursionError:
        raise StoreError(f"{name}: values are nested too deeply to be read; flatten them") from None
    except ValueError as error:
        raise StoreError(f"{name}: a number is too long to be read: {error}") from None


def _not_toml(message: str, text: str, name: str) -> str:
    """Return the parser's finding with the place first."""
    found = _POSITION.match(message)
    if found is None:
        return f"{name}: not TOML: {message}"
    line, column = found[2], found[3]
    if line is None:
        lines = text.split("\n")
        line, column = str(len(lines)), str(len(lines[-1]) + 1)
    return f"{name}:{line}:{column}: not TOML: {found[1][:1].lower()}{found[1][1:]}; mend this line and open it again"


def _in_pieces(text: str, progress: Progress | None) -> dict[str, Any] | None:
    """Parse piece by piece; None where a piece does not stand alone, so that the whole must be parsed."""
    first = _HEADER.search(text)
    if first is None or _ARRAY.search(text, 0, first.start()):
        return None
    data: dict[str, Any] = {}
    for start, end in _cuts(text):
        try:
            piece = tomli.loads(text[start:end])
        except (ValueError, RecursionError):
            return None  # the cut fell into a value, or the text is wrong: the whole will tell
        if not _joined(data, piece):
            return None
        if progress is not None:
            progress(end, len(text))
        time.sleep(0)  # let the screen run
    return data


def _cuts(text: str) -> list[tuple[int, int]]:
    """Return pieces of about `PIECE` characters that begin at a record's header."""
    cuts = [0]
    for match in _HEADER.finditer(text):
        if match.start() - cuts[-1] >= PIECE:
            cuts.append(match.start())
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def _joined(data: dict[str, Any], piece: dict[str, Any]) -> bool:
    """Add a piece's tables; False where it does more than add records to lists."""
    for name, value in piece.items():
        here = data.get(name)
        if here is None:
            data[name] = value
        elif name in TABLES and _is_records(here) and _is_records(value):
            here.extend(value)
        else:
            return False
    return True


def _is_records(value: object) -> bool:
    return isinstance(value, list) and all(type(item) is dict for item in value)


def header_offsets(text: str) -> dict[str, list[int]]:
    """Return, for each table, where the line of each of its `[[table]]` headers begins."""
    found: dict[str, list[int]] = {table: [] for table in TABLES}
    for match in _HEADER.finditer(text):
        found[match[1]].append(match.start())
    return found
