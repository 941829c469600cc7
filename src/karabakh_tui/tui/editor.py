"""The reader's own editor: which it is, and how it is told to open a file at a line."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path

PLUS_LINE = frozenset(
    (
        "vi",
        "vim",
        "nvim",
        "gvim",
        "view",
        "vis",
        "nano",
        "pico",
        "emacs",
        "emacsclient",
        "micro",
        "kak",
        "ne",
        "joe",
        "mg",
    )
)
"""Editors that are told a line as `+12 FILE`."""

FILE_LINE = frozenset(("hx", "helix", "zed", "zeditor", "subl", "sublime_text"))
"""Editors that are told a line as `FILE:12`."""

GOTO = frozenset(("code", "code-insiders", "codium", "vscodium", "cursor"))
"""Editors that are told a line as `--goto FILE:12`, and to wait until the file is closed."""


def editor_command(variables: Mapping[str, str], path: Path, line: int) -> list[str] | None:
    """Return the command that opens a file at a line in `$VISUAL`, else `$EDITOR`; None where neither names one."""
    for name in ("VISUAL", "EDITOR"):
        words = _words(variables.get(name, ""))
        if words:
            return [*words, *_place(Path(words[0]).stem.casefold(), str(path.absolute()), line)]
    return None


def _words(command: str) -> list[str]:
    try:
        return shlex.split(command)
    except ValueError:  # a quotation mark that nothing closes: people mean the blank to separate, then
        return command.split()


def _place(editor: str, file: str, line: int) -> list[str]:
    """Return the arguments that name a file and a line; the file alone for an editor that we do not know."""
    if editor in PLUS_LINE:
        return [f"+{line}", file]
    if editor in FILE_LINE:
        return [f"{file}:{line}"]
    if editor in GOTO:
        return ["--wait", "--goto", f"{file}:{line}"]
    return [file]
