"""Saving: whatever happens, the old or the new file is there, whole, and nobody else's work is overwritten."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import os
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from karabakh_tui.errors import KarabakhError

from .watch import Stamp

PATIENCE = 2.0
"""Seconds to wait for another save in the same directory."""

PRIVATE = 0o600
FOR_ALL = 0o666
"""Permissions of a new file, as far as the umask lets them be."""

_NOT_OFFERED = (errno.EPERM, errno.EACCES, errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.ENODATA)
"""What is said where a file system, or our rights, do not let an attribute be kept."""

_NO_LOCKS = (errno.EBADF, errno.EINVAL, errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS)
"""What is said where a file system does not lock directories."""


class SaveError(KarabakhError):
    """A file could not be saved: it is as it was."""

    exit_code = 4


class ChangedOnDiskError(SaveError):
    """The file is not the one that was read: it was not overwritten."""

    def __init__(self, message: str, data: bytes | None) -> None:
        super().__init__(message)
        self.data = data
        """What the file holds now; None where it is gone."""


@dataclass(frozen=True)
class Fingerprint:
    """Tells one content of a file from every other."""

    size: int
    sha256: str

    @classmethod
    def of(cls, data: bytes) -> Fingerprint:
        """Return the fingerprint of a file that holds these bytes."""
        return cls(len(data), hashlib.sha256(data).hexdigest())


@dataclass(frozen=True)
class Saved:
    """What a save has left on the disk."""

    fingerprint: Fingerprint
    """For the next save."""
    stamp: Stamp
    """For whoever watches the file."""
    warnings: tuple[str, ...]
    """Sentences on what could not be kept or confirmed, though the file is saved."""


def save(path: Path, data: bytes, read: Fingerprint | None) -> Saved:
    """Put data in the place of the file that was read; with `read=None` make a file that is not there yet.

    Links are followed; permissions, owner and extended attributes are kept. A file with several names (hard links) is
    refused, since they would part, and so is one that nobody may write, though its directory would allow it. Two
    saves in one directory wait for each other where the file system has locks; other programs do not wait, and what
    they write in the instant between our comparison and the replacement is lost.

    Raises:
        ChangedOnDiskError: if the file is not the one that was read any more, or one has appeared.
        SaveError: if it cannot be saved; the file is as it was, and no temporary file is left.
    """
    parent, name = os.path.split(os.path.realpath(path))
    name = name or "."  # the root directory
    with _told(path, parent), _opened(parent) as directory:
        alone = _lock(directory)
        standing = _standing(path, directory, name)
        temporary = f".{name[:48]}.karabakh-tui-save"
        fresh = _open_fresh(path, directory, temporary, PRIVATE if standing else FOR_ALL, alone=alone)
        try:
            try:
                warnings, stamp = _fill(fresh, data, directory, name if standing else None)
            finally:
                os.close(fresh)
            _refuse_changed(path, directory, name, read)
            os.replace(temporary, name, src_dir_fd=directory, dst_dir_fd=directory)
        except BaseException:
            with contextlib.suppress(OSError):  # the first error is the one to tell; the next save removes this file
                os.unlink(temporary, dir_fd=directory)
            raise
        warnings += _sync(directory)
    return Saved(Fingerprint.of(data), stamp, tuple(f"{path}: {each}" for each in warnings))


@contextlib.contextmanager
def _opened(parent: str) -> Iterator[int]:
    """Hold a directory, so that every step is done in the same, even if it is renamed meanwhile."""
    directory = os.open(parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield directory
    finally:
        with contextlib.suppress(OSError):  # nothing was written through it
            os.close(directory)


def _lock(directory: int) -> bool:
    """Keep other saves out of a directory until it is closed; tell whether its file system can do that.

    Raises:
        OSError: if another does not let go of it.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(directory, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT)) from None
            time.sleep(0.005)
        except OSError as error:
            if error.errno in _NO_LOCKS:
                return False
            raise
        else:
            return True


def _standing(path: Path, directory: int, name: str) -> bool:
    """Tell whether there is a file to be replaced.

    Raises:
        SaveError: if what is there must not be replaced.
        OSError: if it may not be written.
    """
    try:
        about = os.stat(name, dir_fd=directory, follow_symlinks=False)
    except FileNotFoundError:
        return False
    if stat.S_ISDIR(about.st_mode):
        raise SaveError(f"{path}: not saved: it is a directory; name a file in it")
    if not stat.S_ISREG(about.st_mode):
        raise SaveError(f"{path}: not saved: it is not a regular file; name another")
    if not about.st_mode & 0o222:
        raise SaveError(f"{path}: not saved: it is read-only; allow writing (chmod u+w), or save a copy elsewhere")
    if not os.access(name, os.W_OK, dir_fd=directory):
        read_only = os.fstatvfs(directory).f_flag & os.ST_RDONLY
        number = errno.EROFS if read_only else errno.EACCES
        raise OSError(number, os.strerror(number))
    if about.st_nlink > 1:
        what = f"it has {about.st_nlink} names (hard links), which a save would part; copy it, and open the copy"
        raise SaveError(f"{path}: not saved: {what}")
    return True


def _open_fresh(path: Path, directory: int, temporary: str, mode: int, *, alone: bool) -> int:
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        return os.open(temporary, flags, mode, dir_fd=directory)
    except FileExistsError:
        if not alone:
            what = f"another save is running, or was killed; if none is, remove {temporary} beside it and save again"
            raise SaveError(f"{path}: not saved: {what}") from None
    os.unlink(temporary, dir_fd=directory)  # of a save that was killed: no other runs while we hold the directory
    return os.open(temporary, flags, mode, dir_fd=directory)


