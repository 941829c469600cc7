"""Whether two values of a TOML text are the same, types and all."""

from __future__ import annotations

import math
from datetime import datetime, time
from typing import Any


def same(one: Any, other: Any) -> bool:
    """Tell whether two values would be written alike: 1 is not 1.0 and not true, NaN is NaN, -0.0 is not 0.0."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one is other or (one.keys() == other.keys() and all(same(one[name], other[name]) for name in one))
    if isinstance(one, list):
        return one is other or (len(one) == len(other) and all(map(same, one, other)))
    if isinstance(one, float):
        return _same_floats(one, other)
    if isinstance(one, (datetime, time)):
        alike: bool = one.replace(tzinfo=None) == other.replace(tzinfo=None)
        return alike and one.utcoffset() == other.utcoffset()
    return bool(one == other)


def _same_floats(one: float, other: float) -> bool:
    if math.isnan(one) or math.isnan(other):
        return math.isnan(one) and math.isnan(other)
    return one == other and math.copysign(1, one) == math.copysign(1, other)


def steps(old: list[Any], new: list[Any]) -> list[tuple[int | None, int | None]]:
    """Return how a list becomes another: pairs of positions; (i, None) goes, (None, j) comes, (i, j) becomes.

    What is the same stays; of what is not, the most alike belong together.
    """
    head = 0
    while head < min(len(old), len(new)) and same(old[head], new[head]):
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and same(old[-1 - tail], new[-1 - tail]):
        tail += 1
    middle = _aligned(old[head : len(old) - tail], new[head : len(new) - tail])
    found: list[tuple[int | None, int | None]] = [(number, number) for number in range(head)]
    found += [(None if i is None else i + head, None if j is None else j + head) for i, j in middle]
    return found + [(len(old) - number, len(new) - number) for number in range(tail, 0, -1)]


LARGEST = 40_000
"""Comparisons in one list up to which the best alignment is looked for."""


def _aligned(old: list[Any], new: list[Any]) -> list[tuple[int | None, int | None]]:
    if len(old) * len(new) > LARGEST:
        pairs: list[tuple[int | None, int | None]] = [(i, i) for i in range(min(len(old), len(new)))]
        pairs += [(i, None) for i in range(len(new), len(old))]
        return pairs + [(None, j) for j in range(len(old), len(new))]
    costs = _costs(old, new)
    found: list[tuple[int | None, int | None]] = []
    i, j = len(old), len(new)
    while i or j:
        if i and j and costs[i][j] == costs[i - 1][j - 1] + _change(old[i - 1], new[j - 1]):
            i, j = i - 1, j - 1
            found.append((i, j))
        elif i and costs[i][j] == costs[i - 1][j] + 1:
            i -= 1
            found.append((i, None))
        else:
            j -= 1
            found.append((None, j))
    return found[::-1]


def _costs(old: list[Any], new: list[Any]) -> list[list[float]]:
    """Return for each pair of beginnings of two lists what it costs to make one of the other."""
    rows = [[float(j) for j in range(len(new) + 1)]]
    for i, one in enumerate(old, 1):
        row = [float(i)]
        for j, other in enumerate(new, 1):
            row.append(min(rows[-1][j - 1] + _change(one, other), rows[-1][j] + 1, row[-1] + 1))
        rows.append(row)
    return rows


def _change(one: Any, other: Any) -> float:
    """Return what it costs to make a value of another: less than to leave out one and add the other."""
    if same(one, other):
        return 0.0
    if isinstance(one, dict) and isinstance(other, dict):
        names = {*one, *other}
        alike = sum(name in one and name in other and same(one[name], other[name]) for name in names)
        return 1.5 - 1.25 * alike / len(names)
    return 1.5
