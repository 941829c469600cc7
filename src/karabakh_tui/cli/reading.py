"""The store of a command: read with its problems, and what cannot be used is told."""

from __future__ import annotations

from pathlib import Path

from karabakh_tui.storage.problems import Problems
from karabakh_tui.storage.read import Loaded, read_store

from .console import Console


def read(path: Path) -> Loaded:
    """Read a store with what is wrong in its records; whether they fit together is `check`'s business.

    Raises:
        StoreError: if it cannot be read at all.
    """
    return read_store(path, Problems(), each_alone=True)


def tell_of_set_aside(loaded: Loaded, console: Console) -> None:
    """Say how much of the file no command can find, so that nothing is missing unseen."""
    count = len(loaded.set_aside)
    if count:
        what = "1 record is set aside" if count == 1 else f"{count:,} records are set aside"
        console.talk(f"{what}, which cannot be read as it is; the first: {loaded.set_aside[0].problem}")
