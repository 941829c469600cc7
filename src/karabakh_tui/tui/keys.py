"""Keys act in the order in which they were typed, however fast: each is seen through before the next is looked at.

Textual hands a key to the widget that has the focus when the key is read, and looks for the key's binding only when it
has come back up from there. By then later keys have been read: letters typed at once after `/`, or sent in one packet
over a slow line, would reach the list. Here the binding is looked for at once, and the next key waits until every
widget on the way from the focus up to the screen has handled what it was sent.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import events
from textual.message_pump import MessagePump
from textual.widgets import Input

if TYPE_CHECKING:
    from textual.app import App

    _Base = App[None]
else:
    _Base = object

PATIENCE = 2.0
"""Seconds to wait for one key at most, on the slowest machine: a widget might itself wait for the next key."""

ROUNDS = 3
"""Messages that one widget may make out of another: a key becomes a choice, a choice a record that is opened."""


WAITING = (events.Key, events.Paste, events.MouseDown, events.MouseUp)
"""What is not looked at before the screen is up."""


class KeysInOrder(_Base):
    """For an `App`: looks at a key, or a paste, only when everything that the one before it set off is done."""

    async def on_event(self, event: events.Event) -> None:
        """Handle an event; see a key through."""
        if isinstance(event, (events.InputEvent, events.Paste)) and self._exit:
            return  # the app is ending, and its widgets answer no more
        if isinstance(event, events.Key) and event.is_forwarded:
            return  # it has come back up; what it is bound to was looked for at once, where it was pressed
        if not isinstance(event, WAITING) or event.is_forwarded or not self.screen_stack:
            await super().on_event(event)
            return
        await self._screen_is_up()
        if isinstance(event, events.MouseEvent):
            await super().on_event(event)
            return
        self.app_focus = True
        self._focus_something()
        way = self._way()
        if isinstance(event, events.Paste) or self._is_typed(event) or not await self._bound(event.key):
            await super().on_event(event)
        await _done(way)
        if self._way() != way:
            await _done(self._way())

    async def _screen_is_up(self) -> None:
        """Wait until a screen that has just come up has its widgets, and has given one of them the focus."""
        screen = None
        while screen is not self.screen:
            screen = self.screen
            await _done([screen])

    def _focus_something(self) -> None:
        """Where nothing has the focus, give it to what has it at first: no key goes nowhere."""
        if self.screen.focused is None and self.screen.AUTO_FOCUS:
            first = next((each for each in self.screen.query(self.screen.AUTO_FOCUS) if each.focusable), None)
            self.screen.set_focus(first)

    def _is_typed(self, key: events.Key) -> bool:
        """Tell whether a key is a letter for a text that is being typed."""
        return key.is_printable and isinstance(self.screen.focused, Input)

    async def _bound(self, key: str) -> bool:
        """Do at once what a key is bound to; tell whether it is bound to something."""
        return await self._check_bindings(key, priority=True) or await self._check_bindings(key)

    def _way(self) -> list[MessagePump]:
        """Return where what a key sets off passes on its way up: each widget handles what it is sent in order."""
        screen = self.screen
        if screen.focused is None:
            return [screen]
        inside = [node for node in screen.focused.ancestors_with_self if isinstance(node, MessagePump)]
        return [*[inside[0]] * (ROUNDS - 1), *(node for node in inside if node is not self), screen]


async def _done(way: Iterable[MessagePump]) -> None:
    """Wait until widgets, one after the other, have handled everything that they were sent so far."""
    try:
        async with asyncio.timeout(PATIENCE):
            for widget in way:
                handled = asyncio.Event()
                if widget.call_later(handled.set):
                    await handled.wait()
    except TimeoutError:
        return  # one of them waits for something itself; the next key may be just that
