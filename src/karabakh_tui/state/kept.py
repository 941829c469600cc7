"""What the reader keeps of one store: the search history and the saved searches, in their data directory."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from karabakh_tui.paths import data_directory

from .history import LONGEST, decode_history, encode_history, remembered
from .kept_file import KeptFile
from .searches import (
    SavedSearch,
    decode_searches,
    encode_searches,
    searches_of,
    with_search,
    without_searches,
)

LONGEST_NAME = 100


def kept_directory(store_id: str) -> Path:
    """Return where what is kept of a store is; nothing is made."""
    return data_directory() / _directory_name(store_id)


def _directory_name(store_id: str) -> str:
    """Return a name for a directory, never the same for two ids: the id, or what can be a name of it, and its hash."""
    if re.fullmatch(r"[a-z0-9-]+", store_id) and len(store_id) <= LONGEST_NAME:
        return store_id
    plain = re.sub(r"[^a-z0-9-]+", "-", store_id.lower())[:LONGEST_NAME]
    return f"{plain}.{hashlib.sha256(store_id.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


class Kept:
    """What the reader keeps, read anew whenever it is asked for: other instances of the program add to it.

    Nothing here raises for what is wrong with the files: `problems` says it, and what cannot be written is kept in
    memory. Each change waits for the disk, so it is best made in a thread; any thread may.
    """

    def __init__(self, directory: Path) -> None:
        self._problems: dict[str, None] = {}
        self._history = KeptFile(directory / "history.jsonl", decode_history, encode_history, self._tell)
        self._searches = KeptFile(directory / "searches.toml", decode_searches, encode_searches, self._tell)

    @property
    def problems(self) -> tuple[str, ...]:
        """Sentences on what is wrong with the files, each once, the latest last; harmless on any terminal."""
        return tuple(self._problems)

    def _tell(self, sentence: str) -> None:
        self._problems[sentence] = None

    def history(self) -> tuple[str, ...]:
        """Return the queries that were searched for, the latest last, none twice."""
        return self._history.read()

    def remember(self, query: str) -> None:
        """Make a query the latest of the history; blank and boundless ones are not remembered."""
        if query.strip() and len(query) <= LONGEST:
            self._history.change(lambda history: remembered(history, query))

    def searches(self) -> tuple[SavedSearch, ...]:
        """Return the saved searches, in the order in which they were saved."""
        return searches_of(self._searches.read())

    def save_search(self, title: str, query: str) -> SavedSearch:
        """Save a search and return it; the same twice is one. Without a title it has the query's words."""
        query = _storable(query)
        title = _storable(title) if title.strip() else query
        document = self._searches.change(lambda document: with_search(document, title, query))
        return next(each for each in searches_of(document) if (each.title, each.query) == (title, query))

    def remove_search(self, search_id: str) -> None:
        """Remove a saved search; an id that none has is no mistake: another instance may have removed it."""
        found = [search for search in self.searches() if search.id == search_id]
        if found:
            self._searches.change(lambda document: without_searches(document, found))


def _storable(text: str) -> str:
    """Return a text as a UTF-8 file can hold it: halves of letters, which no text should have, are replaced."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)
