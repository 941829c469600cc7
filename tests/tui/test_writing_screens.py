"""Forms, line by line, as who writes sees them at three sizes; `make screens` writes the pictures anew for review."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from tests.support.seat import seat

PICTURES = Path(__file__).parent / "screens"
GOOD = Path(__file__).parent.parent / "data" / "good.toml"
SIZES = ((60, 20), (80, 24), (120, 40))
STATES: dict[str, tuple[str, ...]] = {
    "form-problem": ("e", *"/1900", "tab", "tab", *["backspace"] * 9, "ctrl+s"),
    "form-cite": ("e", "tab", "tab", "tab", "tab", "enter"),
    "form-names": ("e", "tab", "tab", "tab", "tab", "tab", *"bank"),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("state", sorted(STATES))
async def test_a_form_is_as_it_was_reviewed(state: str, size: tuple[int, int], tmp_path: Path) -> None:
    picture = PICTURES / f"{state}-{size[0]}x{size[1]}.txt"
    store = tmp_path / "store.toml"
    shutil.copyfile(GOOD, store)
    async with seat(store, size=size) as here:
        await here.pilot.press(*STATES[state][:-1])
        await here.settle()
        await here.press(STATES[state][-1])
        screen = here.screen() + "\n"
    if os.environ.get("KARABAKH_SCREENS") == "write":
        picture.write_text(screen, encoding="utf-8")
    assert screen == picture.read_text(encoding="utf-8"), f"{picture.name} differs; look, then `make screens`"
