"""What a result is made of: its commonest parties, places, kinds, each with the query text that narrows to it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from karabakh_tui.model.dates import UncertainDate, year_of
from karabakh_tui.model.records import Event, Quote, Record

from .evidence import CITING_TABLES, cites_of
from .index import Index
from .query import parse_query
from .result import Result

MOST = 40
"""Values of one group that are listed, the commonest first."""

MOST_DECADES = 60
"""Decades that one date can count for: a longer one says nothing of any of them."""


@dataclass(frozen=True)
class Facet:
    """One value that records of a result have."""

    label: str
    count: int
    """Records of the result that the query text finds."""
    query: str


@dataclass(frozen=True)
class Group:
    """The values of one field."""

    title: str
    facets: tuple[Facet, ...]
    left_out: int
    """Values that the limit leaves out."""


Values = Callable[[Index, Record], Iterable[str]]
"""Gives the values of a record, as they stand in query text."""


def facets(index: Index, result: Result) -> list[Group]:
    """Return the groups that have a value, in the order in which they are read."""
    rows = {index.rows.starts[table] + place for table, places in result.matched.items() for place in places}
    rows -= index.fields.value("is", parse_query("is:withdrawn").leaves[0].values[0])  # type: ignore[union-attr]
    with index.lock:
        groups = [_group(index, rows, *each) for each in _GROUPS]
        groups += [_list_group(index, rows, *each) for each in _LISTS]
    return [group for group in groups if group.facets]


def _list_group(index: Index, rows: set[int], title: str, field: str, labels: Mapping[str, str]) -> Group:
    """Return the values of a closed list that records of the result have."""
    queries = {f"{field}:{value}": label for value, label in labels.items()}
    found = [Facet(label, count, query) for query, label in queries.items() if (count := _count(index, rows, query))]
    return Group(title, tuple(found), 0)


def _group(index: Index, rows: set[int], title: str, field: str, values: Values) -> Group:
    counter: Counter[str] = Counter()
    for row in rows:
        counter.update(set(values(index, index.rows.record(row))))
    most = counter.most_common(MOST)
    found = [Facet(_label(index, field, value), _count(index, rows, f"{field}:{value}"), f"{field}:{value}")
             for value, _ in most]  # fmt: skip
    found.sort(key=lambda facet: facet.query if field == "date" else (-facet.count, facet.label))
    return Group(title, tuple(found), len(counter) - len(most))


def _count(index: Index, rows: set[int], query: str) -> int:
    root = parse_query(query).root
    return len(rows.intersection(index.evaluator.found(root))) if root is not None else 0


def _label(index: Index, field: str, value: str) -> str:
    table = {"party": "parties", "place": "places", "source": "sources"}.get(field)
    plain = value.removeprefix("=").strip('"')
    record = index.store.get(table, plain) if table else None
    if field == "date":
        return f"{value[:4]}s"
    return record.label if record is not None else plain


def _parties(index: Index, record: Record) -> Iterator[str]:
    if isinstance(record, Event):
        yield from (f"={each}" for each in record.parties if index.rows.row("parties", each) is not None)
    elif isinstance(record, Quote):
        yield f"={record.speaker}"


def _places(index: Index, record: Record) -> Iterator[str]:
    if isinstance(record, (Event, Quote)):
        yield from (f"={each}" for each in record.places if index.rows.row("places", each) is not None)


def _kinds(index: Index, record: Record) -> Iterator[str]:
    kind = getattr(record, "kind", None)
    if kind:
        yield f"={kind}"


def _statuses(index: Index, record: Record) -> Iterator[str]:
    if isinstance(record, Event):
        yield record.status


def _sources(index: Index, record: Record) -> Iterator[str]:
    if record.table in CITING_TABLES:
        yield from (f"={each.source}" for each in cites_of(record))


def _decades(index: Index, record: Record) -> Iterator[str]:
    if isinstance(record, (Event, Quote)):
        yield from (f"{decade:04d}..{decade + 9:04d}" for decade in decades_of(record.date))


def decades_of(date: UncertainDate) -> range:
    """Return the first years of the decades that a date could be in; none where it has an open end or is before 0."""
    if math.isinf(date.earliest) or math.isinf(date.latest):
        return range(0)
    first, last = year_of(date.earliest), year_of(date.latest)
    if first is None or last is None or first < 0 or last > 9999 or last - first > 10 * MOST_DECADES:
        return range(0)
    return range(first // 10 * 10, last + 1, 10)


def _tags(index: Index, record: Record) -> Iterator[str]:
    if isinstance(record, (Event, Quote)):
        yield from (f'="{tag}"' for tag in record.tags if '"' not in tag and tag.isprintable())


_LISTS: tuple[tuple[str, str, Mapping[str, str]], ...] = (
    (
        "Certainty",
        "is",
        {
            "one-sided": "one-sided: all its sources speak for one side",
            "approximate": "dated approximately",
            "uncertain": "dated uncertainly",
            "ongoing": "without an end",
        },
    ),
    (
        "With",
        "has",
        {
            "accounts": "accounts of parties",
            "figures": "figures",
            "quote": "quotes",
            "archive": "an archived copy",
            "coordinates": "coordinates",
        },
    ),
)

_GROUPS: tuple[tuple[str, str, Values], ...] = (
    ("Party", "party", _parties),
    ("Place", "place", _places),
    ("Kind", "kind", _kinds),
    ("Status", "status", _statuses),
    ("Decade", "date", _decades),
    ("Tag", "tag", _tags),
    ("Source", "source", _sources),
)
