"""What stays in a list that is narrowed by typing."""

from __future__ import annotations

import pytest

from karabakh_tui.tui.screens.chooser import Choice, filtered

ROWS = (
    Choice("free", "Free of a heading"),
    Choice(None, "Quotes per party"),
    Choice("q/a", "Armenia", "12"),
    Choice("q/b", "Azerbaijan", "13"),
    Choice(None, "Accounts per party"),
    Choice("a/a", "Armenia", "40", also="account:armenia"),
    Choice(None, "Nothing under it"),
)


@pytest.mark.parametrize(
    ("text", "stay"),
    [
        ("armenia", ["Quotes per party", "q/a", "Accounts per party", "a/a"]),
        ("azer", ["Quotes per party", "q/b"]),
        ("party quotes", ["Quotes per party", "q/a", "q/b"]),
        ("ARMENIA account:", ["Accounts per party", "a/a"]),
        ("heading", ["free"]),
        ("nothing", []),
        ("", [each.id or each.text for each in ROWS]),
    ],
)
def test_rows_stay_under_their_headings_and_are_found_by_them(text: str, stay: list[str]) -> None:
    assert [each.id or each.text for each in filtered(ROWS, text)] == stay
