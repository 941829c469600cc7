"""The words that a store uses, as its index knows them."""

from __future__ import annotations

import sqlite3
from functools import cached_property

from .fold import BARRIER
from .names import Names
from .spelling import spelling_keys

_MOST_NEAREST = 5
_MOST_NEAR = 12


class Vocabulary:
    """Looks words and phrases up in an index."""

    def __init__(self, connection: sqlite3.Connection, names: Names) -> None:
        self._connection = connection
        self._names = names

    def has(self, token: str) -> bool:
        """Tell whether any record has a word."""
        return self._any("SELECT 1 FROM words WHERE term = ?", token)

    def count(self, token: str) -> int:
        """Return how many records have a word."""
        found = self._connection.execute("SELECT doc FROM words WHERE term = ?", (token,)).fetchone()
        return found[0] if found else 0

    def begins(self, token: str) -> bool:
        """Tell whether any record has a word that begins so."""
        return self._any("SELECT 1 FROM words WHERE term >= ? AND term < ? LIMIT 1", token, f"{token}\U0010ffff")

    def has_phrase(self, tokens: tuple[str, ...], *, prefix: bool = False) -> bool:
        """Tell whether any record has these words one after the other."""
        whole = tokens[:-1] if prefix else tokens
        if not all(self.has(token) for token in set(whole)):
            return False
        expression = f'"{" ".join(tokens)}"{" *" if prefix else ""}'
        return self._any("SELECT 1 FROM records WHERE records MATCH ? LIMIT 1", expression)

    def _any(self, statement: str, *values: str) -> bool:
        return self._connection.execute(statement, values).fetchone() is not None

    @cached_property
    def all(self) -> dict[str, int]:
        """Every word with the number of records that have it."""
        found = dict(self._connection.execute("SELECT term, doc FROM words"))
        found.pop(BARRIER, None)
        return found

    @cached_property
    def _keys(self) -> list[str]:
        return [key for key, _ in self._names.sorted_keys]

    def nearest(self, written: str, token: str) -> list[str]:
        """Return the words that are fewest letters away, names before others; none where nothing is near.

        Names are compared by their sound as well, so that regular differences of spelling count for nothing.
        """
        if token.isdigit():
            return []
        distances = self.near_names(written, token)
        best = min(distances.values(), default=_reach(token) + 1)
        others = self._near(token, list(self.all), min(best - 1, _reach(token)))
        if others:
            distances = {**distances, **others}
            best = min(others.values())
        found = [word for word, distance in distances.items() if distance == best]
        return sorted(found, key=lambda word: (-self.all.get(word, 0), word))[:_MOST_NEAREST]

    def near(self, written: str, token: str) -> list[str]:
        """Return all words that are a few letters away, the nearest first and names before others."""
        names = self.near_names(written, token)
        others = self._near(token, list(self.all), _reach(token))
        found = {**others, **names}
        return sorted(found, key=lambda word: (found[word], word not in names, -self.all.get(word, 0), word))[
            :_MOST_NEAR
        ]

    def near_names(self, written: str, token: str) -> dict[str, int]:
        """Return the words of names that are a few letters away, with how many letters."""
        reach = _reach(token)
        found = self._near(token, list(self._names.by_word), reach)
        keys = self._names.sorted_keys
        for key in spelling_keys(written)[:4]:
            for at, distance in self._near_places(key, self._keys, min(reach, _reach(key))):
                word = keys[at][1]
                found[word] = min(found.get(word, distance), distance)
        return found

    def _near(self, token: str, words: list[str], reach: int) -> dict[str, int]:
        return {words[at]: distance for at, distance in self._near_places(token, words, reach)}

    @staticmethod
    def _near_places(token: str, words: list[str], reach: int) -> list[tuple[int, int]]:
        """Return the places of words that are so many letters away at most, with how many."""
        if reach < 1 or not token:
            return []
        from rapidfuzz.distance import OSA  # not before a word is found nowhere
        from rapidfuzz.process import extract

        near = extract(token, words, scorer=OSA.distance, score_cutoff=reach, limit=20)
        return [(at, int(distance)) for _, distance, at in near]


def _reach(token: str) -> int:
    """Return how many letters may differ."""
    if len(token) < 4:
        return 0
    if len(token) < 6:
        return 1
    return 2 if len(token) < 10 else 3
