"""What the line of hints offers, by what has the focus."""

from __future__ import annotations

from collections.abc import Iterable

from karabakh_tui.state.key_names import key_label
from karabakh_tui.tui.commands import Command

IN_SEARCH = (
    ("Enter ↓", "to the results", ""),
    ("Esc", "leave the bar, search kept; again: clear it", ""),
)
"""What the search bar itself does; there is nothing to click."""


FIRST = ("search", "open", "back", "help", "copy", "next-cite", "source", "accounts", "next-pane", "quit")
"""The commands whose hints come first, where there is no room for all."""


def hints(kind: str, commands: Iterable[Command]) -> tuple[tuple[str, str, str], ...]:
    """Return key, words and action for each command that the focus (`list`, `detail`, `search`) offers."""
    if kind == "search":
        return IN_SEARCH
    offered = [command for command in commands if command.keys and kind in command.where]
    offered.sort(key=lambda command: FIRST.index(command.id) if command.id in FIRST else len(FIRST))
    return tuple(_hint(command) for command in offered)


def _hint(command: Command) -> tuple[str, str, str]:
    if command.id == "next-pane":
        return "Tab 1-5", "panes", command.action  # the panes' own keys have no room for a hint each
    return key_label(command.keys[0]), command.label, command.action
