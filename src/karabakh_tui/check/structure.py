"""Rules about the file itself: its settings, its searches and its lists."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from karabakh_tui.model.records import Part, Search
from karabakh_tui.search.query import parse_query
from karabakh_tui.storage.problems import clipped, did_you_mean
from karabakh_tui.storage.validate import Location

from .rules import Finding, Given, known_codes, rule


@rule("E112")
def search_that_cannot_be_read(given: Given) -> Iterator[Finding]:
    """A saved search is not a query.

    The query of a record in `[[searches]]` must be one that the search bar understands.
    """
    for record in given.living:
        if isinstance(record, Search):
            problem = parse_query(record.query).problem
            if problem is not None:
                yield Finding(record, ("query",), f"the query cannot be read: {problem}")


@rule("W101")
def unknown_code(given: Given) -> Iterator[Finding]:
    """The `[check]` table names a code that no rule has.

    A setting for a code that does not exist changes nothing. `check --explain CODE` says what a code means.
    """
    known = tuple(known_codes())
    for code in given.store.check:
        if code not in known:
            yield Finding("check", (code,), f"there is no rule {clipped(code, 60)}{did_you_mean(code, known)}")


@rule("W102")
def written_twice(given: Given) -> Iterator[Finding]:
    """A list holds the same thing twice.

    The second of two equal parties, places, tags, names, cites or figures adds nothing; take it out.
    """
    for record in given.living:
        for path, number in _repeated(record, ()):
            yield Finding(record, (*path, number), "the list has this already")


def _repeated(part: Part, path: Location) -> Iterator[tuple[Location, int]]:
    """Yield each item of a list that an earlier one equals, in a record and in its parts."""
    for name, items in part.__dict__.items():
        if isinstance(items, tuple) and items:
            if len(items) > 1:
                yield from (((*path, name), number) for number in _again(items))
            for number, item in enumerate(items):
                if isinstance(item, Part):
                    yield from _repeated(item, (*path, name, number))


def _again(items: Sequence[Hashable | Part]) -> list[int]:
    """Return the positions of items that an earlier one equals."""
    first: dict[Hashable, int] = {}
    return [number for number, item in enumerate(items) if first.setdefault(_key(item), number) != number]


def _key(item: Hashable | Part) -> Hashable:
    """Return what two equal items have in common: parts compare themselves slowly."""
    if isinstance(item, Part):
        return tuple(map(_key, item.__dict__.values()))
    return tuple(map(_key, item)) if isinstance(item, tuple) else item
