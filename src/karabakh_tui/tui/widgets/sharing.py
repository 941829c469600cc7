"""Dividing the height of a column among lists, so that none is cut while another has empty lines."""

from __future__ import annotations

from collections.abc import Sequence

SMALLEST = 4
"""Lines below which a list is not pressed while it has more to show: a title, a heading and two rows."""


def shares(total: int, needs: Sequence[int], active: int) -> list[int]:
    """Return how many of `total` lines each list gets; they add up to `total`.

    Each gets what it needs where all fit; what is left over goes to the active one. Where they do not fit, the active
    one comes first, but leaves every other an even part of one half, or what it needs if that is less.
    """
    if not needs:
        return []
    others = [number for number in range(len(needs)) if number != active]
    result = [0] * len(needs)
    fair = max(total // 2 // max(len(others), 1), min(SMALLEST, total // len(needs)))
    for number in others:
        result[number] = min(needs[number], fair)
    left = total - sum(result)
    result[active] = min(needs[active], left)
    left -= result[active]
    for number in others:
        more = min(needs[number] - result[number], left)
        result[number] += more
        left -= more
    result[active] += left
    return result
