"""`stats --balance`: how much of a record each party and side has in it, each number with the query that opens it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from karabakh_tui.model.store import FactStore
from karabakh_tui.search.balance import Number, balance, title
from karabakh_tui.show import show

from .console import DIM, Console
from .formats import csv_text, envelope, json_text, plain_line
from .table import Column, table
from .width import MARK

HEADER = ("group", "name", "value", "query")


def tell_balance(store: FactStore, console: Console, form: str, *, raw: bool) -> None:
    """Write the balance of a store in a form: `json`, `csv`, `plain` or `table`."""
    numbers = balance(store)
    text = _text(store, numbers, console, form, raw=raw)
    console.data(text)
    if form == "table" and any(show(number.query) not in text for number in numbers):
        console.talk(f"a query that ends in {MARK} goes on; --plain prints it whole")


def _text(store: FactStore, numbers: Sequence[Number], console: Console, form: str, *, raw: bool) -> str:
    if form == "json":
        return json_text({**envelope(store), "balance": [_values(number) for number in numbers]})
    rows = [(each.group, each.name, str(each.value), each.query) for each in numbers]
    if form == "csv":
        return csv_text(HEADER, rows, raw=raw)
    if form == "plain":
        return "".join(map(plain_line, rows))
    return _table(numbers, console)


def _values(number: Number) -> dict[str, str | float]:
    return {
        "group": number.group,
        "name": number.name,
        "label": number.label,
        "value": number.value,
        "query": number.query,
        "records": number.records,
    }


def _table(numbers: Sequence[Number], console: Console) -> str:
    """Return the groups one below the other, each with its title."""
    columns = (Column("which"), Column("number", numeric=True), Column("query", DIM, flexible=True))
    pieces = []
    for group, found in groupby(numbers, lambda number: number.group):
        rows = [(each.label, f"{each.value:,}", each.query) for each in found]
        pieces.append(f"{title(group)}\n{table(columns, rows, console)}")
    return "\n".join(pieces)
