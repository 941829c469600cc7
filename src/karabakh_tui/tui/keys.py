"""Keys act in the order in which they were typed, however fast: each is seen through before the next is looked at.

Textual hands a key to the widget that has the focus when the key is read, and looks for the key's binding only when it
has come back up from there. By then later keys have been read: letters typed at once after `/`, or sent in one packet
over a slow line, would reach the list.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import events
from textual.message_pump import MessagePump
from textual.widgets import Input

if TYPE_CHECKING:
    from textual.app import App

    _Base = App[None]
else:
    _Base = object

PATIENCE = 0.25
"""Seconds to wait for one stage of a key's way at most: a widget may itself be waiting for the next key."""

ROUNDS = 3
"""Messages that one widget may make out of another: a key becomes a choice, a choice a record that is opened."""


class KeysInOrder(_Base):
    """For an `App`: looks at a key only when everything that the key before it set off is done."""

    async def on_event(self, event: events.Event) -> None:
        """Handle an event; see a key through."""
        if not isinstance(event, events.Key) or event.is_forwarded or not self.screen_stack:
            await super().on_event(event)
            return
        screen, stages = self.screen, self._stages()
        is_text = isinstance(screen.focused, Input) and event.is_printable
        if is_text or not await self._bound(event.key):
            await super().on_event(event)
        for stage in stages:
            await _reached(stage)
        if self.screen is not screen:
            await _reached(self.screen)

    async def _bound(self, key: str) -> bool:
        """Do at once what a key is bound to; tell whether it is bound to something."""
        return await self._check_bindings(key, priority=True) or await self._check_bindings(key)

    def _stages(self) -> list[MessagePump]:
        """Return where a key's message passes on its way up: each widget handles what it is sent in order."""
        screen = self.screen
        way = list(screen.focused.ancestors_with_self) if screen.focused is not None else [screen]
        inside = [node for node in way if isinstance(node, MessagePump) and node is not self]
        return [*[inside[0]] * ROUNDS, *inside[1:], screen]


async def _reached(stage: MessagePump) -> None:
    """Wait until a widget has handled everything that it was sent so far."""
    done = asyncio.Event()
    if stage.is_running and stage.call_later(done.set):
        try:
            async with asyncio.timeout(PATIENCE):
                await done.wait()
        except TimeoutError:
            return  # it waits for something itself; the next key may be just that
