"""What a rule is: a function from a store to findings, with a stable code, a severity and a docstring that explains it.

The letter of a code says how grave a finding is by default (E error, W warning, N note), its first digit what it is
about: 1 the file, 2 dates, 3 references, 4 evidence, 5 names, 6 text, 7 addresses and languages, 8 duplicates, 9 links.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from karabakh_tui.model.records import TABLES, Event, Party, Place, Quote, Record, Source
from karabakh_tui.model.store import FactStore
from karabakh_tui.storage.problems import CODES
from karabakh_tui.storage.read import Loaded
from karabakh_tui.storage.validate import Location

from .answers import Answer
from .texts import Written, keys_of, texts_of

WHOLE_FILE = ""
"""Stands for the whole file in place of a record; the path is then a line and a column."""


class Finding(NamedTuple):
    """What a rule found: the record, the path of the field, and a sentence."""

    record: Record | str
    """Or the name of a table that holds no records, such as `check`."""
    path: Location
    message: str


@dataclass(frozen=True)
class Given:
    """What rules are given: a store as it was read, and what several of them need of it."""

    loaded: Loaded
    today: int
    """The day number of the day on which the store is checked."""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    """What the store's addresses answered, where they were asked."""

    @property
    def store(self) -> FactStore:
        """The store."""
        return self.loaded.store

    @cached_property
    def living(self) -> tuple[Record, ...]:
        """All records that are not withdrawn, in the order of tables and of the file."""
        records = (record for table in TABLES for record in self.store.records(table))
        return tuple(record for record in records if record.withdrawn is None)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources that are not withdrawn."""
        return tuple(record for record in self.living if isinstance(record, Source))

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """The parties that are not withdrawn."""
        return tuple(record for record in self.living if isinstance(record, Party))

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The places that are not withdrawn."""
        return tuple(record for record in self.living if isinstance(record, Place))

    @property
    def named(self) -> tuple[Party | Place, ...]:
        """The parties and places that are not withdrawn: what has a name and aliases."""
        return (*self.parties, *self.places)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The events that are not withdrawn."""
        return tuple(record for record in self.living if isinstance(record, Event))

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes that are not withdrawn."""
        return tuple(record for record in self.living if isinstance(record, Quote))

    @cached_property
    def texts(self) -> tuple[tuple[Record | str, Written], ...]:
        """Every text of the store with its holder; withdrawn records are shown too, so theirs count."""
        found: list[tuple[Record | str, Written]] = [("store", each) for each in texts_of(self.store.header)]
        for table in TABLES:
            for record in self.store.records(table):
                found.extend((record, written) for written in texts_of(record))
        return tuple(found)

    @cached_property
    def keys(self) -> tuple[tuple[Record | str, Written], ...]:
        """Every key that the store's keeper made up, in the free tables of records."""
        every = (record for table in TABLES for record in self.store.records(table) if record.extra)
        return tuple((record, written) for record in every for written in keys_of(record.extra, ("extra",)))


@dataclass(frozen=True)
class GivenOne(Given):
    """The same of one record alone, as if the store had no other; what it refers to is found in the whole."""

    record: Record | None = None

    @cached_property
    def living(self) -> tuple[Record, ...]:
        """The record, unless it is withdrawn."""
        return (self.record,) if self.record is not None and self.record.withdrawn is None else ()

    @cached_property
    def texts(self) -> tuple[tuple[Record | str, Written], ...]:
        """The texts of the record."""
        return tuple((self.record, written) for written in texts_of(self.record)) if self.record is not None else ()

    @cached_property
    def keys(self) -> tuple[tuple[Record | str, Written], ...]:
        """The keys of the record's free table."""
        if self.record is None:
            return ()
        return tuple((self.record, written) for written in keys_of(self.record.extra, ("extra",)))


Look = Callable[[Given], Iterable[Finding]]


class Rule(NamedTuple):
    """A rule that can be switched off, or made graver or milder, in a store's `[check]` table."""

    code: str
    look: Look
    severity: str
    """Of its findings, where the store does not say otherwise; a rule of taste is off."""
    summary: str
    """One sentence: what is wrong where it finds something."""
    explanation: str
    """Why that matters and what to do."""


SEVERITY_OF_LETTER: Mapping[str, str] = MappingProxyType({"E": "error", "W": "warning", "N": "note"})

_RULES: dict[str, Rule] = {}

RULES: Mapping[str, Rule] = MappingProxyType(_RULES)
"""Every rule by its code, in the order of the modules that `checking` imports."""


def rule(code: str, severity: str = "") -> Callable[[Look], Look]:
    """Make a function a rule; its docstring is the summary, an empty line, and the explanation.

    Its severity is what the code's letter says, unless another is given.
    """

    def register(look: Look) -> Look:
        _RULES[code] = Rule(code, look, severity or SEVERITY_OF_LETTER[code[0]], *parts_of(look))
        return look

    return register


def parts_of(look: Callable[..., object]) -> tuple[str, str]:
    """Return the first sentence of a docstring, and the paragraphs below it, each on one line."""
    summary, _, below = inspect.cleandoc(look.__doc__ or "").partition("\n\n")
    paragraphs = re.split(r"\n{2,}", below.strip())
    return summary.replace("\n", " "), "\n\n".join(each.replace("\n", " ") for each in paragraphs)


def severity_of(code: str, settings: Mapping[str, str]) -> str:
    """Return how grave the findings of a code are: as the store says, else the rule; the reader's are errors."""
    if code in settings:
        return settings[code]
    return RULES[code].severity if code in RULES else "error"


def known_codes() -> Iterator[str]:
    """Yield every code that a finding can have: the reader's, and the rules'."""
    yield from CODES
    yield from _RULES
