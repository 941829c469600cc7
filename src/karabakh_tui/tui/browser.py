"""Opening an address in the reader's browser, without waiting for it."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Iterator, Sequence

from .surroundings import Surroundings

TEXT_BROWSERS = frozenset({"browsh", "elinks", "links", "links2", "lynx", "w3m", "www-browser"})
"""Browsers that would need the terminal on which the program is drawn."""

PATIENCE = 3.0
"""Seconds after which an opener that still runs counts as the browser itself."""


def opener(address: str, around: Surroundings) -> tuple[str, ...] | None:
    """Return the command that opens an address in a browser that the reader sees; None where there is none.

    `$BROWSER` comes first: commands with colons between them, `%s` in them standing for the address.
    """
    for command in (*_named(around.variables.get("BROWSER", "")), *_usual(around)):
        if around.find(command[0]) and os.path.basename(command[0]) not in TEXT_BROWSERS:
            placed = tuple(word.replace("%s", address) for word in command)
            return placed if placed != command else (*command, address)
    return None


def _named(browsers: str) -> Iterator[tuple[str, ...]]:
    """Yield the commands that `$BROWSER` names; what cannot be read as one is left out."""
    for browser in browsers.split(os.pathsep):
        try:
            command = tuple(shlex.split(browser))
        except ValueError:
            continue
        if command[-1:] == ("&",):  # in the background, where everything is run here
            command = command[:-1]
        if command and command[0]:
            yield command


def _usual(around: Surroundings) -> Iterator[tuple[str, ...]]:
    """Yield the system's own openers, where what they open is before the reader's eyes."""
    if around.is_remote:
        return
    if around.is_mac:
        yield ("open",)
    if around.is_wsl:
        yield ("wslview",)
        yield ("rundll32.exe", "url.dll,FileProtocolHandler")
    if around.has_wayland or around.has_x11:
        yield ("xdg-open",)
        yield ("gio", "open")
        yield ("x-www-browser",)


def launched(command: Sequence[str]) -> str | None:
    """Run an opener; return why that failed, or None. To be called in a thread."""
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # it stays when the program ends
        )
    except OSError as error:
        return f"{command[0]} could not be run: {error.strerror or error}."
    try:
        status = process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        return None
    return None if status == 0 else f"{command[0]} ended with {status}."
