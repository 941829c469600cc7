"""A lock that warns of a second writer. It keeps nobody from anything and never waits."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import socket
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from karabakh_tui.paths import state_directory

PRIVATE_DIRECTORY = 0o700
PRIVATE_FILE = 0o600


@dataclass(frozen=True)
class Holder:
    """Who has a store open to write in it."""

    process: int
    host: str

    def __str__(self) -> str:
        """Return it as part of a sentence."""
        return f"process {self.process} on {self.host}" if self.process else "another process"


UNKNOWN = Holder(0, "")
"""Another who has not said yet who it is."""


class WriterLock:
    """Held by who has a store open to write in it; whoever comes second is told by whom.

    It is a lock of the system on a file in our own state directory, named after the store's real path: nothing is left
    beside the store, and a process that is killed lets go of it, so that none is ever stale. Where it cannot be had
    for another reason, `problem` says so, and one goes on without it.
    """

    def __init__(self, store: Path) -> None:
        self._store = store
        name = hashlib.sha256(os.fsencode(os.path.realpath(store))).hexdigest()[:32]
        self._path = state_directory() / "locks" / f"{name}.lock"
        self._handle: int | None = None
        self.other: Holder | None = None
        """Who else has it; None where nobody has, or it is ours."""
        self.problem = ""
        """Why it cannot be told whether another has it, in a sentence."""

    @property
    def held(self) -> bool:
        """Whether it is ours."""
        return self._handle is not None

    @property
    def warning(self) -> str:
        """What to tell the reader, in a sentence; "" where it is ours."""
        if self.other is None:
            return self.problem
        return f"{self._store}: open in {self.other} too; what is written there and here is compared at each save"

    def take(self) -> bool:
        """Take it if nobody has it, and tell whether it is ours. One may try again later."""
        if self._handle is not None:
            return True
        self.other, self.problem = None, ""
        try:
            self._take()
        except OSError as error:
            self.problem = f"{self._path}: cannot be locked: {error.strerror}; a second writer will not be noticed"
        return self.held

    def _take(self) -> None:
        self._path.parent.mkdir(mode=PRIVATE_DIRECTORY, parents=True, exist_ok=True)
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, PRIVATE_FILE)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.other = _holder(os.pread(handle, 500, 0))
            os.close(handle)
        except OSError:
            os.close(handle)
            raise
        else:
            self._handle = handle
            with contextlib.suppress(OSError):  # on a full disk it is ours all the same, only not whose it is
                os.ftruncate(handle, 0)
                os.pwrite(handle, json.dumps([os.getpid(), socket.gethostname()]).encode("ascii"), 0)

    def release(self) -> None:
        """Let go of it."""
        if self._handle is not None:
            handle, self._handle = self._handle, None
            with contextlib.suppress(OSError):  # who it was is of no use to anybody then, and the lock goes anyway
                os.ftruncate(handle, 0)
            os.close(handle)

    def __enter__(self) -> WriterLock:
        """Take it if nobody has it."""
        self.take()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of it."""
        self.release()


def _holder(data: bytes) -> Holder:
    try:
        process, host = json.loads(data)
        return Holder(int(process), str(host))
    except (ValueError, TypeError):
        return UNKNOWN
