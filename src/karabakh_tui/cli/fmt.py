"""`fmt [STORE...]`: a store in the one order and layout of the format."""

from __future__ import annotations

import difflib
import sys
from argparse import Namespace

from karabakh_tui.errors import StoreError
from karabakh_tui.model.records import TABLES
from karabakh_tui.paths import default_store, typed_path
from karabakh_tui.show import show
from karabakh_tui.storage.edit import BOM
from karabakh_tui.storage.formatting import formatted
from karabakh_tui.storage.pieces import newer_syntax, whole

from .console import HEADING, Console
from .writing import original, own_store, standard_input, write

DONE, WOULD_CHANGE = 0, 1
"""Exit codes."""

INPUT = "-"

STYLES = {"+++": HEADING, "---": HEADING, "@@": "36", "+": "32", "-": "31"}
"""How a line of a difference is shown, by its beginning."""


def fmt(chosen: Namespace) -> int:
    """Run the command; return the exit code.

    Raises:
        UsageError: if the standard input is closed.
        StoreError: if a store cannot be read.
        SaveError: if one cannot be saved.
        CannotEdit: if it is not certain that its text would say the same.
    """
    console = Console(no_colour=chosen.no_color)
    changes = [_one(name, chosen, console) for name in chosen.store or [""]]
    return WOULD_CHANGE if chosen.check and any(changes) else DONE


def _one(name: str, chosen: Namespace, console: Console) -> bool:
    """Format one store, or say what would change; tell whether anything does."""
    if name == INPUT:
        return _filter(chosen, console)
    if chosen.check or chosen.diff:
        path = typed_path(name) if name else default_store()
        text = original(path).text
        return _compared(str(path), text, _formatted(text, str(path)), chosen, console)
    old = original(own_store(name or None))
    new = _formatted(old.text, str(old.path))
    if new == old.text:
        console.talk(f"{old.path} is as it should be")
        return False
    write(old, new, console)
    console.talk(f"{old.path} is laid out anew")
    return True


def _filter(chosen: Namespace, console: Console) -> bool:
    """Format what the standard input gives, for an editor to take."""
    name = "standard input"
    try:
        text = standard_input().decode("utf-8")
    except UnicodeDecodeError as error:
        raise StoreError(f"{name}: byte {error.start + 1} is not UTF-8; save the text as UTF-8") from None
    new = _formatted(text, name)
    if chosen.check or chosen.diff:
        return _compared(name, text, new, chosen, console)
    if console.terminal:
        console.data(show(new, lines=True))
    else:
        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8")  # the text to the byte, whatever the surroundings speak
        console.data(new)
    return new != text


def _formatted(text: str, name: str) -> str:
    """Return a text as it should be.

    Raises:
        StoreError: if it is not TOML 1.0, or no store's.
        CannotEdit: if it is not certain that it would say the same.
    """
    body = text.removeprefix(BOM).replace("\r\n", "\n")
    tables = whole(body, name)
    if tables and not tables.keys() & {"store", *TABLES}:
        raise StoreError(f"{name}: has no table of a fact store; it is left as it is")
    newer = newer_syntax(body, name)
    if newer is not None:
        raise newer
    return formatted(text, name)


def _compared(name: str, old: str, new: str, chosen: Namespace, console: Console) -> bool:
    if new == old:
        console.talk(f"{name} is as it should be")
        return False
    if chosen.diff:
        console.data(difference(name, old, new, console))
    console.talk(f"{name} would change")
    return True


def difference(name: str, old: str, new: str, console: Console) -> str:
    """Return what makes a text of another, line by line, harmless to show."""
    lines = difflib.unified_diff(_lines(old), _lines(new), name, f"{name} (formatted)")
    return "".join(_line(each, console) for each in lines)


def _lines(text: str) -> list[str]:
    return [f"{line}\n" for line in text.removesuffix("\n").split("\n")[:-1]] + _last(text)


def _last(text: str) -> list[str]:
    """Return the last line, with a line break only where it has one."""
    last = text.removesuffix("\n").rpartition("\n")[2]
    return [last + "\n" * text.endswith("\n")] if text else []


def _line(line: str, console: Console) -> str:
    ending = "\n" if line.endswith("\n") else "\n\\ No newline at end of file\n"
    return console.styled(show(line.removesuffix("\n")), _style(line)) + ending


def _style(line: str) -> str:
    return next((style for beginning, style in STYLES.items() if line.startswith(beginning)), "")
