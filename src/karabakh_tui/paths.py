"""Where files are. Everything is computed when asked: nothing is read or made at import."""

from __future__ import annotations

import os
from pathlib import Path

STORE_VARIABLE = "KARABAKH_TUI_STORE"


def shipped_store() -> Path:
    """Return the record that is installed with the program.

    A wheel carries it inside the package; an editable install has no such copy and takes the checkout's own.
    """
    package = Path(__file__).resolve().parent
    installed = package / "facts.toml"
    return installed if installed.exists() else package.parents[1] / "facts.toml"


def default_store() -> Path:
    """Return the store to open when none is named: `$KARABAKH_TUI_STORE`, else the shipped record."""
    named = os.environ.get(STORE_VARIABLE)
    return Path(named).expanduser() if named else shipped_store()


def state_directory() -> Path:
    """Return the directory for what the program keeps between runs (XDG Base Directory Specification)."""
    base = os.environ.get("XDG_STATE_HOME")
    root = Path(base) if base and os.path.isabs(base) else Path.home() / ".local" / "state"
    return root / "karabakh-tui"
