"""Which hits are sure, and which are there only for a spelling that was guessed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import cached_property

from karabakh_tui.search.index import Index
from karabakh_tui.search.nodes import And, Field, Node, Not, Or, Term
from karabakh_tui.search.result import Result


class Sureness:
    """Tells the sure hits of one result from the guessed ones."""

    def __init__(self, index: Index, result: Result, starred: Collection[str] = ()) -> None:
        self._index = index
        self._result = result
        self._starred = starred

    def holds(self, row: int) -> bool:
        """Tell whether a row of the index matches without any guess."""
        return not self._result.guessed or row in self._sure_rows

    @cached_property
    def _sure_rows(self) -> Collection[int]:
        result, query = self._result, self._result.query
        root = None if result.answered else without(query.root, {(each.start, each.end) for each in result.guessed})
        if root is None:
            return ()
        found = self._index.search(replace(query, root=root), self._starred)
        if found is None or found.guessed:
            return ()
        starts = self._index.rows.starts
        return {starts[table] + place for table, places in found.matched.items() for place in places}


def without(node: Node | None, guessed: Collection[tuple[int, int]]) -> Node | None:
    """Return what is left of a query where the guessed words match nothing; None where nothing can match."""
    match node:
        case Term():
            return None if (node.start, node.end) in guessed else node
        case Field():
            values = tuple(value for value in node.values if (value.start, value.end) not in guessed)
            return replace(node, values=values) if values else None
        case Or():
            left = tuple(each for child in node.children if (each := without(child, guessed)) is not None)
            return replace(node, children=left) if left else None
        case And():
            children = tuple(each for child in node.children if (each := without(child, guessed)) is not None)
            return replace(node, children=children) if len(children) == len(node.children) else None
        case Not():
            return node
    return None
