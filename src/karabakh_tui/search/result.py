"""An ordered view of a store that a query gave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from karabakh_tui.model.records import TABLES
from karabakh_tui.model.store import FactStore

from .query import Query


class Guess(NamedTuple):
    """A word that no record has, and the nearest words, which were looked for instead."""

    written: str
    words: tuple[str, ...]
    """As the record writes them, the likeliest first."""
    start: int
    """Where the word stands in the query."""
    end: int


GUESS = "(guess)"
"""Says behind a reason that the spelling was guessed."""


@dataclass(frozen=True, eq=False)
class Result:
    """What a query found: for each table, places in `FactStore.ordered`, ascending."""

    store: FactStore
    query: Query
    matched: Mapping[str, Sequence[int]]
    named: Mapping[str, Sequence[int]] = field(default_factory=lambda: MappingProxyType({}))
    """Parties and places that do not match, but that a matching event or quote names."""
    guessed: tuple[Guess, ...] = ()
    """The words that were guessed; the result is then a guess."""
    answered: Query | None = None
    """The query that was answered instead, where a whole name was guessed."""

    @property
    def asked(self) -> Query:
        """The query that the records match."""
        return self.answered or self.query

    @property
    def is_all(self) -> bool:
        """The query asked for nothing in particular."""
        return self.query.root is None

    def count(self, table: str) -> int:
        """Return how many records of a table match, withdrawn ones left out."""
        positions = self.matched[table]
        withdrawn = self.store.withdrawn(table)
        return len(positions) - (len(withdrawn.intersection(positions)) if withdrawn else 0)

    @property
    def total(self) -> int:
        """How many records of all tables match."""
        return sum(self.count(table) for table in TABLES)


def everything(store: FactStore, query: Query | None = None) -> Result:
    """Return the result that holds every record."""
    matched = {table: range(len(store.records(table))) for table in TABLES}
    return Result(store, query or Query("", None), MappingProxyType(matched))
