"""Which parties, places or sources a value names: by id, by whole name, by words of a name, and at last by a guess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from karabakh_tui.model.records import Source
from karabakh_tui.model.store import FactStore

from .fold import fold
from .names import Names
from .nodes import Term
from .rows import RowNumbers
from .vocabulary import Vocabulary

NAMING_FIELDS = {
    **dict.fromkeys(("party", "speaker", "account", "standpoint"), "parties"),
    "place": "places",
    "source": "sources",
}
"""The fields whose values are names, with the table that they name records of."""


class Resolved(NamedTuple):
    """The rows that a value names."""

    rows: frozenset[int]
    guessed: tuple[str, ...] = ()
    """The words that were taken for those of the value, where it is a guess."""


class Resolver:
    """Finds records by name."""

    def __init__(self, store: FactStore, rows: RowNumbers, names: Names, vocabulary: Vocabulary) -> None:
        self._store = store
        self._rows = rows
        self._names = names
        self._vocabulary = vocabulary
        self.resolve = lru_cache(maxsize=512)(self._resolve)
        """Return what a value names in a table."""
        self._folded = lru_cache(maxsize=None)(self._fold_names)

    def _fold_names(self, table: str) -> Mapping[int, Sequence[str]]:
        if table != "sources":
            return {row: self._names.of_row[row] for row in self._rows.rows(table)}
        titles = (each.title for each in self._store.ordered(table) if isinstance(each, Source))
        return {row: (fold(title),) for row, title in zip(self._rows.rows(table), titles, strict=True)}

    def _resolve(self, table: str, term: Term) -> Resolved:
        if term.exact:
            named = (row for row in self._rows.rows(table) if self._is_exactly(row, term.written))
            return Resolved(frozenset(named))
        text = " ".join(term.tokens)
        names = self._folded(table)
        by_id = self._rows.row(table, term.written.lower())
        whole = {row for row, known in names.items() if text in known}
        if by_id is not None:
            whole.add(by_id)
        if term.prefix:
            return Resolved(frozenset(whole | _containing(names, f" {text}")))
        if whole:
            return Resolved(frozenset(whole))
        contained = _containing(names, f" {text} ")
        if contained:
            return Resolved(frozenset(contained))
        return self._respelled(term, names)

    def _is_exactly(self, row: int, written: str) -> bool:
        record = self._rows.record(row)
        return written in (record.id, record.label, *record.former_ids)

    def _respelled(self, term: Term, names: Mapping[int, Sequence[str]]) -> Resolved:
        written = term.written_words
        spelled = [
            [token, *self._names.spelled_like(word, token)] for word, token in zip(written, term.tokens, strict=True)
        ]
        found = _with_words(names, spelled)
        if not found:
            found = _containing(names, f" {' '.join(term.tokens)}")
        if found:
            return Resolved(frozenset(found))
        guessed = [
            choice if self._names.by_word.get(choice[0]) else self._nearest(word, choice[0]) or choice
            for word, choice in zip(written, spelled, strict=True)
        ]
        found = _with_words(names, guessed)
        return Resolved(frozenset(found), tuple(words[0] for words in guessed) if found else ())

    def _nearest(self, written: str, token: str) -> list[str]:
        near = self._vocabulary.near_names(written, token)
        best = min(near.values(), default=0)
        return sorted(word for word, distance in near.items() if distance == best)


def _with_words(names: Mapping[int, Sequence[str]], choices: Sequence[Sequence[str]]) -> set[int]:
    """Return the rows of which some name has one of the choices for every word; whole names before others."""
    wanted = [set(words) for words in choices]
    whole: set[int] = set()
    part: set[int] = set()
    for row, known in names.items():
        for name in known:
            words = name.split()
            if all(not choice.isdisjoint(words) for choice in wanted):
                (whole if len(words) == len(wanted) else part).add(row)
    return whole or part


def _containing(names: Mapping[int, Sequence[str]], text: str) -> set[int]:
    return {row for row, known in names.items() if any(text in f" {name} " for name in known)}