def _fill(fresh: int, data: bytes, directory: int, standing: str | None) -> tuple[list[str], Stamp]:
    """Write a new file, with the attributes of the one it replaces, and see that the disk has it."""
    left = memoryview(data)
    while left:
        written = os.write(fresh, left)
        if not written:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        left = left[written:]
    warnings = _keep_attributes(fresh, directory, standing) if standing is not None else []
    os.fsync(fresh)
    os.lseek(fresh, 0, os.SEEK_SET)
    if _content(fresh) != data:
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    return warnings, Stamp.of(os.fstat(fresh))


def _content(handle: int) -> bytes:
    pieces = []
    while piece := os.read(handle, 1 << 20):
        pieces.append(piece)
    return b"".join(pieces)


def _keep_attributes(fresh: int, directory: int, name: str) -> list[str]:
    """Give a new file the owner, permissions and extended attributes of the old; return what could not be kept."""
    old = os.open(name, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=directory)
    try:
        about = os.fstat(old)
        warnings, mode = _keep_owner(fresh, about)
        if not _done(lambda: os.fchmod(fresh, mode)):
            warnings.append("saved, but its permissions could not be kept")
        if hasattr(os, "listxattr"):  # not on every Unix
            warnings += _keep_extended(fresh, old)
    finally:
        os.close(old)
    return warnings


def _keep_owner(fresh: int, about: os.stat_result) -> tuple[list[str], int]:
    """Return what could not be kept, and the permissions: another group gets no more of them than everybody."""
    mode = stat.S_IMODE(about.st_mode)
    mine = os.fstat(fresh)
    if (mine.st_uid, mine.st_gid) == (about.st_uid, about.st_gid):
        return [], mode
    if _done(lambda: os.fchown(fresh, about.st_uid, about.st_gid)):
        return [], mode
    if _done(lambda: os.fchown(fresh, -1, about.st_gid)):
        return ["saved, but its owner could not be kept: it belongs to you now"], mode
    mode &= ~stat.S_IRWXG | (mode & stat.S_IRWXO) << 3
    return ["saved, but its owner and group could not be kept: it belongs to you now"], mode


def _keep_extended(fresh: int, old: int) -> list[str]:
    """Copy extended attributes, with which some systems keep lists of who may do what."""
    names: list[str] = []
    if not _done(lambda: names.extend(os.listxattr(old))):
        return []  # the file system has none
    lost = [name for name in names if not _done(partial(_copy_attribute, fresh, old, name))]
    return [f"saved, but its attribute {name} could not be kept" for name in lost]


def _copy_attribute(fresh: int, old: int, name: str) -> None:
    value = os.getxattr(old, name)
    if name not in os.listxattr(fresh) or os.getxattr(fresh, name) != value:  # some are given, but not ours to set
        os.setxattr(fresh, name, value)


def _done(step: Callable[[], None]) -> bool:
    """Do something that may not be offered here, or not to us, and tell whether it was done."""
    try:
        step()
    except OSError as error:
        if error.errno not in _NOT_OFFERED:
            raise
        return False
    return True


def _refuse_changed(path: Path, directory: int, name: str, read: Fingerprint | None) -> None:
    try:
        handle = os.open(name, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=directory)
    except FileNotFoundError:
        if read is not None:
            what = "it is gone; save it as a new file, or leave it"
            raise ChangedOnDiskError(f"{path}: not saved: {what}", None) from None
        return
    try:
        data = _content(handle)
    finally:
        os.close(handle)
    if read is None:
        raise ChangedOnDiskError(f"{path}: not saved: there is such a file already; choose another name", data)
    if Fingerprint.of(data) != read:
        what = "it was changed by another program since it was read; read it anew and save again"
        raise ChangedOnDiskError(f"{path}: not saved: {what}", data)


def _sync(directory: int) -> list[str]:
    """See that the disk knows of the replacement. By now the file is saved, whatever happens."""
    try:
        os.fsync(directory)
    except OSError as error:
        if error.errno in (errno.EINVAL, errno.ENOTSUP):  # some file systems sync no directories
            return []
        return [f"saved, but the disk did not confirm it ({error.strerror}): a power cut could bring the old file back"]
    return []


@contextlib.contextmanager
def _told(path: Path, parent: str) -> Iterator[None]:
    """Turn what the system refuses into a sentence."""
    try:
        yield
    except OSError as error:
        sentence = _SENTENCES.get(error.errno or 0, "{why}; save a copy elsewhere")
        told = sentence.format(parent=parent, why=error.strerror or error)
        raise SaveError(f"{path}: not saved: {told}") from error


_GONE = "the directory {parent} is not there; make it again, or save a copy elsewhere"
_FORBIDDEN = "the file, or the directory {parent}, may not be written by you; change that, or save a copy elsewhere"

_SENTENCES = {
    errno.ENOSPC: "the disk is full; make room and save again",
    errno.EDQUOT: "your share of the disk is used up; make room and save again",
    errno.EROFS: "its file system is read-only; save a copy elsewhere",
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.ENOENT: _GONE,
    errno.ENOTDIR: _GONE,
    errno.EIO: "the disk reports an error; save a copy on another",
    errno.EINTR: "it was interrupted; save again",
    errno.ETIMEDOUT: "another program keeps {parent} locked; save again when it has ended",
}
