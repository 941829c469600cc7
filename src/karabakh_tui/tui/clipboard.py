"""Copying: by a tool of the system, else through the terminal (OSC 52), else into a file; and which way it went."""

from __future__ import annotations

import base64
import shlex
import subprocess
from collections.abc import Callable, Iterator
from typing import NamedTuple

from karabakh_tui.paths import state_directory
from karabakh_tui.state.files import locked, replace_file

from .surroundings import Surroundings

VARIABLE = "KARABAKH_TUI_CLIPBOARD"
"""Forces one way: `native`, `osc52`, `file`, or a command that reads what is copied."""

OSC52_LIMIT = 74_994
"""Bytes of a text that are sent through the terminal at most: 100,000 with the sequence around them, encoded."""

SCREEN_PIECE = 250
"""Bytes of a sequence that GNU screen passes on at once."""

PATIENCE = 2.0
"""Seconds that a tool has for taking a text."""

FILE = "copied.txt"


class Tool(NamedTuple):
    """A program that reads what is to be copied."""

    command: tuple[str, ...]
    encoding: str = "utf-8"

    @property
    def name(self) -> str:
        """What the program is called."""
        return self.command[0]


class ToTerminal(NamedTuple):
    """The terminal is asked to copy."""

    sequence: str


class ToFile(NamedTuple):
    """A file in the state directory gets the text."""

    why: str = ""
    """Why no other way was tried, where there is a reason to tell."""


Way = Tool | ToTerminal | ToFile

TOOLS = {
    tool.name: tool
    for tool in (
        Tool(("wl-copy", "--type", "text/plain;charset=utf-8")),
        Tool(("xclip", "-selection", "clipboard")),
        Tool(("xsel", "--clipboard", "--input")),
        Tool(("pbcopy",)),
        Tool(("clip.exe",), "utf-16-le"),
        Tool(("tmux", "load-buffer", "-w", "-")),
    )
}
"""The tools that are known, by name, the best one first."""


def ways(text: str, option: str, around: Surroundings) -> Iterator[Way]:
    """Yield the ways to try, in order; the last one is always a file, so that what was copied is not lost.

    `option` is what the configuration says: `auto`, `native`, `osc52` or `file`; the variable counts for more.
    """
    wish = around.variables.get(VARIABLE, "").strip() or option
    tools = [tool for tool in TOOLS.values() if _works(tool.name, around) and around.find(tool.name)]
    if wish in ("auto", "native"):
        yield from tools
    if wish in ("auto", "osc52"):
        size = len(text.encode())
        if around.variables.get("TERM") == "linux":
            yield ToFile("this terminal has no clipboard")
        elif size > OSC52_LIMIT:
            yield ToFile(f"{size:,} bytes are too many for the terminal")
        else:
            yield ToTerminal(osc52(text, around))
    if wish not in ("auto", "native", "osc52", "file"):
        tool = _named(wish)
        yield tool if tool is not None else ToFile(f"{VARIABLE} is no command")
    yield ToFile("no tool for it works here" if wish == "native" and not tools else "")


def _works(tool: str, around: Surroundings) -> bool:
    """Tell whether a tool can reach a clipboard of the reader's."""
    return {
        "wl-copy": around.has_wayland,
        "xclip": around.has_x11,
        "xsel": around.has_x11,
        "pbcopy": around.is_mac,
        "clip.exe": around.is_wsl,
        "tmux": around.is_in_tmux,
    }[tool]


def _named(command: str) -> Tool | None:
    """Return the tool that a command is; None for what cannot be read as one."""
    try:
        words = tuple(shlex.split(command))
    except ValueError:
        return None
    return TOOLS.get(command, Tool(words))


def osc52(text: str, around: Surroundings) -> str:
    """Return the sequence that asks the terminal to copy a text, wrapped so that tmux or screen pass it on."""
    sequence = f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\x07"
    if around.is_in_tmux:
        return "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if around.is_in_screen:
        pieces = (sequence[at : at + SCREEN_PIECE] for at in range(0, len(sequence), SCREEN_PIECE))
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return sequence


def copy(text: str, option: str, around: Surroundings, send: Callable[[str], None]) -> str:
    """Copy a text, and return where it went and what did not work, in words. To be called in a thread.

    `send` writes to the terminal.
    """
    failures: list[str] = []
    for way in ways(text, option, around):
        if isinstance(way, ToTerminal):
            send(way.sequence)
            return _told("sent to the terminal's clipboard (OSC 52)", failures)
        if isinstance(way, ToFile):
            where = _written(text)
            return _told(where, [*failures, way.why])
        failure = _run(way, text)
        if failure is None:
            return _told(f"copied by {way.name}", failures)
        failures.append(failure)
    raise AssertionError("the last way is a file")


def _told(where: str, failures: list[str]) -> str:
    return "; ".join(filter(None, [where, *failures]))


def _run(tool: Tool, text: str) -> str | None:
    """Give a text to a tool; return why that failed, or None."""
    try:
        ended = subprocess.run(
            tool.command,
            input=text.encode(tool.encoding),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            start_new_session=True,  # it may go on, to hold the text; Ctrl+C here is not meant for it
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"{tool.name} did not end"
    except (OSError, ValueError) as error:
        return f"{tool.name} could not be run: {error}"
    return None if ended.returncode == 0 else f"{tool.name} ended with {ended.returncode}"


def _written(text: str) -> str:
    """Write a text into the file; return that, or why it could not be."""
    path = state_directory() / FILE
    try:
        with locked(path.parent):
            replace_file(path, text.encode())
    except OSError as error:
        return f"not copied: {path} could not be written: {error.strerror or error}"
    return f"written to {path}"
