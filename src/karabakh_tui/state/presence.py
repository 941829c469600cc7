"""Which instances of the program are running: each holds a lock under its own name, which ends with its process."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import secrets
from pathlib import Path

from karabakh_tui.paths import state_directory

from .files import PRIVATE_FILE, locked

_NAME = re.compile(r"[0-9a-f]{16}")


class Presence:
    """This instance, as others see it: a process that is killed lets go of its lock, so that none is ever stale."""

    def __init__(self) -> None:
        self.name = ""
        """Under which others find out whether it runs; "" where they cannot."""
        self._handle: int | None = None

    def take(self) -> str:
        """Be there from now on; return the name. Waits for the disk."""
        if self._handle is None:
            with contextlib.suppress(OSError):  # on a full disk nothing can be kept that would be taken for another's
                self._take(_directory())
        return self.name

    def _take(self, directory: Path) -> None:
        with locked(directory):
            _sweep(directory)
            name = secrets.token_hex(8)
            handle = os.open(directory / name, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, PRIVATE_FILE)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                os.close(handle)
                raise
            self._handle, self.name = handle, name

    def release(self) -> None:
        """Be there no longer."""
        if self._handle is not None:
            os.close(self._handle)
            with contextlib.suppress(OSError):  # the next who comes removes it
                (_directory() / self.name).unlink()
            self._handle, self.name = None, ""


def is_running(name: str) -> bool:
    """Tell whether the instance of this name runs."""
    if not _NAME.fullmatch(name):
        return False
    try:
        handle = os.open(_directory() / name, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(handle)
    return False


def _directory() -> Path:
    return state_directory() / "running"


def _sweep(directory: Path) -> None:
    """Remove what instances have left that were killed."""
    for name in os.listdir(directory):
        if _NAME.fullmatch(name) and not is_running(name):
            with contextlib.suppress(OSError):
                (directory / name).unlink()
