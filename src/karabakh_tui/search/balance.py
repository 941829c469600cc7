"""Fairness one can check: how much of a record each party and side has in it, in numbers that are queries too.

It reports and does not score. Parties and sides stand in the order of their names. Withdrawn records count nowhere, and
what refers to a party that the store does not have is left to `check`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, pairwise
from math import exp, isinf, log
from statistics import median

from karabakh_tui.model.date_text import MONTHS
from karabakh_tui.model.periods import LAST_PLAIN_YEAR, Period, Unit, number_of, period_of, written
from karabakh_tui.model.records import Event, Party, Quote, Record, Source
from karabakh_tui.model.store import FactStore

from .density import Density
from .evidence import claims_of, is_one_sided, sides_of, sources_of

NO_SIDE = "none"
"""Stands for what belongs to no side, and for sources that speak for no party."""


@dataclass(frozen=True)
class Number:
    """One number, with the query that opens what it was counted or reckoned from."""

    group: str
    """What is counted: a key of `TITLES`, and where it is told between two sides, their ids after a full stop."""
    name: str
    """Of which party, side or period: an id."""
    label: str
    """The name in words."""
    value: float
    query: str
    records: int
    """How many records the query finds: the number itself, where that counts records."""


TITLES: Mapping[str, str] = {
    "accounts": "Events with an account, by party",
    "accounts_by_side": "Events with an account, by side",
    "quotes": "Quotes, by speaker",
    "quotes_by_side": "Quotes, by the speaker's side",
    "sources": "Sources, by the party they speak for",
    "sources_by_side": "Sources, by the side they speak for",
    "one_sided": "Events that rest on one side's sources only",
    "opposed": "Length of accounts, where both sides have one",
    "months": "Months without a fact, between the first and the last",
}
"""The groups of numbers, in their order."""


def title(group: str) -> str:
    """Return a group in words."""
    return TITLES[group.partition(".")[0]]


def balance(store: FactStore) -> list[Number]:
    """Return all numbers, group by group."""
    return [*_Balance(store).numbers(), *months(store)]


Counts = Mapping[str, int]


class _Balance:
    """Counts what parties and sides have in one store."""

    def __init__(self, store: FactStore) -> None:
        self._store = store
        self._parties = sorted(store.parties, key=lambda party: (party.name.casefold(), party.id))
        self._side_of = {party.id: store.side_of(party) or NO_SIDE for party in self._parties}
        named = {side.id: side.name for side in store.header.sides}
        others = {side: side for side in self._side_of.values() if side != NO_SIDE}
        self._sides = dict(sorted({**others, **named}.items(), key=lambda side: (side[1].casefold(), side[0])))
        self._events = [event for event in store.events if event.withdrawn is None]
        self._values = dict(zip(self._side_of, map(self._value, self._parties), strict=True))

    def numbers(self) -> Iterator[Number]:
        quotes = [quote for quote in self._store.quotes if quote.withdrawn is None]
        sources = [source for source in self._store.sources if source.withdrawn is None]
        yield from self._by_party("accounts", "account:", self._events, self._speaking)
        yield from self._by_side("accounts_by_side", "account:", self._events, self._speaking)
        yield from self._by_party("quotes", "speaker:", quotes, self._speaker)
        yield from self._by_side("quotes_by_side", "speaker:", quotes, self._speaker)
        field = "table:sources standpoint:"
        yield from self._by_party("sources", field, sources, self._standpoint)
        yield self._without_standpoint(sources)
        yield from self._by_side("sources_by_side", field, sources, self._standpoint)
        yield from self._one_sided()
        for first, second in combinations([side for side in self._sides if self._members(side)], 2):
            yield from self._opposed(first, second)

    # Who

    def _ids(self, ids: Iterable[str | None]) -> set[str]:
        """Return the parties that some ids, former ones among them, stand for."""
        found = (self._store.get("parties", each) for each in ids if each is not None)
        return {party.id for party in found if party is not None}

    def _speaking(self, event: Event) -> set[str]:
        return self._ids(account.by for account in event.accounts)

    def _speaker(self, quote: Quote) -> set[str]:
        return self._ids([quote.speaker])

    def _standpoint(self, source: Source) -> set[str]:
        return self._ids([source.standpoint])

    def _members(self, side: str) -> list[str]:
        return [party for party, of in self._side_of.items() if of == side]

    def _value(self, party: Party) -> str:
        """Return what names a party and no other in a query: its id, unless another has that for its name."""
        taken = any(other.name == party.id for other in self._parties if other is not party)
        return f'="{party.name}"' if taken and '"' not in party.name else f"={party.id}"

    def _any_of(self, parties: Iterable[str]) -> str:
        wanted = set(parties)
        return ",".join(value for party, value in self._values.items() if party in wanted)

    # Counts of records

    def _by_party(
        self, group: str, field: str, records: Sequence[Record], parties: Callable[..., set[str]]
    ) -> Iterator[Number]:
        counts: dict[str, int] = defaultdict(int)
        for record in records:
            for party in parties(record):
                counts[party] += 1
        for each in self._parties:
            if each.id in counts:
                query = f"{field}{self._values[each.id]}"
                yield Number(group, each.id, each.name, counts[each.id], query, counts[each.id])

    def _by_side(
        self, group: str, field: str, records: Sequence[Record], parties: Callable[..., set[str]]
    ) -> Iterator[Number]:
        """Yield a number for each side, also where it is 0, and one for the parties of none."""
        found = [parties(record) for record in records]
        concerned = set[str]().union(*found)
        for side, name in {**self._sides, NO_SIDE: "of no side"}.items():
            members = set(self._members(side))
            asked = members & concerned or (members if side != NO_SIDE else set())
            if asked:
                count = sum(not each.isdisjoint(members) for each in found)
                yield Number(group, side, name, count, f"{field}{self._any_of(asked)}", count)

    def _without_standpoint(self, sources: Sequence[Source]) -> Number:
        """Return how many sources speak for no party; it stands last, as what is of no side does."""
        speaking = set[str]().union(*map(self._standpoint, sources))
        count = sum(not self._standpoint(source) for source in sources)
        query = f"table:sources -standpoint:{self._any_of(speaking)}" if speaking else "table:sources"
        return Number("sources", NO_SIDE, "for no party", count, query, count)

    # What rests on one side

    def _one_sided(self) -> Iterator[Number]:
        resting = {event.id: sources_of(self._store, claims_of(event)) for event in self._events}
        alone = [sources for sources in resting.values() if is_one_sided(self._store, sources)]
        query = "table:events is:one-sided"
        yield Number("one_sided", "events", "all events", len(self._events), "table:events", len(self._events))
        yield Number("one_sided", "one-sided", "on one side's sources only", len(alone), query, len(alone))
        for side, name in self._sides.items():
            speaking = set[str]().union(*map(self._standpoint, self._store.sources)).intersection(self._members(side))
            if speaking:
                count = sum(sides_of(self._store, sources) == {side} for sources in alone)
                yield Number(
                    "one_sided", side, f"of those, {name}", count,
                    f"{query} standpoint:{self._any_of(speaking)}", count,
                )  # fmt: skip
        if self._events:
            share = round(100 * len(alone) / len(self._events), 1)
            yield Number("one_sided", "share", "share of all events, per cent", share, query, len(alone))

    # How long accounts are

    def _opposed(self, first: str, second: str) -> Iterator[Number]:
        """Yield how many words each of two sides has where both have an account, and how those compare."""
        lengths = [(self._words(event, first), self._words(event, second)) for event in self._events]
        both = [(one, other) for one, other in lengths if one and other]
        if not both:
            return
        speaking = {party for event in self._events for party in self._speaking(event)}
        sides = (speaking.intersection(self._members(side)) for side in (first, second))
        query = " ".join(f"account:{self._any_of(parties)}" for parties in sides)
        group = f"opposed.{first}.{second}"
        names = [self._sides[side] for side in (first, second)]
        totals = [sum(words) for words in zip(*both, strict=True)]
        # The median of logarithms: exchanging the sides turns the ratio round, and nothing else.
        middle = exp(median(log(one / other) for one, other in both))
        yield Number(group, "events", "events with accounts of both", len(both), query, len(both))
        for side, name, total in zip((first, second), names, totals, strict=True):
            yield Number(group, side, f"words of {name}", total, query, len(both))
        yield Number(group, "ratio", "first to second", round(totals[0] / totals[1], 2), query, len(both))
        yield Number(group, "median", "first to second, median event", round(middle, 2), query, len(both))

    def _words(self, event: Event, side: str) -> int:
        """Return the words of a side's accounts of an event; 0 where it has none."""
        return sum(
            max(len(account.says.split()), 1)
            for account in event.accounts
            if any(self._side_of[party] == side for party in self._ids([account.by]))
        )


