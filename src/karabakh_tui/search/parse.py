"""From what was typed to a tree: a parser that always ends with a tree, and notes what was wrong on the way.

    query  = and { ("OR" | "|") and }
    and    = term { ["AND"] term }
    term   = [ "-" | "NOT" ] ( "(" query ")" | field | ["="] ( phrase | word ) )
    field  = name ":" value { "," value }

A word ends at a blank or at one of `( ) " |`. Values of fields are read in `values`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .language import FIELDS
from .nodes import And, Field, Node, Not, Or, Term, Value
from .problem import QueryError, nearest
from .reader import WORD, Reader
from .values import read_values

LONGEST_QUERY = 4000
MOST_TERMS = 100
DEEPEST = 30

_BLANK = re.compile(r"\s*")
_FIELD = re.compile(r"([^\W\d_][\w-]*):")
_OPERATORS = ("AND", "OR", "NOT")


class Parsed(NamedTuple):
    """A query's tree, the order it asks for, and the first thing that was wrong with it."""

    root: Node | None
    sort: str | None
    problem: QueryError | None


def parse(text: str, cursor: int | None) -> Parsed:
    """Read a query. The word that ends at the cursor is still being typed."""
    parser = _Parser(text[:LONGEST_QUERY], cursor)
    if len(text) > LONGEST_QUERY:
        parser.wrong(LONGEST_QUERY, len(text), f"a query has at most {LONGEST_QUERY:,} characters")
    root = parser.query(0)
    if root is None and parser.sort is None and parser.problem is None and text.strip():
        parser.wrong(0, len(text), "there is no word in the query")
    return Parsed(root, parser.sort, parser.problem)


class _Parser(Reader):
    """The structure of a query; what stands in it is read by `Reader` and `read_values`."""

    def __init__(self, text: str, cursor: int | None) -> None:
        super().__init__(text, cursor)
        self.sort: str | None = None
        self._terms = 0

    # Structure

    def query(self, depth: int) -> Node | None:
        """Read alternatives up to the closing bracket or the end."""
        found: list[Node] = []
        operator: tuple[int, int] | None = None
        while True:
            node = self._all_of(depth)
            if node is not None:
                found.append(node)
            elif operator is not None:
                self._lacks(operator, "after")
            operator = self._operator("OR") or self._bar()
            if operator is None:
                return _joined(Or, found)
            if node is None:
                self._lacks(operator, "before")

    def _lacks(self, operator: tuple[int, int], side: str) -> None:
        start, end = operator
        self.wrong(
            start,
            end,
            f"{self.text[start:end]} needs something {side} it",
            unfinished=side == "after" and self.at >= len(self.text),
        )

    def _all_of(self, depth: int) -> Node | None:
        """Read terms up to the next alternative, the closing bracket or the end."""
        found: list[Node] = []
        waiting: tuple[int, int] | None = None
        while not self._at_end_of_all(depth):
            operator = self._operator("AND")
            if operator is not None:
                if not found or waiting is not None:
                    self._lacks(operator, "before")
                waiting = operator
                continue
            node = self._term(depth)
            if node is not None:
                found.append(node)
            waiting = None
        if waiting is not None:
            self._lacks(waiting, "after")
        return _joined(And, found)

    def _at_end_of_all(self, depth: int) -> bool:
        self.take(_BLANK)
        while depth == 0 and self.next_is(")"):
            self.wrong(self.at, self.at + 1, "this bracket was never opened")
            self.at += 1
            self.take(_BLANK)
        return self.at >= len(self.text) or self.text[self.at] in "|)" or self._peek() == "OR"

    def _peek(self) -> str:
        word = WORD.match(self.text, self.at)
        return word[0] if word else ""

    def _operator(self, name: str) -> tuple[int, int] | None:
        if self._peek() != name:
            return None
        start, self.at = self.at, self.at + len(name)
        return start, self.at

    def _bar(self) -> tuple[int, int] | None:
        if self.text[self.at : self.at + 1] != "|":
            return None
        self.at += 1
        return self.at - 1, self.at

    # Terms

    def _term(self, depth: int) -> Node | None:
        start = self.at
        after = self.text[start + 1 : start + 2]
        if self._operator("NOT"):
            if self._at_end_of_all(depth) or self._peek() in _OPERATORS:
                self._lacks((start, start + 3), "after")
                return None
        elif self.text[start] == "-" and after and not after.isspace():
            self.at += 1
            if after in "|)":
                return None
        else:
            return self._operand(depth, negated=False)
        node = self._operand(depth, negated=True)
        return None if node is None else Not(node, start, self.at)

    def _operand(self, depth: int, *, negated: bool) -> Node | None:
        if self.text[self.at] == "(":
            return self._bracket(depth)
        named = _FIELD.match(self.text, self.at)
        if named and (name := named[1].lower()) in FIELDS:
            return self._field(name, depth, negated=negated)
        if named:
            self._unknown_field(named)
        return self._counted(self.word())

    def _bracket(self, depth: int) -> Node | None:
        start = self.at
        self.at += 1
        if depth == DEEPEST:
            self.wrong(start, self.at, f"brackets go at most {DEEPEST} deep")
            return None
        node = self.query(depth + 1)
        if self.text[self.at : self.at + 1] == ")":
            self.at += 1
        else:
            self.wrong(start, start + 1, "this bracket is not closed", unfinished=True)
        if node is None:
            self.wrong(start, self.at, "there is nothing in these brackets", unfinished=True)
        return node

    def _unknown_field(self, named: re.Match[str]) -> None:
        after = self.text[named.end() : named.end() + 2]
        if after == "//" or after[:1].isdigit():
            return
        near = nearest(named[1].lower(), FIELDS)
        sentence = f'there is no field "{named[1]}:"'
        self.wrong(named.start(), named.end(), sentence, f"{near}:" if near else None)

    def _counted(self, node: Term | None) -> Term | None:
        if node is None:
            return None
        self._terms += 1
        if self._terms > MOST_TERMS:
            self.wrong(node.start, node.end, f"a query has at most {MOST_TERMS} words and fields")
            return None
        return node

    # Fields

    def _field(self, name: str, depth: int, *, negated: bool) -> Node | None:
        start = self.at
        self.at += len(name) + 1
        values = read_values(self, name)
        if name == "sort":
            self._sorted(values, start, outside=depth == 0 and not negated)
            return None
        self._terms += max(1, len(values))
        if self._terms > MOST_TERMS:
            self.wrong(start, self.at, f"a query has at most {MOST_TERMS} words and fields")
            return None
        return Field(name, tuple(values), start, self.at) if values else None

    def _sorted(self, values: list[Value], start: int, *, outside: bool) -> None:
        if not values or not isinstance(values[0], Term):
            return
        if not outside:
            self.wrong(start, self.at, "sort: stands outside brackets and is not negated")
        elif self.sort is not None or len(values) > 1:
            self.wrong(start, self.at, "a query has one order")
        else:
            self.sort = values[0].written


def _joined(kind: type[And] | type[Or], nodes: list[Node]) -> Node | None:
    if not nodes:
        return None
    return nodes[0] if len(nodes) == 1 else kind(tuple(nodes))
