"""Writing in a store from the command line: whose file it is, its exact text, and one careful save."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from shlex import quote
from typing import NamedTuple

from karabakh_tui import paths
from karabakh_tui.errors import UsageError
from karabakh_tui.paths import STORE_VARIABLE, default_store, shipped_store, typed_path
from karabakh_tui.storage.edit import BOM
from karabakh_tui.storage.lock import WriterLock
from karabakh_tui.storage.read import read_text
from karabakh_tui.storage.save import Fingerprint, SaveError, save

from .console import Console, OutputError


class Original(NamedTuple):
    """A store's file as it was read."""

    path: Path
    text: str
    """With its byte order mark and line ends."""
    fingerprint: Fingerprint


def own_store(named: str | None) -> Path:
    """Return the path of a store to write in: the one that is named, or that the environment names.

    Raises:
        SaveError: if it is the record that comes with the program.
    """
    path = typed_path(named) if named else default_store()
    if (named or os.environ.get(STORE_VARIABLE)) and not _is_installed(path):
        return path
    copying = f"`cp {quote(str(path))} my-facts.toml`, and name that"
    raise SaveError(f"the record that comes with the program is not written in; make a copy of your own: {copying}")


def _is_installed(path: Path) -> bool:
    """Tell whether a path leads to the record in the installed package; a checkout's own is its keeper's to write."""
    return (
        os.path.realpath(path) == str(shipped_store().resolve())
        and shipped_store().parent == Path(paths.__file__).resolve().parent
    )


def original(path: Path) -> Original:
    """Return a store's file, to be edited.

    Raises:
        StoreError: if it cannot be read.
        SaveError: if it was changed meanwhile.
    """
    plain = read_text(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SaveError(f"{path}: not saved: {error.strerror or error}") from None
    text = data.decode("utf-8", errors="replace")
    if text.removeprefix(BOM).replace("\r\n", "\n") != plain:
        raise SaveError(f"{path}: not saved: it was changed while it was read; do it again")
    return Original(path, text, Fingerprint.of(data))


def write(old: Original, text: str, console: Console) -> None:
    """Save a store's new text, and tell of a second writer.

    Raises:
        SaveError: if it cannot be saved, or was changed by another program since it was read.
    """
    with WriterLock(old.path) as lock:
        if lock.warning:
            console.talk(lock.warning)
        saved = save(old.path, text.encode("utf-8"), old.fingerprint)
    for warning in saved.warnings:
        console.talk(warning)


def tell_added(names: Iterable[str], console: Console) -> None:
    """Print the addresses of records that were added.

    Raises:
        OutputError: if they cannot be written; the message says that the records are saved.
    """
    try:
        console.data("".join(f"{name}\n" for name in names))
    except OutputError:
        raise OutputError("saved, but the addresses of the new records cannot be written to the output") from None


def standard_input() -> bytes:
    """Return all that the standard input gives.

    Raises:
        UsageError: if it is closed, or cannot be read.
    """
    if sys.stdin is None:
        raise UsageError("the standard input is closed; name a file")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise UsageError(f"the standard input cannot be read: {error.strerror or error}") from None
