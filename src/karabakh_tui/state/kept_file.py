"""One file of what the reader keeps. Nothing that happens to it ends the program or loses what was in it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Generic, TypeVar

from .files import damaged_name, locked, read_regular, replace_file
from .sentences import harmless

Value = TypeVar("Value")

IN_MEMORY = "What you add is kept until the program ends, and written when that can be done"


class KeptFile(Generic[Value]):
    """A value in a file that several instances of the program read and change.

    A change is a function from the value to the new one: it is applied, under a lock, to what the file holds by then,
    so that no instance undoes what another has done. Changes that cannot be written are kept here and tried again.
    """

    def __init__(
        self,
        path: Path,
        decode: Callable[[bytes], tuple[Value, str]],
        encode: Callable[[Value], bytes],
        tell: Callable[[str], None],
    ) -> None:
        """Take how bytes become a value, with what is wrong with them ("" for nothing), and back.

        An empty file is the empty value. What is told is a sentence.
        """
        self._path = path
        self._decode = decode
        self._encode = encode
        self._tell = tell
        self._pending: list[Callable[[Value], Value]] = []
        self._one_at_a_time = threading.Lock()

    @property
    def is_written(self) -> bool:
        """Whether every change is on the disk."""
        return not self._pending

    def read(self) -> Value:
        """Return the value. Nothing is written, but for a damaged file, which is set aside."""
        with self._one_at_a_time:
            value, damage = self._load()
            if not damage:
                return self._changed(value)
            written = self._flush()
            if written is not None:
                return written
            self._tell(f"{harmless(self._path)}: {harmless(damage)}; what could be read of it is used")
            return self._changed(value)

    def change(self, change: Callable[[Value], Value]) -> Value:
        """Change the value, in the file if that can be; return it as it is then."""
        with self._one_at_a_time:
            self._pending.append(change)
            value = self._flush()
            return self._changed(self._load()[0]) if value is None else value

    def _load(self) -> tuple[Value, str]:
        try:
            return self._decode(read_regular(self._path))
        except (FileNotFoundError, NotADirectoryError):
            return self._decode(b"")
        except OSError as error:
            self._tell(f"{harmless(self._path)}: cannot be read: {error.strerror}; it is left alone. {IN_MEMORY}")
            return self._decode(b"")

    def _changed(self, value: Value) -> Value:
        for change in self._pending:
            value = change(value)
        return value

    def _flush(self) -> Value | None:
        """Write the changes that are not written yet; return the value, or None where that could not be done."""
        try:
            with locked(self._path.parent):
                value = self._write()
        except OSError as error:
            self._tell(f"{harmless(self._path)}: cannot be written: {error.strerror}. {IN_MEMORY}")
            return None
        self._pending.clear()
        return value

    def _write(self) -> Value:
        try:
            old, damage = self._decode(read_regular(self._path))
        except FileNotFoundError:
            old, damage = self._decode(b"")
        new = self._changed(old)
        if damage:
            aside = damaged_name(self._path, datetime.now().astimezone())
            replace_file(self._path, self._encode(new), aside=aside)
            told = f"the file was set aside as {harmless(aside.name)}, and what could be read of it is kept"
            self._tell(f"{harmless(self._path)}: {harmless(damage)}; {told}")
        elif new != old:
            replace_file(self._path, self._encode(new))
        return new
