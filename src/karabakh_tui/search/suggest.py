"""What to try when nothing was found: near spellings with what they would find, and what each word finds alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .evaluate import TEXT_FIELDS
from .nodes import Field, Term
from .query import Query, parse_query
from .resolve import NAMING_FIELDS
from .result import Result

if TYPE_CHECKING:
    from .index import Index

MOST = 8
"""Guesses at most."""


@dataclass(frozen=True)
class Suggestion:
    """Another query, which finds something."""

    label: str
    """The word that it is about, as the record writes it or as it was typed."""
    query: str
    """The whole query."""
    count: int
    """How many records that query finds."""
    is_guess: bool
    """The word is a near spelling of the one that was typed."""


@dataclass(frozen=True)
class Suggestions:
    """What to try instead of a query."""

    guesses: tuple[Suggestion, ...] = ()
    """Near spellings, for each word the nearest first."""
    alone: tuple[Suggestion, ...] = ()
    """Each word and field of a query of several, with what it finds alone, be it nothing."""


def suggestions(index: Index, result: Result) -> list[Suggestion]:
    """Return what finds something where a query as it was typed finds nothing: guesses, then each word alone."""
    if result.total and not result.guessed:
        return []
    found = index.suggest(result.query)
    return [each for each in (*found.guesses, *found.alone) if each.count]


def suggest(index: Index, query: Query) -> Suggestions:
    """Return what to try instead of a query; `Index.suggest` is how to ask."""
    typed = [query.text[leaf.start : leaf.end] for leaf in query.leaves]
    alone = [Suggestion(text, text, _count(index, text), is_guess=False) for text in typed]
    guesses: dict[str, Suggestion] = {}
    near = [(term, _near(index, term, naming=naming)) for term, naming in _words(query)]
    near += [(term, _nearest_values(index, field, term)) for field, term in _listed(query)]
    for term, words in near:
        for word in words:
            written = f'"{word}"' if " " in word else word
            text = f"{query.text[: term.start]}{written}{query.text[term.end :]}"
            count = _count(index, text)
            if count and text not in guesses:
                guesses[text] = Suggestion(word, text, count, is_guess=True)
    return Suggestions(tuple(guesses.values())[:MOST], tuple(alone) if len(alone) > 1 else ())


def _count(index: Index, text: str) -> int:
    query = parse_query(text)
    if query.root is None:
        return 0
    found = index.search(query)
    return found.total if found is not None and found.answered is None else 0


def _words(query: Query) -> Iterator[tuple[Term, bool]]:
    """Yield the words that may be misspelled, with whether only names are looked for."""
    for leaf in query.leaves:
        naming = isinstance(leaf, Field) and leaf.name in NAMING_FIELDS
        if isinstance(leaf, Term) or naming or leaf.name in TEXT_FIELDS:
            for term in leaf.values if isinstance(leaf, Field) else (leaf,):
                if isinstance(term, Term) and not term.exact:
                    yield term, naming


def _listed(query: Query) -> Iterator[tuple[str, Term]]:
    """Yield the kinds and tags that a query asks for, which may be misspelled."""
    for leaf in query.leaves:
        if isinstance(leaf, Field) and leaf.name in ("kind", "tag"):
            yield from ((leaf.name, each) for each in leaf.values if isinstance(each, Term) and not each.exact)


def _nearest_values(index: Index, field: str, term: Term) -> list[str]:
    """Return the kinds or tags of the store that are nearest to what was written; none where it has just that."""
    from difflib import get_close_matches

    values = index.fields.listed(field)
    return [] if term.written in values else get_close_matches(term.written.casefold(), values, n=3)


def _near(index: Index, term: Term, *, naming: bool) -> list[str]:
    """Return the nearest words for a word that no record has, for those of a phrase in their place."""
    found: list[str] = []
    for at, (token, written) in enumerate(zip(term.tokens, term.written_words, strict=True)):
        if index.names.by_word.get(token) if naming else index.vocabulary.has(token):
            continue
        offered: set[int] = set()
        for word in index.vocabulary.near(written, token):
            rows = index.names.by_word.get(word, set())
            if rows and rows <= offered:  # another spelling of what is offered already
                continue
            offered |= rows
            words = [*term.written_words[:at], index.names.as_written(word), *term.written_words[at + 1 :]]
            found.append(" ".join(words))
    return found
