"""`stats`: what a record consists of, in numbers."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from karabakh_tui.model.dates import UncertainDate, year_of
from karabakh_tui.model.records import STATUSES, TABLES, Record, kinds_of
from karabakh_tui.model.store import FactStore
from karabakh_tui.storage.ahead import Ahead
from karabakh_tui.storage.problems import CODES
from karabakh_tui.storage.read import Loaded

from .arguments import store_path
from .console import DIM, Console
from .formats import csv_text, envelope, json_text, plain_line
from .reading import read
from .table import Column, table

Counts = Mapping[str, int]

UNKNOWN = "unknown"
NO_PARTY = "none"
"""Stands for sources that speak for no party."""

HEADER = ("group", "name", "count")


def stats(chosen: Namespace, ahead: Ahead | None) -> int:
    """Run the command; return the exit code."""
    console = Console(no_colour=chosen.no_color)
    loaded = read(store_path(chosen), ahead=ahead)
    form = chosen.format or ("table" if console.terminal else "plain")
    if chosen.balance:
        from .balance import tell_balance

        tell_balance(loaded.store, console, form, raw=chosen.raw)
    else:
        console.data(_text(loaded, console, form, raw=chosen.raw))
    return 0


def _text(loaded: Loaded, console: Console, form: str, *, raw: bool) -> str:
    counts = count(loaded)
    if form == "json":
        groups: dict[str, Any] = envelope(loaded.store)
        for path, numbers in counts.items():
            _put(groups, path, dict(numbers))
        return json_text(groups)
    rows = [(group, name, number) for group, numbers in counts.items() for name, number in numbers.items()]
    if form == "csv":
        return csv_text(HEADER, rows, raw=raw)
    if form == "plain":
        return "".join(map(plain_line, rows))
    return _table(loaded, counts, console)


def _put(groups: dict[str, Any], path: str, numbers: Mapping[str, int]) -> None:
    """Put the counts of `kinds.events` under `events` in `kinds`."""
    group, dot, table_name = path.partition(".")
    if dot:
        groups.setdefault(group, {})[table_name] = numbers
    else:
        groups[group] = numbers


def _table(loaded: Loaded, counts: Mapping[str, Counts], console: Console) -> str:
    store = loaded.store
    rows = []
    for group, numbers in counts.items():
        for place, (name, number) in enumerate(numbers.items()):
            rows.append(("" if place else group.replace(".", " of "), _in_words(store, group, name), f"{number:,}"))
    columns = (Column("what", DIM), Column("which", flexible=True), Column("count", numeric=True))
    return table(columns, rows, console)


def _in_words(store: FactStore, group: str, name: str) -> str:
    if group == "problems":
        return f"{name} {CODES[name]}"
    if group == "standpoints" and name != NO_PARTY:
        party = store.get("parties", name)
        return party.label if party else f"{name} (missing)"
    return name


def count(loaded: Loaded) -> dict[str, Counts]:
    """Return every group of counts; withdrawn records are in none but their own."""
    store = loaded.store
    records = {name: [each for each in store.records(name) if each.withdrawn is None] for name in TABLES}
    groups: dict[str, Counts] = {"tables": {name: len(records[name]) for name in TABLES}}
    for name in TABLES:
        kinds = kinds_of(name, store.header)
        if kinds:
            groups[f"kinds.{name}"] = _in_order((_kind(record) for record in records[name]), kinds)
    events = [event for event in store.events if event.withdrawn is None]
    groups["status"] = _in_order((event.status for event in events), STATUSES)
    groups["decades"] = _sorted(_decade(event.date) for event in events)
    sources = [source for source in store.sources if source.withdrawn is None]
    groups["standpoints"] = _most_first(source.standpoint or NO_PARTY for source in sources)
    groups["withdrawn"] = {name: len(store.withdrawn(name)) for name in TABLES if store.withdrawn(name)}
    groups["set_aside"] = _sorted(each.table for each in loaded.set_aside)
    groups["problems"] = _sorted(problem.code for problem in loaded.problems)
    return groups


def _kind(record: Record) -> str:
    return str(getattr(record, "kind", UNKNOWN))


def _decade(date: UncertainDate) -> str:
    """Return the decade that a date may have begun in."""
    year = year_of(date.earliest)
    return UNKNOWN if year is None else f"{year // 10 * 10}s"


def _in_order(found: Iterable[str], known: Sequence[str]) -> dict[str, int]:
    """Return counts in the order of a known list, then others by name."""
    counted = Counter(found)
    return {name: counted[name] for name in (*known, *sorted(set(counted) - set(known))) if counted[name]}


def _most_first(found: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(found).items(), key=lambda item: (-item[1], item[0])))


def _sorted(found: Iterable[str]) -> dict[str, int]:
    return dict(_by_name(Counter(found)))


def _by_name(counted: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Yield counts by name; decades before our era, and those of five digits, stand where their years do."""
    yield from sorted(counted.items(), key=lambda item: (_year(item[0]), item[0]))


def _year(name: str) -> float:
    digits = name.removesuffix("s")
    return float(digits) if digits.lstrip("-").isdigit() else float("inf")
