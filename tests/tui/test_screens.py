"""The screen, line by line, as a reader sees it at four sizes; `make screens` writes the pictures anew for review."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.support.seat import seat

PICTURES = Path(__file__).parent / "screens"
SIZES = ((60, 20), (80, 24), (120, 40), (200, 50))
STATES: dict[str, tuple[str, ...]] = {
    "start": (),
    "found": ("slash", *"alkhanli", "enter"),
    "disputed": ("slash", *"alkhanli", "enter", "enter"),
    "party": ("slash", *"icrc", "enter", "2", "enter"),
    "quotes": ("3",),
    "places": ("4",),
    "sources": ("5",),
    "nothing": ("slash", *"zzzzqqqq"),
    "span": ("slash", *"lachin", "enter", "plus"),
    "chart": ("c",),
    "help": ("question_mark",),
    "palette": ("colon", *"shusha"),
    "accounts": ("slash", *"alkhanli", "enter", "enter", "pagedown"),
    "evidence": ("slash", *"alkhanli", "enter", "s", "s"),
    "copying": ("slash", *"alkhanli", "enter", "y"),
    "un-words": ("slash", *"id:un-briefing-july-2017", "enter", "s"),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("state", sorted(STATES))
async def test_the_screen_is_as_it_was_reviewed(state: str, size: tuple[int, int]) -> None:
    picture = PICTURES / f"{state}-{size[0]}x{size[1]}.txt"
    async with seat(size=size) as here:
        await here.press(*STATES[state])
        screen = here.screen() + "\n"
    if os.environ.get("KARABAKH_SCREENS") == "write":
        picture.write_text(screen, encoding="utf-8")
    assert screen == picture.read_text(encoding="utf-8"), f"{picture.name} differs; look, then `make screens`"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("theme", ["karabakh-dark", "karabakh-light", "ansi-dark", "ansi-light"])
async def test_every_theme_shows_the_same_text(theme: str, size: tuple[int, int]) -> None:
    async with seat(size=size, theme=theme) as here:
        assert here.screen() + "\n" == (PICTURES / f"start-{size[0]}x{size[1]}.txt").read_text(encoding="utf-8")
