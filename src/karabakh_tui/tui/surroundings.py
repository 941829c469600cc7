"""What the program runs in, as far as its clipboard and its browser depend on it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from typing import NamedTuple


class Surroundings(NamedTuple):
    """Variables, system and programs, as they are or as a test has them."""

    variables: Mapping[str, str]
    platform: str
    """As in `sys.platform`."""
    find: Callable[[str], str | None]
    """Returns where a program is, or None."""

    @property
    def is_remote(self) -> bool:
        """Whether the reader sits at another machine."""
        return any(self.variables.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))

    @property
    def is_mac(self) -> bool:
        """Whether this is macOS, with the reader before it."""
        return self.platform == "darwin" and not self.is_remote

    @property
    def is_wsl(self) -> bool:
        """Whether this is Linux inside Windows, with the reader before it."""
        return bool(self.variables.get("WSL_DISTRO_NAME")) and not self.is_remote

    @property
    def has_wayland(self) -> bool:
        """Whether the reader has a Wayland display here."""
        return bool(self.variables.get("WAYLAND_DISPLAY")) and not self.is_remote

    @property
    def has_x11(self) -> bool:
        """Whether the reader has an X display that programs here reach; over ssh, only one that was forwarded."""
        display = self.variables.get("DISPLAY", "")
        return bool(display) and not (self.is_remote and display.startswith(":"))

    @property
    def is_in_tmux(self) -> bool:
        """Whether tmux stands between the program and the terminal."""
        return bool(self.variables.get("TMUX"))

    @property
    def is_in_screen(self) -> bool:
        """Whether GNU screen stands between the program and the terminal."""
        return bool(self.variables.get("STY")) and not self.is_in_tmux


_clipboard = "auto"


def use_clipboard(option: str) -> None:
    """Copy as the configuration says: `auto`, `native`, `osc52` or `file`."""
    global _clipboard
    _clipboard = option


def clipboard_option() -> str:
    """Return what the configuration says of the clipboard."""
    return _clipboard


def present() -> Surroundings:
    """Return the surroundings that the program has now."""
    return Surroundings(os.environ, sys.platform, shutil.which)
