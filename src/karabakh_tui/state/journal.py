"""The journal: what the reader wrote into a store and what is not saved yet, offered again at the next start."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from karabakh_tui.paths import state_directory

from .json_lines import Line, decode_lines, encode_lines
from .kept import kept_directory
from .kept_file import KeptFile


@dataclass(frozen=True)
class Unsaved:
    """The draft of an open form, or an edit whose save failed."""

    path: str
    """The store's file, without links."""
    record: str
    """What it is about: `events/lachin-2022`; of one record there is one draft."""
    content: Mapping[str, Any]
    """What was written: anything that JSON can hold."""
    failed: str = ""
    """Why it could not be saved, in a sentence; "" for a draft that nobody tried to save."""
    since: str = field(default="", compare=False)
    """When it was written down, in ISO 8601."""


Entries = tuple[Unsaved, ...]


class Journal:
    """What is not saved yet of one store's file. Other instances of the program write into it too.

    Nothing here raises for what is wrong with the journal: `problems` says it, and what cannot be written is kept in
    memory. Each change is on the disk when it returns, so it is best made in a thread; any thread may. What is pending
    while another instance has the file open may be its open form: ask `storage.lock` first.
    """

    def __init__(self, store_id: str, path: Path) -> None:
        self._path = os.path.realpath(path)
        self._problems: dict[str, None] = {}
        file = state_directory() / kept_directory(store_id).name / "journal.jsonl"
        self._file = KeptFile(file, decode_journal, encode_journal, self._tell)

    @property
    def problems(self) -> tuple[str, ...]:
        """Sentences on what is wrong with the journal, each once, the latest last; harmless on any terminal."""
        return tuple(self._problems)

    def _tell(self, sentence: str) -> None:
        self._problems[sentence] = None

    def record(self, record: str, content: Mapping[str, Any], failed: str = "") -> None:
        """Write down what is not saved of a record, in the place of what was written down of it before."""
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        entry = Unsaved(self._path, record, content, failed, now)
        self._file.change(lambda entries: (*self._without(entries, record), entry))

    def pending(self) -> Entries:
        """Return what is not saved yet, the latest last.

        What was written into another file with the same `[store] id` is not among it, unless that file is gone: it
        may have been renamed.
        """
        return tuple(entry for entry in self._file.read() if self._is_ours(entry))

    def clear(self, record: str) -> None:
        """Forget what was not saved of a record: it is saved by now, or given up."""
        self._file.change(lambda entries: self._without(entries, record))

    def _without(self, entries: Entries, record: str) -> Entries:
        return tuple(entry for entry in entries if not (entry.record == record and self._is_ours(entry)))

    def _is_ours(self, entry: Unsaved) -> bool:
        return entry.path == self._path or not os.path.exists(entry.path)


def encode_journal(entries: Entries) -> bytes:
    """Return a journal as JSON Lines."""
    return encode_lines(
        {
            "path": entry.path,
            "record": entry.record,
            "content": entry.content,
            "failed": entry.failed,
            "since": entry.since,
        }
        for entry in entries
    )


def decode_journal(data: bytes) -> tuple[Entries, str]:
    """Return what can be read of a journal, and what is wrong with it."""
    entries, damage = decode_lines(data, _entry, "an entry of the journal")
    return tuple(entries), damage


def _entry(line: Line) -> Unsaved | None:
    content = line.get("content")
    if not isinstance(content, dict):
        return None
    path, record, failed, since = (_text(line.get(name, "")) for name in ("path", "record", "failed", "since"))
    if path is None or record is None or failed is None or since is None:
        return None
    return Unsaved(path, record, content, failed, since)


def _text(text: object) -> str | None:
    """Return a text that may name a file; None for anything else: no name has a NUL in it."""
    return text if isinstance(text, str) and "\0" not in text else None
