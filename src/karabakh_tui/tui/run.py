"""Run the app and end well: the terminal is restored and the exit code honest, on signals and on crashes too."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from textual.app import App
from textual.filter import LineFilter, NoColor
from textual.worker import WorkerFailed

from karabakh_tui.paths import state_directory
from karabakh_tui.show import show

SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")
CRASH = 70
SIGNALS_TOLD = 0.1
"""Seconds after which all signals are told that came while the loop stood still."""

_ended: list[App[None]] = []
"""Kept until the process ends, and so never freed: that takes seconds where a large store is shown."""


if TYPE_CHECKING:
    _Base = App[None]
else:
    _Base = object


class CrashReporting(_Base):
    """For an `App`: a crash leaves a report and one sentence; a signal ends the app as quitting does."""

    ended_by: int | None = None
    """The signal that ended the app."""

    crash: BaseException | None = None
    """The first error that nothing caught while the app was not ending anyway."""

    _is_ending = False
    _is_away = False
    """Another program has the terminal, or had it a moment ago."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what becomes of each painted line; where NO_COLOR asks for no colour, Textual would paint greys."""
        return [NoColor()] if self.no_color else super().get_line_filters()

    def end(self, number: int) -> None:
        """End the app for a signal; where it has only begun to start, as soon as it can end."""
        if self._is_away and number == signal.SIGINT:
            return  # Ctrl+C was typed in the other program
        self.ended_by = number
        if self.is_running:
            self.exit()

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Let another program have the terminal."""
        self._is_away = True
        try:
            with super().suspend():
                yield
        finally:  # signals that came meanwhile are told at the next turn of the loop
            asyncio.get_running_loop().call_later(SIGNALS_TOLD, setattr, self, "_is_away", False)

    def exit(self, *arguments: Any, **named: Any) -> None:
        """End the app."""
        self._is_ending = True
        super().exit(*arguments, **named)

    def on_mount(self) -> None:
        """End at once where a signal came before."""
        if self.ended_by is not None:
            self.exit()

    def _handle_exception(self, error: Exception) -> None:
        """Remember an error; one that comes while the app is taken down, a screen half made, is no crash."""
        if not self._is_ending:
            self.crash = self.crash or (error.error if isinstance(error, WorkerFailed) else error)
        super()._handle_exception(error)

    def panic(self, *renderables: RenderableType) -> None:
        """End for an error of which Textual keeps a picture alone."""
        self.crash = self.crash or RuntimeError("Textual ended the app")
        super().panic(*renderables)

    def _fatal_error(self) -> None:
        """Replace Textual's own report, which shows local variables; `run_app` tells of the crash."""
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        """Print nothing of Textual's own."""
        self._exit_renderables.clear()


def run_app(app: CrashReporting, *, mouse: bool = True) -> int:
    """Run an app; return 0, 70 after a crash, or 128 and a signal's number."""
    try:
        asyncio.run(_run(app, mouse))
    except Exception as error:
        app.crash = app.crash or error
    _ended.append(app)
    if app.crash is not None:
        sys.stderr.write(f"karabakh-tui: {show(crash_sentence(app.crash))}\n")
        return CRASH
    return 0 if app.ended_by is None else 128 + app.ended_by


async def _run(app: CrashReporting, mouse: bool) -> None:
    loop = asyncio.get_running_loop()
    if sys.platform != "win32":
        for name in SIGNALS:
            number = getattr(signal, name)
            loop.add_signal_handler(number, app.end, int(number))
    try:
        await app.run_async(mouse=mouse)
    finally:
        from concurrent.futures import ThreadPoolExecutor

        # asyncio would wait for the threads of the old one: reading a large store takes seconds.
        loop.set_default_executor(ThreadPoolExecutor())


def crash_sentence(error: BaseException | None) -> str:
    """Write the report of a crash; return what to tell of it."""
    kind = type(error).__name__ if error is not None else "an unknown error"
    try:
        path = write_report(error)
    except OSError as refused:
        return f"it crashed ({kind}: {error}); the report could not be written: {refused}"
    return f"it crashed ({kind}); your files are as they were; the report is in {path}"


def write_report(error: BaseException | None) -> Path:
    """Write the traceback of a crash, without the values of variables, into the state directory.

    Raises:
        OSError: if it cannot be written.
    """
    import traceback

    directory = state_directory()
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / f"crash-{datetime.now():%Y%m%d-%H%M%S}-{os.getpid()}.txt"
    lines = traceback.format_exception(error) if error is not None else ["no exception was kept\n"]
    path.write_text(show("".join(lines), lines=True), encoding="utf-8")
    return path
