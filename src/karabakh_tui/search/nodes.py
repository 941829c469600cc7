"""What a query is made of: a tree of frozen nodes, each of which knows where it stands in the text.

Two nodes are equal where they ask the same, wherever they stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from karabakh_tui.model.dates import UncertainDate

from .fold import token_spans


@dataclass(frozen=True)
class Term:
    """One word or phrase, as folded tokens that must follow one another."""

    tokens: tuple[str, ...]
    prefix: bool
    """The last token may be the beginning of a longer word."""
    start: int = field(compare=False)
    """Where it stands in the text that was typed."""
    end: int = field(compare=False)
    written: str = ""
    """As it was typed, without quotation marks, `=` and `*`."""
    exact: bool = False
    """Exactly as written: no other names, no folding, no parts."""
    phrase: bool = False
    """It stood in quotation marks."""

    @property
    def written_words(self) -> tuple[str, ...]:
        """Its words as they are written, one for each token."""
        words = tuple(self.written[start:end] for _, start, end in token_spans(self.written))
        return words if len(words) == len(self.tokens) else self.tokens


@dataclass(frozen=True)
class Dates:
    """Days from the first of one date to the last of another; an end that is None is open."""

    low: UncertainDate | None
    high: UncertainDate | None
    certain: bool
    """The record must have happened then, whatever its date turns out to be."""
    start: int = field(compare=False)
    end: int = field(compare=False)

    @property
    def single(self) -> UncertainDate | None:
        """The date, where it is one and no range."""
        return self.low if self.low is self.high else None


@dataclass(frozen=True)
class DateComparison:
    """Before or after a date."""

    operator: str
    date: UncertainDate
    start: int = field(compare=False)
    end: int = field(compare=False)


@dataclass(frozen=True)
class Numbers:
    """Numbers from one to another, both included; an end that is None is open."""

    low: int | None
    high: int | None
    start: int = field(compare=False)
    end: int = field(compare=False)

    def __contains__(self, number: int) -> bool:
        """Tell whether a number lies in the range."""
        return (self.low is None or self.low <= number) and (self.high is None or number <= self.high)


Value: TypeAlias = Term | Dates | DateComparison | Numbers


@dataclass(frozen=True)
class Field:
    """A field that has any of some values."""

    name: str
    values: tuple[Value, ...]
    start: int = field(compare=False)
    end: int = field(compare=False)


@dataclass(frozen=True)
class Not:
    """What a node does not match."""

    child: Node
    start: int = field(compare=False)
    end: int = field(compare=False)


@dataclass(frozen=True)
class And:
    """What all of several nodes match."""

    children: tuple[Node, ...]


@dataclass(frozen=True)
class Or:
    """What any of several nodes matches."""

    children: tuple[Node, ...]


Node: TypeAlias = Term | Field | Not | And | Or


def leaves(node: Node | None, *, wanted: bool = True, negated: bool = False) -> Iterator[Term | Field]:
    """Yield words and fields in the order of the text: those that a record should match, or those it should not."""
    if isinstance(node, (And, Or)):
        for child in node.children:
            yield from leaves(child, wanted=wanted, negated=negated)
    elif isinstance(node, Not):
        yield from leaves(node.child, wanted=wanted, negated=not negated)
    elif node is not None and negated is not wanted:
        yield node