# Months


def months(store: FactStore) -> list[Number]:
    """Return the months from the first fact to the last, how many of them no fact can lie in, and which those are."""
    gaps, whole = _gaps(store)
    if whole is None:
        return []
    counted = Density(store).whole.facts
    query = f"date:{written(_period(whole))}"
    first = Number("months", "all", "all months", len(whole), query, counted.count(_period(whole)))
    if not gaps:
        return [first]
    every = ",".join(written(_period(gap)) for gap in gaps)
    total = Number("months", "empty", "months without a fact", sum(map(len, gaps)), f"date:{every}", 0)
    rows = [Number("months", written(_period(gap)), _in_words(gap), len(gap), f"date:{written(_period(gap))}", 0)
            for gap in gaps]  # fmt: skip
    return [first, total, *rows]


def _gaps(store: FactStore) -> tuple[list[range], range | None]:
    """Return the runs of months without a fact, and all months from the first with one to the last, by number."""
    dates = [each.date for each in chain[Event | Quote](store.events, store.quotes) if each.withdrawn is None]
    days = [day for date in dates for day in (date.earliest, date.latest) if not isinf(day)]
    if not days:
        return [], None
    facts = Density(store).whole.facts
    most = 12 * LAST_PLAIN_YEAR  # a month of a year beyond cannot be written
    numbers = range(max(number_of(min(days), Unit.MONTH), -most), min(number_of(max(days), Unit.MONTH), most + 11) + 1)
    filled = [number for number in numbers if facts.count(_period(range(number, number + 1)))]
    if not filled:
        return [], None
    gaps = [range(one + 1, other) for one, other in pairwise(filled) if other > one + 1]
    return gaps, range(filled[0], filled[-1] + 1)


def _period(numbers: range) -> Period:
    return period_of(numbers[0], numbers[-1], Unit.MONTH)


def _in_words(numbers: range) -> str:
    ends = dict.fromkeys(f"{MONTHS[number % 12]} {number // 12}" for number in (numbers[0], numbers[-1]))
    return " – ".join(ends)
