"""The journal: what the reader wrote into a store and what is not saved yet, offered again at the next start."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from karabakh_tui.paths import state_directory

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
    """Return a journal as JSON Lines: ASCII, whatever was written."""
    lines = (
        {
            "path": entry.path,
            "record": entry.record,
            "content": entry.content,
            "failed": entry.failed,
            "since": entry.since,
        }
        for entry in entries
    )
    return "".join(json.dumps(line) + "\n" for line in lines).encode("ascii")


def decode_journal(data: bytes) -> tuple[Entries, str]:
    """Return what can be read of a journal, and what is wrong with it."""
    entries: list[Unsaved] = []
    damage = ""
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        entry = _entry(line)
        if entry is not None:
            entries.append(entry)
        elif not damage:
            damage = f"line {number} is not an entry of the journal"
    return tuple(entries), damage


def _entry(line: bytes) -> Unsaved | None:
    try:
        found = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not isinstance(found.get("content"), dict):
        return None
    texts = [found.get(name, "") for name in ("path", "record", "failed", "since")]
    if not all(isinstance(text, str) and "\0" not in text for text in texts):
        return None
    path, record, failed, since = texts
    return Unsaved(path, record, found["content"], failed, since)
