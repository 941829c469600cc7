"""What stays in a list that is narrowed by typing."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.seat import seat

from karabakh_tui.tui.screens.chooser import Choice, ChoiceRows, filtered, is_cut

DATA = Path(__file__).parent.parent / "data"

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


@pytest.mark.parametrize(
    ("text", "aside", "width", "cut"),
    [("a" * 20, "", 20, False), ("a" * 20, "", 19, True), ("a" * 20, "key", 24, False), ("a" * 20, "key", 23, True)],
)
def test_a_row_is_cut_where_it_has_no_room(text: str, aside: str, width: int, cut: bool) -> None:
    choice = Choice("x", text, aside)
    assert is_cut(choice, width) is cut
    assert ("…" in ChoiceRows([choice]).row(0, width).plain) is cut
    assert ChoiceRows([Choice("y", "b"), choice]).longest_cut(width) == (text if cut else "")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_the_cursors_row_is_said_in_full_where_rows_are_cut(size: tuple[int, int]) -> None:
    words = " ".join(f"word{number}" for number in range(30))
    async with seat(DATA / "good.toml", size=size) as here:
        here.main.choose("Long", [Choice("a", "Short"), Choice("b", words, "aside")], lambda chosen: None)
        await here.settle()
        assert "word29" not in here.screen()
        await here.press("down")
        for number in range(30):
            assert f"word{number}" in here.screen()
        await here.press("up")
        assert "word29" not in here.screen()


async def test_where_no_row_is_cut_the_list_has_all_the_room() -> None:
    async with seat(DATA / "good.toml") as here:
        here.main.choose("Short", [Choice("a", "One"), Choice("b", "Two")], lambda chosen: None)
        await here.settle()
        assert here.screen().count("One") == 1
        assert not here.app.screen.query_one("Note").display
