"""The command line: arguments in, exit code out. Textual is imported only when the app is about to open.

Exit codes: 0 done; 2 wrong usage; 3 the store cannot be read; 70 a crash; 128+n on signal n.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from karabakh_tui import __version__
from karabakh_tui.errors import KarabakhError, UsageError
from karabakh_tui.paths import STORE_VARIABLE, default_store
from karabakh_tui.show import show

THEMES = {
    "dark": "karabakh-dark",
    "light": "karabakh-light",
    "ansi-dark": "ansi-dark",
    "ansi-light": "ansi-light",
}

EPILOG = f"""\
examples:
  karabakh-tui                     browse the record that comes with the program
  karabakh-tui facts.toml          browse a store of your own
  karabakh-tui --theme light       on a light background
  karabakh-tui --theme ansi-dark   in the terminal's own colours

Without STORE, ${STORE_VARIABLE} names the store to open; without that, the record that comes with the
program is opened. Inside, press ? for every key.
"""


class Parser(argparse.ArgumentParser):
    """An argument parser whose messages are harmless on a terminal, whatever was typed."""

    def error(self, message: str) -> NoReturn:
        """Raise a usage error with the message and where to read more."""
        raise UsageError(f"{message}; `{self.prog} --help` lists what can be said")


def parser() -> Parser:
    """Return the program's argument parser."""
    result = Parser(
        prog="karabakh-tui",
        description="Browse a sourced record of a contested subject in the terminal.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    result.add_argument("store", nargs="?", metavar="STORE", help="the fact store to open (a TOML file)")
    result.add_argument("--theme", choices=tuple(THEMES), default="dark", help="the colours (default: dark)")
    result.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    return result


def main(arguments: Sequence[str]) -> int:
    """Run the command line; return the exit code."""
    try:
        chosen = parser().parse_args(arguments)
        store = Path(chosen.store).expanduser() if chosen.store else default_store()
        return browse(store, THEMES[chosen.theme])
    except KarabakhError as error:
        sys.stderr.write(f"karabakh-tui: {show(str(error))}\n")
        return error.exit_code
    except KeyboardInterrupt:
        return 130


def browse(store: Path, theme: str) -> int:
    """Open the app on a store.

    Raises:
        UsageError: if there is no terminal.
        StoreError: if the store cannot be read at all.
    """
    from karabakh_tui.tui.terminal import terminal_problem

    problem = terminal_problem(sys.stdin, sys.stderr)
    if problem is not None:
        raise UsageError(problem)
    from karabakh_tui.tui.app import READ_FIRST, KarabakhApp, read_collecting
    from karabakh_tui.tui.run import run_app

    small = not store.exists() or not store.is_file() or os.path.getsize(store) <= READ_FIRST
    app = KarabakhApp(store, loaded=read_collecting(store) if small else None, theme=theme)
    code = run_app(app)
    if app.refusal is not None:
        raise app.refusal
    return code
