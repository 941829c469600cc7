"""The order of what was found: by date, by name, or the best first.

The best are parties and places of which a whole name is what was typed: letter by letter before folded, their own name
before an alias, a town before the district that is called after it, a place before a party. Then come those that have
the words in one name; the more events and quotes are about one, the earlier it stands. Everything else follows by
FTS5's bm25.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from karabakh_tui.model.records import Event, Quote, Record

from .fold import fold
from .names import NAMED_TABLES
from .nodes import Term
from .query import Query
from .result import Result
from .texts import Columns

if TYPE_CHECKING:
    from .index import Index

_WEIGHTS = {"name": 10.0, "alias": 8.0, "title": 8.0, "quote": 3.0, "body": 1.0, "id": 1.0}
"""How much a word counts by the column it stands in."""
_REFERS = 8.0
"""What counts to refer to a party or place that is called so: about as much as to have it in the title."""

_NOT_BY_NAME = 4


class Hit(NamedTuple):
    """A record that was found, and its row in the index."""

    record: Record
    row: int


def ranked(index: Index, result: Result, sort: str | None = None, limit: int | None = None) -> list[Hit]:
    """Return a result's records, or the first of them, in the order asked for here, else in the query, else by rank."""
    sort = sort or result.query.sort or "relevance"
    rows = [index.rows.starts[table] + position for table, places in result.matched.items() for position in places]
    ordered = {
        "relevance": lambda: _by_relevance(index, result.asked, rows),
        "date": lambda: _by_date(index, rows),
        "-date": lambda: _by_date(index, rows, backwards=True),
        "name": lambda: sorted(rows, key=lambda row: (fold(index.rows.record(row).label), row)),
    }[sort]()
    return [Hit(index.rows.record(row), row) for row in ordered[:limit]]


def _by_date(index: Index, rows: Sequence[int], *, backwards: bool = False) -> list[int]:
    """Return rows by date; what has none comes last, in the order of the tables."""
    dated: list[tuple[tuple[float, float], str, str, int]] = []
    undated: list[int] = []
    for row in rows:
        record = index.rows.record(row)
        if isinstance(record, (Event, Quote)):
            dated.append((record.date.sort_key(), record.table, record.id, row))
        else:
            undated.append(row)
    dated.sort(reverse=backwards)
    return [row for *_, row in dated] + undated


def _by_relevance(index: Index, query: Query, rows: Sequence[int]) -> list[int]:
    terms = query.terms
    if not terms:
        return _by_date(index, rows)
    scores = _scores(index, terms)
    by_name = _by_names(index, terms, rows)
    last = _Fit(_NOT_BY_NAME)
    return sorted(rows, key=lambda row: (by_name.get(row, last), scores.get(row, 0.0), row))


def _scores(index: Index, terms: Sequence[Term]) -> dict[int, float]:
    """Return bm25 for every row that has any of the words, less what references count; the less, the better."""
    expression = " OR ".join(index.readings.of(term).expression for term in terms)
    weights = ", ".join(str(_WEIGHTS[column]) for column in Columns._fields)
    statement = f"SELECT rowid, bm25(records, {weights}) FROM records WHERE records MATCH ?"
    scores: dict[int, float] = dict(index.connection.execute(statement, (expression,)).fetchall())
    for term in terms:
        for row in index.evaluator.referring(term):
            scores[row] = scores.get(row, 0.0) - _REFERS
    return scores


class _Fit(NamedTuple):
    """How well the names of a party or place fit what was typed; the less, the better."""

    kind: int
    alias: bool = False
    """It is not its own name that is what was typed."""
    words: int = 0
    """Of its own name."""
    party: bool = False
    unknown: int = 0
    """Minus the events and quotes that are about it."""


def _by_names(index: Index, terms: Sequence[Term], rows: Sequence[int]) -> dict[int, _Fit]:
    """Return how well names fit, for the parties and places that have all words in one."""
    typed = [token for term in terms for token in term.tokens]
    choices = [choice for term in terms for choice in _choices(index, term)]
    begun = tuple(token for term in terms for token in _begun(index, term))
    as_written = " ".join(term.written for term in terms).casefold()
    parties, places = (index.rows.rows(table) for table in NAMED_TABLES)
    found: dict[int, _Fit] = {}
    for row in rows:
        if row not in parties and row not in places:
            continue
        names = index.names.of_row[row] or [""]
        kind = min(_kind(name.split(), typed, choices, begun) for name in names)
        unknown = -len(index.fields.references.get(row, ()))
        if kind == 0:
            kind = -1 if as_written in index.names.as_they_stand(row) else 0
            own = names[0].split()
            found[row] = _Fit(kind, own != typed, len(own), row in parties, unknown)
        elif kind < _NOT_BY_NAME:
            found[row] = _Fit(kind, unknown=unknown)
    return found


def _choices(index: Index, term: Term) -> list[set[str]]:
    """Return for each word of a term the words that it can be."""
    length = len(term.tokens)
    phrases = [term.tokens, *(each for each in index.readings.of(term).phrases if len(each) == length)]
    return [set(words) for words in zip(*phrases, strict=True)]


def _begun(index: Index, term: Term) -> list[str]:
    return [phrase[-1] for phrase in index.readings.of(term).prefixes]


def _kind(name: list[str], typed: list[str], choices: list[set[str]], begun: tuple[str, ...]) -> int:
    """Return 0 where a name is what was typed, 1 where it is that spelled otherwise, 2 and 3 where it is a part."""
    if name == typed:
        return 0
    words = set(name)
    if all(token in words for token in typed):
        return 2
    if all(not choice.isdisjoint(words) for choice in choices):
        return 1 if len(name) == len(choices) else 3
    if begun and all(
        not choice.isdisjoint(words) or any(word.startswith(begun) for word in name) for choice in choices
    ):
        return 3
    return _NOT_BY_NAME
