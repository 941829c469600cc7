"""Watching a file: a look now and then tells whether it must be read anew."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple


class Stamp(NamedTuple):
    """What a file looks like from outside: one that was written or replaced looks different."""

    size: int
    modified: int
    """In nanoseconds."""
    inode: int
    device: int

    @classmethod
    def of(cls, about: os.stat_result) -> Stamp:
        """Return what the system says of a file."""
        return cls(about.st_size, about.st_mtime_ns, about.st_ino, about.st_dev)


class Watch:
    """Tells whether a file was written, replaced, removed or made since the last look.

    To be made before the file is read, so that no change falls between the two. A look costs one `stat` and follows
    links. Whoever saves compares what the file holds: a look only says that it is worth reading.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen = self._look()

    @property
    def there(self) -> bool:
        """Whether there was such a file at the last look."""
        return self._seen is not None

    def changed(self) -> bool:
        """Look, and tell whether the file is another than at the last look. A change is told once."""
        before, self._seen = self._seen, self._look()
        return self._seen != before

    def know(self, stamp: Stamp) -> None:
        """Take a file that we wrote ourselves as seen; what others make of it after that is a change."""
        self._seen = stamp

    def _look(self) -> Stamp | None:
        try:
            return Stamp.of(os.stat(self._path))
        except OSError:  # gone, or out of reach: whoever reads it will say which
            return None
