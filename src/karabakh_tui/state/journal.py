"""The journal: what the reader wrote into a store and what is not saved yet, offered again at the next start."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from karabakh_tui.paths import state_directory

from .json_lines import Line, decode_lines, encode_lines
from .kept import kept_directory
from .kept_file import KeptFile
from .presence import Presence, is_running


@dataclass(frozen=True)
class Unsaved:
    """The draft of an open form, or an edit whose save failed."""

    path: str
    """The store's file, without links."""
    record: str
    """What it is called: `events/lachin-2022`; of one name there is one draft."""
    content: Mapping[str, Any]
    """What was written: anything that JSON can hold."""
    failed: str = ""
    """Why it could not be saved, in a sentence; "" for a draft that nobody tried to save."""
    since: str = field(default="", compare=False)
    """When it was written down, in ISO 8601."""
    owner: str = ""
    """The instance of the program in whose form it is, or was; see `presence`."""


Entries = tuple[Unsaved, ...]


class Journal:
    """What is not saved yet of one store's file. Other instances of the program write into it too.

    Nothing here raises for what is wrong with the journal: `problems` says it, and what cannot be written is kept in
    memory. Each change is on the disk when it returns, so it is best made in a thread; any thread may.
    """

    def __init__(self, store_id: str, path: Path, presence: Presence | None = None) -> None:
        """Take whose drafts are written down: others leave them alone while it runs."""
        self._path = os.path.realpath(path)
        self._presence = presence
        self._problems: dict[str, None] = {}
        self._problem = ""
        self._unkept: dict[str, Unsaved] = {}
        file = state_directory() / kept_directory(store_id).name / "journal.jsonl"
        self._file = KeptFile(file, decode_journal, encode_journal, self._tell)

    @property
    def problems(self) -> tuple[str, ...]:
        """Sentences on what is wrong with the journal, each once, the latest last; harmless on any terminal."""
        return tuple(self._problems)

    def _tell(self, sentence: str) -> None:
        self._problem = sentence
        self._problems[sentence] = None

    @property
    def unkept(self) -> Entries:
        """What was written down here and is on no disk: it ends with the program."""
        return tuple(self._unkept.values())

    @property
    def why_unkept(self) -> str:
        """Why something is on no disk, in a sentence; "" where everything is."""
        return self._problem if self._unkept else ""

    def record(self, record: str, content: Mapping[str, Any], failed: str = "") -> None:
        """Write down what is not saved of a record, in the place of what was written down of it before."""
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        entry = Unsaved(self._path, record, content, failed, now, self._owner())
        self._unkept[record] = entry
        self._change(lambda entries: (*self._without(entries, record), entry))

    def try_again(self) -> None:
        """Write down what could not be written."""
        if self._unkept:
            self._change(lambda entries: entries)

    def _change(self, change: Callable[[Entries], Entries]) -> Entries:
        changed = self._file.change(change)
        if self._file.is_written:
            self._unkept.clear()
        return changed

    def _owner(self) -> str:
        return self._presence.take() if self._presence is not None else ""

    def pending(self) -> Entries:
        """Return what is not saved yet, the latest last.

        What was written into another file with the same `[store] id` is not among it, unless that file is gone: it
        may have been renamed.
        """
        return tuple(entry for entry in self._file.read() if self._is_ours(entry))

    def left_over(self) -> Entries:
        """Return what is pending and not in a form of another instance that is running, the latest last."""
        return tuple(entry for entry in self.pending() if not self._is_anothers(entry))

    def claim(self, record: str) -> bool:
        """Take over what was written of a record; tell whether that was done: another may have it, or have saved it."""
        owner = self._owner()

        def is_free(entry: Unsaved) -> bool:
            return entry.record == record and self._is_ours(entry) and not self._is_anothers(entry)

        entries = self._change(
            lambda entries: tuple(replace(entry, owner=owner) if is_free(entry) else entry for entry in entries)
        )
        return any(is_free(entry) for entry in entries)

    def clear(self, record: str) -> None:
        """Forget what was not saved of a record, if it is not in a form of another: it is saved by now, or given up."""
        self._unkept.pop(record, None)
        self._change(lambda entries: self._without(entries, record))

    def _without(self, entries: Entries, record: str) -> Entries:
        return tuple(
            entry
            for entry in entries
            if not (entry.record == record and self._is_ours(entry) and not self._is_anothers(entry))
        )

    def _is_anothers(self, entry: Unsaved) -> bool:
        ours = self._presence.name if self._presence is not None else ""
        return entry.owner not in ("", ours) and is_running(entry.owner)

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
            "owner": entry.owner,
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
    names = ("path", "record", "failed", "since", "owner")
    texts = [text for name in names if (text := _text(line.get(name, ""))) is not None]
    if len(texts) < len(names):
        return None
    path, record, failed, since, owner = texts
    return Unsaved(path, record, content, failed, since, owner)


def _text(text: object) -> str | None:
    """Return a text that may name a file; None for anything else: no name has a NUL in it."""
    return text if isinstance(text, str) and "\0" not in text else None
