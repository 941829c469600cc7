"""Keys act in the order in which they were typed, however fast: each is seen through before the next is looked at.

Textual hands a key to the widget that has the focus *when the key is read*. A key that moves the focus is still on its
way then, so that letters typed at once after `/`, or sent in one packet over a slow line, would reach the list.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import events
from textual.message_pump import MessagePump

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
        before = self._stages() if isinstance(event, events.Key) and not event.is_forwarded else []
        await super().on_event(event)
        for stage in before:
            await _reached(stage)
        if before and self.screen is not before[-1]:
            for stage in (self.screen, self.screen):
                await _reached(stage)

    def _stages(self) -> list[MessagePump]:
        """Return where a key's message passes on its way up: each widget handles what it is sent in order."""
        if not self.screen_stack:
            return []
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
