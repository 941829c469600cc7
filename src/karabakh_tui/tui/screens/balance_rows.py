"""The rows of the box that shows the balance of a store."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from karabakh_tui.search.balance import Number, title

from .chooser import Choice


def balance_rows(numbers: Iterable[Number]) -> list[Choice]:
    """Return a row for each number under the title of its group; choosing one gives its query."""
    rows: list[Choice] = []
    for group, found in groupby(numbers, lambda number: number.group):
        rows.append(Choice(None, title(group)))
        rows += [Choice(each.query, each.label, f"{each.value:,}", also=f"{title(group)} {each.query}")
                 for each in found]  # fmt: skip
    return rows
