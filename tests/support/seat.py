"""A reader's seat at the real app: open it at a size, settle, read the screen as text."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from textual import _wait
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from karabakh_tui.paths import shipped_store
from karabakh_tui.state.configuration import Configuration
from karabakh_tui.tui.app import KarabakhApp, read_collecting
from karabakh_tui.tui.panes.record_list import RecordList
from karabakh_tui.tui.screens.main import MainScreen

_wait.SLEEP_GRANULARITY, _wait.SLEEP_IDLE = 0.005, 0.0005
# Textual looks every 20 ms whether the app has come to rest, six times a key: most of the time of all stories.


class Seat:
    """The app under test, with the words a story needs."""

    def __init__(self, app: KarabakhApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def main(self) -> MainScreen:
        """The main screen, whatever is over it."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, MainScreen))

    def list_of(self, table: str) -> RecordList:
        """Return the list of a table."""
        return self.main.list_of(table)

    async def settle(self) -> None:
        """Wait until workers have ended and what they sent is painted."""
        for _ in range(3):
            await self.pilot.pause()
            with suppress(WorkerCancelled):
                await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other, each settled."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Type text into what has the focus."""
        await self.press(*({" ": "space"}.get(letter, letter) for letter in text))

    async def search(self, text: str) -> None:
        """Search for a text, and go to the results."""
        await self.press("slash")
        await self.type(text)
        await self.press("enter")

    def screen(self) -> str:
        """Return the screen as text, one line a row."""
        # The compositor's own name for what is on the screen; there is no public one.
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)


@asynccontextmanager
async def seat(
    store: Path | None = None,
    size: tuple[int, int] = (120, 40),
    theme: str = "karabakh-dark",
    configuration: Configuration | None = None,
    fresh: bool = False,
) -> AsyncIterator[Seat]:
    """Open the app on a store (the shipped one, where none is named) and wait until it can be searched."""
    path = store or shipped_store()
    app = KarabakhApp(path, loaded=read_collecting(path), theme=theme, configuration=configuration, fresh=fresh)
    async with app.run_test(size=size, notifications=True) as pilot:
        here = Seat(app, pilot)
        while here.main.index is None:  # a timer starts it, once there is something to see
            await pilot.pause(0.02)
        await here.settle()
        yield here


def places(here: Seat) -> dict[str, tuple[int | None, int]]:
    """Return every list's cursor and scroll."""
    tables = ("events", "parties", "places", "sources", "quotes")
    return {t: (here.list_of(t).cursor, round(here.list_of(t).scroll_offset.y)) for t in tables}


async def follow_a_link(here: Seat) -> None:
    """Go to the next link of the record and follow it."""
    before = here.main.record
    for _ in range(60):
        if here.main.detail.link_cursor is not None:
            break
        await here.press("j")
    await here.press("enter")
    assert here.main.record is not before
