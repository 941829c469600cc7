"""The search history: queries, the latest last, none twice."""

from __future__ import annotations

from collections.abc import Iterable

from .json_lines import Line, decode_lines, encode_lines

MOST = 500
"""Queries that are remembered."""

LONGEST = 10_000
"""Letters of the longest query that is remembered: anything longer was pasted by mistake."""

History = tuple[str, ...]


def remembered(history: Iterable[str], query: str) -> History:
    """Return a history with a query as its latest."""
    return _latest([*history, query])


def _latest(queries: Iterable[str]) -> History:
    """Return each query once, at its latest place, and no more than are remembered."""
    found: dict[str, None] = {}
    for query in queries:
        found.pop(query, None)
        found[query] = None
    return tuple(found)[-MOST:]


def encode_history(history: History) -> bytes:
    """Return a history as JSON Lines."""
    return encode_lines({"query": query} for query in history)


def decode_history(data: bytes) -> tuple[History, str]:
    """Return what can be read of a history, and what is wrong with it."""
    queries, damage = decode_lines(data, _query, "an entry of the search history")
    return _latest(queries), damage


def _query(line: Line) -> str | None:
    query = line.get("query")
    return query if isinstance(query, str) else None
