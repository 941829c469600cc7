"""Where terminals may differ in how many cells they give to letters."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from karabakh_tui.tui.stretches import Stretch, all_narrow, stretches


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Շուշի Şuşa Шуша ● –", [("Շուշի Şuşa Шуша ● –", 19, 0)]),
        ("a 漢字 b", [("a ", 2, 0), ("漢字", 4, 4), (" b", 2, 0)]),
        ("👩\u200d👩\u200d👧👍🏽", [("👩\u200d👩\u200d👧", 2, 6), ("👍🏽", 2, 4)]),
        ("🇦🇲x", [("🇦🇲", 2, 4), ("x", 1, 0)]),
        ("☂\ufe0f", [("☂\ufe0f", 2, 2)]),
        ("ce\u0301d", [("c", 1, 0), ("e\u0301", 1, 1), ("d", 1, 0)]),
        ("हिन्दी", [("हिन्दी", 3, 5)]),
        ("a हिन्दी शी 漢 b ", [("a ", 2, 0), ("हिन्दी शी 漢 b ", 11, 14)]),
        ("हिन्दी b  ● c", [("हिन्दी b  ", 7, 9), ("● c", 3, 0)]),
        ("\u0301", [("\u0301", 0, 0)]),
        ("", []),
    ],
)
def test_only_letters_that_terminals_count_otherwise_are_parted(text: str, parts: list[tuple[str, int, int]]) -> None:
    assert list(stretches(text)) == [Stretch(*part) for part in parts]


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"))))
def test_stretches_are_the_whole_text_and_as_wide(text: str) -> None:
    found = stretches(text)
    assert "".join(each.text for each in found) == text
    assert sum(each.width for each in found) == cell_len(text)
    assert all(len(each.text) == each.width for each in found if not each.reach and each.width)


def test_letters_called_narrow_without_a_look_are_so() -> None:
    letters = (chr(number) for number in range(0x20, sys.maxunicode + 1) if not 0xD800 <= number < 0xE000)
    assert all(get_character_cell_size(letter) == 1 for letter in letters if all_narrow(letter))
