"""The Textual app: themes, screens, and nothing of the subject."""

from __future__ import annotations

import gc
import math
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual import work
from textual.app import App
from textual.screen import Screen
from textual.worker import get_current_worker

from karabakh_tui.errors import KarabakhError
from karabakh_tui.show import show
from karabakh_tui.storage.ahead import Ahead
from karabakh_tui.storage.problems import Problems
from karabakh_tui.storage.read import Loaded, read_store

from .commands import COMMANDS, RESERVED, Command, default_keys, with_keys
from .keys import KeysInOrder
from .repainting import Repainting
from .run import CrashReporting
from .screens.main import AFTER_THE_FRAME, MainScreen
from .terminal import driver_class
from .text.dates import use_date_style
from .text.runs import Run, content
from .theme import ANSI_VARIABLES, THEMES

if TYPE_CHECKING:
    from karabakh_tui.state.configuration import Configuration

READ_FIRST = 4_000_000
"""Stores of at most so many bytes are read before the screen is taken: faults are then told on the terminal."""


def read_collecting(
    path: Path, progress: Callable[[int, int], None] | None = None, ahead: Ahead | None = None
) -> Loaded:
    """Read a store for browsing: what is wrong in it is collected, not raised.

    Raises:
        StoreError: if the file cannot be read at all.
    """
    loaded = read_store(path, problems=Problems(), progress=progress, ahead=ahead)
    gc.freeze()  # what was read stays: to go through it again and again would hold up the keys
    return loaded


def _enable_collector() -> None:
    gc.enable()  # asked for its parameters, as Textual does, a builtin has its documentation parsed


def configured(configuration: Configuration | None) -> tuple[tuple[Command, ...], tuple[str, ...]]:
    """Return the commands with the keys that the reader wants, and what could not be done of the configuration."""
    if configuration is None or not configuration.keys:
        return COMMANDS, () if configuration is None else configuration.problems
    from karabakh_tui.state.keymap import resolve_keys

    keymap = resolve_keys(default_keys(), configuration.keys, reserved=RESERVED, place=configuration.key_place)
    return with_keys(keymap.keys), (*configuration.problems, *keymap.problems)


class KarabakhApp(CrashReporting, Repainting, KeysInOrder, App[None]):
    """Browse the fact store at a path."""

    CSS_PATH = "karabakh.tcss"
    ENABLE_COMMAND_PALETTE = False
    NOTIFICATION_TIMEOUT = 4
    _is_styled = False
    _to_tell: tuple[str, ...] = ()
    ALLOW_SELECT = False
    TITLE = "karabakh-tui"

    def __init__(
        self,
        path: Path,
        *,
        loaded: Loaded | None = None,
        theme: str = "karabakh-dark",
        configuration: Configuration | None = None,
        fresh: bool = False,
    ) -> None:
        super().__init__(driver_class=driver_class())
        self._path = path
        self._loaded = loaded
        """The store, until the main screen has it: that may read another one in its place."""
        self._is_read = loaded is not None
        self._configuration = configuration
        self._fresh = fresh
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme
        self._variables = self.get_css_variables()
        self.stylesheet.set_variables(self._variables)
        self._told: dict[str, float] = {}
        """When each notice was given last."""
        self.refusal: KarabakhError | None = None
        """Why the store could not be shown, once the app has ended for it."""
        self.not_kept: tuple[str, ...] = ()
        """What could not be kept for the next start, in sentences, once the app has ended."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give themes that are not ours values for the variables that our styles use."""
        return ANSI_VARIABLES

    def refresh_css(self, animate: bool = True) -> None:
        """Style everything anew, but for what Textual asks for at its start, when all is styled so already."""
        variables = self.get_css_variables()
        if variables != self._variables or self._is_styled:
            self._variables = variables
            super().refresh_css(animate=animate)
        self._is_styled = True

    def get_default_screen(self) -> Screen[None]:
        """Return the main screen: there is none below it."""
        commands, self._to_tell = configured(self._configuration)
        use_date_style(self._configuration.date_style if self._configuration else "words")
        main = MainScreen(self._loaded, commands)
        self._loaded = None
        main.returns = not self._fresh
        main.fit(self.size.width)
        return main

    def exit(self, *arguments: Any, **named: Any) -> None:
        """End the app, and keep where the reader is."""
        main = self._main()
        if main is not None and not self._is_ending:
            self.not_kept = (*main.keep_place(), *main.lost_at_the_end())
        super().exit(*arguments, **named)

    async def action_quit(self) -> None:
        """Quit from anywhere, after asking where what was written would be lost."""
        main = self._main()
        if main is None:
            self.exit()
        else:
            main.quit_or_ask()

    def on_mount(self) -> None:
        """Tell what could not be done of the configuration, and read the store where it is not there yet."""
        if self._to_tell:
            self.notify("\n".join(map(show, self._to_tell)), markup=False, severity="warning", timeout=20)
        if not self._is_read:
            self.set_timer(AFTER_THE_FRAME, self._read)
        else:
            self.call_after_refresh(_enable_collector)

    def notify(self, message: str, *, markup: bool = False, **named: Any) -> None:
        """Tell something; what is still to be read is not told twice, since boxes would cover what one reads."""
        now = monotonic()
        if now - self._told.get(message, -math.inf) > self.NOTIFICATION_TIMEOUT:
            self._told[message] = now
            super().notify(message, markup=False, **named)

    @work(thread=True, exclusive=True, group="read")
    def _read(self) -> None:
        """Read a large store while the screen is up."""
        worker = get_current_worker()

        def progress(done: int, total: int) -> None:
            if not worker.is_cancelled:
                self.call_later(self._progress, done / max(total, 1))  # without waiting until it is painted

        try:
            loaded = read_collecting(self._path, progress)
            loaded.store.prepare_first_page()  # here, where nobody waits for it with a key in hand
        except KarabakhError as error:
            self.call_from_thread(self._refuse, error)
            return
        if not worker.is_cancelled:
            self.call_from_thread(self._show, loaded)

    def _main(self) -> MainScreen | None:
        return next((screen for screen in self.screen_stack if isinstance(screen, MainScreen)), None)

    def _progress(self, share: float) -> None:
        main = self._main()
        if main is not None and not self._is_read:  # else it comes late
            main.show_progress(content(Run(f"Reading {self._path.name}")), share)

    def _show(self, loaded: Loaded) -> None:
        main = self._main()
        if main is not None:
            self._is_read = True
            main.open_store(loaded)
            self.call_after_refresh(_enable_collector)

    def _refuse(self, error: KarabakhError) -> None:
        self.refusal = error
        self.exit()
