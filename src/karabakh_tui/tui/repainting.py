"""The whole screen drawn anew when the terminal may have lost some of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.events import Resize

if TYPE_CHECKING:
    from textual.app import App

    _Base = App[None]
else:
    _Base = object


class Repainting(_Base):
    """For an `App`: draws all after another program had the terminal, and after every change of its size."""

    def on_mount(self) -> None:
        """Learn when another program had the terminal."""
        self.app_resume_signal.subscribe(self, self._draw_anew)

    def on_resize(self, event: Resize) -> None:
        """Draw the whole screen, also where the terminal has its size again: it kept what had room meanwhile."""
        painter = getattr(self._driver, "painter", None)  # drivers without a terminal have none
        if painter is not None:
            painter.forget()
        if self.screen_stack and self.screen.size == event.size:
            self._draw_anew(self)

    def _draw_anew(self, _: App[Any]) -> None:
        self.screen.refresh(layout=True)
