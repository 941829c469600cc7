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
    name = os.environ.get(STORE_VARIABLE)
    return typed_path(name) if name else shipped_store()


def typed_path(name: str) -> Path:
    """Return the path that a reader names; `~` is a home, and itself where there is no such home."""
    try:
        return Path(name).expanduser()
    except RuntimeError:
        return Path(name)


def state_directory() -> Path:
    """Return the directory for what the program keeps between runs (XDG Base Directory Specification)."""
    return _base("XDG_STATE_HOME", ".local/state") / "karabakh-tui"


def config_directory() -> Path:
    """Return the directory of the reader's configuration: in `~/.config` on every Unix unless told otherwise."""
    return _base("XDG_CONFIG_HOME", ".config") / "karabakh-tui"


def data_directory() -> Path:
    """Return the directory for what the reader keeps: searches, marks, and what else is theirs."""
    return _base("XDG_DATA_HOME", ".local/share") / "karabakh-tui"


NOBODYS_HOME = Path("/nonexistent")
"""The home of a user who has none: nothing is found there, and nothing can be kept."""


def _base(variable: str, usual: str) -> Path:
    """Return the directory that a variable names, else the usual one in the home; relative values are ignored."""
    named = os.environ.get(variable, "")
    if os.path.isabs(named):
        return Path(named)
    try:
        return Path.home() / usual
    except RuntimeError:
        return NOBODYS_HOME / usual


def configuration_path() -> Path:
    """Return where the configuration is read from."""
    return config_directory() / "config.toml"
