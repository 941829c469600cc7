"""Open the app: the one command that draws."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from karabakh_tui.errors import UsageError
from karabakh_tui.paths import configuration_path
from karabakh_tui.storage.ahead import begin

from .console import PROGRAM, tell

if TYPE_CHECKING:
    from karabakh_tui.state.configuration import Configuration

THEMES = {
    "dark": "karabakh-dark",
    "light": "karabakh-light",
    "ansi-dark": "ansi-dark",
    "ansi-light": "ansi-light",
}


def browse(store: Path, theme: str | None, *, fresh: bool = False) -> int:
    """Open the app on a store, by default in the colours of the configuration; return its exit code.

    It begins where the reader was last, unless a fresh start is wanted.

    Raises:
        UsageError: if there is no terminal.
        StoreError: if the store cannot be read at all.
    """
    _favour_speed()
    from karabakh_tui.tui.no_terminal import terminal_problem

    problem = terminal_problem(sys.stdin, sys.stderr)
    if problem is not None:
        raise UsageError(problem)
    ahead = begin(store)  # while the widgets are loaded
    from karabakh_tui.tui.app import READ_FIRST, KarabakhApp, read_collecting
    from karabakh_tui.tui.run import run_app

    loaded = read_collecting(store, ahead=ahead) if _size(store) <= READ_FIRST else None
    configuration = _configuration()
    colours = THEMES[theme or (configuration.theme if configuration is not None else "dark")]
    app = KarabakhApp(store, loaded=loaded, theme=colours, configuration=configuration, fresh=fresh)
    code = run_app(app, mouse=configuration is None or configuration.mouse)
    for sentence in app.not_kept:
        tell(f"{PROGRAM}: {sentence}")
    if app.refusal is not None:
        raise app.refusal
    return code


def _configuration() -> Configuration | None:
    """Return what the reader configured; None where there is no file for it, as for most readers."""
    if not os.path.lexists(configuration_path()):
        return None
    from karabakh_tui.state.configuration import read_configuration
    from karabakh_tui.tui.surroundings import use_clipboard

    configuration = read_configuration()
    use_clipboard(configuration.clipboard)
    return configuration


def _size(store: Path) -> int:
    """Return a store's size in bytes; 0 for what cannot be read, so that the reader says why."""
    try:
        return store.stat().st_size
    except OSError:
        return 0


def _favour_speed() -> None:
    """Set what modules look at when they are imported, and keep the garbage collector out of the way of a start.

    The app enables the collector again once there is something on the screen.
    """
    gc.disable()
    sys.setswitchinterval(0.001)  # a key need not wait until another thread has had its five milliseconds
    os.environ.setdefault("TEXTUAL_FPS", "1000")  # of several changes, the later ones wait for the next frame
    _load_without("ssl", "asyncio")  # 5 ms: the app opens no connection
    _load_without("_hashlib", "secrets")  # OpenSSL, 2 ms: Python has hashes of its own


def _load_without(missing: str, module: str) -> None:
    """Load a module as where Python was built without something that it can do without; others still find that."""
    if missing not in sys.modules:
        sys.modules[missing] = None  # type: ignore[assignment]
        import_module(module)
        del sys.modules[missing]
