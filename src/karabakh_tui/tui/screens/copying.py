"""Another file: a copy of one's own of what is read-only, and what cannot be saved where it was to be."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from textual import work

from karabakh_tui.errors import KarabakhError
from karabakh_tui.storage.read import Loaded

from .drafting import Drafting

if TYPE_CHECKING:
    from .chooser import Choice

NEW, OPEN = "new:", "open:"
"""How the ids of the rows begin that offer a file."""


class Where(NamedTuple):
    """A question for a file."""

    title: str
    explained: str
    usual: Path
    verb: str
    """What is done with a file that is not there yet: `Copy it to`."""
    may_open: bool
    """Whether one that is there can be opened instead; it is never written over."""


class Copying(Drafting):
    """Asks for a file that is not there yet, writes it, and opens it in the place of the other."""

    known_bytes = b""
    """What the file held when it was read for a form, or written, last."""

    def as_read(self) -> bytes:
        """Return what the file held when it was read last, with its line ends as far as they are known."""
        assert self.loaded is not None
        known = self.known_bytes.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
        return self.known_bytes if known == self.loaded.text else self.loaded.text.encode("utf-8")

    def ask_where(self, where: Where, then: Callable[[Path | None, bool], None]) -> None:
        """Ask for a file; `then` is told which, None for none, and whether it is new."""
        from .chooser import Choice

        def rows(text: str) -> list[Choice]:
            from karabakh_tui.paths import typed_path

            path = where.usual.parent / typed_path(text.strip()) if text.strip() else where.usual
            explained = [] if text else [Choice(None, where.explained)]
            if path.is_dir():
                return [Choice(None, f"{path} is a directory: name a file in it")]
            if not os.path.lexists(path):
                return [*explained, Choice(NEW + str(path), f"{where.verb} {path}")]
            if where.may_open:
                return [*explained, Choice(OPEN + str(path), f"Open the one that is there: {path}")]
            return [Choice(None, f"There is such a file already, name another: {path}")]

        def chosen(choice: str | None) -> None:
            if choice is None:
                then(None, False)
            else:
                then(Path(choice.removeprefix(NEW).removeprefix(OPEN)), choice.startswith(NEW))

        self.choose(where.title, rows, chosen)

    # What is read-only

    def offer_copy(self, loaded: Loaded, then: Callable[[], None]) -> None:
        """Offer a copy of a file that may not be written; do then what was wanted."""

        def chosen(path: Path | None, is_new: bool) -> None:
            if path is not None:
                self._open_copy(loaded.path, path, is_new, then)

        words = "This file is read-only. Type where your own copy is to be:"
        where = Where("A copy of your own", words, usual_copy(loaded.store.header.id), "Copy it to", may_open=True)
        self.ask_where(where, chosen)

    @work(thread=True, exclusive=True, group="read")
    def _open_copy(self, source: Path, target: Path, copy: bool, then: Callable[[], None]) -> None:
        """Copy the file, in a thread, where there is no copy yet; then open it in the place of this one."""
        from karabakh_tui.storage.commit import read_exact

        try:
            if copy:
                write_new(target, read_exact(source))
            self.open_instead(target, then)
        except KarabakhError as error:
            self.app.call_from_thread(self._warn, str(error))

    def open_instead(self, path: Path, then: Callable[[], None]) -> None:
        """Open another file in the place of this one. In a thread.

        Raises:
            StoreError: if it cannot be read.
        """
        from karabakh_tui.search.index import Index
        from karabakh_tui.storage.problems import Problems
        from karabakh_tui.storage.read import read_store

        loaded = read_store(path, problems=Problems())
        self.app.call_from_thread(self._take_copy, loaded, Index.build(loaded.store), then)

    def _take_copy(self, loaded: Loaded, index: Any, then: Callable[[], None]) -> None:
        with self.app.batch_update():
            self._exchange(loaded, index)
        self._warn(f"Your own copy is open now. To open it again: karabakh-tui {loaded.path}")
        then()


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, with its directory.

    Raises:
        SaveError: if it cannot be written, or is there.
    """
    from karabakh_tui.storage.save import SaveError, save

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveError(f"{path.parent}: cannot be made: {error.strerror or error}") from None
    save(path, data, None)


def is_gone(path: Path) -> bool:
    """Tell whether a file that was read is not there any more."""
    try:
        return not path.exists()
    except OSError:
        return False  # out of reach: whoever reads it says why


def is_read_only(path: Path) -> bool:
    """Tell whether a store is the installed one, or one that may not be written."""
    from karabakh_tui.paths import shipped_store

    try:
        if path.samefile(shipped_store()):
            return True
        return not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK)
    except OSError:
        return False  # it is gone, or out of reach: whoever reads it says which


def usual_copy(store_id: str) -> Path:
    """Return where a copy of a store is put unless the reader says otherwise: with their documents, if there are."""
    from karabakh_tui.paths import data_directory

    try:
        documents = Path.home() / "Documents"
    except RuntimeError:
        documents = Path("/nonexistent")
    return (documents if documents.is_dir() else data_directory()) / f"{store_id}.toml"


def free_copy(store_id: str) -> Path:
    """Return where something is put that is in no file yet, under a name that nothing has."""
    usual = usual_copy(store_id)
    path, number = usual, 1
    while os.path.lexists(path):
        number += 1
        path = usual.with_name(f"{usual.stem}-{number}.toml")
    return path
