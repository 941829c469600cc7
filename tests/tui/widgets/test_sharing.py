from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.tui.widgets.sharing import shares


@pytest.mark.parametrize(
    ("total", "needs", "active", "expected"),
    [
        (36, [10, 26, 5], 0, [10, 21, 5]),
        (36, [300, 200, 100], 0, [18, 9, 9]),
        (36, [300, 200, 100], 1, [9, 18, 9]),
        (36, [5, 3, 4], 2, [5, 3, 28]),
        (20, [300, 2, 2], 0, [16, 2, 2]),
        (3, [300, 200, 100], 0, [1, 1, 1]),
    ],
)
def test_a_column_is_shared_by_need(total: int, needs: list[int], active: int, expected: list[int]) -> None:
    assert shares(total, needs, active) == expected


@settings(deadline=None)
@given(st.integers(0, 200), st.lists(st.integers(1, 1000), min_size=1, max_size=4), st.data())
def test_no_line_is_wasted_while_a_list_is_cut(total: int, needs: list[int], data: st.DataObject) -> None:
    active = data.draw(st.integers(0, len(needs) - 1))
    result = shares(total, needs, active)
    assert sum(result) == total
    assert all(got >= 0 for got in result)
    if any(got > need for got, need in zip(result, needs, strict=True)):
        assert all(got >= need for got, need in zip(result, needs, strict=True))
