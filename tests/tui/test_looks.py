"""How the app looks: a few pictures with their colours. The text of the screen is tested in `test_screens.py`."""

from __future__ import annotations

from typing import Any

import pytest

from karabakh_tui.paths import shipped_store
from karabakh_tui.tui.app import KarabakhApp, read_collecting


@pytest.mark.parametrize("theme", ["karabakh-dark", "karabakh-light", "ansi-dark"])
def test_the_looks_are_as_they_were_reviewed(theme: str, snap_compare: Any) -> None:
    path = shipped_store()

    async def settle(pilot: Any) -> None:
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.press("slash", *"alkhanli", "enter", "enter")
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()

    app = KarabakhApp(path, loaded=read_collecting(path), theme=theme)
    assert snap_compare(app, terminal_size=(120, 40), run_before=settle)
