"""JSON Lines: a table a line, in ASCII; a line that is damaged takes no other with it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

Entry = TypeVar("Entry")

Line = Mapping[str, object]


def encode_lines(lines: Iterable[Line]) -> bytes:
    """Return tables as JSON Lines, whatever letters they hold."""
    return "".join(json.dumps(line) + "\n" for line in lines).encode("ascii")


def decode_lines(data: bytes, entry: Callable[[Line], Entry | None], what: str) -> tuple[list[Entry], str]:
    """Return the entries that can be read, and what is wrong; `entry` makes one of a line, or None of a wrong one.

    `what` names an entry in the sentence on what is wrong: `a star`.
    """
    entries: list[Entry] = []
    damage = ""
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        table = _table(line)
        found = entry(table) if table is not None else None
        if found is not None:
            entries.append(found)
        elif not damage:
            damage = f"line {number} is not {what}"
    return entries, damage


def _table(line: bytes) -> Line | None:
    try:
        found = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def text_of(line: Line, name: str) -> str | None:
    """Return a text of a table; None where there is none of that name."""
    value = line.get(name)
    return value if isinstance(value, str) and value else None
