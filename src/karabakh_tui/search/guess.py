"""Guesses: the words of a query that no record has, and what was looked for instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .names import Names
from .nodes import And, Field, Node, Term
from .query import Query
from .readings import Readings
from .resolve import NAMING_FIELDS, Resolver
from .result import Guess


def guesses(query: Query, names: Names, readings: Readings, resolver: Resolver) -> Iterator[Guess]:
    """Yield every guessed word of a query, in the order of the text."""
    for leaf in query.leaves:
        for term in leaf.values if isinstance(leaf, Field) else (leaf,):
            if isinstance(term, Term) and not term.exact:
                folded = _guessed(leaf, term, readings, resolver)
                if folded:
                    words = tuple(dict.fromkeys(names.as_written(each) for each in folded))
                    yield Guess(term.written, words, term.start, term.end)


def _guessed(leaf: Term | Field, term: Term, readings: Readings, resolver: Resolver) -> tuple[str, ...]:
    if isinstance(leaf, Term) or leaf.name in ("title", "text"):
        return readings.of(term).guessed
    if leaf.name in NAMING_FIELDS:
        return resolver.resolve(NAMING_FIELDS[leaf.name], term).guessed
    return ()


def nearest_name(query: Query, names: Names, readings: Readings) -> tuple[Query, Guess] | None:
    """Return a query with the nearest whole name in the place of several words, with that guess."""
    if not isinstance(query.root, And):
        return None
    words = [child for child in query.root.children if isinstance(child, Term) and not child.exact]
    if sum(len(term.tokens) for term in words) < 2:
        return None
    found = names.nearest_names([choice for term in words for choice in _choices(term, readings)])
    if not found:
        return None
    start, end = words[0].start, words[-1].end
    written = query.text[start:end]
    name = Term(tuple(found[0].split()), False, start, end, names.as_written(found[0]), phrase=True)
    others: list[Node] = [child for child in query.root.children if child not in words]
    answered = replace(query, root=And((name, *others)) if others else name)
    return answered, Guess(written, (name.written,), start, end)


def _choices(term: Term, readings: Readings) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each word of a term with the single words that it can be."""
    for token, word in zip(term.tokens, term.written_words, strict=True):
        reading = readings.of(replace(term, tokens=(token,), written=word, prefix=False, phrase=False))
        yield token, frozenset(phrase[0] for phrase in reading.phrases if len(phrase) == 1)
