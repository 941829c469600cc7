"""Reading a query from left to right: words, phrases, and what was wrong on the way."""

from __future__ import annotations

import re

from .fold import tokens
from .nodes import Term
from .problem import QueryError

WORD = re.compile(r'[^\s()"|]+')


class Reader:
    """Stands somewhere in a text; each method leaves `at` behind what it has read."""

    def __init__(self, text: str, cursor: int | None) -> None:
        self.text = text
        self.cursor = cursor
        self.at = 0
        self.problem: QueryError | None = None

    def wrong(
        self,
        start: int,
        end: int,
        sentence: str,
        suggestion: str | None = None,
        *,
        unfinished: bool = False,
        half_value: bool = False,
    ) -> None:
        """Note what is wrong, unless something before it was; what is half written gives way to real mistakes."""
        found = QueryError(self.text, start, end, sentence, suggestion, unfinished=unfinished, half_value=half_value)
        if self.problem is None or (self.problem.unfinished and not found.unfinished):
            self.problem = found

    def next_is(self, text: str) -> bool:
        """Tell whether a text comes next."""
        return self.text.startswith(text, self.at)

    def take(self, pattern: re.Pattern[str]) -> str:
        """Read what a pattern matches here; nothing where it does not."""
        found = pattern.match(self.text, self.at)
        if found is None:
            return ""
        self.at = found.end()
        return found[0]

    def word(self) -> Term | None:
        """Read a word or a phrase, exact or not."""
        start = self.at
        exact = self.text[start] == "=" and not self.text[start + 1 : start + 2].isspace()
        if exact:
            self.at += 1
        if self.text[self.at : self.at + 1] == '"':
            return self.phrase(start, exact=exact)
        word = WORD.match(self.text, self.at)
        if word is None:
            return None
        self.at = word.end()
        return self.word_term(word[0], start, exact=exact)

    def word_term(self, written: str, start: int, *, exact: bool) -> Term | None:
        """Return a word that ends where the parser stands, or None if there are no letters in it."""
        found = tuple(tokens(written))
        if not found:
            return None
        growing = self.cursor == self.at and written[-1:].isalnum()
        prefix = not exact and (written.endswith("*") or growing)
        return Term(found, prefix, start, self.at, written if exact else written.rstrip("*"), exact)

    def phrase(self, start: int, *, exact: bool) -> Term | None:
        """Read from a quotation mark to the next, or to the end."""
        opening = self.at
        closing = self.text.find('"', opening + 1)
        if closing < 0:
            self.wrong(opening, opening + 1, "this quotation mark is not closed", unfinished=True)
            closing = len(self.text)
        written = self.text[opening + 1 : closing]
        self.at = min(closing + 1, len(self.text))
        found = tuple(tokens(written))
        if not found:
            return None
        growing = closing == len(self.text) and self.cursor == closing and written[-1:].isalnum()
        return Term(found, growing and not exact, start, self.at, written, exact, phrase=True)
