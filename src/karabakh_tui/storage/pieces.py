"""TOML text to plain tables: large files in pieces, so that others may run between them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import tomli

from karabakh_tui.errors import StoreError
from karabakh_tui.model.records import TABLES

from .sections import STRING_OR_COMMENT, open_value

PIECE = 500_000
"""Characters of a piece, about: the parser lets nobody else run while it reads one (25 ms)."""

WHOLE = 1_000_000
"""Characters up to which a file is read at once."""

LONGEST_NUMBER = 4300
"""Digits of a number at most, the interpreter's own limit."""

HEADER = re.compile(r"^\[\[(" + "|".join(TABLES) + r")\]\][ \t]*(?:#.*)?$", re.MULTILINE)
"""A record's header as people write it; a line in a string can look like one."""

_POSITION = re.compile(r"^(.*?) \(at (?:line (\d+), column (\d+)|end of document)\)$", re.DOTALL)
_LONG_NUMBER = re.compile(
    rf"{STRING_OR_COMMENT.pattern}|(?<![\w.])([0-9](?:_?[0-9]){{{LONGEST_NUMBER},}}+)(?![\w.])", re.DOTALL
)

_UNFINISHED = re.compile(r"""^(?:Unterminated string|Expected "'+"|Unclosed .*|Invalid value)$""")

_PLAIN_WORDS = (
    (re.compile("^Cannot (?:overwrite a value|declare .* twice|redefine namespace .*)$"), "this is written twice"),
    (re.compile("^Cannot mutate immutable namespace .*$"), "this is already written whole elsewhere"),
    (re.compile("^Invalid statement$"), "neither a header, a `key = value` nor a comment"),
    (re.compile("^Invalid initial character for a key part$"), "a key is missing"),
    (re.compile("^Invalid value$"), "not a value; text stands in quotes"),
    (re.compile(r"^(?:Illegal|Found invalid) character '\\n'$"), "a text in quotes does not end on its line"),
    (re.compile(r"^Unescaped '\\' in a string$"), "a backslash in a string is written `\\\\`"),
    (
        re.compile("^Expected newline or end of document after a statement$"),
        "this does not belong to the value before it; text stands in quotes",
    ),
)

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
        line, column = _position(text, text.index("\r"))
        raise StoreError(f"{name}:{line}:{column}: not TOML: a carriage return that ends no line; take it out")
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise StoreError(_not_toml(str(error), text, name)) from None
    except RecursionError:
        raise StoreError(nested_too_deeply(name)) from None
    except ValueError as error:
        raise StoreError(_bad_value(error, text, name)) from None


def nested_too_deeply(name: str) -> str:
    """Return what to say of a file whose values hold values that hold values, and so on."""
    return f"{name}: values are nested too deeply to be read; flatten them"


def _bad_value(error: ValueError, text: str, name: str) -> str:
    number = next((found for found in _LONG_NUMBER.finditer(text) if found[1]), None)
    if number is None:
        return f"{name}: a value cannot be read: {error}"
    line, column = _position(text, number.start())
    return f"{name}:{line}:{column}: a number has more than {LONGEST_NUMBER} digits; shorten it"


def _position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _not_toml(message: str, text: str, name: str) -> str:
    """Return the parser's finding with the place first, in plain words."""
    found = _POSITION.match(message)
    said = found[1] if found else message
    plain = next((words for pattern, words in _PLAIN_WORDS if pattern.match(said)), said[:1].lower() + said[1:])
    if found and found[2]:
        line, column = int(found[2]), int(found[3])
    else:
        opened = open_value(text) if _UNFINISHED.match(said) else None
        line, column = _position(text, len(text) if opened is None else opened)
        plain = plain if opened is None else "this begins here and never ends"
    return f"{name}:{line}:{column}: not TOML: {plain}; mend this line and open it again"


def in_pieces(text: str, progress: Progress | None = None) -> Iterator[Tables]:
    """Yield the tables of a large text's pieces; together they are what a parse of the whole gives.

    The pieces begin at records' headers; each table of records goes on in later pieces, every other is in one.

    Raises:
        InseparableError: if a piece cannot stand alone, or does more than add records to tables.
    """
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
    from tomllib import TOMLDecodeError, loads

    try:
        loads(text)
    except RecursionError:
        return StoreError(nested_too_deeply(name))
    except TOMLDecodeError as error:
        return StoreError(_not_toml(str(error), text, name).replace("not TOML:", "newer than TOML 1.0:", 1))
    return None
