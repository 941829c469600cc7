"""Where a query's words stand in a text as it is written: whatever the script, the spelling or the name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from .evaluate import TEXT_FIELDS
from .fold import token_spans
from .nodes import Field, Term
from .query import Query
from .readings import Phrase, Reading
from .resolve import NAMING_FIELDS

if TYPE_CHECKING:
    from .index import Index

Spans = tuple[tuple[int, int], ...]

_REMEMBERED = 2048
"""Texts of which one query's spans are remembered: more than a screen shows."""


class Matcher:
    """Finds words and phrases in texts."""

    def __init__(self, readings: Iterable[Reading], exactly: Iterable[str] = ()) -> None:
        self._phrases: dict[str, list[Phrase]] = defaultdict(list)
        self._begun: list[Phrase] = []
        for reading in readings:
            for phrase in reading.phrases:
                self._phrases[phrase[0]].append(phrase)
            self._begun.extend(reading.prefixes)
        self._exactly = [re.compile(rf"(?<!\w){re.escape(each)}(?!\w)") for each in exactly]
        self.spans = lru_cache(maxsize=_REMEMBERED)(self._spans)
        """Return where the words stand in a text, in order, without overlaps."""

    def _spans(self, text: str) -> Spans:
        return tuple(_merged([*self._worded(text), *self._literal(text)]))

    def _literal(self, text: str) -> Iterator[tuple[int, int]]:
        for pattern in self._exactly:
            yield from (found.span() for found in pattern.finditer(text))

    def _worded(self, text: str) -> Iterator[tuple[int, int]]:
        if not self._phrases and not self._begun:
            return
        words = _words(text)
        for at, (token, start, end) in enumerate(words):
            for phrase in self._phrases.get(token, ()):
                if len(phrase) == 1:
                    yield start, end
                elif [word for word, _, _ in islice(words, at, at + len(phrase))] == list(phrase):
                    yield start, words[at + len(phrase) - 1][2]
            for phrase in self._begun:
                after = words[at : at + len(phrase)]
                whole = [word for word, _, _ in after[:-1]]
                if len(after) == len(phrase) and whole == list(phrase[:-1]) and after[-1][0].startswith(phrase[-1]):
                    yield start, after[-1][2]


@lru_cache(maxsize=512)
def _words(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return the words of a text; what is on the screen is asked for again with every letter that is typed."""
    return tuple(token_spans(text))


def _merged(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    here: tuple[int, int] | None = None
    for start, end in sorted(spans):
        if here is not None and start < here[1]:
            here = here[0], max(here[1], end)
            continue
        if here is not None:
            yield here
        here = start, end
    if here is not None:
        yield here


def matcher(index: Index, query: Query) -> Matcher:
    """Return what finds the words of a query, and the names of the parties and places that it asks for."""
    readings: list[Reading] = []
    exactly: list[str] = []
    for leaf in query.leaves:
        for term in leaf.values if isinstance(leaf, Field) else (leaf,):
            if not isinstance(term, Term):
                continue
            if isinstance(leaf, Term) or leaf.name in TEXT_FIELDS:
                if term.exact:
                    exactly.append(term.written)
                else:
                    readings.append(index.readings.of(term))
            elif NAMING_FIELDS.get(leaf.name) in ("parties", "places"):
                readings.append(_names_of(index, NAMING_FIELDS[leaf.name], term))
    return Matcher(readings, exactly)


def _names_of(index: Index, table: str, term: Term) -> Reading:
    """Return all names of what a value names, but for those that are too short to tell it."""
    rows = index.resolver.resolve(table, term).rows
    names = (name for row in rows for name in index.names.of_row[row])
    return Reading(tuple(tuple(name.split()) for name in names if len(name) > 2))
