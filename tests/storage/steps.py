"""Every step that a save asks of the system, in order, with something done before or after any of them."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from karabakh_tui.storage.save import Fingerprint, Saved, save

OLD = b'[store]\nid = "s"\n# \xd5\x83\n'
NEW = OLD + b"[[events]]\n" * 40

CALLS: tuple[tuple[ModuleType, str], ...] = (
    *((os, name) for name in ("open", "close", "read", "write", "lseek", "fsync", "replace", "unlink")),
    *((os, name) for name in ("stat", "fstat", "access", "fchmod", "fchown", "listxattr", "getxattr", "setxattr")),
    (fcntl, "flock"),
)
"""What a save calls; names that this system does not have are left out."""

Step = Callable[[], Any]
Around = Callable[[int, str, Step], Any]
"""Given a step's number, its name and the step itself; returns what the step returns."""


@contextmanager
def watched(around: Around) -> Iterator[None]:
    """Have something done around every step."""
    numbers = iter(range(10_000))

    def around_step(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *arguments, **named: around(next(numbers), name, lambda: real(*arguments, **named))

    with pytest.MonkeyPatch.context() as patch:
        wrapped = [(module, name, getattr(module, name)) for module, name in CALLS if hasattr(module, name)]
        fsync, directory = os.fsync, os.fstat

        def noted_sync(handle: int) -> Any:
            name = "fsync directory" if stat.S_ISDIR(directory(handle).st_mode) else "fsync file"
            return around(next(numbers), name, lambda: fsync(handle))

        for module, name, real in wrapped:
            patch.setattr(module, name, noted_sync if name == "fsync" else around_step(name, real))
        yield


def save_new(path: Path) -> Saved:
    """Put the new text in the place of the old."""
    return save(path, NEW, Fingerprint.of(OLD))


def old_file(directory: Path) -> Path:
    """Make the file to be replaced, with an attribute where the file system has such."""
    path = directory / "facts.toml"
    path.write_bytes(OLD)
    path.chmod(0o640)
    if hasattr(os, "setxattr"):
        try:
            os.setxattr(path, "user.karabakh", b"kept")
        except OSError as error:
            if error.errno not in (errno.ENOTSUP, errno.EPERM):
                raise
    return path


def steps_of_a_save(path: Path) -> list[str]:
    """Save, and return the names of the steps."""
    names: list[str] = []

    def note(number: int, name: str, step: Step) -> Any:
        names.append(name)
        return step()

    with watched(note):
        save_new(path)
    return names


def in_a_child(work: Callable[[], None]) -> int:
    """Do something in a copy of this process; return the signal that ended it, or 0."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def kill_oneself() -> None:
    """End this process as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)
