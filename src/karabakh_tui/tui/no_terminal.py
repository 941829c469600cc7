"""Whether there is a terminal to draw on; asked before anything that draws is loaded."""

from __future__ import annotations

import os
from typing import TextIO


def terminal_problem(stdin: TextIO | None, stderr: TextIO | None) -> str | None:
    """Return why the app cannot open here, with what to run instead; None where it can."""
    instead = "run it in a terminal; `karabakh-tui --help` says what else it does"
    if stdin is None or not stdin.isatty():
        return f"the input is not a terminal: {instead}"
    if stderr is None or not stderr.isatty():
        return f"the error output is not a terminal, and the screen is drawn there: {instead}"
    if os.environ.get("TERM", "") in ("", "dumb", "unknown"):
        return f"TERM says that this terminal cannot move its cursor: {instead}"
    return None
