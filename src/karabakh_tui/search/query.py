"""What was typed, understood: a tree of words and fields, the order asked for, and what was wrong.

`parse_query` takes any text and never raises; `parse_strictly` raises what was wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from .problem import QueryError as QueryError

if TYPE_CHECKING:
    from .nodes import Field, Node, Term


@dataclass(frozen=True)
class Query:
    """What a text asks for; without a root, everything."""

    text: str
    root: Node | None
    sort: str | None = None
    """`date`, `-date`, `relevance` or `name`, where the text says so."""
    problem: QueryError | None = None
    """What was wrong with the text; the tree is what could be understood of it."""

    @cached_property
    def leaves(self) -> tuple[Term | Field, ...]:
        """The words and fields that a record should match, in the order of the text."""
        from .nodes import leaves

        return tuple(leaves(self.root))

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The words that a record should match, in the order of the text."""
        from .nodes import Term

        return tuple(leaf for leaf in self.leaves if isinstance(leaf, Term))

    def describe(self) -> str:
        """Return how the query was understood."""
        from .describe import described

        return described(self.root, self.sort)


def parse_query(text: str, cursor: int | None = None) -> Query:
    """Understand a text as far as it goes; brackets and quotation marks left open end with it.

    With a cursor, the word that ends there is still being typed and is taken as a prefix.
    """
    from .parse import parse  # a screen without a query need not wait for the language

    parsed = parse(text, cursor)
    return Query(text, *parsed)


def parse_strictly(text: str) -> Query:
    """Understand a whole text.

    Raises:
        QueryError: if anything is wrong with it.
    """
    query = parse_query(text)
    if query.problem is not None:
        raise query.problem
    return query
