"""`check --fix`: what can be mended without a doubt is mended in the file, before it is checked."""

from __future__ import annotations

from pathlib import Path

from karabakh_tui.check.fixing import fixed
from karabakh_tui.storage.read import Loaded
from karabakh_tui.storage.save import Fingerprint, SaveError, save

from .console import Console
from .reading import read

ROUNDS = 10
"""How often a store is mended at most: what was mended may be something else to be mended then."""


def mend(path: Path, console: Console) -> None:
    """Mend a store, and say what was mended.

    Raises:
        StoreError: if it cannot be read.
        SaveError: if it cannot be saved.
    """
    left: tuple[str, ...] = ()
    for _ in range(ROUNDS):
        loaded, data = _read(path)
        result = fixed(loaded, data.decode("utf-8"))
        left = result.left
        if not result.mended:
            break
        saved = save(path, result.text.encode("utf-8"), Fingerprint.of(data))
        for problem in result.mended:
            console.talk(f"mended: {problem}")
        for warning in saved.warnings:
            console.talk(warning)
    for sentence in left:
        console.talk(sentence)


def _read(path: Path) -> tuple[Loaded, bytes]:
    """Return a store and the bytes that it was read from.

    Raises:
        StoreError: if it cannot be read.
        SaveError: if it was changed meanwhile.
    """
    try:
        before = path.read_bytes() if path.is_file() else b""
        loaded = read(path)
        data = path.read_bytes()
    except OSError as error:
        raise SaveError(f"{path}: not mended: {error.strerror or error}") from None
    if data != before:
        raise SaveError(f"{path}: not mended: it was changed while it was read; do it again")
    return loaded, data
