"""What the headings of a list count."""

from __future__ import annotations

import pytest
from tests.model.small import party
from tests.model.small import store as small_store

from karabakh_tui.tui.panes.record_rows import RecordRows

STORE = small_store(
    party("a", kind="state"),
    party("b", kind="organisation"),
    party("c", kind="organisation", withdrawn="2001", withdrawn_why="Never was."),
    party("d", kind="organisation"),
    party("e", kind="person", withdrawn="2001", withdrawn_why="Never was."),
)
GROUPS = ("state", "organisation", "person")


@pytest.mark.parametrize(
    ("matched", "counts"),
    [
        (range(5), {"state": "1", "organisation": "2", "person": "0"}),
        ([0, 1, 3], {"state": "1", "organisation": "2"}),
        ([2, 3], {"organisation": "1"}),
        ([4], {"person": "0"}),
    ],
)
def test_withdrawn_records_are_listed_and_not_counted(matched: list[int], counts: dict[str, str]) -> None:
    rows = RecordRows(STORE, "parties", matched)
    headings = [rows.row(row, 30).plain.split() for row in range(len(rows)) if not rows.selectable(row)]
    assert dict(headings) == counts
    assert len(rows) == len(matched) + len(counts)
    assert STORE.living("parties") == 3
