"""What the reader keeps of one store, in their data directory: searches, stars, marks, and what they have read."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from .directory import kept_directory as kept_directory
from .history import LONGEST, decode_history, encode_history, remembered
from .kept_file import KeptFile
from .reading import (
    Marks,
    Opened,
    Reading,
    Stars,
    decode_marks,
    decode_reading,
    decode_stars,
    encode_marks,
    encode_reading,
    encode_stars,
    with_opened,
    with_star,
    without_stars,
)
from .searches import (
    SavedSearch,
    decode_searches,
    encode_searches,
    searches_of,
    with_search,
    without_searches,
)


class Kept:
    """What the reader keeps, read anew whenever it is asked for: other instances of the program add to it.

    Nothing here raises for what is wrong with the files: `problems` says it, and what cannot be written is kept in
    memory. Each change waits for the disk, so it is best made in a thread; any thread may.
    """

    def __init__(self, directory: Path) -> None:
        self._problems: dict[str, None] = {}
        self._history = KeptFile(directory / "history.jsonl", decode_history, encode_history, self._tell)
        self._searches = KeptFile(directory / "searches.toml", decode_searches, encode_searches, self._tell)
        self._stars = KeptFile(directory / "stars.jsonl", decode_stars, encode_stars, self._tell)
        self._marks = KeptFile(directory / "marks.jsonl", decode_marks, encode_marks, self._tell)
        self._reading = KeptFile(directory / "reading.jsonl", decode_reading, encode_reading, self._tell)

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

    def stars(self) -> Stars:
        """Return the addresses (`table/id`) of what was starred, the latest last."""
        return self._stars.read()

    def star(self, record: str) -> Stars:
        """Star a record; return all stars."""
        return self._stars.change(lambda stars: with_star(stars, record))

    def unstar(self, records: Collection[str]) -> Stars:
        """Take the stars from some addresses, such as all that a record ever had; return the others."""
        return self._stars.change(lambda stars: without_stars(stars, records))

    def marks(self) -> Marks:
        """Return the addresses of marked records, by letter."""
        return self._marks.read()

    def mark(self, letter: str, record: str) -> Marks:
        """Mark a record with a letter, which no other record then has; return all marks."""
        return self._marks.change(lambda marks: {**marks, letter: record})

    def reading(self) -> Reading:
        """Return the records that were opened, the latest last, none twice."""
        return self._reading.read()

    def note_opened(self, record: str, when: datetime) -> Reading:
        """Make a record the latest that was opened; return all."""
        opened = Opened(record, when.isoformat(timespec="seconds"))
        return self._reading.change(lambda reading: with_opened(reading, opened))


def _storable(text: str) -> str:
    """Return a text as a UTF-8 file can hold it: halves of letters, which no text should have, are replaced."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)
