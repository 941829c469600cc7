"""What must fit together across records: references, kinds, sides, circles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from karabakh_tui.model.records import TABLES, Cite, Event, Figure, Party, Place, Quote, Record, kinds_of
from karabakh_tui.model.references import references
from karabakh_tui.model.store import FactStore

from .problems import did_you_mean

Tell = Callable[[str, Record, tuple[str | int, ...], str], None]
"""Told a code, the record, the path of the field, and a sentence."""

_STEP = re.compile(r"([a-z_]+)(?:\[(\d+)\])?")


def resolve(store: FactStore, tell: Tell) -> None:
    """Tell of everything that does not fit; nothing is left out, since a reader can see what is missing."""
    ids = {table: {record.id for record in store.records(table)} for table in TABLES}
    for table in TABLES:
        kinds = set(kinds_of(table, store.header))
        for record in store.records(table):
            _references(store, record, ids, tell)
            kind = getattr(record, "kind", None)
            if kind is not None and kind not in kinds:
                tell("E109", record, ("kind",), f'unknown kind "{kind}"{did_you_mean(kind, kinds)}')
    _former_ids(store, ids, tell)
    _sides(store, tell)
    _supports(store, tell)
    _circles(store, tell)


def _references(store: FactStore, record: Record, ids: dict[str, set[str]], tell: Tell) -> None:
    for reference in references(record):
        if reference.id in ids[reference.table] or store.get(reference.table, reference.id) is not None:
            continue
        near = did_you_mean(reference.id, ids[reference.table])
        message = f'there is no "{reference.id}" among the {reference.table}{near}'
        tell("E301", record, path_of(reference.field), message)


def path_of(field: str) -> tuple[str | int, ...]:
    """Return the path of a field written as `accounts[1].by`."""
    path: list[str | int] = []
    for name, number in _STEP.findall(field):
        path.append(name)
        if number:
            path.append(int(number))
    return tuple(path)


def _former_ids(store: FactStore, ids: dict[str, set[str]], tell: Tell) -> None:
    taken: dict[tuple[str, str], Record] = {}
    for table in TABLES:
        for record in store.records(table):
            for number, former in enumerate(record.former_ids):
                other = taken.setdefault((table, former), record)
                if former in ids[table] or other is not record:
                    message = f'the former id "{former}" is taken by another record'
                    tell("E108", record, ("former_ids", number), message)


def _sides(store: FactStore, tell: Tell) -> None:
    sides = {side.id for side in store.header.sides}
    for party in store.parties:
        if party.side is not None and party.side not in sides:
            near = did_you_mean(party.side, sides)
            tell("E303", party, ("side",), f'"{party.side}" is not one of the sides of [store]{near}')


def _supports(store: FactStore, tell: Tell) -> None:
    for table in TABLES:
        for record in store.records(table):
            for path, cite in cites_of(record):
                for name in cite.supports:
                    if name not in type(record).model_fields:
                        near = did_you_mean(name, type(record).model_fields)
                        tell("E110", record, (*path, "supports"), f'there is no field "{name}"{near}')


def cites_of(record: Record) -> Iterator[tuple[tuple[str | int, ...], Cite]]:
    """Yield every cite of a record with its path."""
    if isinstance(record, (Event, Quote, Party, Place)):
        yield from _numbered((), record.cites)
    if isinstance(record, Event):
        yield from _figures((), record.figures)
        for number, account in enumerate(record.accounts):
            yield from _numbered(("accounts", number), account.cites)
            yield from _figures(("accounts", number), account.figures)


def _numbered(path: tuple[str | int, ...], cites: Iterable[Cite]) -> Iterator[tuple[tuple[str | int, ...], Cite]]:
    for number, cite in enumerate(cites):
        yield (*path, "cites", number), cite


def _figures(path: tuple[str | int, ...], figures: Iterable[Figure]) -> Iterator[tuple[tuple[str | int, ...], Cite]]:
    for number, figure in enumerate(figures):
        yield from _numbered((*path, "figures", number), figure.cites)


def _circles(store: FactStore, tell: Tell) -> None:
    """Tell of records that are part of themselves, each circle once."""
    for table in ("parties", "places", "events"):
        done: set[str] = set()
        for record in store.records(table):
            if record.id not in done:
                _walk(store, record, done, tell)


def _walk(store: FactStore, start: Record, done: set[str], tell: Tell) -> None:
    """Go up from a record without recursion; `open_` holds the way from the start to here."""
    way: list[tuple[Record, Iterator[str]]] = [(start, iter(larger(start)))]
    open_ = {start.id}
    while way:
        here, rest = way[-1]
        target = next(rest, None)
        if target is None:
            way.pop()
            open_.discard(here.id)
            done.add(here.id)
        elif target in open_:
            tell("E302", here, ("part_of",), f'it is part of "{target}", which is part of it')
        elif target not in done:
            record = store.get(here.table, target)
            if record is not None:
                way.append((record, iter(larger(record))))
                open_.add(record.id)


def larger(record: Record) -> tuple[str, ...]:
    """Return the ids of what a record is part of."""
    if isinstance(record, Party):
        return record.part_of
    if isinstance(record, (Place, Event)) and record.part_of is not None:
        return (record.part_of,)
    return ()
