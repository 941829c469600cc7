"""What was typed, understood: words, prefixes and phrases, all of which must be found in a record.

This is where the query language lives: `parse_query` takes any text and never raises.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .fold import tokens


@dataclass(frozen=True)
class Term:
    """One word or phrase, as folded tokens that must follow one another."""

    tokens: tuple[str, ...]
    prefix: bool
    """The last token may be the beginning of a longer word."""
    start: int
    """Where it stands in the text that was typed."""
    end: int


@dataclass(frozen=True)
class Query:
    """Terms that must all be found; without any, everything is."""

    text: str
    terms: tuple[Term, ...]

    def describe(self) -> str:
        """Return how the query was understood."""
        if not self.terms:
            return "everything"
        return " and ".join(_described(term) for term in self.terms)


def _described(term: Term) -> str:
    words = " ".join(term.tokens)
    return f"words that begin with “{words}”" if term.prefix else f"“{words}”"


_TERM = re.compile(r'"([^"]*)("?)|([^\s"]+)')


def parse_query(text: str, cursor: int | None = None) -> Query:
    """Understand a text: `word`, `pre*`, `"some phrase"`; a quotation mark left open is taken as closed at the end.

    With a cursor, the word that ends there is still being typed and is taken as a prefix.
    """
    terms: list[Term] = []
    for match in _TERM.finditer(text):
        quoted = match[3] is None
        written = match[1] if quoted else match[3]
        found = tuple(tokens(written))
        if not found:
            continue
        if quoted:
            growing = not match[2] and cursor == match.end()
            prefix = growing and written[-1:].isalnum()
        else:
            prefix = written.endswith("*") or (cursor == match.end() and written[-1:].isalnum())
        terms.append(Term(found, prefix, match.start(), match.end()))
    return Query(text, tuple(terms))
