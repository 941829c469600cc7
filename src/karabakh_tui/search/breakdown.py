"""What the facts of a result are, in parts: by status, kind or party, each part with its dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from karabakh_tui.model.records import STATUSES, Event, Quote, Record
from karabakh_tui.model.store import FactStore

from .density import DATED_TABLES, Density, Overlaps
from .result import Result

MOST_PARTS = 6
"""Parts that are told apart, the commonest; the others are put together."""

QUOTES = "quotes"
OTHERS = "others"


@dataclass(frozen=True)
class Part:
    """Facts that have something in common."""

    name: str
    dates: Overlaps


def by_status(store: FactStore, record: Record) -> Iterator[str]:
    """Yield the status of an event; quotes have none, and are a part of their own."""
    yield record.status if isinstance(record, Event) else QUOTES


def by_kind(store: FactStore, record: Record) -> Iterator[str]:
    """Yield the kind of an event; quotes are a part of their own."""
    yield record.kind if isinstance(record, Event) else QUOTES


def by_party(store: FactStore, record: Record) -> Iterator[str]:
    """Yield everyone who takes part in an event, or speaks; a fact counts for each of them."""
    ids = record.parties if isinstance(record, Event) else (record.speaker,) if isinstance(record, Quote) else ()
    for each in dict.fromkeys(ids):
        party = store.get("parties", each)
        yield party.label if party is not None else each


WAYS: Mapping[str, Callable[[FactStore, Record], Iterator[str]]] = MappingProxyType(
    {"status": by_status, "kind": by_kind, "party": by_party}
)
"""The ways to break facts down."""


def breakdown(density: Density, result: Result, way: str) -> list[Part]:
    """Return the parts of a result: statuses in their own order, everything else the commonest first."""
    found: dict[str, list[tuple[str, int]]] = {}
    for table in DATED_TABLES:
        records = density.store.ordered(table)
        for place in density.standing(table, result.matched[table]):
            for name in WAYS[way](density.store, records[place]):
                found.setdefault(name, []).append((table, place))
    names = sorted(found, key=lambda name: _order(way, name, len(found[name])))
    apart = names if len(names) <= MOST_PARTS else names[: MOST_PARTS - 1]
    parts = [Part(name, density.dates(found[name])) for name in apart]
    rest = dict.fromkeys(fact for name in names[len(apart) :] for fact in found[name])
    return [*parts, Part(OTHERS, density.dates(rest))] if rest else parts


def _order(way: str, name: str, count: int) -> tuple[int, int, str]:
    rank = STATUSES.index(name) if way == "status" and name in STATUSES else len(STATUSES)
    return rank, -count, name
