"""What must fit together across records: references, kinds, sides, circles."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain

from karabakh_tui.model.records import (
    TABLES,
    Account,
    Cite,
    Event,
    Figure,
    Part,
    Party,
    Place,
    Quote,
    Record,
    Source,
    kinds_of,
)
from karabakh_tui.model.references import Reference, references, targets
from karabakh_tui.model.store import FactStore

from .problems import clipped, did_you_mean
from .validate import Location

Tell = Callable[[str, Record, Location, str], None]
"""Told a code, the record, the path of the field, and a sentence."""

Ids = Mapping[str, Collection[str]]

COMPARED = 50_000
"""With how many ids dangling references are compared: in a store where nothing fits, guessing would take minutes."""

_STEP = re.compile(r"([a-z_]+)(?:\[(\d+)\])?")


def resolve(store: FactStore, set_aside: Collection[tuple[str, str]], tell: Tell) -> None:
    """Tell of everything that does not fit; nothing is left out, since a reader can see what is missing."""
    ids = {table: {record.id for record in store.records(table)} for table in TABLES}
    _references(store, ids, set_aside, tell)
    _kinds(store, tell)
    _former_ids(store, ids, tell)
    _sides(store, tell)
    _supports(store, tell)
    for field, larger in LARGER.items():
        _circles(store, field, larger, tell)


def _references(store: FactStore, ids: Ids, set_aside: Collection[tuple[str, str]], tell: Tell) -> None:
    if not any(_unknown(store, ids)):
        return
    guesses = _Guesses(ids)
    for table in TABLES:
        for record in store.records(table):
            for reference in references(record):
                if reference.id in ids[reference.table] or store.get(reference.table, reference.id) is not None:
                    continue
                tell("E301", record, path_of(reference.field), _leads_nowhere(reference, set_aside, guesses))


def _unknown(store: FactStore, ids: Ids) -> Iterator[str]:
    """Yield the ids that are referred to and that no record has, or had."""
    for table, pointed_at in targets(chain.from_iterable(map(store.records, TABLES))).items():
        yield from (each for each in pointed_at.difference(ids[table]) if store.get(table, each) is None)


def _leads_nowhere(reference: Reference, set_aside: Collection[tuple[str, str]], guesses: _Guesses) -> str:
    if (reference.table, reference.id) in set_aside:
        return f'"{clipped(reference.id)}" among the {reference.table} is set aside, for a problem of its own'
    return f'there is no "{clipped(reference.id)}" among the {reference.table}{guesses.near(reference)}'


class _Guesses:
    """What dangling references may have meant, looked for once each and only so many times."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._sorted: dict[str, tuple[str, ...]] = {}
        self._found: dict[tuple[str, str], str] = {}
        self._left = COMPARED

    def near(self, reference: Reference) -> str:
        """Return ` - did you mean "…"?`, or nothing."""
        table, target = reference.table, (reference.table, reference.id)
        if target not in self._found and self._left >= len(self._ids[table]):
            self._left -= len(self._ids[table])
            if table not in self._sorted:
                self._sorted[table] = tuple(sorted(self._ids[table]))
            self._found[target] = did_you_mean(reference.id, self._sorted[table])
        return self._found.get(target, "")


def path_of(field: str) -> Location:
    """Return the path of a field written as `accounts[1].by`."""
    path: list[str | int] = []
    for name, number in _STEP.findall(field):
        path.append(name)
        if number:
            path.append(int(number))
    return tuple(path)


def _kinds(store: FactStore, tell: Tell) -> None:
    for table in TABLES:
        kinds = set(kinds_of(table, store.header))
        for record in store.records(table) if kinds else ():
            kind: str = record.kind  # type: ignore[attr-defined]
            if kind not in kinds:
                tell("E109", record, ("kind",), f'unknown kind "{clipped(kind)}"{did_you_mean(kind, sorted(kinds))}')


def _former_ids(store: FactStore, ids: Ids, tell: Tell) -> None:
    taken: dict[tuple[str, str], Record] = {}
    for table in TABLES:
        for record in store.records(table):
            for number, former in enumerate(record.former_ids):
                other = taken.setdefault((table, former), record)
                if former in ids[table]:
                    message = f'"{clipped(former)}" is the id of a record, and cannot be a former one'
                    tell("E108", record, ("former_ids", number), message)
                elif other is not record:
                    message = f'"{clipped(former)}" is a former id of "{clipped(other.id)}" already'
                    tell("E108", record, ("former_ids", number), message)


