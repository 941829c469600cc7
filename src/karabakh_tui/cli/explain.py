"""Why: where a query is wrong, how it was understood, and why each record is there."""

from __future__ import annotations

from collections.abc import Sequence

from karabakh_tui.search.index import Index
from karabakh_tui.search.nodes import Term
from karabakh_tui.search.query import QueryError
from karabakh_tui.search.result import Result
from karabakh_tui.show import show

from .hits import Hit
from .width import cells


def with_caret(error: QueryError) -> str:
    """Return what is wrong with a query: the query, a caret under the place, and the sentence."""
    text, begin = show(error.text), cells(show(error.text[: error.position]))
    length = max(cells(show(error.text[error.position : error.end])), 1)
    return f"the query cannot be read\n  {text}\n  {' ' * begin}{'^' * length}\n  {error}"


MOST_NAMES = 8
"""Other names and spellings told of one word; more are counted."""


def explained(index: Index, result: Result) -> str:
    """Return how a query was understood, and what each of its words is taken for."""
    lines = [f"understood as: {result.asked.describe()}"]
    for term in result.asked.terms:
        taken = _taken_for(index, term)
        if taken:
            lines.append(f"“{term.written}” is taken for {taken}")
    return "\n  ".join(lines)


def _taken_for(index: Index, term: Term) -> str:
    """Return what a word stands for beside itself: other names and spellings, and longer words."""
    reading = index.readings.of(term)
    others = [phrase for phrase in reading.phrases if phrase != term.tokens]
    names = list(dict.fromkeys(index.names.as_written(" ".join(phrase)) for phrase in others))
    told = names[:MOST_NAMES]
    if len(names) > MOST_NAMES:
        told.append(f"{len(names) - MOST_NAMES:,} more")
    if reading.prefixes and not term.prefix:
        told.append("every longer word that begins so")
    return ", ".join(told)


def reasons(index: Index, result: Result, hits: Sequence[Hit]) -> list[Hit]:
    """Return hits with why each is there."""
    return [hit._replace(why=tuple(map(str, index.why(result.asked, hit.record)))) for hit in hits]


def other_queries(index: Index, result: Result) -> list[str]:
    """Return what would be found instead of nothing: near spellings, and each word alone."""
    suggested = index.suggest(result.query)
    told = [f"“{each.label}” would find {_count(each.count)}" for each in suggested.guesses if each.count]
    if suggested.alone:
        told.append("alone, " + ", ".join(f"“{each.label}” finds {_count(each.count)}" for each in suggested.alone))
    return told


def _count(number: int) -> str:
    return f"{number:,}" if number else "nothing"
