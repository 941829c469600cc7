"""The driver for Unix: the terminal as a file, guarded, and signals that concern it."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TextIO

from textual import events
from textual.drivers.linux_driver import LinuxDriver

from .output import Painter, erases_in_colour
from .terminal import read_messages

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message


class Display:
    """The file on which the app is drawn; what is drawn where no terminal is any more is lost.

    Else the thread that writes would end, and the app wait for it for ever.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> None:
        """Draw."""
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        """Send on what was drawn."""
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        """Return the file's number."""
        return self._file.fileno()


def is_outside(message: Message, app: App[Any]) -> bool:
    """Tell whether a message tells of the mouse where the app has no screen."""
    if not isinstance(message, events.MouseEvent) or app.mouse_captured is not None:
        return False
    return not app.size.contains(message.x, message.y)


class GuardedDriver(LinuxDriver):
    """Textual's driver for Unix with its input guarded, and its output without what stands there already."""

    painter = Painter(erases=erases_in_colour(os.environ.get("TERM", "")))

    def write(self, data: str) -> None:
        """Write what changes something on the terminal."""
        super().write(self.painter.changes(data, terminal_size(self.fileno)))

    def __init__(self, app: App[object], **options: Any) -> None:
        super().__init__(app, **options)
        assert self._file is not None
        self._file = Display(self._file)  # type: ignore[assignment]

    def start_application_mode(self) -> None:
        """Take the terminal, and learn of changes of its size in their order."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        told = signal.getsignal(signal.SIGWINCH)
        if callable(told):
            # Signals interrupt one another: between looking at the size and telling it a newer one may have been told,
            # and the older be believed. In the loop each is seen through.
            asyncio.get_running_loop().add_signal_handler(signal.SIGWINCH, told, signal.SIGWINCH, None)

    def _sigcont_application(self, *_: object) -> None:
        # Stopped by a signal that nobody can catch, all still runs here, and Textual would start it a second time.
        # What has the terminal meanwhile may have changed it: the app leaves it, and takes it anew.
        if self._auto_restart and not self._must_signal_resume:
            if self._key_thread is None or not self._key_thread.is_alive():
                return
            self.suspend_application_mode()
            self._must_signal_resume = True
        super()._sigcont_application()

    def run_input_thread(self) -> None:
        """Pass on input; where the terminal is gone, end as when the system says so."""
        if read_messages(self.fileno, self.exit_event, self.process_message):
            os.kill(os.getpid(), signal.SIGHUP)

    def process_message(self, message: Message) -> None:
        """Pass on a message, unless it tells of the mouse outside the screen."""
        if not is_outside(message, self._app):  # Textual would take the focus from where it is
            super().process_message(message)

    def _run_input_thread(self) -> None:
        # Textual would keep a picture of the error, and end the app with 0.
        try:
            self.run_input_thread()
        except Exception as error:
            self._loop.call_soon_threadsafe(self._app._handle_exception, error)


def terminal_size(terminal: int) -> os.terminal_size | None:
    """Return the size of a terminal; None where it is gone."""
    try:
        return os.get_terminal_size(terminal)
    except OSError:
        return None
