"""The search history: queries, the latest last, none twice."""

from __future__ import annotations

import json
from collections.abc import Iterable

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
    """Return a history as JSON Lines: ASCII, whatever the queries hold."""
    return "".join(json.dumps({"query": query}) + "\n" for query in history).encode("ascii")


def decode_history(data: bytes) -> tuple[History, str]:
    """Return what can be read of a history, and what is wrong with it."""
    queries: list[str] = []
    damage = ""
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        query = _query(line)
        if query is not None:
            queries.append(query)
        elif not damage:
            damage = f"line {number} is not an entry of the search history"
    return _latest(queries), damage


def _query(line: bytes) -> str | None:
    try:
        entry = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    query = entry.get("query") if isinstance(entry, dict) else None
    return query if isinstance(query, str) else None
