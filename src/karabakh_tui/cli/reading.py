"""The store of a command: read with its problems, and what cannot be used is told."""

from __future__ import annotations

from pathlib import Path

from karabakh_tui.storage.ahead import Ahead
from karabakh_tui.storage.problems import Problems
from karabakh_tui.storage.read import Loaded, read_store

from .console import Console


def read(path: Path, *, each_alone: bool = False, ahead: Ahead | None = None) -> Loaded:
    """Read a store with everything that is wrong in it; `each_alone` leaves out whether records fit together.

    Raises:
        StoreError: if it cannot be read at all.
    """
    return read_store(path, Problems(), each_alone=each_alone, ahead=ahead)


def tell_of_set_aside(loaded: Loaded, console: Console) -> None:
    """Say how much of the file no command can find, so that nothing is missing unseen."""
    count = len(loaded.set_aside)
    if count:
        what = "1 record is set aside" if count == 1 else f"{count:,} records are set aside"
        console.talk(f"{what}, which cannot be read as it is; the first: {loaded.set_aside[0].problem}")
