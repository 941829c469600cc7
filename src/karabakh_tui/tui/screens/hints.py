"""What the line of hints offers: what can be done now, where the focus is and with the record that is shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from karabakh_tui.model.records import Event, Record, Source
from karabakh_tui.state.key_names import key_label
from karabakh_tui.tui.commands import Command

IN_SEARCH = (
    ("Enter ↓", "to the results", ""),
    ("Esc", "leave the bar, search kept; again: clear it", ""),
)
"""What the search bar itself does; there is nothing to click."""

COMPLETING = (
    ("Tab", "take it", ""),
    ("↓ ↑", "choose", ""),
    ("Enter", "search", ""),
    ("Esc", "close the list", ""),
)
"""The same while completions are shown."""

FIRST = (
    "search", "open", "help", "copy", "next-cite", "source", "next-pane", "quit", "palette", "back", "forward",
    "accounts",
)  # fmt: skip
"""The commands whose hints come first, where there is no room for all; last those that come and go."""


def hints(kind: str, commands: Iterable[Command], idle: Collection[str] = ()) -> tuple[tuple[str, str, str], ...]:
    """Return key, words and action for each command that the focus (`list`, `detail`, `search`) offers.

    Those that would do nothing now (`idle`) are left out.
    """
    if kind in ("search", "completing"):
        return IN_SEARCH if kind == "search" else COMPLETING
    offered = [command for command in commands if command.keys and kind in command.where and command.id not in idle]
    offered.sort(key=lambda command: FIRST.index(command.id) if command.id in FIRST else len(FIRST))
    return tuple(_hint(command) for command in offered)


def idle_with(record: Record | None) -> set[str]:
    """Return the commands that would do nothing with a record."""
    if record is None:
        return {"open", "copy", "next-cite", "source", "accounts"}
    idle = set[str]()
    if not isinstance(record, Event) or not record.accounts:
        idle.add("accounts")
    if not getattr(record, "cites", ()):  # a source has none: it is what others cite
        idle.add("next-cite")
        if not isinstance(record, Source):
            idle.add("source")
    return idle


def _hint(command: Command) -> tuple[str, str, str]:
    if command.id == "next-pane":
        return "1-5", "panes", command.action  # the panes' own keys have no room for a hint each
    return key_label(command.keys[0]), command.label, command.action