def _sides(store: FactStore, tell: Tell) -> None:
    sides = [side.id for side in store.header.sides]
    for party in store.parties:
        if party.side is not None and party.side not in sides:
            near = did_you_mean(party.side, sides)
            tell("E303", party, ("side",), f'"{clipped(party.side)}" is not one of the sides of [store]{near}')


def _supports(store: FactStore, tell: Tell) -> None:
    for table in TABLES:
        for record in store.records(table):
            for path, holder, cite in cites_of(record) if _has_supports(record) else ():
                for number, name in enumerate(cite.supports):
                    fields = {*type(holder).model_fields, *type(record).model_fields}
                    if name not in fields:
                        near = did_you_mean(name, sorted(fields))
                        tell("E110", record, (*path, "supports", number), f'there is no field "{clipped(name)}"{near}')


def _has_supports(record: Record) -> bool:
    """Tell whether any cite of a record stands for certain fields: few do, and to ask is quicker."""
    if not isinstance(record, (Event, Quote, Party, Place)):
        return False
    cites = [record.cites]
    if isinstance(record, Event):
        cites += [figure.cites for figure in record.figures] + [account.cites for account in record.accounts]
        cites += [figure.cites for account in record.accounts for figure in account.figures]
    return any(cite.supports for some in cites for cite in some)


def cites_of(record: Record) -> Iterator[tuple[Location, Part, Cite]]:
    """Yield every cite of a record with its path, and the part of the record that it stands in."""
    if isinstance(record, (Event, Quote, Party, Place)):
        yield from _numbered((), record, record.cites)
    if isinstance(record, Event):
        yield from _figures((), record.figures)
        for number, account in enumerate(record.accounts):
            yield from _of_account(("accounts", number), account)


def _of_account(path: Location, account: Account) -> Iterator[tuple[Location, Part, Cite]]:
    yield from _numbered(path, account, account.cites)
    yield from _figures(path, account.figures)


def _numbered(path: Location, holder: Part, cites: Iterable[Cite]) -> Iterator[tuple[Location, Part, Cite]]:
    for number, cite in enumerate(cites):
        yield (*path, "cites", number), holder, cite


def _figures(path: Location, figures: Iterable[Figure]) -> Iterator[tuple[Location, Part, Cite]]:
    for number, figure in enumerate(figures):
        yield from _numbered((*path, "figures", number), figure, figure.cites)


Larger = Callable[[Record], tuple[str, ...]]
"""Gives the ids, in the record's own table, of what a record belongs to."""


def part_of(record: Record) -> tuple[str, ...]:
    """Return the ids of what a record is part of."""
    if isinstance(record, Party):
        return record.part_of
    if isinstance(record, (Place, Event)) and record.part_of is not None:
        return (record.part_of,)
    return ()


def based_on(record: Record) -> tuple[str, ...]:
    """Return the id of the source that a source repeats."""
    return (record.based_on,) if isinstance(record, Source) and record.based_on is not None else ()


def replaced_by(record: Record) -> tuple[str, ...]:
    """Return the id of the record that replaces a record."""
    return () if record.replaced_by is None else (record.replaced_by,)


LARGER: Mapping[str, Larger] = {"part_of": part_of, "based_on": based_on, "replaced_by": replaced_by}
_BELONGING = {"part_of": ("parties", "places", "events"), "based_on": ("sources",), "replaced_by": TABLES}
"""The tables whose records have each field."""
_IN_WORDS = {"part_of": "part of", "based_on": "based on", "replaced_by": "replaced by"}


def _circles(store: FactStore, field: str, larger: Larger, tell: Tell) -> None:
    """Tell of records that lead back to themselves by a field, each circle once."""
    for table in _BELONGING[field]:
        done: set[str] = set()
        for record in store.records(table):
            if record.id not in done and larger(record):
                _walk(store, record, (field, larger), done, tell)


def _walk(store: FactStore, start: Record, by: tuple[str, Larger], done: set[str], tell: Tell) -> None:
    """Go up from a record without recursion; `begun` holds all that was met, `done` what leads nowhere new."""
    field, larger = by
    way: list[tuple[Record, Iterator[str]]] = [(start, iter(larger(start)))]
    begun = {start.id}
    while way:
        here, rest = way[-1]
        target = next(rest, None)
        if target is None:
            way.pop()
            done.add(here.id)
            continue
        record = store.get(here.table, target)
        if record is None or record.id in done:
            continue
        if record.id in begun:
            tell("E302", here, (field,), _goes_round(here, record, _IN_WORDS[field]))
        else:
            way.append((record, iter(larger(record))))
            begun.add(record.id)


def _goes_round(here: Record, target: Record, words: str) -> str:
    if here is target:
        return f"it is {words} itself"
    return f'it is {words} "{target.id}", which leads back to it'
