"""Files that several instances of the program share: read whole, changed under a lock, replaced at one stroke."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import stat
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

PRIVATE_DIRECTORY = 0o700
PRIVATE_FILE = 0o600

PATIENCE = 2.0
"""Seconds to wait for another instance that is writing."""


def read_regular(path: Path, most: int = 100_000_000) -> bytes:
    """Return what a file holds; a pipe or a device, which might never end, is refused.

    Raises:
        OSError: if it is not there, not a file, larger than `most` bytes, or cannot be read.
    """
    about = path.stat()
    if stat.S_ISDIR(about.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(about.st_mode):
        raise OSError(errno.EINVAL, "Not a regular file", str(path))
    if about.st_size > most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return path.read_bytes()


@contextlib.contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Make a directory where it is missing, and keep other instances from changing what is in it meanwhile.

    Raises:
        OSError: if it cannot be made or locked, or another instance does not let go of it.
    """
    try:
        directory.mkdir(mode=PRIVATE_DIRECTORY, parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(directory)) from None
    handle = os.open(directory / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, PRIVATE_FILE)
    try:
        _lock(handle)
        yield
    finally:
        os.close(handle)  # which unlocks it


def _lock(handle: int) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise TimeoutError(errno.ETIMEDOUT, "Another instance is writing there and does not end") from None
            time.sleep(0.005)
        else:
            return


def replace_file(path: Path, data: bytes, *, aside: Path | None = None) -> None:
    """Put data in the place of a file: whoever reads it, even after a crash, finds the old or the new, whole.

    To be called under `locked`. A link is followed. With `aside` the old file is renamed so, not overwritten.

    Raises:
        OSError: if that cannot be done; the old file is then as it was, or at `aside`.
    """
    target = Path(os.path.realpath(path))
    fresh = target.with_name(f".{target.name}.new")
    try:
        _write(fresh, data, _mode(target))
        if aside is not None:
            os.rename(target, aside)
        os.replace(fresh, target)
    except OSError:
        with contextlib.suppress(OSError):  # what is left of it is overwritten next time
            fresh.unlink()
        raise
    _sync_directory(target.parent)


def _mode(target: Path) -> int:
    """Return the permissions for what replaces a file: its own; one that nobody may write is left alone."""
    try:
        mode = stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        return PRIVATE_FILE
    if not mode & 0o222:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    return mode


def _write(path: Path, data: bytes, mode: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, mode)
    with open(handle, "wb") as file:
        os.chmod(handle, mode)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_directory(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some file systems sync no directories
            raise
    finally:
        os.close(handle)


def damaged_name(path: Path, when: datetime) -> Path:
    """Return a free name beside a file under which it can be set aside."""
    target = Path(os.path.realpath(path))
    name = target.with_name(f"{target.name}.damaged-{when:%Y%m%d-%H%M%S}")
    number, free = 1, name
    while os.path.lexists(free):
        number += 1
        free = name.with_name(f"{name.name}-{number}")
    return free
