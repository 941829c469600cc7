"""A store's text parsed in a process of its own, while this one loads what it needs to show or search the records.

Parsing takes a quarter of a start, and what is loaded meanwhile another half: side by side they take half as long.
Where there is no second processor, or anything is unusual, nothing is begun, and the text is parsed when it is read.
"""

from __future__ import annotations

import marshal
import os
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from karabakh_tui.errors import StoreError

from .text import read_text

SHORTEST, LONGEST = 50_000, 1_000_000
"""Characters of a text for which it pays; longer ones are read in pieces, with a progress bar."""


class Ahead:
    """A text, and its tables once another process has parsed it."""

    def __init__(self, text: str, child: int, answer: int) -> None:
        self.text = text
        self._child = child
        self._answer = answer
        """Where the tables are read from."""

    def tables(self) -> dict[str, Any] | None:
        """Return the text's tables, once; None where the other process had none to give."""
        with open(self._answer, "rb") as answer:
            data = answer.read()
        os.waitpid(self._child, 0)
        with suppress(EOFError, ValueError, TypeError):  # it ended half-way
            tables: dict[str, Any] = marshal.loads(data)
            return tables
        return None


def begin(path: Path) -> Ahead | None:
    """Begin to parse the file at a path; None where that does not pay or cannot be done: reading it will tell why."""
    if not hasattr(os, "fork") or _processors() < 2 or threading.active_count() > 1:
        return None
    try:
        text = read_text(path)
    except StoreError:
        return None
    if not SHORTEST <= len(text) <= LONGEST or "\r" in text:
        return None
    answer, ours = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        _parse(text, ours)
    os.close(ours)
    return Ahead(text, child, answer)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _parse(text: str, answer: int) -> None:
    """In the other process: send the tables, or nothing where the text is no TOML or holds dates; then end at once."""
    try:
        from tomli import loads

        data = marshal.dumps(loads(text))
        with open(answer, "wb") as file:
            file.write(data)
    finally:
        os._exit(0)
